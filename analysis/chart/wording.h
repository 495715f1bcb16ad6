/* Figures in words, the same in charts and reports. All append to a buffer; text from tables passes through
 * unescaped. */
#ifndef CT_CHART_WORDING_H
#define CT_CHART_WORDING_H

#include <stdbool.h>

#include "assess/assess.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/lang.h"

/** A figure without unit. A stated one keeps its places, at most two (four below 0.1); a computed one is
 * rounded to three significant digits, never before the point, without zeros at the end. "–" for NaN. */
void ct_figure_stated(ct_buffer *to, double value, ct_lang lang);
void ct_figure_computed(ct_buffer *to, double value, ct_lang lang);

/** A figure with its unit in its language, large amounts scaled: "13,85%", "1,5 triệu lượt khách" (1.5
 * million visits), "rank 13". "–" for NaN. CT_ENOMEM. */
CT_CHECKED ct_error ct_amount_text(ct_buffer *to, double value, const char *unit, bool stated, ct_lang lang);

/** low, or low–high, divided by divisor, with the sign of its qualifier and `suffix` after it: "14–15%", "≥
 * 99%". NaN high: low alone. */
void ct_range_text(ct_buffer *to, double low, double high, int qualifier, double divisor, const char *suffix,
                   ct_lang lang);

/** A target with its unit: "5.500–6.000 USD", "≤ 1%". CT_ENOMEM. */
CT_CHECKED ct_error ct_target_text(ct_buffer *to, double low, double high, int qualifier, const char *unit,
                                   ct_lang lang);

/** A difference without sign: "1,2 điểm %" (1.2 percentage points), "120 USD". CT_ENOMEM. */
CT_CHECKED ct_error ct_difference_text(ct_buffer *to, double difference, const char *unit, int measure,
                                       ct_lang lang);

/** A gap (negative: short of the target) in the words of its direction: "thiếu 1,2 điểm %" (1.2 percentage
 * points short), "vượt 120 USD" (120 USD over), "cao hơn mục tiêu 0,5 điểm %" (0.5 percentage points above
 * the target) where lower is better, "kém mục tiêu 3 bậc" (3 places behind the target) for ranks, "đúng mục
 * tiêu" (exactly the target) when it prints as zero. "–" for NaN. CT_ENOMEM. */
CT_CHECKED ct_error ct_gap_text(ct_buffer *to, double gap, const char *unit, int direction, int measure,
                                ct_lang lang);

/** "2021–2025", or one year; "" when both are 0. */
void ct_period_text(ct_buffer *to, long start, long end);

const char *ct_verdict_text(ct_verdict verdict, ct_lang lang); /* "–" for none */
const char *ct_verdict_shape(ct_verdict verdict); /* one character, a different one for each; "" for none */

/** A probability for people: whole percent, the ends left open ("< 1%"), and one more decimal where rounding
 * would reach a multiple of five from below: 49.7 % never reads as the 50 % from which on a target is met.
 * Nothing for a NaN. */
void ct_chance_text(ct_buffer *to, double p, ct_lang lang);

#endif
