#include "documents/ocr.h"

#include <string.h>
#include <unistd.h>

enum {
    SECONDS = 300, /* a dense page takes 5 to 10                                           */
    OUTPUT_LIMIT = 64 * 1024 * 1024, /* a page is 50 kB; a TIFF of a thousand pages stays below             */
    MOST_CORES = 16
};
static const size_t memory_limit =
    (size_t)3 << 30; /* a page at 300 dpi takes a tenth; a picture made to exhaust us ends here */

size_t ct_ocr_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > MOST_CORES ? MOST_CORES : (size_t)n;
}

static bool has_line(const char *text, const char *line)
{
    size_t n = strlen(line);

    for (const char *at = text; (at = strstr(at, line)) != NULL; at++)
        if ((at == text || at[-1] == '\n') && (at[n] == '\n' || at[n] == '\r' || at[n] == '\0')) return true;
    return false;
}

static ct_error ask(const char *option, ct_child_result *result)
{
    const char *const argv[] = { "tesseract", option, NULL };
    const ct_child child = { .argv = argv, .package = "tesseract-ocr", .seconds = 30, .limit = 1 << 20 };

    return ct_child_run(&child, result);
}

ct_error ct_ocr_find(ct_arena *arena, ct_ocr_engine *engine)
{
    ct_child_result models = { 0 }, version = { 0 };
    ct_error err = ask("--list-langs", &models);

    if (err.code == CT_OK && !has_line(ct_buffer_string(&models.output), "vie"))
        err = ct_fail(CT_ETOOL, 0,
                      "tesseract has no Vietnamese model; install Debian's package tesseract-ocr-vie");
    if (err.code == CT_OK) {
        engine->turns = has_line(ct_buffer_string(&models.output), "osd");
        err = ask("--version", &version);
    }
    if (err.code == CT_OK) {
        const char *text = ct_buffer_string(&version.output);
        engine->version = ct_arena_strndup(arena, text, strcspn(text, "\r\n"));
        if (engine->version == NULL) err = ct_no_memory();
    } else if (err.code == CT_ETOOL && strstr(err.text, "not installed") != NULL) {
        err = ct_fail(
            CT_ETOOL, 0,
            "the program tesseract is not installed; install Debian's packages tesseract-ocr and tesseract-ocr-vie");
    }
    ct_child_clear(&models);
    ct_child_clear(&version);
    return err;
}

/* Its argument vector, in the arena; NULL when out of memory. */
static const char *const *arguments(ct_arena *arena, const ct_ocr_engine *engine, unsigned dpi)
{
    const char *const always[] = {
        "tesseract", "-", "-", "-l", "vie", "-c", "tessedit_create_tsv=1", "--psm", engine->turns ? "1" : "3"
    };
    size_t n = sizeof always / sizeof *always;
    const char **argv = ct_arena_array(arena, n + 3, sizeof *argv);

    if (argv == NULL) return NULL;
    memcpy(argv, always, sizeof always);
    if (dpi == 0) return argv;
    argv[n] = "--dpi";
    argv[n + 1] = ct_arena_printf(arena, "%u", dpi);
    return argv[n + 1] == NULL ? NULL : argv;
}

ct_error ct_ocr_read(const ct_ocr_engine *engine, const ct_ocr_picture *pictures, size_t n, size_t at_once,
                     ct_child_result *results, ct_error *errors, void (*done)(void *context, size_t i),
                     void *context)
{
    /* One thread each: several pages at once use the cores better than several threads on one page. */
    static const char *const environment[] = { "OMP_THREAD_LIMIT=1", NULL };
    ct_arena *arena = ct_arena_new();
    ct_child *children = arena != NULL ? ct_arena_array(arena, n, sizeof *children) : NULL;
    ct_error err = ct_ok();

    if (children == NULL) {
        ct_arena_free(arena);
        return ct_no_memory();
    }
    for (size_t i = 0; i < n; i++)
        children[i] = (ct_child){ .argv = arguments(arena, engine, pictures[i].dpi),
                                  .package = "tesseract-ocr",
                                  .input = pictures[i].bytes,
                                  .n_input = pictures[i].n,
                                  .seconds = SECONDS,
                                  .limit = OUTPUT_LIMIT,
                                  .memory = memory_limit,
                                  .environment = environment };
    for (size_t i = 0; i < n; i++) {
        results[i] = (ct_child_result){ 0 };
        if (children[i].argv == NULL) err = ct_no_memory();
    }
    if (err.code == CT_OK) err = ct_children_run(children, results, errors, n, at_once, done, context);
    for (size_t i = 0; err.code == CT_OK && i < n; i++)
        if (errors[i].code == CT_OK && results[i].status != 0)
            errors[i] = ct_fail(CT_ETOOL, 0, "tesseract could not read the picture: %.200s",
                                results[i].said[0] != '\0' ? results[i].said : "no reason given");
    ct_arena_free(arena);
    return err;
}
