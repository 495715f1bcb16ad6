# What intervals promised against what they held.
load picture_template
plot_text = segments('grid', 'ls 7').curves('ideal', 'ls 10').segments('bar', 'lc rgb colour_projection lw 1.4').curves('point', 'ls 1').points('point', 'ls 1 ps 1.45*dot')
legend = "keyentry with linespoints ls 1 title word_point, keyentry with lines lc rgb colour_projection lw 1.4 title word_bar, keyentry with lines ls 10 title word_ideal"
eval "plot ".plot_text.legend
