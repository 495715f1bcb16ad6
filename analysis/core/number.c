#include "core/number.h"

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 15 }; /* what a double holds exactly */

/* Digits of a Vietnamese whole part, "1234" or "1.234.567"; appends them to out and returns where it stopped,
 * NULL when misgrouped. */
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
    return ct_fail(
        CT_EPARSE, 0,
        "'%.40s' is no Vietnamese number; write 1.234,5 with '.' before groups of three and ',' before decimals",
        text);
}

/* How the digits of a number are parted. */
typedef struct {
    size_t points, commas;
    size_t first, last; /* digits before the first mark and after the last */
    bool threes;        /* three digits after every mark                   */
    char last_mark;     /* 0 without                                       */
    bool in_order;      /* one kind of mark, then at most one other at the end */
} parts;

static parts parts_of(const char *text, size_t n)
{
    parts p = { .threes = true, .in_order = true };
    size_t group = 0;

    for (size_t i = 0; i < n; i++) {
        if (text[i] != '.' && text[i] != ',') {
            group += isdigit((unsigned char)text[i]) != 0;
            continue;
        }
        if (p.points + p.commas == 0)
            p.first = group;
        else
            p.threes = p.threes && group == 3;
        if (p.last_mark != 0 && p.last_mark != text[i])
            p.in_order = p.in_order && (p.points == 0 || p.commas == 0);
        else if (p.points > 0 && p.commas > 0)
            p.in_order = false;
        p.points += text[i] == '.';
        p.commas += text[i] == ',';
        p.last_mark = text[i];
        group = 0;
    }
    p.last = group;
    return p;
}

/* 1 English, -1 Vietnamese, 0 either or no number. The last group of a number with both marks is its
 * decimals, of any length. */
static int form_of(const char *text, size_t n)
{
    parts p = parts_of(text, n);
    bool grouped = p.threes && p.first >= 1 && p.first <= 3 && text[0] != '0';

    if (p.last_mark == 0) return 0;
    if (p.points > 0 && p.commas > 0) {
        bool one = p.last_mark == '.' ? p.points == 1 : p.commas == 1;
        return !one || !p.in_order || !grouped ? 0 : p.last_mark == '.' ? 1 : -1;
    }
    if (p.points + p.commas > 1) return grouped && p.last == 3 ? (p.commas > 0 ? 1 : -1) : 0;
    if (p.commas == 1) return p.last != 3 || text[0] == '0' ? -1 : 0;
    return p.last == 3 && n == 5 && text[0] == '0'
               ? 1
               : 0; /* "13.45" is also a Vietnamese slip of the pen, or a day and a month */
}

void ct_number_weigh(ct_number_form *form, const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t start = i;
        while (i < n &&
               (isdigit((unsigned char)text[i]) || ((text[i] == '.' || text[i] == ',') && i > start)))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        size_t end = i;
        while (!isdigit((unsigned char)text[end - 1])) end--;
        unsigned char before = start > 0 ? (unsigned char)text[start - 1] : ' ';
        bool glued = isalnum(before) || before == '/' || before == '.' || before >= 0x80;
        int one = glued ? 0 : form_of(text + start, end - start);
        form->english += one > 0;
        form->vietnamese += one < 0;
    }
}

bool ct_number_is_english(const ct_number_form *form)
{
    enum { FAR_MORE = 10 };
    return form->english > 0 && form->vietnamese * FAR_MORE <= form->english;
}

/* "³" as 3; -1 for no superscript digit. *used is its bytes. */
static int superscript(const char *text, size_t n, size_t *used)
{
    static const struct {
        const char *text;
        int value;
    } low[] = { { "\xC2\xB9", 1 }, { "\xC2\xB2", 2 }, { "\xC2\xB3", 3 } };

    *used = 2;
    for (size_t i = 0; i < 3; i++)
        if (n >= 2 && memcmp(text, low[i].text, 2) == 0) return low[i].value;
    *used = 3;
    unsigned char last = n >= 3 && memcmp(text, "\xE2\x81", 2) == 0 ? (unsigned char)text[2] : 0;
    return last == 0xB0 || (last >= 0xB4 && last <= 0xB9) ? last - 0xB0 : -1;
}

/* The power that n bytes of superscript digits are; -1 for other bytes or one beyond 99. */
static int power_of(const char *text, size_t n)
{
    int power = 0;

    for (size_t i = 0, used = 0; i < n; i += used) {
        int digit = superscript(text + i, n - i, &used);
        if (digit < 0 || power > 9) return -1;
        power = power * 10 + digit;
    }
    return power;
}

/* The mark before the decimals of a number with these parts; 0 when it has none. */
static char decimal_mark(const parts *p, const char *text, bool english)
{
    if (english && p->points == 1 && (p->commas == 0 || p->last_mark == '.')) return '.';
    if (english && p->points == 0 && p->commas == 1 && p->last == 3 && p->first <= 3 && text[0] != '0')
        return 0;
    if (p->commas > 0) return p->commas == 1 ? ',' : 0;
    return p->points > 0 && p->last != 3 ? '.' : 0; /* of several points the last: "1.234.5" lost its comma */
}

/* Bytes of digits and the marks between them. */
static size_t written_length(const char *text, size_t n)
{
    size_t end = 0;

    while (end < n) {
        bool curly = n - end >= 3 && memcmp(text + end, "\xE2\x80\x99", 3) == 0;
        if (!curly && !isdigit((unsigned char)text[end]) &&
            (text[end] == '\0' || strchr(".,'", text[end]) == NULL))
            break;
        end += curly ? 3 : 1;
    }
    return end;
}

bool ct_number_written(const char *text, size_t n, bool english, double *value, int *digits)
{
    size_t end = written_length(text, n), decimals = end;
    int power = power_of(text + end, n - end);
    parts p = parts_of(text, end);
    char mark = decimal_mark(&p, text, english);
    double v = 0, scale = 0;

    *digits = 0;
    for (size_t i = 0; i < end; i++)
        if (mark != 0 && text[i] == mark) decimals = i;
    for (size_t i = 0; i < end; i++) {
        if (i == decimals) scale = 1;
        if (!isdigit((unsigned char)text[i])) continue;
        v = v * 10 + (text[i] - '0');
        scale *= 10;
        ++*digits;
    }
    if (*digits == 0 || *digits > MOST_DIGITS || power < 0) return false;
    v = scale > 1 ? v / scale : v;
    *value = end < n ? pow(v, power) : v;
    return true;
}

/* True when text is [+-]digits[.digits][e[+-]digits] and nothing else: strtod alone would take hexadecimal,
 * inf, nan and leading space. */
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

/* A sign, at most fifteen digits and a point among them: digits and power of ten are exact, so their quotient
 * is the double nearest to the decimal (Clinger, 1990), which is what strtod() gives. False leaves all else
 * to it. */
static bool read_short(const char *text, double *value)
{
    static const double powers[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
    bool negative = *text == '-', point = false;
    size_t n = 0, decimals = 0;
    uint64_t whole = 0;

    if (FLT_EVAL_METHOD != 0) return false; /* quotients of more bits would be rounded twice */
    if (*text == '-' || *text == '+') text++;
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        if (++n > MOST_DIGITS) return false;
        decimals += point;
        whole = whole * 10 + (uint64_t)(*text - '0');
    }
    if (*text != '\0' || n == 0) return false;
    *value = (double)whole / powers[decimals];
    if (negative) *value = -*value;
    return true;
}

ct_error ct_number_plain(const char *text, double *value)
{
    double got;

    if (read_short(text, value)) return ct_ok();
    if (!looks_plain(text))
        return ct_fail(CT_EPARSE, 0,
                       "'%.40s' is no number; write it with a decimal point and without grouping: 1234.5",
                       text);
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

/* 2.675 has no exact double, yet it is 2,68, so the rounding starts from 15 significant digits rather than
 * from the bits. */
static double rounded(double value, int decimals)
{
    char digits[CT_NUMBER_SIZE];

    snprintf(digits, sizeof digits, "%.15g", fabs(value) * pow(10, decimals));
    return round(strtod(digits, NULL)) / pow(10, decimals);
}

double ct_number_round(double value, int decimals)
{
    return copysign(rounded(value, decimals), value);
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
