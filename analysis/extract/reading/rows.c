/* Rows: a table's outline is told by the numbers and marks before names ("I", "1", "1.1", "a)", "-", "+"), by
 * "Trong đó" (of which) and by how far names are set in. */
#include "extract/reading/rows.h"

#include <string.h>

#include "documents/syllable.h"
#include "extract/reading/place_list.h"
#include "extract/reading/places.h"
#include "extract/reading/unit_cell.h"

enum { MOST_DEPTH = 16, SHORT_NAME = 4 };

/* How a row is marked, in the order in which marks stand under each other. */
typedef enum {
    MARK_SECTION,
    MARK_LETTER,
    MARK_NUMBER,
    MARK_POINTS,
    MARK_SMALL,
    MARK_NONE,
    MARK_DASH,
    MARK_PLUS,
    MARK_STAR
} row_mark;

typedef struct {
    row_mark mark;
    int depth; /* points in "1.2.1"                      */
    int indent;
    bool part; /* "Trong đó" (of which), a small letter: of the row before */
    bool figures;
    bool divides; /* "Phân theo khu vực kinh tế" (by economic sector): how what stands above is divided,
                     nothing of its own */
    size_t row;
} place_in_outline;

static bool is_roman(const ct_token *t)
{
    for (size_t i = 0; i < t->len; i++)
        if (strchr("IVXLC", t->text[i]) == NULL) return false;
    return t->len > 0;
}

static size_t column_with(const ct_printed_table *table, ct_column_role role)
{
    for (size_t c = 0; c < table->grid->n_columns; c++)
        if (table->columns[c].role == role) return c;
    return SIZE_MAX;
}

/* The mark that tokens from .. to - 1 begin with, and the token after it. */
static row_mark mark_of(const ct_span *s, int *depth, size_t *after)
{
    const ct_tokens *tokens = &s->passage->tokens;
    const ct_token *t = &tokens->at[s->from];
    bool closed = s->from + 1 < s->to &&
                  (ct_token_is_mark(tokens, s->from + 1, '.') || ct_token_is_mark(tokens, s->from + 1, ')'));
    *after = s->from;
    *depth = 0;
    if (s->from == s->to) return MARK_NONE;
    if (t->kind == CT_TOKEN_MARK && t->mark != '\0' && strchr("-+*", t->mark) != NULL) {
        *after = s->from + 1;
        return t->mark == '-' ? MARK_DASH : t->mark == '+' ? MARK_PLUS : MARK_STAR;
    }
    if (t->kind == CT_TOKEN_NUMBER && t->len <= 8 &&
        (closed || s->to == s->from + 1 || (t->len <= 5 && memchr(t->text, '.', t->len) != NULL))) {
        for (size_t i = 0; i + 1 < t->len; i++) *depth += t->text[i] == '.';
        *after = s->from + 1 + closed;
        return *depth > 0 ? MARK_POINTS : MARK_NUMBER;
    }
    if (t->kind == CT_TOKEN_WORD && t->len <= 5 && (closed || s->to == s->from + 1) &&
        (is_roman(t) || t->len == 1)) {
        *after = s->from + 1 + closed;
        return t->upper ? MARK_LETTER : MARK_SMALL;
    }
    return MARK_NONE;
}

/* Parts that all manner of indicators have, so that one alone in a row is of the row above: not crops or
 * products, which are rows of their own. */
static bool divides_any(const ct_passage *p, const ct_match *match)
{
    static const char *const axes[] = { "area", "sex", "ownership", "sector", "admin_level", "tourist" };
    const char *axis = p->known->catalogue->breakdowns[match->ref].axis;
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
        if (strcmp(axis, axes[i]) == 0) return true;
    return false;
}

/* Is the name no more than a known part: "Thành thị" (urban)? */
static bool is_part(const ct_span *s)
{
    const ct_passage *p = s->passage;
    for (size_t m = p->first_match[s->from]; m < p->first_match[s->from + 1]; m++)
        if (p->matches.at[m].type == CT_PHRASE_BREAKDOWN && p->matches.at[m].end == s->to &&
            divides_any(p, &p->matches.at[m]))
            return true;
    return false;
}

/* The one cell of a row that has no name of its own and no figures: "Cơ cấu (%)" (structure, %) over the
 * columns of figures. */
static bool section_of(const ct_printed_table *table, size_t r, ct_span *name)
{
    size_t found = 0;
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        const ct_cell *cell = ct_table_grid_at(table->grid, r, c);
        if (cell->len == 0 || cell->row != r || cell->column != c) continue;
        if (cell->n_columns < 2 && ct_table_is_figure(table, r, c)) return false;
        *name = ct_table_cell_span(table, r, c);
        found++;
    }
    return found == 1;
}

/* The row's name, and where it stands in the outline. */
static place_in_outline name_row(const ct_printed_table *table, size_t r, ct_row *row)
{
    size_t names = column_with(table, CT_COLUMN_NAMES), numbers = column_with(table, CT_COLUMN_NUMBERS),
           parts = column_with(table, CT_COLUMN_PARTS);
    place_in_outline place = { .mark = MARK_NONE, .row = r };
    size_t after;
    int depth;
    if (names == SIZE_MAX) return place;
    const ct_cell *cell = ct_table_grid_at(table->grid, r, names);
    row->name = ct_table_cell_span(table, r, names);
    if (row->name.from == row->name.to && section_of(table, r, &row->name)) {
        place.mark = MARK_SECTION;
        row->cell = row->name;
        row->name = ct_span_in_vietnamese(row->name);
        return place;
    }
    place.indent = cell->indent;
    row->cell = row->name;
    if (numbers != SIZE_MAX && ct_table_grid_at(table->grid, r, numbers) != cell) {
        ct_span number = ct_table_cell_span(table, r, numbers);
        if (number.from < number.to)
            place.mark = mark_of(&number, &place.depth, &after);
        else if (row->name.from == row->name.to)
            place.mark = MARK_NONE;
    }
    row_mark own = mark_of(&row->name, &depth, &after);
    if (after < row->name.to && own != MARK_NONE) {
        row->name.from = after;
        if (place.mark == MARK_NONE) {
            place.mark = own;
            place.depth = depth;
        }
    }
    row->name = ct_span_in_vietnamese(row->name);
    if (row->name.from < row->name.to) {
        place.divides = ct_passage_cue(row->name.passage, row->name.from, CT_CUE_TABLE, CT_TABLE_BY) != NULL;
        const ct_token *first = &row->name.passage->tokens.at[row->name.from];
        const ct_match *part = ct_passage_cue(row->name.passage, row->name.from, CT_CUE_LINK, CT_LINK_PART);
        place.part = part != NULL || is_part(&row->name) ||
                     (first->kind == CT_TOKEN_WORD && !first->upper && place.mark == MARK_NONE);
        if (part != NULL && part->end < row->name.to) {
            row->name.from = part->end + (ct_token_is_mark(&row->name.passage->tokens, part->end, ':') &&
                                          part->end + 1 < row->name.to);
        }
    }
    if (parts != SIZE_MAX && parts > names) row->part = ct_table_cell_span(table, r, parts);
    return place;
}

static bool stands_under(const place_in_outline *above, const place_in_outline *below, bool indented)
{
    if (below->divides && !below->figures)
        return !above->divides && !above->figures && above->mark <= below->mark;
    if (below->part && !above->part) return below->mark > above->mark || below->indent >= above->indent;
    if (below->mark == MARK_NONE && above->mark == MARK_NONE && above->indent == below->indent)
        return !above->figures && below->figures; /* a heading inside the table */
    if (below->mark != above->mark)
        return indented && below->indent < above->indent ? false
               : below->mark == MARK_NONE && indented && below->indent <= above->indent &&
                       above->mark >= MARK_NUMBER && above->indent > 0
                   ? false
                   : below->mark > above->mark;
    if (below->mark == MARK_POINTS && below->depth != above->depth) return below->depth > above->depth;
    return below->indent > above->indent;
}

/* ---- units ---- */

/* "nt", "-nt-", a pair of quotation marks: the same as above. */
static bool repeats(const ct_span *s)
{
    size_t letters = 0;
    bool same = false;
    for (size_t i = s->from; i < s->to; i++) {
        const ct_token *t = &s->passage->tokens.at[i];
        if (t->kind == CT_TOKEN_WORD) {
            letters += t->len;
            same = (t->len == 2 && (memcmp(t->text, "nt", 2) == 0 || memcmp(t->text, "NT", 2) == 0));
        } else if (t->kind == CT_TOKEN_MARK) {
            same = same || t->mark == '"' || t->mark == '/';
        } else {
            return false;
        }
    }
    return same && letters <= 2;
}

/* The unit that its cell tells; else one after the name in brackets or after a comma; else, for a part, that
 * of the row it is of. */
static ct_error find_unit(const ct_printed_table *table, ct_arena *arena, size_t r, ct_row *rows)
{
    size_t column = column_with(table, CT_COLUMN_UNITS);
    ct_row *row = &rows[r];
    if (column != SIZE_MAX) {
        bool spans = ct_table_grid_at(table->grid, r, column)->n_columns >
                     1; /* "Cơ cấu (%)" (structure, %) over the whole row tells its unit as a name does */
        row->unit_cell = spans ? (ct_span){ table->rows[r], 0, 0 } : ct_table_cell_span(table, r, column);
        bool empty = row->unit_cell.from == row->unit_cell.to;
        if (!empty && repeats(&row->unit_cell) && r > 0) {
            row->unit_cell = rows[r - 1].unit_cell;
            row->unit = rows[r - 1].unit;
            return ct_ok();
        }
        if (!empty) return ct_unit_written(&row->unit_cell, arena, &row->unit);
    }
    CT_TRY(ct_unit_beside(&row->name, arena, &row->unit));
    if (row->unit.unit == NULL &&
        row->cell.to >
            row->name.to) /* "Cơ cấu - Structure (%)" (structure, %): after the English of the name */
        CT_TRY(ct_unit_beside(&row->cell, arena, &row->unit));
    if (row->unit.unit == NULL && !row->figures && row->name.from < row->name.to &&
        row->name.to - row->name.from <= SHORT_NAME) {
        ct_mention whole; /* a section that is named by its unit: "Người" (people) */
        CT_TRY(ct_unit_written(&row->name, arena, &whole));
        if (whole.unit != NULL && !whole.guessed && whole.end == row->name.to) row->unit = whole;
    }
    if (row->unit.unit == NULL && row->parent != SIZE_MAX) {
        row->unit = rows[row->parent].unit;
        row->unit_cell = rows[row->parent].unit_cell;
    }
    return ct_ok();
}

/* ---- names that name no indicator ---- */

/* A word that is no Vietnamese syllable: "Prel" beside "Sơ bộ" (preliminary). */
static bool is_foreign(const ct_token *t)
{
    return t->kind == CT_TOKEN_WORD && t->len > 2 && (unsigned char)t->text[0] < 0x80 &&
           !ct_syllable_is(t->text, t->len, NULL);
}

/* Does the name say no more than a time, a place or "Tổng số" (total)? */
static bool is_place(const ct_span *s)
{
    const ct_passage *p = s->passage;
    ct_place places[2];
    size_t i = s->from;
    if (s->from == s->to) return false;
    size_t found = ct_places_find(p, s->from, s->to, places, 2);
    if (found > 0 && places[0].start == s->from && places[0].end == s->to) return true;
    while (i < s->to) {
        const ct_time *time = ct_passage_time_at(p, i);
        const ct_match *whole = ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_WHOLE),
                       *column = ct_passage_cue(p, i, CT_CUE_COLUMN, -1);
        whole = whole == NULL && column != NULL && ct_match_cue(p, column)->value >= 4
                    ? column
                    : whole; /* "Sơ bộ 2022" (preliminary 2022) */
        long year = ct_token_integer(&p->tokens.at[i]);
        if (time != NULL && time->end <= s->to)
            i = time->end;
        else if (whole != NULL && whole->end <= s->to)
            i = whole->end;
        else if (is_foreign(&p->tokens.at[i]) || p->tokens.at[i].kind == CT_TOKEN_MARK ||
                 (p->tokens.at[i].len == 4 && year >= 1930 && year <= 2100))
            i++;
        else
            return false;
    }
    return true;
}

static ct_period period_of(const ct_printed_table *table, const ct_span *s)
{
    ct_period none = { .known = false };
    size_t t = ct_passage_time_from(s->passage, s->from);
    for (size_t i = s->from; i < s->to; i++) {
        const ct_token *token = &s->passage->tokens.at[i];
        long year = token->len == 4 ? ct_token_integer(token) : -1;
        if (year >= 1930 && year <= 2100 &&
            s->to - s->from <= 2 * SHORT_NAME) /* a bare year is a time where it is a row's name */
            return (
                ct_period){ .known = true, .from = ct_date_year((int)year), .to = ct_date_year((int)year) };
    }
    return t < s->passage->n_times && s->passage->times[t].end <= s->to && s->from < s->to
               ? ct_period_of(table->setting, &s->passage->times[t])
               : none;
}

/* "TH năm 2018" (result of 2018), "Ước năm 2024" (estimate of 2024), "KH 2025": the kind that a row of a time
 * names. */
static int kind_of(const ct_span *s)
{
    enum { FIRST_KIND = 4 };
    for (size_t i = s->from; i < s->to; i++) {
        const ct_match *cue = ct_passage_cue(s->passage, i, CT_CUE_COLUMN, -1);
        if (cue != NULL && cue->end <= s->to && ct_match_cue(s->passage, cue)->value >= FIRST_KIND)
            return ct_match_cue(s->passage, cue)->value - FIRST_KIND;
    }
    return CT_NONE;
}

/* Rows that only compare are of the last row before them that names something. */
static void find_comparisons(const ct_table_grid *grid, ct_row *rows)
{
    size_t named = SIZE_MAX;
    for (size_t r = grid->n_head; r < grid->n_rows; r++) {
        ct_row *row = &rows[r];
        int measure = row->figures && named != SIZE_MAX && row->name.from < row->name.to
                          ? ct_measure_of_comparison(&row->cell)
                          : CT_NONE;
        row->compares = measure != CT_NONE;
        if (row->compares) {
            row->parent = named;
            row->measure = measure;
            memset(&row->unit, 0, sizeof row->unit);
        } else if (row->figures && row->name.from < row->name.to) {
            named = r;
        }
    }
}

/* Rows that are the districts of a province, "Lộc Ninh" (a district) below "TP. Đồng Xoài" (Đồng Xoài city).
 */
static ct_error find_places(const ct_table_grid *grid, ct_arena *arena, ct_row *rows)
{
    ct_span *names = ct_arena_array(arena, grid->n_rows, sizeof *names);
    const char **scopes = ct_arena_array(arena, grid->n_rows, sizeof *scopes);
    if (names == NULL || scopes == NULL) return ct_no_memory();
    for (size_t r = 0; r < grid->n_rows; r++) {
        names[r] = rows[r].name;
        if (!rows[r].figures) names[r].to = names[r].from;
    }
    if (!ct_place_list_read(arena, names, grid->n_rows, scopes)) return ct_ok();
    for (size_t r = 0; r < grid->n_rows; r++) {
        rows[r].territory = scopes[r];
        rows[r].place = rows[r].place || scopes[r] != NULL;
    }
    return ct_ok();
}

ct_error ct_rows_find(const ct_printed_table *table, ct_arena *arena, ct_row **out)
{
    const ct_table_grid *grid = table->grid;
    ct_row *rows = ct_arena_array(arena, grid->n_rows, sizeof *rows);
    place_in_outline stack[MOST_DEPTH];
    size_t depth = 0, names = column_with(table, CT_COLUMN_NAMES);
    bool indented = false;
    if (rows == NULL) return ct_no_memory();
    for (size_t r = grid->n_head; r < grid->n_rows && names != SIZE_MAX; r++)
        indented = indented || ct_table_grid_at(grid, r, names)->indent > 0;
    for (size_t r = 0; r < grid->n_rows; r++) {
        rows[r].parent = SIZE_MAX;
        rows[r].measure = rows[r].kind = CT_NONE;
        rows[r].name = rows[r].cell = rows[r].part = rows[r].unit_cell = (ct_span){ table->rows[r], 0, 0 };
        if (r < grid->n_head) continue;
        place_in_outline place = name_row(table, r, &rows[r]);
        for (size_t c = 0; c < grid->n_columns; c++)
            rows[r].figures = rows[r].figures ||
                              (table->columns[c].role == CT_COLUMN_VALUES && ct_table_is_figure(table, r, c));
        place.figures = rows[r].figures;
        place.divides = place.divides && !place.figures;
        while (depth > 0 && !stands_under(&stack[depth - 1], &place, indented)) depth--;
        rows[r].parent = depth > 0 ? stack[depth - 1].row : SIZE_MAX;
        if (rows[r].name.from < rows[r].name.to && depth < MOST_DEPTH) stack[depth++] = place;
        CT_TRY(find_unit(table, arena, r, rows));
        rows[r].measure = rows[r].figures ? CT_NONE : ct_measure_of_section(&rows[r].cell);
        if (rows[r].measure == CT_NONE && rows[r].parent != SIZE_MAX && !rows[rows[r].parent].figures)
            rows[r].measure = rows[rows[r].parent].measure;
        rows[r].place = is_place(&rows[r].name);
        if (rows[r].place) rows[r].period = period_of(table, &rows[r].name);
        if (rows[r].period.known) rows[r].kind = kind_of(&rows[r].name);
    }
    find_comparisons(grid, rows);
    CT_TRY(find_places(grid, arena, rows));
    *out = rows;
    return ct_ok();
}
