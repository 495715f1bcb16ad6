#include "extract/candidates/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"

const char *const ct_segment_words[CT_SEGMENTS] = { "own",    "near",   "clause",  "sentence",
                                                    "after",  "beyond", "before",  "previous",
                                                    "head",   "head2",  "head3",   "title",
                                                    "column", "unit",   "parents", "gap" };

enum { MOST_RANKS = 32, TITLE_WITHIN = 5 /* blocks of a document's begin that may belong to its title */ };

/* The block each block stands under: the last one before it of a lesser rank. Rows and notes are nobody's
 * parents. */
static void find_parents(ct_window *w)
{
    size_t stack[MOST_RANKS], depth = 0;
    for (size_t i = w->first_block; i < w->end_block; i++) {
        const ct_block *block = &w->blocks->blocks[i];
        int rank = block->row
                       ? CT_RANK_PLUS + 1
                       : block->rank + (block->introduction && !block->heading ? CT_RANK_INTRODUCTION : 0);
        while (depth > 0 && !block->note) {
            const ct_block *top = &w->blocks->blocks[stack[depth - 1]];
            int above = top->rank + (top->introduction && !top->heading ? CT_RANK_INTRODUCTION : 0);
            if (above < rank) break;
            depth--;
        }
        w->parent[i - w->first_block] = depth > 0 ? stack[depth - 1] : SIZE_MAX;
        if (!block->row && !block->note && depth < MOST_RANKS) stack[depth++] = i;
    }
}

/* The first blocks, as long as they are headings; the very first one is a title whatever it looks like. */
static void find_titles(ct_window *w)
{
    for (size_t i = w->first_block;
         i < w->end_block && i < w->first_block + TITLE_WITHIN && w->n_titles < CT_TITLE_BLOCKS; i++) {
        const ct_block *block = &w->blocks->blocks[i];
        bool opens = i == w->first_block && !block->row;
        bool marked =
            block->rank != CT_RANK_CAPITALS && block->rank != CT_RANK_SHORT && block->rank != CT_RANK_TEXT;
        if (!opens && (!block->heading || block->row || marked || block->introduction)) break;
        w->titles[w->n_titles++] = i;
    }
}

ct_error ct_window_begin(ct_window *w, ct_arena *arena, const ct_knowledge *known,
                         const ct_document *document, const ct_blocks *blocks, const ct_setting *setting,
                         size_t first, size_t end)
{
    bool fitting = w->fitting;
    *w = (ct_window){ .arena = arena,
                      .known = known,
                      .document = document,
                      .blocks = blocks,
                      .setting = setting,
                      .first_block = first,
                      .end_block = end,
                      .fitting = fitting };
    w->passages = ct_arena_array(arena, end - first + 1, sizeof *w->passages);
    w->parent = ct_arena_array(arena, end - first + 1, sizeof *w->parent);
    if (w->passages == NULL || w->parent == NULL) return ct_no_memory();
    find_parents(w);
    find_titles(w);
    return ct_ok();
}

ct_passage *ct_window_new_passage(ct_window *w, size_t block)
{
    ct_passage *p = ct_arena_alloc(w->arena, sizeof *p);
    w->passages[block - w->first_block] = p;
    return p;
}

ct_error ct_window_passage(ct_window *w, size_t block, const ct_passage **out)
{
    *out = w->passages[block - w->first_block];
    if (*out != NULL) return ct_ok();
    ct_passage *p = ct_window_new_passage(w, block);
    if (p == NULL) return ct_no_memory();
    *out = p;
    return ct_passage_read(p, w->known, w->document, &w->blocks->blocks[block], w->blocks->damaged);
}

void ct_window_clear(ct_window *w)
{
    for (size_t i = 0; w->passages != NULL && i < w->end_block - w->first_block; i++)
        if (w->passages[i] != NULL) ct_passage_clear((ct_passage *)w->passages[i]);
    free(w->figures);
    free(w->followers);
    *w = (ct_window){ .fitting = w->fitting };
}

static double magnitude_of(const ct_window *w, const ct_mention *m, const char **base)
{
    double factor = 1;
    const ct_unit *unit = ct_unit_find(w->known->catalogue, m->unit);
    if (unit != NULL) {
        *base = unit->base;
        factor = unit->factor;
    } else {
        *base = m->base != NULL && m->base[0] != '\0' ? m->base : m->unit;
    }
    if (unit == NULL && m->base != NULL && m->base[0] != '\0')
        ct_unit_convert(w->known->catalogue, 1, m->unit, m->base, &factor);
    return log10(fmax(fabs(m->low) * factor, 1e-6));
}

static void fill(const ct_window *w, ct_figure *f, const ct_passage *passage, const ct_mention *mention,
                 size_t block, const ct_answer *rule, const ct_cell_place *place)
{
    memset(f, 0, sizeof *f);
    f->passage = passage;
    f->mention = mention;
    f->block = &w->blocks->blocks[block];
    f->block_number = block;
    f->rule = *rule;
    f->head = place != NULL ? place->head : NULL;
    f->whole = place != NULL && place->part_of != SIZE_MAX
                   ? (long)place->part_of
                   : CT_NO_FIGURE; /* a block until neighbours are found */
    f->section = place != NULL && place->section;
    f->by_column = place != NULL && place->by_column;
    f->territory = place != NULL ? place->territory : NULL;
    f->of_cell = place != NULL ? place->of_cell : 0;
    f->row_kind = place != NULL ? place->row_kind : CT_NONE;
    if (place != NULL) {
        f->row_period = place->row_period;
        f->said = place->said;
    }
    f->parts = place != NULL ? place->parts : 0;
    f->magnitude = magnitude_of(w, mention, &f->base);
    if (place != NULL) {
        f->table = true;
        f->column = place->number;
        f->table_number = w->n_tables;
        f->segments[CT_SEGMENT_OWN] = f->segments[CT_SEGMENT_SENTENCE] = place->name;
        f->segments[CT_SEGMENT_CLAUSE] = place->parent;
        f->segments[CT_SEGMENT_PARENTS] = place->parents;
        f->segments[CT_SEGMENT_COLUMN] = place->column;
        f->segments[CT_SEGMENT_UNIT] = place->unit;
        f->segments[CT_SEGMENT_HEAD] = place->caption;
    }
}

ct_error ct_window_add(ct_window *w, const ct_passage *passage, const ct_mention *mention, size_t block,
                       const ct_answer *rule, const ct_cell_place *place)
{
    ct_figure *figures = ct_list_room(w->figures, w->n, &w->capacity, sizeof *figures, 64);
    if (figures == NULL) return ct_no_memory();
    w->figures = figures;
    fill(w, &w->figures[w->n++], passage, mention, block, rule, place);
    return ct_ok();
}

ct_error ct_window_follow(ct_window *w, const ct_passage *passage, const ct_mention *mention, size_t block,
                          const ct_answer *rule, const ct_cell_place *place, size_t row_lead,
                          size_t column_lead)
{
    ct_follower *followers =
        ct_list_room(w->followers, w->n_followers, &w->follower_capacity, sizeof *followers, 256);
    if (followers == NULL) return ct_no_memory();
    w->followers = followers;
    ct_follower *follower = &w->followers[w->n_followers++];
    fill(w, &follower->own, passage, mention, block, rule, place);
    follower->row_lead = row_lead;
    follower->column_lead = column_lead;
    return ct_ok();
}

ct_figure ct_follower_figure(const ct_window *w, const ct_follower *follower)
{
    const ct_figure *own = &follower->own, *column = &w->figures[follower->column_lead];
    ct_figure f = w->figures[follower->row_lead];
    f.passage = own->passage;
    f.mention = own->mention;
    f.rule = own->rule;
    f.head = own->head;
    f.column = own->column;
    f.base = own->base;
    f.magnitude = own->magnitude;
    f.sentence_from = own->sentence_from;
    f.sentence_to = own->sentence_to;
    memcpy(f.segments, own->segments, sizeof f.segments);
    f.period = column->period;
    f.kinds = column->kinds;
    memcpy(f.aggregation, column->aggregation, sizeof f.aggregation);
    return f;
}

static void set(ct_segment *segment, const ct_passage *p, size_t from, size_t to)
{
    segment->n = 0;
    if (from < to) segment->at[segment->n++] = (ct_span){ p, from, to };
}

static bool is_break(const ct_passage *p, size_t i)
{
    const ct_token *t = &p->tokens.at[i];
    return t->kind == CT_TOKEN_MARK && t->mark != '\0' && strchr(",;.:()", t->mark) != NULL;
}

/* Segments of running text. Long sentences are cut: nobody's own words are hundreds. */
static void find_segments(const ct_window *w, ct_figure *f, const ct_figure *before, const ct_figure *after)
{
    const ct_passage *p = f->passage;
    const ct_mention *m = f->mention;
    size_t sentence = p->sentence[m->start], from = m->start, to = m->end, own, near, stop;
    (void)w;
    while (from > 0 && p->sentence[from - 1] == sentence && m->start - from < CT_CLAUSE_TOKENS) from--;
    while (to < p->tokens.n && p->sentence[to] == sentence && to - m->end < CT_CLAUSE_TOKENS) to++;
    f->sentence_from = from;
    f->sentence_to = to;
    own = before != NULL && before->mention->end > from && before->mention->end <= m->start
              ? before->mention->end
              : from;
    for (size_t i = own; i < m->start; i++)
        if (ct_token_is_mark(&p->tokens, i, ';')) own = i + 1;
    near = own;
    for (size_t i = own; i < m->start; i++)
        if (is_break(p, i) || ct_token_is_mark(&p->tokens, i, '-')) near = i + 1;
    set(&f->segments[CT_SEGMENT_OWN], p, own, m->start);
    set(&f->segments[CT_SEGMENT_NEAR], p, near, m->start);
    set(&f->segments[CT_SEGMENT_CLAUSE], p, from, own);
    set(&f->segments[CT_SEGMENT_SENTENCE], p, from, m->start);
    if (before != NULL && before->mention->end < m->start)
        set(&f->segments[CT_SEGMENT_GAP], p, before->mention->end, m->start);
    size_t limit = after != NULL && after->mention->start < to && after->mention->start >= m->end
                       ? after->mention->start
                       : to;
    for (stop = m->end; stop < limit && !is_break(p, stop);) stop++;
    set(&f->segments[CT_SEGMENT_AFTER], p, m->end, stop);
    size_t semicolon = stop;
    while (semicolon < limit && !ct_token_is_mark(&p->tokens, semicolon, ';')) semicolon++;
    set(&f->segments[CT_SEGMENT_BEYOND], p, stop, semicolon);
    if (from > 0) {
        size_t begin = from - 1;
        while (begin > 0 && p->sentence[begin - 1] == p->sentence[from - 1] &&
               from - begin < CT_CLAUSE_TOKENS)
            begin--;
        set(&f->segments[CT_SEGMENT_BEFORE], p, begin, from);
    }
}

/* What stands around a cell's number in its own cell. */
static void find_cell_segments(ct_figure *f)
{
    const ct_passage *p = f->passage;
    const ct_mention *m = f->mention;
    size_t from = m->start, to = m->end;
    while (from > 0 && !p->tokens.at[from].cell) from--;
    while (to < p->tokens.n && !p->tokens.at[to].cell) to++;
    f->sentence_from = from;
    f->sentence_to = to;
    set(&f->segments[CT_SEGMENT_NEAR], p, from, m->start);
    set(&f->segments[CT_SEGMENT_AFTER], p, m->end, to);
}

static bool is_title(const ct_window *w, size_t block)
{
    for (size_t i = 0; i < w->n_titles; i++)
        if (w->titles[i] == block) return true;
    return false;
}

static ct_error find_headings(ct_window *w, ct_figure *f)
{
    static const ct_segment_name heads[] = { CT_SEGMENT_HEAD, CT_SEGMENT_HEAD2, CT_SEGMENT_HEAD3 };
    size_t found = f->segments[CT_SEGMENT_HEAD].n > 0 ? 1 : 0; /* a table's caption is set already */
    const ct_passage *p, *caption = found > 0 ? f->segments[CT_SEGMENT_HEAD].at[0].passage : NULL;
    for (size_t b = w->parent[f->block_number - w->first_block]; b != SIZE_MAX && found < 3;
         b = w->parent[b - w->first_block]) {
        if (is_title(w, b)) continue;
        CT_TRY(ct_window_passage(w, b, &p));
        if (p != caption) set(&f->segments[heads[found++]], p, 0, p->tokens.n);
    }
    ct_segment *title = &f->segments[CT_SEGMENT_TITLE];
    for (size_t i = 0; i < w->n_titles; i++) {
        if (w->titles[i] == f->block_number) continue;
        CT_TRY(ct_window_passage(w, w->titles[i], &p));
        if (p->tokens.n > 0) title->at[title->n++] = (ct_span){ p, 0, p->tokens.n };
    }
    return ct_ok();
}

static void find_previous(const ct_window *w, ct_figure *f)
{
    const ct_figure *before = f->previous < 0 ? NULL : &w->figures[f->previous];
    if (before == NULL || before->table || f->table || f->same_block) return;
    ct_segment *segment = &f->segments[CT_SEGMENT_PREVIOUS];
    for (int k = 0; k < 2; k++) {
        const ct_segment *part = &before->segments[k == 0 ? CT_SEGMENT_SENTENCE : CT_SEGMENT_AFTER];
        for (size_t i = 0; i < part->n && segment->n < CT_SEGMENT_SPANS; i++)
            segment->at[segment->n++] = part->at[i];
    }
}

/* The figure of a block before figure i that stands in its column, else the block's first one. */
static long figure_of_block(const ct_window *w, size_t i, long block)
{
    enum { MOST_BACK = 600 };
    long found = CT_NO_FIGURE;
    for (size_t k = i;
         block != CT_NO_FIGURE && k-- > 0 && i - k < MOST_BACK && (long)w->figures[k].block_number >= block;)
        if ((long)w->figures[k].block_number == block &&
            (found == CT_NO_FIGURE || w->figures[k].column == w->figures[i].column ||
             w->figures[found].column != w->figures[i].column))
            found = (long)k;
    return found;
}

static void find_neighbours(ct_window *w, size_t i)
{
    ct_figure *f = &w->figures[i], *before = i > 0 ? f - 1 : NULL;
    f->previous = before != NULL ? (long)i - 1 : CT_NO_FIGURE;
    f->next = i + 1 < w->n ? (long)i + 1 : CT_NO_FIGURE;
    f->above = CT_NO_FIGURE;
    f->same_block = before != NULL && before->block_number == f->block_number;
    f->same_sentence = f->same_block && (f->table || f->passage->sentence[before->mention->start] ==
                                                         f->passage->sentence[f->mention->start]);
    f->first_of_block = f->same_block ? before->first_of_block : (long)i;
    f->whole = figure_of_block(w, i, f->whole);
    for (long k = f->previous; f->table && k >= 0 && w->figures[k].table_number == f->table_number; k--)
        if (w->figures[k].column == f->column && w->figures[k].block_number != f->block_number) {
            f->above = k;
            w->figures[k].below = true;
            break;
        }
}

ct_error ct_window_settle(ct_window *w)
{
    for (size_t i = 0; i < w->n; i++) find_neighbours(w, i);
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i], *after = i + 1 < w->n ? f + 1 : NULL;
        if (f->table)
            find_cell_segments(f);
        else
            find_segments(w, f, f->same_block ? f - 1 : NULL,
                          after != NULL && after->block_number == f->block_number ? after : NULL);
        CT_TRY(find_headings(w, f));
        find_previous(w, f);
    }
    for (size_t i = 0; i < w->n_followers; i++) find_cell_segments(&w->followers[i].own);
    for (size_t i = 0; i < w->end_block - w->first_block; i++)
        if (w->passages[i] != NULL) CT_TRY(ct_words_read((ct_passage *)w->passages[i]));
    return ct_ok();
}

/* Move to the next span that has a word at or after the place. */
static void find_word(ct_word_walk *walk)
{
    walk->word = NULL;
    while (walk->span < walk->segment->n && walk->at >= walk->end) {
        walk->span++;
        if (walk->span < walk->segment->n) {
            const ct_span *s = &walk->segment->at[walk->span];
            walk->at = s->passage->first_word[s->from];
            walk->end = s->passage->first_word[s->to];
        }
    }
    if (walk->span < walk->segment->n) walk->word = &walk->segment->at[walk->span].passage->words[walk->at];
}

ct_word_walk ct_words_of(const ct_segment *segment)
{
    ct_word_walk walk = { .segment = segment };
    if (segment->n > 0) {
        const ct_span *s = &segment->at[0];
        walk.at = s->passage->first_word[s->from];
        walk.end = s->passage->first_word[s->to];
    }
    find_word(&walk);
    return walk;
}

void ct_next_word(ct_word_walk *walk)
{
    walk->at++;
    find_word(walk);
}

size_t ct_segment_words_copy(const ct_segment *segment, const ct_word **out, size_t most, bool last)
{
    size_t total = 0, n = 0;
    for (size_t i = 0; i < segment->n; i++)
        total += segment->at[i].passage->first_word[segment->at[i].to] -
                 segment->at[i].passage->first_word[segment->at[i].from];
    size_t skip = last && total > most ? total - most : 0;
    for (ct_word_walk walk = ct_words_of(segment); walk.word != NULL && n < most; ct_next_word(&walk)) {
        if (skip > 0) {
            skip--;
            continue;
        }
        out[n++] = walk.word;
    }
    return n;
}

size_t ct_segment_cues(const ct_segment *segment, const ct_match **out, const ct_passage **of, size_t most)
{
    size_t n = 0;
    for (size_t s = 0; s < segment->n; s++) {
        const ct_passage *p = segment->at[s].passage;
        for (size_t m = p->first_match[segment->at[s].from];
             m < p->matches.n && p->matches.at[m].start < segment->at[s].to && n < most; m++) {
            const ct_match *match = &p->matches.at[m];
            if (match->type == CT_PHRASE_CUE && match->end <= segment->at[s].to &&
                ct_match_cue(p, match)->class != CT_CUE_TABLE) {
                out[n] = match;
                of[n++] = p;
            }
        }
    }
    return n;
}

size_t ct_likeliest(const float *chances, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (chances[i] > chances[best]) best = i;
    return best;
}

const ct_choice *ct_choice_of(const ct_choices *choices, int ref)
{
    for (size_t i = 0; i < choices->n; i++)
        if (choices->at[i].ref == ref) return &choices->at[i];
    return NULL;
}
