"""make-templates.py FOLDER [SOFFICE]: the office templates of the tests, as Word, LibreOffice and python-docx write them. Run by hand when they must change
(Debian: python3-docx, libreoffice-writer-nogui); the tests read the files it left in tests/fixtures/templates.

word.docx has the style names and ids of a Vietnamese Word ("u1" is heading 1), a header with a name and one of its own on the first page, a page of other
margins; libreoffice.docx a header and a footer and styles named by LibreOffice; python-docx.docx an American page, a table and a section set to landscape."""
import os, subprocess, sys, tempfile, zipfile

folder, soffice = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "soffice"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
O = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def style(kind, ident, name, based, inner, default=""):
    return '<w:style w:type="%s"%s w:styleId="%s"><w:name w:val="%s"/>%s<w:qFormat/>%s</w:style>' % (
        kind, default, ident, name, '<w:basedOn w:val="%s"/>' % based if based else "", inner)


def word(path):
    styles = HEAD + "<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"24\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>" \
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"360\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>" % W
    styles += style("paragraph", "Binhthng", "Normal", "", "<w:pPr><w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/></w:pPr>", ' w:default="1"')
    styles += style("paragraph", "u1", "heading 1", "Binhthng", "<w:pPr><w:keepNext/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"7F0000\"/></w:rPr>")
    styles += style("paragraph", "u2", "heading 2", "Binhthng", "<w:pPr><w:keepNext/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/></w:rPr>")
    styles += style("character", "Phngmcinhcuaoanvn", "Default Paragraph Font", "", "", ' w:default="1"')
    styles += style("table", "BangThngthng", "Normal Table", "", '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>', ' w:default="1"')
    styles += style("paragraph", "utrang", "header", "Binhthng", "<w:pPr><w:ind w:firstLine=\"0\"/><w:jc w:val=\"right\"/></w:pPr>") + "</w:styles>"
    header = HEAD + '<w:hdr %s><w:p><w:pPr><w:pStyle w:val="utrang"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p></w:hdr>'
    document = HEAD + '<w:document %s><w:body><w:p><w:r><w:t>Mẫu</w:t></w:r></w:p><w:sectPr w:rsidR="00A77B3E"><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>' \
        '<w:pgSz w:w="11907" w:h="16840" w:code="9"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1985" w:header="709" w:footer="709" w:gutter="0"/><w:pgNumType w:start="1"/><w:cols w:space="708"/>' \
        '<w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>' % W
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="' + kind + 'document.main+xml"/><Override PartName="/word/styles.xml" ContentType="' + kind +
        'styles+xml"/><Override PartName="/word/header1.xml" ContentType="' + kind + 'header+xml"/><Override PartName="/word/header2.xml" ContentType="' + kind + 'header+xml"/></Types>',
        "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="word/document.xml"/></Relationships>' % O,
        "word/_rels/document.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/styles" Target="styles.xml"/>'
        '<Relationship Id="rId3" Type="%s/header" Target="header1.xml"/><Relationship Id="rId4" Type="%s/header" Target="header2.xml"/></Relationships>' % (O, O, O),
        "word/document.xml": document, "word/styles.xml": styles, "word/header1.xml": header % (W, "SỞ KẾ HOẠCH: TRANG SAU"), "word/header2.xml": header % (W, "SỞ KẾ HOẠCH: TRANG ĐẦU"),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-size="13pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties fo:font-weight="bold"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-left="3cm" fo:margin-right="2cm" fo:margin-top="2cm" fo:margin-bottom="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header><text:p>VĂN PHÒNG: ĐẦU TRANG</text:p></style:header><style:footer><text:p>Chân trang</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">Mẫu</text:h><text:p text:style-name="Standard">Mẫu</text:p></office:text></office:body></office:document>"""


def libreoffice(path):
    with tempfile.TemporaryDirectory() as work:
        source = os.path.join(work, "libreoffice.fodt")
        open(source, "w", encoding="utf-8").write(FODT)
        subprocess.run([soffice, "--headless", "-env:UserInstallation=file://" + work + "/profile", "--convert-to", "docx", "--outdir", os.path.dirname(path), source], check=True,
                       stdout=subprocess.DEVNULL)


def python_docx(path):
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches

    document = docx.Document()
    document.add_heading("Template", 1)
    document.add_table(rows=2, cols=2, style="Table Grid")
    document.add_section()
    section = document.sections[-1]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Inches(11), Inches(8.5)
    for one in document.sections:
        one.header.is_linked_to_previous = False
        one.header.paragraphs[0].text = "PLANNING OFFICE"
        one.footer.is_linked_to_previous = False
        one.footer.paragraphs[0].text = "confidential"
    document.save(path)


word(os.path.join(folder, "word.docx"))
libreoffice(os.path.join(folder, "libreoffice.docx"))
python_docx(os.path.join(folder, "python-docx.docx"))
