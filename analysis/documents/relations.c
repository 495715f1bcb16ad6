/* Relations of an Office file's parts (ECMA-376 part 2, 9): _rels/NAME.rels beside each part. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

#include "core/list.h"

enum { RELATIONS = 20000 };

typedef struct {
    ct_arena *arena;
    const char *folder; /* of the part, with the slash at its end */
    ct_relation *at;
    size_t n, capacity;
    ct_error err;
} listing;

/* "../comments1.xml" beside "xl/worksheets/": "xl/comments1.xml"; "/xl/a.xml": "xl/a.xml". NULL: out of
 * memory. */
static char *resolve(listing *r, const char *target)
{
    size_t base = target[0] == '/' ? 0 : strlen(r->folder), n = strlen(target);
    char *path = ct_arena_alloc(r->arena, base + n + 2);
    size_t to = base;

    if (path == NULL) return NULL;
    memcpy(path, r->folder, base);
    for (const char *s = target + (target[0] == '/'); *s != '\0';) {
        size_t step = strcspn(s, "/");
        if (step == 2 && memcmp(s, "..", 2) == 0) {
            if (to > 0) to--;
            while (to > 0 && path[to - 1] != '/') to--;
        } else if (!(step == 1 && s[0] == '.')) {
            memcpy(path + to, s, step);
            to += step;
            if (s[step] == '/') path[to++] = '/';
        }
        s += step + (s[step] == '/');
    }
    path[to] = '\0';
    return path;
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    listing *r = data;
    const char *id = ct_xml_attribute(attributes, "Id"), *type = ct_xml_attribute(attributes, "Type");
    const char *target = ct_xml_attribute(attributes, "Target"),
               *mode = ct_xml_attribute(attributes, "TargetMode");

    if (strcmp(name, "rel:Relationship") != 0 || id == NULL || target == NULL || r->n == RELATIONS)
        return true;
    if (mode != NULL && strcmp(mode, "External") == 0) return true;
    ct_relation *at = ct_list_room(r->at, r->n, &r->capacity, sizeof *at, 16);
    if (at == NULL) {
        r->err = ct_no_memory();
        return true;
    }
    r->at = at;
    if (type == NULL) type = "";
    const char *word = strrchr(type, '/');
    ct_relation one = { ct_arena_strdup(r->arena, id),
                        ct_arena_strdup(r->arena, word != NULL ? word + 1 : type), resolve(r, target) };
    if (one.id == NULL || one.type == NULL || one.part == NULL)
        r->err = ct_no_memory();
    else
        r->at[r->n++] = one;
    return true;
}

static void on_end(void *data, const char *name)
{
    (void)data, (void)name;
}

ct_error ct_relations_read(const ct_archive *archive, const char *part, ct_arena *arena,
                           const ct_relation **out, size_t *n)
{
    const char *slash = strrchr(part, '/'), *name = slash != NULL ? slash + 1 : part;
    char *folder = ct_arena_strndup(arena, part, (size_t)(name - part));
    const char *list = folder != NULL ? ct_arena_printf(arena, "%s_rels/%s.rels", folder, name) : NULL;
    listing r = { .arena = arena, .folder = folder, .err = ct_ok() };
    const ct_xml xml = { .start = on_start, .end = on_end, .err = &r.err };
    ct_buffer bytes;
    ct_error err;

    *out = NULL;
    *n = 0;
    if (list == NULL) return ct_no_memory();
    ct_buffer_init(&bytes);
    err = ct_archive_read(archive, list, false, &bytes);
    if (err.code == CT_OK && bytes.len > 0)
        err = ct_xml_parse(&xml, &r, list, ct_buffer_string(&bytes), bytes.len);
    if (err.code == CT_OK && r.n > 0) {
        ct_relation *kept = ct_arena_array(arena, r.n, sizeof *kept);
        if (kept == NULL)
            err = ct_no_memory();
        else
            memcpy(kept, r.at, r.n * sizeof *kept);
        *out = kept;
        *n = kept == NULL ? 0 : r.n;
    }
    free(r.at);
    ct_buffer_clear(&bytes);
    return err;
}

const ct_relation *ct_relation_find(const ct_relation *relations, size_t n, const char *id, const char *type)
{
    for (size_t i = 0; i < n; i++)
        if ((id == NULL || strcmp(relations[i].id, id) == 0) &&
            (type == NULL || strcmp(relations[i].type, type) == 0))
            return &relations[i];
    return NULL;
}

#else
typedef int ct_relations_not_built; /* ISO C wants a declaration in every file */
#endif
