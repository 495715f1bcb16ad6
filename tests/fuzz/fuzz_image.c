/* What gnuplot leaves to do, on hostile images: 'S' an SVG, 'P' a PNG; the bytes behind a NUL are the title.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chart/image.h"
#include "chart/lettering.h"
#include "chart/svg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count(const char *text, size_t n, char c)
{
    size_t found = 0;

    for (size_t i = 0; i < n; i++) found += text[i] == c;
    return found;
}

/* The title is text, whatever stands in it: not one tag more than with a plain one. */
static void finish_svg(ct_arena *arena, const char *svg, size_t n, const char *given)
{
    const char *title = ct_text_clean(arena, given);
    ct_buffer plain, hostile;

    ct_buffer_init(&plain);
    ct_buffer_init(&hostile);
    if (title != NULL && ct_svg_finish(svg, n, "x", "x", &plain).code == CT_OK &&
        ct_svg_finish(svg, n, title, title, &hostile).code == CT_OK &&
        count(ct_buffer_string(&plain), plain.len, '<') !=
            count(ct_buffer_string(&hostile), hostile.len, '<'))
        abort();
    ct_buffer_clear(&plain);
    ct_buffer_clear(&hostile);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_arena *arena = ct_arena_new();
    const char *nul = size > 1 ? memchr(data + 1, '\0', size - 1) : NULL;
    size_t n = nul != NULL ? (size_t)(nul - (const char *)data) - 1 : size > 0 ? size - 1 : 0;
    char *svg = arena != NULL && size > 0 ? ct_arena_strndup(arena, (const char *)data + 1, n) : NULL;
    const char *title = nul != NULL ? ct_arena_strndup(arena, nul + 1, size - n - 2) : "title";
    ct_buffer out;

    ct_buffer_init(&out);
    if (svg != NULL && title != NULL && data[0] == 'S') finish_svg(arena, svg, n, title);
    if (svg != NULL && data[0] == 'P' &&
        ct_png_finish((const char *)data + 1, size - 1, size % 2 == 0, 16, &out).code == CT_OK &&
        out.len < size - 1)
        abort();
    ct_buffer_clear(&out);
    ct_arena_free(arena);
    return 0;
}
