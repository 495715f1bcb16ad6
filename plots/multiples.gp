# Many small charts: history, projection with its 80 % interval, target.
load picture_template
plot_text = segments('grid', 'ls 8').areas('band', 'lc rgb tint80').curves('median', 'ls 3').curves('history', 'ls 1').points('dot', 'ls 1') \
    .segments('target_range', 'ls 4 lw 3').points('target', 'ls 4')
legend = "keyentry with lines ls 1 title word_actual, keyentry with lines ls 3 title word_projection, "
legend = legend."keyentry with boxes fs solid 1 noborder lc rgb tint80 title word_band80, keyentry with points ls 4 title word_target"
eval "plot ".plot_text.legend
