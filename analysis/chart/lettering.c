#include "chart/lettering.h"

#include <string.h>

#include "core/vietnamese.h"

/* Advance widths of DejaVu Sans in thousandths of an em, U+0020 to U+007E; read from the font's hmtx table. */
static const short WIDTHS[] = { 318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
                                636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
                                575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
                                611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
                                278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838 };

/* Its bold is this much wider on running Vietnamese text; letters with marks are allowed a little more, as many of them are capitals whose
 * fold is small. */
static const double BOLD = 1.112, MARKED = 1.04;
static const char ELLIPSIS[] = "…";

static double code_width(int code, const char *bytes, size_t used)
{
    char one[8] = "";
    int base;

    if (code >= 0x20 && code <= 0x7E) return WIDTHS[code - 0x20];
    if (code == 0x2013) return 500; /* the dash of ranges */
    base = ct_fold_code(code);
    if (base == 0) return 0;
    if (base >= 0x20 && base <= 0x7E) return WIDTHS[base - 0x20] * MARKED;
    memcpy(one, bytes, used < sizeof one ? used : sizeof one - 1);
    return ct_width(one) > 1 ? 1100 : 840;
}

/* Bytes of text that fit in `width`, whole characters; *total is their width. */
static size_t fitting(const char *text, size_t n, double size, bool bold, double width, double *total)
{
    double factor = size / 1000 * (bold ? BOLD : 1), sum = 0;
    size_t i = 0;

    for (size_t used; i < n; i += used) {
        int code;
        used = ct_utf8_next(text + i, n - i, &code);
        double more = code_width(code, text + i, used) * factor;
        if (sum + more > width) break;
        sum += more;
    }
    *total = sum;
    return i;
}

double ct_text_width(const char *text, double size, bool bold)
{
    double total;

    fitting(text, strlen(text), size, bold, 1e300, &total);
    return total;
}

/* Bytes of the next line, at least one character: up to the last space that fits, or through a word that is wider than a line. */
static size_t line_length(const char *text, size_t n, double size, bool bold, double width)
{
    double unused;
    size_t fits = fitting(text, n, size, bold, width, &unused), at = fits;
    int code;

    if (fits == n || text[fits] == ' ') return fits;
    while (at > 0 && text[at] != ' ') at--;
    if (at > 0) return at;
    return fits > 0 ? fits : ct_utf8_next(text, n, &code);
}

/* The last line that may be used: whole, or cut before an ellipsis. */
static char *last_line(ct_arena *arena, const char *text, size_t n, double size, bool bold, double width)
{
    double unused, dots = ct_text_width(ELLIPSIS, size, bold);
    size_t fits;

    if (fitting(text, n, size, bold, width, &unused) == n) return ct_arena_strndup(arena, text, n);
    fits = fitting(text, n, size, bold, width - dots, &unused);
    while (fits > 0 && text[fits - 1] == ' ') fits--;
    return ct_arena_printf(arena, "%.*s%s", (int)fits, text, ELLIPSIS);
}

ct_error ct_text_wrap(ct_arena *arena, const char *text, double size, bool bold, double width, size_t most, const char *const **lines,
                      size_t *n)
{
    const char **list = ct_arena_array(arena, most, sizeof *list);
    size_t left = strlen(text), count = 0;

    *n = 0;
    *lines = list;
    if (list == NULL) return ct_no_memory();
    while (left > 0 && count < most) {
        bool last = count + 1 == most;
        size_t used = last ? left : line_length(text, left, size, bold, width);
        list[count] = last ? last_line(arena, text, left, size, bold, width) : ct_arena_strndup(arena, text, used);
        if (list[count++] == NULL) return ct_no_memory();
        while (used < left && text[used] == ' ') used++;
        text += used;
        left -= used;
    }
    *n = count;
    return ct_ok();
}
