/* Pictures: charts of a plan as a whole (bullet, scoreboard, structure, ...), computed apart from drawing.
 * All places are pixels of the canvas from its lower left corner; what is drawn stands in named layers (rows
 * of numbers) and placed texts, and plots/KIND.gp says how each layer looks. Everything a picture holds lives
 * in the arena it was begun with. */
#ifndef CT_CHART_PICTURE_H
#define CT_CHART_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/lettering.h"
#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/lang.h"

/* Rows of numbers under a name; a row of NaN is a break in a line. */
typedef struct {
    const char *name;
    size_t columns, n, room; /* rows; numbers a row, 0 until the first row */
    double *cells;
} ct_layer;

typedef enum { CT_ALIGN_LEFT, CT_ALIGN_CENTRE, CT_ALIGN_RIGHT } ct_align;

/* How a text looks; plots/theme.gp gives each its font and colour. */
typedef enum {
    CT_LOOK_LABEL = 1, /* running text                     */
    CT_LOOK_BOLD,      /* what the reader should see first */
    CT_LOOK_QUIET,     /* axes, units, remarks             */
    CT_LOOK_INVERSE,   /* on a dark ground                 */
    CT_LOOK_TARGET,
    CT_LOOK_PROJECTED,
    CT_LOOK_SMALL, /* inside cells, size CT_SOURCE_SIZE */
    CT_LOOK_SMALL_INVERSE
} ct_look;

typedef struct {
    double x, y; /* the middle of the line's height */
    ct_align align;
    ct_look look;
    const char *text; /* cleaned */
} ct_placed_text;

/* A word that the template uses, for instance in the legend. */
typedef struct {
    const char *name, *text;
} ct_picture_word;

/* The figures of stacked columns, for programs that draw charts themselves. */
typedef struct {
    const char *const *columns; /* n_columns heads: "2023", "2025 (mục tiêu)" (target)   */
    size_t n_columns;
    const char *const *parts; /* n_parts names, from the foot of a column up            */
    size_t n_parts;
    const double *values; /* of part p in column c: values[p * n_columns + c]       */
    const char *unit;
} ct_stack;

enum { CT_MAX_LAYERS = 16, CT_MAX_WORDS = 12 };

typedef struct ct_picture {
    ct_arena *arena;
    ct_face face; /* that texts are measured by */
    ct_lang lang;
    const char *kind; /* the template: plots/KIND.gp           */
    const char *name; /* file name without extension          */
    const char *title;
    const char *const *title_lines, *const *subtitle_lines, *const *source_lines;
    size_t n_title, n_subtitle, n_source;
    double width, height;
    int told;                        /* ct_verdict whose colour the title has; 0: none */
    double left, right, bottom, top; /* where the data may stand          */
    double legend_top;               /* the legend hangs below this line  */
    size_t legend_rows;
    ct_layer layers[CT_MAX_LAYERS];
    size_t n_layers;
    ct_picture_word words[CT_MAX_WORDS];
    size_t n_words;
    ct_placed_text *texts;
    size_t n_texts, room_texts;
    const ct_stack *stack; /* what stacked columns show; NULL for other kinds */
    ct_buffer csv;         /* the data as a table; freed by ct_picture_clear() */
    size_t csv_columns;
    bool failed; /* out of memory on the way */
} ct_picture;

/** Begin a picture of so many pixels' width with its texts; NAME is [a-z0-9_-]+, `source` the line below with
 * its date. The layers and words are the caller's to fill. CT_ENOMEM. */
CT_CHECKED ct_error ct_picture_begin(ct_picture *picture, ct_arena *arena, ct_lang lang, ct_face face,
                                     double width, const char *kind, const char *name, const char *title,
                                     const char *subtitle, const char *source);

/** Fix the canvas around a body of this height (pixels), with room for a legend of so many entries and for
 * axis labels below. */
void ct_picture_frame(ct_picture *picture, double body_height, size_t legend_entries, double axis_room);

/** Declare the layers of a kind, NULL-terminated, so that the template finds all of them. */
void ct_picture_layers(ct_picture *picture, const char *const *names);

/** Append one row to a declared layer. */
void ct_picture_row(ct_picture *picture, const char *layer, const double *cells, size_t n);
#define CT_ROW(picture, layer, ...)                                                                          \
    ct_picture_row(picture, layer, (const double[]){ __VA_ARGS__ },                                          \
                   sizeof((const double[]){ __VA_ARGS__ }) / sizeof(double))

void ct_picture_text(ct_picture *picture, double x, double y, ct_align align, ct_look look, const char *text);
void ct_picture_word_add(ct_picture *picture, const char *name, const char *text);

/** The text on at most `most` lines around the height y; pixels. */
void ct_picture_wrapped(ct_picture *picture, double x, double y, double width, size_t most, ct_align align,
                        ct_look look, const char *text);

/* The data beside the picture: one row a line, ended by ct_picture_csv_end(). */
void ct_picture_csv_text(ct_picture *picture, const char *cell);
void ct_picture_csv_number(ct_picture *picture, double value);
void ct_picture_csv_end(ct_picture *picture);

/** CT_OK, or CT_ENOMEM when anything above failed. */
CT_CHECKED ct_error ct_picture_error(const ct_picture *picture);
void ct_picture_clear(ct_picture *picture);

/** Move the centres of labels of one height apart, keeping their order and each as near its wish as can be,
 * inside [bottom, top]. */
void ct_spread(double *centre, size_t n, double height, double bottom, double top);

#endif
