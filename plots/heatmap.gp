# Indicators by year: the shade is the place among the years of one row.
load picture_template
plot_text = boxes_by_role('cell', 'shade_colour', '').points('empty', 'pt 7 ps 0.2 lc rgb faint')
legend = "keyentry with boxes fs solid 1 border lc rgb faint lc rgb shade_colour[1] title word_worst, "
legend = legend."keyentry with boxes fs solid 1 noborder lc rgb shade_colour[3] title word_middle, "
legend = legend."keyentry with boxes fs solid 1 noborder lc rgb shade_colour[5] title word_best"
eval "plot ".plot_text.legend
