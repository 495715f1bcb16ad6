/* Where tables are. A line with two or more wide gaps is a seed. Seeds whose gaps lie at the same places,
 * near each other on one page, form a table; the lines between them are the wrapped rest of a row, or titles
 * inside the table; above is its head. */
#include "documents/placed.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_BETWEEN = 8,   /* lines between two seeds of a table                                  */
    MAX_BLANK = 2,     /* blank ones                                                          */
    MAX_HEAD = 14,     /* lines above the first figures where a table's head is looked for    */
    MAX_TAIL = 6,      /* wrapped lines below its last seed                                   */
    BETWEEN_PARTS = 4, /* lines between the parts of a table: a page's number and its running head */
    RULE_ABOVE = 2,    /* lines above a table's first seed where its rule may be              */
    SURE_ROWS = 3      /* seeds of a table in plain text; two are enough beside a rule        */
};

static const double BLANK_ABOVE =
    3.5; /* heights of a line: what stands further above on a page is no head of a table */

/* Blank lines between a line and the one before it. Rows of a drawn page stand apart by any distance. */
static size_t blanks_before(const ct_placed_line *line)
{
    double lines = (line->y - line[-1].y) / line->height - 1;
    if (!line->fixed) return 0;
    return lines < 0.5 ? 0 : lines > 100 ? 100 : (size_t)(lines + 0.5);
}

static bool is_far(const ct_placed_line *line)
{
    return line->page != line[-1].page ||
           (line->fixed ? blanks_before(line) > MAX_BLANK
                        : line->y - line[-1].y > (BLANK_ABOVE + MAX_BLANK) * line->height);
}

static bool is_seed(const ct_placed_line *line, ct_pieces *p)
{
    size_t gaps = 0;

    ct_placed_cut(line, false, p);
    for (size_t i = 1; i < p->n; i++) gaps += p->at[i].x0 - p->at[i - 1].x1 >= line->wide;
    return gaps >= 2;
}

static bool has_figures(const ct_placed_line *line, const ct_pieces *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (ct_placed_figure(line, &p->at[i])) return true;
    return false;
}

/* Also years, and figures with words behind. */
static bool begins_with_figure(const ct_placed_line *line, const ct_piece *piece)
{
    ct_piece first = { .first = piece->first, .n = 1 };

    return ct_placed_figure(line, piece) || ct_placed_figure(line, &first) ||
           ct_placed_digits(&line->words[piece->first]) ||
           (piece->n > 1 && ct_placed_digits(&line->words[piece->first + 1]));
}

static double end_of(const ct_pieces *p)
{
    return p->at[p->n - 1].x1;
}

/* Gaps that both lines have at the same places, so wide at least. */
static size_t common_gaps(const ct_pieces *a, const ct_pieces *b, double wide)
{
    size_t common = 0;

    for (size_t i = 1, j = 1; i < a->n && j < b->n;) {
        double from = a->at[i - 1].x1 > b->at[j - 1].x1 ? a->at[i - 1].x1 : b->at[j - 1].x1;
        double to = a->at[i].x0 < b->at[j].x0 ? a->at[i].x0 : b->at[j].x0;
        common += to >= from + wide;
        if (a->at[i].x0 < b->at[j].x0)
            i++;
        else
            j++;
    }
    return common;
}

static void add_gap(ct_pieces *p, double from, double to)
{
    if (to <= from || p->n == CT_PLACED_PIECES) return;
    p->at[p->n - 1].x1 = from;
    p->at[p->n++].x0 = to;
}

/* Gaps of p beyond where the other line ends, from piece i on. */
static void add_gaps_beyond(ct_pieces *to, const ct_pieces *p, size_t i, double end)
{
    for (; i < p->n; i++) add_gap(to, p->at[i - 1].x1 > end ? p->at[i - 1].x1 : end, p->at[i].x0);
}

/* Gaps of p before where the other line begins. */
static size_t add_gaps_before(ct_pieces *to, const ct_pieces *p, double begin)
{
    size_t i = 1;

    for (; i < p->n && p->at[i].x0 <= begin; i++) add_gap(to, p->at[i - 1].x1, p->at[i].x0);
    return i;
}

/* Narrow `shared` to the gaps that it has in common with the line `b`. Beyond the end of the shorter line,
 * the longer line's gaps are kept. */
static void share_gaps(ct_pieces *shared, const ct_pieces *b)
{
    ct_pieces a = *shared, out = { .n = 1, .at = { a.at[0] } };
    size_t i = 1, j = 1;

    if (b->at[0].x0 < a.at[0].x0) {
        out.at[0].x0 = b->at[0].x0;
        j = add_gaps_before(&out, b, a.at[0].x0);
    } else {
        i = add_gaps_before(&out, &a, b->at[0].x0);
    }
    while (i < a.n && j < b->n) {
        double from = a.at[i - 1].x1 > b->at[j - 1].x1 ? a.at[i - 1].x1 : b->at[j - 1].x1;
        add_gap(&out, from, a.at[i].x0 < b->at[j].x0 ? a.at[i].x0 : b->at[j].x0);
        if (a.at[i].x0 < b->at[j].x0)
            i++;
        else
            j++;
    }
    add_gaps_beyond(&out, &a, i, end_of(b));
    add_gaps_beyond(&out, b, j, end_of(&a));
    out.at[out.n - 1].x1 = end_of(&a) > end_of(b) ? end_of(&a) : end_of(b);
    *shared = out;
}

/* Two gaps in common with the seeds before. In plain text also three of four gaps that the new seed has, or
 * all but one (figures may stand one blank apart): stretched running text has many gaps, most of them
 * elsewhere. */
static bool agree(const ct_pieces *before, const ct_pieces *seed, const ct_placed_line *line)
{
    size_t common, gaps = 0;

    if (common_gaps(before, seed, line->gap) < 2) return false;
    if (!line->fixed) return true;
    common = common_gaps(before, seed, 1);
    for (size_t i = 1; i < seed->n && seed->at[i].x0 < end_of(before); i++)
        gaps += seed->at[i].x0 >= seed->at[i - 1].x1 + line->gap;
    return common * 4 >= gaps * 3 || common + 1 >= gaps;
}

/* Do lines without figures head the first row with two figures or more? Heads hang over the gaps of the
 * figures, so three of four gaps of the line with fewer are enough. */
static bool heads(const ct_pieces *before, const ct_pieces *row, const ct_placed_line *line)
{
    size_t fewer = before->n < row->n ? before->n - 1 : row->n - 1, figures = 0;

    for (size_t i = 1; i < row->n; i++) figures += ct_placed_figure(line, &row->at[i]);
    return figures > 1 && common_gaps(before, row, line->gap) >= 2 &&
           common_gaps(before, row, 1) * 4 >= fewer * 3;
}

/* A single piece over two pieces of a row at least, or over the gap behind its first. */
static bool is_title(const ct_pieces *p, const ct_pieces *row)
{
    size_t over = 0;

    if (p->n != 1 || row->n <= 2) return false;
    if (p->at[0].x0 < row->at[0].x1) return p->at[0].x1 > row->at[1].x0;
    for (size_t i = 1; i < row->n; i++) over += p->at[0].x0 < row->at[i].x1 && p->at[0].x1 > row->at[i].x0;
    return over > 1;
}

/* Does a line in the middle of a table begin another? It names times, or whatever stands below a title, and
 * has no figures. */
static bool begins_another(const ct_placed_line *line, const ct_pieces *p, bool title)
{
    size_t years = 0;

    if (p->n < 3 || has_figures(line, p)) return false;
    for (size_t i = 1; i < p->n; i++) {
        bool year = false;
        if (ct_placed_nothing(line, &p->at[i])) return false;
        for (size_t w = 0; w < p->at[i].n; w++) {
            const ct_placed *word = &line->words[p->at[i].first + w];
            year = year || (word->len >= 4 && ct_text_is_year(word->text, 4));
        }
        years += year;
    }
    return title || years > 1;
}

/* The first year that a piece tells, 0 for none. */
static long year_in(const ct_placed_line *line, const ct_piece *piece)
{
    for (size_t w = piece->first; w < piece->first + piece->n; w++)
        if (line->words[w].len >= 4 && ct_text_is_year(line->words[w].text, 4)) {
            const char *s = line->words[w].text;
            return (s[0] - '0') * 1000L + (s[1] - '0') * 100L + (s[2] - '0') * 10L + (s[3] - '0');
        }
    return 0;
}

/* "Thu ngân sách  1950  2000  2050" (budget revenue 1950 2000 2050) below "Chỉ tiêu  2022  2023  2024"
 * (indicator 2022 2023 2024): figures like years, each under a head of its own that tells one. Further down
 * than right below the head they must be unlike those of another head: not in order, or far from the years
 * above. */
static bool years_are_figures(const ct_placed_line *head, const ct_placed_line *line, bool below)
{
    enum { FAR = 15 };
    size_t bare = 0, same = 0, k = 0;
    bool unlike = false;
    long last = 0;
    ct_pieces h, p;

    ct_placed_cut(head, false, &h);
    ct_placed_cut(line, false, &p);
    if (h.n == 0 || p.n == 0 || !line->fixed) return false;
    if (head->words[0].len == line->words[0].len &&
        memcmp(head->words[0].text, line->words[0].text, line->words[0].len) == 0)
        return false;
    for (size_t i = 1; i < p.n; i++) {
        const ct_placed *word = &line->words[p.at[i].first];
        if (p.at[i].n != 1 || word->len != 4 || !ct_text_is_year(word->text, 4)) continue;
        long year = year_in(line, &p.at[i]), over;
        while (k < h.n && h.at[k].x1 <= p.at[i].x0) k++;
        over = k < h.n && h.at[k].x0 < p.at[i].x1 ? year_in(head, &h.at[k++]) : 0;
        if (over == 0) return false;
        bare++;
        same += year == over;
        unlike = unlike || year <= last || labs(year - over) > FAR;
        last = year;
    }
    return bare > 0 && same < bare && (below || unlike);
}

/* The next seed of the same table after line i, or n. At most one line in between may run across the gaps: a
 * title. A rule with a blank line below it closes the table unless a seed comes next. */
static size_t next_seed(const ct_placed_line *lines, size_t n, size_t i, const ct_pieces *here, bool figures,
                        const ct_placed_line *head)
{
    size_t blank = 0, across = 0, between = 0;
    bool closed = false;
    ct_pieces there;

    for (size_t k = i + 1; k < n && between <= MAX_BETWEEN + 1; k++) {
        size_t blanks = blanks_before(&lines[k]);
        bool seed = is_seed(&lines[k], &there);
        if (is_far(&lines[k])) return n;
        closed = closed || (lines[k - 1].rule && blanks > 0);
        blank += blanks;
        between += blanks + 1;
        if (blank > MAX_BLANK || between > MAX_BETWEEN + 1) return n;
        if (seed && figures && begins_another(&lines[k], &there, across > 0) &&
            !(head != NULL && years_are_figures(head, &lines[k], false)))
            return n;
        if (seed && agree(here, &there, &lines[k])) return k;
        if (seed && !figures && heads(here, &there, &lines[k])) return k;
        if (closed) return n;
        across += is_title(&there, here);
        if (across > 1) return n;
    }
    return n;
}

/* ---- what a table is, once its seeds are known ---- */

typedef struct {
    const ct_placed_line *lines;
    size_t n, from; /* no line before `from` is part of it */
    size_t *seeds, n_seeds;
    size_t figures; /* the first seed with figures, or the first */
} chain;

/* The columns that the first rule shows, if no line of the table has more pieces. */
static bool find_rule(const chain *c, ct_columns *out)
{
    size_t begin = c->seeds[0], most = 0;
    bool found = false;
    ct_pieces p;

    for (size_t k = 0; k < RULE_ABOVE && begin > c->from; k++) begin--;
    for (size_t i = begin; i < c->seeds[c->n_seeds - 1]; i++) {
        if (!found) found = ct_columns_ruled(&c->lines[i], out);
        if (is_seed(&c->lines[i], &p) && p.n > most) most = p.n;
    }
    return found && most <= out->n;
}

static void find_columns(const chain *c, size_t *scratch, ct_columns *out)
{
    size_t n = 0;
    ct_pieces p;

    if (find_rule(c, out)) return;
    for (size_t i = c->figures; i <= c->seeds[c->n_seeds - 1]; i++)
        if (is_seed(&c->lines[i], &p) && has_figures(&c->lines[i], &p)) scratch[n++] = i;
    if (n < 2)
        ct_columns_find(c->lines, c->seeds, c->n_seeds, out);
    else
        ct_columns_find(c->lines, scratch, n, out);
}

/* In plain text blanks stand one below the other by chance now and then. Three lines, or two at a rule, with
 * a column that has a figure in half of them hardly do. */
static bool is_sure(const chain *c, const ct_columns *columns)
{
    size_t values[CT_PLACED_PIECES] = { 0 }, most = 0, begin = c->seeds[0];
    bool rule = false;
    ct_pieces p;

    for (size_t k = 0; k < RULE_ABOVE && begin > c->from; k++) begin--;
    for (size_t i = begin; c->n_seeds < SURE_ROWS && i < c->n && i <= c->seeds[c->n_seeds - 1] + 1; i++)
        rule = rule || c->lines[i].rule;
    if (c->n_seeds < SURE_ROWS && !rule) return false;
    for (size_t s = 0; s < c->n_seeds; s++) {
        bool counted[CT_PLACED_PIECES] = { false };
        const ct_placed_line *line = &c->lines[c->seeds[s]];
        ct_columns_cut(columns, line, &p);
        for (size_t i = 1; i < p.n; i++) {
            size_t at = ct_columns_at(columns, &p.at[i]);
            if (at == 0 || counted[at] || !begins_with_figure(line, &p.at[i])) continue;
            counted[at] = true;
            if (++values[at] > most) most = values[at];
        }
    }
    return most * 2 >= c->n_seeds;
}

/* Blank lines or rules between all rows below the head, and two rows at least: no two lines with figures
 * stand together. */
static bool is_spaced(const chain *c)
{
    size_t rows = 0;
    bool head = true, figures = false;
    ct_pieces p;

    for (size_t i = c->seeds[0]; i <= c->seeds[c->n_seeds - 1]; i++) {
        if (c->lines[i].rule || (i > c->seeds[0] && blanks_before(&c->lines[i]) > 0)) head = figures = false;
        ct_placed_cut(&c->lines[i], false, &p);
        bool value = false;
        for (size_t k = 1; k < p.n; k++) value = value || begins_with_figure(&c->lines[i], &p.at[k]);
        if (head || !value) continue;
        if (figures) return false;
        figures = true;
        rows++;
    }
    return rows >= 2;
}

/* Does a piece reach out far beyond what stands under it on the next line? No head that spans others does. */
static bool reaches_out(const ct_placed_line *below, const ct_piece *piece)
{
    double x0 = piece->x1, x1 = piece->x0, far = 2.5 * below->height;
    ct_pieces p;

    ct_placed_cut(below, false, &p);
    for (size_t i = 0; i < p.n; i++) {
        if (p.at[i].x1 <= piece->x0 || p.at[i].x0 >= piece->x1) continue;
        x0 = p.at[i].x0 < x0 ? p.at[i].x0 : x0;
        x1 = p.at[i].x1 > x1 ? p.at[i].x1 : x1;
    }
    return x1 > x0 && p.n > 2 && (piece->x0 < x0 - far || piece->x1 > x1 + far);
}

/* Words of a single piece that stand above a head: a title, the unit of the figures, a remark in brackets.
 * Over columns of figures alone it may be a head that spans them. */
static bool is_caption(const ct_columns *columns, const ct_placed_line *line)
{
    ct_pieces p;

    ct_placed_cut(line, false, &p);
    if (p.n != 1) return false;
    if (!line->fixed && reaches_out(line + 1, &p.at[0])) return true;
    for (size_t c = 0; c < columns->n; c++)
        if (!line->fixed && !columns->value[c] && ct_columns_over(columns, c, &p.at[0]) > 0 &&
            p.at[0].x1 > columns->to[c] + line->height)
            return true;
    for (size_t i = 0; i < line->n; i++)
        if (memchr(line->words[i].text, ':', line->words[i].len) != NULL) return true;
    return line->words[0].text[0] == '(' && line->n > 1;
}

static bool is_beyond(const ct_columns *columns, const ct_pieces *p)
{
    return p->n > 2 || (p->n > 0 && p->at[p->n - 1].x0 >= columns->to[columns->name]);
}

/* Where the head begins: at the topmost line, not far above the first seed, whose words stand apart over
 * several columns or over a later one. Running text ends the search, and so does a second rule. In plain text
 * a line beyond a blank one must have the seed's gaps: it may be the heading of the table, or its unit. */
static size_t head_begin(const chain *c, const ct_columns *columns)
{
    size_t begin = c->seeds[0], blank = 0, rules = 0;
    ct_pieces p, seed;

    ct_placed_cut(&c->lines[begin], false, &seed);
    for (size_t i = c->seeds[0]; i > c->from && c->seeds[0] - i < MAX_HEAD && !is_far(&c->lines[i]); i--) {
        const ct_placed_line *line = &c->lines[i - 1];
        if (!line->fixed && line[1].y - line->y > BLANK_ABOVE * line->height) break;
        blank += blanks_before(line + 1) > 0;
        rules += line->rule;
        if (rules > 1) break;
        if (line->rule) continue;
        ct_columns_cut(columns, line, &p);
        if (p.n == 0 || ct_columns_across(columns, &p) || is_caption(columns, line)) break;
        if (line->fixed && blank > 0 && !(p.n > 2 && agree(&seed, &p, line))) continue;
        if (is_beyond(columns, &p)) begin = i - 1;
    }
    return begin;
}

/* A line of nothing but names and units just above the first figures, half a line away or with more of the
 * same below: the top of a row. */
static bool belongs_below(const chain *c, const ct_columns *columns, size_t i)
{
    const ct_placed_line *line = &c->lines[i], *below = &c->lines[i + 1];
    ct_pieces p, next;
    bool same = false, free = true;

    if (i + 1 != c->figures) return false;
    ct_columns_cut(columns, line, &p);
    for (size_t k = 0; k < p.n; k++)
        if (columns->value[ct_columns_at(columns, &p.at[k])]) return false;
    if (!line->fixed) return below->y - line->y < 0.75 * line->height;
    if (blanks_before(below) > 0 || i + 2 >= c->n || blanks_before(below + 1) > 0) return false;
    ct_columns_cut(columns, below, &next);
    for (size_t k = 0; k < next.n; k++)
        for (size_t j = 0; j < p.n; j++)
            free = free && ct_columns_at(columns, &next.at[k]) != ct_columns_at(columns, &p.at[j]);
    ct_columns_cut(columns, below + 1, &next);
    for (size_t k = 0; k < next.n; k++)
        for (size_t j = 0; j < p.n; j++)
            same = same || ct_columns_at(columns, &next.at[k]) == ct_columns_at(columns, &p.at[j]);
    return free && same;
}

static size_t body_begin(const chain *c, const ct_columns *columns, size_t begin, bool figures)
{
    size_t body = begin;
    ct_pieces p;

    for (size_t i = begin; figures && i < c->figures; i++) {
        ct_placed_cut(&c->lines[i], false, &p);
        for (size_t k = 0; k < p.n; k++) /* a row without a name */
            if (columns->value[ct_columns_at(columns, &p.at[k])] && ct_placed_figure(&c->lines[i], &p.at[k]))
                return body;
        ct_columns_cut(columns, &c->lines[i], &p);
        if (c->lines[i].rule || (is_beyond(columns, &p) && !belongs_below(c, columns, i))) body = i + 1;
    }
    return body;
}

/* A row of few cells below the last seed: a name, and a figure in a column of figures. */
static bool is_row(const ct_columns *columns, const ct_placed_line *line, const ct_pieces *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (columns->value[ct_columns_at(columns, &p->at[i])] && ct_placed_figure(line, &p->at[i]) &&
            p->at[i].x0 - p->at[i - 1].x1 >= line->wide)
            return true;
    return false;
}

/* Does a line without figures go on from the row above it? All its cells begin as the middle of a sentence
 * does; on a drawn page also what stands less than a line below the figures. */
static bool goes_on(const ct_placed_line *line, const ct_pieces *p, bool spaced)
{
    if (spaced || (!line->fixed && line->y - line[-1].y < 0.75 * line->height)) return true;
    for (size_t i = 0; i < p->n; i++) {
        const ct_placed *word = &line->words[p->at[i].first];
        bool digits = !line->fixed && ct_placed_digits(word) &&
                      line->y - line[-1].y < line->height; /* the rest of a number */
        if (!ct_placed_small(word->text, word->len) && word->text[0] != '(' && !digits) return false;
    }
    return true;
}

static size_t tail_end(const chain *c, const ct_columns *columns, bool spaced)
{
    size_t last = c->seeds[c->n_seeds - 1], i = last + 1;
    ct_pieces p;

    for (; i < c->n && i - last <= MAX_TAIL; i++) {
        const ct_placed_line *line = &c->lines[i];
        if (line->page != line[-1].page || blanks_before(line) > 0 ||
            (!line->fixed && line->y - line[-1].y > 2 * line->height))
            break;
        ct_columns_cut(columns, line, &p);
        if (p.n == 0 || ct_columns_across(columns, &p)) break;
        if (is_row(columns, line, &p))
            last = i;
        else if (!goes_on(line, &p, spaced))
            break;
    }
    return i;
}

/* A table's head is often repeated on the next page. */
static bool is_next_page(const ct_found *before, size_t i)
{
    return before->lines[i].page == before->lines[before->end - 1].page + 1;
}

static bool same_head(const ct_found *a, const ct_found *b)
{
    size_t n = 0, same = 0;

    if (!is_next_page(a, b->begin) || b->body == b->begin) return false;
    for (size_t i = a->begin; i < a->body; i++)
        for (size_t w = 0; w < a->lines[i].n; w++) n++;
    for (size_t i = a->begin, k = b->begin, w = 0, v = 0; i < a->body && k < b->body;) {
        if (w == a->lines[i].n) {
            i++;
            w = 0;
        } else if (v == b->lines[k].n) {
            k++;
            v = 0;
        } else {
            const ct_placed *p = &a->lines[i].words[w++], *q = &b->lines[k].words[v++];
            same += p->len == q->len && memcmp(p->text, q->text, p->len) == 0;
        }
    }
    return same * 2 > n;
}

/* Are figures from seed i on set in the columns of the table that ends the page before? Then they are more of
 * it, be they few. */
static bool fits_before(const chain *c, const ct_found *before, size_t i, size_t end)
{
    size_t rows = 0;
    ct_pieces p;

    if (before == NULL || !is_next_page(before, i) || before->columns.ruled) return false;
    for (size_t s = i; s < end; s++) {
        size_t figures = 0, last = 0;
        if (!is_seed(&c->lines[s], &p) || !has_figures(&c->lines[s], &p)) continue;
        ct_columns_cut(&before->columns, &c->lines[s], &p);
        for (size_t k = 0; k < p.n; k++) {
            size_t at = ct_columns_at(&before->columns, &p.at[k]);
            if (ct_columns_over(&before->columns, at, &p.at[k]) <= 0 || (k > 0 && at <= last)) return false;
            figures += before->columns.value[at] && ct_placed_figure(&c->lines[s], &p.at[k]);
            last = at;
        }
        rows += figures > 1;
    }
    return rows > 0;
}

/* Are the lines before line i, none of which has figures, the head of a table whose rows begin there? */
static bool is_head_of_next(const ct_placed_line *lines, size_t n, size_t i)
{
    ct_pieces p;

    while (i < n && lines[i].rule && !is_far(&lines[i])) i++;
    return i < n && !is_far(&lines[i]) && is_seed(&lines[i], &p) && has_figures(&lines[i], &p);
}

/* Collect the seeds from seed i on that belong together; whether one of them holds figures. *head is the last
 * of them that tells years, NULL when none does before the figures. */
static bool collect_seeds(chain *c, size_t i, const ct_placed_line **head)
{
    bool fixed = c->lines[i].fixed, figures = false;
    ct_pieces p, shared; /* gaps that the next seed must have: in plain text those of all seeds so far */

    *head = NULL;
    c->n_seeds = 0;
    for (size_t s = i; s < c->n; s = next_seed(c->lines, c->n, s, &shared, figures, *head)) {
        (void)is_seed(&c->lines[s], &p);
        if (!fixed || s == i ||
            !agree(&shared, &p, &c->lines[s])) /* the first row below a head has its own */
            shared = p;
        else
            share_gaps(&shared, &p);
        if (!figures)
            figures = has_figures(&c->lines[s], &p) ||
                      (*head != NULL && years_are_figures(*head, &c->lines[s], true));
        for (size_t k = 1; k < p.n && !figures; k++)
            if (year_in(&c->lines[s], &p.at[k]) != 0) *head = &c->lines[s];
        c->seeds[c->n_seeds++] = s;
    }
    return figures;
}

/* The first seed of lines[i..end) with figures; i when there is none. Years below a line that tells years are
 * figures too. */
static size_t first_figures(const chain *c, size_t i, size_t end, const ct_placed_line *head)
{
    ct_pieces p;

    for (size_t s = i; s < end; s++) {
        const ct_placed_line *line = &c->lines[s];
        if (is_seed(line, &p) &&
            (has_figures(line, &p) || (head != NULL && line > head && years_are_figures(head, line, true))))
            return s;
    }
    return i;
}

/* The table that begins at seed i. *end is where to look on: behind the table, or behind the seeds that were
 * tried. */
static bool take_table(chain *c, size_t i, const ct_found *before, size_t *scratch, ct_found *out,
                       size_t *end)
{
    const ct_placed_line *head; /* its last line that tells years */
    bool fixed = c->lines[i].fixed, figures, fits;

    *out = (ct_found){ .lines = c->lines };
    c->figures = i;
    figures = collect_seeds(c, i, &head);
    *end = c->seeds[c->n_seeds - 1] + 1;
    if (fixed && !figures && is_head_of_next(c->lines, c->n, *end)) {
        if (c->n_seeds > 1) --*end; /* its last line is tried again, with the rows */
        return false;
    }
    fits = out->fits = figures && fits_before(c, before, i, *end);
    if (c->n_seeds < 2 && !fits) return false;
    if (figures) c->figures = first_figures(c, i, *end, head);
    if (fits)
        out->columns = before->columns;
    else
        find_columns(c, scratch, &out->columns);
    if (out->columns.n < 3 || (fixed && !fits && !is_sure(c, &out->columns))) return false;
    out->spaced = fixed && is_spaced(c);
    out->begin = head_begin(c, &out->columns);
    out->body = body_begin(c, &out->columns, out->begin, figures);
    out->end = *end = tail_end(c, &out->columns, out->spaced);
    if (!fits &&
        !(before != NULL && same_head(before, out) && ct_columns_take(&before->columns, &out->columns)))
        ct_columns_extend(&out->columns, out->lines, out->begin, out->body);
    return true;
}

/* Names at the top of a page belong to the row below them: on a drawn page they may begin above its figures.
 */
static void take_names_above(const ct_found *last, ct_found *next)
{
    const ct_placed_line *lines = next->lines;
    ct_pieces p;

    while (next->begin > last->end && !lines[next->begin].fixed &&
           lines[next->begin - 1].page == lines[next->begin].page) {
        const ct_placed_line *line = &lines[next->begin - 1];
        ct_columns_cut(&next->columns, line, &p);
        if (p.n == 0 || ct_columns_across(&next->columns, &p) || is_beyond(&next->columns, &p) ||
            line[1].y - line->y > 1.3 * line->height)
            return;
        next->begin--;
        next->body--;
    }
}

/* The rest of the last row's names or unit, at the top of a page above rows set in the same columns
 * ("Tr.đồng/ | năm" (million dong / | year)), is no head. */
static void leave_rest(const ct_found *last, ct_found *next)
{
    enum { MOST = 2 };
    const ct_columns *columns = &last->columns;
    ct_pieces p;

    if (!next->fits || next->begin == next->body || next->body - next->begin > MOST) return;
    for (size_t i = next->begin; i < next->body; i++) {
        ct_columns_cut(columns, &next->lines[i], &p);
        for (size_t k = 0; k < p.n; k++)
            if (columns->value[ct_columns_at(columns, &p.at[k])]) return;
    }
    next->begin = next->body;
}

/* Is a table without a head more of the one before, which ends the page before? */
static bool continues(const ct_found *last, ct_found *next)
{
    leave_rest(last, next);
    if (next->begin != next->body || next->begin - last->end > BETWEEN_PARTS ||
        !is_next_page(last, next->begin))
        return false;
    if (!ct_columns_take(&last->columns, &next->columns)) return false;
    take_names_above(last, next);
    return true;
}

/* Room in the arena for one more table than the n there are. */
static ct_error make_room(ct_arena *arena, ct_found **list, size_t n, size_t *capacity)
{
    size_t larger = *capacity == 0 ? 4 : *capacity * 2;
    ct_found *moved;

    if (n < *capacity) return ct_ok();
    moved = ct_arena_array(arena, larger, sizeof *moved);
    if (moved == NULL) return ct_no_memory();
    if (n > 0) memcpy(moved, *list, n * sizeof *moved);
    *list = moved;
    *capacity = larger;
    return ct_ok();
}

ct_error ct_tables_find(ct_arena *arena, const ct_placed_line *lines, size_t n, ct_found **out, size_t *n_out)
{
    chain c = { .lines = lines, .n = n, .seeds = calloc(2 * n + 1, sizeof *c.seeds) };
    size_t capacity = 0;
    ct_error err = ct_ok();
    ct_pieces p;

    *out = NULL;
    *n_out = 0;
    if (c.seeds == NULL) return ct_no_memory();
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        if (is_seed(&lines[i], &p)) {
            err = make_room(arena, out, *n_out, &capacity);
            if (err.code != CT_OK) break;
            if (take_table(&c, i, *n_out > 0 ? &(*out)[*n_out - 1] : NULL, c.seeds + n, &(*out)[*n_out],
                           &end)) {
                ct_found *found = &(*out)[(*n_out)++];
                found->continues = *n_out > 1 && continues(found - 1, found);
                c.from = end;
            }
        }
        i = end;
    }
    free(c.seeds);
    return err;
}
