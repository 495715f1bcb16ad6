/* Tables: what each cell's figures stand under, told by the columns and rows that reading/ has found. */
#include "extract/tables.h"

#include <math.h>
#include <string.h>

#include "extract/caption.h"
#include "extract/reading/columns.h"
#include "extract/reading/rows.h"
#include "extract/reading/unit_cell.h"

enum { MOST_FIGURES_OF_CELL = 6 };

typedef struct ct_table_reader {
    ct_window *window;
    const ct_context *context;
    ct_printed_table table;
    const ct_row *rows;
    size_t *blocks;     /* of each row                                          */
    size_t *last;       /* of each column the last weighed figure; SIZE_MAX none */
    size_t row_figures; /* the first weighed figure of the row being read */
    bool place_rows;    /* most rows are times or places */
    ct_caption caption;
} reader;

/* ---- cells ---- */

static bool is_relative(int measure)
{
    return measure == CT_MEASURE_PLAN_RATIO || measure == CT_MEASURE_GROWTH || measure == CT_MEASURE_MULTIPLE;
}

static void take_unit(ct_mention *m, const ct_mention *from)
{
    m->unit = from->unit;
    m->family = from->family;
    m->family_name = from->family_name;
    m->base = from->base;
    m->scale = from->scale;
    m->scaled = from->scaled;
    m->per_year = from->per_year;
}

/* The unit of a value: its own; of a comparison the column's or per cent; the row's; the column's; what
 * stands above the table. */
static void settle_unit(const reader *r, const ct_row *row, const ct_head *c, ct_mention *m)
{
    const ct_mention *from = NULL,
                     *above = c->unit.unit != NULL ? &c->unit : ct_caption_unit_of(&r->caption, c);
    if (m->unit[0] != '\0') return;
    if (c->measure != CT_NONE && c->measure != CT_MEASURE_CHANGE && c->unit.unit != NULL)
        from = &c->unit;
    else if (is_relative(c->measure))
        from = NULL;
    else if (c->unit.unit != NULL && !c->unit.guessed && c->unit.family == CT_FAMILY_PERCENT)
        from = &c->unit; /* what stands under "(%)" is no amount, whatever the row's unit */
    else if (row->unit.unit != NULL &&
             !(row->unit.guessed && row->unit_cell.from == row->unit_cell.to && above != NULL))
        from = &row->unit;
    else
        from = above;
    ct_mention counted = { .unit = NULL };
    if (from == NULL && !is_relative(c->measure) &&
        (row->territory == NULL || c->name_cell > 0)) { /* nothing tells the unit but what is counted */
        const ct_span *name = (r->place_rows || row->territory != NULL) && c->name_cell > 0
                                  ? &c->heads[c->name_cell - 1]
                                  : &row->name;
        ct_unit_counted(name, &counted);
        from = counted.unit != NULL ? &counted : NULL;
    }
    if (from != NULL) {
        take_unit(m, from);
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
    if (!answer.period.known) answer.period = r->context->setting->title;
    if (answer.kind == CT_NONE) answer.kind = r->context->setting->genre == CT_TARGET ? CT_TARGET : CT_ACTUAL;
    answer.scope = r->context->setting->scope;
    return answer;
}

/* What is counted where the rows are years or places: their columns, else the caption, say it. */
static ct_segment counted_by_column(const reader *r, const ct_row *one, const ct_head *c)
{
    ct_segment name = { .n = 0 };
    const ct_head *whole = c->part_of != SIZE_MAX ? &r->table.columns[c->part_of] : NULL;
    if (whole != NULL && whole->n_heads > 0) /* "Số xã đạt chuẩn" (communes up to standard) before "Trong đó:
                                                nâng cao" (of which: advanced) */
        ct_segment_add(&name, &whole->heads[whole->n_heads - 1]);
    for (size_t h = 0; h < c->n_heads && c->named; h++) ct_segment_add(&name, &c->heads[h]);
    for (size_t up = one->parent; up != SIZE_MAX && name.n == 0; up = r->rows[up].parent)
        if (!r->rows[up].place &&
            !r->rows[up].figures) /* "Diện tích lúa" (area of paddy) over the districts that have it */
            ct_segment_add(&name, &r->rows[up].name);
    return name.n > 0 ? name : r->caption.words;
}

/* The name, parents and heads that the figures of a cell stand in. */
static ct_cell_place place_of(const reader *r, size_t row, size_t column)
{
    const ct_row *one = &r->rows[row];
    const ct_head *c = &r->table.columns[column];
    size_t up_row = one->parent;
    ct_cell_place place = { .number = column,
                            .head = c,
                            .caption = r->caption.words,
                            .part_of = SIZE_MAX,
                            .section = up_row != SIZE_MAX && !r->rows[up_row].figures };
    if (up_row != SIZE_MAX && r->rows[up_row].figures && !one->compares) place.part_of = r->blocks[up_row];
    bool parts = one->part.from < one->part.to;
    if (c->worded) /* "Diện tích gieo trồng" (sown area) over "Lúa" (rice): the area of paddy */
        ct_segment_add(&place.name, &c->heads[c->name_cell - 1]);
    ct_segment_add(&place.name, parts ? &one->part : one->compares ? &r->rows[one->parent].name : &one->name);
    if (parts) ct_segment_add(&place.parent, &one->name);
    for (size_t up = one->compares ? r->rows[one->parent].parent : one->parent; up != SIZE_MAX;
         up = r->rows[up].parent)
        ct_segment_add(place.parent.n == 0 ? &place.parent : &place.parents, &r->rows[up].name);
    for (size_t h = 0; h < c->n_heads; h++) ct_segment_add(&place.column, &c->heads[h]);
    ct_segment_add(&place.unit, &one->unit_cell);
    if (one->compares) ct_segment_add(&place.said, &one->name);
    ct_segment_add(&place.said, &c->place_head);
    place.row_period = one->period;
    place.row_kind = one->kind;
    place.territory = one->territory != NULL ? one->territory : c->territory;
    place.by_column = r->place_rows && !parts;
    if (place.by_column) {
        ct_segment name = counted_by_column(r, one, c);
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
    if (!cell->number) return;
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
        bool yearly = head->role == CT_COLUMN_VALUES && head->measure == CT_NONE &&
                      head->aggregation == CT_NONE && head->period.known && !head->period.until &&
                      head->period.from.year == head->period.to.year;
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

/* "Thu ngân sách 5 năm" (budget revenue of 5 years): the row is about all years of a term. */
static bool names_term(const ct_span *name)
{
    for (size_t t = ct_passage_time_from(name->passage, name->from);
         t < name->passage->n_times && name->passage->times[t].end <= name->to; t++)
        if (name->passage->times[t].form == CT_FORM_TERM || name->passage->times[t].form == CT_FORM_SPAN)
            return true;
    return false;
}

/* "Giải quyết việc làm bình quân hằng năm" (jobs created on average each year): the row is about each year of
 * a plan. */
static bool names_each_year(const ct_span *name)
{
    for (size_t i = name->from; i < name->to; i++) {
        const ct_match *cue = ct_passage_cue(name->passage, i, CT_CUE_AGGREGATION, -1);
        int value = cue == NULL || cue->end > name->to ? CT_NONE : ct_match_cue(name->passage, cue)->value;
        if (value == CT_ANNUAL_AVERAGE || value == CT_EACH_YEAR) return true;
    }
    return false;
}

/* What a column holds may be another thing in this row, told by its size: beside levels of 76 to 126 an
 * average of 10.2 is one of growth, and an aim beyond the sum of two years is the plan's total. NULL where
 * the column's own head holds. */
static ct_error head_in_row(const reader *r, const levels *yearly, const ct_row *row, const ct_head *head,
                            const ct_mention *m, const ct_head **out)
{
    static const double BELOW = 0.6, BEYOND = 2.2, BEYOND_ONE = 3, TERM = 1.5, MOST_GROWTH = 100,
                        ROUNDED = 0.11;
    const ct_period *title = &r->context->setting->title;
    const ct_period plan = ct_plan_ending(title, head->period.to.year);
    bool percent = row->unit.unit != NULL && row->unit.family == CT_FAMILY_PERCENT,
         ends_plan = plan.known && head->period.until;
    bool growth = head->aggregation == CT_ANNUAL_AVERAGE && head->measure == CT_NONE && !percent &&
                  yearly->n > 1 && fabs(m->low) < BELOW * yearly->low && fabs(m->low) < MOST_GROWTH;
    bool total = ends_plan && head->kind == CT_TARGET && head->measure == CT_NONE && !percent &&
                 yearly->n > 0 && fabs(m->low) > (yearly->n > 2 ? BEYOND : BEYOND_ONE) * yearly->high;
    bool term = head->period.known && head->period.from.year != head->period.to.year &&
                head->aggregation == CT_NONE && head->measure == CT_NONE && !percent && yearly->n > 1 &&
                fabs(m->low) > TERM * yearly->high;
    /* of shares a difference, where that is what two of them differ by */
    bool points = head->points && percent && yearly->n > 1 &&
                  fabs(fabs(m->low) - (yearly->high - yearly->low)) < ROUNDED;
    total = total || (ends_plan && head->measure == CT_NONE && !percent && names_term(&row->name));
    bool average = ends_plan && head->measure == CT_NONE && head->aggregation == CT_NONE && !total &&
                   names_each_year(&row->name);
    bool section = row->measure != CT_NONE && head->measure == CT_NONE,
         timed = row->period.known && !head->period.known;
    *out = head;
    if (!growth && !total && !term && !section && !timed && !points && !average) return ct_ok();
    ct_head *own = ct_arena_alloc(r->window->arena, sizeof *own);
    if (own == NULL) return ct_no_memory();
    *own = *head;
    if (timed) own->period = row->period;
    if (points) {
        own->measure = CT_MEASURE_CHANGE;
    } else if (section) {
        own->measure = row->measure;
    } else if (growth) {
        own->measure = CT_MEASURE_GROWTH;
    } else if (total || term) {
        own->period = total ? plan : head->period;
        own->aggregation = CT_CUMULATIVE;
    } else if (average) {
        own->period = plan;
        own->aggregation = CT_ANNUAL_AVERAGE;
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
    if (one->parent == SIZE_MAX || one->unit.unit == NULL || one->unit.family != CT_FAMILY_PERCENT ||
        r->table.columns[column].measure != CT_NONE)
        return 0;
    for (size_t i = one->parent + 1; i < end && i - one->parent <= (size_t)MOST_SIBLINGS; i++) {
        double value = r->rows[i].parent == one->parent ? value_at(r, i, column) : NAN;
        if (isnan(value)) continue;
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
    return number >= 1 && number <= MOST_NOTES && i > 0 && ct_token_is_mark(&p->tokens, i - 1, '(') &&
           ct_token_is_mark(&p->tokens, i + 1, ')');
}

/* The head for a figure that tells its measure itself: a percentage in a column of differences, a place. */
static ct_error head_of_measure(const reader *r, int measure, const ct_head **head)
{
    ct_head *own = ct_arena_alloc(r->window->arena, sizeof *own);
    if (own == NULL) return ct_no_memory();
    *own = **head;
    own->measure = measure;
    *head = own;
    return ct_ok();
}

/* The weighed figure of the row that says what this one is of; SIZE_MAX where it must be weighed itself. In
 * tables of usual length all are. */
static size_t row_lead(const reader *r, size_t row, size_t column, const ct_head *head)
{
    enum { ROWS_WEIGHED = 60 };
    if (row < r->table.grid->n_head + ROWS_WEIGHED || r->window->fitting || r->last[column] == SIZE_MAX)
        return SIZE_MAX;
    for (size_t i = r->row_figures; i < r->window->n; i++)
        if (r->window->figures[i].head->measure == CT_NONE &&
            ct_heads_alike(r->window->figures[i].head, head))
            return i;
    return SIZE_MAX;
}

/* "3,9 (KH 4,0)", "25.700 (ước)" (25,700, estimated): the kind that a cell's own words give to the figure
 * from token `from` on; CT_NONE. `before` is where the figure before it ends. */
static int kind_in_cell(const ct_passage *p, const ct_span *cell, size_t before, const ct_mention *m)
{
    size_t end = 0;
    int kind = CT_NONE;
    for (size_t i = before; i < m->start && kind == CT_NONE; i++) kind = ct_kind_at(p, i, &end);
    if (kind == CT_NONE && m->end + 2 < cell->to && ct_token_is_mark(&p->tokens, m->end, '(')) {
        kind = ct_kind_at(p, m->end + 1, &end);
        kind = kind != CT_NONE && ct_token_is_mark(&p->tokens, end, ')') ? kind : CT_NONE;
    }
    return kind;
}

/* "15,4/25,2" under "nhẹ cân/thấp còi" (underweight or stunted), "87; 95" under two names: the k-th of n
 * parts that marks of one sort cut a row's name into. False where there are not so many. */
static bool part_of_name(const ct_span *name, size_t n, size_t k, ct_span *part)
{
    const ct_tokens *tokens = &name->passage->tokens;
    for (const char *mark = "/;"; *mark != '\0'; mark++) {
        size_t found = 1, depth = 0, from = name->from;
        *part = (ct_span){ name->passage, name->from, name->from };
        for (size_t i = name->from; i < name->to; i++) {
            depth += ct_token_is_mark(tokens, i, '(');
            depth -= depth > 0 && ct_token_is_mark(tokens, i, ')');
            if (depth > 0 || !ct_token_is_mark(tokens, i, *mark)) continue;
            if (found - 1 == k) *part = (ct_span){ name->passage, from, i };
            from = i + 1;
            found++;
        }
        if (found - 1 == k) *part = (ct_span){ name->passage, from, name->to };
        if (found == n && part->from < part->to) return true;
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
        if (p->tokens.at[i].kind != CT_TOKEN_NUMBER || p->tokens.at[i].as_word ||
            (n > 0 && is_note_mark(p, i)) || !ct_mention_bare(p, i, m))
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

/* "bác sĩ; giường" (doctors; beds) for a cell of two figures: the unit of the k-th. */
static ct_error unit_in_list(const reader *r, const ct_span *cell, size_t n, size_t k, ct_mention *m)
{
    ct_span part;
    ct_mention unit;
    bool listed = false;
    for (size_t i = cell->from; i < cell->to; i++)
        listed = listed || ct_token_is_mark(&cell->passage->tokens, i, ';');
    if (!listed || !part_of_name(cell, n, k, &part)) return ct_ok();
    CT_TRY(ct_unit_written(&part, r->window->arena, &unit));
    if (unit.unit != NULL) take_unit(m, &unit);
    return ct_ok();
}

static ct_error add_figure(reader *r, size_t row, size_t column, size_t block, const ct_mention *m,
                           const ct_head *head, const ct_cell_place *place)
{
    const ct_passage *p = r->table.rows[row];
    ct_mention *kept = ct_arena_alloc(r->window->arena, sizeof *kept);
    if (kept == NULL) return ct_no_memory();
    *kept = *m;
    ct_answer answer = answer_of(r, &r->rows[row], head, kept);
    size_t lead = row_lead(r, row, column, head);
    if (lead != SIZE_MAX)
        return ct_window_follow(r->window, p, kept, block, &answer, place, lead, r->last[column]);
    CT_TRY(ct_window_add(r->window, p, kept, block, &answer, place));
    r->last[column] = r->window->n - 1;
    return ct_ok();
}

/* The head of a figure of the cell's own kind: the column's with the kind changed. */
static ct_error head_of_kind(const reader *r, int kind, const ct_head **head)
{
    if (kind == CT_NONE || kind == (*head)->kind) return ct_ok();
    ct_head *own = ct_arena_alloc(r->window->arena, sizeof *own);
    if (own == NULL) return ct_no_memory();
    *own = **head;
    own->kind = kind;
    *head = own;
    return ct_ok();
}

/* The head of a percentage that its own unit tells apart from the column's measure. */
static ct_error head_of_percent(const reader *r, const ct_row *one, const ct_mention *m, const ct_head **head)
{
    if (m->family != CT_FAMILY_PERCENT || m->unit[0] == '\0') return ct_ok();
    if ((*head)->measure == CT_MEASURE_CHANGE &&
        (one->unit.unit == NULL || one->unit.family != CT_FAMILY_PERCENT))
        CT_TRY(head_of_measure(
            r, CT_MEASURE_GROWTH,
            head)); /* "Tăng, giảm" (rise, fall): "tăng 29,65%" (up 29.65 %) beside an amount */
    if ((*head)->measure == CT_MEASURE_GROWTH && strncmp(m->unit, "điểm", strlen("điểm")) == 0)
        CT_TRY(head_of_measure(r, CT_MEASURE_CHANGE,
                               head)); /* "giảm 1,3 điểm %" (down 1.3 points): a difference of shares */
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
        CT_TRY(head_in_row(r, yearly, one, &r->table.columns[column], m, &head));
        CT_TRY(head_of_percent(r, one, m, &head));
        int kind = kind_in_cell(r->table.rows[row], &s, k > 0 ? found[k - 1].end : s.from, m);
        CT_TRY(head_of_kind(r, kind, &head));
        bool placed = k == 0 && n == 2 && found[1].fraction && !m->fraction; /* the score before it */
        if (placed && head->measure == CT_NONE) CT_TRY(head_of_measure(r, CT_MEASURE_LEVEL, &head));
        if (k > 0 && m->fraction && m->unit[0] == '\0' &&
            !found[k - 1].fraction) { /* "64,19 (55/63)": a score and its place */
            m->unit = m->base = "hạng";
            m->family = CT_FAMILY_RANK;
            m->family_name = "rank";
            m->scale = 1;
        }
        if (n > 1 && m->unit[0] == '\0') CT_TRY(unit_in_list(r, &one->unit_cell, n, k, m));
        settle_unit(r, one, head, m);
        if (m->family == CT_FAMILY_RANK && head->measure == CT_NONE) /* "hạng" (place) is the unit of ranks */
            CT_TRY(head_of_measure(r, CT_MEASURE_RANK, &head));
        ct_cell_place place = place_of(r, row, column);
        place.head = head;
        place.of_cell = k;
        place.parts = parts_of_hundred(r, row, column);
        if (n > 1 && !place.by_column && part_of_name(&one->name, n, k, &part)) {
            if (k > 0 && place.parent.n == 0 && part_of_name(&one->name, n, 0, &place.parent.at[0]))
                place.parent.n = 1; /* "thấp còi" (stunted) alone does not say of what */
            place.name = (ct_segment){ .n = 0 };
            ct_segment_add(&place.name, &part);
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

/* Read the heads and names of the table whose first row is block `first`. Its rows may have notes between
 * them. */
static ct_error begin_table(ct_window *window, const ct_table_grid *grid, size_t first,
                            const ct_context *context)
{
    const ct_passage **rows = ct_arena_array(window->arena, grid->n_rows, sizeof *rows);
    reader *r = ct_arena_alloc(window->arena, sizeof *r);
    size_t *last = ct_arena_array(window->arena, grid->n_columns, sizeof *last),
           *blocks = ct_arena_array(window->arena, grid->n_rows, sizeof *blocks);
    size_t row = 0;
    ct_row *found;
    if (rows == NULL || r == NULL || last == NULL || blocks == NULL) return ct_no_memory();
    r->last = last;
    r->blocks = blocks;
    for (size_t c = 0; c < grid->n_columns; c++) last[c] = SIZE_MAX;
    for (size_t b = first; b < window->end_block && row < grid->n_rows; b++)
        if (window->blocks->blocks[b].lines[0] == grid->lines[row]) {
            blocks[row] = b;
            CT_TRY(ct_window_passage(window, b, &rows[row++]));
        }
    if (row < grid->n_rows) return ct_ok(); /* a row in another bound document: no table of this one */
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
    CT_TRY(ct_caption_read(window, &r->table, first, blocks[grid->n_rows - 1], &r->caption));
    if (window->table != NULL)
        ct_caption_carry(&r->caption, &r->table, &window->table->caption, &window->table->table);
    window->n_tables++;
    window->table = r;
    return ct_ok();
}

ct_error ct_rows_read(ct_window *window, size_t first, size_t end, const ct_context *context)
{
    for (size_t i = first; i < end; i++) {
        size_t row = 0;
        const ct_table_grid *grid =
            ct_document_table(window->document, window->blocks->blocks[i].lines[0], &row);
        if (grid != NULL && row == 0) CT_TRY(begin_table(window, grid, i, context));
        reader *r = window->table;
        if (grid == NULL || r == NULL || r->table.grid != grid) continue;
        r->context = context;
        if (row >= grid->n_head) CT_TRY(read_row(r, row, i));
    }
    return ct_ok();
}
