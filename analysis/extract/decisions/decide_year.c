/* The year that a document is about: of those that it names, dates itself by or compares with. Its date and
 * title alone often mislead: a report of January is of the year before, "năm 2005 và phương hướng năm 2006"
 * (of 2005, and the aims of 2006) is of the first, a plan tells results of the year in which it is written.
 * Times without a year of their own ("cùng kỳ" (the same period), the same time the year before) and figures
 * without any time hang on it. It is weighed before the text is read; the stage of the same name only gives
 * its features to those who learn weights. */
#include "extract/decisions/decide_year.h"

static const char *const no_slots[] = { NULL };

/* A feature's size is how readily it is trusted: there are few documents, and the rule holds for most. */
static const double CROSSED = 0.5, RULED = 3;

static int stated(const ct_year_signs *y)
{
    return y->stated;
}

static int based(const ct_year_signs *y)
{
    return y->based;
}

static int aimed(const ct_year_signs *y)
{
    return y->aimed;
}

static int parts(const ct_year_signs *y)
{
    return y->parts;
}

/* How many of the document's years have more of it, up to 3; "none" where this one has none. */
static const char *rank(const ct_setting *s, const ct_year_signs *y, int (*of)(const ct_year_signs *))
{
    size_t before = 0;
    for (size_t i = 0; i < s->n_years; i++) before += of(&s->years[i]) > of(y);
    return of(y) == 0 ? "none" : ct_feature_number((long)(before < 3 ? before : 3));
}

static double share(const ct_setting *s, const ct_year_signs *y, int (*of)(const ct_year_signs *))
{
    int all = 0;
    for (size_t i = 0; i < s->n_years; i++) all += of(&s->years[i]);
    return all == 0 ? 0 : (double)of(y) / all;
}

/* How it stands to the document's date. */
static const char *by_date(const ct_setting *s, int year)
{
    int by = year - s->year;
    if (s->year == 0) return "undated";
    return by < -2 ? "long before date" : by > 2 ? "long after date" : ct_feature_number(by);
}

static const char *dated_as(const ct_setting *s)
{
    if (s->year == 0) return "undated";
    if (s->month == 0) return "by title";
    return s->month <= 3 ? (s->dated_by_lead ? "lead early" : "line early")
                         : (s->dated_by_lead ? "lead" : "line");
}

static const char *by_title(const ct_setting *s, const ct_year_signs *y)
{
    if (y->title_first && y->title_last) return "titled";
    if (y->title_first || y->title_last) return y->title_first ? "titled first" : "titled last";
    if (!s->title.known) return "no title";
    if (!s->title.range) return "not titled";
    return y->year < s->title.from.year    ? "before term"
           : y->year > s->title.to.year    ? "after term"
           : y->year == s->title.from.year ? "term begins"
           : y->year == s->title.to.year   ? "term ends"
                                           : "in term";
}

static const char *genre_of(const ct_setting *s)
{
    return s->genre == CT_TARGET ? "plan" : s->genre == CT_ACTUAL ? "report" : "text";
}

/* Is there a later year that the text tells of? */
static bool is_latest(const ct_setting *s, const ct_year_signs *y)
{
    for (size_t i = 0; i < s->n_years; i++)
        if (s->years[i].year > y->year && s->years[i].stated > 0) return false;
    return y->stated > 0;
}

static void describe_year(const ct_setting *s, const ct_year_signs *y, ct_features *out)
{
    const char *genre = genre_of(s), *dated = dated_as(s), *date = by_date(s, y->year),
               *title = by_title(s, y), *part = s->part != 0 ? "part" : "whole";
    const char *most = rank(s, y, stated), *base = rank(s, y, based), *aim = rank(s, y, aimed),
               *months = rank(s, y, parts);
    const char *place = ct_feature_number(y->place < 4 ? y->place : 4),
               *latest = is_latest(s, y) ? "latest" : "not latest";
    const char *rule = y->year == s->rule_year       ? "rule"
                       : y->year == s->rule_year - 1 ? "before rule"
                       : y->year == s->rule_year + 1 ? "after rule"
                                                     : "no rule";
    const char *asked = y->aimed > y->stated ? "asked more" : y->aimed > 0 ? "asked too" : "not asked";
    const char *const words[] = { most, base, aim, months, place, latest, rule, asked, title, date };
    static const char *const names[] = { "told", "base", "aimed", "months", "place", "", "", "", "", "date" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        CT_FEATURE(out, 1, names[i], " ", words[i]);
        CT_FEATURE(out, CROSSED, names[i], " ", words[i], " ", genre);
    }
    CT_FEATURE(out, y->year == s->rule_year ? RULED : 0, "by rule");
    CT_FEATURE(out, y->year == s->rule_year ? RULED : 0, "by rule ", dated);
    CT_FEATURE(out, 1, "date ", date, " ", dated);
    CT_FEATURE(out, CROSSED, "date ", date, " ", dated, " ", title);
    CT_FEATURE(out, CROSSED, "told ", most, " base ", base);
    CT_FEATURE(out, CROSSED, "told ", most, " ", title);
    CT_FEATURE(out, CROSSED, "told ", most, " date ", date);
    CT_FEATURE(out, CROSSED, "months ", months, " ", part);
    CT_FEATURE(out, share(s, y, stated), "told share");
    CT_FEATURE(out, share(s, y, based), "base share");
    CT_FEATURE(out, share(s, y, stated), "told share ", genre);
    CT_FEATURE(out, share(s, y, based), "base share ", genre);
    CT_FEATURE(out, y->led, "led");
    CT_FEATURE(out, y->led, "led ", genre, " ", dated);
    CT_FEATURE(out, s->cited == y->year, "cited");
}

ct_error ct_year_settle(ct_setting *setting, const ct_model *model)
{
    ct_features features = { .names = NULL };
    double most = 0;
    int best = setting->rule_year;
    for (size_t i = 0; i < setting->n_years; i++) {
        ct_features_begin(&features, 0);
        describe_year(setting, &setting->years[i], &features);
        double score = ct_model_score(model, &features);
        bool more = i == 0 || score > most ||
                    (score == most && setting->years[i].year ==
                                          setting->rule_year); /* where nothing is learned the rule holds */
        if (more) {
            most = score;
            best = setting->years[i].year;
        }
    }
    bool failed = features.failed;
    ct_features_clear(&features);
    setting->body_year = best;
    return failed ? ct_no_memory() : ct_ok();
}

/* Only figures that no time in their own paragraph tells of show what the document is about. */
static ct_error prepare(ct_window *w)
{
    const ct_setting *s = w->setting;
    for (size_t i = 0; i < w->n && w->fitting; i++) {
        ct_figure *f = &w->figures[i];
        if (f->rule.period.known && f->rule.period.found <= CT_FOUND_AFTER) continue;
        f->year.at = ct_arena_array(w->arena, s->n_years, sizeof *f->year.at);
        if (f->year.at == NULL) return ct_no_memory();
        for (size_t k = 0; k < s->n_years; k++)
            f->year.at[k] = (ct_choice){ .ref = s->years[k].year, .seen = &s->years[k] };
        f->year.n = s->n_years;
    }
    return ct_ok();
}

static ct_choices *choices(ct_figure *f)
{
    return &f->year;
}

static void describe(const ct_window *w, size_t figure, size_t which, ct_features *out)
{
    describe_year(w->setting, w->figures[figure].year.at[which].seen, out);
}

static const char *label(const ct_window *w, const ct_figure *f, const ct_choice *choice)
{
    (void)f;
    const char *text = ct_arena_printf(w->arena, "%d", choice->ref);
    return text == NULL ? "" : text;
}

const ct_stage ct_stage_year = {
    .shape = { "year", 0, NULL, no_slots, 0 },
    .prepare = prepare,
    .choices = choices,
    .describe = describe,
    .label = label,
};
