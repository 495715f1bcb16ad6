/* Names of tables and of their columns for people: heads of the workbook's sheets. The tables themselves
 * (CSV, JSON) keep their own. */
#include <string.h>

#include "report/content.h"

typedef struct {
    const char *name, *vi, *en;
} named;

static const named columns[] = {
    { "indicator", "Mã chỉ tiêu", "Indicator id" },
    { "name", "Chỉ tiêu", "Indicator" },
    { "scope", "Phạm vi", "Scope" },
    { "breakdown", "Phân tổ", "Breakdown" },
    { "unit", "Đơn vị", "Unit" },
    { "direction", "Chiều tốt", "Better" },
    { "measure", "Cách đo", "Measure" },
    { "aggregation", "Cách tính theo kỳ", "Aggregation" },
    { "qualifier", "Dấu so sánh", "Qualifier" },
    { "target_low", "Mục tiêu, cận dưới", "Target, low end" },
    { "target_high", "Mục tiêu, cận trên", "Target, high end" },
    { "low", "Mục tiêu, cận dưới", "Target, low end" },
    { "high", "Mục tiêu, cận trên", "Target, high end" },
    { "period", "Năm", "Year" },
    { "period_start", "Đầu kỳ", "Period start" },
    { "period_end", "Cuối kỳ", "Period end" },
    { "base_period", "Kỳ gốc", "Base period" },
    { "observation_id", "Mã số liệu", "Figure's id" },
    { "series_id", "Mã chuỗi", "Series' id" },
    { "target_id", "Mã mục tiêu", "Target's id" },
    { "base_year", "Năm gốc", "Base year" },
    { "base_value", "Giá trị gốc", "Base value" },
    { "latest_year", "Năm gần nhất", "Latest year" },
    { "latest_value", "Giá trị gần nhất", "Latest value" },
    { "latest_status", "Loại số liệu gần nhất", "Status of the latest" },
    { "achieved", "Đã đạt trong kỳ", "Achieved" },
    { "secured", "Đã chắc chắn", "Secured" },
    { "share_done", "Đã đi (% quãng đường)", "Done (% of the way)" },
    { "share_expected", "Lẽ ra đã đi (% quãng đường)", "Expected (% of the way)" },
    { "time_distance", "Chậm, nhanh (năm)", "Behind or ahead (years)" },
    { "rate_observed", "Tốc độ đến nay (%/năm)", "Growth so far (% a year)" },
    { "rate_planned", "Tốc độ theo kế hoạch (%/năm)", "Growth planned (% a year)" },
    { "rate_required", "Tốc độ cần có (%/năm)", "Growth required (% a year)" },
    { "step_observed", "Thay đổi đến nay (mỗi năm)", "Change so far (a year)" },
    { "step_planned", "Thay đổi theo kế hoạch (mỗi năm)", "Change planned (a year)" },
    { "step_required", "Thay đổi cần có (mỗi năm)", "Change required (a year)" },
    { "required_high", "Tốc độ cần có, cận trên", "Growth required, high end" },
    { "step_required_high", "Thay đổi cần có, cận trên", "Change required, high end" },
    { "attainment_year", "Năm dự kiến đạt", "Year of attainment" },
    { "gap_now", "Còn thiếu hiện nay (âm)", "Gap now (negative: short)" },
    { "gap_now_percent", "Còn thiếu hiện nay (%)", "Gap now (%)" },
    { "projected", "Dự báo", "Projected" },
    { "projected_lo80", "Dự báo, 80% dưới", "Projected, low 80%" },
    { "projected_hi80", "Dự báo, 80% trên", "Projected, high 80%" },
    { "gap_projected", "Còn thiếu theo dự báo (âm)", "Projected gap (negative: short)" },
    { "gap_projected_percent", "Còn thiếu theo dự báo (%)", "Projected gap (%)" },
    { "probability", "Xác suất đạt", "Probability" },
    { "probability_lo80", "Xác suất, 80% dưới", "Probability, low 80%" },
    { "probability_hi80", "Xác suất, 80% trên", "Probability, high 80%" },
    { "evidence", "Chỗ dựa", "Evidence" },
    { "old", "Số liệu cũ", "Old data" },
    { "record_plans", "Kế hoạch trước: số", "Earlier plans" },
    { "record_met", "Kế hoạch trước: đạt", "Earlier plans met" },
    { "record_margin", "Kế hoạch trước: chênh lệch", "Earlier plans, margin" },
    { "probability_exceeded", "Xác suất vượt", "Probability of exceeding" },
    { "verdict", "Đánh giá", "Outlook" },
    { "reason", "Lý do", "Reason" },
    { "method", "Phương pháp", "Method" },
    { "source", "Nguồn", "Source" },
    { "series_source", "Nguồn số liệu", "Source of the values" },
    { "nature", "Bản chất", "Nature" },
    { "value", "Giá trị", "Value" },
    { "status", "Loại số liệu", "Status" },
    { "median", "Trung vị", "Median" },
    { "lo80", "80%, cận dưới", "80%, low end" },
    { "hi80", "80%, cận trên", "80%, high end" },
    { "lo95", "95%, cận dưới", "95%, low end" },
    { "hi95", "95%, cận trên", "95%, high end" },
    { "rule", "Quy tắc", "Rule" },
    { "severity", "Mức", "Level" },
    { "other", "Giá trị khác", "Other value" },
    { "other_source", "Nguồn khác", "Other source" },
    { "text_vi", "Nội dung", "Finding (Vietnamese)" },
    { "text_en", "Nội dung (tiếng Anh)", "Finding" },
    { "document", "Tài liệu", "Document" },
    { "page", "Trang", "Page" },
    { "line_start", "Từ dòng", "First line" },
    { "line_end", "Đến dòng", "Last line" },
    { "line", "Dòng", "Line" },
    { "quote", "Trích dẫn", "Quote" },
    { "other_quote", "Trích dẫn khác", "Other quote" },
    { "value_low", "Giá trị, cận dưới", "Value, low end" },
    { "value_high", "Giá trị, cận trên", "Value, high end" },
    { "kind", "Loại", "Kind" },
    { "confidence", "Độ tin cậy", "Confidence" },
    { "review", "Soát xét", "Review" },
    { "plan", "Kế hoạch", "Plan" },
    { "place", "Thứ tự", "Place" },
    { "part", "Phần", "Part" },
    { "rank", "Hạng", "Rank" },
    { "why_vi", "Vì sao", "Why (Vietnamese)" },
    { "why_en", "Vì sao (tiếng Anh)", "Why" },
    { "hangs_on", "Phụ thuộc", "Hangs on" },
    { "taken", "Được dùng", "Taken" },
    { "word", "Mức xếp loại", "Word" },
    { "number", "Số hiệu", "Number" },
    { "issuer", "Cơ quan ban hành", "Issuer" },
    { "title", "Trích yếu", "Title" },
    { "about", "Về việc", "About" },
    { "date", "Ngày", "Date" },
    { "targets", "Số mục tiêu", "Targets" },
    { "listed", "Số mục tiêu trong danh mục", "Targets listed" },
    { "points", "Điểm", "Points" },
    { "record", "Được theo dõi", "Of record" },
    { "list_start", "Danh mục từ dòng", "List, first line" },
    { "list_end", "Danh mục đến dòng", "List, last line" },
    { "territory", "Lãnh thổ", "Territory" },
    { "age", "Tuổi số liệu (năm)", "Age of the data (years)" },
    { "n_values", "Số năm có số liệu", "Years with values" },
};

static const named sheets[] = {
    { "assessment", "Bảng đánh giá", "Assessment" }, { "targets", "Mục tiêu", "Targets" },
    { "series", "Chuỗi số liệu", "Series" },         { "projections", "Dự báo chi tiết", "Projections" },
    { "findings", "Soát xét", "Findings" },          { "observations", "Số liệu trích", "Observations" },
};

static const char *find(const named *list, size_t n, const char *name, ct_lang lang)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0) return ct_l(lang, list[i].vi, list[i].en);
    return name;
}

const char *ct_column_text(const char *column, ct_lang lang)
{
    return find(columns, sizeof columns / sizeof *columns, column, lang);
}

const char *ct_sheet_text(const char *table, ct_lang lang)
{
    return find(sheets, sizeof sheets / sizeof *sheets, table, lang);
}
