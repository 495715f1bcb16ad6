# A series too thin for axes of years: its values, its target, the way between them, on one scale.
load picture_template
plot_text = segments('grid', 'ls 8').segments('way', 'lc rgb verdict_colour[4] lw 3').segments('way_made', 'lc rgb verdict_colour[2] lw 3') \
    .segments('target_range', 'ls 4 lw 3').points('value', 'pt 6 ps 1.3*ring lw 1.4 lc rgb colour_history').points('now', 'ls 1 ps 2*dot').points('target', 'ls 4')
eval "plot ".plot_text."NaN notitle"
