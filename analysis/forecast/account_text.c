/* What the accounts of projections are written with. */
#include <math.h>

#include "core/number.h"
#include "forecast/account.h"

void ct_account_number(ct_buffer *to, ct_lang lang, double value, int width)
{
    char text[CT_NUMBER_SIZE];
    int before = isfinite(value) && value != 0 ? (int)floor(log10(fabs(value))) + 1 : 1, places = 4 - before;
    size_t shown = 0;

    if (isfinite(value) && (fabs(value) >= 1e15 || (value != 0 && fabs(value) < 1e-6))) {
        ct_buffer_printf(to, "%*.3e", width, value);
        return;
    }
    ct_number_people(text, value, places < 0 ? 0 : places > 9 ? 9 : places, lang);
    for (const char *c = text; *c != '\0'; c++) shown += ((unsigned char)*c & 0xC0) != 0x80;
    ct_buffer_text(to, " "); /* however long the numbers, they stay apart */
    for (shown++; shown < (size_t)width; shown++) ct_buffer_text(to, " ");
    ct_buffer_text(to, text);
}

void ct_account_plain(ct_buffer *to, const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        ct_buffer_append(to, (unsigned char)*c < 0x20 || *c == 0x7f ? "?" : c, 1);
}
