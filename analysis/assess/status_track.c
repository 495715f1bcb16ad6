#include "assess/status_track.h"

bool ct_status_track_points(const ct_task *task, ct_status_track *track)
{
    for (size_t i = 0; i < task->series->n; i++) {
        const ct_point *point = ct_point_at(task->points, task->series->first + i);

        if (point->status == CT_STATUS_FORECAST || point->period > task->latest->period) continue;
        track->t[track->n] = (double)point->period;
        track->x[track->n++] = point->value;
    }
    if (task->base == NULL || task->latest->period <= task->base->period) return false;
    while (track->t[track->first] < (double)task->base->period) track->first++;
    track->way.x0 = task->base->value;
    track->way.t0 = (double)task->base->period;
    track->way.x1 = task->latest->value;
    return true;
}

bool ct_status_track_run_up(const ct_task *task, bool growth, ct_status_track *track)
{
    double value = growth ? 100 : 0;

    if (task->gap || task->k == 0) return false;
    track->way.x0 = value;
    track->way.t0 = (double)(task->start - 1);
    for (size_t i = 0; i <= task->k; i++) {
        track->t[track->n] = (double)(task->start - 1) + (double)i;
        track->x[track->n++] = value;
        if (i < task->k) value = growth ? value * (1 + task->known[i] / 100) : value + task->known[i];
    }
    track->way.x1 = track->x[track->n - 1];
    return true;
}
