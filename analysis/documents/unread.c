/* What of a file was not read, in words. */
#include <stdio.h>

#include "documents/document.h"

static const struct {
    const char *vi, *en, *en_one; /* "%zu" is how many; en_one: of one */
    const char *cure_vi, *cure_en;
} words[] = {
    [CT_UNREAD_CHART] = { "%zu biểu đồ không được đọc số liệu", "the figures of %zu charts were not read",
                          "the figures of %zu chart were not read",
                          "chép bảng số liệu của biểu đồ vào văn bản",
                          "put the chart's table of figures into the text" },
    [CT_UNREAD_PICTURE] = { "%zu hình ảnh trong văn bản không được đọc",
                            "%zu pictures in the text were not read", "%zu picture in the text was not read",
                            "nếu hình có số liệu, gõ lại thành bảng hoặc lưu cả văn bản thành PDF rồi dùng --ocr always",
                            "where they hold figures, type them as a table, or save the document as PDF and use --ocr always" },
    [CT_UNREAD_CHUNK] = { "%zu tệp nhúng trong văn bản không được đọc",
                          "%zu files embedded in the document were not read",
                          "%zu file embedded in the document was not read",
                          "mở bằng Word và lưu lại, hoặc đưa riêng tệp ấy",
                          "open it in Word and save it again, or give that file by itself" },
    [CT_UNREAD_STRUCK] = { "%zu đoạn chữ bị gạch ngang được bỏ qua",
                           "%zu pieces of struck-out text were left out",
                           "%zu piece of struck-out text was left out", "nếu còn hiệu lực, bỏ gạch ngang",
                           "remove the line through them if they hold" },
    [CT_UNREAD_HIDDEN] = { "%zu phần bị ẩn (chữ, dòng, cột hoặc trang tính) được bỏ qua",
                           "%zu hidden parts (text, rows, columns or sheets) were left out",
                           "%zu hidden part (text, row, column or sheet) was left out",
                           "cho hiện ra nếu cần đọc", "unhide them to have them read" },
    [CT_UNREAD_PLACEHOLDER] = { "%zu ô mẫu chưa điền được bỏ qua",
                                "%zu placeholders not filled in were left out",
                                "%zu placeholder not filled in was left out", "điền vào nếu có số liệu",
                                "fill them in where there are figures" },
    [CT_UNREAD_PAGE] = { "%zu trang không có chữ (ảnh quét) không được đọc",
                         "%zu pages without text (scans) were not read",
                         "%zu page without text (a scan) was not read",
                         "cài tesseract-ocr-vie và dùng --ocr auto, hoặc quét lại cho rõ",
                         "install tesseract-ocr-vie and use --ocr auto, or scan them again, sharper" },
    [CT_UNREAD_FONT] = { "%zu đoạn dùng phông chữ cũ không giải mã được",
                         "%zu pieces in an old font could not be decoded",
                         "%zu piece in an old font could not be decoded",
                         "chuyển mã sang Unicode (Unikey) rồi lưu lại",
                         "convert them to Unicode and save again" },
    [CT_UNREAD_LAYER] = { "lớp chữ của %zu trang không phải tiếng Việt đúng, số liệu có thể sai",
                          "the text layer of %zu pages is not sound Vietnamese; figures may be wrong",
                          "the text layer of %zu page is not sound Vietnamese; figures may be wrong",
                          "cài tesseract-ocr-vie và dùng --ocr auto để đọc lại từ ảnh, hoặc dùng văn bản gốc",
                          "install tesseract-ocr-vie and use --ocr auto to read the pages from their picture, or use the original" },
    [CT_UNREAD_REREAD] = { "%zu trang được đọc lại từ ảnh (OCR)",
                           "%zu pages were read from their picture (OCR)",
                           "%zu page was read from its picture (OCR)", "kiểm tra các số liệu ấy với bản gốc",
                           "check their figures against the original" },
    [CT_UNREAD_FORMULA] = { "%zu công thức không có kết quả lưu sẵn", "%zu formulas have no stored result",
                            "%zu formula has no stored result", "mở bằng Excel và lưu lại",
                            "open the file in Excel and save it again" },
    [CT_UNREAD_BEYOND] = { "%zu phần vượt giới hạn được bỏ qua", "%zu parts beyond the limits were left out",
                           "%zu part beyond the limits was left out", "chia nhỏ tệp", "split the file" },
};

const char *ct_unread_name(ct_unread_kind kind)
{
    static const char *const names[] = {
        [CT_UNREAD_CHART] = "chart",     [CT_UNREAD_PICTURE] = "picture",
        [CT_UNREAD_CHUNK] = "chunk",     [CT_UNREAD_STRUCK] = "struck",
        [CT_UNREAD_HIDDEN] = "hidden",   [CT_UNREAD_PLACEHOLDER] = "placeholder",
        [CT_UNREAD_PAGE] = "page",       [CT_UNREAD_FONT] = "font",
        [CT_UNREAD_LAYER] = "layer",     [CT_UNREAD_REREAD] = "reread",
        [CT_UNREAD_FORMULA] = "formula", [CT_UNREAD_BEYOND] = "beyond",
    };

    return names[kind];
}

bool ct_unread_say(char *out, size_t size, const ct_unread *unread, ct_lang lang)
{
    char what[256], place[256] = "";
    const char *en = unread->n == 1 ? words[unread->kind].en_one : words[unread->kind].en;
    bool fits;

    /* the formats are the literals above */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    fits = snprintf(what, sizeof what, ct_l(lang, words[unread->kind].vi, en), unread->n) < (int)sizeof what;
#pragma GCC diagnostic pop
    if (unread->page > 0)
        fits = snprintf(place, sizeof place, ct_l(lang, " (từ trang %ld)", " (from page %ld)"),
                        unread->page) < (int)sizeof place &&
               fits;
    else if (unread->where[0] != '\0')
        fits = snprintf(place, sizeof place, " (%s)", unread->where) < (int)sizeof place && fits;
    return snprintf(out, size, "%s%s; %s", what, place,
                    ct_l(lang, words[unread->kind].cure_vi, words[unread->kind].cure_en)) < (int)size &&
           fits;
}
