/* Inside documents/ only: pictures of pages become words with their places, by tesseract and its Vietnamese
 * model. */
#ifndef CT_DOCUMENTS_OCR_H
#define CT_DOCUMENTS_OCR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/child.h"
#include "core/error.h"
#include "documents/pages.h"

/* The tesseract that is installed. */
typedef struct {
    const char *version; /* its first line, in the arena */
    bool turns;          /* has the model that finds which way up a page is */
} ct_ocr_engine;

typedef struct {
    const char *bytes; /* a picture file: PGM, PNG, JPEG, TIFF, ... */
    size_t n;
    unsigned dpi; /* 0: as the file says, or as tesseract guesses */
} ct_ocr_picture;

/** CT_ETOOL: tesseract or its Vietnamese model is missing; the message names the packages. */
CT_CHECKED ct_error ct_ocr_find(ct_arena *arena, ct_ocr_engine *engine);

/** How many programs run at the same time: the cores of the machine. */
size_t ct_ocr_cores(void);

/** Read n pictures, at most at_once at a time. Output i is tesseract's TSV, errors[i] what went wrong with
 * it.
 * @param results n of them, cleared by ct_child_clear() in every case */
CT_CHECKED ct_error ct_ocr_read(const ct_ocr_engine *engine, const ct_ocr_picture *pictures, size_t n,
                                size_t at_once, ct_child_result *results, ct_error *errors,
                                void (*done)(void *context, size_t i), void *context);

/** The pages of tesseract's TSV, in the arena, the words' text too: turned upright and level, whichever way
 * the picture was. Words that tesseract itself hardly believes in are left out.
 * @param first the number of the first page
 * @return CT_OK (no page at all: *n_pages 0); CT_ENOMEM */
CT_CHECKED ct_error ct_tsv_parse(ct_arena *arena, const char *bytes, size_t n, long first, ct_page **pages,
                                 size_t *n_pages);

#endif
