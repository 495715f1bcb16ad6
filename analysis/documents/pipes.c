/* Tables drawn with '|' in plain text: "| a | b |" on lines next to each other, or "a | b | c" without the
 * outer ones. A line is a row, but in a grid table, which has a rule below each row, the lines between two
 * rules are one row. */
#include <stdbool.h>
#include <string.h>

#include "documents/delimited.h"

enum {
    MAX_CELLS = 40,   /* of a row; a line with more is none                      */
    MAX_BYTES = 4000, /* of a line; a longer one is no row of a table            */
    GRID_GROUPS = 3   /* groups of lines between rules that make a grid table    */
};

/* What a line looks like. */
typedef struct {
    const char *first, *end; /* its text, without blanks and outer pipes around it   */
    size_t cells;            /* 0: no row                                            */
    bool outer;              /* a pipe before the first cell and behind the last     */
} look;

bool ct_line_is_rule(const ct_line *line)
{
    size_t dashes = 0;
    bool drawn = false, row = false;

    if (line->len < 3 || line->len > MAX_BYTES) return false;
    for (size_t i = 0; i < line->len; i++) {
        char c = line->text[i];
        if (c == '\0' || strchr("-=_+|: \t", c) == NULL) return false;
        drawn = drawn || c == '|' || c == '+';
        dashes = c == '-' || c == '=' || c == '_' ? dashes + 1 : 0;
        row = row || dashes >= 3 || (drawn && dashes > 0);
    }
    return row;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The pipe at or after s that parts cells, or end: "\|" is a pipe inside a cell. */
static const char *next_pipe(const char *s, const char *end)
{
    for (; s < end && *s != '|'; s++)
        if (*s == '\\' && s + 1 < end) s++;
    return s < end ? s : end;
}

/* @param outer pipes stand before the first cell and behind the last of all rows: here they part no empty
 * cells */
static look look_at(const ct_line *line, bool outer)
{
    look l = { .first = line->text, .end = line->text + line->len };
    bool left, right;

    if (line->len > MAX_BYTES || line->kind != CT_LINE_TEXT || memchr(line->text, '|', line->len) == NULL)
        return l;
    while (l.first < l.end && is_space(*l.first)) l.first++;
    while (l.first < l.end && is_space(l.end[-1])) l.end--;
    left = l.first < l.end && *l.first == '|';
    l.first += left && outer;
    right = l.first < l.end && l.end[-1] == '|' && (l.end - l.first < 2 || l.end[-2] != '\\');
    l.end -= right && outer;
    l.outer = left && right;
    l.cells = 1;
    for (const char *s = next_pipe(l.first, l.end); s < l.end; s = next_pipe(s + 1, l.end)) l.cells++;
    if (l.cells > MAX_CELLS) l.cells = 0;
    return l;
}

/* A row that may follow one that looks like `first`. A row may lack cells at its end, or have one pipe too
 * many. */
static bool goes_on(const look *first, const look *l)
{
    bool near = first->cells > 3 && l->cells + 2 >= first->cells && l->cells <= first->cells + 2;

    return l->cells > 1 && (first->outer ? l->outer : near || l->cells == first->cells);
}

/* Do all lines from i up to the end of its table have outer pipes? Where some have not, a pipe at a line's
 * edge parts an empty cell. */
static bool has_outer(const ct_reader *reader, size_t i)
{
    for (size_t k = i; k < reader->n && reader->lines[k].page == reader->lines[i].page; k++) {
        look l = look_at(&reader->lines[k], true);
        if (ct_line_is_rule(&reader->lines[k])) continue;
        if (l.cells < 2) return k > i;
        if (!l.outer) return false;
    }
    return true;
}

/* The words between s and end, each TAB a blank and each "\|" a pipe. */
static void append_cell(ct_buffer *cell, const char *s, const char *end)
{
    while (s < end && is_space(*s)) s++;
    while (s < end && is_space(end[-1])) end--;
    if (s < end && cell->len > 0) ct_buffer_append(cell, " ", 1);
    for (; s < end; s++) {
        if (*s == '\\' && s + 1 < end && s[1] == '|') s++;
        ct_buffer_append(cell, is_space(*s) ? " " : s, 1);
    }
}

static bool has_figure(const ct_buffer *cell)
{
    const char *s = ct_buffer_string(cell);
    return s[strcspn(s, "0123456789")] != '\0';
}

/* "**GRDP**" is bold, as is "__GRDP__". */
static void take_cell(ct_delimited_cell *out, const char *text, size_t n)
{
    *out = (ct_delimited_cell){ .text = text, .len = n };
    if (n <= 4 || (memcmp(text, "**", 2) != 0 && memcmp(text, "__", 2) != 0) ||
        memcmp(text, text + n - 2, 2) != 0)
        return;
    *out = (ct_delimited_cell){ .text = text + 2, .len = n - 4, .bold = true };
}

/* Blanks before the words of a first cell, but for the one that everybody sets. */
static int indent_of(const char *s, const char *end)
{
    const char *word = s;

    while (word < end && is_space(*word)) word++;
    return word == end || word == s ? 0 : (int)(word - s - 1);
}

/* What was gathered of a cell becomes the cell; its text lives in the arena. */
static ct_error keep_cell(ct_arena *arena, ct_buffer *text, int indent, ct_delimited_cell *to)
{
    char *copy = ct_arena_strndup(arena, ct_buffer_string(text), text->len);

    if (copy == NULL) return ct_no_memory();
    CT_TRY(ct_buffer_error(text));
    take_cell(to, copy, text->len);
    to->indent = indent;
    return ct_ok();
}

/* lines[from..to), at least one, become one row of so many cells, at the first with figures. */
static ct_error take_row(ct_reader *reader, ct_arena *arena, size_t from, size_t to, size_t cells, bool outer,
                         ct_delimited_row *out)
{
    ct_delimited_cell *made = ct_arena_array(arena, cells, sizeof *made);
    ct_buffer cell[MAX_CELLS];
    int indent[MAX_CELLS] = { 0 };
    ct_error err = made == NULL ? ct_no_memory() : ct_ok();

    *out = (ct_delimited_row){ .line = (long)from, .cells = made, .n = cells };
    for (size_t c = 0; c < cells; c++) ct_buffer_init(&cell[c]);
    for (size_t i = from; i < to; i++) {
        look l = look_at(&reader->lines[i], outer);
        const char *s = l.first;
        for (size_t c = 0; c < l.cells && c < cells; c++) {
            bool before = has_figure(&cell[c]);
            const char *end = next_pipe(s, l.end);
            if (cell[c].len == 0) indent[c] = indent_of(s, end);
            append_cell(&cell[c], s, end);
            if (c > 0 && out->line == (long)from && !before && has_figure(&cell[c])) out->line = (long)i;
            s = end < l.end ? end + 1 : end;
        }
    }
    for (size_t c = 0; c < cells; c++) {
        if (err.code == CT_OK) err = keep_cell(arena, &cell[c], indent[c], &made[c]);
        ct_buffer_clear(&cell[c]);
    }
    return err;
}

/* lines[from..to) are rows and rules, which lose their text; all rows get the cells of the widest. In
 * Markdown the row above the rule is the head. */
static ct_error put_table(ct_reader *reader, size_t from, size_t to, size_t cells, bool grid, bool outer)
{
    ct_arena *arena = ct_arena_new();
    ct_delimited_row *rows = arena == NULL ? NULL : ct_arena_array(arena, to - from, sizeof *rows);
    size_t n = 0;
    ct_error err = rows == NULL ? ct_no_memory() : ct_ok();

    for (size_t i = from, end; i < to && err.code == CT_OK; i = end) {
        end = i + 1;
        if (ct_line_is_rule(&reader->lines[i])) continue;
        while (grid && end < to && !ct_line_is_rule(&reader->lines[end])) end++;
        err = take_row(reader, arena, i, end, cells, outer, &rows[n]);
        rows[n].head = n == 0 && end < to && ct_line_is_rule(&reader->lines[end]) && !grid;
        n++;
    }
    for (size_t i = from; i < to && err.code == CT_OK; i++) {
        reader->lines[i].text = "";
        reader->lines[i].len = 0;
    }
    if (err.code == CT_OK) err = ct_delimited_tell(reader, rows, n);
    ct_arena_free(arena);
    return err;
}

/* The table that begins at line i; *end is behind it, or behind the line where there is none. Two rows of
 * three cells make one; two cells are enough between outer pipes with a rule of "|---|---|". */
static ct_error take_table(ct_reader *reader, size_t i, const look *first, size_t *end)
{
    size_t rows = 0, groups = 0, cells = 0, k = i;
    bool rule = false, after_rule = true;

    for (; k < reader->n && reader->lines[k].page == reader->lines[i].page; k++) {
        look l = look_at(&reader->lines[k], first->outer);
        bool is_rule = ct_line_is_rule(&reader->lines[k]);
        if (!is_rule && !goes_on(first, &l)) break;
        rule = rule || is_rule;
        rows += !is_rule;
        groups += !is_rule && after_rule;
        after_rule = is_rule;
        if (!is_rule && l.cells > cells) cells = l.cells;
    }
    *end = k;
    if (rows < 2 || (first->cells < 3 && !(first->outer && rule))) return ct_ok();
    return put_table(reader, i, k, cells, groups >= GRID_GROUPS, first->outer);
}

ct_error ct_pipes_keep(ct_reader *reader)
{
    for (size_t i = 0, end; i < reader->n; i = end) {
        look l = look_at(&reader->lines[i], true);
        end = i + 1;
        if (l.cells < 2 || ct_line_is_rule(&reader->lines[i])) continue;
        bool outer = has_outer(reader, i);
        l = look_at(&reader->lines[i], outer);
        l.outer = outer;
        CT_TRY(take_table(reader, i, &l, &end));
    }
    return ct_ok();
}
