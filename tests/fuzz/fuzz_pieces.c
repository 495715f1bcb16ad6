/* Hostile CSV in pieces: wherever it is cut, the rows, their lines and the fault are those of the whole. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/row_reader.h"
#include "series/series.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ct_error note_row(void *context, const void *row, long line)
{
    const ct_point *point = row;

    ct_buffer_printf(context, "%ld|%s|%s|%s|%s|%d|%ld|%.17g|%d\n", line, point->indicator, point->scope,
                     point->breakdown, point->unit, point->nature, point->period, point->value,
                     point->status);
    return ct_ok();
}

/* The sizes of the pieces go round 1 .. most; 0: one piece. */
static ct_error read_cut(const char *text, size_t n, size_t most, ct_buffer *rows)
{
    ct_row_reader *reader;
    size_t piece = most;
    ct_error err = ct_row_reader_new(&reader, &ct_series_schema, note_row, rows);

    for (size_t at = 0; at < n && err.code == CT_OK;) {
        size_t length = most == 0 || n - at < piece ? n - at : piece;

        err = ct_row_reader_feed(reader, text + at, length);
        at += length;
        piece = piece > 1 ? piece - 1 : most;
    }
    if (err.code == CT_OK) err = ct_row_reader_end(reader);
    ct_row_reader_free(reader);
    return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t most[] = { 1, 3, 17, 1000 };
    ct_buffer whole, cut;

    ct_buffer_init(&whole);
    ct_buffer_init(&cut);
    ct_error err = read_cut((const char *)data, size, 0, &whole);

    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        ct_error other = read_cut((const char *)data, size, most[i], &cut);

        if (other.code != err.code || strcmp(ct_buffer_string(&cut), ct_buffer_string(&whole)) != 0) abort();
        if (err.code != CT_OK && (other.line != err.line || strcmp(other.text, err.text) != 0)) abort();
        ct_buffer_empty(&cut);
    }
    ct_buffer_clear(&whole);
    ct_buffer_clear(&cut);
    return 0;
}
