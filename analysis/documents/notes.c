/* Footnotes in the text of pages. At the foot of a page a note begins with its number as superscript digits,
 * or the number stands on a line of its own and the note indented below it; in the text the same number,
 * raised or not, sticks to a word ("giường1" (beds, with a note's mark)), where it would pass for a figure.
 * When both are found the number is taken off the word and the note becomes one CT_LINE_NOTE. */
#include <stdbool.h>
#include <string.h>

#include "core/vietnamese.h"
#include "documents/reader.h"

enum {
    PAGE_NOTES = 30, /* on one page at most: each is looked for in the whole page */
    WORD = 3         /* letters of a word that may carry a mark: "m2" and "CO2" are no marks */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits of a line that holds a number of one or two digits and nothing else, *n of them; NULL otherwise.
 */
static const char *lone_number(const ct_line *line, size_t *n)
{
    const char *s = line->text + strspn(line->text, " ");

    *n = strspn(s, "0123456789");
    return *n >= 1 && *n <= 2 && s[*n + strspn(s + *n, " ")] == '\0' ? s : NULL;
}

/* Bytes of the superscript digits that text begins with, one or two. */
static size_t raised_length(const char *text)
{
    size_t n = 0;

    for (int digits = 0; digits < 2; digits++) {
        size_t found = 0;
        for (char c = '0'; c <= '9' && found == 0; c++) {
            const char *raised = ct_text_raised(c);
            if (strncmp(text + n, raised, strlen(raised)) == 0) found = strlen(raised);
        }
        if (found == 0) break;
        n += found;
    }
    return n;
}

/* The superscript digits that a line begins with, with words behind them; NULL when it begins otherwise. */
static const char *raised_number(const ct_line *line, size_t *n)
{
    const char *s = line->text + strspn(line->text, " ");

    *n = raised_length(s);
    return *n > 0 && s[*n + strspn(s + *n, " ")] != '\0' ? s : NULL;
}

static bool is_indented(const ct_line *line)
{
    size_t blank = strspn(line->text, " ");
    return blank >= 2 && blank < line->len;
}

/* A whole word of letters, or a closing bracket, ends just before text[at]. */
static bool carries_mark(const char *text, size_t at)
{
    size_t start = at, letters = 0;
    bool vietnamese = false;

    if (at > 0 && text[at - 1] == ')') return true;
    for (; start > 0; start--) {
        unsigned char c = (unsigned char)text[start - 1];
        bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!ascii && c < 0x80) break;
        letters += ascii || c >= 0xC0; /* the bytes behind the first of a character count for none */
        vietnamese = vietnamese || c >= 0xC3;
    }
    if (start > 0 && is_digit(text[start - 1])) return false;
    return letters >= WORD || (letters > 0 && vietnamese);
}

/* Is text[at] in the middle of superscript digits? */
static bool is_raised_before(const char *text, size_t at)
{
    return (at >= 2 && raised_length(text + at - 2) > 2) || (at >= 3 && raised_length(text + at - 3) > 3);
}

/* Where the mark stands in a line, or the line's length. */
static size_t find_mark(const ct_line *line, const char *mark, size_t n)
{
    bool raised = !is_digit(mark[0]);

    for (const char *p = line->text; (p = strchr(p, mark[0])) != NULL; p++) {
        size_t at = (size_t)(p - line->text);
        if (strncmp(p, mark, n) != 0 || is_digit(p[n])) continue;
        if (raised) {
            if (raised_length(p) == n && at > 0 && p[-1] != ' ' && !is_raised_before(line->text, at))
                return at;
            continue;
        }
        if ((p[n] == '.' || p[n] == ',') && is_digit(p[n + 1])) continue;
        if (carries_mark(line->text, at)) return at;
    }
    return line->len;
}

/* Take the mark off the first word of lines[from..to) that carries it. */
static ct_error drop_mark(ct_reader *reader, size_t from, size_t to, const char *mark, size_t n, bool *found)
{
    *found = false;
    for (size_t i = from; i < to && !*found; i++) {
        ct_line *line = &reader->lines[i];
        size_t at = line->kind == CT_LINE_TEXT ? find_mark(line, mark, n) : line->len;
        if (at == line->len) continue;
        *found = true;
        if (line->level > 0) continue; /* of a table, whose cells are told apart from it */
        line->text =
            ct_arena_printf(reader->document->arena, "%.*s%s", (int)at, line->text, line->text + at + n);
        if (line->text == NULL) return ct_no_memory();
        line->len -= n;
    }
    return ct_ok();
}

/* The note that begins with words on line i, if any, and goes on below it, as one line; *next is behind its
 * last line. */
static ct_error take_note(ct_reader *reader, size_t i, const char *first, size_t end, size_t *next)
{
    ct_line *note = &reader->lines[i];
    ct_buffer text;
    ct_error err;
    size_t k = i + 1, number;

    ct_buffer_init(&text);
    ct_buffer_text(&text, first);
    for (;
         k < end && reader->lines[k].len > 0 && reader->lines[k].level == 0 &&
         lone_number(&reader->lines[k], &number) == NULL && raised_number(&reader->lines[k], &number) == NULL;
         k++) {
        const char *words = reader->lines[k].text + strspn(reader->lines[k].text, " ");
        if (text.len > 0) ct_buffer_append(&text, " ", 1);
        ct_buffer_text(&text, words);
    }
    err = ct_buffer_error(&text);
    note->text = ct_arena_strndup(reader->document->arena, ct_buffer_string(&text), text.len);
    note->len = text.len;
    note->kind = CT_LINE_NOTE;
    if (err.code == CT_OK && note->text == NULL) err = ct_no_memory();
    ct_buffer_clear(&text);
    *next = k;
    return err;
}

/* One page, lines[begin..end), moved down to *to. */
static ct_error take_page(ct_reader *reader, size_t begin, size_t end, size_t *to)
{
    size_t first = *to, tried = 0;

    for (size_t i = begin; i < end;) {
        size_t n, next = i + 1;
        const ct_line *line = &reader->lines[i];
        const char *mark = line->level > 0 ? NULL : lone_number(line, &n), *words = "";
        if (mark != NULL && !(i + 1 < end && is_indented(&reader->lines[i + 1]))) mark = NULL;
        if (mark == NULL && line->level == 0 && (mark = raised_number(line, &n)) != NULL)
            words = mark + n + strspn(mark + n, " ");
        if (mark != NULL && tried++ < PAGE_NOTES) {
            bool found;
            CT_TRY(drop_mark(reader, first, *to, mark, n, &found));
            if (found) CT_TRY(take_note(reader, i, words, end, &next));
        }
        reader->lines[*to] = reader->lines[i];
        ++*to;
        i = next;
    }
    return ct_ok();
}

ct_error ct_notes_find(ct_reader *reader)
{
    size_t to = 0;

    for (size_t begin = 0, end; begin < reader->n; begin = end) {
        for (end = begin; end < reader->n && reader->lines[end].page == reader->lines[begin].page;) end++;
        CT_TRY(take_page(reader, begin, end, &to));
    }
    reader->n = to;
    return ct_ok();
}
