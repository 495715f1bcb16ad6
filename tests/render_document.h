/* A document as text, for tests and for people at work on the readers. One line each: "p" a paragraph (with
 * its level), "t" a line of text, "n" a note, "H" and "r" a head and a row of a table: cells parted by '|', a
 * merged one as "text[rows x columns]" at its first place, '<' and '^' where it goes on at the right and
 * below; "!" and the kind and number of what was left out. */
#ifndef CT_TESTS_RENDER_DOCUMENT_H
#define CT_TESTS_RENDER_DOCUMENT_H

#include <string.h>

#include "core/buffer.h"
#include "documents/document.h"

static inline void render_cell(ct_buffer *to, const ct_cell *cell, size_t row, size_t column, bool looks)
{
    if (cell->len == 0) return;
    if (cell->row != row || cell->column != column) {
        ct_buffer_text(to, cell->row != row ? "^" : "<");
        return;
    }
    ct_buffer_append(to, cell->text, cell->len);
    if (cell->n_rows > 1 || cell->n_columns > 1)
        ct_buffer_printf(to, "[%zux%zu]", cell->n_rows, cell->n_columns);
    if (looks && cell->bold) ct_buffer_text(to, "*");
    if (looks && cell->indent != 0) ct_buffer_printf(to, ">%d", cell->indent);
    if (looks && cell->number) ct_buffer_printf(to, "#%g", cell->value);
}

static inline void render_row(ct_buffer *to, const ct_table_grid *grid, size_t row, bool looks)
{
    ct_buffer_text(to, row < grid->n_head ? "H " : "r ");
    for (size_t c = 0; c < grid->n_columns; c++) {
        if (c > 0) ct_buffer_text(to, "|");
        render_cell(to, ct_table_grid_at(grid, row, c), row, c, looks);
    }
}

/* With looks also '*' for bold, ">twips" for an indent, "#value" for a stored number. */
static inline void render_document(ct_buffer *to, const ct_document *document, bool looks)
{
    static const char kinds[] = "tprn";
    static const char *const unread[] = { "chart", "picture", "chunk", "struck", "hidden",  "placeholder",
                                          "page",  "font",    "layer", "reread", "formula", "beyond" };
    for (size_t i = 0; i < document->n_lines; i++) {
        const ct_line *line = &document->lines[i];
        size_t row = 0;
        const ct_table_grid *grid = ct_document_table(document, i, &row);
        if (grid != NULL && row == 0 && i > 0 && document->lines[i - 1].kind == CT_LINE_ROW)
            ct_buffer_text(to, "--\n"); /* another table */
        if (grid != NULL)
            render_row(to, grid, row, looks);
        else if (line->level > 0)
            ct_buffer_printf(to, "%c%d %s", kinds[line->kind], line->level, line->text);
        else
            ct_buffer_printf(to, "%c %s", kinds[line->kind], line->text);
        ct_buffer_text(to, "\n");
    }
    for (size_t i = 0; i < document->n_unread; i++)
        ct_buffer_printf(to, "! %s %zu\n", unread[document->unread[i].kind], document->unread[i].n);
}

#endif
