/* Formal names of documents: readers know a resolution by its number and date, not by a file's name. */
#include <string.h>
#include <utf8proc.h>

#include "core/vietnamese.h"
#include "report/content.h"
#include "report/telling.h"

enum { TITLE_SHOWN = 200 };

/* "nghị quyết" as "Nghị quyết" (resolution). */
static const char *capital(ct_teller *t, const char *words)
{
    utf8proc_uint8_t first[4];
    int code;
    size_t used = words[0] != '\0' ? ct_utf8_next(words, strlen(words), &code) : 0;

    if (used == 0 || code < 0) return words;
    utf8proc_ssize_t n = utf8proc_encode_char(utf8proc_toupper(code), first);
    char *letter = ct_arena_strndup(t->arena, (const char *)first, (size_t)n);
    return letter != NULL ? ct_tell_join(t, letter, words + used) : words;
}

/* The title without the kind that it begins with. */
static const char *title_alone(ct_teller *t, const ct_plan *plan)
{
    const char *title = plan->title;
    size_t n = strlen(plan->kind);

    if (n > 0) { /* letters of a capital title have the same length as the small ones' or nearly: words are counted instead */
        size_t words = 1;
        for (const char *s = plan->kind; *s != '\0'; s++) words += *s == ' ';
        const char *rest = title;
        for (size_t i = 0; i < words && *rest != '\0'; i++) {
            rest += strcspn(rest, " ");
            rest += strspn(rest, " ");
        }
        char *begin = ct_arena_strndup(t->arena, title, (size_t)(rest - title));
        if (begin != NULL && ct_fold_equal(begin, plan->kind)) title = rest;
    }
    title = ct_tell_inside(t, title);
    if (strlen(title) <= TITLE_SHOWN) return title;
    char *cut = ct_arena_strndup(t->arena, title, ct_utf8_cut(title, TITLE_SHOWN));
    return cut != NULL ? ct_tell_join(t, cut, "…") : title;
}

static const char *date_text(ct_teller *t, ct_date date)
{
    const char *made = date.month == 0 ? ct_arena_printf(t->arena, "%d", date.year)
                       : date.day == 0 ? ct_arena_printf(t->arena, "%d/%d", date.month, date.year)
                                       : ct_arena_printf(t->arena, "%02d/%02d/%d", date.day, date.month, date.year);

    if (made == NULL && t->err.code == CT_OK) t->err = ct_no_memory();
    return made != NULL ? made : "";
}

static const char *document_part(ct_teller *t, const char *key, ct_phrase_word word)
{
    return ct_tell_spaced(t, ct_tell(t, key, &word, 1));
}

ct_error ct_plan_formal_name(ct_arena *arena, const ct_report *report, const ct_plan *plan, const char **name, const char **brief)
{
    ct_teller t = { arena, report, ct_ok() };
    const char *title = title_alone(&t, plan);

    *name = *brief = NULL;
    if (report->phrases == NULL || (plan->number[0] == '\0' && plan->title[0] == '\0')) return ct_ok();
    if (plan->number[0] == '\0') {
        *name = capital(&t, ct_tell_join(&t, ct_tell_join(&t, plan->kind, plan->kind[0] != '\0' ? " " : ""), title));
        *brief = *name;
        return t.err;
    }
    const ct_phrase_word words[] = { { "kind", capital(&t, plan->kind) }, { "number", plan->number } };
    *name = *brief = ct_tell(&t, "document.number", CT_WORDS(words));
    if (plan->date.year != 0) *name = ct_tell_join(&t, *name, document_part(&t, "document.date", (ct_phrase_word){ "date", date_text(&t, plan->date) }));
    if (plan->issuer[0] != '\0') *name = ct_tell_join(&t, *name, document_part(&t, "document.issuer", (ct_phrase_word){ "issuer", plan->issuer }));
    if (title[0] != '\0') *name = ct_tell_join(&t, *name, document_part(&t, "document.title", (ct_phrase_word){ "title", title }));
    return t.err;
}

ct_error ct_document_name(ct_arena *arena, const ct_report *report, const char *document, long line, const char **name, const char **brief)
{
    size_t row;

    *name = *brief = NULL;
    if (report->plans == NULL || report->plans->n == 0) return ct_ok();
    row = ct_plans_find(report->plans, 0, document, line);
    return row < report->plans->n ? ct_plan_formal_name(arena, report, ct_plan_at(report->plans, row), name, brief) : ct_ok();
}
