#include "extract/record/trace.h"

#define AT(field) offsetof(ct_trace_row, field)

static const char *const chosen_words[] = { "no", "yes", NULL };

static const ct_column columns[] = {
    { "document", CT_COLUMN_TEXT, true, AT(document), NULL, "Base name of the document's file." },
    { "line", CT_COLUMN_COUNT, true, AT(line), NULL, "Line of the number, counted from 1." },
    { "observation", CT_COLUMN_COUNT, false, AT(observation), NULL,
      "Row of the observations table; empty for a number that was rejected." },
    { "number", CT_COLUMN_TEXT, true, AT(number), NULL, "The number as it stands." },
    { "decision", CT_COLUMN_TEXT, true, AT(decision), NULL, "What was to be decided." },
    { "candidate", CT_COLUMN_TEXT, false, AT(candidate), NULL, "One possible answer." },
    { "chosen", CT_COLUMN_WORD, true, AT(chosen), chosen_words, "Whether it was taken." },
    { "score", CT_COLUMN_NUMBER, false, AT(score), NULL,
      "Probability of a weighed answer, or cost of a match in hundredths of a letter." },
    { "why", CT_COLUMN_TEXT, false, AT(why), NULL, "The words or features it rests on." },
};

const ct_schema ct_trace_schema = { "trace",
                                    "How each figure was read, one row a candidate of each decision.",
                                    columns, sizeof columns / sizeof *columns, sizeof(ct_trace_row) };

void ct_trace_add(ct_trace *trace, const char *decision, const char *candidate, bool chosen, double score,
                  const char *why)
{
    if (trace == NULL || trace->failed) return;
    ct_trace_row *row = ct_table_add(trace->table);
    if (row == NULL) {
        trace->failed = true;
        return;
    }
    *row = (ct_trace_row){ trace->document,
                           trace->line,
                           trace->observation,
                           ct_table_text(trace->table, trace->number),
                           ct_table_text(trace->table, decision),
                           ct_table_text(trace->table, candidate),
                           chosen,
                           score,
                           ct_table_text(trace->table, why) };
    if (row->number == NULL || row->decision == NULL || row->candidate == NULL || row->why == NULL)
        trace->failed = true;
}
