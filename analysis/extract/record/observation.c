#include "extract/record/observation.h"

const char *const ct_kind_words[] = { "target", "actual", "estimate", "forecast", NULL };
const char *const ct_qualifier_words[] = { "=", ">=", ">", "<=", "<", "~", NULL };
const char *const ct_aggregation_words[] = { "point", "annual_average", "cumulative", "each_year", NULL };

const char *const ct_reviewed_words[] = { "", "accepted", "corrected", NULL };

#define AT(field) offsetof(ct_observation, field)

static const char *const id_parts[] = { "o",         "document",  "line_start",   "line_end",   "quote",
                                        "indicator", "scope",     "breakdown",    "value_low",  "value_high",
                                        "unit",      "qualifier", "period_start", "period_end", "aggregation",
                                        "kind",      "measure",   "base_period",  NULL };

static const ct_column columns[] = {
    { "document", CT_COLUMN_TEXT, true, AT(document), NULL, "Base name of the document's file." },
    { "page", CT_COLUMN_COUNT, false, AT(page), NULL, "Page, where the format has pages." },
    { "line_start", CT_COLUMN_COUNT, true, AT(line_start), NULL,
      "First line that holds the value and its unit, counted from 1." },
    { "line_end", CT_COLUMN_COUNT, true, AT(line_end), NULL, "Last line that holds the value and its unit." },
    { "quote", CT_COLUMN_TEXT, true, AT(quote), NULL,
      "The document's own words around the value; lines are joined by one space." },
    { "indicator", CT_COLUMN_TEXT, false, AT(indicator), NULL,
      "Id in the catalogue; empty where the catalogue has none." },
    { "name", CT_COLUMN_TEXT, false, AT(name), NULL,
      "The catalogue's Vietnamese name, else the words before the number." },
    { "scope", CT_COLUMN_TEXT, false, AT(scope), NULL, "Territory or body the figure is about." },
    { "breakdown", CT_COLUMN_TEXT, false, AT(breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "value_low", CT_COLUMN_NUMBER, true, AT(value_low), NULL,
      "Value, or the lower end of a range, in the unit as stated." },
    { "value_high", CT_COLUMN_NUMBER, true, AT(value_high), NULL,
      "Upper end of a range; the value itself otherwise." },
    { "unit", CT_COLUMN_TEXT, false, AT(unit), NULL, "Unit as stated, in correct Vietnamese." },
    { "qualifier", CT_COLUMN_WORD, true, AT(qualifier), ct_qualifier_words,
      "How the value bounds the indicator." },
    { "period_start", CT_COLUMN_DATE, false, AT(period_start), NULL,
      "First year, month or day the value refers to." },
    { "period_end", CT_COLUMN_DATE, false, AT(period_end), NULL,
      "Last year, month or day the value refers to." },
    { "aggregation", CT_COLUMN_WORD, true, AT(aggregation), ct_aggregation_words,
      "How the value stands to its period." },
    { "kind", CT_COLUMN_WORD, true, AT(kind), ct_kind_words,
      "Whether it is aimed at, reached, estimated or forecast." },
    { "measure", CT_COLUMN_WORD, true, AT(measure), ct_measure_words,
      "What the value says of the indicator." },
    { "base_period", CT_COLUMN_DATE, false, AT(base_period), NULL,
      "Year a growth, change or multiple is counted from." },
    { "confidence", CT_COLUMN_NUMBER, true, AT(confidence), NULL, "How sure the reading is, from 0 to 1." },
    { "review", CT_COLUMN_WORD, false, AT(review), ct_reviewed_words,
      "What a person said of it; empty: nobody looked." },
    { "observation_id", CT_COLUMN_ID, false, 0, id_parts,
      "Id, computed from where it stands and how it is read." },
};

const ct_schema ct_observation_schema = { "observations",
                                          "Figures found in documents, one row a value with its source line.",
                                          columns, sizeof columns / sizeof *columns, sizeof(ct_observation) };
