/* Series as the source folder of an Open SDG site (open-sdg.readthedocs.io), which its build, sdg-build,
 * reads as it is: data/indicator_ID.csv   Year first, Value last, both numbers; between them Territory and
 * one column an axis of breakdowns, empty for the whole (the headline), then Units and Observation status
 * (SDMX's CL_OBS_STATUS) meta/ID.yml             names, unit, territory, sources; meta/en/ID.yml (or vi) the
 * same in the other language translations/LANG/data.yml, config_data.yml, metadata_schema.yml An ID is "ct-"
 * and the catalogue's with "-" for "_": the build takes files with a "-" only, and numbers of the UN's own
 * goals cannot be meant. The metadata says standalone: true. */
#ifndef CT_EXCHANGE_OPEN_SDG_H
#define CT_EXCHANGE_OPEN_SDG_H

#include "catalogue/catalogue.h"
#include "core/lang.h"
#include "core/table.h"

/* What an axis of breakdowns is called, a row of datasets/report/axes.csv; "breakdown" is that of breakdowns
 * the catalogue does not know, "territory" of places. */
typedef struct {
    const char *axis, *vi, *en;
} ct_axis_name;
extern const ct_schema ct_axis_schema;

typedef struct {
    const ct_catalogue *catalogue;
    const ct_table *axes; /* of ct_axis_schema */
    const char
        *scope;   /* the site's own territory, whose figures are the headlines; NULL: that of most values */
    ct_lang lang; /* the site's first language                                                         */
} ct_open_sdg_options;

/* Takes one file of the folder; the bytes are borrowed until it returns. */
typedef ct_error (*ct_put_file)(void *context, const char *name, const char *bytes, size_t n);

/** Give every file of the folder to `put`. CT_EDATA (no series; a series with a year twice or torn apart,
 * with the line; an indicator that is no file name); CT_ENOMEM; what `put` answered */
CT_CHECKED ct_error ct_open_sdg_write(const ct_table *points, const ct_open_sdg_options *options,
                                      ct_put_file put, void *context);

/** Append text as a double-quoted YAML scalar, the one quoting function of YAML. */
void ct_yaml_text(ct_buffer *to, const char *text);

#endif
