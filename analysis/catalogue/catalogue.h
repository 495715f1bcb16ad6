/* The catalogue: what the program knows of indicators, units, breakdowns and abbreviations. All of it is
 * data, read at run time from datasets/catalogue/ and from a user's own file. */
#ifndef CT_CATALOGUE_CATALOGUE_H
#define CT_CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"

typedef enum {
    CT_LEVEL,
    CT_RATE,
    CT_SHARE
} ct_nature;                                /* share: bounded in [0, 100]                        */
extern const char *const ct_nature_words[]; /* "level" "rate" "share" NULL                       */

typedef enum {
    CT_UP,
    CT_DOWN,
    CT_NEITHER
} ct_direction;                                /* which is better: higher, lower, neither         */
extern const char *const ct_direction_words[]; /* "up" "down" "none" NULL                         */

typedef enum {
    CT_PRICES_UNSAID,
    CT_PRICES_CURRENT,
    CT_PRICES_CONSTANT
} ct_prices;                                /* of a growth rate      */
extern const char *const ct_prices_words[]; /* "" "current" "constant" NULL */

/* What a figure says of its indicator; gold/GUIDE.md defines each. */
typedef enum {
    CT_MEASURE_LEVEL,
    CT_MEASURE_GROWTH,
    CT_MEASURE_CHANGE,
    CT_MEASURE_SHARE,
    CT_MEASURE_PLAN_RATIO,
    CT_MEASURE_RANK,
    CT_MEASURE_MULTIPLE
} ct_measure;
extern const char
    *const ct_measure_words[]; /* "level" "growth" "change" "share" "plan_ratio" "rank" "multiple" NULL */

typedef struct {
    const char *id, *name_vi, *name_en, *group;
    const char *unit; /* canonical; a unit of the unit table                                     */
    ct_nature nature;
    ct_direction direction;
    ct_measure measure;  /* what a bare statement of it means                                       */
    double lower, upper; /* bounds of its values in the canonical unit; -INFINITY, INFINITY: none */
    const char *part_of, *growth_of; /* another indicator's id, or ""                                 */
    const char
        *growth_id;      /* the indicator that growth said of this one is, where no growth_of tells; or "" */
    const char *rank_id; /* the indicator of its place among others, where it is a score; or ""     */
    bool stock; /* a number that stands at a time (communes that have got there), so that what is counted "up
                   to" a year is its level; false: an amount of a time (jobs made), or not known      */
    ct_prices prices; /* a growth rate's: are its levels, which are at current prices, comparable? */
    const char *official_code;
    const char *const *aliases; /* n_aliases wordings, correct Vietnamese                                  */
    size_t n_aliases;
} ct_indicator;

typedef struct {
    const char *name; /* correct Vietnamese, as tables print it                                  */
    const char *const *aliases;
    size_t n_aliases;
    const char *base; /* values times factor are in this unit; equal bases can be converted      */
    double factor;    /* > 0                                                                     */
    const char *family;
} ct_unit;

typedef struct {
    const char *name, *axis;
    const char *const *aliases;
    size_t n_aliases;
} ct_breakdown;

typedef struct {
    const char *abbreviation, *expansion;
} ct_abbreviation;

typedef struct {
    const char *kind, *vi, *en;
} ct_english; /* kind: breakdown, place; see catalogue/english.h */

typedef struct { /* breakdowns of one share indicator that add to 100 */
    const char *indicator, *axis;
    const char *const *parts;
    size_t n_parts;
} ct_structure;

typedef struct {
    ct_arena *arena; /* owns everything below                                                   */
    const ct_indicator *indicators;
    size_t n_indicators;
    const ct_unit *units;
    size_t n_units;
    const ct_breakdown *breakdowns;
    size_t n_breakdowns;
    const ct_abbreviation *abbreviations;
    size_t n_abbreviations;
    const ct_structure *structures;
    size_t n_structures;
    const ct_english *english;
    size_t n_english;
    void *index; /* private: how the find functions find                            */
} ct_catalogue;

/** Read indicators.csv, units.csv, breakdowns.csv, abbreviations.csv, structures.csv, stocks.csv and
 * english.csv of a folder, and, unless NULL, a user's own catalogue: a file with the columns of
 * indicators.csv, or a folder with any of units.csv, indicators.csv, breakdowns.csv, wordings.csv
 * (wording,of,means), abbreviations.csv and english.csv. What is known is changed where the user's row says
 * something, what is new is added; the user's wordings mean what the user says, whatever the catalogue says
 * of them. Of what is known, only the first column is needed.
 * @param out the caller's, freed by ct_catalogue_free(); NULL on error
 * @return CT_OK; CT_EIO; CT_EPARSE naming file and line (unknown unit, word, reference, repeated id, a
 * wording of two of the user's rows); CT_EDATA (a user's folder without any of the files); CT_ENOMEM */
CT_CHECKED ct_error ct_catalogue_read(ct_catalogue **out, const char *folder, const char *own);

/* Who is told of faults; an error that it returns ends the reading. */
typedef struct {
    ct_error (*tell)(void *context, const ct_error *fault);
    void *context;
} ct_catalogue_faults;

/** Read a user's own catalogue to its end and tell every CT_EPARSE of it, with file and line (0: the file as
 * a whole). Other errors come back as from ct_catalogue_read(). */
CT_CHECKED ct_error ct_catalogue_check(const char *folder, const char *own,
                                       const ct_catalogue_faults *faults);
void ct_catalogue_free(ct_catalogue *catalogue); /* NULL is fine */

/** The indicator with this id, or NULL. */
const ct_indicator *ct_indicator_find(const ct_catalogue *catalogue, const char *id);

/** The indicator that a user's own file gives this wording to, or NULL: other indicators that have it do not
 * mean it. */
const ct_indicator *ct_indicator_claiming(const ct_catalogue *catalogue, const char *text);

/** The indicator whose name or alias folds to the same text, or NULL. */
const ct_indicator *ct_indicator_named(const ct_catalogue *catalogue, const char *text);

/** The unit with this name or alias (accents count, case does not), or NULL. */
const ct_unit *ct_unit_find(const ct_catalogue *catalogue, const char *name);

/** The canonical wording of a breakdown given by its name or an alias (folded), or NULL. */
const ct_breakdown *ct_breakdown_find(const ct_catalogue *catalogue, const char *text);

/** Convert a value; false, leaving *out, when the units have different bases or one is unknown. Equal names
 * always convert. */
bool ct_unit_convert(const ct_catalogue *catalogue, double value, const char *from, const char *to,
                     double *out);

typedef struct {
    const ct_indicator *indicator;
    double score; /* (0, 1], 1 is best */
} ct_indicator_match;

/** Indicators whose id, names or aliases hold all words of `text`, accents ignored, best first; at most max,
 * count in *n. */
CT_CHECKED ct_error ct_catalogue_search(const ct_catalogue *catalogue, const char *text,
                                        ct_indicator_match *matches, size_t max, size_t *n);

#endif
