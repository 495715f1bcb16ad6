# From base to target: totals, what each year brought, what is projected, what then is missing.
load picture_template
plot_text = segments('grid', 'ls 7').segments('link', 'ls 8').boxes_by_role('bar', 'step_colour', '') \
    .boxes('missing', 'fs pattern 4 border lc rgb colour_target lc rgb colour_target lw 1.6')
eval "plot ".plot_text."NaN notitle"
