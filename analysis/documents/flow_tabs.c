/* Paragraphs next to each other whose tabs part the cells of a table. They are held until another paragraph
 * comes; then it is known whether there are enough of them, with figures, to be rows. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

#include "core/list.h"

enum {
    MAX_CELLS = 60,   /* of a row; a line with more is none                             */
    MAX_BYTES = 4000, /* of a paragraph; a longer one is no row of a table              */
    MAX_FIGURE = 40,  /* bytes of a cell that is a figure                               */
    NAME_LETTERS = 3, /* of what is counted; before "1.", "a)" a tab is only the gap of an item */
    FEWEST = 2,       /* rows with figures that make a table of three columns or more   */
    FEWEST_OF_TWO = 3 /* and of two columns, which a list with numbers resembles        */
};

typedef struct {
    size_t cells; /* runs of tabs parting cells once               */
    bool figure;  /* one behind a name is a figure                 */
} look;

/* "9,22", "7,5 - 8,5", "14/63", "8 trở lên" (8 or more): few signs, and a digit before any word. */
static bool is_figure(const char *s, size_t n)
{
    size_t at = 0;

    while (at < n && strchr(" (+-~<>", s[at]) != NULL && s[at] != '\0') at++;
    return n <= MAX_FIGURE && at < n && s[at] >= '0' && s[at] <= '9';
}

static size_t count_letters(const char *s, size_t n)
{
    size_t letters = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   c >= 0xC0; /* the first byte of a letter beyond ASCII */
    }
    return letters;
}

static look look_at(const char *line, size_t n)
{
    look l = { 0, false };
    size_t letters = 0;

    for (size_t i = 0, start = 0; i <= n; i++) {
        if (i < n && line[i] != '\t') continue;
        if (i > start) {
            l.figure = l.figure || (letters >= NAME_LETTERS && is_figure(line + start, i - start));
            letters += count_letters(line + start, i - start);
            l.cells++;
        }
        start = i + 1;
    }
    return l;
}

/* The next line of a held paragraph; NULL after the last. *at begins as 0. */
static const char *next_line(const ct_flow_held *held, size_t *at, size_t *n)
{
    const char *line = held->text + *at, *end;

    if (*at > held->len) return NULL;
    end = memchr(line, '\n', held->len - *at);
    *n = end == NULL ? held->len - *at : (size_t)(end - line);
    *at += *n + 1;
    return line;
}

bool ct_flow_hold(ct_flow *flow, const ct_flow_words *words)
{
    size_t n = words->text.len;
    const char *text = ct_buffer_string(&words->text);

    while (n > 0 && (text[n - 1] == '\t' || text[n - 1] == '\n' || text[n - 1] == ' ')) n--;
    if (words->level > 0 || words->listing || n > MAX_BYTES || memchr(text, '\t', n) == NULL) return false;
    ct_flow_held *held = ct_list_room(flow->held, flow->n_held, &flow->held_capacity, sizeof *held, 16);
    if (held == NULL) {
        ct_flow_fail(flow, ct_no_memory());
        return true;
    }
    flow->held = held;
    const char *copy = ct_arena_strndup(flow->reader->document->arena, text, n);
    if (copy == NULL)
        ct_flow_fail(flow, ct_no_memory());
    else
        flow->held[flow->n_held++] =
            (ct_flow_held){ .text = copy, .len = n, .tabs = words->tabs, .n_notes = flow->n_waiting };
    return true;
}

/* Enough lines with figures? *once: all have as many cells when a run of tabs parts once; it was set to reach
 * the same stop. */
static bool is_table(const ct_flow *flow, bool *once)
{
    size_t lines = 0, figures = 0, most = 0, cells = 0, n;

    *once = true;
    for (size_t i = 0; i < flow->n_held; i++) {
        const char *line;
        for (size_t at = 0; (line = next_line(&flow->held[i], &at, &n)) != NULL; lines++) {
            look l = look_at(line, n);
            if (l.cells > MAX_CELLS) return false;
            figures += l.figure;
            most = l.cells > most ? l.cells : most;
            *once = *once && (lines == 0 || l.cells == cells);
            cells = l.cells;
        }
    }
    return figures >= (size_t)(most > 2 ? FEWEST : FEWEST_OF_TWO) && figures * 2 >= lines;
}

static void put_row(ct_table_builder *builder, const ct_flow_held *held, const char *line, size_t n,
                    bool once)
{
    size_t start = 0;

    ct_builder_row(builder, false, CT_TABLE_NO_LINE);
    if (!once && line == held->text)
        for (size_t i = 0; i < held->tabs; i++) ct_builder_cell(builder, "", 0, NULL);
    for (size_t i = 0; i <= n; i++) {
        if (i < n && line[i] != '\t') continue;
        if (i > start || !once) ct_builder_cell(builder, line + start, i - start, NULL);
        start = i + 1;
    }
}

static ct_error put_table(ct_flow *flow, bool once)
{
    ct_table_builder *builder;
    size_t noted = 0, n;

    CT_TRY(ct_builder_begin(&builder, NULL, 0));
    for (size_t i = 0; i < flow->n_held; i++) {
        const char *line;
        for (size_t at = 0; (line = next_line(&flow->held[i], &at, &n)) != NULL;)
            put_row(builder, &flow->held[i], line, n, once);
        for (; noted < flow->held[i].n_notes; noted++)
            ct_builder_note(builder, flow->waiting[noted], strlen(flow->waiting[noted]));
    }
    return ct_builder_end(builder, flow->reader);
}

void ct_flow_release(ct_flow *flow)
{
    size_t noted = 0;
    bool once;

    if (flow->n_held == 0) return;
    if (flow->err.code == CT_OK && is_table(flow, &once)) {
        ct_flow_fail(flow, put_table(flow, once));
        noted = flow->held[flow->n_held - 1].n_notes;
    } else {
        for (size_t i = 0; i < flow->n_held; i++) {
            ct_flow_put(flow, flow->held[i].text, flow->held[i].len, CT_LINE_PARAGRAPH, 0);
            if (flow->held[i].n_notes > noted)
                ct_flow_put_notes(flow, flow->waiting + noted, flow->held[i].n_notes - noted);
            noted = flow->held[i].n_notes;
        }
    }
    flow->n_held = 0;
    flow->n_waiting -= noted;
    if (flow->n_waiting > 0)
        memmove(flow->waiting, flow->waiting + noted, flow->n_waiting * sizeof *flow->waiting);
}

#else
typedef int ct_flow_tabs_not_built; /* ISO C wants a declaration in every file */
#endif
