/* Axes computed apart from drawing: round ticks, years that fit, and the scale word of large amounts. */
#ifndef CT_CHART_AXIS_H
#define CT_CHART_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "core/lang.h"

enum { CT_MAX_TICKS = 32 };

typedef struct {
    double at[CT_MAX_TICKS];
    size_t n;
    int decimals; /* places that show the step exactly */
} ct_ticks;

/** Round ticks inside [low, high]: multiples of 1, 2 or 5 times a power of ten (also of 25, 250, ...), about
 * `want` of them (2..12).
 * @param whole no step below 1, for ranks
 * @return CT_OK; CT_EDATA (a bound not finite, low >= high) */
CT_CHECKED ct_error ct_ticks_choose(double low, double high, size_t want, bool whole, ct_ticks *ticks);

/** The step between labelled years, 1, 2, 5 or ten times these, so that at most `most` (1 or more) of
 * first..last carry a label. */
long ct_years_step(long first, long last, size_t most);

/* Values divided by `divisor` are in `words`. */
typedef struct {
    double divisor;    /* a power of ten, 1 or more       */
    const char *words; /* "triệu lượt khách" (million visits), "million visits" */
} ct_scale;

/** Scale amounts as people say them: 1500000 lượt khách is 1,5 triệu lượt khách, 155000 tỷ đồng is 155 nghìn
 * tỷ đồng. Amounts below 100.000 stay as they are (below 10.000 where the unit already holds one scale word
 * and the next is one word: 25000 triệu USD is 25 tỷ USD).
 * @param unit    a unit of the catalogue, in Vietnamese; unknown words stay as they are in English too
 * @param largest the largest magnitude to be shown, finite
 * @return CT_OK; CT_ENOMEM. Words live in the arena. */
CT_CHECKED ct_error ct_scale_choose(ct_arena *arena, const char *unit, double largest, ct_lang lang,
                                    ct_scale *scale);

/** True for %, %/năm and the like: differences of such values are in percentage points. */
bool ct_unit_is_percent(const char *unit);

#endif
