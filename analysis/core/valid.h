/* Text from outside, made fit to be stored: what a file name, a settings file or a document holds may be any
 * bytes. */
#ifndef CT_CORE_VALID_H
#define CT_CORE_VALID_H

#include "core/arena.h"

/** The text itself when it is UTF-8, else a copy in the arena with U+FFFD for each bad byte; NULL when out of
 * memory. */
const char *ct_valid(ct_arena *arena, const char *text);

#endif
