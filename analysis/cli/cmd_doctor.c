#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "core/child.h"
#include "core/file.h"

enum { SECONDS = 10, MOST_OUTPUT = 1 << 16 };

/* A program that chitieu starts, and how it is asked for its version; NULL: too slow to be started for that.
 */
typedef struct {
    const char *program, *ask, *package;
    bool needed; /* a run ends without it */
    const char *vi, *en;
} helper;

static const helper helpers[] = {
    { "gnuplot", "--version", "gnuplot-nox", true, "vẽ biểu đồ (run, chart, report)",
      "draws charts (run, chart, report)" },
    { "pandoc", "--version", "pandoc", false, "báo cáo Word (.docx)", "the report as Word (.docx)" },
    { "pdftotext", "-v", "poppler-utils", false, "đọc tệp PDF", "reads PDF files" },
    { "pdftoppm", "-v", "poppler-utils", false, "ảnh các trang PDF quét, để nhận dạng chữ",
      "pictures of scanned PDF pages, for OCR" },
    { "tesseract", "--version", "tesseract-ocr", false, "đọc bản quét và ảnh", "reads scans and pictures" },
    { "soffice", NULL, "libreoffice-writer-nogui", false, "tệp .doc, .xls, .rtf cũ; báo cáo ODT, PDF",
      "old .doc, .xls, .rtf files; the report as ODT or PDF" },
    { "antiword", NULL, "antiword", false, "tệp .doc cũ khi không có LibreOffice",
      "old .doc files without LibreOffice" },
    { "catdoc", "-V", "catdoc", false, "tệp .doc, .rtf cũ khi không có LibreOffice",
      "old .doc and .rtf files without LibreOffice" },
};

typedef struct {
    const char *part, *state, *version, *place, *package, *about;
} check;
#define COLUMN(field, text)                                                                                  \
    {                                                                                                        \
#field, CT_COLUMN_TEXT, false, offsetof(check, field), NULL, text                                    \
    }
static const ct_column columns[] = {
    COLUMN(part, "Program, model of a program, or data folder"),
    COLUMN(state, "found, missing (chitieu does without), or needed (missing, and it cannot do without)"),
    COLUMN(version, "What it says of its version"),
    COLUMN(place, "Where it is"),
    COLUMN(package, "Debian package that holds it"),
    COLUMN(about, "What it is for"),
};
static const ct_schema check_schema = { "doctor", "What chitieu finds on this machine.", columns,
                                        sizeof columns / sizeof *columns, sizeof(check) };

/* The first run of digits and points in what the program says; "" where it says none. */
static const char *version_in(ct_arena *arena, const char *text)
{
    while (*text != '\0' && !isdigit((unsigned char)*text)) text++;
    size_t n = strspn(text, "0123456789.");

    while (n > 0 && text[n - 1] == '.') n--;
    return ct_arena_strndup(arena, text, n < 20 ? n : 20);
}

/* What `program ask` prints, on either stream, in the arena; "" when it cannot be run. */
static const char *answer(ct_arena *arena, const char *program, const char *ask)
{
    const char *const argv[] = { program, ask, NULL };
    const ct_child child = { .argv = argv, .package = "", .seconds = SECONDS, .limit = MOST_OUTPUT };
    ct_child_result result;
    ct_error err = ct_child_run(&child, &result);
    const char *said = result.output.len > 0 ? ct_buffer_string(&result.output) : result.said;
    const char *kept = err.code == CT_OK ? ct_arena_strdup(arena, said) : "";

    ct_child_clear(&result);
    return kept;
}

static ct_error add(ct_table *to, const char *part, bool found, bool needed, check about)
{
    check *row = ct_table_add(to);

    if (row == NULL) return ct_no_memory();
    *row = (check){ .part = part,
                    .state = found    ? "found"
                             : needed ? "needed"
                                      : "missing",
                    .version = ct_table_text(to, about.version),
                    .place = ct_table_text(to, about.place),
                    .package = about.package,
                    .about = about.about };
    return row->version == NULL || row->place == NULL ? ct_no_memory() : ct_ok();
}

static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        if ((at == text || at[-1] == '\n') && (at[n] == '\n' || at[n] == '\0')) return true;
    return false;
}

static ct_error look_for_programs(const ct_args *args, ct_table *to)
{
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        const helper *h = &helpers[i];
        const char *place = ct_program_find(args->arena, h->program), *version = "";

        if (place != NULL && h->ask != NULL)
            version = version_in(args->arena, answer(args->arena, h->program, h->ask));
        if (version == NULL) return ct_no_memory();
        CT_TRY(add(to, h->program, place != NULL, h->needed,
                   (check){ .version = version,
                            .place = place,
                            .package = h->package,
                            .about = ct_l(args->lang, h->vi, h->en) }));
    }
    bool vie = ct_program_find(args->arena, "tesseract") != NULL &&
               has_word(answer(args->arena, "tesseract", "--list-langs"), "vie");
    return add(
        to, "tesseract vie", vie, false,
        (check){ .package = "tesseract-ocr-vie",
                 .about = ct_l(args->lang, "chữ tiếng Việt trong bản quét", "Vietnamese letters in scans") });
}

static ct_error look_for_data(const ct_args *args, ct_table *to)
{
    static const struct {
        const char *name, *vi, *en;
        ct_error (*find)(const ct_args *args, const char **folder);
    } folders[] = {
        { "catalogue/", "chỉ tiêu, đơn vị, điều đã học", "indicators, units, what was learned",
          ct_data_catalogue },
        { "plots/", "mẫu biểu đồ", "chart templates", ct_data_plots },
        { "report/", "mẫu báo cáo Word", "the form of the Word report", ct_data_report },
        { "init/", "tài liệu ví dụ của chitieu init", "the sample of chitieu init", ct_data_init },
    };

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *folder = "";
        bool found = folders[i].find(args, &folder).code == CT_OK;
        CT_TRY(add(to, folders[i].name, found, true,
                   (check){ .place = found ? folder : "",
                            .package = "chitieu",
                            .about = ct_l(args->lang, folders[i].vi, folders[i].en) }));
    }
    return ct_ok();
}

static void print(const ct_table *table, ct_lang lang, ct_buffer *to)
{
    ct_buffer missing;

    ct_buffer_init(&missing);
    for (size_t i = 0; i < table->n; i++) {
        const check *row = ct_table_row(table, i);
        bool found = strcmp(row->state, "found") == 0;
        ct_buffer_printf(to, "%s  %-14s%-9s%s%s%s\n",
                         found ? ct_l(lang, "có   ", "found  ") : ct_l(lang, "THIẾU", "MISSING"), row->part,
                         row->version, row->about,
                         row->version[0] == '\0' && row->place[0] == '/' ? ": " : "",
                         row->version[0] == '\0' && row->place[0] == '/' ? row->place : "");
        if (!found && strstr(ct_buffer_string(&missing), row->package) == NULL)
            ct_buffer_printf(&missing, " %s", row->package);
    }
    if (missing.len > 0)
        ct_buffer_printf(
            to,
            ct_l(lang, "Cài phần còn thiếu: apt install%s\n", "To install what is missing: apt install%s\n"),
            ct_buffer_string(&missing));
    ct_buffer_clear(&missing);
}

/* Which packages must be there and are not; "" when none. */
static ct_error judge(const ct_table *table)
{
    ct_buffer packages;

    ct_buffer_init(&packages);
    for (size_t i = 0; i < table->n; i++) {
        const check *row = ct_table_row(table, i);
        if (strcmp(row->state, "needed") == 0 && strstr(ct_buffer_string(&packages), row->package) == NULL)
            ct_buffer_printf(&packages, " %s", row->package);
    }
    ct_error err =
        packages.len == 0
            ? ct_ok()
            : ct_fail(CT_ETOOL, 0,
                      "a program that chitieu cannot do without is missing; install Debian's packages%s",
                      ct_buffer_string(&packages));
    ct_buffer_clear(&packages);
    return err;
}

static ct_error tell(const ct_args *args, const ct_table *table)
{
    ct_buffer text;

    if (ct_args_value(args, "format") != NULL || ct_args_value(args, "delimiter") != NULL)
        return ct_data_write_table(args, table, args->output);
    ct_buffer_init(&text);
    print(table, args->lang, &text);
    ct_error err = ct_buffer_error(&text);
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error run(const ct_args *args)
{
    ct_table *table = NULL;
    ct_error err = ct_table_new(&table, &check_schema);

    if (err.code == CT_OK) err = look_for_programs(args, table);
    if (err.code == CT_OK) err = look_for_data(args, table);
    if (err.code == CT_OK) err = tell(args, table);
    if (err.code == CT_OK) err = judge(table);
    ct_table_free(table);
    return err;
}

static const ct_example examples[] = {
    { "doctor", "có gì, thiếu gì, cài bằng gói nào",
      "what is there, what is missing, which packages hold it" },
    { "doctor --format json", "như trên, cho chương trình khác", "the same for programs" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_doctor = {
    .name = "doctor",
    .usage = "",
    .summary_vi = "kiểm tra máy: những chương trình và dữ liệu chitieu cần, mỗi thứ để làm gì, cài thế nào",
    .summary_en =
        "look over the machine: programs and data that chitieu uses, what each gives, how to install it",
    .details_vi = "In ra dạng chữ; với --format thì thành bảng. Trạng thái 1 khi thiếu thứ không thể thiếu.",
    .details_en =
        "Printed as text, or as a table with --format. Status 1 when something is missing that it cannot do without.",
    .examples = examples,
    .takes_no = "catalogue",
    .min_words = 0,
    .max_words = 0,
    .run = run,
};
