/* Every table round-trips: rows of every schema, filled with awkward values, are written, read and written again to the same bytes. */
#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/replay.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "core/date.h"
#include "core/table.h"
#include "extract/record/observation.h"
#include "extract/record/trace.h"
#include "forecast/forecast.h"
#include "forecast/prior.h"
#include "review/sheet.h"
#include "series/audit.h"
#include "series/plans.h"
#include "series/series.h"

static const ct_schema *const schemas[] = { &ct_observation_schema, &ct_series_schema,     &ct_history_schema, &ct_plan_schema, &ct_plan_rule_schema,   &ct_target_schema,
                                            &ct_finding_schema,     &ct_projection_schema, &ct_assessment_schema, &ct_review_schema,
                                            &ct_sheet_schema,       &ct_trace_schema,      &ct_statuses_schema,   &ct_path_schema,
                                            &ct_scenario_schema,    &ct_assumption_schema, &ct_leverage_schema,   &ct_replay_schema,
                                            &ct_reliability_schema, &ct_status_rule_schema, &ct_total_schema,
                                            &ct_prior_schema };
static const char *const texts[] = { "Tỷ lệ hộ nghèo, \"chuẩn mới\"", "=HYPERLINK(1)", "a\nb", "-", "tỷ đồng" };
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
    case CT_COLUMN_DATE: *(ct_date *)at = (ct_date){ 2023, (signed char)(i % 13), (signed char)(i % 13 > 0 ? i % 3 : 0) }; break;
    case CT_COLUMN_WORD: *(int *)at = (int)(i % words_of(column)); break;
    }
}

static void test_every_schema_round_trips(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof schemas / sizeof *schemas; s++) {
        ct_table *table, *back;
        ct_buffer first, second;
        assert_ct_ok(ct_table_new(&table, schemas[s]));
        assert_ct_ok(ct_table_new(&back, schemas[s]));
        for (size_t i = 0; i < 40; i++) {
            void *row = ct_table_add(table);
            for (size_t c = 0; c < schemas[s]->n_columns; c++) fill(&schemas[s]->columns[c], row, i + c);
        }
        ct_buffer_init(&first);
        ct_buffer_init(&second);
        assert_ct_ok(ct_table_write(table, CT_CSV, &first));
        assert_ct_ok(ct_table_read(back, first.data, first.len, schemas[s]->name));
        assert_int_equal(back->n, 40);
        assert_ct_ok(ct_table_write(back, CT_CSV, &second));
        assert_string_equal(ct_buffer_string(&first), ct_buffer_string(&second));
        ct_buffer_clear(&first);
        ct_buffer_clear(&second);
        ct_table_free(table);
        ct_table_free(back);
    }
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
          "period_start,period_end,aggregation,kind,measure,base_period,confidence,review\n" },
        { &ct_series_schema, "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n" },
        { &ct_target_schema,
          "indicator,name,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,base_period,source,plan,place\n" },
        { &ct_plan_schema,
          "plan,document,line_start,line_end,kind,issuer,number,date,title,scope,period_start,period_end,list_start,list_end,"
          "targets,listed,points,reason,record\n" },
        { &ct_projection_schema, "indicator,scope,breakdown,unit,period,median,lo80,hi80,lo95,hi95,method,reason\n" },
        { &ct_history_schema, "indicator,name,scope,breakdown,unit,period,value,status,source,url,published\n" },
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
        cmocka_unit_test(test_headers_are_the_documented_ones),
        cmocka_unit_test(test_every_column_is_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
