#define _GNU_SOURCE /* memmem(), realpath() */
/* The programs that make office documents: pandoc and LibreOffice, each with a limit on its time. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/child.h"
#include "core/ending.h"
#include "core/file.h"
#include "core/memory.h"
#include "documents/document.h"
#include "report/office.h"

enum { PANDOC_SECONDS = 60, SOFFICE_SECONDS = 180, OUTPUT_LIMIT = 1 << 20 };

/* A program may end well and have written something else, or half of it. An office document must be one that
 * we can read. */
static ct_error check_made(const char *program, const char *made)
{
    ct_arena *arena = ct_arena_new();
    const char *bytes, *ending = strrchr(made, '.');
    size_t n;
    ct_error err = arena != NULL ? ct_file_read(arena, made, &bytes, &n) : ct_no_memory();
    bool pdf = ending != NULL && strcmp(ending, ".pdf") == 0, good = err.code != CT_OK;

    if (err.code == CT_OK && pdf) {
        good =
            n > 1024 && memcmp(bytes, "%PDF-", 5) == 0 && memmem(bytes + n - 1024, 1024, "%%EOF", 5) != NULL;
    } else if (err.code == CT_OK) {
        ct_document *document = NULL;
        ct_error read = ct_document_parse(&document, made, bytes, n);
        good =
            read.code == CT_EUSAGE ||
            (read.code == CT_OK && (document->format == CT_FORMAT_DOCX || document->format == CT_FORMAT_ODT));
        if (read.code == CT_ENOMEM) err = read;
        if (err.code == CT_OK) err = ct_memory_error(); /* it may look damaged for want of memory */
        ct_document_free(document);
    }
    ct_arena_free(arena);
    if (err.code == CT_OK && !good)
        err = ct_in(
            ct_fail(CT_ETOOL, 0,
                    "what %s wrote is no whole document; is the disk full, or another program called so?",
                    program),
            made);
    return err;
}

/* Run a program that writes `made`; nothing stays when it fails. */
static ct_error run(const char *const *argv, const char *package, const ct_buffer *input, const char *folder,
                    unsigned seconds, const char *made)
{
    ct_child child = { .argv = argv,
                       .package = package,
                       .input = input != NULL ? ct_buffer_string(input) : NULL,
                       .n_input = input != NULL ? input->len : 0,
                       .seconds = seconds,
                       .folder = folder,
                       .limit = OUTPUT_LIMIT };
    ct_child_result result = { 0 };
    ct_error err;

    ct_buffer_init(&result.output);
    err = ct_child_run(&child, &result);
    bool lost =
        strstr(result.said, "Could not fetch") != NULL; /* pandoc goes on without a chart it does not find */
    if (err.code == CT_OK && (result.status != 0 || lost || !ct_file_exists(made)))
        err = ct_in(ct_fail(CT_ETOOL, 0, "%s did not write it (status %d): %.300s", argv[0], result.status,
                            result.said[0] != '\0' ? result.said : "it said nothing; is the disk full?"),
                    made);
    if (err.code == CT_OK) err = check_made(argv[0], made);
    if (err.code != CT_OK) (void)unlink(made);
    ct_child_clear(&result);
    return err;
}

/* It runs in the folder of the charts: ':' in a path would part two of them for --resource-path. */
static ct_error pandoc(ct_arena *arena, const ct_office_options *options, const ct_buffer *text,
                       const char *path)
{
    const char *slash = strrchr(path, '/'),
               *at = slash == NULL ? "." : ct_arena_strndup(arena, path, (size_t)(slash - path + 1));
    char *whole = realpath(options->template, NULL), *folder = realpath(options->resources, NULL),
         *out = at != NULL ? realpath(at, NULL) : NULL;
    const char *template = whole != NULL ? ct_arena_printf(arena, "--reference-doc=%s", whole) : NULL;
    const char *output =
        out != NULL ? ct_arena_printf(arena, "--output=%s/%s", out, ct_base_name(path)) : NULL;
    const char *const argv[] = {
        "pandoc",
        "--from=markdown-smart-implicit_figures-yaml_metadata_block-citations-tex_math_dollars-example_lists",
        "--to=docx",
        template,
        "--resource-path=.",
        output,
        NULL
    };
    ct_error err = ct_ok();

    if (whole == NULL)
        err = ct_in(ct_fail(CT_EIO, 0, "the template does not exist; give a .docx file with --template"),
                    options->template);
    else if (folder == NULL || out == NULL)
        err =
            ct_in(ct_fail(CT_EIO, 0, "there is no such folder"), folder == NULL ? options->resources : path);
    else
        err = template != NULL && output != NULL ? run(argv, "pandoc", text, folder, PANDOC_SECONDS, path)
                                                 : ct_no_memory();
    free(whole);
    free(folder);
    free(out);
    return err;
}

ct_error ct_report_docx(const ct_report *report, const ct_office_options *options, const char *path)
{
    ct_arena *arena = ct_arena_new();
    ct_office_parts parts;
    ct_buffer text;
    ct_page page;
    ct_error err = arena != NULL ? ct_ok() : ct_no_memory();

    ct_buffer_init(&text);
    if (err.code == CT_OK && !ct_file_exists(options->template))
        err = ct_in(ct_fail(CT_EIO, 0, "the template does not exist; give a .docx file with --template"),
                    options->template);
    if (err.code == CT_OK) err = ct_package_page(options->template, &page);
    if (err.code == CT_OK) err = ct_report_office(arena, report, options, &page, &text, &parts);
    if (err.code == CT_OK) err = pandoc(arena, options, &text, path);
    if (err.code == CT_OK) {
        const ct_package_parts more = { parts.title, options->font != NULL ? options->font : "", parts.charts,
                                        parts.n_charts };
        err = ct_package_finish(path, &more);
        if (err.code != CT_OK) (void)unlink(path);
    }
    ct_buffer_clear(&text);
    ct_arena_free(arena);
    return err;
}

/* LibreOffice keeps its settings in a folder of its own beside the document, so that a running office and its
 * settings are left alone. */
ct_error ct_office_convert(const char *docx, const char *folder, const char *format)
{
    ct_arena *arena = ct_arena_new();
    ct_error err;
    const char *profile, *made;
    char *base;
    size_t place;

    if (arena == NULL) return ct_no_memory();
    base = ct_arena_strdup(arena, ct_base_name(docx));
    if (base != NULL && strrchr(base, '.') != NULL) *strrchr(base, '.') = '\0';
    made = base != NULL ? ct_arena_printf(arena, "%s/%s.%s", folder, base, format) : NULL;
    err = made != NULL ? ct_folder_temporary(arena, &profile, &place) : ct_no_memory();
    if (err.code != CT_OK) {
        ct_arena_free(arena);
        return err;
    }
    const char *settings = ct_arena_printf(arena, "-env:UserInstallation=file://%s", profile);
    const char *const argv[] = { "soffice", "--headless", settings, "--convert-to", format, "--outdir",
                                 folder,    docx,         NULL };
    err = settings != NULL ? run(argv, "libreoffice-writer-nogui", NULL, NULL, SOFFICE_SECONDS, made)
                           : ct_no_memory();
    ct_error removed = ct_folder_remove(profile);

    ct_ending_forget(place);
    if (err.code == CT_OK) err = removed;
    ct_arena_free(arena);
    return err;
}
