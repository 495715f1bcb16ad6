#include "core/list.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

size_t ct_list_next(size_t capacity, size_t first)
{
    assert(first > 0);
    if (capacity == 0) return first;
    return capacity <= SIZE_MAX / 2 ? capacity * 2 : 0;
}

void *ct_list_resize(void *array, size_t count, size_t size)
{
    assert(size > 0);
    if (count == 0 || count > SIZE_MAX / size)
        return NULL; /* 0: what ct_list_next() says of a capacity beyond all bounds */
    return realloc(array, count * size);
}

void *ct_list_room(void *array, size_t n, size_t *capacity, size_t size, size_t first)
{
    assert(n <= *capacity);
    if (n < *capacity) return array;
    size_t next = ct_list_next(*capacity, first);
    void *grown = ct_list_resize(array, next, size);

    if (grown != NULL) *capacity = next;
    return grown;
}
