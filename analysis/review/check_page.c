#include "review/check_page.h"

#include "review/check_json.h"

static const ct_column word_columns[] = {
    { "key", CT_COLUMN_TEXT, true, offsetof(ct_check_word, key), NULL, "What the page calls the text by." },
    { "vi", CT_COLUMN_TEXT, true, offsetof(ct_check_word, vi), NULL, "In Vietnamese." },
    { "en", CT_COLUMN_TEXT, true, offsetof(ct_check_word, en), NULL, "In English." },
};

const ct_schema ct_check_word_schema = { "review-words", "Texts of the page to check figures on.",
                                         word_columns, sizeof word_columns / sizeof *word_columns,
                                         sizeof(ct_check_word) };

#ifdef CHITIEU_HAVE_JSON
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "extract/record/trace.h"

/* What writing needs to know of all figures. */
typedef struct {
    const ct_check *check;
    const ct_check_picture *pictures;
    size_t n_pictures;
    size_t *first, *end; /* rows of the traces of each row of `again`; NULL without traces */
    ct_arena *arena;
} work;

/* One cell of a table as text; NULL when out of memory. */
static json_t *cell(const ct_table *table, size_t row, size_t column)
{
    ct_buffer text;
    ct_buffer_init(&text);
    ct_table_get(table, row, column, &text);
    json_t *value = text.failed ? NULL : json_stringn(ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return value;
}

/* ---- chances and second candidates ---- */

static ct_error index_traces(work *w)
{
    const ct_table *traces = w->check->traces;
    size_t n = w->check->again == NULL ? 0 : w->check->again->n;

    if (traces == NULL || n == 0) return ct_ok();
    w->first = ct_arena_array(w->arena, n, sizeof *w->first);
    w->end = ct_arena_array(w->arena, n, sizeof *w->end);
    if (w->first == NULL || w->end == NULL) return ct_no_memory();
    for (size_t i = 0; i < traces->n; i++) {
        const ct_trace_row *row = ct_table_row(traces, i);
        size_t of = (size_t)row->observation;
        if (of == 0 || of > n) continue;
        if (w->end[of - 1] == 0) w->first[of - 1] = i;
        w->end[of - 1] = i + 1;
    }
    return ct_ok();
}

/* Is this decision one that the page shows? The chance of a candidate reading counts these decisions alone.
 */
static bool is_shown(const char *decision)
{
    static const char *const names[] = { "indicator", "breakdown", "scope",       "period",
                                         "kind",      "measure",   "aggregation", NULL };
    size_t i = 0;

    while (names[i] != NULL && strcmp(names[i], decision) != 0) i++;
    return names[i] != NULL;
}

/* {"kind": [["target", 0.61], ["actual", 0.35]], ...}, likeliest first; and the number as it stands into
 * *number. */
static json_t *candidates(const work *w, size_t again, const char **number)
{
    json_t *all = json_object();
    bool good = all != NULL;

    *number = "";
    if (again == SIZE_MAX || w->first == NULL) return all;
    for (size_t i = w->first[again]; i < w->end[again] && good; i++) {
        const ct_trace_row *row = ct_table_row(w->check->traces, i);
        if ((size_t)row->observation != again + 1) continue;
        *number = row->number;
        if (!is_shown(row->decision) || !(row->score >= 0 && row->score <= 1)) continue;
        json_t *list = json_object_get(all, row->decision);
        if (list == NULL) {
            good = json_object_set_new(all, row->decision, json_array()) == 0;
            list = json_object_get(all, row->decision);
        }
        good = good && ct_check_add(list, json_pack("[s, f]", row->candidate, row->score));
    }
    if (good) return all;
    json_decref(all);
    return NULL;
}

/* ---- one figure ---- */

static json_t *reading(const ct_check_figure *figure)
{
    json_t *all = json_object();
    bool good = all != NULL;

    for (size_t a = 0; a < CT_REVIEW_ATTRIBUTES && good; a++)
        good =
            json_object_set_new(all, ct_review_attributes[a],
                                cell(figure->table, figure->row,
                                     ct_schema_column(&ct_observation_schema, ct_review_attributes[a]))) == 0;
    if (good) return all;
    json_decref(all);
    return NULL;
}

static long picture_of(const work *w, const ct_check_figure *figure, long page)
{
    for (size_t p = 0; p < w->n_pictures; p++)
        if (w->pictures[p].document == figure->document && w->pictures[p].page == page) return (long)p;
    return -1;
}

/* How far down its page a line stands, 0..1, by the lines of the page: near enough to scroll a picture by. */
static double down_page(const ct_document *document, long line)
{
    size_t at = (size_t)line - 1, first, last;

    if (line < 1 || at >= document->n_lines) return 0;
    for (first = at; first > 0 && document->lines[first - 1].page == document->lines[at].page;) first--;
    for (last = at;
         last + 1 < document->n_lines && document->lines[last + 1].page == document->lines[at].page;)
        last++;
    return ((double)(at - first) + 0.5) / (double)(last - first + 1);
}

static json_t *figure_data(const work *w, const ct_check_figure *figure)
{
    const ct_observation *one = ct_observation_at(figure->table, figure->row);
    const char *number;
    json_t *chances = candidates(w, figure->again, &number);

    double down =
        figure->document == SIZE_MAX ? 0 : down_page(w->check->documents[figure->document], one->line_start);

    if (chances == NULL) return NULL;
    return json_pack("{s:s, s:I, s:I, s:s, s:s, s:f, s:o, s:s, s:o, s:o, s:I, s:f}", "document",
                     one->document, "page", (json_int_t)one->page, "line", (json_int_t)one->line_start,
                     "quote", one->quote, "name", one->name, "confidence", one->confidence, "read",
                     reading(figure), "number", number, "candidates", chances, "context",
                     figure->document == SIZE_MAX ? json_object() : ct_check_context(w->check, figure),
                     "picture", (json_int_t)picture_of(w, figure, one->page), "down", down);
}

static json_t *figures_data(const work *w, const ct_check_figure *figures, size_t n)
{
    json_t *all = json_array();
    bool good = all != NULL;

    for (size_t i = 0; i < n && good; i++) good = ct_check_add(all, figure_data(w, &figures[i]));
    if (good) return all;
    json_decref(all);
    return NULL;
}

/* ---- what is the same for all ---- */

static json_t *picture_data(const ct_check_picture *picture)
{
    size_t head = strlen("data:") + strlen(picture->type) + strlen(";base64,"),
           n = BASE64_ENCODE_RAW_LENGTH(picture->n);
    char *text = malloc(head + n + 1);

    if (text == NULL) return NULL;
    strcpy(text, "data:");
    strcat(text, picture->type);
    strcat(text, ";base64,");
    base64_encode_raw(text + head, picture->n, (const uint8_t *)picture->bytes);
    json_t *value = json_stringn(text, head + n);
    free(text);
    return value;
}

static json_t *pictures_data(const work *w)
{
    json_t *all = json_array();
    bool good = all != NULL;

    for (size_t i = 0; i < w->n_pictures && good; i++)
        good = ct_check_add(all, picture_data(&w->pictures[i]));
    if (good) return all;
    json_decref(all);
    return NULL;
}

static json_t *words_data(const ct_table *words, ct_lang lang)
{
    json_t *all = json_object();
    bool good = all != NULL;

    for (size_t i = 0; i < words->n && good; i++) {
        const ct_check_word *word = ct_table_row(words, i);
        good = json_object_set_new(all, word->key, json_string(lang == CT_VI ? word->vi : word->en)) == 0;
    }
    if (good) return all;
    json_decref(all);
    return NULL;
}

static json_t *review_columns(void)
{
    json_t *all = json_array();
    bool good = all != NULL;

    for (size_t c = 0; c < ct_review_schema.n_columns && good; c++)
        good = ct_check_add(all, json_string(ct_review_schema.columns[c].name));
    if (good) return all;
    json_decref(all);
    return NULL;
}

/* The decisions so far, each row as the cells of its columns. */
static json_t *reviews_data(const ct_table *reviews)
{
    json_t *all = json_array();
    bool good = all != NULL;

    for (size_t r = 0; reviews != NULL && r < reviews->n && good; r++) {
        json_t *row = json_array();
        good = row != NULL;
        for (size_t c = 0; c < ct_review_schema.n_columns && good; c++)
            good = ct_check_add(row, cell(reviews, r, c));
        if (good)
            good = ct_check_add(all, row);
        else
            json_decref(row);
    }
    if (good) return all;
    json_decref(all);
    return NULL;
}

static json_t *page_data(const work *w, const ct_check_figure *figures, size_t n, const ct_table *words)
{
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "lang", ct_l(w->check->lang, "vi", "en"), "words",
                     words_data(words, w->check->lang), "columns", review_columns(), "lists",
                     ct_check_lists(w->check), "figures", figures_data(w, figures, n), "reviews",
                     reviews_data(w->check->reviews), "pictures", pictures_data(w));
}

/* ---- the page ---- */

static int escape_markup(const char *bytes, size_t n, void *to)
{
    for (size_t i = 0; i < n;) { /* "</script>" in a document's text must not end the data */
        size_t run = 0;
        while (i + run < n && bytes[i + run] != '<') run++;
        ct_buffer_append(to, bytes + i, run);
        i += run;
        if (i < n) {
            ct_buffer_text(to, "\\u003c");
            i++;
        }
    }
    return 0;
}

/* The hash by which the page's content security policy knows its own script and style: nothing else may run
 * on it. */
static void write_hash(const char *text, ct_buffer *to)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    char words[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, strlen(text), (const uint8_t *)text);
    sha256_digest(&context, sizeof digest, digest);
    base64_encode_raw(words, sizeof digest, digest);
    ct_buffer_text(to, words);
}

/* The marks of datasets/report/review.html, in the order of their names in fill_frame(). */
typedef enum {
    MARK_LANG,
    MARK_STYLE,
    MARK_STYLE_HASH,
    MARK_DATA,
    MARK_SCRIPT,
    MARK_SCRIPT_HASH,
    MARKS
} page_mark;

/* What stands in the place of a mark; the data is taken as it is, for it may be long. */
static void fill_mark(const ct_check_form *form, ct_lang lang, const ct_buffer *data, page_mark mark,
                      ct_buffer *to)
{
    switch (mark) {
    case MARK_LANG: ct_buffer_text(to, ct_l(lang, "vi", "en")); break;
    case MARK_STYLE: ct_buffer_text(to, form->style); break;
    case MARK_STYLE_HASH: write_hash(form->style, to); break;
    case MARK_DATA: ct_buffer_append(to, ct_buffer_string(data), data->len); break;
    case MARK_SCRIPT: ct_buffer_text(to, form->script); break;
    case MARK_SCRIPT_HASH: write_hash(form->script, to); break;
    case MARKS: break;
    }
}

static ct_error fill_frame(const ct_check_form *form, ct_lang lang, const ct_buffer *data, ct_buffer *to)
{
    static const char *const marks[MARKS] = {
        "lang", "style", "style-hash", "data", "script", "script-hash"
    };
    bool seen[MARKS] = { false };
    const char *at = form->frame, *open;

    while ((open = strstr(at, "{{")) != NULL) {
        size_t n = strcspn(open + 2, "}"), m = 0;
        while (m < MARKS && (strlen(marks[m]) != n || memcmp(marks[m], open + 2, n) != 0)) m++;
        if (m == MARKS)
            return ct_fail(CT_EPARSE, 0, "the mark {{%.*s}} is none of the page's; take it out",
                           (int)(n < 40 ? n : 40), open + 2);
        seen[m] = true;
        ct_buffer_append(to, at, (size_t)(open - at));
        fill_mark(form, lang, data, (page_mark)m, to);
        at = open + 2 + n + (strncmp(open + 2 + n, "}}", 2) == 0 ? 2 : 0);
    }
    for (size_t m = 0; m < MARKS; m++)
        if (!seen[m]) return ct_fail(CT_EPARSE, 0, "the page lacks the mark {{%s}}", marks[m]);
    ct_buffer_text(to, at);
    return ct_buffer_error(to);
}

static ct_error write_page(const work *w, const ct_check_figure *figures, size_t n, const ct_check_form *form,
                           ct_buffer *to)
{
    ct_buffer data;
    json_t *value = page_data(w, figures, n, form->words);

    if (value == NULL) return ct_no_memory();
    ct_buffer_init(&data);
    int failed = json_dump_callback(value, escape_markup, &data, JSON_COMPACT | JSON_REAL_PRECISION(6));
    json_decref(value);
    ct_error err = failed ? ct_no_memory() : ct_buffer_error(&data);
    if (err.code == CT_OK) err = fill_frame(form, w->check->lang, &data, to);
    ct_buffer_clear(&data);
    return err;
}

ct_error ct_check_write(const ct_check *check, const ct_check_content *content, const ct_check_form *form,
                        ct_buffer *to)
{
    work w = { .check = check,
               .pictures = content->pictures,
               .n_pictures = content->n_pictures,
               .arena = ct_arena_new() };
    ct_error err = w.arena == NULL ? ct_no_memory() : index_traces(&w);

    if (err.code == CT_OK) err = write_page(&w, content->figures, content->n_figures, form, to);
    ct_arena_free(w.arena);
    return err;
}

#else

ct_error ct_check_write(const ct_check *check, const ct_check_content *content, const ct_check_form *form,
                        ct_buffer *to)
{
    (void)check, (void)content, (void)form, (void)to;
    return ct_fail(CT_EUSAGE, 0, "the page needs JSON, which is not built in (jansson); write a .csv sheet");
}
#endif
