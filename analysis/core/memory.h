/* Has memory run out? */
#ifndef CT_CORE_MEMORY_H
#define CT_CORE_MEMORY_H

#include <stdbool.h>

#include "core/error.h"

/** Memory ran out here. For functions whose answer then looks like another: a lookup that could not fold its
 * word "finds nothing". Arenas and buffers call it for all who use them. It holds until the program ends,
 * whatever is freed afterwards, and is one flag for the process, since what was lost can be anywhere in what
 * is written later. */
void ct_memory_fail(void);

/** CT_ENOMEM once memory has run out: to be asked before a result is put where others see it. */
CT_CHECKED ct_error ct_memory_error(void);

/** For main(), before anything else is done: what jansson and libxml2 are refused is noted too. Where memory
 * runs out, the one says that a text is no JSON, the other gives half a page. Their allocators are one for
 * the process, so a library must not do this to whoever uses it. */
void ct_memory_watch(void);

#endif
