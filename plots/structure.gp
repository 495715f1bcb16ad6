# Shares of a whole by year, stacked, the plan's column beside them with an outline.
load picture_template
plot_text = boxes_by_role('part', 'part_colour', 'fs solid 1 border lc rgb "white" lw 1').boxes_by_role('plan', 'part_colour', '')
plot_text = plot_text.boxes_by_role('rest', 'track_colour', '')
if (plan_n > 0) { plot_text = plot_text.boxes('plan', 'fs empty border lc rgb colour_target lc rgb colour_target lw 2') }
plot_text = plot_text.segments('join', 'ls 6')
eval "plot ".plot_text."NaN notitle"
