#include "assess/replay.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/columns.h"
#include "assess/statuses.h"
#include "series/key.h"
#include "series/planning.h"

static const char *const met_words[] = { "", "yes", "no", NULL };

#define FIELD(field, type, words, about) CT_ASSESS_COLUMN(ct_replay_row, field, type, words, about)
static const ct_column columns[] = {
    FIELD(as_of, CT_COLUMN_COUNT, NULL, "The year at whose end it was assessed."),
    CT_TARGET_COLUMNS(ct_replay_row),
    FIELD(latest_year, CT_COLUMN_COUNT, NULL, "Latest year known then."),
    FIELD(projected, CT_COLUMN_NUMBER, NULL, "Figure projected then, median."),
    FIELD(lo80, CT_COLUMN_NUMBER, NULL, "Lower end of its 80 % interval."),
    FIELD(hi80, CT_COLUMN_NUMBER, NULL, "Upper end of its 80 % interval."),
    FIELD(probability, CT_COLUMN_NUMBER, NULL,
          "Probability of meeting the target then, also where the gate would have withheld it."),
    FIELD(probability_lo80, CT_COLUMN_NUMBER, NULL, "Lower end of the 80 % interval of its own error."),
    FIELD(probability_hi80, CT_COLUMN_NUMBER, NULL, "Upper end of that interval."),
    FIELD(evidence, CT_COLUMN_WORD, ct_evidence_words,
          "What stood behind it: one value, a prior, few values, a history."),
    FIELD(verdict, CT_COLUMN_WORD, ct_verdict_words, "Verdict stated then."),
    FIELD(result, CT_COLUMN_NUMBER, NULL, "What it came to."),
    FIELD(met, CT_COLUMN_WORD, met_words, "Whether the target was met."),
    FIELD(score, CT_COLUMN_NUMBER, NULL, "Brier score: squared distance of probability and outcome."),
    FIELD(source, CT_COLUMN_TEXT, NULL, "Where the target stands."),
};
const ct_schema ct_replay_schema = { "replay", "Past assessments and what happened.", columns,
                                     sizeof columns / sizeof *columns, sizeof(ct_replay_row) };

static const ct_column reliability_columns[] = {
    { "rule_set", CT_COLUMN_TEXT, true, offsetof(ct_reliability_row, rule_set), NULL,
      "The program's probability, or a rule set." },
    { "status", CT_COLUMN_TEXT, true, offsetof(ct_reliability_row, status), NULL,
      "The class; all of them together." },
    { "n", CT_COLUMN_COUNT, true, offsetof(ct_reliability_row, n), NULL, "Assessments in it." },
    { "stated", CT_COLUMN_NUMBER, false, offsetof(ct_reliability_row, stated), NULL,
      "Mean probability stated, or learned from other targets." },
    { "happened", CT_COLUMN_NUMBER, false, offsetof(ct_reliability_row, happened), NULL,
      "Share that was met." },
    { "score", CT_COLUMN_NUMBER, false, offsetof(ct_reliability_row, score), NULL, "Mean Brier score." },
};
const ct_schema ct_reliability_schema = { "reliability", "How often what was said came true.",
                                          reliability_columns,
                                          sizeof reliability_columns / sizeof *reliability_columns,
                                          sizeof(ct_reliability_row) };

/* One class that a rule set gave one target in one year, or the probability that the program stated. */
typedef struct {
    const char *rule_set, *status;
    size_t target; /* its row in the targets table */
    size_t set;    /* place of the rule set among them: the order of the report; 0 is the probability */
    double probability, met;
} statement;

typedef struct {
    const ct_assess_input *input;
    long after;
    ct_arena *arena;
    const char **keys;  /* of each target's series */
    const long *starts; /* of each target's plan */
    ct_table *final;    /* assessments with everything known */
    ct_table *replays;
    statement *statements;
    size_t n, room;
} replayer;

static bool is_known(const ct_assessment *row)
{
    return row->verdict == CT_VERDICT_EXCEEDED || row->verdict == CT_VERDICT_MET ||
           row->verdict == CT_VERDICT_MISSED;
}

/* Is a target assessed as of this year? */
static bool is_due(const replayer *all, size_t i, long year)
{
    const ct_assessment *row = ct_assessment_at(all->final, i);
    long end = row->period_end, start = all->starts[i];

    if (!is_known(row) || start == 0 || year < start || year >= end) return false;
    return all->after == 0 || year - start + 1 == all->after;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The points up to a year of the series that due targets speak of. */
static ct_error cut_points(const replayer *all, long year, ct_table *cut)
{
    const ct_table *points = all->input->points;
    const char **due = ct_arena_array(all->arena, all->input->targets->n, sizeof *due), *key = NULL;
    size_t n = 0;

    if (due == NULL) return ct_no_memory();
    for (size_t i = 0; i < all->input->targets->n; i++)
        if (is_due(all, i, year)) due[n++] = all->keys[i];
    if (n > 0) qsort(due, n, sizeof *due, compare_texts);
    for (size_t i = 0; n > 0 && i < points->n; i++) {
        const ct_point *point = ct_point_at(points, i);

        if (point->period > year || point->status == CT_STATUS_FORECAST) continue;
        key = ct_series_key(all->arena, all->input->catalogue, point->indicator, point->scope,
                            point->breakdown);
        if (key == NULL) return ct_no_memory();
        if (bsearch(&key, due, n, sizeof *due, compare_texts) != NULL)
            CT_TRY(ct_table_copy_row(cut, points, i));
    }
    return ct_ok();
}

static ct_error add_row(replayer *all, size_t i, long year, const ct_assessment *then)
{
    const ct_assessment *known = ct_assessment_at(all->final, i);
    ct_replay_row *row = ct_table_add(all->replays);
    double met = known->verdict == CT_VERDICT_MISSED ? 0 : 1;

    if (row == NULL) return ct_no_memory();
    *row = (ct_replay_row){ .as_of = year,
                            .indicator = ct_table_text(all->replays, then->indicator),
                            .name = ct_table_text(all->replays, then->name),
                            .scope = ct_table_text(all->replays, then->scope),
                            .breakdown = ct_table_text(all->replays, then->breakdown),
                            .period_start = then->period_start,
                            .period_end = then->period_end,
                            .measure = then->measure,
                            .aggregation = then->aggregation,
                            .target_low = then->target_low,
                            .target_high = then->target_high,
                            .unit = ct_table_text(all->replays, then->unit),
                            .target_id = ct_table_text(all->replays, then->target_id),
                            .latest_year = then->latest_year,
                            .projected = then->projected,
                            .lo80 = then->projected_lo80,
                            .hi80 = then->projected_hi80,
                            .probability = then->probability,
                            .probability_lo80 = then->probability_lo80,
                            .probability_hi80 = then->probability_hi80,
                            .evidence = then->evidence,
                            .verdict = then->verdict,
                            .result = known->achieved,
                            .met = met > 0 ? 1 : 2,
                            .score = pow(then->probability - met, 2),
                            .source = ct_table_text(all->replays, then->source) };
    if (row->indicator == NULL || row->name == NULL || row->scope == NULL || row->breakdown == NULL ||
        row->unit == NULL || row->target_id == NULL || row->source == NULL)
        return ct_no_memory();
    return ct_ok();
}

/* Note the class that each rule set gives each due target as of one year. `statuses` holds the same number of
 * rows for every target, in the targets' order. */
static ct_error note_year(replayer *all, long year, const ct_table *rows, const ct_table *statuses)
{
    size_t sets = rows->n > 0 ? statuses->n / rows->n : 0;

    for (size_t i = 0; i < rows->n; i++) {
        const ct_assessment *then = ct_assessment_at(rows, i);
        double met = ct_assessment_at(all->final, i)->verdict == CT_VERDICT_MISSED ? 0 : 1;
        char *tenth;

        if (!is_due(all, i, year) || isnan(then->probability))
            continue; /* held against each other on the same targets only */
        CT_TRY(add_row(all, i, year, then));
        if (all->n + 1 + sets > all->room) return ct_fail(CT_EDATA, 0, "more assessments than planned");
        tenth = ct_arena_printf(all->arena, "%.1f-%.1f", fmin(floor(then->probability * 10), 9) / 10,
                                fmin(floor(then->probability * 10), 9) / 10 + 0.1);
        if (tenth == NULL) return ct_no_memory();
        all->statements[all->n++] = (statement){ .rule_set = "probability",
                                                 .status = tenth,
                                                 .target = i,
                                                 .probability = then->probability,
                                                 .met = met };
        for (size_t s = 0; s < sets; s++) {
            const ct_status_row *status = ct_status_row_at(statuses, i * sets + s);
            const char *set = ct_arena_strdup(all->arena, status->rule_set),
                       *word =
                           ct_arena_strdup(all->arena, status->status[0] != '\0' ? status->status : "none");

            if (set == NULL || word == NULL) return ct_no_memory();
            all->statements[all->n++] = (statement){
                .rule_set = set, .status = word, .target = i, .set = s + 1, .probability = NAN, .met = met
            };
        }
    }
    return ct_ok();
}

/* The tables of an assessment as of one year. */
typedef struct {
    ct_table *cut; /* the series up to that year */
    ct_table *projections, *rows, *statuses;
} year_tables;

static ct_error assess_year(replayer *all, long year, long until, const year_tables *tables)
{
    ct_project_options options = {
        .until = until, .totals = all->input->totals, .priors = all->input->priors, .known = year
    };
    ct_assess_input input = *all->input;
    const ct_assess_output output = { .assessments = tables->rows,
                                      .statuses = input.status_rules != NULL ? tables->statuses : NULL };

    CT_TRY(cut_points(all, year, tables->cut));
    if (tables->cut->n == 0) return ct_ok();
    CT_TRY(ct_project(input.catalogue, tables->cut, &options, tables->projections));
    input.points = tables->cut;
    input.projections = tables->projections;
    input.show_withheld = true; /* what was withheld is held against the outcome too */
    input.scenarios = NULL;
    CT_TRY(ct_assess_all(&input, &output));
    return note_year(all, year, tables->rows, tables->statuses);
}

static ct_error replay_year(replayer *all, long year)
{
    year_tables tables = { NULL, NULL, NULL, NULL };
    long until = 0;
    ct_error err = ct_ok();

    for (size_t i = 0; i < all->final->n; i++)
        if (is_due(all, i, year) && ct_assessment_at(all->final, i)->period_end > until)
            until = ct_assessment_at(all->final, i)->period_end;
    if (until == 0) return err;
    err = ct_table_new(&tables.cut, &ct_series_schema);
    if (err.code == CT_OK) err = ct_table_new(&tables.projections, &ct_projection_schema);
    if (err.code == CT_OK) err = ct_table_new(&tables.rows, &ct_assessment_schema);
    if (err.code == CT_OK) err = ct_table_new(&tables.statuses, &ct_statuses_schema);
    if (err.code == CT_OK) err = assess_year(all, year, until, &tables);
    ct_table_free(tables.cut);
    ct_table_free(tables.projections);
    ct_table_free(tables.rows);
    ct_table_free(tables.statuses);
    return err;
}

/* ---- reliability ---- */

static int compare_statements(const void *a, const void *b)
{
    const statement *x = a, *y = b;
    int order = (x->set > y->set) - (x->set < y->set);

    if (order == 0) order = strcmp(x->status, y->status);
    return order != 0 ? order : (x->target > y->target) - (x->target < y->target);
}

/* The share met among statements of other targets; NaN when there are none. */
static double others_met(const statement *list, size_t n, size_t target)
{
    double met = 0, count = 0;

    for (size_t i = 0; i < n; i++) {
        if (list[i].target == target) continue;
        met += list[i].met;
        count++;
    }
    return count > 0 ? met / count : NAN;
}

/* The same for a class in which each target's statements stand together, in one walk. */
static void learn_class(statement *list, size_t n, const statement *set, size_t set_n)
{
    double met = 0;

    for (size_t i = 0; i < n; i++) met += list[i].met;
    for (size_t i = 0, j; i < n; i = j) {
        double own = 0;

        for (j = i; j < n && list[j].target == list[i].target; j++) own += list[j].met;
        double learned =
            n > j - i ? (met - own) / (double)(n - (j - i)) : others_met(set, set_n, list[i].target);
        for (size_t k = i; k < j; k++) list[k].probability = learned;
    }
}

static ct_error write_class(const statement *list, size_t n, const char *status, ct_table *reliability)
{
    ct_reliability_row *row = ct_table_add(reliability);
    double stated = 0, met = 0, score = 0;

    if (row == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        stated += list[i].probability;
        met += list[i].met;
        score += pow(list[i].probability - list[i].met, 2);
    }
    row->rule_set = ct_table_text(reliability, list[0].rule_set);
    row->status = ct_table_text(reliability, status);
    row->n = (long)n;
    row->stated = stated / (double)n;
    row->happened = met / (double)n;
    row->score = score / (double)n;
    return row->rule_set != NULL && row->status != NULL ? ct_ok() : ct_no_memory();
}

static ct_error write_reliability(replayer *all, ct_table *reliability)
{
    statement *list = all->statements;

    if (all->n > 0) qsort(list, all->n, sizeof *list, compare_statements);
    for (size_t i = 0, j; i < all->n; i = j) {
        for (j = i + 1; j < all->n && list[j].set == list[i].set; j++) continue;
        for (size_t k = i, m; k < j; k = m) {
            for (m = k + 1; m < j && strcmp(list[m].status, list[k].status) == 0; m++) continue;
            if (list[i].set > 0) learn_class(&list[k], m - k, &list[i], j - i);
            CT_TRY(write_class(&list[k], m - k, list[k].status, reliability));
        }
        CT_TRY(write_class(&list[i], j - i, "all", reliability));
    }
    return ct_ok();
}

/* The first year of each target's plan, as the assessment reckons it. */
static ct_error list_starts(replayer *all)
{
    const ct_assess_input *input = all->input;
    long cycle = (long)(input->thresholds != NULL ? input->thresholds : &ct_thresholds_default)->plan_years,
         *starts;

    CT_TRY(ct_plan_starts(all->arena, input->targets, &all->starts));
    starts = ct_arena_array(all->arena, input->targets->n, sizeof *starts);
    all->keys = ct_arena_array(all->arena, input->targets->n, sizeof *all->keys);
    if (starts == NULL || all->keys == NULL) return ct_no_memory();
    for (size_t i = 0; i < input->targets->n; i++) {
        const ct_target *target = ct_target_at(input->targets, i);
        long end = target->period_end.year;

        starts[i] = all->starts[i];
        if (starts[i] == 0 && cycle > 0 && end % cycle == 0) starts[i] = end - cycle + 1;
        all->keys[i] =
            ct_series_key(all->arena, input->catalogue, target->indicator, target->scope, target->breakdown);
        if (all->keys[i] == NULL) return ct_no_memory();
    }
    all->starts = starts;
    return ct_ok();
}

static ct_error replay_all(replayer *all, ct_table *reliability)
{
    ct_assess_input input = *all->input;
    long first = 0, last = 0;
    size_t times = 0;

    input.projections = NULL;
    input.scenarios = NULL;
    CT_TRY(ct_assess_all(&input, &(ct_assess_output){ .assessments = all->final }));
    CT_TRY(list_starts(all));
    for (size_t i = 0; i < all->final->n; i++) {
        const ct_assessment *row = ct_assessment_at(all->final, i);

        if (!is_known(row) || all->starts[i] == 0) continue;
        if (first == 0 || all->starts[i] < first) first = all->starts[i];
        if (row->period_end > last) last = row->period_end;
        times += (size_t)(row->period_end - all->starts[i] + 1);
    }
    all->room = times * ((input.status_rules != NULL ? input.status_rules->n : 0) + 1);
    all->statements = ct_arena_array(all->arena, all->room, sizeof *all->statements);
    if (all->statements == NULL) return ct_no_memory();
    for (long year = first; year < last; year++) CT_TRY(replay_year(all, year));
    return reliability != NULL ? write_reliability(all, reliability) : ct_ok();
}

ct_error ct_replay(const ct_assess_input *input, long after, ct_table *replays, ct_table *reliability)
{
    ct_thresholds thresholds = input->thresholds != NULL ? *input->thresholds : ct_thresholds_default;
    ct_assess_input known = *input;
    replayer all = { .input = &known, .after = after, .arena = ct_arena_new(), .replays = replays };
    ct_error err = all.arena != NULL ? ct_table_new(&all.final, &ct_assessment_schema) : ct_no_memory();

    thresholds.impossible = thresholds.magnitude; /* the outcome is known: no gap waits for a person */
    known.thresholds = &thresholds;
    if (err.code == CT_OK) err = replay_all(&all, reliability);
    ct_table_free(all.final);
    ct_arena_free(all.arena);
    return err;
}
