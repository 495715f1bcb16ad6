/* Writing a sheet as an Excel workbook, by libxlsxwriter. */
#include "review/sheet.h"

#ifdef CHITIEU_HAVE_XLSX
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/apart.h"
#include "core/file.h"
#include "core/vietnamese.h"

enum { SECONDS = 300, CATALOGUE_COLUMNS = 3, ATTRIBUTE_COLUMN = 9 /* of the first attribute */ };

/* Heads, widths and whether a person writes into the column. */
static const struct {
    const char *vi, *en;
    double width;
    bool open;
} heads[] = {
    { "Quyết định", "Decision", 12, true },
    { "Độ tin cậy", "Confidence", 9, false },
    { "Văn bản", "Document", 18, false },
    { "Trang", "Page", 6, false },
    { "Dòng", "Line", 7, false },
    { "Dòng trước", "Line before", 34, false },
    { "Trích dẫn", "Quote", 44, false },
    { "Dòng sau", "Line after", 34, false },
    { "Tên chỉ tiêu", "Name", 30, false },
    { "Mã chỉ tiêu", "Indicator", 24, true },
    { "Phạm vi", "Scope", 18, true },
    { "Phân tổ", "Breakdown", 18, true },
    { "Giá trị", "Value", 11, true },
    { "Đến", "Upper end", 11, true },
    { "Đơn vị", "Unit", 13, true },
    { "Mức chặn", "Qualifier", 9, true },
    { "Từ kỳ", "Period from", 11, true },
    { "Đến kỳ", "Period to", 11, true },
    { "Cách gộp", "Aggregation", 15, true },
    { "Loại", "Kind", 10, true },
    { "Đại lượng", "Measure", 11, true },
    { "Kỳ gốc", "Base", 9, true },
    { "Ghi chú", "Note", 24, true },
    { "", "", 4, false },
};

typedef struct {
    lxw_workbook *book;
    lxw_worksheet *sheet, *list;
    lxw_format *head, *shown, *open, *number;
    ct_lang lang;
    lxw_error fault; /* the first */
} writer;

static void check(writer *w, lxw_error fault)
{
    if (ct_apart_lost()) fault = LXW_ERROR_MEMORY_MALLOC_FAILED; /* a step that tells nothing lost a text */
    if (w->fault == LXW_NO_ERROR) w->fault = fault;
}

static void make_formats(writer *w)
{
    w->head = workbook_add_format(w->book);
    format_set_bold(w->head);
    format_set_text_wrap(w->head);
    format_set_border(w->head, LXW_BORDER_THIN);
    format_set_bg_color(w->head, 0xD9E2EC);
    format_set_align(w->head, LXW_ALIGN_VERTICAL_CENTER);
    w->shown = workbook_add_format(w->book);
    format_set_text_wrap(w->shown);
    format_set_align(w->shown, LXW_ALIGN_VERTICAL_TOP);
    format_set_font_color(w->shown, 0x444444);
    w->open = workbook_add_format(w->book);
    format_set_num_format(w->open, "@"); /* text: a period typed here must not become a date's number */
    format_set_text_wrap(w->open);
    format_set_align(w->open, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(w->open, 0xFFFBE6);
    format_set_border(w->open, LXW_BORDER_THIN);
    format_set_border_color(w->open, 0xCCCCCC);
    w->number = workbook_add_format(w->book);
    format_set_num_format(w->number, "0.00");
    format_set_align(w->number, LXW_ALIGN_VERTICAL_TOP);
}

/* The heads people read stand over the names the program reads; the latter row is small and grey. */
static void write_heads(writer *w)
{
    lxw_format *names = workbook_add_format(w->book);
    format_set_font_color(names, 0x888888);
    format_set_font_size(names, 8);
    for (size_t c = 0; c < ct_sheet_schema.n_columns; c++) {
        check(w, worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c, heads[c].width, NULL));
        check(w, worksheet_write_string(w->sheet, 0, (lxw_col_t)c, ct_l(w->lang, heads[c].vi, heads[c].en),
                                        w->head));
        check(w, worksheet_write_string(w->sheet, 1, (lxw_col_t)c, ct_sheet_schema.columns[c].name, names));
    }
    lxw_row_col_options hidden = { .hidden = LXW_TRUE };
    lxw_col_t machine = (lxw_col_t)(ct_sheet_schema.n_columns - 1);
    check(w, worksheet_set_column_opt(w->sheet, machine, machine, heads[machine].width, NULL, &hidden));
    check(w, worksheet_set_row(w->sheet, 0, 32, NULL));
    worksheet_freeze_panes(w->sheet, 2, 1);
    check(w, worksheet_repeat_rows(w->sheet, 0, 0));
    worksheet_set_landscape(w->sheet);
    worksheet_fit_to_pages(w->sheet, 1, 0);
}

/* A height in which the longest cell of a row is seen whole, or most of it: not every program makes room by
 * itself. */
static double row_height(const ct_table *table, size_t i)
{
    enum { LINE = 15, MOST_LINES = 8 };
    double lines = 1;
    for (size_t c = 0; c + 1 < ct_sheet_schema.n_columns; c++) {
        const ct_column *column = &ct_sheet_schema.columns[c];
        if (column->type != CT_COLUMN_TEXT) continue;
        const char *text = *(const char *const *)((const char *)ct_table_row(table, i) + column->offset);
        double wanted = ceil((double)ct_width(text) * 1.1 / heads[c].width);
        lines = fmax(lines, wanted);
    }
    return LINE * fmin(lines, MOST_LINES);
}

static void write_rows(writer *w, const ct_table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        check(w, worksheet_set_row(w->sheet, (lxw_row_t)(i + 2), row_height(table, i), NULL));
        for (size_t c = 0; c < ct_sheet_schema.n_columns; c++) {
            const ct_column *column = &ct_sheet_schema.columns[c];
            const char *at = (const char *)ct_table_row(table, i) + column->offset;
            lxw_row_t row = (lxw_row_t)(i + 2);
            if (column->type == CT_COLUMN_NUMBER)
                check(w, worksheet_write_number(w->sheet, row, (lxw_col_t)c, *(const double *)at, w->number));
            else if (column->type == CT_COLUMN_COUNT && *(const long *)at != 0)
                check(w, worksheet_write_number(w->sheet, row, (lxw_col_t)c, (double)*(const long *)at,
                                                w->shown));
            else if (column->type == CT_COLUMN_TEXT) /* as a string, never as a formula */
                check(w, worksheet_write_string(w->sheet, row, (lxw_col_t)c, *(const char *const *)at,
                                                heads[c].open ? w->open : w->shown));
        }
    }
}

/* A drop-down list of words over the column of an attribute, or of the decision. */
static void offer(writer *w, lxw_col_t column, size_t n_rows, const char *const *words)
{
    char *list[16];
    size_t n = 0;
    for (; words[n] != NULL && n < 15; n++)
        list[n] = (char *)(size_t)words[n]; /* the library takes char *, and does not write */
    list[n] = NULL;
    lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST, .value_list = list };
    check(w,
          worksheet_data_validation_range(w->sheet, 2, column, (lxw_row_t)(n_rows + 1), column, &validation));
}

static lxw_col_t column_of(const char *attribute)
{
    return (lxw_col_t)ct_schema_column(&ct_sheet_schema, attribute);
}

static void write_lists(writer *w, const ct_catalogue *catalogue, size_t n_rows)
{
    static const char *const decisions_vi[] = { "chấp nhận", "sửa", "loại", NULL };
    char range[64];
    offer(w, 0, n_rows, w->lang == CT_VI ? decisions_vi : ct_review_verbs);
    offer(w, column_of("qualifier"), n_rows, ct_qualifier_words);
    offer(w, column_of("aggregation"), n_rows, ct_aggregation_words);
    offer(w, column_of("kind"), n_rows, ct_kind_words);
    offer(w, column_of("measure"), n_rows, ct_measure_words);
    for (size_t i = 0; i < catalogue->n_indicators; i++) {
        check(w, worksheet_write_string(w->list, (lxw_row_t)i, 0, catalogue->indicators[i].id, NULL));
        check(w, worksheet_write_string(w->list, (lxw_row_t)i, 1, catalogue->indicators[i].name_vi, NULL));
        check(w, worksheet_write_string(w->list, (lxw_row_t)i, 2, catalogue->indicators[i].unit, NULL));
    }
    check(w, worksheet_set_column(w->list, 0, 0, 32, NULL));
    check(w, worksheet_set_column(w->list, 1, 1, 70, NULL));
    if (catalogue->n_indicators == 0) return;
    snprintf(range, sizeof range, "=catalogue!$A$1:$A$%zu", catalogue->n_indicators);
    lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                       .value_formula = range,
                                       .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING };
    check(w, worksheet_data_validation_range(w->sheet, 2, ATTRIBUTE_COLUMN, (lxw_row_t)(n_rows + 1),
                                             ATTRIBUTE_COLUMN, &validation));
}

typedef struct {
    const ct_table *table;
    const ct_catalogue *catalogue;
    ct_lang lang;
    const char *path;
} wanted;

static ct_error write_book(void *context)
{
    const wanted *wish = context;
    const ct_table *table = wish->table;
    writer w = { .book = workbook_new(wish->path), .lang = wish->lang };
    if (w.book == NULL) return ct_no_memory();
    lxw_doc_properties properties = { .author = (char *)(size_t) "chitieu",
                                      .created =
                                          946684800 }; /* no clock: the same sheet gives the same bytes */
    check(&w, workbook_set_properties(w.book, &properties));
    w.sheet = workbook_add_worksheet(w.book, "review");
    w.list = workbook_add_worksheet(w.book, "catalogue");
    make_formats(&w);
    write_heads(&w);
    write_rows(&w, table);
    if (table->n > 0) {
        write_lists(&w, wish->catalogue, table->n);
        check(&w, worksheet_autofilter(w.sheet, 1, 0, (lxw_row_t)(table->n + 1),
                                       (lxw_col_t)(ct_sheet_schema.n_columns - 1)));
    }
    check(&w, LXW_NO_ERROR); /* before the files of workbook_close() */
    check(&w, workbook_close(w.book));
    if (w.fault == LXW_ERROR_MEMORY_MALLOC_FAILED) return ct_no_memory();
    return w.fault == LXW_NO_ERROR
               ? ct_ok()
               : ct_fail(CT_EIO, 0, "the workbook cannot be written: %s", lxw_strerror(w.fault));
}

/* The library writes a file by itself; what is written goes to its place as every other file does. */
static ct_error hand_over(const char *temporary, const char *path)
{
    ct_arena *arena = ct_arena_new();
    const char *bytes;
    size_t n;
    ct_error err = arena == NULL ? ct_no_memory() : ct_file_read(arena, temporary, &bytes, &n);
    if (err.code == CT_OK) err = ct_file_write(path, bytes, n);
    ct_arena_free(arena);
    return err;
}

ct_error ct_workbook_write(const ct_table *sheet, const ct_catalogue *catalogue, ct_lang lang,
                           const char *path)
{
    char *temporary = malloc(strlen(path) + sizeof ".XXXXXX");
    if (temporary == NULL) return ct_no_memory();
    strcpy(temporary, path);
    strcat(temporary, ".XXXXXX");
    int file = mkstemp(temporary);
    ct_error err = file >= 0 ? ct_ok() : ct_fail(CT_EIO, 0, "cannot be created: %s", strerror(errno));
    if (file >= 0) close(file);
    if (err.code == CT_OK)
        err = ct_apart("libxlsxwriter", SECONDS, write_book,
                       &(wanted){ sheet, catalogue, lang, temporary }); /* it crashes where memory runs out */
    if (err.code == CT_OK) err = hand_over(temporary, path);
    if (file >= 0) unlink(temporary);
    free(temporary);
    return ct_in(err, path);
}

#else

ct_error ct_workbook_write(const ct_table *sheet, const ct_catalogue *catalogue, ct_lang lang,
                           const char *path)
{
    (void)sheet;
    (void)catalogue;
    (void)lang;
    return ct_in(ct_fail(CT_EUSAGE, 0, "Excel files are not built in (libxlsxwriter); write a .csv sheet"),
                 path);
}

#endif
