#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "core/file.h"
#include "near.h"
#include "rows.h"
#include "series/audit.h"
#include "series/planning.h"
#include "series/series.h"
#include "with_catalogue.h"

#define HISTORY_HEADER "indicator,scope,breakdown,unit,period,value,status,source,url,published\n"

typedef struct {
    ct_table *observations, *history, *points, *targets, *findings;
} built;

static built build(const char *observations, const char *history)
{
    built all = { .observations = rows_read(&ct_observation_schema, OBSERVATION_HEADER, observations),
                  .history = history != NULL ? rows_read(&ct_history_schema, HISTORY_HEADER, history) : NULL,
                  .points = rows_empty(&ct_series_schema),
                  .targets = rows_empty(&ct_target_schema),
                  .findings = rows_empty(&ct_finding_schema) };

    assert_ct_ok(ct_series_build(catalogue, all.observations, all.history, "history.csv", all.points,
                                 all.targets, all.findings, NULL, NULL));
    return all;
}

static void built_free(built *all)
{
    ct_table_free(all->observations);
    ct_table_free(all->history);
    ct_table_free(all->points);
    ct_table_free(all->targets);
    ct_table_free(all->findings);
}

/* One observation at a time: does it become a point, with which indicator and value, or which finding? */
static const struct {
    const char *name, *row, *indicator, *finding;
    long period;
    double value;
    int status;
} entries[] = {
    { "growth", "a.txt,5,5,q,grdp_growth,tỉnh X,,13.45,13.45,%,=,2023,2023,point,actual,growth,2022,0.9\n",
      "grdp_growth", NULL, 2023, 13.45, CT_STATUS_ACTUAL },
    { "thousand billions to billions",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,155,155,nghìn tỷ đồng,=,2023,2023,point,actual,level,,0.9\n",
      "budget_revenue", NULL, 2023, 155000, CT_STATUS_ACTUAL },
    { "millions of visits to visits",
      "a.txt,5,5,q,tourist_arrivals,tỉnh X,,1.5,1.5,triệu lượt khách,=,2022,2022,point,estimate,level,,0.9\n",
      "tourist_arrivals", NULL, 2022, 1500000, CT_STATUS_ESTIMATE },
    { "no dust from factors",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,2.3,2.3,nghìn tỷ đồng,=,2022,2022,point,forecast,level,,0.9\n",
      "budget_revenue", NULL, 2022, 2300, CT_STATUS_FORECAST },
    { "every year of one year",
      "a.txt,5,5,q,health_insurance_rate,tỉnh X,,98.5,98.5,%,=,2022,2022,each_year,actual,level,,0.9\n",
      "health_insurance_rate", NULL, 2022, 98.5, CT_STATUS_ACTUAL },
    { "a rate said as a share",
      "a.txt,5,5,q,poverty_rate,tỉnh X,,3.1,3.1,%,=,2022,2022,point,actual,share,,0.9\n", "poverty_rate",
      NULL, 2022, 3.1, CT_STATUS_ACTUAL },
    { "a share said as a level",
      "a.txt,5,5,q,economic_structure,tỉnh X,dịch vụ,20.6,20.6,%,=,2022,2022,point,actual,level,,0.9\n",
      "economic_structure", NULL, 2022, 20.6, CT_STATUS_ACTUAL },
    { "growth of a level",
      "a.txt,5,5,q,grdp_size,tỉnh X,,14.1,14.1,%,=,2022,2022,point,actual,growth,2021,0.9\n", "grdp_growth",
      NULL, 2022, 14.1, CT_STATUS_ACTUAL },
    { "a decrease", "a.txt,5,5,q,grdp_growth,tỉnh X,,-1.9,-1.9,%,=,2022,2022,point,actual,growth,,0.9\n",
      "grdp_growth", NULL, 2022, -1.9, CT_STATUS_ACTUAL },
    { "growth over three years",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,60,60,%,=,2022,2022,point,actual,growth,2019,0.9\n", NULL, NULL, 0,
      0, 0 },
    { "growth without growth indicator",
      "a.txt,5,5,q,poverty_rate,tỉnh X,,5,5,%,=,2022,2022,point,actual,growth,,0.9\n", NULL, NULL, 0, 0, 0 },
    { "a target", "a.txt,5,5,q,grdp_growth,tỉnh X,,14,14,%,=,2022,2022,point,target,growth,,0.9\n", NULL,
      NULL, 0, 0, 0 },
    { "no indicator", "a.txt,5,5,q,,tỉnh X,,14,14,%,=,2022,2022,point,actual,level,,0.9\n", NULL, NULL, 0, 0,
      0 },
    { "unknown indicator", "a.txt,5,5,q,no_such_id,tỉnh X,,14,14,%,=,2022,2022,point,actual,level,,0.9\n",
      NULL, NULL, 0, 0, 0 },
    { "half a year", "a.txt,5,5,q,grdp_growth,tỉnh X,,14,14,%,=,2022-01,2022-06,point,actual,growth,,0.9\n",
      NULL, NULL, 0, 0, 0 },
    { "several years", "a.txt,5,5,q,grdp_growth,tỉnh X,,14,14,%,=,2021,2022,point,actual,growth,,0.9\n", NULL,
      NULL, 0, 0, 0 },
    { "no period", "a.txt,5,5,q,grdp_growth,tỉnh X,,14,14,%,=,,,point,actual,growth,,0.9\n", NULL, NULL, 0, 0,
      0 },
    { "average of years",
      "a.txt,5,5,q,grdp_growth,tỉnh X,,14,14,%,=,2022,2022,annual_average,actual,growth,,0.9\n", NULL, NULL,
      0, 0, 0 },
    { "sum of years",
      "a.txt,5,5,q,new_jobs,tỉnh X,,14,14,lao động,=,2022,2022,cumulative,actual,level,,0.9\n", NULL, NULL, 0,
      0, 0 },
    { "range", "a.txt,5,5,q,grdp_growth,tỉnh X,,14,15,%,=,2022,2022,point,forecast,growth,,0.9\n", NULL, NULL,
      0, 0, 0 },
    { "ratio to plan",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,102,102,%,=,2022,2022,point,actual,plan_ratio,,0.9\n", NULL, NULL,
      0, 0, 0 },
    { "change", "a.txt,5,5,q,poverty_rate,tỉnh X,,-1,-1,%,=,2022,2022,point,actual,change,,0.9\n", NULL, NULL,
      0, 0, 0 },
    { "multiple", "a.txt,5,5,q,budget_revenue,tỉnh X,,2.5,2.5,lần,=,2022,2022,point,actual,multiple,,0.9\n",
      NULL, NULL, 0, 0, 0 },
    { "per person left unsaid",
      "a.txt,5,5,q,grdp_per_capita,tỉnh X,,4550,4550,USD,=,2022,2022,point,actual,level,,0.9\n",
      "grdp_per_capita", NULL, 2022, 4550, CT_STATUS_ACTUAL },
    { "an amount of another size is not per person",
      "a.txt,5,5,q,grdp_per_capita,tỉnh X,,4.55,4.55,tỷ USD,=,2022,2022,point,actual,level,,0.9\n", NULL,
      "unit-unknown", 2022, 4.55, 0 },
    { "a percentage of an amount",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,5,5,%,=,2022,2022,point,actual,level,,0.9\n", NULL, "unit-unknown",
      2022, 5, 0 },
    { "no unit", "a.txt,5,5,q,budget_revenue,tỉnh X,,5,5,,=,2022,2022,point,actual,level,,0.9\n", NULL,
      "unit-unknown", 2022, 5, 0 },
    { "share above 100", "a.txt,5,5,q,poverty_rate,tỉnh X,,101,101,%,=,2022,2022,point,actual,level,,0.9\n",
      NULL, "out-of-bounds", 2022, 101, 0 },
    { "negative amount",
      "a.txt,5,5,q,budget_revenue,tỉnh X,,-1,-1,tỷ đồng,=,2022,2022,point,actual,level,,0.9\n", NULL,
      "out-of-bounds", 2022, -1, 0 },
    { "the bound itself", "a.txt,5,5,q,poverty_rate,tỉnh X,,100,100,%,=,2022,2022,point,actual,level,,0.9\n",
      "poverty_rate", NULL, 2022, 100, CT_STATUS_ACTUAL },
    { "doubtful but alone", "a.txt,5,5,q,poverty_rate,tỉnh X,,3,3,%,=,2022,2022,point,actual,level,,0.2\n",
      "poverty_rate", NULL, 2022, 3, CT_STATUS_ACTUAL },
};

static void test_entry_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        built all = build(entries[i].row, NULL);

        if (all.points->n != (entries[i].indicator != NULL) ||
            all.findings->n != (entries[i].finding != NULL))
            fail_msg("%s: %zu points, %zu findings", entries[i].name, all.points->n, all.findings->n);
        if (entries[i].indicator != NULL) {
            const ct_point *point = ct_point_at(all.points, 0);

            if (strcmp(point->indicator, entries[i].indicator) != 0 || point->period != entries[i].period ||
                point->status != entries[i].status)
                fail_msg("%s: %s %ld %d", entries[i].name, point->indicator, point->period, point->status);
            assert_near(point->value, entries[i].value, 0, entries[i].name);
            assert_string_equal(point->unit, ct_indicator_find(catalogue, point->indicator)->unit);
            assert_string_equal(point->source, "a.txt:5");
        }
        if (entries[i].finding != NULL) {
            const ct_finding *finding = ct_finding_at(all.findings, 0);

            assert_string_equal(finding->rule, entries[i].finding);
            assert_int_equal(finding->period, entries[i].period);
            assert_near(finding->value, entries[i].value, 0, entries[i].name);
            assert_string_equal(finding->source, "a.txt:5");
            assert_int_equal(finding->severity, strcmp(finding->rule, "out-of-bounds") == 0
                                                    ? CT_SEVERITY_ERROR
                                                    : CT_SEVERITY_NOTE);
        }
        built_free(&all);
    }
}

#define GROWTH(doc, line, value, year, kind, sure)                                                           \
    doc "," line "," line ",q,grdp_growth,tỉnh X,," value "," value ",%,=," year "," year ",point," kind     \
        ",growth,," sure "\n"

/* Two or more values for 2022: which is taken, and how grave is each that is not? -1: no finding. */
static const struct {
    const char *name, *observations, *history;
    double value;
    const char *source;
    int findings, severity;
} choices[] = {
    { "actual before estimate, listed first",
      GROWTH("a.txt", "1", "14.3", "2022", "actual", "0.9")
          GROWTH("b.txt", "2", "14.9", "2022", "estimate", "0.9"),
      NULL, 14.3, "a.txt:1", 1, CT_SEVERITY_NOTE },
    { "estimate before forecast",
      GROWTH("a.txt", "1", "14.3", "2022", "forecast", "0.9")
          GROWTH("a.txt", "2", "14.2", "2022", "estimate", "0.9"),
      NULL, 14.2, "a.txt:2", 1, CT_SEVERITY_NOTE },
    { "preliminary before estimate, though published earlier",
      GROWTH("a.txt", "1", "14.3", "2022", "estimate", "0.9")
          GROWTH("a.txt", "2", "9", "2025", "actual", "0.9"),
      "grdp_growth,tỉnh X,,%,2022,14.0,preliminary,Niên giám,,2020\n", 14, "history.csv:2 Niên giám", 1,
      CT_SEVERITY_NOTE },
    { "later document", /* b reports on 2024, a on 2023 */
      GROWTH("b.txt", "1", "14.3", "2022", "actual", "0.9") GROWTH(
          "b.txt", "2", "9", "2024", "estimate", "0.9") GROWTH("a.txt", "3", "14.8", "2022", "actual", "0.9")
          GROWTH("a.txt", "4", "9.5", "2023", "actual", "0.9"),
      NULL, 14.3, "b.txt:1", 1, CT_SEVERITY_NOTE },
    { "a forecast or target does not date a document", /* a mentions 2030 only as a forecast */
      GROWTH("b.txt", "1", "14.3", "2022", "actual", "0.9") GROWTH(
          "b.txt", "2", "9", "2024", "estimate", "0.9") GROWTH("a.txt", "3", "14.8", "2022", "actual", "0.9")
          GROWTH("a.txt", "4", "9.5", "2030", "forecast", "0.9")
              GROWTH("a.txt", "5", "9.5", "2030", "target", "0.9"),
      NULL, 14.3, "b.txt:1", 1, CT_SEVERITY_NOTE },
    { "known publication before unknown", "",
      "grdp_growth,tỉnh X,,%,2022,14.0,actual,A,,2023\ngrdp_growth,tỉnh X,,%,2022,14.5,actual,B,,\n", 14,
      "history.csv:2 A", 1, CT_SEVERITY_NOTE },
    { "later publication", "",
      "grdp_growth,tỉnh X,,%,2022,14.0,actual,A,,2024\ngrdp_growth,tỉnh X,,%,2022,14.5,actual,B,,2023\n", 14,
      "history.csv:2 A", 1, CT_SEVERITY_NOTE },
    { "more sources before last listed", "",
      "grdp_growth,tỉnh X,,%,2022,14.0,actual,A,,\ngrdp_growth,tỉnh X,,%,2022,14.0,actual,B,,\ngrdp_growth,tỉnh "
      "X,,%,2022,14.5,actual,C,,\n",
      14, "history.csv:3 B", 1, CT_SEVERITY_NOTE },
    { "one source three times is one", "",
      "grdp_growth,tỉnh X,,%,2022,14.0,actual,A,,\ngrdp_growth,tỉnh X,,%,2022,14.0,actual,A,,\ngrdp_growth,tỉnh "
      "X,,%,2022,14.5,actual,C,,\n",
      14.5, "history.csv:4 C", 1, CT_SEVERITY_NOTE },
    { "last listed", "",
      "grdp_growth,tỉnh X,,%,2022,14.5,actual,A,,\ngrdp_growth,tỉnh X,,%,2022,14.0,actual,B,,\n", 14,
      "history.csv:3 B", 1, CT_SEVERITY_NOTE },
    { "equal values are silent", "",
      "grdp_growth,tỉnh X,,%,2022,14.0,actual,A,,\ngrdp_growth,tỉnh X,,%,2022,14,actual,B,,\n", 14,
      "history.csv:3 B", 0, -1 },
    { "doubtful loses to an estimate",
      GROWTH("a.txt", "1", "41.3", "2022", "actual", "0.4")
          GROWTH("b.txt", "2", "14.3", "2022", "estimate", "0.9"),
      NULL, 14.3, "b.txt:2", 1, CT_SEVERITY_NOTE },
    { "more than a point apart",
      GROWTH("a.txt", "1", "14.3", "2022", "actual", "0.9")
          GROWTH("b.txt", "2", "15.4", "2022", "estimate", "0.9"),
      NULL, 14.3, "a.txt:1", 1, CT_SEVERITY_WARNING },
    { "two sentences side by side",
      GROWTH("a.txt", "1", "14.3", "2022", "actual", "0.9")
          GROWTH("a.txt", "2", "15.4", "2022", "estimate", "0.9"),
      NULL, 14.3, "a.txt:1", 1, CT_SEVERITY_NOTE },
    { "the clearer of two equal ones",
      GROWTH("a.txt", "1", "14.3", "2022", "actual", "0.9")
          GROWTH("a.txt", "40", "15.4", "2022", "actual", "0.7"),
      NULL, 14.3, "a.txt:1", 1, CT_SEVERITY_NOTE },
    { "only rounding",
      GROWTH("a.txt", "1", "14.33", "2022", "actual", "0.9")
          GROWTH("a.txt", "2", "14.3", "2022", "estimate", "0.9"),
      NULL, 14.33, "a.txt:1", 1, CT_SEVERITY_NOTE },
    { "amounts 5.1 % apart", "",
      "budget_revenue,tỉnh X,,tỷ đồng,2022,15765,actual,A,,2022\nbudget_revenue,tỉnh X,,tỷ đồng,2022,15000,actual,B,,2024\n",
      15000, "history.csv:3 B", 1, CT_SEVERITY_WARNING },
    { "amounts 4.9 % apart", "",
      "budget_revenue,tỉnh X,,tỷ đồng,2022,15735,actual,A,,2022\nbudget_revenue,tỉnh X,,tỷ đồng,2022,15000,actual,B,,2024\n",
      15000, "history.csv:3 B", 1, CT_SEVERITY_NOTE },
    { "rounding of a large unit", "", /* 0,2 nghìn tỷ is 150 to 250 */
      "budget_revenue,tỉnh X,,tỷ đồng,2022,235,actual,A,,2024\nbudget_revenue,tỉnh X,,nghìn tỷ đồng,2022,0.2,actual,B,,2022\n",
      235, "history.csv:2 A", 1, CT_SEVERITY_NOTE },
};

static void test_choice_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        built all = build(choices[i].observations, choices[i].history);
        const ct_point *point = NULL;

        for (size_t k = 0; k < all.points->n; k++)
            if (ct_point_at(all.points, k)->period == 2022) point = ct_point_at(all.points, k);
        if (point == NULL) fail_msg("%s: no point for 2022", choices[i].name);
        assert_near(point->value, choices[i].value, 0, choices[i].name);
        if (strcmp(point->source, choices[i].source) != 0)
            fail_msg("%s: source %s", choices[i].name, point->source);
        if (all.findings->n != (size_t)choices[i].findings)
            fail_msg("%s: %zu findings", choices[i].name, all.findings->n);
        for (size_t k = 0; k < all.findings->n; k++) {
            const ct_finding *finding = ct_finding_at(all.findings, k);

            assert_string_equal(finding->rule, "superseded");
            if (finding->severity != choices[i].severity)
                fail_msg("%s: severity %d", choices[i].name, finding->severity);
            assert_near(finding->value, choices[i].value, 0, choices[i].name);
            assert_true(finding->other != finding->value);
        }
        built_free(&all);
    }
}

static void test_superseded_sentence(void **state)
{
    (void)state;
    built all = build("", "budget_revenue,tỉnh Bắc Giang,,tỷ đồng,2022,15765.5,estimate,A,,\n"
                          "budget_revenue,tỉnh Bắc Giang,,tỷ đồng,2022,15000,actual,B,,\n"
                          "budget_revenue,tỉnh Bắc Giang,,tỷ đồng,2022,15765.5,estimate,C,,\n");

    assert_int_equal(all.findings->n, 1); /* one value not taken is one finding, however many state it */
    const ct_finding *finding = ct_finding_at(all.findings, 0);
    assert_string_equal(finding->source, "history.csv:3 B");
    assert_string_equal(finding->other_source, "history.csv:4 C");
    assert_string_equal(
        finding->text_vi,
        "Thu ngân sách nhà nước trên địa bàn, tỉnh Bắc Giang, năm 2022: lấy 15.000 tỷ đồng (history.csv:3 B), không lấy "
        "15.765,5 tỷ đồng (history.csv:4 C), vì mức độ chính thức cao hơn.");
    assert_non_null(
        strstr(finding->text_en,
               "2022: 15,000 tỷ đồng (history.csv:3 B) is taken, not 15,765.5 tỷ đồng (history.csv:4 C)"));
    built_free(&all);
}

/* Scopes that differ in case or marks, and breakdowns that are aliases, are one series, under the wording
 * with all its marks. */
static void test_identity_is_folded(void **state)
{
    (void)state;
    built all = build(
        "a.txt,1,1,q,economic_structure,tinh Bac Giang,\"nông, lâm nghiệp, thủy sản\",15,15,%,=,2021,2021,point,actual,share,,0.9\n"
        "a.txt,2,2,q,economic_structure,Tỉnh Bắc Giang,\"nông, lâm, thủy sản\",14,14,%,=,2022,2022,point,actual,share,,0.9\n",
        NULL);

    assert_int_equal(all.points->n, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(ct_point_at(all.points, i)->scope, "Tỉnh Bắc Giang");
        assert_string_equal(ct_point_at(all.points, i)->breakdown, "nông, lâm nghiệp và thủy sản");
    }
    built_free(&all);
}

static const char mixed[] =
    "a.txt,9,9,q,poverty_rate,tỉnh X,,3,3,%,=,2023,2023,point,actual,level,,0.9\n"
    "a.txt,8,8,q,poverty_rate,tỉnh X,,4,4,%,=,2022,2022,point,actual,level,,0.9\n"
    "a.txt,7,7,q,grdp_growth,tỉnh Y,,9,9,%,=,2022,2022,point,actual,growth,,0.9\n"
    "a.txt,6,6,q,grdp_growth,tỉnh X,dịch vụ,7,7,%,=,2021,2021,point,actual,growth,,0.9\n"
    "a.txt,5,5,q,grdp_growth,tỉnh X,,8,8,%,=,2022,2022,point,actual,growth,,0.9\n"
    "a.txt,4,4,q,grdp_growth,tỉnh X,,8.5,8.5,%,=,2021,2021,point,actual,growth,,0.9\n"
    "a.txt,3,3,q,poverty_rate,tỉnh X,,1,1.5,%,<=,2025,2025,point,target,level,,0.9\n"
    "a.txt,2,2,q,grdp_growth,tỉnh X,,14,15,%,=,2021,2025,annual_average,target,growth,,0.9\n";

/* By the catalogue's order, then scope, breakdown with the total first, then year. */
static void test_order(void **state)
{
    (void)state;
    static const struct {
        const char *indicator, *scope, *breakdown;
        long period;
    } want[] = {
        { "grdp_growth", "tỉnh X", "", 2021 },        { "grdp_growth", "tỉnh X", "", 2022 },
        { "grdp_growth", "tỉnh X", "dịch vụ", 2021 }, { "grdp_growth", "tỉnh Y", "", 2022 },
        { "poverty_rate", "tỉnh X", "", 2022 },       { "poverty_rate", "tỉnh X", "", 2023 },
    };
    built all = build(mixed, NULL);

    assert_int_equal(all.points->n, sizeof want / sizeof *want);
    for (size_t i = 0; i < all.points->n; i++) {
        const ct_point *point = ct_point_at(all.points, i);

        if (strcmp(point->indicator, want[i].indicator) != 0 || strcmp(point->scope, want[i].scope) != 0 ||
            strcmp(point->breakdown, want[i].breakdown) != 0 || point->period != want[i].period)
            fail_msg("row %zu: %s %s %s %ld", i, point->indicator, point->scope, point->breakdown,
                     point->period);
    }
    assert_int_equal(all.targets->n, 2);
    assert_string_equal(ct_target_at(all.targets, 0)->indicator, "grdp_growth");
    built_free(&all);
}

static char *written(const ct_table *table)
{
    ct_buffer text;
    char *copy;

    ct_buffer_init(&text);
    assert_ct_ok(ct_table_write(table, CT_CSV, &text));
    copy = strdup(ct_buffer_string(&text));
    assert_non_null(copy);
    ct_buffer_clear(&text);
    return copy;
}

/* The same rows give the same bytes, in whatever order they come, and the columns are exactly those promised.
 */
static void test_deterministic(void **state)
{
    (void)state;
    char reversed[sizeof mixed] = "";
    built first, second;

    for (const char *end = mixed + strlen(mixed); end > mixed;) {
        const char *start = end - 1;

        while (start > mixed && start[-1] != '\n') start--;
        strncat(reversed, start, (size_t)(end - start));
        end = start;
    }
    first = build(mixed, NULL);
    second = build(reversed, NULL);
    const ct_table *const pairs[][2] = { { first.points, second.points }, { first.targets, second.targets } };
    for (size_t i = 0; i < 2; i++) {
        char *a = written(pairs[i][0]), *b = written(pairs[i][1]);

        assert_string_equal(a, b);
        assert_memory_equal(
            a,
            i == 0
                ? "indicator,name,scope,breakdown,unit,nature,period,value,status,source,series_id\n"
                : "indicator,name,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,base_period,source,plan,place,target_id\n",
            i == 0 ? 80 : 124);
        free(a);
        free(b);
    }
    built_free(&first);
    built_free(&second);
}

#define VISITS(year, value) "tourist_arrivals,tỉnh X,,lượt khách," year "," value ",actual,A,,2024\n"

/* "2 lượt khách" among millions has lost its "triệu": out, with a finding; with fewer than four values
 * nothing is usual. */
static void test_magnitude(void **state)
{
    (void)state;
    built all = build("", VISITS("2020", "1200000") VISITS("2021", "400000") VISITS("2022", "1500000")
                              VISITS("2023", "2") VISITS("2024", "1600000") VISITS("2019", "6000"));
    built few = build("", VISITS("2020", "1200000") VISITS("2022", "1500000") VISITS("2023", "2"));

    assert_int_equal(all.points->n,
                     5); /* 6000 is 133 times off the median of 800000: unusual, not impossible */
    for (size_t i = 0; i < all.points->n; i++) assert_true(ct_point_at(all.points, i)->period != 2023);
    assert_int_equal(all.findings->n, 1);
    assert_string_equal(ct_finding_at(all.findings, 0)->rule, "magnitude");
    assert_int_equal(ct_finding_at(all.findings, 0)->severity, CT_SEVERITY_ERROR);
    assert_near(ct_finding_at(all.findings, 0)->value, 2, 0, "value");
    assert_near(ct_finding_at(all.findings, 0)->other, 800000, 0,
                "median of 2, 6000, 400000, 1200000, 1500000, 1600000");
    assert_int_equal(few.points->n, 3);
    assert_int_equal(few.findings->n, 0);
    built_free(&all);
    built_free(&few);
}

/* The history that comes with the program: read whole, every series in order, every value within its bounds.
 */
static void test_bac_giang_history(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    ct_table *history = rows_empty(&ct_history_schema), *observations = rows_empty(&ct_observation_schema);
    ct_table *points = rows_empty(&ct_series_schema), *findings = rows_empty(&ct_finding_schema);
    const ct_series *series;
    const char *text;
    size_t bytes, n;

    assert_ct_ok(ct_file_read(arena, "datasets/bac-giang/history.csv", &text, &bytes));
    assert_ct_ok(ct_table_read(history, text, bytes, "history.csv"));
    assert_ct_ok(
        ct_series_build(catalogue, observations, history, "history.csv", points, NULL, findings, NULL, NULL));
    assert_ct_ok(ct_series_split(arena, NULL, points, &series, &n));
    assert_true(n > 10 && points->n > 100 && points->n <= history->n);
    for (size_t i = 0; i < findings->n; i++)
        if (strcmp(ct_finding_at(findings, i)->rule, "out-of-bounds") == 0)
            fail_msg("%s", ct_finding_at(findings, i)->text_en);
    ct_table_free(history);
    ct_table_free(observations);
    ct_table_free(points);
    ct_table_free(findings);
    ct_arena_free(arena);
}

static void test_history_errors(void **state)
{
    (void)state;
    ct_table *observations = rows_empty(&ct_observation_schema), *points = rows_empty(&ct_series_schema);
    ct_table *history =
        rows_read(&ct_history_schema, HISTORY_HEADER,
                  "grdp_growth,tỉnh X,,%,2022,14,actual,A,,\nno_such_id,tỉnh X,,%,2022,14,actual,A,,\n");
    ct_error err =
        ct_series_build(catalogue, observations, history, "history.csv", points, NULL, NULL, NULL, NULL);

    assert_int_equal(err.code, CT_EPARSE);
    assert_string_equal(err.file, "history.csv");
    assert_int_equal(err.line, 3);
    assert_non_null(strstr(err.text, "no_such_id"));
    ct_table_free(observations);
    ct_table_free(points);
    ct_table_free(history);
}

static void test_history_same_checks(void **state)
{
    (void)state;
    built all = build("", "budget_revenue,tỉnh X,,nghìn tỷ đồng,2022,155,actual,A,,\n"
                          "budget_revenue,tỉnh X,,thúng,2023,155,actual,A,,\n"
                          "poverty_rate,tỉnh X,,%,2023,123,actual,A,,\n");

    assert_int_equal(all.points->n, 1);
    assert_near(ct_point_at(all.points, 0)->value, 155000, 0, "converted");
    assert_int_equal(all.findings->n, 2);
    assert_string_equal(ct_finding_at(all.findings, 0)->rule, "unit-unknown");
    assert_string_equal(ct_finding_at(all.findings, 1)->rule, "out-of-bounds");
    assert_string_equal(ct_finding_at(all.findings, 1)->source, "history.csv:4 A");
    built_free(&all);
}

static void test_empty(void **state)
{
    (void)state;
    built all = build("", NULL);

    assert_int_equal(all.points->n + all.targets->n + all.findings->n, 0);
    built_free(&all);
}

#define TARGET(doc, line, id, low, high, unit, qualifier, start, end, aggregation, measure, base)            \
    doc "," line "," line ",q," id ",tỉnh X,," low "," high "," unit "," qualifier "," start "," end         \
        "," aggregation ",target," measure "," base ",0.9\n"

static void test_targets_merged(void **state)
{
    (void)state;
    built all = build(TARGET("a.txt", "7", "urbanisation_rate", "45", "45", "%", "=", "2025", "2025", "point",
                             "level", "") TARGET("b.txt", "9", "urbanisation_rate", "45", "45", "%",
                                                 ">=", "2025", "2025", "point", "level", ""),
                      NULL);

    assert_int_equal(all.targets->n, 1);
    assert_int_equal(all.findings->n, 0);
    assert_string_equal(ct_target_at(all.targets, 0)->source, "a.txt:7; b.txt:9");
    assert_int_equal(ct_target_at(all.targets, 0)->qualifier, CT_GE); /* a stated bound says more */
    built_free(&all);
}

static void test_targets_differ(void **state)
{
    (void)state;
    built all = build(
        TARGET("a.txt", "7", "urbanisation_rate", "45", "45", "%", "=", "2025", "2025", "point", "level", "")
            TARGET("b.txt", "9", "urbanisation_rate", "46.5", "46.5", "%", "=", "2025", "2025", "point",
                   "level", "") TARGET("c.txt", "2", "urbanisation_rate", "60", "60", "%", "=", "2030",
                                       "2030", "point", "level", ""),
        NULL);
    const ct_finding *finding;

    assert_int_equal(all.targets->n, 3);
    assert_int_equal(all.findings->n, 1); /* another year is another target */
    finding = ct_finding_at(all.findings, 0);
    assert_string_equal(finding->rule, "target-differs");
    assert_int_equal(finding->severity, CT_SEVERITY_WARNING);
    assert_near(finding->value, 45, 0, "value");
    assert_near(finding->other, 46.5, 0, "other");
    assert_string_equal(finding->source, "a.txt:7");
    assert_string_equal(finding->other_source, "b.txt:9");
    assert_string_equal(
        finding->text_vi,
        "Tỷ lệ đô thị hóa, tỉnh X: hai mục tiêu khác nhau cho cùng thời kỳ: 45 % (a.txt:7: “q”) và 46,5 % (b.txt:9: “q”).");
    built_free(&all);
}

static const struct {
    const char *name, *row, *indicator, *unit;
    double low, high;
    int measure;
} demands[] = {
    { "converted",
      TARGET("a.txt", "1", "social_investment", "470", "480", "nghìn tỷ đồng", "=", "2021", "2025",
             "cumulative", "level", ""),
      "social_investment", "tỷ đồng", 470000, 480000, CT_MEASURE_LEVEL },
    { "growth of a level",
      TARGET("a.txt", "1", "budget_revenue", "12", "12", "%/năm", "=", "2021", "2025", "annual_average",
             "growth", ""),
      "budget_revenue_growth", "%", 12, 12, CT_MEASURE_GROWTH },
    { "growth of a level without growth indicator",
      TARGET("a.txt", "1", "exports", "12", "12", "%/năm", "=", "2021", "2025", "annual_average", "growth",
             ""),
      "exports", "%/năm", 12, 12, CT_MEASURE_GROWTH },
    { "growth over five years stays the level's",
      TARGET("a.txt", "1", "budget_revenue", "60", "60", "%", "=", "2025", "2025", "point", "growth", "2020"),
      "budget_revenue", "%", 60, 60, CT_MEASURE_GROWTH },
    { "even under the growth id",
      TARGET("a.txt", "1", "budget_revenue_growth", "60", "60", "%", "=", "2025", "2025", "point", "growth",
             "2020"),
      "budget_revenue", "%", 60, 60, CT_MEASURE_GROWTH },
    { "unit that does not convert",
      TARGET("a.txt", "1", "budget_revenue", "5", "5", "tỷ USD", "=", "2025", "2025", "point", "level", ""),
      "budget_revenue", "tỷ USD", 5, 5, CT_MEASURE_LEVEL },
    { "multiple keeps its unit",
      TARGET("a.txt", "1", "budget_revenue", "2", "2", "lần", "=", "2025", "2025", "point", "multiple", ""),
      "budget_revenue", "lần", 2, 2, CT_MEASURE_MULTIPLE },
    { "falling range is turned",
      TARGET("a.txt", "1", "poverty_rate", "-1", "-1.5", "%", "=", "2021", "2025", "annual_average", "change",
             ""),
      "poverty_rate", "%", -1.5, -1, CT_MEASURE_CHANGE },
};

static void test_target_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
        built all = build(demands[i].row, NULL);
        const ct_target *target;

        if (all.targets->n != 1) fail_msg("%s: %zu targets", demands[i].name, all.targets->n);
        target = ct_target_at(all.targets, 0);
        if (strcmp(target->indicator, demands[i].indicator) != 0 ||
            strcmp(target->unit, demands[i].unit) != 0 || target->measure != demands[i].measure)
            fail_msg("%s: %s in %s", demands[i].name, target->indicator, target->unit);
        assert_near(target->low, demands[i].low, 0, demands[i].name);
        assert_near(target->high, demands[i].high, 0, demands[i].name);
        built_free(&all);
    }
}

/* A document that repeats one target without end does not make an endless source. */
static void test_many_sources(void **state)
{
    (void)state;
    ct_buffer rows;
    built all;

    ct_buffer_init(&rows);
    for (int i = 1; i <= 5000; i++)
        ct_buffer_printf(
            &rows, "a.txt,%d,%d,q,urbanisation_rate,tỉnh X,,45,45,%%,=,2025,2025,point,target,level,,0.9\n",
            i, i);
    all = build(ct_buffer_string(&rows), NULL);
    assert_int_equal(all.targets->n, 1);
    assert_true(strlen(ct_target_at(all.targets, 0)->source) < 400);
    ct_buffer_clear(&rows);
    built_free(&all);
}

static const struct {
    const char *name, *rows;
    ct_code code;
    long line;
    size_t series;
} splits[] = {
    { "none", "", CT_OK, 0, 0 },
    { "one point", "grdp_growth,tỉnh X,,%,rate,2021,8,actual,s\n", CT_OK, 0, 1 },
    { "two series",
      "grdp_growth,tỉnh X,,%,rate,2021,8,actual,s\ngrdp_growth,tỉnh X,,%,rate,2023,9,actual,s\ngrdp_growth,tỉnh X,dịch "
      "vụ,%,rate,2021,8,actual,s\n",
      CT_OK, 0, 2 },
    { "a year twice",
      "grdp_growth,tỉnh X,,%,rate,2021,8,actual,s\ngrdp_growth,tỉnh X,,%,rate,2021,9,actual,s\n", CT_EDATA, 3,
      0 },
    { "years descend",
      "grdp_growth,tỉnh X,,%,rate,2022,8,actual,s\ngrdp_growth,tỉnh X,,%,rate,2021,9,actual,s\n", CT_EDATA, 3,
      0 },
    { "unit changes",
      "grdp_size,tỉnh X,,tỷ đồng,level,2021,8,actual,s\ngrdp_size,tỉnh X,,triệu đồng,level,2022,9,actual,s\n",
      CT_EDATA, 3, 0 },
    { "nature changes",
      "grdp_size,tỉnh X,,%,level,2021,8,actual,s\ngrdp_size,tỉnh X,,%,share,2022,9,actual,s\n", CT_EDATA, 3,
      0 },
    { "rows apart",
      "grdp_growth,tỉnh X,,%,rate,2021,8,actual,s\ngrdp_size,tỉnh X,,%,rate,2021,8,actual,s\ngrdp_growth,tỉnh X,,%,rate,2022,9,actual,s\n",
      CT_EDATA, 4, 0 },
};

static void test_split_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        ct_table *points = rows_read(&ct_series_schema, POINT_HEADER, splits[i].rows);
        ct_arena *arena = ct_arena_new();
        const ct_series *series = NULL;
        size_t n = 99, rows = 0;
        ct_error err = ct_series_split(arena, NULL, points, &series, &n);

        if (err.code != splits[i].code || n != splits[i].series)
            fail_msg("%s: code %d, %zu series (%s)", splits[i].name, (int)err.code, n, err.text);
        if (err.code != CT_OK && err.line != splits[i].line)
            fail_msg("%s: line %ld", splits[i].name, err.line);
        for (size_t k = 0; k < n; k++) {
            assert_ptr_equal(series[k].head, ct_point_at(points, series[k].first));
            rows += series[k].n;
        }
        if (err.code == CT_OK) assert_int_equal(rows, points->n);
        ct_arena_free(arena);
        ct_table_free(points);
    }
}

/* The plan of a target for one year: its own period, its document's, any document's; the one stated most
 * often; or none. */
static void test_plan_starts(void **state)
{
    (void)state;
    static const long want[] = { 2021, 2021, 2023, 2021, 0, 0, 2023, 2023, 2020, 2021 };
    ct_table *targets =
        rows_read(&ct_target_schema, TARGET_HEADER,
                  "grdp_growth,X,,%,14,14,=,2021,2025,annual_average,growth,a.txt:1\n" /* states it itself */
                  "poverty_rate,X,,%,2,2,=,2025,2025,point,level,a.txt:2\n" /* its document's             */
                  "poverty_rate,X,,%,2,2,=,2025,2025,point,level,b.txt:2\n" /* its document's, not a's    */
                  "poverty_rate,X,,%,2,2,=,2025,2025,point,level,c.txt:2\n" /* the most frequent of all   */
                  "poverty_rate,X,,%,2,2,=,2030,2030,point,level,a.txt:3\n" /* no plan ends then          */
                  "poverty_rate,X,,%,2,2,=,,,point,level,a.txt:4\n"         /* no period                  */
                  "grdp_growth,X,,%,14,14,=,2023,2025,annual_average,growth,b.txt:5\n"
                  "grdp_growth,X,,%,14,14,=,2023,2025,annual_average,growth,b.txt:6; a.txt:9\n"
                  "grdp_growth,X,,%,14,14,=,2020,2025,annual_average,growth,b.txt:7\n"
                  "grdp_growth,X,,%,14,14,=,2021,2025,annual_average,growth,d.txt:1\n");
    ct_arena *arena = ct_arena_new();
    const long *starts;

    assert_ct_ok(ct_plan_starts(arena, targets, &starts));
    for (size_t i = 0; i < targets->n; i++)
        if (starts[i] != want[i]) fail_msg("target %zu: %ld, want %ld", i, starts[i], want[i]);
    ct_arena_free(arena);
    ct_table_free(targets);
}

/* ---- which value of several ---- */

#define LEVEL(document, line, id, value, unit, year, kind, confidence, review)                               \
    document "," line "," line ",q," id ",tỉnh X,," value "," value "," unit ",=," year "," year             \
             ",point," kind ",level,," confidence "," review "\n"

static void test_which_of_several(void **state)
{
    static const struct {
        const char *name, *rows, *history;
        double value;
        const char *why;
    } cases[] = {
        { "the only one", LEVEL("a.txt", "5", "paddy_area", "96085", "ha", "2023", "actual", "0.9", ""), NULL,
          96085, "the only value" },
        { "a part never replaces its total, though it is read better",
          LEVEL("a.txt", "5", "paddy_area", "96085", "ha", "2023", "actual", "0.45", "")
              LEVEL("a.txt", "6", "paddy_area", "45100", "ha", "2023", "actual", "0.9", ""),
          NULL, 96085, "the whole, not a part of it" },
        { "nine, forty-eight and twenty-five of eighty-two",
          LEVEL("a.txt", "5", "new_enterprises", "82", "doanh nghiệp", "2023", "actual", "0.8",
                "") LEVEL("a.txt", "5", "new_enterprises", "9", "doanh nghiệp", "2023", "actual", "0.9", "")
              LEVEL("a.txt", "5", "new_enterprises", "48", "doanh nghiệp", "2023", "actual", "0.9", "")
                  LEVEL("a.txt", "6", "new_enterprises", "25", "doanh nghiệp", "2023", "actual", "0.9", ""),
          NULL, 82, "the whole, not a part of it" },
        { "another document's revision is no part",
          LEVEL("a.txt", "5", "paddy_area", "96085", "ha", "2023", "actual", "0.9", "")
              LEVEL("b.txt", "6", "paddy_area", "45100", "ha", "2023", "actual", "0.9", "")
                  LEVEL("b.txt", "9", "paddy_area", "50000", "ha", "2024", "actual", "0.9", ""),
          NULL, 45100, "published later" },
        { "a thousand times more is a slip, no total",
          LEVEL("a.txt", "5", "paddy_area", "96085000", "ha", "2023", "actual", "0.4", "")
              LEVEL("a.txt", "6", "paddy_area", "96085", "ha", "2023", "actual", "0.9", ""),
          NULL, 96085, "read with more confidence" },
        { "recorded over a document",
          LEVEL("a.txt", "5", "paddy_area", "96085", "ha", "2023", "actual", "0.9", ""),
          "paddy_area,tỉnh X,,ha,2023,95000,estimate,s,,\n", 95000, "recorded in the history" },
        { "reviewed over recorded",
          LEVEL("a.txt", "5", "paddy_area", "96085", "ha", "2023", "actual", "0.9", "accepted"),
          "paddy_area,tỉnh X,,ha,2023,95000,actual,s,,\n", 96085, "reviewed by a person" },
        { "a recorded forecast gives way to a result",
          LEVEL("a.txt", "5", "paddy_area", "96085", "ha", "2023", "actual", "0.9", ""),
          "paddy_area,tỉnh X,,ha,2023,95000,forecast,s,,\n", 96085, "of firmer status" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *observations =
                     rows_read(&ct_observation_schema, OBSERVATION_HEADER_REVIEWED, cases[i].rows),
                 *history = cases[i].history != NULL
                                ? rows_read(&ct_history_schema, HISTORY_HEADER, cases[i].history)
                                : NULL,
                 *points = rows_empty(&ct_series_schema), *offers = rows_empty(&ct_offer_schema);
        const ct_series_input input = { catalogue, observations, history, "history.csv",
                                        NULL,      NULL,         NULL,    offers };
        assert_ct_ok(ct_series_make(&input, points, NULL, NULL));
        assert_near(ct_point_at(points, 0)->value, cases[i].value, 1e-12, cases[i].name);
        const ct_offer *taken = ct_offer_at(offers, 0);
        if (!taken->taken || strcmp(taken->why_en, cases[i].why) != 0)
            fail_msg("%s: %s", cases[i].name, taken->why_en);
        assert_near(taken->value, cases[i].value, 1e-12, cases[i].name);
        ct_table_free(observations);
        ct_table_free(history);
        ct_table_free(points);
        ct_table_free(offers);
    }
}

/* ---- a result under a wrong year ---- */

#define RATIO(line, ratio, year)                                                                             \
    "a.txt," line "," line ",q,budget_revenue,tỉnh X,," ratio "," ratio ",%,=," year "," year                \
    ",point,estimate,plan_ratio,,0.9\n"
#define RESULT(line, value, year)                                                                            \
    "a.txt," line "," line ",q,budget_revenue,tỉnh X,," value "," value ",tỷ đồng,=," year "," year          \
    ",point,estimate,level,,0.9\n"
#define PLANNED(value, year)                                                                                 \
    TARGET("b.txt", "7", "budget_revenue", value, value, "tỷ đồng", "=", year, year, "point", "level", "")

static void test_misdated(void **state)
{
    static const struct {
        const char *name, *rows;
        long year;
        double value;
        size_t moved;
    } cases[] = {
        { "its ratio is of the next year's plan",
          RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") PLANNED("15043", "2023"), 2023, 15295, 1 },
        { "its part goes with it",
          RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") RESULT("7", "7625", "2022")
              PLANNED("15043", "2023"),
          2023, 15295, 1 },
        { "its own year's plan fits",
          RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") PLANNED("15043", "2022")
              PLANNED("15043", "2023"),
          2022, 15295, 0 },
        { "no plan fits", RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") PLANNED("16000", "2023"),
          2022, 15295, 0 },
        { "plans of two years fit",
          RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") PLANNED("15043", "2023")
              PLANNED("15043", "2021"),
          2022, 15295, 0 },
        { "a plan of years away is another matter",
          RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") PLANNED("15043", "2025"), 2022, 15295, 0 },
        { "no ratio beside it",
          RESULT("5", "15295", "2022") RATIO("50", "101.7", "2022") PLANNED("15043", "2023"), 2022, 15295,
          0 },
        { "two ratios beside it",
          RESULT("5", "15295", "2022") RATIO("5", "101.7", "2022") RATIO("6", "99", "2022")
              PLANNED("15043", "2023"),
          2022, 15295, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        built all = build(cases[i].rows, NULL);
        size_t moved = 0;
        if (all.points->n != 1) fail_msg("%s: %zu points", cases[i].name, all.points->n);
        if (ct_point_at(all.points, 0)->period != cases[i].year)
            fail_msg("%s: year %ld", cases[i].name, ct_point_at(all.points, 0)->period);
        assert_near(ct_point_at(all.points, 0)->value, cases[i].value, 1e-12, cases[i].name);
        for (size_t k = 0; k < all.findings->n; k++)
            moved += strcmp(ct_finding_at(all.findings, k)->rule, "misdated") == 0;
        if (moved != cases[i].moved) fail_msg("%s: %zu findings", cases[i].name, moved);
        built_free(&all);
    }
}

/* ---- prices ---- */

static void test_prices(void **state)
{
#define OUTPUT(line, quote, id, value, unit, year, kind, measure)                                            \
    "a.txt," line "," line "," quote "," id ",tỉnh X,công nghiệp," value "," value "," unit ",=," year       \
    "," year ",point," kind "," measure ",,0.9\n"
    static const struct {
        const char *name, *rows, *breakdown;
    } cases[] = {
        { "its own words",
          OUTPUT("5", "giá so sánh 2010 đạt 300 tỷ đồng", "gross_output", "300", "tỷ đồng", "2023", "actual",
                 "level"),
          "công nghiệp, giá so sánh" },
        { "the words of the growth before it",
          OUTPUT("5", "công nghiệp (giá so sánh 2010) tăng 26%", "gross_output", "26", "%", "2023", "actual",
                 "growth")
              OUTPUT("5", "và đạt 300 tỷ đồng", "gross_output", "300", "tỷ đồng", "2023", "actual", "level"),
          "công nghiệp, giá so sánh" },
        { "current prices after a growth at constant ones",
          OUTPUT("5", "giá so sánh tăng 26%", "gross_output", "26", "%", "2023", "actual", "growth") OUTPUT(
              "5", "theo giá hiện hành đạt 300", "gross_output", "300", "tỷ đồng", "2023", "actual", "level"),
          "công nghiệp" },
        { "nothing said",
          OUTPUT("5", "đạt 300 tỷ đồng", "gross_output", "300", "tỷ đồng", "2023", "actual", "level"),
          "công nghiệp" },
        { "a scan",
          OUTPUT("5", "gia so sanh 2010 dat 300 ty dong", "gross_output", "300", "tỷ đồng", "2023", "actual",
                 "level"),
          "công nghiệp, giá so sánh" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        built all = build(cases[i].rows, NULL);
        const ct_point *found = NULL;
        for (size_t k = 0; k < all.points->n; k++)
            if (strcmp(ct_point_at(all.points, k)->indicator, "gross_output") == 0)
                found = ct_point_at(all.points, k);
        if (found == NULL || strcmp(found->breakdown, cases[i].breakdown) != 0)
            fail_msg("%s: %s", cases[i].name, found == NULL ? "none" : found->breakdown);
        built_free(&all);
    }
    built both = build(
        TARGET(
            "a.txt", "7", "gross_output", "45", "45", "tỷ đồng", "=", "2025", "2025", "point", "level",
            "") "b.txt,9,9,giá so sánh,gross_output,tỉnh X,,45,45,tỷ đồng,=,2025,2025,point,target,level,,0.9\n",
        NULL);
    assert_int_equal(both.targets->n, 2); /* never merged over prices */
    built_free(&both);
#undef OUTPUT
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entry_table),
        cmocka_unit_test(test_choice_table),
        cmocka_unit_test(test_superseded_sentence),
        cmocka_unit_test(test_identity_is_folded),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_deterministic),
        cmocka_unit_test(test_history_errors),
        cmocka_unit_test(test_history_same_checks),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_targets_merged),
        cmocka_unit_test(test_targets_differ),
        cmocka_unit_test(test_target_table),
        cmocka_unit_test(test_magnitude),
        cmocka_unit_test(test_bac_giang_history),
        cmocka_unit_test(test_many_sources),
        cmocka_unit_test(test_split_table),
        cmocka_unit_test(test_plan_starts),
        cmocka_unit_test(test_which_of_several),
        cmocka_unit_test(test_misdated),
        cmocka_unit_test(test_prices),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
