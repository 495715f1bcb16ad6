/* Lists of places: heads or rows of a table that are the districts of a province, most of them told by their
 * names alone. */
#ifndef CT_EXTRACT_PLACE_LIST_H
#define CT_EXTRACT_PLACE_LIST_H

#include "extract/reading/passage.h"

/** Read names that stand beside each other in a head or below each other in a column as places: "Toàn tỉnh,
 * TP. Đồng Xoài, Bù Đăng, Lộc Ninh" (whole province, Đồng Xoài city, Bù Đăng, Lộc Ninh). A name alone is a
 * place when nearly all the others are and some say so, by their kind or as the whole ("Toàn tỉnh" (whole
 * province)).
 * @param names   n spans; from == to where a place is empty
 * @param scopes  n of them, filled: "huyện Bù Đăng" (Bù Đăng district), in the arena; NULL where the name is
 * no place or the document's own territory
 * @return whether the names are such a list; without one all scopes are NULL */
bool ct_place_list_read(ct_arena *arena, const ct_span *names, size_t n, const char **scopes);

#endif
