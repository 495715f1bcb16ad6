/* Periods within reach: every time that may tell of when a figure is, in every way it can be meant. "đến năm
 * 2025" (by 2025) may be that year, or the plan's years up to it; "tháng 6" (June) the month, or all months
 * up to it. Ways that lead to the same dates are one candidate. */
#ifndef CT_EXTRACT_PERIODS_H
#define CT_EXTRACT_PERIODS_H

#include "extract/candidates/figure.h"

/* Where a time stands, seen from the figure; from what usually tells to what rarely does. */
typedef enum {
    CT_PLACE_COLUMN,   /* the heads of its column                                     */
    CT_PLACE_CELL,     /* its own cell                                                */
    CT_PLACE_ROW,      /* its row's name                                              */
    CT_PLACE_OWN,      /* CT_SEGMENT_OWN                                              */
    CT_PLACE_AFTER,    /* CT_SEGMENT_AFTER                                            */
    CT_PLACE_BEYOND,   /* CT_SEGMENT_BEYOND                                           */
    CT_PLACE_CLAUSE,   /* CT_SEGMENT_CLAUSE of running text                           */
    CT_PLACE_BEFORE,   /* CT_SEGMENT_BEFORE                                           */
    CT_PLACE_PARENT,   /* the rows that its row is a part of                          */
    CT_PLACE_HEAD,     /* the nearest heading or introduction                         */
    CT_PLACE_EARLIER,  /* in its passage, before the sentence before                  */
    CT_PLACE_PREVIOUS, /* the nearest block before that names a time                  */
    CT_PLACE_HEAD2,
    CT_PLACE_HEAD3, /* and all above                                               */
    CT_PLACE_LATER, /* in its sentence, after the figure after it                  */
    CT_PLACE_BELOW, /* in its passage, after its sentence                          */
    CT_PLACE_TITLE,
    CT_PLACE_FARTHER,  /* in the blocks before CT_PLACE_PREVIOUS                      */
    CT_PLACE_BESIDE,   /* in other cells of its row, other heads of its table         */
    CT_PLACE_NEXT,     /* the nearest block after that names a time                   */
    CT_PLACE_DOCUMENT, /* nowhere: what the document is about                         */
    CT_PLACES
} ct_place;
extern const char *const ct_place_words[CT_PLACES];

/* How it is meant. */
typedef enum {
    CT_MEANT_PLAIN,       /* as it stands: a year, years, months, a day                    */
    CT_MEANT_END,         /* the last year or month of it                                  */
    CT_MEANT_START,       /* the first one                                                 */
    CT_MEANT_TERM,        /* a term 2020-2025 is of the years from 2021 on                 */
    CT_MEANT_UP_TO,       /* a year as the end of the title's years: "đến năm X" (by year X)            */
    CT_MEANT_AFTER_TO,    /* the same, without the title's first year                      */
    CT_MEANT_NOW_TO,      /* the document's year to this one                               */
    CT_MEANT_SO_FAR,      /* from January on to its month or day                           */
    CT_MEANT_MONTH,       /* a day's month                                                 */
    CT_MEANT_YEAR,        /* all of its year                                               */
    CT_MEANT_PART,        /* the months of its year that the report covers                 */
    CT_MEANT_PART_END,    /* the last of them                                              */
    CT_MEANT_YEAR_BEFORE, /* the year before the one meant                              */
    CT_MEANT_PART_BEFORE, /* the report's months of that year                           */
    CT_MEANT_DATE,        /* the document's day                                            */
    CT_MEANT_OFTEN,       /* what the document names most                                  */
    CT_MEANT_NONE,        /* no time at all                                                */
    CT_MEANINGS
} ct_meaning;
extern const char *const ct_meaning_words[CT_MEANINGS];

/* One way to a candidate. */
typedef struct {
    const ct_passage *passage; /* NULL: of the document                             */
    const ct_time *time;
    uint8_t candidate; /* its index among the figure's choices              */
    uint8_t place, meaning;
    uint8_t rank;    /* of the times at this place, the nearest first     */
    uint8_t figures; /* between it and the figure, in its own passage     */
    uint8_t lent; /* its year: 0 its own, 1 of a time before it, 2 of the document, 3 of what stands above */
    uint16_t tokens; /* between it and the figure, in its own passage     */
} ct_route;

enum {
    CT_FIRST_YEAR = 1930,
    CT_YEARS = 171,
    CT_MOST_PERIODS = 48,
    CT_MOST_ROUTES = 160,
    CT_MOST_CROSSINGS = 24
};

/* What a bound document says of its years, all in all; each list is by year, from CT_FIRST_YEAR on. A report
 * seldom says of which year it is: it names that year most, compares it with the one before, and asks others
 * of the next. */
typedef struct {
    int *named;                   /* how often it is named, whatever for                       */
    int *told;                    /* the same, but for bases of comparison and years to come   */
    int *aimed;                   /* beside a word that asks something of it                   */
    int *based;                   /* how often something is compared with it                   */
    int n_named, n_told, n_based; /* all together */
    int titled[2];                /* the first and the last year that its title names; 0 none  */
    bool *led;                    /* its first blocks of text name it                          */
} ct_year_counts;

/* What the decision of a figure's period reads. */
typedef struct ct_reach {
    const ct_route *routes;
    size_t n_routes;
    const float *shares; /* of each candidate: of the document's times that name a year, how many are in the
                            year it ends in */
    int often;           /* the year the document names most; 0 none */
    const ct_year_counts *years; /* of its document */
    uint32_t places;             /* a bit for each that has a time which is no base of comparison */
    const char *crossings[CT_MOST_CROSSINGS]; /* what of the figure is weighed together with each candidate;
                                                 decide_period.c */
    size_t n_crossings;
} ct_reach;

/* What a bound document's times are, all in all. */
typedef struct {
    size_t *timed; /* of each block the last one before it that has times, or SIZE_MAX     */
    size_t *next;  /* the first one after it                                               */
    size_t *table; /* of each row the first block of its table; of others itself           */
    int often[2];  /* the years it names most; 0 none                                      */
    ct_year_counts *years;
    ct_date span[2]; /* the years "2021-2025" it names most; year 0 none                     */
} ct_times_survey;

/** Find the candidates of all figures: figure->period and figure->reach. */
CT_CHECKED ct_error ct_periods_find(ct_window *window);

#endif
