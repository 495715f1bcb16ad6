#include "extract/document_plans.h"

#include <string.h>

#include "core/buffer.h"
#include "core/vietnamese.h"
#include "extract/reading/reference.h"
#include "extract/reading/resolve.h"

enum {
    LINES_BEFORE = 6, /* the number may stand above the line of place and date that begins a bound document */
    LINES_AFTER = 14,
    TITLE_BLOCKS = 14, /* of a bound document's first blocks that are looked at        */
    TITLE_BLOCK = 320, /* bytes; a longer block is text                                */
    TITLE_MOST = 400,  /* bytes of a title kept                                        */
    TITLE_WHOLE = 40,  /* bytes in capitals that name more than the kind of document   */
    FEWEST_LISTED = 5  /* targets; fewer are no list                                   */
};

void ct_sections_keep(ct_sections *sections, const ct_block *heading)
{
    if (sections->n > 0 && sections->at[sections->n - 1] == heading) return;
    if (sections->n < CT_MOST_SECTIONS) sections->at[sections->n++] = heading;
}

static long first_line(const ct_bound *b, size_t block)
{
    const ct_block *at = &b->blocks->blocks[block];
    return at->n_lines > 0 ? b->document->lines[at->lines[0]].number : 0;
}

static long last_line(const ct_bound *b, size_t block)
{
    const ct_block *at = &b->blocks->blocks[block];
    return at->n_lines > 0 ? b->document->lines[at->lines[at->n_lines - 1]].number : 0;
}

/* ---- its number ---- */

static ct_error read_number(ct_table *plans, const ct_bound *b, ct_plan *row)
{
    const ct_block *begin = &b->blocks->blocks[b->first];
    size_t middle = begin->n_lines > 0 ? begin->lines[0] : 0,
           from = middle > LINES_BEFORE && !b->alone ? middle - LINES_BEFORE : 0, n = 0;

    for (size_t i = from; i < b->document->n_lines && i <= middle + LINES_AFTER; i++) {
        const char *at = ct_reference_find(&b->document->lines[i], &n);
        if (at == NULL) continue;
        char *number = ct_arena_strndup(plans->arena, at, n);
        if (number == NULL) return ct_no_memory();
        row->number = number;
        return ct_ok();
    }
    return ct_ok();
}

/* ---- what it calls itself, and whose it is ---- */

static bool is_genre(const ct_knowledge *known, const char *phrase)
{
    for (size_t i = 0; i < known->cues.n; i++)
        if (known->cues.at[i].class == CT_CUE_GENRE && strcmp(known->cues.at[i].phrase, phrase) == 0)
            return true;
    return false;
}

/* What a code of a number stands for, the first meaning listed; "" for none. */
static const char *expansion(const ct_catalogue *catalogue, const char *code, size_t n)
{
    for (size_t i = 0; i < catalogue->n_abbreviations; i++) {
        const ct_abbreviation *one = &catalogue->abbreviations[i];
        if (strlen(one->abbreviation) == n && memcmp(one->abbreviation, code, n) == 0) return one->expansion;
    }
    return "";
}

/* "36-NQ/TU": NQ is its kind, TU whose it is. A scan that damaged the letters leaves both unknown. */
static void read_codes(const ct_bound *b, ct_plan *row)
{
    for (const char *at = row->number; *at != '\0';) {
        size_t n = strcspn(at, "-/");
        const char *words = expansion(b->known->catalogue, at, n);
        if (words[0] != '\0' && is_genre(b->known, words)) {
            if (row->kind[0] == '\0') row->kind = words;
        } else if (words[0] != '\0') {
            row->issuer = words;
        }
        at += n + (at[n] != '\0');
    }
}

/* ---- its title ---- */

static size_t bytes_of(const ct_bound *b, const ct_block *block)
{
    size_t n = 0;
    for (size_t i = 0; i < block->n_lines; i++) n += b->document->lines[block->lines[i]].len;
    return n;
}

static void append(const ct_bound *b, const ct_block *block, ct_buffer *to)
{
    for (size_t i = 0; i < block->n_lines && to->len < TITLE_MOST; i++) {
        const ct_line *line = &b->document->lines[block->lines[i]];
        size_t from = i == 0 && block->skip < line->len && block->rank != CT_RANK_SHORT ? block->skip : 0;
        while (from < line->len && strchr(" *_#\t", line->text[from]) != NULL) from++;
        if (from >= line->len) continue;
        if (to->len > 0) ct_buffer_text(to, " ");
        ct_buffer_append(to, line->text + from, line->len - from);
    }
}

/* The kind of document that a block of a title begins with, or NULL. */
static const char *genre_of(const ct_passage *p)
{
    const ct_match *cue = ct_passage_cue(p, 0, CT_CUE_GENRE, -1);
    return cue != NULL ? ct_match_cue(p, cue)->phrase : NULL;
}

/* Does the block begin with the kind of document, in capitals? The first kind that a title names is the
 * document's. */
static ct_error read_block(const ct_bound *b, const ct_block *block, ct_plan *row, bool *names, bool begun)
{
    ct_passage p;
    ct_error err = ct_passage_survey(&p, b->known, b->document, block, b->blocks->damaged);
    const char *genre = err.code == CT_OK ? genre_of(&p) : NULL;

    *names = genre != NULL && (block->capitals || ct_token_capitals(&p.tokens.at[0]));
    if (genre != NULL && (*names || begun) && row->kind[0] == '\0' &&
        ct_match_cue(&p, ct_passage_cue(&p, 0, CT_CUE_GENRE, -1))->value != CT_GENRE_ACCOUNT)
        row->kind = genre;
    ct_passage_clear(&p);
    return err;
}

/* Does a title that has begun end before this block? One part in small letters belongs to it, and what goes
 * on with a small letter; a title all in capitals is over where a sentence begins. */
static bool title_ends(const ct_bound *b, const ct_block *block, const ct_buffer *text)
{
    const ct_line *line = block->n_lines > 0 ? &b->document->lines[block->lines[0]] : NULL;
    bool item = block->rank >= CT_RANK_ROMAN && block->rank < CT_RANK_SHORT;
    size_t at = 0;
    int code = 0;

    if (item || block->row || bytes_of(b, block) > TITLE_BLOCK || text->len > TITLE_BLOCK / 2) return true;
    if (block->capitals || line == NULL) return false;
    while (at < line->len && strchr(" *_(", line->text[at]) != NULL) at++;
    if (at < line->len) (void)ct_utf8_next(line->text + at, line->len - at, &code);
    return text->len > TITLE_WHOLE && ct_fold_code(code) != code && code < 0x80;
}

/* The words of the title: from the block in capitals that names the kind of document on. */
static ct_error collect_title(const ct_bound *b, ct_plan *row, ct_buffer *text)
{
    bool begun = false;

    for (size_t i = b->first; i < b->end && i - b->first < TITLE_BLOCKS; i++) {
        const ct_block *block = &b->blocks->blocks[i];
        bool names = false;
        if (begun && title_ends(b, block, text)) break;
        if (block->row || bytes_of(b, block) > TITLE_BLOCK) continue;
        CT_TRY(read_block(b, block, row, &names, begun));
        begun = begun || names;
        if (begun) append(b, block, text);
    }
    return ct_ok();
}

static ct_error read_title(ct_table *plans, const ct_bound *b, ct_plan *row)
{
    ct_buffer text;
    ct_error err;

    ct_buffer_init(&text);
    err = collect_title(b, row, &text);
    if (err.code == CT_OK) err = ct_buffer_error(&text);
    if (err.code == CT_OK) {
        const char *kept = ct_buffer_string(&text);
        row->title = ct_arena_strndup(plans->arena, kept, ct_utf8_cut(kept, TITLE_MOST));
        err = row->title == NULL ? ct_no_memory() : ct_ok();
    }
    ct_buffer_clear(&text);
    return err;
}

/* ---- its own list of targets ---- */

static bool listed(const ct_observation *row, long from, long to)
{
    return row->kind == CT_TARGET && row->indicator[0] != '\0' && row->line_start >= from &&
           row->line_start <= to;
}

static size_t count_listed(const ct_bound *b, long from, long to)
{
    size_t n = 0;
    for (size_t i = b->row; i < b->observations->n; i++)
        n += listed(ct_observation_at(b->observations, i), from, to);
    return n;
}

/* One after the last block below a heading: the next that stands as high, or higher. */
static size_t section_end(const ct_bound *b, size_t heading)
{
    const ct_block *blocks = b->blocks->blocks;
    size_t end = heading + 1;
    while (end < b->end && (blocks[end].note || blocks[end].row || blocks[end].rank > blocks[heading].rank))
        end++;
    return end;
}

/* The section under a heading of aims where targets stand thickest: those of a page of tasks are spread over
 * its text. Targets a line, so that a long section wins only by being as thick; a list of many against one of
 * few by the root of their number. */
static void find_list(const ct_bound *b, ct_plan *row)
{
    double best = 0;

    for (size_t i = 0; i < b->sections->n; i++) {
        size_t heading = (size_t)(b->sections->at[i] - b->blocks->blocks), end;
        if (heading < b->first || heading >= b->end) continue;
        end = section_end(b, heading);
        long from = first_line(b, heading), to = last_line(b, end - 1);
        size_t n = count_listed(b, from, to);
        double thick = (double)n * (double)n / (double)(to - from + 2);
        if (n < FEWEST_LISTED || thick <= best) continue;
        best = thick;
        row->list_start = from;
        row->list_end = to;
    }
}

ct_error ct_plans_add(ct_table *plans, const ct_bound *b)
{
    ct_plan *row = b->end > b->first ? ct_table_add(plans) : NULL;

    if (b->end <= b->first) return ct_ok(); /* an empty file binds nothing */
    if (row == NULL) return ct_no_memory();
    row->line_start = first_line(b, b->first);
    row->line_end = last_line(b, b->end - 1);
    row->document = ct_table_text(plans, b->document->name);
    row->scope = ct_table_text(plans, b->setting->scope);
    row->date = (ct_date){ .year = (short)b->setting->year,
                           .month = (signed char)b->setting->month,
                           .day = (signed char)b->setting->day };
    if (row->date.month == 0) row->date.day = 0;
    if (row->document == NULL || row->scope == NULL) return ct_no_memory();
    row->plan =
        b->alone ? row->document : ct_arena_printf(plans->arena, "%s:%ld", row->document, row->line_start);
    CT_TRY(read_number(plans, b, row));
    read_codes(b, row);
    CT_TRY(read_title(plans, b, row));
    row->kind = ct_table_text(plans, row->kind);
    row->issuer = ct_table_text(plans, row->issuer);
    if (row->plan == NULL || row->kind == NULL || row->issuer == NULL) return ct_no_memory();
    find_list(b, row);
    if (b->setting->title.known) {
        ct_period years = ct_years_of_plan(&b->setting->title);
        row->period_start = ct_date_year(years.from.year);
        row->period_end = ct_date_year(years.to.year);
    }
    ct_plan_take_years(row, b->observations, b->row);
    return ct_ok();
}
