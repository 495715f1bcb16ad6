#include <math.h>

#include "assess/rates.h"
#include "assess/task.h"

enum { FARTHEST = 25 }; /* years past the target's in which it is attained are no answer */

void ct_task_reason(ct_task *task, ct_reason reason)
{
    if (task->row->reason == CT_REASON_DONE) task->row->reason = (int)reason;
}

void ct_row_finite(const ct_schema *schema, void *row)
{
    for (size_t c = 0; c < schema->n_columns; c++) {
        double *cell = (double *)((char *)row + schema->columns[c].offset);

        if (schema->columns[c].type == CT_COLUMN_NUMBER && isinf(*cell)) *cell = NAN;
    }
}

bool ct_reckoning_yearly(ct_reckoning reckoning)
{
    return reckoning == CT_RECKON_AVERAGE || reckoning == CT_RECKON_MEAN || reckoning == CT_RECKON_SUM || reckoning == CT_RECKON_EACH_YEAR;
}

bool ct_reckoning_based(ct_reckoning reckoning)
{
    return reckoning == CT_RECKON_CAGR || reckoning == CT_RECKON_CHANGE || reckoning == CT_RECKON_DIFFERENCE ||
           reckoning == CT_RECKON_MULTIPLE || reckoning == CT_RECKON_GROWTH;
}

double ct_task_level(const ct_task *task, double figure)
{
    double x0 = task->base != NULL ? task->base->value : NAN, years = (double)task->years;

    switch (task->reckoning) {
    case CT_RECKON_CAGR: return ct_grow(x0, figure, years);
    case CT_RECKON_CHANGE: return x0 + years * figure;
    case CT_RECKON_DIFFERENCE: return x0 + figure;
    case CT_RECKON_MULTIPLE: return x0 * figure;
    case CT_RECKON_GROWTH: return ct_grow(x0, figure, 1);
    default: return figure;
    }
}

double ct_task_figure(const ct_task *task, double level)
{
    double x0 = task->base != NULL ? task->base->value : NAN, years = (double)task->years;

    switch (task->reckoning) {
    case CT_RECKON_CAGR: return ct_cagr(x0, level, years);
    case CT_RECKON_CHANGE: return (level - x0) / years;
    case CT_RECKON_DIFFERENCE: return level - x0;
    case CT_RECKON_MULTIPLE: return x0 > 0 ? level / x0 : NAN;
    case CT_RECKON_GROWTH: return x0 > 0 ? 100 * (level / x0 - 1) : NAN;
    default: return level;
    }
}

double ct_task_gap(const ct_task *task, double value)
{
    double low = fmin(task->near, task->far), high = fmax(task->near, task->far);

    if (task->sign != 0) return task->sign * (value - task->near);
    return value < low ? value - low : value > high ? value - high : isnan(value) ? NAN : 0;
}

double ct_task_gap_percent(const ct_task *task, double difference)
{
    bool amount =
        task->amount && (task->reckoning == CT_RECKON_LEVEL || task->reckoning == CT_RECKON_SUM || task->reckoning == CT_RECKON_MEAN);

    return amount && task->near != 0 ? 100 * difference / fabs(task->near) : NAN;
}

/* A growth rate between two values, with the reason where there is none. */
static double rate(ct_task *task, double a, double b, long years)
{
    double found = ct_cagr(a, b, (double)years);

    if (isnan(found) && years > 0) ct_task_reason(task, CT_REASON_ZERO_BASE);
    return found;
}

/* From x1 to the goal in the years left; nothing more is asked once the goal is met. */
static void require(ct_task *task, double goal, double *rate_left, double *step_left)
{
    const ct_point *latest = task->latest;
    long left = task->end - latest->period;
    bool met = task->sign != 0 && task->sign * (latest->value - goal) >= 0;

    if (left <= 0 || task->closed) return;
    *step_left = met ? 0 : (goal - latest->value) / (double)left;
    if (task->geometric) *rate_left = met ? 0 : rate(task, latest->value, goal, left);
}

/* When the goal is passed at the pace so far, and how many years ahead of the straight line the latest value is. */
static void time_to(ct_task *task, double goal)
{
    const ct_point *base = task->base, *latest = task->latest;
    ct_assessment *row = task->row;
    double year;

    if (task->sign * (latest->value - goal) < 0) { /* once it is met there is nothing to wait for */
        year = isfinite(row->rate_observed) ? ct_attainment_geometric(latest->value, (double)latest->period, row->rate_observed, goal)
                                            : ct_attainment_linear(latest->value, (double)latest->period, row->step_observed, goal);
        if (year < (double)task->end + FARTHEST) row->attainment_year = year;
    }
    if (base != NULL && latest->period > base->period && isfinite(row->share_done))
        row->time_distance =
            ct_time_distance(base->value, (double)base->period, latest->value, (double)latest->period, goal, (double)task->end);
}

/* Everything about the way from the base to a goal at the end: what all forms that end at one year's value share. */
static void way_to(ct_task *task, double goal, double far_goal)
{
    const ct_point *base = task->base, *latest = task->latest;
    ct_assessment *row = task->row;
    double far_rate = NAN, far_step = NAN;

    if (task->n_points == 1) ct_task_reason(task, CT_REASON_ONE_POINT);
    if (base == NULL) ct_task_reason(task, CT_REASON_NO_BASE);
    if (base != NULL) {
        long whole = task->end - base->period, elapsed = latest->period - base->period;

        row->share_expected = 100 * (double)elapsed / (double)whole;
        row->step_planned = (goal - base->value) / (double)whole;
        if (task->geometric) row->rate_planned = rate(task, base->value, goal, whole);
        if (task->sign * (base->value - goal) > 0 || base->value == goal)
            ct_task_reason(task, CT_REASON_AT_TARGET);
        else
            row->share_done = ct_share_done(base->value, latest->value, goal);
        if (elapsed > 0) {
            row->step_observed = (latest->value - base->value) / (double)elapsed;
            if (task->geometric) row->rate_observed = rate(task, base->value, latest->value, elapsed);
        } else {
            ct_task_reason(task, CT_REASON_NO_VALUE);
        }
    }
    time_to(task, goal);
    require(task, goal, &row->rate_required, &row->step_required);
    if (far_goal == goal) return;
    require(task, far_goal, &far_rate, &far_step);
    row->required_high = task->geometric ? far_rate : far_step;
    row->step_required_high = far_step;
}

static void progress_level(ct_task *task)
{
    task->row->achieved = task->latest->value;
    if (task->sign == 0) return; /* distance only */
    way_to(task, task->near, task->far);
}

/* Mean yearly change and average growth of a level are demands on the value at the end, counted from exactly the year before the period. */
static bool has_exact_base(ct_task *task)
{
    if (task->base != NULL && task->base->period == task->start - 1) return true;
    task->base = NULL;
    ct_task_reason(task, CT_REASON_NO_BASE);
    return false;
}

/* A change, a multiple or a growth counted from one year: the way to the level it comes to. */
static void progress_from_base(ct_task *task)
{
    ct_assessment *row = task->row;

    if (!has_exact_base(task)) return;
    if (task->reckoning != CT_RECKON_DIFFERENCE && !(task->base->value > 0)) {
        ct_task_reason(task, CT_REASON_ZERO_BASE);
        return;
    }
    way_to(task, ct_task_level(task, task->near), ct_task_level(task, task->far));
    if (task->latest->period > task->base->period) row->achieved = ct_task_figure(task, task->latest->value);
}

static void progress_change(ct_task *task)
{
    ct_assessment *row = task->row;

    if (!has_exact_base(task)) return;
    double x0 = task->base->value, years = (double)task->years;
    way_to(task, x0 + years * task->near, x0 + years * task->far);
    row->achieved = row->step_observed;
}

static void progress_cagr(ct_task *task)
{
    ct_assessment *row = task->row;

    if (!has_exact_base(task)) return;
    double x0 = task->base->value, years = (double)task->years;
    way_to(task, ct_grow(x0, task->near, years), ct_grow(x0, task->far, years));
    row->achieved = row->rate_observed;
}

static void progress_average(ct_task *task)
{
    ct_assessment *row = task->row;
    double secured = ct_secured_average(task->years, task->known, task->k);
    double index = ct_grow(100, secured, (double)task->years), goal = ct_grow(100, task->near, (double)task->years);

    row->achieved = row->rate_observed = ct_average_geometric(task->known, task->k);
    row->step_observed = ct_average_arithmetic(task->known, task->k);
    row->rate_planned = row->step_planned = task->near;
    row->rate_required = ct_required_geometric(task->near, task->years, task->known, task->k);
    row->step_required = ct_required_arithmetic(task->near, task->years, task->known, task->k);
    row->secured = secured;
    if (task->far != task->near) {
        row->required_high = ct_required_geometric(task->far, task->years, task->known, task->k);
        row->step_required_high = ct_required_arithmetic(task->far, task->years, task->known, task->k);
    }
    row->share_expected = 100 * (double)task->k / (double)task->years;
    if (goal > 100)
        row->share_done = ct_share_done(100, index, goal),
        row->time_distance = (row->share_done - row->share_expected) / 100 * (double)task->years;
    else
        ct_task_reason(task, CT_REASON_AT_TARGET);                                                     /* no growth asked */
    if (task->k < task->years && isnan(row->rate_required)) ct_task_reason(task, CT_REASON_ZERO_BASE); /* nothing is left to grow */
}

/* Sums, and means of yearly values, which are sums divided by the years. */
static void progress_sum(ct_task *task)
{
    ct_assessment *row = task->row;
    size_t left = task->years - task->k;
    bool sum = task->reckoning == CT_RECKON_SUM;
    double years = (double)task->years, mean = ct_average_arithmetic(task->known, task->k);
    double near = sum ? task->near / years : task->near, far = sum ? task->far / years : task->far; /* a year */
    double total = task->k > 0 ? mean * (double)task->k : 0, last = task->k > 0 ? task->known[task->k - 1] : NAN;

    row->achieved = sum ? total : mean;
    row->step_observed = mean;
    row->step_planned = near;
    row->step_required = ct_required_arithmetic(near, task->years, task->known, task->k);
    if (sum && task->sign > 0 && left > 0 && total >= task->near) row->step_required = 0; /* reached: nothing more is asked */
    row->share_expected = 100 * (double)task->k / years;
    if (task->far != task->near)
        row->required_high = row->step_required_high = ct_required_arithmetic(far, task->years, task->known, task->k);
    if (!task->amount) return;
    if (near != 0) {
        row->share_done = 100 * total / (near * years);
        row->time_distance = (row->share_done - row->share_expected) / 100 * years;
    }
    if (near == 0 || (left > 0 && task->k > 0 && !(last > 0))) ct_task_reason(task, CT_REASON_ZERO_BASE);
    row->rate_required = total >= near * years ? NAN : ct_required_constant_growth(last, near * years - total, left);
    if (task->far != task->near)
        row->required_high = total >= far * years ? NAN : ct_required_constant_growth(last, far * years - total, left);
}

static void progress_each_year(ct_task *task)
{
    ct_assessment *row = task->row;
    double worst = NAN;
    size_t met = 0;

    if (task->k > 0 && task->sign == 0) row->achieved = task->known[task->k - 1];
    if (task->k == 0 || task->sign == 0) return;
    for (size_t i = 0; i < task->k; i++) {
        worst = task->sign > 0 ? fmin(worst, task->known[i]) : fmax(worst, task->known[i]);
        met += task->sign * (task->known[i] - task->near) >= 0;
    }
    row->achieved = worst;
    row->share_expected = 100;
    row->share_done = 100 * (double)met / (double)task->k;
}

void ct_task_progress(ct_task *task)
{
    ct_assessment *row = task->row;
    bool yearly = ct_reckoning_yearly(task->reckoning);

    if (task->sign == 0) ct_task_reason(task, CT_REASON_NO_DIRECTION);
    if (task->latest == NULL || (yearly && (task->gap || task->k == 0))) ct_task_reason(task, CT_REASON_NO_VALUE);
    if (task->latest == NULL || (yearly && task->gap && task->reckoning != CT_RECKON_EACH_YEAR)) return;
    switch (task->reckoning) {
    case CT_RECKON_LEVEL: progress_level(task); break;
    case CT_RECKON_AVERAGE: progress_average(task); break;
    case CT_RECKON_CAGR: progress_cagr(task); break;
    case CT_RECKON_CHANGE: progress_change(task); break;
    case CT_RECKON_MEAN:
    case CT_RECKON_SUM: progress_sum(task); break;
    case CT_RECKON_EACH_YEAR: progress_each_year(task); break;
    case CT_RECKON_DIFFERENCE:
    case CT_RECKON_MULTIPLE:
    case CT_RECKON_GROWTH: progress_from_base(task); break;
    }
    if (task->base != NULL && !yearly) {
        row->base_year = task->base->period;
        row->base_value = task->base->value;
    }
    row->gap_now = ct_task_gap(task, row->achieved);
    row->gap_now_percent = ct_task_gap_percent(task, row->gap_now);
}
