/* Inside documents/ only: pages drawn in grey, as pdftoppm writes them (PGM, "P5", one byte a dot), made fit
 * for reading. */
#ifndef CT_DOCUMENTS_PGM_H
#define CT_DOCUMENTS_PGM_H

#include <stdbool.h>
#include <stddef.h>

/** Next to no ink: the page holds no text, and an OCR program would find some in the dust. */
bool ct_pgm_is_blank(const char *bytes, size_t n);

/** Take single dots off a page that has many, in place, each dot becoming the median of the nine around it:
 * dust, and the grain of coarse scans, reads as commas and tones. A clean page stays as it is, and so does
 * what is no PGM or when memory is short. */
void ct_pgm_clean(char *bytes, size_t n);

#endif
