/* Tables in plain text whose cells are kept apart by TABs, as a sheet's cells are when they are pasted: each
 * line is a row already, once it is known that the TABs are no indents of paragraphs and do not follow the
 * numbers of items. */
#include <stdbool.h>
#include <string.h>

#include "documents/delimited.h"

enum {
    MAX_CELLS = 60,   /* of a row; a line with more is none                             */
    MAX_BYTES = 4000, /* of a line; a longer one is no row of a table                   */
    MAX_FIGURE = 40,  /* bytes of a cell that is a figure                               */
    FEWEST = 2,       /* rows with figures that make a table of three columns or more   */
    FEWEST_OF_TWO = 3 /* and of two columns, which a list with numbers resembles        */
};

/* What a line looks like. */
typedef struct {
    size_t cells; /* 0: no row                    */
    bool figure;  /* one behind the first is a figure */
} look;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* "9,22", "7,5 - 8,5", "14/63", "8 trở lên" (8 or more): few signs, and a digit before any word. */
static bool is_figure(const char *s, size_t n)
{
    size_t at = 0;
    while (at < n && strchr(" (+-~<>", s[at]) != NULL && s[at] != '\0') at++;
    return n <= MAX_FIGURE && at < n && s[at] >= '0' && s[at] <= '9';
}

static look look_at(const ct_line *line)
{
    look l = { 0, false };
    size_t blank = 0, start = 0;

    if (line->kind != CT_LINE_TEXT || line->len > MAX_BYTES) return l;
    while (blank < line->len && is_space(line->text[blank])) blank++;
    if (blank == line->len || memchr(line->text + blank, '\t', line->len - blank) == NULL)
        return l; /* an indent, if anything */
    for (size_t i = 0; i <= line->len; i++) {
        if (i < line->len && line->text[i] != '\t') continue;
        l.figure = l.figure || (l.cells > 0 && is_figure(line->text + start, i - start));
        l.cells++;
        start = i + 1;
    }
    if (l.cells > MAX_CELLS) l.cells = 0;
    return l;
}

/* The cells of a line. */
static ct_error take_row(ct_arena *arena, const ct_line *line, size_t index, size_t cells,
                         ct_delimited_row *out)
{
    ct_delimited_cell *made = ct_arena_array(arena, cells, sizeof *made);

    if (made == NULL) return ct_no_memory();
    *out = (ct_delimited_row){ .line = (long)index, .cells = made };
    for (size_t i = 0, start = 0; i <= line->len; i++) {
        if (i < line->len && line->text[i] != '\t') continue;
        size_t from = start, to = i;
        while (from < to && line->text[from] == ' ') from++;
        while (to > from && line->text[to - 1] == ' ') to--;
        made[out->n++] = (ct_delimited_cell){ .text = line->text + from,
                                              .len = to - from,
                                              .indent = to > from ? (int)(from - start) : 0 };
        start = i + 1;
    }
    return ct_ok();
}

static ct_error put_rows(ct_reader *reader, size_t begin, size_t end)
{
    ct_arena *arena = ct_arena_new();
    ct_delimited_row *rows = arena == NULL ? NULL : ct_arena_array(arena, end - begin, sizeof *rows);
    ct_error err = rows == NULL ? ct_no_memory() : ct_ok();

    for (size_t i = begin; i < end && err.code == CT_OK; i++)
        err = take_row(arena, &reader->lines[i], i, look_at(&reader->lines[i]).cells, &rows[i - begin]);
    if (err.code == CT_OK) err = ct_delimited_tell(reader, rows, end - begin);
    ct_arena_free(arena);
    return err;
}

ct_error ct_tabs_keep(ct_reader *reader)
{
    for (size_t i = 0, end; i < reader->n; i = end) {
        size_t most = 0, figures = 0;
        for (end = i; end < reader->n && reader->lines[end].page == reader->lines[i].page; end++) {
            look l = look_at(&reader->lines[end]);
            if (l.cells == 0) break;
            most = l.cells > most ? l.cells : most;
            figures += l.figure;
        }
        bool table = figures >= (size_t)(most > 2 ? FEWEST : FEWEST_OF_TWO) && figures * 2 >= end - i;
        if (table) CT_TRY(put_rows(reader, i, end));
        end += end == i;
    }
    return ct_ok();
}
