/* The head of a table: lines of a cell are joined, and a cell over several columns is told from those below it. Heads are centred over what
 * they span, at the top of it or in its middle, so a cell with nothing of their own heads below it but others' spans these. */
#include "documents/placed.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BLOCKS = 256, NONE = -1 };

/* Words of a head that stand below each other: one cell. */
typedef struct {
    double x0, x1, y0, y1; /* middles of its first and last line */
    size_t a, b;           /* columns, inclusive                 */
    size_t line;           /* its first                          */
    int above, part_of;    /* the block that spans it; the one that its words belong to after all */
    bool placed;           /* it is known what stands below it   */
} block;

typedef struct {
    const ct_found *table;
    const ct_columns *columns;
    block blocks[MAX_BLOCKS];
    size_t n;
    struct {
        int block;
        size_t line;
        ct_piece piece;
    } words[MAX_BLOCKS]; /* pieces, in the order of their lines */
    size_t n_words;
    int top[CT_PLACED_PIECES]; /* of each column: the topmost block known so far, or NONE */
    double height;
} head;

static double middle(const block *k)
{
    return (k->x0 + k->x1) / 2;
}

static double height_at(const block *k)
{
    return (k->y0 + k->y1) / 2;
}

/* ---- pieces and blocks ---- */

/* Do two words of a head belong to different cells? Blanks that are wider than a font's, over a gutter; the row number's column. */
static bool parts_head(const ct_columns *columns, const ct_placed_line *line, const ct_placed *left, const ct_placed *right)
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
            if (w == whole.at[i].first || (out->n < CT_PLACED_PIECES && parts_head(columns, line, word - 1, word))) {
                if (out->n == CT_PLACED_PIECES) return;
                out->at[out->n++] = (ct_piece){ .x0 = word->x0, .first = w };
            }
            out->at[out->n - 1].x1 = word->x1;
            out->at[out->n - 1].n = w + 1 - out->at[out->n - 1].first;
        }
}

/* The columns a piece lies over. Between two columns it is the right one's when figures stand at the right there. */
static void columns_under(const ct_columns *columns, const ct_piece *piece, size_t *a, size_t *b)
{
    bool any = false;

    for (size_t c = 0; c < columns->n; c++) {
        if (ct_columns_over(columns, c, piece) <= 0) continue;
        if (!any) *a = c;
        *b = c;
        any = true;
    }
    if (any) return;
    *a = ct_columns_at(columns, piece);
    if (*a + 1 < columns->n && piece->x0 >= columns->to[*a] && columns->right[*a + 1] && (columns->right[*a] || !columns->value[*a])) ++*a;
    *b = *a;
}

/* Is a piece the next line of a block: close below it, over the same columns, and set at the same left, middle or right? */
static bool goes_on(const head *h, const block *k, const ct_placed_line *line, const ct_piece *piece, size_t a, size_t b)
{
    double far = line->y - k->y1, slack = line->fixed ? 2 : 0.5 * line->height;

    if (k->a != a || k->b != b || far > 2.2 * h->height) return false;
    return fabs(middle(k) - (piece->x0 + piece->x1) / 2) <= slack || fabs(k->x0 - piece->x0) <= slack || fabs(k->x1 - piece->x1) <= slack;
}

static void add_piece(head *h, size_t i, const ct_piece *piece)
{
    const ct_placed_line *line = &h->table->lines[i];
    size_t a, b, k = h->n;

    if (h->n_words == MAX_BLOCKS) return;
    columns_under(h->columns, piece, &a, &b);
    while (k > 0 && !goes_on(h, &h->blocks[k - 1], line, piece, a, b)) k--;
    if (k == 0) {
        h->blocks[h->n++] = (block){
            .x0 = piece->x0, .x1 = piece->x1, .y0 = line->y, .y1 = line->y, .a = a, .b = b, .line = i, .above = NONE, .part_of = NONE
        };
        k = h->n;
    }
    block *to = &h->blocks[k - 1];
    if (piece->x0 < to->x0) to->x0 = piece->x0;
    if (piece->x1 > to->x1) to->x1 = piece->x1;
    to->y1 = line->y;
    h->words[h->n_words].block = (int)k - 1;
    h->words[h->n_words].line = i;
    h->words[h->n_words++].piece = *piece;
}

/* Blocks whose lines stand as close as if they were one, but whose first line spans the neighbours too: "So sánh (%)" in the middle of
 * three. Without that line the rest is in line with the neighbours' blocks. */
static void split_spanning(head *h, size_t k)
{
    const block *of = &h->blocks[k];
    double first = of->y0, second = 1e300, last = of->y1;
    size_t beside = 0;
    bool alike = true; /* all others are in line with the rest: heads set at the bottom */

    if (of->a != of->b || of->y0 == of->y1 || h->n == MAX_BLOCKS) return;
    for (size_t w = 0; w < h->n_words; w++) {
        double y = h->table->lines[h->words[w].line].y;
        if (h->words[w].block == (int)k && y > first && y < second) second = y;
    }
    for (size_t i = 0; i < h->n; i++) {
        const block *other = &h->blocks[i];
        alike = alike && (i == k || fabs(height_at(other) - (second + last) / 2) < 0.15 * h->height);
        if (other->a != other->b || (other->a + 1 != of->a && of->a + 1 != other->a)) continue;
        if (other->y0 <= first + 0.3 * h->height) {
            if (fabs(height_at(other) - (second + last) / 2) < 0.2 * h->height) return;
            continue;
        }
        beside +=
            fabs(height_at(other) - (second + last) / 2) < 0.15 * h->height && fabs(height_at(other) - height_at(of)) > 0.3 * h->height;
    }
    if (beside < 2 || alike) return;
    h->blocks[h->n] = *of;
    h->blocks[h->n].y1 = first;
    for (size_t w = 0; w < h->n_words; w++)
        if (h->words[w].block == (int)k && h->table->lines[h->words[w].line].y == first)
            h->words[w].block = (int)h->n;
        else if (h->words[w].block == (int)k && h->table->lines[h->words[w].line].y == second)
            h->blocks[k].line = h->words[w].line;
    h->blocks[k].y0 = second;
    h->n++;
}

/* ---- what spans what ---- */

/* Put a block over a column whose topmost block so far is another's. */
static void put_over(head *h, size_t u, size_t a, size_t b)
{
    h->blocks[u].a = a;
    h->blocks[u].b = b;
    h->blocks[u].placed = true;
    for (size_t c = a; c <= b; c++) {
        if (h->top[c] != NONE && h->blocks[h->top[c]].above == NONE) h->blocks[h->top[c]].above = (int)u;
        h->top[c] = (int)u;
    }
}

/* The blocks right above the figures: the lowest of each column, and those that span several with nothing of theirs below. */
static void find_bottom(head *h)
{
    for (size_t c = 0; c < h->columns->n; c++) h->top[c] = NONE;
    for (size_t k = 0; k < h->n; k++) {
        const block *of = &h->blocks[k];
        if (of->a == of->b && (h->top[of->a] == NONE || h->blocks[h->top[of->a]].y1 < of->y1)) h->top[of->a] = (int)k;
    }
    for (size_t c = 0; c < h->columns->n; c++)
        if (h->top[c] != NONE) h->blocks[h->top[c]].placed = true;
    for (size_t k = 0; k < h->n; k++) {
        const block *of = &h->blocks[k];
        bool free = of->a < of->b;
        for (size_t c = of->a; c <= of->b; c++) free = free && (h->top[c] == NONE || h->blocks[h->top[c]].y1 < of->y0);
        if (free) put_over(h, k, of->a, of->b);
    }
}

/* The middle of a column is where its lowest head is set; of a run of columns the mean of its ends. */
static double middle_of(const head *h, size_t a, size_t b)
{
    const block *first = &h->blocks[h->top[a]], *last = &h->blocks[h->top[b]];
    return (middle(first) + middle(last)) / 2;
}

/* Does a column wait for a head above: does its own stand wholly below that level, and not in the middle of the whole head? */
static bool waits(const head *h, size_t c, const block *level, double full, bool at_top)
{
    const block *own = h->top[c] == NONE ? NULL : &h->blocks[h->top[c]];

    if (own == NULL || own->y0 < level->y1 + 0.3 * h->height) return false;
    return at_top || own->above != NONE || fabs(height_at(own) - full) > 0.3 * h->height;
}

/* Heads of one level over the columns first..last, all of which wait: cut these into as many groups, each with its head near its middle. */
static void share_run(head *h, const size_t *heads, size_t n, size_t first, size_t last)
{
    size_t a = first;

    for (size_t i = 0; i < n; i++) {
        const block *of = &h->blocks[heads[i]];
        size_t b = last, room = n - 1 - i;
        double best = 1e300;
        for (size_t end = a; i + 1 < n && end + room <= last; end++) {
            const block *next = &h->blocks[heads[i + 1]];
            double off = fabs(middle(of) - middle_of(h, a, end));
            size_t next_end = i + 2 == n ? last : end + 1 + (end - a);
            if (next_end > last) next_end = last;
            off += 0.5 * fabs(middle(next) - middle_of(h, end + 1, next_end));
            if (of->b > end && of->a != of->b) off += 1e6; /* it lies over the next column */
            if (off >= best) continue;
            best = off;
            b = end;
        }
        put_over(h, heads[i], a, b);
        a = b + 1;
    }
}

static int by_x(const void *a, const void *b)
{
    const block *p = *(const block *const *)a, *q = *(const block *const *)b;
    return (p->x0 > q->x0) - (p->x0 < q->x0);
}

/* The heads among `level` (left to right) that lie over a run of waiting columns take them. */
static void take_level(head *h, block **level, size_t n, double full, bool at_top)
{
    bool wait[CT_PLACED_PIECES];

    qsort(level, n, sizeof *level, by_x);
    for (size_t c = 0; c < h->columns->n; c++) wait[c] = waits(h, c, level[0], full, at_top);
    for (size_t first = 0; first < h->columns->n; first++) {
        size_t last = first, heads[CT_PLACED_PIECES], found = 0;
        if (!wait[first]) continue;
        while (last + 1 < h->columns->n && wait[last + 1]) last++;
        for (size_t i = 0; i < n && found < CT_PLACED_PIECES && found <= last - first; i++)
            if (!level[i]->placed && level[i]->b >= first && level[i]->a <= last) heads[found++] = (size_t)(level[i] - h->blocks);
        if (found > 0) share_run(h, heads, found, first, last);
        first = last;
    }
    for (size_t i = 0; i < n; i++) { /* over one column alone, or over nothing that waits: more of the cell below */
        block *of = level[i];
        if (of->placed) continue;
        of->placed = true;
        if (h->top[of->a] == NONE)
            put_over(h, (size_t)(of - h->blocks), of->a, of->b);
        else
            of->part_of = h->top[of->a];
    }
}

/* Does a block of a column beside another's stand at the same height? */
static bool in_line(const head *h, const block *of)
{
    for (size_t k = 0; k < h->n; k++) {
        const block *other = &h->blocks[k];
        if (other->a == other->b && (other->a + 1 == of->a || of->a + 1 == other->a) &&
            fabs(height_at(other) - height_at(of)) < 0.15 * h->height)
            return true;
    }
    return false;
}

/* Two blocks of one column that stand about the middle of the head together, the lower one apart from its neighbours, are one cell with a
 * blank line in it. */
static void join_middle(head *h, double full)
{
    for (size_t k = 0; k < h->n; k++) {
        block *of = &h->blocks[k], *below;
        if (of->placed || of->a != of->b || h->top[of->a] == NONE) continue;
        below = &h->blocks[h->top[of->a]];
        if (in_line(h, below)) continue;
        if (fabs((of->y0 + below->y1) / 2 - full) > 0.3 * h->height || fabs(middle(of) - middle(below)) > h->height) continue;
        of->placed = true;
        of->part_of = h->top[of->a];
        below->y0 = of->y0;
        below->line = of->line < below->line ? of->line : below->line;
    }
}

/* Is there a cell that begins at the level and is not in the middle of the head? Then cells stand at the top of their places. */
static bool stands_at_top(const head *h, const block *level, double full)
{
    for (size_t k = 0; k < h->n; k++) {
        const block *of = &h->blocks[k];
        if (of->placed && of->a == of->b && fabs(of->y0 - level->y0) < 0.3 * h->height && fabs(height_at(of) - full) > 0.3 * h->height)
            return true;
    }
    return false;
}

static void find_spans(head *h)
{
    double y0 = 1e300, y1 = -1e300;

    for (size_t k = 0; k < h->n; k++) {
        y0 = h->blocks[k].y0 < y0 ? h->blocks[k].y0 : y0;
        y1 = h->blocks[k].y1 > y1 ? h->blocks[k].y1 : y1;
    }
    find_bottom(h);
    join_middle(h, (y0 + y1) / 2);
    for (;;) {
        block *lowest = NULL, *level[MAX_BLOCKS];
        size_t n = 0;
        for (size_t k = 0; k < h->n; k++)
            if (!h->blocks[k].placed && (lowest == NULL || h->blocks[k].y1 > lowest->y1)) lowest = &h->blocks[k];
        if (lowest == NULL) return;
        for (size_t k = 0; k < h->n; k++)
            if (!h->blocks[k].placed && h->blocks[k].y1 > lowest->y0 - 0.5 * h->height) level[n++] = &h->blocks[k];
        take_level(h, level, n, (y0 + y1) / 2, stands_at_top(h, lowest, (y0 + y1) / 2));
    }
}

/* A head over the numbers of rows alone is that of the names behind them too. */
static void widen_names(head *h)
{
    for (size_t k = 0; k < h->n; k++) {
        block *of = &h->blocks[k];
        if (of->part_of != NONE || of->b >= h->columns->name) continue;
        while (of->b < h->columns->name && h->top[of->b + 1] == NONE) of->b++;
    }
}

static void settle_spans(head *h)
{
    for (size_t k = 0; k < h->n; k++) { /* a block over one column is the same cell as the one below it */
        block *of = &h->blocks[k];
        if (of->part_of != NONE || of->a != of->b) continue;
        for (size_t i = 0; i < h->n; i++)
            if (h->blocks[i].above == (int)k && h->blocks[i].a == of->a && h->blocks[i].b == of->b) {
                of->part_of = (int)i;
                h->blocks[i].above = of->above;
                h->blocks[i].line = of->line < h->blocks[i].line ? of->line : h->blocks[i].line;
            }
    }
}

/* ---- telling ---- */

static size_t depth_of(const head *h, size_t k)
{
    size_t depth = 0;

    for (int above = h->blocks[k].above; above != NONE && depth < h->n; above = h->blocks[above].above) depth++;
    return depth;
}

static int owner(const head *h, int k)
{
    for (size_t i = 0; i < h->n && h->blocks[k].part_of != NONE; i++) k = h->blocks[k].part_of;
    return k;
}

static bool has_below(const head *h, size_t k)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->blocks[i].above == (int)k) return true;
    return false;
}

/* The line a head row stands at in plain text: its first, in a head of one row the first with figures. */
static long row_place(const head *h, size_t depth, size_t depths, long before)
{
    long place = (long)h->table->lines[h->table->begin].index;
    size_t line = SIZE_MAX;

    if (!h->table->lines[h->table->begin].fixed) return CT_TABLE_NO_LINE;
    for (size_t w = 0; w < h->n_words && depths == 1; w++) {
        const ct_placed *word = &h->table->lines[h->words[w].line].words[h->words[w].piece.first];
        size_t c = ct_columns_at(h->columns, &h->words[w].piece);
        if (c > 0 && c != h->columns->name && word->text[0] >= '0' && word->text[0] <= '9')
            return (long)h->table->lines[h->words[w].line].index;
    }
    for (size_t k = 0; k < h->n && depth > 0; k++)
        if (h->blocks[k].part_of == NONE && depth_of(h, k) == depth && h->blocks[k].line < line) line = h->blocks[k].line;
    if (line != SIZE_MAX) place = (long)h->table->lines[line].index;
    return place > before ? place : before + 1;
}

static void tell_block(const head *h, size_t k, size_t rows, ct_buffer *text, ct_table_builder *builder)
{
    const block *of = &h->blocks[k];
    ct_cell_look look = { .n_rows = (long)rows, .n_columns = (long)(of->b - of->a + 1) };

    ct_buffer_empty(text);
    for (size_t w = 0; w < h->n_words; w++)
        if (owner(h, h->words[w].block) == (int)k) ct_cell_append(text, &h->table->lines[h->words[w].line], &h->words[w].piece);
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
                if (h->blocks[k].part_of == NONE && h->blocks[k].a == c && depth_of(h, k) == depth) {
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
    h->height = table->lines[table->begin].height;
    for (size_t i = table->begin; i < table->body; i++) {
        cut_head(h->columns, &table->lines[i], &p);
        for (size_t k = 0; k < p.n; k++) add_piece(h, i, &p.at[k]);
    }
    for (size_t k = 0, n = h->n; k < n; k++) split_spanning(h, k);
    find_spans(h);
    settle_spans(h);
    widen_names(h);
    for (size_t k = 0; k < h->n; k++) {
        size_t depth = h->blocks[k].part_of == NONE ? depth_of(h, k) + 1 : 0;
        depths = depth > depths ? depth : depths;
    }
    ct_buffer_init(&text);
    tell_rows(h, depths, &text, builder);
    err = ct_buffer_error(&text);
    ct_buffer_clear(&text);
    return err;
}
