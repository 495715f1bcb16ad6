/* Tables of plain text whose columns are kept apart by blanks: characters and lines are the places of words.
 * Only lines near one that has two wide gaps are looked at. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/placed.h"

enum {
    WIDE_GAP = 3,     /* blanks that make a gap of a seed                            */
    MAX_WIDTH = 1000, /* characters of a line; a longer one is no row                */
    AROUND = 16       /* lines above and below a seed that may be of its table       */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Two gaps of three blanks or more, with words around them. */
static bool may_be_seed(const ct_line *line)
{
    size_t gaps = 0;
    const char *s = line->text, *end = line->text + line->len;

    if (line->kind != CT_LINE_TEXT) return false;
    while (s < end && is_blank(*s)) s++;
    while (s < end && gaps < 2) {
        const char *gap = s;
        while (gap < end && !is_blank(*gap)) gap++;
        for (s = gap; s < end && is_blank(*s);) s++;
        gaps += s < end && s - gap >= WIDE_GAP;
    }
    return gaps >= 2;
}

/* The words of a line with their columns of characters; of a rule its strokes. None when the line is too
 * wide. */
static bool place_words(ct_arena *arena, const ct_line *line, ct_placed_line *out)
{
    size_t words = 0, column = 0;
    ct_placed *at;
    bool before = true, rule = out->rule;

    for (size_t i = 0; i < line->len; i++) {
        bool blank = is_blank(line->text[i]) || (rule && (line->text[i] == '+' || line->text[i] == '|'));
        words += before && !blank;
        before = blank;
    }
    at = ct_arena_array(arena, words + 1, sizeof *at);
    if (at == NULL) return false;
    out->words = at;
    before = true;
    for (size_t i = 0; i < line->len && column < MAX_WIDTH; column++) {
        int code;
        size_t used = ct_utf8_next(line->text + i, line->len - i, &code);
        bool blank = code == ' ' || code == '\t' || (rule && (code == '+' || code == '|'));
        if (before && !blank) at[out->n++] = (ct_placed){ .x0 = (double)column, .text = line->text + i };
        if (!blank) {
            at[out->n - 1].x1 = (double)column + 1;
            at[out->n - 1].len += used;
        }
        before = blank;
        i += used;
    }
    if (column == MAX_WIDTH) out->n = 0;
    return true;
}

/* The tables among lines[from..to), all of them text. */
static ct_error take_tables(ct_reader *reader, size_t from, size_t to)
{
    ct_arena *arena = ct_arena_new();
    ct_placed_line *lines = arena == NULL ? NULL : ct_arena_array(arena, to - from + 1, sizeof *lines);
    ct_found *tables = NULL;
    size_t n = 0, n_tables = 0, used;
    ct_error err = lines == NULL ? ct_no_memory() : ct_ok();

    for (size_t i = from; i < to && err.code == CT_OK; i++) {
        const ct_line *line = &reader->lines[i];
        ct_placed_line *out = &lines[n];
        *out = (ct_placed_line){ .y = (double)i,
                                 .height = 1,
                                 .blank = 1,
                                 .gap = 2,
                                 .wide = WIDE_GAP,
                                 .page = line->page,
                                 .index = i,
                                 .fixed = true,
                                 .rule = ct_line_is_rule(line) };
        if (!place_words(arena, line, out)) err = ct_no_memory();
        n += line->len > 0 && strspn(line->text, " \t") < line->len;
    }
    if (err.code == CT_OK) err = ct_tables_find(arena, lines, n, &tables, &n_tables);
    for (size_t t = 0; t < n_tables && err.code == CT_OK; t += used)
        err = ct_found_tell(reader, &tables[t], n_tables - t, &used);
    ct_arena_free(arena);
    return err;
}

ct_error ct_layout_keep(ct_reader *reader)
{
    for (size_t i = 0, done = 0; i < reader->n; i++) {
        if (!may_be_seed(&reader->lines[i])) continue;
        size_t from = i, to = i + 1, last = i;
        while (from > done && i - from < AROUND && reader->lines[from - 1].kind == CT_LINE_TEXT) from--;
        for (; to < reader->n && to - last <= AROUND && reader->lines[to].kind == CT_LINE_TEXT; to++)
            if (may_be_seed(&reader->lines[to])) last = to;
        CT_TRY(take_tables(reader, from, to));
        done = to;
        i = to - 1;
    }
    return ct_ok();
}
