/* Web pages, and the pages that offices and portals save as .doc or .xls: paragraphs, headings, lists and
 * tables as a browser shows them. */
#include <string.h>

#include "documents/reader.h"
#include "documents/web_page.h"

enum { BEGINNING = 4096 }; /* bytes in which a page's first tag and its charset stand */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_with(const char *text, size_t n, const char *word) /* word in small letters */
{
    size_t len = strlen(word);

    if (n < len) return false;
    for (size_t i = 0; i < len; i++)
        if (small(text[i]) != word[i]) return false;
    return true;
}

/* Behind white space, comments and the XML declaration. */
static const char *first_tag(const char *text, size_t n, size_t *left)
{
    const char *end = text + n;

    for (;;) {
        while (text < end && strchr(" \t\r\n", *text) != NULL && *text != '\0') text++;
        const char *close = NULL;
        size_t skip = 0;
        if (begins_with(text, (size_t)(end - text), "<!--")) close = "-->", skip = 3;
        if (begins_with(text, (size_t)(end - text), "<?xml")) close = "?>", skip = 2;
        if (close == NULL) break;
        while ((size_t)(end - text) >= skip && memcmp(text, close, skip) != 0) text++;
        if ((size_t)(end - text) < skip) break;
        text += skip;
    }
    *left = (size_t)(end - text);
    return text;
}

bool ct_html_is(const char *bytes, size_t n)
{
    static const char *const tags[] = { "<!doctype html", "<html",  "<head",  "<body", "<table",
                                        "<meta",          "<title", "<style", "<div" };
    char ascii[BEGINNING];
    size_t len = 0, left;

    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) bytes += 3, n -= 3;
    bool wide = n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    for (size_t i = wide ? 2 : 0; i < n && len < sizeof ascii; i++)
        if (!wide || bytes[i] != '\0') ascii[len++] = bytes[i];
    const char *tag = first_tag(ascii, len, &left);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t end = strlen(tags[i]);
        if (begins_with(tag, left, tags[i]) && (end == left || strchr(" \t\r\n>/", tag[end]) != NULL))
            return true;
    }
    return false;
}

#ifdef CHITIEU_HAVE_HTML

#include <iconv.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <libxml/HTMLparser.h>

#include "core/vietnamese.h"
#include "documents/table_builder.h"
#include "documents/workbook_sheet.h"

enum { NESTING = 250, MOST_SPAN = 1000 };

typedef struct {
    ct_reader *reader;
    ct_buffer text;       /* the open paragraph, or the open cell with its lines */
    size_t bold, letters; /* bytes of it that are bold, and all that are no blanks */
    int level;            /* of the open heading                          */
    bool in_cell, pre;
    size_t in_bold, in_raised, depth;
    ct_error err;
} page;

/* ---- bytes to UTF-8 ---- */

/* What the page says of its charset, of those that are not UTF-8 and that Vietnamese pages have; NULL for
 * others. */
static const char *declared_charset(const char *bytes, size_t n)
{
    static const struct {
        const char *name, *iconv;
    } known[] = { { "windows-1258", "CP1258" },
                  { "cp1258", "CP1258" },
                  { "windows-1252", "CP1252" },
                  { "iso-8859-1", "CP1252" },
                  { "us-ascii", "CP1252" } };

    n = n < BEGINNING ? n : BEGINNING;
    for (size_t i = 0; i < n; i++) {
        if (!begins_with(bytes + i, n - i, "charset=")) continue;
        i += 8;
        while (i < n && strchr("\"' ", bytes[i]) != NULL && bytes[i] != '\0') i++;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (begins_with(bytes + i, n - i, known[k].name)) return known[k].iconv;
        return NULL;
    }
    return NULL;
}

static ct_error convert(const char *charset, const char *bytes, size_t n, ct_buffer *to, size_t *replaced)
{
    iconv_t with = iconv_open("UTF-8", charset);
    char *in = (char *)bytes, chunk[4096]; /* iconv() only reads them */

    if (with == (iconv_t)-1) return ct_text_decode(bytes, n, to, replaced, &(const char *){ "" });
    while (n > 0) {
        char *out = chunk;
        size_t room = sizeof chunk, before = n;
        size_t got = iconv(with, &in, &n, &out, &room);
        ct_buffer_append(to, chunk, sizeof chunk - room);
        if (got != (size_t)-1 || n < before || room < sizeof chunk) continue;
        ct_buffer_text(to, "\xEF\xBF\xBD"); /* a code that the charset does not have */
        ++*replaced;
        in++;
        n--;
    }
    char *out = chunk;
    size_t room = sizeof chunk;
    (void)iconv(with, NULL, NULL, &out, &room); /* a letter that waited for a mark */
    ct_buffer_append(to, chunk, sizeof chunk - room);
    iconv_close(with);
    return ct_buffer_error(to);
}

static ct_error decode(ct_document *document, const char *bytes, size_t n, ct_buffer *to)
{
    const char *charset = declared_charset(bytes, n);

    CT_TRY(ct_text_decode(bytes, n, to, &document->replaced, &document->encoding));
    if (document->replaced == 0 || charset == NULL || strcmp(document->encoding, "UTF-8") != 0)
        return ct_ok();
    ct_buffer_empty(to);
    document->replaced = 0;
    document->encoding = strcmp(charset, "CP1258") == 0 ? "windows-1258" : "windows-1252";
    return convert(charset, bytes, n, to, &document->replaced);
}

/* ---- what elements are ---- */

static bool is_in(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(name, *list) == 0) return true;
    return false;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* The value is borrowed from the tree: attributes of HTML are one piece of text. NULL: there is none. */
static const char *attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *found = xmlHasProp((xmlNode *)node, (const xmlChar *)name); /* only reads */
    return found == NULL ? NULL
           : found->children == NULL || found->children->content == NULL
               ? ""
               : (const char *)found->children->content;
}

/* The value of a property in a style attribute: "display" in "color:red; display : none". NULL: it is not
 * there. */
static const char *style_property(const xmlNode *node, const char *property)
{
    const char *style = attribute(node, "style");
    size_t n = strlen(property);

    for (const char *s = style; s != NULL && *s != '\0'; s += *s == ';') {
        s += strspn(s, " \t\r\n");
        const char *at = s;
        s += strcspn(s, ";");
        if ((size_t)(s - at) <= n || !begins_with(at, n, property)) continue;
        at += n;
        at += strspn(at, " \t\r\n");
        if (*at != ':') continue;
        at++;
        return at + strspn(at, " \t\r\n");
    }
    return NULL;
}

static bool style_is(const xmlNode *node, const char *property, const char *value)
{
    const char *found = style_property(node, property);
    return found != NULL && begins_with(found, strlen(found), value);
}

static bool is_hidden(const xmlNode *node)
{
    return attribute(node, "hidden") != NULL || style_is(node, "display", "none") ||
           style_is(node, "visibility", "hidden") || style_is(node, "mso-hide", "all");
}

static bool is_struck(const xmlNode *node)
{
    static const char *const struck[] = { "del", "s", "strike", NULL };
    return is_in((const char *)node->name, struck) || style_is(node, "text-decoration", "line-through");
}

static bool is_bold(const xmlNode *node)
{
    static const char *const bold[] = { "b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", NULL };
    const char *weight = style_property(node, "font-weight");
    return weight != NULL ? weight[0] == 'b' || weight[0] >= '6' : is_in((const char *)node->name, bold);
}

/* ---- text ---- */

static char last_of(const page *p)
{
    return p->text.len > 0 ? p->text.data[p->text.len - 1] : '\n';
}

static void append(page *p, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool blank = strchr(" \t\r\n\f", text[i]) != NULL;
        if (blank && !(p->pre && text[i] == '\n')) {
            if (last_of(p) != ' ' && last_of(p) != '\n') ct_buffer_text(&p->text, " ");
            continue;
        }
        const char *raised = p->in_raised > 0 ? ct_text_raised(text[i]) : NULL;
        if (raised != NULL)
            ct_buffer_text(&p->text, raised);
        else
            ct_buffer_append(&p->text, text + i, 1);
        p->letters++;
        p->bold += p->in_bold > 0;
    }
}

/* Blanks of all widths as plain ones; a no-break space stays between digits, where it groups them. In place;
 * returns the new length. */
static size_t plain_blanks(char *text, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n;) {
        size_t used, bytes;
        if (ct_text_blanks(text + i, n - i, &bytes) > 0) {
            bool groups = bytes == 2 && (unsigned char)text[i] == 0xC2 && to > 0 && text[to - 1] >= '0' &&
                          text[to - 1] <= '9' && i + 2 < n && text[i + 2] >= '0' && text[i + 2] <= '9';
            if (groups)
                memmove(text + to, text + i, 2), to += 2;
            else if (to > 0 && text[to - 1] != ' ')
                text[to++] = ' ';
            i += bytes;
            continue;
        }
        int code;
        used = ct_utf8_next(text + i, n - i, &code);
        memmove(text + to, text + i, used);
        to += used;
        i += used;
    }
    while (to > 0 && text[to - 1] == ' ') to--;
    return to;
}

/* The open paragraph ends, or a line of it. */
static void emit(page *p, ct_line_kind kind)
{
    if (p->err.code == CT_OK) p->err = ct_buffer_error(&p->text);
    for (size_t i = 0, start = 0; i <= p->text.len && p->err.code == CT_OK && p->text.len > 0; i++) {
        if (i < p->text.len && p->text.data[i] != '\n') continue; /* of preformatted text each line is one */
        size_t n = plain_blanks(p->text.data + start, i - start);
        ct_line_kind its = i < p->text.len ? CT_LINE_TEXT : kind;
        if (n > 0) p->err = ct_reader_copy(p->reader, p->text.data + start, n, its, p->level, 0);
        start = i + 1;
    }
    ct_buffer_empty(&p->text);
}

static void block(page *p)
{
    if (!p->in_cell)
        emit(p, CT_LINE_PARAGRAPH);
    else if (last_of(p) != '\n')
        ct_buffer_text(&p->text, "\n");
}

/* ---- tables ---- */

static void walk(page *p, const xmlNode *node);

static const xmlNode *next_in(const xmlNode *top,
                              const xmlNode *node) /* in the order of the text; NULL at the end */
{
    if (node->children != NULL) return node->children;
    while (node != top && node->next == NULL) node = node->parent;
    return node == top ? NULL : node->next;
}

static bool is_cell(const xmlNode *node)
{
    return is_element(node, "td") || is_element(node, "th");
}

/* Two rows and two columns at least and no table inside; others only place text on a page. */
static bool is_data(const xmlNode *table)
{
    const char *role = attribute(table, "role");
    size_t rows = 0, most = 0, cells = 0;

    if (role != NULL && strcmp(role, "presentation") == 0) return false;
    for (const xmlNode *node = next_in(table, table); node != NULL; node = next_in(table, node)) {
        if (is_element(node, "table")) return false;
        if (is_element(node, "tr")) {
            rows++;
            cells = 0;
        }
        cells += is_cell(node);
        most = cells > most ? cells : most;
    }
    return rows > 1 && most > 1;
}

static long span_of(const xmlNode *cell, const char *name, long zero)
{
    const char *text = attribute(cell, name);
    long n = 1;

    if (text == NULL || ct_integer_plain(text, 0, LONG_MAX, &n).code != CT_OK) return 1;
    return n == 0 ? zero : n > MOST_SPAN && zero == 1 ? MOST_SPAN : n;
}

/* A length of a style in steps of about the width of a letter; 0 when there is none, or it goes the other
 * way. */
static double steps_of(const char *value)
{
    char *unit;
    double n = value != NULL ? strtod(value, &unit) : 0;

    if (value == NULL || n <= 0) return 0;
    if (begins_with(unit, strlen(unit), "em")) return n * 2;
    return begins_with(unit, strlen(unit), "cm") ? n * 6 : n / 6;
}

/* Steps of what a cell or its first paragraph is set in by, of about the width of a letter. */
static int indent_of(const xmlNode *cell)
{
    static const char *const properties[] = { "padding-left", "margin-left", "text-indent" };
    const xmlNode *first = cell->children;
    double indent = 0;

    while (first != NULL && first->type != XML_ELEMENT_NODE) first = first->next;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        for (int inside = 0; inside < 2; inside++)
            indent += steps_of(
                inside && first == NULL ? NULL : style_property(inside ? first : cell, properties[i]));
    return indent > 0 && indent < 100 ? (int)(indent + 0.5) : 0;
}

static void tell_cell(page *p, const xmlNode *cell, ct_table_builder *builder)
{
    ct_cell_look look = { .n_rows = span_of(cell, "rowspan", CT_TABLE_ROWS),
                          .n_columns = span_of(cell, "colspan", 1),
                          .head = is_element(cell, "th") };
    size_t blank, n;

    ct_buffer_empty(&p->text);
    p->bold = p->letters = 0;
    p->in_cell = true;
    p->in_bold += is_bold(cell);
    walk(p, cell);
    p->in_bold -= is_bold(cell);
    p->in_cell = false;
    look.indent = indent_of(cell) + ct_text_blanks(ct_buffer_string(&p->text), p->text.len, &blank);
    look.bold = p->letters > 0 && p->bold == p->letters;
    n = 0;
    for (size_t i = 0, start = 0; i <= p->text.len && p->text.len > 0; i++) { /* each line by itself */
        if (i < p->text.len && p->text.data[i] != '\n') continue;
        size_t len = plain_blanks(p->text.data + start, i - start);
        if (n > 0) p->text.data[n++] = '\n';
        memmove(p->text.data + n, p->text.data + start, len);
        n += len;
        start = i + 1;
    }
    ct_builder_cell(builder, ct_buffer_string(&p->text), n, &look);
    ct_buffer_empty(&p->text);
}

static void tell_row(page *p, const xmlNode *row, ct_table_builder *builder, bool head)
{
    if (is_hidden(row)) {
        if (p->err.code == CT_OK) p->err = ct_reader_unread(p->reader, CT_UNREAD_HIDDEN, 0, NULL);
        return;
    }
    ct_builder_row(builder, head, CT_TABLE_NO_LINE);
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next)
        if (is_cell(cell) && !is_hidden(cell)) tell_cell(p, cell, builder);
}

/* Rows of a table or of a part of it; of the table's parts those that are its foot, or those that are not. */
static void tell_rows(page *p, const xmlNode *parent, ct_table_builder *builder, bool foot)
{
    bool is_foot = is_element(parent, "tfoot");

    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (is_element(node, "tr") && foot == is_foot)
            tell_row(p, node, builder, is_element(parent, "thead"));
        else if ((is_element(node, "thead") || is_element(node, "tbody") || is_element(node, "tfoot")) &&
                 !is_hidden(node))
            tell_rows(p, node, builder, foot);
    }
}

static void table(page *p, const xmlNode *node)
{
    ct_table_builder *builder;

    block(p);
    if (!is_data(node) || p->in_cell) {
        walk(p, node);
        block(p);
        return;
    }
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (is_element(child, "caption") && !is_hidden(child)) {
            walk(p, child);
            block(p);
        }
    if (p->err.code == CT_OK) p->err = ct_builder_begin(&builder, NULL, 0);
    if (p->err.code != CT_OK) return;
    tell_rows(p, node, builder, false);
    tell_rows(p, node, builder, true);
    if (p->err.code == CT_OK)
        p->err = ct_builder_end(builder, p->reader);
    else
        ct_builder_clear(builder);
}

/* ---- elements ---- */

/* The number before an item of a numbered list. */
static void list_number(page *p, const xmlNode *item)
{
    const char *type = item->parent != NULL ? attribute(item->parent, "type") : NULL, *start;
    char label[32];
    long number = 1;

    if (item->parent == NULL || !is_element(item->parent, "ol") ||
        style_is(item->parent, "list-style", "none") || style_is(item->parent, "list-style-type", "none"))
        return;
    start = attribute(item->parent, "start");
    if (start != NULL && ct_integer_plain(start, 0, 10000, &number).code != CT_OK) number = 1;
    number += (long)(intptr_t)item->parent->_private; /* items before it: of use to nobody else */
    item->parent->_private = (void *)((intptr_t)item->parent->_private + 1);
    if (type != NULL && small(type[0]) == 'i') return;
    if (type != NULL && small(type[0]) == 'a')
        snprintf(label, sizeof label, "%c) ", (char)(type[0] + (number - 1) % 26));
    else
        snprintf(label, sizeof label, "%ld. ", number);
    ct_buffer_text(&p->text, label);
}

static void element(page *p, const xmlNode *node)
{
    static const char *const skipped[] = { "script",   "style",  "head",   "nav",    "noscript",
                                           "template", "footer", "select", "button", "textarea",
                                           "iframe",   "object", "svg",    "math",   "input",
                                           "title",    "xml",    "audio",  "video",  NULL };
    static const char *const blocks[] = { "p",       "div",     "li",    "ul",       "ol",     "dl",
                                          "dt",      "dd",      "table", "tr",       "td",     "th",
                                          "section", "article", "main",  "header",   "aside",  "blockquote",
                                          "pre",     "center",  "form",  "fieldset", "figure", "figcaption",
                                          "address", "hr",      "body",  "caption",  NULL };
    const char *name = (const char *)node->name;
    bool heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0',
         bold = is_bold(node), raised = strcmp(name, "sup") == 0;
    bool opens = heading || is_in(name, blocks), pre = p->pre;

    if (is_in(name, skipped)) return;
    if (is_hidden(node) || is_struck(node)) {
        ct_unread_kind kind = is_hidden(node) ? CT_UNREAD_HIDDEN : CT_UNREAD_STRUCK;
        if (p->err.code == CT_OK && node->children != NULL)
            p->err = ct_reader_unread(p->reader, kind, 0, NULL);
        return;
    }
    if (strcmp(name, "br") == 0) {
        if (p->in_cell)
            ct_buffer_text(&p->text, "\n");
        else
            emit(p, CT_LINE_TEXT);
        return;
    }
    if (strcmp(name, "table") == 0) {
        table(p, node);
        return;
    }
    if (opens) block(p);
    if (heading) p->level = name[1] - '0';
    if (strcmp(name, "li") == 0 && !p->in_cell) list_number(p, node);
    p->pre = pre || strcmp(name, "pre") == 0;
    p->in_bold += bold;
    p->in_raised += raised;
    walk(p, node);
    p->in_raised -= raised;
    p->in_bold -= bold;
    if (opens) block(p);
    p->pre = pre;
    if (heading) p->level = 0;
}

static void walk(page *p, const xmlNode *node)
{
    if (++p->depth > NESTING) {
        if (p->err.code == CT_OK) p->err = ct_reader_unread(p->reader, CT_UNREAD_BEYOND, 0, NULL);
        p->depth--;
        return;
    }
    for (const xmlNode *child = node->children; child != NULL && p->err.code == CT_OK; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            append(p, (const char *)child->content, strlen((const char *)child->content));
        else if (child->type == XML_ELEMENT_NODE)
            element(p, child);
    }
    p->depth--;
}

ct_error ct_html_lines(ct_reader *reader, const char *bytes, size_t n)
{
    page p = { .reader = reader, .err = ct_ok() };
    xmlDoc *tree = NULL;
    ct_buffer utf8;

    ct_buffer_init(&utf8);
    ct_buffer_init(&p.text);
    p.err = decode(reader->document, bytes, n, &utf8);
    if (p.err.code == CT_OK && utf8.len > INT_MAX / 2)
        p.err = ct_fail(CT_EDATA, 0, "this web page is too large; split it");
    if (p.err.code == CT_OK) {
        xmlResetLastError();
        tree =
            htmlReadMemory(ct_buffer_string(&utf8), (int)utf8.len, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
        const xmlError *fault =
            xmlGetLastError(); /* a page past libxml2's own limit of depth ends there, as if it were whole */
        if (fault != NULL && fault->code == XML_ERR_INTERNAL_ERROR && fault->message != NULL &&
            strstr(fault->message, "depth") != NULL)
            p.err = ct_fail(
                CT_EDATA, 0,
                "this web page is nested too deeply to be read whole; open it in a browser and save it as PDF");
        const xmlNode *root = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
        if (root != NULL && p.err.code == CT_OK) element(&p, root);
        if (p.err.code == CT_OK) emit(&p, CT_LINE_PARAGRAPH);
    }
    xmlFreeDoc(tree);
    ct_buffer_clear(&p.text);
    ct_buffer_clear(&utf8);
    return p.err;
}

#else

ct_error ct_html_lines(ct_reader *reader, const char *bytes, size_t n)
{
    (void)reader, (void)bytes, (void)n;
    return ct_fail(
        CT_EUSAGE, 0,
        "this program was built without libxml2 and cannot read web pages; install libxml2-dev and build again, or save the page as .docx");
}

#endif

ct_error ct_html_parse(ct_reader *reader, const char *bytes, size_t n)
{
    CT_TRY(ct_html_lines(reader, bytes, n));
    return reader->n > 0
               ? ct_ok()
               : ct_fail(CT_EDATA, 0, "this web page shows no text; open it in a browser and save it as PDF");
}
