#include "series/finding.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"

const char *const ct_severity_words[] = { "note", "warning", "error", "check", NULL };
const char *const ct_hangs_words[] = { "", "series", "target", "verdict", NULL };

static const ct_column finding_columns[] = {
    { "rule", CT_COLUMN_TEXT, true, offsetof(ct_finding, rule), NULL, "Id of the rule." },
    { "severity", CT_COLUMN_WORD, true, offsetof(ct_finding, severity), ct_severity_words,
      "How grave it is." },
    { "indicator", CT_COLUMN_TEXT, false, offsetof(ct_finding, indicator), NULL,
      "Catalogue id of the indicator." },
    { "scope", CT_COLUMN_TEXT, false, offsetof(ct_finding, scope), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, offsetof(ct_finding, breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "period", CT_COLUMN_COUNT, false, offsetof(ct_finding, period), NULL, "Year." },
    { "value", CT_COLUMN_NUMBER, false, offsetof(ct_finding, value), NULL,
      "The value in question, or the one kept." },
    { "other", CT_COLUMN_NUMBER, false, offsetof(ct_finding, other), NULL, "The value it disagrees with." },
    { "unit", CT_COLUMN_TEXT, false, offsetof(ct_finding, unit), NULL, "Unit of both values." },
    { "source", CT_COLUMN_TEXT, false, offsetof(ct_finding, source), NULL, "Where the value stands." },
    { "other_source", CT_COLUMN_TEXT, false, offsetof(ct_finding, other_source), NULL,
      "Where the other value stands." },
    { "text_vi", CT_COLUMN_TEXT, true, offsetof(ct_finding, text_vi), NULL,
      "The contradiction in one Vietnamese sentence." },
    { "text_en", CT_COLUMN_TEXT, true, offsetof(ct_finding, text_en), NULL,
      "The contradiction in one English sentence." },
    { "quote", CT_COLUMN_TEXT, false, offsetof(ct_finding, quote), NULL,
      "The words at the first place of source." },
    { "other_quote", CT_COLUMN_TEXT, false, offsetof(ct_finding, other_quote), NULL,
      "The words at the first place of other_source." },
    { "hangs_on", CT_COLUMN_WORD, false, offsetof(ct_finding, hangs_on), ct_hangs_words,
      "What is computed from the figures in doubt." },
    { "rank", CT_COLUMN_COUNT, false, offsetof(ct_finding, rank), NULL, "1 is the one to look at first." },
};
const ct_schema ct_finding_schema = { "findings",
                                      "What contradicts what, with the arithmetic and both sources.",
                                      finding_columns, sizeof finding_columns / sizeof *finding_columns,
                                      sizeof(ct_finding) };

static ct_wording joined(const char *const *parts, size_t n)
{
    static const char dots[] = "...";
    ct_wording words = { "" };
    size_t at = 0, room = sizeof words.text - sizeof dots;

    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(parts[i]), kept = ct_utf8_cut(parts[i], room - at);

        memcpy(words.text + at, parts[i], kept);
        at += kept;
        if (kept == length) continue;
        memcpy(words.text + at, dots, sizeof dots);
        return words;
    }
    words.text[at] = '\0';
    return words;
}

ct_wording ct_value_wording(double value, const char *unit, ct_lang lang)
{
    char number[CT_NUMBER_SIZE];
    const char *const parts[] = { number, unit[0] != '\0' ? " " : "", unit };

    ct_number_people(number, value, ct_number_decimals(value, 6), lang);
    return joined(parts, sizeof parts / sizeof *parts);
}

ct_wording ct_range_wording(double low, double high, const char *unit, ct_lang lang)
{
    const ct_wording first = ct_value_wording(low, "", lang), last = ct_value_wording(high, unit, lang);
    const char *const parts[] = { low != high ? first.text : "", low != high ? " - " : "", last.text };

    return joined(parts, sizeof parts / sizeof *parts);
}

ct_wording ct_subject_wording(const ct_indicator *indicator, const char *scope, const char *breakdown,
                              ct_lang lang)
{
    bool part = breakdown[0] != '\0';
    const char *const parts[] = { ct_l(lang, indicator->name_vi, indicator->name_en),
                                  part ? " (" : "",
                                  breakdown,
                                  part ? ")" : "",
                                  scope[0] != '\0' ? ", " : "",
                                  scope };

    return joined(parts, sizeof parts / sizeof *parts);
}

ct_error ct_finding_add(ct_table *findings, const ct_finding *finding)
{
    ct_finding *row;
    const char **texts[11];

    if (findings == NULL) return ct_ok();
    if (finding->text_vi == NULL || finding->text_en == NULL) return ct_no_memory();
    row = ct_table_add(findings);
    if (row == NULL) return ct_no_memory();
    *row = *finding;
    texts[0] = &row->rule;
    texts[1] = &row->indicator;
    texts[2] = &row->scope;
    texts[3] = &row->breakdown;
    texts[4] = &row->unit;
    texts[5] = &row->source;
    texts[6] = &row->other_source;
    texts[7] = &row->text_vi;
    texts[8] = &row->text_en;
    texts[9] = &row->quote;
    texts[10] = &row->other_quote;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = ct_table_text(findings, *texts[i] != NULL ? *texts[i] : "");
        if (*texts[i] != NULL) continue;
        findings->n--;
        return ct_no_memory();
    }
    return ct_ok();
}

ct_error ct_finding_bounds(ct_arena *arena, const ct_indicator *indicator, double value, ct_finding *finding)
{
    bool low = value < indicator->lower;
    double bound = low ? indicator->lower : indicator->upper;

    *finding = (ct_finding){ .rule = "out-of-bounds",
                             CT_SEVERITY_ERROR,
                             indicator->id,
                             "",
                             "",
                             0,
                             value,
                             bound,
                             indicator->unit,
                             "",
                             "",
                             NULL,
                             NULL };
    if (isinf(bound)) finding->other = NAN;
    finding->text_vi =
        ct_arena_printf(arena, "%s: %s %s %s, giới hạn của chỉ tiêu.", indicator->name_vi,
                        ct_value_wording(value, indicator->unit, CT_VI).text, low ? "nhỏ hơn" : "lớn hơn",
                        ct_value_wording(bound, indicator->unit, CT_VI).text);
    finding->text_en =
        ct_arena_printf(arena, "%s: %s is %s %s, the bound of the indicator.", indicator->name_en,
                        ct_value_wording(value, indicator->unit, CT_EN).text, low ? "below" : "above",
                        ct_value_wording(bound, indicator->unit, CT_EN).text);
    return finding->text_vi != NULL && finding->text_en != NULL ? ct_ok() : ct_no_memory();
}
