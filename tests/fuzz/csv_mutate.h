/* Changes of a CSV text that keep it one: rows and cells are moved, doubled, left out or exchanged, and cells
 * are given values that have hurt other readers. Bytes changed blindly seldom come past the header row. */
#ifndef CT_TESTS_CSV_MUTATE_H
#define CT_TESTS_CSV_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/** Make one change in place; the first `keep` bytes (a mark that says what the rest is) stay as they are.
 * @param most  how many bytes `data` has room for
 * @param random  says which change; the same number makes the same change
 * @return the new size, at most `most`; the old one when there is nothing to change */
size_t ct_csv_mutate(uint8_t *data, size_t size, size_t most, size_t keep, uint32_t random);

#endif
