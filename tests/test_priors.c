/* The table of priors: what is read, every fault in one line, and which row a series finds. */
#include "cmocka_all.h"

#include <string.h>

#include "forecast/prior.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define HEADER "indicator,breakdown,unit,nature,growth,spread,shock,dof,memory,series,values,from,to,source\n"
#define ROW(id, part, unit, nature)                                                                          \
    id "," part "," unit "," nature ",0.0881,0.2,0.0682,4,1,33,264,2008,2015,GSO\n"

static const struct {
    const char *name, *text;
    long line;
    const char *says; /* NULL: it is read */
} tables[] = {
    { "no row", HEADER, 0, NULL },
    { "a level", HEADER ROW("pig_herd", "", "", "level"), 0, NULL },
    { "an indicator of the user's own", HEADER ROW("bees", "rừng", "", "level"), 0, NULL },
    { "a rate with its unit", HEADER "m,,%,rate,-7.5,0.8,3.1,2,1,33,264,2009,2016,\n", 0, NULL },
    { "no number", HEADER "p,,,level,much,0.2,0.07,4,1,33,264,2008,2015,\n", 2, "growth" },
    { "an empty cell", HEADER "p,,,level,0.1,0.2,,4,1,33,264,2008,2015,\n", 2, "shock" },
    { "growth beyond all sense", HEADER "p,,,level,1.5,0.2,0.07,4,1,33,264,2008,2015,\n", 2,
      "growth is 1.5; it lies from -1 to 1" },
    { "no spread", HEADER "p,,,level,0.1,0,0.07,4,1,33,264,2008,2015,\n", 2, "spread is 0" },
    { "a shock of nothing", HEADER "p,,,level,0.1,0.2,0,4,1,33,264,2008,2015,\n", 2, "shock is 0" },
    { "half a degree of freedom", HEADER "p,,,level,0.1,0.2,0.07,0.5,1,33,264,2008,2015,\n", 2,
      "dof is 0.5" },
    { "memory of two", HEADER "p,,,level,0.1,0.2,0.07,4,2,33,264,2008,2015,\n", 2, "memory is 2" },
    { "four provinces", HEADER ROW("a", "", "", "level") "p,,,level,0.1,0.2,0.07,4,1,4,32,2008,2015,\n", 3,
      "learned from 4 series" },
    { "years upside down", HEADER "p,,,level,0.1,0.2,0.07,4,1,33,264,2015,2008,\n", 2, "from 2015 to 2008" },
    { "a rate without unit", HEADER "p,,,rate,7,0.2,3,4,1,33,264,2008,2015,\n", 2, "unit is empty" },
    { "an unknown nature", HEADER "p,,,score,0.1,0.2,0.07,4,1,33,264,2008,2015,\n", 2, "nature" },
    { "one series twice",
      HEADER ROW("b", "", "", "level") ROW("a", "x", "", "level") ROW("b", "", "", "share"), 4,
      "'b' stands in line 2 too" },
    { "no column shock", "indicator,nature,growth,spread,dof,memory,series,values,from,to\n", 1, "shock" },
};

static void test_priors_read_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(tables); i++) {
        ct_table *priors = NULL;
        ct_error err = ct_priors_read(tables[i].text, strlen(tables[i].text), "priors.csv", &priors);

        if (tables[i].says == NULL) {
            if (err.code != CT_OK) fail_msg("%s: %s", tables[i].name, err.text);
        } else {
            if (err.code != CT_EPARSE || err.line != tables[i].line ||
                strstr(err.text, tables[i].says) == NULL)
                fail_msg("%s: code %d, line %ld: %s", tables[i].name, err.code, err.line, err.text);
            assert_string_equal(err.file, "priors.csv");
            assert_null(priors);
        }
        ct_table_free(priors);
    }
}

static void test_prior_find(void **state)
{
    static const char shipped[] =
        HEADER ROW("pig_herd", "", "", "level") ROW("population", "nam", "", "level")
            ROW("population", "", "",
                "level") "net_migration_rate,,‰,rate,-2.8,0.8,2.7,2,1,33,264,2009,2016,GSO\n";
    static const char own[] =
        HEADER "population,nam,,level,0.02,0.2,0.05,4,1,6,40,2016,2023,own\n" ROW("bees", "", "", "level");
    ct_table *priors = NULL;
    const ct_prior *row;

    (void)state;
    assert_int_equal(ct_priors_read(own, strlen(own), "own.csv", &priors).code, CT_OK);
    assert_int_equal(ct_priors_read(shipped, strlen(shipped), "shipped.csv", &priors).code, CT_OK);
    assert_int_equal(priors->n, 5);
    row = ct_prior_find(priors, "population", "tỉnh Bắc Giang", "nam", CT_LEVEL, "người", 0);
    assert_non_null(row);
    assert_string_equal(row->source, "own"); /* what is read first wins */
    row = ct_prior_find(priors, "population", "tỉnh Bắc Giang", "", CT_LEVEL, "người", 0);
    assert_non_null(row);
    assert_near(row->growth, 0.0881, 0, "growth");
    assert_non_null(ct_prior_find(priors, "bees", "tỉnh Bắc Giang", "", CT_LEVEL, "tổ", 0));
    assert_null(ct_prior_find(priors, "population", "tỉnh Bắc Giang", "nữ", CT_LEVEL, "người",
                              0)); /* another part is no prior */
    assert_null(
        ct_prior_find(priors, "pig_herd", "tỉnh Bắc Giang", "", CT_SHARE, "%", 0)); /* another nature */
    assert_null(ct_prior_find(priors, "net_migration_rate", "tỉnh Bắc Giang", "", CT_RATE, "%",
                              0)); /* another unit             */
    assert_non_null(ct_prior_find(priors, "net_migration_rate", "tỉnh Bắc Giang", "", CT_RATE, "‰", 0));
    assert_null(ct_prior_find(priors, "pig_herd", "tỉnh Bắc Giang", "", CT_LEVEL, "con",
                              2014)); /* nobody knew it then */
    assert_non_null(ct_prior_find(priors, "pig_herd", "tỉnh Bắc Giang", "", CT_LEVEL, "con", 2015));
    assert_null(ct_prior_find(NULL, "pig_herd", "tỉnh Bắc Giang", "", CT_LEVEL, "con", 0));
    ct_table_free(priors);
}

static void test_prior_find_scope(void **state)
{
    static const char text[] =
        "indicator,nature,growth,spread,shock,dof,memory,series,values,from,to,except\n"
        "population,level,0.01,0.2,0.05,4,1,33,264,2009,2016,huyện|thị xã||cả nước\n";
    static const struct {
        const char *scope;
        bool found;
    } scopes[] = { { "tỉnh Bắc Giang", true },
                   { "Bắc Giang", true },
                   { "", true },
                   { "huyện Lục Nam", false },
                   { "Huyện Lục Nam", false },
                   { "thị xã Việt Yên", false },
                   { "thị trấn Đồi Ngô", true },
                   { "cả nước", false },
                   { "huyệnđảo", true },
                   { "thị", true } };
    ct_table *priors = NULL;

    (void)state;
    assert_int_equal(ct_priors_read(text, strlen(text), "priors.csv", &priors).code, CT_OK);
    for (size_t i = 0; i < COUNT(scopes); i++)
        if ((ct_prior_find(priors, "population", scopes[i].scope, "", CT_LEVEL, "người", 0) != NULL) !=
            scopes[i].found)
            fail_msg("%s", scopes[i].scope);
    ct_table_free(priors);
}

/* A fault in the second table leaves the first as it was. */
static void test_priors_read_adds_all_or_nothing(void **state)
{
    static const char first[] = HEADER ROW("a", "", "", "level"),
                      second[] = HEADER ROW("b", "", "", "level") "c,,,level,,,,,,,,,,\n";
    ct_table *priors = NULL;

    (void)state;
    assert_int_equal(ct_priors_read(first, strlen(first), "first.csv", &priors).code, CT_OK);
    assert_int_equal(ct_priors_read(second, strlen(second), "second.csv", &priors).code, CT_EPARSE);
    assert_int_equal(priors->n, 1);
    ct_table_free(priors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_priors_read_table),
        cmocka_unit_test(test_prior_find),
        cmocka_unit_test(test_prior_find_scope),
        cmocka_unit_test(test_priors_read_adds_all_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
