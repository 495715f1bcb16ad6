#include "exchange/keys.h"

#include <stdlib.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/replay.h"
#include "assess/scenarios.h"
#include "assess/statuses.h"
#include "catalogue/listing.h"
#include "extract/record/observation.h"
#include "extract/record/plan.h"
#include "extract/record/trace.h"
#include "forecast/backtest.h"
#include "forecast/forecast.h"
#include "forecast/prior.h"
#include "review/sheet.h"
#include "series/audit.h"
#include "series/names.h"
#include "series/series.h"

#define NO_REFERENCE                                                                                         \
    {                                                                                                        \
        NULL, NULL, NULL                                                                                     \
    }
#define OF_INDICATOR                                                                                         \
    {                                                                                                        \
        "indicator", "indicators", "id"                                                                      \
    }
#define OF_SERIES                                                                                            \
    {                                                                                                        \
        "series_id", "series", "series_id"                                                                   \
    }
#define OF_TARGET                                                                                            \
    {                                                                                                        \
        "target_id", "targets", "target_id"                                                                  \
    }

const ct_keyed ct_keyed_tables[] = {
    { &ct_observation_schema, { "observation_id" }, { OF_INDICATOR } },
    { &ct_plan_schema, { "plan" }, { NO_REFERENCE } },
    { &ct_history_schema, { NULL }, { OF_INDICATOR } },
    { &ct_series_schema, { "series_id", "period" }, { OF_INDICATOR } },
    { &ct_target_schema, { "target_id" }, { OF_INDICATOR, { "plan", "plans", "plan" } } },
    { &ct_projection_schema, { "series_id", "period" }, { OF_INDICATOR, OF_SERIES } },
    { &ct_assessment_schema, { "target_id" }, { OF_INDICATOR, OF_TARGET, OF_SERIES } },
    { &ct_statuses_schema, { "target_id", "rule_set" }, { OF_INDICATOR, OF_TARGET } },
    { &ct_path_schema, { "target_id", "shape", "period" }, { OF_INDICATOR, OF_TARGET } },
    { &ct_finding_schema, { "rank" }, { OF_INDICATOR } },
    { &ct_name_schema, { NULL }, { NO_REFERENCE } },
    { &ct_review_schema, { NULL }, { NO_REFERENCE } },
    { &ct_sheet_schema, { NULL }, { NO_REFERENCE } },
    { &ct_assumption_schema, { NULL }, { OF_INDICATOR } },
    { &ct_scenario_schema, { "target_id", "scenario" }, { OF_INDICATOR, OF_TARGET } },
    { &ct_leverage_schema, { "target_id", "period" }, { OF_INDICATOR, OF_TARGET } },
    { &ct_replay_schema, { "target_id", "as_of" }, { OF_INDICATOR, OF_TARGET } },
    { &ct_reliability_schema, { "rule_set", "status" }, { NO_REFERENCE } },
    { &ct_score_schema, { NULL }, { NO_REFERENCE } },
    { &ct_prior_schema, { NULL }, { NO_REFERENCE } },
    { &ct_trace_schema, { NULL }, { NO_REFERENCE } },
    { &ct_indicator_list_schema, { "id" }, { NO_REFERENCE } },
    { &ct_unit_list_schema, { "unit" }, { NO_REFERENCE } },
    { &ct_breakdown_list_schema, { "breakdown" }, { NO_REFERENCE } },
    { &ct_wording_list_schema, { NULL }, { NO_REFERENCE } },
    { NULL, { NULL }, { NO_REFERENCE } },
};

const ct_keyed *ct_keyed_find(const char *name)
{
    for (const ct_keyed *one = ct_keyed_tables; one->schema != NULL; one++)
        if (strcmp(one->schema->name, name) == 0) return one;
    return NULL;
}

const ct_table *ct_table_named(const ct_table *const *tables, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (tables[i] != NULL && strcmp(tables[i]->schema->name, name) == 0) return tables[i];
    return NULL;
}

/* ---- do they hold ---- */

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One cell of an id column is computed, which ct_table_get() does too. */
static const char *cells_of(ct_arena *arena, const ct_table *table, size_t row, const char *const *columns,
                            size_t n)
{
    ct_buffer text;

    ct_buffer_init(&text);
    for (size_t i = 0; i < n && columns[i] != NULL; i++) {
        if (i > 0) ct_buffer_text(&text, "\x1F");
        ct_table_get(table, row, ct_schema_column(table->schema, columns[i]), &text);
    }
    const char *copy = text.failed ? NULL : ct_arena_strdup(arena, ct_buffer_string(&text));

    ct_buffer_clear(&text);
    return copy;
}

/* The cells of every row in these columns, sorted. */
static ct_error sorted_cells(ct_arena *arena, const ct_table *table, const char *const *columns, size_t n,
                             const char ***out)
{
    const char **list = ct_arena_array(arena, table->n + 1, sizeof *list);

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < table->n; i++)
        if ((list[i] = cells_of(arena, table, i, columns, n)) == NULL) return ct_no_memory();
    if (table->n > 0) qsort(list, table->n, sizeof *list, compare_text);
    *out = list;
    return ct_ok();
}

static ct_error key_holds(ct_arena *arena, const ct_table *table, const ct_keyed *keyed, bool *holds)
{
    const char **list = NULL;

    CT_TRY(sorted_cells(arena, table, keyed->key, CT_MAX_KEY, &list));
    *holds = table->n == 0 || list[0][0] != '\0'; /* a row without a key sorts first */
    for (size_t i = 1; i < table->n && *holds; i++) *holds = strcmp(list[i - 1], list[i]) != 0;
    return ct_ok();
}

ct_error ct_key_holds(const ct_table *table, bool *holds)
{
    const ct_keyed *keyed = ct_keyed_find(table->schema->name);

    *holds = false;
    if (keyed == NULL || keyed->key[0] == NULL) return ct_ok();
    ct_arena *arena = ct_arena_new();
    ct_error err = arena != NULL ? key_holds(arena, table, keyed, holds) : ct_no_memory();

    ct_arena_free(arena);
    return err;
}

static ct_error reference_holds(ct_arena *arena, const ct_table *table, const ct_reference *reference,
                                const ct_table *other, bool *holds)
{
    const char **list = NULL;

    CT_TRY(sorted_cells(arena, other, &reference->other, 1, &list));
    *holds = true;
    for (size_t i = 0; i < table->n && *holds; i++) {
        const char *cell = cells_of(arena, table, i, &reference->column, 1);
        if (cell == NULL) return ct_no_memory();
        *holds = cell[0] == '\0' || bsearch(&cell, list, other->n, sizeof *list, compare_text) != NULL;
    }
    return ct_ok();
}

ct_error ct_reference_holds(const ct_table *table, const ct_reference *reference, const ct_table *other,
                            bool *holds)
{
    ct_arena *arena = ct_arena_new();
    ct_error err = arena != NULL ? reference_holds(arena, table, reference, other, holds) : ct_no_memory();

    ct_arena_free(arena);
    return err;
}

/* ---- units ---- */

static const char per_row[] = "unit"; /* the column that names the unit of a row */

static const struct {
    const char *column, *table; /* table NULL: of whichever has it */
    ct_column_unit unit;
} units[] = {
    { "value", "statuses", { NULL, NULL } },
    { "value", "scenarios", { NULL, NULL } },
    { "value", NULL, { per_row, NULL } },
    { "value_far", NULL, { per_row, NULL } },
    { "other", "findings", { per_row, NULL } },
    { "value_low", NULL, { per_row, NULL } },
    { "value_high", NULL, { per_row, NULL } },
    { "low", NULL, { per_row, NULL } },
    { "high", NULL, { per_row, NULL } },
    { "median", NULL, { per_row, NULL } },
    { "lo80", NULL, { per_row, NULL } },
    { "hi80", NULL, { per_row, NULL } },
    { "lo95", NULL, { per_row, NULL } },
    { "hi95", NULL, { per_row, NULL } },
    { "target_low", NULL, { per_row, NULL } },
    { "target_high", NULL, { per_row, NULL } },
    { "base_value", NULL, { per_row, NULL } },
    { "latest_value", NULL, { per_row, NULL } },
    { "achieved", NULL, { per_row, NULL } },
    { "gap_now", NULL, { per_row, NULL } },
    { "gap_projected", NULL, { per_row, NULL } },
    { "projected", NULL, { per_row, NULL } },
    { "projected_lo80", NULL, { per_row, NULL } },
    { "projected_hi80", NULL, { per_row, NULL } },
    { "step_observed", NULL, { per_row, "/year" } },
    { "step_planned", NULL, { per_row, "/year" } },
    { "step_required", NULL, { per_row, "/year" } },
    { "step_required_high", NULL, { per_row, "/year" } },
    { "secured", NULL, { NULL, "%" } },
    { "share_done", NULL, { NULL, "%" } },
    { "share_expected", NULL, { NULL, "%" } },
    { "rate_observed", NULL, { NULL, "%" } },
    { "rate_planned", NULL, { NULL, "%" } },
    { "rate_required", NULL, { NULL, "%" } },
    { "gap_now_percent", NULL, { NULL, "%" } },
    { "gap_projected_percent", NULL, { NULL, "%" } },
    { "time_distance", NULL, { NULL, "year" } },
    { "old", NULL, { NULL, "year" } },
    { "confidence", NULL, { NULL, "1" } },
    { "probability", NULL, { NULL, "1" } },
    { "probability_lo80", NULL, { NULL, "1" } },
    { "probability_hi80", NULL, { NULL, "1" } },
    { "probability_exceeded", NULL, { NULL, "1" } },
};

ct_column_unit ct_unit_of_column(const ct_schema *schema, const ct_column *column)
{
    const ct_column_unit none = { NULL, NULL };
    bool named = ct_schema_column(schema, per_row) < schema->n_columns;

    if (column->type != CT_COLUMN_NUMBER && column->type != CT_COLUMN_COUNT) return none;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(units[i].column, column->name) != 0) continue;
        if (units[i].table != NULL && strcmp(units[i].table, schema->name) != 0) continue;
        return units[i].unit.field == NULL || named ? units[i].unit : none;
    }
    return none;
}
