#include "chart/plane.h"

#include <math.h>

#include "chart/lettering.h"
#include "chart/scene.h"
#include "core/number.h"

double ct_plane_x(const ct_plane *plane, double x)
{
    return plane->left + (x - plane->x_low) / (plane->x_high - plane->x_low) * (plane->right - plane->left);
}

double ct_plane_y(const ct_plane *plane, double value)
{
    return plane->bottom + (value / plane->divisor - plane->y_low) / (plane->y_high - plane->y_low) *
                               (plane->top - plane->bottom);
}

ct_error ct_plane_values(ct_plane *plane, ct_picture *p, const ct_board *board, const char *unit, double low,
                         double high)
{
    ct_scale scale;
    ct_ticks ticks;
    double widest = 0;

    if (!isfinite(low) || !isfinite(high))
        return ct_fail(CT_EDATA, 0, "chart %s: a value is not finite; correct it in its table", p->name);
    CT_TRY(ct_scale_choose(board->arena, unit, fmax(fabs(low), fabs(high)), board->lang, &scale));
    plane->divisor = scale.divisor;
    plane->words = scale.words;
    double span = high - low;
    if (!(span > 0)) span = high != 0 ? 0.4 * fabs(high) : 1;
    plane->y_low = (low >= 0 ? 0 : low - 0.08 * span) / scale.divisor;
    plane->y_high = (high <= 0 ? 0 : high + 0.1 * span) / scale.divisor;
    if (!(plane->y_high > plane->y_low)) plane->y_high = plane->y_low + 1;
    CT_TRY(ct_ticks_choose(plane->y_low, plane->y_high, 6, false, &ticks));
    for (int pass = 0; pass < 2; pass++) { /* the widest tick fixes the left edge, then they are drawn */
        if (pass == 1) plane->left += widest + 8;
        for (size_t i = 0; i < ticks.n; i++) {
            char text[CT_NUMBER_SIZE];
            ct_number_people(text, ticks.at[i], ticks.decimals, board->lang);
            widest = fmax(widest, ct_text_width(p->face, text, CT_TEXT_SIZE, false));
            if (pass == 0) continue;
            double y = ct_plane_y(plane, ticks.at[i] * plane->divisor);
            CT_ROW(p, "grid", plane->left, y, plane->right, y);
            ct_picture_text(p, plane->left - 8, y, CT_ALIGN_RIGHT, CT_LOOK_QUIET, text);
        }
    }
    ct_picture_text(
        p, p->left, plane->top + 14, CT_ALIGN_LEFT, CT_LOOK_QUIET,
        ct_arena_printf(board->arena, "%s %s", ct_l(board->lang, "Đơn vị:", "Unit:"), scale.words));
    return ct_ok();
}
