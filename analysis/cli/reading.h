/* Reading documents as the user asked: with OCR or without, pages read before from the user's cache, progress on a terminal, and a line on
 * standard error for each thing that was not read. */
#ifndef CT_CLI_READING_H
#define CT_CLI_READING_H

#include "cli/command.h"
#include "documents/document.h"

/* The option of every command that reads documents. */
#define CT_OPTION_OCR                                                                                                                        \
    { "ocr", 0, "never|auto|always",                                                                                                         \
      "đọc chữ từ ảnh của trang (tesseract): auto (mặc định) khi trang không có chữ hoặc lớp chữ hỏng",                                       \
      "read pages from their picture (tesseract): auto (the default) where there is no text or its text is damaged" }

/* Another program that hangs on one document costs no more than this. */
#define CT_OPTION_SECONDS                                                                                                                    \
    { "seconds", 0, "N", "thời gian tối đa cho chương trình ngoài (pdftotext, LibreOffice) đọc một văn bản (mặc định 60 đến 180 giây)",       \
      "time another program (pdftotext, LibreOffice) may take to read one document (60 to 180 seconds by default)" }

/** --ocr of the command, else what chitieu.conf says (NULL: nothing), else auto. CT_EUSAGE for another word. */
CT_CHECKED ct_error ct_reading_mode(const ct_args *args, const char *conf, ct_ocr_mode *mode);

/** Read one document and say what was not read of it; the caller's. Errors as ct_document_read(), and CT_EUSAGE for a bad --seconds. */
CT_CHECKED ct_error ct_reading_document(const ct_args *args, const char *path, ct_ocr_mode mode, ct_document **document);

#endif
