#include "core/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

typedef struct block {
    struct block *next;
    size_t size, used; /* of data */
    alignas(max_align_t) char data[];
} block;

struct ct_arena {
    block *blocks;    /* the newest, being filled, first */
    size_t next_size; /* of the next block; doubles, so that few blocks serve large inputs */
    size_t handed;
};

ct_arena *ct_arena_new(void)
{
    ct_arena *arena = calloc(1, sizeof *arena);

    if (arena != NULL)
        arena->next_size = FIRST_BLOCK;
    else
        ct_memory_fail();
    return arena;
}

void ct_arena_free(ct_arena *arena)
{
    if (arena == NULL) return;
    for (block *b = arena->blocks; b != NULL;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

static block *block_add(ct_arena *arena, size_t size)
{
    size_t room = size > arena->next_size ? size : arena->next_size;
    block *b;

    b = room <= SIZE_MAX - sizeof *b ? calloc(1, sizeof *b + room) : NULL;
    if (b == NULL) {
        ct_memory_fail();
        return NULL;
    }
    b->size = room;
    /* A block made for one large request is full at once: the one being filled stays in front. */
    if (size > arena->next_size && arena->blocks != NULL) {
        b->next = arena->blocks->next;
        arena->blocks->next = b;
    } else {
        b->next = arena->blocks;
        arena->blocks = b;
    }
    if (arena->next_size < LARGEST_BLOCK) arena->next_size *= 2;
    return b;
}

/* What no memory can hold is refused as what this memory cannot: whoever asked may take NULL for "not found".
 */
static void *too_large(void)
{
    ct_memory_fail();
    return NULL;
}

void *ct_arena_alloc(ct_arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    block *b = arena->blocks;
    void *bytes;

    if (size > SIZE_MAX / 2) return too_large();
    size = (size + align - 1) / align * align;
    if (size == 0) size = align;
    if (b == NULL || b->size - b->used < size) b = block_add(arena, size);
    if (b == NULL) return NULL;
    bytes = b->data + b->used;
    b->used += size;
    assert(b->used <= b->size);
    arena->handed += size;
    return bytes;
}

void *ct_arena_array(ct_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) return too_large();
    return ct_arena_alloc(arena, count * size);
}

char *ct_arena_strndup(ct_arena *arena, const char *s, size_t n)
{
    char *copy = n < SIZE_MAX ? ct_arena_alloc(arena, n + 1) : NULL;

    if (copy != NULL && n > 0) memcpy(copy, s, n);
    return copy;
}

char *ct_arena_strdup(ct_arena *arena, const char *s)
{
    return ct_arena_strndup(arena, s, strlen(s));
}

char *ct_arena_printf(ct_arena *arena, const char *format, ...)
{
    va_list args, again;
    char *text = NULL;

    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length >= 0) text = ct_arena_alloc(arena, (size_t)length + 1);
    if (text != NULL) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

size_t ct_arena_used(const ct_arena *arena)
{
    return arena->handed;
}
