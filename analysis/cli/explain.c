#include "cli/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/number.h"
#include "core/vietnamese.h"
#include "extract/record/observation.h"
#include "extract/record/trace.h"

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
    { "name", "dính liền chữ: số hiệu, tên đường, tên gọi",
      "glued to letters: a document's number, a road, a name" },
    { "cue", "đứng cạnh từ khiến nó là số hiệu hay thứ tự",
      "beside a word that makes it a number of reference" },
    { "unit", "không có đơn vị theo sau và không từ nào cho biết nó đếm gì",
      "no unit follows and no word says that it counts" },
    { "duration", "đo độ dài thời gian", "measures how long something lasts" },
    { "age", "là độ tuổi, không phải chỉ tiêu về tuổi", "an age that no indicator is about" },
    { "tail", "những từ sau đơn vị cho nó nghĩa khác", "the words after its unit make it something else" },
    { "joined", "là đầu kia của khoảng giá trị đứng trước", "the second end of the range before it" },
    { "digits", "quá nhiều chữ số", "too many digits" },
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

/* What was chosen, or could have been: its chance, the words that matched it, and what spoke for it. */
static void write_choice(const ct_trace_row *row, const char *name, ct_lang lang, ct_buffer *to)
{
    const char *terms = strstr(row->why, " | ");
    size_t matched = terms != NULL ? (size_t)(terms - row->why) : 0;

    write_name(name, to);
    ct_buffer_printf(to, "%s  %.0f %%", row->candidate[0] != '\0' ? row->candidate : "–", 100 * row->score);
    if (matched > 0) ct_buffer_printf(to, ct_l(lang, "  theo “%.*s”", "  by “%.*s”"), (int)matched, row->why);
    if (terms != NULL && terms[3] != '\0') ct_buffer_printf(to, "  (%s)", terms + 3);
    ct_buffer_text(to, "\n");
}

/* Candidates come with the chosen one first. */
static void write_weighed(const ct_trace_row *rows, size_t n_rows, const wording *decision, ct_lang lang,
                          ct_buffer *to)
{
    for (size_t i = 0; i < n_rows; i++) {
        if (strcmp(rows[i].decision, decision->code) != 0) continue;
        if (rows[i].chosen)
            write_choice(&rows[i], ct_l(lang, decision->vi, decision->en), lang, to);
        else if (rows[i].score >= 0.05)
            write_choice(&rows[i], ct_l(lang, "  hoặc", "  or"), lang, to);
    }
}

static void write_row(const ct_trace_row *row, ct_lang lang, ct_buffer *to)
{
    write_name(SAY(decisions, row->decision, lang), to);
    ct_buffer_text(to, row->candidate[0] != '\0' ? row->candidate : "–");
    if (strcmp(row->decision, "unit") == 0)
        ct_buffer_printf(to, ct_l(lang, "  %s, sai khác %.0f", "  %s, cost %.0f"),
                         strcmp(row->why, "guessed") == 0
                             ? ct_l(lang, "đoán từ chữ theo sau", "guessed from the words that follow")
                             : ct_l(lang, "có trong bảng đơn vị", "in the table of units"),
                         row->score);
    ct_buffer_text(to, "\n");
}

/* The rows of one figure: what was found first, then what was weighed. */
static void write_figure(const ct_trace_row *rows, size_t n, ct_lang lang, ct_buffer *to)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].decision, "unit") == 0 || strcmp(rows[i].decision, "qualifier") == 0)
            write_row(&rows[i], lang, to);
    for (size_t d = 0; d < sizeof decisions / sizeof *decisions; d++)
        if (strcmp(decisions[d].code, "unit") != 0 && strcmp(decisions[d].code, "qualifier") != 0)
            write_weighed(rows, n, &decisions[d], lang, to);
}

static void write_number(const ct_trace_row *row, const ct_table *observations, ct_lang lang, ct_buffer *to)
{
    if (row->observation == 0) {
        ct_buffer_printf(to, ct_l(lang, "%s: không lấy, vì %s\n", "%s: not taken: %s\n"), row->number,
                         SAY(refusals, row->why, lang));
        return;
    }
    const ct_observation *found = ct_observation_at(observations, (size_t)row->observation - 1);
    ct_buffer_printf(to, ct_l(lang, "%s: lấy, độ tin cậy %.2f  “%s”\n", "%s: taken, confidence %.2f  “%s”\n"),
                     row->number, found->confidence, found->quote);
}

ct_error ct_explain_write(const ct_args *args, const ct_table *traces, const ct_table *observations,
                          long line, ct_buffer *to)
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
        if (row->observation != 0) write_figure(row, end - i, args->lang, to);
        n++;
    }
    return n > 0 ? ct_buffer_error(to)
                 : ct_fail(CT_EDATA, line, "the line has no number; see the document's lines with cat -n");
}
