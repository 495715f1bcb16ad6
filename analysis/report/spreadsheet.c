#include "report/spreadsheet.h"

#ifdef CHITIEU_HAVE_XLSX
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "chart/lettering.h"
#include "core/apart.h"
#include "core/id.h"
#include "core/vietnamese.h"
#include "report/content.h"
#include "report/spreadsheet_book.h"

typedef ct_book book;

/* ---- cells ---- */

static lxw_format *add_format(book *b, const char *number_format)
{
    lxw_format *format = workbook_add_format(b->book);

    if (number_format != NULL) format_set_num_format(format, number_format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static void make_formats(book *b)
{
    b->head = workbook_add_format(b->book);
    format_set_bold(b->head);
    format_set_text_wrap(b->head);
    format_set_border(b->head, LXW_BORDER_THIN);
    format_set_bg_color(b->head, 0xD9E2EC);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(b->head, LXW_ALIGN_CENTER);
    b->text = add_format(b, NULL);
    b->wrapped = add_format(b, NULL);
    format_set_text_wrap(b->wrapped);
    b->number =
        add_format(b, NULL); /* as typed: optional decimals would leave a bare point after whole numbers */
    b->grouped = add_format(b, "#,##0");
    b->places = add_format(b, "#,##0.00");
    b->whole = add_format(b, "0");
    b->formula = add_format(b, "#,##0.00");
    format_set_font_color(b->formula, 0x1F5F99);
    b->percent = add_format(b, "0.0%"); /* 49.7 % must not read as 50 % */
    b->title = workbook_add_format(b->book);
    format_set_bold(b->title);
    format_set_font_size(b->title, 14);
    b->note = workbook_add_format(b->book);
    format_set_font_color(b->note, 0x5B6770);
}

/* ---- the assessment ---- */

/* Columns of the sheet; formulas speak of them by letter. */
enum {
    C_NUMBER,
    C_NAME,
    C_BREAKDOWN,
    C_UNIT,
    C_LOW,
    C_HIGH,
    C_TARGET_YEAR,
    C_BASE_YEAR,
    C_BASE,
    C_YEAR,
    C_NOW,
    C_RATE,
    C_RATE_NEEDED,
    C_STEP,
    C_STEP_NEEDED,
    C_DONE,
    C_GAP,
    C_PROJECTED,
    C_LO80,
    C_HI80,
    C_GAP_PROJECTED,
    C_CHANCE,
    C_VERDICT,
    C_REASON,
    C_SOURCE,
    C_SERIES_SOURCE,
    C_COLUMNS
};

static const struct {
    const char *vi, *en;
    double width;
} assessment_heads[C_COLUMNS] = {
    { "STT", "No.", 5 },
    { "Chỉ tiêu", "Indicator", 36 },
    { "Phân tổ", "Breakdown", 18 },
    { "Đơn vị", "Unit", 13 },
    { "Mục tiêu", "Target", 12 },
    { "Mục tiêu, cận trên", "Target, upper end", 12 },
    { "Năm mục tiêu", "Target year", 8 },
    { "Năm gốc", "Base year", 8 },
    { "Giá trị gốc", "Base value", 12 },
    { "Năm hiện tại", "Latest year", 8 },
    { "Thực hiện", "Latest value", 12 },
    { "Tốc độ đến nay (%/năm)", "Growth so far (% a year)", 11 },
    { "Tốc độ cần có (%/năm)", "Growth required (% a year)", 11 },
    { "Thay đổi đến nay (mỗi năm)", "Change so far (a year)", 12 },
    { "Thay đổi cần có (mỗi năm)", "Change required (a year)", 12 },
    { "Đã đi (% quãng đường)", "Done (% of the way)", 10 },
    { "Còn thiếu hiện nay (âm)", "Gap now (negative: short)", 12 },
    { "Dự báo", "Projected", 12 },
    { "Dự báo, 80% dưới", "Projected, low 80%", 12 },
    { "Dự báo, 80% trên", "Projected, high 80%", 12 },
    { "Còn thiếu theo dự báo (âm)", "Projected gap (negative: short)", 12 },
    { "Xác suất đạt", "Probability", 9 },
    { "Đánh giá", "Outlook", 22 },
    { "Ghi chú", "Remark", 24 },
    { "Nguồn mục tiêu", "Source of the target", 32 },
    { "Nguồn số liệu", "Source of the value", 32 },
};

/* A formula over one row, and what it gives. */
typedef struct {
    lxw_col_t column;
    const char *text; /* "%1$zu" is the row; target is X */
    double value;     /* of the formula                   */
    double wanted;    /* the table's figure               */
} derived;

/* The figure as a live formula where that gives the table's figure, else the figure itself. */
static void put_derived(book *b, lxw_worksheet *sheet, lxw_row_t row, const derived *d, char nearer)
{
    char formula[160], *to = formula;

    if (!isfinite(d->wanted)) return;
    bool same = isfinite(d->value) && fabs(d->value - d->wanted) <= 1e-9 * fmax(1, fabs(d->wanted));
    if (!same) {
        ct_book_figure(b, sheet, row, d->column, d->wanted);
        return;
    }
    for (const char *s = d->text; *s != '\0' && to < formula + sizeof formula - 16;
         s++) { /* a capital is a cell of this row, X the target */
        if (*s >= 'A' && *s <= 'Z')
            to += sprintf(to, "%c%u", *s == 'X' ? nearer : *s, (unsigned)row + 1);
        else
            *to++ = *s;
    }
    *to = '\0';
    ct_book_check(b, worksheet_write_formula_num(sheet, row, d->column, formula, b->formula, d->wanted));
}

static void put_all_derived(book *b, lxw_worksheet *sheet, lxw_row_t row, const ct_assessment *of)
{
    bool down = of->direction == CT_DOWN;
    double x = down ? of->target_high : of->target_low, sign = down ? -1 : 1;
    double n = of->base_year > 0 ? (double)(of->latest_year - of->base_year) : NAN,
           m = (double)(of->period_end - of->latest_year);
    const derived list[] = {
        { C_RATE, "=100*((K/I)^(1/(J-H))-1)", 100 * (pow(of->latest_value / of->base_value, 1 / n) - 1),
          of->rate_observed },
        { C_RATE_NEEDED, "=100*((X/K)^(1/(G-J))-1)", 100 * (pow(x / of->latest_value, 1 / m) - 1),
          of->rate_required },
        { C_STEP, "=(K-I)/(J-H)", (of->latest_value - of->base_value) / n, of->step_observed },
        { C_STEP_NEEDED, "=(X-K)/(G-J)", (x - of->latest_value) / m, of->step_required },
        { C_DONE, "=100*(K-I)/(X-I)", 100 * (of->latest_value - of->base_value) / (x - of->base_value),
          of->share_done },
        { C_GAP, down ? "=X-K" : "=K-X", sign * (of->latest_value - x), of->gap_now },
        { C_GAP_PROJECTED, down ? "=X-R" : "=R-X", sign * (of->projected - x), of->gap_projected },
    };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        put_derived(b, sheet, row, &list[i], down ? 'F' : 'E');
}

static void put_assessment(book *b, lxw_worksheet *sheet, lxw_row_t row, const ct_assessment *of,
                           size_t number)
{
    const ct_indicator *known =
        b->report->catalogue != NULL ? ct_indicator_find(b->report->catalogue, of->indicator) : NULL;
    bool english = b->lang == CT_EN && known != NULL && known->name_en[0] != '\0';
    const struct {
        lxw_col_t column;
        double value;
    } figures[] = { { C_LOW, of->target_low },      { C_HIGH, of->target_high },
                    { C_BASE, of->base_value },     { C_NOW, of->latest_value },
                    { C_PROJECTED, of->projected }, { C_LO80, of->projected_lo80 },
                    { C_HI80, of->projected_hi80 } };
    const struct {
        lxw_col_t column;
        long value;
    } years[] = { { C_NUMBER, (long)number },
                  { C_TARGET_YEAR, of->period_end },
                  { C_BASE_YEAR, of->base_year },
                  { C_YEAR, of->latest_year } };
    const char *name = english ? known->name_en : of->name;

    ct_book_check(b, worksheet_set_row(sheet, row,
                                       ct_book_height(name, assessment_heads[C_NAME].width, of->breakdown,
                                                      assessment_heads[C_BREAKDOWN].width),
                                       NULL));
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        ct_book_figure(b, sheet, row, figures[i].column, figures[i].value);
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        if (years[i].value > 0)
            ct_book_number(b, sheet, row, years[i].column, (double)years[i].value, b->whole);
    ct_book_number(b, sheet, row, C_CHANCE, of->probability, b->percent);
    ct_book_text(b, sheet, row, C_NAME, name, b->wrapped);
    ct_book_text(b, sheet, row, C_BREAKDOWN, of->breakdown, b->wrapped);
    ct_book_text(b, sheet, row, C_UNIT, of->unit, b->text);
    put_all_derived(b, sheet, row, of);
    ct_book_text(b, sheet, row, C_VERDICT,
                 of->verdict != CT_VERDICT_NONE ? ct_verdict_text(of->verdict, b->lang) : "", b->text);
    ct_book_text(b, sheet, row, C_REASON, ct_reason_text(of->reason, b->report), b->wrapped);
    ct_book_text(b, sheet, row, C_SOURCE, of->source, b->text);
    ct_book_text(b, sheet, row, C_SERIES_SOURCE, of->series_source, b->text);
}

/* Verdicts by colour, short of the target in red, probabilities as bars. */
static void colour_assessment(book *b, lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last)
{
    static const lxw_color_t grounds[] = { 0, 0xCFE8D5, 0xE3F3E6, 0xFCEBC8, 0xF6D3D0, 0xECEFF1, 0xE4EAF0 };
    lxw_format *red = workbook_add_format(b->book);
    lxw_conditional_format minus = { .type = LXW_CONDITIONAL_TYPE_CELL,
                                     .criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN,
                                     .value = 0,
                                     .format = red };
    lxw_conditional_format bar = { .type = LXW_CONDITIONAL_DATA_BAR,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_value = 1,
                                   .bar_color = 0xA9CBE8,
                                   .bar_solid = LXW_TRUE };

    format_set_font_color(red, 0xA32020);
    ct_book_check(b, worksheet_conditional_format_range(sheet, first, C_GAP, last, C_GAP, &minus));
    ct_book_check(
        b, worksheet_conditional_format_range(sheet, first, C_GAP_PROJECTED, last, C_GAP_PROJECTED, &minus));
    ct_book_check(b, worksheet_conditional_format_range(sheet, first, C_CHANCE, last, C_CHANCE, &bar));
    for (int verdict = CT_VERDICT_EXCEEDED; verdict < CT_N_VERDICTS; verdict++) {
        char is[128];
        lxw_format *ground = workbook_add_format(b->book);
        format_set_bg_color(ground, grounds[verdict]);
        snprintf(is, sizeof is, "\"%s\"", ct_verdict_text(verdict, b->lang));
        lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
                                        .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                        .value_string = is,
                                        .format = ground };
        ct_book_check(b, worksheet_conditional_format_range(sheet, first, C_VERDICT, last, C_VERDICT, &rule));
    }
}

static void assessment_sheet(book *b)
{
    enum { HEAD = 2 };
    lxw_worksheet *sheet = ct_book_sheet(b, ct_l(b->lang, "Đánh giá", "Targets and gaps"));
    const ct_table *rows = b->report->assessments;
    size_t n = rows != NULL ? rows->n : 0;
    lxw_row_t at = HEAD + 1;

    if (sheet == NULL) return;
    ct_book_text(b, sheet, 0, 0,
                 b->report->title[0] != '\0'
                     ? b->report->title
                     : ct_l(b->lang, "Đánh giá các mục tiêu", "Assessment of the targets"),
                 b->title);
    ct_book_text(b, sheet, 1, 0, ct_said(b->report, "sheet.note"), b->note);
    for (lxw_col_t c = 0; c < C_COLUMNS; c++) {
        ct_book_text(b, sheet, HEAD, c, ct_l(b->lang, assessment_heads[c].vi, assessment_heads[c].en),
                     b->head);
        ct_book_check(b, worksheet_set_column(sheet, c, c, assessment_heads[c].width, NULL));
    }
    ct_book_check(b, worksheet_set_row(sheet, HEAD, CT_HEAD_HEIGHT, NULL));
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            const ct_assessment *of = ct_assessment_at(rows, i);
            bool main_year = b->report->plan_end != 0 && of->period_end == b->report->plan_end;
            if (main_year != (pass == 0)) continue;
            put_assessment(b, sheet, at, of, (size_t)(at - HEAD));
            at++;
        }
    if (at > HEAD + 1) colour_assessment(b, sheet, HEAD + 1, at - 1);
    ct_book_finish(b, sheet, HEAD, at - 1, C_COLUMNS, 2);
    ct_book_check(b, worksheet_print_area(sheet, 0, 0, at - 1, C_REASON)); /* sources are for the screen */
    ct_book_check(b, worksheet_repeat_columns(sheet, C_NUMBER,
                                              C_NAME)); /* two pages wide, so that it can be read on paper */
    worksheet_fit_to_pages(sheet, 2, 0);
}

/* ---- the years of the series ---- */

static ct_error span_years(book *b)
{
    const ct_table *points = b->report->points, *projections = b->report->projections;

    b->series = NULL;
    b->n_series = 0;
    b->first_year = 9999;
    b->first_ahead = b->last_ahead = 0;
    if (points != NULL)
        CT_TRY(ct_series_split(b->arena, b->report->catalogue, points, &b->series, &b->n_series));
    for (size_t i = 0; points != NULL && i < points->n; i++) {
        long year = ct_point_at(points, i)->period;
        if (year < b->first_year) b->first_year = year;
        if (year > b->last_year) b->last_year = year;
    }
    for (size_t i = 0; projections != NULL && i < projections->n; i++) {
        long year = ct_projection_at(projections, i)->period;
        if (b->first_ahead == 0 || year < b->first_ahead) b->first_ahead = year;
        if (year > b->last_ahead) b->last_ahead = year;
    }
    if (b->last_ahead - b->first_ahead > 400)
        return ct_fail(
            CT_EDATA, 0,
            "the projections span more than 400 years; correct the years in the projections table");
    if (b->last_year - b->first_year > 400)
        return ct_fail(CT_EDATA, 0,
                       "the series span more than 400 years; correct the years in the series table");
    return ct_ok();
}

/* ---- every table as it is ---- */

static double width_of(const ct_column *column)
{
    if (column->type != CT_COLUMN_TEXT) return 11;
    return strstr(column->name, "text") != NULL || strcmp(column->name, "quote") == 0 ? 60
           : strcmp(column->name, "name") == 0                                        ? 36
                                                                                      : 18;
}

static void put_cell(book *b, lxw_worksheet *sheet, const ct_table *table, size_t i, size_t c)
{
    const ct_column *column = &table->schema->columns[c];
    const char *at = (const char *)ct_table_row(table, i) + column->offset;
    lxw_row_t row = (lxw_row_t)i + 1;
    char date[CT_DATE_SIZE], id[CT_ID_SIZE];

    switch (column->type) {
    case CT_COLUMN_NUMBER: ct_book_number(b, sheet, row, (lxw_col_t)c, *(const double *)at, b->number); break;
    case CT_COLUMN_COUNT:
        ct_book_number(b, sheet, row, (lxw_col_t)c, *(const long *)at != 0 ? (double)*(const long *)at : NAN,
                       b->whole);
        break;
    case CT_COLUMN_TEXT: ct_book_text(b, sheet, row, (lxw_col_t)c, *(const char *const *)at, b->text); break;
    case CT_COLUMN_WORD:
        ct_book_text(b, sheet, row, (lxw_col_t)c, column->words[*(const int *)at], b->text);
        break;
    case CT_COLUMN_ID:
        ct_id_of(table->schema, column, ct_table_row(table, i), id);
        ct_book_text(b, sheet, row, (lxw_col_t)c, id, b->text);
        break;
    case CT_COLUMN_DATE: /* a year is a number, a month or a day a text: Excel would make the first of January
                            of a year */
        ct_date_print(date, *(const ct_date *)at);
        if (strlen(date) == 4)
            ct_book_number(b, sheet, row, (lxw_col_t)c, ((const ct_date *)at)->year, b->whole);
        else
            ct_book_text(b, sheet, row, (lxw_col_t)c, date, b->text);
        break;
    }
}

static void table_sheet(book *b, const ct_table *table)
{
    lxw_worksheet *sheet;
    size_t columns;

    if (table == NULL) return;
    columns = table->schema->n_columns;
    sheet = ct_book_sheet(b, ct_sheet_text(table->schema->name, b->lang));
    if (sheet == NULL) return;
    for (size_t c = 0; c < columns; c++) {
        ct_book_text(b, sheet, 0, (lxw_col_t)c, ct_column_text(table->schema->columns[c].name, b->lang),
                     b->head);
        ct_book_check(b, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c,
                                              width_of(&table->schema->columns[c]), NULL));
    }
    ct_book_check(b, worksheet_set_row(sheet, 0, CT_HEAD_HEIGHT, NULL));
    for (size_t i = 0; i < table->n; i++)
        for (size_t c = 0; c < columns; c++) put_cell(b, sheet, table, i, c);
    ct_book_finish(b, sheet, 0, (lxw_row_t)table->n, (lxw_col_t)columns, 1);
}

static void fill(book *b)
{
    const ct_report *report = b->report;
    const ct_table *tables[] = { report->assessments, report->targets,  report->points,
                                 report->projections, report->findings, report->observations };
    /* No clock: the same report gives the same bytes. */
    lxw_doc_properties properties = { .title = (char *)(size_t)report->title,
                                      .author = (char *)(size_t) "chitieu",
                                      .created = 946684800 };

    ct_book_check(b, workbook_set_properties(b->book, &properties));
    make_formats(b);
    assessment_sheet(b);
    if (b->n_series > 0) ct_book_years(b);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) table_sheet(b, tables[i]);
}

typedef struct {
    const ct_report *report;
    const char *path;
} wanted;

static ct_error write_book(void *context)
{
    const wanted *w = context;
    const ct_report *report = w->report;
    const char *path = w->path;
    book b = { .report = report, .lang = report->lang, .arena = ct_arena_new(), .err = ct_ok() };
    ct_error err = b.arena != NULL ? span_years(&b) : ct_no_memory();

    if (err.code == CT_OK) {
        b.book = workbook_new(path);
        if (b.book == NULL) err = ct_no_memory();
    }
    if (err.code == CT_OK) {
        fill(&b);
        ct_book_check(&b, LXW_NO_ERROR); /* before the files of workbook_close() */
        lxw_error fault = workbook_close(b.book);
        ct_book_check(&b, fault);
        err = b.err;
    }
    ct_arena_free(b.arena);
    return err;
}

/* libxlsxwriter crashes where memory runs out in it, as at the first use of a format that it could not make:
 * it works in a process of its own. */
ct_error ct_report_spreadsheet(const ct_report *report, const char *path)
{
    wanted w = { report, path };
    ct_error err = ct_apart("libxlsxwriter", CT_BOOK_SECONDS, write_book, &w);

    if (err.code != CT_OK) (void)unlink(path);
    return ct_in(err, path);
}

bool ct_spreadsheet_built_in(void)
{
    return true;
}

#else

ct_error ct_report_spreadsheet(const ct_report *report, const char *path)
{
    (void)report;
    return ct_in(ct_fail(CT_EUSAGE, 0, "Excel workbooks are not built in (libxlsxwriter)"), path);
}

bool ct_spreadsheet_built_in(void)
{
    return false;
}

#endif
