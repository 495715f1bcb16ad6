#include "cmocka_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/board.h"
#include "chart/lead.h"
#include "chart/lettering.h"
#include "chart/scene.h"
#include "near.h"
#include "with_catalogue.h"

/* A small plan whose figures can be followed by hand: 100 in 2020, 110, 130, 120 now, 200 wanted in 2025;
 * shares 20 + 30 + 50. */
static const char SERIES[] =
    "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n"
    "grdp_per_capita,GRDP bình quân đầu người,tỉnh A,,USD/người,level,2020,100,actual,a.docx:1\n"
    "grdp_per_capita,GRDP bình quân đầu người,tỉnh A,,USD/người,level,2021,110,actual,a.docx:2\n"
    "grdp_per_capita,GRDP bình quân đầu người,tỉnh A,,USD/người,level,2022,130,actual,a.docx:3\n"
    "grdp_per_capita,GRDP bình quân đầu người,tỉnh A,,USD/người,level,2023,120,estimate,a.docx:4\n"
    "economic_structure,Cơ cấu kinh tế,tỉnh A,công nghiệp - xây dựng,%,share,2020,20,actual,a.docx:5\n"
    "economic_structure,Cơ cấu kinh tế,tỉnh A,công nghiệp - xây dựng,%,share,2021,25,actual,a.docx:5\n"
    "economic_structure,Cơ cấu kinh tế,tỉnh A,dịch vụ,%,share,2020,30,actual,a.docx:6\n"
    "economic_structure,Cơ cấu kinh tế,tỉnh A,dịch vụ,%,share,2021,30,actual,a.docx:6\n"
    "economic_structure,Cơ cấu kinh tế,tỉnh A,\"nông, lâm nghiệp và thủy sản\",%,share,2020,50,actual,a.docx:7\n"
    "economic_structure,Cơ cấu kinh tế,tỉnh A,\"nông, lâm nghiệp và thủy sản\",%,share,2021,45,actual,a.docx:7\n"
    "poverty_rate,Tỷ lệ hộ nghèo,tỉnh A,,%,share,2020,10,actual,a.docx:8\n"
    "poverty_rate,Tỷ lệ hộ nghèo,tỉnh A,,%,share,2021,8,actual,a.docx:8\n"
    "poverty_rate,Tỷ lệ hộ nghèo,tỉnh A,,%,share,2022,6,actual,a.docx:8\n";
static const char PROJECTIONS[] = "indicator,scope,breakdown,unit,period,median,lo80,hi80,lo95,hi95,method\n"
                                  "grdp_per_capita,tỉnh A,,USD/người,2024,130,120,140,110,150,auto\n"
                                  "grdp_per_capita,tỉnh A,,USD/người,2025,140,120,160,100,180,auto\n";
static const char TARGETS[] =
    "indicator,name,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,source\n"
    "grdp_per_capita,GRDP bình quân đầu người,tỉnh A,,USD/người,200,200,=,2025,2025,point,level,b.docx:1\n"
    "poverty_rate,Tỷ lệ hộ nghèo,tỉnh A,,%,2,2,<=,2025,2025,point,level,b.docx:2\n"
    "urbanisation_rate,Tỷ lệ đô thị hóa,tỉnh A,,%,40,40,=,2025,2025,point,level,b.docx:3\n";

typedef struct {
    ct_arena *arena;
    ct_table *points, *projections, *targets, *assessments;
    ct_board_tables tables;
    ct_board board;
} plan;

static void read_table(ct_table **table, const ct_schema *schema, const char *text)
{
    assert_ct_ok(ct_table_new(table, schema));
    assert_ct_ok(ct_table_read(*table, text, strlen(text), "test.csv"));
}

static void begin(plan *p, const char *series)
{
    *p = (plan){ .arena = ct_arena_new() };
    read_table(&p->points, &ct_series_schema, series);
    read_table(&p->projections, &ct_projection_schema, PROJECTIONS);
    read_table(&p->targets, &ct_target_schema, TARGETS);
    assert_ct_ok(ct_table_new(&p->assessments, &ct_assessment_schema));
    assert_ct_ok(ct_assess(catalogue, NULL, p->points, p->targets, p->projections, p->assessments));
    p->tables = (ct_board_tables){ .catalogue = catalogue,
                                   .points = p->points,
                                   .projections = p->projections,
                                   .assessments = p->assessments,
                                   .plan_start = 2021,
                                   .plan_end = 2025,
                                   .lang = CT_VI };
    assert_ct_ok(ct_board_make(p->arena, &p->tables, &p->board));
}

static void end(plan *p)
{
    ct_table_free(p->points);
    ct_table_free(p->projections);
    ct_table_free(p->targets);
    ct_table_free(p->assessments);
    ct_arena_free(p->arena);
}

static void make(plan *p, const char *kind, ct_picture_list *list)
{
    *list = (ct_picture_list){ 0 };
    assert_non_null(ct_chart_kind_find(kind));
    assert_ct_ok(ct_pictures_make(&p->board, ct_chart_kind_find(kind), list));
}

/* A run counts and draws the targets that the plan of record lists, be they two of one indicator; those of
 * other plans stand in its tables. */
static void test_plan_of_record(void **state)
{
    static const char targets[] =
        "indicator,name,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,source,plan,place\n"
        "poverty_rate,Tỷ lệ hộ nghèo,tỉnh A,,%,2,2,<=,2025,2025,point,level,b.docx:1,five-years,1\n"
        "poverty_rate,Tỷ lệ hộ nghèo,tỉnh A,,%,1,1,<=,2025,2025,point,level,b.docx:2,five-years,2\n"
        "urbanisation_rate,Tỷ lệ đô thị hóa,tỉnh A,,%,40,40,=,2025,2025,point,level,b.docx:3,five-years,\n"
        "grdp_per_capita,GRDP bình quân đầu người,tỉnh A,,USD/người,200,200,=,2025,2025,point,level,c.docx:1,other,1\n";
    static const char plans[] =
        "plan,document,line_start,line_end,record\nfive-years,b.docx,1,9,yes\nother,c.docx,1,9,\n";
    ct_table *asked, *assessed, *of;
    plan p;
    (void)state;
    begin(&p, SERIES);
    read_table(&asked, &ct_target_schema, targets);
    read_table(&of, &ct_plan_schema, plans);
    assert_ct_ok(ct_table_new(&assessed, &ct_assessment_schema));
    assert_ct_ok(ct_assess(catalogue, NULL, p.points, asked, p.projections, assessed));
    p.tables.assessments = assessed;
    assert_ct_ok(ct_board_make(p.arena, &p.tables, &p.board));
    assert_int_equal(p.board.n_targets, 3); /* no plan known: all, what is asked twice of one thing once */
    p.tables.targets = asked;
    p.tables.plans = of;
    assert_ct_ok(ct_board_make(p.arena, &p.tables, &p.board));
    assert_int_equal(p.board.n_targets, 2);
    assert_int_equal(p.board.latest_year, 2022); /* "data up to": theirs, not that of a series elsewhere */
    assert_string_equal(p.board.targets[0].slug, "poverty_rate");
    assert_string_equal(p.board.targets[1].slug, "poverty_rate-2");
    ct_table_free(asked);
    ct_table_free(assessed);
    ct_table_free(of);
    end(&p);
}

static const ct_layer *layer(const ct_picture *p, const char *name)
{
    for (size_t i = 0; i < p->n_layers; i++)
        if (strcmp(p->layers[i].name, name) == 0) return &p->layers[i];
    fail_msg("no layer %s", name);
    return NULL;
}

static double at(const ct_layer *l, size_t row, size_t column)
{
    assert_true(row < l->n && column < l->columns);
    return l->cells[row * l->columns + column];
}

/* ---- parts ---- */

static void test_spread(void **state)
{
    static const struct {
        const char *name;
        double wish[5];
        size_t n;
    } cases[] = {
        { "apart already", { 10, 40, 80 }, 3 },
        { "all in one place", { 50, 50, 50, 50 }, 4 },
        { "below the bottom", { -30, -20, 5 }, 3 },
        { "above the top", { 95, 120, 150 }, 3 },
        { "one", { 500 }, 1 },
        { "as many as fit", { 1, 2, 3, 4, 5 }, 5 },
    };

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        double centre[5];
        memcpy(centre, cases[c].wish, sizeof centre);
        ct_spread(centre, cases[c].n, 20, 0, 100);
        for (size_t i = 0; i < cases[c].n; i++) {
            if (!(centre[i] >= 10 - 1e-9 && centre[i] <= 90 + 0.1))
                fail_msg("%s: %g leaves the frame", cases[c].name, centre[i]);
            if (i > 0 && !(centre[i] - centre[i - 1] >= 20 - 0.1))
                fail_msg("%s: %g and %g overlap", cases[c].name, centre[i - 1], centre[i]);
        }
    }
    double kept[] = { 10, 40, 80 };
    ct_spread(kept, 3, 20, 0, 100);
    assert_near(kept[0], 10, 1e-12, "kept");
    assert_near(kept[1], 40, 1e-12, "kept");
    assert_near(kept[2], 80, 1e-12, "kept");
}

/* ---- kinds: places that follow from the figures by hand ---- */

static void test_bullet_shares(void **state)
{
    plan p;
    ct_picture_list list;

    (void)state;
    begin(&p, SERIES);
    make(&p, "bullet", &list);
    assert_int_equal(list.n, 1);
    const ct_layer *track = layer(&list.items[0], "track"), *done = layer(&list.items[0], "done"),
                   *expected = layer(&list.items[0], "expected");
    assert_int_equal(track->n, 2);
    /* GRDP: (120 - 100)/(200 - 100) = 20 % done, 3 of 5 years = 60 % due; poverty: (10 - 6)/(10 - 2) = 50 %
     * done, 2 of 5 years due. */
    static const double share[] = { 0.2, 0.5 }, due[] = { 0.6, 0.4 };
    for (size_t i = 0; i < 2; i++) {
        double length = at(track, i, 2) - at(track, i, 0);
        assert_near((at(done, i, 2) - at(done, i, 0)) / length, share[i], 1e-9, "done");
        assert_near((at(expected, i, 0) - at(track, i, 0)) / length, due[i], 1e-9, "due");
    }
    ct_pictures_clear(&list);
    end(&p);
}

static void test_scoreboard_order(void **state)
{
    plan p;
    ct_picture_list list;

    (void)state;
    begin(&p, SERIES);
    make(&p, "scoreboard", &list);
    assert_int_equal(list.n, 1);
    assert_int_equal(layer(&list.items[0], "verdict")->n, 2); /* the third has no series */
    const char *rows = strchr(ct_buffer_string(&list.items[0].csv), '\n') + 1;
    double before = 2;
    for (size_t i = 0; i < 2; i++) {
        const char *line_end = strchr(rows, '\n'), *probability = line_end;
        for (int commas = 0; commas < 2; probability--) commas += probability[-1] == ',';
        double chance = probability[1] == ',' ? -1 : strtod(probability + 1, NULL);
        assert_true(chance <= before);
        before = chance;
        rows = line_end + 1;
    }
    ct_pictures_clear(&list);
    end(&p);
}

/* The board has every target: those with figures as rows, the one without under its department; and what each
 * year must bring. */
static void test_board_rows(void **state)
{
    static const char departments[] =
        "what,vi,en\nurban,Sở Xây dựng,Department of Construction\nurbanisation_rate,Ban Đô thị,Urban Board\n";
    ct_picture_list list;
    ct_table *leads;
    plan p;

    (void)state;
    begin(&p, SERIES);
    read_table(&leads, &ct_lead_schema, departments);
    p.tables.departments = leads;
    make(&p, "board", &list);
    assert_int_equal(list.n, 1);
    assert_int_equal(layer(&list.items[0], "verdict")->n, 2);
    const char *csv = ct_buffer_string(&list.items[0].csv);
    /* (200 - 120) / 2 years = 40; (2 - 6) / 3 years */
    if (strstr(csv, "GRDP bình quân đầu người,USD/người,2020,100,2023,120,200,,40,") == NULL &&
        strstr(csv, "2020,100,2023,120,200,200,40,") == NULL)
        fail_msg("%s", csv);
    assert_non_null(strstr(csv, "Tỷ lệ đô thị hóa,,,,,,,,,,no_data,Ban Đô thị,,,"));
    ct_pictures_clear(&list);
    ct_table_free(leads);
    end(&p);
}

/* Neither a target in another unit nor one of growth stands on the axis of amounts. */
static void test_multiples_one_unit(void **state)
{
    plan p;
    ct_picture_list list;

    (void)state;
    begin(&p, SERIES);
    make(&p, "multiples", &list);
    assert_int_equal(layer(&list.items[0], "target")->n, 2);
    ct_pictures_clear(&list);
    ((ct_assessment *)ct_table_row(p.assessments, 0))->measure = CT_MEASURE_GROWTH;
    ((ct_assessment *)ct_table_row(p.assessments, 1))->unit = "đồng";
    assert_ct_ok(ct_board_make(p.arena, &p.tables, &p.board));
    make(&p, "multiples", &list);
    assert_int_equal(list.n, 0);
    ct_pictures_clear(&list);
    end(&p);
}

static void test_structure_heights(void **state)
{
    plan p;
    ct_picture_list list;
    static const double shares[] = {
        50, 20, 30, 45, 25, 30
    }; /* 2020, 2021; in the catalogue's order of the parts */

    (void)state;
    begin(&p, SERIES);
    make(&p, "structure", &list);
    assert_int_equal(list.n, 1);
    const ct_layer *part = layer(&list.items[0], "part");
    assert_int_equal(part->n, 6);
    double percent = (at(part, 2, 3) - at(part, 0, 1)) / 100;
    for (size_t i = 0; i < 6; i++)
        assert_near((at(part, i, 3) - at(part, i, 1)) / percent, shares[i], 1e-9, "share");
    assert_int_equal(layer(&list.items[0], "plan")->n, 0); /* no target for the parts */
    assert_int_equal(layer(&list.items[0], "rest")->n, 0);
    ct_pictures_clear(&list);
    end(&p);
}

/* A year that tells services only together with product taxes is drawn so and marked; one that tells both is
 * not. */
static void test_structure_varied(void **state)
{
#define SHARE(part, year, value)                                                                             \
    "economic_structure,Cơ cấu kinh tế,tỉnh A,\"" part "\",%,share," year "," value ",actual,a.docx:5\n"
    static const char text[] =
        "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n" SHARE(
            "công nghiệp - xây dựng", "2020", "20") SHARE("công nghiệp - xây dựng", "2021", "25")
            SHARE("công nghiệp - xây dựng", "2022", "28") SHARE("dịch vụ", "2020", "30")
                SHARE("dịch vụ", "2021", "28") SHARE("dịch vụ (bao gồm cả thuế sản phẩm)", "2021", "30")
                    SHARE("dịch vụ (bao gồm cả thuế sản phẩm)", "2022", "32")
                        SHARE("nông, lâm nghiệp và thủy sản", "2020", "50")
                            SHARE("nông, lâm nghiệp và thủy sản", "2021", "45")
                                SHARE("nông, lâm nghiệp và thủy sản", "2022", "40");
#undef SHARE
    plan p;
    ct_picture_list list;

    (void)state;
    begin(&p, text);
    make(&p, "structure", &list);
    assert_int_equal(list.n, 1);
    const char *csv = ct_buffer_string(&list.items[0].csv);
    static const char *const want[] = { "2021,dịch vụ,28,value\n",
                                        "2022,dịch vụ (bao gồm cả thuế sản phẩm),32,value\n",
                                        "2022,công nghiệp - xây dựng,28,value\n" };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        if (strstr(csv, want[i]) == NULL) fail_msg("no %s in:\n%s", want[i], csv);
    assert_null(strstr(csv, "2021,dịch vụ (bao"));
    ct_pictures_clear(&list);
    end(&p);
}

/* Each step begins where the one before ends, and the steps between two totals add to their difference. */
static void test_waterfall_chain(void **state)
{
    plan p;
    ct_picture_list list;
    double from[16], to[16];
    size_t n = 0;

    (void)state;
    begin(&p, SERIES);
    make(&p, "waterfall", &list);
    assert_true(list.n >= 1);
    assert_string_equal(list.items[0].name, "waterfall-grdp_per_capita");
    for (const char *row = strchr(ct_buffer_string(&list.items[0].csv), '\n') + 1; *row != '\0' && n < 16;
         row = strchr(row, '\n') + 1, n++)
        assert_int_equal(
            sscanf(strstr(row, "USD/người,") + strlen("USD/người,"), "%lf,%lf", &from[n], &to[n]), 2);
    static const double want[][2] = { { 0, 100 }, { 100, 110 }, { 110, 130 }, { 130, 120 },
                                      { 0, 120 }, { 120, 140 }, { 140, 200 }, { 0, 200 } };
    assert_int_equal(n, sizeof want / sizeof *want);
    for (size_t i = 0; i < n; i++) {
        assert_near(from[i], want[i][0], 1e-9, "from");
        assert_near(to[i], want[i][1], 1e-9, "to");
    }
    ct_pictures_clear(&list);
    end(&p);
}

/* At the pace required the last year is the target; at the pace so far 120 (120/100)^(2/3). */
static void test_fan_ends(void **state)
{
    plan p;
    ct_picture_list list;

    (void)state;
    begin(&p, SERIES);
    make(&p, "fan", &list);
    assert_true(list.n >= 1);
    const ct_picture *fan = &list.items[0];
    const ct_layer *required = layer(fan, "required"), *observed = layer(fan, "observed"),
                   *target = layer(fan, "target"), *history = layer(fan, "history");
    assert_near(at(required, required->n - 1, 1), at(target, 0, 1), 1e-9, "the path ends in the target");
    assert_near(at(required, required->n - 1, 0), at(target, 0, 0), 1e-9, "in its year");
    double pixels = (at(target, 0, 1) - at(history, 0, 1)) / (200 - 100); /* a unit of the axis */
    assert_near((at(observed, observed->n - 1, 1) - at(history, 0, 1)) / pixels + 100,
                120 * pow(1.2, 2.0 / 3), 1e-9, "the pace so far");
    ct_pictures_clear(&list);
    end(&p);
}

static void test_heatmap_classes(void **state)
{
    plan p;
    ct_picture_list list;

    (void)state;
    begin(&p, SERIES);
    make(&p, "heatmap", &list);
    assert_int_equal(list.n, 1);
    const char *csv = ct_buffer_string(&list.items[0].csv);
    /* GRDP 100, 110, 130, 120: higher is better; poverty 10, 8, 6: lower is. (110 - 100)/30 of five classes
     * is the second. */
    static const char *const want[] = { ",2020,100,1\n", ",2021,110,2\n", ",2022,130,5\n", ",2023,120,4\n",
                                        ",2020,10,1\n",  ",2021,8,3\n",   ",2022,6,5\n" };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        if (strstr(csv, want[i]) == NULL) fail_msg("no %s in:\n%s", want[i], csv);
    ct_pictures_clear(&list);
    end(&p);
}

/* ---- properties of all kinds ---- */

static double text_width(const ct_placed_text *t)
{
    bool small = t->look == CT_LOOK_SMALL || t->look == CT_LOOK_SMALL_INVERSE;
    bool bold = t->look == CT_LOOK_BOLD || t->look == CT_LOOK_TARGET || t->look == CT_LOOK_PROJECTED;

    return ct_text_width(CT_FACE_SANS, t->text, small ? CT_SOURCE_SIZE : CT_TEXT_SIZE, bold);
}

static void check_picture(const ct_picture *picture)
{
    assert_true(picture->n_title > 0 && picture->n_source > 0);
    assert_true(picture->width > 0 && picture->height > 0 && picture->height < 4000);
    assert_true(picture->csv.len > 0);
    for (size_t i = 0; i < picture->n_texts; i++) {
        const ct_placed_text *t = &picture->texts[i];
        double width = text_width(t), left = t->x - (t->align == CT_ALIGN_RIGHT    ? width
                                                     : t->align == CT_ALIGN_CENTRE ? width / 2
                                                                                   : 0);
        if (!(left >= -0.5 && left + width <= picture->width + 0.5))
            fail_msg("%s: '%s' leaves the canvas: %g to %g", picture->name, t->text, left, left + width);
        if (!(t->y >= 0 && t->y <= picture->height))
            fail_msg("%s: '%s' at the height %g", picture->name, t->text, t->y);
    }
    for (size_t k = 0; k < picture->n_layers; k++) {
        const ct_layer *l = &picture->layers[k];
        for (size_t i = 0; i < l->n; i++) {
            if (isnan(at(l, i, 0))) continue; /* a break of a line */
            for (size_t c = 0; c < l->columns; c++)
                if (!(isfinite(at(l, i, c)) && fabs(at(l, i, c)) < 10000))
                    fail_msg("%s, %s: %g", picture->name, l->name, at(l, i, c));
        }
    }
}

static void test_all_kinds_inside(void **state)
{
    plan p;

    (void)state;
    begin(&p, SERIES);
    for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++) {
        ct_picture_list list;
        make(&p, kind->name, &list);
        for (size_t i = 0; i < list.n; i++) {
            assert_string_equal(list.items[i].kind, kind->name);
            check_picture(&list.items[i]);
        }
        ct_pictures_clear(&list);
    }
    end(&p);
}

/* At the sizes of a page no kind needs more height than there is, so none is shrunk and no text falls under 8
 * points. */
static void test_all_kinds_fit_pages(void **state)
{
    static const char *const sizes[] = { "a4-full", "a4-half", "a4-wide" };

    (void)state;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        plan p;
        begin(&p, SERIES);
        assert_ct_ok(ct_image_size_parse(sizes[k], &p.tables.size));
        assert_ct_ok(ct_board_make(p.arena, &p.tables, &p.board));
        for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++) {
            ct_picture_list list;
            make(&p, kind->name, &list);
            for (size_t i = 0; i < list.n; i++) {
                check_picture(&list.items[i]);
                double shrunk = fmin(1, ct_canvas_height(p.tables.size) / list.items[i].height);
                double points =
                    CT_SOURCE_SIZE * p.tables.size.width_cm / 2.54 * 72 / list.items[i].width * shrunk;
                if (points < 8) fail_msg("%s, %s: %g points", sizes[k], list.items[i].name, points);
            }
            ct_pictures_clear(&list);
        }
        end(&p);
    }
}

/* Awkward tables: nothing, one value, a constant, zeros, negatives, huge and tiny amounts. Each kind makes
 * pictures that hold, or none. */
static void test_all_kinds_awkward(void **state)
{
    static const char head[] = "indicator,name,scope,breakdown,unit,nature,period,value,status,source\n";
    static const char *const values[][4] = {
        { NULL },
        { "120", NULL },
        { "120", "120", "120", NULL },
        { "0", "0", "0", NULL },
        { "-5", "-3", "-9", NULL },
        { "1e15", "2e15", "1.5e15", NULL },
        { "1e-9", "2e-9", "3e-9", NULL },
        { "200", "300", "400", NULL },
        { "0", "5", "10", NULL },
    };

    (void)state;
    for (size_t c = 0; c < sizeof values / sizeof *values; c++) {
        char text[2048];
        size_t n = (size_t)snprintf(text, sizeof text, "%s", head);
        plan p;
        for (size_t i = 0; i < 4 && values[c][i] != NULL; i++)
            n += (size_t)snprintf(text + n, sizeof text - n,
                                  "grdp_per_capita,GRDP,tỉnh A,,USD/người,level,%zu,%s,actual,a:1\n",
                                  2020 + i, values[c][i]);
        begin(&p, text);
        for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++) {
            ct_picture_list list;
            make(&p, kind->name, &list);
            for (size_t i = 0; i < list.n; i++) check_picture(&list.items[i]);
            ct_pictures_clear(&list);
        }
        end(&p);
    }
}

/* Names of 10,000 characters, one of them without a space, stay inside the canvas. */
static void test_all_kinds_long_names(void **state)
{
    char *words = malloc(10001), *word = malloc(10001);

    (void)state;
    assert_true(words != NULL && word != NULL);
    for (size_t i = 0; i < 10000; i++) {
        words[i] = i % 7 == 6 ? ' ' : 'W';
        word[i] = 'W';
    }
    words[10000] = word[10000] = '\0';
    for (int with = 0; with < 2; with++) {
        const char *name = with == 0 ? words : word;
        plan p;
        begin(&p, SERIES);
        for (size_t i = 0; i < p.points->n; i++)
            ((ct_point *)ct_table_row(p.points, i))->name = ((ct_point *)ct_table_row(p.points, i))->source =
                name;
        for (size_t i = 0; i < p.assessments->n; i++) {
            ct_assessment *row = ct_table_row(p.assessments, i);
            row->name = row->source = row->series_source = name;
        }
        assert_ct_ok(ct_board_make(p.arena, &p.tables, &p.board));
        for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++) {
            ct_picture_list list;
            make(&p, kind->name, &list);
            for (size_t i = 0; i < list.n; i++) check_picture(&list.items[i]);
            ct_pictures_clear(&list);
        }
        end(&p);
    }
    free(words);
    free(word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spread),
        cmocka_unit_test(test_plan_of_record),
        cmocka_unit_test(test_board_rows),
        cmocka_unit_test(test_multiples_one_unit),
        cmocka_unit_test(test_all_kinds_fit_pages),
        cmocka_unit_test(test_bullet_shares),
        cmocka_unit_test(test_scoreboard_order),
        cmocka_unit_test(test_structure_heights),
        cmocka_unit_test(test_structure_varied),
        cmocka_unit_test(test_waterfall_chain),
        cmocka_unit_test(test_fan_ends),
        cmocka_unit_test(test_heatmap_classes),
        cmocka_unit_test(test_all_kinds_inside),
        cmocka_unit_test(test_all_kinds_awkward),
        cmocka_unit_test(test_all_kinds_long_names),
    };

    return cmocka_run_group_tests(tests, read_catalogue, free_catalogue);
}
