#include "core/pack.h"

#include <string.h>

#include "core/utf8.h"

static ct_error damaged(void)
{
    return ct_fail(CT_EDATA, 0, "damaged: what one process handed to another cannot be read");
}

void ct_pack_number(ct_buffer *to, uint64_t number)
{
    ct_buffer_append(to, (const char *)&number, sizeof number);
}

void ct_pack_text(ct_buffer *to, const char *text)
{
    size_t n = strlen(text);

    ct_pack_number(to, n);
    ct_buffer_append(to, text, n + 1);
}

void ct_pack_rows(ct_buffer *to, const ct_table *table)
{
    const ct_schema *schema = table->schema;

    ct_pack_number(to, table->n);
    for (size_t i = 0; i < table->n; i++) {
        const char *row = ct_table_row(table, i);
        ct_buffer_append(to, row, schema->row_size);
        for (size_t c = 0; c < schema->n_columns; c++)
            if (schema->columns[c].type == CT_COLUMN_TEXT)
                ct_pack_text(to, *(const char *const *)(const void *)(row + schema->columns[c].offset));
    }
}

static ct_error take(ct_unpack *from, size_t n, const char **bytes)
{
    *bytes = NULL;
    if (n > from->left) return damaged();
    *bytes = from->at;
    from->at += n;
    from->left -= n;
    return ct_ok();
}

ct_error ct_unpack_number(ct_unpack *from, uint64_t most, uint64_t *number)
{
    const char *bytes;

    CT_TRY(take(from, sizeof *number, &bytes));
    memcpy(number, bytes, sizeof *number);
    return *number <= most ? ct_ok() : damaged();
}

ct_error ct_unpack_text(ct_unpack *from, const char **text)
{
    uint64_t n;

    CT_TRY(ct_unpack_number(from, from->left, &n));
    CT_TRY(take(from, (size_t)n + 1, text));
    return (*text)[n] == '\0' && strlen(*text) == n && ct_utf8_valid(*text, (size_t)n) == n ? ct_ok()
                                                                                            : damaged();
}

/* A cell that other code relies on: a word that is listed. */
static bool is_sound(const ct_column *column, const char *row)
{
    const char *at = row + column->offset;
    size_t n = 0;
    int word;

    if (column->type != CT_COLUMN_WORD) return true;
    while (column->words[n] != NULL) n++;
    memcpy(&word, at, sizeof word);
    return word >= 0 && (size_t)word < n;
}

static ct_error unpack_row(ct_unpack *from, ct_table *to)
{
    const ct_schema *schema = to->schema;
    char *row = ct_table_add(to);
    const char *bytes, *text;

    if (row == NULL) return ct_no_memory();
    CT_TRY(take(from, schema->row_size, &bytes));
    memcpy(row, bytes, schema->row_size);
    for (size_t c = 0; c < schema->n_columns; c++) {
        const ct_column *column = &schema->columns[c];
        if (!is_sound(column, row)) return damaged();
        if (column->type != CT_COLUMN_TEXT) continue;
        CT_TRY(ct_unpack_text(from, &text));
        text = ct_table_text(to, text);
        if (text == NULL) return ct_no_memory();
        memcpy(row + column->offset, &text, sizeof text);
    }
    return ct_ok();
}

ct_error ct_unpack_rows(ct_unpack *from, ct_table *to)
{
    size_t before = to->n;
    uint64_t n;
    ct_error err = ct_unpack_number(from, from->left / (to->schema->row_size + 1), &n);

    if (err.code != CT_OK) return err;
    for (uint64_t i = 0; i < n && err.code == CT_OK; i++) err = unpack_row(from, to);
    if (err.code != CT_OK) to->n = before;
    return err;
}
