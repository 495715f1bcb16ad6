/* Candidates on a catalogue of three indicators, and examples; the expected weights and overlaps are worked
 * out by hand from their definitions. */
#include <math.h>
#include <string.h>

#include "cmocka_all.h"
#include "extract/candidates/candidates.h"
#include "extract/candidates/examples.h"
#include "near.h"
#include "with_catalogue.h"

static const char *const poor_too[] = { "hộ nghèo" };
static const ct_indicator indicators[] = {
    { .id = "poor",
      .name_vi = "Tỷ lệ hộ nghèo (chuẩn mới)",
      .unit = "%",
      .aliases = poor_too,
      .n_aliases = 1 },
    { .id = "near_poor", .name_vi = "Tỷ lệ hộ cận nghèo", .unit = "%" },
    { .id = "rice", .name_vi = "Sản lượng lúa", .unit = "tấn" },
};
static const ct_abbreviation abbreviations[] = { { "HN", "hộ nghèo" } };
static const ct_catalogue small = {
    .indicators = indicators, .n_indicators = 3, .abbreviations = abbreviations, .n_abbreviations = 1
};

typedef struct {
    ct_arena *arena;
    const ct_shorthand *shorthand;
    const ct_index *index;
} fixture;

static int begin(void **state)
{
    static fixture f;
    static const ct_more_wording more[] = { { 2, "# tấn lúa" } };
    f.arena = ct_arena_new();
    *state = &f;
    return read_catalogue(state) != 0 || ct_shorthand_new(f.arena, &small, &f.shorthand).code != CT_OK ||
           ct_index_new(f.arena, &small, f.shorthand, more, 1, &f.index).code != CT_OK;
}

static int end(void **state)
{
    ct_arena_free(((fixture *)*state)->arena);
    return free_catalogue(state);
}

static void test_weights(void **state)
{
    static const struct {
        const char *word, *next;
        double held;
    } cases[] = {
        { "ty", NULL, 2 },    { "ngheo", NULL, 2 }, { "can", NULL, 1 },
        { "lua", NULL, 1 },   { "chuan", NULL, 0 }, /* in brackets */
        { "ty", "le", 2 },    { "ho", "ngheo", 1 }, { "ho", "can", 1 },
        { "ngheo", "ho", 0 }, { "tan", "lua", 1 },
    };
    const fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double want = cases[i].held == 0 ? 0 : (cases[i].next == NULL ? 1 : 0.6) * log(1 + 3 / cases[i].held);
        if (fabs(ct_index_weight(f->index, cases[i].word, cases[i].next) - want) > 1e-6)
            fail_msg("%s %s: %g, want %g", cases[i].word, cases[i].next == NULL ? "" : cases[i].next,
                     ct_index_weight(f->index, cases[i].word, cases[i].next), want);
    }
}

/* A word of one indicator weighs ln 4, of two ln 2.5; a word no wording has weighs 2 in a bag. */
static void test_cover_and_f(void **state)
{
    const fixture *f = *state;
    const double one = log(4), two = log(2.5), pair = 0.6;
    const double poor = 2 * two + pair * one,
                 near_poor = 4 * two + one + pair * (2 * two + 2 * one); /* ty le ho can ngheo */
    const struct {
        const char *text;
        int indicator;
        double cover, f;
    } cases[] = {
        { "hộ nghèo", 0, 1, 2 * poor / (poor + 2 * two) },
        { "HN", 0, 1, 2 * poor / (poor + 2 * two) },
        { "hộ nghèo", 1, 2 * two / near_poor, 4 * two / (near_poor + 2 * two) },
        { "hộ nghèo giảm", 0, 1, 2 * poor / (poor + 2 * two + 2) },
        { "nghèo hộ", 0, 2 * two / poor, 4 * two / (poor + 2 * two) },
        { "hộ nghèo", 2, 0, 0 },
        { "lúa", 2, one / (2 * one + pair * one), 2 * one / (3 * one + pair * one) },
        { "", 0, 0, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ct_word *words = NULL;
        size_t n = 0;
        double cover = -1, found = -1;
        assert_int_equal(ct_words_of_text(f->arena, f->shorthand, cases[i].text, &words, &n).code, CT_OK);
        assert_int_equal(ct_index_read(f->arena, f->index, words, n, cases[i].indicator, &cover, &found).code,
                         CT_OK);
        if (fabs(cover - cases[i].cover) > 1e-5 || fabs(found - cases[i].f) > 1e-5)
            fail_msg("\"%s\" of %d: cover %g, F %g; want %g, %g", cases[i].text, cases[i].indicator, cover,
                     found, cases[i].cover, cases[i].f);
    }
}

static void test_growths_are_paired(void **state)
{
    const fixture *f = *state;
    const ct_index *index = NULL;
    int revenue = (int)(ct_indicator_find(catalogue, "budget_revenue") - catalogue->indicators);
    int growth = (int)(ct_indicator_find(catalogue, "budget_revenue_growth") - catalogue->indicators);
    assert_int_equal(ct_index_new(f->arena, catalogue, f->shorthand, NULL, 0, &index).code, CT_OK);
    assert_int_equal(ct_index_growth(index, revenue), growth);
    assert_int_equal(ct_index_level(index, growth), revenue);
    assert_int_equal(ct_index_level(index, revenue), CT_NONE);
    assert_true(ct_index_group(index, revenue) < ct_index_groups(index));
    assert_string_equal(ct_index_entry_of(index, growth)->far, "budget_revenue_growth~");
    assert_string_equal(ct_index_entry_of(index, growth)->unit->name, "%");
}

/* A figure "tỷ lệ hộ nghèo ... %" (share of poor households) of document a.txt with the candidates none,
 * poverty and unemployment. */
static ct_error liken(const fixture *f, const ct_examples *examples, bool fitting, ct_figure *figure)
{
    static ct_evidence evidence;
    static ct_choice choices[3] = { { .ref = CT_NONE } };
    static ct_document document = { .name = "a.txt" };
    static ct_passage passage;
    static size_t first[] = { 0, 1, 2, 3, 4 };
    ct_knowledge known = { .catalogue = catalogue, .examples = examples };
    const ct_word *words = NULL;
    size_t n = 0;
    choices[1].ref = (int)(ct_indicator_find(catalogue, "poverty_rate") - catalogue->indicators);
    choices[2].ref = (int)(ct_indicator_find(catalogue, "unemployment_rate") - catalogue->indicators);
    CT_TRY(ct_words_of_text(f->arena, f->shorthand, "tỷ lệ hộ nghèo", &words, &n));
    passage = (ct_passage){ .words = (ct_word *)words, .first_word = first };
    *figure =
        (ct_figure){ .base = "%", .magnitude = 1, .evidence = &evidence, .indicator = { choices, 3, 0 } };
    figure->segments[CT_SEGMENT_OWN] = (ct_segment){ { { &passage, 0, n } }, 1 };
    ct_window window = { .arena = f->arena,
                         .known = &known,
                         .document = &document,
                         .figures = figure,
                         .n = 1,
                         .fitting = fitting };
    return ct_examples_liken(&window);
}

static void test_examples(void **state)
{
    static const char text[] = "document,indicator,base,magnitude,words\n"
                               "a,poverty_rate,%,1.0,own:ty_le_ho_ngheo\n"
                               "b,poverty_rate,%,0.5,own:ho_ngheo\n"
                               "b,poverty_rate,%,1.5,own:lua\n"
                               "c,poverty_rate,people,4.0,own:ho_ngheo after:nguoi\n"
                               "c,,%,1.0,own:ty_le\n";
    const fixture *f = *state;
    const ct_examples *examples = NULL;
    ct_figure figure;
    assert_int_equal(
        ct_examples_read(f->arena, catalogue, text, strlen(text), "examples.csv", &examples).code, CT_OK);
    assert_int_equal(liken(f, examples, false, &figure).code, CT_OK);
    const ct_likeness *poor = &figure.evidence->likeness[1], *other = &figure.evidence->likeness[2];
    assert_near((double)poor->seen, log(5), 1e-6, "poor->seen");
    assert_near((double)poor->unit, log(3.5 / 6), 1e-6, "poor->unit");
    assert_near((double)poor->distance, 0, 1e-6,
                "poor->distance");                          /* the mean of 1, 0.5 and 1.5 is its own size */
    assert_near((double)poor->like, 1, 1e-5, "poor->like"); /* the first one has the very words          */
    assert_near((double)other->seen, 0, 1e-6, "other->seen");
    assert_near((double)other->like, 0, 1e-6, "other->like");
    assert_true(figure.evidence->like_none > 0 && figure.evidence->like_none < 1);
}

static void test_own_document_does_not_count(void **state)
{
    static const char text[] = "document,indicator,base,magnitude,words\n"
                               "a,poverty_rate,%,1.0,own:ty_le_ho_ngheo\n"
                               "b,poverty_rate,%,2.0,own:ho_ngheo\n"
                               "b,poverty_rate,%,2.0,own:lua\n";
    const fixture *f = *state;
    const ct_examples *examples = NULL;
    ct_figure figure;
    assert_int_equal(
        ct_examples_read(f->arena, catalogue, text, strlen(text), "examples.csv", &examples).code, CT_OK);
    assert_int_equal(liken(f, examples, true, &figure).code, CT_OK);
    const ct_likeness *poor = &figure.evidence->likeness[1];
    assert_near((double)poor->seen, log(3), 1e-6, "poor->seen");
    assert_near((double)poor->distance, 1 / (0.5 / 3), 1e-4,
                "poor->distance"); /* from the mean 2; variance (0 + 0.5) / 3 */
    assert_true(poor->like > 0 && poor->like < 0.99f);
}

static void test_no_examples_say_nothing(void **state)
{
    const fixture *f = *state;
    const ct_examples *examples = NULL;
    ct_figure figure;
    assert_int_equal(ct_examples_read(f->arena, catalogue, "", 0, "examples.csv", &examples).code, CT_OK);
    assert_int_equal(liken(f, examples, true, &figure).code, CT_OK);
    assert_true(figure.evidence->likeness[1].like == 0 && figure.evidence->likeness[1].seen == 0 &&
                !figure.evidence->likeness[1].sized);
}

static void test_faults_are_named(void **state)
{
    static const struct {
        const char *row, *word;
    } cases[] = {
        { "a,wheat,%,1,own:lua\n", "wheat" },
        { "a,poverty_rate,%,big,own:lua\n", "big" },
        { "a,poverty_rate,%,1,beside:lua\n", "beside" },
        { "a,poverty_rate,%\n", "cells" },
    };
    const fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ct_examples *examples = NULL;
        char text[200] = "document,indicator,base,magnitude,words\na,poverty_rate,%,1,own:ho\n";
        strcat(text, cases[i].row);
        ct_error err = ct_examples_read(f->arena, catalogue, text, strlen(text), "examples.csv", &examples);
        assert_int_equal(err.code, CT_EPARSE);
        assert_string_equal(err.file, "examples.csv");
        assert_int_equal(err.line, 3);
        if (strstr(err.text, cases[i].word) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_weights),
                                        cmocka_unit_test(test_cover_and_f),
                                        cmocka_unit_test(test_growths_are_paired),
                                        cmocka_unit_test(test_examples),
                                        cmocka_unit_test(test_own_document_does_not_count),
                                        cmocka_unit_test(test_no_examples_say_nothing),
                                        cmocka_unit_test(test_faults_are_named) };
    return cmocka_run_group_tests(tests, begin, end);
}
