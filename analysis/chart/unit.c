#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "core/buffer.h"

/* The words of powers of a thousand, smallest first. */
static const struct {
    int exponent;
    bool single; /* one word in Vietnamese */
    const char *vi, *en;
} WORDS[] = {
    { 0, false, "", "" },
    { 3, true, "nghìn", "thousand" },
    { 6, true, "triệu", "million" },
    { 9, true, "tỷ", "billion" },
    { 12, false, "nghìn tỷ", "trillion" },
    { 15, false, "triệu tỷ", "quadrillion" },
};
enum { N_WORDS = sizeof WORDS / sizeof *WORDS };

/* English for the words units are made of: as an amount, and after a slash. */
static const struct {
    const char *vi, *en, *per;
} GLOSSARY[] = {
    { "đồng", "VND", "VND" },
    { "người", "people", "person" },
    { "dân", "people", "person" },
    { "10.000 dân", "10,000 people", "10,000 people" },
    { "100.000 dân", "100,000 people", "100,000 people" },
    { "1.000 dân", "1,000 people", "1,000 people" },
    { "100 dân", "100 people", "100 people" },
    { "hộ", "households", "household" },
    { "lao động", "workers", "worker" },
    { "việc làm", "jobs", "job" },
    { "lượt khách", "visits", "visit" },
    { "lượt", "visits", "visit" },
    { "khách", "visitors", "visitor" },
    { "doanh nghiệp", "enterprises", "enterprise" },
    { "hợp tác xã", "cooperatives", "cooperative" },
    { "giường", "beds", "bed" },
    { "bác sĩ", "doctors", "doctor" },
    { "điều dưỡng", "nurses", "nurse" },
    { "học sinh", "pupils", "pupil" },
    { "sinh viên", "students", "student" },
    { "đảng viên", "party members", "party member" },
    { "xã", "communes", "commune" },
    { "huyện", "districts", "district" },
    { "thôn", "villages", "village" },
    { "trường", "schools", "school" },
    { "dự án", "projects", "project" },
    { "khu công nghiệp", "industrial parks", "industrial park" },
    { "cụm công nghiệp", "industrial clusters", "industrial cluster" },
    { "căn", "flats", "flat" },
    { "căn hộ", "flats", "flat" },
    { "cơ sở", "establishments", "establishment" },
    { "chợ", "markets", "market" },
    { "đô thị", "urban centres", "urban centre" },
    { "phòng", "rooms", "room" },
    { "trang trại", "farms", "farm" },
    { "lượt hành khách", "passengers", "passenger" },
    { "lượt hành khách.km", "passenger-km", "passenger-km" },
    { "tấn.km", "tonne-km", "tonne-km" },
    { "m2 sàn", "m2 of floor", "m2 of floor" },
    { "tấn", "tonnes", "tonne" },
    { "tạ", "quintals", "quintal" },
    { "cây", "trees", "tree" },
    { "lít", "litres", "litre" },
    { "ngày đêm", "days", "day" },
    { "ngày", "days", "day" },
    { "tháng", "months", "month" },
    { "quý", "quarters", "quarter" },
    { "năm", "years", "year" },
    { "giờ", "hours", "hour" },
    { "tuổi", "years of age", "year of age" },
    { "điểm", "points", "point" },
    { "hạng", "rank", "rank" },
    { "lần", "times", "time" },
    { "tiêu chí", "criteria", "criterion" },
    { "vụ", "cases", "case" },
    { "con", "animals", "animal" },
    { "con/phụ nữ", "children/woman", "children/woman" },
    { "phụ nữ", "women", "woman" },
    { "điểm %", "percentage points", "percentage point" },
};

bool ct_unit_is_percent(const char *unit)
{
    return unit[0] == '%' || strncmp(unit, "điểm %", strlen("điểm %")) == 0;
}

/* The index of the scale word that a unit begins with (0: none) and the words after it. Longest first, so
 * that "nghìn tỷ" (thousand billion) is not "nghìn" (thousand).
 */
static size_t leading_word(const char *unit, const char **rest)
{
    for (size_t i = N_WORDS - 1; i > 0; i--) {
        size_t n = strlen(WORDS[i].vi);
        if (strncmp(unit, WORDS[i].vi, n) == 0 && (unit[n] == ' ' || unit[n] == '\0')) {
            *rest = unit[n] == ' ' ? unit + n + 1 : unit + n;
            return i;
        }
    }
    *rest = unit;
    return 0;
}

/* One part of a unit between slashes, in English where it is known. */
static void part_in_english(ct_buffer *to, const char *part, size_t n, bool per)
{
    for (size_t i = 0; i < sizeof GLOSSARY / sizeof *GLOSSARY; i++)
        if (strlen(GLOSSARY[i].vi) == n && strncmp(GLOSSARY[i].vi, part, n) == 0) {
            ct_buffer_text(to, per ? GLOSSARY[i].per : GLOSSARY[i].en);
            return;
        }
    ct_buffer_append(to, part, n);
}

/* A unit known as a whole, as "con/phụ nữ" (children a woman) whose "con" alone counts animals; else part by
 * part. */
static void base_in_english(ct_buffer *to, const char *base)
{
    bool per = false;

    for (size_t i = 0; i < sizeof GLOSSARY / sizeof *GLOSSARY; i++)
        if (strchr(base, '/') != NULL && strcmp(GLOSSARY[i].vi, base) == 0) {
            ct_buffer_text(to, GLOSSARY[i].en);
            return;
        }

    for (;;) {
        size_t n = strcspn(base, "/");
        part_in_english(to, base, n, per);
        if (base[n] == '\0') return;
        ct_buffer_text(to, "/");
        base += n + 1;
        per = true;
    }
}

ct_error ct_scale_choose(ct_arena *arena, const char *unit, double largest, ct_lang lang, ct_scale *scale)
{
    const char *rest;
    size_t from = leading_word(unit, &rest), to = from;
    ct_buffer words;
    ct_error err;

    largest = fabs(largest);
    scale->divisor = 1;
    double limit = from > 0 && from + 1 < N_WORDS && WORDS[from + 1].single ? 1e4 : 1e5;
    if (isfinite(largest) && largest >= limit && !ct_unit_is_percent(unit))
        while (to + 1 < N_WORDS && largest / scale->divisor >= 1e3) {
            scale->divisor *= 1e3;
            to++;
        }
    ct_buffer_init(&words);
    ct_buffer_text(&words, ct_l(lang, WORDS[to].vi, WORDS[to].en));
    if (to > 0 && *rest != '\0') ct_buffer_text(&words, " ");
    if (lang == CT_VI)
        ct_buffer_text(&words, rest);
    else
        base_in_english(&words, rest);
    err = ct_buffer_error(&words);
    scale->words = err.code == CT_OK ? ct_arena_strdup(arena, ct_buffer_string(&words)) : NULL;
    ct_buffer_clear(&words);
    return scale->words == NULL ? ct_no_memory() : ct_ok();
}
