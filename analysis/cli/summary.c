#include "cli/summary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/file.h"
#include "core/number.h"
#include "core/vietnamese.h"

enum { COLUMNS = 6, NAME_WIDTH = 46, CELL = 160 };

static const struct {
    const char *vi, *en;
} verdicts[] = {
    [CT_VERDICT_NONE] = { "–", "–" },
    [CT_VERDICT_EXCEEDED] = { "vượt mức", "exceeded" },
    [CT_VERDICT_MET] = { "hoàn thành", "met" },
    [CT_VERDICT_HARD] = { "khó hoàn thành", "hard to meet" },
    [CT_VERDICT_MISSED] = { "không hoàn thành", "missed" },
    [CT_VERDICT_NO_DATA] = { "chưa đủ dữ liệu", "not enough data" },
};

/* Cut to a number of columns with an ellipsis, in place. */
static void cut(char *text, size_t columns)
{
    size_t at = 0, width = 0, keep = 0;

    if (ct_width(text) <= columns) return;
    for (size_t n = strlen(text); at < n;) {
        int code = 0;
        size_t used = ct_utf8_next(text + at, n - at, &code);
        char one[8] = "";
        memcpy(one, text + at, used);
        width += ct_width(one);
        at += used;
        if (width <= columns - 1) keep = at;
    }
    memcpy(text + keep, "…", sizeof "…");
}

static void print_value(char *out, double value, ct_lang lang)
{
    double shown = round(value * 100) / 100; /* so that 21.996 prints as 22, not as 22,00 */

    ct_number_people(out, value, fabs(value) >= 1000 ? 0 : ct_number_decimals(shown, 2), lang);
}

static void range(char out[CELL], double low, double high, const char *mark, ct_lang lang)
{
    char a[CT_NUMBER_SIZE], b[CT_NUMBER_SIZE];

    print_value(a, low, lang);
    print_value(b, high, lang);
    if (isnan(low) || low == high || isnan(high))
        snprintf(out, CELL, "%s%s", isnan(low) ? "" : mark, a);
    else
        snprintf(out, CELL, "%s%s – %s", mark, a, b);
}

/* What each year left must bring: percentages move by points, everything else by a rate; an average of growth by the growth itself. */
static void required(char out[CELL], const ct_assessment *a, ct_lang lang)
{
    char cell[CELL];

    if (strcmp(a->unit, "%") == 0 && a->measure != CT_MEASURE_GROWTH && !isnan(a->step_required)) {
        range(cell, a->step_required, NAN, "", lang);
        snprintf(out, CELL, ct_l(lang, "%.100s điểm", "%.100s pts"), cell);
        return;
    }
    range(cell, a->rate_required, a->required_high, "", lang);
    snprintf(out, CELL, "%.100s%s", cell, isnan(a->rate_required) ? "" : " %");
}

static void fill_row(char cells[COLUMNS][CELL], const ct_assessment *a, const ct_catalogue *catalogue, ct_lang lang)
{
    static const char *const marks[] = { "", "≥ ", "> ", "≤ ", "< ", "~ " };
    const ct_indicator *indicator = ct_indicator_find(catalogue, a->indicator);
    const char *name = lang == CT_EN && indicator != NULL ? indicator->name_en : a->name;
    char value[CT_NUMBER_SIZE];

    snprintf(cells[0], CELL, "%.100s%s%.50s", name, a->breakdown[0] != '\0' ? ", " : "", a->breakdown);
    cut(cells[0], NAME_WIDTH);
    range(cells[1], a->target_low, a->target_high, marks[a->qualifier], lang);
    print_value(value, a->latest_value, lang);
    if (a->latest_year != 0)
        snprintf(cells[2], CELL, "%s (%ld)", value, a->latest_year);
    else
        snprintf(cells[2], CELL, "–");
    required(cells[3], a, lang);
    print_value(value, isnan(a->projected) ? NAN : a->projected, lang);
    snprintf(cells[4], CELL, "%s", value);
    snprintf(cells[5], CELL, "%s", lang == CT_VI ? verdicts[a->verdict].vi : verdicts[a->verdict].en);
}

static void print_row(const char *const *cells, const size_t widths[COLUMNS], ct_buffer *to)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        size_t pad = widths[c] - ct_width(cells[c]);
        bool left = c == 0 || c == COLUMNS - 1;
        if (c == COLUMNS - 1) pad = 0;
        ct_buffer_printf(to, "%s%*s%s%*s", c > 0 ? "  " : "", left ? 0 : (int)pad, "", cells[c], left ? (int)pad : 0, "");
    }
    ct_buffer_text(to, "\n");
}

/* The plan's own targets: those for its last year; all targets where no plan is named. Targets of which nothing can be said are only
 * counted. */
static bool of_plan(const ct_assessment *a, long plan_end)
{
    return plan_end == 0 || a->period_end == plan_end;
}

static bool has_news(const ct_assessment *a)
{
    return a->verdict != CT_VERDICT_NO_DATA || a->latest_year != 0;
}

static ct_error print_targets(const ct_args *args, const ct_project_folder *project, const ct_stages *stages, ct_buffer *to)
{
    const char *const head[COLUMNS] = { ct_l(args->lang, "Chỉ tiêu", "Indicator"),        ct_l(args->lang, "Mục tiêu", "Target"),
                                        ct_l(args->lang, "Hiện tại (năm)", "Now (year)"), ct_l(args->lang, "Cần mỗi năm", "Needs a year"),
                                        ct_l(args->lang, "Dự báo", "Projected"),          ct_l(args->lang, "Khả năng", "Outlook") };
    size_t widths[COLUMNS], most = stages->assessments->n, n = 0, silent = 0;
    char(*cells)[COLUMNS][CELL] = ct_arena_array(args->arena, most, sizeof *cells);

    if (cells == NULL) return ct_no_memory();
    for (size_t c = 0; c < COLUMNS; c++) widths[c] = ct_width(head[c]);
    for (size_t i = 0; i < most; i++) {
        const ct_assessment *a = ct_assessment_at(stages->assessments, i);
        if (!of_plan(a, project->plan_end)) continue;
        if (!has_news(a)) {
            silent++;
            continue;
        }
        fill_row(cells[n], a, stages->catalogue, args->lang);
        for (size_t c = 0; c < COLUMNS; c++)
            if (ct_width(cells[n][c]) > widths[c]) widths[c] = ct_width(cells[n][c]);
        n++;
    }
    if (n + silent == 0) return ct_ok();
    if (project->plan_end != 0)
        ct_buffer_printf(to, ct_l(args->lang, "\nMục tiêu đến năm %ld\n", "\nTargets for %ld\n"), project->plan_end);
    print_row(head, widths, to);
    for (size_t i = 0; i < n; i++) {
        const char *row[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++) row[c] = cells[i][c];
        print_row(row, widths, to);
    }
    if (silent > 0)
        ct_buffer_printf(to, ct_l(args->lang, "và %zu mục tiêu chưa có số liệu thực hiện\n", "and %zu targets without any result yet\n"),
                         silent);
    return ct_ok();
}

/* Which forms of the report the folder holds: what was missing on this machine is not among them. */
static ct_error print_report(const ct_args *args, const char *folder, ct_buffer *to)
{
    static const char *const forms[] = { "html", "docx", "xlsx", "md" };
    bool first = true;

    ct_buffer_text(to, ct_l(args->lang, "Báo cáo: ", "Report: "));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *path = ct_arena_printf(args->arena, "%s/report.%s", folder, forms[i]);

        if (path == NULL) return ct_no_memory();
        if (!ct_file_exists(path)) continue;
        ct_buffer_printf(to, first ? "%s" : ", .%s", first ? path : forms[i]);
        first = false;
    }
    ct_buffer_text(to, "\n");
    return ct_ok();
}

ct_error ct_summary_print(const ct_args *args, const ct_project_folder *project, const ct_stages *stages, size_t n_charts,
                          const char *folder, ct_buffer *to)
{
    size_t serious = 0;

    for (size_t i = 0; i < stages->findings->n; i++) serious += ct_finding_at(stages->findings, i)->severity == CT_SEVERITY_CHECK;
    if (project->title[0] != '\0') ct_buffer_printf(to, "%s\n", project->title);
    ct_buffer_printf(to,
                     ct_l(args->lang, "%zu văn bản, %zu số liệu, %zu giá trị trong chuỗi, %zu mục tiêu, %zu biểu đồ\n",
                          "%zu documents, %zu observations, %zu values in series, %zu targets, %zu charts\n"),
                     stages->n_inputs - stages->n_passed, stages->observations->n, stages->points->n, stages->targets->n, n_charts);
    CT_TRY(print_targets(args, project, stages, to));
    ct_buffer_printf(to, ct_l(args->lang, "\nPhát hiện: %zu (trong đó %zu cần xem lại)\n", "\nFindings: %zu (%zu of them to look at)\n"),
                     stages->findings->n, serious);
    CT_TRY(print_report(args, folder, to));
    ct_buffer_printf(to, ct_l(args->lang, "Biểu đồ: %s/charts\n", "Charts: %s/charts\n"), folder);
    return ct_buffer_error(to);
}
