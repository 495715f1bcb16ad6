/* ZIP archives for tests of Word and ODT files. */
#ifndef CT_TESTS_MAKE_ARCHIVE_H
#define CT_TESTS_MAKE_ARCHIVE_H

#ifdef CHITIEU_HAVE_WORD

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "cmocka_all.h"

/* An archive in memory: parts are name, text, ..., NULL. The caller frees it. */
static inline char *make_archive(const char *const *parts, size_t empty_entries, size_t *n)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 1, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    zip_stat_t stat;
    char *bytes, name[32];

    assert_non_null(zip);
    zip_source_keep(source);
    for (size_t i = 0; parts[i] != NULL; i += 2)
        assert_true(zip_file_add(zip, parts[i], zip_source_buffer(zip, parts[i + 1], strlen(parts[i + 1]), 0),
                                 0) >= 0);
    for (size_t i = 0; i < empty_entries; i++) {
        snprintf(name, sizeof name, "part%zu", i);
        assert_true(zip_file_add(zip, name, zip_source_buffer(zip, "", 0, 0), 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(source), 0);
    assert_int_equal(zip_source_stat(source, &stat), 0);
    bytes = malloc(stat.size);
    assert_non_null(bytes);
    *n = (size_t)stat.size;
    assert_int_equal(zip_source_read(source, bytes, stat.size), (zip_int64_t)stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

#endif
#endif
