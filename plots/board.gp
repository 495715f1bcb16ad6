# All targets of the plan: a small line of the last years, its last value and its target; verdicts as symbols whose shapes differ too.
load picture_template
plot_text = segments('grid', 'ls 7').segments('rule', 'lc rgb quiet lw 0.7').curves('spark', 'lc rgb colour_history lw 1.1').points('spark_end', 'ls 1 ps 0.7*dot') \
    .points('spark_target', 'ls 4 ps 0.7*diamond')
do for [v=1:6] {
    plot_text = plot_text.sprintf("$verdict using ($3 == %d ? $1 : NaN):2 with points pt verdict_point[%d] ps verdict_size*verdict_factor[%d] lw 1.2 lc rgb verdict_colour[%d], ", v, v, v, v)
}
eval "plot ".(verdict_n > 0 ? plot_text : segments('rule', 'lc rgb quiet lw 0.7'))."NaN notitle"
