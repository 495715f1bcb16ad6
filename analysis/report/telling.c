#include "report/telling.h"

#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/wording.h"
#include "core/vietnamese.h"

const char *ct_tell(ct_teller *t, const char *key, const ct_phrase_word *words, size_t n)
{
    const char *made = "";

    if (t->err.code == CT_OK)
        t->err = ct_phrase_make(t->arena, t->report->phrases, key, t->report->lang, words, n, &made);
    return made;
}

/* The text of a buffer, which is emptied; `err` is how it was filled. */
static const char *keep(ct_teller *t, ct_buffer *text, ct_error err)
{
    const char *kept = NULL;

    if (err.code == CT_OK) err = ct_buffer_error(text);
    if (err.code == CT_OK && (kept = ct_arena_strdup(t->arena, ct_buffer_string(text))) == NULL)
        err = ct_no_memory();
    ct_buffer_clear(text);
    if (t->err.code == CT_OK) t->err = err;
    return kept != NULL ? kept : "";
}

const char *ct_tell_number(ct_teller *t, size_t n)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_printf(&text, "%zu", n);
    return keep(t, &text, ct_ok());
}

const char *ct_tell_join(ct_teller *t, const char *a, const char *b)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_text(&text, a);
    ct_buffer_text(&text, b);
    return keep(t, &text, ct_ok());
}

const char *ct_tell_spaced(ct_teller *t, const char *words)
{
    return words[0] == '\0' || strchr(",;", words[0]) != NULL ? words : ct_tell_join(t, " ", words);
}

const char *ct_tell_period(ct_teller *t, long start, long end)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_period_text(&text, start, end);
    return keep(t, &text, ct_ok());
}

const char *ct_tell_inside(ct_teller *t, const char *name)
{
    size_t n = strlen(name), first, second = 0;
    int code;

    if (n == 0) return name;
    first = ct_utf8_next(name, n, &code);
    if (first < n) second = ct_utf8_next(name + first, n - first, &code);
    const char *small = ct_lower(t->arena, name, first), *next = ct_lower(t->arena, name + first, second);
    if (small == NULL || next == NULL) {
        if (t->err.code == CT_OK) t->err = ct_no_memory();
        return name;
    }
    if (second > 0 && (strlen(next) != second || memcmp(next, name + first, second) != 0))
        return name; /* "GRDP" */
    return ct_tell_join(t, small, name + first);
}

const char *ct_tell_amount(ct_teller *t, double value, const char *unit, bool stated)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_error err = ct_amount_text(&text, value, unit, stated, t->report->lang);
    return keep(t, &text, err);
}

/* A table's short form of percentage points becomes words. */
static const char *whole_words(ct_teller *t, const char *text)
{
    const char *brief = ct_tell(t, "points.short", NULL, 0),
               *at = brief[0] != '\0' ? strstr(text, brief) : NULL;

    if (at == NULL || at[strlen(brief)] != '\0') return text;
    char *before = ct_arena_strndup(t->arena, text, (size_t)(at - text));
    return before != NULL ? ct_tell_join(t, before, ct_tell(t, "points", NULL, 0)) : text;
}

const char *ct_tell_difference(ct_teller *t, double difference, const char *unit, int measure)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_error err = ct_difference_text(&text, difference, unit, measure, t->report->lang);
    return whole_words(t, keep(t, &text, err));
}

const char *ct_tell_demand(ct_teller *t, const ct_assessment *row)
{
    static const char *const keys[] = { NULL,        "amount.ge", "amount.gt",
                                        "amount.le", "amount.lt", "amount.about" }; /* by ct_qualifier */
    bool up = row->measure == CT_MEASURE_CHANGE && row->target_low > 0;
    const char *key = row->qualifier > 0 && (size_t)row->qualifier < sizeof keys / sizeof *keys
                          ? keys[row->qualifier]
                          : NULL;
    ct_buffer text;

    ct_buffer_init(&text);
    ct_error err =
        ct_target_text(&text, row->target_low, row->target_high, CT_EQ, row->unit, t->report->lang);
    const char *figure = keep(t, &text, err);
    if (row->measure == CT_MEASURE_RANK && (row->qualifier == CT_LE || row->qualifier == CT_LT))
        key = "amount.rank";
    if (key != NULL) figure = ct_tell(t, key, &(ct_phrase_word){ "figure", figure }, 1);
    return up ? ct_tell(t, "change.up", &(ct_phrase_word){ "figure", figure }, 1) : figure;
}

const char *ct_tell_target(ct_teller *t, const ct_assessment *row)
{
    static const char *const keys[] = { "target.point", "target.average", "target.total",
                                        "target.each" }; /* by ct_aggregation */
    bool across = row->period_start != 0 && row->period_start != row->period_end;
    ct_aggregation how = across && row->aggregation <= CT_EACH_YEAR ? row->aggregation : CT_POINT;
    const ct_phrase_word words[] = {
        { how == CT_POINT ? "year" : "period",
          ct_tell_period(t, how == CT_POINT ? row->period_end : row->period_start, row->period_end) },
        { "target", ct_tell_demand(t, row) },
    };

    return ct_tell(t, keys[how], CT_WORDS(words));
}

const char *ct_tell_years_left(ct_teller *t, const ct_assessment *row)
{
    bool one = row->latest_year + 1 >= row->period_end;
    const ct_phrase_word word = { one ? "year" : "period",
                                  ct_tell_period(t, row->latest_year + 1, row->period_end) };

    return ct_tell(t, one ? "years.one" : "years.many", &word, 1);
}

static ct_pace move(ct_teller *t, const char *key, const char *figure, const char **words)
{
    *words = ct_tell(t, key, &(ct_phrase_word){ "figure", figure }, 1);
    return CT_PACE_MOVE;
}

static const char *percent(ct_teller *t, double value)
{
    return ct_tell_amount(t, value, "%", false);
}

/* A change that leads away from what is wanted is no demand. */
static bool away(const ct_assessment *row, double change)
{
    return change == 0 || (row->direction == CT_UP && change < 0) ||
           (row->direction == CT_DOWN && change > 0);
}

/* What a target over years together, an average or a sum, asks of each year left. */
static ct_pace tell_together(ct_teller *t, const ct_assessment *row, const char **words)
{
    double step = row->step_required;

    if (!isfinite(step) || row->direction == CT_NEITHER) return CT_PACE_NONE;
    return move(t, row->direction == CT_DOWN ? "pace.reach.most" : "pace.reach",
                ct_tell_amount(t, step, row->unit, false), words);
}

/* How many places a year a rank must move. */
static ct_pace tell_places(ct_teller *t, const ct_assessment *row, const char **words)
{
    double step = row->step_required;

    if (!isfinite(step)) return CT_PACE_NONE;
    return step < 0 ? move(t, "pace.rank", ct_tell_difference(t, step, row->unit, row->measure), words)
                    : CT_PACE_HOLD;
}

ct_pace ct_tell_pace(ct_teller *t, const ct_assessment *row, const char **words)
{
    bool growth = row->measure == CT_MEASURE_GROWTH &&
                  (row->aggregation == CT_ANNUAL_AVERAGE || !isfinite(row->step_required));
    bool together = row->aggregation == CT_ANNUAL_AVERAGE || row->aggregation == CT_CUMULATIVE;
    double step = row->step_required, rate = row->rate_required;

    *words = "";
    if (row->latest_year == 0 || row->latest_year >= row->period_end) return CT_PACE_NONE;
    if (growth && isfinite(rate))
        return rate > 0 ? move(t, "pace.least", percent(t, rate), words) : CT_PACE_HOLD;
    if (step == 0) return CT_PACE_HOLD;
    if (together && row->measure != CT_MEASURE_CHANGE) return tell_together(t, row, words);
    if (row->measure == CT_MEASURE_RANK) return tell_places(t, row, words);
    if (isfinite(rate) && !ct_unit_is_percent(row->unit))
        return away(row, rate) ? CT_PACE_HOLD
                               : move(t, rate < 0 ? "pace.down" : "pace.up", percent(t, fabs(rate)), words);
    if (!isfinite(step)) return CT_PACE_NONE;
    return away(row, step) ? CT_PACE_HOLD
                           : move(t, step < 0 ? "pace.down" : "pace.up",
                                  ct_tell_difference(t, step, row->unit, row->measure), words);
}

const char *ct_tell_chance(ct_teller *t, const char *key, double p)
{
    ct_buffer text;
    const char *chance;

    if (isnan(p)) return "";
    ct_buffer_init(&text);
    ct_chance_text(&text, p, t->report->lang);
    chance = keep(t, &text, ct_ok());
    if (strpbrk(chance, "<>") != NULL)
        chance = ct_tell(t, strchr(chance, '<') != NULL ? "chance.low" : "chance.high", NULL, 0);
    return ct_tell_spaced(t, ct_tell(t, key, &(ct_phrase_word){ "chance", chance }, 1));
}

bool ct_is_rated(const ct_assessment *row)
{
    return row->verdict >= CT_VERDICT_EXCEEDED && row->verdict <= CT_VERDICT_MISSED;
}
