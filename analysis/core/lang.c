#include "core/lang.h"

#include <string.h>

const char *ct_error_text(const ct_error *err, ct_lang lang)
{
    return lang == CT_VI && err->vi[0] != '\0' ? err->vi : err->text;
}

ct_error ct_lang_parse(const char *text, ct_lang *lang)
{
    if (strcmp(text, "vi") == 0) {
        *lang = CT_VI;
        return ct_ok();
    }
    if (strcmp(text, "en") == 0) {
        *lang = CT_EN;
        return ct_ok();
    }
    return ct_fail(CT_EUSAGE, 0, "'%s' is no language of this program; write vi or en", text);
}
