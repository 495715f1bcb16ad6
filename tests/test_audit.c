#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "near.h"
#include "rows.h"
#include "series/audit.h"
#include "series/series.h"
#include "with_catalogue.h"

/* What the audit of up to three tables must say: nothing (rule NULL), or one finding. */
typedef struct {
    const char *name, *observations, *points, *targets, *rule;
    int severity;
    double value, other;
} audit_case;

static ct_table *audited(const audit_case *one)
{
    ct_table *observations = one->observations != NULL
                                 ? rows_read(&ct_observation_schema, OBSERVATION_HEADER, one->observations)
                                 : NULL;
    ct_table *points = one->points != NULL ? rows_read(&ct_series_schema, POINT_HEADER, one->points) : NULL;
    ct_table *targets =
        one->targets != NULL ? rows_read(&ct_target_schema, TARGET_HEADER, one->targets) : NULL;
    ct_table *findings = rows_empty(&ct_finding_schema);

    assert_ct_ok(ct_audit(catalogue, observations, points, targets, findings, NULL, NULL));
    ct_table_free(observations);
    ct_table_free(points);
    ct_table_free(targets);
    return findings;
}

static void check_cases(const audit_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ct_table *findings = audited(&cases[i]);

        if (findings->n != (cases[i].rule != NULL))
            fail_msg("%s: %zu findings, the first: %s", cases[i].name, findings->n,
                     findings->n > 0 ? ct_finding_at(findings, 0)->text_en : "");
        if (cases[i].rule != NULL) {
            const ct_finding *finding = ct_finding_at(findings, 0);

            if (strcmp(finding->rule, cases[i].rule) != 0) fail_msg("%s: %s", cases[i].name, finding->rule);
            if (finding->severity != cases[i].severity)
                fail_msg("%s: severity %d", cases[i].name, finding->severity);
            assert_near(finding->value, cases[i].value, 1e-9, cases[i].name);
            assert_near(finding->other, cases[i].other, 1e-9, cases[i].name);
            assert_true(finding->text_vi[0] != '\0' && finding->text_en[0] != '\0' &&
                        finding->source[0] != '\0');
        }
        ct_table_free(findings);
    }
}

#define SHARE(line, part, low, high, qualifier, kind)                                                        \
    "a.txt," line "," line ",q,economic_structure,tỉnh X,\"" part "\"," low "," high ",%," qualifier         \
    ",2025,2025,point," kind ",share,,0.9\n"
#define FARM(value)     SHARE("3", "nông, lâm nghiệp, thủy sản", value, value, "=", "target")
#define INDUSTRY(value) SHARE("1", "công nghiệp - xây dựng", value, value, "=", "target")
#define SERVICES(value) SHARE("2", "dịch vụ", value, value, "=", "target")

static const audit_case structures[] = {
    { "adds to 100", INDUSTRY("68.4") SERVICES("20.6") FARM("11"), NULL, NULL, NULL, 0, 0, 0 },
    /* 100.1: rounding explains 0.15, but targets are set, not measured */
    { "targets that rounding explains", INDUSTRY("68.4") SERVICES("20.6") FARM("11.1"), NULL, NULL,
      "structure-sum", CT_SEVERITY_NOTE, 100.1, 100 },
    { "results that rounding explains",
      SHARE("1", "công nghiệp - xây dựng", "68.4", "68.4", "=", "actual")
          SHARE("2", "dịch vụ", "20.6", "20.6", "=", "actual")
              SHARE("3", "nông, lâm nghiệp, thủy sản", "11.1", "11.1", "=", "actual"),
      NULL, NULL, NULL, 0, 0, 0 },
    { "adds to 101.5", INDUSTRY("68.4") SERVICES("21.6") FARM("11.5"), NULL, NULL, "structure-sum",
      CT_SEVERITY_CHECK, 101.5, 100 },
    { "rounded to whole percents", INDUSTRY("68") SERVICES("21") FARM("12"), NULL, NULL, "structure-sum",
      CT_SEVERITY_NOTE, 101, 100 }, /* three halves to spare */
    { "whole percents too far", INDUSTRY("68") SERVICES("22") FARM("12"), NULL, NULL, "structure-sum",
      CT_SEVERITY_CHECK, 102, 100 },
    { "below 100, taxes may be left out", INDUSTRY("58.4") SERVICES("21.6") FARM("11.5"), NULL, NULL, NULL, 0,
      0, 0 },
    { "with taxes",
      INDUSTRY("58.4") SERVICES("25.1") FARM("11.5")
          SHARE("4", "thuế sản phẩm trừ trợ cấp sản phẩm", "5.0", "5.0", "=", "target"),
      NULL, NULL, NULL, 0, 0, 0 },
    { "a part is missing", INDUSTRY("88.4") SERVICES("21.6"), NULL, NULL, NULL, 0, 0, 0 },
    { "parts of two kinds",
      INDUSTRY("88.4") SERVICES("21.6") SHARE("3", "nông, lâm nghiệp, thủy sản", "11", "11", "=", "actual"),
      NULL, NULL, NULL, 0, 0, 0 },
    { "a bound is no part",
      INDUSTRY("88.4") SERVICES("21.6") SHARE("3", "nông, lâm nghiệp, thủy sản", "11", "11", "<=", "target"),
      NULL, NULL, NULL, 0, 0, 0 },
    { "a part stated twice, differently", INDUSTRY("88.4") INDUSTRY("68.4") SERVICES("21.6") FARM("11.5"),
      NULL, NULL, NULL, 0, 0, 0 },
    { "a part stated twice, alike", INDUSTRY("68.4") INDUSTRY("68.4") SERVICES("20.6") FARM("11"), NULL, NULL,
      NULL, 0, 0, 0 },
    { "ranges that can add up",
      SHARE("1", "công nghiệp - xây dựng", "65", "70", "=", "target") SERVICES("20.6") FARM("11"), NULL, NULL,
      NULL, 0, 0, 0 },
    { "ranges that cannot",
      SHARE("1", "công nghiệp - xây dựng", "72.5", "75.5", "=", "target") SERVICES("20.6") FARM("11.1"), NULL,
      NULL, "structure-sum", CT_SEVERITY_CHECK, 104.2, 100 },
    { "town and country",
      "a.txt,1,1,q,labour_structure,tỉnh X,thành thị,25.3,25.3,%,=,2023,2023,point,actual,share,,0.9\n"
      "a.txt,1,1,q,labour_structure,tỉnh X,nông thôn,64.7,64.7,%,=,2023,2023,point,actual,share,,0.9\n",
      NULL, NULL, "structure-sum", CT_SEVERITY_CHECK, 90, 100 },
};

static void test_structure_table(void **state)
{
    (void)state;
    check_cases(structures, sizeof structures / sizeof *structures);
}

static const audit_case bounds[] = {
    { "observation", "a.txt,5,5,q,poverty_rate,tỉnh X,,101,101,%,=,2022,2022,point,actual,level,,0.9\n", NULL,
      NULL, "out-of-bounds", CT_SEVERITY_ERROR, 101, 100 },
    { "target among observations once",
      "a.txt,5,5,q,health_insurance_rate,tỉnh X,,150,150,%,=,2025,2025,point,target,level,,0.9\n", NULL,
      "health_insurance_rate,tỉnh X,,%,150,150,=,2025,2025,point,level,a.txt:5\n", "out-of-bounds",
      CT_SEVERITY_ERROR, 150, 100 },
    { "target alone", NULL, NULL, "health_insurance_rate,tỉnh X,,%,150,150,=,2025,2025,point,level,a.txt:5\n",
      "out-of-bounds", CT_SEVERITY_ERROR, 150, 100 },
    { "upper end of a range", NULL, NULL,
      "health_insurance_rate,tỉnh X,,%,99,101,=,2025,2025,point,level,a.txt:5\n", "out-of-bounds",
      CT_SEVERITY_ERROR, 101, 100 },
    { "point", NULL, "budget_revenue,tỉnh X,,tỷ đồng,level,2022,-1,actual,s:1\n", NULL, "out-of-bounds",
      CT_SEVERITY_ERROR, -1, 0 },
    { "growth of a share is no share",
      "a.txt,5,5,q,poverty_rate,tỉnh X,,150,150,%,=,2022,2022,point,actual,growth,,0.9\n", NULL, NULL, NULL,
      0, 0, 0 },
    { "ratio to plan may pass 100",
      "a.txt,5,5,q,poverty_rate,tỉnh X,,150,150,%,=,2022,2022,point,actual,plan_ratio,,0.9\n", NULL, NULL,
      NULL, 0, 0, 0 },
};

static void test_bounds_table(void **state)
{
    (void)state;
    check_cases(bounds, sizeof bounds / sizeof *bounds);
}

/* ct_series_build() and ct_audit() write to one table in a run: a fault stands in it once. */
static void test_bounds_once(void **state)
{
    (void)state;
    ct_table *observations =
        rows_read(&ct_observation_schema, OBSERVATION_HEADER,
                  "a.txt,5,5,q,poverty_rate,tỉnh X,,101,101,%,=,2022,2022,point,actual,level,,0.9\n");
    ct_table *points = rows_empty(&ct_series_schema), *findings = rows_empty(&ct_finding_schema);

    assert_ct_ok(ct_series_build(catalogue, observations, NULL, "", points, NULL, findings, NULL, NULL));
    assert_int_equal(findings->n, 1);
    assert_ct_ok(ct_audit(catalogue, observations, points, NULL, findings, NULL, NULL));
    assert_int_equal(findings->n, 1);
    ct_table_free(observations);
    ct_table_free(points);
    ct_table_free(findings);
}

#define REVENUE(year, value) "budget_revenue,tỉnh X,,tỷ đồng,level," year "," value ",actual,r:" year "\n"
#define REVENUE_GROWTH(year, value)                                                                          \
    "budget_revenue_growth,tỉnh X,,%,rate," year "," value ",actual,g:" year "\n"

static const audit_case growths[] = {
    { "agrees", NULL, REVENUE("2021", "12345") REVENUE("2022", "13888") REVENUE_GROWTH("2022", "12.5"), NULL,
      NULL, 0, 0, 0 }, /* 12.499 */
    { "far off", NULL, REVENUE("2021", "12345") REVENUE("2022", "13888") REVENUE_GROWTH("2022", "15.2"), NULL,
      "growth-against-levels", CT_SEVERITY_CHECK, 15.2, 12.5 },
    { "off by half a point", NULL,
      REVENUE("2021", "12345") REVENUE("2022", "13888") REVENUE_GROWTH("2022", "13.1"), NULL,
      "growth-against-levels", CT_SEVERITY_NOTE, 13.1, 12.5 },
    { "levels printed in thousands", NULL,
      REVENUE("2021", "12000") REVENUE("2022", "14000") REVENUE_GROWTH("2022", "12.5"), NULL, NULL, 0, 0, 0 },
    { "no level before", NULL,
      REVENUE("2020", "12345") REVENUE("2022", "13888") REVENUE_GROWTH("2022", "99.9"), NULL, NULL, 0, 0, 0 },
    { "level before is zero", NULL,
      REVENUE("2021", "0") REVENUE("2022", "13888") REVENUE_GROWTH("2022", "99.9"), NULL, NULL, 0, 0, 0 },
    { "constant prices against current ones", NULL,
      "grdp_growth,tỉnh X,,%,rate,2022,8.1,actual,g\ngrdp_size,tỉnh X,,tỷ đồng,level,2021,100123,actual,r\ngrdp_size,tỉnh X,,tỷ "
      "đồng,level,2022,125123,actual,r\n",
      NULL, NULL, 0, 0, 0 },
};

static void test_growth_table(void **state)
{
    (void)state;
    check_cases(growths, sizeof growths / sizeof *growths);
}

#define POVERTY(year, value) "poverty_rate,tỉnh X,,%,share," year "," value ",actual,p:" year "\n"
#define PLAN                 "grdp_growth,tỉnh X,,%,14,14,=,2021,2025,annual_average,growth,a.txt:1\n"

static const audit_case aims[] = {
    { "passed before the plan", NULL, POVERTY("2019", "4") POVERTY("2020", "2.1"),
      PLAN "poverty_rate,tỉnh X,,%,3,3,=,2025,2025,point,level,a.txt:2\n", "target-already-passed",
      CT_SEVERITY_NOTE, 3, 2.1 },
    { "no plan is known", NULL, POVERTY("2019", "4") POVERTY("2020", "2.1"),
      "poverty_rate,tỉnh X,,%,3,3,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    { "passed within the plan", NULL, POVERTY("2020", "4") POVERTY("2023", "2.1"),
      PLAN "poverty_rate,tỉnh X,,%,3,3,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    { "at the target is not past it", NULL, POVERTY("2020", "3"),
      PLAN "poverty_rate,tỉnh X,,%,3,3,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    { "inside a range is not past it", NULL, POVERTY("2020", "2.5"),
      PLAN "poverty_rate,tỉnh X,,%,2,3,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    { "a forecast is no value", NULL, "poverty_rate,tỉnh X,,%,share,2020,2.1,forecast,p\n",
      PLAN "poverty_rate,tỉnh X,,%,3,3,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    /* 10, 9.5, 9 falls 0.5 a year; 9 to 1 in 4 years takes 2 a year */
    { "four times the pace", NULL, POVERTY("2019", "10") POVERTY("2020", "9.5") POVERTY("2021", "9"),
      "poverty_rate,tỉnh X,,%,1,1,=,2025,2025,point,level,a.txt:2\n", "pace-hard", CT_SEVERITY_NOTE, -2,
      -0.5 },
    { "three times the pace", NULL, POVERTY("2019", "10") POVERTY("2020", "9.5") POVERTY("2021", "9"),
      "poverty_rate,tỉnh X,,%,3,3,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    /* 10 to 9 in two years; 9 to 8.8 in four takes 0.05 a year */
    { "a tenth of the pace", NULL, POVERTY("2019", "10") POVERTY("2020", "9.5") POVERTY("2021", "9"),
      "poverty_rate,tỉnh X,,%,8.8,8.8,=,2025,2025,point,level,a.txt:2\n", "pace-easy", CT_SEVERITY_NOTE,
      -0.05, -0.5 },
    { "two points show no pace", NULL, POVERTY("2020", "9.5") POVERTY("2021", "9"),
      "poverty_rate,tỉnh X,,%,1,1,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    { "a series the wrong way has no pace", NULL,
      POVERTY("2019", "8") POVERTY("2020", "8.5") POVERTY("2021", "9"),
      "poverty_rate,tỉnh X,,%,1,1,=,2025,2025,point,level,a.txt:2\n", NULL, 0, 0, 0 },
    /* 5 % a year against 20 % a year: geometric for amounts */
    { "amounts by rate", NULL, REVENUE("2020", "400000") REVENUE("2021", "420000") REVENUE("2022", "441000"),
      "budget_revenue,tỉnh X,,tỷ đồng,635040,635040,=,2024,2024,point,level,a.txt:2\n", "pace-hard",
      CT_SEVERITY_NOTE, 20, 5 },
    { "a target that lost its thousands", NULL, REVENUE("2020", "15043"),
      PLAN "budget_revenue,tỉnh X,,tỷ đồng,17,17,=,2025,2025,point,level,a.txt:2\n", "target-magnitude",
      CT_SEVERITY_WARNING, 17, 15043 },
    { "no direction", NULL, "economic_structure,tỉnh X,dịch vụ,%,share,2020,25,actual,p\n",
      PLAN "economic_structure,tỉnh X,dịch vụ,%,20,20,=,2025,2025,point,share,a.txt:2\n", NULL, 0, 0, 0 },
};

static void test_target_table(void **state)
{
    (void)state;
    check_cases(aims, sizeof aims / sizeof *aims);
}

static void test_sentence(void **state)
{
    (void)state;
    ct_table *findings = audited(&structures[3]);
    const ct_finding *finding = ct_finding_at(findings, 0);

    assert_string_equal(
        finding->text_vi,
        "Cơ cấu kinh tế, tỉnh X: 11,5 (nông, lâm nghiệp và thủy sản) + 68,4 (công nghiệp - xây dựng) + 21,6 (dịch vụ) "
        "bằng 101,5 %, không phải 100 (làm tròn chỉ giải thích được ±0,15).");
    assert_string_equal(finding->source, "a.txt:3");
    assert_string_equal(finding->other_source, "a.txt:2");
    ct_table_free(findings);
}

static void test_all_null(void **state)
{
    (void)state;
    const audit_case nothing = { .name = "nothing" };
    ct_table *findings = audited(&nothing);

    assert_int_equal(findings->n, 0);
    ct_table_free(findings);
}

static void test_broken_series(void **state)
{
    (void)state;
    ct_table *points = rows_read(&ct_series_schema, POINT_HEADER, POVERTY("2021", "3") POVERTY("2020", "3"));
    ct_table *findings = rows_empty(&ct_finding_schema);
    ct_error err = ct_audit(catalogue, NULL, points, NULL, findings, NULL, NULL);

    assert_int_equal(err.code, CT_EDATA);
    assert_int_equal(err.line, 3);
    ct_table_free(points);
    ct_table_free(findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_structure_table), cmocka_unit_test(test_bounds_table),
        cmocka_unit_test(test_bounds_once),     cmocka_unit_test(test_growth_table),
        cmocka_unit_test(test_target_table),    cmocka_unit_test(test_sentence),
        cmocka_unit_test(test_all_null),        cmocka_unit_test(test_broken_series),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
