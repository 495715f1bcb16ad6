#include <stdlib.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "catalogue/listing.h"
#include "cli/command.h"
#include "cli/data.h"
#include "core/vietnamese.h"

static const ct_option options[] = {
    { "search", 's', "TEXT", "chỉ những dòng có các từ này, không phân biệt dấu", "only rows with these words, accents ignored" },
    { "list", 0, "indicators|units|breakdowns|wordings", "liệt kê gì (mặc định indicators)", "what to list (indicators by default)" },
    { NULL, 0, NULL, NULL, NULL },
};

/* What can be listed, each a table of its own. */
static const ct_schema *const lists[] = { &ct_indicator_list_schema, &ct_unit_list_schema, &ct_breakdown_list_schema, &ct_wording_list_schema };
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
    return name == NULL ? ct_ok() : ct_fail(CT_EUSAGE, 0, "--list '%.20s' is none of them; write indicators, units, breakdowns or wordings", name);
}

static ct_error nothing_found(const char *words)
{
    return ct_fail(CT_EDATA, 0, "nothing has the words '%.80s'; try fewer words, or list all without --search", words);
}

/* Indicators have a search of their own, best first. */
static ct_error search_indicators(const ct_args *args, const ct_catalogue *catalogue, const char *words, ct_table *table)
{
    ct_indicator_match *found = ct_arena_array(args->arena, catalogue->n_indicators, sizeof *found);
    size_t n = 0;

    if (found == NULL) return ct_no_memory();
    CT_TRY(ct_catalogue_search(catalogue, words, found, catalogue->n_indicators, &n));
    if (n == 0) return ct_fail(CT_EDATA, 0, "no indicator has the words '%s'; try fewer words, or list all without --search", words);
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

static ct_error run(const ct_args *args)
{
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
    { "catalogue --search \"thu ngan sach\"", "các chỉ tiêu có những từ này, không cần dấu", "indicators with these words, without accents" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_catalogue = {
    .name = "catalogue",
    .usage = "[--list WHAT] [--search TEXT]",
    .summary_vi = "liệt kê, tìm chỉ tiêu, đơn vị, phân tổ và cách gọi trong danh mục",
    .summary_en = "list or search the indicators, units, breakdowns and wordings of the catalogue",
    .details_vi = "Bảng indicators có đúng các cột mà --catalogue nhận: giữ các dòng cần, sửa, rồi đưa lại.",
    .details_en = "The list of indicators has the columns that --catalogue takes: keep the rows you need, change them, give them back.",
    .examples = examples,
    .tables = "catalogue",
    .options = options,
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
