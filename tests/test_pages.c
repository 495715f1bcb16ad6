/* Pages of placed words: what stands where is given here, 10 high, each letter 5 wide and each blank 2.5;
 * lines and grids are compared as text. */
#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"
#include "documents/pages.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MAX_RUNS = 64, MAX_WORDS = 512, PAGES = 2 };

/* Words next to each other, from x on, their middle at y. */
typedef struct {
    long page;
    double x, y;
    const char *text;
    double size; /* 0 is 10; raised digits are smaller; negative: upright, from bottom to top */
} run;

typedef struct {
    const char *name;
    run runs[MAX_RUNS];
    const char *lines; /* each line, rows with '>' and '|' */
    const char *grids; /* each row: cells with their spans, '^' and '<' for places that a cell of another row
                          or column covers */
} page_case;

static size_t letters(const char *text, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static size_t place(const run *r, ct_page_word *out)
{
    size_t n = 0;
    double at = 0, size = r->size == 0 ? 10 : r->size < 0 ? -r->size : r->size;

    for (const char *s = r->text; *s != '\0';) {
        size_t len = strcspn(s, " ");
        double wide = 0.5 * size * (double)letters(s, len);
        if (r->size < 0)
            out[n++] = (ct_page_word){ r->x, r->y - at - wide, r->x + size, r->y - at, s, len };
        else
            out[n++] =
                (ct_page_word){ r->x + at, r->y - size / 2, r->x + at + wide, r->y + size / 2, s, len };
        at += wide + 0.25 * size;
        s += len + (s[len] == ' ');
    }
    return n;
}

static void show_row(const ct_table_grid *grid, size_t r, ct_buffer *out)
{
    for (size_t c = 0; c < grid->n_columns; c++) {
        const ct_cell *cell = ct_table_grid_at(grid, r, c);
        if (c > 0) ct_buffer_text(out, "|");
        if (cell->len > 0 && (cell->row != r || cell->column != c)) {
            ct_buffer_text(out, cell->row != r ? "^" : "<");
            continue;
        }
        ct_buffer_append(out, cell->text, cell->len);
    }
    ct_buffer_text(out, "\n");
}

static void read_pages(const run *runs, ct_reader *reader)
{
    static ct_page_word words[PAGES][MAX_WORDS];
    ct_page pages[PAGES] = { { .number = 1, .words = words[0] }, { .number = 2, .words = words[1] } };

    for (size_t i = 0; i < MAX_RUNS && runs[i].text != NULL; i++) {
        ct_page *page = &pages[runs[i].page - 1];
        page->n += place(&runs[i], words[runs[i].page - 1] + page->n);
    }
    assert_ct_ok(ct_pages_read(reader, pages, pages[1].n > 0 ? 2 : 1));
}

static void check_case(const page_case *c)
{
    ct_document document = { .arena = ct_arena_new() };
    ct_reader reader = { .document = &document };
    ct_buffer lines, grids;

    ct_buffer_init(&lines);
    ct_buffer_init(&grids);
    read_pages(c->runs, &reader);
    for (size_t i = 0; i < reader.n; i++) {
        const ct_line *line = &reader.lines[i];
        if (line->kind == CT_LINE_ROW) continue;
        ct_buffer_printf(&lines, "%s%s\n", line->kind == CT_LINE_NOTE ? "!" : "",
                         line->text + strspn(line->text, " "));
    }
    for (size_t t = 0; t < reader.n_tables; t++) {
        ct_buffer_printf(&grids, "%zu\n", reader.tables[t].n_head);
        for (size_t r = 0; r < reader.tables[t].n_rows; r++) show_row(&reader.tables[t], r, &grids);
    }
    if (strcmp(ct_buffer_string(&lines), c->lines) != 0)
        fail_msg("%s: lines\n%swant\n%s", c->name, ct_buffer_string(&lines), c->lines);
    if (strcmp(ct_buffer_string(&grids), c->grids) != 0)
        fail_msg("%s: grids\n%swant\n%s", c->name, ct_buffer_string(&grids), c->grids);
    ct_buffer_clear(&lines);
    ct_buffer_clear(&grids);
    ct_reader_clear(&reader);
    ct_arena_free(document.arena);
}

#define ROWS3(y)                                                                                             \
    { 1, 50, (y), "Thu ngân sách", 0 }, { 1, 160, (y), "tỷ đồng", 0 }, { 1, 220, (y), "12.345", 0 },         \
        { 1, 280, (y), "13.456", 0 }, { 1, 345, (y), "9,5", 0 }, { 1, 50, (y) + 14, "Hộ nghèo", 0 },         \
        { 1, 170, (y) + 14, "%", 0 }, { 1, 235, (y) + 14, "2,6", 0 }, { 1, 295, (y) + 14, "1,8", 0 },        \
    {                                                                                                        \
        1, 345, (y) + 14, "0,8", 0                                                                           \
    }
#define ROWS3_GRID "Thu ngân sách|tỷ đồng|12.345|13.456|9,5\nHộ nghèo|%|2,6|1,8|0,8\n"

static const page_case cases[] = {
    { "running text, a wide gap, a raised digit after a number, a power",
      { { 1, 50, 20, "Xuất khẩu đạt 25.700", 0 },
        { 1, 142.6, 17.5, "2", 5 },
        { 1, 148, 20, "triệu USD;", 0 },
        { 1, 50, 32, "120 m", 0 },
        { 1, 72.6, 29.5, "2", 5 },
        { 1, 50, 70, "Hết.", 0 } },
      "Xuất khẩu đạt 25.700² triệu USD;\n120 m²\n\nHết.\n",
      "" },
    { "a note at the foot of the page",
      { { 1, 50, 20, "Số giường bệnh", 0 },
        { 1, 115.1, 17.5, "1", 5 },
        { 1, 120, 20, "đạt 33,8.", 0 },
        { 1, 50, 100, "1", 5 },
        { 1, 54, 102, "Không tính trạm", 0 },
        { 1, 50, 114, "y tế xã.", 0 } },
      "Số giường bệnh đạt 33,8.\n\n!Không tính trạm y tế xã.\n",
      "" },
    { "heads that wrap in the middle of their cells, one of them over two columns",
      { { 1, 60, 30, "Chỉ tiêu", 0 },
        { 1, 160, 30, "Đơn vị", 0 },
        { 1, 240, 24, "Năm 2023", 0 },
        { 1, 225, 36, "KH", 0 },
        { 1, 285, 36, "TH", 0 },
        { 1, 340, 24, "Mức", 0 },
        { 1, 340, 36, "tăng", 0 },
        ROWS3(52) },
      "",
      "2\nChỉ tiêu|Đơn vị|Năm 2023|<|Mức tăng\n^|^|KH|TH|^\n" ROWS3_GRID },
    { "a head over three columns stands in the middle one",
      { { 1, 60, 36, "Chỉ tiêu", 0 },
        { 1, 160, 36, "Đơn vị", 0 },
        { 1, 270, 24, "So sánh", 0 },
        { 1, 220, 42, "Năm", 0 },
        { 1, 220, 54, "2021", 0 },
        { 1, 280, 42, "Năm", 0 },
        { 1, 280, 54, "2022", 0 },
        { 1, 340, 42, "Năm", 0 },
        { 1, 340, 54, "2023", 0 },
        ROWS3(70) },
      "",
      "2\nChỉ tiêu|Đơn vị|So sánh|<|<\n^|^|Năm 2021|Năm 2022|Năm 2023\n" ROWS3_GRID },
    { "heads set upright, from bottom to top",
      { { 1, 60, 30, "Chỉ tiêu", 0 },
        { 1, 160, 30, "Đơn vị", 0 },
        { 1, 225, 60, "Năm 2022", -10 },
        { 1, 285, 60, "Năm 2023", -10 },
        { 1, 345, 60, "Mức tăng", -10 },
        ROWS3(75) },
      "",
      "1\nChỉ tiêu|Đơn vị|Năm 2022|Năm 2023|Mức tăng\n" ROWS3_GRID },
    { "names wrap around their figures, a number wraps, a title and the unit stand above",
      { { 1, 140, 10, "Biểu 1. Các chỉ tiêu chủ yếu của tỉnh", 0 },
        { 1, 300, 24, "Đơn vị: tỷ đồng", 0 },
        { 1, 60, 40, "Chỉ tiêu", 0 },
        { 1, 200, 40, "Năm 2022", 0 },
        { 1, 270, 40, "Năm 2023", 0 },
        { 1, 50, 56, "Tổng thu ngân sách trên", 0 },
        { 1, 200, 62, "12.345", 0 },
        { 1, 270, 62, "13.456", 0 },
        { 1, 50, 68, "địa bàn", 0 },
        { 1, 50, 83, "Khách du lịch", 0 },
        { 1, 200, 83, "1.500.00", 0 },
        { 1, 270, 83, "-", 0 },
        { 1, 200, 95, "0", 0 },
        { 1, 50, 110, "I. Xã hội", 0 },
        { 1, 50, 124, "Hộ nghèo", 0 },
        { 1, 200, 124, "2,6", 0 },
        { 1, 270, 124, "1,8", 0 } },
      "Biểu 1. Các chỉ tiêu chủ yếu của tỉnh\nĐơn vị: tỷ đồng\n",
      "1\nChỉ tiêu|Năm 2022|Năm 2023\nTổng thu ngân sách trên địa bàn|12.345|13.456\nKhách du lịch|1.500.000|-\nI. Xã hội||\nHộ "
      "nghèo|2,6|1,8\n" },
    { "a table goes on over a page without its head, below the page's number",
      { { 1, 60, 30, "Chỉ tiêu", 0 },
        { 1, 160, 30, "Đơn vị", 0 },
        { 1, 220, 30, "2022", 0 },
        { 1, 280, 30, "2023", 0 },
        { 1, 340, 30, "Tăng", 0 },
        ROWS3(46),
        { 1, 200, 110, "1", 0 },
        { 2, 50, 20, "Tỷ lệ hộ dùng nước", 0 },
        { 2, 170, 26, "%", 0 },
        { 2, 235, 26, "56,5", 0 },
        { 2, 290, 26, "60,1", 0 },
        { 2, 345, 26, "3,6", 0 },
        { 2, 50, 32, "sạch", 0 },
        { 2, 50, 46, "Rừng", 0 },
        { 2, 170, 46, "%", 0 },
        { 2, 235, 46, "37,6", 0 },
        { 2, 290, 46, "37,8", 0 },
        { 2, 345, 46, "0,2", 0 } },
      "\n1\n",
      "1\nChỉ tiêu|Đơn vị|2022|2023|Tăng\n" ROWS3_GRID
      "Tỷ lệ hộ dùng nước sạch|%|56,5|60,1|3,6\nRừng|%|37,6|37,8|0,2\n" },
    { "the rest of a unit at the top of the next page is no head",
      { { 1, 60, 30, "Chỉ tiêu", 0 },
        { 1, 160, 30, "Đơn vị", 0 },
        { 1, 220, 30, "2022", 0 },
        { 1, 280, 30, "2023", 0 },
        { 1, 340, 30, "Tăng", 0 },
        ROWS3(46),
        { 1, 50, 74, "Thu nhập", 0 },
        { 1, 160, 74, "triệu đồng/", 0 },
        { 1, 235, 74, "48,5", 0 },
        { 1, 290, 74, "54,1", 0 },
        { 1, 345, 74, "5,6", 0 },
        { 2, 165, 20, "năm", 0 },
        { 2, 50, 34, "Nghèo, chuẩn 2021", 0 },
        { 2, 170, 34, "%", 0 },
        { 2, 235, 34, "37,6", 0 },
        { 2, 290, 34, "37,8", 0 },
        { 2, 50, 48, "Rừng", 0 },
        { 2, 170, 48, "%", 0 },
        { 2, 235, 48, "37,6", 0 },
        { 2, 290, 48, "37,8", 0 } },
      "năm\n",
      "1\nChỉ tiêu|Đơn vị|2022|2023|Tăng\n" ROWS3_GRID
      "Thu nhập|triệu đồng/|48,5|54,1|5,6\nNghèo, chuẩn 2021|%|37,6|37,8|\nRừng|%|37,6|37,8|\n" },
    { "two tables on a page",
      { { 1, 60, 30, "Chỉ tiêu", 0 },
        { 1, 160, 30, "Đơn vị", 0 },
        { 1, 220, 30, "2022", 0 },
        { 1, 280, 30, "2023", 0 },
        { 1, 340, 30, "Tăng", 0 },
        ROWS3(46),
        { 1, 120, 80, "Biểu 2. Các chỉ tiêu xã hội của tỉnh", 0 },
        { 1, 60, 96, "Chỉ tiêu", 0 },
        { 1, 180, 96, "KH 2024", 0 },
        { 1, 300, 96, "KH 2025", 0 },
        { 1, 50, 112, "Giường bệnh", 0 },
        { 1, 180, 112, "31,5", 0 },
        { 1, 300, 112, "33,8", 0 },
        { 1, 50, 126, "Bác sĩ", 0 },
        { 1, 180, 126, "9,5", 0 },
        { 1, 300, 126, "9,9", 0 } },
      "\nBiểu 2. Các chỉ tiêu xã hội của tỉnh\n",
      "1\nChỉ tiêu|Đơn vị|2022|2023|Tăng\n" ROWS3_GRID
      "1\nChỉ tiêu|KH 2024|KH 2025\nGiường bệnh|31,5|33,8\nBác sĩ|9,5|9,9\n" },
#define TWO(y, a, b)                                                                                         \
    { 1, 50, (y), a, 0 },                                                                                    \
    {                                                                                                        \
        1, 250, (y), b, 0                                                                                    \
    }
    { "two columns of text",
      { TWO(20, "các sở ban ngành của tỉnh", "phải hoàn thành sớm"),
        TWO(32, "tập trung chỉ đạo sản xuất", "các chỉ tiêu được giao"),
        TWO(44, "thu ngân sách tăng 9,5%", "nhất là thu nội địa"),
        TWO(56, "so với cùng kỳ năm trước", "và thu xuất nhập khẩu"),
        TWO(68, "các dự án đầu tư công", "của tỉnh trong năm tới"),
        TWO(80, "được giải ngân theo kế", "bảo đảm an sinh xã hội"),
        TWO(92, "hoạch được giao đầu năm", "và quốc phòng an ninh"),
        TWO(104, "kết quả là các đơn vị", "trên địa bàn toàn tỉnh") },
      "các sở ban ngành của tỉnh\ntập trung chỉ đạo sản xuất\nthu ngân sách tăng 9,5%\nso với cùng kỳ năm trước\ncác dự án đầu tư "
      "công\nđược giải ngân theo kế\nhoạch được giao đầu năm\nkết quả là các đơn vị\n\n"
      "phải hoàn thành sớm\ncác chỉ tiêu được giao\nnhất là thu nội địa\nvà thu xuất nhập khẩu\ncủa tỉnh trong năm tới\nbảo đảm an sinh xã "
      "hội\nvà quốc phòng an ninh\ntrên địa bàn toàn tỉnh\n",
      "" },
};

static void test_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) check_case(&cases[i]);
}

/* ---- what pdftotext prints ---- */

static const struct {
    const char *name, *xml;
    ct_code code;
    size_t pages;
    const char *words; /* of the first page, parted by blanks */
} prints[] = {
    { "two pages, one of them empty",
      "<!DOCTYPE html><html><head><title>a < b</title></head><body><doc><page width=\"595\" height=\"842\"><word xMin=\"1\" yMin=\"2\" "
      "xMax=\"9\" yMax=\"8\">a&amp;b</word></page><page/></doc></body></html>",
      CT_OK, 2, "a&b" },
    { "impossible boxes",
      "<doc><page><word xMin=\"nan\" yMin=\"2\" xMax=\"9\" yMax=\"8\">a</word><word xMin=\"9\" yMin=\"2\" xMax=\"1\" "
      "yMax=\"8\">b</word><word>c</word><word xMin=\"1\" yMin=\"2\" xMax=\"1e30\" yMax=\"8\">d</word></page></doc>",
      CT_OK, 1, "" },
    { "control characters",
      "<doc><page><word xMin=\"1\" yMin=\"2\" xMax=\"9\" yMax=\"8\">a\x01</word></page></doc>", CT_OK, 1,
      "a" },
    { "no pages", "<html></html>", CT_ETOOL, 0, "" },
    { "no XML", "<doc><page></doc>", CT_ETOOL, 0, "" },
};

static void test_bbox(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(prints); i++) {
        ct_arena *arena = ct_arena_new();
        char *bytes = strdup(prints[i].xml);
        ct_page *pages = NULL;
        size_t n = 0;
        ct_error err = ct_bbox_parse(arena, bytes, strlen(bytes), &pages, &n);
        ct_buffer words;
        ct_buffer_init(&words);
        for (size_t w = 0; n > 0 && w < pages[0].n; w++) {
            if (w > 0) ct_buffer_text(&words, " ");
            ct_buffer_append(&words, pages[0].words[w].text, pages[0].words[w].len);
        }
        if (err.code == CT_EUSAGE) skip(); /* built without expat */
        if (err.code != prints[i].code || n != prints[i].pages ||
            strcmp(ct_buffer_string(&words), prints[i].words) != 0)
            fail_msg("%s: code %d, %zu pages, \"%s\"", prints[i].name, (int)err.code, n,
                     ct_buffer_string(&words));
        ct_buffer_clear(&words);
        free(bytes);
        ct_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_pages), cmocka_unit_test(test_bbox) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
