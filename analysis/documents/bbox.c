/* The words that `pdftotext -bbox-layout` prints, as XHTML of its own:
 *   <page width="595" height="842"> <flow> <block ...> <line ...> <word xMin="71" yMin="56" xMax="85"
 * yMax="70">ỦY</word> ... */
#include "documents/pages.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/number.h"
#ifdef CHITIEU_HAVE_WORD
#include "documents/word.h"

enum {
    MAX_PAGES = 20000,
    MAX_WORDS = 50000, /* of one page; a page of the densest yearbook has 3,000 */
    MAX_TEXT = 1000    /* bytes of a word                                       */
};

typedef struct {
    ct_arena *arena;
    ct_page *pages;
    size_t n, capacity;
    ct_page_word *words; /* of the open page */
    size_t n_words, word_capacity;
    ct_page_word word; /* the open one */
    ct_buffer text;
    bool in_word;
    ct_error err;
} bbox;

static void fail(bbox *b, ct_error err)
{
    if (b->err.code == CT_OK) b->err = err;
}

/* A size or place of an attribute; nothing that a page has is farther out. */
static double place(const char **attributes, const char *name)
{
    const char *text = ct_xml_attribute(attributes, name);
    double value;

    if (text == NULL || ct_number_plain(text, &value).code != CT_OK || !(fabs(value) < 1e6)) return NAN;
    return value;
}

static void begin_page(bbox *b, const char **attributes)
{
    if (b->n == MAX_PAGES) {
        fail(b, ct_fail(CT_EDATA, 0, "more than %d pages; split the file", MAX_PAGES));
        return;
    }
    ct_page *pages = ct_list_room(b->pages, b->n, &b->capacity, sizeof *pages, 16);
    if (pages == NULL) {
        fail(b, ct_no_memory());
        return;
    }
    b->pages = pages;
    double width = place(attributes, "width"), height = place(attributes, "height");
    b->pages[b->n] = (ct_page){ .number = (long)b->n + 1,
                                .width = width > 0 ? width : 0,
                                .height = height > 0 ? height : 0 };
    b->n++;
    b->n_words = 0;
}

static void end_page(bbox *b)
{
    ct_page *page = b->n > 0 ? &b->pages[b->n - 1] : NULL;
    ct_page_word *words;

    if (page == NULL || b->n_words == 0) return;
    words = ct_arena_array(b->arena, b->n_words, sizeof *words);
    if (words == NULL) {
        fail(b, ct_no_memory());
        return;
    }
    memcpy(words, b->words, b->n_words * sizeof *words);
    page->words = words;
    page->n = b->n_words;
    b->n_words = 0;
}

static void end_word(bbox *b)
{
    ct_page_word *word = &b->word;
    size_t len;
    char *text;

    b->in_word = false;
    if (b->n == 0 || b->n_words == MAX_WORDS || b->text.len == 0 || b->text.len > MAX_TEXT) return;
    if (!(word->x0 < word->x1) || !(word->y0 < word->y1)) return; /* also for no numbers */
    text = ct_arena_strndup(b->arena, ct_buffer_string(&b->text), b->text.len);
    if (text == NULL || ct_buffer_error(&b->text).code != CT_OK) {
        fail(b, ct_no_memory());
        return;
    }
    len = ct_text_tidy(text, b->text.len, true);
    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    for (word->len = 0; word->len < len && text[word->len] != ' ' && text[word->len] != '\t';) word->len++;
    word->text = text;
    if (word->len == 0) return;
    ct_page_word *words = ct_list_room(b->words, b->n_words, &b->word_capacity, sizeof *words, 1024);
    if (words == NULL) {
        fail(b, ct_no_memory());
        return;
    }
    b->words = words;
    b->words[b->n_words++] = *word;
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    bbox *b = data;

    if (strcmp(name, "page") == 0) begin_page(b, attributes);
    if (strcmp(name, "word") == 0) {
        b->word = (ct_page_word){ place(attributes, "xMin"),
                                  place(attributes, "yMin"),
                                  place(attributes, "xMax"),
                                  place(attributes, "yMax"),
                                  "",
                                  0 };
        ct_buffer_empty(&b->text);
        b->in_word = true;
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    if (strcmp(name, "page") == 0) end_page(data);
    if (strcmp(name, "word") == 0) end_word(data);
}

static void on_text(void *data, const char *text, size_t n)
{
    bbox *b = data;
    if (b->in_word && b->text.len <= MAX_TEXT) ct_buffer_append(&b->text, text, n);
}

/* Only the part with the pages is XML that expat takes: there is a DOCTYPE before it and, in the title,
 * whatever the file's author wrote.
 */
static char *find_pages(char *bytes, size_t *n)
{
    static const char from[] = "<doc>", to[] = "</doc>";
    char *begin = strstr(bytes, from), *end = NULL;

    if (begin == NULL) return NULL;
    for (char *next = strstr(begin, to); next != NULL; next = strstr(next + 1, to)) end = next;
    if (end == NULL) return NULL;
    *n = (size_t)(end - begin) + sizeof to - 1;
    return begin;
}

ct_error ct_bbox_parse(ct_arena *arena, char *bytes, size_t n, ct_page **pages, size_t *n_pages)
{
    bbox b = { .arena = arena, .err = ct_ok() };
    const ct_xml xml = { .start = on_start, .end = on_end, .text = on_text, .err = &b.err };
    ct_error err = ct_ok();

    *pages = NULL;
    *n_pages = 0;
    ct_buffer_init(&b.text);
    ct_controls_clear(bytes, n);
    bytes[n] = '\0';
    for (char *end = memchr(bytes, '\0', n); end != NULL; end = memchr(end, '\0', n - (size_t)(end - bytes)))
        *end = ' ';
    bytes = find_pages(bytes, &n);
    if (bytes == NULL || n > INT32_MAX)
        err = ct_fail(CT_ETOOL, 0, "pdftotext printed no pages; install poppler-utils 0.86 or later");
    else
        err = ct_xml_parse(&xml, &b, "pages", bytes, n);
    if (err.code == CT_EPARSE)
        err = ct_fail(CT_ETOOL, 0,
                      "pdftotext printed what is no XML; open the PDF in a viewer and print it to a new PDF");
    if (err.code == CT_OK && (*pages = ct_arena_array(arena, b.n + 1, sizeof **pages)) == NULL)
        err = ct_no_memory();
    if (err.code == CT_OK && b.n > 0) memcpy(*pages, b.pages, b.n * sizeof **pages);
    if (err.code == CT_OK) *n_pages = b.n;
    free(b.pages);
    free(b.words);
    ct_buffer_clear(&b.text);
    return err;
}

#else

ct_error ct_bbox_parse(ct_arena *arena, char *bytes, size_t n, ct_page **pages, size_t *n_pages)
{
    (void)arena, (void)bytes, (void)n;
    *pages = NULL;
    *n_pages = 0;
    return ct_fail(
        CT_EUSAGE, 0,
        "this chitieu was built without expat and reads no PDF; save the file as plain text, or build with libexpat1-dev");
}

#endif
