/* A date as documents state periods: a year, a month of a year, or a day. */
#ifndef CT_CORE_DATE_H
#define CT_CORE_DATE_H

#include <stdbool.h>

#include "core/error.h"

typedef struct {
    short year;        /* 1900..2200; 0: no date             */
    signed char month; /* 1..12; 0: the whole year      */
    signed char day;   /* 1..31; 0: the whole month     */
} ct_date;

enum { CT_DATE_SIZE = 32 };

/** "2025", "2023-06", "2023-06-30"; "" is no date. CT_EPARSE for anything else, also for 2023-02-30. */
CT_CHECKED ct_error ct_date_parse(const char *text, ct_date *date);

/** The same forms; "" for no date. */
void ct_date_print(char out[CT_DATE_SIZE], ct_date date);

/** A date of a whole year. */
ct_date ct_date_year(int year);

/** <0, 0, >0 by year, month, day; 0 sorts before any month or day. */
int ct_date_compare(ct_date a, ct_date b);

/** Is it the last day of its month? False for a month or a year. */
bool ct_date_ends_month(ct_date date);

#endif
