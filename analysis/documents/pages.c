/* Pages of placed words to the lines and tables of a document. */
#include "documents/pages.h"

#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "documents/page_lines.h"

static const double BLANK_LINE =
    1.7; /* heights from one line to the next: more is shown as a blank line between */
static const double BLANKS = 1.0; /* of a height: a wider gap is shown as several blanks */

enum { MAX_INDENT = 120 /* blanks */ };

/* All lines of all pages. */
typedef struct {
    ct_placed_line *at;
    size_t n, capacity;
} page_lines;

static ct_error collect(ct_arena *arena, const ct_page *pages, size_t n, page_lines *all)
{
    for (size_t i = 0; i < n; i++) {
        const ct_placed_line *lines = NULL;
        size_t n_lines = 0;
        CT_TRY(ct_page_lines(arena, &pages[i], &lines, &n_lines));
        if (all->n + n_lines > all->capacity) {
            size_t larger = (all->n + n_lines) * 2 + 64;
            ct_placed_line *moved = ct_list_resize(all->at, larger, sizeof *moved);
            if (moved == NULL) return ct_no_memory();
            all->at = moved;
            all->capacity = larger;
        }
        if (n_lines > 0) memcpy(all->at + all->n, lines, n_lines * sizeof *lines);
        all->n += n_lines;
    }
    return ct_ok();
}

/* How words of a page are laid out as text: its left edge and the width of a letter. */
typedef struct {
    double left, letter;
} page_measure;

static page_measure measure(const page_lines *all, size_t first)
{
    page_measure m = { .left = 1e300 };
    double width = 0, letters = 0;

    for (size_t i = first; i < all->n && all->at[i].page == all->at[first].page; i++)
        for (size_t w = 0; w < all->at[i].n; w++) {
            const ct_placed *word = &all->at[i].words[w];
            m.left = word->x0 < m.left ? word->x0 : m.left;
            width += word->x1 - word->x0;
            for (size_t k = 0; k < word->len; k++) letters += ((unsigned char)word->text[k] & 0xC0) != 0x80;
        }
    m.letter = letters > 0 && width > 0 ? width / letters : 1;
    return m;
}

static void append_blanks(ct_buffer *to, double blanks, size_t least)
{
    size_t n = blanks < 0 ? 0 : blanks > MAX_INDENT ? MAX_INDENT : (size_t)(blanks + 0.5);
    for (size_t i = n > least ? n : least; i > 0; i--) ct_buffer_append(to, " ", 1);
}

static ct_error add_text(ct_reader *raw, const ct_placed_line *line, const page_measure *m, int table,
                         ct_buffer *text)
{
    ct_line out = { .kind = CT_LINE_TEXT, .page = line->page, .level = table };

    ct_buffer_empty(text);
    append_blanks(text, (line->words[0].x0 - m->left) / m->letter, 0);
    for (size_t i = 0; i < line->n; i++) {
        double gap = i > 0 ? line->words[i].x0 - line->words[i - 1].x1 : 0;
        if (i > 0)
            append_blanks(text, gap > BLANKS * line->height ? gap / m->letter : 1,
                          gap > BLANKS * line->height ? 2 : 1);
        ct_buffer_append(text, line->words[i].text, line->words[i].len);
    }
    CT_TRY(ct_buffer_error(text));
    out.text = ct_arena_strndup(raw->document->arena, ct_buffer_string(text), text->len);
    out.len = text->len;
    return out.text == NULL ? ct_no_memory() : ct_reader_add(raw, out);
}

/* Every line as text, those of table t with level t + 1; where lines stand apart a blank one between them. */
static ct_error add_lines(ct_reader *raw, const page_lines *all, const ct_found *tables, size_t n_tables)
{
    page_measure m = { .letter = 1 };
    ct_error err = ct_ok();
    ct_buffer text;
    size_t t = 0;

    ct_buffer_init(&text);
    for (size_t i = 0; i < all->n && err.code == CT_OK; i++) {
        const ct_placed_line *line = &all->at[i];
        bool new_page = i == 0 || line->page != line[-1].page;
        while (t < n_tables && i >= tables[t].end) t++;
        bool inside = t < n_tables && i >= tables[t].begin;
        if (new_page) m = measure(all, i);
        if (!new_page && !(inside && i > tables[t].begin) &&
            (line->y - line[-1].y > BLANK_LINE * line->height || line->y < line[-1].y))
            err = ct_reader_add(raw, (ct_line){ .text = "", .kind = CT_LINE_TEXT, .page = line->page });
        if (err.code == CT_OK) err = add_text(raw, line, &m, inside ? (int)t + 1 : 0, &text);
    }
    ct_buffer_clear(&text);
    return err;
}

/* Lines of text as they are; at the first line of a table the whole table. */
static ct_error put(ct_reader *reader, const ct_reader *raw, ct_found *tables, size_t n_tables)
{
    size_t told = 0;

    for (size_t i = 0; i < raw->n; i++) {
        size_t table = (size_t)raw->lines[i].level, used;
        if (table == 0) {
            CT_TRY(ct_reader_add(reader, raw->lines[i]));
        } else if (table > told) {
            CT_TRY(ct_found_tell(reader, &tables[table - 1], n_tables - table + 1, &used));
            told = table - 1 + used;
        }
    }
    return ct_ok();
}

ct_error ct_pages_read(ct_reader *reader, const ct_page *pages, size_t n)
{
    ct_arena *arena = ct_arena_new();
    ct_reader raw = { .document = reader->document };
    page_lines all = { 0 };
    ct_found *tables = NULL;
    size_t n_tables = 0;
    ct_error err = arena == NULL ? ct_no_memory() : collect(arena, pages, n, &all);

    if (err.code == CT_OK) err = ct_tables_find(arena, all.at, all.n, &tables, &n_tables);
    if (err.code == CT_OK) err = add_lines(&raw, &all, tables, n_tables);
    if (err.code == CT_OK) err = ct_notes_find(&raw);
    if (err.code == CT_OK) err = put(reader, &raw, tables, n_tables);
    ct_reader_clear(&raw);
    free(all.at);
    ct_arena_free(arena);
    return err;
}
