/* Reviews: what a person decided stays decided, and nothing of it is lost. */
#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "review/review.h"
#include "review/sheet.h"
#include "rows.h"
#include "with_catalogue.h"

#define REVIEW_HEADER                                                                                                           \
    "document,line,quote,was_low,was_high,decision,indicator,scope,breakdown,value_low,value_high,unit,qualifier,period_start," \
    "period_end,aggregation,kind,measure,base_period,by,when,note\n"

/* Three figures, two of them of the same words and value on different lines. */
static ct_table *observations(void)
{
    return rows_read(
        &ct_observation_schema, OBSERVATION_HEADER,
        "a.txt,3,3,GRDP tăng 14%,grdp_growth,tỉnh A,,14,14,%,=,2023,2023,point,target,growth,2022,0.4\n"
        "a.txt,9,9,hộ nghèo còn 3%,poverty_rate,tỉnh A,,3,3,%,=,2023,2023,point,actual,level,,0.95\n"
        "a.txt,40,40,hộ nghèo còn 3%,poverty_rate,tỉnh A,,3,3,%,=,2024,2024,point,actual,level,,0.6\n");
}

static void test_review_apply(void **state)
{
    ct_table *table = observations();
    ct_table *reviews =
        rows_read(&ct_review_schema, REVIEW_HEADER,
                  "a.txt,5,GRDP tăng 14%,14,14,correct,,,công nghiệp,,15,,,,,,,,-,An,2024-02-01,\n"
                  "a.txt,38,hộ nghèo còn 3%,3,3,reject,,,,,,,,,,,,,,An,2024-02-01,trùng\n"
                  "a.txt,9,hộ nghèo còn 3%,3,3,accept,,,,,,,,,,,,,,An,2024-02-01,\n"
                  "b.txt,1,GRDP tăng 14%,14,14,accept,,,,,,,,,,,,,,An,2024-02-01,\n"
                  "a.txt,3,GRDP tăng 14%,13,13,accept,,,,,,,,,,,,,,An,2024-02-01,\n");
    ct_review_outcome outcome;
    (void)state;
    assert_ct_ok(ct_reviews_apply(reviews, table, &outcome));
    assert_int_equal(outcome.accepted, 1);
    assert_int_equal(outcome.corrected, 1);
    assert_int_equal(outcome.rejected, 1);
    assert_int_equal(outcome.n_unfound, 2);
    assert_int_equal(outcome.unfound[0], 3);
    assert_int_equal(outcome.unfound[1], 4);
    assert_int_equal(table->n, 2); /* the row of line 40 is gone, that of line 9 is not */
    const ct_observation *first = ct_observation_at(table, 0), *second = ct_observation_at(table, 1);
    assert_string_equal(first->breakdown, "công nghiệp");
    assert_true(first->value_low == 14 && first->value_high == 15 && first->confidence == 1);
    assert_int_equal(first->base_period.year, 0);
    assert_int_equal(first->kind, CT_TARGET);
    assert_int_equal(first->review, CT_REVIEWED_CORRECTED);
    assert_int_equal(second->line_start, 9);
    assert_int_equal(second->review, CT_REVIEWED_ACCEPTED);
    ct_table_free(table);
    ct_table_free(reviews);
}

static void test_review_bad_corrections(void **state)
{
    static const struct {
        const char *row, *says;
    } cases[] = {
        { "a.txt,3,GRDP tăng 14%,14,14,correct,,,,,,,,2023-13,,,,,,An,2024-02-01,\n", "period_start" },
        { "a.txt,3,GRDP tăng 14%,14,14,correct,,,,,,,,,,,hope,,,An,2024-02-01,\n", "kind" },
        { "a.txt,3,GRDP tăng 14%,14,14,correct,,,,mười,,,,,,,,,,An,2024-02-01,\n", "value_low" },
        { "a.txt,3,GRDP tăng 14%,14,14,correct,,,,20,,,,,,,,,,An,2024-02-01,\n", "above value_high" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *table = observations(),
                 *reviews = rows_read(&ct_review_schema, REVIEW_HEADER, cases[i].row);
        ct_review_outcome outcome;
        ct_error err = ct_reviews_apply(reviews, table, &outcome);
        assert_int_equal(err.code, CT_EPARSE);
        assert_int_equal(err.line, 2);
        assert_non_null(strstr(err.text, cases[i].says));
        ct_table_free(table);
        ct_table_free(reviews);
    }
}

static void test_review_merge(void **state)
{
    ct_table *old = rows_read(&ct_review_schema, REVIEW_HEADER,
                              "a.txt,3,q,1,1,accept,,,,,,,,,,,,,,An,2024-02-01,\n"
                              "a.txt,4,q,2,2,reject,,,,,,,,,,,,,,An,2024-02-01,\n");
    ct_table *newer = rows_read(&ct_review_schema, REVIEW_HEADER,
                                "a.txt,3,q,1,1,reject,,,,,,,,,,,,,,Bình,2024-03-01,\n"
                                "a.txt,9,q,1,1,accept,,,,,,,,,,,,,,Bình,2024-03-01,\n");
    (void)state;
    ct_review_merged merged;
    assert_ct_ok(ct_reviews_merge(old, newer, &merged));
    assert_true(merged.added == 1 && merged.replaced == 1 && merged.older == 0);
    assert_int_equal(old->n, 3);
    const ct_review *rows[3] = { ct_table_row(old, 0), ct_table_row(old, 1), ct_table_row(old, 2) };
    assert_int_equal(rows[0]->verb, CT_REJECT);
    assert_string_equal(rows[0]->by, "Bình");
    assert_string_equal(rows[1]->by, "An");
    assert_int_equal(rows[2]->line, 9);
    ct_table_free(old);
    ct_table_free(newer);
}

/* A decision put in late does not undo one of a later day; of the same day the one put in counts. */
static void test_review_merge_by_day(void **state)
{
    static const struct {
        const char *name, *when;
        ct_review_verb verb;
        ct_review_merged merged;
    } cases[] = {
        { "the day before", "2024-02-28", CT_ACCEPT, { .older = 1 } },
        { "the same day", "2024-02-29", CT_REJECT, { .replaced = 1 } },
        { "the day after", "2024-03-01", CT_REJECT, { .replaced = 1 } },
        { "read twice", NULL, CT_ACCEPT, { 0 } },
    };
    static const char first[] = "a.txt,3,q,2.385,2.385,accept,,,,,,,,,,,,,,An,2024-02-29,\n";
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        ct_review_merged merged;
        ct_table *old = rows_read(&ct_review_schema, REVIEW_HEADER, first);
        if (cases[i].when != NULL)
            snprintf(text, sizeof text, "a.txt,3,q,2.385,2.385,reject,,,,,,,,,,,,,,Bình,%s,\n",
                     cases[i].when);
        if (cases[i].when == NULL) strcpy(text, first);
        ct_table *newer = rows_read(&ct_review_schema, REVIEW_HEADER, text);
        assert_ct_ok(ct_reviews_merge(old, newer, &merged));
        assert_int_equal(old->n, 1);
        if (((const ct_review *)ct_table_row(old, 0))->verb != cases[i].verb ||
            memcmp(&merged, &cases[i].merged, sizeof merged) != 0)
            fail_msg("%s: added %zu, replaced %zu, older %zu", cases[i].name, merged.added, merged.replaced,
                     merged.older);
        ct_table_free(old);
        ct_table_free(newer);
    }
}

static ct_table *sheet_of(const ct_table *table, double below, bool all)
{
    ct_document *document;
    ct_table *sheet;
    static const char text[] = "một\nhai\nGRDP tăng 14%\n\n  \nsáu\n";
    assert_ct_ok(ct_document_parse(&document, "a.txt", text, sizeof text - 1));
    assert_ct_ok(ct_table_new(&sheet, &ct_sheet_schema));
    assert_ct_ok(ct_sheet_fill(
        table, &(ct_sheet_choice){ below, all, (const ct_document *const *)&document, 1 }, sheet));
    ct_document_free(document);
    return sheet;
}

static void test_sheet_decision_words(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        ct_sheet_cell holds;
        ct_review_verb verb;
    } cases[] = {
        { "accept", CT_DECISION_TAKEN, CT_ACCEPT },
        { "Chấp nhận", CT_DECISION_TAKEN, CT_ACCEPT },
        { "CHẤP NHẬN ", CT_DECISION_TAKEN, CT_ACCEPT },
        { "chap nhan", CT_DECISION_TAKEN, CT_ACCEPT },
        { "đồng ý", CT_DECISION_TAKEN, CT_ACCEPT },
        { "Correct", CT_DECISION_TAKEN, CT_CORRECT },
        { "SỬA", CT_DECISION_TAKEN, CT_CORRECT },
        { "sua", CT_DECISION_TAKEN, CT_CORRECT },
        { " sửa lại", CT_DECISION_TAKEN, CT_CORRECT },
        { "LOẠI", CT_DECISION_TAKEN, CT_REJECT },
        { "loai", CT_DECISION_TAKEN, CT_REJECT },
        { "Reject", CT_DECISION_TAKEN, CT_REJECT },
        { "xóa", CT_DECISION_TAKEN, CT_REJECT },
        { "xoá", CT_DECISION_TAKEN, CT_REJECT },
        { "bỏ", CT_DECISION_TAKEN, CT_REJECT },
        { "", CT_DECISION_OPEN, CT_ACCEPT },
        { "  ", CT_DECISION_OPEN, CT_ACCEPT },
        { "có lẽ", CT_DECISION_UNKNOWN, CT_ACCEPT },
        { "accept reject", CT_DECISION_UNKNOWN, CT_ACCEPT },
        { "một câu dài hơn mọi quyết định mà người ta có thể viết vào ô này", CT_DECISION_UNKNOWN,
          CT_ACCEPT },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_review_verb verb = CT_ACCEPT;
        ct_sheet_cell holds = ct_sheet_decision(cases[i].cell, &verb);

        if (holds != cases[i].holds || verb != cases[i].verb)
            fail_msg("'%s' holds %d, verb %d", cases[i].cell, (int)holds, (int)verb);
    }
}

static void test_sheet_fill(void **state)
{
    ct_table *table = observations(), *doubtful = sheet_of(table, 0.9, false),
             *all = sheet_of(table, 0, true);
    (void)state;
    assert_int_equal(doubtful->n, 2);
    assert_int_equal(all->n, 3);
    const ct_sheet_row *first = ct_table_row(doubtful, 0); /* the most doubtful one */
    assert_string_equal(first->quote, "GRDP tăng 14%");
    assert_string_equal(first->before, "hai");
    assert_string_equal(first->after, "sáu"); /* blank lines are no neighbours */
    assert_string_equal(first->machine, "grdp_growth|tỉnh A||14|14|%|=|2023|2023|point|target|growth|2022");
    const ct_sheet_row *last = ct_table_row(all, 2);
    assert_true(last->confidence == 0.95);
    assert_string_equal(last->before, "sáu"); /* line 9 is past the document's end: the lines before it are */
    ct_table_free(table);
    ct_table_free(doubtful);
    ct_table_free(all);
}

static void test_sheet_decisions(void **state)
{
    static const struct {
        const char *decision, *column, *value;
        ct_code code;
        int verb; /* -1: no review */
    } cases[] = {
        { "", NULL, NULL, CT_OK, -1 },
        { "accept", NULL, NULL, CT_OK, CT_ACCEPT },
        { " chấp nhận ", NULL, NULL, CT_OK, CT_ACCEPT },
        { "loại", NULL, NULL, CT_OK, CT_REJECT },
        { "sửa", "kind", "actual", CT_OK, CT_CORRECT },
        { "", "unit", "điểm", CT_OK, CT_CORRECT }, /* a change says itself what is meant */
        { "", "value_low", "14.0", CT_OK, -1 },    /* the same number in a spreadsheet's hand */
        { "reject", "unit", "", CT_OK, CT_REJECT },
        { "accept", "unit", "điểm", CT_EPARSE, -1 },
        { "correct", NULL, NULL, CT_EPARSE, -1 },
        { "perhaps", NULL, NULL, CT_EPARSE, -1 },
        { "correct", "kind", "hope", CT_EPARSE, -1 },
        { "accept", "machine", "changed", CT_EPARSE, -1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *table = observations(), *sheet = sheet_of(table, 0.5, false),
                 *reviews = rows_empty(&ct_review_schema);
        assert_int_equal(sheet->n, 1);
        assert_ct_ok(
            ct_table_set(sheet, 0, ct_schema_column(&ct_sheet_schema, "decision"), cases[i].decision));
        if (cases[i].column != NULL)
            assert_ct_ok(
                ct_table_set(sheet, 0, ct_schema_column(&ct_sheet_schema, cases[i].column), cases[i].value));
        ct_error err = ct_sheet_decisions(sheet, "An", (ct_date){ 2024, 2, 1 }, reviews);
        assert_int_equal(err.code, cases[i].code);
        assert_int_equal(reviews->n, cases[i].verb >= 0);
        if (cases[i].verb >= 0) {
            const ct_review *review = ct_table_row(reviews, 0);
            assert_int_equal(review->verb, cases[i].verb);
            assert_true(review->was_low == 14 && review->line == 3);
        }
        ct_table_free(table);
        ct_table_free(sheet);
        ct_table_free(reviews);
    }
}

/* What is written as a workbook comes back cell by cell, formulas and all: as text. */
static void test_workbook_round_trip(void **state)
{
    ct_table *table = observations(), *back = rows_empty(&ct_sheet_schema);
    char path[] = "/tmp/chitieu-review-XXXXXX";
    int file = mkstemp(path);
    ct_arena *arena = ct_arena_new();
    const char *bytes;
    size_t n;
    ct_buffer first, second;
    (void)state;
    assert_true(file >= 0);
    close(file);
    assert_ct_ok(ct_table_set(table, 0, ct_schema_column(&ct_observation_schema, "quote"),
                              "=HYPERLINK(\"http://x\") & <b>\"đ\"</b>"));
    ct_table *sheet = sheet_of(table, 1, true);
    ct_error err = ct_workbook_write(sheet, catalogue, CT_VI, path);
    if (err.code == CT_EUSAGE) skip(); /* built without Excel files */
    assert_ct_ok(err);
    assert_ct_ok(ct_file_read(arena, path, &bytes, &n));
    assert_ct_ok(ct_workbook_read(bytes, n, "sheet.xlsx", back));
    ct_buffer_init(&first);
    ct_buffer_init(&second);
    assert_ct_ok(ct_table_write(sheet, CT_CSV, &first));
    assert_ct_ok(ct_table_write(back, CT_CSV, &second));
    assert_string_equal(ct_buffer_string(&first), ct_buffer_string(&second));
    assert_int_equal(back->lines[0], 3);               /* below the two rows of heads */
    for (size_t cut = 0; cut < n; cut += n / 50 + 1) { /* a torn file is an error, never a crash */
        ct_table *torn = rows_empty(&ct_sheet_schema);
        assert_int_not_equal(ct_workbook_read(bytes, cut, "torn.xlsx", torn).code, CT_OK);
        assert_int_equal(torn->n, 0);
        ct_table_free(torn);
    }
    ct_buffer_clear(&first);
    ct_buffer_clear(&second);
    unlink(path);
    ct_arena_free(arena);
    ct_table_free(table);
    ct_table_free(sheet);
    ct_table_free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_review_apply),         cmocka_unit_test(test_review_bad_corrections),
        cmocka_unit_test(test_review_merge),         cmocka_unit_test(test_review_merge_by_day),
        cmocka_unit_test(test_sheet_decision_words), cmocka_unit_test(test_sheet_fill),
        cmocka_unit_test(test_sheet_decisions),      cmocka_unit_test(test_workbook_round_trip),
    };
    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
