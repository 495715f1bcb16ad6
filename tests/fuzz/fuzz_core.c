/* Numbers, dates, folding and quoting of hostile text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/number.h"
#include "core/vietnamese.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void numbers_and_dates(const char *text)
{
    char out[CT_NUMBER_SIZE], day[CT_DATE_SIZE];
    double value;
    ct_date date;
    long whole;

    if (ct_number_vi(text, &value).code == CT_OK) ct_number_people(out, value, 3, CT_VI);
    if (ct_number_plain(text, &value).code == CT_OK) {
        ct_number_table(out, value);
        ct_number_people(out, value, 9, CT_EN);
    }
    if (ct_integer_plain(text, 1, 100, &whole).code == CT_OK && (whole < 1 || whole > 100)) abort();
    if (ct_date_parse(text, &date).code == CT_OK) {
        ct_date_print(day, date);
        if (strcmp(day, text) != 0) abort();
    }
}

static void folding(ct_arena *arena, const char *text, size_t n)
{
    const char *once = ct_fold(arena, text, n), *twice;

    if (once == NULL) return;
    twice = ct_fold(arena, once, strlen(once));
    if (twice == NULL || strcmp(once, twice) != 0) abort(); /* a fold of a fold is itself */
    if (ct_utf8_valid(once, strlen(once)) != strlen(once)) abort();
    if (ct_nfc(arena, text, n) == NULL || ct_lower(arena, text, n) == NULL) return;
    if (ct_utf8_cut(once, n / 2) > strlen(once)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_arena *arena = ct_arena_new();
    ct_buffer cell;
    char *text = arena != NULL ? ct_arena_strndup(arena, (const char *)data, size) : NULL;

    if (text != NULL) {
        numbers_and_dates(text);
        folding(arena, text, size);
        ct_buffer_init(&cell);
        ct_csv_cell(&cell, text);
        ct_buffer_clear(&cell);
    }
    ct_arena_free(arena);
    return 0;
}
