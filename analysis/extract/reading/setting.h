/* Settings: what titles, dates and headings say of everything below them. */
#ifndef CT_EXTRACT_SETTING_H
#define CT_EXTRACT_SETTING_H

#include "extract/reading/block.h"
#include "extract/reading/resolve.h"

typedef struct {
    ct_setting *at;
    size_t n;
    size_t *of_block; /* index of each block's setting                  */
} ct_settings;

/** Find the documents bound in a file and what their titles say; in the arena. */
CT_CHECKED ct_error ct_settings_find(ct_arena *arena, const ct_knowledge *known, const ct_document *document,
                                     const ct_blocks *blocks, const char *scope, ct_settings *out);

/** What a heading or introduction gives to what follows it. */
ct_heading ct_heading_read(const ct_passage *passage, const ct_setting *setting, const ct_block *block);

#endif
