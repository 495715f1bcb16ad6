#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/messages.h"
#include "core/shown.h"
#include "core/vietnamese.h"

ct_error ct_ok(void)
{
    ct_error err; /* not zeroed as a whole: that was 7 % of the time of projecting a table */

    err.code = CT_OK;
    err.line = 0;
    err.file[0] = err.text[0] = err.vi[0] = '\0';
    return err;
}

/* Control characters would let a document move the user's cursor or retitle the terminal; and a message is
 * one line. */
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

static CT_PRINTF(4, 0) ct_error
    fail(ct_code code, long line, const ct_inner_text *inner, const char *format, va_list args)
{
    ct_error err = ct_ok();
    va_list again;

    err.code = code;
    err.line = line;
    va_copy(again, args);
    int length = vsnprintf(err.text, sizeof err.text, format, args);
    if (length < 0)
        memcpy(err.text, "an error without words", sizeof "an error without words");
    else if ((size_t)length >= sizeof err.text)
        end_in_dots(err.text, sizeof err.text);
    blunt(err.text);
    size_t in_vi = ct_message_write(err.vi, sizeof err.vi, format, again, inner);
    va_end(again);
    if (in_vi == 0) err.vi[0] = '\0';
    if (in_vi >= sizeof err.vi) end_in_dots(err.vi, sizeof err.vi);
    blunt(err.vi);
    return err;
}

ct_error ct_fail(ct_code code, long line, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ct_error err = fail(code, line, NULL, format, args);
    va_end(args);
    return err;
}

ct_error ct_fail_why(ct_code code, long line, const ct_error *why, const char *format, ...)
{
    const ct_inner_text inner = { why->text, why->vi[0] != '\0' ? why->vi : why->text };
    va_list args;

    va_start(args, format);
    ct_error err = fail(code, line, &inner, format, args);
    va_end(args);
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
