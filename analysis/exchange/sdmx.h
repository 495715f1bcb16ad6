/* Series as an SDMX-CSV 2.0 data message: github.com/sdmx-twg/sdmx-csv,
 * data-message/docs/sdmx-csv-field-guide.md, aligned with SDMX 3.0.
 *
 * Columns: STRUCTURE, STRUCTURE_ID, ACTION ("I"), then the dimensions INDICATOR (catalogue id), REF_AREA
 * (scope), BREAKDOWN ("_T" for the total), UNIT_MEASURE, FREQ ("A"), TIME_PERIOD, the measure OBS_VALUE and
 * the attributes OBS_STATUS (code list CL_OBS_STATUS: A normal, P provisional, E estimated, F forecast, I
 * imputed, for derived values) and UNIT_MULT (the power of ten of the unit). UNIT_MEASURE is a dimension,
 * since an indicator may have a series in đồng and one in USD.
 *
 * Codes of scopes, breakdowns and units are their wording folded to A-Z, 0-9 and "_" ("tỉnh Bắc Giang" (Bắc
 * Giang province): TINH_BAC_GIANG); of two wordings that fold to one the later in the order of bytes gets "_"
 * and six digits of its SHA-256. Units convert to their base, as the catalogue has it: "tỷ đồng" (billion
 * dong) is VND with UNIT_MULT 9. */
#ifndef CT_EXCHANGE_SDMX_H
#define CT_EXCHANGE_SDMX_H

#include "catalogue/catalogue.h"
#include "core/lang.h"
#include "core/table.h"

typedef enum {
    CT_SDMX_ID,
    CT_SDMX_NAME,
    CT_SDMX_BOTH
} ct_sdmx_labels; /* codes; codes and names in columns of their own; "code: name" */
extern const char
    *const ct_sdmx_labels_words[]; /* "id" "name" "both" NULL, the field guide's option `labels` */

typedef struct {
    const ct_catalogue *catalogue;
    const char *structure; /* AGENCY:ID(VERSION) of the data flow; NULL: CT_SDMX_STRUCTURE */
    ct_sdmx_labels labels;
    ct_lang lang; /* of the names */
    char separator;
} ct_sdmx_options;

#define CT_SDMX_STRUCTURE "CHITIEU:ANNUAL_SERIES(1.0.0)"

/** Is it AGENCY:ID(VERSION) as SDMX identifiers are written? CT_EUSAGE with what is wrong. */
CT_CHECKED ct_error ct_sdmx_structure_check(const char *structure);

/** The message of a table of ct_series_schema. CT_EDATA with the row's line (a series with a year twice, or
 * torn apart; an indicator that is no SDMX id); CT_EUSAGE (the structure); CT_ENOMEM */
CT_CHECKED ct_error ct_sdmx_write(const ct_table *points, const ct_sdmx_options *options, ct_buffer *to);

#endif
