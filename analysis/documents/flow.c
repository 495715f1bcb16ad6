/* What Word and ODT have in common: paragraphs, rows and notes become lines in reading order. */
#ifdef CHITIEU_HAVE_WORD

#include <stdlib.h>
#include <string.h>

#include "documents/word.h"

static void keep_fault(ct_flow *flow, ct_error err)
{
    if (flow->err.code == CT_OK) flow->err = err;
}

void ct_flow_clear(ct_flow *flow)
{
    for (size_t i = 0; i < CT_FLOW_NESTING; i++) ct_buffer_clear(&flow->paragraph[i].text);
    ct_buffer_clear(&flow->cell);
    ct_buffer_clear(&flow->row);
    ct_buffer_clear(&flow->note);
    free(flow->waiting);
}

static void reset(ct_buffer *buffer)
{
    buffer->len = 0;
}

void ct_flow_paragraph(ct_flow *flow)
{
    if (flow->depth == CT_FLOW_NESTING) {
        keep_fault(flow,
                   ct_fail(CT_EPARSE, 0, "text boxes nested more than %d deep; open the file in Word and save it again", CT_FLOW_NESTING));
        return;
    }
    if (!flow->paragraph[flow->depth].joins) reset(&flow->paragraph[flow->depth].text);
    flow->paragraph[flow->depth].joins = false;
    flow->paragraph[flow->depth].level = 0;
    flow->depth++;
}

void ct_flow_join(ct_flow *flow)
{
    if (flow->depth > 0) flow->paragraph[flow->depth - 1].joins = true;
}

bool ct_flow_begun(const ct_flow *flow)
{
    return flow->depth > 0 && flow->paragraph[flow->depth - 1].text.len > 0;
}

void ct_flow_level(ct_flow *flow, int level)
{
    if (flow->depth > 0) flow->paragraph[flow->depth - 1].level = level;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Text with runs of white space as one space and none in front. */
static void append_text(ct_buffer *to, const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t start = i;
        while (i < n && !is_space(text[i])) i++;
        ct_buffer_append(to, text + start, i - start);
        if (i == n) break;
        while (i < n && is_space(text[i])) i++;
        if (to->len > 0 && to->data[to->len - 1] != ' ') ct_buffer_append(to, " ", 1);
    }
}

static size_t trimmed(const ct_buffer *buffer)
{
    size_t n = buffer->len;

    while (n > 0 && buffer->data[n - 1] == ' ') n--;
    return n;
}

void ct_flow_text(ct_flow *flow, const char *text, size_t n)
{
    if (flow->depth > 0) append_text(&flow->paragraph[flow->depth - 1].text, text, n);
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

static void emit(ct_flow *flow, const ct_buffer *text, ct_line_kind kind, int level)
{
    size_t n = trimmed(text);

    if (flow->err.code == CT_OK) keep_fault(flow, ct_buffer_error(text));
    if (flow->err.code == CT_OK && n > 0) keep_fault(flow, ct_reader_copy(flow->reader, text->data, n, kind, level, 0));
    for (size_t i = 0; i < flow->n_waiting && flow->err.code == CT_OK; i++)
        keep_fault(flow, ct_reader_copy(flow->reader, flow->waiting[i], strlen(flow->waiting[i]), CT_LINE_NOTE, 0, 0));
    flow->n_waiting = 0;
}

/* The paragraph at the present depth is whole: it is a line, or a part of its cell or note. */
static void paragraph_close(ct_flow *flow)
{
    const ct_buffer *text = &flow->paragraph[flow->depth].text;
    ct_buffer *to = flow->in_note ? &flow->note : &flow->cell;

    if (!flow->in_note && flow->tables == 0) {
        emit(flow, text, CT_LINE_PARAGRAPH, flow->paragraph[flow->depth].level);
        return;
    }
    keep_fault(flow, ct_buffer_error(text));
    if (to->len > 0) append_text(to, " ", 1);
    append_text(to, ct_buffer_string(text), text->len);
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

void ct_flow_table(ct_flow *flow)
{
    ct_flow_settle(flow);
    if (!flow->in_note) flow->tables++;
}

void ct_flow_table_end(ct_flow *flow)
{
    if (!flow->in_note && flow->tables > 0) flow->tables--;
}

void ct_flow_row(ct_flow *flow)
{
    if (flow->in_note || flow->tables != 1) return;
    reset(&flow->row);
    reset(&flow->cell);
    flow->cells = 0;
}

void ct_flow_row_end(ct_flow *flow, bool keep)
{
    bool blank = true;

    if (flow->in_note || flow->tables != 1) return;
    for (size_t i = 0; i < flow->row.len && blank; i++) blank = flow->row.data[i] == '\t';
    if (blank || !keep) reset(&flow->row);
    emit(flow, &flow->row, CT_LINE_ROW, 0);
}

void ct_flow_cell(ct_flow *flow)
{
    if (!flow->in_note && flow->tables == 1) reset(&flow->cell);
}

void ct_flow_cell_end(ct_flow *flow, long span, bool keep)
{
    ct_flow_settle(flow);
    if (flow->in_note || flow->tables != 1) return;
    if (flow->cells++ > 0) ct_buffer_append(&flow->row, "\t", 1);
    if (keep) ct_buffer_append(&flow->row, ct_buffer_string(&flow->cell), trimmed(&flow->cell));
    keep_fault(flow, ct_buffer_error(&flow->cell));
    reset(&flow->cell);
    ct_flow_empty(flow, span - 1);
}

void ct_flow_empty(ct_flow *flow, long cells)
{
    if (flow->in_note || flow->tables != 1 || cells < 1) return;
    if (cells > CT_FLOW_SPAN) cells = CT_FLOW_SPAN;
    for (long i = 0; i < cells; i++)
        if (flow->cells++ > 0) ct_buffer_append(&flow->row, "\t", 1);
}

void ct_flow_note(ct_flow *flow)
{
    flow->in_note = true;
    reset(&flow->note);
}

const char *ct_flow_note_end(ct_flow *flow)
{
    ct_flow_settle(flow);
    size_t n = trimmed(&flow->note);
    char *text = NULL;

    flow->in_note = false;
    keep_fault(flow, ct_buffer_error(&flow->note));
    if (n == 0 || flow->err.code != CT_OK) return NULL;
    text = ct_arena_strndup(flow->reader->document->arena, flow->note.data, n);
    if (text == NULL) keep_fault(flow, ct_no_memory());
    return text;
}

void ct_flow_wait(ct_flow *flow, const char *note)
{
    if (note == NULL) return;
    if (flow->n_waiting == flow->capacity) {
        size_t capacity = flow->capacity * 2 + 8;
        const char **waiting = realloc(flow->waiting, capacity * sizeof *waiting);
        if (waiting == NULL) {
            keep_fault(flow, ct_no_memory());
            return;
        }
        flow->waiting = waiting;
        flow->capacity = capacity;
    }
    flow->waiting[flow->n_waiting++] = note;
}

#else
typedef int ct_flow_not_built; /* ISO C wants a declaration in every file */
#endif
