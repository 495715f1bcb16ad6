#include "cli/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/number.h"
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

static void write_row(const ct_trace_row *row, ct_lang lang, ct_buffer *to)
{
    const char *terms = strstr(row->why, " | ");
    bool weighed = strcmp(row->decision, "period") == 0 || strcmp(row->decision, "kind") == 0;

    if (weighed && !row->chosen && row->score < 0.02) return;
    if (row->chosen)
        ct_buffer_printf(to, "  %-12s", SAY(decisions, row->decision, lang));
    else
        ct_buffer_text(to, ct_l(lang, "    hoặc ", "    or "));
    ct_buffer_printf(to, " %s", row->candidate[0] != '\0' ? row->candidate : "–");
    if (weighed)
        ct_buffer_printf(to, "  %.0f %%", 100 * row->score);
    else if (strcmp(row->decision, "unit") == 0)
        ct_buffer_printf(to, ct_l(lang, "  %s, sai khác %.0f", "  %s, cost %.0f"),
                         strcmp(row->why, "guessed") == 0 ? ct_l(lang, "đoán từ chữ theo sau", "guessed from the words that follow")
                                                          : ct_l(lang, "có trong bảng đơn vị", "in the table of units"),
                         row->score);
    else if (strcmp(row->decision, "indicator") == 0)
        write_indicator(row, lang, to);
    if (weighed && terms != NULL && terms[3] != '\0') ct_buffer_printf(to, "  (%s)", terms + 3);
    ct_buffer_text(to, "\n");
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
    long last = -1;
    size_t n = 0;

    for (size_t i = 0; i < traces->n; i++) {
        const ct_trace_row *row = ct_table_row(traces, i);
        if (row->line != line) continue;
        if (row->observation == 0 || row->observation != last) {
            write_number(row, observations, args->lang, to);
            n++;
        }
        if (row->observation != 0) write_row(row, args->lang, to);
        last = row->observation;
    }
    return n > 0 ? ct_buffer_error(to) : ct_fail(CT_EDATA, line, "the line has no number; see the document's lines with cat -n");
}
