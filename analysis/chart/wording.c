#include "chart/wording.h"

#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "core/number.h"

static const char RANK_UNIT[] = "hạng";

static void figure(ct_buffer *to, double value, int most, ct_lang lang)
{
    char text[CT_NUMBER_SIZE];
    double power = pow(10, most), near = fabs(value) < 1e12 ? round(value * power) / power : value;

    ct_number_people(text, value, isfinite(near) ? ct_number_decimals(near, most) : 0, lang);
    ct_buffer_text(to, text);
}

void ct_figure_stated(ct_buffer *to, double value, ct_lang lang)
{
    figure(to, value, fabs(value) < 0.1 ? 4 : 2, lang);
}

/* Places that leave three significant digits, none for 100 and more, at most four. */
static int computed_places(double value)
{
    double size = fabs(value);

    if (size >= 99.95) return 0;
    if (size >= 9.995) return 1;
    if (size >= 0.0995) return 2;
    return size >= 0.00995 ? 3 : 4;
}

void ct_figure_computed(ct_buffer *to, double value, ct_lang lang)
{
    figure(to, value, computed_places(value), lang);
}

static void put_figure(ct_buffer *to, double value, bool stated, ct_lang lang)
{
    if (stated)
        ct_figure_stated(to, value, lang);
    else
        ct_figure_computed(to, value, lang);
}

/* The words after a figure: no space before a percent sign. */
static void put_unit(ct_buffer *to, const char *words)
{
    if (words[0] == '\0') return;
    if (words[0] != '%') ct_buffer_text(to, " ");
    ct_buffer_text(to, words);
}

ct_error ct_amount_text(ct_buffer *to, double value, const char *unit, bool stated, ct_lang lang)
{
    ct_scale scale;
    ct_arena *arena;
    ct_error err;

    if (isnan(value)) {
        ct_buffer_text(to, "–");
        return ct_ok();
    }
    if (strcmp(unit, RANK_UNIT) == 0) {
        ct_buffer_text(to, ct_l(lang, "hạng ", "rank "));
        put_figure(to, stated ? value : round(value), stated, lang); /* nobody stands between two places */
        return ct_ok();
    }
    arena = ct_arena_new();
    if (arena == NULL) return ct_no_memory();
    err = ct_scale_choose(arena, unit, value, lang, &scale);
    if (err.code == CT_OK) {
        put_figure(to, value / scale.divisor, stated, lang);
        put_unit(to, scale.words);
    }
    ct_arena_free(arena);
    return err;
}

void ct_range_text(ct_buffer *to, double low, double high, int qualifier, double divisor, const char *suffix,
                   ct_lang lang)
{
    static const char *const signs[] = { "", "≥ ", "> ", "≤ ", "< ", "~ " }; /* by ct_qualifier */
    bool one = isnan(high) || high == low;

    if (isnan(low)) {
        ct_buffer_text(to, "–");
        return;
    }
    if (qualifier >= 0 && (size_t)qualifier < sizeof signs / sizeof *signs)
        ct_buffer_text(to, signs[qualifier]);
    ct_figure_stated(to, low / divisor, lang);
    if (!one) {
        ct_buffer_text(to, high < 0 ? " – " : "–"); /* a sign after a dash needs air */
        ct_figure_stated(to, high / divisor, lang);
    }
    put_unit(to, suffix);
}

ct_error ct_target_text(ct_buffer *to, double low, double high, int qualifier, const char *unit, ct_lang lang)
{
    double largest = isnan(high) ? fabs(low) : fmax(fabs(low), fabs(high));
    ct_scale scale;
    ct_arena *arena = ct_arena_new();
    ct_error err;

    if (arena == NULL) return ct_no_memory();
    err = ct_scale_choose(arena, unit, largest, lang, &scale);
    if (err.code == CT_OK) {
        bool rank = strcmp(unit, RANK_UNIT) == 0;
        if (rank) ct_buffer_text(to, ct_l(lang, "hạng ", "rank "));
        ct_range_text(to, low, high, qualifier, scale.divisor, rank || isnan(low) ? "" : scale.words, lang);
    }
    ct_arena_free(arena);
    return err;
}

ct_error ct_difference_text(ct_buffer *to, double difference, const char *unit, int measure, ct_lang lang)
{
    difference = fabs(difference);
    if (measure == CT_MEASURE_RANK || strcmp(unit, RANK_UNIT) == 0) {
        ct_figure_computed(to, difference, lang);
        ct_buffer_text(to, ct_l(lang, " bậc", difference == 1 ? " place" : " places"));
        return ct_ok();
    }
    if (ct_unit_is_percent(unit)) {
        ct_figure_computed(to, difference, lang);
        ct_buffer_text(to, ct_l(lang, " điểm %", " pp"));
        return ct_ok();
    }
    return ct_amount_text(to, difference, unit, false, lang);
}

/* What stands before a difference. */
static const char *gap_word(double gap, int direction, bool rank, ct_lang lang)
{
    bool short_of = gap < 0;

    if (rank)
        return short_of ? ct_l(lang, "kém mục tiêu ", "behind the target by ")
                        : ct_l(lang, "vượt mục tiêu ", "ahead of the target by ");
    if (direction == CT_UP)
        return short_of ? ct_l(lang, "thiếu ", "short by ") : ct_l(lang, "vượt ", "over by ");
    if (direction == CT_DOWN)
        return short_of ? ct_l(lang, "cao hơn mục tiêu ", "above the target by ")
                        : ct_l(lang, "thấp hơn mục tiêu ", "below the target by ");
    return ct_l(lang, "lệch ", "off by ");
}

ct_error ct_gap_text(ct_buffer *to, double gap, const char *unit, int direction, int measure, ct_lang lang)
{
    if (isnan(gap)) {
        ct_buffer_text(to, "–");
        return ct_ok();
    }
    if (fabs(gap) < 0.00005) {
        ct_buffer_text(to, ct_l(lang, "đúng mục tiêu", "on target"));
        return ct_ok();
    }
    ct_buffer_text(
        to, gap_word(gap, direction, measure == CT_MEASURE_RANK || strcmp(unit, RANK_UNIT) == 0, lang));
    return ct_difference_text(to, gap, unit, measure, lang);
}

void ct_period_text(ct_buffer *to, long start, long end)
{
    if (start == 0) start = end;
    if (end == 0) end = start;
    if (end == 0) return;
    if (start == end)
        ct_buffer_printf(to, "%ld", end);
    else
        ct_buffer_printf(to, "%ld–%ld", start, end);
}

const char *ct_verdict_text(ct_verdict verdict, ct_lang lang)
{
    static const struct {
        const char *vi, *en;
    } list[] = {
        [CT_VERDICT_NONE] = { "–", "–" },
        [CT_VERDICT_EXCEEDED] = { "Hoàn thành vượt mức", "Exceeded" },
        [CT_VERDICT_MET] = { "Hoàn thành", "Met" },
        [CT_VERDICT_HARD] = { "Khó hoàn thành", "Hard to meet" },
        [CT_VERDICT_MISSED] = { "Không hoàn thành", "Not met" },
        [CT_VERDICT_NO_DATA] = { "Chưa đủ dữ liệu", "Not enough data" },
        [CT_VERDICT_UNDECIDED] = { "Chưa xếp loại", "Undecided" },
    };
    if ((size_t)verdict >= sizeof list / sizeof *list) return "–";
    return ct_l(lang, list[verdict].vi, list[verdict].en);
}

const char *ct_verdict_shape(ct_verdict verdict)
{
    switch (verdict) {
    case CT_VERDICT_EXCEEDED: return "▲";
    case CT_VERDICT_MET: return "●";
    case CT_VERDICT_HARD: return "◐";
    case CT_VERDICT_MISSED: return "✕";
    case CT_VERDICT_NO_DATA: return "○";
    case CT_VERDICT_UNDECIDED: return "◇";
    case CT_VERDICT_NONE:
    case CT_N_VERDICTS: break;
    }
    return "";
}

void ct_chance_text(ct_buffer *to, double p, ct_lang lang)
{
    double percent = 100 * p, whole = round(percent);

    if (isnan(p)) return;
    if (p < 0.01 || p > 0.99) {
        ct_buffer_text(to, p < 0.01 ? "< 1%" : "> 99%");
        return;
    }
    if (percent < whole && fmod(whole, 5) == 0) whole = fmin(round(10 * percent) / 10, whole - 0.1);
    ct_figure_computed(to, whole, lang);
    ct_buffer_text(to, "%");
}
