/* What corrections are chosen from. */
#include "review/check_json.h"

#ifdef CHITIEU_HAVE_JSON
#include <stdlib.h>
#include <string.h>

static json_t *indicator(const ct_indicator *one)
{
    ct_buffer others;
    json_t *value = NULL;

    ct_buffer_init(&others);
    for (size_t i = 0; i < one->n_aliases; i++)
        ct_buffer_printf(&others, "%s%s", i > 0 ? "|" : "", one->aliases[i]);
    if (!others.failed)
        value = json_pack("[s, s, s, s, s]", one->id, one->name_vi, one->name_en, one->unit,
                          ct_buffer_string(&others));
    ct_buffer_clear(&others);
    return value;
}

static json_t *indicators(const ct_catalogue *catalogue)
{
    json_t *list = json_array();
    bool good = list != NULL;

    for (size_t i = 0; i < catalogue->n_indicators && good; i++)
        good = ct_check_add(list, indicator(&catalogue->indicators[i]));
    if (good) return list;
    json_decref(list);
    return NULL;
}

static json_t *names_of_units(const ct_catalogue *catalogue)
{
    json_t *list = json_array();
    bool good = list != NULL;

    for (size_t i = 0; i < catalogue->n_units && good; i++)
        if (strcmp(catalogue->units[i].family, "magnitude") != 0)
            good = ct_check_add(list, json_string(catalogue->units[i].name));
    if (good) return list;
    json_decref(list);
    return NULL;
}

static json_t *names_of_breakdowns(const ct_catalogue *catalogue)
{
    json_t *list = json_array();
    bool good = list != NULL;

    for (size_t i = 0; i < catalogue->n_breakdowns && good; i++)
        good = ct_check_add(list, json_string(catalogue->breakdowns[i].name));
    if (good) return list;
    json_decref(list);
    return NULL;
}

/* Every scope that some observation has, once. */
static json_t *scopes(const ct_table *observations)
{
    json_t *seen = json_object(), *list = json_array();
    bool good = seen != NULL && list != NULL;

    for (size_t i = 0; i < observations->n && good; i++) {
        const char *scope = ct_observation_at(observations, i)->scope;
        if (scope[0] == '\0' || json_object_get(seen, scope) != NULL) continue;
        good = json_object_set_new(seen, scope, json_true()) == 0 && ct_check_add(list, json_string(scope));
    }
    json_decref(seen);
    if (good) return list;
    json_decref(list);
    return NULL;
}

static json_t *words(const char *const *of)
{
    json_t *list = json_array();
    bool good = list != NULL;

    for (size_t i = 0; of[i] != NULL && good; i++) good = ct_check_add(list, json_string(of[i]));
    if (good) return list;
    json_decref(list);
    return NULL;
}

json_t *ct_check_lists(const ct_check *check)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "indicators", indicators(check->catalogue),
                     "units", names_of_units(check->catalogue), "breakdowns",
                     names_of_breakdowns(check->catalogue), "scopes", scopes(check->observations),
                     "qualifier", words(ct_qualifier_words), "aggregation", words(ct_aggregation_words),
                     "kind", words(ct_kind_words), "measure", words(ct_measure_words));
}
#endif
