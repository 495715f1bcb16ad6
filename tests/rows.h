/* Small tables written in a test as CSV text. Include after cmocka_all.h. */
#ifndef CT_TESTS_ROWS_H
#define CT_TESTS_ROWS_H

#include <string.h>

#include "core/buffer.h"
#include "core/table.h"

#define OBSERVATION_HEADER                                                                                                      \
    "document,line_start,line_end,quote,indicator,scope,breakdown,value_low,value_high,unit,qualifier,period_start,period_end," \
    "aggregation,"                                                                                                              \
    "kind,measure,base_period,confidence\n"
#define OBSERVATION_HEADER_REVIEWED                                                                                             \
    "document,line_start,line_end,quote,indicator,scope,breakdown,value_low,value_high,unit,qualifier,period_start,period_end," \
    "aggregation,kind,measure,base_period,confidence,review\n"
#define POINT_HEADER "indicator,scope,breakdown,unit,nature,period,value,status,source\n"
#define TARGET_HEADER                                                                                        \
    "indicator,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,source\n"

/* A table of the schema with a header and rows; freed by the caller. Fails the test when the text is no such
 * table. */
static inline ct_table *rows_read(const ct_schema *schema, const char *header, const char *rows)
{
    ct_table *table;
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_text(&text, header);
    ct_buffer_text(&text, rows);
    assert_ct_ok(ct_table_new(&table, schema));
    assert_ct_ok(ct_table_read(table, ct_buffer_string(&text), strlen(ct_buffer_string(&text)), "rows"));
    ct_buffer_clear(&text);
    return table;
}

static inline ct_table *rows_empty(const ct_schema *schema)
{
    ct_table *table;

    assert_ct_ok(ct_table_new(&table, schema));
    return table;
}

#endif
