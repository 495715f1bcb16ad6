#include "csv_mutate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SPANS = 512 };

typedef struct {
    size_t begin, end;
} span;

/* What a cell becomes: numbers at their limits, words of lists, quotes, marks, formulas, what is no text. */
static const char *const values[] = {
    "",
    "0",
    "-1",
    "1e308",
    "-1e308",
    "1e-320",
    "nan",
    "inf",
    "0.1",
    "99999999999999999999",
    "2022",
    "20233",
    "1899",
    "100",
    "101",
    "%",
    "poverty_rate",
    "grdp_growth",
    "|",
    "a|a",
    "||a||",
    "level",
    "share",
    "rate",
    "up",
    "none",
    "target",
    "actual",
    "yes",
    "no",
    "\"\"\"\"",
    "\"a\nb\"",
    "\"a,b\"",
    "=1+1",
    "{a}",
    "{",
    "}",
    "\xEF\xBB\xBF",
    "\xC3",
    "\xE2\x80\xAE",
    "\x01",
    "T\xE1\xBB\xB7 l\xE1\xBB\x87 h\xE1\xBB\x99 ngh\xC3\xA8o",
    "t\xE1\xBB\xB7 \xC4\x91\xE1\xBB\x93ng",
    "..",
    "/",
    "2021-2025",
    "1/2",
    "<a>",
    "%s%n",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

/* The next of a sequence (xorshift, Marsaglia 2003). */
static size_t draw(uint32_t *random, size_t below)
{
    *random ^= *random << 13;
    *random ^= *random >> 17;
    *random ^= *random << 5;
    return below > 0 ? *random % below : 0;
}

/* Pieces between `separator` and the end of the text or a line, outside quotes; each without its separator.
 */
static size_t cut(const uint8_t *data, size_t from, size_t to, char separator, span *spans)
{
    bool quoted = false;
    size_t n = 0, begin = from;

    for (size_t i = from; i < to && n + 1 < MAX_SPANS; i++) {
        if (data[i] == '"') quoted = !quoted;
        if (quoted || data[i] != (uint8_t)separator) continue;
        spans[n++] = (span){ begin, i };
        begin = i + 1;
    }
    if (begin < to) spans[n++] = (span){ begin, to };
    return n;
}

/* Put other bytes in the place of a span; `bytes` may lie in `data`. */
static size_t put(uint8_t *data, size_t size, size_t most, span at, const uint8_t *bytes, size_t n)
{
    size_t after = size - at.end;
    uint8_t *copy;

    if (at.begin + n + after > most || (copy = malloc(n + 1)) == NULL) return size;
    if (n > 0) memcpy(copy, bytes, n);
    memmove(data + at.begin + n, data + at.end, after);
    if (n > 0) memcpy(data + at.begin, copy, n);
    free(copy);
    return at.begin + n + after;
}

static size_t change_rows(uint8_t *data, size_t size, size_t most, const span *rows, size_t n,
                          uint32_t *random)
{
    span one = rows[draw(random, n)], other = rows[draw(random, n)];
    span before = { other.begin, other.begin };

    if (draw(random, 3) == 0 && one.end < size)
        return put(data, size, most, (span){ one.begin, one.end + 1 }, NULL, 0); /* leave it out */
    if (draw(random, 2) == 0) return put(data, size, most, other, data + one.begin, one.end - one.begin);
    if (one.end >= size) return size;
    return put(data, size, most, before, data + one.begin,
               one.end + 1 - one.begin); /* with the end of its line */
}

static size_t change_cell(uint8_t *data, size_t size, size_t most, span row, span source, uint32_t *random)
{
    span cells[MAX_SPANS], others[MAX_SPANS];
    size_t n = cut(data, row.begin, row.end, ',', cells),
           m = cut(data, source.begin, source.end, ',', others);
    size_t at = draw(random, n), value = draw(random, sizeof values / sizeof *values);

    if (n == 0 || m == 0) return size;
    switch (draw(random, 4)) {
    case 0: { /* the cell below or above, so that columns keep their kind */
        span from = others[at < m ? at : m - 1];
        return put(data, size, most, cells[at], data + from.begin, from.end - from.begin);
    }
    case 1: { /* any other cell */
        span from = others[draw(random, m)];
        return put(data, size, most, cells[at], data + from.begin, from.end - from.begin);
    }
    case 2: /* one cell less in the row */
        if (at + 1 < n) return put(data, size, most, (span){ cells[at].begin, cells[at + 1].begin }, NULL, 0);
        break;
    default: break;
    }
    return put(data, size, most, cells[at], (const uint8_t *)values[value], strlen(values[value]));
}

size_t ct_csv_mutate(uint8_t *data, size_t size, size_t most, size_t keep, uint32_t random)
{
    span rows[MAX_SPANS];
    size_t n = size > keep ? cut(data, keep, size, '\n', rows) : 0;

    random = random * 2654435761u + 1; /* never 0, and far from its neighbours */
    if (n == 0) return size;
    if (draw(&random, 4) == 0) return change_rows(data, size, most, rows, n, &random);
    return change_cell(data, size, most, rows[draw(&random, n)], rows[draw(&random, n)], &random);
}
