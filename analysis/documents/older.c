#include "documents/older.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/child.h"
#include "core/ending.h"
#include "core/file.h"
#include "core/vietnamese.h"

enum {
    OLE_SEARCH = 4 * 1024 * 1024,
    OFFICE_SECONDS = 180,
    TEXT_SECONDS = 60,
    OUTPUT_LIMIT = 256 * 1024 * 1024
};

/* The name in UTF-16LE, as OLE directories keep it. */
static bool has_name(const char *bytes, size_t n, const char *name)
{
    size_t len = strlen(name), last = n < OLE_SEARCH ? n : OLE_SEARCH;

    for (size_t i = 0; i + 2 * len <= last; i++) {
        size_t same = 0;
        while (same < len && bytes[i + 2 * same] == name[same] && bytes[i + 2 * same + 1] == '\0') same++;
        if (same == len) return true;
    }
    return false;
}

ct_older ct_older_find(const char *bytes, size_t n)
{
    if (n >= 5 && memcmp(bytes, "{\\rtf", 5) == 0) return CT_OLDER_RTF;
    if (n < 512 || memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0 ||
        has_name(bytes, n, "EncryptedPackage"))
        return CT_OLDER_NONE;
    if (has_name(bytes, n, "WordDocument")) return CT_OLDER_WORD;
    return has_name(bytes, n, "Workbook") ? CT_OLDER_EXCEL : CT_OLDER_NONE;
}

static bool is_missing(const ct_error *err)
{
    return err->code == CT_ETOOL && strstr(err->text, "not installed") != NULL;
}

static bool is_archive(const char *bytes, size_t n)
{
    return n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

/* Run LibreOffice in a folder of its own, with a profile of its own: one that runs already would take the
 * work and end at once. */
static ct_error run_office(ct_arena *arena, const char *folder, const char *from, const char *form,
                           unsigned seconds, const char **path)
{
    const char *input = ct_path_join(arena, folder, from),
               *profile = ct_arena_printf(arena, "-env:UserInstallation=file://%s/profile", folder);
    ct_child_result result = { 0 };
    ct_error err;

    *path = ct_arena_printf(arena, "%s/out/in.%s", folder, form);
    const char *out = ct_arena_printf(arena, "%s/out", folder);
    if (input == NULL || profile == NULL || *path == NULL || out == NULL) return ct_no_memory();
    const char *const argv[] = { "soffice", "--headless", "--norestore", profile, "--convert-to",
                                 form,      "--outdir",   out,           input,   NULL };
    const ct_child child = { .argv = argv,
                             .package = "libreoffice-writer",
                             .seconds = seconds > 0 ? seconds : OFFICE_SECONDS,
                             .limit = 1 << 20 };
    err = ct_child_run(&child, &result);
    if (err.code == CT_OK && (result.status != 0 || !ct_file_exists(*path)))
        err = ct_fail(CT_ETOOL, 0, "LibreOffice could not convert it: %.200s",
                      result.said[0] != '\0' ? result.said : "it gave no reason");
    ct_child_clear(&result);
    return err;
}

static ct_error by_office(ct_older kind, const char *bytes, size_t n, unsigned seconds, ct_buffer *to)
{
    const char *path, *text;
    ct_arena *arena = ct_arena_new();
    const char *folder = NULL;
    const char *from = kind == CT_OLDER_WORD ? "in.doc" : kind == CT_OLDER_RTF ? "in.rtf" : "in.xls";
    size_t len, place;
    ct_error err = arena == NULL ? ct_no_memory() : ct_folder_temporary(arena, &folder, &place);

    bool made = err.code == CT_OK;
    const char *input = made ? ct_path_join(arena, folder, from) : NULL;
    if (made && input == NULL) err = ct_no_memory();
    if (err.code == CT_OK) err = ct_file_write(input, bytes, n);
    if (err.code == CT_OK)
        err = run_office(arena, folder, from, kind == CT_OLDER_EXCEL ? "xlsx" : "docx", seconds, &path);
    if (err.code == CT_OK) err = ct_file_read(arena, path, &text, &len);
    if (err.code == CT_OK && !is_archive(text, len))
        err = ct_fail(CT_ETOOL, 0, "LibreOffice wrote what is no Word or Excel file");
    if (err.code == CT_OK) {
        ct_buffer_append(to, text, len);
        err = ct_buffer_error(to);
    }
    if (made) {
        ct_error gone = ct_folder_remove(folder);
        ct_ending_forget(place);
        if (err.code == CT_OK) err = gone;
    }
    ct_arena_free(arena);
    return err;
}

/* What a program printed is text: valid UTF-8 with words in it. */
static bool is_text(const ct_buffer *output)
{
    const char *text = ct_buffer_string(output);
    size_t letters = 0;

    if (output->len == 0 || ct_utf8_valid(text, output->len) != output->len ||
        memchr(text, '\0', output->len) != NULL)
        return false;
    for (size_t i = 0; i < output->len; i++) letters += (unsigned char)text[i] >= 'A';
    return letters > 0 && strncmp(text, "{\\rtf", 5) != 0;
}

static ct_error by_text(const char *const *argv, const char *package, const char *bytes, size_t n,
                        unsigned seconds, ct_buffer *to)
{
    const ct_child child = { .argv = argv,
                             .package = package,
                             .input = bytes,
                             .n_input = n,
                             .seconds = seconds > 0 ? seconds : TEXT_SECONDS,
                             .limit = OUTPUT_LIMIT,
                             .memory = (size_t)2 << 30 };
    ct_child_result result;
    ct_error err = ct_child_run(&child, &result);

    if (err.code == CT_OK && (result.status != 0 || !is_text(&result.output)))
        err = ct_fail(CT_ETOOL, 0, "%s could not read it: %.200s", argv[0],
                      result.said[0] != '\0' ? result.said : "no text came out");
    if (err.code == CT_OK) {
        ct_buffer_append(to, ct_buffer_string(&result.output), result.output.len);
        err = ct_buffer_error(to);
    }
    ct_child_clear(&result);
    return err;
}

ct_error ct_older_convert(ct_older kind, const char *bytes, size_t n, unsigned seconds, ct_buffer *to)
{
    static const char *const antiword[] = { "antiword", "-m", "UTF-8.txt", "-w", "0", "-", NULL };
    static const char *const catdoc[] = { "catdoc", "-d", "utf-8", "-w", NULL };
    static const char *const names[] = { "", "an old Word file (.doc)", "an RTF file",
                                         "an old Excel file (.xls)" };
    ct_error err = by_office(kind, bytes, n, seconds, to), other;

    if (err.code == CT_OK || err.code == CT_ENOMEM || err.code == CT_EIO) return err;
    if (kind == CT_OLDER_WORD) {
        other = by_text(antiword, "antiword", bytes, n, seconds, to);
        if (other.code == CT_OK || other.code == CT_ENOMEM) return other;
        if (!is_missing(&other)) err = other;
    }
    if (kind != CT_OLDER_EXCEL) {
        other = by_text(catdoc, "catdoc", bytes, n, seconds, to);
        if (other.code == CT_OK || other.code == CT_ENOMEM) return other;
        if (!is_missing(&other)) err = other;
    }
    if (!is_missing(&err))
        return ct_fail_why(CT_ETOOL, 0, &err, "this is %s; %.300s; save it as .docx or .xlsx", names[kind],
                           err.text);
    return ct_fail(CT_EUNREAD, 0, "this is %s; install Debian's package %s to have it read, or save it as %s",
                   names[kind],
                   kind == CT_OLDER_WORD  ? "libreoffice-writer (or antiword)"
                   : kind == CT_OLDER_RTF ? "libreoffice-writer (or catdoc)"
                                          : "libreoffice-calc",
                   kind == CT_OLDER_EXCEL ? ".xlsx" : ".docx");
}
