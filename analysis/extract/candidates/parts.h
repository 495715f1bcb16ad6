/* Parts: the words around a figure that may name which part of its indicator it is of. */
#ifndef CT_EXTRACT_PARTS_H
#define CT_EXTRACT_PARTS_H

#include "extract/candidates/figure.h"

/* How a part was found. */
typedef enum {
    CT_PART_KNOWN, /* a part that breakdowns.csv lists                                                      */
    CT_PART_WORDS, /* a run of words, without the hollow ones at its ends                                   */
    CT_PART_REST,  /* what is left of it without the words of the likely indicator's name                   */
    CT_PART_BEYOND, /* without the words of any of its wordings */
    CT_PART_RUN,  /* of these, where they do not stand together, the last ones that do                     */
    CT_PART_TAIL, /* what stands after "của" (of), "ở" (in), "riêng" (apart) */
    CT_PART_JOINED, /* a row's name after that of the row it is a part of */
    CT_PART_EXCEPT, /* "trừ ..." (except ...), "không tính ..." (not counting ...): what the figure leaves
                       out, as its definition has it     */
    CT_PART_IN_TURN, /* "dịch vụ và nông nghiệp lần lượt tăng 7% và 3%" (services and agriculture grew by 7%
                        and 3% respectively): the one in the figure's place                 */
    CT_PART_CARRIED, /* that of a figure before it in its paragraph or row */
    CT_PART_KINDS
} ct_part_kind;

extern const char *const ct_part_words[CT_PART_KINDS];

/* One place where a part was found. */
typedef struct {
    uint8_t kind, segment; /* ct_part_kind, ct_segment_name                                  */
    uint8_t words;         /* its number of words                                            */
    uint8_t place;         /* from the end of its segment: 0 nothing of the kind follows it  */
    bool in_name;          /* all its words are the likely indicator's name's                */
    bool in_wordings;      /* or that of one of its wordings                                 */
    bool inside;           /* it lies within the wording of some indicator                   */
    bool left_out;         /* it stands after "trừ" (except), "không tính" (not counting)              */
    uint8_t covered;       /* of its words, wordings of indicators hold: 0 none, 1 some, 2 all */
    uint8_t distance;      /* words between it and the figure, in steps; 7 elsewhere         */
    bool beside;           /* the wording of an indicator ends right before it               */
    const char *before, *after; /* the words beside it, folded; "" at an end                      */
} ct_sighting;

enum { CT_MAX_SIGHTINGS = 6, CT_MAX_PARTS = 40 };

typedef struct {
    const char *text, *fold;
    uint64_t key;              /* equal for texts of the same words, as far as they tell */
    const ct_breakdown *known; /* NULL: not one of breakdowns.csv                        */
    size_t words;
    ct_sighting at[CT_MAX_SIGHTINGS];
    size_t n;
} ct_part;

/* What finding parts needs to know, made once a document. */
typedef struct ct_part_finder ct_part_finder;

CT_CHECKED ct_error ct_part_finder_new(ct_arena *arena, const ct_knowledge *known, ct_part_finder **out);

/** The parts a figure may be of, in the finder's arena, none of them empty.
 * @param indicator the likely one's index, or CT_NONE */
CT_CHECKED ct_error ct_parts_find(ct_part_finder *finder, const ct_figure *figure, int indicator,
                                  const ct_part **out, size_t *n);

/** The key of a text: of the words that tell one part from another. 0 for none. */
uint64_t ct_part_key(const char *fold);

/** Of the words of a figure's own segment that are not hollow: how many are the likely indicator's, and how
 * many are left. */
CT_CHECKED ct_error ct_parts_count(ct_part_finder *finder, const ct_figure *figure, int indicator,
                                   size_t *explained, size_t *left);

/** Tokens of a passage, ascending, as a text for tables: the document's own bytes; of damaged text only words
 * of a known reading, rightly spelled. *out is NULL where one has none. */
CT_CHECKED ct_error ct_clean_text(ct_arena *arena, const ct_passage *passage, const uint32_t *tokens,
                                  size_t n, const char **out);

#endif
