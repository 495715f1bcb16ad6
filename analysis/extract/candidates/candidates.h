/* Candidates for a figure's indicator: those whose wordings share words with the figure's surroundings.
 *
 * Bags are weighted mixtures of a figure's segments, read against the index of wordings (index.h): how much
 * of a wording's weight is found in the bag (cover), and twice what both share over the weight of both (F).
 * Neither asks for the whole wording, so that "hộ nghèo toàn tỉnh còn" (poor households of the province fall
 * to) still speaks for "tỷ lệ hộ nghèo" (the share of poor households). */
#ifndef CT_EXTRACT_CANDIDATES_H
#define CT_EXTRACT_CANDIDATES_H

#include "extract/candidates/figure.h"
#include "extract/candidates/index.h"

typedef enum {
    CT_BAG_OWN,      /* the figure's own words                                            */
    CT_BAG_OWN_LATE, /* the same, the nearest weighing most                               */
    CT_BAG_NEAR,
    CT_BAG_AFTER,
    CT_BAG_CLAUSE,   /* the sentence before its own words; of a cell the row's parent     */
    CT_BAG_BESIDE,   /* own, and those it counts                                          */
    CT_BAG_SENTENCE, /* the whole sentence                                                */
    CT_BAG_BEFORE,
    CT_BAG_HEAD,
    CT_BAG_HEADS, /* the two headings above the nearest                                */
    CT_BAG_TITLE,
    CT_BAG_PLACE, /* own and after, and less of what they stand under                  */
    CT_BAG_ALL,
    CT_BAG_COLUMN,
    CT_BAG_PARENT, /* of a cell the row's parent, else the heading                      */
    CT_BAG_OWN_PARENT,
    CT_BAG_PREVIOUS,
    CT_BAG_COUNTED, /* the unit's own words and those after it: "xã đạt chuẩn nông thôn mới" (communes up to
                       standard) */
    CT_BAGS
} ct_bag;

/* Segments in which a whole wording, word by word, is looked for. */
typedef enum { CT_EXACT_OWN, CT_EXACT_COUNTED, CT_EXACT_SENTENCE, CT_EXACTS } ct_exact;

/* How one candidate's wordings are found in the figure's bags. Shares are in units of 1 / CT_SHARE_ONE; F is
 * above 1 where pairs fit too. */
enum { CT_SHARE_ONE = 40000 };
typedef struct {
    uint16_t cover[CT_BAGS], f[CT_BAGS];
    float exact[CT_EXACTS]; /* weight of the longest wording that stands there whole */
} ct_overlap;

enum { CT_NEAR_WORDS = 12, CT_FAR_WORDS = 32 };

typedef struct ct_evidence {
    ct_overlap *of;                                /* of each candidate; none's is all 0 */
    uint16_t best_cover[CT_BAGS], best_f[CT_BAGS]; /* among all candidates               */
    float best_exact[CT_EXACTS];
    struct ct_likeness *likeness; /* of each candidate, see examples.h  */
    float like_none, most_like;
    float *block;     /* of each candidate: mean chance in the rest of the block, for the second stage */
    float *groups;    /* chance of each group of indicators, for the second stage                      */
    size_t own_words; /* words of its own that name something */
    bool part_only;   /* they name parts of a whole only      */
    const ct_word *near[CT_NEAR_WORDS],
        *far[CT_FAR_WORDS]; /* words beside it, and of what it stands under, that name something */
    size_t n_near, n_far;
} ct_evidence;

/** Fill the choices and the evidence of all figures: first none (CT_NONE), then the likely indicators. */
CT_CHECKED ct_error ct_candidates_find(ct_window *window);

/** What ct_candidates_find() finds in one bag of plain words, for tests: cover and F of an indicator. */
CT_CHECKED ct_error ct_index_read(ct_arena *arena, const ct_index *index, const ct_word *words, size_t n,
                                  int indicator, double *cover, double *f);

#endif
