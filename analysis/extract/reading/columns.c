/* Columns: a head's words are read as operands (a time, a kind), what stands between them ("/", "so với"
 * (against)) and what the whole says
 * ("BQ", "+/-"). What a head leaves open is taken from its neighbours: "% so KH" is of the column of levels
 * before it. Last the figures themselves are asked: "so với cùng kỳ (%)" (against the same period, %) holds
 * ratios near 100 or growth near 0. */
#include "extract/reading/columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "documents/syllable.h"
#include "extract/reading/place_list.h"
#include "extract/reading/unit_cell.h"

enum { MOST_ELEMENTS = 24 };

typedef enum { ELEMENT_TIME, ELEMENT_KIND, ELEMENT_VERSUS, ELEMENT_WORD } element_sort;

/* What a head says, in its order. */
typedef struct {
    element_sort sort;
    ct_time time;
    int value;   /* ct_kind; of a word ct_table_word */
    size_t cell; /* of the heads */
} element;

typedef struct {
    element at[MOST_ELEMENTS];
    size_t n;
    bool percent, plus, minus;
    size_t name_cell; /* the last one with words of its own, from 1 */
    bool share_of_plan; /* "% KH", "Tỷ lệ hoàn thành kế hoạch (%)" (share of the plan fulfilled, %): a per
                           cent or rate stands before the plan */
    bool to_hundred; /* "năm trước = 100" (previous year = 100) */
    bool rate;
} elements;

/* A time and a kind on one side of a comparison. */
typedef struct {
    ct_period period;
    int kind;
    bool timed;
    bool dated; /* by a year of its own, not by "năm trước" (previous year) */
    bool same;  /* "cùng kỳ" (the same period): the same part of another year */
} operand;

/* The first token whose text begins at or after `text`. */
static size_t token_from(const ct_passage *p, const char *text)
{
    size_t low = 0, high = p->tokens.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->tokens.at[middle].text < text)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

ct_span ct_table_cell_span(const ct_printed_table *table, size_t row, size_t column)
{
    const ct_cell *cell = ct_table_grid_at(table->grid, row, column);
    if (cell->len == 0) return (ct_span){ table->rows[row], 0, 0 };
    const ct_passage *p = table->rows[cell->row];
    return (ct_span){ p, token_from(p, cell->text), token_from(p, cell->text + cell->len) };
}

/* Are all words from token i on plain ASCII, one of them no Vietnamese syllable? */
static bool is_english(const ct_passage *p, size_t i, size_t to)
{
    size_t foreign = 0;
    for (; i < to; i++) {
        const ct_token *t = &p->tokens.at[i];
        for (size_t k = 0; k < t->len; k++)
            if ((unsigned char)t->text[k] >= 0x80) return false;
        if (t->kind == CT_TOKEN_NUMBER) return false; /* "Sơ bộ - Prel. 2021" (preliminary 2021) */
        foreign += t->kind == CT_TOKEN_WORD && t->len > 2 && !ct_token_capitals(t) &&
                   !ct_syllable_is(t->text, t->len, NULL);
        foreign += t->kind == CT_TOKEN_WORD && t->len > 4 && ct_token_capitals(t) &&
                   !ct_syllable_is(t->text, t->len, NULL);
    }
    return foreign > 0;
}

ct_span ct_span_in_vietnamese(ct_span span)
{
    for (size_t i = span.from + 1; i + 1 < span.to; i++)
        if (ct_token_is_mark(&span.passage->tokens, i, '-') && is_english(span.passage, i + 1, span.to)) {
            span.to = i;
            break;
        }
    return span;
}

static bool is_year_token(const ct_token *t)
{
    long value = t->kind == CT_TOKEN_NUMBER && t->len == 4 ? ct_token_integer(t) : -1;
    return value >= 1930 && value <= 2100;
}

/* "9,2 bác sĩ/vạn dân" (9.2 doctors per ten thousand people), "80,5%, trong đó có văn bằng 25%" (80.5%, of
 * whom 25% with a certificate): a cell that begins with a figure and says a little of it or of others. */
static bool tells_figures(const ct_span *s)
{
    enum { WORDS_OF_ONE = 6 };
    size_t figures = 0, words = 0;
    ct_mention m;
    if (s->passage->tokens.at[s->from].kind != CT_TOKEN_NUMBER) return false;
    for (size_t i = s->from; i < s->to; i++) {
        bool number = s->passage->tokens.at[i].kind == CT_TOKEN_NUMBER && ct_mention_bare(s->passage, i, &m);
        words += s->passage->tokens.at[i].kind == CT_TOKEN_WORD;
        figures += number;
        i = number && m.end > i ? m.end - 1 : i;
    }
    return figures > 0 && words <= WORDS_OF_ONE * (figures - 1);
}

bool ct_table_is_figure(const ct_printed_table *table, size_t row, size_t column)
{
    ct_span s = ct_table_cell_span(table, row, column);
    size_t numbers = 0, words = 0, years = 0;
    for (size_t i = s.from; i < s.to; i++) {
        const ct_token *t = &s.passage->tokens.at[i];
        numbers += t->kind == CT_TOKEN_NUMBER;
        years += is_year_token(t);
        words += t->kind == CT_TOKEN_WORD;
    }
    if (words > 3 * numbers) return numbers > 0 && tells_figures(&s);
    return numbers > 0 &&
           !(numbers == 1 && years == 1 && words == 0 && s.to == s.from + 1 && row < table->grid->n_head);
}

bool ct_heads_alike(const ct_head *a, const ct_head *b)
{
    if (a->named != b->named) return false;
    if (!a->named) return true;
    const ct_span *x = &a->heads[a->name_cell - 1], *y = &b->heads[b->name_cell - 1];
    return x->passage == y->passage && x->from == y->from && x->to == y->to;
}

/* ---- what a head's words are ---- */

/* Does a time or kind end right before token i, and one begin right after it? "ƯTH/KH" (estimate over plan),
 * "2023/2022". */
static bool parts_operands(const ct_span *s, const elements *found, size_t i)
{
    const ct_passage *p = s->passage;
    const element *last = found->n > 0 ? &found->at[found->n - 1] : NULL;
    bool after =
        i + 1 < s->to && (ct_passage_cue(p, i + 1, CT_CUE_COLUMN, -1) != NULL ||
                          ct_passage_cue(p, i + 1, CT_CUE_PLAN, -1) != NULL ||
                          ct_passage_time_at(p, i + 1) != NULL || is_year_token(&p->tokens.at[i + 1]));
    return after && last != NULL && (last->sort == ELEMENT_TIME || last->sort == ELEMENT_KIND);
}

static void add(elements *to, element one)
{
    if (to->n < MOST_ELEMENTS) to->at[to->n++] = one;
}

int ct_kind_at(const ct_passage *p, size_t i, size_t *end)
{
    enum { FIRST_KIND = 4 };
    const ct_match *column = ct_passage_cue(p, i, CT_CUE_COLUMN, -1),
                   *plan = ct_passage_cue(p, i, CT_CUE_PLAN, -1);
    if (column != NULL && ct_match_cue(p, column)->value >= FIRST_KIND) {
        *end = column->end;
        return ct_match_cue(p, column)->value - FIRST_KIND;
    }
    if (plan == NULL) return CT_NONE;
    *end = plan->end;
    return CT_TARGET;
}

/* One step through a head's cell at token i: what it is, and the token to go on at. */
static size_t read_element(const ct_span *s, size_t i, size_t cell, elements *found)
{
    const ct_passage *p = s->passage;
    const ct_match *word = ct_passage_cue(p, i, CT_CUE_TABLE, -1);
    size_t t = ct_passage_time_from(p, i), end = i + 1;
    int kind = ct_kind_at(p, i, &end);
    if (t < p->n_times && p->times[t].start == i && p->times[t].end <= s->to) {
        add(found, (element){ .sort = ELEMENT_TIME, .time = p->times[t], .cell = cell });
        return p->times[t].end;
    }
    if (is_year_token(
            &p->tokens.at[i])) { /* a bare year is a time in a head, whatever it would be in a sentence */
        ct_date year = ct_date_year((int)ct_token_integer(&p->tokens.at[i]));
        add(found,
            (element){ .sort = ELEMENT_TIME,
                       .time = { .start = i, .end = i + 1, .from = year, .to = year, .form = CT_FORM_YEAR },
                       .cell = cell });
        return i + 1;
    }
    int value = word == NULL || word->end > s->to ? CT_NONE : ct_match_cue(p, word)->value;
    if (value != CT_NONE && (kind == CT_NONE || word->end >= end || value == CT_TABLE_VERSUS)) {
        add(found, (element){ .sort = value == CT_TABLE_VERSUS ? ELEMENT_VERSUS : ELEMENT_WORD,
                              .value = value,
                              .cell = cell });
        return word->end;
    }
    if (kind != CT_NONE && end <= s->to) {
        found->share_of_plan = found->share_of_plan || (kind == CT_TARGET && (found->percent || found->rate));
        add(found, (element){ .sort = ELEMENT_KIND, .value = kind, .cell = cell });
        return end;
    }
    if (ct_token_is_mark(&p->tokens, i, '/') && parts_operands(s, found, i))
        add(found, (element){ .sort = ELEMENT_VERSUS, .value = CT_TABLE_VERSUS, .cell = cell });
    found->rate = found->rate || ct_passage_cue(p, i, CT_CUE_RATE, -1) != NULL ||
                  ct_passage_cue(p, i, CT_CUE_REACH, -1) != NULL;
    found->to_hundred = found->to_hundred || (ct_token_is_mark(&p->tokens, i, '=') && i + 1 < s->to &&
                                              ct_token_integer(&p->tokens.at[i + 1]) == 100);
    found->percent = found->percent || ct_token_is_mark(&p->tokens, i, '%');
    found->plus = found->plus || ct_token_is_mark(&p->tokens, i, '+');
    found->minus = found->minus || ct_token_is_mark(&p->tokens, i, '-');
    const ct_token *token = &p->tokens.at[i];
    if (token->kind == CT_TOKEN_WORD && token->len > 1 && !ct_passage_filler(p, i) &&
        ct_syllable_is(token->text, token->len, NULL))
        found->name_cell = cell + 1;
    return i + 1;
}

static void read_heads(const ct_head *c, elements *found)
{
    memset(found, 0, sizeof *found);
    for (size_t k = 0; k < c->n_heads; k++)
        for (size_t i = c->heads[k].from; i < c->heads[k].to;) i = read_element(&c->heads[k], i, k, found);
}

/* ---- what they say together ---- */

/* How much a time says: a term without years least. */
static int weight_of(const ct_time *t)
{
    switch (t->form) {
    case CT_FORM_RANGE:
    case CT_FORM_YEAR: return 3;
    case CT_FORM_PART:
    case CT_FORM_DAY: return t->from.year != 0 ? 3 : 2;
    case CT_FORM_TERM:
    case CT_FORM_SPAN: return 0;
    default: return 1;
    }
}

/* The elements from .. to - 1 as one operand. The last of the times that say most holds; a part of a year
 * takes its year from another. */
static operand operand_of(const ct_setting *setting, const elements *e, size_t from, size_t to)
{
    operand o = { .kind = CT_NONE };
    const ct_time *best = NULL, *part = NULL, *year = NULL;
    for (size_t i = from; i < to; i++) {
        const element *one = &e->at[i];
        if (one->sort == ELEMENT_KIND &&
            !(o.kind == CT_ESTIMATE &&
              one->value == CT_ACTUAL)) /* "Ước kết quả thực hiện" (estimated results) is an estimate */
            o.kind = one->value;
        if (one->sort != ELEMENT_TIME) continue;
        best = best == NULL || weight_of(&one->time) >= weight_of(best) ? &one->time : best;
        part = one->time.form == CT_FORM_PART && one->time.from.year == 0 ? &one->time : part;
        year = one->time.form == CT_FORM_YEAR ? &one->time : year;
    }
    if (best == NULL) return o;
    ct_time time = *best;
    if (time.form == CT_FORM_DAY && time.from.month > 0 &&
        (o.kind == CT_ACTUAL ||
         o.kind == CT_ESTIMATE)) { /* "thực hiện đến 30/9" (done by 30 September): of nine months */
        bool whole = time.from.month == 12;
        time.to = (ct_date){ time.from.year, (signed char)(whole ? 0 : time.from.month), 0 };
        time.from = (ct_date){ time.from.year, (signed char)(whole ? 0 : 1), 0 };
        time.form = CT_FORM_PART;
        time.until = false;
    }
    if (part != NULL && (year != NULL || best == part)) {
        time = *part;
        if (year != NULL) time.from.year = time.to.year = year->from.year;
    }
    o.timed = true;
    o.dated = weight_of(best) > 2;
    o.period = ct_period_of(setting, &time);
    o.period.until = time.until;
    o.same = time.role == CT_ROLE_BASE && time.form == CT_FORM_RELATIVE;
    return o;
}

static size_t find_sort(const elements *e, element_sort sort, int value)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->at[i].sort == sort && (value == CT_NONE || e->at[i].value == value)) return i;
    return SIZE_MAX;
}

/* The column of levels that a comparison without a first operand is of: the nearest one before it. One of the
 * plan that the comparison is with is not meant. */
static const ct_head *compared_column(const ct_printed_table *table, size_t column, const operand *base,
                                      const operand *of)
{
    const ct_head *nearest = NULL;
    for (size_t c = column; c-- > 0;) {
        const ct_head *one = &table->columns[c];
        bool same_plan = base->kind == CT_TARGET && one->kind == CT_TARGET;
        if (one->role != CT_COLUMN_VALUES || one->compared || one->measure != CT_NONE || same_plan) continue;
        bool other =
            of != NULL && of->dated && one->period.known && one->period.to.year != of->period.to.year;
        nearest = nearest == NULL && !other ? one : nearest;
        /* "% so với cùng kỳ: quý III" (% of the same period: third quarter) is of the column that holds that
         * quarter, "tháng 10/2024 so với tháng 9" (October 2024 against September) of that year's */
        if (of != NULL && of->timed && one->period.known && of->period.from.month == one->period.from.month &&
            of->period.to.month == one->period.to.month && !other)
            return one;
    }
    return nearest;
}

static void set_months(ct_period *period, int months)
{
    period->from.month = 1;
    period->to.month = (signed char)months;
}

/* Is the column a part of the one before it ("Trong đó: ..." (of which: ...)) that its own heads give no
 * time? */
static bool is_part_column(const ct_head *c)
{
    for (size_t k = 0; k < c->n_heads; k++)
        if (c->heads[k].from < c->heads[k].to &&
            ct_passage_cue(c->heads[k].passage, c->heads[k].from, CT_CUE_LINK, CT_LINK_PART) != NULL)
            return true;
    return false;
}

/* Where a head goes on behind the time and kind that it begins with: "Hạng" (rank) of "Năm 2023 Hạng" (rank
 * of 2023). */
static size_t behind_time(const ct_span *head)
{
    size_t i = head->from, end = 0;
    while (i < head->to) {
        size_t t = ct_passage_time_from(head->passage, i);
        bool timed = t < head->passage->n_times && head->passage->times[t].start == i &&
                     head->passage->times[t].end < head->to;
        if (timed)
            i = head->passage->times[t].end;
        else if (is_year_token(&head->passage->tokens.at[i]) && i + 1 < head->to)
            i++;
        else if (ct_kind_at(head->passage, i, &end) != CT_NONE && end < head->to)
            i = end;
        else
            break;
    }
    return i;
}

/* "Xếp thứ" (placed), "Xếp hạng" (ranked), "Năm 2023 Hạng" (rank of 2023): a column of ranks. */
static bool is_rank_column(const ct_head *c)
{
    for (size_t k = 0; k < c->n_heads; k++) {
        size_t i = behind_time(&c->heads[k]);
        if (i < c->heads[k].to &&
            ct_passage_cue(c->heads[k].passage, i, CT_CUE_MEASURE, CT_MEASURE_RANK) != NULL)
            return true;
    }
    return false;
}

/* "Năm 2023 / Điểm" (year 2023 / points), "KH 2024 Tỷ đồng" (plan for 2024, billion dong): a head that says a
 * time, a kind and a unit has that unit. */
static void find_bare_unit(ct_head *c)
{
    for (size_t k = c->n_heads; k-- > 0 && c->unit.unit == NULL;) {
        size_t from = behind_time(&c->heads[k]);
        bool time = from < c->heads[k].to && ct_passage_cue(c->heads[k].passage, from, CT_CUE_TIME, -1) !=
                                                 NULL; /* "Năm" (year) over years is no unit */
        if (from == c->heads[k].to || time || !ct_mention_unit(c->heads[k].passage, from, &c->unit) ||
            c->unit.end != c->heads[k].to)
            memset(&c->unit, 0, sizeof c->unit);
    }
}

/* "Tỷ lệ đạt (%)" (share reached, %) beside a column of the plan is a ratio to it; without one it may be any
 * rate. */
static bool is_achieved(const ct_printed_table *table, const elements *e)
{
    bool plan = false;
    for (size_t k = 0; k < table->grid->n_columns; k++)
        plan = plan || (table->columns[k].role == CT_COLUMN_VALUES && !table->columns[k].compared &&
                        table->columns[k].kind == CT_TARGET);
    return plan && e->percent && find_sort(e, ELEMENT_WORD, CT_TABLE_ACHIEVED) != SIZE_MAX;
}

/* "Năm 2023 / Cơ cấu (%)" (year 2023 / structure, %): a column of shares beside one of amounts. */
static bool is_share_head(const ct_head *c)
{
    const ct_span *own = c->n_heads > 0 ? &c->heads[c->n_heads - 1] : NULL;
    const ct_match *share = own != NULL && own->from < own->to
                                ? ct_passage_cue(own->passage, own->from, CT_CUE_MEASURE, CT_MEASURE_SHARE)
                                : NULL;
    bool alone = share != NULL;
    for (size_t i = share == NULL ? 0 : share->end; alone && i < own->to;
         i++) /* "Tỷ trọng công nghiệp (%)" (share of industry, %) may be an indicator of its own */
        alone =
            own->passage->tokens.at[i].kind == CT_TOKEN_MARK || ct_passage_time_at(own->passage, i) != NULL;
    return alone;
}

/* A column of levels: its time and kind are what its heads name. */
static void read_level(const ct_printed_table *table, size_t column, const elements *e)
{
    const ct_setting *setting = table->setting;
    ct_head *c = &table->columns[column];
    operand o = operand_of(setting, e, 0, e->n);
    c->period = o.period;
    c->kind = o.kind;
    if (!o.timed && o.kind == CT_TARGET && setting->part > 0 &&
        setting->title.known) /* the plan of a report on six months is for the year */
        c->period = (ct_period){ .known = true,
                                 .from = ct_date_year(setting->title.to.year),
                                 .to = ct_date_year(setting->title.to.year) };
    if (o.same && setting->part > 0 && o.period.from.month == 0 &&
        o.period.known) /* "cùng kỳ năm trước" (same period of the previous year): the same months */
        set_months(&c->period, setting->part);
    if (find_sort(e, ELEMENT_WORD, CT_TABLE_GROWTH) != SIZE_MAX)
        c->measure = CT_MEASURE_GROWTH;
    else if (e->percent && is_share_head(c))
        c->measure = CT_MEASURE_SHARE;
    bool rank = is_rank_column(c);
    if (rank) {
        c->measure = CT_MEASURE_RANK;
        c->unit = (ct_mention){
            .unit = "hạng", .family = CT_FAMILY_RANK, .family_name = "rank", .base = "hạng", .scale = 1
        };
    }
    bool part = is_part_column(c);
    const ct_head *before = rank || part ? compared_column(table, column, &o, NULL) : NULL;
    if (before != NULL && !o.timed && o.kind == CT_NONE) {
        c->period = before->period;
        c->kind = before->kind;
    }
    if (before != NULL && part) c->part_of = (size_t)(before - table->columns);
    if (find_sort(e, ELEMENT_WORD, CT_TABLE_AVERAGE) != SIZE_MAX) c->aggregation = CT_ANNUAL_AVERAGE;
    if (find_sort(e, ELEMENT_WORD, CT_TABLE_CUMULATIVE) != SIZE_MAX &&
        c->period.from.year != c->period.to.year)
        c->aggregation =
            CT_CUMULATIVE; /* "lũy kế 9 tháng" (cumulative 9 months) is what the nine months came to */
    if (c->kind == CT_NONE && c->aggregation != CT_NONE && compared_column(table, column, &o, NULL) != NULL)
        c->kind = compared_column(table, column, &o, NULL)->kind;
}

/* "ƯTH 2023/KH 2023" (estimate 2023 over plan 2023), "So với cùng kỳ (%)" (against the same period, %),
 * "Tăng, giảm so với ước TH 2024" (change against the estimate of 2024). */
static void read_comparison(const ct_printed_table *table, size_t column, const elements *e, size_t versus)
{
    ct_head *c = &table->columns[column];
    size_t second = versus < e->n && e->at[versus].sort != ELEMENT_KIND
                        ? versus + 1
                        : versus; /* the plan itself may part them */
    operand of = operand_of(table->setting, e, 0, versus), base = operand_of(table->setting, e, second, e->n);
    if (e->to_hundred && !base.timed &&
        !of.dated) { /* the time before "= 100" is what is compared with, "2021-2022" below it is not */
        base = of;
        of = (operand){ .kind = CT_NONE };
    }
    if (base.kind == CT_NONE && !base.timed && is_achieved(table, e)) base.kind = CT_TARGET;
    const ct_head *levels = compared_column(table, column, &base, &of);
    size_t changes = find_sort(e, ELEMENT_WORD, CT_TABLE_CHANGE);
    bool amount = find_sort(e, ELEMENT_WORD, CT_TABLE_ABSOLUTE) != SIZE_MAX,
         rate = find_sort(e, ELEMENT_WORD, CT_TABLE_RELATIVE) != SIZE_MAX;
    bool change =
        changes < versus || (versus == e->n && changes != SIZE_MAX) || (e->plus && e->minus) || amount;
    bool growth = find_sort(e, ELEMENT_WORD, CT_TABLE_GROWTH) != SIZE_MAX || (rate && change);
    bool named = of.kind != CT_NONE || of.timed;
    c->compared = true;
    c->kind = of.kind != CT_NONE ? of.kind : levels != NULL && (!named || of.timed) ? levels->kind : CT_NONE;
    c->period = of.timed                                                     ? of.period
                : base.kind == CT_TARGET && base.timed && of.kind != CT_NONE ? base.period
                : levels != NULL                                             ? levels->period
                                                                             : of.period;
    if (!c->period.known && base.kind == CT_TARGET) c->period = base.period;
    if (of.timed && of.period.from.month > 0 && base.timed && base.kind == CT_TARGET &&
        base.period.from.year > 0)
        c->period.from.year = c->period.to.year = base.period.from.year;
    if (levels != NULL && of.timed && of.period.from.month > 0 &&
        of.period.to.month == levels->period.to.month)
        c->period = levels->period; /* with its year */
    c->base = base.period;
    c->points = change && e->percent && !growth;
    c->measure = growth   ? CT_MEASURE_GROWTH
                 : change ? (e->percent && !amount ? CT_MEASURE_GROWTH : CT_MEASURE_CHANGE)
                 : base.kind == CT_TARGET && c->kind != CT_TARGET ? CT_MEASURE_PLAN_RATIO
                                                                  : CT_MEASURE_MULTIPLE;
}

int ct_measure_of_section(const ct_span *span)
{
    elements e;
    memset(&e, 0, sizeof e);
    for (size_t i = span->from; i < span->to;) i = read_element(span, i, 0, &e);
    const ct_match *share = span->from < span->to
                                ? ct_passage_cue(span->passage, span->from, CT_CUE_MEASURE, CT_MEASURE_SHARE)
                                : NULL;
    if (e.to_hundred || find_sort(&e, ELEMENT_WORD, CT_TABLE_COMPARE) != SIZE_MAX) return CT_MEASURE_MULTIPLE;
    if (find_sort(&e, ELEMENT_WORD, CT_TABLE_GROWTH) != SIZE_MAX) return CT_MEASURE_GROWTH;
    return share != NULL && e.percent ? CT_MEASURE_SHARE : CT_NONE;
}

int ct_measure_of_comparison(const ct_span *span)
{
    elements e;
    memset(&e, 0, sizeof e);
    for (size_t i = span->from; i < span->to;) i = read_element(span, i, 0, &e);
    bool versus = find_sort(&e, ELEMENT_VERSUS, CT_NONE) != SIZE_MAX,
         change = find_sort(&e, ELEMENT_WORD, CT_TABLE_CHANGE) != SIZE_MAX;
    bool growth = find_sort(&e, ELEMENT_WORD, CT_TABLE_GROWTH) != SIZE_MAX,
         ratio = e.share_of_plan || find_sort(&e, ELEMENT_WORD, CT_TABLE_ACHIEVED) != SIZE_MAX;
    bool planned = find_sort(&e, ELEMENT_KIND, CT_TARGET) != SIZE_MAX;
    if (e.name_cell > 0 || !e.percent) return CT_NONE;
    if (ratio || (versus && planned && !change)) return CT_MEASURE_PLAN_RATIO;
    return growth || (change && versus) ? CT_MEASURE_GROWTH : versus ? CT_MEASURE_MULTIPLE : CT_NONE;
}

/* ---- roles ---- */

typedef struct {
    size_t figures, words, units, ordinals, years, filled;
} contents;

static bool is_ordinal(const ct_span *s)
{
    const ct_token *first = &s->passage->tokens.at[s->from];
    size_t n = s->to - s->from;
    if (n > 3) return false;
    for (size_t i = s->from; i < s->to; i++) {
        const ct_token *t = &s->passage->tokens.at[i];
        bool letter = t->len == 1 || (t->len == 2 && (unsigned char)t->text[0] >= 0xC0),
             roman = t->len <= 5 && strspn(t->text, "IVXLC") >= t->len;
        if ((t->kind == CT_TOKEN_WORD && !letter && !roman) || (i > s->from && t->kind == CT_TOKEN_NUMBER))
            return false;
    }
    return first->kind != CT_TOKEN_NUMBER || first->len <= 6;
}

static contents contents_of(const ct_printed_table *table, size_t column)
{
    contents found = { 0 };
    for (size_t r = table->grid->n_head; r < table->grid->n_rows; r++) {
        const ct_cell *cell = ct_table_grid_at(table->grid, r, column);
        ct_span s = ct_table_cell_span(table, r, column);
        ct_mention unit;
        size_t words = 0;
        if (s.from == s.to || (cell->n_columns > 1 && cell->column != column)) continue;
        for (size_t i = s.from; i < s.to; i++)
            words += s.passage->tokens.at[i].kind == CT_TOKEN_WORD && s.passage->tokens.at[i].len > 1;
        memset(&unit, 0, sizeof unit);
        found.filled++;
        bool scales = ct_unit_scales(&s);
        found.figures += !scales && ct_table_is_figure(table, r, column);
        found.ordinals += is_ordinal(&s);
        found.units += scales || (ct_mention_unit(s.passage, s.from, &unit) && unit.end == s.to);
        found.words += words > 0;
        found.years += s.to == s.from + 1 && is_year_token(&s.passage->tokens.at[s.from]);
    }
    return found;
}

/* The role that a head names, where it names nothing else; CT_NONE. */
static int role_named(const ct_head *c, const elements *e)
{
    static const ct_column_role roles[] = { CT_COLUMN_UNITS, CT_COLUMN_NAMES, CT_COLUMN_NUMBERS,
                                            CT_COLUMN_SKIPPED };
    const ct_span *last = c->n_heads > 0 ? &c->heads[c->n_heads - 1] : NULL;
    const ct_match *opens = last != NULL && last->from < last->to
                                ? ct_passage_cue(last->passage, last->from, CT_CUE_COLUMN, 1)
                                : NULL;
    if (find_sort(e, ELEMENT_TIME, CT_NONE) != SIZE_MAX) return CT_NONE;
    if (opens != NULL) /* "Chỉ tiêu" (indicator) is also a word for a plan */
        return CT_COLUMN_NAMES;
    if (find_sort(e, ELEMENT_KIND, CT_NONE) != SIZE_MAX) return CT_NONE;
    for (size_t k = c->n_heads; k-- > 0;)
        for (size_t i = c->heads[k].from; i < c->heads[k].to; i++) {
            const ct_match *cue = ct_passage_cue(c->heads[k].passage, i, CT_CUE_COLUMN, -1);
            int value = cue == NULL ? CT_NONE : ct_match_cue(c->heads[k].passage, cue)->value;
            if (value >= 0 && value < 4 && (i == c->heads[k].from || value == 0)) return (int)roles[value];
        }
    return CT_NONE;
}

/* What the column is by what stands in it, where its head does not say. */
static ct_column_role role_found(const contents *found, bool names, bool values)
{
    if (found->filled > 0 && found->ordinals == found->filled && !names &&
        found->figures < found->filled + 1 && found->years == 0 && !values)
        return CT_COLUMN_NUMBERS;
    if (!names && !values && found->years > 0 && 2 * found->years >= found->filled)
        return CT_COLUMN_NAMES; /* years down */
    if (2 * found->figures >= found->filled && found->figures > 0 && (names || found->words == 0))
        return names || found->years < found->filled ? CT_COLUMN_VALUES : CT_COLUMN_NAMES;
    if (found->filled == 0 || 2 * found->words < found->filled) return CT_COLUMN_VALUES;
    return !names                             ? CT_COLUMN_NAMES
           : 2 * found->units > found->filled ? CT_COLUMN_UNITS
           : values                           ? CT_COLUMN_SKIPPED
                                              : CT_COLUMN_PARTS;
}

static void find_roles(const ct_printed_table *table)
{
    bool names = false, values = false;
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        ct_head *column = &table->columns[c];
        contents found = contents_of(table, c);
        elements e;
        read_heads(column, &e);
        int named = role_named(column, &e);
        /* "Nội dung" (contents) over figures is no name, and a second column of names is one of parts */
        if (named == (int)CT_COLUMN_NAMES && (found.words * 2 < found.filled || names)) named = CT_NONE;
        if (named == (int)CT_COLUMN_UNITS &&
            (found.figures * 2 > found.filled || (!names && found.units * 2 < found.filled)))
            named = CT_NONE; /* "Đơn vị" (unit) may as well be the offices and districts that are told of */
        column->role = named != CT_NONE ? (ct_column_role)named : role_found(&found, names, values);
        names = names || column->role == CT_COLUMN_NAMES;
        values = values || column->role == CT_COLUMN_VALUES;
    }
    for (size_t c = 0; c < table->grid->n_columns && !names;
         c++) /* "Nguồn" (source) heads remarks, but not where rows have no other names */
        if (table->columns[c].role == CT_COLUMN_SKIPPED && contents_of(table, c).words > 0) {
            table->columns[c].role = CT_COLUMN_NAMES;
            names = true;
        }
}

/* ---- all columns ---- */

/* "1 2 3=2/1": a row of the head that only numbers the columns. */
static bool numbers_columns(const ct_printed_table *table, size_t row)
{
    size_t numbers = 0, letters = 0;
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        ct_span s = ct_table_cell_span(table, row, c);
        for (size_t i = s.from; i < s.to; i++) {
            const ct_token *t = &s.passage->tokens.at[i];
            if (is_year_token(t) || (t->kind == CT_TOKEN_WORD && t->len > 2)) return false;
            numbers += t->kind == CT_TOKEN_NUMBER;
            letters += t->kind == CT_TOKEN_WORD;
        }
    }
    return numbers >= 3 || (numbers >= 2 && letters >= 2);
}

/* A group's head told without its span, "Năm 2022 | | Năm 2023 |" (year 2022 | | year 2023 |) over "KH | TH |
 * KH | TH", is also that of the empty places after it: where both they and it have heads of their own below.
 */
static ct_span lent_head(const ct_printed_table *table, size_t row, size_t column)
{
    const ct_span none = { table->rows[row], 0, 0 };
    size_t from = column;
    if (row + 1 >= table->grid->n_head || ct_table_grid_at(table->grid, row + 1, column)->len == 0 ||
        numbers_columns(table, row + 1))
        return none;
    while (from > 0 && ct_table_grid_at(table->grid, row, from)->len == 0) from--;
    const ct_cell *group = ct_table_grid_at(table->grid, row, from),
                  *below = ct_table_grid_at(table->grid, row + 1, from);
    return group->len > 0 && below->len > 0 && below != group ? ct_table_cell_span(table, row, from) : none;
}

static void find_heads(const ct_printed_table *table)
{
    for (size_t r = 0; r < table->grid->n_head; r++) {
        if (numbers_columns(table, r)) continue;
        for (size_t c = 0; c < table->grid->n_columns; c++) {
            ct_head *column = &table->columns[c];
            const ct_cell *cell = ct_table_grid_at(table->grid, r, c);
            ct_span s = ct_table_cell_span(table, r, c);
            if (s.from == s.to) s = lent_head(table, r, c);
            if (s.from == s.to || (cell->len > 0 && cell->row != r && r > 0) ||
                column->n_heads == CT_HEAD_CELLS || column->place_row == r)
                continue;
            column->heads[column->n_heads++] = ct_span_in_vietnamese(s);
        }
    }
}

/* Rows of the head that list districts: they tell whose figures stand below, and name neither what is counted
 * nor a part of it. */
static ct_error find_places(const ct_printed_table *table, ct_arena *arena)
{
    size_t n = table->grid->n_columns;
    ct_span *names = ct_arena_array(arena, n, sizeof *names);
    const char **scopes = ct_arena_array(arena, n, sizeof *scopes);
    bool any = false;
    if (names == NULL || scopes == NULL) return ct_no_memory();
    for (size_t r = 0; r < table->grid->n_head; r++) {
        for (size_t c = 0; c < n; c++) {
            const ct_cell *cell = ct_table_grid_at(table->grid, r, c);
            bool own = table->columns[c].role == CT_COLUMN_VALUES && cell->row == r && cell->column == c;
            names[c] = own ? ct_table_cell_span(table, r, c) : (ct_span){ table->rows[r], 0, 0 };
        }
        if (!ct_place_list_read(arena, names, n, scopes)) continue;
        for (size_t c = 0; c < n; c++) {
            const ct_cell *cell = ct_table_grid_at(table->grid, r, c);
            if (table->columns[c].role != CT_COLUMN_VALUES || cell->len == 0 || cell->row != r) continue;
            table->columns[c].place_row = r;
            table->columns[c].place_head = ct_table_cell_span(table, r, c);
            table->columns[c].territory = scopes[cell->column];
            any = true;
        }
    }
    for (size_t c = 0; c < n && any; c++) table->columns[c].n_heads = 0;
    if (any) find_heads(table);
    return ct_ok();
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The middle one of the column's figures without their sign; NAN without any. */
static double middle_of(const ct_printed_table *table, size_t column, double *values)
{
    size_t n = 0;
    for (size_t r = table->grid->n_head; r < table->grid->n_rows; r++) {
        ct_span s = ct_table_cell_span(table, r, column);
        ct_mention m;
        for (size_t i = s.from; i < s.to; i++)
            if (s.passage->tokens.at[i].kind == CT_TOKEN_NUMBER && ct_mention_bare(s.passage, i, &m)) {
                values[n++] = fabs(m.low);
                break;
            }
    }
    if (n == 0) return NAN;
    qsort(values, n, sizeof *values, compare_doubles);
    return values[n / 2];
}

/* Ratios stand near 100, growth near 0. */
static void ask_figures(const ct_printed_table *table, size_t column, double *values)
{
    enum { LEAST_RATIO = 50, MOST_GROWTH = 70 };
    ct_head *c = &table->columns[column];
    double middle = middle_of(table, column, values);
    bool times = c->unit.unit != NULL && c->unit.family == CT_FAMILY_RATIO; /* "(lần)" (times) */
    if (c->measure == CT_MEASURE_MULTIPLE && !times && middle < LEAST_RATIO)
        c->measure = CT_MEASURE_GROWTH;
    else if (c->measure == CT_MEASURE_GROWTH && c->compared && middle > MOST_GROWTH)
        c->measure = CT_MEASURE_MULTIPLE;
}

/* Where the two sides of a comparison part; SIZE_MAX in a head that compares nothing. */
static size_t versus_of(const elements *e)
{
    size_t versus = find_sort(e, ELEMENT_VERSUS, CT_NONE),
           compare = find_sort(e, ELEMENT_WORD, CT_TABLE_COMPARE);
    if (versus == SIZE_MAX && (compare != SIZE_MAX || e->to_hundred)) versus = e->to_hundred ? e->n : compare;
    if (versus == SIZE_MAX && e->share_of_plan)
        for (versus = 0;
             versus + 1 < e->n && !(e->at[versus].sort == ELEMENT_KIND && e->at[versus].value == CT_TARGET);)
            versus++;
    if (versus == SIZE_MAX &&
        ((e->plus && e->minus) || find_sort(e, ELEMENT_WORD, CT_TABLE_CHANGE) != SIZE_MAX))
        versus = e->n; /* "+/-": nothing is said of what it is compared with */
    return versus;
}

static bool compares(const ct_head *c)
{
    elements e;
    read_heads(c, &e);
    return versus_of(&e) != SIZE_MAX || find_sort(&e, ELEMENT_WORD, CT_TABLE_ACHIEVED) != SIZE_MAX;
}

/* What a sum is that ends with an estimate: "cộng dồn 9 tháng" (9 months added up) after "ước quý III"
 * (estimate of the third quarter). */
static void settle_sum(const ct_printed_table *table, ct_head *c)
{
    for (size_t k = 0; k < table->grid->n_columns && c->kind == CT_NONE && c->period.known; k++) {
        const ct_head *one = &table->columns[k];
        bool within = one->role == CT_COLUMN_VALUES && !one->compared && one->kind == CT_ESTIMATE &&
                      one->period.known && one->period.from.month > 0 &&
                      ct_date_compare(one->period.to, c->period.to) == 0 &&
                      c->period.from.year == one->period.from.year && c->period.from.month > 0 &&
                      c->period.from.month < one->period.from.month;
        if (within) c->kind = CT_ESTIMATE;
    }
}

static ct_error read_values(const ct_printed_table *table, size_t column, ct_arena *arena)
{
    ct_head *c = &table->columns[column];
    elements e;
    read_heads(c, &e);
    size_t versus = versus_of(&e);
    if (versus == SIZE_MAX && is_achieved(table, &e)) versus = e.n;
    if (versus != SIZE_MAX)
        read_comparison(table, column, &e, versus);
    else
        read_level(table, column, &e);
    c->name_cell = e.name_cell;
    for (size_t k = c->n_heads; k-- > 0 && c->unit.unit == NULL;)
        CT_TRY(ct_unit_beside(&c->heads[k], arena, &c->unit));
    if (c->n_heads > 1 || c->period.known || c->kind != CT_NONE) find_bare_unit(c);
    if (c->name_cell == 0 && c->unit.unit != NULL && !c->compared && c->kind == CT_NONE && !c->period.known)
        c->name_cell =
            c->n_heads; /* "Cơ cấu (%)" (structure, %): another quantity, though its words name none */
    c->named = c->name_cell > 0;
    c->worded = e.name_cell > 0;
    const ct_head *whole =
        c->part_of != SIZE_MAX && c->unit.unit == NULL ? &table->columns[c->part_of] : NULL;
    if (whole != NULL && whole->unit.unit != NULL)
        c->unit = whole->unit;
    else if (whole != NULL && whole->n_heads > 0)
        ct_unit_counted(&whole->heads[whole->n_heads - 1],
                        &c->unit); /* "Số xã đạt chuẩn" (communes that meet the standard): communes */
    return ct_ok();
}

/* Do the years of a column lie in a plan that the text is? */
static bool is_planned(const ct_setting *setting, int year)
{
    return setting->genre == CT_TARGET && setting->title.known &&
           (setting->title.range ? setting->title.to.year >= year : setting->title.from.year <= year);
}

/* Yearly columns of which nothing is said hold what came to be: up to a year that is said to have ("Sơ bộ
 * 2022" (preliminary 2022)), and in a row of three or more before the text's own year, or in a text without
 * one that plans nothing for them. */
static void settle_silent(const ct_printed_table *table)
{
    enum { SEVERAL = 2 };
    const ct_setting *setting = table->setting;
    int last_result = 0,
        aimed = 0; /* the last year that is said to have come, the first that a column of targets is for */
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        const ct_head *one = &table->columns[c];
        if (one->role == CT_COLUMN_VALUES && !one->compared && one->period.known &&
            (one->kind == CT_ACTUAL || one->kind == CT_ESTIMATE) && one->period.to.year > last_result)
            last_result = one->period.to.year;
        if (one->role == CT_COLUMN_VALUES && !one->compared && one->period.known && one->kind == CT_TARGET &&
            (aimed == 0 || one->period.to.year < aimed))
            aimed = one->period.to.year;
    }
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        ct_head *one = &table->columns[c];
        int year = one->period.to.year;
        bool reported = setting->genre == CT_ACTUAL && year == setting->year; /* a report's own year */
        bool past = setting->year != 0 ? year < setting->year || reported : !is_planned(setting, year);
        bool yearly = one->role == CT_COLUMN_VALUES && one->kind == CT_NONE && one->period.known &&
                      !one->period.until && year == one->period.from.year;
        bool before = year < aimed && !is_planned(setting, year);
        if (yearly && (year < last_result || before || (one->silent && one->years >= SEVERAL && past))) {
            one->kind = CT_ACTUAL;
            one->assumed = true;
        }
    }
}

/* What all columns have in common: whether none names a kind, and of how many years they are. */
static void settle_table(ct_printed_table *table)
{
    bool silent = true;
    size_t years = 0;
    int last = 0;
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        const ct_head *one = &table->columns[c];
        bool year = one->role == CT_COLUMN_VALUES && !one->compared && one->period.known &&
                    one->period.from.year == one->period.to.year;
        silent = silent && (one->role != CT_COLUMN_VALUES || one->kind == CT_NONE);
        years += year && one->period.from.year != last;
        last = year ? one->period.from.year : last;
    }
    for (size_t c = 0; c < table->grid->n_columns; c++) {
        table->columns[c].silent = silent;
        table->columns[c].years = years;
    }
    settle_silent(table);
}

ct_error ct_columns_read(ct_printed_table *table, ct_arena *arena)
{
    size_t n = table->grid->n_columns;
    double *values = ct_arena_array(arena, table->grid->n_rows, sizeof *values);
    table->columns = ct_arena_array(arena, n, sizeof *table->columns);
    if (table->columns == NULL || values == NULL) return ct_no_memory();
    for (size_t c = 0; c < n; c++)
        table->columns[c].kind = table->columns[c].measure = table->columns[c].aggregation = CT_NONE;
    for (size_t c = 0; c < n; c++) {
        table->columns[c].place_row = table->columns[c].part_of = SIZE_MAX;
        table->columns[c].place_head = (ct_span){ table->rows[0], 0, 0 };
    }
    find_heads(table);
    find_roles(table);
    CT_TRY(find_places(table, arena));
    for (int comparisons = 0; comparisons < 2; comparisons++) { /* levels first: comparisons are of them */
        for (size_t c = 0; c < n; c++)
            if (table->columns[c].role == CT_COLUMN_VALUES &&
                compares(&table->columns[c]) == (comparisons == 1))
                CT_TRY(read_values(table, c, arena));
        for (size_t c = 0; c < n && comparisons == 0; c++) settle_sum(table, &table->columns[c]);
    }
    for (size_t c = 0; c < n; c++)
        if (table->columns[c].role == CT_COLUMN_VALUES) ask_figures(table, c, values);
    settle_table(table);
    return ct_ok();
}
