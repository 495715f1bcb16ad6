/* ZIP files made of stored parts, without a library, so that fuzz targets reach what stands behind checksums.
 */
#ifndef CT_TESTS_ZIP_OF_H
#define CT_TESTS_ZIP_OF_H

#include <stdint.h>
#include <string.h>

#include "core/buffer.h"

static uint32_t checksum(const char *bytes, size_t n) /* CRC-32 as ZIP has it */
{
    uint32_t crc = 0xFFFFFFFF;

    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

static void put(ct_buffer *to, size_t bytes, uint32_t value)
{
    for (size_t i = 0; i < bytes; i++, value >>= 8)
        ct_buffer_append(to, (const char[]){ (char)(value & 0xFF) }, 1);
}

/* The fields that a local and a central header share. */
static void put_entry(ct_buffer *to, const char *name, const char *bytes, size_t n)
{
    put(to, 4, 20);         /* version, flags */
    put(to, 2, 0);          /* stored */
    put(to, 4, 0x58210000); /* a day of 2024 */
    put(to, 4, checksum(bytes, n));
    put(to, 4, (uint32_t)n);
    put(to, 4, (uint32_t)n);
    put(to, 2, (uint32_t)strlen(name));
    put(to, 2, 0);
}

static void put_local(ct_buffer *to, ct_buffer *central, const char *name, const char *bytes, size_t n)
{
    ct_buffer_append(central, "PK\1\2\24\0", 6);
    put_entry(central, name, bytes, n);
    ct_buffer_append(central, "\0\0\0\0\0\0\0\0\0\0", 10);
    put(central, 4, (uint32_t)to->len);
    ct_buffer_text(central, name);
    ct_buffer_append(to, "PK\3\4", 4);
    put_entry(to, name, bytes, n);
    ct_buffer_text(to, name);
    ct_buffer_append(to, bytes, n);
}

/* The list of parts at the end of the file; central is what put_local() wrote there. */
static void put_end(ct_buffer *to, const ct_buffer *central, uint32_t entries)
{
    uint32_t at = (uint32_t)to->len;

    ct_buffer_append(to, central->data, central->len);
    ct_buffer_append(to, "PK\5\6\0\0\0\0", 8);
    put(to, 2, entries);
    put(to, 2, entries);
    put(to, 4, (uint32_t)central->len);
    put(to, 4, at);
    put(to, 2, 0);
}

#endif
