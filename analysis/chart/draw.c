#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "chart/chart.h"
#include "chart/image.h"
#include "chart/lettering.h"
#include "chart/picture.h"
#include "chart/scene.h"
#include "chart/svg.h"
#include "core/child.h"
#include "core/file.h"

enum { SECONDS_TO_START = 30, IMAGES_A_SECOND = 4 }; /* the time limit; an image takes 0.05 s */

typedef struct {
    const char *part, *path;
} image_files;

static ct_error name_files(ct_arena *arena, const char *name, const ct_chart_options *options,
                           const char *extension, image_files *files)
{
    char *path = ct_arena_printf(arena, "%s/%s.%s", options->folder, name, extension);
    char *part = path != NULL ? ct_arena_printf(arena, "%s.part", path) : NULL;

    files->path = path;
    files->part = part;
    return part != NULL ? ct_ok() : ct_no_memory();
}

static bool begins(const char *bytes, size_t n, const char *mark, size_t n_mark)
{
    return n >= n_mark && memcmp(bytes, mark, n_mark) == 0;
}

static bool ends(const char *bytes, size_t n, const char *mark, size_t n_mark)
{
    return n >= n_mark && memcmp(bytes + n - n_mark, mark, n_mark) == 0;
}
#define BEGINS(mark) begins(bytes, n, mark, sizeof(mark) - 1)
#define ENDS(mark)   ends(bytes, n, mark, sizeof(mark) - 1)

/* gnuplot ends with status 0 after many faults, so each image is judged by its own first and last bytes. */
static bool whole(const char *bytes, size_t n, unsigned format)
{
    if (format == CT_IMAGE_PNG) return BEGINS("\x89PNG\r\n\x1a\n") && ENDS("IEND\xae\x42\x60\x82");
    if (format == CT_IMAGE_EMF)
        return BEGINS("\x01\0\0\0") &&
               ENDS("\x14\0\0\0"); /* the record of the end closes with its own size */
    while (n > 0 && strchr(" \t\r\n", bytes[n - 1]) != NULL) n--;
    switch (format) {
    case CT_IMAGE_SVG: return ENDS("</svg>");
    case CT_IMAGE_PDF: return BEGINS("%PDF-") && ENDS("%%EOF");
    case CT_IMAGE_EPS: return BEGINS("%!PS-Adobe") && ENDS("%%EOF");
    case CT_IMAGE_TIKZ: return ENDS("\\end{tikzpicture}\n%% gnuplot variables");
    default: return false;
    }
}

/* What an image shows, for who cannot see it: its name, and what it says. */
static ct_error image_words(ct_arena *arena, const ct_drawing *drawing, ct_lang lang, const char **title,
                            const char **about)
{
    const char *said = NULL;
    int told;

    if (drawing->chart != NULL) {
        CT_TRY(ct_chart_claim(arena, drawing->chart, lang, &said, &told));
        *title = ct_text_clean(
            arena, ct_arena_printf(arena, "%s, %s", drawing->chart->title, drawing->chart->subtitle));
    } else {
        *title = ct_text_clean(arena, drawing->picture->title);
        said = drawing->picture->n_subtitle > 0 ? drawing->picture->subtitle_lines[0] : "";
    }
    *about = ct_text_clean(arena, said);
    return *title != NULL && *about != NULL ? ct_ok() : ct_no_memory();
}

/* What gnuplot leaves to do: fonts and words of an SVG, the size on paper of a PNG, the clock in PDF and EPS.
 */
static ct_error finish_image(ct_arena *arena, const ct_drawing *drawing, const ct_chart_options *options,
                             const char *bytes, size_t n, unsigned format, const char *path)
{
    double wide = ct_image_width_cm(drawing->picture != NULL ? drawing->picture->width
                                                             : ct_canvas_width(options->size));
    const char *title, *about;
    ct_buffer finished;
    ct_error err;

    CT_TRY(image_words(arena, drawing, options->lang, &title, &about));
    ct_buffer_init(&finished);
    if (format == CT_IMAGE_SVG)
        err = ct_svg_finish(bytes, n, title, about, &finished);
    else if (format == CT_IMAGE_PNG)
        err = ct_png_finish(bytes, n, options->size.width_cm > 0, wide, &finished);
    else
        err = ct_clock_stop(bytes, n, &finished);
    if (err.code == CT_OK) err = ct_file_write(path, finished.data, finished.len);
    ct_buffer_clear(&finished);
    return err;
}

/* Check one image and give it its name. */
static ct_error keep_image(ct_arena *arena, const ct_drawing *drawing, const ct_chart_options *options,
                           const image_files *files, unsigned format, const char *said)
{
    const char *bytes, *name = ct_drawing_name(drawing);
    size_t n;
    ct_error err;

    if (!ct_file_exists(files->part))
        return ct_in(ct_fail(CT_ETOOL, 0, "gnuplot drew nothing for chart %s: %.300s", name,
                             said[0] != '\0' ? said : "it said nothing"),
                     files->path);
    err = ct_file_read(arena, files->part, &bytes, &n);
    if (err.code == CT_OK && !whole(bytes, n, format))
        err = ct_in(ct_fail(CT_ETOOL, 0, "gnuplot's image of chart %s is not whole: %.300s", name,
                            said[0] != '\0' ? said : "is the disk full?"),
                    files->path);
    if (err.code == CT_OK && format != CT_IMAGE_EMF && format != CT_IMAGE_TIKZ)
        err = finish_image(arena, drawing, options, bytes, n, format, files->part);
    if (err.code == CT_OK && rename(files->part, files->path) != 0)
        err = ct_in(ct_fail(CT_EIO, 0, "the image cannot be put in place: %s", strerror(errno)), files->path);
    if (err.code != CT_OK) (void)unlink(files->part); /* the first fault is the one to report */
    return err;
}

/* One image; `said` NULL: only take away what an earlier run left half done. */
static ct_error one_image(const ct_drawing *drawing, const ct_chart_options *options,
                          const ct_image_format *format, const char *said)
{
    ct_arena *arena = ct_arena_new();
    image_files files = { NULL, NULL };
    ct_error err = arena == NULL
                       ? ct_no_memory()
                       : name_files(arena, ct_drawing_name(drawing), options, format->extension, &files);

    if (err.code == CT_OK && said == NULL) {
        if (unlink(files.part) != 0 && errno != ENOENT)
            err = ct_in(ct_fail(CT_EIO, 0, "%s", strerror(errno)), files.part);
    } else if (err.code == CT_OK) {
        err = keep_image(arena, drawing, options, &files, format->format, said);
    }
    ct_arena_free(arena);
    return err;
}

static ct_error each_image(const ct_drawing *drawings, size_t n, const ct_chart_options *options,
                           const char *said)
{
    ct_error first = ct_ok();

    for (size_t i = 0; i < n; i++)
        for (const ct_image_format *format = ct_image_formats; format->name != NULL; format++) {
            if ((ct_drawing_formats(&drawings[i], options) & format->format) == 0) continue;
            ct_error err = one_image(&drawings[i], options, format, said);
            if (first.code == CT_OK) first = err;
        }
    return first;
}

static ct_error write_data(const ct_drawing *drawings, size_t n, const ct_chart_options *options)
{
    for (size_t i = 0; i < n; i++) {
        ct_arena *arena = ct_arena_new();
        image_files files = { NULL, NULL };
        ct_buffer text;
        ct_error err = arena == NULL
                           ? ct_no_memory()
                           : name_files(arena, ct_drawing_name(&drawings[i]), options, "csv", &files);
        ct_buffer_init(&text);
        if (err.code == CT_OK && drawings[i].chart != NULL) err = ct_chart_data(drawings[i].chart, &text);
        if (err.code == CT_OK) {
            const ct_buffer *data = drawings[i].chart != NULL ? &text : &drawings[i].picture->csv;
            err = ct_file_write(files.path, ct_buffer_string(data), data->len);
        }
        ct_buffer_clear(&text);
        ct_arena_free(arena);
        if (err.code != CT_OK) return err;
    }
    return ct_ok();
}

static ct_error check_options(const ct_chart_options *options, bool *templates_there)
{
    ct_arena *arena = ct_arena_new();
    const char *theme = arena != NULL ? ct_path_join(arena, options->templates, "theme.gp") : NULL;

    *templates_there = theme != NULL && ct_file_exists(theme);
    ct_arena_free(arena);
    if (theme == NULL) return ct_no_memory();
    if (!ct_folder_exists(options->folder))
        return ct_in(ct_fail(CT_EIO, 0, "the folder for charts does not exist; make it first"),
                     options->folder);
    return ct_ok();
}

static unsigned seconds_for(size_t n, unsigned formats)
{
    unsigned images = 0;

    for (; formats != 0; formats &= formats - 1) images += (unsigned)n;
    return SECONDS_TO_START + images / IMAGES_A_SECOND;
}

/* One gnuplot process: its share of the drawings, as a script. */
typedef struct {
    ct_buffer script;
    ct_child child;
} share;

/* Processes worth starting: one a core, and none for a handful of images, as the start takes as long as some
 * of them. */
static size_t processes(size_t images)
{
    enum { MOST = 8, IMAGES_A_PROCESS = 12 };
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = 1 + images / IMAGES_A_PROCESS, most = cores < 1 ? 1 : cores < MOST ? (size_t)cores : MOST;

    return wanted < most ? wanted : most;
}

/* Every k-th drawing goes to the same process, so that large and small ones are spread. */
static ct_error fill_share(const ct_drawing *drawings, size_t n, size_t k, size_t of,
                           const ct_chart_options *options, ct_drawing *room, share *s)
{
    static const char *const argv[] = { "gnuplot", "--default-settings",
                                        NULL }; /* the user's own settings must not change charts */
    size_t count = 0;

    for (size_t i = k; i < n; i += of) room[count++] = drawings[i];
    CT_TRY(ct_drawings_script(room, count, options, &s->script));
    s->child = (ct_child){ .argv = argv,
                           .package = "gnuplot-nox",
                           .input = ct_buffer_string(&s->script),
                           .n_input = s->script.len,
                           .seconds = options->seconds > 0
                                          ? options->seconds
                                          : seconds_for(n, options->formats | CT_IMAGE_SVG | CT_IMAGE_PNG),
                           .limit = 1 << 20 };
    return ct_ok();
}

/* All shares at the same time. The first fault is returned; *said is what that process, else the first that
 * said anything, said. */
static ct_error run_shares(const share *shares, size_t n, ct_arena *arena, const char **said, int *status)
{
    ct_child *children = ct_arena_array(arena, n, sizeof *children);
    ct_child_result *results = ct_arena_array(arena, n, sizeof *results);
    ct_error *errors = ct_arena_array(arena, n, sizeof *errors), err;

    *said = "";
    if (children == NULL || results == NULL || errors == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) children[i] = shares[i].child;
    for (size_t i = 0; i < n; i++) ct_buffer_init(&results[i].output);
    err = ct_children_run(children, results, errors, n, n, NULL, NULL);
    for (size_t i = 0; err.code == CT_OK && i < n; i++) {
        if (results[i].said[0] != '\0' && ((*said)[0] == '\0' || results[i].status != 0))
            *said = ct_arena_strdup(arena, results[i].said);
        if (*said == NULL) err = ct_no_memory();
        if (*status == 0) *status = results[i].status;
        if (err.code == CT_OK) err = errors[i];
    }
    for (size_t i = 0; i < n; i++) ct_child_clear(&results[i]);
    return err;
}

static ct_error draw_shares(const ct_drawing *drawings, size_t n, const ct_chart_options *options,
                            ct_arena *arena, const char **said, int *status)
{
    size_t images = 0;
    for (size_t i = 0; i < n; i++)
        for (unsigned left = ct_drawing_formats(&drawings[i], options); left != 0; left &= left - 1) images++;
    size_t shares_n = processes(images);
    share *shares = ct_arena_array(arena, shares_n, sizeof *shares);
    ct_drawing *room = ct_arena_array(arena, n, sizeof *room);
    ct_error err = ct_ok();

    if (shares == NULL || room == NULL) return ct_no_memory();
    for (size_t k = 0; k < shares_n; k++) ct_buffer_init(&shares[k].script);
    for (size_t k = 0; err.code == CT_OK && k < shares_n; k++)
        err = fill_share(drawings, n, k, shares_n, options, room, &shares[k]);
    if (err.code == CT_OK) err = run_shares(shares, shares_n, arena, said, status);
    for (size_t k = 0; k < shares_n; k++) ct_buffer_clear(&shares[k].script);
    return err;
}

ct_error ct_drawings_draw(const ct_drawing *drawings, size_t n, const ct_chart_options *options)
{
    bool templates_there;
    const char *said = "";
    int status = 0;
    ct_arena *arena;
    ct_error err;

    if (n == 0 || options->formats == 0) return ct_ok();
    CT_TRY(check_options(options, &templates_there));
    if (!templates_there)
        return ct_in(ct_fail(CT_EIO, 0, "this folder holds no theme.gp; name the folder plots/ of chitieu"),
                     options->templates);
    CT_TRY(each_image(drawings, n, options, NULL));
    arena = ct_arena_new();
    err = arena != NULL ? draw_shares(drawings, n, options, arena, &said, &status) : ct_no_memory();
    if (err.code == CT_OK) {
        err = each_image(drawings, n, options, said);
        if (err.code == CT_OK && status != 0)
            err = ct_fail(CT_ETOOL, 0, "gnuplot ended with status %d: %.300s", status, said);
        if (err.code == CT_OK && options->data) err = write_data(drawings, n, options);
    } else {
        ct_error removed =
            each_image(drawings, n, options,
                       NULL); /* half images; the fault that stopped the run is the one to report */
        (void)removed;
    }
    ct_arena_free(arena);
    return err;
}
