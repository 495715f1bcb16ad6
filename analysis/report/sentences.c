#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/wording.h"
#include "report/content.h"

enum { TARGETS_TOLD = 2 };

static const char *reached(int status, ct_lang lang)
{
    if (status == CT_STATUS_ESTIMATE) return ct_l(lang, "ước đạt", "is estimated at");
    if (status == CT_STATUS_FORECAST) return ct_l(lang, "được tài liệu dự báo đạt", "is forecast by the document at");
    return ct_l(lang, "đạt", "was");
}

/* ", tăng 46,7% so với năm 2022": in percent for amounts, in points for percentages, in places for ranks. */
static ct_error change_since(ct_buffer *to, const ct_point *before, const ct_point *last, bool rank, ct_lang lang)
{
    double change = last->value - before->value;
    bool up = change > 0;

    if (change == 0) {
        ct_buffer_printf(to, ct_l(lang, ", bằng năm %ld", ", the same as in %ld"), before->period);
        return ct_ok();
    }
    if (rank) up = !up; /* a smaller rank is a better one */
    ct_buffer_text(to, up ? ct_l(lang, ", tăng ", ", up ") : ct_l(lang, ", giảm ", ", down "));
    if (!rank && !ct_unit_is_percent(last->unit) && before->value > 0 && last->value > 0) {
        ct_figure_computed(to, fabs(100 * change / before->value), lang);
        ct_buffer_text(to, "%");
    } else {
        CT_TRY(ct_difference_text(to, change, last->unit, rank ? CT_MEASURE_RANK : CT_MEASURE_LEVEL, lang));
    }
    ct_buffer_printf(to, ct_l(lang, " so với năm %ld", " from %ld"), before->period);
    return ct_ok();
}

static ct_error latest_sentence(ct_buffer *to, const ct_chart *chart, ct_lang lang)
{
    const ct_point *last = &chart->points[chart->n_points - 1];

    ct_buffer_printf(to, ct_l(lang, "Năm %ld, chỉ tiêu này %s ", "In %ld the indicator %s "), last->period, reached(last->status, lang));
    CT_TRY(ct_amount_text(to, last->value, chart->unit, true, lang));
    if (chart->n_points > 1) CT_TRY(change_since(to, last - 1, last, chart->reversed, lang));
    ct_buffer_text(to, ".");
    return ct_ok();
}

static ct_error projection_sentence(ct_buffer *to, const ct_chart *chart, ct_lang lang)
{
    const ct_projection *end = &chart->projections[chart->n_projections - 1];

    if (end->period <= chart->points[chart->n_points - 1].period) return ct_ok();
    ct_buffer_text(to, ct_projection_has_prior(end)
                           ? ct_l(lang, " Theo chuỗi số liệu và mức biến động thường thấy ở các tỉnh khác",
                                  " On its series, and on how the indicator usually moved in other provinces,")
                           : ct_l(lang, " Theo xu hướng của chuỗi số liệu", " On the trend of its series"));
    ct_buffer_printf(to, ct_l(lang, ", dự báo năm %ld là ", " it is projected for %ld at "), end->period);
    CT_TRY(ct_amount_text(to, end->median, chart->unit, false, lang));
    ct_buffer_text(to, ct_l(lang, " (khoảng 80%: từ ", " (80% interval: "));
    CT_TRY(ct_amount_text(to, end->lo80, chart->unit, false, lang));
    ct_buffer_text(to, ct_l(lang, " đến ", " to "));
    CT_TRY(ct_amount_text(to, end->hi80, chart->unit, false, lang));
    ct_buffer_text(to, ").");
    return ct_ok();
}

/* "Mục tiêu bình quân 2021–2025 là 14–15%". */
static ct_error target_words(ct_buffer *to, const ct_assessment *row, const char *unit, ct_lang lang)
{
    bool across = row->aggregation != CT_POINT && row->period_start != row->period_end;

    ct_buffer_text(to, ct_l(lang, " Mục tiêu ", " The target "));
    if (across && row->aggregation == CT_ANNUAL_AVERAGE) ct_buffer_text(to, ct_l(lang, "bình quân ", "average of "));
    if (across && row->aggregation == CT_EACH_YEAR) ct_buffer_text(to, ct_l(lang, "hằng năm ", "of every year "));
    if (!across) ct_buffer_text(to, ct_l(lang, "năm ", "for "));
    ct_period_text(to, across ? row->period_start : row->period_end, row->period_end);
    ct_buffer_text(to, ct_l(lang, " là ", " is "));
    return ct_target_text(to, row->target_low, row->target_high, row->qualifier, unit, lang);
}

static ct_error target_sentence(ct_buffer *to, const ct_chart *chart, const ct_assessment *row, ct_lang lang)
{
    bool closed = row->latest_year != 0 && row->latest_year >= row->period_end;
    bool projected = !closed && !isnan(row->gap_projected);
    double gap = projected ? row->gap_projected : row->gap_now;

    CT_TRY(target_words(to, row, chart->unit, lang));
    if (row->aggregation == CT_ANNUAL_AVERAGE && !isnan(row->achieved)) {
        ct_buffer_text(to, ct_l(lang, "; bình quân đến nay ", "; the average so far is "));
        CT_TRY(ct_amount_text(to, row->achieved, chart->unit, false, lang));
    }
    if (!isnan(gap)) {
        ct_buffer_text(to, projected ? ct_l(lang, "; dự báo ", "; projected ") : closed ? "; " : ct_l(lang, "; hiện ", "; now "));
        CT_TRY(ct_gap_text(to, gap, chart->unit, row->direction, row->measure, lang));
    }
    if (projected && !isnan(row->probability)) {
        ct_buffer_text(to, ct_l(lang, ", xác suất đạt ", ", the probability of meeting it "));
        if (row->probability < 0.01 || row->probability > 0.99)
            ct_buffer_text(to, row->probability < 0.01 ? ct_l(lang, "dưới 1%", "below 1%") : ct_l(lang, "trên 99%", "above 99%"));
        else
            ct_chance_text(to, row->probability, lang);
    }
    if (row->verdict != CT_VERDICT_NONE)
        ct_buffer_printf(to, ct_l(lang, "; đánh giá: %s", "; outlook: %s"), ct_verdict_text(row->verdict, lang));
    ct_buffer_text(to, ".");
    return ct_ok();
}

ct_error ct_sentences_write(ct_buffer *to, const ct_chart *chart, ct_lang lang)
{
    if (chart->n_points > 0) CT_TRY(latest_sentence(to, chart, lang));
    if (chart->n_points > 0 && chart->n_projections > 0) CT_TRY(projection_sentence(to, chart, lang));
    for (size_t i = 0; i < chart->n_assessments && i < TARGETS_TOLD; i++) CT_TRY(target_sentence(to, chart, &chart->assessments[i], lang));
    return ct_buffer_error(to);
}
