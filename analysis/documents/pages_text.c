/* Pages of placed words as text: what is left and right on the page is so in the lines, for the search for columns in lines to find tables. A page
 * of one word without a box is text already laid out so, by pdftotext -layout. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/pages.h"

enum { WIDEST = 400 /* columns of a line of text */ };

static double middle(const ct_page_word *word)
{
    return (word->y0 + word->y1) / 2;
}

static int by_height(const void *a, const void *b)
{
    double x = middle(a), y = middle(b);
    return (x > y) - (x < y);
}

static int by_left(const void *a, const void *b)
{
    double x = ((const ct_page_word *)a)->x0, y = ((const ct_page_word *)b)->x0;
    return (x > y) - (x < y);
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t letters(const ct_page_word *word)
{
    size_t n = 0;

    for (size_t i = 0; i < word->len; i++) n += ((unsigned char)word->text[i] & 0xC0) != 0x80;
    return n;
}

/* The median width of a letter and height of a word, in `scratch` of n numbers. */
static void measure(const ct_page_word *words, size_t n, double *scratch, double *width, double *height)
{
    for (size_t i = 0; i < n; i++) scratch[i] = (words[i].x1 - words[i].x0) / (double)(letters(&words[i]) + 1);
    qsort(scratch, n, sizeof *scratch, by_number);
    *width = scratch[n / 2] > 0 ? scratch[n / 2] : 1;
    for (size_t i = 0; i < n; i++) scratch[i] = words[i].y1 - words[i].y0;
    qsort(scratch, n, sizeof *scratch, by_number);
    *height = scratch[n / 2] > 0 ? scratch[n / 2] : 1;
}

/* One line of words, from left to right. Words of a phrase stand one blank apart, what is further away at its place. */
static void put_line(ct_page_word *words, size_t n, double left, double width, ct_buffer *to)
{
    size_t column = 0;

    qsort(words, n, sizeof *words, by_left);
    for (size_t i = 0; i < n; i++) {
        double gap = i > 0 ? words[i].x0 - words[i - 1].x1 : width * 3, place = (words[i].x0 - left) / width;
        size_t wanted = place > 0 && place < WIDEST ? (size_t)place : 0, blanks = i > 0;
        if (gap > 2 * width && wanted > column + blanks) blanks = wanted - column;
        if (gap > 2 * width && i > 0 && blanks < 2) blanks = 2; /* it was apart on the page */
        for (size_t b = 0; b < blanks; b++) ct_buffer_text(to, " ");
        ct_buffer_append(to, words[i].text, words[i].len);
        column += blanks + letters(&words[i]);
    }
    ct_buffer_text(to, "\n");
}

static ct_error put_page(const ct_page *page, ct_buffer *to)
{
    ct_page_word *words = calloc(page->n + 1, sizeof *words);
    double *scratch = calloc(page->n + 1, sizeof *scratch), width = 1, height = 1, left = HUGE_VAL;
    ct_error err = words == NULL || scratch == NULL ? ct_no_memory() : ct_ok();

    if (err.code == CT_OK && page->n > 0) {
        memcpy(words, page->words, page->n * sizeof *words);
        measure(words, page->n, scratch, &width, &height);
        qsort(words, page->n, sizeof *words, by_height);
        for (size_t i = 0; i < page->n; i++) left = words[i].x0 < left ? words[i].x0 : left;
    }
    for (size_t from = 0; err.code == CT_OK && from < page->n;) {
        size_t end = from + 1;
        while (end < page->n && middle(&words[end]) - middle(&words[end - 1]) < height * 0.35 && middle(&words[end]) - middle(&words[from]) < height * 0.8) end++;
        if (from > 0 && middle(&words[from]) - middle(&words[from - 1]) > 2.5 * height) ct_buffer_text(to, "\n");
        put_line(words + from, end - from, left, width, to);
        from = end;
    }
    free(words);
    free(scratch);
    return err;
}

ct_error ct_pages_read(ct_reader *reader, const ct_page *pages, size_t n)
{
    ct_reader raw = { .document = reader->document };
    ct_buffer text;
    char *copy;
    ct_error err = ct_ok();

    ct_buffer_init(&text);
    for (size_t i = 0; i < n && err.code == CT_OK; i++) {
        const ct_page_word *only = pages[i].n == 1 ? pages[i].words : NULL;
        if (only != NULL && only->x1 <= only->x0)
            ct_buffer_append(&text, only->text, only->len);
        else
            err = put_page(&pages[i], &text);
        ct_buffer_text(&text, "\f"); /* ends each page, also the last */
    }
    if (err.code == CT_OK) err = ct_buffer_error(&text);
    copy = err.code == CT_OK ? ct_arena_strndup(reader->document->arena, ct_buffer_string(&text), text.len) : NULL;
    if (err.code == CT_OK && copy == NULL) err = ct_no_memory();
    if (err.code == CT_OK) err = ct_text_split(&raw, copy, text.len);
    if (raw.n > 0 && raw.lines[raw.n - 1].len == 0) raw.n--; /* no line begins after the last form feed */
    if (err.code == CT_OK) err = ct_notes_find(&raw);
    if (err.code == CT_OK) err = ct_layout_lines(reader, raw.lines, raw.n);
    ct_buffer_clear(&text);
    ct_reader_clear(&raw);
    return err;
}
