#include "extract/extract.h"

#include <math.h>
#include <string.h>

#include "core/buffer.h"
#include "extract/decisions/conclude.h"
#include "extract/decisions/decide_year.h"
#include "extract/decisions/decision_account.h"
#include "extract/document_plans.h"
#include "extract/reading/block.h"
#include "extract/tables.h"

static const double MOST_SURE = 0.999; /* only a person is wholly sure */

enum { QUOTE_BEFORE = 7, CELL_QUOTE = 30, QUOTE_AFTER = 4 }; /* words */

/* The run of one document. */
typedef struct {
    const ct_extractor *known;
    const ct_document *document;
    ct_table *table;
    ct_blocks blocks;
    ct_settings settings;
    ct_heading headings[CT_MAX_HEADINGS];
    size_t n_headings;
    ct_period carried, previous;
    int carried_kind, previous_kind, list_measure;
    size_t setting;
    ct_estimates estimates;
    ct_window window;      /* the bound document being read */
    ct_trace *trace;       /* NULL: none is kept            */
    ct_training *training; /* NULL: none is asked for       */
    ct_table *plans;       /* NULL: not wanted              */
    ct_sections sections;  /* of aims, in the bound document being read */
} run;

/* Append the words of tokens from .. to: the document's own bytes, but that a line's end and a tab between
 * cells are one space. */
static void append_words(ct_buffer *text, const ct_passage *p, size_t from, size_t to)
{
    for (size_t i = from; i <= to;) {
        size_t last = i;
        while (last + 1 <= to && p->tokens.at[last + 1].line == p->tokens.at[i].line &&
               !p->tokens.at[last + 1].cell)
            last++;
        const char *a = p->tokens.at[i].text, *b = p->tokens.at[last].text + p->tokens.at[last].len;
        if (text->len > 0) ct_buffer_text(text, " ");
        ct_buffer_append(text, a, (size_t)(b - a));
        i = last + 1;
    }
}

/* The words around the mention, some on each side. */
static const char *quote(ct_table *table, const ct_passage *p, const ct_mention *m)
{
    size_t from = m->start, to = m->end > m->start ? m->end - 1 : m->start, words = 0;
    for (; from > 0 && words < QUOTE_BEFORE && !p->tokens.at[from].cell; from--)
        words += p->tokens.at[from - 1].space;
    words = 0;
    for (; to + 1 < p->tokens.n && words < QUOTE_AFTER && !p->tokens.at[to + 1].cell; to++)
        words += p->tokens.at[to + 1].space;
    ct_buffer text;
    ct_buffer_init(&text);
    append_words(&text, p, from, to);
    const char *kept = text.failed ? NULL : ct_table_text(table, ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return kept;
}

/* What a table's figure stands under, as the document has it: "Thu nội địa | Năm 2023 / Kế hoạch | 12.500"
 * (domestic revenue | year 2023 / plan | 12,500). */
static const char *quote_cell(ct_table *table, const ct_figure *f)
{
    const ct_segment *parts[] = { &f->segments[CT_SEGMENT_CLAUSE], &f->segments[CT_SEGMENT_OWN], &f->said,
                                  &f->segments[CT_SEGMENT_COLUMN] };
    ct_buffer text;
    ct_buffer_init(&text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (size_t k = 0; k < parts[i]->n; k++) {
            const ct_span *s = &parts[i]->at[k];
            size_t to = s->to - s->from > CELL_QUOTE ? s->from + CELL_QUOTE : s->to;
            if (text.len > 0) ct_buffer_text(&text, k > 0 || i < 3 ? " / " : " | ");
            for (size_t t = s->from; t < to;) { /* a line's run of text at a time */
                size_t last = t;
                while (last + 1 < to && s->passage->tokens.at[last + 1].line == s->passage->tokens.at[t].line)
                    last++;
                const ct_token *a = &s->passage->tokens.at[t], *b = &s->passage->tokens.at[last];
                ct_buffer_append(&text, a->text, (size_t)(b->text + b->len - a->text));
                t = last + 1;
            }
        }
    const ct_token *a = &f->passage->tokens.at[f->sentence_from],
                   *b = &f->passage->tokens.at[f->sentence_to - 1];
    ct_buffer_text(&text, text.len > 0 ? " | " : "");
    ct_buffer_append(&text, a->text, (size_t)(b->text + b->len - a->text));
    const char *kept = text.failed ? NULL : ct_table_text(table, ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return kept;
}

static void values(const ct_mention *m, const ct_answer *a, ct_observation *row)
{
    double low = m->low, high = m->high;
    bool plan = a->measure == CT_MEASURE_PLAN_RATIO;
    if (plan && a->over && m->family == CT_FAMILY_PERCENT) {
        double sign = a->direction < 0 ? -1 : 1;
        low = 100 + sign * low;
        high = 100 + sign * high;
    } else if (!plan && a->direction < 0) {
        low = -low;
        high = -high;
    }
    row->value_low =
        low; /* "giảm 1 - 1,5%" (fall by 1 - 1.5%) is -1 to -1.5: in the order it is written in */
    row->value_high = high;
}

static ct_error emit(run *r, const ct_figure *f, const ct_answer *a, double confidence)
{
    const ct_passage *p = f->passage;
    const ct_mention *m = f->mention;
    ct_observation *row = ct_table_add(r->table);
    if (row == NULL) return ct_no_memory();
    size_t first = p->tokens.at[m->start].line, last = p->tokens.at[m->end - 1].line;
    const ct_indicator *one = a->indicator == CT_NONE ? NULL : &r->known->catalogue->indicators[a->indicator];
    row->document = ct_table_text(r->table, r->document->name);
    row->page = r->document->lines[first].page;
    row->line_start = r->document->lines[first].number;
    row->line_end = r->document->lines[last].number;
    row->quote = f->head != NULL ? quote_cell(r->table, f) : quote(r->table, p, m);
    row->indicator = ct_table_text(r->table, one == NULL ? "" : one->id);
    row->name = ct_table_text(r->table, one == NULL ? a->name : one->name_vi);
    row->scope = ct_table_text(r->table, a->scope);
    row->breakdown = ct_table_text(r->table, a->breakdown);
    bool bare = f->head != NULL && m->unit[0] == '\0' &&
                one != NULL; /* a table that tells no unit has the usual one */
    row->unit = ct_table_text(r->table, bare ? one->unit : m->unit);
    const char *const texts[] = { row->document, row->quote,     row->indicator, row->name,
                                  row->scope,    row->breakdown, row->unit };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] == NULL) return ct_no_memory();
    values(m, a, row);
    row->qualifier = m->qualifier;
    if (a->period.known) {
        row->period_start = a->period.from;
        row->period_end = a->period.to;
    }
    row->aggregation = a->aggregation;
    row->kind = a->kind;
    row->measure = a->measure;
    row->base_period = a->base;
    row->named = a->named;
    row->kind_said = f->head != NULL && f->head->kind != CT_NONE;
    row->in_table = f->head != NULL;
    row->unit_counted = m->counted;
    row->confidence = fmin(round(confidence * 1000) / 1000, MOST_SURE);
    return ct_ok();
}

static void go_on(ct_sentence_so_far *so_far, const ct_passage *p, const ct_mention *m, const ct_answer *a)
{
    size_t sentence = p->sentence[m->start];
    bool fresh = !so_far->any || so_far->sentence != sentence, link = false;
    for (size_t i = a->begin; i < m->start; i++)
        link = link || ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_PART) != NULL;
    if (link || !a->inherited) so_far->part = link;
    if ((m->family == CT_FAMILY_POINT && a->indicator == CT_NONE) || ct_is_compared(&a->standing))
        return; /* what a part contributes, or something is only compared with, says nothing of the next
                   figure */
    /* "... 13,45%, thấp hơn mức 19,3% của năm 2022. Trong đó ..." (... 13.45%, below the 19.3% of 2022. Of
     * which ...): the earlier year was only compared with. */
    bool aside =
        a->period.aside && so_far->period.known && ct_date_compare(a->period.to, so_far->period.to) < 0;
    if (!m->bracket) {
        if (!so_far->part || !a->inherited) {
            so_far->main_indicator = a->indicator;
            if (!a->inherited) so_far->main_measure = a->measure;
        }
        so_far->indicator = a->indicator;
        so_far->measure = a->measure;
        so_far->kind = aside ? so_far->kind : a->kind;
        so_far->period = aside ? so_far->period : a->period;
        so_far->aggregation = a->aggregation;
        so_far->breakdown_text = a->breakdown[0] != '\0' ? a->breakdown : NULL;
    }
    if (!so_far->any)
        so_far->only_kind = a->kind;
    else if (so_far->only_kind != a->kind)
        so_far->only_kind = CT_NONE;
    if (fresh && !a->inherited) so_far->main_measure = a->measure;
    if (fresh || m->family == CT_FAMILY_PERCENT) so_far->compared = a->measure == CT_MEASURE_MULTIPLE;
    so_far->last_measure = a->measure;
    so_far->last = a->period;
    so_far->sentence = sentence;
    so_far->any = true;
}

/* The bytes of tokens a .. b-1, of the first line alone where they stand on several. */
static const char *words_of(const ct_passage *p, size_t a, size_t b)
{
    const ct_token *first = &p->tokens.at[a], *last = &p->tokens.at[b > a ? b - 1 : a];
    bool one_line = first->line == last->line && last->text >= first->text;
    return ct_arena_strndup(p->arena, first->text,
                            one_line ? (size_t)(last->text + last->len - first->text) : first->len);
}

/* The rows that follow are of this mention, which becomes the next observation. */
static void begin_trace(run *r, const ct_passage *p, const ct_mention *m)
{
    if (r->trace == NULL) return;
    r->trace->line = r->document->lines[p->tokens.at[m->start].line].number;
    r->trace->observation = (long)r->table->n + 1;
    r->trace->number = words_of(p, m->start, m->end);
    r->trace->failed = r->trace->failed || r->trace->number == NULL;
}

/* What was chosen, and what else was likely. */
static ct_error trace_figure(run *r, const ct_figure *f)
{
    ct_trace *trace = r->trace;
    const ct_mention *m = f->mention;
    if (trace == NULL) return ct_ok();
    ct_trace_add(trace, "unit", m->unit, true, m->unit_cost, m->guessed ? "guessed" : "listed");
    ct_trace_add(trace, "qualifier", ct_qualifier_words[m->qualifier], true, NAN, "");
    return ct_account(&r->window, r->known->models, (size_t)(f - r->window.figures), trace);
}

/* The numbers of a passage that are no mentions, and why. */
static void trace_refused(run *r, const ct_passage *p)
{
    for (size_t i = 0; r->trace != NULL && i < p->tokens.n; i++) {
        if (p->refused[i] == CT_REFUSED_NOT) continue;
        r->trace->line = r->document->lines[p->tokens.at[i].line].number;
        r->trace->observation = 0;
        r->trace->number = words_of(p, i, i + 1);
        if (r->trace->number == NULL)
            r->trace->failed = true;
        else
            ct_trace_add(r->trace, "number", r->trace->number, false, NAN, ct_refusal_words[p->refused[i]]);
    }
}

/* What the usual order of reading gives for each figure of a passage; the figures go to the window. */
static ct_error resolve_all(run *r, const ct_passage *p, const ct_block *block)
{
    ct_context context = { .passage = p,
                           .setting = &r->settings.at[r->setting],
                           .estimates = &r->estimates,
                           .headings = r->headings,
                           .n_headings = r->n_headings,
                           .carried = r->carried,
                           .previous = r->previous,
                           .previous_kind = r->previous_kind,
                           .carried_kind = r->carried_kind,
                           .list_measure = r->list_measure,
                           .note = block->note,
                           .headline = block == r->blocks.blocks && block->rank == CT_RANK_SHORT };
    context.so_far.indicator = context.so_far.main_indicator = CT_NONE;
    ct_answer *answers = ct_arena_array(p->arena, p->n_mentions, sizeof *answers);
    if (answers == NULL) return ct_no_memory();
    context.answers = answers;
    for (size_t i = 0; i < p->n_mentions; i++) {
        ct_answer answer;
        memset(&answer, 0, sizeof answer);
        ct_resolve_region(&context, i, &answer);
        ct_resolve_indicator(&context, i, &answer);
        answer.standing = ct_standing_of(p, i, answer.begin, answer.wording);
        ct_resolve_measure(&context, i, &answer);
        ct_resolve_period(&context, i, &answer);
        ct_resolve_aggregation(&context, i, &answer);
        ct_resolve_kind(&context, i, &answer);
        ct_resolve_base(&context, i, &answer);
        answer.scope = context.setting->scope;
        answers[i] = answer;
        CT_TRY(
            ct_window_add(&r->window, p, &p->mentions[i], (size_t)(block - r->blocks.blocks), &answer, NULL));
        go_on(&context.so_far, p, &p->mentions[i], &answer);
        ct_estimates_keep(&r->estimates, p->known->catalogue, &answer);
        if (i == 0 && !block->note)
            r->list_measure = p->mentions[i].family == CT_FAMILY_PERCENT ? answer.measure : CT_NONE;
        if (i == 0 && !block->note && !answer.period.carried) r->carried_kind = answer.kind;
    }
    if (p->n_mentions > 0 && !block->note) {
        r->previous = context.so_far.period;
        r->previous_kind = context.so_far.only_kind;
    }
    return ct_ok();
}

static void pop_headings(run *r, int rank)
{
    while (r->n_headings > 0 && r->headings[r->n_headings - 1].rank >= rank) r->n_headings--;
}

/* A bound document begins: nothing of the one before holds. */
static void enter(run *r, size_t setting)
{
    r->setting = setting;
    r->n_headings = 0;
    r->carried.known = r->previous.known = false;
    r->estimates.n = 0;
    r->sections.n = 0;
    r->carried_kind = r->previous_kind = CT_NONE;
}

/* Keep what a heading or introduction gives to all below it. */
static void hand_down(run *r, const ct_passage *p, const ct_block *block, ct_heading *heading)
{
    *heading = ct_heading_read(p, &r->settings.at[r->setting], block);
    if (block == r->blocks.blocks &&
        block->rank == CT_RANK_SHORT) { /* a headline tells news, it does not head a list */
        heading->kind = heading->breakdown = CT_NONE;
        heading->period = ct_passage_period(p, &r->settings.at[r->setting], p->tokens.n, false);
    }
    if (heading->kind == CT_TARGET && block->heading) ct_sections_keep(&r->sections, block);
}

/* Headings without a digit are read when the first figure below them asks for them. */
static ct_error read_headings(run *r)
{
    for (size_t i = 0; i < r->n_headings; i++) {
        const ct_block *block = r->headings[i].unread;
        const ct_passage *p;
        if (block == NULL) continue;
        CT_TRY(ct_window_passage(&r->window, (size_t)(block - r->blocks.blocks), &p));
        hand_down(r, p, block, &r->headings[i]);
    }
    return ct_ok();
}

static void pass_heading(run *r, const ct_block *block)
{
    r->list_measure = CT_NONE;
    if (block->heading && block->rank <= CT_RANK_ROMAN) r->carried.known = r->previous.known = false;
}

/* A block without figures or years: at most a heading. */
static void pass_block(run *r, const ct_block *block)
{
    if (!block->note) pop_headings(r, block->rank);
    if ((!block->heading && !block->introduction) || r->n_headings == CT_MAX_HEADINGS) return;
    int rank = block->rank + (block->introduction && !block->heading ? CT_RANK_INTRODUCTION : 0);
    r->headings[r->n_headings++] = (ct_heading){ .rank = rank, .unread = block };
    pass_heading(r, block);
}

static ct_error read_passage(run *r, const ct_block *block, ct_passage *p)
{
    if (!block->note) pop_headings(r, block->rank);
    CT_TRY(read_headings(r));
    CT_TRY(resolve_all(r, p, block));
    if ((block->heading || block->introduction) && r->n_headings < CT_MAX_HEADINGS) {
        hand_down(r, p, block, &r->headings[r->n_headings]);
        r->n_headings++;
        pass_heading(r, block);
    }
    if (block->note) return ct_ok();
    /* What stands before the first figure leads. A year among figures is a comparison's as often as not: it
     * counts only where no title tells. */
    bool titled = r->settings.at[r->setting].title.known;
    size_t lead = titled && p->n_mentions > 0 ? p->mentions[0].start : p->tokens.n;
    ct_period period = ct_passage_period(p, &r->settings.at[r->setting], lead, p->n_mentions == 0);
    if (period.known) r->carried = period;
    return ct_ok();
}

static ct_error read_block(run *r, size_t i)
{
    const ct_block *block = &r->blocks.blocks[i];
    const ct_passage *p;
    if (!ct_block_has_digit(r->document, block)) {
        pass_block(r, block);
        return ct_ok();
    }
    CT_TRY(ct_window_passage(&r->window, i, &p));
    return read_passage(r, block, (ct_passage *)p);
}

static ct_error read_rows(run *r, size_t first, size_t end)
{
    CT_TRY(read_headings(r));
    ct_context context = { .setting = &r->settings.at[r->setting],
                           .headings = r->headings,
                           .n_headings = r->n_headings,
                           .carried = r->carried };
    context.so_far.indicator = context.so_far.main_indicator = CT_NONE;
    return ct_rows_read(&r->window, first, end, &context);
}

/* One after the last row of the table that begins at block i; i when none does. */
static size_t rows_end(const run *r, size_t i, size_t end)
{
    while (i < end && r->blocks.blocks[i].row) i++;
    return i;
}

/* The figures of one block, and the numbers in it that are none. */
static ct_error emit_figure(run *r, const ct_figure *f, const ct_figure *traced)
{
    ct_answer answer;
    begin_trace(r, f->passage, f->mention);
    double confidence = ct_conclude(&r->window, f, &answer);
    CT_TRY(trace_figure(r, traced));
    return emit(r, f, &answer, confidence);
}

/* The followers of a block that stand before a column. */
static ct_error emit_followers(run *r, size_t block, size_t column, size_t *next)
{
    for (; *next < r->window.n_followers; ++*next) {
        const ct_follower *one = &r->window.followers[*next];
        if (one->own.block_number != block || one->own.column >= column) break;
        ct_figure f = ct_follower_figure(&r->window, one);
        CT_TRY(emit_figure(r, &f, &r->window.figures[one->row_lead]));
    }
    return ct_ok();
}

static ct_error emit_block(run *r, size_t block, size_t *next, size_t *follower)
{
    const ct_passage *p = r->window.passages[block - r->window.first_block];
    for (; *next < r->window.n && r->window.figures[*next].block_number == block; ++*next) {
        const ct_figure *f = &r->window.figures[*next];
        CT_TRY(emit_followers(r, block, f->column, follower));
        CT_TRY(emit_figure(r, f, f));
    }
    CT_TRY(emit_followers(r, block, SIZE_MAX, follower));
    if (p != NULL && r->trace != NULL && ct_block_has_digit(r->document, &r->blocks.blocks[block]) &&
        !r->blocks.blocks[block].row)
        trace_refused(r, p);
    return ct_ok();
}

/* Read one bound document whole, then decide about all its figures. */
static ct_error read_bound(run *r, ct_arena *arena, size_t setting, size_t first, size_t end)
{
    size_t next = 0, follower = 0;
    enter(r, setting);
    CT_TRY(ct_window_begin(&r->window, arena, r->known, r->document, &r->blocks, &r->settings.at[setting],
                           first, end));
    for (size_t i = first; i < end;) {
        size_t rows = rows_end(r, i, end);
        CT_TRY(rows > i ? read_rows(r, i, rows) : read_block(r, i));
        i = rows > i ? rows : i + 1;
    }
    CT_TRY(ct_window_settle(&r->window));
    CT_TRY(ct_decide(&r->window, r->known->models, r->training, r->table->n + 1));
    size_t row = r->table->n;
    for (size_t i = first; i < end; i++) CT_TRY(emit_block(r, i, &next, &follower));
    const ct_bound bound = { r->known, r->document, &r->blocks,         &r->settings.at[setting],
                             first,    end,         r->settings.n == 1, &r->sections,
                             r->table, row };
    return r->plans != NULL ? ct_plans_add(r->plans, &bound) : ct_ok();
}

static ct_error read_all(run *r)
{
    ct_error err = ct_ok();
    for (size_t first = 0, end; first < r->blocks.n && err.code == CT_OK; first = end) {
        size_t setting = r->settings.of_block[first];
        ct_arena *arena = ct_arena_new();
        for (end = first; end < r->blocks.n && r->settings.of_block[end] == setting;) end++;
        err = arena == NULL ? ct_no_memory() : read_bound(r, arena, setting, first, end);
        ct_window_clear(&r->window);
        ct_arena_free(arena);
    }
    return err;
}

ct_error ct_extract_all(ct_extractor *extractor, const ct_document *document, const char *scope,
                        const ct_extracted *to)
{
    ct_table *traces = to->traces;
    ct_trace trace = { .table = traces };
    run r = { .known = extractor,
              .document = document,
              .table = to->observations,
              .plans = to->plans,
              .carried_kind = CT_NONE,
              .previous_kind = CT_NONE,
              .list_measure = CT_NONE,
              .trace = traces == NULL ? NULL : &trace,
              .training = to->training };
    if (traces != NULL && (trace.document = ct_table_text(traces, document->name)) == NULL)
        return ct_no_memory();
    ct_arena *arena = ct_arena_new();
    ct_error err = arena == NULL ? ct_no_memory() : ct_blocks_find(arena, document, &r.blocks);
    if (err.code == CT_OK)
        err =
            ct_settings_find(arena, extractor, document, &r.blocks, scope == NULL ? "" : scope, &r.settings);
    for (size_t i = 0; i < r.settings.n && err.code == CT_OK; i++)
        err = ct_year_settle(&r.settings.at[i], extractor->models[0]);
    if (err.code == CT_OK) err = read_all(&r);
    ct_arena_free(arena);
    if (err.code == CT_OK && trace.failed) err = ct_no_memory();
    return ct_in(err, document->path);
}

ct_error ct_extract(ct_extractor *extractor, const ct_document *document, const char *scope,
                    ct_table *observations, ct_table *traces, ct_training *training)
{
    const ct_extracted to = { observations, traces, NULL, training };
    return ct_extract_all(extractor, document, scope, &to);
}

bool ct_extract_stage(const char *name)
{
    size_t s = 0;
    while (ct_stages_of_reading[s] != NULL && strcmp(ct_stages_of_reading[s]->shape.name, name) != 0) s++;
    return ct_stages_of_reading[s] != NULL || strcmp(ct_stage_words.shape.name, name) == 0;
}
