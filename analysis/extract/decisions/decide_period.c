/* The period: first by where each time within reach stands and how it can be meant, weighed together with
 * what the figure seems to be; the usual order of reading is one voice among these. decide_period_again.c
 * weighs it anew beside the neighbours. */
#include "extract/decisions/decide_period.h"
#include "extract/decisions/decision_words.h"
#include "extract/decisions/settle.h"

#include <string.h>

enum { MOST_CUES = 64, MOST_TAGS = 8, CLOSE = 4 };

/* A feature's size is how readily it is trusted: the penalty asks four times as much of one half as large.
 * Crossings and ranks are many and fit the texts they are learned on too well; the usual order of reading
 * carries over to other kinds of text. */
static const double CROSSED = 0.5, RANKED = 0.5, ORDERED = 3;

static const char *const no_slots[] = { NULL };

/* The label of the last cue of a class in a segment; NULL. */
static const char *last_cue(const ct_figure *f, ct_segment_name segment, ct_cue_class class)
{
    const ct_match *cues[MOST_CUES];
    const ct_passage *of[MOST_CUES];
    size_t n = ct_segment_cues(&f->segments[segment], cues, of, MOST_CUES);
    while (n > 0 && ct_match_cue(of[n - 1], cues[n - 1])->class != class) n--;
    return n > 0 ? ct_match_cue(of[n - 1], cues[n - 1])->label : NULL;
}

static void cross(ct_reach *reach, const char *with)
{
    if (with != NULL && reach->n_crossings < CT_MOST_CROSSINGS) reach->crossings[reach->n_crossings++] = with;
}

/* The nearest segment's last cue of a class, the nearest first. */
static const char *governing(const ct_figure *f, ct_cue_class class, const ct_segment_name *order, size_t n)
{
    const char *label = NULL;
    for (size_t i = 0; i < n && label == NULL; i++) label = last_cue(f, order[i], class);
    return label;
}

/* What the document's title and date tell, in a word. */
static const char *setting_word(const ct_setting *s)
{
    if (s->part != 0) return s->year != 0 ? "dated part" : "part";
    if (s->title.known)
        return s->title.range ? "titled by years"
               : s->year != 0 ? "dated and titled by year"
                              : "titled by year";
    return s->dated_by_lead ? "dated by lead" : s->year != 0 ? "dated" : "undated";
}

/* What its sentence says of the part of the year, in a report on a part of it. */
static const char *evidence_word(const ct_window *w, const ct_figure *f)
{
    static const char *const words[] = { "tells a part", "tells no part", "tells a year" };
    static const char *const after[] = { "later a part", NULL, "later a year" };
    if (w->setting->part == 0 || f->table) return NULL;
    int evidence = ct_year_evidence(f->passage, f->sentence_from, f->mention->end);
    const char *later = after[1 + ct_year_evidence(f->passage, f->mention->end, f->sentence_to)];
    return evidence == 0 && later != NULL ? later : words[1 + evidence];
}

/* The indicator that the figure is likeliest of; NULL for none. */
static const ct_indicator *likely_indicator(const ct_window *w, const ct_figure *f)
{
    int ref = f->indicator.n > 0 ? f->indicator.at[f->indicator.best].ref : CT_NONE;
    return ref == CT_NONE ? NULL : &w->known->catalogue->indicators[ref];
}

static ct_error find_crossings(ct_window *w, ct_figure *f)
{
    static const ct_segment_name near[] = { CT_SEGMENT_OWN, CT_SEGMENT_CLAUSE, CT_SEGMENT_COLUMN,
                                            CT_SEGMENT_AFTER };
    static const ct_segment_name above[] = { CT_SEGMENT_COLUMN, CT_SEGMENT_HEAD, CT_SEGMENT_HEAD2,
                                             CT_SEGMENT_HEAD3, CT_SEGMENT_TITLE };
    static const ct_segment_name heads[] = { CT_SEGMENT_HEAD, CT_SEGMENT_HEAD2, CT_SEGMENT_TITLE };
    ct_reach *reach = f->reach;
    const char *family = f->mention->family_name != NULL && f->mention->family_name[0] != '\0'
                             ? f->mention->family_name
                             : "other";
    const float *measures =
        f->measure[ct_likeliest(f->measure, CT_N_MEASURES)] > 0 ? f->measure : f->measure_first;
    size_t measure = ct_likeliest(measures, CT_N_MEASURES);
    const ct_indicator *one = likely_indicator(w, f);
    const char *kind = governing(f, CT_CUE_KIND, near, 3), *time = last_cue(f, CT_SEGMENT_OWN, CT_CUE_TIME);
    cross(reach, kind != NULL ? kind : "no kind");
    cross(reach, governing(f, CT_CUE_HEADING, above, sizeof above / sizeof *above));
    cross(reach, governing(f, CT_CUE_AGGREGATION, near, sizeof near / sizeof *near));
    cross(reach, governing(f, CT_CUE_AGGREGATION, heads, 1));
    cross(reach, last_cue(f, CT_SEGMENT_TITLE, CT_CUE_GENRE));
    cross(reach, time != NULL ? ct_arena_printf(w->arena, "own %s", time) : "no time");
    time = last_cue(f, CT_SEGMENT_AFTER, CT_CUE_TIME);
    cross(reach, time == NULL ? NULL : ct_arena_printf(w->arena, "after %s", time));
    cross(reach, last_cue(f, CT_SEGMENT_AFTER, CT_CUE_PLAN));
    cross(reach, ct_measure_words[measure]);
    cross(reach, ct_arena_printf(w->arena, "family %s", family));
    cross(reach, ct_arena_printf(w->arena, "%s&%s", family, ct_measure_words[measure]));
    cross(reach, w->setting->genre == CT_TARGET   ? "a plan"
                 : w->setting->genre == CT_ACTUAL ? "a report"
                                                  : "no genre");
    cross(reach, setting_word(w->setting));
    cross(reach, ct_arena_printf(w->arena, "kind %s", ct_kind_words[f->rule.kind < 0 ? 1 : f->rule.kind]));
    cross(reach, ct_arena_printf(w->arena, "said %s",
                                 ct_aggregation_words[f->rule.aggregation < 0 ? 0 : f->rule.aggregation]));
    cross(reach, evidence_word(w, f));
    cross(reach, one == NULL ? "unlisted" : ct_arena_printf(w->arena, "of %s", one->group));
    cross(reach, one == NULL ? NULL : ct_arena_printf(w->arena, "of %s", one->id));
    cross(reach, f->table ? "table" : NULL);
    cross(reach, f->mention->per_year ? "a year" : NULL);
    cross(reach, f->mention->bracket ? "bracket" : NULL);
    for (size_t i = 0; i < reach->n_crossings; i++)
        if (reach->crossings[i] == NULL) return ct_no_memory();
    return ct_ok();
}

ct_error ct_period_prepare(ct_window *w)
{
    CT_TRY(ct_periods_find(w));
    for (size_t i = 0; i < w->n; i++) CT_TRY(find_crossings(w, &w->figures[i]));
    return ct_ok();
}

/* What the words before a time make of it. */
static const char *role_word(const ct_route *route)
{
    const ct_time *t = route->time;
    const ct_passage *p = route->passage;
    if (t->form == CT_FORM_TERM) return "term";
    if (t->role == CT_ROLE_BASE) return "base";
    if (t->role == CT_ROLE_CITED) return "cited";
    if (t->role == CT_ROLE_PLAN) return "of plan";
    if (t->role == CT_ROLE_ASOF || t->until) return "until";
    if (t->start > 0 && ct_token_is_mark(&p->tokens, t->start - 1, '(')) return "bracket";
    if (t->whole) return "whole";
    return "main";
}

/* The word of a passage right before a token, or from it on; "" where a number or a mark stands there. */
static const char *word_before(const ct_passage *p, size_t token)
{
    size_t at = p->first_word[token];
    return at > 0 && p->words[at - 1].token + 1 == token ? p->words[at - 1].text : "";
}

static const char *word_at(const ct_passage *p, size_t token)
{
    size_t at = p->first_word[token];
    return token < p->tokens.n && at < p->first_word[token + 1] ? p->words[at].text : "";
}

/* Which combinations were named already: each counts once for a candidate. */
typedef struct {
    uint32_t place, meaning;
    uint8_t role_at[CT_PLACES];
    uint32_t meaning_at[CT_PLACES];
    uint32_t meaning_of[8];
} named;

static size_t role_number(const char *role)
{
    static const char *const roles[] = { "main",  "base",    "cited", "of plan",
                                         "until", "bracket", "whole", "term" };
    size_t i = 0;
    while (i < 7 && roles[i] != role && strcmp(roles[i], role) != 0) i++;
    return i;
}

static void describe_words(const ct_route *route, const char *place, ct_features *out)
{
    const ct_passage *p = route->passage;
    CT_FEATURE(out, 1, place, " before=", word_before(p, route->time->start));
    CT_FEATURE(out, 1, place, " begins=", word_at(p, route->time->start));
    CT_FEATURE(out, 1, place, " after=", word_at(p, route->time->end));
    CT_FEATURE(out, 1, place, " meant=", ct_meaning_words[route->meaning],
               " before=", word_before(p, route->time->start), ">", word_at(p, route->time->start));
}

static bool in_passage(int place)
{
    return place == CT_PLACE_OWN || place == CT_PLACE_AFTER || place == CT_PLACE_BEYOND ||
           place == CT_PLACE_CLAUSE || place == CT_PLACE_BEFORE || place == CT_PLACE_LATER ||
           place == CT_PLACE_CELL;
}

/* How near a time in its passage stands. */
static void describe_nearness(const ct_route *route, const char *place, const char *role, ct_features *out)
{
    const char *figures = ct_feature_number(route->figures);
    CT_FEATURE(out, 1.0 / (1.0 + route->tokens / 4.0), place, " near");
    CT_FEATURE(out, 1, place, " figures=", figures);
    CT_FEATURE(out, 1, place, " figures=", figures, " ", role);
    CT_FEATURE(out, route->tokens < CLOSE, place, " close ", role);
}

static void describe_route(const ct_route *route, named *done, ct_features *out)
{
    const char *place = ct_place_words[route->place], *meaning = ct_meaning_words[route->meaning];
    const char *role = route->time == NULL ? "main" : role_word(route),
               *rank = ct_feature_number(route->rank < 3 ? route->rank : 3);
    const char *lent = route->lent == 0   ? ""
                       : route->lent == 1 ? " lent"
                       : route->lent == 2 ? " document's"
                                          : " heading's";
    size_t number = role_number(role);
    bool first = (done->place & 1u << route->place) == 0;
    if (first) {
        CT_FEATURE(out, 1, "at ", place);
        CT_FEATURE(out, RANKED, "at ", place, " rank=", rank);
    }
    if ((done->role_at[route->place] & 1u << number) == 0) {
        CT_FEATURE(out, 1, "at ", place, " role=", role);
        CT_FEATURE(out, RANKED, "at ", place, " role=", role, " rank=", rank);
        if (route->time != NULL && in_passage(route->place)) describe_nearness(route, place, role, out);
    }
    if ((done->meaning_at[route->place] & 1u << route->meaning) == 0) {
        CT_FEATURE(out, 1, "at ", place, " meant=", meaning);
        CT_FEATURE(out, 1, "at ", place, " meant=", meaning, lent, " role=", role);
        CT_FEATURE(out, RANKED, "at ", place, " meant=", meaning, " rank=", rank);
        if (route->time != NULL && route->place <= CT_PLACE_TITLE) describe_words(route, place, out);
    }
    if ((done->meaning_of[number] & 1u << route->meaning) == 0)
        CT_FEATURE(out, 1, "meant=", meaning, lent, " role=", role);
    if ((done->meaning & 1u << route->meaning) == 0) CT_FEATURE(out, 1, "meant=", meaning, lent);
    done->place |= 1u << route->place;
    done->meaning |= 1u << route->meaning;
    done->role_at[route->place] |= (uint8_t)(1u << number);
    done->meaning_at[route->place] |= 1u << route->meaning;
    done->meaning_of[number] |= 1u << route->meaning;
}

static const char *type_of(const ct_period *period)
{
    static const char *const spans[] = { "span 2", "span 3", "span 4", "span 5", "span 6" };
    int years = period->to.year - period->from.year;
    if (!period->known) return "none";
    if (period->to.year == 0) return "open";
    if (period->to.day != 0)
        return period->from.day == period->to.day && period->from.month == period->to.month ? "day" : "days";
    if (years > 0) return years <= 5 ? spans[years - 1] : "span long";
    if (period->to.month == 0) return "year";
    return period->from.month == period->to.month ? "month" : period->from.month == 1 ? "months" : "quarter";
}

const char *ct_period_type(const ct_period *period)
{
    return type_of(period);
}

static bool same(ct_date a, ct_date b)
{
    return ct_date_compare(a, b) == 0;
}

/* How a candidate stands to the title's period. */
static const char *title_word(const ct_setting *s, const ct_period *period)
{
    const ct_period *title = &s->title;
    if (!title->known || !period->known) return NULL;
    if (same(title->from, period->from) && same(title->to, period->to)) return "title's";
    if (same(title->to, period->to)) return same(title->to, period->from) ? "title's end" : "to title's end";
    if (period->to.year < title->from.year) return "before title";
    if (period->to.year > title->to.year) return "past title";
    return period->from.year < title->from.year ? "into title" : "in title";
}

/* The candidate and the report's months. */
static const char *part_word(const ct_setting *s, const ct_period *period)
{
    if (s->part == 0 || !period->known || period->to.day != 0) return NULL;
    bool current = period->to.year == s->year || period->to.year == s->body_year;
    if (period->to.month == s->part)
        return period->from.month == 1 ? (current ? "part's" : "part's before") : "part's end";
    return period->to.month != 0                             ? "other part"
           : current && period->from.year == period->to.year ? "part's year"
                                                             : NULL;
}

static void tag(const char **tags, size_t *n, const char *one)
{
    if (one != NULL) tags[(*n)++] = one;
}

static const char *place_tag(uint32_t places, uint32_t mine, const char *const words[])
{
    uint32_t lowest = mine & (~mine + 1);
    for (size_t i = 0; i < CT_PLACES; i++)
        if (lowest == 1u << i) return (places & (lowest - 1)) == 0 ? words[CT_PLACES + i] : words[i];
    return NULL;
}

/* "first own": the nearest place of this candidate's times; "nearest own" where none is nearer that has any.
 */
static const char *nearest_place(const ct_figure *f, uint32_t mine)
{
    static const char *const words[2 * CT_PLACES] = {
        "first column",   "first cell",       "first row",        "first own",       "first after",
        "first beyond",   "first clause",     "first before",     "first parent",    "first head",
        "first earlier",  "first previous",   "first head2",      "first head3",     "first later",
        "first below",    "first title",      "first farther",    "first beside",    "first next",
        "first document", "nearest column",   "nearest cell",     "nearest row",     "nearest own",
        "nearest after",  "nearest beyond",   "nearest clause",   "nearest before",  "nearest parent",
        "nearest head",   "nearest earlier",  "nearest previous", "nearest head2",   "nearest head3",
        "nearest later",  "nearest below",    "nearest title",    "nearest farther", "nearest beside",
        "nearest next",   "nearest document",
    };
    return place_tag(f->reach->places, mine, words);
}

static const char *relation(int y, const ct_period *period)
{
    if (!period->known) return "none";
    int end = period->to.year == 0 ? period->from.year : period->to.year, by = end - y;
    return y == 0 ? "?" : ct_feature_number(by < -4 ? -4 : by > 6 ? 6 : by);
}

/* Before, in or after the document's year. */
static const char *side_of(int y, const ct_period *period)
{
    int end = period->to.year == 0 ? period->from.year : period->to.year;
    if (!period->known) return NULL;
    return y == 0 ? "no year" : end < y ? "past" : end == y ? "now" : "ahead";
}

/* How many years the list names more often, up to 3; "none" where it does not name this one. */
static const char *rank_in(const int *list, int at)
{
    size_t before = 0;
    if (list[at] == 0) return "none";
    for (int i = 0; i < CT_YEARS; i++) before += list[i] > list[at];
    return ct_feature_number(before < 3 ? (long)before : 3);
}

/* How the candidate's year stands to the day of the document; texts of the first months mostly tell of the
 * year before. */
static const char *dated_word(const ct_setting *s, int y)
{
    static const char *const early[] = { "dated early, before", "dated early, year before",
                                         "dated early, its year", "dated early, after" };
    static const char *const later[] = { "dated, before", "dated, year before", "dated, its year",
                                         "dated, after" };
    int by = y - s->year;
    if (s->year == 0 || s->month == 0) return NULL;
    return (s->month <= 3 ? early : later)[by < -1 ? 0 : by == -1 ? 1 : by == 0 ? 2 : 3];
}

/* What the document says of its years, all in all: of which of them it is. It counts where nothing nearer
 * tells. */
static void describe_years(const ct_window *w, const ct_figure *f, const ct_period *period, ct_features *out)
{
    enum {
        NEAR = 1u << CT_PLACE_COLUMN | 1u << CT_PLACE_CELL | 1u << CT_PLACE_ROW | 1u << CT_PLACE_OWN |
               1u << CT_PLACE_AFTER | 1u << CT_PLACE_CLAUSE
    };
    const ct_year_counts *years = f->reach->years;
    int y = period->to.year != 0 ? period->to.year : period->from.year, at = y - CT_FIRST_YEAR;
    const char *tags[8], *near = (f->reach->places & NEAR) != 0 ? " beside a time" : " alone";
    const char *form = period->to.month != 0                  ? " part"
                       : period->from.year != period->to.year ? " years"
                                                              : " year";
    const char *kind = ct_kind_words[f->rule.kind < 0 ? 1 : f->rule.kind];
    size_t n = 0;
    if (!period->known || at < 1 || at >= CT_YEARS) return;
    bool target = f->rule.kind == CT_TARGET || w->setting->genre == CT_TARGET;
    tags[n++] = ct_arena_printf(w->arena, "told rank=%s", rank_in(years->told, at));
    tags[n++] = ct_arena_printf(w->arena, "after base rank=%s", rank_in(years->based, at - 1));
    tag(tags, &n,
        years->aimed[at] > years->told[at] ? "mostly aimed"
        : years->aimed[at] > 0             ? "aimed too"
                                           : NULL);
    tag(tags, &n, years->led[at] ? "led" : NULL);
    tag(tags, &n, dated_word(w->setting, y));
    tag(tags, &n,
        years->titled[0] == 0                  ? NULL
        : years->titled[0] == years->titled[1] ? (y == years->titled[0] ? "only title" : NULL)
        : y == years->titled[0]                ? "first title"
        : y == years->titled[1]                ? "last title"
                                               : NULL);
    if (years->n_told > 0) CT_FEATURE(out, (double)years->told[at] / years->n_told, "told share", form, near);
    for (size_t i = 0; i < n; i++) {
        if (tags[i] == NULL) continue;
        CT_FEATURE(out, 1, tags[i], form);
        CT_FEATURE(out, 1, tags[i], form, near);
        CT_FEATURE(out, CROSSED, tags[i], form, near, target ? " a plan " : " ", kind);
    }
}

static void describe_order(const ct_window *w, const ct_figure *f, const ct_period *period, ct_features *out)
{
    const ct_period *order = &f->rule.period;
    const char *found = ct_feature_number(order->known ? order->found : CT_FOUND_NONE);
    if (ct_period_same(order, period)) {
        CT_FEATURE(out, ORDERED, "order");
        CT_FEATURE(out, ORDERED, "order found=", found);
        CT_FEATURE(out, ORDERED, "order found=", found, " type=", type_of(period));
        CT_FEATURE(out, ORDERED, "order found=", found, f->table ? " table" : " text");
        CT_FEATURE(out, ORDERED, "order found=", found, " genre=", ct_feature_number(w->setting->genre));
    } else if (order->known && period->known && same(order->to, period->to)) {
        CT_FEATURE(out, ORDERED, "order's end found=", found);
    } else if (order->known && period->known && order->to.year == period->to.year) {
        CT_FEATURE(out, ORDERED, "order's year found=", found);
        CT_FEATURE(out, ORDERED, "order's year type=", type_of(&f->rule.period), ">", type_of(period));
    }
}

static void describe_tags(const ct_window *w, const ct_figure *f, const ct_period *period, uint32_t mine,
                          ct_features *out)
{
    const char *tags[MOST_TAGS], *type = type_of(period), *rel = relation(w->setting->body_year, period);
    const char *nearest = nearest_place(f, mine), *side = side_of(w->setting->body_year, period);
    size_t n = 0;
    tag(tags, &n, side);
    tag(tags, &n, type);
    tag(tags, &n, title_word(w->setting, period));
    tag(tags, &n, part_word(w->setting, period));
    CT_FEATURE(out, 1, "year@", rel);
    CT_FEATURE(out, 1, "year@", rel, " ", type);
    CT_FEATURE(out, nearest != NULL, "is ", nearest == NULL ? "" : nearest);
    CT_FEATURE(out, side != NULL, side == NULL ? "" : side, " ", type);
    CT_FEATURE(out, 1, "often@", relation(f->reach->often, period));
    CT_FEATURE(out, 1, "often@", relation(f->reach->often, period), " ", type);
    for (size_t i = 0; i < n; i++) {
        CT_FEATURE(out, 1, "is ", tags[i]);
        for (size_t k = 0; k < f->reach->n_crossings; k++)
            CT_FEATURE(out, CROSSED, tags[i], "&", f->reach->crossings[k]);
    }
}

void ct_period_describe(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_period *period = &f->period.at[candidate].period;
    named done;
    uint32_t mine = 0, better;
    memset(&done, 0, sizeof done);
    for (size_t i = 0; i < f->reach->n_routes; i++) {
        const ct_route *route = &f->reach->routes[i];
        if (route->candidate != candidate) continue;
        describe_route(route, &done, out);
        if (route->time == NULL || (route->time->role != CT_ROLE_BASE && route->time->role != CT_ROLE_CITED &&
                                    route->time->form != CT_FORM_TERM))
            mine |= 1u << route->place;
    }
    better = f->reach->places & ((mine & (~mine + 1)) - 1);
    size_t n = 0;
    for (; better != 0; better &= better - 1) n++;
    CT_FEATURE(out, (double)f->reach->shares[candidate], "share");
    CT_FEATURE(out, (double)f->reach->shares[candidate], "share ", type_of(period));
    CT_FEATURE(out, period->known && f->reach->shares[candidate] == 0, "never named ", type_of(period));
    CT_FEATURE(out, 1, "places nearer=", ct_feature_number(n < 4 ? (long)n : 4));
    describe_order(w, f, period, out);
    describe_tags(w, f, period, mine, out);
    describe_years(w, f, period, out);
}

ct_choices *ct_period_choices(ct_figure *f)
{
    return &f->period;
}

const char *ct_period_label(const ct_window *w, const ct_figure *f, const ct_choice *choice)
{
    char from[CT_DATE_SIZE], to[CT_DATE_SIZE];
    (void)f;
    ct_date_print(from, choice->period.from);
    ct_date_print(to, choice->period.to);
    const char *label = ct_arena_printf(w->arena, "%s..%s", from, to);
    return label == NULL ? "" : label;
}

const ct_stage ct_stage_period = {
    .shape = { "period", 0, NULL, no_slots, 0 },
    .prepare = ct_period_prepare,
    .choices = ct_period_choices,
    .describe = ct_period_describe,
    .label = ct_period_label,
    .settle = ct_settle_period,
};
