#include "exchange/sdmx.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"
#include "exchange/codes.h"
#include "series/series.h"

const char *const ct_sdmx_labels_words[] = { "id", "name", "both", NULL };

/* Components in the order of the columns. Coded ones have names. */
enum {
    INDICATOR,
    REF_AREA,
    BREAKDOWN,
    UNIT_MEASURE,
    FREQ,
    TIME_PERIOD,
    OBS_VALUE,
    OBS_STATUS,
    UNIT_MULT,
    N_COMPONENTS
};
static const struct {
    const char *id, *vi, *en;
} components[N_COMPONENTS] = {
    { "INDICATOR", "Chỉ tiêu", "Indicator" },
    { "REF_AREA", "Địa bàn", "Reference area" },
    { "BREAKDOWN", "Phân tổ", "Breakdown" },
    { "UNIT_MEASURE", "Đơn vị đo", "Unit of measure" },
    { "FREQ", "Tần suất", "Frequency" },
    { "TIME_PERIOD", "Kỳ", "Time period" },
    { "OBS_VALUE", "Giá trị", "Observation value" },
    { "OBS_STATUS", "Trạng thái", "Observation status" },
    { "UNIT_MULT", "Bội số của đơn vị", "Unit multiplier" },
};

/* CL_OBS_STATUS, by ct_status. */
static const struct {
    const char *code, *vi, *en;
} statuses[] = {
    [CT_STATUS_ACTUAL] = { "A", "Giá trị bình thường", "Normal value" },
    [CT_STATUS_PRELIMINARY] = { "P", "Số liệu sơ bộ", "Provisional value" },
    [CT_STATUS_ESTIMATE] = { "E", "Ước tính", "Estimated value" },
    [CT_STATUS_FORECAST] = { "F", "Dự báo", "Forecast value" },
    [CT_STATUS_DERIVED] = { "I", "Suy ra từ số khác", "Imputed value" },
};

/* Bases whose code another standard gives: ISO 4217, and the SDMX code of percent. */
static const struct {
    const char *base, *code;
} known_units[] = { { "đồng", "VND" }, { "%", "PT" } };

typedef struct {
    const ct_sdmx_options *options;
    ct_arena *arena;
    ct_codes areas, breakdowns, units;
    ct_buffer *to;
    size_t n; /* cells of the row so far */
} message;

typedef struct {
    const char *code, *name; /* name NULL: not coded */
} cell;

/* ---- identifiers ---- */

static bool is_id_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '@' || c == '$';
}

ct_error ct_sdmx_structure_check(const char *structure)
{
    const char *at = structure;
    size_t agency = 0, id = 0, version = 0;

    for (; is_id_letter(*at) || *at == '.'; at++) agency++;
    if (*at == ':') at++;
    for (; is_id_letter(*at); at++) id++;
    bool open = *at == '(';

    if (open) at++;
    for (; (*at >= '0' && *at <= '9') || *at == '.'; at++) version++;
    if (agency > 0 && id > 0 && open && version > 0 && strcmp(at, ")") == 0 && structure[agency] == ':')
        return ct_ok();
    return ct_fail(CT_EUSAGE, 0, "'%.80s' names no SDMX structure; write AGENCY:ID(VERSION), e.g. %s",
                   structure, CT_SDMX_STRUCTURE);
}

/* ---- units ---- */

/* The unit that the values are in after 10^*power: its base where that is a power of ten away, else the unit
 * itself. */
static const char *base_of(const ct_catalogue *catalogue, const char *name, int *power)
{
    const ct_unit *unit = ct_unit_find(catalogue, name);

    *power = 0;
    if (unit == NULL || !(unit->factor > 0)) return name;
    double exponent = round(log10(unit->factor));

    if (fabs(exponent) > 30 || fabs(unit->factor - pow(10, exponent)) > 1e-9 * unit->factor)
        return unit->name;
    *power = (int)exponent;
    return unit->base;
}

static const char *unit_code(const message *m, const char *base)
{
    for (size_t i = 0; i < sizeof known_units / sizeof *known_units; i++)
        if (strcmp(known_units[i].base, base) == 0) return known_units[i].code;
    return ct_codes_find(&m->units, base);
}

/* ---- writing ---- */

static void put(message *m, const char *text)
{
    if (m->n++ > 0) ct_buffer_append(m->to, &m->options->separator, 1);
    ct_csv_cell_separated(m->to, text, m->options->separator);
}

/* A code with its name as the labels ask. */
static ct_error put_labelled(message *m, const char *code, const char *name)
{
    const char *both = code;

    if (m->options->labels == CT_SDMX_BOTH && name != NULL)
        both = ct_arena_printf(m->arena, "%s: %s", code, name);
    if (both == NULL) return ct_no_memory();
    put(m, both);
    if (m->options->labels == CT_SDMX_NAME) put(m, name != NULL ? name : "");
    return ct_ok();
}

static ct_error put_structure(message *m)
{
    const char *name = ct_l(m->options->lang, "Chuỗi số liệu hằng năm", "Annual series");
    const char *structure = m->options->structure != NULL ? m->options->structure : CT_SDMX_STRUCTURE;

    put(m, "dataflow");
    CT_TRY(put_labelled(m, structure, name));
    put(m, "I");
    return ct_ok();
}

static ct_error put_header(message *m)
{
    put(m, "STRUCTURE");
    put(m, "STRUCTURE_ID");
    if (m->options->labels == CT_SDMX_NAME) put(m, "STRUCTURE_NAME");
    put(m, "ACTION");
    for (size_t i = 0; i < N_COMPONENTS; i++)
        CT_TRY(put_labelled(m, components[i].id, ct_l(m->options->lang, components[i].vi, components[i].en)));
    ct_buffer_text(m->to, "\n");
    m->n = 0;
    return ct_ok();
}

static void fill_cells(const message *m, const ct_point *point, cell *cells, char *value, char *year,
                       char *mult)
{
    ct_lang lang = m->options->lang;
    const ct_indicator *indicator = ct_indicator_find(m->options->catalogue, point->indicator);
    int power;
    const char *base = base_of(m->options->catalogue, point->unit, &power);

    ct_number_table(value, point->value);
    snprintf(year, CT_NUMBER_SIZE, "%ld", point->period);
    snprintf(mult, CT_NUMBER_SIZE, "%d", power);
    cells[INDICATOR] =
        (cell){ point->indicator,
                indicator != NULL ? ct_l(lang, indicator->name_vi, indicator->name_en) : point->name };
    cells[REF_AREA] = point->scope[0] != '\0' ? (cell){ ct_codes_find(&m->areas, point->scope), point->scope }
                                              : (cell){ "_X", ct_l(lang, "Không nêu", "Not specified") };
    cells[BREAKDOWN] = point->breakdown[0] != '\0'
                           ? (cell){ ct_codes_find(&m->breakdowns, point->breakdown), point->breakdown }
                           : (cell){ "_T", ct_l(lang, "Tổng số", "Total") };
    cells[UNIT_MEASURE] = base[0] != '\0' ? (cell){ unit_code(m, base), base }
                                          : (cell){ "_X", ct_l(lang, "Không nêu", "Not specified") };
    cells[FREQ] = (cell){ "A", ct_l(lang, "Hằng năm", "Annual") };
    cells[TIME_PERIOD] = (cell){ year, NULL };
    cells[OBS_VALUE] = (cell){ value, NULL };
    cells[OBS_STATUS] = (cell){ statuses[point->status].code,
                                ct_l(lang, statuses[point->status].vi, statuses[point->status].en) };
    cells[UNIT_MULT] = (cell){ mult, NULL };
}

static ct_error put_row(message *m, const ct_point *point)
{
    char value[CT_NUMBER_SIZE], year[CT_NUMBER_SIZE], mult[CT_NUMBER_SIZE];
    cell cells[N_COMPONENTS];

    fill_cells(m, point, cells, value, year, mult);
    CT_TRY(put_structure(m));
    for (size_t i = 0; i < N_COMPONENTS; i++) CT_TRY(put_labelled(m, cells[i].code, cells[i].name));
    ct_buffer_text(m->to, "\n");
    m->n = 0;
    return ct_buffer_error(m->to);
}

static ct_error make_codes(message *m, const ct_table *points)
{
    const char **texts = ct_arena_array(m->arena, points->n + 1, sizeof *texts);
    int power;

    if (texts == NULL) return ct_no_memory();
    for (size_t i = 0; i < points->n; i++) texts[i] = ct_point_at(points, i)->scope;
    CT_TRY(ct_codes_make(m->arena, texts, points->n, &m->areas));
    for (size_t i = 0; i < points->n; i++) texts[i] = ct_point_at(points, i)->breakdown;
    CT_TRY(ct_codes_make(m->arena, texts, points->n, &m->breakdowns));
    for (size_t i = 0; i < points->n; i++)
        texts[i] = base_of(m->options->catalogue, ct_point_at(points, i)->unit, &power);
    return ct_codes_make(m->arena, texts, points->n, &m->units);
}

/* Catalogue ids are SDMX ids; what a table from elsewhere has in their place may be none. */
static ct_error check_id(const ct_point *point, long line)
{
    for (const char *at = point->indicator; *at != '\0'; at++)
        if (!is_id_letter(*at))
            return ct_fail(CT_EDATA, line,
                           "'%.60s' is no id that SDMX takes; write letters, digits, _ and - only",
                           point->indicator);
    return ct_ok();
}

static ct_error write_message(message *m, const ct_table *points)
{
    const ct_series *series;
    size_t n;

    CT_TRY(ct_series_split(m->arena, m->options->catalogue, points, &series,
                           &n)); /* each year of a series once: the key of the data */
    for (size_t i = 0; i < points->n; i++) CT_TRY(check_id(ct_point_at(points, i), points->lines[i]));
    CT_TRY(make_codes(m, points));
    CT_TRY(put_header(m));
    for (size_t i = 0; i < points->n; i++) CT_TRY(put_row(m, ct_point_at(points, i)));
    return ct_ok();
}

ct_error ct_sdmx_write(const ct_table *points, const ct_sdmx_options *options, ct_buffer *to)
{
    message m = { .options = options, .to = to };

    if (options->structure != NULL) CT_TRY(ct_sdmx_structure_check(options->structure));
    m.arena = ct_arena_new();
    ct_error err = m.arena != NULL ? write_message(&m, points) : ct_no_memory();

    ct_arena_free(m.arena);
    return err;
}
