/* What was known at the end of a year: everything published later is left out. */
#ifndef CT_SERIES_AS_OF_H
#define CT_SERIES_AS_OF_H

#include "core/table.h"
#include "series/series.h"

/** Take out of a table of observations those of documents that report on a later year: the latest year among
 * a document's actual and estimated figures stands for its year of publication, which observations do not
 * carry; a document without such figures stays. Rows that are kept also lose nothing of what they say of
 * later years: targets and forecasts stay. */
CT_CHECKED ct_error ct_observations_as_of(ct_table *observations, long year);

/** Take out of a table of ct_history_schema the rows published later; without a year of publication, those
 * about a later year. */
void ct_history_as_of(ct_table *history, long year);

/** Take out of a table of ct_series_schema the later years. */
void ct_points_as_of(ct_table *points, long year);

#endif
