#include "extract/reading/block.h"

#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"
#include "extract/spelling/letters.h"

enum {
    MIN_WIDTH = 60,
    MAX_WIDTH = 130,     /* characters a line of running text may be taken to have */
    HEADING_LIMIT = 200, /* characters of a heading at most                        */
    RUN_ON = 8,          /* % of lines that begin in lower case where lines are wrapped */
    MANY_LINES = 300,    /* lines read as one paragraph                            */
    LONG_LINE = 32768,   /* bytes of a line read as one paragraph                  */
    SHORT_LIMIT = 120    /* characters of a heading without a marker               */
};

/* What one line looks like. */
typedef struct {
    size_t begin, chars; /* first byte that is no space; characters             */
    int rank;            /* of its marker; CT_RANK_TEXT without one             */
    size_t skip;         /* bytes up to after the marker                        */
    bool blank, page, note, lower, capitals, number_only;
    char last; /* its last sign: '.', ':', ',' ... or 'a' for a word  */
} line_look;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\r';
}

static bool is_roman(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strchr("IVXL", s[i]) == NULL || s[i] == '\0') return false;
    return n > 0 && n <= 6;
}

/* A Roman number whose strokes a scan took for other upright signs: "I1l." "Il." "|." Returns the bytes with
 * its point, 0 when it is none. Only a line in capitals may begin so: elsewhere such signs are words. */
static size_t damaged_roman(const char *s, size_t n)
{
    enum { MOST = 5 };
    size_t i = 0;
    while (i < n && i <= MOST && strchr("IVXLil1|!", s[i]) != NULL && s[i] != '\0') i++;
    bool ended =
        i > 0 && i <= MOST && i + 1 < n && (s[i] == '.' || s[i] == '-' || s[i] == ')') && s[i + 1] == ' ';
    return ended ? i + 1 : 0;
}

/* Numbers with points: "1." "1.2" "1.2.3."; *parts counts them. Returns the bytes, 0 when it is no such
 * marker. */
static size_t decimal_marker(const char *s, size_t n, int *parts)
{
    size_t i = 0;
    *parts = 0;
    while (i < n && is_digit(s[i])) {
        size_t digits = 0;
        while (i < n && is_digit(s[i])) i++, digits++;
        if (digits > 2) return 0;
        ++*parts;
        if (i >= n || s[i] != '.') break;
        i++;
    }
    bool ended = i < n && (s[i] == ' ' || s[i] == '\t') && (i > 0 && (s[i - 1] == '.' || *parts > 1));
    if (i < n && (s[i] == ')' || s[i] == '/') && *parts == 1) return i + 1 < n && s[i + 1] == ' ' ? i + 1 : 0;
    return ended ? i : 0;
}

/* The rank of the marker a line begins with and the bytes it takes. */
static int marker(const char *s, size_t n, size_t *skip)
{
    int parts = 0;
    size_t used = decimal_marker(s, n, &parts), word = 0;
    *skip = 0;
    if (used > 0) {
        *skip = used;
        return CT_RANK_NUMBER + 10 * (parts > 3 ? 2 : parts - 1);
    }
    if (n > 1 && (s[0] == '-' || s[0] == '+' || s[0] == '*') && !is_digit(s[1])) {
        *skip = 1;
        return s[0] == '-' ? CT_RANK_DASH : s[0] == '+' ? CT_RANK_PLUS : CT_RANK_BRACKET;
    }
    if (n > 3 && (memcmp(s, "–", 3) == 0 || memcmp(s, "—", 3) == 0 || memcmp(s, "•", 3) == 0)) {
        *skip = 3;
        return CT_RANK_DASH;
    }
    while (word < n && word < 8 && ((s[word] >= 'A' && s[word] <= 'Z') || (s[word] >= 'a' && s[word] <= 'z')))
        word++;
    bool spaced = word + 1 < n && s[word + 1] == ' ';
    if (is_roman(s, word) && word < n && (s[word] == '.' || s[word] == '-' || s[word] == ')') && spaced) {
        *skip = word + 1;
        return CT_RANK_ROMAN;
    }
    if (word == 1 && word < n && (s[word] == ')' || s[word] == '.') && spaced) {
        *skip = word + 1;
        return s[0] >= 'a' ? CT_RANK_LETTER : CT_RANK_CAPITALS + 5;
    }
    if (n > 3 && s[0] == '(' && is_digit(s[1]) && (s[2] == ')' || (is_digit(s[2]) && s[3] == ')'))) {
        *skip = s[2] == ')' ? 3 : 4;
        return CT_RANK_BRACKET;
    }
    return CT_RANK_TEXT;
}

/* Count letters and capitals, characters, and the last sign. */
static void scan(const char *s, size_t n, line_look *look)
{
    size_t letters = 0, capitals = 0;
    for (size_t i = look->begin; i < n;) {
        int c = 0;
        size_t used = ct_utf8_next(s + i, n - i, &c);
        bool ascii = c >= 0 && c < 0x80;
        bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || c == 0x110 || c == 0x1A0 ||
                     c == 0x1AF || c == 0x102 || (c >= 0x1EA0 && c <= 0x1EF9 && (c & 1) == 0);
        bool lower = !upper && ((c >= 'a' && c <= 'z') || c >= 0xC0);
        letters += upper || lower;
        capitals += upper;
        look->chars++;
        if (!(ascii && (is_space((char)c) || c == '*')) && c != 0xA0)
            look->last = ascii && !is_digit((char)c) && !upper && !lower ? (char)c : 'a';
        if (i == look->begin) look->lower = lower;
        i += used;
    }
    look->capitals = letters >= 4 && capitals * 10 >= letters * 6;
}

static line_look look_at(const ct_line *line)
{
    line_look look = { 0, 0, CT_RANK_TEXT, 0, true, false, false, false, false, true, 0 };
    const char *s = line->text;
    size_t n = line->len;
    while (look.begin < n && is_space(s[look.begin])) {
        look.page = look.page || s[look.begin] == '\f';
        look.begin++;
    }
    look.page = look.page || look.begin == 1;
    if (look.begin + 2 < n && s[look.begin] == '*' &&
        s[look.begin + 1] == '*') /* "**II. MỤC TIÊU**" (II. TARGETS): bold in plain text */
        look.begin += 2;
    look.blank = look.begin == n;
    if (look.blank) return look;
    for (size_t i = look.begin; i < n; i++)
        look.number_only = look.number_only && (is_digit(s[i]) || is_space(s[i]));
    scan(s, n, &look);
    look.rank = marker(s + look.begin, n - look.begin, &look.skip);
    size_t roman =
        look.rank == CT_RANK_TEXT && look.capitals ? damaged_roman(s + look.begin, n - look.begin) : 0;
    if (roman > 0) {
        look.rank = CT_RANK_ROMAN;
        look.skip = roman;
    }
    look.skip += look.begin;
    size_t d = look.begin;
    while (d < n && is_digit(s[d])) d++;
    if (d > look.begin && d - look.begin <= 3 && d + 1 < n &&
        s[d] == ' ') { /* "7 Tính đến ..." (7 By ...): a note's number has no point */
        int c = 0;
        ct_utf8_next(s + d + 1, n - d - 1, &c);
        look.note = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || c == 0x110;
    }
    return look;
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* The width of running text: the 90th percentile of the lines' lengths; 0 when the lines are whole
 * paragraphs. */
static size_t width_of(const line_look *looks, size_t n, ct_arena *arena)
{
    size_t *lengths = ct_arena_array(arena, n, sizeof *lengths), count = 0, lower = 0;
    if (lengths == NULL) return MAX_WIDTH;
    for (size_t i = 0; i < n; i++)
        if (!looks[i].blank) {
            lengths[count++] = looks[i].chars;
            lower += looks[i].lower && looks[i].rank == CT_RANK_TEXT;
        }
    if (count == 0) return MIN_WIDTH;
    qsort(lengths, count, sizeof *lengths, by_size);
    size_t width = lengths[count * 9 / 10];
    if (width > MAX_WIDTH + 30 || lower * 100 < count * RUN_ON)
        return 0; /* hardly a line goes on from the one above */
    return width < MIN_WIDTH ? MIN_WIDTH : width > MAX_WIDTH ? MAX_WIDTH : width;
}

/* A scan lost the marks: clean Vietnamese has letters of the ơ and ư families in a seventh of its words, and
 * letters that no other tongue has (two marks, a hook, a dot below) in half of them. */
static bool is_damaged(const ct_document *document)
{
    size_t words = 0, horned = 0, vietnamese = 0;
    for (size_t i = 0; i < document->n_lines && words < 20000; i++) {
        const char *s = document->lines[i].text;
        bool inside = false, horn = false, own = false;
        for (size_t at = 0, n = document->lines[i].len; at <= n;) {
            int c = ' ';
            at += at < n ? ct_utf8_next(s + at, n - at, &c) : 1;
            bool letter = ct_letter_is(NULL, c);
            int index = letter ? ct_letter_index(c) : -1;
            horn = horn || c == 0x31B || (index >= 48 && index < 54) || (index >= 60 && index < 66);
            own = own || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x300 && c <= 0x323);
            if (!letter && inside) {
                words++;
                horned += horn;
                vietnamese += own;
                horn = own = false;
            }
            inside = letter;
        }
    }
    return words >= 20 && horned * 100 < words * 6 && vietnamese * 100 < words * 20;
}

typedef struct {
    ct_arena *arena;
    ct_block *blocks;
    size_t n;
    size_t *line_block; /* block of each line, plus 1; 0 none */
    const line_look *looks;
    const ct_document *document;
    size_t width;
    size_t main, note; /* the last block of running text and of notes, plus 1 */
    size_t main_line, note_line;
} builder;

static bool unfinished(const builder *b, size_t line)
{
    return strchr(".:;!?", b->looks[line].last) == NULL;
}

static size_t open_block(builder *b, size_t line)
{
    const line_look *look = &b->looks[line];
    ct_block *block = &b->blocks[b->n++];
    const ct_line *source = &b->document->lines[line];
    *block = (ct_block){ .rank = look->rank, .skip = look->skip, .capitals = look->capitals };
    block->note =
        source->kind == CT_LINE_NOTE || (look->note && source->kind == CT_LINE_TEXT && b->width > 0);
    block->row = source->kind == CT_LINE_ROW;
    if (source->level > 0) {
        block->heading = true;
        block->rank = CT_RANK_CAPITALS + 5 * (source->level > 9 ? 9 : source->level);
    }
    return b->n;
}

/* A line that stops well before the others do ends its paragraph. */
static bool ends_short(const builder *b, size_t line)
{
    return b->looks[line].chars * 10 < b->width * 8;
}

/* "2.200." at the end of a line and "000 lượt" (thousand visits) at the beginning of the next: the line broke
 * inside a number. */
static bool breaks_number(const builder *b, size_t line, size_t last_line)
{
    const ct_line *last = &b->document->lines[last_line], *next = &b->document->lines[line];
    size_t end = last->len, digits = 0;
    while (end > 0 && is_space(last->text[end - 1])) end--;
    while (digits < next->len - b->looks[line].begin && is_digit(next->text[b->looks[line].begin + digits]))
        digits++;
    return last_line + 1 == line && end >= 2 && last->text[end - 1] == '.' && is_digit(last->text[end - 2]) &&
           digits == 3 && next->text[b->looks[line].begin + digits] == ' ' &&
           b->looks[line].rank == CT_RANK_TEXT && !b->looks[line].note;
}

/* Does a line that follows a break go on with a block cut off by it? */
static bool continues(const builder *b, size_t line, size_t last_line)
{
    const line_look *look = &b->looks[line];
    char first = b->document->lines[line].text[look->begin];
    if (breaks_number(b, line, last_line)) return true;
    if (!unfinished(b, last_line) || look->rank != CT_RANK_TEXT || look->note) return false;
    if (b->width == 0 && (first == '(' || (is_digit(first) && last_line + 1 < line)))
        return false; /* where lines are whole paragraphs these open one: "(BĐ) - Chiều 22.4 ..." (an initial
                         of a newspaper, then 'afternoon of 22 April'), "6 tháng đầu năm ..." (the first 6
                         months of ...) */
    return look->lower || strchr("(,;%", first) != NULL || is_digit(first);
}

static void place(builder *b, size_t line, bool after_break)
{
    const line_look *look = &b->looks[line];
    const ct_line *source = &b->document->lines[line];
    size_t to = 0;
    if (source->kind != CT_LINE_TEXT) {
        b->line_block[line] = open_block(b, line);
        b->main = b->note = 0;
        return;
    }
    if (b->main > 0 && !after_break && look->rank == CT_RANK_TEXT && !look->note &&
        b->main_line + 1 == line && b->width > 0 && look->capitals == b->blocks[b->main - 1].capitals &&
        !(ends_short(b, b->main_line) && !look->lower))
        to = b->main;
    else if (b->note > 0 && !after_break && look->rank == CT_RANK_TEXT && !look->note &&
             b->note_line + 1 == line && b->width > 0)
        to = b->note;
    else if (b->main > 0 && continues(b, line, b->main_line))
        to = b->main;
    else if (b->note > 0 && continues(b, line, b->note_line))
        to = b->note;
    if (to == 0) to = open_block(b, line);
    b->line_block[line] = to;
    if (b->blocks[to - 1].note) {
        b->note = to;
        b->note_line = line;
    } else {
        b->main = to;
        b->main_line = line;
    }
}

/* A heading's line is shorter than running text and what follows begins anew. */
static bool ends_heading(const builder *b, size_t line)
{
    const line_look *look = &b->looks[line];
    bool marked = look->rank < CT_RANK_DASH && look->rank != CT_RANK_TEXT;
    if (line + 1 >= b->document->n_lines || b->width == 0 || !(marked || look->capitals)) return false;
    const line_look *next = &b->looks[line + 1];
    return !next->blank && !next->lower && look->chars * 10 < b->width * 8 &&
           (look->last == 'a' || look->last == ':');
}

static ct_error gather_lines(builder *b)
{
    size_t n = b->document->n_lines;
    size_t *store = ct_arena_array(b->arena, n, sizeof *store), used = 0;
    size_t *fill = ct_arena_array(b->arena, b->n, sizeof *fill);
    if (store == NULL || fill == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++)
        if (b->line_block[i] > 0) b->blocks[b->line_block[i] - 1].n_lines++;
    for (size_t i = 0; i < b->n; i++) {
        fill[i] = used;
        b->blocks[i].lines = store + used;
        used += b->blocks[i].n_lines;
    }
    for (size_t i = 0; i < n; i++)
        if (b->line_block[i] > 0) store[fill[b->line_block[i] - 1]++] = i;
    return ct_ok();
}

/* Which blocks are headings or introduce a list. */
static void judge(builder *b, ct_block *block)
{
    size_t chars = 0, last = block->lines[block->n_lines - 1];
    for (size_t i = 0; i < block->n_lines; i++) chars += b->looks[block->lines[i]].chars;
    char end = b->looks[last].last;
    block->introduction = end == ':' && !block->note && !block->row;
    if (block->note || block->row || block->heading) return;
    bool marked = block->rank < CT_RANK_DASH && block->rank != CT_RANK_TEXT;
    bool open = end == 'a' || end == ':' || end == '"' || end == ')';
    if (block->capitals && chars < 2 * HEADING_LIMIT)
        block->heading = true;
    else if (marked && chars < HEADING_LIMIT && open)
        block->heading = true;
    else if (block->rank == CT_RANK_TEXT && chars < SHORT_LIMIT && open && block->n_lines == 1 &&
             !b->looks[last].lower)
        block->heading = true;
    if (block->heading && !marked) block->rank = block->capitals ? CT_RANK_CAPITALS : CT_RANK_SHORT;
}

/* Where to cut a line that is too long for one paragraph: after a sentence, else at a space, else anywhere.
 */
static size_t cut_at(const ct_line *line, size_t from)
{
    size_t end = from + LONG_LINE, space = 0;
    if (end >= line->len) return line->len;
    for (size_t i = end; i > from + LONG_LINE / 2; i--) {
        if (line->text[i] != ' ') continue;
        space = space == 0 ? i : space;
        if (strchr(".;!?", line->text[i - 1]) != NULL) return i;
    }
    while (space == 0 && end > from + 1 && ((unsigned char)line->text[end] & 0xC0) == 0x80) end--;
    return space != 0 ? space : end;
}

/* A line of a whole file's length, and a paragraph of hundreds of lines, is read in pieces: nothing of it is
 * lost, and no piece takes long. */
static ct_error split_long(builder *b)
{
    size_t pieces = 0, n = 0;
    for (size_t i = 0; i < b->n; i++)
        pieces +=
            1 + b->blocks[i].n_lines / MANY_LINES +
            (b->blocks[i].n_lines == 1 ? b->document->lines[b->blocks[i].lines[0]].len / (LONG_LINE / 2) : 0);
    if (pieces == b->n) return ct_ok();
    ct_block *split = ct_arena_array(b->arena, pieces, sizeof *split);
    if (split == NULL) return ct_no_memory();
    for (size_t i = 0; i < b->n; i++) {
        const ct_block *block = &b->blocks[i];
        const ct_line *line = &b->document->lines[block->lines[0]];
        bool whole = block->n_lines > 1 || line->len <= LONG_LINE;
        for (size_t at = block->skip; !whole && at < line->len; at = split[n - 1].end) {
            split[n] = *block;
            split[n].skip = at;
            split[n].end = cut_at(line, at);
            n++;
        }
        for (size_t at = 0; whole && at < block->n_lines; at += MANY_LINES) {
            split[n] = *block;
            split[n].lines = block->lines + at;
            split[n].n_lines = block->n_lines - at < MANY_LINES ? block->n_lines - at : MANY_LINES;
            split[n].skip = at == 0 ? block->skip : 0;
            n++;
        }
    }
    b->blocks = split;
    b->n = n;
    return ct_ok();
}

bool ct_block_has_digit(const ct_document *document, const ct_block *block)
{
    for (size_t i = 0; i < block->n_lines; i++) {
        const ct_line *line = &document->lines[block->lines[i]];
        size_t end = block->end > 0 ? block->end : line->len;
        for (size_t k = block->end > 0 ? block->skip : 0; k < end; k++)
            if (line->text[k] >= '0' && line->text[k] <= '9') return true;
    }
    return false;
}

ct_error ct_blocks_find(ct_arena *arena, const ct_document *document, ct_blocks *out)
{
    size_t n = document->n_lines;
    line_look *looks = ct_arena_array(arena, n, sizeof *looks);
    builder b = { .arena = arena, .looks = looks, .document = document };
    b.blocks = ct_arena_array(arena, n, sizeof *b.blocks);
    b.line_block = ct_arena_array(arena, n, sizeof *b.line_block);
    if (looks == NULL || b.blocks == NULL || b.line_block == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) looks[i] = look_at(&document->lines[i]);
    b.width = width_of(looks, n, arena);
    bool after_break = true;
    for (size_t i = 0; i < n; i++) {
        if (looks[i].blank ||
            (looks[i].number_only && looks[i].chars <= 4 && document->lines[i].kind != CT_LINE_ROW)) {
            after_break = true;
            continue;
        }
        place(&b, i, after_break || looks[i].page);
        after_break = ends_heading(&b, i) || b.width == 0;
        if (after_break && b.width > 0) b.main = 0;
    }
    CT_TRY(gather_lines(&b));
    for (size_t i = 0; i < b.n; i++) judge(&b, &b.blocks[i]);
    CT_TRY(split_long(&b));
    *out = (ct_blocks){ b.blocks, b.n, is_damaged(document), b.width == 0 };
    return ct_ok();
}
