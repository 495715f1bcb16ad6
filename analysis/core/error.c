#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/shown.h"
#include "core/vietnamese.h"

ct_error ct_ok(void)
{
    ct_error err; /* not zeroed as a whole: that was 7 % of the time of projecting a table */

    err.code = CT_OK;
    err.line = 0;
    err.file[0] = err.text[0] = '\0';
    return err;
}

/* Control characters would let a document move the user's cursor or retitle the terminal; and a message is one line. */
static void blunt(char *text)
{
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\n' || *at == '\t') *at = '?';
    text[ct_shown(text, strlen(text))] = '\0';
}

/* Cut an overlong sentence after a whole character. */
static void end_in_dots(char *text, size_t size)
{
    static const char dots[] = "...";
    size_t keep = ct_utf8_cut(text, size - sizeof dots);

    memcpy(text + keep, dots, sizeof dots);
}

ct_error ct_fail(ct_code code, long line, const char *format, ...)
{
    ct_error err = { .code = code, .line = line };
    va_list args;

    va_start(args, format);
    int length = vsnprintf(err.text, sizeof err.text, format, args);
    va_end(args);
    if (length < 0)
        memcpy(err.text, "an error without words", sizeof "an error without words");
    else if ((size_t)length >= sizeof err.text)
        end_in_dots(err.text, sizeof err.text);
    blunt(err.text);
    return err;
}

ct_error ct_no_memory(void)
{
    return ct_fail(CT_ENOMEM, 0, "out of memory; close other programs or give it smaller files");
}

ct_error ct_in(ct_error err, const char *file)
{
    if (err.code == CT_OK || err.file[0] != '\0') return err;
    int length = snprintf(err.file, sizeof err.file, "%s", file);
    if (length >= (int)sizeof err.file) end_in_dots(err.file, sizeof err.file);
    blunt(err.file);
    return err;
}
