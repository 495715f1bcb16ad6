/* Tables as they are read: what a column's heads, a row's place and what stands above a table say outright of
 * each figure. Only that is asked: value, unit, time, kind, measure and aggregation; what indicator a row is
 * about is weighed elsewhere. Tables are given as HTML, so that merged cells are tested too; each expected
 * figure is "value unit time kind measure aggregation". */
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "core/number.h"
#include "with_extractor.h"

enum { MOST_FIGURES = 12 };

typedef struct {
    const char *name, *title, *rows;
    const char *figures[MOST_FIGURES];
} table_case;

#define STUB(rows)               "<tr><td>Chỉ tiêu<td>Đơn vị tính" rows
#define REVENUE                  "<tr><td>Thu ngân sách trên địa bàn<td>Tỷ đồng"
#define LEVEL(value, time, kind) value " tỷ đồng " time " " kind " level point"

static const table_case cases[] = {
    { "short heads of a plan",
      "Kế hoạch năm 2024 tỉnh Hà Nam",
      STUB(
          "<td>TH 2022<td>KH 2023<td>ƯTH 2023<td>KH 2024<td>ƯTH 2023/TH 2022 (%)<td>ƯTH 2023/KH 2023 (%)<td>KH 2024/ƯTH 2023 (%)")
          REVENUE "<td>1.200<td>1.300<td>1.350<td>1.500<td>112,5<td>103,8<td>111,1",
      { LEVEL("1200", "2022", "actual"), LEVEL("1300", "2023", "target"), LEVEL("1350", "2023", "estimate"),
        LEVEL("1500", "2024", "target"), "112.5 % 2023 estimate multiple point",
        "103.8 % 2023 estimate plan_ratio point", "111.1 % 2024 target multiple point" } },
    { "a head over two columns, comparisons under one head",
      "Báo cáo năm 2023 tỉnh Hà Nam",
      "<tr><td rowspan=2>Chỉ tiêu<td rowspan=2>ĐVT<td colspan=2>Năm 2023<td rowspan=2>Kế hoạch năm 2024<td colspan=2>So sánh (%)"
      "<tr><td>Kế hoạch<td>Ước thực hiện<td>ƯTH 2023/KH 2023<td>KH 2024/ƯTH 2023" REVENUE
      "<td>1.300<td>1.350<td>1.500<td>103,8<td>111,1",
      { LEVEL("1300", "2023", "target"), LEVEL("1350", "2023", "estimate"), LEVEL("1500", "2024", "target"),
        "103.8 % 2023 estimate plan_ratio point", "111.1 % 2024 target multiple point" } },
    { "a plan over three years",
      "Báo cáo tỉnh Hà Nam",
      "<tr><td rowspan=2>Chỉ tiêu<td rowspan=2>ĐVT<td colspan=2>Thực hiện<td colspan=2>Kế hoạch<tr><td>Năm 2021<td>Năm 2022<td>Năm 2023<td>Năm 2024" REVENUE
      "<td>1.200<td>1.250<td>1.300<td>1.400",
      { LEVEL("1200", "2021", "actual"), LEVEL("1250", "2022", "actual"), LEVEL("1300", "2023", "target"),
        LEVEL("1400", "2024", "target") } },
    { "parts of the year",
      "Báo cáo tình hình 9 tháng năm 2023 tỉnh Hà Nam",
      STUB(
          "<td>Cùng kỳ năm trước<td>Dự toán năm<td>Thực hiện 9 tháng năm 2023<td>% so với dự toán<td>% so với cùng kỳ")
          REVENUE "<td>850<td>1.300<td>900<td>69,2<td>105,9",
      { "850 tỷ đồng 2022-01..2022-09 actual level point", LEVEL("1300", "2023", "target"),
        "900 tỷ đồng 2023-01..2023-09 actual level point", "69.2 % 2023-01..2023-09 actual plan_ratio point",
        "105.9 % 2023-01..2023-09 actual multiple point" } },
    { "quarters that add up to an estimate",
      "Báo cáo 9 tháng năm 2023 tỉnh Hà Nam",
      STUB("<td>Quý I/2023<td>Ước quý III/2023<td>Cộng dồn 9 tháng năm 2023") REVENUE "<td>300<td>320<td>900",
      { "300 tỷ đồng 2023-01..2023-03 actual level point",
        "320 tỷ đồng 2023-07..2023-09 estimate level point",
        "900 tỷ đồng 2023-01..2023-09 estimate level point" } },
    { "shares of a plan without a slash",
      "Kết quả thực hiện năm 2023 tỉnh Hà Nam",
      STUB("<td>Nghị quyết giao<td>Kết quả TH<td>Đạt % NQ") REVENUE "<td>2.000<td>1.900<td>95",
      { LEVEL("2000", "2023", "target"), LEVEL("1900", "2023", "actual"),
        "95 % 2023 actual plan_ratio point" } },
    { "growth and difference",
      "Số liệu tỉnh Hà Nam",
      STUB("<td>Năm 2021<td>Năm 2022<td>Tăng/giảm 2022/2021<td>Tốc độ tăng 2022 so với 2021 (%)") REVENUE
      "<td>1.200<td>1.300<td>100<td>8,3",
      { LEVEL("1200", "2021", "actual"), LEVEL("1300", "2022", "actual"),
        "100 tỷ đồng 2022 actual change point", "8.3 % 2022 actual growth point" } },
    { "small ratios are growth",
      "Báo cáo năm 2023 tỉnh Hà Nam",
      STUB("<td>Thực hiện 2022<td>Thực hiện 2023<td>So với cùng kỳ (%)") REVENUE "<td>1.200<td>1.300<td>8,3",
      { LEVEL("1200", "2022", "actual"), LEVEL("1300", "2023", "actual"),
        "8.3 % 2023 actual growth point" } },
    { "the total of a term",
      "Báo cáo giữa kỳ kế hoạch 2021-2025 tỉnh Hà Nam",
      STUB(
          "<td>Kế hoạch 2021-2025<td>Thực hiện 2021<td>Thực hiện 2022<td>Lũy kế 2021-2022<td>% lũy kế so với KH 5 năm")
          REVENUE "<td>5.000<td>900<td>1.000<td>1.900<td>38",
      { "5000 tỷ đồng 2021..2025 target level cumulative", LEVEL("900", "2021", "actual"),
        LEVEL("1000", "2022", "actual"), "1900 tỷ đồng 2021..2022 actual level cumulative",
        "38 % 2021..2022 actual plan_ratio cumulative" } },
    { "an average beside levels is one of growth",
      "Kế hoạch 2021-2025 tỉnh Hà Nam",
      STUB("<td>TH 2021<td>TH 2022<td>Ước BQ 2021-2025") REVENUE "<td>900<td>1.000<td>10,2",
      { LEVEL("900", "2021", "actual"), LEVEL("1000", "2022", "actual"),
        "10.2 %/năm 2021..2025 estimate growth annual_average" } },
    { "kinds told above the table",
      "Lộ trình tỉnh Hà Nam</p><p>Số năm 2021 là thực hiện, năm 2022 là ước thực hiện, từ năm 2023 là kế hoạch.",
      STUB("<td>2021<td>2022<td>2023<td>2024") REVENUE "<td>900<td>1.000<td>1.100<td>1.200",
      { LEVEL("900", "2021", "actual"), LEVEL("1000", "2022", "estimate"), LEVEL("1100", "2023", "target"),
        LEVEL("1200", "2024", "target") } },
    { "the unit stands above the table",
      "Báo cáo năm 2023 tỉnh Hà Nam</p><p>Đơn vị tính: Nghìn tỷ đồng",
      "<tr><td>Chỉ tiêu<td>Năm 2022<td>Năm 2023<tr><td>Thu ngân sách<td>15,2<td>16,1",
      { "15.2 nghìn tỷ đồng 2022 actual level point", "16.1 nghìn tỷ đồng 2023 actual level point" } },
    { "units with factors and short units",
      "Báo cáo năm 2023 tỉnh Hà Nam",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2023<tr><td>Đàn lợn<td>1.000 con<td>820<tr><td>Đàn gia cầm<td>nt<td>9.100<tr><td>Thu nhập bình quân<td>Tr.đồng<td>58,5"
      "<tr><td>Xuất khẩu<td>Tr. USD<td>271<tr><td>Luân chuyển hàng hóa<td>1.000 tấn.km<td>3.900",
      { "820 nghìn con 2023 actual level point", "9100 nghìn con 2023 actual level point",
        "58.5 triệu đồng 2023 actual level point", "271 triệu USD 2023 actual level point",
        "3900 nghìn tấn.km 2023 actual level point" } },
    { "a unit merged down and a missing value",
      "Báo cáo năm 2023 tỉnh Hà Nam",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2021<td>Năm 2022<td>Năm 2023<tr><td>Thu ngân sách<td rowspan=2>Tỷ đồng<td>18,3<td>-<td>21,2<tr><td>Chi ngân sách<td>-2,5<td>...<td>(3,5)",
      { LEVEL("18.3", "2021", "actual"), LEVEL("21.2", "2023", "actual"), LEVEL("-2.5", "2021", "actual"),
        LEVEL("-3.5", "2023", "actual") } },
    { "years down, an index below the levels",
      "Niên giám thống kê tỉnh Hà Nam",
      "<tr><td><td>Tổng số - Total<td>Nam - Male<tr><td><td colspan=2>Người - Person<tr><td>2021<td>1.014.825<td>501.190<tr><td>Sơ bộ - Prel. 2022<td>1.106.141<td>543.959"
      "<tr><td><td colspan=2>Chỉ số phát triển (Năm trước = 100) - %<tr><td>2021<td>101,45<td>101,42<tr><td>Sơ bộ - Prel. 2022<td>109,00<td>108,53",
      { "1014825 người 2021 actual level point", "501190 người 2021 actual level point",
        "1106141 người 2022 actual level point", "543959 người 2022 actual level point",
        "101.45 % 2021 actual multiple point", "101.42 % 2021 actual multiple point",
        "109 % 2022 actual multiple point", "108.53 % 2022 actual multiple point" } },
    { "done up to a day, a rank",
      "Thu ngân sách tỉnh Hà Nam",
      STUB("<td>Dự toán năm 2023<td>Thực hiện đến hết 30/9/2023<td>Xếp thứ") REVENUE "<td>1.300<td>900<td>4",
      { LEVEL("1300", "2023", "target"), "900 tỷ đồng 2023-01..2023-09 actual level point",
        "4 hạng 2023-01..2023-09 actual rank point" } },
    { "the numbers of the columns are no figures",
      "Báo cáo năm 2023 tỉnh Hà Nam",
      STUB("<td>Năm 2022<td>Năm 2023") "<tr><td>A<td>B<td>1<td>2" REVENUE "<td>1.300<td>900",
      { LEVEL("1300", "2022", "actual"), LEVEL("900", "2023", "actual") } },
    { "a growth aimed at by the plan's end",
      "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025 tỉnh Hà Nam",
      STUB("<td>Mục tiêu đến năm 2025") "<tr><td>Tốc độ tăng trưởng GRDP<td>%/năm<td>14 - 15",
      { "14..15 %/năm 2021..2025 target growth annual_average" } },
};

static void print_figure(char out[200], const ct_observation *row)
{
    char low[CT_NUMBER_SIZE], high[CT_NUMBER_SIZE], from[CT_DATE_SIZE], to[CT_DATE_SIZE];
    ct_number_table(low, row->value_low);
    ct_number_table(high, row->value_high);
    ct_date_print(from, row->period_start);
    ct_date_print(to, row->period_end);
    snprintf(out, 200, "%s%s%s %s %s%s%s %s %s %s", low, strcmp(low, high) == 0 ? "" : "..",
             strcmp(low, high) == 0 ? "" : high, row->unit, from, strcmp(from, to) == 0 ? "" : "..",
             strcmp(from, to) == 0 ? "" : to, ct_kind_words[row->kind], ct_measure_words[row->measure],
             ct_aggregation_words[row->aggregation]);
}

static size_t count_wrong(const table_case *one, const ct_table *found)
{
    size_t wrong = 0, n = 0;
    while (n < MOST_FIGURES && one->figures[n] != NULL) n++;
    if (found->n != n) print_message("%s: %zu figures, not %zu\n", one->name, found->n, n);
    for (size_t i = 0; i < n && i < found->n; i++) {
        char said[200];
        print_figure(said, ct_table_row(found, i));
        if (strcmp(said, one->figures[i]) != 0) {
            print_message("%s: \"%s\", not \"%s\"\n", one->name, said, one->figures[i]);
            wrong++;
        }
    }
    return wrong + (found->n != n);
}

static void test_heads(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char html[4000];
        ct_document *document = NULL;
        ct_table *found = NULL;
        snprintf(html, sizeof html, "<!doctype html><html><body><p>%s</p><table>%s</table></body></html>",
                 cases[i].title, cases[i].rows);
        ct_error err = ct_document_parse(&document, "x.html", html, strlen(html));
        if (err.code == CT_EUSAGE) {
            skip(); /* HTML is not built in */
            return;
        }
        assert_int_equal(err.code, CT_OK);
        assert_int_equal(ct_table_new(&found, &ct_observation_schema).code, CT_OK);
        assert_int_equal(ct_extract(extractor, document, "tỉnh Hà Nam", found, NULL, NULL).code, CT_OK);
        wrong += count_wrong(&cases[i], found);
        ct_table_free(found);
        ct_document_free(document);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_heads) };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
