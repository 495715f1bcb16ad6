/* Pieces of the report's sentences: figures of the tables in the words of datasets/report/sentences.csv. Not
 * for other stages. */
#ifndef CT_REPORT_TELLING_H
#define CT_REPORT_TELLING_H

#include "chart/chart.h"
#include "report/phrases.h"
#include "report/report.h"

/* Who tells. After a fault all pieces are ""; it is asked for once, at the end. */
typedef struct {
    ct_arena *arena;
    const ct_report *report;
    ct_error err;
} ct_teller;

#define CT_WORDS(list) (list), sizeof(list) / sizeof *(list)

/** The wording of that key, filled in. All results live in the arena and are never NULL. */
const char *ct_tell(ct_teller *t, const char *key, const ct_phrase_word *words, size_t n);
const char *ct_tell_number(ct_teller *t, size_t n);
const char *ct_tell_join(ct_teller *t, const char *a, const char *b);
/** Words to be put behind others: with a blank before them, unless they are none or begin with a comma or
 * semicolon (cells of a table lose their blanks). */
const char *ct_tell_spaced(ct_teller *t, const char *words);
const char *ct_tell_period(ct_teller *t, long start, long end);

/** A name inside a sentence: its first letter small, unless the word is an abbreviation. */
const char *ct_tell_inside(ct_teller *t, const char *name);

/** "4.400 USD/người" (4,400 USD a head); a stated figure keeps its places. */
const char *ct_tell_amount(ct_teller *t, double value, const char *unit, bool stated);

/** A difference without sign, percentages in whole words: "0,65 điểm phần trăm" (0.65 percentage points). */
const char *ct_tell_difference(ct_teller *t, double difference, const char *unit, int measure);

/** What a target demands, its sign as words: "từ 99% trở lên" (99% or more). */
const char *ct_tell_demand(ct_teller *t, const ct_assessment *row);

/** The same with its time: "mục tiêu bình quân 2021–2025 (14–15%)" (average target 2021–2025, 14–15%). */
const char *ct_tell_target(ct_teller *t, const ct_assessment *row);

/** Years from the latest value to the target's end: "năm 2025" (year 2025), "bình quân mỗi năm 2024–2025"
 * (average a year 2024–2025). */
const char *ct_tell_years_left(ct_teller *t, const ct_assessment *row);

typedef enum { CT_PACE_NONE, CT_PACE_HOLD, CT_PACE_MOVE } ct_pace;

/** What the years left must bring, as the table's own column has it: "tăng ít nhất 15,9%" (grow by at
 * least 15.9%). HOLD: what is reached is enough. *words is "" unless MOVE. */
ct_pace ct_tell_pace(ct_teller *t, const ct_assessment *row, const char **words);

/** " (khả năng đạt 16%)" (chance of reaching it 16%) with the key "chance"; "" where there is no probability.
 */
const char *ct_tell_chance(ct_teller *t, const char *key, double probability);

/** True when the outlook is one of exceeded, met, hard, missed. */
bool ct_is_rated(const ct_assessment *row);

#endif
