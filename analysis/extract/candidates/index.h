/* The index of wordings: all names and aliases of the catalogue by their words and pairs of words (an
 * inverted file: Salton and McGill, 1983). A word weighs by how few indicators have it, ln(1 + indicators /
 * those having it), a pair 0.6 of that. */
#ifndef CT_EXTRACT_INDEX_H
#define CT_EXTRACT_INDEX_H

#include "catalogue/catalogue.h"
#include "extract/reading/words.h"

enum { CT_NO_TERM = -1 };

/* What is asked of an indicator for each candidate, made once: its unit, or NULL, and how the names of the
 * features of its near and far words begin. */
typedef struct {
    const ct_unit *unit;
    const char *near, *far;
    uint64_t near_key, far_key;
} ct_index_entry;

/* A name, an alias or a further wording of an indicator. */
typedef struct {
    int indicator;
    uint32_t first; /* term of its first word */
    float mass;
    const ct_word *words;
    size_t n;
    const int32_t *terms; /* each once */
    size_t n_terms;
} ct_wording;

/* What is asked of every wording that shares a term with a text. */
typedef struct {
    int indicator;
    float mass;
} ct_wording_mass;

typedef struct ct_index {
    const ct_catalogue *catalogue;
    uint32_t *keys;   /* hashes of words and pairs, open addressing */
    int32_t *numbers; /* the terms' numbers, CT_NO_TERM: empty        */
    size_t size, n_terms;
    float *weight; /* of a term                                  */
    size_t *start; /* of a term: its wordings in `holders`       */
    uint32_t *holders;
    size_t *first_start; /* the wordings that begin with a term        */
    uint32_t *first_holders;
    ct_wording *wordings;
    size_t n_wordings, capacity; /* by indicator                               */
    ct_wording_mass *masses;     /* of each wording                            */
    size_t *of_indicator;        /* where the wordings of each begin           */
    size_t *group;               /* of each indicator                          */
    size_t n_groups;
    ct_index_entry *entries; /* of each indicator                          */
    int *growth;             /* of each indicator: that of its growth, or CT_NONE          */
    int *level;              /* of each growth: the indicator that grows, or CT_NONE       */
} ct_index;

/* A wording beside those of the catalogue. "*" and "#" in it are no words. */
typedef struct {
    int indicator;
    const char *text;
} ct_more_wording;

/** The index of all names and aliases, and of further wordings. In the arena. */
CT_CHECKED ct_error ct_index_new(ct_arena *arena, const ct_catalogue *catalogue,
                                 const ct_shorthand *shorthand, const ct_more_wording *more, size_t n_more,
                                 const ct_index **out);

/** The number of a word or pair by its hash; CT_NO_TERM when no wording has it. */
int32_t ct_index_term(const ct_index *index, uint32_t hash);

/** How many groups the catalogue's indicators are of, and which one an indicator is of, from 0. */
size_t ct_index_groups(const ct_index *index);
size_t ct_index_group(const ct_index *index, int indicator);

/** The indicator of an indicator's growth ("tốc độ tăng GRDP" (growth rate of GRDP) of "GRDP"), and the one
 * whose growth it is; CT_NONE. */
int ct_index_growth(const ct_index *index, int indicator);
int ct_index_level(const ct_index *index, int indicator);

const ct_index_entry *ct_index_entry_of(const ct_index *index, int indicator);

/** The weight of a word, or of two that follow each other; 0 when no wording has it. */
double ct_index_weight(const ct_index *index, const char *word, const char *next);

#endif
