#include "assess/reckoning.h"

/* Those that count from a base stand before those of the series' own values: a change of a share that the
 * catalogue knows as an indicator of its own is still a change. */
const ct_reckoning *const ct_reckonings[] = { &ct_reckoning_change,
                                              &ct_reckoning_cagr,
                                              &ct_reckoning_difference,
                                              &ct_reckoning_multiple,
                                              &ct_reckoning_growth,
                                              &ct_reckoning_level,
                                              &ct_reckoning_each_year,
                                              &ct_reckoning_average,
                                              &ct_reckoning_mean,
                                              &ct_reckoning_sum,
                                              NULL };

const ct_reckoning *ct_reckoning_choose(const ct_reckoning_case *of)
{
    for (size_t i = 0; ct_reckonings[i] != NULL; i++)
        if (ct_reckonings[i]->serves(of)) return ct_reckonings[i];
    return NULL;
}
