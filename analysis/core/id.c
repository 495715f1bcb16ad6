#include "core/id.h"

#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/digest.h"
#include "core/number.h"

static const char year_only[] = "/year";

/* The column that a name among an id's words means. */
static const ct_column *find(const ct_schema *schema, const char *name, bool *year)
{
    size_t n = strlen(name), tail = sizeof year_only - 1;

    *year = n > tail && strcmp(name + n - tail, year_only) == 0;
    if (*year) n -= tail;
    for (size_t c = 0; c < schema->n_columns; c++)
        if (strncmp(schema->columns[c].name, name, n) == 0 && schema->columns[c].name[n] == '\0')
            return &schema->columns[c];
    return NULL;
}

static void add_cell(const ct_column *column, bool year, const void *row, ct_buffer *to)
{
    const void *at = (const char *)row + column->offset;
    char text[CT_NUMBER_SIZE] = "";
    ct_date date;

    switch (column->type) {
    case CT_COLUMN_TEXT: ct_buffer_text(to, *(const char *const *)at); return;
    case CT_COLUMN_WORD: ct_buffer_text(to, column->words[*(const int *)at]); return;
    case CT_COLUMN_NUMBER: ct_number_table(text, *(const double *)at); break;
    case CT_COLUMN_COUNT:
        if (*(const long *)at != 0) snprintf(text, sizeof text, "%ld", *(const long *)at);
        break;
    case CT_COLUMN_DATE:
        date = *(const ct_date *)at;
        ct_date_print(text, year ? ct_date_year(date.year) : date);
        break;
    case CT_COLUMN_ID: break; /* an id is not made of ids */
    }
    ct_buffer_text(to, text);
}

void ct_id_named(const ct_schema *schema, const char *name, const void *row, char out[CT_ID_SIZE])
{
    size_t c = ct_schema_column(schema, name);

    out[0] = '\0';
    if (c < schema->n_columns && schema->columns[c].type == CT_COLUMN_ID)
        ct_id_of(schema, &schema->columns[c], row, out);
}

void ct_id_of(const ct_schema *schema, const ct_column *column, const void *row, char out[CT_ID_SIZE])
{
    char digest[CT_DIGEST_SIZE];
    ct_buffer text;

    ct_buffer_init(&text);
    for (size_t i = 1; column->words[i] != NULL; i++) {
        bool year;
        const ct_column *part = find(schema, column->words[i], &year);
        if (i > 1) ct_buffer_text(&text, "\x1F");
        if (part != NULL) add_cell(part, year, row, &text);
    }
    out[0] = '\0';
    if (ct_buffer_error(&text).code == CT_OK) {
        ct_digest(digest, ct_buffer_string(&text), text.len);
        snprintf(out, CT_ID_SIZE, "%s-%.16s", column->words[0], digest);
    }
    ct_buffer_clear(&text);
}
