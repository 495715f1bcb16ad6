/* Tables: what the builder makes of cells, and what the readers of Word and ODT files tell it.
 *
 * usage: test_tables [FOLDER]: with the folder of the gold tables also those documents, whose grids were
 * checked by eye. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "documents/reader.h"
#include "documents/table_builder.h"
#include "make_archive.h"
#include "render_document.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void check_rendered(const char *name, const ct_document *document, const char *want, bool looks)
{
    ct_buffer got;

    ct_buffer_init(&got);
    render_document(&got, document, looks);
    if (strcmp(ct_buffer_string(&got), want) != 0) {
        char *copy = strdup(ct_buffer_string(&got));
        ct_buffer_clear(&got);
        fail_msg("%s:\n%s-- want:\n%s", name, copy, want);
    }
    ct_buffer_clear(&got);
}

/* ---- the builder ---- */

/* Rows of a table as text: a row a line, cells parted by '|'; "{2x3}" before a cell spans it over rows and
 * columns, '~' is a line's end in it, '=' before a row marks it as a head. A cell "^" is covered from above
 * and not told. */
static void tell_row(ct_table_builder *builder, const char *row, size_t n)
{
    bool head = n > 0 && row[0] == '=';
    size_t start = head;

    ct_builder_row(builder, head, CT_TABLE_NO_LINE);
    for (size_t i = start; i <= n; i++) {
        char cell[512];
        ct_cell_look look = { 0 };
        if (i < n && row[i] != '|') continue;
        if (row[start] == '{') {
            look.n_rows = row[start + 1] - '0';
            look.n_columns = row[start + 3] - '0';
            start += 5;
        }
        assert_true(i - start < sizeof cell);
        memcpy(cell, row + start, i - start);
        for (size_t k = 0; k < i - start; k++)
            if (cell[k] == '~') cell[k] = '\n';
        if (i - start != 1 || cell[0] != '^') ct_builder_cell(builder, cell, i - start, &look);
        start = i + 1;
    }
}

static const struct {
    const char *name, *rows, *want;
} built[] = {
    { "a head, a group, a note below",
      "Chỉ tiêu|ĐVT|2022|2023\nKinh tế|||\nXuất khẩu|triệu USD|21.500|25.700\nGhi chú: số liệu năm 2023 là số ước thực hiện.|||\n",
      "H Chỉ tiêu|ĐVT|2022|2023\nr Kinh tế|||\nr Xuất khẩu|triệu USD|21.500|25.700\np Ghi chú: số liệu năm 2023 là số ước thực hiện.\n" },
    { "spans", "{2x1}Chỉ tiêu|{1x2}Năm 2022|{2x1}Ghi chú\nKế hoạch|Thực hiện\nHộ nghèo|4,0|3,9|x\n",
      "H Chỉ tiêu[2x1]|Năm 2022[1x2]|<|Ghi chú[2x1]\nH ^|Kế hoạch|Thực hiện|^\nr Hộ nghèo|4,0|3,9|x\n" },
    { "heads whose spans the file does not say",
      "Chỉ tiêu|ĐVT|Năm 2022||Năm 2023|\n||KH|TH|KH|TH\nHộ nghèo|%|4,0|3,9|3,0|2,6\n",
      "H Chỉ tiêu|ĐVT|Năm 2022[1x2]|<|Năm 2023[1x2]|<\nH ||KH|TH|KH|TH\nr Hộ nghèo|%|4,0|3,9|3,0|2,6\n" },
    { "an empty head is no span where nothing is below it",
      "Chỉ tiêu||2022|2023\n||KH|TH\nHộ nghèo|%|4,0|3,9\n",
      "H Chỉ tiêu||2022|2023\nH ||KH|TH\nr Hộ nghèo|%|4,0|3,9\n" },
    { "heads that lost what they span, parted at the years",
      "TT|Nội dung|Năm hiện hành 2025|Dự kiến 03 năm\nTrung ương giao|Tỉnh giao|Đánh giá|Năm 2026|Năm 2027|Năm 2028\nI|Thu|1|2|3|4|5|6\nII|Chi|1|2|3|4|5|6\n",
      "H TT|Nội dung|Năm hiện hành 2025[1x3]|<|<|Dự kiến 03 năm[1x3]|<|<\nH ||Trung ương giao|Tỉnh giao|Đánh giá|Năm 2026|Năm 2027|Năm 2028\n"
      "r I|Thu|1|2|3|4|5|6\nr II|Chi|1|2|3|4|5|6\n" },
    { "and where what begins a group comes again",
      "TT|Nội dung|Năm 2023|Năm 2024\nKH|TH|TH/KH|KH\nI|Thu|1|2|3|4\nII|Chi|1|2|3|4\n",
      "H TT|Nội dung|Năm 2023[1x3]|<|<|Năm 2024\nH ||KH|TH|TH/KH|KH\nr I|Thu|1|2|3|4\nr II|Chi|1|2|3|4\n" },
    { "and evenly where nothing tells",
      "TT|Nội dung|Khách|Doanh thu\nNăm 2022|Năm 2023|Năm 2022|Năm 2023\n1|Huyện A|1|2|3|4\n2|Huyện B|1|2|3|4\n",
      "H TT|Nội dung|Khách[1x2]|<|Doanh thu[1x2]|<\nH ||Năm 2022|Năm 2023|Năm 2022|Năm 2023\nr 1|Huyện A|1|2|3|4\nr 2|Huyện B|1|2|3|4\n" },
    { "numbers of columns", "TT|Nội dung|KH|TH|%\nA|B|1|2|3=2/1\nI|Thu|100|90|90\n",
      "H TT|Nội dung|KH|TH|%\nH A|B|1|2|3=2/1\nr I|Thu|100|90|90\n" },
    { "and letters", "TT|Chỉ tiêu|ĐVT|2022|2023\nA|B|C|1|2\nI|Thu|tỷ|9|8\n",
      "H TT|Chỉ tiêu|ĐVT|2022|2023\nH A|B|C|1|2\nr I|Thu|tỷ|9|8\n" },
    { "a title in the table",
      "{1x4}Bảng 3. Các chỉ tiêu chủ yếu\nChỉ tiêu|ĐVT|2022|2023\nXuất khẩu|USD|5|7\n",
      "p Bảng 3. Các chỉ tiêu chủ yếu\nH Chỉ tiêu|ĐVT|2022|2023\nr Xuất khẩu|USD|5|7\n" },
    { "lines of cells are rows",
      "TT|Chỉ tiêu|ĐVT|2022\n1|Nước sạch~- Thành thị~- Nông thôn|%~%~%|63,7~93,1~56,5\n",
      "H TT|Chỉ tiêu|ĐVT|2022\nr 1[3x1]|Nước sạch|%|63,7\nr ^|- Thành thị|%|93,1\nr ^|- Nông thôn|%|56,5\n" },
    { "a name of two lines is one name", "Chỉ tiêu|ĐVT|2022\nNước sạch~nông thôn|%|63,7\n",
      "H Chỉ tiêu|ĐVT|2022\nr Nước sạch nông thôn|%|63,7\n" },
    { "a number that wrapped", "Chỉ tiêu|ĐVT|2022|2023\nKhách|lượt|1.500.~000|2.200.000~(ước)\n",
      "H Chỉ tiêu|ĐVT|2022|2023\nr Khách|lượt|1.500.000|2.200.000 (ước)\n" },
    { "text side by side", "Tỷ lệ hộ nghèo năm 2023 còn 2,6%.|Xuất khẩu năm 2023 đạt 25.700 triệu USD.\n",
      "p Tỷ lệ hộ nghèo năm 2023 còn 2,6%.\np Xuất khẩu năm 2023 đạt 25.700 triệu USD.\n" },
    { "text under heads that tell a time",
      "STT|Nội dung|Mục tiêu đến năm 2025\n1|Kinh tế|GRDP tăng bình quân 14 - 15%/năm~Xuất khẩu đạt 33 tỷ USD\n2.|Xã hội|Tỷ lệ hộ nghèo "
      "còn 1,0%\n",
      "p STT\np Nội dung\np Mục tiêu đến năm 2025\np 1. Kinh tế\np Mục tiêu đến năm 2025: GRDP tăng bình quân 14 - 15%/năm\n"
      "p Mục tiêu đến năm 2025: Xuất khẩu đạt 33 tỷ USD\np 2. Xã hội\np Mục tiêu đến năm 2025: Tỷ lệ hộ nghèo còn 1,0%\n" },
    { "a box", "Tỷ lệ hộ nghèo còn 1,0%.~Hết.\n", "p Tỷ lệ hộ nghèo còn 1,0%.\np Hết.\n" },
    { "a letterhead stays a table",
      "ỦY BAN NHÂN DÂN~TỈNH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 01/BC-UBND|Hà Giang, ngày 20 tháng 12 năm 2023\n",
      "r ỦY BAN NHÂN DÂN TỈNH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nr Số: 01/BC-UBND|Hà Giang, ngày 20 tháng 12 năm 2023\n" },
    { "two tables", "Chỉ tiêu|2022|2023\nThu|5|6\nBiểu 2||\nChỉ tiêu|2024|2025\nChi|7|8\n",
      "H Chỉ tiêu|2022|2023\nr Thu|5|6\np Biểu 2\nH Chỉ tiêu|2024|2025\nr Chi|7|8\n" },
    { "times as heads, and what is no time", "Chỉ tiêu|6/2022|2022/2023|2021-2025\nThu|5|6/2|2-3\n",
      "H Chỉ tiêu|6/2022|2022/2023|2021-2025\nr Thu|5|6/2|2-3\n" },
    { "a cell merged over two tables",
      "{5x1}Chung|Chỉ tiêu|2022|2023\nThu|5|6\nBiểu 2||\nChỉ tiêu|2024|2025\nChi|7|8\n",
      "H Chung[3x1]|Chỉ tiêu|2022|2023\nr ^|Thu|5|6\nr ^|Biểu 2||\n--\nH Chung[2x1]|Chỉ tiêu|2024|2025\nr ^|Chi|7|8\n" },
    { "figures with their units are none of a head",
      "Chỉ tiêu|Mục tiêu đến năm 2025\nTăng trưởng GRDP|14 - 15%/năm\nThu nhập|5.500 USD\nHộ nghèo|Dưới 1,9%\nBảo hiểm|≥ 98%\n",
      "H Chỉ tiêu|Mục tiêu đến năm 2025\nr Tăng trưởng GRDP|14 - 15%/năm\nr Thu nhập|5.500 USD\nr Hộ nghèo|Dưới 1,9%\nr Bảo hiểm|≥ 98%\n" },
    { "numbers of heads",
      "Chỉ tiêu|TH 6 tháng|6 tháng 2023|5 năm 2021-2025|1.000 tấn|So với năm 2022 (%)\nThu|5|6|7|8|9\n",
      "H Chỉ tiêu|TH 6 tháng|6 tháng 2023|5 năm 2021-2025|1.000 tấn|So với năm 2022 (%)\nr Thu|5|6|7|8|9\n" },
    { "figures with marks of notes", "Chỉ tiêu|ĐVT|2022|2023\nHộ nghèo|%|3,9¹|2,6⁽²⁾\n",
      "H Chỉ tiêu|ĐVT|2022|2023\nr Hộ nghèo|%|3,9¹|2,6⁽²⁾\n" },
    { "figures like years",
      "Chỉ tiêu|ĐVT|2022|2023\nThu|tỷ đồng|2000|2050\nNghèo|%|3,1|2,6\nChi|tỷ đồng|2010|1980\n",
      "H Chỉ tiêu|ĐVT|2022|2023\nr Thu|tỷ đồng|2000|2050\nr Nghèo|%|3,1|2,6\nr Chi|tỷ đồng|2010|1980\n" },
    { "figures like years alone, below the numbers of columns",
      "Chỉ tiêu|ĐVT|2022|2023\nA|B|1|2\nThu|tỷ đồng|2000|2050\n",
      "H Chỉ tiêu|ĐVT|2022|2023\nH A|B|1|2\nr Thu|tỷ đồng|2000|2050\n" },
    { "another head of years",
      "Chỉ tiêu|ĐVT|2022|2023\nThu|tỷ đồng|5|6\nNội dung|Đơn vị|2024|2025\nChi|tỷ đồng|7|8\n",
      "H Chỉ tiêu|ĐVT|2022|2023\nr Thu|tỷ đồng|5|6\n--\nH Nội dung|Đơn vị|2024|2025\nr Chi|tỷ đồng|7|8\n" },
    { "a title that ends in a number", "{1x4}Biểu 1\nChỉ tiêu|ĐVT|2022|2023\nThu|tỷ đồng|5|6\n",
      "p Biểu 1\nH Chỉ tiêu|ĐVT|2022|2023\nr Thu|tỷ đồng|5|6\n" },
    { "two tables side by side",
      "{1x5}Các chỉ tiêu chủ yếu\nChỉ tiêu|2023||Chỉ tiêu|2022\nThu|5||Chi|7\nNghèo|6||Sinh|8\n||| Xuất|9\n{1x5}Nguồn: Cục Thống kê.\n",
      "p Các chỉ tiêu chủ yếu\nH Chỉ tiêu|2023|\nr Thu|5|\nr Nghèo|6|\np Nguồn: Cục Thống kê.\nH Chỉ tiêu|2022|\nr Chi|7|\nr Sinh|8|\nr Xuất|9|\n" },
    { "a name that comes again is no table", "Chỉ tiêu|KH|TH|Chỉ tiêu|Ghi chú\nThu|5|6|7|8\n",
      "H Chỉ tiêu|KH|TH|Chỉ tiêu|Ghi chú\nr Thu|5|6|7|8\n" },
    { "nothing in it", "|\n|\n", "" },
};

static void render_reader(const char *name, ct_reader *reader, const char *want)
{
    ct_document *document = reader->document;

    document->lines = reader->lines;
    document->n_lines = reader->n;
    document->tables = reader->tables;
    document->n_tables = reader->n_tables;
    check_rendered(name, document, want, false);
}

static void test_built(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(built); i++) {
        ct_document document = { .arena = ct_arena_new() };
        ct_reader reader = { .document = &document };
        ct_table_builder *builder = NULL;
        assert_ct_ok(ct_builder_begin(&builder, NULL, 0));
        for (const char *row = built[i].rows; *row != '\0'; row += strcspn(row, "\n") + 1)
            tell_row(builder, row, strcspn(row, "\n"));
        assert_ct_ok(ct_builder_end(builder, &reader));
        render_reader(built[i].name, &reader, built[i].want);
        ct_reader_clear(&reader);
        ct_arena_free(document.arena);
    }
}

/* Spans and merges far beyond the table, and over each other: what is told first holds, in time that does not
 * grow with what they say. */
static void test_builder_limits(void **state)
{
    ct_document document = { .arena = ct_arena_new() };
    ct_reader reader = { .document = &document };
    ct_table_builder *builder = NULL;
    clock_t begin = clock();

    (void)state;
    assert_ct_ok(ct_builder_begin(&builder, NULL, 0));
    for (size_t r = 0; r < 3000; r++) {
        ct_builder_row(builder, false, CT_TABLE_NO_LINE);
        for (size_t c = 0; c < 300; c += 3)
            ct_builder_cell_at(builder, c, "1", 1,
                               &(ct_cell_look){ .n_rows = 1000000000, .n_columns = 1000000000 });
        for (size_t k = 0; k < 100; k++) ct_builder_merge(builder, r, 0, 1 << 30, 1 << 30);
    }
    assert_ct_ok(ct_builder_end(builder, &reader));
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 20);
    ct_reader_clear(&reader);
    assert_ct_ok(ct_builder_begin(&builder, NULL, 0));
    for (size_t r = 0; r < 20000; r++) {
        ct_builder_row(builder, false, CT_TABLE_NO_LINE);
        ct_builder_cell_at(builder, 255, "1", 1, NULL);
    }
    ct_error err = ct_builder_end(builder, &reader);
    assert_int_equal(err.code, CT_EDATA);
    reader.document = &document;
    begin = clock(); /* rows of words below a few figures: each may be the head of another table */
    assert_ct_ok(ct_builder_begin(&builder, NULL, 0));
    tell_row(builder, "a|2022|2023|", 12);
    tell_row(builder, "b|5||", 5);
    for (size_t r = 0; r < 100000; r++) tell_row(builder, "a|b|c|d", 7);
    assert_ct_ok(ct_builder_end(builder, &reader));
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 10);
    ct_reader_clear(&reader);
    ct_arena_free(document.arena);
}

/* ---- Word and ODT ---- */

#ifdef CHITIEU_HAVE_WORD

#define SPACES                                                                                                     \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                                    \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                                    \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "                             \
    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "                                          \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:v=\"urn:schemas-microsoft-com:vml\" " \
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "                                                         \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "                         \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
#define R(text)          "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define RP(look, text)   "<w:r><w:rPr>" look "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(inner)         "<w:p>" inner "</w:p>"
#define PP(look, inner)  "<w:p><w:pPr>" look "</w:pPr>" inner "</w:p>"
#define TC(inner)        "<w:tc>" inner "</w:tc>"
#define C(text)          TC(P(R(text)))
#define CS(look, text)   "<w:tc><w:tcPr>" look "</w:tcPr>" P(R(text)) "</w:tc>"
#define TR(cells)        "<w:tr>" cells "</w:tr>"
#define TRP(look, cells) "<w:tr><w:trPr>" look "</w:trPr>" cells "</w:tr>"
#define TBL(rows)        "<w:tbl>" rows "</w:tbl>"
#define SPAN(n)          "<w:gridSpan w:val=\"" #n "\"/>"
#define DOWN             "<w:vMerge w:val=\"restart\"/>"
#define ON               "<w:vMerge/>"
#define TAB              "<w:r><w:tab/></w:r>"
#define BR               "<w:r><w:br/></w:r>"
#define FONT(name)       "<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\"/>"
#define SMALL_TABLE                                                                                          \
    TBL(TR(C("Chỉ tiêu") C("ĐVT") C("2022") C("2023")) TR(C("Hộ nghèo") C("%") C("3,9") C("2,6")))
#define SMALL_ROWS "H Chỉ tiêu|ĐVT|2022|2023\nr Hộ nghèo|%|3,9|2,6\n"
#define PICTURE(cx, cy)                                                                                      \
    "<w:r><w:drawing><wp:inline><wp:extent cx=\"" #cx "\" cy=\"" #cy                                         \
    "\"/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>"
#define CHART_PLACE(id) "<w:r><w:drawing><c:chart r:id=\"" id "\"/></w:drawing></w:r>"

static const struct {
    const char *name, *body, *want;
} docx[] = {
    { "spans and merged rows",
      TBL(TR(CS(DOWN, "Chỉ tiêu") CS(SPAN(2), "Năm 2022") CS(SPAN(2), "Năm 2023")) TR(
          CS(ON, "") C("KH") C("TH") C("KH") C("TH")) TR(C("Hộ nghèo") C("4,0") C("3,9") C("3,0") C("2,6"))),
      "H Chỉ tiêu[2x1]|Năm 2022[1x2]|<|Năm 2023[1x2]|<\nH ^|KH|TH|KH|TH\nr Hộ nghèo|4,0|3,9|3,0|2,6\n" },
    { "merged down three rows, twice, and a cell that goes on nothing",
      TBL(TR(CS(ON, "Chỉ tiêu") C("Khu vực") C("2022")) TR(CS(DOWN, "Nước sạch") C("Chung") C("63,7"))
              TR(CS(ON, "") C("Thành thị") C("93,1"))
                  TR(CS("<w:vMerge w:val=\"continue\"/>", "") C("Nông thôn") C("56,5"))
                      TR(CS(DOWN, "Cơ cấu") C("Dịch vụ") C("22,7")) TR(CS(ON, "") C("Khác") C("1"))),
      "H Chỉ tiêu|Khu vực|2022\nr Nước sạch[3x1]|Chung|63,7\nr ^|Thành thị|93,1\nr ^|Nông thôn|56,5\nr Cơ cấu[2x1]|Dịch vụ|22,7\nr "
      "^|Khác|1\n" },
    { "merged down with another width below: no text is lost",
      TBL(TR(C("Chỉ tiêu") C("2021") C("2022") C("2023")) TR(CS(DOWN SPAN(2), "Thu") C("5") C("6"))
              TR(CS(ON, "Chi") C("7") C("8") C("9"))),
      "H Chỉ tiêu|2021|2022|2023\nr Thu[1x2]|<|5|6\nr Chi|7|8|9\n" },
    { "merged to the left in the old way",
      TBL(TR(CS("<w:hMerge w:val=\"restart\"/>", "Năm 2022") CS("<w:hMerge/>", "") C("b"))
              TR(C("1") C("2") C("3"))),
      "r Năm 2022[1x2]|<|b\nr 1|2|3\n" },
    { "rows that begin late and end early",
      TBL(TR(C("Chỉ tiêu") C("ĐVT") C("2022") C("2023")) TRP("<w:gridBefore w:val=\"2\"/>", C("5") C("6"))
              TR(C("Thu") C("tỷ"))),
      "H Chỉ tiêu|ĐVT|2022|2023\nr ||5|6\nr Thu|tỷ||\n" },
    { "heads that are repeated, a deleted and a hidden row",
      TBL(TRP("<w:tblHeader/>", C("Chỉ tiêu") C("ĐVT") C("2022")) TRP("<w:del/>", C("x") C("x") C("9,9"))
              TRP("<w:hidden/>", C("y") C("y") C("8,8")) TR(C("Thu") C("tỷ") C("5"))),
      "H Chỉ tiêu|ĐVT|2022\nr Thu|tỷ|5\n! hidden 1\n" },
    { "a table in a frame, its title first",
      TBL(TR(TC(P(R("Biểu 1")) SMALL_TABLE P(R("Nguồn: Cục Thống kê"))))),
      "p Biểu 1\n" SMALL_ROWS "p Nguồn: Cục Thống kê\n" },
    { "text beside a table",
      TBL(TR(TC(P(R("Dân số là 1,9 triệu người.")) PP("<w:outlineLvl w:val=\"1\"/>", R("Mục")))
                 TC(SMALL_TABLE P("")))),
      "p Dân số là 1,9 triệu người.\np2 Mục\n" SMALL_ROWS },
    { "a table inside one of figures stands behind it",
      TBL(TR(C("Chỉ tiêu") C("2022") C("2023")) TR(C("Thu") C("5") TC(P(R("6")) SMALL_TABLE P("")))),
      "H Chỉ tiêu|2022|2023\nr Thu|5|6\n--\n" SMALL_ROWS },
    { "frames in frames", TBL(TR(TC(TBL(TR(TC(P(R("a")) SMALL_TABLE P("")))) P(R("b"))))),
      "p a\n" SMALL_ROWS "p b\n" },
    { "breaks and paragraphs in cells",
      TBL(TR(C("Chỉ tiêu") C("ĐVT") C("2022")) TR(TC(P(R("Nước sạch") BR R("- Thành thị"))) TC(
          P(R("%")) P(R("%"))) TC(P(R("63,7") BR) P(R("93,1"))))),
      "H Chỉ tiêu|ĐVT|2022\nr Nước sạch|%|63,7\nr - Thành thị|%|93,1\n" },
    { "a text box in a cell",
      TBL(TR(C("Chỉ tiêu") C("ĐVT") C("2022"))
              TR(C("Thu") C("tỷ") TC(P("<w:r><w:pict><v:textbox><w:txbxContent>" P(
                  R("2,6")) "</w:txbxContent></v:textbox></w:pict></w:r>")))),
      "H Chỉ tiêu|ĐVT|2022\nr Thu|tỷ|2,6\n" },
    { "struck-out text in a cell",
      TBL(TR(C("Chỉ tiêu") C("ĐVT") C("2025"))
              TR(C("Hộ nghèo") C("%") TC(P(RP("<w:dstrike/>", "1,5") R("1,0"))))),
      "H Chỉ tiêu|ĐVT|2025\nr Hộ nghèo|%|1,0\n! struck 1\n" },
    { "a negative by a hyphen that does not break",
      TBL(TR(C("Chỉ tiêu") C("ĐVT") C("2022"))
              TR(C("GRDP") C("%") TC(P("<w:r><w:noBreakHyphen/></w:r>" R("2,5"))))),
      "H Chỉ tiêu|ĐVT|2022\nr GRDP|%|-2,5\n" },
    { "lines by tabs",
      P(R("Chỉ tiêu") TAB R("ĐVT") TAB R("2022") TAB R("2023")) P("")
          P(R("Hộ nghèo") TAB TAB R("%") TAB R("3,9") TAB R("2,6"))
              P(R("Xuất khẩu") TAB R("USD") TAB R("5") TAB R("7")) P(R("Hết.")),
      SMALL_ROWS "r Xuất khẩu|USD|5|7\np Hết.\n" },
    { "lines by tabs in one paragraph",
      P(R("Chỉ tiêu") TAB R("2022") TAB R("2023") BR R("Thu") TAB R("5") TAB R("6") BR R("Chi") TAB R("7")
            TAB R("8")),
      "H Chỉ tiêu|2022|2023\nr Thu|5|6\nr Chi|7|8\n" },
    { "tabs that part no cells",
      P(R("1.") TAB R("15 chỉ tiêu đạt")) P(R("2.") TAB R("3 chỉ tiêu không đạt")) P(R("3.") TAB R("2 vượt"))
          P(R("Nơi nhận:") TAB R("CHỦ TỊCH")),
      "p 1. 15 chỉ tiêu đạt\np 2. 3 chỉ tiêu không đạt\np 3. 2 vượt\np Nơi nhận: CHỦ TỊCH\n" },
    { "a list of contents",
      PP("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9000\"/></w:tabs>", R("Kinh tế") TAB R("1"))
          PP("<w:tabs><w:tab w:leader=\"dot\"/></w:tabs>", R("Xã hội") TAB R("5"))
              PP("<w:pStyle w:val=\"Muclc1\"/>", R("Môi trường") TAB R("9"))
                  PP("<w:pStyle w:val=\"Muclc1\"/>", R("An ninh") TAB R("12")),
      "p Kinh tế 1\np Xã hội 5\np Môi trường 9\np An ninh 12\n" },
    { "a fallback is read where nothing else is",
      P("<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox><w:txbxContent>" P(
          R("a")) "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
          P("<w:r><mc:AlternateContent><mc:Choice><w:t>b</w:t></mc:Choice><mc:Choice><w:t>c</w:t></mc:Choice><mc:Fallback><w:t>d</w:t></"
            "mc:Fallback></mc:AlternateContent></w:r>"),
      "p a\np b\n" },
    { "TCVN3",
      P(RP(FONT(".VnTime"), "Tû lÖ hé nghÌo n¨m 2023 ®¹t 2,6%"))
          P(RP(FONT(".VnTimeH"), "b¸o c¸o") RP(FONT(".VnTime"), " tr­") RP("<w:b/>" FONT(".VnTime"), "ëng")),
      "p Tỷ lệ hộ nghèo năm 2023 đạt 2,6%\np BÁO CÁO trưởng\n" },
    { "VNI, a letter's mark in the next run",
      P(RP(FONT("VNI-Times"), "Tyû leä ho") RP(FONT("VNI-Times"), "ä ngheøo; ÑÖÔÏC, TÆNH")),
      "p Tỷ lệ hộ nghèo; ĐƯỢC, TỈNH\n" },
    { "an old font's name over Unicode",
      P(RP(FONT(".VnTime"), "Tỷ lệ hộ nghèo ở nông thôn")) P(RP(FONT(".VnTime"), "Nông thôn"))
          P(RP(FONT("VNI-Times"), "Tỷ lệ")) P(RP(FONT("VNI-Times"), "loài")),
      "p Tỷ lệ hộ nghèo ở nông thôn\np Nông thôn\np Tỷ lệ\np loài\n" },
    { "an old font that is not known", P(RP(FONT("VPS Times"), "t\xC3\xA6nh 5%")),
      "p t\xC3\xA6nh 5%\n! font 1\n" },
    { "a font of a style",
      PP("<w:pStyle w:val=\"Cu\"/>", R("n¨m 2023") RP("<w:rStyle w:val=\"Moi\"/>", " là")),
      "p năm 2023 là\n" },
    { "hidden by a paragraph's style", PP("<w:pStyle w:val=\"An\"/>", R("9,9%")) P(R("a")),
      "p a\n! hidden 1\n" },
    { "what is drawn and put in",
      P(R("a") PICTURE(3000000, 1500000)) P(PICTURE(3000000, 800000)) P(
          "<w:object><v:shape style=\"width:300pt;height:200pt\"><v:imagedata/></v:shape><o:OLEObject "
          "ProgID=\"Excel.Sheet.12\"/></w:object>")
          P("<w:object><o:OLEObject ProgID=\"Equation.DSMT4\"/></w:object>") P(
              "<w:pict><v:shape style=\"mso-width:9pt;width:5in;height:100pt\"><v:imagedata/></v:shape></w:pict>") "<w:altChunk "
                                                                                                                   "r:id=\"h1\"/>",
      "p a\n! picture 2\n! chunk 2\n" },
    { "a placeholder",
      P(R("còn ") "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" R(
          "99,9%") "</w:sdtContent></w:sdt>" R("b")),
      "p còn b\n! placeholder 1\n" },
    { "a chart, read once", P(CHART_PLACE("c1")) P(R("a") CHART_PLACE("c1")) P(CHART_PLACE("c9")),
      "p Hộ nghèo (%)\nH |2021|2022|2023\nr Thành thị|1.234,5||\nr Nông thôn|5,2|-3,9|12,5%\np a\n! chart 2\n" },
    { "a chart in a cell", TBL(TR(TC(P(R("a")) P(CHART_PLACE("c2"))))),
      "p a\nH |1/2023|2/2023\nr Thu|5|6\n! beyond 2\n" },
    { "a damaged chart", P(R("a") CHART_PLACE("c3")), "p a\n! chart 1\n" },
};

static const char styles[] = "<w:styles " SPACES "><w:docDefaults><w:rPrDefault><w:rPr>" FONT(
    "Times New Roman") "</w:rPr></w:rPrDefault></w:docDefaults>"
                       "<w:style w:type=\"paragraph\" w:styleId=\"Muclc1\"><w:name w:val=\"toc 1\"/></w:style>"
                       "<w:style w:type=\"paragraph\" w:styleId=\"Cu\"><w:rPr>" FONT(
                           ".VnTime") "</w:rPr></w:style>"
                                      "<w:style w:type=\"character\" w:styleId=\"Moi\"><w:rPr>" FONT(
                                          "Arial") "</w:rPr></w:style>"
                                                   "<w:style w:type=\"paragraph\" "
                                                   "w:styleId=\"An\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

static const char relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"c1\" "
    "Target=\"charts/chart1.xml\"/>"
    "<Relationship Id=\"c2\" Target=\"/word/charts/chart2.xml\"/><Relationship Id=\"c3\" Target=\"charts/chart3.xml\"/>"
    "<Relationship Id=\"h1\" Target=\"chunk.htm\"/></Relationships>";

#define PT(i, v) "<c:pt idx=\"" #i "\"><c:v>" v "</c:v></c:pt>"
static const char chart1[] =
    "<c:chartSpace " SPACES
    "><c:chart><c:title><c:tx><c:rich><a:t>Hộ nghèo</a:t><a:t> (%)</a:t></c:rich></c:tx></c:title><c:plotArea>"
    "<c:ser><c:tx><c:strRef><c:strCache>" PT(
        0, "Thành thị") "</c:strCache></c:strRef></c:tx><c:cat><c:numRef><c:numCache>" PT(0,
                                                                                          "2021") PT(1,
                                                                                                     "2022")
        PT(2, "2023") "</c:numCache></c:numRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>0.0</c:formatCode>" PT(
            0,
            "1234.5") "</c:numCache></c:numRef></c:val></c:ser>"
                      "<c:ser><c:tx><c:v>Nông thôn</c:v></c:tx><c:val><c:numRef><c:numCache>" PT(
                          0, "5.2000000000000002")
                          PT(1,
                             "-3.9") "</c:numCache></c:numRef></c:val>"
                                     "<c:val><c:numRef><c:numCache><c:formatCode>0.0%</c:formatCode>" PT(
                                         2,
                                         "0.125") "</c:numCache></c:numRef></c:val></c:ser>"
                                                  "<c:valAx><c:title><c:tx><c:rich><a:t>trục</a:t></c:rich></c:tx></c:title></"
                                                  "c:valAx></c:plotArea></c:chart></c:chartSpace>";
static const char chart2[] =
    "<c:chartSpace " SPACES
    "><c:chart><c:plotArea><c:ser><c:tx><c:v>Thu</c:v></c:tx><c:cat><c:numRef><c:numCache><c:formatCode>mm/yyyy</c:formatCode>" PT(
        0, "44927") PT(1, "44958") "</c:numCache></c:numRef></c:cat><c:val><c:numRef><c:numCache>" PT(0, "5")
        PT(1, "6") PT(400, "7")
            PT(-1, "8") "</c:numCache></c:numRef></c:val></c:ser></c:plotArea></c:chart></c:chartSpace>";

static ct_error parse_docx(ct_document **out, const char *text)
{
    size_t n = 0;
    char *bytes =
        make_archive((const char *const[]){ "word/document.xml", text, "word/styles.xml", styles,
                                            "word/_rels/document.xml.rels", relations,
                                            "word/charts/chart1.xml", chart1, "word/charts/chart2.xml",
                                            chart2, "word/charts/chart3.xml", "<a><b></a>", NULL },
                     0, &n);
    ct_error err = ct_document_parse(out, "folder/sample", bytes, n);

    free(bytes);
    return err;
}

static void test_docx(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(docx); i++) {
        char text[8192];
        ct_document *document = NULL;
        int n = snprintf(text, sizeof text, "<w:document " SPACES "><w:body>%s</w:body></w:document>",
                         docx[i].body);
        assert_in_range(n, 1, sizeof text - 1);
        ct_error err = parse_docx(&document, text);
        if (err.code != CT_OK) fail_msg("%s: %s", docx[i].name, err.text);
        check_rendered(docx[i].name, document, docx[i].want, false);
        ct_document_free(document);
    }
}

/* How cells look: bold as a whole, and how far their text is set in, by what it takes. */
static void test_docx_looks(void **state)
{
    static const char text[] = "<w:document " SPACES "><w:body>" TBL(
        TR(C("Chỉ tiêu") C("2022") C("2023")) TR(
            TC(PP("<w:ind w:left=\"170\" w:firstLine=\"30\"/>", RP("<w:b/>", "Thu") RP("<w:b/>", " nội địa")))
                TC(P(RP("<w:b/>", "5"))) TC(P(RP("<w:b w:val=\"0\"/>", "6"))))
            TR(TC(PP("<w:ind w:start=\"400\" w:hanging=\"100\"/>", R("   - ") RP("<w:b/>", "Thuế"))) C("1")
                   C("2")) TR(TC(P(TAB R("\xC2\xA0Phí"))) C("1") C("2"))) "</w:body></w:document>";
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(parse_docx(&document, text));
    check_rendered("looks", document,
                   "H Chỉ tiêu|2022|2023\nr Thu nội địa*>200|5*|6\nr - Thuế>480|1|2\nr Phí>780|1|2\n", true);
    ct_document_free(document);
}

#define ODF                                                                                                                            \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" " \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" " \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                                                        \
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "                                                                \
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "             \
    "xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\""
#define O(text)         "<text:p>" text "</text:p>"
#define OS(style, text) "<text:p text:style-name=\"" style "\">" text "</text:p>"
#define OC(text)        "<table:table-cell>" O(text) "</table:table-cell>"
#define OCS(span, text) "<table:table-cell " span ">" O(text) "</table:table-cell>"
#define COLUMNS(n)      "table:number-columns-spanned=\"" #n "\""
#define ROWS(n)         "table:number-rows-spanned=\"" #n "\""
#define COVERED         "<table:covered-table-cell/>"
#define OTR(cells)      "<table:table-row>" cells "</table:table-row>"
#define OTBL(rows)      "<table:table>" rows "</table:table>"
#define ODT_TABLE                                                                                            \
    OTBL(OTR(OC("Chỉ tiêu") OC("ĐVT") OC("2022") OC("2023")) OTR(OC("Hộ nghèo") OC("%") OC("3,9") OC("2,6")))

static const struct {
    const char *name, *body, *want;
} odt[] = {
    { "spans",
      OTBL("<table:table-header-rows>" OTR(OCS(ROWS(2), "Chỉ tiêu") OCS(COLUMNS(2), "Năm 2022")
                                               COVERED OCS(ROWS(2), "Ghi chú"))
               OTR(COVERED OC("KH") OC("TH") COVERED) "</table:table-header-rows>" OTR(OC("Thu") OC("5")
                                                                                           OC("6") OC("x"))),
      "H Chỉ tiêu[2x1]|Năm 2022[1x2]|<|Ghi chú[2x1]\nH ^|KH|TH|^\nr Thu|5|6|x\n" },
    { "repeated cells, covered cells that are missing",
      OTBL(OTR(OCS(COLUMNS(2), "Chỉ tiêu") OC("2022") OC("2023"))
               OTR(OC("Thu") "<table:table-cell table:number-columns-repeated=\"2\"/>" OC("6"))
                   OTR(OC("Chi") OCS("table:number-columns-repeated=\"3\"", "7"))),
      "H Chỉ tiêu[1x2]|<|2022|2023\nr Thu|||6\nr Chi|7|7|7\n" },
    { "a table in a frame", OTBL(OTR("<table:table-cell>" O("Biểu 1") ODT_TABLE "</table:table-cell>")),
      "p Biểu 1\n" SMALL_ROWS },
    { "lines of cells",
      OTBL(OTR(OC("Chỉ tiêu") OC("ĐVT") OC("2022")) OTR(OC("Nước<text:line-break/>- Thành thị") OC(
          "%<text:line-break/>%") "<table:table-cell>" O("63,7") O("93,1") "</table:table-cell>")),
      "H Chỉ tiêu|ĐVT|2022\nr Nước|%|63,7\nr - Thành thị|%|93,1\n" },
    { "looks",
      OTBL(OTR(OC("Chỉ tiêu") OC("2022") OC("2023")) OTR("<table:table-cell>" OS(
          "P1", "<text:span text:style-name=\"T1\">Thu</text:span>") "</table:table-cell>" OC("5") OC("6"))
               OTR("<table:table-cell>" OS(
                   "P2", "Chi <text:span text:style-name=\"T2\">a</text:span>") "</table:table-cell>" OC("7")
                       OC("8"))),
      "H Chỉ tiêu|2022|2023\nr Thu*>172|5|6\nr Chi a>288|7|8\n" },
    { "tabs, and a list of contents",
      O("Chỉ tiêu<text:tab/>2022<text:tab/>2023") O("Thu<text:tab/>5<text:tab/>6")
          O("Chi<text:tab/>7<text:tab/>8") "<text:table-of-content>" O("Một<text:tab/>1") O("Hai<text:tab/>2")
              O("Bốn<text:tab/>3") "</text:table-of-content>",
      "H Chỉ tiêu|2022|2023\nr Thu|5|6\nr Chi|7|8\np Một 1\np Hai 2\np Bốn 3\n" },
    { "left out",
      O("a <text:span text:style-name=\"T3\">9,9%</text:span><text:span text:style-name=\"T4\">8,8%</text:span>")
          OS("P4", "7,7%") O("<text:placeholder>&lt;Số&gt;</text:placeholder>") O(
              "<draw:frame svg:width=\"12cm\" svg:height=\"5cm\"><draw:image/></draw:frame><draw:frame svg:width=\"2cm\" "
              "svg:height=\"5cm\"><draw:image/></draw:frame>")
              O("<draw:frame svg:width=\"12cm\" svg:height=\"5cm\"><draw:object xlink:href=\"./Object 7\"/><draw:image/></draw:frame>"),
      "p a\n! picture 1\n! chunk 1\n! struck 2\n! hidden 1\n! placeholder 1\n" },
    { "an old font",
      O("<text:span text:style-name=\"T5\">n¨m <text:span>2023</text:span></text:span>") O("năm"),
      "p n¨m 2023\np năm\n! font 1\n" },
    { "a chart",
      O("<draw:frame svg:width=\"12cm\" svg:height=\"5cm\"><draw:object xlink:href=\"./Object 1\"/><draw:image/></draw:frame>"),
      "p Hộ nghèo (%)\nH |2022|2023\nr Thành thị|3,9#3.9|2,6#2.6\nr Nông thôn|5#5|\n" },
};

static void test_odt(void **state)
{
    static const char common[] =
        "<office:document-styles " ODF "><office:styles><style:style style:name=\"Base\" "
        "style:family=\"paragraph\"><style:paragraph-properties fo:margin-left=\"0.2in\"/></style:style>"
        "</office:styles><office:automatic-styles><style:style style:name=\"P1\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:margin-left=\"9in\"/></style:style>"
        "</office:automatic-styles></office:document-styles>";
    static const char own[] =
        "<office:automatic-styles><style:style style:name=\"P1\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:margin-left=\"3.05mm\"/></style:style>"
        "<style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"Base\"/><style:style style:name=\"P4\" "
        "style:family=\"paragraph\" style:parent-style-name=\"P5\"/>"
        "<style:style style:name=\"P5\" style:family=\"paragraph\"><style:text-properties "
        "style:text-line-through-style=\"solid\"/></style:style>"
        "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
        "<style:style style:name=\"T3\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>"
        "<style:style style:name=\"T5\" style:family=\"text\"><style:text-properties style:font-name=\".VnTime\"/></style:style>"
        "<style:style style:name=\"T4\" style:family=\"text\"><style:text-properties "
        "style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>";
    static const char chart[] = "<office:document-content " ODF "><office:body><office:chart><chart:chart><chart:title>" O(
        "Hộ nghèo (%)") "</"
                        "chart:title><chart:plot-area><chart:axis><chart:"
                        "title>" O(
                            "trục") "</chart:title></chart:axis></"
                                    "chart:plot-area>" OTBL(
                                        "<table:table-header-"
                                        "rows>" OTR(
                                            OC("") OC("Thành "
                                                      "thị")
                                                OC("Nông thôn")) "</table:table-header-rows>" OTR(OC("2022")
                                                                                                      OCS("office:value-"
                                                                                                          "type=\"float\" "
                                                                                                          "office:value="
                                                                                                          "\"3.9\"",
                                                                                                          "3.9")
                                                                                                          OCS("office:"
                                                                                                              "value=\"5\"",
                                                                                                              "5"))
                                            OTR(OC("2023") OCS("office:value=\"2."
                                                               "6\"",
                                                               "2.6") OCS("office:"
                                                                          "value="
                                                                          "\"NaN\"",
                                                                          ""))) "</"
                                                                                "chart:"
                                                                                "chart>"
                                                                                "</"
                                                                                "office"
                                                                                ":chart"
                                                                                "></"
                                                                                "office"
                                                                                ":body>"
                                                                                "</"
                                                                                "office"
                                                                                ":docum"
                                                                                "ent-"
                                                                                "conten"
                                                                                "t>";

    (void)state;
    for (size_t i = 0; i < COUNT(odt); i++) {
        char text[8192];
        size_t n = 0;
        ct_document *document = NULL;
        int size =
            snprintf(text, sizeof text,
                     "<office:document-content " ODF
                     ">%s<office:body><office:text>%s</office:text></office:body></office:document-content>",
                     own, odt[i].body);
        assert_in_range(size, 1, sizeof text - 1);
        char *bytes = make_archive(
            (const char *const[]){ "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", text,
                                   "styles.xml", common, "Object 1/content.xml", chart, NULL },
            0, &n);
        ct_error err = ct_document_parse(&document, "folder/sample", bytes, n);
        free(bytes);
        if (err.code != CT_OK) fail_msg("%s: %s", odt[i].name, err.text);
        check_rendered(odt[i].name, document, odt[i].want, true);
        ct_document_free(document);
    }
}

/* n times `open`, once `middle`, n times `close`, inside a document. */
static ct_error parse_nested(ct_document **out, const char *open, const char *middle, const char *close,
                             size_t n)
{
    ct_buffer text;
    ct_error err;

    ct_buffer_init(&text);
    ct_buffer_text(&text, "<w:document " SPACES "><w:body>");
    for (size_t i = 0; i < n; i++) ct_buffer_text(&text, open);
    ct_buffer_text(&text, middle);
    for (size_t i = 0; i < n; i++) ct_buffer_text(&text, close);
    ct_buffer_text(&text, "</w:body></w:document>");
    assert_ct_ok(ct_buffer_error(&text));
    err = parse_docx(out, ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return err;
}

static void test_docx_limits(void **state)
{
    static const struct {
        const char *name, *open, *middle, *close;
        size_t times;
        ct_code code;
    } cases[] = {
        { "tables in tables", "<w:tbl><w:tr><w:tc>", P(R("a")), "</w:tc></w:tr></w:tbl>", 80, CT_OK },
        { "deeper than XML may be", "<w:tbl><w:tr><w:tc>", P(R("a")), "</w:tc></w:tr></w:tbl>", 90,
          CT_EPARSE },
        { "many tables in a cell", "", "<w:tbl><w:tr><w:tc>" P(R("a")),
          "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", 0, CT_EPARSE },
        { "rows that span more than a table may",
          TR(CS("<w:gridSpan w:val=\"99999999\"/>" DOWN, "1") CS("<w:gridSpan w:val=\"200\"/>", "2") C("3")),
          P(R("a")), "", 2000, CT_OK },
        { "alternatives in each other", "<mc:AlternateContent><mc:Fallback>", P(R("a")),
          "</mc:Fallback></mc:AlternateContent>", 120, CT_OK },
        { "lines by tabs", P(R("a") TAB R("5") TAB R("6")), P(R("a")), "", 20000, CT_OK },
        { "rows outside a table, cells outside a row", "<w:tr><w:tc><w:tcPr>" DOWN "</w:tcPr>",
          P(R("a")) TBL(P(R("b")) "<w:tc>" P(R("c")) "</w:tc>" TR(P(R("d")))), "</w:tc></w:tr>", 3, CT_OK },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_document *document = NULL;
        clock_t begin = clock();
        ct_error err =
            parse_nested(&document, cases[i].open, cases[i].middle, cases[i].close, cases[i].times);
        if (err.code != cases[i].code) fail_msg("%s: %d %s", cases[i].name, (int)err.code, err.text);
        if ((double)(clock() - begin) / CLOCKS_PER_SEC > 20) fail_msg("%s: too slow", cases[i].name);
        ct_document_free(document);
    }
}

#endif

/* ---- the gold tables ---- */

static void test_gold(void **state)
{
    static const struct {
        const char *file;
        size_t rows, columns, head;
        const char *lines[6]; /* that must be there */
    } cases[] = {
        { "o01-thai-nguyen-chi-tieu-2024.docx",
          53,
          9,
          3,
          { "H STT[2x1]*|Chỉ tiêu[2x1]*|Đơn vị tính[2x1]*|Thực hiện năm 2022[2x1]*|Kế hoạch năm 2023[2x1]*|Ước TH năm 2023[2x1]*|So sánh "
            "(%)[1x2]*|<|Kế hoạch năm 2024[2x1]*\n",
            "H ^|^|^|^|^|^|Ước TH 2023/ TH 2022*|Ước TH 2023/ KH 2023*|^\n",
            "r |Trong đó:[1x8]>170|<|<|<|<|<|<|<\n",
            "r |Trong đó: Thu tiền sử dụng đất>340|Tỷ đồng|4.515|4.500|4.800|106,3|106,7|5.000\n",
            "r 15*|Tỷ lệ che phủ rừng*|%*|47,6*|46*|≥ 46*|||≥ 46*\n" } },
        { "o02-lao-cai-5-nam-2021-2025.docx",
          34,
          11,
          2,
          { "H STT[2x1]*|Chỉ tiêu[2x1]*|ĐVT[2x1]*|TH 2020[2x1]*|Mục tiêu đến năm 2025[2x1]*|Kết quả thực hiện[1x4]*|<|<|<|Ước BQ "
            "2021-2025[2x1]*|Đánh giá khả năng đạt mục tiêu[2x1]*\n",
            "r -|Dịch vụ>170|%|5,31|9,1|1,46|9,08|8,18|8,92|7,0|Không đạt\n",
            "p - Tỷ lệ hộ nghèo năm 2020, 2021 theo chuẩn giai đoạn 2016-2020; từ năm 2022 theo chuẩn nghèo đa chiều giai đoạn "
            "2022-2025.\n" } },
        { "o03-tay-ninh-ngan-sach-9-thang-2023.docx",
          30,
          6,
          3,
          { "p Đơn vị tính: Triệu đồng\n",
            "H ^|^|^|^|DỰ TOÁN NĂM*|CÙNG KỲ NĂM TRƯỚC*\nH A*|B*|1*|2*|3=2/1*|4*\n",
            "r 3|Chi trả nợ lãi các khoản do chính quyền địa phương vay|5.600|3.125|55,8|(*)\n" } },
        { "o10-ha-giang-so-ket-giua-nhiem-ky.odt",
          24,
          11,
          3,
          { "H ^|^|^|^|Năm 2020[2x1]*|Năm 2021[2x1]*|Năm 2022[2x1]*|Ước đến 30/6/2023[2x1]*|Đạt, vượt[2x1]*|Chưa đạt[1x2]*|<\nH "
            "^|^|^|^|^|^|^|^|^|Có khả năng đạt*|Khó đạt*\n",
            "r |- Xã đạt chuẩn nông thôn mới nâng cao>170|Xã|15|0|0|1|2|||x\n" } },
    };
    const char *folder = *state;

    if (folder == NULL) skip();
    for (size_t i = 0; i < COUNT(cases); i++) {
        char path[1024];
        ct_document *document = NULL;
        ct_buffer got;
        snprintf(path, sizeof path, "%s/%s", folder, cases[i].file);
        assert_ct_ok(ct_document_read(&document, path));
        assert_int_equal(document->n_tables, 1);
        assert_int_equal(document->tables[0].n_rows, cases[i].rows);
        assert_int_equal(document->tables[0].n_columns, cases[i].columns);
        assert_int_equal(document->tables[0].n_head, cases[i].head);
        ct_buffer_init(&got);
        render_document(&got, document, true);
        for (size_t k = 0; cases[i].lines[k] != NULL; k++)
            if (strstr(ct_buffer_string(&got), cases[i].lines[k]) == NULL)
                fail_msg("%s: %s is missing", cases[i].file, cases[i].lines[k]);
        ct_buffer_clear(&got);
        ct_document_free(document);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_built),
        cmocka_unit_test(test_builder_limits),
#ifdef CHITIEU_HAVE_WORD
        cmocka_unit_test(test_docx),
        cmocka_unit_test(test_docx_looks),
        cmocka_unit_test(test_odt),
        cmocka_unit_test(test_docx_limits),
#endif
        cmocka_unit_test_prestate(test_gold, argc > 1 ? argv[1] : NULL),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
