/* Examples: labelled figures, told by the words of their surroundings, their unit and their size
 * (examples.csv, written by scripts/fit). They say how often an indicator is met, in which units and of what
 * size, and which of them a new figure's surroundings are most like (nearest neighbour by the cosine of
 * weighted words: Salton and McGill, 1983). */
#ifndef CT_EXTRACT_EXAMPLES_H
#define CT_EXTRACT_EXAMPLES_H

#include "extract/candidates/figure.h"

typedef struct ct_examples ct_examples;

/* What the examples say of one candidate for a figure. */
typedef struct ct_likeness {
    float seen;     /* ln(1 + examples)                                                                    */
    float unit;     /* ln of the share of them in the figure's unit                                        */
    float distance; /* of the figure's size from theirs in that unit, squared, in their variance; at most 9 */
    bool sized;     /* two or more of them are in that unit                                                */
    float like;     /* cosine with the nearest one, 0 .. 1                                                 */
} ct_likeness;

/** Read examples.csv: document,indicator,base,magnitude,words. Words stand by segment: "own:ty_le_ho_ngheo
 * after:cua_tinh". A file without rows gives examples that say nothing.
 * @return CT_OK; CT_EPARSE naming file and line (unknown indicator or segment, no number); CT_ENOMEM */
CT_CHECKED ct_error ct_examples_read(ct_arena *arena, const ct_catalogue *catalogue, const char *text,
                                     size_t n, const char *file, const ct_examples **out);

/** Fill evidence->likeness of all figures, whose candidates are found. While weights are being fitted,
 * examples from the document itself do not count. */
CT_CHECKED ct_error ct_examples_liken(ct_window *window);

/** The words of one of the segments that examples keep, as the column `words` has them; in the arena. NULL
 * when out of memory. */
const char *ct_example_words(ct_arena *arena, const ct_figure *figure, size_t part);

/* The segments that examples keep. */
enum { CT_EXAMPLE_PARTS = 8 };

#endif
