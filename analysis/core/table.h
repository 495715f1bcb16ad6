/* Tables: rows of one C struct type described by a schema. One schema serves reading and writing in every
 * form, and the data package's descriptor, so that a column is declared once.
 *
 * CSV: UTF-8, RFC 4180, header row, decimal point, LF. Columns are found by name in any order; unknown ones
 * are ignored; a missing required one is an error that names it. TSV: the same with TABs. JSON: {"table":
 * NAME, "rows": [{...}]} with null for an empty cell that is no text. JSON Lines: the rows alone, one a line.
 * Which of them a text is shows in its first line; nobody has to say it. */
#ifndef CT_CORE_TABLE_H
#define CT_CORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"

typedef enum {
    CT_COLUMN_TEXT,   /* const char *, never NULL in a table, "" when empty                       */
    CT_COLUMN_NUMBER, /* double, finite; NaN is an empty cell (only where not required)           */
    CT_COLUMN_COUNT,  /* long, 1 or more (a line, a page, a year); 0 is an empty cell             */
    CT_COLUMN_DATE,   /* ct_date                                                                  */
    CT_COLUMN_WORD, /* int or an enum of its size, the index into words; words[0] may be "" where not required
                     */
    CT_COLUMN_ID    /* no field: computed from other cells when written, see core/id.h; ignored when read */
} ct_column_type;

typedef struct {
    const char *name;
    ct_column_type type;
    bool required;            /* an empty cell, or a file without the column, is CT_EPARSE     */
    size_t offset;            /* of the field in the row struct                                */
    const char *const *words; /* CT_COLUMN_WORD: NULL-terminated list; CT_COLUMN_ID: see core/id.h */
    const char *about;        /* one English sentence for the descriptor                       */
} ct_column;

typedef struct {
    const char *name; /* of the table, and of its file without ".csv"                        */
    const char *about;
    const ct_column *columns;
    size_t n_columns;
    size_t row_size;
} ct_schema;

_Static_assert(sizeof(ct_column_type) == sizeof(int), "word columns read and write enums as int");

typedef enum { CT_CSV, CT_JSON, CT_JSONL, CT_TSV } ct_format;
extern const char
    *const ct_format_words[]; /* "csv" "json" "jsonl" "tsv" NULL: what people write, and how files end */

typedef struct {
    const ct_schema *schema;
    ct_arena *arena; /* the table's own: all its strings                                   */
    char *rows;      /* n rows of schema->row_size bytes                                   */
    long *lines;     /* line of the file each row was read from; 0 for rows made by code   */
    size_t n, capacity;
} ct_table;

/** An empty table, the caller's; *out is NULL on error. */
CT_CHECKED ct_error ct_table_new(ct_table **out, const ct_schema *schema);
void ct_table_free(ct_table *table); /* NULL is fine */

/** A new last row, zeroed (text "", numbers NaN), borrowed until the next add; NULL when out of memory. Text
 * put into it must outlive the table: a literal, or ct_table_text(). */
void *ct_table_add(ct_table *table) CT_CHECKED;
void *ct_table_row(const ct_table *table, size_t i); /* i < n */

/** Make a row struct an empty row: zeroed, text "", numbers NaN. */
void ct_row_clear(const ct_schema *schema, void *row);

/** A copy of text in the table's arena; NULL when out of memory. NULL text gives "". */
const char *ct_table_text(ct_table *table, const char *text) CT_CHECKED;

/** Append one row copied from another table of the same schema, its text too. */
CT_CHECKED ct_error ct_table_copy_row(ct_table *to, const ct_table *from, size_t i);

/** A copy of the whole table; the caller's, NULL on error. CT_ENOMEM */
CT_CHECKED ct_error ct_table_copy(const ct_table *from, ct_table **out);

/** The place of a column by its name; n_columns when there is none. */
size_t ct_schema_column(const ct_schema *schema, const char *name);

/** One cell as the text that a CSV file has for it, without quotes; appended to `to`. */
void ct_table_get(const ct_table *table, size_t row, size_t column, ct_buffer *to);

/** Set one cell from such text. CT_EPARSE as ct_table_read(), naming the column; CT_ENOMEM. The cell is as it
 * was on error. */
CT_CHECKED ct_error ct_table_set(ct_table *table, size_t row, size_t column, const char *text);

/** Take a row out; those after it move up. */
void ct_table_remove(ct_table *table, size_t row);

/** Stable sort. */
CT_CHECKED ct_error ct_table_sort(ct_table *table, int (*compare)(const void *row_a, const void *row_b));

/** Append the rows of a text in any of the forms; `file` is how errors name it. Nothing is appended on error.
 * The text may begin with a byte-order mark.
 * @return CT_OK; CT_EPARSE (bad quoting, no JSON, a row with more or fewer cells than the header, a missing
 * column, an empty required cell, a word that is not listed, not a number, not UTF-8), each with its line;
 * CT_EDATA (JSON over its limit); CT_EUSAGE (JSON is not built in); CT_ENOMEM */
CT_CHECKED ct_error ct_table_read(ct_table *table, const char *text, size_t n, const char *file);

/** Write all rows. Cells that a spreadsheet would run as a formula (text beginning with = + - @ or a tab) get
 * a leading apostrophe, which reading takes off again. */
CT_CHECKED ct_error ct_table_write(const ct_table *table, ct_format format, ct_buffer *to);

/** Write CSV with cells that another character separates; `format` is CT_CSV. */
CT_CHECKED ct_error ct_table_write_separated(const ct_table *table, ct_format format, char separator,
                                             ct_buffer *to);

/** One of ct_format_words to a format. CT_EUSAGE for another word, and for JSON that is not built in, naming
 * the library. */
CT_CHECKED ct_error ct_format_parse(const char *text, ct_format *format);

#endif
