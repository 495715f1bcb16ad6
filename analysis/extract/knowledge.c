/* What extraction knows, read from the catalogue and its folder. */
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "core/file.h"
#include "extract/candidates/candidates.h"
#include "extract/candidates/examples.h"
#include "extract/decisions/decide.h"
#include "extract/extract.h"
#include "extract/reading/resolve.h"
#include "extract/reading/words.h"

enum { MAX_VARIANTS = 3 /* abbreviated forms of one wording */ };

static ct_error read_own(ct_extractor *extractor, const char *folder, const char *name, const char **text,
                         size_t *n, char **path)
{
    *path = ct_path_join(extractor->arena, folder, name);
    if (*path == NULL) return ct_no_memory();
    return ct_file_read(extractor->arena, *path, text, n);
}

static ct_error add_cues(ct_extractor *extractor)
{
    for (size_t i = 0; i < extractor->cues.n; i++) {
        const ct_cue *cue = &extractor->cues.at[i];
        if (cue->class == CT_CUE_SKIP) {
            ct_trie_skip(extractor->phrases, cue->phrase);
            ct_trie_skip(extractor->signposts, cue->phrase);
        }
        CT_TRY(ct_trie_add(extractor->phrases, cue->phrase, CT_PHRASE_CUE,
                           (int)i | (int)cue->class << CT_REF_BITS));
        CT_TRY(ct_trie_add(extractor->signposts, cue->phrase, CT_PHRASE_CUE,
                           (int)i | (int)cue->class << CT_REF_BITS));
    }
    return ct_ok();
}

/* A wording with each abbreviation written for its expansion, so that "tham gia BHYT" is found where only the
 * long form is listed. */
/* A bit for each of its words, by their bytes: a text whose bits lack some of another's does not hold it. */
static uint64_t word_bits(const char *text)
{
    uint64_t bits = 0;
    for (const char *at = text; *at != '\0';) {
        uint32_t h = 2166136261u;
        for (; *at != '\0' && strchr(" ,()/", *at) == NULL; at++) h = (h ^ (unsigned char)*at) * 16777619u;
        bits |= (uint64_t)1 << ((h ^ h >> 15) & 63);
        at += *at != '\0';
    }
    return bits;
}

static ct_error add_wording(ct_extractor *extractor, const char *phrase, ct_phrase_type type, int ref)
{
    const ct_catalogue *catalogue = extractor->catalogue;
    size_t made = 0;
    uint64_t bits = word_bits(phrase);
    CT_TRY(ct_trie_add(extractor->phrases, phrase, type, ref));
    for (size_t i = 0; i < catalogue->n_abbreviations && made < MAX_VARIANTS; i++) {
        const ct_abbreviation *one = &catalogue->abbreviations[i];
        if ((extractor->expansions[i] & ~bits) != 0) continue;
        const char *at = one->expansion[0] == '\0' ? NULL : strstr(phrase, one->expansion);
        size_t n = strlen(one->expansion);
        bool whole = at != NULL && (at == phrase || at[-1] == ' ' || at[-1] == '(') &&
                     (at[n] == '\0' || strchr(" ,)/", at[n]) != NULL);
        if (!whole || n < 6) continue;
        char *variant = ct_arena_printf(extractor->arena, "%.*s%s%s", (int)(at - phrase), phrase,
                                        one->abbreviation, at + n);
        if (variant == NULL) return ct_no_memory();
        CT_TRY(ct_trie_add(extractor->phrases, variant, type, ref));
        made++;
    }
    return ct_ok();
}

/* A wording of an indicator, but for one that the user's own file gives to another. */
static ct_error add_meant(ct_extractor *extractor, const char *text, const ct_indicator *one)
{
    const ct_indicator *meant = ct_indicator_claiming(extractor->catalogue, text);
    if (meant != NULL && meant != one) return ct_ok();
    return add_wording(extractor, text, CT_PHRASE_INDICATOR, (int)(one - extractor->catalogue->indicators));
}

static ct_error add_catalogue(ct_extractor *extractor)
{
    const ct_catalogue *catalogue = extractor->catalogue;
    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        const ct_indicator *one = &catalogue->indicators[i];
        CT_TRY(add_meant(extractor, one->name_vi, one));
        for (size_t k = 0; k < one->n_aliases; k++) CT_TRY(add_meant(extractor, one->aliases[k], one));
    }
    for (size_t i = 0; i < catalogue->n_breakdowns; i++) {
        const ct_breakdown *one = &catalogue->breakdowns[i];
        CT_TRY(add_wording(extractor, one->name, CT_PHRASE_BREAKDOWN, (int)i));
        for (size_t k = 0; k < one->n_aliases; k++)
            CT_TRY(add_wording(extractor, one->aliases[k], CT_PHRASE_BREAKDOWN, (int)i));
    }
    for (size_t i = 0; i < catalogue->n_units; i++) {
        const ct_unit *one = &catalogue->units[i];
        if (strcmp(one->name, "1") == 0) continue;
        CT_TRY(ct_trie_add(extractor->units, one->name, CT_PHRASE_UNIT, (int)i));
        for (size_t k = 0; k < one->n_aliases; k++)
            CT_TRY(ct_trie_add(extractor->units, one->aliases[k], CT_PHRASE_UNIT,
                               (int)(i | (k + 1) << 16))); /* which wording is kept */
    }
    return ct_ok();
}

/* Further wordings of indicators, for extraction only: id,phrase,note. Words of an inverted index need
 * neither to follow each other nor to stand all there, so a phrase only names what usually is said. */
static ct_error add_wordings(ct_extractor *extractor, const char *folder, ct_more_wording **more,
                             size_t *n_more)
{
    const char *text = NULL;
    char *path = NULL;
    size_t n = 0;
    ct_csv csv;
    CT_TRY(read_own(extractor, folder, "wordings.csv", &text, &n, &path));
    ct_error err = ct_csv_parse(extractor->arena, text, n, &csv);
    if (err.code == CT_OK && (*more = ct_arena_array(extractor->arena, csv.n, sizeof **more)) == NULL)
        err = ct_no_memory();
    for (size_t i = 1; err.code == CT_OK && i < csv.n; i++) {
        const ct_csv_row *row = &csv.rows[i];
        const ct_indicator *one =
            row->n_cells < 2 ? NULL : ct_indicator_find(extractor->catalogue, row->cells[0]);
        if (one == NULL || row->cells[1][0] == '\0')
            return ct_in(
                ct_fail(
                    CT_EPARSE, row->line,
                    "\"%s\" is no indicator of the catalogue, or has no phrase; each row is id,phrase,note",
                    row->cells[0]),
                path);
        err = add_meant(extractor, row->cells[1], one);
        if (err.code == CT_OK)
            (*more)[(*n_more)++] =
                (ct_more_wording){ (int)(one - extractor->catalogue->indicators), row->cells[1] };
    }
    return ct_in(err, path);
}

static ct_error add_weights(ct_extractor *extractor, const char *folder)
{
    const ct_model_shape *shapes[CT_MAX_MODELS];
    const char *text = NULL;
    char *path = NULL;
    size_t n = 0, shapes_n = 0;
    for (; ct_stages_of_reading[shapes_n] != NULL; shapes_n++)
        shapes[shapes_n] = &ct_stages_of_reading[shapes_n]->shape;
    extractor->models = ct_arena_array(extractor->arena, shapes_n + 1, sizeof *extractor->models);
    if (extractor->models == NULL) return ct_no_memory();
    CT_TRY(read_own(extractor, folder, "weights.csv", &text, &n, &path));
    return ct_models_read(extractor->arena, shapes, shapes_n, extractor->models, text, n, path);
}

/* Examples may be missing: nothing is then known of how often an indicator is met and in which words. */
static ct_error add_examples(ct_extractor *extractor, const char *folder)
{
    const char *text = "";
    char *path = NULL;
    size_t n = 0;
    ct_error err = read_own(extractor, folder, "examples.csv", &text, &n, &path);
    if (err.code == CT_EIO)
        n = 0;
    else
        CT_TRY(err);
    return ct_examples_read(extractor->arena, extractor->catalogue, text, n, path, &extractor->examples);
}

static ct_error note_expansions(ct_extractor *extractor)
{
    const ct_catalogue *catalogue = extractor->catalogue;
    extractor->expansions =
        ct_arena_array(extractor->arena, catalogue->n_abbreviations, sizeof *extractor->expansions);
    for (size_t i = 0; extractor->expansions != NULL && i < catalogue->n_abbreviations; i++)
        extractor->expansions[i] = word_bits(catalogue->abbreviations[i].expansion);
    return extractor->expansions == NULL ? ct_no_memory() : ct_ok();
}

static ct_error fill(ct_extractor *extractor, const char *folder)
{
    const char *text = NULL;
    ct_more_wording *more = NULL;
    char *path = NULL;
    size_t n = 0, n_more = 0;
    CT_TRY(note_expansions(extractor));
    CT_TRY(ct_shorthand_new(extractor->arena, extractor->catalogue, &extractor->shorthand));
    CT_TRY(ct_lexicon_new(&extractor->lexicon));
    CT_TRY(ct_trie_new(&extractor->phrases, extractor->lexicon));
    CT_TRY(ct_trie_new(&extractor->signposts, extractor->lexicon));
    CT_TRY(ct_trie_new(&extractor->units, extractor->lexicon));
    CT_TRY(read_own(extractor, folder, "confusions.csv", &text, &n, &path));
    CT_TRY(ct_lexicon_confusions(extractor->lexicon, text, n, path));
    CT_TRY(read_own(extractor, folder, "cues.csv", &text, &n, &path));
    CT_TRY(ct_cues_read(extractor->arena, &extractor->cues, text, n, path));
    CT_TRY(add_cues(extractor));
    CT_TRY(add_catalogue(extractor));
    CT_TRY(add_wordings(extractor, folder, &more, &n_more));
    CT_TRY(ct_index_new(extractor->arena, extractor->catalogue, extractor->shorthand, more, n_more,
                        &extractor->index));
    CT_TRY(add_examples(extractor, folder));
    if (!ct_trie_seal(extractor->phrases) || !ct_trie_seal(extractor->signposts) ||
        !ct_trie_seal(extractor->units))
        return ct_no_memory();
    return add_weights(extractor, folder);
}

ct_error ct_extractor_new(ct_extractor **out, const ct_catalogue *catalogue, const char *folder)
{
    *out = NULL;
    ct_extractor *extractor = calloc(1, sizeof *extractor);
    if (extractor == NULL) return ct_no_memory();
    extractor->catalogue = catalogue;
    extractor->arena = ct_arena_new();
    ct_error err = extractor->arena == NULL ? ct_no_memory() : fill(extractor, folder);
    if (err.code == CT_OK) {
        *out = extractor;
        extractor = NULL;
    }
    ct_extractor_free(extractor);
    return err;
}

void ct_extractor_free(ct_extractor *extractor)
{
    if (extractor == NULL) return;
    ct_trie_free(extractor->phrases);
    ct_trie_free(extractor->signposts);
    ct_trie_free(extractor->units);
    ct_lexicon_free(extractor->lexicon);
    ct_arena_free(extractor->arena);
    free(extractor);
}
