/* Automatic numbers of Word's lists (ECMA-376 part 1, 17.9): the text shows "a)" where the file only says
 * "list 3, level 1". */
#ifdef CHITIEU_HAVE_WORD

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/vietnamese.h"
#include "documents/word.h"

enum { LEVELS = 9, LIMIT = 32767 };

typedef struct {
    char format[24];          /* w:numFmt: decimal, lowerLetter, upperRoman, bullet, ... */
    char text[CT_LABEL_SIZE]; /* w:lvlText: "%1.%2." */
    long start;
    bool plain;       /* w:isLgl: all its numbers in digits */
    long left, first; /* w:ind, twips */
} level;

typedef struct {
    long id;
    level levels[LEVELS];
    long count[LEVELS]; /* 0: not begun */
} list;

typedef struct {
    long id, list_id;
    list *list;
    long start[LEVELS]; /* w:startOverride, -1 for none; taken when the instance is first met */
    bool met;
} instance;

struct ct_numbering {
    list *lists;
    instance *instances;
    size_t n_lists, n_instances;
};

typedef struct {
    ct_numbering *numbering;
    size_t lists, instances; /* capacities */
    int level;               /* being read; -1: none */
    bool in_instance;
    ct_error err;
} reading;

/* Room for one more of size bytes; NULL and an error otherwise. */
static void *grow(reading *r, void *items, size_t n, size_t *capacity, size_t size)
{
    void *grown = ct_list_room(items, n, capacity, size, 8);

    if (grown == NULL) r->err = ct_no_memory();
    return grown;
}

static void add_list(reading *r, long id)
{
    ct_numbering *numbering = r->numbering;
    list *lists = grow(r, numbering->lists, numbering->n_lists, &r->lists, sizeof *lists);

    if (lists == NULL) return;
    numbering->lists = lists;
    lists[numbering->n_lists] = (list){ .id = id };
    for (size_t i = 0; i < LEVELS; i++)
        lists[numbering->n_lists].levels[i].left = lists[numbering->n_lists].levels[i].first = CT_NO_INDENT;
    numbering->n_lists++;
    r->in_instance = false;
    r->level = -1;
}

static void add_instance(reading *r, long id)
{
    ct_numbering *numbering = r->numbering;
    instance *instances =
        grow(r, numbering->instances, numbering->n_instances, &r->instances, sizeof *instances);

    if (instances == NULL) return;
    numbering->instances = instances;
    instances[numbering->n_instances] = (instance){ .id = id };
    for (size_t i = 0; i < LEVELS; i++) instances[numbering->n_instances].start[i] = -1;
    numbering->n_instances++;
    r->in_instance = true;
    r->level = -1;
}

static void set_level(reading *r, const char *name, const char **attributes)
{
    level *l = &r->numbering->lists[r->numbering->n_lists - 1].levels[r->level];
    const char *value = ct_xml_attribute(attributes, "w:val");

    if (strcmp(name, "w:start") == 0) l->start = ct_xml_number(attributes, "w:val", 0, LIMIT, 1);
    if (strcmp(name, "w:numFmt") == 0)
        snprintf(l->format, sizeof l->format, "%s", value != NULL ? value : "");
    if (strcmp(name, "w:isLgl") == 0) l->plain = true;
    if (strcmp(name, "w:ind") == 0) ct_style_indent(attributes, &l->left, &l->first);
    if (strcmp(name, "w:lvlText") == 0 && value != NULL && strlen(value) < sizeof l->text)
        strcpy(l->text, value);
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    reading *r = data;
    instance *in = r->in_instance ? &r->numbering->instances[r->numbering->n_instances - 1] : NULL;

    if (strcmp(name, "w:abstractNum") == 0) {
        add_list(r, ct_xml_number(attributes, "w:abstractNumId", 0, 1L << 31, -1));
    } else if (strcmp(name, "w:num") == 0) {
        add_instance(r, ct_xml_number(attributes, "w:numId", 0, 1L << 31, -1));
    } else if (strcmp(name, "w:abstractNumId") == 0 && in != NULL) {
        in->list_id = ct_xml_number(attributes, "w:val", 0, 1L << 31, -1);
    } else if (strcmp(name, "w:lvl") == 0 || strcmp(name, "w:lvlOverride") == 0) {
        if (in != NULL && strcmp(name, "w:lvl") == 0)
            return false; /* one list that looks different: the common look is kept */
        r->level = (int)ct_xml_number(attributes, "w:ilvl", 0, LEVELS - 1, -1);
    } else if (strcmp(name, "w:startOverride") == 0 && in != NULL && r->level >= 0) {
        in->start[r->level] = ct_xml_number(attributes, "w:val", 0, LIMIT, 1);
    } else if (in == NULL && r->level >= 0 && r->numbering->n_lists > 0) {
        set_level(r, name, attributes);
    }
    return true;
}

static void on_end(void *data, const char *name)
{
    reading *r = data;

    if (strcmp(name, "w:lvl") == 0 || strcmp(name, "w:lvlOverride") == 0) r->level = -1;
    if (strcmp(name, "w:num") == 0) r->in_instance = false;
}

static int compare_ids(const void *a, const void *b) /* both structures begin with their id */
{
    const long *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Out of the heap into the arena, sorted by id, each instance tied to its list. */
static ct_error settle(ct_numbering *to, ct_arena *arena, const ct_numbering *from)
{
    to->lists = ct_arena_array(arena, from->n_lists, sizeof *to->lists);
    to->instances = ct_arena_array(arena, from->n_instances, sizeof *to->instances);
    if (to->lists == NULL || to->instances == NULL) return ct_no_memory();
    to->n_lists = from->n_lists;
    to->n_instances = from->n_instances;
    if (to->n_lists > 0) memcpy(to->lists, from->lists, to->n_lists * sizeof *to->lists);
    if (to->n_instances > 0) memcpy(to->instances, from->instances, to->n_instances * sizeof *to->instances);
    qsort(to->lists, to->n_lists, sizeof *to->lists, compare_ids);
    qsort(to->instances, to->n_instances, sizeof *to->instances, compare_ids);
    for (size_t i = 0; i < to->n_instances; i++)
        to->instances[i].list =
            bsearch(&to->instances[i].list_id, to->lists, to->n_lists, sizeof *to->lists, compare_ids);
    return ct_ok();
}

ct_error ct_numbering_parse(ct_numbering **out, ct_arena *arena, const char *bytes, size_t n)
{
    ct_numbering read = { 0 };
    reading r = { .numbering = &read, .level = -1 };
    ct_xml xml = { .start = on_start, .end = on_end, .err = &r.err };
    ct_error err = ct_ok();

    *out = ct_arena_alloc(arena, sizeof **out);
    if (*out == NULL) return ct_no_memory();
    r.err = ct_ok();
    if (n > 0) err = ct_xml_parse(&xml, &r, "word/numbering.xml", bytes, n);
    if (err.code == CT_OK) err = settle(*out, arena, &read);
    free(read.lists);
    free(read.instances);
    return err;
}

static void print_roman(char *out, size_t size, long n)
{
    static const struct {
        long value;
        const char *digits;
    } parts[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
                  { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
                  { 5, "v" },    { 4, "iv" },   { 1, "i" } };
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; n >= parts[i].value && at + 3 < size; n -= parts[i].value)
            at += (size_t)snprintf(out + at, size - at, "%s", parts[i].digits);
}

/* One number in a format; formats of other languages as digits. */
static void print_number(char out[32], const char *format, long n)
{
    bool upper = strncmp(format, "upper", 5) == 0;

    if (strcmp(format, "none") == 0) {
        out[0] = '\0';
    } else if (strcmp(format + (upper || strncmp(format, "lower", 5) == 0 ? 5 : 0), "Roman") == 0 && n > 0 &&
               n < 4000) {
        print_roman(out, 32, n);
    } else if ((upper || strncmp(format, "lower", 5) == 0) && strcmp(format + 5, "Letter") == 0 && n > 0) {
        size_t repeat = (size_t)((n - 1) / 26) + 1; /* a..z, aa, bb, ... */
        if (repeat > 31) repeat = 31;
        memset(out, 'a' + (int)((n - 1) % 26), repeat);
        out[repeat] = '\0';
    } else {
        snprintf(out, 32, strcmp(format, "decimalZero") == 0 ? "%02ld" : "%ld", n);
    }
    for (char *c = out; upper && *c != '\0'; c++)
        if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
}

/* Count on at a level: what lies deeper begins anew, what lies above and never began counts as begun. */
static void count_on(instance *in, int at)
{
    list *l = in->list;

    for (int i = 0; i < LEVELS && !in->met; i++)
        if (in->start[i] >= 0) {
            l->count[i] = 0;
            l->levels[i].start = in->start[i];
        }
    in->met = true;
    for (int i = 0; i < at; i++)
        if (l->count[i] == 0) l->count[i] = l->levels[i].start + 1;
    l->count[at] = l->count[at] == 0 ? l->levels[at].start + 1 : l->count[at] + 1;
    for (int i = at + 1; i < LEVELS; i++) l->count[i] = 0;
}

void ct_numbering_indent(const ct_numbering *numbering, long number, int at, long *left, long *first)
{
    const instance *in =
        bsearch(&number, numbering->instances, numbering->n_instances, sizeof *in, compare_ids);

    if (in == NULL || in->list == NULL || at < 0 || at >= LEVELS) return;
    if (in->list->levels[at].left != CT_NO_INDENT) *left = in->list->levels[at].left;
    if (in->list->levels[at].first != CT_NO_INDENT) *first = in->list->levels[at].first;
}

void ct_numbering_label(ct_numbering *numbering, long number, int at, char label[CT_LABEL_SIZE])
{
    instance *in = bsearch(&number, numbering->instances, numbering->n_instances, sizeof *in, compare_ids);
    const level *l;
    size_t n = 0;

    label[0] = '\0';
    if (number == 0 || in == NULL || in->list == NULL || at < 0 || at >= LEVELS) return;
    l = &in->list->levels[at];
    if (strcmp(l->format, "bullet") == 0) {
        strcpy(label, "-"); /* its sign is often a picture of a font of signs */
        return;
    }
    count_on(in, at);
    for (const char *t = l->text; *t != '\0'; t++) {
        char one[32] = { *t, '\0' };
        if (*t == '%' && t[1] >= '1' && t[1] <= '9') {
            int of = t[1] - '1';
            print_number(one, l->plain ? "decimal" : in->list->levels[of].format, in->list->count[of] - 1);
            t++;
        }
        if (n + strlen(one) >= CT_LABEL_SIZE) break;
        strcpy(label + n, one);
        n += strlen(one);
    }
    n = ct_utf8_cut(label, n);
    label[n] = '\0';
}

#else
typedef int ct_numbering_not_built; /* ISO C wants a declaration in every file */
#endif
