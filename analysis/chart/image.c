/* Formats and sizes of images, and the size on paper written into PNG files (PNG specification, second
 * edition, 11.3.5.3). */
#include "chart/image.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "chart/chart.h"
#include "chart/scene.h"
#include "core/csv.h"
#include "core/number.h"

enum { IHDR_END = 33, DOTS_PER_METRE_300 = 11811, NARROWEST = 360, WIDEST = 1000, DATE_LONGEST = 64 };
static const double USUAL_TEXT_PT =
    8.33; /* so that text is 8 points high where a report sets the image 15.5 cm wide */

const ct_image_format ct_image_formats[] = {
    { CT_IMAGE_SVG, "svg", "svg" },
    { CT_IMAGE_PNG, "png", "png" },
    { CT_IMAGE_PDF, "pdf", "pdf" },
    { CT_IMAGE_EMF, "emf", "emf" },
    { CT_IMAGE_EPS, "eps", "eps" },
    { CT_IMAGE_TIKZ, "tikz", "tex" },
    { 0, NULL, NULL },
};

ct_error ct_image_formats_parse(const char *text, unsigned *formats)
{
    *formats = 0;
    for (;;) {
        size_t n = strcspn(text, ",");
        unsigned found = 0;
        for (const ct_image_format *format = ct_image_formats; format->name != NULL; format++)
            if (strlen(format->name) == n && strncmp(format->name, text, n) == 0) found = format->format;
        if (found == 0)
            return ct_fail(CT_EUSAGE, 0, "'%.*s' is no image format; write some of svg,png,pdf,emf,eps,tikz",
                           (int)(n < 40 ? n : 40), text);
        *formats |= found;
        if (text[n] == '\0') return ct_ok();
        text += n + 1;
    }
}

ct_error ct_font_check(const char *font)
{
    enum { LONGEST = 60 };
    size_t n = strlen(font),
           good = strspn(font, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -");

    if (n > 0 && n <= LONGEST && good == n) return ct_ok();
    return ct_fail(CT_EUSAGE, 0,
                   "'%.60s' is no font's name; write letters, digits, blanks and hyphens: Times New Roman",
                   font);
}

ct_error ct_image_size_parse(const char *text, ct_image_size *size)
{
    static const struct {
        const char *name;
        ct_image_size size;
    } named[] = { { "a4-full", { 16, 22, 0, CT_FACE_SANS } }, /* inside the decree's margins */
                  { "a4-half", { 16, 10.5, 0, CT_FACE_SANS } },
                  { "a4-wide", { 25.7, 16, 0, CT_FACE_SANS } }, /* a page on its side */
                  { "slide", { 25.4, 13.2, 18, CT_FACE_SANS } },
                  { "phone", { 10.32, 0, 7.5, CT_FACE_SANS } } }; /* 390 pixels of a screen, 96 to the inch */
    const char *cross = strchr(text, 'x');
    char wide[32];
    size_t n = cross != NULL ? (size_t)(cross - text) : strlen(text);

    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strcmp(named[i].name, text) == 0) {
            *size = named[i].size;
            return ct_ok();
        }
    *size = (ct_image_size){ 0 };
    if (n < sizeof wide) {
        memcpy(wide, text, n);
        wide[n] = '\0';
        bool good = ct_number_plain(wide, &size->width_cm).code == CT_OK && size->width_cm >= 4 &&
                    size->width_cm <= 100;
        if (good && cross != NULL)
            good = ct_number_plain(cross + 1, &size->height_cm).code == CT_OK && size->height_cm >= 4 &&
                   size->height_cm <= 100;
        if (good) return ct_ok();
    }
    return ct_fail(
        CT_EUSAGE, 0,
        "'%.40s' is no size; write a4-full, a4-half, a4-wide, slide, phone, or centimetres from 4 to 100: 16 or 16x9.5",
        text);
}

double ct_canvas_width(ct_image_size size)
{
    double wide = size.width_cm > 0 ? size.width_cm : CT_PNG_WIDTH_CM,
           points = size.text_pt > 0 ? size.text_pt : USUAL_TEXT_PT;

    return fmin(WIDEST, fmax(NARROWEST, round(wide / 2.54 * 72 / points * CT_SOURCE_SIZE)));
}

double ct_image_width_cm(double pixels)
{
    return pixels * USUAL_TEXT_PT / CT_SOURCE_SIZE / 72 * 2.54;
}

double ct_canvas_height(ct_image_size size)
{
    return size.width_cm > 0 && size.height_cm > 0 ? ct_canvas_width(size) * size.height_cm / size.width_cm
                                                   : 0;
}

/* ---- PNG ---- */

static uint32_t read32(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void write32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static uint32_t checksum(const unsigned char *bytes, size_t n)
{
    uint32_t crc = 0xFFFFFFFFu;

    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

ct_error ct_png_finish(const char *png, size_t n, bool for_print, double width_cm, ct_buffer *to)
{
    unsigned char chunk[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
    uint32_t dots;

    if (n < IHDR_END || memcmp(png + 12, "IHDR", 4) != 0)
        return ct_fail(CT_EPARSE, 0, "a chart's PNG has no header; draw the charts again");
    double wanted = for_print ? DOTS_PER_METRE_300 : read32(png + 16) * 100.0 / width_cm; /* dots a metre */

    if (!(wanted >= 1 && wanted <= INT32_MAX)) /* PNG's own limit; no width of a chart comes near it */
        return ct_fail(CT_EPARSE, 0, "a chart's PNG has no header; draw the charts again");
    dots = (uint32_t)wanted;
    write32(chunk + 8, dots);
    write32(chunk + 12, dots);
    chunk[16] = 1; /* the metre */
    write32(chunk + 17, checksum(chunk + 4, 13));
    ct_buffer_append(to, png, IHDR_END);
    ct_buffer_append(to, (const char *)chunk, sizeof chunk);
    ct_buffer_append(to, png + IHDR_END, n - IHDR_END);
    return ct_buffer_error(to);
}

/* ---- PDF and EPS ---- */

/* The bytes of a date that begins at `at`, up to the mark that ends it; 0 when none is near. */
static size_t date_length(const char *at, const char *end, char mark)
{
    const char *close = memchr(at, mark, (size_t)(end - at));

    return close != NULL && close - at <= DATE_LONGEST ? (size_t)(close - at) : 0;
}

ct_error ct_clock_stop(const char *bytes, size_t n, ct_buffer *to)
{
    static const char pdf[] = "/CreationDate (D:", eps[] = "%%CreationDate: ", still[] = "20000101000000";
    const char *end = bytes + n, *kept = bytes;

    for (const char *at = bytes; (at = memchr(at, 'C', (size_t)(end - at))) != NULL; at++) {
        bool is_pdf =
            at > bytes && (size_t)(end - at) > sizeof pdf && memcmp(at - 1, pdf, sizeof pdf - 1) == 0;
        bool is_eps =
            at > bytes + 1 && (size_t)(end - at) > sizeof eps && memcmp(at - 2, eps, sizeof eps - 1) == 0;
        if (!is_pdf && !is_eps) continue;
        const char *date = is_pdf ? at - 1 + sizeof pdf - 1 : at - 2 + sizeof eps - 1;
        size_t length = date_length(date, end, is_pdf ? ')' : '\n');
        ct_buffer_append(to, kept, (size_t)(date - kept));
        for (size_t i = 0; i < length; i++)
            ct_buffer_append(to, i < sizeof still - 1 ? still + i : is_pdf ? date + i : " ", 1);
        kept = date + length;
        at = kept - 1;
    }
    ct_buffer_append(to, kept, (size_t)(end - kept));
    return ct_buffer_error(to);
}

/* ---- data ---- */

static void number_cell(ct_buffer *to, double value)
{
    char text[CT_NUMBER_SIZE];

    ct_number_table(text, value);
    ct_buffer_printf(to, ",%s", text);
}

static void row_end(ct_buffer *to, const char *unit, const char *source)
{
    ct_buffer_text(to, ",");
    ct_csv_cell(to, unit);
    ct_buffer_text(to, ",");
    ct_csv_cell(to, source);
    ct_buffer_text(to, "\n");
}

ct_error ct_chart_data(const ct_chart *chart, ct_buffer *to)
{
    ct_buffer_text(to, "kind,year,low,high,lo80,hi80,lo95,hi95,unit,source\n");
    for (size_t i = 0; i < chart->n_points; i++) {
        const ct_point *point = &chart->points[i];
        ct_buffer_printf(to, "%s,%ld", ct_status_words[point->status], point->period);
        number_cell(to, point->value);
        number_cell(to, point->value);
        ct_buffer_text(to, ",,,,");
        row_end(to, chart->unit, point->source);
    }
    for (size_t i = 0; i < chart->n_projections; i++) {
        const ct_projection *row = &chart->projections[i];
        const double values[] = { row->median, row->median, row->lo80, row->hi80, row->lo95, row->hi95 };
        ct_buffer_printf(to, "projection,%ld", row->period);
        for (size_t k = 0; k < sizeof values / sizeof *values; k++) number_cell(to, values[k]);
        row_end(to, chart->unit, row->method);
    }
    for (size_t i = 0; i < chart->n_assessments; i++) {
        const ct_assessment *row = &chart->assessments[i];
        ct_buffer_printf(to, "target,%ld", row->period_end);
        number_cell(to, row->target_low);
        number_cell(to, row->target_high);
        ct_buffer_text(to, ",,,,");
        row_end(to, chart->unit, row->source);
    }
    return ct_buffer_error(to);
}
