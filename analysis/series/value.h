/* Printed values: what rounding has done to them. */
#ifndef CT_SERIES_VALUE_H
#define CT_SERIES_VALUE_H

#include <stdbool.h>

#include "catalogue/catalogue.h"

/** True when the larger of two positive amounts is more than `times` the smaller: then they are not the same
 * thing in the same unit. */
bool ct_value_strays(double a, double b, double times);

/** Two values whose digits are the same but for the place of the point: 22 and 2.2. */
bool ct_value_slips(double a, double b);

/** Convert a stated value to an indicator's unit as ct_unit_convert() does. Of a unit per something
 * ("USD/người" (USD a head)) the documents often say only the first part ("4.550 USD"); that one, in exactly
 * the same magnitude, is taken as meant. The result is tidy. */
bool ct_value_convert(const ct_catalogue *catalogue, double value, const char *from, const char *to,
                      double *out);

/** The catalogue's unit that a stated one means where it does not convert to the indicator's `own`: of a unit
 * per something the documents often say only the first part, so "triệu đồng" (million dong) of an indicator
 * in "USD/người" (USD a head) is "triệu đồng/người" (million dong a head). A whole amount ("tỷ đồng" (billion
 * dong)) where there is no such unit per something, and a word the catalogue does not know, are NULL. */
const ct_unit *ct_value_unit(const ct_catalogue *catalogue, const char *stated, const char *own);

/** A value rounded to what tables print (12 significant digits): a unit's factor leaves no dust such as
 * 0.30000000000000004. */
double ct_value_tidy(double value);

/** Half a unit of the last printed digit of a value as stated: 13.1 gives 0.05. */
double ct_value_slack(double stated);

#endif
