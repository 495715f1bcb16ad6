#!/usr/bin/env python3
"""check-golden.py PROGRAM SOURCE [--write]: does the run of the sample say what it said when somebody last looked?

The tables of the run, the gnuplot scripts of some charts, the Word report's parts and the workbook's sheets are written as plain text and compared
with the files of tests/fixtures/golden. --write renews these; what it changes is read as a diff before it is committed. The scan is left out, so
that the result does not depend on the version of tesseract. Figures are compared to six significant digits: the last ones are the compiler's.
"""
import csv, difflib, os, re, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
GOLDEN = os.path.join(SOURCE, "tests/fixtures/golden")
TABLES = ("observations", "series", "plans", "targets", "findings", "projections", "assessment")
SCRIPTS = ("grdp_growth", "poverty_rate", "economic_structure", "board", "multiples", "heatmap")  # names of charts of the run, where it draws them
CHARTS = 4       # of the Word report, whole
SHEET_ROWS = 60  # of each sheet of the workbook
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rounded(text):
    """Numbers of more than six digits are cut to six: where the compiler sums in another order, the rest differs."""
    return re.sub(r"-?\d+\.\d{5,}(e[-+]?\d+)?|-?\d+e[-+]?\d+", lambda m: "%.6g" % float(m.group()), text)


def paragraph(p):
    style = p.find(f"{W}pPr/{W}pStyle")
    marks = [name for name in ("keepNext", "pageBreakBefore", "sectPr") if p.find(f"{W}pPr/{W}{name}") is not None]
    text = "".join("\t" if t.tag == W + "tab" else "[picture]" if t.tag == W + "drawing" else t.text or "" for t in p.iter() if t.tag in (W + "t", W + "tab", W + "drawing"))
    return " ".join([f"<{style.get(W + 'val') if style is not None else ''}>", *marks, text])


def word_text(part):
    """Paragraphs with their styles, tables a row a line: what a reader of the report sees, and its form."""
    lines = []

    def walk(element):
        for child in element:
            if child.tag == W + "p":
                lines.append(paragraph(child))
            elif child.tag == W + "tbl":
                widths = [c.get(W + "w") for c in child.findall(f"{W}tblGrid/{W}gridCol")]
                lines.append("<table " + " ".join(w or "?" for w in widths) + ">")
                for row in child.findall(W + "tr"):
                    head = "head " if row.find(f"{W}trPr/{W}tblHeader") is not None else ""
                    lines.append("| " + head + " | ".join(" / ".join(paragraph(p) for p in cell.iter(W + "p")) for cell in row.findall(W + "tc")))
                lines.append("</table>")
            elif child.tag == W + "sectPr":
                lines.append("<section " + " ".join(sorted(f"{k.split('}')[-1]}={v}" for c in child for k, v in c.attrib.items() if "}id" not in k)) + ">")
            else:
                walk(child)

    walk(ET.fromstring(part))
    return lines


def xml_lines(part):
    return [line for line in re.sub(rb"(?<!\?)><", b">\n<", part).decode("utf-8").split("\n")]


def book_lines(book):
    """The head and first rows of each sheet, its size, widths of columns and what is frozen."""
    texts = [("".join(t.text or "" for t in s.iter(S + "t"))) for s in ET.fromstring(book.read("xl/sharedStrings.xml"))]
    lines = []
    sheets = [s.get("name") for s in ET.fromstring(book.read("xl/workbook.xml")).iter(S + "sheet")]
    for i, name in enumerate(sheets, 1):
        root = ET.fromstring(book.read(f"xl/worksheets/sheet{i}.xml"))
        size = root.find(S + "dimension")
        lines.append(f"== {name} {size.get('ref') if size is not None else ''} widths " + " ".join("%.4g" % float(c.get("width")) for c in root.iter(S + "col")))
        lines += ["pane " + " ".join(f"{k}={v}" for k, v in sorted(p.attrib.items())) for p in root.iter(S + "pane")]
        for row in list(root.iter(S + "row"))[:SHEET_ROWS]:
            cells = []
            for c in row:
                value, formula = c.find(S + "v"), c.find(S + "f")
                shown = "" if value is None else texts[int(value.text)] if c.get("t") == "s" else value.text
                cells.append(("=" + formula.text + " " if formula is not None else "") + (shown or ""))
            lines.append(" | ".join(cells).replace("\n", " "))
    return lines


def page_lines(page):
    """The HTML page a tag or text a line, without its charts, style and script, which have tests of their own."""
    for part in ("svg", "style", "script"):
        page = re.sub(rf"<{part}\b.*?</{part}>", f"<{part}/>", page, flags=re.S)
    page = re.sub(r"data:[a-z/+]+;base64,[A-Za-z0-9+/=]+", "data:", page)
    page = re.sub(r"</[^>]*>", "", page)
    page = re.sub(r"<(\w+)([^>]*)>", lambda m: f"<{m.group(1)}{''.join(re.findall(r' (?:class|id|href)=.[^ >]*', m.group(2)))}>", page)
    return [line for line in re.sub(r"(<(?!td|th|span|b|a|i|em|strong|br)[^>]*>)", r"\n\1", page).split("\n") if line.strip()]


def made(work):
    """Name and lines of each golden file, as the program makes them now."""
    out, script = os.path.join(work, "out"), os.path.join(work, "charts.gp")
    environment = dict(os.environ, LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1767225600")
    ran = subprocess.run([PROGRAM, "run", "datasets/bac-giang", "--ocr", "never", "-o", out], cwd=SOURCE, env=environment, capture_output=True, text=True)
    if not os.path.exists(os.path.join(out, "run.json")):
        sys.exit("check-golden: the run failed: " + ran.stderr.strip())
    for name in TABLES:
        with open(os.path.join(out, name + ".csv"), encoding="utf-8", newline="") as f:
            yield name + ".csv", [rounded(line) for line in f.read().split("\n")]
    for name in SCRIPTS:
        if os.path.exists(os.path.join(out, "charts", name + ".csv")):
            with open(os.path.join(out, "charts", name + ".csv"), encoding="utf-8") as f:
                yield f"chart-{name}.csv", [rounded(line) for line in f.read().split("\n")]
    keys = ("grdp_growth", "poverty_rate", "economic_structure")
    with open(os.path.join(out, "series.csv"), encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    few = os.path.join(work, "few.csv")
    with open(few, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([rows[0], *(r for r in rows[1:] if any(k in r for k in keys))])
    subprocess.run([PROGRAM, "chart", "--series", few, "--targets", os.path.join(out, "targets.csv"), "--projections", os.path.join(out, "projections.csv"), "--plan-start", "2021", "--plan-end",
                    "2025", "-i", "svg", "--script", script, "-o", os.path.join(work, "charts")], env=environment, check=True, capture_output=True)
    with open(script, encoding="utf-8") as f:
        yield "charts.gp", [rounded(line.replace(work, "WORK").replace(SOURCE, "SOURCE")) for line in f.read().split("\n")]
    with zipfile.ZipFile(os.path.join(out, "report.docx")) as book:
        for part in sorted(n for n in book.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", n)):
            yield part.replace("/", "-").replace(".xml", ".txt"), [rounded(line) for line in word_text(book.read(part))]
        for i in range(1, CHARTS + 1):
            if f"word/charts/chart{i}.xml" in book.namelist():
                yield f"word-chart{i}.xml", [rounded(line) for line in xml_lines(book.read(f"word/charts/chart{i}.xml"))]
    with open(os.path.join(out, "report.html"), encoding="utf-8") as f:
        yield "report.html.txt", [rounded(line) for line in page_lines(f.read())]
    with zipfile.ZipFile(os.path.join(out, "report.xlsx")) as book:
        yield "workbook.txt", [rounded(line) for line in book_lines(book)]


def main():
    write, faults, seen = "--write" in sys.argv[3:], 0, set()
    os.makedirs(GOLDEN, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name, lines in made(work):
            path = os.path.join(GOLDEN, name)
            seen.add(name)
            if write:
                with open(path, "w", encoding="utf-8", newline="") as f:
                    f.write("\n".join(lines))
                continue
            kept = open(path, encoding="utf-8", newline="").read().split("\n") if os.path.exists(path) else []
            if kept != lines:
                faults += 1
                print(f"FAILED: {name} is not what it was:")
                for line in list(difflib.unified_diff(kept, lines, "kept", "now", n=0, lineterm=""))[2:22]:
                    print("  " + line[:300])
    old = set(os.listdir(GOLDEN)) - seen
    for name in old:
        if write:
            os.remove(os.path.join(GOLDEN, name))
        else:
            faults += 1
            print(f"FAILED: {name} is no longer made")
    print(f"{len(seen)} golden files, {faults} differ" + ("; if this is meant: tests/check-golden.py PROGRAM SOURCE --write, and read the diff" if faults else ""))
    return 1 if faults else 0


sys.exit(main())
