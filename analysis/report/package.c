#include "report/package.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { A4_WIDTH = 11906, A4_HEIGHT = 16838, LEFT = 1701, RIGHT = 850, TOP = 1134, BOTTOM = 1134 };

const char *ct_package_relation(ct_arena *arena, size_t n)
{
    return ct_arena_printf(arena, "rIdChart%zu", n + 1);
}

#ifdef CHITIEU_HAVE_WORD
#include <zip.h>

#include "chart/svg.h"
#include "core/apart.h"
#include "core/buffer.h"
#include "core/file.h"
#include "documents/word.h"

enum {
    LEAST_TEXT = 2800,
    LARGEST_PAGE = 31680,
    SECONDS = 120
}; /* five centimetres of text; Word's own limit of 22 inches */

/* ---- the page of a template ---- */

/* A template of several sections gives its first, as pandoc takes it. */
typedef struct {
    ct_page page;
    bool done;
    ct_error err;
} page_reader;

static bool page_start(void *data, const char *name, const char **attributes)
{
    page_reader *r = data;
    ct_page *page = &r->page;

    if (r->done) return false;
    if (strcmp(name, "w:pgSz") == 0) {
        page->width = ct_xml_number(attributes, "w:w", 1, LARGEST_PAGE, page->width);
        page->height = ct_xml_number(attributes, "w:h", 1, LARGEST_PAGE, page->height);
    } else if (strcmp(name, "w:pgMar") == 0) {
        page->left = ct_xml_number(attributes, "w:left", 0, LARGEST_PAGE, page->left);
        page->right = ct_xml_number(attributes, "w:right", 0, LARGEST_PAGE, page->right);
        page->top = ct_xml_number(attributes, "w:top", -LARGEST_PAGE, LARGEST_PAGE, page->top);
        page->bottom = ct_xml_number(attributes, "w:bottom", -LARGEST_PAGE, LARGEST_PAGE, page->bottom);
    }
    return true;
}

static void page_end(void *data, const char *name)
{
    if (strcmp(name, "w:sectPr") == 0) ((page_reader *)data)->done = true;
}

static void page_text(void *data, const char *text, size_t n)
{
    (void)data, (void)text, (void)n;
}

ct_error ct_package_page(const char *path, ct_page *page)
{
    static const ct_page usual = { A4_WIDTH, A4_HEIGHT, LEFT, RIGHT, TOP, BOTTOM };
    page_reader reader = { .page = usual, .err = ct_ok() };
    const ct_xml xml = { page_start, page_end, page_text, &reader.err };
    ct_arena *arena = ct_arena_new();
    ct_archive *archive = NULL;
    const char *bytes;
    ct_buffer part;
    size_t n;
    ct_error err = arena != NULL ? ct_file_read(arena, path, &bytes, &n) : ct_no_memory();

    ct_buffer_init(&part);
    if (err.code == CT_OK) err = ct_archive_open(&archive, bytes, n);
    if (err.code == CT_OK) err = ct_archive_read(archive, "word/document.xml", true, &part);
    if (err.code == CT_OK)
        err = ct_xml_parse(&xml, &reader, "word/document.xml", ct_buffer_string(&part), part.len);
    *page = reader.page;
    if (page->width - page->left - page->right < LEAST_TEXT ||
        page->height - labs(page->top) - labs(page->bottom) < LEAST_TEXT)
        *page = usual;
    ct_buffer_clear(&part);
    ct_archive_close(archive);
    ct_arena_free(arena);
    return ct_in(err, path);
}

/* ---- the font of a template ---- */

typedef struct {
    ct_arena *arena;
    bool usual; /* inside w:docDefaults or the style that is the ordinary one */
    const char *font;
    ct_error err;
} font_reader;

static bool font_start(void *data, const char *name, const char **attributes)
{
    font_reader *r = data;
    const char *of = ct_xml_attribute(attributes, "w:default"),
               *type = ct_xml_attribute(attributes, "w:type"),
               *font = ct_xml_attribute(attributes, "w:ascii");

    if (strcmp(name, "w:docDefaults") == 0) r->usual = true;
    if (strcmp(name, "w:style") == 0)
        r->usual = of != NULL && strcmp(of, "1") == 0 && type != NULL && strcmp(type, "paragraph") == 0;
    if (!r->usual || strcmp(name, "w:rFonts") != 0 || font == NULL) return true;
    r->font = ct_arena_strdup(r->arena,
                              font); /* the ordinary style comes after the defaults and goes before them */
    if (r->font == NULL) r->err = ct_no_memory();
    return r->font != NULL;
}

static void font_end(void *data, const char *name)
{
    font_reader *r = data;

    if (strcmp(name, "w:docDefaults") == 0 || strcmp(name, "w:style") == 0) r->usual = false;
}

ct_error ct_package_font(ct_arena *arena, const char *path, const char **font)
{
    font_reader reader = { .arena = arena, .err = ct_ok() };
    const ct_xml xml = { font_start, font_end, page_text, &reader.err };
    ct_archive *archive = NULL;
    const char *bytes;
    ct_buffer part;
    size_t n;
    ct_error err = ct_file_read(arena, path, &bytes, &n);

    *font = NULL;
    ct_buffer_init(&part);
    if (err.code == CT_OK) err = ct_archive_open(&archive, bytes, n);
    if (err.code == CT_OK) err = ct_archive_read(archive, "word/styles.xml", true, &part);
    if (err.code == CT_OK)
        err = ct_xml_parse(&xml, &reader, "word/styles.xml", ct_buffer_string(&part), part.len);
    if (err.code == CT_OK) *font = reader.font;
    ct_buffer_clear(&part);
    ct_archive_close(archive);
    return ct_in(err, path);
}

/* ---- pieces of pandoc's XML ---- */

/* It is pandoc's own output, well-formed and written in one way; what a template brought in (the last
 * section) is read by element names only. */
typedef struct {
    const char *at;
    size_t n;
} piece;

/* The first element of this name in [from, end): <name .../> or <name ...>...</name>; n = 0: none. */
static piece element_in(const char *from, const char *end, const char *name)
{
    size_t length = strlen(name);

    for (const char *s = from; s + length + 1 < end; s++) {
        if (*s != '<' || strncmp(s + 1, name, length) != 0 || strchr(" />", s[length + 1]) == NULL) continue;
        const char *close = memchr(s, '>', (size_t)(end - s));
        if (close == NULL) break;
        if (close[-1] == '/') return (piece){ s, (size_t)(close - s) + 1 };
        for (const char *e = close; e + length + 2 < end; e++)
            if (e[0] == '<' && e[1] == '/' && strncmp(e + 2, name, length) == 0 && e[length + 2] == '>')
                return (piece){ s, (size_t)(e - s) + length + 3 };
        break;
    }
    return (piece){ from, 0 };
}

/* The last section's element, before the end of the body. */
static piece last_section(const char *text, size_t n)
{
    piece found = { text, 0 }, next;
    const char *end = text + n;

    for (const char *from = text; (next = element_in(from, end, "w:sectPr")).n > 0; from = next.at + next.n)
        found = next;
    return found;
}

static void append(ct_buffer *to, piece p)
{
    ct_buffer_append(to, p.at, p.n);
}

/* ---- sections ---- */

/* What each section has of the template's: its headers and footers, columns and so on, and its page, turned
 * or not. Only the first has another first page, and only it begins the numbers anew: a report has one
 * numbering, and numbers on all pages but the first. */
static void write_section(ct_buffer *to, piece template, const ct_page *page, bool landscape, bool first)
{
    static const char *const kept[] = { "w:headerReference", "w:footerReference" }, *const after[] = {
        "w:cols", "w:textDirection", "w:docGrid"
    };
    const char *end = template.at + template.n;
    bool turn = landscape && page->width < page->height;
    piece next;

    ct_buffer_text(to, "<w:sectPr>");
    for (size_t i = 0; i < 2; i++)
        for (const char *from = template.at; (next = element_in(from, end, kept[i])).n > 0;
             from = next.at + next.n)
            append(to, next);
    ct_buffer_printf(to,
                     turn ? "<w:pgSz w:w=\"%ld\" w:h=\"%ld\" w:orient=\"landscape\"/>"
                          : "<w:pgSz w:w=\"%ld\" w:h=\"%ld\"/>",
                     turn ? page->height : page->width, turn ? page->width : page->height);
    next = element_in(template.at, end, "w:pgMar");
    if (next.n > 0 && !turn)
        append(to, next);
    else
        ct_buffer_printf(
            to,
            "<w:pgMar w:top=\"%ld\" w:right=\"%ld\" w:bottom=\"%ld\" w:left=\"%ld\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>",
            turn ? page->left : page->top, turn ? page->top : page->right, turn ? page->right : page->bottom,
            turn ? page->bottom : page->left);
    next = element_in(template.at, end, "w:pgNumType");
    if (first && next.n > 0) append(to, next);
    append(to, element_in(template.at, end, after[0]));
    if (first) append(to, element_in(template.at, end, "w:titlePg"));
    for (size_t i = 1; i < 3; i++) append(to, element_in(template.at, end, after[i]));
    ct_buffer_text(to, "</w:sectPr>");
}

/* ---- paragraphs ---- */

/* Put the mark's XML into the properties of the paragraph that holds it. */
static ct_error mark_paragraph(ct_buffer *to, piece xml)
{
    const char *text = ct_buffer_string(to), *open = NULL;

    for (const char *s = text; (s = strstr(s, "<w:p>")) != NULL; s++)
        open = s; /* the last one so far: a mark stands inside its paragraph */
    if (open == NULL)
        return ct_fail(
            CT_EPARSE, 0,
            "pandoc wrote a document of another form than expected; use the pandoc of your distribution");
    piece properties = element_in(open, text + to->len, "w:pPr");
    piece style =
        properties.n > 0 ? element_in(properties.at, properties.at + properties.n, "w:pStyle") : properties;
    size_t at = style.n > 0        ? (size_t)(style.at - text) + style.n
                : properties.n > 0 ? (size_t)(properties.at - text) + strlen("<w:pPr>")
                                   : 0;
    ct_buffer tail;

    if (at == 0) at = (size_t)(open - text) + strlen("<w:p>");
    ct_buffer_init(&tail);
    ct_buffer_append(&tail, text + at, to->len - at);
    to->len = at;
    if (properties.n == 0) ct_buffer_text(to, "<w:pPr>");
    append(to, xml);
    if (properties.n == 0) ct_buffer_text(to, "</w:pPr>");
    ct_buffer_append(to, ct_buffer_string(&tail), tail.len);
    ct_error err = ct_buffer_error(&tail);
    ct_buffer_clear(&tail);
    return err.code == CT_OK ? ct_buffer_error(to) : err;
}

/* Write the sizes cx="..." cy="..." of the paragraph again, in proportion, so that the first cx is the width
 * asked for. */
static ct_error mark_width(ct_buffer *to, double width)
{
    const char *text = ct_buffer_string(to), *open = NULL;
    double first = 0;
    ct_buffer tail;

    for (const char *s = text; (s = strstr(s, "<w:p>")) != NULL; s++) open = s;
    if (open == NULL)
        return ct_fail(
            CT_EPARSE, 0,
            "pandoc wrote a document of another form than expected; use the pandoc of your distribution");
    ct_buffer_init(&tail);
    const char *from = open;
    for (const char *s = open; *s != '\0'; s++) {
        if (s[0] != ' ' || s[1] != 'c' || (s[2] != 'x' && s[2] != 'y') || s[3] != '=' || s[4] != '"')
            continue;
        char *end;
        double size = strtod(s + 5, &end);
        if (*end != '"' || size <= 0) continue;
        if (first <= 0) first = size;
        ct_buffer_append(&tail, from, (size_t)(s + 5 - from));
        ct_buffer_printf(&tail, "%.0f", size * width / first);
        from = end;
    }
    ct_buffer_text(&tail, from);
    to->len = (size_t)(open - text);
    ct_buffer_append(to, ct_buffer_string(&tail), tail.len);
    ct_error err = ct_buffer_error(&tail);
    ct_buffer_clear(&tail);
    return err.code == CT_OK ? ct_buffer_error(to) : err;
}

/* Append the text without the styles of paragraphs that the template has not (pandoc names "First Paragraph"
 * all the same, and LibreOffice then forgets what the paragraph says of itself): such a paragraph is of the
 * template's ordinary style. A heading stays one in the outline. */
static ct_error drop_unknown_styles(ct_arena *arena, const char *text, const char *styles, ct_buffer *to)
{
    static const char element[] = "<w:pStyle w:val=\"", heading[] = "Heading";
    const char *from = text, *at;

    for (; (at = strstr(from, element)) != NULL;) {
        const char *id = at + strlen(element), *quote = strchr(id, '"'),
                   *close = quote != NULL ? strchr(quote, '>') : NULL;
        if (close == NULL) break;
        const char *defined = ct_arena_printf(arena, "w:styleId=\"%.*s\"", (int)(quote - id), id);
        if (defined == NULL) return ct_no_memory();
        ct_buffer_append(to, from, (size_t)(at - from));
        if (strstr(styles, defined) != NULL)
            ct_buffer_append(to, at, (size_t)(close + 1 - at));
        else if (strncmp(id, heading, strlen(heading)) == 0 && quote == id + strlen(heading) + 1 &&
                 quote[-1] >= '1' && quote[-1] <= '9')
            ct_buffer_printf(to, "<w:keepNext/><w:outlineLvl w:val=\"%d\"/>", quote[-1] - '1');
        from = close + 1;
    }
    ct_buffer_text(to, from);
    return ct_buffer_error(to);
}

/* The document with every mark replaced. */
static ct_error finish_document(const char *text, size_t n, const ct_page *page, ct_buffer *to)
{
    piece section = last_section(text, n);
    const char *from = text, *mark;
    bool first = true;

    if (section.n == 0)
        return ct_fail(CT_EPARSE, 0,
                       "pandoc wrote a document without a page; use the pandoc of your distribution");
    while ((mark = strstr(from, "<!--chitieu:")) != NULL) {
        const char *close = strstr(mark, "-->");
        if (close == NULL) break;
        ct_buffer_append(to, from, (size_t)(mark - from));
        if (strncmp(mark, CT_MARK_SECTION, strlen(CT_MARK_SECTION)) == 0) {
            write_section(to, section, page, mark[strlen(CT_MARK_SECTION)] == 'l', first);
            first = false;
        } else if (strncmp(mark, CT_MARK_PARAGRAPH, strlen(CT_MARK_PARAGRAPH)) == 0) {
            const char *xml = mark + strlen(CT_MARK_PARAGRAPH);
            CT_TRY(mark_paragraph(to, (piece){ xml, (size_t)(close - xml) }));
        }
        if (strncmp(mark, CT_MARK_WIDTH, strlen(CT_MARK_WIDTH)) == 0)
            CT_TRY(mark_width(to, strtod(mark + strlen(CT_MARK_WIDTH), NULL)));
        from = close + strlen("-->");
    }
    ct_buffer_append(to, from, (size_t)(section.at - from));
    write_section(to, section, page, false, first);
    ct_buffer_append(to, section.at + section.n, n - (size_t)(section.at + section.n - text));
    return ct_buffer_error(to);
}

/* ---- other parts ---- */

typedef struct {
    zip_t *zip;
    ct_arena *arena;
    ct_error err;
} package;

static bool no_memory(zip_t *zip)
{
    zip_error_t *error = zip_get_error(zip);

    return zip_error_code_zip(error) == ZIP_ER_MEMORY || zip_error_code_system(error) == ENOMEM;
}

/* Put a part in, in place of one of that name; its bytes are copied. */
static void put(package *p, const char *name, const char *bytes, size_t n)
{
    char *kept = ct_arena_array(p->arena, n, 1);

    if (p->err.code != CT_OK) return;
    if (kept != NULL) memcpy(kept, bytes, n);
    zip_source_t *source = kept != NULL ? zip_source_buffer(p->zip, kept, n, 0) : NULL;
    if (source == NULL) {
        p->err = ct_no_memory();
    } else if (zip_file_add(p->zip, name, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) < 0) {
        zip_source_free(source);
        p->err = no_memory(p->zip)
                     ? ct_no_memory()
                     : ct_fail(CT_EIO, 0, "%s cannot be put in: %s", name, zip_strerror(p->zip));
    }
}

/* A part with `more` before its closing tag. */
static ct_error extend(package *p, const ct_archive *archive, const char *name, const char *closing,
                       const ct_buffer *more)
{
    ct_buffer part, whole;
    ct_error err;

    ct_buffer_init(&part);
    ct_buffer_init(&whole);
    err = ct_archive_read(archive, name, true, &part);
    const char *text = ct_buffer_string(&part), *end = err.code == CT_OK ? strstr(text, closing) : NULL;
    if (err.code == CT_OK && end == NULL)
        err = ct_fail(CT_EPARSE, 0, "pandoc wrote %s of another form than expected", name);
    if (err.code == CT_OK) {
        ct_buffer_append(&whole, text, (size_t)(end - text));
        ct_buffer_append(&whole, ct_buffer_string(more), more->len);
        ct_buffer_text(&whole, end);
        err = ct_buffer_error(&whole);
    }
    if (err.code == CT_OK) put(p, name, ct_buffer_string(&whole), whole.len);
    ct_buffer_clear(&part);
    ct_buffer_clear(&whole);
    return err;
}

static const char RELATIONS[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
static const char OFFICE[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

static ct_error put_book(package *p, const ct_native *chart, const char *path, size_t number)
{
    const char *file = ct_arena_printf(p->arena, "%s.%zu.xlsx", path, number), *bytes;
    const char *name = ct_arena_printf(p->arena, "word/embeddings/chart%zu.xlsx", number);
    size_t n;

    if (file == NULL || name == NULL) return ct_no_memory();
    CT_TRY(ct_native_book(chart, file));
    ct_error err = ct_file_read(p->arena, file, &bytes, &n);
    (void)unlink(file);
    if (err.code == CT_OK) put(p, name, bytes, n);
    return err;
}

static ct_error put_chart(package *p, const ct_package_parts *parts, const char *path, size_t i)
{
    ct_buffer text;
    ct_error err;

    CT_TRY(put_book(p, &parts->charts[i], path, i + 1));
    ct_buffer_init(&text);
    err = ct_native_xml(&parts->charts[i], parts->font, &text);
    const char *
        name = ct_arena_printf(p->arena, "word/charts/chart%zu.xml", i + 1),
       *relations = ct_arena_printf(p->arena, "word/charts/_rels/chart%zu.xml.rels", i + 1),
       *body = ct_arena_printf(
           p->arena,
           "%s<Relationship Id=\"rId1\" Type=\"%s/package\" Target=\"../embeddings/chart%zu.xlsx\"/></Relationships>",
           RELATIONS, OFFICE, i + 1);
    if (err.code == CT_OK && (name == NULL || relations == NULL || body == NULL)) err = ct_no_memory();
    if (err.code == CT_OK) {
        put(p, name, ct_buffer_string(&text), text.len);
        put(p, relations, body, strlen(body));
    }
    ct_buffer_clear(&text);
    return err;
}

static ct_error put_charts(package *p, const ct_archive *archive, const ct_package_parts *parts,
                           const char *path)
{
    ct_buffer types, relations;
    ct_error err = ct_ok();

    if (parts->n_charts == 0) return ct_ok();
    ct_buffer_init(&types);
    ct_buffer_init(&relations);
    for (size_t i = 0; i < parts->n_charts && err.code == CT_OK; i++) {
        err = put_chart(p, parts, path, i);
        ct_buffer_printf(
            &types,
            "<Override PartName=\"/word/charts/chart%zu.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
            "<Override PartName=\"/word/embeddings/chart%zu.xlsx\" "
            "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>",
            i + 1, i + 1);
        ct_buffer_printf(&relations,
                         "<Relationship Id=\"%s\" Type=\"%s/chart\" Target=\"charts/chart%zu.xml\"/>",
                         ct_package_relation(p->arena, i), OFFICE, i + 1);
    }
    if (err.code == CT_OK) err = extend(p, archive, "[Content_Types].xml", "</Types>", &types);
    if (err.code == CT_OK)
        err = extend(p, archive, "word/_rels/document.xml.rels", "</Relationships>", &relations);
    ct_buffer_clear(&types);
    ct_buffer_clear(&relations);
    return err;
}

/* The title, and no clock. */
static void put_properties(package *p, const char *title)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_buffer_text(
        &text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    ct_xml_text(&text, title);
    ct_buffer_text(&text, "</dc:title><dc:creator></dc:creator></cp:coreProperties>");
    if (p->err.code == CT_OK) p->err = ct_buffer_error(&text);
    put(p, "docProps/core.xml", ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
}

static ct_error put_document(package *p, const ct_archive *archive, const char *path)
{
    ct_buffer part, styles, styled, whole;
    ct_page page;
    ct_error err;

    CT_TRY(ct_package_page(path, &page));
    ct_buffer_init(&part);
    ct_buffer_init(&styles);
    ct_buffer_init(&styled);
    ct_buffer_init(&whole);
    err = ct_archive_read(archive, "word/document.xml", true, &part);
    if (err.code == CT_OK) err = ct_archive_read(archive, "word/styles.xml", true, &styles);
    if (err.code == CT_OK)
        err = drop_unknown_styles(p->arena, ct_buffer_string(&part), ct_buffer_string(&styles), &styled);
    if (err.code == CT_OK) err = finish_document(ct_buffer_string(&styled), styled.len, &page, &whole);
    if (err.code == CT_OK) put(p, "word/document.xml", ct_buffer_string(&whole), whole.len);
    ct_buffer_clear(&part);
    ct_buffer_clear(&styles);
    ct_buffer_clear(&styled);
    ct_buffer_clear(&whole);
    return err;
}

static void forget_times(package *p)
{
    enum { NEW_YEAR_2000 = 946684800 };
    zip_int64_t n = zip_get_num_entries(p->zip, 0);

    for (zip_int64_t i = 0; i < n && p->err.code == CT_OK; i++)
        if (zip_file_set_mtime(p->zip, (zip_uint64_t)i, NEW_YEAR_2000, 0) != 0)
            p->err = no_memory(p->zip) ? ct_no_memory() : ct_fail(CT_EIO, 0, "%s", zip_strerror(p->zip));
}

typedef struct {
    const char *path;
    const ct_package_parts *parts;
} wanted;

static ct_error finish(void *context)
{
    const wanted *w = context;
    package p = { .arena = ct_arena_new(), .err = ct_ok() };
    ct_archive *archive = NULL;
    const char *bytes;
    size_t n;
    int code = 0;
    ct_error err = p.arena != NULL ? ct_file_read(p.arena, w->path, &bytes, &n) : ct_no_memory();

    if (err.code == CT_OK) err = ct_archive_open(&archive, bytes, n);
    if (err.code == CT_OK) p.zip = zip_open(w->path, 0, &code);
    if (err.code == CT_OK && p.zip == NULL)
        err = code == ZIP_ER_MEMORY || ct_apart_lost()
                  ? ct_no_memory()
                  : ct_fail(CT_EIO, 0, "cannot be opened again (libzip's error %d)", code);
    if (err.code == CT_OK) err = put_document(&p, archive, w->path);
    if (err.code == CT_OK) err = put_charts(&p, archive, w->parts, w->path);
    if (err.code == CT_OK) {
        put_properties(&p, w->parts->title);
        forget_times(&p);
        err = p.err;
    }
    if (p.zip != NULL && err.code != CT_OK) zip_discard(p.zip);
    if (p.zip != NULL && err.code == CT_OK && zip_close(p.zip) != 0) {
        err = ct_apart_lost() || no_memory(p.zip)
                  ? ct_no_memory()
                  : ct_fail(CT_EIO, 0, "cannot be written: %s", zip_strerror(p.zip));
        zip_discard(p.zip);
    }
    ct_archive_close(archive);
    ct_arena_free(p.arena);
    return err;
}

/* libcrypto, from which libzip takes the name of its temporary file, crashes where memory runs out in it:
 * this is done in a process of its own. */
ct_error ct_package_finish(const char *path, const ct_package_parts *parts)
{
    return ct_in(ct_apart("libzip", SECONDS, finish, &(wanted){ path, parts }), path);
}

#else

ct_error ct_package_page(const char *path, ct_page *page)
{
    *page = (ct_page){ A4_WIDTH, A4_HEIGHT, LEFT, RIGHT, TOP, BOTTOM };
    return ct_in(ct_fail(CT_EUSAGE, 0, "Word files need libzip and expat, which are not built in"), path);
}

ct_error ct_package_font(ct_arena *arena, const char *path, const char **font)
{
    (void)arena, (void)path;
    *font = NULL;
    return ct_ok();
}

ct_error ct_package_finish(const char *path, const ct_package_parts *parts)
{
    (void)parts;
    return ct_in(ct_fail(CT_EUSAGE, 0, "Word files need libzip and expat, which are not built in"), path);
}

#endif
