/* Tables in the text of a PDF. pdftotext -layout keeps the columns of a page by spaces; here they become cells again.
 *
 * A line with two or more wide gaps is a seed. Seeds whose gaps lie at the same columns, near each other on one page, form a table. The
 * seed with the most pieces shows its columns; a piece of any line goes to the column it lies over most, for right-aligned figures stand a
 * character off now and then. The lines between seeds are the wrapped rest of a row, above or below it, or titles inside the table. Columns
 * of characters are counted from 0. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/reader.h"

enum {
    WIDE_GAP = 3,       /* spaces that make a gap of a seed                                         */
    MAX_PIECES = 40,    /* of a line; a line with more is no row                                    */
    MAX_WIDTH = 1000,   /* columns of a line; a longer one is no row                                */
    MAX_BETWEEN = 8,    /* lines between two seeds of a table                                       */
    MAX_BLANK = 2,      /* of these without text                                                    */
    MAX_HEAD = 10,      /* lines above its first seed where a table's head is looked for            */
    MAX_TAIL = 6        /* wrapped lines below its last seed                                        */
};

/* Words between gaps of two spaces or more, and figures next to figures. */
typedef struct {
    size_t from, to;    /* columns, to is behind the last */
    size_t first, end;  /* the same in bytes              */
} piece;

typedef struct {
    piece  at[MAX_PIECES];
    size_t n;
    bool   too_wide;
} pieces;

typedef struct {
    size_t n;                                /* columns of the table, at least 3 */
    size_t from[MAX_PIECES], to[MAX_PIECES]; /* the characters they take */
    size_t name;                             /* the widest: it holds what the row is about */
    bool   ordinals;                         /* rows begin with a number of their own: 1, a), IV */
} columns;

typedef struct {
    ct_buffer cell[MAX_PIECES];
    bool      used;
} row;

typedef struct {
    ct_reader     *to;
    const ct_line *lines;
    size_t         begin, end, first_seed; /* lines of the table */
    columns        columns;
    row            open, next; /* the row being filled; what was found above the row to come */
    long           page;
    bool           head;       /* the open row is the table's first */
    ct_buffer      text;
} table;

static bool is_digit(int code)
{
    return code >= '0' && code <= '9';
}

/* Bytes up to the next blank. */
static size_t word_length(const char *text, const char *end)
{
    size_t n = 0;

    while (text + n < end && text[n] != ' ' && text[n] != '\t') n++;
    return n;
}

static bool is_figure(const char *word, size_t n)
{
    size_t digits = 0;

    for (size_t i = 0; i < n; i++) {
        digits += is_digit(word[i]);
        if (!is_digit(word[i]) && strchr(".,%", word[i]) == NULL) return false;
    }
    return digits > 0;
}

/* "1", "12.", "a)", "IV": what numbers a row. */
static bool is_ordinal(const char *word, size_t n)
{
    size_t digits = 0, roman = 0;

    if (n > 1 && (word[n - 1] == '.' || word[n - 1] == ')')) n--;
    for (size_t i = 0; i < n; i++) {
        digits += is_digit(word[i]);
        roman += word[i] != '\0' && strchr("IVXLC", word[i]) != NULL;
    }
    return (digits == n && n <= 3) || (roman == n && n <= 5) ||
           (n == 1 && ((word[0] >= 'a' && word[0] <= 'z') || (word[0] >= 'A' && word[0] <= 'Z')));
}

/* Characters of n bytes. */
static size_t width(const char *text, size_t n)
{
    size_t characters = 0;

    for (size_t i = 0; i < n; i++) characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return characters;
}

/* Part a piece in two before byte `at`, where a single blank ends. */
static bool part(pieces *p, size_t i, const char *text, size_t at)
{
    piece *left = &p->at[i];

    if (p->n == MAX_PIECES) return false;
    memmove(left + 2, left + 1, (p->n - i - 1) * sizeof *left);
    p->n++;
    left[1] = (piece){ .from = left->from + width(text + left->first, at - left->first), .to = left->to, .first = at, .end = left->end };
    left->to = left[1].from - 1;
    left->end = at - 1;
    return true;
}

/* "3.100 3.400": columns of figures may stand one blank apart. */
static void part_figures(pieces *p, const char *text)
{
    for (size_t i = 0; i < p->n; i++) {
        const char *end = text + p->at[i].end, *word = text + p->at[i].first;
        bool before = false;
        for (size_t n; word < end; word += n + 1) {
            bool figure = is_figure(word, n = word_length(word, end));
            if (figure && before) {
                if (!part(p, i, text, (size_t)(word - text))) return;
                break;
            }
            before = figure;
        }
    }
}

/* The pieces at gaps of two blanks. */
static void cut_gaps(const ct_line *line, pieces *out)
{
    size_t column = 0, blanks = 2;

    *out = (pieces){ .n = 0 };
    for (size_t i = 0; i < line->len; column++) {
        int code;
        size_t used = ct_utf8_next(line->text + i, line->len - i, &code);
        if (code == ' ' || code == '\t') {
            blanks++;
        } else {
            out->too_wide = column >= MAX_WIDTH || (blanks >= 2 && out->n == MAX_PIECES);
            if (out->too_wide) return;
            if (blanks >= 2) out->at[out->n++] = (piece){ .from = column, .first = i };
            blanks = 0;
            out->at[out->n - 1].to = column + 1;
            out->at[out->n - 1].end = i + used;
        }
        i += used;
    }
}

static void cut(const ct_line *line, bool ordinals, pieces *out)
{
    size_t n;

    cut_gaps(line, out);
    if (out->n == 0 || out->too_wide) return;
    n = word_length(line->text + out->at[0].first, line->text + out->at[0].end);
    if (ordinals && out->at[0].first + n < out->at[0].end && is_ordinal(line->text + out->at[0].first, n))
        (void)part(out, 0, line->text, out->at[0].first + n + 1);
    part_figures(out, line->text);
}

static bool is_seed(const ct_line *line, pieces *p)
{
    size_t gaps = 0;

    cut(line, false, p);
    for (size_t i = 1; i < p->n; i++) gaps += p->at[i].from - p->at[i - 1].to >= WIDE_GAP;
    return gaps >= 2 && !p->too_wide && line->kind == CT_LINE_TEXT;
}

/* Gaps that both lines have at the same columns, two columns wide at least. */
static size_t common_gaps(const pieces *a, const pieces *b)
{
    size_t common = 0;

    for (size_t i = 1, j = 1; i < a->n && j < b->n;) {
        size_t from = a->at[i - 1].to > b->at[j - 1].to ? a->at[i - 1].to : b->at[j - 1].to;
        size_t to = a->at[i].from < b->at[j].from ? a->at[i].from : b->at[j].from;
        common += to >= from + 2;
        if (a->at[i].from < b->at[j].from) i++;
        else j++;
    }
    return common;
}

/* The next seed of the same table after line i, or n. At most one line in between may run across the gaps: a title. */
static size_t next_seed(const ct_line *lines, size_t n, size_t i, const pieces *here)
{
    size_t blank = 0, across = 0;
    pieces there;

    for (size_t k = i + 1; k < n && k <= i + MAX_BETWEEN + 1; k++) {
        if (lines[k].page != lines[i].page) return n;
        if (is_seed(&lines[k], &there) && common_gaps(here, &there) >= 2) return k;
        blank += there.n == 0;
        across += there.n == 1 && here->n > 2 && there.at[0].from < here->at[0].to && there.at[0].to > here->at[1].from;
        if (blank > MAX_BLANK || across > 1) return n;
    }
    return n;
}

static size_t overlap(const columns *cs, size_t c, const piece *p)
{
    size_t from = p->from > cs->from[c] ? p->from : cs->from[c], to = p->to < cs->to[c] ? p->to : cs->to[c];
    return to > from ? to - from : 0;
}

/* The column a piece lies over most, else the nearest. */
static size_t column_of(const columns *cs, const piece *p)
{
    size_t best = 0, most = 0, nearest = SIZE_MAX;

    for (size_t c = 0; c < cs->n; c++) {
        size_t over = overlap(cs, c, p);
        size_t far = p->to <= cs->from[c] ? cs->from[c] - p->to : p->from >= cs->to[c] ? p->from - cs->to[c] : 0;
        if (over > most || (most == 0 && far < nearest)) {
            best = c;
            most = over;
            nearest = far;
        }
    }
    return best;
}

/* A column grows by each piece of a seed that touches no other column. */
static void grow_columns(columns *cs, const pieces *p)
{
    for (size_t i = 0; i < p->n; i++) {
        size_t c = column_of(cs, &p->at[i]), touched = 0;
        for (size_t k = 0; k < cs->n; k++) touched += overlap(cs, k, &p->at[i]) > 0;
        if (touched != 1) continue;
        if (p->at[i].from < cs->from[c]) cs->from[c] = p->at[i].from;
        if (p->at[i].to > cs->to[c]) cs->to[c] = p->at[i].to;
    }
}

static void find_columns(const ct_line *lines, const size_t *seeds, size_t n, columns *out)
{
    size_t numbered = 0, widest = 0;
    pieces p;

    *out = (columns){ .n = 0 };
    for (size_t s = 0; s < n; s++) {
        const char *text = lines[seeds[s]].text + strspn(lines[seeds[s]].text, " ");
        numbered += is_ordinal(text, word_length(text, lines[seeds[s]].text + lines[seeds[s]].len));
    }
    out->ordinals = numbered * 2 >= n;
    for (size_t s = 0; s < n; s++) {
        cut(&lines[seeds[s]], out->ordinals, &p);
        if (p.n <= out->n) continue;
        out->n = p.n;
        for (size_t i = 0; i < p.n; i++) {
            out->from[i] = p.at[i].from;
            out->to[i] = p.at[i].to;
        }
    }
    for (size_t s = 0; s < n; s++) {
        cut(&lines[seeds[s]], out->ordinals, &p);
        grow_columns(out, &p);
    }
    for (size_t i = 0; i < out->n; i++)
        if (out->to[i] - out->from[i] > widest) {
            widest = out->to[i] - out->from[i];
            out->name = i;
        }
}

static void row_add(row *r, size_t cell, const char *text, size_t n)
{
    if (n == 0) return;
    if (r->cell[cell].len > 0) ct_buffer_append(&r->cell[cell], " ", 1);
    for (const char *end = text + n, *tab; text < end; text = tab + 1) { /* a TAB of the PDF is no border of cells */
        tab = memchr(text, '\t', (size_t)(end - text));
        if (tab == NULL) tab = end;
        ct_buffer_append(&r->cell[cell], text, (size_t)(tab - text));
        if (tab < end) ct_buffer_append(&r->cell[cell], " ", 1);
    }
    r->used = true;
}

static void row_clear(row *r)
{
    for (size_t i = 0; i < MAX_PIECES; i++) ct_buffer_clear(&r->cell[i]);
    r->used = false;
}

/* Words that run from the name's column or before it into the next: a title or running text. */
static bool is_across(const columns *cs, const pieces *p)
{
    return p->n > 0 && p->n <= 1 + (size_t)cs->ordinals && cs->name + 1 < cs->n && p->at[0].from < cs->to[cs->name] &&
           p->at[p->n - 1].from < cs->to[cs->name] && p->at[p->n - 1].to > cs->from[cs->name + 1];
}

/* "Nghìn tỷ 61,5": a figure one blank behind the words of the column before it. */
static void part_columns(const columns *cs, pieces *p, const char *text)
{
    for (size_t i = 0; i < p->n; i++) {
        const char *end = text + p->at[i].end, *word = text + p->at[i].first;
        for (size_t n; word < end; word += n + 1) {
            size_t at = (size_t)(word - text);
            n = word_length(word, end);
            if (at == p->at[i].first || !is_figure(word, n)) continue;
            piece left = p->at[i], right = p->at[i];
            left.to = left.from + width(text + left.first, at - left.first) - 1;
            right.from = left.to + 1;
            if (overlap(cs, column_of(cs, &left), &left) == 0 || column_of(cs, &left) == column_of(cs, &right) ||
                overlap(cs, column_of(cs, &left), &right) > 0)
                continue;
            if (!part(p, i, text, at)) return;
            break;
        }
    }
}

/* A line as cells. */
static void fill(const columns *cs, const ct_line *line, row *out)
{
    pieces p;

    row_clear(out);
    cut(line, cs->ordinals, &p);
    part_columns(cs, &p, line->text);
    for (size_t i = 0; i < p.n; i++) row_add(out, column_of(cs, &p.at[i]), line->text + p.at[i].first, p.at[i].end - p.at[i].first);
}

static int first_code(const ct_buffer *cell)
{
    int code = 0;
    const char *s = ct_buffer_string(cell);
    size_t n = cell->len;

    while (n > 0 && strchr("(\"'-", *s) != NULL) {
        s++;
        n--;
    }
    if (n > 0) (void)ct_utf8_next(s, n, &code);
    return code;
}

/* A small letter of Vietnamese. Outside ASCII capitals and small letters alternate (U+1EA0 Ạ, U+1EA1 ạ), the small one odd, but for
 * Latin-1, where the small ones come last, and ơ and ư. */
static bool is_small(int code)
{
    if (code < 0x80) return code >= 'a' && code <= 'z';
    if (code < 0x100) return code >= 0xE0;
    if (code == 0x1B0 || code == 0x1A1) return true; /* ư ơ */
    if (code == 0x1AF || code == 0x1A0) return false;
    return ((code >= 0x100 && code < 0x180) || (code >= 0x1E00 && code < 0x1F00)) && code % 2 == 1;
}

static bool has_number(const row *r)
{
    for (size_t i = 0; i < MAX_PIECES; i++)
        if (is_digit(first_code(&r->cell[i]))) return true;
    return false;
}

/* Every cell begins as the middle of a sentence does. */
static bool is_middle(const row *r)
{
    for (size_t i = 0; i < MAX_PIECES; i++)
        if (r->cell[i].len > 0 && !is_small(first_code(&r->cell[i])) && ct_buffer_string(&r->cell[i])[0] != '(') return false;
    return true;
}

static void join(row *to, const row *from)
{
    for (size_t i = 0; i < MAX_PIECES; i++) row_add(to, i, ct_buffer_string(&from->cell[i]), from->cell[i].len);
}

static ct_error flush(table *t)
{
    ct_error err;

    if (!t->open.used) return ct_ok();
    t->text.len = 0;
    for (size_t i = 0; i < t->columns.n; i++) {
        if (i > 0) ct_buffer_append(&t->text, "\t", 1);
        ct_buffer_append(&t->text, ct_buffer_string(&t->open.cell[i]), t->open.cell[i].len);
        CT_TRY(ct_buffer_error(&t->open.cell[i]));
    }
    CT_TRY(ct_buffer_error(&t->text));
    err = ct_reader_copy(t->to, t->text.data, t->text.len, CT_LINE_ROW, 0, t->page);
    row_clear(&t->open);
    t->head = false;
    return err;
}

static bool is_nameless(const table *t, const row *r)
{
    return r->cell[0].len == 0 && r->cell[t->columns.name].len == 0;
}

/* The next line is a seed and could take `upper` as its upper lines: what both fill goes on in small letters. */
static bool belongs_below(const table *t, size_t i, const row *upper, row *below)
{
    pieces p;
    bool fits = true;

    if (i + 1 >= t->end || !is_seed(&t->lines[i + 1], &p)) return false;
    fill(&t->columns, &t->lines[i + 1], below);
    for (size_t c = 0; c < t->columns.n; c++) {
        bool goes_on = is_small(first_code(&below->cell[c])) && !is_small(first_code(&upper->cell[c]));
        if (upper->cell[c].len > 0 && below->cell[c].len > 0 && !goes_on) fits = false;
    }
    return fits;
}

/* A line that is no row by itself: more of the open row, the top of the next, or a title inside the table. */
static ct_error take_rest(table *t, size_t i, bool after_blank, row *cells, row *below)
{
    if (t->open.used && t->head && is_nameless(t, cells)) { /* the head's lower lines: years below "Thực hiện" */
        join(&t->open, cells);
        return ct_ok();
    }
    if (i > t->first_seed && belongs_below(t, i, cells, below)) {
        join(&t->next, cells);
        return ct_ok();
    }
    if (t->open.used && !after_blank && (i < t->first_seed || is_middle(cells) || is_nameless(t, cells))) {
        join(&t->open, cells);
        return ct_ok();
    }
    CT_TRY(flush(t));
    join(&t->open, cells);
    return ct_ok();
}

static ct_error take_line(table *t, size_t i, bool after_blank, row *cells, row *below)
{
    pieces p;
    bool seed = is_seed(&t->lines[i], &p);

    cut(&t->lines[i], t->columns.ordinals, &p);
    if (p.too_wide || is_across(&t->columns, &p)) {
        CT_TRY(flush(t));
        return ct_reader_add(t->to, t->lines[i]);
    }
    fill(&t->columns, &t->lines[i], cells);
    if (t->open.used && t->head && !after_blank && i <= t->first_seed && is_nameless(t, &t->open)) { /* "Thực hiện" stood above it */
        join(&t->open, cells);
        return ct_ok();
    }
    if (!seed || (t->head && !after_blank && is_nameless(t, cells)) ||
        (t->open.used && !after_blank && !has_number(cells) && is_middle(cells)))
        return take_rest(t, i, after_blank, cells, below);
    CT_TRY(flush(t));
    join(&t->open, &t->next);
    row_clear(&t->next);
    join(&t->open, cells);
    return ct_ok();
}

static ct_error add_table(table *t)
{
    row cells = { .used = false }, below = { .used = false };
    bool after_blank = false;
    ct_error err = ct_ok();
    pieces p;

    t->head = true;
    t->page = t->lines[t->begin].page;
    for (size_t i = t->begin; i < t->end && err.code == CT_OK; i++) {
        cut(&t->lines[i], false, &p);
        if (p.n > 0) err = take_line(t, i, after_blank, &cells, &below);
        after_blank = p.n == 0;
    }
    if (err.code == CT_OK) err = flush(t);
    if (err.code == CT_OK) {
        join(&t->open, &t->next);
        err = flush(t);
    }
    row_clear(&cells);
    row_clear(&below);
    row_clear(&t->open);
    row_clear(&t->next);
    ct_buffer_clear(&t->text);
    return err;
}

/* Where the head begins: at the topmost line, not far above the first seed, whose words stand apart over several columns or over a later
 * one. Running text ends the search. */
static size_t head_begin(const table *t, size_t from)
{
    size_t begin = t->first_seed, blank = 0;
    pieces p;

    for (size_t i = t->first_seed; i > from && t->first_seed - i < MAX_HEAD && t->lines[i - 1].page == t->page; i--) {
        cut(&t->lines[i - 1], t->columns.ordinals, &p);
        blank = p.n == 0 ? blank + 1 : 0;
        if (p.too_wide || blank > MAX_BLANK || is_across(&t->columns, &p) || t->lines[i - 1].kind != CT_LINE_TEXT) break;
        if (p.n > 2 || (p.n > 0 && p.at[p.n - 1].from >= t->columns.to[t->columns.name])) begin = i - 1;
    }
    return begin;
}

static size_t tail_end(const table *t, size_t last_seed, size_t n)
{
    size_t i = last_seed + 1;
    row cells = { .used = false };
    pieces p;

    while (i < n && i - last_seed <= MAX_TAIL && t->lines[i].page == t->page && t->lines[i].kind == CT_LINE_TEXT) {
        cut(&t->lines[i], t->columns.ordinals, &p);
        if (p.n == 0 || p.too_wide || is_across(&t->columns, &p)) break;
        fill(&t->columns, &t->lines[i], &cells);
        if (!is_middle(&cells)) break;
        i++;
    }
    row_clear(&cells);
    return i;
}

/* The table that begins at seed i, as far as it goes. *done is behind the last line added; *end is where to look on: behind the seeds
 * that were tried, so that each is tried once. */
static ct_error take_table(ct_reader *to, const ct_line *lines, size_t n, size_t i, size_t *seeds, size_t *done, size_t *end)
{
    table t = { .to = to, .lines = lines, .first_seed = i, .page = lines[i].page };
    size_t n_seeds = 0;
    pieces p;

    for (size_t s = i; s < n; s = next_seed(lines, n, s, &p)) {
        seeds[n_seeds++] = s;
        (void)is_seed(&lines[s], &p);
    }
    *end = seeds[n_seeds - 1] + 1;
    if (n_seeds < 2) return ct_ok();
    find_columns(lines, seeds, n_seeds, &t.columns);
    if (t.columns.n < 3) return ct_ok();
    t.begin = head_begin(&t, *done);
    t.end = tail_end(&t, seeds[n_seeds - 1], n);
    for (size_t k = *done; k < t.begin; k++) CT_TRY(ct_reader_add(to, lines[k]));
    *done = *end = t.end;
    return add_table(&t);
}

ct_error ct_layout_lines(ct_reader *to, const ct_line *lines, size_t n)
{
    size_t *seeds = calloc(n + 1, sizeof *seeds);
    size_t done = 0; /* lines before it were added */
    ct_error err = seeds == NULL ? ct_no_memory() : ct_ok();
    pieces p;

    for (size_t i = 0; i < n && err.code == CT_OK;) {
        size_t end = i + 1;
        if (is_seed(&lines[i], &p)) err = take_table(to, lines, n, i, seeds, &done, &end);
        i = end;
    }
    for (size_t i = done; i < n && err.code == CT_OK; i++) err = ct_reader_add(to, lines[i]);
    free(seeds);
    return err;
}
