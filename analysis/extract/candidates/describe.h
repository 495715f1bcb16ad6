/* What describes a figure in every decision: its words, the cues around it, its unit, its place. Stages
 * choose which of these they want. */
#ifndef CT_EXTRACT_DESCRIBE_H
#define CT_EXTRACT_DESCRIBE_H

#include "extract/candidates/features.h"
#include "extract/candidates/figure.h"

/** The words beside the figure: the last ones before it and the first ones after it, alone and joined
 * ("b-12=tang_them"). */
void ct_describe_beside(const ct_figure *figure, ct_features *features);

/** Words of a segment, alone and, with `pairs`, two by two: the first `most` of them, or with `last` the last
 * ones. */
void ct_describe_words(const ct_figure *figure, ct_segment_name segment, size_t most, bool last, bool pairs,
                       ct_features *features);

/** The cues of all segments: each one ("q:own:kind=target"), the last of each class in its segment ("ql:"),
 * and of kind, measure, aggregation and direction the one that governs, which is the last of the nearest
 * segment that has any ("gov:", with its segment "govs:"). */
void ct_describe_cues(const ct_figure *figure, ct_features *features);

/** Unit, marks beside it, size of the number, place in sentence, block and table. */
void ct_describe_shape(const ct_window *window, size_t figure, ct_features *features);

/** Chances that neighbours have of each of n classes, as features "NAME:LINK:class": of the figure before
 * (told apart by how near it is), the one after, the one above in the column, the block's first, the means of
 * its block, its column, the blocks under the same heading, the document.
 * @param of the neighbours' chances, from their figure
 * @param words the classes' words
 * @param means made by ct_class_means() */
typedef const float *(*ct_chances_of)(const ct_figure *figure);
typedef struct ct_means ct_means;
CT_CHECKED ct_error ct_class_means(const ct_window *window, ct_chances_of of, size_t n, const ct_means **out);
void ct_describe_neighbours(const ct_window *window, size_t figure, const char *name, ct_chances_of of,
                            const char *const *words, size_t n, const ct_means *means, ct_features *features);

/** The mean chance of a class among the other figures of this one's block, column or heading, or of the
 * document; 0 where there are none.
 * @param own the figure's own chance */
typedef enum { CT_MEAN_BLOCK, CT_MEAN_COLUMN, CT_MEAN_HEADING, CT_MEAN_DOCUMENT, CT_MEANS } ct_mean;
double ct_mean_chance(const ct_means *means, size_t figure, ct_mean kind, size_t class_number, double own);

/** Is the unit a percentage, a point or a per mille? */
bool ct_figure_is_percent(const ct_figure *figure);

/** Words that name nothing by themselves: filler of describe.c's list, in folded form. */
bool ct_word_is_hollow(const ct_word *word);

#endif
