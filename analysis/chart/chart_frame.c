/* Where years and values stand in the frame of a chart. */
#include "chart/scene.h"

double ct_frame_x(const ct_frame *frame, double year)
{
    return frame->left +
           (year - frame->x_low) / (frame->x_high - frame->x_low) * (frame->right - frame->left);
}

double ct_frame_y(const ct_frame *frame, double value)
{
    return frame->bottom +
           (value - frame->y_low) / (frame->y_high - frame->y_low) * (frame->top - frame->bottom);
}
