#include <stddef.h>

#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "cli/data.h"

/* One indicator as the command lists it. */
typedef struct {
    const char *indicator, *name_vi, *name_en, *group, *unit;
    int nature, direction;
    const char *aliases;
} listing;

static const ct_column columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(listing, indicator), NULL, "Catalogue id" },
    { "name_vi", CT_COLUMN_TEXT, true, offsetof(listing, name_vi), NULL, "Vietnamese name" },
    { "name_en", CT_COLUMN_TEXT, true, offsetof(listing, name_en), NULL, "English name" },
    { "group", CT_COLUMN_TEXT, true, offsetof(listing, group), NULL, "Group of indicators" },
    { "unit", CT_COLUMN_TEXT, true, offsetof(listing, unit), NULL, "Canonical unit" },
    { "nature", CT_COLUMN_WORD, true, offsetof(listing, nature), ct_nature_words, "level, rate or share" },
    { "direction", CT_COLUMN_WORD, true, offsetof(listing, direction), ct_direction_words, "Which is better" },
    { "aliases", CT_COLUMN_TEXT, false, offsetof(listing, aliases), NULL, "Other wordings, separated by |" },
};
static const ct_schema listing_schema = { "catalogue", "Indicators of the catalogue", columns, sizeof columns / sizeof *columns,
                                          sizeof(listing) };

static const ct_option options[] = {
    { "search", 's', "TEXT", "chỉ những chỉ tiêu có các từ này, không phân biệt dấu", "only indicators with these words, accents ignored" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error add(ct_table *table, const ct_indicator *indicator)
{
    ct_buffer aliases;
    listing *row = ct_table_add(table);

    if (row == NULL) return ct_no_memory();
    ct_buffer_init(&aliases);
    for (size_t i = 0; i < indicator->n_aliases; i++) ct_buffer_printf(&aliases, "%s%s", i > 0 ? "|" : "", indicator->aliases[i]);
    *row = (listing){ .indicator = indicator->id,
                      .name_vi = indicator->name_vi,
                      .name_en = indicator->name_en,
                      .group = indicator->group,
                      .unit = indicator->unit,
                      .nature = (int)indicator->nature,
                      .direction = (int)indicator->direction,
                      .aliases = ct_table_text(table, ct_buffer_string(&aliases)) };
    ct_buffer_clear(&aliases);
    return row->aliases != NULL ? ct_ok() : ct_no_memory();
}

static ct_error list(const ct_args *args, const ct_catalogue *catalogue, ct_table *table)
{
    const char *words = ct_args_value(args, "search");
    ct_indicator_match *found = ct_arena_array(args->arena, catalogue->n_indicators, sizeof *found);
    size_t n = 0;

    if (found == NULL) return ct_no_memory();
    if (words != NULL) CT_TRY(ct_catalogue_search(catalogue, words, found, catalogue->n_indicators, &n));
    for (size_t i = 0; i < n; i++) CT_TRY(add(table, found[i].indicator));
    for (size_t i = 0; words == NULL && i < catalogue->n_indicators; i++) CT_TRY(add(table, &catalogue->indicators[i]));
    if (words != NULL && n == 0)
        return ct_fail(CT_EDATA, 0, "no indicator has the words '%s'; try fewer words, or list all without --search", words);
    return ct_data_write_table(args, table, args->output);
}

static ct_error run(const ct_args *args)
{
    ct_catalogue *catalogue = NULL;
    ct_table *table = NULL;
    ct_error err = ct_data_read_catalogue(args, &catalogue);

    if (err.code == CT_OK) err = ct_table_new(&table, &listing_schema);
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
    .usage = "[--search TEXT]",
    .summary_vi = "liệt kê, tìm chỉ tiêu trong danh mục",
    .summary_en = "list or search the indicators of the catalogue",
    .examples = examples,
    .tables = "catalogue",
    .options = options,
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
