/* Inside documents/ only: the codes in which Vietnamese was written before Unicode. Each is one byte a letter
 * or two (VNI), drawn by fonts of its own; the same codes are met as bytes of a text file, and as the Latin
 * letters they look like, saved as UTF-8 or inside a Word file. */
#ifndef CT_DOCUMENTS_ENCODINGS_H
#define CT_DOCUMENTS_ENCODINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buffer.h"
#include "core/error.h"

typedef enum {
    CT_OLD_TCVN3,  /* the "ABC" fonts, .VnTime                        */
    CT_OLD_VNI,    /* VNI-Times: letter and mark, one code each       */
    CT_OLD_VISCII, /* RFC 1456                                        */
    CT_OLD_VPS,
    CT_OLD_1258, /* Windows-1258: letter and tone, one code each    */
    CT_OLD_VIQR, /* ASCII: "Vie^.t Nam", RFC 1456; no font has it   */
    CT_OLD_COUNT
} ct_old_encoding;

/** "TCVN3", "VNI", "VISCII", "VPS", "Windows-1258", "VIQR". */
const char *ct_old_encoding_name(ct_old_encoding encoding);

/** Which of them a text is in, by its content: the one that makes the most words sound Vietnamese. False for
 * sound UTF-8, for English and for Vietnamese without marks, and where none makes sense of it.
 * @param utf8 the codes were saved as the Latin letters they look like */
bool ct_old_encoding_find(const char *bytes, size_t n, bool utf8, ct_old_encoding *found);

/** What the fonts of a name are coded in: ".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "VISCII ...".
 * False for any other font. capitals: this font draws small letters as capitals (.VnTimeH); may be NULL. */
bool ct_old_encoding_of_font(const char *font, ct_old_encoding *found, bool *capitals);

/** Append n bytes as UTF-8, composed (NFC). Codes that stand for nothing become U+FFFD and are counted.
 * Nothing is appended when out of memory: ask ct_buffer_error(). */
CT_CHECKED ct_error ct_old_decode(ct_old_encoding encoding, const char *bytes, size_t n, bool utf8,
                                  ct_buffer *to, size_t *replaced);

/** Many of the words hold Latin letters or signs that Vietnamese has not: the codes of a font that nobody
 * told us. n bytes of valid UTF-8. */
bool ct_text_is_foreign(const char *text, size_t n);

/* For the decoders: what each makes of a text, decomposed where that is simpler. */

/** The next code of a text, 0 to 0xFF, or a letter beyond them as itself; *used bytes. Letters of
 * Windows-1252 that saved text has in place of the codes 0x80 to 0x9F are those codes again. -1: an invalid
 * byte. */
int ct_old_code(const char *bytes, size_t n, bool utf8, size_t *used);

void ct_old_put(ct_buffer *to, int code_point);
void ct_old_unknown(ct_buffer *to, size_t *replaced);

void ct_vni_decode(const char *bytes, size_t n, bool utf8, ct_buffer *to, size_t *replaced);
void ct_viqr_decode(const char *bytes, size_t n, ct_buffer *to, size_t *replaced);
void ct_byte_decode(ct_old_encoding encoding, const char *bytes, size_t n, bool utf8, ct_buffer *to,
                    size_t *replaced); /* VISCII, VPS, 1258 */

#endif
