/* Formal names of documents: readers know a resolution by its number and date, not by a file's name. */
#include <string.h>
#include <utf8proc.h>

#include "core/vietnamese.h"
#include "report/content.h"
#include "report/telling.h"

enum { TITLE_SHOWN = 200 };

/* "nghị quyết" (resolution) as "Nghị quyết" (resolution). */
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

    if (n > 0) { /* letters of a capital title have the same length as the small ones' or nearly: words are
                    counted instead */
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
                       : date.day == 0
                           ? ct_arena_printf(t->arena, "%d/%d", date.month, date.year)
                           : ct_arena_printf(t->arena, "%02d/%02d/%d", date.day, date.month, date.year);

    if (made == NULL && t->err.code == CT_OK) t->err = ct_no_memory();
    return made != NULL ? made : "";
}

static const char *document_part(ct_teller *t, const char *key, ct_phrase_word word)
{
    return ct_tell_spaced(t, ct_tell(t, key, &word, 1));
}

ct_error ct_plan_formal_name(ct_arena *arena, const ct_report *report, const ct_plan *plan, const char **name,
                             const char **brief)
{
    ct_teller t = { arena, report, ct_ok() };
    const char *title = title_alone(&t, plan);

    *name = *brief = NULL;
    if (report->phrases == NULL || (plan->number[0] == '\0' && plan->title[0] == '\0')) return ct_ok();
    if (plan->number[0] == '\0') {
        *name = capital(
            &t, ct_tell_join(&t, ct_tell_join(&t, plan->kind, plan->kind[0] != '\0' ? " " : ""), title));
        *brief = *name;
        return t.err;
    }
    const ct_phrase_word words[] = { { "kind", capital(&t, plan->kind) }, { "number", plan->number } };
    *name = *brief = ct_tell(&t, "document.number", CT_WORDS(words));
    if (plan->date.year != 0)
        *name = ct_tell_join(
            &t, *name,
            document_part(&t, "document.date", (ct_phrase_word){ "date", date_text(&t, plan->date) }));
    if (plan->issuer[0] != '\0')
        *name = ct_tell_join(
            &t, *name, document_part(&t, "document.issuer", (ct_phrase_word){ "issuer", plan->issuer }));
    if (title[0] != '\0')
        *name =
            ct_tell_join(&t, *name, document_part(&t, "document.title", (ct_phrase_word){ "title", title }));
    return t.err;
}

ct_error ct_document_name(ct_arena *arena, const ct_report *report, const char *document, long line,
                          const char **name, const char **brief)
{
    size_t row;

    *name = *brief = NULL;
    if (report->plans == NULL || report->plans->n == 0) return ct_ok();
    row = ct_plans_find(report->plans, 0, document, line);
    if (row == report->plans->n) return ct_ok();
    CT_TRY(ct_plan_formal_name(arena, report, ct_plan_at(report->plans, row), name, brief));
    if (*name != NULL) return ct_ok();
    *name = *brief = ct_plan_short_name(arena, ct_plan_at(report->plans, row), report->lang);
    return *name != NULL ? ct_ok() : ct_no_memory();
}

/* ---- references in running text ---- */

static long page_of(const ct_report *report, const char *document, long line)
{
    for (size_t i = 0; report->observations != NULL && i < report->observations->n; i++) {
        const ct_observation *row = ct_observation_at(report->observations, i);
        if (row->line_start == line && strcmp(row->document, document) == 0) return row->page;
    }
    return 0;
}

/* "Kế hoạch 03-MH/KH-UBND, trang 2, dòng 21" (plan, page, line) of one FILE:LINE that is a document's; "" of
 * any other file. */
static const char *place_text(ct_teller *t, const char *document, long line)
{
    const ct_table *plans = t->report->plans;
    size_t row = plans != NULL ? ct_plans_find(plans, 0, document, line) : 0;
    const char *words = plans != NULL && row < plans->n
                            ? ct_plan_short_name(t->arena, ct_plan_at(plans, row), t->report->lang)
                            : "";
    long page = page_of(t->report, document, line);

    if (words == NULL) t->err = ct_no_memory();
    if (words == NULL || words[0] == '\0' || t->report->phrases == NULL) return words != NULL ? words : "";
    const ct_phrase_word pages = { "page", ct_tell_number(t, (size_t)page) },
                         lines = { "line", ct_tell_number(t, (size_t)line) };
    if (page > 0) words = ct_tell_join(t, ct_tell_join(t, words, ", "), ct_tell(t, "place.page", &pages, 1));
    return ct_tell_join(t, ct_tell_join(t, words, ", "), ct_tell(t, "place.line", &lines, 1));
}

/* The line of "FILE:LINE" whose ':' is at `colon`, and what follows it; 0: it is none. */
static long line_at(const char *colon, const char **after)
{
    long line = 0;
    const char *s = colon + 1;

    while (*s >= '0' && *s <= '9' && line < 100000000) line = 10 * line + (*s++ - '0');
    *after = s;
    return s > colon + 1 ? line : 0;
}

/* One reference, [at, end): the title after it where it has one, else its place. */
static void one_reference(ct_teller *t, const char *at, const char *end, ct_buffer *to)
{
    for (const char *colon = at; (colon = memchr(colon, ':', (size_t)(end - colon))) != NULL; colon++) {
        const char *after;
        long line = line_at(colon, &after);
        if (line == 0 || (after < end && *after != ' ')) continue;
        const char *document = ct_arena_strndup(t->arena, at, (size_t)(colon - at));
        const char *place = document != NULL ? place_text(t, document, line) : "";
        if (document == NULL) t->err = ct_no_memory();
        if (place[0] == '\0' && after < end) at = after + 1; /* a publication that the history names */
        if (place[0] != '\0') ct_buffer_text(to, place);
        if (place[0] != '\0') at = after;
        break;
    }
    ct_buffer_append(to, at, (size_t)(end - at));
}

static ct_error kept_text(ct_arena *arena, ct_buffer *text, ct_error err, const char **out)
{
    if (err.code == CT_OK) err = ct_buffer_error(text);
    if (err.code == CT_OK && (*out = ct_arena_strdup(arena, ct_buffer_string(text))) == NULL)
        err = ct_no_memory();
    ct_buffer_clear(text);
    return err;
}

ct_error ct_source_text(ct_arena *arena, const ct_report *report, const char *source, const char **out)
{
    ct_teller t = { arena, report, ct_ok() };
    ct_buffer text;

    ct_buffer_init(&text);
    for (const char *at = source; *at != '\0';) {
        const char *stop = strstr(at, "; "), *end = stop != NULL ? stop : at + strlen(at);
        one_reference(&t, at, end, &text);
        if (stop != NULL) ct_buffer_text(&text, "; ");
        at = stop != NULL ? stop + 2 : end;
    }
    return kept_text(arena, &text, t.err, out);
}

ct_error ct_remark_text(ct_arena *arena, const ct_report *report, const char *const *files, size_t n,
                        const char *text, const char **out)
{
    ct_teller t = { arena, report, ct_ok() };
    ct_buffer made;

    ct_buffer_init(&made);
    for (const char *at = text; *at != '\0';) {
        const char *after = NULL, *file = NULL;
        long line = 0;
        for (size_t i = 0; i < n && file == NULL; i++) {
            size_t length = strlen(files[i]);
            if (strncmp(at, files[i], length) == 0 && at[length] == ':' &&
                (line = line_at(at + length, &after)) > 0)
                file = files[i];
        }
        if (file == NULL) {
            ct_buffer_append(&made, at++, 1);
            continue;
        }
        ct_buffer_text(&made, place_text(&t, file, line)); /* of a publication nothing: its title follows */
        at = after + (*after == ' ' && made.len > 0 && ct_buffer_string(&made)[made.len - 1] == ' ');
    }
    return kept_text(arena, &made, t.err, out);
}
