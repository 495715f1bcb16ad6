/* Charts: numbers to a gnuplot script to SVG and PNG, all of a run through one gnuplot process. */
#ifndef CT_CHART_CHART_H
#define CT_CHART_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "assess/assess.h"
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
    size_t n_assessments; /* its targets to draw, most important first; four at most are drawn */
    bool reversed;        /* a rank: 1 stands at the top                                          */
} ct_chart;

typedef struct {
    const char *folder;    /* where NAME.svg and NAME.png go; must exist                          */
    const char *templates; /* folder of the gnuplot theme and templates (plots/)                  */
    ct_lang lang;
    bool svg, png;
} ct_chart_options;

/** The gnuplot script that draws the charts; text in it cannot act. */
CT_CHECKED ct_error ct_charts_script(const ct_chart *charts, size_t n, const ct_chart_options *options, ct_buffer *script);

/** Draw all charts in one gnuplot process. Each image appears whole or not at all; the first fault is returned, good charts stay.
 * CT_ETOOL when gnuplot is missing, fails or takes too long. */
CT_CHECKED ct_error ct_charts_draw(const ct_chart *charts, size_t n, const ct_chart_options *options);

/** Choose what is worth a chart from the tables of a run: one chart a series with at least two years or one target, in the order of the
 * series table, names unique. All strings and arrays live in the arena. */
CT_CHECKED ct_error ct_charts_plan(ct_arena *arena, const ct_catalogue *catalogue, const ct_table *points, const ct_table *projections,
                                   const ct_table *assessments, ct_lang lang, const ct_chart **charts, size_t *n);

#endif
