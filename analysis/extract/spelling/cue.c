#include "extract/spelling/cue.h"

#include <string.h>

#include "core/csv.h"

/* The words of each class. A class whose first word is "*" takes any value. */
static const struct {
    const char *name;
    const char *words[24]; /* NULL-terminated */
} classes[CT_CUE_CLASSES] = {
    [CT_CUE_KIND] = { "kind", { "target", "actual", "estimate", "forecast" } },
    [CT_CUE_HEADING] = { "heading", { "target", "actual", "estimate", "forecast" } },
    [CT_CUE_GENRE] = { "genre", { "target", "actual", "account" } },
    [CT_CUE_DIRECTION] = { "direction", { "up", "down" } },
    [CT_CUE_MEASURE] = { "measure",
                         { "level", "growth", "change", "share", "plan_ratio", "rank", "multiple" } },
    [CT_CUE_BEFORE] = { "before", { "=", ">=", ">", "<=", "<", "~" } },
    [CT_CUE_AFTER] = { "after", { "=", ">=", ">", "<=", "<", "~" } },
    [CT_CUE_AGGREGATION] = { "aggregation", { "point", "annual_average", "cumulative", "each_year" } },
    [CT_CUE_TIME] = { "time",
                      { "year",     "month",  "quarter", "day",     "span",  "first", "last",   "whole",
                        "now",      "before", "after",   "same",    "since", "until", "school", "this",
                        "term_end", "half",   "next",    "to_date", "over",  "vague", "term" } },
    [CT_CUE_ROLE] = { "role", { "main", "base", "plan", "ignore", "asof" } },
    [CT_CUE_LINK] = { "link", { "part", "again", "in_turn" } },
    [CT_CUE_REJECT] = { "reject", { "before", "after", "context" } },
    [CT_CUE_COUNT] = { "count", { "" } },
    [CT_CUE_FILLER] = { "filler", { "" } },
    [CT_CUE_SKIP] = { "skip", { "" } },
    [CT_CUE_PROVINCE] = { "province", { "*" } },
    [CT_CUE_TERRITORY] = { "territory", { "*" } },
    [CT_CUE_PLACE] = { "place", { "*" } },
    [CT_CUE_COLUMN] = { "column",
                        { "unit", "name", "number", "skip", "target", "actual", "estimate", "forecast" } },
    [CT_CUE_TABLE] = { "table",
                       { "versus", "compare", "growth", "change", "average", "cumulative", "thousand",
                         "million", "is", "count", "by", "whole", "absolute", "relative", "achieved" } },
    [CT_CUE_PLAN] = { "plan", { "" } },
    [CT_CUE_RATE] = { "rate", { "" } },
    [CT_CUE_TOPIC] = { "topic", { "*" } },
    [CT_CUE_REACH] = { "reach", { "" } },
    [CT_CUE_EXCEPT] = { "except", { "" } },
    [CT_CUE_STOP] = { "stop", { "" } },
    [CT_CUE_EACH] = { "each", { "" } },
    [CT_CUE_SIGN] = { "sign", { "minus" } },
    [CT_CUE_HELD] = { "held", { "less", "more", "either", "past", "got" } },
};

static ct_error read_row(const ct_csv_row *row, const char *const *cells, ct_cue *cue)
{
    const char *class = cells[1], *value = cells[2];
    if (cells[0][0] == '\0')
        return ct_fail(CT_EPARSE, row->line, "an empty phrase; write the words of the cue");
    size_t c = 0;
    while (c < CT_CUE_CLASSES && strcmp(classes[c].name, class) != 0) c++;
    if (c == CT_CUE_CLASSES)
        return ct_fail(CT_EPARSE, row->line, "\"%s\" is no class of cues; see docs/formats", class);
    *cue = (ct_cue){ .phrase = cells[0], .class = (ct_cue_class)c, .value = -1, .text = value };
    if (classes[c].words[0][0] == '*') return ct_ok();
    for (int v = 0; classes[c].words[v] != NULL; v++)
        if (strcmp(classes[c].words[v], value) == 0) cue->value = v;
    if (cue->value < 0) return ct_fail(CT_EPARSE, row->line, "\"%s\" is no value of class %s", value, class);
    return ct_ok();
}

int ct_cues_topic(const ct_cues *cues, const char *name)
{
    for (size_t i = 0; i < cues->n; i++)
        if (cues->at[i].class == CT_CUE_TOPIC && strcmp(cues->at[i].text, name) == 0)
            return cues->at[i].value;
    return 0;
}

/* Topics are numbered from 1 in the order in which the file first names them. */
static ct_error number_topics(ct_cue *cues, size_t n, const char *file)
{
    int topics = 0;
    for (size_t i = 0; i < n; i++) {
        if (cues[i].class != CT_CUE_TOPIC) continue;
        const ct_cues before = { cues, i };
        int known = ct_cues_topic(&before, cues[i].text);
        cues[i].value = known != 0 ? known : ++topics;
        if (topics > CT_MAX_TOPICS)
            return ct_in(ct_fail(CT_EPARSE, 0, "more than %d topics; join some", CT_MAX_TOPICS), file);
    }
    return ct_ok();
}

ct_error ct_cues_read(ct_arena *arena, ct_cues *out, const char *text, size_t n, const char *file)
{
    ct_csv csv;
    ct_error err = ct_csv_parse(arena, text, n, &csv);
    if (err.code != CT_OK) return ct_in(err, file);
    size_t count = csv.n > 0 ? csv.n - 1 : 0;
    ct_cue *cues = ct_arena_array(arena, count, sizeof *cues);
    if (cues == NULL) return ct_no_memory();
    for (size_t i = 0; i < count; i++) {
        const ct_csv_row *row = &csv.rows[i + 1];
        if (row->n_cells < 3)
            return ct_in(
                ct_fail(CT_EPARSE, row->line, "%zu cells; each row is phrase,class,value,note", row->n_cells),
                file);
        const char *cells[3] = { row->cells[0], ct_csv_unguard(row->cells[1]),
                                 ct_csv_unguard(row->cells[2]) };
        err = read_row(row, cells, &cues[i]);
        if (err.code != CT_OK) return ct_in(err, file);
        cues[i].label = ct_arena_printf(arena, "%s=%s", classes[cues[i].class].name, cells[2]);
        if (cues[i].label == NULL) return ct_no_memory();
    }
    CT_TRY(number_topics(cues, count, file));
    *out = (ct_cues){ cues, count };
    return ct_ok();
}
