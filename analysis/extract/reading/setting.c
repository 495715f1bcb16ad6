#include "extract/reading/setting.h"

#include <string.h>

#include "extract/reading/places.h"
#include "extract/reading/reference.h"

enum {
    TITLE_BLOCKS = 8,    /* blocks after the first that may belong to a title          */
    TITLE_BYTES = 300,   /* a longer block is text                                     */
    MERGE_BLOCKS = 10,   /* a date and a kind of document this near are of one title   */
    NEW_YEAR = 2,        /* months in which texts still tell of the year before        */
    PART_WEIGHT = 2,     /* years that a month or quarter of it tells for              */
    LEAD_BLOCKS = 3,     /* blocks whose first day dates a text without a date line    */
    SURVEY_BLOCKS = 160, /* blocks of a bound document read for its part of the year   */
    PART_TIMES = 3,      /* times a body must name its part of the year                */
    DATE_BYTES = 140,
    FEWEST_NAMED = 1, /* times that a province must be named for a text to be its   */
    FIRST_SURVEY_YEAR = 1980,
    LAST_SURVEY_YEAR = 2060
};

typedef struct {
    ct_arena *arena;
    const ct_knowledge *known;
    const ct_document *document;
    const ct_blocks *blocks;
    ct_settings *out;
    int *named; /* of each cue that is a province: how often the file names it */
} finder;

static size_t bytes_of(const finder *f, const ct_block *block)
{
    size_t n = 0;
    for (size_t i = 0; i < block->n_lines; i++) n += f->document->lines[block->lines[i]].len;
    return n;
}

/* Bytes from i that are letters and spaces only. */
static size_t letters_from(const ct_line *line, size_t i)
{
    size_t at = i;
    while (at < line->len && strchr("0123456789/.,-:;()", line->text[at]) == NULL) at++;
    return at - i;
}

static size_t digits_from(const ct_line *line, size_t i, int *value)
{
    size_t at = i;
    for (*value = 0; at < line->len && line->text[at] >= '0' && line->text[at] <= '9' && at - i < 5; at++)
        *value = *value * 10 + (line->text[at] - '0');
    return at - i;
}

/* Where the last column of a line begins: "Số: 204/KH-UBND | Cà Mau, ngày ..." (number and place of a plan)
 * has the number and the date side by side. */
static size_t last_column(const ct_line *line)
{
    size_t begin = 0;
    for (size_t i = 0; i < line->len; i++)
        if (line->text[i] == '|' || line->text[i] == '\t' ||
            (i >= 2 && memcmp(line->text + i - 2, "   ", 3) == 0))
            begin = i + 1 < line->len ? i + 1 : begin;
    /* A scan puts both on one line: "Sé 15-CTr/TU Bac Giang, ngay 31 thang 5 nam 2021" (number, place and
     * date of a programme in TCVN3 without its marks). */
    size_t n = 0, number = 0;
    const char *reference = begin == 0 ? ct_reference_find(line, &n) : NULL;
    if (reference != NULL) number = (size_t)(reference - line->text) + n;
    begin = number > 0 && number < line->len ? number : begin;
    while (begin < line->len && strchr(" *_(", line->text[begin]) != NULL) begin++;
    return begin;
}

/* "Bắc Giang, ngày 15 tháng 7 năm 2021" (Bắc Giang, 15 July 2021): a place, a comma, and three numbers that
 * are a date with one word before each. */
static bool date_line(const ct_line *line, int date[3])
{
    enum { PLACE = 45, WORD = 14 };
    if (line->len > DATE_BYTES) /* asked of every piece of a long line: it must not be walked each time */
        return false;
    size_t begin = last_column(line), place = letters_from(line, begin), at = begin + place;
    if (place < 4 || place > PLACE || at >= line->len || line->text[at] != ',') return false;
    at++;
    for (int i = 0; i < 3; i++) {
        size_t word = letters_from(line, at);
        size_t digits = digits_from(line, at + word, &date[i]);
        if (word < 3 || word > WORD || digits == 0) return false;
        at += word + digits;
    }
    return line->len - at <= 4 && date[0] >= 1 && date[0] <= 31 && date[1] >= 1 && date[1] <= 12 &&
           date[2] >= 1980 && date[2] <= 2100;
}

/* A block that is only a kind of document in capitals: "NGHỊ QUYẾT" (RESOLUTION). */
static bool names_kind(const finder *f, const ct_block *block)
{
    ct_passage p;
    bool found = false;
    if (!block->capitals || bytes_of(f, block) > 90) return false;
    ct_error err = ct_passage_survey(&p, f->known, f->document, block, f->blocks->damaged);
    if (err.code == CT_OK) {
        size_t words = 0;
        for (size_t i = 0; i < p.tokens.n; i++) words += p.tokens.at[i].kind == CT_TOKEN_WORD;
        const ct_match *cue = ct_passage_cue(&p, 0, CT_CUE_GENRE, -1);
        found = cue != NULL && words <= cue->words + 2u && ct_match_cue(&p, cue)->value != CT_GENRE_ACCOUNT;
    }
    ct_passage_clear(&p);
    return found;
}

static bool block_date(const finder *f, const ct_block *block, int date[3])
{
    for (size_t i = 0; i < block->n_lines && i < 4; i++)
        if (date_line(&f->document->lines[block->lines[i]], date)) return true;
    return false;
}

/* Number the bound documents; dates are kept as they are met. */
static ct_error split(finder *f)
{
    size_t n = f->blocks->n, last = 0;
    f->out->of_block = ct_arena_array(f->arena, n, sizeof *f->out->of_block);
    f->out->at = ct_arena_array(f->arena, n + 1, sizeof *f->out->at);
    if (f->out->of_block == NULL || f->out->at == NULL) return ct_no_memory();
    f->out->n = 1;
    for (size_t i = 0; i < n; i++) {
        int date[3] = { 0 };
        bool dated = block_date(f, &f->blocks->blocks[i], date), named = names_kind(f, &f->blocks->blocks[i]);
        bool starts = (dated || named) && i > 0 &&
                      (i - last > MERGE_BLOCKS || (f->out->n == 1 && last == 0 && i > MERGE_BLOCKS));
        if (starts) f->out->n++;
        if (dated || named) last = i;
        ct_setting *setting = &f->out->at[f->out->n - 1];
        if (dated && setting->year == 0) {
            setting->day = date[0];
            setting->month = date[1];
            setting->year = date[2];
        }
        f->out->of_block[i] = f->out->n - 1;
    }
    return ct_ok();
}

static int first_value(const ct_passage *p, ct_cue_class class, size_t within)
{
    for (size_t i = 0; i < p->tokens.n && i < within; i++) {
        const ct_match *cue = ct_passage_cue(p, i, class, -1);
        if (cue != NULL) return ct_match_cue(p, cue)->value;
    }
    return CT_NONE;
}

/* "Trương Hòa Bình" (a person's name): a name in small letters but for its first, right before a province's,
 * makes both one person's. */
static bool in_name(const ct_passage *p, size_t i)
{
    const ct_token *before = i > 0 ? &p->tokens.at[i - 1] : NULL;
    bool named =
        before != NULL && before->kind == CT_TOKEN_WORD && before->upper && !ct_token_capitals(before);
    return named && ct_passage_cue_before(p, i, CT_CUE_PLACE, -1) == NULL &&
           ct_passage_cue_before(p, i, CT_CUE_TERRITORY, -1) == NULL;
}

/* The province named at token i, or NULL. */
static const ct_cue *province(const ct_passage *p, size_t i)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_PROVINCE, -1);
    return cue != NULL && p->tokens.at[i].upper && !in_name(p, i) ? ct_match_cue(p, cue) : NULL;
}

/* "(Hà Nội, 06/01/2025)" (Hà Nội, 6 January 2025), "Hà Nội, ngày 22 tháng 11" (Hà Nội, 22 November): where a
 * text was written, whatever it is about. */
static bool before_a_day(const ct_passage *p, size_t end)
{
    if (!ct_token_is_mark(&p->tokens, end, ',')) return false;
    for (size_t t = 0; t < p->n_times; t++)
        if (p->times[t].form == CT_FORM_DAY && p->times[t].start >= end && p->times[t].start <= end + 2)
            return true;
    return false;
}

/* The first province that the passage names; with `about`, none that only dates it. */
static const ct_cue *first_province(const ct_passage *p, bool about)
{
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_cue *named = province(p, i);
        if (named != NULL && !(about && before_a_day(p, ct_passage_cue(p, i, CT_CUE_PROVINCE, -1)->end)))
            return named;
    }
    return NULL;
}

/* "(Kèm theo Kế hoạch số 204/KH-UBND ngày 24/11/2025)" (attached to the plan of that day), "Ngày 5/12/2018"
 * (on 5 December 2018): a note in brackets or a line of its own below a title dates the text. */
static void read_title_day(const ct_passage *p, ct_setting *setting)
{
    enum { ALONE = 10 /* tokens */ };
    bool note = ct_token_is_mark(&p->tokens, 0, '(') || p->tokens.n <= ALONE;
    for (size_t t = 0; t < p->n_times && note && setting->year == 0; t++) {
        const ct_time *time = &p->times[t];
        if (time->form != CT_FORM_DAY || time->from.year == 0) continue;
        setting->day = time->from.day;
        setting->month = time->from.month;
        setting->year = time->from.year;
    }
}

static void read_title(const ct_passage *p, const ct_block *block, ct_setting *setting)
{
    if (setting->genre == CT_NONE)
        setting->genre = first_value(p, CT_CUE_GENRE, block->capitals ? p->tokens.n : 1);
    if (setting->genre == CT_GENRE_ACCOUNT) setting->genre = CT_ACTUAL;
    ct_period period =
        ct_passage_period(p, setting, p->tokens.n, block->capitals || setting->genre != CT_NONE);
    if (period.known && (!setting->title.known || (period.range && !setting->title.range)))
        setting->title = period;
    for (size_t t = 0; t < p->n_times; t++)
        if (p->times[t].form == CT_FORM_PART && p->times[t].from.month == 1 &&
            p->times[t].role == CT_ROLE_MAIN)
            setting->part = p->times[t].to.month;
}

/* What counts over the body: how often a part of the year is named, and which province. */
typedef struct {
    int parts[13];
    const ct_cue *province; /* the title's */
    const ct_cue *led;      /* the first one its lead names                            */
    const ct_cue
        *dated; /* the one its line of place and date names: a ministry's is Hà Nội whatever it is about */
    const char *territory; /* the district or town that its title names               */
    const char *region;    /* the region it names                                     */
    int country;           /* times it speaks of the whole country                    */
    ct_date day;           /* the first day that its lead names; the year may be missing */
    int cited;             /* the last year of a document it cites; 0 none          */
    int span_end;          /* of the last span of years, where no year stands by itself */
    bool winter[LAST_SURVEY_YEAR - FIRST_SURVEY_YEAR + 1]; /* a first month of the year is named */
    ct_year_signs signs[LAST_SURVEY_YEAR - FIRST_SURVEY_YEAR + 1];
    int places;    /* years named so far                             */
    int titled[2]; /* the first and the last year of the title; 0 none */
    int years[LAST_SURVEY_YEAR - FIRST_SURVEY_YEAR + 1];
} survey;

/* An aim is named earlier in the sentence: "phấn đấu tốc độ tăng bình quân giai đoạn 2026-2030" (strive for
 * an average growth in 2026-2030 of). */
static bool aims_before(const ct_passage *p, size_t i)
{
    for (size_t k = i; k > 0 && p->sentence[k - 1] == p->sentence[i]; k--)
        if (ct_passage_cue(p, k - 1, CT_CUE_KIND, CT_TARGET) != NULL) return true;
    return false;
}

static ct_year_signs *signs_of(survey *s, int year)
{
    return year < FIRST_SURVEY_YEAR || year > LAST_SURVEY_YEAR ? NULL : &s->signs[year - FIRST_SURVEY_YEAR];
}

/* What a time says of the years that the document may be about. */
static void read_signs(const ct_passage *p, const ct_time *time, bool lead, survey *s)
{
    bool one = time->form == CT_FORM_YEAR || time->form == CT_FORM_PART || time->form == CT_FORM_DAY;
    ct_year_signs *signs = one && time->to.year != 0 ? signs_of(s, time->to.year) : NULL, *after;
    if (signs == NULL || time->role == CT_ROLE_IGNORE || time->role == CT_ROLE_CITED) return;
    if (signs->year == 0) signs->place = s->places++;
    signs->year = time->to.year;
    signs->led = signs->led || lead;
    signs->parts += time->form == CT_FORM_PART;
    if (time->role == CT_ROLE_BASE) {
        after = signs_of(s, time->to.year + 1);
        if (after != NULL) after->based++;
    } else if (time->role == CT_ROLE_PLAN || ct_passage_cue_near(p, time->start, CT_CUE_KIND, CT_TARGET)) {
        signs->aimed++;
    } else {
        signs->stated++;
    }
}

/* The years of a title, "năm 2005 và phương hướng năm 2006" (of 2005, and the aims of 2006) among them. */
static void read_title_years(const ct_passage *p, survey *s)
{
    for (size_t t = 0; t < p->n_times; t++) {
        const ct_time *time = &p->times[t];
        if ((time->form != CT_FORM_YEAR && time->form != CT_FORM_PART) || time->to.year == 0) continue;
        s->titled[0] = s->titled[0] == 0 ? time->to.year : s->titled[0];
        s->titled[1] = time->to.year;
    }
}

static void read_body(const finder *f, const ct_passage *p, bool lead, survey *s)
{
    for (size_t t = 0; t < p->n_times; t++) {
        const ct_time *time = &p->times[t];
        read_signs(p, time, lead, s);
        bool dated = time->form == CT_FORM_DAY && (time->role == CT_ROLE_MAIN || time->role == CT_ROLE_ASOF);
        if (lead && dated && (s->day.day == 0 || (s->day.year == 0 && time->from.year != 0)))
            s->day = time->from;
        if (time->role == CT_ROLE_CITED && time->from.year > s->cited && time->from.year <= LAST_SURVEY_YEAR)
            s->cited = time->from.year;
        if (time->form == CT_FORM_PART && time->from.month == 1 && time->to.month > 1 &&
            time->role == CT_ROLE_MAIN)
            s->parts[time->to.month]++;
        bool role = time->role == CT_ROLE_MAIN || time->role == CT_ROLE_PLAN;
        bool aimed = time->form == CT_FORM_YEAR && time->role == CT_ROLE_MAIN &&
                     ct_passage_cue_near(p, time->start, CT_CUE_KIND, CT_TARGET);
        bool so_far = time->form == CT_FORM_PART &&
                      time->role == CT_ROLE_ASOF; /* "đến cuối tháng 10/2024" (by the end of October) */
        bool year = !aimed && (time->form == CT_FORM_YEAR || time->form == CT_FORM_PART) &&
                    (role || so_far) && !time->until;
        if (time->form == CT_FORM_RANGE && time->role == CT_ROLE_MAIN && !aims_before(p, time->start))
            s->span_end = time->to.year;
        if (time->form == CT_FORM_PART && time->to.month <= NEW_YEAR && time->to.year >= FIRST_SURVEY_YEAR &&
            time->to.year <= LAST_SURVEY_YEAR)
            s->winter[time->to.year - FIRST_SURVEY_YEAR] = true;
        int named = year ? time->to.year
                    : time->role == CT_ROLE_BASE && time->form == CT_FORM_YEAR
                        ? time->to.year + 1
                        : 0; /* "so với năm 2018" (against 2018) */
        if (named >= FIRST_SURVEY_YEAR && named <= LAST_SURVEY_YEAR)
            s->years[named - FIRST_SURVEY_YEAR] += time->form == CT_FORM_PART ? PART_WEIGHT : 1;
    }
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_cue *named = province(p, i);
        if (named != NULL && !before_a_day(p, ct_passage_cue(p, i, CT_CUE_PROVINCE, -1)->end))
            f->named[named - f->known->cues.at]++;
    }
}

/* A territory below a province, whose own documents are told apart from the province's. */
static bool governs(const char *kind)
{
    static const char *const kinds[] = { "huyện", "thành phố", "thị xã", "quận", "xã", "phường", "thị trấn" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0) return true;
    return false;
}

static bool is_province(const ct_place *place)
{
    return place->sort == CT_PLACE_BARE ||
           (place->sort == CT_PLACE_NAMED && strcmp(place->kind, "tỉnh") == 0);
}

/* The place that a title is about: "về xây dựng và phát triển huyện Việt Yên" (on building and developing a
 * district). The text is the finder's;
 * "" for none, SEVERAL where it lists some, NULL when out of memory. */
static const char SEVERAL[] = ",";

static const char *titled_place(const finder *f, const ct_passage *p)
{
    ct_place one, next;
    for (size_t i = 0; i < p->tokens.n; i++) {
        if (!ct_place_at(p, i, &one)) continue;
        bool whole = one.sort == CT_PLACE_WHOLE && strstr(one.scope, "công nghiệp") != NULL;
        if (!whole && (one.sort != CT_PLACE_NAMED || !governs(one.kind))) {
            i = is_province(&one) ? one.end - 1 : i; /* in "Đảng bộ huyện Phú Ninh" (party branch of Phú Ninh
                                                        district) the district is named by its second word */
            continue;
        }
        if (ct_place_listed(p, &one)) return SEVERAL;
        if (!whole) return ct_arena_strdup(f->arena, one.scope);
        if (one.end < p->tokens.n && ct_place_at(p, one.end, &next) && is_province(&next))
            return ct_arena_printf(f->arena, "%s %s", one.scope, next.scope);
    }
    return "";
}

/* What the first blocks say of where the document is about. `of_title`: the block is of its title. */
static ct_error read_where(const finder *f, const ct_passage *p, bool of_title, bool lead, survey *s)
{
    for (size_t i = 0; i < p->tokens.n; i++) {
        const ct_match *whole = ct_passage_cue(p, i, CT_CUE_TERRITORY, -1);
        const char *text = whole == NULL ? "" : ct_match_cue(p, whole)->text;
        s->country += strcmp(text, "cả nước") == 0;
        if (of_title && s->region == NULL &&
            (strncmp(text, "vùng", strlen("vùng")) == 0 || strncmp(text, "miền", strlen("miền")) == 0))
            s->region = text;
    }
    if (lead && s->led == NULL) s->led = first_province(p, true);
    if (!of_title || s->territory != NULL) return ct_ok();
    const char *territory = titled_place(f, p);
    if (territory == NULL) return ct_no_memory();
    if (territory[0] != '\0') s->territory = territory;
    return ct_ok();
}

/* Whose figures the document tells: its title's territory, else what the caller says, else the province its
 * title names. */
static ct_error settle_where(const finder *f, ct_setting *setting, const survey *s, const char *scope)
{
    const char *province = scope[0] != '\0' ? scope : NULL;
    bool book =
        f->out->n > 1; /* whose documents are mostly of one province, whatever their first lines speak of */
    const ct_cue *named = s->province != NULL                            ? s->province
                          : s->region == NULL && s->led != NULL && !book ? s->led
                                                                         : s->dated;
    bool lesser = s->territory != NULL && s->territory != SEVERAL;
    if (province == NULL && named != NULL && (s->province != NULL || s->region == NULL)) {
        province = ct_arena_printf(f->arena, "%s %s", named->text, named->phrase);
        if (province == NULL) return ct_no_memory();
    }
    setting->scope = lesser ? s->territory : province != NULL ? province : s->region;
    setting->country = s->country;
    setting->around = lesser ? province : NULL;
    return ct_ok();
}

static int named(const survey *s, int year)
{
    return year < FIRST_SURVEY_YEAR || year > LAST_SURVEY_YEAR ? 0 : s->years[year - FIRST_SURVEY_YEAR];
}

/* A plan of one year is written in the year before; one of several years then or in its first year, whichever
 * it tells more of. */
static int written_in(const ct_setting *setting, const survey *s)
{
    int first = setting->title.from.year;
    return !setting->title.range || named(s, first - 1) > named(s, first) ? first - 1 : first;
}

static void conclude(ct_setting *setting, const survey *s)
{
    int most = 0;
    for (int month = 2; month < 12; month++)
        if (s->parts[month] >= PART_TIMES && s->parts[month] > s->parts[most]) most = month;
    if (setting->part == 0 && most != 0 && setting->genre != CT_TARGET) setting->part = most;
    if (setting->part >= 12) setting->part = 0;
    if (setting->year == 0 && setting->title.known) {
        if (setting->genre == CT_TARGET)
            setting->year = written_in(setting, s);
        else if (setting->genre == CT_ACTUAL)
            setting->year = setting->title.to.year;
        setting->month = setting->part;
    }
    int commonest = 0;
    for (int i = 0; i <= LAST_SURVEY_YEAR - FIRST_SURVEY_YEAR; i++)
        if (s->years[i] > 0 && s->years[i] >= s->years[commonest]) commonest = i;
    int lately = s->years[commonest] > 0 ? FIRST_SURVEY_YEAR + commonest : s->span_end;
    /* "6 tháng đầu năm 2016 ...; tổng đàn lợn tại thời điểm 1/4/2016" (the first 6 months of 2016 ...; the
     * pigs at 1 April 2016): a text is not older than the months it tells of. */
    bool later = setting->lead.known && setting->lead.from.month == 1 &&
                 s->day.year == setting->lead.to.year && s->day.month < setting->lead.to.month;
    if (setting->year == 0 && s->day.day != 0 && !later && (s->day.year != 0 || lately != 0)) {
        /* A text of January that speaks of a year, and of no month of its beginning, looks back on the year
         * before its own. */
        bool back = s->day.year == 0 && s->day.month <= NEW_YEAR && !s->winter[commonest];
        setting->year = s->day.year != 0 ? s->day.year : lately + back;
        setting->month = back ? 0 : s->day.month;
        setting->day = back ? 0 : s->day.day;
        setting->dated_by_lead = true;
    }
    if (setting->year == 0) /* no text is older than what it cites */
        setting->year = s->cited;
    setting->body_year = setting->rule_year = setting->year != 0 ? setting->year : lately;
    setting->cited = s->cited;
}

/* The years that the document may be about: those it names or compares with, those of its title and date, and
 * the one before its date. */
static ct_error list_years(const finder *f, ct_setting *setting, survey *s)
{
    enum { YEARS = LAST_SURVEY_YEAR - FIRST_SURVEY_YEAR + 1 };
    const int more[] = { s->titled[0],  s->titled[1],      setting->title.from.year, setting->title.to.year,
                         setting->year, setting->year - 1, setting->rule_year };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        ct_year_signs *signs = signs_of(s, more[i]);
        if (signs == NULL) continue;
        if (signs->year == 0) signs->place = s->places++;
        signs->year = more[i];
        signs->title_first = signs->title_first || more[i] == s->titled[0];
        signs->title_last = signs->title_last || more[i] == s->titled[1];
    }
    ct_year_signs *years = ct_arena_array(f->arena, YEARS, sizeof *years);
    if (years == NULL) return ct_no_memory();
    for (size_t i = 0; i < YEARS; i++) {
        if (s->signs[i].year == 0 && s->signs[i].based > 0) s->signs[i].place = s->places++;
        s->signs[i].year = FIRST_SURVEY_YEAR + (int)i;
        if (s->signs[i].stated + s->signs[i].aimed + s->signs[i].based + s->signs[i].parts > 0 ||
            s->signs[i].title_first || s->signs[i].title_last || s->signs[i].year == setting->year ||
            s->signs[i].year == setting->year - 1 || s->signs[i].year == setting->rule_year)
            years[setting->n_years++] = s->signs[i];
    }
    setting->years = years;
    return ct_ok();
}

/* A bound document whose title names no province is of the one its file names most, where it stands out among
 * those it names. */
static ct_error name_rest(const finder *f)
{
    const char *scope = "";
    size_t most = 0;
    int all = 0;
    for (size_t i = 0; i < f->known->cues.n; i++) {
        most = f->named[i] > f->named[most] ? i : most;
        all += f->named[i];
    }
    if (f->known->cues.n > 0 && f->named[most] >= FEWEST_NAMED && f->named[most] * 2 >= all) {
        scope =
            ct_arena_printf(f->arena, "%s %s", f->known->cues.at[most].text, f->known->cues.at[most].phrase);
        if (scope == NULL) return ct_no_memory();
    }
    for (size_t i = 0; i < f->out->n; i++)
        if (f->out->at[i].scope == NULL)
            f->out->at[i].scope =
                f->out->at[i].country >= f->named[most] && f->out->at[i].country > 0 ? "cả nước" : scope;
    return ct_ok();
}

static ct_error read_setting(finder *f, size_t which, size_t first, size_t end, const char *scope)
{
    ct_setting *setting = &f->out->at[which];
    survey s = { .province = NULL };
    bool in_title = true;
    setting->genre = CT_NONE;
    for (size_t i = first; i < end && i - first < SURVEY_BLOCKS; i++) {
        const ct_block *block = &f->blocks->blocks[i];
        ct_passage p;
        bool text = bytes_of(f, block) > TITLE_BYTES || i - first > TITLE_BLOCKS ||
                    (block->rank != CT_RANK_TEXT && !block->heading);
        in_title = in_title && (!text || block->capitals);
        if (!in_title && s.province != NULL && !ct_block_has_digit(f->document, block))
            continue; /* it tells of no time, and the place is known */
        ct_error err = ct_passage_survey(&p, f->known, f->document, block, f->blocks->damaged);
        if (err.code == CT_OK && in_title && (block->heading || block->capitals))
            read_title(&p, block, setting);
        if (err.code == CT_OK && in_title && (block->heading || block->capitals || i == first))
            read_title_years(&p, &s);
        int date[3];
        const ct_cue **to = block_date(f, block, date) ? &s.dated : &s.province;
        if (err.code == CT_OK && in_title && *to == NULL) *to = first_province(&p, to == &s.province);
        /* "Huyện Pác Nặm" (Pác Nặm district) below a province's title is a section, "về phát triển huyện ..."
         * (on developing district ...) goes on with it */
        bool goes_on = i == first || block->capitals ||
                       (p.tokens.n > 0 && !p.tokens.at[0].upper && block->rank >= CT_RANK_SHORT);
        if (err.code == CT_OK) err = read_where(f, &p, in_title && goes_on, i - first < LEAD_BLOCKS, &s);
        if (err.code == CT_OK && in_title) read_title_day(&p, setting);
        if (err.code == CT_OK && i - first < LEAD_BLOCKS && !setting->lead.known)
            setting->lead = ct_passage_period(&p, setting, p.tokens.n, false);
        if (err.code == CT_OK) read_body(f, &p, i - first < LEAD_BLOCKS, &s);
        ct_passage_clear(&p);
        if (err.code != CT_OK) return err;
    }
    conclude(setting, &s);
    CT_TRY(list_years(f, setting, &s));
    return settle_where(f, setting, &s, scope);
}

ct_error ct_settings_find(ct_arena *arena, const ct_knowledge *known, const ct_document *document,
                          const ct_blocks *blocks, const char *scope, ct_settings *out)
{
    finder f = { arena,  known, document,
                 blocks, out,   ct_arena_array(arena, known->cues.n + 1, sizeof *f.named) };
    if (f.named == NULL) return ct_no_memory();
    CT_TRY(split(&f));
    for (size_t which = 0, first = 0; which < out->n; which++) {
        size_t end = first;
        while (end < blocks->n && out->of_block[end] == which) end++;
        CT_TRY(read_setting(&f, which, first, end, scope));
        first = end;
    }
    return name_rest(&f);
}

ct_heading ct_heading_read(const ct_passage *p, const ct_setting *setting, const ct_block *block)
{
    ct_heading heading = { .rank = block->rank,
                           .kind = CT_NONE,
                           .indicator = CT_NONE,
                           .breakdown = CT_NONE,
                           .aggregation = CT_NONE };
    heading.list = block->introduction;
    if (block->introduction && !block->heading) heading.rank += CT_RANK_INTRODUCTION;
    heading.period = ct_passage_period(p, setting, p->tokens.n, true);
    const ct_match *longest = NULL;
    for (size_t i = 0; i < p->matches.n; i++) {
        const ct_match *match = &p->matches.at[i];
        if (match->type == CT_PHRASE_INDICATOR && (longest == NULL || match->words >= longest->words))
            longest = match;
        if (match->type == CT_PHRASE_BREAKDOWN) heading.breakdown = match->ref;
        if (match->type != CT_PHRASE_CUE || match->inside) continue;
        const ct_cue *cue = ct_match_cue(p, match);
        if (cue->class == CT_CUE_HEADING && heading.kind != CT_ACTUAL) heading.kind = cue->value;
        if (cue->class == CT_CUE_AGGREGATION && block->introduction) heading.aggregation = cue->value;
    }
    if (longest != NULL) heading.indicator = ct_match_indicator(longest);
    return heading;
}
