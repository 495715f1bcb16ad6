/* A ZIP archive: an Office file, an OpenDocument file, or another's. */
#include <string.h>

#include "documents/reader.h"
#include "documents/word.h"

#ifdef CHITIEU_HAVE_WORD

static const char odt_type[] =
    "application/vnd.oasis.opendocument.text"; /* also begins the type of a template */
static const char ods_type[] = "application/vnd.oasis.opendocument.spreadsheet";

/* Other files that are ZIP archives, by a part each has. */
static const struct {
    const char *part, *what, *cure;
} others[] = {
    { "xl/workbook.bin", "a binary Excel workbook (.xlsb)",
      "open it in Excel or LibreOffice and save it as .xlsx" },
    { "ppt/presentation.xml", "a PowerPoint file", "save it as PDF" },
    { "META-INF/container.xml", "an e-book (EPUB)",
      "convert it, for example: pandoc BOOK.epub -o BOOK.docx" },
    { "META-INF/manifest.xml", "an OpenDocument file, but no text or spreadsheet",
      "open it in LibreOffice and save it as PDF" },
};

static ct_error parse_open(ct_reader *reader, const ct_archive *archive, ct_document_format format)
{
    ct_buffer manifest;
    ct_error err;

    ct_buffer_init(&manifest);
    err = ct_archive_read(archive, "META-INF/manifest.xml", false, &manifest);
    if (err.code == CT_OK && strstr(ct_buffer_string(&manifest), "encryption-data") != NULL)
        err = ct_fail(CT_EDATA, 0,
                      "this file is protected by a password; open it in LibreOffice and save it without one");
    ct_buffer_clear(&manifest);
    if (err.code != CT_OK) return err;
    reader->document->format = format;
    return format == CT_FORMAT_ODS ? ct_ods_parse(reader, archive) : ct_odt_parse(reader, archive);
}

static ct_error parse_archive(ct_reader *reader, const ct_archive *archive)
{
    ct_buffer type;
    bool odt, ods;

    if (ct_archive_has(archive, "word/document.xml") || ct_archive_has(archive, "word/document2.xml")) {
        reader->document->format = CT_FORMAT_DOCX;
        return ct_docx_parse(reader, archive);
    }
    if (ct_archive_has(archive, "xl/workbook.xml")) {
        reader->document->format = CT_FORMAT_XLSX;
        return ct_xlsx_parse(reader, archive);
    }
    ct_buffer_init(&type);
    ct_error err = ct_archive_read(archive, "mimetype", false, &type);
    odt = strncmp(ct_buffer_string(&type), odt_type, sizeof odt_type - 1) == 0;
    ods = strncmp(ct_buffer_string(&type), ods_type, sizeof ods_type - 1) == 0;
    ct_buffer_clear(&type);
    if (err.code != CT_OK) return err;
    if (odt || ods) return parse_open(reader, archive, ods ? CT_FORMAT_ODS : CT_FORMAT_ODT);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ct_archive_has(archive, others[i].part))
            return ct_fail(CT_EDATA, 0, "this is %s, which is not read as a document; %s", others[i].what,
                           others[i].cure);
    return ct_fail(
        CT_EDATA, 0,
        "this is a ZIP archive without a Word, Excel or OpenDocument file in it; unpack it and give the documents inside");
}

/* A file without a line of text, by what it has instead. */
static ct_error fail_no_text(const ct_reader *reader)
{
    if (reader->unread[CT_UNREAD_CHUNK].n > 0)
        return ct_fail(
            CT_EDATA, 0,
            "this document has no text of its own, only files put in whole (%.100s); open it in Word, save it again, and give that",
            reader->unread[CT_UNREAD_CHUNK].where);
    return ct_fail(CT_EDATA, 0,
                   "this document has no text; if its pages are pictures, save it as PDF and run OCR first");
}

ct_error ct_word_parse(ct_reader *reader, const char *bytes, size_t n)
{
    ct_archive *archive = NULL;
    ct_error err = ct_archive_open(&archive, bytes, n);

    if (err.code == CT_OK) err = parse_archive(reader, archive);
    bool workbook = reader->document->format == CT_FORMAT_XLSX || reader->document->format == CT_FORMAT_ODS;
    if (err.code == CT_OK && reader->n == 0 && workbook)
        err = ct_fail(
            CT_EDATA, 0,
            "this workbook shows no cell with text; unhide its sheets, or open and save it in Excel where only formulas stand in it");
    else if (err.code == CT_OK && reader->n == 0)
        err = fail_no_text(reader);
    ct_archive_close(archive);
    return err;
}

#else

ct_error ct_word_parse(ct_reader *reader, const char *bytes, size_t n)
{
    (void)reader, (void)bytes, (void)n;
    return ct_fail(
        CT_EUSAGE, 0,
        "this program was built without libzip and expat and cannot read Word, Excel or OpenDocument files; "
        "install libzip-dev and libexpat1-dev and build again, or save the document as PDF or plain text");
}

#endif
