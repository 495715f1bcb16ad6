#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "catalogue/listing.h"
#include "cli/command.h"
#include "cli/data.h"
#include "core/file.h"
#include "core/vietnamese.h"
#include "forecast/prior.h"

static const ct_option options[] = {
    { "search", 's', "TEXT", "chỉ những dòng có các từ này, không phân biệt dấu",
      "only rows with these words, accents ignored" },
    { "list", 0, "indicators|units|breakdowns|wordings", "liệt kê gì (mặc định indicators)",
      "what to list (indicators by default)" },
    { "check", 0, "FILE|FOLDER", "xem một danh mục riêng có lỗi ở tệp nào, dòng nào",
      "tell the file and line of each fault of a catalogue of your own" },
    { NULL, 0, NULL, NULL, NULL },
};

/* What can be listed, each a table of its own. */
static const ct_schema *const lists[] = { &ct_indicator_list_schema, &ct_unit_list_schema,
                                          &ct_breakdown_list_schema, &ct_wording_list_schema };
enum { N_LISTS = sizeof lists / sizeof *lists };

static ct_error find_list(const ct_args *args, const ct_schema **schema)
{
    const char *name = ct_args_value(args, "list");

    *schema = lists[0];
    for (size_t i = 0; name != NULL && i < N_LISTS; i++) {
        if (strcmp(lists[i]->name, name) != 0) continue;
        *schema = lists[i];
        return ct_ok();
    }
    return name == NULL
               ? ct_ok()
               : ct_fail(CT_EUSAGE, 0,
                         "--list '%.20s' is none of them; write indicators, units, breakdowns or wordings",
                         name);
}

static ct_error nothing_found(const char *words)
{
    return ct_fail(CT_EDATA, 0,
                   "nothing has the words '%.80s'; try fewer words, or list all without --search", words);
}

/* Indicators have a search of their own, best first. */
static ct_error search_indicators(const ct_args *args, const ct_catalogue *catalogue, const char *words,
                                  ct_table *table)
{
    ct_indicator_match *found = ct_arena_array(args->arena, catalogue->n_indicators, sizeof *found);
    size_t n = 0;

    if (found == NULL) return ct_no_memory();
    CT_TRY(ct_catalogue_search(catalogue, words, found, catalogue->n_indicators, &n));
    if (n == 0)
        return ct_fail(CT_EDATA, 0,
                       "no indicator has the words '%s'; try fewer words, or list all without --search",
                       words);
    for (size_t i = 0; i < n; i++) CT_TRY(ct_indicator_list(found[i].indicator, table));
    return ct_ok();
}

/* Does the folded text hold every folded word? */
static bool has_words(const char *text, const char *words)
{
    while (*words != '\0') {
        size_t n = strcspn(words, " "), at = 0, most = strlen(text);

        while (at + n <= most && strncmp(text + at, words, n) != 0) at++;
        if (at + n > most) return false;
        words += n;
        while (*words == ' ') words++;
    }
    return true;
}

/* Take out the rows of the other lists that lack a word. */
static ct_error keep_found(const ct_args *args, const char *words, ct_table *table)
{
    const char *folded = ct_fold(args->arena, words, strlen(words));
    ct_error err = folded != NULL ? ct_ok() : ct_no_memory();
    ct_buffer text;
    size_t kept = 0;

    ct_buffer_init(&text);
    for (size_t i = 0; err.code == CT_OK && i < table->n; i++) {
        ct_buffer_empty(&text);
        for (size_t c = 0; c < table->schema->n_columns; c++) {
            ct_table_get(table, i, c, &text);
            ct_buffer_text(&text, " ");
        }
        const char *row = ct_fold(args->arena, ct_buffer_string(&text), text.len);
        if (row == NULL || ct_buffer_error(&text).code != CT_OK)
            err = ct_no_memory();
        else if (has_words(row, folded))
            memcpy(ct_table_row(table, kept++), ct_table_row(table, i), table->schema->row_size);
    }
    ct_buffer_clear(&text);
    table->n = kept;
    return err.code == CT_OK && kept == 0 ? nothing_found(words) : err;
}

static ct_error list(const ct_args *args, const ct_catalogue *catalogue, ct_table *table)
{
    const char *words = ct_args_value(args, "search");

    if (words != NULL && table->schema == &ct_indicator_list_schema) {
        CT_TRY(search_indicators(args, catalogue, words, table));
    } else {
        CT_TRY(ct_catalogue_list(catalogue, table));
        if (words != NULL) CT_TRY(keep_found(args, words, table));
    }
    return ct_data_write_table(args, table, args->output);
}

/* A fault of a user's catalogue as --check lists it. */
typedef struct {
    const char *place, *fault;
} fault_row;

static const ct_column fault_columns[] = {
    { "place", CT_COLUMN_TEXT, true, offsetof(fault_row, place), NULL,
      "FILE:LINE; FILE alone where it is of no one line." },
    { "fault", CT_COLUMN_TEXT, true, offsetof(fault_row, fault), NULL, "What is wrong, and what to do." },
};
static const ct_schema fault_list = { "faults", "Faults of a user's own catalogue.", fault_columns, 2,
                                      sizeof(fault_row) };

typedef struct {
    const ct_args *args;
    ct_table *table;
} fault_reading;

static ct_error add_fault(void *context, const ct_error *fault)
{
    fault_reading *r = context;
    bool vi = r->args->lang == CT_VI && fault->vi[0] != '\0';
    const char *place = fault->line > 0 ? ct_arena_printf(r->args->arena, "%s:%ld", fault->file, fault->line)
                                        : ct_arena_strdup(r->args->arena, fault->file);
    const char *text = ct_arena_strdup(r->args->arena, vi ? fault->vi : fault->text);
    fault_row *row = place != NULL && text != NULL ? ct_table_add(r->table) : NULL;

    if (row == NULL) return ct_no_memory();
    *row = (fault_row){ place, text };
    return ct_ok();
}

/* The own priors are of a later stage than the catalogue, and have one reader. */
static ct_error check_priors(const ct_args *args, const char *own, fault_reading *r)
{
    const char *path = ct_folder_exists(own) ? ct_path_join(args->arena, own, "priors.csv") : "", *text;
    ct_table *priors = NULL;
    size_t n;

    if (path == NULL) return ct_no_memory();
    if (path[0] == '\0' || !ct_file_exists(path)) return ct_ok();
    CT_TRY(ct_file_read(args->arena, path, &text, &n));
    ct_error err = ct_priors_read(text, n, path, &priors);

    ct_table_free(priors);
    return err.code == CT_EPARSE || err.code == CT_EDATA ? add_fault(r, &err) : err;
}

static ct_error check(const ct_args *args, const char *own)
{
    fault_reading r = { .args = args };
    const ct_catalogue_faults faults = { add_fault, &r };
    const char *folder;

    CT_TRY(ct_data_catalogue(args, &folder));
    CT_TRY(ct_table_new(&r.table, &fault_list));
    ct_error err = ct_catalogue_check(folder, own, &faults);

    if (err.code == CT_OK) err = check_priors(args, own, &r);
    if (err.code == CT_OK) err = ct_data_write_table(args, r.table, args->output);
    if (err.code == CT_OK && r.table->n > 0)
        err = ct_in(ct_fail(CT_EDATA, 0, "faults in it: %zu; correct them and check again", r.table->n), own);
    ct_table_free(r.table);
    return err;
}

static ct_error run(const ct_args *args)
{
    if (ct_args_value(args, "check") != NULL) return check(args, ct_args_value(args, "check"));
    const ct_schema *schema;
    ct_catalogue *catalogue = NULL;
    ct_table *table = NULL;

    CT_TRY(find_list(args, &schema));
    ct_error err = ct_data_read_catalogue(args, &catalogue);

    if (err.code == CT_OK) err = ct_table_new(&table, schema);
    if (err.code == CT_OK) err = list(args, catalogue, table);
    ct_table_free(table);
    ct_catalogue_free(catalogue);
    return err;
}

static const ct_example examples[] = {
    { "catalogue --search \"thu ngan sach\"", "các chỉ tiêu có những từ này, không cần dấu",
      "indicators with these words, without accents" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "list", CT_NOT_WITH, "check" },
    { "search", CT_NOT_WITH, "check" },
    { "catalogue", CT_NOT_WITH, "check" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_catalogue = {
    .name = "catalogue",
    .usage = "[--list WHAT] [--search TEXT] | --check FILE|FOLDER",
    .summary_vi = "liệt kê, tìm chỉ tiêu, đơn vị, phân tổ và cách gọi trong danh mục",
    .summary_en = "list or search the indicators, units, breakdowns and wordings of the catalogue",
    .details_vi =
        "Mỗi bảng có đúng các cột mà --catalogue nhận: giữ các dòng cần, sửa, rồi đưa lại.\n--catalogue nhận một tệp chỉ tiêu, hoặc một thư mục có các tệp cần dùng trong số: indicators.csv, units.csv, breakdowns.csv,\nwordings.csv, abbreviations.csv, english.csv, priors.csv. Cái đã có thì sửa, cái mới thì thêm; cách gọi trong danh mục riêng được ưu tiên.",
    .details_en =
        "Each list has the columns that --catalogue takes: keep the rows you need, change them, give them back.\n--catalogue takes a file of indicators, or a folder with those wanted of: indicators.csv, units.csv, breakdowns.csv,\nwordings.csv, abbreviations.csv, english.csv, priors.csv. What is known is changed, what is new is added; your wordings win.",
    .examples = examples,
    .tables = "catalogue",
    .options = options,
    .rules = rules,
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
