#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "chart/chart.h"
#include "chart/lettering.h"
#include "chart/svg.h"
#include "core/child.h"
#include "core/file.h"

enum { SECONDS_TO_START = 30, CHARTS_A_SECOND = 2 }; /* the time limit; a chart takes 0.1 s in both forms */

typedef struct {
    const char *part, *path;
} image_files;

static ct_error name_files(ct_arena *arena, const ct_chart *chart, const ct_chart_options *options, const char *format, image_files *files)
{
    char *path = ct_arena_printf(arena, "%s/%s.%s", options->folder, chart->name, format);
    char *part = path != NULL ? ct_arena_printf(arena, "%s.part", path) : NULL;

    files->path = path;
    files->part = part;
    return part != NULL ? ct_ok() : ct_no_memory();
}

/* gnuplot ends with status 0 after many faults, so each image is judged by its own last bytes. */
static bool whole(const char *bytes, size_t n, bool png)
{
    static const char png_start[] = "\x89PNG\r\n\x1a\n", png_end[] = "IEND\xae\x42\x60\x82", svg_end[] = "</svg>";

    if (png)
        return n > sizeof png_start + sizeof png_end && memcmp(bytes, png_start, sizeof png_start - 1) == 0 &&
               memcmp(bytes + n - (sizeof png_end - 1), png_end, sizeof png_end - 1) == 0;
    while (n > 0 && strchr(" \t\r\n", bytes[n - 1]) != NULL) n--;
    return n >= sizeof svg_end - 1 && memcmp(bytes + n - (sizeof svg_end - 1), svg_end, sizeof svg_end - 1) == 0;
}

/* Check one image and give it its name. */
static ct_error keep_image(ct_arena *arena, const ct_chart *chart, const image_files *files, bool png, const char *said)
{
    const char *bytes;
    size_t n;
    ct_error err;

    if (!ct_file_exists(files->part))
        return ct_in(
            ct_fail(CT_ETOOL, 0, "gnuplot drew nothing for chart %s: %.300s", chart->name, said[0] != '\0' ? said : "it said nothing"),
            files->path);
    err = ct_file_read(arena, files->part, &bytes, &n);
    if (err.code == CT_OK && !whole(bytes, n, png))
        err = ct_in(ct_fail(CT_ETOOL, 0, "gnuplot's image of chart %s is not whole: %.300s", chart->name,
                            said[0] != '\0' ? said : "is the disk full?"),
                    files->path);
    if (err.code == CT_OK && !png) {
        const char *title = ct_text_clean(arena, chart->title);
        ct_buffer finished;
        ct_buffer_init(&finished);
        err = title != NULL ? ct_svg_finish(bytes, n, title, &finished) : ct_no_memory();
        if (err.code == CT_OK) err = ct_file_write(files->part, finished.data, finished.len);
        ct_buffer_clear(&finished);
    }
    if (err.code == CT_OK && rename(files->part, files->path) != 0)
        err = ct_in(ct_fail(CT_EIO, 0, "the image cannot be put in place: %s", strerror(errno)), files->path);
    if (err.code != CT_OK) (void)unlink(files->part); /* the first fault is the one to report */
    return err;
}

/* Each image of the run in turn; `said` NULL: only take away what an earlier run left half done. */
static ct_error each_image(const ct_chart *charts, size_t n, const ct_chart_options *options, const char *said)
{
    ct_error first = ct_ok();

    for (size_t i = 0; i < 2 * n; i++) {
        bool png = i % 2 == 1;
        image_files files = { NULL, NULL };
        ct_arena *arena;
        ct_error err;
        if (!(png ? options->png : options->svg)) continue;
        arena = ct_arena_new();
        err = arena == NULL ? ct_no_memory() : name_files(arena, &charts[i / 2], options, png ? "png" : "svg", &files);
        if (err.code == CT_OK && said == NULL) {
            if (unlink(files.part) != 0 && errno != ENOENT) err = ct_in(ct_fail(CT_EIO, 0, "%s", strerror(errno)), files.part);
        } else if (err.code == CT_OK) {
            err = keep_image(arena, &charts[i / 2], &files, png, said);
        }
        ct_arena_free(arena);
        if (first.code == CT_OK) first = err;
    }
    return first;
}

static ct_error check_options(const ct_chart_options *options, bool *templates_there)
{
    ct_arena *arena = ct_arena_new();
    const char *theme = arena != NULL ? ct_path_join(arena, options->templates, "theme.gp") : NULL;

    *templates_there = theme != NULL && ct_file_exists(theme);
    ct_arena_free(arena);
    if (theme == NULL) return ct_no_memory();
    if (!ct_folder_exists(options->folder))
        return ct_in(ct_fail(CT_EIO, 0, "the folder for charts does not exist; make it first"), options->folder);
    return ct_ok();
}

ct_error ct_charts_draw(const ct_chart *charts, size_t n, const ct_chart_options *options)
{
    static const char *const argv[] = { "gnuplot", "--default-settings", NULL }; /* the user's own settings must not change charts */
    bool templates_there;
    ct_child_result result = { 0 };
    ct_buffer script;
    ct_error err;

    if (n == 0 || (!options->svg && !options->png)) return ct_ok();
    CT_TRY(check_options(options, &templates_there));
    if (!templates_there)
        return ct_in(ct_fail(CT_EIO, 0, "this folder holds no theme.gp; name the folder plots/ of chitieu"), options->templates);
    CT_TRY(each_image(charts, n, options, NULL));
    ct_buffer_init(&script);
    ct_buffer_init(&result.output);
    err = ct_charts_script(charts, n, options, &script);
    if (err.code == CT_OK) {
        ct_child child = { .argv = argv,
                           .package = "gnuplot-nox",
                           .input = ct_buffer_string(&script),
                           .n_input = script.len,
                           .seconds = SECONDS_TO_START + (unsigned)(n / CHARTS_A_SECOND),
                           .limit = 1 << 20 };
        err = ct_child_run(&child, &result);
    }
    if (err.code == CT_OK) {
        err = each_image(charts, n, options, result.said);
        if (err.code == CT_OK && result.status != 0)
            err = ct_fail(CT_ETOOL, 0, "gnuplot ended with status %d: %.300s", result.status, result.said);
    } else {
        ct_error removed = each_image(charts, n, options, NULL); /* half images; the fault that stopped the run is the one to report */
        (void)removed;
    }
    ct_child_clear(&result);
    ct_buffer_clear(&script);
    return err;
}
