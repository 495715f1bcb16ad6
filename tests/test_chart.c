#include "cmocka_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chart/axis.h"
#include "chart/chart.h"
#include "chart/image.h"
#include "chart/lettering.h"
#include "chart/picture.h"
#include "chart/scene.h"
#include "chart/svg.h"
#include "chart/wording.h"
#include "core/file.h"
#include "near.h"

static const char TEMPLATES[] = TEST_SOURCE_FOLDER "/plots";
static const char HOSTILE[] = "'nháy' \"kép\" `touch pwned` @x {/Bold a} x^2_i 100% %s \\n & <b> \xE2\x80\xAE"
                              "dảo\nngược\t\xff \x1b[31m hết \\";

/* ---- text ---- */

static void test_gnuplot_quote_table(void **state)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        { "plain", "Tỷ lệ hộ nghèo", "'Tỷ lệ hộ nghèo'" },
        { "empty", "", "''" },
        { "quotes stand outside", "a'b''c", "'a'.\"'\".'b'.\"'\".''.\"'\".'c'" },
        { "a quote first", "'.system(\"touch pwned\").'", "''.\"'\".'.system(\"touch pwned\").'.\"'\".''" },
        { "what double quotes would run", "`id` $x @m \\n \"", "'`id` $x @m \\n \"'" },
        { "line ends and tabs", "a\r\n\tb\n", "'a b'" },
        { "controls",
          "a\x01\x1b[0m\x7f"
          "b",
          "'a [0m b'" },
        { "direction marks vanish",
          "a\xE2\x80\xAE"
          "b\xE2\x80\x8F\xE2\x81\xA6"
          "c\xEF\xBB\xBF",
          "'abc'" },
        { "line separator",
          "a\xE2\x80\xA8"
          "b",
          "'a b'" },
        { "not UTF-8",
          "a\xff"
          "b\xC3",
          "'a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD'" },
        { "backslash last", "a\\", "'a\\'" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_buffer got;
        ct_buffer_init(&got);
        ct_gnuplot_quote(&got, cases[i].text);
        if (strcmp(ct_buffer_string(&got), cases[i].want) != 0)
            fail_msg("%s: got %s, want %s", cases[i].name, ct_buffer_string(&got), cases[i].want);
        ct_buffer_clear(&got);
    }
}

/* The sum of hmtx advance widths of DejaVuSans.ttf and DejaVuSans-Bold.ttf (2.37) for the text, in
 * thousandths of an em. */
static void test_text_width_font(void **state)
{
    const char *text = "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn ĐƯỜNG";

    (void)state;
    assert_near(ct_text_width(CT_FACE_SANS, text, 1000, false), 28218, 0.02, "regular");
    assert_near(ct_text_width(CT_FACE_SANS, text, 1000, true), 31347, 0.02, "bold");
    assert_near(ct_text_width(CT_FACE_SANS, "", 12, false), 0, 0, "empty");
}

static void check_lines(const char *name, const char *text, double width, size_t most, size_t want,
                        const char *first, bool cut)
{
    ct_arena *arena = ct_arena_new();
    const char *const *lines;
    size_t n;

    assert_non_null(arena);
    assert_ct_ok(ct_text_wrap(arena, CT_FACE_SANS, text, 10, false, width, most, &lines, &n));
    if (n != want) fail_msg("%s: %zu lines, want %zu", name, n, want);
    if (first != NULL && strcmp(lines[0], first) != 0)
        fail_msg("%s: first line '%s', want '%s'", name, lines[0], first);
    for (size_t i = 0; i < n; i++)
        if (ct_text_width(CT_FACE_SANS, lines[i], 10, false) > width + 1e-9 && strlen(lines[i]) > 4)
            fail_msg("%s: line '%s' is too wide", name, lines[i]);
    if (n > 0) assert_int_equal(cut, strstr(lines[n - 1], "…") != NULL);
    ct_arena_free(arena);
}

static void test_text_wrap_cases(void **state)
{
    static char endless[10001];

    (void)state;
    memset(endless, 'W', 10000);
    check_lines("empty", "", 100, 3, 0, NULL, false);
    check_lines("fits", "một dòng", 100, 3, 1, "một dòng", false);
    check_lines("breaks at a space", "tốc độ tăng trưởng", 60, 3, 2, "tốc độ tăng", false);
    check_lines("last line is cut", "tốc độ tăng trưởng tổng sản phẩm trên địa bàn", 60, 2, 2, "tốc độ tăng",
                true);
    check_lines("one endless word", endless, 300, 2, 2, NULL, true);
    check_lines("narrower than a letter", "WW", 1, 5, 2, "W", false);
}

/* ---- axes ---- */

static void test_ticks_choose_table(void **state)
{
    static const struct {
        const char *name;
        double low, high;
        bool whole;
        size_t n;
        double first, last;
        int decimals;
    } cases[] = {
        { "growth", 0, 21.2, false, 5, 0, 20, 0 },         /* 5s: five; 2s would be eleven */
        { "share", 0, 12.7, false, 7, 0, 12, 0 },          /* 2s: seven; 5s would be three */
        { "around zero", -2.6, 4.85, false, 7, -2, 4, 0 }, /* 1s: seven; 2s would be four */
        { "near a hundred", 98.65, 99.9, false, 6, 98.8, 99.8, 1 },
        { "quarters of a thousand", 0, 1400, false, 6, 0, 1250, 0 },
        { "tiny", 0, 0.00137, false, 7, 0, 0.0012, 4 }, /* 2s: seven; 5s would be three */
        { "whole ranks", 0.5, 3.5, true, 3, 1, 3, 0 },
        { "huge", 0, 1.2e17, false, 5, 0, 1e17, 0 }, /* of 2.5s and 2s, as near to six, the larger */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_ticks ticks;
        assert_ct_ok(ct_ticks_choose(cases[i].low, cases[i].high, 6, cases[i].whole, &ticks));
        if (ticks.n < 2 || ticks.n > 12) fail_msg("%s: %zu ticks", cases[i].name, ticks.n);
        if (ticks.n != cases[i].n) fail_msg("%s: %zu ticks, want %zu", cases[i].name, ticks.n, cases[i].n);
        assert_near(ticks.at[0], cases[i].first, 1e-12, cases[i].name);
        assert_near(ticks.at[ticks.n - 1], cases[i].last, 1e-12, cases[i].name);
        assert_int_equal(ticks.decimals, cases[i].decimals);
        for (size_t k = 0; k < ticks.n; k++) {
            double slack = 1e-9 * (cases[i].high - cases[i].low);
            if (!(ticks.at[k] >= cases[i].low - slack && ticks.at[k] <= cases[i].high + slack))
                fail_msg("%s: %g is outside", cases[i].name, ticks.at[k]);
            if (k > 0 && !(ticks.at[k] > ticks.at[k - 1])) fail_msg("%s: not ascending", cases[i].name);
        }
    }
}

static void test_ticks_choose_refuses(void **state)
{
    const double bad[][2] = {
        { NAN, 1 }, { 0, NAN }, { 0, INFINITY }, { 1, 1 }, { 2, 1 }, { -1e308, 1e308 }
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ct_ticks ticks;
        assert_int_equal(ct_ticks_choose(bad[i][0], bad[i][1], 6, false, &ticks).code, CT_EDATA);
    }
}

static void test_years_step_table(void **state)
{
    static const struct {
        long first, last;
        size_t most;
        long want;
    } cases[] = {
        { 2020, 2020, 1, 1 }, { 2020, 2030, 11, 1 },  { 2020, 2030, 10, 2 }, { 2010, 2030, 10, 5 },
        { 1995, 2030, 8, 5 }, { 1900, 2100, 12, 20 }, { 2000, 2005, 0, 10 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ct_years_step(cases[i].first, cases[i].last, cases[i].most), cases[i].want);
}

static void test_scale_choose_table(void **state)
{
    static const struct {
        const char *unit;
        double largest, divisor;
        const char *vi, *en;
    } cases[] = {
        { "lượt khách", 3000000, 1e6, "triệu lượt khách", "million visits" },
        { "lượt khách", 99999, 1, "lượt khách", "visits" },
        { "lượt khách", -250000, 1e3, "nghìn lượt khách", "thousand visits" },
        { "tỷ đồng", 155000, 1e3, "nghìn tỷ đồng", "trillion VND" },
        { "tỷ đồng", 45799, 1, "tỷ đồng", "billion VND" },
        { "triệu USD", 25000, 1e3, "tỷ USD", "billion USD" },
        { "triệu USD", 9999, 1, "triệu USD", "million USD" },
        { "nghìn tỷ đồng", 2.5e6, 1e3, "triệu tỷ đồng", "quadrillion VND" },
        { "%", 1e9, 1, "%", "%" },
        { "USD/người", 6000, 1, "USD/người", "USD/person" },
        { "giường/10.000 dân", 31.7, 1, "giường/10.000 dân", "beds/10,000 people" },
        { "mớ lạ", 5, 1, "mớ lạ", "mớ lạ" },
        { "", 5e5, 1e3, "nghìn", "thousand" },
        { "lượt khách", NAN, 1, "lượt khách", "visits" },
    };
    ct_arena *arena = ct_arena_new();

    (void)state;
    assert_non_null(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_scale vi, en;
        assert_ct_ok(ct_scale_choose(arena, cases[i].unit, cases[i].largest, CT_VI, &vi));
        assert_ct_ok(ct_scale_choose(arena, cases[i].unit, cases[i].largest, CT_EN, &en));
        assert_string_equal(vi.words, cases[i].vi);
        assert_string_equal(en.words, cases[i].en);
        assert_near(vi.divisor, cases[i].divisor, 0, cases[i].unit);
    }
    ct_arena_free(arena);
}

/* ---- wording ---- */

static void test_amount_text_table(void **state)
{
    static const struct {
        double value;
        const char *unit;
        bool stated;
        const char *vi, *en;
    } cases[] = {
        { 13.85, "%", true, "13,85%", "13.85%" },
        { 13.8549, "%", false, "13,9%", "13.9%" },
        { 7.8249, "%", false, "7,82%", "7.82%" },
        { 0.0432, "%", false, "0,043%", "0.043%" },
        { 99.97, "%", false, "100%", "100%" },
        { 1560000, "lượt khách", true, "1,56 triệu lượt khách", "1.56 million visits" },
        { 4161.4, "USD/người", false, "4.161 USD/người", "4,161 USD/person" },
        { 13, "hạng", true, "hạng 13", "rank 13" },
        { 9.13, "hạng", false, "hạng 9", "rank 9" },
        { -2.5, "%", true, "-2,5%", "-2.5%" },
        { NAN, "%", true, "–", "–" },
        { 0, "tỷ đồng", true, "0 tỷ đồng", "0 billion VND" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int lang = CT_VI; lang <= CT_EN; lang++) {
            ct_buffer got;
            ct_buffer_init(&got);
            assert_ct_ok(ct_amount_text(&got, cases[i].value, cases[i].unit, cases[i].stated, (ct_lang)lang));
            assert_string_equal(ct_buffer_string(&got), lang == CT_VI ? cases[i].vi : cases[i].en);
            ct_buffer_clear(&got);
        }
}

static void test_gap_text_table(void **state)
{
    static const struct {
        double gap;
        const char *unit;
        int direction, measure;
        const char *vi, *en;
    } cases[] = {
        { -1.2, "%", CT_UP, CT_MEASURE_LEVEL, "thiếu 1,2 điểm %", "short by 1.2 pp" },
        { 120, "USD", CT_UP, CT_MEASURE_LEVEL, "vượt 120 USD", "over by 120 USD" },
        { -0.5, "%", CT_DOWN, CT_MEASURE_LEVEL, "cao hơn mục tiêu 0,5 điểm %", "above the target by 0.5 pp" },
        { 0.25, "%", CT_DOWN, CT_MEASURE_LEVEL, "thấp hơn mục tiêu 0,25 điểm %",
          "below the target by 0.25 pp" },
        { -3, "hạng", CT_DOWN, CT_MEASURE_RANK, "kém mục tiêu 3 bậc", "behind the target by 3 places" },
        { 1, "hạng", CT_DOWN, CT_MEASURE_RANK, "vượt mục tiêu 1 bậc", "ahead of the target by 1 place" },
        { -520000, "lượt khách", CT_UP, CT_MEASURE_LEVEL, "thiếu 520 nghìn lượt khách",
          "short by 520 thousand visits" },
        { 3.5, "%", CT_NEITHER, CT_MEASURE_SHARE, "lệch 3,5 điểm %", "off by 3.5 pp" },
        { 0, "%", CT_UP, CT_MEASURE_LEVEL, "đúng mục tiêu", "on target" },
        { NAN, "%", CT_UP, CT_MEASURE_LEVEL, "–", "–" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int lang = CT_VI; lang <= CT_EN; lang++) {
            ct_buffer got;
            ct_buffer_init(&got);
            assert_ct_ok(ct_gap_text(&got, cases[i].gap, cases[i].unit, cases[i].direction, cases[i].measure,
                                     (ct_lang)lang));
            assert_string_equal(ct_buffer_string(&got), lang == CT_VI ? cases[i].vi : cases[i].en);
            ct_buffer_clear(&got);
        }
}

static void test_target_text_table(void **state)
{
    static const struct {
        double low, high;
        int qualifier;
        const char *unit, *want;
    } cases[] = {
        { 14, 15, CT_EQ, "%", "14–15%" },
        { 99, 99, CT_GT, "%", "> 99%" },
        { 5500, 6000, CT_EQ, "USD", "5.500–6.000 USD" },
        { 3000000, NAN, CT_GE, "lượt khách", "≥ 3 triệu lượt khách" },
        { 15, 15, CT_LE, "hạng", "hạng ≤ 15" },
        { 2.6, 2.6, CT_ABOUT, "%", "~ 2,6%" },
        { -3, -1, CT_EQ, "%", "-3 – -1%" },
        { NAN, NAN, CT_EQ, "%", "–" },
        { 470000, 470000, CT_EQ, "tỷ đồng", "470 nghìn tỷ đồng" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_buffer got;
        ct_buffer_init(&got);
        assert_ct_ok(
            ct_target_text(&got, cases[i].low, cases[i].high, cases[i].qualifier, cases[i].unit, CT_VI));
        assert_string_equal(ct_buffer_string(&got), cases[i].want);
        ct_buffer_clear(&got);
    }
}

/* ---- scenes ---- */

enum { MOST = 40 };

typedef struct {
    ct_point points[MOST];
    ct_projection projections[MOST];
    ct_assessment assessments[6];
    ct_chart chart;
} sample;

static void add_point(sample *s, long year, double value, int status)
{
    s->points[s->chart.n_points++] =
        (ct_point){ "grdp_growth", "Tăng trưởng", "tỉnh Bắc Giang", "", s->chart.unit, CT_RATE, year,
                    value,         status,        "bao-cao.txt:3" };
}

static void add_projection(sample *s, long year, double median, double half)
{
    s->projections[s->chart.n_projections++] = (ct_projection){ "grdp_growth",
                                                                "tỉnh Bắc Giang",
                                                                "",
                                                                s->chart.unit,
                                                                year,
                                                                median,
                                                                median - half,
                                                                median + half,
                                                                median - 2 * half,
                                                                median + 2 * half,
                                                                "auto",
                                                                CT_METHOD_ASKED };
}

static ct_assessment *add_target(sample *s, long start, long end, double low, double high, int aggregation)
{
    ct_assessment *row = &s->assessments[s->chart.n_assessments++];

    *row = (ct_assessment){ .indicator = "grdp_growth",
                            .name = "Tăng trưởng",
                            .scope = "tỉnh Bắc Giang",
                            .breakdown = "",
                            .unit = s->chart.unit,
                            .direction = CT_UP,
                            .measure = CT_MEASURE_GROWTH,
                            .aggregation = aggregation,
                            .target_low = low,
                            .target_high = high,
                            .period_start = start,
                            .period_end = end,
                            .latest_year = s->points[s->chart.n_points - 1].period,
                            .gap_now = -1,
                            .gap_projected = -0.46,
                            .rate_required = NAN,
                            .step_required = NAN,
                            .method = "auto",
                            .source = "nghi-quyet.docx:12",
                            .series_source = "bao-cao.txt:3" };
    return row;
}

static void begin(sample *s, const char *name, const char *unit)
{
    memset(s, 0, sizeof *s);
    s->chart = (ct_chart){ .name = name,
                           .title = "Tốc độ tăng trưởng GRDP",
                           .subtitle = "Tỉnh Bắc Giang",
                           .unit = unit,
                           .source = "bao-cao.txt",
                           .points = s->points,
                           .projections = s->projections,
                           .assessments = s->assessments };
}

/* Growth of Bắc Giang's GRDP as its statistics office gave it; one year left out. */
static void grdp(sample *s)
{
    static const double values[] = { 9.3,   10.2, 9.8,   8.7,  9.5,  NAN,   10.73, 13.33,
                                     15.96, 16.1, 13.02, 7.82, 19.3, 13.45, 13.85 };

    begin(s, "grdp_growth", "%");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!isnan(values[i]))
            add_point(s, 2010 + (long)i, values[i], i == 14 ? CT_STATUS_ESTIMATE : CT_STATUS_ACTUAL);
    add_projection(s, 2025, 13.6, 3.7);
    add_target(s, 2021, 2025, 14, 15, CT_ANNUAL_AVERAGE)->rate_required = 15.86;
}

static bool boxes_overlap(const ct_note *a, const ct_note *b)
{
    return a->at.x < b->at.x + b->width - 0.01 && b->at.x < a->at.x + a->width - 0.01 &&
           a->at.y < b->at.y + b->height - 0.01 && b->at.y < a->at.y + a->height - 0.01;
}

/* What every scene must keep: labels inside the canvas and apart, data inside the frame. */
static void check_scene(const char *name, const ct_chart *chart, ct_lang lang)
{
    ct_arena *arena = ct_arena_new();
    ct_scene scene;

    assert_non_null(arena);
    assert_ct_ok(ct_scene_compute(arena, chart, lang, (ct_image_size){ 0 }, &scene));
    for (size_t i = 0; i < scene.n_notes; i++) {
        const ct_note *a = &scene.notes[i];
        if (!(a->at.x >= 0 && a->at.x + a->width <= scene.width && a->at.y >= scene.frame.bottom - 1 &&
              a->at.y + a->height <= scene.frame.top + 1))
            fail_msg("%s: label %s is outside", name, a->lines[0]);
        for (size_t k = i + 1; k < scene.n_notes; k++)
            if (boxes_overlap(a, &scene.notes[k]))
                fail_msg("%s: labels '%s' and '%s' overlap", name, a->lines[0], scene.notes[k].lines[0]);
    }
    for (size_t i = 0; i < scene.n_history; i++) {
        double x = ct_frame_x(&scene.frame, scene.history[i].x),
               y = ct_frame_y(&scene.frame, scene.history[i].y);
        if (!(x >= scene.frame.left && x <= scene.frame.right && y >= scene.frame.bottom &&
              y <= scene.frame.top))
            fail_msg("%s: a point is outside", name);
    }
    if (scene.ticks.n < 2) fail_msg("%s: %zu ticks", name, scene.ticks.n);
    ct_arena_free(arena);
}

static void test_scene_grdp_marks(void **state)
{
    ct_arena *arena = ct_arena_new();
    ct_scene scene;
    sample s;

    (void)state;
    grdp(&s);
    assert_ct_ok(ct_scene_compute(arena, &s.chart, CT_VI, (ct_image_size){ 0 }, &scene));
    assert_int_equal(scene.n_marks, 1);
    assert_int_equal(scene.marks[0].kind, CT_MARK_BAND);
    assert_int_equal(scene.n_paths, 1); /* the last year must bring 15.86 */
    assert_near(scene.paths[0][0].y, 15.86, 1e-12, "path");
    assert_int_equal(scene.n_hollow, 1);
    assert_int_equal(scene.n_fan, 9); /* from the last value to 2025, opening in eighths of the year */
    for (size_t i = 1; i < scene.n_fan; i++) {
        const ct_fan *f = &scene.fan[i];
        assert_true(f->lo95 <= f->lo80 && f->lo80 < f->lo50 && f->lo50 < f->median && f->median < f->hi50 &&
                    f->hi50 < f->hi80);
        assert_true(f->hi80 - f->lo80 > scene.fan[i - 1].hi80 - scene.fan[i - 1].lo80);
    }
    assert_near(scene.fan[8].hi80, 13.6 + 3.7, 1e-12, "the table's own bound");
    /* Half the width after a quarter of the year: a root of time. */
    assert_near((scene.fan[2].hi80 - scene.fan[2].lo80) / (scene.fan[8].hi80 - scene.fan[8].lo80), 0.5, 1e-9,
                "opening");
    assert_near(scene.fan[0].hi95, 13.85, 1e-12, "fan begins at the last value");
    assert_string_equal(scene.notes[0].lines[0], "13,85% (2024)");
    assert_string_equal(scene.notes[1].lines[0], "Dự báo 2025: 13,6%");
    assert_int_equal(scene.n_notes, 3);
    assert_string_equal(scene.notes[2].lines[1], "2021–2025: 14–15%");
    assert_string_equal(scene.data_words, "số liệu đến 2024");
    assert_int_equal(scene.year_step, 5);
    ct_arena_free(arena);
}

/* A gap is told on the scale of its axis where a whole part is left, else on its own. */
static void test_scene_gap_scale(void **state)
{
    static const struct {
        double gap;
        const char *want;
    } cases[] = { { -20000, "Khó đạt mục tiêu 300 nghìn tỷ đồng năm 2030; dự báo thiếu 20.000 tỷ đồng" },
                  { -850, "Khó đạt mục tiêu 300 nghìn tỷ đồng năm 2030; dự báo thiếu 850 tỷ đồng" } };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        ct_scene scene;
        sample s;
        ct_buffer told;
        begin(&s, "gap", "tỷ đồng");
        add_point(&s, 2024, 220020, CT_STATUS_ACTUAL);
        add_projection(&s, 2030, 280000, 9000);
        ct_assessment *row = add_target(&s, 2030, 2030, 300000, 300000, CT_POINT);
        row->gap_projected = cases[i].gap;
        row->verdict = CT_VERDICT_HARD;
        assert_ct_ok(ct_scene_compute(arena, &s.chart, CT_VI, (ct_image_size){ 0 }, &scene));
        assert_string_equal(scene.unit, "nghìn tỷ đồng");
        assert_string_equal(scene.notes[2].lines[0], "Mục tiêu 2030: 300");
        ct_buffer_init(&told);
        for (size_t k = 0; k < scene.n_title; k++)
            ct_buffer_printf(&told, "%s%s", k > 0 ? " " : "", scene.title[k]);
        assert_string_equal(ct_buffer_string(&told), cases[i].want);
        ct_buffer_clear(&told);
        ct_arena_free(arena);
    }
}

static void test_scene_awkward(void **state)
{
    static const struct {
        const char *name;
        size_t n;
        double values[4];
    } cases[] = {
        { "one value", 1, { 128 } },       { "one zero", 1, { 0 } },
        { "constant", 4, { 7, 7, 7, 7 } }, { "zeros", 4, { 0, 0, 0, 0 } },
        { "negative", 3, { -3, -1, -8 } }, { "across zero", 4, { -1e-9, 2e-9, 0, 1e-9 } },
        { "huge", 2, { 6e16, -6e16 } },    { "tiny change", 3, { 99.91, 99.92, 99.915 } },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int more = 0; more < 4; more++) {
            sample s;
            begin(&s, "awkward", "lượt khách");
            for (size_t k = 0; k < cases[i].n; k++)
                add_point(&s, 2020 + (long)k, cases[i].values[k], CT_STATUS_ACTUAL);
            if (more & 1) add_projection(&s, 2025, cases[i].values[0], fabs(cases[i].values[0]) / 3);
            if (more & 2)
                add_target(&s, 2025, 2025, cases[i].values[0] * 1.5, cases[i].values[0] * 1.5, CT_POINT);
            check_scene(cases[i].name, &s.chart, CT_VI);
            s.chart.reversed = true;
            check_scene(cases[i].name, &s.chart, CT_EN);
        }
}

/* Labels stay apart whatever the data: 300 random charts of a fixed generator. */
static void test_scene_labels_apart(void **state)
{
    unsigned seed = 20240229;

    (void)state;
    for (int run = 0; run < 300; run++) {
        sample s;
        begin(&s, "random", run % 2 == 0 ? "%" : "tỷ đồng");
        double level = run % 7 == 0 ? -50 : 50;
        for (int k = 0; k < 3 + run % 20; k++) {
            seed = seed * 1664525u + 1013904223u;
            level += (double)(seed >> 16) / 65536 * 20 - 9;
            add_point(&s, 2000 + k, level * (run % 3 == 0 ? 1e4 : 1), CT_STATUS_ACTUAL);
        }
        long last = s.points[s.chart.n_points - 1].period;
        double end = s.points[s.chart.n_points - 1].value;
        for (int k = 0; k < run % 6; k++)
            add_projection(&s, last + 1 + k, end * (1 + 0.01 * k), fabs(end) * 0.05 * (k + 1));
        for (int k = 0; k < run % 5; k++)
            add_target(&s, last - 2, last + 1 + k, end * (1 + 0.02 * k),
                       end * (1 + 0.02 * k + 0.05 * (k % 2)), k % 3 == 2 ? CT_ANNUAL_AVERAGE : CT_POINT);
        check_scene("random", &s.chart, run % 4 == 0 ? CT_EN : CT_VI);
    }
}

static void spoil(sample *s, int how)
{
    grdp(s);
    switch (how) {
    case 0: s->chart.name = "Tên"; break;
    case 1: s->chart.name = ""; break;
    case 2: s->chart.name = "../x"; break;
    case 3: s->chart.n_points = 0; break;
    case 4: s->points[2].period = s->points[1].period; break;
    case 5: s->points[0].period = 1899; break;
    case 6: s->points[3].value = NAN; break;
    case 7: s->points[3].value = INFINITY; break;
    case 8: s->points[3].value = 1e18; break;
    case 9: s->projections[0].lo95 = NAN; break;
    case 10: s->assessments[0].target_low = NAN; break;
    default: s->assessments[0].period_end = 2300; break;
    }
}

static void test_scene_refuses(void **state)
{
    (void)state;
    for (int how = 0; how <= 11; how++) {
        ct_arena *arena = ct_arena_new();
        ct_scene scene;
        sample s;
        spoil(&s, how);
        ct_error err = ct_scene_compute(arena, &s.chart, CT_VI, (ct_image_size){ 0 }, &scene);
        if (err.code != CT_EDATA) fail_msg("fault %d: code %d", how, (int)err.code);
        if (how > 2 && strstr(err.text, "grdp_growth") == NULL)
            fail_msg("fault %d does not name the chart: %s", how, err.text);
        ct_arena_free(arena);
    }
}

/* ---- scripts and images ---- */

static void test_script_quotes_and_repeats(void **state)
{
    sample s;
    ct_chart_options options = {
        .folder = "out '|x", .templates = TEMPLATES, .lang = CT_VI, .formats = CT_IMAGE_SVG
    };
    ct_buffer one, two;

    (void)state;
    grdp(&s);
    s.chart.title = HOSTILE;
    ct_buffer_init(&one);
    ct_buffer_init(&two);
    assert_ct_ok(ct_charts_script(&s.chart, 1, &options, &one));
    assert_ct_ok(ct_charts_script(&s.chart, 1, &options, &two));
    assert_string_equal(ct_buffer_string(&one), ct_buffer_string(&two));
    assert_non_null(strstr(ct_buffer_string(&one), "''.\"'\".'nháy'.\"'\".' \"kép\""));
    assert_non_null(strstr(ct_buffer_string(&one), "set output './out '.\"'\".'|x/grdp_growth.svg.part'\n"));
    assert_null(strchr(ct_buffer_string(&one), '\x1b'));
    ct_buffer_clear(&two);
    options.folder = "a\nb";
    assert_int_equal(ct_charts_script(&s.chart, 1, &options, &two).code, CT_EUSAGE);
    ct_buffer_clear(&one);
    ct_buffer_clear(&two);
}

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/chitieu-test-chart-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static const char *path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int remove_folder(void **state)
{
    ct_arena *arena = ct_arena_new();
    const char *const *names;
    size_t n;

    (void)state;
    if (arena != NULL && ct_folder_list(arena, folder, true, &names, &n).code == CT_OK)
        for (size_t i = 0; i < n; i++) unlink(path_of(names[i]));
    ct_arena_free(arena);
    return rmdir(folder);
}

static void write_file(const char *name, const char *text)
{
    assert_ct_ok(ct_file_write(path_of(name), text, strlen(text)));
}

static void test_draw_both_formats(void **state)
{
    sample s[2];
    ct_chart charts[3];
    ct_chart_options options = {
        .folder = folder, .templates = TEMPLATES, .lang = CT_VI, .formats = CT_IMAGE_SVG | CT_IMAGE_PNG
    };
    ct_arena *arena = ct_arena_new();
    const char *bytes;
    size_t n;

    (void)state;
    grdp(&s[0]);
    grdp(&s[1]);
    charts[0] = s[0].chart;
    charts[1] = s[1].chart;
    charts[1].name = "hostile";
    charts[1].title = charts[1].subtitle = charts[1].source = charts[1].unit = HOSTILE;
    charts[2] = charts[1];
    charts[2].name = "commands";
    charts[2].title = "'.system(\"touch pwned\").''; system('touch pwned')\n!touch pwned";
    charts[2].source = "''''; !touch pwned; `touch pwned`";
    write_file("grdp_growth.svg", "an older image");
    assert_ct_ok(ct_charts_draw(charts, 3, &options));
    assert_ct_ok(ct_file_read(arena, path_of("grdp_growth.svg"), &bytes, &n));
    assert_non_null(strstr(bytes, "<title>Tốc độ tăng trưởng GRDP, Tỉnh Bắc Giang</title>\n<desc>"));
    assert_non_null(strstr(bytes, ">2021–2025: 14–15%</text>"));
    assert_null(strstr(bytes, "gnuplot_plot_"));
    assert_null(strstr(bytes, "Produced by GNUPLOT"));
    assert_non_null(strstr(bytes, "font-weight=\"bold\""));
    assert_non_null(strstr(bytes, "</svg>"));
    assert_ct_ok(ct_file_read(arena, path_of("hostile.svg"), &bytes, &n));
    assert_non_null(strstr(bytes, "`touch pwned` @x {/Bold a} x^2_i 100% %s \\n &amp; &lt;b"));
    assert_ct_ok(ct_file_read(arena, path_of("grdp_growth.png"), &bytes, &n));
    assert_memory_equal(bytes, "\x89PNG\r\n\x1a\n", 8);
    assert_memory_equal(bytes + 16, "\0\0\x04\xeb", 4); /* IHDR: 1259 pixels wide, 200 to the inch of 16 cm */
    assert_true(ct_file_exists(path_of("hostile.png")));
    assert_false(ct_file_exists(path_of("hostile.svg.part")) || ct_file_exists(path_of("hostile.png.part")));
    assert_false(ct_file_exists("pwned"));
    ct_arena_free(arena);
}

static void test_draw_faults(void **state)
{
    sample s;
    ct_chart_options options = {
        .folder = folder, .templates = folder, .lang = CT_VI, .formats = CT_IMAGE_SVG
    };
    ct_error err;

    (void)state;
    grdp(&s);
    err = ct_charts_draw(&s.chart, 1, &options); /* no theme.gp in it */
    assert_int_equal(err.code, CT_EIO);
    assert_non_null(strstr(err.text, "theme.gp"));

    write_file("theme.gp", "set terminal svg\n");
    write_file("trajectory.gp", "plot nonsense(\n");
    err = ct_charts_draw(&s.chart, 1, &options);
    assert_int_equal(err.code, CT_ETOOL);
    assert_non_null(strstr(err.text, "grdp_growth"));
    assert_true(strlen(err.text) > 60); /* gnuplot's own words follow */
    assert_false(ct_file_exists(path_of("grdp_growth.svg")) ||
                 ct_file_exists(path_of("grdp_growth.svg.part")));

    options =
        (ct_chart_options){ .folder = "/nowhere/at/all", .templates = TEMPLATES, .formats = CT_IMAGE_SVG };
    assert_int_equal(ct_charts_draw(&s.chart, 1, &options).code, CT_EIO);
    assert_ct_ok(ct_charts_draw(&s.chart, 0, &options)); /* nothing to draw needs no folder */
}

static void test_draw_without_gnuplot(void **state)
{
    sample s;
    ct_chart_options options = {
        .folder = folder, .templates = TEMPLATES, .lang = CT_VI, .formats = CT_IMAGE_SVG
    };
    char *path = getenv("PATH"), *kept = path != NULL ? strdup(path) : NULL;
    ct_error err;

    (void)state;
    grdp(&s);
    setenv("PATH", "/nowhere", 1);
    err = ct_charts_draw(&s.chart, 1, &options);
    if (kept != NULL) setenv("PATH", kept, 1);
    free(kept);
    assert_int_equal(err.code, CT_ETOOL);
    assert_non_null(strstr(err.text, "gnuplot-nox"));
}

/* A gnuplot that never ends, one that fails, one that writes half an image: one error each, nothing left. */
static void test_draw_bad_gnuplot(void **state)
{
    static const struct {
        const char *name, *script, *want;
    } cases[] = {
        { "hangs", "#!/bin/sh\nexec sleep 60\n", "took longer than 1 s" },
        { "fails", "#!/bin/sh\ncat >/dev/null\necho 'no such terminal' >&2\nexit 3\n", "no such terminal" },
        { "writes half", "#!/bin/sh\ncat >/dev/null\nprintf '<svg>' >\"$HALF\"\n", "whole" },
    };
    char *path = getenv("PATH"), *kept = path != NULL ? strdup(path) : NULL, with[512];
    sample s;

    (void)state;
    grdp(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_chart_options options = {
            .folder = folder, .templates = TEMPLATES, .lang = CT_VI, .formats = CT_IMAGE_SVG, .seconds = 1
        };
        write_file("gnuplot", cases[i].script);
        assert_int_equal(chmod(path_of("gnuplot"), 0755), 0);
        snprintf(with, sizeof with, "%s:%s", folder, kept);
        setenv("PATH", with, 1);
        setenv("HALF", path_of("grdp_growth.svg.part"), 1);
        ct_error err = ct_charts_draw(&s.chart, 1, &options);
        setenv("PATH", kept, 1);
        if (err.code != CT_ETOOL || strstr(err.text, cases[i].want) == NULL)
            fail_msg("%s: code %d, %s", cases[i].name, (int)err.code, err.text);
        assert_false(ct_file_exists(path_of("grdp_growth.svg")) ||
                     ct_file_exists(path_of("grdp_growth.svg.part")));
        unlink(path_of("gnuplot"));
    }
    free(kept);
}

static void test_image_options(void **state)
{
    static const struct {
        const char *text;
        ct_code code;
        double width, height;
    } sizes[] = {
        { "a4-half", CT_OK, 16, 10.5 }, { "slide", CT_OK, 25.4, 13.2 }, { "16", CT_OK, 16, 0 },
        { "16x9.5", CT_OK, 16, 9.5 },   { "4x100", CT_OK, 4, 100 },     { "3", CT_EUSAGE, 0, 0 },
        { "16x", CT_EUSAGE, 0, 0 },     { "x9", CT_EUSAGE, 0, 0 },      { "1e9", CT_EUSAGE, 0, 0 },
        { "nan", CT_EUSAGE, 0, 0 },     { "16x101", CT_EUSAGE, 0, 0 },  { "", CT_EUSAGE, 0, 0 },
        { "a4", CT_EUSAGE, 0, 0 },
    };
    ct_image_size size;
    unsigned formats;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ct_error err = ct_image_size_parse(sizes[i].text, &size);
        if (err.code != sizes[i].code) fail_msg("'%s': code %d", sizes[i].text, (int)err.code);
        if (err.code == CT_OK && (size.width_cm != sizes[i].width || size.height_cm != sizes[i].height))
            fail_msg("'%s': %g x %g", sizes[i].text, size.width_cm, size.height_cm);
    }
    assert_ct_ok(ct_image_formats_parse("svg,tikz,emf", &formats));
    assert_int_equal(formats, CT_IMAGE_SVG | CT_IMAGE_TIKZ | CT_IMAGE_EMF);
    assert_int_equal(ct_image_formats_parse("svg,", &formats).code, CT_EUSAGE);
    assert_int_equal(ct_image_formats_parse("jpg", &formats).code, CT_EUSAGE);
}

/* What TeX reads as more than a letter, by its own names (D. Knuth, The TeXbook, chapter 7). */
static void test_quote_tex(void **state)
{
    ct_buffer got;

    (void)state;
    ct_buffer_init(&got);
    ct_gnuplot_quote_tex(&got, "\\input{/etc/passwd} 5% a_b^c~d#$&{}'<|>");
    assert_string_equal(
        ct_buffer_string(&got),
        "'\\textbackslash{}input\\{/etc/passwd\\} 5\\% a\\_b\\textasciicircum{}c\\textasciitilde{}d\\#\\$\\&\\{\\}'.\"'\".'"
        "\\textless{}\\textbar{}\\textgreater{}'");
    ct_buffer_clear(&got);
}

/* The chunk of the size on paper stands after the header, with the CRC of the PNG specification (zlib's crc32
 * gives the same for these bytes). */
static void test_png_finish(void **state)
{
    static const char header[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x06\x40\0\0\x04\x10\x08\x02\0\0\0crcc";
    ct_buffer out;

    (void)state;
    ct_buffer_init(&out);
    assert_ct_ok(ct_png_finish(header, 33, false, 16, &out));
    assert_int_equal(out.len, 33 + 21);
    assert_memory_equal(out.data + 33, "\0\0\0\tpHYs\0\0\x27\x10\0\0\x27\x10\x01",
                        17); /* 1600 pixels on 16 cm: 10000 a metre */
    assert_memory_equal(out.data + 50, "\x94\x69\x51\x19", 4);
    assert_int_equal(ct_png_finish("short", 5, false, 16, &out).code, CT_EPARSE);
    ct_buffer_clear(&out);
}

/* ---- SVG ---- */

static void test_svg_inline_prefixes(void **state)
{
    const char *svg =
        "<?xml version=\"1.0\"?>\n<svg width=\"8\" viewBox=\"0 0 8 8\">\n<title>a &gt; b</title><desc>x</desc>\n<defs><path "
        "id='p1'/><clipPath\tid=\"c\"/></defs>"
        "<script>evil()</script><use xlink:href='#p1'/><g clip-path=\"url(#c)\"><text>id=\"no\" url(#no)</text></g>\n</svg>\n";
    const char *want =
        "<svg role=\"img\" width=\"8\" viewBox=\"0 0 8 8\">\n<title>a &gt; b</title>\n<defs><path id='k-p1'/><clipPath\tid=\"k-c\"/></defs>"
        "<use xlink:href='#k-p1'/><g clip-path=\"url(#k-c)\"><text>id=\"no\" url(#no)</text></g>\n</svg>";
    ct_buffer got;

    (void)state;
    ct_buffer_init(&got);
    assert_ct_ok(ct_svg_inline(svg, "k-", &got));
    assert_string_equal(ct_buffer_string(&got), want);
    ct_buffer_clear(&got);
    assert_int_equal(ct_svg_inline("<svg", "k-", &got).code, CT_EPARSE);
    ct_buffer_clear(&got);
    assert_int_equal(ct_svg_inline("no picture", "k-", &got).code, CT_EPARSE);
    ct_buffer_clear(&got);
    assert_int_equal(ct_svg_inline("<svg a=\"</svg>", "k-", &got).code, CT_EPARSE);
    ct_buffer_clear(&got);
}

/* gnuplot does not escape '>', and "]]>" may not stand in the text of XML (XML 1.0, 2.4). */
static void test_svg_finish_closing_brackets(void **state)
{
    static const char svg[] = "<svg><title>Gnuplot</title><text>a]]>b ]] > ]]]></text></svg>";
    ct_buffer got;

    (void)state;
    ct_buffer_init(&got);
    assert_ct_ok(ct_svg_finish(svg, sizeof svg - 1, "]]>", "a<b", &got));
    assert_string_equal(
        ct_buffer_string(&got),
        "<svg><title>]]&gt;</title>\n<desc>a&lt;b</desc><text>a]]&gt;b ]] > ]]]&gt;</text></svg>");
    ct_buffer_clear(&got);
}

static void test_svg_finish_fonts(void **state)
{
    const char *svg =
        "<svg><title>Gnuplot</title><g font-family=\"DejaVu Sans:Bold\" fill=\"f\"/><g font-family=\"Own, serif\"/></svg>";
    ct_buffer got;

    (void)state;
    ct_buffer_init(&got);
    assert_ct_ok(ct_svg_finish(svg, strlen(svg), "A & B", "", &got));
    assert_string_equal(
        ct_buffer_string(&got),
        "<svg><title>A &amp; B</title>\n<desc></desc><g font-family=\"DejaVu Sans, Arial, sans-serif\" font-weight=\"bold\" fill=\"f\"/>"
        "<g font-family=\"Own, serif\"/></svg>");
    ct_buffer_clear(&got);
}

/* ---- claims, sizes, strips ---- */

/* The title says what the verdict says, in both languages, and no gap where the verdict is open. */
static void test_claims(void **state)
{
    static const struct {
        int verdict, reason;
        long latest;
        double gap;
        const char *vi, *en;
    } cases[] = {
        { CT_VERDICT_HARD, CT_REASON_DONE, 2024, -791.29,
          "Khó đạt mục tiêu 5.500 USD/người năm 2025; dự báo thiếu 791 USD/người",
          "Hard to reach the target of 5,500 USD/person in 2025; projected short by 791 USD/person" },
        { CT_VERDICT_EXCEEDED, CT_REASON_DONE, 2025, 12.4,
          "Vượt mục tiêu 5.500 USD/người năm 2025; vượt 12,4 USD/người",
          "Went beyond the target of 5,500 USD/person in 2025; over by 12.4 USD/person" },
        { CT_VERDICT_UNDECIDED, CT_REASON_UNDECIDED, 2024, -3,
          "Chưa rõ có đạt mục tiêu 5.500 USD/người năm 2025",
          "Not clear whether it reaches the target of 5,500 USD/person in 2025" },
        { CT_VERDICT_NONE, CT_REASON_REVIEW, 2024, -3,
          "Mục tiêu 5.500 USD/người năm 2025: cần duyệt số liệu trước",
          "Target of 5,500 USD/person in 2025: figures to be reviewed first" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int en = 0; en < 2; en++) {
            ct_arena *arena = ct_arena_new();
            const char *title;
            int told;
            sample s;
            begin(&s, "claim", "USD/người");
            add_point(&s, cases[i].latest, 4400, CT_STATUS_ACTUAL);
            ct_assessment *row = add_target(&s, 2025, 2025, 5500, NAN, CT_POINT);
            row->verdict = cases[i].verdict;
            row->reason = cases[i].reason;
            row->measure = CT_MEASURE_LEVEL;
            row->gap_now = row->gap_projected = cases[i].gap;
            assert_ct_ok(ct_chart_claim(arena, &s.chart, en ? CT_EN : CT_VI, &title, &told));
            assert_string_equal(title, en ? cases[i].en : cases[i].vi);
            assert_int_equal(told, cases[i].verdict);
            ct_arena_free(arena);
        }
}

/* Which target a chart tells of: the plan's, else the next, else the last; four others stand bare. */
static void test_main_target(void **state)
{
    static const struct {
        long plan_end, want;
    } cases[] = { { 2025, 2025 }, { 2030, 2030 }, { 0, 2024 }, { 2027, 2024 } };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sample s;
        begin(&s, "main", "%");
        add_point(&s, 2024, 3, CT_STATUS_ACTUAL);
        add_target(&s, 2030, 2030, 9, NAN, CT_POINT);
        add_target(&s, 2025, 2025, 5, NAN, CT_POINT);
        add_target(&s, 2024, 2024, 4, NAN, CT_POINT);
        add_target(&s, 2023, 2023, 2, NAN, CT_POINT);
        s.chart.plan_end = cases[i].plan_end;
        assert_int_equal(ct_chart_main(&s.chart)->period_end, cases[i].want);
    }
}

/* No fan where the gate gave the main target no word; a strip where one or two values stand alone. */
static void test_gate_of_charts(void **state)
{
    static const struct {
        const char *name;
        size_t values;
        bool projected, target;
        int verdict;
        bool fan, thin;
    } cases[] = {
        { "one value", 1, false, true, CT_VERDICT_NO_DATA, false, true },
        { "one value, a prior's projection without a word", 1, true, true, CT_VERDICT_NO_DATA, false, true },
        { "one value, a word from a prior", 1, true, true, CT_VERDICT_HARD, true, false },
        { "two values, no target", 2, true, false, CT_VERDICT_NONE, false, true },
        { "three values, no word", 3, true, true, CT_VERDICT_NO_DATA, false, false },
        { "three values, undecided", 3, true, true, CT_VERDICT_UNDECIDED, true, false },
        { "five values, no target", 5, true, false, CT_VERDICT_NONE, true, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        ct_picture strip;
        sample s;
        begin(&s, "gate", "%");
        for (size_t k = 0; k < cases[i].values; k++)
            add_point(&s, 2020 + (long)k, 10 + (double)k, CT_STATUS_ACTUAL);
        if (cases[i].projected) add_projection(&s, 2025, 14, 2);
        if (cases[i].target) add_target(&s, 2025, 2025, 20, NAN, CT_POINT)->verdict = cases[i].verdict;
        if (ct_chart_has_fan(&s.chart) != cases[i].fan) fail_msg("%s: fan", cases[i].name);
        if (ct_chart_is_thin(&s.chart) != cases[i].thin) fail_msg("%s: strip", cases[i].name);
        if (cases[i].thin) {
            assert_ct_ok(ct_strip_picture(arena, &s.chart, CT_VI, (ct_image_size){ 0 }, &strip));
            assert_true(strip.height < 200);
            for (size_t k = 0; k < strip.n_texts; k++)
                assert_true(strip.texts[k].x >= 0 && strip.texts[k].x <= strip.width);
            ct_picture_clear(&strip);
        } else {
            ct_scene scene;
            assert_ct_ok(ct_scene_compute(arena, &s.chart, CT_VI, (ct_image_size){ 0 }, &scene));
            assert_int_equal(scene.n_fan > 0, cases[i].fan);
        }
        ct_arena_free(arena);
    }
}

/* The smallest text is 8 points where a report sets the usual image 15.5 cm wide, and at the sizes of a page;
 * 18 on a slide. A chart that is not higher than asked for is not shrunk, so its text keeps that size. */
static void test_text_size_on_paper(void **state)
{
    static const struct {
        const char *size;
        double width_cm, least;
    } cases[] = { { NULL, 15.5, 8 },      { "a4-full", 16, 8 },    { "a4-half", 16, 8 },
                  { "a4-wide", 25.7, 8 }, { "slide", 25.4, 17.9 }, { "phone", 10.32, 7.49 } };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_arena *arena = ct_arena_new();
        ct_image_size size = { 0 };
        ct_scene scene;
        sample s;
        if (cases[i].size != NULL) assert_ct_ok(ct_image_size_parse(cases[i].size, &size));
        double points = CT_SOURCE_SIZE * cases[i].width_cm / 2.54 * 72 / ct_canvas_width(size);
        if (points < cases[i].least)
            fail_msg("%s: %g points", cases[i].size != NULL ? cases[i].size : "usual", points);
        grdp(&s);
        assert_ct_ok(ct_scene_compute(arena, &s.chart, CT_VI, size, &scene));
        assert_near(scene.width, ct_canvas_width(size), 1e-9, "laid out at its own width");
        if (size.text_pt == 0 && ct_canvas_height(size) > 0)
            assert_true(scene.height <= ct_canvas_height(size) + 0.5);
        ct_arena_free(arena);
    }
    assert_near(ct_canvas_width((ct_image_size){ .width_cm = 10.32, .text_pt = 7.5 }), 390, 0.5,
                "a phone's pixels");
}

/* The same drawing of two moments. */
static void test_clock_stop(void **state)
{
    static const char *const pairs[][2] = {
        { "%PDF-1.5\n<< /CreationDate (D:20261129210414+07'00)\n>>",
          "%PDF-1.5\n<< /CreationDate (D:20270102030405+07'00)\n>>" },
        { "%!PS\n%%CreationDate: Sun Nov 29 20:44:14 2026\n%%EOF",
          "%!PS\n%%CreationDate: Mon Jan  4 02:04:05 2027\n%%EOF" },
    };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        ct_buffer one, two;
        ct_buffer_init(&one);
        ct_buffer_init(&two);
        assert_ct_ok(ct_clock_stop(pairs[i][0], strlen(pairs[i][0]), &one));
        assert_ct_ok(ct_clock_stop(pairs[i][1], strlen(pairs[i][1]), &two));
        assert_string_equal(ct_buffer_string(&one), ct_buffer_string(&two));
        assert_int_equal(one.len, strlen(pairs[i][0])); /* offsets into the file hold */
        assert_non_null(strstr(ct_buffer_string(&one), "20000101000000"));
        ct_buffer_clear(&one);
        ct_buffer_clear(&two);
    }
}

/* ---- plan ---- */

typedef struct {
    ct_arena *arena;
    ct_table *points, *projections, *assessments;
    const ct_chart *charts;
    size_t n;
} planned;

static void plan_begin(planned *p)
{
    *p = (planned){ .arena = ct_arena_new() };
    assert_ct_ok(ct_table_new(&p->points, &ct_series_schema));
    assert_ct_ok(ct_table_new(&p->projections, &ct_projection_schema));
    assert_ct_ok(ct_table_new(&p->assessments, &ct_assessment_schema));
}

static void plan_end(planned *p)
{
    ct_table_free(p->points);
    ct_table_free(p->projections);
    ct_table_free(p->assessments);
    ct_arena_free(p->arena);
}

static void series_row(planned *p, const char *indicator, const char *scope, const char *breakdown, long year,
                       const char *source)
{
    ct_point *row = ct_table_add(p->points);

    assert_non_null(row);
    *row = (ct_point){
        indicator,        "Tên riêng", scope, breakdown, "%", CT_RATE, year, 2.385 + (double)(year - 2000),
        CT_STATUS_ACTUAL, source
    };
}

static ct_assessment *target_of(planned *p, const char *indicator, long start, long end, int measure,
                                int aggregation)
{
    ct_assessment *row = ct_table_add(p->assessments);

    assert_non_null(row);
    row->indicator = indicator;
    row->scope = "TỈNH bắc giang"; /* another spelling of one scope */
    row->unit = "%";
    row->measure = measure;
    row->aggregation = aggregation;
    row->target_low = row->target_high = 14.5;
    row->period_start = start;
    row->period_end = end;
    row->source = "nghi-quyet.docx:12";
    return row;
}

static void test_plan_names_and_sources(void **state)
{
    planned p;

    (void)state;
    plan_begin(&p);
    series_row(&p, "grdp_growth", "tỉnh Bắc Giang", "", 2021, "history.csv:4 Niên giám thống kê; tập 2");
    series_row(&p, "grdp_growth", "tỉnh Bắc Giang", "", 2022, "bao-cao.txt:31");
    series_row(&p, "grdp_growth", "tỉnh Bắc Giang", "", 2023, "bao-cao.txt:8");
    series_row(&p, "grdp_growth", "tỉnh Bắc Giang", "công nghiệp - xây dựng", 2021, "a.txt:1");
    series_row(&p, "grdp_growth", "tỉnh Bắc Giang", "công nghiệp - xây dựng", 2022, "a.txt:2");
    series_row(&p, "grdp_growth", "huyện Việt Yên", "", 2021, "a.txt:1");
    series_row(&p, "grdp_growth", "huyện Việt Yên", "", 2022, "a.txt:2");
    series_row(&p, "grdp_growth", "cả nước", "", 2022,
               "a.txt:2"); /* one value and its projection: no chart */
    ct_projection *projected = ct_table_add(p.projections);
    assert_non_null(projected);
    *projected =
        (ct_projection){ "grdp_growth", "cả nước", "", "%", 2023, 8, 7, 9, 6, 10, "naive", CT_METHOD_ASKED };
    assert_ct_ok(
        ct_charts_plan(p.arena, NULL, p.points, p.projections, p.assessments, NULL, CT_VI, &p.charts, &p.n));
    assert_int_equal(p.n, 3);
    assert_string_equal(p.charts[0].name, "grdp_growth");
    assert_string_equal(p.charts[0].title, "Tên riêng");
    assert_string_equal(p.charts[0].subtitle, "Tỉnh Bắc Giang");
    assert_string_equal(p.charts[0].source, "bao-cao.txt; Niên giám thống kê; tập 2");
    assert_string_equal(p.charts[1].name, "grdp_growth-cong-nghiep-xay-dung");
    assert_string_equal(p.charts[1].subtitle, "Tỉnh Bắc Giang, công nghiệp - xây dựng");
    assert_string_equal(p.charts[2].name, "grdp_growth-huyen-viet-yen");
    plan_end(&p);
}

static void test_plan_targets(void **state)
{
    planned p;
    ct_catalogue *catalogue;

    (void)state;
    plan_begin(&p);
    assert_ct_ok(ct_catalogue_read(&catalogue, TEST_SOURCE_FOLDER "/datasets/catalogue", NULL));
    series_row(&p, "grdp_growth", "tỉnh Bắc Giang", "", 2023, "a.txt:2");
    target_of(&p, "grdp_growth", 2023, 2023, CT_MEASURE_GROWTH, CT_POINT);
    target_of(&p, "grdp_growth", 2025, 2025, CT_MEASURE_GROWTH, CT_POINT);
    target_of(&p, "grdp_growth", 2021, 2025, CT_MEASURE_GROWTH, CT_ANNUAL_AVERAGE);
    target_of(&p, "grdp_growth", 2021, 2025, CT_MEASURE_CHANGE,
              CT_ANNUAL_AVERAGE); /* not the series' own values */
    target_of(&p, "grdp_growth", 2021, 2025, CT_MEASURE_GROWTH,
              CT_CUMULATIVE); /* a sum has no place on the axis */
    target_of(&p, "poverty_rate", 2021, 2025, CT_MEASURE_LEVEL, CT_POINT);
    target_of(&p, "grdp_growth", 2024, 2024, CT_MEASURE_GROWTH, CT_POINT);
    target_of(&p, "grdp_growth", 2030, 2030, CT_MEASURE_GROWTH, CT_POINT);
    target_of(&p, "grdp_growth", 0, 0, CT_MEASURE_GROWTH, CT_POINT); /* no year */
    assert_ct_ok(ct_charts_plan(p.arena, catalogue, p.points, p.projections, p.assessments, NULL, CT_EN,
                                &p.charts, &p.n));
    assert_int_equal(p.n, 1); /* one value, but targets */
    assert_int_equal(p.charts[0].n_assessments, 4);
    assert_int_equal(p.charts[0].assessments[0].period_end,
                     2030); /* the latest end first, then the longest period */
    assert_int_equal(p.charts[0].assessments[1].period_start, 2021);
    assert_int_equal(p.charts[0].assessments[2].period_end, 2025);
    assert_int_equal(p.charts[0].assessments[3].period_end, 2024);
    assert_string_equal(p.charts[0].title, ct_indicator_find(catalogue, "grdp_growth")->name_en);
    ct_catalogue_free(catalogue);
    plan_end(&p);
}

static void test_plan_hostile_names(void **state)
{
    planned p;

    (void)state;
    plan_begin(&p);
    for (int i = 0; i < 3; i++) {
        static const char *const breakdowns[] = { "../../etc|x", "..\n/..etc'x", "😀" };
        series_row(&p, "x", "y", breakdowns[i], 2021, "");
        series_row(&p, "x", "y", breakdowns[i], 2022, "");
    }
    assert_ct_ok(ct_charts_plan(p.arena, NULL, p.points, NULL, NULL, NULL, CT_VI, &p.charts, &p.n));
    assert_int_equal(p.n, 3);
    for (size_t i = 0; i < p.n; i++) {
        if (strspn(p.charts[i].name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(p.charts[i].name))
            fail_msg("the name '%s'", p.charts[i].name);
        for (size_t k = 0; k < i; k++) assert_string_not_equal(p.charts[i].name, p.charts[k].name);
    }
    plan_end(&p);
}

static void test_plan_empty(void **state)
{
    planned p;

    (void)state;
    plan_begin(&p);
    assert_ct_ok(ct_charts_plan(p.arena, NULL, p.points, NULL, NULL, NULL, CT_VI, &p.charts, &p.n));
    assert_int_equal(p.n, 0);
    plan_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gnuplot_quote_table),
        cmocka_unit_test(test_text_width_font),
        cmocka_unit_test(test_text_wrap_cases),
        cmocka_unit_test(test_ticks_choose_table),
        cmocka_unit_test(test_ticks_choose_refuses),
        cmocka_unit_test(test_years_step_table),
        cmocka_unit_test(test_scale_choose_table),
        cmocka_unit_test(test_amount_text_table),
        cmocka_unit_test(test_gap_text_table),
        cmocka_unit_test(test_target_text_table),
        cmocka_unit_test(test_scene_grdp_marks),
        cmocka_unit_test(test_scene_gap_scale),
        cmocka_unit_test(test_scene_awkward),
        cmocka_unit_test(test_scene_labels_apart),
        cmocka_unit_test(test_scene_refuses),
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_main_target),
        cmocka_unit_test(test_gate_of_charts),
        cmocka_unit_test(test_text_size_on_paper),
        cmocka_unit_test(test_clock_stop),
        cmocka_unit_test(test_script_quotes_and_repeats),
        cmocka_unit_test_setup_teardown(test_draw_both_formats, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_draw_faults, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_draw_without_gnuplot, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_draw_bad_gnuplot, make_folder, remove_folder),
        cmocka_unit_test(test_image_options),
        cmocka_unit_test(test_quote_tex),
        cmocka_unit_test(test_png_finish),
        cmocka_unit_test(test_svg_inline_prefixes),
        cmocka_unit_test(test_svg_finish_closing_brackets),
        cmocka_unit_test(test_svg_finish_fonts),
        cmocka_unit_test(test_plan_names_and_sources),
        cmocka_unit_test(test_plan_targets),
        cmocka_unit_test(test_plan_hostile_names),
        cmocka_unit_test(test_plan_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
