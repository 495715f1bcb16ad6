/* Whose a figure is and which part of its indicator: the places a text names, the territory of a bound
 * document, the parts offered for a figure. */
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"
#include "extract/candidates/parts.h"
#include "extract/reading/places.h"
#include "extract/reading/setting.h"
#include "with_extractor.h"

/* A text as the extraction sees it. */
typedef struct {
    ct_arena *arena;
    ct_document *document;
    ct_blocks blocks;
} reading;

static reading read_text(const char *text, bool damaged)
{
    reading r = { .arena = ct_arena_new() };
    assert_non_null(r.arena);
    assert_int_equal(ct_document_parse(&r.document, "x.txt", text, strlen(text)).code, CT_OK);
    assert_int_equal(ct_blocks_find(r.arena, r.document, &r.blocks).code, CT_OK);
    r.blocks.damaged = damaged;
    return r;
}

static void clear(reading *r)
{
    ct_document_free(r->document);
    ct_arena_free(r->arena);
}

static void test_places(void **state)
{
    static const struct {
        const char *text;
        bool damaged;
        const char *places;
    } cases[] = {
        { "Thu nhập của huyện Việt Yên đạt 60 triệu đồng.", false, "huyện Việt Yên" },
        { "GRDP của tỉnh tăng 9%, cao hơn bình quân cả nước.", false, "own,cả nước" },
        { "Tây Ninh tăng 27%, Đồng Nai tăng 19%.", false, "tỉnh Tây Ninh,tỉnh Đồng Nai" },
        { "Huyện Việt Yên, Yên Dũng có 5 xã.", false, "huyện Việt Yên*" },
        { "UBND HUYỆN TIỀN HẢI - BÁO CÁO 9 THÁNG", false, "huyện Tiền Hải" },
        { "TÌNH HÌNH KINH TẾ - XÃ HỘI NĂM 2023", false, "" },
        { "Đảng bộ huyện Phú Ninh kết nạp 120 đảng viên.", false, "Đảng bộ huyện Phú Ninh" },
        { "Học tập và làm theo tư tưởng Hồ Chí Minh, 95% đảng viên.", false, "" },
        { "Các khu công nghiệp có 221 dự án.", false, "các khu công nghiệp" },
        { "Dân số thành phố Bắc Giang 180.000 người.", false, "thành phố Bắc Giang" },
        { "vé xay dung huyén Vi€t Yén tré thanh thi xa", true, "huyện Việt Yên" },
        { "phat trién thanh phé Bic Giang giai doan 2021-2030", true, "thành phố Bắc Giang" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r = read_text(cases[i].text, cases[i].damaged);
        ct_passage p;
        ct_place places[8];
        char said[300] = "";
        assert_int_equal(
            ct_passage_read(&p, extractor, r.document, &r.blocks.blocks[0], cases[i].damaged).code, CT_OK);
        size_t n = ct_places_find(&p, 0, p.tokens.n, places, 8);
        for (size_t k = 0; k < n; k++) {
            size_t at = strlen(said);
            snprintf(said + at, sizeof said - at, "%s%s%s", k > 0 ? "," : "",
                     places[k].scope == NULL ? "own" : places[k].scope, places[k].listed ? "*" : "");
        }
        if (strcmp(said, cases[i].places) != 0)
            fail_msg("\"%s\": \"%s\", want \"%s\"", cases[i].text, said, cases[i].places);
        ct_passage_clear(&p);
        clear(&r);
    }
}

#define BODY "\n1. Kinh tế tăng trưởng khá, đời sống nhân dân được nâng lên.\n"

static void test_territory(void **state)
{
    static const struct {
        const char *name, *text, *scope, *around;
        bool damaged;
    } cases[] = {
        { "a province's", "NGHỊ QUYẾT\nvề phát triển tỉnh Bắc Giang giai đoạn 2021-2025" BODY,
          "tỉnh Bắc Giang", NULL, false },
        { "a city's by its title",
          "Bắc Giang, ngày 10 tháng 8 năm 2021\nNGHỊ QUYẾT\nvề xây dựng và phát triển thành phố Bắc Giang giai đoạn 2021-2030" BODY,
          "thành phố Bắc Giang", "tỉnh Bắc Giang", false },
        { "a district's by its head", "HUYỆN HÀM YÊN, TỈNH TUYÊN QUANG: KINH TẾ, DÂN CƯ" BODY,
          "huyện Hàm Yên", "tỉnh Tuyên Quang", false },
        { "of several none", "Hai huyện Long Thành, Nhơn Trạch (Đồng Nai) về đích nông thôn mới" BODY,
          "tỉnh Đồng Nai", NULL, false },
        { "a section is no title", "TỈNH BẮC KẠN\nHuyện Pác Nặm\nHuyện có 10 xã." BODY, "tỉnh Bắc Kạn", NULL,
          false },
        { "a scan's title",
          "Bdac Giang, ngay 10 thang 9 nam 2021\nNGHI QUYET\nCUA BAN THUONG VU TINH UY\n"
          "vé xay dung va phat trién huyén Vi€t Yén tré thanh thi xa vao nam 2025\n\nTrong nhirng nam qua kinh té phat trién.\n",
          "huyện Việt Yên", "tỉnh Bắc Giang", true },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r = read_text(cases[i].text, cases[i].damaged);
        ct_settings settings;
        memset(&settings, 0, sizeof settings);
        assert_int_equal(ct_settings_find(r.arena, extractor, r.document, &r.blocks, "", &settings).code,
                         CT_OK);
        const char *around = settings.at[0].around == NULL ? "" : settings.at[0].around,
                   *want = cases[i].around == NULL ? "" : cases[i].around;
        if (strcmp(settings.at[0].scope, cases[i].scope) != 0 || strcmp(around, want) != 0)
            fail_msg("%s: \"%s\" in \"%s\", want \"%s\" in \"%s\"", cases[i].name, settings.at[0].scope,
                     around, cases[i].scope, want);
        clear(&r);
    }
}

/* Is the text among the parts of the last figure of the first block? */
static bool offered(const char *text, bool damaged, const char *indicator, const char *part, bool *known)
{
    reading r = read_text(text, damaged);
    ct_window w = { .arena = NULL };
    ct_setting setting = { .scope = "" };
    const ct_passage *p;
    const ct_answer rule = { .indicator = CT_NONE, .breakdown = "" };
    const ct_indicator *one = ct_indicator_find(catalogue, indicator);
    ct_part_finder *finder;
    const ct_part *parts;
    size_t n;
    bool found = false;
    assert_int_equal(
        ct_window_begin(&w, r.arena, extractor, r.document, &r.blocks, &setting, 0, r.blocks.n).code, CT_OK);
    assert_int_equal(ct_window_passage(&w, 0, &p).code, CT_OK);
    for (size_t i = 0; i < p->n_mentions; i++)
        assert_int_equal(ct_window_add(&w, p, &p->mentions[i], 0, &rule, NULL).code, CT_OK);
    assert_true(w.n > 0);
    assert_int_equal(ct_window_settle(&w).code, CT_OK);
    assert_int_equal(ct_part_finder_new(r.arena, extractor, &finder).code, CT_OK);
    assert_int_equal(ct_parts_find(finder, &w.figures[w.n - 1],
                                   one == NULL ? CT_NONE : (int)(one - catalogue->indicators), &parts, &n)
                         .code,
                     CT_OK);
    for (size_t i = 0; i < n; i++)
        if (strcmp(parts[i].text, part) == 0) {
            found = true;
            *known = parts[i].known != NULL;
        }
    ct_window_clear(&w);
    clear(&r);
    return found;
}

static void test_parts(void **state)
{
    static const struct {
        const char *name, *text;
        bool damaged;
        const char *indicator, *part;
        bool offered, known;
    } cases[] = {
        { "a known part by another name", "Giá trị sản xuất nông lâm nghiệp thủy sản đạt 38.000 tỷ đồng.",
          false, "gross_output", "nông, lâm nghiệp và thủy sản", true, true },
        { "what the indicator's words leave", "Số học sinh bán trú là 25.225 người.", false, "pupil_count",
          "bán trú", true, true },
        { "words of no list", "Diện tích cây măng cụt đạt 1.200 ha.", false, "fruit_area", "măng cụt", true,
          false },
        { "an exclusion is not the part", "Thu ngân sách (trừ tiền sử dụng đất) đạt 7.625 tỷ đồng.", false,
          "budget_revenue", "thu tiền sử dụng đất", false, false },
        { "nor in a scan", "thu trir thu tién str dung dat, thu x4 s6 kién thiét dat 7.625 ty dong.", true,
          "budget_revenue", "thu tiền sử dụng đất", false, false },
        { "but a part of its own kind", "Thu ngân sách (không bao gồm vốn vay nước ngoài) đạt 7.625 tỷ đồng.",
          false, "budget_revenue", "không bao gồm vốn vay nước ngoài", true, false },
        { "nothing of it by itself", "Thu ngân sách (không bao gồm vốn vay nước ngoài) đạt 7.625 tỷ đồng.",
          false, "budget_revenue", "vốn vay nước ngoài", false, false },
        { "taxes less subsidies are one part", "Thuế sản phẩm trừ trợ cấp sản phẩm chiếm 7,4%.", false,
          "economic_structure", "thuế sản phẩm trừ trợ cấp sản phẩm", true, true },
        { "a fragment of a scan is none", "lao dong dao tao co br?mg cdp, chirng chi dat 33%.", true,
          "trained_labour_rate", "lao dong dao tao co br", false, false },
        { "a damaged known part is spelled rightly", "ty lé hd ngheo khu vuc ndng thon giam 2%.", true,
          "poverty_rate", "nông thôn", true, true },
        { "a year is no sex", "Nam 2023 tdng thu ngan sach dat 15.000 ty dong.", true, "budget_revenue",
          "nam", false, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool known = false,
             found = offered(cases[i].text, cases[i].damaged, cases[i].indicator, cases[i].part, &known);
        if (found != cases[i].offered || known != cases[i].known)
            fail_msg("%s: \"%s\" is %soffered%s", cases[i].name, cases[i].part, found ? "" : "not ",
                     known ? " as known" : "");
    }
}

static void test_part_key(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        { "nong nghiep", "nganh nong nghiep", true },
        { "cong nghiep va xay dung", "xay dung, cong nghiep", true },
        { "muc do 1", "muc do 2", false },
        { "va", "", true },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if ((ct_part_key(cases[i].a) == ct_part_key(cases[i].b)) != cases[i].same)
            fail_msg("\"%s\" and \"%s\" %s", cases[i].a, cases[i].b,
                     cases[i].same ? "differ" : "do not differ");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_places), cmocka_unit_test(test_territory),
                                        cmocka_unit_test(test_parts), cmocka_unit_test(test_part_key) };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
