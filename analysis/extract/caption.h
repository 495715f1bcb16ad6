/* What stands around a table: units and kinds told above it, notes below it, and what names all of its
 * figures. */
#ifndef CT_EXTRACT_CAPTION_H
#define CT_EXTRACT_CAPTION_H

#include "extract/candidates/figure.h"

enum { CT_CAPTION_UNITS = 8 };

/* A unit told above the table, for all of it or for what the words before it name: "(Diện tích: ha; năng
 * suất: tạ/ha)" (area: hectares; yield: quintals a hectare). */
typedef struct {
    ct_span words; /* from == to: for all of it */
    ct_mention unit;
} ct_caption_unit;

typedef struct {
    ct_caption_unit units[CT_CAPTION_UNITS];
    size_t n_units;
    ct_segment words; /* what names all of its figures where no row or column does */
} ct_caption;

/** Read the blocks before the table's first, and the notes after its last; kinds that they tell go to the
 * table's columns. */
CT_CHECKED ct_error ct_caption_read(ct_window *window, const ct_printed_table *table, size_t first,
                                    size_t last, ct_caption *out);

/** A table without a caption that goes on from another, its heads told again, has the other's: take it. */
void ct_caption_carry(ct_caption *to, const ct_printed_table *table, const ct_caption *from,
                      const ct_printed_table *before);

/** The unit that is told for a column with these heads; NULL for none. */
const ct_mention *ct_caption_unit_of(const ct_caption *caption, const ct_head *column);

/** Add a span to a segment unless it is empty or the segment full. */
void ct_segment_add(ct_segment *to, const ct_span *span);

#endif
