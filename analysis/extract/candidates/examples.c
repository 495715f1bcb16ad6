#include "extract/candidates/examples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"
#include "core/csv.h"
#include "core/list.h"
#include "core/number.h"
#include "extract/candidates/candidates.h"

enum {
    MOST_WORDS = 24,
    MOST_GRAMS = 200,
    GRAM_PLACES = 512,
    COMMON = 8 /* a gram in more than one of so many examples tells little */
};

static const double FARTHEST = 9;

/* Which words of which segments, and what they count. */
typedef struct {
    ct_segment_name segment;
    size_t most;
    bool last;
    float weight;
} part_kept;

static const part_kept parts[CT_EXAMPLE_PARTS] = {
    { CT_SEGMENT_OWN, 14, true, 1 },        { CT_SEGMENT_AFTER, 5, false, 0.7f },
    { CT_SEGMENT_CLAUSE, 8, true, 0.45f },  { CT_SEGMENT_HEAD, 10, false, 0.4f },
    { CT_SEGMENT_PARENTS, 6, false, 0.3f }, { CT_SEGMENT_BEYOND, 4, false, 0.3f },
    { CT_SEGMENT_BEFORE, 8, true, 0.25f },  { CT_SEGMENT_HEAD2, 6, false, 0.25f },
};

typedef struct {
    uint32_t document, base;
    int indicator;
    float magnitude;
} example;

/* Sums over the examples of one indicator in one unit. */
typedef struct {
    uint32_t base;
    size_t n;
    double sum, squares;
} of_unit;

typedef struct {
    size_t n;
    of_unit *units;
    size_t n_units, capacity;
} of_indicator;

typedef struct {
    uint32_t example;
    float weight;
} holder;

struct ct_examples {
    const example *at;
    size_t n;
    of_indicator *totals; /* an indicator each */
    size_t n_indicators;
    uint32_t *keys;   /* grams, open addressing */
    int32_t *numbers; /* -1 empty */
    size_t size, n_grams;
    float *idf;
    size_t *start;
    holder *holders;
};

typedef struct {
    uint32_t hash;
    float weight;
} gram;

/* The grams of one figure or example, each once with its highest weight. */
typedef struct {
    gram at[MOST_GRAMS];
    size_t n;
    uint16_t place[GRAM_PLACES]; /* by hash: one more than its number, 0 empty */
} grams;

static void begin(grams *bag)
{
    bag->n = 0;
    memset(bag->place, 0, sizeof bag->place);
}

static void put(grams *bag, uint32_t hash, float weight)
{
    size_t at = (hash ^ hash >> 13) & (GRAM_PLACES - 1);
    while (bag->place[at] != 0 && bag->at[bag->place[at] - 1].hash != hash) at = (at + 1) & (GRAM_PLACES - 1);
    if (bag->place[at] == 0 && bag->n == MOST_GRAMS) return;
    if (bag->place[at] == 0) {
        bag->at[bag->n] = (gram){ hash, 0 };
        bag->place[at] = (uint16_t)++bag->n;
    }
    gram *one = &bag->at[bag->place[at] - 1];
    one->weight = fmaxf(one->weight, weight);
}

static void put_words(grams *bag, const uint32_t *words, size_t n, float weight)
{
    for (size_t i = 0; i < n; i++) {
        put(bag, words[i], weight);
        if (i + 1 < n) put(bag, ct_pair_hash(words[i], words[i + 1]), weight);
    }
}

static uint32_t base_hash(const char *base)
{
    return ct_word_hash(base, strlen(base)) ^ 0x5bd1e995u; /* a unit is not the word of the same letters */
}

const char *ct_example_words(ct_arena *arena, const ct_figure *f, size_t part)
{
    const ct_word *words[MOST_WORDS];
    const part_kept *kept = &parts[part];
    size_t n = ct_segment_words_copy(&f->segments[kept->segment], words, kept->most, kept->last);
    ct_buffer text;
    ct_buffer_init(&text);
    for (size_t i = 0; i < n; i++) {
        ct_buffer_text(&text, i == 0 ? ct_segment_words[kept->segment] : "_");
        if (i == 0) ct_buffer_text(&text, ":");
        ct_buffer_text(&text, words[i]->text);
    }
    const char *out = text.failed ? NULL : ct_arena_strdup(arena, n == 0 ? "" : ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return out;
}

/* --- Reading the file --- */

/* Of "own:ty_le_ho_ngheo after:cua_tinh" the grams of one part; *at moves behind it. */
static ct_error read_part(const char **at, long line, grams *bag)
{
    uint32_t words[MOST_WORDS];
    size_t n = 0, name = strcspn(*at, ":"), k = 0;
    while (k < CT_EXAMPLE_PARTS && (strlen(ct_segment_words[parts[k].segment]) != name ||
                                    memcmp(ct_segment_words[parts[k].segment], *at, name) != 0))
        k++;
    if (k == CT_EXAMPLE_PARTS || (*at)[name] == '\0')
        return ct_fail(CT_EPARSE, line, "\"%.20s\" begins with no segment that examples have", *at);
    for (*at += name + 1; **at != '\0' && **at != ' ';) {
        size_t length = strcspn(*at, "_ ");
        if (n < MOST_WORDS) words[n++] = ct_word_hash(*at, length);
        *at += length + ((*at)[length] == '_');
    }
    put_words(bag, words, n, parts[k].weight);
    return ct_ok();
}

static ct_error read_grams(const char *words, const char *base, long line, grams *bag)
{
    begin(bag);
    put(bag, base_hash(base), 1);
    for (const char *at = words; *at != '\0';) {
        if (*at == ' ')
            at++;
        else
            CT_TRY(read_part(&at, line, bag));
    }
    return ct_ok();
}

static ct_error read_row(const ct_catalogue *catalogue, const ct_csv_row *row, example *out)
{
    double magnitude = 0;
    if (row->n_cells < 5)
        return ct_fail(CT_EPARSE, row->line,
                       "a row of examples has the cells document,indicator,base,magnitude,words");
    const ct_indicator *one = row->cells[1][0] == '\0' ? NULL : ct_indicator_find(catalogue, row->cells[1]);
    if (one == NULL && row->cells[1][0] != '\0')
        return ct_fail(CT_EPARSE, row->line, "\"%s\" is no indicator of the catalogue", row->cells[1]);
    ct_error err = ct_number_plain(row->cells[3], &magnitude);
    err.line = row->line;
    CT_TRY(err);
    *out = (example){ ct_word_hash(row->cells[0], strlen(row->cells[0])), base_hash(row->cells[2]),
                      one == NULL ? CT_NONE : (int)(one - catalogue->indicators), (float)magnitude };
    return ct_ok();
}

static of_unit *unit_of(ct_arena *arena, of_indicator *of, uint32_t base)
{
    for (size_t i = 0; i < of->n_units; i++)
        if (of->units[i].base == base) return &of->units[i];
    if (of->n_units == of->capacity) {
        size_t capacity = of->capacity == 0 ? 4 : of->capacity * 2;
        of_unit *grown = ct_arena_array(arena, capacity, sizeof *grown);
        if (grown == NULL) return NULL;
        if (of->n_units > 0) memcpy(grown, of->units, of->n_units * sizeof *grown);
        of->units = grown;
        of->capacity = capacity;
    }
    of->units[of->n_units] = (of_unit){ .base = base };
    return &of->units[of->n_units++];
}

static ct_error add_totals(ct_arena *arena, ct_examples *e)
{
    e->totals = ct_arena_array(arena, e->n_indicators + 1, sizeof *e->totals);
    if (e->totals == NULL) return ct_no_memory();
    for (size_t i = 0; i < e->n; i++) {
        const example *one = &e->at[i];
        if (one->indicator == CT_NONE) continue;
        of_unit *unit = unit_of(arena, &e->totals[one->indicator], one->base);
        if (unit == NULL) return ct_no_memory();
        e->totals[one->indicator].n++;
        unit->n++;
        unit->sum += (double)one->magnitude;
        unit->squares += (double)one->magnitude * (double)one->magnitude;
    }
    return ct_ok();
}

static size_t place_of(const ct_examples *e, uint32_t hash)
{
    size_t at = (hash * 2654435761u ^ hash >> 15) & (e->size - 1);
    while (e->numbers[at] >= 0 && e->keys[at] != hash) at = (at + 1) & (e->size - 1);
    return at;
}

/* A gram of a row, by its number. */
typedef struct {
    int32_t number;
    float weight;
} gram_read;

typedef struct {
    example example;
    size_t end; /* of its grams */
} row_read;

/* The examples while their file is being read: the arena gets only what stays. */
typedef struct {
    ct_arena *arena;
    const ct_catalogue *catalogue;
    ct_examples *examples;
    row_read *rows;
    size_t rows_capacity;
    gram_read *grams;
    size_t n_grams, grams_capacity;
    uint32_t *count;
    size_t count_capacity; /* of each gram: the rows it stands in */
    bool past_head;
    grams bag;
} file_reader;

static ct_error make_places(ct_arena *arena, ct_examples *e, size_t size)
{
    ct_examples was = *e;
    e->size = size;
    e->keys = ct_arena_array(arena, size, sizeof *e->keys);
    e->numbers = ct_arena_array(arena, size, sizeof *e->numbers);
    if (e->keys == NULL || e->numbers == NULL) return ct_no_memory();
    memset(e->numbers, 0xff, size * sizeof *e->numbers);
    for (size_t i = 0; i < was.size; i++) {
        if (was.numbers[i] < 0) continue;
        size_t to = place_of(e, was.keys[i]);
        e->keys[to] = was.keys[i];
        e->numbers[to] = was.numbers[i];
    }
    return ct_ok();
}

/* The number of a gram, a new one where it is met for the first time, and one row more that it stands in. */
static ct_error number_gram(file_reader *r, uint32_t hash, int32_t *number)
{
    ct_examples *e = r->examples;
    size_t at = place_of(e, hash);
    if (e->numbers[at] < 0) {
        uint32_t *count = ct_list_room(r->count, e->n_grams, &r->count_capacity, sizeof *count, 1024);
        if (count == NULL) return ct_no_memory();
        r->count = count;
        if (e->n_grams * 2 >= e->size) {
            CT_TRY(make_places(r->arena, e, e->size * 2));
            at = place_of(e, hash);
        }
        count[e->n_grams] = 0;
        e->keys[at] = hash;
        e->numbers[at] = (int32_t)e->n_grams++;
    }
    *number = e->numbers[at];
    r->count[*number]++;
    return ct_ok();
}

static ct_error take_row(void *context, const ct_csv_row *row)
{
    file_reader *r = context;
    ct_examples *e = r->examples;
    bool head = !r->past_head;
    r->past_head = true;
    if (head) return ct_ok();
    row_read *rows = ct_list_room(r->rows, e->n, &r->rows_capacity, sizeof *rows, 1024);
    if (rows == NULL) return ct_no_memory();
    r->rows = rows;
    CT_TRY(read_row(r->catalogue, row, &rows[e->n].example));
    CT_TRY(read_grams(row->cells[4], row->cells[2], row->line, &r->bag));
    for (size_t k = 0; k < r->bag.n; k++) {
        gram_read *read = ct_list_room(r->grams, r->n_grams, &r->grams_capacity, sizeof *read, 1024);
        if (read == NULL) return ct_no_memory();
        r->grams = read;
        read[r->n_grams].weight = r->bag.at[k].weight;
        CT_TRY(number_gram(r, r->bag.at[k].hash, &read[r->n_grams++].number));
    }
    rows[e->n++].end = r->n_grams;
    return ct_ok();
}

/* The length of a row's or figure's vector of weights. */
static double length_of(double squares)
{
    return sqrt(squares) + 1e-9;
}

static double square_of(float weight, double idf)
{
    return (double)weight * (double)weight * idf * idf;
}

static ct_error keep_rows(file_reader *r)
{
    ct_examples *e = r->examples;
    example *at = ct_arena_array(r->arena, e->n + 1, sizeof *at);
    e->at = at;
    if (at == NULL) return ct_no_memory();
    for (size_t i = 0; i < e->n; i++) at[i] = r->rows[i].example;
    return add_totals(r->arena, e);
}

/* What each gram weighs, and in which rows it stands. */
static ct_error keep_grams(file_reader *r)
{
    ct_examples *e = r->examples;
    e->idf = ct_arena_array(r->arena, e->n_grams + 1, sizeof *e->idf);
    e->start = ct_arena_array(r->arena, e->n_grams + 2, sizeof *e->start);
    if (e->idf == NULL || e->start == NULL) return ct_no_memory();
    for (size_t g = 0; g < e->n_grams; g++) {
        e->idf[g] = (float)log(1 + (double)e->n / (double)r->count[g]);
        e->start[g + 1] = e->start[g] + (r->count[g] * COMMON > e->n + 200 ? 0 : r->count[g]);
    }
    e->holders = ct_arena_array(r->arena, e->start[e->n_grams] + 1, sizeof *e->holders);
    if (e->holders == NULL) return ct_no_memory();
    for (size_t i = e->n, end = r->n_grams;
         i-- > 0;) { /* backwards: a gram's count tells how many of its rows are still to come */
        size_t from = i == 0 ? 0 : r->rows[i - 1].end;
        double squares = 0;
        for (size_t k = from; k < end; k++)
            squares += square_of(r->grams[k].weight, (double)e->idf[r->grams[k].number]);
        double length = length_of(squares);
        for (size_t k = from; k < end; k++) {
            int32_t g = r->grams[k].number;
            if (e->start[g] < e->start[g + 1])
                e->holders[e->start[g] + --r->count[g]] =
                    (holder){ (uint32_t)i, (float)((double)(r->grams[k].weight * e->idf[g]) / length) };
        }
        end = from;
    }
    return ct_ok();
}

ct_error ct_examples_read(ct_arena *arena, const ct_catalogue *catalogue, const char *text, size_t n,
                          const char *file, const ct_examples **out)
{
    ct_csv_reader *csv = NULL;
    file_reader r = { .arena = arena,
                      .catalogue = catalogue,
                      .examples = ct_arena_alloc(arena, sizeof *r.examples) };
    *out = r.examples;
    if (r.examples == NULL) return ct_no_memory();
    r.examples->n_indicators = catalogue->n_indicators;
    CT_TRY(make_places(arena, r.examples, 1024));
    CT_TRY(ct_csv_reader_new(&csv, take_row, &r));
    ct_error err = ct_csv_reader_feed(csv, text, n);
    if (err.code == CT_OK) err = ct_csv_reader_end(csv);
    if (err.code == CT_OK) err = keep_rows(&r);
    if (err.code == CT_OK) err = keep_grams(&r);
    ct_csv_reader_free(csv);
    free(r.rows);
    free(r.grams);
    free(r.count);
    return ct_in(err, file);
}

/* --- Reading figures against them --- */

typedef struct {
    const ct_examples *examples;
    of_indicator *totals; /* without the document's own where weights are being fitted */
    uint32_t document;    /* whose examples do not count; 0 none                       */
    float *like;          /* of each example: shared with the figure being read        */
    float *best;          /* of each indicator; the last is none's                     */
} reader;

static uint32_t document_hash(const char *name)
{
    const char *dot = strrchr(name, '.');
    return ct_word_hash(name, dot == NULL ? strlen(name) : (size_t)(dot - name));
}

/* Copies of the totals with the document's own examples taken out again. */
static ct_error leave_out(ct_arena *arena, reader *r)
{
    const ct_examples *e = r->examples;
    r->totals = ct_arena_array(arena, e->n_indicators + 1, sizeof *r->totals);
    if (r->totals == NULL) return ct_no_memory();
    for (size_t i = 0; i < e->n_indicators; i++) {
        r->totals[i] = e->totals[i];
        r->totals[i].units = ct_arena_array(arena, e->totals[i].n_units + 1, sizeof(of_unit));
        if (r->totals[i].units == NULL) return ct_no_memory();
        if (e->totals[i].n_units > 0)
            memcpy(r->totals[i].units, e->totals[i].units, e->totals[i].n_units * sizeof(of_unit));
    }
    for (size_t i = 0; i < e->n; i++) {
        const example *one = &e->at[i];
        if (one->document != r->document || one->indicator == CT_NONE) continue;
        of_unit *unit = unit_of(arena, &r->totals[one->indicator], one->base);
        if (unit == NULL) return ct_no_memory();
        r->totals[one->indicator].n--;
        unit->n--;
        unit->sum -= (double)one->magnitude;
        unit->squares -= (double)one->magnitude * (double)one->magnitude;
    }
    return ct_ok();
}

static void read_figure(const ct_figure *f, grams *bag)
{
    const ct_word *words[MOST_WORDS];
    uint32_t hashes[MOST_WORDS];
    begin(bag);
    put(bag, base_hash(f->base), 1);
    for (size_t k = 0; k < CT_EXAMPLE_PARTS; k++) {
        size_t n = ct_segment_words_copy(&f->segments[parts[k].segment], words, parts[k].most, parts[k].last);
        for (size_t i = 0; i < n; i++) hashes[i] = words[i]->hash;
        put_words(bag, hashes, n, parts[k].weight);
    }
}

/* The best cosine of each indicator's examples, and of those of none. */
static void compare(reader *r, const ct_figure *f)
{
    const ct_examples *e = r->examples;
    grams bag;
    int32_t numbers[MOST_GRAMS];
    double squares = 0, unknown = log(1 + (double)e->n); /* what a gram of no example weighs */
    read_figure(f, &bag);
    for (size_t k = 0; k < bag.n; k++) {
        numbers[k] = e->numbers[place_of(e, bag.at[k].hash)];
        squares += square_of(bag.at[k].weight, numbers[k] < 0 ? unknown : (double)e->idf[numbers[k]]);
    }
    double length = length_of(squares);
    for (size_t k = 0; k < bag.n; k++) {
        int32_t g = numbers[k];
        if (g < 0) continue;
        float weight = (float)((double)(bag.at[k].weight * e->idf[g]) / length);
        for (size_t h = e->start[g]; h < e->start[g + 1]; h++) {
            const holder *one = &e->holders[h];
            r->like[one->example] += weight * one->weight;
        }
    }
    memset(r->best, 0, (e->n_indicators + 1) * sizeof *r->best);
    for (size_t i = 0; i < e->n; i++) { /* most are like it a little */
        const example *one = &e->at[i];
        float *best = &r->best[one->indicator == CT_NONE ? e->n_indicators : (size_t)one->indicator];
        if (r->like[i] > *best && one->document != r->document) *best = r->like[i];
    }
    memset(r->like, 0, e->n * sizeof *r->like);
}

static void size_up(const of_indicator *of, const ct_figure *f, uint32_t base, ct_likeness *out)
{
    const of_unit *unit = NULL;
    for (size_t i = 0; i < of->n_units && unit == NULL; i++)
        if (of->units[i].base == base) unit = &of->units[i];
    double n = unit == NULL ? 0 : (double)unit->n;
    out->seen = (float)log(1 + (double)of->n);
    out->unit = (float)log((n + 0.5) / ((double)of->n + 2));
    out->sized = n >= 2;
    if (!out->sized) return;
    double mean = unit->sum / n, squares = fmax(unit->squares - n * mean * mean, 0),
           variance = (squares + 0.5) / (n + 1);
    double off = f->magnitude - mean;
    out->distance = (float)fmin(FARTHEST, off * off / variance);
}

static ct_error liken(ct_window *w, reader *r, ct_figure *f)
{
    const ct_examples *e = r->examples;
    uint32_t base = base_hash(f->base);
    f->evidence->likeness = ct_arena_array(w->arena, f->indicator.n, sizeof *f->evidence->likeness);
    if (f->evidence->likeness == NULL) return ct_no_memory();
    compare(r, f);
    f->evidence->like_none = r->best[e->n_indicators];
    f->evidence->most_like = f->evidence->like_none;
    for (size_t i = 0; i < e->n_indicators; i++)
        f->evidence->most_like = fmaxf(f->evidence->most_like, r->best[i]);
    for (size_t k = 1; k < f->indicator.n; k++) {
        ct_likeness *one = &f->evidence->likeness[k];
        size_up(&r->totals[f->indicator.at[k].ref], f, base, one);
        one->like = r->best[f->indicator.at[k].ref];
    }
    return ct_ok();
}

ct_error ct_examples_liken(ct_window *w)
{
    const ct_examples *e = w->known->examples;
    reader r = { .examples = e, .totals = e->totals };
    r.like = ct_arena_array(w->arena, e->n + 1, sizeof *r.like);
    r.best = ct_arena_array(w->arena, e->n_indicators + 1, sizeof *r.best);
    if (r.like == NULL || r.best == NULL) return ct_no_memory();
    if (w->fitting) {
        r.document = document_hash(w->document->name);
        CT_TRY(leave_out(w->arena, &r));
    }
    for (size_t i = 0; i < w->n; i++) CT_TRY(liken(w, &r, &w->figures[i]));
    return ct_ok();
}
