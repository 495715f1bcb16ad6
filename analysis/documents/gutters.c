/* The columns of a table, from its lines with figures: gutters that no word lies over and that part cells in
 * some lines. Where a word hangs over a gutter, as happens in plain text, the line with the most pieces shows
 * the columns instead. */
#include "documents/placed.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLE = 400 /* lines looked at: more show nothing new */ };

/* Where words begin and end, and gaps between pieces. */
typedef struct {
    double x;
    int cover, gap, figure, blank; /* +1 where a word, a gap, a gap before a figure, a blank of running text
                                      begins; -1 where it ends */
} edge;

static int by_x(const void *a, const void *b)
{
    const edge *p = a, *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

double ct_columns_over(const ct_columns *columns, size_t c, const ct_piece *piece)
{
    double from = piece->x0 > columns->from[c] ? piece->x0 : columns->from[c],
           to = piece->x1 < columns->to[c] ? piece->x1 : columns->to[c];
    return to > from ? to - from : 0;
}

size_t ct_columns_at(const ct_columns *columns, const ct_piece *piece)
{
    size_t best = 0;
    double most = 0, nearest = 1e300;

    for (size_t c = 0; c < columns->n; c++) {
        double over = ct_columns_over(columns, c, piece);
        double far = piece->x1 <= columns->from[c] ? columns->from[c] - piece->x1
                     : piece->x0 >= columns->to[c] ? piece->x0 - columns->to[c]
                                                   : 0;
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

/* The columns of the line with the most pieces; returns how many lines have that number of pieces. */
static size_t most_pieces(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step,
                          ct_columns *out)
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

/* In plain text cells of neighbouring columns may touch the same place: right-aligned figures stand a
 * character off now and then. */
static const double TOUCH = 0.25;

static void add_word(const ct_placed_line *line, size_t w, edge *edges, size_t *n)
{
    double touch = line->fixed ? TOUCH : 0;

    edges[(*n)++] = (edge){ .x = line->words[w].x0 + touch, .cover = 1 };
    edges[(*n)++] = (edge){ .x = line->words[w].x1 - touch, .cover = -1 };
}

/* ---- "21 500" ---- */

enum { PLACES = 1024 /* in a line of plain text */ };

/* What stands before figures that end, and that begin, at a place, a gap apart: how far to the right it
 * reaches. Two columns of figures may stand one blank apart, "12 100", where other rows show a gap before the
 * second one, "9   98"; groups of one number have no such row. */
typedef struct {
    unsigned short before_end[PLACES], before_begin[PLACES];
} neighbours;

static size_t place_of(double x)
{
    return x < 0 ? 0 : x >= PLACES ? PLACES - 1 : (size_t)x;
}

static void find_neighbours(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step,
                            bool ordinals, neighbours *out)
{
    ct_pieces p;

    memset(out, 0, sizeof *out);
    for (size_t s = 0; s < n && lines[seeds[s]].fixed; s += step) {
        const ct_placed_line *line = &lines[seeds[s]];
        ct_placed_cut(line, ordinals, &p);
        for (size_t i = 1; i < p.n; i++) {
            unsigned short to = (unsigned short)place_of(p.at[i - 1].x1);
            size_t begin = place_of(p.at[i].x0), end = place_of(p.at[i].x1);
            if (p.at[i].x0 - p.at[i - 1].x1 < line->gap || !ct_placed_figure(line, &p.at[i])) continue;
            if (to > out->before_begin[begin]) out->before_begin[begin] = to;
            if (to > out->before_end[end]) out->before_end[end] = to;
        }
    }
}

/* Are words w and w + 1 groups of one number? They are when they stand in one piece and no row shows two
 * columns there. */
static bool is_one_number(const ct_placed_line *line, size_t w, const neighbours *near)
{
    const ct_placed *left = &line->words[w], *right = left + 1;

    if (!line->fixed || !ct_placed_digits(left) || !ct_placed_digits(right)) return false;
    return (double)near->before_end[place_of(right->x1)] <= left->x0 &&
           (double)near->before_begin[place_of(right->x0)] <= left->x0;
}

static void add_blanks(const ct_placed_line *line, const ct_piece *piece, const neighbours *near, edge *edges,
                       size_t *n)
{
    for (size_t w = piece->first; w + 1 < piece->first + piece->n; w++) {
        if (is_one_number(line, w, near)) { /* no blank of a column, but part of the number */
            edges[(*n)++] = (edge){ .x = line->words[w].x1 - TOUCH, .cover = 1 };
            edges[(*n)++] = (edge){ .x = line->words[w + 1].x0 + TOUCH, .cover = -1 };
            continue;
        }
        edges[(*n)++] = (edge){ .x = line->words[w].x1, .blank = 1 };
        edges[(*n)++] = (edge){ .x = line->words[w + 1].x0, .blank = -1 };
    }
}

static size_t add_edges(const ct_placed_line *line, bool ordinals, const neighbours *near, edge *edges)
{
    size_t n = 0;
    ct_pieces p;

    ct_placed_cut(line, ordinals, &p);
    for (size_t i = 0; i < p.n; i++) {
        int figure = ct_placed_figure(line, &p.at[i]) || (i == 1 && ordinals);
        for (size_t w = 0; w < p.at[i].n; w++) add_word(line, p.at[i].first + w, edges, &n);
        add_blanks(line, &p.at[i], near, edges, &n);
        if (i == 0) continue;
        edges[n++] = (edge){ .x = p.at[i - 1].x1, .gap = 1, .figure = figure };
        edges[n++] = (edge){ .x = p.at[i].x0, .gap = -1, .figure = -figure };
    }
    return n;
}

/* Wrapped names: pieces of lines between those with figures that lie left of all figures. */
static size_t add_names(const ct_placed_line *line, double figures, const neighbours *near, edge *edges)
{
    size_t n = 0;
    ct_pieces p;

    ct_placed_cut(line, false, &p);
    for (size_t i = 0; i < p.n && p.at[i].x1 <= figures; i++) {
        for (size_t w = 0; w < p.at[i].n; w++) add_word(line, p.at[i].first + w, edges, &n);
        add_blanks(line, &p.at[i], near, edges, &n);
    }
    return n;
}

/* Sweep over the edges: columns lie between gutters, where no word is. A gap of words counts as a gutter only
 * when many lines have it, a gap before a figure at once; blanks of running text speak against it. */
static void sweep(const edge *edges, size_t n, size_t lines, ct_columns *out)
{
    int cover = 0, gap = 0, figure = 0, blank = 0, need = (int)(lines / 6) + 1;
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
        blank += edges[i].blank;
        if (edges[i].cover < 0 && out->n > 0) out->to[out->n - 1] = edges[i].x;
        if (cover == 0 && i + 1 < n && edges[i + 1].x > edges[i].x && (figure > 0 || gap >= need) &&
            gap >= 2 * blank)
            parted = true;
    }
}

/* Where the leftmost figure begins that is not the first of its line. */
static double first_figure(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step,
                           bool ordinals)
{
    double least = 1e300;
    ct_pieces p;

    for (size_t s = 0; s < n; s += step) {
        ct_placed_cut(&lines[seeds[s]], ordinals, &p);
        for (size_t i = 1; i < p.n; i++)
            if (ct_placed_figure(&lines[seeds[s]], &p.at[i]) && p.at[i].x0 < least) least = p.at[i].x0;
    }
    return least;
}

static size_t column_at(const ct_columns *columns, double x)
{
    size_t c = 0;

    while (c + 1 < columns->n && x >= columns->from[c + 1]) c++;
    return c;
}

/* Words may leave a gutter between them by chance. In a column of its own cells begin; the rest of a name
 * only goes on there. */
static void join_rests(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step,
                       ct_columns *out)
{
    size_t begin[CT_PLACED_PIECES] = { 0 }, goes_on[CT_PLACED_PIECES] = { 0 }, to = 0;
    ct_pieces p;

    for (size_t s = 0; s < n; s += step) {
        const ct_placed *words = lines[seeds[s]].words;
        ct_placed_cut(&lines[seeds[s]], out->ordinals, &p);
        for (size_t i = 0; i < p.n; i++) {
            size_t before = column_at(out, p.at[i].x0);
            begin[before]++;
            for (size_t w = p.at[i].first + 1; w < p.at[i].first + p.at[i].n; w++) {
                size_t c = column_at(out, words[w].x0);
                goes_on[c] += c > before;
                before = c;
            }
        }
    }
    for (size_t c = 1; c < out->n; c++) {
        if (begin[c] > 0 && begin[c] >= goes_on[c]) {
            to++;
            out->from[to] = out->from[c];
        }
        out->to[to] = out->to[c];
    }
    if (out->n > 0) out->n = to + 1;
}

static bool gutters(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step, ct_columns *out)
{
    size_t words = 0, n_edges = 0, used = 0;
    double figures = first_figure(lines, seeds, n, step, out->ordinals);
    edge *edges;
    neighbours near;

    find_neighbours(lines, seeds, n, step, out->ordinals, &near);
    for (size_t s = 0; s < n; s += step)
        for (size_t i = seeds[s]; i < (s + 1 < n ? seeds[s + 1] : seeds[s] + 1); i++) words += lines[i].n;
    edges = malloc((words * 6 + 1) * sizeof *edges);
    out->n = 0;
    if (edges == NULL) return false;
    for (size_t s = 0; s < n; s += step, used++) {
        n_edges += add_edges(&lines[seeds[s]], out->ordinals, &near, edges + n_edges);
        for (size_t i = seeds[s] + 1; s + 1 < n && i < seeds[s + 1]; i++)
            n_edges += add_names(&lines[i], figures, &near, edges + n_edges);
    }
    qsort(edges, n_edges, sizeof *edges, by_x);
    sweep(edges, n_edges, used, out);
    free(edges);
    for (size_t c = 0; c < out->n && lines[seeds[0]].fixed; c++) {
        out->from[c] -= TOUCH;
        out->to[c] += TOUCH;
    }
    join_rests(lines, seeds, n, step, out);
    return true;
}

/* What a column's cells look like. */
typedef struct {
    size_t figures, words, missing;
    double first[2], last[2]; /* least and largest place where figures begin, and end */
} column_look;

static void look_at(column_look *look, const ct_placed_line *line, const ct_piece *piece)
{
    if (ct_placed_nothing(line, piece)) {
        look->missing++;
        return;
    }
    if (!ct_placed_figure(line, piece)) {
        look->words++;
        return;
    }
    if (look->figures == 0 || piece->x0 < look->first[0]) look->first[0] = piece->x0;
    if (look->figures == 0 || piece->x0 > look->first[1]) look->first[1] = piece->x0;
    if (look->figures == 0 || piece->x1 < look->last[0]) look->last[0] = piece->x1;
    if (look->figures == 0 || piece->x1 > look->last[1]) look->last[1] = piece->x1;
    look->figures++;
}

/* Which columns hold figures, and which one names the rows: the widest of the others. */
static void tell_apart(const ct_placed_line *lines, const size_t *seeds, size_t n, size_t step,
                       ct_columns *out)
{
    column_look looks[CT_PLACED_PIECES] = { { 0 } };
    double widest = -1;
    ct_pieces p;

    for (size_t s = 0; s < n; s += step) {
        ct_columns_cut(out, &lines[seeds[s]], &p);
        for (size_t i = 0; i < p.n; i++)
            look_at(&looks[ct_columns_at(out, &p.at[i])], &lines[seeds[s]], &p.at[i]);
    }
    out->name = 0;
    for (size_t c = 0; c < out->n; c++) {
        out->value[c] =
            c > 0 && (looks[c].figures > looks[c].words || (looks[c].missing > 0 && looks[c].words == 0));
        out->right[c] =
            out->value[c] && looks[c].last[1] - looks[c].last[0] <= looks[c].first[1] - looks[c].first[0];
        if (out->value[c] || out->to[c] - out->from[c] <= widest) continue;
        widest = out->to[c] - out->from[c];
        out->name = c;
    }
}

void ct_columns_find(const ct_placed_line *lines, const size_t *seeds, size_t n, ct_columns *out)
{
    size_t numbered = 0, step = n / SAMPLE + 1, alike;
    ct_columns shown;

    *out = (ct_columns){ .n = 0 };
    for (size_t s = 0; s < n; s++)
        numbered += lines[seeds[s]].n > 0 && ct_placed_ordinal(&lines[seeds[s]].words[0]);
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

/* Does a column begin between two words of a piece? The gap reaches over the whole gutter; at a rule the next
 * word begins where a column does; a figure may stand one blank behind words of the column before it. */
static bool parts_here(const ct_columns *columns, const ct_placed_line *line, const ct_piece *left,
                       const ct_placed *right)
{
    ct_piece next = { .x0 = right->x0, .x1 = right->x1 };
    size_t a, b;
    double slack = line->fixed ? 0 : line->height / 20;

    for (size_t c = 0; c + 1 < columns->n; c++) {
        if (columns->ruled && right->x0 == columns->from[c + 1]) return true;
        if (!columns->ruled && !(line->fixed && c > columns->name) &&
            columns->to[c] <= columns->from[c + 1] && left->x1 <= columns->to[c] + slack &&
            right->x0 >= columns->from[c + 1] - slack)
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
            if (part.n > 0 && parts_here(columns, line, &part, &line->words[w]) &&
                out->n + 1 < CT_PLACED_PIECES) {
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
    return p->n > 0 && p->n <= 1 + (size_t)columns->ordinals && columns->name + 1 < columns->n &&
           p->at[0].x0 < columns->to[columns->name] && p->at[p->n - 1].x0 < columns->to[columns->name] &&
           p->at[p->n - 1].x1 > columns->from[columns->name + 1];
}

/* Widen the column at the right that a piece lies over, or begin one; a piece over two of them is a head that
 * spans them. */
static void extend_by(ct_columns *columns, size_t first, const ct_piece *piece)
{
    size_t over = 0, last = 0, at = columns->n;

    for (size_t c = first; c < columns->n; c++) {
        if (ct_columns_over(columns, c, piece) <= 0) continue;
        over++;
        last = c;
    }
    if (over == 1) {
        columns->from[last] = piece->x0 < columns->from[last] ? piece->x0 : columns->from[last];
        columns->to[last] = piece->x1 > columns->to[last] ? piece->x1 : columns->to[last];
    }
    if (over > 0 || columns->n == CT_PLACED_PIECES) return;
    for (; at > first && columns->from[at - 1] > piece->x0; at--) {
        columns->from[at] = columns->from[at - 1];
        columns->to[at] = columns->to[at - 1];
    }
    columns->from[at] = piece->x0;
    columns->to[at] = piece->x1;
    columns->value[columns->n] = true;
    columns->right[columns->n++] = false;
}

/* How far words of a head reach beyond the last column that they lie over, where nothing else does: those
 * that lie over two pieces of one line span others, and so show nothing. */
static double reach_of_last(const ct_columns *columns, const ct_placed_line *lines, size_t begin, size_t end)
{
    double to = columns->to[columns->n - 1];
    ct_pieces p, below;

    for (size_t i = begin; i < end; i++) {
        ct_placed_cut(&lines[i], false, &p);
        if (p.n == 0 || p.at[p.n - 1].x1 <= to ||
            ct_columns_over(columns, columns->n - 1, &p.at[p.n - 1]) <= 0)
            continue;
        bool spans = columns->n > 1 && ct_columns_over(columns, columns->n - 2, &p.at[p.n - 1]) > 0;
        for (size_t k = i + 1; k < end && !spans; k++) {
            ct_placed_cut(&lines[k], false, &below);
            spans = below.n > 1 && below.at[below.n - 2].x1 > p.at[p.n - 1].x0;
        }
        if (!spans) to = p.at[p.n - 1].x1;
    }
    return to;
}

void ct_columns_extend(ct_columns *columns, const ct_placed_line *lines, size_t begin, size_t end)
{
    size_t first = columns->n;
    double to = reach_of_last(columns, lines, begin, end);
    ct_pieces p;

    for (size_t i = end; i > begin && !columns->ruled; i--) {
        ct_placed_cut(&lines[i - 1], false, &p);
        for (size_t k = 0; k < p.n; k++)
            if (p.at[k].x0 > columns->to[first - 1] + lines[i - 1].gap && p.at[k].x0 >= to)
                extend_by(columns, first, &p.at[k]);
    }
}

bool ct_columns_take(const ct_columns *before, ct_columns *part)
{
    size_t last = 0;
    ct_columns all = *before;

    if (part->n > before->n || part->n * 2 < before->n) return false;
    for (size_t c = 0; c < part->n; c++) {
        ct_piece piece = { .x0 = part->from[c], .x1 = part->to[c] };
        size_t at = ct_columns_at(before, &piece);
        if (ct_columns_over(before, at, &piece) <= 0 || (c > 0 && at <= last)) return false;
        last = at;
        if (piece.x0 < all.from[at]) all.from[at] = piece.x0;
        if (piece.x1 > all.to[at]) all.to[at] = piece.x1;
    }
    for (size_t c = 0; c + 1 < all.n; c++)
        if (all.to[c] > all.from[c + 1]) return false;
    *part = all;
    return true;
}
