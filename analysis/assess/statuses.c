#include "assess/statuses.h"

#include <math.h>
#include <string.h>

#include "assess/columns.h"
#include "assess/measures.h"
#include "assess/reckoning.h"
#include "assess/status_track.h"
#include "assess/task.h"

const char *const ct_status_note_words[] = { "",         "linear",    "past",         "limit",     "few",
                                             "no_peers", "no_series", "no_direction", "undefined", NULL };
static const char *const verified_words[] = { "", "yes", "no", NULL };

#define FIELD(field, type, words, about) CT_ASSESS_COLUMN(ct_status_row, field, type, words, about)
static const ct_column columns[] = {
    CT_TARGET_COLUMNS(ct_status_row),
    FIELD(rule_set, CT_COLUMN_TEXT, NULL, "Id of the rule set."),
    FIELD(version, CT_COLUMN_TEXT, NULL, "Its edition."),
    FIELD(body, CT_COLUMN_TEXT, NULL, "Who published it."),
    FIELD(figure, CT_COLUMN_WORD, ct_figure_words, "What it judges."),
    FIELD(value, CT_COLUMN_NUMBER, NULL, "That figure."),
    FIELD(expected, CT_COLUMN_NUMBER, NULL,
          "What the figure is held against, where that is no fixed cut point."),
    FIELD(status, CT_COLUMN_TEXT, NULL, "The class."),
    FIELD(status_vi, CT_COLUMN_TEXT, NULL, "The class in Vietnamese."),
    FIELD(status_en, CT_COLUMN_TEXT, NULL, "The class in English."),
    FIELD(grade, CT_COLUMN_WORD, ct_grade_words, "How the rule was read."),
    FIELD(verified, CT_COLUMN_WORD, verified_words,
          "Whether it was read in the body's own text or a restatement."),
    FIELD(first_year, CT_COLUMN_COUNT, NULL, "First year the figure rests on."),
    FIELD(last_year, CT_COLUMN_COUNT, NULL, "Last year the figure rests on."),
    FIELD(values, CT_COLUMN_COUNT, NULL, "How many values the figure rests on."),
    FIELD(note, CT_COLUMN_WORD, ct_status_note_words, "Why the status reads as it does."),
    FIELD(source, CT_COLUMN_TEXT, NULL, "Where the target stands."),
};
const ct_schema ct_statuses_schema = { "statuses",
                                       "Where every target stands in the words of published methods.",
                                       columns, sizeof columns / sizeof *columns, sizeof(ct_status_row) };

static void lay_track(const ct_task *task, ct_status_track *to)
{
    to->geometric = task->geometric;
    to->way.sign = task->sign;
    to->way.end = (double)task->end;
    to->way.t1 = task->latest != NULL ? (double)task->latest->period : NAN;
    if (task->latest == NULL || task->sign == 0) return;
    task->reckoning->track(task, to);
}

/* The figure that a rule set computes from a track. */
typedef struct {
    double value, expected;
    double judged; /* what the cut points are compared with: the value, or its distance from `expected` */
    bool achieved;
    size_t first, n; /* the values it rests on */
    ct_status_note note;
} judgement;

static bool is_achieved(const ct_status_track *track)
{
    return track->way.sign * (track->way.x1 - track->way.target) >= 0;
}

static bool is_past(const ct_status_track *track)
{
    return track->way.sign * (track->way.x0 - track->way.target) >= 0;
}

/* The ratio of growth rates where they have a meaning, else of yearly steps. */
static void judge_ratio(const ct_status_track *track, judgement *to)
{
    to->value = track->geometric ? ct_ratio_geometric(&track->way, 0) : NAN;
    if (isnan(to->value)) {
        to->value = ct_ratio_linear(&track->way);
        to->note = CT_NOTE_LINEAR;
    }
}

static void judge_share_at_end(const ct_status_track *track, judgement *to)
{
    const ct_way *way = &track->way;
    bool limit =
        track->percent && (way->target == 0 || way->target == 100) && fabs(way->x1 - way->target) <= 1;

    to->value = track->geometric ? ct_share_at_end(way) : NAN;
    if (isnan(to->value)) {
        to->value = ct_share_at_end_linear(way);
        to->note = CT_NOTE_LINEAR;
    }
    if (limit && !to->achieved) {
        to->achieved = true;
        to->note = CT_NOTE_LIMIT;
    }
}

static void judge_anticipated(const ct_status_track *track, judgement *to)
{
    ct_extrapolation ahead;

    to->first = 0;
    to->n = track->n;
    if (track->way.t1 >= track->way.end)
        to->value = ct_anticipated_index(&track->way, track->way.x1);
    else if (ct_extrapolate(track->t, track->x, track->n, track->way.end, CT_SCALE_LEVEL, &ahead))
        to->value = ct_anticipated_index(&track->way, ahead.value);
    if (to->n < 4) to->note = CT_NOTE_FEW;
}

static void judge_reduction(const ct_status_track *track, judgement *to)
{
    const ct_way *way = &track->way;

    if (!track->geometric) return;
    to->value = -way->sign * ct_reduction_regression(track->t + track->first, track->x + track->first, to->n);
    to->expected =
        -way->sign * ct_reduction_ends(way->x1, way->target,
                                       way->end - way->t1); /* where higher is better: the rate of increase */
    if (to->n < 4) to->note = CT_NOTE_FEW;
    to->judged = way->end > way->t1 ? to->value - to->expected : to->achieved ? 0 : -1;
}

static void judge(const ct_status_track *track, ct_figure figure, judgement *to)
{
    const ct_way *way = &track->way;

    *to = (judgement){
        .value = NAN, .expected = NAN, .judged = NAN, .achieved = is_achieved(track), .first = track->first
    };
    to->n = track->n - track->first;
    switch (figure) {
    case CT_FIGURE_RATIO: judge_ratio(track, to); break;
    case CT_FIGURE_RATIO_STATCAN: to->value = track->geometric ? ct_ratio_geometric(way, 0) : NAN; break;
    case CT_FIGURE_STATUS_INDEX:
        to->value = ct_status_index(way);
        to->expected = 10 * (way->t1 - way->t0) / (way->end - way->t0);
        to->judged = to->value - to->expected;
        break;
    case CT_FIGURE_ANTICIPATED_INDEX: judge_anticipated(track, to); break;
    case CT_FIGURE_PEER_DISTANCE: to->note = CT_NOTE_NO_PEERS; break;
    case CT_FIGURE_RANK_TREND:
        to->first = 0;
        to->n = track->n;
        to->value = way->sign * ct_rank_trend(track->x, track->n);
        to->judged = copysign(1 - ct_rank_trend_p(track->x, track->n),
                              to->value); /* its cut points are levels of significance */
        if (to->n < 4) to->note = CT_NOTE_FEW;
        break;
    case CT_FIGURE_SCORE_TREND:
        to->value = ct_ratio_linear(way);
        break; /* SDSN's trend is linear in the score, so its bounds cancel */
    case CT_FIGURE_SHARE_AT_END: judge_share_at_end(track, to); break;
    case CT_FIGURE_REDUCTION: judge_reduction(track, to); break;
    case CT_FIGURE_VERDICT: break;
    }
    if (figure != CT_FIGURE_STATUS_INDEX && figure != CT_FIGURE_REDUCTION && figure != CT_FIGURE_RANK_TREND)
        to->judged = to->value;
    if (isnan(to->value) && to->note != CT_NOTE_NO_PEERS) to->note = CT_NOTE_UNDEFINED;
    if (isnan(to->value) && to->note == CT_NOTE_LINEAR) to->note = CT_NOTE_UNDEFINED;
    if (to->note == CT_NOTE_NONE && is_past(track) && figure != CT_FIGURE_RANK_TREND) to->note = CT_NOTE_PAST;
}

/* The row of the rule set that applies; NULL: none does. */
static const ct_status_rule *apply(const ct_table *rules, const char *rule_set, const judgement *found)
{
    const ct_status_rule *rule =
        found->achieved ? ct_status_class(rules, rule_set, CT_CASE_ACHIEVED, NAN) : NULL;

    if (rule == NULL) rule = ct_status_class(rules, rule_set, CT_CASE_TARGET, found->judged);
    return rule != NULL ? rule : ct_status_class(rules, rule_set, CT_CASE_NO_DATA, NAN);
}

/* The row whose class is the verdict of this program. */
static const ct_status_rule *find_verdict(const ct_table *rules, const char *rule_set, ct_verdict verdict)
{
    for (size_t i = 0; i < rules->n; i++) {
        const ct_status_rule *row = ct_status_rule_at(rules, i);

        if (row->which == CT_CASE_VERDICT && strcmp(row->rule_set, rule_set) == 0 &&
            strcmp(row->status, ct_verdict_words[verdict]) == 0)
            return row;
    }
    return NULL;
}

static ct_error write_row(const ct_task *task, const ct_status_track *track, const ct_status_rule *set,
                          const judgement *found, const ct_status_rule *rule, ct_table *statuses)
{
    const ct_assessment *from = task->row;
    ct_status_row *row = ct_table_add(statuses);
    bool rests = track->usable && found->note != CT_NOTE_NO_PEERS && isfinite(found->value) && found->n > 0 &&
                 set->figure != CT_FIGURE_VERDICT;
    if (row == NULL) return ct_no_memory();
    struct {
        const char **to, *from;
    } texts[] = {
        { &row->indicator, from->indicator },
        { &row->name, from->name },
        { &row->scope, from->scope },
        { &row->breakdown, from->breakdown },
        { &row->unit, from->unit },
        { &row->target_id, from->target_id },
        { &row->source, from->source },
        { &row->rule_set, set->rule_set },
        { &row->version, set->version },
        { &row->body, set->body },
        { &row->status, rule != NULL ? rule->status : "" },
        { &row->status_vi, rule != NULL ? rule->vi : "" },
        { &row->status_en, rule != NULL ? rule->en : "" },
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i].to = ct_table_text(statuses, texts[i].from);
        if (*texts[i].to == NULL) return ct_no_memory();
    }
    row->period_start = from->period_start;
    row->period_end = from->period_end;
    row->measure = from->measure;
    row->aggregation = from->aggregation;
    row->target_low = from->target_low;
    row->target_high = from->target_high;
    row->figure = set->figure;
    row->value = found->value;
    row->expected = found->expected;
    row->grade = rule != NULL ? rule->grade : set->grade;
    row->verified = row->grade == CT_GRADE_C || row->grade == CT_GRADE_X ? 2 : 1;
    row->first_year = rests ? (long)track->t[found->first] : 0;
    row->last_year = rests ? (long)track->t[found->first + found->n - 1] : 0;
    row->values = rests ? (long)found->n : 0;
    row->note = found->note;
    ct_row_finite(&ct_statuses_schema, row);
    return ct_ok();
}

static ct_error judge_set(const ct_task *task, const ct_table *rules, const ct_status_rule *set,
                          const ct_status_track *track, ct_table *statuses)
{
    judgement found = { .value = NAN, .expected = NAN, .judged = NAN };

    if (set->figure == CT_FIGURE_VERDICT) {
        found.value = task->row->probability;
        return write_row(task, track, set, &found, find_verdict(rules, set->rule_set, task->row->verdict),
                         statuses);
    }
    if (track->usable)
        judge(track, set->figure, &found);
    else
        found.note = set->figure == CT_FIGURE_PEER_DISTANCE ? CT_NOTE_NO_PEERS
                     : task->ready && task->sign == 0       ? CT_NOTE_NO_DIRECTION
                     : track->undefined                     ? CT_NOTE_UNDEFINED
                                                            : CT_NOTE_NO_SERIES;
    return write_row(task, track, set, &found, apply(rules, set->rule_set, &found), statuses);
}

ct_error ct_task_statuses(const ct_task *task, ct_arena *arena, const ct_table *rules, ct_table *statuses)
{
    size_t room = (task->series != NULL ? task->series->n : 0) + task->k + 1;
    ct_status_track track = { .t = ct_arena_array(arena, room, sizeof(double)),
                              .x = ct_arena_array(arena, room, sizeof(double)) };

    if (track.t == NULL || track.x == NULL) return ct_no_memory();
    if (task->ready) lay_track(task, &track);
    for (size_t i = 0; i < rules->n; i++) {
        const ct_status_rule *set = ct_status_rule_at(rules, i);

        if (i > 0 && strcmp(ct_status_rule_at(rules, i - 1)->rule_set, set->rule_set) == 0)
            continue; /* each rule set once */
        CT_TRY(judge_set(task, rules, set, &track, statuses));
    }
    return ct_ok();
}
