/* Numbers, texts and rows as bytes, and back: how one process of this program hands what it found to another,
 * or to a later run of the same build. The form is that of the machine and of the structs of this build, so
 * it is no format of files for others: CSV and JSON are. What is read back is checked all the same: bytes
 * that end early, texts without their end and words that are not listed are CT_EDATA, never a read beyond
 * them. */
#ifndef CT_CORE_PACK_H
#define CT_CORE_PACK_H

#include <stddef.h>
#include <stdint.h>

#include "core/buffer.h"
#include "core/table.h"

void ct_pack_number(ct_buffer *to, uint64_t number);
void ct_pack_text(ct_buffer *to, const char *text); /* NUL-terminated, never NULL */

/** All rows, also those fields of the structs that are no columns; no pointer but those of text columns may
 * be among them. */
void ct_pack_rows(ct_buffer *to, const ct_table *table);

/* Where reading stands; borrowed bytes. */
typedef struct {
    const char *at;
    size_t left;
} ct_unpack;

/** Each reads what its counterpart above wrote. CT_EDATA when the bytes are no such thing; CT_ENOMEM.
 * @param most the largest number that is one here */
CT_CHECKED ct_error ct_unpack_number(ct_unpack *from, uint64_t most, uint64_t *number);
CT_CHECKED ct_error ct_unpack_text(ct_unpack *from, const char **text); /* borrowed from the bytes */

/** Append the rows, with their text in the table's arena; nothing is appended on error. */
CT_CHECKED ct_error ct_unpack_rows(ct_unpack *from, ct_table *to);

#endif
