/* The columns of a table, from its lines with figures: gutters that no word lies over and that part cells in some lines. Where a word hangs
 * over a gutter, as happens in plain text, the line with the most pieces shows the columns instead. */
#include "documents/placed.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLE = 400 /* lines looked at: more show nothing new */ };

/* Where words begin and end, and gaps between pieces. */
typedef struct {
    double x;
    int cover, gap, figure; /* +1 where a word, a gap, a gap before a figure begins; -1 where it ends */
} edge;

static int by_x(const void *a, const void *b)
{
    const edge *p = a, *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

double ct_columns_over(const ct_columns *columns, size_t c, const ct_piece *piece)
{
    double from = piece->x0 > columns->from[c] ? piece->x0 : columns->from[c], to = piece->x1 < columns->to[c] ? piece->x1 : columns->to[c];
    return to > from ? to - from : 0;
}

size_t ct_columns_at(const ct_columns *columns, const ct_piece *piece)
{
    size_t best = 0;
    double most = 0, nearest = 1e300;

    for (size_t c = 0; c < columns->n; c++) {
        double over = ct_columns_over(columns, c, piece);
        double far = piece->x1 <= columns->from[c] ? columns->from[c] - piece->x1 : piece->x0 >= columns->to[c] ? piece->x0 - columns->to[c] : 0;
        if (over > most || (most == 0 && far < nearest)) {
            best = c;
            most = over;
            nearest = far;
        }
    }
    return best;
}

/* A column grows by each piece that touches no other column. */
static void grow_columns(ct_columns *columns, const ct_pieces *pieces)
{
    for (size_t i = 0; i < pieces->n; i++) {
        size_t c = ct_columns_at(columns, &pieces->at[i]), touched = 0;
        for (size_t k = 0; k < columns->n; k++) touched += ct_columns_over(columns, k, &pieces->at[i]) > 0;
        if (touched != 1) continue;
        if (pieces->at[i].x0 < columns->from[c]) columns->from[c] = pieces->at[i].x0;
        if (pieces->at[i].x1 > columns->to[c]) columns->to[c] = pieces->at[i].x1;
    }
}

/* The columns of the line with the most pieces; returns how many lines have so many. */
static size_t most_pieces(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step, ct_columns *out)
{
    size_t alike = 0;
    ct_pieces p;

    out->n = 0;
    for (size_t s = 0; s < n; s += step) {
        ct_placed_cut(&lines[seeds[s]], out->ordinals, &p);
        alike += p.n == out->n;
        if (p.n <= out->n) continue;
        alike = 1;
        out->n = p.n;
        for (size_t i = 0; i < p.n; i++) {
            out->from[i] = p.at[i].x0;
            out->to[i] = p.at[i].x1;
        }
    }
    for (size_t s = 0; s < n; s += step) {
        ct_placed_cut(&lines[seeds[s]], out->ordinals, &p);
        grow_columns(out, &p);
    }
    return alike;
}

static size_t add_edges(const ct_placed_line *line, bool ordinals, edge *edges)
{
    size_t n = 0;
    ct_pieces p;

    ct_placed_cut(line, ordinals, &p);
    for (size_t w = 0; w < line->n && p.n > 0; w++) {
        edges[n++] = (edge){ .x = line->words[w].x0, .cover = 1 };
        edges[n++] = (edge){ .x = line->words[w].x1, .cover = -1 };
    }
    for (size_t i = 1; i < p.n; i++) {
        int figure = ct_placed_figure(line, &p.at[i]) || (i == 1 && ordinals);
        edges[n++] = (edge){ .x = p.at[i - 1].x1, .gap = 1, .figure = figure };
        edges[n++] = (edge){ .x = p.at[i].x0, .gap = -1, .figure = -figure };
    }
    return n;
}

/* Sweep over the edges: columns lie between gutters. A gap of words counts as a gutter only when many lines have it, a gap before a
 * figure at once. */
static void sweep(const edge *edges, size_t n, size_t lines, ct_columns *out)
{
    int cover = 0, gap = 0, figure = 0, need = (int)(lines / 6) + 1;
    bool parted = true; /* a gutter lies behind the last column */

    out->n = 0;
    for (size_t i = 0; i < n; i++) {
        bool begins = cover == 0 && edges[i].cover > 0;
        if (begins && parted) {
            if (out->n == CT_PLACED_PIECES) return;
            out->from[out->n++] = edges[i].x;
            parted = false;
        }
        cover += edges[i].cover;
        gap += edges[i].gap;
        figure += edges[i].figure;
        if (edges[i].cover < 0 && out->n > 0) out->to[out->n - 1] = edges[i].x;
        if (cover == 0 && i + 1 < n && edges[i + 1].x > edges[i].x && (figure > 0 || gap >= need)) parted = true;
    }
}

static bool gutters(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step, ct_columns *out)
{
    size_t words = 0, n_edges = 0, used = 0;
    edge *edges;

    for (size_t s = 0; s < n; s += step) words += lines[seeds[s]].n;
    edges = malloc((words * 4 + 1) * sizeof *edges);
    out->n = 0;
    if (edges == NULL) return false;
    for (size_t s = 0; s < n; s += step, used++) n_edges += add_edges(&lines[seeds[s]], out->ordinals, edges + n_edges);
    qsort(edges, n_edges, sizeof *edges, by_x);
    sweep(edges, n_edges, used, out);
    free(edges);
    return true;
}

/* Which columns hold figures, and which one names the rows: the widest of the others. */
static void tell_apart(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step, ct_columns *out)
{
    size_t figures[CT_PLACED_PIECES] = { 0 }, words[CT_PLACED_PIECES] = { 0 };
    double widest = -1;
    ct_pieces p;

    for (size_t s = 0; s < n; s += step) {
        ct_columns_cut(out, &lines[seeds[s]], &p);
        for (size_t i = 0; i < p.n; i++) {
            size_t c = ct_columns_at(out, &p.at[i]);
            if (ct_placed_nothing(&lines[seeds[s]], &p.at[i])) continue;
            if (ct_placed_figure(&lines[seeds[s]], &p.at[i]))
                figures[c]++;
            else
                words[c]++;
        }
    }
    for (size_t c = 0; c < out->n; c++) out->value[c] = figures[c] > words[c] && (c > 0 || !out->ordinals) && c > 0;
    out->name = 0;
    for (size_t c = 0; c < out->n; c++)
        if (!out->value[c] && out->to[c] - out->from[c] > widest) {
            widest = out->to[c] - out->from[c];
            out->name = c;
        }
}

void ct_columns_find(const ct_placed_line *lines, const size_t *seeds, size_t n, ct_columns *out)
{
    size_t numbered = 0, step = n / SAMPLE + 1, alike;
    ct_columns shown;

    *out = (ct_columns){ .n = 0 };
    for (size_t s = 0; s < n; s++) numbered += lines[seeds[s]].n > 0 && ct_placed_ordinal(&lines[seeds[s]].words[0]);
    out->ordinals = numbered * 2 >= n && n > 0;
    shown = *out;
    alike = most_pieces(lines, seeds, n, step, &shown);
    if (!gutters(lines, seeds, n, step, out) || out->n < shown.n) {
        if (out->n + 1 < shown.n || alike > 1 || out->n < 3) *out = shown;
    }
    if (out->n > 0) tell_apart(lines, seeds, n, step, out);
}

bool ct_columns_ruled(const ct_placed_line *rule, ct_columns *out)
{
    if (!rule->rule || rule->n < 3 || rule->n > CT_PLACED_PIECES) return false;
    *out = (ct_columns){ .n = rule->n, .ruled = true };
    for (size_t i = 0; i < rule->n; i++) {
        out->from[i] = rule->words[i].x0;
        out->to[i] = rule->words[i].x1;
        if (out->to[i] - out->from[i] > out->to[out->name] - out->from[out->name]) out->name = i;
    }
    for (size_t i = 0; i < rule->n; i++) out->value[i] = i > out->name + 1;
    return true;
}

/* Does a column begin between two words of a piece? The gap reaches over the whole gutter; at a rule the next word begins where a column
 * does; a figure may stand one blank behind words of the column before it. */
static bool parts_here(const ct_columns *columns, const ct_placed_line *line, const ct_piece *left, const ct_placed *right)
{
    ct_piece next = { .x0 = right->x0, .x1 = right->x1 };
    size_t a, b;
    double slack = line->fixed ? 0 : line->height / 20;

    for (size_t c = 0; c + 1 < columns->n; c++) {
        if (columns->ruled && right->x0 == columns->from[c + 1]) return true;
        if (!columns->ruled && columns->to[c] <= columns->from[c + 1] && left->x1 <= columns->to[c] + slack && right->x0 >= columns->from[c + 1] - slack)
            return true;
    }
    if (!ct_placed_digits(right)) return false;
    a = ct_columns_at(columns, left);
    b = ct_columns_at(columns, &next);
    return a != b && ct_columns_over(columns, a, left) > 0 && ct_columns_over(columns, a, &next) == 0;
}

void ct_columns_cut(const ct_columns *columns, const ct_placed_line *line, ct_pieces *out)
{
    ct_pieces whole;

    ct_placed_cut(line, columns->ordinals, &whole);
    out->n = 0;
    for (size_t i = 0; i < whole.n; i++) {
        const ct_piece *piece = &whole.at[i];
        ct_piece part = { .x0 = piece->x0, .first = piece->first };
        for (size_t w = piece->first; w < piece->first + piece->n; w++) {
            if (part.n > 0 && parts_here(columns, line, &part, &line->words[w]) && out->n + 1 < CT_PLACED_PIECES) {
                out->at[out->n++] = part;
                part = (ct_piece){ .x0 = line->words[w].x0, .first = w };
            }
            part.x1 = line->words[w].x1;
            part.n++;
        }
        if (out->n < CT_PLACED_PIECES) out->at[out->n++] = part;
    }
}

bool ct_columns_across(const ct_columns *columns, const ct_pieces *p)
{
    return p->n > 0 && p->n <= 1 + (size_t)columns->ordinals && columns->name + 1 < columns->n && p->at[0].x0 < columns->to[columns->name] &&
           p->at[p->n - 1].x0 < columns->to[columns->name] && p->at[p->n - 1].x1 > columns->from[columns->name + 1];
}
