/* Captions: "Đơn vị tính: tỷ đồng" (unit: billion dong), "Số năm 2022 là ước thực hiện" (figures of 2022 are
 * estimates), "(*) Số ước thực hiện" (figures marked * are estimates). */
#include "extract/caption.h"

#include <string.h>

#include "extract/reading/unit_cell.h"

enum { MOST_UNIT_LINE = 14, MOST_BARE_UNIT = 4, CAPTION_BLOCKS = 5 };

typedef struct {
    ct_window *window;
    const ct_printed_table *table;
    ct_caption *out;
} reader;

static bool is_unit_word(const ct_passage *p, size_t i, size_t *end)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_COLUMN, 0);
    bool opens = cue != NULL && (i == 0 || ct_token_is_mark(&p->tokens, i - 1, '(') ||
                                 ct_token_is_mark(&p->tokens, cue->end, ':'));
    if (opens) *end = cue->end;
    return opens;
}

static void keep_unit(reader *r, const ct_passage *p, size_t from, size_t to, const ct_mention *unit)
{
    if (unit->unit != NULL && r->out->n_units < CT_CAPTION_UNITS)
        r->out->units[r->out->n_units++] = (ct_caption_unit){ { p, from, to }, *unit };
}

/* Does a colon come again before the first ';'? Not in "Ha - Unit: Ha", where nothing is parted. */
static bool names_parts(const ct_passage *p, size_t from)
{
    bool named = false;
    for (size_t i = from; i < p->tokens.n; i++) {
        named = named || ct_token_is_mark(&p->tokens, i, ':');
        if (ct_token_is_mark(&p->tokens, i, ';')) return named;
    }
    return false;
}

/* "Đơn vị tính: tỷ đồng" (unit: billion dong), "ĐVT: %" (unit: %), a title that ends in "(tỷ đồng)" (billion
 * dong), and pairs in brackets, of one block. */
static ct_error units_of_block(reader *r, const ct_passage *p)
{
    size_t begin = 0, n = p->tokens.n;
    for (size_t i = 0; i < n; i++) {
        ct_mention unit = { .unit = NULL };
        size_t end = i;
        if (is_unit_word(p, i, &end)) {
            for (size_t k = end; k < n && k < end + MOST_BARE_UNIT; k++)
                if (ct_token_is_mark(&p->tokens, k,
                                     ':')) { /* also "Đơn vị tính - Unit: Ha" (unit: hectares) */
                    end = k + 1;
                    break;
                }
            ct_span rest = { p, end, n };
            if (names_parts(p, end) && end > i + 1 &&
                ct_token_is_mark(&p->tokens, end - 1,
                                 ':')) { /* "ĐVT: Lượng: tấn; Trị giá: 1.000 USD" (unit: quantity: tonnes;
                                            value: 1,000 USD): of each part its own */
                begin = end;
                i = end - 1;
                continue;
            }
            while (rest.to > rest.from && (ct_token_is_mark(&p->tokens, rest.to - 1, ')') ||
                                           ct_token_is_mark(&p->tokens, rest.to - 1, '.')))
                rest.to--;
            CT_TRY(ct_unit_written(&rest, r->window->arena, &unit));
            keep_unit(r, p, 0, 0, &unit);
            i = end;
        } else if (ct_token_is_mark(&p->tokens, i, ':') && i > begin) {
            ct_span rest = { p, begin, n };
            for (rest.to = i + 1; rest.to < n && !ct_token_is_mark(&p->tokens, rest.to, ';') &&
                                  !ct_token_is_mark(&p->tokens, rest.to, ')');)
                rest.to++;
            CT_TRY(ct_unit_beside(&rest, r->window->arena, &unit));
            keep_unit(r, p, begin, i, &unit);
        } else if (i == 0 && n <= MOST_BARE_UNIT) { /* a line that is nothing but the unit: "Ha" */
            ct_span rest = { p, 0, n };
            CT_TRY(ct_unit_written(&rest, r->window->arena, &unit));
            if (unit.unit != NULL && !unit.guessed && unit.end == n) keep_unit(r, p, 0, 0, &unit);
        } else if (ct_token_is_mark(&p->tokens, i, '(') && ct_token_is_mark(&p->tokens, n - 1, ')')) {
            ct_span rest = { p, i + 1, n - 1 };
            ct_mention whole = { .unit = NULL };
            CT_TRY(ct_unit_written(&rest, r->window->arena, &whole));
            if (!whole.guessed && whole.end == n - 1) keep_unit(r, p, 0, 0, &whole);
        }
        if (i < n && p->tokens.at[i].kind == CT_TOKEN_MARK &&
            (p->tokens.at[i].mark == ';' || p->tokens.at[i].mark == '('))
            begin = i + 1;
    }
    return ct_ok();
}

/* "Số năm 2020 và 2021 là thực hiện, năm 2022 là ước thực hiện, từ năm 2023 là kế hoạch" (figures of 2020 and
 * 2021 are results, of 2022 estimates, from 2023 plans): which years of a block hold which kind. */
static void legend_of_block(reader *r, const ct_passage *p)
{
    enum { FIRST_KIND = 4 };
    size_t first = 0;
    for (size_t i = 0; i + 1 < p->tokens.n; i++) {
        const ct_match *is = ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_IS);
        const ct_match *kind = is == NULL ? NULL : ct_passage_cue(p, is->end, CT_CUE_COLUMN, -1);
        if (kind == NULL || ct_match_cue(p, kind)->value < FIRST_KIND) continue;
        for (; first < p->n_times && p->times[first].end <= i; first++)
            for (size_t c = 0; c < r->table->grid->n_columns; c++) {
                const ct_time *time = &p->times[first];
                ct_head *head = &r->table->columns[c];
                int year = head->period.from.year;
                bool since = time->form == CT_FORM_OPEN ||
                             ct_passage_cue_before(p, time->start, CT_CUE_TIME, CT_TIME_SINCE) != NULL;
                bool its = since ? year >= time->from.year : year >= time->from.year && year <= time->to.year;
                if (head->role == CT_COLUMN_VALUES && head->period.known &&
                    (head->kind == CT_NONE || head->assumed) && !head->compared && time->from.year != 0 &&
                    its)
                    head->kind = ct_match_cue(p, kind)->value - FIRST_KIND;
            }
    }
}

void ct_segment_add(ct_segment *to, const ct_span *span)
{
    if (span->from < span->to && to->n < CT_SEGMENT_SPANS) to->at[to->n++] = *span;
}

/* Before "phân theo" (by): how the figures are divided is no part of what they are. */
static size_t caption_end(const ct_passage *p)
{
    for (size_t i = 1; i < p->tokens.n; i++)
        if (ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_BY) != NULL) return i;
    return p->tokens.n;
}

/* Does the block say what the table is about? Not one that tells its unit, nor the same in English. */
static bool is_caption(const reader *r, const ct_passage *p)
{
    size_t marked = 0, words = 0;
    for (size_t i = 0; i < r->out->n_units; i++)
        if (r->out->units[i].words.passage == p && r->out->units[i].words.from == r->out->units[i].words.to &&
            p->tokens.n <= MOST_UNIT_LINE)
            return false;
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_token *t = &p->tokens.at[i];
        words += t->kind == CT_TOKEN_WORD;
        for (size_t k = 0; k < t->len; k++)
            if ((unsigned char)t->text[k] >= 0x80) {
                marked++;
                break;
            }
    }
    return words >= 2 && 4 * marked >= words;
}

/* What the blocks right above the table say of all of it. */
/* "(*)", "(1)": a note's mark at token i, its sign or number; '\0' for none. */
static char mark_at(const ct_passage *p, size_t i)
{
    const ct_token *sign = i + 2 < p->tokens.n && ct_token_is_mark(&p->tokens, i, '(') &&
                                   ct_token_is_mark(&p->tokens, i + 2, ')')
                               ? &p->tokens.at[i + 1]
                               : NULL;
    bool star = sign != NULL && sign->kind == CT_TOKEN_MARK && sign->mark == '*',
         number = sign != NULL && sign->kind == CT_TOKEN_NUMBER && sign->len == 1;
    return star ? '*' : number ? sign->text[0] : '\0';
}

static bool has_mark(const ct_head *c, char mark)
{
    for (size_t h = 0; h < c->n_heads; h++)
        for (size_t i = c->heads[h].from; i + 2 < c->heads[h].passage->tokens.n && i < c->heads[h].to; i++)
            if (mark_at(c->heads[h].passage, i) == mark) return true;
    return false;
}

/* "(*) Số ước thực hiện" (figures marked * are estimates) below the table: the kind of the columns whose
 * heads have the mark. */
static ct_error read_notes(reader *r, size_t after)
{
    enum { MOST_NOTES = 4, NOTE_WORDS = 8 };
    for (size_t b = after;
         b < r->window->end_block && b < after + MOST_NOTES && !r->window->blocks->blocks[b].row; b++) {
        const ct_passage *p;
        size_t end = 0;
        int kind = CT_NONE;
        CT_TRY(ct_window_passage(r->window, b, &p));
        char mark = mark_at(p, 0);
        for (size_t i = 3; mark != '\0' && i < p->tokens.n && i < NOTE_WORDS && kind == CT_NONE; i++)
            kind = ct_kind_at(p, i, &end);
        for (size_t c = 0; kind != CT_NONE && c < r->table->grid->n_columns; c++) {
            ct_head *head = &r->table->columns[c];
            if (head->role == CT_COLUMN_VALUES && (head->kind == CT_NONE || head->assumed) &&
                has_mark(head, mark)) {
                head->kind = kind;
                head->assumed = false;
            }
        }
    }
    return ct_ok();
}

static ct_error read_caption(reader *r, size_t first)
{
    size_t low =
        first > r->window->first_block + CAPTION_BLOCKS ? first - CAPTION_BLOCKS : r->window->first_block;
    for (size_t b = first; b > low && !r->window->blocks->blocks[b - 1].row; b--) {
        const ct_passage *p;
        CT_TRY(ct_window_passage(r->window, b - 1, &p));
        if (mark_at(p, 0) != '\0') /* a note of the table above */
            break;
        CT_TRY(units_of_block(r, p));
        legend_of_block(r, p);
        if (r->out->words.n == 0 && is_caption(r, p))
            ct_segment_add(&r->out->words, &(ct_span){ p, 0, caption_end(p) });
    }
    return ct_ok();
}

static bool same_word(const ct_token *a, const ct_token *b)
{
    return a->kind == CT_TOKEN_WORD && a->reading.n > 0 && b->kind == CT_TOKEN_WORD && b->reading.n > 0 &&
           a->reading.at[0].syllable == b->reading.at[0].syllable;
}

/* Does a head of the column have the caption's words? */
static bool heads_have(const ct_head *c, const ct_span *words)
{
    size_t common = 0;
    for (size_t i = words->from; i < words->to; i++)
        for (size_t h = 0; h < c->n_heads; h++)
            for (size_t k = c->heads[h].from; k < c->heads[h].to; k++)
                if (same_word(&words->passage->tokens.at[i], &c->heads[h].passage->tokens.at[k])) {
                    common++;
                    h = c->n_heads - 1;
                    break;
                }
    return words->to > words->from && 2 * common > words->to - words->from;
}

const ct_mention *ct_caption_unit_of(const ct_caption *caption, const ct_head *c)
{
    const ct_mention *all = NULL;
    for (size_t i = 0; i < caption->n_units; i++) {
        if (caption->units[i].words.from == caption->units[i].words.to)
            all = &caption->units[i].unit;
        else if (heads_have(c, &caption->units[i].words))
            return &caption->units[i].unit;
    }
    return all;
}

/* A table that goes on over a page has its heads again, but not what stood above it. */
void ct_caption_carry(ct_caption *to, const ct_printed_table *table, const ct_caption *from,
                      const ct_printed_table *before)
{
    const ct_table_grid *grid = table->grid, *other = before->grid;
    bool same = to->n_units == 0 && to->words.n == 0 && grid->n_columns == other->n_columns;
    for (size_t c = 0; c < grid->n_columns && same; c++)
        same = ct_heads_alike(&table->columns[c], &before->columns[c]) &&
               table->columns[c].role == before->columns[c].role &&
               ct_date_compare(table->columns[c].period.to, before->columns[c].period.to) == 0 &&
               table->columns[c].kind == before->columns[c].kind;
    if (same) *to = *from;
}

ct_error ct_caption_read(ct_window *window, const ct_printed_table *table, size_t first, size_t last,
                         ct_caption *out)
{
    reader r = { window, table, out };
    memset(out, 0, sizeof *out);
    CT_TRY(read_caption(&r, first));
    return read_notes(&r, last + 1);
}
