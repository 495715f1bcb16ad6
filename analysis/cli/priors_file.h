/* Which table of priors a command uses: the catalogue's, the user's own, or none. */
#ifndef CT_CLI_PRIORS_FILE_H
#define CT_CLI_PRIORS_FILE_H

#include "cli/command.h"
#include "cli/stages.h"

/* The option of every command that projects. */
#define CT_OPTION_PRIORS                                                                                     \
    {                                                                                                        \
        "priors", 0, "none|FILE",                                                                            \
            "mức biến động thường thấy ở các tỉnh khác: bảng riêng thay bảng có sẵn, hoặc none: không dùng", \
            "what other provinces' series tell: an own table in place of the program's, or none"             \
    }

/** Read the priors into stages->priors (NULL: none) and say in stages->priors_name which they are: "none", a
 * file, or "catalogue" with what stands beside a --catalogue file. Without --priors, and without a conf, they
 * are the rows of a priors.csv beside the user's --catalogue file, then those of the program's catalogue for
 * all other series.
 * @param folder, conf of chitieu.conf: a file in the folder or "none"; NULL or "": nothing said
 * @return CT_OK; CT_EIO; CT_EPARSE as ct_priors_read() */
CT_CHECKED ct_error ct_stages_priors(const ct_args *args, const char *folder, const char *conf,
                                     ct_stages *stages);

#endif
