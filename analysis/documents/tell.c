/* Tables that were found, to the builder: parts on pages that follow each other are one table when only the first has a head. */
#include "documents/placed.h"

enum { BETWEEN_PARTS = 4 /* lines: a page's number and its running head */ };

/* Do the columns of a part lie over as many, or some, of the first part's? Then these hold for it too. */
static bool same_columns(const ct_columns *first, ct_columns *part)
{
    size_t before = 0;
    ct_columns all = *first;

    if (part->n > first->n || part->n + 2 < first->n) return false;
    for (size_t c = 0; c < part->n; c++) {
        ct_piece piece = { .x0 = part->from[c], .x1 = part->to[c] };
        size_t at = ct_columns_at(first, &piece);
        if (ct_columns_over(first, at, &piece) <= 0 || (c > 0 && at <= before)) return false;
        before = at;
        if (piece.x0 < all.from[at]) all.from[at] = piece.x0;
        if (piece.x1 > all.to[at]) all.to[at] = piece.x1;
    }
    for (size_t c = 0; c + 1 < all.n; c++)
        if (all.to[c] > all.from[c + 1]) return false;
    *part = all;
    return true;
}

static bool goes_on(const ct_found *last, ct_found *next)
{
    const ct_placed_line *lines = next->lines;

    if (last->lines != lines || next->begin != next->body || next->begin - last->end > BETWEEN_PARTS) return false;
    if (lines[next->begin].page != lines[last->end - 1].page + 1) return false;
    return same_columns(&last->columns, &next->columns);
}

/* In plain text the words of a table's lines go to its rows; lines that are no row of it keep them. */
static void empty_lines(ct_reader *reader, const ct_found *table)
{
    ct_pieces p;

    for (size_t i = table->begin; i < table->end && table->lines[i].fixed; i++) {
        ct_line *line = &reader->lines[table->lines[i].index];
        ct_placed_cut(&table->lines[i], false, &p);
        if (p.n == 0 && !table->lines[i].rule) continue;
        line->text = "";
        line->len = 0;
    }
}

ct_error ct_found_tell(ct_reader *reader, ct_found *tables, size_t n, size_t *used)
{
    ct_arena *arena = ct_arena_new();
    ct_table_builder *builder = NULL;
    ct_error err = arena == NULL ? ct_no_memory() : ct_builder_begin(&builder, NULL, tables[0].lines[tables[0].begin].page);

    *used = 0;
    do {
        const ct_found *table = &tables[*used];
        if (err.code == CT_OK) err = ct_heads_tell(arena, table, builder);
        if (err.code == CT_OK) err = ct_body_tell(arena, table, builder);
        if (err.code == CT_OK) empty_lines(reader, table);
        ++*used;
    } while (err.code == CT_OK && *used < n && goes_on(&tables[*used - 1], &tables[*used]));
    ct_arena_free(arena);
    if (err.code == CT_OK) return ct_builder_end(builder, reader);
    ct_builder_clear(builder);
    return err;
}
