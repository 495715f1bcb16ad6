#include "series/build.h"

static ct_error take_row(ct_build *build, const ct_history *row, long line, const char *table)
{
    const char *name = row->file != NULL ? row->file : table;
    ct_candidate candidate = { .indicator = ct_indicator_find(build->catalogue, row->indicator),
                               .scope = row->scope,
                               .period = row->period,
                               .status = row->status,
                               .published = row->published,
                               .confidence = 1 };

    if (candidate.indicator == NULL)
        return ct_fail(
            CT_EPARSE, line,
            "column 'indicator': '%.60s' is not in the catalogue; correct the id or add it to your own catalogue file",
            row->indicator);
    candidate.breakdown = ct_build_breakdown(build->catalogue, row->breakdown);
    candidate.origin = ct_arena_printf(build->arena, "%s\x1f%s", row->source, row->url);
    candidate.source = line > 0 ? ct_arena_printf(build->arena, "%s:%ld%s%s", name, line,
                                                  row->source[0] != '\0' ? " " : "", row->source)
                                : ct_arena_printf(build->arena, "%s%s%s", name,
                                                  row->source[0] != '\0' ? " " : "", row->source);
    if (candidate.origin == NULL || candidate.source == NULL) return ct_no_memory();
    return ct_build_take(build, candidate, row->value, row->unit);
}

ct_error ct_build_history(ct_build *build, const ct_table *history, const char *name)
{
    for (size_t i = 0; i < history->n; i++) {
        const ct_history *row = ct_table_row(history, i);

        CT_TRY(ct_in(take_row(build, row, history->lines[i], name), row->file != NULL ? row->file : name));
    }
    return ct_ok();
}
