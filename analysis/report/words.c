/* The report's fixed wordings in both languages. */
#include <string.h>

#include "report/content.h"

typedef struct {
    const char *vi, *en;
} wording;

static const char *pick(const wording *list, size_t n, int i, ct_lang lang)
{
    if (i < 0 || (size_t)i >= n) return "–";
    return ct_l(lang, list[i].vi, list[i].en);
}
#define PICK(list, i, lang) pick(list, sizeof(list) / sizeof *(list), i, lang)

const char *ct_cell_heading(ct_cell cell, ct_lang lang)
{
    static const wording list[CT_N_CELLS] = {
        [CT_CELL_NAME] = { "Chỉ tiêu", "Indicator" },
        [CT_CELL_UNIT] = { "Đơn vị", "Unit" },
        [CT_CELL_TARGET] = { "Mục tiêu", "Target" },
        [CT_CELL_BASE] = { "Gốc (năm)", "Base (year)" },
        [CT_CELL_LATEST] = { "Hiện tại (năm)", "Latest (year)" },
        [CT_CELL_ACHIEVED] = { "Bình quân/lũy kế đến nay", "Average or total so far" },
        [CT_CELL_VERSUS] = { "So với mục tiêu", "Against the target" },
        [CT_CELL_REQUIRED] = { "Yêu cầu các năm còn lại", "Required of the years left" },
        [CT_CELL_PROJECTED] = { "Dự báo (khoảng 80%)", "Projection (80% interval)" },
        [CT_CELL_PROBABILITY] = { "Xác suất đạt", "Probability" },
        [CT_CELL_VERDICT] = { "Đánh giá khả năng hoàn thành", "Outlook" },
    };
    return PICK(list, (int)cell, lang);
}

const char *ct_reason_text(int reason, ct_lang lang)
{
    static const wording list[] = {
        [CT_REASON_DONE] = { "", "" },
        [CT_REASON_NO_SERIES] = { "chưa có số liệu", "no data" },
        [CT_REASON_UNIT] = { "khác đơn vị với số liệu", "unit differs from the data" },
        [CT_REASON_ONE_POINT] = { "mới có một năm số liệu", "a single year of data" },
        [CT_REASON_NO_BASE] = { "thiếu năm gốc", "no base year" },
        [CT_REASON_ZERO_BASE] = { "không tính được tốc độ", "no rate can be computed" },
        [CT_REASON_NO_DIRECTION] = { "chỉ tính khoảng cách", "distance only" },
        [CT_REASON_MEASURE] = { "loại chỉ tiêu chưa đánh giá", "this kind of target is not assessed" },
        [CT_REASON_NO_PERIOD] = { "không nêu năm", "no year is stated" },
        [CT_REASON_NO_VALUE] = { "thiếu số liệu trong kỳ", "values of the period are missing" },
        [CT_REASON_AT_TARGET] = { "đã đạt ngay từ năm gốc", "already met at the base" },
        [CT_REASON_NO_PROJECTION] = { "chưa có dự báo", "no projection" },
        [CT_REASON_REACH] = { "cuối kỳ quá xa so với số năm có số liệu", "too far ahead for so few values" },
        [CT_REASON_UNDECIDED] = { "số liệu chưa đủ chắc", "the data are not sure enough" },
        [CT_REASON_REVIEW] = { "cần người duyệt số liệu", "a person must review the reading" },
    };
    return PICK(list, reason, lang);
}

const char *ct_status_text(int status, ct_lang lang)
{
    static const wording list[] = {
        [CT_STATUS_ACTUAL] = { "chính thức", "actual" },
        [CT_STATUS_PRELIMINARY] = { "sơ bộ", "preliminary" },
        [CT_STATUS_ESTIMATE] = { "ước thực hiện", "estimate" },
        [CT_STATUS_FORECAST] = { "dự báo của tài liệu", "document's forecast" },
        [CT_STATUS_DERIVED] = { "tính từ số liệu khác", "derived" },
    };
    return PICK(list, status, lang);
}

const char *ct_severity_text(int severity, ct_lang lang)
{
    static const wording list[] = {
        [CT_SEVERITY_NOTE] = { "Lưu ý", "Note" },
        [CT_SEVERITY_WARNING] = { "Cảnh báo", "Warning" },
        [CT_SEVERITY_ERROR] = { "Lỗi", "Error" },
        [CT_SEVERITY_CHECK] = { "Cần xem", "Check" },
    };
    return PICK(list, severity, lang);
}

const char *ct_heading_text(ct_heading heading, ct_lang lang)
{
    static const wording list[] = {
        [CT_HEAD_SUMMARY] = { "Tóm tắt", "Summary" },
        [CT_HEAD_TARGETS] = { "Biểu tổng hợp tình hình thực hiện các chỉ tiêu", "Summary table of the targets" },
        [CT_HEAD_OVERVIEW] = { "Toàn cảnh", "Overview" },
        [CT_HEAD_INDICATORS] = { "Kết quả thực hiện theo từng lĩnh vực", "Results by field" },
        [CT_HEAD_FINDINGS] = { "Kết quả soát xét số liệu", "Findings of the audit" },
        [CT_HEAD_SOURCES] = { "Nguồn của số liệu", "Sources of the figures" },
        [CT_HEAD_YEAR] = { "Năm", "Year" },
        [CT_HEAD_VALUE] = { "Giá trị", "Value" },
        [CT_HEAD_STATUS] = { "Loại số liệu", "Status" },
        [CT_HEAD_SOURCE] = { "Nguồn", "Source" },
        [CT_HEAD_WHAT] = { "Số liệu", "Figure" },
        [CT_HEAD_DOCUMENT] = { "Tài liệu", "Document" },
        [CT_HEAD_PAGE] = { "Trang", "Page" },
        [CT_HEAD_LINE] = { "Dòng", "Line" },
        [CT_HEAD_QUOTE] = { "Trích dẫn", "Quote" },
        [CT_HEAD_LEVEL] = { "Mức", "Level" },
        [CT_HEAD_FINDING] = { "Nội dung", "Finding" },
        [CT_HEAD_NO_TARGETS] = { "Không có mục tiêu nào trong các tài liệu đã đọc.", "The documents read hold no target." },
        [CT_HEAD_NO_CHARTS] = { "Chưa có chuỗi số liệu nào đủ để vẽ biểu đồ.", "No series has enough values for a chart." },
        [CT_HEAD_NO_FINDINGS] = { "Không phát hiện mâu thuẫn nào.", "No contradiction was found." },
        [CT_HEAD_NO_SOURCES] = { "Không có nguồn nào để liệt kê.", "There is no source to list." },
        [CT_HEAD_ALL_VALUES] = { "Số liệu các năm", "Values by year" },
        [CT_HEAD_MORE_FINDINGS] = { "Các lưu ý khác", "Further notes" },
        [CT_HEAD_NUMBER] = { "STT", "No." },
        [CT_HEAD_CONTENTS] = { "Mục lục", "Contents" },
    };
    return PICK(list, (int)heading, lang);
}

const char *ct_group_text(const char *group, ct_lang lang)
{
    static const struct {
        const char *id;
        wording words;
    } list[] = {
        { "economy", { "Kinh tế", "Economy" } },
        { "agriculture", { "Nông, lâm nghiệp và thủy sản", "Agriculture, forestry and fishery" } },
        { "industry", { "Công nghiệp", "Industry" } },
        { "trade", { "Thương mại", "Trade" } },
        { "tourism", { "Du lịch", "Tourism" } },
        { "finance", { "Tài chính, ngân sách", "Public finance" } },
        { "budget", { "Thu, chi ngân sách", "Budget" } },
        { "investment", { "Đầu tư", "Investment" } },
        { "enterprise", { "Doanh nghiệp", "Enterprises" } },
        { "digital", { "Chuyển đổi số", "Digital transformation" } },
        { "science_technology", { "Khoa học và công nghệ", "Science and technology" } },
        { "population", { "Dân số", "Population" } },
        { "labour", { "Lao động, việc làm", "Labour" } },
        { "social_protection", { "An sinh xã hội", "Social protection" } },
        { "poverty", { "Giảm nghèo", "Poverty reduction" } },
        { "health", { "Y tế", "Health" } },
        { "education", { "Giáo dục và đào tạo", "Education" } },
        { "culture", { "Văn hóa", "Culture" } },
        { "environment", { "Môi trường", "Environment" } },
        { "urban", { "Đô thị", "Urban development" } },
        { "rural", { "Nông thôn mới", "Rural development" } },
        { "infrastructure", { "Hạ tầng", "Infrastructure" } },
        { "transport", { "Giao thông", "Transport" } },
        { "governance", { "Quản trị, cải cách hành chính", "Governance" } },
        { "party", { "Xây dựng Đảng", "Party building" } },
        { "safety", { "An ninh, trật tự, an toàn", "Safety and order" } },
        { "defence", { "Quốc phòng, an ninh", "Defence and security" } },
    };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i].id, group) == 0) return ct_l(lang, list[i].words.vi, list[i].words.en);
    return group;
}

const char *ct_prior_note(ct_arena *arena, const char *note, const ct_table *projections, ct_lang lang)
{
    bool any = false;

    for (size_t i = 0; projections != NULL && i < projections->n && !any; i++)
        any = ct_projection_has_prior(ct_projection_at(projections, i));
    if (!any) return note;
    return ct_arena_printf(arena, "%s %s", note,
                           ct_l(lang,
                                "Nơi ghi “các tỉnh khác”, dự báo dựa trên số liệu của địa phương và mức biến động thường thấy của chỉ tiêu ở "
                                "các tỉnh khác những năm trước (bảng priors.csv); xu hướng khi đó có thể đã thay đổi.",
                                "Where “other provinces” are named, a projection rests on the place's own values and on how the indicator "
                                "usually moved in other provinces in earlier years (table priors.csv); trends of that time may have changed."));
}
