#include "cmocka_all.h"

#include <string.h>

#include "near.h"
#include "rows.h"
#include "series/history_workbook.h"
#include "series/long_form.h"
#include "with_catalogue.h"

/* From figures of a workbook to history, the names people decide on, and the exact form in the ways programs
 * save it. */

/* What extraction would say of one cell. */
static const struct {
    const char *name, *row;
    bool in_table, kind_said, counted;
    double named;
    long last_year;
    const char *want; /* "taken indicator unit year status", or the count it goes to */
} cells[] = {
    { "a result", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,actual,level,,0.4", true, true, false, 0.9,
      0, "exports triệu USD 2022 actual" },
    { "an estimate", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,estimate,level,,0.4", true, true, false,
      0.9, 0, "exports triệu USD 2022 estimate" },
    { "a bare year is a result, whatever was guessed",
      "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,target,level,,0.4", true, false, false, 0.9, 0,
      "exports triệu USD 2022 actual" },
    { "a bare year as late as the last report",
      "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,target,level,,0.4", true, false, false, 0.9, 2022,
      "exports triệu USD 2022 actual" },
    { "a bare year later than that", "exports,tỉnh X,,5,5,triệu USD,=,2023,2023,point,target,level,,0.4",
      true, false, false, 0.9, 2022, "later" },
    { "a plan", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,target,level,,0.9", true, true, false, 0.9,
      0, "other" },
    { "a forecast", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,forecast,level,,0.9", true, true, false,
      0.9, 0, "other" },
    { "a growth goes to its own indicator",
      "budget_revenue,tỉnh X,,5,5,%,=,2022,2022,point,actual,growth,2021,0.9", true, true, false, 0.9, 0,
      "budget_revenue_growth % 2022 actual" },
    { "a ratio to plan", "exports,tỉnh X,,105,105,%,=,2022,2022,point,actual,plan_ratio,,0.9", true, true,
      false, 0.9, 0, "other" },
    { "half a year", "exports,tỉnh X,,5,5,triệu USD,=,2022-01,2022-06,point,actual,level,,0.9", true, true,
      false, 0.9, 0, "other" },
    { "several years", "exports,tỉnh X,,5,5,triệu USD,=,2021,2022,cumulative,actual,level,,0.9", true, true,
      false, 0.9, 0, "other" },
    { "a range", "exports,tỉnh X,,5,6,triệu USD,=,2022,2022,point,actual,level,,0.9", true, true, false, 0.9,
      0, "other" },
    { "a name that is not sure", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,actual,level,,0.9", true,
      true, false, 0.5, 0, "open" },
    { "no indicator", ",tỉnh X,,5,5,triệu USD,=,2022,2022,point,actual,level,,0.9", true, true, false, 0.9, 0,
      "open" },
    { "no unit", "exports,tỉnh X,,5,5,,=,2022,2022,point,actual,level,,0.9", true, true, false, 0.9, 0,
      "open" },
    { "a unit nobody knows", "exports,tỉnh X,,5,5,thúng,=,2022,2022,point,actual,level,,0.9", true, true,
      false, 0.9, 0, "open" },
    { "a unit that only the name tells", "population,tỉnh X,,5,5,người,=,2022,2022,point,actual,level,,0.9",
      true, true, true, 0.9, 0, "open" },
    { "a second unit", "grdp_per_capita,tỉnh X,,65,65,triệu đồng,=,2022,2022,point,actual,level,,0.9", true,
      true, false, 0.9, 0, "grdp_per_capita triệu đồng 2022 actual" },
    { "sure prose", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,actual,level,,0.9", false, false, false,
      0.9, 0, "exports triệu USD 2022 actual" },
    { "prose that is not", "exports,tỉnh X,,5,5,triệu USD,=,2022,2022,point,actual,level,,0.7", false, false,
      false, 0.9, 0, "prose" },
};

static ct_table *observed(const char *quote, const char *row)
{
    char text[400];

    snprintf(text, sizeof text, "a.xlsx,7,7,%s,%s\n", quote, row);
    return rows_read(&ct_observation_schema, OBSERVATION_HEADER, text);
}

/* History and names from one cell under the name of the quote, with names already decided (NULL: none). */
static ct_workbook_count told(const char *quote, size_t i, const ct_table *decided, ct_table *history,
                              ct_table *open)
{
    const ct_document document = { .name = "a.xlsx" };
    ct_workbook_rules rules = { .catalogue = catalogue, .sure = 0.75, .last_year = cells[i].last_year };
    ct_table *observations = observed(quote, cells[i].row);
    ct_observation *row = ct_table_row(observations, 0);
    ct_workbook_count count;
    ct_names *names;

    row->in_table = cells[i].in_table;
    row->kind_said = cells[i].kind_said;
    row->unit_counted = cells[i].counted;
    row->named = cells[i].named;
    assert_ct_ok(ct_names_new(&names, catalogue, decided));
    rules.names = names;
    assert_ct_ok(ct_workbook_history(&rules, &document, observations, history, open, &count));
    ct_names_free(names);
    ct_table_free(observations);
    return count;
}

static void test_what_a_cell_becomes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        ct_table *history = rows_empty(&ct_history_schema), *open = rows_empty(&ct_name_schema);
        const ct_workbook_count count = told("Một dòng | 2022 | 5", i, NULL, history, open);
        char got[200] = "";

        if (count.taken > 0) {
            const ct_history *row = ct_table_row(history, 0);

            snprintf(got, sizeof got, "%s %s %ld %s", row->indicator, row->unit, row->period,
                     ct_status_words[row->status]);
            assert_string_equal(row->file, "a.xlsx");
            assert_int_equal(history->lines[0], 7);
            assert_string_equal(row->name, cells[i].in_table ? "Một dòng" : row->name);
        }
        if (count.open + count.later + count.others + count.prose > 0)
            strcpy(got, count.open > 0    ? "open"
                        : count.later > 0 ? "later"
                        : count.prose > 0 ? "prose"
                                          : "other");
        if (strcmp(got, cells[i].want) != 0 || history->n != count.taken || open->n != count.open)
            fail_msg("%s: %s", cells[i].name, got);
        ct_table_free(history);
        ct_table_free(open);
    }
}

/* Rows of names.csv, against the cell "a name that is not sure" and its like. */
static const struct {
    const char *name, *row, *quote, *want;
} decisions[] = {
    { "a person's own row", ",Một dòng,,imports,,,", "Một dòng | 2022 | 5", "imports triệu USD  X" },
    { "case, marks and blanks do not count", ",MOT  dong,,imports,,,", "Một dòng | 2022 | 5",
      "imports triệu USD  X" },
    { "with its parents", ",A / Một dòng,,imports,,,", "A / Một dòng | 2022 | 5", "imports triệu USD  X" },
    { "another parent's row is another name", ",A / Một dòng,,imports,,,", "B / Một dòng | 2022 | 5",
      "open" },
    { "years down: the year is no part of the name", ",Một dòng,,imports,,,",
      "2022 / Một dòng | Một dòng | 5", "imports triệu USD  X" },
    { "unit, breakdown and scope", ",Một dòng,tỷ đồng,grdp_size,dịch vụ,tỉnh Y,", "Một dòng | 2022 | 5",
      "grdp_size tỷ đồng dịch vụ Y" },
    { "rejected", "loại,Một dòng,,,,,0.3", "Một dòng | 2022 | 5", "rejected" },
    { "accepted", "accept,Một dòng,,exports,,,0.3", "Một dòng | 2022 | 5", "exports triệu USD  X" },
    { "a guess nobody has decided on", ",Một dòng,triệu USD,exports,,tỉnh X,0.3", "Một dòng | 2022 | 5",
      "open" },
    { "a guess that was changed", ",Một dòng,triệu USD,imports,,tỉnh X,0.3", "Một dòng | 2022 | 5",
      "imports triệu USD  X" },
};

static void test_decided_names_go_first(void **state)
{
    (void)state;
    size_t unsure = 0;

    while (strcmp(cells[unsure].name, "a name that is not sure") != 0) unsure++;
    for (size_t i = 0; i < sizeof decisions / sizeof *decisions; i++) {
        char text[300];
        ct_table *history = rows_empty(&ct_history_schema), *open = rows_empty(&ct_name_schema);

        snprintf(text, sizeof text, "%s,triệu USD|exports||tỉnh X\n", decisions[i].row);
        ct_table *decided = rows_read(
            &ct_name_schema, "decision,name,unit,indicator,breakdown,scope,confidence,guess\n", text);
        const ct_workbook_count count = told(decisions[i].quote, unsure, decided, history, open);
        char got[200];
        const ct_history *row = history->n > 0 ? ct_table_row(history, 0) : NULL;

        if (row != NULL)
            snprintf(got, sizeof got, "%s %s %s %s", row->indicator, row->unit, row->breakdown,
                     row->scope + strlen("tỉnh "));
        else
            strcpy(got, count.rejected > 0 ? "rejected" : "open");
        if (strcmp(got, decisions[i].want) != 0) fail_msg("%s: %s", decisions[i].name, got);
        ct_table_free(decided);
        ct_table_free(history);
        ct_table_free(open);
    }
}

/* What is open is written once a name and unit, with the best guess, and read back as undecided. */
static void test_open_names_come_back_open(void **state)
{
    (void)state;
    ct_table *history = rows_empty(&ct_history_schema), *open = rows_empty(&ct_name_schema),
             *kept = rows_empty(&ct_name_schema);
    ct_buffer text;
    size_t unsure = 0;

    while (strcmp(cells[unsure].name, "a name that is not sure") != 0) unsure++;
    (void)told("Một dòng | 2022 | 5", unsure, NULL, history, open);
    assert_int_equal(open->n, 1);
    assert_string_equal(ct_name_at(open, 0)->indicator, "exports");
    assert_string_equal(ct_name_at(open, 0)->example, "2022: 5");
    assert_string_equal(ct_name_at(open, 0)->source, "a.xlsx:7");
    ct_buffer_init(&text);
    assert_ct_ok(ct_table_write(open, CT_CSV, &text));
    ct_table *again = rows_read(&ct_name_schema, "", ct_buffer_string(&text));

    assert_ct_ok(ct_names_keep(kept, again));
    assert_int_equal(kept->n, 0);
    ct_buffer_clear(&text);
    ct_table_free(again);
    ct_table_free(kept);
    ct_table_free(history);
    ct_table_free(open);
}

/* One value of history.csv, however it is saved. */
static const struct {
    const char *name, *text;
    double value; /* NaN: refused */
    long line;    /* of the row, or of the fault */
} forms[] = {
    { "commas", "indicator,period,value,status\nexports,2022,1234.5,actual\n", 1234.5, 2 },
    { "semicolons", "indicator;period;value;status\nexports;2022;1234,5;actual\n", 1234.5, 2 },
    { "semicolons, decimal points", "indicator;period;value;status\nexports;2022;1234.5;actual\n", 1234.5,
      2 },
    { "groups", "indicator;period;value;status\nexports;2022;1.234.567,5;actual\n", 1234567.5, 2 },
    { "a group where others have commas",
      "indicator;period;value;status\nexports;2022;2.385;actual\nexports;2021;1,5;actual\n", 2385, 2 },
    { "a point where no comma is seen", "indicator;period;value;status\nexports;2022;2.385;actual\n", 2.385,
      2 },
    { "tabs, CRLF, a mark, a blank line",
      "\xEF\xBB\xBFindicator\tperiod\tvalue\tstatus\r\n\r\nexports\t2022\t-0,5\tactual\r\n", -0.5, 3 },
    { "a quoted cell over two lines",
      "indicator;source;period;value;status\nexports;\"a\nb\";2022;1,5;actual\n", 1.5, 2 },
    { "commas and decimal commas", "indicator,period,value,status\nexports,2022,\"1.234,5\",actual\n", 1234.5,
      2 },
    { "both signs", "indicator;period;value;status\nexports;2022;1,5;actual\nexports;2023;1.5;actual\n", NAN,
      1 },
    { "no number", "indicator;period;value;status\nexports;2022;1,5;actual\nexports;2023;1,5,5;actual\n", NAN,
      3 },
    { "an unknown word", "indicator;period;value;status\n\nexports;2022;1,5;xong\n", NAN, 3 },
    { "an empty file's head", "indicator;period;value\nexports;2022;1,5\n", NAN, 1 },
};

static void test_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        ct_table *history = rows_empty(&ct_history_schema);
        ct_error err = ct_long_form_read(history, forms[i].text, strlen(forms[i].text), "h.csv");

        if (!ct_long_form_is(&ct_history_schema, forms[i].text, strlen(forms[i].text)))
            fail_msg("%s: not seen as the exact form", forms[i].name);
        if (isnan(forms[i].value)) {
            if (err.code != CT_EPARSE || err.line != forms[i].line)
                fail_msg("%s: line %ld, %s", forms[i].name, err.line, err.text);
            assert_int_equal(history->n, 0);
        } else {
            assert_ct_ok(err);
            assert_near(((const ct_history *)ct_table_row(history, 0))->value, forms[i].value, 0,
                        forms[i].name);
            assert_int_equal(history->lines[0], forms[i].line);
        }
        ct_table_free(history);
    }
}

static void test_what_is_no_exact_form(void **state)
{
    (void)state;
    static const char *const others[] = {
        "", "\n", "Chỉ tiêu,ĐVT,2020,2021\n", "Một dòng chữ.\n", "name;value\n", "a\"b,c\n", "indicator\n"
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ct_long_form_is(&ct_history_schema, others[i], strlen(others[i]))) fail_msg("%s", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_cell_becomes),       cmocka_unit_test(test_decided_names_go_first),
        cmocka_unit_test(test_open_names_come_back_open), cmocka_unit_test(test_forms),
        cmocka_unit_test(test_what_is_no_exact_form),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
