/* From the words of a page to its lines: what stands at one height is a line, small raised digits are
 * superscript letters of the word before them, words set upright are one word, and two columns of running
 * text follow each other. */
#include "documents/page_lines.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"
#include "core/vietnamese.h"

enum {
    SKEW_LINES =
        2, /* by how many heights a line of a scanned page may rise or fall from its first word to its last */
    COLUMN_LINES = 8, /* lines next to each other that make two columns of text */
    COLUMN_WORDS = 3  /* words a line, on average, in each of them  */
};

static const double SAME_LINE =
    0.25; /* of a height: middles of words of one line; cells centred on their row are 0.4 off */
static const double GLUED = 0.08; /* of a height: no blank stands between words so close */
static const double SMALL = 0.8;  /* of a height: raised digits are smaller  */

/* A word on its way into a line. */
typedef struct {
    double x0, y0, x1, y1;
    const char *text;
    size_t len;
    size_t order, line;
} item;

/* A line as it grows from left to right. */
typedef struct {
    double y;           /* middle of its first word: lines are in this order          */
    double now, height; /* of its last word of full size                       */
    size_t id;
} growing;

static double middle(const item *it)
{
    return (it->y0 + it->y1) / 2;
}

static double height(const item *it)
{
    return it->y1 - it->y0;
}

static int by_size(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static int by_place(const void *a, const void *b)
{
    const item *p = a, *q = b;
    if (p->x0 != q->x0) return p->x0 < q->x0 ? -1 : 1;
    if (p->y0 != q->y0) return p->y0 < q->y0 ? -1 : 1;
    return p->order < q->order ? -1 : p->order > q->order;
}

static int by_line(const void *a, const void *b)
{
    const item *p = a, *q = b;
    if (p->line != q->line) return p->line < q->line ? -1 : 1;
    return by_place(a, b);
}

/* The middle height of words. */
static double usual_height(const ct_page *page, double *scratch)
{
    for (size_t i = 0; i < page->n; i++) scratch[i] = page->words[i].y1 - page->words[i].y0;
    qsort(scratch, page->n, sizeof *scratch, by_size);
    return page->n > 0 ? scratch[page->n / 2] : 1;
}

/* ---- upright words ---- */

static bool is_upright(const ct_page_word *word, double usual)
{
    return word->len > 1 && word->y1 - word->y0 > 1.4 * usual && word->x1 - word->x0 < 1.4 * usual &&
           (word->y1 - word->y0) > 1.3 * (word->x1 - word->x0);
}

/* Does the next word stand above or below the one before, or in the next upright line beside it? */
static bool goes_on_upright(const item *it, const ct_page_word *next, double usual)
{
    bool same = fabs(it->x0 - next->x0) < 0.3 * usual,
         beside = next->x0 - it->x1 < 0.4 * usual && it->x0 - next->x1 < 0.4 * usual;
    double apart = next->y0 > it->y1 ? next->y0 - it->y1 : it->y0 > next->y1 ? it->y0 - next->y1 : 0;
    return next->x1 - next->x0 < 1.4 * usual && (same || beside) && apart < 0.6 * usual;
}

/* A short word, as tall as it is wide, before an upright one in the same line: "TH" of "TH 2022". */
static bool begins_upright(const ct_page *page, size_t i, double usual)
{
    const ct_page_word *word = &page->words[i];
    item it = { .x0 = word->x0, .y0 = word->y0, .x1 = word->x1, .y1 = word->y1 };

    return i + 1 < page->n && word->len <= 4 && is_upright(word + 1, usual) &&
           fabs(word->x0 - word[1].x0) < 0.1 * usual && fabs(word->x1 - word[1].x1) < 0.1 * usual &&
           goes_on_upright(&it, word + 1, usual);
}

/* Words that run up or down the page, in the order the file has them, as one word in the middle of their
 * place. */
static bool join_upright(ct_arena *arena, const ct_page *page, size_t *i, double usual, item *out)
{
    const ct_page_word *first = &page->words[*i];
    ct_buffer text;
    bool ok;

    ct_buffer_init(&text);
    ct_buffer_append(&text, first->text, first->len);
    *out = (item){ .x0 = first->x0, .y0 = first->y0, .x1 = first->x1, .y1 = first->y1 };
    while (*i + 1 < page->n && goes_on_upright(out, &page->words[*i + 1], usual)) {
        const ct_page_word *next = &page->words[++*i];
        ct_buffer_append(&text, " ", 1);
        ct_buffer_append(&text, next->text, next->len);
        out->x0 = next->x0 < out->x0 ? next->x0 : out->x0;
        out->x1 = next->x1 > out->x1 ? next->x1 : out->x1;
        out->y0 = next->y0 < out->y0 ? next->y0 : out->y0;
        out->y1 = next->y1 > out->y1 ? next->y1 : out->y1;
    }
    double mid = middle(out);
    out->y0 = mid - usual / 2;
    out->y1 = mid + usual / 2;
    out->len = text.len;
    out->text = ct_arena_strndup(arena, ct_buffer_string(&text), text.len);
    ok = out->text != NULL && ct_buffer_error(&text).code == CT_OK;
    ct_buffer_clear(&text);
    return ok;
}

/* ---- lines ---- */

/* The line a word belongs to: of those near its height the one whose last word is at the same. SIZE_MAX:
 * none. */
static size_t find_line(const growing *lines, size_t n, const item *it)
{
    double reach = SKEW_LINES * height(it), nearest = 1e300;
    size_t low = 0, high = n, best = SIZE_MAX;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (lines[mid].y < middle(it) - reach)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t i = low; i < n && lines[i].y <= middle(it) + reach; i++) {
        double larger = height(it) > lines[i].height ? height(it) : lines[i].height,
               off = fabs(middle(it) - lines[i].now);
        if (off > SAME_LINE * larger || off >= nearest) continue;
        nearest = off;
        best = i;
    }
    return best;
}

/* Give each word the number of its line; words are sorted by x. */
static bool find_lines(item *items, size_t n)
{
    growing *lines = malloc((n + 1) * sizeof *lines);
    size_t *rank = malloc((n + 1) * sizeof *rank), n_lines = 0;

    if (lines == NULL || rank == NULL) {
        free(lines);
        free(rank);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        size_t at = find_line(lines, n_lines, &items[i]);
        if (at == SIZE_MAX) {
            for (at = n_lines; at > 0 && lines[at - 1].y > middle(&items[i]);) at--;
            memmove(lines + at + 1, lines + at, (n_lines - at) * sizeof *lines);
            lines[at] = (growing){
                .y = middle(&items[i]), .now = middle(&items[i]), .height = height(&items[i]), .id = n_lines
            };
            n_lines++;
        } else if (height(&items[i]) > SMALL * lines[at].height) {
            lines[at].now = middle(&items[i]);
            lines[at].height = height(&items[i]);
        }
        items[i].line = lines[at].id;
    }
    for (size_t i = 0; i < n_lines; i++) rank[lines[i].id] = i;
    for (size_t i = 0; i < n; i++) items[i].line = rank[items[i].line];
    free(lines);
    free(rank);
    return true;
}

/* Small digits set higher than the word beside them, which is not far. */
static bool is_raised(const item *it, const item *beside, double gap)
{
    for (size_t i = 0; i < it->len; i++)
        if (ct_text_raised(it->text[i]) == NULL && it->text[i] != '*') return false;
    return it->len <= 4 && height(it) < SMALL * height(beside) &&
           it->y1 < beside->y1 - 0.15 * height(beside) && gap < 0.6 * height(beside);
}

static void append_raised(ct_buffer *to, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *raised = ct_text_raised(text[i]);
        if (raised != NULL)
            ct_buffer_text(to, raised);
        else
            ct_buffer_append(to, text + i, 1);
    }
}

/* Give a word that ends its text; false when out of memory. */
static bool end_word(ct_arena *arena, ct_buffer *text, ct_placed *word)
{
    word->text = ct_arena_strndup(arena, ct_buffer_string(text), text->len);
    word->len = text->len;
    return word->text != NULL && !text->failed;
}

/* The words of one line: items that touch are one word. Returns how many, or SIZE_MAX when out of memory. */
static size_t glue(ct_arena *arena, const item *items, size_t n, ct_placed *words)
{
    size_t made = 0;
    const item *full = NULL; /* the last word of full size */
    ct_buffer text;

    ct_buffer_init(&text);
    for (size_t i = 0; i < n; i++) {
        const item *it = &items[i], *next = i + 1 < n ? &items[i + 1] : NULL;
        bool raised = (full != NULL && is_raised(it, full, it->x0 - items[i - 1].x1)) ||
                      (next != NULL && (i == 0 || it->x0 - items[i - 1].x1 > height(next)) &&
                       is_raised(it, next, next->x0 - it->x1));
        bool glued =
            i > 0 && made > 0 &&
            it->x0 - items[i - 1].x1 < (raised ? 0.3 : GLUED) * height(raised && full != NULL ? full : it);
        if (!glued) {
            if (made > 0 && !end_word(arena, &text, &words[made - 1])) {
                made = SIZE_MAX;
                break;
            }
            ct_buffer_empty(&text);
            words[made++] = (ct_placed){ .x0 = it->x0, .x1 = it->x1 };
        }
        if (raised)
            append_raised(&text, it->text, it->len);
        else
            ct_buffer_append(&text, it->text, it->len);
        if (it->x1 > words[made - 1].x1) words[made - 1].x1 = it->x1;
        if (!raised) full = it;
    }
    if (made > 0 && made != SIZE_MAX && !end_word(arena, &text, &words[made - 1])) made = SIZE_MAX;
    ct_buffer_clear(&text);
    return made;
}

/* The height of a line's letters and its middle: of the words of full size. */
static void measure(const item *items, size_t n, double *y, double *tall)
{
    double sum = 0;
    size_t full = 0;

    *tall = 0;
    for (size_t i = 0; i < n; i++) *tall = height(&items[i]) > *tall ? height(&items[i]) : *tall;
    for (size_t i = 0; i < n; i++) {
        if (height(&items[i]) < SMALL * *tall) continue;
        sum += middle(&items[i]);
        full++;
    }
    *y = sum / (double)full;
}

static bool put_lines(ct_arena *arena, const ct_page *page, const item *items, size_t n, ct_placed_line *out,
                      size_t *n_out)
{
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && items[end].line == items[i].line;) end++;
        ct_placed *words = ct_arena_array(arena, end - i, sizeof *words);
        ct_placed_line *line = &out[*n_out];
        if (words == NULL) return false;
        *line = (ct_placed_line){ .words = words, .page = page->number };
        line->n = glue(arena, items + i, end - i, words);
        if (line->n == SIZE_MAX) return false;
        measure(items + i, end - i, &line->y, &line->height);
        ++*n_out;
    }
    return true;
}

/* How large a page's letters are, whatever its boxes show of them: those of some fonts and of OCR programs
 * are low. */
static double letter_width(const ct_page *page)
{
    double width = 0, letters = 0;

    for (size_t i = 0; i < page->n; i++) {
        const ct_page_word *word = &page->words[i];
        width += word->x1 - word->x0;
        for (size_t k = 0; k < word->len; k++) letters += ((unsigned char)word->text[k] & 0xC0) != 0x80;
    }
    return letters > 0 ? width / letters : 0;
}

/* The usual blank between words: the smaller ones of a page, for its widest part cells. */
static double usual_blank(const ct_placed_line *lines, size_t n, double *scratch, double letter)
{
    size_t gaps = 0;
    double blank;

    for (size_t i = 0; i < n; i++)
        for (size_t w = 1; w < lines[i].n; w++)
            if (lines[i].words[w].x0 > lines[i].words[w - 1].x1)
                scratch[gaps++] = lines[i].words[w].x0 - lines[i].words[w - 1].x1;
    qsort(scratch, gaps, sizeof *scratch, by_size);
    blank = gaps > 0 ? scratch[gaps / 3] : 0;
    return blank < 1.2 * letter ? blank : 1.2 * letter;
}

/* What counts as a gap on the page. */
static void set_gaps(ct_placed_line *lines, size_t n, double *scratch, double letter)
{
    double blank = usual_blank(lines, n, scratch, letter);

    for (size_t i = 0; i < n; i++) {
        ct_placed_line *line = &lines[i];
        if (line->height < 2 * letter) line->height = 2 * letter;
        line->blank = blank;
        line->gap = 0.5 * line->height > 1.6 * blank ? 0.5 * line->height : 1.6 * blank;
        line->wide = 1.2 * line->gap;
    }
}

/* ---- two columns of running text ---- */

/* The widest gap of a line that has words on both sides, in the middle half of the page. */
static bool middle_gap(const ct_placed_line *line, double left, double right, double *from, double *to)
{
    bool found = false;

    for (size_t i = 1; i < line->n; i++) {
        double a = line->words[i - 1].x1, b = line->words[i].x0;
        if (b - a < line->wide || (a + b) / 2 < left + (right - left) / 4 ||
            (a + b) / 2 > right - (right - left) / 4)
            continue;
        if (found && b - a <= *to - *from) continue;
        *from = a;
        *to = b;
        found = true;
    }
    return found;
}

/* Whether a line without the gap from .. to of the lines before it runs across it, so that the columns end
 * above it. */
static bool runs_across(const ct_placed_line *line, double from, double to, bool first)
{
    const ct_placed *begin = &line->words[0], *end = &line->words[line->n - 1];

    return begin->x0 < to && end->x1 > from && (begin->x0 < from || first) && (first || end->x1 > to);
}

/* Lines from i on that a common gap parts in two, and no more: words of running text on both sides, hardly
 * any figures alone. */
static size_t two_columns(const ct_placed_line *lines, size_t n, size_t i, double left, double right,
                          double *at)
{
    double from = -1e300, to = 1e300;
    size_t words[2] = { 0, 0 }, both = 0, k = i;

    for (; k < n; k++) {
        double a = left, b = right;
        size_t gaps = 0;
        for (size_t w = 1; w < lines[k].n; w++)
            gaps += lines[k].words[w].x0 - lines[k].words[w - 1].x1 >= 2 * lines[k].wide;
        if (gaps > 1) break;
        if (middle_gap(&lines[k], left, right, &a, &b)) {
            double begin = a > from ? a : from, end = b < to ? b : to;
            if (begin + lines[k].gap > end) break;
            from = begin;
            to = end;
            both++;
        } else if (runs_across(&lines[k], from, to, both == 0)) {
            break;
        }
        for (size_t w = 0; w < lines[k].n; w++) words[lines[k].words[w].x0 >= to]++;
    }
    *at = (from + to) / 2;
    return both >= COLUMN_LINES && words[0] >= both * COLUMN_WORDS && words[1] >= both * COLUMN_WORDS &&
                   both * 2 >= k - i
               ? k
               : i;
}

/* Put lines first..end - 1 as the left column and then the right one; out has room for twice as many. */
static size_t part_columns(const ct_placed_line *lines, size_t first, size_t end, double at,
                           ct_placed_line *out)
{
    size_t n = 0;

    for (int side = 0; side < 2; side++)
        for (size_t i = first; i < end; i++) {
            size_t left = 0;
            while (left < lines[i].n && lines[i].words[left].x0 < at) left++;
            if (side == 0 ? left == 0 : left == lines[i].n) continue;
            out[n] = lines[i];
            out[n].words = lines[i].words + (side == 0 ? 0 : left);
            out[n++].n = side == 0 ? left : lines[i].n - left;
        }
    return n;
}

static ct_placed_line *order_columns(ct_arena *arena, const ct_placed_line *lines, size_t n, size_t *n_out)
{
    ct_placed_line *out = ct_arena_array(arena, 2 * n + 1, sizeof *out);
    double left = 1e300, right = -1e300, at;

    *n_out = 0;
    for (size_t i = 0; i < n; i++) {
        left = lines[i].words[0].x0 < left ? lines[i].words[0].x0 : left;
        right = lines[i].words[lines[i].n - 1].x1 > right ? lines[i].words[lines[i].n - 1].x1 : right;
    }
    for (size_t i = 0, end; i < n && out != NULL; i = end) {
        end = two_columns(lines, n, i, left, right, &at);
        if (end > i) {
            *n_out += part_columns(lines, i, end, at, out + *n_out);
        } else {
            out[(*n_out)++] = lines[i];
            end = i + 1;
        }
    }
    return out;
}

/* ---- a page ---- */

/* Is most of a page's text set upright? Then the page was turned: +1 when its lines run up, -1 when they run
 * down, 0 when they do neither.
 */
static int turned(const ct_page *page)
{
    size_t tall = 0, all = 0, up = 0, down = 0;

    for (size_t i = 0; i < page->n; i++) {
        const ct_page_word *word = &page->words[i], *before = i > 0 ? word - 1 : word;
        if (word->len < 3) continue;
        all++;
        tall += word->y1 - word->y0 > 1.2 * (word->x1 - word->x0);
        if (fabs(word->x0 - before->x0) > word->x1 - word->x0) continue; /* of another line */
        up += word->y1 <= before->y0;
        down += word->y0 >= before->y1;
    }
    if (tall * 10 < all * 6 || all == 0) return 0;
    return up >= down ? 1 : -1;
}

/* The page with its text upright, in the arena. */
static bool turn_back(ct_arena *arena, const ct_page *page, int way, ct_page *out)
{
    ct_page_word *words = ct_arena_array(arena, page->n + 1, sizeof *words);

    if (words == NULL) return false;
    for (size_t i = 0; i < page->n; i++) {
        const ct_page_word *from = &page->words[i];
        words[i] = *from;
        words[i].x0 = way > 0 ? -from->y1 : from->y0;
        words[i].x1 = way > 0 ? -from->y0 : from->y1;
        words[i].y0 = way > 0 ? from->x0 : -from->x1;
        words[i].y1 = way > 0 ? from->x1 : -from->x0;
    }
    *out = *page;
    out->words = words;
    return true;
}

static size_t take_items(ct_arena *arena, const ct_page *page, double usual, item *items)
{
    size_t n = 0;

    for (size_t i = 0; i < page->n; i++) {
        const ct_page_word *word = &page->words[i];
        if (word->len == 0) continue;
        if (!is_upright(word, usual) && !begins_upright(page, i, usual))
            items[n++] = (item){ .x0 = word->x0,
                                 .y0 = word->y0,
                                 .x1 = word->x1,
                                 .y1 = word->y1,
                                 .text = word->text,
                                 .len = word->len };
        else if (!join_upright(arena, page, &i, usual, &items[n++]))
            return SIZE_MAX;
        items[n - 1].order = n;
    }
    return n;
}

static ct_error take_page(ct_arena *arena, const ct_page *page, const ct_placed_line **out, size_t *n_out)
{
    item *items = malloc((page->n + 1) * sizeof *items);
    double *scratch = malloc((page->n + 1) * sizeof *scratch);
    ct_placed_line *lines = ct_arena_array(arena, page->n + 1, sizeof *lines);
    size_t n = 0, n_lines = 0;
    bool ok = items != NULL && scratch != NULL && lines != NULL;

    *n_out = 0;
    if (ok) n = take_items(arena, page, usual_height(page, scratch), items);
    ok = ok && n != SIZE_MAX;
    if (ok) {
        qsort(items, n, sizeof *items, by_place);
        ok = find_lines(items, n);
    }
    if (ok) {
        qsort(items, n, sizeof *items, by_line);
        ok = put_lines(arena, page, items, n, lines, &n_lines);
        if (ok) set_gaps(lines, n_lines, scratch, letter_width(page));
        ok = ok && (*out = order_columns(arena, lines, n_lines, n_out)) != NULL;
    }
    free(items);
    free(scratch);
    return ok ? ct_ok() : ct_no_memory();
}

ct_error ct_page_lines(ct_arena *arena, const ct_page *page, const ct_placed_line **out, size_t *n_out)
{
    ct_page upright;
    int way = turned(page);

    if (way != 0) {
        if (!turn_back(arena, page, way, &upright)) return ct_no_memory();
        page = &upright;
    }
    return take_page(arena, page, out, n_out);
}
