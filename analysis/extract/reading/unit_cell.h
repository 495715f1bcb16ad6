/* Units as tables write them: "Tr.đồng" (million dong), "1.000 con", "Nghìn tỷ đồng" (thousand billion dong),
 * "%". */
#ifndef CT_EXTRACT_UNIT_CELL_H
#define CT_EXTRACT_UNIT_CELL_H

#include "extract/reading/passage.h"

/** The unit that tokens from .. to - 1 are, beginning at the first of them. Words after it are let be.
 * @param unit its unit is in the arena; unit NULL where there is none
 * @return CT_OK; CT_ENOMEM */
CT_CHECKED ct_error ct_unit_written(const ct_span *span, ct_arena *arena, ct_mention *unit);

/** Is this a number that scales the unit after it: "1.000 con"? */
bool ct_unit_scales(const ct_span *span);

/** What a name says is counted: "Số giáo viên" (number of teachers) counts teachers, "Bệnh viện" (hospital)
 * hospitals. unit NULL where that is no known unit. */
void ct_unit_counted(const ct_span *span, ct_mention *unit);

/** The first unit of a name or head that stands in brackets or after a comma, colon or dash: "Sản lượng
 * (1.000 tấn)" (output, 1,000 tonnes). */
CT_CHECKED ct_error ct_unit_beside(const ct_span *span, ct_arena *arena, ct_mention *unit);

#endif
