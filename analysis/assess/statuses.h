/* The status of every target in the words of the bodies that publish such methods, side by side. */
#ifndef CT_ASSESS_STATUSES_H
#define CT_ASSESS_STATUSES_H

#include "assess/status_rules.h"
#include "catalogue/catalogue.h"
#include "core/table.h"
#include "extract/record/observation.h"

/* Why a status reads as it does. */
typedef enum {
    CT_NOTE_NONE,
    CT_NOTE_LINEAR,       /* growth has no meaning here: yearly steps stand in for it */
    CT_NOTE_PAST,         /* the base was past the target already */
    CT_NOTE_LIMIT,        /* within a point of a target of 0 or 100 % */
    CT_NOTE_FEW,          /* fewer than four values behind a regression */
    CT_NOTE_NO_PEERS,     /* needs the values of other provinces */
    CT_NOTE_NO_SERIES,    /* no two values, or no base: nothing to go by */
    CT_NOTE_NO_DIRECTION, /* neither higher nor lower is better */
    CT_NOTE_UNDEFINED     /* the formula has no meaning for these values or this kind of target */
} ct_status_note;
extern const char *const ct_status_note_words[]; /* "" "linear" "past" "limit" "few" "no_peers" "no_series"
                                                    "no_direction" "undefined" NULL */

/* One rule set's word for one target. */
typedef struct {
    const char *indicator, *name, *scope, *breakdown;
    long period_start, period_end;
    ct_measure measure;
    ct_aggregation aggregation;
    double target_low, target_high;
    const char *unit, *target_id, *source; /* of the target */
    const char *rule_set, *version, *body;
    ct_figure figure;
    double value,
        expected; /* the figure, and what it is held against where that is no fixed cut point; NaN: none */
    const char *status, *status_vi, *status_en;
    ct_grade grade;
    int verified;                       /* 1: yes, 2: no, the rule was not re-read */
    long first_year, last_year, values; /* what it rests on; 0: nothing */
    ct_status_note note;
} ct_status_row;
extern const ct_schema ct_statuses_schema;

static inline const ct_status_row *ct_status_row_at(const ct_table *table, size_t i)
{
    return ct_table_row(table, i);
}

#endif
