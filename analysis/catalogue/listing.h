/* The catalogue as tables: what it knows, in the columns of its own files, so that a table printed here can
 * be given back with --catalogue. */
#ifndef CT_CATALOGUE_LISTING_H
#define CT_CATALOGUE_LISTING_H

#include "catalogue/catalogue.h"
#include "core/table.h"

/* Columns of indicators.csv, units.csv and breakdowns.csv, without the notes that only people read; lists are
 * joined by '|'. */
extern const ct_schema ct_indicator_list_schema, ct_unit_list_schema, ct_breakdown_list_schema;

/* One wording and what it means: `of` is "indicator", "unit", "breakdown" or "abbreviation", `means` an id, a
 * name or the words it stands for. */
extern const ct_schema ct_wording_list_schema;

/** Append one indicator to a table of ct_indicator_list_schema. CT_ENOMEM */
CT_CHECKED ct_error ct_indicator_list(const ct_indicator *indicator, ct_table *table);

/** Append everything of a kind, in the order of the files; `table` is of the schema of that kind. CT_ENOMEM;
 * CT_EUSAGE (a table of another schema) */
CT_CHECKED ct_error ct_catalogue_list(const ct_catalogue *catalogue, ct_table *table);

#endif
