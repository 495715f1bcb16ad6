#include "series/cut_points.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"

const ct_cut_points ct_cut_points_default = {
    .magnitude_times = 300,
    .level_apart_percent = 5,
    .points_apart = 1,
    .pace_times = 3,
    .pace_share = 0.33,
    .pace_points = 3,
    .plan_ratio_apart = 0.5,
    .confidence_pair = 0.6,
    .near_lines = 5,
    .estimate_years = 0.8,
    .planned_growth_most = 300,
    .confidence_check = 0.7,
    .price_fall = 10,
    .price_rise = 20,
    .reach_times = 5,
    .reach_points = 5,
    .reach_percent = 20,
    .differs_times = 2,
    .outvoted_places = 3,
    .other_territory =
        "của thành ph|của huyện|của thị xã|toàn huyện|trên địa bàn huyện|trên địa bàn thành ph",
    .rank_moves = "tăng|giảm|cải thiện|tụt",
    .constant_prices = "giá so sánh|giá cố định|giá năm 2010|giá 2010",
    .current_prices = "giá hiện hành|giá thực tế",
    .other_group =
        "dân tộc thiểu số|phụ nữ|lao động nữ|thanh niên|người cao tuổi|trẻ em|hộ nghèo dân tộc|cán bộ|công chức|"
        "hợp tác xã|người đứng đầu|từng ngành|mỗi ngành",
    .part_of_year = "cùng kỳ|tháng|quý i|quý ii|quý iii|quý iv|quý 1|quý 2|quý 3|quý 4",
    .listed = "lần lượt|tương ứng",
    .standards = "qcvn|quy chuẩn|tcvn|chuẩn nghèo giai đoạn|chuẩn giai đoạn",
    .standard_years =
        "chuẩn nghèo đa chiều giai đoạn|chuẩn nghèo quốc gia giai đoạn|chuẩn nghèo giai đoạn|chuẩn nghèo đa chiều|chuẩn nghèo|chuẩn giai đoạn|chuẩn",
    .index_words =
        "năm trước = 100|năm trước=100|năm trước bằng 100|cùng kỳ = 100|cùng kỳ=100|chỉ số phát triển",
    .smaller_places = "thành phố|thị xã|huyện|quận|thị trấn|phường|xã",
    .check_rules =
        "structure-sum|parts-total|growth-against-levels|change-against-levels|plan-ratio|"
        "average-against-ends|decimal-slip|target-differs|target-beyond-target|"
        "target-out-of-reach|definition-differs|each-year-target|average-against-years|superseded|misdated",
    .disbursed_of = "public_investment_disbursement/public_investment_plan"
};

typedef struct {
    int rule;
    double value;
    const char *words, *about;
} cut_row;

enum { RULES = 19, WORD_RULES = 13 }; /* numbers, then words */
static const char *const rule_words[] = { "magnitude_times",
                                          "level_apart_percent",
                                          "points_apart",
                                          "pace_times",
                                          "pace_share",
                                          "pace_points",
                                          "plan_ratio_apart",
                                          "confidence_pair",
                                          "near_lines",
                                          "estimate_years",
                                          "planned_growth_most",
                                          "confidence_check",
                                          "price_fall",
                                          "price_rise",
                                          "reach_times",
                                          "reach_points",
                                          "reach_percent",
                                          "differs_times",
                                          "outvoted_places",
                                          "other_territory",
                                          "rank_moves",
                                          "constant_prices",
                                          "current_prices",
                                          "other_group",
                                          "part_of_year",
                                          "listed",
                                          "standards",
                                          "check_rules",
                                          "disbursed_of",
                                          "standard_years",
                                          "index_words",
                                          "smaller_places",
                                          NULL };
static const struct {
    size_t offset;
    double low, high;
} rules[RULES] = {
    { offsetof(ct_cut_points, magnitude_times), 2, 1e6 },
    { offsetof(ct_cut_points, level_apart_percent), 0, 100 },
    { offsetof(ct_cut_points, points_apart), 0, 100 },
    { offsetof(ct_cut_points, pace_times), 1, 1e6 },
    { offsetof(ct_cut_points, pace_share), 0, 1 },
    { offsetof(ct_cut_points, pace_points), 3, 100 },
    { offsetof(ct_cut_points, plan_ratio_apart), 0, 100 },
    { offsetof(ct_cut_points, confidence_pair), 0, 1 },
    { offsetof(ct_cut_points, near_lines), 0, 1e6 },
    { offsetof(ct_cut_points, estimate_years), 0.5, 1 },
    { offsetof(ct_cut_points, planned_growth_most), 100, 1e6 },
    { offsetof(ct_cut_points, confidence_check), 0, 1 },
    { offsetof(ct_cut_points, price_fall), 0, 100 },
    { offsetof(ct_cut_points, price_rise), 0, 1e6 },
    { offsetof(ct_cut_points, reach_times), 1, 1e6 },
    { offsetof(ct_cut_points, reach_points), 0, 100 },
    { offsetof(ct_cut_points, reach_percent), 0, 1e6 },
    { offsetof(ct_cut_points, differs_times), 1, 1e6 },
    { offsetof(ct_cut_points, outvoted_places), 2, 1e6 },
};
static const size_t word_offsets[WORD_RULES] = {
    offsetof(ct_cut_points, other_territory), offsetof(ct_cut_points, rank_moves),
    offsetof(ct_cut_points, constant_prices), offsetof(ct_cut_points, current_prices),
    offsetof(ct_cut_points, other_group),     offsetof(ct_cut_points, part_of_year),
    offsetof(ct_cut_points, listed),          offsetof(ct_cut_points, standards),
    offsetof(ct_cut_points, check_rules),     offsetof(ct_cut_points, disbursed_of),
    offsetof(ct_cut_points, standard_years),  offsetof(ct_cut_points, index_words),
    offsetof(ct_cut_points, smaller_places)
};
static const ct_column columns[] = {
    { "rule", CT_COLUMN_WORD, true, offsetof(cut_row, rule), rule_words, "What the value decides." },
    { "value", CT_COLUMN_NUMBER, false, offsetof(cut_row, value), NULL, "The cut point." },
    { "words", CT_COLUMN_TEXT, false, offsetof(cut_row, words), NULL, "Wordings, joined by |." },
    { "about", CT_COLUMN_TEXT, false, offsetof(cut_row, about), NULL, "One sentence." },
};
static const ct_schema schema = { "audit", "Cut points of the audit.", columns,
                                  sizeof columns / sizeof *columns, sizeof(cut_row) };

static ct_error take_rows(const ct_table *table, ct_cut_points *to)
{
    bool seen[RULES + WORD_RULES] = { false };

    for (size_t i = 0; i < table->n; i++) {
        const cut_row *row = ct_table_row(table, i);
        const char *word = rule_words[row->rule];

        if (seen[row->rule])
            return ct_fail(CT_EPARSE, table->lines[i], "rule '%s' stands twice; keep one", word);
        seen[row->rule] = true;
        if (row->rule >= RULES) {
            if (strlen(row->words) >= sizeof to->other_territory)
                return ct_fail(CT_EPARSE, table->lines[i],
                               "rule '%s': more than %zu bytes of words; shorten them", word,
                               sizeof to->other_territory - 1);
            memcpy((char *)to + word_offsets[row->rule - RULES], row->words, strlen(row->words) + 1);
            continue;
        }
        if (!(row->value >= rules[row->rule].low && row->value <= rules[row->rule].high))
            return ct_fail(CT_EPARSE, table->lines[i], "rule '%s' is %g; it lies from %g to %g", word,
                           row->value, rules[row->rule].low, rules[row->rule].high);
        *(double *)((char *)to + rules[row->rule].offset) = row->value;
    }
    return ct_ok();
}

ct_error ct_cut_points_read(const char *text, size_t n, const char *file, ct_cut_points *out)
{
    ct_table *table;
    ct_cut_points got = ct_cut_points_default;
    ct_error err = ct_table_new(&table, &schema);

    if (err.code == CT_OK) err = ct_table_read(table, text, n, file);
    if (err.code == CT_OK) err = take_rows(table, &got);
    if (err.code == CT_OK) *out = got;
    ct_table_free(table);
    return ct_in(err, file);
}

/* Does a folded text hold one of the wordings, folded, each followed by `tail`? Out of memory: no. */
static bool holds_one(ct_arena *arena, const char *quote, const char *words, const char *tail)
{
    const char *text = ct_fold(arena, quote, strlen(quote));

    for (const char *at = words; text != NULL && *at != '\0';) {
        size_t n = strcspn(at, "|");
        const char *folded = n > 0 ? ct_fold(arena, at, n) : NULL,
                   *whole = folded != NULL ? ct_arena_printf(arena, "%s%s", folded, tail) : NULL;

        if (whole != NULL && strstr(text, whole) != NULL) return true;
        at += n + (at[n] == '|');
    }
    return false;
}

bool ct_words_other_territory(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->other_territory, "");
}

bool ct_words_other_group(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->other_group, "");
}

bool ct_words_part_of_year(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->part_of_year, "");
}

bool ct_words_listed(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->listed, "");
}

/* The digits right after a word; the letter o counts as a nought, as a scan has it. 0: none, or a value ("đạt
 * chuẩn 62,9%" (62.9% meet the standard)). */
static long number_after(const char *at)
{
    long number = 0;

    for (at += strspn(at, " "); (*at >= '0' && *at <= '9') || *at == 'o'; at++)
        if (number < 10000) number = 10 * number + (*at == 'o' ? 0 : *at - '0');
    return *at == ',' || *at == '%' ? 0 : number;
}

long ct_words_standard(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    const char *text = ct_fold(arena, quote, strlen(quote));

    for (const char *word = cut_points->standards; text != NULL && *word != '\0';) {
        size_t n = strcspn(word, "|");
        const char *folded = n > 0 ? ct_fold(arena, word, n) : NULL;

        for (const char *at = text; folded != NULL && (at = strstr(at, folded)) != NULL; at += strlen(folded))
            if (number_after(at + strlen(folded)) > 0) return number_after(at + strlen(folded));
        word += n + (word[n] == '|');
    }
    return 0;
}

/* Two years right after a word, as in "2016 - 2020"; *from is 0 where none are. */
static void years_after(const char *at, long *from, long *to)
{
    enum { EARLIEST = 1990, LATEST = 2100 };
    char *end;

    *from = strtol(at, &end, 10); /* skips blanks; 0 where no digits stand */
    at = end + strspn(end, " -");
    if (at == end || *at < '0' || *at > '9') *from = 0;
    *to = strtol(at, &end, 10);
    if (*from < EARLIEST || *to < *from || *to > LATEST) *from = 0;
}

bool ct_words_standard_years(const ct_cut_points *cut_points, ct_arena *arena, const char *quote, long *from,
                             long *to)
{
    static const char met[] =
        "dat "; /* what "đạt chuẩn" (meets a standard) counts is no figure by a standard */
    const char *text = ct_fold(arena, quote, strlen(quote));

    for (const char *word = cut_points->standard_years; text != NULL && *word != '\0';) {
        size_t n = strcspn(word, "|");
        const char *folded = n > 0 ? ct_fold(arena, word, n) : NULL;

        for (const char *at = text; folded != NULL && (at = strstr(at, folded)) != NULL;
             at += strlen(folded)) {
            bool meets =
                at >= text + sizeof met - 1 && memcmp(at - (sizeof met - 1), met, sizeof met - 1) == 0;

            years_after(at + strlen(folded), from, to);
            if (*from != 0 && !meets) return true;
        }
        word += n + (word[n] == '|');
    }
    return false;
}

bool ct_words_are_index(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->index_words, "");
}

bool ct_words_smaller_place(const ct_cut_points *cut_points, ct_arena *arena, const char *scope)
{
    const char *text = ct_fold(arena, scope, strlen(scope));

    for (const char *word = cut_points->smaller_places; text != NULL && *word != '\0';) {
        size_t n = strcspn(word, "|");
        const char *folded = n > 0 ? ct_fold(arena, word, n) : NULL;
        size_t length = folded != NULL ? strlen(folded) : 0;

        if (length > 0 && strncmp(text, folded, length) == 0 && text[length] == ' ') return true;
        word += n + (word[n] == '|');
    }
    return false;
}

bool ct_words_list_holds(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = words; *at != '\0'; at += strcspn(at, "|"), at += *at == '|')
        if (strcspn(at, "|") == n && memcmp(at, word, n) == 0) return true;
    return false;
}

bool ct_words_rank_moves(const ct_cut_points *cut_points, ct_arena *arena, const char *quote, double places)
{
    const char *tail = ct_arena_printf(arena, " %g ", places);

    return tail != NULL && holds_one(arena, quote, cut_points->rank_moves, tail);
}

bool ct_words_constant_prices(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->constant_prices, "");
}

bool ct_words_current_prices(const ct_cut_points *cut_points, ct_arena *arena, const char *quote)
{
    return holds_one(arena, quote, cut_points->current_prices, "");
}

static const char *const by_words[] = { "breakdown", "indicator", NULL };
static const char *const complete_words[] = { "no", "yes", NULL };
static const ct_column total_columns[] = {
    { "indicator", CT_COLUMN_TEXT, true, offsetof(ct_total, indicator), NULL, "Catalogue id of the total." },
    { "by", CT_COLUMN_WORD, true, offsetof(ct_total, by), by_words, "What the parts are." },
    { "parts", CT_COLUMN_TEXT, true, offsetof(ct_total, parts), NULL, "The parts, joined by |." },
    { "complete", CT_COLUMN_WORD, true, offsetof(ct_total, complete), complete_words,
      "Whether they make up the whole." },
    { "about", CT_COLUMN_TEXT, false, offsetof(ct_total, about), NULL, "One line." },
};
const ct_schema ct_total_schema = { "totals", "Parts that add to a total.", total_columns,
                                    sizeof total_columns / sizeof *total_columns, sizeof(ct_total) };

const char *const *ct_total_parts(ct_arena *arena, const ct_total *total, size_t *n)
{
    const char **parts = ct_arena_array(arena, CT_MOST_PARTS, sizeof *parts);
    char *text = ct_arena_strdup(arena, total->parts), *rest = NULL;

    *n = 0;
    if (parts == NULL || text == NULL) return NULL;
    for (char *part = strtok_r(text, "|", &rest); part != NULL && *n < CT_MOST_PARTS;
         part = strtok_r(NULL, "|", &rest))
        parts[(*n)++] = part;
    return parts;
}

static ct_error check_total(const ct_catalogue *catalogue, ct_arena *arena, const ct_total *total, long line)
{
    const ct_indicator *whole = ct_indicator_find(catalogue, total->indicator);
    size_t n;
    const char *const *parts = ct_total_parts(arena, total, &n);

    if (parts == NULL) return ct_no_memory();
    if (whole == NULL || whole->nature != CT_LEVEL)
        return ct_fail(CT_EPARSE, line, "'%.60s' is no level of the catalogue; correct the id",
                       total->indicator);
    if (n < 2 || n == CT_MOST_PARTS)
        return ct_fail(CT_EPARSE, line, "give two to %d parts", CT_MOST_PARTS - 1);
    for (size_t i = 0; i < n; i++) {
        const ct_indicator *part = ct_indicator_find(catalogue, parts[i]);

        if (total->by == 1 && (part == NULL || strcmp(part->unit, whole->unit) != 0))
            return ct_fail(CT_EPARSE, line, "part '%.60s' is no indicator in %s", parts[i], whole->unit);
        if (total->by == 0 && ct_breakdown_find(catalogue, parts[i]) == NULL)
            return ct_fail(CT_EPARSE, line, "part '%.60s' is no breakdown of the catalogue", parts[i]);
    }
    return ct_ok();
}

ct_error ct_totals_read(const ct_catalogue *catalogue, const char *text, size_t n, const char *file,
                        ct_table **out)
{
    ct_table *table;
    ct_arena *arena = ct_arena_new();
    ct_error err = arena != NULL ? ct_table_new(&table, &ct_total_schema) : ct_no_memory();

    *out = NULL;
    if (err.code != CT_OK) {
        ct_arena_free(arena);
        return err;
    }
    err = ct_table_read(table, text, n, file);
    for (size_t i = 0; i < table->n && err.code == CT_OK; i++)
        err = check_total(catalogue, arena, ct_table_row(table, i), table->lines[i]);
    if (err.code == CT_OK)
        *out = table;
    else
        ct_table_free(table);
    ct_arena_free(arena);
    return ct_in(err, file);
}
