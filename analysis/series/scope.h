/* Scopes of an input: "Thái Nguyên" (a province) and "tỉnh Thái Nguyên" (Thái Nguyên province) are one. Not
 * for other stages. */
#ifndef CT_SERIES_SCOPE_H
#define CT_SERIES_SCOPE_H

#include "series/audit.h"

/** What equal scopes have in common: case, marks and the word for a province ("tỉnh" (province)) do not
 * count, so that a bare name is the province; a city or a district of that name is another place. In the
 * arena; NULL when out of memory. */
const char *ct_scope_key(ct_arena *arena, const char *scope) CT_CHECKED;

typedef struct {
    const char *key, *wording; /* the wording that says most: the longest, of equals the one listed first */
    bool read;                 /* a document speaks of it                                               */
    long line;                 /* of the history, where it is first said; 0: it is not                  */
    size_t listed;
} ct_scope_use;

typedef struct {
    const ct_scope_use *list; /* n of them, by key */
    size_t n;
} ct_scopes;

/** The scopes of an input, in the arena. CT_ENOMEM. history may be NULL. */
CT_CHECKED ct_error ct_scopes_list(ct_arena *arena, const ct_table *observations, const ct_table *history,
                                   ct_scopes *out);

/** How an input calls this scope; itself when it is none of the input's. *key is that of ct_scope_key(). NULL
 * when out of memory. */
const char *ct_scopes_wording(const ct_scopes *scopes, ct_arena *arena, const char *scope,
                              const char **key) CT_CHECKED;

/** "scope-names": a name of the history that no document speaks of, where documents speak of a city or
 * district of that name. */
CT_CHECKED ct_error ct_scopes_check(const ct_scopes *scopes, ct_arena *arena, const char *history_name,
                                    ct_table *findings);

#endif
