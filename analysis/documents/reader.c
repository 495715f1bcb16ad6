/* The document being read, as the readers of all formats fill it: lines, tables, what was left out. */
#include "documents/reader.h"

#include <stdlib.h>

#include "core/list.h"

void ct_reader_clear(ct_reader *reader)
{
    free(reader->lines);
    free(reader->tables);
    *reader = (ct_reader){ 0 };
}

unsigned ct_reader_seconds(const ct_reader *reader, unsigned usual)
{
    return reader->options != NULL && reader->options->seconds > 0 ? reader->options->seconds : usual;
}

ct_error ct_reader_add(ct_reader *reader, ct_line line)
{
    ct_line *lines = ct_list_room(reader->lines, reader->n, &reader->capacity, sizeof *lines, 256);

    if (lines == NULL) return ct_no_memory();
    reader->lines = lines;
    line.number = (long)reader->n + 1;
    reader->lines[reader->n++] = line;
    return ct_ok();
}

ct_error ct_reader_table(ct_reader *reader, ct_table_grid grid)
{
    ct_table_grid *grids =
        ct_list_room(reader->tables, reader->n_tables, &reader->table_capacity, sizeof *grids, 8);

    if (grids == NULL) return ct_no_memory();
    reader->tables = grids;
    reader->tables[reader->n_tables++] = grid;
    return ct_ok();
}

ct_error ct_reader_copy(ct_reader *reader, const char *text, size_t n, ct_line_kind kind, int level,
                        long page)
{
    char *copy = ct_arena_strndup(reader->document->arena, text, n);

    if (copy == NULL) return ct_no_memory();
    n = ct_text_tidy(copy, n, false);
    return ct_reader_add(reader,
                         (ct_line){ .text = copy, .len = n, .page = page, .kind = kind, .level = level });
}

ct_error ct_reader_unread(ct_reader *reader, ct_unread_kind kind, long page, const char *where)
{
    ct_unread *unread = &reader->unread[kind];

    if (unread->n++ > 0) return ct_ok();
    unread->kind = kind;
    unread->page = page;
    unread->where = where == NULL ? "" : ct_arena_strdup(reader->document->arena, where);
    return unread->where == NULL ? ct_no_memory() : ct_ok();
}
