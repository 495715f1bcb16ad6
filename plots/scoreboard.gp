# Targets sorted by probability: a bar of it, and the verdict as a symbol whose shape differs too.
load picture_template
plot_text = segments('grid', 'ls 7').boxes_by_role('track', 'track_colour', '').boxes_by_role('chance', 'verdict_colour', '')
do for [v=1:6] {
    plot_text = plot_text.sprintf("$verdict using ($3 == %d ? $1 : NaN):2 with points pt verdict_point[%d] ps verdict_size*verdict_factor[%d] lw 1.6 lc rgb verdict_colour[%d], ", v, v, v, v)
}
eval "plot ".plot_text."NaN notitle"
