/* The board: what the pictures of a plan are made from, and the kinds of pictures. */
#ifndef CT_CHART_BOARD_H
#define CT_CHART_BOARD_H

#include "chart/chart.h"
#include "chart/picture.h"
#include "chart/scene.h"
#include "series/key.h"
#include "series/plans.h"

/* The tables of a run and the plan they are looked at for. */
typedef struct {
    const ct_catalogue *catalogue;
    const ct_table *points, *projections, *assessments; /* the latter two may be NULL */
    long plan_end;                                      /* 0: the year that most assessed targets state */
    ct_lang lang;
    long plan_start;                 /* 0: not known                                   */
    ct_image_size size;              /* all zero: the usual                            */
    const ct_table *targets, *plans; /* of the same run, targets row by row those of assessments; with a plan
                                        of record the board is of its targets alone. NULL: of all */
    const ct_table *departments;     /* of ct_lead_schema: who answers for what; NULL: nobody knows */
} ct_board_tables;

/* One target of the plan's end with its series and projections. */
typedef struct {
    const ct_assessment *of;
    const ct_series *series; /* NULL: none */
    const ct_chart *chart;   /* its trajectory: values and projections; NULL: none */
    const char *label;       /* name, and breakdown */
    const char *slug;        /* for file names */
} ct_plan_target;

typedef struct ct_board {
    ct_arena *arena;
    const ct_board_tables *tables;
    ct_lang lang;
    long plan_end;
    long last_year;    /* of any value */
    long latest_year;  /* of the targets' latest values; 0: none has one */
    const char *scope; /* the commonest, with a capital; "" when none */
    ct_series_index index;
    const ct_plan_target *targets;
    size_t n_targets;
    size_t tried, held;     /* past values set against the 80 % intervals of their time, and those inside */
    double width, height;   /* of a picture's canvas, pixels; height 0: as it needs */
    const ct_chart *charts; /* the trajectories, for series in the order of the table */
    size_t n_charts;
} ct_board;

struct ct_picture_list;

/* One kind of picture. To add one: its file, its line in kinds.c, its template plots/NAME.gp. */
typedef struct {
    const char *name, *about_vi, *about_en;
    const char *const *layers;
    /** Append its pictures to the list; none when the tables hold nothing for it. */
    ct_error (*make)(struct ct_board *board, struct ct_picture_list *list);
    bool of_targets; /* it draws targets: "data up to" is their latest year, not that of any series */
} ct_chart_kind;

/* A list that grows in the board's arena. */
typedef struct ct_picture_list {
    ct_arena *arena;
    const ct_chart_kind *kind;
    ct_picture *items;
    size_t n, room;
} ct_picture_list;

/** All kinds but trajectory, NULL name last. */
extern const ct_chart_kind ct_chart_kinds[];
const ct_chart_kind *ct_chart_kind_find(const char *name);

/** The pictures of one kind. Everything lives in the arena but each picture's CSV: ct_pictures_clear().
 * CT_EDATA as ct_series_split(). */
CT_CHECKED ct_error ct_board_make(ct_arena *arena, const ct_board_tables *tables, ct_board *board);
CT_CHECKED ct_error ct_pictures_make(ct_board *board, const ct_chart_kind *kind, ct_picture_list *list);
void ct_pictures_clear(ct_picture_list *list);

/* ---- for the kinds ---- */

/** A new picture of the list's kind, begun with its texts, layers and the words of its sources; the pointer
 * holds until the next. */
CT_CHECKED ct_error ct_list_begin(ct_board *board, ct_picture_list *list, const char *name, const char *title,
                                  const char *subtitle, const char *const *sources, size_t n_sources,
                                  ct_picture **picture);

/** Tables of rows: as many to a picture as its height lets stand. */
size_t ct_board_rows(const ct_board *board, double row, size_t most);

/** A body of this height, or less where the picture's height asks for it. */
double ct_board_body(const ct_board *board, double wish);

/** The next picture of the list is this wide. */
CT_CHECKED ct_error ct_list_begin_wide(ct_board *board, ct_picture_list *list, double width, const char *name,
                                       const char *title, const char *subtitle, const char *const *sources,
                                       size_t n_sources, ct_picture **picture);

/** Replay the projections on the board's own series (kind_reliability.c): of `cases` past values those that
 * the 80 % interval held. CT_ENOMEM. */
CT_CHECKED ct_error ct_board_replay(ct_board *board, size_t *cases, size_t *held);

/** Does a target speak of its series' own values, in their unit and measure? Only then may both stand on one
 * axis. */
bool ct_on_axis(const ct_catalogue *catalogue, const ct_point *head, const ct_assessment *of);

/** Where the targets and latest values of targets come from; in the arena. CT_ENOMEM. */
CT_CHECKED ct_error ct_plan_target_sources(ct_board *board, const ct_plan_target *const *targets, size_t n,
                                           const char *const **sources, size_t *n_sources);

/** "Tỉnh Bắc Giang – kế hoạch đến năm 2025" (Bắc Giang province – plan to 2025), with a remark behind it. */
const char *ct_board_subtitle(const ct_board *board, const char *remark);

/** A figure for people in the arena, "" on lack of memory (the picture fails too then). */
const char *ct_board_amount(const ct_board *board, double value, const char *unit, bool stated);
const char *ct_board_figure(const ct_board *board, double value); /* no unit, three significant digits */
const char *ct_board_target(const ct_board *board, const ct_assessment *of);
/** The latest value in the words of the larger of it and its target, as ct_board_target() has the target:
 * never "tỷ" (billion) beside "nghìn tỷ" (thousand billion). */
const char *ct_board_latest(const ct_board *board, const ct_assessment *of);
const char *ct_board_percent(const ct_board *board, double percent);
const char *ct_board_chance(const ct_board *board, double p); /* as ct_chance_text() */

#endif
