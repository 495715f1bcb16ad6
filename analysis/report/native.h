/* Charts that Word draws itself and an office can edit: a sheet of data with its series, as a DrawingML part
 * and the workbook inside it. */
#ifndef CT_REPORT_NATIVE_H
#define CT_REPORT_NATIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/chart.h"
#include "chart/picture.h"
#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/lang.h"

/* How a column of the sheet is drawn. */
typedef enum {
    CT_NATIVE_DATA,        /* not drawn: the figures that helper columns are made of    */
    CT_NATIVE_ACTUAL,      /* solid line with dots                                      */
    CT_NATIVE_PROJECTED,   /* dashed line                                               */
    CT_NATIVE_BASE,        /* invisible area that carries the bands above it            */
    CT_NATIVE_BAND95,      /* area, stacked                                             */
    CT_NATIVE_BAND80,      /* area, stacked                                             */
    CT_NATIVE_TARGET,      /* diamonds with their value                                 */
    CT_NATIVE_TARGET_LINE, /* dashed line across the years of a target's period         */
    CT_NATIVE_PART         /* part of a stacked column                                  */
} ct_native_role;

/* One column of the sheet, n_rows cells; NaN is an empty cell. */
typedef struct {
    const char *name;
    ct_native_role role;
    const double *values;
    bool low_end;                /* of a range: its label stands below            */
    const bool *hollow;          /* NULL, or which points are estimates                */
    const char *const *formulas; /* NULL, or a formula over its row for each cell that is no figure of the
                                    tables; NULL: none */
} ct_native_column;

enum { CT_NATIVE_COLUMNS = 20 };

typedef struct {
    const char *name;         /* of the files: chart1, ...                          */
    const char *title, *unit; /* in words, of the language                          */
    const char *alt;          /* what it shows, for readers who cannot see it       */
    const char *row_head;     /* head of the first column: "Năm" (year)             */
    const char *const *rows;  /* n_rows years as text                               */
    size_t n_rows;
    ct_native_column columns[CT_NATIVE_COLUMNS];
    size_t n_columns;
    double low, high, step; /* of the value axis; NaN: the program that shows it chooses */
    bool reversed;          /* a rank: 1 stands at the top                        */
    long label_step;        /* every so many years carry a label                  */
    ct_lang lang;
} ct_native;

/** A trajectory as a chart: values, median and bands of the projection, targets. Strings and arrays live in
 * the arena, those of `chart` are borrowed. CT_EDATA as ct_scene_compute(); CT_ENOMEM. */
CT_CHECKED ct_error ct_native_series(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_native *native);

/** Stacked columns of shares as a chart. CT_EDATA (more parts than columns of the sheet); CT_ENOMEM. */
CT_CHECKED ct_error ct_native_stack(const ct_stack *stack, ct_lang lang, ct_native *native);

/** The DrawingML part (word/charts/NAME.xml), which names its workbook by the relation rId1. `font`: a
 * typeface, or "" for that of the document. CT_ENOMEM. */
CT_CHECKED ct_error ct_native_xml(const ct_native *native, const char *font, ct_buffer *to);

/** Write the workbook with the sheet to `path`; the same chart gives the same bytes. CT_EUSAGE when not built
 * in; CT_EIO; CT_ENOMEM. */
CT_CHECKED ct_error ct_native_book(const ct_native *native, const char *path);

/** The name of the sheet in the workbook and in the part's references. */
const char *ct_native_sheet(ct_lang lang);

/** "B", "AA": the letters of a sheet's column, 0-based, into to[4]. */
void ct_native_letters(size_t column, char to[4]);

#endif
