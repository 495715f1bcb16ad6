/* Tables from hostile CSV: every schema reads the bytes; what it accepts must write, read again and write to
 * the same bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/replay.h"
#include "assess/scenarios.h"
#include "assess/status_rules.h"
#include "assess/statuses.h"
#include "chart/lead.h"
#include "core/table.h"
#include "exchange/open_sdg.h"
#include "extract/record/observation.h"
#include "extract/record/plan.h"
#include "extract/record/trace.h"
#include "forecast/backtest.h"
#include "forecast/forecast.h"
#include "forecast/prior.h"
#include "report/phrases.h"
#include "review/review.h"
#include "review/sheet.h"
#include "series/audit.h"
#include "series/cut_points.h"
#include "series/names.h"
#include "series/series.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void round_trip(const ct_schema *schema, const char *text, size_t n)
{
    ct_table *table, *back;
    ct_buffer first, second;

    if (ct_table_new(&table, schema).code != CT_OK) return;
    ct_buffer_init(&first);
    ct_buffer_init(&second);
    if (ct_table_read(table, text, n, "fuzz").code == CT_OK &&
        ct_table_write(table, CT_CSV, &first).code == CT_OK) {
        if (ct_table_new(&back, schema).code != CT_OK) abort();
        if (ct_table_read(back, ct_buffer_string(&first), first.len, "again").code != CT_OK) abort();
        if (ct_table_write(back, CT_CSV, &second).code != CT_OK) abort();
        if (first.len != second.len || memcmp(first.data, second.data, first.len) != 0) abort();
        ct_table_free(back);
    }
    ct_buffer_clear(&first);
    ct_buffer_clear(&second);
    ct_table_free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ct_schema *const schemas[] = {
        &ct_observation_schema, &ct_series_schema,      &ct_history_schema,     &ct_target_schema,
        &ct_plan_schema,        &ct_finding_schema,     &ct_projection_schema,  &ct_assessment_schema,
        &ct_name_schema,        &ct_total_schema,       &ct_trace_schema,       &ct_review_schema,
        &ct_sheet_schema,       &ct_score_schema,       &ct_prior_schema,       &ct_path_schema,
        &ct_statuses_schema,    &ct_assumption_schema,  &ct_scenario_schema,    &ct_leverage_schema,
        &ct_replay_schema,      &ct_reliability_schema, &ct_status_rule_schema, &ct_phrase_schema,
        &ct_department_schema,  &ct_lead_schema,        &ct_axis_schema
    };

    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        round_trip(schemas[i], (const char *)data, size);
    return 0;
}
