/* Writing findings: what the stages of series/ share when they report a contradiction. Not for other stages.
 */
#ifndef CT_SERIES_FINDING_H
#define CT_SERIES_FINDING_H

#include "series/audit.h"

/* A piece of a sentence; longer text is cut after a whole character and ends in "...". */
typedef struct {
    char text[320];
} ct_wording;

/** A value with its unit as people read it: "155.000 tỷ đồng" (155,000 billion dong), "14.5 %". */
ct_wording ct_value_wording(double value, const char *unit, ct_lang lang);

/** "14 - 15 %"; one value where both ends are equal. */
ct_wording ct_range_wording(double low, double high, const char *unit, ct_lang lang);

/** "Tỷ lệ hộ nghèo (nông thôn), tỉnh Bắc Giang" (poverty rate, rural, Bắc Giang province). */
ct_wording ct_subject_wording(const ct_indicator *indicator, const char *scope, const char *breakdown,
                              ct_lang lang);

/** Append a finding; its texts are copied. NULL findings: nobody asks, nothing is kept.
 * @return CT_OK; CT_ENOMEM, also when text_vi or text_en is NULL, so that a caller may pass on a failed
 * printf */
CT_CHECKED ct_error ct_finding_add(ct_table *findings, const ct_finding *finding);

/** Fill rule, severity, indicator, value, unit and both texts of "out-of-bounds"; everything else is empty
 * and the caller's to fill. Texts in the arena. */
CT_CHECKED ct_error ct_finding_bounds(ct_arena *arena, const ct_indicator *indicator, double value,
                                      ct_finding *finding);

#endif
