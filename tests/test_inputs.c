/* Kinds of input that were once misread, as people reported them of this program and of others like it: each
 * with the value, unit, time, kind and measure that its words say outright. Which indicator a figure is of is
 * weighed elsewhere and not asked here. A case is a table in HTML (its rows) or a sentence of a report; each
 * expected figure is "value unit time kind measure". */
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "core/number.h"
#include "with_extractor.h"

enum { MOST_FIGURES = 12 };

typedef struct {
    const char *name, *rows;
    const char *figures[MOST_FIGURES];
} input;

#define HEAD               "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2022<td>Năm 2023"
#define BARE               "<tr><td>Chỉ tiêu<td>ĐVT<td>2022<td>2023"
#define REVENUE            "<tr><td>Thu ngân sách trên địa bàn<td>Tỷ đồng"
#define POOR               "<tr><td>Tỷ lệ hộ nghèo<td>%"
#define LEVEL(value, year) value " tỷ đồng " year " actual level"
#define RATE(value, year)  value " % " year " actual level"

static const input tables[] = {
    { "a plan and a note beside a figure",
      HEAD POOR "<td>3,9 (KH 4,0)<td>2,6; KH 3,0" REVENUE "<td>1.200<td>1.350 (ước)",
      { RATE("3.9", "2022"), "4 % 2022 target level", RATE("2.6", "2023"), "3 % 2023 target level",
        LEVEL("1200", "2022"), "1350 tỷ đồng 2023 estimate level" } },
    { "figures with units and words of their own",
      "<tr><td>Chỉ tiêu<td>TH 2022<td>KH 2023<tr><td>Thu ngân sách trên địa bàn<td>1.200 tỷ đồng; trong đó thu thuế, phí 900 "
      "tỷ đồng<td>1.350 tỷ đồng<tr><td>Số bác sĩ/vạn dân<td>9,2 bác sĩ/vạn dân<td>9,5 bác sĩ/vạn dân",
      { LEVEL("1200", "2022"), LEVEL("900", "2022"), "1350 tỷ đồng 2023 target level",
        "9.2 bác sĩ/10.000 dân 2022 actual level", "9.5 bác sĩ/10.000 dân 2023 target level" } },
    { "two figures under a name with a stroke",
      HEAD "<tr><td>Tỷ lệ trẻ em suy dinh dưỡng nhẹ cân/thấp còi<td>%<td>15,4/25,2<td>15/24",
      { RATE("15.4", "2022"), RATE("25.2", "2022"), RATE("15", "2023"), RATE("24", "2023") } },
    { "a score and its place",
      HEAD "<tr><td>Chỉ số PCI (điểm, xếp hạng)<td><td>64,19 (55/63)<td>65,2 (40/63)",
      { "64.19 điểm 2022 actual level", "55 hạng 2022 actual rank", "65.2 điểm 2023 actual level",
        "40 hạng 2023 actual rank" } },
    { "what the next cell begins with is no unit",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>TH 2022<td>Mục tiêu 2025<tr><td>Số xã đạt chuẩn nông thôn mới<td>xã<td>22<td>Tối thiểu 35",
      { "22 xã 2022 actual level", "35 xã 2025 target level" } },
    { "rows that only compare",
      HEAD REVENUE
      "<td>1.200<td>1.350<tr><td>Tăng so với năm trước (%)<td><td>7,1<td>12,5<tr><td>So với kế hoạch (%)<td><td>101<td>102",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023"), "7.1 % 2022 actual growth", "12.5 % 2023 actual growth",
        "101 % 2022 actual plan_ratio", "102 % 2023 actual plan_ratio" } },
    { "a rate achieved beside the plan",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Kế hoạch<td>Thực hiện<td>Tỷ lệ đạt (%)<td>So cùng kỳ" REVENUE
      "<td>1.300<td>1.350<td>103,8<td>tăng 12,5%",
      { "1300 tỷ đồng 2023 target level", LEVEL("1350", "2023"), "103.8 % 2023 actual plan_ratio",
        "12.5 % 2023 actual growth" } },
    { "shares beside amounts",
      "<tr><td rowspan=2>Chỉ tiêu<td rowspan=2>ĐVT<td colspan=2>Năm 2022<tr><td>Giá trị<td>Cơ cấu (%)" REVENUE
      "<td>1.200<td>40",
      { LEVEL("1200", "2022"), "40 % 2022 actual share" } },
    { "kinds down the rows",
      "<tr><td>Năm<td>Thu ngân sách (tỷ đồng)<tr><td>TH năm 2022<td>1.200<tr><td>Ước năm 2023<td>1.350<tr><td>KH năm 2024<td>1.500",
      { LEVEL("1200", "2022"), "1350 tỷ đồng 2023 estimate level", "1500 tỷ đồng 2024 target level" } },
    { "years to come hold no results",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>2021<td>2022<td>2030" POOR "<td>5<td>4<td>1",
      { RATE("5", "2021"), RATE("4", "2022"), "1 % 2030 target level" } },
    { "years before one that is aimed at",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2020<td>Năm 2023<td>Mục tiêu đến 2030" POOR "<td>5<td>4<td>1",
      { RATE("5", "2020"), RATE("4", "2023"), "1 % 2030 target level" } },
    { "a note's mark in a head",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2022<td>Năm 2023 (*)" REVENUE
      "<td>1.200<td>1.350</table><p>(*) Số liệu ước thực hiện.</p><table>",
      { LEVEL("1200", "2022"), "1350 tỷ đồng 2023 estimate level" } },
    { "an estimate of results",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Ước kết quả thực hiện năm 2023" REVENUE "<td>1.350",
      { "1350 tỷ đồng 2023 estimate level" } },
    { "a section's unit behind one that divides it",
      HEAD
      "<tr><td colspan=4>Cơ cấu (%)<tr><td>Nông nghiệp<td><td>20<td>19<tr><td colspan=4>Phân theo loại hình kinh tế<tr><td>Nhà nước<td><td>21<td>20",
      { "20 % 2022 actual share", "19 % 2023 actual share", "21 % 2022 actual share",
        "20 % 2023 actual share" } },
    { "school years under an index",
      "<tr><td rowspan=2>Chỉ tiêu<td colspan=2>Trường<td>Chỉ số phát triển (Năm trước = 100) - %<tr><td>2020-2021<td>2021-2022<td>2021-2022"
      "<tr><td>Số trường tiểu học<td>200<td>202<td>101",
      { "200 trường 2020..2021 actual level", "202 trường 2021..2022 actual level",
        "101 % 2021..2022 actual multiple" } },
    { "figures like years",
      BARE REVENUE "<td>2000<td>2050" POOR "<td>3<td>2",
      { LEVEL("2000", "2022"), LEVEL("2050", "2023"), RATE("3", "2022"), RATE("2", "2023") } },
    { "figures like years, one missing between",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>2021<td>2022<td>2023" REVENUE "<td>2000<td>-<td>2050",
      { LEVEL("2000", "2021"), LEVEL("2050", "2023") } },
    { "figures like years below two heads",
      "<tr><td rowspan=2>Chỉ tiêu<td rowspan=2>ĐVT<td colspan=2>Năm 2022<td colspan=2>Năm 2023<tr><td>KH<td>TH<td>KH<td>TH" REVENUE
      "<td>2000<td>2050<td>2010<td>1990",
      { "2000 tỷ đồng 2022 target level", LEVEL("2050", "2022"), "2010 tỷ đồng 2023 target level",
        LEVEL("1990", "2023") } },
    { "a year down the rows stays one",
      "<tr><td>Năm<td>Thu ngân sách (tỷ đồng)<tr><td>2022<td>1.200<tr><td>2023<td>1.350",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023") } },
    { "months in short",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>T9/2023<td>TH 9T/2023<td>T1-T8/2023<td>Ước T10/2023" REVENUE
      "<td>95<td>950<td>855<td>110",
      { LEVEL("95", "2023-09"), LEVEL("950", "2023-01..2023-09"), LEVEL("855", "2023-01..2023-08"),
        "110 tỷ đồng 2023-10 estimate level" } },
    { "the last months of a year",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>6 tháng đầu năm 2023<td>6 tháng cuối năm 2023<td>3 tháng cuối năm 2023" REVENUE
      "<td>600<td>750<td>400",
      { LEVEL("600", "2023-01..2023-06"), LEVEL("750", "2023-07..2023-12"),
        LEVEL("400", "2023-10..2023-12") } },
    { "marks of notes",
      HEAD REVENUE "<td>15.100 [1]<td>19.300<sup>2</sup>" POOR "<td>3,9 (1)<td>2,6*",
      { LEVEL("15100", "2022"), LEVEL("19300", "2023"), RATE("3.9", "2022"), RATE("2.6", "2023") } },
    { "differences below zero",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2022<td>Năm 2023<td>Tăng, giảm 2023/2022" REVENUE
      "<td>1.350<td>1.300<td>(50)"
      "<tr><td>Chi ngân sách<td>Tỷ đồng<td>100<td>80<td>↓ 20",
      { LEVEL("1350", "2022"), LEVEL("1300", "2023"), "-50 tỷ đồng 2023 actual change", LEVEL("100", "2022"),
        LEVEL("80", "2023"), "-20 tỷ đồng 2023 actual change" } },
    { "two tables side by side",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2023<td><td>Chỉ tiêu<td>ĐVT<td>Năm 2022" POOR "<td>2,6<td>"
      "<td>Thu ngân sách<td>Tỷ đồng<td>1.200",
      { RATE("2.6", "2023"), LEVEL("1200", "2022") } },
    { "the months that a head counts",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Tháng 10<td>Lũy kế 10 tháng" REVENUE "<td>110<td>1.010",
      { LEVEL("110", "2023-10"), LEVEL("1010", "2023-01..2023-10") } },
    { "decimals alone", HEAD POOR "<td>,9<td>.4", { RATE("0.9", "2022"), RATE("0.4", "2023") } },
    { "a range that falls",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Năm 2022<td>Kế hoạch 2023" REVENUE "<td>giảm 2,5<td>giảm 1 - 1,5",
      { LEVEL("-2.5", "2022"), "-1.5..-1 tỷ đồng 2023 target level" } },
    { "three lines in a cell",
      HEAD
      "<tr><td>Nước sạch<br>- Thành thị<br>- Nông thôn<td>%<br>%<br>%<td>63,7<br>93,1<br>56,5<td>65,0<br>94,2<br>60,1",
      { RATE("63.7", "2022"), RATE("65", "2023"), RATE("93.1", "2022"), RATE("94.2", "2023"),
        RATE("56.5", "2022"), RATE("60.1", "2023") } },
    { "a number wrapped in its cell",
      HEAD REVENUE "<td>1.500.<br>000<td>2.200.000",
      { LEVEL("1500000", "2022"), LEVEL("2200000", "2023") } },
    { "a table inside a table",
      "<tr><td>Kinh tế<td><table>" HEAD REVENUE "<td>1.200<td>1.350</table>",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023") } },
    { "the unit after the name",
      "<tr><td>Chỉ tiêu<td>Năm 2022<td>Năm 2023<tr><td>Thu ngân sách - Nghìn tỷ đồng<td>17,9<td>15,3",
      { "17.9 nghìn tỷ đồng 2022 actual level", "15.3 nghìn tỷ đồng 2023 actual level" } },
    { "English numbers",
      HEAD REVENUE "<td>12,100.5<td>950,000.2",
      { LEVEL("12100.5", "2022"), LEVEL("950000.2", "2023") } },
    { "thousands parted by blanks",
      HEAD REVENUE "<td>12 100<td>1 350,5",
      { LEVEL("12100", "2022"), LEVEL("1350.5", "2023") } },
    { "rows that end early, columns without a head",
      HEAD POOR "<td>3,9" REVENUE "<td>1.200<td>1.350",
      { RATE("3.9", "2022"), LEVEL("1200", "2022"), LEVEL("1350", "2023") } },
    { "the head again in the middle",
      HEAD POOR "<td>3,9<td>2,6" HEAD REVENUE "<td>1.200<td>1.350",
      { RATE("3.9", "2022"), RATE("2.6", "2023"), LEVEL("1200", "2022"), LEVEL("1350", "2023") } },
    { "a head of other years below",
      BARE POOR "<td>3,9<td>2,6<tr><td>Nội dung<td>Đơn vị<td>2020<td>2021" REVENUE "<td>1.200<td>1.350",
      { RATE("3.9", "2022"), RATE("2.6", "2023"), LEVEL("1200", "2020"), LEVEL("1350", "2021") } },
    { "comparisons by their dates, right of last year's columns",
      "<tr><td rowspan=2>Sản phẩm<td rowspan=2>ĐVT<td colspan=2>Thực hiện năm 2023<td colspan=2>Ước thực hiện năm 2024<td colspan=2>So sánh (%)"
      "<tr><td>Tháng 10<td>10 tháng<td>Tháng 10<td>10 tháng<td>Tháng 10/2024 so với tháng 10/2023<td>10 tháng 2024 so với cùng kỳ" REVENUE
      "<td>100<td>900<td>110<td>990<td>110,0<td>110,0",
      { LEVEL("100", "2023-10"), LEVEL("900", "2023-01..2023-10"), "110 tỷ đồng 2024-10 estimate level",
        "990 tỷ đồng 2024-01..2024-10 estimate level", "110 % 2024-10 estimate multiple",
        "110 % 2024-01..2024-10 estimate multiple" } },
    { "differences absolute and relative",
      "<tr><td rowspan=2>Chỉ tiêu<td rowspan=2>ĐVT<td rowspan=2>Ước thực hiện năm 2023<td rowspan=2>Dự toán năm 2024<td colspan=2>So sánh dự toán 2024 với ước thực hiện 2023"
      "<tr><td>Tuyệt đối<td>Tương đối (%)" REVENUE "<td>1.200<td>1.150<td>-50<td>95,8",
      { "1200 tỷ đồng 2023 estimate level", "1150 tỷ đồng 2024 target level",
        "-50 tỷ đồng 2024 target change", "95.8 % 2024 target multiple" } },
    { "months beside the whole year",
      "<tr><td rowspan=2>Chỉ tiêu<td rowspan=2>ĐVT<td colspan=3>Kế hoạch năm 2024<tr><td>6 tháng<td>9 tháng<td>Cả năm" REVENUE
      "<td>600<td>900<td>1.200",
      { "600 tỷ đồng 2024-01..2024-06 target level", "900 tỷ đồng 2024-01..2024-09 target level",
        "1200 tỷ đồng 2024 target level" } },
    { "a section right below the head",
      "<tr><td>TT<td>Chỉ tiêu<td>Ước thực hiện năm 2023<td>Chỉ tiêu năm 2024<tr><td>I<td colspan=3>CÁC CHỈ TIÊU VỀ KINH TẾ"
      "<tr><td>1<td>Thu ngân sách trên địa bàn (tỷ đồng)<td>1.200<td>1.350<tr><td>2<td>Chi ngân sách (tỷ đồng)<td>900<td>950",
      { "1200 tỷ đồng 2023 estimate level", "1350 tỷ đồng 2024 target level",
        "900 tỷ đồng 2023 estimate level", "950 tỷ đồng 2024 target level" } },
    { "scores and places in columns of a year",
      "<tr><td>Chỉ số<td>Năm 2022 Điểm<td>Năm 2022 Hạng<td>Năm 2023 Điểm<td>Năm 2023 Hạng<tr><td>PCI<td>64,19<td>55<td>65,2<td>40",
      { "64.19 điểm 2022 actual level", "55 hạng 2022 actual rank", "65.2 điểm 2023 actual level",
        "40 hạng 2023 actual rank" } },
    { "one more of a list is no unit",
      "<tr><td colspan=3>Đơn vị tính: Tỷ đồng<tr><td>Nguồn vốn<td>Năm 2022<td>Năm 2023<tr><td>Vốn đầu tư của tổ chức, doanh nghiệp<td>1.200<td>1.350",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023") } },
    { "a part beside its whole",
      "<tr><td>Đơn vị<td>Số xã đạt chuẩn năm 2023<td>Trong đó: nâng cao<tr><td>Huyện Bình Lục<td>15<td>4<tr><td>Huyện Lý Nhân<td>12<td>3",
      { "15 xã 2023 actual level", "4 xã 2023 actual level", "12 xã 2023 actual level",
        "3 xã 2023 actual level" } },
    { "units for each of two figures",
      HEAD "<tr><td>Bác sĩ/giường bệnh trên vạn dân<td>bác sĩ; giường<td>9,2; 30<td>9,5; 31",
      { "9.2 bác sĩ 2022 actual level", "30 giường 2022 actual level", "9.5 bác sĩ 2023 actual level",
        "31 giường 2023 actual level" } },
    { "empty columns between",
      "<tr><td>Chỉ tiêu<td>ĐVT<td><td>Năm 2022<td><td>Năm 2023" REVENUE "<td><td>1.200<td><td>1.350",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023") } },
};

/* Tables in text whose columns blanks alone part, and in files of separated values. */
static const input texts[] = {
    { "narrow heads over and beside wide columns",
      "Chỉ tiêu                       ĐVT        Năm 2022            Năm 2023\n"
      "                                        KH       TH         KH       TH\n"
      "Thu ngân sách trên địa bàn     tỷ đồng  1.200    1.250      1.300    1.350\n"
      "Tỷ lệ hộ nghèo                 %        4,2      3,9        3,0      2,6\n",
      { "1200 tỷ đồng 2022 target level", LEVEL("1250", "2022"), "1300 tỷ đồng 2023 target level",
        LEVEL("1350", "2023"), "4.2 % 2022 target level", RATE("3.9", "2022"), "3 % 2023 target level",
        RATE("2.6", "2023") } },
    { "thousands parted by blanks",
      "Chỉ tiêu                       ĐVT        2022      2023\n"
      "Thu ngân sách trên địa bàn     tỷ đồng  21 500    22 350\n"
      "Chi ngân sách                  tỷ đồng  19 100    20 200\n",
      { LEVEL("21500", "2022"), LEVEL("22350", "2023"), LEVEL("19100", "2022"), LEVEL("20200", "2023") } },
    { "figures like years below a head",
      "Chỉ tiêu                       ĐVT        2022      2023\n"
      "Thu ngân sách trên địa bàn     tỷ đồng    1950      2050\n"
      "Chi ngân sách                  tỷ đồng    1900      1850\n",
      { LEVEL("1950", "2022"), LEVEL("2050", "2023"), LEVEL("1900", "2022"), LEVEL("1850", "2023") } },
};

static const input sheets[] = {
    { "two tables of other widths in a file",
      "PHỤ LỤC 02\nChỉ tiêu,ĐVT,TH 2022,TH 2023\nThu ngân sách trên địa bàn,tỷ đồng,1200,1350\nTỷ lệ hộ nghèo,%,3.9,2.6\n\n"
      "PHỤ LỤC 03\nChỉ tiêu,ĐVT,KH 2024,KH 2025,KH 2026\nThu ngân sách trên địa bàn,tỷ đồng,1500,1600,1700\n",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023"), RATE("3.9", "2022"), RATE("2.6", "2023"),
        "1500 tỷ đồng 2024 target level", "1600 tỷ đồng 2025 target level",
        "1700 tỷ đồng 2026 target level" } },
    { "a figure beyond the heads is nobody's",
      "Chỉ tiêu,ĐVT,TH 2022,TH 2023\nThu ngân sách trên địa bàn,tỷ đồng,1200,1350,77\nTỷ lệ hộ nghèo,%,3.9,2.6\n",
      { LEVEL("1200", "2022"), LEVEL("1350", "2023"), RATE("3.9", "2022"), RATE("2.6", "2023") } },
};

static const input sentences[] = {
    { "the last months of the year",
      "6 tháng cuối năm 2023, thu ngân sách đạt 750 tỷ đồng.",
      { LEVEL("750", "2023-07..2023-12") } },
    { "months in short", "Thu ngân sách 9T/2023 đạt 900 tỷ đồng.", { LEVEL("900", "2023-01..2023-09") } },
    { "no month of a building's name",
      "Năm 2023, nhà ga T3 2023 có thu ngân sách đạt 900 tỷ đồng.",
      { LEVEL("900", "2023") } },
};

static void print_figure(char out[200], const ct_observation *row)
{
    char low[CT_NUMBER_SIZE], high[CT_NUMBER_SIZE], from[CT_DATE_SIZE], to[CT_DATE_SIZE];
    ct_number_table(low, row->value_low);
    ct_number_table(high, row->value_high);
    ct_date_print(from, row->period_start);
    ct_date_print(to, row->period_end);
    bool range = strcmp(low, high) != 0, longer = strcmp(from, to) != 0;
    snprintf(out, 200, "%s%s%s %s %s%s%s %s %s", low, range ? ".." : "", range ? high : "", row->unit, from,
             longer ? ".." : "", longer ? to : "", ct_kind_words[row->kind], ct_measure_words[row->measure]);
}

static size_t count_wrong(const input *one, const ct_table *found)
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

/* How much of a case is read wrongly, its rows or sentence between two texts. -1 where the format is not
 * built in. */
static long try_input(const input *one, const char *path, const char *before, const char *after)
{
    char text[4000];
    ct_document *document = NULL;
    ct_table *found = NULL;
    snprintf(text, sizeof text, "%s%s%s", before, one->rows, after);
    ct_error err = ct_document_parse(&document, path, text, strlen(text));
    if (err.code == CT_EUSAGE) return -1;
    assert_int_equal(err.code, CT_OK);
    assert_int_equal(ct_table_new(&found, &ct_observation_schema).code, CT_OK);
    assert_int_equal(ct_extract(extractor, document, "tỉnh Hà Nam", found, NULL, NULL).code, CT_OK);
    size_t wrong = count_wrong(one, found);
    ct_table_free(found);
    ct_document_free(document);
    return (long)wrong;
}

static void test_of_tables(void **state)
{
    long wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        long one = try_input(&tables[i], "x.html",
                             "<!doctype html><html><body><p>Báo cáo năm 2023 tỉnh Hà Nam</p><table>",
                             "</table></body></html>");
        if (one < 0) {
            skip(); /* HTML is not built in */
            return;
        }
        wrong += one;
    }
    assert_int_equal(wrong, 0);
}

static void test_of_texts(void **state)
{
    long wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        wrong += try_input(&texts[i], "x.txt",
                           "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Hà Nam năm 2023\n\n", "\n");
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        wrong += try_input(&sheets[i], "x.csv", "", "");
    assert_int_equal(wrong, 0);
}

static void test_of_sentences(void **state)
{
    long wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        wrong += try_input(&sentences[i], "x.txt",
                           "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Hà Nam năm 2023\n\n", "\n");
    assert_int_equal(wrong, 0);
}

/* Whose figures stand in the rows and columns of a list of districts, most of them told by their names alone.
 */
static const input places[] = {
    { "districts across",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Toàn tỉnh<td>TP. Phủ Lý<td>TX. Duy Tiên<td>Bình Lục<td>Lý Nhân" REVENUE
      "<td>1.200<td>500<td>300<td>250<td>150",
      { "tỉnh Hà Nam", "thành phố Phủ Lý", "thị xã Duy Tiên", "huyện Bình Lục", "huyện Lý Nhân" } },
    { "districts down",
      "<tr><td>Đơn vị<td>Thu ngân sách năm 2022 (tỷ đồng)<tr><td>TP. Phủ Lý<td>500<tr><td>TX Duy Tiên<td>300<tr><td>Bình Lục<td>250<tr><td>H. Lý Nhân<td>150",
      { "thành phố Phủ Lý", "thị xã Duy Tiên", "huyện Bình Lục", "huyện Lý Nhân" } },
    { "names with capitals that are no places",
      "<tr><td>Chỉ tiêu<td>ĐVT<td>Nam<td>Nữ<td>Thành Thị<td>Nông Thôn" REVENUE "<td>1<td>2<td>3<td>4",
      { "tỉnh Hà Nam", "tỉnh Hà Nam", "tỉnh Hà Nam", "tỉnh Hà Nam" } },
};

static void test_of_places(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char text[4000];
        ct_document *document = NULL;
        ct_table *found = NULL;
        snprintf(
            text, sizeof text,
            "<!doctype html><html><body><p>Báo cáo năm 2022 tỉnh Hà Nam</p><table>%s</table></body></html>",
            places[i].rows);
        ct_error err = ct_document_parse(&document, "x.html", text, strlen(text));
        if (err.code == CT_EUSAGE) {
            skip(); /* HTML is not built in */
            return;
        }
        assert_int_equal(err.code, CT_OK);
        assert_int_equal(ct_table_new(&found, &ct_observation_schema).code, CT_OK);
        assert_int_equal(ct_extract(extractor, document, "tỉnh Hà Nam", found, NULL, NULL).code, CT_OK);
        for (size_t k = 0; k < MOST_FIGURES && (k < found->n || places[i].figures[k] != NULL); k++) {
            const char *said = k < found->n ? ct_observation_at(found, k)->scope : "nothing",
                       *want = places[i].figures[k] != NULL ? places[i].figures[k] : "nothing";
            if (strcmp(said, want) != 0) {
                print_message("%s: figure %zu is of \"%s\", not \"%s\"\n", places[i].name, k, said, want);
                wrong++;
            }
        }
        ct_table_free(found);
        ct_document_free(document);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_of_tables), cmocka_unit_test(test_of_texts),
                                        cmocka_unit_test(test_of_sentences),
                                        cmocka_unit_test(test_of_places) };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
