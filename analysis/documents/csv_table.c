/* Plain text that is one sheet: CSV with any separator, told by its lines being alike and helped by its name.
 * libcsv is not used, for it does not say at which line a row begins, and lines of documents keep their
 * numbers. */
#include <string.h>

#include "documents/reader.h"
#include "documents/table_builder.h"
#include "documents/workbook_sheet.h"

enum {
    SAMPLE = 256 * 1024, /* bytes looked at before the whole of a text is                       */
    QUOTED_LINES = 40,   /* of a quoted cell; beyond, the quote was none                        */
    FEWEST_ROWS = 3,     /* with as many cells as most have                                     */
    FEWEST_CELLS = 3,    /* two lists of words have commas too                                  */
    ALIKE = 80,          /* percent of the rows that have as many cells as most                 */
    ALIKE_NAMED = 50,    /* of a file named .csv                                                */
    FIGURES = 20,        /* percent of the cells behind the first ones that are figures         */
    SPACED = 20 /* percent of separators before a blank: more are marks of sentences, or a drawn table */
};

/* A cell where it stands in the text. */
typedef struct {
    size_t start, end; /* without quotes around it */
    bool quoted;
} field;

typedef struct {
    const char *text;
    size_t n, at, line; /* line: of what comes next, from 0 */
    char separator, end_of_line;
    field fields[CT_TABLE_COLUMNS];
    size_t n_fields; /* more than the array holds when the row has */
    size_t row_line;
} scan;

static void scan_begin(scan *s, const char *text, size_t n, char separator)
{
    s->text = text;
    s->n = n;
    s->at = s->line = 0;
    s->separator = separator;
    s->end_of_line =
        memchr(text, '\n', n) == NULL && memchr(text, '\r', n) != NULL ? '\r' : '\n'; /* as lines are cut */
    if (n >= 4 && memcmp(text, "sep=", 4) == 0) {
        const char *end = memchr(text, s->end_of_line, n);
        s->at = end != NULL ? (size_t)(end - text) + 1 : n;
        s->line = 1;
    }
}

/* Behind the quote that closes the one at `at`; 0 when none does soon, before a separator or the end of the
 * line. */
static size_t closing(const scan *s, size_t at)
{
    size_t lines = 0;

    for (size_t i = at + 1; i < s->n && lines < QUOTED_LINES; i++) {
        if (s->text[i] == s->end_of_line) lines++;
        if (s->text[i] != '"') continue;
        if (i + 1 < s->n && s->text[i + 1] == '"') {
            i++;
            continue;
        }
        i++;
        return i == s->n || s->text[i] == s->separator || s->text[i] == '\r' || s->text[i] == s->end_of_line
                   ? i
                   : 0;
    }
    return 0;
}

/* The next row; false at the end. */
static bool scan_row(scan *s)
{
    if (s->at >= s->n) return false;
    s->n_fields = 0;
    s->row_line = s->line;
    for (;;) {
        field f = { .start = s->at };
        size_t close = s->at < s->n && s->text[s->at] == '"' ? closing(s, s->at) : 0;
        if (close > 0) {
            f = (field){ s->at + 1, close - 1, true };
            for (; s->at < close; s->at++) s->line += s->text[s->at] == s->end_of_line;
        }
        while (s->at < s->n && s->text[s->at] != s->separator && s->text[s->at] != s->end_of_line) s->at++;
        if (!f.quoted) f.end = s->at;
        if (s->n_fields < CT_TABLE_COLUMNS) s->fields[s->n_fields] = f;
        s->n_fields++;
        if (s->at >= s->n) return true;
        bool ends = s->text[s->at++] == s->end_of_line;
        s->line += ends;
        if (ends) return true;
    }
}

static void trim(const char *text, field *f)
{
    while (f->start < f->end && strchr(" \t\r", text[f->start]) != NULL) f->start++;
    while (f->end > f->start && strchr(" \t\r", text[f->end - 1]) != NULL) f->end--;
}

static bool is_figure(const scan *s, size_t i)
{
    field f = s->fields[i];
    trim(s->text, &f);
    return f.end > f.start && f.end - f.start < 40 && ct_text_is_figure(s->text + f.start, f.end - f.start);
}

/* What the rows of a text are like with one separator. */
typedef struct {
    size_t rows, with[CT_TABLE_COLUMNS + 1]; /* rows that are not blank; by how many cells they have */
    size_t of_many, alike; /* rows of several cells; those with as many as one beside them  */
    size_t before;         /* cells of the last of them                                     */
    bool counted;          /* it is among those                                             */
    size_t cells, figures, rows_with_figures; /* behind the first cell of rows with several */
    size_t marks, spaced;                     /* separators, and those before a blank */
    bool bars;                                /* some line begins with the separator: a drawn table */
} shape;

static void add_row(shape *to, const scan *s)
{
    size_t n = s->n_fields < CT_TABLE_COLUMNS ? s->n_fields : CT_TABLE_COLUMNS, figures = 0;

    if (n == 1) {
        field f = s->fields[0];
        trim(s->text, &f);
        if (f.start == f.end) return;
    }
    to->rows++;
    to->with[n]++;
    if (n > 1) {
        bool alike = n == to->before;
        to->of_many++;
        to->alike += alike ? (to->counted ? 1U : 2U) : 0U;
        to->counted = alike;
        to->before = n;
    }
    to->bars = to->bars || (s->separator == '|' && s->fields[0].start == s->fields[0].end);
    for (size_t i = 1; i < n; i++) {
        figures += is_figure(s, i);
        to->marks++;
        to->spaced += !s->fields[i].quoted && s->fields[i].end > s->fields[i].start + 1 &&
                      s->text[s->fields[i].start] == ' ';
    }
    to->cells += n - 1;
    to->figures += figures;
    to->rows_with_figures += figures > 0;
}

/* Is a text with this shape a sheet? One whose name says so may hold several tables, the rows of each as wide
 * as they happen to be. */
static bool is_sheet(const shape *of, char separator, bool named)
{
    size_t most = 2;

    for (size_t n = 2; n <= CT_TABLE_COLUMNS; n++)
        if (of->with[n] >= of->with[most]) most = n;
    if (of->with[most] < (named ? 2 : FEWEST_ROWS) || of->bars) return false;
    if (named && of->of_many * 2 >= of->rows && of->alike * 100 >= of->of_many * ALIKE_NAMED) return true;
    if (named) return of->with[most] * 100 >= of->rows * ALIKE_NAMED;
    if (most < FEWEST_CELLS || of->with[most] * 100 < of->rows * ALIKE ||
        of->figures * 100 < of->cells * FIGURES)
        return false;
    return of->rows_with_figures >= 2 && (separator == '\t' || of->spaced * 100 < of->marks * SPACED);
}

static bool measure(const char *text, size_t n, char separator, bool named)
{
    scan s;
    shape of = { 0 };

    scan_begin(&s, text, n, separator);
    while (scan_row(&s)) add_row(&of, &s);
    return is_sheet(&of, separator, named);
}

static bool ends_with(const char *name, const char *end) /* end in small letters */
{
    size_t n = strlen(name), len = strlen(end);

    if (n < len) return false;
    for (size_t i = 0; i < len; i++) {
        char c = name[n - len + i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != end[i]) return false;
    }
    return true;
}

/* The separator of a text that is a sheet; 0 for other texts. */
static char separator_of(const char *name, const char *text, size_t n)
{
    static const char separators[] =
        "\t;|,"; /* decimal commas are as regular as separators: the comma comes last */
    bool named = ends_with(name, ".csv") || ends_with(name, ".tsv") || ends_with(name, ".tab");
    size_t some = n < SAMPLE ? n : SAMPLE;

    if (n > 5 && memcmp(text, "sep=", 4) == 0 && (text[5] == '\r' || text[5] == '\n') &&
        (unsigned char)text[4] < 0x80)
        return text[4];
    while (some < n && some > 0 && text[some - 1] != '\n' && text[some - 1] != '\r') some--;
    if (some == 0) return 0;
    for (size_t i = 0; i + 1 < sizeof separators; i++)
        if (memchr(text, separators[i], some) != NULL && measure(text, some, separators[i], named))
            return some == n || measure(text, n, separators[i], named) ? separators[i] : 0;
    return 0;
}

/* How numbers of cells are written, beyond what they say one by one: in a column of a sheet "9.30" is no slip
 * of the pen. */
typedef struct {
    size_t points, commas, either; /* decimal points, decimal commas, and "1.234", which may be either */
} marks;

static void weigh(marks *to, const char *text, size_t n)
{
    size_t points = 0, commas = 0, before = 0, behind = 0;

    for (size_t i = 0; i < n; i++) {
        points += text[i] == '.';
        commas += text[i] == ',';
        if (text[i] < '0' || text[i] > '9') continue;
        if (points + commas == 0)
            before++;
        else
            behind++;
    }
    if (points + commas != 1 || before == 0 || behind == 0) return;
    if (behind != 3 || before > 3)
        *(points == 1 ? &to->points : &to->commas) += 1;
    else
        to->either++;
}

/* The text of a cell, its doubled quotes single, in the buffer. */
static void cell_text(const scan *s, const field *f, ct_buffer *to)
{
    ct_buffer_empty(to);
    for (size_t i = f->start; i < f->end; i++) {
        if (s->text[i] == '\r') continue;
        ct_buffer_append(to, s->text + i, 1);
        if (f->quoted && s->text[i] == '"' && i + 1 < f->end && s->text[i + 1] == '"') i++;
    }
}

static void tell_row(const scan *s, ct_table_builder *builder, ct_buffer *text, marks *numbers)
{
    size_t n = s->n_fields < CT_TABLE_COLUMNS ? s->n_fields : CT_TABLE_COLUMNS;

    ct_builder_row(builder, false, (long)s->row_line);
    for (size_t i = 0; i < n; i++) {
        ct_cell_look look = { 0 };
        size_t blank;
        cell_text(s, &s->fields[i], text);
        look.indent = ct_text_blanks(ct_buffer_string(text), text->len, &blank);
        ct_builder_cell_at(builder, i, ct_buffer_string(text) + blank, text->len - blank, &look);
        if (i > 0 && is_figure(s, i)) weigh(numbers, ct_buffer_string(text) + blank, text->len - blank);
    }
}

static ct_error tell(ct_reader *reader, const char *copy, size_t n, char separator)
{
    ct_table_builder *builder;
    marks numbers = { 0 };
    ct_buffer text;
    scan s;
    size_t beyond = 0;
    ct_error err = ct_builder_begin(&builder, NULL, 0);

    if (err.code != CT_OK) return err;
    ct_buffer_init(&text);
    scan_begin(&s, copy, n, separator);
    for (size_t rows = 0; scan_row(&s); rows++) {
        beyond += rows >= CT_TABLE_ROWS || s.n_fields > CT_TABLE_COLUMNS;
        tell_row(&s, builder, &text, &numbers);
    }
    if (numbers.points > numbers.either) reader->form.english += numbers.points;
    reader->form.vietnamese += numbers.commas;
    err = ct_buffer_error(&text);
    if (err.code == CT_OK && beyond > 0) err = ct_reader_unread(reader, CT_UNREAD_BEYOND, 0, NULL);
    ct_buffer_clear(&text);
    if (err.code == CT_OK) return ct_builder_end(builder, reader);
    ct_builder_clear(builder);
    return err;
}

ct_error ct_csv_keep(ct_reader *reader, char *text, size_t n, bool *found)
{
    char separator = separator_of(reader->document->name, text, n);
    ct_arena *arena;
    ct_error err;

    *found = separator != 0;
    if (!*found) return ct_ok();
    arena = ct_arena_new(); /* of the text as it is before it is cut into lines */
    const char *copy = arena != NULL ? ct_arena_strndup(arena, text, n) : NULL;
    err = copy == NULL ? ct_no_memory() : ct_text_split(reader, text, n);
    for (size_t i = 0; i < reader->n && err.code == CT_OK; i++) {
        reader->lines[i].text = "";
        reader->lines[i].len = 0;
    }
    if (err.code == CT_OK) err = tell(reader, copy, n, separator);
    ct_arena_free(arena);
    return err;
}
