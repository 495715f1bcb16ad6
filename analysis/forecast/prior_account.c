/* Telling people what a prior did to a projection. */
#include <math.h>
#include <string.h>

#include "forecast/account.h"

enum { SHOWN = 6 };

/* Combine once more, with the account. The series' grid is put in the series' own unit, in which its
 * projection is. */
static ct_error account_of(const ct_prior *prior, const ct_sample *s, size_t h, ct_path *path,
                           ct_prior_account *account)
{
    ct_prediction p[CT_MAX_HORIZON];
    ct_choice choice;
    bool used = false;
    ct_grid grid;

    CT_TRY(ct_project_values_why(NULL, (ct_nature)s->series->nature, -INFINITY, INFINITY, s->year, s->y, s->n,
                                 h, p, &choice));
    ct_error err = ct_grid_init(&grid, (ct_nature)s->series->nature, s->year, s->y, s->n);

    if (err.code == CT_OK) {
        for (size_t t = 0; t < grid.length; t++) grid.x[t] *= grid.unit;
        grid.unit = 1;
        *path = grid.path;
        err = ct_prior_combine(prior, &grid, grid.last_year - prior->to, h, p, &used, account);
    }
    ct_grid_clear(&grid);
    return err.code != CT_OK || used ? err : ct_fail(CT_ENUMERIC, 0, "the prior came to no finite number");
}

static double in_unit(ct_path path, double x)
{
    return path == CT_PATH_SHARE ? 100 / (1 + exp(-x)) : path == CT_PATH_POSITIVE ? exp(x) : x;
}

static void tell_medians(const char *label, ct_path path, const double *at, size_t h, long last, ct_lang lang,
                         ct_buffer *to)
{
    ct_buffer_text(to, label);
    for (size_t i = 0; i < h && i < SHOWN; i++) {
        size_t j = i + 1 == SHOWN ? h - 1 : i;

        ct_buffer_printf(to, "%s %ld", i > 0 ? "," : "", last + 1 + (long)j);
        ct_account_number(to, lang, in_unit(path, at[j]), 0);
    }
    ct_buffer_text(to, "\n");
}

static void tell_source(const char *source, ct_buffer *to)
{
    if (source[0] == '\0') return;
    ct_buffer_text(to, " (");
    ct_account_plain(to, source);
    ct_buffer_text(to, ")");
}

static void tell_numbers(const ct_prior *prior, const ct_prior_account *account, ct_path path, ct_lang lang,
                         ct_buffer *to)
{
    ct_buffer_text(to, path == CT_PATH_RATE
                           ? ct_l(lang, "    Mức thường thấy", "    Usual value")
                           : ct_l(lang, "    Tăng mỗi năm (logarit)", "    Yearly growth (logarithm)"));
    ct_account_number(to, lang, prior->growth, 0);
    ct_buffer_text(to, ct_l(lang, ", tính", ", counted"));
    ct_account_number(to, lang, account->lambda, 0);
    ct_buffer_text(to, ct_l(lang, " lần; cú sốc một năm", " times; a year's shock"));
    ct_account_number(to, lang, prior->shock, 0);
    ct_buffer_text(to, ct_l(lang, ", sau số liệu của tỉnh", ", after the own values"));
    ct_account_number(to, lang, sqrt(account->variance), 0);
    ct_buffer_text(to, ct_l(lang, "; trọng số W", "; weight W"));
    ct_account_number(to, lang, account->weight, 0);
    ct_buffer_text(to, "\n");
}

ct_error ct_prior_tell(const ct_prior *prior, const ct_sample *s, size_t h, ct_lang lang, ct_buffer *to)
{
    ct_prior_account account = { .weight = 0 };
    long last = ct_sample_last(s);
    ct_path path = CT_PATH_REAL;

    CT_TRY(account_of(prior, s, h, &path, &account));
    ct_buffer_printf(
        to,
        ct_l(
            lang,
            "  Dự báo dựa trên %zu số liệu của tỉnh và mức biến động thường thấy của chỉ tiêu này ở %ld tỉnh khác giai đoạn "
            "%ld-%ld; xu hướng khi đó có thể đã thay đổi.\n    Bảng priors: %ld giá trị",
            "  Projected from this province's values (%zu) and from how this indicator usually moved in %ld other provinces in "
            "%ld-%ld; trends of that time may have changed.\n    Table priors: %ld values"),
        s->n, prior->series, prior->from, prior->to, prior->values);
    tell_source(prior->source, to);
    ct_buffer_text(to, "\n");
    tell_numbers(prior, &account, path, lang, to);
    if (s->n > 1)
        tell_medians(ct_l(lang, "    Trung vị không có bảng:", "    Medians without the table:"), path,
                     account.own_at, h, last, lang, to);
    tell_medians(ct_l(lang, "    Trung vị theo bảng và số liệu:", "    Medians by table and values:"), path,
                 account.prior_at, h, last, lang, to);
    return ct_ok();
}
