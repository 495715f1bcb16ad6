/* Frames: what a passage as a whole is, which its figures are not told one by one. "Kết quả năm 2023" (results of 2023) above a list, an "ước"
 * (estimated) in the first sentence of a paragraph, a column headed "Kế hoạch" (plan) make what stands in them a result, an estimate, an aim.
 * Two things tell: the kind cue that runs on from before the figure, and the words of the headings, title and column above it. */
#ifndef CT_EXTRACT_FRAME_H
#define CT_EXTRACT_FRAME_H

#include "extract/describe.h"

/* A kind cue of the running text, and what has passed between it and a figure. */
typedef struct {
    const ct_cue *cue;        /* NULL: there is none                                          */
    size_t        figures;    /* others between the two                                       */
    size_t        sentences;  /* ends of sentences                                            */
    size_t        semicolons;
    size_t        blocks;     /* 0: the figure's own                                          */
    bool          closed;     /* it stands in a bracket that is closed again                  */
} ct_running;

typedef struct ct_frames ct_frames;

/** The frames of a window, for all its figures; kept in window->frames. Made once, later calls do nothing. */
CT_CHECKED ct_error ct_frames_find(ct_window *window);

/** The last kind cue before the figure in its block; of a table cell in its row's name. The `nth` last one, counted from 0. */
ct_running ct_cue_running(const ct_window *window, size_t figure, size_t nth);

/** The last one of the blocks before its own, as far as they stand under the same heading. */
ct_running ct_cue_earlier(const ct_window *window, size_t figure);

/** The first one after the figure in its sentence, before the next figure. */
ct_running ct_cue_coming(const ct_window *window, size_t figure);

/** What a segment is about, as letters: r results, t targets, e estimates, f forecasts, s the situation or grounds of a text; "-" where none of
 * these words stands in it, "" where it is empty. */
const char *ct_frame_of(const ct_segment *segment);

/** The same of the nearest of column head, headings and lead-in that says anything; "none". */
const char *ct_frame_above(const ct_figure *figure);

/** Kind cues of a kind for each figure of the document, from 0 to 4: how much of it is told so. */
int ct_frame_share(const ct_window *window, int kind);

/** The figure's likeliest period, and measure, as far as they are weighed; else those of the usual order of reading. */
const ct_period *ct_likely_period(const ct_figure *figure);
int ct_likely_measure(const ct_figure *figure);

/** The kind of period ("year", "span", "months" ...; "none") and its last year as seen from the document's ("-3" to "6", "?"). */
const char *ct_period_shape(const ct_period *period);
const char *ct_period_beside(const ct_setting *setting, const ct_period *period);

/** All that frames tell of a figure, as features. */
void ct_describe_frame(const ct_window *window, size_t figure, ct_features *features);

#endif
