/* The cells of one target's row, after the table form of gap-methods: each figure is the assessment's own, in
 * its unit, unscaled. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/wording.h"
#include "report/content.h"

static ct_error keep(ct_arena *arena, ct_buffer *text, const char **cell)
{
    ct_error err = ct_buffer_error(text);

    if (err.code == CT_OK) *cell = ct_arena_strdup(arena, text->len > 0 ? ct_buffer_string(text) : "–");
    ct_buffer_clear(text);
    return err.code == CT_OK && *cell == NULL ? ct_no_memory() : err;
}

/* What a target demands where it is not the indicator itself. */
static const char *measure_text(const ct_report *report, const ct_assessment *row)
{
    const ct_indicator *indicator =
        report->catalogue != NULL ? ct_indicator_find(report->catalogue, row->indicator) : NULL;
    ct_lang lang = report->lang;

    if (indicator != NULL && indicator->measure == row->measure) return "";
    switch (row->measure) {
    case CT_MEASURE_GROWTH: return ct_l(lang, "tốc độ tăng", "growth");
    case CT_MEASURE_CHANGE: return ct_l(lang, "mức thay đổi", "change");
    case CT_MEASURE_SHARE: return ct_l(lang, "tỷ trọng", "share");
    case CT_MEASURE_PLAN_RATIO: return ct_l(lang, "so với kế hoạch", "ratio to plan");
    case CT_MEASURE_RANK: return ct_l(lang, "xếp hạng", "rank");
    case CT_MEASURE_MULTIPLE: return ct_l(lang, "số lần so với gốc", "multiple of the base");
    case CT_MEASURE_LEVEL: break;
    }
    return "";
}

static void name_cell(ct_buffer *to, const ct_report *report, const ct_assessment *row)
{
    const ct_indicator *indicator =
        report->catalogue != NULL ? ct_indicator_find(report->catalogue, row->indicator) : NULL;
    bool english = report->lang == CT_EN && indicator != NULL && indicator->name_en[0] != '\0';
    const char *measure = measure_text(report, row);

    ct_buffer_text(to, english ? indicator->name_en : row->name);
    if (row->breakdown[0] != '\0') ct_buffer_printf(to, ": %s", row->breakdown);
    if (measure[0] != '\0') ct_buffer_printf(to, ", %s", measure);
    if (row->scope[0] != '\0' && strcmp(row->scope, report->scope) != 0)
        ct_buffer_printf(to, " (%s)", row->scope);
}

static void target_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    ct_range_text(to, row->target_low, row->target_high, row->qualifier, 1, "", lang);
    if (row->aggregation == CT_POINT || row->period_end == 0) return;
    ct_buffer_text(to, row->aggregation == CT_ANNUAL_AVERAGE
                           ? ct_l(lang, " bình quân năm, ", " a year on average, ")
                       : row->aggregation == CT_CUMULATIVE ? ct_l(lang, " cộng dồn, ", " in total, ")
                                                           : ct_l(lang, " hằng năm, ", " every year, "));
    ct_period_text(to, row->period_start, row->period_end);
}

static void base_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    if (row->base_year == 0 || isnan(row->base_value)) return;
    ct_figure_stated(to, row->base_value, lang);
    ct_buffer_printf(to, " (%ld)", row->base_year);
}

static void latest_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    if (row->latest_year == 0 || isnan(row->latest_value)) return;
    ct_figure_stated(to, row->latest_value, lang);
    ct_buffer_printf(to, " (%ld", row->latest_year);
    if (row->latest_status - 1 == CT_STATUS_ESTIMATE)
        ct_buffer_text(to, ct_l(lang, ", ước", ", estimate")); /* 0 is no value: words are shifted by one */
    if (row->latest_status - 1 == CT_STATUS_PRELIMINARY)
        ct_buffer_text(to, ct_l(lang, ", sơ bộ", ", preliminary"));
    ct_buffer_text(to, ")");
}

static void achieved_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    if (row->aggregation != CT_POINT && !isnan(row->achieved)) ct_figure_computed(to, row->achieved, lang);
}

/* Amounts in percent of the target; percentages, ranks and what should be low as a difference in words: a
 * ratio of two percentages misleads. */
static ct_error versus_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    if (isnan(row->gap_now)) return ct_ok();
    if (isnan(row->gap_now_percent) || row->direction != CT_UP)
        return ct_gap_text(to, row->gap_now, row->unit, row->direction, row->measure, lang);
    ct_figure_computed(to, 100 + row->gap_now_percent, lang);
    ct_buffer_text(to, "%");
    return ct_ok();
}

/* "giảm 1,3 điểm %/năm" (fall by 1.3 percentage points a year). */
static ct_error change_a_year(ct_buffer *to, double change, const char *unit, int measure, ct_lang lang)
{
    ct_buffer_text(to, change < 0 ? ct_l(lang, "giảm ", "down ") : ct_l(lang, "tăng ", "up "));
    CT_TRY(ct_difference_text(to, change, unit, measure, lang));
    ct_buffer_text(to, ct_l(lang, "/năm", " a year"));
    return ct_ok();
}

static ct_error required_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    bool growth = row->measure == CT_MEASURE_GROWTH && (row->aggregation == CT_ANNUAL_AVERAGE ||
                                                        !isfinite(row->step_required)); /* of a level too */
    bool yearly = row->aggregation == CT_ANNUAL_AVERAGE || row->aggregation == CT_CUMULATIVE;

    if (row->latest_year == 0 || row->latest_year >= row->period_end) return ct_ok();
    if (growth && isfinite(row->rate_required)) {
        double high = isfinite(row->required_high) ? row->required_high : NAN;
        ct_figure_computed(to, row->rate_required, lang);
        if (!isnan(high)) {
            ct_buffer_text(to, "–");
            ct_figure_computed(to, high, lang);
        }
        ct_buffer_text(to, ct_l(lang, "%/năm", "% a year"));
        return ct_ok();
    }
    if (row->step_required == 0) {
        ct_buffer_text(to, ct_l(lang, "giữ vững", "hold"));
        return ct_ok();
    }
    if (yearly && row->measure != CT_MEASURE_CHANGE) {
        if (!isfinite(row->step_required)) return ct_ok();
        CT_TRY(ct_amount_text(to, row->step_required, row->unit, false, lang));
        ct_buffer_text(to, ct_l(lang, "/năm", " a year"));
        return ct_ok();
    }
    if (isfinite(row->rate_required) && !ct_unit_is_percent(row->unit)) { /* a percentage moves by points */
        ct_buffer_text(to,
                       row->rate_required < 0 ? ct_l(lang, "giảm ", "down ") : ct_l(lang, "tăng ", "up "));
        ct_figure_computed(to, fabs(row->rate_required), lang);
        ct_buffer_text(to, ct_l(lang, "%/năm", "% a year"));
        return ct_ok();
    }
    return isfinite(row->step_required) ? change_a_year(to, row->step_required, row->unit, row->measure, lang)
                                        : ct_ok();
}

static void projected_cell(ct_buffer *to, const ct_assessment *row, ct_lang lang)
{
    bool rank = row->measure == CT_MEASURE_RANK; /* whole places */

    if (isnan(row->projected)) return;
    ct_figure_computed(to, rank ? round(row->projected) : row->projected, lang);
    if (isnan(row->projected_lo80) || isnan(row->projected_hi80)) return;
    ct_buffer_text(to, " (");
    ct_figure_computed(to, rank ? round(row->projected_lo80) : row->projected_lo80, lang);
    ct_buffer_text(to, row->projected_hi80 < 0 ? " – " : "–");
    ct_figure_computed(to, rank ? round(row->projected_hi80) : row->projected_hi80, lang);
    ct_buffer_text(to, ")");
}

/* A remark behind others, or the first. */
static ct_error remark(ct_buffer *to, const ct_report *report, const char *key, const char *separator,
                       const ct_phrase_word *words, size_t n)
{
    if (report->phrases == NULL) return ct_ok();
    if (to->len > 0) ct_buffer_text(to, separator);
    return ct_phrase_fill(report->phrases, key, report->lang, words, n, to);
}

ct_error ct_remarks_text(ct_buffer *to, const ct_report *report, const ct_assessment *row)
{
    enum { FEWEST = 2 }; /* one year is no record */
    double margin = row->record_margin;
    char first[32], second[32];
    ct_buffer percent;

    if (row->old > 0 && row->latest_year < row->period_end) {
        snprintf(first, sizeof first, "%ld", row->latest_year);
        snprintf(second, sizeof second, "%ld", row->old);
        CT_TRY(remark(to, report, "remark.old", "; ",
                      (ct_phrase_word[]){ { "year", first }, { "n", second } }, 2));
    }
    if (row->record_plans < FEWEST) return ct_ok();
    snprintf(first, sizeof first, "%.0f", row->record_met);
    snprintf(second, sizeof second, "%ld", row->record_plans);
    CT_TRY(remark(to, report, "remark.record", "; ",
                  (ct_phrase_word[]){ { "met", first }, { "plans", second } }, 2));
    if (isnan(margin) || isnan(row->gap_now_percent))
        return ct_ok(); /* the margin is in % where gaps are: of amounts */
    ct_buffer_init(&percent);
    ct_figure_computed(&percent, fabs(margin), report->lang);
    ct_buffer_text(&percent, "%");
    ct_error err = ct_buffer_error(&percent);
    if (err.code == CT_OK)
        err = remark(to, report, margin < 0 ? "remark.short" : "remark.beaten", "",
                     (ct_phrase_word[]){ { "margin", ct_buffer_string(&percent) } }, 1);
    ct_buffer_clear(&percent);
    return err;
}

static ct_error verdict_cell(ct_buffer *to, const ct_report *report, const ct_assessment *row)
{
    const char *reason = ct_reason_text(row->reason, report);
    bool none = row->verdict == CT_VERDICT_NONE,
         open = row->verdict == CT_VERDICT_NO_DATA || row->verdict == CT_VERDICT_UNDECIDED;
    ct_buffer remarks;
    ct_error err;

    ct_buffer_init(&remarks);
    err = ct_remarks_text(&remarks, report, row);
    if (!none) ct_buffer_text(to, ct_verdict_text(row->verdict, report->lang));
    if (reason[0] != '\0' && (none || open)) ct_buffer_printf(to, none ? "%s" : " (%s)", reason);
    if (remarks.len > 0) ct_buffer_printf(to, "%s%s", to->len > 0 ? "; " : "", ct_buffer_string(&remarks));
    if (err.code == CT_OK) err = ct_buffer_error(&remarks);
    ct_buffer_clear(&remarks);
    return err;
}

ct_error ct_target_cells(ct_arena *arena, const ct_report *report, const ct_assessment *row,
                         const char *cells[CT_N_CELLS])
{
    ct_lang lang = report->lang;

    for (int cell = 0; cell < CT_N_CELLS; cell++) {
        ct_buffer text;
        ct_error err = ct_ok();
        ct_scale scale;
        ct_buffer_init(&text);
        switch ((ct_cell)cell) {
        case CT_CELL_NAME: name_cell(&text, report, row); break;
        case CT_CELL_UNIT:
            err = ct_scale_choose(arena, row->unit, 0, lang, &scale);
            if (err.code == CT_OK) ct_buffer_text(&text, scale.words);
            break;
        case CT_CELL_TARGET: target_cell(&text, row, lang); break;
        case CT_CELL_BASE: base_cell(&text, row, lang); break;
        case CT_CELL_LATEST: latest_cell(&text, row, lang); break;
        case CT_CELL_ACHIEVED: achieved_cell(&text, row, lang); break;
        case CT_CELL_VERSUS: err = versus_cell(&text, row, lang); break;
        case CT_CELL_REQUIRED: err = required_cell(&text, row, lang); break;
        case CT_CELL_PROJECTED: projected_cell(&text, row, lang); break;
        case CT_CELL_PROBABILITY: ct_chance_text(&text, row->probability, lang); break;
        case CT_CELL_VERDICT: err = verdict_cell(&text, report, row); break;
        case CT_N_CELLS: break;
        }
        if (err.code != CT_OK) {
            ct_buffer_clear(&text);
            return err;
        }
        CT_TRY(keep(arena, &text, &cells[cell]));
    }
    return ct_ok();
}
