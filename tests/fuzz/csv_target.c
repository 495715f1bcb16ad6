/* For libFuzzer targets that read tables: half of the changes are those of csv_mutate.h. */
#include "csv_mutate.h"

#ifndef CT_FUZZ_KEEP
#define CT_FUZZ_KEEP 0 /* how many bytes at the front say what the rest is */
#endif

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    if (seed % 2 == 0 && size > CT_FUZZ_KEEP) return ct_csv_mutate(data, size, most, CT_FUZZ_KEEP, seed / 2);
    return LLVMFuzzerMutate(data, size, most);
}
