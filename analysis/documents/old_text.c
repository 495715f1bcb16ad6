/* What the decoders of the codes before Unicode share: the next code of a text, and letters put into UTF-8.
 */
#include <utf8proc.h>

#include "core/vietnamese.h"
#include "documents/encodings.h"

/* Unicode of Windows-1252 from 0x80 to 0x9F; 0: unused. */
static const unsigned short windows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

int ct_old_code(const char *bytes, size_t n, bool utf8, size_t *used)
{
    int code = (unsigned char)bytes[0];

    *used = 1;
    if (!utf8 || code < 0x80) return code;
    *used = ct_utf8_next(bytes, n, &code);
    for (int i = 0; i < 32 && code > 0xFF; i++)
        if (windows1252[i] == code) return 0x80 + i;
    return code;
}

void ct_old_put(ct_buffer *to, int code_point)
{
    char text[4];
    utf8proc_ssize_t n = utf8proc_encode_char(code_point, (utf8proc_uint8_t *)text);

    ct_buffer_append(to, text, (size_t)n);
}

void ct_old_unknown(ct_buffer *to, size_t *replaced)
{
    ct_buffer_text(to, "\xEF\xBF\xBD");
    ++*replaced;
}
