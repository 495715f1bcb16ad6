/* Prints a document as it was read: its lines, and with --grids its tables with the places each cell spans. For comparing before and after a
 * change of a reader: show_document [--grids] FILE... */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "documents/document.h"

static const char kinds[] = "tprn";

static void show_lines(const ct_document *document)
{
    for (size_t i = 0; i < document->n_lines; i++)
        printf("%ld\t%ld\t%c\t%s\n", document->lines[i].number, document->lines[i].page, kinds[document->lines[i].kind], document->lines[i].text);
}

/* One row: each cell once, at its first place, as text, then its span when it has one, its indent and whether it is bold. */
static void show_row(const ct_table_grid *grid, size_t r)
{
    for (size_t c = 0; c < grid->n_columns; c++) {
        const ct_cell *cell = ct_table_grid_at(grid, r, c);
        if (c > 0) printf(" | ");
        if (cell->len > 0 && (cell->row != r || cell->column != c)) {
            printf(cell->row != r ? "^" : "<");
            continue;
        }
        printf("%.*s", (int)cell->len, cell->text);
        if (cell->len == 0) continue;
        if (cell->n_rows > 1 || cell->n_columns > 1) printf(" {%zux%zu}", cell->n_rows, cell->n_columns);
        if (cell->indent > 0) printf(" >%d", cell->indent);
        if (cell->bold) printf(" *");
    }
    printf("\n");
}

static void show_grids(const ct_document *document)
{
    for (size_t t = 0; t < document->n_tables; t++) {
        const ct_table_grid *grid = &document->tables[t];
        printf("== table %zu: %zu rows, %zu columns, %zu head rows\n", t + 1, grid->n_rows, grid->n_columns, grid->n_head);
        for (size_t r = 0; r < grid->n_rows; r++) {
            printf("%4zu%c ", grid->lines[r] + 1, r < grid->n_head ? 'H' : ' ');
            show_row(grid, r);
        }
    }
}

int main(int argc, char **argv)
{
    bool grids = false;

    for (int i = 1; i < argc; i++) {
        ct_document *document = NULL;
        if (strcmp(argv[i], "--grids") == 0) {
            grids = true;
            continue;
        }
        ct_error err = ct_document_read(&document, argv[i]);
        if (err.code != CT_OK) {
            fprintf(stderr, "show_document: %s: %s\n", argv[i], err.text);
            return 1;
        }
        if (grids)
            show_grids(document);
        else
            show_lines(document);
        ct_document_free(document);
    }
    return 0;
}
