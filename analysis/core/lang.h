/* The language of what people read. It is an argument, never process state: the same run can print both, and
 * numbers in CSV and JSON stay untouched by it. */
#ifndef CT_CORE_LANG_H
#define CT_CORE_LANG_H

#include "core/error.h"

typedef enum { CT_VI, CT_EN } ct_lang;

/** One of two wordings; both are checked as formats where the result is one. */
__attribute__((format_arg(2), format_arg(3))) static inline const char *ct_l(ct_lang lang, const char *vi,
                                                                             const char *en)
{
    return lang == CT_VI ? vi : en;
}

/** What an error says, in a language; borrowed from the error. */
const char *ct_error_text(const ct_error *err, ct_lang lang);

/** "vi" or "en"; CT_EUSAGE for anything else. */
CT_CHECKED ct_error ct_lang_parse(const char *text, ct_lang *lang);

#endif
