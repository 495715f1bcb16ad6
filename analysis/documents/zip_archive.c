/* The ZIP archive around an Office or OpenDocument file: libzip with limits. */
#ifdef CHITIEU_HAVE_WORD

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "documents/word.h"

enum {
    ENTRIES = 10000,               /* a document with 1,000 pictures has about 1,100      */
    PART_LIMIT = 64 * 1024 * 1024, /* bytes of one part, decompressed                     */
    RATIO_LIMIT = 200,             /* a bomb unpacks to 1,000 times its size, text to 30  */
    RATIO_FROM = 4 * 1024 * 1024,  /* bytes from which on the ratio counts                */
    CHUNK = 64 * 1024
};

struct ct_archive {
    zip_t *zip;
};

static ct_error fail_damaged(const char *what)
{
    return ct_fail(
        CT_EPARSE, 0,
        "this Office file is damaged (%.150s); open it in Word, Excel or LibreOffice and save it again, "
        "or get a new copy",
        what);
}

static ct_error fail_zip(zip_t *zip)
{
    return zip_error_code_zip(zip_get_error(zip)) == ZIP_ER_MEMORY ? ct_no_memory()
                                                                   : fail_damaged(zip_strerror(zip));
}

ct_error ct_archive_open(ct_archive **out, const char *bytes, size_t n)
{
    zip_error_t error;
    zip_source_t *source;
    zip_t *zip = NULL;
    ct_error err = ct_ok();

    *out = NULL;
    zip_error_init(&error);
    errno = 0; /* where libzip has no memory it may say "not a zip archive" */
    source = zip_source_buffer_create(bytes, n, 0, &error);
    if (source != NULL) zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == NULL) {
        err = zip_error_code_zip(&error) == ZIP_ER_MEMORY || errno == ENOMEM
                  ? ct_no_memory()
                  : fail_damaged(zip_error_strerror(&error));
        if (source != NULL) zip_source_free(source);
    } else if (zip_get_num_entries(zip, 0) > ENTRIES) {
        err = ct_fail(CT_EDATA, 0, "the archive has %lld entries, more than %d; this is no ordinary document",
                      (long long)zip_get_num_entries(zip, 0), ENTRIES);
    } else if ((*out = calloc(1, sizeof **out)) == NULL) {
        err = ct_no_memory();
    } else {
        (*out)->zip = zip;
        zip = NULL; /* it is the archive's now */
    }
    if (zip != NULL) zip_discard(zip);
    zip_error_fini(&error);
    return err;
}

void ct_archive_close(ct_archive *archive)
{
    if (archive == NULL) return;
    zip_discard(archive->zip);
    free(archive);
}

bool ct_archive_has(const ct_archive *archive, const char *name)
{
    return zip_name_locate(archive->zip, name, 0) >= 0;
}

/* The sizes that the archive states are not believed: what comes out is measured. */
static ct_error read_entry(zip_file_t *entry, zip_uint64_t packed, const char *name, ct_buffer *part)
{
    char chunk[CHUNK];
    zip_int64_t got;

    while ((got = zip_fread(entry, chunk, sizeof chunk)) > 0) {
        ct_buffer_append(part, chunk, (size_t)got);
        CT_TRY(ct_buffer_error(part));
        if (part->len > PART_LIMIT)
            return ct_fail(CT_EDATA, 0, "%.100s unpacks to more than %d MB; this is no ordinary document",
                           name, PART_LIMIT / (1024 * 1024));
        if (part->len > RATIO_FROM && part->len / RATIO_LIMIT > packed)
            return ct_fail(CT_EDATA, 0,
                           "%.100s unpacks to more than %d times its size; this is no ordinary document",
                           name, RATIO_LIMIT);
    }
    if (got < 0 && zip_error_code_zip(zip_file_get_error(entry)) == ZIP_ER_MEMORY) return ct_no_memory();
    if (got < 0) return fail_damaged(zip_file_strerror(entry));
    return ct_ok();
}

ct_error ct_archive_read(const ct_archive *archive, const char *name, bool required, ct_buffer *part)
{
    zip_int64_t at = zip_name_locate(archive->zip, name, 0);
    zip_file_t *entry;
    zip_stat_t stat;
    ct_error err;

    part->len = 0;
    if (at < 0 && !required) return ct_ok();
    if (at < 0)
        return ct_fail(CT_EPARSE, 0, "this Office file is damaged (it has no part %s); get a new copy", name);
    zip_stat_init(&stat);
    if (zip_stat_index(archive->zip, (zip_uint64_t)at, 0, &stat) != 0 ||
        (stat.valid & ZIP_STAT_COMP_SIZE) == 0)
        return fail_zip(archive->zip);
    entry = zip_fopen_index(archive->zip, (zip_uint64_t)at, 0);
    if (entry == NULL) {
        int code = zip_error_code_zip(zip_get_error(archive->zip));
        if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD || code == ZIP_ER_ENCRNOTSUPP)
            return ct_fail(
                CT_EDATA, 0,
                "this file is protected by a password; open it in Word, Excel or LibreOffice and save it without one");
        return fail_zip(archive->zip);
    }
    err = read_entry(entry, stat.comp_size, name, part);
    zip_fclose(entry); /* of a file only read: nothing is left to fail */
    return err;
}

#else
typedef int ct_archive_not_built; /* ISO C wants a declaration in every file */
#endif
