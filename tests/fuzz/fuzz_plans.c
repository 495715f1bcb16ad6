/* A hostile plans.csv and hostile rules: what is read is chosen among, and at most one plan's worth of rows
 * is of record. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/table.h"
#include "series/plans.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void choose(const ct_table *rules, ct_table *plans, const ct_table *observations)
{
    const ct_plan_wish wish = { .named = "", .end = 2025, .scope = "" };
    size_t of_record = 0;

    if (ct_plans_choose(rules, observations, &wish, plans).code != CT_OK) return;
    for (size_t i = 0; i < plans->n; i++) of_record += ct_plan_at(plans, i)->record != 0;
    if (of_record > 1) abort();
    (void)ct_plans_horizon(plans);
    if (ct_plans_find(plans, 1, "a.txt", 5) > plans->n) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char rule[] =
        "part,word,points\ntitle,kế hoạch phát triển kinh tế - xã hội 5 năm,5\nkind,nghị quyết,2\nfact,targets,4\nfact,own_territory,3\n";
    ct_table *plans, *rules = NULL, *given = NULL, *observations;

    if (ct_table_new(&plans, &ct_plan_schema).code != CT_OK) return 0;
    if (ct_table_new(&observations, &ct_observation_schema).code != CT_OK) abort();
    if (ct_plan_rules_read(rule, sizeof rule - 1, "rules", &rules).code != CT_OK) abort();
    if (ct_plan_rules_read((const char *)data, size, "fuzz", &given).code != CT_OK && given != NULL) abort();
    if (ct_table_read(plans, (const char *)data, size, "fuzz").code == CT_OK)
        choose(given != NULL ? given : rules, plans, observations);
    ct_table_free(given);
    ct_table_free(rules);
    ct_table_free(plans);
    ct_table_free(observations);
    return 0;
}
