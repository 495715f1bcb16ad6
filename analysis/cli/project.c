#define _GNU_SOURCE /* realpath() */
#include "cli/project.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "chart/chart.h"
#include "cli/record.h"
#include "cli/stages.h"
#include "core/file.h"
#include "core/number.h"
#include "documents/document.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

/* Keys of chitieu.conf; each is read by its own small function. */
static ct_error take_title(ct_project_folder *project, const char *value)
{
    project->title = value;
    return ct_ok();
}

static ct_error take_scope(ct_project_folder *project, const char *value)
{
    project->scope = value;
    return ct_ok();
}

static ct_error take_method(ct_project_folder *project, const char *value)
{
    const ct_model *model;

    CT_TRY(ct_stages_method(value, &model)); /* here, where its line is known */
    project->method = value;
    return ct_ok();
}

static ct_error take_priors(ct_project_folder *project, const char *value)
{
    project->priors = value;
    return ct_ok();
}

static ct_error take_plan(ct_project_folder *project, const char *value)
{
    project->plan = value;
    return ct_ok();
}

static ct_error take_plan_start(ct_project_folder *project, const char *value)
{
    return ct_integer_plain(value, FIRST_YEAR, LAST_YEAR, &project->plan_start);
}

static ct_error take_plan_end(ct_project_folder *project, const char *value)
{
    return ct_integer_plain(value, FIRST_YEAR, LAST_YEAR, &project->plan_end);
}

static ct_error take_until(ct_project_folder *project, const char *value)
{
    return ct_integer_plain(value, FIRST_YEAR, LAST_YEAR, &project->until);
}

static ct_error take_history(ct_project_folder *project, const char *value)
{
    project->history_key = value;
    return ct_ok();
}

static ct_error take_language(ct_project_folder *project, const char *value)
{
    project->has_lang = true;
    return ct_lang_parse(value, &project->lang);
}

static ct_error take_ocr(ct_project_folder *project, const char *value)
{
    ct_ocr_mode mode;

    project->ocr = value;
    return ct_ocr_mode_parse(value, &mode);
}

static ct_error take_font(ct_project_folder *project, const char *value)
{
    project->font = value;
    return ct_font_check(value);
}

static ct_error take_images(ct_project_folder *project, const char *value)
{
    return ct_image_formats_parse(value, &project->images);
}

typedef struct {
    ct_conf_key about;
    ct_error (*take)(ct_project_folder *project, const char *value);
} conf_key;
static const conf_key keys[] = {
    { { "title", "TEXT", "tiêu đề của báo cáo", "the heading of the report",
        "Đánh giá tình hình thực hiện kế hoạch 2021-2025, tỉnh Sông Lam", true },
      take_title },
    { { "scope", "TEXT", "địa bàn của số liệu không nêu tên địa bàn",
        "the territory a figure belongs to when its sentence names none", "tỉnh Sông Lam", true },
      take_scope },
    { { "plan", "NAMES",
        "kế hoạch được theo dõi: mã, số hiệu hoặc tên tệp, cách nhau bằng ';'; không ghi thì chương trình chọn",
        "the plan of record: ids, numbers or file names, parted by ';'; without it the program chooses",
        "vi-du-nghi-quyet.txt", false },
      take_plan },
    { { "plan_start", "YEAR", "năm đầu của kế hoạch được đánh giá",
        "the first year of the plan being assessed", "2021", true },
      take_plan_start },
    { { "plan_end", "YEAR", "năm cuối của kế hoạch; mục tiêu \"đến cuối kỳ\" là của năm này",
        "the last year of the plan; targets \"by the end of the period\" are for this year", "2025", true },
      take_plan_end },
    { { "until", "YEAR", "năm cuối được dự báo; không ghi thì đến cuối kế hoạch",
        "the last year to project; without it the plan's end", "2030", false },
      take_until },
    { { "method", "NAME", "phương pháp dự báo; xem: chitieu project --help",
        "the projection method; see: chitieu project --help", "auto", false },
      take_method },
    { { "language", "vi|en", "ngôn ngữ của báo cáo, biểu đồ và thông báo",
        "language of the report, the charts and the messages", "vi", true },
      take_language },
    { { "history", "FILES",
        "tệp số liệu các năm trước, cách nhau bằng ';'; không ghi thì history.csv, history.xlsx, ...",
        "files of earlier years' figures, parted by ';'; without it history.csv, history.xlsx, ...",
        "nien-giam-2023.xlsx", false },
      take_history },
    { { "ocr", "never|auto|always", "đọc chữ từ ảnh của trang: không bao giờ, khi cần, luôn luôn",
        "read pages from their picture: never, where needed, always", "auto", false },
      take_ocr },
    { { "priors", "none|FILE", "kinh nghiệm của tỉnh khác dùng khi chuỗi ngắn; none: không dùng",
        "what other provinces' series tell where a series is short; none: not used", "none", false },
      take_priors },
    { { "font", "NAME", "phông chữ của biểu đồ; không ghi thì theo mẫu báo cáo",
        "the charts' font; without it that of the report's template", "Times New Roman", false },
      take_font },
    { { "images", "LIST", "định dạng ảnh của mọi biểu đồ: svg,png,pdf,emf,eps,tikz; không ghi thì svg",
        "formats of every chart's image: svg,png,pdf,emf,eps,tikz; svg without it", "svg,png", false },
      take_images },
};

/* Keys of the letter, texts as they are. */
static const struct {
    ct_conf_key about;
    size_t offset; /* in ct_letter */
} letter_keys[] = {
    { { "office_above", "TEXT", "cơ quan chủ quản, dòng trên của tên cơ quan",
        "the body above the office, the upper line of the letterhead", "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM",
        false },
      offsetof(ct_letter, office_above) },
    { { "office", "TEXT", "cơ quan ban hành báo cáo", "the office that issues the report", "SỞ TÀI CHÍNH",
        false },
      offsetof(ct_letter, office) },
    { { "place", "TEXT", "địa danh trước ngày tháng", "the place before the date", "Sông Lam", false },
      offsetof(ct_letter, place) },
    { { "addressed_to", "TEXT", "nơi gửi đến (Kính gửi)", "whom the letter is addressed to",
        "Ủy ban nhân dân tỉnh Sông Lam", false },
      offsetof(ct_letter, addressed_to) },
    { { "recipients", "TEXT", "nơi nhận, cách nhau bằng ';'", "who receives copies, parted by ';'",
        "Như trên; Lưu: VT, TH", false },
      offsetof(ct_letter, recipients) },
    { { "signed_as", "TEXT", "chức vụ của người ký", "the office of whoever signs", "GIÁM ĐỐC", false },
      offsetof(ct_letter, signed_as) },
    { { "signed_by", "TEXT", "họ tên người ký", "the name of whoever signs", "Nguyễn Văn A", false },
      offsetof(ct_letter, signed_by) },
};
enum {
    N_PLAIN = sizeof keys / sizeof *keys,
    N_LETTER = sizeof letter_keys / sizeof *letter_keys,
    N_KEYS = N_PLAIN + N_LETTER
};

static ct_error take_key(ct_project_folder *project, size_t key, const char *value)
{
    if (key < N_PLAIN) return keys[key].take(project, value);
    memcpy((char *)&project->letter + letter_keys[key - N_PLAIN].offset, &value, sizeof value);
    return ct_ok();
}

const ct_conf_key *ct_conf_key_at(size_t i)
{
    return i < N_PLAIN ? &keys[i].about : i < N_KEYS ? &letter_keys[i - N_PLAIN].about : NULL;
}

#define HARD_BLANK "\xC2\xA0" /* U+00A0, which text pasted from a word processor has for blanks */

/* Without blanks at both ends, in place. */
static char *trimmed(char *text)
{
    size_t n;

    while (*text == ' ' || *text == '\t' || strncmp(text, HARD_BLANK, 2) == 0)
        text += *text == HARD_BLANK[0] ? 2 : 1;
    n = strlen(text);
    for (bool more = true; more && n > 0;) {
        more = strchr(" \t\r", text[n - 1]) != NULL;
        if (more)
            n--;
        else if (n > 1 && memcmp(text + n - 2, HARD_BLANK, 2) == 0)
            more = true, n -= 2;
    }
    text[n] = '\0';
    return text;
}

static ct_error take_line(ct_project_folder *project, char *line, long number, bool seen[N_KEYS])
{
    char *text = trimmed(line), *equals;

    if (text[0] == '\0' || text[0] == '#') return ct_ok();
    equals = strchr(text, '=');
    if (equals == NULL) return ct_fail(CT_EPARSE, number, "no '='; lines are: key = value");
    *equals = '\0';
    char *key = trimmed(text), *value = trimmed(equals + 1);
    for (size_t i = 0; i < N_KEYS; i++) {
        if (strcmp(ct_conf_key_at(i)->key, key) != 0) continue;
        if (seen[i]) return ct_fail(CT_EPARSE, number, "key '%s' stands twice; keep one", key);
        seen[i] = true;
        ct_error err = take_key(project, i, value);
        if (err.code != CT_OK) return ct_fail_why(CT_EPARSE, number, &err, "%s: %s", key, err.text);
        return ct_ok();
    }
    return ct_fail(
        CT_EPARSE, number,
        "unknown key '%s'; keys are title, scope, plan, plan_start, plan_end, until, method, language, history, ocr, priors, "
        "office_above, office, place, addressed_to, recipients, signed_as, signed_by",
        key);
}

static ct_error read_conf(ct_arena *arena, ct_project_folder *project)
{
    bool seen[N_KEYS] = { false };
    const char *text;
    size_t n;
    long number = 1;

    CT_TRY(ct_file_read(arena, project->conf, &text, &n));
    ct_buffer plain;
    ct_buffer_init(&plain); /* as Notepad saves it: UTF-8 with a mark, UTF-16, or what Windows wrote before */
    ct_error decoded = ct_text_plain(text, n, &plain);
    char *line = decoded.code == CT_OK ? ct_arena_strndup(arena, ct_buffer_string(&plain), plain.len) : NULL;
    ct_buffer_clear(&plain);
    CT_TRY(ct_in(decoded, project->conf));
    if (line == NULL) return ct_no_memory();
    for (char *end = line; end != NULL; line = end + 1, number++) {
        end = strchr(line, '\n');
        if (end != NULL) *end = '\0';
        ct_error err = take_line(project, line, number, seen);
        if (err.code != CT_OK) return ct_in(err, project->conf);
        if (end == NULL) break;
    }
    if (project->plan_start > project->plan_end && project->plan_end != 0)
        return ct_in(ct_fail(CT_EPARSE, 0, "plan_start %ld is after plan_end %ld", project->plan_start,
                             project->plan_end),
                     project->conf);
    return ct_ok();
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);

    return n >= m && strcmp(text + n - m, end) == 0;
}

static bool is_history(const ct_project_folder *project, const char *path)
{
    for (size_t i = 0; i < project->n_history; i++)
        if (strcmp(project->history[i], path) == 0) return true;
    return false;
}

/* The files that the key history names, all of which must be there. */
static ct_error find_named(ct_arena *arena, ct_project_folder *project, const char **paths)
{
    for (const char *at = project->history_key; *at != '\0';) {
        size_t n = strcspn(at, ";");
        char *name = ct_arena_strndup(arena, at, n);
        const char *path = name != NULL ? ct_path_join(arena, project->folder, trimmed(name)) : NULL;

        if (path == NULL) return ct_no_memory();
        if (!ct_file_exists(path))
            return ct_in(
                ct_fail(
                    CT_EIO, 0,
                    "history: '%.80s' is no file of the project folder; write names of its files, separated by ';'",
                    path),
                project->conf);
        paths[project->n_history++] = path;
        at += n + (at[n] == ';');
    }
    return ct_ok();
}

/* history.csv, history.xlsx, ...: in the order of their names. */
static ct_error find_history(ct_arena *arena, ct_project_folder *project)
{
    static const char *const endings[] = { ".csv", ".docx", ".htm", ".html", ".json", ".jsonl",
                                           ".ods", ".odt",  ".pdf", ".tsv",  ".txt",  ".xlsx" };
    size_t most = sizeof endings / sizeof *endings;

    for (const char *at = project->history_key; *at != '\0'; at++) most += *at == ';';
    const char **paths = ct_arena_array(arena, most + 1, sizeof *paths);

    if (paths == NULL) return ct_no_memory();
    project->history = paths;
    if (project->history_key[0] != '\0') return find_named(arena, project, paths);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *path = ct_arena_printf(arena, "%s/history%s", project->folder, endings[i]);

        if (path == NULL) return ct_no_memory();
        if (ct_file_exists(path)) paths[project->n_history++] = path;
    }
    return ct_ok();
}

/* Where files may lie: the project folder without links, ended by '/'. */
typedef struct {
    ct_arena *arena;
    ct_project_folder *project;
    const char *root;
    bool follow;
    const char **paths;
    ct_left *left;
    size_t room;
    const char *const *own; /* n_own files that a run wrote into the project folder */
    size_t n_own;
} finding;

/* What office programs and file managers leave in a folder: Word's lock file of an open document, thumbnails.
 * Their names begin or are so. */
static bool is_litter(const char *name)
{
    static const char *const beginnings[] = { ".", "~$", "~WRL" }, *const names[] = {
        "Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini"
    };

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0) return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

static bool is_own(const finding *f, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i < f->n_own; i++) /* the file itself, or the folder charts */
        if (strncmp(f->own[i], name, n) == 0 && (f->own[i][n] == '\0' || f->own[i][n] == '/')) return true;
    return f->n_own > 0 && strcmp(name, "run.json") == 0;
}

static bool leads_out(const finding *f, const char *path)
{
    char *full = realpath(path, NULL);
    bool out = full == NULL || strncmp(full, f->root, strlen(f->root)) != 0;

    free(full);
    return out && !f->follow;
}

static ct_error leave(finding *f, const char *path, ct_left_why why)
{
    ct_project_folder *project = f->project;

    if (project->n_left == f->room) {
        size_t room = f->room == 0 ? 16 : 2 * f->room;
        ct_left *more = ct_arena_array(f->arena, room, sizeof *more);
        if (more == NULL) return ct_no_memory();
        if (project->n_left > 0) memcpy(more, f->left, project->n_left * sizeof *more);
        project->left = f->left = more;
        f->room = room;
    }
    f->left[project->n_left++] = (ct_left){ path, why };
    return ct_ok();
}

/* One name in the folder of documents. @param own_folder it is documents/, where every file is one */
static ct_error take_entry(finding *f, const char *folder, const char *name, bool own_folder)
{
    const char *path = ct_path_join(f->arena, folder, name),
               *record = path != NULL ? ct_path_join(f->arena, path, "run.json") : NULL;
    struct stat itself, about;

    if (record == NULL) return ct_no_memory();
    if (lstat(path, &itself) != 0 || is_litter(name) || (!own_folder && is_own(f, name))) return ct_ok();
    if (stat(path, &about) != 0) return leave(f, path, CT_LEFT_BROKEN);
    if (S_ISDIR(about.st_mode))
        return ct_file_exists(record) ? ct_ok()
                                      : leave(f, path, CT_LEFT_FOLDER); /* a run's results are no documents */
    if (!S_ISREG(about.st_mode)) return leave(f, path, CT_LEFT_SPECIAL);
    bool other = ends_with(name, ".csv") || ends_with(name, ".md") || strcmp(name, "chitieu.conf") == 0;

    if ((other && !own_folder) || is_history(f->project, path)) return ct_ok();
    if (S_ISLNK(itself.st_mode) && leads_out(f, path)) return leave(f, path, CT_LEFT_OUTSIDE);
    f->paths[f->project->n_documents++] = path;
    return ct_ok();
}

static ct_error find_documents(finding *f)
{
    ct_project_folder *project = f->project;
    const char *inner = ct_path_join(f->arena, project->folder, "documents"), *const *names = NULL;
    size_t n = 0;

    if (inner == NULL) return ct_no_memory();
    bool own_folder = ct_folder_exists(inner);

    if (own_folder && leads_out(f, inner))
        return ct_in(
            ct_fail(CT_EDATA, 0,
                    "is a link that leads out of the project folder; give --follow-links if it is meant so"),
            inner);
    if (!own_folder) CT_TRY(ct_record_listed(f->arena, project->folder, &f->own, &f->n_own));
    CT_TRY(ct_folder_names(f->arena, own_folder ? inner : project->folder, &names, &n));
    f->paths = ct_arena_array(f->arena, n, sizeof *f->paths);
    if (f->paths == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++)
        CT_TRY(take_entry(f, own_folder ? inner : project->folder, names[i], own_folder));
    project->documents = f->paths;
    return ct_ok();
}

/* Files beside documents/ whose endings say that they hold text or figures, but which nothing reads: people
 * put a workbook there and wonder. */
static ct_error find_unused(finding *f)
{
    static const char *const endings[] = { ".csv", ".doc", ".docx", ".htm",  ".html", ".ods",
                                           ".odt", ".pdf", ".xls",  ".xlsm", ".xlsx" };
    static const char *const known[] = { "departments.csv", "names.csv", "reviews.csv" };
    const char *const *names = NULL, *inner = ct_path_join(f->arena, f->project->folder, "documents");
    size_t n = 0;

    if (inner == NULL) return ct_no_memory();
    if (!ct_folder_exists(inner)) return ct_ok();
    CT_TRY(ct_record_listed(f->arena, f->project->folder, &f->own, &f->n_own));
    CT_TRY(ct_folder_list(f->arena, f->project->folder, true, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *path = ct_path_join(f->arena, f->project->folder, names[i]);
        bool looks = false;

        if (path == NULL) return ct_no_memory();
        for (size_t e = 0; e < sizeof endings / sizeof *endings; e++)
            looks = looks || ends_with(names[i], endings[e]);
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            looks = looks && strcmp(names[i], known[k]) != 0;
        if (looks && !is_litter(names[i]) && !is_own(f, names[i]) && !is_history(f->project, path))
            CT_TRY(leave(f, path, CT_LEFT_BESIDE));
    }
    return ct_ok();
}

static ct_error find_files(ct_arena *arena, bool follow, ct_project_folder *project)
{
    char *full = realpath(project->folder, NULL);
    finding f = { .arena = arena, .project = project, .follow = follow };

    if (full == NULL) return ct_in(ct_fail(CT_EIO, 0, "cannot be opened"), project->folder);
    f.root = ct_path_join(arena, full, "");
    free(full);
    if (f.root == NULL) return ct_no_memory();
    CT_TRY(find_documents(&f));
    return find_unused(&f);
}

ct_error ct_project_folder_read(ct_arena *arena, const char *folder, bool follow, ct_project_folder *out)
{
    const char *conf = ct_path_join(arena, folder, "chitieu.conf"),
               *names = ct_path_join(arena, folder, "names.csv"),
               *reviews = ct_path_join(arena, folder, "reviews.csv");

    *out = (ct_project_folder){ .folder = folder,
                                .title = "",
                                .scope = "",
                                .plan = "",
                                .method = "",
                                .priors = "",
                                .font = "",
                                .history_key = "",
                                .letter = { "", "", "", "", "", "", "" } };
    if (conf == NULL || names == NULL || reviews == NULL) return ct_no_memory();
    if (!ct_folder_exists(folder))
        return ct_in(
            ct_fail(
                CT_EIO, 0,
                "is no folder; give a project folder with documents/ and, where there is one, history.csv and chitieu.conf"),
            folder);
    const char *const files[] = { conf, names, reviews };

    for (size_t i = 0; i < sizeof files / sizeof *files;
         i++) /* what is there under such a name was meant to be read */
        if (ct_folder_exists(files[i]))
            return ct_in(ct_fail(CT_EIO, 0, "is a folder where a file is needed; rename it"), files[i]);
    out->conf = ct_file_exists(conf) ? conf : NULL;
    out->names = ct_file_exists(names) ? names : NULL;
    out->reviews = ct_file_exists(reviews) ? reviews : NULL;
    if (out->conf != NULL) CT_TRY(read_conf(arena, out));
    CT_TRY(find_history(arena, out));
    CT_TRY(find_files(arena, follow, out));
    if (out->n_documents == 0 && out->n_history == 0)
        return ct_in(ct_fail(CT_EDATA, 0,
                             "holds no documents and no history; put documents into its folder documents/"),
                     folder);
    return ct_ok();
}
