#include "core/memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#ifdef CHITIEU_HAVE_JSON
#include <jansson.h>
#endif
#ifdef CHITIEU_HAVE_HTML
#include <libxml/xmlmemory.h>
#endif

static atomic_bool failed;

void ct_memory_fail(void)
{
    atomic_store(&failed, true);
}

ct_error ct_memory_error(void)
{
    return atomic_load(&failed) ? ct_no_memory() : ct_ok();
}

#if defined CHITIEU_HAVE_JSON || defined CHITIEU_HAVE_HTML
static void *noted(void *block, size_t n)
{
    if (block == NULL && n > 0) ct_memory_fail();
    return block;
}

static void *take(size_t n)
{
    return noted(malloc(n), n);
}
#endif

#ifdef CHITIEU_HAVE_HTML
static void *take_again(void *block, size_t n)
{
    return noted(realloc(block, n), n);
}

static char *take_copy(const char *text)
{
    return noted(strdup(text), 1);
}
#endif

void ct_memory_watch(void)
{
#ifdef CHITIEU_HAVE_JSON
    json_set_alloc_funcs(take, free);
#endif
#ifdef CHITIEU_HAVE_HTML
    (void)xmlMemSetup(free, take, take_again, take_copy); /* it refuses only what is missing */
#endif
}
