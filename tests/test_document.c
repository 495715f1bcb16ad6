/* Fixtures: tests/fixtures/documents, built by make.py there, which says in plain words what each file holds.
 */
#include "cmocka_all.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "documents/document.h"
#include "make_archive.h"

#define FOLDER       TEST_SOURCE_FOLDER "/tests/fixtures/documents/"
#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    ct_line_kind kind;
    int level;
    long page;
    const char *text;
} expected;

static ct_error parse(ct_document **out, const char *bytes, size_t n)
{
    return ct_document_parse(out, "folder/sample", bytes, n);
}

static const ct_document_options no_ocr = { .ocr = CT_OCR_NEVER };

static void check_lines(const ct_document *document, const expected *want, size_t n)
{
    for (size_t i = 0; i < document->n_lines && i < n; i++) {
        const ct_line *line = &document->lines[i];
        if (line->kind != want[i].kind || line->level != want[i].level || line->page != want[i].page ||
            strcmp(line->text, want[i].text) != 0)
            fail_msg("line %zu: kind %d, level %d, page %ld, \"%s\"; want %d, %d, %ld, \"%s\"", i + 1,
                     (int)line->kind, line->level, line->page, line->text, (int)want[i].kind, want[i].level,
                     want[i].page, want[i].text);
        assert_int_equal(line->number, (long)i + 1);
        assert_int_equal(line->len, strlen(want[i].text));
    }
    assert_int_equal(document->n_lines, n);
}

static void check_refused(const char *name, ct_document *document, ct_error err, ct_code code,
                          const char *says)
{
    if (err.code != code || strstr(err.text, says) == NULL)
        fail_msg("%s: code %d \"%s\", want %d \"%s\"", name, (int)err.code, err.code != CT_OK ? err.text : "",
                 (int)code, says);
    assert_null(document);
    assert_string_not_equal(err.file, "");
}

/* ---- plain text ---- */

static const struct {
    const char *name, *bytes;
    size_t n;
    const char *lines[6]; /* NULL after the last */
    size_t replaced;
    const char *encoding;
} texts[] = {
#define BYTES(s) s, sizeof(s) - 1
    { "LF", BYTES("a\nb\n"), { "a", "b" }, 0, "UTF-8" },
    { "no end of line at the end", BYTES("a\n\nb"), { "a", "", "b" }, 0, "UTF-8" },
    { "CRLF", BYTES("a\r\nb\r\n"), { "a", "b" }, 0, "UTF-8" },
    { "CR alone", BYTES("a\rb\r"), { "a", "b" }, 0, "UTF-8" },
    { "a CR inside LF lines ends none", BYTES("a\rb\nc\n"), { "a b", "c" }, 0, "UTF-8" },
    { "mark",
      BYTES("\xEF\xBB\xBF"
            "a\n"),
      { "a" },
      0,
      "UTF-8" },
    { "invisible letters",
      BYTES("13\xE2\x80\x8B,4\xC2\xAD"
            "5\xE2\x81\xA0% n\xEF\xBB\xBFghe\xCC\x80o\n"),
      { "13,45% nghe\xCC\x80o" },
      0,
      "UTF-8" },
    { "full width",
      BYTES("\xEF\xBC\x91\xEF\xBC\x93\xEF\xBC\x8C\xEF\xBC\x94\xEF\xBC\x85\xE3\x80\x80x"),
      { "13,4% x" },
      0,
      "UTF-8" },
    { "look-alikes",
      BYTES("\xC3\x90\xC3\xB0\xC6\x89\xC9\x96 \xC3\xAA\xC6\xB0\xC6\xA1"),
      { "\xC4\x90\xC4\x91\xC4\x90\xC4\x91 \xC3\xAA\xC6\xB0\xC6\xA1" },
      0,
      "UTF-8" },
    { "font Symbol",
      BYTES("\xEF\x82\xB3 90; \xEF\x82\xA3 5; \xEF\x83\x98 x"),
      { "\xE2\x89\xA5 90; \xE2\x89\xA4 5; \xEF\x83\x98 x" },
      0,
      "UTF-8" },
    { "invalid bytes",
      BYTES("a\xFF"
            "b\xC3\n\xE1\xBA\n"),
      { "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD",
        "\xEF\xBF\xBD\xEF\xBF\xBD" },
      4,
      "UTF-8" },
    { "NUL in text",
      BYTES("a line of text with one stray\0byte\nand another\n"),
      { "a line of text with one stray\xEF\xBF\xBD"
        "byte",
        "and another" },
      1,
      "UTF-8" },
    { "control characters",
      BYTES("red \x1B[31m and \xC2\x9B text, with tabs:\t1\t2, long enough\n"),
      { "red  [31m and    text, with tabs:\t1\t2, long enough" },
      0,
      "UTF-8" },
    { "UTF-16LE, mark",
      BYTES("\xFF\xFE"
            "h\0\xBB\x1E\n\0"
            "b\0"),
      { "h\xE1\xBA\xBB", "b" },
      0,
      "UTF-16LE" },
    { "UTF-16BE, mark",
      BYTES("\xFE\xFF"
            "\0h\x1E\xBB\0\n\0b"),
      { "h\xE1\xBA\xBB", "b" },
      0,
      "UTF-16BE" },
    { "UTF-16LE, no mark",
      BYTES("h\0\xBB\x1E \0"
            "5\0%\0\n\0"
            "b\0"),
      { "h\xE1\xBA\xBB 5%", "b" },
      0,
      "UTF-16LE" },
    { "UTF-16BE, no mark",
      BYTES("\0h\x1E\xBB\0 \0"
            "5\0%\0\n\0b"),
      { "h\xE1\xBA\xBB 5%", "b" },
      0,
      "UTF-16BE" },
    { "TCVN3", /* Năm 2023, tỷ lệ hộ nghèo của tỉnh là 3,5 %; đến năm 2025 các xã đạt và được */
      BYTES("N\xA8m 2023, t\xFB l\xD6 h\xE9 ngh\xCCo c\xF1"
            "a t\xD8nh l\xB5 3,5 %; \xAE\xD5n n\xA8m 2025 c\xB8"
            "c x\xB7 \xAE\xB9t v\xB5 \xAE\xAD\xEE"
            "c\n"),
      { "Năm 2023, tỷ lệ hộ nghèo của tỉnh là 3,5 %; đến năm 2025 các xã đạt và được" },
      0,
      "TCVN3" },
    { "TCVN3 saved as UTF-8",
      BYTES("Tû lÖ hé nghÌo cña tØnh lµ 3,5 %; ®Õn n¨m 2025 c¸c x· ®¹t vµ ®­îc\n"),
      { "Tỷ lệ hộ nghèo của tỉnh là 3,5 %; đến năm 2025 các xã đạt và được" },
      0,
      "TCVN3" },
    { "French is no TCVN3",
      BYTES("L'été à Paris où dé là, très élevé déjà: 3,5 % de la récolte là-bas\n"),
      { "L'été à Paris où dé là, très élevé déjà: 3,5 % de la récolte là-bas" },
      0,
      "UTF-8" },
    { "UTF-16 pair, lone halves, odd byte",
      BYTES("\xFF\xFE\x3D\xD8\x00\xDEx\0\x3D\xD8y\0\x00\xDEz"),
      { "\xF0\x9F\x98\x80x\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBD" },
      3,
      "UTF-16LE" },
};

static void test_text_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        ct_document *document = NULL;
        size_t n = 0;
        assert_ct_ok(parse(&document, texts[i].bytes, texts[i].n));
        for (; texts[i].lines[n] != NULL; n++) {
            if (n >= document->n_lines) fail_msg("%s: only %zu lines", texts[i].name, document->n_lines);
            if (strcmp(document->lines[n].text, texts[i].lines[n]) != 0)
                fail_msg("%s: line %zu is \"%s\"", texts[i].name, n + 1, document->lines[n].text);
            assert_int_equal(document->lines[n].len, strlen(texts[i].lines[n]));
            assert_int_equal(document->lines[n].page, 0);
        }
        if (n != document->n_lines || document->replaced != texts[i].replaced ||
            strcmp(document->encoding, texts[i].encoding) != 0)
            fail_msg("%s: %zu lines, %zu replaced, %s", texts[i].name, document->n_lines, document->replaced,
                     document->encoding);
        assert_int_equal(document->format, CT_FORMAT_TEXT);
        ct_document_free(document);
    }
}

static void test_text_pages(void **state)
{
    static const char text[] = "one\n\ftwo\nthree\f\n four\f five\n\f\fseven\n";
    static const expected want[] = {
        { CT_LINE_TEXT, 0, 1, "one" },   { CT_LINE_TEXT, 0, 2, "two" },
        { CT_LINE_TEXT, 0, 2, "three" }, { CT_LINE_TEXT, 0, 3, " four  five" },
        { CT_LINE_TEXT, 0, 6, "seven" },
    };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(parse(&document, text, sizeof text - 1));
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
}

static void test_document_fields(void **state)
{
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(parse(&document, "abc", 3));
    assert_string_equal(document->path, "folder/sample");
    assert_string_equal(document->name, "sample");
    assert_int_equal(document->bytes, 3);
    /* FIPS 180-4, the example "abc" */
    assert_string_equal(document->digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ct_document_free(document);
    ct_document_free(NULL);
}

/* The next character that is no blank, TAB or form feed. */
static const char *skip_blanks(const char *s)
{
    return s + strspn(s, " \t\f");
}

static bool same_but_for_blanks(const char *a, const char *b)
{
    for (a = skip_blanks(a), b = skip_blanks(b); *a != '\0' && *a == *b;
         a = skip_blanks(a + 1), b = skip_blanks(b + 1)) {}
    return *a == *b;
}

/* Line N is what `sed -n Np` prints: counted here in another way, over the sample documents. A row holds the
 * words of its line. */
static void test_text_line_numbers(void **state)
{
    static const struct {
        const char *path;
        size_t rows, rule;
    } cases[] = {
        /* rule: the line of dashes below the table's head */
        { TEST_SOURCE_FOLDER "/datasets/bac-giang/documents/bao-cao-2023.txt", 9, 97 },
        { TEST_SOURCE_FOLDER "/datasets/bac-giang/documents/nghi-quyet-2023-ocr.txt", 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_document *document = NULL;
        char line[16384];
        size_t n = 0, rows = 0;
        FILE *file = fopen(cases[i].path, "rb");
        assert_non_null(file);
        assert_ct_ok(ct_document_read(&document, cases[i].path));
        for (; fgets(line, sizeof line, file) != NULL; n++) {
            size_t len = strcspn(line, "\n"), skip = strspn(line, "\f");
            line[len] = '\0';
            assert_true(n < document->n_lines);
            rows += document->lines[n].kind == CT_LINE_ROW;
            if (document->lines[n].kind == CT_LINE_ROW)
                assert_true(same_but_for_blanks(document->lines[n].text, line));
            else if (n + 1 == cases[i].rule)
                assert_string_equal(document->lines[n].text, "");
            else
                assert_string_equal(document->lines[n].text, line + skip);
            assert_int_equal(document->lines[n].number, (long)n + 1);
        }
        assert_int_equal(n, document->n_lines);
        assert_int_equal(rows, cases[i].rows);
        assert_int_equal(fclose(file), 0);
        ct_document_free(document);
    }
}

/* ---- tables in plain text: each text as its lines; a row of the outcome begins with '>', its cells are
 * parted by '|' ---- */

#define END "\n"
static const struct {
    const char *name, *text, *want; /* NULL: as it is */
} tables[] = {
    { "wrapped rows between blank lines, columns by a rule",
      "Các chỉ tiêu chủ yếu của kế hoạch được giao trong biểu sau đây cho các sở." END "" END
      "  -----------------------------------------------------------------------" END
      "  Chỉ tiêu                    Đơn vị         Thực hiện   Kế hoạch 2023" END
      "                                                  2022" END
      "  --------------------------- ------------ ----------- ------------------" END
      "  Tốc độ tăng trưởng tổng sản %/năm               19,3   14,5" END "  phẩm trên địa bàn (GRDP" END
      "  theo giá so sánh)" END "" END "  GRDP bình quân đầu người    USD                3.400   3.850" END
      "" END "  Lao động có bằng cấp" END "  từ trung cấp                %                          33" END
      "  -----------------------------------------------------------------------" END "" END
      "Đoạn sau bảng." END,
      "Các chỉ tiêu chủ yếu của kế hoạch được giao trong biểu sau đây cho các sở." END "" END
      "  -----------------------------------------------------------------------" END "" END
      ">Chỉ tiêu|Đơn vị|Thực hiện 2022|Kế hoạch 2023" END "" END
      ">Tốc độ tăng trưởng tổng sản phẩm trên địa bàn (GRDP theo giá so sánh)|%/năm|19,3|14,5" END "" END
      "" END "" END ">GRDP bình quân đầu người|USD|3.400|3.850" END "" END "" END
      ">Lao động có bằng cấp từ trung cấp|%||33" END
      "  -----------------------------------------------------------------------" END "" END
      "Đoạn sau bảng." END },
    { "no rules: a row wrapped above its figures, one below",
      "Chỉ tiêu                      Đơn vị      2022      2023" END "Thu ngân sách trên địa bàn" END
      "theo dự toán                  tỷ đồng     12.000    15.043" END
      "Chi ngân sách địa phương      tỷ đồng     22.000    25.043" END "  cả năm" END
      "Xuất khẩu                     tỷ USD         1,2       1,5" END,
      ">Chỉ tiêu|Đơn vị|2022|2023" END "" END
      ">Thu ngân sách trên địa bàn theo dự toán|tỷ đồng|12.000|15.043" END
      ">Chi ngân sách địa phương cả năm|tỷ đồng|22.000|25.043" END "" END ">Xuất khẩu|tỷ USD|1,2|1,5" END },
    { "what pdftotext prints of a centred table",
      "                                                    Thuc hien" END
      "                                                                  Ke hoach" END
      "TT                Chi tieu               Don vi" END
      "                                                                    2025" END
      "                                                   2021 2022" END "" END " I KINH TE" END "" END
      "     Toc do tang truong san pham tren" END
      " 1                                       %/nam      7,82   19,3    14 - 15" END
      "     dia ban (GRDP)" END "" END
      " 2 GRDP binh quan dau nguoi               USD      3.100 3.400 5.500 - 6.000" END "" END
      "     Trong do: khu vuc thanh thi          USD                       7.000" END "" END
      "                                        Nghin ty" END
      " 3 Tong von dau tu phat trien                       61,5   73,8        470" END
      "                                          dong" END "" END
      "Doan van sau bieu, dai hon cot dau cua bieu, khong phai la mot hang." END,
      ">TT|Chi tieu|Don vi|Thuc hien||Ke hoach 2025" END "" END "" END "" END ">|||2021|2022|" END "" END
      ">I|KINH TE||||" END "" END "" END
      ">1|Toc do tang truong san pham tren dia ban (GRDP)|%/nam|7,82|19,3|14 - 15" END "" END "" END
      ">2|GRDP binh quan dau nguoi|USD|3.100|3.400|5.500 - 6.000" END "" END
      ">|Trong do: khu vuc thanh thi|USD|||7.000" END "" END "" END
      ">3|Tong von dau tu phat trien|Nghin ty dong|61,5|73,8|470" END "" END "" END
      "Doan van sau bieu, dai hon cot dau cua bieu, khong phai la mot hang." END },
    { "a row without a name below the rule is not part of the head",
      "Chỉ tiêu          Đơn vị      2023" END "----------------------------------" END
      "                  %           22,4" END "Công nghiệp       %           65" END
      "Xuất khẩu         tỷ USD      20" END,
      ">Chỉ tiêu|Đơn vị|2023" END "" END ">|%|22,4" END ">Công nghiệp|%|65" END ">Xuất khẩu|tỷ USD|20" END },
    { "a name that leaves one blank before its unit",
      "Chỉ tiêu            Đơn vị      2022      2023" END
      "Tổng sản phẩm (giá) tỷ đồng     12,5      14,5" END
      "Xuất khẩu           tỷ USD      1,2       1,5" END,
      ">Chỉ tiêu|Đơn vị|2022|2023" END ">Tổng sản phẩm (giá)|tỷ đồng|12,5|14,5" END
      ">Xuất khẩu|tỷ USD|1,2|1,5" END },
    { "two rows at a rule, the unit above",
      "Đơn vị: tỷ đồng" END "" END "Chỉ tiêu          Đơn vị      2023" END
      "----------------------------------" END "Thu ngân sách     tỷ đồng     15.043" END "" END "Hết." END,
      "Đơn vị: tỷ đồng" END "" END ">Chỉ tiêu|Đơn vị|2023" END "" END ">Thu ngân sách|tỷ đồng|15.043" END
      "" END "Hết." END },
    { "the unit above at the right, a blank line below it",
      "                              Đơn vị: %" END "" END "Chỉ tiêu          2022        2023" END
      "Dịch vụ           22,2        22,4" END "Công nghiệp       64,4        65" END,
      "                              Đơn vị: %" END "" END ">Chỉ tiêu|2022|2023" END ">Dịch vụ|22,2|22,4" END
      ">Công nghiệp|64,4|65" END },
    { "groups of rows between blank lines: each line is a row",
      "Chỉ tiêu          Đơn vị      2023" END "" END "Dịch vụ           %           22,4" END
      "Công nghiệp       %           65" END "" END "Nông nghiệp       %           12,6" END
      "Xuất khẩu         tỷ USD      20" END,
      ">Chỉ tiêu|Đơn vị|2023" END "" END ">Dịch vụ|%|22,4" END ">Công nghiệp|%|65" END "" END
      ">Nông nghiệp|%|12,6" END ">Xuất khẩu|tỷ USD|20" END },
    { "rows between blank lines: the rest of a name may begin with a capital",
      "Chỉ tiêu          Đơn vị      2023" END "" END "Số giường bệnh    giường      31,8" END
      "Bệnh viện công" END "" END "Hộ nghèo          %           2,63" END,
      ">Chỉ tiêu|Đơn vị|2023" END "" END ">Số giường bệnh Bệnh viện công|giường|31,8" END "" END "" END
      ">Hộ nghèo|%|2,63" END },
    { "a table closed by a rule, a heading, another table",
      "Chỉ tiêu          Đơn vị      2022" END "Dịch vụ           %           22,4" END
      "Công nghiệp       %           65" END "----------------------------------" END "" END "Biểu 2" END
      "Chỉ tiêu          Đơn vị      2023" END "Dịch vụ           %           22,8" END
      "Công nghiệp       %           66" END,
      ">Chỉ tiêu|Đơn vị|2022" END ">Dịch vụ|%|22,4" END ">Công nghiệp|%|65" END
      "----------------------------------" END "" END "Biểu 2" END ">Chỉ tiêu|Đơn vị|2023" END
      ">Dịch vụ|%|22,8" END ">Công nghiệp|%|66" END },
    { "two rows and no rule",
      "Chỉ tiêu          Đơn vị      2023" END "Thu ngân sách     tỷ đồng     15.043" END, NULL },
    { "no figures",
      "Ông A      Chủ tịch      Trưởng ban" END "Ông B      Chủ nhiệm     Phó ban" END
      "Ông C      Giám đốc      Ủy viên" END,
      NULL },
    { "running text with double blanks",
      "Năm  2023,  GRDP  tăng  13,45%,  thu  ngân  sách  đạt  15.943  tỷ  đồng." END
      "Năm  2022,  GRDP  tăng  19,30%,  thu  ngân  sách  đạt  13.943  tỷ  đồng." END
      "Năm  2021,  GRDP  tăng  07,82%,  thu  ngân  sách  đạt  11.943  tỷ  đồng." END,
      NULL },
    { "stretched running text: two gaps and a column of figures meet by chance, the other gaps do not",
      "Kinh tế phát triển   13,5% so   với năm   trước và   vượt các   mục tiêu   đề ra" END
      "thu ngân sách đạt    15.043 tỷ    đồng bằng    102%   dự toán    cả năm;   xuất khẩu" END
      "nhập khẩu còn cao    43,7 tỷ USD,    tăng   so với cùng   kỳ và    đạt kế    hoạch" END,
      NULL },
    { "Markdown: ragged, escaped, a short title before",
      "Bảng 2" END "| Chỉ tiêu | Đơn vị | 2022 |" END "|:---------|--------|-----:|" END
      "| Thu\\|chi | tỷ\tđồng | 12,5 |" END "| Rừng | % |" END "" END "Hết." END,
      "Bảng 2" END ">Chỉ tiêu|Đơn vị|2022" END "" END ">Thu!chi|tỷ đồng|12,5" END ">Rừng|%|" END "" END
      "Hết." END },
    { "two cells with a rule", "| Chỉ tiêu | 2023 |" END "|---|---|" END "| Rừng | 37,8 |" END,
      ">Chỉ tiêu|2023" END "" END ">Rừng|37,8" END },
    { "two cells without", "| Chỉ tiêu | 2023 |" END "| Rừng | 37,8 |" END, NULL },
    { "no outer pipes", "Chỉ tiêu | Đơn vị | 2023" END "---------+--------+-----" END "Rừng | | 37,8" END,
      ">Chỉ tiêu|Đơn vị|2023" END "" END ">Rừng||37,8" END },
    { "no outer pipes, cells that differ in number", "a | b | 1" END "c | 2" END "d | e | f | 3" END, NULL },
    { "one line alone, and pipes of OCR",
      "17 |Nghị quyết số 162 | xây dựng" END "" END "| | Chương trình" END "a | b" END "c | d" END, NULL },
    { "grid: a row between two rules",
      "+-----------+------+------+" END "| Chỉ tiêu  | ĐV   | 2023 |" END "+===========+======+======+" END
      "| Tăng      |      |      |" END "| trưởng    | %    | 14,5 |" END "+-----------+------+------+" END
      "| Thu       | tỷ   | 15,9 |" END "|           | đồng |      |" END "+-----------+------+------+" END,
      "+-----------+------+------+" END ">Chỉ tiêu|ĐV|2023" END "" END "" END ">Tăng trưởng|%|14,5" END "" END
      ">Thu|tỷ đồng|15,9" END "" END "" END },
};

/* One line of the outcome: '|' for TAB and '!' for '|' in a row. */
static void show_line(char *out, size_t size, const ct_line *line)
{
    assert_true(line->len + 3 < size);
    snprintf(out, size, "%s%s\n", line->kind == CT_LINE_ROW ? ">" : "", line->text);
    for (char *s = out; line->kind == CT_LINE_ROW && *s != '\0'; s++)
        *s = *s == '\t' ? '|' : *s == '|' ? '!' : *s;
}

static void test_text_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(tables); i++) {
        ct_document *document = NULL;
        const char *want = tables[i].want != NULL ? tables[i].want : tables[i].text;
        char got[1024];
        assert_ct_ok(parse(&document, tables[i].text, strlen(tables[i].text)));
        for (size_t k = 0; k < document->n_lines; k++) {
            size_t n = strcspn(want, "\n") + 1;
            show_line(got, sizeof got, &document->lines[k]);
            if (strncmp(got, want, n) != 0 || strlen(got) != n)
                fail_msg("%s, line %zu: %s want %.*s", tables[i].name, k + 1, got, (int)n, want);
            assert_int_equal(document->lines[k].number, (long)k + 1);
            assert_int_equal(document->lines[k].len, strlen(document->lines[k].text));
            want += n;
        }
        if (*want != '\0') fail_msg("%s: lines missing: %s", tables[i].name, want);
        ct_document_free(document);
    }
}

/* Lines with TABs: rows or not, by their cells. */
static void test_text_tabs(void **state)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        { "a pasted sheet", "TT\tChỉ tiêu\tĐVT\tNăm 2022\n1\tGRDP \t%\t 9,22\n\tDân số\tngười\t1.200\n",
          "rrr" },
        { "two columns", "Huyện\tTỷ lệ\nPác Nặm\t35,22\nNa Rì\t25,11\nBa Bể\t23,8\n", "rrrr" },
        { "two rows of two columns are a list", "Pác Nặm\t35,22\nNa Rì\t25,11\n", "tt" },
        { "numbered items",
          "1.\tTăng trưởng kinh tế đạt 14% trở lên và bền vững hơn các năm trước.\n2.\tThu ngân sách.\n3.\tDân số.\n",
          "ttt" },
        { "indents", "\tĐạt 14%.\n\tĐạt 15%.\n\tĐạt 16%.\n", "ttt" },
        { "words without figures", "A\tB\tC\nD\tE\tF\n", "tt" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_document *document = NULL;
        char said[16] = "";
        assert_ct_ok(parse(&document, cases[i].text, strlen(cases[i].text)));
        for (size_t k = 0; k < document->n_lines; k++)
            said[k] = document->lines[k].kind == CT_LINE_ROW ? 'r' : 't';
        if (strcmp(said, cases[i].want) != 0) fail_msg("%s: %s, want %s", cases[i].name, said, cases[i].want);
        if (i == 0) assert_string_equal(document->lines[1].text, "1\tGRDP\t%\t9,22");
        ct_document_free(document);
    }
}

static void test_text_sample_table(void **state) /* line numbers as `grep -n` prints them */
{
    static const struct {
        size_t line;
        const char *text;
    } want[] = {
        { 96, "Chỉ tiêu\tĐơn vị\tTH 2022\tKH 2023\tƯTH 2023" },
        { 100, "GRDP bình quân đầu người\tUSD\t3.400\t3.850\t3.950" },
        { 102, "Thu ngân sách trên địa bàn\ttỷ đồng\t\t15.043\t15.943" },
        { 112, "Tỷ lệ che phủ rừng\t%\t\t37,8\t37,8" },
    };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(
        ct_document_read(&document, TEST_SOURCE_FOLDER "/datasets/bac-giang/documents/bao-cao-2023.txt"));
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_int_equal(document->lines[want[i].line - 1].kind, CT_LINE_ROW);
        assert_string_equal(document->lines[want[i].line - 1].text, want[i].text);
    }
    ct_document_free(document);
}

/* A pattern of lines over and over: each is still there, and the time is far from that of a square. */
static void test_text_many_lines(void **state)
{
    static const struct {
        const char *pattern;
        size_t lines;
    } cases[] = {
        { "a b\n", 1 },
        { "|a|b|c|\n", 1 },
        { "a     b     5\n  zz      5      y     k\n", 2 },
        { "a     b     5\n-----\n\n", 3 },
    };
    enum { LINES = 300 * 1000 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t len = strlen(cases[i].pattern), times = LINES / cases[i].lines;
        char *text = malloc(len * times);
        ct_document *document = NULL;
        clock_t begin = clock();
        assert_non_null(text);
        for (size_t k = 0; k < times; k++) memcpy(text + k * len, cases[i].pattern, len);
        assert_ct_ok(parse(&document, text, len * times));
        assert_int_equal(document->n_lines, LINES);
        assert_int_equal(document->lines[LINES - 1].number, LINES);
        assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 30);
        ct_document_free(document);
        free(text);
    }
}

static void test_text_long_line(void **state) /* far from linear, this takes hours */
{
    size_t n = 100u * 1000 * 1000;
    char *text = malloc(n);
    ct_document *document = NULL;
    clock_t begin = clock();

    (void)state;
    assert_non_null(text);
    memset(text, 'x', n);
    for (size_t i = 0; i < n; i += 1000) text[i] = '\xFF';
    assert_ct_ok(parse(&document, text, n));
    assert_int_equal(document->n_lines, 1);
    assert_int_equal(document->replaced, n / 1000);
    assert_int_equal(document->lines[0].len, n + 2 * (n / 1000));
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 30);
    ct_document_free(document);
    free(text);
}

/* ---- what is no document ---- */

static const struct {
    const char *name, *bytes;
    size_t n;
    const char *says;
} refused[] = {
    { "empty", BYTES(""), "is empty" },
    { "white space", BYTES(" \n\t\r\n\f"), "empty but for white space" },
    { "only a mark", BYTES("\xEF\xBB\xBF"), "empty but for white space" },
    { "old Word", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
      "save it as .docx" },
    { "old Excel", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0k\0b\0o\0o\0k\0"), "old Office file" },
    { "locked Word",
      BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
            "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
      "password" },
    { "old Office", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"), "old Office file" },
    { "PNG", BYTES("\x89PNG\r\n\x1A\n...."), "a picture, and OCR is off; use --ocr auto" },
    { "JPEG", BYTES("\xFF\xD8\xFF\xE0...."), "a picture, and OCR is off" },
    { "GIF", BYTES("GIF89a...."), "a picture" },
    { "TIFF, Intel", BYTES("II*\0...."), "a picture, and OCR is off" },
    { "TIFF, Motorola", BYTES("MM\0*...."), "a picture, and OCR is off" },
    { "BMP", BYTES("BM....\0\0\0\0...."), "a picture" },
    { "WebP", BYTES("RIFF....WEBPVP8 "), "a picture" },
    { "DjVu", BYTES("AT&TFORM....DJVU"), "DjVu" },
    { "gzip", BYTES("\x1F\x8B\x08\0...."), "unpack it" },
    { "7z", BYTES("7z\xBC\xAF\x27\x1C...."), "unpack it" },
    { "web page in one file, empty", BYTES("MIME-Version: 1.0\n"), "shows no text" },
    { "XML", BYTES("<?xml version='1.0'?><w/>"), "an XML file" },
    { "binary",
      BYTES("\x7F"
            "ELF\2\1\1\0\0\0\0\0\3\0>\0\1\0\0\0"),
      "no text, Word, Excel, OpenDocument, PDF or web page" },
};

static void test_refused_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        ct_document *document = NULL;
        ct_error err =
            ct_document_parse_with(&document, "folder/sample", refused[i].bytes, refused[i].n, &no_ocr);
        check_refused(refused[i].name, document, err,
                      strstr(refused[i].says, "OCR is off") != NULL ? CT_EUNREAD : CT_EDATA, refused[i].says);
    }
}

static void test_read_faults(void **state)
{
    ct_document *document = NULL;
    ct_error err = ct_document_read(&document, FOLDER "no-such-file.txt");

    (void)state;
    check_refused("missing", document, err, CT_EIO, "");
    assert_non_null(strstr(err.file, "no-such-file.txt"));
    err = ct_document_read(&document, TEST_SOURCE_FOLDER "/tests");
    check_refused("a folder", document, err, CT_EIO, "");
}

/* ---- PDF ---- */

static void test_pdf_tables(void **state)
{
    static const expected want[] = {
        { CT_LINE_TEXT, 0, 1, "Ke hoach phat trien kinh te - xa hoi nam 2024" },
        { CT_LINE_TEXT, 0, 1, "Cac chi tieu chu yeu cua tinh duoc neu trong bieu sau day." },
        { CT_LINE_ROW, 0, 1, "TT\tChi tieu\tThuc hien nam 2023\tKe hoach\tDon vi" },
        { CT_LINE_ROW, 0, 1, "1\tToc do tang truong\t13,45\t14,5\t%" },
        { CT_LINE_ROW, 0, 1, "2\tTy le ho ngheo theo chuan moi cua giai doan\t2,63\t1,8\t%" },
        { CT_LINE_ROW, 0, 1, "II\tXa hoi va moi truong\t\t\t" },
        { CT_LINE_ROW, 0, 1, "3\tTy le che phu rung\t\t37,6\t%" },
        { CT_LINE_ROW, 0, 1, "4\tVon dau tu toan xa hoi\t88,7\t103,5\tnghin ty dong" },
        { CT_LINE_TEXT, 0, 1, "" },
        { CT_LINE_TEXT, 0, 1, "Doan van sau bieu khong phai la mot hang cua bieu." },
        { CT_LINE_TEXT, 0, 2,
          "UY BAN NHAN DAN                 CONG HOA XA HOI" }, /* two columns side by side are no table */
        { CT_LINE_TEXT, 0, 2, "TINH BAC GIANG                  Doc lap - Tu do" },
    };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(ct_document_read(&document, FOLDER "tables.pdf"));
    assert_int_equal(document->format, CT_FORMAT_PDF);
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
}

static void test_pdf_centred_table(void **state)
{
    static const expected want[] = {
        { CT_LINE_ROW, 0, 1, "TT\tChi tieu\tDon vi\tThuc hien\t\tKe hoach 2025" },
        { CT_LINE_ROW, 0, 1, "\t\t\t2021\t2022\t" },
        { CT_LINE_ROW, 0, 1, "I\tKINH TE\t\t\t\t" },
        { CT_LINE_ROW, 0, 1,
          "1\tToc do tang truong san pham tren dia ban (GRDP)\t%/nam\t7,82\t19,3\t14 - 15" },
        { CT_LINE_ROW, 0, 1, "2\tGRDP binh quan dau nguoi\tUSD\t3.100\t3.400\t5.500 - 6.000" },
        { CT_LINE_ROW, 0, 1, "\tTrong do: khu vuc thanh thi\tUSD\t\t\t7.000" },
        { CT_LINE_ROW, 0, 1, "3\tTong von dau tu phat trien\tNghin ty dong\t61,5\t73,8\t470" },
        { CT_LINE_TEXT, 0, 1, "" },
        { CT_LINE_TEXT, 0, 1, "Doan van sau bieu, dai hon cot dau cua bieu, khong phai la mot hang." },
    };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(ct_document_read(&document, FOLDER "centred.pdf"));
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
}

static void test_pdf_notes(void **state)
{
    static const expected want[] = {
        { CT_LINE_TEXT, 0, 1, "So giuong benh dat 33,8 giuong; dien tich 120 m2; 21 cum." },
        { CT_LINE_TEXT, 0, 1, "Ty le nuoc sach (QCVN), tang 63,8%; luong CO2 giam." },
        { CT_LINE_TEXT, 0, 1, "" },
        { CT_LINE_NOTE, 0, 1, "Khong tinh giuong cua tram y te xa." },
        { CT_LINE_NOTE, 0, 1, "Theo quy chuan." },
        { CT_LINE_TEXT, 0, 1, "" },
        { CT_LINE_TEXT, 0, 1, "                    15" },
        { CT_LINE_TEXT, 0, 2, "Nam 2024:" },
        { CT_LINE_TEXT, 0, 2, "3" }, /* no word carries it: left as it is */
        { CT_LINE_TEXT, 0, 2, "    Khong ai goi so nay." },
    };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(ct_document_read(&document, FOLDER "notes.pdf"));
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
}

static void test_pdf_little_text(void **state)
{
    static const expected want[] = { { CT_LINE_TEXT, 0, 1, "Dat 5%" } };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(ct_document_read(&document, FOLDER "short.pdf")); /* few letters, but no picture either */
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
}

static void test_pdf_refused(void **state)
{
    static const struct {
        const char *path, *says;
        ct_code code;
    } cases[] = {
        { FOLDER "scan.pdf", "its pages are pictures and hold no text; use --ocr auto", CT_EUNREAD },
        { FOLDER "drawn.pdf", "its pages are pictures and hold no text; use --ocr auto", CT_EUNREAD },
        { FOLDER "locked.pdf", "Incorrect password", CT_EDATA },
    };
    ct_document *document = NULL;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_error err = ct_document_read_with(&document, cases[i].path, &no_ocr);
        check_refused(cases[i].path, document, err, cases[i].code, cases[i].says);
    }
    ct_error err = parse(&document, BYTES("%PDF-1.4\nnothing more"));
    check_refused("damaged", document, err, CT_ETOOL, "pdftotext could not read this PDF: Syntax");
}

static void test_pdf_without_pdftotext(void **state)
{
    ct_document *document = NULL;
    char *path = getenv("PATH") != NULL ? strdup(getenv("PATH")) : NULL;
    ct_error err;

    (void)state;
    assert_int_equal(setenv("PATH", FOLDER, 1), 0);
    err = ct_document_read(&document, FOLDER "tables.pdf");
    if (path != NULL) assert_int_equal(setenv("PATH", path, 1), 0);
    free(path);
    check_refused("no pdftotext", document, err, CT_ETOOL, "poppler-utils");
}

/* ---- Word and ODT ---- */

#ifdef CHITIEU_HAVE_WORD

static void test_docx_lines(void **state)
{
    static const expected want[] = {
        { CT_LINE_PARAGRAPH, 1, 0, "Kế hoạch" },
        { CT_LINE_PARAGRAPH, 1, 0, "Chỉ tiêu" },
        { CT_LINE_PARAGRAPH, 2, 0, "Kinh tế" },
        { CT_LINE_PARAGRAPH, 5, 0, "Cấp riêng" },
        { CT_LINE_PARAGRAPH, 0, 0, "Thân bài" },
        { CT_LINE_PARAGRAPH, 0, 0, "Kiểu vòng" },
        { CT_LINE_PARAGRAPH, 0, 0, "GRDP tăng 14,5% một năm" },
        { CT_LINE_PARAGRAPH, 0, 0, "Đạt 13% năm 2025" },
        { CT_LINE_PARAGRAPH, 0, 0, "Giường bệnh đạt 31,7 giường." },
        { CT_LINE_NOTE, 0, 0, "Không tính trạm y tế. Đoạn hai." },
        { CT_LINE_NOTE, 0, 0, "Số sơ bộ." },
        { CT_LINE_PARAGRAPH, 0, 0, "Nhắc lại chú thích." },
        { CT_LINE_PARAGRAPH, 0, 0, "Tăng 2021-2025 ≥ 90%" },
        { CT_LINE_PARAGRAPH, 0, 0, "1. Một" },
        { CT_LINE_PARAGRAPH, 0, 0, "a) Ý thứ nhất" },
        { CT_LINE_PARAGRAPH, 0, 0, "b) Ý thứ hai" },
        { CT_LINE_PARAGRAPH, 0, 0, "2. Hai" },
        { CT_LINE_PARAGRAPH, 0, 0, "2.1.1 Sâu" },
        { CT_LINE_PARAGRAPH, 0, 0, "- Gạch" },
        { CT_LINE_PARAGRAPH, 0, 0, "Bỏ số" },
        { CT_LINE_PARAGRAPH, 0, 0, "Phần IV: Theo kiểu" },
        { CT_LINE_PARAGRAPH, 0, 0, "(i) Ba" },
        { CT_LINE_PARAGRAPH, 0, 0, "26. Bắt đầu lại" },
        { CT_LINE_PARAGRAPH, 0, 0, "Trong hộp" },
        { CT_LINE_PARAGRAPH, 0, 0, "Ngoài hộp" },
        { CT_LINE_ROW, 0, 0, "TT\tChỉ tiêu\tNăm\t" },
        { CT_LINE_ROW, 0, 0, "Phần V:\tNước sạch\t1\t2" },
        { CT_LINE_NOTE, 0, 0, "Theo quy chuẩn." },
        { CT_LINE_ROW, 0, 0, "\t\t3\tc" },
        { CT_LINE_ROW, 0, 0, "\t\tmuộn\t" },
        { CT_LINE_ROW, 0, 0, "a\tb\t\t\t\t" }, /* a table in the cell of "c" */
        { CT_LINE_PARAGRAPH, 0, 0, "Hết." },
    };
    ct_document *document = NULL;

    (void)state;
    assert_ct_ok(ct_document_read(&document, FOLDER "full.docx"));
    assert_int_equal(document->format, CT_FORMAT_DOCX);
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
}

static void test_odt_lines(void **state)
{
    static const expected want[] = {
        { CT_LINE_PARAGRAPH, 2, 0, "Chỉ tiêu" },     { CT_LINE_PARAGRAPH, 0, 0, "GRDP tăng 14,5% một năm" },
        { CT_LINE_PARAGRAPH, 0, 0, "Giường bệnh" },  { CT_LINE_NOTE, 0, 0, "Không tính trạm y tế." },
        { CT_LINE_PARAGRAPH, 0, 0, "trong hộp" },    { CT_LINE_PARAGRAPH, 0, 0, "Hình" },
        { CT_LINE_ROW, 0, 0, "Chỉ tiêu\t\t2025\t" }, { CT_LINE_ROW, 0, 0, "Hộ nghèo\t\t\t1,0" },
    };
    ct_document *document = NULL;
    ct_error err;

    (void)state;
    assert_ct_ok(ct_document_read(&document, FOLDER "full.odt"));
    assert_int_equal(document->format, CT_FORMAT_ODT);
    check_lines(document, want, COUNT(want));
    ct_document_free(document);
    err = ct_document_read(&document, FOLDER "locked.odt");
    check_refused("locked", document, err, CT_EDATA, "password");
}

#define NAMESPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define STRICT    "xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\""

static void test_archives_refused(void **state)
{
    static const struct {
        const char *name, *parts[5];
        ct_code code;
        const char *says;
    } cases[] = {
        { "Excel without sheets", { "xl/workbook.xml", "<x/>" }, CT_EDATA, "shows no cell" },
        { "binary Excel", { "xl/workbook.bin", "." }, CT_EDATA, "a binary Excel workbook" },
        { "PowerPoint", { "ppt/presentation.xml", "<x/>" }, CT_EDATA, "a PowerPoint file" },
        { "e-book",
          { "mimetype", "application/epub+zip", "META-INF/container.xml", "<x/>" },
          CT_EDATA,
          "an e-book" },
        { "drawing",
          { "mimetype", "application/vnd.oasis.opendocument.graphics", "META-INF/manifest.xml", "<x/>" },
          CT_EDATA,
          "OpenDocument" },
        { "other ZIP", { "bao-cao.txt", "14,5%" }, CT_EDATA, "unpack it" },
        { "no text", { "word/document.xml", "<w:document " NAMESPACE "/>" }, CT_EDATA, "has no text" },
        { "ODT without content",
          { "mimetype", "application/vnd.oasis.opendocument.text" },
          CT_EPARSE,
          "no part content.xml" },
        { "not well-formed",
          { "word/document.xml", "<w:document " NAMESPACE "><w:p></w:document>" },
          CT_EPARSE,
          "byte 90 (mismatched tag)" },
        { "not XML", { "word/document.xml", "" }, CT_EPARSE, "no element found" },
        { "DOCTYPE",
          { "word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" },
          CT_EPARSE,
          "a DOCTYPE" },
        { "styles damaged",
          { "word/document.xml", "<a/>", "word/styles.xml", "<a>" },
          CT_EPARSE,
          "word/styles.xml" },
        { "lists damaged",
          { "word/document.xml", "<a/>", "word/numbering.xml", "<a>" },
          CT_EPARSE,
          "word/numbering.xml" },
        { "notes damaged",
          { "word/document.xml", "<a/>", "word/footnotes.xml", "<a>" },
          CT_EPARSE,
          "word/footnotes.xml" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t n = 0;
        char *bytes = make_archive(cases[i].parts, 0, &n);
        ct_document *document = NULL;
        ct_error err = parse(&document, bytes, n);
        check_refused(cases[i].name, document, err, cases[i].code, cases[i].says);
        free(bytes);
    }
}

/* One document.xml of `before`, n times `middle`, `after`. */
static ct_error parse_repeated(ct_document **document, const char *before, const char *middle, size_t times,
                               const char *after)
{
    size_t n = 0, len = strlen(middle), size = strlen(before) + times * len + strlen(after) + 1;
    char *text = malloc(size), *at = text, *bytes;
    ct_error err;

    assert_non_null(text);
    at += snprintf(at, size, "%s", before);
    for (size_t i = 0; i < times; i++) {
        memcpy(at, middle, len);
        at += len;
    }
    memcpy(at, after, strlen(after) + 1);
    bytes = make_archive((const char *const[]){ "word/document.xml", text, NULL }, 0, &n);
    err = parse(document, bytes, n);
    free(bytes);
    free(text);
    return err;
}

static void test_archive_limits(void **state)
{
    static const char begin[] = "<w:document " NAMESPACE "><w:p><w:r><w:t>",
                      end[] = "</w:t></w:r></w:p></w:document>";
    ct_document *document = NULL;
    size_t n = 0;
    char *bytes;
    ct_error err;

    (void)state;
    err = parse_repeated(&document, begin, "x", 60u * 1024 * 1024, end);
    check_refused("ratio", document, err, CT_EDATA, "more than 200 times its size");
    err = parse_repeated(&document, begin, "<a>", 300, end);
    check_refused("depth", document, err, CT_EPARSE, "256 deep");
    /* Stopped at an empty element, whose end expat still tells: nothing that its start would have set up may
     * be used. */
    static const char *const empty[] = { "<w:pPr/>", "<w:p/>",        "<w:tc/>",   "<w:tr/>",
                                         "<w:tbl/>", "<w:footnote/>", "<w:style/>" };
    for (size_t i = 0; i < COUNT(empty); i++) {
        err = parse_repeated(&document, "<w:document " NAMESPACE "><w:p>", "<a>", 254, empty[i]);
        check_refused(empty[i], document, err, CT_EPARSE, "256 deep");
    }
    err = parse_repeated(&document, "<w:document " NAMESPACE ">", "<w:p><w:r>", 17, "");
    check_refused("text boxes", document, err, CT_EPARSE, "nested more than 16 deep");
    bytes = make_archive((const char *const[]){ "word/document.xml", "<a/>", NULL }, 10000, &n);
    err = parse(&document, bytes, n);
    check_refused("entries", document, err, CT_EDATA, "10001 entries");
    free(bytes);
}

static void test_archive_size_limit(void **state) /* text that hardly packs: the ratio does not catch it */
{
    size_t n = 65u * 1024 * 1024, size = 0;
    char *text = malloc(n + 1), *bytes;
    unsigned random = 1;
    ct_document *document = NULL;
    ct_error err;

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < n; i++) {
        if (i % 64 == 0) random = random * 1103515245u + 12345u;
        text[i] = (char)('0' + (i % 64 == 0 ? random >> 16 : (unsigned)i) % 64);
    }
    text[n] = '\0';
    bytes = make_archive((const char *const[]){ "word/document.xml", text, NULL }, 0, &size);
    free(text);
    err = parse(&document, bytes, size);
    free(bytes);
    check_refused("size", document, err, CT_EDATA, "more than 64 MB");
}

static void test_archive_damage(
    void **state) /* cut anywhere, or with any byte changed: an error or a document, never a crash */
{
    char bytes[8192];
    FILE *file = fopen(FOLDER "full.docx", "rb");
    size_t n;

    (void)state;
    assert_non_null(file);
    n = fread(bytes, 1, sizeof bytes, file);
    assert_int_equal(fclose(file), 0);
    assert_in_range(n, 1000, sizeof bytes - 1);
    for (size_t cut = 4; cut < n; cut += 7) {
        ct_document *document = NULL;
        ct_error err = parse(&document, bytes, cut);
        check_refused("cut short", document, err, CT_EPARSE, "damaged");
    }
    for (size_t at = 4; at < n; at += 5) {
        ct_document *document = NULL;
        ct_error err;
        bytes[at] ^= 0x5A;
        err = parse(&document, bytes, n);
        bytes[at] ^= 0x5A;
        assert_true(err.code == CT_OK || err.code == CT_EPARSE || err.code == CT_EDATA);
        ct_document_free(document);
    }
}

#define RUN(properties, text)  "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"
#define TEXT(text)             "<w:r><w:t>" text "</w:t></w:r>"
#define PARAGRAPH(inner)       "<w:p>" inner "</w:p>"
#define CELL(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" PARAGRAPH(TEXT(text)) "</w:tc>"
#define RAISED                 "<w:vertAlign w:val=\"superscript\"/>"
#define MARK_DELETED           "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"

/* What stands in the file and is not what the page says. */
static void test_docx_told_apart(void **state)
{
    static const char styles[] =
        "<w:styles " NAMESPACE
        "><w:style w:styleId=\"Gone\"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId=\"Old\">"
        "<w:rPr><w:strike/></w:rPr></w:style><w:style w:styleId=\"Older\"><w:basedOn w:val=\"Old\"/></w:style>"
        "<w:style w:styleId=\"Note\"><w:rPr>" RAISED "</w:rPr></w:style></w:styles>";
    static const struct {
        const char *name, *body, *lines[3];
    } cases[] = {
        { "struck out",
          PARAGRAPH(RUN("<w:strike/>", "1,5%") RUN("<w:dstrike/>", "1,4%")
                        RUN("<w:strike w:val=\"0\"/>", "1,0%")),
          { "1,0%" } },
        { "hidden by a style",
          PARAGRAPH(RUN("<w:rStyle w:val=\"Gone\"/>", "9,9%") TEXT("2,6%")),
          { "2,6%" } },
        { "struck by a style",
          PARAGRAPH(RUN("<w:rStyle w:val=\"Older\"/>", "9,9%")
                        RUN("<w:rStyle w:val=\"Old\"/><w:strike w:val=\"0\"/>", "2,6%")),
          { "2,6%" } },
        { "a note's digit",
          PARAGRAPH(TEXT("25.700") RUN(RAISED, "2") TEXT(" USD")),
          { "25.700\xC2\xB2 USD" } },
        { "one by a style",
          PARAGRAPH(TEXT("13,4") RUN("<w:rStyle w:val=\"Note\"/>", "(15)") TEXT("%")),
          { "13,4\xE2\x81\xBD\xC2\xB9\xE2\x81\xB5\xE2\x81\xBE%" } },
        { "what a form shows unfilled",
          PARAGRAPH(
              TEXT("a ") "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:sdt><w:sdtContent>" TEXT("99,9%") "</w:sdtContent></w:sdt>" TEXT(
                  "99,8%") "</w:sdtContent></w:sdt>" TEXT("b") "<w:sdt><w:sdtPr/><w:sdtContent>" TEXT("c") "</w:sdtContent></w:sdt>"),
          { "a bc" } },
        { "the end of a paragraph deleted",
          PARAGRAPH(MARK_DELETED TEXT("13,4%, ")) PARAGRAPH(MARK_DELETED TEXT("2,6%; ")) PARAGRAPH(TEXT("b"))
              PARAGRAPH(TEXT("c")),
          { "13,4%, 2,6%; b", "c" } },
        { "the last one's", PARAGRAPH(TEXT("a")) PARAGRAPH(MARK_DELETED TEXT("b")), { "a", "b" } },
        { "one before a table",
          PARAGRAPH(MARK_DELETED TEXT("a")) "<w:tbl><w:tr>" CELL("", "b") CELL("", "c") "</w:tr></w:tbl>",
          { "a", "b\tc" } },
        { "a cell deleted",
          "<w:tbl><w:tr>" CELL("", "a") CELL("<w:cellDel/>", "3,9") CELL("", "2,6") "</w:tr></w:tbl>",
          { "a\t2,6" } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[2048];
        size_t n = 0, lines = 0;
        snprintf(text, sizeof text, "<w:document " NAMESPACE "><w:body>%s</w:body></w:document>",
                 cases[i].body);
        char *bytes = make_archive(
            (const char *const[]){ "word/document.xml", text, "word/styles.xml", styles, NULL }, 0, &n);
        ct_document *document = NULL;
        assert_ct_ok(parse(&document, bytes, n));
        for (; lines < 3 && cases[i].lines[lines] != NULL; lines++)
            if (lines >= document->n_lines || strcmp(document->lines[lines].text, cases[i].lines[lines]) != 0)
                fail_msg("%s: \"%s\", want \"%s\"", cases[i].name,
                         lines < document->n_lines ? document->lines[lines].text : "(nothing)",
                         cases[i].lines[lines]);
        assert_int_equal(document->n_lines, lines);
        ct_document_free(document);
        free(bytes);
    }
}

#define ODF                                                                                                                            \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" " \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""

static void test_odt_told_apart(void **state)
{
    static const char content[] =
        "<office:document-content " ODF "><office:automatic-styles>"
        "<style:style style:name=\"T1\"><style:text-properties style:text-position=\"super 58%\"/></style:style>"
        "<style:style style:name=\"T2\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>"
        "<style:style style:name=\"T3\"><style:text-properties style:text-line-through-style=\"none\" style:text-position=\"sub 58%\"/></style:style>"
        "<style:style style:name=\"T0\"><style:text-properties style:text-position=\"33% 58%\"/></style:style>"
        "</office:automatic-styles><office:body><office:text>"
        "<text:p>13,4<text:span text:style-name=\"T1\">5</text:span>%, <text:span text:style-name=\"T2\">1,5%</text:span>"
        "<text:span text:style-name=\"T3\">1,0%</text:span>, 28<text:span text:style-name=\"T0\"><text:span>1</text:span></text:span> USD</text:p>"
        "</office:text></office:body></office:document-content>";
    ct_document *document = NULL;
    size_t n = 0;
    char *bytes = make_archive((const char *const[]){ "mimetype", "application/vnd.oasis.opendocument.text",
                                                      "content.xml", content, NULL },
                               0, &n);

    (void)state;
    assert_ct_ok(parse(&document, bytes, n));
    assert_int_equal(document->n_lines, 1);
    assert_string_equal(document->lines[0].text, "13,4\xE2\x81\xB5%, 1,0%, 28\xC2\xB9 USD");
    ct_document_free(document);
    free(bytes);
}

static void test_docx_variants(void **state)
{
    static const struct {
        const char *name, *part, *text, *want;
    } cases[] = {
        { "strict, another prefix", "word/document.xml",
          "<x:d " STRICT "><x:p><x:r><x:t>14,5%</x:t></x:r></x:p></x:d>", "14,5%" },
        { "Office 365's name", "word/document2.xml",
          "<w:document " NAMESPACE "><w:p><w:r><w:t>a</w:t></w:r></w:p></w:document>", "a" },
        { "no styles part", "word/document.xml",
          "<w:d " NAMESPACE
          "><w:p><w:pPr><w:pStyle w:val=\"Heading3\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:d>",
          "a" },
        { "another namespace's t", "word/document.xml",
          "<w:d " NAMESPACE "><w:p><t>no</t><w:r><w:t>yes</w:t></w:r></w:p></w:d>", "yes" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t n = 0;
        char *bytes = make_archive((const char *const[]){ cases[i].part, cases[i].text, NULL }, 0, &n);
        ct_document *document = NULL;
        assert_ct_ok(parse(&document, bytes, n));
        if (document->n_lines != 1 || strcmp(document->lines[0].text, cases[i].want) != 0)
            fail_msg("%s", cases[i].name);
        assert_int_equal(document->lines[0].level, i == 2 ? 3 : 0);
        ct_document_free(document);
        free(bytes);
    }
}

#else

static void test_word_not_built(void **state)
{
    ct_document *document = NULL;
    ct_error err = ct_document_read(&document, FOLDER "full.docx");

    (void)state;
    check_refused("docx", document, err, CT_EUSAGE, "libzip and expat");
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_tabs),
        cmocka_unit_test(test_text_table),
        cmocka_unit_test(test_text_pages),
        cmocka_unit_test(test_document_fields),
        cmocka_unit_test(test_text_line_numbers),
        cmocka_unit_test(test_text_tables),
        cmocka_unit_test(test_text_sample_table),
        cmocka_unit_test(test_text_many_lines),
        cmocka_unit_test(test_text_long_line),
        cmocka_unit_test(test_refused_table),
        cmocka_unit_test(test_read_faults),
        cmocka_unit_test(test_pdf_tables),
        cmocka_unit_test(test_pdf_centred_table),
        cmocka_unit_test(test_pdf_notes),
        cmocka_unit_test(test_pdf_little_text),
        cmocka_unit_test(test_pdf_refused),
        cmocka_unit_test(test_pdf_without_pdftotext),
#ifdef CHITIEU_HAVE_WORD
        cmocka_unit_test(test_docx_lines),
        cmocka_unit_test(test_odt_lines),
        cmocka_unit_test(test_archives_refused),
        cmocka_unit_test(test_archive_limits),
        cmocka_unit_test(test_archive_size_limit),
        cmocka_unit_test(test_archive_damage),
        cmocka_unit_test(test_docx_told_apart),
        cmocka_unit_test(test_odt_told_apart),
        cmocka_unit_test(test_docx_variants),
#else
        cmocka_unit_test(test_word_not_built),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
