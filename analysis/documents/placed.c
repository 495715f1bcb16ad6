/* Words that stand next to each other in a line, and what they look like. */
#include "documents/placed.h"

#include <string.h>

#include "core/vietnamese.h"

static bool is_digit(int code)
{
    return code >= '0' && code <= '9';
}

bool ct_placed_digits(const ct_placed *word)
{
    size_t digits = 0;

    for (size_t i = 0; i < word->len; i++) {
        digits += is_digit(word->text[i]);
        if (!is_digit(word->text[i]) && word->text[i] != '.' && word->text[i] != ',' && word->text[i] != '%')
            return false;
    }
    return digits > 0;
}

bool ct_placed_ordinal(const ct_placed *word)
{
    size_t digits = 0, roman = 0, n = word->len;
    const char *text = word->text;

    if (n > 1 && (text[n - 1] == '.' || text[n - 1] == ')')) n--;
    for (size_t i = 0; i < n; i++) {
        digits += is_digit(text[i]);
        roman += text[i] != '\0' && strchr("IVXLC", text[i]) != NULL;
    }
    return (digits == n && n <= 3) || (roman == n && n <= 5) ||
           (n == 1 && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z')));
}

/* Neither a digit, nor a blank, nor one of the signs and points, which Unicode keeps below the letters and in
 * U+2000..U+22FF. */
static bool is_letter(int code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || (code >= 0xC0 && code < 0x2000) ||
           code > 0x22FF;
}

/* "2021", "2021-2025", "2023/", and no letters: a time in a head, not a figure. */
static bool is_years(const char *text, size_t n)
{
    size_t years = 0;

    for (size_t i = 0; i < n;) {
        size_t digits = 0;
        while (i + digits < n && is_digit(text[i + digits])) digits++;
        if (digits > 0 && !ct_text_is_year(text + i, digits)) return false;
        years += digits > 0;
        i += digits > 0 ? digits : 1;
        if (digits > 0 && i + 1 < n && (text[i] == '.' || text[i] == ',') && is_digit(text[i + 1]))
            return false;
    }
    return years > 0;
}

bool ct_placed_figure(const ct_placed_line *line, const ct_piece *piece)
{
    const ct_placed *first = &line->words[piece->first];
    bool figure = false;

    for (size_t w = 0; w < piece->n; w++)
        for (size_t at = 0; at < first[w].len;) {
            int code;
            size_t from = at;
            at += ct_utf8_next(first[w].text + at, first[w].len - at, &code);
            if (is_letter(code)) return false;
            if (figure || !is_digit(code)) continue;
            if (is_years(first[w].text + from, first[w].len - from)) return false;
            figure = true;
        }
    return figure;
}

bool ct_placed_nothing(const ct_placed_line *line, const ct_piece *piece)
{
    const ct_placed *word = &line->words[piece->first];

    if (piece->n != 1) return false;
    for (size_t i = 0; i < word->len;) {
        int code;
        i += ct_utf8_next(word->text + i, word->len - i, &code);
        if (code != '-' && code != '.' && code != 0x2013 && code != 0x2014 && code != 0x2026 &&
            !(word->len == 1 && (code == 'x' || code == 'X')))
            return false;
    }
    return true;
}

/* Outside ASCII capitals and small letters alternate (U+1EA0 Ạ, U+1EA1 ạ), the small one odd, but for
 * Latin-1, where the small ones come last, and ơ and ư. */
bool ct_placed_small(const char *text, size_t n)
{
    int code = 0;

    while (n > 0 && strchr("(\"'", *text) != NULL) {
        text++;
        n--;
    }
    if (n == 0) return false;
    (void)ct_utf8_next(text, n, &code);
    if (code < 0x80) return code >= 'a' && code <= 'z';
    if (code < 0x100) return code >= 0xE0;
    if (code == 0x1B0 || code == 0x1A1) return true; /* ư ơ */
    if (code == 0x1AF || code == 0x1A0) return false;
    return ((code >= 0x100 && code < 0x180) || (code >= 0x1E00 && code < 0x1F00)) && code % 2 == 1;
}

/* "3.100 3.400": columns of figures may stand one blank apart; "12 100" is one figure. */
static bool parts_figures(const ct_placed *left, const ct_placed *right)
{
    bool group = right->len == 3 || (right->len > 4 && (right->text[3] == ',' || right->text[3] == '.'));

    if (!ct_placed_digits(left) || !ct_placed_digits(right)) return false;
    for (size_t i = 0; i < left->len && group; i++) group = is_digit(left->text[i]);
    for (size_t i = 0; i < 3 && i < right->len && group; i++) group = is_digit(right->text[i]);
    return !(group && left->len <= 3);
}

void ct_placed_cut(const ct_placed_line *line, bool ordinals, ct_pieces *out)
{
    out->n = 0;
    if (line->rule || line->n == 0) return;
    for (size_t i = 0; i < line->n; i++) {
        const ct_placed *word = &line->words[i];
        bool begins = i == 0 || word->x0 - word[-1].x1 >= line->gap || parts_figures(word - 1, word) ||
                      (i == 1 && ordinals && ct_placed_ordinal(word - 1));
        if (begins && out->n == CT_PLACED_PIECES) {
            out->n = 0;
            return;
        }
        if (begins) out->at[out->n++] = (ct_piece){ .x0 = word->x0, .first = i };
        out->at[out->n - 1].x1 = word->x1;
        out->at[out->n - 1].n = i + 1 - out->at[out->n - 1].first;
    }
}

/* ---- cells ---- */

static bool all_digits(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_digit(text[i]) && text[i] != '.' && text[i] != ',') return false;
    return n > 0;
}

void ct_cell_append(ct_buffer *cell, const ct_placed_line *line, const ct_piece *piece)
{
    const ct_placed *first = &line->words[piece->first];

    for (size_t i = 0; i < piece->n; i++) {
        const char *so_far = ct_buffer_string(cell);
        size_t n = cell->len;
        bool digit = first[i].len > 0 && is_digit(first[i].text[0]);
        bool joins = n > 1 && i == 0 &&
                     ((so_far[n - 1] == '-' && is_digit(so_far[n - 2]) && digit) ||
                      (so_far[n - 1] == '/' && so_far[n - 2] != ' '));
        if (n > 0 && !joins) { /* a number that wraps is told as lines: the builder joins it */
            bool number =
                i == 0 && piece->n == 1 && all_digits(so_far, n) && all_digits(first[i].text, first[i].len);
            ct_buffer_append(cell, number ? "\n" : " ", 1);
        }
        ct_buffer_append(cell, first[i].text, first[i].len);
    }
}
