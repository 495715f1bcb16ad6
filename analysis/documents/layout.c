/* Tables whose columns are kept apart by blanks, in the text of a PDF (pdftotext -layout) and in plain text: here they become cells.
 *
 * A line with two or more wide gaps is a seed. Seeds whose gaps lie at the same columns, near each other on one page, form a table. The
 * seed with the most pieces shows its columns; a piece of any line goes to the column it lies over most, for right-aligned figures stand a
 * character off now and then. The lines between seeds are the wrapped rest of a row, above or below it, or titles inside the table.
 * Rules of dashes part rows; "----- ---- ----" also shows the columns. Columns of characters are counted from 0.
 *
 * Lines are changed where they stand: a row takes the place of one of its lines, the others and the rules inside lose their text. In a PDF
 * they are then left out; in plain text they stay, empty, for there line N must remain the file's line N. Plain text may have been laid out
 * by nobody, so more is asked of a table in it: see agree() and is_sure(). */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/reader.h"

enum {
    WIDE_GAP = 3,     /* spaces that make a gap of a seed                                         */
    MAX_PIECES = 40,  /* of a line; a line with more is no row                                    */
    MAX_WIDTH = 1000, /* columns of a line; a longer one is no row                                */
    MAX_BETWEEN = 8,  /* lines between two seeds of a table                                       */
    MAX_BLANK = 2,    /* of these without text                                                    */
    MAX_HEAD = 10,    /* lines above its first seed where a table's head is looked for            */
    MAX_TAIL = 6,     /* wrapped lines below its last seed                                        */
    RULE_ABOVE = 2,   /* lines above a table's first seed where its rule may be                   */
    SURE_ROWS = 3     /* seeds of a table in plain text; two are enough beside a rule             */
};

/* Words between gaps of two spaces or more, and figures next to figures. */
typedef struct {
    size_t from, to;   /* columns, to is behind the last */
    size_t first, end; /* the same in bytes              */
} piece;

typedef struct {
    piece at[MAX_PIECES];
    size_t n;
    bool too_wide; /* no row */
    bool rule;     /* dashes: no row either, and n is 0 */
} pieces;

typedef struct {
    size_t n;                                /* columns of the table, at least 3 */
    size_t from[MAX_PIECES], to[MAX_PIECES]; /* the characters they take */
    size_t name;                             /* the widest: it holds what the row is about */
    bool ordinals;                           /* rows begin with a number of their own: 1, a), IV */
    bool ruled;                              /* a rule showed them: words that begin where a column does belong to it */
} columns;

typedef struct {
    ct_buffer cell[MAX_PIECES];
    bool used;
    size_t at;    /* the line it will stand at: the first with figures, else the first */
    bool figures; /* that line has some */
} row;

typedef struct {
    ct_arena *arena;
    ct_line *lines;
    size_t begin, end, first_seed; /* lines of the table */
    columns columns;
    row open, next; /* the row being filled; what was found above the row to come */
    long page;
    bool head;   /* the open row is the table's first */
    bool fixed;  /* the lines keep their numbers: plain text */
    bool spaced; /* blank lines or rules between all rows: what stands together is one row */
    ct_buffer text;
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

    out->n = 0; /* at[] is large and needs no zeros */
    out->rule = false;
    out->too_wide = line->len > MAX_WIDTH * 4; /* no character has more bytes */
    for (size_t i = 0; i < line->len && !out->too_wide; column++) {
        int code;
        size_t used = ct_utf8_next(line->text + i, line->len - i, &code);
        if (code == ' ' || code == '\t') {
            blanks++;
        } else {
            out->too_wide = column >= MAX_WIDTH || (blanks >= 2 && out->n == MAX_PIECES);
            if (out->too_wide) break;
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
    if (ct_line_is_rule(line)) {
        out->n = 0;
        out->rule = true;
    }
    if (out->n == 0 || out->too_wide) return;
    n = word_length(line->text + out->at[0].first, line->text + out->at[0].end);
    if (ordinals && out->at[0].first + n < out->at[0].end && is_ordinal(line->text + out->at[0].first, n))
        (void)part(out, 0, line->text, out->at[0].first + n + 1);
    part_figures(out, line->text);
}

static bool is_blank(const pieces *p)
{
    return p->n == 0 && !p->rule && !p->too_wide;
}

static bool is_seed(const ct_line *line, pieces *p)
{
    size_t gaps = 0;

    cut(line, false, p);
    for (size_t i = 1; i < p->n; i++) gaps += p->at[i].from - p->at[i - 1].to >= WIDE_GAP;
    return gaps >= 2 && !p->too_wide && line->kind == CT_LINE_TEXT;
}

static size_t end_of(const pieces *p)
{
    return p->at[p->n - 1].to;
}

/* Gaps that both lines have at the same columns, so many columns wide at least. */
static size_t common_gaps(const pieces *a, const pieces *b, size_t wide)
{
    size_t common = 0;

    for (size_t i = 1, j = 1; i < a->n && j < b->n;) {
        size_t from = a->at[i - 1].to > b->at[j - 1].to ? a->at[i - 1].to : b->at[j - 1].to;
        size_t to = a->at[i].from < b->at[j].from ? a->at[i].from : b->at[j].from;
        common += to >= from + wide;
        if (a->at[i].from < b->at[j].from)
            i++;
        else
            j++;
    }
    return common;
}

static void add_gap(pieces *p, size_t from, size_t to)
{
    if (to <= from || p->n == MAX_PIECES) return;
    p->at[p->n - 1].to = from;
    p->at[p->n++].from = to;
}

/* Gaps of p beyond where the other line ends, from piece i on. */
static void add_gaps_beyond(pieces *to, const pieces *p, size_t i, size_t end)
{
    for (; i < p->n; i++) add_gap(to, p->at[i - 1].to > end ? p->at[i - 1].to : end, p->at[i].from);
}

/* Make `shared` a line whose gaps are those of all seeds so far: gaps of both, and of the longer one beyond the other's end. */
static void share_gaps(pieces *shared, const pieces *b)
{
    pieces a = *shared, out = { .n = 1, .at = { a.at[0] } };
    size_t i = 1, j = 1;

    while (i < a.n && j < b->n) {
        size_t from = a.at[i - 1].to > b->at[j - 1].to ? a.at[i - 1].to : b->at[j - 1].to;
        add_gap(&out, from, a.at[i].from < b->at[j].from ? a.at[i].from : b->at[j].from);
        if (a.at[i].from < b->at[j].from)
            i++;
        else
            j++;
    }
    add_gaps_beyond(&out, &a, i, end_of(b));
    add_gaps_beyond(&out, b, j, end_of(&a));
    out.at[out.n - 1].to = end_of(&a) > end_of(b) ? end_of(&a) : end_of(b);
    *shared = out;
}

/* Gaps of at least two columns before column `end`. */
static size_t gaps_before(const pieces *p, size_t end)
{
    size_t gaps = 0;

    for (size_t i = 1; i < p->n && p->at[i].from < end; i++) gaps += p->at[i].from >= p->at[i - 1].to + 2;
    return gaps;
}

/* Two gaps in common with the seeds before. In plain text also three of four gaps that the new seed has, or all but one (figures may stand
 * one blank apart): stretched running text has many gaps, most of them elsewhere. */
static bool agree(const pieces *before, const pieces *seed, bool fixed)
{
    size_t common, gaps;

    if (common_gaps(before, seed, 2) < 2) return false;
    common = common_gaps(before, seed, 1);
    gaps = gaps_before(seed, end_of(before));
    return !fixed || common * 4 >= gaps * 3 || common + 1 >= gaps;
}

/* The next seed of the same table after line i, or n. At most one line in between may run across the gaps: a title. A rule with a blank
 * line below it closes the table unless a seed comes next. */
static size_t next_seed(const ct_line *lines, size_t n, size_t i, const pieces *here, bool fixed)
{
    size_t blank = 0, across = 0;
    bool rule = false, closed = false;
    pieces there;

    for (size_t k = i + 1; k < n && k <= i + MAX_BETWEEN + 1; k++) {
        if (lines[k].page != lines[i].page || lines[k].kind != CT_LINE_TEXT) return n;
        if (is_seed(&lines[k], &there) && agree(here, &there, fixed)) return k;
        if (closed && !is_blank(&there)) return n;
        closed = closed || (rule && is_blank(&there));
        rule = there.rule;
        blank += is_blank(&there);
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

/* "----- ---- ----", "+-----+----+": a rule of three parts or more shows as many columns. */
static bool rule_columns(const ct_line *rule, columns *out)
{
    *out = (columns){ .ruled = true };
    for (size_t i = 0; i < rule->len;) {
        size_t n = strcspn(rule->text + i, " \t+|");
        if (n > 0 && out->n == MAX_PIECES) return false;
        if (n > 0) {
            out->from[out->n] = i;
            out->to[out->n++] = i + n;
        }
        i += n + 1;
    }
    return out->n > 2;
}

/* The columns that the first such rule among lines[from..to) shows, if no line of the table has more pieces. */
static bool find_rule(const ct_line *lines, size_t from, size_t to, columns *out)
{
    size_t most = 0;
    bool found = false;
    pieces p;

    for (size_t i = from; i < to; i++) {
        if (!found && ct_line_is_rule(&lines[i])) found = rule_columns(&lines[i], out);
        if (is_seed(&lines[i], &p) && p.n > most) most = p.n;
    }
    return found && most <= out->n;
}

/* The columns of the seed with the most pieces. */
static void seed_columns(const ct_line *lines, const size_t *seeds, size_t n, columns *out)
{
    size_t numbered = 0;
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
}

static void find_columns(const ct_line *lines, size_t from, const size_t *seeds, size_t n, columns *out)
{
    size_t widest = 0;

    if (!find_rule(lines, from, seeds[n - 1], out)) seed_columns(lines, seeds, n, out);
    for (size_t i = 0; i < out->n; i++)
        if (out->to[i] - out->from[i] > widest) {
            widest = out->to[i] - out->from[i];
            out->name = i;
        }
}

/* "giá so sánh %": one blank is enough before a word that begins where a ruled column does. */
static void part_ruled(const columns *cs, pieces *p, const char *text)
{
    for (size_t i = 0; i < p->n; i++) {
        const char *end = text + p->at[i].end, *word = text + p->at[i].first;
        size_t column = p->at[i].from, c = 0;
        for (size_t n = word_length(word, end); word + n < end; n = word_length(word, end)) {
            column += width(word, n) + 1;
            word += n + 1;
            while (c < cs->n && cs->from[c] < column) c++;
            if (c == cs->n || cs->from[c] != column) continue;
            if (!part(p, i, text, (size_t)(word - text))) return;
            break;
        }
    }
}

/* The pieces of a line of the table. */
static void cut_row(const columns *cs, const ct_line *line, pieces *p)
{
    cut(line, cs->ordinals, p);
    if (cs->ruled) part_ruled(cs, p, line->text);
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
    r->used = r->figures = false;
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
    cut_row(cs, line, &p);
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
    if (from->used && (!to->used || (from->figures && !to->figures))) {
        to->at = from->at;
        to->figures = from->figures;
    }
    for (size_t i = 0; i < MAX_PIECES; i++) row_add(to, i, ct_buffer_string(&from->cell[i]), from->cell[i].len);
}

static ct_error flush(table *t)
{
    ct_line *line = &t->lines[t->open.at];

    if (!t->open.used) return ct_ok();
    t->text.len = 0;
    for (size_t i = 0; i < t->columns.n; i++) {
        if (i > 0) ct_buffer_append(&t->text, "\t", 1);
        ct_buffer_append(&t->text, ct_buffer_string(&t->open.cell[i]), t->open.cell[i].len);
        CT_TRY(ct_buffer_error(&t->open.cell[i]));
    }
    CT_TRY(ct_buffer_error(&t->text));
    line->text = ct_arena_strndup(t->arena, ct_buffer_string(&t->text), t->text.len);
    line->len = t->text.len;
    line->kind = CT_LINE_ROW;
    row_clear(&t->open);
    t->head = false;
    return line->text != NULL ? ct_ok() : ct_no_memory();
}

/* A figure in another cell than the row's number and name. */
static bool has_figures(const table *t, const row *r)
{
    for (size_t i = 1; i < t->columns.n; i++)
        if (i != t->columns.name && is_digit(first_code(&r->cell[i]))) return true;
    return false;
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

static void drop(ct_line *line)
{
    line->text = NULL;
    line->len = 0;
}

/* The line's words go to the open row or the next, and leave the line; a line across the columns keeps them. */
static ct_error take_line(table *t, size_t i, bool after_blank, row *cells, row *below)
{
    pieces p;
    bool seed = is_seed(&t->lines[i], &p);

    cut_row(&t->columns, &t->lines[i], &p);
    if (p.too_wide || is_across(&t->columns, &p)) return flush(t);
    fill(&t->columns, &t->lines[i], cells);
    cells->at = i;
    cells->figures = has_figures(t, cells);
    drop(&t->lines[i]);
    if (t->spaced) {
        if (after_blank) CT_TRY(flush(t));
        join(&t->open, cells);
        return ct_ok();
    }
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
        if (p.rule)
            err = flush(t);
        else if (!is_blank(&p))
            err = take_line(t, i, after_blank, &cells, &below);
        if (p.rule || (is_blank(&p) && !t->fixed)) drop(&t->lines[i]); /* rows stay next to each other */
        after_blank = p.rule || is_blank(&p);
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
 * one. Running text ends the search, and so does a second rule. In plain text a line beyond a blank one must have the seed's gaps: it may
 * be the heading of the table, or its unit. */
static size_t head_begin(const table *t, size_t from)
{
    size_t begin = t->first_seed, blank = 0, all_blank = 0, rules = 0;
    pieces p, seed;

    (void)is_seed(&t->lines[t->first_seed], &seed);
    for (size_t i = t->first_seed; i > from && t->first_seed - i < MAX_HEAD && t->lines[i - 1].page == t->page; i--) {
        cut(&t->lines[i - 1], t->columns.ordinals, &p);
        blank = is_blank(&p) ? blank + 1 : 0;
        all_blank += is_blank(&p);
        rules += p.rule;
        if (p.too_wide || blank > MAX_BLANK || rules > 1 || is_across(&t->columns, &p) || t->lines[i - 1].kind != CT_LINE_TEXT) break;
        if (t->fixed && all_blank > 0 && !(p.n > 2 && agree(&seed, &p, true))) continue;
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
        if (!t->spaced && !is_middle(&cells)) break;
        i++;
    }
    row_clear(&cells);
    return i;
}

/* Neither a digit, nor a blank, nor one of the signs and points, which Unicode keeps below the letters and in U+2000..U+22FF. */
static bool is_letter(int code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || (code >= 0xC0 && code < 0x2000) || code > 0x22FF;
}

/* Begins with a figure, or with one behind a sign: "≥ 90". */
static bool is_value(const ct_line *line, const piece *p)
{
    for (size_t at = p->first; at < p->end;) {
        int code;
        at += ct_utf8_next(line->text + at, line->len - at, &code);
        if (is_digit(code)) return true;
        if (is_letter(code)) return false;
    }
    return false;
}

static bool has_value(const ct_line *line)
{
    pieces p;

    cut(line, false, &p);
    for (size_t i = 1; i < p.n; i++)
        if (is_value(line, &p.at[i])) return true;
    return false;
}

/* In plain text blanks stand one below the other by chance now and then. Three lines, or two at a rule, with a column that has a figure in
 * half of them hardly do. */
static bool is_sure(const ct_line *lines, size_t from, size_t n, const size_t *seeds, size_t n_seeds, const columns *cs)
{
    size_t values[MAX_PIECES] = { 0 }, most = 0;
    bool rule = false;
    pieces p;

    for (size_t i = from; n_seeds < SURE_ROWS && i < n && i <= seeds[n_seeds - 1] + 1; i++) rule = rule || ct_line_is_rule(&lines[i]);
    if (n_seeds < SURE_ROWS && !rule) return false;
    for (size_t s = 0; s < n_seeds; s++) {
        bool counted[MAX_PIECES] = { false };
        cut_row(cs, &lines[seeds[s]], &p);
        for (size_t i = 1; i < p.n; i++) {
            size_t c = column_of(cs, &p.at[i]);
            if (c == 0 || counted[c] || !is_value(&lines[seeds[s]], &p.at[i])) continue;
            counted[c] = true;
            if (++values[c] > most) most = values[c];
        }
    }
    return most * 2 >= n_seeds;
}

/* Blank lines or rules between all rows below the head, and two rows at least: no two lines with figures stand together. */
static bool is_spaced(const ct_line *lines, const size_t *seeds, size_t n)
{
    size_t rows = 0;
    bool head = true, figures = false;
    pieces p;

    for (size_t i = seeds[0]; i <= seeds[n - 1]; i++) {
        cut(&lines[i], false, &p);
        if (p.rule || is_blank(&p)) {
            head = figures = false;
        } else if (!head && has_value(&lines[i])) {
            if (figures) return false;
            figures = true;
            rows++;
        }
    }
    return rows >= 2;
}

/* The table that begins at seed i, as far as it goes; no line before `done` is part of it. *end is where to look on: behind the table, or
 * behind the seeds that were tried, so that each is tried once. */
static ct_error take_table(ct_reader *reader, bool fixed, size_t i, size_t *seeds, size_t *done, size_t *end)
{
    table t = { .arena = reader->document->arena, .lines = reader->lines, .fixed = fixed, .first_seed = i, .page = reader->lines[i].page };
    size_t n_seeds = 0, n = reader->n, from = i > *done + RULE_ABOVE ? i - RULE_ABOVE : *done;
    pieces p, shared; /* gaps that the next seed must have: in plain text those of all seeds so far */

    for (size_t s = i; s < n; s = next_seed(t.lines, n, s, &shared, fixed)) {
        (void)is_seed(&t.lines[s], &p);
        if (!fixed || s == i)
            shared = p;
        else
            share_gaps(&shared, &p);
        seeds[n_seeds++] = s;
    }
    *end = seeds[n_seeds - 1] + 1;
    if (n_seeds < 2) return ct_ok();
    find_columns(t.lines, from, seeds, n_seeds, &t.columns);
    if (t.columns.n < 3 || (fixed && !is_sure(t.lines, from, n, seeds, n_seeds, &t.columns))) return ct_ok();
    t.spaced = fixed && is_spaced(t.lines, seeds, n_seeds);
    t.begin = head_begin(&t, *done);
    t.end = tail_end(&t, seeds[n_seeds - 1], n);
    *done = *end = t.end;
    return add_table(&t);
}

/* Lines that a row took up have no text (NULL) after it. */
static ct_error find_tables(ct_reader *reader, bool fixed)
{
    size_t *seeds = calloc(reader->n + 1, sizeof *seeds);
    size_t done = 0; /* behind the last table */
    ct_error err = seeds == NULL ? ct_no_memory() : ct_ok();
    pieces p;

    for (size_t i = 0; i < reader->n && err.code == CT_OK;) {
        size_t end = i + 1;
        if (is_seed(&reader->lines[i], &p)) err = take_table(reader, fixed, i, seeds, &done, &end);
        i = end;
    }
    free(seeds);
    return err;
}

ct_error ct_layout_keep(ct_reader *reader)
{
    CT_TRY(find_tables(reader, true));
    for (size_t i = 0; i < reader->n; i++)
        if (reader->lines[i].text == NULL) reader->lines[i].text = "";
    return ct_ok();
}

ct_error ct_layout_lines(ct_reader *to, const ct_line *lines, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) CT_TRY(ct_reader_add(to, lines[i]));
    CT_TRY(find_tables(to, false));
    for (size_t i = 0; i < to->n; i++) {
        if (to->lines[i].text == NULL) continue;
        to->lines[kept] = to->lines[i];
        to->lines[kept].number = (long)kept + 1;
        kept++;
    }
    to->n = kept;
    return ct_ok();
}
