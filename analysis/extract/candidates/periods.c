#include "extract/candidates/periods.h"

#include <string.h>

const char *const ct_place_words[CT_PLACES] = { "column", "cell",   "row",     "own",   "after",   "beyond",
                                                "clause", "before", "parent",  "head",  "earlier", "previous",
                                                "head2",  "head3",  "later",   "below", "title",   "farther",
                                                "beside", "next",   "document" };
const char *const ct_meaning_words[CT_MEANINGS] = {
    "plain", "end",  "start",    "term",        "up to",       "after to", "now to", "so far", "month",
    "year",  "part", "part end", "year before", "part before", "date",     "often",  "none"
};

enum {
    LEFT = 10,
    RIGHT = 6,        /* times of its own passage looked at before and after a figure    */
    FROM_BLOCK = 5,   /* times taken from any other block                                */
    TIMED_BLOCKS = 3, /* blocks with times looked at before the figure's                 */
    MOST_ANCESTORS = 8,
    TERM = 5 /* years that a plan lasts                                         */
};

typedef struct {
    ct_window *window;
    const ct_times_survey *survey;
    const ct_setting *setting;
    ct_figure *figure;
    ct_choice choices[CT_MOST_PERIODS];
    size_t n;
    ct_route routes[CT_MOST_ROUTES];
    size_t n_routes;
    uint8_t seen[CT_PLACES]; /* times at each place so far */
    int above;               /* the year that the nearest heading or the title names; 0 none */
    uint32_t places;
} finder;

static ct_date year(int y)
{
    return ct_date_year(y);
}

static ct_date month(int y, int m)
{
    return (ct_date){ (short)y, (signed char)m, 0 };
}

static ct_date day(int y, int m, int d)
{
    return (ct_date){ (short)y, (signed char)m, (signed char)d };
}

static bool same(ct_date a, ct_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* A way to the period from .. to: with others to the same one, or to a new candidate as long as there is
 * room. */
static void add(finder *r, ct_date from, ct_date to, ct_route route)
{
    size_t at = 0;
    if (r->n_routes == CT_MOST_ROUTES || (from.year == 0 && route.meaning != CT_MEANT_NONE)) return;
    while (at < r->n && !(same(r->choices[at].period.from, from) && same(r->choices[at].period.to, to))) at++;
    if (at == CT_MOST_PERIODS) return;
    if (at == r->n) {
        ct_period *period = &r->choices[r->n++].period;
        *period = (ct_period){ .known = from.year != 0, .from = from, .to = to, .found = CT_FOUND_NONE };
        period->range = to.year != 0 && from.year != to.year;
        period->until = route.time != NULL && route.time->until && from.year == to.year;
        period->now = route.time != NULL && route.time->form == CT_FORM_NOW;
    }
    route.candidate = (uint8_t)at;
    r->routes[r->n_routes++] = route;
}

static void add_as(finder *r, ct_date from, ct_date to, ct_route route, ct_meaning meaning)
{
    route.meaning = (uint8_t)meaning;
    add(r, from, to, route);
}

/* The months of a year that a part-year report covers. */
static void add_part(finder *r, int y, ct_route route, ct_meaning all, ct_meaning end)
{
    int part = r->setting->part;
    if (part == 0) return;
    add_as(r, month(y, 1), month(y, part), route, all);
    if (end != CT_MEANT_NONE) add_as(r, month(y, part), month(y, part), route, end);
}

static void add_year(finder *r, int y, ct_route route)
{
    const ct_period *title = &r->setting->title;
    add_as(r, year(y), year(y), route, CT_MEANT_PLAIN);
    if (title->known && title->range && title->from.year < y && y <= title->to.year) {
        add_as(r, year(title->from.year), year(y), route, CT_MEANT_UP_TO);
        if (title->from.year + 1 < y)
            add_as(r, year(title->from.year + 1), year(y), route, CT_MEANT_AFTER_TO);
    } else if (route.time->until && r->setting->body_year != 0 && r->setting->body_year < y) {
        add_as(r, year(r->setting->body_year), year(y), route, CT_MEANT_NOW_TO);
        add_as(r, year(r->setting->body_year + 1), year(y), route, CT_MEANT_AFTER_TO);
    }
    if (!route.time->whole) add_part(r, y, route, CT_MEANT_PART, CT_MEANT_NONE);
}

static void add_range(finder *r, ct_date from, ct_date to, ct_route route)
{
    add_as(r, from, to, route, CT_MEANT_PLAIN);
    add_as(r, to, to, route, CT_MEANT_END);
    add_as(r, from, from, route, CT_MEANT_START);
    if (to.year - from.year == TERM) add_as(r, year(from.year + 1), to, route, CT_MEANT_TERM);
}

static void add_months(finder *r, int y, int first, int last, ct_route route)
{
    add_as(r, month(y, first), month(y, last), route, CT_MEANT_PLAIN);
    if (first == last)
        add_as(r, month(y, 1), month(y, last), route, CT_MEANT_SO_FAR);
    else
        add_as(r, month(y, last), month(y, last), route, CT_MEANT_END);
    add_as(r, year(y), year(y), route, CT_MEANT_YEAR);
}

static void add_day(finder *r, int y, const ct_time *time, ct_route route)
{
    int m = time->to.month, d = time->to.day;
    add_as(r, day(y, m, d), day(y, m, d), route, CT_MEANT_PLAIN);
    add_as(r, month(y, m), month(y, m), route, CT_MEANT_MONTH);
    add_as(r, year(y), year(y), route, CT_MEANT_YEAR);
    if (ct_date_ends_month(day(y, m, d)))
        add_as(r, month(y, 1), month(y, m), route,
               CT_MEANT_SO_FAR); /* "đến 30/9" (by 30 September): nine months */
    else
        add_as(r, day(y, 1, 1), day(y, m, d), route, CT_MEANT_SO_FAR);
}

static void add_relative(finder *r, int y, int shift, ct_route route)
{
    add_as(r, year(y + shift), year(y + shift), route, CT_MEANT_PLAIN);
    if (!route.time->whole && shift <= 0) add_part(r, y + shift, route, CT_MEANT_PART, CT_MEANT_PART_END);
    if (shift < 0) /* "so với cùng kỳ" (against the same period): the figure itself is of the year compared */
        add_as(r, year(y), year(y), route, CT_MEANT_YEAR);
}

/* "đến nay" (up to now): by the document's day, as far as it is known. */
static void add_now(finder *r, int y, ct_route route)
{
    const ct_setting *s = r->setting;
    int m = y == s->year ? s->month : 0;
    add_as(r, year(y), year(y), route, CT_MEANT_YEAR);
    add_part(r, y, route, CT_MEANT_PART, CT_MEANT_PART_END);
    if (m != 0) {
        add_as(r, month(y, m), month(y, m), route, CT_MEANT_PLAIN);
        add_as(r, month(y, 1), month(y, m), route, CT_MEANT_SO_FAR);
    }
    if (m != 0 && s->day != 0) {
        add_as(r, day(y, m, s->day), day(y, m, s->day), route, CT_MEANT_DATE);
        if (route.time->to_date) add_as(r, day(y, 1, 1), day(y, m, s->day), route, CT_MEANT_SO_FAR);
    }
    if (route.time->from.year != 0 && route.time->from.year < y)
        add_as(r, year(route.time->from.year), year(y), route, CT_MEANT_UP_TO);
}

/* A time that names no year, in one that others name. */
static void add_in_year(finder *r, int y, ct_route route)
{
    const ct_time *t = route.time;
    if (y == 0) return;
    switch (t->form) {
    case CT_FORM_PART: add_months(r, y, t->from.month, t->to.month, route); break;
    case CT_FORM_DAY: add_day(r, y, t, route); break;
    case CT_FORM_RELATIVE: add_relative(r, y, t->shift, route); break;
    case CT_FORM_NOW: add_now(r, y, route); break;
    case CT_FORM_SPAN:
        add_as(r, year(y - t->shift + 1), year(y), route, CT_MEANT_PLAIN);
        add_as(r, year(y + 1), year(y + t->shift), route, CT_MEANT_NOW_TO);
        break;
    default: break;
    }
}

/* The year that stands nearest before a time in its passage; 0 none. */
static int year_before(const ct_passage *p, const ct_time *time)
{
    enum { BACK = 4 };
    for (const ct_time *t = time; t > p->times && time - t < BACK;) {
        t--;
        if (t->to.year != 0) return t->to.year;
    }
    return 0;
}

/* The years that a term is of, as a span of years names them: all, without the first where there is one too
 * many, the last, the first. */
static void add_term_of(finder *r, ct_date from, ct_date to, ct_route route)
{
    int years = to.year - from.year + 1, wanted = route.time->shift;
    if (from.year == 0 || to.year <= from.year) return;
    if (wanted == 0 || wanted == years) add_as(r, from, to, route, CT_MEANT_PLAIN);
    if (wanted == years - 1 || (wanted == 0 && years == TERM + 1))
        add_as(r, year(from.year + 1), to, route, CT_MEANT_TERM);
    if (wanted == 0) {
        add_as(r, to, to, route, CT_MEANT_END);
        add_as(r, from, from, route, CT_MEANT_START);
    }
}

static void add_term(finder *r, const ct_passage *p, ct_route route)
{
    const ct_setting *s = r->setting;
    int y = s->body_year, wanted = route.time->shift;
    for (const ct_time *t = route.time; t > p->times; t--)
        if (t[-1].form == CT_FORM_RANGE) {
            route.lent = 1;
            add_term_of(r, t[-1].from, t[-1].to, route);
            break;
        }
    route.lent = 3;
    if (s->title.known) add_term_of(r, s->title.from, s->title.to, route);
    route.lent = 2;
    add_term_of(r, r->survey->span[0], r->survey->span[1], route);
    if (y != 0 && wanted > 1) {
        add_as(r, year(y - wanted + 1), year(y), route, CT_MEANT_SO_FAR);
        add_as(r, year(y + 1), year(y + wanted), route, CT_MEANT_NOW_TO);
    }
}

static void add_time(finder *r, ct_place place, const ct_passage *p, const ct_time *time, size_t tokens,
                     size_t figures)
{
    const ct_setting *s = r->setting;
    ct_route route = { .passage = p,
                       .time = time,
                       .place = (uint8_t)place,
                       .rank = r->seen[place],
                       .figures = (uint8_t)(figures < 9 ? figures : 9),
                       .tokens = (uint16_t)(tokens < 999 ? tokens : 999) };
    if (time->role == CT_ROLE_IGNORE)
        return; /* "giá so sánh 2010" (constant prices of 2010): the year that prices are counted in */
    if (r->seen[place] < 99) r->seen[place]++;
    if (time->role != CT_ROLE_BASE && time->role != CT_ROLE_CITED && time->form != CT_FORM_TERM)
        r->places |= 1u << place;
    if (time->form == CT_FORM_YEAR) {
        add_year(r, time->to.year, route);
    } else if (time->form == CT_FORM_RANGE) {
        add_range(r, time->from, time->to, route);
    } else if (time->form == CT_FORM_OPEN) {
        add_as(r, time->from, (ct_date){ 0, 0, 0 }, route, CT_MEANT_PLAIN);
        add_as(r, time->from, time->from, route, CT_MEANT_START);
    } else if (time->form == CT_FORM_TERM) {
        add_term(r, p, route);
    } else if (time->form == CT_FORM_TERM_END) {
        add_as(r, s->title.to, s->title.to, route, CT_MEANT_END);
        add_as(r, s->title.from, s->title.to, route, CT_MEANT_PLAIN);
    } else if (time->to.year != 0) {
        add_in_year(r, time->to.year, route);
    } else {
        int text = year_before(p, time);
        route.lent = 1;
        add_in_year(r, text, route);
        route.lent = 2;
        if (s->body_year != text) add_in_year(r, s->body_year, route);
        route.lent = 3;
        if (r->above != text && r->above != s->body_year) add_in_year(r, r->above, route);
    }
}

static void add_span(finder *r, ct_place place, const ct_span *span)
{
    const ct_passage *p = span->passage;
    for (size_t t = ct_passage_time_from(p, span->from), n = 0;
         t < p->n_times && p->times[t].start < span->to && n < FROM_BLOCK; t++, n++)
        add_time(r, place, p, &p->times[t], 0, 0);
}

static void add_segment(finder *r, ct_place place, ct_segment_name name)
{
    const ct_segment *segment = &r->figure->segments[name];
    for (size_t i = 0; i < segment->n; i++) add_span(r, place, &segment->at[i]);
}

/* The place of a time of the figure's own passage. */
static ct_place place_of(const ct_figure *f, const ct_time *t)
{
    const ct_segment *s = f->segments;
    bool left = t->start < f->mention->start;
    if (f->table) {
        if (t->start >= f->sentence_from && t->start < f->sentence_to) return CT_PLACE_CELL;
        return s[CT_SEGMENT_OWN].n > 0 && t->start >= s[CT_SEGMENT_OWN].at[0].from &&
                       t->start < s[CT_SEGMENT_OWN].at[0].to
                   ? CT_PLACE_ROW
                   : CT_PLACE_BESIDE;
    }
    if (left) {
        if (s[CT_SEGMENT_OWN].n > 0 && t->start >= s[CT_SEGMENT_OWN].at[0].from) return CT_PLACE_OWN;
        if (t->start >= f->sentence_from) return CT_PLACE_CLAUSE;
        return s[CT_SEGMENT_BEFORE].n > 0 && t->start >= s[CT_SEGMENT_BEFORE].at[0].from ? CT_PLACE_BEFORE
                                                                                         : CT_PLACE_EARLIER;
    }
    if (s[CT_SEGMENT_AFTER].n > 0 && t->start < s[CT_SEGMENT_AFTER].at[0].to) return CT_PLACE_AFTER;
    if (s[CT_SEGMENT_BEYOND].n > 0 && t->start < s[CT_SEGMENT_BEYOND].at[0].to) return CT_PLACE_BEYOND;
    return t->start < f->sentence_to ? CT_PLACE_LATER : CT_PLACE_BELOW;
}

/* The nearest times of the figure's own passage, on both sides. */
static void add_beside(finder *r)
{
    const ct_figure *f = r->figure;
    const ct_passage *p = f->passage;
    const ct_mention *m = f->mention, *first = p->mentions, *end = first + p->n_mentions;
    bool own = !f->table && m >= first && m < end;
    size_t middle = ct_passage_time_from(p, m->start), figures = 0;
    const ct_mention *between = own ? m : NULL;
    for (size_t t = middle, n = 0; t > 0 && n < LEFT; t--, n++) {
        const ct_time *time = &p->times[t - 1];
        for (; between != NULL && between > first && between[-1].start >= time->end; between--) figures++;
        add_time(r, place_of(f, time), p, time, m->start > time->end ? m->start - time->end : 0, figures);
    }
    figures = 0;
    between = own ? m : NULL;
    for (size_t t = middle, n = 0; t < p->n_times && n < RIGHT; t++, n++) {
        const ct_time *time = &p->times[t];
        for (; between != NULL && between + 1 < end && between[1].start < time->start; between++) figures++;
        add_time(r, place_of(f, time), p, time, time->start > m->end ? time->start - m->end : 0, figures);
    }
}

static void add_block(finder *r, ct_place place, size_t block, bool last)
{
    const ct_passage *p = r->window->passages[block - r->window->first_block];
    size_t n = p == NULL ? 0 : p->n_times, most = n < FROM_BLOCK ? n : FROM_BLOCK;
    for (size_t k = 0; k < most; k++) add_time(r, place, p, &p->times[last ? n - 1 - k : k], 0, 0);
}

static bool is_title(const ct_window *w, size_t block)
{
    for (size_t i = 0; i < w->n_titles; i++)
        if (w->titles[i] == block) return true;
    return false;
}

static void add_headings(finder *r)
{
    const ct_window *w = r->window;
    size_t depth = 0, own = r->figure->block_number, n = 0;
    for (size_t b = w->parent[own - w->first_block]; b != SIZE_MAX && n < MOST_ANCESTORS;
         b = w->parent[b - w->first_block], n++) {
        if (is_title(w, b)) continue;
        add_block(r, depth == 0 ? CT_PLACE_HEAD : depth == 1 ? CT_PLACE_HEAD2 : CT_PLACE_HEAD3, b, true);
        depth++;
    }
    for (size_t i = 0; i < w->n_titles; i++)
        if (w->titles[i] != own) add_block(r, CT_PLACE_TITLE, w->titles[i], false);
}

/* The year that what stands above the figure names. */
static int year_above(const ct_window *w, size_t block)
{
    const ct_setting *s = w->setting;
    size_t n = 0;
    for (size_t b = w->parent[block - w->first_block]; b != SIZE_MAX && n < MOST_ANCESTORS;
         b = w->parent[b - w->first_block], n++) {
        const ct_passage *p = w->passages[b - w->first_block];
        for (size_t t = 0; p != NULL && t < p->n_times && t < FROM_BLOCK; t++)
            if (p->times[t].to.year != 0 &&
                (p->times[t].form == CT_FORM_YEAR || p->times[t].form == CT_FORM_PART) &&
                ct_time_tells(&p->times[t]))
                return p->times[t].to.year;
    }
    return s->title.known && !s->title.range ? s->title.to.year : 0;
}

static bool is_above(const ct_window *w, size_t block, size_t of)
{
    for (size_t b = w->parent[of - w->first_block], n = 0; b != SIZE_MAX && n < MOST_ANCESTORS;
         b = w->parent[b - w->first_block], n++)
        if (b == block) return true;
    return is_title(w, block);
}

/* Blocks before and after that name times; headings above it are told elsewhere. */
static void add_around(finder *r)
{
    const ct_window *w = r->window;
    size_t own = r->figure->block_number, table = r->survey->table[own - w->first_block], n = 0;
    for (size_t b = r->survey->timed[table - w->first_block], steps = 0;
         b != SIZE_MAX && n < TIMED_BLOCKS && steps < 2 * TIMED_BLOCKS;
         b = r->survey->timed[b - w->first_block], steps++) {
        if (is_above(w, b, own)) continue;
        add_block(r, n == 0 ? CT_PLACE_PREVIOUS : CT_PLACE_FARTHER, b, true);
        n++;
    }
    if (table != own) {
        add_block(r, CT_PLACE_BESIDE, table, false);
        if (table + 1 < own) add_block(r, CT_PLACE_BESIDE, table + 1, false);
    }
    size_t after = r->survey->next[own - w->first_block];
    if (after != SIZE_MAX) add_block(r, CT_PLACE_NEXT, after, false);
}

/* What the document is about, whatever stands near the figure. */
static void add_defaults(finder *r)
{
    const ct_setting *s = r->setting;
    ct_route route = { .place = CT_PLACE_DOCUMENT };
    int y = s->body_year != 0 ? s->body_year : s->year;
    add_as(r, (ct_date){ 0, 0, 0 }, (ct_date){ 0, 0, 0 }, route, CT_MEANT_NONE);
    if (y != 0) {
        add_as(r, year(y), year(y), route, CT_MEANT_YEAR);
        add_as(r, year(y - 1), year(y - 1), route, CT_MEANT_YEAR_BEFORE);
        add_part(r, y, route, CT_MEANT_PART, CT_MEANT_PART_END);
        add_part(r, y - 1, route, CT_MEANT_PART_BEFORE, CT_MEANT_NONE);
    }
    if (s->year != 0 && s->month != 0) {
        add_as(r, month(s->year, s->month), month(s->year, s->month), route, CT_MEANT_MONTH);
        add_as(r, month(s->year, 1), month(s->year, s->month), route, CT_MEANT_SO_FAR);
        if (s->day != 0)
            add_as(r, day(s->year, s->month, s->day), day(s->year, s->month, s->day), route, CT_MEANT_DATE);
    }
    if (s->title.known) {
        ct_date from = s->title.from, to = s->title.to;
        add_as(r, from, to, route, CT_MEANT_PLAIN);
        if (s->title.range) {
            add_as(r, to, to, route, CT_MEANT_END);
            if (to.year - from.year == TERM) {
                add_as(r, year(from.year + 1), to, route, CT_MEANT_TERM);
                add_as(r, year(from.year - TERM + 1), from, route, CT_MEANT_PART_BEFORE);
            } else {
                add_as(r, year(2 * from.year - to.year - 1), year(from.year - 1), route,
                       CT_MEANT_PART_BEFORE);
            }
        }
    }
    for (int k = 0; k < 2; k++)
        if (r->survey->often[k] != 0)
            add_as(r, year(r->survey->often[k]), year(r->survey->often[k]), route, CT_MEANT_OFTEN);
    if (r->survey->span[0].year != 0)
        add_as(r, r->survey->span[0], r->survey->span[1], route, CT_MEANT_OFTEN);
    for (int k = 0; k < 2; k++)
        if (r->survey->years->titled[k] != 0)
            add_as(r, year(r->survey->years->titled[k]), year(r->survey->years->titled[k]), route,
                   CT_MEANT_END);
    if (s->lead.known) add_as(r, s->lead.from, s->lead.to, route, CT_MEANT_START);
}

static float share_of(const ct_times_survey *survey, const ct_period *period)
{
    int at = (period->to.year != 0 ? period->to.year : period->from.year) - CT_FIRST_YEAR;
    const ct_year_counts *years = survey->years;
    return years->n_named == 0 || at < 0 || at >= CT_YEARS ? 0
                                                           : (float)years->named[at] / (float)years->n_named;
}

static ct_error find(finder *r, ct_figure *f)
{
    r->figure = f;
    r->n = r->n_routes = 0;
    r->places = 0;
    r->above = year_above(r->window, f->block_number);
    memset(r->seen, 0, sizeof r->seen);
    memset(r->choices, 0, sizeof r->choices);
    add_segment(r, CT_PLACE_COLUMN, CT_SEGMENT_COLUMN);
    add_beside(r);
    if (f->table) {
        add_segment(r, CT_PLACE_PARENT, CT_SEGMENT_CLAUSE);
        add_segment(r, CT_PLACE_PARENT, CT_SEGMENT_PARENTS);
    }
    add_defaults(r);
    add_headings(r);
    add_around(r);
    if (f->rule.period.known && f->rule.period.from.year != 0)
        add_as(r, f->rule.period.from, f->rule.period.to, (ct_route){ .place = CT_PLACE_DOCUMENT },
               CT_MEANT_PLAIN);
    f->reach = ct_arena_alloc(r->window->arena, sizeof *f->reach);
    f->period.at = ct_arena_array(r->window->arena, r->n, sizeof *f->period.at);
    ct_route *routes = ct_arena_array(r->window->arena, r->n_routes, sizeof *routes);
    float *shares = ct_arena_array(r->window->arena, r->n, sizeof *shares);
    if (f->reach == NULL || f->period.at == NULL || routes == NULL || shares == NULL) return ct_no_memory();
    for (size_t i = 0; i < r->n; i++) shares[i] = share_of(r->survey, &r->choices[i].period);
    memcpy(f->period.at, r->choices, r->n * sizeof *f->period.at);
    memcpy(routes, r->routes, r->n_routes * sizeof *routes);
    f->period.n = r->n;
    *f->reach = (ct_reach){ .shares = shares,
                            .often = r->survey->often[0],
                            .years = r->survey->years,
                            .routes = routes,
                            .n_routes = r->n_routes,
                            .places = r->places };
    return ct_ok();
}

/* What one time says of the year it ends in. "so với năm 2018" (against 2018) tells of the year after. */
static void count_year(const ct_passage *p, const ct_time *time, bool lead, ct_year_counts *years)
{
    int at = time->to.year - CT_FIRST_YEAR;
    bool one = time->form == CT_FORM_YEAR || time->form == CT_FORM_PART || time->form == CT_FORM_DAY;
    if (!one || time->role == CT_ROLE_IGNORE || time->role == CT_ROLE_CITED || at < 0 || at >= CT_YEARS)
        return;
    if (lead) years->led[at] = true;
    if (time->role == CT_ROLE_BASE) {
        years->based[at]++;
        years->n_based++;
    } else if (ct_passage_cue_near(p, time->start, CT_CUE_KIND, CT_TARGET) || time->role == CT_ROLE_PLAN) {
        years->aimed[at]++;
    } else {
        years->told[at]++;
        years->n_told++;
    }
}

static ct_error count_years(const ct_window *w, ct_year_counts *years)
{
    enum { LEAD = 3 };
    size_t n = w->end_block - w->first_block, texts = 0;
    int **lists[] = { &years->named, &years->told, &years->aimed, &years->based };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if ((*lists[i] = ct_arena_array(w->arena, CT_YEARS, sizeof **lists[i])) == NULL)
            return ct_no_memory();
    years->led = ct_arena_array(w->arena, CT_YEARS, sizeof *years->led);
    if (years->led == NULL) return ct_no_memory();
    for (size_t b = 0; b < n; b++) {
        const ct_passage *p = w->passages[b];
        bool title = is_title(w, w->first_block + b);
        texts += p != NULL && !title;
        for (size_t t = 0; p != NULL && t < p->n_times; t++) {
            count_year(p, &p->times[t], !title && texts <= LEAD, years);
            if (title && p->times[t].form == CT_FORM_YEAR) {
                years->titled[0] = years->titled[0] == 0 ? p->times[t].to.year : years->titled[0];
                years->titled[1] = p->times[t].to.year;
            }
        }
    }
    return ct_ok();
}

/* The years and spans of years that all of the document's times name most. */
static void count_times(const ct_window *w, ct_times_survey *survey)
{
    int *years = survey->years->named, spans[CT_YEARS][12] = { { 0 } }, most = 0, next[CT_YEARS];
    for (size_t b = 0; b < w->end_block - w->first_block; b++)
        for (size_t t = 0; w->passages[b] != NULL && t < w->passages[b]->n_times; t++) {
            const ct_time *time = &w->passages[b]->times[t];
            int from = time->from.year - CT_FIRST_YEAR, length = time->to.year - time->from.year;
            if (time->role == CT_ROLE_IGNORE || time->role == CT_ROLE_CITED || from < 0 || from >= CT_YEARS)
                continue;
            if (time->form == CT_FORM_YEAR || time->form == CT_FORM_PART || time->form == CT_FORM_DAY) {
                years[from]++;
                survey->years->n_named++;
            } else if (time->form == CT_FORM_RANGE && length > 0 && length < 12 &&
                       ++spans[from][length] > most) {
                most = spans[from][length];
                survey->span[0] = time->from;
                survey->span[1] = time->to;
            }
        }
    memcpy(next, years, sizeof next);
    for (int k = 0; k < 2; k++) {
        int best = 0;
        for (int y = 0; y < CT_YEARS; y++) best = next[y] > next[best] ? y : best;
        survey->often[k] = next[best] > 0 ? CT_FIRST_YEAR + best : 0;
        next[best] = 0;
    }
}

static ct_error survey(const ct_window *w, ct_times_survey *out)
{
    size_t n = w->end_block - w->first_block, last = SIZE_MAX;
    out->timed = ct_arena_array(w->arena, n, sizeof *out->timed);
    out->next = ct_arena_array(w->arena, n, sizeof *out->next);
    out->table = ct_arena_array(w->arena, n, sizeof *out->table);
    out->years = ct_arena_alloc(w->arena, sizeof *out->years);
    if (out->timed == NULL || out->next == NULL || out->table == NULL || out->years == NULL)
        return ct_no_memory();
    CT_TRY(count_years(w, out->years));
    for (size_t b = 0; b < n; b++) {
        const ct_block *block = &w->blocks->blocks[w->first_block + b];
        out->timed[b] = last;
        out->table[b] = block->row && b > 0 && block[-1].row ? out->table[b - 1] : w->first_block + b;
        if (w->passages[b] != NULL && w->passages[b]->n_times > 0) last = w->first_block + b;
    }
    last = SIZE_MAX;
    for (size_t b = n; b > 0; b--) {
        out->next[b - 1] = last;
        if (w->passages[b - 1] != NULL && w->passages[b - 1]->n_times > 0) last = w->first_block + b - 1;
    }
    count_times(w, out);
    return ct_ok();
}

ct_error ct_periods_find(ct_window *w)
{
    ct_times_survey times = { .often = { 0, 0 } };
    finder r = { .window = w, .survey = &times, .setting = w->setting };
    CT_TRY(survey(w, &times));
    for (size_t i = 0; i < w->n; i++) CT_TRY(find(&r, &w->figures[i]));
    return ct_ok();
}
