/* Rows of cells to the table builder. */
#include "documents/delimited.h"

#include "documents/table_builder.h"

static size_t length_at(const ct_delimited_row *row, size_t column)
{
    return column < row->n ? row->cells[column].len : 0;
}

static bool has_figures(const ct_delimited_row *row)
{
    for (size_t c = 0; c < row->n; c++)
        if (ct_text_is_figure(row->cells[c].text, row->cells[c].len) &&
            !ct_text_is_year(row->cells[c].text, row->cells[c].len))
            return true;
    return false;
}

/* Its cells up to the last with text. */
static size_t filled(const ct_delimited_row *row)
{
    size_t n = row->n;

    while (n > 0 && row->cells[n - 1].len == 0) n--;
    return n;
}

/* Columns that a cell of a head spans: itself, and those beside it that only the row below names. */
static size_t span_of(const ct_delimited_row *row, const ct_delimited_row *below, size_t column)
{
    size_t n = 1;

    if (length_at(row, column) == 0 || length_at(below, column) == 0) return 1;
    while (column + n < below->n && length_at(row, column + n) == 0 && length_at(below, column + n) > 0) n++;
    return n;
}

/* Is this the upper row of a head of two? One of its cells spans several columns of the lower one. Where both
 * have fewer cells than the rows of figures, the text has lost what stands over what, and the builder parts
 * them. */
static bool spans_below(const ct_delimited_row *row, const ct_delimited_row *below, size_t widest)
{
    if (has_figures(row) || has_figures(below) || (filled(row) < widest && filled(below) < widest))
        return false;
    for (size_t c = 0; c < row->n; c++)
        if (span_of(row, below, c) > 1) return true;
    return false;
}

static void tell_row(ct_table_builder *builder, const ct_delimited_row *row, const ct_delimited_row *below,
                     size_t widest)
{
    bool spans = below != NULL && spans_below(row, below, widest);

    ct_builder_row(builder, row->head, row->line);
    for (size_t c = 0; c < row->n; c++) {
        ct_cell_look look = { .indent = row->cells[c].indent, .bold = row->cells[c].bold };
        if (row->cells[c].len == 0) continue;
        if (spans) look.n_columns = (long)span_of(row, below, c);
        if (spans && length_at(below, c) == 0) look.n_rows = 2;
        ct_builder_cell_at(builder, c, row->cells[c].text, row->cells[c].len, &look);
    }
}

ct_error ct_delimited_tell(ct_reader *reader, const ct_delimited_row *rows, size_t n)
{
    ct_table_builder *builder = NULL;
    size_t widest = 0;

    for (size_t r = 0; r < n; r++) widest = filled(&rows[r]) > widest ? filled(&rows[r]) : widest;
    CT_TRY(ct_builder_begin(&builder, NULL, n > 0 ? reader->lines[rows[0].line].page : 0));
    for (size_t r = 0; r < n; r++) {
        ct_builder_page(builder, reader->lines[rows[r].line].page);
        tell_row(builder, &rows[r], r + 1 < n ? &rows[r + 1] : NULL, widest);
    }
    return ct_builder_end(builder, reader);
}
