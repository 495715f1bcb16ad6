/* Frames: what running text, headings and titles tell of the kind of a figure, before any weight is put on
 * it. The texts are made up here and what is wanted was read off them by hand. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"
#include "extract/candidates/frame.h"
#include "extract/decisions/decide.h"
#include "with_extractor.h"

/* A text read up to its window. */
typedef struct {
    ct_document *document;
    ct_arena *arena;
    ct_blocks blocks;
    ct_settings settings;
    ct_window window;
} text;

static void read_text(text *t, const char *words)
{
    ct_answer rule;
    memset(t, 0, sizeof *t);
    memset(&rule, 0, sizeof rule);
    rule.indicator = CT_NONE;
    rule.breakdown = rule.name = rule.scope = "";
    rule.kind = CT_ACTUAL;
    assert_int_equal(ct_document_parse(&t->document, "x.txt", words, strlen(words)).code, CT_OK);
    t->arena = ct_arena_new();
    assert_non_null(t->arena);
    assert_int_equal(ct_blocks_find(t->arena, t->document, &t->blocks).code, CT_OK);
    assert_int_equal(ct_settings_find(t->arena, extractor, t->document, &t->blocks, "", &t->settings).code,
                     CT_OK);
    assert_int_equal(ct_window_begin(&t->window, t->arena, extractor, t->document, &t->blocks,
                                     &t->settings.at[0], 0, t->blocks.n)
                         .code,
                     CT_OK);
    for (size_t b = 0; b < t->blocks.n; b++) {
        const ct_passage *p;
        assert_int_equal(ct_window_passage(&t->window, b, &p).code, CT_OK);
        for (size_t m = 0; m < p->n_mentions; m++)
            assert_int_equal(ct_window_add(&t->window, p, &p->mentions[m], b, &rule, NULL).code, CT_OK);
    }
    assert_int_equal(ct_window_settle(&t->window).code, CT_OK);
    assert_int_equal(ct_frames_find(&t->window).code, CT_OK);
}

static void clear_text(text *t)
{
    ct_window_clear(&t->window);
    ct_arena_free(t->arena);
    ct_document_free(t->document);
}

static size_t figure_of(const text *t, double value)
{
    for (size_t i = 0; i < t->window.n; i++)
        if (fabs(t->window.figures[i].mention->low - value) < 1e-9) return i;
    fail_msg("no figure %g", value);
    return 0;
}

static void test_running_cue(void **state)
{
    static const struct {
        const char *name, *words;
        double value;
        const char
            *want; /* kind/figures/sentences since, and * where it was in a bracket that is closed; "none" */
    } cases[] = {
        { "the figure's own", "Thu ngân sách ước đạt 5.200 tỷ đồng.", 5200, "estimate/0/0" },
        { "goes on in the sentence", "Thu ngân sách ước đạt 5.200 tỷ đồng, tăng 7,4%.", 7.4, "estimate/1/0" },
        { "a new sentence", "Thu ngân sách ước đạt 5.200 tỷ đồng. Chi ngân sách đạt 6.100 tỷ đồng.", 6100,
          "estimate/1/1" },
        { "no word before it", "Chi ngân sách 6.100 tỷ đồng.", 6100, "none" },
        { "strive to have reached is an aim", "Phấn đấu đạt được tỷ lệ che phủ rừng 61%.", 61, "target/0/0" },
        { "the plan measured by is no aim", "Chi ngân sách bằng 96% kế hoạch, xuất khẩu tăng 8,5%.", 8.5,
          "none" },
        { "one compared with tells of a result", "Xuất khẩu so với kế hoạch tăng 8,5%.", 8.5, "actual/0/0" },
        { "a plan in brackets", "GRDP tăng 7,1% (kế hoạch 6,8%).", 6.8, "target/0/0" },
        { "it closes with its bracket", "GRDP tăng 7,1% (kế hoạch 6,8%), công nghiệp tăng 9,3%.", 9.3,
          "target/1/0*" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text t;
        char got[64] = "none";
        read_text(&t, cases[i].words);
        ct_running run = ct_cue_running(&t.window, figure_of(&t, cases[i].value), 0);
        if (run.cue != NULL)
            snprintf(got, sizeof got, "%s/%zu/%zu%s", run.cue->text, run.figures, run.sentences,
                     run.closed ? "*" : "");
        if (strcmp(got, cases[i].want) != 0) fail_msg("%s: %s, want %s", cases[i].name, got, cases[i].want);
        clear_text(&t);
    }
}

static void test_cues_around(void **state)
{
    text t;
    (void)state;
    read_text(
        &t,
        "1. Kết quả năm 2023\n- Số hộ nghèo ước giảm 1.240 hộ.\n- Số lao động có việc làm 8.300 người theo dự kiến.\n");
    size_t second = figure_of(&t, 8300);
    ct_running earlier = ct_cue_earlier(&t.window, second), coming = ct_cue_coming(&t.window, second);
    assert_non_null(earlier.cue);
    assert_int_equal(earlier.cue->value, CT_ESTIMATE);
    assert_int_equal(earlier.blocks, 1);
    assert_int_equal(earlier.figures, 1);
    assert_non_null(coming.cue);
    assert_int_equal(coming.cue->value, CT_ESTIMATE);
    assert_null(ct_cue_coming(&t.window, figure_of(&t, 1240)).cue);
    clear_text(&t);
}

static void test_frame_above(void **state)
{
    static const struct {
        const char *name, *words;
        double value;
        const char *letters, *weighs;
    } cases[] = {
        { "results", "BÁO CÁO\nI. KẾT QUẢ ĐẠT ĐƯỢC\nThu ngân sách 5.200 tỷ đồng.\n", 5200, "r", "r" },
        { "aims", "BÁO CÁO\nII. MỤC TIÊU, NHIỆM VỤ\nThu ngân sách 5.200 tỷ đồng.\n", 5200, "t", "t" },
        { "estimated results", "BÁO CÁO\nI. KẾT QUẢ ƯỚC THỰC HIỆN\nThu ngân sách 5.200 tỷ đồng.\n", 5200,
          "re", "e" },
        { "how plans were carried out",
          "BÁO CÁO\nI. TÌNH HÌNH THỰC HIỆN KẾ HOẠCH\nThu ngân sách 5.200 tỷ đồng.\n", 5200, "rt", "r" },
        { "a heading that says nothing", "BÁO CÁO\nI. TÀI CHÍNH\nThu ngân sách 5.200 tỷ đồng.\n", 5200, "-",
          "-" },
        { "over one that says nothing", "BÁO CÁO\nI. KẾT QUẢ\n1. Tài chính\n- Thu ngân sách 5.200 tỷ đồng.\n",
          5200, "r", "r" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text t;
        read_text(&t, cases[i].words);
        ct_frame frame = ct_frame_above(&t.window.figures[figure_of(&t, cases[i].value)]);
        if (strcmp(ct_frame_letters(frame), cases[i].letters) != 0 ||
            strcmp(ct_frame_main(frame), cases[i].weighs) != 0)
            fail_msg("%s: %s %s, want %s %s", cases[i].name, ct_frame_letters(frame), ct_frame_main(frame),
                     cases[i].letters, cases[i].weighs);
        clear_text(&t);
    }
}

static void test_periods(void **state)
{
    static const struct {
        const char *name;
        ct_period period;
        int year, body_year;
        const char *shape, *beside;
    } cases[] = {
        { "the year itself",
          { .known = true, .from = { 2023, 0, 0 }, .to = { 2023, 0, 0 } },
          2023,
          2022,
          "year",
          "0" },
        { "up to a year",
          { .known = true, .until = true, .from = { 2030, 0, 0 }, .to = { 2030, 0, 0 } },
          2023,
          2023,
          "until",
          "6" },
        { "years",
          { .known = true, .range = true, .from = { 2021, 0, 0 }, .to = { 2025, 0, 0 } },
          2023,
          2023,
          "span",
          "2" },
        { "half a year",
          { .known = true, .from = { 2023, 1, 0 }, .to = { 2023, 6, 0 } },
          2023,
          2023,
          "months",
          "0" },
        { "a day",
          { .known = true, .from = { 2023, 6, 30 }, .to = { 2023, 6, 30 } },
          2023,
          2023,
          "day",
          "0" },
        { "a text without a date",
          { .known = true, .from = { 2023, 0, 0 }, .to = { 2023, 0, 0 } },
          0,
          2024,
          "year",
          "u-1" },
        { "long ago",
          { .known = true, .from = { 1997, 0, 0 }, .to = { 1997, 0, 0 } },
          2023,
          2023,
          "year",
          "-3" },
        { "none", { .known = false }, 2023, 2023, "none", "?" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ct_setting setting = { .year = cases[i].year, .body_year = cases[i].body_year };
        const char *shape = ct_period_shape(&cases[i].period),
                   *beside = ct_period_beside(&setting, &cases[i].period);
        if (strcmp(shape, cases[i].shape) != 0 || strcmp(beside, cases[i].beside) != 0)
            fail_msg("%s: %s %s, want %s %s", cases[i].name, shape, beside, cases[i].shape, cases[i].beside);
    }
}

static bool has(const ct_features *features, const char *name)
{
    for (size_t i = 0; i < features->n; i++)
        if (strcmp(features->at[i].name, name) == 0) return true;
    return false;
}

static void test_features(void **state)
{
    static const struct {
        const char *name, *words;
        double value;
        const char *has, *lacks;
    } cases[] = {
        { "the cue that runs on", "Thu ngân sách ước đạt 5.200 tỷ đồng, tăng 7,4%.", 7.4, "run=estimate/1/0",
          "run=none" },
        { "its words", "Thu ngân sách ước đạt 5.200 tỷ đồng.", 5200, "run word=ước đạt", "run word=ước" },
        { "a plan right before it", "GRDP tăng 7,1% (kế hoạch 6,8%).", 6.8, "nearest=target(",
          "nearest=target" },
        { "the plan it is measured by", "Chi bằng 96% kế hoạch, xuất khẩu tăng 8,5%.", 8.5, "measured/0",
          "run=target" },
        { "a word that is no cue", "Nghị quyết đề ra: thu ngân sách 5.200 tỷ đồng.", 5200, "word=t",
          "word=none" },
        { "each cue of a segment once", "Mục tiêu là mục tiêu 61% hộ có nước sạch.", 61, "q:own:kind=target",
          "q:own:kind=actual" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text t;
        ct_features features = { .n = 0 };
        read_text(&t, cases[i].words);
        features.names = t.arena;
        ct_features_begin(&features, 0);
        ct_stage_kind.describe(&t.window, figure_of(&t, cases[i].value), 0, &features);
        assert_false(features.failed);
        if (!has(&features, cases[i].has) || has(&features, cases[i].lacks))
            fail_msg("%s: wants \"%s\" and not \"%s\"", cases[i].name, cases[i].has, cases[i].lacks);
        ct_features_clear(&features);
        clear_text(&t);
    }
}

static void test_chances(void **state)
{
    text t;
    (void)state;
    read_text(
        &t,
        "BÁO CÁO\nKết quả năm 2023\n1. Thu ngân sách ước đạt 5.200 tỷ đồng, tăng 7,4%.\n2. Mục tiêu đến năm 2030: tỷ lệ hộ nghèo dưới 1%; mỗi năm giảm 0,3%.\n");
    assert_true(t.window.n >= 4);
    assert_int_equal(ct_decide(&t.window, extractor->models, NULL, 1).code, CT_OK);
    for (size_t i = 0; i < t.window.n; i++) {
        const ct_figure *f = &t.window.figures[i];
        double first = 0, again = 0, aggregation = 0;
        assert_int_equal(f->kinds.n, CT_N_KINDS);
        for (size_t k = 0; k < CT_N_KINDS; k++) {
            first += (double)f->kind_first[k];
            again += (double)f->kinds.at[k].chance;
        }
        for (size_t k = 0; k < CT_N_AGGREGATIONS; k++) aggregation += (double)f->aggregation[k];
        assert_true(fabs(first - 1) < 1e-5 && fabs(again - 1) < 1e-5 && fabs(aggregation - 1) < 1e-5);
    }
    clear_text(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_running_cue), cmocka_unit_test(test_cues_around),
        cmocka_unit_test(test_frame_above), cmocka_unit_test(test_periods),
        cmocka_unit_test(test_features),    cmocka_unit_test(test_chances),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
