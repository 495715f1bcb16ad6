#include "catalogue/own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"

static ct_error tell(const ct_own *own, ct_error err)
{
    return own->faults != NULL ? own->faults->tell(own->faults->context, &err) : err;
}

ct_error ct_own_fault(const ct_own *own, ct_own_file file, size_t row, ct_error err)
{
    if (err.code != CT_EPARSE) return err;
    err.line = own->tables[file]->lines[row];
    return tell(own, ct_in(err, own->paths[file]));
}

/* Take a line out of a text and leave its place, so that the lines after it keep their numbers. */
static bool blank_line(char *text, size_t *n, long line)
{
    char *at = text, *end = text + *n, *stop;

    while (--line > 0 && at < end) {
        char *next = memchr(at, '\n', (size_t)(end - at));
        at = next != NULL ? next + 1 : end;
    }
    if (at == end) return false;
    stop = memchr(at, '\n', (size_t)(end - at));
    if (stop == NULL) stop = end;
    if (stop == at) return false; /* it is blank already: its fault lies elsewhere */
    memmove(at, stop, (size_t)(end - stop));
    *n -= (size_t)(stop - at);
    return true;
}

/* Faults of the rows one after the other: each is told and left out, since reading ends at the first. */
static ct_error read_table(ct_arena *arena, ct_own *own, ct_own_file file)
{
    const char *path = own->paths[file], *bytes;
    ct_table *table;
    size_t n;

    CT_TRY(ct_table_new(&own->tables[file], ct_own_forms[file].schema));
    table = own->tables[file];
    CT_TRY(ct_file_read(arena, path, &bytes, &n));
    if (own->faults == NULL) return ct_table_read(table, bytes, n, path);
    char *text = ct_arena_strndup(arena, bytes,
                                  n); /* what follows a NUL is told of below, as the first reading finds it */
    ct_error err = ct_table_read(table, bytes, n, path);
    bool csv = n > 0 && strchr("{[", bytes[0]) == NULL;

    if (text == NULL) return ct_no_memory();
    while (err.code == CT_EPARSE) {
        long line = err.line;
        CT_TRY(tell(own, err));
        if (!csv || line < 2 || strlen(text) < n || !blank_line(text, &n, line)) return ct_ok();
        text[n] = '\0';
        err = ct_table_read(table, text, n, path);
    }
    return err;
}

/* A table by another name would be left out in silence. */
static ct_error check_names(ct_arena *arena, const char *folder, const ct_own *own, bool *told)
{
    static const char *const endings[] = { ".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".ods" };
    const char *const *names;
    size_t n;

    CT_TRY(ct_folder_list(arena, folder, true, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *dot = strrchr(names[i], '.');
        bool table = false, known = strcmp(names[i], "priors.csv") == 0;
        for (size_t e = 0; dot != NULL && e < sizeof endings / sizeof *endings; e++)
            table = table || strcmp(dot, endings[e]) == 0;
        for (int f = 0; f < CT_OWN_FILES; f++) known = known || strcmp(names[i], ct_own_forms[f].name) == 0;
        if (!table || known) continue;
        ct_error err = ct_fail(
            CT_EPARSE, 0,
            "is no file of a catalogue; call it units.csv, indicators.csv, breakdowns.csv, wordings.csv, abbreviations.csv or english.csv");
        const char *path = ct_path_join(arena, folder, names[i]);
        if (path == NULL) return ct_no_memory();
        *told = true;
        CT_TRY(tell(own, ct_in(err, path)));
    }
    return ct_ok();
}

ct_error ct_own_read(ct_arena *arena, const char *path, ct_own *own)
{
    bool any = false;

    if (path == NULL) return ct_ok();
    if (!ct_folder_exists(path)) {
        own->paths[CT_OWN_INDICATORS] = path;
        return read_table(arena, own, CT_OWN_INDICATORS);
    }
    CT_TRY(check_names(arena, path, own, &any));
    for (int f = 0; f < CT_OWN_FILES; f++) {
        const char *file = ct_path_join(arena, path, ct_own_forms[f].name);
        if (file == NULL) return ct_no_memory();
        if (!ct_file_exists(file)) continue;
        any = true;
        own->paths[f] = file;
        CT_TRY(read_table(arena, own, (ct_own_file)f));
    }
    if (any) return ct_ok();
    return ct_in(
        ct_fail(
            CT_EDATA, 0,
            "holds no catalogue; put units.csv, indicators.csv, breakdowns.csv, wordings.csv, abbreviations.csv or english.csv into it"),
        path);
}

void ct_own_clear(ct_own *own)
{
    for (int f = 0; f < CT_OWN_FILES; f++) ct_table_free(own->tables[f]);
}

size_t ct_own_rows(const ct_own *own, ct_own_file file)
{
    return own->tables[file] != NULL ? own->tables[file]->n : 0;
}

/* Units and breakdowns alike: things with a name and other wordings of it. */
typedef struct {
    ct_arena *arena;
    const char *list; /* what --list calls them, for messages        */
    char *items;      /* n of `size` bytes; below, offsets of fields */
    size_t n, size, name, aliases, n_aliases;
    ct_lookup names, claimed; /* all names; wordings that the user gives     */
} worded;

static const char *name_of(const worded *w, size_t i)
{
    return *(const char **)(void *)(w->items + i * w->size + w->name);
}

static const char *const **aliases_of(const worded *w, size_t i)
{
    return (const char *const **)(void *)(w->items + i * w->size + w->aliases);
}

static size_t *count_of(const worded *w, size_t i)
{
    return (size_t *)(void *)(w->items + i * w->size + w->n_aliases);
}

static ct_error index_names(worded *w, ct_lookup_key claims)
{
    ct_lookup_init(&w->names, w->arena, CT_LOOKUP_LOWER); /* "nam" is not "năm" (year) */
    ct_lookup_init(&w->claimed, w->arena, claims);
    for (size_t i = 0; i < w->n; i++) CT_TRY(ct_lookup_add(&w->names, name_of(w, i), i));
    return ct_ok();
}

/* Give a wording to an item. */
static ct_error give(worded *w, size_t i, const char *wording)
{
    size_t named = ct_lookup_find(&w->names, wording), other = ct_lookup_find(&w->claimed, wording),
           n = *count_of(w, i);
    const char *const *before = *aliases_of(w, i);
    const char **more;

    if (named == i) return ct_ok();
    if (named != SIZE_MAX)
        return ct_fail(CT_EPARSE, 0, "'%s' is itself a name; only its other wordings can be given to '%s'",
                       wording, name_of(w, i));
    for (size_t a = 0; a < n; a++)
        if (strcmp(before[a], wording) == 0) return ct_lookup_add(&w->claimed, wording, i);
    if (other != SIZE_MAX && other != i)
        return ct_fail(CT_EPARSE, 0, "'%s' is a wording of '%s' and of '%s'; keep it at one of them", wording,
                       name_of(w, other), name_of(w, i));
    more = ct_arena_array(w->arena, n + 1, sizeof *more);
    if (more == NULL) return ct_no_memory();
    for (size_t a = 0; a < n; a++) more[a] = before[a];
    more[n] = ct_arena_strdup(w->arena, wording);
    if (more[n] == NULL) return ct_no_memory();
    *aliases_of(w, i) = more;
    *count_of(w, i) = n + 1;
    return ct_lookup_add(&w->claimed, wording, i);
}

static ct_error give_list(worded *w, size_t i, const char *text)
{
    const char *const *list;
    size_t n;

    CT_TRY(ct_list_split(w->arena, text, &list, &n));
    for (size_t a = 0; a < n; a++) CT_TRY(give(w, i, list[a]));
    return ct_ok();
}

/* The rows of wordings.csv that are of this kind. */
static ct_error give_wordings(const ct_own *own, worded *w, ct_wording_of of)
{
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_WORDINGS); r++) {
        const ct_wording_row *row = ct_table_row(own->tables[CT_OWN_WORDINGS], r);
        if (row->of != (int)of) continue;
        size_t i = ct_lookup_find(&w->names, row->means);
        ct_error err =
            i != SIZE_MAX
                ? give(w, i, row->wording)
                : ct_fail(
                      CT_EPARSE, 0,
                      "'%s' means '%s', which is not among the %s of the catalogue; see: chitieu catalogue --list %s",
                      row->wording, row->means, w->list, w->list);
        CT_TRY(ct_own_fault(own, CT_OWN_WORDINGS, r, err));
    }
    return ct_ok();
}

/* What the user gave to one is no wording of another any more. */
static void take_from_others(worded *w)
{
    for (size_t i = 0; w->claimed.n > 0 && i < w->n; i++) {
        const char **aliases =
            (const char **)(void *)*aliases_of(w, i); /* the arrays are the catalogue's own, not literals */
        size_t kept = 0, n = *count_of(w, i);

        for (size_t a = 0; a < n; a++) {
            size_t owner = ct_lookup_find(&w->claimed, aliases[a]);
            if (owner == SIZE_MAX || owner == i) aliases[kept++] = aliases[a];
        }
        *count_of(w, i) = kept;
    }
}

/* Has a unit this base already? */
static bool is_base(const ct_unit *units, size_t n, const char *base)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(units[i].base, base) == 0) return true;
    return false;
}

static ct_error take_unit(worded *w, ct_unit *units, const ct_unit_row *row)
{
    size_t i = ct_lookup_find(&w->names, row->unit);
    bool failed = false, fresh = i == SIZE_MAX, factor = !isnan(row->factor);

    if (fresh && (row->base[0] == '\0' || row->family[0] == '\0' || !factor))
        return ct_fail(
            CT_EPARSE, 0,
            "unit '%s' is new and needs base, factor and family; only a unit of the catalogue may leave them out",
            row->unit);
    if (factor && !(row->factor > 0 && isfinite(row->factor)))
        return ct_fail(CT_EPARSE, 0, "unit '%s' has no factor above 0", row->unit);
    if (row->base[0] != '\0' && !factor)
        return ct_fail(CT_EPARSE, 0,
                       "unit '%s' has a base and no factor; a value times the factor is in the base",
                       row->unit);
    if (row->base[0] != '\0' && strcmp(row->base, row->unit) != 0 && !is_base(units, w->n, row->base))
        return ct_fail(
            CT_EPARSE, 0,
            "base '%s' of '%s' is the base of no unit; write one of them (chitieu catalogue --list units), or the unit itself",
            row->base, row->unit);
    if (fresh) {
        i = w->n++;
        units[i] = (ct_unit){ .name = ct_keep(w->arena, row->unit, &failed) };
        if (!failed) CT_TRY(ct_lookup_add(&w->names, row->unit, i));
        if (!failed) CT_TRY(ct_lookup_add(&w->claimed, row->unit, i));
    }
    if (row->base[0] != '\0') units[i].base = ct_keep(w->arena, row->base, &failed);
    if (row->family[0] != '\0') units[i].family = ct_keep(w->arena, row->family, &failed);
    if (factor) units[i].factor = row->factor;
    return failed ? ct_no_memory() : give_list(w, i, row->aliases);
}

ct_error ct_own_units(const ct_own *own, ct_arena *arena, ct_unit *units, size_t *n)
{
    worded w = { .arena = arena,
                 .list = "units",
                 .items = (char *)units,
                 .n = *n,
                 .size = sizeof *units,
                 .name = offsetof(ct_unit, name),
                 .aliases = offsetof(ct_unit, aliases),
                 .n_aliases = offsetof(ct_unit, n_aliases) };

    CT_TRY(index_names(&w, CT_LOOKUP_LOWER));
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_UNITS); r++)
        CT_TRY(ct_own_fault(own, CT_OWN_UNITS, r,
                            take_unit(&w, units, ct_table_row(own->tables[CT_OWN_UNITS], r))));
    CT_TRY(give_wordings(own, &w, CT_OF_UNIT));
    take_from_others(&w);
    *n = w.n;
    return ct_ok();
}

static ct_error take_breakdown(worded *w, ct_breakdown *list, const ct_breakdown_row *row)
{
    size_t i = ct_lookup_find(&w->names, row->breakdown);
    bool failed = false;

    if (i == SIZE_MAX && row->axis[0] == '\0')
        return ct_fail(
            CT_EPARSE, 0,
            "breakdown '%s' is new and needs an axis: what the total is cut by (sector, area, sex, ...)",
            row->breakdown);
    if (i == SIZE_MAX) {
        i = w->n++;
        list[i] = (ct_breakdown){ .name = ct_keep(w->arena, row->breakdown, &failed) };
        if (!failed) CT_TRY(ct_lookup_add(&w->names, row->breakdown, i));
        if (!failed) CT_TRY(ct_lookup_add(&w->claimed, row->breakdown, i));
    }
    if (row->axis[0] != '\0') list[i].axis = ct_keep(w->arena, row->axis, &failed);
    return failed ? ct_no_memory() : give_list(w, i, row->aliases);
}

ct_error ct_own_breakdowns(const ct_own *own, ct_arena *arena, ct_breakdown *list, size_t *n)
{
    worded w = { .arena = arena,
                 .list = "breakdowns",
                 .items = (char *)list,
                 .n = *n,
                 .size = sizeof *list,
                 .name = offsetof(ct_breakdown, name),
                 .aliases = offsetof(ct_breakdown, aliases),
                 .n_aliases = offsetof(ct_breakdown, n_aliases) };

    CT_TRY(index_names(&w, CT_LOOKUP_FOLDED));
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_BREAKDOWNS); r++)
        CT_TRY(ct_own_fault(own, CT_OWN_BREAKDOWNS, r,
                            take_breakdown(&w, list, ct_table_row(own->tables[CT_OWN_BREAKDOWNS], r))));
    CT_TRY(give_wordings(own, &w, CT_OF_BREAKDOWN));
    take_from_others(&w);
    *n = w.n;
    return ct_ok();
}

/* Do the user's files say this meaning of the abbreviation; *any: do they say another one? */
static bool says(const ct_own *own, const ct_abbreviation *one, bool *any)
{
    bool same = false;

    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_ABBREVIATIONS); r++) {
        const ct_abbreviation_row *row = ct_table_row(own->tables[CT_OWN_ABBREVIATIONS], r);
        bool it = strcmp(row->abbreviation, one->abbreviation) == 0;
        *any = *any || it;
        same = same || (it && strcmp(row->expansion_vi, one->expansion) == 0);
    }
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_WORDINGS); r++) {
        const ct_wording_row *row = ct_table_row(own->tables[CT_OWN_WORDINGS], r);
        bool it = row->of == (int)CT_OF_ABBREVIATION && strcmp(row->wording, one->abbreviation) == 0;
        *any = *any || it;
        same = same || (it && strcmp(row->means, one->expansion) == 0);
    }
    return same;
}

static ct_error add_abbreviation(ct_arena *arena, ct_abbreviation *list, size_t *n, const char *abbreviation,
                                 const char *expansion)
{
    bool failed = false;

    for (size_t i = 0; i < *n; i++)
        if (strcmp(list[i].abbreviation, abbreviation) == 0 && strcmp(list[i].expansion, expansion) == 0)
            return ct_ok();
    list[*n] = (ct_abbreviation){ ct_keep(arena, abbreviation, &failed), ct_keep(arena, expansion, &failed) };
    (*n)++;
    return failed ? ct_no_memory() : ct_ok();
}

ct_error ct_own_abbreviations(const ct_own *own, ct_arena *arena, ct_abbreviation *list, size_t *n)
{
    size_t kept = 0;

    for (size_t i = 0; i < *n; i++) { /* the user's meanings are the only ones */
        bool any = false, same = says(own, &list[i], &any);
        if (same || !any) list[kept++] = list[i];
    }
    *n = kept;
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_ABBREVIATIONS); r++) {
        const ct_abbreviation_row *row = ct_table_row(own->tables[CT_OWN_ABBREVIATIONS], r);
        CT_TRY(add_abbreviation(arena, list, n, row->abbreviation, row->expansion_vi));
    }
    for (size_t r = 0; r < ct_own_rows(own, CT_OWN_WORDINGS); r++) {
        const ct_wording_row *row = ct_table_row(own->tables[CT_OWN_WORDINGS], r);
        if (row->of == (int)CT_OF_ABBREVIATION)
            CT_TRY(add_abbreviation(arena, list, n, row->wording, row->means));
    }
    return ct_ok();
}
