/* What one document gives: its facts and its rows, as bytes that a worker hands to us and the cache keeps,
 * and back. */
#ifndef CT_CLI_PART_H
#define CT_CLI_PART_H

#include "cli/stages.h"
#include "core/pack.h"

/* The rows of one document, its own; traces: NULL when none are wanted. */
typedef struct {
    ct_table *observations, *plans, *traces;
} ct_part;

CT_CHECKED ct_error ct_part_new(ct_part *part, bool traces);
void ct_part_free(ct_part *part);

/** Append a document that was read, and what was found in it. */
void ct_part_pack(ct_buffer *to, const ct_document *document, const ct_part *part);

/** Append why a document could not be read. */
void ct_part_pack_fault(ct_buffer *to, const ct_error *fault);

/** Take such bytes: the rows come behind those of the stages, and `input` gets what the record says of the
 * document, but for its path, in the arena.
 * @param fault why it could not be read; CT_OK when it was
 * @return CT_OK; CT_EDATA (damaged: nothing was taken); CT_ENOMEM */
CT_CHECKED ct_error ct_part_unpack(const char *bytes, size_t n, ct_arena *arena, ct_stages *stages,
                                   ct_input *input, ct_error *fault);

#endif
