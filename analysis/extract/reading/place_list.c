/* A name by itself may be anything that is written with capitals, so it takes a whole list to tell that its
 * names are places. */
#include "extract/reading/place_list.h"

#include <string.h>

#include "extract/reading/places.h"

enum { LEAST_PLACES = 3, NAME_TOKENS = 5, STRANGERS = 8 };

typedef enum { NAME_EMPTY, NAME_WHOLE, NAME_KIND, NAME_BARE, NAME_OTHER } name_sort;

/* Without what a name is marked by: "1. ", "- ", and without a colon behind it. */
static ct_span trimmed(const ct_span *name)
{
    const ct_tokens *tokens = &name->passage->tokens;
    ct_span s = *name;
    while (s.from < s.to &&
           (tokens->at[s.from].kind == CT_TOKEN_MARK || tokens->at[s.from].kind == CT_TOKEN_NUMBER))
        s.from++;
    while (s.from < s.to && tokens->at[s.to - 1].kind == CT_TOKEN_MARK) s.to--;
    return s;
}

/* Words with capitals, each of them, and none that the catalogue or the language of tables knows. */
static bool is_bare(const ct_span *s)
{
    const ct_passage *p = s->passage;
    size_t words = 0;
    if (s->to - s->from > NAME_TOKENS) return false;
    for (size_t i = s->from; i < s->to; i++) {
        const ct_token *t = &p->tokens.at[i];
        if (t->kind == CT_TOKEN_MARK && (t->mark == '-' || t->mark == '\''))
            continue; /* "Phan Rang - Tháp Chàm" (a city's name), "Ea H'leo" */
        if (t->kind != CT_TOKEN_WORD || (!t->upper && words == 0) || ct_token_capitals(t)) return false;
        if (!t->upper && !(i > s->from && ct_token_is_mark(&p->tokens, i - 1, '\''))) return false;
        words++;
    }
    for (size_t m = p->first_match[s->from]; m < p->first_match[s->from + 1]; m++)
        if (p->matches.at[m].type == CT_PHRASE_INDICATOR && p->matches.at[m].end == s->to) return false;
    return words > 0 && ct_passage_cue(p, s->from, CT_CUE_COLUMN, -1) == NULL &&
           ct_passage_cue(p, s->from, CT_CUE_TABLE, -1) == NULL && ct_passage_time_at(p, s->from) == NULL;
}

/* "H. Lộc Ninh" (Lộc Ninh district, shortened): lists write "huyện" (district) by its first letter. */
static bool is_letter_of_district(const ct_span *s)
{
    const ct_tokens *tokens = &s->passage->tokens;
    return s->from + 2 < s->to && tokens->at[s->from].len == 1 && tokens->at[s->from].text[0] == 'H' &&
           ct_token_is_mark(tokens, s->from + 1, '.');
}

static const char *words_of(ct_arena *arena, const ct_span *s, const char *kind)
{
    const ct_token *first = &s->passage->tokens.at[s->from], *last = &s->passage->tokens.at[s->to - 1];
    const char *name = ct_arena_strndup(arena, first->text, (size_t)(last->text + last->len - first->text));
    return name == NULL ? NULL : ct_arena_printf(arena, "%s %s", kind, name);
}

static name_sort sort_of(ct_arena *arena, const ct_span *name, const char **scope)
{
    ct_span s = trimmed(name);
    ct_place place;
    *scope = NULL;
    if (s.from == s.to) return NAME_EMPTY;
    bool named =
        ct_places_find(s.passage, s.from, s.to, &place, 1) == 1 && place.start == s.from && place.end == s.to;
    if (named && place.sort != CT_PLACE_NAMED && place.sort != CT_PLACE_BARE) return NAME_WHOLE;
    if (named && place.sort == CT_PLACE_NAMED) {
        *scope = place.scope;
        return strcmp(place.kind, "tỉnh") == 0 ? NAME_WHOLE : NAME_KIND;
    }
    if (is_letter_of_district(&s)) {
        s.from += 2;
        *scope = is_bare(&s) ? words_of(arena, &s, "huyện") : NULL;
        return *scope != NULL ? NAME_KIND : NAME_OTHER;
    }
    const ct_match *whole = ct_passage_cue(s.passage, s.from, CT_CUE_TABLE, CT_TABLE_WHOLE);
    if (whole != NULL && whole->end == s.to) return NAME_WHOLE;
    if (!is_bare(&s)) return NAME_OTHER;
    *scope = words_of(arena, &s, "huyện"); /* cities and towns say that they are ones */
    return NAME_BARE;
}

bool ct_place_list_read(ct_arena *arena, const ct_span *names, size_t n, const char **scopes)
{
    size_t sorts[NAME_OTHER + 1] = { 0 };
    for (size_t i = 0; i < n; i++) {
        name_sort sort = sort_of(arena, &names[i], &scopes[i]);
        sorts[sort]++;
        if (sort == NAME_OTHER) scopes[i] = NULL;
    }
    size_t places = sorts[NAME_KIND] + sorts[NAME_BARE];
    bool is_list = sorts[NAME_KIND] > 0 && places >= LEAST_PLACES && STRANGERS * sorts[NAME_OTHER] <= places;
    if (!is_list)
        for (size_t i = 0; i < n; i++) scopes[i] = NULL;
    return is_list;
}
