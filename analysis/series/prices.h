/* Amounts at constant prices, told from those at the prices of the time. Not for other stages. */
#ifndef CT_SERIES_PRICES_H
#define CT_SERIES_PRICES_H

#include "series/series.h"

/** "Giá trị sản xuất công nghiệp (giá so sánh 2010) tăng khoảng 26 %/năm và đạt khoảng 2.200.000 tỷ đồng"
 * (industrial output, at 2010 prices, grows by 26 % a year and reaches 2,200,000 billion): the amount is
 * another thing than one at current prices. Its breakdown gets the words "giá so sánh" (constant prices), so
 * that neither series nor targets ever join the two. Indicators that are at constant prices by their own
 * definition stay as they are.
 * @param out the observations themselves when not NULL (a copy made before, changed in place), else a copy
 * where one row needs it; the caller's */
CT_CHECKED ct_error ct_observations_price(const ct_catalogue *catalogue, const ct_cut_points *cut_points,
                                          ct_arena *arena, const ct_table *observations, ct_table **out);

#endif
