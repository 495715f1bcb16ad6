/* Cues: the words that say what a figure means. All of them are rows of cues.csv: phrase,class,value,note. */
#ifndef CT_EXTRACT_CUE_H
#define CT_EXTRACT_CUE_H

#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"

typedef enum {
    CT_CUE_KIND, /* in running text: target actual estimate forecast                                        */
    CT_CUE_HEADING,     /* in a heading, title or column head: the same words     */
    CT_CUE_GENRE,       /* what a title calls its text: target a plan, actual a report, account one that is no
                           document by itself */
    CT_CUE_DIRECTION,   /* up down   */
    CT_CUE_MEASURE,     /* growth change share multiple plan_ratio rank level     */
    CT_CUE_BEFORE,      /* a qualifier before the number: = >= > <= < ~      */
    CT_CUE_AFTER,       /* a qualifier after the number and its unit       */
    CT_CUE_AGGREGATION, /* annual_average cumulative each_year */
    CT_CUE_TIME, /* the words times are made of; the values are ct_time_word                                */
    CT_CUE_ROLE, /* what the time after it is for: base plan ignore asof                                    */
    CT_CUE_LINK, /* part: "trong đó" (of which), what follows is a part of what went before; again: "toàn
                  * ngành" (the whole branch), the heading's sector; in_turn: "lần lượt" (respectively), the
                  * figures after it are of those before it, one each           */
    CT_CUE_REJECT, /* before: the number after it counts nothing; after: the number before it counts nothing
                    */
    CT_CUE_COUNT,  /* words after which a bare number counts something  */
    CT_CUE_FILLER, /* words that name nothing */
    CT_CUE_SKIP, /* words a phrase may contain without being another phrase                                 */
    CT_CUE_PROVINCE,  /* a province's name; the value is the word before it: tỉnh, thành phố  */
    CT_CUE_TERRITORY, /* a word a territory's name follows; value "whole": the phrase is itself a scope */
    CT_CUE_PLACE,     /* a kind of place, whose name follows in capitals; the value is how it is written, or
                         "own": the document's */
    CT_CUE_COLUMN,    /* heads of a table: unit name number skip, or the kind of its figures    */
    CT_CUE_TABLE,     /* in a head: versus compare growth change average cumulative, see ct_table_word     */
    CT_CUE_PLAN,  /* words that name a plan: a percentage right before them is a share of it                */
    CT_CUE_RATE,  /* "tỷ lệ" (rate): what follows is a percentage of a whole, so its rise is in points  */
    CT_CUE_TOPIC, /* what its surroundings are about; the value names it. No decision reads it today */
    CT_CUE_REACH, /* "đạt" (reached): a percentage right after it is of the plan of the amount right before it
                   */
    CT_CUE_EXCEPT, /* "trừ" (except), "không tính" (not counting): what follows is left out, so it is never
                      the part a figure is of          */
    CT_CUE_STOP, /* longer phrases that hide the cues inside them                                           */
    CT_CUE_EACH, /* "cứ" (of every): the number after it is what another one is counted per */
    CT_CUE_SIGN, /* "âm" (minus): the number right after it is below zero */
    CT_CUE_HELD, /* "thấp hơn" (lower), "không đạt" (missed): what follows is what the figure before it is
                    held against       */
    CT_CUE_CLASSES
} ct_cue_class;

typedef enum {
    CT_TIME_YEAR,
    CT_TIME_MONTH,
    CT_TIME_QUARTER,
    CT_TIME_DAY,
    CT_TIME_SPAN,
    CT_TIME_FIRST,
    CT_TIME_LAST,
    CT_TIME_WHOLE,
    CT_TIME_NOW,
    CT_TIME_BEFORE,
    CT_TIME_AFTER,
    CT_TIME_SAME,
    CT_TIME_SINCE,
    CT_TIME_UNTIL,
    CT_TIME_SCHOOL,
    CT_TIME_THIS,
    CT_TIME_TERM_END,
    CT_TIME_HALF,
    CT_TIME_NEXT,
    CT_TIME_TO_DATE,
    CT_TIME_OVER,
    CT_TIME_VAGUE,
    CT_TIME_TERM
} ct_time_word;

typedef enum {
    CT_TABLE_VERSUS,     /* "so với" (against), "so": what follows is what is compared with      */
    CT_TABLE_COMPARE,    /* "So sánh (%)" (comparison, %): a heading over comparisons                  */
    CT_TABLE_GROWTH,     /* "Tốc độ tăng" (growth rate)                                              */
    CT_TABLE_CHANGE,     /* "tăng, giảm" (growth, fall), "chênh lệch" (difference)     */
    CT_TABLE_AVERAGE,    /* "BQ", "bình quân" (on average)                                          */
    CT_TABLE_CUMULATIVE, /* "lũy kế" (cumulative)                                                   */
    CT_TABLE_THOUSAND,   /* "Ng.": thousands of the unit after it                      */
    CT_TABLE_MILLION,    /* "Tr."                                                      */
    CT_TABLE_IS,    /* "là" (is): "số năm 2022 là ước thực hiện" (those of 2022 are estimates) */
    CT_TABLE_COUNT, /* "Số" (number), "Tổng số" (total): what follows is counted                 */
    CT_TABLE_BY,    /* "phân theo" (broken down by): what follows says how it is divided, not what it is */
    CT_TABLE_WHOLE, /* "Tổng số" (total), "Toàn tỉnh" (whole province): a row's or column's name that names
                       nothing of its own */
    CT_TABLE_ABSOLUTE, /* "Tuyệt đối" (absolute): a difference in the unit of what is compared     */
    CT_TABLE_RELATIVE, /* "Tương đối" (relative): the same in per cent                            */
    CT_TABLE_ACHIEVED /* "Tỷ lệ đạt" (share reached), "% hoàn thành" (% fulfilled): of the plan that another
                         column holds */
} ct_table_word;

/* What a word of CT_CUE_HELD says of the figure: that it is less, more, either of them, or "vượt" (past it),
 * after which a bare percentage is the excess; or "chỉ đạt" (no more than), that what follows was reached. */
typedef enum { CT_HELD_LESS, CT_HELD_MORE, CT_HELD_EITHER, CT_HELD_PAST, CT_HELD_GOT } ct_held_word;

typedef enum { CT_LINK_PART, CT_LINK_AGAIN, CT_LINK_IN_TURN } ct_link_word;

typedef enum {
    CT_ROLE_MAIN,
    CT_ROLE_BASE,
    CT_ROLE_PLAN,
    CT_ROLE_IGNORE,
    CT_ROLE_ASOF,
    CT_ROLE_CITED /* the date of another document; given by its number, not by a cue */
} ct_role;

enum { CT_GENRE_ACCOUNT = 2 /* after CT_TARGET and CT_ACTUAL */ };

typedef struct {
    const char *phrase;
    ct_cue_class class;
    int value;         /* index into the class' words, or a topic's number; -1 for none */
    const char *text;  /* the value as it stands                          */
    const char *label; /* "kind=target", "plan=": for features              */
} ct_cue;

typedef struct {
    const ct_cue *at;
    size_t n;
} ct_cues;

enum { CT_MAX_TOPICS = 31 };

/** The number of a topic, 1 .. CT_MAX_TOPICS; 0 when no cue names it. */
int ct_cues_topic(const ct_cues *cues, const char *name);

/** @return CT_OK; CT_EPARSE naming file and line (unknown class or value, empty phrase); CT_ENOMEM */
CT_CHECKED ct_error ct_cues_read(ct_arena *arena, ct_cues *out, const char *text, size_t n, const char *file);

#endif
