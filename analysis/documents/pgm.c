#include "documents/pgm.h"

#include <stdlib.h>
#include <string.h>

enum {
    DARK = 160, /* of 255                                                                                   */
    INK = 20000, /* a page with fewer than one dark dot in so many is blank */
    FAR = 60, /* a dot so much darker than the median around it is a speck, or the corner of a letter      */
    LIGHT = 192, /* paper */
    RING = 3, /* dots from a speck to the paper around it                                                 */
    DUSTY = 1000, /* one speck in so many dots makes a dusty page: those with 1 % noise have one in 280, clean
                     ones (full stops) in 4,500 */
    MOST_SIDE = 1 << 20
};

typedef struct {
    size_t width, height;
    unsigned char *dots;
} picture;

static bool number_at(const char *bytes, size_t n, size_t *at, size_t *value)
{
    size_t start;

    while (*at < n && (bytes[*at] == ' ' || bytes[*at] == '\n' || bytes[*at] == '\t' || bytes[*at] == '\r'))
        ++*at;
    start = *at;
    for (*value = 0; *at < n && bytes[*at] >= '0' && bytes[*at] <= '9' && *value <= MOST_SIDE; ++*at)
        *value = *value * 10 + (size_t)(bytes[*at] - '0');
    return *at > start && *value <= MOST_SIDE;
}

static bool open_picture(char *bytes, size_t n, picture *out)
{
    size_t at = 2, most;

    if (n < 2 || memcmp(bytes, "P5", 2) != 0) return false;
    if (!number_at(bytes, n, &at, &out->width) || !number_at(bytes, n, &at, &out->height) ||
        !number_at(bytes, n, &at, &most))
        return false;
    at++; /* one white space ends the head */
    out->dots = (unsigned char *)bytes + at;
    return most == 255 && at <= n && out->width >= 3 && out->height >= 3 &&
           (n - at) / out->width >= out->height;
}

bool ct_pgm_is_blank(const char *bytes, size_t n)
{
    size_t dark = 0;

    for (size_t i = 0; i < n; i++) dark += (unsigned char)bytes[i] < DARK;
    return dark <= 20 + n / INK;
}

static void order(unsigned char *a, unsigned char *b)
{
    unsigned char low = *a < *b ? *a : *b, high = *a < *b ? *b : *a;

    *a = low;
    *b = high;
}

/* The median of nine by 19 exchanges (Paeth 1990, Graphics Gems, "Median finding on a 3x3 grid"). */
static unsigned char median9(unsigned char p[9])
{
    static const unsigned char pairs[19][2] = { { 1, 2 }, { 4, 5 }, { 7, 8 }, { 0, 1 }, { 3, 4 },
                                                { 6, 7 }, { 1, 2 }, { 4, 5 }, { 7, 8 }, { 0, 3 },
                                                { 5, 8 }, { 4, 7 }, { 3, 6 }, { 1, 4 }, { 2, 5 },
                                                { 4, 7 }, { 4, 2 }, { 6, 4 }, { 4, 2 } };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) order(&p[pairs[i][0]], &p[pairs[i][1]]);
    return p[4];
}

/* Put the median around each dot of row y into out. Where all are near each other, as on blank paper, the dot
 * itself serves. */
static void row_medians(const picture *page, size_t y, unsigned char *out)
{
    for (size_t x = 1; x + 1 < page->width; x++) {
        const unsigned char *at = page->dots + (y - 1) * page->width + x - 1;
        unsigned char p[9], low = 255, high = 0;
        for (size_t i = 0; i < 9; i++) {
            p[i] = at[i / 3 * page->width + i % 3];
            low = p[i] < low ? p[i] : low;
            high = p[i] > high ? p[i] : high;
        }
        out[x] = high - low < FAR ? p[4] : median9(p);
    }
}

/* Paper all around, at a distance: no part of a letter or its tone. */
static bool is_lonely(const picture *page, size_t x, size_t y)
{
    const unsigned char *at = page->dots + (y - RING) * page->width + x - RING;

    for (size_t i = 0; i <= 2 * RING; i++)
        if (at[i] < LIGHT || at[2 * RING * page->width + i] < LIGHT || at[i * page->width] < LIGHT ||
            at[i * page->width + 2 * RING] < LIGHT)
            return false;
    return true;
}

static bool is_dusty(const picture *page, unsigned char *row)
{
    size_t far = 0, seen = 0;

    for (size_t y = RING; y + RING < page->height; y += 4) { /* every fourth row tells */
        row_medians(page, y, row);
        for (size_t x = RING; x + RING < page->width; x++)
            far += (int)row[x] - page->dots[y * page->width + x] > FAR && is_lonely(page, x, y);
        seen += page->width;
    }
    return far * DUSTY > seen;
}

void ct_pgm_clean(char *bytes, size_t n)
{
    picture page;
    unsigned char *rows;

    if (!open_picture(bytes, n, &page)) return;
    rows = malloc(2 * page.width);
    if (rows != NULL && is_dusty(&page, rows)) {
        /* A row is put back only when the next one no longer needs its dots. */
        for (size_t y = 1; y + 1 < page.height; y++) {
            unsigned char *now = rows + y % 2 * page.width, *before = rows + (y + 1) % 2 * page.width;
            row_medians(&page, y, now);
            if (y > 1) memcpy(page.dots + (y - 1) * page.width + 1, before + 1, page.width - 2);
        }
        memcpy(page.dots + (page.height - 2) * page.width + 1, rows + (page.height - 2) % 2 * page.width + 1,
               page.width - 2);
    }
    free(rows);
}
