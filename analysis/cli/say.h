/* A line for the user while the work goes on. */
#ifndef CT_CLI_SAY_H
#define CT_CLI_SAY_H

#include "core/error.h"

/** Print a line on standard error, with its LF; what names and quotes bring along cannot act on the terminal.
 * Clears a line of progress first. */
void ct_say(const char *format, ...) CT_PRINTF(1, 2);

#endif
