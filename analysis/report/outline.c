/* What comes before and after the indicators: the first page, the outlook, and the places where the office
 * writes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/wording.h"
#include "report/content.h"
#include "report/escape.h"
#include "report/telling.h"
#include "series/plans.h"

enum { URGENT = 3, CHANGES_TOLD = 8 };

typedef struct {
    ct_teller tell;
    ct_content *content;
    const ct_target_group *group; /* the first table: the plan's */
} maker;

static void add(maker *m, ct_chapter *chapter, ct_block_kind kind, const char *text)
{
    if (m->tell.err.code != CT_OK) return;
    if (chapter->n == chapter->room) {
        size_t room = chapter->room > 0 ? 2 * chapter->room : 16;
        ct_block *more = ct_arena_array(m->tell.arena, room, sizeof *more);
        if (more == NULL) {
            m->tell.err = ct_no_memory();
            return;
        }
        if (chapter->n > 0) memcpy(more, chapter->blocks, chapter->n * sizeof *more);
        chapter->blocks = more;
        chapter->room = room;
    }
    chapter->blocks[chapter->n++] = (ct_block){ kind, text };
}

/* One more in a list inside a sentence. */
static const char *listed(maker *m, const char *list, const char *separator, const char *item)
{
    return list[0] == '\0' ? item : ct_tell_join(&m->tell, ct_tell_join(&m->tell, list, separator), item);
}

static const char *one_word(maker *m, const char *key, const char *name, const char *words)
{
    return ct_tell(&m->tell, key, &(ct_phrase_word){ name, words }, 1);
}

/* ---- the first page ---- */

enum { DONE, HARD, MISSED, OPEN, N_SORTS };

static int sort_of(const ct_assessment *of)
{
    switch (of->verdict) {
    case CT_VERDICT_EXCEEDED:
    case CT_VERDICT_MET: return DONE;
    case CT_VERDICT_HARD: return HARD;
    case CT_VERDICT_MISSED: return MISSED;
    case CT_VERDICT_NONE:
    case CT_VERDICT_NO_DATA:
    case CT_VERDICT_UNDECIDED:
    case CT_N_VERDICTS: break;
    }
    return OPEN;
}

static long end_of(const maker *m)
{
    long end = m->tell.report->plan_end;

    for (size_t r = 0; end == 0 && r < m->group->n; r++) end = m->group->rows[r].of->period_end;
    return end;
}

static void counts(maker *m)
{
    static const char *const keys[N_SORTS] = { "counts.done", "counts.hard", "counts.missed", "counts.open" };
    size_t n[N_SORTS] = { 0 };
    const char *list = "";

    for (size_t r = 0; r < m->group->n; r++) n[sort_of(m->group->rows[r].of)]++;
    for (int i = 0; i < N_SORTS; i++)
        if (n[i] > 0) list = listed(m, list, ", ", one_word(m, keys[i], "n", ct_tell_number(&m->tell, n[i])));
    const ct_phrase_word words[] = { { "n", ct_tell_number(&m->tell, m->group->n) },
                                     { "year", ct_tell_period(&m->tell, 0, end_of(m)) },
                                     { "list", list } };
    add(m, &m->content->opening, CT_BLOCK_PARAGRAPH, ct_tell(&m->tell, "counts", CT_WORDS(words)));
}

/* A pace reckoned from a value of years ago asks nothing of the years that are left, so old ones are not
 * among them; nor is a reading that a person must look at first. */
static bool is_late(const ct_assessment *of)
{
    return sort_of(of) == HARD || sort_of(of) == MISSED;
}

/* Those rated hard to meet or missed before those not rated; of each the least likely first, those without a
 * probability after them. */
static int more_urgent(const void *a, const void *b)
{
    const ct_assessment *x = (*(const ct_target_row *const *)a)->of,
                        *y = (*(const ct_target_row *const *)b)->of;
    double p = isnan(x->probability) ? 2 : x->probability, q = isnan(y->probability) ? 2 : y->probability;

    if (is_late(x) != is_late(y)) return is_late(x) ? -1 : 1;
    if (p != q) return p < q ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void urgent(maker *m)
{
    static const char *const keys[] = { NULL, "urgent.1", "urgent.2", "urgent.3" };
    const ct_target_row **rows = ct_arena_array(m->tell.arena, m->group->n, sizeof *rows);
    const char *list = "";
    size_t n = 0, told = 0;

    if (rows == NULL) {
        m->tell.err = ct_no_memory();
        return;
    }
    for (size_t r = 0; r < m->group->n; r++) {
        const ct_assessment *of = m->group->rows[r].of;
        bool behind =
            sort_of(of) == OPEN && of->reason != CT_REASON_REVIEW && of->latest_year != 0 && of->gap_now < 0;
        if (of->old == 0 && (is_late(of) || behind)) rows[n++] = &m->group->rows[r];
    }
    if (n > 0) qsort(rows, n, sizeof *rows, more_urgent);
    for (size_t i = 0; i < n && told < URGENT; i++) {
        const char *pace;
        if (ct_tell_pace(&m->tell, rows[i]->of, &pace) != CT_PACE_MOVE)
            continue; /* over, or nothing can be asked of the years left */
        const ct_phrase_word words[] = { { "name", ct_tell_inside(&m->tell, rows[i]->cells[CT_CELL_NAME]) },
                                         { "years", ct_tell_years_left(&m->tell, rows[i]->of) },
                                         { "pace", pace } };
        list = listed(
            m, list, "; ",
            ct_tell(&m->tell, is_late(rows[i]->of) ? "urgent.item" : "urgent.item.open", CT_WORDS(words)));
        told++;
    }
    const char *few = told > 0 && told < URGENT && m->group->n >= URGENT
                          ? ct_tell_spaced(&m->tell, ct_tell(&m->tell, "urgent.few", NULL, 0))
                          : "";
    if (told > 0)
        add(m, &m->content->opening, CT_BLOCK_PARAGRAPH,
            ct_tell_join(&m->tell, one_word(m, keys[told], "list", list), few));
    if (told == 0)
        add(m, &m->content->opening, CT_BLOCK_PARAGRAPH, ct_tell(&m->tell, "urgent.none", NULL, 0));
}

/* ---- since the last report ---- */

static const ct_assessment *before(const ct_table *previous, const ct_assessment *of)
{
    for (size_t i = 0; i < previous->n; i++) {
        const ct_assessment *row = ct_assessment_at(previous, i);
        if (strcmp(row->indicator, of->indicator) == 0 && strcmp(row->name, of->name) == 0 &&
            strcmp(row->scope, of->scope) == 0 && strcmp(row->breakdown, of->breakdown) == 0 &&
            row->period_start == of->period_start && row->period_end == of->period_end &&
            row->measure == of->measure && row->aggregation == of->aggregation &&
            row->target_low == of->target_low)
            return row;
    }
    return NULL;
}

static const char *verdict_words(const maker *m, const ct_assessment *row)
{
    return ct_verdict_text(row->verdict == CT_VERDICT_NONE ? CT_VERDICT_UNDECIDED : row->verdict,
                           m->tell.report->lang);
}

static void changes(maker *m)
{
    const char *words = "", *newer = "";
    size_t n_words = 0, n_newer = 0;

    if (m->tell.report->previous == NULL) return;
    for (size_t r = 0; r < m->group->n; r++) {
        const ct_target_row *row = &m->group->rows[r];
        const ct_assessment *old = before(m->tell.report->previous, row->of);
        const char *name = ct_tell_inside(&m->tell, row->cells[CT_CELL_NAME]);
        if (old == NULL) continue;
        if (sort_of(old) != sort_of(row->of) && n_words++ < CHANGES_TOLD) {
            const ct_phrase_word list[] = { { "name", name },
                                            { "before", verdict_words(m, old) },
                                            { "after", verdict_words(m, row->of) } };
            words = listed(m, words, "; ", ct_tell(&m->tell, "changed.item", CT_WORDS(list)));
        }
        bool figure = row->of->latest_year != 0 &&
                      (old->latest_year != row->of->latest_year ||
                       (!isnan(row->of->latest_value) && old->latest_value != row->of->latest_value));
        if (figure && n_newer++ < CHANGES_TOLD) newer = listed(m, newer, "; ", name);
    }
    if (n_words > CHANGES_TOLD) words = ct_tell_join(&m->tell, words, "; …");
    if (n_newer > CHANGES_TOLD) newer = ct_tell_join(&m->tell, newer, "; …");
    if (n_words > 0)
        add(m, &m->content->opening, CT_BLOCK_PARAGRAPH, one_word(m, "changed.words", "list", words));
    if (n_newer > 0) {
        const ct_phrase_word list[] = { { "n", ct_tell_number(&m->tell, n_newer) }, { "list", newer } };
        add(m, &m->content->opening, CT_BLOCK_PARAGRAPH,
            ct_tell(&m->tell, "changed.figures", CT_WORDS(list)));
    }
    if (n_words + n_newer == 0)
        add(m, &m->content->opening, CT_BLOCK_PARAGRAPH, ct_tell(&m->tell, "changed.none", NULL, 0));
}

/* What is assessed, and up to when results are known. */
static void background(maker *m)
{
    const ct_plan *record = m->tell.report->plans != NULL ? ct_plans_of_record(m->tell.report->plans) : NULL;
    const char *name = NULL, *brief;
    long latest = 0;

    for (size_t r = 0; r < m->group->n; r++)
        if (m->group->rows[r].of->latest_year > latest) latest = m->group->rows[r].of->latest_year;
    if (record != NULL && m->tell.err.code == CT_OK)
        m->tell.err = ct_plan_formal_name(m->tell.arena, m->tell.report, record, &name, &brief);
    if (latest == 0) return;
    const ct_phrase_word words[] = { { "latest", ct_tell_period(&m->tell, 0, latest) },
                                     { "plan", name != NULL ? ct_tell_inside(&m->tell, name) : "" } };
    add(m, &m->content->opening, CT_BLOCK_PARAGRAPH,
        ct_tell(&m->tell, name != NULL ? "opening.plan" : "opening.noplan", CT_WORDS(words)));
}

/* ---- the outlook ---- */

static void outlook_item(maker *m, ct_chapter *chapter, const ct_target_row *row)
{
    const ct_assessment *of = row->of;
    bool known = of->latest_year != 0 && !isnan(of->latest_value);
    const char *now = "", *pace = "", *move;

    if (known) {
        const ct_phrase_word words[] = { { "year", ct_tell_period(&m->tell, 0, of->latest_year) },
                                         { "value",
                                           ct_tell_amount(&m->tell, of->latest_value, of->unit, true) } };
        now = ct_tell(&m->tell, "item.now", CT_WORDS(words));
    }
    if (ct_tell_pace(&m->tell, of, &move) == CT_PACE_MOVE) {
        const ct_phrase_word words[] = { { "years", ct_tell_years_left(&m->tell, of) }, { "pace", move } };
        pace = ct_tell(&m->tell, "item.pace", CT_WORDS(words));
    }
    const ct_phrase_word words[] = { { "name", row->cells[CT_CELL_NAME] },
                                     { "target", ct_tell_target(&m->tell, of) },
                                     { "now", now },
                                     { "pace", pace },
                                     { "chance", ct_tell_chance(&m->tell, "item.chance", of->probability) } };
    add(m, chapter, CT_BLOCK_ITEM, ct_tell(&m->tell, "item", CT_WORDS(words)));
}

/* Targets without a word, one line for each who leads, in the order in which they first appear. */
static void outlook_open(maker *m, ct_chapter *chapter)
{
    for (size_t r = 0; r < m->group->n; r++) {
        const char *agency = m->group->rows[r].agency, *list = "";
        bool told = sort_of(m->group->rows[r].of) != OPEN;
        for (size_t k = 0; k < r && !told; k++)
            told = sort_of(m->group->rows[k].of) == OPEN && strcmp(m->group->rows[k].agency, agency) == 0;
        for (size_t k = r; k < m->group->n && !told; k++) {
            const ct_target_row *row = &m->group->rows[k];
            if (sort_of(row->of) != OPEN || strcmp(row->agency, agency) != 0) continue;
            const char *reason = ct_reason_text(row->of->reason, m->tell.report),
                       *name = ct_tell_inside(&m->tell, row->cells[CT_CELL_NAME]);
            const ct_phrase_word words[] = { { "name", name }, { "reason", reason } };
            list = listed(m, list, "; ",
                          reason[0] != '\0' ? ct_tell(&m->tell, "item.reason", CT_WORDS(words)) : name);
        }
        if (told) continue;
        const ct_phrase_word words[] = {
            { "agency", agency[0] != '\0' ? agency : ct_tell(&m->tell, "agency.none", NULL, 0) },
            { "list", list }
        };
        add(m, chapter, CT_BLOCK_ITEM, ct_tell(&m->tell, "item.agency", CT_WORDS(words)));
    }
}

static void outlook(maker *m)
{
    static const char *const keys[N_SORTS] = { "outlook.done", "outlook.hard", "outlook.missed",
                                               "outlook.open" };
    ct_chapter *chapter = &m->content->chapters[CT_CHAPTER_OUTLOOK];

    for (int i = 0; i < N_SORTS; i++) {
        size_t n = 0;
        add(m, chapter, CT_BLOCK_HEADING, ct_tell(&m->tell, keys[i], NULL, 0));
        for (size_t r = 0; r < m->group->n; r++) {
            if (sort_of(m->group->rows[r].of) != i) continue;
            n++;
            if (i != OPEN) outlook_item(m, chapter, &m->group->rows[r]);
        }
        if (i == OPEN && n > 0) outlook_open(m, chapter);
        if (n == 0) add(m, chapter, CT_BLOCK_PARAGRAPH, ct_tell(&m->tell, "outlook.nobody", NULL, 0));
    }
}

/* ---- the office's own words ---- */

static void place(maker *m, ct_place which, ct_chapter *chapter)
{
    static const char *const begin[CT_N_PLACES] = { "place.begin.limits", "place.begin.measures" },
                             *const hint[CT_N_PLACES] = { "place.limits", "place.measures" };
    const ct_kept_words *kept = &m->tell.report->kept[which];

    add(m, chapter, CT_BLOCK_MARK, ct_tell(&m->tell, begin[which], NULL, 0));
    for (size_t i = 0; i < kept->n; i++) add(m, chapter, CT_BLOCK_PARAGRAPH, kept->lines[i]);
    if (kept->n == 0) add(m, chapter, CT_BLOCK_HINT, ct_tell(&m->tell, hint[which], NULL, 0));
    add(m, chapter, CT_BLOCK_MARK, ct_tell(&m->tell, "place.end", NULL, 0));
}

ct_error ct_outline_make(ct_arena *arena, const ct_report *report, ct_content *content)
{
    static const struct {
        const char *id, *key;
    } chapters[CT_N_CHAPTERS] = { { "outlook", "chapter.outlook" },
                                  { "limits", "chapter.limits" },
                                  { "measures", "chapter.measures" } };
    maker m = { { arena, report, ct_ok() }, content, content->n_groups > 0 ? &content->groups[0] : NULL };

    content->opening = (ct_chapter){ .id = "summary", .heading = ct_heading_text(CT_HEAD_SUMMARY, report) };
    if (report->phrases == NULL) return ct_ok();
    content->opening.heading = ct_tell(&m.tell, "chapter.context", NULL, 0);
    for (int i = 0; i < CT_N_CHAPTERS; i++) {
        content->chapters[i].id = chapters[i].id;
        content->chapters[i].heading = ct_tell(&m.tell, chapters[i].key, NULL, 0);
    }
    if (m.group != NULL && m.group->n > 0) {
        counts(&m);
        urgent(&m);
        changes(&m);
        background(&m);
        add(&m, &content->opening, CT_BLOCK_PARAGRAPH, ct_tell(&m.tell, "pointers", NULL, 0));
        outlook(&m);
    } else {
        add(&m, &content->opening, CT_BLOCK_PARAGRAPH, ct_heading_text(CT_HEAD_NO_TARGETS, report));
    }
    place(&m, CT_PLACE_LIMITS, &content->chapters[CT_CHAPTER_LIMITS]);
    place(&m, CT_PLACE_MEASURES, &content->chapters[CT_CHAPTER_MEASURES]);
    return m.tell.err;
}

/* ---- Markdown ---- */

void ct_blocks_markdown(ct_buffer *to, const ct_chapter *chapter, int level)
{
    for (size_t i = 0; i < chapter->n; i++) {
        const ct_block *block = &chapter->blocks[i];
        if (block->kind == CT_BLOCK_HEADING) ct_buffer_printf(to, "%.*s ", level + 1, "######");
        if (block->kind == CT_BLOCK_ITEM) ct_buffer_text(to, "- ");
        if (block->kind == CT_BLOCK_HINT) ct_buffer_text(to, "*");
        ct_markdown_text(to, block->text);
        if (block->kind == CT_BLOCK_HINT) ct_buffer_text(to, "*");
        bool more = block->kind == CT_BLOCK_ITEM && i + 1 < chapter->n &&
                    chapter->blocks[i + 1].kind == CT_BLOCK_ITEM;
        ct_buffer_text(to, more ? "\n" : "\n\n");
    }
}
