#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "core/shown.h"
#include "core/vietnamese.h"

void ct_say(const char *format, ...)
{
    char line[4096];
    va_list args;

    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n < 0) return;
    size_t length = (size_t)n < sizeof line ? (size_t)n : ct_utf8_cut(line, sizeof line - 1);

    for (size_t i = 0; i + 1 < length; i++)
        if (line[i] == '\n') line[i] = ' '; /* of a file's name: the line is one */
    length = ct_shown(line, length);
    if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
    fwrite(line, 1, length, stderr);
}
