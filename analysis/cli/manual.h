/* Manual pages and completions of shells, from the tables that --help is printed from. */
#ifndef CT_CLI_MANUAL_H
#define CT_CLI_MANUAL_H

#include "cli/commands.h"

/** A manual page in roff (man macros): "chitieu" and each command are of section 1, "chitieu.conf" and
 * "chitieu-tables" of section 5. CT_EUSAGE for another name. */
CT_CHECKED ct_error ct_manual_page(const char *name, ct_lang lang, ct_buffer *to);

/** A completion script: "bash" or "zsh"; CT_EUSAGE for another shell. */
CT_CHECKED ct_error ct_completion(const char *shell, ct_lang lang, ct_buffer *to);

#endif
