/* The catalogue's files as they stand: a row of each, its schemas, and what reading them shares. Private to
 * this folder. */
#ifndef CT_CATALOGUE_FILES_H
#define CT_CATALOGUE_FILES_H

#include "catalogue/catalogue.h"
#include "catalogue/lookup.h"
#include "core/table.h"

/* Before lists are split and references checked. */
typedef struct {
    const char *id, *name_vi, *name_en, *group, *unit;
    int nature, direction, measure, prices;
    double lower, upper;
    const char *part_of, *growth_of, *growth_id, *rank_id, *official_code, *aliases;
} ct_indicator_row;

typedef struct {
    const char *unit, *aliases, *base, *family;
    double factor;
} ct_unit_row;

typedef struct {
    const char *breakdown, *axis, *aliases;
} ct_breakdown_row;

typedef struct {
    const char *abbreviation, *expansion_vi;
} ct_abbreviation_row;

typedef struct {
    const char *indicator, *axis, *parts;
} ct_structure_row;

typedef struct {
    const char *indicator;
} ct_stock_row;

typedef enum { CT_OF_INDICATOR, CT_OF_UNIT, CT_OF_BREAKDOWN, CT_OF_ABBREVIATION } ct_wording_of;
extern const char *const ct_wording_of_words[]; /* "indicator" "unit" "breakdown" "abbreviation" NULL */
typedef struct {
    const char *wording, *means;
    int of;
} ct_wording_row;

/* Files of the program's folder, units first since indicators refer to them; and files of a user's own
 * folder. */
typedef enum {
    CT_FILE_UNITS,
    CT_FILE_INDICATORS,
    CT_FILE_BREAKDOWNS,
    CT_FILE_ABBREVIATIONS,
    CT_FILE_STRUCTURES,
    CT_FILE_STOCKS,
    CT_FILE_ENGLISH,
    CT_FILES
} ct_catalogue_file;
typedef enum {
    CT_OWN_UNITS,
    CT_OWN_INDICATORS,
    CT_OWN_BREAKDOWNS,
    CT_OWN_WORDINGS,
    CT_OWN_ABBREVIATIONS,
    CT_OWN_ENGLISH,
    CT_OWN_FILES
} ct_own_file;
typedef struct {
    const char *name;
    const ct_schema *schema;
} ct_file_form;
extern const ct_file_form ct_file_forms[CT_FILES], ct_own_forms[CT_OWN_FILES];

/* Finding: names folded (units: lower case with accents) to a number in their array. */
typedef struct {
    ct_lookup ids, names, units, breakdowns;
    ct_lookup
        claimed; /* wordings of a user's own file: whoever else has them, they mean the user's indicator */
} ct_catalogue_index;

/** Split "a|b|c" in the arena; blanks around items go, empty items too. CT_ENOMEM */
CT_CHECKED ct_error ct_list_split(ct_arena *arena, const char *text, const char *const **items, size_t *n);

/** A copy in the arena; *failed is set when memory ran out. */
const char *ct_keep(ct_arena *arena, const char *text, bool *failed);

/** One indicator from its row, in the arena. CT_ENOMEM */
CT_CHECKED ct_error ct_indicator_fill(ct_arena *arena, const ct_indicator_row *row, ct_indicator *to);

#endif
