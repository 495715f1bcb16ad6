/* Kinds of sentences that newcomers saw misread, each with what its words settle outright: value, unit, time,
 * aggregation, kind and measure. Which indicator a figure is of is weighed elsewhere and asked here only
 * where its words decide. An expected figure is "value unit time aggregation kind measure", with its
 * qualifier before the value unless that is "=". */
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "core/number.h"
#include "with_extractor.h"

enum { MOST_FIGURES = 8 };

#define REPORT       "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Hà Nam năm 2023\n\n"
#define PLAN         "NGHỊ QUYẾT\nVề kế hoạch phát triển kinh tế - xã hội tỉnh Hà Nam giai đoạn 2021-2025\n\n"
#define GREW(value)  value " % 2023 point actual growth"
#define AIMED(value) value " % 2023 point target growth"

typedef struct {
    const char *name, *text;
    const char *figures[MOST_FIGURES];
} prose;

/* What a result is held against: an aim, another year, another place. */
static const prose held_against[] = {
    { "below an aim",
      REPORT "GRDP năm 2023 tăng 13,45%, thấp hơn mục tiêu 14,5% đề ra.",
      { GREW("13.45"), AIMED("14.5") } },
    { "below an aim with \"là\"",
      REPORT "GRDP tăng 13,45%, thấp hơn mục tiêu đề ra là 14,5%.",
      { GREW("13.45"), AIMED("14.5") } },
    { "an aim in a bracket",
      REPORT "GRDP năm 2023 tăng 13,45% (kế hoạch 14,5%).",
      { GREW("13.45"), AIMED("14.5") } },
    { "an aim not reached",
      REPORT "GRDP tăng 13,45%, không đạt kế hoạch là 14,5%.",
      { GREW("13.45"), AIMED("14.5") } },
    { "an aim passed, in a bracket",
      REPORT "GRDP tăng 15,1%, vượt kế hoạch (14,5%).",
      { GREW("15.1"), AIMED("14.5") } },
    { "one aim passed, another missed",
      REPORT "GRDP năm 2023 tăng 13,45%, cao hơn so với mục tiêu là 13%, nhưng chưa đạt mục tiêu 14%.",
      { GREW("13.45"), AIMED("13"), AIMED("14") } },
    { "an amount below its plan",
      REPORT "Thu ngân sách đạt 15.295 tỷ đồng, thấp hơn kế hoạch 16.000 tỷ đồng.",
      { "15295 tỷ đồng 2023 point actual level", "16000 tỷ đồng 2023 point target level" } },
    { "an aim of a fall",
      REPORT "Tỷ lệ hộ nghèo giảm 1,2%, thấp hơn kế hoạch giảm 1,5%.",
      { "-1.2 % 2023 point actual change", "-1.5 % 2023 point target change" } },
    { "by how much it fell short",
      REPORT "GRDP năm 2023 tăng 13,45%, thấp hơn 1,05% so với năm 2022.",
      { GREW("13.45"), "-1.05 % 2023 point actual growth" } },
    { "a plan's amount after the excess over it",
      REPORT "Thu ngân sách đạt 9.000 tỷ đồng, vượt 12,5% so với dự toán giao (8.000 tỷ đồng).",
      { "9000 tỷ đồng 2023 point actual level", "112.5 % 2023 point actual plan_ratio",
        "8000 tỷ đồng 2023 point target level" } },
    { "the excess over a plan",
      REPORT "Thu ngân sách đạt 15.295 tỷ đồng, vượt kế hoạch 7%.",
      { "15295 tỷ đồng 2023 point actual level", "107 % 2023 point actual plan_ratio" } },
    { "another year's value",
      REPORT "GRDP năm 2023 tăng 13,45%, thấp hơn so với năm 2022 là 19,3%.",
      { GREW("13.45"), "19.3 % 2022 point actual growth" } },
    { "another year's value in a bracket",
      REPORT "Tỷ lệ hộ nghèo năm 2023 còn 2,63%, thấp hơn năm 2022 (3,9%).",
      { "2.63 % 2023 point actual level", "3.9 % 2022 point actual level" } },
    { "another year's value, the year behind it",
      REPORT "GRDP năm 2023 tăng 13,45%, thấp hơn mức 19,3% của năm 2022.",
      { GREW("13.45"), "19.3 % 2022 point actual growth" } },
    { "the distance from another year",
      REPORT "Tỷ lệ hộ nghèo năm 2023 còn 2,63%, thấp hơn năm 2022 là 1,27%.",
      { "2.63 % 2023 point actual level", "-1.27 % 2023 point actual change" } },
    { "an aim behind a stroke",
      REPORT "GRDP năm 2023 tăng 5,57%/kế hoạch 8,5%.",
      { GREW("5.57"), AIMED("8.5") } },
    { "an aim told first",
      REPORT "So với mục tiêu 8,5%, GRDP năm 2023 chỉ tăng 5,57%.",
      { AIMED("8.5"), GREW("5.57") } },
    { "an aim and what was reached of it",
      REPORT "Mục tiêu tăng trưởng GRDP năm 2023 là 8,5% nhưng chỉ đạt 5,57%.",
      { AIMED("8.5"), GREW("5.57") } },
    { "an aim missed, then the result",
      REPORT "Thu ngân sách không đạt mục tiêu 30 tỷ đồng đề ra, chỉ đạt 28 tỷ đồng.",
      { "30 tỷ đồng 2023 point target level", "28 tỷ đồng 2023 point actual level" } },
    { "an aim and another year in one bracket",
      REPORT "GRDP năm 2023 tăng 5,57% (kế hoạch 8,5%; năm 2022 tăng 8,59%).",
      { GREW("5.57"), AIMED("8.5"), "8.59 % 2022 point actual growth" } },
    { "the same months of another year",
      REPORT "GRDP 6 tháng đầu năm 2023 tăng 4,8%, thấp hơn cùng kỳ năm 2022 (8,1%).",
      { "4.8 % 2023-01..2023-06 point actual growth", "8.1 % 2022-01..2022-06 point actual growth" } },
    { "another year's amount after the fall from it",
      REPORT "Thu ngân sách 6 tháng đầu năm 2023 đạt 8.900 tỷ đồng, giảm 3% so với cùng kỳ (9.170 tỷ đồng).",
      { "8900 tỷ đồng 2023-01..2023-06 point actual level", "-3 % 2023-01..2023-06 point actual growth",
        "9170 tỷ đồng 2022-01..2022-06 point actual level" } },
    { "a level with an aim of a fall",
      REPORT "Tỷ lệ hộ nghèo còn 3,02% (giảm 1,2%; kế hoạch giảm 1%).",
      { "3.02 % 2023 point actual level", "-1.2 % 2023 point actual change",
        "-1 % 2023 point target change" } },
    { "the country's value",
      REPORT "GRDP năm 2023 tăng 13,45%, cao hơn bình quân cả nước (5,05%).",
      { GREW("13.45"), GREW("5.05") } },
};

/* Where something came from, came to, or is told to be. */
static const prose moved[] = {
    { "from and to, each with its year",
      REPORT "GRDP giảm từ 19,3% (năm 2022) xuống 13,45% (năm 2023).",
      { "19.3 % 2022 point actual growth", GREW("13.45") } },
    { "from and to without a year",
      REPORT "Tốc độ tăng trưởng GRDP giảm từ 19,3% xuống 13,45%.",
      { "19.3 % 2022 point actual growth", GREW("13.45") } },
    { "a rate from and to",
      REPORT "Tỷ lệ hộ nghèo giảm từ 3,9% xuống còn 2,63%.",
      { "3.9 % 2022 point actual level", "2.63 % 2023 point actual level" } },
    { "from a level and to it",
      REPORT "Tốc độ tăng trưởng GRDP giảm từ mức 8,59% xuống còn 5,57%.",
      { "8.59 % 2022 point actual growth", GREW("5.57") } },
    { "counts with one unit",
      REPORT "Số doanh nghiệp tăng từ 8.500 lên 9.200 doanh nghiệp.",
      { "8500 doanh nghiệp 2022 point actual level", "9200 doanh nghiệp 2023 point actual level" } },
    { "from before the plan to its end",
      PLAN "Đến năm 2025, tỷ lệ đô thị hóa tăng từ 20% lên 30%.",
      { "20 % 2020 point actual level", "30 % 2025 point target level" } },
    { "the level that a fall on average comes to",
      PLAN "Tỷ lệ hộ nghèo giảm bình quân 1%/năm; đến năm 2025 còn dưới 2%.",
      { "-1 %/năm 2021..2025 annual_average target change", "< 2 % 2025 point target level" } },
    { "a level told by its name after a comparison",
      REPORT
      "Tốc độ tăng trưởng GRDP năm 2023 đạt 13,45%, thấp hơn năm 2022; tỷ lệ hộ nghèo năm 2022 là 3,9%.",
      { GREW("13.45"), "3.9 % 2022 point actual level" } },
    { "a fall named by what falls",
      PLAN "Đến năm 2025: giảm tỷ lệ hộ nghèo bình quân 1-1,5%/năm.",
      { "-1..-1.5 %/năm 2021..2025 annual_average target change" } },
    { "a sum of which an estimate is a part",
      REPORT
      "Lũy kế giai đoạn 2021-2023, toàn tỉnh giải quyết việc làm cho 66.000 lao động, trong đó năm 2023 ước 22.000 lao động.",
      { "66000 lao động 2021..2023 cumulative estimate level", "22000 lao động 2023 point estimate level" } },
    { "so many percent a year",
      PLAN "Mục tiêu đến năm 2025:\n- Tốc độ tăng trưởng GRDP phấn đấu 16-18%/năm.",
      { "16..18 %/năm 2021..2025 annual_average target growth" } },
    { "an average up to an estimated year",
      REPORT
      "GRDP năm 2021 tăng 7,82%, năm 2022 tăng 19,3%, năm 2023 ước tăng 13,45%. Tốc độ tăng trưởng GRDP bình quân giai đoạn 2021-2023 là 13,4%/năm.",
      { "7.82 % 2021 point actual growth", "19.3 % 2022 point actual growth",
        "13.45 % 2023 point estimate growth", "13.4 %/năm 2021..2023 annual_average estimate growth" } },
};

/* Figures in forms of their own. */
static const prose written[] = {
    { "indices without a unit",
      REPORT "Hệ số ICOR năm 2023 đạt 4,125 (năm 2022 là 5,2). Chỉ số phát triển con người (HDI): 0,739.",
      { "4.125 lần 2023 point actual level", "5.2 lần 2022 point actual level",
        "0.739 chỉ số 2023 point actual level" } },
    { "no index in a number of something else",
      REPORT "Theo cách tính hệ số ICOR tại Quyết định 25 của Bộ.",
      { NULL } },
    { "a power of ten",
      REPORT "Quy mô GRDP năm 2023 đạt 1,3E+12 đồng.",
      { "1.3e+12 đồng 2023 point actual level" } },
    { "a margin of error",
      REPORT "Tỷ lệ hộ nghèo năm 2023 là 2,6±0,5%.",
      { "2.6 % 2023 point actual level" } },
    { "a margin alone", REPORT "Sai số của điều tra là ±0,5%.", { NULL } },
};

static void print_figure(char out[240], const ct_observation *row)
{
    char low[CT_NUMBER_SIZE], high[CT_NUMBER_SIZE], from[CT_DATE_SIZE], to[CT_DATE_SIZE];
    const char *qualifier = row->qualifier == 0 ? "" : ct_qualifier_words[row->qualifier];
    ct_number_table(low, row->value_low);
    ct_number_table(high, row->value_high);
    ct_date_print(from, row->period_start);
    ct_date_print(to, row->period_end);
    bool range = strcmp(low, high) != 0, longer = strcmp(from, to) != 0;
    snprintf(out, 240, "%s%s%s%s%s %s %s%s%s %s %s %s", qualifier, qualifier[0] == '\0' ? "" : " ", low,
             range ? ".." : "", range ? high : "", row->unit, from, longer ? ".." : "", longer ? to : "",
             ct_aggregation_words[row->aggregation], ct_kind_words[row->kind],
             ct_measure_words[row->measure]);
}

static ct_table *read_text(const char *text)
{
    ct_document *document = NULL;
    ct_table *found = NULL;
    assert_int_equal(ct_document_parse(&document, "x.txt", text, strlen(text)).code, CT_OK);
    assert_int_equal(ct_table_new(&found, &ct_observation_schema).code, CT_OK);
    assert_int_equal(ct_extract(extractor, document, "tỉnh Hà Nam", found, NULL, NULL).code, CT_OK);
    ct_document_free(document);
    return found;
}

static size_t count_wrong(const prose *one)
{
    ct_table *found = read_text(one->text);
    size_t wrong = 0, n = 0;
    while (n < MOST_FIGURES && one->figures[n] != NULL) n++;
    for (size_t i = 0; i < n || i < found->n; i++) {
        char said[240] = "nothing";
        const char *want = i < n ? one->figures[i] : "nothing";
        if (i < found->n) print_figure(said, ct_table_row(found, i));
        if (strcmp(said, want) != 0) {
            print_message("%s: \"%s\", not \"%s\"\n", one->name, said, want);
            wrong++;
        }
    }
    ct_table_free(found);
    return wrong;
}

static void try_all(const prose *all, size_t n)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) wrong += count_wrong(&all[i]);
    assert_int_equal(wrong, 0);
}

static void test_held_against(void **state)
{
    (void)state;
    try_all(held_against, sizeof held_against / sizeof *held_against);
}

static void test_moved(void **state)
{
    (void)state;
    try_all(moved, sizeof moved / sizeof *moved);
}

static void test_written(void **state)
{
    (void)state;
    try_all(written, sizeof written / sizeof *written);
}

/* A name of its own is not taken for a part of what was spoken of before where the value is far from all that
 * one ever was; where it is not, it may be. */
static void test_names(void **state)
{
    static const struct {
        const char *text, *indicators[3];
    } cases[] = {
        { REPORT "Tỷ lệ dân số tham gia bảo hiểm y tế đạt 99%; hộ nghèo 1%.",
          { "health_insurance_rate", "poverty_rate" } },
        { REPORT "GRDP tăng 13,45%, thấp hơn mục tiêu 14,5%; tỷ lệ hộ nghèo còn 2,63%.",
          { "grdp_growth", "grdp_growth", "poverty_rate" } },
    };
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_table *found = read_text(cases[i].text);
        for (size_t k = 0; k < 3 && cases[i].indicators[k] != NULL; k++) {
            const char *got =
                k < found->n ? ((const ct_observation *)ct_table_row(found, k))->indicator : "nothing";
            if (strcmp(got, cases[i].indicators[k]) != 0) {
                print_message("%s: \"%s\", not \"%s\"\n", cases[i].text + sizeof REPORT - 1, got,
                              cases[i].indicators[k]);
                wrong++;
            }
        }
        ct_table_free(found);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_held_against), cmocka_unit_test(test_moved),
                                        cmocka_unit_test(test_written), cmocka_unit_test(test_names) };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
