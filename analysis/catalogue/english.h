/* English for the words of figures that documents write in Vietnamese: breakdowns and territories
 * (datasets/catalogue/english.csv). */
#ifndef CT_CATALOGUE_ENGLISH_H
#define CT_CATALOGUE_ENGLISH_H

#include "catalogue/catalogue.h"
#include "core/lang.h"

/** A breakdown in the language: as it is in Vietnamese; in English by the table, parts between ", " and ": "
 * each for itself, and as it is where the table has no word for it. In the arena or borrowed; NULL when out
 * of memory. */
const char *ct_breakdown_words(ct_arena *arena, const ct_catalogue *catalogue, const char *breakdown,
                               ct_lang lang) CT_CHECKED;

/** A territory: "tỉnh Bắc Giang" (Bắc Giang province) is "Bắc Giang province" (Bắc Giang province). As above.
 */
const char *ct_territory_words(ct_arena *arena, const ct_catalogue *catalogue, const char *place,
                               ct_lang lang) CT_CHECKED;

/** The sector that a group of the catalogue stands for ("tourism": Du lịch); the group itself where the table
 * has no word for it. Borrowed. */
const char *ct_group_words(const ct_catalogue *catalogue, const char *group, ct_lang lang);

#endif
