#include "catalogue/english.h"

#include <string.h>

static const char *find(const ct_catalogue *catalogue, const char *kind, const char *vi, size_t n)
{
    for (size_t i = 0; i < catalogue->n_english; i++) {
        const ct_english *row = &catalogue->english[i];
        if (strcmp(row->kind, kind) == 0 && strlen(row->vi) == n && memcmp(row->vi, vi, n) == 0)
            return row->en;
    }
    return NULL;
}

/* The longest beginning that the table has and that a mark or the end follows; then the rest likewise. */
const char *ct_breakdown_words(ct_arena *arena, const ct_catalogue *catalogue, const char *breakdown,
                               ct_lang lang)
{
    const char *done = "", *at = breakdown;

    if (lang == CT_VI || catalogue == NULL || breakdown[0] == '\0') return breakdown;
    while (*at != '\0') {
        size_t n = strlen(at), part = strcspn(at, ",:");
        const char *en = find(catalogue, "breakdown", at, n);
        for (size_t i = n; en == NULL && i-- > 1;)
            if ((at[i] == ',' || at[i] == ':') && (en = find(catalogue, "breakdown", at, i)) != NULL)
                part = i;
        if (en != NULL && find(catalogue, "breakdown", at, n) == en) part = n;
        done = en != NULL ? ct_arena_printf(arena, "%s%s", done, en)
                          : ct_arena_printf(arena, "%s%.*s", done, (int)part, at);
        if (done == NULL) return NULL;
        at += part;
        size_t mark = strspn(at, ",: ");
        done = ct_arena_printf(arena, "%s%.*s", done, (int)mark, at);
        if (done == NULL) return NULL;
        at += mark;
    }
    return done;
}

const char *ct_territory_words(ct_arena *arena, const ct_catalogue *catalogue, const char *place,
                               ct_lang lang)
{
    if (lang == CT_VI || catalogue == NULL) return place;
    for (size_t i = 0; i < catalogue->n_english; i++) {
        const ct_english *row = &catalogue->english[i];
        size_t n = strlen(row->vi);
        if (strcmp(row->kind, "place") == 0 && strncmp(place, row->vi, n) == 0 && place[n] == ' ')
            return ct_arena_printf(arena, "%s %s", place + n + 1, row->en);
    }
    return place;
}

const char *ct_group_words(const ct_catalogue *catalogue, const char *group, ct_lang lang)
{
    for (size_t i = 0; catalogue != NULL && i < catalogue->n_english; i++) {
        const ct_english *row = &catalogue->english[i];
        if (strncmp(row->kind, "group.", strlen("group.")) == 0 &&
            strcmp(row->kind + strlen("group."), group) == 0)
            return lang == CT_VI ? row->vi : row->en;
    }
    return group;
}
