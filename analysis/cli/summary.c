#include "cli/summary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/number.h"
#include "core/vietnamese.h"

enum { AT_PLACE, AT_NAME, AT_TARGET, AT_UNIT, AT_YEARS, AT_NOW, AT_PROJECTED, AT_OUTLOOK, COLUMNS };
enum { NAME_WIDTH = 46, UNIT_WIDTH = 20, CELL = 160 };

static const struct {
    const char *vi, *en;
} verdicts[] = {
    [CT_VERDICT_NONE] = { "–", "–" },
    [CT_VERDICT_EXCEEDED] = { "vượt mức", "exceeded" },
    [CT_VERDICT_MET] = { "hoàn thành", "met" },
    [CT_VERDICT_HARD] = { "khó hoàn thành", "hard to meet" },
    [CT_VERDICT_MISSED] = { "không hoàn thành", "missed" },
    [CT_VERDICT_NO_DATA] = { "chưa đủ dữ liệu", "not enough data" },
    [CT_VERDICT_UNDECIDED] = { "chưa xếp loại: số liệu chưa đủ chắc",
                               "undecided: the data are not sure enough" },
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

/* The indicator's name with its breakdown; where both are too long the name is cut, since rows of one
 * indicator differ by the breakdown. */
static void fill_name(char cell[CELL], const char *name, const char *breakdown)
{
    char part[CELL], whole[CELL];

    snprintf(part, sizeof part, "%s%.120s", breakdown[0] != '\0' ? ", " : "", breakdown);
    part[ct_utf8_valid(part, strlen(part))] = '\0';
    cut(part, NAME_WIDTH / 2);
    snprintf(whole, sizeof whole, "%.150s", name);
    whole[ct_utf8_valid(whole, strlen(whole))] = '\0';
    cut(whole, NAME_WIDTH - ct_width(part));
    snprintf(cell, CELL, "%.90s%.65s", whole, part);
}

/* "2025", "2021–2025": the years a target is for. */
static void fill_years(char cell[CELL], const ct_assessment *a)
{
    if (a->period_end == 0)
        snprintf(cell, CELL, "–");
    else if (a->period_start == 0 || a->period_start == a->period_end)
        snprintf(cell, CELL, "%ld", a->period_end);
    else
        snprintf(cell, CELL, "%ld–%ld", a->period_start, a->period_end);
}

/* A growth is told from a level by its word: "tăng 9" (up 9) % of exports. */
static void fill_target(char cell[CELL], const ct_assessment *a, const ct_indicator *indicator, ct_lang lang)
{
    static const char *const marks[] = { "", "≥ ", "> ", "≤ ", "< ", "≈ " };
    bool moves = (a->measure == CT_MEASURE_GROWTH || a->measure == CT_MEASURE_CHANGE) && indicator != NULL &&
                 a->measure != indicator->measure;
    char value[CELL];

    range(value, a->target_low, a->target_high, marks[a->qualifier], lang);
    snprintf(cell, CELL, "%s%.100s",
             !moves              ? ""
             : a->target_low < 0 ? ""
                                 : ct_l(lang, "tăng ", "up "),
             value);
}

static void fill_row(char cells[COLUMNS][CELL], const ct_assessment *a, long place,
                     const ct_catalogue *catalogue, ct_lang lang)
{
    const ct_indicator *indicator = ct_indicator_find(catalogue, a->indicator);
    char value[CT_NUMBER_SIZE];

    cells[AT_PLACE][0] = '\0';
    if (place > 0) snprintf(cells[AT_PLACE], CELL, "%ld", place);
    fill_name(cells[AT_NAME], lang == CT_EN && indicator != NULL ? indicator->name_en : a->name,
              a->breakdown);
    fill_target(cells[AT_TARGET], a, indicator, lang);
    snprintf(cells[AT_UNIT], CELL, "%.60s", a->unit);
    cut(cells[AT_UNIT], UNIT_WIDTH);
    fill_years(cells[AT_YEARS], a);
    print_value(value, a->latest_value, lang);
    if (a->latest_year != 0 && !isnan(a->latest_value))
        snprintf(cells[AT_NOW], CELL, "%s (%ld)", value, a->latest_year);
    else
        snprintf(cells[AT_NOW], CELL, "–");
    print_value(value, a->projected, lang);
    snprintf(cells[AT_PROJECTED], CELL, "%s", value);
    if (a->reason == CT_REASON_REVIEW)
        snprintf(cells[AT_OUTLOOK], CELL, "%s", ct_l(lang, "cần duyệt", "to be reviewed"));
    else
        snprintf(cells[AT_OUTLOOK], CELL, "%s",
                 lang == CT_VI ? verdicts[a->verdict].vi : verdicts[a->verdict].en);
}

static void print_row(const char *const *cells, const size_t widths[COLUMNS], ct_buffer *to)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        size_t pad = widths[c] - ct_width(cells[c]);
        bool left = c == AT_NAME || c == AT_UNIT || c == AT_OUTLOOK;
        if (c == COLUMNS - 1) pad = 0;
        ct_buffer_printf(to, "%s%*s%s%*s", c > 0 ? "  " : "", left ? 0 : (int)pad, "", cells[c],
                         left ? (int)pad : 0, "");
    }
    ct_buffer_text(to, "\n");
}

/* Which targets the table has: those of the plan of record in its own order; where no plan is of record,
 * those for the plan's last year of which anything can be said, or all such. */
typedef struct {
    size_t row;
    long place;
} shown;

static int compare_shown(const void *a, const void *b)
{
    const shown *x = a, *y = b;
    int order = (x->place > y->place) - (x->place < y->place);

    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static bool has_news(const ct_assessment *a)
{
    return a->verdict != CT_VERDICT_NO_DATA || a->latest_year != 0;
}

static ct_error choose_shown(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                             shown **out, size_t *n)
{
    const ct_plan *record = ct_plans_of_record(stages->plans);
    shown *list = ct_arena_array(args->arena, stages->assessments->n, sizeof *list);

    *n = 0;
    *out = list;
    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < stages->assessments->n; i++) {
        const ct_assessment *a = ct_assessment_at(stages->assessments, i);
        const ct_target *target = ct_target_at(stages->targets, i); /* one row a target, in its order */
        bool of_plan = record != NULL
                           ? target->place > 0 && strcmp(target->plan, record->plan) == 0
                           : has_news(a) && (project->plan_end == 0 || a->period_end == project->plan_end);
        if (of_plan) list[(*n)++] = (shown){ i, record != NULL ? target->place : 0 };
    }
    if (*n > 0) qsort(list, *n, sizeof *list, compare_shown);
    return ct_ok();
}

/* "36-NQ/TU" or, without a number, what the plan's title says; its id where it has neither. */
static const char *plan_name(const ct_args *args, const ct_plan *plan)
{
    if (plan->number[0] != '\0')
        return ct_arena_printf(args->arena, "%s%s%s", plan->kind, plan->kind[0] != '\0' ? " " : "",
                               plan->number);
    return plan->title[0] != '\0'
               ? ct_arena_printf(args->arena, "%.*s", (int)ct_utf8_cut(plan->title, 90), plan->title)
               : plan->plan;
}

static ct_error print_plan(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                           size_t n, ct_buffer *to)
{
    const ct_plan *record = ct_plans_of_record(stages->plans);
    const char *name = record != NULL ? plan_name(args, record) : "";

    if (name == NULL) return ct_no_memory();
    if (record == NULL && project->plan_end != 0)
        ct_buffer_printf(to, ct_l(args->lang, "\nMục tiêu đến năm %ld\n", "\nTargets for %ld\n"),
                         project->plan_end);
    if (record == NULL) return ct_ok();
    ct_buffer_printf(to, ct_l(args->lang, "\nKế hoạch được theo dõi: %s", "\nPlan of record: %s"), name);
    if (record->period_end.year != 0 && record->period_start.year != record->period_end.year)
        ct_buffer_printf(to, ", %d–%d", record->period_start.year, record->period_end.year);
    else if (record->period_end.year != 0)
        ct_buffer_printf(to, ct_l(args->lang, ", năm %d", ", %d"), record->period_end.year);
    ct_buffer_printf(to, ct_l(args->lang, " (%s), %zu mục tiêu\n", " (%s), %zu targets\n"), record->plan, n);
    return ct_ok();
}

/* How many targets other plans set, and where they are. */
static void print_others(const ct_args *args, const ct_stages *stages, size_t n, const char *folder,
                         ct_buffer *to)
{
    size_t others = stages->targets->n - n;

    if (others > 0 && ct_plans_of_record(stages->plans) != NULL)
        ct_buffer_printf(
            to,
            ct_l(
                args->lang,
                "và %zu mục tiêu khác, ngoài danh mục này hoặc của kế hoạch khác: %s/targets.csv (cột plan), phụ lục của báo cáo\n",
                "and %zu other targets, outside this list or of other plans: %s/targets.csv (column plan), annex of the report\n"),
            others, folder);
    else if (others > 0)
        ct_buffer_printf(to,
                         ct_l(args->lang, "và %zu mục tiêu khác: %s/targets.csv\n",
                              "and %zu other targets: %s/targets.csv\n"),
                         others, folder);
}

static ct_error print_targets(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                              const char *folder, ct_buffer *to)
{
    const char *const head[COLUMNS] = {
        ct_l(args->lang, "TT", "No."),           ct_l(args->lang, "Chỉ tiêu", "Indicator"),
        ct_l(args->lang, "Mục tiêu", "Target"),  ct_l(args->lang, "Đơn vị", "Unit"),
        ct_l(args->lang, "Năm", "Year"),         ct_l(args->lang, "Hiện tại (năm)", "Now (year)"),
        ct_l(args->lang, "Dự báo", "Projected"), ct_l(args->lang, "Khả năng", "Outlook")
    };
    size_t widths[COLUMNS], n;
    shown *list;

    CT_TRY(choose_shown(args, project, stages, &list, &n));
    char(*cells)[COLUMNS][CELL] = ct_arena_array(args->arena, n, sizeof *cells);

    if (cells == NULL) return ct_no_memory();
    if (stages->targets->n == 0) return ct_ok();
    for (size_t c = 0; c < COLUMNS; c++) widths[c] = ct_width(head[c]);
    for (size_t i = 0; i < n; i++) {
        fill_row(cells[i], ct_assessment_at(stages->assessments, list[i].row), list[i].place,
                 stages->catalogue, args->lang);
        for (size_t c = 0; c < COLUMNS; c++)
            if (ct_width(cells[i][c]) > widths[c]) widths[c] = ct_width(cells[i][c]);
    }
    CT_TRY(print_plan(args, project, stages, n, to));
    if (n > 0) print_row(head, widths, to);
    for (size_t i = 0; i < n; i++) {
        const char *row[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++) row[c] = cells[i][c];
        print_row(row, widths, to);
    }
    print_others(args, stages, n, folder, to);
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

ct_error ct_summary_print(const ct_args *args, const ct_project_folder *project, const ct_stages *stages,
                          size_t n_charts, const char *folder, ct_buffer *to)
{
    size_t serious = 0;

    for (size_t i = 0; i < stages->findings->n; i++)
        serious += ct_finding_at(stages->findings, i)->severity == CT_SEVERITY_CHECK;
    if (project->title[0] != '\0') ct_buffer_printf(to, "%s\n", project->title);
    ct_buffer_printf(to,
                     ct_l(args->lang,
                          "%zu văn bản, %zu số liệu, %zu giá trị trong chuỗi, %zu mục tiêu, %zu biểu đồ\n",
                          "%zu documents, %zu observations, %zu values in series, %zu targets, %zu charts\n"),
                     stages->n_inputs - stages->n_passed, stages->observations->n, stages->points->n,
                     stages->targets->n, n_charts);
    CT_TRY(print_targets(args, project, stages, folder, to));
    ct_buffer_printf(to,
                     ct_l(args->lang, "\nPhát hiện: %zu (trong đó %zu cần xem lại)\n",
                          "\nFindings: %zu (%zu of them to look at)\n"),
                     stages->findings->n, serious);
    CT_TRY(print_report(args, folder, to));
    ct_buffer_printf(to, ct_l(args->lang, "Biểu đồ: %s/charts\n", "Charts: %s/charts\n"), folder);
    return ct_buffer_error(to);
}
