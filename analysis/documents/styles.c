/* The styles of a Word file (ECMA-376 part 1, 17.7): what paragraphs and runs are without saying it
 * themselves. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

#include "core/list.h"

enum { CHAIN = 10 };

struct ct_styles {
    ct_arena *arena;
    ct_style *at; /* sorted by id once read */
    size_t n, capacity;
    ct_style defaults;   /* w:docDefaults */
    const char *plain;   /* id of the paragraph style of those that name none; NULL: there is none */
    bool in_conditional; /* what a table style says of some of its cells */
    ct_error err;
};

static const ct_style nothing = { .id = "",
                                  .based_on = "",
                                  .name = "",
                                  .outline = CT_NOT_SAID,
                                  .number = CT_NOT_SAID,
                                  .list_level = 0,
                                  .vanished = CT_NOT_SAID,
                                  .struck = CT_NOT_SAID,
                                  .raised = CT_NOT_SAID,
                                  .bold = CT_NOT_SAID,
                                  .left = CT_NO_INDENT,
                                  .first = CT_NO_INDENT };

ct_style ct_style_none(void)
{
    return nothing;
}

static const char *keep(ct_styles *s, const char *text)
{
    const char *copy = ct_arena_strdup(s->arena, text != NULL ? text : "");

    if (copy == NULL) s->err = ct_no_memory();
    return copy != NULL ? copy : "";
}

static void style_add(ct_styles *s, const char **attributes)
{
    const char *type = ct_xml_attribute(attributes, "w:type"),
               *plain = ct_xml_attribute(attributes, "w:default");

    ct_style *at = ct_list_room(s->at, s->n, &s->capacity, sizeof *at, 32);
    if (at == NULL) {
        s->err = ct_no_memory();
        return;
    }
    s->at = at;
    s->at[s->n] = nothing;
    s->at[s->n].id = keep(s, ct_xml_attribute(attributes, "w:styleId"));
    if (plain != NULL && (plain[0] == '1' || plain[0] == 't') &&
        (type == NULL || strcmp(type, "paragraph") == 0))
        s->plain = s->at[s->n].id;
    s->n++;
}

bool ct_style_is_off(const char **attributes)
{
    const char *value = ct_xml_attribute(attributes, "w:val");
    return value != NULL &&
           (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0);
}

static long indent_of(const char **attributes, const char *name, const char *strict)
{
    long value = ct_xml_number(attributes, name, -CT_MOST_INDENT, CT_MOST_INDENT, CT_NO_INDENT);
    return value != CT_NO_INDENT
               ? value
               : ct_xml_number(attributes, strict, -CT_MOST_INDENT, CT_MOST_INDENT, CT_NO_INDENT);
}

void ct_style_indent(const char **attributes, long *left, long *first)
{
    long begin = indent_of(attributes, "w:left", "w:start"),
         more = indent_of(attributes, "w:firstLine", "w:firstLine");
    long less = indent_of(attributes, "w:hanging", "w:hanging");

    if (begin != CT_NO_INDENT) *left = begin;
    if (more != CT_NO_INDENT) *first = more;
    if (less != CT_NO_INDENT) *first = -less;
}

bool ct_style_run_property(ct_style *style, const char *name, const char **attributes)
{
    const char *value = ct_xml_attribute(attributes, "w:val");

    if (strcmp(name, "w:vanish") == 0)
        style->vanished = !ct_style_is_off(attributes);
    else if (strcmp(name, "w:strike") == 0 || strcmp(name, "w:dstrike") == 0)
        style->struck = !ct_style_is_off(attributes);
    else if (strcmp(name, "w:b") == 0)
        style->bold = !ct_style_is_off(attributes);
    else if (strcmp(name, "w:vertAlign") == 0)
        style->raised = value != NULL && strcmp(value, "superscript") == 0;
    else if (strcmp(name, "w:rFonts") == 0)
        style->font = ct_font_named(attributes, style->font);
    else
        return false;
    return true;
}

static bool on_start(void *data, const char *name, const char **attributes)
{
    ct_styles *s = data;
    ct_style *last = s->n > 0 ? &s->at[s->n - 1] : &s->defaults;

    if (strcmp(name, "w:tblStylePr") == 0 || strcmp(name, "w:latentStyles") == 0) return false;
    if (strcmp(name, "w:style") == 0) {
        style_add(s, attributes);
        return true;
    }
    if (ct_style_run_property(last, name, attributes)) return true;
    if (strcmp(name, "w:ind") == 0) ct_style_indent(attributes, &last->left, &last->first);
    if (s->n == 0) return true;
    if (strcmp(name, "w:name") == 0) last->name = keep(s, ct_xml_attribute(attributes, "w:val"));
    if (strcmp(name, "w:basedOn") == 0) last->based_on = keep(s, ct_xml_attribute(attributes, "w:val"));
    if (strcmp(name, "w:outlineLvl") == 0)
        last->outline = (int)ct_xml_number(attributes, "w:val", 0, CT_BODY_LEVEL, CT_NOT_SAID);
    if (strcmp(name, "w:numId") == 0)
        last->number = ct_xml_number(attributes, "w:val", 0, CT_MOST_ID, CT_NOT_SAID);
    if (strcmp(name, "w:ilvl") == 0) last->list_level = (int)ct_xml_number(attributes, "w:val", 0, 8, 0);
    return true;
}

static void on_end(void *data, const char *name)
{
    (void)data, (void)name;
}

static int compare(const void *a, const void *b)
{
    const ct_style *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static const ct_style *find(const ct_styles *s, const char *id)
{
    ct_style key = { .id = id };
    return s->n == 0 ? NULL : bsearch(&key, s->at, s->n, sizeof key, compare);
}

ct_error ct_styles_parse(ct_styles **out, ct_arena *arena, const char *bytes, size_t n)
{
    ct_styles *s = ct_arena_alloc(arena, sizeof *s);
    ct_xml xml = { .start = on_start, .end = on_end };
    ct_error err = ct_ok();
    ct_style *kept;

    *out = s;
    if (s == NULL) return ct_no_memory();
    s->arena = arena;
    s->err = ct_ok();
    s->defaults = nothing;
    xml.err = &s->err;
    if (n > 0) err = ct_xml_parse(&xml, s, "word/styles.xml", bytes, n);
    kept = ct_arena_array(arena, s->n, sizeof *kept);
    if (err.code == CT_OK && kept == NULL) err = ct_no_memory();
    if (err.code == CT_OK && s->n > 0) {
        memcpy(kept, s->at, s->n * sizeof *kept);
        qsort(kept, s->n, sizeof *kept, compare);
    }
    free(s->at);
    s->at = kept;
    return err;
}

/* Word gives its own styles English names whatever the user's language; only their ids are translated. */
static int level_of_name(const char *name)
{
    if (strcmp(name, "Title") == 0 || strcmp(name, "title") == 0) return 0;
    if (strncmp(name, "heading ", 8) == 0 || strncmp(name, "Heading ", 8) == 0)
        name += 8;
    else if (strncmp(name, "Heading", 7) == 0)
        name += 7;
    else
        return CT_NOT_SAID;
    return name[0] >= '1' && name[0] <= '9' && name[1] == '\0' ? name[0] - '1' : CT_NOT_SAID;
}

void ct_style_fill(ct_style *to, const ct_style *from)
{
    if (to->outline == CT_NOT_SAID) to->outline = from->outline;
    if (to->vanished == CT_NOT_SAID) to->vanished = from->vanished;
    if (to->struck == CT_NOT_SAID) to->struck = from->struck;
    if (to->raised == CT_NOT_SAID) to->raised = from->raised;
    if (to->bold == CT_NOT_SAID) to->bold = from->bold;
    if (to->font == CT_FONT_NOT_SAID) to->font = from->font;
    if (to->left == CT_NO_INDENT) to->left = from->left;
    if (to->first == CT_NO_INDENT) to->first = from->first;
    if (to->number == CT_NOT_SAID) {
        to->number = from->number;
        to->list_level = from->list_level;
    }
}

ct_style ct_style_resolve(const ct_styles *s, const char *id)
{
    ct_style all = nothing;
    const ct_style *one = find(s, id);

    if (one == NULL) all.outline = level_of_name(id);
    for (int i = 0; one != NULL && i < CHAIN; i++) {
        bool untold = all.outline == CT_NOT_SAID;
        ct_style_fill(&all, one);
        if (untold && all.outline == CT_NOT_SAID) all.outline = level_of_name(one->name);
        if (i == 0) all.name = one->name;
        one = find(s, one->based_on);
    }
    return all;
}

ct_style ct_style_paragraph(const ct_styles *s, const char *id)
{
    bool named = id != NULL && id[0] != '\0';
    ct_style style = named ? ct_style_resolve(s, id) : nothing;

    if (!named &&
        s->plain != NULL) { /* of the usual style only the looks count: it makes no headings and no lists */
        ct_style plain = ct_style_resolve(s, s->plain);
        plain.outline = style.outline;
        plain.number = style.number;
        plain.list_level = style.list_level;
        style = plain;
    }
    ct_style_fill(&style, &s->defaults);
    return style;
}

#else
typedef int ct_styles_not_built; /* ISO C wants a declaration in every file */
#endif
