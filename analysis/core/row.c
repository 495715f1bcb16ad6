/* One row: emptied, and its cells set from text. */
#include "core/table.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/number.h"
#include "core/row_reader.h"

/* "a, b or c" into a buffer of limited size, for messages. */
static void list_words(char *out, size_t size, const char *const *words)
{
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; words[i] != NULL && at + strlen(words[i]) + 8 < size; i++) {
        const char *join = i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ";
        at += (size_t)snprintf(out + at, size - at, "%s'%s'", join, words[i]);
    }
}

static ct_error read_word(const ct_column *column, const char *cell, int *value)
{
    char list[200];

    for (int i = 0; column->words[i] != NULL; i++) {
        if (strcmp(column->words[i], cell) == 0) {
            *value = i;
            return ct_ok();
        }
    }
    list_words(list, sizeof list, column->words);
    return ct_fail(CT_EPARSE, 0, "column '%s': '%.60s' is not one of %s", column->name, cell, list);
}

ct_error ct_row_set(const ct_column *column, const char *cell, void *row)
{
    void *at = (char *)row + column->offset;
    ct_error err = ct_ok();

    if (cell[0] == '\0' && column->required && column->type != CT_COLUMN_WORD)
        return ct_fail(CT_EPARSE, 0, "column '%s' is empty; every row needs it", column->name);
    switch (column->type) {
    case CT_COLUMN_TEXT: *(const char **)at = ct_csv_unguard(cell); break;
    case CT_COLUMN_NUMBER:
        if (cell[0] != '\0') err = ct_number_plain(cell, at);
        break;
    case CT_COLUMN_COUNT:
        if (cell[0] != '\0') err = ct_integer_plain(cell, 1, LONG_MAX, at);
        break;
    case CT_COLUMN_DATE: err = ct_date_parse(cell, at); break;
    case CT_COLUMN_WORD:
        return read_word(column, ct_csv_unguard(cell),
                         at); /* "=" is a qualifier, and spreadsheets are kept from running it */
    case CT_COLUMN_ID: break;
    }
    if (err.code == CT_OK) return err;
    return ct_fail_why(CT_EPARSE, 0, &err, "column '%s': %s", column->name, err.text);
}

void ct_row_clear(const ct_schema *schema, void *row)
{
    memset(row, 0, schema->row_size);
    for (size_t c = 0; c < schema->n_columns; c++) {
        void *at = (char *)row + schema->columns[c].offset;
        if (schema->columns[c].type == CT_COLUMN_TEXT) *(const char **)at = "";
        if (schema->columns[c].type == CT_COLUMN_NUMBER) *(double *)at = NAN;
    }
}
