#include "extract/decision.h"

#include <math.h>
#include <string.h>

#include "core/csv.h"
#include "core/number.h"

static int feature_of(const ct_decision *decision, const char *name)
{
    for (size_t f = 0; f < decision->n_features; f++)
        if (strcmp(decision->features[f].name, name) == 0)
            return (int)f;
    return -1;
}

static int value_of(const ct_feature *feature, const char *name)
{
    for (int v = 0; feature->values[v] != NULL; v++)
        if (strcmp(feature->values[v], name) == 0)
            return v;
    return -1;
}

static ct_error read_term(const ct_decision *decision, long line, const char *feature, const char *value, int *f, int *v)
{
    *f = feature_of(decision, feature);
    if (*f < 0)
        return ct_fail(CT_EPARSE, line, "\"%s\" is no feature of the decision %s; fit the weights again with scripts/fit", feature,
                       decision->name);
    *v = value_of(&decision->features[*f], value);
    if (*v < 0)
        return ct_fail(CT_EPARSE, line, "\"%s\" is no value of the feature %s; fit the weights again with scripts/fit", value, feature);
    return ct_ok();
}

static ct_error read_row(ct_weights *weights, const ct_csv_row *row)
{
    const ct_decision *decision = weights->decision;
    int f = 0, v = 0, g = 0, w = 0;
    double weight = 0;
    CT_TRY(read_term(decision, row->line, row->cells[1], row->cells[2], &f, &v));
    ct_error err = ct_number_plain(ct_csv_unguard(row->cells[5]), &weight);
    if (err.code != CT_OK || fabs(weight) > 1e6)
        return ct_fail(CT_EPARSE, row->line, "\"%s\" is no weight; write a plain number", row->cells[5]);
    if (row->cells[3][0] == '\0') {
        weights->single[f][v] = (float)weight;
        return ct_ok();
    }
    CT_TRY(read_term(decision, row->line, row->cells[3], row->cells[4], &g, &w));
    size_t i = 0;
    while (i < weights->n_pairs && !(weights->pairs[i][0] == f && weights->pairs[i][1] == g))
        i++;
    if (i == CT_MAX_PAIRS)
        return ct_fail(CT_EPARSE, row->line, "more than %d pairs of features; fit the weights again with scripts/fit", CT_MAX_PAIRS);
    if (i == weights->n_pairs) {
        weights->pairs[i][0] = (uint8_t)f;
        weights->pairs[i][1] = (uint8_t)g;
        weights->n_pairs++;
    }
    weights->pair[i][v][w] = (float)weight;
    return ct_ok();
}

ct_error ct_weights_read(ct_arena *arena, const ct_decision *const *decisions, size_t n_decisions, ct_weights *const *out, const char *text,
                         size_t n, const char *file)
{
    ct_csv csv;
    for (size_t d = 0; d < n_decisions; d++) {
        memset(out[d], 0, sizeof *out[d]);
        out[d]->decision = decisions[d];
    }
    ct_error err = ct_csv_parse(arena, text, n, &csv);
    for (size_t i = 1; err.code == CT_OK && i < csv.n; i++) {
        const ct_csv_row *row = &csv.rows[i];
        size_t d = 0;
        if (row->n_cells < 6) {
            err = ct_fail(CT_EPARSE, row->line, "%zu cells; each row is decision,feature,value,with,with_value,weight", row->n_cells);
            break;
        }
        while (d < n_decisions && strcmp(decisions[d]->name, row->cells[0]) != 0)
            d++;
        if (d == n_decisions)
            err = ct_fail(CT_EPARSE, row->line, "\"%s\" is no decision; fit the weights again with scripts/fit", row->cells[0]);
        else
            err = read_row(out[d], row);
    }
    return ct_in(err, file);
}

double ct_weights_score(const ct_weights *weights, const uint8_t *values)
{
    const ct_decision *decision = weights->decision;
    double score = 0;
    for (size_t f = 0; f < decision->n_features; f++)
        score += (double)weights->single[f][values[f]];
    for (size_t i = 0; i < weights->n_pairs; i++)
        score += (double)weights->pair[i][values[weights->pairs[i][0]]][values[weights->pairs[i][1]]];
    return score;
}

void ct_probabilities(const double *scores, size_t n, double *out)
{
    double most = scores[0], sum = 0;
    for (size_t i = 1; i < n; i++)
        most = fmax(most, scores[i]);
    for (size_t i = 0; i < n; i++)
        sum += out[i] = exp(scores[i] - most);
    for (size_t i = 0; i < n; i++)
        out[i] /= sum;
}

/* The features and pairs that speak most for or against a reading, with their weights. */
static const char *heaviest(ct_arena *arena, const ct_weights *weights, const uint8_t *values)
{
    enum { MOST = 4 };
    const ct_decision *decision = weights->decision;
    bool used[CT_MAX_FEATURES + CT_MAX_PAIRS] = { false };
    const char *text = "";
    for (size_t k = 0; k < MOST && text != NULL; k++) {
        size_t best = 0, n = decision->n_features + weights->n_pairs;
        float weight = 0;
        for (size_t i = 0; i < n; i++) {
            const uint8_t *pair = i < decision->n_features ? NULL : weights->pairs[i - decision->n_features];
            float one = pair == NULL ? weights->single[i][values[i]] : weights->pair[i - decision->n_features][values[pair[0]]][values[pair[1]]];
            if (!used[i] && fabsf(one) > fabsf(weight)) {
                weight = one;
                best = i;
            }
        }
        if (weight == 0)
            break;
        used[best] = true;
        const uint8_t *pair = best < decision->n_features ? NULL : weights->pairs[best - decision->n_features];
        size_t f = pair == NULL ? best : pair[0];
        const char *with = "";
        if (pair != NULL)
            with = ct_arena_printf(arena, " & %s=%s", decision->features[pair[1]].name, decision->features[pair[1]].values[values[pair[1]]]);
        if (with == NULL)
            return NULL;
        text = ct_arena_printf(arena, "%s%s%s=%s%s %+.2f", text, k > 0 ? ", " : "", decision->features[f].name,
                               decision->features[f].values[values[f]], with, (double)weight);
    }
    return text;
}

const char *ct_weights_describe(ct_arena *arena, const ct_weights *weights, const uint8_t *values)
{
    const ct_decision *decision = weights->decision;
    const char *text = "", *most = heaviest(arena, weights, values);
    for (size_t f = 0; f < decision->n_features && text != NULL; f++)
        text = ct_arena_printf(arena, "%s%s%s=%s", text, f > 0 ? " " : "", decision->features[f].name,
                               decision->features[f].values[values[f]]);
    return text == NULL || most == NULL ? NULL : ct_arena_printf(arena, "%s | %s", text, most);
}
