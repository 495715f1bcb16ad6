#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/catalogue.h"
#include "core/file.h"
#include "near.h"

static ct_catalogue *catalogue;
static char own_file[] = "/tmp/chitieu-own-XXXXXX";

static int read_catalogue(void **state)
{
    (void)state;
    int fd = mkstemp(own_file);

    if (fd < 0) return 1;
    close(fd);
    return ct_catalogue_read(&catalogue, "datasets/catalogue", NULL).code != CT_OK;
}

static int free_catalogue(void **state)
{
    (void)state;
    unlink(own_file);
    ct_catalogue_free(catalogue);
    return 0;
}

static void test_find(void **state)
{
    (void)state;
    const ct_indicator *growth = ct_indicator_find(catalogue, "grdp_growth");

    assert_non_null(growth);
    assert_string_equal(growth->unit, "%");
    assert_int_equal(growth->nature, CT_RATE);
    assert_int_equal(growth->direction, CT_UP);
    assert_int_equal(growth->measure, CT_MEASURE_GROWTH);
    assert_string_equal(growth->growth_of, "grdp_size");
    assert_int_equal(growth->prices, CT_PRICES_CONSTANT);
    assert_int_equal(ct_indicator_find(catalogue, "poverty_rate")->direction, CT_DOWN);
    assert_null(ct_indicator_find(catalogue, "no_such"));
    assert_null(ct_indicator_find(catalogue, ""));
    assert_true(catalogue->n_indicators >= 400);
}

static const struct {
    const char *text, *id;
} names[] = {
    { "Tốc độ tăng trưởng GRDP", "grdp_growth" },
    { "toc do tang truong kinh te", "grdp_growth" },
    { "TỶ LỆ HỘ NGHÈO", "poverty_rate" },
    { "Thu NSNN trên địa bàn", "budget_revenue" },
    { "GRDP bình quân đầu người", "grdp_per_capita" },
};

static void test_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const ct_indicator *got = ct_indicator_named(catalogue, names[i].text);
        if (got == NULL || strcmp(got->id, names[i].id) != 0)
            fail_msg("%s: %s", names[i].text, got != NULL ? got->id : "none");
    }
    assert_null(ct_indicator_named(catalogue, "không phải chỉ tiêu nào"));
}

static const struct {
    double value;
    const char *from, *to;
    bool converts;
    double want;
} units[] = {
    { 155, "nghìn tỷ đồng", "tỷ đồng", true, 155000 },
    { 1.5, "triệu lượt khách", "lượt khách", true, 1500000 },
    { 2.385, "tỷ USD", "triệu USD", true, 2385 },
    { 14.5, "%/năm", "%", true, 14.5 },
    { 3, "USD", "đồng", false, 0 },
    { 3, "%", "điểm %", false, 0 },
    { 7, "đơn vị lạ", "đơn vị lạ", true, 7 },
    { 7, "đơn vị lạ", "%", false, 0 },
    { 2500000, "lượt khách", "triệu lượt khách", true, 2.5 },
};

static void test_unit_convert(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double got = NAN;
        if (ct_unit_convert(catalogue, units[i].value, units[i].from, units[i].to, &got) != units[i].converts)
            fail_msg("%s to %s", units[i].from, units[i].to);
        if (units[i].converts)
            assert_near(got, units[i].want, 1e-15, units[i].from);
        else
            assert_true(isnan(got));
    }
}

static void test_search_ignores_accents(void **state)
{
    (void)state;
    ct_indicator_match found[3];
    size_t n;

    assert_ct_ok(ct_catalogue_search(catalogue, "thu ngan sach", found, 3, &n));
    assert_int_equal(n, 3);
    bool revenue = false;
    for (size_t i = 0; i < n; i++) revenue = revenue || strcmp(found[i].indicator->id, "budget_revenue") == 0;
    assert_true(revenue);
    for (size_t i = 1; i < n; i++) assert_true(found[i - 1].score >= found[i].score);
    assert_ct_ok(ct_catalogue_search(catalogue, "xyzzy", found, 3, &n));
    assert_int_equal(n, 0);
    assert_ct_ok(ct_catalogue_search(catalogue, "", found, 3, &n));
    assert_int_equal(n, 0);
}

static const char header[] =
    "id,name_vi,name_en,group,unit,nature,direction,measure,lower,upper,part_of,growth_of,official_code,aliases,source\n";

static ct_error read_own(const char *row, ct_catalogue **out)
{
    char text[1000];
    int n = snprintf(text, sizeof text, "%s%s\n", header, row);

    assert_ct_ok(ct_file_write(own_file, text, (size_t)n));
    return ct_catalogue_read(out, "datasets/catalogue", own_file);
}

static void test_own_file_adds(void **state)
{
    (void)state;
    ct_catalogue *mine;

    assert_ct_ok(read_own(
        "lychee_output,Sản lượng vải thiều,Lychee output,agriculture,tấn,level,up,level,0,,,,,vải thiều|sản lượng vải,own",
        &mine));
    assert_string_equal(ct_indicator_named(mine, "VAI THIEU")->id, "lychee_output");
    assert_int_equal(mine->n_indicators, catalogue->n_indicators + 1);
    ct_catalogue_free(mine);
    assert_ct_ok(read_own("poverty_rate,x,x,x,%,share,down,level,0,100,,,,Tỷ lệ hộ khó,own", &mine));
    assert_string_equal(ct_indicator_named(mine, "tỷ lệ hộ khó")->id, "poverty_rate");
    assert_string_equal(ct_indicator_find(mine, "poverty_rate")->name_vi,
                        "x"); /* what the user writes wins */
    assert_string_equal(ct_indicator_named(mine, ct_indicator_find(catalogue, "poverty_rate")->name_vi)->id,
                        "poverty_rate");
    ct_catalogue_free(mine);
}

/* A user's wording means the user's indicator, whoever has it in the catalogue, as its name or as an alias.
 */
static void test_own_wordings_win(void **state)
{
    (void)state;
    ct_catalogue *mine;

    assert_string_equal(ct_indicator_named(catalogue, "diện tích chè")->id, "perennial_industrial_crop_area");
    assert_null(ct_indicator_claiming(catalogue, "diện tích chè"));
    assert_ct_ok(read_own(
        "tea_area,Diện tích chè,Area of tea,agriculture,ha,level,up,level,,,,,,GRDP bình quân đầu người,own",
        &mine));
    assert_string_equal(ct_indicator_named(mine, "Dien tich che")->id, "tea_area");
    assert_string_equal(ct_indicator_named(mine, "GRDP bình quân đầu người")->id, "tea_area");
    assert_string_equal(ct_indicator_claiming(mine, "diện tích chè")->id, "tea_area");
    assert_string_equal(ct_indicator_find(mine, "grdp_per_capita")->name_vi, "GRDP bình quân đầu người");
    ct_catalogue_free(mine);
    assert_ct_ok(ct_file_write(own_file, "id,aliases\nexports,Hàng bán ra nước ngoài\n",
                               strlen("id,aliases\nexports,Hàng bán ra nước ngoài\n")));
    assert_ct_ok(ct_catalogue_read(&mine, "datasets/catalogue", own_file));
    assert_string_equal(ct_indicator_named(mine, "hàng bán ra nước ngoài")->id, "exports");
    assert_string_equal(ct_indicator_find(mine, "exports")->unit,
                        ct_indicator_find(catalogue, "exports")->unit);
    ct_catalogue_free(mine);
}

static const struct {
    const char *row, *says;
} own_faults[] = {
    { "a,,c,d,%,level,up,level,,,,,,,e", "'name_vi' is empty" },
    { "a,b,c,d,%,,up,level,,,,,,,e", "'nature' is empty" },
    { "a,b,c,d,%,level,up,level,,,,,,x,e\nz,y,c,d,%,level,up,level,,,,,,b,e",
      "'b' is a wording of 'a' and of 'z'" },
    { "a,b,c,d,no unit,level,up,level,,,,,,,e", "not in units.csv" },
    { "a,b,c,d,%,level,sideways,level,,,,,,,e", "'sideways' is not one of" },
    { "a,b,c,d,%,level,up,level,x,,,,,,e", "is no number" },
    { "a,b,c,d,%,level,up,level,,,nowhere,,,,e", "refers to 'nowhere'" },
    { "a,b,c", "cells" },
};

static void test_own_file_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof own_faults / sizeof *own_faults; i++) {
        ct_catalogue *mine;
        ct_error err = read_own(own_faults[i].row, &mine);
        if (err.code != CT_EPARSE || strstr(err.text, own_faults[i].says) == NULL)
            fail_msg("%s: %d %s", own_faults[i].row, err.code, err.text);
        assert_string_equal(err.file, own_file);
        assert_null(mine);
    }
}

static void test_missing_folder(void **state)
{
    (void)state;
    ct_catalogue *none;

    assert_int_equal(ct_catalogue_read(&none, "datasets/none", NULL).code, CT_EIO);
    assert_null(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_named),
        cmocka_unit_test(test_unit_convert),
        cmocka_unit_test(test_search_ignores_accents),
        cmocka_unit_test(test_own_file_adds),
        cmocka_unit_test(test_own_wordings_win),
        cmocka_unit_test(test_own_file_faults),
        cmocka_unit_test(test_missing_folder),
    };
    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
