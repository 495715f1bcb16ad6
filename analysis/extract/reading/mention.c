#include <math.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"
#include "extract/reading/passage.h"
#include "extract/record/observation.h"

enum { UNIT_SLACK = 28, GUESS_WORDS = 2 };

/* "148,529 lượt người" (148.529 people, a slip of the decimal mark): nobody counts thousandths of people, so
 * before a count without a scale word the comma groups thousands. */
static void group_count(const ct_passage *p, ct_mention *m)
{
    const ct_token *t = &p->tokens.at[m->start];
    const char *comma = memchr(t->text, ',', t->len);
    bool one_token = m->number_end == m->start + 1;
    bool counts = m->family == CT_FAMILY_COUNT || strcmp(m->family_name, "visits") == 0;
    if (!counts || !one_token || m->scaled || p->document->english || comma == NULL ||
        memchr(t->text, '.', t->len) != NULL)
        return;
    size_t before = (size_t)(comma - t->text), after = t->len - before - 1;
    if (before > 3 || after != 3 || t->text[0] == '0' || m->high != m->low) return;
    m->low = m->high = round(m->low * 1000);
}

static bool number_at(const ct_passage *p, size_t i)
{
    return i < p->tokens.n && p->tokens.at[i].kind == CT_TOKEN_NUMBER && !p->tokens.at[i].taken &&
           !p->tokens.at[i].as_word;
}

static bool percent_at(const ct_passage *p, size_t i)
{
    return ct_token_is_mark(&p->tokens, i, '%');
}

static const ct_unit *unit_of(const ct_passage *p, const ct_match *match)
{
    return &p->known->catalogue->units[match->ref & 0xFFFF];
}

/* "đồng/người/ năm" (dong a head a year) as "đồng/người/năm" (dong a head a year). */
static const char *close_strokes(ct_arena *arena, const char *wording)
{
    char *closed = ct_arena_strdup(arena, wording), *to = closed;
    for (const char *a = wording; closed != NULL && *a != '\0'; a++)
        if (!(*a == ' ' && (a[1] == '/' || (to > closed && to[-1] == '/')))) *to++ = *a;
    if (closed != NULL) *to = '\0';
    return closed;
}

/* A unit as stated: by the wording found where that says more than its short name ("triệu đồng/người"
 * (million dong a head)), else by its name. */
static const char *stated(const ct_passage *p, const ct_match *match)
{
    const ct_unit *unit = unit_of(p, match);
    int alias = match->ref >> 16;
    const char *wording = alias == 0 ? unit->name : unit->aliases[alias - 1];
    const char *a = wording, *b = unit->name;
    for (; *a != '\0'; a++) /* the name again, but for spaces */
        if (*a != ' ' && *a == *b)
            b++;
        else if (*a != ' ')
            break;
    if (*a == '\0' && *b == '\0') return unit->name;
    bool per = strchr(wording, '/') != NULL && ct_family_of(unit->family) == CT_FAMILY_MONEY;
    return per || ct_family_of(unit->family) == CT_FAMILY_POINT ? close_strokes(p->arena, wording)
                                                                : unit->name;
}

static bool is_magnitude(const ct_unit *unit)
{
    return strcmp(unit->family, "magnitude") == 0;
}

/* The unit that begins at token i: the one of most words at least cost. */
/* "18.178 lượt, khách nội địa" (18,178 visits, domestic visitors): a unit has no comma inside that its
 * wording lacks. */
static bool crosses_comma(const ct_passage *p, const ct_match *match)
{
    const ct_unit *unit = unit_of(p, match);
    int alias = match->ref >> 16;
    if (strchr(alias == 0 ? unit->name : unit->aliases[alias - 1], ',') != NULL) return false;
    for (size_t i = match->start; i < match->end; i++)
        if (ct_token_is_mark(&p->tokens, i, ',') || ct_token_is_mark(&p->tokens, i, ';') ||
            ct_token_is_mark(&p->tokens, i, '('))
            return true;
    return false;
}

static bool best_unit(const ct_passage *p, size_t i, ct_match *best)
{
    ct_matches found = { NULL, 0, 0 };
    bool any = false;
    if (i < p->tokens.n && !ct_trie_match(p->known->units, &p->tokens, i, &found)) {
        ct_matches_clear(&found);
        return false;
    }
    for (size_t m = 0; m < found.n; m++) {
        const ct_match *one = &found.at[m];
        int limit = p->damaged ? (p->tokens.at[i].len >= 4 ? UNIT_SLACK + 14 : UNIT_SLACK) * one->words : 0;
        bool abbreviation = !p->damaged && p->tokens.at[i].len <= 2;
        if (one->cost > limit + (p->damaged || abbreviation ? 0 : 55) || one->gap || crosses_comma(p, one))
            continue;
        if (!any || one->words * 100 - 2 * one->cost > best->words * 100 - 2 * best->cost)
            *best = *one, any = true;
    }
    ct_matches_clear(&found);
    return any;
}

/* What parts token i from the one before it in their line. */
typedef enum { GAP_NONE, GAP_BLANK, GAP_HARD /* one blank that no line breaks at */, GAP_WIDE, GAP_LINE } gap;

static gap gap_before(const ct_passage *p, size_t i)
{
    const ct_token *a = &p->tokens.at[i - 1], *b = &p->tokens.at[i];
    if (b->line != a->line) return GAP_LINE;
    const char *from = a->text + a->len;
    size_t n = (size_t)(b->text - from);
    if (b->cell || memchr(from, '\t', n) != NULL) return GAP_WIDE;
    if (n <= 1) return n == 0 ? GAP_NONE : GAP_BLANK;
    int c = 0;
    return !b->space ? GAP_NONE : ct_utf8_next(from, n, &c) == n && c > 0x80 ? GAP_HARD : GAP_WIDE;
}

/* Does a cell, or a run of words that wide blanks set off, begin at token i? Its end is the beginning of the
 * next one. */
static bool begins_cell(const ct_passage *p, size_t i)
{
    return i == 0 || i >= p->tokens.n || gap_before(p, i) >= GAP_WIDE;
}

static bool all_digits(const ct_token *t, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (k >= t->len || t->text[k] < '0' || t->text[k] > '9') return false;
    return true;
}

/* "816 000 tấn" (816,000 tonnes), "2 200 000 lượt" (2,200,000 visits): tokens of a number whose thousands are
 * parted by blanks, 1 when it is none. By blanks that lines break at, two numbers of their own stand side by
 * side too ("năm 2023 450 ha" (450 hectares in 2023), "120 135 150"): there a unit must follow, or the number
 * be a cell or end in thousands. */
static size_t parted_by_blanks(const ct_passage *p, size_t i)
{
    enum { MOST_GROUPS = 6 };
    const ct_token *first = &p->tokens.at[i];
    size_t k = i + 1;
    bool plain = false, decimals = false;
    if (first->len > 3 || !all_digits(first, first->len) || first->text[0] == '0') return 1;
    for (; !decimals && number_at(p, k) && (gap_before(p, k) == GAP_BLANK || gap_before(p, k) == GAP_HARD);
         k++) {
        const ct_token *t = &p->tokens.at[k];
        decimals = t->len > 4 && all_digits(t, 3) && (t->text[3] == ',' || t->text[3] == '.');
        if (k - i >= MOST_GROUPS || !(decimals || (t->len == 3 && all_digits(t, 3))))
            return 1; /* "120 135 15": figures of a row */
        plain = plain || gap_before(p, k) == GAP_BLANK;
    }
    if (k == i + 1 || !plain) return k - i;
    if (i > 0 && number_at(p, i - 1) && !begins_cell(p, i)) return 1;
    ct_match unit;
    bool thousands = memcmp(p->tokens.at[k - 1].text, "000", 3) == 0;
    bool counted = k < p->tokens.n && !begins_cell(p, k) && !percent_at(p, k) && best_unit(p, k, &unit);
    counted =
        counted && !p->damaged; /* in a scan the first "number" is as often a word: "12 170 đồng chí" (12,170
                                   comrades, or 170 after 12) is "là 170 đồng chí" (are 170 comrades) */
    return thousands || counted || (begins_cell(p, i) && begins_cell(p, k)) ? k - i : 1;
}

/* "2 ,63%", "13, 45%", "15. 295 tỷ" (15.295 billion, split by a space): 3 when a blank has torn the mark of a
 * number from its digits, else 1. */
static size_t torn_at_mark(const ct_passage *p, size_t i)
{
    const ct_token *t = &p->tokens.at[i];
    bool comma = ct_token_is_mark(&p->tokens, i + 1, ','), point = ct_token_is_mark(&p->tokens, i + 1, '.');
    if ((!comma && !point) || !number_at(p, i + 2) || memchr(t->text, ',', t->len) != NULL ||
        p->tokens.at[i + 1].cell)
        return 1;
    const ct_token *rest = &p->tokens.at[i + 2];
    bool before = p->tokens.at[i + 1].space, after = rest->space,
         percent = percent_at(p, i + 3) && !p->tokens.at[i + 3].space;
    if (before == after || rest->cell || !all_digits(rest, rest->len)) return 1;
    if (comma && before)
        return rest->len <= 3 ? 3 : 1; /* no comma of a sentence is glued to what follows it */
    bool listed = i > 0 && ct_token_is_mark(&p->tokens, i - 1, ',');
    if (comma) return percent && t->len <= 2 && rest->len <= 2 && !listed ? 3 : 1;
    ct_match unit;
    bool item = i == 0 || (t->cell && t->len <= 2) ||
                ct_passage_cue_before(p, i, CT_CUE_MEASURE, CT_MEASURE_RANK) != NULL;
    return rest->len == 3 && t->text[0] != '0' && !item && best_unit(p, i + 3, &unit) ? 3 : 1;
}

/* A number whose decimal mark a scan lost: "24 4%". Adds the decimals; returns the tokens it takes. */
static size_t lost_mark(const ct_passage *p, size_t i, double *value)
{
    const ct_token *t = &p->tokens.at[i];
    if (!p->damaged || !all_digits(t, t->len) || !number_at(p, i + 1) || p->tokens.at[i + 1].len > 2 ||
        !all_digits(t + 1, t[1].len))
        return 1;
    if (!percent_at(p, i + 2) || p->tokens.at[i + 2].space) return 1;
    *value += (double)ct_token_integer(t + 1) / (t[1].len == 1 ? 10 : 100);
    return 2;
}

/* "1,5 × 10³": the number at token i times the power two tokens on. */
static bool multiplied(const ct_passage *p, size_t i, double *value)
{
    const ct_token *times = i + 1 < p->tokens.n ? &p->tokens.at[i + 1] : NULL;
    double power = 0;
    int digits = 0;
    if (times == NULL || (times->mark != 'x' && !(times->len == 1 && times->text[0] == 'x')) ||
        !number_at(p, i + 2))
        return false;
    const ct_token *t = &p->tokens.at[i + 2];
    bool raised = t->len > 2 && (unsigned char)t->text[2] >= 0x80; /* only a ten keeps superscripts */
    if (!raised || !ct_number_written(t->text, t->len, false, &power, &digits)) return false;
    *value *= power;
    return true;
}

/* The value of the number that begins at token i; returns the tokens it takes, 0 when it has too many digits.
 */
static size_t number_value(const ct_passage *p, size_t i, double *value)
{
    enum { LONGEST = 60 };
    char text[LONGEST];
    size_t used = parted_by_blanks(p, i), n = 0;
    int digits = 0;
    if (used == 1) used = torn_at_mark(p, i);
    for (size_t k = i; k < i + used; k++) {
        if (n + p->tokens.at[k].len > LONGEST) return 0;
        memcpy(text + n, p->tokens.at[k].text, p->tokens.at[k].len);
        n += p->tokens.at[k].len;
    }
    if (!ct_number_written(text, n, p->document->english, value, &digits)) return 0;
    if (used > 1) return used;
    if (multiplied(p, i, value)) return 3;
    double power = 1;
    if ((used = ct_number_power(p, i, &power)) > 0) {
        *value *= power;
        return used;
    }
    return lost_mark(p, i, value);
}

int ct_family_of(const char *name)
{
    static const struct {
        const char *begins;
        int family;
    } families[] = {
        { "percent_point", CT_FAMILY_POINT },
        { "percent", CT_FAMILY_PERCENT },
        { "per_mille", CT_FAMILY_PERCENT },
        { "vnd", CT_FAMILY_MONEY },
        { "usd", CT_FAMILY_MONEY },
        { "currency", CT_FAMILY_MONEY },
        { "rank", CT_FAMILY_RANK },
        { "ratio", CT_FAMILY_RATIO },
        { "duration", CT_FAMILY_DURATION },
        { "people", CT_FAMILY_COUNT },
        { "household", CT_FAMILY_COUNT },
        { "facility", CT_FAMILY_COUNT },
        { "administrative", CT_FAMILY_COUNT },
        { "document", CT_FAMILY_COUNT },
        { "event", CT_FAMILY_COUNT },
        { "product", CT_FAMILY_COUNT },
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strncmp(families[i].begins, name, strlen(families[i].begins)) == 0) return families[i].family;
    return CT_FAMILY_OTHER;
}

/* Bytes of the words from token a to before b as one text: one space where there was space. NULL when out of
 * memory. */
static char *words_text(const ct_passage *p, size_t a, size_t b)
{
    size_t size = 1;
    for (size_t i = a; i < b; i++) size += p->tokens.at[i].len + 1u;
    char *text = ct_arena_alloc(p->arena, size), *to = text;
    for (size_t i = a; text != NULL && i < b; i++) {
        if (i > a && p->tokens.at[i].space) *to++ = ' ';
        memcpy(to, p->tokens.at[i].text, p->tokens.at[i].len);
        to += p->tokens.at[i].len;
    }
    return text;
}

/* 1, 10, 100, 1.000 ...: is the number a power of ten, as in "per 1.000 people"? */
static bool round_base(double value)
{
    for (double power = 1; power <= 1e6; power *= 10)
        if (value == power) return true;
    return false;
}

/* "1,8 hộ/10.000 hộ" (1.8 households per 10,000), "15 bác sĩ/1 vạn dân" (15 doctors per ten thousand people):
 * so many of the second unit as the stroke at token i begins. Returns the token after it, i without. */
static size_t per_so_many(const ct_passage *p, size_t i)
{
    double base = 0;
    ct_match unit;
    size_t used = ct_token_is_mark(&p->tokens, i, '/') && number_at(p, i + 1) && !p->tokens.at[i + 1].cell
                      ? number_value(p, i + 1, &base)
                      : 0;
    if (used == 0 || !round_base(base) || !best_unit(p, i + 1 + used, &unit)) return i;
    if (is_magnitude(unit_of(p, &unit)) && !best_unit(p, unit.end, &unit)) return i;
    return unit.end;
}

/* What follows a unit after "/": "/người/ngày đêm" (a head and day). The tail's known units print by their
 * names. */
static bool tail(const ct_passage *p, ct_mention *m)
{
    while (ct_token_is_mark(&p->tokens, m->end, '/') && m->end + 1 < p->tokens.n &&
           p->tokens.at[m->end + 1].kind == CT_TOKEN_WORD) {
        ct_match match;
        size_t end = m->end + 2;
        const char *name = NULL;
        if (ct_passage_cue(p, m->end + 1, CT_CUE_PLAN, -1) != NULL)
            break; /* "5,57%/kế hoạch 8,5%" (5.57% against a plan of 8.5%): the plan has a figure of its own
                    */
        const ct_match *year = ct_passage_cue(p, m->end + 1, CT_CUE_TIME, CT_TIME_YEAR);
        if (year != NULL && year->cost < 40)
            name = "năm", end = m->end + 2;
        else if (best_unit(p, m->end + 1, &match) && !is_magnitude(unit_of(p, &match)))
            name = stated(p, &match), end = match.end;
        else
            name = words_text(p, m->end + 1, end);
        m->per_year = year != NULL;
        m->unit = ct_arena_printf(p->arena, "%s/%s", m->unit, name == NULL ? "" : name);
        if (m->unit == NULL) return false;
        m->end = end;
    }
    size_t base = per_so_many(p, m->end);
    if (base > m->end) {
        const char *name = words_text(p, m->end + 1, base);
        m->unit = ct_arena_printf(p->arena, "%s/%s", m->unit, name == NULL ? "" : name);
        m->family_name = m->base = ""; /* no unit of the table */
        m->family = CT_FAMILY_OTHER;
        m->end = base;
    }
    return m->unit != NULL;
}

/* "13 ha tầng" (13, then 'infra-' with 'hạ' read as hectares) in a scan is "là hạ tầng" (are infrastructure):
 * a longer word that is no unit begins with this one. */
static bool begins_other_word(const ct_passage *p, const ct_match *unit)
{
    const ct_match *stop = ct_passage_cue(p, unit->start, CT_CUE_STOP, -1);
    return stop != NULL && stop->end > unit->end && stop->end - stop->start == stop->words;
}

/* "7 triệu 520 nghìn con" (7 million 520 thousand animals): the thousands after the millions are added to
 * them. Returns the token after both. */
static size_t lesser_part(const ct_passage *p, ct_mention *m, const ct_unit *magnitude, size_t i)
{
    double part = 0;
    const ct_unit *lesser = NULL;
    bool whole = m->low == m->high && m->low == floor(m->low);
    if (!whole || !number_at(p, i) || p->tokens.at[i].len > 3 ||
        !all_digits(&p->tokens.at[i], p->tokens.at[i].len))
        return i;
    part = (double)ct_token_integer(&p->tokens.at[i]);
    ct_matches found = { NULL, 0, 0 };
    if (ct_trie_match(p->known->units, &p->tokens, i + 1, &found))
        for (size_t k = 0; k < found.n; k++)
            if (found.at[k].cost == 0 && found.at[k].end == i + 2 && is_magnitude(unit_of(p, &found.at[k])))
                lesser = unit_of(p, &found.at[k]);
    ct_matches_clear(&found);
    if (lesser == NULL || lesser->factor * 1000 > magnitude->factor) return i;
    m->low = m->high = m->low + part * lesser->factor / magnitude->factor;
    return i + 2;
}

/* "tổng số việc làm sẽ đạt 54,58 triệu" (the number of jobs will reach 54.58 million): a magnitude alone
 * counts what the indicator right before it counts; NULL where that is no count. */
static const ct_unit *counted_before(const ct_passage *p, const ct_mention *m)
{
    enum { NEAR_NAME = 6 };
    const ct_match *named = NULL;
    size_t from = m->start > 40 ? m->start - 40 : 0;
    for (size_t i = p->first_match[from]; i < p->matches.n && p->matches.at[i].start < m->start; i++) {
        const ct_match *match = &p->matches.at[i];
        bool near = match->end <= m->start && m->start - match->end <= NEAR_NAME &&
                    p->sentence[match->start] == p->sentence[m->start];
        if (match->type == CT_PHRASE_INDICATOR && near && (named == NULL || match->end >= named->end))
            named = match;
    }
    if (named == NULL) return NULL;
    const ct_unit *unit =
        ct_unit_find(p->known->catalogue, p->known->catalogue->indicators[ct_match_indicator(named)].unit);
    return unit != NULL && ct_family_of(unit->family) == CT_FAMILY_COUNT && unit->factor == 1 ? unit : NULL;
}

/* "2.200k lượt" (2,200 thousand visits): the letter glued to a number that stands for its thousands; NULL
 * without. */
static const ct_unit *thousand_letter(const ct_passage *p, size_t i)
{
    const ct_token *t = i > 0 && i < p->tokens.n ? &p->tokens.at[i] : NULL;
    bool glued = t != NULL && !t->space && t->len == 1 && t->text[0] == 'k' && t[-1].kind == CT_TOKEN_NUMBER;
    return glued ? ct_unit_find(p->known->catalogue, "nghìn") : NULL;
}

/* A unit from the table, with up to two magnitudes before it. */
static bool known_unit(const ct_passage *p, ct_mention *m)
{
    enum { MILLION = 1000000 };
    const char *magnitudes[2] = { "", "" };
    bool of_money = false;
    double scale = 1;
    size_t n = 0, i = ct_number_after_margin(p, m->number_end);
    ct_match match;
    const ct_unit *unit = NULL;
    const char *name = "đồng"; /* "35.811 tỷ" (35,811 billion) is money */
    if (i > m->start && i < p->tokens.n && p->tokens.at[i].cell)
        return false; /* the next cell is another matter */
    const ct_unit *thousand = thousand_letter(p, i);
    if (i > m->start && thousand != NULL) {
        magnitudes[n++] = thousand->name;
        scale = thousand->factor;
        i++;
    }
    while (n < 2 && best_unit(p, i, &match) && is_magnitude(unit_of(p, &match))) {
        scale *= unit_of(p, &match)->factor;
        magnitudes[n++] = unit_of(p, &match)->name;
        of_money = of_money || unit_of(p, &match)->factor >= MILLION;
        m->unit_cost += match.cost;
        i = match.end;
        if (n == 1) i = lesser_part(p, m, unit_of(p, &match), i);
    }
    m->noun = i;
    if (best_unit(p, i, &match) && begins_other_word(p, &match)) return false;
    if (best_unit(p, i, &match) && !is_magnitude(unit_of(p, &match))) {
        unit = unit_of(p, &match);
        name = stated(p, &match);
        m->unit_cost += match.cost;
        i = match.end;
    }
    if (unit == NULL && n > 0 && (unit = counted_before(p, m)) != NULL) name = unit->name;
    if (unit == NULL && (n == 0 || !of_money))
        return false; /* "35.811 tỷ" (35,811 billion) is money; "10 vạn" (10 times ten thousand) keeps its ten
                         only: the scan lost the unit that "vạn" (ten thousand) counts */
    if (unit == NULL && ct_passage_cue(p, i - 1, CT_CUE_STOP, -1) != NULL)
        return false; /* "2 tỷ lệ" (2 rates; 'tỷ' is no billion here) */
    m->end = i;
    m->scale = scale * (unit != NULL ? unit->factor : 1);
    m->scaled = n > 0 || (unit != NULL && unit->factor != 1);
    m->family_name = unit != NULL ? unit->family : "vnd";
    m->base = unit != NULL ? unit->base : "";
    m->family = ct_family_of(m->family_name);
    m->unit = n == 0 ? name
                     : ct_arena_printf(p->arena, "%s%s%s %s", magnitudes[0], n == 2 ? " " : "", magnitudes[1],
                                       name);
    m->per_year = strstr(name, "/năm") != NULL;
    return m->unit != NULL;
}

/* After the comma or "và" (and) at token k and the number behind it; k where the list does not go on. */
static size_t after_next_of_list(const ct_passage *p, size_t k)
{
    double value = 0;
    bool parts = ct_token_is_mark(&p->tokens, k, ',') || ct_passage_cue(p, k, CT_CUE_SKIP, -1) != NULL;
    size_t used = parts && !p->tokens.at[k].cell && number_at(p, k + 1) ? number_value(p, k + 1, &value) : 0;
    return used > 0 ? k + 1 + used : k;
}

/* "tăng từ 37% lên 38%" (rise from 37% to 38%): no range, but where it came from and where to. */
static bool moves(const ct_passage *p, size_t i)
{
    return ct_passage_cue(p, i, CT_CUE_MEASURE, CT_MEASURE_LEVEL) != NULL;
}

/* Where the unit stands that a number shares with those after it: "12.375,3/10.200 triệu đồng" (12,375.3 of
 * 10,200 million dong), where the first is more than the second and so no part of it, and "lần lượt
 * là 18.327, 57.004 và 8.316 người" (are 18,327, 57,004 and 8,316 people respectively). 0 when there is none.
 */
static size_t shared_unit_at(const ct_passage *p, const ct_mention *m)
{
    enum { NEAR = 20, MOST_LISTED = 12 };
    double other = 0;
    size_t k = m->number_end, used = 0;
    if (ct_token_is_mark(&p->tokens, k, '/') && number_at(p, k + 1) &&
        (used = number_value(p, k + 1, &other)) > 0)
        return m->low > other ? k + 1 + used : 0;
    if (ct_passage_cue_before(p, m->start, CT_CUE_TIME, CT_TIME_SINCE) != NULL &&
        moves(p, k)) { /* "từ 8.500 lên 9.200 doanh nghiệp" (from 8,500 to 9,200 enterprises) */
        const ct_match *to = ct_passage_cue(p, k, CT_CUE_MEASURE, CT_MEASURE_LEVEL);
        return number_at(p, to->end) && (used = number_value(p, to->end, &other)) > 0 ? to->end + used : 0;
    }
    bool in_turn = false;
    for (size_t i = m->start > NEAR ? m->start - NEAR : 0; i < m->start && !in_turn; i++)
        in_turn = ct_passage_cue(p, i, CT_CUE_LINK, CT_LINK_IN_TURN) != NULL;
    for (size_t n = 0; in_turn && n < MOST_LISTED; n++) k = after_next_of_list(p, k);
    return k > m->number_end ? k : 0;
}

static bool shared_unit(const ct_passage *p, ct_mention *m)
{
    size_t own = m->number_end, at = shared_unit_at(p, m);
    if (at == 0) return false;
    m->number_end = at;
    bool known = known_unit(p, m) && m->family != CT_FAMILY_DURATION;
    m->number_end = m->end = own;
    return known;
}

/* "giảm 35 vụ (132/167)" (35 cases fewer, 132 against 167): the two figures that a change in brackets is the
 * difference of are counted as it is. */
static bool unit_of_change(const ct_passage *p, ct_mention *m)
{
    enum { NEAR = 8 };
    size_t open = m->start;
    const ct_mention *change = p->n_mentions > 0 ? &p->mentions[p->n_mentions - 1] : NULL;
    bool stroke = m->start > 0 && ct_token_is_mark(&p->tokens, m->start - 1, '/');
    bool second = stroke && p->n_mentions > 1 && change->number_end + 1 == m->start;
    double first = m->low, other = 0;
    size_t used = 0;
    if (second) {
        other = change->low;
        open = change->start;
        used = ct_token_is_mark(&p->tokens, m->number_end, ')');
        change--;
    } else if (ct_token_is_mark(&p->tokens, m->start + 1, '/') && number_at(p, m->start + 2)) {
        used = number_value(p, m->start + 2, &other);
        used *= ct_token_is_mark(&p->tokens, m->start + 2 + used, ')');
    }
    if (used == 0 || open == 0 || !ct_token_is_mark(&p->tokens, open - 1, '(') || change == NULL ||
        change->end > open - 1 || open - change->end > NEAR || fabs(first - other) != fabs(change->low) ||
        change->low != change->high || first == other)
        return false;
    m->unit = change->unit;
    m->family_name = change->family_name;
    m->base = change->base;
    m->family = change->family;
    m->scale = change->scale;
    m->fraction = false;
    m->noun = m->end = m->number_end = second ? m->number_end : m->start + 1;
    return true;
}

/* "Số doanh nghiệp quay lại hoạt động: 250" (enterprises that resumed work: 250), "Đảng viên: 230.741" (party
 * members: 230,741): what the label before the colon begins with is counted; NULL without. */
static const ct_unit *named_by_label(const ct_passage *p, const ct_mention *m)
{
    enum { LONGEST = 16, SURE = 10, COUNT_WORDS = 2 };
    size_t colon = m->start - 1, begin = colon;
    if (m->start < 2 || !ct_token_is_mark(&p->tokens, colon, ':')) return NULL;
    while (begin > 0 && colon - begin < LONGEST && p->tokens.at[begin - 1].kind == CT_TOKEN_WORD &&
           p->tokens.at[begin - 1].line == p->tokens.at[colon].line)
        begin--;
    ct_match unit;
    for (size_t i = begin; i < colon && i <= begin + COUNT_WORDS;
         i++) /* after "số" (number), "tổng số" (total number) */
        if (best_unit(p, i, &unit) && unit.cost <= SURE && unit.end <= colon &&
            ct_family_of(unit_of(p, &unit)->family) == CT_FAMILY_COUNT)
            return unit_of(p, &unit)->factor == 1 ? unit_of(p, &unit) : NULL;
    return NULL;
}

/* "số lao động đang hoạt động là 635." (the number of workers is 635): a count that ends its clause is of
 * what the indicator right before it counts; an index ("HDI đạt 0,739" (the HDI reached 0.739)) has no unit
 * at all. */
static bool counted_unit(const ct_passage *p, ct_mention *m)
{
    size_t i = m->number_end;
    const ct_token *next = i < p->tokens.n ? &p->tokens.at[i] : NULL;
    bool ends =
        next == NULL || next->cell || (next->kind == CT_TOKEN_MARK && strchr(".,;)", next->mark) != NULL);
    bool follows = m->start > 0 && !p->tokens.at[m->start].cell;
    bool told =
        follows && (ct_token_is_mark(&p->tokens, m->start - 1, ':') || ct_passage_filler(p, m->start - 1));
    long year = ct_token_integer(&p->tokens.at[m->start]);
    if (!told || p->tokens.at[m->start].len < 2 ||
        (p->tokens.at[m->start].len == 4 && year >= 1900 && year <= 2100))
        return false;
    const ct_unit *unit = ends ? counted_before(p, m) : NULL;
    if (unit == NULL && ends) unit = named_by_label(p, m);
    if (unit == NULL) unit = ct_index_unit(p, m);
    if (unit == NULL) return false;
    m->unit = unit->name;
    m->family_name = unit->family;
    m->base = unit->base;
    m->family = ct_family_of(unit->family);
    m->scale = unit->factor;
    m->unit_cost = 50;
    m->noun = m->end = m->number_end;
    return true;
}

/* "bằng 1/3 diện tích của tỉnh" (a third of the province's area): a proportion in words, no count. */
static bool small_fraction(const ct_passage *p, const ct_mention *m)
{
    enum { MOST = 10 };
    return m->fraction && m->low < MOST && ct_token_integer(&p->tokens.at[m->number_end - 1]) <= MOST;
}

/* Three digits that no word comes out of a scan as: "161 sống" ('lối sống', way of life, misread) is "lối
 * sống" (way of life), "333 mé hinh" (a word that a scan has misread) is 333 of something. */
static bool like_no_word(const ct_token *t)
{
    static const char like_letters[] = "014689";
    bool unlike = t->len == 3 && t->text[2] == '0';
    for (size_t i = 0; i < 3 && i < t->len; i++) unlike = unlike || strchr(like_letters, t->text[i]) == NULL;
    return t->len == 3 && all_digits(t, 3) && unlike;
}

/* A count of something the table does not list: the next words are its unit. */
static bool guessed_unit(const ct_passage *p, ct_mention *m)
{
    const ct_token *t = &p->tokens.at[m->start];
    bool padded = t->len >= 2 && t->text[0] == '0';
    bool grouped = t->len > 4 && memchr(t->text, '.', t->len) != NULL;
    bool counted = ct_passage_cue_before(p, m->start, CT_CUE_COUNT, -1) != NULL || m->qualifier != 0;
    bool in_scan = p->damaged && m->start > 0 && !ct_token_capitals(t - 1) && like_no_word(t);
    if (!(padded || grouped || counted || in_scan || m->fraction || (m->number_end > m->start + 1)))
        return false;
    size_t end = m->number_end;
    while (end < p->tokens.n && end - m->number_end < GUESS_WORDS) {
        const ct_token *w = &p->tokens.at[end];
        bool fits = w->kind == CT_TOKEN_WORD && w->space && !w->cell && w->len > 1 &&
                    (end == m->number_end || !w->upper);
        if (!fits || ct_passage_filler(p, end)) break;
        end++;
    }
    if (end == m->number_end) return false;
    m->unit = words_text(p, m->number_end, end);
    m->noun = m->number_end;
    m->end = end;
    m->family = CT_FAMILY_COUNT;
    m->guessed = true;
    return m->unit != NULL;
}

/* "thứ 13/63" (13th of 63), "nhóm 15 tỉnh" (a group of 15 provinces): a place in an order. */
static bool ranked(const ct_passage *p, ct_mention *m)
{
    enum { SURE_UNIT = 10 };
    const ct_match *cue = ct_passage_cue_before(p, m->start, CT_CUE_MEASURE, CT_MEASURE_RANK);
    if (cue == NULL || m->low != floor(m->low) || m->low > 200) return false;
    const ct_match *unit_cue = ct_passage_cue(p, m->number_end, CT_CUE_TERRITORY, -1);
    ct_match unit;
    bool counted = best_unit(p, m->number_end, &unit) && unit_cue == NULL && unit.end > m->number_end &&
                   strcmp(unit_of(p, &unit)->family, "administrative") != 0;
    if (counted && unit.cost <= SURE_UNIT)
        return false; /* "xếp hạng 05 di tích" (listed 5 monuments): so many were ranked */
    m->unit = "hạng";
    m->family_name = "rank";
    m->family = CT_FAMILY_RANK;
    m->end = m->number_end;
    const ct_match *group_cue = ct_passage_cue_before(p, m->start, CT_CUE_BEFORE, CT_LE);
    if (group_cue != NULL) {
        m->qualifier = CT_LE;
        if (unit_cue != NULL) m->end = unit_cue->end;
    }
    return true;
}

/* "1.738 hộ/7.446 người" (1,738 households with 7,446 people): the word before the stroke is the unit of a
 * figure of its own. */
static bool ends_unit(const ct_passage *p, size_t i)
{
    ct_match unit;
    return best_unit(p, i, &unit) && unit.end == i + 1;
}

const char *const ct_refusal_words[] = { "",     "time",   "phrase", "word",     "enumerator",
                                         "name", "cue",    "unit",   "duration", "age",
                                         "tail", "joined", "digits", "base",     "margin" };

/* "22.094": thousands set off by points. */
static bool grouped(const ct_token *t)
{
    size_t first = 0, i;
    while (first < t->len && t->text[first] != '.') first++;
    for (i = first; i + 3 < t->len && t->text[i] == '.' && memchr(t->text + i + 1, '.', 3) == NULL; i += 4)
        continue;
    return first >= 1 && first <= 3 && i > first && i == t->len;
}

/* Numbers that quantify nothing, by what stands right beside them. */
static ct_refusal rejected(const ct_passage *p, size_t i)
{
    const ct_tokens *all = &p->tokens;
    const ct_token *t = &all->at[i];
    const ct_token *next = i + 1 < all->n ? &all->at[i + 1] : NULL, *before = i > 0 ? &all->at[i - 1] : NULL;
    bool glued_mark = before != NULL && !t->space && before->kind == CT_TOKEN_MARK &&
                      strchr("-./", before->mark) != NULL && i >= 2 && !before->space &&
                      all->at[i - 2].kind == CT_TOKEN_WORD && !(before->mark == '/' && ends_unit(p, i - 2));
    double power = 0;
    if (glued_mark) return CT_REFUSED_NAME; /* "Covid-19", "QL.37" */
    if (ct_number_is_margin(p, i)) return CT_REFUSED_MARGIN;
    if (ct_number_power(p, i, &power) > 0) return CT_REFUSED_NOT;
    if (next != NULL && !next->space && next->kind == CT_TOKEN_WORD && next->upper &&
        !ct_passage_cue(p, i + 1, CT_CUE_COLUMN, -1)) {
        ct_match unit;
        if (!best_unit(p, i + 1, &unit)) return CT_REFUSED_NAME;
    }
    if (before != NULL && !t->space && before->kind == CT_TOKEN_MARK && before->mark == ':' && !before->space)
        return CT_REFUSED_NAME; /* a standard's number and year */
    bool document = next != NULL && next->kind == CT_TOKEN_MARK && (next->mark == '/' || next->mark == '-') &&
                    !next->space && i + 2 < all->n && all->at[i + 2].kind == CT_TOKEN_WORD &&
                    all->at[i + 2].upper && !all->at[i + 2].space;
    if (document) {
        ct_match unit;
        bool named = !(next->mark == '/' && best_unit(p, i + 2, &unit)) || next->mark == '-';
        return named ? CT_REFUSED_NAME : CT_REFUSED_NOT;
    }
    if (percent_at(p, i + 1) || memchr(t->text, ',', t->len) != NULL || grouped(t))
        return CT_REFUSED_NOT; /* nothing is numbered in percent, with decimals or in thousands */
    const ct_match *cue = ct_passage_cue_before(p, i, CT_CUE_REJECT, 0);
    bool whole =
        cue != NULL &&
        cue->end - cue->start ==
            cue->words; /* "xã) đạt 27 giường" (communes reached 27 beds) is no "xã đạt" (communes reached) */
    bool second = i >= 2 && ct_token_is_mark(all, i - 1, '-') && p->refused[i - 2] == CT_REFUSED_CUE;
    return whole || second || ct_passage_cue(p, i + 1, CT_CUE_REJECT, 1) != NULL ? CT_REFUSED_CUE
                                                                                 : CT_REFUSED_NOT;
}

/* "151.1 Diện tích gieo trồng lúa" (planted area of paddy): the number of a table or heading, before a name
 * that begins with a capital. */
static bool numbers_name(const ct_passage *p, size_t i)
{
    const ct_token *t = &p->tokens.at[i], *next = t + 1;
    if (i != 0 || p->tokens.n < 3 || t->len > 6 || next->kind != CT_TOKEN_WORD || !next->space ||
        next->cell || !next->upper || next->len < 2)
        return false;
    for (size_t m = p->first_match[1]; m < p->first_match[2]; m++)
        if (p->matches.at[m].type == CT_PHRASE_INDICATOR) return true;
    return false;
}

/* An enumerator: a number at the start of a block or item with a point or bracket after it. */
static bool enumerates(const ct_passage *p, size_t i)
{
    const ct_tokens *all = &p->tokens;
    bool first = i == 0 || all->at[i].cell;
    bool marked = ct_token_is_mark(all, i + 1, '.') || ct_token_is_mark(all, i + 1, ')');
    if (!marked || all->at[i + 1].space || ct_token_integer(&all->at[i]) < 0 || all->at[i].len > 2)
        return false;
    bool bracketed = i > 0 && ct_token_is_mark(all, i - 1, '(') && ct_token_is_mark(all, i + 1, ')');
    bool inner = i > 0 && all->at[i].space && i + 2 < all->n && all->at[i + 2].space &&
                 all->at[i + 2].upper && all->at[i + 1].mark == '.' && all->at[i - 1].kind == CT_TOKEN_MARK &&
                 strchr(".;:", all->at[i - 1].mark) != NULL;
    return first || bracketed || inner;
}

/* A dash between two figures that wide blanks or a cell's edge set off stands for a figure that is missing.
 */
static bool stands_alone(const ct_passage *p, size_t i)
{
    return begins_cell(p, i) && begins_cell(p, i + 1) && p->tokens.at[i].line == p->tokens.at[i - 1].line;
}

/* "17,7% - 45,3% - 32,1%": dashes between more than two figures only part them; token i is the dash, `after`
 * comes behind its second figure. */
static bool parts_more(const ct_passage *p, const ct_mention *m, size_t i, size_t after)
{
    size_t next = percent_at(p, after) ? after + 1 : after, first = m->start;
    bool more = ct_token_is_mark(&p->tokens, next, '-') && number_at(p, next + 1) &&
                !p->tokens.at[next].cell && !stands_alone(p, next);
    bool second = first >= 2 && ct_token_is_mark(&p->tokens, first - 1, '-') && !p->tokens.at[first].cell &&
                  !p->tokens.at[first - 1].cell && (percent_at(p, first - 2) || number_at(p, first - 2));
    return ct_token_is_mark(&p->tokens, i, '-') && (more || second);
}

/* The second end of a range: "14-15%", "4 đến 5" (4 to 5), "14÷15", "32~33". */
static void range_end(const ct_passage *p, ct_mention *m)
{
    size_t i = m->number_end, dash = i;
    double high = 0;
    if (percent_at(p, i)) dash = ++i;
    if (i >= p->tokens.n || p->tokens.at[i].cell) return;
    if ((ct_token_is_mark(&p->tokens, i, '-') && !stands_alone(p, i)) || ct_token_is_mark(&p->tokens, i, '~'))
        i++;
    else if (ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_UNTIL) != NULL && !moves(p, i))
        i = ct_passage_cue(p, i, CT_CUE_TIME, CT_TIME_UNTIL)->end;
    else
        return;
    size_t used = number_at(p, i) && !p->tokens.at[i].cell ? number_value(p, i, &high) : 0;
    if (used == 0 || high <= m->low || (percent_at(p, m->number_end) && !percent_at(p, i + used)) ||
        parts_more(p, m, dash, i + used))
        return;
    m->high = high;
    m->number_end = i + used;
}

static void fraction(const ct_passage *p, ct_mention *m)
{
    double whole = 0;
    size_t i = m->number_end;
    if (!ct_token_is_mark(&p->tokens, i, '/') || !number_at(p, i + 1) || number_value(p, i + 1, &whole) == 0)
        return;
    ct_match unit;
    if (best_unit(p, i, &unit)) return;
    m->fraction = m->low <= whole; /* more than the whole: what was done and what was to be */
    if (m->fraction) m->number_end = i + 2;
}

static bool true_minus(const ct_token *t)
{
    return t->len == 3 && memcmp(t->text, "\xE2\x88\x92", 3) == 0;
}

/* Is the dash at token i the sign of the number after it? One that parts words or figures, or begins an item,
 * is not. */
static bool signs(const ct_passage *p, size_t i)
{
    const ct_token *dash = &p->tokens.at[i], *number = dash + 1;
    bool row = p->document->lines[dash->line].kind == CT_LINE_ROW;
    bool first = i == 0 || dash->line != p->tokens.at[i - 1].line;
    if (number->cell || gap_before(p, i + 1) >= GAP_WIDE) return false;
    if (begins_cell(p, i) && !(first && !row)) return true;
    if (first) return true_minus(dash) && !number->space;
    const ct_token *before = dash - 1;
    bool figure = before->kind == CT_TOKEN_NUMBER ||
                  (before->kind == CT_TOKEN_MARK && strchr("%)/m", before->mark) != NULL) ||
                  (p->n_mentions > 0 && p->mentions[p->n_mentions - 1].end == i);
    bool apart =
        dash->space || (before->kind == CT_TOKEN_MARK && strchr("(:;,=<>~GL\"", before->mark) != NULL);
    return !figure && apart && (!number->space || true_minus(dash));
}

/* "(2,5)" in a cell of its own, "(2,5)%": a number below zero as accountants write it. In prose "(2,5%)" is
 * an aside. */
static bool in_accounts(const ct_passage *p, const ct_mention *m)
{
    size_t end = m->number_end;
    if (m->start == 0 || !ct_token_is_mark(&p->tokens, m->start - 1, '(') || p->tokens.at[m->start].space)
        return false;
    if (ct_token_is_mark(&p->tokens, end, ')') && percent_at(p, end + 1) && !p->tokens.at[end + 1].space)
        return true;
    bool percent = percent_at(p, end),
         marked = p->tokens.at[m->start].len > 1; /* "(1)" points at a note or a column */
    end += percent;
    return ct_token_is_mark(&p->tokens, end, ')') && begins_cell(p, end + 1) &&
           begins_cell(p, m->start - 1) && (percent || marked) &&
           p->document->lines[p->tokens.at[m->start].line].kind == CT_LINE_ROW;
}

/* "↓ 20" in a table. */
static bool is_fall_arrow(const ct_token *t)
{
    static const char *const arrows[] = { "\xE2\x86\x93", "\xE2\x96\xBC", "\xE2\x86\x98" };
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (t->len == strlen(arrows[i]) && memcmp(t->text, arrows[i], t->len) == 0) return true;
    return false;
}

/* Give the mention its sign: "-2,5", "−2,5", "âm 2,5%" (minus 2.5%), "(2,5)". After a fall the sign only
 * repeats it: "giảm -2,5%" (a fall of -2.5%). */
static void read_sign(const ct_passage *p, ct_mention *m)
{
    enum { DOWN = 1 };
    size_t begin = m->start;
    const ct_match *word = ct_passage_cue_before(p, m->start, CT_CUE_SIGN, -1);
    bool accounts = in_accounts(p, m);
    if (word != NULL && word->cost < 10)
        begin = word->start;
    else if (m->start > 0 && ((ct_token_is_mark(&p->tokens, m->start - 1, '-') && signs(p, m->start - 1)) ||
                              is_fall_arrow(&p->tokens.at[m->start - 1])))
        begin = m->start - 1;
    else if (!accounts)
        return;
    if (accounts && begin == m->start) m->number_end += ct_token_is_mark(&p->tokens, m->number_end, ')');
    bool move = begin + 1 == m->start && begin > 0 && ct_token_is_mark(&p->tokens, begin - 1, '(') &&
                percent_at(p, m->number_end);
    if (move || ct_passage_cue_before(p, begin, CT_CUE_DIRECTION, DOWN) != NULL)
        return; /* "1.475 tỷ đồng (-6,2%)" (1,475 billion dong, -6.2%) moves that far: its measure gives it
                   the sign, as it does after a word for a fall */
    m->negative = true;
    m->low = m->high = -m->low;
}

/* "cao hơn" (higher), "thấp hơn" (lower), "nhiều hơn" (more), not "không thấp hơn" (not below). */
static bool comparative(const ct_passage *p, const ct_match *cue)
{
    const char *phrase = ct_match_cue(p, cue)->phrase;
    size_t n = strlen(phrase), last = sizeof "hơn" - 1;
    return n >= last && strcmp(phrase + n - last, "hơn") == 0 &&
           strncmp(phrase, "không", sizeof "không" - 1) != 0;
}

static void qualifier_before(const ct_passage *p, ct_mention *m)
{
    for (size_t back = 0; back <= 2 && back <= m->start; back++) {
        const ct_match *cue = ct_passage_cue_before(p, m->start - back, CT_CUE_BEFORE, -1);
        if (cue != NULL) {
            /* "cao hơn mức tăng 6,73 %" (above the growth of 6.73 %): what stands between names the figure
             * that another one is compared with */
            if (back == 0 ||
                (!comparative(p, cue) && ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) == NULL))
                m->qualifier = ct_match_cue(p, cue)->value;
            return;
        }
        const ct_token *t = m->start > back ? &p->tokens.at[m->start - back - 1] : NULL;
        if (t == NULL || t->kind != CT_TOKEN_WORD || !ct_passage_filler(p, m->start - back - 1)) break;
    }
    if (m->start > 0) {
        const ct_token *sign = &p->tokens.at[m->start - 1];
        static const struct {
            char mark;
            int qualifier;
        } signs[] = { { '<', CT_LT }, { '>', CT_GT }, { 'G', CT_GE }, { 'L', CT_LE }, { '~', CT_ABOUT } };
        for (size_t i = 0; sign->kind == CT_TOKEN_MARK && i < sizeof signs / sizeof *signs; i++)
            if (sign->mark == signs[i].mark) m->qualifier = signs[i].qualifier;
    }
}

/* "cao hơn 1,27 điểm %" (1.27 percentage points higher), "thấp hơn 3,48% so với năm 2017" (3.48% below 2017):
 * a difference, not a bound. */
static bool compares(const ct_passage *p, const ct_mention *m)
{
    const ct_match *cue = ct_passage_cue_before(p, m->start, CT_CUE_BEFORE, -1);
    if (cue == NULL) return false;
    bool told =
        comparative(p, cue) && cue->words > 1 && ct_passage_cue(p, m->end, CT_CUE_ROLE, CT_ROLE_BASE) != NULL;
    return told ||
           (m->family == CT_FAMILY_POINT && ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) != NULL);
}

/* "gần 1,3% và 0,9%" (nearly 1.3% and 0.9%), "ít nhất 70%, 80%" (at least 70%, 80%): what bounds the first of
 * figures that follow each other bounds the next. */
static void qualifier_of_list(const ct_passage *p, ct_mention *m)
{
    const ct_mention *last = p->n_mentions > 0 ? &p->mentions[p->n_mentions - 1] : NULL;
    if (last == NULL || m->qualifier != 0 || last->qualifier == 0 || last->end + 1 != m->start ||
        strcmp(last->unit, m->unit) != 0)
        return;
    const ct_token *between = &p->tokens.at[last->end];
    bool listed = between->kind == CT_TOKEN_WORD ? ct_passage_cue(p, last->end, CT_CUE_SKIP, -1) != NULL
                                                 : between->mark == ',';
    if (listed && !between->cell && !p->tokens.at[m->start].cell) m->qualifier = last->qualifier;
}

static void qualifier_after(const ct_passage *p, ct_mention *m)
{
    const ct_match *cue = ct_passage_cue(p, m->end, CT_CUE_AFTER, -1);
    for (size_t skip = 1; cue == NULL && skip <= 2 && m->end + skip < p->tokens.n; skip++)
        if (p->tokens.at[m->end + skip - 1].kind == CT_TOKEN_WORD)
            cue = ct_passage_cue(p, m->end + skip, CT_CUE_AFTER, -1);
        else
            break;
    if (cue != NULL) m->qualifier = ct_match_cue(p, cue)->value;
}

/* An age counts only where an indicator of age is named in its sentence. */
static bool of_age(const ct_passage *p, const ct_mention *m)
{
    for (size_t i = 0; i < p->matches.n && p->matches.at[i].end <= m->start; i++) {
        const ct_match *match = &p->matches.at[i];
        if (match->type != CT_PHRASE_INDICATOR || p->sentence[match->start] != p->sentence[m->start])
            continue;
        const ct_unit *unit = ct_unit_find(p->known->catalogue,
                                           p->known->catalogue->indicators[ct_match_indicator(match)].unit);
        if (unit != NULL && strcmp(unit->family, "age") == 0) return true;
    }
    return false;
}

/* In a scan a bare two-digit count is likelier a short word ("13" for "là" (is)) when it reads as one and no
 * word that counts stands before. */
static bool read_as_word(const ct_passage *p, const ct_mention *m)
{
    const ct_token *t = &p->tokens.at[m->start];
    if (!p->damaged || m->family != CT_FAMILY_COUNT || t->len > 3 || t->text[0] == '0' ||
        m->number_end > m->start + 1 || m->qualifier != 0)
        return false;
    if (m->start == 0 || p->tokens.at[m->start - 1].kind != CT_TOKEN_WORD ||
        ct_passage_cue_before(p, m->start, CT_CUE_COUNT, -1) != NULL)
        return false;
    size_t alike = 0; /* digits that stand for letters in this OCR's words */
    while (alike < t->len && strchr("01468", t->text[alike]) != NULL) alike++;
    if (t->len != 2) return alike == t->len && (t->len == 3 || t->text[0] == '1');
    return t->reading.n > 0 && t->reading.at[0].cost <= 15 && ct_passage_filler(p, m->start);
}

/* "Trên 1 vạn dân có 9 bác sĩ" (for each ten thousand people there are 9 doctors), "cứ 10.000 hộ dân có
 * khoảng 1,8 hộ" (of every 10,000 households some 1.8), "giá trị thu được từ 1 ha" (value earned from 1
 * hectare): per how many another figure is. */
static bool is_base(const ct_passage *p, const ct_mention *m)
{
    bool each = ct_passage_cue_before(p, m->start, CT_CUE_EACH, -1) != NULL;
    const ct_token *last = &p->tokens.at[m->end - 1];
    bool people = last->len == 4 && memcmp(last->text, "dân", 4) == 0 && m->scale > 0;
    if (m->low != m->high || m->family == CT_FAMILY_PERCENT || !round_base(m->low)) return false;
    return each || (people && m->qualifier == CT_GT) ||
           (m->low == 1 && strcmp(m->family_name, "area") == 0 && m->qualifier != 0);
}

/* "thứ 21 trên 63 tỉnh, thành phố" (21st of 63 provinces and cities), "xếp thứ 28 trong số 63 tỉnh" (placed
 * 28th of 63 provinces): how many are ranked. */
static bool of_how_many(const ct_passage *p, const ct_mention *m)
{
    enum { MOST = 4 };
    const ct_mention *rank = p->n_mentions > 0 ? &p->mentions[p->n_mentions - 1] : NULL;
    if (rank == NULL || rank->family != CT_FAMILY_RANK || rank->fraction || rank->end >= m->start ||
        m->start - rank->end > MOST)
        return false;
    for (size_t i = rank->end; i < m->start; i++)
        if (p->tokens.at[i].kind != CT_TOKEN_WORD || p->tokens.at[i].cell) return false;
    return ct_passage_cue(p, rank->end, CT_CUE_BEFORE, CT_GT) != NULL ||
           ct_passage_cue(p, rank->end, CT_CUE_REJECT, 2) != NULL;
}

/* Read the mention whose number begins at token i, or say why it is none. *used is how far the number
 * reached. */
static ct_refusal read_mention(const ct_passage *p, size_t i, ct_mention *m, size_t *used)
{
    memset(m, 0, sizeof *m);
    m->start = i;
    m->unit = m->family_name = m->base = "";
    *used = i + 1;
    if (enumerates(p, i) || numbers_name(p, i)) return CT_REFUSED_ENUMERATOR;
    ct_refusal refusal = rejected(p, i);
    if (refusal != CT_REFUSED_NOT) return refusal;
    size_t length = number_value(p, i, &m->low);
    if (length == 0) return CT_REFUSED_DIGITS;
    m->number_end = i + length;
    m->high = m->low;
    read_sign(p, m);
    fraction(p, m);
    if (!m->fraction) range_end(p, m);
    *used = m->end = m->number_end;
    qualifier_before(p, m);
    if (!ranked(p, m) && !known_unit(p, m) && !unit_of_change(p, m) && !shared_unit(p, m) &&
        !counted_unit(p, m) && (small_fraction(p, m) || !guessed_unit(p, m)))
        return CT_REFUSED_UNIT;
    if (m->family == CT_FAMILY_DURATION) return CT_REFUSED_DURATION;
    if (strcmp(m->family_name, "age") == 0 && !of_age(p, m)) return CT_REFUSED_AGE;
    group_count(p, m);
    if (is_base(p, m) || of_how_many(p, m)) return CT_REFUSED_BASE;
    if (read_as_word(p, m)) return CT_REFUSED_WORD;
    if (strcmp(m->family_name, "percent_of_product") == 0) {
        m->unit = "%"; /* "kinh tế số đạt 25 % GRDP" (the digital economy reached 25 % of GRDP): the product
                          is the whole, not a part of the unit */
        m->family_name = "percent";
    }
    if (m->family != CT_FAMILY_RANK && !tail(p, m)) return CT_REFUSED_TAIL;
    if (compares(p, m)) m->qualifier = 0;
    qualifier_of_list(p, m);
    qualifier_after(p, m);
    *used = m->end;
    return CT_REFUSED_NOT;
}

bool ct_mention_unit(const ct_passage *p, size_t i, ct_mention *m)
{
    m->start = m->number_end = m->end = i;
    m->unit_cost = 0;
    m->unit = NULL;
    return known_unit(p, m) && tail(p, m);
}

/* "15.100 [1]": behind a figure the number of a note. */
static bool in_square_brackets(const ct_passage *p, size_t i)
{
    return i > 0 && ct_token_is_mark(&p->tokens, i - 1, '[') && !begins_cell(p, i - 1) &&
           ct_token_is_mark(&p->tokens, i + 1, ']');
}

/* ",4": a cell whose figure has lost the nought before its decimals. */
static void decimals_alone(const ct_passage *p, ct_mention *m)
{
    size_t i = m->start;
    const ct_token *t = &p->tokens.at[i];
    bool mark = i > 0 && !t->space &&
                (ct_token_is_mark(&p->tokens, i - 1, ',') || ct_token_is_mark(&p->tokens, i - 1, '.'));
    if (mark && begins_cell(p, i - 1) && begins_cell(p, i + 1) && all_digits(t, t->len))
        m->low /= pow(10, t->len);
}

/* A cell that says no more than "giảm 2,5" (fall by 2.5), "giảm 1 - 1,5" (fall by 1 - 1.5). */
static void fall_in_cell(const ct_passage *p, ct_mention *m)
{
    enum { DOWN = 1 };
    const ct_match *fall = m->negative ? NULL : ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, DOWN);
    if (fall == NULL || !begins_cell(p, fall->start)) return;
    double low = m->low;
    m->negative = true;
    m->low = -m->high;
    m->high = -low;
}

/* "40+" in a cell: so much or more. */
static void plus_after(const ct_passage *p, ct_mention *m)
{
    bool plus = ct_token_is_mark(&p->tokens, m->end, '+') && !p->tokens.at[m->end].space &&
                !p->tokens.at[m->end].cell;
    if (m->qualifier == 0 && plus && begins_cell(p, m->end + 1)) m->qualifier = CT_GE;
}

bool ct_mention_bare(const ct_passage *p, size_t i, ct_mention *m)
{
    memset(m, 0, sizeof *m);
    m->start = i;
    m->unit = m->family_name = m->base = "";
    size_t length = number_at(p, i) && !in_square_brackets(p, i) ? number_value(p, i, &m->low) : 0;
    if (length == 0) return false;
    m->number_end = i + length;
    decimals_alone(p, m);
    m->high = m->low;
    read_sign(p, m);
    fraction(p, m);
    if (!m->fraction) range_end(p, m);
    fall_in_cell(p, m);
    m->end = m->number_end;
    m->family = CT_FAMILY_OTHER;
    qualifier_before(p, m);
    bool last =
        m->number_end >= p->tokens.n ||
        p->tokens.at[m->number_end].cell; /* what the next cell begins with is no unit of this one's */
    if (!last && known_unit(p, m) && !tail(p, m)) return false;
    qualifier_after(p, m);
    plus_after(p, m);
    return true;
}

/* Does the mention end the range that the one before began? "từ 19,25 triệu tấn đến 22,5 triệu tấn"
 * (from 19.25 million tonnes to 22.5 million), "900 tỷ đồng - 1,2 nghìn tỷ đồng" (900 billion to 1.2 thousand
 * billion dong). */
static bool joined(const ct_passage *p, const ct_mention *first, const ct_mention *m)
{
    if (ct_token_is_mark(&p->tokens, first->end, '-'))
        return !parts_more(p, first, first->end, m->number_end) && first->end + 1 == m->start &&
               !p->tokens.at[first->end].cell && !p->tokens.at[m->start].cell && !stands_alone(p, first->end);
    const ct_match *to = ct_passage_cue(p, first->end, CT_CUE_TIME, CT_TIME_UNTIL);
    const ct_match *from = ct_passage_cue_before(p, first->start, CT_CUE_TIME, CT_TIME_SINCE);
    return to != NULL && to->end == m->start && from != NULL && !moves(p, first->end);
}

static bool joins_range(ct_passage *p, const ct_mention *m)
{
    ct_mention *first = p->n_mentions > 0 ? &p->mentions[p->n_mentions - 1] : NULL;
    if (first == NULL || first->high != first->low || m->low != m->high || first->negative ||
        m->unit[0] == '\0' || !joined(p, first, m))
        return false;
    bool same = strcmp(first->unit, m->unit) == 0;
    bool kindred = first->scale > 0 && m->scale > 0 && first->base[0] != '\0' &&
                   strcmp(first->base, m->base) == 0 && strcmp(first->family_name, m->family_name) == 0 &&
                   first->per_year == m->per_year;
    double high = same ? m->low : m->low * m->scale / first->scale; /* in the unit of the first */
    if (!(same || kindred) || high <= first->low) return false;
    first->high = high;
    first->end = m->end;
    return true;
}

/* "năm 2024 đạt 103 nghìn tỷ đồng, tăng 16,7% năm 2023" (103 thousand billion dong in 2024, up 16.7% on
 * 2023): right after a rise stands the year before the one spoken of. */
static bool tells_base(const ct_passage *p, const ct_mention *m, size_t t)
{
    const ct_time *time = &p->times[t];
    if (time->form != CT_FORM_YEAR || time->start != m->end ||
        ct_passage_cue_before(p, m->start, CT_CUE_DIRECTION, -1) == NULL)
        return false;
    for (size_t k = t; k > 0 && p->sentence[p->times[k - 1].start] == p->sentence[m->start]; k--)
        if (p->times[k - 1].form == CT_FORM_YEAR && p->times[k - 1].role == CT_ROLE_MAIN)
            return p->times[k - 1].from.year == time->from.year + 1;
    return false;
}

/* The year after a multiple is what it is a multiple of, and the year of a plan is the plan's: neither says
 * when the figure is of. */
static void mark_roles(ct_passage *p)
{
    enum { REACH = 7 };
    for (size_t i = 0, t = 0; i < p->n_mentions; i++) {
        const ct_mention *m = &p->mentions[i];
        while (t < p->n_times && p->times[t].start < m->end) t++;
        if (t == p->n_times || p->times[t].role != CT_ROLE_MAIN || p->times[t].start > m->end + REACH ||
            m->family != CT_FAMILY_PERCENT)
            continue;
        bool plan = false, broken = false;
        for (size_t k = m->end; k < p->times[t].start; k++) {
            broken = broken || p->tokens.at[k].kind != CT_TOKEN_WORD;
            plan = plan || ct_passage_cue(p, k, CT_CUE_PLAN, -1) != NULL;
        }
        if (!broken && plan)
            p->times[t].role = CT_ROLE_PLAN;
        else if (tells_base(p, m, t))
            p->times[t].role = CT_ROLE_BASE;
        else if (!broken && p->times[t].start <= m->end + 2 &&
                 ct_passage_cue_near(p, m->start, CT_CUE_MEASURE, CT_MEASURE_MULTIPLE))
            p->times[t].role = CT_ROLE_BASE;
    }
}

/* Does the bracket that opens at token i close again? One that a writer forgot to close holds nothing. */
static bool closes_again(const ct_passage *p, size_t i)
{
    enum { LONGEST = 400 };
    int depth = 0;
    for (size_t k = i; k < p->tokens.n && k < i + LONGEST; k++) {
        depth += ct_token_is_mark(&p->tokens, k, '(') - ct_token_is_mark(&p->tokens, k, ')');
        if (depth == 0) return true;
    }
    return false;
}

ct_error ct_mentions_find(ct_passage *p)
{
    size_t depth = 0, count = 0;
    for (size_t i = 0; i < p->tokens.n; i++) count += p->tokens.at[i].kind == CT_TOKEN_NUMBER;
    p->mentions = ct_arena_array(p->arena, count, sizeof *p->mentions);
    p->refused = ct_arena_array(p->arena, p->tokens.n, sizeof *p->refused);
    if (p->mentions == NULL || p->refused == NULL) return ct_no_memory();
    for (size_t i = 0; i < p->tokens.n;) {
        size_t used = i + 1;
        if (ct_token_is_mark(&p->tokens, i, '('))
            depth += closes_again(p, i);
        else if (ct_token_is_mark(&p->tokens, i, ')') && depth > 0)
            depth--;
        if (number_at(p, i)) {
            ct_mention m;
            ct_refusal refusal = read_mention(p, i, &m, &used);
            m.bracket = depth > 0;
            if (refusal == CT_REFUSED_NOT && joins_range(p, &m)) refusal = CT_REFUSED_JOINED;
            if (refusal == CT_REFUSED_NOT) p->mentions[p->n_mentions++] = m;
            p->refused[i] = (uint8_t)refusal;
        } else if (p->tokens.at[i].kind == CT_TOKEN_NUMBER) {
            bool dated = ct_passage_time_at(p, i) != NULL;
            p->refused[i] = p->tokens.at[i].as_word ? CT_REFUSED_WORD
                            : dated                 ? CT_REFUSED_TIME
                                                    : CT_REFUSED_PHRASE;
        }
        i = used;
    }
    mark_roles(p);
    return ct_ok();
}
