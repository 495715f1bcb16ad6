#include "extract/reading/unit_cell.h"

#include <string.h>

enum { MOST_WORDS = 4 };

/* "1.000", "1000", "10.000": the power of ten that multiplies the unit after it; 0 for any other number. */
static double power_of_ten(const ct_token *t)
{
    double value = 0;
    for (size_t i = 0; i < t->len; i++) {
        char c = t->text[i];
        if (c == '.' || c == ',') continue;
        if (c < '0' || c > '9' || (i > 0 && c != '0') || (i == 0 && c != '1')) return 0;
        value = value == 0 ? 1 : value * 10;
    }
    return t->kind == CT_TOKEN_NUMBER && value >= 10 ? value : 0;
}

/* The scale that stands before a unit, and the token after it. */
static double scale_before(const ct_span *s, size_t *after)
{
    const ct_passage *p = s->passage;
    const ct_match *thousand = ct_passage_cue(p, s->from, CT_CUE_TABLE, CT_TABLE_THOUSAND);
    const ct_match *million = ct_passage_cue(p, s->from, CT_CUE_TABLE, CT_TABLE_MILLION);
    double scale = power_of_ten(&p->tokens.at[s->from]);
    *after = s->from + 1;
    if (scale == 0 && (thousand != NULL || million != NULL)) scale = million != NULL ? 1e6 : 1e3;
    if (scale == 0 || *after >= s->to) return 0;
    while (*after < s->to &&
           (ct_token_is_mark(&p->tokens, *after, '.') || ct_token_is_mark(&p->tokens, *after, '-')))
        ++*after;
    return *after < s->to ? scale : 0;
}

bool ct_unit_scales(const ct_span *span)
{
    const ct_passage *p = span->passage;
    return span->from + 1 < span->to && power_of_ten(&p->tokens.at[span->from]) > 0 &&
           p->tokens.at[span->from + 1].kind == CT_TOKEN_WORD;
}

/* The unit that the whole text from token `from` on is, as the table of units writes it. */
static bool whole_unit(const ct_span *s, size_t from, ct_arena *arena, ct_mention *unit)
{
    const ct_token *first = &s->passage->tokens.at[from], *last = &s->passage->tokens.at[s->to - 1];
    char *text = ct_arena_strndup(arena, first->text, (size_t)(last->text + last->len - first->text));
    const ct_unit *found = text == NULL ? NULL : ct_unit_find(s->passage->known->catalogue, text);
    if (found == NULL && text != NULL && text[0] >= 'A' && text[0] <= 'Z') { /* "Tấn.km" (tonne-kilometres) */
        text[0] = (char)(text[0] - 'A' + 'a');
        found = ct_unit_find(s->passage->known->catalogue, text);
    }
    if (found == NULL) return false;
    unit->unit = found->name; /* in the catalogue's own words */
    unit->end = s->to;
    unit->family_name = found->family;
    unit->family = ct_family_of(found->family);
    unit->base = found->base;
    unit->scale = found->factor;
    unit->scaled = found->factor != 1;
    unit->per_year = strstr(found->name, "/năm") != NULL;
    return true;
}

/* What the catalogue calls a scale: "nghìn" (thousand); NULL for one it has no word for. */
static const char *name_of_scale(const ct_catalogue *catalogue, double scale)
{
    for (size_t i = 0; i < catalogue->n_units; i++)
        if (strcmp(catalogue->units[i].family, "magnitude") == 0 && catalogue->units[i].factor == scale)
            return catalogue->units[i].name;
    return NULL;
}

/* Words that no table of units has are a unit all the same where a whole cell says nothing else. */
static ct_error take_words(const ct_span *s, size_t from, ct_arena *arena, ct_mention *unit)
{
    const ct_tokens *tokens = &s->passage->tokens;
    const ct_token *first = &tokens->at[from], *last = &tokens->at[s->to - 1];
    if (s->to - from > MOST_WORDS || first->kind != CT_TOKEN_WORD) return ct_ok();
    unit->unit = ct_arena_strndup(arena, first->text, (size_t)(last->text + last->len - first->text));
    unit->family = CT_FAMILY_OTHER;
    unit->family_name = unit->base = "";
    unit->guessed = true;
    unit->scale = 1;
    return unit->unit == NULL ? ct_no_memory() : ct_ok();
}

static ct_error read_unit(const ct_span *s, bool whole, ct_arena *arena, ct_mention *unit)
{
    const ct_passage *p = s->passage;
    size_t from = s->from;
    memset(unit, 0, sizeof *unit);
    if (s->from >= s->to) return ct_ok();
    double scale = scale_before(s, &from);
    if (scale == 0) from = s->from;
    if (!whole_unit(s, from, arena, unit) && (!ct_mention_unit(p, from, unit) || unit->end > s->to)) {
        memset(unit, 0, sizeof *unit);
        if (whole) CT_TRY(take_words(s, from, arena, unit));
    }
    if (unit->unit == NULL) return ct_ok();
    const char *name = scale == 0 ? "" : name_of_scale(p->known->catalogue, scale);
    if (name == NULL) {
        memset(unit, 0, sizeof *unit);
        return ct_ok();
    }
    unit->unit = ct_arena_printf(arena, "%s%s%s", name, scale == 0 ? "" : " ", unit->unit);
    unit->scale *= scale == 0 ? 1 : scale;
    unit->scaled = unit->scaled || scale > 0;
    return unit->unit == NULL ? ct_no_memory() : ct_ok();
}

ct_error ct_unit_written(const ct_span *span, ct_arena *arena, ct_mention *unit)
{
    ct_span s = *span;
    while (s.from < s.to && ct_token_is_mark(&s.passage->tokens, s.from, '(')) s.from++;
    while (s.from < s.to && ct_token_is_mark(&s.passage->tokens, s.to - 1, ')')) s.to--;
    return read_unit(&s, true, arena, unit);
}

void ct_unit_counted(const ct_span *span, ct_mention *unit)
{
    const ct_passage *p = span->passage;
    size_t i = span->from;
    memset(unit, 0, sizeof *unit);
    while (i < span->to && i < span->from + MOST_WORDS &&
           ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_COUNT) != NULL)
        i = ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_COUNT)->end;
    if (i >= span->to || !ct_mention_unit(p, i, unit) || unit->end > span->to) {
        memset(unit, 0, sizeof *unit);
        return;
    }
    const ct_unit *known = ct_unit_find(p->known->catalogue, unit->unit);
    bool counts = known != NULL && (unit->family == CT_FAMILY_COUNT || strcmp(known->family, "people") == 0);
    if (counts)
        unit->unit = strcmp(known->family, "people") == 0 ? known->base
                                                          : known->name; /* teachers and doctors are people */
    else
        memset(unit, 0, sizeof *unit);
}

ct_error ct_unit_beside(const ct_span *span, ct_arena *arena, ct_mention *unit)
{
    const ct_tokens *tokens = &span->passage->tokens;
    ct_unit_counted(span, unit);
    bool counted =
        unit->unit != NULL && unit->end == span->to; /* "Số xã, phường, thị trấn" (number of communes, wards,
                                                        towns): nothing stands beside what is counted */
    memset(unit, 0, sizeof *unit);
    if (counted) return ct_ok();
    for (size_t i = span->from; i + 1 < span->to && unit->unit == NULL; i++) {
        const ct_token *t = &tokens->at[i];
        bool bracket = ct_token_is_mark(tokens, i, '(');
        bool dash = ct_token_is_mark(tokens, i, '-') && i > span->from && tokens->at[i + 1].space;
        if (!bracket && !dash && !(t->kind == CT_TOKEN_MARK && (t->mark == ',' || t->mark == ':'))) continue;
        ct_span rest = { span->passage, i + 1, span->to };
        CT_TRY(read_unit(&rest, false, arena, unit));
        bool listed = !bracket && t->kind == CT_TOKEN_MARK && t->mark == ',' && unit->end < span->to &&
                      ct_token_is_mark(tokens, unit->end, ',');
        bool closes = unit->unit != NULL && !listed &&
                      (unit->end >= span->to || tokens->at[unit->end].kind == CT_TOKEN_MARK);
        if (!closes)
            memset(unit, 0, sizeof *unit);
        else if (t->kind == CT_TOKEN_MARK && t->mark == ',' &&
                 (unit->family == CT_FAMILY_COUNT || strcmp(unit->family_name, "people") == 0))
            unit->guessed = true; /* "Vốn của tổ chức, doanh nghiệp" (capital of organisations and
                                     enterprises): it may be one more of a list */
    }
    return ct_ok();
}
