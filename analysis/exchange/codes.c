#include "exchange/codes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/buffer.h"
#include "core/digest.h"
#include "core/vietnamese.h"

static int compare(const void *a, const void *b)
{
    return strcmp(((const ct_code_of *)a)->text, ((const ct_code_of *)b)->text);
}

/* "tỉnh Bắc Giang" (Bắc Giang province) gives TINH_BAC_GIANG. Percent is spelled, since many units differ in
 * it alone; what has no letter at all is named by its bytes. */
static const char *code_of(ct_arena *arena, const char *text)
{
    const char *folded = ct_fold(arena, text, strlen(text));
    char digest[CT_DIGEST_SIZE];
    ct_buffer code;

    if (folded == NULL) return NULL;
    ct_buffer_init(&code);
    for (const char *s = folded; *s != '\0'; s++) {
        bool letter = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
        char upper = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;

        if (letter)
            ct_buffer_append(&code, &upper, 1);
        else if (*s == '%')
            ct_buffer_text(&code, "PT");
        else if (code.len > 0 && code.data[code.len - 1] != '_')
            ct_buffer_text(&code, "_");
    }
    if (code.len > 0 && code.data[code.len - 1] == '_') code.data[--code.len] = '\0';
    if (code.len == 0) {
        ct_digest(digest, text, strlen(text));
        ct_buffer_printf(&code, "X%.6s", digest);
    }
    const char *copy = code.failed ? NULL : ct_arena_strdup(arena, ct_buffer_string(&code));

    ct_buffer_clear(&code);
    return copy;
}

static bool taken(const ct_codes *codes, size_t before, const char *code)
{
    for (size_t i = 0; i < before; i++)
        if (strcmp(codes->list[i].code, code) == 0) return true;
    return false;
}

ct_error ct_codes_make(ct_arena *arena, const char *const *texts, size_t n, ct_codes *out)
{
    size_t kept = 0;

    *out = (ct_codes){ ct_arena_array(arena, n + 1, sizeof *out->list), 0 };
    if (out->list == NULL) return ct_no_memory();
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && strcmp(texts[i], texts[i - 1]) == 0) continue; /* rows of a series stand together */
        out->list[out->n++].text = texts[i];
    }
    if (out->n > 0) qsort(out->list, out->n, sizeof *out->list, compare);
    for (size_t i = 0; i < out->n; i++)
        if (i == 0 || strcmp(out->list[i].text, out->list[kept - 1].text) != 0)
            out->list[kept++] = out->list[i];
    out->n = kept;
    for (size_t i = 0; i < out->n; i++) {
        char digest[CT_DIGEST_SIZE];
        const char *code = code_of(arena, out->list[i].text);

        if (code != NULL && taken(out, i, code)) {
            ct_digest(digest, out->list[i].text, strlen(out->list[i].text));
            code = ct_arena_printf(arena, "%s_%.6s", code, digest);
        }
        if (code == NULL) return ct_no_memory();
        out->list[i].code = code;
    }
    return ct_ok();
}

const char *ct_codes_find(const ct_codes *codes, const char *text)
{
    const ct_code_of key = { text, NULL };
    const ct_code_of *found =
        codes->n > 0 ? bsearch(&key, codes->list, codes->n, sizeof *codes->list, compare) : NULL;

    return found != NULL ? found->code : "";
}
