/* Documents read before: what they gave is kept in the user's cache and found again by what the document
 * holds and all that bears on its reading. */
#ifndef CT_CLI_CACHE_H
#define CT_CLI_CACHE_H

#include "cli/command.h"
#include "documents/document.h"

/* What bears on the reading of every document of a command. */
typedef struct {
    const char
        *folder;     /* of what is kept, in the arena of the command; NULL: nothing is kept, nor looked for */
    char common[65]; /* digest of the build, its libraries, the catalogue, the programs that read documents,
                        the options */
} ct_cache;

/** Prepare it: $XDG_CACHE_HOME/chitieu/observations, else ~/.cache/chitieu/observations. With --no-cache, or
 * where the user has no such place, or something that bears on the reading cannot be read, nothing is kept.
 * @param scope, mode, traces how documents are read */
CT_CHECKED ct_error ct_cache_open(ct_cache *cache, const ct_args *args, const char *scope, ct_ocr_mode mode,
                                  bool traces);

/** The name of what a document gives: 64 hexadecimal digits. @param digest SHA-256 of its bytes */
void ct_cache_key(const ct_cache *cache, const char *digest, const char *name, char key[65]);

/** Append what is kept under a key. false: nothing, or what was damaged since, which is taken away. */
bool ct_cache_get(const ct_cache *cache, const char *key, ct_buffer *to);

/** Keep bytes under a key. They appear whole or not at all, also beside others that write; where they cannot
 * be written nothing is lost but time. */
void ct_cache_put(const ct_cache *cache, const char *key, const char *bytes, size_t n);

/** Take away what was used longest ago until no more than CT_CACHE_LIMIT bytes are kept, and what no run has
 * used for CT_CACHE_DAYS days. */
void ct_cache_trim(const ct_cache *cache);

enum { CT_CACHE_LIMIT = 1 << 30, CT_CACHE_DAYS = 180 };

#endif
