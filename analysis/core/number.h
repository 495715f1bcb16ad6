/* Numbers: the Vietnamese way of writing them, the machine's way, and printing for people. Nothing here reads
 * the locale. */
#ifndef CT_CORE_NUMBER_H
#define CT_CORE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"
#include "core/lang.h"

/** A whole Vietnamese number: '.' groups thousands, ',' is the decimal mark: "14,5" "1.234.567" "2.385,75"
 * "-1,3" "05". Nothing may stand before or after it. A lone group of other than three digits is a decimal in
 * clean text, so "1.9" is CT_EPARSE here: which reading is meant is for the caller, who sees the words around
 * it, to decide.
 * @param value untouched on error
 * @return CT_OK; CT_EPARSE (not such a number, more than 15 significant digits) */
CT_CHECKED ct_error ct_number_vi(const char *text, double *value);

/* What the numbers of a text say of how all of them are written. */
typedef struct {
    size_t english;    /* numbers that can only be 12,345.6; 2,200,000; 0.739 */
    size_t vietnamese; /* numbers that can only be 12.345,6; 2.200.000; 14,5  */
} ct_number_form;

/** Weigh the numbers of n bytes of text; those that are either ("1.250", "148,529") and those that may be a
 * date or an item count for none. */
void ct_number_weigh(ct_number_form *form, const char *text, size_t n);

/** Are they written the English way? Only when some can be nothing else and next to none are Vietnamese. */
bool ct_number_is_english(const ct_number_form *form);

/** The value of n bytes of digits with points, commas and apostrophes, as documents print it, slips included.
 * Vietnamese: points group when every group after the first has three digits, else a single point is a
 * decimal mark; the comma is a decimal mark, unless nothing else makes sense. English: commas group, the
 * point is the decimal mark. Superscript digits after "10" are its power.
 * @param digits how many digits it has
 * @return false, value untouched: no digits, or more than 15 */
bool ct_number_written(const char *text, size_t n, bool english, double *value, int *digits);

/** A whole machine number: decimal point, optional exponent, no grouping, no spaces; never hexadecimal, inf
 * or nan.
 * @return CT_OK; CT_EPARSE (not a number, or beyond a double) */
CT_CHECKED ct_error ct_number_plain(const char *text, double *value);

/** A whole decimal integer within [low, high]; CT_EPARSE otherwise, with a sentence that names the range. */
CT_CHECKED ct_error ct_integer_plain(const char *text, long low, long high, long *value);

enum { CT_NUMBER_SIZE = 64 }; /* room for any number printed below */

/** Print as tables do: at most 12 significant digits, decimal point, no grouping, shortest form; "" for NaN.
 * Same bytes for the same value everywhere; reading it back and printing again gives the same bytes. */
void ct_number_table(char out[CT_NUMBER_SIZE], double value);

/** Print for people: value rounded half away from zero to `decimals` places (0..9), grouped in threes:
 * Vietnamese 1.234,5; English 1,234.5. "–" for NaN. */
void ct_number_people(char out[CT_NUMBER_SIZE], double value, int decimals, ct_lang lang);

/** Rounded to `decimals` places (0..15), half away from zero, as a person rounds the printed decimal: 2.675
 * to 2.68. */
double ct_number_round(double value, int decimals);

/** Places after the point that show `value` as exactly as it was stated (0..max): 14.5 gives 1, 3895 gives 0.
 */
int ct_number_decimals(double value, int max);

#endif
