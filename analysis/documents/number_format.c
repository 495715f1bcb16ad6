/* Number formats of spreadsheets: sections, places, grouping, scale, literal text, dates (ECMA-376 part
 * 1, 18.8.31). */
#include "documents/number_format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/number.h"
#include "core/vietnamese.h"

enum {
    TOKENS = 64,
    SECTIONS = 4,
    DECIMALS = 15,
    GENERAL_DIGITS = 11,
    LAST_DAY = 2958465 /* 31 December 9999 */
};

typedef enum {
    LITERAL,
    CURRENCY,
    PLACE,
    POINT,
    COMMA,
    PERCENT,
    POWER,
    DATE,
    ELAPSED,
    HALF_DAY,
    TEXT,
    GENERAL
} token_kind;

typedef struct {
    token_kind kind;
    char letter;      /* of a place 0 # ?, of a date or time in small letters */
    int count;        /* of the letter                                         */
    const char *text; /* of literals                                           */
    size_t n;
} token;

typedef struct {
    token at[TOKENS];
    size_t n;
    char compare[3]; /* of a condition, else "" */
    double than;
} section;

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_with(const char *text, const char *word) /* word in small letters */
{
    for (; *word != '\0'; text++, word++)
        if (small(*text) != *word) return false;
    return true;
}

static void add(section *s, token t)
{
    if (s->n < TOKENS) s->at[s->n++] = t;
}

/* "[Red]", "[$đ-42A]" (the currency dong), "[h]", "[<1000]": from behind the bracket to behind its end. */
static const char *read_bracket(section *s, const char *p)
{
    const char *end = strchr(p, ']');
    size_t n, letters = 0;

    if (end == NULL) return p + strlen(p);
    n = (size_t)(end - p);
    while (letters < n && small(p[letters]) == small(p[0])) letters++;
    if (p[0] == '$') {
        const char *dash = memchr(p, '-', n);
        add(s, (token){ .kind = CURRENCY, .text = p + 1, .n = (dash != NULL ? (size_t)(dash - p) : n) - 1 });
    } else if (n > 0 && letters == n && is_one_of(small(p[0]), "hms")) {
        add(s, (token){ .kind = ELAPSED, .letter = small(p[0]), .count = (int)n });
    } else if (is_one_of(p[0], "<>=")) {
        size_t signs = p[1] == '=' || p[1] == '>' ? 2 : 1;
        memcpy(s->compare, p, signs);
        s->compare[signs] = '\0';
        s->than = strtod(p + signs, NULL); /* only a double comes out of it, of whatever stands there */
    }
    return end + 1;
}

static const char *read_letters(section *s, const char *p)
{
    char letter = small(*p);
    int count = 0;

    if (begins_with(p, "am/pm") || begins_with(p, "a/p")) {
        add(s, (token){ .kind = HALF_DAY });
        return p + (small(p[1]) == 'm' ? 5 : 3);
    }
    if (begins_with(p, "general")) {
        add(s, (token){ .kind = GENERAL });
        return p + 7;
    }
    if (letter == 'e' && (p[1] == '+' || p[1] == '-')) {
        add(s, (token){ .kind = POWER });
        return p + 2;
    }
    if (!is_one_of(letter, "ymdhse")) {
        add(s, (token){ .kind = LITERAL, .text = p, .n = 1 });
        return p + 1;
    }
    while (small(p[count]) == letter) count++;
    add(s,
        (token){ .kind = DATE, .letter = letter == 'e' ? 'y' : letter, .count = letter == 'e' ? 4 : count });
    return p + count;
}

/* p: the opening quote. Returns the place behind the closing one, or the end of the format when there is
 * none. */
static const char *read_quoted(section *s, const char *p)
{
    const char *end = strchr(p + 1, '"');

    if (end == NULL) end = p + strlen(p);
    add(s, (token){ .kind = LITERAL, .text = p + 1, .n = (size_t)(end - p) - 1 });
    return *end == '"' ? end + 1 : end;
}

static const char *read_token(section *s, const char *p)
{
    int code;
    size_t left = strlen(p), used = ct_utf8_next(p, left, &code);

    if (*p == '"') return read_quoted(s, p);
    if (is_one_of(*p, "\\_*") &&
        left > 1) { /* a letter as it is; the width of one; one that fills the cell */
        used = ct_utf8_next(p + 1, left - 1, &code);
        if (*p == '\\') add(s, (token){ .kind = LITERAL, .text = p + 1, .n = used });
        return p + 1 + used;
    }
    if (*p == '[') return read_bracket(s, p + 1);
    if (is_one_of(*p, "0#?"))
        add(s, (token){ .kind = PLACE, .letter = *p });
    else if (is_one_of(*p, ".,%@"))
        add(s, (token){ .kind = *p == '.' ? POINT : *p == ',' ? COMMA : *p == '%' ? PERCENT : TEXT });
    else if ((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'))
        return read_letters(s, p);
    else
        add(s, (token){ .kind = LITERAL, .text = p, .n = used });
    return p + used;
}

static size_t read_sections(section sections[SECTIONS], const char *format)
{
    size_t n = 0;

    while (n < SECTIONS) {
        section *s = &sections[n++];
        s->n = 0;
        s->compare[0] = '\0';
        s->than = 0;
        while (*format != '\0' && *format != ';') format = read_token(s, format);
        if (*format == '\0') break;
        format++;
    }
    return n;
}

static bool has(const section *s, token_kind kind)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].kind == kind) return true;
    return false;
}

static bool holds(const section *s, double value)
{
    bool less = value<s->than, more = value> s->than;

    if (strcmp(s->compare, "<") == 0) return less;
    if (strcmp(s->compare, "<=") == 0) return !more;
    if (strcmp(s->compare, ">") == 0) return more;
    if (strcmp(s->compare, ">=") == 0) return !less;
    return (strcmp(s->compare, "<>") == 0) == (less || more);
}

/* The section for a value. *sign: it does not show by itself that the value is below zero. */
static const section *choose(const section *sections, size_t n, double value, bool *sign)
{
    bool conditions = false;
    size_t at;

    if (n > 1 && has(&sections[n - 1], TEXT)) n--; /* the last one is for text */
    if (n > 3) n = 3;
    for (size_t i = 0; i < n; i++) conditions = conditions || sections[i].compare[0] != '\0';
    *sign = true;
    if (!conditions) {
        at = n == 1 || value > 0 || (value == 0 && n == 2) ? 0 : value < 0 ? 1 : 2;
        *sign = at == 0;
        return &sections[at];
    }
    for (at = 0; at + 1 < n; at++)
        if (sections[at].compare[0] != '\0' ? holds(&sections[at], value) : at == 0 ? value > 0 : value < 0)
            break;
    *sign = sections[at].compare[0] != '<' || sections[at].than > 0;
    return &sections[at];
}

/* ---- showing ---- */

static void put(ct_shown *out, const char *text, size_t n)
{
    size_t len = strlen(out->text), room = CT_SHOWN_SIZE - 1 - len;

    if (n > room) n = ct_utf8_cut(text, room);
    memcpy(out->text + len, text, n);
    out->text[len + n] = '\0';
}

static void put_text(ct_shown *out, const char *text)
{
    put(out, text, strlen(text));
}

/* Up to 11 digits, no grouping, no zeros at the end. */
static void show_general(ct_shown *out, double value)
{
    char digits[400];
    double magnitude = fabs(value);
    int whole = magnitude >= 1 ? (int)floor(log10(magnitude)) + 1 : 1,
        decimals = whole < GENERAL_DIGITS ? GENERAL_DIGITS - whole : 0;

    if (magnitude >= 1e15) {
        snprintf(digits, sizeof digits, "%.11g", value);
        out->value = value;
    } else {
        out->value = ct_number_round(value, decimals);
        snprintf(digits, sizeof digits, "%.*f", decimals, out->value == 0 ? 0.0 : out->value);
        char *end = digits + strlen(digits);
        while (decimals > 0 && end[-1] == '0') *--end = '\0';
        if (end[-1] == '.') end[-1] = '\0';
    }
    for (char *c = digits; *c != '\0'; c++)
        if (*c == '.') *c = ',';
    put_text(out, digits);
    out->number = true;
}

/* What the places of a section say. */
typedef struct {
    size_t whole, decimals; /* places before and after the point      */
    bool grouped;
    int power; /* of ten by which the value is multiplied */
} places;

static places count_places(const section *s)
{
    places p = { 0, 0, false, 0 };
    size_t commas = 0;
    bool point = false;

    for (size_t i = 0; i < s->n; i++) {
        token_kind kind = s->at[i].kind;
        if (kind == PLACE) {
            p.grouped = p.grouped || (commas > 0 && !point && p.whole > 0);
            commas = 0;
            *(point ? &p.decimals : &p.whole) += 1;
        } else if (kind == COMMA) {
            commas += p.whole + p.decimals > 0;
        } else if (kind == POINT) {
            p.power -= point ? 0 : 3 * (int)commas;
            commas = point ? commas : 0;
            point = true;
        } else if (kind == PERCENT) {
            p.power += 2;
        }
    }
    p.power -= 3 * (int)commas; /* those behind the last place */
    return p;
}

/* The digits of one place before the point, the first place those in front of it too. */
static bool put_whole(ct_shown *out, const char *digits, size_t n, size_t at, const places *p, char letter)
{
    size_t from_right = p->whole - 1 - at, begin = at == 0 ? 0 : n - from_right - 1;
    bool any = false;

    if (from_right >= n) {
        if (letter == '0') put_text(out, p->grouped && from_right > 0 && from_right % 3 == 0 ? "0." : "0");
        return letter == '0';
    }
    for (size_t i = begin; i < n - from_right; i++, any = true) {
        size_t after = n - 1 - i; /* digits to the right of it */
        put(out, digits + i, 1);
        if (p->grouped && after > 0 && after % 3 == 0) put_text(out, ".");
    }
    return any;
}

static bool has_letter(const token *t)
{
    for (size_t i = 0; i < t->n; i++)
        if ((t->text[i] >= 'A' && t->text[i] <= 'Z') || (t->text[i] >= 'a' && t->text[i] <= 'z') ||
            (unsigned char)t->text[i] >= 0x80)
            return true;
    return false;
}

/* Places of decimals that are shown: those of '#' and '?' only up to the last digit that is no zero. */
static size_t decimals_shown(const section *s, const char *decimals, const places *p)
{
    size_t shown = 0, at = 0;
    bool point = false;

    for (size_t i = 0; i < s->n && at < p->decimals; i++) {
        point = point || s->at[i].kind == POINT;
        if (!point || s->at[i].kind != PLACE) continue;
        if (s->at[i].letter == '0' || decimals[at] != '0') shown = at + 1;
        at++;
    }
    return shown;
}

/* The decimal mark, before it the whole number where the format has no place for it. Returns the digits put.
 */
static size_t put_point(ct_shown *out, const char *digits, size_t whole, const places *p, size_t shown)
{
    size_t placeless = p->whole == 0 ? whole : 0;

    if (placeless > 0) put(out, digits, placeless);
    if (shown > 0) put_text(out, ",");
    return placeless;
}

static void show_places(ct_shown *out, const section *s, double value, const places *p)
{
    char digits[64];
    double magnitude = ct_number_round(fabs(value) * pow(10, p->power), (int)p->decimals);
    size_t whole, at = 0, decimal = 0, shown, any = 0;
    bool named = false, point = false;

    snprintf(digits, sizeof digits, "%.*f", (int)p->decimals, magnitude);
    whole = strcspn(digits, ".");
    const char *decimals = digits + whole + (p->decimals > 0);
    shown = decimals_shown(s, decimals, p);
    if (whole == 1 && digits[0] == '0') whole = 0;
    out->value = value < 0 && magnitude > 0 ? -magnitude : magnitude;
    for (size_t i = 0; i < s->n; i++) {
        const token *t = &s->at[i];
        if (t->kind == LITERAL || t->kind == CURRENCY) {
            put(out, t->text, t->n);
            named = named || (t->kind == LITERAL && any == 0 && has_letter(t));
        } else if (t->kind == PERCENT) {
            put_text(out, "%");
        } else if (t->kind == POINT && !point) {
            point = true;
            any += put_point(out, digits, whole, p, shown);
        } else if (t->kind == PLACE && !point) {
            any += put_whole(out, digits, whole, at++, p, t->letter);
        } else if (t->kind == PLACE && decimal < shown) {
            put(out, decimals + decimal++, 1);
            any++;
        }
    }
    out->number = any > 0 && !named;
}

static void show_number(ct_shown *out, const section *s, double value, bool sign)
{
    places p = count_places(s);

    if (p.decimals > DECIMALS) p.decimals = DECIMALS;
    if (fabs(value) * pow(10, p.power) >= 1e15 || has(s, POWER) || has(s, TEXT)) {
        show_general(out, value);
        return;
    }
    for (size_t i = 1; i < s->n; i++) /* "# ?/?" */
        if (s->at[i].kind == LITERAL && s->at[i].n == 1 && s->at[i].text[0] == '/' &&
            s->at[i - 1].kind == PLACE) {
            show_general(out, value);
            return;
        }
    if (sign && value < 0 && ct_number_round(fabs(value) * pow(10, p.power), (int)p.decimals) > 0)
        put_text(out, "-");
    if (!has(s, GENERAL)) {
        show_places(out, s, value, &p);
        return;
    }
    for (size_t i = 0; i < s->n; i++) { /* 'General" người" (people)' */
        if (s->at[i].kind == GENERAL)
            show_general(out, fabs(value));
        else if (s->at[i].kind == LITERAL || s->at[i].kind == CURRENCY)
            put(out, s->at[i].text, s->at[i].n);
    }
    if (value < 0) out->value = -out->value;
}

/* ---- dates ---- */

typedef struct {
    int year, month, day, weekday; /* weekday 0: Sunday */
    int hour, minute, second;
    double days;
} moment;

/* Days from 1 March of year 0 to a date (Hinnant, "chrono-compatible low-level date algorithms", 2013). */
static void from_days(long days, moment *m)
{
    long era = days / 146097, of_era = days % 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365,
         of_year = of_era - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153;

    m->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    m->month = (int)(month < 10 ? month + 3 : month - 9);
    m->year = (int)(year + era * 400 + (m->month <= 2));
}

static moment moment_of(double stored, bool from_1904)
{
    enum { TO_1899_12_30 = 693899, TO_1904 = 1462 };
    moment m = { .days = stored };
    double seconds = floor(stored * 86400 + 0.5);
    long day = (long)floor(seconds / 86400), of_day = (long)(seconds - (double)day * 86400);

    if (from_1904)
        day += TO_1904;
    else if (day < 60)
        day++; /* Excel counts a 29 February 1900 */
    from_days(day + TO_1899_12_30, &m);
    m.weekday = (int)((day + 6) % 7);
    m.hour = (int)(of_day / 3600);
    m.minute = (int)(of_day / 60 % 60);
    m.second = (int)(of_day % 60);
    return m;
}

/* Is "m" minutes: behind hours or before seconds? */
static bool is_minutes(const section *s, size_t i)
{
    for (size_t k = i; k-- > 0;)
        if (s->at[k].kind == DATE || s->at[k].kind == ELAPSED) {
            if (s->at[k].letter == 'h') return true;
            break;
        }
    for (size_t k = i + 1; k < s->n; k++)
        if (s->at[k].kind == DATE || s->at[k].kind == ELAPSED) return s->at[k].letter == 's';
    return false;
}

static void put_date_part(ct_shown *out, const section *s, size_t i, const moment *m)
{
    static const char *const weekdays[] = { "Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư",
                                            "Thứ năm",  "Thứ sáu", "Thứ bảy" };
    const token *t = &s->at[i];
    int value = t->letter == 'y'   ? (t->count <= 2 ? m->year % 100 : m->year)
                : t->letter == 'd' ? m->day
                : t->letter == 'h' ? m->hour
                                   : m->second;
    char text[32];

    if (t->letter == 'm') value = is_minutes(s, i) ? m->minute : m->month;
    if (t->letter == 'd' && t->count > 2)
        snprintf(text, sizeof text, "%s", weekdays[m->weekday]);
    else if (t->letter == 'm' && t->count > 2)
        snprintf(text, sizeof text, "tháng %d", value);
    else
        snprintf(text, sizeof text, "%0*d", t->count >= 2 ? 2 : 1, value);
    put_text(out, text);
}

static void show_date(ct_shown *out, const section *s, double stored, bool from_1904)
{
    bool day = false, year = false, named = false;
    moment m = moment_of(stored, from_1904);
    char text[32];

    for (size_t i = 0; i < s->n; i++) {
        if (s->at[i].kind != DATE) continue;
        day = day || s->at[i].letter == 'd' || s->at[i].letter == 'h';
        year = year || s->at[i].letter == 'y';
        named = named || (s->at[i].letter == 'm' && s->at[i].count > 2);
    }
    if (named && year && !day) { /* "mmm-yy": with two digits the year would look like a day */
        snprintf(text, sizeof text, "tháng %d/%d", m.month, m.year);
        put_text(out, text);
        return;
    }
    for (size_t i = 0; i < s->n; i++) {
        const token *t = &s->at[i];
        if (t->kind == DATE) {
            put_date_part(out, s, i, &m);
        } else if (t->kind == ELAPSED) {
            snprintf(text, sizeof text, "%0*.0f", t->count,
                     floor(stored * (t->letter == 'h'   ? 24
                                     : t->letter == 'm' ? 1440
                                                        : 86400) +
                           1e-6));
            put_text(out, text);
        } else if (t->kind == LITERAL) {
            put(out, t->text, t->n);
        } else if (t->kind == COMMA) {
            put_text(out, ",");
        }
    }
}

/* No white space at its ends, where formats leave room for brackets. */
static void trim(char *text)
{
    size_t n = strlen(text), blank = strspn(text, " ");

    while (n > blank && text[n - 1] == ' ') n--;
    memmove(text, text + blank, n - blank);
    text[n - blank] = '\0';
}

void ct_number_show(ct_shown *out, double stored, const char *format, bool from_1904)
{
    section sections[SECTIONS];
    bool sign;

    out->text[0] = '\0';
    out->number = false;
    out->value = 0;
    if (!isfinite(stored)) return;
    if (format == NULL || format[0] == '\0') {
        show_general(out, stored);
        return;
    }
    const section *s = choose(sections, read_sections(sections, format), stored, &sign);
    if (!has(s, DATE) && !has(s, ELAPSED))
        show_number(out, s, stored, sign);
    else if (stored < 0 || stored > LAST_DAY)
        show_general(out, stored);
    else
        show_date(out, s, stored, from_1904);
    trim(out->text);
}

const char *ct_number_format_built_in(long id)
{
    static const struct {
        long id;
        const char *code;
    } known[] = {
        { 1, "0" },
        { 2, "0.00" },
        { 3, "#,##0" },
        { 4, "#,##0.00" },
        { 5, "\"$\"#,##0_);\\(\"$\"#,##0\\)" },
        { 6, "\"$\"#,##0_);\\(\"$\"#,##0\\)" },
        { 7, "\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)" },
        { 8, "\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)" },
        { 9, "0%" },
        { 10, "0.00%" },
        { 11, "0.00E+00" },
        { 12, "# ?/?" },
        { 13, "# ?\?/?\?" },
        { 14, "dd/mm/yyyy" },
        { 15, "d-mmm-yy" },
        { 16, "d-mmm" },
        { 17, "mmm-yy" },
        { 18, "h:mm AM/PM" },
        { 19, "h:mm:ss AM/PM" },
        { 20, "h:mm" },
        { 21, "h:mm:ss" },
        { 22, "dd/mm/yyyy h:mm" },
        { 27, "dd/mm/yyyy" },
        { 30, "dd/mm/yyyy" },
        { 36, "dd/mm/yyyy" },
        { 37, "#,##0_);(#,##0)" },
        { 38, "#,##0_);(#,##0)" },
        { 39, "#,##0.00_);(#,##0.00)" },
        { 40, "#,##0.00_);(#,##0.00)" },
        { 41, "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)" },
        { 42, "_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"_);_(@_)" },
        { 43, "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"?\?_);_(@_)" },
        { 44, "_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"?\?_);_(@_)" },
        { 45, "mm:ss" },
        { 46, "[h]:mm:ss" },
        { 47, "mm:ss" },
        { 48, "##0.0E+0" },
        { 49, "@" },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].id == id) return known[i].code;
    return "";
}
