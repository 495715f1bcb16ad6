/* Tables of Word and ODT. They are kept as they are told until the outermost one ends: only then is it known how far a cell reaches down,
 * and whether the table is one of figures or a frame in which text and other tables are set side by side. */
#ifdef CHITIEU_HAVE_WORD

#include <string.h>

#include "documents/word.h"

/* A paragraph of a cell, or a table in it. */
struct ct_flow_item {
    ct_flow_item *next;
    const char *text;
    size_t len;
    int level, indent;
    bool bold;
    const char **notes;
    size_t n_notes;
    ct_flow_table *table; /* NULL: a paragraph */
};

struct ct_flow_table {
    ct_flow_table *outer;            /* in whose open cell it stands */
    ct_flow_row *first, *last, *row; /* row: the open one */
    ct_flow_cell *cell;              /* the open one */
};

/* A block of the open tables' arena, zeroed; NULL and the flow's fault when there is none. */
static void *more(ct_flow *flow, size_t size)
{
    void *block = flow->told != NULL ? ct_arena_alloc(flow->told, size) : NULL;

    if (block == NULL) ct_flow_fail(flow, ct_no_memory());
    return block;
}

static bool takes(const ct_flow *flow)
{
    return !flow->in_note && flow->err.code == CT_OK;
}

ct_flow_row *ct_flow_row_here(ct_flow *flow)
{
    return takes(flow) && flow->open != NULL ? flow->open->row : NULL;
}

ct_flow_cell *ct_flow_cell_here(ct_flow *flow)
{
    return takes(flow) && flow->open != NULL ? flow->open->cell : NULL;
}

/* Put an item at the end of the open cell. Text outside any cell, which no program writes, gets a cell of its own. */
static void add_item(ct_flow *flow, ct_flow_item *item)
{
    ct_flow_cell *cell = flow->open->cell;

    if (cell == NULL) {
        if (flow->open->row == NULL) ct_flow_row_begin(flow);
        ct_flow_cell_begin(flow);
        cell = ct_flow_cell_here(flow);
        if (cell == NULL) return;
    }
    if (cell->last == NULL)
        cell->first = item;
    else
        cell->last->next = item;
    cell->last = item;
}

void ct_flow_table_begin(ct_flow *flow)
{
    ct_flow_table *table;
    ct_flow_item *item;

    ct_flow_settle(flow);
    if (!takes(flow)) return;
    if (flow->open == NULL) {
        ct_flow_release(flow);
        flow->told = ct_arena_new();
    }
    table = more(flow, sizeof *table);
    item = table != NULL && flow->open != NULL ? more(flow, sizeof *item) : NULL;
    if (table == NULL || flow->err.code != CT_OK) return;
    if (item != NULL) {
        item->table = table;
        add_item(flow, item);
    }
    table->outer = flow->open;
    flow->open = table;
}

void ct_flow_row_begin(ct_flow *flow)
{
    if (!takes(flow) || flow->open == NULL) return;
    if (flow->open->row != NULL) ct_flow_row_end(flow); /* text outside any row */
    flow->open->row = more(flow, sizeof *flow->open->row);
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
    ct_flow_row *row = ct_flow_row_here(flow);
    ct_flow_cell *cell;

    if (row == NULL) return;
    if (flow->open->cell != NULL) ct_flow_cell_end(flow);
    if ((cell = more(flow, sizeof *cell)) == NULL) return;
    if (row->last != NULL && row->end < row->last->column + row->last->n_columns) {
        row->end = row->last->column; /* a span without the covered places that should follow it */
        ct_flow_skip(flow, row->last->n_columns);
    }
    cell->column = row->end;
    cell->n_columns = cell->n_rows = cell->repeated = 1;
    flow->open->cell = cell;
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
        ct_flow_cell *copy = more(flow, sizeof *copy);
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

void ct_flow_skip(ct_flow *flow, long columns)
{
    ct_flow_row *row = ct_flow_row_here(flow);

    if (row != NULL && columns > 0) row->end += columns > CT_TABLE_COLUMNS ? CT_TABLE_COLUMNS : columns;
    if (row != NULL && row->end > CT_TABLE_COLUMNS) row->end = CT_TABLE_COLUMNS; /* nothing is told further to the right */
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

void ct_flow_keep(ct_flow *flow, const ct_flow_words *words)
{
    ct_flow_item *item = more(flow, sizeof *item);
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
    if (flow->err.code == CT_OK) add_item(flow, item);
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
            bool same = cell->below && over != NULL && above[cell->column].row + 1 == r && over->n_columns == cell->n_columns;
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

/* Does the table only hold others and text in place? It has tables in its cells, and no cell of it is a figure; numbers of items stand
 * in its first column. */
static bool is_frame(ct_flow *flow, const ct_flow_table *table)
{
    bool holds = false;

    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            for (const ct_flow_item *item = cell->first; item != NULL && !holds; item = item->next) holds = item->table != NULL;
    if (!holds) return false;
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next) {
            if (cell->column == 0) continue;
            join_text(flow, cell);
            const char *text = ct_buffer_string(&flow->scratch);
            if (ct_text_is_figure(text, flow->scratch.len) && !ct_text_is_year(text, flow->scratch.len)) return false;
        }
    return true;
}

static void put_frame(ct_flow *flow, const ct_flow_table *table)
{
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            for (const ct_flow_item *item = cell->first; item != NULL && flow->err.code == CT_OK; item = item->next) {
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
    ct_cell_look look = { .n_rows = cell->n_rows, .n_columns = cell->n_columns, .number = cell->number, .value = cell->value };
    const ct_flow_item *first = cell->first;

    while (first != NULL && first->len == 0) first = first->next;
    if (first != NULL) {
        look.indent = first->indent;
        look.bold = first->bold;
    }
    join_text(flow, cell);
    if (cell->column >= CT_TABLE_COLUMNS && flow->scratch.len > 0) ct_flow_unread(flow, CT_UNREAD_BEYOND, NULL);
    ct_builder_cell_at(builder, (size_t)cell->column, ct_buffer_string(&flow->scratch), flow->scratch.len, &look);
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
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next) tell_cell(flow, builder, cell);
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            for (const ct_flow_item *item = cell->first; item != NULL; item = item->next)
                for (size_t i = 0; i < item->n_notes; i++) ct_builder_note(builder, item->notes[i], strlen(item->notes[i]));
    }
    ct_flow_fail(flow, ct_builder_end(builder, flow->reader));
    for (const ct_flow_row *row = table->first; row != NULL; row = row->next)
        for (const ct_flow_cell *cell = row->first; cell != NULL; cell = cell->next)
            for (const ct_flow_item *item = cell->first; item != NULL && flow->err.code == CT_OK; item = item->next)
                if (item->table != NULL) put_table(flow, item->table);
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
