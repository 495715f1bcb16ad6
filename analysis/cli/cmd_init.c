#include <string.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/project.h"
#include "core/file.h"

/* Nothing of the user's is ever written over: a folder that already looks like a project is refused. */
static ct_error refuse_project(ct_arena *arena, const char *folder)
{
    static const char *const made[] = { "chitieu.conf", "history.csv", "documents" };

    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        const char *path = ct_path_join(arena, folder, made[i]);
        if (path == NULL) return ct_no_memory();
        if (ct_file_exists(path) || ct_folder_exists(path))
            return ct_in(
                ct_fail(CT_EDATA, 0, "already holds %s; choose another folder, nothing was changed", made[i]),
                folder);
    }
    return ct_ok();
}

static ct_error copy(ct_arena *arena, const char *from, const char *to, const char *name)
{
    const char *source = ct_path_join(arena, from, name), *target = ct_path_join(arena, to, name), *text;
    size_t n;

    if (source == NULL || target == NULL) return ct_no_memory();
    CT_TRY(ct_file_read(arena, source, &text, &n));
    return ct_file_write(target, text, n);
}

static ct_error copy_all(ct_arena *arena, const char *from, const char *to)
{
    const char *const *names;
    size_t n;

    CT_TRY(ct_folder_list(arena, from, true, &names, &n));
    CT_TRY(ct_folder_make(to));
    for (size_t i = 0; i < n; i++) CT_TRY(copy(arena, from, to, names[i]));
    return ct_ok();
}

/* chitieu.conf: every key with what it is for, those that the sample does not need as comments. */
static ct_error write_conf(const ct_args *args, const char *folder)
{
    const char *path = ct_path_join(args->arena, folder, "chitieu.conf");
    const ct_conf_key *key;
    ct_buffer text;

    if (path == NULL) return ct_no_memory();
    ct_buffer_init(&text);
    ct_buffer_printf(
        &text,
        ct_l(
            args->lang,
            "# Thiết lập của dự án, do `chitieu run %s` đọc: mỗi dòng một `khoá = giá trị`; dòng bắt đầu bằng # là ghi chú.\n",
            "# Project settings, read by `chitieu run %s`: one `key = value` a line; lines that begin with # are notes.\n"),
        ct_base_name(folder));
    for (size_t i = 0; (key = ct_conf_key_at(i)) != NULL; i++) {
        const char *value = strcmp(key->key, "language") == 0 ? ct_l(args->lang, "vi", "en") : key->sample;
        ct_buffer_printf(&text, "\n# %s (%s): %s\n%s%s = %s\n", key->key, key->value,
                         ct_l(args->lang, key->vi, key->en), key->set ? "" : "# ", key->key, value);
    }
    ct_error err = ct_buffer_error(&text);
    if (err.code == CT_OK) err = ct_file_write(path, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error tell(const ct_args *args, const char *folder)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_printf(
        &text,
        ct_l(
            args->lang,
            "%s đã sẵn sàng, với tài liệu ví dụ của một tỉnh không có thật.\n"
            "Chạy thử:        chitieu run %s -o %s-out\n"
            "Rồi làm thật:    xoá tệp trong %s/documents và history.csv, đặt văn bản và số liệu của bạn vào, sửa chitieu.conf\n",
            "%s is ready, with sample documents of a province that does not exist.\n"
            "Try it:          chitieu run %s -o %s-out\n"
            "Then for real:   delete the files in %s/documents and history.csv, put yours there, edit chitieu.conf\n"),
        folder, folder, folder, folder);
    ct_error err = ct_buffer_error(&text);
    if (err.code == CT_OK) err = ct_file_write("-", ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static ct_error run(const ct_args *args)
{
    const char *given = args->words[0], *from, *documents, *to;
    size_t n = strlen(given);

    while (n > 1 && given[n - 1] == '/') n--;
    const char *folder = ct_arena_strndup(args->arena, given, n);
    if (folder == NULL) return ct_no_memory();
    CT_TRY(ct_data_init(args, &from));
    CT_TRY(refuse_project(args->arena, folder));
    documents = ct_path_join(args->arena, from, "documents");
    to = ct_path_join(args->arena, folder, "documents");
    if (documents == NULL || to == NULL) return ct_no_memory();
    CT_TRY(ct_folder_make(folder));
    CT_TRY(copy_all(args->arena, documents, to));
    CT_TRY(copy(args->arena, from, folder, "history.csv"));
    CT_TRY(write_conf(args, folder));
    return tell(args, folder);
}

static const ct_example examples[] = {
    { "init my-province", "thư mục dự án mới, chạy được ngay",
      "a new project folder that can be run at once" },
    { NULL, NULL, NULL },
};

const ct_command ct_cmd_init = {
    .name = "init",
    .usage = "FOLDER",
    .summary_vi = "tạo thư mục dự án: chitieu.conf có chú thích, documents/, tài liệu ví dụ",
    .summary_en = "make a project folder: a commented chitieu.conf, documents/, a sample",
    .details_vi =
        "Không hỏi gì và không ghi đè: thư mục đã có chitieu.conf, history.csv hay documents/ thì bị từ chối.",
    .details_en =
        "It asks nothing and overwrites nothing: a folder that holds chitieu.conf, history.csv or documents/ is refused.",
    .examples = examples,
    .takes_no = "output format delimiter catalogue",
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
