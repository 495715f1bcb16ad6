#include "extract/reading/words.h"

#include <string.h>

#include "core/vietnamese.h"

typedef struct {
    const char *abbreviation;
    const ct_word *words;
    size_t n;
} written_out;

struct ct_shorthand {
    const written_out
        *at; /* open addressing by the hash of the abbreviation as it is written; NULL words: empty */
    size_t size;
};

uint32_t ct_word_hash(const char *text, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h ^ h >> 15;
}

static bool inner(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The runs of letters and digits of a folded text, numbers left out. */
static ct_error split(ct_arena *arena, const char *folded, const ct_word **out, size_t *n)
{
    size_t most = strlen(folded) / 2 + 1;
    ct_word *words = ct_arena_array(arena, most, sizeof *words);
    *n = 0;
    *out = words;
    if (words == NULL) return ct_no_memory();
    for (const char *at = folded; *at != '\0';) {
        const char *end = at;
        bool letter = false;
        for (; inner(*end); end++) letter = letter || *end >= 'a';
        if (letter) {
            const char *text = ct_arena_strndup(arena, at, (size_t)(end - at));
            if (text == NULL) return ct_no_memory();
            words[(*n)++] = (ct_word){ ct_word_hash(text, (size_t)(end - at)), 0, text };
        }
        at = end > at ? end : at + 1;
    }
    return ct_ok();
}

ct_error ct_shorthand_new(ct_arena *arena, const ct_catalogue *catalogue, const ct_shorthand **out)
{
    ct_shorthand *shorthand = ct_arena_alloc(arena, sizeof *shorthand);
    size_t size = 64;
    while (size < catalogue->n_abbreviations * 3) size *= 2;
    written_out *at = ct_arena_array(arena, size, sizeof *at);
    *out = shorthand;
    if (shorthand == NULL || at == NULL) return ct_no_memory();
    shorthand->at = at;
    shorthand->size = size;
    for (size_t i = 0; i < catalogue->n_abbreviations; i++) {
        const ct_abbreviation *one = &catalogue->abbreviations[i];
        size_t slot = ct_word_hash(one->abbreviation, strlen(one->abbreviation)) & (size - 1);
        while (at[slot].words != NULL && strcmp(at[slot].abbreviation, one->abbreviation) != 0)
            slot = (slot + 1) & (size - 1);
        if (at[slot].words != NULL) continue; /* the first of several expansions is the usual one */
        char *folded = ct_fold(arena, one->expansion, strlen(one->expansion));
        at[slot].abbreviation = one->abbreviation;
        if (folded == NULL) return ct_no_memory();
        CT_TRY(split(arena, folded, &at[slot].words, &at[slot].n));
    }
    return ct_ok();
}

/* Only capitals are an abbreviation: "TH" is "thực hiện" (result), "th" is not. */
static const written_out *find(const ct_shorthand *shorthand, const char *text, size_t n)
{
    bool small = n < 2 || n > 12;
    for (size_t i = 0; i < n && !small; i++) small = text[i] >= 'a' && text[i] <= 'z';
    if (small) return NULL;
    size_t slot = ct_word_hash(text, n) & (shorthand->size - 1);
    while (shorthand->at[slot].words != NULL) {
        const written_out *one = &shorthand->at[slot];
        if (strlen(one->abbreviation) == n && memcmp(one->abbreviation, text, n) == 0)
            return one->n > 0 ? one : NULL;
        slot = (slot + 1) & (shorthand->size - 1);
    }
    return NULL;
}

/* The fold of a word; of a damaged one that of its likeliest reading. NULL when it has none. */
static const char *repaired(const ct_passage *p, const ct_token *t)
{
    ct_letters letters;
    if (p->damaged && t->reading.n > 0) return ct_lexicon_fold(p->known->lexicon, t->reading.at[0].syllable);
    ct_letters_read(&letters, ct_lexicon_signs(p->known->lexicon), t->text, t->len, false);
    return letters.n == 0 ? NULL : ct_arena_strdup(p->arena, letters.fold);
}

ct_error ct_words_read(ct_passage *p)
{
    size_t most = p->tokens.n, n = 0;
    if (p->words != NULL) return ct_ok();
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_token *t = &p->tokens.at[i];
        const written_out *one = t->kind == CT_TOKEN_WORD ? find(p->known->shorthand, t->text, t->len) : NULL;
        most += one != NULL ? one->n : 0;
    }
    p->first_word = ct_arena_array(p->arena, p->tokens.n + 1, sizeof *p->first_word);
    p->words = ct_arena_array(p->arena, most + 1, sizeof *p->words);
    if (p->first_word == NULL || p->words == NULL) return ct_no_memory();
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_token *t = &p->tokens.at[i];
        p->first_word[i] = n;
        if (t->kind != CT_TOKEN_WORD && !t->as_word) continue;
        const written_out *one = find(p->known->shorthand, t->text, t->len);
        for (size_t k = 0; one != NULL && k < one->n; k++)
            p->words[n++] = (ct_word){ one->words[k].hash, (uint32_t)i, one->words[k].text };
        const char *text = one != NULL ? NULL : repaired(p, t);
        if (text != NULL) p->words[n++] = (ct_word){ ct_word_hash(text, strlen(text)), (uint32_t)i, text };
    }
    p->first_word[p->tokens.n] = n;
    return ct_ok();
}

ct_error ct_words_of_text(ct_arena *arena, const ct_shorthand *shorthand, const char *text,
                          const ct_word **out, size_t *n)
{
    size_t most = strlen(text) * 2 + 8; /* an abbreviation of two letters may stand for some words more */
    ct_word *words = ct_arena_array(arena, most, sizeof *words);
    *out = words;
    *n = 0;
    if (words == NULL) return ct_no_memory();
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, " \t,;:()/-+\"'.");
        const written_out *one = length > 0 ? find(shorthand, at, length) : NULL;
        const ct_word *found = one != NULL ? one->words : NULL;
        size_t found_n = one != NULL ? one->n : 0;
        if (length > 0 && one == NULL) {
            char *folded = ct_fold(arena, at, length);
            if (folded == NULL) return ct_no_memory();
            CT_TRY(split(arena, folded, &found, &found_n));
        }
        for (size_t k = 0; k < found_n && *n < most; k++) words[(*n)++] = found[k];
        at += length > 0 ? length : 1;
    }
    return ct_ok();
}
