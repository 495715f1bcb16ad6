/* What several reckonings have in common. Each function fits a pointer of ct_reckoning (reckoning.h), or is
 * called from one. */
#ifndef CT_ASSESS_RECKONING_PARTS_H
#define CT_ASSESS_RECKONING_PARTS_H

#include "assess/reckoning.h"

/* ---- of every reckoning (parts_plain.c) ---- */

/** The unit of the series. */
const char *ct_plain_unit(const ct_target *target, const ct_series *series);

/** The number as it is: a figure that is a level, that of one year, or made of several. */
double ct_plain_figure(const ct_task *task, double figure);

/** NaN: the way to the target starts nowhere that is known. */
double ct_plain_origin(const ct_task *task);

/** 0: the figure is printed itself. */
double ct_plain_slack(const ct_task *task);

/** Half a unit of the last digit of the known year's value that shows most digits: trailing zeros do not
 * survive in a number. 0.5 without one. */
double ct_known_slack(const ct_task *task);

/* ---- of a figure that the value of the last year decides (parts_last_year.c) ---- */

/** Fill the columns about the way from the base to a level at the end.
 * @param far_goal that of the farther end of a range; `goal` where there is none */
void ct_way_to(ct_task *task, double goal, double far_goal);

/** The figure of the last of n values. */
double ct_last_come_to(const ct_task *task, const double *values, size_t n);

/** From the latest value to the level that the figure `end` comes to. */
double ct_last_path(const ct_task *task, const ct_path_place *place, double end);

/* ---- of a figure counted from one base year (parts_base.c) ---- */

/** The base's value; NaN: none. */
double ct_base_value(const ct_task *task);

/** Is the base of exactly the year before the period? Else the base is taken away, and that is the reason. */
bool ct_base_is_exact(ct_task *task);

/** "%". */
const char *ct_base_percent(const ct_target *target, const ct_series *series);

/** A difference's: the target's points where both are percentages, else the unit of the series. */
const char *ct_base_points(const ct_target *target, const ct_series *series);

/** The way from the base to the levels of the target's ends; the figure so far is that of the latest value.
 */
void ct_base_progress(ct_task *task);

/** The same, of a figure that is a ratio: it needs a base above 0. */
void ct_base_progress_ratio(ct_task *task);

/** What a ratio of two printed values may be off by; 0 where one of them is not above 0. */
double ct_base_slack_ratio(const ct_task *task);

/** What is known is the base. ct_base_known_positive() wants it above 0. */
bool ct_base_known(const ct_task *task, ct_outcome *outcome);
bool ct_base_known_positive(const ct_task *task, ct_outcome *outcome);

/** The growth of one year, in %, and the difference of two. NaN for a growth from nothing. */
double ct_over_year_growth(double before, double now);
double ct_over_year_step(double before, double now);

/** NaN: steps of the level have no place beside growth; 1: they are in the target's own unit. */
double ct_step_unit_none(const ct_task *task);
double ct_step_unit_own(const ct_task *task);

/** The series' own values, to the level of the nearer end. */
void ct_base_track(const ct_task *task, ct_status_track *track);

/* ---- of amounts of the years, added up (parts_amounts.c) ---- */

/** The sum of the years known; 0 when there are none. */
double ct_amounts_known(const ct_task *task);

/** Fill the columns about yearly amounts on the way to a sum. The figure so far is their mean. */
void ct_amounts_progress(ct_task *task);

/** What is known is the sum of the years known. */
bool ct_amounts_outcome(const ct_task *task, ct_outcome *outcome);

/** The sum of the years known and of the projected ones. */
double ct_amounts_projected(const ct_outcome *outcome, const ct_outcome_values *values);

/** The running sum from 0 to `whole`, the sum over the whole period that the nearer end asks for. */
void ct_amounts_track(const ct_task *task, ct_status_track *track, double whole);

/** The same amount every year, or the same growth of it, to `whole`, the sum over the whole period. */
double ct_amounts_path(const ct_task *task, const ct_path_place *place, double whole);

#endif
