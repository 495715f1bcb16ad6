/* Extraction: the lines of a document to observations. Every decision rests on the catalogue's data files and
 * cues.csv. */
#ifndef CT_EXTRACT_EXTRACT_H
#define CT_EXTRACT_EXTRACT_H

#include "catalogue/catalogue.h"
#include "core/table.h"
#include "documents/document.h"
#include "extract/decisions/training.h"
#include "extract/record/observation.h"
#include "extract/record/plan.h"
#include "extract/record/trace.h"

/** What extraction knows, prepared once from the catalogue and its folder's cues.csv, wordings.csv and
 * confusions.csv; used for any number of documents. Immutable after ct_extractor_new() but for a private
 * cache, so one extractor serves one thread. */
typedef struct ct_extractor ct_extractor;

/** @param folder holds cues.csv (words that tell kind, period, qualifier, measure, what is no observation),
 * wordings.csv (more ways to name an indicator) and confusions.csv (what a scan makes of letters)
 *  @param catalogue borrowed: must outlive the extractor
 *  @return CT_OK; CT_EIO, CT_EPARSE naming file and line; CT_ENOMEM. *out is the caller's, NULL on error */
CT_CHECKED ct_error ct_extractor_new(ct_extractor **out, const ct_catalogue *catalogue, const char *folder);
void ct_extractor_free(ct_extractor *extractor); /* NULL is fine */

/* What extraction fills; NULL: not wanted (observations always are). */
typedef struct {
    ct_table *observations; /* of ct_observation_schema                       */
    ct_table *traces;       /* of ct_trace_schema: how each figure was read    */
    ct_table *plans;        /* of ct_plan_schema: the documents bound in it    */
    ct_training *training;  /* gets the features of the stage it asks for     */
} ct_extracted;

/** As ct_extract(), with everything that extraction can tell. */
CT_CHECKED ct_error ct_extract_all(ct_extractor *extractor, const ct_document *document, const char *scope,
                                   const ct_extracted *to);

/** Append every observation of a document to a table of ct_observation_schema, in the order of its lines.
 * @param scope the territory of figures that name none where the document's own title gives none; "" for
 * unknown
 * @param traces of ct_trace_schema, gets how each figure was read; NULL: not wanted
 * @param training gets the features of the stage it asks for; NULL: not wanted */
CT_CHECKED ct_error ct_extract(ct_extractor *extractor, const ct_document *document, const char *scope,
                               ct_table *observations, ct_table *traces, ct_training *training);

/** Is there a stage of decisions of this name, that ct_training_new() could be asked for ("words": what
 * becomes of a figure in examples.csv)? */
bool ct_extract_stage(const char *name);

#endif
