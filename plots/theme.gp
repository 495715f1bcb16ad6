# The look of every chart: size, fonts, colours, lines, grid. Change it freely; README.md here lists what scripts and templates share.
# All lengths are pixels of a canvas chart_width by chart_height. A page of 16 cm is 544 of them wide, so that 10 are 8 points high.

set encoding utf8
font_family_emf = exists('chart_font') ? chart_font : 'Arial'     # EMF names a font for Windows programs to find
font_family = exists('chart_font') ? chart_font : 'DejaVu Sans'   # in SVG the program adds Arial and sans-serif, for readers who have it not

# Font sizes in pixels. The program measures text at these sizes, so larger ones may run into each other.
size_title = 15; size_text = 11; size_note = 11; size_source = 10

# Colours: told apart by colour-blind readers, and by grey and shape in black and white.
ink = '#1f2933'; quiet = '#5b6770'; faint = '#aab4bd'; grid = '#e3e8ec'
colour_history = '#12355b'; colour_projection = '#1f6fb2'; colour_target = '#b23c00'
tint50 = '#9fc5e8'; tint80 = '#c3dbf0'; tint95 = '#e3eef8'; tint_track = '#dfe5ea'; tint_plan = '#f4f1e8'
array verdict_colour[6] = [0x14532d, 0x3f8f5f, 0xd99a1c, 0xa32020, 0x9aa5ae, 0x7d8fa3]   # exceeded, met, hard, missed, no data, undecided
array title_colour[7] = [0x1f2933, 0x14532d, 0x2b6e44, 0x8a5a00, 0xa32020, 0x5b6770, 0x46586a]   # no verdict, then as above, dark enough to read
array verdict_point[6] = [9, 7, 13, 2, 6, 12]                                      # their shapes tell them apart in black and white
array verdict_factor[6] = [1, 1, 1.1, 0.9, 0.9, 1]
array track_colour[1] = [0xe3e8ec]
array part_colour[6] = [0x12355b, 0x2f7fc1, 0xf0c36d, 0xbcd9ef, 0xb0b8bf, 0xe3e8ec]   # parts of a whole: light and dark in turn
array shade_colour[5] = [0xf1f5f9, 0xd3e4f2, 0x9cc5e4, 0x3f86c0, 0x12477c]             # worst to best
array step_colour[7] = [0x12355b, 0x3f8f5f, 0xd08a2e, 0x12355b, 0xa9cbe8, 0xb23c00, 0xb23c00]   # base, rise, fall, now, projected, gap, target
array note_colour[3] = [colour_history, '#15568c', colour_target]   # last value, projected value, target

# The terminal. `zoom` turns pixels of the canvas into those of the image; EMF knows no transparency, so its tints are mixed beforehand.
tints_mixed = 0
dot = 0.42   # the size of history's dots
fs_band = 'transparent solid 0.16 noborder'
if (chart_format eq 'png') {
    # Pango counts points at 96 to the inch, 3 points to 4 pixels.
    zoom = chart_pixels/(1.*chart_width)
    set terminal pngcairo size int(chart_pixels), int(zoom*chart_height + 0.5) font sprintf('%s,%g', font_family, 0.75*size_text) \
        fontscale zoom linewidth zoom pointscale zoom noenhanced background rgb 'white'
    font_scale = 0.75
    diamond = 0.85; ring = 0.53; legend_spacing = 1.02; year_drop = 0.3
}
if (chart_format eq 'svg') {
    set terminal svg size chart_width, chart_height fixed font sprintf('%s,%g', font_family, size_text) noenhanced background rgb 'white'
    font_scale = 1
    diamond = 0.6; ring = 0.42; legend_spacing = 0.92; year_drop = 0.45   # this terminal draws the same numbers larger
}
if (chart_format eq 'pdf' || chart_format eq 'eps') {
    # A canvas pixel is chart_width_cm/chart_width centimetres; these terminals count 1/72 of an inch.
    zoom = chart_width_cm/2.54*72/chart_width
    if (chart_format eq 'pdf') {
        set terminal pdfcairo size chart_width_cm cm, chart_height_cm cm font sprintf('%s,%g', font_family, size_text) \
            fontscale zoom linewidth 2*zoom pointscale zoom noenhanced background rgb 'white'
    } else {
        set terminal epscairo size chart_width_cm cm, chart_height_cm cm font sprintf('%s,%g', font_family, size_text) \
            fontscale zoom linewidth 2*zoom pointscale zoom noenhanced background rgb 'white'
    }
    font_scale = 0.75
    diamond = 0.85; ring = 0.53; legend_spacing = 1.02; year_drop = 0.3
}
if (chart_format eq 'emf') {
    set terminal emf color solid size chart_width, chart_height font sprintf('%s,%g', font_family_emf, 0.75*size_text) fontscale 1 linewidth 1 noenhanced
    font_scale = 0.75
    diamond = 0.85; ring = 0.53; legend_spacing = 1.02; year_drop = 0.3
    tints_mixed = 1
}
if (chart_format eq 'tikz') {
    zoom = chart_width_cm/2.54*72.27/chart_width
    eval sprintf('set terminal tikz size %.3fcm,%.3fcm fontscale %.3f', chart_width_cm, chart_height_cm, zoom)
    font_scale = 1
    dot = 0.7; diamond = 1.3; ring = 0.9; legend_spacing = 1.3; year_drop = 0.2
}
if (tints_mixed) { fs_band = 'solid 1 noborder' }
tint_target = tints_mixed ? '#f3e2d9' : colour_target   # the colour of targets at 16 % on white
font_title = sprintf('%s:Bold,%g', font_family, font_scale*size_title)
font_text = sprintf('%s,%g', font_family, font_scale*size_text)
font_note = sprintf('%s:Bold,%g', font_family, font_scale*size_note)
font_gap = sprintf('%s,%g', font_family, font_scale*size_note)
font_unit = sprintf('%s,%g', font_family, font_scale*size_source)
font_source = sprintf('%s,%g', font_family, font_scale*size_source)

if (chart_format eq 'tikz') {
    # Here a font is a command of TeX; the terminal's fontscale makes its points pixels of the canvas.
    tex_font(size) = sprintf('\fontsize{%.2f}{%.2f}\selectfont', size, 1.2*size)
    font_title = '\bfseries'.tex_font(size_title)
    font_text = tex_font(size_text)
    font_note = '\bfseries'.tex_font(size_note)
    font_gap = tex_font(size_note)
    font_unit = tex_font(size_source)
    font_source = tex_font(size_source)
}

# The looks of texts placed by the program: label, bold, quiet, inverse, target, projected, small, small inverse.
array look_colour[8] = [ink, ink, quiet, 'white', colour_target, colour_projection, ink, 'white']
array look_font[8] = [font_text, font_note, font_text, font_text, font_note, font_note, font_source, font_source]
verdict_size = 0.9*diamond

# Lines and points. Style numbers are what templates use.
set style line 1 lc rgb colour_history lw 1.7 dt solid pt 7 ps dot          # history
set style line 2 lc rgb colour_history lw 0.9 dt solid                      # across years without a value
set style line 3 lc rgb colour_projection lw 1.5 dt (9,5)                   # projection: median
set style line 4 lc rgb colour_target lw 1.5 dt solid pt 13 ps diamond      # targets
set style line 5 lc rgb colour_target lw 1.2 dt (2,4)                       # required path
set style line 6 lc rgb faint lw 0.6 dt solid                               # leaders from data to labels
set style line 7 lc rgb grid lw 0.7 dt solid                                  # grid
set style line 8 lc rgb faint lw 0.7 dt solid                                # the axis of years
set style line 9 lc rgb colour_target lw 1.6 dt solid                       # what is due by now
set style line 10 lc rgb quiet lw 1.1 dt (3,3)                              # a comparison: the pace so far, the ideal
