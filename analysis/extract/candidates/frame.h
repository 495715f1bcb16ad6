/* Frames: what a passage as a whole is, which its figures are not told one by one. "Kết quả năm 2023"
 * (results of 2023) above a list, an "ước" (estimated) in the first sentence of a paragraph, a column headed
 * "Kế hoạch" (plan) make what stands there a result, an estimate, an aim. Two things tell: the kind cue that
 * runs on from before the figure, and the words of the headings, title and column above it. */
#ifndef CT_EXTRACT_FRAME_H
#define CT_EXTRACT_FRAME_H

#include "extract/candidates/describe.h"

/* A kind cue of the running text, and what has passed between it and a figure. */
typedef struct {
    const ct_cue *cue; /* NULL: there is none                                          */
    size_t figures;    /* others between the two                                       */
    size_t sentences;  /* ends of sentences                                            */
    size_t semicolons;
    size_t colons; /* "phấn đấu đạt:" (strive for:) leads all of a list    */
    size_t blocks; /* 0: the figure's own                                          */
    bool closed;   /* it stands in a bracket that is closed again                  */
} ct_running;

typedef struct ct_frames ct_frames;

/** The frames of a window, for all its figures; kept in window->frames. Made once, later calls do nothing. */
CT_CHECKED ct_error ct_frames_find(ct_window *window);

/** The last kind cue before the figure in its block; of a table cell in its row's name. The `nth` last one,
 * counted from 0. */
ct_running ct_cue_running(const ct_window *window, size_t figure, size_t nth);

/** The last one of the blocks before its own, as far as they stand under the same heading. */
ct_running ct_cue_earlier(const ct_window *window, size_t figure);

/** The first one after the figure in its sentence, before the next figure. */
ct_running ct_cue_coming(const ct_window *window, size_t figure);

/* What a heading, title or column is about. */
enum {
    CT_FRAME_RESULT = 1,
    CT_FRAME_TARGET = 2,
    CT_FRAME_ESTIMATE = 4,
    CT_FRAME_FORECAST = 8,
    CT_FRAME_SITUATION = 16,
    CT_FRAME_KINDS = 5
};

typedef struct {
    int all;   /* CT_FRAME_... of all its words      */
    int first; /* of the first of them; 0 none       */
    bool any;  /* it is not empty                    */
} ct_frame;

/** The frame of a segment; of a heading that tells figures itself, of its words before them. */
ct_frame ct_frame_of(const ct_segment *segment);

/** The frame of the document's title; a first paragraph is none. */
ct_frame ct_frame_titled(const ct_figure *figure);

/** As letters: r results, t targets, e estimates, f forecasts, s the situation or grounds of a text; "-" for
 * none, "" for an empty segment. */
const char *ct_frame_letters(ct_frame frame);

/** The one letter that weighs most, or "-". */
const char *ct_frame_main(ct_frame frame);

/** The frame of the nearest of column head and headings that says anything. */
ct_frame ct_frame_above(const ct_figure *figure);

/** Kind cues of a kind for each figure of the document, from 0 to 4: how much of it is told so. */
int ct_frame_share(const ct_window *window, int kind);

/** The figure's likeliest period, and measure, as far as they are weighed; else those of the usual order of
 * reading. */
const ct_period *ct_likely_period(const ct_figure *figure);
int ct_likely_measure(const ct_figure *figure);

/** The kind of period ("year", "span", "months" ...; "none") and its last year as seen from the document's
 * ("-3" to "6", "?"; of a text without a date from the year it is mostly about: "u-3" to "u6"). */
const char *ct_period_shape(const ct_period *period);
const char *ct_period_beside(const ct_setting *setting, const ct_period *period);

/* What is the same for a whole document counts by this much in features: documents are few and rows many, so
 * its weight must be held down more than a word's, and a smaller value does that. */
#define CT_WIDE 0.4

/** All that frames tell of a figure, as features. */
void ct_describe_frame(const ct_window *window, size_t figure, ct_features *features);

#endif
