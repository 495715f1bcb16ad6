/* Names of a workbook's rows, and what people have decided of them: kept in names.csv, and applied to the
 * next year's file. */
#ifndef CT_SERIES_NAMES_H
#define CT_SERIES_NAMES_H

#include "catalogue/catalogue.h"
#include "core/table.h"

/* One name. A row without confidence is a person's own; one with it is the program's guess until it is
 * decided. */
typedef struct {
    const char *decision; /* accept, correct, reject, or the Vietnamese words; a changed row needs none    */
    const char *name; /* as the file has it, a row's parents before it: "Tổng thu / Thu nội địa" (total
                         revenue / domestic revenue)       */
    const char *unit; /* of the figures under it; "": as the file says                                 */
    const char *indicator; /* catalogue id                                                                 */
    const char *breakdown, *scope; /* "": the scope that the file's figures are of                          */
    const char
        *guess; /* unit, indicator, breakdown and scope as the program read them: what a change is told by */
    const char *about;   /* the guessed indicator's name                                                  */
    const char *example; /* a figure: "2023: 151.033"                                                     */
    long figures;        /* how many stand under the name                                                 */
    double confidence;
    const char *source; /* FILE:LINE of the first                                                        */
} ct_name;
extern const ct_schema ct_name_schema;

static inline const ct_name *ct_name_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

typedef struct ct_names ct_names;

/** The decided names of a table of ct_name_schema, found by their words; the table must outlive it. Of two on
 * one name the later holds.
 * @param names NULL: none are decided
 * @return CT_OK; CT_EPARSE with the row's line (an unknown decision, indicator or unit, a kept name without
 * an indicator); CT_ENOMEM. *out is the caller's */
CT_CHECKED ct_error ct_names_new(ct_names **out, const ct_catalogue *catalogue, const ct_table *names);
void ct_names_free(ct_names *names); /* NULL is fine */

/** What is decided of a name: *rejected when its figures are to be left out. NULL: nothing is. Case, marks
 * and blanks do not count. */
const ct_name *ct_names_find(const ct_names *names, const char *name, bool *rejected);

/** The column `guess` for such a reading, in the table's arena; NULL when out of memory. */
const char *ct_name_guess(ct_table *table, const char *unit, const char *indicator, const char *breakdown,
                          const char *scope) CT_CHECKED;

/** Append to a table the rows of another that are decided. CT_ENOMEM */
CT_CHECKED ct_error ct_names_keep(ct_table *to, const ct_table *names);

#endif
