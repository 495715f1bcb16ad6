/* A series table in little memory: of each row only what projecting needs, in 16 bytes, and each name once.
 * Rows of one series may stand anywhere, years ascending; series keep the order in which they first appear.
 */
#ifndef CT_SERIES_STORE_H
#define CT_SERIES_STORE_H

#include <stdint.h>

#include "series/series.h"

typedef struct ct_store ct_store;

/* One series. Equal texts of one store are one pointer. */
typedef struct {
    const char *indicator, *scope, *breakdown, *unit;
    int32_t nature; /* ct_nature                                                                            */
    int32_t last_year; /* of all its rows so far, forecasts among them */
    uint32_t n; /* its results: values that are no document's own forecast, which must not steer ours   */
    uint32_t first, last; /* private: its first and last result */
    uint32_t sibling;     /* the next series of the same indicator and scope; CT_STORE_NONE: none     */
    uint32_t eldest;   /* the first series of the same indicator and scope; itself when it is that one      */
    uint32_t youngest; /* private: of the eldest, the last series of its indicator and scope    */
    uint32_t other; /* private: the same in another unit; CT_STORE_NONE: none                               */
    long line;      /* of its first row in the file                                                         */
} ct_stored_series;

#define CT_STORE_NONE UINT32_MAX /* no series; an enumeration holds no more than an int */

/** An empty store, the caller's; NULL on error. CT_ENOMEM
 * @param catalogue borrowed: tells which units convert; NULL: none is known, so a series has one */
CT_CHECKED ct_error ct_store_new(ct_store **out, const ct_catalogue *catalogue);
void ct_store_free(ct_store *store); /* NULL is fine */

/** Add a row of a series table; its text is copied. Its type is that of ct_row_take, the store and the row
 * first.
 * @return CT_OK; CT_EDATA with the line (a year that does not come after the series' last, another unit or
 * nature, a year or a number of rows beyond what is held); CT_ENOMEM */
CT_CHECKED ct_error ct_store_add(void *store, const void *point, long line);

/** Add every row of a series table. Errors as ct_store_add(). */
CT_CHECKED ct_error ct_store_add_table(ct_store *store, const ct_table *points);

/** How many series there are, and the i-th, borrowed until the next is added. */
size_t ct_store_count(const ct_store *store);
const ct_stored_series *ct_store_at(const ct_store *store, size_t i);

/** The place of the series in this unit, or CT_STORE_NONE. */
uint32_t ct_store_find(const ct_store *store, const char *indicator, const char *scope, const char *breakdown,
                       const char *unit);

/** The years and values of a series' results, in order. @param year, y  the caller's arrays of its n */
void ct_store_values(const ct_store *store, const ct_stored_series *series, double *year, double *y);

#endif
