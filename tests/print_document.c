/* Prints what the readers make of files: lines, then the grids of their tables. For people and for comparing two builds; not a test.
 * usage: print_document [-g] FILE...   (-g: the grids too) */
#include <stdio.h>
#include <string.h>

#include "documents/document.h"

static void print_grid(const ct_table_grid *grid)
{
    printf("== grid of %zu rows, %zu columns, %zu head, sheet %s\n", grid->n_rows, grid->n_columns, grid->n_head, grid->sheet != NULL ? grid->sheet : "-");
    for (size_t r = 0; r < grid->n_rows; r++) {
        for (size_t c = 0; c < grid->n_columns; c++) {
            const ct_cell *cell = ct_table_grid_at(grid, r, c);
            printf("%s", c > 0 ? " | " : "");
            if (cell->n_rows > 1 || cell->n_columns > 1) printf("{%zux%zu}", cell->n_rows, cell->n_columns);
            if (cell->indent > 0) printf(">%d ", cell->indent);
            if (cell->bold) printf("*");
            printf("%.*s", (int)cell->len, cell->text);
            if (cell->number) printf(" #%.12g", cell->value);
        }
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    bool grids = argc > 1 && strcmp(argv[1], "-g") == 0;

    for (int i = grids ? 2 : 1; i < argc; i++) {
        ct_document *document;
        char said[512];
        ct_error err = ct_document_read(&document, argv[i]);
        printf("# %s\n", argv[i]);
        if (err.code != CT_OK) {
            printf("%s: %s\n", err.file, err.text);
            continue;
        }
        for (size_t k = 0; k < document->n_lines; k++) {
            const ct_line *line = &document->lines[k];
            printf("%ld\t%d\t%d\t%ld\t%s\n", line->number, (int)line->kind, line->level, line->page, line->text);
        }
        for (size_t k = 0; k < document->n_unread; k++)
            if (ct_unread_say(said, sizeof said, &document->unread[k], CT_EN)) printf("! %s\n", said);
        for (size_t k = 0; grids && k < document->n_tables; k++) print_grid(&document->tables[k]);
        printf("english %d, encoding %s\n", document->english, document->encoding);
        ct_document_free(document);
    }
    return 0;
}
