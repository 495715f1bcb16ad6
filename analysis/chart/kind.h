/* Each kind of picture: the layers its template finds, and the function that makes its pictures. */
#ifndef CT_CHART_KIND_H
#define CT_CHART_KIND_H

#include "chart/board.h"

#define CT_CHART_KIND(name)                                                                                  \
    extern const char *const ct_layers_##name[];                                                             \
    CT_CHECKED ct_error ct_make_##name(ct_board *board, ct_picture_list *list)

CT_CHART_KIND(board);
CT_CHART_KIND(bullet);
CT_CHART_KIND(scoreboard);
CT_CHART_KIND(structure);
CT_CHART_KIND(slope);
CT_CHART_KIND(multiples);
CT_CHART_KIND(heatmap);
CT_CHART_KIND(waterfall);
CT_CHART_KIND(fan);
CT_CHART_KIND(reliability);

#endif
