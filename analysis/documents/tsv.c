/* Tesseract's table of words: level, page, block, paragraph, line, word, left, top, width, height,
 * confidence, text, apart by TABs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/ocr.h"

enum { COLUMNS = 12, PAGE = 1, WORD = 5, LEAST_CONFIDENCE = 10, MOST_WORDS = 200000, FAR = 1000000 };

typedef struct {
    long number[11]; /* level .. confidence, the last cut to a whole number */
    const char *text;
    size_t len;
} row;

/* A word and the line tesseract put it on. */
typedef struct {
    ct_page_word word;
    long line[4]; /* page, block, paragraph, line */
} placed;

static bool read_row(const char *line, size_t n, row *out)
{
    size_t at = 0;

    for (int c = 0; c < COLUMNS - 1; c++) {
        char cell[24];
        const char *tab = memchr(line + at, '\t', n - at);
        size_t len = tab != NULL ? (size_t)(tab - (line + at)) : 0;
        if (tab == NULL || len == 0 || len >= sizeof cell) return false;
        memcpy(cell, line + at, len);
        cell[len] = '\0';
        char *end;
        double value = strtod(cell, &end);
        if (*end != '\0' || !(fabs(value) <= FAR)) return false;
        out->number[c] = (long)value;
        at += len + 1;
    }
    out->text = line + at;
    out->len = n - at;
    return true;
}

static bool is_word(const row *r)
{
    if (r->number[0] != WORD || r->number[10] < LEAST_CONFIDENCE || r->len == 0 || r->number[8] <= 0 ||
        r->number[9] <= 0)
        return false;
    for (size_t i = 0; i < r->len; i++)
        if ((unsigned char)r->text[i] <= ' ') return false;
    return ct_utf8_valid(r->text, r->len) == r->len;
}

/* The lines ruled between a table's cells are read as bars, alone or at a word's end; they are no letters. */
static void without_rules(row *r)
{
    long width = r->number[8] / (long)(r->len > 0 ? r->len : 1); /* of a letter, about */

    for (; r->len > 0 && r->text[0] == '|'; r->text++, r->len--) r->number[6] += width, r->number[8] -= width;
    for (; r->len > 0 && r->text[r->len - 1] == '|'; r->len--) r->number[8] -= width;
}

/* The rows of the table that are words, and how large each page is. */
static ct_error read_rows(ct_arena *arena, const char *bytes, size_t n, placed *words, size_t *n_words,
                          ct_page *pages, size_t *n_pages, size_t most_pages)
{
    for (size_t i = 0; i < n;) {
        const char *end = memchr(bytes + i, '\n', n - i);
        size_t len = end != NULL ? (size_t)(end - (bytes + i)) : n - i;
        row r;
        bool whole = read_row(bytes + i, len, &r);
        if (whole) without_rules(&r);
        i += len + 1;
        if (whole && r.number[0] == PAGE && *n_pages < most_pages)
            pages[(*n_pages)++] = (ct_page){ .number = r.number[1],
                                             .width = (double)r.number[8],
                                             .height = (double)r.number[9] };
        if (!whole || *n_pages == 0 || !is_word(&r) || *n_words >= MOST_WORDS) continue;
        placed *p = &words[(*n_words)++];
        const char *text = ct_arena_strndup(arena, r.text, r.len);
        if (text == NULL) return ct_no_memory();
        p->word = (ct_page_word){ (double)r.number[6],
                                  (double)r.number[7],
                                  (double)(r.number[6] + r.number[8]),
                                  (double)(r.number[7] + r.number[9]),
                                  text,
                                  r.len };
        p->line[0] = (long)*n_pages - 1;
        for (int c = 1; c < 4; c++) p->line[c] = r.number[c + 1];
    }
    return ct_ok();
}

static bool same_line(const placed *a, const placed *b)
{
    return memcmp(a->line, b->line, sizeof a->line) == 0;
}

/* How far the next word of a line stands to the right and below, over all lines: which way the text runs. */
static void direction(const placed *words, size_t n, double *right, double *down)
{
    *right = *down = 0;
    for (size_t i = 1; i < n; i++) {
        if (!same_line(&words[i - 1], &words[i])) continue;
        const ct_page_word *a = &words[i - 1].word, *b = &words[i].word;
        *right += b->x0 + b->x1 - a->x0 - a->x1;
        *down += b->y0 + b->y1 - a->y0 - a->y1;
    }
}

/* Turn the page so that its text runs to the right: by 90 degrees when it ran down or up, by 180 when it ran
 * to the left. */
static void set_upright(placed *words, size_t n, ct_page *page)
{
    double right, down, width = page->width, height = page->height;

    direction(words, n, &right, &down);
    bool upright = right >= fabs(down), over = -right > fabs(down), falls = down > 0;
    if (upright) return;
    for (size_t i = 0; i < n; i++) {
        ct_page_word w = words[i].word, *to = &words[i].word;
        if (over)
            to->x0 = width - w.x1, to->x1 = width - w.x0, to->y0 = height - w.y1, to->y1 = height - w.y0;
        else if (falls)
            to->x0 = w.y0, to->x1 = w.y1, to->y0 = width - w.x1, to->y1 = width - w.x0;
        else
            to->x0 = height - w.y1, to->x1 = height - w.y0, to->y0 = w.x0, to->y1 = w.x1;
    }
    if (over) return;
    page->width = height;
    page->height = width;
}

/* A page laid askew on the glass: each line falls or rises alike. */
static void set_level(placed *words, size_t n)
{
    double right = 0, down = 0;

    for (size_t i = 0; i < n;) {
        size_t last = i;
        while (last + 1 < n && same_line(&words[i], &words[last + 1])) last++;
        if (last > i) {
            const ct_page_word *a = &words[i].word, *b = &words[last].word;
            right += b->x0 + b->x1 - a->x0 - a->x1;
            down += b->y0 + b->y1 - a->y0 - a->y1;
        }
        i = last + 1;
    }
    double slope = right > 0 ? down / right : 0;
    if (fabs(slope) > 0.2) return; /* no glass is so crooked: the lines are not lines */
    for (size_t i = 0; i < n; i++) {
        double fall = slope * (words[i].word.x0 + words[i].word.x1) / 2;
        words[i].word.y0 -= fall;
        words[i].word.y1 -= fall;
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Boxes of words reach as far as their letters do, now and then as far as the next line: "Quy" lower than
 * "mô" (a syllable), "29" less low than "ngày" (day). The words of one line of tesseract's get the same
 * height, so that no word seems raised or on a line of its own but one that is small as well, a note's digit.
 */
static void set_even(placed *words, size_t n, double *scratch)
{
    enum { FEW = 3 };
    static const double SMALL = 0.6, OFF = 0.5, TALL = 1.4, MOST = 2.5;

    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && same_line(&words[i], &words[end]);) end++;
        size_t m = end - i;
        if (m < FEW) continue;
        for (size_t w = i; w < end; w++) scratch[w - i] = words[w].word.y0;
        qsort(scratch, m, sizeof *scratch, by_size);
        double top = scratch[m / 2];
        for (size_t w = i; w < end; w++) scratch[w - i] = words[w].word.y1;
        qsort(scratch, m, sizeof *scratch, by_size);
        double bottom = scratch[m / 2], height = bottom - top;
        for (size_t w = i; w < end; w++) {
            ct_page_word *word = &words[w].word;
            double tall = word->y1 - word->y0;
            bool off = fabs(word->y0 - top) > OFF * height && fabs(word->y1 - bottom) > OFF * height;
            bool upright = tall > TALL * height && (tall > word->x1 - word->x0 || tall > MOST * height);
            if (tall < SMALL * height || off || upright) continue;
            word->y0 = top;
            word->y1 = bottom;
        }
    }
}

ct_error ct_tsv_parse(ct_arena *arena, const char *bytes, size_t n, long first, ct_page **pages,
                      size_t *n_pages)
{
    size_t rows = 1, n_words = 0;

    *n_pages = 0;
    for (size_t i = 0; i < n; i++) rows += bytes[i] == '\n';
    if (rows > MOST_WORDS) rows = MOST_WORDS;
    placed *words = calloc(rows, sizeof *words);
    double *scratch = calloc(rows, sizeof *scratch);
    *pages = ct_arena_array(arena, rows, sizeof **pages);
    ct_error err = words == NULL || scratch == NULL || *pages == NULL
                       ? ct_no_memory()
                       : read_rows(arena, bytes, n, words, &n_words, *pages, n_pages, rows);
    ct_page_word *kept = err.code == CT_OK ? ct_arena_array(arena, n_words, sizeof *kept) : NULL;
    if (err.code == CT_OK && kept == NULL) err = ct_no_memory();
    for (size_t i = 0, p = 0; err.code == CT_OK && p < *n_pages; p++) {
        size_t from = i;
        while (i < n_words && words[i].line[0] == (long)p) i++;
        set_upright(words + from, i - from, &(*pages)[p]);
        set_level(words + from, i - from);
        set_even(words + from, i - from, scratch);
        for (size_t w = from; w < i; w++) kept[w] = words[w].word;
        (*pages)[p].number = first + (long)p;
        (*pages)[p].words = kept + from;
        (*pages)[p].n = i - from;
    }
    free(words);
    free(scratch);
    return err;
}
