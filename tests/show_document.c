/* For people at work on the readers: the lines of a document, its grids with their spans, and what was left out.
 *
 * usage: show_document FILE... */
#include <stdio.h>

#include "documents/document.h"

static void show_cell(const ct_cell *cell, size_t row, size_t column, bool blank)
{
    if (blank) {
        printf(" |");
        return;
    }
    if (cell->row != row || cell->column != column) {
        printf(" %s |", cell->row != row ? "^" : "<");
        return;
    }
    printf(" %.*s%s", (int)cell->len, cell->text, cell->bold ? " *" : "");
    if (cell->n_rows > 1 || cell->n_columns > 1) printf(" [%zux%zu]", cell->n_rows, cell->n_columns);
    if (cell->indent != 0) printf(" >%d", cell->indent);
    if (cell->number) printf(" #%g", cell->value);
    printf(" |");
}

static void show_grid(const ct_table_grid *grid)
{
    printf("-- table of %zu rows, %zu columns, head %zu%s%s\n", grid->n_rows, grid->n_columns, grid->n_head, grid->sheet != NULL ? ", sheet " : "",
           grid->sheet != NULL ? grid->sheet : "");
    for (size_t r = 0; r < grid->n_rows; r++) {
        printf("%5zu %s|", grid->lines[r] + 1, r < grid->n_head ? "H" : " ");
        for (size_t c = 0; c < grid->n_columns; c++) {
            const ct_cell *cell = ct_table_grid_at(grid, r, c);
            show_cell(cell, r, c, cell->len == 0 && cell->n_rows == 1 && cell->n_columns == 1);
        }
        printf("\n");
    }
}

static int show(const char *path)
{
    static const char kinds[] = "tprn";
    ct_document *document = NULL;
    ct_error err = ct_document_read(&document, path);
    char said[1024];

    printf("== %s\n", path);
    if (err.code != CT_OK) {
        printf("%s: %s\n", err.file, err.text);
        return 1;
    }
    for (size_t i = 0; i < document->n_lines; i++) {
        const ct_line *line = &document->lines[i];
        printf("%5ld %c%c ", line->number, kinds[line->kind], line->level > 0 ? '0' + line->level : ' ');
        for (size_t k = 0; k < line->len; k++) putchar(line->text[k] == '\t' ? '|' : line->text[k]);
        printf("\n");
    }
    for (size_t i = 0; i < document->n_tables; i++) show_grid(&document->tables[i]);
    for (size_t i = 0; i < document->n_unread; i++)
        if (ct_unread_say(said, sizeof said, &document->unread[i], CT_EN)) printf("!! %s\n", said);
    ct_document_free(document);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = 0;

    for (int i = 1; i < argc; i++) failed |= show(argv[i]);
    return failed;
}
