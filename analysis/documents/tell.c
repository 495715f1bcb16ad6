/* Tables that were found, to the builder: parts on pages that follow each other are one table when only the
 * first has a head. */
#include "documents/placed.h"

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
    ct_error err = arena == NULL ? ct_no_memory()
                                 : ct_builder_begin(&builder, NULL, tables[0].lines[tables[0].begin].page);

    *used = 0;
    do {
        const ct_found *table = &tables[*used];
        if (err.code == CT_OK) err = ct_heads_tell(arena, table, builder);
        if (err.code == CT_OK) err = ct_body_tell(arena, table, builder);
        if (err.code == CT_OK) empty_lines(reader, table);
        ++*used;
    } while (err.code == CT_OK && *used < n && tables[*used].continues);
    ct_arena_free(arena);
    if (err.code == CT_OK) return ct_builder_end(builder, reader);
    ct_builder_clear(builder);
    return err;
}
