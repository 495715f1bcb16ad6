/* History from a workbook or another document: the figures that extraction found in its tables become rows of
 * history. */
#ifndef CT_SERIES_HISTORY_WORKBOOK_H
#define CT_SERIES_HISTORY_WORKBOOK_H

#include "documents/document.h"
#include "series/names.h"
#include "series/series.h"

typedef struct {
    const ct_catalogue *catalogue;
    const ct_names *names; /* what people decided; goes before what was read */
    double sure;           /* chance from which a name counts as recognised  */
    long last_year; /* of results elsewhere: a later year whose head says no kind may be a plan; 0: not known
                     */
} ct_workbook_rules;

/* What became of the figures. */
typedef struct {
    size_t taken;
    size_t open;   /* under names that are not recognised surely: left out until somebody decides          */
    size_t later;  /* of years after last_year, without a word whether they are results                    */
    size_t prose;  /* in running text, not sure                                                            */
    size_t others; /* no value of a year: plans, ratios, parts of a year, ranges                           */
    size_t rejected;
} ct_workbook_count;

/** Append the figures of a document as rows of history: of a cell whose heads call it an estimate with that
 * status, of other results as actual; a cell of a year whose heads say no kind is a result. A name that is
 * decided is what it was decided to be; one that is read with less than `sure`, names no indicator, or has no
 * unit that the indicator can be in is left out and appended to `open` with the best guess, once a name and
 * unit.
 * @param observations of the document, as ct_extract() gives them
 * @param history of ct_history_schema
 * @param open    of ct_name_schema; rows of one file stand in the file's order */
CT_CHECKED ct_error ct_workbook_history(const ct_workbook_rules *rules, const ct_document *document,
                                        const ct_table *observations, ct_table *history, ct_table *open,
                                        ct_workbook_count *count);

#endif
