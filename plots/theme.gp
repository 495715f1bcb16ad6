# The look of every chart: size, fonts, colours, lines, grid. Change it freely; README.md here lists what scripts and templates share.
# All lengths are pixels of a canvas chart_width by chart_height; PNG images have twice as many.

set encoding utf8
font_family = 'DejaVu Sans'   # in SVG the program adds Arial and sans-serif, for readers who have it not

# Font sizes in pixels. The program measures text at these sizes, so larger ones may run into each other.
size_title = 17; size_text = 12; size_note = 12; size_source = 10

# Colours: told apart by colour-blind readers, and by grey and shape in black and white.
ink = '#1f2933'; quiet = '#5b6770'; faint = '#aab4bd'; grid = '#e3e8ec'
colour_history = '#12355b'; colour_projection = '#1f6fb2'; colour_target = '#b23c00'
tint80 = '#a9cbe8'; tint95 = '#dceaf6'
array note_colour[3] = [colour_history, colour_projection, colour_target]   # last value, projected value, target

if (chart_format eq 'png') {
    # Pango counts points at 96 to the inch, 3 points to 4 pixels.
    set terminal pngcairo size 2*chart_width, 2*chart_height font sprintf('%s,%g', font_family, 0.75*size_text) \
        fontscale 2 linewidth 2 pointscale 2 noenhanced background rgb 'white'
    font_scale = 0.75
    diamond = 1.25; ring = 0.78; legend_spacing = 1.25; year_drop = 0.2
} else {
    set terminal svg size chart_width, chart_height fixed font sprintf('%s,%g', font_family, size_text) noenhanced background rgb 'white'
    font_scale = 1
    diamond = 0.85; ring = 0.6; legend_spacing = 1.12; year_drop = 0.4   # this terminal draws the same numbers larger
}
font_title = sprintf('%s:Bold,%g', font_family, font_scale*size_title)
font_text = sprintf('%s,%g', font_family, font_scale*size_text)
font_note = sprintf('%s:Bold,%g', font_family, font_scale*size_note)
font_gap = sprintf('%s,%g', font_family, font_scale*size_note)
font_unit = sprintf('%s,%g', font_family, font_scale*(size_text - 1))
font_source = sprintf('%s,%g', font_family, font_scale*size_source)

# Lines and points. Style numbers are what templates use.
set style line 1 lc rgb colour_history lw 2.4 dt solid pt 7 ps 0.62         # history
set style line 2 lc rgb colour_history lw 1.2 dt solid                      # across years without a value
set style line 3 lc rgb colour_projection lw 2.2 dt (9,5)                   # projection: median
set style line 4 lc rgb colour_target lw 2.2 dt solid pt 13 ps diamond      # targets
set style line 5 lc rgb colour_target lw 1.6 dt (2,4)                       # required path
set style line 6 lc rgb faint lw 0.8 dt solid                               # leaders from data to labels
set style line 7 lc rgb grid lw 1 dt solid                                  # grid
set style line 8 lc rgb faint lw 1 dt solid                                # the axis of years
