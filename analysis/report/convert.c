/* The programs that make office documents: pandoc and LibreOffice, each with a limit on its time. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/child.h"
#include "core/file.h"
#include "report/office.h"

enum { PANDOC_SECONDS = 60, SOFFICE_SECONDS = 180, OUTPUT_LIMIT = 1 << 20 };

/* Run a program that writes `made`; nothing stays when it fails. */
static ct_error run(const char *const *argv, const char *package, const ct_buffer *input, unsigned seconds, const char *made)
{
    ct_child child = { .argv = argv,
                       .package = package,
                       .input = input != NULL ? ct_buffer_string(input) : NULL,
                       .n_input = input != NULL ? input->len : 0,
                       .seconds = seconds,
                       .limit = OUTPUT_LIMIT };
    ct_child_result result = { 0 };
    ct_error err;

    ct_buffer_init(&result.output);
    err = ct_child_run(&child, &result);
    bool lost = strstr(result.said, "Could not fetch") != NULL; /* pandoc goes on without a chart it does not find */
    if (err.code == CT_OK && (result.status != 0 || lost || !ct_file_exists(made)))
        err = ct_in(ct_fail(CT_ETOOL, 0, "%s did not write it (status %d): %.300s", argv[0], result.status,
                            result.said[0] != '\0' ? result.said : "it said nothing; is the disk full?"),
                    made);
    if (err.code != CT_OK) (void)unlink(made);
    ct_child_clear(&result);
    return err;
}

/* The folder and the template hold what pandoc can use. */
static ct_error check(const ct_office_options *options)
{
    if (strchr(options->resources, ':') != NULL)
        return ct_in(ct_fail(CT_EUSAGE, 0, "pandoc finds no charts in a folder with ':' in its name; choose another"), options->resources);
    if (!ct_file_exists(options->template))
        return ct_in(ct_fail(CT_EIO, 0, "the template does not exist; give a .docx file with --template"), options->template);
    return ct_ok();
}

static ct_error pandoc(ct_arena *arena, const ct_office_options *options, const ct_buffer *text, const char *path)
{
    const char *template = ct_arena_printf(arena, "--reference-doc=%s", options->template);
    const char *resources = ct_arena_printf(arena, "--resource-path=%s", options->resources);
    const char *output = ct_arena_printf(arena, "--output=%s", path);
    const char *const argv[] = {
        "pandoc",    "--from=markdown-smart-implicit_figures-yaml_metadata_block-citations-tex_math_dollars-example_lists",
        "--to=docx", template,
        resources,   output,
        NULL
    };

    if (template == NULL || resources == NULL || output == NULL) return ct_no_memory();
    return run(argv, "pandoc", text, PANDOC_SECONDS, path);
}

ct_error ct_report_docx(const ct_report *report, const ct_office_options *options, const char *path)
{
    ct_arena *arena = ct_arena_new();
    ct_office_parts parts;
    ct_buffer text;
    ct_page page;
    ct_error err = arena != NULL ? check(options) : ct_no_memory();

    ct_buffer_init(&text);
    if (err.code == CT_OK) err = ct_package_page(options->template, &page);
    if (err.code == CT_OK) err = ct_report_office(arena, report, options, &page, &text, &parts);
    if (err.code == CT_OK) err = pandoc(arena, options, &text, path);
    if (err.code == CT_OK) {
        const ct_package_parts more = { parts.title, options->own_template ? "" : "Times New Roman", parts.charts, parts.n_charts };
        err = ct_package_finish(path, &more);
        if (err.code != CT_OK) (void)unlink(path);
    }
    ct_buffer_clear(&text);
    ct_arena_free(arena);
    return err;
}

/* LibreOffice keeps its settings in a folder of its own beside the document, so that a running office and its settings are left alone. */
ct_error ct_office_convert(const char *docx, const char *folder, const char *format)
{
    ct_arena *arena = ct_arena_new();
    ct_error err;
    char *profile, *made, *base;

    if (arena == NULL) return ct_no_memory();
    base = ct_arena_strdup(arena, ct_base_name(docx));
    if (base != NULL && strrchr(base, '.') != NULL) *strrchr(base, '.') = '\0';
    profile = ct_arena_strdup(arena, "/tmp/chitieu-office-XXXXXX");
    made = base != NULL ? ct_arena_printf(arena, "%s/%s.%s", folder, base, format) : NULL;
    if (made == NULL || profile == NULL) {
        ct_arena_free(arena);
        return ct_no_memory();
    }
    if (mkdtemp(profile) == NULL) {
        ct_arena_free(arena);
        return ct_in(ct_fail(CT_EIO, 0, "no folder for LibreOffice's settings can be made here"), "/tmp");
    }
    const char *settings = ct_arena_printf(arena, "-env:UserInstallation=file://%s", profile);
    const char *const argv[] = { "soffice", "--headless", settings, "--convert-to", format, "--outdir", folder, docx, NULL };
    err = settings != NULL ? run(argv, "libreoffice-writer-nogui", NULL, SOFFICE_SECONDS, made) : ct_no_memory();
    ct_error removed = ct_folder_remove(profile);
    if (err.code == CT_OK) err = removed;
    ct_arena_free(arena);
    return err;
}
