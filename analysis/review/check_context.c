/* The lines and the part of a table that a figure stands in. */
#include "review/check_json.h"

#ifdef CHITIEU_HAVE_JSON
#include <stdint.h>
#include <string.h>

enum {
    AROUND = 2,      /* lines with words before and after it                                     */
    NEIGHBOUR = 300, /* bytes of each of them that are shown                                     */
    LONG_WORD = 40,  /* bytes of a word that is kept whole or left out where a line is cut      */
    OWN = 1600,      /* bytes of its own line that are shown, around the quote                    */
    FAR = 400,       /* lines back at most to a heading                                          */
    HEAD_ROWS = 4,   /* of a table, at most                                                      */
    ROWS_BEFORE = 2,
    ROWS_AFTER = 1,
    MOST_COLUMNS = 14, /* a table of more shows its first NAME_COLUMNS and BESIDE each way           */
    NAME_COLUMNS = 3,
    BESIDE = 4
};
enum { ROLE_AROUND, ROLE_OWN, ROLE_HEADING, ROLE_HEAD };

static bool inside_letter(const char *text, size_t at)
{
    return ((unsigned char)text[at] & 0xC0) == 0x80;
}

/* Bytes from..to of a text, drawn in to whole words (to whole letters of a word longer than LONG_WORD), with
 * an ellipsis where something is left out. */
static json_t *cut(const char *text, size_t n, size_t from, size_t to)
{
    ct_buffer part;
    json_t *value = NULL;
    size_t word = from, end = to;

    while (from > 0 && word < to && word - from < LONG_WORD && text[word - 1] != ' ') word++;
    while (to < n && end > from && to - end < LONG_WORD && text[end] != ' ') end--;
    if (from > 0 && word > 0 && text[word - 1] == ' ') from = word;
    if (to < n && end > from && text[end] == ' ') to = end;
    while (from < n && inside_letter(text, from)) from++;
    while (to > from && to < n && inside_letter(text, to)) to--;
    ct_buffer_init(&part);
    if (from > 0) ct_buffer_text(&part, "… ");
    ct_buffer_append(&part, text + from, to - from);
    if (to < n) ct_buffer_text(&part, " …");
    if (!part.failed) value = json_stringn(ct_buffer_string(&part), part.len);
    ct_buffer_clear(&part);
    return value;
}

static bool blank(const ct_line *line)
{
    return strspn(line->text, " \t") == line->len;
}

static bool add_line(json_t *lines, const ct_line *line, json_t *text, int role)
{
    return ct_check_add(lines,
                        text == NULL ? NULL : json_pack("[I, o, i]", (json_int_t)line->number, text, role));
}

/* The nearest heading above a line, as the file's own styles say it. */
static bool add_heading(json_t *lines, const ct_document *document, size_t at)
{
    for (size_t i = at; i > 0 && at - i < FAR; i--) {
        const ct_line *line = &document->lines[i - 1];
        if (line->level > 0)
            return add_line(lines, line,
                            cut(line->text, line->len, 0, line->len < NEIGHBOUR ? line->len : NEIGHBOUR),
                            ROLE_HEADING);
    }
    return true;
}

/* Lines with words before index `at`, in their order, down from the heading, which is shown by itself; of a
 * long one its end. */
static bool add_before(json_t *lines, const ct_document *document, size_t at)
{
    const ct_line *found[AROUND];
    size_t n = 0;
    bool good = true;

    for (size_t i = at; i > 0 && n < AROUND && document->lines[i - 1].level == 0; i--)
        if (!blank(&document->lines[i - 1])) found[n++] = &document->lines[i - 1];
    for (size_t i = n; i > 0 && good; i--) {
        const ct_line *line = found[i - 1];
        good =
            add_line(lines, line,
                     cut(line->text, line->len, line->len > NEIGHBOUR ? line->len - NEIGHBOUR : 0, line->len),
                     ROLE_AROUND);
    }
    return good;
}

static bool add_after(json_t *lines, const ct_document *document, size_t at)
{
    size_t n = 0;
    bool good = true;

    for (size_t i = at; i < document->n_lines && n < AROUND && good; i++) {
        const ct_line *line = &document->lines[i];
        if (blank(line)) continue;
        good = add_line(lines, line,
                        cut(line->text, line->len, 0, line->len < NEIGHBOUR ? line->len : NEIGHBOUR),
                        ROLE_AROUND);
        n++;
    }
    return good;
}

/* A line of the figure's own: of a long paragraph the part around the quote. */
static bool add_own(json_t *lines, const ct_line *line, const char *quote)
{
    const char *place = strstr(line->text, quote);
    size_t at = place != NULL ? (size_t)(place - line->text) : 0, from = 0, to = line->len;

    if (line->len > OWN) {
        from = at > OWN / 2 ? at - OWN / 2 : 0;
        to = from + OWN < line->len ? from + OWN : line->len;
    }
    return add_line(lines, line, cut(line->text, line->len, from, to), ROLE_OWN);
}

static bool equals(const ct_cell *cell, const char *text, size_t n)
{
    return cell->len == n && memcmp(cell->text, text, n) == 0;
}

static bool holds(const char *text, const ct_cell *cell)
{
    for (const char *at = text; cell->len > 0 && (at = strchr(at, cell->text[0])) != NULL; at++)
        if (strncmp(at, cell->text, cell->len) == 0) return true;
    return false;
}

/* The column of the figure's cell: a quote of a table ends with the cell's text, behind the heads above it.
 * SIZE_MAX: no column fits. */
static size_t own_column(const ct_table_grid *grid, size_t row, const char *quote)
{
    const char *last = quote, *next;
    size_t best = SIZE_MAX, most = 0;

    while ((next = strstr(last, " | ")) != NULL) last = next + 3;
    for (size_t c = 0; c < grid->n_columns; c++) {
        const ct_cell *cell = ct_table_grid_at(grid, row, c);
        size_t heads = 1;
        if (cell->len == 0 || cell->column != c || !equals(cell, last, strlen(last))) continue;
        for (size_t r = 0; r < grid->n_head; r++) heads += holds(quote, ct_table_grid_at(grid, r, c));
        if (heads <= most) continue;
        most = heads;
        best = c;
    }
    return best;
}

static bool column_shown(const ct_table_grid *grid, size_t column, size_t own)
{
    size_t middle = own == SIZE_MAX ? 0 : own;
    return grid->n_columns <= MOST_COLUMNS || column < NAME_COLUMNS ||
           (column + BESIDE >= middle && column <= middle + BESIDE);
}

/* The cells of a row, a merged one once with the number of shown columns it lies over. One that comes from
 * the row above is empty here. */
static json_t *row_cells(const ct_table_grid *grid, size_t row, size_t own, bool is_own)
{
    json_t *cells = json_array();
    bool good = cells != NULL;

    for (size_t c = 0; c < grid->n_columns && good;) {
        const ct_cell *cell = ct_table_grid_at(grid, row, c);
        size_t over = 0, at = c;
        bool marked = false, from_above = cell->len > 0 && cell->row < row && row < grid->n_head;
        do {
            over += column_shown(grid, c, own);
            marked = marked || (is_own && c == own);
            c++;
        } while (c < grid->n_columns && cell->len > 0 && cell->column == at &&
                 ct_table_grid_at(grid, row, c) == cell);
        if (over == 0) continue;
        json_t *text = from_above
                           ? json_string("")
                           : cut(cell->text, cell->len, 0, cell->len < NEIGHBOUR ? cell->len : NEIGHBOUR);
        good = text != NULL && ct_check_add(cells, json_pack("[o, i, i]", text, (int)over, marked ? 1 : 0));
    }
    if (good) return cells;
    json_decref(cells);
    return NULL;
}

static bool add_row(json_t *rows, const ct_table_grid *grid, size_t row, size_t own, int role)
{
    json_t *cells = row_cells(grid, row, own, role == ROLE_OWN);
    return cells != NULL && ct_check_add(rows, json_pack("[i, o]", role, cells));
}

static json_t *table_part(const ct_table_grid *grid, size_t row, const char *quote)
{
    json_t *rows = json_array();
    size_t own = own_column(grid, row, quote), heads = grid->n_head < HEAD_ROWS ? grid->n_head : HEAD_ROWS;
    bool good = rows != NULL;

    for (size_t r = 0; r < heads && r < row && good; r++) good = add_row(rows, grid, r, own, ROLE_HEAD);
    for (size_t r = row > ROWS_BEFORE ? row - ROWS_BEFORE : 0;
         r < row + ROWS_AFTER + 1 && r < grid->n_rows && good; r++)
        if (r >= heads || r == row) good = add_row(rows, grid, r, own, r == row ? ROLE_OWN : ROLE_AROUND);
    if (good) return json_pack("{s:o}", "rows", rows);
    json_decref(rows);
    return NULL;
}

json_t *ct_check_context(const ct_check *check, const ct_check_figure *figure)
{
    const ct_document *document = check->documents[figure->document];
    const ct_observation *one = ct_observation_at(figure->table, figure->row);
    size_t first = (size_t)one->line_start - 1,
           last = one->line_end >= one->line_start ? (size_t)one->line_end : first + 1, row = 0;

    if (one->line_start < 1 || first >= document->n_lines)
        return json_object(); /* the document is another one by now */
    if (last > document->n_lines) last = document->n_lines;
    json_t *lines = json_array(), *table = NULL;
    const ct_table_grid *grid = ct_document_table(document, first, &row);
    bool good = lines != NULL && add_heading(lines, document, grid == NULL ? first : grid->lines[0]) &&
                add_before(lines, document, grid == NULL ? first : grid->lines[0]);
    if (grid != NULL) {
        table = good ? table_part(grid, row, one->quote) : NULL;
        good = table != NULL;
    }
    for (size_t i = first; i < last && grid == NULL && good; i++)
        good = add_own(lines, &document->lines[i], one->quote);
    if (grid == NULL && good) good = add_after(lines, document, last);
    if (good)
        return grid == NULL ? json_pack("{s:o}", "lines", lines)
                            : json_pack("{s:o, s:o}", "lines", lines, "table", table);
    json_decref(lines);
    json_decref(table);
    return NULL;
}
#endif
