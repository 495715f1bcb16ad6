/* Workbooks, spreadsheets, web pages and CSV: what a person sees in them is what is read. Expected texts are
 * what Excel, LibreOffice or a browser shows of the same file in Vietnam. Files are built here. */
#include "cmocka_all.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef CHITIEU_HAVE_WORD
#include <zip.h>
#endif
#ifdef CHITIEU_HAVE_XLSX
#include <xlsxwriter.h>
#endif

#include "core/buffer.h"
#include "documents/document.h"
#include "documents/number_format.h"
#include "documents/workbook_sheet.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- a document as text ---- */

/* "R a|b #12|^": a row; # the stored number as shown, ^ a place that a cell from above or from the left
 * covers, * bold, > set in. */
static void show_row(const ct_document *document, size_t line, ct_buffer *to)
{
    size_t row;
    const ct_table_grid *grid = ct_document_table(document, line, &row);

    assert_non_null(grid);
    for (size_t c = 0; c < grid->n_columns; c++) {
        const ct_cell *cell = ct_table_grid_at(grid, row, c);
        if (c > 0) ct_buffer_text(to, "|");
        if (cell->len > 0 && (cell->row != row || cell->column != c)) {
            ct_buffer_text(to, "^");
            continue;
        }
        for (int i = 0; i < cell->indent; i++) ct_buffer_text(to, ">");
        if (cell->bold) ct_buffer_text(to, "*");
        ct_buffer_append(to, cell->text, cell->len);
        if (cell->number) ct_buffer_printf(to, " #%.12g", cell->value);
    }
    ct_buffer_text(to, row < grid->n_head ? " (head)\n" : "\n");
}

static void show(const ct_document *document, ct_buffer *to)
{
    ct_buffer_empty(to);
    for (size_t i = 0; i < document->n_lines; i++) {
        const ct_line *line = &document->lines[i];
        if (line->kind == CT_LINE_ROW) {
            ct_buffer_text(to, "R ");
            show_row(document, i, to);
        } else if (line->level > 0) {
            ct_buffer_printf(to, "H%d %s\n", line->level, line->text);
        } else {
            ct_buffer_printf(to, "%c %s\n",
                             line->kind == CT_LINE_NOTE        ? 'N'
                             : line->kind == CT_LINE_PARAGRAPH ? 'P'
                                                               : 'T',
                             line->text);
        }
    }
    static const char *const kinds[] = { "chart", "picture", "chunk", "struck", "hidden",  "placeholder",
                                         "page",  "font",    "layer", "reread", "formula", "beyond" };
    for (size_t i = 0; i < document->n_unread; i++)
        ct_buffer_printf(to, "! %s %zu\n", kinds[document->unread[i].kind], document->unread[i].n);
}

static void check_shown(const char *name, const char *path, const char *bytes, size_t n, const char *want)
{
    ct_document *document;
    ct_buffer shown;
    ct_error err = ct_document_parse(&document, path, bytes, n);

    if (err.code != CT_OK) fail_msg("%s: code %d: %s", name, (int)err.code, err.text);
    ct_buffer_init(&shown);
    show(document, &shown);
    if (strcmp(ct_buffer_string(&shown), want) != 0)
        fail_msg("%s: got\n%s\nwant\n%s", name, ct_buffer_string(&shown), want);
    ct_buffer_clear(&shown);
    ct_document_free(document);
}

#if defined(CHITIEU_HAVE_WORD) || defined(CHITIEU_HAVE_HTML)
static double seconds(void) /* of this process, however busy the machine is */
{
    return (double)clock() / CLOCKS_PER_SEC;
}
#endif

/* ---- number formats ---- */

static void test_number_formats(void **state)
{
    static const struct {
        double stored;
        const char *format, *text;
        bool number;
        double value;
    } cases[] = {
        { 21659.7, "", "21659,7", true, 21659.7 },
        { 21659.7, "General", "21659,7", true, 21659.7 },
        { 0.1 + 0.2, "", "0,3", true, 0.3 },
        { 1.0 / 3, "", "0,3333333333", true, 0.3333333333 },
        { 123456789012.0, "", "123456789012", true, 123456789012.0 },
        { -5.5, "", "-5,5", true, -5.5 },
        { 21659.7, "#,##0", "21.660", true, 21660 },
        { 21659.5, "#,##0", "21.660", true, 21660 },
        { 0, "#,##0", "0", true, 0 },
        { 1234567.891, "#,##0.00", "1.234.567,89", true, 1234567.89 },
        { 2.675, "0.00", "2,68", true, 2.68 },
        { 12, "0.0", "12,0", true, 12 },
        { 12.5, "0.##", "12,5", true, 12.5 },
        { 12, "0.##", "12", true, 12 },
        { 5, "00", "05", true, 5 },
        { 5, "0,000", "0.005", true, 5 },
        { 0.5, "#.0", ",5", true, 0.5 },
        { 0.085, "0.0%", "8,5%", true, 8.5 },
        { 0.085, "0%", "9%", true, 9 },
        { 1.08127, "0.00%", "108,13%", true, 108.13 },
        { 0.005, "0%", "1%", true, 1 },
        { 21659700, "#,##0,", "21.660", true, 21660 },
        { 21659700, "#,##0.0,,", "21,7", true, 21.7 },
        { -1234, "#,##0;(#,##0)", "(1.234)", true, -1234 },
        { -1234, "#,##0_);\\(#,##0\\)", "(1.234)", true, -1234 },
        { 1234, "#,##0_);\\(#,##0\\)", "1.234", true, 1234 },
        { -1234.4, "#,##0", "-1.234", true, -1234 },
        { -0.3, "#,##0", "0", true, 0 },
        { 0, "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", "-", false, 0 },
        { -8.25, "_(* #,##0.0_);_(* \\(#,##0.0\\);_(* \"-\"??_);_(@_)", "(8,3)", true, -8.3 },
        { 12345,
          "_-* #,##0\\ _\xE2\x82\xAB_-;\\-* #,##0\\ _\xE2\x82\xAB_-;_-* \"-\"??\\ _\xE2\x82\xAB_-;_-@_-",
          "12.345", true, 12345 },
        { 12.5, "0.0\" tỷ\"", "12,5 tỷ", true, 12.5 },
        { 1500000, "#,##0\\ [$\xC4\x91-42A]", "1.500.000 \xC4\x91", true, 1500000 },
        { 2023, "\"Năm \"0", "Năm 2023", false, 2023 },
        { 7, "[<10]\"0\"0;0", "07", true, 7 },
        { 12, "[<10]\"0\"0;0", "12", true, 12 },
        { -3, "[Red]-0;[Blue]0", "3", true, -3 },
        { -3, "0;[Red]-0", "-3", true, -3 },
        { 42, ";;;", "", false, 42 },
        { 0, "#,##0;-#,##0;", "", false, 0 },
        { 42, "@", "42", true, 42 },
        { 0.25, "# ?/?", "0,25", true, 0.25 },
        { 1234567, "0.00E+00", "1234567", true, 1234567 },
        { 1e300, "#,##0", "1e+300", true, 1e300 },
        { 45061, "dd/mm/yyyy", "15/05/2023", false, 0 },
        { 45061, "d/m/yy", "15/5/23", false, 0 },
        { 45061, "[$-1010000]d/m/yyyy;@", "15/5/2023", false, 0 },
        { 45061, "yyyy", "2023", false, 0 },
        { 45061, "mm/yyyy", "05/2023", false, 0 },
        { 45061, "mmm-yy", "tháng 5/2023", false, 0 },
        { 45061.75, "dd/mm/yyyy hh:mm", "15/05/2023 18:00", false, 0 },
        { 1, "dd/mm/yyyy", "01/01/1900", false, 0 },
        { 61, "dd/mm/yyyy", "01/03/1900", false, 0 },
        { 1.5, "[h]:mm", "36:00", false, 0 },
        { 3000000, "dd/mm/yyyy", "3000000", true, 3000000 },
        { 6, "\"unclosed", "unclosed", false, 6 },
        { 6, "[unclosed", "", false, 6 },
        { 6, "\\", "\\", false, 6 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_shown shown;
        ct_number_show(&shown, cases[i].stored, cases[i].format, false);
        if (strcmp(shown.text, cases[i].text) != 0 || shown.number != cases[i].number ||
            (shown.number && fabs(shown.value - cases[i].value) > 1e-9 * fabs(cases[i].value)))
            fail_msg("%.10g under '%s': \"%s\", %d, %.12g; want \"%s\", %d, %.12g", cases[i].stored,
                     cases[i].format, shown.text, shown.number, shown.value, cases[i].text, cases[i].number,
                     cases[i].value);
    }
    ct_shown shown;
    ct_number_show(&shown, 43599, "dd/mm/yyyy", true); /* the same day in a workbook of 1904 */
    assert_string_equal(shown.text, "15/05/2023");
    ct_number_show(&shown, NAN, "0", false);
    assert_string_equal(shown.text, "");
    ct_number_show(&shown, 1234, ct_number_format_built_in(43), false);
    assert_string_equal(shown.text, "1.234,00");
    ct_number_show(&shown, 1234, ct_number_format_built_in(12345), false);
    assert_string_equal(shown.text, "1234");
}

static void test_sheet_names(void **state)
{
    static const char *const empty[] = { "",   "Sheet1", "sheet (2)", "Trang tính 3", "Trang_tính1",
                                         "42", "151.1",  "B1",        "T.9",          "Table 7" };
    static const char *const named[] = {
        "Thu NS", "Biểu số 01", "TM-VT", "Huyện Lạc Sơn", "GRDP", "Sheet thu"
    };

    (void)state;
    for (size_t i = 0; i < COUNT(empty); i++)
        if (ct_sheet_is_named(empty[i])) fail_msg("'%s' says something", empty[i]);
    for (size_t i = 0; i < COUNT(named); i++)
        if (!ct_sheet_is_named(named[i])) fail_msg("'%s' says nothing", named[i]);
}

#ifdef CHITIEU_HAVE_WORD

/* ---- archives ---- */

typedef struct {
    const char *name, *bytes;
    size_t n; /* 0: bytes is a string */
} part;

static char *archive_of(const part *parts, size_t count, size_t *n)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    char *bytes;

    assert_non_null(zip);
    zip_source_keep(source);
    for (size_t i = 0; i < count; i++)
        assert_true(zip_file_add(zip, parts[i].name,
                                 zip_source_buffer(zip, parts[i].bytes,
                                                   parts[i].n > 0 ? parts[i].n : strlen(parts[i].bytes), 0),
                                 0) >= 0);
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(source), 0);
    assert_int_equal(zip_source_seek(source, 0, SEEK_END), 0);
    *n = (size_t)zip_source_tell(source);
    assert_int_equal(zip_source_seek(source, 0, SEEK_SET), 0);
    bytes = malloc(*n);
    assert_non_null(bytes);
    assert_int_equal(zip_source_read(source, bytes, *n), *n);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

#define MAIN     "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS(inner)                                                                                     \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inner           \
    "</Relationships>"
#define RELATED(id, type, target)                                                                            \
    "<Relationship Id=\"" id "\" Type=\"" RELATION "/" type "\" Target=\"" target "\"/>"
#define BOOK(inner) "<workbook " MAIN " xmlns:r=\"" RELATION "\">" inner "</workbook>"
#define ONE_SHEET   BOOK("<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>")
#define ONE_RELATION                                                                                         \
    RELATIONS(RELATED("rId1", "worksheet", "worksheets/sheet1.xml")                                          \
                  RELATED("rId9", "sharedStrings", "sharedStrings.xml"))
#define SHEET(inner) "<worksheet " MAIN ">" inner "</worksheet>"
#define STYLES                                                                                                                                                        \
    "<styleSheet " MAIN                                                                                                                                               \
    "><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.0\"/><numFmt numFmtId=\"165\" formatCode=\";;;\"/></numFmts>"                                              \
    "<fonts><font/><font><b/></font><font><strike/></font></fonts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"                                                  \
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"3\"/><xf numFmtId=\"10\"/><xf numFmtId=\"164\" fontId=\"1\"/><xf numFmtId=\"14\"/><xf numFmtId=\"0\" fontId=\"2\"/>" \
    "<xf numFmtId=\"0\"><alignment indent=\"2\"/></xf><xf numFmtId=\"165\"/></cellXfs><dxfs><dxf><font><b/></font><numFmt numFmtId=\"3\" formatCode=\"0%\"/></dxf></dxfs></styleSheet>"
#define STRINGS                                                                                                                              \
    "<sst " MAIN                                                                                                                             \
    "><si><t>Chỉ tiêu</t></si><si><t>Năm 2023</t></si><si><r><t xml:space=\"preserve\">Thu </t></r><r><rPr><strike/></rPr><t>12</t></r>" \
    "<r><rPr><vertAlign val=\"superscript\"/></rPr><t>(1)</t></r><rPh sb=\"0\" eb=\"1\"><t>furigana</t></rPh></si><si><t>a&#10;b</t></si></sst>"
#define T(ref, i)    "<c r=\"" ref "\" t=\"s\"><v>" i "</v></c>"
#define V(ref, v)    "<c r=\"" ref "\"><v>" v "</v></c>"
#define S(ref, s, v) "<c r=\"" ref "\" s=\"" s "\"><v>" v "</v></c>"
#define HEAD                                                                                                 \
    "<row r=\"1\">" T("A1", "0") T("B1", "1") "<c r=\"C1\" t=\"inlineStr\"><is><t>Năm 2024</t></is></c></row>"

static void check_sheet(const char *name, const char *sheet, const char *want)
{
    const part parts[] = { { "xl/workbook.xml", ONE_SHEET, 0 },
                           { "xl/_rels/workbook.xml.rels", ONE_RELATION, 0 },
                           { "xl/styles.xml", STYLES, 0 },
                           { "xl/sharedStrings.xml", STRINGS, 0 },
                           { "xl/worksheets/sheet1.xml", sheet, 0 } };
    size_t n;
    char *bytes = archive_of(parts, COUNT(parts), &n);

    check_shown(name, "book.xlsx", bytes, n, want);
    free(bytes);
}

static void test_cells(void **state)
{
    static const struct {
        const char *name, *rows, *want;
    } cases[] = {
        { "numbers, texts, bold, indents",
          HEAD "<row r=\"2\">" T("A2", "2") S("B2", "1", "21659.7")
              S("C2", "2", "0.085") "</row><row r=\"3\">"
                                    "<c r=\"A3\" s=\"6\" t=\"str\"><f>\"x\"</f><v>Chi</v></c>" S(
                                        "B3", "3", "5") "<c r=\"C3\" t=\"str\"><v>12,5</v></c></row>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR Thu ⁽¹⁾|21.660 #21660|8,50% #8.5\nR >>Chi|*5,0 #5|12,5\n! struck 1\n" },
        { "no references",
          "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>Năm 2024</t></is></c></row><row><c t=\"s\"><v>3</v></c><c><v>1</v></c><c><v>2</v></c></row>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b|1 #1|2 #2\n" },
        { "errors are nothing, TRUE is a word, dates",
          HEAD
          "<row r=\"2\">" T("A2", "3") "<c r=\"B2\" t=\"e\"><v>#DIV/0!</v></c>" V("C2", "2") "</row><row r=\"3\">" T("A3", "3") "<c r=\"B3\" t=\"b\"><v>1</v></c>" S(
              "C3", "4",
              "45061") "</row><row r=\"4\">" T("A4",
                                               "3") "<c r=\"B4\" t=\"d\"><v>2023-05-15T00:00</v></c>" V("C4",
                                                                                                        "1") "</row>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b||2 #2\nR a b|TRUE|15/05/2023\nR a b|15/05/2023|1 #1\n" },
        { "formulas: a stored result, none",
          HEAD
          "<row r=\"2\">" T("A2", "3") "<c r=\"B2\"><f>1+1</f><v>2</v></c><c r=\"C2\"><f>B2</f></c></row><row r=\"3\">" T(
              "A3", "3") "<c r=\"B3\"><f>x</f><v></v></c>" V("C3", "7") "</row>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b|2 #2|\nR a b||7 #7\n! formula 2\n" },
        { "struck out and under ;;;",
          HEAD "<row r=\"2\">" T("A2", "3") S("B2", "5", "12") V("C2", "2") "</row><row r=\"3\">" T("A3", "3")
              S("B3", "7", "9") V("C3", "2") "</row>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b||2 #2\nR a b||2 #2\n! struck 1\n! hidden 1\n" },
        { "a lost shared text, an unknown style",
          HEAD "<row r=\"2\">" T("A2", "3") T("B2", "99") S("C2", "999", "2.5") "</row>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b||2,5 #2.5\n" },
        { "a phonetic guide and an extension",
          HEAD "<row r=\"2\">" T("A2", "3") V("B2", "1")
              V("C2", "2") "</row><extLst><ext><row r=\"3\">" V("A3", "9") "</row></ext></extLst>",
          "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b|1 #1|2 #2\n" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char sheet[4096];
        /* texts that are struck out are counted with the shared texts, whichever sheet uses them: one in
         * STRINGS */
        snprintf(sheet, sizeof sheet, "<worksheet " MAIN "><sheetData>%s</sheetData></worksheet>",
                 cases[i].rows);
        char want[1024], *mark;
        snprintf(want, sizeof want, "%s", cases[i].want);
        if (strstr(want, "! struck") == NULL) {
            mark = strstr(want, "! ");
            char rest[256];
            snprintf(rest, sizeof rest, "%s", mark != NULL ? mark : "");
            if (mark != NULL) *mark = '\0';
            snprintf(want + strlen(want), sizeof want - strlen(want), "! struck 1\n%s", rest);
        } else if (i == 4) {
            *strstr(want, "struck 1") = 's';
            strstr(want, "struck 1")[7] = '2';
        }
        check_sheet(cases[i].name, sheet, want);
    }
}

#define ROWS                                                                                                 \
    HEAD "<row r=\"2\">" T("A2", "3") V("B2", "1") V("C2", "2") "</row><row r=\"3\">" T("A3", "3")           \
        V("B3", "3") V("C3", "4") "</row>"
#define THREE "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b|1 #1|2 #2\nR a b|3 #3|4 #4\n"

static void test_hidden_and_merged(void **state)
{
    (void)state;
    check_sheet("plain", SHEET("<dimension ref=\"A1:XFD1048576\"/><sheetData>" ROWS "</sheetData>"),
                THREE "! struck 1\n");
    check_sheet("a hidden row",
                SHEET("<sheetData>" HEAD "<row r=\"2\" hidden=\"1\">" T("A2", "3") V("B2", "1")
                          V("C2", "2") "</row><row r=\"3\">" T("A3", "3") V("B3", "3")
                              V("C3", "4") "</row></sheetData>"),
                "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b|3 #3|4 #4\n! struck 1\n! hidden 1\n");
    check_sheet("a hidden column",
                SHEET("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>" ROWS "</sheetData>"),
                "R Chỉ tiêu|Năm 2024 (head)\nR a b|2 #2\nR a b|4 #4\n! struck 1\n! hidden 1\n");
    check_sheet("blank rows and columns that nobody sees cost nothing",
                SHEET("<sheetData><row r=\"1\">" T("A1", "0") T("XFC1", "1") "</row><row r=\"2\">" T(
                    "A2", "3") V("XFC2", "1") "</row><row r=\"1048576\">" T("A1048576", "3")
                          V("XFC1048576", "2") "</row></sheetData>"),
                "R Chỉ tiêu||Năm 2023 (head)\nR a b||1 #1\nR a b||2 #2\n! struck 1\n");
    check_sheet(
        "a head over two columns, a name over two rows",
        SHEET(
            "<sheetData><row r=\"1\">" T("A1", "0")
                T("B1", "1") "</row><row r=\"2\"><c r=\"B2\" t=\"str\"><v>KH</v></c><c r=\"C2\" t=\"str\"><v>TH</v></c></row><row r=\"3\">" T(
                    "A3", "3") V("B3", "3")
                    V("C3",
                      "4") "</row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"bad\"/></mergeCells>"),
        "R Chỉ tiêu|Năm 2023|^ (head)\nR ^|KH|TH (head)\nR a b|3 #3|4 #4\n! struck 1\n");
    check_sheet(
        "a merged cell whose first column is hidden shows its text in the next",
        SHEET("<cols><col min=\"2\" max=\"2\" width=\"0\"/></cols><sheetData><row r=\"1\">" T("A1", "0") T(
            "B1",
            "1") "</row><row r=\"2\"><c r=\"C2\" t=\"str\"><v>KH</v></c><c r=\"D2\" t=\"str\"><v>TH</v></c></row>"
                 "<row r=\"3\">" T("A3", "3") V("C3", "3")
                     V("D3", "4") "</row></sheetData><mergeCells><mergeCell ref=\"B1:D1\"/></mergeCells>"),
        "R Chỉ tiêu|Năm 2023|^ (head)\nR |KH|TH (head)\nR a b|3 #3|4 #4\n! struck 1\n");
    check_sheet("no zeros",
                SHEET("<sheetViews><sheetView showZeros=\"0\"/></sheetViews><sheetData>" HEAD
                      "<row r=\"2\">" T("A2", "3") V("B2", "0") V("C2", "2") "</row></sheetData>"),
                "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b||2 #2\n! struck 1\n");
}

static void test_sheets_and_notes(void **state)
{
    static const char book[] = BOOK(
        "<workbookPr date1904=\"1\"/><sheets><sheet name=\"Thu ngân sách\" r:id=\"rId2\"/><sheet name=\"nháp\" state=\"veryHidden\" r:id=\"rId1\"/>"
        "<sheet name=\"Biểu đồ\" r:id=\"rId3\"/><sheet name=\"3\" r:id=\"rId4\"/><sheet name=\"lost\" r:id=\"rId99\"/></sheets>");
    static const char related[] =
        RELATIONS(RELATED("rId1", "worksheet", "worksheets/sheet1.xml")
                      RELATED("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
                          RELATED("rId3", "chartsheet", "chartsheets/sheet1.xml")
                              RELATED("rId4", "worksheet", "worksheets/sheet4.xml")
                                  RELATED("rId9", "sharedStrings", "sharedStrings.xml"));
    static const char comments[] =
        "<comments " MAIN
        "><authors><author>Lan</author></authors><commentList><comment ref=\"B2\" authorId=\"0\"><text><r><t>Lan:</t></r><r><t>&#10;số ước</t></r></text></comment>"
        "<comment ref=\"C9\"><text><t>bên dưới</t></text></comment></commentList></comments>";
    static const char threads[] =
        "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"><threadedComment ref=\"A2\"><text>xem lại</text></threadedComment></ThreadedComments>";
    const part parts[] = {
        { "xl/workbook.xml", book, 0 },
        { "xl/_rels/workbook.xml.rels", related, 0 },
        { "xl/styles.xml", STYLES, 0 },
        { "xl/sharedStrings.xml",
          "<sst " MAIN "><si><t>Chỉ tiêu</t></si><si><t>Năm 2023</t></si><si/><si><t>a b</t></si></sst>", 0 },
        { "xl/worksheets/sheet1.xml", SHEET("<sheetData/>"), 0 },
        { "xl/worksheets/sheet2.xml", SHEET("<sheetData>" ROWS "</sheetData>"), 0 },
        { "xl/worksheets/_rels/sheet2.xml.rels",
          RELATIONS(RELATED("rId1", "comments", "../comments1.xml")
                        RELATED("rId2", "drawing", "../drawings/drawing1.xml")),
          0 },
        { "xl/comments1.xml", comments, 0 },
        { "xl/drawings/drawing1.xml", "<x/>", 0 },
        { "xl/drawings/_rels/drawing1.xml.rels",
          RELATIONS(RELATED("rId1", "chart", "../charts/chart1.xml")
                        RELATED("rId2", "image", "../media/image1.png")),
          0 },
        { "xl/worksheets/sheet4.xml",
          SHEET("<sheetData><row r=\"1\">" S("A1", "4", "43599") "</row><row r=\"2\">" T("A2", "0")
                    T("B2", "1") "</row><row r=\"3\">" T("A3", "3") V("B3", "1") "</row></sheetData>"),
          0 },
        { "xl/worksheets/_rels/sheet4.xml.rels",
          RELATIONS(
              "<Relationship Id=\"rId1\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" Target=\"../threadedComments/threadedComment1.xml\"/>" RELATED(
                  "rId2", "comments", "../comments1.xml")),
          0 },
        { "xl/threadedComments/threadedComment1.xml", threads, 0 }
    };
    size_t n;
    char *bytes = archive_of(parts, COUNT(parts), &n);

    (void)state;
    check_shown(
        "sheets in their order, notes behind their rows", "book.xlsx", bytes, n,
        "H2 Thu ngân sách\nR Chỉ tiêu|Năm 2023|Năm 2024 (head)\nR a b|1 #1|2 #2\nN số ước\nR a b|3 #3|4 #4\nN bên dưới\n"
        "P 15/05/2023\nR Chỉ tiêu|Năm 2023 (head)\nN xem lại\nR a b|1 #1\n! chart 2\n! hidden 1\n");
    free(bytes);
}

#ifdef CHITIEU_HAVE_XLSX
static void test_written_by_a_library(void **state)
{
    char path[] = "/tmp/chitieu-sheets-XXXXXX";
    int file = mkstemp(path);
    ct_document *document;
    ct_buffer shown;

    (void)state;
    assert_true(file >= 0);
    close(file);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Kế hoạch");
    lxw_format *money = workbook_add_format(book), *percent = workbook_add_format(book),
               *bold = workbook_add_format(book), *day = workbook_add_format(book);
    format_set_num_format(money, "#,##0");
    format_set_num_format(percent, "0.0%");
    format_set_num_format(day, "dd/mm/yyyy");
    format_set_bold(bold);
    worksheet_merge_range(sheet, 0, 0, 0, 3, "KẾ HOẠCH NĂM 2024", bold);
    worksheet_write_string(sheet, 2, 0, "Chỉ tiêu", bold);
    worksheet_write_string(sheet, 2, 1, "ĐVT", bold);
    worksheet_merge_range(sheet, 2, 2, 2, 3, "Năm", bold);
    worksheet_write_number(sheet, 3, 2, 2023, bold);
    worksheet_write_number(sheet, 3, 3, 2024, bold);
    worksheet_write_string(sheet, 4, 0, "GRDP", NULL);
    worksheet_write_string(sheet, 4, 1, "Tỷ đồng", NULL);
    worksheet_write_number(sheet, 4, 2, 102461.4, money);
    worksheet_write_formula_num(sheet, 4, 3, "=C5*1.09", money, 111682.926);
    worksheet_write_string(sheet, 5, 0, "Hộ nghèo", NULL);
    worksheet_write_string(sheet, 5, 1, "%", NULL);
    worksheet_write_number(sheet, 5, 2, 0.0263, percent);
    worksheet_write_number(sheet, 5, 3, 0.02, percent);
    worksheet_write_comment(sheet, 5, 3, "chuẩn mới");
    worksheet_write_string(sheet, 6, 0, "Ngày giao", NULL);
    lxw_datetime when = { 2023, 12, 8, 0, 0, 0 };
    worksheet_write_datetime(sheet, 6, 2, &when, day);
    worksheet_hide(workbook_add_worksheet(book, "nháp"));
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    assert_ct_ok(ct_document_read(&document, path));
    assert_int_equal(document->format, CT_FORMAT_XLSX);
    ct_buffer_init(&shown);
    show(document, &shown);
    assert_string_equal(
        ct_buffer_string(&shown),
        "H2 Kế hoạch\nP KẾ HOẠCH NĂM 2024\nR *Chỉ tiêu|*ĐVT|*Năm|^ (head)\nR ||*2023 #2023|*2024 #2024 (head)\n"
        "R GRDP|Tỷ đồng|102.461 #102461|111.683 #111683\nR Hộ nghèo|%|2,6% #2.6|2,0% #2\nN chuẩn mới\nR Ngày giao||08/12/2023|\n! hidden 1\n");
    ct_buffer_clear(&shown);
    ct_document_free(document);
    unlink(path);
}
#endif

/* ---- hostile workbooks ---- */

/* Read within a few seconds; *n_lines of it, or its fault. */
static ct_error read_hostile(const char *name, const part *parts, size_t count, size_t *n_lines, bool *beyond)
{
    size_t n;
    char *bytes = archive_of(parts, count, &n);
    ct_document *document;
    double start = seconds();
    ct_error err = ct_document_parse(&document, "hostile.xlsx", bytes, n);
    double took = seconds() - start;

    print_message("%s: %.2f s\n", name, took);
    if (took > 20) fail_msg("%s took %.1f s", name, took); /* sanitizers take ten times as long */
    *n_lines = document != NULL ? document->n_lines : 0;
    *beyond = false;
    for (size_t i = 0; document != NULL && i < document->n_unread; i++)
        *beyond = *beyond || document->unread[i].kind == CT_UNREAD_BEYOND;
    ct_document_free(document);
    free(bytes);
    return err;
}

static void repeat(ct_buffer *to, const char *begin, size_t n, const char *format, const char *end)
{
    ct_buffer_init(to);
    ct_buffer_text(to, begin);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    for (size_t i = 1; i <= n; i++) ct_buffer_printf(to, format, i, i, i); /* a literal of the caller */
#pragma GCC diagnostic pop
    ct_buffer_text(to, end);
    assert_ct_ok(ct_buffer_error(to));
}

static void test_hostile(void **state)
{
    static const char begin[] = "<worksheet " MAIN "><sheetData>", end[] = "</sheetData></worksheet>";
    ct_buffer sheet, strings, book;
    size_t n_lines;
    bool beyond;

    (void)state;
    /* a long text that very many cells share */
    repeat(&strings, "<sst " MAIN "><si><t>", 3000, "long text %zu", "</t></si></sst>");
    repeat(&sheet, begin, 20000, "<row r=\"%zu\"><c t=\"s\"><v>0</v></c></row>", end);
    part parts[] = { { "xl/workbook.xml", ONE_SHEET, 0 },
                     { "xl/_rels/workbook.xml.rels", ONE_RELATION, 0 },
                     { "xl/sharedStrings.xml", strings.data, strings.len },
                     { "xl/worksheets/sheet1.xml", sheet.data, sheet.len } };
    assert_ct_ok(read_hostile("shared text", parts, 4, &n_lines, &beyond));
    assert_true(beyond && n_lines < 2000);
    ct_buffer_clear(&sheet);
    ct_buffer_clear(&strings);
    /* very many merged areas, each of the whole sheet */
    repeat(&sheet, "<worksheet " MAIN "><sheetData>" ROWS "</sheetData><mergeCells>", 300000,
           "<mergeCell ref=\"A%zu:XFD%zu\"/>", "</mergeCells></worksheet>");
    parts[2] = (part){ "xl/sharedStrings.xml", STRINGS, 0 };
    parts[3] = (part){ "xl/worksheets/sheet1.xml", sheet.data, sheet.len };
    assert_ct_ok(read_hostile("merged areas", parts, 4, &n_lines, &beyond));
    assert_true(beyond);
    ct_buffer_clear(&sheet);
    /* deep nesting, a DOCTYPE */
    repeat(&sheet, begin, 100000, "<a>", end);
    parts[3] = (part){ "xl/worksheets/sheet1.xml", sheet.data, sheet.len };
    assert_int_equal(read_hostile("deep nesting", parts, 4, &n_lines, &beyond).code, CT_EPARSE);
    ct_buffer_clear(&sheet);
    parts[3] = (part){ "xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>", 0 };
    assert_int_equal(read_hostile("DOCTYPE", parts, 4, &n_lines, &beyond).code, CT_EPARSE);
    /* one large sheet, named a thousand times */
    repeat(&sheet, begin, 8000, "<row r=\"%zu\"><c r=\"A%zu\"><v>1</v></c><c r=\"IU%zu\"><v>1</v></c></row>",
           end);
    repeat(&book, "<workbook " MAIN " xmlns:r=\"" RELATION "\"><sheets>", 5000,
           "<sheet name=\"s\" r:id=\"rId1\"/>", "</sheets></workbook>");
    parts[0] = (part){ "xl/workbook.xml", book.data, book.len };
    parts[3] = (part){ "xl/worksheets/sheet1.xml", sheet.data, sheet.len };
    assert_ct_ok(read_hostile("one sheet again and again", parts, 4, &n_lines, &beyond));
    assert_true(beyond);
    ct_buffer_clear(&sheet);
    ct_buffer_clear(&book);
    /* a bomb: a part of blanks */
    char *blank = malloc(70u << 20);
    assert_non_null(blank);
    memset(blank, ' ', 70u << 20);
    parts[0] = (part){ "xl/workbook.xml", ONE_SHEET, 0 };
    parts[3] = (part){ "xl/worksheets/sheet1.xml", blank, 70u << 20 };
    assert_int_equal(read_hostile("a bomb", parts, 4, &n_lines, &beyond).code, CT_EDATA);
    free(blank);
    /* nothing to read */
    parts[3] = (part){ "xl/worksheets/sheet1.xml", SHEET("<sheetData/>"), 0 };
    assert_int_equal(read_hostile("empty", parts, 4, &n_lines, &beyond).code, CT_EDATA);
}

static void test_speed(void **state)
{
    ct_buffer sheet;
    size_t n_lines;
    bool beyond;

    (void)state;
    ct_buffer_init(&sheet);
    ct_buffer_text(&sheet, "<worksheet " MAIN "><sheetData>");
    for (int r = 1; r <= 10000; r++) {
        ct_buffer_printf(&sheet, "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>0</v></c>", r, r);
        for (int c = 1; c < 12; c++)
            ct_buffer_printf(&sheet, "<c r=\"%c%d\" s=\"1\"><v>%d.5</v></c>", 'A' + c, r, r * c);
        ct_buffer_text(&sheet, "</row>");
    }
    ct_buffer_text(&sheet, "</sheetData></worksheet>");
    const part parts[] = { { "xl/workbook.xml", ONE_SHEET, 0 },
                           { "xl/_rels/workbook.xml.rels", ONE_RELATION, 0 },
                           { "xl/sharedStrings.xml", STRINGS, 0 },
                           { "xl/styles.xml", STYLES, 0 },
                           { "xl/worksheets/sheet1.xml", sheet.data, sheet.len } };
    assert_ct_ok(read_hostile("10,000 rows of 12", parts, COUNT(parts), &n_lines, &beyond));
    assert_int_equal(n_lines, 10000);
    assert_false(beyond);
    ct_buffer_clear(&sheet);
}

/* ---- OpenDocument ---- */

#define OD(p, u) " xmlns:" p "=\"urn:oasis:names:tc:opendocument:xmlns:" u ":1.0\""
#define ODS(styles, sheets)                                                                                                                                    \
    "<office:document-content" OD("office", "office") OD("table", "table") OD("text", "text") OD(                                                              \
        "style", "style") OD("fo", "xsl-fo-compatible")                                                                                                        \
        OD("draw",                                                                                                                                             \
           "drawing") " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">" \
                      "<office:automatic-styles>" styles                                                                                                       \
                      "</office:automatic-styles><office:body><office:spreadsheet>" sheets                                                                     \
                      "</office:spreadsheet></office:body></office:document-content>"
#define TABLE(inner) "<table:table table:name=\"Sheet1\">" inner "</table:table>"
#define ROW(inner)   "<table:table-row>" inner "</table:table-row>"
#define TEXT(t)      "<table:table-cell office:value-type=\"string\"><text:p>" t "</text:p></table:table-cell>"
#define NUMBER(v, t)                                                                                         \
    "<table:table-cell office:value-type=\"float\" office:value=\"" v "\"><text:p>" t                        \
    "</text:p></table:table-cell>"
#define ODS_HEAD  ROW(TEXT("Chỉ tiêu") TEXT("Năm 2023") TEXT("Năm 2024"))
#define ODS_SHOWN "R Chỉ tiêu|Năm 2023|Năm 2024 (head)\n"

static void test_ods(void **state)
{
    static const struct {
        const char *name, *content, *want;
    } cases[] = {
        { "shown in English, read in Vietnamese",
          ODS("", TABLE(ODS_HEAD ROW(TEXT("Thu") NUMBER("21659.7", "21,659.70") NUMBER("21659.7", "21,660"))
                            ROW(TEXT("Chi") NUMBER("1.234", "1.234") NUMBER("-5.5", "(5.5)")))),
          ODS_SHOWN "R Thu|21.659,70 #21659.7|21.660 #21660\nR Chi|1,234 #1.234|(5,5) #-5.5\n" },
        { "shown in Vietnamese",
          ODS("", TABLE(ODS_HEAD ROW(TEXT("Thu") NUMBER("21659.7", "21.659,70") NUMBER("1234", "1.234"))
                            ROW(TEXT("Chi") NUMBER("0", "-") NUMBER("12.5", "12,5 tỷ")))),
          ODS_SHOWN "R Thu|21.659,70 #21659.7|1.234 #1234\nR Chi|-|12,5 tỷ #12.5\n" },
        { "percentages, dates, errors, a number that shows none",
          ODS("",
              TABLE(ODS_HEAD ROW(TEXT(
                  "Tỷ lệ") "<table:table-cell office:value-type=\"percentage\" office:value=\"0.085\"><text:p>8.5%</text:p></table:table-cell>"
                           "<table:table-cell office:value-type=\"percentage\" office:value=\"0.085\"/>")
                        ROW(TEXT(
                            "Ngày") "<table:table-cell office:value-type=\"date\" office:date-value=\"2023-05-15\"><text:p>05/15/23</text:p></table:table-cell>"
                                    "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\" table:formula=\"of:=1/0\"><text:p>#DIV/0!</text:p></table:table-cell>")
                            ROW(TEXT(
                                "Lỗi") "<table:table-cell office:value-type=\"float\" office:value=\"0\"><text:p>Err:502</text:p></table:table-cell><table:table-cell table:formula=\"of:=A1\"/>")
                                ROW(TEXT("Số") NUMBER(
                                    "3",
                                    "3") "<table:table-cell office:value-type=\"float\" office:value=\"2.5\"/>"))),
          ODS_SHOWN
          "R Tỷ lệ|8,5% #8.5|8,5% #8.5\nR Ngày|15/05/2023|\nR Lỗi||\nR Số|3 #3|2,5 #2.5\n! formula 1\n" },
        { "repeated and spanned",
          ODS("",
              TABLE(ROW(
                  "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Chỉ tiêu</text:p></table:table-cell>"
                  "<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>Năm 2023</text:p></table:table-cell><table:covered-table-cell/>")
                        ROW("<table:covered-table-cell/>" TEXT("KH") TEXT("TH")) "<table:table-row table:number-rows-repeated=\"2\">" TEXT(
                            "Thu") "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell></table:table-row>"
                                   "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>")),
          "R Chỉ tiêu|Năm 2023|^ (head)\nR ^|KH|TH (head)\nR Thu|7 #7|7 #7\nR Thu|7 #7|7 #7\n" },
        { "hidden rows, columns, groups and sheets",
          ODS("<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>",
              TABLE(
                  "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>" ODS_HEAD
                  "<table:table-row table:visibility=\"filter\">" TEXT("x") NUMBER("1", "1") NUMBER(
                      "2",
                      "2") "</table:table-row>"
                           "<table:table-row-group table:display=\"false\">" ROW(TEXT("y") NUMBER("1", "1") NUMBER("2", "2")) "</table:table-row-group>" ROW(
                               TEXT("Thu") NUMBER("3", "3") NUMBER(
                                   "4",
                                   "4"))) "<table:table table:name=\"nháp\" table:style-name=\"ta2\">" ROW(NUMBER("9",
                                                                                                                  "9")) "</table:table>"),
          "R Chỉ tiêu|Năm 2024 (head)\nR Thu|4 #4\n! hidden 4\n" },
        { "notes, lines, struck and raised runs, bold, indents",
          ODS("<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>"
              "<style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>"
              "<style:style style:name=\"ce1\" style:family=\"table-cell\" style:parent-style-name=\"Head\"><style:paragraph-properties fo:margin-left=\"0.25in\"/></style:style>"
              "<style:style style:name=\"Head\" style:family=\"table-cell\"><style:text-properties fo:font-weight=\"bold\"/></style:style>",
              TABLE(ODS_HEAD ROW(
                  "<table:table-cell table:style-name=\"ce1\" office:value-type=\"string\"><office:annotation><dc:date>2023</dc:date><text:p>số ước</text:p></office:annotation>"
                  "<text:p>Thu<text:span text:style-name=\"T1\"> cũ</text:span><text:span text:style-name=\"T2\">1</text:span></text:p><text:p>trong<text:s text:c=\"2\"/>đó</text:p></table:table-cell>" NUMBER(
                      "3", "3") NUMBER("4", "4")))),
          ODS_SHOWN "R >>*Thu¹ trong đó|3 #3|4 #4\nN số ước\n! struck 1\n" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const part parts[] = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 },
                               { "content.xml", cases[i].content, 0 } };
        size_t n;
        char *bytes = archive_of(parts, 2, &n);
        check_shown(cases[i].name, "so-lieu.ods", bytes, n, cases[i].want);
        free(bytes);
    }
    /* repetitions of repetitions */
    ct_buffer rows;
    repeat(
        &rows,
        "<o:d xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"" OD("table", "table")
            OD("text", "text") "><table:table>",
        20000,
        "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" o:value-type=\"string\"><text:p>a b %zu</text:p></table:table-cell></table:table-row>",
        "</table:table></o:d>");
    const part parts[] = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 },
                           { "content.xml", rows.data, rows.len } };
    size_t n_lines;
    bool beyond;
    assert_ct_ok(read_hostile("repetitions", parts, 2, &n_lines, &beyond));
    assert_true(beyond);
    ct_buffer_clear(&rows);
}
#endif

/* ---- web pages ---- */

#ifdef CHITIEU_HAVE_HTML
static void test_html(void **state)
{
    static const struct {
        const char *name, *html, *want;
    } cases[] = {
        { "paragraphs, headings, lists, lines",
          "<html><head><title>t</title><style>p{}</style></head><body><script>x=2099</script><nav>menu</nav><h1>Nghị quyết</h1><p>Một&nbsp;hai<br>ba &amp; bốn</p>"
          "<ol start=3><li>năm<li>sáu</ol><ul><li>bảy</ul>tám<div hidden>chín</div><p style='DISPLAY : none'>mười</p><p>GRDP tăng <s>8</s> 9%, diện tích 5 m<sup>2</sup></p></body></html>",
          "H1 Nghị quyết\nT Một hai\nP ba & bốn\nP 3. năm\nP 4. sáu\nP bảy\nP tám\nP GRDP tăng 9%, diện tích 5 m²\n! struck 1\n! hidden 2\n" },
        { "spans, heads, foot, caption, indents, numbers parted by blanks",
          "<!DOCTYPE html><table><caption>Biểu 1</caption><thead><tr><th rowspan=2>Chỉ tiêu<th colspan=2>Năm 2023<tr><th>KH<th>TH</thead><tfoot><tr><td>Cộng<td>5<td>7</tfoot>"
          "<tr><td>Thu<td>2<td>3<tr><td>&emsp;- Thuế<td>1&nbsp;250<td><b>4</b><tr style='display:none'><td>x<td>9<td>9<tr><td style='padding-left:18px'>- Phí<td>2<br>KH<td>3</table>",
          "P Biểu 1\nR *Chỉ tiêu|*Năm 2023|^ (head)\nR ^|*KH|*TH (head)\nR Thu|2|3\nR >>- Thuế|1\xC2\xA0"
          "250|*4\nR >>>- Phí|2 KH|3\nR Cộng|5|7\n! hidden 1\n" },
        { "tables that place text, a table inside one",
          "<html><table><tr><td><p>UBND TỈNH</p><td>CỘNG HÒA</table><table><tr><td>trái<td><table><tr><th>Năm<th>2023<tr><td>Thu<td>5</table></table><table role=presentation><tr><td>a<td>1<tr><td>b<td>2</table>",
          "P UBND TỈNH\nP CỘNG HÒA\nP trái\nR *Năm|*2023 (head)\nR Thu|5\nP a\nP 1\nP b\nP 2\n" },
        { "school years are times",
          "<table><tr><td>Chỉ tiêu<td>2011-2012<td>2012 - 2013<tr><td>Trường<td>8<td>9</table>",
          "R Chỉ tiêu|2011-2012|2012 - 2013 (head)\nR Trường|8|9\n" },
        { "saved by Word, unclosed, with a declaration",
          "\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- a --><html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body><p class=MsoNormal>Thu <b>5</b><o:p></o:p></p><p>Chi",
          "P Thu 5\nP Chi\n" },
        { "pre", "<body><pre>một\n  hai\n</pre>ba", "T một\nT hai\nP ba\n" },
        { "one file with its parts",
          "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"=_a\"\r\n\r\npreface\r\n--=_a\r\nContent-Type: text/html; charset=\"utf-8\"\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Thu ng=C3=A2n =\r\ns=C3=A1ch</p>\r\n--=_a\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
          "--=_a\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGgyPkNo\r\naTwvaDI+\r\n--=_a--\r\n",
          "P Thu ngân sách\nH2 Chi\n" },
        { "windows-1258", "<html><head><meta charset=\"windows-1258\"></head><p>T\xFD l\xEA\xF2 kh\xF4ng",
          "P T\xC6\xB0 l\xC3\xAA\xCC\x89 kh\xC3\xB4ng\n" },
    };

    (void)state;
    for (size_t i = 0; i + 1 < COUNT(cases); i++)
        check_shown(cases[i].name, "trang.html", cases[i].html, strlen(cases[i].html), cases[i].want);
    ct_document *document;
    const char *old = cases[COUNT(cases) - 1].html;
    assert_ct_ok(ct_document_parse(&document, "trang.html", old, strlen(old)));
    assert_string_equal(document->encoding, "windows-1258");
    assert_int_equal(document->format, CT_FORMAT_HTML);
    assert_int_equal(document->replaced, 0);
    assert_non_null(strstr(document->lines[0].text, "kh\xC3\xB4ng"));
    ct_document_free(document);
    assert_int_equal(ct_document_parse(&document, "a.html", "<html><script>1</script>", 24).code, CT_EDATA);
    /* text that only speaks of tags */
    assert_ct_ok(ct_document_parse(&document, "a.txt", "< 5% hộ nghèo\n<b 2\n", 21));
    assert_int_equal(document->format, CT_FORMAT_TEXT);
    ct_document_free(document);
}

static void test_html_hostile(void **state)
{
    static const char *const inside[] = {
        "<div>",    "<table><tr><td>", "<table><tr><td>1<td>2<tr><td rowspan=99999999 colspan=99999999>3",
        "<ol><li>", "<b><i>",          "<tr><td>5<td>6"
    };
    (void)state;
    for (size_t i = 0; i < COUNT(inside); i++) {
        ct_buffer page;
        ct_document *document = NULL;
        ct_buffer_init(&page);
        ct_buffer_text(&page, "<html><table><tr><td>1<td>2</table>");
        for (int k = 0; k < 20000; k++) ct_buffer_text(&page, inside[i]);
        ct_buffer_text(&page, "x");
        assert_ct_ok(ct_buffer_error(&page));
        double start = seconds();
        ct_error err = ct_document_parse(&document, "a.html", page.data, page.len);
        if (err.code != CT_OK && err.code != CT_EDATA) fail_msg("%s: %s", inside[i], err.text);
        if (seconds() - start > 20) fail_msg("%s", inside[i]);
        ct_document_free(document);
        ct_buffer_clear(&page);
    }
}
#endif

/* ---- CSV ---- */

static void test_csv(void **state)
{
    static const struct {
        const char *name, *path, *text, *want;
        bool english;
    } cases[] = {
        { "semicolons, a mark, title rows, decimal points", "a.csv",
          "\xEF\xBB\xBF"
          "B. CHỈ TIÊU;;;\nChỉ tiêu;ĐVT;2010;2011\nGRDP;%;9.30;10.20\n  - Nông nghiệp;%;3.40;-1.30\nGRDP;Tỷ đồng;29315.305;1259.00\n",
          "T B. CHỈ TIÊU\nR Chỉ tiêu|ĐVT|2010|2011 (head)\nR GRDP|%|9.30|10.20\nR >>- Nông nghiệp|%|3.40|-1.30\nR GRDP|Tỷ đồng|29315.305|1259.00\n",
          true },
        { "by its content alone; decimal commas", "a.txt",
          "Chỉ tiêu;ĐVT;2022;2023\nThu;Tỷ đồng;1.250;1.300\nTỷ lệ;%;12,5;13,25\n",
          "R Chỉ tiêu|ĐVT|2022|2023 (head)\nR Thu|Tỷ đồng|1.250|1.300\nR Tỷ lệ|%|12,5|13,25\n", false },
        { "commas, quotes, lines in a cell", "a.csv",
          "Chỉ tiêu,2022,2023\n\"Thu, chi\",\"1.250,5\",2\n\"Hai\ndòng \"\"a\"\"\",3,4\nBốn,5,6\n",
          "R Chỉ tiêu|2022|2023 (head)\nR Thu, chi|1.250,5|2\nR Hai dòng \"a\"|3|4\nT \nR Bốn|5|6\n", false },
        { "sep=", "a.txt", "sep=|\nChỉ tiêu|2022\nThu|5\n", "T \nR Chỉ tiêu|2022 (head)\nR Thu|5\n", false },
        { "TABs, CRLF", "a.tsv", "Chỉ tiêu\t2022\t2023\r\nThu\t1.250,5\t2\r\nChi\t3\t4\r\n",
          "R Chỉ tiêu|2022|2023 (head)\nR Thu|1.250,5|2\nR Chi|3|4\n", false },
        { "a quote that never closes", "a.csv", "Tên;2022;2023\n\"Thu;5;6\nChi;7;8\nBa;9;1\n",
          "R Tên|2022|2023 (head)\nR \"Thu|5|6\nR Chi|7|8\nR Ba|9|1\n", false },
        { "thousands with one slip are no decimals", "a.csv",
          "Tên;2022;2023\nThu;1.250;2.300\nChi;3.450;13.5\nBa;9.100;1.200\n",
          "R Tên|2022|2023 (head)\nR Thu|1.250|2.300\nR Chi|3.450|13.5\nR Ba|9.100|1.200\n", false },
        { "item numbers are no decimals", "a.csv", "TT;Tên;2022\n1.1;Thu;1.250\n1.2;Chi;2.300\n",
          "R TT|Tên|2022 (head)\nR 1.1|Thu|1.250\nR 1.2|Chi|2.300\n", false },
        { "prose with commas and semicolons stays text", "a.txt",
          "Năm 2023, GRDP tăng 13,45%, cao nhất cả nước; thu ngân sách 15.295 tỷ đồng.\nNăm 2024, GRDP tăng 13,85%, đứng đầu; thu 20.000 tỷ.\nNăm 2025, phấn đấu 14%, hai con số; thu 22.000 tỷ.\n",
          "T Năm 2023, GRDP tăng 13,45%, cao nhất cả nước; thu ngân sách 15.295 tỷ đồng.\nT Năm 2024, GRDP tăng 13,85%, đứng đầu; thu 20.000 tỷ.\nT Năm 2025, phấn đấu 14%, hai con số; thu 22.000 tỷ.\n",
          false },
        { "words in a row stay text", "a.txt",
          "Nam Định,Thái Bình,Hà Nam\nHải Dương,Hưng Yên,Bắc Ninh\nLào Cai,Yên Bái,Sơn La\n",
          "T Nam Định,Thái Bình,Hà Nam\nT Hải Dương,Hưng Yên,Bắc Ninh\nT Lào Cai,Yên Bái,Sơn La\n", false },
        { "a .csv without a table stays text", "a.csv", "Chỉ một dòng\n", "T Chỉ một dòng\n", false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_document *document;
        check_shown(cases[i].name, cases[i].path, cases[i].text, strlen(cases[i].text), cases[i].want);
        assert_ct_ok(ct_document_parse(&document, cases[i].path, cases[i].text, strlen(cases[i].text)));
        if (document->english != cases[i].english)
            fail_msg("%s: english %d", cases[i].name, document->english);
        ct_document_free(document);
    }
    static const char wide[] = "\xFF\xFET\0e\0n\0\t\0"
                               "2\0"
                               "0\0"
                               "2\0"
                               "2\0\n\0T\0h\0u\0\t\0"
                               "5\0\n\0C\0h\0i\0\t\0"
                               "6\0\n\0";
    check_shown("UTF-16 as Excel saves it", "a.txt.csv", wide, sizeof wide - 1,
                "R Ten|2022 (head)\nR Thu|5\nR Chi|6\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number_formats),
        cmocka_unit_test(test_sheet_names),
#ifdef CHITIEU_HAVE_WORD
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_hidden_and_merged),
        cmocka_unit_test(test_sheets_and_notes),
#ifdef CHITIEU_HAVE_XLSX
        cmocka_unit_test(test_written_by_a_library),
#endif
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_speed),
        cmocka_unit_test(test_ods),
#endif
#ifdef CHITIEU_HAVE_HTML
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_html_hostile),
#endif
        cmocka_unit_test(test_csv),
    };
    return cmocka_run_group_tests_name("sheets", tests, NULL, NULL);
}
