#include "catalogue/listing.h"

#include <math.h>
#include <stddef.h>

#include "catalogue/files.h"

typedef struct {
    const char *id, *name_vi, *name_en, *group, *unit;
    int nature, direction, measure, prices;
    double lower, upper;
    const char *part_of, *growth_of, *growth_id, *rank_id, *official_code, *aliases;
} indicator_row;

typedef struct {
    const char *unit, *aliases, *base, *family;
    double factor;
} unit_row;

typedef struct {
    const char *breakdown, *axis, *aliases;
} breakdown_row;

typedef struct {
    const char *wording, *means;
    int of;
} wording_row;

#define COLUMN(type, field, kind, needed, words, about)                                                      \
    {                                                                                                        \
#field, kind, needed, offsetof(type, field), words, about                                            \
    }
#define TEXT(type, field, needed, about) COLUMN(type, field, CT_COLUMN_TEXT, needed, NULL, about)

static const ct_column indicator_columns[] = {
    TEXT(indicator_row, id, true, "Catalogue id."),
    TEXT(indicator_row, name_vi, true, "Vietnamese name."),
    TEXT(indicator_row, name_en, true, "English name."),
    TEXT(indicator_row, group, true, "Chapter of the report."),
    TEXT(indicator_row, unit, true, "Unit of its series."),
    COLUMN(indicator_row, nature, CT_COLUMN_WORD, true, ct_nature_words,
           "What its values are: level, rate, or share in [0, 100]."),
    COLUMN(indicator_row, direction, CT_COLUMN_WORD, true, ct_direction_words,
           "Which is better: higher, lower, neither."),
    COLUMN(indicator_row, measure, CT_COLUMN_WORD, true, ct_measure_words,
           "What a bare statement of it means."),
    COLUMN(indicator_row, lower, CT_COLUMN_NUMBER, false, NULL, "Least value; empty: none."),
    COLUMN(indicator_row, upper, CT_COLUMN_NUMBER, false, NULL, "Greatest value; empty: none."),
    TEXT(indicator_row, part_of, false, "Id of what it is a part or a percentage of."),
    TEXT(indicator_row, growth_of, false, "Id of the level that it is the growth of."),
    TEXT(indicator_row, growth_id, false, "Id of its growth, where growth_of does not tell."),
    TEXT(indicator_row, rank_id, false, "Id of its place among others."),
    COLUMN(indicator_row, prices, CT_COLUMN_WORD, false, ct_prices_words,
           "Prices that a growth is stated at."),
    TEXT(indicator_row, official_code, false, "Code in the national list of provincial indicators."),
    TEXT(indicator_row, aliases, false, "Other wordings, joined by |."),
};
const ct_schema ct_indicator_list_schema = { "indicators", "Indicators of the catalogue.", indicator_columns,
                                             sizeof indicator_columns / sizeof *indicator_columns,
                                             sizeof(indicator_row) };

static const ct_column unit_columns[] = {
    TEXT(unit_row, unit, true, "The unit as tables write it."),
    TEXT(unit_row, aliases, false, "Other spellings, joined by |."),
    TEXT(unit_row, base, true, "Units of one base convert into each other."),
    COLUMN(unit_row, factor, CT_COLUMN_NUMBER, true, NULL, "A value times this is in the base."),
    TEXT(unit_row, family, true, "Kind of quantity."),
};
const ct_schema ct_unit_list_schema = { "units", "Units of the catalogue.", unit_columns,
                                        sizeof unit_columns / sizeof *unit_columns, sizeof(unit_row) };

static const ct_column breakdown_columns[] = {
    TEXT(breakdown_row, breakdown, true, "The part of a total as tables write it."),
    TEXT(breakdown_row, axis, true, "What the total is cut by: sector, area, sex, ..."),
    TEXT(breakdown_row, aliases, false, "Other wordings, joined by |."),
};
const ct_schema ct_breakdown_list_schema = { "breakdowns", "Parts of totals in the catalogue.",
                                             breakdown_columns,
                                             sizeof breakdown_columns / sizeof *breakdown_columns,
                                             sizeof(breakdown_row) };

static const ct_column wording_columns[] = {
    TEXT(wording_row, wording, true, "The words as documents have them."),
    COLUMN(wording_row, of, CT_COLUMN_WORD, true, ct_wording_of_words, "What they name."),
    TEXT(wording_row, means, true,
         "The indicator's id, the unit's or the part's name, what an abbreviation stands for."),
};
const ct_schema ct_wording_list_schema = { "wordings", "Every wording of the catalogue and what it means.",
                                           wording_columns, sizeof wording_columns / sizeof *wording_columns,
                                           sizeof(wording_row) };

/* "a|b|c" in the table's arena; NULL when out of memory. */
static const char *joined(ct_table *table, const char *const *items, size_t n)
{
    ct_buffer text;

    ct_buffer_init(&text);
    for (size_t i = 0; i < n; i++) ct_buffer_printf(&text, "%s%s", i > 0 ? "|" : "", items[i]);
    const char *copy = text.failed ? NULL : ct_table_text(table, ct_buffer_string(&text));

    ct_buffer_clear(&text);
    return copy;
}

static double bound(double value)
{
    return isfinite(value) ? value : (double)NAN;
}

ct_error ct_indicator_list(const ct_indicator *from, ct_table *table)
{
    indicator_row *row = ct_table_add(table);

    if (row == NULL) return ct_no_memory();
    *row = (indicator_row){ .id = from->id,
                            .name_vi = from->name_vi,
                            .name_en = from->name_en,
                            .group = from->group,
                            .unit = from->unit,
                            .nature = (int)from->nature,
                            .direction = (int)from->direction,
                            .measure = (int)from->measure,
                            .prices = (int)from->prices,
                            .lower = bound(from->lower),
                            .upper = bound(from->upper),
                            .part_of = from->part_of,
                            .growth_of = from->growth_of,
                            .growth_id = from->growth_id,
                            .rank_id = from->rank_id,
                            .official_code = from->official_code,
                            .aliases = joined(table, from->aliases, from->n_aliases) };
    if (row->aliases != NULL) return ct_ok();
    table->n--;
    return ct_no_memory();
}

static ct_error list_units(const ct_catalogue *catalogue, ct_table *table)
{
    for (size_t i = 0; i < catalogue->n_units; i++) {
        const ct_unit *from = &catalogue->units[i];
        const char *aliases = joined(table, from->aliases, from->n_aliases);
        unit_row *row = aliases != NULL ? ct_table_add(table) : NULL;

        if (row == NULL) return ct_no_memory();
        *row = (unit_row){ from->name, aliases, from->base, from->family, from->factor };
    }
    return ct_ok();
}

static ct_error list_breakdowns(const ct_catalogue *catalogue, ct_table *table)
{
    for (size_t i = 0; i < catalogue->n_breakdowns; i++) {
        const ct_breakdown *from = &catalogue->breakdowns[i];
        const char *aliases = joined(table, from->aliases, from->n_aliases);
        breakdown_row *row = aliases != NULL ? ct_table_add(table) : NULL;

        if (row == NULL) return ct_no_memory();
        *row = (breakdown_row){ from->name, from->axis, aliases };
    }
    return ct_ok();
}

static ct_error add_wording(ct_table *table, const char *wording, ct_wording_of of, const char *means)
{
    wording_row *row = ct_table_add(table);

    if (row == NULL) return ct_no_memory();
    *row = (wording_row){ wording, means, (int)of };
    return ct_ok();
}

static ct_error add_wordings(ct_table *table, const char *name, const char *const *aliases, size_t n,
                             ct_wording_of of, const char *means)
{
    CT_TRY(add_wording(table, name, of, means));
    for (size_t i = 0; i < n; i++) CT_TRY(add_wording(table, aliases[i], of, means));
    return ct_ok();
}

static ct_error list_wordings(const ct_catalogue *catalogue, ct_table *table)
{
    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        const ct_indicator *from = &catalogue->indicators[i];
        CT_TRY(add_wordings(table, from->name_vi, from->aliases, from->n_aliases, CT_OF_INDICATOR, from->id));
    }
    for (size_t i = 0; i < catalogue->n_units; i++) {
        const ct_unit *from = &catalogue->units[i];
        CT_TRY(add_wordings(table, from->name, from->aliases, from->n_aliases, CT_OF_UNIT, from->name));
    }
    for (size_t i = 0; i < catalogue->n_breakdowns; i++) {
        const ct_breakdown *from = &catalogue->breakdowns[i];
        CT_TRY(add_wordings(table, from->name, from->aliases, from->n_aliases, CT_OF_BREAKDOWN, from->name));
    }
    for (size_t i = 0; i < catalogue->n_abbreviations; i++)
        CT_TRY(add_wording(table, catalogue->abbreviations[i].abbreviation, CT_OF_ABBREVIATION,
                           catalogue->abbreviations[i].expansion));
    return ct_ok();
}

ct_error ct_catalogue_list(const ct_catalogue *catalogue, ct_table *table)
{
    if (table->schema == &ct_unit_list_schema) return list_units(catalogue, table);
    if (table->schema == &ct_breakdown_list_schema) return list_breakdowns(catalogue, table);
    if (table->schema == &ct_wording_list_schema) return list_wordings(catalogue, table);
    if (table->schema != &ct_indicator_list_schema)
        return ct_fail(CT_EUSAGE, 0, "the catalogue has no table of %s", table->schema->name);
    for (size_t i = 0; i < catalogue->n_indicators; i++)
        CT_TRY(ct_indicator_list(&catalogue->indicators[i], table));
    return ct_ok();
}
