/* Charts: numbers to a gnuplot script to SVG and PNG, all of a run through one gnuplot process. */
#ifndef CT_CHART_CHART_H
#define CT_CHART_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "assess/assess.h"
#include "chart/lettering.h"
#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/lang.h"
#include "core/table.h"

/* What a trajectory chart shows of one series. */
typedef struct {
    const char *name;     /* file name without extension: [a-z0-9_-]+                             */
    const char *title;    /* free text                                                            */
    const char *subtitle; /* scope, breakdown; may be ""                                          */
    const char *unit;
    const char *source; /* the source line under the chart; may be ""                           */
    const ct_point *points;
    size_t n_points; /* history, years ascending           */
    const ct_projection *projections;
    size_t n_projections; /* years ascending                    */
    const ct_assessment *assessments;
    size_t n_assessments;      /* its targets to draw, most important first; four at most are drawn */
    bool reversed;             /* a rank: 1 stands at the top                                          */
    long plan_start, plan_end; /* years of the plan it is looked at for; 0: not known                 */
    size_t tried, held;        /* past values set against 80 % intervals, and those inside; 0: not tried */
} ct_chart;

/* Formats of images; a set of them is their sum. */
enum {
    CT_IMAGE_SVG = 1,
    CT_IMAGE_PNG = 2,
    CT_IMAGE_PDF = 4,
    CT_IMAGE_EMF = 8,
    CT_IMAGE_EPS = 16,
    CT_IMAGE_TIKZ = 32
};

typedef struct {
    unsigned format;       /* one of the above                                              */
    const char *name;      /* what the user types                                           */
    const char *extension; /* of its files                                                  */
} ct_image_format;
extern const ct_image_format ct_image_formats[]; /* ends with a NULL name */

/** "svg,png" as a set of formats; CT_EUSAGE lists the names. */
CT_CHECKED ct_error ct_image_formats_parse(const char *text, unsigned *formats);

typedef struct {
    double width_cm,
        height_cm;  /* 0: the usual 16 cm wide, as high as it needs; a height without a width is none */
    double text_pt; /* of the smallest text, points; 0: the usual, 8 at 15.5 cm                        */
    ct_face face;   /* that texts are measured by; ct_face_of() the options' font                      */
} ct_image_size;

/** "a4-full" "a4-half" "a4-wide" "slide" "phone", or centimetres: "16x9.5", "16". CT_EUSAGE lists them; sizes
 * are 4 to 100 cm. */
CT_CHECKED ct_error ct_image_size_parse(const char *text, ct_image_size *size);

/** Pixels of the canvas that a drawing of this size is laid out on: as many as let its smallest text,
 * CT_SOURCE_SIZE pixels, be text_pt points high on paper; 360 to 1000. Height: what fits the height asked
 * for, 0 where none is. */
double ct_canvas_width(ct_image_size size);
double ct_canvas_height(ct_image_size size);

/** The width on paper, in cm, at which text on a canvas of this width in pixels has its usual size. */
double ct_image_width_cm(double pixels);

typedef struct {
    const char *folder;    /* where NAME.svg and so on go; must exist                       */
    const char *templates; /* folder of the gnuplot theme and templates (plots/)            */
    ct_lang lang;
    unsigned formats;   /* a set of CT_IMAGE_...                                          */
    ct_image_size size; /* all zero: the usual                                            */
    unsigned seconds;   /* for gnuplot at most; 0: by the number of images                */
    const char *font;   /* NULL: the theme's own                                          */
    bool data;          /* write NAME.csv, what the image shows, beside it                */
} ct_chart_options;

/** A font's name as people give it: letters, digits, blanks and hyphens, 60 at most; else CT_EUSAGE. */
CT_CHECKED ct_error ct_font_check(const char *font);

struct ct_picture;

/* One image to draw: a trajectory or a picture (chart/picture.h); the other is NULL. */
typedef struct {
    const ct_chart *chart;
    const struct ct_picture *picture;
    unsigned formats; /* of this image; 0: those of the options */
} ct_drawing;

/** The formats it is drawn in. */
unsigned ct_drawing_formats(const ct_drawing *drawing, const ct_chart_options *options);

const char *ct_drawing_name(const ct_drawing *drawing);

/** The gnuplot script that draws them; text in it cannot act. */
CT_CHECKED ct_error ct_drawings_script(const ct_drawing *drawings, size_t n, const ct_chart_options *options,
                                       ct_buffer *script);

/** Draw all, a gnuplot process a core. Each image appears whole or not at all; the first fault is returned,
 * good images stay. CT_ETOOL when gnuplot is missing, fails or takes too long. */
CT_CHECKED ct_error ct_drawings_draw(const ct_drawing *drawings, size_t n, const ct_chart_options *options);

/** The same for trajectories only. */
CT_CHECKED ct_error ct_charts_script(const ct_chart *charts, size_t n, const ct_chart_options *options,
                                     ct_buffer *script);
CT_CHECKED ct_error ct_charts_draw(const ct_chart *charts, size_t n, const ct_chart_options *options);

/** Can it be drawn: a name for files, years from 1900 to 2200 in order, values that are finite and below
 * 1e17? CT_EDATA says what stands against it. */
CT_CHECKED ct_error ct_chart_check(const ct_chart *chart);

/** What a trajectory shows, as CSV with a header: kind,year,low,high,lo80,hi80,lo95,hi95,unit,source.
 * CT_ENOMEM. */
CT_CHECKED ct_error ct_chart_data(const ct_chart *chart, ct_buffer *to);

/** Choose what is worth a chart from the tables of a run: one chart a series with at least two years or one
 * target, in the order of the series table, names unique. All strings and arrays live in the arena. */
CT_CHECKED ct_error ct_charts_plan(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points,
                                   const ct_table *projections, const ct_table *assessments,
                                   const ct_table *plans, ct_lang lang, const ct_chart **charts, size_t *n);

/** What readers know sources (of rows of the tables) by: documents (by ct_plan_short_name() where plans,
 * which may be NULL, has them) and titles, each once, a few of them, "; " between. In the arena. CT_ENOMEM.
 */
CT_CHECKED ct_error ct_sources_words(ct_arena *arena, const ct_table *plans, const char *const *sources,
                                     size_t n_sources, ct_lang lang, const char **text);

/** A text as part of a file name: folded, runs of anything but letters and digits as one '-'. In the arena;
 * NULL when out of memory. */
char *ct_file_slug(ct_arena *arena, const char *text) CT_CHECKED;

#endif
