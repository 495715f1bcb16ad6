/* What a chart says in words: its title, the line of what is measured, and the line below it. */
#include <math.h>
#include <string.h>

#include "chart/lettering.h"
#include "chart/scene.h"
#include "chart/wording.h"

enum { LEAST_HISTORY = 3 }; /* values that bear a line of years */

bool ct_chart_has_fan(const ct_chart *chart)
{
    const ct_assessment *of = ct_chart_main(chart);
    bool ahead = false,
         rated = of != NULL && of->verdict != CT_VERDICT_NONE && of->verdict != CT_VERDICT_NO_DATA;

    if (chart->n_points == 0) return false;
    for (size_t i = 0; i < chart->n_projections; i++)
        ahead = ahead || chart->projections[i].period > chart->points[chart->n_points - 1].period;
    if (chart->n_points < LEAST_HISTORY) return ahead && rated;
    return ahead && (of == NULL || of->verdict != CT_VERDICT_NO_DATA);
}

bool ct_chart_is_thin(const ct_chart *chart)
{
    return chart->n_points < LEAST_HISTORY && !ct_chart_has_fan(chart);
}

const ct_assessment *ct_chart_main(const ct_chart *chart)
{
    long last = chart->n_points > 0 ? chart->points[chart->n_points - 1].period : 0;
    const ct_assessment *best = NULL;

    for (size_t i = 0; i < chart->n_assessments; i++) {
        const ct_assessment *row = &chart->assessments[i];
        if (row->period_end == 0) continue;
        if (row->period_end == chart->plan_end) return row;
        bool ahead = row->period_end >= last;
        if (best == NULL || (best->period_end < last ? row->period_end > best->period_end
                                                     : ahead && row->period_end < best->period_end))
            best = row;
    }
    return best;
}

/* How a title begins; with the target behind it. A target whose year is over is told as a fact. */
static const char *verdict_words(const ct_assessment *of, ct_lang lang)
{
    bool over = of->latest_year >= of->period_end;

    switch (of->verdict) {
    case CT_VERDICT_EXCEEDED:
        return over ? ct_l(lang, "Vượt mục tiêu", "Went beyond the target of")
                    : ct_l(lang, "Có khả năng vượt mục tiêu", "Likely to go beyond the target of");
    case CT_VERDICT_MET:
        return over ? ct_l(lang, "Đạt mục tiêu", "Reached the target of")
                    : ct_l(lang, "Có khả năng đạt mục tiêu", "Likely to reach the target of");
    case CT_VERDICT_HARD: return ct_l(lang, "Khó đạt mục tiêu", "Hard to reach the target of");
    case CT_VERDICT_MISSED:
        return over ? ct_l(lang, "Không đạt mục tiêu", "Missed the target of")
                    : ct_l(lang, "Ít khả năng đạt mục tiêu", "Unlikely to reach the target of");
    case CT_VERDICT_UNDECIDED:
        return ct_l(lang, "Chưa rõ có đạt mục tiêu", "Not clear whether it reaches the target of");
    case CT_VERDICT_NO_DATA:
        return ct_l(lang, "Chưa đủ số liệu để đánh giá mục tiêu", "Too few figures to assess the target of");
    case CT_VERDICT_NONE:
    case CT_N_VERDICTS: break;
    }
    return ct_l(lang, "Mục tiêu", "Target of");
}

/* "còn thiếu 791 USD" (791 USD still missing) behind a verdict; what is missing today where nothing is
 * projected. */
static ct_error gap_words(ct_buffer *to, const ct_assessment *of, ct_lang lang)
{
    bool over = of->latest_year >= of->period_end, ahead = !over && !isnan(of->gap_projected);
    double gap = ahead ? of->gap_projected : of->gap_now;

    if (isnan(gap) || of->reason == CT_REASON_REVIEW || of->verdict == CT_VERDICT_UNDECIDED) return ct_ok();
    ct_buffer_text(to, ahead  ? ct_l(lang, "; dự báo ", "; projected ")
                       : over ? "; "
                              : ct_l(lang, "; hiện ", "; now "));
    return ct_gap_text(to, gap, of->unit, of->direction, of->measure, lang);
}

static ct_error claim_words(ct_buffer *to, const ct_assessment *of, ct_lang lang)
{
    bool average = of->aggregation == CT_ANNUAL_AVERAGE,
         across = (average || of->aggregation == CT_EACH_YEAR) && of->period_start != 0;

    ct_buffer_printf(to, "%s ", verdict_words(of, lang));
    if (average) ct_buffer_text(to, ct_l(lang, "bình quân ", "an average of "));
    CT_TRY(ct_target_text(to, of->target_low, of->target_high, of->qualifier, of->unit, lang));
    ct_buffer_text(to, across && of->period_start < of->period_end ? ct_l(lang, " giai đoạn ", " over ")
                                                                   : ct_l(lang, " năm ", " in "));
    ct_period_text(to, across ? of->period_start : of->period_end, of->period_end);
    if (of->reason == CT_REASON_REVIEW)
        ct_buffer_text(to, ct_l(lang, ": cần duyệt số liệu trước", ": figures to be reviewed first"));
    return gap_words(to, of, lang);
}

ct_error ct_chart_claim(ct_arena *arena, const ct_chart *chart, ct_lang lang, const char **title, int *told)
{
    const ct_assessment *of = ct_chart_main(chart);
    ct_buffer words;
    ct_error err;

    *told = 0;
    *title = chart->title;
    if (of == NULL) return ct_ok();
    ct_buffer_init(&words);
    err = claim_words(&words, of, lang);
    if (err.code == CT_OK) err = ct_buffer_error(&words);
    if (err.code == CT_OK) *title = ct_arena_strdup(arena, ct_buffer_string(&words));
    ct_buffer_clear(&words);
    *told = of->verdict;
    return err.code == CT_OK && *title == NULL ? ct_no_memory() : err;
}

const char *ct_chart_measured(ct_arena *arena, const ct_chart *chart, const char *unit)
{
    bool place = chart->subtitle[0] != '\0', counted = unit[0] != '\0';

    if (ct_chart_main(chart) == NULL) /* the title is the name already */
        return ct_arena_printf(arena, "%s%s%s", unit, counted && place ? ", " : "", chart->subtitle);
    return ct_arena_printf(arena, "%s%s%s%s%s%s", chart->title, counted ? " (" : "", unit, counted ? ")" : "",
                           place ? ", " : "", chart->subtitle);
}

ct_error ct_chart_footnote(ct_arena *arena, const ct_chart *chart, ct_lang lang, const char **text)
{
    bool ahead = ct_chart_has_fan(chart);
    const ct_projection *end = ahead ? &chart->projections[chart->n_projections - 1] : NULL;
    const char *held = "", *source = ct_text_clean(arena, chart->source);

    if (ahead && chart->tried > 0)
        held = ct_arena_printf(
            arena,
            ct_l(
                lang,
                " Khoảng 80%% thử trên số liệu đã qua của chính các chuỗi này: đúng %.0f%% (%zu/%zu lần).",
                " The 80%% interval tried on past figures of these very series: right %.0f%% of the time (%zu of %zu)."),
            100 * (double)chart->held / (double)chart->tried, chart->held, chart->tried);
    if (source == NULL || held == NULL) return ct_no_memory();
    *text = ct_arena_printf(arena, ct_l(lang, "Số liệu đến năm %ld%s.%s %s%s", "Data up to %ld%s.%s %s%s"),
                            chart->points[chart->n_points - 1].period,
                            ahead && ct_projection_has_prior(end)
                                ? ct_l(lang, "; dự báo dựa cả vào biến động ở các tỉnh khác",
                                       "; the projection rests on other provinces too")
                                : "",
                            held, source[0] != '\0' ? ct_l(lang, "Nguồn: ", "Source: ") : "", source);
    return *text != NULL ? ct_ok() : ct_no_memory();
}
