/* The parts extraction is built of: letters, readings of damaged words, tokens, phrases, cues, blocks. */
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"
#include "core/vietnamese.h"
#include "extract/reading/block.h"
#include "extract/spelling/cue.h"
#include "extract/spelling/phrase.h"

static const ct_signs signs = { { 0x20AC, '1', '0' }, { 'e', 'l', 'o' }, 3 };

static void test_letters_fold(void **state)
{
    static const struct {
        const char *name, *word, *fold;
        bool digits;
    } cases[] = {
        { "marks are dropped", "Nghèo", "ngheo", false },
        { "stroke", "Đường", "duong", false },
        { "NFD", "ho\xCC\xA3\xCC\x82", "ho", false },
        { "a digit among letters is a letter", "1€", "le", false },
        { "a number stays one", "10", "10", false },
        { "a number read as a word", "10", "lo", true },
        { "longer than a syllable can be", "abcdefghijklmnop", "", false },
        { "nothing", "", "", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_letters got;
        ct_letters_read(&got, &signs, cases[i].word, strlen(cases[i].word), cases[i].digits);
        if (strcmp(got.fold, cases[i].fold) != 0)
            fail_msg("%s: \"%s\", want \"%s\"", cases[i].name, got.fold, cases[i].fold);
    }
}

static void test_letters_shape(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        { "hòa", "hoà", true }, { "số", "so", false }, { "hộ", "ho\xCC\xA3\xCC\x82", true },
        { "m2", "m3", false },  { "ma", "má", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_letters a, b;
        ct_letters_read(&a, &signs, cases[i].a, strlen(cases[i].a), false);
        ct_letters_read(&b, &signs, cases[i].b, strlen(cases[i].b), false);
        if ((a.shape == b.shape) != cases[i].same)
            fail_msg("\"%s\" and \"%s\" %s", cases[i].a, cases[i].b,
                     cases[i].same ? "differ" : "do not differ");
    }
}

static ct_lexicon *lexicon_of(const char *const *words)
{
    static const char confusions[] = "clean,damaged,cost,seen\ne,€,0,0\nl,1,0,0\nữ,ir,0.2,9\n";
    ct_lexicon *lexicon = NULL;
    assert_int_equal(ct_lexicon_new(&lexicon).code, CT_OK);
    assert_int_equal(ct_lexicon_confusions(lexicon, confusions, sizeof confusions - 1, "confusions.csv").code,
                     CT_OK);
    for (; *words != NULL; words++)
        assert_int_not_equal(ct_lexicon_add(lexicon, *words, strlen(*words)), CT_NO_SYLLABLE);
    return lexicon;
}

/* The places of letters stand in tables; the letters' own order says the same, and no other code point has a
 * place. */
static void test_letters_places(void **state)
{
    (void)state;
    enum { LETTERS = 93 }; /* 72 vowels, 20 consonants and đ */
    size_t letters = 0;
    for (int index = 0; index < LETTERS; index++, letters++) {
        char text[5];
        int code = 0;
        size_t n = ct_letter_text(index, text);
        assert_int_equal(ct_utf8_next(text, n, &code), n);
        assert_int_equal(ct_letter_index(code), index);
    }
    for (int code = 1; code < 0x3000; code++) {
        char text[5];
        int index = ct_letter_index(code), again = 0;
        if (index < 0) continue;
        size_t n = ct_letter_text(index, text);
        assert_int_equal(ct_utf8_next(text, n, &again), n);
        letters += again == code;
    }
    assert_int_equal(letters, 2 * LETTERS);
}

static void test_lexicon_reads(void **state)
{
    static const char *const words[] = { "tỷ", "lệ", "số", "so", "những", "quốc", NULL };
    static const struct {
        const char *name, *word;
        bool damaged;
        const char *best;
    } cases[] = {
        { "clean and exact", "số", false, "số" },
        { "clean, other marks are another word", "so", false, "so" },
        { "the other spelling", "tỉ", false, "tỷ" },
        { "clean and unknown", "xanh", false, NULL },
        { "marks lost", "ty", true, "tỷ" },
        { "a sign for a letter", "1€", true, "lệ" },
        { "a learned confusion", "nhirng", true, "những" },
        { "nothing near", "xanhx", true, NULL },
    };
    (void)state;
    ct_lexicon *lexicon = lexicon_of(words);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_reading got = ct_lexicon_read(lexicon, cases[i].word, strlen(cases[i].word), cases[i].damaged);
        uint16_t want = cases[i].best == NULL
                            ? CT_NO_SYLLABLE
                            : ct_lexicon_find(lexicon, cases[i].best, strlen(cases[i].best));
        if (cases[i].best == NULL ? got.n != 0 : got.n == 0 || got.at[0].syllable != want)
            fail_msg("%s: %zu candidates", cases[i].name, got.n);
    }
    ct_lexicon_free(lexicon);
}

static void test_lexicon_faults(void **state)
{
    static const struct {
        const char *name, *text;
        long line;
    } cases[] = {
        { "two clean letters", "clean,damaged,cost,seen\nab,c,0.5,1\n", 2 },
        { "four damaged letters", "clean,damaged,cost,seen\na,e,0.5,1\na,bcde,0.5,1\n", 3 },
        { "a cost beyond 2", "clean,damaged,cost,seen\na,e,2.5,1\n", 2 },
        { "too few cells", "clean,damaged,cost,seen\na,e\n", 2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_lexicon *lexicon = NULL;
        assert_int_equal(ct_lexicon_new(&lexicon).code, CT_OK);
        ct_error err = ct_lexicon_confusions(lexicon, cases[i].text, strlen(cases[i].text), "c.csv");
        if (err.code != CT_EPARSE || err.line != cases[i].line || strcmp(err.file, "c.csv") != 0)
            fail_msg("%s: code %d, %s:%ld: %s", cases[i].name, err.code, err.file, err.line, err.text);
        ct_lexicon_free(lexicon);
    }
}

static void test_tokens_split(void **state)
{
    static const struct {
        const char *text, *tokens;
    } cases[] = {
        { "14-15%/năm", "14 - 15 % / năm" },
        { "0,1ha 95ha 4G", "0,1 ha 95 ha 4G" },
        { "1a ty 1€", "1a ty 1€" },
        { "8.466,4 tỷ", "8.466,4 tỷ" },
        { "(GRDP) 24 4%;", "( GRDP ) 24 4 % ;" },
        { "1.2.3.", "1.2.3 ." },
        { "2'200'000 5'30 14÷15", "2'200'000 5'30 14 ÷ 15" }, /* a group has three digits */
        { "13,4⁵ % 25.700² m² km³ năm² 10³", "13,4 % 25.700 m² km³ năm 10" },
        { "1,5 × 10³ x", "1,5 × 10³ x" },
        { "816\xE2\x80\xAF"
          "000",
          "816 000" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_tokens tokens = { NULL, 0, 0 };
        char said[200] = "";
        assert_true(ct_tokens_add(&tokens, NULL, &signs, cases[i].text, strlen(cases[i].text), 0, false));
        for (size_t k = 0; k < tokens.n; k++) {
            size_t at = strlen(said);
            snprintf(said + at, sizeof said - at, "%s%.*s", k > 0 ? " " : "", (int)tokens.at[k].len,
                     tokens.at[k].text);
        }
        assert_string_equal(said, cases[i].tokens);
        ct_tokens_clear(&tokens);
    }
}

/* Find phrases in a text: "start-end:ref" of each match that is kept. */
static void find(ct_trie *trie, ct_lexicon *lexicon, const char *text, bool damaged, char said[200])
{
    ct_tokens tokens = { NULL, 0, 0 };
    ct_matches matches = { NULL, 0, 0 };
    assert_true(ct_tokens_add(&tokens, lexicon, ct_lexicon_signs(lexicon), text, strlen(text), 0, damaged));
    for (size_t i = 0; i < tokens.n; i++) assert_true(ct_trie_match(trie, &tokens, i, &matches));
    ct_matches_settle(&matches);
    said[0] = '\0';
    for (size_t i = 0; i < matches.n; i++) {
        size_t at = strlen(said);
        snprintf(said + at, 200 - at, "%s%zu-%zu:%d", i > 0 ? " " : "", matches.at[i].start,
                 matches.at[i].end, matches.at[i].ref);
    }
    ct_matches_clear(&matches);
    ct_tokens_clear(&tokens);
}

static void test_phrases(void **state)
{
    static const char *const words[] = { "hộ", NULL };
    static const struct {
        const char *name, *text;
        bool damaged;
        const char *want;
    } cases[] = {
        { "the longer hides the shorter", "tỷ lệ hộ nghèo", false, "0-4:1" },
        { "alone it stands", "hộ nghèo", false, "0-2:0" },
        { "a word to skip", "tỷ lệ của hộ nghèo", false, "0-5:1" },
        { "marks inside", "tỷ lệ (hộ nghèo)", false, "0-5:1" },
        { "words in a gap", "dân số nông thôn dùng nước", false, "0-6:2" },
        { "no gap over a number", "dân số 12 dùng nước", false, "" },
        { "damaged", "ty 1é ho nghéo", true, "0-4:1" },
        { "too far gone", "xx yy zz", true, "" },
    };
    (void)state;
    ct_lexicon *lexicon = lexicon_of(words);
    ct_trie *trie = NULL;
    assert_int_equal(ct_trie_new(&trie, lexicon).code, CT_OK);
    assert_int_equal(ct_trie_add(trie, "hộ nghèo", CT_PHRASE_INDICATOR, 0).code, CT_OK);
    assert_int_equal(ct_trie_add(trie, "tỷ lệ hộ nghèo", CT_PHRASE_INDICATOR, 1).code, CT_OK);
    assert_int_equal(ct_trie_add(trie, "dân số * dùng nước", CT_PHRASE_INDICATOR, 2).code, CT_OK);
    assert_int_equal(ct_trie_add(trie, "", CT_PHRASE_INDICATOR, 3).code, CT_OK);
    ct_trie_skip(trie, "của");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char said[200];
        find(trie, lexicon, cases[i].text, cases[i].damaged, said);
        if (strcmp(said, cases[i].want) != 0)
            fail_msg("%s: \"%s\", want \"%s\"", cases[i].name, said, cases[i].want);
    }
    ct_trie_free(trie);
    ct_lexicon_free(lexicon);
}

/* Blocks of a text: each as its line numbers, '#' for a heading, ':' for an introduction, 'n' for a note. */
static void test_blocks(void **state)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        { "a heading and its text", "I. KẾT QUẢ ĐẠT ĐƯỢC\n\nTỉnh đã hoàn thành các mục tiêu.\n", "1# 3" },
        { "each long line by itself", "Kinh tế phát triển khá.\nVăn hóa tiến bộ.\n", "1 2" },
        { "an introduction",
          "Các chỉ tiêu chủ yếu của năm 2025 như sau, đã được thông qua:\n- Một.\n- Hai.\n", "1:# 2 3" },
        { "lines of one sentence",
          "Tỉnh đã triển khai quyết liệt các nhiệm vụ và giải pháp phát triển kinh tế\nxã hội, đạt nhiều kết quả quan trọng trên "
          "các lĩnh vực của đời sống và\nsản xuất.\n",
          "1,2,3" },
        { "a note between",
          "Tỉnh đã triển khai quyết liệt các nhiệm vụ và giải pháp phát triển kinh tế\nxã hội và\n\n7 Tính đến ngày 30/6.\n\n"
          "đạt nhiều kết quả quan trọng.\n",
          "1,2,6 4n" },
        { "nothing", "\n", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_document *document = NULL;
        ct_arena *arena = ct_arena_new();
        ct_blocks blocks;
        char said[200] = "";
        if (ct_document_parse(&document, "x.txt", cases[i].text, strlen(cases[i].text)).code == CT_OK) {
            assert_int_equal(ct_blocks_find(arena, document, &blocks).code, CT_OK);
            for (size_t k = 0; k < blocks.n; k++) {
                for (size_t l = 0; l < blocks.blocks[k].n_lines; l++) {
                    size_t at = strlen(said);
                    snprintf(said + at, sizeof said - at, "%s%zu",
                             l > 0   ? ","
                             : k > 0 ? " "
                                     : "",
                             blocks.blocks[k].lines[l] + 1);
                }
                strcat(said, blocks.blocks[k].introduction ? ":" : "");
                strcat(said, blocks.blocks[k].heading ? "#" : "");
                strcat(said, blocks.blocks[k].note ? "n" : "");
            }
        }
        if (strcmp(said, cases[i].want) != 0)
            fail_msg("%s: \"%s\", want \"%s\"", cases[i].name, said, cases[i].want);
        ct_document_free(document);
        ct_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_fold),   cmocka_unit_test(test_letters_shape),
        cmocka_unit_test(test_letters_places), cmocka_unit_test(test_lexicon_reads),
        cmocka_unit_test(test_lexicon_faults), cmocka_unit_test(test_tokens_split),
        cmocka_unit_test(test_phrases),        cmocka_unit_test(test_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
