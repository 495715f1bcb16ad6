/* The commands of the program, in the order that help and manual list them, and what stands in the help of
 * all of them. */
#ifndef CT_CLI_COMMANDS_H
#define CT_CLI_COMMANDS_H

#include "cli/command.h"

extern const ct_command *const ct_commands[]; /* ends with NULL */

/** The command of that name, or NULL. */
const ct_command *ct_command_find(const char *name);

/** Help of the whole program: the commands, in one line each. */
void ct_program_help(ct_lang lang, ct_buffer *to);

/** What the program is made of: one line, or, verbose, a table of each part with its version, licence and
 * use. */
void ct_version_print(bool verbose, ct_lang lang, ct_buffer *to);

#endif
