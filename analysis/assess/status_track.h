/* The series that published status methods run on, for one target: the series itself, for average growth an
 * index from 100, for amounts over the period their running sum from 0, for a change or a growth from a base
 * the level it comes to. Not for other stages. */
#ifndef CT_ASSESS_STATUS_TRACK_H
#define CT_ASSESS_STATUS_TRACK_H

#include "assess/measures.h"
#include "assess/task.h"

typedef struct {
    ct_way way;
    bool usable;    /* base, latest and target are known */
    bool undefined; /* such a target has none, whatever its values: the methods' formulas have no meaning for
                       it */
    bool geometric; /* growth of it makes sense */
    bool percent;   /* its values lie in [0, 100] */
    double *t, *x; /* n values up to the latest, years ascending; room for those of the series and one more */
    size_t n, first; /* those from the base on begin at `first` */
} ct_status_track;

/** Take the series' own values up to the latest, and the way from the base to it.
 * @return false when there is no base, or nothing since */
bool ct_status_track_points(const ct_task *task, ct_status_track *track);

/** Run up the known years of the period, one by one: from 100 by growth rates, or from 0 by amounts.
 * @return false when none is known, or one between them is missing */
bool ct_status_track_run_up(const ct_task *task, bool growth, ct_status_track *track);

#endif
