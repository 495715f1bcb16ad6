/* The scene as gnuplot variables, arrays and data blocks, then one load of the theme and of the kind's
 * template for each image. plots/README.md lists what templates find. Free text passes through
 * ct_gnuplot_quote() only; tick labels hold digits and marks only, as gnuplot reads '%' in them. */
#include <stdio.h>
#include <string.h>

#include "chart/chart.h"
#include "chart/lettering.h"
#include "chart/picture.h"
#include "chart/scene.h"
#include "core/number.h"

enum { PRINT_DPI = 300, USUAL_DPI = 200 }; /* packing the pixels is most of the time a chart takes */

/* Where the script goes, and whether its texts are for TeX. */
typedef struct {
    ct_buffer *to;
    bool tex;
} writer;

static void quote(const writer *w, const char *text)
{
    if (w->tex)
        ct_gnuplot_quote_tex(w->to, text);
    else
        ct_gnuplot_quote(w->to, text);
}

/* Always with a point or an exponent: gnuplot divides whole numbers as C does. */
static void put_number(ct_buffer *to, const char *name, double value)
{
    char text[CT_NUMBER_SIZE];

    snprintf(text, sizeof text, "%.10g", value);
    ct_buffer_printf(to, "%s = %s%s\n", name, text, strpbrk(text, ".e") == NULL ? ".0" : "");
}

static void put_string(const writer *w, const char *name, const char *text)
{
    ct_buffer *to = w->to;

    ct_buffer_printf(to, "%s = ", name);
    quote(w, text);
    ct_buffer_text(to, "\n");
}

/* A count NAME_n and, as gnuplot has no empty arrays, an array NAME of at least one element. */
static void put_strings(const writer *w, const char *name, const char *const *texts, size_t n)
{
    ct_buffer *to = w->to;

    ct_buffer_printf(to, "%s_n = %zu\narray %s[%zu] = [", name, n, name, n > 0 ? n : 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0) ct_buffer_text(to, ", ");
        quote(w, texts[i]);
    }
    ct_buffer_text(to, n > 0 ? "]\n" : "'']\n");
}

static void put_size(ct_buffer *to, const ct_scene *scene)
{
    const ct_frame *f = &scene->frame;

    put_number(to, "chart_width", scene->width);
    put_number(to, "chart_height", scene->height);
    put_number(to, "frame_left", f->left);
    put_number(to, "frame_right", f->right);
    put_number(to, "frame_bottom", f->bottom);
    put_number(to, "frame_top", f->top);
    put_number(to, "x_low", f->x_low);
    put_number(to, "x_high", f->x_high);
    put_number(to, "x_data_end", scene->data_end);
    ct_buffer_printf(to, "plan_n = %d\nrule_n = %d\naxis_broken = %d\n", scene->plan_from == scene->plan_from,
                     scene->data_rule == scene->data_rule, scene->broken);
    put_number(to, "plan_from", scene->plan_from == scene->plan_from ? scene->plan_from : 0);
    put_number(to, "plan_to", scene->plan_to == scene->plan_to ? scene->plan_to : 0);
    put_number(to, "plan_words_x", scene->plan_words_x);
    put_number(to, "data_rule", scene->data_rule == scene->data_rule ? scene->data_rule : 0);
    put_number(to, "data_words_x", scene->data_words_x);
    ct_buffer_printf(to, "title_told = %d\ncut_n = %zu\n$cut << END\n", scene->told, scene->n_cuts);
    for (size_t i = 0; i < scene->n_cuts; i++)
        ct_buffer_printf(to, "%.10g %d\n", scene->cuts[i].year, scene->cuts[i].above);
    ct_buffer_text(to, "END\n");
    put_number(to, "y_low", f->y_low);
    put_number(to, "y_high", f->y_high);
}

static void put_ticks(const writer *w, const ct_scene *scene, ct_lang lang)
{
    ct_buffer *to = w->to;
    long first = scene->first_year, last = scene->last_year;

    ct_buffer_printf(to, "y_tick_n = %zu\narray y_tick_at[%zu]\narray y_tick_text[%zu]\n", scene->ticks.n,
                     scene->ticks.n + 1, scene->ticks.n + 1);
    for (size_t i = 0; i < scene->ticks.n; i++) {
        char text[CT_NUMBER_SIZE];
        ct_number_people(text, scene->ticks.at[i], scene->ticks.decimals, lang);
        ct_buffer_printf(to, "y_tick_at[%zu] = %.10g; y_tick_text[%zu] = ", i + 1, scene->ticks.at[i], i + 1);
        quote(w, text);
        ct_buffer_text(to, "\n");
    }
    ct_buffer_printf(to, "year_first = %ld\nyear_last = %ld\nyear_step = %ld\n", first, last,
                     scene->year_step);
}

static void put_words(const writer *w, const ct_scene *scene, ct_lang lang)
{
    ct_buffer_printf(w->to, "legend_rows = %zu\n", scene->legend_rows);
    put_strings(w, "title_line", scene->title, scene->n_title);
    put_strings(w, "subtitle_line", scene->subtitle, scene->n_subtitle);
    put_strings(w, "source_line", scene->source, scene->n_source);
    put_string(w, "unit_text", scene->unit);
    put_string(w, "plan_words", scene->plan_words);
    put_string(w, "data_words", scene->data_words);
    put_string(w, "word_actual", ct_l(lang, "Thực hiện", "Actual"));
    put_string(w, "word_estimate",
               scene->derived ? ct_l(lang, "Ước hoặc tính ra", "Estimated or derived")
                              : ct_l(lang, "Ước thực hiện", "Estimate"));
    put_string(w, "word_projection", ct_l(lang, "Dự báo", "Projection"));
    put_string(w, "word_band50", ct_l(lang, "Khoảng 50%", "50% interval"));
    put_string(w, "word_band80", ct_l(lang, "Khoảng 80%", "80% interval"));
    put_string(w, "word_band95", ct_l(lang, "Khoảng 95%", "95% interval"));
    put_string(w, "word_target", ct_l(lang, "Mục tiêu", "Target"));
    put_string(w, "word_path", ct_l(lang, "Lộ trình cần đạt", "Required path"));
}

/* Runs of consecutive years, runs apart by a blank line; then the bridges over missing years. */
static void put_history(ct_buffer *to, const ct_scene *scene)
{
    const ct_spot *h = scene->history;

    ct_buffer_printf(to, "history_n = %zu\nestimate_n = %zu\n$history << END\n", scene->n_history,
                     scene->n_hollow);
    for (size_t i = 0; i < scene->n_history; i++) {
        if (i > 0 && h[i].x > h[i - 1].x + 1) ct_buffer_text(to, "\n");
        ct_buffer_printf(to, "%.10g %.10g %d\n", h[i].x, h[i].y, scene->hollow[i] ? 1 : 0);
    }
    ct_buffer_text(to, "END\n");
    size_t bridges = 0;
    for (size_t i = 1; i < scene->n_history; i++) bridges += h[i].x > h[i - 1].x + 1;
    ct_buffer_printf(to, "bridge_n = %zu\n$bridge << END\n", bridges);
    for (size_t i = 1; i < scene->n_history; i++)
        if (h[i].x > h[i - 1].x + 1)
            ct_buffer_printf(to, "%.10g %.10g\n%.10g %.10g\n\n", h[i - 1].x, h[i - 1].y, h[i].x, h[i].y);
    ct_buffer_text(to, "END\n");
}

static void put_projection(ct_buffer *to, const ct_scene *scene)
{
    ct_buffer_printf(to, "projection_n = %zu\n$projection << END\n", scene->n_fan);
    for (size_t i = 0; i < scene->n_fan; i++) {
        const ct_fan *f = &scene->fan[i];
        ct_buffer_printf(to, "%.10g %.10g %.10g %.10g %.10g %.10g %.10g %.10g\n", f->year, f->median, f->lo80,
                         f->hi80, f->lo95, f->hi95, f->lo50, f->hi50);
    }
    ct_buffer_text(to, "END\n");
}

/* The main target as it is; of the others those of one value and year, as bare marks. */
static bool drawn(const ct_mark *m)
{
    return m->main || m->kind == CT_MARK_POINT;
}

static void put_marks(ct_buffer *to, const ct_scene *scene)
{
    static const char *const names[] = { "point", "range", "line", "band" }; /* by ct_mark_kind */
    size_t all = 0, others = 0, points = 0;

    for (size_t i = 0; i < scene->n_marks; i++) {
        const ct_mark *m = &scene->marks[i];
        all += drawn(m);
        others += drawn(m) && !m->main;
        points += m->main && m->kind == CT_MARK_POINT;
    }
    ct_buffer_printf(to, "target_n = %zu\ntarget_main_n = %zu\ntarget_other_n = %zu\n", all, points, others);
    for (int kind = CT_MARK_POINT; kind <= CT_MARK_BAND; kind++) {
        size_t n = 0;
        for (size_t i = 0; i < scene->n_marks; i++)
            n += (int)scene->marks[i].kind == kind && drawn(&scene->marks[i]);
        ct_buffer_printf(to, "target_%s_n = %zu\n$target_%s << END\n", names[kind], n, names[kind]);
        for (size_t i = 0; i < scene->n_marks; i++) {
            const ct_mark *m = &scene->marks[i];
            if ((int)m->kind == kind && drawn(m))
                ct_buffer_printf(to, "%.10g %.10g %.10g %.10g %d\n", m->x, m->x2, m->low, m->high, m->main);
        }
        ct_buffer_text(to, "END\n");
    }
    ct_buffer_printf(to, "path_n = %zu\n$path << END\n", scene->n_paths);
    for (size_t i = 0; i < scene->n_paths; i++) {
        const ct_spot *p = scene->paths[i];
        ct_buffer_printf(to, "%.10g %.10g\n%.10g %.10g\n\n", p[0].x, p[0].y, p[1].x, p[1].y);
    }
    ct_buffer_text(to, "END\n");
}

/* Each line of each label on its own, as places are computed in pixels: role, weight, left edge, middle of
 * the line, text. */
static void put_notes(const writer *w, const ct_scene *scene)
{
    ct_buffer *to = w->to;
    size_t n = 0, at = 0;

    for (size_t i = 0; i < scene->n_notes; i++) n += scene->notes[i].n;
    ct_buffer_printf(
        to,
        "note_n = %zu\narray note_role[%zu]\narray note_bold[%zu]\narray note_x[%zu]\narray note_y[%zu]\narray note_text[%zu]\n",
        n, n + 1, n + 1, n + 1, n + 1, n + 1);
    for (size_t i = 0; i < scene->n_notes; i++)
        for (size_t k = 0; k < scene->notes[i].n; k++) {
            const ct_note *note = &scene->notes[i];
            double y = note->at.y + note->height - CT_NOTE_LEADING * ((double)k + 0.5);
            at++;
            ct_buffer_printf(
                to,
                "note_role[%zu] = %d; note_bold[%zu] = %d; note_x[%zu] = %.2f; note_y[%zu] = %.2f; note_text[%zu] = ",
                at, (int)note->role + 1, at, k < note->n_bold ? 1 : 0, at, note->at.x, at, y, at);
            quote(w, note->lines[k]);
            ct_buffer_text(to, "\n");
        }
}

/* A path that gnuplot can only take as a file: one that begins with '|' or '<' would run a command, with '~'
 * would be somebody's home. */
static ct_error put_path(ct_buffer *to, const char *folder, const char *name, const char *extension)
{
    for (const char *s = folder; *s != '\0'; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7F)
            return ct_in(
                ct_fail(CT_EUSAGE, 0, "a folder for charts cannot have a control character in its name"),
                folder);
    ct_buffer_text(to, folder[0] == '/' ? "'" : "'./");
    for (const char *s = folder; *s != '\0'; s++)
        if (*s == '\'')
            ct_buffer_text(to, CT_GNUPLOT_APOSTROPHE);
        else
            ct_buffer_append(to, s, 1);
    ct_buffer_printf(to, "/%s%s'\n", name, extension);
    return ct_ok();
}

/* The size of the image: the canvas is fitted into the centimetres asked for; where none are, its text has
 * its usual size. */
static void put_image_size(ct_buffer *to, double width, double height, const ct_chart_options *options)
{
    bool asked = options->size.width_cm > 0;
    double wide = asked ? options->size.width_cm : ct_image_width_cm(width), high = wide * height / width;

    if (asked && options->size.height_cm > 0 && high > options->size.height_cm) {
        wide *= options->size.height_cm / high;
        high = options->size.height_cm;
    }
    put_number(to, "chart_width_cm", wide);
    put_number(to, "chart_height_cm", high);
    ct_buffer_printf(to, "chart_pixels = %.0f\n", wide / 2.54 * (asked ? PRINT_DPI : USUAL_DPI));
}

static ct_error put_image(const writer *w, const char *name, const char *template,
                          const ct_chart_options *options, const ct_image_format *format)
{
    char extension[16];
    ct_buffer *to = w->to;

    snprintf(extension, sizeof extension, ".%s.part", format->extension);
    ct_buffer_printf(to, "chart_format = '%s'\n", format->name);
    ct_buffer_text(to, "load ");
    CT_TRY(put_path(to, options->templates, "theme", ".gp"));
    ct_buffer_text(to, "set output ");
    CT_TRY(put_path(to, options->folder, name, extension));
    ct_buffer_text(to, "load ");
    CT_TRY(put_path(to, options->templates, template, ".gp"));
    ct_buffer_text(to, "unset output\n");
    return ct_ok();
}

static void put_scene(const writer *w, const ct_scene *scene, const ct_chart_options *options)
{
    put_size(w->to, scene);
    put_image_size(w->to, scene->width, scene->height, options);
    put_ticks(w, scene, options->lang);
    put_words(w, scene, options->lang);
    put_history(w->to, scene);
    put_projection(w->to, scene);
    put_marks(w->to, scene);
    put_notes(w, scene);
}

/* ---- pictures ---- */

static void put_layer(ct_buffer *to, const ct_layer *layer)
{
    ct_buffer_printf(to, "%s_n = %zu\n$%s << END\n", layer->name, layer->n, layer->name);
    for (size_t i = 0; i < layer->n; i++) {
        const double *row = layer->cells + i * layer->columns;
        for (size_t c = 0; row[0] == row[0] && c < layer->columns; c++)
            ct_buffer_printf(to, c > 0 ? " %.10g" : "%.10g", row[c]);
        ct_buffer_text(to, "\n"); /* a row that begins with NaN is a blank line */
    }
    ct_buffer_text(to, "END\n");
}

static void put_texts(const writer *w, const ct_picture *p)
{
    ct_buffer_printf(w->to, "text_n = %zu\n", p->n_texts);
    static const char *const names[] = { "x", "y", "align", "look", "words" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ct_buffer_printf(w->to, "array text_%s[%zu]\n", names[i], p->n_texts + 1);
    for (size_t i = 0; i < p->n_texts; i++) {
        const ct_placed_text *t = &p->texts[i];
        ct_buffer_printf(
            w->to,
            "text_x[%zu] = %.2f; text_y[%zu] = %.2f; text_align[%zu] = %d; text_look[%zu] = %d; text_words[%zu] = ",
            i + 1, t->x, i + 1, t->y, i + 1, (int)t->align, i + 1, (int)t->look, i + 1);
        quote(w, t->text);
        ct_buffer_text(w->to, "\n");
    }
}

static void put_picture(const writer *w, const ct_picture *p, const ct_chart_options *options)
{
    put_number(w->to, "chart_width", p->width);
    put_number(w->to, "chart_height", p->height);
    put_number(w->to, "frame_left", p->left);
    put_number(w->to, "frame_right", p->right);
    put_number(w->to, "frame_bottom", p->bottom);
    put_number(w->to, "frame_top", p->top);
    put_number(w->to, "legend_top", p->legend_top);
    put_image_size(w->to, p->width, p->height, options);
    ct_buffer_printf(w->to, "title_told = %d\n", p->told);
    ct_buffer_printf(w->to, "legend_rows = %zu\n", p->legend_rows);
    put_strings(w, "title_line", p->title_lines, p->n_title);
    put_strings(w, "subtitle_line", p->subtitle_lines, p->n_subtitle);
    put_strings(w, "source_line", p->source_lines, p->n_source);
    for (size_t i = 0; i < p->n_words; i++) put_string(w, p->words[i].name, p->words[i].text);
    for (size_t i = 0; i < p->n_layers; i++) put_layer(w->to, &p->layers[i]);
    put_texts(w, p);
    ct_buffer_text(w->to, "picture_template = ");
}

/* ---- drawings ---- */

const char *ct_drawing_name(const ct_drawing *drawing)
{
    return drawing->chart != NULL ? drawing->chart->name : drawing->picture->name;
}

/* The variables once for all formats, and once more, with its own texts, for TeX. */
static ct_error put_formats(const char *name, const ct_scene *scene, const ct_picture *picture,
                            const ct_chart_options *options, ct_buffer *to)
{
    for (int tex = 0; tex <= 1; tex++) {
        writer w = { to, tex == 1 };
        unsigned wanted = options->formats & (tex == 1 ? (unsigned)CT_IMAGE_TIKZ : ~(unsigned)CT_IMAGE_TIKZ);
        if (wanted == 0) continue;
        ct_buffer_printf(to, "\n# ---- %s\nreset\n", name);
        if (picture == NULL) {
            put_scene(&w, scene, options);
        } else {
            put_picture(&w, picture, options);
            CT_TRY(put_path(to, options->templates, "picture", ".gp"));
        }
        for (const ct_image_format *format = ct_image_formats; format->name != NULL; format++)
            if (wanted & format->format)
                CT_TRY(put_image(&w, name, picture == NULL ? "trajectory" : picture->kind, options, format));
    }
    return ct_ok();
}

unsigned ct_drawing_formats(const ct_drawing *drawing, const ct_chart_options *options)
{
    return drawing->formats != 0 ? drawing->formats : options->formats;
}

/* A thin chart becomes a strip; what its picture holds beside the arena is let go again. */
static ct_error put_drawing(ct_arena *arena, const ct_drawing *drawing, const ct_chart_options *all,
                            ct_buffer *to)
{
    ct_chart_options own = *all, *options = &own;
    const char *name = ct_drawing_name(drawing);
    ct_picture strip = { 0 };
    ct_scene scene;
    ct_error err;

    own.formats = ct_drawing_formats(drawing, all);
    if (drawing->picture != NULL) return put_formats(name, NULL, drawing->picture, options, to);
    if (!ct_chart_is_thin(drawing->chart) || drawing->chart->n_points == 0) {
        CT_TRY(ct_scene_compute(arena, drawing->chart, options->lang, options->size, &scene));
        return put_formats(name, &scene, NULL, options, to);
    }
    err = ct_strip_picture(arena, drawing->chart, options->lang, options->size, &strip);
    if (err.code == CT_OK) err = put_formats(name, NULL, &strip, options, to);
    ct_picture_clear(&strip);
    return err;
}

ct_error ct_drawings_script(const ct_drawing *drawings, size_t n, const ct_chart_options *options,
                            ct_buffer *script)
{
    ct_error err = ct_ok();

    ct_buffer_text(script, "set encoding utf8\n");
    if (options->font != NULL) CT_TRY(ct_font_check(options->font));
    if (options->font != NULL) put_string(&(writer){ script, false }, "chart_font", options->font);
    for (size_t i = 0; err.code == CT_OK && i < n; i++) {
        ct_arena *arena = ct_arena_new(); /* one a chart: the scenes of a long run do not pile up */
        err = arena == NULL ? ct_no_memory() : put_drawing(arena, &drawings[i], options, script);
        ct_arena_free(arena);
    }
    return err.code == CT_OK ? ct_buffer_error(script) : err;
}
