/* Results under a wrong year, told by their own ratio to plan. Not for other stages. */
#ifndef CT_SERIES_MISDATED_H
#define CT_SERIES_MISDATED_H

#include "series/audit.h"
#include "series/cut_points.h"

/** "Thu ngân sách năm 2022 ước đạt 15.295 tỷ đồng, bằng 101,7 % dự toán" (revenue of 2022 estimated at 15,295
 * billion, 101.7 % of the plan), where the plan of 2023 is 15,043: 15,295 / 15,043 is the stated ratio, and
 * no plan stated for 2022 gives it. Such a result, and its ratio, are of the plan's year.
 * @param out a copy of the observations with the years put right, the caller's; NULL where nothing is to be
 * put right
 * @param findings gets a note for each ("misdated"); NULL: not wanted */
CT_CHECKED ct_error ct_observations_redate(const ct_catalogue *catalogue, ct_arena *arena,
                                           const ct_table *observations, ct_table *findings, ct_table **out);

#endif
