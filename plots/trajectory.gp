# One series on its way to its targets: history, projection with its intervals, targets, required path.
# Variables, arrays and data blocks come from the program; README.md here lists them.

set lmargin at screen frame_left/chart_width
set rmargin at screen frame_right/chart_width
set bmargin at screen frame_bottom/chart_height
set tmargin at screen frame_top/chart_height
px(x) = x/chart_width
py(y) = y/chart_height

# Texts above and below the frame, from the left margin.
unset label
unset arrow
text_left = px(16)
text_y = chart_height - 10
do for [i=1:title_line_n] {
    set label title_line[i] at screen text_left, screen py(text_y - 10) left font font_title textcolor rgb title_colour[title_told + 1] noenhanced
    text_y = text_y - 19
}
do for [i=1:subtitle_line_n] {
    set label subtitle_line[i] at screen text_left, screen py(text_y - 7) left font font_text textcolor rgb quiet noenhanced
    text_y = text_y - 14
}
do for [i=1:source_line_n] {
    set label source_line[i] at screen text_left, screen py(8 + 12*(source_line_n - i) + 5) left font font_source \
        textcolor rgb quiet noenhanced
}

# The plan's years as a ground, the last year of data as a rule; their words above the frame.
unset object
if (plan_n > 0) {
    set object 1 rectangle from plan_from, graph 0 to plan_to, graph 1 behind fillstyle solid 1 noborder fillcolor rgb tint_plan
    set label plan_words at screen px(plan_words_x), screen py(frame_top + (rule_n > 0 ? 21 : 7)) center font font_source textcolor rgb quiet noenhanced
}
if (rule_n > 0) {
    set arrow from data_rule, graph 0 to data_rule, screen py(frame_top + 13) nohead back lc rgb quiet lw 0.7 dt (2,3)
    set label data_words at screen px(data_words_x), screen py(frame_top + 7) right font font_source textcolor rgb quiet noenhanced
}

# Axes: round values and whole years. Grid and axis end where the labels' column begins.
set xrange [x_low:x_high] noextend
set yrange [y_low:y_high] noextend
set border 0 lc rgb faint
unset grid
set ytics scale 0 nomirror offset 0.4,0 textcolor rgb quiet font font_text
set ytics ()
do for [i=1:y_tick_n] {
    set ytics add (y_tick_text[i] y_tick_at[i])
    set arrow from x_low, y_tick_at[i] to x_data_end, y_tick_at[i] nohead back ls 7
}
set arrow from x_low, graph 0 to x_data_end, graph 0 nohead back ls 8
if (axis_broken) {
    # Two strokes at the foot of the axis: it does not begin at zero.
    do for [k=0:1] {
        set arrow from screen px(frame_left - 4), screen py(frame_bottom + 3 + 3*k) to screen px(frame_left + 4), screen py(frame_bottom + 6 + 3*k) nohead front lc rgb ink lw 0.9
    }
}
set xtics scale 0.5,0.25 nomirror out offset 0,year_drop textcolor rgb quiet font font_text
set xtics ()
do for [year=year_first:year_last] {
    if (year % year_step == 0) { set xtics add (sprintf('%d', year) year) } else { set xtics add ('' year 1) }
}

# The legend, under the years, in the order of the picture.
set key at screen px(16), screen py(frame_bottom - 21) left top vertical maxrows legend_rows Left reverse \
    samplen 2 spacing legend_spacing width 1 font font_text textcolor rgb ink noenhanced noautotitle

# Labels at their marks, placed by the program.
do for [i=1:note_n] {
    set label note_text[i] at screen px(note_x[i]), screen py(note_y[i]) left front font (note_bold[i] ? font_note : font_gap) \
        textcolor rgb note_colour[note_role[i]] noenhanced
}

# The picture, from the back to the front; a layer without data is left out, as gnuplot complains of empty data.
set style fill solid 1 noborder
layers = ''
if (projection_n > 0) {
    layers = layers."$projection using 1:5:6 with filledcurves lc rgb tint95, $projection using 1:3:4 with filledcurves lc rgb tint80, "
    layers = layers."$projection using 1:7:8 with filledcurves lc rgb tint50, "
}
if (target_band_n > 0) {
    layers = layers."$target_band using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror "
    layers = layers."fs ".fs_band." lc rgb tint_target, "
    layers = layers."$target_band using 1:3:($2-$1):(0) with vectors nohead ls 4 lw 1.4, "
    layers = layers."$target_band using 1:4:($2-$1):(0) with vectors nohead ls 4 lw 1.4, "
}
if (target_line_n > 0) { layers = layers."$target_line using 1:3:($2-$1):(0) with vectors nohead ls 4, " }
if (path_n > 0) { layers = layers."$path using 1:2 with lines ls 5, " }
if (projection_n > 0) { layers = layers."$projection using 1:2 with lines ls 3, " }
if (bridge_n > 0) { layers = layers."$bridge using 1:2 with lines ls 2, " }
layers = layers."$history using 1:2 with lines ls 1, $history using 1:2 with points pt 7 ps 1.53*dot lc rgb 'white', "
if (history_n > estimate_n) { layers = layers."$history using 1:($3 == 0 ? $2 : NaN) with points ls 1, " }
if (estimate_n > 0) {
    layers = layers."$history using 1:($3 == 1 ? $2 : NaN) with points pt 7 ps ring lc rgb 'white', "
    layers = layers."$history using 1:($3 == 1 ? $2 : NaN) with points pt 6 ps ring lw 1.8 lc rgb colour_history, "
}
if (target_range_n > 0) { layers = layers."$target_range using 1:3:(0):($4-$3) with vectors heads size screen 0.007,90 ls 4, " }
if (target_other_n > 0) {
    layers = layers."$target_point using 1:($5 == 0 ? $3 : NaN) with points pt 13 ps 0.75*diamond lc rgb 'white', "
    layers = layers."$target_point using 1:($5 == 0 ? $3 : NaN) with points pt 12 ps 0.75*diamond lw 1 lc rgb colour_target, "
}
if (target_main_n > 0) {
    layers = layers."$target_point using 1:($5 == 1 ? $3 : NaN) with points pt 13 ps 1.36*diamond lc rgb 'white', "
    layers = layers."$target_point using 1:($5 == 1 ? $3 : NaN) with points ls 4, "
}

# Where the frame cuts the 95 % band off: a triangle that points on.
if (cut_n > 0) {
    layers = layers."$cut using 1:($2 == 1 ? y_high : y_low) with points pt 13 ps 1.2*dot lc rgb 'white', "
    layers = layers."$cut using 1:($2 == 1 ? y_high : y_low):($2 == 1 ? 9 : 11) with points pt variable ps diamond lc rgb colour_projection, "
}

# The legend's entries, in reading order, whatever stands in front.
legend = "keyentry with linespoints ls 1 title word_actual"
if (estimate_n > 0) { legend = legend.", keyentry with points pt 6 ps ring lw 1.8 lc rgb colour_history title word_estimate" }
if (projection_n > 0) {
    legend = legend.", keyentry with lines ls 3 title word_projection"
    legend = legend.", keyentry with boxes fs solid 1 noborder lc rgb tint50 title word_band50"
    legend = legend.", keyentry with boxes fs solid 1 noborder lc rgb tint80 title word_band80"
    legend = legend.", keyentry with boxes fs solid 1 noborder lc rgb tint95 title word_band95"
}
if (target_n > 0) { legend = legend.", keyentry with ".(target_point_n > 0 ? "points" : "lines")." ls 4 title word_target" }
if (path_n > 0) { legend = legend.", keyentry with lines ls 5 title word_path" }

eval "plot ".layers.legend
