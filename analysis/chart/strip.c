/* Strip: what is known of a series too thin for axes of years. Its values and its target stand on one scale,
 * the way between them is marked. */
#include <math.h>

#include "chart/axis.h"
#include "chart/lettering.h"
#include "chart/picture.h"
#include "chart/scene.h"
#include "chart/wording.h"
#include "core/number.h"

enum { BODY = 62, MOST_VALUES = 2, SIDE = 30 };

static const char *const layers[] = { "grid", "way",    "way_made",     "value",
                                      "now",  "target", "target_range", NULL };

typedef struct {
    ct_picture *p;
    const ct_chart *chart;
    ct_lang lang;
    double low, high, divisor, middle;
} strip;

static double place(const strip *s, double value)
{
    return s->p->left + SIDE + (value - s->low) / (s->high - s->low) * (s->p->right - s->p->left - 2 * SIDE);
}

static void include(strip *s, double value)
{
    if (!isfinite(value)) return;
    s->low = fmin(s->low, value);
    s->high = fmax(s->high, value);
}

/* From zero where that costs little; a constant stands in the middle. */
static void fit(strip *s, const ct_assessment *of)
{
    s->low = INFINITY;
    s->high = -INFINITY;
    for (size_t i = 0; i < s->chart->n_points; i++) include(s, s->chart->points[i].value);
    if (of != NULL) include(s, of->target_low);
    if (of != NULL) include(s, of->target_high);
    if (s->low > 0 && s->low < 0.4 * s->high) s->low = 0;
    if (!(s->high - s->low > 1e-9 * fmax(fabs(s->low), fabs(s->high)))) {
        double half = s->high != 0 ? 0.2 * fabs(s->high) : 1;
        s->low -= half;
        s->high += half;
    }
}

static const char *figure(const strip *s, double value)
{
    ct_buffer text;
    char *kept;

    ct_buffer_init(&text);
    ct_figure_stated(&text, value / s->divisor, s->lang);
    if (ct_unit_is_percent(s->chart->unit)) ct_buffer_text(&text, "%");
    kept =
        ct_buffer_error(&text).code == CT_OK ? ct_arena_strdup(s->p->arena, ct_buffer_string(&text)) : NULL;
    ct_buffer_clear(&text);
    return kept != NULL ? kept : "";
}

static void row_of_data(ct_picture *p, const char *kind, long year, double low, double high, const char *unit)
{
    ct_picture_csv_text(p, kind);
    ct_picture_csv_number(p, (double)year);
    ct_picture_csv_number(p, low);
    ct_picture_csv_number(p, high);
    ct_picture_csv_text(p, unit);
    ct_picture_csv_end(p);
}

/* Values below the line, each with its year; they keep apart in the order of their values. */
static void put_values(strip *s)
{
    const ct_chart *chart = s->chart;
    double centre[MOST_VALUES], width = 0;
    const char *words[MOST_VALUES];
    size_t n = chart->n_points < MOST_VALUES ? chart->n_points : MOST_VALUES, first = chart->n_points - n;
    bool turned = n == 2 && chart->points[first].value > chart->points[first + 1].value;

    for (size_t i = 0; i < n; i++) {
        const ct_point *point = &chart->points[first + (turned ? n - 1 - i : i)];
        bool now = point == &chart->points[chart->n_points - 1];
        double x = place(s, point->value);
        CT_ROW(s->p, now ? "now" : "value", x, s->middle);
        words[i] = ct_arena_printf(s->p->arena, "%s (%ld)", figure(s, point->value), point->period);
        if (words[i] == NULL) {
            s->p->failed = true;
            return;
        }
        centre[i] = x;
        width = fmax(width, ct_text_width(s->p->face, words[i], CT_TEXT_SIZE, true) + 8);
        row_of_data(s->p, ct_status_words[point->status], point->period, point->value, point->value,
                    chart->unit);
    }
    ct_spread(centre, n, width, s->p->left, s->p->right);
    for (size_t i = 0; i < n; i++)
        ct_picture_text(s->p, centre[i], s->middle - 16, CT_ALIGN_CENTRE,
                        (i == n - 1) != turned ? CT_LOOK_BOLD : CT_LOOK_LABEL, words[i]);
}

static void put_target(strip *s, const ct_assessment *of)
{
    bool range = isfinite(of->target_high) && of->target_high != of->target_low;
    double low = place(s, of->target_low), high = range ? place(s, of->target_high) : low;
    double now = place(s, s->chart->points[s->chart->n_points - 1].value),
           end = fabs(now - low) < fabs(now - high) ? low : high;
    ct_buffer text;

    CT_ROW(s->p, of->gap_now < 0 ? "way" : "way_made", now, s->middle, end, s->middle);
    if (range)
        CT_ROW(s->p, "target_range", low, s->middle, high, s->middle);
    else
        CT_ROW(s->p, "target", low, s->middle);
    ct_buffer_init(&text);
    ct_buffer_text(&text, ct_l(s->lang, "Mục tiêu ", "Target "));
    ct_period_text(&text, of->period_end, of->period_end);
    ct_buffer_text(&text, ": ");
    ct_range_text(&text, of->target_low, of->target_high, of->qualifier, s->divisor,
                  ct_unit_is_percent(s->chart->unit) ? "%" : "", s->lang);
    double half = ct_text_width(s->p->face, ct_buffer_string(&text), CT_TEXT_SIZE, true) / 2;
    ct_picture_text(s->p, fmax(s->p->left + half, fmin(s->p->right - half, (low + high) / 2)), s->middle + 17,
                    CT_ALIGN_CENTRE, CT_LOOK_TARGET, ct_buffer_string(&text));
    s->p->failed = s->p->failed || ct_buffer_error(&text).code != CT_OK;
    ct_buffer_clear(&text);
    row_of_data(s->p, "target", of->period_end, of->target_low, of->target_high, s->chart->unit);
}

ct_error ct_strip_picture(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_image_size size,
                          ct_picture *picture)
{
    const ct_assessment *of = ct_chart_main(chart);
    strip s = { .p = picture, .chart = chart, .lang = lang };
    const char *title, *foot, *measured;
    ct_scale scale;
    int told;

    CT_TRY(ct_chart_check(chart));
    fit(&s, of);
    CT_TRY(ct_scale_choose(arena, chart->unit, fmax(fabs(s.low), fabs(s.high)), lang, &scale));
    CT_TRY(ct_chart_claim(arena, chart, lang, &title, &told));
    CT_TRY(ct_chart_footnote(arena, chart, lang, &foot));
    measured = ct_chart_measured(arena, chart, scale.words);
    if (measured == NULL) return ct_no_memory();
    CT_TRY(ct_picture_begin(picture, arena, lang, size.face, ct_canvas_width(size), "strip", chart->name,
                            title, measured, foot));
    picture->told = told;
    ct_picture_layers(picture, layers);
    ct_picture_frame(picture, BODY, 0, 0);
    ct_buffer_text(&picture->csv, "kind,year,low,high,unit\n");
    s.divisor = scale.divisor;
    s.middle = picture->bottom + 30;
    CT_ROW(picture, "grid", picture->left, s.middle, picture->right, s.middle);
    if (of != NULL) put_target(&s, of);
    put_values(&s);
    return ct_picture_error(picture);
}
