/* The cells of a head, from where its words stand. Borders between columns are where fewest words lie over
 * them, so a head that is wider than its figures keeps its words. Then the head is cut into cells the
 * cheapest way: a column with its own cell, or a cell over several columns with at least two below it. It
 * costs something to stand neither at the top, the middle nor the bottom as the others do, to stand off the
 * middle of what is spanned, and to begin a line of a cell with a word that looks like the beginning of
 * another. */
#include "documents/head_tree.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "core/vietnamese.h"

enum {
    MAX_LINES = 32, /* with words; a head has 14 at most     */
    EFFORT = 40000  /* spans weighed for each way to set a head, at most: dozens of columns take 10,000 */
};

/* Where in their places the cells of a head stand; in text an odd line is left above the middle or below it.
 */
typedef enum { AT_TOP, IN_MIDDLE, BELOW_MIDDLE, AT_BOTTOM, N_SETTINGS } setting;

/* Some words, and what is asked of them. */
typedef struct {
    double x0, x1;
    size_t line;                /* of those with words, from 0                         */
    size_t a, b, home;          /* columns they lie over; the one they lie over most   */
    double begins;              /* how much it looks like the beginning of a cell      */
    bool goes_on, closed, year; /* like the middle of one; it ends in ')'; a year and nothing else */
    long told;                  /* the year it tells, 0 for none                       */
} item;

typedef struct {
    float cost;
    uint16_t children; /* the line below which the spanned cells stand, plus 1; 0: not looked at yet */
} span;

typedef struct {
    const ct_columns *columns;
    size_t n, n_lines, n_items;
    item *items;
    double y[MAX_LINES];
    size_t first[MAX_LINES + 1]; /* item of each line                               */
    size_t *before;              /* [line * (n + 1) + column]: items of the line left of it */
    double border[CT_PLACED_PIECES + 1];
    double height, slack;
    bool fixed;
    setting set;
    bool left;   /* what spans others is set at their left, not in their middle */
    span *spans; /* [(p * n + q) * n_lines + line] */
    size_t effort;
} tree;

static const double NEVER = 1e6;

/* What things cost; a cell that is set like the others in its own column costs nothing. */
static const double SPAN = 0.2, WIDER = 0.02, EMPTY = 0.6, EMPTY_BELOW = 1, OFF_PLACE = 0.5, FAR_OFF = 1.5,
                    APART = 1.5, LEANS = 0.7, BEGINS = 1, CAPITALS = 0.3, CLOSED = 0.5, LEFT = 0.1,
                    GOES_ON = 0.8, LONE_YEAR = 0.4, OTHER_YEAR = 0.6, TORN = 3, OVER_NAMES = 2,
                    TWO_IN_LINE = 2;

/* ---- what words look like ---- */

/* "Ước" (estimate), "Tổng" (total): a capital before a small letter begins a cell; "KH", "USD" may, too. */
static double begins_cell(const ct_placed *word)
{
    int code;
    size_t used = ct_utf8_next(word->text, word->len, &code);
    bool letter = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code < 0x2000);

    if (!letter || used == word->len || ct_placed_small(word->text, word->len)) return 0;
    return ct_placed_small(word->text + used, word->len - used) ? BEGINS : CAPITALS;
}

/* "2023" in "Năm 2023" (year 2023) or "KH 2023/". */
static long year_of(const ct_placed *word)
{
    if (word->len < 4 || !ct_text_is_year(word->text, 4) || memchr(word->text, '-', word->len) != NULL)
        return 0;
    return 1000L * (word->text[0] - '0') + 100L * (word->text[1] - '0') + 10L * (word->text[2] - '0') +
           (word->text[3] - '0');
}

static void look_at(tree *t, const ct_head_word *word, item *out)
{
    const ct_placed *first = &word->line->words[word->piece.first];

    out->x0 = word->piece.x0;
    out->x1 = word->piece.x1;
    out->line = t->n_lines - 1;
    out->begins = begins_cell(first);
    out->goes_on = first->text[0] == '(' || ct_placed_small(first->text, first->len);
    const ct_placed *last = first + word->piece.n - 1;
    out->closed = last->text[last->len - 1] == ')';
    for (size_t w = 0; w < word->piece.n && out->told == 0; w++) out->told = year_of(&first[w]);
    out->year = word->piece.n == 1 && first->len == 4 && ct_text_is_year(first->text, first->len);
}

/* ---- where columns end ---- */

/* How much stands in the way of a border at x: words, those near the figures more, and the figures of the
 * columns beside it. */
static double in_the_way(const tree *t, size_t c, double x)
{
    double sum = x < t->columns->to[c] || x > t->columns->from[c + 1] ? 1.5 : 0;

    for (size_t i = 0; i < t->n_items; i++)
        if (t->items[i].x0 < x && t->items[i].x1 > x) sum += 1 + 0.1 * (double)t->items[i].line;
    return sum;
}

/* Where a border between low and high may begin or end: at the columns' sides and at the words' that stand
 * there. Returns how many. */
static size_t border_ends(const tree *t, size_t c, double low, double high, double *ends)
{
    const ct_columns *k = t->columns;
    size_t n = 0;

    ends[n++] = low;
    ends[n++] = high;
    if (k->to[c] > low && k->to[c] < high) ends[n++] = k->to[c];
    if (k->from[c + 1] > low && k->from[c + 1] < high) ends[n++] = k->from[c + 1];
    for (size_t i = 0; i < t->n_items; i++) {
        if (t->items[i].x0 > low && t->items[i].x0 < high) ends[n++] = t->items[i].x0;
        if (t->items[i].x1 > low && t->items[i].x1 < high) ends[n++] = t->items[i].x1;
    }
    return n;
}

/* The border between columns c and c + 1: in the middle of the widest place with the least in its way. */
static double find_border(const tree *t, size_t c)
{
    const ct_columns *k = t->columns;
    double low = (k->from[c] + k->to[c]) / 2, high = (k->from[c + 1] + k->to[c + 1]) / 2, best = 1e300,
           wide = 0, at;
    double ends[2 * CT_HEAD_WORDS + 4];
    size_t n;

    at = (k->to[c] + k->from[c + 1]) / 2;
    if (k->ruled || !(low < high)) return at;
    n = border_ends(t, c, low, high, ends);
    for (size_t i = 0; i < n; i++) {
        double next = 1e300, cost;
        for (size_t j = 0; j < n; j++)
            if (ends[j] > ends[i] && ends[j] < next) next = ends[j];
        if (next > high) continue;
        cost = in_the_way(t, c, (ends[i] + next) / 2);
        if (cost > best || (cost == best && next - ends[i] <= wide)) continue;
        best = cost;
        wide = next - ends[i];
        at = (ends[i] + next) / 2;
    }
    return at;
}

/* The columns that words lie over: at least by a quarter of them, or by half a column. */
static void find_columns(const tree *t, item *it)
{
    double most = -1;
    bool any = false;

    for (size_t c = 0; c < t->n; c++) {
        double from = c == 0 ? -1e300 : t->border[c - 1], to = c + 1 == t->n ? 1e300 : t->border[c];
        double over = (it->x1 < to ? it->x1 : to) - (it->x0 > from ? it->x0 : from);
        if (over > most) {
            most = over;
            it->home = c;
        }
        if (over <= 0 || (over < 0.25 * (it->x1 - it->x0) && over < 0.5 * (to - from))) continue;
        if (!any) it->a = c;
        it->b = c;
        any = true;
    }
    if (!any) it->a = it->b = it->home;
}

/* ---- what a head costs ---- */

static size_t items_in(const tree *t, size_t line, size_t p, size_t q)
{
    return t->before[line * (t->n + 1) + q + 1] - t->before[line * (t->n + 1) + p];
}

static const item *item_in(const tree *t, size_t line, size_t p)
{
    return &t->items[t->first[line] + t->before[line * (t->n + 1) + p]];
}

/* How far a cell from line f to e is from its place among lines l and below. */
static double off_place(const tree *t, size_t l, size_t f, size_t e)
{
    double top = t->y[f] - t->y[l], bottom = t->y[t->n_lines - 1] - t->y[e], off;

    off = t->set == AT_TOP ? top : t->set == AT_BOTTOM ? bottom : fabs(top - bottom) / 2 - 0.3 * t->height;
    if (t->fixed && (t->set == IN_MIDDLE || t->set == BELOW_MIDDLE)) {
        off = top - bottom;
        if (fmod(fabs(off), 2) == 1) off += t->set == IN_MIDDLE ? 1 : -1;
        off = fabs(off) / 2;
    }
    off = off > 0 ? OFF_PLACE * off / t->height : 0;
    return off < FAR_OFF ? off : FAR_OFF;
}

/* One line of a cell below another one. */
static double line_below(const tree *t, const item *above, const item *below)
{
    double sum = below->begins + (above->closed ? CLOSED : 0),
           middle = fabs(above->x0 + above->x1 - below->x0 - below->x1) / 2;

    if (t->y[below->line] - t->y[above->line] > 1.6 * t->height) sum += APART;
    if (middle > t->slack && fabs(above->x0 - below->x0) > t->slack && fabs(above->x1 - below->x1) > t->slack)
        sum += LEANS;
    return sum;
}

/* Is all that stands in a column from line l on a year? */
static bool year_alone(const tree *t, size_t c, size_t l)
{
    size_t n = 0;
    bool year = false;

    for (size_t k = l; k < t->n_lines; k++) {
        size_t here = items_in(t, k, c, c);
        n += here;
        year = year || (here == 1 && item_in(t, k, c)->year);
    }
    return n == 1 && year;
}

/* How many neighbours of column c have a year alone from line l on. */
static int lone_neighbours(const tree *t, size_t c, size_t l)
{
    return (c > 0 && year_alone(t, c - 1, l)) + (c + 1 < t->n && year_alone(t, c + 1, l));
}

/* All that stands in a column from line l on as one cell. */
static double leaf_cost(const tree *t, size_t c, size_t l)
{
    const item *first = NULL, *last = NULL;
    double sum = 0;

    for (size_t k = l; k < t->n_lines; k++)
        for (size_t i = 0, n = items_in(t, k, c, c); i < n; i++) {
            const item *it = item_in(t, k, c) + i;
            if (it->a < c || it->b > c) sum += TORN;
            if (last != NULL) sum += last->line == k ? TWO_IN_LINE : line_below(t, last, it);
            if (first == NULL) first = it;
            last = it;
        }
    if (first == NULL) return l > 0 ? EMPTY_BELOW : EMPTY;
    if (l > 0 && first->goes_on) sum += GOES_ON;
    if (last->year && first != last) /* "Thực hiện" (result) in the middle of "2021 2022 2023" */
        for (int i = lone_neighbours(t, c, l); i > 0; i--) sum += LONE_YEAR;
    return sum + off_place(t, l, first->line, last->line);
}

static double span_cost(tree *t, size_t p, size_t q, size_t l);

/* Columns p .. q from line l on as cells beside each other, more than one; ends[c] is where the cell that
 * begins at column c ends. */
static double part_cost(tree *t, size_t p, size_t q, size_t l, size_t *ends)
{
    double best[CT_PLACED_PIECES + 1];

    best[q + 1] = 0;
    for (size_t c = q + 1; c-- > p;) {
        best[c] = leaf_cost(t, c, l) + best[c + 1];
        if (ends != NULL) ends[c] = c;
        for (size_t e = c + 1; e <= q; e++) {
            t->effort -= t->effort > 0;
            double cost = c == p && e == q ? NEVER : span_cost(t, c, e, l) + best[e + 1];
            if (cost >= best[c]) continue;
            best[c] = cost;
            if (ends != NULL) ends[c] = e;
        }
    }
    return best[p];
}

/* Short heads below a year that tell another one; long ones may compare years. */
static double other_years(const tree *t, size_t p, size_t q, size_t l, long year)
{
    double sum = 0;

    for (size_t c = p; c <= q && year != 0; c++) {
        size_t n = 0;
        bool other = false;
        for (size_t k = l; k < t->n_lines; k++)
            for (size_t i = 0, here = items_in(t, k, c, c); i < here; i++, n++) {
                long told = item_in(t, k, c)[i].told;
                other = other || (told != 0 && told != year);
            }
        if (other && n <= 2) sum += OTHER_YEAR;
    }
    return sum;
}

/* How far words from x0 to x1 are off the middle, or the left, of what stands in columns p .. q from line k
 * on. */
static double off_middle(const tree *t, size_t p, size_t q, size_t k, double x0, double x1)
{
    double from = t->columns->from[p], to = t->columns->to[q], off;

    for (; k < t->n_lines; k++) {
        size_t n = items_in(t, k, p, q);
        const item *its = item_in(t, k, p);
        if (n == 0) continue;
        from = its[0].x0 < from ? its[0].x0 : from;
        to = its[n - 1].x1 > to ? its[n - 1].x1 : to;
    }
    off = (t->left ? fabs(x0 - from) : fabs(x0 + x1 - from - to) / 2) - t->slack / 2;
    return off > 0 ? off / (0.25 * (to - from)) : 0;
}

/* The cost so far of a cell over columns p .. q from line l on, with its piece of line k; above is the piece
 * before it, NULL for the first. */
static double with_piece(const tree *t, size_t p, size_t q, size_t l, size_t k, const item *above, double sum)
{
    const item *it = item_in(t, k, p);

    sum += (it->a < p || it->b > q ? TORN : 0) + (above != NULL ? line_below(t, above, it) : 0);
    if (above != NULL) return sum;
    if (t->set == AT_TOP) sum += off_place(t, l, k, k);
    return l > 0 && it->goes_on ? sum + GOES_ON : sum;
}

/* What a cell over columns p .. q costs for its width alone: nothing at the bottom shows how wide it is. */
static double width_cost(const tree *t, size_t p, size_t q)
{
    double wider = (t->set == AT_BOTTOM ? -WIDER : WIDER) * (double)(q - p);

    return SPAN + wider + (p <= t->columns->name || !t->columns->value[p] ? OVER_NAMES : 0);
}

/* A cell over columns p .. q from line l on: one piece in each of its lines, and others below. */
static double span_try(tree *t, size_t p, size_t q, size_t l, size_t *children)
{
    double x0 = 1e300, x1 = -1e300, best = NEVER, sum = width_cost(t, p, q);
    const item *above = NULL;
    long year = 0;

    for (size_t k = l, next; k < t->n_lines; k = next) {
        size_t n = items_in(t, k, p, q);
        next = k + 1;
        if (n == 0) continue;
        if (n > 1) break;
        const item *it = item_in(t, k, p);
        if (above != NULL && t->y[k] - t->y[above->line] > 1.6 * t->height) break;
        sum = with_piece(t, p, q, l, k, above, sum);
        x0 = it->x0 < x0 ? it->x0 : x0;
        x1 = it->x1 > x1 ? it->x1 : x1;
        year = it->told != 0 ? it->told : year;
        above = it;
        while (next < t->n_lines && items_in(t, next, p, q) == 0) next++;
        if (next == t->n_lines) break;
        double cost = sum + off_middle(t, p, q, next, x0, x1) + other_years(t, p, q, next, year);
        if (cost >= best) continue;
        cost += part_cost(t, p, q, next, NULL);
        if (cost >= best) continue;
        best = cost;
        *children = next;
    }
    return best;
}

static double span_cost(tree *t, size_t p, size_t q, size_t l)
{
    span *known = &t->spans[(p * t->n + q) * t->n_lines + l];
    size_t children = 0, k = l;

    if (known->children > 0) return (double)known->cost;
    while (k < t->n_lines && items_in(t, k, p, q) == 0) k++;
    if (k + 1 >= t->n_lines || items_in(t, k, p, q) > 1 || t->effort == 0) return NEVER;
    known->cost = (float)span_try(t, p, q, l, &children);
    known->children = (uint16_t)(children + 1);
    return (double)known->cost;
}

/* ---- cells ---- */

typedef struct {
    tree *t;
    ct_head_word *words;
    ct_head_cell *cells;
    size_t n_cells;
} maker;

/* Words of columns p .. q in lines l .. end - 1 become a cell; the cell, or CT_HEAD_NONE where there are
 * none. */
static int make_cell(maker *m, size_t p, size_t q, size_t l, size_t end, int above)
{
    const tree *t = m->t;
    int cell = CT_HEAD_NONE;

    for (size_t k = l; k < end; k++)
        for (size_t i = 0, n = items_in(t, k, p, q); i < n; i++) {
            size_t w = t->first[k] + t->before[k * (t->n + 1) + p] + i;
            if (cell == CT_HEAD_NONE) {
                cell = (int)m->n_cells;
                m->cells[m->n_cells++] =
                    (ct_head_cell){ .a = p, .b = q, .line = m->words[w].at, .above = above };
            }
            m->words[w].cell = cell;
        }
    return cell;
}

static void make_cells(maker *m, size_t p, size_t q, size_t l, int above)
{
    tree *t = m->t;
    size_t ends[CT_PLACED_PIECES];

    (void)part_cost(t, p, q, l, ends);
    for (size_t c = p, e; c <= q; c = e + 1) {
        e = ends[c];
        if (e == c) {
            (void)make_cell(m, c, c, l, t->n_lines, above);
            continue;
        }
        size_t children = (size_t)t->spans[(c * t->n + e) * t->n_lines + l].children - 1;
        make_cells(m, c, e, children, make_cell(m, c, e, l, children, above));
    }
}

/* ---- the head as a whole ---- */

static void take_lines(tree *t, const ct_head_word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if ((i == 0 || words[i].at != words[i - 1].at) && t->n_lines < MAX_LINES) {
            t->first[t->n_lines] = i;
            t->y[t->n_lines++] = words[i].line->y;
        }
        look_at(t, &words[i], &t->items[i]);
    }
    t->first[t->n_lines] = n;
    t->n_items = n;
}

/* Words of a line whose homes are not in order keep to the one before: columns of a line only go up. */
static void place_items(tree *t)
{
    for (size_t c = 0; c + 1 < t->n; c++) t->border[c] = find_border(t, c);
    for (size_t k = 0; k < t->n_lines; k++) {
        size_t *before = t->before + k * (t->n + 1);
        for (size_t i = t->first[k]; i < t->first[k + 1]; i++) {
            find_columns(t, &t->items[i]);
            if (i > t->first[k] && t->items[i].home < t->items[i - 1].home)
                t->items[i].home = t->items[i - 1].home;
            before[t->items[i].home + 1]++;
        }
        for (size_t c = 0; c < t->n; c++) before[c + 1] += before[c];
    }
}

ct_error ct_head_tree(ct_arena *arena, const ct_columns *columns, ct_head_word *words, size_t n,
                      ct_head_cell *cells, size_t *n_cells)
{
    tree t = { .columns = columns, .n = columns->n };
    maker m = { .t = &t, .words = words, .cells = cells };
    double least = 1e300;
    int set = 0;

    *n_cells = 0;
    if (n == 0 || columns->n == 0) return ct_ok();
    t.fixed = words[0].line->fixed;
    t.height = words[0].line->height;
    t.slack = t.fixed ? 2 : 0.5 * t.height;
    t.items = ct_arena_array(arena, n, sizeof *t.items);
    if (t.items == NULL) return ct_no_memory();
    take_lines(&t, words, n);
    t.before = ct_arena_array(arena, t.n_lines * (t.n + 1), sizeof *t.before);
    t.spans = ct_arena_array(arena, t.n * t.n * t.n_lines, sizeof *t.spans);
    if (t.before == NULL || t.spans == NULL) return ct_no_memory();
    place_items(&t);
    for (int s = 0; s <= 2 * N_SETTINGS; s++) { /* each way to set heads, and the best again */
        int way = s == 2 * N_SETTINGS ? set : s;
        t.set = (setting)(way % N_SETTINGS);
        t.left = way >= N_SETTINGS;
        t.effort = EFFORT;
        memset(t.spans, 0, t.n * t.n * t.n_lines * sizeof *t.spans);
        if (s == 2 * N_SETTINGS) break;
        double cost = part_cost(&t, 0, t.n - 1, 0, NULL) + (t.left ? LEFT : 0);
        if (cost >= least) continue;
        least = cost;
        set = s;
    }
    make_cells(&m, 0, t.n - 1, 0, CT_HEAD_NONE);
    *n_cells = m.n_cells;
    return ct_ok();
}
