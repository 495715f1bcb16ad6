#include <string.h>

#include "extract/reading/passage.h"

enum { FIRST_YEAR = 1930, LAST_YEAR = 2100 };

static bool is_year(const ct_token *t)
{
    long value = ct_token_integer(t);
    return t->len == 4 && value >= FIRST_YEAR && value <= LAST_YEAR;
}

static bool in_range(const ct_passage *p, size_t i, long low, long high)
{
    if (i >= p->tokens.n || p->tokens.at[i].kind != CT_TOKEN_NUMBER) return false;
    long value = ct_token_integer(&p->tokens.at[i]);
    return p->tokens.at[i].len <= 4 && value >= low && value <= high;
}

static size_t word(const ct_passage *p, size_t i, ct_time_word value)
{
    const ct_match *match = ct_passage_cue(p, i, CT_CUE_TIME, (int)value);
    return match == NULL || match->gap ? i : match->end; /* "trong các năm 2020 và 2021" (in the years 2020
                                                            and 2021) is not "trong năm" (in the year) */
}

static bool slash(const ct_passage *p, size_t i)
{
    return ct_token_is_mark(&p->tokens, i, '/') || ct_token_is_mark(&p->tokens, i, '-') ||
           ct_token_is_mark(&p->tokens, i, '.');
}

static ct_date year_of(const ct_passage *p, size_t i)
{
    return ct_date_year((int)ct_token_integer(&p->tokens.at[i]));
}

static signed char small(const ct_passage *p, size_t i)
{
    return (signed char)ct_token_integer(&p->tokens.at[i]);
}

/* "10.4" or "30.4.2025" as one token. */
static bool dotted_day(const ct_token *token, ct_time *t)
{
    int parts[3] = { 0, 0, 0 };
    size_t n = 0, digits = 0;
    if (token->kind != CT_TOKEN_NUMBER || token->len > 10) return false;
    for (size_t i = 0; i < token->len; i++) {
        char c = token->text[i];
        bool turn = c == '.' && digits > 0 && n < 2;
        if (!turn && (c < '0' || c > '9')) return false;
        digits = turn ? 0 : digits + 1;
        n += turn;
        if (!turn) parts[n] = parts[n] * 10 + (c - '0');
    }
    bool dated = n == 2 && parts[2] >= FIRST_YEAR && parts[2] <= LAST_YEAR;
    if (n == 0 || digits == 0 || (n == 2 && !dated) || parts[0] < 1 || parts[0] > 31 || parts[1] < 1 ||
        parts[1] > 12)
        return false;
    t->form = CT_FORM_DAY;
    t->from = (ct_date){ (short)parts[2], (signed char)parts[1], (signed char)parts[0] };
    t->to = t->from;
    return true;
}

/* "Tính đến 31/10, ..." (by 31 October, ...): a day and month without the word for a day, after a word that
 * reaches for a date; "đến 5/8 chỉ tiêu" (by 5 August the indicator) counts. */
static bool reached(const ct_passage *p, size_t i, size_t after)
{
    bool ends =
        after >= p->tokens.n || ct_token_is_mark(&p->tokens, after, ',') ||
        ct_token_is_mark(&p->tokens, after, ')') ||
        small(p, i) >
            small(p, after - 1); /* "đến 30/6 giải ngân" (by 30 June were disbursed): no part of a whole */
    return ends && ct_passage_cue_before(p, i, CT_CUE_TIME, CT_TIME_UNTIL) != NULL;
}

/* "30/6/2023", "ngày 30 tháng 6 năm 2012" (30 June 2012), "ngày 18-4" (18 April), "chiều 22.4" (the afternoon
 * of 22 April). */
static size_t day(const ct_passage *p, size_t i, ct_time *t)
{
    size_t at = word(p, i, CT_TIME_DAY);
    bool named = at > i;
    if (named && at < p->tokens.n && dotted_day(&p->tokens.at[at], t)) return at + 1;
    if (!in_range(p, at, 1, 31)) return i;
    size_t month = at + 1;
    if (slash(p, month) && in_range(p, month + 1, 1, 12)) {
        month++;
    } else {
        size_t after = word(p, month, CT_TIME_MONTH);
        if (after == month || !in_range(p, after, 1, 12)) return i;
        month = after;
    }
    size_t year = month + 1;
    if (slash(p, year))
        year++;
    else
        year = word(p, year, CT_TIME_YEAR);
    bool dated = year > month && year < p->tokens.n && is_year(&p->tokens.at[year]);
    if (!dated && !named && !reached(p, at, month + 1)) return i;
    t->form = CT_FORM_DAY;
    t->from = dated ? year_of(p, year) : (ct_date){ 0, 0, 0 };
    t->from.month = small(p, month);
    t->from.day = small(p, at);
    t->to = t->from;
    return dated ? year + 1 : month + 1;
}

/* The year after a part of it: "/2023", "năm 2023" (year 2023), "của năm 2023" (of the year 2023), "2023". */
static size_t year_after(const ct_passage *p, size_t i, ct_date *year)
{
    size_t at = i;
    *year = (ct_date){ 0, 0, 0 };
    if (at < p->tokens.n && p->tokens.at[at].cell) /* the next cell's */
        return i;
    if (slash(p, at)) at++;
    if (ct_passage_cue(p, at, CT_CUE_SKIP, -1) != NULL) at = ct_passage_cue(p, at, CT_CUE_SKIP, -1)->end;
    if (word(p, at, CT_TIME_THIS) > at)
        return word(
            p, at,
            CT_TIME_THIS); /* "quý I năm nay" (the first quarter of this year): the document's own year */
    at = word(p, at, CT_TIME_YEAR);
    if (at < p->tokens.n && is_year(&p->tokens.at[at])) {
        *year = year_of(p, at);
        return at + 1;
    }
    size_t named = word(p, i, CT_TIME_YEAR); /* "6 tháng đầu năm" (the first 6 months of the year) */
    return named;
}

static void months(ct_time *t, ct_date year, int first, int last)
{
    t->form = CT_FORM_PART;
    t->from = t->to = year;
    t->from.month = (signed char)first;
    t->to.month = (signed char)last;
}

/* "trong 6 tháng" (in 6 months), "thời hạn 6 tháng" (a term of 6 months): a length of time. */
static bool lasting(const ct_passage *p, size_t i)
{
    return i == 0 || ct_passage_cue_before(p, i, CT_CUE_REJECT, 2) != NULL;
}

/* "Trong 9 tháng, tổng lượng khách ..." (in 9 months, the visitors ...): it opens a sentence and a comma sets
 * it off, so it is when, not how long. */
static bool sets_when(const ct_passage *p, size_t i, size_t after)
{
    const ct_match *in = ct_passage_cue_before(p, i, CT_CUE_REJECT, 2);
    const ct_token *first = in == NULL ? NULL : &p->tokens.at[in->start],
                   *before = in == NULL || in->start == 0 ? NULL : first - 1;
    bool opens = in != NULL && first->upper && (before == NULL || before->kind == CT_TOKEN_MARK);
    return opens && ct_token_is_mark(&p->tokens, after, ',');
}

/* "10 tháng đạt 9.236 tỷ" (10 months reached 9,236 billion), "4 tháng tăng 23%" (4 months grew by 23%): what
 * follows says what came of it, so it is a part of the year. */
static bool tells_result(const ct_passage *p, size_t i)
{
    static const ct_cue_class classes[] = { CT_CUE_DIRECTION, CT_CUE_KIND, CT_CUE_MEASURE, CT_CUE_COUNT };
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
        if (ct_passage_cue(p, i, classes[k], -1) != NULL) return true;
    return false;
}

/* "Sáu tháng đầu năm" (the first six months): the number that a word is, or 0. Only clean text tells "sáu"
 * (six) from "sau" (after). */
static int spelled(const ct_passage *p, size_t i)
{
    static const struct {
        const char *small, *capital;
        int n;
    } numbers[] = {
        { "hai", "Hai", 2 },   { "ba", "Ba", 3 },      { "bốn", "Bốn", 4 }, { "năm", "Năm", 5 },
        { "sáu", "Sáu", 6 },   { "bảy", "Bảy", 7 },    { "bẩy", "Bẩy", 7 }, { "tám", "Tám", 8 },
        { "chín", "Chín", 9 }, { "mười", "Mười", 10 },
    };
    const ct_token *t = i < p->tokens.n ? &p->tokens.at[i] : NULL;
    if (t == NULL || t->kind != CT_TOKEN_WORD || p->damaged) return 0;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        const char *text = t->upper ? numbers[k].capital : numbers[k].small;
        if (t->len == strlen(text) && memcmp(t->text, text, t->len) == 0) return numbers[k].n;
    }
    return 0;
}

/* "Lũy kế 10 tháng" (cumulative 10 months) at the head of a column: those of the document's year. */
static bool heads_column(const ct_passage *p, size_t i)
{
    size_t row = 0;
    const ct_table_grid *grid = ct_document_table(p->document, p->tokens.at[i].line, &row);
    return grid != NULL && row < grid->n_head && ct_passage_cue_before(p, i, CT_CUE_REJECT, 2) == NULL;
}

/* "6 tháng đầu năm 2023" (the first 6 months of 2023), "9 tháng năm 2020" (9 months of 2020), "Sáu tháng qua"
 * (the past six months). */
static size_t month_count(const ct_passage *p, size_t i, ct_time *t)
{
    int in_words = spelled(p, i);
    if (in_words == 0 && !in_range(p, i, 2, 11)) return i;
    size_t at = word(p, i + 1, CT_TIME_MONTH);
    if (at == i + 1) return i;
    int n = in_words != 0 ? in_words : (int)ct_token_integer(&p->tokens.at[i]);
    size_t first = word(p, at, CT_TIME_FIRST), last = word(p, at, CT_TIME_LAST);
    if (first == at && last == at &&
        !(at < p->tokens.n &&
          p->tokens.at[at].cell))          /* "9 tháng | Cả năm" (9 months | whole year) are two cells */
        last = word(p, at, CT_TIME_WHOLE); /* "6 tháng cuối năm" (the last 6 months of the year): the end of
                                              the year is a word of its own */
    ct_date year;
    size_t end = year_after(p, first > at ? first : last, &year);
    if (last > at)
        months(t, year, 13 - n, 12);
    else if (first > at || year.year != 0 || end > at || (n % 3 == 0 && n > 3 && !lasting(p, i)) ||
             tells_result(p, at) || sets_when(p, i, at) || heads_column(p, i))
        months(t, year, 1, n);
    else
        t->form = -1; /* a duration */
    return end;
}

/* "T9", "9T": the number that heads of tables write against the letter for months, 0 for any other word. Is
 * it so many of them? */
static int short_months(const ct_token *t, bool *counted)
{
    enum { LAST_MONTH = 12 };
    int n = 0;
    size_t from = t->kind == CT_TOKEN_WORD && t->len > 1 && t->len < 4 && t->text[0] == 'T', to = t->len;
    *counted = from == 0;
    if (from == 0 && t->kind == CT_TOKEN_WORD && t->len > 1 && t->len < 4 && t->text[t->len - 1] == 'T') to--;
    if (from + (t->len - to) != 1) return 0;
    for (size_t i = from; i < to; i++) {
        if (t->text[i] < '0' || t->text[i] > '9') return 0;
        n = 10 * n + (t->text[i] - '0');
    }
    return n <= LAST_MONTH && (n > 1 || !*counted) ? n : 0;
}

/* "T9/2023", "T1-T9/2023", "9T/2023", "6T đầu năm 2023" (the first 6 months of 2023, shortened). "Ga T3 năm
 * 2025" (station T3 in 2025, no month) is no month. */
static size_t short_part(const ct_passage *p, size_t i, ct_time *t)
{
    bool counted = false, other = false;
    int first = short_months(&p->tokens.at[i], &counted), last = first;
    size_t at = i + 1;
    if (first == 0) return i;
    if (!counted && ct_token_is_mark(&p->tokens, at, '-') && at + 1 < p->tokens.n &&
        short_months(&p->tokens.at[at + 1], &other) > first && !other) {
        last = short_months(&p->tokens.at[at + 1], &other);
        at += 2;
    }
    if (!counted && !slash(p, at)) return i;
    if (counted) at = word(p, at, CT_TIME_FIRST);
    bool row = p->document->lines[p->tokens.at[i].line].kind == CT_LINE_ROW;
    if (at < p->tokens.n && is_year(&p->tokens.at[at]) && !row) return i; /* "xe 5T 2023": tonnes */
    ct_date year;
    size_t end = year_after(p, at, &year);
    if (year.year == 0) return i;
    months(t, year, counted ? 1 : first, last);
    return end;
}

static int roman(const ct_token *t)
{
    static const char *const numbers[] = { "I", "II", "III", "IV" };
    for (int i = 0; i < 4; i++)
        if (t->len == strlen(numbers[i]) && memcmp(t->text, numbers[i], t->len) == 0) return i + 1;
    return t->kind == CT_TOKEN_NUMBER && ct_token_integer(t) >= 1 && ct_token_integer(t) <= 4
               ? (int)ct_token_integer(t)
               : 0;
}

static size_t quarter(const ct_passage *p, size_t i, ct_time *t)
{
    size_t at = word(p, i, CT_TIME_QUARTER);
    if (at == i || at >= p->tokens.n || roman(&p->tokens.at[at]) == 0) return i;
    int q = roman(&p->tokens.at[at]);
    ct_date year;
    size_t end = year_after(p, at + 1, &year);
    months(t, year, 3 * q - 2, 3 * q);
    return end;
}

/* "tháng đầu tiên của năm 2019" (the first month of 2019); not "những tháng đầu năm" (the first months). */
static size_t first_month(const ct_passage *p, size_t i, size_t at, ct_time *t)
{
    size_t first = word(p, at, CT_TIME_FIRST);
    const ct_token *before = i > 0 ? &p->tokens.at[i - 1] : NULL;
    bool several = before != NULL && before->kind == CT_TOKEN_WORD &&
                   (before->len == strlen("những") || before->len == strlen("các"));
    if (at == i || first == at || several) return i;
    ct_date year;
    size_t end = year_after(p, first, &year);
    if (end == first) return i;
    months(t, year, 1, 1);
    return end;
}

/* "tháng 6/2023" (June 2023), "12/2022". */
static size_t month(const ct_passage *p, size_t i, ct_time *t)
{
    size_t at = word(p, i, CT_TIME_MONTH);
    size_t first = first_month(p, i, at, t);
    if (first > i) return first;
    if (!in_range(p, at, 1, 12)) return i;
    ct_date year;
    size_t end = year_after(p, at + 1, &year);
    if (at == i && !(slash(p, i + 1) && year.year != 0)) return i;
    months(t, year, small(p, at), small(p, at));
    return year.year != 0 ? end : at + 1;
}

/* "giai đoạn 2021-2025" (the period 2021-2025), "từ năm 2016 đến năm 2020" (from 2016 to 2020), "từ năm 2025
 * trở đi" (from 2025 on). */
static size_t range(const ct_passage *p, size_t i, ct_time *t)
{
    size_t at = word(p, i, CT_TIME_SPAN);
    at = word(p, at, CT_TIME_SCHOOL);
    at = word(p, at, CT_TIME_SINCE);
    bool since = at > i;
    at = word(p, at, CT_TIME_YEAR);
    if (at >= p->tokens.n || !is_year(&p->tokens.at[at])) return i;
    t->form = CT_FORM_RANGE;
    t->from = year_of(p, at);
    size_t to = at + 1;
    if (to < p->tokens.n && p->tokens.at[to].cell)
        return i; /* "2000 | - | 2050": the next cell is another matter */
    if (ct_token_is_mark(&p->tokens, to, '-'))
        to++;
    else
        to = word(p, to, CT_TIME_UNTIL);
    if (to == at + 1) {
        if (since && word(p, to, CT_TIME_AFTER) > to) {
            t->form = CT_FORM_OPEN;
            t->to = (ct_date){ 0, 0, 0 };
            return word(p, to, CT_TIME_AFTER);
        }
        return i;
    }
    if (word(p, to, CT_TIME_NOW) > to) {
        t->form = CT_FORM_NOW;
        return word(p, to, CT_TIME_NOW);
    }
    to = word(p, to, CT_TIME_YEAR);
    if (to < p->tokens.n && is_year(&p->tokens.at[to]) &&
        ct_token_integer(&p->tokens.at[to]) > t->from.year) {
        t->to = year_of(p, to);
        return to + 1;
    }
    return i;
}

static bool unit_follows(const ct_passage *p, size_t i)
{
    ct_matches found = { NULL, 0, 0 };
    bool strong = false;
    if (i < p->tokens.n && p->tokens.at[i].cell)
        return false; /* "Năm hiện hành 2025 | Năm 2026" (current year 2025 | year 2026): the next column
                         counts nothing of this one */
    if (ct_passage_cue(p, i, CT_CUE_STOP, -1) != NULL)
        return false; /* "2019 và 2020 lần lượt là" (2019 and 2020 are respectively): a longer word only
                         begins like a unit */
    if (i < p->tokens.n && ct_trie_match(p->known->units, &p->tokens, i, &found))
        for (size_t m = 0; m < found.n; m++) strong = strong || found.at[m].cost <= 10;
    ct_matches_clear(&found);
    return strong;
}

/* "QCVN 01-1:2018/BYT": a year within the name of a standard. */
static bool in_name(const ct_passage *p, size_t i)
{
    const ct_token *before = i > 0 && !p->tokens.at[i].space ? &p->tokens.at[i - 1] : NULL;
    const ct_token *after = i + 2 < p->tokens.n && !p->tokens.at[i + 1].space && !p->tokens.at[i + 2].space
                                ? &p->tokens.at[i + 1]
                                : NULL;
    bool opened =
        before != NULL && before->kind == CT_TOKEN_MARK && (before->mark == ':' || before->mark == '/');
    bool closed =
        after != NULL && after->kind == CT_TOKEN_MARK && after->mark == '/' && p->tokens.at[i + 2].upper;
    return opened && closed;
}

/* "Quyết định số 2088/QĐ-UBND" (decision number 2088), "1950-QĐ/TU" (number of a decision): the number of a
 * document before the letters of its kind. */
static bool numbers_document(const ct_passage *p, size_t i)
{
    const ct_token *mark = &p->tokens.at[i] + 1, *letters = mark + 1;
    if (i + 2 >= p->tokens.n || mark->kind != CT_TOKEN_MARK || (mark->mark != '/' && mark->mark != '-') ||
        mark->space || letters->space)
        return false;
    return letters->kind == CT_TOKEN_WORD && ct_token_capitals(letters);
}

/* "các năm 2020, 2021 và 2024 tỉnh chỉ tăng ..." (in the years 2020, 2021 and 2024 the province grew only
 * ...): one more of the years before it. */
static bool of_list(const ct_passage *p, size_t i)
{
    const ct_time *last = p->n_times > 0 ? &p->times[p->n_times - 1] : NULL;
    const ct_token *between = i > 0 ? &p->tokens.at[i - 1] : NULL;
    if (last == NULL || last->form != CT_FORM_YEAR || last->end + 1 != i || between->cell ||
        p->tokens.at[i].cell)
        return false;
    return between->kind == CT_TOKEN_WORD ? ct_passage_cue(p, i - 1, CT_CUE_SKIP, -1) != NULL
                                          : between->mark == ',';
}

static bool has_year(const ct_cell *cell)
{
    size_t digits = 0;
    for (size_t i = 0; i <= cell->len; i++) {
        bool digit = i < cell->len && cell->text[i] >= '0' && cell->text[i] <= '9';
        if (!digit && digits == 4 &&
            (memcmp(cell->text + i - 4, "19", 2) == 0 || memcmp(cell->text + i - 4, "20", 2) == 0))
            return true;
        digits = digit ? digits + 1 : 0;
    }
    return false;
}

/* "Thu ngân sách | tỷ đồng | 2000" (budget revenue | billion dong | 2000) under "Năm 2023" (year 2023): all
 * that a cell holds under a head with its year is a figure, however much like a year. */
static bool under_year(const ct_passage *p, size_t i)
{
    const ct_token *t = &p->tokens.at[i];
    size_t row = 0;
    bool fills = t->cell && (i + 1 == p->tokens.n || t[1].cell || t[1].line != t->line);
    const ct_table_grid *grid = fills ? ct_document_table(p->document, t->line, &row) : NULL;
    if (grid == NULL || row < grid->n_head) return false;
    for (size_t c = 1; c < grid->n_columns; c++)
        if (ct_table_grid_at(grid, row, c)->text == t->text)
            for (size_t r = 0; r < grid->n_head; r++)
                if (has_year(ct_table_grid_at(grid, r, c))) return true;
    return false;
}

static size_t year(const ct_passage *p, size_t i, ct_time *t)
{
    size_t at = word(p, i, CT_TIME_SCHOOL);
    at = word(p, at, CT_TIME_UNTIL);
    bool until = at > i;
    size_t whole = word(p, at, CT_TIME_WHOLE);
    size_t edge = word(p, whole > at ? whole : at, CT_TIME_LAST);
    edge = word(p, edge, CT_TIME_FIRST);
    size_t named = word(p, edge, CT_TIME_YEAR);
    size_t number = named;
    if (number >= p->tokens.n || !is_year(&p->tokens.at[number])) return i;
    if ((number == i && !of_list(p, i) && unit_follows(p, number + 1)) || in_name(p, number) ||
        numbers_document(p, number) || (number == i && under_year(p, number)))
        return i;
    t->form = CT_FORM_YEAR;
    t->from = t->to = year_of(p, number);
    t->until = until;
    t->whole = whole > at;
    return number + 1;
}

/* Words that are times without a number. */
static size_t words(const ct_passage *p, size_t i, ct_time *t)
{
    static const struct {
        ct_time_word word;
        ct_form form;
        int shift;
        int role;
    } forms[] = {
        { CT_TIME_SAME, CT_FORM_RELATIVE, -1, CT_ROLE_BASE },
        { CT_TIME_BEFORE, CT_FORM_RELATIVE, -1, CT_ROLE_MAIN },
        { CT_TIME_TO_DATE, CT_FORM_NOW, 0, CT_ROLE_MAIN },
        { CT_TIME_THIS, CT_FORM_RELATIVE, 0, CT_ROLE_MAIN },
        { CT_TIME_NEXT, CT_FORM_RELATIVE, 1, CT_ROLE_MAIN },
        { CT_TIME_NOW, CT_FORM_NOW, 0, CT_ROLE_MAIN },
        { CT_TIME_WHOLE, CT_FORM_RELATIVE, 0, CT_ROLE_MAIN },
        { CT_TIME_TERM_END, CT_FORM_TERM_END, 0, CT_ROLE_MAIN },
    };
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        size_t end = word(p, i, forms[k].word);
        if (end == i) continue;
        t->form = (int)forms[k].form;
        t->shift = forms[k].shift;
        t->role = forms[k].role;
        t->whole = forms[k].word == CT_TIME_WHOLE;
        t->to_date = forms[k].word == CT_TIME_TO_DATE;
        t->from = t->to = (ct_date){ 0, 0, 0 };
        return end;
    }
    return i;
}

static size_t half(const ct_passage *p, size_t i, ct_time *t)
{
    size_t at = word(p, i, CT_TIME_HALF);
    if (at == i) return i;
    ct_date y;
    at = year_after(p, at, &y);
    months(t, y, 1, 6);
    return at;
}

/* "trong 03 năm" (in 3 years), "5 năm qua" (the past 5 years): so many years up to the document's. Not "trong
 * 5 năm tới" (in the next 5 years), and no school years. */
static size_t span(const ct_passage *p, size_t i, ct_time *t)
{
    enum { FEWEST = 2, MOST = 20 };
    size_t number = word(p, i, CT_TIME_OVER);
    if (!in_range(p, number, FEWEST, MOST) ||
        ct_passage_cue(p, number + 1, CT_CUE_TIME, CT_TIME_NEXT) != NULL)
        return i;
    size_t end = word(p, number + 1, CT_TIME_YEAR);
    bool past = word(p, end, CT_TIME_OVER) == end + 1 && end < p->tokens.n && number == i;
    if (end == number + 1 || (number == i && !past) || word(p, number + 1, CT_TIME_SCHOOL) > end ||
        (end < p->tokens.n && is_year(&p->tokens.at[end])))
        return i;
    t->form = CT_FORM_SPAN;
    t->shift = (int)ct_token_integer(&p->tokens.at[number]);
    t->from = t->to = (ct_date){ 0, 0, 0 };
    return past ? end + 1 : end;
}

/* "5 năm" (five years), "cả nhiệm kỳ" (the whole term) where no years follow: it alone tells of no period,
 * but that all years of one are meant. */
static size_t term(const ct_passage *p, size_t i, ct_time *t)
{
    enum { FEWEST = 2, MOST = 20 };
    bool counted = in_range(p, i, FEWEST, MOST);
    size_t end = counted ? word(p, i + 1, CT_TIME_YEAR) : word(p, i, CT_TIME_TERM);
    if (end == i || (counted && end == i + 1) ||
        (end < p->tokens.n && p->tokens.at[end].kind == CT_TOKEN_NUMBER && is_year(&p->tokens.at[end])))
        return i;
    t->form = CT_FORM_TERM;
    t->shift = counted ? (int)ct_token_integer(&p->tokens.at[i]) : 0;
    t->from = t->to = (ct_date){ 0, 0, 0 };
    return end;
}

/* What the words before a time say it is for; two words may stand between, or more of what is compared with:
 * "so với lúc đỉnh điểm ở quý I" (against the peak in the first quarter). */
static int role_of(const ct_passage *p, size_t start, int role)
{
    enum { WORDS = 2, BASE_WORDS = 4 };
    for (size_t back = 0; back <= BASE_WORDS && back <= start; back++) {
        const ct_match *cue = ct_passage_cue_before(p, start - back, CT_CUE_ROLE, -1);
        int value = cue == NULL ? CT_ROLE_MAIN : ct_match_cue(p, cue)->value;
        if (cue != NULL && (back <= WORDS || (value == CT_ROLE_BASE && cue->words > 1)) &&
            (back == 0 || value != CT_ROLE_PLAN))
            return value;
        if (back < start && (p->tokens.at[start - back - 1].kind != CT_TOKEN_WORD)) break;
    }
    return role;
}

/* A span of years or months without a date ("5 năm" (5 years), "12 tháng" (12 months)) takes its number and
 * gives no time. */
static size_t duration(const ct_passage *p, size_t i)
{
    if (!in_range(p, i, 1, 99) || i + 1 >= p->tokens.n ||
        p->tokens.at[i + 1].cell) /* "22 | Tối thiểu 35" (22 | at least 35): the next cell's "tối" (half of
                                     the word for 'at least') is no evening */
        return i;
    size_t after = i + 1, end = word(p, after, CT_TIME_YEAR);
    if (end == after) end = word(p, after, CT_TIME_MONTH);
    if (end == after) end = word(p, after, CT_TIME_DAY);
    if (end == after || (end < p->tokens.n && is_year(&p->tokens.at[end]))) return i;
    return end;
}

static void take(ct_passage *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) p->tokens.at[i].taken = true;
}

/* Does token i stand between two quotation marks? */
static bool quoted(const ct_passage *p, size_t i)
{
    enum { REACH = 40 };
    size_t before = 0;
    bool after = false;
    for (size_t k = i > REACH ? i - REACH : 0; k < i; k++) before += ct_token_is_mark(&p->tokens, k, '"');
    for (size_t k = i; k < p->tokens.n && k < i + REACH && !after; k++)
        after = ct_token_is_mark(&p->tokens, k, '"');
    return before % 2 == 1 && after;
}

/* "Nghị quyết số 25-NQ/TW ngày 03/6/2013" (resolution 25 of 3 June 2013), "71-NQ/TW năm 2025" (a resolution
 * of 2025): a day or year right after a document's number is that document's. */
static bool cited(const ct_passage *p, const ct_time *t)
{
    const ct_token *number = t->start > 1 ? &p->tokens.at[t->start - 1] : NULL;
    bool year = t->form == CT_FORM_YEAR && t->end == t->start + 2 && !t->until;
    if ((t->form != CT_FORM_DAY && !year) || number == NULL || number->kind != CT_TOKEN_WORD ||
        !number->upper || number->space)
        return false;
    const ct_token *mark = number - 1;
    return mark->kind == CT_TOKEN_MARK && (mark->mark == '/' || mark->mark == '-');
}

/* "trong tháng 9-2017 có 220 ca, cộng dồn từ đầu năm đến nay là 1.337 ca" (220 cases in September 2017, added
 * up from the start of the year 1,337): to date is to the month just named. */
static void end_with_month(const ct_passage *p, ct_time *t)
{
    const ct_time *month = p->n_times > 0 ? &p->times[p->n_times - 1] : NULL;
    while (month != NULL && month->role == CT_ROLE_BASE && month > p->times) month--;
    bool named = month != NULL && month->form == CT_FORM_PART && month->role == CT_ROLE_MAIN &&
                 month->from.month == month->to.month && month->from.month > 1;
    if (!named || p->sentence[month->start] != p->sentence[t->start]) return;
    t->form = CT_FORM_PART;
    t->from = t->to = month->to;
    t->from.month = 1;
}

/* May a time begin at token i? At a number, a word of times or one like "T9", or a spelled number before one.
 */
static bool opens_time(const ct_passage *p, size_t i)
{
    const ct_token *t = &p->tokens.at[i];
    bool counted = false;
    if (t->kind == CT_TOKEN_NUMBER) return !t->taken && !t->as_word;
    if (short_months(t, &counted) > 0) return true;
    bool counts =
        i + 1 < p->tokens.n && (p->cue_classes[i + 1] & 1u << CT_CUE_TIME) != 0 && spelled(p, i) != 0;
    return counts || (p->cue_classes[i] & 1u << CT_CUE_TIME) != 0;
}

/* Keep a time with what the words before it say it is for. */
static void keep(ct_passage *p, ct_time *t, size_t *base_end)
{
    t->role = role_of(p, t->start, t->role);
    if (t->role == CT_ROLE_MAIN && p->n_times > 0 && p->times[p->n_times - 1].role == CT_ROLE_BASE &&
        *base_end == t->start)
        t->role = CT_ROLE_BASE; /* "so với cùng kỳ năm 2022" (against the same period of 2022) */
    if (t->role == CT_ROLE_MAIN && quoted(p, t->start))
        t->role = CT_ROLE_PLAN; /* the years of a programme's name are not the figure's */
    if (t->form == CT_FORM_NOW && t->to_date) end_with_month(p, t);
    if (cited(p, t)) t->role = CT_ROLE_CITED;
    if (t->role == CT_ROLE_BASE) *base_end = t->end;
    p->times[p->n_times++] = *t;
}

ct_error ct_times_find(ct_passage *p)
{
    static size_t (*const readers[])(const ct_passage *, size_t,
                                     ct_time *) = { day,  range, span, month_count, short_part, quarter,
                                                    half, month, year, words,       term };
    size_t n = p->tokens.n, base_end = 0;
    p->times = ct_arena_array(p->arena, n + 1, sizeof *p->times);
    if (p->times == NULL) return ct_no_memory();
    for (size_t i = 0; i < n;) {
        ct_time t = { .start = i };
        size_t end = i;
        if (!opens_time(p, i)) {
            i++;
            continue;
        }
        for (size_t r = 0; r < sizeof readers / sizeof *readers && end == i; r++) end = readers[r](p, i, &t);
        if (end == i) {
            end = duration(p, i);
            take(p, i, end);
            i = end > i ? end : i + 1;
            continue;
        }
        take(p, i, end);
        t.end = end;
        if (t.form >= 0) keep(p, &t, &base_end);
        i = end;
    }
    return ct_ok();
}
