/* The slots of the indicator's stages: their numbers and their names, made from the same lists so that they
 * cannot part. Groups lie one after the other; the second stage has those of the first and, from
 * CT_SLOTS_FIRST on, its own. */
#ifndef CT_EXTRACT_INDICATOR_SLOTS_H
#define CT_EXTRACT_INDICATOR_SLOTS_H

#include "extract/candidates/candidates.h"
#include "extract/candidates/describe.h"

/* clang-format off */
#define EACH_BAG(X) \
    X(OWN, "own") X(OWN_LATE, "own late") X(NEAR, "near") X(AFTER, "after") X(CLAUSE, "clause") \
    X(BESIDE, "beside") X(SENTENCE, "sentence") X(BEFORE, "before") X(HEAD, "head") X(HEADS, "heads") \
    X(TITLE, "title") X(PLACE, "place") X(ALL, "all") X(COLUMN, "column") X(PARENT, "parent") \
    X(OWN_PARENT, "own parent") X(PREVIOUS, "previous") X(COUNTED, "counted")
/* clang-format on */

/* Bags whose best candidate is told from the others. */
/* clang-format off */
#define EACH_MAIN(X) \
    X(OWN, "own") X(OWN_LATE, "own late") X(COUNTED, "counted") X(BESIDE, "beside") \
    X(SENTENCE, "sentence") X(PLACE, "place") X(ALL, "all")
/* clang-format on */

/* Bags that speak where the figure's own words name a part only, or nothing. */
/* clang-format off */
#define EACH_FAR(X) \
    X(PARENT, "parent") X(CLAUSE, "clause") X(BEFORE, "before") X(PLACE, "place") X(HEADS, "heads") \
    X(PREVIOUS, "previous") X(ALL, "all") X(SENTENCE, "sentence")
/* clang-format on */

#define EACH_EXACT(X) X(OWN, "own") X(COUNTED, "counted") X(SENTENCE, "sentence")

#define EACH_MEASURE(X)                                                                                      \
    X(0, "level") X(1, "growth") X(2, "change") X(3, "share") X(4, "plan_ratio") X(5, "rank") X(6, "multiple")

/* How the figure's unit and the indicator's are related. */
/* clang-format off */
#define EACH_RELATION(X) \
    X(OTHER, "other") X(SAME_BASE, "same base") X(SAME_FAMILY, "same family") \
    X(RANK_OF_RANK, "rank of a rank") X(RANK_OF_OTHER, "rank of another") \
    X(RANK_OF_SCORE, "rank of a score") X(PERCENT_OF_SHARE, "percent of a share") \
    X(PERCENT_OF_RATE, "percent of a rate") X(PERCENT_OF_PERCENT, "percent of a percent") \
    X(PERCENT_OF_LEVEL, "percent of a level") X(LEVEL_OF_PERCENT, "amount of a percent") \
    X(PART_OF_RATIO, "amount of a ratio") X(RATIO, "ratio or score")
/* clang-format on */

#define NUMBER(name, text) name,
enum { EACH_RELATION(NUMBER) CT_RELATIONS };

#define MAIN_NUMBER(name, text) MAIN_##name,
enum { EACH_MAIN(MAIN_NUMBER) MAINS };
#define FAR_NUMBER(name, text) FAR_##name,
enum { EACH_FAR(FAR_NUMBER) FARS };

enum { NATURES = 3 };

enum {
    COVER = 0, /* a bag each                                    */
    F_OF = COVER + CT_BAGS,
    F_BELOW = F_OF + CT_BAGS, /* a main bag each: how far below the best       */
    F_BEST = F_BELOW + MAINS,
    COVER_BELOW = F_BEST + MAINS,
    COVER_WHOLE = COVER_BELOW + MAINS,
    EXACT = COVER_WHOLE + MAINS, /* an exact segment each                         */
    EXACT_ANY = EXACT + CT_EXACTS,
    EXACT_BELOW = EXACT_ANY + CT_EXACTS,
    EXACT_BEST = EXACT_BELOW + CT_EXACTS,
    PART_F = EXACT_BEST + CT_EXACTS, /* a far bag each: where own words name parts    */
    EMPTY_F = PART_F + FARS,         /* where there are none                          */
    PART_EXACT = EMPTY_F + FARS,
    TABLE_OWN,
    TABLE_PARENT,
    TABLE_OWN_PARENT,
    TABLE_COLUMN,
    RELATION,                                 /* a relation each                               */
    MEASURE_NATURE = RELATION + CT_RELATIONS, /* chance of a measure, by nature             */
    MEASURE_SAME = MEASURE_NATURE + NATURES * CT_N_MEASURES,
    MEASURE_GROWTH = MEASURE_SAME + CT_N_MEASURES,
    SEEN = MEASURE_GROWTH + CT_N_MEASURES,
    UNSEEN,
    UNIT_SEEN,
    UNIT_SEEN_KNOWN,
    SIZE_OFF,
    SIZED,
    LIKE,
    LIKE_BELOW,
    LIKE_BEST,
    LIKE_SQUARED,
    TWIN_F,                        /* of a growth: how its level is found, a main bag each */
    TWIN_GROWING = TWIN_F + MAINS, /* the same by the chance that the figure is a growth   */
    TWIN_LIKE = TWIN_GROWING + MAINS,
    TWIN_LIKE_GROWING,
    TWIN_EXACT,
    TWIN_EXACT_GROWING,
    HAS_GROWTH,
    HAS_GROWTH_GROWING,
    RULE,
    RULE_TWIN,
    RULE_NAMED,
    RULE_INHERITED,
    NONE,
    NONE_ALL,
    NONE_COVER,
    NONE_SENTENCE,
    NONE_OWN,
    NONE_LIKE,
    NONE_LIKE_BELOW,
    NONE_EXACT,
    NONE_PERCENT,
    NONE_WORDS,
    NONE_PART,
    NONE_RULE,
    NONE_MEASURE, /* chance of a measure                           */
    CT_SLOTS_FIRST = NONE_MEASURE + CT_N_MEASURES,

    FIRST_CHANCE = CT_SLOTS_FIRST,
    FIRST_LOG,
    GROUP_BEFORE,
    GROUP_BEFORE_APART,
    GROUP_MEAN, /* of block, column, heading, document           */
    GROUP_MEANS_END = GROUP_MEAN + CT_MEANS - 1,
    CT_SLOTS_AGAIN
};

#define BAG_NAMES(name, text) [COVER + CT_BAG_##name] = "cover " text, [F_OF + CT_BAG_##name] = "F " text,
#define MAIN_NAMES(name, text)                                                                               \
    [F_BELOW + MAIN_##name] = "F below best " text, [F_BEST + MAIN_##name] = "F best " text,                 \
               [TWIN_F + MAIN_##name] = "F of what grows " text,                                             \
               [TWIN_GROWING + MAIN_##name] = "growing & F of what grows " text,                             \
               [COVER_BELOW + MAIN_##name] = "cover below best " text,                                       \
               [COVER_WHOLE + MAIN_##name] = "covered " text,
#define FAR_NAMES(name, text)                                                                                \
    [PART_F + FAR_##name] = "part & F " text, [EMPTY_F + FAR_##name] = "no words & F " text,
#define EXACT_NAMES(name, text)                                                                              \
    [EXACT + CT_EXACT_##name] = "exact " text, [EXACT_ANY + CT_EXACT_##name] = "exact any " text,            \
             [EXACT_BELOW + CT_EXACT_##name] = "exact below best " text,                                     \
             [EXACT_BEST + CT_EXACT_##name] = "exact best " text,
#define RELATION_NAMES(name, text) [RELATION + name] = "unit " text,
#define MEASURE_NAMES(number, text)                                                                          \
    [MEASURE_NATURE + number * NATURES] = text " of a level",                                                \
                               [MEASURE_NATURE + number * NATURES + 1] = text " of a rate",                  \
                               [MEASURE_NATURE + number * NATURES + 2] = text " of a share",                 \
                               [MEASURE_SAME + number] = text " said barely",                                \
                               [MEASURE_GROWTH + number] = text " of a growth",                              \
                               [NONE_MEASURE + number] = "none & " text,
#define SINGLE_NAMES                                                                                         \
    [PART_EXACT] = "part & exact own", [TABLE_OWN] = "table & F own", [TABLE_PARENT] = "table & F parent",   \
    [TABLE_OWN_PARENT] = "table & F own parent", [TABLE_COLUMN] = "table & F column", [SEEN] = "seen",       \
    [UNSEEN] = "unseen", [UNIT_SEEN] = "unit seen", [UNIT_SEEN_KNOWN] = "unit seen & seen",                  \
    [SIZE_OFF] = "size off", [SIZED] = "sized", [LIKE] = "like", [LIKE_BELOW] = "like below best",           \
    [LIKE_BEST] = "like best", [LIKE_SQUARED] = "like squared", [RULE] = "order",                            \
    [TWIN_LIKE] = "like of what grows", [TWIN_LIKE_GROWING] = "growing & like of what grows",                \
    [TWIN_EXACT] = "exact of what grows", [TWIN_EXACT_GROWING] = "growing & exact of what grows",            \
    [HAS_GROWTH] = "has a growth", [HAS_GROWTH_GROWING] = "growing & has a growth",                          \
    [RULE_TWIN] = "order of its growth or level", [RULE_NAMED] = "order & named",                            \
    [RULE_INHERITED] = "order & inherited", [NONE] = "none", [NONE_ALL] = "none & F all",                    \
    [NONE_COVER] = "none & cover sentence", [NONE_SENTENCE] = "none & F sentence",                           \
    [NONE_OWN] = "none & F own", [NONE_LIKE] = "none & like", [NONE_LIKE_BELOW] = "none & like below best",  \
    [NONE_EXACT] = "none & exact", [NONE_PERCENT] = "none & percent", [NONE_WORDS] = "none & words",         \
    [NONE_PART] = "none & part", [NONE_RULE] = "none & order", [FIRST_CHANCE] = "first",                     \
    [FIRST_LOG] = "log first", [GROUP_BEFORE] = "group before", [GROUP_BEFORE_APART] = "group before apart", \
    [GROUP_MEAN + CT_MEAN_BLOCK] = "group of block", [GROUP_MEAN + CT_MEAN_COLUMN] = "group of column",      \
    [GROUP_MEAN + CT_MEAN_HEADING] = "group of heading",                                                     \
    [GROUP_MEAN + CT_MEAN_DOCUMENT] = "group of document",

#define SLOT_NAMES                                                                                           \
    EACH_BAG(BAG_NAMES)                                                                                      \
    EACH_MAIN(MAIN_NAMES)                                                                                    \
    EACH_FAR(FAR_NAMES)                                                                                      \
    EACH_EXACT(EXACT_NAMES) EACH_RELATION(RELATION_NAMES) EACH_MEASURE(MEASURE_NAMES) SINGLE_NAMES

#endif
