/* VNI for Windows: a letter and, behind it, a Latin-1 letter that stands for its marks; without its font it reads "Tyû leä hoä ngheøo" for
 * "Tỷ lệ hộ nghèo". A few letters are one code of their own. */
#include <string.h>

#include "core/vietnamese.h"
#include "documents/reader.h"

/* Of each mark its code as a small letter (that of capitals is 0x20 less) and what it makes of "a e o u y" and of "ơ ư"; NULL: nothing. */
static const struct {
    int code;
    const char *small[7], *capital[7];
} marks[] = {
    { 0xF9, { "á", "é", "ó", "ú", "ý", "ớ", "ứ" }, { "Á", "É", "Ó", "Ú", "Ý", "Ớ", "Ứ" } },
    { 0xF8, { "à", "è", "ò", "ù", "ỳ", "ờ", "ừ" }, { "À", "È", "Ò", "Ù", "Ỳ", "Ờ", "Ừ" } },
    { 0xFB, { "ả", "ẻ", "ỏ", "ủ", "ỷ", "ở", "ử" }, { "Ả", "Ẻ", "Ỏ", "Ủ", "Ỷ", "Ở", "Ử" } },
    { 0xF5, { "ã", "ẽ", "õ", "ũ", "ỹ", "ỡ", "ữ" }, { "Ã", "Ẽ", "Õ", "Ũ", "Ỹ", "Ỡ", "Ữ" } },
    { 0xEF, { "ạ", "ẹ", "ọ", "ụ", "ỵ", "ợ", "ự" }, { "Ạ", "Ẹ", "Ọ", "Ụ", "Ỵ", "Ợ", "Ự" } },
    { 0xE2, { "â", "ê", "ô" }, { "Â", "Ê", "Ô" } },
    { 0xE1, { "ấ", "ế", "ố" }, { "Ấ", "Ế", "Ố" } },
    { 0xE0, { "ầ", "ề", "ồ" }, { "Ầ", "Ề", "Ồ" } },
    { 0xE5, { "ẩ", "ể", "ổ" }, { "Ẩ", "Ể", "Ổ" } },
    { 0xE3, { "ẫ", "ễ", "ỗ" }, { "Ẫ", "Ễ", "Ỗ" } },
    { 0xE4, { "ậ", "ệ", "ộ" }, { "Ậ", "Ệ", "Ộ" } },
    { 0xEA, { "ă" }, { "Ă" } },
    { 0xE9, { "ắ" }, { "Ắ" } },
    { 0xE8, { "ằ" }, { "Ằ" } },
    { 0xFA, { "ẳ" }, { "Ẳ" } },
    { 0xFC, { "ẵ" }, { "Ẵ" } },
    { 0xEB, { "ặ" }, { "Ặ" } },
};

/* Letters of one code; what they look like is 0x20 less for capitals. */
static const struct {
    int code;
    const char *small, *capital;
} singles[] = {
    { 0xED, "í", "Í" }, { 0xEC, "ì", "Ì" }, { 0xE6, "ỉ", "Ỉ" }, { 0xF3, "ĩ", "Ĩ" }, { 0xF2, "ị", "Ị" },
    { 0xEE, "ỵ", "Ỵ" }, { 0xF1, "đ", "Đ" }, { 0xF4, "ơ", "Ơ" }, { 0xF6, "ư", "Ư" },
};

/* Which of the letters that take marks is this, in the order of the table? -1: none. */
static int base_of(int code, bool *capital)
{
    static const char small[] = "aeouy", large[] = "AEOUY";
    const char *at;

    *capital = code == 0xD4 || code == 0xD6 || (code >= 'A' && code <= 'Z');
    if (code == 0xF4 || code == 0xD4) return 5;
    if (code == 0xF6 || code == 0xD6) return 6;
    if (code <= 0 || code >= 0x80 || (at = strchr(*capital ? large : small, code)) == NULL) return -1;
    return (int)(at - (*capital ? large : small));
}

static const char *with_mark(int base, bool capital, int mark)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].code == mark || marks[i].code - 0x20 == mark) return capital ? marks[i].capital[base] : marks[i].small[base];
    return NULL;
}

static const char *alone(int code)
{
    for (size_t i = 0; i < sizeof singles / sizeof *singles; i++) {
        if (singles[i].code == code) return singles[i].small;
        if (singles[i].code - 0x20 == code) return singles[i].capital;
    }
    return NULL;
}

void ct_vni_decode(const char *text, size_t n, ct_buffer *to)
{
    for (size_t i = 0, used; i < n; i += used) {
        int code, mark = 0;
        bool capital;
        const char *letter = NULL;
        used = ct_utf8_next(text + i, n - i, &code);
        int base = base_of(code, &capital);
        if (base >= 0 && i + used < n) {
            size_t more = ct_utf8_next(text + i + used, n - i - used, &mark);
            letter = with_mark(base, capital, mark);
            if (letter != NULL) used += more;
        }
        if (letter == NULL) letter = alone(code);
        if (letter != NULL)
            ct_buffer_text(to, letter);
        else
            ct_buffer_append(to, text + i, used);
    }
}
