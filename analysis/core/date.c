#include "core/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int days_in(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* Exactly n digits at text; -1 otherwise. */
static int digits(const char *text, int n)
{
    int value = 0;

    for (int i = 0; i < n; i++) {
        if (!isdigit((unsigned char)text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

ct_error ct_date_parse(const char *text, ct_date *date)
{
    size_t length = strlen(text);
    int year = 0, month = 0, day = 0;

    if (length == 0) {
        *date = (ct_date){ 0 };
        return ct_ok();
    }
    if (length != 4 && length != 7 && length != 10) goto bad;
    year = digits(text, 4);
    if (year < 1900 || year > 2200) goto bad;
    if (length >= 7) {
        month = text[4] == '-' ? digits(text + 5, 2) : -1;
        if (month < 1 || month > 12) goto bad;
    }
    if (length == 10) {
        day = text[7] == '-' ? digits(text + 8, 2) : -1;
        if (day < 1 || day > days_in(year, month)) goto bad;
    }
    *date = (ct_date){ .year = (short)year, .month = (signed char)month, .day = (signed char)day };
    return ct_ok();
bad:
    return ct_fail(
        CT_EPARSE, 0,
        "'%s' is no date; write a year (2025), a month (2025-06) or a day (2025-06-30), from 1900 to 2200",
        text);
}

void ct_date_print(char out[CT_DATE_SIZE], ct_date date)
{
    if (date.year == 0)
        out[0] = '\0';
    else if (date.month == 0)
        snprintf(out, CT_DATE_SIZE, "%04d", date.year);
    else if (date.day == 0)
        snprintf(out, CT_DATE_SIZE, "%04d-%02d", date.year, date.month);
    else
        snprintf(out, CT_DATE_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
}

ct_date ct_date_year(int year)
{
    return (ct_date){ .year = (short)year };
}

int ct_date_compare(ct_date a, ct_date b)
{
    if (a.year != b.year) return a.year < b.year ? -1 : 1;
    if (a.month != b.month) return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

bool ct_date_ends_month(ct_date date)
{
    return date.day != 0 && date.day == days_in(date.year, date.month);
}
