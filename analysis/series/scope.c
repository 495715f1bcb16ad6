#include "series/scope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "series/finding.h"
#include "series/series.h"

const char *ct_scope_key(ct_arena *arena, const char *scope)
{
    static const char PROVINCE[] = "tinh ";
    const char *key = ct_fold(arena, scope, strlen(scope));

    return key != NULL && strncmp(key, PROVINCE, sizeof PROVINCE - 1) == 0 ? key + sizeof PROVINCE - 1 : key;
}

static int compare_uses(const void *a, const void *b)
{
    const ct_scope_use *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order != 0 ? order : (x->listed > y->listed) - (x->listed < y->listed);
}

/* Rows of one document mostly have one scope: one entry for a run of them. */
static ct_error add(ct_arena *arena, const char *scope, bool read, long line, ct_scope_use *list, size_t *n)
{
    ct_scope_use *last = *n > 0 ? &list[*n - 1] : NULL;

    if (last != NULL && last->read == read && strcmp(last->wording, scope) == 0) return ct_ok();
    list[*n] = (ct_scope_use){ ct_scope_key(arena, scope), scope, read, line, *n };
    return list[(*n)++].key != NULL ? ct_ok() : ct_no_memory();
}

ct_error ct_scopes_list(ct_arena *arena, const ct_table *observations, const ct_table *history,
                        ct_scopes *out)
{
    ct_scope_use *list =
        ct_arena_array(arena, observations->n + (history != NULL ? history->n : 0), sizeof *list);
    size_t n = 0, kept = 0;

    if (list == NULL) return ct_no_memory();
    for (size_t i = 0; i < observations->n; i++)
        CT_TRY(add(arena, ct_observation_at(observations, i)->scope, true, 0, list, &n));
    for (size_t i = 0; history != NULL && i < history->n; i++)
        CT_TRY(add(arena, ((const ct_history *)ct_table_row(history, i))->scope, false, history->lines[i],
                   list, &n));
    if (n > 0) qsort(list, n, sizeof *list, compare_uses);
    for (size_t i = 0; i < n; i++) {
        ct_scope_use *kin = kept > 0 && strcmp(list[kept - 1].key, list[i].key) == 0 ? &list[kept - 1] : NULL;

        if (kin == NULL) {
            list[kept++] = list[i];
            continue;
        }
        if (strlen(list[i].wording) > strlen(kin->wording)) kin->wording = list[i].wording;
        kin->read = kin->read || list[i].read;
        if (kin->line == 0) kin->line = list[i].line;
    }
    *out = (ct_scopes){ list, kept };
    return ct_ok();
}

static int compare_key(const void *key, const void *use)
{
    return strcmp(key, ((const ct_scope_use *)use)->key);
}

const char *ct_scopes_wording(const ct_scopes *scopes, ct_arena *arena, const char *scope, const char **key)
{
    const ct_scope_use *found;

    *key = ct_scope_key(arena, scope);
    if (*key == NULL) return NULL;
    found = scopes->n > 0 ? bsearch(*key, scopes->list, scopes->n, sizeof *scopes->list, compare_key) : NULL;
    return found != NULL ? found->wording : scope;
}

/* The place of documents whose key is words and then this name; NULL: none. */
static const ct_scope_use *longer_name(const ct_scopes *scopes, const ct_scope_use *of)
{
    size_t n = strlen(of->key);

    for (size_t i = 0; i < scopes->n; i++) {
        const ct_scope_use *other = &scopes->list[i];
        size_t m = strlen(other->key);

        if (other->read && m > n + 1 && other->key[m - n - 1] == ' ' &&
            strcmp(other->key + m - n, of->key) == 0)
            return other;
    }
    return NULL;
}

enum { MOST_SCOPES = 2000 }; /* that are compared with each other; no plan has as many */

ct_error ct_scopes_check(const ct_scopes *scopes, ct_arena *arena, const char *history_name,
                         ct_table *findings)
{
    if (scopes->n > MOST_SCOPES) return ct_ok();
    for (size_t i = 0; findings != NULL && i < scopes->n; i++) {
        const ct_scope_use *use = &scopes->list[i],
                           *other = use->read || use->key[0] == '\0' ? NULL : longer_name(scopes, use);
        ct_finding finding = {
            .rule = "scope-names", .severity = CT_SEVERITY_WARNING, .value = NAN, .other = NAN
        };

        if (other == NULL) continue;
        finding.indicator = finding.breakdown = finding.unit = finding.other_source = "";
        finding.scope = use->wording;
        finding.source =
            use->line > 0 ? ct_arena_printf(arena, "%s:%ld", history_name, use->line) : history_name;
        finding.text_vi = ct_arena_printf(
            arena,
            "Số liệu lịch sử ghi phạm vi “%s”, văn bản ghi “%s”: hai phạm vi khác nhau, không nối thành một chuỗi; nếu là một, hãy ghi như "
            "văn bản.",
            use->wording, other->wording);
        finding.text_en = ct_arena_printf(
            arena,
            "The history says “%s”, documents say “%s”: two scopes, which make no common series; if they are one, write it as the documents "
            "do.",
            use->wording, other->wording);
        if (finding.source == NULL) return ct_no_memory();
        CT_TRY(ct_finding_add(findings, &finding));
    }
    return ct_ok();
}
