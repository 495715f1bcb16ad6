#include "review/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"

#define AT(field)    offsetof(ct_sheet_row, field)
#define ATTRIBUTE(i) offsetof(ct_sheet_row, attributes) + (i) * sizeof(const char *)

static const ct_column columns[] = {
    { "decision", CT_COLUMN_TEXT, false, AT(decision), NULL,
      "accept, correct or reject; empty: not decided." },
    { "confidence", CT_COLUMN_NUMBER, false, AT(confidence), NULL, "How sure the reading is." },
    { "document", CT_COLUMN_TEXT, true, AT(document), NULL, "Base name of the document's file." },
    { "page", CT_COLUMN_COUNT, false, AT(page), NULL, "Page, where the format has pages." },
    { "line", CT_COLUMN_COUNT, true, AT(line), NULL, "Line of the value." },
    { "before", CT_COLUMN_TEXT, false, AT(before), NULL, "The line before." },
    { "quote", CT_COLUMN_TEXT, true, AT(quote), NULL, "The words around the value." },
    { "after", CT_COLUMN_TEXT, false, AT(after), NULL, "The line after." },
    { "name", CT_COLUMN_TEXT, false, AT(name), NULL, "The indicator's name." },
    { "indicator", CT_COLUMN_TEXT, false, ATTRIBUTE(0), NULL, "Catalogue id." },
    { "scope", CT_COLUMN_TEXT, false, ATTRIBUTE(1), NULL, "Territory or body." },
    { "breakdown", CT_COLUMN_TEXT, false, ATTRIBUTE(2), NULL, "Sector, area or level." },
    { "value_low", CT_COLUMN_TEXT, false, ATTRIBUTE(3), NULL, "Value, or lower end." },
    { "value_high", CT_COLUMN_TEXT, false, ATTRIBUTE(4), NULL, "Upper end." },
    { "unit", CT_COLUMN_TEXT, false, ATTRIBUTE(5), NULL, "Unit." },
    { "qualifier", CT_COLUMN_TEXT, false, ATTRIBUTE(6), NULL, "Qualifier." },
    { "period_start", CT_COLUMN_TEXT, false, ATTRIBUTE(7), NULL, "First year, month or day." },
    { "period_end", CT_COLUMN_TEXT, false, ATTRIBUTE(8), NULL, "Last year, month or day." },
    { "aggregation", CT_COLUMN_TEXT, false, ATTRIBUTE(9), NULL, "Aggregation." },
    { "kind", CT_COLUMN_TEXT, false, ATTRIBUTE(10), NULL, "Kind." },
    { "measure", CT_COLUMN_TEXT, false, ATTRIBUTE(11), NULL, "Measure." },
    { "base_period", CT_COLUMN_TEXT, false, ATTRIBUTE(12), NULL, "Base." },
    { "note", CT_COLUMN_TEXT, false, AT(note), NULL, "Whatever the person adds." },
    { "machine", CT_COLUMN_TEXT, true, AT(machine), NULL,
      "The attributes as they were read; leave it as it is." },
};

const ct_schema ct_sheet_schema = { "sheet", "Observations to be reviewed.", columns,
                                    sizeof columns / sizeof *columns, sizeof(ct_sheet_row) };

enum { SEPARATOR = '|', NEIGHBOUR = 300 /* bytes of a neighbouring line that are shown */ };

/* One attribute of an observation as text, in the sheet's arena; the separator cannot stand in it. */
static const char *attribute(const ct_table *observations, size_t row, size_t a, ct_table *sheet)
{
    ct_buffer text;
    ct_buffer_init(&text);
    ct_table_get(observations, row, ct_schema_column(&ct_observation_schema, ct_review_attributes[a]), &text);
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == SEPARATOR) text.data[i] = '/';
    const char *kept = text.failed ? NULL : ct_table_text(sheet, ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return kept;
}

static const char *machine_text(const ct_sheet_row *row, ct_table *sheet)
{
    ct_buffer text;
    ct_buffer_init(&text);
    for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES; a++)
        ct_buffer_printf(&text, "%s%s", a > 0 ? "|" : "", row->attributes[a]);
    const char *kept = text.failed ? NULL : ct_table_text(sheet, ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return kept;
}

/* The nearest line with words before (step -1) or after (+1) one, cut at a letter's end; "" where the
 * document has none. */
static const char *neighbour(const ct_document *document, long line, long step, ct_table *sheet)
{
    long last = document != NULL ? (long)document->n_lines : 0;
    long from = step < 0 && line > last ? last : line + step; /* a document may have been shortened */

    for (long at = from; at >= 1 && at <= last; at += step) {
        const ct_line *one = &document->lines[at - 1];
        size_t length = one->len < NEIGHBOUR ? one->len : NEIGHBOUR;
        char text[NEIGHBOUR + 1];

        if (strspn(one->text, " \t") == one->len) continue;
        while (length > 0 && length < one->len && ((unsigned char)one->text[length] & 0xC0) == 0x80) length--;
        memcpy(text, one->text, length);
        text[length] = '\0';
        return ct_table_text(sheet, text);
    }
    return "";
}

/* The document of this base name; NULL: it was not given. */
static const ct_document *document_of(const ct_sheet_choice *choice, const char *name)
{
    for (size_t d = 0; d < choice->n_documents; d++)
        if (strcmp(choice->documents[d]->name, name) == 0) return choice->documents[d];
    return NULL;
}

static ct_error add_row(const ct_table *observations, size_t i, const ct_document *document, ct_table *sheet)
{
    const ct_observation *one = ct_observation_at(observations, i);
    ct_sheet_row *row = ct_table_add(sheet);
    if (row == NULL) return ct_no_memory();
    row->confidence = one->confidence;
    row->page = one->page;
    row->line = one->line_start;
    row->document = ct_table_text(sheet, one->document);
    row->quote = ct_table_text(sheet, one->quote);
    row->name = ct_table_text(sheet, one->name);
    row->before = neighbour(document, one->line_start, -1, sheet);
    row->after = neighbour(document, one->line_end, 1, sheet);
    bool whole = row->document != NULL && row->quote != NULL && row->name != NULL && row->before != NULL &&
                 row->after != NULL;
    for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES && whole; a++)
        whole = (row->attributes[a] = attribute(observations, i, a, sheet)) != NULL;
    return whole && (row->machine = machine_text(row, sheet)) != NULL ? ct_ok() : ct_no_memory();
}

static int by_doubt(const void *a, const void *b)
{
    const ct_sheet_row *x = a, *y = b;
    return (x->confidence > y->confidence) - (x->confidence < y->confidence);
}

ct_error ct_sheet_fill(const ct_table *observations, const ct_sheet_choice *choice, ct_table *sheet)
{
    for (size_t i = 0; i < observations->n; i++) {
        const ct_observation *one = ct_observation_at(observations, i);
        if (choice->all || (one->confidence < choice->below && one->review == CT_NOT_REVIEWED))
            CT_TRY(add_row(observations, i, document_of(choice, one->document), sheet));
    }
    return ct_table_sort(sheet, by_doubt);
}

/* The words of a decision, in both languages, folded: people drop accents and capitals. */
static const struct {
    const char *word;
    ct_review_verb verb;
} decisions[] = {
    { "accept", CT_ACCEPT },    { "accepted", CT_ACCEPT },   { "ok", CT_ACCEPT },
    { "chap nhan", CT_ACCEPT }, { "dong y", CT_ACCEPT },     { "dung", CT_ACCEPT },
    { "duyet", CT_ACCEPT },     { "correct", CT_CORRECT },   { "corrected", CT_CORRECT },
    { "sua", CT_CORRECT },      { "chinh sua", CT_CORRECT }, { "sua lai", CT_CORRECT },
    { "reject", CT_REJECT },    { "rejected", CT_REJECT },   { "loai", CT_REJECT },
    { "loai bo", CT_REJECT },   { "bo", CT_REJECT },         { "xoa", CT_REJECT },
    { "xoa bo", CT_REJECT },
};
enum { LONGEST = 40 }; /* bytes of a cell that can be a decision */

ct_sheet_cell ct_sheet_decision(const char *cell, ct_review_verb *verb)
{
    char word[2 * LONGEST + 4];
    size_t n = strlen(cell);

    if (n > LONGEST) return CT_DECISION_UNKNOWN;
    word[ct_fold_into(cell, n, word)] = '\0';
    if (word[0] == '\0') return CT_DECISION_OPEN;
    for (size_t i = 0; i < sizeof decisions / sizeof *decisions; i++)
        if (strcmp(decisions[i].word, word) == 0) {
            *verb = decisions[i].verb;
            return CT_DECISION_TAKEN;
        }
    return CT_DECISION_UNKNOWN;
}

/* The attributes as they were read, from the column `machine`; false when it does not hold as many. */
static bool split_machine(const ct_sheet_row *row, ct_arena *arena, const char *read[CT_REVIEW_ATTRIBUTES])
{
    const char *at = row->machine;
    for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES; a++) {
        const char *end = strchr(at, SEPARATOR);
        if ((end == NULL) != (a + 1 == CT_REVIEW_ATTRIBUTES)) return false;
        read[a] = ct_arena_strndup(arena, at, end == NULL ? strlen(at) : (size_t)(end - at));
        if (read[a] == NULL) return false;
        at = end == NULL ? "" : end + 1;
    }
    return true;
}

/* "14.50" is "14.5": a spreadsheet writes numbers its own way. */
static bool same_number(const char *a, const char *b)
{
    double x = 0, y = 0;
    return ct_number_plain(a, &x).code == CT_OK && ct_number_plain(b, &y).code == CT_OK && x == y;
}

/* "46,5" typed by a person is 46.5; with a point or alone it stays as it is. */
static ct_error plain_number(ct_table *reviews, size_t a, const char **text)
{
    enum { LOW = 3, HIGH = 4 };
    char plain[40];
    double value;

    if ((a != LOW && a != HIGH) || strchr(*text, ',') == NULL || ct_number_vi(*text, &value).code != CT_OK)
        return ct_ok();
    snprintf(plain, sizeof plain, "%.15g", value);
    *text = ct_table_text(reviews, plain);
    return *text != NULL ? ct_ok() : ct_no_memory();
}

static ct_error compare(const ct_sheet_row *row, const char *const *read, ct_table *reviews,
                        ct_review *review, size_t *changed)
{
    for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES; a++) {
        const char *now = row->attributes[a];
        CT_TRY(plain_number(reviews, a, &now));
        if (strcmp(now, read[a]) == 0 || same_number(now, read[a])) continue;
        CT_TRY(ct_review_check_value(ct_review_attributes[a], now));
        ++*changed;
        review->corrected[a] = ct_table_text(reviews, now[0] == '\0' ? CT_REVIEW_EMPTY : now);
        if (review->corrected[a] == NULL) return ct_no_memory();
    }
    return ct_ok();
}

static ct_error decide(const ct_sheet_row *row, const char *by, ct_date when, ct_table *reviews)
{
    enum { LOW = 3, HIGH = 4 };
    const char *read[CT_REVIEW_ATTRIBUTES];
    size_t changed = 0;
    ct_review_verb verb = CT_CORRECT; /* a change without a decision is a correction */
    ct_sheet_cell cell = ct_sheet_decision(row->decision, &verb);
    bool taken = cell == CT_DECISION_TAKEN;

    if (cell == CT_DECISION_UNKNOWN)
        return ct_fail(CT_EPARSE, 0,
                       "\"%.40s\" is no decision; write accept, correct or reject (chấp nhận, sửa, loại)",
                       row->decision);
    if (!split_machine(row, reviews->arena, read))
        return ct_fail(CT_EPARSE, 0, "the column machine was changed; take it from the sheet as written");
    ct_review *review = ct_table_add(reviews);
    if (review == NULL) return ct_no_memory();
    CT_TRY(compare(row, read, reviews, review, &changed));
    if (!taken && changed == 0) {
        reviews->n--;
        return ct_ok();
    }
    if (verb == CT_ACCEPT && changed > 0)
        return ct_fail(CT_EPARSE, 0, "the row is accepted but changed; write correct, or undo the change");
    if (verb == CT_CORRECT && changed == 0)
        return ct_fail(CT_EPARSE, 0,
                       "the row is to be corrected but nothing is changed; change it, or write accept");
    review->verb = verb;
    if (ct_number_plain(read[LOW], &review->was_low).code != CT_OK ||
        ct_number_plain(read[HIGH], &review->was_high).code != CT_OK)
        return ct_fail(CT_EPARSE, 0, "the column machine was changed; take it from the sheet as written");
    review->document = ct_table_text(reviews, row->document);
    review->line = row->line;
    review->quote = ct_table_text(reviews, row->quote);
    review->by = ct_table_text(reviews, by);
    review->when = when;
    review->note = ct_table_text(reviews, row->note);
    return review->document == NULL || review->quote == NULL || review->by == NULL || review->note == NULL
               ? ct_no_memory()
               : ct_ok();
}

ct_error ct_sheet_decisions(const ct_table *sheet, const char *by, ct_date when, ct_table *reviews)
{
    size_t before = reviews->n;
    for (size_t i = 0; i < sheet->n; i++) {
        ct_error err = decide(ct_table_row(sheet, i), by, when, reviews);
        if (err.code != CT_OK) {
            reviews->n = before;
            if (err.line == 0) err.line = sheet->lines[i];
            return err;
        }
    }
    return ct_ok();
}
