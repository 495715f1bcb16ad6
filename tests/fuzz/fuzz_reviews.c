/* Hostile reviews, a NUL, and hostile observations: what reviews make of observations must be a table that is
 * written and read again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "extract/record/observation.h"
#include "review/review.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_read(const ct_table *observations)
{
    ct_table *back;
    ct_buffer text;

    ct_buffer_init(&text);
    if (ct_table_new(&back, &ct_observation_schema).code != CT_OK ||
        ct_table_write(observations, CT_CSV, &text).code != CT_OK)
        abort();
    if (ct_table_read(back, ct_buffer_string(&text), text.len, "again").code != CT_OK ||
        back->n != observations->n)
        abort();
    ct_table_free(back);
    ct_buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data, *nul = size > 0 ? memchr(bytes, '\0', size) : NULL;
    size_t n = nul != NULL ? (size_t)(nul - bytes) : 0;
    ct_review_outcome outcome = { 0 };
    ct_table *reviews, *observations;

    if (nul == NULL) return 0;
    if (ct_table_new(&reviews, &ct_review_schema).code != CT_OK ||
        ct_table_new(&observations, &ct_observation_schema).code != CT_OK)
        abort();
    if (ct_table_read(reviews, bytes, n, "reviews").code == CT_OK &&
        ct_table_read(observations, nul + 1, size - n - 1, "observations").code == CT_OK) {
        size_t before = observations->n;
        ct_error err = ct_reviews_apply(reviews, observations, &outcome);
        if (err.code == CT_OK && (observations->n > before || outcome.rejected > before)) abort();
        if (err.code == CT_OK) write_and_read(observations);
    }
    ct_table_free(reviews);
    ct_table_free(observations);
    return 0;
}
