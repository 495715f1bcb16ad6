/* Which lines of a table are one row. A row is some lines next to each other: names wrap, and figures stand
 * at their top, middle or bottom. The cheapest way to cut the lines into rows is looked for, where it costs
 * something to begin a row in the middle of a sentence, to put words that begin a name of their own below
 * others, or to leave cells of one row out of line with each other. */
#include "documents/placed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROW = 24 /* lines of one row */ };

static const double NEVER = 1e6;

typedef struct {
    size_t column;
    ct_piece piece;
    bool figure;
} part;

/* A line as parts; those of a line across the columns are one part over all of them. */
typedef struct {
    const ct_placed_line *line;
    const part *parts;
    size_t n;
    const part *name; /* the first in the name's column, or NULL                 */
    bool ordinal;     /* the row's number stands in it                           */
    bool values;      /* something stands in a column of figures                 */
    bool begins;      /* it begins a row whatever its words are, and ends the one before */
    bool across;
} row_line;

typedef struct {
    const ct_found *table;
    const ct_columns *columns;
    row_line *lines;
    size_t n;
    double pitch;       /* between lines of one cell           */
    double left, right; /* of the names                        */
    double space;       /* a blank                             */
} body;

/* What lines first.. of a group hold so far, column by column. */
typedef struct {
    size_t first[CT_PLACED_PIECES], last[CT_PLACED_PIECES], n[CT_PLACED_PIECES];
    double inside; /* cost of names below each other */
    bool ordinal, values;
} group;

/* ---- lines ---- */

static bool cut_line(ct_arena *arena, const body *b, const ct_placed_line *line, row_line *out)
{
    ct_pieces p;
    part *parts;

    ct_columns_cut(b->columns, line, &p);
    parts = ct_arena_array(arena, p.n > 0 ? p.n : 1, sizeof *parts);
    if (parts == NULL) return false;
    *out = (row_line){ .line = line, .parts = parts, .n = p.n, .across = ct_columns_across(b->columns, &p) };
    for (size_t i = 0; i < p.n; i++) {
        size_t c = ct_columns_at(b->columns, &p.at[i]);
        parts[i] = (part){ .column = c,
                           .piece = p.at[i],
                           .figure = ct_placed_figure(line, &p.at[i]) ||
                                     ct_placed_digits(&line->words[p.at[i].first]) };
        if (c == b->columns->name && out->name == NULL) out->name = &parts[i];
        out->ordinal =
            out->ordinal || (c < b->columns->name && ct_placed_ordinal(&line->words[p.at[i].first]));
        out->values = out->values || b->columns->value[c] || parts[i].figure;
    }
    return true;
}

static bool cut_lines(ct_arena *arena, body *b)
{
    const ct_found *t = b->table;
    bool begins = true;

    b->lines = ct_arena_array(arena, t->end - t->body + 1, sizeof *b->lines);
    if (b->lines == NULL) return false;
    for (size_t i = t->body; i < t->end; i++) {
        row_line *line = &b->lines[b->n];
        if (!cut_line(arena, b, &t->lines[i], line)) return false;
        if (line->n == 0) { /* a rule, or a line with too much in it */
            begins = true;
            continue;
        }
        if (t->spaced && i > t->body && t->lines[i].y - t->lines[i - 1].y > 1.5) begins = true;
        line->begins = begins || line->across;
        begins = line->across;
        b->n++;
    }
    return true;
}

static int by_size(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

/* How far apart the lines of one cell are: the smaller distances between names. */
static bool measure(ct_arena *arena, body *b)
{
    double *apart = ct_arena_array(arena, b->n + 1, sizeof *apart),
           height = b->n > 0 ? b->lines[0].line->height : 1, before = 0;
    size_t n = 0;
    bool any = false;

    if (apart == NULL) return false;
    b->left = 1e300;
    b->right = -1e300;
    for (size_t i = 0; i < b->n; i++) {
        const row_line *line = &b->lines[i];
        if (line->name == NULL || line->across) continue;
        if (any && line->line->y > before) apart[n++] = line->line->y - before;
        before = line->line->y;
        any = true;
        if (line->name->piece.x0 < b->left) b->left = line->name->piece.x0;
        if (line->name->piece.x1 > b->right) b->right = line->name->piece.x1;
    }
    b->space = b->n > 0 && b->lines[0].line->blank > 0 ? b->lines[0].line->blank : height / 4;
    b->pitch = height;
    if (b->n > 0 && b->lines[0].line->fixed) return true;
    qsort(apart, n, sizeof *apart, by_size);
    if (n > 0) b->pitch = apart[n / 5];
    if (b->pitch < 0.6 * height) b->pitch = 0.6 * height;
    if (b->pitch > 1.6 * height) b->pitch = 1.6 * height;
    return true;
}

/* ---- what a row costs ---- */

/* Would the first word of a name have fitted behind the name above it? Then it did not wrap there. */
static bool has_room(const body *b, const row_line *above, const row_line *line)
{
    const ct_placed *word = &line->line->words[line->name->piece.first];
    return b->right - above->name->piece.x1 > word->x1 - word->x0 + 2 * b->space;
}

static bool is_item(const row_line *line)
{
    const ct_placed *word = &line->line->words[line->name->piece.first];
    return line->name->piece.n > 1 &&
           ((word->len == 1 && strchr("-+*", word->text[0]) != NULL) ||
            (word->len <= 4 && strchr(").", word->text[word->len - 1]) != NULL && ct_placed_ordinal(word)));
}

static bool is_small(const row_line *line)
{
    const ct_placed *word = &line->line->words[line->name->piece.first];
    return word->text[0] == '(' || ct_placed_small(word->text, word->len);
}

/* A name below another one in one row. */
static double name_below(const body *b, const row_line *above, const row_line *line)
{
    const ct_placed *last = &line->line->words[line->name->piece.first + line->name->piece.n - 1];

    if (is_item(line)) return 3;
    if (is_small(line)) return has_room(b, above, line) ? 0.3 : 0;
    return (has_room(b, above, line) ? 2.2 : 1.2) + (last->text[last->len - 1] == ':');
}

/* "1.500.00" over "0": one number. Its last group is full only with the second part. */
static bool wraps(const row_line *above, const part *a, const row_line *line, const part *c)
{
    const ct_placed *p = &above->line->words[a->piece.first], *q = &line->line->words[c->piece.first];
    size_t digits = 0;

    if (a->piece.n != 1 || c->piece.n != 1 || !ct_placed_digits(p) || !ct_placed_digits(q)) return false;
    if (memchr(q->text, '.', q->len) != NULL || memchr(q->text, ',', q->len) != NULL ||
        memchr(p->text, '.', p->len) == NULL)
        return false;
    while (digits < p->len && p->text[p->len - 1 - digits] != '.' && p->text[p->len - 1 - digits] != ',')
        digits++;
    return digits < 3 && digits + q->len == 3;
}

/* A range whose second end stands on the next line. */
static bool goes_over(const row_line *above, const part *a)
{
    const ct_placed *last = &above->line->words[a->piece.first + a->piece.n - 1];
    return last->text[last->len - 1] == '-' && (a->piece.n > 1 || last->len > 1);
}

static const part *part_in(const row_line *line, size_t column)
{
    for (size_t i = 0; i < line->n; i++)
        if (line->parts[i].column == column) return &line->parts[i];
    return NULL;
}

/* Whether a part may stand in its column below the last one that the group has there. */
static bool may_stand_below(const body *b, const row_line *above, const part *over, const row_line *line,
                            const part *own)
{
    double far = line->line->fixed ? 2.2 : 1.6;

    if (line->line->y - above->line->y > far * b->pitch && !b->table->spaced) return false;
    return !b->columns->value[own->column] || !over->figure || !own->figure ||
           wraps(above, over, line, own) || goes_over(above, over);
}

/* Put line j into the group that began at line i; false: it cannot be of the same row. */
static bool group_add(const body *b, group *g, size_t i, size_t j)
{
    const row_line *line = &b->lines[j];

    if (j > i && (line->begins || line->line->y - line[-1].line->y > 1.5 * b->pitch ||
                  line->line->page != line[-1].line->page))
        return false;
    if (line->ordinal && g->ordinal) return false;
    g->ordinal = g->ordinal || line->ordinal;
    for (size_t k = 0; k < line->n; k++) {
        size_t c = line->parts[k].column;
        const row_line *above = &b->lines[g->last[c]];
        const part *a = g->n[c] > 0 ? part_in(above, c) : NULL;
        if (a != NULL && above != line) {
            if (!may_stand_below(b, above, a, line, &line->parts[k])) return false;
            if (c == b->columns->name && line->name == &line->parts[k])
                g->inside += name_below(b, above, line);
        }
        if (g->n[c]++ == 0) g->first[c] = j;
        g->last[c] = j;
    }
    g->values = g->values || line->values;
    return true;
}

static double y_of(const body *b, size_t i)
{
    return b->lines[i].line->y;
}

/* How far cells are out of line with the name (or the tallest cell): they stand at its top, middle or bottom.
 */
static double out_of_line(const body *b, const group *g)
{
    size_t ref = b->columns->name, others = 0;
    double sum = 0;

    for (size_t c = 0; c < b->columns->n && g->n[b->columns->name] == 0; c++)
        if (g->n[c] > 0 && (g->n[ref] == 0 || y_of(b, g->last[c]) - y_of(b, g->first[c]) >
                                                  y_of(b, g->last[ref]) - y_of(b, g->first[ref])))
            ref = c;
    for (size_t c = 0; c < b->columns->n; c++) {
        if (c == ref || g->n[c] == 0) continue;
        double top = fabs(y_of(b, g->first[c]) - y_of(b, g->first[ref])),
               bottom = fabs(y_of(b, g->last[c]) - y_of(b, g->last[ref]));
        double middle = fabs(y_of(b, g->first[c]) + y_of(b, g->last[c]) - y_of(b, g->first[ref]) -
                             y_of(b, g->last[ref])) /
                        2;
        bottom += 0.2 * b->pitch;
        sum += top < middle && top < bottom ? top : middle < bottom ? middle : bottom;
        others++;
    }
    return others == 0 ? 0 : 2 * sum / (double)others / b->pitch;
}

/* The name line before line i, in the same stretch, or NULL. */
static const row_line *name_before(const body *b, size_t i)
{
    for (size_t k = i; k > 0 && !b->lines[k].begins; k--)
        if (b->lines[k - 1].name != NULL) return &b->lines[k - 1];
    return NULL;
}

static double group_cost(const body *b, const group *g, size_t i)
{
    size_t name = b->columns->name;
    double cost = 1 + g->inside + out_of_line(b, g);

    if (!g->values) cost += 0.5;
    if (g->n[name] == 0) return cost + 0.5;
    const row_line *first = &b->lines[g->first[name]],
                   *above = name_before(b, g->first[name] > i ? i : g->first[name]);
    if (above != NULL && is_small(first) && !is_item(first) && !first->ordinal)
        cost += has_room(b, above, first) ? 0.3 : 1;
    return cost;
}

/* Where rows end: ends[k] is where the row that ends before line k begins, on the cheapest way. */
static bool find_rows(ct_arena *arena, const body *b, size_t *begin_of)
{
    double *best = ct_arena_array(arena, b->n + 1, sizeof *best);

    if (best == NULL) return false;
    for (size_t k = 1; k <= b->n; k++) best[k] = NEVER * (double)(b->n + 1);
    for (size_t i = 0; i < b->n; i++) {
        group g = { .inside = 0 };
        for (size_t j = i; j < b->n && (j < i + MAX_ROW || b->table->spaced); j++) {
            bool fits = group_add(b, &g, i, j);
            if (!fits && !(b->table->spaced && !b->lines[j].begins)) break;
            double cost = best[i] + (b->table->spaced && j + 1 < b->n && !b->lines[j + 1].begins ? NEVER
                                     : b->table->spaced                                          ? 0
                                                        : group_cost(b, &g, i));
            if (cost >= best[j + 1]) continue;
            best[j + 1] = cost;
            begin_of[j + 1] = i;
        }
    }
    return true;
}

/* ---- telling ---- */

static long row_place(const body *b, size_t i, size_t j)
{
    if (!b->lines[i].line->fixed) return CT_TABLE_NO_LINE;
    for (size_t k = i; k < j; k++)
        for (size_t p = 0; p < b->lines[k].n; p++) {
            const part *a = &b->lines[k].parts[p];
            const char *first = b->lines[k].line->words[a->piece.first].text;
            if (a->column > 0 && a->column != b->columns->name &&
                (a->figure || (first[0] >= '0' && first[0] <= '9')))
                return (long)b->lines[k].line->index;
        }
    return (long)b->lines[i].line->index;
}

static void tell_cell(const body *b, size_t i, size_t j, size_t column, ct_buffer *text,
                      ct_table_builder *builder)
{
    ct_cell_look look = { 0 };
    const part *first = NULL;

    ct_buffer_empty(text);
    for (size_t k = i; k < j; k++)
        for (size_t p = 0; p < b->lines[k].n; p++) {
            const part *a = &b->lines[k].parts[p];
            if (a->column != column && !b->lines[k].across) continue;
            if (first == NULL) first = a;
            ct_cell_append(text, b->lines[k].line, &a->piece);
        }
    if (text->len == 0) return;
    if (b->lines[i].across) look.n_columns = (long)(b->columns->n - column);
    if (column == b->columns->name || b->lines[i].across)
        look.indent = first->piece.x0 > b->left ? (int)((first->piece.x0 - b->left) / b->space + 0.5) : 0;
    ct_builder_cell_at(builder, column, ct_buffer_string(text), text->len, &look);
}

static void tell_row(const body *b, size_t i, size_t j, ct_buffer *text, ct_table_builder *builder)
{
    ct_builder_page(builder, b->lines[i].line->page);
    ct_builder_row(builder, false, row_place(b, i, j));
    if (b->lines[i].across) {
        tell_cell(b, i, j, b->lines[i].parts[0].column, text, builder);
        return;
    }
    for (size_t c = 0; c < b->columns->n; c++) tell_cell(b, i, j, c, text, builder);
}

ct_error ct_body_tell(ct_arena *arena, const ct_found *table, ct_table_builder *builder)
{
    body b = { .table = table, .columns = &table->columns };
    size_t *begin_of, *ends, n = 0;
    ct_buffer text;
    ct_error err;

    if (!cut_lines(arena, &b) || !measure(arena, &b)) return ct_no_memory();
    begin_of = ct_arena_array(arena, b.n + 1, sizeof *begin_of);
    ends = ct_arena_array(arena, b.n + 1, sizeof *ends);
    if (begin_of == NULL || ends == NULL || !find_rows(arena, &b, begin_of)) return ct_no_memory();
    for (size_t k = b.n; k > 0; k = begin_of[k]) ends[n++] = k;
    ct_buffer_init(&text);
    for (; n > 0; n--) tell_row(&b, begin_of[ends[n - 1]], ends[n - 1], &text, builder);
    err = ct_buffer_error(&text);
    ct_buffer_clear(&text);
    return err;
}
