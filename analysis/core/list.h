/* Growing arrays from malloc(): the one place where their sizes are reckoned, so that no product of a count
 * and a size wraps round. */
#ifndef CT_CORE_LIST_H
#define CT_CORE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/error.h"

/** The array with room for one more than its n items, moved perhaps; the block stays the caller's, who frees
 * it.
 * @param array    NULL before there is one
 * @param n        items in use, at most *capacity
 * @param capacity items there is room for; doubled when the room is used up
 * @param size     bytes of an item, 1 or more
 * @param first    items of the first block, 1 or more
 * @return NULL when out of memory or the bytes cannot be counted in a size_t: the array and *capacity are
 * then what they were */
void *ct_list_room(void *array, size_t n, size_t *capacity, size_t size, size_t first) CT_CHECKED;

/** The next capacity after `capacity`: `first` after 0, else twice as much. For several arrays of one
 * capacity, and for hash tables (`first` a power of two). @return 0 when twice as much is more than a size_t
 * holds */
size_t ct_list_next(size_t capacity, size_t first) CT_CHECKED;

/** realloc() to count items of size bytes each. NULL when out of memory or where the product overflows: the
 * array is then what it was.
 * @param count 1 or more @param size 1 or more */
void *ct_list_resize(void *array, size_t count, size_t size) CT_CHECKED;

#endif
