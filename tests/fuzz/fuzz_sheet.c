/* Filled sheets from hostile bytes, CSV, workbooks, and workbooks with one hostile part (workbook_of.h): what
 * is read as decisions must write and read again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "review/sheet.h"
#include "workbook_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_table *sheet, *reviews, *back;
    ct_buffer text;
    const char *bytes = (const char *)data;
    ct_buffer wrapped;

    ct_buffer_init(&wrapped);
    if (size > 1 && bytes[0] != '\0' && strchr("XSYBR", bytes[0]) != NULL) {
        wrap(&wrapped, bytes[0], bytes + 1, size - 1);
        bytes = wrapped.data;
        size = wrapped.len;
    }
    bool book = size > 2 && memcmp(bytes, "PK", 2) == 0;

    if (ct_table_new(&sheet, &ct_sheet_schema).code != CT_OK ||
        ct_table_new(&reviews, &ct_review_schema).code != CT_OK)
        abort();
    ct_error err =
        book ? ct_workbook_read(bytes, size, "fuzz", sheet) : ct_table_read(sheet, bytes, size, "fuzz");
    ct_buffer_init(&text);
    if (err.code == CT_OK &&
        ct_sheet_decisions(sheet, "An", (ct_date){ 2026, 11, 21 }, reviews).code == CT_OK) {
        if (ct_table_new(&back, &ct_review_schema).code != CT_OK ||
            ct_table_write(reviews, CT_CSV, &text).code != CT_OK)
            abort();
        if (ct_table_read(back, ct_buffer_string(&text), text.len, "again").code != CT_OK ||
            back->n != reviews->n)
            abort();
        ct_table_free(back);
    }
    ct_buffer_clear(&text);
    ct_buffer_clear(&wrapped);
    ct_table_free(sheet);
    ct_table_free(reviews);
    return 0;
}
