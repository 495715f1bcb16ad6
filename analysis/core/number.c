#include "core/number.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 15 }; /* what a double holds exactly */

/* Digits of a Vietnamese whole part, "1234" or "1.234.567"; appends them to out and returns where it stopped, NULL when misgrouped. */
static const char *whole_part(const char *s, char *out, size_t *n)
{
    const char *start = s;

    while (isdigit((unsigned char)*s)) s++;
    size_t first = (size_t)(s - start);
    if (first == 0 || first > MOST_DIGITS) return NULL;
    memcpy(out, start, first);
    *n = first;
    if (*s != '.') return s;
    if (first > 3 || (start[0] == '0')) return NULL;
    while (*s == '.') {
        for (int i = 1; i <= 3; i++)
            if (!isdigit((unsigned char)s[i])) return NULL;
        if (isdigit((unsigned char)s[4]) || *n + 3 > MOST_DIGITS) return NULL;
        memcpy(out + *n, s + 1, 3);
        *n += 3;
        s += 4;
    }
    return s;
}

ct_error ct_number_vi(const char *text, double *value)
{
    char plain[MOST_DIGITS * 2 + 4];
    size_t at = 0, whole = 0, places = 0;
    const char *s = text;

    if (*s == '-') {
        plain[at++] = '-';
        s++;
    }
    s = whole_part(s, plain + at, &whole);
    if (s == NULL) goto bad;
    at += whole;
    if (*s == ',') {
        plain[at++] = '.';
        for (s++; isdigit((unsigned char)*s); s++) {
            if (whole + ++places > MOST_DIGITS) goto bad;
            plain[at++] = *s;
        }
        if (places == 0) goto bad;
    }
    if (*s != '\0') goto bad;
    plain[at] = '\0';
    *value = strtod(plain, NULL);
    return ct_ok();
bad:
    return ct_fail(CT_EPARSE, 0, "'%.40s' is no Vietnamese number; write 1.234,5 with '.' before groups of three and ',' before decimals",
                   text);
}

/* True when text is [+-]digits[.digits][e[+-]digits] and nothing else: strtod alone would take hexadecimal, inf, nan and leading space. */
static bool looks_plain(const char *s)
{
    bool any = false;

    if (*s == '-' || *s == '+') s++;
    for (; isdigit((unsigned char)*s); s++) any = true;
    if (*s == '.')
        for (s++; isdigit((unsigned char)*s); s++) any = true;
    if (!any) return false;
    if (*s == 'e' || *s == 'E') {
        s++;
        if (*s == '-' || *s == '+') s++;
        if (!isdigit((unsigned char)*s)) return false;
        while (isdigit((unsigned char)*s)) s++;
    }
    return *s == '\0';
}

ct_error ct_number_plain(const char *text, double *value)
{
    double got;

    if (!looks_plain(text))
        return ct_fail(CT_EPARSE, 0, "'%.40s' is no number; write it with a decimal point and without grouping: 1234.5", text);
    got = strtod(text, NULL);
    if (!isfinite(got)) return ct_fail(CT_EPARSE, 0, "%.40s is beyond the range of numbers", text);
    *value = got;
    return ct_ok();
}

ct_error ct_integer_plain(const char *text, long low, long high, long *value)
{
    char *end = NULL;
    long got = 0;
    bool digit = isdigit((unsigned char)text[0]) || (text[0] == '-' && isdigit((unsigned char)text[1]));

    errno = 0;
    if (digit) got = strtol(text, &end, 10);
    if (!digit || errno != 0 || *end != '\0' || got < low || got > high)
        return ct_fail(CT_EPARSE, 0, "'%.40s' is no whole number from %ld to %ld", text, low, high);
    *value = got;
    return ct_ok();
}

void ct_number_table(char out[CT_NUMBER_SIZE], double value)
{
    if (isnan(value))
        out[0] = '\0';
    else
        snprintf(out, CT_NUMBER_SIZE, "%.12g", value == 0 ? 0.0 : value); /* no "-0" */
}

/* The value times 10^decimals, rounded half away from zero as a person rounds the printed decimal: 2.675 has no exact double, yet it is
 * 2,68, so the rounding starts from 15 significant digits rather than from the bits. */
static double rounded(double value, int decimals)
{
    char digits[CT_NUMBER_SIZE];

    snprintf(digits, sizeof digits, "%.15g", fabs(value) * pow(10, decimals));
    return round(strtod(digits, NULL)) / pow(10, decimals);
}

void ct_number_people(char out[CT_NUMBER_SIZE], double value, int decimals, ct_lang lang)
{
    char plain[CT_NUMBER_SIZE];
    const char group = lang == CT_VI ? '.' : ',', point = lang == CT_VI ? ',' : '.';
    size_t at = 0;

    if (isnan(value)) {
        memcpy(out, "–", sizeof "–");
        return;
    }
    if (!isfinite(value) || fabs(value) >= 1e18) {
        snprintf(out, CT_NUMBER_SIZE, "%g", value);
        return;
    }
    if (decimals < 0) decimals = 0;
    if (decimals > 9) decimals = 9;
    double magnitude = rounded(value, decimals);
    snprintf(plain, sizeof plain, "%.*f", decimals, magnitude);
    const char *dot = strchr(plain, '.');
    size_t whole = dot != NULL ? (size_t)(dot - plain) : strlen(plain);
    if (value < 0 && magnitude > 0) out[at++] = '-';
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) out[at++] = group;
        out[at++] = plain[i];
    }
    if (dot != NULL) {
        out[at++] = point;
        for (dot++; *dot != '\0'; dot++) out[at++] = *dot;
    }
    out[at] = '\0';
}

int ct_number_decimals(double value, int max)
{
    for (int places = 0; places < max; places++)
        if (fabs(rounded(value, places) - fabs(value)) <= 1e-9 * fmax(1, fabs(value))) return places;
    return max;
}
