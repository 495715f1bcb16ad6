/* Figures: the mentions of a bound document in their surroundings, all at hand at once, so that each can be
 * decided in the light of the others.
 *
 * A segment is a part of a figure's surroundings that stands in one relation to it: its own words, the
 * heading above it, the head of its column. Decisions read segments, never the text itself, so that running
 * text, lists and tables are told by the same features. */
#ifndef CT_EXTRACT_FIGURE_H
#define CT_EXTRACT_FIGURE_H

#include "extract/reading/columns.h"
#include "extract/reading/resolve.h"
#include "extract/reading/setting.h"
#include "extract/reading/words.h"

typedef enum {
    CT_SEGMENT_OWN,  /* before it: since the figure before it, a semicolon or the sentence's begin; of a table
                        cell the row's name     */
    CT_SEGMENT_NEAR, /* of these the words after the last comma, bracket, colon or dash; in a table what
                        stands before it in its cell  */
    CT_SEGMENT_CLAUSE, /* the sentence before its own words; in a table the name of the row that this one is a
                          part of                   */
    CT_SEGMENT_SENTENCE, /* both, without the row's part: all of the sentence up to the figure */
    CT_SEGMENT_AFTER,    /* after its unit up to a mark    */
    CT_SEGMENT_BEYOND,   /* from there to the next figure or semicolon   */
    CT_SEGMENT_BEFORE,   /* the sentence before   */
    CT_SEGMENT_PREVIOUS, /* the last figure of the block before, with the words of its sentence */
    CT_SEGMENT_HEAD,     /* the nearest heading, introduction or parent item     */
    CT_SEGMENT_HEAD2,    /* the one above it    */
    CT_SEGMENT_HEAD3,
    CT_SEGMENT_TITLE,   /* the document's title   */
    CT_SEGMENT_COLUMN,  /* the heads of its column  */
    CT_SEGMENT_UNIT,    /* the cell of its row that holds the unit    */
    CT_SEGMENT_PARENTS, /* the names of the rows above the one in CT_SEGMENT_CLAUSE */
    CT_SEGMENT_GAP,     /* between the figure before it in its block and this one     */
    CT_SEGMENTS
} ct_segment_name;

/* Short names, for features: "own" "near" ... */
extern const char *const ct_segment_words[CT_SEGMENTS];

enum { CT_SEGMENT_SPANS = 4, CT_TITLE_BLOCKS = 4, CT_NO_FIGURE = -1 };

typedef struct {
    ct_span at[CT_SEGMENT_SPANS];
    size_t n;
} ct_segment;

/* One of the readings that a decision weighs for a figure. */
typedef struct {
    int ref;          /* of an indicator its index in the catalogue, or CT_NONE; else the decision's own */
    ct_period period; /* of a period                                                                     */
    const char *text; /* of a breakdown or scope; "" for none                                            */
    float chance;     /* from the last stage that weighed it                                             */
    float first;      /* from the first one                                                              */
    const void *seen; /* what the decision keeps of it for its features, or NULL                         */
} ct_choice;

typedef struct {
    ct_choice *at;
    size_t n;
    size_t best; /* the likeliest */
} ct_choices;

/* What a table cell stands in; all 0 for running text. */
typedef struct {
    ct_segment column, unit, parent, parents, name;
    ct_segment said;    /* more of what it stands under, for its quote alone: a row that only compares, a head
                           that lists places */
    ct_segment caption; /* what stands above the table says it is about               */
    size_t number;      /* of its column, from 0                       */
    size_t part_of;     /* the block of the row that its row is a part of; SIZE_MAX none */
    bool section;       /* that row has no figures of its own         */
    const ct_head *head; /* what its column is; lives as long as the window */
    bool by_column;      /* rows are places or years: columns or the caption name what is counted */
    int parts; /* of percentages under one row: 1 they add to 100, -1 they do not, 0 it is none of several */
    const char *territory; /* of its row or column in a list of places; NULL elsewhere           */
    ct_period row_period;  /* of a row that is a time, else not known                            */
    int row_kind;          /* and the kind it names, or CT_NONE                                  */
    size_t of_cell;        /* which of the figures of its cell it is, from 0                     */
} ct_cell_place;

enum { CT_N_MEASURES = 7, CT_N_KINDS = 4, CT_N_AGGREGATIONS = 4, CT_N_SURE = 17 };

typedef struct ct_figure {
    const ct_passage *passage;
    const ct_mention *mention;
    const ct_block *block;
    size_t block_number; /* of the document's blocks                                 */
    ct_segment segments[CT_SEGMENTS];
    bool table;
    size_t column;                     /* of a table cell                                          */
    size_t table_number;               /* tables counted from 1; 0 in running text                 */
    const ct_head *head;               /* what its column is; NULL in running text                 */
    bool by_column;                    /* as in ct_cell_place                                      */
    int parts;                         /* as in ct_cell_place                                      */
    const char *territory;             /* as in ct_cell_place                                      */
    ct_segment said;                   /* as in ct_cell_place                                      */
    ct_period row_period;              /* as in ct_cell_place                                      */
    int row_kind;                      /* as in ct_cell_place; CT_NONE in running text             */
    size_t of_cell;                    /* as in ct_cell_place                                      */
    bool below;                        /* there is a figure below it in its column                 */
    size_t sentence_from, sentence_to; /* tokens of its sentence                      */
    bool same_block, same_sentence;    /* as the figure before it; a row is a block   */
    long previous, next;               /* figures of the document, or CT_NO_FIGURE           */
    long above;                        /* the figure above it in its column                  */
    long whole;   /* the figure of the row that its row is a part of, of its own column if it has one */
    bool section; /* its row stands under one without figures            */
    long first_of_block; /* itself where it is the first                       */
    ct_answer rule;      /* what the usual order of reading gives                    */
    const char *base;    /* base of its unit in the catalogue, or the unit itself    */
    double magnitude;    /* log10 of its value in that base                          */
    float measure[CT_N_MEASURES], measure_first[CT_N_MEASURES];
    float kind_first[CT_N_KINDS];
    ct_choices kinds; /* the four of them, as weighed again                       */
    float aggregation[CT_N_AGGREGATIONS];
    float row[2];          /* that the row as a whole is wrong, is right               */
    float sure[CT_N_SURE]; /* how sure its attributes are, see decide_row.c                          */
    ct_choices year;       /* that its document may be about; only while weights are learned    */
    ct_choices indicator, period, breakdown, scope;
    struct ct_reach *reach;       /* how its periods were come by; see periods.h              */
    struct ct_evidence *evidence; /* for its indicators, see candidates.h                     */
} ct_figure;

/* A figure of a long table that is not weighed itself: what it is of is its row's, when and of what kind its
 * column's. */
typedef struct {
    ct_figure own;      /* as it stands                                                            */
    size_t row_lead;    /* a weighed figure of its row                                             */
    size_t column_lead; /* the last weighed one of its column                                      */
} ct_follower;

/* A bound document's figures and what surrounds them. */
typedef struct {
    ct_arena *arena;
    const ct_knowledge *known;
    const ct_document *document;
    const ct_blocks *blocks;
    const ct_setting *setting;
    size_t first_block, end_block;
    const ct_passage **passages; /* of the blocks from first_block on; NULL where none was read */
    size_t *parent; /* of each of these blocks: the number of the block that it stands under, or SIZE_MAX   */
    size_t titles[CT_TITLE_BLOCKS], n_titles; /* numbers of the title's blocks */
    ct_figure *figures;
    size_t n, capacity;
    ct_follower *followers; /* in the order of the text */
    size_t n_followers, follower_capacity;
    size_t n_tables;
    struct ct_table_reader *table; /* the table being read; see tables.c */
    const struct ct_frames
        *frames; /* what its passages as wholes are: see frame.h; NULL until a stage asks for them       */
    const struct ct_means *kind_means;                  /* of the kinds as first weighed                  */
    const struct ct_period_votes *period_votes;         /* of all its figures; see decide_period_again.c */
    const struct ct_means *measure_means, *group_means; /* of what first stages found, for the second ones */
    const struct ct_means *sure_means;                  /* of figure->sure                  */
    bool fitting; /* features are being taken for fitting: examples from this very document do not count  */
} ct_window;

/** Begin on the blocks first .. end - 1. The arena is the window's until it is cleared; passages are read
 * into it. */
CT_CHECKED ct_error ct_window_begin(ct_window *window, ct_arena *arena, const ct_knowledge *known,
                                    const ct_document *document, const ct_blocks *blocks,
                                    const ct_setting *setting, size_t first, size_t end);

/** The passage of a block, read now where it was not yet. */
CT_CHECKED ct_error ct_window_passage(ct_window *window, size_t block, const ct_passage **out);

/** A passage that will be filled by the caller with ct_passage_read(), and cleared with the window. NULL when
 * out of memory. */
ct_passage *ct_window_new_passage(ct_window *window, size_t block);

/** Add a mention of a passage in the order of the text. `place` is NULL for running text. */
CT_CHECKED ct_error ct_window_add(ct_window *window, const ct_passage *passage, const ct_mention *mention,
                                  size_t block, const ct_answer *rule, const ct_cell_place *place);

/** The same for a figure that follows two others, by their indices. */
CT_CHECKED ct_error ct_window_follow(ct_window *window, const ct_passage *passage, const ct_mention *mention,
                                     size_t block, const ct_answer *rule, const ct_cell_place *place,
                                     size_t row_lead, size_t column_lead);

/** A follower as a figure, once the figures it follows are decided. */
ct_figure ct_follower_figure(const ct_window *window, const ct_follower *follower);

/** All figures are added: find their segments and neighbours. */
CT_CHECKED ct_error ct_window_settle(ct_window *window);

/** Clear the passages; the figures are gone. The arena stays the caller's. */
void ct_window_clear(ct_window *window);

/** Calls with each word of a segment, in its order: for (ct_word_walk w = ct_words_of(segment); w.word !=
 * NULL; ct_next_word(&w)). */
typedef struct {
    const ct_segment *segment;
    size_t span, at, end;
    const ct_word *word;
} ct_word_walk;

ct_word_walk ct_words_of(const ct_segment *segment);
void ct_next_word(ct_word_walk *walk);

/** Up to `most` words of a segment into `out`; their number. With `last`, the last ones instead of the first.
 */
size_t ct_segment_words_copy(const ct_segment *segment, const ct_word **out, size_t most, bool last);

/** The cues of a segment, the longest at each place, none inside another of its class; their number, at most
 * `most`. */
size_t ct_segment_cues(const ct_segment *segment, const ct_match **out, const ct_passage **of, size_t most);

/** Index of the likeliest class. */
size_t ct_likeliest(const float *chances, size_t n);

/** The choices' entry with this ref, or NULL. */
const ct_choice *ct_choice_of(const ct_choices *choices, int ref);

#endif
