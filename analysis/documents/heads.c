/* The head of a table: lines of a cell are joined, and a cell over several columns is told from those below
 * it. Heads are centred over what they span, at the top of it or in its middle, so a cell with nothing of
 * their own heads below it but others' spans these. */
#include "documents/head_tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const ct_found *table;
    const ct_columns *columns;
    ct_head_cell cells[CT_HEAD_WORDS];
    size_t n;
    ct_head_word words[CT_HEAD_WORDS]; /* in the order of their lines */
    size_t n_words;
} head;

/* ---- pieces and blocks ---- */

/* Do two words of a head belong to different cells? Blanks that are wider than a font's, over a gutter; the
 * row number's column. */
static bool parts_head(const ct_columns *columns, const ct_placed_line *line, const ct_placed *left,
                       const ct_placed *right)
{
    double gap = right->x0 - left->x1;

    for (size_t c = 0; c + 1 < columns->n; c++) {
        double from = columns->to[c], to = columns->from[c + 1];
        if (columns->ruled && right->x0 == to) return true;
        if (columns->ruled || from > to) continue;
        if (c < columns->name && left->x1 <= from && right->x0 >= to) return true;
        if (!line->fixed && gap > 1.5 * line->blank && right->x0 > from && left->x1 < to) return true;
    }
    return false;
}

static void cut_head(const ct_columns *columns, const ct_placed_line *line, ct_pieces *out)
{
    ct_pieces whole;

    ct_placed_cut(line, false, &whole);
    out->n = 0;
    for (size_t i = 0; i < whole.n; i++)
        for (size_t w = whole.at[i].first; w < whole.at[i].first + whole.at[i].n; w++) {
            const ct_placed *word = &line->words[w];
            if (w == whole.at[i].first ||
                (out->n < CT_PLACED_PIECES && parts_head(columns, line, word - 1, word))) {
                if (out->n == CT_PLACED_PIECES) return;
                out->at[out->n++] = (ct_piece){ .x0 = word->x0, .first = w };
            }
            out->at[out->n - 1].x1 = word->x1;
            out->at[out->n - 1].n = w + 1 - out->at[out->n - 1].first;
        }
}

/* A head over the numbers of rows alone is that of the names behind them too, and one over names alone that
 * of the numbers. */
static void widen_names(head *h)
{
    bool headed[CT_PLACED_PIECES] = { false };

    for (size_t k = 0; k < h->n; k++)
        for (size_t c = h->cells[k].a; c <= h->cells[k].b; c++) headed[c] = true;
    for (size_t k = 0; k < h->n; k++) {
        if (h->cells[k].a > h->columns->name) continue;
        while (h->cells[k].a > 0 && !headed[h->cells[k].a - 1]) h->cells[k].a--;
        while (h->cells[k].b < h->columns->name && !headed[h->cells[k].b + 1]) h->cells[k].b++;
    }
}

/* ---- telling ---- */

static size_t depth_of(const head *h, size_t k)
{
    size_t depth = 0;

    for (int above = h->cells[k].above; above != CT_HEAD_NONE; above = h->cells[above].above) depth++;
    return depth;
}

static bool has_below(const head *h, size_t k)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->cells[i].above == (int)k) return true;
    return false;
}

/* The line a head row stands at in plain text: its first, in a head of one row the first with figures. */
static long row_place(const head *h, size_t depth, size_t depths, long before)
{
    long place = (long)h->table->lines[h->table->begin].index;
    size_t line = SIZE_MAX;

    if (!h->table->lines[h->table->begin].fixed) return CT_TABLE_NO_LINE;
    for (size_t w = 0; w < h->n_words && depths == 1; w++) {
        const ct_placed *word = &h->words[w].line->words[h->words[w].piece.first];
        size_t c = ct_columns_at(h->columns, &h->words[w].piece);
        if (c > 0 && c != h->columns->name && word->text[0] >= '0' && word->text[0] <= '9')
            return (long)h->words[w].line->index;
    }
    for (size_t k = 0; k < h->n && depth > 0; k++)
        if (depth_of(h, k) == depth && h->cells[k].line < line) line = h->cells[k].line;
    if (line != SIZE_MAX) place = (long)h->table->lines[line].index;
    return place > before ? place : before + 1;
}

static void tell_block(const head *h, size_t k, size_t rows, ct_buffer *text, ct_table_builder *builder)
{
    const ct_head_cell *of = &h->cells[k];
    ct_cell_look look = { .n_rows = (long)rows, .n_columns = (long)(of->b - of->a + 1) };

    ct_buffer_empty(text);
    for (size_t w = 0; w < h->n_words; w++)
        if (h->words[w].cell == (int)k) ct_cell_append(text, h->words[w].line, &h->words[w].piece);
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] == '\n') text->data[i] = ' ';
    ct_builder_cell_at(builder, of->a, ct_buffer_string(text), text->len, &look);
}

static void tell_rows(const head *h, size_t depths, ct_buffer *text, ct_table_builder *builder)
{
    long before = -1;

    for (size_t depth = 0; depth < depths; depth++) {
        before = row_place(h, depth, depths, before);
        ct_builder_page(builder, h->table->lines[h->table->begin].page);
        ct_builder_row(builder, true, before);
        for (size_t c = 0; c < h->columns->n; c++)
            for (size_t k = 0; k < h->n; k++)
                if (h->cells[k].a == c && depth_of(h, k) == depth) {
                    tell_block(h, k, has_below(h, k) ? 1 : depths - depth, text, builder);
                    break;
                }
    }
}

ct_error ct_heads_tell(ct_arena *arena, const ct_found *table, ct_table_builder *builder)
{
    head *h = ct_arena_alloc(arena, sizeof *h);
    size_t depths = 0;
    ct_buffer text;
    ct_error err;
    ct_pieces p;

    if (table->begin == table->body) return ct_ok();
    if (h == NULL) return ct_no_memory();
    h->table = table;
    h->columns = &table->columns;
    for (size_t i = table->begin; i < table->body; i++) {
        cut_head(h->columns, &table->lines[i], &p);
        for (size_t k = 0; k < p.n && h->n_words < CT_HEAD_WORDS; k++)
            h->words[h->n_words++] =
                (ct_head_word){ .line = &table->lines[i], .at = i, .piece = p.at[k], .cell = CT_HEAD_NONE };
    }
    CT_TRY(ct_head_tree(arena, h->columns, h->words, h->n_words, h->cells, &h->n));
    widen_names(h);
    for (size_t k = 0; k < h->n; k++) depths = depth_of(h, k) >= depths ? depth_of(h, k) + 1 : depths;
    ct_buffer_init(&text);
    tell_rows(h, depths, &text, builder);
    err = ct_buffer_error(&text);
    ct_buffer_clear(&text);
    return err;
}
