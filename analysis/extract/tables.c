#include "extract/tables.h"

#include <string.h>

enum { MAX_COLUMNS = 64, MAX_HEAD_ROWS = 4, LEVELS = 4 };

typedef struct {
    int       role;    /* 0 unit 1 name 2 number 3 skip, or CT_NONE: values */
    int       kind;    /* ct_kind or CT_NONE                                */
    int       measure; /* ct_measure or CT_NONE                             */
    ct_period period;
    ct_mention unit;   /* its unit, where the head names one; unit "" else  */
    ct_segment heads;  /* the cells of its head                             */
} column;

/* The columns that each cell of a head's row stands over. */
typedef struct {
    size_t first[MAX_COLUMNS], n[MAX_COLUMNS];
} spread;

typedef struct {
    const ct_knowledge *known;
    const ct_context   *context;
    ct_arena           *arena;
    column              columns[MAX_COLUMNS];
    int                 indicator; /* of the last row that named one */
    ct_window          *window;
    size_t              block;     /* of the row being read          */
    ct_span             above[LEVELS]; /* the last row's name at each level; passage NULL: none */
    ct_cell_place       place;     /* of the row's cells             */
} reader;

/* The column a token stands in: tabs before it in its line. */
static size_t column_of(const ct_passage *p, size_t i)
{
    const char *at = p->document->lines[p->tokens.at[i].line].text;
    size_t n = 0;
    for (; at < p->tokens.at[i].text; at++)
        n += *at == '\t';
    return n < MAX_COLUMNS ? n : MAX_COLUMNS - 1;
}

static size_t cell_end(const ct_passage *p, size_t i)
{
    size_t end = i + 1;
    while (end < p->tokens.n && !p->tokens.at[end].cell)
        end++;
    return end;
}

static bool is_value(const ct_passage *p, size_t i)
{
    const ct_token *t = &p->tokens.at[i];
    return t->kind == CT_TOKEN_NUMBER && !t->taken && !t->as_word;
}

/* A head has no values: no number but those of times and of the columns' own numbering. */
static bool is_head(const ct_passage *p)
{
    size_t values = 0, words = 0, ordered = 0;
    long expected = -1;
    for (size_t i = 0; i < p->tokens.n; i++) {
        words += p->tokens.at[i].kind == CT_TOKEN_WORD;
        if (!is_value(p, i))
            continue;
        values++;
        long number = ct_token_integer(&p->tokens.at[i]);
        ordered += number >= 0 && number < MAX_COLUMNS && (expected < 0 || number == expected);
        expected = number + 1;
    }
    return values == 0 ? words > 0 : words <= 4 && ordered == values && values >= 3;
}

/* A unit named in tokens a .. b-1: in brackets or after a comma in a name, anywhere in a unit cell. */
static bool find_unit(const ct_passage *p, size_t a, size_t b, bool anywhere, ct_mention *m)
{
    for (size_t i = a; i < b; i++) {
        bool marked = i > a && (ct_token_is_mark(&p->tokens, i - 1, '(') || ct_token_is_mark(&p->tokens, i - 1, ','));
        if ((anywhere || marked) && ct_mention_unit(p, i, m) && m->end <= b)
            return true;
    }
    return false;
}

static void read_head_cell(reader *r, const ct_passage *p, size_t a, size_t b, column *c)
{
    for (size_t i = a; i < b; i++) {
        const ct_match *role = ct_passage_cue(p, i, CT_CUE_COLUMN, -1);
        int value = role == NULL ? CT_NONE : ct_match_cue(p, role)->value;
        if (value >= 4)
            c->kind = value - 4;
        else if (value >= 0 && c->role == CT_NONE && !c->period.known)
            c->role = value;
        const ct_match *measure = ct_passage_cue(p, i, CT_CUE_MEASURE, -1);
        if (measure != NULL && ct_match_cue(p, measure)->value == CT_MEASURE_GROWTH)
            c->measure = CT_MEASURE_GROWTH;
        const ct_match *base = ct_passage_cue(p, i, CT_CUE_ROLE, CT_ROLE_BASE);
        if (base != NULL)
            c->measure = ct_passage_cue(p, base->end, CT_CUE_PLAN, -1) != NULL ? CT_MEASURE_PLAN_RATIO : CT_MEASURE_MULTIPLE;
    }
    for (size_t t = 0; t < p->n_times; t++)
        if (p->times[t].start >= a && p->times[t].start < b && p->times[t].role != CT_ROLE_BASE) {
            ct_period period = ct_period_of(r->context->setting, &p->times[t]);
            if (period.known)
                c->period = period;
        }
    ct_mention unit;
    memset(&unit, 0, sizeof unit);
    if (find_unit(p, a, b, false, &unit) || (c->measure != CT_NONE && find_unit(p, a, b, true, &unit))) {
        const char *kept = ct_arena_strdup(r->arena, unit.unit); /* the head's passage dies before its rows are read */
        if (kept != NULL) {
            c->unit = unit;
            c->unit.unit = kept;
        }
    }
}

static void read_head(reader *r, const ct_passage *p, const spread *over)
{
    for (size_t i = 0; i < p->tokens.n;) {
        size_t end = cell_end(p, i), at = column_of(p, i);
        for (size_t k = 0; k < over->n[at]; k++) {
            column *c = &r->columns[over->first[at] + k < MAX_COLUMNS ? over->first[at] + k : MAX_COLUMNS - 1];
            read_head_cell(r, p, i, end, c);
            if (c->heads.n < CT_SEGMENT_SPANS)
                c->heads.at[c->heads.n++] = (ct_span){ p, i, end };
        }
        i = end;
    }
}

/* Columns up to the last one that is not empty. */
static size_t width_of(const ct_passage *p)
{
    return p->tokens.n == 0 ? 0 : column_of(p, p->tokens.n - 1) + 1;
}

/* A head cell that may stand over several columns: it names a time, and no kind of its own, which the cells below it would tell. */
static bool may_span(const ct_passage *p, size_t a, size_t b)
{
    bool time = false, kind = false;
    for (size_t t = 0; t < p->n_times; t++)
        time = time || (p->times[t].start >= a && p->times[t].start < b);
    for (size_t i = a; i < b; i++) {
        const ct_match *role = ct_passage_cue(p, i, CT_CUE_COLUMN, -1);
        kind = kind || (role != NULL && ct_match_cue(p, role)->value >= 4);
    }
    return time && !kind;
}

/* Plain text has lost which head cells stand over several columns: "Năm 2025 | Năm 2026" above "Kế hoạch | Ước thực hiện" and three values a row.
 * The second row then has as many cells as are wanted, and they are parted among the first cells that may span. */
static void spread_heads(const ct_passage *top, const ct_passage *below, size_t width, spread *over, spread *under)
{
    size_t n = width_of(top), k = width_of(below), spans = n + k - width, each = spans > 0 ? k / spans : 0, found = 0, to = 0, next = 0;
    if (n >= width || n + k <= width || spans * each != k || each < 2 || (below->tokens.n > 0 && column_of(below, 0) != 0))
        return;
    for (size_t i = 0; i < top->tokens.n; i = cell_end(top, i))
        found += may_span(top, i, cell_end(top, i));
    if (found < spans)
        return;
    for (size_t at = 0, i = 0; at < n; at++) {
        bool filled = i < top->tokens.n && column_of(top, i) == at;
        bool spanning = filled && next < k && may_span(top, i, cell_end(top, i));
        over->first[at] = to;
        over->n[at] = spanning ? each : 1;
        for (size_t c = 0; spanning && c < each; c++)
            under->first[next++] = to + c;
        to += over->n[at];
        i = filled ? cell_end(top, i) : i;
    }
}

/* Where the cells of the first two rows, and of any later one, stand: each over its own column, but for those that span. */
static ct_error place_heads(ct_window *window, size_t first, size_t end, spread placing[3])
{
    enum { ROWS_LOOKED_AT = 12 };
    const ct_passage *rows[2] = { NULL, NULL }, *p;
    size_t width = 0;
    for (size_t i = 0; i < MAX_COLUMNS; i++)
        for (size_t k = 0; k < 3; k++) {
            placing[k].first[i] = i;
            placing[k].n[i] = 1;
        }
    for (size_t i = first; i < end && i - first < ROWS_LOOKED_AT; i++) {
        CT_TRY(ct_window_passage(window, i, &p));
        size_t wide = width_of(p);
        width = wide > width ? wide : width;
        if (i - first < 2)
            rows[i - first] = p;
    }
    if (rows[1] != NULL && is_head(rows[0]) && is_head(rows[1]))
        spread_heads(rows[0], rows[1], width, &placing[0], &placing[1]);
    return ct_ok();
}

/* The row's name: the cell under the head that says so, else the first cell that is words. */
static bool find_name(const reader *r, const ct_passage *p, size_t *a, size_t *b)
{
    bool found = false;
    for (size_t i = 0; i < p->tokens.n;) {
        size_t end = cell_end(p, i);
        const column *c = &r->columns[column_of(p, i)];
        size_t words = 0;
        for (size_t k = i; k < end; k++)
            words += p->tokens.at[k].kind == CT_TOKEN_WORD && p->tokens.at[k].len > 1;
        if (words > 0 && (c->role == 1 || (!found && c->role == CT_NONE && !c->period.known))) {
            *a = i;
            *b = end;
            found = true;
            if (c->role == 1)
                return true;
        }
        i = end;
    }
    return found;
}

static void name_row(reader *r, const ct_passage *p, size_t a, size_t b, ct_answer *answer)
{
    const ct_match *indicator = NULL, *breakdown = NULL;
    answer->indicator = CT_NONE;
    answer->breakdown = answer->name = "";
    for (size_t i = p->first_match[a]; i < p->first_match[b]; i++) {
        const ct_match *match = &p->matches.at[i];
        if (match->end > b)
            continue;
        if (match->type == CT_PHRASE_INDICATOR && (indicator == NULL || match->words > indicator->words))
            indicator = match;
        if (match->type == CT_PHRASE_BREAKDOWN && (breakdown == NULL || match->words > breakdown->words))
            breakdown = match;
    }
    bool part = ct_token_is_mark(&p->tokens, a, '-') || ct_token_is_mark(&p->tokens, a, '+') ||
        ct_passage_cue(p, a, CT_CUE_LINK, CT_LINK_PART) != NULL;
    bool inherits = indicator == NULL && r->indicator != CT_NONE && (part || breakdown != NULL);
    answer->wording = indicator;
    if (indicator != NULL) {
        answer->indicator = r->indicator = ct_match_indicator(indicator);
    } else if (inherits) {
        answer->indicator = r->indicator;
    } else {
        r->indicator = CT_NONE;
    }
    if (breakdown != NULL && (inherits || indicator == NULL || breakdown->start >= indicator->end))
        answer->breakdown = p->known->catalogue->breakdowns[breakdown->ref].name;
    const ct_token *first = &p->tokens.at[a], *last = &p->tokens.at[b - 1];
    const char *words = ct_arena_printf(p->arena, "%.*s", (int)(last->text + last->len - first->text), first->text);
    if (answer->indicator == CT_NONE && words != NULL)
        answer->name = words;
    else if (inherits && breakdown == NULL && words != NULL)
        answer->breakdown = words;
}

static void answer_cell(const reader *r, const column *c, size_t name, ct_answer *answer)
{
    const ct_indicator *one = answer->indicator == CT_NONE ? NULL : &r->known->catalogue->indicators[answer->indicator];
    answer->begin = answer->clause = name;
    answer->measure = c->measure != CT_NONE ? c->measure : one != NULL ? (int)one->measure : CT_MEASURE_LEVEL;
    answer->period = c->period;
    for (size_t i = r->context->n_headings; !answer->period.known && i > 0; i--)
        answer->period = r->context->headings[i - 1].period;
    if (!answer->period.known)
        answer->period = r->context->setting->title;
    answer->scope = r->context->setting->scope;
}

/* The unit of a value: its own, the row's, the column's, the indicator's. */
static void settle_unit(const reader *r, const ct_mention *row_unit, const column *c, const ct_answer *answer, ct_mention *m)
{
    const ct_mention *from = c->measure != CT_NONE && c->unit.unit != NULL ? &c->unit : row_unit->unit != NULL ? row_unit : &c->unit;
    if (m->unit[0] != '\0')
        return;
    if (from->unit != NULL) {
        m->unit = from->unit;
        m->family = from->family;
        m->family_name = from->family_name;
        m->base = from->base;
    } else if (answer->measure == CT_MEASURE_PLAN_RATIO || answer->measure == CT_MEASURE_GROWTH || answer->measure == CT_MEASURE_MULTIPLE) {
        m->unit = "%";
    } else if (answer->indicator != CT_NONE) {
        m->unit = r->known->catalogue->indicators[answer->indicator].unit;
        m->unit_cost = 50;
    }
}

static ct_error read_cell(reader *r, const ct_passage *p, size_t i, size_t name, const ct_mention *row_unit, const ct_answer *named)
{
    const column *c = &r->columns[column_of(p, i)];
    ct_mention m;
    if (!ct_mention_bare(p, i, &m))
        return ct_ok();
    ct_answer answer = *named;
    answer_cell(r, c, name, &answer);
    settle_unit(r, row_unit, c, &answer, &m);
    if (m.unit[0] == '\0')
        return ct_ok();
    ct_passage one = *p; /* the resolvers see this value as the passage's only mention */
    one.mentions = &m;
    one.n_mentions = 1;
    ct_context context = *r->context;
    context.passage = &one;
    answer.direction = 0;
    ct_resolve_aggregation(&context, 0, &answer);
    answer.clause = m.start;
    ct_resolve_kind(&context, 0, &answer);
    if (c->kind != CT_NONE)
        answer.kind = c->kind;
    ct_resolve_base(&context, 0, &answer);
    ct_mention *kept = ct_arena_alloc(r->window->arena, sizeof *kept);
    if (kept == NULL)
        return ct_no_memory();
    *kept = m;
    r->place.number = column_of(p, i);
    r->place.column = c->heads;
    r->place.kind = c->kind;
    return ct_window_add(r->window, p, kept, r->block, &answer, &r->place);
}

/* How deep a row stands in its table: 0 under a Roman number or a letter, 1 under a number, 2 others, 3 a part of the row before it. */
static size_t level_of(const ct_passage *p, size_t name)
{
    const ct_token *first = &p->tokens.at[0], *own = &p->tokens.at[name];
    if (ct_token_is_mark(&p->tokens, name, '-') || ct_token_is_mark(&p->tokens, name, '+') || ct_token_is_mark(&p->tokens, name, '*') ||
        ct_passage_cue(p, name, CT_CUE_LINK, CT_LINK_PART) != NULL || (own->kind == CT_TOKEN_WORD && !own->upper))
        return 3;
    if (name == 0)
        return 1;
    bool letters = first->kind == CT_TOKEN_WORD && first->upper && first->len <= 4;
    bool points = first->kind == CT_TOKEN_NUMBER && memchr(first->text, '.', first->len) != NULL;
    return letters ? 0 : first->kind == CT_TOKEN_NUMBER && !points ? 1 : 2;
}

/* What the row's cells stand in: its name, the names above it, its unit. */
static void place_row(reader *r, const ct_passage *p, size_t a, size_t b)
{
    size_t level = level_of(p, a), found = 0;
    r->place = (ct_cell_place){ .number = 0 };
    r->place.name = (ct_segment){ { { p, a, b } }, 1 };
    for (size_t k = level; k > 0; k--) {
        const ct_span *above = &r->above[k - 1];
        ct_segment *to = found == 0 ? &r->place.parent : &r->place.parents;
        if (above->passage == NULL || to->n == CT_SEGMENT_SPANS)
            continue;
        to->at[to->n++] = *above;
        found++;
    }
    for (size_t k = level; k < LEVELS; k++)
        r->above[k].passage = NULL;
    r->above[level] = (ct_span){ p, a, b };
    for (size_t i = 0; i < p->tokens.n; i = cell_end(p, i))
        if (r->columns[column_of(p, i)].role == 0)
            r->place.unit = (ct_segment){ { { p, i, cell_end(p, i) } }, 1 };
}

static ct_error read_row(reader *r, const ct_passage *p)
{
    size_t a = 0, b = 0;
    ct_answer answer;
    ct_mention unit;
    memset(&answer, 0, sizeof answer);
    memset(&unit, 0, sizeof unit);
    if (!find_name(r, p, &a, &b))
        return ct_ok();
    name_row(r, p, a, b, &answer);
    place_row(r, p, a, b);
    for (size_t i = 0; i < p->tokens.n && unit.unit == NULL; i = cell_end(p, i))
        if (r->columns[column_of(p, i)].role == 0)
            find_unit(p, i, cell_end(p, i), true, &unit);
    if (unit.unit == NULL)
        find_unit(p, a, b, false, &unit);
    for (size_t i = 0; i < p->tokens.n;) {
        size_t end = cell_end(p, i);
        int role = r->columns[column_of(p, i)].role;
        bool other = i == a || role == 0 || role == 2 || role == 3 || (i < a && role == CT_NONE);
        for (size_t k = i; k < end && !other; k++)
            if (is_value(p, k)) {
                CT_TRY(read_cell(r, p, k, a, &unit, &answer));
                break;
            }
        i = end;
    }
    return ct_ok();
}

ct_error ct_rows_read(ct_window *window, size_t first, size_t end, const ct_context *context)
{
    reader r = { .known = window->known, .context = context, .indicator = CT_NONE, .window = window, .arena = window->arena };
    bool head = true;
    spread placing[3];
    window->n_tables++;
    CT_TRY(place_heads(window, first, end, placing));
    for (size_t i = 0; i < MAX_COLUMNS; i++)
        r.columns[i] = (column){ .role = CT_NONE, .kind = CT_NONE, .measure = CT_NONE };
    for (size_t i = first; i < end; i++) {
        const ct_passage *p;
        CT_TRY(ct_window_passage(window, i, &p));
        head = head && i - first < MAX_HEAD_ROWS && is_head(p);
        r.block = i;
        if (head)
            read_head(&r, p, &placing[i - first < 2 ? i - first : 2]);
        else
            CT_TRY(read_row(&r, p));
    }
    return ct_ok();
}
