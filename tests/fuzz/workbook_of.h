/* Workbooks of usual parts but for one hostile part, with right checksums: what is looked at is what stands
 * behind them. */
#ifndef CT_TESTS_WORKBOOK_OF_H
#define CT_TESTS_WORKBOOK_OF_H

#include <stdbool.h>

#include "zip_of.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

typedef struct {
    char what; /* 0: never the hostile one */
    const char *name, *usual;
} part;

static const part workbook[] = {
    { 'B', "xl/workbook.xml",
      "<workbook " MAIN
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>" },
    { 'R', "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"1\" Type=\"" TYPE
      "worksheet\" Target=\"s.xml\"/>"
      "<Relationship Id=\"2\" Type=\"" TYPE "sharedStrings\" Target=\"t.xml\"/></Relationships>" },
    { 0, "xl/_rels/s.xml.rels",
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"1\" Type=\"" TYPE
      "comments\" Target=\"c.xml\"/></Relationships>" },
    { 'X', "xl/s.xml",
      "<worksheet " MAIN
      "><cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
      "<row><c t=\"s\"><v>1</v></c><c s=\"1\"><v>2.5</v></c><c/><c s=\"2\"><v>45000</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:D2\"/></mergeCells></worksheet>" },
    { 'S', "xl/t.xml", "<sst " MAIN "><si><t>a</t></si><si><t>b</t></si><si><t>2023</t></si></sst>" },
    { 'Y', "xl/styles.xml",
      "<styleSheet " MAIN "><cellXfs><xf/><xf numFmtId=\"3\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>" },
    { 'C', "xl/c.xml",
      "<comments " MAIN
      "><commentList><comment ref=\"A1\"><text><t>n</t></text></comment></commentList></comments>" },
};
static const part spreadsheet[] = {
    { 0, "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
    { 'O', "content.xml",
      "<o:d xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:x=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
      "<t:table><t:table-row><t:table-cell t:style-name=\"a\"><x:p>a</x:p></t:table-cell></t:table-row></t:table></o:d>" },
    { 'T', "styles.xml", "<a/>" },
};

/* what: 'X' a worksheet, 'S' shared texts, 'Y' styles, 'B' the list of sheets, 'R' its relations, 'C'
 * comments, 'O' content.xml of an ODS file, 'T' its styles.xml. */
static void wrap(ct_buffer *to, char what, const char *bytes, size_t n)
{
    bool ods = what == 'O' || what == 'T';
    const part *parts = ods ? spreadsheet : workbook;
    size_t count = ods ? sizeof spreadsheet / sizeof *spreadsheet : sizeof workbook / sizeof *workbook;
    ct_buffer central;

    ct_buffer_init(&central);
    for (size_t i = 0; i < count; i++)
        put_local(to, &central, parts[i].name, parts[i].what == what ? bytes : parts[i].usual,
                  parts[i].what == what ? n : strlen(parts[i].usual));
    put_end(to, &central, (uint32_t)count);
    ct_buffer_clear(&central);
}

#endif
