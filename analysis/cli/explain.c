#include "cli/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/number.h"
#include "core/vietnamese.h"
#include "extract/observation.h"
#include "extract/trace.h"

typedef struct {
    const char *code, *vi, *en;
} wording;

static const wording decisions[] = {
    { "unit", "đơn vị", "unit" },
    { "indicator", "chỉ tiêu", "indicator" },
    { "breakdown", "phân tổ", "breakdown" },
    { "measure", "đại lượng", "measure" },
    { "qualifier", "mức chặn", "qualifier" },
    { "aggregation", "cách gộp", "aggregation" },
    { "scope", "phạm vi", "scope" },
    { "period", "kỳ", "period" },
    { "kind", "loại", "kind" },
};

static const wording refusals[] = {
    { "time", "thuộc ngày, năm hoặc một khoảng thời gian", "part of a date, a year or a length of time" },
    { "phrase", "nằm trong một cụm từ hoặc tên gọi", "part of a phrase or a name" },
    { "word", "là chữ mà máy quét đọc thành số", "a word that a scan made look like a number" },
    { "enumerator", "là số thứ tự của mục", "numbers an item or a heading" },
    { "name", "dính liền chữ: số hiệu, tên đường, tên gọi", "glued to letters: a document's number, a road, a name" },
    { "cue", "đứng cạnh từ khiến nó là số hiệu hay thứ tự", "beside a word that makes it a number of reference" },
    { "unit", "không có đơn vị theo sau và không từ nào cho biết nó đếm gì", "no unit follows and no word says that it counts" },
    { "duration", "đo độ dài thời gian", "measures how long something lasts" },
    { "age", "là độ tuổi, không phải chỉ tiêu về tuổi", "an age that no indicator is about" },
    { "tail", "những từ sau đơn vị cho nó nghĩa khác", "the words after its unit make it something else" },
    { "joined", "là đầu kia của khoảng giá trị đứng trước", "the second end of the range before it" },
    { "digits", "quá nhiều chữ số", "too many digits" },
};

/* Where an indicator's words stand. */
static const wording places[] = {
    { "before", "từ ngữ đứng trước số", "words before the figure" },
    { "after", "từ ngữ ngay sau số", "words right after the figure" },
    { "pending", "từ ngữ đã nêu mà chưa có số", "words named before, still without a figure" },
    { "part", "là bộ phận của số liệu trước", "a part of the figure before" },
    { "going", "tiếp nối số liệu trước", "goes on with the figure before" },
    { "heading", "theo câu dẫn của danh mục", "from the introduction of its list" },
    { "structure", "tỷ trọng trong tổng thể nêu ở câu", "a share of a whole that its sentence names" },
    { "row", "theo dòng của bảng", "from its table row" },
    { "not", "danh mục không có, hoặc không nêu", "not in the catalogue, or not named" },
};

/* Where a period was found. */
static const wording sources[] = {
    { "attached", "liền với số", "right at the figure" },
    { "own", "trong phần chữ của số", "among the figure's own words" },
    { "clause", "trước đó trong câu", "earlier in the sentence" },
    { "after", "sau đó trong câu", "later in the sentence" },
    { "going", "kỳ của số liệu trước trong câu", "that of the figure before in the sentence" },
    { "before", "kỳ cuối của câu trước", "last one of the sentence before" },
    { "paragraph", "câu trước trong đoạn", "an earlier sentence of the paragraph" },
    { "below", "câu sau trong đoạn", "a later sentence of the paragraph" },
    { "introduction", "câu dẫn của danh mục", "introduction of the list" },
    { "heading", "đề mục", "heading" },
    { "outer", "đề mục cấp trên", "heading further up" },
    { "title", "tên văn bản", "title of the document" },
    { "part", "phần của năm mà báo cáo nói đến", "the part of the year the report is about" },
    { "carried", "trong đoạn trước", "in a paragraph before" },
    { "lead", "câu mở đầu", "lead of the text" },
    { "previous", "kỳ cuối của đoạn trước", "last one of the paragraph before" },
    { "date", "ngày của văn bản", "date of the document" },
    { "now", "thời điểm văn bản ra đời", "the document's present" },
    { "none", "không thấy kỳ nào", "no period found" },
};

static const char *say(const wording *list, size_t n, const char *code, ct_lang lang)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].code, code) == 0) return ct_l(lang, list[i].vi, list[i].en);
    return code;
}

#define SAY(list, code, lang) say(list, sizeof(list) / sizeof *(list), code, lang)

ct_error ct_explain_parse(const ct_args *args, const char *text, const char **path, long *line)
{
    const char *colon = strrchr(text, ':');

    if (colon == NULL || colon == text || ct_integer_plain(colon + 1, 1, 1000000000, line).code != CT_OK)
        return ct_fail(CT_EUSAGE, 0, "--explain wants FILE:LINE with a line from 1 on, not \"%s\"", text);
    *path = ct_arena_strndup(args->arena, text, (size_t)(colon - text));
    return *path == NULL ? ct_no_memory() : ct_ok();
}

/* Pads by what is seen: a Vietnamese letter is more bytes than columns. */
static void write_name(const char *name, ct_buffer *to)
{
    enum { NAME_COLUMNS = 13 };
    size_t width = ct_width(name);
    ct_buffer_printf(to, "  %s%*s", name, width < NAME_COLUMNS ? (int)(NAME_COLUMNS - width) : 1, "");
}

/* "named=before words=..." as a sentence. */
static void write_indicator(const ct_trace_row *row, ct_lang lang, ct_buffer *to)
{
    const char *words = strstr(row->why, " words=");
    char named[16] = "";

    if (words == NULL || strncmp(row->why, "named=", 6) != 0) return;
    size_t n = (size_t)(words - row->why) - 6;
    if (n >= sizeof named) return;
    memcpy(named, row->why + 6, n);
    ct_buffer_printf(to, "  %s", SAY(places, named, lang));
    if (words[7] != '\0') ct_buffer_printf(to, " “%s”", words + 7);
    if (!isnan(row->score)) ct_buffer_printf(to, ct_l(lang, ", sai khác %.0f", ", cost %.0f"), row->score);
}

/* One answer to a weighed question; a period stands once however many places name it. */
typedef struct {
    const char *text, *found[8]; /* the sources that name it, most likely first */
    size_t n_found;
    double chance, best;
    const char *terms; /* what spoke for its likeliest place */
} choice;

enum { CHOICES = 24 };

static const char *source_of(const ct_trace_row *row, const ct_args *args)
{
    const char *at = strstr(row->why, "source=");
    char code[16] = "";

    if (strcmp(row->decision, "period") != 0) return NULL;
    if (strcmp(row->why, "table") == 0) return ct_l(args->lang, "theo dòng, cột của bảng", "row or column of its table");
    if (at != row->why) return NULL;
    size_t n = strcspn(at + 7, " ");
    if (n >= sizeof code) return NULL;
    memcpy(code, at + 7, n);
    return SAY(sources, code, args->lang);
}

static void gather_choice(const ct_trace_row *row, const ct_args *args, choice *choices, size_t *n)
{
    const char *terms = strstr(row->why, " | "), *source = source_of(row, args);
    choice *into = choices;

    while (into < choices + *n && strcmp(into->text, row->candidate) != 0) into++;
    if (into == choices + CHOICES) return;
    if (into == choices + *n) choices[(*n)++] = (choice){ .text = row->candidate };
    into->chance += row->score;
    size_t at = row->score > into->best ? 0 : into->n_found;
    if (source != NULL && into->n_found < sizeof into->found / sizeof *into->found) {
        memmove(into->found + at + 1, into->found + at, (into->n_found - at) * sizeof *into->found);
        into->found[at] = source;
        into->n_found++;
    }
    if (at == 0 || into->terms == NULL) into->terms = terms != NULL ? terms + 3 : "";
    into->best = fmax(into->best, row->score);
}

static void write_choice(const choice *one, const char *name, ct_buffer *to)
{
    write_name(name, to);
    ct_buffer_printf(to, "%s  %.0f %%", one->text[0] != '\0' ? one->text : "–", 100 * one->chance);
    for (size_t i = 0; i < one->n_found; i++) ct_buffer_printf(to, "%s%s", i == 0 ? ": " : "; ", one->found[i]);
    if (one->terms[0] != '\0') ct_buffer_printf(to, "  (%s)", one->terms);
    ct_buffer_text(to, "\n");
}

static int likelier(const void *a, const void *b)
{
    double x = ((const choice *)a)->chance, y = ((const choice *)b)->chance;
    return (x < y) - (x > y);
}

/* Period or kind: what was chosen, then what else was possible at 5 % or more. */
static void write_weighed(const ct_trace_row *rows, size_t n_rows, const char *decision, const ct_args *args, ct_buffer *to)
{
    choice choices[CHOICES];
    const char *chosen = "";
    size_t n = 0;

    for (size_t i = 0; i < n_rows; i++) {
        if (strcmp(rows[i].decision, decision) != 0) continue;
        gather_choice(&rows[i], args, choices, &n);
        if (rows[i].chosen) chosen = rows[i].candidate;
    }
    if (n == 0) return;
    qsort(choices, n, sizeof *choices, likelier);
    for (size_t i = 0; i < n; i++)
        if (strcmp(choices[i].text, chosen) == 0) write_choice(&choices[i], SAY(decisions, decision, args->lang), to);
    for (size_t i = 0; i < n; i++)
        if (strcmp(choices[i].text, chosen) != 0 && choices[i].chance >= 0.05) write_choice(&choices[i], ct_l(args->lang, "  hoặc", "  or"), to);
}

static void write_row(const ct_trace_row *row, ct_lang lang, ct_buffer *to)
{
    write_name(SAY(decisions, row->decision, lang), to);
    ct_buffer_text(to, row->candidate[0] != '\0' ? row->candidate : "–");
    if (strcmp(row->decision, "unit") == 0)
        ct_buffer_printf(to, ct_l(lang, "  %s, sai khác %.0f", "  %s, cost %.0f"),
                         strcmp(row->why, "guessed") == 0 ? ct_l(lang, "đoán từ chữ theo sau", "guessed from the words that follow")
                                                          : ct_l(lang, "có trong bảng đơn vị", "in the table of units"),
                         row->score);
    else if (strcmp(row->decision, "indicator") == 0)
        write_indicator(row, lang, to);
    ct_buffer_text(to, "\n");
}

/* The rows of one figure. What was found first, then what was weighed. */
static void write_figure(const ct_trace_row *rows, size_t n, const ct_args *args, ct_buffer *to)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].decision, "period") != 0 && strcmp(rows[i].decision, "kind") != 0 && strcmp(rows[i].decision, "row") != 0)
            write_row(&rows[i], args->lang, to);
    write_weighed(rows, n, "period", args, to);
    write_weighed(rows, n, "kind", args, to);
    for (size_t i = 0; i < n; i++) {
        const char *terms = strstr(rows[i].why, " | ");
        if (strcmp(rows[i].decision, "row") != 0 || !rows[i].chosen || terms == NULL) continue;
        write_name(ct_l(args->lang, "độ tin cậy", "confidence"), to);
        ct_buffer_printf(to, "%s\n", terms + 3);
    }
}

static void write_number(const ct_trace_row *row, const ct_table *observations, ct_lang lang, ct_buffer *to)
{
    if (row->observation == 0) {
        ct_buffer_printf(to, ct_l(lang, "%s: không lấy, vì %s\n", "%s: not taken: %s\n"), row->number, SAY(refusals, row->why, lang));
        return;
    }
    const ct_observation *found = ct_observation_at(observations, (size_t)row->observation - 1);
    ct_buffer_printf(to, ct_l(lang, "%s: lấy, độ tin cậy %.2f  “%s”\n", "%s: taken, confidence %.2f  “%s”\n"), row->number, found->confidence,
                     found->quote);
}

ct_error ct_explain_write(const ct_args *args, const ct_table *traces, const ct_table *observations, long line, ct_buffer *to)
{
    size_t n = 0;

    for (size_t i = 0, end; i < traces->n; i = end) {
        const ct_trace_row *row = ct_table_row(traces, i);
        for (end = i + 1; end < traces->n; end++) {
            const ct_trace_row *next = ct_table_row(traces, end);
            if (row->observation == 0 || next->observation != row->observation) break;
        }
        if (row->line != line) continue;
        write_number(row, observations, args->lang, to);
        if (row->observation != 0) write_figure(row, end - i, args, to);
        n++;
    }
    return n > 0 ? ct_buffer_error(to) : ct_fail(CT_EDATA, line, "the line has no number; see the document's lines with cat -n");
}
