/* Errors are values: a code, a place and a sentence. Only main() prints them and picks the exit status. */
#ifndef CT_CORE_ERROR_H
#define CT_CORE_ERROR_H

#define CT_CHECKED             __attribute__((warn_unused_result))
#define CT_PRINTF(text, first) __attribute__((format(printf, text, first)))

typedef enum {
    CT_OK,
    CT_EUSAGE,   /* the caller asked for something that does not exist or is out of range    */
    CT_EIO,      /* a file could not be opened, read, written or renamed                     */
    CT_EPARSE,   /* text that does not follow its format                                     */
    CT_EDATA,    /* well-formed values that cannot be worked with                            */
    CT_ENUMERIC, /* a computation gave no finite result                                      */
    CT_ETOOL,    /* a child process is missing, failed or took too long                      */
    CT_EUNREAD,  /* a document needs a program that is not installed or not to be used; others can be read
                    without it */
    CT_ENOMEM,
    CT_EPART /* the work is done, but some of what it was to read was left out           */
} ct_code;

typedef struct {
    ct_code code;   /* when CT_OK the other fields mean nothing                           */
    long line;      /* 1-based line of the input; 0 when there is none                    */
    char file[256]; /* as the user named it; "" until known                               */
    char text[512]; /* what is wrong; what to do, in English. UTF-8, whole characters     */
    char vi[640];   /* the same in Vietnamese; "" where it reads the same                 */
} ct_error;

CT_CHECKED ct_error ct_ok(void);

/** An error with a sentence, whose Vietnamese is that of the format in core/messages.c. Control characters of
 * the arguments are written as '?', so that text from a document cannot act on the user's terminal; a
 * sentence too long for the field ends in "..." after a whole character. */
CT_CHECKED ct_error ct_fail(ct_code code, long line, const char *format, ...) CT_PRINTF(3, 4);

/** An error whose sentence holds that of another: why->text stands among the arguments, and becomes why->vi
 * in the Vietnamese sentence. */
CT_CHECKED ct_error ct_fail_why(ct_code code, long line, const ct_error *why, const char *format, ...)
    CT_PRINTF(4, 5);

/** CT_ENOMEM with its sentence. */
CT_CHECKED ct_error ct_no_memory(void);

/** Name the file of an error that has none yet; an error that already names one, or CT_OK, comes back
 * unchanged. */
CT_CHECKED ct_error ct_in(ct_error err, const char *file);

#define CT_TRY(call)                                                                                         \
    do {                                                                                                     \
        ct_error e_ = (call);                                                                                \
        if (e_.code != CT_OK) return e_;                                                                     \
    } while (0)

#endif
