/* Every table round-trips: rows of every schema, filled with awkward values, are written, read and written
 * again to the same bytes. */
#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/replay.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "core/date.h"
#include "core/id.h"
#include "core/table.h"
#include "extract/record/observation.h"
#include "extract/record/trace.h"
#include "forecast/forecast.h"
#include "forecast/prior.h"
#include "review/sheet.h"
#include "series/audit.h"
#include "series/plans.h"
#include "series/series.h"

static const ct_schema *const schemas[] = {
    &ct_observation_schema, &ct_series_schema, &ct_history_schema,     &ct_plan_schema,
    &ct_plan_rule_schema,   &ct_target_schema, &ct_finding_schema,     &ct_projection_schema,
    &ct_assessment_schema,  &ct_review_schema, &ct_sheet_schema,       &ct_trace_schema,
    &ct_statuses_schema,    &ct_path_schema,   &ct_scenario_schema,    &ct_assumption_schema,
    &ct_leverage_schema,    &ct_replay_schema, &ct_reliability_schema, &ct_status_rule_schema,
    &ct_total_schema,       &ct_prior_schema
};
static const char *const texts[] = { "Tỷ lệ hộ nghèo, \"chuẩn mới\"", "=HYPERLINK(1)", "a\nb", "-",
                                     "tỷ đồng" };
static const double numbers[] = { 14.5, -1.34, 1e15, 1.0 / 3, 0 };

static size_t words_of(const ct_column *column)
{
    size_t n = 0;

    while (column->words[n] != NULL) n++;
    return n;
}

static void fill(const ct_column *column, void *row, size_t i)
{
    void *at = (char *)row + column->offset;

    switch (column->type) {
    case CT_COLUMN_TEXT: *(const char **)at = texts[i % 5]; break;
    case CT_COLUMN_NUMBER: *(double *)at = i % 7 == 6 && !column->required ? NAN : numbers[i % 5]; break;
    case CT_COLUMN_COUNT: *(long *)at = (long)(1 + i % 3000); break;
    case CT_COLUMN_DATE:
        *(ct_date *)at = (ct_date){ 2023, (signed char)(i % 13), (signed char)(i % 13 > 0 ? i % 3 : 0) };
        break;
    case CT_COLUMN_WORD: *(int *)at = (int)(i % words_of(column)); break;
    case CT_COLUMN_ID: break; /* made of the others */
    }
}

enum { ROWS = 40 };

static ct_table *filled(const ct_schema *schema)
{
    ct_table *table;

    assert_ct_ok(ct_table_new(&table, schema));
    for (size_t i = 0; i < ROWS; i++) {
        void *row = ct_table_add(table);
        assert_non_null(row);
        for (size_t c = 0; c < schema->n_columns; c++) fill(&schema->columns[c], row, i + c);
    }
    return table;
}

/* In every form, and in CSV with every separator, what is written is read as the same table. */
static void test_every_schema_round_trips(void **state)
{
    static const struct {
        ct_format format;
        char separator;
    } forms[] = { { CT_CSV, ',' }, { CT_CSV, ';' },  { CT_CSV, '|' },  { CT_CSV, '\t' },
                  { CT_TSV, ',' }, { CT_JSON, ',' }, { CT_JSONL, ',' } };

    (void)state;
    for (size_t s = 0; s < sizeof schemas / sizeof *schemas; s++) {
        ct_table *table = filled(schemas[s]);
        ct_buffer plain;

        ct_buffer_init(&plain);
        assert_ct_ok(ct_table_write(table, CT_CSV, &plain));
        for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
            ct_table *back;
            ct_buffer text, again;

            ct_buffer_init(&text);
            ct_buffer_init(&again);
            assert_ct_ok(ct_table_new(&back, schemas[s]));
            ct_error err = ct_table_write_separated(table, forms[f].format, forms[f].separator, &text);
#ifndef CHITIEU_HAVE_JSON
            if (forms[f].format == CT_JSON || forms[f].format == CT_JSONL) {
                assert_int_equal(err.code, CT_EUSAGE);
                ct_table_free(back);
                continue;
            }
#endif
            assert_ct_ok(err);
            assert_ct_ok(ct_table_read(back, text.data, text.len, schemas[s]->name));
            assert_int_equal(back->n, ROWS);
            assert_ct_ok(ct_table_write(back, CT_CSV, &again));
            assert_string_equal(ct_buffer_string(&plain), ct_buffer_string(&again));
            ct_buffer_clear(&text);
            ct_buffer_clear(&again);
            ct_table_free(back);
        }
        ct_buffer_clear(&plain);
        ct_table_free(table);
    }
}

/* The ids of one row, worked out with sha256sum of the cells joined by U+001F: printf 'grdp_size\037tỉnh Bắc
 * Giang\037\037tỷ đồng' | sha256sum */
static void test_ids_are_what_other_programs_compute(void **state)
{
    const ct_point point = { .indicator = "grdp_size",
                             .name = "x",
                             .scope = "tỉnh Bắc Giang",
                             .breakdown = "",
                             .unit = "tỷ đồng",
                             .period = 2020,
                             .value = 1,
                             .source = "" };
    const ct_target target = { .indicator = "poverty_rate",
                               .name = "",
                               .scope = "tỉnh Bắc Giang",
                               .breakdown = "nông thôn",
                               .unit = "%",
                               .low = 1.5,
                               .high = 2,
                               .period_end = { 2025, 6, 0 },
                               .source = "",
                               .plan = "" };
    char id[CT_ID_SIZE];

    (void)state;
    ct_id_named(&ct_series_schema, "series_id", &point, id);
    assert_string_equal(id, "s-6f6e76f6e84cb89a");
    ct_id_named(&ct_target_schema, "target_id", &target, id);
    assert_string_equal(id, "t-951f00884135299a");
    ct_id_named(&ct_target_schema, "series_id", &target, id);
    assert_string_equal(id, "");
}

/* The column names are the contract with other programs. */
static void test_headers_are_the_documented_ones(void **state)
{
    (void)state;
    static const struct {
        const ct_schema *schema;
        const char *header;
    } want[] = {
        { &ct_observation_schema,
          "document,page,line_start,line_end,quote,indicator,name,scope,breakdown,value_low,value_high,unit,qualifier,"
          "period_start,period_end,aggregation,kind,measure,base_period,confidence,review,observation_id\n" },
        { &ct_series_schema,
          "indicator,name,scope,breakdown,unit,nature,period,value,status,source,series_id\n" },
        { &ct_target_schema,
          "indicator,name,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,base_period,source,plan,place,target_id\n" },
        { &ct_plan_schema,
          "plan,document,line_start,line_end,kind,issuer,number,date,title,scope,period_start,period_end,list_start,list_end,"
          "targets,listed,points,reason,record\n" },
        { &ct_projection_schema,
          "indicator,scope,breakdown,unit,period,median,lo80,hi80,lo95,hi95,method,reason,series_id\n" },
        { &ct_history_schema,
          "indicator,name,scope,breakdown,unit,period,value,status,source,url,published\n" },
    };

    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ct_table *table;
        ct_buffer text;
        assert_ct_ok(ct_table_new(&table, want[i].schema));
        ct_buffer_init(&text);
        assert_ct_ok(ct_table_write(table, CT_CSV, &text));
        assert_string_equal(ct_buffer_string(&text), want[i].header);
        ct_buffer_clear(&text);
        ct_table_free(table);
    }
}

static void test_every_column_is_described(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof schemas / sizeof *schemas; s++)
        for (size_t c = 0; c < schemas[s]->n_columns; c++)
            if (schemas[s]->columns[c].about == NULL || schemas[s]->columns[c].about[0] == '\0')
                fail_msg("%s.%s has no description", schemas[s]->name, schemas[s]->columns[c].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_schema_round_trips),
        cmocka_unit_test(test_ids_are_what_other_programs_compute),
        cmocka_unit_test(test_headers_are_the_documented_ones),
        cmocka_unit_test(test_every_column_is_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
