/* What a schema says of its columns, and the forms tables are written in. */
#include "core/table.h"

#include <string.h>

const char *const ct_format_words[] = { "csv", "json", "jsonl", "tsv", NULL };

size_t ct_schema_column(const ct_schema *schema, const char *name)
{
    size_t c = 0;

    while (c < schema->n_columns && strcmp(schema->columns[c].name, name) != 0) c++;
    return c;
}

ct_error ct_format_parse(const char *text, ct_format *format)
{
    for (size_t i = 0; ct_format_words[i] != NULL; i++) {
        if (strcmp(text, ct_format_words[i]) != 0) continue;
#ifndef CHITIEU_HAVE_JSON
        if (i == CT_JSON || i == CT_JSONL)
            return ct_fail(
                CT_EUSAGE, 0,
                "JSON is not built in; install libjansson-dev and build again, or use --format csv");
#endif
        *format = (ct_format)i;
        return ct_ok();
    }
    return ct_fail(CT_EUSAGE, 0, "'%s' is no format of this program; write csv, json, jsonl or tsv", text);
}
