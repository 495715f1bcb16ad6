#include "chart/picture.h"

#include <math.h>
#include <string.h>

#include "chart/lettering.h"
#include "chart/scene.h"
#include "core/csv.h"
#include "core/number.h"

enum {
    MARGIN = 16,
    TITLE_LEADING = 19,
    SUBTITLE_LEADING = 14,
    SOURCE_LEADING = 12,
    LEGEND_LEADING = 15,
    LEGEND_COLUMN = 130
};

static ct_error wrap(ct_picture *p, const char *text, double size, bool bold, size_t most,
                     const char *const **lines, size_t *n)
{
    char *clean = ct_text_clean(p->arena, text);

    return clean != NULL
               ? ct_text_wrap(p->arena, p->face, clean, size, bold, p->width - 2 * MARGIN, most, lines, n)
               : ct_no_memory();
}

ct_error ct_picture_begin(ct_picture *p, ct_arena *arena, ct_lang lang, ct_face face, double width,
                          const char *kind, const char *name, const char *title, const char *subtitle,
                          const char *source)
{
    *p = (ct_picture){
        .arena = arena, .face = face, .lang = lang, .kind = kind, .name = name, .title = title, .width = width
    };
    ct_buffer_init(&p->csv);
    CT_TRY(wrap(p, title, CT_TITLE_SIZE, true, 3, &p->title_lines, &p->n_title));
    CT_TRY(wrap(p, subtitle, CT_TEXT_SIZE, false, 3, &p->subtitle_lines, &p->n_subtitle));
    return wrap(p, source, CT_SOURCE_SIZE, false, 3, &p->source_lines, &p->n_source);
}

void ct_picture_frame(ct_picture *p, double body_height, size_t legend_entries, double axis_room)
{
    size_t columns = (size_t)fmax(2, floor((p->width - 2 * MARGIN) / LEGEND_COLUMN));

    p->legend_rows = (legend_entries + columns - 1) / columns;
    p->bottom =
        8 + SOURCE_LEADING * (double)p->n_source + 6 + LEGEND_LEADING * (double)p->legend_rows + axis_room;
    p->legend_top = p->bottom - axis_room + 2;
    p->top = p->bottom + body_height;
    p->height =
        p->top + 12 + TITLE_LEADING * (double)p->n_title + SUBTITLE_LEADING * (double)p->n_subtitle + 12;
    p->left = MARGIN;
    p->right = p->width - MARGIN;
}

void ct_picture_layers(ct_picture *p, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (p->n_layers == CT_MAX_LAYERS) {
            p->failed = true;
            return;
        }
        p->layers[p->n_layers++] = (ct_layer){ .name = *names };
    }
}

void ct_picture_row(ct_picture *p, const char *name, const double *cells, size_t n)
{
    ct_layer *layer = NULL;

    for (size_t i = 0; i < p->n_layers; i++)
        if (strcmp(p->layers[i].name, name) == 0) layer = &p->layers[i];
    if (layer == NULL || (layer->columns != 0 && layer->columns != n)) {
        p->failed = true; /* a slip of the kind's own code */
        return;
    }
    layer->columns = n;
    if (layer->n == layer->room) {
        size_t room = layer->room > 0 ? 2 * layer->room : 32;
        double *more = ct_arena_array(p->arena, room * n, sizeof *more);
        if (more == NULL) {
            p->failed = true;
            return;
        }
        if (layer->n > 0) memcpy(more, layer->cells, layer->n * n * sizeof *more);
        layer->cells = more;
        layer->room = room;
    }
    memcpy(layer->cells + layer->n++ * n, cells, n * sizeof *cells);
}

void ct_picture_text(ct_picture *p, double x, double y, ct_align align, ct_look look, const char *text)
{
    char *clean = ct_text_clean(p->arena, text);

    if (p->n_texts == p->room_texts) {
        size_t room = p->room_texts > 0 ? 2 * p->room_texts : 64;
        ct_placed_text *more = ct_arena_array(p->arena, room, sizeof *more);
        if (more != NULL && p->n_texts > 0) memcpy(more, p->texts, p->n_texts * sizeof *more);
        if (more != NULL) p->room_texts = room;
        if (more != NULL) p->texts = more;
    }
    if (clean == NULL || p->n_texts == p->room_texts)
        p->failed = true;
    else
        p->texts[p->n_texts++] = (ct_placed_text){ x, y, align, look, clean };
}

void ct_picture_wrapped(ct_picture *p, double x, double y, double width, size_t most, ct_align align,
                        ct_look look, const char *text)
{
    bool small = look == CT_LOOK_SMALL || look == CT_LOOK_SMALL_INVERSE, bold = look == CT_LOOK_BOLD;
    double size = small ? CT_SOURCE_SIZE : CT_TEXT_SIZE, leading = size + 2;
    char *clean = ct_text_clean(p->arena, text);
    const char *const *lines;
    size_t n = 0;

    if (clean == NULL ||
        ct_text_wrap(p->arena, p->face, clean, size, bold, width, most, &lines, &n).code != CT_OK) {
        p->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        ct_picture_text(p, x, y + leading * (((double)n - 1) / 2 - (double)i), align, look, lines[i]);
}

void ct_picture_word_add(ct_picture *p, const char *name, const char *text)
{
    char *clean = ct_text_clean(p->arena, text);

    if (clean == NULL || p->n_words == CT_MAX_WORDS)
        p->failed = true;
    else
        p->words[p->n_words++] = (ct_picture_word){ name, clean };
}

void ct_picture_csv_text(ct_picture *p, const char *cell)
{
    if (p->csv_columns++ > 0) ct_buffer_text(&p->csv, ",");
    ct_csv_cell(&p->csv, cell);
}

void ct_picture_csv_number(ct_picture *p, double value)
{
    char text[CT_NUMBER_SIZE];

    ct_number_table(text, value);
    if (p->csv_columns++ > 0) ct_buffer_text(&p->csv, ",");
    ct_buffer_text(&p->csv, text);
}

void ct_picture_csv_end(ct_picture *p)
{
    ct_buffer_text(&p->csv, "\n");
    p->csv_columns = 0;
}

ct_error ct_picture_error(const ct_picture *p)
{
    return p->failed ? ct_no_memory() : ct_buffer_error(&p->csv);
}

void ct_picture_clear(ct_picture *p)
{
    ct_buffer_clear(&p->csv);
}

void ct_spread(double *centre, size_t n, double height, double bottom, double top)
{
    enum { ROUNDS = 200 };
    bool moved = true;

    /* Neighbours that overlap push each other apart by halves; then both ends are held inside. */
    for (int round = 0; moved && round < ROUNDS; round++) {
        moved = false;
        for (size_t i = 1; i < n; i++) {
            double over = centre[i - 1] + height - centre[i];
            if (over < 0.01) continue;
            centre[i - 1] -= over / 2;
            centre[i] += over / 2;
            moved = true;
        }
    }
    for (size_t i = n; i-- > 0;)
        centre[i] = fmin(centre[i], (i + 1 < n ? centre[i + 1] - height : top - height / 2));
    for (size_t i = 0; i < n; i++)
        centre[i] = fmax(centre[i], (i > 0 ? centre[i - 1] + height : bottom + height / 2));
}
