# Scenarios from the last value to the target's year.
load picture_template
plot_text = segments('grid', 'ls 7').segments('tick', 'ls 8').areas('band', 'lc rgb tint80').segments('join', 'ls 6').curves('observed', 'ls 10') \
    .curves('median', 'ls 3').curves('required', 'ls 5').curves('history', 'ls 1').points('dot', 'ls 1') \
    .segments('target_range', 'ls 4 lw 3').points('target', 'ls 4')
legend = "keyentry with linespoints ls 1 title word_actual"
if (observed_n > 0) { legend = legend.", keyentry with lines ls 10 title word_observed" }
legend = legend.", keyentry with lines ls 3 title word_projection, keyentry with boxes fs solid 1 noborder lc rgb tint80 title word_band80"
legend = legend.", keyentry with lines ls 5 title word_required, keyentry with points ls 4 title word_target"
eval "plot ".plot_text.legend
