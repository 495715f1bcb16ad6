# Base, now and target, one line a target.
load picture_template
plot_text = segments('grid', 'ls 8').segments('join', 'ls 6').curves('ahead', 'ls 5').curves('done', 'ls 1').points('dot', 'ls 1 ps 1.45*dot') \
    .points('target', 'ls 4')
legend = "keyentry with linespoints ls 1 title word_done, keyentry with lines ls 5 title word_ahead, keyentry with points ls 4 title word_target"
eval "plot ".plot_text.legend
