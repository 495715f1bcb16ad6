#include "series/value.h"

#include <math.h>
#include <string.h>

#include "core/number.h"

double ct_value_tidy(double value)
{
    char text[CT_NUMBER_SIZE];
    double tidy = value;
    ct_error err;

    ct_number_table(text, value);
    err = ct_number_plain(text, &tidy);
    return err.code == CT_OK ? tidy : value; /* not a finite number: as it was */
}

bool ct_value_convert(const ct_catalogue *catalogue, double value, const char *from, const char *to,
                      double *out)
{
    const char *slash = strchr(to, '/');
    bool unsaid =
        slash != NULL && strlen(from) == (size_t)(slash - to) && strncmp(from, to, strlen(from)) == 0;

    if (!ct_unit_convert(catalogue, value, unsaid ? to : from, to, out)) return false;
    *out = ct_value_tidy(*out);
    return true;
}

const ct_unit *ct_value_unit(const ct_catalogue *catalogue, const char *stated, const char *own)
{
    enum { LONGEST = 200 };
    const char *slash = strchr(own, '/');
    size_t n = strlen(stated), m = slash != NULL ? strlen(slash) : 0;
    char whole[LONGEST];

    if (slash == NULL || strchr(stated, '/') != NULL) return ct_unit_find(catalogue, stated);
    if (n == 0 || n + m >= sizeof whole) return NULL;
    memcpy(whole, stated, n);
    memcpy(whole + n, slash, m + 1);
    return ct_unit_find(catalogue, whole);
}

double ct_value_slack(double stated)
{
    return 0.5 * pow(10, -ct_number_decimals(stated, 9));
}

bool ct_value_strays(double a, double b, double times)
{
    return a > 0 && b > 0 && (a > b * times || b > a * times);
}

bool ct_value_slips(double a, double b)
{
    double ratio = fmax(fabs(a), fabs(b)) / fmin(fabs(a), fabs(b));

    return fabs(ratio - 10) < 1e-9 || fabs(ratio - 100) < 1e-8;
}
