#include "chart/lettering.h"

#include <string.h>

#include "core/vietnamese.h"

/* Advance widths of DejaVu Sans in thousandths of an em, U+0020 to U+007E; read from the font's hmtx table.
 */
static const short SANS[] = { 318,  401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
                              636,  636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
                              1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
                              603,  787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
                              500,  613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
                              635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838 };

/* The same of Liberation Serif, which was made to the widths of Times New Roman. */
static const short SERIF[] = { 250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
                               500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
                               921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
                               556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
                               333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
                               500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541 };

/* Bold is this much wider on running Vietnamese text; letters with marks are allowed a little more, as many
 * of them are capitals whose fold is small. `other` is a letter of another script, `wide` one of two columns.
 */
typedef struct {
    const short *widths;
    double bold, marked, dash, other, wide;
} measures;
static const measures FACES[] = {
    [CT_FACE_SANS] = { SANS, 1.112, 1.04, 500, 840, 1100 },
    [CT_FACE_SERIF] = { SERIF, 1.06, 1.04, 500, 840, 1100 },
};
static const char ELLIPSIS[] = "…";

static double code_width(const measures *of, int code, const char *bytes, size_t used)
{
    char one[8] = "";
    int base;

    if (code >= 0x20 && code <= 0x7E) return of->widths[code - 0x20];
    if (code == 0x2013) return of->dash; /* the dash of ranges */
    base = ct_fold_code(code);
    if (base == 0) return 0;
    if (base >= 0x20 && base <= 0x7E) return of->widths[base - 0x20] * of->marked;
    memcpy(one, bytes, used < sizeof one ? used : sizeof one - 1);
    return ct_width(one) > 1 ? of->wide : of->other;
}

/* Bytes of text that fit in `width`, whole characters; *total is their width. */
static size_t fitting(ct_face face, const char *text, size_t n, double size, bool bold, double width,
                      double *total)
{
    const measures *of = &FACES[face];
    double factor = size / 1000 * (bold ? of->bold : 1), sum = 0;
    size_t i = 0;

    for (size_t used; i < n; i += used) {
        int code;
        used = ct_utf8_next(text + i, n - i, &code);
        double more = code_width(of, code, text + i, used) * factor;
        if (sum + more > width) break;
        sum += more;
    }
    *total = sum;
    return i;
}

ct_face ct_face_of(const char *font)
{
    static const char *const serifs[] = { "Times New Roman", "Times",           "Liberation Serif",
                                          "Tinos",           "TeX Gyre Termes", "Nimbus Roman" };

    for (size_t i = 0; font != NULL && i < sizeof serifs / sizeof *serifs; i++)
        if (strcmp(font, serifs[i]) == 0) return CT_FACE_SERIF;
    return CT_FACE_SANS;
}

double ct_text_width(ct_face face, const char *text, double size, bool bold)
{
    double total;

    fitting(face, text, strlen(text), size, bold, 1e300, &total);
    return total;
}

/* Bytes of the next line, at least one character: up to the last space that fits, or through a word that is
 * wider than a line. */
static size_t line_length(ct_face face, const char *text, size_t n, double size, bool bold, double width)
{
    double unused;
    size_t fits = fitting(face, text, n, size, bold, width, &unused), at = fits;
    int code;

    if (fits == n || text[fits] == ' ') return fits;
    while (at > 0 && text[at] != ' ') at--;
    if (at > 0) return at;
    return fits > 0 ? fits : ct_utf8_next(text, n, &code);
}

/* The last line that may be used: whole, or cut before an ellipsis. */
static char *last_line(ct_arena *arena, ct_face face, const char *text, size_t n, double size, bool bold,
                       double width)
{
    double unused, dots = ct_text_width(face, ELLIPSIS, size, bold);
    size_t fits;

    if (fitting(face, text, n, size, bold, width, &unused) == n) return ct_arena_strndup(arena, text, n);
    fits = fitting(face, text, n, size, bold, width - dots, &unused);
    while (fits > 0 && text[fits - 1] == ' ') fits--;
    return ct_arena_printf(arena, "%.*s%s", (int)fits, text, ELLIPSIS);
}

ct_error ct_text_wrap(ct_arena *arena, ct_face face, const char *text, double size, bool bold, double width,
                      size_t most, const char *const **lines, size_t *n)
{
    const char **list = ct_arena_array(arena, most, sizeof *list);
    size_t left = strlen(text), count = 0;

    *n = 0;
    *lines = list;
    if (list == NULL) return ct_no_memory();
    while (left > 0 && count < most) {
        bool last = count + 1 == most;
        size_t used = last ? left : line_length(face, text, left, size, bold, width);
        list[count] = last ? last_line(arena, face, text, left, size, bold, width)
                           : ct_arena_strndup(arena, text, used);
        if (list[count++] == NULL) return ct_no_memory();
        while (used < left && text[used] == ' ') used++;
        text += used;
        left -= used;
    }
    *n = count;
    return ct_ok();
}
