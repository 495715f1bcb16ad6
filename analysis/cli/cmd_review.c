#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/reading.h"
#include "cli/stages.h"
#include "cli/write_check.h"
#include "core/file.h"
#include "core/number.h"
#include "review/sheet.h"

static const ct_option options[] = {
    { "below", 'b', "P", "chỉ những dòng có độ tin cậy dưới P (0 đến 1; mặc định theo thresholds.csv)",
      "only rows of a confidence below P (0 to 1; by default as thresholds.csv says)" },
    { "all", 'a', NULL, "mọi dòng, cả những dòng đã duyệt", "every row, also those reviewed before" },
    { "html", 0, NULL, "trang để duyệt trong trình duyệt (cũng vậy khi -o có đuôi .html)",
      "a page to check figures on in a browser (also when -o ends in .html)" },
    { "scope", 's', "TEXT", "với --html: lãnh thổ của số liệu không nêu tên (mặc định: phạm vi hay gặp nhất)",
      "with --html: territory of figures that name none (by default the commonest scope)" },
    { "read", 'r', "FILE", "đọc bảng đã điền, hoặc tệp trang duyệt đã lưu, và ghi reviews.csv",
      "read a filled sheet, or what the page saved, and write reviews.csv" },
    { "reviews", 'R', "FILE", "các quyết định trước đây, để thêm vào (mặc định: tệp -o nếu đã có)",
      "the decisions so far, to be added to (by default the file of -o, where it exists)" },
    { "by", 'w', "NAME", "người duyệt (tệp của trang duyệt đã có tên)",
      "who reviewed (a file the page saved names them itself)" },
    { "when", 'd', "DATE", "ngày duyệt, dạng 2026-11-21 (mặc định hôm nay)",
      "day of the review, as 2026-11-21 (today by default)" },
    CT_OPTION_OCR,
    { NULL, 0, NULL, NULL, NULL },
};

static bool ends_in(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);

    return n >= m && strcmp(path + n - m, ending) == 0;
}

static ct_error confidence_below(const ct_args *args, const ct_stages *stages, double *below)
{
    const char *text = ct_args_value(args, "below");

    *below = stages->thresholds.review_below;
    if (text == NULL) return ct_ok();
    if (ct_number_plain(text, below).code != CT_OK || *below < 0 || *below > 1)
        return ct_fail(CT_EUSAGE, 0, "--below wants a number from 0 to 1, not \"%s\"", text);
    return ct_ok();
}

/* Read the documents named after the observations, for the lines around each quote. */
static ct_error read_documents(const ct_args *args, ct_document **documents)
{
    ct_ocr_mode mode;

    CT_TRY(ct_reading_mode(args, NULL, &mode));
    for (size_t i = 1; i < args->n_words; i++)
        CT_TRY(ct_reading_document(args, args->words[i], mode, &documents[i - 1]));
    return ct_ok();
}

static ct_error write_sheet(const ct_args *args, const ct_stages *stages, const ct_table *sheet)
{
    if (!ends_in(args->output, ".xlsx")) return ct_data_write_table(args, sheet, args->output);
    return ct_workbook_write(sheet, stages->catalogue, args->lang, args->output);
}

static ct_error fill_sheet(const ct_args *args, const ct_stages *stages, double below,
                           ct_document *const *documents)
{
    ct_table *sheet = NULL;
    const ct_sheet_choice choice = { below, ct_args_value(args, "all") != NULL,
                                     (const ct_document *const *)documents, args->n_words - 1 };
    ct_error err = ct_table_new(&sheet, &ct_sheet_schema);

    if (err.code == CT_OK) err = ct_sheet_fill(stages->observations, &choice, sheet);
    if (err.code == CT_OK) err = write_sheet(args, stages, sheet);
    ct_table_free(sheet);
    return err;
}

/* A page and a workbook have no cells to be parted; a sheet reads no documents anew. */
static ct_error check_form(const ct_args *args, bool page)
{
    static const char *const tables[] = { "format", "delimiter" }, *const of_page[] = { "scope", "reviews" };

    for (size_t i = 0; (page || ends_in(args->output, ".xlsx")) && i < 2; i++)
        if (ct_args_value(args, tables[i]) != NULL)
            return ct_fail(CT_EUSAGE, 0, "--%s is of a sheet in csv; leave it out", tables[i]);
    for (size_t i = 0; !page && i < 2; i++) /* a sheet has no place for either */
        if (ct_args_value(args, of_page[i]) != NULL)
            return ct_fail(CT_EUSAGE, 0, "--%s is of use only with --%s; add that or leave --%s out",
                           of_page[i], "html", of_page[i]);
    return ct_ok();
}

static ct_error fill(const ct_args *args, ct_stages *stages)
{
    ct_document **documents = ct_arena_array(args->arena, args->n_words, sizeof *documents);
    bool page = ct_args_value(args, "html") != NULL || ends_in(args->output, ".html");
    double below = 0;
    ct_error err;

    if (documents == NULL) return ct_no_memory();
    CT_TRY(check_form(args, page));
    CT_TRY(confidence_below(args, stages, &below));
    CT_TRY(ct_data_read_table(args, &ct_observation_schema, args->words[0], &stages->observations));
    err = read_documents(args, documents);
    if (err.code == CT_OK && page) err = ct_write_check(args, stages, below, documents, args->n_words - 1);
    if (err.code == CT_OK && !page) err = fill_sheet(args, stages, below, documents);
    for (size_t i = 0; i + 1 < args->n_words; i++) ct_document_free(documents[i]);
    return err;
}

static ct_error today(const ct_args *args, ct_date *when)
{
    const char *text = ct_args_value(args, "when");
    struct tm now;
    time_t seconds = time(NULL);

    if (text != NULL) {
        if (ct_date_parse(text, when).code != CT_OK || when->day == 0)
            return ct_fail(CT_EUSAGE, 0, "--when wants a day as 2026-11-21, not \"%s\"", text);
        return ct_ok();
    }
    if (localtime_r(&seconds, &now) == NULL)
        return ct_fail(CT_EIO, 0, "the clock cannot be read; give --when DATE");
    *when = (ct_date){ (short)(now.tm_year + 1900), (signed char)(now.tm_mon + 1), (signed char)now.tm_mday };
    return ct_ok();
}

/* The decisions of a sheet, which --by signs. */
static ct_error sheet_decisions(const ct_args *args, const char *path, const char *bytes, size_t n,
                                ct_table *newer)
{
    const char *by = ct_args_value(args, "by");
    ct_table *sheet;
    ct_date when;

    if (by == NULL || by[0] == '\0')
        return ct_fail(CT_EUSAGE, 0, "--by NAME is missing: a decision says who made it");
    CT_TRY(today(args, &when));
    CT_TRY(ct_table_new(&sheet, &ct_sheet_schema));
    ct_error err = n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0 ? ct_workbook_read(bytes, n, path, sheet)
                                                             : ct_table_read(sheet, bytes, n, path);
    if (err.code == CT_OK) err = ct_in(ct_sheet_decisions(sheet, by, when, newer), path);
    ct_table_free(sheet);
    return err;
}

/* Is it a reviews table, as the page saves it? A sheet has no column was_low. */
static bool are_reviews(const char *bytes, size_t n)
{
    const char *end = memchr(bytes, '\n', n), *name = strstr(bytes, "was_low");

    return name != NULL && (end == NULL || name < end);
}

static ct_error read_decisions(const ct_args *args, const char *path, ct_table *newer)
{
    const char *bytes;
    size_t n;

    CT_TRY(ct_file_read(args->arena, path, &bytes, &n));
    if (!are_reviews(bytes, n)) return sheet_decisions(args, path, bytes, n, newer);
    if (ct_args_value(args, "by") != NULL || ct_args_value(args, "when") != NULL)
        return ct_in(
            ct_fail(CT_EUSAGE, 0, "its decisions are signed and dated already; leave out --by and --when"),
            path);
    CT_TRY(ct_table_read(newer, bytes, n, path));
    return ct_in(ct_reviews_check(newer), path);
}

/* What people decided is never dropped: without --reviews the file that is written anew is what the decisions
 * are added to. */
static ct_error read_earlier(const ct_args *args, ct_table **reviews)
{
    const char *earlier = ct_args_value(args, "reviews");

    if (earlier == NULL && strcmp(args->output, "-") != 0 && ct_file_exists(args->output))
        earlier = args->output;
    return earlier != NULL ? ct_data_read_table(args, &ct_review_schema, earlier, reviews)
                           : ct_table_new(reviews, &ct_review_schema);
}

static ct_error merge(const ct_args *args, const char *path, ct_table *newer, ct_table **reviews)
{
    ct_review_merged merged;

    CT_TRY(read_decisions(args, path, newer));
    CT_TRY(read_earlier(args, reviews));
    CT_TRY(ct_reviews_merge(*reviews, newer, &merged));
    if (merged.replaced + merged.older > 0)
        fprintf(
            stderr,
            ct_l(
                args->lang,
                "chitieu: %s: lưu ý: %zu quyết định mới, %zu thay quyết định trước đó, %zu bỏ qua vì đã có quyết định ngày muộn hơn\n",
                "chitieu: %s: note: %zu new decisions, %zu in place of earlier ones, %zu passed over for decisions of a later day\n"),
            path, merged.added, merged.replaced, merged.older);
    return ct_data_write_table(args, *reviews, args->output);
}

static ct_error read_back(const ct_args *args, const char *path)
{
    ct_table *newer = NULL, *reviews = NULL;
    ct_error err = ct_table_new(&newer, &ct_review_schema);

    if (err.code == CT_OK) err = merge(args, path, newer, &reviews);
    ct_table_free(newer);
    ct_table_free(reviews);
    return err;
}

static ct_error run(const ct_args *args)
{
    const char *sheet = ct_args_value(args, "read");

    if (sheet != NULL && args->n_words > 0)
        return ct_fail(CT_EUSAGE, 0, "--read FILE needs no observations; leave out \"%s\"", args->words[0]);
    if (sheet != NULL) return read_back(args, sheet);
    if (args->n_words == 0)
        return ct_fail(CT_EUSAGE, 0,
                       "too few arguments; write: chitieu review OBSERVATIONS DOCUMENT... -o sheet.xlsx");
    return ct_stages_with(args, fill);
}

static const ct_example examples[] = {
    { "review observations.csv my-province/documents/* --all -o sheet.xlsx",
      "bảng để một người duyệt bằng Excel", "a sheet for a person to fill in Excel" },
    { "review --read sheet.xlsx --by \"Nguyễn Văn An\" -o my-province/reviews.csv",
      "đọc lại các quyết định; lần chạy sau áp dụng", "read the decisions back; later runs apply them" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "by", CT_NEEDS, "read" },     { "when", CT_NEEDS, "read" },         { "below", CT_NOT_WITH, "read" },
    { "all", CT_NOT_WITH, "read" }, { "html", CT_NOT_WITH, "read" },      { "scope", CT_NOT_WITH, "read" },
    { "ocr", CT_NOT_WITH, "read" }, { "catalogue", CT_NOT_WITH, "read" }, { "data", CT_NOT_WITH, "read" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_review = {
    .name = "review",
    .usage = "OBSERVATIONS [DOCUMENT...] -o check.html|sheet.xlsx | --read FILE [--by NAME] -o reviews.csv",
    .summary_vi =
        "đưa những dòng chưa chắc ra trang hoặc bảng để người duyệt, rồi đọc quyết định vào reviews.csv",
    .summary_en =
        "write doubtful rows to a page or sheet for a person, and read the decisions back into reviews.csv",
    .details_vi =
        "Trang .html mở trong trình duyệt, không cần mạng; bảng là .xlsx (có danh sách chọn) hoặc .csv.\n"
        "Quyết định: chấp nhận, sửa, loại. reviews.csv được áp dụng bởi extract --reviews và run.",
    .details_en =
        "The .html page opens in a browser, offline; the sheet is .xlsx (with drop-down lists) or .csv.\n"
        "Decisions: accept, correct, reject. extract --reviews and run apply reviews.csv.",
    .examples = examples,
    .tables = "observations sheet reviews",
    .options = options,
    .rules = rules,
    .min_words = 0,
    .max_words = (size_t)-1,
    .run = run,
};
