#include "cli/command.h"
#include "cli/data.h"
#include "cli/explain.h"
#include "cli/group.h"
#include "cli/reading.h"
#include "cli/stages.h"
#include "core/file.h"

static const ct_option options[] = {
    { "scope", 's', "TEXT", "lãnh thổ của số liệu không nêu tên, ví dụ \"tỉnh Bắc Giang\"",
      "territory of figures that name none, e.g. \"tỉnh Bắc Giang\"" },
    { "reviews", 'r', "FILE", "áp dụng các quyết định duyệt", "apply the decisions of a review" },
    { "explain", 'e', "FILE:LINE", "chỉ kể cách đọc các số ở một dòng của một văn bản",
      "only tell how the numbers on one line of a document were read" },
    { "trace", 't', "FILE", "ghi thêm bảng cách đọc từng số liệu (mỗi dòng một khả năng của một quyết định)",
      "also write how each figure was read, one row a candidate of each decision" },
    { "plans", 0, "FILE", "ghi thêm bảng các văn bản, cả những văn bản đóng chung một tệp",
      "also write the plans table: the documents, also those bound in one file" },
    { "stage", 0, "NAME", "ghi đặc trưng của một bước quyết định để học trọng số; cần --features",
      "write the features of one stage of decisions, for fitting weights; needs --features" },
    { "features", 0, "FOLDER", "thư mục đã có, nhận các tệp đặc trưng",
      "an existing folder that takes the files of features" },
    CT_OPTION_OCR,
    CT_OPTION_SECONDS,
    CT_OPTION_ARCHIVE,
    { "keep-going", 'k', NULL, "bỏ qua văn bản không đọc được và báo; trạng thái kết thúc là 3",
      "go on past documents that cannot be read, with a word; the exit status is 3" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error explain(const ct_args *args, const char *where, const char *scope, ct_stages *stages)
{
    const char *path;
    long line;
    ct_buffer text;

    if (args->n_words > 0)
        return ct_fail(CT_EUSAGE, 0, "--explain FILE:LINE names its document itself; leave out the others");
    CT_TRY(ct_explain_parse(args, where, &path, &line));
    CT_TRY(ct_table_new(&stages->traces, &ct_trace_schema));
    CT_TRY(ct_stages_extract(args, &path, 1, scope, stages));
    ct_buffer_init(&text);
    ct_error err = ct_in(ct_explain_write(args, stages->traces, stages->observations, line, &text), path);
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error begin_training(const char *stage, ct_stages *stages)
{
    if (stage == NULL) return ct_ok();
    if (!ct_extract_stage(stage))
        return ct_fail(CT_EUSAGE, 0,
                       "unknown stage '%.40s'; the stages are the decisions of weights.csv, and words",
                       stage);
    stages->training = ct_training_new(stage);
    return stages->training == NULL ? ct_no_memory() : ct_ok();
}

static ct_error write_training(const ct_args *args, const ct_training *training, const char *folder,
                               ct_group *group)
{
    for (size_t i = 0; training != NULL && i < CT_TRAINING_PARTS; i++) {
        const ct_buffer *part = ct_training_part(training, i);
        char *path = ct_path_join(args->arena, folder, ct_training_parts[i]);
        if (path == NULL) return ct_no_memory();
        CT_TRY(ct_group_add(group, path, ct_buffer_string(part), part->len));
    }
    return ct_ok();
}

static ct_error write_all(const ct_args *args, const ct_stages *stages, const char *features)
{
    ct_group group = { .n = 0 };
    ct_error err = ct_group_table(args, &group, stages->traces, ct_args_value(args, "trace"));

    if (err.code == CT_OK) err = ct_group_table(args, &group, stages->plans, ct_args_value(args, "plans"));
    if (err.code == CT_OK) err = write_training(args, stages->training, features, &group);
    if (err.code == CT_OK) err = ct_group_table(args, &group, stages->observations, args->output);
    if (err.code == CT_OK) err = ct_group_commit(&group);
    ct_group_clear(&group);
    return err;
}

/* Rows are written while documents are read, so that an archive of any size takes the memory of a few
 * documents. */
static ct_error write_each(ct_stages *stages, void *context)
{
    ct_table_file *to = context;

    for (size_t i = 0; i < stages->observations->n; i++)
        CT_TRY(ct_table_file_add(to, ct_table_row(stages->observations, i)));
    return ct_stages_give(stages);
}

static ct_error read_and_write(const ct_args *args, const char *scope, ct_stages *stages, ct_table_file *to)
{
    CT_TRY(ct_table_file_open(args, &ct_observation_schema, args->output, to));
    stages->each = write_each;
    stages->each_context = to;
    CT_TRY(ct_stages_extract(args, args->words, args->n_words, scope, stages));
    return ct_table_file_commit(to);
}

static ct_error stream(const ct_args *args, const char *scope, ct_stages *stages)
{
    ct_table_file to = { .file = NULL };

    ct_buffer_init(&to.text);
    ct_error err = read_and_write(args, scope, stages, &to);

    ct_table_file_clear(&to);
    return err.code == CT_OK ? ct_stages_passed(stages) : err;
}

static ct_error extract(const ct_args *args, ct_stages *stages)
{
    const char *stage = ct_args_value(args, "stage"), *features = ct_args_value(args, "features"),
               *reviews = ct_args_value(args, "reviews");
    const char *scope = ct_args_value(args, "scope"), *trace = ct_args_value(args, "trace"),
               *line = ct_args_value(args, "explain");

    if (scope == NULL) scope = "";
    CT_TRY(ct_reading_mode(args, NULL, &stages->ocr));
    if (line != NULL) return explain(args, line, scope, stages);
    if (args->n_words == 0)
        return ct_fail(CT_EUSAGE, 0,
                       "too few arguments; write: chitieu extract DOCUMENT..., or --explain FILE:LINE");
    if (trace != NULL) CT_TRY(ct_table_new(&stages->traces, &ct_trace_schema));
    CT_TRY(begin_training(stage, stages));
    stages->go_on = ct_args_value(args, "keep-going") != NULL;
    /* Tables that belong together are written together; decisions are looked up over all rows, and features
     * count them. */
    if (reviews == NULL && stages->training == NULL && trace == NULL && ct_args_value(args, "plans") == NULL)
        return stream(args, scope, stages);
    CT_TRY(ct_stages_extract(args, args->words, args->n_words, scope, stages));
    CT_TRY(ct_stages_review(args, reviews, stages));
    CT_TRY(write_all(args, stages, features));
    return ct_stages_passed(stages);
}

static ct_error run(const ct_args *args)
{
    return ct_stages_with(args, extract);
}

static const ct_example examples[] = {
    { "extract my-province/documents/* --scope \"tỉnh Sông Lam\" -o observations.csv",
      "mọi số liệu của các văn bản", "every figure of the documents" },
    { "extract --explain my-province/documents/vi-du-bao-cao-2023.txt:8", "các số ở dòng 8 được đọc thế nào",
      "how the numbers of line 8 were read" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "features", CT_NEEDS, "stage" },
    { "stage", CT_NEEDS, "features" },
    { "format", CT_NOT_WITH, "explain" },
    { "delimiter", CT_NOT_WITH, "explain" },
    { "trace", CT_NOT_WITH, "explain" },
    { "plans", CT_NOT_WITH, "explain" },
    { "stage", CT_NOT_WITH, "explain" },
    { "keep-going", CT_NOT_WITH, "explain" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_extract = {
    .name = "extract",
    .usage = "DOCUMENT... | --explain FILE:LINE",
    .summary_vi = "tìm mọi số liệu trong văn bản, kèm dòng nguồn",
    .summary_en = "find every figure in documents, with the line it came from",
    .details_vi =
        "Đọc .docx, .odt, .pdf, ảnh quét (.png, .jpg, .tif), .xlsx, .ods, .html, .csv, .txt, .doc, .rtf, .xls; \"-\" là đầu vào chuẩn.\nKết quả: bảng observations.",
    .details_en =
        "Reads .docx, .odt, .pdf, scans (.png, .jpg, .tif), .xlsx, .ods, .html, .csv, .txt, .doc, .rtf, .xls; \"-\" is standard input.\nResult: the observations table.",
    .examples = examples,
    .tables = "observations plans trace",
    .options = options,
    .rules = rules,
    .min_words = 0,
    .max_words = (size_t)-1,
    .run = run,
};
