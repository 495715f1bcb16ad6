/* DrawingML of a native chart (ECMA-376 part 1, chapter 21.2): areas first, then lines, so that the lines
 * stand on the bands. The colours are those of plots/theme.gp. */
#include <math.h>

#include "chart/svg.h"
#include "core/number.h"
#include "report/native.h"

enum { LINE_WIDTH = 22225, THIN = 9525, TEXT_SIZE = 800 }; /* EMU, EMU, hundredths of a point */

typedef struct {
    ct_buffer *to;
    const ct_native *of;
    const char *font;
    size_t index; /* of the next series; the legend counts in the same order */
    size_t hidden[CT_NATIVE_COLUMNS], n_hidden;
    size_t parts;
} writer;

static void raw(const writer *w, const char *text)
{
    ct_buffer_text(w->to, text);
}

static void number(const writer *w, const char *before, double value, const char *after)
{
    char text[CT_NUMBER_SIZE];

    ct_number_table(text, value);
    ct_buffer_printf(w->to, "%s%s%s", before, text, after);
}

/* ---- looks ---- */

static void text_look(const writer *w, const char *element, bool bold)
{
    ct_buffer_printf(
        w->to,
        "<c:%s><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"%d\" b=\"%d\"><a:solidFill><a:srgbClr val=\"1F2933\"/></a:solidFill>",
        element, TEXT_SIZE, bold);
    if (w->font[0] != '\0') {
        raw(w, "<a:latin typeface=\"");
        ct_xml_text(w->to, w->font);
        raw(w, "\"/>");
    }
    ct_buffer_printf(w->to, "</a:defRPr></a:pPr><a:endParaRPr lang=\"%s\"/></a:p></c:%s>",
                     ct_l(w->of->lang, "vi-VN", "en-GB"), element);
}

static void line_look(const writer *w, const char *colour, int width, const char *dash)
{
    ct_buffer_printf(
        w->to,
        "<a:ln w=\"%d\" cap=\"rnd\"><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill><a:prstDash val=\"%s\"/><a:round/></a:ln>",
        width, colour, dash);
}

static void fill_look(const writer *w, const char *colour)
{
    ct_buffer_printf(
        w->to, "<c:spPr><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>",
        colour);
}

static const char *part_colour(size_t part)
{
    static const char *const colours[] = { "12355B", "2F7FC1", "F0C36D", "BCD9EF", "B0B8BF", "E3E8EC" };

    return colours[part % (sizeof colours / sizeof *colours)];
}

/* A dot, hollow where `ground` is white. */
static void dot(const writer *w, const char *symbol, int size, const char *colour, const char *ground)
{
    ct_buffer_printf(
        w->to,
        "<c:marker><c:symbol val=\"%s\"/><c:size val=\"%d\"/><c:spPr><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill><a:ln w=\"%d\">"
        "<a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill></a:ln></c:spPr></c:marker>",
        symbol, size, ground, THIN, colour);
}

/* ---- data ---- */

static void reference(const writer *w, size_t column, size_t first, size_t last)
{
    char letters[4];

    ct_native_letters(column, letters);
    ct_buffer_printf(w->to, "<c:f>'%s'!$%s$%zu", ct_native_sheet(w->of->lang), letters, first);
    if (last > first) ct_buffer_printf(w->to, ":$%s$%zu", letters, last);
    raw(w, "</c:f>");
}

static void text_point(const writer *w, size_t at, const char *text)
{
    ct_buffer_printf(w->to, "<c:pt idx=\"%zu\"><c:v>", at);
    ct_xml_text(w->to, text);
    raw(w, "</c:v></c:pt>");
}

static void series_name(const writer *w, size_t column)
{
    raw(w, "<c:tx><c:strRef>");
    reference(w, column + 1, 1, 1);
    raw(w, "<c:strCache><c:ptCount val=\"1\"/>");
    text_point(w, 0, w->of->columns[column].name);
    raw(w, "</c:strCache></c:strRef></c:tx>");
}

static void series_data(const writer *w, size_t column)
{
    const double *values = w->of->columns[column].values;

    raw(w, "<c:cat><c:strRef>");
    reference(w, 0, 2, w->of->n_rows + 1);
    ct_buffer_printf(w->to, "<c:strCache><c:ptCount val=\"%zu\"/>", w->of->n_rows);
    for (size_t i = 0; i < w->of->n_rows; i++) text_point(w, i, w->of->rows[i]);
    raw(w, "</c:strCache></c:strRef></c:cat><c:val><c:numRef>");
    reference(w, column + 1, 2, w->of->n_rows + 1);
    ct_buffer_printf(w->to, "<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"%zu\"/>",
                     w->of->n_rows);
    for (size_t i = 0; i < w->of->n_rows; i++) {
        if (!isfinite(values[i])) continue;
        ct_buffer_printf(w->to, "<c:pt idx=\"%zu\">", i);
        number(w, "<c:v>", values[i], "</c:v></c:pt>");
    }
    raw(w, "</c:numCache></c:numRef></c:val>");
}

static void begin_series(writer *w, size_t column)
{
    ct_buffer_printf(w->to, "<c:ser><c:idx val=\"%zu\"/><c:order val=\"%zu\"/>", w->index, w->index);
    w->index++;
    series_name(w, column);
}

/* A format with the language's own marks: 42A is Vietnamese, for programs that heed it; others take those of
 * the computer. */
static void number_format(const writer *w, const char *code)
{
    ct_buffer_printf(w->to, "<c:numFmt formatCode=\"%s%s\" sourceLinked=\"0\"/>",
                     w->of->lang == CT_VI ? "[$-42A]" : "", code);
}

static const char *axis_format(const ct_native *of)
{
    double step = isfinite(of->step) ? of->step : 1;

    if (of->high >= 1000) return "#,##0";
    if (step >= 1 && step == floor(step)) return "0";
    return step >= 0.1 && fabs(10 * step - round(10 * step)) < 1e-6 ? "0.0" : "0.00";
}

static void shown_parts(const writer *w, bool value)
{
    ct_buffer_printf(
        w->to,
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"%d\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/>"
        "<c:showBubbleSize val=\"0\"/>",
        value);
}

/* The value above the last mark of a column of targets: labels of the years before it would run into each
 * other. */
static void last_label(const writer *w, const double *values, bool below)
{
    size_t last = w->of->n_rows;

    for (size_t i = 0; i < w->of->n_rows; i++)
        if (isfinite(values[i])) last = i;
    if (last == w->of->n_rows) return;
    ct_buffer_printf(w->to, "<c:dLbls><c:dLbl><c:idx val=\"%zu\"/>", last);
    number_format(w, w->of->high >= 1000 ? "#,##0" : "General");
    raw(w, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    text_look(w, "txPr", true);
    raw(w, below ? "<c:dLblPos val=\"b\"/>" : "<c:dLblPos val=\"t\"/>");
    shown_parts(w, true);
    raw(w, "</c:dLbl>");
    shown_parts(w, false);
    raw(w, "</c:dLbls>");
}

/* ---- the series of each role ---- */

static void area_series(writer *w, size_t column)
{
    ct_native_role role = w->of->columns[column].role;
    bool upper =
        role == CT_NATIVE_BAND95 && column > 0 && w->of->columns[column - 1].role == CT_NATIVE_BAND80;

    if (role == CT_NATIVE_BASE || upper)
        w->hidden[w->n_hidden++] = w->index; /* one entry of the legend for the two parts of the band */
    begin_series(w, column);
    if (role == CT_NATIVE_BASE)
        raw(w, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    else
        fill_look(w, role == CT_NATIVE_BAND95 ? "DCEAF6" : "A9CBE8");
    series_data(w, column);
    raw(w, "</c:ser>");
}

static void line_series(writer *w, size_t column)
{
    const ct_native_column *of = &w->of->columns[column];

    begin_series(w, column);
    raw(w, "<c:spPr>");
    if (of->role == CT_NATIVE_ACTUAL)
        line_look(w, "12355B", LINE_WIDTH, "solid");
    else if (of->role == CT_NATIVE_PROJECTED)
        line_look(w, "1F6FB2", LINE_WIDTH, "sysDash");
    else if (of->role == CT_NATIVE_TARGET_LINE)
        line_look(w, "B23C00", LINE_WIDTH, "lgDash");
    else
        raw(w, "<a:ln w=\"19050\"><a:noFill/></a:ln>");
    raw(w, "</c:spPr>");
    if (of->role == CT_NATIVE_ACTUAL)
        dot(w, "circle", 6, "12355B", "12355B");
    else if (of->role == CT_NATIVE_TARGET)
        dot(w, "diamond", 9, "B23C00", "B23C00");
    else
        raw(w, "<c:marker><c:symbol val=\"none\"/></c:marker>");
    for (size_t i = 0; of->hollow != NULL && i < w->of->n_rows; i++) {
        if (!of->hollow[i]) continue;
        ct_buffer_printf(w->to, "<c:dPt><c:idx val=\"%zu\"/>", i);
        dot(w, "circle", 6, "12355B", "FFFFFF");
        raw(w, "<c:bubble3D val=\"0\"/><c:spPr>"); /* a point without a line of its own breaks the line before
                                                      it */
        line_look(w, "12355B", LINE_WIDTH, "solid");
        raw(w, "</c:spPr></c:dPt>");
    }
    if (of->role == CT_NATIVE_TARGET) last_label(w, of->values, of->low_end);
    series_data(w, column);
    raw(w, "<c:smooth val=\"0\"/></c:ser>");
}

static void part_series(writer *w, size_t column)
{
    begin_series(w, column);
    ct_buffer_printf(
        w->to,
        "<c:spPr><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill><a:ln w=\"%d\"><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></a:ln></c:spPr>",
        part_colour(w->parts), THIN);
    raw(w, "<c:invertIfNegative val=\"0\"/>");
    raw(w, "<c:dLbls>");
    number_format(w, "General");
    raw(w, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    ct_buffer_printf(
        w->to,
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"%d\"><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill>",
        TEXT_SIZE, w->parts % 6 < 2 ? "FFFFFF" : "1F2933"); /* light on the two dark grounds */
    if (w->font[0] != '\0') ct_buffer_printf(w->to, "<a:latin typeface=\"%s\"/>", w->font);
    raw(w, "</a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr><c:dLblPos val=\"ctr\"/>");
    shown_parts(w, true);
    raw(w, "</c:dLbls>");
    series_data(w, column);
    raw(w, "</c:ser>");
    w->parts++;
}

static bool is_area(ct_native_role role)
{
    return role == CT_NATIVE_BASE || role == CT_NATIVE_BAND95 || role == CT_NATIVE_BAND80;
}

static bool is_line(ct_native_role role)
{
    return role == CT_NATIVE_ACTUAL || role == CT_NATIVE_PROJECTED || role == CT_NATIVE_TARGET ||
           role == CT_NATIVE_TARGET_LINE;
}

static bool is_part(ct_native_role role)
{
    return role == CT_NATIVE_PART;
}

/* One group of series of a kind; nothing when there is none. */
static void group(writer *w, bool (*belongs)(ct_native_role role), const char *head, const char *foot,
                  void (*series)(writer *w, size_t column))
{
    bool any = false;

    for (size_t c = 0; c < w->of->n_columns; c++) {
        if (!belongs(w->of->columns[c].role)) continue;
        if (!any) raw(w, head);
        any = true;
        series(w, c);
    }
    if (any) raw(w, foot);
}

/* ---- the whole ---- */

static void axes(const writer *w)
{
    const ct_native *of = w->of;
    bool stacked = of->n_columns > 0 && is_part(of->columns[0].role);

    ct_buffer_printf(
        w->to,
        "<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/>"
        "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"%s\"/><c:spPr>",
        of->reversed ? "high" : "low");
    line_look(w, "AAB4BD", THIN, "solid");
    raw(w, "</c:spPr>");
    text_look(w, "txPr", false);
    ct_buffer_printf(
        w->to,
        "<c:crossAx val=\"1002\"/><c:crosses val=\"%s\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>"
        "<c:tickLblSkip val=\"%ld\"/><c:tickMarkSkip val=\"%ld\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        of->reversed ? "max" : "autoZero", of->label_step, of->label_step);
    ct_buffer_printf(w->to, "<c:valAx><c:axId val=\"1002\"/><c:scaling><c:orientation val=\"%s\"/>",
                     of->reversed ? "maxMin" : "minMax");
    if (isfinite(of->high)) number(w, "<c:max val=\"", of->high, "\"/>");
    if (isfinite(of->low)) number(w, "<c:min val=\"", of->low, "\"/>");
    raw(w, "</c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines><c:spPr>");
    line_look(w, "E3E8EC", THIN, "solid");
    raw(w,
        "</c:spPr></c:majorGridlines><c:title><c:tx><c:rich><a:bodyPr rot=\"-5400000\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr>");
    ct_buffer_printf(w->to, "<a:defRPr sz=\"%d\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"%s\" sz=\"%d\" b=\"0\">",
                     TEXT_SIZE, ct_l(of->lang, "vi-VN", "en-GB"), TEXT_SIZE);
    if (w->font[0] != '\0') ct_buffer_printf(w->to, "<a:latin typeface=\"%s\"/>", w->font);
    raw(w, "</a:rPr><a:t>");
    ct_xml_text(w->to, of->unit);
    raw(w, "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>");
    number_format(w, axis_format(of));
    raw(w,
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>");
    text_look(w, "txPr", false);
    ct_buffer_printf(w->to, "<c:crossAx val=\"1001\"/><c:crosses val=\"min\"/><c:crossBetween val=\"%s\"/>",
                     stacked ? "between" : "midCat");
    if (isfinite(of->step)) number(w, "<c:majorUnit val=\"", of->step, "\"/>");
    raw(w, "</c:valAx>");
}

ct_error ct_native_xml(const ct_native *native, const char *font, ct_buffer *to)
{
    writer w = { .to = to, .of = native, .font = font };

    raw(&w,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/>");
    ct_buffer_printf(
        to,
        "<c:lang val=\"%s\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>",
        ct_l(native->lang, "vi-VN", "en-GB"));
    group(&w, is_area, "<c:areaChart><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>",
          "<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:areaChart>", area_series);
    group(
        &w, is_part,
        "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>",
        "<c:gapWidth val=\"40\"/><c:overlap val=\"100\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>",
        part_series);
    group(&w, is_line, "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>",
          "<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>", line_series);
    axes(&w);
    raw(&w, "<c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val=\"b\"/>");
    for (size_t i = 0; i < w.n_hidden; i++)
        ct_buffer_printf(to, "<c:legendEntry><c:idx val=\"%zu\"/><c:delete val=\"1\"/></c:legendEntry>",
                         w.hidden[i]);
    raw(&w, "<c:overlay val=\"0\"/>");
    text_look(&w, "txPr", false);
    raw(&w,
        "</c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>"
        "<a:ln><a:noFill/></a:ln></c:spPr>");
    text_look(&w, "txPr", false);
    raw(&w, "<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>");
    return ct_buffer_error(to);
}
