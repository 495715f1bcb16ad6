"""make-workbook.py OUT: the tables on standard input as a file of OUT's ending (xlsx ods docx odt html csv), for tests.

Cells are separated by TABs; "# NAME" begins a sheet. A cell of digits with a comma or none is stored as a number where the format stores numbers."""
import html, re, sys, zipfile

sheets = []
for line in sys.stdin.read().split("\n"):
    if line.startswith("# "):
        sheets.append((line[2:], []))
    elif line:
        if not sheets:
            sheets.append(("Sheet1", []))
        sheets[-1][1].append(line.split("\t"))
width = max(len(row) for _, rows in sheets for row in rows)
NUMBER = re.compile(r"-?[0-9]+(,[0-9]+)?")


def esc(text):
    return html.escape(text, quote=True)


def xlsx():
    book = "".join('<sheet name="%s" sheetId="%d" r:id="r%d"/>' % (esc(name), i, i) for i, (name, _) in enumerate(sheets, 1))
    yield "[Content_Types].xml", ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
    yield "_rels/.rels", ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    yield "xl/workbook.xml", ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>%s</sheets></workbook>' % book)
    yield "xl/_rels/workbook.xml.rels", ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>' % "".join(
        '<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>' % (i, i)
        for i in range(1, len(sheets) + 1)))
    for i, (_, rows) in enumerate(sheets, 1):
        out = []
        for r, row in enumerate(rows, 1):
            cells = []
            for c, cell in enumerate(row):
                at = "%s%d" % (chr(65 + c), r)
                if NUMBER.fullmatch(cell):
                    cells.append('<c r="%s"><v>%s</v></c>' % (at, cell.replace(",", ".")))
                elif cell:
                    cells.append('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (at, esc(cell)))
            out.append('<row r="%d">%s</row>' % (r, "".join(cells)))
        yield "xl/worksheets/sheet%d.xml" % i, ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>' % "".join(out))


def docx():
    W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = []
    for name, rows in sheets:
        table = []
        for row in rows:
            row = row + [""] * (width - len(row))
            if len([c for c in row if c]) == 1:  # a title above the table
                if table:
                    body.append("<w:tbl>%s</w:tbl>" % "".join(table))
                    table = []
                body.append("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % esc("".join(row)))
                continue
            table.append("<w:tr>%s</w:tr>" % "".join("<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>" % esc(c) for c in row))
        body.append("<w:tbl>%s</w:tbl>" % "".join(table))
    yield "[Content_Types].xml", ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    yield "_rels/.rels", ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    yield "word/document.xml", '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, "".join(body))


def ods(kind="spreadsheet"):
    tables = []
    for name, rows in sheets:
        out = []
        for row in rows:
            cells = []
            for c in row + [""] * (width - len(row)):
                value = ' office:value-type="float" office:value="%s"' % c.replace(",", ".") if NUMBER.fullmatch(c) else ""
                cells.append("<table:table-cell%s>%s</table:table-cell>" % (value, "<text:p>%s</text:p>" % esc(c) if c else ""))
            out.append("<table:table-row>%s</table:table-row>" % "".join(cells))
        tables.append('<table:table table:name="%s">%s</table:table>' % (esc(name), "".join(out)))
    yield "mimetype", "application/vnd.oasis.opendocument." + kind
    yield "content.xml", ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"><office:body><office:%s>%s</office:%s></office:body></office:document-content>' % (kind, "".join(tables), kind))


def page():
    return "<html><head><meta charset='utf-8'></head><body>%s</body></html>" % "".join(
        "<table>%s</table>" % "".join("<tr>%s</tr>" % "".join("<td>%s</td>" % esc(c) for c in row + [""] * (width - len(row))) for row in rows) for _, rows in sheets)


def csv():
    return "".join(",".join('"%s"' % c.replace('"', '""') if re.search(r'[,"]', c) else c for c in row + [""] * (width - len(row))) + "\n" for _, rows in sheets for row in rows)


out = sys.argv[1]
ending = out.rsplit(".", 1)[1]
if ending in ("html", "csv"):
    open(out, "w", encoding="utf-8").write(page() if ending == "html" else csv())
else:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"xlsx": xlsx, "docx": docx, "ods": ods, "odt": lambda: ods("text")}[ending]():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), ('<?xml version="1.0" encoding="UTF-8"?>' if name.endswith("xml") or name.endswith("rels") else "") + text)
