#include "cli/part.h"

#include <stdio.h>
#include <string.h>

ct_error ct_part_new(ct_part *part, bool traces)
{
    *part = (ct_part){ NULL, NULL, NULL };
    CT_TRY(ct_table_new(&part->observations, &ct_observation_schema));
    CT_TRY(ct_table_new(&part->plans, &ct_plan_schema));
    return traces ? ct_table_new(&part->traces, &ct_trace_schema) : ct_ok();
}

void ct_part_free(ct_part *part)
{
    ct_table_free(part->observations);
    ct_table_free(part->plans);
    ct_table_free(part->traces);
}

void ct_part_pack_fault(ct_buffer *to, const ct_error *fault)
{
    ct_pack_number(to, fault->code);
    ct_pack_number(to, (uint64_t)fault->line);
    ct_pack_text(to, fault->file);
    ct_pack_text(to, fault->text);
    ct_pack_text(to, fault->vi);
}

void ct_part_pack(ct_buffer *to, const ct_document *document, const ct_part *part)
{
    ct_pack_number(to, CT_OK);
    ct_pack_text(to, document->digest);
    ct_pack_text(to, document->encoding);
    ct_pack_number(to, document->bytes);
    ct_pack_number(to, document->n_lines);
    ct_pack_number(to, document->replaced);
    ct_pack_number(to, document->english);
    ct_pack_number(to, document->n_unread);
    for (size_t i = 0; i < document->n_unread; i++) {
        const ct_unread *unread = &document->unread[i];
        ct_pack_number(to, unread->kind);
        ct_pack_number(to, unread->n);
        ct_pack_number(to, (uint64_t)unread->page);
        ct_pack_text(to, unread->where);
    }
    ct_pack_rows(to, part->observations);
    ct_pack_rows(to, part->plans);
    if (part->traces != NULL) ct_pack_rows(to, part->traces);
}

static ct_error take_text(ct_unpack *from, ct_arena *arena, const char **out)
{
    const char *text;

    CT_TRY(ct_unpack_text(from, &text));
    *out = ct_arena_strdup(arena, text);
    return *out != NULL ? ct_ok() : ct_no_memory();
}

static ct_error take_size(ct_unpack *from, size_t *out)
{
    uint64_t number;

    CT_TRY(ct_unpack_number(from, SIZE_MAX, &number));
    *out = (size_t)number;
    return ct_ok();
}

static ct_error take_fault(ct_unpack *from, ct_code code, ct_error *fault)
{
    const char *file, *text, *vi;
    uint64_t line;

    CT_TRY(ct_unpack_number(from, INT32_MAX, &line));
    CT_TRY(ct_unpack_text(from, &file));
    CT_TRY(ct_unpack_text(from, &text));
    CT_TRY(ct_unpack_text(from, &vi));
    *fault = (ct_error){ .code = code, .line = (long)line };
    snprintf(fault->file, sizeof fault->file, "%s", file);
    snprintf(fault->text, sizeof fault->text, "%s", text);
    snprintf(fault->vi, sizeof fault->vi, "%s", vi);
    return ct_ok();
}

static ct_error take_unread(ct_unpack *from, ct_arena *arena, ct_input *input)
{
    uint64_t n, kind, page;

    CT_TRY(ct_unpack_number(from, CT_UNREAD_BEYOND + 1, &n));
    ct_unread *unread = ct_arena_array(arena, (size_t)n, sizeof *unread);

    if (unread == NULL) return ct_no_memory();
    for (uint64_t i = 0; i < n; i++) {
        CT_TRY(ct_unpack_number(from, CT_UNREAD_BEYOND, &kind));
        CT_TRY(take_size(from, &unread[i].n));
        CT_TRY(ct_unpack_number(from, INT32_MAX, &page));
        CT_TRY(take_text(from, arena, &unread[i].where));
        unread[i].kind = (ct_unread_kind)kind;
        unread[i].page = (long)page;
    }
    input->unread = unread;
    input->n_unread = (size_t)n;
    return ct_ok();
}

static ct_error take_facts(ct_unpack *from, ct_arena *arena, ct_input *input)
{
    const char *digest;
    uint64_t english;

    CT_TRY(ct_unpack_text(from, &digest));
    snprintf(input->digest, sizeof input->digest, "%s", digest);
    CT_TRY(take_text(from, arena, &input->encoding));
    CT_TRY(take_size(from, &input->bytes));
    CT_TRY(take_size(from, &input->lines));
    CT_TRY(take_size(from, &input->replaced));
    CT_TRY(ct_unpack_number(from, 1, &english));
    input->english = english == 1;
    return take_unread(from, arena, input);
}

/* Traces count the observations of their own document. */
static void move_traces(ct_table *traces, size_t first, size_t by)
{
    for (size_t i = first; i < traces->n; i++) {
        ct_trace_row *row = ct_table_row(traces, i);
        if (row->observation > 0) row->observation += (long)by;
    }
}

static ct_error take_rows(ct_unpack *from, ct_stages *stages, size_t observations)
{
    CT_TRY(ct_unpack_rows(from, stages->observations));
    CT_TRY(ct_unpack_rows(from, stages->plans));
    if (stages->traces != NULL) {
        size_t traces = stages->traces->n;
        CT_TRY(ct_unpack_rows(from, stages->traces));
        move_traces(stages->traces, traces, stages->n_given + observations);
    }
    return from->left == 0
               ? ct_ok()
               : ct_fail(CT_EDATA, 0, "damaged: what one process handed to another cannot be read");
}

ct_error ct_part_unpack(const char *bytes, size_t n, ct_arena *arena, ct_stages *stages, ct_input *input,
                        ct_error *fault)
{
    size_t observations = stages->observations->n, plans = stages->plans->n,
           traces = stages->traces != NULL ? stages->traces->n : 0;
    ct_unpack from = { bytes, n };
    uint64_t code;

    *fault = ct_ok();
    CT_TRY(ct_unpack_number(&from, CT_EPART, &code));
    if (code != CT_OK) return take_fault(&from, (ct_code)code, fault);
    ct_error err = take_facts(&from, arena, input);

    if (err.code == CT_OK) err = take_rows(&from, stages, observations);
    input->observations = stages->observations->n - observations;
    if (err.code == CT_OK) return err;
    stages->observations->n = observations;
    stages->plans->n = plans;
    if (stages->traces != NULL) stages->traces->n = traces;
    return err;
}
