/* A passage: one block read as tokens, with the phrases, times and mentions found in it. */
#ifndef CT_EXTRACT_PASSAGE_H
#define CT_EXTRACT_PASSAGE_H

#include "catalogue/catalogue.h"
#include "core/date.h"
#include "extract/reading/block.h"
#include "extract/spelling/cue.h"

#include "extract/spelling/phrase.h"
#include "extract/spelling/token.h"

/* What the stage knows; the body of ct_extractor. */
typedef struct ct_extractor {
    ct_arena *arena;
    const ct_catalogue *catalogue; /* borrowed */
    ct_lexicon *lexicon;
    ct_trie *phrases;   /* indicators, breakdowns, cues */
    ct_trie *signposts; /* the cues alone               */
    ct_trie *units;
    ct_cues cues;
    struct ct_model **models; /* of ct_stages_of_reading, in their order */
    const struct ct_shorthand *shorthand;
    const struct ct_index *index;       /* of the wordings of all indicators           */
    const struct ct_examples *examples; /* labelled figures                            */
    uint64_t *expansions;               /* of each abbreviation: bits of its expansion's words */
} ct_knowledge;

typedef enum {
    CT_FORM_YEAR,     /* one year                                              */
    CT_FORM_RANGE,    /* several years                                         */
    CT_FORM_PART,     /* months or a quarter of a year                         */
    CT_FORM_DAY,      /* a day                                                 */
    CT_FORM_NOW,      /* "đến nay" (up to now): the document's date                        */
    CT_FORM_RELATIVE, /* `shift` years from the document's year                */
    CT_FORM_OPEN,     /* from a year on                                        */
    CT_FORM_TERM_END, /* "cuối nhiệm kỳ" (the end of the term): the end of the title's period        */
    CT_FORM_SPAN,     /* "trong 3 năm" (in 3 years): `shift` years up to the document's      */
    CT_FORM_TERM /* "5 năm" (5 years), "cả nhiệm kỳ" (the whole term): years that others name, `shift` of them
                    where it is told */
} ct_form;

typedef struct {
    size_t start, end; /* tokens                                                               */
    ct_date from, to;  /* year 0 where the text names none                                     */
    int form;          /* ct_form                                                              */
    int role;          /* ct_role                                                              */
    int shift;
    bool until; /* "đến năm 2025" (by 2025): an end, not the whole of it                          */
    bool whole; /* "cả năm" (the whole year)                                                             */
    bool to_date; /* "từ đầu năm đến nay" (from the start of the year until now): from January on */
} ct_time;

/* What a unit measures, as far as resolution asks. */
typedef enum {
    CT_FAMILY_PERCENT,
    CT_FAMILY_POINT,
    CT_FAMILY_MONEY,
    CT_FAMILY_RANK,
    CT_FAMILY_RATIO,
    CT_FAMILY_COUNT,
    CT_FAMILY_DURATION,
    CT_FAMILY_OTHER
} ct_family;

/** The family of a unit by the catalogue's name of its family. */
int ct_family_of(const char *name);

/* A number with its unit. */
typedef struct {
    size_t start, number_end, end; /* tokens: the number, and after its unit                */
    size_t noun; /* where the unit begins after words like "triệu" (million)                   */
    double low, high;
    const char *unit;        /* in the passage's arena or the catalogue                          */
    const char *family_name; /* the catalogue's family, or ""                                    */
    const char *base;        /* the base of its unit in the catalogue, or ""                     */
    int family;              /* ct_family                                                        */
    int qualifier;           /* ct_qualifier                                                     */
    int unit_cost;           /* hundredths                                                       */
    bool per_year;           /* the unit ends in "/năm" (a year)                                          */
    bool fraction;           /* "13/63"                                                          */
    bool guessed;            /* the unit is the words that follow, not one of the table          */
    bool counted; /* nothing says the unit but what the row is called: "Số hộ" (number of households) */
    bool scaled;  /* the unit holds a scale word: "triệu người" (million people)                       */
    bool bracket; /* stands in brackets                                               */
    bool negative; /* below zero as written: low and high have the sign already        */
    double scale;  /* what one of its unit is in the unit's base: 1e9 for "tỷ đồng" (billion dong)    */
} ct_mention;

/* Why a number is no mention. */
typedef enum {
    CT_REFUSED_NOT,
    CT_REFUSED_TIME, /* part of a date, a year or a length of time                     */
    CT_REFUSED_PHRASE, /* part of a name or another phrase: "từ 15 tuổi trở lên" (aged 15 and over)         */
    CT_REFUSED_WORD,       /* a word that a scan made look like a number                     */
    CT_REFUSED_ENUMERATOR, /* numbers an item or a heading                                   */
    CT_REFUSED_NAME,       /* glued to letters: "QL37", "45/NQ-HĐND" (number of a resolution)       */
    CT_REFUSED_CUE, /* after or before a word that makes numbers names: "điều" (article), "tuổi" (years of
                       age) */
    CT_REFUSED_UNIT,     /* no unit follows, and nothing says that it counts               */
    CT_REFUSED_DURATION, /* its unit measures how long something lasts                     */
    CT_REFUSED_AGE,      /* an age that no indicator is about                              */
    CT_REFUSED_TAIL,     /* the words after its unit make it something else                */
    CT_REFUSED_JOINED,   /* the second end of the range before                             */
    CT_REFUSED_DIGITS,   /* too many digits, or none                                       */
    CT_REFUSED_BASE,     /* per how many another figure is, or among how many one is ranked */
    CT_REFUSED_MARGIN    /* how far the figure before it may be off: "±0,5"               */
} ct_refusal;
extern const char *const ct_refusal_words[];

typedef struct {
    const ct_knowledge *known;
    const ct_document *document;
    ct_arena *arena; /* of this passage */
    bool damaged;
    ct_tokens tokens;
    ct_matches matches;    /* by start */
    size_t *first_match;   /* of each token; n + 1 entries */
    uint32_t *cue_classes; /* of each token: a bit for each class of the cues that begin there */
    size_t *sentence;      /* number of the sentence of each token */
    ct_time *times;
    size_t n_times;
    ct_mention *mentions;
    size_t n_mentions;
    uint8_t *refused;      /* ct_refusal of each token; 0 for a mention's and for words */
    struct ct_word *words; /* folded, see words.h; NULL until ct_words_read()            */
    size_t *first_word;    /* of each token; n + 1 entries, the last one their number   */
} ct_passage;

/* Tokens from .. to - 1 of a passage. */
typedef struct {
    const ct_passage *passage;
    size_t from, to;
} ct_span;

/** Read a block. The passage is cleared by ct_passage_clear() in every case. */
CT_CHECKED ct_error ct_passage_read(ct_passage *passage, const ct_knowledge *known,
                                    const ct_document *document, const ct_block *block, bool damaged);

/** Read a block for its times and cues only: no indicators, breakdowns or mentions. */
CT_CHECKED ct_error ct_passage_survey(ct_passage *passage, const ct_knowledge *known,
                                      const ct_document *document, const ct_block *block, bool damaged);
void ct_passage_clear(ct_passage *passage);

/** The longest cue of a class (value < 0: any) that begins at token i, or NULL. */
const ct_match *ct_passage_cue(const ct_passage *passage, size_t i, ct_cue_class class, int value);

/** The longest cue of a class that ends right before token i, or NULL. */
const ct_match *ct_passage_cue_before(const ct_passage *passage, size_t i, ct_cue_class class, int value);

/** True when such a cue ends within the four tokens before token i. */
bool ct_passage_cue_near(const ct_passage *passage, size_t i, ct_cue_class class, int value);

static inline const ct_cue *ct_match_cue(const ct_passage *passage, const ct_match *match)
{
    return &passage->known->cues.at[match->ref & CT_REF_MASK];
}

/** The indicator a match names. */
static inline int ct_match_indicator(const ct_match *match)
{
    return match->ref & CT_REF_MASK;
}

/** The token after a footnote's mark "[1]" that stands at token i; i where none does. */
size_t ct_passage_after_note(const ct_passage *passage, size_t i);

/** Does a bracket that holds token a close before token b? */
bool ct_passage_closed_off(const ct_passage *passage, size_t a, size_t b);

/** The first time of the passage that begins at token i or after it; n_times without one. Times stand in
 * order and do not overlap. */
size_t ct_passage_time_from(const ct_passage *passage, size_t i);

/** The time that token i is part of, or NULL. */
const ct_time *ct_passage_time_at(const ct_passage *passage, size_t i);

/** How many mentions end at token i or before it: mentions stand in order and do not overlap. */
size_t ct_passage_mentions_before(const ct_passage *passage, size_t i);

/** True when the token cannot be part of a name because it belongs to a cue or is a filler word ("là" (is)).
 */
bool ct_passage_filler(const ct_passage *passage, size_t i);

/** Find the times (time.c) and the mentions (mention.c) of a passage whose tokens and matches are read. */
CT_CHECKED ct_error ct_times_find(ct_passage *passage);
CT_CHECKED ct_error ct_mentions_find(ct_passage *passage);

/** "1,3E+12": the tokens of a number that goes on with a power of ten, and that power; 0 where it does not.
 */
size_t ct_number_power(const ct_passage *passage, size_t i, double *power);

/** Is the number at token i a margin of error, "±0,5"? */
bool ct_number_is_margin(const ct_passage *passage, size_t i);

/** The token after the margin that stands at token i; i where none does. */
size_t ct_number_after_margin(const ct_passage *passage, size_t i);

/** The unit of the index that the words right before a number without one name: "Hệ số ICOR năm 2023 đạt
 * 4,125" (the ICOR of 2023 was 4.125); NULL where they name none. */
const ct_unit *ct_index_unit(const ct_passage *passage, const ct_mention *mention);

/** The unit that begins at token i; the mention's unit, family and end are set when there is one. */
bool ct_mention_unit(const ct_passage *passage, size_t i, ct_mention *mention);

/** The number at token i with its range and qualifiers, and its unit where it has one ("" else): a table's
 * cell. */
bool ct_mention_bare(const ct_passage *passage, size_t i, ct_mention *mention);

#endif
