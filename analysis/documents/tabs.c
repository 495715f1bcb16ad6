/* Tables in plain text whose cells are kept apart by TABs, as a sheet's cells are when they are pasted: each line is a row already, once it
 * is known that the TABs are no indents of paragraphs and do not follow the numbers of items. */
#include <stdbool.h>
#include <string.h>

#include "documents/reader.h"

enum {
    MAX_CELLS = 60,      /* of a row; a line with more is none                             */
    MAX_BYTES = 4000,    /* of a line; a longer one is no row of a table                   */
    MAX_FIGURE = 40,     /* bytes of a cell that is a figure                               */
    FEWEST = 2,          /* rows with figures that make a table of three columns or more   */
    FEWEST_OF_TWO = 3    /* and of two columns, which a list with numbers resembles        */
};

/* What a line looks like. */
typedef struct {
    size_t cells;  /* 0: no row                    */
    bool   figure; /* one behind the first is a figure */
} look;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* "9,22", "7,5 - 8,5", "14/63", "8 trở lên": few signs, and a digit before any word. */
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
    if (blank == line->len || memchr(line->text + blank, '\t', line->len - blank) == NULL) return l; /* an indent, if anything */
    for (size_t i = 0; i <= line->len; i++) {
        if (i < line->len && line->text[i] != '\t') continue;
        l.figure = l.figure || (l.cells > 0 && is_figure(line->text + start, i - start));
        l.cells++;
        start = i + 1;
    }
    if (l.cells > MAX_CELLS) l.cells = 0;
    return l;
}

/* The line becomes a row: no blanks around its cells. */
static ct_error put_row(ct_reader *reader, ct_line *line)
{
    char *text = ct_arena_alloc(reader->document->arena, line->len + 1);
    size_t n = 0;

    if (text == NULL) return ct_no_memory();
    for (size_t i = 0; i < line->len; i++) {
        bool blank = line->text[i] == ' ';
        if (blank && (n == 0 || text[n - 1] == '\t')) continue;
        while (line->text[i] == '\t' && n > 0 && text[n - 1] == ' ') n--;
        text[n++] = line->text[i];
    }
    while (n > 0 && text[n - 1] == ' ') n--;
    text[n] = '\0';
    line->text = text;
    line->len = n;
    line->kind = CT_LINE_ROW;
    return ct_ok();
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
        for (size_t k = i; table && k < end; k++) CT_TRY(put_row(reader, &reader->lines[k]));
        end += end == i;
    }
    return ct_ok();
}
