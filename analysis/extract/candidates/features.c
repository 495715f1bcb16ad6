#include "extract/candidates/features.h"

#include <stdlib.h>
#include <string.h>

#include "core/list.h"

/* A name's key is its bytes as the digits of a number (Karp and Rabin, 1987): a name made of parts gets the
 * key of the whole. Four digits at a time wait for one product only. */
static const uint64_t FIRST = 14695981039346656037u, BASE = 0x9E3779B97F4A7C15u, BASE_2 = 0xDF442D22CE4859B9u,
                      BASE_3 = 0x604A5CE3ADDEF82Du, BASE_4 = 0xD94363FC538227B1u;

void ct_features_clear(ct_features *features)
{
    free(features->at);
    features->at = NULL;
    features->n = features->capacity = 0;
}

void ct_features_begin(ct_features *features, size_t n_slots)
{
    features->n = 0;
    features->n_slots = n_slots;
    memset(features->slot, 0, n_slots * sizeof *features->slot);
}

static uint64_t hash_on(uint64_t hash, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    for (; at[0] != 0 && at[1] != 0 && at[2] != 0 && at[3] != 0; at += 4)
        hash = hash * BASE_4 + (at[0] * BASE_3 + at[1] * BASE_2 + at[2] * BASE + at[3]);
    for (; *at != 0; at++) hash = hash * BASE + *at;
    return hash;
}

uint64_t ct_feature_key(const char *name)
{
    return hash_on(FIRST, name);
}

static bool reserve(ct_features *features)
{
    ct_feature_value *grown =
        ct_list_room(features->at, features->n, &features->capacity, sizeof *grown, 256);
    features->failed = features->failed || grown == NULL;
    if (grown == NULL) return false;
    features->at = grown;
    return true;
}

static const char *joined(ct_features *features, const char *const *parts)
{
    size_t size = 1;
    for (size_t i = 0; i < CT_FEATURE_PARTS && parts[i] != NULL; i++) size += strlen(parts[i]);
    char *name = ct_arena_alloc(features->names, size), *to = name;
    features->failed = features->failed || name == NULL;
    for (size_t i = 0; name != NULL && i < CT_FEATURE_PARTS && parts[i] != NULL; i++) {
        size_t n = strlen(parts[i]);
        memcpy(to, parts[i], n);
        to += n;
    }
    return name;
}

void ct_features_add(ct_features *features, double value, const char *const *parts)
{
    uint64_t key = FIRST;
    if (value == 0 || !reserve(features)) return;
    for (size_t i = 0; i < CT_FEATURE_PARTS && parts[i] != NULL; i++) key = hash_on(key, parts[i]);
    const char *name = features->names == NULL ? NULL : joined(features, parts);
    features->at[features->n++] = (ct_feature_value){ key, (float)value, name };
}

void ct_features_add_after(ct_features *features, double value, uint64_t first_key, const char *first,
                           const char *second)
{
    if (value == 0 || !reserve(features)) return;
    const char *const parts[] = { first, second, NULL };
    const char *name = features->names == NULL ? NULL : joined(features, parts);
    features->at[features->n++] = (ct_feature_value){ hash_on(first_key, second), (float)value, name };
}

const char *ct_feature_number(long number)
{
    static const char *const words[] = { "-9", "-8", "-7", "-6", "-5", "-4", "-3", "-2", "-1", "0",  "1",
                                         "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10", "11", "12",
                                         "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23",
                                         "24", "25", "26", "27", "28", "29", "30", "31", "32" };
    long at = number < -9 ? 0 : number > 32 ? 41 : number + 9;
    return words[at];
}
