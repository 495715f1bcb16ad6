/* VIQR (RFC 1456): marks and tones are ASCII signs behind their vowel. The full stop and the question mark
 * are tones too; the RFC has the others written "\.", but many texts have not, so that one which ends a line
 * and its sentence is taken for what it looks like. */
#include <string.h>

#include "documents/encodings.h"

static int mark_of(int vowel, char sign)
{
    bool a = vowel == 'a', aeo = vowel == 'a' || vowel == 'e' || vowel == 'o',
         ou = vowel == 'o' || vowel == 'u';

    if (sign == '^' && aeo) return 0x302;
    if (sign == '(' && a) return 0x306;
    if ((sign == '+' || sign == '*') && ou) return 0x31B;
    return 0;
}

static int tone_of(char sign)
{
    switch (sign) {
    case '\'': return 0x301;
    case '`': return 0x300;
    case '?': return 0x309;
    case '~': return 0x303;
    case '.': return 0x323;
    default: return 0;
    }
}

static int small(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

static bool ends_line(const char *bytes, size_t n,
                      size_t at) /* and what comes next does not go on with the sentence */
{
    size_t i = at;

    while (i < n && strchr(" \t\r", bytes[i]) != NULL && bytes[i] != '\0') i++;
    if (i < n && bytes[i] != '\n' && bytes[i] != '\f') return false;
    while (i < n && strchr(" \t\r\n\f", bytes[i]) != NULL && bytes[i] != '\0') i++;
    return i == n || bytes[i] < 'a' || bytes[i] > 'z';
}

/* Whether the byte at i, behind a letter, is written as it is: a mark behind a backslash. */
static bool is_escaped(const char *bytes, size_t n, size_t i)
{
    return bytes[i] == '\\' && i + 1 < n &&
           (tone_of(bytes[i + 1]) != 0 || strchr("^(+*\\dD", bytes[i + 1]) != NULL);
}

void ct_viqr_decode(const char *bytes, size_t n, ct_buffer *to, size_t *replaced)
{
    for (size_t i = 0; i < n; i++) {
        int letter = small(bytes[i]);
        if (letter == 0) {
            ct_old_unknown(to, replaced);
            continue;
        }
        if (is_escaped(bytes, n, i)) {
            ct_buffer_append(to, bytes + ++i, 1); /* written as it is */
            continue;
        }
        if (letter == 'd' && i + 1 < n && small(bytes[i + 1]) == 'd') {
            ct_old_put(to, bytes[i] == 'D' ? 0x110 : 0x111);
            i++;
            continue;
        }
        ct_buffer_append(to, bytes + i, 1);
        if (strchr("aeiouy", letter) == NULL) continue;
        int mark = i + 1 < n ? mark_of(letter, bytes[i + 1]) : 0;
        if (mark != 0) {
            ct_old_put(to, mark);
            i++;
        }
        int tone = i + 1 < n ? tone_of(bytes[i + 1]) : 0;
        bool numeral = letter == 'i' && mark == 0 &&
                       (i == 0 || bytes[i - 1] == '\n' || bytes[i - 1] == ' '); /* "I. " heads a part */
        if (tone == 0 || (numeral && bytes[i + 1] == '.') ||
            (bytes[i + 1] == '.' && ends_line(bytes, n, i + 2)))
            continue;
        ct_old_put(to, tone);
        i++;
    }
}
