/* The report's sentences as data: datasets/report/sentences.csv, a row a wording in both languages, with
 * {words} to fill in; and who is responsible for what, departments.csv. */
#ifndef CT_REPORT_PHRASES_H
#define CT_REPORT_PHRASES_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/lang.h"
#include "core/table.h"

typedef struct {
    const char *key, *vi, *en, *about;
} ct_phrase;
extern const ct_schema ct_phrase_schema;

/* Who leads the work on a target; both languages. */
typedef struct {
    const char *what; /* id of an indicator, or of a group of the catalogue */
    const char *vi, *en;
} ct_department;
extern const ct_schema ct_department_schema;

/* A word to fill in: {name} in the wording becomes `words`. */
typedef struct {
    const char *name, *words;
} ct_phrase_word;

/** The wording of a key as it stands in the table, which owns it; "": there is none. */
const char *ct_phrase_words(const ct_table *phrases, const char *key, ct_lang lang);

/** Append a wording with its words filled in. Words are taken as they are: a brace in them is text.
 * @return CT_OK; CT_EDATA (the table has no such key); CT_EPARSE with the row's line (a brace that does not
 * close, a word that is not among the n given); both name sentences.csv. CT_ENOMEM is asked of the buffer. */
CT_CHECKED ct_error ct_phrase_fill(const ct_table *phrases, const char *key, ct_lang lang,
                                   const ct_phrase_word *words, size_t n, ct_buffer *to);

/** The same into the arena; *out is "" on error. CT_ENOMEM too. */
CT_CHECKED ct_error ct_phrase_make(ct_arena *arena, const ct_table *phrases, const char *key, ct_lang lang,
                                   const ct_phrase_word *words, size_t n, const char **out);

/** Who leads the work on an indicator: the last row that names it, else the last that names its group; "" for
 * none. Borrowed. */
const char *ct_department_of(const ct_table *departments, const char *indicator, const char *group,
                             ct_lang lang);

#endif
