/* The tables beside an assessment: statuses, paths, scenarios, leverage, and the replay. Expected values are
 * those of the worked records of E1, E2, V1, V3 and V9 (tests/fixtures/assess/vectors.txt) or worked by hand
 * beside them. */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/rates.h"
#include "assess/replay.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "catalogue/catalogue.h"
#include "core/file.h"
#include "gate_open.h"
#include "near.h"
#include "rows.h"
#include "with_catalogue.h"

#define PROJECTION_HEADER "indicator,scope,breakdown,unit,period,median,lo80,hi80,lo95,hi95,method\n"
#define SCENARIO_HEADER   "scenario,indicator,scope,breakdown,period_start,period_end,assume,value\n"

static ct_table *rules;

static int read_all(void **state)
{
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;

    assert_int_equal(read_catalogue(state), 0);
    assert_ct_ok(ct_file_read(arena, "datasets/catalogue/statuses.csv", &text, &n));
    assert_ct_ok(ct_status_rules_read(text, n, "statuses.csv", &rules));
    ct_arena_free(arena);
    return 0;
}

static int free_all(void **state)
{
    ct_table_free(rules);
    return free_catalogue(state);
}

typedef struct {
    ct_table *points, *targets, *projections, *scenarios;
    ct_assess_output out;
} run;

static run assess(const char *points, const char *targets, const char *projections, const char *scenarios)
{
    run all = { .points = rows_read(&ct_series_schema, POINT_HEADER, points),
                .targets = rows_read(&ct_target_schema, TARGET_HEADER, targets),
                .projections = projections != NULL
                                   ? rows_read(&ct_projection_schema, PROJECTION_HEADER, projections)
                                   : NULL,
                .scenarios =
                    scenarios != NULL ? rows_read(&ct_assumption_schema, SCENARIO_HEADER, scenarios) : NULL,
                .out = { rows_empty(&ct_assessment_schema), rows_empty(&ct_statuses_schema),
                         rows_empty(&ct_path_schema), rows_empty(&ct_scenario_schema),
                         rows_empty(&ct_leverage_schema) } };
    const ct_thresholds thresholds = gate_open();
    const ct_assess_input input = { .catalogue = catalogue,
                                    .thresholds = &thresholds,
                                    .points = all.points,
                                    .targets = all.targets,
                                    .projections = all.projections,
                                    .status_rules = rules,
                                    .scenarios = all.scenarios };

    assert_ct_ok(ct_assess_all(&input, &all.out));
    assert_int_equal(all.out.assessments->n, all.targets->n);
    return all;
}

static void run_free(run *all)
{
    ct_table_free(all->points);
    ct_table_free(all->targets);
    ct_table_free(all->projections);
    ct_table_free(all->scenarios);
    ct_table_free(all->out.assessments);
    ct_table_free(all->out.statuses);
    ct_table_free(all->out.paths);
    ct_table_free(all->out.outcomes);
    ct_table_free(all->out.leverage);
}

static const ct_status_row *status_of(const run *all, const char *rule_set)
{
    for (size_t i = 0; i < all->out.statuses->n; i++)
        if (strcmp(ct_status_row_at(all->out.statuses, i)->rule_set, rule_set) == 0)
            return ct_status_row_at(all->out.statuses, i);
    fail_msg("no row of %s", rule_set);
    return NULL;
}

#define E1_SERIES                                                                                            \
    "urbanisation_rate,X,,%,share,2020,40,actual,u\nurbanisation_rate,X,,%,share,2023,43.5,actual,u\n"
#define E1_TARGET "urbanisation_rate,X,,%,47,47,=,2025,2025,point,level,t:1\n"
#define E2_SERIES "poverty_rate,X,,%,share,2020,6,actual,p\npoverty_rate,X,,%,share,2023,5.1,actual,p\n"
#define E2_TARGET "poverty_rate,X,,%,2.5,2.5,=,2025,2025,point,level,t:1\n"
#define V1_SERIES                                                                                            \
    "grdp_growth,X,,%,rate,2021,8,actual,g\ngrdp_growth,X,,%,rate,2022,19,actual,g\ngrdp_growth,X,,%,rate,2023,13.5,actual,g\n"
#define V1_TARGET "grdp_growth,X,,%,14,15,=,2021,2025,annual_average,growth,t:1\n"

typedef struct {
    const char *name, *points, *targets, *projections, *rule_set;
    double value, expected; /* NAN: none */
    const char *status;
    int verified;
    ct_status_note note;
} status_case;

/* P1: normal(46.6, 0.9); P2: normal(3.1, 0.45) */
#define P1 "urbanisation_rate,X,,%,2025,46.6,45.4466035911,47.7533964089,44.8360324139,48.3639675861,auto\n"
#define P2 "poverty_rate,X,,%,2025,3.1,2.52330179548,3.67669820452,2.21801620721,3.98198379279,auto\n"

static const status_case statuses[] = {
    { "E1", E1_SERIES, E1_TARGET, P1, "eurostat", 0.8650263504, NAN, "moderate_progress", 1, CT_NOTE_NONE },
    { "E1", E1_SERIES, E1_TARGET, P1, "statcan", 0.8650263504, NAN, "moderate_progress", 1, CT_NOTE_NONE },
    { "S1", E1_SERIES, E1_TARGET, P1, "escap_current", 5, 6, "behind_line", 1, CT_NOTE_NONE },
    { "D3", E1_SERIES, E1_TARGET, P1, "sdsn", 0.8333333333, NAN, "moderately_improving", 1, CT_NOTE_NONE },
    { "U1 2022", E1_SERIES, E1_TARGET, P1, "un2022", 0.8650263504, NAN, "fair", 1, CT_NOTE_NONE },
    { "U1 2023", E1_SERIES, E1_TARGET, P1, "un2023", 0.8574092086, NAN, "2", 1, CT_NOTE_NONE },
    { "OECD needs peers", E1_SERIES, E1_TARGET, P1, "oecd_distance", NAN, NAN, "needs_peers", 2,
      CT_NOTE_NO_PEERS },
    { "P1", E1_SERIES, E1_TARGET, P1, "chitieu-vn", 0.3283606433, NAN, "hard", 1, CT_NOTE_NONE },
    { "E2", E2_SERIES, E2_TARGET, P2, "eurostat", 0.3282979313, NAN, "insufficient_progress", 1,
      CT_NOTE_NONE },
    { "E2", E2_SERIES, E2_TARGET, P2, "statcan", 0.3282979313, NAN, "limited_progress", 1, CT_NOTE_NONE },
    { "S2", E2_SERIES, E2_TARGET, P2, "escap_current", 2.571428571, 6, "behind_line", 1, CT_NOTE_NONE },
    { "U2 2022", E2_SERIES, E2_TARGET, P2, "un2022", 0.3282979313, NAN, "limited", 1, CT_NOTE_NONE },
    { "U2 2023", E2_SERIES, E2_TARGET, P2, "un2023", 0.4067664922, NAN, "2", 1, CT_NOTE_NONE },
    { "E2 SDSN", E2_SERIES, E2_TARGET, P2, "sdsn", 0.4285714286, NAN, "stagnating", 1, CT_NOTE_NONE },
    { "P2", E2_SERIES, E2_TARGET, P2, "chitieu-vn", 0.09121121973, NAN, "missed", 1, CT_NOTE_NONE },
    { "A1 from the base on",
      "poverty_rate,X,,%,share,2018,8.1,actual,p\npoverty_rate,X,,%,share,2020,6,actual,p\npoverty_rate,X,,%,share,2023,5.1,actual,p\n",
      E2_TARGET, NULL, "aarr", 5.273176281, 29.9859958, "off_track", 1, CT_NOTE_FEW },
    { "S5 all of the series",
      "urbanisation_rate,X,,%,share,2018,37,actual,u\nurbanisation_rate,X,,%,share,2019,38.6,actual,u\nurbanisation_rate,X,,%,share,2020,"
      "40,actual,u\n"
      "urbanisation_rate,X,,%,share,2021,40.8,actual,u\nurbanisation_rate,X,,%,share,2022,42.3,actual,u\nurbanisation_rate,X,,%,share,2023,"
      "43.5,actual,u\n",
      E1_TARGET, NULL, "escap_anticipated", 8.619484491, NAN, "accelerate", 1, CT_NOTE_NONE },
    /* rho of the S5 series is 1; exact p = 2/720 */
    { "V1i", V1_SERIES, V1_TARGET, NULL, "eurostat", 0.9579350307, NAN, "significant_progress", 1,
      CT_NOTE_NONE },
    { "V1i index", V1_SERIES, V1_TARGET, NULL, "escap_current", 4.956719, 6, "behind_line", 1, CT_NOTE_NONE },
    { "V3 linear",
      "social_investment,X,,tỷ đồng,level,2021,62,actual,b\nsocial_investment,X,,tỷ đồng,level,2022,75.5,actual,b\nsocial_investment,X,,tỷ "
      "đồng,level,2023,88,actual,b\n",
      "social_investment,X,,tỷ đồng,470,470,=,2021,2025,cumulative,level,t:1\n", NULL, "eurostat",
      0.7996453901, NAN, "moderate_progress", 1, CT_NOTE_LINEAR },
    { "a met target",
      "urbanisation_rate,X,,%,share,2020,40,actual,u\nurbanisation_rate,X,,%,share,2023,48,actual,u\n",
      E1_TARGET, NULL, "statcan", 1.911522, NAN, "target_achieved", 1, CT_NOTE_NONE },
    /* E8: the base was past the target, then it was lost */
    { "E8",
      "health_insurance_rate,X,,%,share,2020,50,actual,u\nhealth_insurance_rate,X,,%,share,2023,44,actual,u\n",
      "health_insurance_rate,X,,%,45,45,=,2025,2025,point,level,t:1\n", NULL, "statcan", -2.000611621, NAN,
      "deterioration", 1, CT_NOTE_PAST },
    { "within a point of 100",
      "health_insurance_rate,X,,%,share,2020,95,actual,u\nhealth_insurance_rate,X,,%,share,2023,99.2,actual,u\n",
      "health_insurance_rate,X,,%,100,100,=,2025,2025,point,level,t:1\n", NULL, "un2023", 1.420532, NAN, "3",
      1, CT_NOTE_LIMIT },
    { "rank, linear", "pci_rank,X,,hạng,level,2020,22,actual,b\npci_rank,X,,hạng,level,2023,18,actual,b\n",
      "pci_rank,X,,hạng,15,15,<=,2025,2025,point,rank,t:1\n", NULL, "un2022", 0.9523809524, NAN,
      "substantial", 1, CT_NOTE_LINEAR },
    { "rank has no rate of reduction",
      "pci_rank,X,,hạng,level,2020,22,actual,b\npci_rank,X,,hạng,level,2023,18,actual,b\n",
      "pci_rank,X,,hạng,15,15,<=,2025,2025,point,rank,t:1\n", NULL, "aarr", NAN, NAN, "no_data", 1,
      CT_NOTE_UNDEFINED },
    { "zero base",
      "new_jobs,X,,lao động,level,2020,0,actual,b\nnew_jobs,X,,lao động,level,2023,30,actual,b\n",
      "new_jobs,X,,lao động,60,60,=,2025,2025,point,level,t:1\n", NULL, "eurostat", 0.8333333333, NAN,
      "moderate_progress", 1, CT_NOTE_LINEAR },
    { "zero base, strictly",
      "new_jobs,X,,lao động,level,2020,0,actual,b\nnew_jobs,X,,lao động,level,2023,30,actual,b\n",
      "new_jobs,X,,lao động,60,60,=,2025,2025,point,level,t:1\n", NULL, "statcan", NAN, NAN, "not_available",
      1, CT_NOTE_UNDEFINED },
    { "change of sign",
      "trade_balance,X,,triệu USD,level,2020,-50,actual,b\ntrade_balance,X,,triệu USD,level,2023,10,actual,b\n",
      "trade_balance,X,,triệu USD,70,70,>=,2025,2025,point,level,t:1\n", NULL, "un2022", 0.8333333333, NAN,
      "fair", 1, CT_NOTE_LINEAR },
    { "no series", "poverty_rate,X,,%,share,2020,6,actual,p\n", E1_TARGET, NULL, "un2023", NAN, NAN,
      "insufficient_data", 1, CT_NOTE_NO_SERIES },
    { "one point", "urbanisation_rate,X,,%,share,2020,40,actual,u\n", E1_TARGET, NULL, "un2022", NAN, NAN,
      "insufficient_data", 1, CT_NOTE_NO_SERIES },
    { "no direction",
      "economic_structure,X,dịch vụ,%,share,2020,20,actual,u\neconomic_structure,X,dịch vụ,%,share,2023,22,actual,u\n",
      "economic_structure,X,dịch vụ,%,25,25,=,2025,2025,point,share,t:1\n", NULL, "escap_anticipated", NAN,
      NAN, "insufficient_data", 1, CT_NOTE_NO_DIRECTION },
    { "each year",
      "health_insurance_rate,X,,%,share,2021,98,actual,u\nhealth_insurance_rate,X,,%,share,2022,99,actual,u\n",
      "health_insurance_rate,X,,%,98,98,>=,2021,2025,each_year,level,t:1\n", NULL, "statcan", NAN, NAN,
      "not_available", 1, CT_NOTE_UNDEFINED },
};

static void test_status_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        const status_case *one = &statuses[i];
        run all = assess(one->points, one->targets, one->projections, NULL);
        const ct_status_row *row = status_of(&all, one->rule_set);
        char name[96];

        snprintf(name, sizeof name, "%s, %s", one->name, one->rule_set);
        if (strcmp(row->status, one->status) != 0)
            fail_msg("%s: %s, want %s", name, row->status, one->status);
        if (isnan(one->value)) assert_true(isnan(row->value));
        if (!isnan(one->value)) assert_near(row->value, one->value, 1e-5, name);
        if (!isnan(one->expected)) assert_near(row->expected, one->expected, 1e-6, name);
        if (row->verified != one->verified) fail_msg("%s: verified %d", name, row->verified);
        if (row->note != one->note) fail_msg("%s: note %s", name, ct_status_note_words[row->note]);
        assert_true(row->version[0] != '\0' && row->body[0] != '\0');
        run_free(&all);
    }
}

/* Every target has every rule set once, in the order of the file, whatever is missing. */
static void test_status_rows(void **state)
{
    (void)state;
    run all = assess(E1_SERIES, E1_TARGET E2_TARGET "urbanisation_rate,X,,%,47,47,=,,,point,level,t:1\n",
                     NULL, NULL);
    size_t sets = 0;

    for (size_t i = 0; i < rules->n; i++)
        sets += i == 0 ||
                strcmp(ct_status_rule_at(rules, i)->rule_set, ct_status_rule_at(rules, i - 1)->rule_set) != 0;
    assert_int_equal(all.out.statuses->n, 3 * sets);
    assert_string_equal(ct_status_row_at(all.out.statuses, sets)->indicator, "poverty_rate");
    for (size_t i = 0; i < all.out.statuses->n; i++) { /* a C or X rule is never verified */
        const ct_status_row *row = ct_status_row_at(all.out.statuses, i);

        assert_true(row->verified == (row->grade == CT_GRADE_C || row->grade == CT_GRADE_X ? 2 : 1));
    }
    run_free(&all);
}

/* ---- new columns of the assessment ---- */

static void test_new_columns(void **state)
{
    (void)state;
    run e1 = assess(E1_SERIES, E1_TARGET, P1, NULL), v1 = assess(V1_SERIES, V1_TARGET, NULL, NULL),
        e2 = assess(E2_SERIES, E2_TARGET, P2, NULL);
    const ct_assessment *a = ct_assessment_at(e1.out.assessments, 0),
                        *b = ct_assessment_at(v1.out.assessments, 0),
                        *c = ct_assessment_at(e2.out.assessments, 0);

    assert_near(a->attainment_year, 2025.7677, 1e-7, "E1 at constant growth");
    assert_near(c->attainment_year, 2036.1606, 1e-7, "E2 at constant growth");
    assert_near(a->time_distance, -0.5, 1e-9,
                "half of the way after three of five years: where the line was half a year ago");
    assert_near(c->time_distance, 5 * 0.25714285714 - 3, 1e-8, "E2");
    /* past 47 by 1 unit of its last digit: Q((48 - 46.6) / 0.9) = Q(1.5555556) = 0.0599 */
    assert_near(a->probability_exceeded, 0.05990691, 1e-6, "E1 exceeded");
    assert_near(b->secured, 7.843336477, 1e-9, "V1 secured");
    assert_near(b->required_high, 17.42520085, 1e-9, "V1 to 15 %");
    assert_near(b->step_required_high, 17.25, 1e-12, "V1 to 15 %, arithmetic");
    run_free(&e1);
    run_free(&v1);
    run_free(&e2);
}

static const ct_path_point *path_at(const run *all, ct_shape shape, long year)
{
    for (size_t i = 0; i < all->out.paths->n; i++) {
        const ct_path_point *point = ct_path_point_at(all->out.paths, i);

        if (point->shape == shape && point->period == year) return point;
    }
    return NULL;
}

/* ---- changes, multiples and growth from one year ---- */

#define BASED_HEADER                                                                                         \
    "indicator,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,base_period,source\n"

static run assess_based(const char *points, const char *target, const char *projections)
{
    run all = assess(points, E1_TARGET, NULL, NULL);
    const ct_thresholds thresholds = gate_open();
    const ct_assess_input input = { .catalogue = catalogue,
                                    .thresholds = &thresholds,
                                    .points = all.points,
                                    .targets = all.targets,
                                    .status_rules = rules };
    ct_assess_input with = input;

    ct_table_free(all.targets);
    all.targets = rows_read(&ct_target_schema, BASED_HEADER, target);
    all.projections =
        projections != NULL ? rows_read(&ct_projection_schema, PROJECTION_HEADER, projections) : NULL;
    with.targets = all.targets;
    with.projections = all.projections;
    ct_table_free(all.out.assessments);
    ct_table_free(all.out.statuses);
    ct_table_free(all.out.paths);
    all.out.assessments = rows_empty(&ct_assessment_schema);
    all.out.statuses = rows_empty(&ct_statuses_schema);
    all.out.paths = rows_empty(&ct_path_schema);
    assert_ct_ok(ct_assess_all(&with, &all.out));
    return all;
}

/* V7: "gấp 1,5 lần so với năm 2020" from 40 is 60; 45 in 2023 is 1.125 times, a quarter of the way.
 * Normal(58, 2) in 2025: Q((60 - 58) / 2). */
static void test_multiple_v7(void **state)
{
    (void)state;
    run all = assess_based(
        "new_jobs,X,,lao động,level,2020,40,actual,b\nnew_jobs,X,,lao động,level,2023,45,actual,b\n",
        "new_jobs,X,,lần,1.5,1.5,>=,2025,2025,point,multiple,2020,t:1\n",
        "new_jobs,X,,lao động,2025,58,55.4368968688,60.5631031312,54.0800720309,61.9199279691,auto\n");
    const ct_assessment *row = ct_assessment_at(all.out.assessments, 0);

    assert_int_equal(row->base_year, 2020);
    assert_near(row->rate_planned, 8.44717712, 1e-9, "V7 planned");
    assert_near(row->achieved, 1.125, 1e-12, "so far");
    assert_near(row->share_done, 25, 1e-12, "of the way");
    assert_near(row->step_required, 7.5 / 40, 1e-12, "15 in two years, in times of the base");
    assert_near(row->projected, 58 / 40.0, 1e-12, "in times");
    assert_near(row->gap_projected, 58 / 40.0 - 1.5, 1e-12, "in times");
    assert_near(row->probability, 0.1586552539, 1e-8, "Q(1)");
    assert_string_equal(row->unit, "lần");
    assert_near(path_at(&all, CT_SHAPE_LINEAR, 2024)->value, 52.5, 1e-12, "a path is of levels");
    assert_string_equal(path_at(&all, CT_SHAPE_LINEAR, 2024)->unit, "lao động");
    assert_near(status_of(&all, "un2022")->value, ct_cagr(40, 45, 3) / ct_cagr(40, 60, 5), 1e-9,
                "the way of the level");
    run_free(&all);
}

static void test_change_from_a_base(void **state)
{
    (void)state;
    /* "giảm 4 điểm % so với năm 2020": 6 to 2; 5.1 in 2023 is 0.9 of 4 down */
    run points =
        assess_based(E2_SERIES, "poverty_rate,X,,điểm %,-4,-4,=,2025,2025,point,change,2020,t:1\n", NULL);
    run year = assess_based(
        "budget_revenue,X,,tỷ đồng,level,2023,1000,actual,b\nbudget_revenue,X,,tỷ đồng,level,2024,1095,actual,b\n",
        "budget_revenue,X,,tỷ đồng,100,100,>=,2024,2024,point,change,,t:1\n", NULL);
    /* output grows by 10 % in the year, 1095 / 1000: 9.5 %; both are printed to units, so 9.4 to 9.6 is what
     * is known */
    run growth = assess_based(
        "fishery_output,X,,tấn,level,2023,1000,actual,b\nfishery_output,X,,tấn,level,2024,1095,actual,b\n",
        "fishery_output,X,,%,10,10,>=,2024,2024,point,growth,,t:1\nfishery_output,X,,%,9.5,9.5,>=,2024,2024,point,growth,,t:2\n",
        NULL);
    run none = assess_based(
        "fishery_output,X,,tấn,level,2020,1000,actual,b\nfishery_output,X,,tấn,level,2024,1095,actual,b\n",
        "fishery_output,X,,%,10,10,>=,2024,2024,point,growth,,t:1\n", NULL);
    const ct_assessment *a = ct_assessment_at(points.out.assessments, 0);

    assert_near(a->achieved, -0.9, 1e-9, "so far");
    assert_near(a->share_done, 22.5, 1e-9, "0.9 of 4");
    assert_near(a->step_required, -3.1 / 2, 1e-9, "to 2 in two years");
    assert_near(a->gap_now, -3.1, 1e-9, "short of it");
    assert_int_equal(ct_assessment_at(year.out.assessments, 0)->verdict, CT_VERDICT_MISSED); /* 95 of 100 */
    assert_near(ct_assessment_at(year.out.assessments, 0)->achieved, 95, 1e-12, "from the year before");
    assert_int_equal(ct_assessment_at(growth.out.assessments, 0)->verdict, CT_VERDICT_MISSED);
    assert_int_equal(ct_assessment_at(growth.out.assessments, 1)->verdict, CT_VERDICT_MET);
    assert_near(ct_assessment_at(growth.out.assessments, 1)->achieved, 9.5, 1e-9, "growth");
    assert_int_equal(ct_assessment_at(none.out.assessments, 0)->reason,
                     CT_REASON_NO_BASE); /* 2023 is not known */
    run_free(&points);
    run_free(&year);
    run_free(&growth);
    run_free(&none);
}

/* ---- paths ---- */

static void test_paths(void **state)
{
    (void)state;
    run e1 = assess(E1_SERIES, E1_TARGET, NULL, NULL), v1 = assess(V1_SERIES, V1_TARGET, NULL, NULL);
    run over = assess(
        "urbanisation_rate,X,,%,share,2020,40,actual,u\nurbanisation_rate,X,,%,share,2025,43.5,actual,u\n",
        E1_TARGET, NULL, NULL);

    assert_int_equal(e1.out.paths->n, 6); /* two years in three shapes */
    assert_near(path_at(&e1, CT_SHAPE_LINEAR, 2024)->value, 45.25, 1e-12, "half of the way");
    assert_near(path_at(&e1, CT_SHAPE_GEOMETRIC, 2024)->value, sqrt(43.5 * 47), 1e-12,
                "geometric mean of the ends");
    assert_near(path_at(&e1, CT_SHAPE_S, 2024)->value, 45.25, 1e-12, "the middle of an S");
    for (ct_shape shape = CT_SHAPE_LINEAR; shape <= CT_SHAPE_S; shape++)
        assert_near(path_at(&e1, shape, 2025)->value, 47, 1e-12, "the end");
    assert_near(path_at(&v1, CT_SHAPE_GEOMETRIC, 2024)->value, 14.88910312, 1e-9,
                "V1: what each year left must bring");
    assert_near(path_at(&v1, CT_SHAPE_GEOMETRIC, 2025)->value_far, 17.42520085, 1e-9, "V1 to 15 %");
    assert_near(path_at(&v1, CT_SHAPE_LINEAR, 2025)->value, 14.75, 1e-12, "V1 arithmetic");
    assert_null(path_at(&v1, CT_SHAPE_S, 2024));
    assert_int_equal(over.out.paths->n, 0); /* no way is left */
    run_free(&e1);
    run_free(&v1);
    run_free(&over);
}

/* ---- scenarios ---- */

static const ct_scenario_result *result_of(const run *all, const char *scenario)
{
    for (size_t i = 0; i < all->out.outcomes->n; i++)
        if (strcmp(ct_scenario_result_at(all->out.outcomes, i)->scenario, scenario) == 0)
            return ct_scenario_result_at(all->out.outcomes, i);
    fail_msg("no scenario %s", scenario);
    return NULL;
}

static void test_scenarios_v9(void **state)
{
    (void)state;
    run all = assess(
        V1_SERIES, V1_TARGET, NULL,
        "low,grdp_growth,,,2024,2025,growth,11\nbase,grdp_growth,,,2024,2025,growth,13.5\nhigh,grdp_growth,X,,2024,2025,growth,16\n"
        "needed,grdp_growth,,,2024,2025,needed,\nmixed,grdp_growth,,,2024,,growth,13.5\nmixed,grdp_growth,,,2025,,needed,\n"
        "short,grdp_growth,,,2024,,growth,13.5\nother,poverty_rate,,,2024,2025,growth,1\n");

    assert_int_equal(all.out.outcomes->n, 6); /* "other" says nothing of this series */
    assert_near(result_of(&all, "low")->result, 12.44043244, 1e-9, "low");
    assert_near(result_of(&all, "base")->result, 13.4466459, 1e-9, "base");
    assert_near(result_of(&all, "high")->result, 14.43964749, 1e-9, "high");
    assert_int_equal(result_of(&all, "low")->met, 2);
    assert_int_equal(result_of(&all, "high")->met, 1);
    assert_near(result_of(&all, "low")->gap, 12.44043244 - 14, 1e-8, "gap");
    assert_near(result_of(&all, "needed")->needed, 14.88910312, 1e-8, "back from the target");
    assert_near(result_of(&all, "needed")->result, 14, 1e-9, "as needed it is met");
    assert_int_equal(result_of(&all, "needed")->met, 1);
    assert_near(result_of(&all, "mixed")->needed, 100 * (pow(1.14, 5) / (1.458702 * 1.135) - 1), 1e-8,
                "the last year makes up for the one before");
    assert_int_equal(result_of(&all, "short")->missing, 2025);
    assert_true(isnan(result_of(&all, "short")->result));
    run_free(&all);
}

/* Levels, sums and shares: by growth, by value, as needed. */
static void test_scenarios_of_levels(void **state)
{
    (void)state;
    run v4 = assess(
        "budget_revenue,X,,tỷ đồng,level,2020,2900,actual,b\nbudget_revenue,X,,tỷ đồng,level,2023,3900,actual,b\n",
        "budget_revenue,X,,tỷ đồng,5000,5000,=,2021,2025,point,level,t:1\n", NULL,
        "ten,budget_revenue,,,2024,2025,growth,10\nset,budget_revenue,,,2024,,value,4500\nset,budget_revenue,,,2025,,growth,10\n"
        "needed,budget_revenue,,,2024,2025,needed,\n");
    run v3 = assess(
        "social_investment,X,,tỷ đồng,level,2021,62,actual,b\nsocial_investment,X,,tỷ "
        "đồng,level,2022,75.5,actual,b\nsocial_investment,X,,tỷ đồng,level,2023,88,actual,b\n",
        "social_investment,X,,tỷ đồng,470,470,=,2021,2025,cumulative,level,t:1\n", NULL,
        "grow,social_investment,,,2024,2025,growth,24.02324819\nneeded,social_investment,,,2024,2025,needed,\n");
    run share = assess(E2_SERIES, E2_TARGET, NULL, "needed,poverty_rate,,,2024,2025,needed,\n");

    assert_near(result_of(&v4, "ten")->result, 3900 * 1.21, 1e-12, "growth");
    assert_near(result_of(&v4, "set")->result, 4950, 1e-12, "value, then growth");
    assert_near(result_of(&v4, "needed")->needed, 13.22770341, 1e-8, "V4 required");
    assert_int_equal(result_of(&v4, "needed")->needed_in, 1);
    assert_near(result_of(&v3, "grow")->result, 470, 1e-8, "V3 by constant growth");
    assert_near(result_of(&v3, "needed")->needed, 122.25, 1e-8, "V3 a year");
    assert_int_equal(result_of(&v3, "needed")->needed_in, 2);
    assert_near(result_of(&share, "needed")->needed, -29.9859958, 1e-7, "E2 required");
    run_free(&v4);
    run_free(&v3);
    run_free(&share);
}

static const struct {
    const char *name, *rows;
    long line;
} bad_scenarios[] = {
    { "growth without a value", "a,grdp_growth,,,2024,2025,growth,\n", 2 },
    { "needed with a value", "a,grdp_growth,,,2024,2025,needed,5\n", 2 },
    { "years fall back", "a,grdp_growth,,,2025,2024,growth,5\n", 2 },
    { "nothing is left", "a,grdp_growth,,,2024,2025,growth,-100\n", 2 },
    { "a year twice", "a,grdp_growth,,,2024,2025,growth,5\na,grdp_growth,,,2025,,growth,6\n", 3 },
};

static void test_bad_scenarios(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_scenarios / sizeof *bad_scenarios; i++) {
        ct_arena *arena = ct_arena_new();
        ct_table *table = rows_read(&ct_assumption_schema, SCENARIO_HEADER, bad_scenarios[i].rows);
        const ct_assumptions *out;
        ct_error err = ct_assumptions_index(arena, catalogue, table, &out);

        if (err.code != CT_EPARSE) fail_msg("%s: code %d", bad_scenarios[i].name, (int)err.code);
        assert_int_equal(err.line, bad_scenarios[i].line);
        ct_table_free(table);
        ct_arena_free(arena);
    }
}

/* ---- leverage ---- */

/* The plan's average with one point less in one year, worked directly; the others then bring it back to the
 * target. */
static void test_leverage(void **state)
{
    (void)state;
    run all = assess(V1_SERIES, V1_TARGET, NULL, NULL);
    double rates[5] = { 8, 19, 13.5, 14.88910312, 14.88910312 };

    assert_int_equal(all.out.leverage->n, 5);
    for (size_t i = 0; i < 5; i++) {
        const ct_leverage *row = ct_leverage_at(all.out.leverage, i);
        double less[5], back[5];

        for (size_t j = 0; j < 5; j++) less[j] = back[j] = rates[j] - (j == i);
        for (size_t j = 3; j < 5; j++) back[j] = j == i ? back[j] : row->others;
        assert_true(row->period == 2021 + (long)i);
        assert_int_equal(row->known, i < 3 ? 1 : 2);
        assert_near(row->rate, rates[i], 1e-8, "rate");
        assert_near(row->result, ct_average_geometric(less, 5), 1e-8, "result");
        assert_near(row->effect, ct_average_geometric(less, 5) - 14, 1e-7, "effect");
        assert_near(ct_average_geometric(back, 5), 14, 1e-8, "made up for");
    }
    run_free(&all);
}

/* ---- replay ---- */

/* A series that grows by `early` a year up to 2018, then by `late` a year. */
static void grow(char *to, size_t size, double early, double late)
{
    size_t at = 0;
    double value = 1000;

    for (int year = 2000; year <= 2020; year++) {
        at += (size_t)snprintf(to + at, size - at, "tourist_arrivals,X,,lượt khách,level,%d,%.6f,actual,s\n",
                               year, value);
        value *= 1 + (year < 2018 ? early : late) / 100 + (double)(year % 3 - 1) * 0.004;
    }
}

static void replay(const char *points, const char *targets, long after, ct_table **replays,
                   ct_table **reliability)
{
    ct_table *p = rows_read(&ct_series_schema, POINT_HEADER, points),
             *t = rows_read(&ct_target_schema, TARGET_HEADER, targets);
    const ct_thresholds thresholds = gate_open();
    const ct_assess_input input = {
        .catalogue = catalogue, .thresholds = &thresholds, .points = p, .targets = t, .status_rules = rules
    };

    *replays = rows_empty(&ct_replay_schema);
    *reliability = rows_empty(&ct_reliability_schema);
    assert_ct_ok(ct_replay(&input, after, *replays, *reliability));
    ct_table_free(p);
    ct_table_free(t);
}

static void test_replay(void **state)
{
    (void)state;
    char met[4000], missed[4000];
    const char *target = "tourist_arrivals,X,,lượt khách,2500,2500,>=,2016,2020,point,level,t:1\n";
    ct_table *a, *b, *relia, *relib;

    grow(met, sizeof met, 5, 5);
    grow(missed, sizeof missed, 5, -20);
    replay(met, target, 0, &a, &relia);
    replay(missed, target, 0, &b, &relib);
    assert_int_equal(a->n, 4); /* as of 2016 .. 2019 */
    assert_int_equal(b->n, 4);
    for (size_t i = 0; i < 4; i++) {
        const ct_replay_row *x = ct_replay_row_at(a, i), *y = ct_replay_row_at(b, i);

        assert_true(x->as_of == 2016 + (long)i);
        assert_int_equal(x->latest_year, x->as_of);
        assert_int_equal(x->met, 1);
        assert_int_equal(y->met, 2);
        if (x->as_of <= 2018)
            assert_true(x->probability == y->probability); /* the same past: what came later is not known */
        assert_near(x->score, pow(1 - x->probability, 2), 1e-12, "score");
        assert_near(y->score, pow(y->probability, 2), 1e-12, "score");
    }
    assert_true(ct_replay_row_at(b, 3)->probability <
                ct_replay_row_at(a, 3)->probability); /* 2019 has seen the fall */
    ct_table_free(a);
    ct_table_free(b);
    ct_table_free(relia);
    ct_table_free(relib);
}

/* Three targets, one after year 3 each: what is learned of a class leaves the target itself out. */
static void test_reliability(void **state)
{
    (void)state;
    char points[4000];
    ct_table *replays, *reliability;
    double mean = 0;
    long n = 0;

    grow(points, sizeof points, 5, 5); /* 2653 in 2020 */
    replay(points,
           "tourist_arrivals,X,,lượt khách,2500,2500,>=,2016,2020,point,level,t:1\ntourist_arrivals,X,,lượt "
           "khách,2600,2600,>=,2016,2020,point,level,t:2\n"
           "tourist_arrivals,X,,lượt khách,9000,9000,>=,2016,2020,point,level,t:3\ntourist_arrivals,X,,lượt "
           "khách,9000,9000,>=,2021,2025,point,level,t:4\n",
           3, &replays, &reliability);
    assert_int_equal(replays->n, 3); /* the fourth is not over */
    for (size_t i = 0; i < 3; i++) mean += ct_replay_row_at(replays, i)->score / 3;
    for (size_t i = 0; i < reliability->n; i++) {
        const ct_reliability_row *row = ct_reliability_row_at(reliability, i);

        if (strcmp(row->rule_set, "probability") == 0 && strcmp(row->status, "all") == 0) {
            assert_int_equal(row->n, 3);
            assert_near(row->score, mean, 1e-12, "mean score");
            assert_near(row->happened, 2.0 / 3, 1e-12, "met");
        }
        if (strcmp(row->rule_set, "statcan") == 0 && strcmp(row->status, "all") != 0) n += row->n;
        /* peers are needed for all three: one class; each learns from the other two: 1/2, 1/2, 1 */
        if (strcmp(row->rule_set, "oecd_distance") == 0 && strcmp(row->status, "needs_peers") == 0)
            assert_near(row->score, (0.25 + 0.25 + 1) / 3, 1e-12, "learned without itself");
    }
    assert_int_equal(n, 3);
    ct_table_free(replays);
    ct_table_free(reliability);
}

/* ---- what cannot be assessed has a row and a reason ---- */

static const struct {
    const char *name, *points, *target;
    ct_reason reason;
} reasons[] = {
    { "no series", "poverty_rate,X,,%,share,2020,6,actual,p\n", E1_TARGET, CT_REASON_NO_SERIES },
    { "one point", "urbanisation_rate,X,,%,share,2022,40,actual,u\n", E1_TARGET, CT_REASON_ONE_POINT },
    { "zero base",
      "budget_revenue,X,,tỷ đồng,level,2020,0,actual,b\nbudget_revenue,X,,tỷ đồng,level,2023,30,actual,b\n",
      "budget_revenue,X,,tỷ đồng,60,60,=,2025,2025,point,level,t:1\n", CT_REASON_ZERO_BASE },
    { "change of sign",
      "trade_balance,X,,triệu USD,level,2020,-50,actual,b\ntrade_balance,X,,triệu USD,level,2023,10,actual,b\n",
      "trade_balance,X,,triệu USD,70,70,>=,2025,2025,point,level,t:1\n", CT_REASON_ZERO_BASE },
    { "the year is over and unknown",
      "urbanisation_rate,X,,%,share,2004,28,actual,u\nurbanisation_rate,X,,%,share,2008,30,actual,u\nurbanisation_rate,X,,%,share,2012,33,"
      "actual,u\n",
      "urbanisation_rate,X,,%,32,32,=,2010,2010,point,level,t:1\n", CT_REASON_NO_VALUE },
    { "the year is before the series",
      "urbanisation_rate,X,,%,share,2015,28,actual,u\nurbanisation_rate,X,,%,share,2018,30,actual,u\n",
      "urbanisation_rate,X,,%,32,32,=,2010,2010,point,level,t:1\n", CT_REASON_NO_VALUE },
    { "values at the edge of a double",
      "trade_balance,X,,triệu USD,level,2020,-1e308,actual,b\ntrade_balance,X,,triệu USD,level,2023,1e308,actual,b\n",
      "trade_balance,X,,triệu USD,1.5e308,1.7e308,>=,2025,2025,point,level,t:1\n", CT_REASON_ZERO_BASE },
    { "no year", E1_SERIES, "urbanisation_rate,X,,%,47,47,=,,,point,level,t:1\n", CT_REASON_NO_PERIOD },
};

static void test_reasons(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        run all = assess(reasons[i].points, reasons[i].target, NULL,
                         "needed,urbanisation_rate,,,2024,2025,needed,\n");
        const ct_assessment *row = ct_assessment_at(all.out.assessments, 0);

        if (row->reason != reasons[i].reason)
            fail_msg("%s: %s", reasons[i].name, ct_reason_words[row->reason]);
        for (size_t c = 0; c < ct_assessment_schema.n_columns;
             c++) { /* a number, or nothing: never infinite */
            const ct_column *column = &ct_assessment_schema.columns[c];

            if (column->type == CT_COLUMN_NUMBER)
                assert_true(fabs(*(const double *)((const char *)row + column->offset)) < INFINITY ||
                            isnan(*(const double *)((const char *)row + column->offset)));
        }
        run_free(&all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_table),
        cmocka_unit_test(test_status_rows),
        cmocka_unit_test(test_new_columns),
        cmocka_unit_test(test_multiple_v7),
        cmocka_unit_test(test_change_from_a_base),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_scenarios_v9),
        cmocka_unit_test(test_scenarios_of_levels),
        cmocka_unit_test(test_bad_scenarios),
        cmocka_unit_test(test_leverage),
        cmocka_unit_test(test_replay),
        cmocka_unit_test(test_reliability),
        cmocka_unit_test(test_reasons),
    };
    return cmocka_run_group_tests(tests, read_all, free_all);
}
