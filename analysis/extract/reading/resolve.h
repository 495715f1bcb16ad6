/* Resolution: what each mention of a passage is said of. Each attribute has its own file and function; they
 * run in the order below, and each may use what the ones before found. */
#ifndef CT_EXTRACT_RESOLVE_H
#define CT_EXTRACT_RESOLVE_H

#include "extract/reading/passage.h"
#include "extract/record/observation.h"
#include "extract/record/trace.h"

enum {
    CT_NONE = -1,
    CT_MAX_HEADINGS = 24,
    CT_CLAUSE_TOKENS = 600 /* looked back over, so that a text without a full stop costs no more */
};

/* Where a period was found. */
typedef enum {
    CT_FOUND_ATTACHED,      /* right after the figure                                  */
    CT_FOUND_OWN,           /* before it, in its own words                             */
    CT_FOUND_CLAUSE,        /* before them in its sentence                             */
    CT_FOUND_AFTER,         /* later in the sentence                                   */
    CT_FOUND_SAME_SENTENCE, /* taken over from the figure before in the same sentence */
    CT_FOUND_BEFORE,        /* taken over from the last figure of an earlier sentence */
    CT_FOUND_PARAGRAPH,     /* in an earlier sentence                                  */
    CT_FOUND_BELOW,         /* in a later one                                          */
    CT_FOUND_INTRODUCTION,  /* in the introduction of the list it stands in            */
    CT_FOUND_HEADING,
    CT_FOUND_OUTER, /* in a heading above the nearest one that names a period  */
    CT_FOUND_TITLE,
    CT_FOUND_PART,     /* the part of the year its report is about                */
    CT_FOUND_CARRIED,  /* in a paragraph before                                   */
    CT_FOUND_LEAD,     /* the first one of the text, for its headline              */
    CT_FOUND_PREVIOUS, /* that of the last figure of a paragraph before           */
    CT_FOUND_DATE,     /* the year of the document's date                         */
    CT_FOUND_NOW,      /* its month                                               */
    CT_FOUND_NONE      /* nothing tells                                           */
} ct_found;

/* A period as far as something states it. */
typedef struct {
    bool known;
    bool range;   /* stated as several years                      */
    bool until;   /* "đến năm 2025" (by 2025)                               */
    bool carried; /* a paragraph before stated it                 */
    bool now;     /* "đến nay" (up to now)                                     */
    bool aside;   /* stands after its own figure and is only that one's */
    ct_date from, to;
    int found; /* ct_found                                     */
} ct_period;

/* What a heading gives to all below it. */
typedef struct {
    int rank;
    ct_period period;
    int kind;               /* ct_kind, or CT_NONE                       */
    int indicator;          /* index in the catalogue, or CT_NONE        */
    int breakdown;          /* index in the catalogue, or CT_NONE        */
    int aggregation;        /* "hằng năm:" (each year:) or CT_NONE                    */
    const char *scope;      /* the place it names, or NULL                */
    const ct_block *unread; /* not read yet: only the rank holds; NULL else */
    bool list;              /* an introduction: its indicator is its items' */
} ct_heading;

/* A year that a document may be about, and what its text does with it. A report seldom says of which year it
 * is: it names that year most, compares it with the one before, and asks something of the next. */
typedef struct {
    int year;
    int stated; /* times that it is named, but as a base of comparison or beside an aim */
    int aimed;  /* times beside a word that asks something of it                       */
    int based;  /* times that the year before it is a base of comparison              */
    int parts;  /* times that some months of it are named                             */
    int place;  /* 0 the first year that the text below the title names, 1 the second, ... */
    bool led;   /* named in the first blocks of text                                  */
    bool title_first, title_last; /* the first or last year that the title names       */
} ct_year_signs;

/* A document bound in the file, or the whole of it. */
typedef struct {
    ct_period title;            /* the period its title names                     */
    ct_period lead;             /* the first one named in its first blocks        */
    int year, month, day;       /* its date; year 0 unknown                  */
    bool dated_by_lead;         /* no date line: the first day its lead names, as news have it */
    int body_year;              /* the year its text is mostly about; 0 unknown   */
    int rule_year;              /* the same, as its date and title alone have it  */
    int cited;                  /* the last year of a document it cites; 0 none   */
    const ct_year_signs *years; /* n_years that it may be about                */
    size_t n_years;
    int genre;          /* CT_TARGET for a plan, CT_ACTUAL for a report, CT_NONE */
    int part;           /* months a part-year report covers; 0 the whole year   */
    const char *scope;  /* the territory it is about                      */
    int country;        /* times its text speaks of the whole country     */
    const char *around; /* the province that territory lies in, where it is none itself; or NULL */
} ct_setting;

/* What a figure can take over from the figures before it in the same block. */
typedef struct {
    int indicator;      /* of the figure before; CT_NONE unknown            */
    int main_indicator; /* of the sentence outside brackets and "trong đó" (of which) */
    int measure, main_measure, last_measure; /* last_measure: in brackets too */
    int kind;
    int only_kind; /* of all figures of the block so far; CT_NONE mixed  */
    int breakdown;
    const char *breakdown_text;
    ct_period period, last; /* `last`: that of the figure before, also where it was only its own */
    size_t sentence;
    bool any;      /* there was a figure before in this block          */
    bool part;     /* inside "trong đó" (of which)                                */
    bool compared; /* the last percentage of the sentence was one of the same time before ("bằng 99,6% so với
                      cùng kỳ" (99.6% of the same period)) */
    int aggregation;
} ct_sentence_so_far;

/* What a document has called an estimate so far: later figures for parts of it in the same period are
 * estimates too. When full, the oldest is dropped. */
enum { CT_MAX_ESTIMATES = 32 };
typedef struct {
    struct {
        int indicator;
        ct_date from, to;
    } at[CT_MAX_ESTIMATES];
    size_t n;
} ct_estimates;

typedef struct ct_answer ct_answer;

typedef struct {
    const ct_passage *passage;
    const ct_answer *answers; /* of the figures of the passage so far           */
    const ct_setting *setting;
    const ct_estimates *estimates; /* NULL: nothing is known */
    const ct_heading *headings;
    size_t n_headings; /* innermost last */
    ct_sentence_so_far so_far;
    ct_period carried;  /* the period a paragraph before began with       */
    ct_period previous; /* that of the last figure of the paragraph before        */
    int previous_kind;  /* the kind of all its figures, or CT_NONE           */
    int carried_kind;   /* and the kind of its first figure, or CT_NONE */
    int list_measure;   /* of the item before in the same list, or CT_NONE */
    bool note;
    bool headline;   /* the first block of the text, short             */
    ct_trace *trace; /* NULL: none is kept                             */
} ct_context;

/* How a figure stands to another of its sentence. */
typedef enum {
    CT_STANDS_ALONE,
    CT_STANDS_PLAN, /* the aim that its mate is held against: "13,45%, thấp hơn mục tiêu 14,5%" (13.45%, below
                       the target of 14.5%)           */
    CT_STANDS_THEN, /* what its mate was at another time: "13,45%, thấp hơn năm 2022 là 19,3%" (13.45%, below
                       2022, which was 19.3%)             */
    CT_STANDS_THERE, /* what its mate is somewhere else: "13,45%, cao hơn bình quân cả nước (5,05%)" (13.45%,
                        above the country's average of 5.05%)        */
    CT_STANDS_FROM, /* where its mate, the figure after it, came from: "từ 19,3% xuống 13,45%" (from 19.3%
                       to 13.45%)             */
    CT_STANDS_TO,   /* and where it came to                                                                */
    CT_STANDS_APART, /* how far its mate is from an aim or another time's value: "thấp hơn năm 2022 là 1,27%"
                        (1.27% below 2022) */
    CT_STANDS_AT, /* what something comes to at a time: "đến năm 2025 còn dưới 2%" (below 2% by 2025); no mate
                   */
    CT_STANDS_GOT, /* what was reached beside an aim: "mục tiêu 8,5% nhưng chỉ đạt 5,57%" (a target of 8.5%
                      but only 5.57% reached); no mate        */
    CT_STANDS_STATED /* the value of what its own words name: "tỷ lệ hộ nghèo năm 2022 là 3,9%" (the poverty
                        rate of 2022 is 3.9%); no mate    */
} ct_stand;

typedef struct {
    int stand;   /* ct_stand                                                                            */
    size_t mate; /* the mention it stands beside; SIZE_MAX without one                                  */
    const ct_time *time; /* its own, where its words tell one; NULL */
    bool same; /* "cùng kỳ" (the same period): of the same part of that year as its mate           */
    int moves; /* "mục tiêu giảm 2%" (a target to fall by 2%): which way its own words say it goes, 1 or -1;
                  0: as its mate     */
} ct_standing;

/** How the mention stands; its own words begin at token `begin`, and the wording in them, or NULL, names what
 * it is of. */
ct_standing ct_standing_of(const ct_passage *passage, size_t mention, size_t begin, const ct_match *wording);

/** Is it only there for another figure to be compared with? */
static inline bool ct_is_compared(const ct_standing *standing)
{
    return standing->stand >= CT_STANDS_PLAN && standing->stand <= CT_STANDS_THERE;
}

/* The answer for one mention. */
struct ct_answer {
    size_t begin;  /* first token of the words that are its own         */
    size_t clause; /* first token of its clause or sentence             */
    int indicator;
    const char *name; /* where the catalogue has none                      */
    const char *breakdown;
    bool inherited;          /* the indicator is the figure's before              */
    const ct_match *wording; /* of the indicator, NULL where it is inherited      */
    int measure, aggregation, kind;
    bool says_estimate; /* its own words call it one                           */
    int direction;      /* +1 up, -1 down, 0                                 */
    bool over;          /* "vượt" (above): the excess over a plan is printed         */
    ct_period period;
    ct_date base;
    ct_standing standing; /* how it stands to another figure of its sentence       */
    const char *scope;
    double named; /* chance that indicator, breakdown and measure are right; set by ct_conclude() */
};

/** Was the value of this period of the indicator, or of what the catalogue says it is a growth or a part of,
 * called an estimate? */
bool ct_estimates_hold(const ct_estimates *estimates, const ct_catalogue *catalogue, int indicator,
                       const ct_period *period);

/** Keep an answer whose own words call it an estimate. */
void ct_estimates_keep(ct_estimates *estimates, const ct_catalogue *catalogue, const ct_answer *answer);

/* "giảm lần lượt 2,27% và 6,91%" (fell by 2.27% and 6.91% respectively): a row of figures in one unit, each
 * of one of as many amounts (where they are percentages) or times that stand before it in its sentence. */
typedef struct {
    size_t first, n; /* mentions of the row                */
    size_t place;    /* of the figure asked for, from 0    */
    size_t said;     /* the token of "lần lượt" (respectively)            */
} ct_in_turn;

bool ct_row_in_turn(const ct_passage *passage, size_t mention, ct_in_turn *row);

/** The amount that the figure is of: "xuất khẩu 18,7 tỷ và nhập khẩu 14,7 tỷ USD, giảm lần lượt ..." (exports
 * of 18.7 and imports of 14.7 billion USD, down respectively by ...); SIZE_MAX where there are not as many.
 */
size_t ct_mention_in_turn(const ct_passage *passage, const ct_in_turn *row);

/** The time that it is of: "năm 2020 và 2021 tăng lần lượt ..." (2020 and 2021 grew respectively by ...);
 * NULL. */
const ct_time *ct_time_in_turn(const ct_passage *passage, const ct_in_turn *row);

/** Where the mention's own words begin: after the figure before and the words that belong to it. */
void ct_resolve_region(const ct_context *context, size_t mention, ct_answer *answer);
void ct_resolve_indicator(const ct_context *context, size_t mention, ct_answer *answer);
/** The figure alone in brackets after the words of a plan is the plan's. */
bool ct_plan_amount(const ct_passage *passage, size_t mention);

/** "từ 4% lên 15%" (from 4% to 15%): is the mention what the one before it came to? No for one past the last.
 */
bool ct_mention_moved(const ct_passage *passage, size_t mention);

/** "đạt 100,2% kế hoạch" (reached 100.2% of the plan): the words right after the mention name a plan. */
int ct_plan_evidence(const ct_passage *p, const ct_mention *m);
bool ct_mention_of_plan(const ct_passage *passage, const ct_mention *mention);
void ct_resolve_measure(const ct_context *context, size_t mention, ct_answer *answer);
void ct_resolve_period(const ct_context *context, size_t mention, ct_answer *answer);
void ct_resolve_aggregation(const ct_context *context, size_t mention, ct_answer *answer);
void ct_resolve_kind(const ct_context *context, size_t mention, ct_answer *answer);
void ct_resolve_base(const ct_context *context, size_t mention, ct_answer *answer);
/** A time as a period in this setting: relative and half-named ones are completed. Not known when it cannot
 * be. */
ct_period ct_period_of(const ct_setting *setting, const ct_time *time);

/** The years that a plan's period is of: a term 2020-2025 of five years begins when the first one ends. */
ct_period ct_years_of_plan(const ct_period *title);

/** The years of the plan that a title is of, or of the one as long before it, where that plan ends with
 * `year`; not known otherwise. */
ct_period ct_plan_ending(const ct_period *title, int year);

/** May this time say when a figure is of? Days count only where "tính đến" (by) makes them a date of
 * reckoning. */
bool ct_time_tells(const ct_time *time);

/** The period that the usual order of reading gives: what stands right after the figure, in its own words, in
 * its clause, after it, in the paragraph, the headings, the title. One feature of the decision among all
 * candidates. */
/** Is the figure true of every year ("hằng năm" (each year), "tấn/năm" (tonnes a year))? Then only its own
 * paragraph, a heading or the title tells of which years. */
bool ct_of_every_year(const ct_passage *passage, size_t mention, const ct_answer *answer);

ct_period ct_period_by_order(const ct_context *context, size_t mention, const ct_answer *answer);

/** The kind that the usual order of reading gives; one feature of the decision. */
int ct_kind_by_order(const ct_context *context, size_t mention, const ct_answer *answer);

/** What tokens a .. b-1 say of the part of the year: 1 all of it, -1 a part, 0 nothing. The last word counts.
 */
int ct_year_evidence(const ct_passage *passage, size_t a, size_t b);

/** The main time of tokens 0 .. end-1, if they name one; years of plans count only where `plans` ("kế hoạch
 * năm 2025" (the plan for 2025) as a title). */
ct_period ct_passage_period(const ct_passage *passage, const ct_setting *setting, size_t end, bool plans);

#endif
