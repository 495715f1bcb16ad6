/* XML by expat: no DOCTYPE and so no entities, limited depth, namespaces known by their usual prefixes. */
#ifdef CHITIEU_HAVE_WORD

#include <expat.h>
#include <string.h>

#include "core/number.h"
#include "documents/word.h"

enum { DEPTH = 256, NAME_SIZE = 64, ATTRIBUTES = 32 };

static const struct {
    const char *uri;
    size_t length;
    const char *prefix;
} namespaces[] = {
#define NAMESPACE(uri, prefix)                                                                               \
    {                                                                                                        \
        uri, sizeof uri - 1, prefix                                                                          \
    }
    NAMESPACE("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    NAMESPACE("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"), /* ISO 29500 strict */
    NAMESPACE("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    NAMESPACE("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    NAMESPACE("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    NAMESPACE("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"),
    NAMESPACE("http://purl.oclc.org/ooxml/spreadsheetml/main", "x"),
    NAMESPACE("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    NAMESPACE("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    NAMESPACE("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    NAMESPACE("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    NAMESPACE("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    NAMESPACE("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    NAMESPACE("http://purl.oclc.org/ooxml/drawingml/chart", "c"),
    NAMESPACE("http://schemas.microsoft.com/office/drawing/2014/chartex", "cx"),
    NAMESPACE("http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"),
    NAMESPACE("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"),
    NAMESPACE("http://purl.oclc.org/ooxml/drawingml/picture", "pic"),
    NAMESPACE("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    NAMESPACE("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    NAMESPACE("urn:schemas-microsoft-com:vml", "v"),
    NAMESPACE("urn:schemas-microsoft-com:office:office", "o"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    NAMESPACE("urn:oasis:names:tc:opendocument:xmlns:chart:1.0", "chart"),
    NAMESPACE("http://www.w3.org/1999/xlink", "xlink"),
    NAMESPACE("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"),
    NAMESPACE("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments", "tc"),
};

typedef struct {
    const ct_xml *xml;
    void *data;
    XML_Parser parser;
    size_t depth, skipped; /* open elements; how many of these are in a skipped one, it included */
    const char *fault;     /* ours, not expat's */
    bool stopped;          /* expat still delivers the end of an empty element and what it holds already */
} parse;

/* "uri|name" as "prefix:name"; "" for another namespace or a name longer than any that we know. */
static void name_plain(const char *name, char plain[NAME_SIZE])
{
    const char *local = strrchr(name, '|');

    plain[0] = '\0';
    if (local == NULL) { /* of no namespace, as a worksheet's attributes are */
        if (strlen(name) < NAME_SIZE) strcpy(plain, name);
        return;
    }
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
        if ((size_t)(local - name) != namespaces[i].length ||
            memcmp(name, namespaces[i].uri, namespaces[i].length) != 0)
            continue;
        size_t prefix = strlen(namespaces[i].prefix), rest = strlen(local + 1);
        if (prefix + rest + 2 > NAME_SIZE) return;
        memcpy(plain, namespaces[i].prefix, prefix);
        plain[prefix] = ':';
        memcpy(plain + prefix + 1, local + 1, rest + 1);
        return;
    }
}

static void stop(parse *p, const char *fault)
{
    if (p->fault == NULL) p->fault = fault;
    p->stopped = true;
    (void)XML_StopParser(p->parser, XML_FALSE); /* fails only when already stopped */
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    parse *p = user;
    char plain[NAME_SIZE], names[ATTRIBUTES][NAME_SIZE];
    const char *list[2 * ATTRIBUTES + 1];
    size_t n = 0;

    if (p->stopped) return;
    if (++p->depth > DEPTH) {
        stop(p, "elements nested more than 256 deep");
        return;
    }
    if (p->skipped > 0) {
        p->skipped++;
        return;
    }
    name_plain(name, plain);
    for (size_t i = 0; attributes[i] != NULL && n < ATTRIBUTES; i += 2) {
        name_plain(attributes[i], names[n]);
        list[2 * n] = names[n];
        list[2 * n + 1] = attributes[i + 1];
        n++;
    }
    list[2 * n] = NULL;
    if (!p->xml->start(p->data, plain, list)) p->skipped = 1;
    if (p->xml->err->code != CT_OK) stop(p, "");
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    parse *p = user;
    char plain[NAME_SIZE];

    if (p->stopped) return; /* its start was not told either */
    p->depth--;
    if (p->skipped > 0) {
        p->skipped--;
        return;
    }
    name_plain(name, plain);
    p->xml->end(p->data, plain);
    if (p->xml->err->code != CT_OK) stop(p, "");
}

static void XMLCALL on_text(void *user, const XML_Char *text, int n)
{
    parse *p = user;

    if (p->stopped) return;
    if (p->skipped == 0 && p->xml->text != NULL) p->xml->text(p->data, text, (size_t)n);
    if (p->xml->err->code != CT_OK) stop(p, "");
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    stop(user, "a DOCTYPE, which no document has");
}

ct_error ct_xml_parse(const ct_xml *xml, void *data, const char *part, const char *bytes, size_t n)
{
    parse p = { .xml = xml, .data = data, .parser = XML_ParserCreateNS(NULL, '|') };
    ct_error err = ct_ok();

    if (p.parser == NULL) return ct_no_memory();
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_start, on_end);
    XML_SetCharacterDataHandler(p.parser, on_text);
    XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
    if (XML_Parse(p.parser, bytes, (int)n, 1) !=
        XML_STATUS_OK) { /* an archive's part is far smaller than an int */
        enum XML_Error code = XML_GetErrorCode(p.parser);
        if (xml->err->code != CT_OK)
            err = *xml->err;
        else if (code == XML_ERROR_NO_MEMORY)
            err = ct_no_memory();
        else
            err = ct_fail(
                CT_EPARSE, 0,
                "its part %s is damaged at byte %lld (%s); open the file in Word or LibreOffice and save it again",
                part, (long long)XML_GetCurrentByteIndex(p.parser),
                p.fault != NULL ? p.fault : XML_ErrorString(code));
    }
    XML_ParserFree(p.parser);
    return err;
}

const char *ct_xml_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2)
        if (strcmp(attributes[i], name) == 0) return attributes[i + 1];
    return NULL;
}

long ct_xml_number(const char **attributes, const char *name, long low, long high, long otherwise)
{
    const char *text = ct_xml_attribute(attributes, name);
    long value = otherwise;

    if (text == NULL || ct_integer_plain(text, low, high, &value).code != CT_OK) return otherwise;
    return value;
}

#else
typedef int ct_xml_not_built; /* ISO C wants a declaration in every file */
#endif
