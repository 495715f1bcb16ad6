#include "series/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/lookup.h"
#include "review/sheet.h"

#define AT(field) offsetof(ct_name, field)

static const ct_column columns[] = {
    { "decision", CT_COLUMN_TEXT, false, AT(decision), NULL,
      "accept, correct or reject; empty: not decided, or a row of one's own." },
    { "name", CT_COLUMN_TEXT, true, AT(name), NULL,
      "Name of a row as the file has it, with the rows it is a part of." },
    { "unit", CT_COLUMN_TEXT, false, AT(unit), NULL,
      "Unit of the figures under it; empty: as the file says." },
    { "indicator", CT_COLUMN_TEXT, false, AT(indicator), NULL, "Catalogue id." },
    { "breakdown", CT_COLUMN_TEXT, false, AT(breakdown), NULL,
      "Sector, area or level; empty for the total." },
    { "scope", CT_COLUMN_TEXT, false, AT(scope), NULL, "Territory or body; empty: as the file says." },
    { "guess", CT_COLUMN_TEXT, false, AT(guess), NULL,
      "Unit, indicator, breakdown and scope as they were read; leave it as it is." },
    { "about", CT_COLUMN_TEXT, false, AT(about), NULL, "Name of the guessed indicator." },
    { "example", CT_COLUMN_TEXT, false, AT(example), NULL, "One of the figures." },
    { "figures", CT_COLUMN_COUNT, false, AT(figures), NULL, "How many figures stand under the name." },
    { "confidence", CT_COLUMN_NUMBER, false, AT(confidence), NULL, "How sure the guess is." },
    { "source", CT_COLUMN_TEXT, false, AT(source), NULL, "FILE:LINE of the first figure." },
};
const ct_schema ct_name_schema = { "names", "Names of a workbook's rows, and what is decided of them.",
                                   columns, sizeof columns / sizeof *columns, sizeof(ct_name) };

struct ct_names {
    ct_arena *arena;
    ct_lookup lookup;
    const ct_table *table;
};

const char *ct_name_guess(ct_table *table, const char *unit, const char *indicator, const char *breakdown,
                          const char *scope)
{
    return ct_arena_printf(table->arena, "%s|%s|%s|%s", unit, indicator, breakdown, scope);
}

/* What is decided of a row; `decided` is false where it is still open. CT_EPARSE for a word that is no
 * decision. */
static ct_error verdict_of(const ct_name *row, bool *decided, ct_review_verb *verb)
{
    ct_sheet_cell cell = ct_sheet_decision(row->decision, verb);
    ct_arena *arena;

    *decided = true;
    if (cell == CT_DECISION_UNKNOWN)
        return ct_fail(CT_EPARSE, 0,
                       "\"%.40s\" is no decision; write accept, correct or reject (chấp nhận, sửa, loại)",
                       row->decision);
    if (cell == CT_DECISION_TAKEN) return ct_ok();
    *verb = isnan(row->confidence) ? CT_ACCEPT : CT_CORRECT;
    if (*verb == CT_ACCEPT) return ct_ok(); /* a person's own row */
    arena = ct_arena_new();
    const char *now = arena == NULL ? NULL
                                    : ct_arena_printf(arena, "%s|%s|%s|%s", row->unit, row->indicator,
                                                      row->breakdown, row->scope);

    *decided = now != NULL && strcmp(now, row->guess) != 0; /* a row that was changed is corrected */
    ct_arena_free(arena);
    return now != NULL ? ct_ok() : ct_no_memory();
}

static ct_error check(const ct_catalogue *catalogue, const ct_name *row)
{
    if (row->indicator[0] == '\0')
        return ct_fail(
            CT_EPARSE, 0,
            "\"%.60s\" has no indicator; write an id of the catalogue (chitieu catalogue WORDS), or reject it",
            row->name);
    if (ct_indicator_find(catalogue, row->indicator) == NULL)
        return ct_fail(
            CT_EPARSE, 0,
            "column 'indicator': '%.60s' is not in the catalogue; chitieu catalogue WORDS finds ids",
            row->indicator);
    if (row->unit[0] != '\0' && ct_unit_find(catalogue, row->unit) == NULL)
        return ct_fail(CT_EPARSE, 0,
                       "column 'unit': '%.60s' is no unit of the catalogue; write one that is (units.csv)",
                       row->unit);
    return ct_ok();
}

static ct_error index_rows(ct_names *names, const ct_catalogue *catalogue)
{
    for (size_t i = names->table->n; i-- > 0;) { /* the first that is added holds */
        const ct_name *row = ct_name_at(names->table, i);
        ct_review_verb verb = CT_REJECT;
        bool decided;
        ct_error err = verdict_of(row, &decided, &verb);

        if (err.code == CT_OK && decided && verb != CT_REJECT) err = check(catalogue, row);
        if (err.code == CT_OK && decided) err = ct_lookup_add(&names->lookup, row->name, i);
        if (err.code == CT_EPARSE) err.line = names->table->lines[i];
        CT_TRY(err);
    }
    return ct_ok();
}

ct_error ct_names_new(ct_names **out, const ct_catalogue *catalogue, const ct_table *table)
{
    ct_names *names = calloc(1, sizeof *names);
    ct_error err = ct_ok();

    *out = NULL;
    if (names == NULL) return ct_no_memory();
    names->arena = ct_arena_new();
    names->table = table;
    if (names->arena == NULL) err = ct_no_memory();
    ct_lookup_init(&names->lookup, names->arena, CT_LOOKUP_FOLDED);
    if (err.code == CT_OK && table != NULL) err = index_rows(names, catalogue);
    if (err.code == CT_OK)
        *out = names;
    else
        ct_names_free(names);
    return err;
}

void ct_names_free(ct_names *names)
{
    if (names == NULL) return;
    ct_arena_free(names->arena);
    free(names);
}

const ct_name *ct_names_find(const ct_names *names, const char *name, bool *rejected)
{
    size_t i = ct_lookup_find(&names->lookup, name);
    ct_review_verb verb;

    *rejected = false;
    if (i == SIZE_MAX) return NULL;
    *rejected = ct_sheet_decision(ct_name_at(names->table, i)->decision, &verb) == CT_DECISION_TAKEN &&
                verb == CT_REJECT;
    return ct_name_at(names->table, i);
}

ct_error ct_names_keep(ct_table *to, const ct_table *names)
{
    for (size_t i = 0; i < names->n; i++) {
        ct_review_verb verb;
        bool decided;

        CT_TRY(verdict_of(ct_name_at(names, i), &decided, &verb));
        if (decided) CT_TRY(ct_table_copy_row(to, names, i));
    }
    return ct_ok();
}
