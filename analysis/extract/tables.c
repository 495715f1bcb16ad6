/* Tables: what each cell's figures stand under, told by the columns and rows that reading/ has found. */
#include "extract/tables.h"

#include <math.h>
#include <string.h>

#include "extract/reading/columns.h"
#include "extract/reading/rows.h"
#include "extract/reading/unit_cell.h"

enum { MOST_UNIT_LINE = 14, MOST_BARE_UNIT = 4, MOST_CAPTION_UNITS = 8, CAPTION_BLOCKS = 5, MOST_FIGURES_OF_CELL = 6 };

/* A unit told above the table, for all of it or for what the words before it name: "(Diện tích: ha; năng suất: tạ/ha)". */
typedef struct {
    ct_span    words; /* from == to: for all of it */
    ct_mention unit;
} caption_unit;

typedef struct ct_table_reader {
    ct_window          *window;
    const ct_context   *context;
    ct_printed_table    table;
    const ct_row       *rows;
    size_t             *blocks;  /* of each row                                          */
    size_t             *last;    /* of each column the last weighed figure; SIZE_MAX none */
    size_t              row_figures; /* the first weighed figure of the row being read */
    caption_unit        units[MOST_CAPTION_UNITS];
    size_t              n_units;
    bool                place_rows; /* most rows are times or places */
    ct_segment          caption; /* what names all of its figures where no row or column does */
} reader;

/* ---- units above the table ---- */

static bool is_unit_word(const ct_passage *p, size_t i, size_t *end)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_COLUMN, 0);
    bool opens = cue != NULL && (i == 0 || ct_token_is_mark(&p->tokens, i - 1, '(') || ct_token_is_mark(&p->tokens, cue->end, ':'));
    if (opens)
        *end = cue->end;
    return opens;
}

static void keep_unit(reader *r, const ct_passage *p, size_t from, size_t to, const ct_mention *unit)
{
    if (unit->unit != NULL && r->n_units < MOST_CAPTION_UNITS)
        r->units[r->n_units++] = (caption_unit){ { p, from, to }, *unit };
}

/* Does a colon come again before the first ';'? Not in "Ha - Unit: Ha", where nothing is parted. */
static bool names_parts(const ct_passage *p, size_t from)
{
    bool named = false;
    for (size_t i = from; i < p->tokens.n; i++) {
        named = named || ct_token_is_mark(&p->tokens, i, ':');
        if (ct_token_is_mark(&p->tokens, i, ';'))
            return named;
    }
    return false;
}

/* "Đơn vị tính: tỷ đồng", "ĐVT: %", a title that ends in "(tỷ đồng)", and pairs in brackets, of one block. */
static ct_error units_of_block(reader *r, const ct_passage *p)
{
    size_t begin = 0, n = p->tokens.n;
    for (size_t i = 0; i < n; i++) {
        ct_mention unit = { .unit = NULL };
        size_t end = i;
        if (is_unit_word(p, i, &end)) {
            for (size_t k = end; k < n && k < end + MOST_BARE_UNIT; k++)
                if (ct_token_is_mark(&p->tokens, k, ':')) { /* also "Đơn vị tính - Unit: Ha" */
                    end = k + 1;
                    break;
                }
            ct_span rest = { p, end, n };
            if (names_parts(p, end) && end > i + 1 && ct_token_is_mark(&p->tokens, end - 1, ':')) { /* "ĐVT: Lượng: tấn; Trị giá: 1.000 USD": of each part its own */
                begin = end;
                i = end - 1;
                continue;
            }
            while (rest.to > rest.from && (ct_token_is_mark(&p->tokens, rest.to - 1, ')') || ct_token_is_mark(&p->tokens, rest.to - 1, '.')))
                rest.to--;
            CT_TRY(ct_unit_written(&rest, r->window->arena, &unit));
            keep_unit(r, p, 0, 0, &unit);
            i = end;
        } else if (ct_token_is_mark(&p->tokens, i, ':') && i > begin) {
            ct_span rest = { p, begin, n };
            for (rest.to = i + 1; rest.to < n && !ct_token_is_mark(&p->tokens, rest.to, ';') && !ct_token_is_mark(&p->tokens, rest.to, ')');)
                rest.to++;
            CT_TRY(ct_unit_beside(&rest, r->window->arena, &unit));
            keep_unit(r, p, begin, i, &unit);
        } else if (i == 0 && n <= MOST_BARE_UNIT) { /* a line that is nothing but the unit: "Ha" */
            ct_span rest = { p, 0, n };
            CT_TRY(ct_unit_written(&rest, r->window->arena, &unit));
            if (unit.unit != NULL && !unit.guessed && unit.end == n)
                keep_unit(r, p, 0, 0, &unit);
        } else if (ct_token_is_mark(&p->tokens, i, '(') && ct_token_is_mark(&p->tokens, n - 1, ')')) {
            ct_span rest = { p, i + 1, n - 1 };
            ct_mention whole = { .unit = NULL };
            CT_TRY(ct_unit_written(&rest, r->window->arena, &whole));
            if (!whole.guessed && whole.end == n - 1)
                keep_unit(r, p, 0, 0, &whole);
        }
        if (i < n && p->tokens.at[i].kind == CT_TOKEN_MARK && (p->tokens.at[i].mark == ';' || p->tokens.at[i].mark == '('))
            begin = i + 1;
    }
    return ct_ok();
}

/* "Số năm 2020 và 2021 là thực hiện, năm 2022 là ước thực hiện, từ năm 2023 là kế hoạch": which years of a block hold which kind. */
static void legend_of_block(reader *r, const ct_passage *p)
{
    enum { FIRST_KIND = 4 };
    size_t first = 0;
    for (size_t i = 0; i + 1 < p->tokens.n; i++) {
        const ct_match *is = ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_IS);
        const ct_match *kind = is == NULL ? NULL : ct_passage_cue(p, is->end, CT_CUE_COLUMN, -1);
        if (kind == NULL || ct_match_cue(p, kind)->value < FIRST_KIND)
            continue;
        for (; first < p->n_times && p->times[first].end <= i; first++)
            for (size_t c = 0; c < r->table.grid->n_columns; c++) {
                const ct_time *time = &p->times[first];
                ct_head *head = &r->table.columns[c];
                int year = head->period.from.year;
                bool since = time->form == CT_FORM_OPEN || ct_passage_cue_before(p, time->start, CT_CUE_TIME, CT_TIME_SINCE) != NULL;
                bool its = since ? year >= time->from.year : year >= time->from.year && year <= time->to.year;
                if (head->role == CT_COLUMN_VALUES && head->period.known && (head->kind == CT_NONE || head->assumed) && !head->compared && time->from.year != 0 && its)
                    head->kind = ct_match_cue(p, kind)->value - FIRST_KIND;
            }
    }
}

static void add_span(ct_segment *to, const ct_span *span)
{
    if (span->from < span->to && to->n < CT_SEGMENT_SPANS)
        to->at[to->n++] = *span;
}

/* Before "phân theo" (by): how the figures are divided is no part of what they are. */
static size_t caption_end(const ct_passage *p)
{
    for (size_t i = 1; i < p->tokens.n; i++)
        if (ct_passage_cue(p, i, CT_CUE_TABLE, CT_TABLE_BY) != NULL)
            return i;
    return p->tokens.n;
}

/* Does the block say what the table is about? Not one that tells its unit, nor the same in English. */
static bool is_caption(const reader *r, const ct_passage *p)
{
    size_t marked = 0, words = 0;
    for (size_t i = 0; i < r->n_units; i++)
        if (r->units[i].words.passage == p && r->units[i].words.from == r->units[i].words.to && p->tokens.n <= MOST_UNIT_LINE)
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
    const ct_token *sign = i + 2 < p->tokens.n && ct_token_is_mark(&p->tokens, i, '(') && ct_token_is_mark(&p->tokens, i + 2, ')') ? &p->tokens.at[i + 1] : NULL;
    bool star = sign != NULL && sign->kind == CT_TOKEN_MARK && sign->mark == '*', number = sign != NULL && sign->kind == CT_TOKEN_NUMBER && sign->len == 1;
    return star ? '*' : number ? sign->text[0] : '\0';
}

static bool has_mark(const ct_head *c, char mark)
{
    for (size_t h = 0; h < c->n_heads; h++)
        for (size_t i = c->heads[h].from; i + 2 < c->heads[h].passage->tokens.n && i < c->heads[h].to; i++)
            if (mark_at(c->heads[h].passage, i) == mark)
                return true;
    return false;
}

/* "(*) Số ước thực hiện" below the table: the kind of the columns whose heads have the mark. */
static ct_error read_notes(reader *r, size_t after)
{
    enum { MOST_NOTES = 4, NOTE_WORDS = 8 };
    for (size_t b = after; b < r->window->end_block && b < after + MOST_NOTES && !r->window->blocks->blocks[b].row; b++) {
        const ct_passage *p;
        size_t end = 0;
        int kind = CT_NONE;
        CT_TRY(ct_window_passage(r->window, b, &p));
        char mark = mark_at(p, 0);
        for (size_t i = 3; mark != '\0' && i < p->tokens.n && i < NOTE_WORDS && kind == CT_NONE; i++)
            kind = ct_kind_at(p, i, &end);
        for (size_t c = 0; kind != CT_NONE && c < r->table.grid->n_columns; c++) {
            ct_head *head = &r->table.columns[c];
            if (head->role == CT_COLUMN_VALUES && (head->kind == CT_NONE || head->assumed) && has_mark(head, mark)) {
                head->kind = kind;
                head->assumed = false;
            }
        }
    }
    return ct_ok();
}

static ct_error read_caption(reader *r, size_t first)
{
    size_t low = first > r->window->first_block + CAPTION_BLOCKS ? first - CAPTION_BLOCKS : r->window->first_block;
    for (size_t b = first; b > low && !r->window->blocks->blocks[b - 1].row; b--) {
        const ct_passage *p;
        CT_TRY(ct_window_passage(r->window, b - 1, &p));
        if (mark_at(p, 0) != '\0') /* a note of the table above */
            break;
        CT_TRY(units_of_block(r, p));
        legend_of_block(r, p);
        if (r->caption.n == 0 && is_caption(r, p))
            add_span(&r->caption, &(ct_span){ p, 0, caption_end(p) });
    }
    return ct_ok();
}

static bool same_word(const ct_token *a, const ct_token *b)
{
    return a->kind == CT_TOKEN_WORD && a->reading.n > 0 && b->kind == CT_TOKEN_WORD && b->reading.n > 0 && a->reading.at[0].syllable == b->reading.at[0].syllable;
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

static const ct_mention *caption_unit_of(const reader *r, const ct_head *c)
{
    const ct_mention *all = NULL;
    for (size_t i = 0; i < r->n_units; i++) {
        if (r->units[i].words.from == r->units[i].words.to)
            all = &r->units[i].unit;
        else if (heads_have(c, &r->units[i].words))
            return &r->units[i].unit;
    }
    return all;
}

/* ---- cells ---- */

static bool is_relative(int measure)
{
    return measure == CT_MEASURE_PLAN_RATIO || measure == CT_MEASURE_GROWTH || measure == CT_MEASURE_MULTIPLE;
}

/* The unit of a value: its own; of a comparison the column's or per cent; the row's; the column's; what stands above the table. */
static void settle_unit(const reader *r, const ct_row *row, const ct_head *c, ct_mention *m)
{
    const ct_mention *from = NULL;
    if (m->unit[0] != '\0')
        return;
    if (c->measure != CT_NONE && c->measure != CT_MEASURE_CHANGE && c->unit.unit != NULL)
        from = &c->unit;
    else if (is_relative(c->measure))
        from = NULL;
    else if (c->unit.unit != NULL && !c->unit.guessed && c->unit.family == CT_FAMILY_PERCENT)
        from = &c->unit; /* what stands under "(%)" is no amount, whatever the row's unit */
    else if (row->unit.unit != NULL)
        from = &row->unit;
    else
        from = c->unit.unit != NULL ? &c->unit : caption_unit_of(r, c);
    ct_mention counted = { .unit = NULL };
    if (from == NULL && !is_relative(c->measure) && (row->territory == NULL || c->name_cell > 0)) { /* nothing tells the unit but what is counted */
        const ct_span *name = (r->place_rows || row->territory != NULL) && c->name_cell > 0 ? &c->heads[c->name_cell - 1] : &row->name;
        ct_unit_counted(name, &counted);
        from = counted.unit != NULL ? &counted : NULL;
    }
    if (from != NULL) {
        m->unit = from->unit;
        m->family = from->family;
        m->family_name = from->family_name;
        m->base = from->base;
        m->scale = from->scale;
        m->scaled = from->scaled;
        m->per_year = from->per_year;
        m->counted = from == &counted;
    } else if (is_relative(c->measure)) {
        m->unit = c->aggregation == CT_ANNUAL_AVERAGE ? "%/năm" : "%";
        m->family = CT_FAMILY_PERCENT;
    }
}

/* What the usual order of reading gives: the heads, then what stands above the table. */
static ct_answer answer_of(const reader *r, const ct_row *row, const ct_head *c, const ct_mention *m)
{
    ct_answer answer;
    memset(&answer, 0, sizeof answer);
    answer.indicator = CT_NONE;
    answer.name = answer.breakdown = "";
    answer.begin = answer.clause = m->start;
    answer.measure = c->measure != CT_NONE ? c->measure : CT_MEASURE_LEVEL;
    answer.aggregation = c->aggregation != CT_NONE ? c->aggregation : CT_POINT;
    answer.kind = c->kind != CT_NONE ? c->kind : row->kind;
    answer.period = c->period.known ? c->period : row->period;
    answer.base = c->base.from;
    for (size_t i = r->context->n_headings; !answer.period.known && i > 0; i--)
        answer.period = r->context->headings[i - 1].period;
    for (size_t i = r->context->n_headings; answer.kind == CT_NONE && i > 0; i--)
        answer.kind = r->context->headings[i - 1].kind;
    if (!answer.period.known)
        answer.period = r->context->setting->title;
    if (answer.kind == CT_NONE)
        answer.kind = r->context->setting->genre == CT_TARGET ? CT_TARGET : CT_ACTUAL;
    answer.scope = r->context->setting->scope;
    return answer;
}

/* The name, parents and heads that the figures of a cell stand in. */
static ct_cell_place place_of(const reader *r, size_t row, size_t column)
{
    const ct_row *one = &r->rows[row];
    const ct_head *c = &r->table.columns[column];
    size_t up_row = one->parent;
    ct_cell_place place = { .number = column, .head = c, .caption = r->caption, .part_of = SIZE_MAX, .section = up_row != SIZE_MAX && !r->rows[up_row].figures };
    if (up_row != SIZE_MAX && r->rows[up_row].figures && !one->compares)
        place.part_of = r->blocks[up_row];
    bool parts = one->part.from < one->part.to;
    if (c->worded) /* "Diện tích gieo trồng" over "Lúa": the area of paddy */
        add_span(&place.name, &c->heads[c->name_cell - 1]);
    add_span(&place.name, parts ? &one->part : one->compares ? &r->rows[one->parent].name : &one->name);
    if (parts)
        add_span(&place.parent, &one->name);
    for (size_t up = one->compares ? r->rows[one->parent].parent : one->parent; up != SIZE_MAX; up = r->rows[up].parent)
        add_span(place.parent.n == 0 ? &place.parent : &place.parents, &r->rows[up].name);
    for (size_t h = 0; h < c->n_heads; h++)
        add_span(&place.column, &c->heads[h]);
    add_span(&place.unit, &one->unit_cell);
    if (one->compares)
        add_span(&place.said, &one->name);
    add_span(&place.said, &c->place_head);
    place.row_period = one->period;
    place.row_kind = one->kind;
    place.territory = one->territory != NULL ? one->territory : c->territory;
    place.by_column = r->place_rows && !parts;
    if (place.by_column) { /* the rows are years or places: their columns, else the caption, say what is counted */
        ct_segment name = { .n = 0 };
        for (size_t h = 0; h < c->n_heads && c->named; h++)
            add_span(&name, &c->heads[h]);
        for (size_t up = one->parent; up != SIZE_MAX && name.n == 0; up = r->rows[up].parent)
            if (!r->rows[up].place && !r->rows[up].figures) /* "Diện tích lúa" over the districts that have it */
                add_span(&name, &r->rows[up].name);
        if (name.n == 0)
            name = r->caption;
        if (name.n > 0) {
            place.parents = place.parent;
            place.parent = place.name;
            place.name = name;
        }
    }
    return place;
}

/* A number that the file stores as one is that, however it is shown. */
static void settle_value(const ct_cell *cell, ct_mention *m)
{
    if (!cell->number)
        return;
    m->low = m->high = cell->value;
    m->negative = cell->value < 0;
}

/* The yearly levels of a row, for what its other figures can be. */
typedef struct {
    double low, high; /* without their sign */
    size_t n;
} levels;

static levels levels_of(const reader *r, size_t row)
{
    levels found = { 0, 0, 0 };
    for (size_t c = 0; c < r->table.grid->n_columns; c++) {
        const ct_head *head = &r->table.columns[c];
        ct_span s = ct_table_cell_span(&r->table, row, c);
        bool yearly = head->role == CT_COLUMN_VALUES && head->measure == CT_NONE && head->aggregation == CT_NONE && head->period.known &&
                      !head->period.until && head->period.from.year == head->period.to.year;
        ct_mention m;
        for (size_t i = s.from; yearly && i < s.to; i++)
            if (s.passage->tokens.at[i].kind == CT_TOKEN_NUMBER && ct_mention_bare(s.passage, i, &m)) {
                double value = fabs(m.low);
                found.low = found.n == 0 || value < found.low ? value : found.low;
                found.high = value > found.high ? value : found.high;
                found.n++;
                break;
            }
    }
    return found;
}

/* "Thu ngân sách 5 năm": the row is about all years of a term. */
static bool names_term(const ct_span *name)
{
    for (size_t t = ct_passage_time_from(name->passage, name->from); t < name->passage->n_times && name->passage->times[t].end <= name->to; t++)
        if (name->passage->times[t].form == CT_FORM_TERM || name->passage->times[t].form == CT_FORM_SPAN)
            return true;
    return false;
}

/* What a column holds may be another thing in this row, told by its size: beside levels of 76 to 126 an average of 10.2 is one of growth, and an
 * aim beyond the sum of two years is the plan's total. NULL where the column's own head holds. */
static ct_error head_in_row(const reader *r, const levels *yearly, const ct_row *row, const ct_head *head, const ct_mention *m, const ct_head **out)
{
    static const double BELOW = 0.6, BEYOND = 2.2, TERM = 1.5, MOST_GROWTH = 100, ROUNDED = 0.11;
    const ct_period *title = &r->context->setting->title;
    bool percent = row->unit.unit != NULL && row->unit.family == CT_FAMILY_PERCENT, whole_plan = title->known && title->range;
    bool growth = head->aggregation == CT_ANNUAL_AVERAGE && head->measure == CT_NONE && !percent && yearly->n > 1 && fabs(m->low) < BELOW * yearly->low &&
                  fabs(m->low) < MOST_GROWTH;
    bool total = head->period.until && head->kind == CT_TARGET && head->measure == CT_NONE && !percent && yearly->n > 2 && whole_plan &&
                 title->to.year == head->period.to.year && fabs(m->low) > BEYOND * yearly->high;
    bool term = head->period.known && head->period.from.year != head->period.to.year && head->aggregation == CT_NONE && head->measure == CT_NONE && !percent &&
                yearly->n > 1 && fabs(m->low) > TERM * yearly->high;
    /* of shares a difference, where that is what two of them differ by */
    bool points = head->points && percent && yearly->n > 1 && fabs(fabs(m->low) - (yearly->high - yearly->low)) < ROUNDED;
    total = total || (head->period.until && whole_plan && title->to.year == head->period.to.year && head->measure == CT_NONE && !percent && names_term(&row->name));
    bool section = row->measure != CT_NONE && head->measure == CT_NONE, timed = row->period.known && !head->period.known;
    *out = head;
    if (!growth && !total && !term && !section && !timed && !points)
        return ct_ok();
    ct_head *own = ct_arena_alloc(r->window->arena, sizeof *own);
    if (own == NULL)
        return ct_no_memory();
    *own = *head;
    if (timed)
        own->period = row->period;
    if (points) {
        own->measure = CT_MEASURE_CHANGE;
    } else if (section) {
        own->measure = row->measure;
    } else if (growth) {
        own->measure = CT_MEASURE_GROWTH;
    } else if (total || term) {
        own->period = total ? ct_years_of_plan(title) : head->period;
        own->aggregation = CT_CUMULATIVE;
    }
    *out = own;
    return ct_ok();
}

/* The first number of a cell; NAN without one. */
static double value_at(const reader *r, size_t row, size_t column)
{
    ct_span s = ct_table_cell_span(&r->table, row, column);
    ct_mention m;
    for (size_t i = s.from; i < s.to; i++)
        if (s.passage->tokens.at[i].kind == CT_TOKEN_NUMBER && ct_mention_bare(s.passage, i, &m))
            return m.low;
    return NAN;
}

/* Do the percentages of the rows that stand under the same row add to a hundred? */
static int parts_of_hundred(const reader *r, size_t row, size_t column)
{
    enum { MOST_SIBLINGS = 30 };
    static const double ROUNDING = 1.5;
    const ct_row *one = &r->rows[row];
    size_t n = 0, end = r->table.grid->n_rows;
    double sum = 0;
    if (one->parent == SIZE_MAX || one->unit.unit == NULL || one->unit.family != CT_FAMILY_PERCENT || r->table.columns[column].measure != CT_NONE)
        return 0;
    for (size_t i = one->parent + 1; i < end && i - one->parent <= (size_t)MOST_SIBLINGS; i++) {
        double value = r->rows[i].parent == one->parent ? value_at(r, i, column) : NAN;
        if (isnan(value))
            continue;
        n++;
        sum += value;
    }
    return n < 2 ? 0 : fabs(sum - 100) <= ROUNDING ? 1 : -1;
}

/* "3,9 (1)": the number of a note. */
static bool is_note_mark(const ct_passage *p, size_t i)
{
    enum { MOST_NOTES = 30 };
    long number = ct_token_integer(&p->tokens.at[i]);
    return number >= 1 && number <= MOST_NOTES && i > 0 && ct_token_is_mark(&p->tokens, i - 1, '(') && ct_token_is_mark(&p->tokens, i + 1, ')');
}

/* The head for a figure that tells its measure itself: a percentage in a column of differences, a place. */
static ct_error head_of_measure(const reader *r, int measure, const ct_head **head)
{
    ct_head *own = ct_arena_alloc(r->window->arena, sizeof *own);
    if (own == NULL)
        return ct_no_memory();
    *own = **head;
    own->measure = measure;
    *head = own;
    return ct_ok();
}

/* The weighed figure of the row that says what this one is of; SIZE_MAX where it must be weighed itself. In tables of usual length all are. */
static size_t row_lead(const reader *r, size_t row, size_t column, const ct_head *head)
{
    enum { ROWS_WEIGHED = 60 };
    if (row < r->table.grid->n_head + ROWS_WEIGHED || r->window->fitting || r->last[column] == SIZE_MAX)
        return SIZE_MAX;
    for (size_t i = r->row_figures; i < r->window->n; i++)
        if (r->window->figures[i].head->measure == CT_NONE && ct_heads_alike(r->window->figures[i].head, head))
            return i;
    return SIZE_MAX;
}

/* "3,9 (KH 4,0)", "25.700 (ước)": the kind that a cell's own words give to the figure from token `from` on; CT_NONE. `before` is where the figure
 * before it ends. */
static int kind_in_cell(const ct_passage *p, const ct_span *cell, size_t before, const ct_mention *m)
{
    size_t end = 0;
    int kind = CT_NONE;
    for (size_t i = before; i < m->start && kind == CT_NONE; i++)
        kind = ct_kind_at(p, i, &end);
    if (kind == CT_NONE && m->end + 2 < cell->to && ct_token_is_mark(&p->tokens, m->end, '(')) {
        kind = ct_kind_at(p, m->end + 1, &end);
        kind = kind != CT_NONE && ct_token_is_mark(&p->tokens, end, ')') ? kind : CT_NONE;
    }
    return kind;
}

/* "15,4/25,2" under "nhẹ cân/thấp còi", "87; 95" under two names: the k-th of n parts that marks of one sort cut a row's name into. False where
 * there are not so many. */
static bool part_of_name(const ct_span *name, size_t n, size_t k, ct_span *part)
{
    const ct_tokens *tokens = &name->passage->tokens;
    for (const char *mark = "/;"; *mark != '\0'; mark++) {
        size_t found = 1, depth = 0, from = name->from;
        *part = (ct_span){ name->passage, name->from, name->from };
        for (size_t i = name->from; i < name->to; i++) {
            depth += ct_token_is_mark(tokens, i, '(');
            depth -= depth > 0 && ct_token_is_mark(tokens, i, ')');
            if (depth > 0 || !ct_token_is_mark(tokens, i, *mark))
                continue;
            if (found - 1 == k)
                *part = (ct_span){ name->passage, from, i };
            from = i + 1;
            found++;
        }
        if (found - 1 == k)
            *part = (ct_span){ name->passage, from, name->to };
        if (found == n && part->from < part->to)
            return true;
    }
    return false;
}

/* The figures of a cell. "88,9/96,3" are two where the row's name has a stroke too. */
static size_t figures_of(const ct_passage *p, const ct_span *s, const ct_span *name, ct_mention *found)
{
    size_t n = 0;
    ct_span part;
    for (size_t i = s->from; i < s->to && n < MOST_FIGURES_OF_CELL; i++) {
        ct_mention *m = &found[n];
        if (p->tokens.at[i].kind != CT_TOKEN_NUMBER || p->tokens.at[i].as_word || (n > 0 && is_note_mark(p, i)) || !ct_mention_bare(p, i, m))
            continue;
        size_t next = m->end;
        if (m->fraction && n == 0 && m->end == s->to && part_of_name(name, 2, 0, &part)) {
            next = i + 2; /* its second is read by itself */
            m->fraction = false;
            m->number_end = m->end = i + 1;
        }
        i = next > i ? next - 1 : i;
        n++;
    }
    return n;
}

static ct_error add_figure(reader *r, size_t row, size_t column, size_t block, const ct_mention *m, const ct_head *head, const ct_cell_place *place)
{
    const ct_passage *p = r->table.rows[row];
    ct_mention *kept = ct_arena_alloc(r->window->arena, sizeof *kept);
    if (kept == NULL)
        return ct_no_memory();
    *kept = *m;
    ct_answer answer = answer_of(r, &r->rows[row], head, kept);
    size_t lead = row_lead(r, row, column, head);
    if (lead != SIZE_MAX)
        return ct_window_follow(r->window, p, kept, block, &answer, place, lead, r->last[column]);
    CT_TRY(ct_window_add(r->window, p, kept, block, &answer, place));
    r->last[column] = r->window->n - 1;
    return ct_ok();
}

static ct_error read_cell(reader *r, size_t row, size_t column, size_t block, const levels *yearly)
{
    const ct_cell *cell = ct_table_grid_at(r->table.grid, row, column);
    const ct_row *one = &r->rows[row];
    ct_span s = ct_table_cell_span(&r->table, row, column), part;
    ct_mention found[MOST_FIGURES_OF_CELL];
    size_t n = figures_of(r->table.rows[row], &s, &one->name, found);
    for (size_t k = 0; k < n; k++) {
        ct_mention *m = &found[k];
        const ct_head *head;
        settle_value(cell, m);
        bool own_percent = m->family == CT_FAMILY_PERCENT && m->unit[0] != '\0';
        CT_TRY(head_in_row(r, yearly, one, &r->table.columns[column], m, &head));
        if (own_percent && head->measure == CT_MEASURE_CHANGE && (one->unit.unit == NULL || one->unit.family != CT_FAMILY_PERCENT))
            CT_TRY(head_of_measure(r, CT_MEASURE_GROWTH, &head)); /* "Tăng, giảm": "tăng 29,65%" beside an amount */
        if (own_percent && head->measure == CT_MEASURE_GROWTH && strncmp(m->unit, "điểm", strlen("điểm")) == 0)
            CT_TRY(head_of_measure(r, CT_MEASURE_CHANGE, &head)); /* "giảm 1,3 điểm %": points are a difference of shares */
        int kind = kind_in_cell(r->table.rows[row], &s, k > 0 ? found[k - 1].end : s.from, m);
        if (kind != CT_NONE && kind != head->kind) {
            ct_head *own = ct_arena_alloc(r->window->arena, sizeof *own);
            if (own == NULL)
                return ct_no_memory();
            *own = *head;
            own->kind = kind;
            head = own;
        }
        bool placed = k == 0 && n == 2 && found[1].fraction && !m->fraction; /* the score before it */
        if (placed && head->measure == CT_NONE)
            CT_TRY(head_of_measure(r, CT_MEASURE_LEVEL, &head));
        if (k > 0 && m->fraction && m->unit[0] == '\0' && !found[k - 1].fraction) { /* "64,19 (55/63)": a score and its place */
            m->unit = m->base = "hạng";
            m->family = CT_FAMILY_RANK;
            m->family_name = "rank";
            m->scale = 1;
        }
        settle_unit(r, one, head, m);
        if (m->family == CT_FAMILY_RANK && head->measure == CT_NONE) /* "hạng" (place) is the unit of ranks */
            CT_TRY(head_of_measure(r, CT_MEASURE_RANK, &head));
        ct_cell_place place = place_of(r, row, column);
        place.head = head;
        place.of_cell = k;
        place.parts = parts_of_hundred(r, row, column);
        if (n > 1 && !place.by_column && part_of_name(&one->name, n, k, &part)) {
            if (k > 0 && place.parent.n == 0 && part_of_name(&one->name, n, 0, &place.parent.at[0]))
                place.parent.n = 1; /* "thấp còi" alone does not say of what */
            place.name = (ct_segment){ .n = 0 };
            add_span(&place.name, &part);
        }
        CT_TRY(add_figure(r, row, column, block, m, head, &place));
    }
    return ct_ok();
}

static ct_error read_row(reader *r, size_t row, size_t block)
{
    const ct_table_grid *grid = r->table.grid;
    const levels yearly = levels_of(r, row);
    r->row_figures = r->window->n;
    for (size_t c = 0; c < grid->n_columns; c++) {
        const ct_cell *cell = ct_table_grid_at(grid, row, c);
        bool begins = cell->row == row && cell->column == c && cell->len > 0;
        if (begins && r->table.columns[c].role == CT_COLUMN_VALUES && ct_table_is_figure(&r->table, row, c))
            CT_TRY(read_cell(r, row, c, block, &yearly));
    }
    return ct_ok();
}

/* A table that goes on over a page has its heads again, but not what stood above it. */
static void carry_caption(reader *r, const reader *before)
{
    const ct_table_grid *grid = r->table.grid, *other = before->table.grid;
    bool same = grid->n_columns == other->n_columns;
    for (size_t c = 0; c < grid->n_columns && same; c++)
        same = ct_heads_alike(&r->table.columns[c], &before->table.columns[c]) && r->table.columns[c].role == before->table.columns[c].role &&
               ct_date_compare(r->table.columns[c].period.to, before->table.columns[c].period.to) == 0 && r->table.columns[c].kind == before->table.columns[c].kind;
    if (!same)
        return;
    memcpy(r->units, before->units, sizeof r->units);
    r->n_units = before->n_units;
    r->caption = before->caption;
}

/* Read the heads and names of the table whose first row is block `first`. Its rows may have notes between them. */
static ct_error begin_table(ct_window *window, const ct_table_grid *grid, size_t first, const ct_context *context)
{
    const ct_passage **rows = ct_arena_array(window->arena, grid->n_rows, sizeof *rows);
    reader *r = ct_arena_alloc(window->arena, sizeof *r);
    size_t *last = ct_arena_array(window->arena, grid->n_columns, sizeof *last), *blocks = ct_arena_array(window->arena, grid->n_rows, sizeof *blocks);
    size_t row = 0;
    ct_row *found;
    if (rows == NULL || r == NULL || last == NULL || blocks == NULL)
        return ct_no_memory();
    r->last = last;
    r->blocks = blocks;
    for (size_t c = 0; c < grid->n_columns; c++)
        last[c] = SIZE_MAX;
    for (size_t b = first; b < window->end_block && row < grid->n_rows; b++)
        if (window->blocks->blocks[b].lines[0] == grid->lines[row])
        {
            blocks[row] = b;
            CT_TRY(ct_window_passage(window, b, &rows[row++]));
        }
    if (row < grid->n_rows)
        return ct_ok(); /* a row in another bound document: no table of this one */
    r->table = (ct_printed_table){ .grid = grid, .rows = rows, .setting = context->setting };
    CT_TRY(ct_columns_read(&r->table, window->arena));
    CT_TRY(ct_rows_find(&r->table, window->arena, &found));
    r->rows = found;
    r->window = window;
    size_t places = 0, named = 0;
    for (size_t i = grid->n_head; i < grid->n_rows; i++) {
        places += found[i].figures && found[i].place;
        named += found[i].figures;
    }
    r->place_rows = 2 * places > named;
    CT_TRY(read_caption(r, first));
    CT_TRY(read_notes(r, blocks[grid->n_rows - 1] + 1));
    if (window->table != NULL && r->n_units == 0 && r->caption.n == 0)
        carry_caption(r, window->table);
    window->n_tables++;
    window->table = r;
    return ct_ok();
}

ct_error ct_rows_read(ct_window *window, size_t first, size_t end, const ct_context *context)
{
    for (size_t i = first; i < end; i++) {
        size_t row = 0;
        const ct_table_grid *grid = ct_document_table(window->document, window->blocks->blocks[i].lines[0], &row);
        if (grid != NULL && row == 0)
            CT_TRY(begin_table(window, grid, i, context));
        reader *r = window->table;
        if (grid == NULL || r == NULL || r->table.grid != grid)
            continue;
        r->context = context;
        if (row >= grid->n_head)
            CT_TRY(read_row(r, row, i));
    }
    return ct_ok();
}
