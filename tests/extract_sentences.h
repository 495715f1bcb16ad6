/* Sentences of planning documents and the rows a careful reader labels in them (the labelling rules of docs; values read off by hand). What is found,
 * its value and unit, is fixed; what it is said of is weighed by fitted models, and test_extract.c counts how much of it is right. */
#ifndef CT_TESTS_EXTRACT_SENTENCES_H
#define CT_TESTS_EXTRACT_SENTENCES_H

enum { MAX_ROWS = 12 };

typedef struct {
    const char *name, *text;
    const char *rows[MAX_ROWS]; /* indicator|breakdown|value|unit|qualifier|period|aggregation|kind|measure|base */
} example;

typedef struct {
    const char    *name;
    const example *examples;
    size_t         n;
} example_group;

#define PLAN "NGHỊ QUYẾT\nVề kế hoạch phát triển kinh tế - xã hội tỉnh Bắc Giang giai đoạn 2021-2025\n\n"
#define REPORT "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Bắc Giang năm 2022\n\n"
#define HALF "BÁO CÁO\nTình hình kinh tế - xã hội tỉnh Bắc Giang 6 tháng đầu năm 2023\n\n"
#define GROWTH(value) "grdp_growth||" value "|%|=|2022|point|actual|growth|2021"
#define REVENUE(value) "budget_revenue||" value "|tỷ đồng|=|2022|point|actual|level|"
#define HEAD REPORT "| Chỉ tiêu | ĐVT | Năm 2020 | Năm 2021 | Năm 2022 |\n|---|---|---|---|---|\n"
#define CELL(value, year) "urbanisation_rate||" value "|%|=|" year "|point|actual|level|"
#define RISE(value, year, base) "grdp_growth||" value "|%|=|" year "|point|actual|growth|" base

/* What a scan makes of the sentences above; lines are cut inside the sentence. */
#define SCAN                                                                                                             \
    "NGHI QUYET\nVe ké hoach phat trién kinh té - xa hoi tinh Bac Giang giai doan 2021-2025\n\nTap trung cao thyc hién " \
    "nhitng nhiém vy, giai phap sau day\nva cac nhiém vu ma Nghi quyét Dai hoi dé ra, phan dau hoan thanh cac chi "      \
    "tiéu.\n\n"

static const example numbers[] = {
    { "decimal comma", REPORT "Tốc độ tăng trưởng kinh tế đạt 8,94%.\n", { "grdp_growth||8.94|%|=|2022|point|actual|growth|2021" } },
    { "grouped thousands", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 8.466,4 tỷ đồng.\n",
      { "budget_revenue||8466.4|tỷ đồng|=|2022|point|actual|level|" } },
    { "a comma that groups a count", REPORT "Toàn tỉnh đón trên 148,529 lượt khách du lịch.\n",
      { "tourist_arrivals||148529|lượt khách|>|2022|point|actual|level|" } },
    { "a comma before a scale word is decimal", REPORT "Toàn tỉnh đón 1,485 triệu lượt khách du lịch.\n",
      { "tourist_arrivals||1.485|triệu lượt khách|=|2022|point|actual|level|" } },
    { "zero-padded count", REPORT "Toàn tỉnh có 05 khu công nghiệp.\n",
      { "industrial_park_count||5|khu công nghiệp|=|2022|point|actual|level|" } },
    { "range by a hyphen", PLAN "Tốc độ tăng trưởng GRDP bình quân hằng năm 14-15%.\n",
      { "grdp_growth||14..15|%|=|2021..2025|annual_average|target|growth|" } },
    { "range of grouped numbers", PLAN "GRDP bình quân đầu người đến năm 2025 đạt 5.500 - 6.000 USD.\n",
      { "grdp_per_capita||5500..6000|USD|=|2025|point|target|level|" } },
    { "range with both units", PLAN "Đến năm 2025, lượng khách du lịch từ 2,5 triệu lượt khách đến 3 triệu lượt khách.\n",
      { "tourist_arrivals||2.5..3|triệu lượt khách|=|2025|point|target|level|" } },
    { "two magnitudes", PLAN "Huy động vốn đầu tư phát triển toàn xã hội giai đoạn 2021-2025 đạt 470 nghìn tỷ đồng.\n",
      { "social_investment||470|nghìn tỷ đồng|=|2021..2025|cumulative|target|level|" } },
    { "unit glued to the number", REPORT "Diện tích trồng rừng tập trung đạt 5.250ha.\n",
      { "forest_planted||5250|ha|=|2022|point|actual|level|" } },
    { "numerator of a fraction", REPORT "Chỉ số PCI đứng thứ 13/63 tỉnh, thành phố.\n",
      { "pci_rank||13|hạng|=|2022|point|actual|rank|" } },
    { "minus is a decrease", REPORT "Tỷ lệ hộ nghèo còn 7,05%, giảm 1,73% so với năm 2021.\n",
      { "poverty_rate||7.05|%|=|2022|point|actual|level|", "poverty_rate||-1.73|%|=|2022|point|actual|change|2021" } },
};

static const example signs[] = {
    { "hyphen", REPORT "Tốc độ tăng trưởng GRDP đạt -2,5%.\n", { GROWTH("-2.5") } },
    { "minus", REPORT "Tốc độ tăng trưởng GRDP đạt −2,5 %.\n", { GROWTH("-2.5") } },
    { "minus apart", REPORT "Tốc độ tăng trưởng GRDP đạt − 2,5 %.\n", { GROWTH("-2.5") } },
    { "en dash", REPORT "Tốc độ tăng trưởng GRDP đạt –2,5%.\n", { GROWTH("-2.5") } },
    { "no-break hyphen", REPORT "Tốc độ tăng trưởng GRDP đạt ‑2,5%.\n", { GROWTH("-2.5") } },
    { "in brackets", REPORT "Tốc độ tăng trưởng GRDP (-2,5%).\n", { GROWTH("-2.5") } },
    { "in words", REPORT "Tốc độ tăng trưởng GRDP âm 2,5%.\n", { GROWTH("-2.5") } },
    { "after its growth", REPORT "Kim ngạch xuất khẩu tăng trưởng âm 3,1%.\n", { "exports||-3.1|%|=|2022|point|actual|growth|2021" } },
    { "as accountants write", REPORT "Tốc độ tăng trưởng GRDP đạt (2,5)%.\n", { GROWTH("-2.5") } },
    { "an aside is none", REPORT "Tốc độ tăng trưởng GRDP (2,5%) khá.\n", { GROWTH("2.5") } },
    { "a plan that a result is held against", REPORT "Tốc độ tăng trưởng GRDP đạt 13,45%, thấp hơn kế hoạch đề ra là 14,5%.\n",
      { GROWTH("13.45"), "grdp_growth||14.5|%|=|2022|point|target|growth|2021" } },
    { "a fall says it already", REPORT "Tỷ lệ hộ nghèo giảm -1,5% so với năm 2021.\n",
      { "poverty_rate||-1.5|%|=|2022|point|actual|change|2021" } },
    { "music is no sign", REPORT "Tỉnh có câu lạc bộ âm nhạc; tốc độ tăng trưởng GRDP đạt 2,5%.\n", { GROWTH("2.5") } },
    { "a range is none", PLAN "Tốc độ tăng trưởng GRDP bình quân hằng năm 14 -15%.\n",
      { "grdp_growth||14..15|%|=|2021..2025|annual_average|target|growth|" } },
    { "an item of a list", REPORT "Kết quả như sau:\n-02 khu công nghiệp được thành lập.\n",
      { "industrial_park_count||2|khu công nghiệp|=|2022|point|actual|level|" } },
};

static const example signs_in_cells[] = {
    { "a dash for what is missing", HEAD "| Tỷ lệ đô thị hóa | % | 18,3 | - | 23,7 |\n", { CELL("18.3", "2020"), CELL("23.7", "2022") } },
    { "an en dash for it", HEAD "| Tỷ lệ đô thị hóa | % | 18,3 | – | 23,7 |\n", { CELL("18.3", "2020"), CELL("23.7", "2022") } },
    { "a hyphen", HEAD "| Tốc độ tăng trưởng GRDP | % | 3,0 | -5,2 | 6,5 |\n",
      { RISE("3", "2020", "2019"), RISE("-5.2", "2021", "2020"), RISE("6.5", "2022", "2021") } },
    { "a dash apart", HEAD "| Tốc độ tăng trưởng GRDP | % | 3,0 | – 5,2 | 6,5 |\n",
      { RISE("3", "2020", "2019"), RISE("-5.2", "2021", "2020"), RISE("6.5", "2022", "2021") } },
    { "a minus, brackets", HEAD "| Tốc độ tăng trưởng GRDP | % | −3,0 | (5,2) | 6,5 |\n",
      { RISE("-3", "2020", "2019"), RISE("-5.2", "2021", "2020"), RISE("6.5", "2022", "2021") } },
    { "a fall in words", HEAD "| Tốc độ tăng trưởng GRDP | % | 3,0 | giảm 5,2 | 6,5 |\n",
      { RISE("3", "2020", "2019"), RISE("-5.2", "2021", "2020"), RISE("6.5", "2022", "2021") } },
    { "a range in its cell", HEAD "| Tỷ lệ đô thị hóa | % | 18 - 19 | 20÷21 | 23,7 |\n",
      { CELL("18..19", "2020"), CELL("20..21", "2021"), CELL("23.7", "2022") } },
    { "thousands by blanks", HEAD "| Dân số | người | 1 850 000 | 1 870 000 | 1 890 500 |\n",
      { "population||1850000|người|=|2020|point|actual|level|", "population||1870000|người|=|2021|point|actual|level|",
        "population||1890500|người|=|2022|point|actual|level|" } },
};

static const example parted_numbers[] = {
    { "blanks", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 15 295 tỷ đồng.\n", { REVENUE("15295") } },
    { "no-break blanks", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 15\xC2\xA0" "295,5 tỷ đồng.\n", { REVENUE("15295.5") } },
    { "narrow blanks", REPORT "Toàn tỉnh đón 2\xE2\x80\xAF" "200\xE2\x80\xAF" "000 lượt khách du lịch.\n",
      { "tourist_arrivals||2200000|lượt khách|=|2022|point|actual|level|" } },
    { "a year and an area", REPORT "Năm 2022 450 ha rừng tập trung được trồng.\n", { "forest_planted||450|ha|=|2022|point|actual|level|" } },
    { "apostrophes", REPORT "Toàn tỉnh đón 2'200'000 lượt khách du lịch.\n", { "tourist_arrivals||2200000|lượt khách|=|2022|point|actual|level|" } },
    { "a letter for thousands", REPORT "Toàn tỉnh đón 2.200k lượt khách du lịch.\n",
      { "tourist_arrivals||2200|nghìn lượt khách|=|2022|point|actual|level|" } },
    { "a comma torn off", REPORT "Tốc độ tăng trưởng GRDP đạt 13 ,45 %.\n", { GROWTH("13.45") } },
    { "decimals torn off", REPORT "Tốc độ tăng trưởng GRDP đạt 13, 45%.\n", { GROWTH("13.45") } },
    { "thousands torn off", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 15. 295 tỷ đồng.\n", { REVENUE("15295") } },
    { "torn by the end of a line", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 15.\n295 tỷ đồng.\n", { REVENUE("15295") } },
    { "torn by invisible letters", REPORT "Thu ngân sách nhà\xE2\x80\x8B nước trên địa bàn đạt 15\xC2\xAD.2\xE2\x80\x8B" "95\xE2\x81\xA0 tỷ đồng.\n",
      { REVENUE("15295") } },
    { "full width", REPORT "Tốc độ tăng trưởng GRDP đạt １３，４５％.\n", { GROWTH("13.45") } },
    { "look-alikes of a letter", REPORT "Tỷ lệ ðô thị hóa ɖạt 32,4%.\n", { "urbanisation_rate||32.4|%|=|2022|point|actual|level|" } },
    { "a note's mark", REPORT "Tốc độ tăng trưởng GRDP đạt 13,4⁵ %.\n", { GROWTH("13.4") } },
    { "a note's mark after thousands", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 15.295² tỷ đồng.\n", { REVENUE("15295") } },
    { "units keep theirs", REPORT "Diện tích sàn nhà ở xã hội hoàn thành 150.000 m².\n", { "social_housing||150000|m²|=|2022|point|actual|level|" } },
    { "a power of ten", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 1,5 × 10³ tỷ đồng.\n", { REVENUE("1500") } },
    { "divided by", PLAN "Tốc độ tăng trưởng GRDP bình quân hằng năm 14÷15%.\n",
      { "grdp_growth||14..15|%|=|2021..2025|annual_average|target|growth|" } },
    { "a tilde", PLAN "Tỷ lệ đô thị hóa đến năm 2025 đạt 32~33%.\n", { "urbanisation_rate||32..33|%|=|2025|point|target|level|" } },
    { "a unit at each end", PLAN "Đến năm 2025, thu ngân sách nhà nước trên địa bàn từ 900 tỷ đồng - 1,2 nghìn tỷ đồng.\n",
      { "budget_revenue||900..1200|tỷ đồng|=|2025|point|target|level|" } },
    { "signs of the font Symbol", PLAN "Tỷ lệ đô thị hóa đến năm 2025 \xEF\x82\xB3 32%.\n",
      { "urbanisation_rate||32|%|>=|2025|point|target|level|" } },
};

/* Numbers that are not figures of their own, and figures without a unit of their own. */
static const example what_counts[] = {
    { "dashes part three figures", REPORT "Tỷ lệ đô thị hóa ba vùng là 17,7% - 45,3% - 32,1%.\n",
      { "17.7 % =", "45.3 % =",
        "32.1 % =" } },
    { "per so many people", REPORT "Trên 1 vạn dân có 05 khu công nghiệp.\n", { "5 khu công nghiệp =" } },
    { "each so many", REPORT "Cứ 10.000 hộ dân có 05 khu công nghiệp.\n", { "5 khu công nghiệp =" } },
    { "more than so many", REPORT "Toàn tỉnh đón trên 10.000 lượt khách du lịch.\n", { "10000 lượt khách >" } },
    { "a percentage as round", REPORT "Tỷ lệ đô thị hóa bình quân trên 10%.\n", { "10 % >" } },
    { "among how many", REPORT "Chỉ số PCI xếp thứ 21 trên 63 tỉnh, thành phố.\n", { "21 hạng =" } },
    { "grades", REPORT "Toàn tỉnh có 13 sản phẩm OCOP 4 sao.\n", { "13 sản phẩm =" } },
    { "done and to be done", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 15.295/12.375,3 tỷ đồng.\n", { "15295 tỷ đồng =", "12375.3 tỷ đồng =" } },
    { "a part of a whole", REPORT "Có 02/05 khu công nghiệp.\n", { "2 khu công nghiệp =" } },
    { "the years of a list", REPORT "Các năm 2020, 2021 và 2022 tỉnh đạt tăng trưởng GRDP 5,5%.\n", { "5.5 % =" } },
    { "of a product", REPORT "Kinh tế số đạt 4,8% GRDP.\n", { "4.8 % =" } },
    { "what a change is between", REPORT "Tai nạn giao thông xảy ra ít hơn, giảm 35 vụ (132/167).\n",
      { "-35 vụ =", "132 vụ =",
        "167 vụ =" } },
    { "what a label names", REPORT "- Đảng viên: 230.741.\n- Số doanh nghiệp quay lại hoạt động: 250.\n", { "230741 đảng viên =", "250 doanh nghiệp =" } },
    { "a count that ends its clause", REPORT "Số khu công nghiệp là 13.\n", { "13 khu công nghiệp =" } },
};

/* "1.250" and "13,452" are either: what the other numbers of the document are decides. */
static const example english_numbers[] = {
    { "English", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 12,100.5 tỷ đồng.\nTốc độ tăng trưởng GRDP đạt 13.452%.\n"
      "Toàn tỉnh đón 950,000 lượt khách du lịch.\n",
      { REVENUE("12100.5"), GROWTH("13.452"), "tourist_arrivals||950000|lượt khách|=|2022|point|actual|level|" } },
    { "Vietnamese", REPORT "Thu ngân sách nhà nước trên địa bàn đạt 12.100,5 tỷ đồng.\nTốc độ tăng trưởng GRDP đạt 13,452%.\n"
      "Toàn tỉnh đón 950.000 lượt khách du lịch.\n",
      { REVENUE("12100.5"), GROWTH("13.452"), "tourist_arrivals||950000|lượt khách|=|2022|point|actual|level|" } },
};

static const example qualifiers[] = {
    { "trên", PLAN "Tỷ lệ dân số tham gia bảo hiểm y tế đến năm 2025 đạt trên 99%.\n",
      { "health_insurance_rate||99|%|>|2025|point|target|level|" } },
    { "trở lên", PLAN "Đến năm 2025, tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 84% trở lên.\n",
      { "party_member_good_rate||84|%|>=|2025|point|target|level|" } },
    { "khoảng", PLAN "Tỷ lệ thất nghiệp đến năm 2025 khoảng 2,6%.\n", { "unemployment_rate||2.6|%|~|2025|point|target|level|" } },
    { "dưới", PLAN "Đến năm 2025, tỷ lệ hộ nghèo dưới 1%.\n", { "poverty_rate||1|%|<|2025|point|target|level|" } },
    { "tối thiểu", PLAN "Đến năm 2025, tỷ lệ lao động qua đào tạo tối thiểu 80%.\n",
      { "trained_labour_rate||80|%|>=|2025|point|target|level|" } },
    { "trên dưới", PLAN "Tỷ lệ đô thị hóa đến năm 2025 trên dưới 32%.\n", { "urbanisation_rate||32|%|~|2025|point|target|level|" } },
    { "vượt mốc", REPORT "Thu ngân sách nhà nước trên địa bàn vượt mốc 15.000 tỷ đồng.\n", { "budget_revenue||15000|tỷ đồng|>|2022|point|actual|level|" } },
    { "of a list", PLAN "Đến năm 2025, tỷ lệ đô thị hóa hai vùng ít nhất 32% và 25%.\n",
      { "urbanisation_rate||32|%|>=|2025|point|target|level|", "urbanisation_rate||25|%|>=|2025|point|target|level|" } },
    { "by how much, no bound", REPORT "Kim ngạch xuất khẩu cao hơn 7,06% so với năm 2021.\n",
      { "exports||7.06|%|=|2022|point|actual|growth|2021" } },
    { "không quá", PLAN "Đến năm 2025, tỷ lệ hộ nghèo không quá 3%.\n", { "poverty_rate||3|%|<=|2025|point|target|level|" } },
};

static const example measures[] = {
    { "growth of an amount", REPORT "Kim ngạch xuất khẩu đạt 11,2 tỷ USD, tăng 25,5% so với năm 2021.\n",
      { "exports||11.2|tỷ USD|=|2022|point|actual|level|", "exports||25.5|%|=|2022|point|actual|growth|2021" } },
    { "growth of the product", REPORT "Tổng sản phẩm trên địa bàn (GRDP) tăng 7,32% (kế hoạch 7-7,2%).\n",
      { "grdp_growth||7.32|%|=|2022|point|actual|growth|2021", "grdp_growth||7..7.2|%|=|2022|point|target|growth|2021" } },
    { "structure", PLAN "Cơ cấu kinh tế đến năm 2025: Công nghiệp - xây dựng 68,4%; dịch vụ 20,6%; nông, lâm nghiệp và thủy sản 11%.\n",
      { "economic_structure|công nghiệp - xây dựng|68.4|%|=|2025|point|target|share|",
        "economic_structure|dịch vụ|20.6|%|=|2025|point|target|share|",
        "economic_structure|nông, lâm nghiệp và thủy sản|11|%|=|2025|point|target|share|" } },
    { "share of the plan", REPORT "Thu ngân sách nhà nước đạt 6.993 tỷ đồng, đạt 102% dự toán, tăng 12% so với năm 2021.\n",
      { "budget_revenue||6993|tỷ đồng|=|2022|point|actual|level|", "budget_revenue||102|%|=|2022|point|actual|plan_ratio|",
        "budget_revenue_growth||12|%|=|2022|point|actual|growth|2021" } },
    { "over the plan", REPORT "Giá trị sản xuất công nghiệp đạt 408 nghìn tỷ đồng, vượt 11,3% kế hoạch.\n",
      { "gross_output|công nghiệp|408|nghìn tỷ đồng|=|2022|point|actual|level|",
        "gross_output|công nghiệp|111.3|%|=|2022|point|actual|plan_ratio|" } },
    { "multiple", REPORT "Thu ngân sách nhà nước đạt 9.000 tỷ đồng, gấp 1,5 lần so với năm 2021.\n",
      { "budget_revenue||9000|tỷ đồng|=|2022|point|actual|level|", "budget_revenue||1.5|lần|=|2022|point|actual|multiple|2021" } },
    { "brackets name parts",
      PLAN "Đến năm 2025, tỷ lệ chất thải rắn sinh hoạt được thu gom, xử lý đạt 85% (thành thị 95%, nông thôn 72,5%).\n",
      { "solid_waste_rate||85|%|=|2025|point|target|level|", "solid_waste_rate|thành thị|95|%|=|2025|point|target|level|",
        "solid_waste_rate|nông thôn|72.5|%|=|2025|point|target|level|" } },
    { "rank in a group", PLAN "Phấn đấu đến năm 2025 chỉ số PCI thuộc nhóm 15 tỉnh, thành phố dẫn đầu cả nước.\n",
      { "pci_rank||15|hạng|<=|2025|point|target|rank|" } },
};

static const example periods_and_kinds[] = {
    { "two periods in a clause", PLAN "Tỷ lệ đô thị hóa tăng từ 22,5% năm 2020 lên 32,4% vào năm 2025.\n",
      { "urbanisation_rate||22.5|%|=|2020|point|actual|level|", "urbanisation_rate||32.4|%|=|2025|point|target|level|" } },
    { "heading gives period and kind",
      "KẾT LUẬN\nVề tình hình năm 2022\n\nII. MỤC TIÊU PHẤN ĐẤU ĐẾN NĂM 2025\n1. Tỷ lệ hộ nghèo còn 1,0%.\n",
      { "poverty_rate||1|%|=|2025|point|target|level|" } },
    { "estimate of the year", REPORT "GRDP bình quân đầu người ước đạt 3.400 USD.\n",
      { "grdp_per_capita||3400|USD|=|2022|point|estimate|level|" } },
    { "past result in a plan", PLAN "Năm 2019, tỷ lệ hộ nghèo còn 6,4%.\n", { "poverty_rate||6.4|%|=|2019|point|actual|level|" } },
    { "first half",
      "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2023\n\nTốc độ tăng trưởng kinh tế 6 tháng đầu năm đạt 10,94%. "
      "Dự kiến cả năm 2023 GRDP tăng 14,5%.\n",
      { "grdp_growth||10.94|%|=|2023-01..2023-06|point|actual|growth|2022", "grdp_growth||14.5|%|=|2023|point|estimate|growth|2022" } },
    { "each year", PLAN "Hằng năm, tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 84%.\n",
      { "party_member_good_rate||84|%|=|2021..2025|each_year|target|level|" } },
    { "after the document's date", REPORT "Năm 2023, phấn đấu tốc độ tăng trưởng kinh tế đạt 14%.\n",
      { "grdp_growth||14|%|=|2023|point|target|growth|2022" } },
};

/* Structure that news and reports use: each line is one way in which a figure's meaning stands elsewhere. */
static const example carried_meaning[] = {
    { "bare figures follow the one before",
      REPORT "Tỷ lệ hộ nghèo còn 3% (các năm trước: năm 2019 là 6%; 5,5%).\n",
      { "poverty_rate||3|%|=|2022|point|actual|level|", "poverty_rate||6|%|=|2019|point|actual|level|",
        "poverty_rate||5.5|%|=|2019|point|actual|level|" } },
    { "a part's growth in a later paragraph is the whole's",
      REPORT "Tốc độ tăng trưởng GRDP đạt 9%.\n\nKim ngạch xuất khẩu đạt 5 tỷ USD. Khu vực dịch vụ tăng 7%.\n",
      { "grdp_growth||9|%|=|2022|point|actual|growth|2021", "exports||5|tỷ USD|=|2022|point|actual|level|",
        "grdp_growth|dịch vụ|7|%|=|2022|point|actual|growth|2021" } },
    { "most parts of a structure",
      REPORT "Nông, lâm nghiệp và thủy sản chiếm 12%; công nghiệp - xây dựng 60%; dịch vụ 28%.\n",
      { "economic_structure|nông, lâm nghiệp và thủy sản|12|%|=|2022|point|actual|share|",
        "economic_structure|công nghiệp - xây dựng|60|%|=|2022|point|actual|share|", "economic_structure|dịch vụ|28|%|=|2022|point|actual|share|" } },
    { "a percentage of a count",
      REPORT "Toàn tỉnh có 90 xã đạt chuẩn nông thôn mới, đạt tỷ lệ 75%.\n",
      { "new_rural_communes||90|xã|=|2022|point|actual|level|", "new_rural_commune_rate||75|%|=|2022|point|actual|level|" } },
    { "a plan's own amount, in brackets",
      REPORT "Thu ngân sách đạt 9.000 tỷ đồng, vượt 12,5% so với dự toán giao (8.000 tỷ đồng).\n",
      { "budget_revenue||9000|tỷ đồng|=|2022|point|actual|level|", "budget_revenue||112.5|%|=|2022|point|actual|plan_ratio|",
        "budget_revenue||8000|tỷ đồng|=|2022|point|target|level|" } },
    { "a plan heads its amount",
      REPORT "Tổng kế hoạch vốn đầu tư công là 5.000 tỷ đồng (trong đó: ngân sách địa phương 3.000 tỷ đồng).\n",
      { "public_investment_plan||5000|tỷ đồng|=|2022|point|target|level|",
        "public_investment_plan|vốn ngân sách địa phương|3000|tỷ đồng|=|2022|point|target|level|" } },
    { "the year before is the base",
      REPORT "Năm 2022, vốn đầu tư toàn xã hội đạt 80 nghìn tỷ đồng, tăng 12% năm 2021.\n",
      { "social_investment||80|nghìn tỷ đồng|=|2022|point|actual|level|", "social_investment_growth||12|%|=|2022|point|actual|growth|2021" } },
    { "an aim inside a name", REPORT "Mục tiêu tăng trưởng kinh tế năm 2022 là 8,5%.\n",
      { "grdp_growth||8.5|%|=|2022|point|target|growth|2021" } },
    { "a span of years", REPORT "Trong 3 năm, toàn tỉnh thu hút vốn FDI 500 triệu USD.\n",
      { "fdi_capital||500|triệu USD|=|2020..2022|cumulative|actual|level|" } },
    { "a comma divides units", REPORT "Trong đó, khách quốc tế 18.178 lượt, khách nội địa 661.880 lượt.\n",
      { "tourist_arrivals|khách quốc tế|18178|lượt|=|2022|point|actual|level|",
        "tourist_arrivals|khách nội địa|661880|lượt|=|2022|point|actual|level|" } },
    { "a rank named by what follows", REPORT "Tỉnh đứng thứ 3 cả nước về thu hút vốn FDI.\n",
      { "fdi_capital||3|hạng|=|2022|point|actual|rank|" } },
    { "a name begun in the count before", REPORT "Cấp mới 38 dự án FDI, vốn đăng ký đạt 1.165 triệu USD.\n",
      { "|cấp mới|38|dự án|=|2022|point|actual|level|", "fdi_capital||1165|triệu USD|=|2022|point|actual|level|" } },
    { "criteria of communes are no figures", REPORT "Có 28 xã đạt 15-18 tiêu chí, còn 9 xã đạt dưới 10 tiêu chí.\n",
      { "||28|xã|=|2022|point|actual|level|", "||9|xã|=|2022|point|actual|level|" } },
    { "where it came from and where it has come to", REPORT "Tỷ lệ hộ nghèo giảm từ 7,1% năm 2021 xuống còn 5,2%.\n",
      { "poverty_rate||7.1|%|=|2021|point|actual|level|", "poverty_rate||5.2|%|=|2022|point|actual|level|" } },
    { "two years of a share", REPORT "Tỷ trọng nông nghiệp trong GRDP giảm dần từ 39,3% năm 2010 còn 28,4% năm 2020.\n",
      { "economic_structure|nông nghiệp|39.3|%|=|2010|point|actual|share|", "economic_structure|nông nghiệp|28.4|%|=|2020|point|actual|share|" } },
    { "two values are no range", PLAN "Tỷ trọng vận tải đường thủy tăng từ 4% lên 15%.\n",
      { "|đường thủy nội địa|4|%|=||point|actual|share|", "||15|%|=|2021..2025|point|target|share|" } },
    { "an amount that equals a percentage", REPORT "Giải ngân vốn đầu tư công đạt 2.208 tỷ đồng, bằng 23,4%.\n",
      { "public_investment_disbursement||2208|tỷ đồng|=|2022|point|actual|level|",
        "public_investment_disbursement||23.4|%|=|2022|point|actual|plan_ratio|" } },
    { "a rise said before a list", REPORT "Lao động một số ngành tăng như: khai khoáng (87.000 người), xây dựng (340.000 người).\n",
      { "|khai khoáng|87000|người|=|2022|point|actual|change|2021", "|xây dựng|340000|người|=|2022|point|actual|change|2021" } },
    { "a difference is no bound", REPORT "Khu vực dịch vụ tăng 7%, cao hơn 1,2 điểm % so với năm 2021.\n",
      { "|dịch vụ|7|%|=|2022|point|actual|growth|2021", "||1.2|điểm %|=|2022|point|actual|change|2021" } },
};

/* The date of a text that bears none is told by what it cites, not taken from it. */
static const example cited_dates[] = {
    { "a report of ten years",
      "BÁO CÁO\nTổng kết 10 năm thực hiện Nghị quyết số 25-NQ/TW ngày 03/6/2013\n\nThực hiện Kế hoạch số 82-KH/BDV ngày 18/5/2023, "
      "Tỉnh ủy báo cáo kết quả.\n\nHiện nay, toàn tỉnh có 400 tổ hòa giải.\n",
      { "||400|tổ hòa giải|=|2023|point|actual|level|" } },
    { "an untitled text looks back", "Tỷ lệ hộ nghèo năm 2021 còn 4%. Năm 2022, tỷ lệ hộ nghèo còn 3%. Đến năm 2030, tỷ lệ hộ nghèo còn 1%. "
                                     "Năm 2022 thu ngân sách đạt 9.000 tỷ đồng.\n",
      { "poverty_rate||4|%|=|2021|point|actual|level|", "poverty_rate||3|%|=|2022|point|actual|level|",
        "poverty_rate||1|%|=|2030|point|target|level|", "budget_revenue||9000|tỷ đồng|=|2022|point|actual|level|" } },
};

static const example rejects[] = {
    { "decree and date", PLAN "Căn cứ Nghị quyết số 01/NQ-CP ngày 06/01/2023 của Chính phủ và Điều 5, khoản 2 của Luật;\n", { NULL } },
    { "roads and networks", PLAN "Nâng cấp QL37, QL.17 và đường tỉnh 398; phủ sóng 4G, 5G; phòng dịch Covid-19.\n", { NULL } },
    { "numbering", PLAN "1. Mục tiêu chung\n1.2. Nhiệm vụ\na) Giải pháp\n", { NULL } },
    { "telephone", PLAN "Điện thoại: 02043854518\n", { NULL } },
    { "congress and term", PLAN "Nghị quyết Đại hội lần thứ 19 của Đảng bộ tỉnh, nhiệm kỳ 2020-2025.\n", { NULL } },
    { "age limit", PLAN "Đối với người từ đủ 15 tuổi trở lên và trẻ em dưới 6 tuổi.\n", { NULL } },
    { "deadline", PLAN "Báo cáo trong 15 ngày làm việc, thực hiện trong 5 năm.\n", { NULL } },
};

static const example scans[] = {
    { "damaged growth", SCAN "Toc do tang truong kinh té (GRDP) binh quan hang nam 14-15%.\n",
      { "grdp_growth||14..15|%|=|2021..2025|annual_average|target|growth|" } },
    { "digits in words", SCAN "Dén nam 2025, ty 1é h6 nghéo con 1,0%.\n", { "poverty_rate||1|%|=|2025|point|target|level|" } },
    { "a number for a word", SCAN "Dén nam 2025, ty 18 lao dong qua dao tao dat 80%.\n",
      { "trained_labour_rate||80|%|=|2025|point|target|level|" } },
    { "a sentence over lines", SCAN "Huy dong von dau tu phat trién toan xa hoi giai doan 2021-2025 dat 470\nnghin ty dong.\n",
      { "social_investment||470|nghìn tỷ đồng|=|2021..2025|cumulative|target|level|" } },
    { "a bound", SCAN "Dén nam 2025, ty lé dan so do thi dat 32% trd 1én.\n", { "urbanisation_rate||32|%|>=|2025|point|target|level|" } },
    { "another", SCAN "Dén nam 2025, ty lé dan so do thi it nhat 32%.\n", { "urbanisation_rate||32|%|>=|2025|point|target|level|" } },
    { "a limit", SCAN "Dén nam 2025, ty 1é ho nghéo khong qua 3%.\n", { "poverty_rate||3|%|<=|2025|point|target|level|" } },
    { "a torn decimal", SCAN "Dén nam 2025, ty lé dan so do thi dat 32 ,4%.\n",
      { "urbanisation_rate||32.4|%|=|2025|point|target|level|" } },
};

/* In a scan words look like numbers, and the words of a unit may be past reading. */
static const example scanned_counts[] = {
    { "a count of damaged words", SCAN "Toan tinh xay dung 333 mé hinh trong linh vuc quéc phong.\n", { "333 mé hinh =" } },
    { "words as numbers", SCAN "Suy thoai vé dao duc, 161 séng, tir dién bién; 12 170 dong chi.\n", { "170 đồng chí =" } },
    { "a road", SCAN "Nang cap duong DT 298 doan tir Binh Neo.\n", { NULL } },
};

/* A year that a figure is compared with is that figure's own: what follows is of the report's year again. */
static const example comparisons_stay_aside[] = {
    { "plan in brackets, another year after the value, parts after both",
      "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Bắc Giang năm 2023\n\n"
      "Tốc độ tăng trưởng GRDP năm 2023 ước đạt 13,45%, thấp hơn kế hoạch (14,5%) và mức 19,3% của năm 2022. Trong đó: dịch vụ tăng "
      "6,56%.\n\nQuy mô GRDP ước đạt 181,8 nghìn tỷ đồng (năm 2022 khoảng 155 nghìn tỷ đồng). Tỷ lệ hộ nghèo còn 2,63%.\n",
      { "grdp_growth||13.45|%|=|2023|point|estimate|growth|2022", "grdp_growth||14.5|%|=|2023|point|target|growth|2022",
        "grdp_growth||19.3|%|=|2022|point|actual|growth|2021", "grdp_growth|dịch vụ|6.56|%|=|2023|point|estimate|growth|2022",
        "grdp_size||181.8|nghìn tỷ đồng|=|2023|point|estimate|level|", "grdp_size||155|nghìn tỷ đồng|~|2022|point|actual|level|",
        "poverty_rate||2.63|%|=|2023|point|actual|level|" } },
    { "a year among figures does not lead the next paragraph",
      "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Bắc Giang năm 2023\n\nThu ngân sách đạt 15.943 tỷ đồng, năm 2022 là 15.000 tỷ đồng.\n\n"
      "Tỷ lệ hộ nghèo còn 2,63%.\n",
      { "budget_revenue||15943|tỷ đồng|=|2023|point|actual|level|", "budget_revenue||15000|tỷ đồng|=|2022|point|actual|level|",
        "poverty_rate||2.63|%|=|2023|point|actual|level|" } },
    { "a record is no date",
      "BÁO CÁO\nKết quả phát triển kinh tế - xã hội tỉnh Bắc Giang năm 2022\n\nTốc độ tăng trưởng GRDP đạt 19,3%, cao nhất từ trước đến nay.\n",
      { "grdp_growth||19.3|%|=|2022|point|actual|growth|2021" } },
};

/* A scan reads the strokes of Roman numbers as other upright signs; the headings must rank as they would in clean text. */
static const example damaged_roman_headings[] = {
    { "the plan's own year outlives the headings below it",
      "BAO CAO\nKet qua phat trien kinh te - xa hoi tinh Bac Giang 6 thang dau nam 2023\n\n"
      "KE HOACH PHAT TRIEN KINH TE - XA HQI NAM 2024\n\n|. DU' BAO TiNH HiNH\n\nTinh hinh thé gidi con phirc tap.\n\n"
      "I1l. MUC TIEU CHU YEU\n\n(1) GRDP binh quan dau nguoi dat 4.550 USD;\n\n(2) Khach du lich 2,3 triéu luot;\n",
      { "grdp_per_capita||4550|USD|=|2024|point|target|level|", "tourist_arrivals||2.3|triệu lượt|=|2024|point|target|level|" } },
};

/* Turns of phrase met in reports of other provinces. */
static const example reports_of_provinces[] = {
    { "a month and all months so far", "Tình hình kinh tế - xã hội tỉnh Tuyên Quang tháng 9 và 9 tháng năm 2022\nThu ngân sách nhà nước đạt 1.500 tỷ đồng.\n",
      { "budget_revenue||1500|tỷ đồng|=|2022-01..2022-09|point|actual|level|" } },
    { "so many months at the head of a sentence", REPORT "Trong 9 tháng, tổng lượng khách du lịch đạt 2 triệu lượt.\n",
      { "tourist_arrivals||2|triệu lượt|=|2022-01..2022-09|point|actual|level|" } },
    { "a quarter of this year", REPORT "Quý I năm nay, kim ngạch xuất khẩu tăng 17% so với cùng kỳ.\n",
      { "exports||17|%|=|2022-01..2022-03|point|actual|growth|2021" } },
    { "to date is to the month just named", "Số ca bệnh\nTrong tháng 9-2017 có 220 ca bệnh, cộng dồn từ đầu năm đến nay là 1.337 ca.\n",
      { "||220|ca|=|2017-09|point|actual|level|", "||1337|ca|=|2017-01..2017-09|cumulative|actual|level|" } },
    { "a signed percentage in a bracket", REPORT "Tổng dư nợ đạt 24.610 tỷ đồng, tăng 2.375 tỷ đồng (+10,7%).\n",
      { "outstanding_credit||24610|tỷ đồng|=|2022|point|actual|level|", "outstanding_credit||2375|tỷ đồng|=|2022|point|actual|change|2021",
        "credit_growth||10.7|%|=|2022|point|actual|growth|2021" } },
    { "what an amount comes up to is its plan", REPORT "Chi ngân sách nhà nước là 8.537 tỷ đồng, đạt 78,09%.\n",
      { "budget_expenditure||8537|tỷ đồng|=|2022|point|actual|level|", "budget_expenditure||78.09|%|=|2022|point|actual|plan_ratio|" } },
    { "communes come up to their share", REPORT "Toàn tỉnh có 90 xã đạt chuẩn nông thôn mới, đạt 79,6%.\n",
      { "new_rural_communes||90|xã|=|2022|point|actual|level|", "new_rural_commune_rate||79.6|%|=|2022|point|actual|level|" } },
    { "a rise by at least so much", PLAN "Tỷ lệ hộ nghèo giảm từ 0,8-1%.\n", { "poverty_rate||-1..-0.8|%|=|2021..2025|point|target|change|" } },
    { "from and to are no rise", REPORT "Tỷ lệ hộ nghèo giảm từ 7,05% năm 2021 xuống 5,2%.\n",
      { "poverty_rate||7.05|%|=|2021|point|actual|level|", "poverty_rate||5.2|%|=|2022|point|actual|level|" } },
    { "figures in turn, of amounts", REPORT "Xuất khẩu đạt 18,7 tỷ USD và nhập khẩu đạt 14,7 tỷ USD, giảm lần lượt 2,27% và 6,91% so với năm 2021.\n",
      { "exports||18.7|tỷ USD|=|2022|point|actual|level|", "imports||14.7|tỷ USD|=|2022|point|actual|level|",
        "exports||-2.27|%|=|2022|point|actual|growth|2021", "imports||-6.91|%|=|2022|point|actual|growth|2021" } },
    { "figures in turn, of years", REPORT "Tốc độ tăng trưởng GRDP năm 2020, 2021 và 2022 lần lượt là 8,05%, 9,01% và 4,5%.\n",
      { "grdp_growth||8.05|%|=|2020|point|actual|growth|2019", "grdp_growth||9.01|%|=|2021|point|actual|growth|2020",
        "grdp_growth||4.5|%|=|2022|point|actual|growth|2021" } },
    { "every year, of no year told before", "Nghề rừng\nĐến hết năm 2023, diện tích rừng trồng là 178.021 ha.\nHằng năm toàn tỉnh chế biến 126 nghìn m3 gỗ.\n",
      { "forest_area|rừng trồng|178021|ha|=|2023|point|actual|level|", "||126|nghìn m3|=||each_year|actual|level|" } },
    { "annual crops are no yearly figure", REPORT "Diện tích gieo trồng cây hằng năm đạt 29.926 ha.\n",
      { "crop_area||29926|ha|=|2022|point|actual|level|" } },
    { "a rise before its cause", REPORT "Sản lượng ngô đạt 65,5 nghìn tấn, giảm 1,68% do diện tích gieo trồng giảm 5,5%.\n",
      { "maize_output||65.5|nghìn tấn|=|2022|point|actual|level|", "maize_output||-1.68|%|=|2022|point|actual|growth|2021",
        "crop_area||-5.5|%|=|2022|point|actual|growth|2021" } },
    { "places won", REPORT "Chỉ số PCI tăng 8 bậc so với năm 2021.\n", { "pci_rank||8|hạng|=|2022|point|actual|change|2021" } },
    { "a bracket left open holds nothing", REPORT "Thu ngân sách đạt 100 tỷ đồng (đứng đầu vùng. Xuất khẩu đạt 700 triệu USD (xếp thứ 5 cả nước).\n",
      { "budget_revenue||100|tỷ đồng|=|2022|point|actual|level|", "exports||700|triệu USD|=|2022|point|actual|level|",
        "exports||5|hạng|=|2022|point|actual|rank|" } },
    { "thousands after millions", REPORT "Đàn gia cầm có 7 triệu 520 nghìn con.\n", { "poultry_flock||7.52|triệu con|=|2022|point|actual|level|" } },
    { "growth at constant prices", REPORT "Tổng sản phẩm trên địa bàn theo giá so sánh đạt 8.820 tỷ đồng, tăng 6,1%.\n",
      { "grdp_constant_prices||8820|tỷ đồng|=|2022|point|actual|level|", "grdp_growth||6.1|%|=|2022|point|actual|growth|2021" } },
    { "a holiday is no count", REPORT "Nghỉ lễ Quốc Khánh 2/9 kéo dài.\n", { NULL } },
    { "the place that goes with a score", REPORT "Chỉ số PAR Index đạt 88,54 điểm, xếp thứ 4 cả nước.\n",
      { "par_index_score||88.54|điểm|=|2022|point|actual|level|", "par_index_rank||4|hạng|=|2022|point|actual|rank|" } },
    { "a percentage of an amount is a part of it", REPORT "Vốn đầu tư toàn xã hội đạt 103 nghìn tỷ đồng, trong đó khu vực dân cư khoảng 43,5%.\n",
      { "social_investment||103|nghìn tỷ đồng|=|2022|point|actual|level|", "social_investment|dân cư|43.5|%|~|2022|point|actual|share|" } },
    { "a bare magnitude of what is counted", REPORT "Dân số đạt 1,9 triệu.\n", { "population||1.9|triệu người|=|2022|point|actual|level|" } },
    { "a bare magnitude of money", REPORT "Thu ngân sách đạt 35.811 tỷ.\n", { "budget_revenue||35811|tỷ đồng|=|2022|point|actual|level|" } },
    { "a sector's part of the product, from and to", REPORT "Cơ cấu nông nghiệp trong GDP giảm dần từ 39,3% năm 2020 còn 28,4%.\n",
      { "economic_structure|nông nghiệp|39.3|%|=|2020|point|actual|share|", "economic_structure|nông nghiệp|28.4|%|=|2022|point|actual|share|" } },
    { "years without a number are no year", "Nghề rừng\nTrong những năm qua, diện tích trồng rừng trên 10.000 ha.\n", { "forest_planted||10000|ha|>||point|actual|level|" } },
    { "a proportion in words is no count", REPORT "Diện tích tự nhiên là 457,2 km2 (bằng 1/3 diện tích của tỉnh).\n",
      { "land_area||457.2|km2|=|2022|point|actual|level|" } },
    { "the year of a value left behind dates nothing after it",
      "Nông thôn mới của tỉnh\nNăm 2014 có 71 xã đạt chuẩn nông thôn mới. Tỷ lệ hộ nghèo giảm từ 11,25% năm 2011 xuống còn 2,89%. Thu nhập người dân đạt 28 triệu đồng/người.\n",
      { "new_rural_communes||71|xã|=|2014|point|actual|level|", "poverty_rate||11.25|%|=|2011|point|actual|level|",
        "poverty_rate||2.89|%|=|2014|point|actual|level|", "household_income_per_capita||28|triệu đồng/người|=|2014|point|actual|level|" } },
    { "compared with the end of a year", REPORT "Có 24 đơn vị cấp huyện đạt chuẩn nông thôn mới, tăng 9 đơn vị so với cuối năm 2015.\n",
      { "new_rural_district_count||24|huyện|=|2022|point|actual|level|", "new_rural_district_count||9|đơn vị|=|2022|point|actual|change|2015" } },
    { "a share of what follows it", REPORT "Động lực cho tăng trưởng kinh tế là ngành công nghiệp (chiếm 98,6% GTSX toàn ngành).\n",
      { "gross_output|công nghiệp|98.6|%|=|2022|point|actual|share|" } },
    { "things of another noun", REPORT "Hoàn thành sân golf, có 02 khách sạn.\n", { "||2|khách sạn|=|2022|point|actual|level|" } },
    { "a heading's words in running text", REPORT "Quy mô GRDP dự kiến cả năm đạt 177.453 tỷ đồng.\n",
      { "grdp_size||177453|tỷ đồng|=|2022|point|estimate|level|" } },
    { "the structure of an estimated product", REPORT "GRDP ước tăng 8%.\n\nKhu vực dịch vụ chiếm 40% trong GRDP.\n",
      { "grdp_growth||8|%|=|2022|point|estimate|growth|2021", "economic_structure|dịch vụ|40|%|=|2022|point|estimate|share|" } },
    { "a share of the plan is no aim", PLAN "Năm 2020, thu ngân sách phấn đấu đạt kế hoạch, kết quả đạt 92,7% kế hoạch.\n",
      { "budget_revenue||92.7|%|=|2020|point|actual|plan_ratio|" } },
    { "parts compared as the whole was", REPORT "Diện tích gieo trồng đạt 264 ha, bằng 99,63% so với cùng kỳ năm trước, trong đó vụ đông xuân đạt 184 ha, bằng 99,88%.\n",
      { "crop_area||264|ha|=|2022|point|actual|level|", "crop_area||99.63|%|=|2022|point|actual|multiple|2021",
        "crop_area|vụ đông xuân|184|ha|=|2022|point|actual|level|", "crop_area|vụ đông xuân|99.88|%|=|2022|point|actual|multiple|2021" } },
    { "the quarter of a compared figure is that figure's",
      "Tình hình kinh tế - xã hội quý III năm 2018\nTăng trưởng kinh tế quý III năm 2018 đạt 6,88%, cao hơn mức tăng 6,73%[1] của quý II. Khu vực dịch vụ tăng 6,87%.\n",
      { "grdp_growth||6.88|%|=|2018-07..2018-09|point|actual|growth|2017", "grdp_growth||6.73|%|=|2018-04..2018-06|point|actual|growth|2017",
        "grdp_growth|dịch vụ|6.87|%|=|2018-07..2018-09|point|actual|growth|2017" } },
    { "what is compared with may stand far from its words", REPORT "Tồn kho so với lúc đỉnh điểm ở quý I/2013 đã giảm 105 tỷ đồng.\n",
      { "||-105|tỷ đồng|=|2022|point|actual|change|2013" } },
    { "shares of the plan are of what is told in them", REPORT "Thực hiện kế hoạch đầu tư công, giải ngân 95% kế hoạch vốn.\n",
      { "public_investment_disbursement||95|%|=|2022|point|actual|plan_ratio|" } },
    { "another spelling of the quarter", REPORT "Quí I năm nay, kim ngạch xuất khẩu tăng 17% so với cùng kỳ.\n",
      { "exports||17|%|=|2022-01..2022-03|point|actual|growth|2021" } },
    { "aims under a heading of aims", "Đảng bộ huyện\nCÁC CHỈ TIÊU CHỦ YẾU TRONG NHIỆM KỲ 2020-2025\n1. Tỷ lệ đô thị hóa đến năm 2025: 16% trở lên.\n",
      { "urbanisation_rate||16|%|>=|2025|point|target|level|" } },
};

/* The plainest there are: every part of their rows must be right. */
static const example plainest[] = {
    { "a rate before the plan", PLAN "Năm 2019, tỷ lệ hộ nghèo là 6,4%.\n", { "poverty_rate||6.4|%|=|2019|point|actual|level|" } },
    { "an amount before the plan", PLAN "Kết thúc năm 2020, thu ngân sách nhà nước trên địa bàn đạt 12.000 tỷ đồng.\n",
      { "budget_revenue||12000|tỷ đồng|=|2020|point|actual|level|" } },
    { "average growth before the plan", PLAN "Giai đoạn 2016-2020, tốc độ tăng trưởng GRDP bình quân đạt 13,9%/năm.\n",
      { "grdp_growth||13.9|%/năm|=|2016..2020|annual_average|actual|growth|" } },
    { "growth of a year", REPORT "Tốc độ tăng trưởng GRDP năm 2022 đạt 8,5%.\n", { GROWTH("8.5") } },
    { "growth of an earlier year", REPORT "Năm 2021, tốc độ tăng trưởng GRDP đạt 7,8%.\n", { "grdp_growth||7.8|%|=|2021|point|actual|growth|2020" } },
    { "growth of an amount", REPORT "Kim ngạch xuất khẩu năm 2022 tăng 12,5% so với năm 2021.\n", { "exports||12.5|%|=|2022|point|actual|growth|2021" } },
    { "average growth of a period", PLAN "Tốc độ tăng trưởng GRDP bình quân giai đoạn 2021-2025 đạt 14%/năm.\n",
      { "grdp_growth||14|%/năm|=|2021..2025|annual_average|target|growth|" } },
    { "a target", PLAN "Đến năm 2025, tỷ lệ lao động qua đào tạo đạt 80%.\n", { "trained_labour_rate||80|%|=|2025|point|target|level|" } },
    { "a target to strive for", PLAN "Phấn đấu đến năm 2025, tỷ lệ che phủ rừng đạt 38%.\n", { "forest_cover_rate||38|%|=|2025|point|target|level|" } },
    { "a target called one", PLAN "Mục tiêu đến năm 2025 tỷ lệ hộ nghèo còn 2%.\n", { "poverty_rate||2|%|=|2025|point|target|level|" } },
    { "a target in dollars", PLAN "Đến năm 2025, GRDP bình quân đầu người đạt 5.500 USD.\n", { "grdp_per_capita||5500|USD|=|2025|point|target|level|" } },
    { "targets of two years", PLAN "Phấn đấu tỷ lệ đô thị hóa đến năm 2025 đạt 32%, đến năm 2030 đạt 45%.\n",
      { "urbanisation_rate||32|%|=|2025|point|target|level|", "urbanisation_rate||45|%|=|2030|point|target|level|" } },
    { "a plan of one year", "KẾ HOẠCH\nPhát triển kinh tế - xã hội tỉnh Bắc Giang năm 2024\n\nTốc độ tăng trưởng GRDP đạt 14%.\n",
      { "grdp_growth||14|%|=|2024|point|target|growth|2023" } },
    { "half a year", HALF "Tốc độ tăng trưởng GRDP 6 tháng đầu năm 2023 đạt 10,9%.\n",
      { "grdp_growth||10.9|%|=|2023-01..2023-06|point|actual|growth|2022" } },
    { "a sum of a period", PLAN "Giai đoạn 2021-2025, huy động vốn đầu tư toàn xã hội đạt 470 nghìn tỷ đồng.\n",
      { "social_investment||470|nghìn tỷ đồng|=|2021..2025|cumulative|target|level|" } },
    { "a heading of aims over a list",
      "NGHỊ QUYẾT\nVề phát triển kinh tế - xã hội tỉnh Bắc Giang\n\nII. MỤC TIÊU ĐẾN NĂM 2030\n\n1. Tỷ lệ hộ nghèo còn 1%.\n\n2. Tỷ lệ đô thị hóa đạt 45%.\n\n"
      "3. GRDP bình quân đầu người đạt 9.800 USD.\n",
      { "poverty_rate||1|%|=|2030|point|target|level|", "urbanisation_rate||45|%|=|2030|point|target|level|",
        "grdp_per_capita||9800|USD|=|2030|point|target|level|" } },
    { "a share of the plan", REPORT "Thu ngân sách nhà nước trên địa bàn năm 2022 đạt 102% kế hoạch.\n",
      { "budget_revenue||102|%|=|2022|point|actual|plan_ratio|" } },
    { "a place", REPORT "Chỉ số PCI năm 2022 xếp thứ 12 cả nước.\n", { "pci_rank||12|hạng|=|2022|point|actual|rank|" } },
    { "a share of the product", REPORT "Năm 2022, khu vực dịch vụ chiếm 25,3% GRDP.\n", { "economic_structure|dịch vụ|25.3|%|=|2022|point|actual|share|" } },
    { "an estimate", REPORT "Thu nhập bình quân đầu người năm 2022 ước đạt 48 triệu đồng.\n",
      { "household_income_per_capita||48|triệu đồng|=|2022|point|estimate|level|" } },
    { "an estimate and its growth", REPORT "Vốn đầu tư toàn xã hội năm 2022 ước đạt 72 nghìn tỷ đồng, tăng 15% so với năm 2021.\n",
      { "social_investment||72|nghìn tỷ đồng|=|2022|point|estimate|level|", "social_investment_growth||15|%|=|2022|point|estimate|growth|2021" } },
    { "points lost", REPORT "Tỷ lệ hộ nghèo năm 2022 giảm 1,2 điểm phần trăm so với năm 2021.\n",
      { "poverty_rate||-1.2|điểm phần trăm|=|2022|point|actual|change|2021" } },
    { "a rate and its fall", REPORT "Tỷ lệ hộ nghèo năm 2022 còn 3,5%, giảm 1,2% so với năm 2021.\n",
      { "poverty_rate||3.5|%|=|2022|point|actual|level|", "poverty_rate||-1.2|%|=|2022|point|actual|change|2021" } },
    { "tourists", REPORT "Năm 2022, toàn tỉnh đón 1,8 triệu lượt khách du lịch.\n", { "tourist_arrivals||1.8|triệu lượt khách|=|2022|point|actual|level|" } },
    { "revenue", REPORT "Thu ngân sách nhà nước trên địa bàn năm 2022 đạt 14.500 tỷ đồng.\n", { REVENUE("14500") } },
    { "so many times", REPORT "Thu ngân sách nhà nước năm 2022 đạt 9.000 tỷ đồng, gấp 1,5 lần so với năm 2021.\n",
      { REVENUE("9000"), "budget_revenue||1.5|lần|=|2022|point|actual|multiple|2021" } },
    { "a rate", REPORT "Tỷ lệ đô thị hóa năm 2022 là 24%.\n", { "urbanisation_rate||24|%|=|2022|point|actual|level|" } },
    { "another", REPORT "Tỷ lệ thất nghiệp năm 2022 là 2,6%.\n", { "unemployment_rate||2.6|%|=|2022|point|actual|level|" } },
    { "tonnes", REPORT "Năm 2022, sản lượng lúa đạt 520 nghìn tấn.\n", { "paddy_output||520|nghìn tấn|=|2022|point|actual|level|" } },
    { "people", REPORT "Dân số trung bình năm 2022 là 1.890.500 người.\n", { "population||1890500|người|=|2022|point|actual|level|" } },
    { "capital from abroad", REPORT "Năm 2022, thu hút vốn FDI đạt 1.165 triệu USD.\n", { "fdi_capital||1165|triệu USD|=|2022|point|actual|level|" } },
    { "years in columns", HEAD "| Tỷ lệ hộ nghèo | % | 5,1 | 4,3 | 3,5 |\n| Thu ngân sách nhà nước | tỷ đồng | 12.100 | 13.500 | 14.500 |\n",
      { "poverty_rate||5.1|%|=|2020|point|actual|level|", "poverty_rate||4.3|%|=|2021|point|actual|level|", "poverty_rate||3.5|%|=|2022|point|actual|level|",
        "budget_revenue||12100|tỷ đồng|=|2020|point|actual|level|", "budget_revenue||13500|tỷ đồng|=|2021|point|actual|level|", REVENUE("14500") } },
    { "done and planned in columns",
      REPORT "| Chỉ tiêu | ĐVT | Thực hiện 2022 | Kế hoạch 2023 |\n|---|---|---|---|\n| Tỷ lệ hộ nghèo | % | 3,5 | 2,6 |\n"
             "| Tốc độ tăng trưởng GRDP | % | 8,5 | 14 |\n",
      { "poverty_rate||3.5|%|=|2022|point|actual|level|", "poverty_rate||2.6|%|=|2023|point|target|level|", GROWTH("8.5"),
        "grdp_growth||14|%|=|2023|point|target|growth|2022" } },
};

/* Plain as well, and counted with the others. */
static const example plain[] = {
    { "growth a year of a period", PLAN "Kim ngạch xuất khẩu tăng bình quân 15%/năm.\n", { "exports||15|%/năm|=|2021..2025|annual_average|target|growth|" } },
    { "each year", PLAN "Mỗi năm giải quyết việc làm cho 33.000 lao động.\n", { "new_jobs||33000|lao động|=|2021..2025|each_year|target|level|" } },
    { "all communes", PLAN "Đến năm 2025, có 100% số xã đạt chuẩn nông thôn mới.\n", { "new_rural_commune_rate||100|%|=|2025|point|target|level|" } },
    { "a fall a year", PLAN "Tỷ lệ hộ nghèo giảm bình quân 1%/năm.\n", { "poverty_rate||-1|%/năm|=|2021..2025|annual_average|target|change|" } },
    { "over the budget", REPORT "Thu ngân sách nhà nước đạt 14.500 tỷ đồng, vượt 12% dự toán.\n",
      { REVENUE("14500"), "budget_revenue||112|%|=|2022|point|actual|plan_ratio|" } },
    { "budget and growth", REPORT "Thu ngân sách nhà nước đạt 14.500 tỷ đồng, bằng 112% dự toán, tăng 8% so với năm 2021.\n",
      { REVENUE("14500"), "budget_revenue||112|%|=|2022|point|actual|plan_ratio|", "budget_revenue_growth||8|%|=|2022|point|actual|growth|2021" } },
    { "the product grows", REPORT "Tổng sản phẩm trên địa bàn (GRDP) tăng 8,5% so với năm 2021.\n", { GROWTH("8.5") } },
    { "a count and its share", REPORT "Toàn tỉnh có 140 xã đạt chuẩn nông thôn mới, chiếm 77% tổng số xã.\n",
      { "new_rural_communes||140|xã|=|2022|point|actual|level|", "new_rural_commune_rate||77|%|=|2022|point|actual|level|" } },
    { "a place and places won", REPORT "Chỉ số PAR INDEX xếp thứ 5/63 tỉnh, thành phố, tăng 3 bậc so với năm 2021.\n",
      { "par_index_rank||5|hạng|=|2022|point|actual|rank|", "par_index_rank||3|hạng|=|2022|point|actual|change|2021" } },
    { "a harvest and its fall", REPORT "Sản lượng lúa năm 2022 đạt 520 nghìn tấn, giảm 1,5% so với năm 2021.\n",
      { "paddy_output||520|nghìn tấn|=|2022|point|actual|level|", "paddy_output||-1.5|%|=|2022|point|actual|growth|2021" } },
    { "the structure of a year", REPORT "Cơ cấu kinh tế năm 2022: công nghiệp - xây dựng 60%; dịch vụ 25%; nông, lâm nghiệp và thủy sản 15%.\n",
      { "economic_structure|công nghiệp - xây dựng|60|%|=|2022|point|actual|share|", "economic_structure|dịch vụ|25|%|=|2022|point|actual|share|",
        "economic_structure|nông, lâm nghiệp và thủy sản|15|%|=|2022|point|actual|share|" } },
    { "an aim of the next year", REPORT "Mục tiêu năm 2023 thu ngân sách nhà nước trên địa bàn đạt 16.000 tỷ đồng.\n",
      { "budget_revenue||16000|tỷ đồng|=|2023|point|target|level|" } },
    { "from and to", REPORT "Tỷ lệ đô thị hóa tăng từ 18,3% năm 2020 lên 24% năm 2022.\n",
      { "urbanisation_rate||18.3|%|=|2020|point|actual|level|", "urbanisation_rate||24|%|=|2022|point|actual|level|" } },
    { "half a year and its part of the plan", HALF "Thu ngân sách nhà nước 6 tháng đầu năm đạt 7.200 tỷ đồng, bằng 52% dự toán.\n",
      { "budget_revenue||7200|tỷ đồng|=|2023-01..2023-06|point|actual|level|", "budget_revenue||52|%|=|2023-01..2023-06|point|actual|plan_ratio|" } },
    { "the whole year in a report of half of it", HALF "Ước cả năm 2023, kim ngạch xuất khẩu đạt 25 tỷ USD.\n",
      { "exports||25|tỷ USD|=|2023|point|estimate|level|" } },
    { "prices", REPORT "Chỉ số giá tiêu dùng bình quân năm 2022 tăng 3,15% so với năm 2021.\n",
      { "consumer_price_index||3.15|%|=|2022|point|actual|growth|2021" } },
};

/* Plain too, but the weights of late November 2026 read each wrongly; it goes to `plainest` once it is right. In a plan what an earlier year reached is taken
 * for an aim; "thấp hơn mức 4,6%" (below the 4.6 %) for a fall by so much; "kế hoạch năm 2023:" (plan for 2023) and "dự toán" (budget) at the head
 * of a sentence do not make the figure a target; an earlier year's result in brackets is an estimate because the figure before it is one. */
static const example doubtful[] = {
    { "lower than", REPORT "Năm 2022, tỷ lệ hộ nghèo của tỉnh là 3,5%, thấp hơn mức 4,6% của năm 2021.\n",
      { "poverty_rate||3.5|%|=|2022|point|actual|level|", "poverty_rate||4.6|%|=|2021|point|actual|level|" } },
    { "the plan for the next year", REPORT "Kế hoạch năm 2023: tốc độ tăng trưởng GRDP đạt 14%.\n",
      { "grdp_growth||14|%|=|2023|point|target|growth|2022" } },
    { "an earlier year's result after the estimate of this one", REPORT "Quy mô GRDP năm 2022 ước đạt 155 nghìn tỷ đồng (năm 2021 đạt 130 nghìn tỷ đồng).\n",
      { "grdp_size||155|nghìn tỷ đồng|=|2022|point|estimate|level|", "grdp_size||130|nghìn tỷ đồng|=|2021|point|actual|level|" } },
    { "budget and result", REPORT "Dự toán thu ngân sách nhà nước năm 2022 là 13.000 tỷ đồng; thực hiện đạt 14.500 tỷ đồng.\n",
      { "budget_revenue||13000|tỷ đồng|=|2022|point|target|level|", REVENUE("14500") } },
};

#define GROUP(examples) { #examples, examples, sizeof examples / sizeof *examples }

/* With everything that is said of a figure. */
static const example_group sentences[] = {
    GROUP(plain),
    GROUP(doubtful),
    GROUP(numbers),
    GROUP(signs),
    GROUP(signs_in_cells),
    GROUP(parted_numbers),
    GROUP(english_numbers),
    GROUP(qualifiers),
    GROUP(measures),
    GROUP(periods_and_kinds),
    GROUP(carried_meaning),
    GROUP(cited_dates),
    GROUP(rejects),
    GROUP(scans),
    GROUP(comparisons_stay_aside),
    GROUP(damaged_roman_headings),
    GROUP(reports_of_provinces),
};

/* Which numbers are figures: rows are value, unit and qualifier. */
static const example_group counts[] = {
    GROUP(what_counts),
    GROUP(scanned_counts),
};

#endif
