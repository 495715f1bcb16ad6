/* Short names of documents, for charts and remarks: a file's name means nothing to a reader. */
#include <string.h>
#include <utf8proc.h>

#include "core/vietnamese.h"
#include "series/plans.h"

enum { TITLE_SHOWN = 90 };

/* "nghị quyết" (resolution) as "Nghị quyết" (resolution). */
static const char *capital(ct_arena *arena, const char *words)
{
    utf8proc_uint8_t first[4];
    int code;
    size_t used = words[0] != '\0' ? ct_utf8_next(words, strlen(words), &code) : 0;

    if (used == 0 || code < 0) return words;
    utf8proc_ssize_t n = utf8proc_encode_char(utf8proc_toupper(code), first);
    return ct_arena_printf(arena, "%.*s%s", (int)n, (const char *)first, words + used);
}

static bool ends_in(const char *name, const char *const *endings)
{
    const char *dot = strrchr(name, '.');

    for (; dot != NULL && *endings != NULL; endings++)
        if (strcmp(dot, *endings) == 0) return true;
    return false;
}

/* A document that does not say what it is: by its form and its year. */
static const char *untitled(ct_arena *arena, const ct_plan *plan, ct_lang lang)
{
    static const char *const sheets[] = { ".xlsx", ".xlsm", ".xls", ".ods", ".csv", NULL };
    const char *what = ends_in(plan->document, sheets)
                           ? ct_l(lang, "Bảng số liệu", "Table of figures")
                           : ct_l(lang, "Văn bản không ghi tiêu đề", "Document without a title");
    int year = plan->date.year != 0 ? plan->date.year : plan->period_end.year;

    if (plan->kind[0] != '\0') what = capital(arena, plan->kind);
    return what == NULL || year == 0
               ? what
               : ct_arena_printf(arena, ct_l(lang, "%s năm %d", "%s of %d"), what, year);
}

const char *ct_plan_short_name(ct_arena *arena, const ct_plan *plan, ct_lang lang)
{
    const char *kind = capital(arena, plan->kind);

    if (kind == NULL) return NULL;
    if (plan->number[0] != '\0')
        return ct_arena_printf(arena, "%s%s%s", kind, kind[0] != '\0' ? " " : "", plan->number);
    if (plan->title[0] == '\0') return untitled(arena, plan, lang);
    if (strlen(plan->title) <= TITLE_SHOWN) return plan->title;
    return ct_arena_printf(arena, "%.*s…", (int)ct_utf8_cut(plan->title, TITLE_SHOWN), plan->title);
}
