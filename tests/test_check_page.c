/* The page to check figures on: which figures stand on it, what it says of each, and that no text of a
 * document becomes markup. What the page then does is tried in a browser by check-review-page.py. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "core/file.h"
#include "documents/page_picture.h"
#include "extract/record/trace.h"
#include "review/check_page.h"
#include "rows.h"
#include "with_catalogue.h"

#define REVIEWED_HEADER                                                                                                         \
    "document,line_start,line_end,quote,indicator,scope,breakdown,value_low,value_high,unit,qualifier,period_start,period_end," \
    "aggregation,kind,measure,base_period,confidence,review\n"

static const char FRAME[] =
    "<html lang=\"{{lang}}\"><style>{{style}}</style>{{style-hash}}<script type=\"application/json\">{{data}}</script>"
    "<script>{{script}}</script>{{script-hash}}";

static ct_table *reviewed(void)
{
    return rows_read(
        &ct_observation_schema, REVIEWED_HEADER,
        "a.txt,3,3,GRDP tăng 14%,grdp_growth,tỉnh A,,14,14,%,=,2023,2023,point,target,growth,2022,0.4,\n"
        "a.txt,9,9,hộ nghèo còn 3%,poverty_rate,tỉnh A,,3,3,%,=,2023,2023,point,actual,level,,0.95,\n"
        "a.txt,20,20,thu 2.385 tỷ đồng,budget_revenue,tỉnh A,,2385,2385,tỷ đồng,=,2023,2023,point,actual,level,,1,accepted\n"
        "a.txt,30,30,chi 71 tỷ đồng,budget_expenditure,tỉnh A,,71.5,71.5,tỷ đồng,=,2023,2023,point,actual,level,,1,corrected\n"
        "a.txt,40,40,chi 72 tỷ đồng,budget_expenditure,tỉnh A,,9,9,tỷ đồng,=,2023,2023,point,actual,level,,1,corrected\n"
        "b.txt,1,1,chi 73 tỷ đồng,budget_expenditure,tỉnh A,,73,73,tỷ đồng,=,2023,2023,point,actual,level,,0.4,\n");
}

/* The same as it is read without reviews; line 40 cannot be told from its neighbour by place, so its reading
 * is lost. */
static ct_table *raw(void)
{
    return rows_read(
        &ct_observation_schema, REVIEWED_HEADER,
        "a.txt,3,3,GRDP tăng 14%,grdp_growth,tỉnh A,,14,14,%,=,2023,2023,point,target,growth,2022,0.4,\n"
        "a.txt,20,20,thu 2.385 tỷ đồng,budget_revenue,tỉnh A,,2385,2385,tỷ đồng,=,2023,2023,point,actual,level,,0.61,\n"
        "a.txt,30,30,chi 71 tỷ đồng,budget_expenditure,tỉnh A,,71,71,tỷ đồng,=,2023,2023,point,actual,level,,0.32,\n"
        "a.txt,40,40,chi 72 tỷ đồng,budget_expenditure,tỉnh A,,72,72,tỷ đồng,=,2023,2023,point,actual,level,,0.5,\n"
        "a.txt,40,40,chi 72 tỷ đồng,budget_expenditure,tỉnh A,,7.2,7.2,tỷ đồng,=,2023,2023,point,actual,level,,0.5,\n");
}

static void test_choose(void **state)
{
    static const struct {
        const char *name;
        double below;
        bool all, again;
        const char *lines; /* of the figures, in their order */
    } cases[] = {
        { "doubtful ones, the order of the documents where doubt is the same", 0.9, false, true, "3 1 " },
        { "nothing is below zero", 0, false, true, "" },
        { "at the limit is not below it", 0.4, false, true, "" },
        { "all: a corrected one as it was read, the lost one left out", 0, true, true, "30 3 1 20 9 " },
        { "all, with no document: corrected ones are left out", 0, true, false, "3 1 9 20 " },
    };
    ct_table *table = reviewed(), *again = raw();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        const ct_check check = { .observations = table,
                                 .below = cases[i].below,
                                 .all = cases[i].all,
                                 .again = cases[i].again ? again : NULL };
        const ct_check_figure *figures;
        char lines[80] = "";
        size_t n;
        assert_ct_ok(ct_check_choose(&check, arena, &figures, &n));
        for (size_t f = 0; f < n; f++)
            snprintf(lines + strlen(lines), sizeof lines - strlen(lines), "%ld ",
                     ct_observation_at(figures[f].table, figures[f].row)->line_start);
        if (strcmp(lines, cases[i].lines) != 0) fail_msg("%s: %s", cases[i].name, lines);
        for (size_t f = 0; f < n; f++)
            if (ct_observation_at(figures[f].table, figures[f].row)->review == CT_REVIEWED_CORRECTED)
                fail_msg("%s: a correction", cases[i].name);
        ct_arena_free(arena);
    }
    ct_table_free(table);
    ct_table_free(again);
}

#ifdef CHITIEU_HAVE_JSON
static ct_table *words(void)
{
    return rows_read(&ct_check_word_schema, "key,vi,en\n", "title,Duyệt </script>,Check\n");
}

static ct_error write_page(const ct_check *check, const char *frame, ct_buffer *to)
{
    static const ct_check_picture picture = { 0, 1, "image/png", "\x89PNG\r\n\x1A\n", 8 };
    ct_arena *arena = ct_arena_new();
    ct_table *table = words();
    const ct_check_form form = { frame, "p {}", "run();", table };
    const ct_check_figure *figures;
    size_t n;

    assert_ct_ok(ct_check_choose(check, arena, &figures, &n));
    ct_buffer_init(to);
    ct_error err = ct_check_write(check, &(ct_check_content){ figures, n, &picture, 1 }, &form, to);
    ct_table_free(table);
    ct_arena_free(arena);
    return err;
}

/* A page of one document that two figures stand in, one of them in hostile words. */
static void test_write(void **state)
{
    static const char text[] = "Mở đầu\nNăm 2023, GRDP </script><script>alert(1)</script> tăng 14%\nKết\n";
    static const char *const holds[] = {
        "lang=\"vi\"",
        "<style>p {}</style>",
        "<script>run();</script>",
        "\"read\":{\"indicator\":\"grdp_growth\"",
        "\"confidence\":0.4",
        "\"kind\":[[\"target\",0.61],[\"actual\",0.35]]",
        "\"number\":\"14%\"",
        "[1,\"Mở đầu\",0]",
        "tăng 14%\",1]",
        "[3,\"Kết\",0]",
        "\"picture\":0",
        "\"down\":0.5}", /* the second of three lines: its middle */

        "data:image/png;base64,iVBORw0KGgo=", /* PNG's signature in base64, as every PNG begins */
        "\"title\":\"Duyệt \\u003c/script>\"",
        "\"reviews\":[[\"a.txt\",\"2\"",
        "[\"poverty_rate\",\"Tỷ lệ hộ nghèo\"",
        "\"scopes\":[\"tỉnh A\"]",
    };
    ct_table *table = rows_read(
        &ct_observation_schema, "page," REVIEWED_HEADER,
        "1,a.txt,2,2,GRDP </script><script>alert(1)</script> tăng 14%,grdp_growth,tỉnh A,,14,14,%,=,2023,2023,point,target,growth,2022,0.4,\n");
    ct_table *reviews =
        rows_read(&ct_review_schema, "document,line,quote,was_low,was_high,decision,by,when\n",
                  "a.txt,2,q,1,1,accept,An,2024-02-29\n");
    ct_table *traces = rows_read(
        &ct_trace_schema, "document,line,observation,number,decision,candidate,chosen,score,why\n",
        "a.txt,2,1,14%,kind,target,yes,0.61,\na.txt,2,1,14%,kind,actual,no,0.35,\na.txt,2,1,14%,unit,%,yes,0,listed\n");
    ct_document *document;
    ct_buffer page;
    (void)state;
    assert_ct_ok(ct_document_parse(&document, "a.txt", text, sizeof text - 1));
    const ct_check check = { table,     0.9,   false,  (const ct_document *const *)&document,
                             1,         table, traces, reviews,
                             catalogue, CT_VI };
    assert_ct_ok(write_page(&check, FRAME, &page));
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
        if (strstr(ct_buffer_string(&page), holds[i]) == NULL)
            fail_msg("the page does not hold %s", holds[i]);
    assert_null(strstr(ct_buffer_string(&page), "alert(1)</script>"));
    assert_null(strstr(ct_buffer_string(&page), "<script>alert"));
    assert_null(strstr(ct_buffer_string(&page), "\"unit\":[[")); /* a cost is no chance */
    assert_null(strstr(ct_buffer_string(&page), "{{"));
    /* printf 'run();' | openssl dgst -sha256 -binary | base64 */
    assert_non_null(strstr(ct_buffer_string(&page), "vUOElbTHLp1UxxGV/I6teJfpCV5vgaasYjEhPKN2fqQ="));
    ct_buffer_clear(&page);
    ct_document_free(document);
    ct_table_free(table);
    ct_table_free(reviews);
    ct_table_free(traces);
}

/* Long lines are cut at words: of the line before its end is shown, of its own what lies around the quote, of
 * the line after its beginning. */
static void test_long_lines(void **state)
{
    static const char word[] = "nghèo ";
    ct_buffer text, page;
    ct_document *document;
    ct_table *table =
        rows_read(&ct_observation_schema, REVIEWED_HEADER,
                  "a.txt,2,2,còn 3%,poverty_rate,tỉnh A,,3,3,%,=,2023,2023,point,actual,level,,0.4,\n");
    (void)state;
    ct_buffer_init(&text);
    for (int line = 0; line < 3; line++) {
        ct_buffer_printf(&text, "đầu%d ", line);
        for (int i = 0; i < 600; i++) ct_buffer_text(&text, i == 300 && line == 1 ? "còn 3% " : word);
        ct_buffer_printf(&text, "cuối%d.\n", line);
    }
    assert_ct_ok(ct_document_parse(&document, "a.txt", ct_buffer_string(&text), text.len));
    const ct_check check = { .observations = table,
                             .below = 0.9,
                             .documents = (const ct_document *const *)&document,
                             .n_documents = 1,
                             .catalogue = catalogue };
    assert_ct_ok(write_page(&check, FRAME, &page));
    const char *lines = strstr(ct_buffer_string(&page), "\"lines\":");
    assert_non_null(lines);
    assert_non_null(strstr(lines, "[1,\"… nghèo nghèo "));
    assert_non_null(strstr(lines, "nghèo cuối0.\",0]"));
    assert_non_null(strstr(lines, "[2,\"… nghèo nghèo "));
    assert_non_null(strstr(lines, "nghèo còn 3% nghèo"));
    assert_non_null(strstr(lines, "nghèo nghèo …\",1]"));
    assert_non_null(strstr(lines, "[3,\"đầu2 nghèo"));
    assert_non_null(strstr(lines, "nghèo nghèo …\",0]"));
    assert_null(strstr(lines, "cuối1."));
    ct_buffer_clear(&text);
    ct_buffer_clear(&page);
    ct_document_free(document);
    ct_table_free(table);
}

static void test_write_bad_frame(void **state)
{
    static const struct {
        const char *frame, *says;
    } cases[] = {
        { "{{lang}}{{style}}{{style-hash}}{{data}}{{script}}", "script-hash" },
        { "{{lang}}{{style}}{{style-hash}}{{data}}{{script}}{{script-hash}}{{more}}", "{{more}}" },
        { "{{lang}}{{style}}{{style-hash}}{{data}}{{script}}{{script-hash}}{{", "{{}}" },
    };
    ct_table *table = reviewed();
    const ct_check check = { .observations = table, .below = 0.9, .catalogue = catalogue };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_buffer page;
        ct_error err = write_page(&check, cases[i].frame, &page);
        if (err.code != CT_EPARSE || strstr(err.text, cases[i].says) == NULL)
            fail_msg("%s: code %d, %s", cases[i].frame, err.code, err.text);
        ct_buffer_clear(&page);
    }
    ct_table_free(table);
}
#endif

/* A page that is there is drawn, one that is not stays empty; a picture file is its own picture; other
 * formats have none. */
static void test_page_pictures(void **state)
{
    static const struct {
        const char *name;
        ct_document_format format;
        const char *file, *bytes;  /* of the document: a file's, or these */
        const char *type, *begins; /* the first page's picture; "" none */
    } cases[] = {
        { "pdf", CT_FORMAT_PDF, "tests/fixtures/documents/tables.pdf", NULL, "image/jpeg", "\xFF\xD8\xFF" },
        { "png", CT_FORMAT_PICTURE, NULL, "\x89PNG\r\n\x1A\n and more", "image/png", "\x89PNG" },
        { "tiff", CT_FORMAT_PICTURE, NULL, "II*\1 and more", NULL, "" },
        { "text", CT_FORMAT_TEXT, NULL, "một\n", "image/jpeg", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const long pages[] = { 1, 9999 };
        const char *bytes = cases[i].bytes, *type;
        ct_arena *arena = ct_arena_new();
        ct_buffer pictures[2];
        size_t n = bytes != NULL ? strlen(bytes) : 0;
        const ct_document document = { .format = cases[i].format };
        if (bytes == NULL) assert_ct_ok(ct_file_read(arena, cases[i].file, &bytes, &n));
        ct_error err = ct_page_pictures(&document, bytes, n, pages, 2, pictures, &type);
        if (err.code != CT_OK) fail_msg("%s: %s", cases[i].name, err.text);
        if (cases[i].type != NULL && strcmp(type, cases[i].type) != 0)
            fail_msg("%s: %s", cases[i].name, type);
        if ((cases[i].begins[0] == '\0') != (pictures[0].len == 0) ||
            strncmp(ct_buffer_string(&pictures[0]), cases[i].begins, strlen(cases[i].begins)) != 0)
            fail_msg("%s: %zu bytes", cases[i].name, pictures[0].len);
        assert_int_equal(pictures[1].len, 0);
        ct_buffer_clear(&pictures[0]);
        ct_buffer_clear(&pictures[1]);
        ct_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choose),
#ifdef CHITIEU_HAVE_JSON
        cmocka_unit_test(test_write),           cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_write_bad_frame),
#endif
        cmocka_unit_test(test_page_pictures),
    };
    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
