# How far along the way to each target: track, bar of what is done, line of what is due by now, target.
load picture_template
plot_text = boxes('track', 'lc rgb tint_track').segments('grid', 'ls 7').boxes('done', 'lc rgb colour_history') \
    .segments('expected', 'ls 9').points('target', 'ls 4')
legend = "keyentry with boxes fs solid 1 noborder lc rgb colour_history title word_done, "
legend = legend."keyentry with lines ls 9 title word_expected, keyentry with points ls 4 title word_target"
eval "plot ".plot_text.legend
