"""check-word.py RUN-FOLDER [DOCX] [SOFFICE]: report.docx (or DOCX, written from the run) is a sound Word file, and its charts show the tables' figures.

Parts: well-formed, every relation leads somewhere, every part has a content type, sections have the template's header, tables fit the page and repeat their
head, every chart and picture has words for those who cannot see it. Charts: the workbook inside one holds exactly the rows of a CSV in RUN-FOLDER/charts, what
the chart shows is what the workbook holds, and its helper formulas work out to what is drawn. With SOFFICE, LibreOffice must open every chart and find the same
figures. The check tries itself on changed figures."""
import csv, glob, io, os, posixpath, re, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET

folder = sys.argv[1]
docx = sys.argv[2] if len(sys.argv) > 2 and sys.argv[2].endswith(".docx") else os.path.join(folder, "report.docx")
soffice = sys.argv[-1] if len(sys.argv) > 2 and not sys.argv[-1].endswith(".docx") else None
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
faults = []


def need(ok, text):
    if not ok:
        faults.append(text)


def same(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(b))


# ---- the package ----

archive = zipfile.ZipFile(docx)
names = set(archive.namelist())
trees = {}
for name in sorted(names):
    if name.endswith((".xml", ".rels")):
        try:
            trees[name] = ET.fromstring(archive.read(name))
        except ET.ParseError as error:
            faults.append("%s is no XML: %s" % (name, error))
types = trees["[Content_Types].xml"]
defaults = {e.get("Extension").lower() for e in types if e.tag.endswith("Default")}
overrides = [e.get("PartName") for e in types if e.tag.endswith("Override")]
need(len(overrides) == len(set(overrides)), "a part has two content types")
for name in overrides:
    need(name.lstrip("/") in names, "a content type for %s, which is not there" % name)
for name in names - {"[Content_Types].xml"}:
    need("/" + name in overrides or name.rsplit(".", 1)[-1].lower() in defaults or name.endswith("/"), "%s has no content type" % name)
links = {}
for name in [n for n in names if n.endswith(".rels")]:
    base = posixpath.dirname(posixpath.dirname(name))
    ids = [r.get("Id") for r in trees[name]]
    need(len(ids) == len(set(ids)), "%s names one id twice" % name)
    for relation in trees[name]:
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target")
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        links[name, relation.get("Id")] = target
        need(target in names, "%s leads to %s, which is not there" % (name, target))
document = trees["word/document.xml"]
for element in document.iter():
    for key, value in element.attrib.items():
        if key.startswith(R):
            need(("word/_rels/document.xml.rels", value) in links or any(r.get("Id") == value for r in trees["word/_rels/document.xml.rels"]),
                 "the document names the relation %s, which is not there" % value)
need("<!--chitieu" not in archive.read("word/document.xml").decode(), "a mark of the program stays in the document")
title = [e.text for e in trees["docProps/core.xml"] if e.tag.endswith("}title")]
need(title and title[0], "the document has no title among its properties")

# ---- pages and tables ----

sections = list(document.iter(W + "sectPr"))
need(len(sections) >= 3, "%d sections" % len(sections))
headers = [[h.get(R + "id") for h in s.findall(W + "headerReference")] for s in sections]
need(all(h == headers[0] for h in headers), "sections have different headers: %r" % headers)
need(all(s.find(W + "titlePg") is None for s in sections[1:]), "a section after the first has a first page of its own")


def text_width(section):
    page, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    return int(page.get(W + "w")) - int(margins.get(W + "left")) - int(margins.get(W + "right"))


tables, waiting = 0, []
for block in document.find(W + "body"):
    if block.tag == W + "tbl":
        waiting.append(block)
    for section in ([block] if block.tag == W + "sectPr" else block.iter(W + "sectPr")):
        for table in waiting:
            grid = [int(g.get(W + "w")) for g in table.find(W + "tblGrid")]
            need(sum(grid) <= text_width(section) + 1, "a table of %d is wider than its page's text, %d" % (sum(grid), text_width(section)))
            need(table.find(W + "tblPr/" + W + "tblLayout").get(W + "type") == "fixed", "a table has no fixed widths")
            rows = table.findall(W + "tr")
            need(all(r.find(W + "trPr/" + W + "cantSplit") is not None for r in rows), "a row may be split over pages")
            need(all(len(r.findall(W + "tc")) == len(grid) for r in rows), "rows of a table differ in their cells")
            if len(rows) > 2:
                tables += 1
                need(rows[0].find(W + "trPr/" + W + "tblHeader") is not None, "a table's head is not repeated")
        waiting = []
need(tables >= 2, "only %d tables" % tables)
frames = [e for e in document.iter() if e.tag.endswith("}docPr")]
need(all(f.get("descr") for f in frames), "a chart or picture has no words for those who cannot see it")
need(len({f.get("id") for f in frames}) == len(frames), "two frames have one id")

# What stands before a chart or picture stays with it, and so does the caption below; every style is one of the template's.
styles = {s.get(W + "styleId") for s in trees["word/styles.xml"].iter(W + "style")}
for style in document.iter(W + "pStyle"):
    need(style.get(W + "val") in styles, "the style %s is not in the document" % style.get(W + "val"))
blocks = list(document.find(W + "body"))
for before, block in zip(blocks, blocks[1:]):
    if block.tag == W + "p" and next(block.iter(C + "chart"), None) is not None:
        need(block.find(W + "pPr/" + W + "keepNext") is not None, "a chart is not kept with its caption")

# ---- charts ----


def column_number(letters):
    n = 0
    for letter in letters:
        n = 26 * n + ord(letter) - 64
    return n


def sheet_of(data):
    """The only sheet of a workbook: (its name, {(row, column): value}, {(row, column): formula}), 1-based."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        shared = ["".join(t.text or "" for t in si.iter(S + "t")) for si in ET.fromstring(z.read("xl/sharedStrings.xml")).iter(S + "si")]
        name = ET.fromstring(z.read("xl/workbook.xml")).find(S + "sheets/" + S + "sheet").get("name")
        values, formulas = {}, {}
        for c in ET.fromstring(z.read("xl/worksheets/sheet1.xml")).iter(S + "c"):
            letters, row = re.match(r"([A-Z]+)(\d+)", c.get("r")).groups()
            place, v, f = (int(row), column_number(letters)), c.find(S + "v"), c.find(S + "f")
            if v is not None:
                values[place] = shared[int(v.text)] if c.get("t") == "s" else float(v.text)
            if f is not None:
                formulas[place] = f.text
        return name, values, formulas


def place_of(reference):
    letters, row = re.match(r"\$?([A-Z]+)\$?(\d+)", reference).groups()
    return int(row), column_number(letters)


def worked_out(formula, values):
    """=B2, =D3-C3, =0"""
    if formula == "0":
        return 0.0
    parts = [values.get(place_of(p)) for p in formula.split("-")]
    return None if None in parts else parts[0] - sum(parts[1:])


def check_chart(name, tree, book):
    """What the chart shows is what its workbook holds."""
    said = []
    sheet, values, formulas = book
    for place, formula in formulas.items():
        got = worked_out(formula, values)
        if got is None or not same(got, values[place]):
            said.append("%s: =%s is %r, not %r" % (name, formula, got, values.get(place)))
    for reference in list(tree.iter(C + "strRef")) + list(tree.iter(C + "numRef")):
        match = re.fullmatch(r"'([^']+)'!(\$[A-Z]+\$\d+)(?::(\$[A-Z]+\$\d+))?", reference.find(C + "f").text)
        if not match or match.group(1) != sheet:
            said.append("%s: the reference %s" % (name, reference.find(C + "f").text))
            continue
        (row, column), (last, _) = place_of(match.group(2)), place_of(match.group(3) or match.group(2))
        cache = reference.find(C + "strCache") if reference.find(C + "strCache") is not None else reference.find(C + "numCache")
        points = {row + int(p.get("idx")): p.find(C + "v").text for p in cache.findall(C + "pt")}
        for r in range(row, last + 1):
            cell, point = values.get((r, column)), points.get(r)
            if isinstance(cell, float) and reference.tag == C + "numRef":
                if point is None or not same(float(point), cell):
                    said.append("%s: row %d column %d is %r in the chart and %r in the workbook" % (name, r, column, point, cell))
            elif (cell or None) != point:
                said.append("%s: row %d column %d is %r in the chart and %r in the workbook" % (name, r, column, point, cell))
    return said


def figures_of(book):
    """The workbook's figures that are no formulas: {(year, column head): value}."""
    _, values, formulas = book
    return {(values[place[0], 1], values[1, place[1]]): value for place, value in values.items()
            if place[0] > 1 and place[1] > 1 and place not in formulas}


def rows_of_csv(path):
    """The same of a chart's CSV, as a list of (year, value), with what it counts."""
    rows = list(csv.DictReader(open(path, encoding="utf-8")))
    if "share" in rows[0]:
        return sorted((r["year"], float(r["share"])) for r in rows)
    out = set()
    for row in rows:
        for key in ("low", "high", "lo80", "hi80", "lo95", "hi95"):
            if row[key]:
                out.add((row["year"], row["kind"] if row["kind"] in ("target", "projection") else "value", float(row[key])))
    return out


def agrees(figures, path):
    wanted = rows_of_csv(path)
    if isinstance(wanted, list):
        got = sorted((re.match(r"\d{4}", year).group(0), value) for (year, _), value in figures.items())
        return len(got) == len(wanted) and all(a[0] == b[0] and same(a[1], b[1]) for a, b in zip(got, wanted))
    got = set()
    for (year, head), value in figures.items():
        period = re.search(r"(\d{4})–(\d{4})", head)
        kind = "target" if head.startswith(("Mục tiêu", "Target")) else "projection" if re.match(r"Dự báo|Projection|80%|95%", head) else "value"
        got.add((period.group(2) if period else year, kind, value))
    # A chart draws the four most important targets; every other figure of the CSV is in it, and nothing but figures of the CSV.
    # A projection that the evidence gate withholds stands in the CSV and in no chart: then the chart has none at all.
    withheld = not any(g[1] == "projection" for g in got)
    rest = {w for w in wanted if w[1] != "target" and not (withheld and w[1] == "projection")}
    close = lambda a, b: a[:2] == b[:2] and same(a[2], b[2])
    return all(any(close(g, w) for w in wanted) for g in got) and all(any(close(g, w) for g in got) for w in rest)


charts = sorted((n for n in names if re.fullmatch(r"word/charts/chart\d+\.xml", n)), key=lambda n: int(re.search(r"\d+", n).group(0)))
shown = [e.get(R + "id") for e in document.iter(C + "chart")]
need([links.get(("word/_rels/document.xml.rels", i)) for i in shown] == charts, "the document does not show every chart once, in order")
need(len(charts) >= 5, "only %d charts" % len(charts))
paths = sorted(glob.glob(os.path.join(folder, "charts", "*.csv")))
books, caught, tried, used = {}, 0, 0, set()
for name in charts:
    book = sheet_of(archive.read(links["word/charts/_rels/%s.rels" % posixpath.basename(name), trees[name].find(C + "externalData").get(R + "id")]))
    books[name] = book
    faults += check_chart(name, trees[name], book)
    figures = figures_of(book)
    fitting = [p for p in paths if open(p, encoding="utf-8").readline().startswith(("kind,", "year,part,share")) and agrees(figures, p)]
    need(fitting, "%s: no CSV of the run has the figures of its workbook" % name)
    used.update(fitting[:1])
    for place, value in list(book[1].items())[:400]:  # a figure changed must be seen, unless it now is another of the CSV
        if isinstance(value, float) and place not in book[2] and value != 0 and fitting:
            book[1][place] = value * 1.01
            tried += 1
            caught += not agrees(figures_of(book), fitting[0]) and bool(check_chart(name, trees[name], book))
            book[1][place] = value
need(tried > 50 and caught >= 0.99 * tried, "of %d changed figures only %d are caught" % (tried, caught))

# ---- LibreOffice ----


def opened(data):
    """Figures of a chart's own table in an ODT object, as a sorted list."""
    T, O = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    table = next(ET.fromstring(data).iter(T + "table"))
    return sorted(float(c.get(O + "value")) for c in table.iter(T + "table-cell") if c.get(O + "value-type") == "float" and c.get(O + "value") != "NaN")


if soffice:
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([soffice, "--headless", "-env:UserInstallation=file://" + work + "/profile", "--convert-to", "odt", "--outdir", work, docx],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, check=False)
        path = os.path.join(work, os.path.basename(docx)[:-5] + ".odt")
        if not os.path.exists(path):
            faults.append("LibreOffice does not open " + docx)
        else:
            with zipfile.ZipFile(path) as z:
                objects = [z.read(n) for n in z.namelist() if re.fullmatch(r"Object \d+/content\.xml", n)]
            got = sorted(opened(o) for o in objects if b"chart:chart" in o)
            wanted = []
            for name in charts:  # what is drawn: the series' values, without the data columns the chart only rests on
                wanted.append(sorted(float(p.find(C + "v").text) for v in trees[name].iter(C + "val") for p in v.iter(C + "pt")))
            need(len(got) == len(charts), "LibreOffice opens %d of %d charts" % (len(got), len(charts)))
            close = lambda a, b: len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
            for name, figures in zip(charts, wanted):
                need(any(close(figures, g) for g in got), "%s: LibreOffice does not find its figures" % name)

for fault in faults[:20]:
    print("FAILED:", fault)
print("%d parts, %d tables, %d charts with the figures of %d CSV files, %d of %d changed figures caught, %d faults" %
      (len(names), tables, len(charts), len(used), caught, tried, len(faults)))
sys.exit(1 if faults else 0)
