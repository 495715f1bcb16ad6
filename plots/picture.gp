# What all pictures but the trajectory share: a canvas in pixels, titles, texts, and small functions for their templates.
# Variables, arrays and data blocks come from the program; README.md here lists them.

set lmargin at screen 0
set rmargin at screen 1
set bmargin at screen 0
set tmargin at screen 1
set xrange [0:chart_width] noextend
set yrange [0:chart_height] noextend
unset border
unset tics
unset grid
unset label
unset arrow
title_left = 16
title_y = chart_height - 10
do for [i=1:title_line_n] {
    set label title_line[i] at title_left, title_y - 10 left font font_title textcolor rgb title_colour[title_told + 1] noenhanced
    title_y = title_y - 19
}
do for [i=1:subtitle_line_n] {
    set label subtitle_line[i] at title_left, title_y - 7 left font font_text textcolor rgb quiet noenhanced
    title_y = title_y - 14
}
do for [i=1:source_line_n] {
    set label source_line[i] at title_left, 13 + 12*(source_line_n - i) left font font_source textcolor rgb quiet noenhanced
}
do for [i=1:text_n] {
    if (text_align[i] == 0) {
        set label text_words[i] at text_x[i], text_y[i] left front font look_font[text_look[i]] textcolor rgb look_colour[text_look[i]] noenhanced
    }
    if (text_align[i] == 1) {
        set label text_words[i] at text_x[i], text_y[i] center front font look_font[text_look[i]] textcolor rgb look_colour[text_look[i]] noenhanced
    }
    if (text_align[i] == 2) {
        set label text_words[i] at text_x[i], text_y[i] right front font look_font[text_look[i]] textcolor rgb look_colour[text_look[i]] noenhanced
    }
}

if (legend_rows > 0) {
    set key at screen 16./chart_width, screen legend_top/chart_height left top vertical maxrows legend_rows Left reverse \
        samplen 2 spacing legend_spacing width 1 font font_text textcolor rgb ink noenhanced noautotitle
} else {
    unset key
}
set style fill solid 1 noborder

# Layers that hold nothing are left out: gnuplot complains of empty data blocks.
# boxes: x1 y1 x2 y2 [role]; lines from x1 y1 to x2 y2; curves: x y, broken at blank lines; points: x y [role].
boxes(name, look) = value(name.'_n') == 0 ? '' : sprintf("$%s using (($1+$3)/2):(($2+$4)/2):1:3:2:4 with boxxyerror %s, ", name, look)
boxes_by_role(name, colours, look) = value(name.'_n') == 0 ? '' : sprintf( \
    "$%s using (($1+$3)/2):(($2+$4)/2):1:3:2:4:(%s[int($5)]) with boxxyerror %s lc rgb variable, ", name, colours, look)
segments(name, look) = value(name.'_n') == 0 ? '' : sprintf("$%s using 1:2:($3-$1):($4-$2) with vectors nohead %s, ", name, look)
curves(name, look) = value(name.'_n') == 0 ? '' : sprintf("$%s using 1:2 with lines %s, ", name, look)
areas(name, look) = value(name.'_n') == 0 ? '' : sprintf("$%s using 1:2:3 with filledcurves %s, ", name, look)
points(name, look) = value(name.'_n') == 0 ? '' : sprintf("$%s using 1:2 with points %s, ", name, look)
