/* The table of kinds. */
#include <string.h>

#include "chart/kind.h"

const ct_chart_kind ct_chart_kinds[] = {
    { "board", "mọi mục tiêu của kế hoạch trên một trang, theo lĩnh vực; thiếu số liệu thì theo sở, ngành",
      "all targets of the plan on one page, by sector; those without figures by department", ct_layers_board,
      ct_make_board, true },
    { "bullet", "đã đạt bao nhiêu phần đường đến mục tiêu, so với thời gian đã qua",
      "the share of the way done, against the time elapsed", ct_layers_bullet, ct_make_bullet, true },
    { "scoreboard", "mọi mục tiêu của kế hoạch, theo khả năng hoàn thành",
      "all targets of the plan, sorted by probability", ct_layers_scoreboard, ct_make_scoreboard, true },
    { "structure", "cơ cấu theo năm và theo mục tiêu", "shares by year, and the plan's", ct_layers_structure,
      ct_make_structure, false },
    { "slope", "gốc, hiện tại và mục tiêu của các tỷ lệ", "base, now and target of percentages",
      ct_layers_slope, ct_make_slope, true },
    { "multiples", "nhiều chỉ tiêu cạnh nhau, mỗi ô một chuỗi",
      "many indicators side by side, one small chart each", ct_layers_multiples, ct_make_multiples, true },
    { "heatmap", "các chỉ tiêu theo năm, năm tốt nhất đậm nhất", "indicators by year, the best year darkest",
      ct_layers_heatmap, ct_make_heatmap, false },
    { "waterfall", "từ giá trị gốc đến mục tiêu: từng năm góp bao nhiêu, còn thiếu bao nhiêu",
      "from base to target: each year's part, and the gap", ct_layers_waterfall, ct_make_waterfall, true },
    { "fan", "các kịch bản: giữ nhịp độ, theo dự báo, nhịp độ cần có",
      "scenarios: pace so far, projection, pace required", ct_layers_fan, ct_make_fan, true },
    { "reliability", "khoảng dự báo có đúng như đã nói không, thử lại trên chính các chuỗi này",
      "do the intervals hold what they promise, replayed on these series", ct_layers_reliability,
      ct_make_reliability, false },
    { NULL, NULL, NULL, NULL, NULL, false },
};

const ct_chart_kind *ct_chart_kind_find(const char *name)
{
    for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++)
        if (strcmp(kind->name, name) == 0) return kind;
    return NULL;
}
