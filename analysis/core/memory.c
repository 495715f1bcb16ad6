#include "core/memory.h"

#include <stdatomic.h>

static atomic_bool failed;

void ct_memory_fail(void)
{
    atomic_store(&failed, true);
}

ct_error ct_memory_error(void)
{
    return atomic_load(&failed) ? ct_no_memory() : ct_ok();
}
