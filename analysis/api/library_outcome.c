/* How an error of the program is told to those who call it as a library. */
#include <string.h>

#include "api/library.h"

chitieu_status ct_api_end(ct_error err, chitieu_error *error)
{
    static const chitieu_status statuses[] = {
        [CT_OK] = CHITIEU_OK,         [CT_EUSAGE] = CHITIEU_EUSAGE, [CT_EIO] = CHITIEU_EIO,
        [CT_EPARSE] = CHITIEU_EPARSE, [CT_EDATA] = CHITIEU_EDATA,   [CT_ENUMERIC] = CHITIEU_ENUMERIC,
        [CT_ETOOL] = CHITIEU_ETOOL,   [CT_EUNREAD] = CHITIEU_ETOOL, [CT_ENOMEM] = CHITIEU_ENOMEM,
        [CT_EPART] = CHITIEU_EDATA
    };

    if (error == NULL) return statuses[err.code];
    memset(error, 0, sizeof *error);
    error->status = statuses[err.code];
    if (err.code == CT_OK) return CHITIEU_OK;
    error->line = err.line;
    memcpy(error->file, err.file, sizeof err.file);
    memcpy(error->en, err.text, sizeof err.text);
    memcpy(error->vi, err.vi[0] != '\0' ? err.vi : err.text,
           err.vi[0] != '\0' ? sizeof err.vi : sizeof err.text);
    return error->status;
}
