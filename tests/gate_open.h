/* Thresholds that hold nothing back: for tests of what is computed, not of what may be said. */
#ifndef CT_TESTS_GATE_OPEN_H
#define CT_TESTS_GATE_OPEN_H

#include "assess/thresholds.h"

static inline ct_thresholds gate_open(void)
{
    ct_thresholds open = ct_thresholds_default;

    open.few = 1;
    open.reach = 100;
    open.decided = 0;
    open.impossible = open.magnitude;
    return open;
}

#endif
