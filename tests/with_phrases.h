/* The project's own wordings of the report for a group of tests: read before it, freed after it. Include
 * after cmocka_all.h. */
#ifndef CT_TESTS_WITH_PHRASES_H
#define CT_TESTS_WITH_PHRASES_H

#include "core/file.h"
#include "report/phrases.h"

static ct_table *phrases, *departments;

static ct_error read_words_of(const ct_schema *schema, const char *path, ct_table **table)
{
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;
    ct_error err = arena != NULL ? ct_table_new(table, schema) : ct_no_memory();

    if (err.code == CT_OK) err = ct_file_read(arena, path, &text, &n);
    if (err.code == CT_OK) err = ct_table_read(*table, text, n, path);
    ct_arena_free(arena);
    return err;
}

static int read_phrases(void **state)
{
    (void)state;
    return read_words_of(&ct_phrase_schema, "datasets/report/sentences.csv", &phrases).code != CT_OK ||
           read_words_of(&ct_department_schema, "datasets/report/departments.csv", &departments).code !=
               CT_OK;
}

static int free_phrases(void **state)
{
    (void)state;
    ct_table_free(phrases);
    ct_table_free(departments);
    return 0;
}

#endif
