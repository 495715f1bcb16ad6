#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/project.h"
#include "cli/reading.h"
#include "cli/stages.h"
#include "core/file.h"
#include "core/number.h"
#include "core/vietnamese.h"

static const ct_option options[] = {
    { "plan", 'p', "NAMES", "kế hoạch được theo dõi: mã, số hiệu, tên tệp; ';' nối thành một",
      "the plan of record: an id, a number or a file's name; several, separated by ';', are one plan" },
    { "plan-start", 0, "YEAR", "năm đầu của kế hoạch cần tìm", "first year of the plan that is looked for" },
    { "plan-end", 0, "YEAR", "năm cuối của kế hoạch cần tìm", "last year of the plan that is looked for" },
    { "scope", 's', "TEXT", "địa bàn của công việc, ví dụ \"tỉnh Bắc Giang\"",
      "territory of the work, e.g. \"tỉnh Bắc Giang\"" },
    { "all", 'a', NULL, "cả những văn bản không nêu mục tiêu", "also documents that set no target" },
    CT_OPTION_OCR,
    CT_OPTION_ARCHIVE,
    { NULL, 0, NULL, NULL, NULL },
};

/* What the words of a reason mean: title, kind, and the facts of plans.csv. */
static const struct {
    const char *word, *vi, *en;
} reasons[] = {
    { "title", "tên văn bản", "its title" },
    { "kind", "loại văn bản", "the kind of document" },
    { "years_asked", "đúng kỳ được hỏi", "the years asked for" },
    { "own_territory", "đúng địa bàn", "the territory of the work" },
    { "several_years", "kế hoạch nhiều năm", "a plan of several years" },
    { "list", "có danh mục chỉ tiêu", "a list of targets of its own" },
    { "targets", "số mục tiêu", "the number of its targets" },
};

static void print_reason(const char *reason, ct_lang lang, ct_buffer *to)
{
    for (const char *at = reason; *at != '\0';) {
        size_t n = strcspn(at, ";"), word = strcspn(at, " ;");
        for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
            if (strlen(reasons[i].word) == word && memcmp(reasons[i].word, at, word) == 0)
                ct_buffer_printf(to, "%s%s%.*s", at == reason ? "" : "; ",
                                 ct_l(lang, reasons[i].vi, reasons[i].en), (int)(n - word), at + word);
        at += n;
        at += strspn(at, "; ");
    }
}

static void print_years(const ct_plan *plan, ct_lang lang, ct_buffer *to)
{
    if (plan->period_end.year == 0)
        ct_buffer_text(to, ct_l(lang, "không rõ kỳ", "years unknown"));
    else if (plan->period_start.year == plan->period_end.year || plan->period_start.year == 0)
        ct_buffer_printf(to, ct_l(lang, "năm %d", "%d"), plan->period_end.year);
    else
        ct_buffer_printf(to, "%d–%d", plan->period_start.year, plan->period_end.year);
}

static void print_one(const ct_plan *plan, ct_lang lang, ct_buffer *to)
{
    char date[CT_DATE_SIZE], points[CT_NUMBER_SIZE];

    ct_date_print(date, plan->date);
    ct_number_people(points, plan->points, 1, lang);
    ct_buffer_printf(to, "%s %s%s%s", plan->record ? "*" : " ",
                     plan->kind[0] != '\0' ? plan->kind : ct_l(lang, "văn bản", "document"),
                     plan->number[0] != '\0' ? " " : "", plan->number);
    ct_buffer_printf(to, "%s%s%s%s: ", plan->issuer[0] != '\0' ? ", " : "", plan->issuer,
                     date[0] != '\0' ? ", " : "", date);
    print_years(plan, lang, to);
    ct_buffer_printf(to, ct_l(lang, ", %s, %ld mục tiêu", ", %s, %ld targets"), plan->scope, plan->targets);
    if (plan->list_start > 0)
        ct_buffer_printf(
            to, ct_l(lang, " (%ld trong danh mục, dòng %ld–%ld)", " (%ld in its list, lines %ld–%ld)"),
            plan->listed, plan->list_start, plan->list_end);
    ct_buffer_printf(to, "\n    %s%s%.*s\n", plan->plan, plan->title[0] != '\0' ? ": " : "",
                     (int)ct_utf8_cut(plan->title, 160), plan->title);
    ct_buffer_printf(to, ct_l(lang, "    %s điểm: ", "    %s points: "), points);
    print_reason(plan->reason, lang, to);
    ct_buffer_text(to, "\n");
}

/* The one of record first, then by points. */
static int compare(const void *a, const void *b)
{
    const ct_plan *x = *(const ct_plan *const *)a, *y = *(const ct_plan *const *)b;

    if (x->record != y->record) return y->record - x->record;
    if (x->points != y->points) return x->points < y->points ? 1 : -1;
    return (x > y) - (x < y);
}

static ct_error print_all(const ct_args *args, const ct_table *plans, ct_buffer *to)
{
    const ct_plan **order = ct_arena_array(args->arena, plans->n, sizeof *order);
    bool all = ct_args_value(args, "all") != NULL;
    size_t silent = 0;

    if (order == NULL) return ct_no_memory();
    for (size_t i = 0; i < plans->n; i++) order[i] = ct_plan_at(plans, i);
    if (plans->n > 0) qsort(order, plans->n, sizeof *order, compare);
    for (size_t i = 0; i < plans->n; i++) {
        if (order[i]->targets == 0 && !all && !order[i]->record)
            silent++;
        else
            print_one(order[i], args->lang, to);
    }
    if (ct_plans_of_record(plans) == NULL)
        ct_buffer_text(to, ct_l(args->lang, "không văn bản nào nêu mục tiêu có trong danh mục chỉ tiêu\n",
                                "no document sets a target of a catalogued indicator\n"));
    else
        ct_buffer_text(to, ct_l(args->lang, "* kế hoạch được theo dõi: nhiều điểm nhất, hoặc được nêu tên\n",
                                "* plan of record: most points, or named\n"));
    if (silent > 0)
        ct_buffer_printf(to,
                         ct_l(args->lang, "và %zu văn bản không nêu mục tiêu; xem: --all\n",
                              "and %zu documents that set no target; see: --all\n"),
                         silent);
    return ct_buffer_error(to);
}

static ct_error read_year(const ct_args *args, const char *option, long *year)
{
    const char *text = ct_args_value(args, option);
    ct_error err = text != NULL ? ct_integer_plain(text, 1900, 2200, year) : ct_ok();

    return err.code == CT_OK ? err : ct_fail_why(CT_EUSAGE, 0, &err, "--%s: %s", option, err.text);
}

/* The documents of the words: files, or one project folder with its settings. */
static ct_error read_words(const ct_args *args, ct_stages *stages)
{
    ct_plan_wish *wish = &stages->wish;
    const char *const *paths = args->words;
    size_t n = args->n_words;

    CT_TRY(ct_reading_mode(args, NULL, &stages->ocr));
    *wish = (ct_plan_wish){ .named = "", .scope = "" };
    if (n == 1 && ct_folder_exists(args->words[0])) {
        ct_project_folder project;
        CT_TRY(ct_project_folder_read(args->arena, args->words[0], false, &project));
        CT_TRY(ct_reading_mode(args, project.ocr, &stages->ocr));
        *wish = (ct_plan_wish){ project.plan, project.plan_start, project.plan_end, project.scope };
        paths = project.documents;
        n = project.n_documents;
    }
    if (ct_args_value(args, "plan") != NULL) wish->named = ct_args_value(args, "plan");
    if (ct_args_value(args, "scope") != NULL) wish->scope = ct_args_value(args, "scope");
    CT_TRY(read_year(args, "plan-start", &wish->start));
    CT_TRY(read_year(args, "plan-end", &wish->end));
    return ct_stages_extract(args, paths, n, wish->scope, stages);
}

static ct_error plans(const ct_args *args, ct_stages *stages)
{
    ct_buffer text;
    ct_error err;

    CT_TRY(read_words(args, stages));
    CT_TRY(ct_stages_choose_plan(stages));
    if (ct_args_value(args, "format") != NULL || ct_args_value(args, "delimiter") != NULL)
        return ct_data_write_table(args, stages->plans, args->output);
    ct_buffer_init(&text);
    err = print_all(args, stages->plans, &text);
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, plans);
}

static const ct_example examples[] = {
    { "plans my-province", "các kế hoạch trong văn bản của dự án, kế hoạch được theo dõi là kế hoạch nào",
      "the plans in a project's documents, and which one is of record" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_plans = {
    .name = "plans",
    .usage = "FOLDER | DOCUMENT...",
    .summary_vi = "liệt kê các kế hoạch trong văn bản, và kế hoạch được theo dõi",
    .summary_en = "list the plans in documents, how many targets each sets, and which one is of record",
    .details_vi =
        "Đọc một thư mục dự án hoặc các văn bản; văn bản đóng chung một tệp được tách ra.\nKết quả để người đọc; với --format là bảng plans. Điểm theo datasets/catalogue/plans.csv.",
    .details_en =
        "Reads a project folder or documents; those bound in one file are told apart. The result is text for people;\nwith --format it is the plans table. Points are given by datasets/catalogue/plans.csv.",
    .examples = examples,
    .tables = "plans",
    .options = options,
    .min_words = 1,
    .max_words = (size_t)-1,
    .run = run,
};
