/* What figures mean before they make series: by which standard they are counted, and growth told as an index.
 * Not for other stages. */
#ifndef CT_SERIES_MEANING_H
#define CT_SERIES_MEANING_H

#include "series/cut_points.h"
#include "series/series.h"

/** Give figures that are counted by an older standard than others of the same indicator and scope a breakdown
 * of their own: poverty by the line of 2016-2020 ("chuẩn 2016-2020" (poverty line of 2016-2020)) is no
 * earlier value of poverty by that of 2022-2025. A figure takes the standard of its own words, else that of a
 * figure of the same thing right before it in the same line or the next. Standards whose years overlap are
 * one.
 * @param out the table with the changes, made from observations where *out is NULL and there is any; the
 * caller's
 * @return CT_OK; CT_ENOMEM */
CT_CHECKED ct_error ct_observations_by_standard(const ct_cut_points *cut_points, ct_arena *arena,
                                                const ct_table *observations, ct_table **out);

/** Turn growth told as an index into growth: "bằng 108,1 % so với năm 2022" (108.1 % of 2022) of an indicator
 * that is a growth rate, and what its words call an index of 100, is 8.1 %. *out as above. CT_OK; CT_ENOMEM.
 */
CT_CHECKED ct_error ct_observations_from_index(const ct_catalogue *catalogue, const ct_cut_points *cut_points,
                                               ct_arena *arena, const ct_table *observations, ct_table **out);

/** The whole of a structure, 100 % by definition: neither a value nor a target of anything. */
bool ct_is_whole(const ct_indicator *indicator, const ct_observation *row);

#endif
