#include <math.h>
#include <string.h>

#include "chart/lettering.h"
#include "chart/scene.h"
#include "chart/wording.h"

enum { COLUMN_GAP = 9, NOTE_GAP = 3, MAX_LINES = 6 };

/* ---- words ---- */

/* Two lines of about one length: the narrowest wrapping that needs no more and cuts nothing. A text too long
 * for two full lines stays as it is. */
static ct_error balance(ct_arena *arena, ct_face face, const char *text, double width,
                        const char *const **lines)
{
    double total = ct_text_width(face, text, CT_NOTE_SIZE, true);

    for (double narrow = total / 2; narrow < width; narrow += 6) {
        const char *const *tried;
        size_t n;
        CT_TRY(ct_text_wrap(arena, face, text, CT_NOTE_SIZE, true, narrow, 3, &tried, &n));
        if (n > 2 || ct_text_width(face, tried[0], CT_NOTE_SIZE, true) > narrow) continue;
        *lines = tried;
        break;
    }
    return ct_ok();
}

static ct_error set_lines(ct_arena *arena, ct_face face, ct_note *note, const char *const *texts, size_t n,
                          size_t n_bold, double width)
{
    const char **lines = ct_arena_array(arena, MAX_LINES, sizeof *lines);

    if (lines == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        const char *const *wrapped;
        size_t n_wrapped;
        CT_TRY(ct_text_wrap(arena, face, texts[i], CT_NOTE_SIZE, true, width, 2, &wrapped, &n_wrapped));
        if (n_wrapped == 2) CT_TRY(balance(arena, face, texts[i], width, &wrapped));
        for (size_t k = 0; k < n_wrapped && note->n < MAX_LINES; k++) lines[note->n++] = wrapped[k];
        if (i < n_bold) note->n_bold = note->n;
    }
    note->lines = lines;
    for (size_t i = 0; i < note->n; i++)
        note->width = fmax(note->width, ct_text_width(face, lines[i], CT_NOTE_SIZE, true));
    note->height = CT_NOTE_LEADING * (double)note->n;
    return ct_ok();
}

static ct_error keep_text(ct_arena *arena, ct_buffer *buffer, const char **text)
{
    ct_error err = ct_buffer_error(buffer);

    if (err.code == CT_OK) *text = ct_text_clean(arena, ct_buffer_string(buffer));
    ct_buffer_clear(buffer);
    if (err.code == CT_OK && *text == NULL) err = ct_no_memory();
    return err;
}

/* Percent signs stay at figures; other units stand at the axis. */
static const char *sign_of(const ct_chart *chart)
{
    return ct_unit_is_percent(chart->unit) ? "%" : "";
}

static ct_error last_note(ct_arena *arena, const ct_chart *chart, ct_lang lang, double width, ct_scene *scene)
{
    ct_note *note = &scene->notes[scene->n_notes++];
    const char *text = NULL;
    ct_buffer words;

    note->role = CT_NOTE_LAST;
    note->data = scene->history[scene->n_history - 1];
    ct_buffer_init(&words);
    ct_figure_stated(&words, note->data.y, lang);
    ct_buffer_printf(&words, "%s (%.0f)", sign_of(chart), note->data.x);
    CT_TRY(keep_text(arena, &words, &text));
    return set_lines(arena, scene->face, note, &text, 1, 1, width);
}

/* Of the main target's year where the projection reaches it, else of its own last year. */
static const ct_fan *told_projection(const ct_chart *chart, const ct_scene *scene)
{
    const ct_assessment *of = ct_chart_main(chart);

    for (size_t i = 1; of != NULL && i < scene->n_fan; i++)
        if (scene->fan[i].year == (double)of->period_end) return &scene->fan[i];
    return &scene->fan[scene->n_fan - 1];
}

static ct_error projected_note(ct_arena *arena, const ct_chart *chart, ct_lang lang, double width,
                               ct_scene *scene)
{
    ct_note *note = &scene->notes[scene->n_notes++];
    const ct_fan *told = told_projection(chart, scene);
    const char *text = NULL;
    ct_buffer words;

    note->role = CT_NOTE_PROJECTED;
    note->data = (ct_spot){ told->year, told->median };
    ct_buffer_init(&words);
    ct_buffer_printf(&words, ct_l(lang, "Dự báo %.0f: ", "Projected %.0f: "), told->year);
    ct_figure_computed(&words, chart->reversed ? round(told->median) : told->median, lang);
    ct_buffer_text(&words, sign_of(chart));
    CT_TRY(keep_text(arena, &words, &text));
    return set_lines(arena, scene->face, note, &text, 1, 1, width);
}

/* "khả năng đạt 16%" (chance of reaching it 16%): only beside a verdict that rests on it, and before its year
 * is over. */
static void chance_words(ct_buffer *to, const ct_assessment *of, ct_lang lang)
{
    if (isnan(of->probability) || of->latest_year >= of->period_end || of->verdict == CT_VERDICT_NONE ||
        of->verdict == CT_VERDICT_NO_DATA)
        return;
    ct_buffer_text(to, ct_l(lang, "khả năng đạt ", "probability "));
    ct_chance_text(to, of->probability, lang);
}

static ct_error target_note(ct_arena *arena, const ct_chart *chart, ct_lang lang, double width,
                            const ct_mark *mark, ct_scene *scene)
{
    ct_note *note = &scene->notes[scene->n_notes++];
    const ct_assessment *of = mark->of;
    bool across = mark->kind == CT_MARK_LINE || mark->kind == CT_MARK_BAND;
    const char *texts[2] = { "", "" };
    ct_buffer words;

    note->role = CT_NOTE_TARGET;
    note->data = (ct_spot){ mark->x2, (mark->low + mark->high) / 2 };
    ct_buffer_init(&words);
    ct_buffer_text(&words, ct_l(lang, "Mục tiêu ", "Target "));
    ct_period_text(&words, across ? of->period_start : of->period_end, of->period_end);
    ct_buffer_text(&words, ": ");
    ct_range_text(&words, of->target_low, of->target_high, of->qualifier, scene->divisor, sign_of(chart),
                  lang);
    CT_TRY(keep_text(arena, &words, &texts[0]));
    chance_words(&words, of, lang);
    CT_TRY(keep_text(arena, &words, &texts[1]));
    return set_lines(arena, scene->face, note, texts, 2, 1, width);
}

ct_error ct_notes_write(ct_arena *arena, const ct_chart *chart, ct_lang lang, double width, ct_scene *scene)
{
    scene->n_notes = 0;
    CT_TRY(last_note(arena, chart, lang, width, scene));
    if (scene->n_fan > 0) CT_TRY(projected_note(arena, chart, lang, width, scene));
    for (size_t i = 0; i < scene->n_marks; i++)
        if (scene->marks[i].main) CT_TRY(target_note(arena, chart, lang, width, &scene->marks[i], scene));
    return ct_ok();
}

/* ---- places ---- */

/* True when the segment a-b touches the box (Liang and Barsky's clipping). */
static bool crosses(ct_spot a, ct_spot b, ct_spot corner, double width, double height)
{
    const double d[] = { a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y };
    const double q[] = { a.x - corner.x, corner.x + width - a.x, a.y - corner.y, corner.y + height - a.y };
    double enter = 0, leave = 1;

    for (size_t i = 0; i < 4; i++) {
        if (d[i] == 0) {
            if (q[i] < 0) return false;
        } else if (d[i] < 0) {
            enter = fmax(enter, q[i] / d[i]);
        } else {
            leave = fmin(leave, q[i] / d[i]);
        }
    }
    return enter <= leave;
}

static ct_spot spot(const ct_frame *frame, double year, double value)
{
    return (ct_spot){ ct_frame_x(frame, year), ct_frame_y(frame, value) };
}

static bool overlap(const ct_note *a, const ct_note *b)
{
    return a->at.x < b->at.x + b->width && b->at.x < a->at.x + a->width && a->at.y < b->at.y + b->height &&
           b->at.y < a->at.y + a->height;
}

/* How bad a place is for a label: lines through it, other labels under it, the frame left. */
static double badness(const ct_scene *scene, const ct_note *note)
{
    const ct_frame *f = &scene->frame;
    double bad = 0, w = note->width, h = note->height;

    for (size_t i = 0; i + 1 < scene->n_history; i++)
        bad += 10 * crosses(spot(f, scene->history[i].x, scene->history[i].y),
                            spot(f, scene->history[i + 1].x, scene->history[i + 1].y), note->at, w, h);
    for (size_t i = 0; i + 1 < scene->n_fan; i++) {
        const ct_fan *a = &scene->fan[i], *b = &scene->fan[i + 1];
        bad += 8 * crosses(spot(f, a->year, a->median), spot(f, b->year, b->median), note->at, w, h);
        bad += 0.5 * crosses(spot(f, a->year, a->hi80), spot(f, b->year, b->hi80), note->at, w, h);
        bad += 0.5 * crosses(spot(f, a->year, a->lo80), spot(f, b->year, b->lo80), note->at, w, h);
    }
    for (size_t i = 0; i < scene->n_paths; i++)
        bad += 6 * crosses(spot(f, scene->paths[i][0].x, scene->paths[i][0].y),
                           spot(f, scene->paths[i][1].x, scene->paths[i][1].y), note->at, w, h);
    for (size_t i = 0; i < scene->n_marks; i++) {
        const ct_mark *m = &scene->marks[i];
        bad += 8 * crosses(spot(f, m->x, m->low), spot(f, m->x2, m->low), note->at, w, h);
        bad += 8 * crosses(spot(f, m->x, m->high), spot(f, m->x2, m->high), note->at, w, h);
    }
    for (size_t i = 0; i < scene->n_notes; i++)
        if (&scene->notes[i] != note) bad += 80 * overlap(note, &scene->notes[i]);
    if (note->at.x < f->left || note->at.x + w > f->right || note->at.y < f->bottom ||
        note->at.y + h > f->top)
        bad += 200;
    return bad;
}

/* The best of places around its point: in rings, the nearer the better. */
static void place_free(const ct_scene *scene, ct_note *note)
{
    static const double away[] = { 6, 14, 26, 42, 62, 86, 114, 146 };
    static const double side[][2] = { { 0, 1 },   { 0, -1 }, { -1, 1 }, { 1, 1 },
                                      { -1, -1 }, { 1, -1 }, { -1, 0 }, { 1, 0 } };
    double w = note->width, h = note->height, best = INFINITY;
    ct_spot chosen = { 0, 0 };

    for (size_t ring = 0; ring < sizeof away / sizeof *away; ring++)
        for (size_t i = 0; i < sizeof side / sizeof *side; i++) {
            note->at = (ct_spot){ note->anchor.x - w / 2 + side[i][0] * (w / 2 + away[ring]),
                                  note->anchor.y - h / 2 + side[i][1] * (h / 2 + away[ring]) };
            double bad = badness(scene, note) + 0.08 * away[ring] + 0.1 * (double)i;
            if (bad >= best) continue;
            best = bad;
            chosen = note->at;
        }
    note->at = chosen;
}

/* Spread boxes, sorted by their wished centres, so that none overlaps and their centres move least
 * (pool-adjacent-violators on the wishes less the heights below them), then push them inside [bottom, top].
 */
static void spread(ct_note **column, size_t n, double bottom, double top)
{
    double below[CT_MAX_NOTES] = { 0 }, mean[CT_MAX_NOTES], centre[CT_MAX_NOTES];
    size_t count[CT_MAX_NOTES], blocks = 0, at = 0;

    for (size_t i = 1; i < n; i++)
        below[i] = below[i - 1] + (column[i - 1]->height + column[i]->height) / 2 + NOTE_GAP;
    for (size_t i = 0; i < n; i++) {
        mean[blocks] = column[i]->anchor.y - below[i];
        count[blocks++] = 1;
        while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
            double sum =
                mean[blocks - 2] * (double)count[blocks - 2] + mean[blocks - 1] * (double)count[blocks - 1];
            count[blocks - 2] += count[blocks - 1];
            mean[blocks - 2] = sum / (double)count[blocks - 2];
            blocks--;
        }
    }
    for (size_t b = 0; b < blocks; b++)
        /* cppcheck-suppress uninitvar ; the loop above fills the first `blocks` of both */
        for (size_t k = 0; k < count[b]; k++, at++) centre[at] = mean[b] + below[at];
    for (size_t i = n; i-- > 0;) { /* from the top down, then from the bottom up */
        double limit = i + 1 < n ? centre[i + 1] - (below[i + 1] - below[i]) : top - column[i]->height / 2;
        centre[i] = fmin(centre[i], limit);
    }
    for (size_t i = 0; i < n; i++) {
        double limit = i > 0 ? centre[i - 1] + (below[i] - below[i - 1]) : bottom + column[i]->height / 2;
        centre[i] = fmax(centre[i], limit);
        column[i]->at.y = centre[i] - column[i]->height / 2;
    }
}

bool ct_note_in_column(const ct_scene *scene, const ct_note *note)
{
    return note->data.x > scene->data_end - 0.6 ||
           (note->role == CT_NOTE_LAST && scene->n_fan == 0 && scene->n_marks == 0);
}

void ct_notes_place(ct_scene *scene)
{
    const ct_frame *f = &scene->frame;
    ct_note *column[CT_MAX_NOTES];
    double end = ct_frame_x(f, scene->data_end);
    size_t n = 0;

    for (size_t i = 0; i < scene->n_notes; i++) {
        ct_note *note = &scene->notes[i];
        size_t k = n;
        note->anchor = spot(f, note->data.x, note->data.y);
        note->at = (ct_spot){ -2 * note->width, -2 * note->height }; /* nowhere yet */
        if (!ct_note_in_column(scene, note)) continue;
        note->at.x = end + COLUMN_GAP;
        for (; k > 0 && column[k - 1]->anchor.y > note->anchor.y; k--) column[k] = column[k - 1];
        column[k] = note;
        n++;
    }
    spread(column, n, f->bottom, f->top);
    for (size_t i = scene->n_notes; i-- > 0;) /* the target before the projection before the last value */
        if (!ct_note_in_column(scene, &scene->notes[i])) place_free(scene, &scene->notes[i]);
}
