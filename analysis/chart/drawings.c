/* Charts as drawings: what is drawn together. */
#include "chart/chart.h"
#include "chart/picture.h"
#include "chart/scene.h"

/* Trajectories as drawings; the caller frees the arena. */
static ct_error as_drawings(ct_arena *arena, const ct_chart *charts, size_t n, ct_drawing **drawings)
{
    if (arena == NULL) return ct_no_memory();
    *drawings = ct_arena_array(arena, n, sizeof **drawings);
    if (*drawings == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) (*drawings)[i].chart = &charts[i];
    return ct_ok();
}

ct_error ct_charts_script(const ct_chart *charts, size_t n, const ct_chart_options *options,
                          ct_buffer *script)
{
    ct_arena *arena = ct_arena_new();
    ct_drawing *drawings = NULL;
    ct_error err = as_drawings(arena, charts, n, &drawings);

    if (err.code == CT_OK) err = ct_drawings_script(drawings, n, options, script);
    ct_arena_free(arena);
    return err;
}

ct_error ct_charts_draw(const ct_chart *charts, size_t n, const ct_chart_options *options)
{
    ct_arena *arena = ct_arena_new();
    ct_drawing *drawings = NULL;
    ct_error err = as_drawings(arena, charts, n, &drawings);

    if (err.code == CT_OK) err = ct_drawings_draw(drawings, n, options);
    ct_arena_free(arena);
    return err;
}
