#include "catalogue/files.h"

#include <math.h>
#include <string.h>

const char *const ct_nature_words[] = { "level", "rate", "share", NULL };
const char *const ct_direction_words[] = { "up", "down", "none", NULL };
const char *const ct_prices_words[] = { "", "current", "constant", NULL };
const char *const ct_measure_words[] = { "level",      "growth", "change",   "share",
                                         "plan_ratio", "rank",   "multiple", NULL };

#define TEXT(type, field, needed)                                                                            \
    {                                                                                                        \
#field, CT_COLUMN_TEXT, needed, offsetof(type, field), NULL, ""                                      \
    }

/* The columns of an indicator; of `needed` ones no cell may be empty. */
#define INDICATOR_COLUMNS(needed, natures, directions, measures)                                             \
    TEXT(ct_indicator_row, id, true), TEXT(ct_indicator_row, name_vi, needed),                               \
        TEXT(ct_indicator_row, name_en, needed), TEXT(ct_indicator_row, group, needed),                      \
        TEXT(ct_indicator_row, unit, needed),                                                                \
        { "nature", CT_COLUMN_WORD, needed, offsetof(ct_indicator_row, nature), natures, "" },               \
        { "direction", CT_COLUMN_WORD, needed, offsetof(ct_indicator_row, direction), directions, "" },      \
        { "measure", CT_COLUMN_WORD, needed, offsetof(ct_indicator_row, measure), measures, "" },            \
        { "lower", CT_COLUMN_NUMBER, false, offsetof(ct_indicator_row, lower), NULL, "" },                   \
        { "upper", CT_COLUMN_NUMBER, false, offsetof(ct_indicator_row, upper), NULL, "" },                   \
        TEXT(ct_indicator_row, part_of, false), TEXT(ct_indicator_row, growth_of, false),                    \
        TEXT(ct_indicator_row, growth_id, false), TEXT(ct_indicator_row, rank_id, false),                    \
        { "prices", CT_COLUMN_WORD, false, offsetof(ct_indicator_row, prices), ct_prices_words, "" },        \
        TEXT(ct_indicator_row, official_code, false), TEXT(ct_indicator_row, aliases, false)

static const ct_column indicator_columns[] = { INDICATOR_COLUMNS(true, ct_nature_words, ct_direction_words,
                                                                 ct_measure_words) };
static const ct_schema indicator_schema = { "indicators", "", indicator_columns,
                                            sizeof indicator_columns / sizeof *indicator_columns,
                                            sizeof(ct_indicator_row) };

/* A user's own file: of an indicator that is known every column but the id may be missing, so that words
 * begin with "". */
static const char *const own_natures[] = { "", "level", "rate", "share", NULL };
static const char *const own_directions[] = { "", "up", "down", "none", NULL };
static const char *const own_measures[] = { "",           "level", "growth",   "change", "share",
                                            "plan_ratio", "rank",  "multiple", NULL };
static const ct_column own_columns[] = { INDICATOR_COLUMNS(false, own_natures, own_directions,
                                                           own_measures) };
static const ct_schema own_schema = { "indicators", "", own_columns, sizeof own_columns / sizeof *own_columns,
                                      sizeof(ct_indicator_row) };

static const ct_column unit_columns[] = {
    TEXT(ct_unit_row, unit, true),
    TEXT(ct_unit_row, aliases, false),
    TEXT(ct_unit_row, base, true),
    { "factor", CT_COLUMN_NUMBER, true, offsetof(ct_unit_row, factor), NULL, "" },
    TEXT(ct_unit_row, family, true),
};
static const ct_schema unit_schema = { "units", "", unit_columns, sizeof unit_columns / sizeof *unit_columns,
                                       sizeof(ct_unit_row) };

static const ct_column english_columns[] = { TEXT(ct_english, kind, true), TEXT(ct_english, vi, true),
                                             TEXT(ct_english, en, true) };
static const ct_schema english_schema = { "english", "", english_columns, 3, sizeof(ct_english) };

static const ct_column breakdown_columns[] = { TEXT(ct_breakdown_row, breakdown, true),
                                               TEXT(ct_breakdown_row, axis, true),
                                               TEXT(ct_breakdown_row, aliases, false) };
static const ct_schema breakdown_schema = { "breakdowns", "", breakdown_columns, 3,
                                            sizeof(ct_breakdown_row) };

static const ct_column abbreviation_columns[] = { TEXT(ct_abbreviation_row, abbreviation, true),
                                                  TEXT(ct_abbreviation_row, expansion_vi, true) };
static const ct_schema abbreviation_schema = { "abbreviations", "", abbreviation_columns, 2,
                                               sizeof(ct_abbreviation_row) };

static const ct_column structure_columns[] = { TEXT(ct_structure_row, indicator, true),
                                               TEXT(ct_structure_row, axis, true),
                                               TEXT(ct_structure_row, parts, true) };
static const ct_schema structure_schema = { "structures", "", structure_columns, 3,
                                            sizeof(ct_structure_row) };

static const ct_column stock_columns[] = { TEXT(ct_stock_row, indicator, true) };
static const ct_schema stock_schema = { "stocks", "", stock_columns, 1, sizeof(ct_stock_row) };

/* A user's own files: of what is known, every column but the first may be missing. */
static const ct_column own_unit_columns[] = {
    TEXT(ct_unit_row, unit, true),
    TEXT(ct_unit_row, aliases, false),
    TEXT(ct_unit_row, base, false),
    { "factor", CT_COLUMN_NUMBER, false, offsetof(ct_unit_row, factor), NULL, "" },
    TEXT(ct_unit_row, family, false),
};
static const ct_schema own_unit_schema = { "units", "", own_unit_columns,
                                           sizeof own_unit_columns / sizeof *own_unit_columns,
                                           sizeof(ct_unit_row) };
static const ct_column own_breakdown_columns[] = { TEXT(ct_breakdown_row, breakdown, true),
                                                   TEXT(ct_breakdown_row, axis, false),
                                                   TEXT(ct_breakdown_row, aliases, false) };
static const ct_schema own_breakdown_schema = { "breakdowns", "", own_breakdown_columns, 3,
                                                sizeof(ct_breakdown_row) };

const char *const ct_wording_of_words[] = { "indicator", "unit", "breakdown", "abbreviation", NULL };
static const ct_column wording_columns[] = { TEXT(ct_wording_row, wording, true),
                                             { "of", CT_COLUMN_WORD, true, offsetof(ct_wording_row, of),
                                               ct_wording_of_words, "" },
                                             TEXT(ct_wording_row, means, true) };
static const ct_schema wording_schema = { "wordings", "", wording_columns, 3, sizeof(ct_wording_row) };

const ct_file_form ct_file_forms[CT_FILES] = {
    [CT_FILE_UNITS] = { "units.csv", &unit_schema },
    [CT_FILE_INDICATORS] = { "indicators.csv", &indicator_schema },
    [CT_FILE_BREAKDOWNS] = { "breakdowns.csv", &breakdown_schema },
    [CT_FILE_ABBREVIATIONS] = { "abbreviations.csv", &abbreviation_schema },
    [CT_FILE_STRUCTURES] = { "structures.csv", &structure_schema },
    [CT_FILE_STOCKS] = { "stocks.csv", &stock_schema },
    [CT_FILE_ENGLISH] = { "english.csv", &english_schema },
};

const ct_file_form ct_own_forms[CT_OWN_FILES] = {
    [CT_OWN_UNITS] = { "units.csv", &own_unit_schema },
    [CT_OWN_INDICATORS] = { "indicators.csv", &own_schema },
    [CT_OWN_BREAKDOWNS] = { "breakdowns.csv", &own_breakdown_schema },
    [CT_OWN_WORDINGS] = { "wordings.csv", &wording_schema },
    [CT_OWN_ABBREVIATIONS] = { "abbreviations.csv", &abbreviation_schema },
    [CT_OWN_ENGLISH] = { "english.csv", &english_schema },
};

ct_error ct_list_split(ct_arena *arena, const char *text, const char *const **items, size_t *n)
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

const char *ct_keep(ct_arena *arena, const char *text, bool *failed)
{
    const char *copy = ct_arena_strdup(arena, text);

    if (copy == NULL) *failed = true;
    return copy;
}

ct_error ct_indicator_fill(ct_arena *arena, const ct_indicator_row *row, ct_indicator *to)
{
    bool failed = false;

    *to = (ct_indicator){
        .id = ct_keep(arena, row->id, &failed),
        .name_vi = ct_keep(arena, row->name_vi, &failed),
        .name_en = ct_keep(arena, row->name_en, &failed),
        .group = ct_keep(arena, row->group, &failed),
        .unit = ct_keep(arena, row->unit, &failed),
        .nature = (ct_nature)row->nature,
        .direction = (ct_direction)row->direction,
        .measure = (ct_measure)row->measure,
        .prices = (ct_prices)row->prices,
        .lower = isnan(row->lower) ? -INFINITY : row->lower,
        .upper = isnan(row->upper) ? INFINITY : row->upper,
        .part_of = ct_keep(arena, row->part_of, &failed),
        .growth_of = ct_keep(arena, row->growth_of, &failed),
        .growth_id = ct_keep(arena, row->growth_id, &failed),
        .rank_id = ct_keep(arena, row->rank_id, &failed),
        .official_code = ct_keep(arena, row->official_code, &failed),
    };
    if (failed) return ct_no_memory();
    return ct_list_split(arena, row->aliases, &to->aliases, &to->n_aliases);
}
