/* From hostile tables to the report. Lines "%%observations", "%%history", "%%targets", "%%scenarios" begin
 * the tables. Whatever is accepted must come through series, audit, projections and assessment to reports
 * that are UTF-8 and hold no tag of the tables' text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assess/assess.h"
#include "assess/scenarios.h"
#include "chart/chart.h"
#include "core/vietnamese.h"
#include "extract/record/observation.h"
#include "forecast/forecast.h"
#include "report/office.h"
#include "report/report.h"
#include "series/audit.h"
#include "series/series.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    OBSERVATIONS,
    HISTORY,
    TARGETS,
    SCENARIOS,
    POINTS,
    FINDINGS,
    PROJECTIONS,
    ASSESSMENTS,
    OUTCOMES,
    N_TABLES
};
static const char *const marks[] = { "%%observations\n", "%%history\n", "%%targets\n", "%%scenarios\n" };
enum { N_GIVEN = sizeof marks / sizeof *marks };

static ct_catalogue *catalogue;

/* The bytes of a given table: from its mark to the next one. */
static const char *part(const char *text, const char *mark, size_t *n)
{
    const char *at = strstr(text, mark), *end;

    if (at == NULL) return NULL;
    at += strlen(mark);
    end = strstr(at, "\n%%");
    *n = end != NULL ? (size_t)(end - at) + 1 : strlen(at);
    return at;
}

static bool read_given(ct_table *const *tables, const char *text)
{
    bool any = false;

    for (size_t i = 0; i < N_GIVEN; i++) {
        size_t n = 0;
        const char *at = part(text, marks[i], &n);
        if (at == NULL) continue;
        if (ct_table_read(tables[i], at, n, "fuzz").code != CT_OK) return false;
        any = true;
    }
    return any;
}

static bool work(ct_table *const *t)
{
    const ct_project_options options = { .model = ct_model_find("naive"), .horizon = 3 };
    const ct_assess_input input = { .catalogue = catalogue,
                                    .points = t[POINTS],
                                    .targets = t[TARGETS],
                                    .projections = t[PROJECTIONS],
                                    .scenarios = t[SCENARIOS] };
    const ct_assess_output output = { .assessments = t[ASSESSMENTS],
                                      .outcomes = t[SCENARIOS]->n > 0 ? t[OUTCOMES] : NULL };

    if (ct_series_build(catalogue, t[OBSERVATIONS], t[HISTORY], "history.csv", t[POINTS], t[TARGETS],
                        t[FINDINGS], NULL, NULL)
            .code != CT_OK)
        return false;
    if (ct_audit(catalogue, t[OBSERVATIONS], t[POINTS], t[TARGETS], t[FINDINGS], NULL, NULL).code != CT_OK)
        return false;
    if (t[POINTS]->n > 0 && ct_project(catalogue, t[POINTS], &options, t[PROJECTIONS]).code != CT_OK)
        return false;
    return ct_assess_all(&input, &output).code == CT_OK;
}

static void check(ct_error err, ct_buffer *text, bool html)
{
    if (err.code == CT_OK && ct_utf8_valid(ct_buffer_string(text), text->len) != text->len) abort();
    if (err.code == CT_OK && html &&
        (strstr(ct_buffer_string(text), "<hostile") != NULL ||
         strstr(ct_buffer_string(text), "javascript:") != NULL))
        abort();
    ct_buffer_empty(text);
}

static void report(ct_table *const *t)
{
    ct_report words = { .title = "",
                        .scope = "",
                        .lang = CT_VI,
                        .catalogue = catalogue,
                        .observations = t[OBSERVATIONS],
                        .points = t[POINTS],
                        .targets = t[TARGETS],
                        .projections = t[PROJECTIONS],
                        .assessments = t[ASSESSMENTS],
                        .findings = t[FINDINGS],
                        .chart_folder = "charts" };
    const ct_office_options options = { .letter = { "", "", "", "", "", "", "" },
                                        .template = "",
                                        .fragments = TEST_SOURCE_FOLDER "/datasets/report",
                                        .resources = "" };
    const ct_page page = { .width = 11906, .left = 1701, .right = 1134 };
    ct_office_parts parts;
    ct_arena *arena = ct_arena_new();
    ct_buffer text;

    ct_buffer_init(&text);
    if (arena != NULL && ct_charts_plan(arena, catalogue, t[POINTS], t[PROJECTIONS], t[ASSESSMENTS], NULL,
                                        CT_VI, &words.charts, &words.n_charts)
                                 .code == CT_OK) {
        const char **svgs = ct_arena_array(arena, words.n_charts, sizeof *svgs);
        words.svgs = svgs;
        check(ct_report_markdown(&words, &text), &text, false);
        check(ct_report_html(&words, &text), &text, true);
        check(ct_report_office(arena, &words, &options, &page, &text, &parts), &text, false);
        for (size_t i = 0; i < words.n_charts; i++)
            if (ct_chart_check(&words.charts[i]).code == CT_OK)
                check(ct_chart_data(&words.charts[i], &text), &text, false);
    }
    ct_buffer_clear(&text);
    ct_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ct_schema *const schemas[N_TABLES] = { &ct_observation_schema, &ct_history_schema,
                                                        &ct_target_schema,      &ct_assumption_schema,
                                                        &ct_series_schema,      &ct_finding_schema,
                                                        &ct_projection_schema,  &ct_assessment_schema,
                                                        &ct_scenario_schema };
    ct_arena *arena = ct_arena_new();
    ct_table *tables[N_TABLES];
    char *text = arena != NULL && size < 1 << 16 ? ct_arena_strndup(arena, (const char *)data, size) : NULL;

    if (catalogue == NULL &&
        ct_catalogue_read(&catalogue, TEST_SOURCE_FOLDER "/datasets/catalogue", NULL).code != CT_OK)
        abort();
    for (size_t i = 0; i < N_TABLES; i++)
        if (ct_table_new(&tables[i], schemas[i]).code != CT_OK) abort();
    if (text != NULL && read_given(tables, text) && work(tables)) report(tables);
    for (size_t i = 0; i < N_TABLES; i++) ct_table_free(tables[i]);
    ct_arena_free(arena);
    return 0;
}
