/* The tables of Word and ODT as they are told: rows, cells and what stands in these, until the outermost
 * table ends. */
#ifdef CHITIEU_HAVE_WORD

#include <string.h>

#include "documents/word.h"

void *ct_flow_block(ct_flow *flow, size_t size)
{
    void *block = flow->told != NULL ? ct_arena_alloc(flow->told, size) : NULL;

    if (block == NULL) ct_flow_fail(flow, ct_no_memory());
    return block;
}

bool ct_flow_takes(const ct_flow *flow)
{
    return !flow->in_note && flow->err.code == CT_OK;
}

ct_flow_row *ct_flow_row_here(ct_flow *flow)
{
    return ct_flow_takes(flow) && flow->open != NULL ? flow->open->row : NULL;
}

ct_flow_cell *ct_flow_cell_here(ct_flow *flow)
{
    return ct_flow_takes(flow) && flow->open != NULL ? flow->open->cell : NULL;
}

void ct_flow_skip(ct_flow *flow, long columns)
{
    ct_flow_row *row = ct_flow_row_here(flow);

    if (row != NULL && columns > 0) row->end += columns > CT_TABLE_COLUMNS ? CT_TABLE_COLUMNS : columns;
    if (row != NULL && row->end > CT_TABLE_COLUMNS)
        row->end = CT_TABLE_COLUMNS; /* nothing is told further to the right */
}

/* No-break spaces around a cell's text only set it in. */
static void take_off_blanks(const char **text, size_t *n, int *indent)
{
    static const char blank[] = "\xC2\xA0";

    while (*n >= 2 && memcmp(*text, blank, 2) == 0) {
        *text += 2;
        *n -= 2;
        *indent += 60;
        while (*n > 0 && **text == ' ') ++*text, --*n, *indent += 60;
    }
    for (;;) {
        if (*n > 0 && strchr(" \t\n", (*text)[*n - 1]) != NULL)
            --*n;
        else if (*n >= 2 && memcmp(*text + *n - 2, blank, 2) == 0)
            *n -= 2;
        else
            break;
    }
}

void ct_flow_open_row(ct_flow *flow)
{
    flow->open->row = ct_flow_block(flow, sizeof *flow->open->row);
}

void ct_flow_open_cell(ct_flow *flow)
{
    ct_flow_row *row = ct_flow_row_here(flow);
    ct_flow_cell *cell = row != NULL ? ct_flow_block(flow, sizeof *cell) : NULL;

    if (cell == NULL) return;
    if (row->last != NULL && row->end < row->last->column + row->last->n_columns) {
        row->end = row->last->column; /* a span without the covered places that should follow it */
        ct_flow_skip(flow, row->last->n_columns);
    }
    cell->column = row->end;
    cell->n_columns = cell->n_rows = cell->repeated = 1;
    flow->open->cell = cell;
}

/* Put an item at the end of the open cell. Text outside any cell, which no program writes, gets a cell of its
 * own. */
void ct_flow_add_item(ct_flow *flow, ct_flow_item *item)
{
    ct_flow_cell *cell = flow->open->cell;

    if (cell == NULL) {
        if (flow->open->row == NULL) ct_flow_open_row(flow);
        ct_flow_open_cell(flow);
        cell = ct_flow_cell_here(flow);
        if (cell == NULL) return;
    }
    if (cell->last == NULL)
        cell->first = item;
    else
        cell->last->next = item;
    cell->last = item;
}

void ct_flow_keep(ct_flow *flow, const ct_flow_words *words)
{
    ct_flow_item *item = ct_flow_block(flow, sizeof *item);
    const char *text = ct_buffer_string(&words->text);
    size_t n = words->text.len;
    int indent = words->indent;

    if (item == NULL) return;
    take_off_blanks(&text, &n, &indent);
    item->text = ct_arena_strndup(flow->told, text, n);
    if (item->text == NULL) ct_flow_fail(flow, ct_no_memory());
    item->len = n;
    item->level = words->level;
    item->indent = indent;
    item->bold = n > 0 && !words->plain;
    if (flow->n_waiting > 0) {
        item->notes = ct_arena_array(flow->told, flow->n_waiting, sizeof *item->notes);
        if (item->notes == NULL)
            ct_flow_fail(flow, ct_no_memory());
        else
            memcpy(item->notes, flow->waiting, flow->n_waiting * sizeof *item->notes);
        item->n_notes = flow->n_waiting;
        flow->n_waiting = 0;
    }
    if (flow->err.code == CT_OK) ct_flow_add_item(flow, item);
}

#else
typedef int ct_flow_cells_not_built; /* ISO C wants a declaration in every file */
#endif
