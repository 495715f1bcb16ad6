#include "series/history_workbook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/lookup.h"
#include "core/number.h"
#include "series/build.h"
#include "series/units.h"

typedef struct {
    const ct_workbook_rules *rules;
    const ct_document *document;
    ct_table *history, *open;
    ct_workbook_count *count;
    const char *file; /* in the history's arena */
    ct_arena *arena;  /* working memory */
    ct_lookup listed; /* name and unit to its row of `open` */
    ct_lookup surest; /* name and unit to the place of the observation that is surest of what it is */
    const ct_table *observations;
} workbook;

/* One figure on its way. */
typedef struct {
    const ct_observation *row;
    const char *name; /* of its row in the table, as the file has it */
    const ct_indicator *indicator;
    const char *unit, *breakdown, *scope;
    bool decided;
} figure;

/* Between the parts of a quote of a table's cell: "Thu nội địa | Năm 2023 | 12.500" (domestic revenue | year
 * 2023 | 12,500). */
static const char PART[] = " | ";

/* Nothing but digits and the word for a year: "2023", "Năm 2023" (year 2023). */
static bool is_year(const char *text, size_t n)
{
    size_t from =
        n > 4 ? n - 4 : 0; /* "Năm 2023" (year 2023), "năm 2023" (year 2023): whatever the word's marks */

    return n >= 4 && n <= sizeof "Năm 2023" && strspn(text + from, "0123456789") >= 4 &&
           (from == 0 || text[from - 1] == ' ');
}

/* The first part of the quote, without the year where years go down and names across: "2023 / Dân số (nghìn
 * người)" (2023 / population, thousands). */
static const char *row_name(ct_arena *arena, const ct_observation *row)
{
    static const char UNDER[] = " / ";
    const char *start = row->quote, *end = strstr(start, PART), *below = strstr(start, UNDER);
    size_t n = end != NULL ? (size_t)(end - start) : strlen(start);

    if (below != NULL && below < start + n && is_year(start, (size_t)(below - start))) {
        n -= (size_t)(below - start) + strlen(UNDER);
        start = below + strlen(UNDER);
    }
    return ct_arena_strndup(arena, start, n);
}

/* The sheet of a workbook that a line is in; "" where there is none. */
static const char *sheet_of(const ct_document *document, long line)
{
    size_t at;
    const ct_table_grid *grid = line > 0 && (size_t)line <= document->n_lines
                                    ? ct_document_table(document, (size_t)line - 1, &at)
                                    : NULL;

    return grid != NULL && grid->sheet != NULL ? grid->sheet : "";
}

/* The status of a figure as a value of a year; -1: it is none. A head that says nothing is over results:
 * history is of what was. */
static int status_of(const ct_observation *row)
{
    if (row->kind == CT_ESTIMATE) return CT_STATUS_ESTIMATE;
    if (row->kind == CT_ACTUAL || (row->in_table && !row->kind_said)) return CT_STATUS_ACTUAL;
    return -1;
}

static ct_error take(workbook *book, const figure *one, long year, int status)
{
    const ct_observation *from = one->row;
    const char *sheet = sheet_of(book->document, from->line_start);
    ct_history *row = ct_table_add(book->history);

    if (row == NULL) return ct_no_memory();
    book->history->lines[book->history->n - 1] = from->line_start;
    row->indicator = ct_table_text(book->history, one->indicator->id);
    row->name = ct_table_text(book->history, one->name);
    row->scope = ct_table_text(book->history, one->scope);
    row->breakdown = ct_table_text(book->history, one->breakdown);
    row->unit = ct_table_text(book->history, one->unit);
    row->period = year;
    row->value = from->value_low;
    row->status = status;
    row->source =
        ct_arena_printf(book->history->arena, "%s%s%s", sheet, sheet[0] != '\0' ? ", " : "", one->name);
    row->file = book->file;
    book->count->taken++;
    return row->indicator != NULL && row->name != NULL && row->scope != NULL && row->breakdown != NULL &&
                   row->unit != NULL && row->source != NULL
               ? ct_ok()
               : ct_no_memory();
}

/* A new row for a name that somebody should look at. */
static ct_error add_open(workbook *book, const figure *one, long year)
{
    const char *id = one->indicator != NULL ? one->indicator->id : "";
    char value[CT_NUMBER_SIZE];
    ct_name *row = ct_table_add(book->open);

    if (row == NULL) return ct_no_memory();
    ct_number_table(value, one->row->value_low);
    row->name = ct_table_text(book->open, one->name);
    row->unit = ct_table_text(book->open, one->unit);
    row->indicator = ct_table_text(book->open, id);
    row->breakdown = ct_table_text(book->open, one->breakdown);
    row->scope = ct_table_text(book->open, one->scope);
    row->guess = ct_name_guess(book->open, one->unit, id, one->breakdown, one->scope);
    row->about = ct_table_text(book->open, one->indicator != NULL ? one->indicator->name_vi : "");
    row->example = ct_arena_printf(book->open->arena, "%ld: %s", year, value);
    row->source = ct_arena_printf(book->open->arena, "%s:%ld", book->document->name, one->row->line_start);
    row->confidence = round(one->row->named * 1000) / 1000;
    row->figures = 1;
    return row->name != NULL && row->unit != NULL && row->indicator != NULL && row->breakdown != NULL &&
                   row->scope != NULL && row->guess != NULL && row->about != NULL && row->example != NULL &&
                   row->source != NULL
               ? ct_ok()
               : ct_no_memory();
}

static const char *key_of(ct_arena *arena, const char *name, const char *unit)
{
    return ct_arena_printf(arena, "%s\x1f%s", name, unit);
}

static ct_error leave_open(workbook *book, const figure *one, long year)
{
    const char *key = key_of(book->arena, one->name, one->unit);
    size_t at;

    if (key == NULL) return ct_no_memory();
    book->count->open++;
    at = ct_lookup_find(&book->listed, key);
    if (at != SIZE_MAX) {
        ((ct_name *)ct_table_row(book->open, at))->figures++;
        return ct_ok();
    }
    CT_TRY(ct_lookup_add(&book->listed, key, book->open->n));
    return add_open(book, one, year);
}

/* Is the row called exactly what the catalogue calls the indicator that was read? Its own name, without the
 * rows it is a part of, a dash before it and a unit in brackets after it. */
static bool is_called_so(const workbook *book, const figure *one)
{
    static const char UNDER[] = " / ";
    const ct_catalogue *catalogue = book->rules->catalogue;
    const char *own = one->name, *end;
    const ct_indicator *called;

    for (const char *at = own; (at = strstr(at, UNDER)) != NULL;) own = at += strlen(UNDER);
    own += strspn(own, "-+ ");
    end = strrchr(own, '(');
    if (end != NULL) {
        size_t n = strcspn(end + 1, ")");
        const char *unit = ct_arena_strndup(book->arena, end + 1, n);

        if (unit != NULL && ct_unit_find(catalogue, unit) != NULL)
            own = ct_arena_strndup(book->arena, own, (size_t)(end - own));
    }
    called = own != NULL ? ct_indicator_named(catalogue, own) : NULL;
    return called != NULL && ct_series_indicator(catalogue, called, one->row->measure) == one->indicator;
}

/* How sure it is what the figure is of: the cells of one row are of one thing, and the surest of them that
 * agrees speaks for all. */
static double chance_of(const workbook *book, const figure *one)
{
    const char *key = key_of(book->arena, one->name, one->row->unit);
    size_t at = key != NULL ? ct_lookup_find(&book->surest, key) : SIZE_MAX;
    const ct_observation *best = at != SIZE_MAX ? ct_observation_at(book->observations, at) : one->row;
    bool agrees = strcmp(best->indicator, one->row->indicator) == 0 &&
                  strcmp(best->breakdown, one->row->breakdown) == 0 && best->measure == one->row->measure;

    return agrees ? best->named : one->row->named;
}

static int by_chance(const void *a, const void *b)
{
    const ct_observation *const *x = a, *const *y = b;

    if ((*x)->named != (*y)->named) return (*x)->named < (*y)->named ? 1 : -1;
    return (*x > *y) - (*x < *y); /* rows of one table: their order */
}

static ct_error list_surest(workbook *book)
{
    const ct_table *all = book->observations;
    const ct_observation **order = ct_arena_array(book->arena, all->n, sizeof *order);

    if (order == NULL) return ct_no_memory();
    for (size_t i = 0; i < all->n; i++) order[i] = ct_observation_at(all, i);
    if (all->n > 0) qsort(order, all->n, sizeof *order, by_chance);
    for (size_t i = 0; i < all->n; i++) { /* the first that is added holds */
        const char *name = row_name(book->arena, order[i]),
                   *key = name != NULL ? key_of(book->arena, name, order[i]->unit) : NULL;

        if (key == NULL) return ct_no_memory();
        if (order[i]->in_table)
            CT_TRY(ct_lookup_add(&book->surest, key, (size_t)(order[i] - ct_observation_at(all, 0))));
    }
    return ct_ok();
}

/* What the figure is of: as decided, or as read. false: it is rejected. */
static bool settle(const workbook *book, figure *one)
{
    const ct_catalogue *catalogue = book->rules->catalogue;
    const ct_observation *row = one->row;
    bool rejected;
    const ct_name *name = row->in_table ? ct_names_find(book->rules->names, one->name, &rejected) : NULL;
    const ct_indicator *said =
        ct_indicator_find(catalogue, name != NULL && !rejected ? name->indicator : row->indicator);

    if (name != NULL && rejected) return false;
    one->decided = name != NULL;
    one->unit = name != NULL && name->unit[0] != '\0' ? name->unit : row->unit;
    one->breakdown = name != NULL ? name->breakdown : row->breakdown;
    one->scope = name != NULL && name->scope[0] != '\0' ? name->scope : row->scope;
    one->indicator = said != NULL ? ct_series_indicator(catalogue, said, row->measure) : NULL;
    if (one->indicator == NULL && one->decided && row->measure != CT_MEASURE_PLAN_RATIO &&
        row->measure != CT_MEASURE_MULTIPLE)
        one->indicator = said; /* a person knows what the row is */
    return true;
}

/* Is anything known of the figure but what it is called? A comparison with a plan or another year is no value
 * of a year whatever its name. */
static bool may_be_value(const ct_observation *row)
{
    return row->value_low == row->value_high && isfinite(row->value_low) &&
           row->measure != CT_MEASURE_PLAN_RATIO && row->measure != CT_MEASURE_MULTIPLE &&
           row->measure != CT_MEASURE_CHANGE && !ct_build_long_growth(row);
}

static ct_error read_figure(workbook *book, const ct_observation *row)
{
    static const ct_indicator amount = { .nature = CT_LEVEL };
    figure one = { .row = row, .name = row_name(book->arena, row) };
    int status = status_of(row);
    const char *base;
    long year;

    if (one.name == NULL) return ct_no_memory();
    if (!settle(book, &one)) return book->count->rejected++, ct_ok();
    year = ct_build_year(row, one.indicator != NULL ? one.indicator : &amount);
    if (status < 0 || year == 0 || !may_be_value(row)) return book->count->others++, ct_ok();
    if (ct_indicator_find(book->rules->catalogue, row->indicator) != NULL && one.indicator == NULL)
        return book->count->others++, ct_ok();
    if (!row->in_table && !(row->confidence >= book->rules->sure)) return book->count->prose++, ct_ok();
    if (row->in_table && !row->kind_said && book->rules->last_year != 0 && year > book->rules->last_year)
        return book->count->later++, ct_ok();
    if (one.indicator == NULL ||
        ct_units_find(NULL, book->rules->catalogue, one.indicator, one.unit, &base) == NULL)
        return leave_open(book, &one, year);
    if (row->unit_counted && one.unit == row->unit) { /* "Dân số trung bình: 1.350" (average population:
                                                         1,350): of people, or of thousands of them? */
        one.unit = "";
        return leave_open(book, &one, year);
    }
    if (!one.decided && row->in_table && !is_called_so(book, &one) &&
        !(chance_of(book, &one) >= book->rules->sure))
        return leave_open(book, &one, year);
    return take(book, &one, year, status);
}

ct_error ct_workbook_history(const ct_workbook_rules *rules, const ct_document *document,
                             const ct_table *observations, ct_table *history, ct_table *open,
                             ct_workbook_count *count)
{
    workbook book = { .rules = rules,
                      .document = document,
                      .history = history,
                      .open = open,
                      .observations = observations,
                      .count = count,
                      .file = ct_table_text(history, document->name),
                      .arena = ct_arena_new() };
    ct_error err = book.arena != NULL && book.file != NULL ? ct_ok() : ct_no_memory();

    *count = (ct_workbook_count){ 0 };
    ct_lookup_init(&book.listed, book.arena, CT_LOOKUP_EXACT);
    ct_lookup_init(&book.surest, book.arena, CT_LOOKUP_EXACT);
    if (err.code == CT_OK) err = list_surest(&book);
    for (size_t i = 0; i < observations->n && err.code == CT_OK; i++)
        err = read_figure(&book, ct_observation_at(observations, i));
    ct_arena_free(book.arena);
    return err;
}
