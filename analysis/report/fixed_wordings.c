/* Which row of datasets/report/sentences.csv says what: the report's fixed wordings by the program's own
 * names. */
#include <stdio.h>
#include <string.h>

#include "report/content.h"
#include "report/phrases.h"

const char *ct_said(const ct_report *report, const char *key)
{
    const char *words = ct_phrase_words(report->phrases, key, report->lang);

    return words[0] != '\0' || report->phrases == NULL ? words : key;
}

ct_error ct_said_with(ct_arena *arena, const ct_report *report, const char *key, const ct_phrase_word *words,
                      size_t n, const char **out)
{
    *out = "";
    return report->phrases != NULL ? ct_phrase_make(arena, report->phrases, key, report->lang, words, n, out)
                                   : ct_ok();
}

static const char *pick(const char *const *list, size_t n, int i, const ct_report *report)
{
    if (i < 0 || (size_t)i >= n) return "–";
    return list[i] != NULL ? ct_said(report, list[i]) : "";
}
#define PICK(list, i, report) pick(list, sizeof(list) / sizeof *(list), i, report)

const char *ct_cell_heading(ct_cell cell, const ct_report *report)
{
    static const char *const list[CT_N_CELLS] = {
        [CT_CELL_NAME] = "cell.name",           [CT_CELL_UNIT] = "cell.unit",
        [CT_CELL_TARGET] = "cell.target",       [CT_CELL_BASE] = "cell.base",
        [CT_CELL_LATEST] = "cell.latest",       [CT_CELL_ACHIEVED] = "cell.achieved",
        [CT_CELL_VERSUS] = "cell.versus",       [CT_CELL_REQUIRED] = "cell.required",
        [CT_CELL_PROJECTED] = "cell.projected", [CT_CELL_PROBABILITY] = "cell.probability",
        [CT_CELL_VERDICT] = "cell.verdict",
    };
    return PICK(list, (int)cell, report);
}

const char *ct_reason_text(int reason, const ct_report *report)
{
    static const char *const list[] = {
        [CT_REASON_DONE] = NULL,
        [CT_REASON_NO_SERIES] = "reason.no_series",
        [CT_REASON_UNIT] = "reason.unit",
        [CT_REASON_ONE_POINT] = "reason.one_point",
        [CT_REASON_NO_BASE] = "reason.no_base",
        [CT_REASON_ZERO_BASE] = "reason.zero_base",
        [CT_REASON_NO_DIRECTION] = "reason.no_direction",
        [CT_REASON_MEASURE] = "reason.measure",
        [CT_REASON_NO_PERIOD] = "reason.no_period",
        [CT_REASON_NO_VALUE] = "reason.no_value",
        [CT_REASON_AT_TARGET] = "reason.at_target",
        [CT_REASON_NO_PROJECTION] = "reason.no_projection",
        [CT_REASON_REACH] = "reason.reach",
        [CT_REASON_UNDECIDED] = "reason.undecided",
        [CT_REASON_REVIEW] = "reason.review",
    };
    return PICK(list, reason, report);
}

const char *ct_status_text(int status, const ct_report *report)
{
    static const char *const list[] = {
        [CT_STATUS_ACTUAL] = "status.actual",     [CT_STATUS_PRELIMINARY] = "status.preliminary",
        [CT_STATUS_ESTIMATE] = "status.estimate", [CT_STATUS_FORECAST] = "status.forecast",
        [CT_STATUS_DERIVED] = "status.derived",
    };
    return PICK(list, status, report);
}

const char *ct_severity_text(int severity, const ct_report *report)
{
    static const char *const list[] = {
        [CT_SEVERITY_NOTE] = "severity.note",
        [CT_SEVERITY_WARNING] = "severity.warning",
        [CT_SEVERITY_ERROR] = "severity.error",
        [CT_SEVERITY_CHECK] = "severity.check",
    };
    return PICK(list, severity, report);
}

const char *ct_heading_text(ct_heading heading, const ct_report *report)
{
    static const char *const list[] = {
        [CT_HEAD_SUMMARY] = "head.summary",
        [CT_HEAD_TARGETS] = "head.targets",
        [CT_HEAD_OVERVIEW] = "head.overview",
        [CT_HEAD_INDICATORS] = "head.indicators",
        [CT_HEAD_FINDINGS] = "head.findings",
        [CT_HEAD_SOURCES] = "head.sources",
        [CT_HEAD_YEAR] = "head.year",
        [CT_HEAD_VALUE] = "head.value",
        [CT_HEAD_STATUS] = "head.status",
        [CT_HEAD_SOURCE] = "head.source",
        [CT_HEAD_WHAT] = "head.what",
        [CT_HEAD_DOCUMENT] = "head.document",
        [CT_HEAD_PAGE] = "head.page",
        [CT_HEAD_LINE] = "head.line",
        [CT_HEAD_QUOTE] = "head.quote",
        [CT_HEAD_LEVEL] = "head.level",
        [CT_HEAD_FINDING] = "head.finding",
        [CT_HEAD_NO_TARGETS] = "head.no_targets",
        [CT_HEAD_NO_CHARTS] = "head.no_charts",
        [CT_HEAD_NO_FINDINGS] = "head.no_findings",
        [CT_HEAD_NO_SOURCES] = "head.no_sources",
        [CT_HEAD_ALL_VALUES] = "head.all_values",
        [CT_HEAD_MORE_FINDINGS] = "head.more_findings",
        [CT_HEAD_NUMBER] = "head.number",
        [CT_HEAD_CONTENTS] = "head.contents",
    };
    return PICK(list, (int)heading, report);
}

const char *ct_group_text(const char *group, const ct_report *report)
{
    char key[64];
    const char *words;

    snprintf(key, sizeof key, "group.%s", group);
    words = ct_phrase_words(report->phrases, key, report->lang);
    return words[0] != '\0' ? words : group;
}

const char *ct_prior_note(ct_arena *arena, const char *note, const ct_report *report)
{
    const ct_table *projections = report->projections;
    bool any = false;

    for (size_t i = 0; projections != NULL && i < projections->n && !any; i++)
        any = ct_projection_has_prior(ct_projection_at(projections, i));
    return any ? ct_arena_printf(arena, "%s %s", note, ct_said(report, "method.priors")) : note;
}
