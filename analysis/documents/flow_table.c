/* Tables of Word and ODT. They are kept as they are told until the outermost one ends: only then is it known
 * how far a cell reaches down, and whether the table is one of figures or a frame in which text and other
 * tables are set side by side. */
#ifdef CHITIEU_HAVE_WORD

#include <string.h>

#include "documents/word.h"

void ct_flow_table_begin(ct_flow *flow)
{
    ct_flow_table *table;
    ct_flow_item *item;

    ct_flow_settle(flow);
    if (!ct_flow_takes(flow)) return;
    if (flow->open == NULL) {
        ct_flow_release(flow);
        flow->told = ct_arena_new();
    }
    table = ct_flow_block(flow, sizeof *table);
    item = table != NULL && flow->open != NULL ? ct_flow_block(flow, sizeof *item) : NULL;
    if (table == NULL || flow->err.code != CT_OK) return;
    if (item != NULL) {
        item->table = table;
        ct_flow_add_item(flow, item);
    }
    table->outer = flow->open;
    flow->open = table;
}

void ct_flow_row_begin(ct_flow *flow)
{
    if (!ct_flow_takes(flow) || flow->open == NULL) return;
    if (flow->open->row != NULL) ct_flow_row_end(flow); /* text outside any row */
    ct_flow_open_row(flow);
}

void ct_flow_row_end(ct_flow *flow)
{
    ct_flow_row *row = ct_flow_row_here(flow);
    ct_flow_table *table = flow->open;

    if (row == NULL) return;
    if (table->cell != NULL) ct_flow_cell_end(flow); /* text outside any cell */
    table->row = NULL;
    if (row->left_out) return;
    if (table->last == NULL)
        table->first = row;
    else
        table->last->next = row;
    table->last = row;
}

void ct_flow_cell_begin(ct_flow *flow)
{
    if (ct_flow_row_here(flow) == NULL) return;
    if (flow->open->cell != NULL) ct_flow_cell_end(flow);
    ct_flow_open_cell(flow);
}

void ct_flow_cell_end(ct_flow *flow)
{
    ct_flow_row *row = ct_flow_row_here(flow);
    ct_flow_cell *cell = ct_flow_cell_here(flow);

    ct_flow_settle(flow);
    if (row == NULL || cell == NULL) return;
    flow->open->cell = NULL;
    if (cell->deleted) return;
    if (cell->beside && row->last != NULL) {
        row->last->n_columns += cell->n_columns;
    } else {
        if (row->last == NULL)
            row->first = cell;
        else
            row->last->next = cell;
        row->last = cell;
    }
    ct_flow_skip(flow, flow->covered_told ? 1 : cell->n_columns);
    for (long i = 1; i < cell->repeated && row->end < CT_TABLE_COLUMNS && cell->first != NULL; i++) {
        ct_flow_cell *copy = ct_flow_block(flow, sizeof *copy);
        if (copy == NULL) return;
        *copy = *cell;
        copy->next = NULL;
        copy->column = row->end;
        row->last->next = copy;
        row->last = copy;
        ct_flow_skip(flow, copy->n_columns);
    }
    if (cell->first == NULL) ct_flow_skip(flow, cell->repeated - 1);
}

/* ---- to the reader ---- */

static void put_table(ct_flow *flow, ct_flow_table *table);

/* A cell that goes on the one above it is that one: it reaches down one row more. */
static void merge_down(ct_flow_table *table)
{
    struct {
        ct_flow_cell *cell;
        size_t row;
    } above[CT_TABLE_COLUMNS + 1] = { 0 };
    size_t r = 1;

    for (ct_flow_row *row = table->first; row != NULL; row = row->next, r++) {
        ct_flow_cell **link = &row->first;
        while (*link != NULL) {
            ct_flow_cell *cell = *link, *over = above[cell->column].cell;
            bool same = cell->below && over != NULL && above[cell->column].row + 1 == r &&
                        over->n_columns == cell->n_columns;
            if (same) {
                over->n_rows++;
                *link = cell->next;
            } else {
                over = cell;
                link = &cell->next;
            }
            above[cell->column].cell = over;
            above[cell->column].row = r;
        }
    }
}

/* The paragraphs of a cell, a line each, into the flow's scratch buffer. */
static void join_text(ct_flow *flow, const ct_flow_cell *cell)
{
    ct_buffer_empty(&flow->scratch);
    for (const ct_flow_item *item = cell->first; item != NULL; item = item->next) {
        if (item->table != NULL) continue;
        if (flow->scratch.len > 0) ct_buffer_append(&flow->scratch, "\n", 1);
        ct_buffer_append(&flow->scratch, item->text, item->len);
    }
    ct_flow_fail(flow, ct_buffer_error(&flow->scratch));
}

/* Does the table only hold others and text in place? It has tables in its cells, and no cell of it is a
 * figure; numbers of items stand in its first column. */
static bool is_frame(ct_flow *flow, const ct_flow_table *table)
{
    bool holds = false;

    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            for (const ct_flow_item *item = cell->first; item != NULL && !holds; item = item->next)
                holds = item->table != NULL;
    if (!holds) return false;
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next) {
            if (cell->column == 0) continue;
            join_text(flow, cell);
            const char *text = ct_buffer_string(&flow->scratch);
            if (ct_text_is_figure(text, flow->scratch.len) && !ct_text_is_year(text, flow->scratch.len))
                return false;
        }
    return true;
}

static void put_frame(ct_flow *flow, const ct_flow_table *table)
{
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            for (const ct_flow_item *item = cell->first; item != NULL && flow->err.code == CT_OK;
                 item = item->next) {
                if (item->table != NULL) {
                    put_table(flow, item->table);
                    continue;
                }
                ct_flow_put(flow, item->text, item->len, CT_LINE_PARAGRAPH, item->level);
                ct_flow_put_notes(flow, item->notes, item->n_notes);
            }
}

static void tell_cell(ct_flow *flow, ct_table_builder *builder, const ct_flow_cell *cell)
{
    ct_cell_look look = {
        .n_rows = cell->n_rows, .n_columns = cell->n_columns, .number = cell->number, .value = cell->value
    };
    const ct_flow_item *first = cell->first;

    while (first != NULL && first->len == 0) first = first->next;
    if (first != NULL) {
        look.indent = first->indent;
        look.bold = first->bold;
    }
    join_text(flow, cell);
    if (cell->column >= CT_TABLE_COLUMNS && flow->scratch.len > 0)
        ct_flow_unread(flow, CT_UNREAD_BEYOND, NULL);
    ct_builder_cell_at(builder, (size_t)cell->column, ct_buffer_string(&flow->scratch), flow->scratch.len,
                       &look);
}

static void put_notes(ct_table_builder *builder, const ct_flow_row *row)
{
    for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
        for (const ct_flow_item *item = cell->first; item != NULL; item = item->next)
            for (size_t i = 0; i < item->n_notes; i++)
                ct_builder_note(builder, item->notes[i], strlen(item->notes[i]));
}

/* Tables inside the cells of a row stand below its own table. */
static void put_inner_tables(ct_flow *flow, const ct_flow_row *row)
{
    for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
        for (const ct_flow_item *item = cell->first; item != NULL && flow->err.code == CT_OK;
             item = item->next)
            if (item->table != NULL) put_table(flow, item->table);
}

static void put_grid(ct_flow *flow, const ct_flow_table *table)
{
    ct_table_builder *builder = NULL;
    ct_error err = ct_builder_begin(&builder, NULL, 0);
    size_t rows = 0;

    if (err.code != CT_OK) {
        ct_flow_fail(flow, err);
        return;
    }
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next) {
        if (rows++ == CT_TABLE_ROWS) ct_flow_unread(flow, CT_UNREAD_BEYOND, NULL);
        ct_builder_row(builder, row->head, CT_TABLE_NO_LINE);
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            tell_cell(flow, builder, cell);
        put_notes(builder, row);
    }
    ct_flow_fail(flow, ct_builder_end(builder, flow->reader));
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next) put_inner_tables(flow, row);
}

/* As deep as the file nests tables, which the depth of its XML limits. */
static void put_table(ct_flow *flow, ct_flow_table *table)
{
    if (flow->err.code != CT_OK) return;
    merge_down(table);
    if (is_frame(flow, table))
        put_frame(flow, table);
    else
        put_grid(flow, table);
}

void ct_flow_table_end(ct_flow *flow)
{
    ct_flow_table *table = flow->open;

    if (flow->in_note || table == NULL) return;
    if (table->row != NULL) ct_flow_row_end(flow); /* only where text stood outside any row */
    flow->open = table->outer;
    if (flow->open != NULL) return;
    put_table(flow, table);
    ct_arena_free(flow->told);
    flow->told = NULL;
}

#else
typedef int ct_flow_table_not_built; /* ISO C wants a declaration in every file */
#endif
