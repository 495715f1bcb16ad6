/* Reading many documents: each in a process of its own, or from the cache; see ct_stages_extract(). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cache.h"
#include "cli/data.h"
#include "cli/part.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/stages.h"
#include "core/digest.h"
#include "core/file.h"
#include "core/memory.h"
#include "core/valid.h"
#include "series/finding.h"

/* Our own reading of one document takes a second or two for the largest; this ends one that hangs. With
 * --seconds N it is ten times N, since a document that another program reads in that time is read here in
 * less. */
enum { OWN_SECONDS = 1800, OWN_TIMES = 10 };

typedef struct {
    const ct_args *args;
    ct_stages *stages;
    const char *const *paths;
    size_t n;
    const char *scope, *folder; /* folder: the catalogue's */
    ct_extractor *extractor;    /* made when the first document is not in the cache */
    ct_cache cache;
    size_t at_once;        /* programs that each worker may start at the same time */
    bool known;            /* the answer being taken came from the cache */
    size_t n_read, n_kept; /* documents that were read, and that workers may have put into the cache */
    ct_error unread;       /* of the first document that could not be read */
    time_t told;           /* when a line of progress was printed last, where that is no terminal */
} archive;

/* Where there is no terminal, a line a second at most, so that a log stays short. */
static void progress(archive *a, size_t i)
{
    bool terminal = isatty(STDERR_FILENO);
    time_t now = time(NULL);

    if (!terminal && (ct_args_value(a->args, "progress") == NULL || (now == a->told && i > 0 && i < a->n)))
        return;
    a->told = now;
    if (terminal && i == a->n)
        fputs("\r\033[K", stderr);
    else if (terminal)
        fprintf(stderr, ct_l(a->args->lang, "\r\033[Kđọc %zu/%zu: %.60s", "\r\033[Kreading %zu/%zu: %.60s"),
                i + 1, a->n, ct_base_name(a->paths[i]));
    else
        ct_say(
            ct_l(a->args->lang, "chitieu: đã đọc %zu/%zu văn bản\n", "chitieu: %zu of %zu documents read\n"),
            i, a->n);
}

static void told(void *context, size_t i, size_t done, size_t total)
{
    archive *a = context;

    if (total == 0)
        progress(a, i);
    else
        ct_reading_pages(a->args, a->paths[i], done, total);
}

/* What was wrong with a document that was read all the same. */
static void warn(const ct_args *args, const ct_input *input)
{
    if (input->replaced == 0) return;
    ct_say(
        ct_l(
            args->lang,
            "chitieu: %s: cảnh báo: %zu byte không hợp lệ đã được thay bằng U+FFFD; hãy kiểm tra bảng mã, nên là UTF-8\n",
            "chitieu: %s: warning: %zu invalid bytes were replaced by U+FFFD; check the encoding, which should be UTF-8\n"),
        input->path, input->replaced);
}

/* For the report: a document whose figures are missing. */
static ct_error add_finding(const ct_args *args, const char *path, const ct_error *why, ct_table *findings)
{
    ct_finding finding = {
        .rule = "document-unread", .severity = CT_SEVERITY_ERROR, .value = NAN, .other = NAN
    };

    finding.indicator = finding.scope = finding.breakdown = finding.unit = finding.other_source = "";
    finding.source = ct_valid(args->arena, ct_base_name(path));
    if (finding.source == NULL) return ct_no_memory();
    finding.text_vi =
        ct_arena_printf(args->arena, "Không đọc được văn bản %s, kết quả không có số liệu của nó: %s",
                        finding.source, ct_error_text(why, CT_VI));
    finding.text_en = ct_arena_printf(
        args->arena, "The document %s could not be read, and its figures are not in the results: %s",
        finding.source, why->text);
    return ct_finding_add(findings, &finding);
}

/* The run goes on without it: said, and kept for the record. */
static ct_error pass_over(const ct_args *args, const char *path, const ct_error *why, ct_stages *stages,
                          ct_input *input)
{
    struct stat about;

    *input = (ct_input){ .path = path, .encoding = "", .fault = ct_arena_strdup(args->arena, why->text) };
    if (input->fault == NULL) return ct_no_memory();
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode) &&
        ct_digest_file(input->digest, path).code == CT_OK)
        input->bytes = (size_t)about.st_size;
    stages->n_passed++;
    stages->n_asked += why->code == CT_EUNREAD && stages->ocr == CT_OCR_NEVER;
    ct_say(ct_l(args->lang, "chitieu: %s: cảnh báo: không đọc được, tiếp tục không có văn bản này: %s\n",
                "chitieu: %s: warning: not read, going on without it: %s\n"),
           path, ct_error_text(why, args->lang));
    return add_finding(args, path, why, stages->findings);
}

ct_error ct_stages_passed(const ct_stages *stages)
{
    if (stages->n_passed == stages->n_asked) return ct_ok();
    return ct_fail(
        CT_EPART, 0,
        "done, but %zu of %zu documents could not be read; the reasons are above and among the findings (document-unread)",
        stages->n_passed - stages->n_asked, stages->n_inputs);
}

static ct_error empty(ct_table **table)
{
    const ct_schema *schema = (*table)->schema;

    ct_table_free(*table);
    return ct_table_new(table, schema);
}

ct_error ct_stages_give(ct_stages *stages)
{
    stages->n_given += stages->observations->n;
    CT_TRY(empty(&stages->observations));
    return stages->traces != NULL ? empty(&stages->traces) : ct_ok();
}

/* Pages that no OCR has read may be read tomorrow, by a model that was installed meanwhile: that is not kept.
 */
static bool may_be_kept(const ct_document *document, ct_ocr_mode mode)
{
    for (size_t i = 0; i < document->n_unread && mode != CT_OCR_NEVER; i++)
        if (document->unread[i].kind == CT_UNREAD_PAGE || document->unread[i].kind == CT_UNREAD_LAYER)
            return false;
    return true;
}

/* In a worker: everything about one document, as bytes. */
static ct_error read_one(archive *a, const char *path, ct_worker *worker, ct_buffer *answer,
                         ct_document **document)
{
    ct_part part;
    ct_error err = ct_part_new(&part, a->stages->traces != NULL);

    if (err.code == CT_OK)
        err = ct_reading_silent(a->args, path, a->stages->ocr, a->at_once, worker, document);
    if (err.code == CT_OK) {
        const ct_extracted to = { part.observations, part.traces, part.plans, NULL };
        err = ct_in(ct_extract_all(a->extractor, *document, a->scope, &to), path);
    }
    if (err.code == CT_OK) ct_part_pack(answer, *document, &part);
    if (err.code == CT_OK) err = ct_buffer_error(answer);
    if (err.code == CT_OK) err = ct_memory_error(); /* "not found" may be one that was not looked for */
    ct_part_free(&part);
    return err;
}

static void work(void *context, size_t i, ct_worker *worker, ct_buffer *answer)
{
    archive *a = context;
    ct_document *document = NULL;
    ct_error err = read_one(a, a->paths[i], worker, answer, &document);
    char key[CT_DIGEST_SIZE];

    if (err.code != CT_OK) {
        ct_buffer_clear(answer);
        ct_part_pack_fault(answer, &err);
    } else if (strcmp(a->paths[i], "-") != 0 && may_be_kept(document, a->stages->ocr)) {
        ct_cache_key(&a->cache, document->digest, document->name, key);
        ct_cache_put(&a->cache, key, answer->data, answer->len);
    }
    ct_document_free(document);
}

/* From the cache, by the bytes that the file has now. */
static bool look_up(archive *a, const char *path, ct_buffer *answer)
{
    char digest[CT_DIGEST_SIZE], key[CT_DIGEST_SIZE];
    struct stat about;
    ct_arena *arena;
    const char *name;
    bool found = false;

    if (a->cache.folder == NULL || strcmp(path, "-") == 0 || stat(path, &about) != 0 ||
        !S_ISREG(about.st_mode))
        return false;
    arena = ct_arena_new();
    name = arena != NULL ? ct_valid(arena, ct_base_name(path)) : NULL; /* as ct_document has it */
    if (name != NULL && ct_digest_file(digest, path).code == CT_OK) {
        ct_cache_key(&a->cache, digest, name, key);
        found = ct_cache_get(&a->cache, key, answer);
    }
    ct_arena_free(arena);
    return found;
}

static ct_error know(void *context, size_t i, ct_buffer *answer, bool *found)
{
    archive *a = context;

    *found = look_up(a, a->paths[i], answer);
    if (*found) return ct_ok();
    a->n_kept++;
    return a->extractor != NULL ? ct_ok() : ct_extractor_new(&a->extractor, a->stages->catalogue, a->folder);
}

static ct_error take_good(archive *a, size_t i)
{
    ct_stages *stages = a->stages;
    ct_input *input = &stages->inputs[i];

    input->path = a->paths[i];
    a->n_read++;
    ct_reading_say(a->args, input->path, input->unread, input->n_unread);
    warn(a->args, input);
    return stages->each != NULL ? stages->each(stages, stages->each_context) : ct_ok();
}

static ct_error take(void *context, size_t i, const ct_error *fault, const ct_buffer *answer)
{
    archive *a = context;
    ct_error why = *fault;

    if (why.code == CT_OK)
        CT_TRY(ct_in(
            ct_part_unpack(answer->data, answer->len, a->args->arena, a->stages, &a->stages->inputs[i], &why),
            a->paths[i]));
    if (why.code == CT_OK) return take_good(a, i);
    why = ct_in(why, strcmp(a->paths[i], "-") == 0 ? "standard input" : a->paths[i]);
    if (why.code == CT_EUSAGE || !a->stages->go_on) return why;
    if (a->unread.code == CT_OK) a->unread = why;
    return pass_over(a->args, a->paths[i], &why, a->stages, &a->stages->inputs[i]);
}

/* Features are taken as the decisions are made, all documents into one file, and are no rows: without
 * workers. */
static ct_error train(archive *a)
{
    ct_stages *stages = a->stages;

    CT_TRY(ct_extractor_new(&a->extractor, stages->catalogue, a->folder));
    for (size_t i = 0; i < a->n; i++) {
        const ct_extracted to = { stages->observations, stages->traces, stages->plans, stages->training };
        ct_document *document;
        progress(a, i);
        ct_error err = ct_reading_document(a->args, a->paths[i], stages->ocr, &document);
        if (err.code != CT_OK && err.code != CT_ENOMEM && err.code != CT_EUSAGE && stages->go_on) {
            if (a->unread.code == CT_OK) a->unread = err;
            CT_TRY(pass_over(a->args, a->paths[i], &err, stages, &stages->inputs[i]));
            continue;
        }
        if (err.code != CT_OK) return err;
        a->n_read++;
        err = ct_in(ct_extract_all(a->extractor, document, a->scope, &to), a->paths[i]);
        stages->inputs[i] = (ct_input){
            .path = a->paths[i], .encoding = "", .bytes = document->bytes, .replaced = document->replaced
        };
        warn(a->args, &stages->inputs[i]);
        ct_document_free(document);
        if (err.code != CT_OK) return err;
    }
    return ct_ok();
}

static ct_error read_all(archive *a)
{
    size_t jobs, cores = ct_workers_cores();
    unsigned seconds;

    CT_TRY(ct_reading_jobs(a->args, &jobs));
    CT_TRY(ct_reading_seconds(a->args, &seconds));
    if (a->stages->training != NULL) return train(a);
    if (jobs > a->n) jobs = a->n > 0 ? a->n : 1;
    a->at_once = jobs == 1          ? 0
                 : 2 * cores > jobs ? 2 * cores / jobs
                                    : 1; /* a scan among short texts should not wait for one core */
    CT_TRY(ct_cache_open(&a->cache, a->args, a->scope, a->stages->ocr, a->stages->traces != NULL));
    const ct_workers workers = { .n = a->n,
                                 .at_once = jobs,
                                 .seconds = seconds > 0 ? OWN_TIMES * seconds : OWN_SECONDS,
                                 .context = a,
                                 .know = know,
                                 .work = work,
                                 .take = take,
                                 .told = told };
    ct_error err = ct_workers_run(&workers);

    if (a->n_kept > 0) ct_cache_trim(&a->cache);
    return err;
}

typedef struct {
    const char *name;
    size_t i;
} named;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order != 0 ? order : (x->i > y->i) - (x->i < y->i);
}

/* The first document that has the name of one before it is told. */
static ct_error refuse_same_names(ct_arena *arena, const char *const *paths, size_t n)
{
    named *all = ct_arena_array(arena, n, sizeof *all);
    size_t first = n, again = n;

    if (all == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) all[i] = (named){ ct_base_name(paths[i]), i };
    if (n > 0) qsort(all, n, sizeof *all, by_name);
    for (size_t i = 1, begin = 0; i < n; i++) {
        if (strcmp(all[i].name, all[begin].name) != 0)
            begin = i;
        else if (all[i].i < again)
            first = all[begin].i, again = all[i].i;
    }
    if (again == n) return ct_ok();
    return ct_in(ct_fail(CT_EDATA, 0, "has the same file name as %s, and sources are named by it; rename one",
                         paths[first]),
                 paths[again]);
}

ct_error ct_stages_extract(const ct_args *args, const char *const *paths, size_t n, const char *scope,
                           ct_stages *stages)
{
    archive a = { .args = args,
                  .stages = stages,
                  .paths = paths,
                  .n = n,
                  .scope = scope != NULL ? scope : "",
                  .unread = ct_ok() };

    CT_TRY(refuse_same_names(args->arena, paths, n));
    CT_TRY(ct_data_catalogue(args, &a.folder));
    stages->inputs = ct_arena_array(args->arena, n, sizeof *stages->inputs);
    if (stages->inputs == NULL) return ct_no_memory();
    stages->n_inputs = n;
    ct_error err = read_all(&a);

    progress(&a, n);
    ct_extractor_free(a.extractor);
    if (err.code == CT_OK && a.n_read == 0 && !stages->go_on_alone) err = a.unread;
    for (size_t i = 0; i < n && err.code == CT_OK; i++) {
        stages->inputs[i].shown = ct_valid(args->arena, paths[i]);
        if (stages->inputs[i].shown == NULL) err = ct_no_memory();
    }
    return err;
}
