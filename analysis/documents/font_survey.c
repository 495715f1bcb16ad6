/* Which fonts from before Unicode a Word file's text is in: a first reading of the text for its fonts alone.
 */
#ifdef CHITIEU_HAVE_WORD

#include <string.h>

#include "documents/word.h"

typedef struct {
    const ct_styles *styles;
    ct_font_evidence *evidence;
    ct_font paragraph, run;
    bool in_text;
    ct_error err;
} survey;

static bool survey_start(void *data, const char *name, const char **attributes)
{
    survey *s = data;
    const char *value = ct_xml_attribute(attributes, "w:val");

    if (strcmp(name, "w:p") == 0) s->paragraph = s->run = ct_style_paragraph(s->styles, "").font;
    if (strcmp(name, "w:pStyle") == 0) s->paragraph = ct_style_paragraph(s->styles, value).font;
    if (strcmp(name, "w:r") == 0) s->run = s->paragraph;
    if (strcmp(name, "w:rFonts") == 0) s->run = ct_font_named(attributes, s->run);
    if (strcmp(name, "w:rStyle") == 0) {
        ct_font font = ct_style_resolve(s->styles, value != NULL ? value : "").font;
        if (font != CT_FONT_NOT_SAID) s->run = font;
    }
    s->in_text = strcmp(name, "w:t") == 0;
    return true;
}

static void survey_end(void *data, const char *name)
{
    survey *s = data;

    (void)name;
    s->in_text = false;
}

static void survey_text(void *data, const char *text, size_t n)
{
    survey *s = data;

    if (s->in_text) ct_font_weigh(s->evidence, s->run, text, n);
}

ct_error ct_font_survey(ct_font_evidence *evidence, const ct_styles *styles, const char *part,
                        const char *bytes, size_t n)
{
    survey s = { .styles = styles, .evidence = evidence, .err = ct_ok() };
    ct_xml xml = { .start = survey_start, .end = survey_end, .text = survey_text, .err = &s.err };

    return ct_xml_parse(&xml, &s, part, bytes, n);
}

#else
typedef int ct_font_survey_not_built; /* ISO C wants a declaration in every file */
#endif
