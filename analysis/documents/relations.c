/* The .rels parts of a Word file (ECMA-376 part 2, 9): which part a chart or an embedded file is. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

typedef struct {
    const char *id, *target; /* target NULL once it was taken */
} relation;

struct ct_relations {
    ct_arena *arena;
    const char *folder;
    relation *at; /* sorted by id once read */
    size_t n, capacity;
    ct_error err;
};

/* The target as a name in the archive: "/word/a.xml" and "../word/a.xml" say the same as "a.xml" of a part in word/. */
static const char *name_of(const ct_relations *r, const char *target)
{
    if (target[0] == '/') return ct_arena_strdup(r->arena, target + 1);
    if (strncmp(target, "../", 3) == 0) return ct_arena_strdup(r->arena, target + 3);
    return ct_arena_printf(r->arena, "%s%s", r->folder, target);
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    ct_relations *r = data;
    const char *id = ct_xml_attribute(attributes, "Id"), *target = ct_xml_attribute(attributes, "Target");
    const char *mode = ct_xml_attribute(attributes, "TargetMode");

    if (strcmp(name, "rel:Relationship") != 0 || id == NULL || target == NULL) return true;
    if (mode != NULL && strcmp(mode, "External") == 0) return true;
    if (r->n == r->capacity) {
        size_t capacity = r->capacity * 2 + 32;
        relation *at = realloc(r->at, capacity * sizeof *at);
        if (at == NULL) {
            r->err = ct_no_memory();
            return true;
        }
        r->at = at;
        r->capacity = capacity;
    }
    r->at[r->n] = (relation){ .id = ct_arena_strdup(r->arena, id), .target = name_of(r, target) };
    if (r->at[r->n].id == NULL || r->at[r->n].target == NULL)
        r->err = ct_no_memory();
    else
        r->n++;
    return true;
}

static void on_end(void *data, const char *name)
{
    (void)data, (void)name;
}

static int compare(const void *a, const void *b)
{
    const relation *x = a, *y = b;
    return strcmp(x->id, y->id);
}

ct_error ct_relations_parse(ct_relations **out, ct_arena *arena, const char *folder, const char *bytes, size_t n)
{
    ct_relations *r = ct_arena_alloc(arena, sizeof *r);
    ct_xml xml = { .start = on_start, .end = on_end };
    ct_error err = ct_ok();
    relation *kept;

    *out = r;
    if (r == NULL) return ct_no_memory();
    r->arena = arena;
    r->folder = folder;
    r->err = ct_ok();
    xml.err = &r->err;
    if (n > 0) err = ct_xml_parse(&xml, r, "of relations", bytes, n);
    kept = ct_arena_array(arena, r->n, sizeof *kept);
    if (err.code == CT_OK && kept == NULL) err = ct_no_memory();
    if (err.code == CT_OK && r->n > 0) {
        memcpy(kept, r->at, r->n * sizeof *kept);
        qsort(kept, r->n, sizeof *kept, compare);
    }
    free(r->at);
    r->at = kept;
    return err;
}

const char *ct_relations_take(ct_relations *relations, const char *id)
{
    relation key = { .id = id };
    relation *found = id == NULL || relations->n == 0 ? NULL : bsearch(&key, relations->at, relations->n, sizeof key, compare);
    const char *target = found != NULL ? found->target : NULL;

    if (found != NULL) found->target = NULL;
    return target;
}

#else
typedef int ct_relations_not_built; /* ISO C wants a declaration in every file */
#endif
