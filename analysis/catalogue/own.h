/* A user's own catalogue: a file of indicators, or a folder with units.csv, indicators.csv, breakdowns.csv,
 * wordings.csv, abbreviations.csv, english.csv, each where it is wanted. What it says wins over the
 * program's. Private to this folder. */
#ifndef CT_CATALOGUE_OWN_H
#define CT_CATALOGUE_OWN_H

#include "catalogue/files.h"

typedef struct {
    ct_table *tables[CT_OWN_FILES];    /* owned; NULL: there is no such file              */
    const char *paths[CT_OWN_FILES];   /* in the catalogue's arena                        */
    const ct_catalogue_faults *faults; /* NULL: the first fault ends the reading          */
} ct_own;

/** Read the files. ct_own_clear() whatever happens.
 * @param path a file or a folder; NULL gives no tables
 * @return CT_OK; CT_EIO; CT_EPARSE with file and line, unless own->faults takes it; CT_EDATA (a folder
 * without any of the files); CT_ENOMEM */
CT_CHECKED ct_error ct_own_read(ct_arena *arena, const char *path, ct_own *own);
void ct_own_clear(ct_own *own);

/** What becomes of a row's fault: with own->faults it is told there, and CT_OK unless that fails; else it
 * comes back with file and line. */
CT_CHECKED ct_error ct_own_fault(const ct_own *own, ct_own_file file, size_t row, ct_error err);

/** How many rows a table may add; 0 without it. */
size_t ct_own_rows(const ct_own *own, ct_own_file file);

/** Merge the user's units, breakdowns and abbreviations with their wordings into arrays that have room for
 * ct_own_rows() more; *n grows. A wording of the user's is taken from whoever else has it. Errors as
 * ct_own_read(). */
CT_CHECKED ct_error ct_own_units(const ct_own *own, ct_arena *arena, ct_unit *units, size_t *n);
CT_CHECKED ct_error ct_own_breakdowns(const ct_own *own, ct_arena *arena, ct_breakdown *breakdowns,
                                      size_t *n);
CT_CHECKED ct_error ct_own_abbreviations(const ct_own *own, ct_arena *arena, ct_abbreviation *abbreviations,
                                         size_t *n);

/** Merge the user's indicators with their wordings; `list` is catalogue->indicators with room for more. Units
 * must be there. */
CT_CHECKED ct_error ct_own_indicators(const ct_own *own, ct_catalogue *catalogue, ct_indicator *list);

#endif
