/* The geometry of a chart, computed apart from drawing: what stands where, in pixels of the canvas and units
 * of the axis. */
#ifndef CT_CHART_SCENE_H
#define CT_CHART_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/axis.h"
#include "chart/chart.h"
#include "core/arena.h"
#include "core/error.h"

/* The plotting area: its edges in pixels from the canvas' lower left corner, and the axis values there. y_low
 * > y_high turns the axis. */
typedef struct {
    double left, right, bottom, top;
    double x_low, x_high, y_low, y_high;
} ct_frame;

double ct_frame_x(const ct_frame *frame, double year);
double ct_frame_y(const ct_frame *frame, double value);

typedef struct {
    double x, y;
} ct_spot;

/* How a target is drawn: a value or a range at one year, or across the years of its period. */
typedef enum { CT_MARK_POINT, CT_MARK_RANGE, CT_MARK_LINE, CT_MARK_BAND } ct_mark_kind;

typedef struct {
    ct_mark_kind kind;
    double x, x2;     /* first and last year; equal for a point or range      */
    double low, high; /* on the axis' scale                                   */
    bool main;        /* the one target the chart tells of; the others are small and bare */
    const ct_assessment *of;
} ct_mark;

/* A label beside the data. */
typedef enum { CT_NOTE_LAST, CT_NOTE_PROJECTED, CT_NOTE_TARGET } ct_note_role;

typedef struct {
    ct_note_role role;
    const char *const *lines;
    size_t n, n_bold;     /* lines; the first n_bold of them are bold     */
    ct_spot data;         /* what it speaks of: year, value on the axis  */
    ct_spot anchor;       /* the same in pixels                         */
    double width, height; /* of its box, pixels                         */
    ct_spot at;           /* lower left corner of its box, pixels       */
} ct_note;

typedef struct {
    double year, median, lo50, hi50, lo80, hi80, lo95, hi95;
} ct_fan; /* on the axis' scale; between whole years where the fan opens */

/* Where the frame cuts the 95 % band off. */
typedef struct {
    double year;
    bool above; /* at the top of the frame, else at its foot */
} ct_cut;

enum { CT_MAX_MARKS = 4, CT_MAX_NOTES = 3, CT_MAX_CUTS = 2 };

typedef struct {
    ct_face face;         /* that texts are measured by               */
    double width, height; /* of the canvas, pixels                      */
    ct_frame frame;
    const char *const *title;
    size_t n_title;
    const char *const *subtitle;
    size_t n_subtitle;
    const char *const *source;
    size_t n_source;
    size_t legend_rows;        /* of four entries at most                    */
    const char *unit;          /* what the axis counts                       */
    int told;                  /* ct_verdict whose colour the title has; 0: none */
    double plan_from, plan_to; /* edges of the plan's years on the axis, NaN: not shown */
    const char *plan_words;
    double plan_words_x; /* middle, pixels                                        */
    double data_rule;    /* the last year of data, NaN: nothing comes after it    */
    const char *data_words;
    double data_words_x; /* right end, pixels                                     */
    bool broken;         /* the axis of amounts does not begin at zero            */
    ct_cut cuts[CT_MAX_CUTS];
    size_t n_cuts;
    double divisor; /* values divided by it are on the axis       */
    ct_ticks ticks;
    double data_end;                       /* year where the data end */
    long first_year, last_year, year_step; /* labelled: the multiples of the step */
    const ct_spot *history;
    size_t n_history;   /* year, value on the axis' scale  */
    const bool *hollow; /* n_history: an estimate or a document's forecast */
    size_t n_hollow;
    bool derived; /* one of the hollow values is computed from others */
    const ct_fan *fan;
    size_t n_fan; /* begins at the last history point */
    ct_mark marks[CT_MAX_MARKS];
    size_t n_marks;
    ct_spot paths[CT_MAX_MARKS][2];
    size_t n_paths; /* required: from, to  */
    ct_note notes[CT_MAX_NOTES];
    size_t n_notes;
} ct_scene;

enum {
    CT_TITLE_SIZE = 15,
    CT_TEXT_SIZE = 11,
    CT_NOTE_SIZE = 11,
    CT_SOURCE_SIZE = 10,
    CT_NOTE_LEADING = 14
}; /* pixels; plots/theme.gp sets the same */

/** Is a projection shown? Not where the evidence gate left the main target without a word for want of data,
 * nor from one or two values that bear none. */
bool ct_chart_has_fan(const ct_chart *chart);

/** True when too little is known of a series for axes of years: one or two values and no projection shown. It
 * is drawn as a strip instead. */
bool ct_chart_is_thin(const ct_chart *chart);

/** What the chart says of its main target, as a title: "Khó đạt 5.500 USD năm 2025, còn thiếu 790 USD" (hard
 * to reach ... in 2025, ... short), in the arena; the series' own name where it has no target. *told is the
 * ct_verdict whose colour it has, 0 for none. CT_ENOMEM. */
CT_CHECKED ct_error ct_chart_claim(ct_arena *arena, const ct_chart *chart, ct_lang lang, const char **title,
                                   int *told);

/** "GRDP bình quân đầu người (USD/người), tỉnh Bắc Giang" (GRDP per head in USD, Bắc Giang province):
 * indicator, unit as drawn and place, below the claim. NULL when out of memory. */
const char *ct_chart_measured(ct_arena *arena, const ct_chart *chart, const char *unit);

/** The target that a chart tells of: the plan's last year's, else the next one to come, else the last. NULL:
 * it has none. */
const ct_assessment *ct_chart_main(const ct_chart *chart);

/** What stands below a chart: the last year of data, how its intervals held when tried on past values, the
 * sources. CT_ENOMEM. */
CT_CHECKED ct_error ct_chart_footnote(ct_arena *arena, const ct_chart *chart, ct_lang lang,
                                      const char **text);

/** A thin chart as a strip: its values and its target on one scale, and the way between them. Everything
 * lives in the arena but the picture's CSV. CT_EDATA as ct_scene_compute(), CT_ENOMEM. */
CT_CHECKED ct_error ct_strip_picture(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_image_size size,
                                     struct ct_picture *picture);

/** Compute everything. CT_EDATA naming the chart: its name is not [a-z0-9_-]+, no history, years not
 * ascending or not 1900..2200, a value not finite or beyond 1e17; CT_ENOMEM. All of it lives in the arena. A
 * size with a height stretches the frame to its proportions. */
CT_CHECKED ct_error ct_scene_compute(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_image_size size,
                                     ct_scene *scene);

/** Make the labels (their words and size), three at most: the last value, the main target with its
 * probability, the projection of its year. `width` is the room for one line, pixels. */
CT_CHECKED ct_error ct_notes_write(ct_arena *arena, const ct_chart *chart, ct_lang lang, double width,
                                   ct_scene *scene);

/** Does the label belong to what stands at the last year in view? */
bool ct_note_in_column(const ct_scene *scene, const ct_note *note);

/** Put the labels into the frame, which is final: those of the last year in a column beside it, spread so
 * that none overlaps; the others at the free place nearest to their mark. */
void ct_notes_place(ct_scene *scene);

#endif
