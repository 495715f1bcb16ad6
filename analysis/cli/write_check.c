#include "cli/write_check.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/data.h"
#include "core/file.h"
#include "documents/page_picture.h"
#include "review/check_page.h"

enum {
    MOST_PICTURES = 12 * 1000 * 1000 /* bytes of all pictures: the page must open at once, also from a mail */
};

/* The scope that most observations have: that of figures which name none. */
static const char *commonest_scope(const ct_table *observations)
{
    const char *best = "";
    size_t most = 0;

    for (size_t i = 0; i < observations->n; i++) {
        const char *scope = ct_observation_at(observations, i)->scope;
        size_t n = 0;
        if (strcmp(scope, best) == 0) continue;
        for (size_t j = i; j < observations->n; j++)
            n += strcmp(ct_observation_at(observations, j)->scope, scope) == 0;
        if (n <= most) continue;
        most = n;
        best = scope;
    }
    return best;
}

/* What extraction finds in the documents, as it was before any review. */
static ct_error extract_again(const ct_args *args, ct_stages *stages, ct_document *const *documents, size_t n,
                              ct_table **again)
{
    ct_extractor *extractor;
    const char *folder, *scope = ct_args_value(args, "scope");

    CT_TRY(ct_table_new(again, &ct_observation_schema));
    CT_TRY(ct_table_new(&stages->traces, &ct_trace_schema));
    CT_TRY(ct_data_catalogue(args, &folder));
    CT_TRY(ct_extractor_new(&extractor, stages->catalogue, folder));
    if (scope == NULL) scope = commonest_scope(stages->observations);
    ct_error err = ct_ok();
    for (size_t i = 0; i < n && err.code == CT_OK; i++)
        err = ct_in(ct_extract(extractor, documents[i], scope, *again, stages->traces, NULL),
                    documents[i]->path);
    ct_extractor_free(extractor);
    return err;
}

/* ---- pictures of pages ---- */

typedef struct {
    const ct_args *args;
    const ct_check *check;
    const ct_check_figure *figures;
    size_t n_figures;
    ct_check_picture *pictures; /* room for one a figure */
    size_t n_pictures, bytes;
    bool full; /* some page's picture was left out for its size */
} album;

/* The pages of one document that figures stand on, the most doubtful figure's first. */
static size_t pages_of(const album *a, size_t document, long *pages)
{
    size_t n = 0;

    for (size_t i = 0; i < a->n_figures; i++) {
        const ct_check_figure *figure = &a->figures[i];
        long page = ct_observation_at(figure->table, figure->row)->page;
        size_t known = 0;
        if (figure->document != document || page < 1) continue;
        while (known < n && pages[known] != page) known++;
        if (known == n) pages[n++] = page;
    }
    return n;
}

static ct_error keep(album *a, size_t document, long page, const char *type, const ct_buffer *picture)
{
    if (picture->len == 0 || a->bytes + picture->len > MOST_PICTURES) {
        a->full = a->full || picture->len > 0;
        return ct_ok();
    }
    const char *bytes = ct_arena_strndup(a->args->arena, ct_buffer_string(picture), picture->len);
    if (bytes == NULL) return ct_no_memory();
    a->bytes += picture->len;
    a->pictures[a->n_pictures++] = (ct_check_picture){ document, page, type, bytes, picture->len };
    return ct_ok();
}

static ct_error draw(album *a, size_t d)
{
    const ct_document *document = a->check->documents[d];
    ct_arena *arena = ct_arena_new();
    long *pages = arena == NULL ? NULL : ct_arena_array(arena, a->n_figures, sizeof *pages);
    ct_buffer *pictures = arena == NULL ? NULL : ct_arena_array(arena, a->n_figures, sizeof *pictures);
    const char *bytes, *type;
    size_t n_bytes, n = pages == NULL || pictures == NULL ? 0 : pages_of(a, d, pages);
    ct_error err = pages == NULL || pictures == NULL ? ct_no_memory() : ct_ok();

    if (n > 0) {
        err = ct_file_read(arena, document->path, &bytes, &n_bytes);
        if (err.code == CT_OK) {
            err = ct_page_pictures(document, bytes, n_bytes, pages, n, pictures, &type);
            for (size_t i = 0; i < n; i++) {
                if (err.code == CT_OK) err = keep(a, d, pages[i], type, &pictures[i]);
                ct_buffer_clear(&pictures[i]);
            }
        }
    }
    ct_arena_free(arena);
    return err;
}

/* A page without its picture is still a page: what cannot be drawn is told, and no more. */
static ct_error draw_all(album *a)
{
    ct_lang lang = a->args->lang;

    a->pictures = ct_arena_array(a->args->arena, a->n_figures, sizeof *a->pictures);
    if (a->pictures == NULL) return ct_no_memory();
    for (size_t d = 0; d < a->check->n_documents; d++) {
        const ct_document *document = a->check->documents[d];
        bool drawn = document->format == CT_FORMAT_PDF || document->format == CT_FORMAT_PICTURE;
        if (!drawn || strcmp(document->path, "-") == 0) continue;
        ct_error err = draw(a, d);
        if (err.code == CT_ENOMEM) return err;
        if (err.code != CT_OK)
            fprintf(stderr,
                    ct_l(lang, "chitieu: %s: cảnh báo: không có ảnh trang: %s\n",
                         "chitieu: %s: warning: no pictures of its pages: %s\n"),
                    document->path, ct_error_text(&err, lang));
    }
    if (a->full)
        fprintf(
            stderr,
            ct_l(
                lang,
                "chitieu: %s: lưu ý: chỉ kèm %zu ảnh trang (tối đa %d MB); trang của số liệu chắc hơn không có ảnh\n",
                "chitieu: %s: note: it holds the pictures of %zu pages (%d MB at most); pages of surer figures have none\n"),
            a->args->output, a->n_pictures, MOST_PICTURES / 1000000);
    return ct_ok();
}

/* ---- the page ---- */

static ct_error read_part(const ct_args *args, const char *folder, const char *name, const char **text,
                          size_t *n)
{
    const char *path = ct_path_join(args->arena, folder, name);
    return path == NULL ? ct_no_memory() : ct_file_read(args->arena, path, text, n);
}

static ct_error read_form(const ct_args *args, ct_table *words, ct_check_form *form)
{
    const char *folder, *text;
    size_t n;

    CT_TRY(ct_data_report(args, &folder));
    CT_TRY(read_part(args, folder, "review.html", &form->frame, &n));
    CT_TRY(read_part(args, folder, "review.css", &form->style, &n));
    CT_TRY(read_part(args, folder, "review.js", &form->script, &n));
    CT_TRY(read_part(args, folder, "review-words.csv", &text, &n));
    form->words = words;
    return ct_table_read(words, text, n, "review-words.csv");
}

static ct_error write_page(const ct_args *args, const ct_check *check, ct_table *words)
{
    album a = { .args = args, .check = check };
    ct_check_form form;
    ct_buffer page;

    CT_TRY(read_form(args, words, &form));
    CT_TRY(ct_check_choose(check, args->arena, &a.figures, &a.n_figures));
    CT_TRY(draw_all(&a));
    ct_buffer_init(&page);
    const ct_check_content content = { a.figures, a.n_figures, a.pictures, a.n_pictures };
    ct_error err = ct_in(ct_check_write(check, &content, &form, &page), "review.html");
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&page), page.len);
    ct_buffer_clear(&page);
    return err;
}

ct_error ct_write_check(const ct_args *args, ct_stages *stages, double below, ct_document *const *documents,
                        size_t n)
{
    const char *reviews = ct_args_value(args, "reviews");
    ct_table *again = NULL, *words = NULL;
    ct_error err = ct_table_new(&words, &ct_check_word_schema);

    if (err.code == CT_OK && reviews != NULL)
        err = ct_data_read_table(args, &ct_review_schema, reviews, &stages->reviews);
    if (err.code == CT_OK) err = extract_again(args, stages, documents, n, &again);
    const ct_check check = { .observations = stages->observations,
                             .below = below,
                             .all = ct_args_value(args, "all") != NULL,
                             .documents = (const ct_document *const *)documents,
                             .n_documents = n,
                             .again = again,
                             .traces = stages->traces,
                             .reviews = stages->reviews,
                             .catalogue = stages->catalogue,
                             .lang = args->lang };
    if (err.code == CT_OK) err = write_page(args, &check, words);
    ct_table_free(again);
    ct_table_free(words);
    return err;
}
