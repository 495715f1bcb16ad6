/* The geometry of a chart, computed apart from drawing: what stands where, in pixels of the canvas and units of the axis. */
#ifndef CT_CHART_SCENE_H
#define CT_CHART_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/axis.h"
#include "chart/chart.h"
#include "core/arena.h"
#include "core/error.h"

/* The plotting area: its edges in pixels from the canvas' lower left corner, and the axis values there. y_low > y_high turns the axis. */
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
    bool leader;          /* a thin line from anchor to box is needed,  */
    double leader_y;      /* ending at this height                      */
} ct_note;

typedef struct {
    double year, median, lo80, hi80, lo95, hi95;
} ct_fan; /* on the axis' scale */

enum { CT_MAX_MARKS = 4, CT_MAX_NOTES = CT_MAX_MARKS + 2 };

typedef struct {
    double width, height; /* of the canvas, pixels                      */
    ct_frame frame;
    const char *const *title;
    size_t n_title;
    const char *const *subtitle;
    size_t n_subtitle;
    const char *const *source;
    size_t n_source;
    size_t legend_rows; /* of four entries at most                    */
    const char *unit;   /* what the axis counts                       */
    double divisor;     /* values divided by it are on the axis       */
    ct_ticks ticks;
    double data_end;                                    /* year where the data end and the labels' column begins */
    long first_year, last_year, year_step, year_anchor; /* labelled: years congruent to the anchor */
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
    CT_TITLE_SIZE = 17,
    CT_TEXT_SIZE = 12,
    CT_NOTE_SIZE = 12,
    CT_SOURCE_SIZE = 10,
    CT_NOTE_LEADING = 16
}; /* pixels; plots/theme.gp sets the same */

/** Compute everything. CT_EDATA naming the chart: its name is not [a-z0-9_-]+, no history, years not ascending or not 1900..2200, a value
 * not finite or beyond 1e17; CT_ENOMEM. All of it lives in the arena. A size with a height stretches the frame to its proportions. */
CT_CHECKED ct_error ct_scene_compute(ct_arena *arena, const ct_chart *chart, ct_lang lang, ct_image_size size, ct_scene *scene);

/** Make the labels (their words and size): the last value, the projected end, the targets with their gaps. `width` is the room for one
 * line, pixels. */
CT_CHECKED ct_error ct_notes_write(ct_arena *arena, const ct_chart *chart, ct_lang lang, double width, ct_scene *scene);

/** Put the labels into the frame, which is final: beside the last years in one column, spread so that none overlaps; the last value of
 * history, when years follow it, at the free place nearest to its point. */
void ct_notes_place(ct_scene *scene);

#endif
