/* Places: the territories and bodies that a passage names. */
#ifndef CT_EXTRACT_PLACES_H
#define CT_EXTRACT_PLACES_H

#include "extract/reading/passage.h"

/* What the words say of the place. */
typedef enum {
    CT_PLACE_OWN, /* "toàn tỉnh" (the whole province), "của huyện" (of the district): the document's, or the
                     one around it, by its kind alone */
    CT_PLACE_NAMED, /* "huyện Việt Yên" (Việt Yên district) */
    CT_PLACE_BARE,  /* a province by its name alone: "Tây Ninh" (a province)  */
    CT_PLACE_WHOLE /* "cả nước" (the whole country), "các khu công nghiệp" (the industrial parks)  */
} ct_place_sort;

typedef struct {
    size_t start, end; /* tokens                                                                 */
    ct_place_sort sort;
    const char *
        kind; /* "huyện" (district), "thành phố" (city), "tỉnh" (province); of a whole the words themselves */
    const char
        *scope; /* "huyện Việt Yên" (Việt Yên district), in the passage's arena; NULL for CT_PLACE_OWN */
    bool listed; /* one of several: "huyện Việt Yên, Yên Dũng" (the districts Việt Yên and Yên Dũng) */
} ct_place;

/** The places that tokens from .. to - 1 name, in their order; their number, at most `most`. */
size_t ct_places_find(const ct_passage *passage, size_t from, size_t to, ct_place *out, size_t most);

/** Is the place one of several: "huyện Việt Yên, Yên Dũng" (the districts Việt Yên and Yên Dũng)? A district
 * before its province is not. */
bool ct_place_listed(const ct_passage *passage, const ct_place *place);

/** The place named at token i. */
bool ct_place_at(const ct_passage *passage, size_t i, ct_place *out);

#endif
