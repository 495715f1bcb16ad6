/* What every way of reckoning must keep, whatever it is: each test goes through the table, so that a new way
 * is tried without a new test. The expected values are the target itself or follow from the definition;
 * tests/test_assess.c holds worked figures of each way. */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "assess/reckoning.h"
#include "gate_open.h"
#include "near.h"
#include "rows.h"
#include "with_catalogue.h"

enum { YEARS = 5, START = 2021, END = START + YEARS - 1 };

/* A target with the values of its series. The pointers of the task point into it: it stays where it is. */
typedef struct {
    ct_task task;
    ct_assessment row;
    ct_series series;
    ct_point head, base, latest;
    double known[YEARS];
} sample;

/* Values of k known years and of the base before them that every way of reckoning has a meaning for. */
static void sample_init(sample *of, const ct_reckoning *reckoning, size_t k)
{
    static const double values[YEARS] = { 8.25, 19.5, 13.75, 12.5, 16.25 };

    *of = (sample){ .row = { .achieved = NAN,
                             .share_done = NAN,
                             .rate_observed = NAN,
                             .step_observed = NAN,
                             .rate_required = NAN,
                             .step_required = NAN,
                             .attainment_year = NAN,
                             .time_distance = NAN } };
    memcpy(of->known, values, sizeof values);
    of->base = (ct_point){ .unit = "tỷ đồng", .period = START - 1, .value = 7.75 };
    of->head = (ct_point){ .unit = "tỷ đồng", .nature = CT_LEVEL, .period = START - 1 };
    of->latest =
        (ct_point){ .unit = "tỷ đồng", .period = START + (long)k - 1, .value = k > 0 ? values[k - 1] : 7.75 };
    of->series = (ct_series){ .head = &of->head };
    of->task = (ct_task){ .thresholds = &ct_thresholds_default,
                          .series = &of->series,
                          .ready = true,
                          .reckoning = reckoning,
                          .amount = true,
                          .geometric = true,
                          .sign = 1,
                          .start = START,
                          .end = END,
                          .base = &of->base,
                          .latest = &of->latest,
                          .n_points = k + 1,
                          .closed = k == YEARS,
                          .known = of->known,
                          .k = k,
                          .years = YEARS,
                          .row = &of->row };
}

/* The figure that these values come to, by the way's own word. */
static double come_to(const sample *of, size_t n)
{
    return of->task.reckoning->come_to(&of->task, of->known, n);
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        const ct_reckoning *one = ct_reckonings[i];

        assert_true(one->name != NULL && one->name[0] != '\0');
        for (size_t j = 0; j < i; j++) assert_string_not_equal(one->name, ct_reckonings[j]->name);
        if (one->serves == NULL || one->unit == NULL || one->level == NULL || one->figure == NULL ||
            one->in_a_year == NULL || one->origin == NULL || one->slack == NULL || one->progress == NULL ||
            one->outcome == NULL || one->come_to == NULL || one->track == NULL || one->path == NULL)
            fail_msg("%s: a function is missing", one->name);
        if (one->based != (one->over_year != NULL && one->step_unit != NULL))
            fail_msg("%s: based, and what that needs", one->name);
        if (one->yearly && one->based) fail_msg("%s: made of every year, and of two", one->name);
        if ((one->each_year || one->compounds) && !one->yearly)
            fail_msg("%s: of each year, but not of every year", one->name);
        if (one->averaged && !one->based) fail_msg("%s: averaged, but from no base", one->name);
        if (one->last_value && (one->yearly || one->based))
            fail_msg("%s: more than the last value", one->name);
    }
}

/* None hides another: of all cases that can be, each way is chosen for one. */
static void test_choose_reaches_each(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        size_t chosen = 0;

        for (int measure = CT_MEASURE_LEVEL; ct_measure_words[measure] != NULL; measure++)
            for (int aggregation = 0; ct_aggregation_words[aggregation] != NULL; aggregation++)
                for (int nature = CT_LEVEL; nature <= CT_SHARE; nature++)
                    for (int own = 0; own < 2; own++) {
                        const ct_reckoning_case of = { (ct_measure)measure, (ct_aggregation)aggregation,
                                                       (ct_nature)nature, own == 1 };

                        chosen += ct_reckoning_choose(&of) == ct_reckonings[i];
                    }
        if (chosen == 0) fail_msg("%s: chosen for nothing", ct_reckonings[i]->name);
    }
}

/* By the words of the targets table (docs/methods-assess.md, part 3). */
static const struct {
    const char *name;
    ct_reckoning_case of;
    const ct_reckoning *want;
} choices[] = {
    { "85 % of households in 2025", { CT_MEASURE_SHARE, CT_POINT, CT_SHARE, true }, &ct_reckoning_level },
    { "place 10 in 2025", { CT_MEASURE_RANK, CT_POINT, CT_LEVEL, true }, &ct_reckoning_level },
    { "GRDP grows by 14 % in 2025, of a growth series",
      { CT_MEASURE_GROWTH, CT_POINT, CT_RATE, true },
      &ct_reckoning_level },
    { "GRDP grows by 14 % a year, of a growth series",
      { CT_MEASURE_GROWTH, CT_ANNUAL_AVERAGE, CT_RATE, true },
      &ct_reckoning_average },
    { "revenue grows by 14 % a year, of its amounts",
      { CT_MEASURE_GROWTH, CT_ANNUAL_AVERAGE, CT_LEVEL, false },
      &ct_reckoning_cagr },
    { "revenue 50 % above 2020", { CT_MEASURE_GROWTH, CT_POINT, CT_LEVEL, false }, &ct_reckoning_growth },
    { "revenue twice that of 2020",
      { CT_MEASURE_MULTIPLE, CT_POINT, CT_LEVEL, false },
      &ct_reckoning_multiple },
    { "a growth rate twice that of 2020", { CT_MEASURE_MULTIPLE, CT_POINT, CT_RATE, false }, NULL },
    { "poverty down by 2 points against 2020",
      { CT_MEASURE_CHANGE, CT_POINT, CT_SHARE, false },
      &ct_reckoning_difference },
    { "poverty down by 1 point a year",
      { CT_MEASURE_CHANGE, CT_ANNUAL_AVERAGE, CT_SHARE, false },
      &ct_reckoning_change },
    { "a fall of poverty that is an indicator of its own",
      { CT_MEASURE_CHANGE, CT_ANNUAL_AVERAGE, CT_LEVEL, true },
      &ct_reckoning_change },
    { "17,000 jobs a year on average",
      { CT_MEASURE_LEVEL, CT_ANNUAL_AVERAGE, CT_LEVEL, true },
      &ct_reckoning_mean },
    { "85,000 jobs in five years", { CT_MEASURE_LEVEL, CT_CUMULATIVE, CT_LEVEL, true }, &ct_reckoning_sum },
    { "95 % in every year", { CT_MEASURE_SHARE, CT_EACH_YEAR, CT_SHARE, true }, &ct_reckoning_each_year },
    { "place 10 on average", { CT_MEASURE_RANK, CT_ANNUAL_AVERAGE, CT_LEVEL, true }, NULL },
    { "places added up", { CT_MEASURE_RANK, CT_CUMULATIVE, CT_LEVEL, true }, NULL },
    { "shares added up", { CT_MEASURE_SHARE, CT_CUMULATIVE, CT_SHARE, true }, NULL },
    { "105 % of the plan", { CT_MEASURE_PLAN_RATIO, CT_POINT, CT_LEVEL, false }, NULL },
};

static void test_choose_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        const ct_reckoning *got = ct_reckoning_choose(&choices[i].of);

        if (got != choices[i].want)
            fail_msg("%s: %s, want %s", choices[i].name, got != NULL ? got->name : "none",
                     choices[i].want != NULL ? choices[i].want->name : "none");
    }
}

/* From a level to the figure and back. */
static void test_level_round_trip(void **state)
{
    (void)state;
    static const double levels[] = { 2.5, 7.75, 16.25, 385.5 };

    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        const ct_reckoning *one = ct_reckonings[i];
        sample of;

        sample_init(&of, one, 3);
        for (size_t j = 0; j < sizeof levels / sizeof *levels; j++)
            assert_near(one->level(&of.task, one->figure(&of.task, levels[j])), levels[j], 1e-12, one->name);
        of.task.base = NULL;
        if (one->based != isnan(one->figure(&of.task, 5))) fail_msg("%s: a figure without a base", one->name);
        if (one->based != isnan(one->level(&of.task, 5))) fail_msg("%s: a level without a base", one->name);
    }
}

/* Over a period of one year, what that year brought is the whole figure; and a step of one in the target's
 * terms moves it by one. */
static void test_over_year(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        const ct_reckoning *one = ct_reckonings[i];
        sample of;
        double unit;

        if (!one->based) continue;
        sample_init(&of, one, 1);
        of.task.start = of.task.end = START;
        of.task.years = 1;
        assert_near(one->over_year(of.base.value, 8.25), one->figure(&of.task, 8.25), 1e-12, one->name);
        unit = one->step_unit(&of.task);
        if (isfinite(unit))
            assert_near(one->figure(&of.task, 8.25 + unit) - one->figure(&of.task, 8.25), 1, 1e-12,
                        one->name);
        /* Growth and steps do not stand beside each other: of a target in % a year, on a series in another
         * unit, steps are left out. */
        if (isfinite(unit) == (strcmp(one->unit(&(ct_target){ .unit = "lần" }, &of.series), "%") == 0))
            fail_msg("%s: a step counts %g units", one->name, unit);
    }
}

/* A better year never makes the figure worse, and slack is half a digit of something printed. */
static void test_come_to_rises(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        const ct_reckoning *one = ct_reckonings[i];
        bool moved = false;
        sample of;
        double figure, slack;

        sample_init(&of, one, YEARS);
        figure = come_to(&of, YEARS);
        assert_true(isfinite(figure));
        for (size_t j = 0; j < YEARS; j++) {
            double before = of.known[j], better;

            of.known[j] += 0.5;
            better = come_to(&of, YEARS);
            of.known[j] = before;
            if (!(better >= figure)) fail_msg("%s: a better year %zu makes it worse", one->name, j + 1);
            moved = moved || better > figure;
        }
        if (!moved) fail_msg("%s: no year counts", one->name);
        slack = one->slack(&of.task);
        if (!(slack >= 0 && slack <= fabs(figure)))
            fail_msg("%s: slack %g of a figure %g", one->name, slack, figure);
    }
}

/* With years to come that are sure, the projected outcome is what the values come to: two functions, one
 * meaning. */
static void test_outcome_is_come_to(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++)
        for (size_t k = 0; k < YEARS; k++) {
            const ct_reckoning *one = ct_reckonings[i];
            ct_distribution sure[YEARS];
            size_t n = one->yearly ? YEARS - k : 1;
            sample of;

            sample_init(&of, one, k);
            for (size_t j = 0; j < n; j++) {
                double value = of.known[YEARS - n + j];
                const ct_projection row = { .period = END - (long)(n - 1 - j),
                                            .median = value,
                                            .lo80 = value,
                                            .hi80 = value,
                                            .lo95 = value,
                                            .hi95 = value };

                sure[j] = ct_distribution_of(&row);
            }
            one->progress(&of.task); /* the worst year so far is told from the row */
            ct_outcome outcome = { .yearly = one->yearly, .years = YEARS, .projected = sure, .n = n };
            if (!one->outcome(&of.task, &outcome)) fail_msg("%s: no outcome after %zu years", one->name, k);
            assert_near(ct_outcome_middle(&outcome), come_to(&of, YEARS), 1e-12, one->name);
        }
}

/* Who walks the path comes to the target. Of a linear path of growth the arithmetic average is met; the
 * geometric one stays below it. */
static void test_path_comes_to_target(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++)
        for (size_t k = 1; k < YEARS; k++) {
            const ct_reckoning *one = ct_reckonings[i];
            size_t walked = 0;
            sample of;

            sample_init(&of, one, k);
            double goal = one->each_year ? 8 : 1.2 * come_to(&of, YEARS);
            for (ct_shape shape = CT_SHAPE_LINEAR; shape <= CT_SHAPE_S; shape++) {
                bool arithmetic = one->compounds && shape == CT_SHAPE_LINEAR, finite = true;

                for (size_t j = k; j < YEARS; j++) {
                    const ct_path_place place = { shape, j - k + 1, YEARS - k };

                    of.known[j] = one->path(&of.task, &place, goal);
                    finite = finite && isfinite(of.known[j]);
                }
                if (!finite) continue;
                walked++;
                if (arithmetic && !(come_to(&of, YEARS) <= goal))
                    fail_msg("%s: a geometric mean above the arithmetic one", one->name);
                if (!arithmetic) assert_near(come_to(&of, YEARS), goal, 1e-9, one->name);
            }
            if (walked == 0) fail_msg("%s: no path from year %zu", one->name, k);
        }
}

/* A period that is over and came to exactly the target has no gap; what is achieved is what the values come
 * to. */
static void test_progress_of_whole_period(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        const ct_reckoning *one = ct_reckonings[i];
        sample of;

        sample_init(&of, one, YEARS);
        of.task.near = of.task.far = come_to(&of, YEARS);
        ct_task_progress(&of.task);
        assert_near(of.row.achieved, of.task.near, 1e-12, one->name);
        assert_near(of.row.gap_now, 0, 1e-12 * of.task.near, one->name);
        of.task.near = of.task.far = come_to(&of, YEARS) + 2.5;
        ct_task_progress(&of.task);
        assert_near(of.row.gap_now, -2.5, 1e-12, one->name);
    }
}

/* ---- through the assessment ---- */

/* The series that a nature is said of: the indicator is not in the catalogue, so that the row alone decides.
 */
static const char *const natures[] = { "level", "rate", "share" };

/* Assess one target of a case on a series of six years; the verdict, or -1 when the case is not reckoned this
 * way. */
static int verdict_of(const ct_reckoning_case *of, double target, double *achieved)
{
    static const double values[] = { 7.75, 8.25, 19.5, 13.75, 12.5, 16.25 };
    const ct_thresholds thresholds = gate_open();
    const char *unit = of->nature == CT_LEVEL ? "tỷ đồng" : "%";
    const char *asked = of->measure == CT_MEASURE_MULTIPLE ? "lần"
                        : of->measure == CT_MEASURE_GROWTH ? "%"
                                                           : unit;
    char points[1000] = "", row[300];
    int verdict;

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        snprintf(row, sizeof row, "own_count,X,,%s,%s,%ld,%g,actual,s:%zu\n", unit, natures[of->nature],
                 START - 1 + (long)i, values[i], i + 1);
        strcat(points, row);
    }
    snprintf(row, sizeof row, "own_count,X,,%s,%.17g,%.17g,>=,%d,%d,%s,%s,t:1,%d\n", asked, target, target,
             START, END, ct_aggregation_words[of->aggregation], ct_measure_words[of->measure], START - 1);
    ct_table *series = rows_read(&ct_series_schema, POINT_HEADER, points),
             *rows = rows_empty(&ct_assessment_schema);
    ct_table *targets = rows_read(
        &ct_target_schema,
        "indicator,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,source,"
        "base_period\n",
        row);
    assert_ct_ok(ct_assess(catalogue, &thresholds, series, targets, NULL, rows));
    verdict = ct_assessment_at(rows, 0)->verdict;
    *achieved = ct_assessment_at(rows, 0)->achieved;
    ct_table_free(series);
    ct_table_free(targets);
    ct_table_free(rows);
    return verdict;
}

/* Each way, from a target's row to its verdict: a little below what was achieved is passed, far above it is
 * missed. */
static void test_verdict_of_each(void **state)
{
    (void)state;
    for (size_t i = 0; ct_reckonings[i] != NULL; i++) {
        const ct_reckoning *one = ct_reckonings[i];
        size_t tried = 0;

        for (int measure = CT_MEASURE_LEVEL; ct_measure_words[measure] != NULL; measure++)
            for (int aggregation = 0; ct_aggregation_words[aggregation] != NULL; aggregation++)
                for (int nature = CT_LEVEL; nature <= CT_SHARE; nature++) {
                    ct_reckoning_case of = { (ct_measure)measure, (ct_aggregation)aggregation,
                                             (ct_nature)nature, true };
                    double achieved, again;

                    of.own = (of.measure == CT_MEASURE_GROWTH) == (of.nature == CT_RATE) &&
                             of.measure != CT_MEASURE_CHANGE && of.measure != CT_MEASURE_PLAN_RATIO &&
                             of.measure != CT_MEASURE_MULTIPLE; /* as of an unknown indicator */
                    if (ct_reckoning_choose(&of) != one || verdict_of(&of, 1, &achieved) == CT_VERDICT_NONE)
                        continue;
                    if (!isfinite(achieved)) fail_msg("%s: nothing achieved", one->name);
                    assert_int_equal(verdict_of(&of, achieved * 0.9, &again), CT_VERDICT_EXCEEDED);
                    assert_near(again, achieved, 0, one->name);
                    assert_int_equal(verdict_of(&of, achieved * 1.5, &again), CT_VERDICT_MISSED);
                    tried++;
                }
        if (tried == 0) fail_msg("%s: no target comes to a verdict by it", one->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_choose_reaches_each),
        cmocka_unit_test(test_choose_table),
        cmocka_unit_test(test_level_round_trip),
        cmocka_unit_test(test_over_year),
        cmocka_unit_test(test_come_to_rises),
        cmocka_unit_test(test_outcome_is_come_to),
        cmocka_unit_test(test_path_comes_to_target),
        cmocka_unit_test(test_progress_of_whole_period),
        cmocka_unit_test(test_verdict_of_each),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
