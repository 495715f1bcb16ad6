/* The paragraph on one charted series. Nothing is said that the evidence gate left out of the tables. */
#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/wording.h"
#include "report/content.h"
#include "report/telling.h"

typedef struct {
    ct_teller tell;
    ct_buffer *to;
    const ct_chart *chart;
    const ct_assessment *plan; /* the target of the plan's end; NULL: none           */
    const ct_assessment *year; /* that of the latest value's own year; NULL: none    */
    long now;                  /* the latest year with a result of the plan; 0: none */
} paragraph;

static void say(paragraph *p, const char *key, const ct_phrase_word *words, size_t n)
{
    if (p->to->len > 0) ct_buffer_text(p->to, " ");
    ct_buffer_text(p->to, ct_tell(&p->tell, key, words, n));
}

static const ct_point *latest(const paragraph *p)
{
    return &p->chart->points[p->chart->n_points - 1];
}

static bool of_one_year(const ct_assessment *row)
{
    return row->period_start == 0 || row->period_start == row->period_end;
}

/* ---- the latest value ---- */

/* "GRDP" of "Tốc độ tăng trưởng GRDP" (growth rate of GRDP), where the series is one of growth; NULL
 * otherwise. */
static const char *what_grows(paragraph *p, const char *name)
{
    const char *at = ct_tell(&p->tell, "growth.prefixes", NULL, 0);

    if (!ct_unit_is_percent(p->chart->unit)) return NULL;
    while (*at != '\0') {
        size_t n = strcspn(at, "|");
        if (n > 0 && strncmp(name, at, n) == 0 && name[n + strspn(name + n, " ")] != '\0')
            return name + n + strspn(name + n, " ");
        at += n + (at[n] == '|');
    }
    return NULL;
}

static const char *reached(paragraph *p, const char *grows)
{
    bool estimate = latest(p)->status == CT_STATUS_ESTIMATE || latest(p)->status == CT_STATUS_FORECAST,
         down = latest(p)->value < 0;
    const ct_indicator *known = p->tell.report->catalogue != NULL
                                    ? ct_indicator_find(p->tell.report->catalogue, latest(p)->indicator)
                                    : NULL;
    bool up =
        (known != NULL && known->direction == CT_UP) || (p->plan != NULL && p->plan->direction == CT_UP);

    if (grows != NULL && estimate)
        return ct_tell(&p->tell, down ? "growth.estimate.down" : "growth.estimate.up", NULL, 0);
    if (grows != NULL) return ct_tell(&p->tell, down ? "growth.down" : "growth.up", NULL, 0);
    if (p->chart->reversed) up = false;
    if (estimate) return ct_tell(&p->tell, up ? "reached.estimate" : "reached.estimate.other", NULL, 0);
    return ct_tell(&p->tell, up ? "reached.up" : "reached.other", NULL, 0);
}

/* Amounts in percent of the plan; percentages, ranks and what should be low as a difference: a ratio of two
 * percentages misleads. */
static const char *versus_plan(paragraph *p)
{
    const ct_assessment *row = p->year;
    bool short_of = row->gap_now < 0, rank = p->chart->reversed,
         lower = row->direction == CT_DOWN ? !short_of : short_of;
    const char *plan = ct_tell_demand(&p->tell, row);

    if (isfinite(row->gap_now_percent) && row->direction == CT_UP) {
        const ct_phrase_word words[] = {
            { "plan", plan }, { "percent", ct_tell_amount(&p->tell, 100 + row->gap_now_percent, "%", false) }
        };
        return ct_tell(&p->tell, "versus.plan.percent", CT_WORDS(words));
    }
    if (fabs(row->gap_now) < 0.00005)
        return ct_tell(&p->tell, "versus.plan.equal", &(ct_phrase_word){ "plan", plan }, 1);
    const ct_phrase_word words[] = { { "plan", plan },
                                     { "difference", ct_tell_difference(&p->tell, row->gap_now, row->unit,
                                                                        row->measure) } };
    if (rank)
        return ct_tell(&p->tell, short_of ? "versus.plan.behind" : "versus.plan.ahead", CT_WORDS(words));
    return ct_tell(&p->tell, lower ? "versus.plan.below" : "versus.plan.above", CT_WORDS(words));
}

static const char *versus_year(paragraph *p)
{
    const ct_point *last = latest(p), *before = last - 1;
    double change = last->value - before->value;
    bool relative =
        !p->chart->reversed && !ct_unit_is_percent(last->unit) && before->value > 0 && last->value > 0;
    const char *year = ct_tell_period(&p->tell, 0, before->period);

    if (change == 0) return ct_tell(&p->tell, "versus.year.same", &(ct_phrase_word){ "before", year }, 1);
    const ct_phrase_word words[] = {
        { "before", year },
        { "change", relative ? ct_tell_amount(&p->tell, fabs(100 * change / before->value), "%", false)
                             : ct_tell_difference(&p->tell, change, last->unit,
                                                  p->chart->reversed ? CT_MEASURE_RANK : CT_MEASURE_LEVEL) },
    };
    if (p->chart->reversed)
        return ct_tell(&p->tell, change < 0 ? "versus.year.better" : "versus.year.worse", CT_WORDS(words));
    return ct_tell(&p->tell, change > 0 ? "versus.year.up" : "versus.year.down", CT_WORDS(words));
}

static void latest_sentence(paragraph *p)
{
    const ct_point *last = latest(p);
    const char *grows = what_grows(p, p->chart->title), *name = grows != NULL ? grows : p->chart->title;
    const char *versus = p->year != NULL ? versus_plan(p) : p->chart->n_points > 1 ? versus_year(p) : "";

    if (last->breakdown[0] != '\0')
        name = ct_tell_join(&p->tell, ct_tell_join(&p->tell, name, ", "), last->breakdown);
    const ct_phrase_word words[] = {
        { "year", ct_tell_period(&p->tell, 0, last->period) },
        { "subject", ct_tell_inside(&p->tell, name) },
        { "reached", reached(p, grows) },
        { "value",
          ct_tell_amount(&p->tell, grows != NULL ? fabs(last->value) : last->value, p->chart->unit, true) },
        { "versus", versus },
    };
    say(p, "latest", CT_WORDS(words));
}

/* ---- what the plan asks ---- */

static void average_sentence(paragraph *p, const ct_assessment *row)
{
    bool growth = row->measure == CT_MEASURE_GROWTH;

    if (row->aggregation != CT_ANNUAL_AVERAGE || isnan(row->achieved) ||
        row->latest_year <= row->period_start)
        return;
    const ct_phrase_word words[] = {
        { "period", ct_tell_period(&p->tell, row->period_start,
                                   row->latest_year < row->period_end ? row->latest_year : row->period_end) },
        { "value", ct_tell_amount(&p->tell, row->achieved, row->unit, false) },
    };
    say(p, growth ? "average.growth" : "average", CT_WORDS(words));
}

/* A figure that a person must review first bears no "nothing needs to be done". */
static bool need_sentence(paragraph *p, const ct_assessment *row)
{
    const char *pace;
    ct_pace kind = ct_tell_pace(&p->tell, row, &pace);

    if (kind == CT_PACE_NONE || (kind == CT_PACE_HOLD && row->reason == CT_REASON_REVIEW)) return false;
    const ct_phrase_word words[] = { { "target", ct_tell_target(&p->tell, row) },
                                     { "years", ct_tell_years_left(&p->tell, row) },
                                     { "pace", pace } };
    say(p, kind == CT_PACE_HOLD ? "need.hold" : "need", CT_WORDS(words));
    return true;
}

static const char *verdict(paragraph *p, const ct_assessment *row)
{
    return ct_tell_inside(&p->tell, ct_verdict_text(row->verdict, p->tell.report->lang));
}

/* The period is over: what came out. */
static void result_sentence(paragraph *p, const ct_assessment *row)
{
    bool rated = ct_is_rated(row);
    ct_buffer gap;

    if (row == p->year && !rated) return; /* told with the value */
    ct_buffer_init(&gap);
    ct_error err =
        ct_gap_text(&gap, row->gap_now, row->unit, row->direction, row->measure, p->tell.report->lang);
    if (err.code == CT_OK && !isnan(row->gap_now)) {
        const ct_phrase_word words[] = { { "target", ct_tell_target(&p->tell, row) },
                                         { "gap", ct_buffer_string(&gap) },
                                         { "verdict", verdict(p, row) } };
        say(p, rated ? "outlook.result" : "outlook.result.unrated", CT_WORDS(words));
    }
    if (p->tell.err.code == CT_OK) p->tell.err = err;
    ct_buffer_clear(&gap);
}

/* What is projected, on what; `rated` may be NULL. */
static void projection_sentence(paragraph *p, const char *when, const double figures[3], const char *unit,
                                bool prior, const ct_assessment *rated)
{
    const ct_phrase_word words[] = {
        { "basis", ct_tell(&p->tell, prior ? "basis.prior" : "basis.trend", NULL, 0) },
        { "when", when },
        { "figure", ct_tell_amount(&p->tell, figures[0], unit, false) },
        { "low", ct_tell_amount(&p->tell, figures[1], unit, false) },
        { "high", ct_tell_amount(&p->tell, figures[2], unit, false) },
        { "verdict", rated != NULL ? verdict(p, rated) : "" },
        { "chance", rated != NULL ? ct_tell_chance(&p->tell, "chance", rated->probability) : "" },
    };
    say(p, rated != NULL ? "outlook" : "outlook.unrated", CT_WORDS(words));
}

static void reason_sentence(paragraph *p, const ct_assessment *row, bool named)
{
    const char *reason = ct_reason_text(row->reason, p->tell.report);
    const ct_phrase_word words[] = { { "target", ct_tell_target(&p->tell, row) }, { "reason", reason } };

    if (reason[0] == '\0') return;
    if (named)
        say(p, "target.open", &words[1], 1);
    else
        say(p, "target.only", CT_WORDS(words));
}

/* One target that is still open. `full` tells the pace too. */
static void target_sentences(paragraph *p, const ct_assessment *row, bool full)
{
    bool closed = row->latest_year != 0 && row->latest_year >= row->period_end, rated = ct_is_rated(row);
    const double figures[] = { row->projected, row->projected_lo80, row->projected_hi80 };
    bool projected = isfinite(figures[0]) && isfinite(figures[1]) && isfinite(figures[2]);

    if (full) average_sentence(p, row);
    if (closed) {
        result_sentence(p, row);
        return;
    }
    bool needed = full && need_sentence(p, row);
    bool across = !of_one_year(row) && row->aggregation != CT_POINT;
    const ct_phrase_word when = { across ? "period" : "year",
                                  ct_tell_period(&p->tell, across ? row->period_start : row->period_end,
                                                 row->period_end) };
    const ct_phrase_word words[] = { { "target", ct_tell_target(&p->tell, row) },
                                     { "verdict", verdict(p, row) },
                                     { "chance", ct_tell_chance(&p->tell, "chance", row->probability) } };
    if (!full && !rated) { /* the distance of a later plan alone is no news */
        say(p, "target.alone", words, 1);
        return;
    }
    if (!full) {
        say(p, "outlook.word", CT_WORDS(words));
        return;
    }
    if (projected)
        projection_sentence(p, ct_tell(&p->tell, across ? "when.period" : "when.point", &when, 1), figures,
                            row->unit, row->evidence == CT_EVIDENCE_PRIOR, rated ? row : NULL);
    else if (rated)
        say(p, "outlook.word", CT_WORDS(words));
    if (!rated) reason_sentence(p, row, needed);
    if (!needed && !projected && !rated && ct_reason_text(row->reason, p->tell.report)[0] == '\0')
        say(p, "target.alone", words, 1);
}

/* A series without targets: where it is heading at the plan's end. One value alone has no trend. */
static void trend_sentence(paragraph *p)
{
    const ct_projection *end = NULL;
    long plan_end = p->tell.report->plan_end;

    for (size_t i = 0; i < p->chart->n_projections; i++)
        if (p->chart->projections[i].period > latest(p)->period &&
            (end == NULL || plan_end == 0 || p->chart->projections[i].period <= plan_end))
            end = &p->chart->projections[i];
    if (end == NULL || (p->chart->n_points < 2 && !ct_projection_has_prior(end))) return;
    if (end->period <= p->now || (plan_end != 0 && end->period > plan_end))
        return; /* a year that is over, or beyond the plan, is no news */
    const double figures[] = { end->median, end->lo80, end->hi80 };
    const ct_phrase_word year = { "year", ct_tell_period(&p->tell, 0, end->period) };
    projection_sentence(p, ct_tell(&p->tell, "when.point", &year, 1), figures, p->chart->unit,
                        ct_projection_has_prior(end), NULL);
}

/* ---- which targets ---- */

static bool same_target(const ct_assessment *a, const ct_assessment *b)
{
    return strcmp(a->indicator, b->indicator) == 0 && strcmp(a->breakdown, b->breakdown) == 0 &&
           strcmp(a->scope, b->scope) == 0 && strcmp(a->source, b->source) == 0 &&
           a->period_end == b->period_end && a->measure == b->measure && a->target_low == b->target_low;
}

static bool of_record(const ct_target_group *record, const ct_assessment *row)
{
    for (size_t i = 0; record != NULL && i < record->n; i++)
        if (same_target(record->rows[i].of, row)) return true;
    return false;
}

const ct_assessment *ct_chart_target(const ct_report *report, const ct_target_group *record,
                                     const ct_chart *chart)
{
    const ct_assessment *found = NULL;

    for (size_t i = 0; i < chart->n_assessments; i++) {
        const ct_assessment *row = &chart->assessments[i];
        if (report->plan_end != 0 && row->period_end != report->plan_end) continue;
        if (of_record(record, row)) return row;
        if (found == NULL) found = row;
    }
    return found;
}

static const ct_assessment *year_target(const paragraph *p)
{
    for (size_t i = 0; i < p->chart->n_assessments; i++) {
        const ct_assessment *row = &p->chart->assessments[i];
        if (row->period_end == latest(p)->period && of_one_year(row) && row->latest_year == row->period_end &&
            isfinite(row->gap_now))
            return row;
    }
    return NULL;
}

/* The first target after the plan's end. */
static const ct_assessment *later_target(const paragraph *p)
{
    const ct_assessment *found = NULL;
    long after = p->plan != NULL ? p->plan->period_end : latest(p)->period;

    for (size_t i = 0; i < p->chart->n_assessments; i++) {
        const ct_assessment *row = &p->chart->assessments[i];
        if (row->period_end > after && (found == NULL || row->period_end < found->period_end)) found = row;
    }
    return found;
}

ct_error ct_sentences_make(ct_arena *arena, const ct_report *report, const ct_target_group *record,
                           const ct_chart *chart, const char **out)
{
    ct_buffer text;
    paragraph p = { { arena, report, ct_ok() }, &text, chart, NULL, NULL, 0 };

    *out = "";
    if (chart->n_points == 0 || report->phrases == NULL) return ct_ok();
    ct_buffer_init(&text);
    p.plan = ct_chart_target(report, record, chart);
    p.year = year_target(&p);
    for (size_t i = 0; record != NULL && i < record->n; i++)
        if (record->rows[i].of->latest_year > p.now) p.now = record->rows[i].of->latest_year;
    latest_sentence(&p);
    if (p.plan != NULL) target_sentences(&p, p.plan, true);
    const ct_assessment *later = later_target(&p);
    if (later != NULL) target_sentences(&p, later, p.plan == NULL);
    if (p.plan == NULL && later == NULL) trend_sentence(&p);
    ct_error err = p.tell.err.code == CT_OK ? ct_buffer_error(&text) : p.tell.err;
    if (err.code == CT_OK && (*out = ct_arena_strdup(arena, ct_buffer_string(&text))) == NULL)
        err = ct_no_memory();
    ct_buffer_clear(&text);
    return err;
}
