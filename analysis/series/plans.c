#include "series/plans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"
#include "core/vietnamese.h"
#include "series/scope.h"

/* ---- plans.csv ---- */

static const char *const part_words[] = { "title", "kind", "fact", "title_against", "kind_against", NULL };
static const ct_column rule_columns[] = {
    { "part", CT_COLUMN_WORD, true, offsetof(ct_plan_rule, part), part_words,
      "What of a plan is looked at." },
    { "word", CT_COLUMN_TEXT, true, offsetof(ct_plan_rule, word), NULL,
      "Wording of a title, kind of document, or fact." },
    { "points", CT_COLUMN_NUMBER, true, offsetof(ct_plan_rule, points), NULL,
      "How much it speaks for the plan." },
    { "about", CT_COLUMN_TEXT, false, offsetof(ct_plan_rule, about), NULL, "One line." },
};
const ct_schema ct_plan_rule_schema = { "plan_rules", "What speaks for a plan as the plan of record.",
                                        rule_columns, sizeof rule_columns / sizeof *rule_columns,
                                        sizeof(ct_plan_rule) };

typedef enum {
    FACT_YEARS_ASKED,
    FACT_OWN_TERRITORY,
    FACT_SEVERAL_YEARS,
    FACT_LIST,
    FACT_TARGETS,
    FACTS
} fact;
static const char *const fact_words[FACTS] = { "years_asked", "own_territory", "several_years", "list",
                                               "targets" };

static size_t fact_of(const char *word)
{
    size_t i = 0;

    while (i < FACTS && strcmp(fact_words[i], word) != 0) i++;
    return i;
}

ct_error ct_plan_rules_read(const char *text, size_t n, const char *file, ct_table **out)
{
    ct_error err;

    CT_TRY(ct_table_new(out, &ct_plan_rule_schema));
    err = ct_table_read(*out, text, n, file);
    for (size_t i = 0; i < (*out)->n && err.code == CT_OK; i++) {
        const ct_plan_rule *rule = ct_table_row(*out, i);
        if (rule->part == CT_PLAN_FACT && fact_of(rule->word) == FACTS)
            err = ct_fail(
                CT_EPARSE, (*out)->lines[i],
                "'%.40s' is no fact; facts are years_asked, own_territory, several_years, list, targets",
                rule->word);
        if (err.code == CT_OK && !(rule->points >= 0))
            err =
                ct_fail(CT_EPARSE, (*out)->lines[i],
                        "%g points; what speaks against a plan is of the part title_against or kind_against",
                        rule->points);
    }
    if (err.code == CT_OK) return err;
    ct_table_free(*out);
    *out = NULL;
    return ct_in(err, file);
}

/* ---- titles ---- */

enum { MOST_WORDS = 96, WORD_BYTES = 24, FOUND_OF_FOUR = 3 };

typedef struct {
    char at[MOST_WORDS][WORD_BYTES];
    size_t n;
} title_words;

/* The words of a folded text: letters and digits; an apostrophe is a speck of the scan inside a word,
 * anything else ends one. */
static void split_words(const char *folded, title_words *out)
{
    size_t used = 0;

    out->n = 0;
    for (const char *at = folded;; at++) {
        bool inside = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || (unsigned char)*at >= 0x80;
        if (inside && out->n < MOST_WORDS && used + 1 < WORD_BYTES) out->at[out->n][used++] = *at;
        if (inside || *at == '\'') continue;
        if (used > 0) out->at[out->n++][used] = '\0';
        used = 0;
        if (*at == '\0' || out->n == MOST_WORDS) return;
    }
}

/* Letters that must change to make one word of the other, up to `most`. */
static bool near_words(const char *a, const char *b)
{
    size_t row[WORD_BYTES + 1], n = strlen(a), m = strlen(b), longer = n > m ? n : m;
    size_t most = longer >= 6 ? 2 : longer >= 3 ? 1 : 0;

    for (size_t j = 0; j <= m; j++) row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]), drop = row[j] + 1, add = row[j - 1] + 1;
            corner = row[j];
            row[j] = change < drop ? (change < add ? change : add) : drop < add ? drop : add;
        }
    }
    return row[m] <= most;
}

bool ct_plan_title_holds(ct_arena *arena, const char *title, const char *wording)
{
    const char *text = ct_fold(arena, title, strlen(title)),
               *asked = ct_fold(arena, wording, strlen(wording));
    title_words in, of;

    if (text == NULL || asked == NULL) return false;
    split_words(text, &in);
    split_words(asked, &of);
    for (size_t s = 0; of.n > 0 && s + of.n <= in.n; s++) {
        size_t found = 0;
        for (size_t i = 0; i < of.n; i++) found += near_words(in.at[s + i], of.at[i]);
        /* the first and the last word must stand, or a neighbour's wording would do; of a short one every
         * word must */
        bool ends = near_words(in.at[s], of.at[0]) && near_words(in.at[s + of.n - 1], of.at[of.n - 1]);
        if (ends && (of.n > 3 ? found * 4 >= of.n * FOUND_OF_FOUR : found == of.n)) return true;
    }
    return false;
}

/* ---- finding ---- */

static bool holds(const ct_plan *plan, const char *document, long line)
{
    return line >= plan->line_start && (line <= plan->line_end || plan->line_end == 0) &&
           strcmp(plan->document, document) == 0;
}

size_t ct_plans_find(const ct_table *plans, size_t from, const char *document, long line)
{
    for (size_t i = 0, at = from < plans->n ? from : 0; i < plans->n; i++, at++) {
        if (at == plans->n) at = 0;
        if (holds(ct_plan_at(plans, at), document, line)) return at;
    }
    return plans->n;
}

const ct_plan *ct_plans_of_record(const ct_table *plans)
{
    for (size_t i = 0; plans != NULL && i < plans->n; i++)
        if (ct_plan_at(plans, i)->record) return ct_plan_at(plans, i);
    return NULL;
}

long ct_plans_horizon(const ct_table *plans)
{
    const ct_plan *record = ct_plans_of_record(plans);
    long until = record != NULL ? record->period_end.year : 0, next = 0;

    for (size_t i = 0; until > 0 && i < plans->n; i++) {
        const ct_plan *plan = ct_plan_at(plans, i);
        bool follows = plan->period_start.year == until + 1 && plan->period_end.year > until &&
                       plan->listed > 0 && strcmp(plan->scope, record->scope) == 0;
        if (follows && plan->period_end.year > next) next = plan->period_end.year;
    }
    return next > until ? next : until;
}

ct_error ct_plans_of_documents(const ct_table *observations, ct_table *plans)
{
    size_t last = 0;

    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        last = ct_plans_find(plans, last, row->document, row->line_start);
        if (last < plans->n) continue;
        ct_plan *plan = ct_table_add(plans);
        if (plan == NULL) return ct_no_memory();
        plan->plan = plan->document = ct_table_text(plans, row->document);
        plan->scope = ct_table_text(plans, row->scope);
        plan->line_start = 1;
        if (plan->plan == NULL || plan->scope == NULL) return ct_no_memory();
        ct_plan_take_years(plan, observations, i);
    }
    return ct_ok();
}

/* ---- choosing ---- */

typedef struct {
    ct_arena *arena;
    const ct_table *rules;
    ct_table *plans;
    const ct_plan_wish *wish;
    size_t *aimed; /* of each plan: its targets for its own last year */
    size_t most;   /* of them */
    const char *scope;
} chooser;

static void count_targets(chooser *c, const ct_table *observations)
{
    size_t at = 0;

    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *row = ct_observation_at(observations, i);
        if (row->kind != CT_TARGET || row->indicator[0] == '\0') continue;
        at = ct_plans_find(c->plans, at, row->document, row->line_start);
        if (at == c->plans->n) continue;
        ct_plan *plan = ct_table_row(c->plans, at);
        plan->targets++;
        plan->listed += plan->list_start == 0 ||
                        (row->line_start >= plan->list_start && row->line_start <= plan->list_end);
        c->aimed[at] += plan->period_end.year != 0 && row->period_end.year == plan->period_end.year;
        if (c->aimed[at] > c->most) c->most = c->aimed[at];
    }
}

static int compare_scopes(const void *a, const void *b)
{
    const ct_plan *x = *(const ct_plan *const *)a, *y = *(const ct_plan *const *)b;
    int order = strcmp(x->scope, y->scope);

    return order != 0 ? order : (x > y) - (x < y);
}

/* The territory that most targets are of, where nobody says it. */
static ct_error find_scope(chooser *c)
{
    const ct_plan **order = ct_arena_array(c->arena, c->plans->n, sizeof *order);
    long most = 0;

    c->scope = c->wish->scope != NULL ? c->wish->scope : "";
    if (order == NULL) return ct_no_memory();
    if (c->scope[0] != '\0' || c->plans->n == 0) return ct_ok();
    for (size_t i = 0; i < c->plans->n; i++) order[i] = ct_plan_at(c->plans, i);
    qsort(order, c->plans->n, sizeof *order, compare_scopes);
    for (size_t i = 0, j; i < c->plans->n; i = j) {
        long n = 0;
        for (j = i; j < c->plans->n && strcmp(order[i]->scope, order[j]->scope) == 0; j++)
            n += order[j]->targets;
        if (n > most) most = n, c->scope = order[i]->scope;
    }
    return ct_ok();
}

static double fact_share(const chooser *c, const ct_plan *plan, size_t i, size_t which)
{
    long years = plan->period_start.year != 0 ? plan->period_end.year - plan->period_start.year + 1 : 0;
    const char *own, *asked;

    switch (which) {
    case FACT_YEARS_ASKED:
        return c->wish->end != 0 && plan->period_end.year == c->wish->end &&
               (c->wish->start == 0 || plan->period_start.year == c->wish->start);
    case FACT_OWN_TERRITORY:
        own = ct_scope_key(c->arena, plan->scope);
        asked = ct_scope_key(c->arena, c->scope);
        return own != NULL && asked != NULL && own[0] != '\0' && strcmp(own, asked) == 0;
    case FACT_SEVERAL_YEARS: return years >= 3;
    case FACT_LIST: return plan->list_start > 0;
    case FACT_TARGETS: return c->most > 0 ? (double)c->aimed[i] / (double)c->most : 0;
    default: return 0;
    }
}

/* Of the wordings that a title holds the one that speaks most for it, and the one most against. */
static void title_points(const chooser *c, const ct_plan *plan, double *for_it, double *against)
{
    *for_it = *against = 0;
    for (size_t i = 0; i < c->rules->n; i++) {
        const ct_plan_rule *rule = ct_table_row(c->rules, i);
        bool off = rule->part == CT_PLAN_TITLE_AGAINST;
        if ((rule->part != CT_PLAN_TITLE && !off) || plan->title[0] == '\0' ||
            !ct_plan_title_holds(c->arena, plan->title, rule->word))
            continue;
        if (off)
            *against = fmin(*against, -rule->points);
        else
            *for_it = fmax(*for_it, rule->points);
    }
}

static void add_points(ct_plan *plan, ct_buffer *reason, const char *what, double points)
{
    if (points == 0) return;
    plan->points += points;
    ct_buffer_printf(reason, "%s%s %+.2g", reason->len > 0 ? "; " : "", what, points);
}

static ct_error give_points(const chooser *c, ct_plan *plan, size_t at)
{
    ct_buffer reason;
    double for_it = 0, against = 0;
    ct_error err;

    plan->points = 0;
    ct_buffer_init(&reason);
    if (c->rules != NULL) title_points(c, plan, &for_it, &against);
    add_points(plan, &reason, "title", for_it);
    add_points(plan, &reason, "title", against);
    for (size_t i = 0; c->rules != NULL && i < c->rules->n; i++) {
        const ct_plan_rule *rule = ct_table_row(c->rules, i);
        bool off = rule->part == CT_PLAN_KIND_AGAINST;
        if ((off || rule->part == CT_PLAN_KIND) && strcmp(rule->word, plan->kind) == 0)
            add_points(plan, &reason, "kind", off ? -rule->points : rule->points);
        if (rule->part == CT_PLAN_FACT)
            add_points(plan, &reason, rule->word,
                       rule->points * fact_share(c, plan, at, fact_of(rule->word)));
    }
    plan->points = round(plan->points * 100) / 100;
    plan->reason = ct_table_text(c->plans, ct_buffer_string(&reason));
    err = ct_buffer_error(&reason);
    ct_buffer_clear(&reason);
    return plan->reason != NULL ? err : ct_no_memory();
}

/* > 0 when a goes before b. */
static int compare(const ct_plan *a, const ct_plan *b)
{
    if (a->points != b->points) return a->points > b->points ? 1 : -1;
    if (a->listed != b->listed) return a->listed > b->listed ? 1 : -1;
    return ct_date_compare(a->date, b->date);
}

static bool is_named(const ct_plan *plan, const char *name)
{
    return strcmp(plan->plan, name) == 0 || strcmp(plan->number, name) == 0 ||
           strcmp(plan->document, name) == 0;
}

/* One name of the wish: its plans are of record, and one plan with the first. A document's name is all that
 * it binds. */
static ct_error take_named(chooser *c, const char *name, ct_plan **first)
{
    bool found = false;

    for (size_t i = 0; i < c->plans->n; i++) {
        ct_plan *plan = ct_table_row(c->plans, i);
        if (!is_named(plan, name)) continue;
        found = true;
        if (*first == NULL) *first = plan;
        plan->plan = (*first)->plan;
        plan->record = 1;
    }
    return found
               ? ct_ok()
               : ct_fail(
                     CT_EDATA, 0,
                     "plan '%.80s' is none of the documents' plans; write an id, a number or a document's name as chitieu plans lists them",
                     name);
}

static ct_error choose_named(chooser *c)
{
    ct_plan *first = NULL;
    char *names = ct_arena_strdup(c->arena, c->wish->named), *rest = NULL;

    if (names == NULL) return ct_no_memory();
    for (char *name = strtok_r(names, ";", &rest); name != NULL; name = strtok_r(NULL, ";", &rest)) {
        while (*name == ' ') name++;
        for (size_t n = strlen(name); n > 0 && name[n - 1] == ' '; n--) name[n - 1] = '\0';
        if (*name != '\0') CT_TRY(take_named(c, name, &first));
    }
    return ct_ok();
}

static ct_error choose(chooser *c, const ct_table *observations)
{
    ct_plan *best = NULL;

    c->aimed = ct_arena_array(c->arena, c->plans->n + 1, sizeof *c->aimed);
    if (c->aimed == NULL) return ct_no_memory();
    for (size_t i = 0; i < c->plans->n; i++) {
        ct_plan *plan = ct_table_row(c->plans, i);
        plan->targets = plan->listed = 0;
        plan->record = 0;
    }
    count_targets(c, observations);
    CT_TRY(find_scope(c));
    for (size_t i = 0; i < c->plans->n; i++) {
        ct_plan *plan = ct_table_row(c->plans, i);
        CT_TRY(give_points(c, plan, i));
        if (plan->targets > 0 && (best == NULL || compare(plan, best) > 0)) best = plan;
    }
    if (c->wish->named != NULL && c->wish->named[0] != '\0') return choose_named(c);
    if (best != NULL) best->record = 1;
    return ct_ok();
}

ct_error ct_plans_choose(const ct_table *rules, const ct_table *observations, const ct_plan_wish *wish,
                         ct_table *plans)
{
    chooser c = { .arena = ct_arena_new(), .rules = rules, .plans = plans, .wish = wish };
    ct_error err = c.arena != NULL ? choose(&c, observations) : ct_no_memory();

    ct_arena_free(c.arena);
    return err;
}
