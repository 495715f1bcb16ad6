#include "catalogue/catalogue.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/own.h"
#include "core/file.h"
#include "core/vietnamese.h"

static ct_error read_rows(ct_arena *arena, const char *path, const ct_schema *schema, ct_table **table)
{
    const char *text;
    size_t n;

    CT_TRY(ct_table_new(table, schema));
    CT_TRY(ct_file_read(arena, path, &text, &n));
    return ct_table_read(*table, text, n, path);
}

static ct_error take_units(ct_catalogue *catalogue, const ct_table *table, const char *path,
                           const ct_own *own)
{
    ct_arena *arena = catalogue->arena;
    ct_unit *units = ct_arena_array(arena, table->n + ct_own_rows(own, CT_OWN_UNITS), sizeof *units);
    ct_lookup seen;
    bool failed = units == NULL;

    ct_lookup_init(&seen, arena, CT_LOOKUP_LOWER);
    for (size_t i = 0; i < table->n && !failed; i++) {
        const ct_unit_row *row = ct_table_row(table, i);
        if (!(row->factor > 0))
            return ct_in(ct_fail(CT_EPARSE, table->lines[i], "unit '%s' has no factor above 0", row->unit),
                         path);
        units[i] = (ct_unit){ .name = ct_keep(arena, row->unit, &failed),
                              .base = ct_keep(arena, row->base, &failed),
                              .family = ct_keep(arena, row->family, &failed),
                              .factor = row->factor };
        CT_TRY(ct_list_split(arena, row->aliases, &units[i].aliases, &units[i].n_aliases));
        if (failed) break;
        if (ct_lookup_find(&seen, units[i].name) != SIZE_MAX)
            return ct_in(
                ct_fail(CT_EPARSE, table->lines[i], "unit '%s' stands twice; merge the rows", row->unit),
                path);
        CT_TRY(ct_lookup_add(&seen, units[i].name, i));
        for (size_t a = 0; a < units[i].n_aliases; a++) CT_TRY(ct_lookup_add(&seen, units[i].aliases[a], i));
    }
    catalogue->units = units;
    catalogue->n_units = table->n;
    return failed ? ct_no_memory() : ct_own_units(own, arena, units, &catalogue->n_units);
}

/* Once all are known, the user's too. */
static ct_error index_units(const ct_catalogue *catalogue)
{
    ct_catalogue_index *index = catalogue->index;

    for (size_t i = 0; i < catalogue->n_units; i++)
        CT_TRY(ct_lookup_add(&index->units, catalogue->units[i].name, i));
    for (size_t i = 0; i < catalogue->n_units; i++)
        for (size_t a = 0; a < catalogue->units[i].n_aliases; a++)
            CT_TRY(ct_lookup_add(&index->units, catalogue->units[i].aliases[a], i));
    return ct_ok();
}

static ct_error take_breakdowns(ct_catalogue *catalogue, const ct_table *table, const ct_own *own)
{
    ct_arena *arena = catalogue->arena;
    ct_breakdown *list = ct_arena_array(arena, table->n + ct_own_rows(own, CT_OWN_BREAKDOWNS), sizeof *list);
    ct_catalogue_index *index = catalogue->index;
    bool failed = list == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const ct_breakdown_row *row = ct_table_row(table, i);
        list[i] = (ct_breakdown){ .name = ct_keep(arena, row->breakdown, &failed),
                                  .axis = ct_keep(arena, row->axis, &failed) };
        CT_TRY(ct_list_split(arena, row->aliases, &list[i].aliases, &list[i].n_aliases));
    }
    if (failed) return ct_no_memory();
    catalogue->breakdowns = list;
    catalogue->n_breakdowns = table->n;
    CT_TRY(ct_own_breakdowns(own, arena, list, &catalogue->n_breakdowns));
    for (size_t i = 0; i < catalogue->n_breakdowns; i++) {
        CT_TRY(ct_lookup_add(&index->breakdowns, list[i].name, i));
        for (size_t a = 0; a < list[i].n_aliases; a++)
            CT_TRY(ct_lookup_add(&index->breakdowns, list[i].aliases[a], i));
    }
    return ct_ok();
}

static ct_error take_abbreviations(ct_catalogue *catalogue, const ct_table *table, const ct_own *own)
{
    size_t most = table->n + ct_own_rows(own, CT_OWN_ABBREVIATIONS) + ct_own_rows(own, CT_OWN_WORDINGS);
    ct_abbreviation *list = ct_arena_array(catalogue->arena, most, sizeof *list);
    bool failed = list == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const ct_abbreviation_row *row = ct_table_row(table, i);
        list[i] = (ct_abbreviation){ ct_keep(catalogue->arena, row->abbreviation, &failed),
                                     ct_keep(catalogue->arena, row->expansion_vi, &failed) };
    }
    catalogue->abbreviations = list;
    catalogue->n_abbreviations = table->n;
    return failed ? ct_no_memory()
                  : ct_own_abbreviations(own, catalogue->arena, list, &catalogue->n_abbreviations);
}

static ct_error take_indicators(ct_catalogue *catalogue, ct_indicator *list, const ct_table *table,
                                const char *path)
{
    ct_catalogue_index *index = catalogue->index;

    for (size_t i = 0; i < table->n; i++) {
        const ct_indicator_row *row = ct_table_row(table, i);
        if (ct_unit_find(catalogue, row->unit) == NULL)
            return ct_in(ct_fail(CT_EPARSE, table->lines[i],
                                 "unit '%s' of '%s' is not in units.csv; add it there or use one that is",
                                 row->unit, row->id),
                         path);
        if (ct_lookup_find(&index->ids, row->id) != SIZE_MAX)
            return ct_in(ct_fail(CT_EPARSE, table->lines[i], "id '%s' stands twice; ids are unique", row->id),
                         path);
        CT_TRY(ct_indicator_fill(catalogue->arena, row, &list[i]));
        CT_TRY(ct_lookup_add(&index->ids, list[i].id, i));
        catalogue->n_indicators++;
    }
    return ct_ok();
}

/* References between indicators, once all are known; and the wordings. */
static ct_error link_indicators(ct_catalogue *catalogue, const char *path)
{
    ct_catalogue_index *index = catalogue->index;

    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        const ct_indicator *indicator = &catalogue->indicators[i];
        const char *const others[] = { indicator->part_of, indicator->growth_of, indicator->growth_id,
                                       indicator->rank_id };
        const char *missing = "";
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            if (others[k][0] != '\0' && ct_lookup_find(&index->ids, others[k]) == SIZE_MAX)
                missing = others[k];
        if (missing[0] != '\0')
            return ct_in(
                ct_fail(CT_EPARSE, 0, "'%s' refers to '%s', which is no indicator", indicator->id, missing),
                path);
        CT_TRY(ct_lookup_add(&index->names, indicator->name_vi, i));
        for (size_t a = 0; a < indicator->n_aliases; a++)
            CT_TRY(ct_lookup_add(&index->names, indicator->aliases[a], i));
    }
    for (size_t i = 0; i < catalogue->n_indicators; i++)
        CT_TRY(ct_lookup_add(&index->names, catalogue->indicators[i].name_en, i));
    return ct_ok();
}

static ct_error take_structures(ct_catalogue *catalogue, const ct_table *table, const char *path)
{
    ct_structure *list = ct_arena_array(catalogue->arena, table->n, sizeof *list);
    bool failed = list == NULL;

    for (size_t i = 0; i < table->n && !failed; i++) {
        const ct_structure_row *row = ct_table_row(table, i);
        if (ct_indicator_find(catalogue, row->indicator) == NULL)
            return ct_in(ct_fail(CT_EPARSE, table->lines[i], "'%s' is no indicator", row->indicator), path);
        list[i] = (ct_structure){ .indicator = ct_keep(catalogue->arena, row->indicator, &failed),
                                  .axis = ct_keep(catalogue->arena, row->axis, &failed) };
        CT_TRY(ct_list_split(catalogue->arena, row->parts, &list[i].parts, &list[i].n_parts));
    }
    catalogue->structures = list;
    catalogue->n_structures = table->n;
    return failed ? ct_no_memory() : ct_ok();
}

static ct_error take_stocks(ct_catalogue *catalogue, ct_indicator *list, const ct_table *table,
                            const char *path)
{
    for (size_t i = 0; i < table->n; i++) {
        const ct_stock_row *row = ct_table_row(table, i);
        const ct_indicator *known = ct_indicator_find(catalogue, row->indicator);

        if (known == NULL)
            return ct_in(ct_fail(CT_EPARSE, table->lines[i], "'%s' is no indicator", row->indicator), path);
        list[known - catalogue->indicators].stock = true;
    }
    return ct_ok();
}

/* The user's words first: the first that fits is taken. */
static ct_error take_english(ct_catalogue *catalogue, const ct_table *table, const ct_own *own)
{
    const ct_table *const both[] = { own->tables[CT_OWN_ENGLISH], table };
    ct_english *list =
        ct_arena_array(catalogue->arena, table->n + ct_own_rows(own, CT_OWN_ENGLISH), sizeof *list);
    bool failed = false;
    size_t n = 0;

    if (list == NULL) return ct_no_memory();
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; both[t] != NULL && i < both[t]->n; i++) {
            const ct_english *row = ct_table_row(both[t], i);
            list[n++] = (ct_english){ ct_keep(catalogue->arena, row->kind, &failed),
                                      ct_keep(catalogue->arena, row->vi, &failed),
                                      ct_keep(catalogue->arena, row->en, &failed) };
        }
    catalogue->english = list;
    catalogue->n_english = n;
    return failed ? ct_no_memory() : ct_ok();
}

static ct_error take_all(ct_catalogue *catalogue, ct_table *const tables[CT_FILES],
                         const char *const paths[CT_FILES], const ct_own *own)
{
    size_t most = tables[CT_FILE_INDICATORS]->n + ct_own_rows(own, CT_OWN_INDICATORS);
    ct_indicator *list = ct_arena_array(catalogue->arena, most, sizeof *list);

    if (list == NULL) return ct_no_memory();
    catalogue->indicators = list;
    CT_TRY(take_units(catalogue, tables[CT_FILE_UNITS], paths[CT_FILE_UNITS], own));
    CT_TRY(index_units(catalogue));
    CT_TRY(take_indicators(catalogue, list, tables[CT_FILE_INDICATORS], paths[CT_FILE_INDICATORS]));
    CT_TRY(ct_own_indicators(own, catalogue, list));
    if (own->faults == NULL)
        CT_TRY(link_indicators(
            catalogue, paths[CT_FILE_INDICATORS])); /* with faults there are rows that refer to none */
    CT_TRY(take_breakdowns(catalogue, tables[CT_FILE_BREAKDOWNS], own));
    CT_TRY(take_abbreviations(catalogue, tables[CT_FILE_ABBREVIATIONS], own));
    CT_TRY(take_english(catalogue, tables[CT_FILE_ENGLISH], own));
    CT_TRY(take_stocks(catalogue, list, tables[CT_FILE_STOCKS], paths[CT_FILE_STOCKS]));
    return take_structures(catalogue, tables[CT_FILE_STRUCTURES], paths[CT_FILE_STRUCTURES]);
}

static ct_error index_new(ct_catalogue *catalogue)
{
    ct_catalogue_index *index = ct_arena_alloc(catalogue->arena, sizeof *index);

    if (index == NULL) return ct_no_memory();
    ct_lookup_init(&index->ids, catalogue->arena, CT_LOOKUP_EXACT);
    ct_lookup_init(&index->names, catalogue->arena, CT_LOOKUP_FOLDED);
    ct_lookup_init(&index->claimed, catalogue->arena, CT_LOOKUP_FOLDED);
    ct_lookup_init(&index->units, catalogue->arena, CT_LOOKUP_LOWER);
    ct_lookup_init(&index->breakdowns, catalogue->arena, CT_LOOKUP_FOLDED);
    catalogue->index = index;
    return ct_ok();
}

static ct_error read_all(ct_catalogue **out, const char *folder, const char *own_path,
                         const ct_catalogue_faults *faults)
{
    ct_table *tables[CT_FILES] = { NULL };
    ct_own own = { .faults = faults };
    const char *paths[CT_FILES] = { NULL };
    ct_catalogue *catalogue = calloc(1, sizeof *catalogue);
    ct_error err = ct_no_memory();

    *out = NULL;
    if (catalogue == NULL || (catalogue->arena = ct_arena_new()) == NULL) goto done;
    err = index_new(catalogue);
    for (int i = 0; i < CT_FILES && err.code == CT_OK; i++) {
        paths[i] = ct_path_join(catalogue->arena, folder, ct_file_forms[i].name);
        err = paths[i] != NULL ? read_rows(catalogue->arena, paths[i], ct_file_forms[i].schema, &tables[i])
                               : ct_no_memory();
    }
    if (err.code == CT_OK) err = ct_own_read(catalogue->arena, own_path, &own);
    if (err.code == CT_OK) err = take_all(catalogue, tables, paths, &own);
    if (err.code == CT_OK) {
        *out = catalogue;
        catalogue = NULL;
    }
done:
    for (int i = 0; i < CT_FILES; i++) ct_table_free(tables[i]);
    ct_own_clear(&own);
    ct_catalogue_free(catalogue);
    return err;
}

ct_error ct_catalogue_read(ct_catalogue **out, const char *folder, const char *own)
{
    return read_all(out, folder, own, NULL);
}

ct_error ct_catalogue_check(const char *folder, const char *own, const ct_catalogue_faults *faults)
{
    ct_catalogue *catalogue;
    ct_error err = read_all(&catalogue, folder, own, faults);

    ct_catalogue_free(catalogue);
    return err;
}

void ct_catalogue_free(ct_catalogue *catalogue)
{
    if (catalogue == NULL) return;
    ct_arena_free(catalogue->arena);
    free(catalogue);
}
