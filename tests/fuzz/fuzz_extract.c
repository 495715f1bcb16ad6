/* Any bytes as a document's text, through extraction with the real catalogue. The catalogue and the extractor
 * are made once and kept. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ct_catalogue *catalogue;
static ct_extractor *extractor;

/* Without its data the target tests nothing: stop loudly. */
static void prepare(void)
{
    ct_error err = ct_catalogue_read(&catalogue, TEST_SOURCE_FOLDER "/datasets/catalogue", NULL);
    if (err.code == CT_OK)
        err = ct_extractor_new(&extractor, catalogue, TEST_SOURCE_FOLDER "/datasets/catalogue");
    if (err.code != CT_OK) {
        fprintf(stderr, "%s:%ld: %s\n", err.file, err.line, err.text);
        abort();
    }
}

/* Before libFuzzer's clock runs: on a busy machine the whole catalogue takes longer to read than one try may.
 */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    prepare();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_document *document = NULL;
    ct_table *table = NULL;
    for (size_t i = 0; i + 5 <= size && i < 1024; i++)
        if (memcmp(data + i, "%PDF-", 5) == 0) return 0; /* pdftotext's own process */
    if (extractor == NULL) prepare();
    ct_error err = ct_document_parse(&document, "fuzz.txt", (const char *)data, size);
    if (err.code == CT_OK) err = ct_table_new(&table, &ct_observation_schema);
    if (err.code == CT_OK) err = ct_extract(extractor, document, "", table, NULL, NULL);
    for (size_t i = 0; err.code == CT_OK && i < table->n; i++) {
        const ct_observation *row = ct_observation_at(table, i);
        bool fall =
            row->value_low < 0 && row->value_high < 0; /* its ends stand in the order written: -1 to -1.5 */
        if (row->line_start < 1 || row->line_end < row->line_start ||
            !(row->confidence >= 0 && row->confidence <= 1) || (row->value_low > row->value_high && !fall))
            abort();
    }
    ct_table_free(table);
    ct_document_free(document);
    return 0;
}
