/* The official form of an assessment's annex: number, indicator, unit, target, each year, comparison,
 * outlook, who leads. */
#include <math.h>
#include <string.h>

#include "chart/wording.h"
#include "report/content.h"
#include "report/telling.h"
#include "series/key.h"

typedef struct {
    ct_teller tell;
    ct_series_index index;
    ct_content *content;
} maker;

static const ct_point *point_of(maker *m, const ct_assessment *of, long year)
{
    const char *key =
        ct_series_key(m->tell.arena, m->tell.report->catalogue, of->indicator, of->scope, of->breakdown);
    const ct_series *series = key != NULL ? ct_series_find(&m->index, key, of->unit) : NULL;

    if (series == NULL || strcmp(series->head->unit, of->unit) != 0) return NULL;
    for (size_t i = 0; i < series->n; i++)
        if (series->head[i].period == year && series->head[i].status != CT_STATUS_FORECAST)
            return &series->head[i];
    return NULL;
}

/* The value of a year in the target's own terms; NaN: none. A growth demanded of amounts has no year of its
 * own but the latest. */
static double value_of(maker *m, const ct_assessment *of, long year, bool *estimate)
{
    const ct_point *point = point_of(m, of, year);

    *estimate = false;
    if (of->latest_year == year && !isnan(of->latest_value)) {
        *estimate = of->latest_status - 1 == CT_STATUS_ESTIMATE;
        return of->latest_value;
    }
    if (point == NULL || of->measure == CT_MEASURE_CHANGE) return NAN;
    *estimate = point->status == CT_STATUS_ESTIMATE;
    return point->value;
}

static void choose_years(maker *m, const ct_target_group *group)
{
    const ct_report *report = m->tell.report;
    ct_form *form = &m->content->form;
    long end = report->plan_end > 0 ? report->plan_end : group->rows[0].of->period_end,
         first = report->plan_start > 0 ? report->plan_start : end - 4;

    if (end - first >= CT_FORM_YEARS) first = end - CT_FORM_YEARS + 1;
    for (long year = first; year <= end; year++) {
        bool any = false, all_estimates = true, estimate;
        for (size_t r = 0; r < group->n; r++) {
            if (isnan(value_of(m, group->rows[r].of, year, &estimate))) continue;
            any = true;
            all_estimates = all_estimates && estimate;
        }
        if (!any) continue;
        form->heads[form->n_years] =
            ct_tell(&m->tell, all_estimates ? "form.estimate" : "form.actual",
                    &(ct_phrase_word){ "year", ct_tell_period(&m->tell, 0, year) }, 1);
        form->years[form->n_years++] = year;
    }
}

ct_error ct_form_make(ct_arena *arena, const ct_report *report, ct_content *content)
{
    maker m = { { arena, report, ct_ok() }, { 0 }, content };
    const ct_target_group *group = content->n_groups > 0 ? &content->groups[0] : NULL;

    if (group == NULL || group->n == 0 || report->phrases == NULL) return ct_ok();
    if (report->points != NULL)
        CT_TRY(ct_series_index_new(arena, report->catalogue, report->points, &m.index));
    choose_years(&m, group);
    content->form.values = ct_arena_array(arena, group->n, sizeof *content->form.values);
    if (content->form.values == NULL) return ct_no_memory();
    for (size_t r = 0; r < group->n; r++)
        for (size_t i = 0; i < content->form.n_years; i++) {
            bool estimate;
            double value = value_of(&m, group->rows[r].of, content->form.years[i], &estimate);
            ct_buffer text;
            ct_buffer_init(&text);
            if (estimate) ct_buffer_printf(&text, "%s ", ct_said(report, "word.estimate"));
            ct_figure_stated(&text, value, report->lang);
            content->form.values[r][i] = ct_tell_join(&m.tell, ct_buffer_string(&text), "");
            ct_error err = ct_buffer_error(&text);
            ct_buffer_clear(&text);
            CT_TRY(err);
        }
    return m.tell.err;
}
