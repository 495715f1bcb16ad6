/* The rules of the audit, for audit.c. Not for other stages. */
#ifndef CT_SERIES_RULES_H
#define CT_SERIES_RULES_H

#include "series/audit.h"
#include "series/key.h"

typedef struct {
    const ct_catalogue *catalogue;
    ct_arena *arena; /* working memory of one audit */
    ct_table *findings;
} ct_audit_state;

/** "structure-sum": shares of one structure, of the same document, scope, kind and period, that do not add to 100. */
CT_CHECKED ct_error ct_audit_structures(ct_audit_state *audit, const ct_table *observations);

/** "growth-against-levels": a stated growth rate that the two stated levels do not give. */
CT_CHECKED ct_error ct_audit_growth(ct_audit_state *audit, const ct_series_index *series, const ct_table *points);

/** "target-magnitude", "target-already-passed" and "pace": targets that the series makes look misread, too low or too high. */
CT_CHECKED ct_error ct_audit_targets(ct_audit_state *audit, const ct_series_index *series, const ct_table *points, const ct_table *targets);

#endif
