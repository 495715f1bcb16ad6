/* Where a finding's figures were said: from a source text back to the observations. For the rules of the
 * audit only. */
#ifndef CT_SERIES_SAID_H
#define CT_SERIES_SAID_H

#include "catalogue/catalogue.h"
#include "core/arena.h"
#include "extract/record/observation.h"

/* One place of a source text. */
typedef struct {
    const char *document; /* n bytes, not ended */
    size_t n;
    long line;
} ct_place;

/** The next place of a source text ("a.txt:12; b.txt:7 derived 3 / 2"); *at moves on, to its end at last.
 * False: no more. */
bool ct_place_next(const char **at, ct_place *to);

/* The observations by document and line. */
typedef struct {
    const ct_observation **list; /* n of them */
    size_t n;
    const ct_catalogue *catalogue;
} ct_said;

/** NULL observations: nothing was said. */
CT_CHECKED ct_error ct_said_index(ct_arena *arena, const ct_catalogue *catalogue,
                                  const ct_table *observations, ct_said *said);

/** The observations of a document from a line to another: *n of them, borrowed. */
const ct_observation *const *ct_said_lines(const ct_said *said, const ct_place *place, long first, long last,
                                           size_t *n);

/** What was said of an indicator at a place: the observation with this value if there is one, else the
 * surest. NULL: nothing. */
const ct_observation *ct_said_at(const ct_said *said, const ct_place *place, const char *indicator,
                                 double value, const char *unit);

/** Does any observation stand in this document? A place in no such document is a person's own history. */
bool ct_said_document(const ct_said *said, const ct_place *place);

#endif
