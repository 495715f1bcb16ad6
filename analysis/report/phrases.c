#include "report/phrases.h"

#include <stddef.h>
#include <string.h>

static const char FILE_NAME[] = "sentences.csv";

static const ct_column phrase_columns[] = {
    { "key", CT_COLUMN_TEXT, true, offsetof(ct_phrase, key), NULL, "What the wording is for." },
    { "vi", CT_COLUMN_TEXT, true, offsetof(ct_phrase, vi), NULL,
      "The wording in Vietnamese, words to fill in between braces." },
    { "en", CT_COLUMN_TEXT, true, offsetof(ct_phrase, en), NULL, "The same in English." },
    { "about", CT_COLUMN_TEXT, false, offsetof(ct_phrase, about), NULL, "Where it stands." },
};
const ct_schema ct_phrase_schema = { "sentences", "Wordings of the report.", phrase_columns,
                                     sizeof phrase_columns / sizeof *phrase_columns, sizeof(ct_phrase) };

static const ct_column department_columns[] = {
    { "what", CT_COLUMN_TEXT, true, offsetof(ct_department, what), NULL,
      "Id of an indicator, or of a group of the catalogue." },
    { "vi", CT_COLUMN_TEXT, true, offsetof(ct_department, vi), NULL, "Who leads the work, in Vietnamese." },
    { "en", CT_COLUMN_TEXT, false, offsetof(ct_department, en), NULL,
      "The same in English; the Vietnamese name where it is empty." },
};
const ct_schema ct_department_schema = { "departments", "Who leads the work on which targets.",
                                         department_columns,
                                         sizeof department_columns / sizeof *department_columns,
                                         sizeof(ct_department) };

static const ct_phrase *find(const ct_table *phrases, const char *key, long *line)
{
    for (size_t i = 0; phrases != NULL && i < phrases->n; i++) {
        const ct_phrase *row = ct_table_row(phrases, i);
        if (strcmp(row->key, key) != 0) continue;
        *line = phrases->lines[i];
        return row;
    }
    return NULL;
}

const char *ct_phrase_words(const ct_table *phrases, const char *key, ct_lang lang)
{
    long line;
    const ct_phrase *row = find(phrases, key, &line);

    return row == NULL ? "" : ct_l(lang, row->vi, row->en);
}

ct_error ct_phrase_fill(const ct_table *phrases, const char *key, ct_lang lang, const ct_phrase_word *words,
                        size_t n, ct_buffer *to)
{
    long line = 0;
    const ct_phrase *row = find(phrases, key, &line);

    if (row == NULL)
        return ct_in(ct_fail(CT_EDATA, 0, "has no row '%s'; add one with its wording in both languages", key),
                     FILE_NAME);
    for (const char *at = ct_l(lang, row->vi, row->en); *at != '\0';) {
        size_t plain = strcspn(at, "{"), i = 0;
        ct_buffer_append(to, at, plain);
        at += plain;
        if (*at == '\0') break;
        size_t size = strcspn(at, "}") - 1;
        if (at[size + 1] == '\0')
            return ct_in(ct_fail(CT_EPARSE, line, "%s: a '{' has no '}' after it; close it", key), FILE_NAME);
        while (i < n && (strlen(words[i].name) != size || strncmp(words[i].name, at + 1, size) != 0)) i++;
        if (i == n)
            return ct_in(ct_fail(CT_EPARSE, line, "%s: nothing is filled in for '{%.*s}'; take it out", key,
                                 (int)(size < 40 ? size : 40), at + 1),
                         FILE_NAME);
        ct_buffer_text(to, words[i].words);
        at += size + 2;
    }
    return ct_ok();
}

ct_error ct_phrase_make(ct_arena *arena, const ct_table *phrases, const char *key, ct_lang lang,
                        const ct_phrase_word *words, size_t n, const char **out)
{
    ct_buffer text;
    ct_error err;
    const char *kept = NULL;

    *out = "";
    ct_buffer_init(&text);
    err = ct_phrase_fill(phrases, key, lang, words, n, &text);
    if (err.code == CT_OK) err = ct_buffer_error(&text);
    if (err.code == CT_OK && (kept = ct_arena_strdup(arena, ct_buffer_string(&text))) == NULL)
        err = ct_no_memory();
    ct_buffer_clear(&text);
    if (kept != NULL) *out = kept;
    return err;
}

const char *ct_department_of(const ct_table *departments, const char *indicator, const char *group,
                             ct_lang lang)
{
    const ct_department *found = NULL;
    bool own = false;

    for (size_t i = 0; departments != NULL && i < departments->n; i++) {
        const ct_department *row = ct_table_row(departments, i);
        bool names = indicator[0] != '\0' && strcmp(row->what, indicator) == 0;
        if (!names && (own || group[0] == '\0' || strcmp(row->what, group) != 0)) continue;
        found = row;
        own = own || names;
    }
    if (found == NULL) return "";
    return lang == CT_EN && found->en[0] != '\0' ? found->en : found->vi;
}
