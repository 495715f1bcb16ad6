#include "catalogue/catalogue.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/lookup.h"
#include "core/file.h"
#include "core/table.h"
#include "core/vietnamese.h"

const char *const ct_nature_words[] = { "level", "rate", "share", NULL };
const char *const ct_direction_words[] = { "up", "down", "none", NULL };
const char *const ct_prices_words[] = { "", "current", "constant", NULL };
const char *const ct_measure_words[] = { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple", NULL };

/* The files as they stand, before lists are split and references checked. */
typedef struct {
    const char *id, *name_vi, *name_en, *group, *unit;
    int nature, direction, measure, prices;
    double lower, upper;
    const char *part_of, *growth_of, *growth_id, *rank_id, *official_code, *aliases;
} indicator_row;

#define TEXT(type, field, needed)                                                                                                          \
    {                                                                                                                                      \
#field, CT_COLUMN_TEXT, needed, offsetof(type, field), NULL, ""                                                                    \
    }

/* The columns of an indicator; of `needed` ones no cell may be empty. */
#define INDICATOR_COLUMNS(needed, natures, directions, measures)                                                                          \
    TEXT(indicator_row, id, true), TEXT(indicator_row, name_vi, needed), TEXT(indicator_row, name_en, needed),                             \
        TEXT(indicator_row, group, needed), TEXT(indicator_row, unit, needed),                                                            \
        { "nature", CT_COLUMN_WORD, needed, offsetof(indicator_row, nature), natures, "" },                                               \
        { "direction", CT_COLUMN_WORD, needed, offsetof(indicator_row, direction), directions, "" },                                      \
        { "measure", CT_COLUMN_WORD, needed, offsetof(indicator_row, measure), measures, "" },                                            \
        { "lower", CT_COLUMN_NUMBER, false, offsetof(indicator_row, lower), NULL, "" },                                                   \
        { "upper", CT_COLUMN_NUMBER, false, offsetof(indicator_row, upper), NULL, "" }, TEXT(indicator_row, part_of, false),              \
        TEXT(indicator_row, growth_of, false), TEXT(indicator_row, growth_id, false), TEXT(indicator_row, rank_id, false),                \
        { "prices", CT_COLUMN_WORD, false, offsetof(indicator_row, prices), ct_prices_words, "" },                                        \
        TEXT(indicator_row, official_code, false), TEXT(indicator_row, aliases, false)

static const ct_column indicator_columns[] = { INDICATOR_COLUMNS(true, ct_nature_words, ct_direction_words, ct_measure_words) };
static const ct_schema indicator_schema = { "indicators", "", indicator_columns, sizeof indicator_columns / sizeof *indicator_columns,
                                            sizeof(indicator_row) };

/* A user's own file: of an indicator that is known every column but the id may be missing, so that words begin with "". */
static const char *const own_natures[] = { "", "level", "rate", "share", NULL };
static const char *const own_directions[] = { "", "up", "down", "none", NULL };
static const char *const own_measures[] = { "", "level", "growth", "change", "share", "plan_ratio", "rank", "multiple", NULL };
static const ct_column own_columns[] = { INDICATOR_COLUMNS(false, own_natures, own_directions, own_measures) };
static const ct_schema own_schema = { "indicators", "", own_columns, sizeof own_columns / sizeof *own_columns, sizeof(indicator_row) };

typedef struct {
    const char *unit, *aliases, *base, *family;
    double factor;
} unit_row;
static const ct_column unit_columns[] = {
    TEXT(unit_row, unit, true),   TEXT(unit_row, aliases, false),
    TEXT(unit_row, base, true),   { "factor", CT_COLUMN_NUMBER, true, offsetof(unit_row, factor), NULL, "" },
    TEXT(unit_row, family, true),
};
static const ct_schema unit_schema = { "units", "", unit_columns, sizeof unit_columns / sizeof *unit_columns, sizeof(unit_row) };

typedef struct {
    const char *breakdown, *axis, *aliases;
} breakdown_row;
static const ct_column english_columns[] = { TEXT(ct_english, kind, true), TEXT(ct_english, vi, true), TEXT(ct_english, en, true) };
static const ct_schema english_schema = { "english", "", english_columns, 3, sizeof(ct_english) };

static const ct_column breakdown_columns[] = { TEXT(breakdown_row, breakdown, true), TEXT(breakdown_row, axis, true),
                                               TEXT(breakdown_row, aliases, false) };
static const ct_schema breakdown_schema = { "breakdowns", "", breakdown_columns, 3, sizeof(breakdown_row) };

typedef struct {
    const char *abbreviation, *expansion_vi;
} abbreviation_row;
static const ct_column abbreviation_columns[] = { TEXT(abbreviation_row, abbreviation, true), TEXT(abbreviation_row, expansion_vi, true) };
static const ct_schema abbreviation_schema = { "abbreviations", "", abbreviation_columns, 2, sizeof(abbreviation_row) };

typedef struct {
    const char *indicator, *axis, *parts;
} structure_row;
static const ct_column structure_columns[] = { TEXT(structure_row, indicator, true), TEXT(structure_row, axis, true),
                                               TEXT(structure_row, parts, true) };
static const ct_schema structure_schema = { "structures", "", structure_columns, 3, sizeof(structure_row) };

typedef struct {
    const char *indicator;
} stock_row;
static const ct_column stock_columns[] = { TEXT(stock_row, indicator, true) };
static const ct_schema stock_schema = { "stocks", "", stock_columns, 1, sizeof(stock_row) };

/* Finding: names folded (units: lower case with accents) to a number in their array. */
typedef struct {
    ct_lookup ids, names, units, breakdowns;
    ct_lookup claimed; /* wordings of a user's own file: whoever else has them, they mean the user's indicator */
} catalogue_index;

/* Split "a|b|c" in the arena; blanks around items go, empty items too. */
static ct_error split(ct_arena *arena, const char *text, const char *const **items, size_t *n)
{
    size_t most = 1, count = 0;
    const char **list;

    for (const char *s = text; *s != '\0'; s++) most += *s == '|';
    list = ct_arena_array(arena, most, sizeof *list);
    if (list == NULL) return ct_no_memory();
    for (const char *s = text;; s++) {
        while (*s == ' ') s++;
        size_t length = strcspn(s, "|"), kept = length;
        while (kept > 0 && s[kept - 1] == ' ') kept--;
        if (kept > 0 && (list[count++] = ct_arena_strndup(arena, s, kept)) == NULL) return ct_no_memory();
        s += length;
        if (*s == '\0') break;
    }
    *items = list;
    *n = count;
    return ct_ok();
}

static ct_error read_rows(ct_arena *arena, const char *path, const ct_schema *schema, ct_table **table)
{
    const char *text;
    size_t n;

    CT_TRY(ct_table_new(table, schema));
    CT_TRY(ct_file_read(arena, path, &text, &n));
    return ct_table_read(*table, text, n, path);
}

static const char *keep(ct_arena *arena, const char *text, bool *failed)
{
    const char *copy = ct_arena_strdup(arena, text);

    if (copy == NULL) *failed = true;
    return copy;
}

static ct_error take_units(ct_catalogue *catalogue, const ct_table *table, const char *path)
{
    ct_arena *arena = catalogue->arena;
    ct_unit *units = ct_arena_array(arena, table->n, sizeof *units);
    catalogue_index *index = catalogue->index;
    bool failed = units == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const unit_row *row = ct_table_row(table, i);
        if (!(row->factor > 0)) return ct_in(ct_fail(CT_EPARSE, table->lines[i], "unit '%s' has no factor above 0", row->unit), path);
        units[i] = (ct_unit){ .name = keep(arena, row->unit, &failed),
                              .base = keep(arena, row->base, &failed),
                              .family = keep(arena, row->family, &failed),
                              .factor = row->factor };
        CT_TRY(split(arena, row->aliases, &units[i].aliases, &units[i].n_aliases));
        if (failed) break;
        if (ct_lookup_find(&index->units, units[i].name) != SIZE_MAX)
            return ct_in(ct_fail(CT_EPARSE, table->lines[i], "unit '%s' stands twice; merge the rows", row->unit), path);
        CT_TRY(ct_lookup_add(&index->units, units[i].name, i));
        for (size_t a = 0; a < units[i].n_aliases; a++) CT_TRY(ct_lookup_add(&index->units, units[i].aliases[a], i));
    }
    catalogue->units = units;
    catalogue->n_units = table->n;
    return failed ? ct_no_memory() : ct_ok();
}

static ct_error take_breakdowns(ct_catalogue *catalogue, const ct_table *table)
{
    ct_arena *arena = catalogue->arena;
    ct_breakdown *list = ct_arena_array(arena, table->n, sizeof *list);
    catalogue_index *index = catalogue->index;
    bool failed = list == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const breakdown_row *row = ct_table_row(table, i);
        list[i] = (ct_breakdown){ .name = keep(arena, row->breakdown, &failed), .axis = keep(arena, row->axis, &failed) };
        CT_TRY(split(arena, row->aliases, &list[i].aliases, &list[i].n_aliases));
        if (failed) break;
        CT_TRY(ct_lookup_add(&index->breakdowns, list[i].name, i));
        for (size_t a = 0; a < list[i].n_aliases; a++) CT_TRY(ct_lookup_add(&index->breakdowns, list[i].aliases[a], i));
    }
    catalogue->breakdowns = list;
    catalogue->n_breakdowns = table->n;
    return failed ? ct_no_memory() : ct_ok();
}

static ct_error take_abbreviations(ct_catalogue *catalogue, const ct_table *table)
{
    ct_abbreviation *list = ct_arena_array(catalogue->arena, table->n, sizeof *list);
    bool failed = list == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const abbreviation_row *row = ct_table_row(table, i);
        list[i] =
            (ct_abbreviation){ keep(catalogue->arena, row->abbreviation, &failed), keep(catalogue->arena, row->expansion_vi, &failed) };
    }
    catalogue->abbreviations = list;
    catalogue->n_abbreviations = table->n;
    return failed ? ct_no_memory() : ct_ok();
}

static bool has_alias(const ct_indicator *indicator, const char *alias)
{
    for (size_t i = 0; i < indicator->n_aliases; i++)
        if (strcmp(indicator->aliases[i], alias) == 0) return true;
    return false;
}

/* A user's row for a known id only adds wordings, and what the catalogue printed may come back unchanged. */
static ct_error add_aliases(ct_arena *arena, ct_indicator *indicator, const char *text)
{
    const char *const *more;
    const char **all;
    size_t n;

    CT_TRY(split(arena, text, &more, &n));
    all = ct_arena_array(arena, indicator->n_aliases + n, sizeof *all);
    if (all == NULL) return ct_no_memory();
    for (size_t i = 0; i < indicator->n_aliases; i++) all[i] = indicator->aliases[i];
    size_t count = indicator->n_aliases;

    for (size_t i = 0; i < n; i++)
        if (!has_alias(indicator, more[i])) all[count++] = more[i];
    indicator->aliases = all;
    indicator->n_aliases = count;
    return ct_ok();
}

static ct_error fill_indicator(ct_arena *arena, const indicator_row *row, ct_indicator *to)
{
    bool failed = false;

    *to = (ct_indicator){
        .id = keep(arena, row->id, &failed),
        .name_vi = keep(arena, row->name_vi, &failed),
        .name_en = keep(arena, row->name_en, &failed),
        .group = keep(arena, row->group, &failed),
        .unit = keep(arena, row->unit, &failed),
        .nature = (ct_nature)row->nature,
        .direction = (ct_direction)row->direction,
        .measure = (ct_measure)row->measure,
        .prices = (ct_prices)row->prices,
        .lower = isnan(row->lower) ? -INFINITY : row->lower,
        .upper = isnan(row->upper) ? INFINITY : row->upper,
        .part_of = keep(arena, row->part_of, &failed),
        .growth_of = keep(arena, row->growth_of, &failed),
        .growth_id = keep(arena, row->growth_id, &failed),
        .rank_id = keep(arena, row->rank_id, &failed),
        .official_code = keep(arena, row->official_code, &failed),
    };
    if (failed) return ct_no_memory();
    return split(arena, row->aliases, &to->aliases, &to->n_aliases);
}

/* A user's row for a known id is in the unit it says: an office's figures may all be in one the catalogue did not choose. Bounds are numbers of
 * the old unit; only that an amount is not negative holds in every unit. */
static ct_error change_unit(const ct_catalogue *catalogue, ct_indicator *indicator, const indicator_row *row)
{
    const ct_unit *unit = ct_unit_find(catalogue, row->unit);

    if (strcmp(unit->name, indicator->unit) == 0) return ct_ok();
    if (indicator->nature != CT_LEVEL || indicator->measure != CT_MEASURE_LEVEL)
        return ct_fail(CT_EPARSE, 0, "'%s' is in %s, which only an amount may change; leave its unit, or give your row an id of its own",
                       indicator->id, indicator->unit);
    if (!isnan(row->lower))
        indicator->lower = row->lower;
    else if (indicator->lower != 0)
        indicator->lower = -INFINITY;
    indicator->upper = !isnan(row->upper) ? row->upper : INFINITY;
    indicator->unit = ct_arena_strdup(catalogue->arena, unit->name);
    return indicator->unit != NULL ? ct_ok() : ct_no_memory();
}

/* The units that rows name are there, and no id of the catalogue's own file stands twice. */
static ct_error check_row(const ct_catalogue *catalogue, const indicator_row *row, bool known, bool own)
{
    const struct {
        const char *column;
        bool empty;
    } needed[] = { { "name_vi", row->name_vi[0] == '\0' }, { "name_en", row->name_en[0] == '\0' }, { "group", row->group[0] == '\0' },
                   { "unit", row->unit[0] == '\0' },       { "nature", row->nature == 0 },          { "direction", row->direction == 0 },
                   { "measure", row->measure == 0 } };

    if ((!own || row->unit[0] != '\0') && ct_unit_find(catalogue, row->unit) == NULL)
        return ct_fail(CT_EPARSE, 0, "unit '%s' of '%s' is not in units.csv; add it there or use one that is", row->unit, row->id);
    if (known && !own) return ct_fail(CT_EPARSE, 0, "id '%s' stands twice; ids are unique", row->id);
    for (size_t i = 0; own && !known && i < sizeof needed / sizeof *needed; i++)
        if (needed[i].empty)
            return ct_fail(CT_EPARSE, 0, "'%s' is new and its column '%s' is empty; only an id of the catalogue may leave it out", row->id, needed[i].column);
    return ct_ok();
}

/* A user's wording is claimed for one indicator of the user's file; what the catalogue says of it counts no more. */
static ct_error claim(catalogue_index *index, const ct_indicator *list, size_t i, const char *wording)
{
    size_t other = ct_lookup_find(&index->claimed, wording);

    if (other != SIZE_MAX && other != i)
        return ct_fail(CT_EPARSE, 0, "'%s' is a wording of '%s' and of '%s'; keep it at one of them", wording, list[other].id, list[i].id);
    return ct_lookup_add(&index->claimed, wording, i);
}

/* One row of a user's file: a known id adds wordings and changes the unit, a new one adds an indicator. */
static ct_error take_own(ct_catalogue *catalogue, ct_indicator *list, const indicator_row *given, size_t known)
{
    catalogue_index *index = catalogue->index;
    indicator_row row = *given;
    size_t i = known != SIZE_MAX ? known : catalogue->n_indicators, before = 0;

    if (known != SIZE_MAX) {
        before = list[i].n_aliases;
        CT_TRY(add_aliases(catalogue->arena, &list[i], row.aliases));
        if (row.unit[0] != '\0') CT_TRY(change_unit(catalogue, &list[i], &row));
    } else {
        row.nature--; /* without the empty word */
        row.direction--;
        row.measure--;
        CT_TRY(fill_indicator(catalogue->arena, &row, &list[i]));
        CT_TRY(ct_lookup_add(&index->ids, list[i].id, i));
        catalogue->n_indicators++;
        CT_TRY(claim(index, list, i, list[i].name_vi));
    }
    for (size_t a = before; a < list[i].n_aliases; a++) CT_TRY(claim(index, list, i, list[i].aliases[a]));
    return ct_ok();
}

/* Add the rows of one file; own: a user's. */
static ct_error take_indicators(ct_catalogue *catalogue, ct_indicator *list, const ct_table *table, const char *path, bool own)
{
    catalogue_index *index = catalogue->index;

    for (size_t i = 0; i < table->n; i++) {
        const indicator_row *row = ct_table_row(table, i);
        size_t known = ct_lookup_find(&index->ids, row->id);
        ct_error err = check_row(catalogue, row, known != SIZE_MAX, own);
        if (err.code == CT_OK && own) err = take_own(catalogue, list, row, known);
        if (err.code == CT_EPARSE && err.line == 0) err.line = table->lines[i];
        CT_TRY(ct_in(err, path));
        if (own) continue;
        CT_TRY(fill_indicator(catalogue->arena, row, &list[catalogue->n_indicators]));
        CT_TRY(ct_lookup_add(&index->ids, list[catalogue->n_indicators].id, catalogue->n_indicators));
        catalogue->n_indicators++;
    }
    return ct_ok();
}

/* References between indicators, once all are known; and the wordings. */
static ct_error link_indicators(ct_catalogue *catalogue, const char *path)
{
    catalogue_index *index = catalogue->index;

    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        const ct_indicator *indicator = &catalogue->indicators[i];
        const char *const others[] = { indicator->part_of, indicator->growth_of, indicator->growth_id, indicator->rank_id };
        const char *missing = "";
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            if (others[k][0] != '\0' && ct_lookup_find(&index->ids, others[k]) == SIZE_MAX) missing = others[k];
        if (missing[0] != '\0')
            return ct_in(ct_fail(CT_EPARSE, 0, "'%s' refers to '%s', which is no indicator", indicator->id, missing), path);
        CT_TRY(ct_lookup_add(&index->names, indicator->name_vi, i));
        for (size_t a = 0; a < indicator->n_aliases; a++) CT_TRY(ct_lookup_add(&index->names, indicator->aliases[a], i));
    }
    for (size_t i = 0; i < catalogue->n_indicators; i++) CT_TRY(ct_lookup_add(&index->names, catalogue->indicators[i].name_en, i));
    return ct_ok();
}

static ct_error take_structures(ct_catalogue *catalogue, const ct_table *table, const char *path)
{
    ct_structure *list = ct_arena_array(catalogue->arena, table->n, sizeof *list);
    bool failed = list == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const structure_row *row = ct_table_row(table, i);
        if (ct_indicator_find(catalogue, row->indicator) == NULL)
            return ct_in(ct_fail(CT_EPARSE, table->lines[i], "'%s' is no indicator", row->indicator), path);
        list[i] = (ct_structure){ .indicator = keep(catalogue->arena, row->indicator, &failed),
                                  .axis = keep(catalogue->arena, row->axis, &failed) };
        CT_TRY(split(catalogue->arena, row->parts, &list[i].parts, &list[i].n_parts));
    }
    catalogue->structures = list;
    catalogue->n_structures = table->n;
    return failed ? ct_no_memory() : ct_ok();
}

static ct_error take_stocks(ct_catalogue *catalogue, ct_indicator *list, const ct_table *table, const char *path)
{
    for (size_t i = 0; i < table->n; i++) {
        const stock_row *row = ct_table_row(table, i);
        const ct_indicator *known = ct_indicator_find(catalogue, row->indicator);

        if (known == NULL) return ct_in(ct_fail(CT_EPARSE, table->lines[i], "'%s' is no indicator", row->indicator), path);
        list[known - catalogue->indicators].stock = true;
    }
    return ct_ok();
}

static ct_error take_english(ct_catalogue *catalogue, const ct_table *table)
{
    ct_english *list = ct_arena_array(catalogue->arena, table->n, sizeof *list);
    bool failed = false;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < table->n; i++) {
        const ct_english *row = ct_table_row(table, i);
        list[i] = (ct_english){ keep(catalogue->arena, row->kind, &failed), keep(catalogue->arena, row->vi, &failed), keep(catalogue->arena, row->en, &failed) };
    }
    catalogue->english = list;
    catalogue->n_english = table->n;
    return failed ? ct_no_memory() : ct_ok();
}

/* Which file, by which schema; units first, since indicators refer to them. */
enum { UNITS, INDICATORS, BREAKDOWNS, ABBREVIATIONS, STRUCTURES, STOCKS, ENGLISH, FILES };
static const struct {
    const char *name;
    const ct_schema *schema;
} files[FILES] = {
    { "units.csv", &unit_schema },           { "indicators.csv", &indicator_schema },
    { "breakdowns.csv", &breakdown_schema }, { "abbreviations.csv", &abbreviation_schema },
    { "structures.csv", &structure_schema }, { "stocks.csv", &stock_schema },
    { "english.csv", &english_schema },
};

static ct_error take_all(ct_catalogue *catalogue, ct_table *const tables[FILES], const char *const paths[FILES], const ct_table *own,
                         const char *own_path)
{
    size_t most = tables[INDICATORS]->n + (own != NULL ? own->n : 0);
    ct_indicator *list = ct_arena_array(catalogue->arena, most, sizeof *list);

    if (list == NULL) return ct_no_memory();
    catalogue->indicators = list;
    CT_TRY(take_units(catalogue, tables[UNITS], paths[UNITS]));
    CT_TRY(take_indicators(catalogue, list, tables[INDICATORS], paths[INDICATORS], false));
    if (own != NULL) CT_TRY(take_indicators(catalogue, list, own, own_path, true));
    CT_TRY(link_indicators(catalogue, own != NULL ? own_path : paths[INDICATORS]));
    CT_TRY(take_breakdowns(catalogue, tables[BREAKDOWNS]));
    CT_TRY(take_abbreviations(catalogue, tables[ABBREVIATIONS]));
    CT_TRY(take_english(catalogue, tables[ENGLISH]));
    CT_TRY(take_stocks(catalogue, list, tables[STOCKS], paths[STOCKS]));
    return take_structures(catalogue, tables[STRUCTURES], paths[STRUCTURES]);
}

static ct_error index_new(ct_catalogue *catalogue)
{
    catalogue_index *index = ct_arena_alloc(catalogue->arena, sizeof *index);

    if (index == NULL) return ct_no_memory();
    ct_lookup_init(&index->ids, catalogue->arena, CT_LOOKUP_EXACT);
    ct_lookup_init(&index->names, catalogue->arena, CT_LOOKUP_FOLDED);
    ct_lookup_init(&index->claimed, catalogue->arena, CT_LOOKUP_FOLDED);
    ct_lookup_init(&index->units, catalogue->arena, CT_LOOKUP_LOWER);
    ct_lookup_init(&index->breakdowns, catalogue->arena, CT_LOOKUP_FOLDED);
    catalogue->index = index;
    return ct_ok();
}

ct_error ct_catalogue_read(ct_catalogue **out, const char *folder, const char *own_file)
{
    ct_table *tables[FILES] = { NULL }, *own = NULL;
    const char *paths[FILES] = { NULL };
    ct_catalogue *catalogue = calloc(1, sizeof *catalogue);
    ct_error err = ct_no_memory();

    *out = NULL;
    if (catalogue == NULL || (catalogue->arena = ct_arena_new()) == NULL) goto done;
    err = index_new(catalogue);
    for (int i = 0; i < FILES && err.code == CT_OK; i++) {
        paths[i] = ct_path_join(catalogue->arena, folder, files[i].name);
        err = paths[i] != NULL ? read_rows(catalogue->arena, paths[i], files[i].schema, &tables[i]) : ct_no_memory();
    }
    if (err.code == CT_OK && own_file != NULL) err = read_rows(catalogue->arena, own_file, &own_schema, &own);
    if (err.code == CT_OK) err = take_all(catalogue, tables, paths, own, own_file);
    if (err.code == CT_OK) {
        *out = catalogue;
        catalogue = NULL;
    }
done:
    for (int i = 0; i < FILES; i++) ct_table_free(tables[i]);
    ct_table_free(own);
    ct_catalogue_free(catalogue);
    return err;
}

void ct_catalogue_free(ct_catalogue *catalogue)
{
    if (catalogue == NULL) return;
    ct_arena_free(catalogue->arena);
    free(catalogue);
}

const ct_indicator *ct_indicator_find(const ct_catalogue *catalogue, const char *id)
{
    const catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->ids, id);

    return i != SIZE_MAX ? &catalogue->indicators[i] : NULL;
}

const ct_indicator *ct_indicator_claiming(const ct_catalogue *catalogue, const char *text)
{
    const catalogue_index *index = catalogue->index;
    size_t i = index != NULL && index->claimed.n > 0 ? ct_lookup_find(&index->claimed, text) : SIZE_MAX; /* one made by code has no index */

    return i != SIZE_MAX ? &catalogue->indicators[i] : NULL;
}

const ct_indicator *ct_indicator_named(const ct_catalogue *catalogue, const char *text)
{
    const catalogue_index *index = catalogue->index;
    size_t i = index->claimed.n > 0 ? ct_lookup_find(&index->claimed, text) : SIZE_MAX;

    if (i == SIZE_MAX) i = ct_lookup_find(&index->names, text);
    return i != SIZE_MAX ? &catalogue->indicators[i] : NULL;
}

const ct_unit *ct_unit_find(const ct_catalogue *catalogue, const char *name)
{
    const catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->units, name);

    return i != SIZE_MAX ? &catalogue->units[i] : NULL;
}

const ct_breakdown *ct_breakdown_find(const ct_catalogue *catalogue, const char *text)
{
    const catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->breakdowns, text);

    return i != SIZE_MAX ? &catalogue->breakdowns[i] : NULL;
}

bool ct_unit_convert(const ct_catalogue *catalogue, double value, const char *from, const char *to, double *out)
{
    const ct_unit *a, *b;

    if (strcmp(from, to) == 0) {
        *out = value;
        return true;
    }
    a = ct_unit_find(catalogue, from);
    b = ct_unit_find(catalogue, to);
    if (a == NULL || b == NULL || strcmp(a->base, b->base) != 0) return false;
    /* Factors are decimal powers or small whole numbers: multiplying by the larger ratio keeps 1,5 triệu at 1500000. */
    *out = a->factor >= b->factor ? value * (a->factor / b->factor) : value / (b->factor / a->factor);
    return true;
}

/* How well a folded wording answers folded words: 0 when a word is missing, 1 when they are the same text. */
static double answers(const char *wording, const char *words)
{
    size_t found = 0;

    for (const char *s = words; *s != '\0';) {
        char word[64];
        size_t n = strcspn(s, " ");
        if (n >= sizeof word) return 0;
        memcpy(word, s, n);
        word[n] = '\0';
        if (n > 0 && strstr(wording, word) == NULL) return 0;
        found += n;
        s += n;
        while (*s == ' ') s++;
    }
    return found == 0                    ? 0
           : strcmp(wording, words) == 0 ? 1
                                         : 0.99 * (double)found / (double)(strlen(wording) > found ? strlen(wording) : found);
}

static ct_error score_indicator(ct_arena *arena, const ct_indicator *indicator, const char *words, double *score)
{
    *score = answers(indicator->id, words);
    for (size_t a = 0; a < indicator->n_aliases + 2; a++) {
        const char *text = a == 0 ? indicator->name_vi : a == 1 ? indicator->name_en : indicator->aliases[a - 2];
        const char *folded = ct_fold(arena, text, strlen(text));
        if (folded == NULL) return ct_no_memory();
        *score = fmax(*score, answers(folded, words));
    }
    return ct_ok();
}

/* Keep the best max matches, best first, equals in the catalogue's order. */
static void keep_best(ct_indicator_match *matches, size_t max, size_t *n, ct_indicator_match found)
{
    size_t at = *n;

    while (at > 0 && matches[at - 1].score < found.score) at--;
    if (at >= max) return;
    if (*n < max) (*n)++;
    memmove(matches + at + 1, matches + at, (*n - at - 1) * sizeof *matches);
    matches[at] = found;
}

ct_error ct_catalogue_search(const ct_catalogue *catalogue, const char *text, ct_indicator_match *matches, size_t max, size_t *n)
{
    ct_arena *arena = ct_arena_new();
    const char *words = arena != NULL ? ct_fold(arena, text, strlen(text)) : NULL;
    ct_error err = words != NULL ? ct_ok() : ct_no_memory();

    *n = 0;
    for (size_t i = 0; i < catalogue->n_indicators && err.code == CT_OK; i++) {
        ct_indicator_match found = { &catalogue->indicators[i], 0 };
        err = score_indicator(arena, found.indicator, words, &found.score);
        if (err.code == CT_OK && found.score > 0) keep_best(matches, max, n, found);
    }
    ct_arena_free(arena);
    return err;
}
