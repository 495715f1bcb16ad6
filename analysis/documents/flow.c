/* What Word and ODT have in common: paragraphs, rows and notes become lines in reading order. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

#include "core/list.h"

enum {
    BLANK = 60,
    TAB = 720
}; /* twips by which a space (of 12 points) and a tab in front set a text in, about */

void ct_flow_clear(ct_flow *flow)
{
    for (size_t i = 0; i < CT_FLOW_NESTING; i++) ct_buffer_clear(&flow->paragraph[i].text);
    ct_buffer_clear(&flow->note);
    ct_buffer_clear(&flow->scratch);
    ct_arena_free(flow->told);
    free(flow->held);
    free(flow->waiting);
}

void ct_flow_paragraph(ct_flow *flow)
{
    ct_flow_words *words;

    if (flow->depth == CT_FLOW_NESTING) {
        ct_flow_fail(flow,
                     ct_fail(CT_EPARSE, 0,
                             "text boxes nested more than %d deep; open the file in Word and save it again",
                             CT_FLOW_NESTING));
        return;
    }
    words = &flow->paragraph[flow->depth++];
    words->level = 0;
    if (words->joins) {
        words->joins = false;
        return;
    }
    ct_buffer_empty(&words->text);
    words->indent = 0;
    words->tabs = 0;
    words->plain = words->listing = false;
}

ct_flow_words *ct_flow_here(ct_flow *flow)
{
    return flow->depth > 0 ? &flow->paragraph[flow->depth - 1] : NULL;
}

bool ct_flow_begun(const ct_flow *flow)
{
    return flow->depth > 0 && flow->paragraph[flow->depth - 1].text.len > 0;
}

void ct_flow_text(ct_flow *flow, const char *text, size_t n)
{
    ct_flow_words *words = ct_flow_here(flow);
    size_t blank = 0;

    if (words == NULL) return;
    while (blank < n && ct_flow_is_blank(text[blank])) blank++;
    if (words->text.len == 0) words->indent += (int)(blank < 100 ? blank : 100) * BLANK;
    if (blank < n && !flow->bold) words->plain = true;
    ct_flow_append(&words->text, text, n);
}

void ct_flow_raised(ct_flow *flow, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *raised = ct_text_raised(text[i]);
        if (raised != NULL)
            ct_flow_text(flow, raised, strlen(raised));
        else
            ct_flow_text(flow, text + i, 1);
    }
}

void ct_flow_break(ct_flow *flow, char what)
{
    ct_flow_words *words = ct_flow_here(flow);

    if (words == NULL) return;
    if (words->text.len == 0) {
        if (what != '\t' || words->tabs > 100) return;
        words->tabs++;
        words->indent += TAB;
        return;
    }
    while (words->text.len > 0 && words->text.data[words->text.len - 1] == ' ') words->text.len--;
    ct_buffer_append(&words->text, &what, 1);
}

/* A paragraph that is part of no table. Empty ones part nothing: lines of a table by tabs may have them in
 * between. */
static void put_paragraph(ct_flow *flow, const ct_flow_words *words)
{
    if (ct_flow_trimmed(&words->text) == 0 && flow->n_waiting == 0) return;
    if (ct_flow_hold(flow, words)) return;
    ct_flow_release(flow);
    ct_flow_put(flow, ct_buffer_string(&words->text), words->text.len, CT_LINE_PARAGRAPH, words->level);
    ct_flow_put_notes(flow, flow->waiting, flow->n_waiting);
    flow->n_waiting = 0;
}

/* The paragraph at the present depth is whole: it is a line, or a part of its cell or note. */
static void paragraph_close(ct_flow *flow)
{
    const ct_flow_words *words = &flow->paragraph[flow->depth];

    ct_flow_fail(flow, ct_buffer_error(&words->text));
    if (flow->err.code != CT_OK) return;
    if (flow->in_note) {
        if (flow->note.len > 0) ct_flow_append(&flow->note, " ", 1);
        ct_flow_append(&flow->note, ct_buffer_string(&words->text), words->text.len);
    } else if (flow->open != NULL) {
        ct_flow_keep(flow, words);
    } else {
        put_paragraph(flow, words);
    }
}

void ct_flow_paragraph_end(ct_flow *flow)
{
    if (flow->depth == 0) return;
    flow->depth--;
    if (!flow->paragraph[flow->depth].joins) paragraph_close(flow);
}

void ct_flow_settle(ct_flow *flow)
{
    if (flow->depth == CT_FLOW_NESTING || !flow->paragraph[flow->depth].joins) return;
    flow->paragraph[flow->depth].joins = false;
    paragraph_close(flow);
}

void ct_flow_end(ct_flow *flow)
{
    ct_flow_settle(flow);
    ct_flow_release(flow);
}

void ct_flow_note(ct_flow *flow)
{
    flow->in_note = true;
    ct_buffer_empty(&flow->note);
}

const char *ct_flow_note_end(ct_flow *flow)
{
    ct_flow_settle(flow);
    size_t n = ct_flow_trimmed(&flow->note);
    char *text = NULL;

    flow->in_note = false;
    ct_flow_fail(flow, ct_buffer_error(&flow->note));
    if (n == 0 || flow->err.code != CT_OK) return NULL;
    text = ct_arena_strndup(flow->reader->document->arena, flow->note.data, n);
    if (text == NULL) ct_flow_fail(flow, ct_no_memory());
    return text;
}

void ct_flow_wait(ct_flow *flow, const char *note)
{
    if (note == NULL) return;
    const char **waiting = ct_list_room(flow->waiting, flow->n_waiting, &flow->capacity, sizeof *waiting, 8);
    if (waiting == NULL) {
        ct_flow_fail(flow, ct_no_memory());
        return;
    }
    flow->waiting = waiting;
    flow->waiting[flow->n_waiting++] = note;
}

#else
typedef int ct_flow_not_built; /* ISO C wants a declaration in every file */
#endif
