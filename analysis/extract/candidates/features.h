/* Features: what speaks for a candidate of a decision, as named numbers. A decision's code only names and
 * measures them; what each is worth is learned (model.h). Two kinds: slots, which every candidate has and
 * whose names are fixed, and named ones, made of words and cues, of which a candidate has few out of very
 * many. */
#ifndef CT_EXTRACT_FEATURES_H
#define CT_EXTRACT_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

enum { CT_MAX_SLOTS = 400, CT_FEATURE_PARTS = 12 };

typedef struct {
    uint64_t key; /* hash of the name                                     */
    float value;
    const char *name; /* NULL unless names are kept                           */
} ct_feature_value;

typedef struct {
    ct_feature_value *at; /* the named ones                                 */
    size_t n, capacity;
    float slot[CT_MAX_SLOTS];
    size_t n_slots;
    ct_arena *names; /* not NULL: names are kept here                  */
    bool failed;     /* out of memory                                 */
} ct_features;

void ct_features_clear(ct_features *features); /* frees the named ones */

/** Forget what was added; n_slots slots at 0. */
void ct_features_begin(ct_features *features, size_t n_slots);

/** Add a feature named by the parts joined, up to a NULL and at most CT_FEATURE_PARTS. A name added twice
 * counts twice, so callers add each once. A value of 0 adds nothing. */
void ct_features_add(ct_features *features, double value, const char *const *parts);

/** The same for a name of two parts, the first of whose key is at hand: where many names begin alike. */
void ct_features_add_after(ct_features *features, double value, uint64_t first_key, const char *first,
                           const char *second);

/** The key of a name, as ct_features_add() makes it. */
uint64_t ct_feature_key(const char *name);

#define CT_FEATURE(features, value, ...)                                                                     \
    ct_features_add(features, value, (const char *const[]){ __VA_ARGS__, NULL })

/** A small number as text, for names: "0" to "31", larger ones as "32", negative ones down to -9. */
const char *ct_feature_number(long number);

#endif
