#include "chart/scene.h"

#include <math.h>
#include <string.h>

#include "chart/lettering.h"
#include "core/number.h"

enum {
    FRAME_HEIGHT = 210,
    LEAST_FRAME_HEIGHT = 110,
    MARGIN = 16,
    HEADS = 32, /* above the frame: the plan's years, the last year of data */
    MAX_TITLE = 3,
    MAX_SUBTITLE = 3,
    MAX_SOURCE = 4,
    FIRST_YEAR = 1900,
    LAST_YEAR = 2200,
    YEAR_ROOM = 34 /* pixels of a labelled year */
};
enum {
    TITLE_LEADING = 19,
    SUBTITLE_LEADING = 14,
    SOURCE_LEADING = 12,
    LEGEND_LEADING = 15,
    LEGEND_COLUMN = 130,
    OPENING = 8
};
static const double LARGEST = 1e17,
                    PERIOD_END =
                        0.3; /* a mark of a period reaches this much of a year past its first and last */

/* ---- checks ---- */

static ct_error check_value(const ct_chart *chart, double value, const char *what, long year)
{
    if (isfinite(value) && fabs(value) <= LARGEST) return ct_ok();
    return ct_fail(CT_EDATA, 0, "chart %s: the %s of %ld is %g and cannot be drawn; correct it in its table",
                   chart->name, what, year, value);
}

static ct_error check_year(const ct_chart *chart, long year, long before)
{
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return ct_fail(CT_EDATA, 0, "chart %s: the year %ld is not within %d to %d", chart->name, year,
                       FIRST_YEAR, LAST_YEAR);
    if (year <= before)
        return ct_fail(CT_EDATA, 0,
                       "chart %s: the year %ld stands after %ld; sort the rows by year, each once",
                       chart->name, year, before);
    return ct_ok();
}

ct_error ct_chart_check(const ct_chart *chart)
{
    long before = 0;

    if (chart->name[0] == '\0' ||
        strspn(chart->name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(chart->name))
        return ct_fail(CT_EDATA, 0,
                       "'%.80s' cannot name a chart; use the letters a to z, digits, '-' and '_'",
                       chart->name);
    if (chart->n_points == 0)
        return ct_fail(CT_EDATA, 0, "chart %s: its series has no values; nothing can be drawn", chart->name);
    for (size_t i = 0; i < chart->n_points; i++) {
        CT_TRY(check_year(chart, chart->points[i].period, before));
        before = chart->points[i].period;
        CT_TRY(check_value(chart, chart->points[i].value, "value", before));
    }
    before = 0;
    for (size_t i = 0; i < chart->n_projections; i++) {
        const ct_projection *row = &chart->projections[i];
        const double values[] = { row->median, row->lo80, row->hi80, row->lo95, row->hi95 };
        CT_TRY(check_year(chart, row->period, before));
        before = row->period;
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            CT_TRY(check_value(chart, values[k], "projection", before));
    }
    for (size_t i = 0; i < chart->n_assessments; i++) {
        const ct_assessment *row = &chart->assessments[i];
        if (row->period_end == 0) continue;
        CT_TRY(check_year(chart, row->period_end, 0));
        if (row->period_start != 0) CT_TRY(check_year(chart, row->period_start, 0));
        CT_TRY(check_value(chart, row->target_low, "target", row->period_end));
        if (!isnan(row->target_high)) CT_TRY(check_value(chart, row->target_high, "target", row->period_end));
    }
    return ct_ok();
}

/* ---- data on the axis' scale ---- */

static double largest_value(const ct_chart *chart)
{
    double largest = 0;

    for (size_t i = 0; i < chart->n_points; i++) largest = fmax(largest, fabs(chart->points[i].value));
    for (size_t i = 0; i < chart->n_projections; i++)
        largest = fmax(largest, fabs(chart->projections[i].median));
    for (size_t i = 0; i < chart->n_assessments; i++)
        largest = fmax(largest,
                       fmax(fabs(chart->assessments[i].target_low), fabs(chart->assessments[i].target_high)));
    return largest;
}

static ct_error take_history(ct_arena *arena, const ct_chart *chart, ct_scene *scene)
{
    ct_spot *history = ct_arena_array(arena, chart->n_points, sizeof *history);
    bool *hollow = ct_arena_array(arena, chart->n_points, sizeof *hollow);

    if (history == NULL || hollow == NULL) return ct_no_memory();
    for (size_t i = 0; i < chart->n_points; i++) {
        history[i] = (ct_spot){ (double)chart->points[i].period, chart->points[i].value / scene->divisor };
        hollow[i] = chart->points[i].status == CT_STATUS_ESTIMATE ||
                    chart->points[i].status == CT_STATUS_FORECAST ||
                    chart->points[i].status == CT_STATUS_DERIVED;
        scene->derived |= chart->points[i].status == CT_STATUS_DERIVED;
        scene->n_hollow += hollow[i];
    }
    scene->history = history;
    scene->hollow = hollow;
    scene->n_history = chart->n_points;
    return ct_ok();
}

/* How far the 50 % interval reaches of the way to the 80 % bound: by the Student t that has both bounds of a
 * side. Its quantiles' ratio 95 to 80 runs from 1.53 (normal) to 1.94 (three degrees of freedom), that of 50
 * to 80 with it from 0.526 to 0.467. */
static double half_reach(double to80, double to95)
{
    double ratio = to80 > 0 ? to95 / to80 : 1.53;

    return fmin(0.526, fmax(0.40, 0.526 - 0.1425 * (ratio - 1.529)));
}

static ct_fan fan_at(const ct_projection *row, double d)
{
    ct_fan f = { (double)row->period, row->median / d, 0, 0, row->lo80 / d, row->hi80 / d,
                 row->lo95 / d,       row->hi95 / d };

    f.lo50 = f.median - half_reach(f.median - f.lo80, f.median - f.lo95) * (f.median - f.lo80);
    f.hi50 = f.median + half_reach(f.hi80 - f.median, f.hi95 - f.median) * (f.hi80 - f.median);
    return f;
}

/* Between the last value and the first projected year the band opens as a walk does, with the root of time.
 */
static ct_fan opening(const ct_fan *from, const ct_fan *to, double t)
{
    double m = from->median + t * (to->median - from->median), w = sqrt(t);

    return (ct_fan){ from->year + t * (to->year - from->year), m,
                     m + w * (to->lo50 - to->median),          m + w * (to->hi50 - to->median),
                     m + w * (to->lo80 - to->median),          m + w * (to->hi80 - to->median),
                     m + w * (to->lo95 - to->median),          m + w * (to->hi95 - to->median) };
}

/* The projection from the last value on; years that history covers are left out. */
static ct_error take_fan(ct_arena *arena, const ct_chart *chart, ct_scene *scene)
{
    const ct_point *last = &chart->points[chart->n_points - 1];
    double start = last->value / scene->divisor;
    ct_fan *fan = ct_arena_array(arena, chart->n_projections + OPENING, sizeof *fan);
    bool first = true;

    if (fan == NULL) return ct_no_memory();
    scene->fan = fan;
    fan[scene->n_fan++] = (ct_fan){ (double)last->period, start, start, start, start, start, start, start };
    for (size_t i = 0; i < chart->n_projections; i++) {
        if (chart->projections[i].period <= last->period) continue;
        ct_fan next = fan_at(&chart->projections[i], scene->divisor);
        for (int k = 1; first && k < OPENING; k++)
            fan[scene->n_fan++] = opening(&fan[0], &next, (double)k / OPENING);
        fan[scene->n_fan++] = next;
        first = false;
    }
    if (first) scene->n_fan = 0;
    return ct_ok();
}

/* What the remaining years must deliver, as a line: towards the nearer bound of a value, or level where an
 * average is demanded. */
static void take_path(const ct_mark *mark, ct_scene *scene)
{
    const ct_assessment *of = mark->of;
    const ct_spot *last = &scene->history[scene->n_history - 1];
    ct_spot *path = scene->paths[scene->n_paths];

    if ((double)of->period_end <= last->x) return;
    if (mark->kind == CT_MARK_POINT || mark->kind == CT_MARK_RANGE) {
        if (!(of->gap_now < 0)) return; /* also when no gap is known */
        path[0] = *last;
        path[1] = (ct_spot){ mark->x, fabs(mark->low - last->y) <= fabs(mark->high - last->y) ? mark->low
                                                                                              : mark->high };
    } else {
        double level =
            (of->measure == CT_MEASURE_GROWTH ? of->rate_required : of->step_required) / scene->divisor;
        if (of->aggregation != CT_ANNUAL_AVERAGE || !isfinite(level) || fabs(level) > LARGEST) return;
        path[0] = (ct_spot){ fmax(last->x + 1, mark->x + PERIOD_END) - PERIOD_END, level };
        path[1] = (ct_spot){ mark->x2, level };
    }
    scene->n_paths++;
}

/* All targets; one of them is the main one. */
static void take_marks(const ct_chart *chart, ct_scene *scene)
{
    const ct_assessment *told = ct_chart_main(chart);

    for (size_t i = 0; i < chart->n_assessments && scene->n_marks < CT_MAX_MARKS; i++) {
        const ct_assessment *row = &chart->assessments[i];
        bool range = !isnan(row->target_high) && row->target_high != row->target_low, main = row == told;
        bool across = (row->aggregation == CT_ANNUAL_AVERAGE || row->aggregation == CT_EACH_YEAR) &&
                      row->period_start != 0 && row->period_start < row->period_end;
        ct_mark *mark = &scene->marks[scene->n_marks];
        if (row->period_end == 0) continue;
        mark->kind = across ? (range ? CT_MARK_BAND : CT_MARK_LINE) : (range ? CT_MARK_RANGE : CT_MARK_POINT);
        mark->x = across ? (double)row->period_start - PERIOD_END : (double)row->period_end;
        mark->x2 = (double)row->period_end + (across ? PERIOD_END : 0);
        mark->low = row->target_low / scene->divisor;
        mark->high = range ? row->target_high / scene->divisor : mark->low;
        mark->main = main;
        mark->of = row;
        scene->n_marks++;
        if (main) take_path(mark, scene);
    }
}

/* ---- axes ---- */

typedef struct {
    double low, high;
} extent;

static void include(extent *e, double value)
{
    e->low = fmin(e->low, value);
    e->high = fmax(e->high, value);
}

/* What must be seen, and of the bands as much as leaves it readable, the 80 % one before the 95 % one: a band
 * many times wider than the data would press them into a line. What is cut is marked. */
static extent value_extent(const ct_scene *scene)
{
    extent core = { scene->history[0].y, scene->history[0].y }, all;
    double span;

    for (size_t i = 0; i < scene->n_history; i++) include(&core, scene->history[i].y);
    for (size_t i = 0; i < scene->n_fan; i++) include(&core, scene->fan[i].median);
    for (size_t i = 0; i < scene->n_marks; i++) {
        include(&core, scene->marks[i].low);
        include(&core, scene->marks[i].high);
    }
    for (size_t i = 0; i < scene->n_paths; i++) include(&core, scene->paths[i][1].y);
    all = core;
    span = core.high - core.low;
    for (size_t i = 0; i < scene->n_fan; i++) {
        double low = span > 0 ? core.low - 0.5 * span : -INFINITY,
               high = span > 0 ? core.high + 0.5 * span : INFINITY;
        include(&all, fmax(scene->fan[i].lo95, fmin(low, fmax(scene->fan[i].lo80, core.low - 1.5 * span))));
        include(&all, fmin(scene->fan[i].hi95, fmax(high, fmin(scene->fan[i].hi80, core.high + 1.5 * span))));
    }
    return all;
}

static ct_error fit_values(ct_scene *scene, bool reversed, bool whole)
{
    extent e = value_extent(scene);
    double span = e.high - e.low, low, high;

    if (!(span > 1e-9 * fmax(fabs(e.low), fabs(e.high)))) span = e.high != 0 ? 0.2 * fabs(e.high) : 1;
    if (whole) span = fmax(span, 3);
    low = e.low - 0.08 * span;
    high = e.high + 0.10 * span;
    if (e.high - e.low < span) { /* a constant: in the middle */
        low = (e.low + e.high) / 2 - 0.6 * span;
        high = low + 1.2 * span;
    }
    if (e.low >= 0 && !reversed && (low < 0 || e.low < 0.4 * e.high))
        low = 0; /* amounts stand on zero where that costs little */
    if (e.low < 0 && e.high <= 0 && high > 0) high = 0;
    double least =
        0.1 * fmax(fabs(e.low),
                   fabs(e.high)); /* a change of a hundredth is no leap: the frame shows a tenth at least */
    if (!reversed && e.low > 0 && low > 0 && high - low < least) {
        low = fmax(0, (low + high - least) / 2);
        high = low + least;
    }
    CT_TRY(ct_ticks_choose(low, high, 5, whole, &scene->ticks));
    for (size_t i = 0; reversed && i < scene->ticks.n; i++)
        if (scene->ticks.at[i] == 0) scene->ticks.at[i] = 1; /* ranks begin at 1 */
    scene->frame.y_low = reversed ? high : low;
    scene->frame.y_high = reversed ? low : high;
    scene->broken = !reversed && low > 0;
    return ct_ok();
}

static double tick_width(const ct_scene *scene, ct_lang lang)
{
    double widest = 0;

    for (size_t i = 0; i < scene->ticks.n; i++) {
        char text[CT_NUMBER_SIZE];
        ct_number_people(text, scene->ticks.at[i], scene->ticks.decimals, lang);
        widest = fmax(widest, ct_text_width(scene->face, text, CT_TEXT_SIZE, false));
    }
    return widest;
}

/* Labelled years: the multiples of five, which are the planning years, or every year where few are in view.
 */
static void label_years(ct_scene *scene, double scale)
{
    long first = scene->first_year, last = scene->last_year;
    double room = YEAR_ROOM / scale; /* years that a label takes */

    scene->year_step = 5;
    if (room <= 1 && last - first < 8) scene->year_step = 1;
    while ((double)scene->year_step < room) scene->year_step *= 2;
    if (last / scene->year_step - (first - 1) / scene->year_step < 2)
        scene->year_step =
            ct_years_step(first, last, (size_t)fmax(2, (double)(last - first) * scale / YEAR_ROOM + 1));
}

/* Years in view: history, projection, targets. At the right, room for the labels of what stands there. */
static void fit_years(ct_scene *scene)
{
    double first = scene->history[0].x, last = scene->history[scene->n_history - 1].x, start = first,
           end = last, column = 0, scale;

    if (scene->n_fan > 0) last = fmax(last, scene->fan[scene->n_fan - 1].year);
    end = last;
    for (size_t i = 0; i < scene->n_marks; i++) {
        start = fmin(start, scene->marks[i].x);
        end = fmax(end, scene->marks[i].x2);
        first = fmin(first, ceil(scene->marks[i].x));
        last = fmax(last, floor(scene->marks[i].x2));
    }
    if (end - start < 2) { /* a single year stands in the middle of three */
        start -= 1;
        end += 0.5;
    }
    scene->data_end = end;
    for (size_t i = 0; i < scene->n_notes; i++)
        if (ct_note_in_column(scene, &scene->notes[i])) column = fmax(column, scene->notes[i].width);
    double before = 12, after = column > 0 ? column + 18 : 14,
           room = scene->frame.right - scene->frame.left - before - after;
    scale = room / (end - start);
    scene->frame.x_low = start - before / scale;
    scene->frame.x_high = end + after / scale;
    scene->first_year = (long)first;
    scene->last_year = (long)last;
    label_years(scene, scale);
}

/* Keep a text of this width inside the canvas; x is its middle. */
static double inside(const ct_scene *scene, double x, double width)
{
    return fmax(MARGIN + width / 2, fmin(scene->width - MARGIN - width / 2, x));
}

/* The plan's years and the last year of data, with their words above the frame. */
static ct_error mark_times(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_scene *scene)
{
    double last = scene->history[scene->n_history - 1].x, end = (double)scene->last_year;
    const char *plan = "", *data = "";

    scene->plan_from = scene->plan_to = scene->data_rule = NAN;
    if (chart->plan_start > 0 && (double)chart->plan_start <= end &&
        (double)chart->plan_end >= scene->history[0].x && chart->plan_start < chart->plan_end) {
        scene->plan_from = fmax(scene->frame.x_low, (double)chart->plan_start - 0.5);
        scene->plan_to = fmin((double)chart->plan_end, end) + 0.5;
        plan = ct_arena_printf(arena, ct_l(lang, "Kế hoạch %ld–%ld", "Plan %ld–%ld"), chart->plan_start,
                               chart->plan_end);
        if (plan == NULL) return ct_no_memory();
        scene->plan_words_x = inside(
            scene,
            (ct_frame_x(&scene->frame, scene->plan_from) + ct_frame_x(&scene->frame, scene->plan_to)) / 2,
            ct_text_width(scene->face, plan, CT_SOURCE_SIZE, false));
    }
    if (end > last) {
        scene->data_rule = last;
        data = ct_arena_printf(arena, ct_l(lang, "số liệu đến %.0f", "data up to %.0f"), last);
        if (data == NULL) return ct_no_memory();
        double width = ct_text_width(scene->face, data, CT_SOURCE_SIZE, false);
        scene->data_words_x =
            inside(scene, ct_frame_x(&scene->frame, last) - width / 2 - 4, width) + width / 2;
    }
    scene->plan_words = plan;
    scene->data_words = data;
    return ct_ok();
}

/* Where the 95 % band leaves the frame: one mark at each edge, at the last year. */
static void mark_cuts(ct_scene *scene)
{
    double low = fmin(scene->frame.y_low, scene->frame.y_high),
           high = fmax(scene->frame.y_low, scene->frame.y_high);
    bool turned = scene->frame.y_low > scene->frame.y_high, over = false, under = false;
    double year = scene->n_fan > 0 ? scene->fan[scene->n_fan - 1].year : 0;

    for (size_t i = 0; i < scene->n_fan; i++) {
        over = over || scene->fan[i].hi95 > high;
        under = under || scene->fan[i].lo95 < low;
    }
    if (over) scene->cuts[scene->n_cuts++] = (ct_cut){ year, !turned };
    if (under) scene->cuts[scene->n_cuts++] = (ct_cut){ year, turned };
}

static ct_error wrap_texts(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_scene *scene)
{
    double room = scene->width - 2 * MARGIN;
    const char *claim, *foot, *measured = ct_chart_measured(arena, chart, scene->unit);
    const char *title, *subtitle;

    CT_TRY(ct_chart_claim(arena, chart, lang, &claim, &scene->told));
    CT_TRY(ct_chart_footnote(arena, chart, lang, &foot));
    title = ct_text_clean(arena, claim);
    subtitle = measured != NULL ? ct_text_clean(arena, measured) : NULL;
    if (title == NULL || subtitle == NULL) return ct_no_memory();
    CT_TRY(ct_text_wrap(arena, scene->face, title, CT_TITLE_SIZE, true, room, MAX_TITLE, &scene->title,
                        &scene->n_title));
    CT_TRY(ct_text_wrap(arena, scene->face, subtitle, CT_TEXT_SIZE, false, room, MAX_SUBTITLE,
                        &scene->subtitle, &scene->n_subtitle));
    return ct_text_wrap(arena, scene->face, foot, CT_SOURCE_SIZE, false, room, MAX_SOURCE, &scene->source,
                        &scene->n_source);
}

/* Margins follow the texts; the frame keeps its height, so that charts of one report look alike. */
static void fit_frame(ct_scene *scene, ct_lang lang, ct_image_size size)
{
    size_t entries = 1 + (size_t)(scene->n_hollow > 0) + (size_t)(scene->n_fan > 0 ? 4 : 0) +
                     (size_t)(scene->n_marks > 0) + (size_t)(scene->n_paths > 0);
    size_t columns = (size_t)fmax(2, floor((scene->width - 2 * MARGIN) / LEGEND_COLUMN));
    scene->legend_rows = (entries + columns - 1) / columns;
    double legend = LEGEND_LEADING * (double)scene->legend_rows;
    double bottom = 8 + SOURCE_LEADING * (double)scene->n_source + 6 + legend + 24;
    double top = 12 + TITLE_LEADING * (double)scene->n_title + SUBTITLE_LEADING * (double)scene->n_subtitle +
                 4 + HEADS;

    double frame = FRAME_HEIGHT, asked = ct_canvas_height(size);
    if (asked > 0) frame = fmax(LEAST_FRAME_HEIGHT, fmin(2 * FRAME_HEIGHT, asked - bottom - top));

    scene->height = bottom + frame + top;
    scene->frame.left = MARGIN + tick_width(scene, lang) + 8;
    scene->frame.right = scene->width - MARGIN;
    scene->frame.bottom = bottom;
    scene->frame.top = bottom + frame;
}

ct_error ct_scene_compute(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_image_size size,
                          ct_scene *scene)
{
    ct_scale scale;
    char *unit;

    *scene = (ct_scene){ .face = size.face };
    scene->width = ct_canvas_width(size);
    CT_TRY(ct_chart_check(chart));
    CT_TRY(ct_scale_choose(arena, chart->unit, largest_value(chart), lang, &scale));
    unit = ct_text_clean(arena, scale.words);
    if (unit == NULL) return ct_no_memory();
    scene->unit = unit;
    scene->divisor = scale.divisor;
    CT_TRY(take_history(arena, chart, scene));
    if (ct_chart_has_fan(chart)) CT_TRY(take_fan(arena, chart, scene));
    take_marks(chart, scene);
    CT_TRY(wrap_texts(arena, chart, lang, scene));
    CT_TRY(ct_notes_write(arena, chart, lang, fmin(140, 0.3 * scene->width), scene));
    CT_TRY(fit_values(scene, chart->reversed, chart->reversed));
    fit_frame(scene, lang, size);
    fit_years(scene);
    CT_TRY(mark_times(arena, chart, lang, scene));
    mark_cuts(scene);
    ct_notes_place(scene);
    return ct_ok();
}
