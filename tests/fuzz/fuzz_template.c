#define _GNU_SOURCE /* memmem() */
/* What an office gives for the form of its reports. The first byte says what the others are: 'D'
 * word/document.xml of a template, behind right checksums, 'Z' the template as a whole, 'F' a fragment of
 * markup with {{words}}, 'P' sentences.csv. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "core/vietnamese.h"
#include "report/fragment.h"
#include "report/package.h"
#include "report/phrases.h"
#include "zip_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];

static void take_away(void)
{
    ct_error removed = ct_folder_remove(folder);

    (void)removed;
}

static const char *put_file(const char *bytes, size_t n)
{
    static char path[96];

    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/chitieu-fuzz-XXXXXX",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        if (mkdtemp(folder) == NULL) abort();
        atexit(take_away);
    }
    snprintf(path, sizeof path, "%s/given", folder);
    FILE *to = fopen(path, "wb");

    if (to == NULL || (n > 0 && fwrite(bytes, 1, n, to) != n) || fclose(to) != 0) abort();
    return path;
}

/* Whatever the template says, there is room for text on a page that Word can have. */
static void page(const char *bytes, size_t n, bool whole)
{
    ct_page got;
    ct_buffer made, central;

    ct_buffer_init(&made);
    ct_buffer_init(&central);
    if (!whole) {
        put_local(&made, &central, "word/document.xml", bytes, n);
        put_end(&made, &central, 1);
    }
    ct_error err = ct_package_page(whole ? put_file(bytes, n) : put_file(made.data, made.len), &got);

    if (err.code != CT_OK && err.file[0] == '\0') abort();
    if (err.code == CT_OK &&
        (got.width < 1 || got.height < 1 || got.width > 31680 || got.height > 31680 ||
         got.width - got.left - got.right < 1 || got.height - labs(got.top) - labs(got.bottom) < 1))
        abort();
    ct_buffer_clear(&made);
    ct_buffer_clear(&central);
}

/* The words are escaped wherever they land. */
static void fragment(const char *bytes, size_t n)
{
    static const ct_fragment_word words[] = { { "title", "<hostile & \"x\">" }, { "font", "Times" } };
    ct_arena *arena = ct_arena_new();
    ct_buffer text;

    ct_buffer_init(&text);
    (void)put_file(bytes, n);
    ct_error err = ct_fragment_fill(arena, folder, "given", words, sizeof words / sizeof *words, &text);

    if (err.code != CT_OK && err.file[0] == '\0') abort();
    if (err.code == CT_OK && memmem(bytes, n, "<hostile", 8) == NULL && memmem(bytes, n, "{{&", 3) == NULL &&
        strstr(ct_buffer_string(&text), "<hostile") != NULL)
        abort();
    ct_buffer_clear(&text);
    ct_arena_free(arena);
}

static void phrases(const char *bytes, size_t n)
{
    static const ct_phrase_word words[] = { { "year", "2025" }, { "name", "a{b}" } };
    ct_table *table;
    ct_buffer text;

    if (ct_table_new(&table, &ct_phrase_schema).code != CT_OK) abort();
    ct_buffer_init(&text);
    if (ct_table_read(table, bytes, n, "fuzz").code == CT_OK)
        for (size_t i = 0; i < table->n && i < 64; i++) {
            const ct_phrase *row = ct_table_row(table, i);
            ct_error err = ct_phrase_fill(table, row->key, i % 2 == 0 ? CT_VI : CT_EN, words,
                                          sizeof words / sizeof *words, &text);
            if (err.code == CT_OK && ct_utf8_valid(ct_buffer_string(&text), text.len) != text.len) abort();
            if (err.code != CT_OK && err.file[0] == '\0') abort();
            ct_buffer_empty(&text);
        }
    ct_buffer_clear(&text);
    ct_table_free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data + 1;

    if (size < 2) return 0;
    if (data[0] == 'D' || data[0] == 'Z') page(bytes, size - 1, data[0] == 'Z');
    if (data[0] == 'F') fragment(bytes, size - 1);
    if (data[0] == 'P') phrases(bytes, size - 1);
    return 0;
}
