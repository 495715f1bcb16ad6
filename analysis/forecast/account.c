/* Telling people how a projection came about. */
#include "forecast/account.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/grid.h"
#include "forecast/joint.h"
#include "forecast/models.h"

enum { SHOWN = 6 }; /* years in the tables: the first five and the last */

static const struct {
    const char *name, *vi, *en;
} parts_names[CT_PARTS] = {
    [CT_PART_DOTM] = { "DOTM", "theta động tối ưu", "dynamic optimised theta" },
    [CT_PART_LOG] = { "LOG", "san bằng trên thang logarit, xu thế nhỏ",
                      "smoothing on the log scale, small drift" },
    [CT_PART_DRIFT] = { "DRIFT", "bước ngẫu nhiên có xu thế", "random walk with drift" },
    [CT_PART_LOCAL] = { "LOCAL", "xu thế tuyến tính cục bộ", "local linear trend" },
    [CT_PART_BSES] = { "BSES", "san bằng, có hoặc không xu thế", "smoothing with and without drift" },
    [CT_PART_SES] = { "SES", "san bằng, không xu thế", "smoothing without drift" },
    [CT_PART_LOGT] = { "LOGT", "san bằng trên thang logarit", "smoothing on the log scale" },
    [CT_PART_MED] = { "MED", "trung vị", "median" },
};

static const struct {
    const char *vi, *en;
} paths_names[] = {
    [CT_PATH_POSITIVE] = { "mức dương", "positive level" },
    [CT_PATH_SHARE] = { "tỷ trọng, tính trên logit", "share, worked on in logits" },
    [CT_PATH_RATE] = { "tốc độ", "rate" },
    [CT_PATH_REAL] = { "mức có giá trị âm", "level with negative values" },
};

static const struct {
    const char *vi, *en;
} reasons[] = {
    [CT_METHOD_ASKED] = { "phương pháp được yêu cầu hoặc mặc định", "the method asked for, or the default" },
    [CT_METHOD_FEW] = { "phương pháp được yêu cầu cần nhiều giá trị hơn",
                        "the method asked for needs more values" },
    [CT_METHOD_NO_FIT] = { "phương pháp được yêu cầu không hợp với chuỗi",
                           "the method asked for does not suit the series" },
    [CT_METHOD_STRUCTURE] = { "cùng các phần khác của một tổng thể, cộng lại bằng 100",
                              "together with the other parts of a whole, adding to 100" },
    [CT_METHOD_TOTAL] = { "điều chỉnh cùng các chuỗi liên quan để các phần cộng lại bằng tổng",
                          "adjusted with its fellows so that the parts add to the total" },
    [CT_METHOD_PRIOR] = { "phương pháp mặc định, kết hợp với mức biến động ở các tỉnh khác",
                          "the default, combined with how other provinces moved" },
};

/* Which steps are shown of h. */
static size_t shown_steps(size_t h, size_t *step)
{
    size_t n = h < SHOWN ? h : SHOWN;

    for (size_t i = 0; i < n; i++) step[i] = i;
    if (h > SHOWN) step[SHOWN - 1] = h - 1;
    return n;
}

/* A value of a component in the series' unit. */
static double in_unit(const ct_grid *grid, const ct_account *account, double x)
{
    if (grid->path == CT_PATH_SHARE) return 100 / (1 + exp(-x));
    return (x - account->offset) * grid->unit;
}

static void tell_components(const ct_grid *grid, const ct_account *account, size_t h, long last, ct_lang lang,
                            ct_buffer *to)
{
    size_t step[SHOWN], n = shown_steps(h, step);

    ct_buffer_text(to,
                   ct_l(lang, "  Thành phần  trọng số       sai số", "  Component     weight        error"));
    for (size_t i = 0; i < n; i++) ct_buffer_printf(to, "%12ld", last + 1 + (long)step[i]);
    ct_buffer_text(to, "\n");
    for (int part = 0; part < CT_PARTS; part++) {
        if (!ct_part_on_path((ct_part)part, grid->path)) continue;
        ct_buffer_printf(to, "  %-9s", parts_names[part].name);
        ct_account_number(to, lang, account->weight[part], 11);
        ct_account_number(to, lang, account->error[part] * grid->unit, 13);
        for (size_t i = 0; i < n; i++)
            ct_account_number(to, lang, in_unit(grid, account, account->parts.forecast[part][step[i]]), 12);
        ct_buffer_printf(to, "  %s\n", lang == CT_VI ? parts_names[part].vi : parts_names[part].en);
    }
    if (account->origins == 0)
        ct_buffer_text(to, ct_l(lang, "  Quá ít giá trị để đo sai số của thành phần.\n",
                                "  Too few values to measure the components' errors.\n"));
    else
        ct_buffer_printf(
            to,
            ct_l(lang,
                 "  Sai số: tuyệt đối trung bình tại %zu gốc trước đây, đến 6 năm sau gốc (%zu giá trị).\n",
                 "  Error: mean absolute, at %zu earlier origins, up to 6 years ahead (%zu values).\n"),
            account->origins, account->errors);
}

static void tell_evidence(const ct_grid *grid, const ct_account *account, ct_lang lang, ct_buffer *to)
{
    if (grid->path == CT_PATH_RATE) return;
    ct_buffer_text(to, ct_l(lang, "  Bằng chứng (ln hệ số Bayes): có xu thế",
                            "  Evidence (ln Bayes factor): for a drift"));
    ct_account_number(to, lang, account->parts.ln_bf_drift, 8);
    if (grid->path != CT_PATH_REAL) {
        ct_buffer_text(to, ct_l(lang, ", xu thế cục bộ", ", for a local trend"));
        ct_account_number(to, lang, account->parts.ln_bf_local, 8);
    }
    ct_buffer_text(to, ct_l(lang, "; dương là có\n", "; positive speaks for it\n"));
}

/* A label, filled up with spaces to the width of the column. */
static void tell_label(const char *label, ct_buffer *to)
{
    size_t wide = 0;

    ct_buffer_text(to, label);
    for (const char *c = label; *c != '\0'; c++) wide += ((unsigned char)*c & 0xC0) != 0x80;
    for (; wide < 27; wide++) ct_buffer_text(to, " ");
}

static void tell_interval(const ct_grid *grid, const ct_account *account, const ct_prediction *p, size_t h,
                          ct_lang lang, ct_buffer *to)
{
    static const char *const labels[][2] = { { "độ rộng (thang của t)", "scale of the t" },
                                             { "tản mát của san bằng", "spread of smoothing" },
                                             { "tản mát của LOG", "spread of LOG" },
                                             { "thành phần bất đồng", "components disagree" } };
    size_t step[SHOWN], n = shown_steps(h, step);
    bool trended = grid->path == CT_PATH_POSITIVE || grid->path == CT_PATH_SHARE;

    ct_buffer_text(to, ct_l(lang, "  Khoảng: Student t,", "  Interval: Student t,"));
    ct_account_number(to, lang, p[0].nu, 6);
    ct_buffer_text(to, ct_l(lang, " bậc tự do; sai số gốc trước / tản mát k =",
                            " degrees of freedom; earlier errors / spread, k ="));
    ct_account_number(to, lang, account->rolling, 7);
    ct_buffer_text(to, "\n");
    for (size_t row = 0; row < 4; row++) {
        const double *of = row == 1   ? (trended ? account->parts.s0 : account->parts.s1)
                           : row == 2 ? account->parts.s2
                                      : account->disagreement;

        if (row == 2 && !trended) continue;
        ct_buffer_text(to, "    ");
        tell_label(labels[row][lang == CT_VI ? 0 : 1], to);
        for (size_t i = 0; i < n; i++)
            ct_account_number(to, lang, row == 0 ? p[step[i]].scale * grid->unit : of[step[i]] * grid->unit,
                              12);
        ct_buffer_text(to, "\n");
    }
}

static ct_error tell_default(const ct_grid *grid, size_t h, long last, ct_lang lang, ct_buffer *to)
{
    ct_prediction p[CT_MAX_HORIZON] = { { .median = 0 } };
    ct_account *account = calloc(1, sizeof *account);

    if (account == NULL) return ct_no_memory();
    ct_error err = ct_auto_predict(grid, h, p, account);

    if (err.code == CT_OK && ct_grid_all_zero(grid)) {
        ct_buffer_text(to, ct_l(lang, "  Mọi giá trị đều bằng 0: dự báo là 0.\n",
                                "  All values are 0: so is the projection.\n"));
    } else if (err.code == CT_OK) {
        tell_components(grid, account, h, last, lang, to);
        tell_evidence(grid, account, lang, to);
        tell_interval(grid, account, p, h, lang, to);
    }
    free(account);
    return err;
}

/* What the medians were before they were made to add up. */
static void tell_own_medians(const ct_prediction *p, size_t h, long last, ct_lang lang, ct_buffer *to)
{
    size_t step[SHOWN], n = shown_steps(h, step);

    ct_buffer_text(
        to,
        ct_l(
            lang, "  Dự báo riêng, trước khi điều chỉnh (dưới đây nói về nó; khoảng giữ độ rộng của nó):",
            "  Its own projection, before it was adjusted (below is about it; the intervals keep its width):"));
    for (size_t i = 0; i < n; i++) {
        ct_buffer_printf(to, "%s %ld", i > 0 ? "," : "", last + 1 + (long)step[i]);
        ct_account_number(to, lang, p[step[i]].median, 0);
    }
    ct_buffer_text(to, "\n");
}

/* What a fallback's name hides. */
static ct_error tell_choice(const ct_project_options *options, const ct_sample *s, size_t h,
                            ct_method_reason reason, ct_lang lang, ct_buffer *to)
{
    const ct_nature nature = (ct_nature)s->series->nature;
    ct_prediction p[CT_MAX_HORIZON];
    ct_choice choice;
    ct_grid grid;

    const ct_prior *prior =
        reason == CT_METHOD_STRUCTURE ? NULL : ct_sample_prior(options, s); /* parts of a whole go without */

    CT_TRY(ct_project_values_with(prior, options->model, nature, -INFINITY,
                                  options->ceiling > 0 ? options->ceiling : INFINITY, s->year, s->y, s->n, h,
                                  p, &choice));
    if (reason == CT_METHOD_TOTAL) tell_own_medians(p, h, ct_sample_last(s), lang, to);
    if (choice.text[0] != '\0') ct_buffer_printf(to, "  %s\n", choice.text);
    ct_error err = ct_grid_init(&grid, nature, s->year, s->y, s->n);

    grid.ceiling = options->ceiling > 0 ? options->ceiling / grid.unit : INFINITY;
    if (err.code == CT_OK)
        ct_buffer_printf(to, ct_l(lang, "  Chuỗi được coi là: %s.\n", "  Treated as: %s.\n"),
                         lang == CT_VI ? paths_names[grid.path].vi : paths_names[grid.path].en);
    if (err.code == CT_OK && choice.prior != NULL) err = ct_prior_tell(choice.prior, s, h, lang, to);
    if (err.code == CT_OK && choice.model == &ct_model_auto && s->n >= ct_model_auto.min_points)
        err = tell_default(&grid, h, ct_sample_last(s), lang, to);
    if (err.code == CT_OK && choice.model->describe != NULL) {
        ct_buffer_text(to, "  ");
        err = choice.model->describe(&grid, to);
        ct_buffer_text(to, "\n");
    }
    ct_grid_clear(&grid);
    return err;
}

static void tell_rows(const ct_table *projections, size_t first, size_t n, ct_lang lang, ct_buffer *to)
{
    for (size_t i = first; i < first + n; i++) {
        const ct_projection *row = ct_projection_at(projections, i);

        ct_buffer_printf(to, "  %ld", row->period);
        ct_account_number(to, lang, row->median, 12);
        ct_buffer_text(to, "   80 %:");
        ct_account_number(to, lang, row->lo80, 11);
        ct_buffer_text(to, lang == CT_VI ? " đến" : " to");
        ct_account_number(to, lang, row->hi80, 11);
        ct_buffer_text(to, "   95 %:");
        ct_account_number(to, lang, row->lo95, 11);
        ct_buffer_text(to, lang == CT_VI ? " đến" : " to");
        ct_account_number(to, lang, row->hi95, 11);
        ct_buffer_text(to, "\n");
    }
}

/* INDICATOR, INDICATOR/SCOPE or INDICATOR/SCOPE/BREAKDOWN. */
static bool is_named(const char *const parts[3], const char *series)
{
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(parts[i]);

        if (strncmp(series, parts[i], n) != 0 || (series[n] != '\0' && series[n] != '/')) return false;
        if (series[n] == '\0') return true;
        series += n + 1;
    }
    return false;
}

static void tell_name(const ct_stored_series *series, ct_buffer *to)
{
    const char *const parts[] = { series->scope, series->breakdown, series->unit };

    ct_account_plain(to, series->indicator);
    for (size_t i = 0; i < 3; i++) {
        if (parts[i][0] == '\0') continue;
        ct_buffer_text(to, ", ");
        ct_account_plain(to, parts[i]);
    }
    ct_buffer_text(to, "\n");
}

static ct_error tell_series(const ct_sample *s, const ct_project_options *options,
                            const ct_table *projections, size_t first, size_t rows, ct_lang lang,
                            ct_buffer *to)
{
    tell_name(s->series, to);
    if (rows == 0) {
        ct_buffer_text(to, ct_l(lang, "  Không có năm nào để dự báo.\n", "  No year to project.\n"));
        return ct_ok();
    }
    const ct_projection *row = ct_projection_at(projections, first + rows - 1);

    ct_buffer_printf(to,
                     ct_l(lang, "  %zu giá trị, %.0f đến %.0f. Phương pháp %s: %s.\n",
                          "  %zu values, %.0f to %.0f. Method %s: %s.\n"),
                     s->n, s->year[0], s->year[s->n - 1], row->method,
                     lang == CT_VI ? reasons[row->reason].vi : reasons[row->reason].en);
    tell_rows(projections, first, rows, lang, to);
    if (row->reason == (int)CT_METHOD_STRUCTURE)
        ct_buffer_text(
            to,
            ct_l(
                lang,
                "  Dưới đây là dự báo riêng của phần này, trước khi gắn với các phần khác; khoảng lấy độ rộng từ đó.\n",
                "  Below: this part's own projection, before it is tied to the others; its spread gives the intervals.\n"));
    return tell_choice(options, s, rows, (ct_method_reason)row->reason, lang, to);
}

/* The rows of the series asked for. */
typedef struct {
    const char *series;
    ct_table *projections;
} asked_rows;

static ct_error keep_asked(void *context, const ct_projection *row)
{
    const char *const parts[] = { row->indicator, row->scope, row->breakdown };
    asked_rows *asked = context;

    if (!is_named(parts, asked->series)) return ct_ok();
    ct_projection *to = ct_table_add(asked->projections);

    if (to == NULL) return ct_no_memory();
    *to = *row; /* its text is the store's, which outlives this table */
    return ct_ok();
}

/* How many rows from `first` on are of this series. */
static size_t rows_of(const ct_table *projections, size_t first, const ct_stored_series *series)
{
    size_t n = 0;

    for (size_t i = first; i < projections->n; i++, n++) {
        const ct_projection *row = ct_projection_at(projections, i);

        if (row->indicator != series->indicator || row->scope != series->scope ||
            row->breakdown != series->breakdown)
            break;
    }
    return n;
}

static ct_error tell_asked(const ct_projector *projector, const char *asked, const ct_table *projections,
                           ct_arena *arena, ct_lang lang, ct_buffer *to)
{
    size_t told = 0, first = 0;

    for (size_t i = 0; i < ct_store_count(projector->store); i++) {
        const ct_stored_series *series = ct_store_at(projector->store, i);
        const char *const parts[] = { series->indicator, series->scope, series->breakdown };
        ct_sample sample;

        if (!is_named(parts, asked)) continue;
        if (told++ > 0) ct_buffer_text(to, "\n");
        CT_TRY(ct_sample_new(arena, projector, series, &sample));
        size_t rows = rows_of(projections, first, series);

        CT_TRY(tell_series(&sample, projector->options, projections, first, rows, lang, to));
        first += rows;
    }
    if (told == 0)
        return ct_fail(
            CT_EDATA, 0,
            "no series is called '%.100s'; give INDICATOR, INDICATOR/SCOPE or INDICATOR/SCOPE/BREAKDOWN as the table writes them",
            asked);
    return ct_buffer_error(to);
}

ct_error ct_project_explain(const ct_catalogue *catalogue, const ct_store *store,
                            const ct_project_options *options, const char *series, ct_lang lang,
                            ct_buffer *to)
{
    const ct_projector projector = { .catalogue = catalogue, .store = store, .options = options };
    ct_arena *arena = ct_arena_new();
    asked_rows asked = { .series = series };
    ct_error err = arena != NULL ? ct_table_new(&asked.projections, &ct_projection_schema) : ct_no_memory();

    if (err.code == CT_OK) err = ct_project_store(catalogue, store, options, keep_asked, &asked);
    if (err.code == CT_OK) err = tell_asked(&projector, series, asked.projections, arena, lang, to);
    ct_table_free(asked.projections);
    ct_arena_free(arena);
    return err;
}
