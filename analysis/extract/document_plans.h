/* Each bound document as a row of the plans table. */
#ifndef CT_EXTRACT_DOCUMENT_PLANS_H
#define CT_EXTRACT_DOCUMENT_PLANS_H

#include "extract/reading/passage.h"
#include "extract/reading/setting.h"
#include "extract/record/observation.h"
#include "extract/record/plan.h"

enum { CT_MOST_SECTIONS = 64 }; /* headings of aims remembered of one bound document */

/* Sections that a heading gives to aims: "II. MỤC TIÊU CHỦ YẾU ĐẾN NĂM 2025" (main targets for 2025). */
typedef struct {
    const ct_block *at[CT_MOST_SECTIONS];
    size_t n;
} ct_sections;

/** Remember a heading that makes targets of what it heads; the first ones win, and one twice is one. */
void ct_sections_keep(ct_sections *sections, const ct_block *heading);

/* A bound document that has been read. All is borrowed. */
typedef struct {
    const ct_knowledge *known;
    const ct_document *document;
    const ct_blocks *blocks;
    const ct_setting *setting;
    size_t first, end; /* its blocks                                     */
    bool alone;        /* nothing else is bound in the file              */
    const ct_sections *sections;
    const ct_table *observations; /* rows from `row` on are its own                 */
    size_t row;
} ct_bound;

/** Append its row. CT_ENOMEM */
CT_CHECKED ct_error ct_plans_add(ct_table *plans, const ct_bound *bound);

#endif
