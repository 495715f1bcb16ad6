/* Traces: how each figure was read, one row a candidate of each decision, for people (extract --explain) and
 * for fitting (scripts/fit). */
#ifndef CT_EXTRACT_TRACE_H
#define CT_EXTRACT_TRACE_H

#include <stdbool.h>

#include "core/table.h"

typedef struct {
    const char *document;
    long line;
    long observation;      /* row of the observations table, counted from 1; 0: rejected             */
    const char *number;    /* as it stands in the text                                              */
    const char *decision;  /* "number" "unit" "indicator" "measure" "period" "kind" "scope" ...      */
    const char *candidate; /* what could have been chosen                                           */
    int chosen;            /* 0 no, 1 yes                                                           */
    double score;          /* probability, or cost in hundredths of a letter; NaN where none counts  */
    const char *why;
} ct_trace_row;

extern const ct_schema ct_trace_schema;

/* Where the trace of one figure goes. */
typedef struct {
    ct_table *table;
    const char *document;
    long line, observation;
    const char *number;
    bool failed; /* out of memory */
} ct_trace;

/** Append a row; nothing for a NULL trace. Texts are copied. */
void ct_trace_add(ct_trace *trace, const char *decision, const char *candidate, bool chosen, double score,
                  const char *why);

#endif
