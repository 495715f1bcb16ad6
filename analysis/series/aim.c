/* A target as the audit's rules see it: its words, its standard, what is reported of it. */
#include <stdio.h>

#include "series/aims.h"
#include "series/value.h"

/* "> 99,2 %": a target as it is set. */
ct_wording ct_aim_words(const ct_aim *one, ct_lang lang)
{
    const ct_target *target = one->target;
    ct_wording value = ct_range_wording(target->low, target->high, target->unit, lang), words;

    if (target->qualifier == CT_EQ) return value;
    snprintf(words.text, sizeof words.text, "%s %.300s", ct_qualifier_words[target->qualifier], value.text);
    return words;
}

ct_error ct_aim_report(ct_audit_state *audit, const char *rule, int severity, const ct_aim *one, double value,
                       const char *others, double other, const char *text_vi, const char *text_en)
{
    const ct_target *target = one->target;
    ct_finding finding = { .rule = rule,
                           .severity = severity,
                           .indicator = target->indicator,
                           .scope = target->scope,
                           .breakdown = target->breakdown,
                           .period = target->period_end.year,
                           .value = ct_value_tidy(value),
                           .other = ct_value_tidy(other),
                           .unit = target->unit,
                           .source = target->source,
                           .other_source = others,
                           .text_vi = text_vi,
                           .text_en = text_en };

    return others != NULL ? ct_finding_add(audit->findings, &finding) : ct_no_memory();
}

const char *ct_aim_subject(const ct_audit_state *audit, const ct_aim *one, ct_lang lang)
{
    const char *words = ct_arena_strdup(
        audit->arena,
        ct_subject_wording(one->indicator, one->target->scope, one->target->breakdown, lang).text);

    return words != NULL ? words : "";
}

bool ct_aim_is_bound(const ct_aim *one)
{
    return one->target->qualifier != CT_EQ && one->target->qualifier != CT_ABOUT;
}

/* By the same standard, as far as their words tell. */
bool ct_aim_same_standard(const ct_aim *a, const ct_aim *b)
{
    return a->standard == 0 || b->standard == 0 || a->standard == b->standard;
}
