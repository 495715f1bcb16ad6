#include "documents/scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/child.h"
#include "core/digest.h"
#include "core/vietnamese.h"
#include "documents/ocr.h"
#include "documents/pgm.h"
#include "documents/syllable.h"

enum {
    DPI = 300,
    MOST_PIXELS = 50 * 1000 * 1000, /* of a page: larger ones (maps, drawings) are drawn coarser */
    RENDER_SECONDS = 120,
    BATCH = 16,          /* pages whose pictures are held at the same time, 9 MB each                     */
    SCAN_LETTERS = 20,   /* letters a page that scanning programs stamp on pictures of pages              */
    STAMP_LETTERS = 400, /* a page with fewer may be a picture with a signature's stamp or a running head */
    PICTURE_INCHES = 50, /* square inches of picture that are no logo: half a page                        */
    RUBBISH = 50         /* percent of sound words: below, what was read off a picture is no text         */
};

/* What is to become of a page. */
typedef enum { SOUND, EMPTY, BAD, STAMPED } state;

/* Reading pages of one PDF from their pictures. */
typedef struct {
    ct_reader *reader;
    const char *bytes; /* the PDF */
    size_t n;
    ct_ocr_engine engine;
    size_t done, total; /* for the progress */
    ct_error fault;     /* the first thing that went wrong with a page */
} work;

bool ct_scan_is_picture(const char *bytes, size_t n)
{
    return (n >= 8 && memcmp(bytes, "\x89PNG\r\n\x1A\n", 8) == 0) ||
           (n >= 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0) ||
           (n >= 4 && (memcmp(bytes, "II*\0", 4) == 0 || memcmp(bytes, "MM\0*", 4) == 0));
}

static ct_ocr_mode mode_of(const ct_reader *reader)
{
    return reader->options != NULL ? reader->options->ocr : CT_OCR_AUTO;
}

static bool has_bytes(const char *bytes, size_t n, const char *wanted)
{
    size_t len = strlen(wanted);

    for (const char *p = bytes; (p = memchr(p, wanted[0], n - (size_t)(p - bytes))) != NULL; p++) {
        if (n - (size_t)(p - bytes) < len) return false;
        if (memcmp(p, wanted, len) == 0) return true;
    }
    return false;
}

static size_t letters_of(const ct_page *page)
{
    size_t letters = 0;

    for (size_t w = 0; w < page->n; w++)
        for (size_t i = 0; i < page->words[w].len;) {
            int code;
            i += ct_utf8_next(page->words[w].text + i, page->words[w].len - i, &code);
            letters += (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
                       (code >= 0xC0 && code != 0xFFFD);
        }
    return letters;
}

static ct_spelling spelling_of(const ct_page *page)
{
    ct_spelling spelling = { 0 };

    for (size_t w = 0; w < page->n; w++) ct_spelling_add(&spelling, page->words[w].text, page->words[w].len);
    return spelling;
}

/* ---- which pages are pictures ---- */

/* Mark the pages that pictures cover, by `pdfimages -list`: page, number, type, width, height, ..., x-ppi and
 * y-ppi 13th and 14th. */
static ct_error find_covered(const ct_reader *reader, const char *bytes, size_t n, double *inches,
                             size_t n_pages)
{
    static const char *const argv[] = { "pdfimages", "-list", "-", NULL };
    const ct_child child = { .argv = argv,
                             .package = "poppler-utils",
                             .input = bytes,
                             .n_input = n,
                             .seconds = ct_reader_seconds(reader, 60),
                             .limit = 64 << 20 };
    ct_child_result result;
    ct_error err = ct_child_run(&child, &result);
    const char *line = ct_buffer_string(&result.output);

    while (err.code == CT_OK && line != NULL && *line != '\0') {
        long page;
        double width, height, across, down;
        if (sscanf(line, "%ld %*s %*s %lf %lf %*s %*s %*s %*s %*s %*s %*s %lf %lf", &page, &width, &height,
                   &across, &down) == 5 &&
            page >= 1 && (size_t)page <= n_pages && across > 0 && down > 0)
            inches[page - 1] += width / across * (height / down);
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    ct_child_clear(&result);
    return err;
}

/* A scan has no text, or next to none on pages that are pictures. The dictionary of a picture always stands
 * in the open: PDF keeps no streams inside compressed objects. */
static ct_error judge(const ct_reader *reader, const char *bytes, size_t n, const ct_page *pages,
                      size_t n_pages, state *states)
{
    bool pictures = has_bytes(bytes, n, "/Image"), doubt = false;
    double *inches = calloc(n_pages + 1, sizeof *inches);
    ct_error err = inches == NULL ? ct_no_memory() : ct_ok();

    for (size_t i = 0; i < n_pages && err.code == CT_OK; i++) {
        size_t letters = letters_of(&pages[i]);
        ct_spelling spelling = spelling_of(&pages[i]);
        states[i] = letters == 0 || (letters <= SCAN_LETTERS && pictures) ? EMPTY
                    : ct_spelling_is_bad(&spelling)                       ? BAD
                                                                          : SOUND;
        if (states[i] == SOUND && pictures && letters < STAMP_LETTERS) {
            states[i] = STAMPED;
            doubt = true;
        }
    }
    if (doubt && err.code == CT_OK) err = find_covered(reader, bytes, n, inches, n_pages);
    for (size_t i = 0; i < n_pages && inches != NULL; i++)
        if (states[i] == STAMPED && inches[i] < PICTURE_INCHES) states[i] = SOUND;
    free(inches);
    return err;
}

/* ---- reading pages from their pictures ---- */

static unsigned dpi_for(const ct_page *page)
{
    double pixels = page->width / 72 * DPI * (page->height / 72 * DPI);

    return pixels > MOST_PIXELS ? (unsigned)(DPI * sqrt(MOST_PIXELS / pixels)) + 1 : DPI;
}

/* The name under which a page read is kept: everything that what is read depends on. */
static void key_of(const work *w, long page, unsigned dpi, char key[CT_DIGEST_SIZE])
{
    char text[512];
    int n = snprintf(text, sizeof text, "chitieu ocr 2\n%s\npage %ld\ndpi %u\nturns %d\n%.200s\n",
                     w->reader->document->digest, page, dpi, (int)w->engine.turns, w->engine.version);

    ct_digest(key, text, n > 0 && (size_t)n < sizeof text ? (size_t)n : 0);
}

static bool get_kept(const work *w, const char *key, ct_buffer *to)
{
    const ct_document_options *options = w->reader->options;

    return options != NULL && options->get != NULL && options->get(options->context, key, to);
}

static void keep(const work *w, const char *key, const ct_buffer *tsv)
{
    const ct_document_options *options = w->reader->options;

    if (options != NULL && options->put != NULL)
        options->put(options->context, key, ct_buffer_string(tsv), tsv->len);
}

static void tell(void *context, size_t i)
{
    work *w = context;
    const ct_document_options *options = w->reader->options;

    (void)i;
    w->done++;
    if (options != NULL && options->progress != NULL) options->progress(options->context, w->done, w->total);
}

static size_t at_once(const work *w)
{
    const ct_document_options *options = w->reader->options;

    return options != NULL && options->at_once > 0 ? options->at_once : ct_ocr_cores();
}

/* Draw n pages, as many at a time as there are cores or as we may. */
static ct_error draw(work *w, const ct_page *const *pages, size_t n, ct_child_result *results,
                     ct_error *errors)
{
    ct_child children[BATCH];
    const char *argv[BATCH][10];
    char page[BATCH][24], dpi[BATCH][24];

    for (size_t i = 0; i < n; i++) {
        snprintf(page[i], sizeof page[i], "%ld", pages[i]->number);
        snprintf(dpi[i], sizeof dpi[i], "%u", dpi_for(pages[i]));
        memcpy(
            argv[i],
            ((const char *[]){ "pdftoppm", "-gray", "-r", dpi[i], "-f", page[i], "-l", page[i], "-", NULL }),
            sizeof argv[i]);
        children[i] = (ct_child){ .argv = argv[i],
                                  .package = "poppler-utils",
                                  .input = w->bytes,
                                  .n_input = w->n,
                                  .seconds = ct_reader_seconds(w->reader, RENDER_SECONDS),
                                  .limit = 4 * (size_t)MOST_PIXELS,
                                  .memory = (size_t)4 << 30 };
    }
    CT_TRY(ct_children_run(children, results, errors, n, at_once(w), NULL, NULL));
    for (size_t i = 0; i < n; i++)
        if (errors[i].code == CT_OK && results[i].status != 0)
            errors[i] = ct_fail(CT_ETOOL, 0, "pdftoppm could not draw page %ld: %.200s", pages[i]->number,
                                results[i].said);
    return ct_ok();
}

/* Read drawn pages; tsv[i] takes what was read of page i, and stays empty where nothing was. */
static ct_error read_drawn(work *w, const ct_page *const *pages, ct_child_result *drawn, ct_error *errors,
                           size_t n, ct_buffer *tsv)
{
    ct_ocr_picture pictures[BATCH];
    ct_child_result results[BATCH];
    ct_error faults[BATCH];
    size_t at[BATCH], wanted = 0;

    for (size_t i = 0; i < n; i++) {
        if (errors[i].code != CT_OK ||
            ct_pgm_is_blank(ct_buffer_string(&drawn[i].output), drawn[i].output.len)) {
            tell(w, i);
            continue;
        }
        ct_pgm_clean(drawn[i].output.data, drawn[i].output.len);
        at[wanted] = i;
        pictures[wanted++] = (ct_ocr_picture){ drawn[i].output.data, drawn[i].output.len, dpi_for(pages[i]) };
    }
    CT_TRY(ct_ocr_read(&w->engine, pictures, wanted, at_once(w), results, faults, tell, w));
    for (size_t i = 0; i < wanted; i++) {
        errors[at[i]] = faults[i];
        if (faults[i].code == CT_OK)
            ct_buffer_append(&tsv[at[i]], ct_buffer_string(&results[i].output), results[i].output.len);
        ct_child_clear(&results[i]);
    }
    return ct_ok();
}

/* Draw and read up to BATCH pages that are not kept; what was read is put into tsv and kept. */
static ct_error read_batch(work *w, const ct_page *const *pages, size_t n, ct_buffer *tsv)
{
    ct_child_result drawn[BATCH] = { { 0 } };
    ct_error errors[BATCH];
    ct_error err = draw(w, pages, n, drawn, errors);

    if (err.code == CT_OK) err = read_drawn(w, pages, drawn, errors, n, tsv);
    for (size_t i = 0; i < n && err.code == CT_OK; i++) {
        char key[CT_DIGEST_SIZE];
        if (errors[i].code == CT_ENOMEM) err = errors[i];
        if (errors[i].code != CT_OK) {
            if (w->fault.code == CT_OK) w->fault = errors[i];
            continue;
        }
        key_of(w, pages[i]->number, dpi_for(pages[i]), key);
        keep(w, key, &tsv[i]);
        if (err.code == CT_OK) err = ct_buffer_error(&tsv[i]);
    }
    for (size_t i = 0; i < n; i++) ct_child_clear(&drawn[i]);
    return err;
}

/* The words of a page read, as a page; without words when there were none. */
static ct_error parse_page(const work *w, const ct_page *page, const ct_buffer *tsv, ct_page *out)
{
    ct_page *pages;
    size_t n_pages;

    *out = (ct_page){ .number = page->number, .width = page->width, .height = page->height };
    CT_TRY(ct_tsv_parse(w->reader->document->arena, ct_buffer_string(tsv), tsv->len, page->number, &pages,
                        &n_pages));
    if (n_pages > 0) *out = pages[0];
    return ct_ok();
}

/* Read n pages, from what is kept or from their pictures, into out. */
static ct_error read_pages(work *w, const ct_page *const *pages, size_t n, ct_page *out)
{
    const ct_page *fresh[BATCH];
    ct_buffer tsv[BATCH];
    size_t at[BATCH], n_fresh = 0;
    ct_error err = ct_ok();

    for (size_t i = 0; i < n; i++) {
        bool last = i + 1 == n;
        char key[CT_DIGEST_SIZE];
        ct_buffer_init(&tsv[n_fresh]);
        key_of(w, pages[i]->number, dpi_for(pages[i]), key);
        if (get_kept(w, key, &tsv[n_fresh])) {
            err = parse_page(w, pages[i], &tsv[n_fresh], &out[i]);
            ct_buffer_clear(&tsv[n_fresh]);
            tell(w, i);
        } else {
            ct_buffer_empty(&tsv[n_fresh]);
            at[n_fresh] = i;
            fresh[n_fresh++] = pages[i];
        }
        if (n_fresh < BATCH && !last && err.code == CT_OK) continue;
        if (err.code == CT_OK) err = read_batch(w, fresh, n_fresh, tsv);
        for (size_t j = 0; j < n_fresh; j++) {
            if (err.code == CT_OK) err = parse_page(w, fresh[j], &tsv[j], &out[at[j]]);
            ct_buffer_clear(&tsv[j]);
        }
        n_fresh = 0;
        if (err.code != CT_OK) break;
    }
    return err;
}

/* ---- the old words or the new ones ---- */

static bool is_rubbish(const ct_page *page)
{
    ct_spelling spelling = spelling_of(page);

    return ct_spelling_is_bad(&spelling) && ct_spelling_share(&spelling) * 100 < RUBBISH;
}

/* Are the words read off the picture better than those of the layer? A layer in order is taken over by all
 * that was asked for only. */
static bool is_better(const ct_page *old, const ct_page *new, state was, ct_ocr_mode mode)
{
    ct_spelling before = spelling_of(old), after = spelling_of(new);
    size_t letters = letters_of(new);

    if (letters == 0 || is_rubbish(new)) return false;
    switch (was) {
    case EMPTY: return true;
    case STAMPED: return letters > 2 * letters_of(old);
    case BAD:
        return after.words * 3 > before.words &&
               ct_spelling_share(&after) > ct_spelling_share(&before) + 0.05;
    case SOUND: return mode == CT_OCR_ALWAYS && 2 * letters > letters_of(old);
    }
    return false;
}

/* Pages that nobody could read from their picture. A page without text is only a loss where there are
 * pictures. */
static ct_error tell_unread(ct_reader *reader, const ct_page *page, state was, bool pictures)
{
    if (was == BAD) return ct_reader_unread(reader, CT_UNREAD_LAYER, page->number, NULL);
    if ((was == EMPTY && pictures) || was == STAMPED)
        return ct_reader_unread(reader, CT_UNREAD_PAGE, page->number, NULL);
    return ct_ok();
}

static ct_error replace_pages(work *w, ct_page *pages, size_t n_pages, const state *states)
{
    ct_ocr_mode mode = mode_of(w->reader);
    const ct_page **wanted = calloc(n_pages + 1, sizeof *wanted);
    ct_page *read = calloc(n_pages + 1, sizeof *read);
    ct_error err = wanted == NULL || read == NULL ? ct_no_memory() : ct_ok();

    for (size_t i = 0; err.code == CT_OK && i < n_pages; i++)
        if (states[i] != SOUND || mode == CT_OCR_ALWAYS) wanted[w->total++] = &pages[i];
    if (err.code == CT_OK) err = read_pages(w, wanted, w->total, read);
    for (size_t i = 0; err.code == CT_OK && i < w->total; i++) {
        size_t at = (size_t)(wanted[i] - pages);
        if (is_better(&pages[at], &read[i], states[at], mode)) {
            pages[at].words = read[i].words; /* its number stays; its size is that of the picture */
            pages[at].n = read[i].n;
            pages[at].width = read[i].width;
            pages[at].height = read[i].height;
            err = ct_reader_unread(w->reader, CT_UNREAD_REREAD, pages[at].number, NULL);
        } else if (w->fault.code != CT_OK || read[i].n > 0) { /* a blank page is no loss */
            err = tell_unread(w->reader, &pages[at], states[at], states[at] == EMPTY);
        }
    }
    free(wanted);
    free(read);
    return err;
}

/* A document without any text is refused rather than read as an empty one; why: what would have read it, when
 * it could not. */
static ct_error refuse_empty(const ct_page *pages, size_t n_pages, ct_ocr_mode mode, const ct_error *why)
{
    for (size_t i = 0; i < n_pages; i++)
        if (pages[i].n > 0) return ct_ok();
    if (mode == CT_OCR_NEVER)
        return ct_fail(
            CT_EUNREAD, 0,
            "this PDF is a scan: its pages are pictures and hold no text; use --ocr auto to read them");
    if (why->code != CT_OK)
        return ct_fail_why(CT_EUNREAD, 0, why,
                           "this PDF is a scan: its pages are pictures and hold no text; %s", why->text);
    return ct_fail(
        CT_EDATA, 0,
        "this PDF is a scan, and no text was found on the pictures of its pages; scan it again, at 300 dpi and upright");
}

ct_error ct_scan_mend(ct_reader *reader, const char *bytes, size_t n, ct_page *pages, size_t n_pages)
{
    work w = { .reader = reader, .bytes = bytes, .n = n };
    ct_ocr_mode mode = mode_of(reader);
    state *states = calloc(n_pages + 1, sizeof *states);
    size_t wanted = 0, empty = 0;
    ct_error err = states == NULL ? ct_no_memory() : judge(reader, bytes, n, pages, n_pages, states);

    for (size_t i = 0; err.code == CT_OK && i < n_pages; i++) {
        wanted += states[i] != SOUND || mode == CT_OCR_ALWAYS;
        empty += states[i] == EMPTY;
    }
    if (err.code == CT_OK && wanted > 0) {
        if (mode != CT_OCR_NEVER) w.fault = ct_ocr_find(reader->document->arena, &w.engine);
        if (w.fault.code == CT_ENOMEM) {
            err = w.fault;
        } else if (mode != CT_OCR_NEVER && w.fault.code == CT_OK) {
            err = replace_pages(&w, pages, n_pages, states);
        } else {
            bool pictures = has_bytes(bytes, n, "/Image");
            for (size_t i = 0; i < n_pages && err.code == CT_OK; i++)
                err = tell_unread(reader, &pages[i], states[i], pictures);
        }
    }
    /* Scanning programs stamp a few letters on pages: they are no text either, unless something was read
     * beside them. */
    if (err.code == CT_OK && empty == n_pages && reader->unread[CT_UNREAD_REREAD].n == 0) {
        for (size_t i = 0; i < n_pages; i++) pages[i].n = 0;
        err = refuse_empty(pages, n_pages, mode, &w.fault);
    }
    free(states);
    return err;
}

/* ---- picture files ---- */

static ct_error read_picture(work *w, ct_buffer *tsv)
{
    const ct_ocr_picture picture = { w->bytes, w->n, 0 };
    ct_child_result result = { 0 };
    ct_error fault = ct_ok();
    char key[CT_DIGEST_SIZE];

    key_of(w, 0, 0, key);
    w->total = 1;
    if (get_kept(w, key, tsv)) return ct_ok();
    ct_error err = ct_ocr_read(&w->engine, &picture, 1, 1, &result, &fault, tell, w);
    if (err.code == CT_OK) err = fault;
    if (err.code == CT_OK) {
        ct_buffer_append(tsv, ct_buffer_string(&result.output), result.output.len);
        keep(w, key, tsv);
        err = ct_buffer_error(tsv);
    }
    ct_child_clear(&result);
    return err;
}

ct_error ct_scan_picture(ct_reader *reader, const char *bytes, size_t n)
{
    work w = { .reader = reader, .bytes = bytes, .n = n };
    ct_page *pages = NULL;
    size_t n_pages = 0, letters = 0;
    ct_buffer tsv;

    if (mode_of(reader) == CT_OCR_NEVER)
        return ct_fail(CT_EUNREAD, 0, "this is a picture, and OCR is off; use --ocr auto to read it");
    ct_error err = ct_ocr_find(reader->document->arena, &w.engine);
    if (err.code == CT_ETOOL) return ct_fail_why(CT_EUNREAD, 0, &err, "this is a picture; %s", err.text);
    ct_buffer_init(&tsv);
    if (err.code == CT_OK) err = read_picture(&w, &tsv);
    if (err.code == CT_OK)
        err = ct_tsv_parse(reader->document->arena, ct_buffer_string(&tsv), tsv.len, 1, &pages, &n_pages);
    for (size_t i = 0; err.code == CT_OK && i < n_pages; i++) {
        if (is_rubbish(&pages[i])) {
            pages[i].n = 0;
            err = ct_reader_unread(reader, CT_UNREAD_PAGE, pages[i].number, NULL);
        }
        letters += letters_of(&pages[i]);
        if (pages[i].n > 0 && err.code == CT_OK)
            err = ct_reader_unread(reader, CT_UNREAD_REREAD, pages[i].number, NULL);
    }
    if (err.code == CT_OK && letters == 0)
        err = ct_fail(CT_EDATA, 0,
                      "no text was found in this picture; scan the page again, at 300 dpi and upright");
    if (err.code == CT_OK) err = ct_pages_read(reader, pages, n_pages);
    ct_buffer_clear(&tsv);
    return err;
}
