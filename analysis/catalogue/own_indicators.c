#include <math.h>
#include <string.h>

#include "catalogue/own.h"

static bool has_alias(const ct_indicator *indicator, const char *alias)
{
    for (size_t i = 0; i < indicator->n_aliases; i++)
        if (strcmp(indicator->aliases[i], alias) == 0) return true;
    return strcmp(indicator->name_vi, alias) == 0;
}

/* What the catalogue printed may come back unchanged: only wordings that are new are added. */
static ct_error add_aliases(ct_arena *arena, ct_indicator *indicator, const char *const *more, size_t n)
{
    const char **all = ct_arena_array(arena, indicator->n_aliases + n + 1, sizeof *all);
    size_t count = indicator->n_aliases;

    if (all == NULL) return ct_no_memory();
    for (size_t i = 0; i < count; i++) all[i] = indicator->aliases[i];
    for (size_t i = 0; i < n; i++) {
        if (has_alias(indicator, more[i])) continue;
        all[count] = ct_arena_strdup(arena, more[i]);
        if (all[count++] == NULL) return ct_no_memory();
    }
    indicator->aliases = all;
    indicator->n_aliases = count;
    return ct_ok();
}

/* A user's row for a known id is in the unit it says: an office's figures may all be in one the catalogue did
 * not choose. Bounds are numbers of the old unit; only that an amount is not negative holds in every unit. */
static ct_error change_unit(const ct_catalogue *catalogue, ct_indicator *indicator,
                            const ct_indicator_row *row)
{
    const ct_unit *unit = ct_unit_find(catalogue, row->unit);

    if (strcmp(unit->name, indicator->unit) == 0) return ct_ok();
    if (indicator->nature != CT_LEVEL || indicator->measure != CT_MEASURE_LEVEL)
        return ct_fail(
            CT_EPARSE, 0,
            "'%s' is in %s, which only an amount may change; leave its unit, or give your row an id of its own",
            indicator->id, indicator->unit);
    if (isnan(row->lower) && indicator->lower != 0) indicator->lower = -INFINITY;
    if (isnan(row->upper)) indicator->upper = INFINITY;
    indicator->unit = ct_arena_strdup(catalogue->arena, unit->name);
    return indicator->unit != NULL ? ct_ok() : ct_no_memory();
}

/* What a series is cannot change: everything computed of it would. */
static ct_error check_kind(const ct_indicator *indicator, const ct_indicator_row *row)
{
    if (row->nature != 0 && row->nature - 1 != (int)indicator->nature)
        return ct_fail(CT_EPARSE, 0,
                       "'%s' is of nature %s, which cannot change; give your row an id of its own",
                       indicator->id, ct_nature_words[indicator->nature]);
    if (row->measure != 0 && row->measure - 1 != (int)indicator->measure)
        return ct_fail(CT_EPARSE, 0,
                       "'%s' is of measure %s, which cannot change; give your row an id of its own",
                       indicator->id, ct_measure_words[indicator->measure]);
    return ct_ok();
}

/* The cells that are not empty win; the name of before stays a wording, since documents have it. */
static ct_error change_known(ct_catalogue *catalogue, ct_indicator *indicator, const ct_indicator_row *row)
{
    const char *said[] = { row->name_vi,   row->name_en,   row->group,   row->part_of,
                           row->growth_of, row->growth_id, row->rank_id, row->official_code };
    const char **kept[] = { &indicator->name_vi, &indicator->name_en,      &indicator->group,
                            &indicator->part_of, &indicator->growth_of,    &indicator->growth_id,
                            &indicator->rank_id, &indicator->official_code };
    const char *name = indicator->name_vi;
    bool failed = false;

    if (row->unit[0] != '\0') CT_TRY(change_unit(catalogue, indicator, row));
    CT_TRY(check_kind(indicator, row));
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i][0] != '\0' && strcmp(said[i], *kept[i]) != 0)
            *kept[i] = ct_keep(catalogue->arena, said[i], &failed);
    if (row->direction != 0) indicator->direction = (ct_direction)(row->direction - 1);
    if (row->prices != 0) indicator->prices = (ct_prices)row->prices;
    if (!isnan(row->lower)) indicator->lower = row->lower;
    if (!isnan(row->upper)) indicator->upper = row->upper;
    return failed ? ct_no_memory() : add_aliases(catalogue->arena, indicator, &name, 1);
}

/* The units that rows name are there, and a new id says all that is needed. */
static ct_error check_row(const ct_catalogue *catalogue, const ct_indicator_row *row, bool known)
{
    const struct {
        const char *column;
        bool empty;
    } needed[] = { { "name_vi", row->name_vi[0] == '\0' }, { "name_en", row->name_en[0] == '\0' },
                   { "group", row->group[0] == '\0' },     { "unit", row->unit[0] == '\0' },
                   { "nature", row->nature == 0 },         { "direction", row->direction == 0 },
                   { "measure", row->measure == 0 } };

    if (row->unit[0] != '\0' && ct_unit_find(catalogue, row->unit) == NULL)
        return ct_fail(CT_EPARSE, 0, "unit '%s' of '%s' is not in units.csv; add it there or use one that is",
                       row->unit, row->id);
    for (size_t i = 0; !known && i < sizeof needed / sizeof *needed; i++)
        if (needed[i].empty)
            return ct_fail(
                CT_EPARSE, 0,
                "'%s' is new and its column '%s' is empty; only an id of the catalogue may leave it out",
                row->id, needed[i].column);
    if (!isnan(row->lower) && !isnan(row->upper) && row->lower > row->upper)
        return ct_fail(CT_EPARSE, 0, "the bounds of '%s' leave no value: lower is above upper", row->id);
    return ct_ok();
}

/* A user's wording is claimed for one indicator of the user's file; what the catalogue says of it counts no
 * more. */
static ct_error claim(ct_catalogue_index *index, const ct_indicator *list, size_t i, const char *wording)
{
    size_t other = ct_lookup_find(&index->claimed, wording);

    if (other != SIZE_MAX && other != i)
        return ct_fail(CT_EPARSE, 0, "'%s' is a wording of '%s' and of '%s'; keep it at one of them", wording,
                       list[other].id, list[i].id);
    return ct_lookup_add(&index->claimed, wording, i);
}

/* One row: a known id is changed where the row says something, a new one adds an indicator. */
static ct_error take_row(ct_catalogue *catalogue, ct_indicator *list, const ct_indicator_row *given)
{
    ct_catalogue_index *index = catalogue->index;
    ct_indicator_row row = *given;
    size_t known = ct_lookup_find(&index->ids, row.id),
           i = known != SIZE_MAX ? known : catalogue->n_indicators, n, before = 0;
    const char *const *more;

    CT_TRY(check_row(catalogue, &row, known != SIZE_MAX));
    if (known != SIZE_MAX) {
        const char *name = list[i].name_vi;
        CT_TRY(change_known(catalogue, &list[i], &row));
        if (strcmp(name, list[i].name_vi) != 0) CT_TRY(claim(index, list, i, list[i].name_vi));
        CT_TRY(ct_list_split(catalogue->arena, row.aliases, &more, &n));
        before = list[i].n_aliases;
        CT_TRY(add_aliases(catalogue->arena, &list[i], more, n));
    } else {
        row.nature--; /* without the empty word */
        row.direction--;
        row.measure--;
        CT_TRY(ct_indicator_fill(catalogue->arena, &row, &list[i]));
        CT_TRY(ct_lookup_add(&index->ids, list[i].id, i));
        catalogue->n_indicators++;
        CT_TRY(claim(index, list, i, list[i].name_vi));
    }
    for (size_t a = before; a < list[i].n_aliases; a++) CT_TRY(claim(index, list, i, list[i].aliases[a]));
    return ct_ok();
}

/* The indicators that the row names; only once all rows are there. */
static ct_error check_references(const ct_catalogue *catalogue, const ct_indicator_row *row)
{
    const char *const others[] = { row->part_of, row->growth_of, row->growth_id, row->rank_id };

    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (others[k][0] != '\0' && ct_indicator_find(catalogue, others[k]) == NULL)
            return ct_fail(CT_EPARSE, 0, "'%s' refers to '%s', which is no indicator", row->id, others[k]);
    return ct_ok();
}

static ct_error give_wording(ct_catalogue *catalogue, ct_indicator *list, const ct_wording_row *row)
{
    ct_catalogue_index *index = catalogue->index;
    size_t i = ct_lookup_find(&index->ids, row->means), before;

    if (i == SIZE_MAX)
        return ct_fail(
            CT_EPARSE, 0,
            "'%s' means '%s', which is no indicator of the catalogue; see: chitieu catalogue --search WORDS",
            row->wording, row->means);
    before = list[i].n_aliases;
    CT_TRY(add_aliases(catalogue->arena, &list[i], &row->wording, 1));
    return list[i].n_aliases > before ? claim(index, list, i, row->wording) : ct_ok();
}

ct_error ct_own_indicators(const ct_own *own, ct_catalogue *catalogue, ct_indicator *list)
{
    ct_lookup seen;

    ct_lookup_init(&seen, catalogue->arena, CT_LOOKUP_EXACT);
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_INDICATORS); r++) {
        const ct_indicator_row *row = ct_table_row(own->tables[CT_OWN_INDICATORS], r);
        bool twice = ct_lookup_find(&seen, row->id) != SIZE_MAX;
        ct_error err = twice ? ct_fail(CT_EPARSE, 0, "id '%s' stands twice; ids are unique", row->id)
                             : take_row(catalogue, list, row);
        CT_TRY(ct_own_fault(own, CT_OWN_INDICATORS, r, err));
        CT_TRY(ct_lookup_add(&seen, row->id, r));
    }
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_INDICATORS); r++)
        CT_TRY(ct_own_fault(own, CT_OWN_INDICATORS, r,
                            check_references(catalogue, ct_table_row(own->tables[CT_OWN_INDICATORS], r))));
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_WORDINGS); r++) {
        const ct_wording_row *row = ct_table_row(own->tables[CT_OWN_WORDINGS], r);
        if (row->of == (int)CT_OF_INDICATOR)
            CT_TRY(ct_own_fault(own, CT_OWN_WORDINGS, r, give_wording(catalogue, list, row)));
    }
    return ct_ok();
}
