/* Reading documents as the user asked: with OCR or without, pages read before from the user's cache, progress
 * on a terminal, and a line on standard error for each thing that was not read. */
#ifndef CT_CLI_READING_H
#define CT_CLI_READING_H

#include "cli/command.h"
#include "core/workers.h"
#include "documents/document.h"

/* The option of every command that reads documents. */
#define CT_OPTION_OCR                                                                                                     \
    {                                                                                                                     \
        "ocr", 0, "never|auto|always",                                                                                    \
            "đọc chữ từ ảnh của trang (tesseract): auto (mặc định) khi trang không có chữ hoặc lớp chữ hỏng",             \
            "read pages from their picture (tesseract): auto (the default) where there is no text or its text is damaged" \
    }

/* Another program that hangs on one document costs no more than this. */
#define CT_OPTION_SECONDS                                                                                                  \
    {                                                                                                                      \
        "seconds", 0, "N",                                                                                                 \
            "thời gian tối đa cho chương trình ngoài (pdftotext, LibreOffice) đọc một văn bản (mặc định 60 đến 180 giây)", \
            "time another program (pdftotext, LibreOffice) may take to read one document (60 to 180 seconds by default)"   \
    }

/* Options of commands that read many documents. */
#define CT_OPTION_ARCHIVE                                                                                             \
    {                                                                                                                 \
        "jobs", 'j', "N", "số văn bản đọc cùng lúc (mặc định: số lõi của máy); kết quả như nhau với mọi N",           \
        "documents read at the same time (by default the cores of the machine); the results are the same for every N" \
    },                                                                                                                \
        { "no-cache", 0, NULL,                                                                                        \
          "đọc lại mọi văn bản, không dùng và không giữ kết quả đọc của những lần trước",                             \
          "read every document again; what was read before is neither used nor kept" },                               \
    {                                                                                                                 \
        "progress", 0, NULL, "cho biết đọc đến đâu trên luồng lỗi, kể cả khi đó không phải màn hình",                 \
            "tell on standard error how far the reading is, also where that is no terminal"                           \
    }

/** --ocr of the command, else what chitieu.conf says (NULL: nothing), else auto. CT_EUSAGE for another word.
 */
CT_CHECKED ct_error ct_reading_mode(const ct_args *args, const char *conf, ct_ocr_mode *mode);

/** Read one document and say what was not read of it; the caller's. Errors as ct_document_read(), and
 * CT_EUSAGE for a bad --seconds. */
CT_CHECKED ct_error ct_reading_document(const ct_args *args, const char *path, ct_ocr_mode mode,
                                        ct_document **document);

/** The same without a word: what was not read is told later. How far it is goes to the worker, NULL: to the
 * terminal.
 * @param at_once other programs that may run at the same time; 0: as many as there are cores */
CT_CHECKED ct_error ct_reading_silent(const ct_args *args, const char *path, ct_ocr_mode mode, size_t at_once,
                                      ct_worker *worker, ct_document **document);

/** One line on standard error for each thing of a document that was not read. */
void ct_reading_say(const ct_args *args, const char *path, const ct_unread *unread, size_t n);

/** How far OCR of a document is, on a terminal; nothing elsewhere. */
void ct_reading_pages(const ct_args *args, const char *path, size_t done, size_t total);

/** --jobs, else the cores we may use. CT_EUSAGE for what is no number from 1 to CT_WORKERS_MOST. */
CT_CHECKED ct_error ct_reading_jobs(const ct_args *args, size_t *jobs);

/** --seconds; 0 when it is not given. CT_EUSAGE for what is no number from 1 to 86400. */
CT_CHECKED ct_error ct_reading_seconds(const ct_args *args, unsigned *seconds);

/** A folder of the user's cache, in the arena: $XDG_CACHE_HOME/chitieu/NAME, else ~/.cache/chitieu/NAME, as
 * the XDG rules have it (relative ones count for nothing). NULL: there is none, or --no-cache. It need not
 * exist. */
const char *ct_reading_cache(const ct_args *args, const char *name);

#endif
