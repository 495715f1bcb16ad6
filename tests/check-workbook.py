"""check-workbook.py RUN-FOLDER [SOFFICE]: report.xlsx of a run says what its tables say.

Every figure of assessment.csv stands in the sheet, as a figure or as a formula whose stored result is that figure; every text is a text, never a
formula; with SOFFICE, LibreOffice works all formulas out again and must come to the same results."""
import csv, os, re, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET

folder, soffice = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
faults = []


def read(path):
    """Sheets by name: {(row, column letter): (value, formula or None)}, rows 1-based."""
    with zipfile.ZipFile(path) as z:
        shared = []
        if "xl/sharedStrings.xml" in z.namelist():
            for si in ET.fromstring(z.read("xl/sharedStrings.xml")).iter(M + "si"):
                shared.append("".join(t.text or "" for t in si.iter(M + "t")))
        links = {r.get("Id"): r.get("Target") for r in ET.fromstring(z.read("xl/_rels/workbook.xml.rels"))}
        sheets = {}
        for sheet in ET.fromstring(z.read("xl/workbook.xml")).iter(M + "sheet"):
            target = links[sheet.get(R + "id")]
            cells = {}
            for c in ET.fromstring(z.read("xl/" + target.lstrip("/").removeprefix("xl/"))).iter(M + "c"):
                letters, row = re.match(r"([A-Z]+)(\d+)", c.get("r")).groups()
                v, f = c.find(M + "v"), c.find(M + "f")
                if v is None and f is None:
                    continue
                text = v.text if v is not None else ""
                value = shared[int(text)] if c.get("t") == "s" else text if c.get("t") == "str" else float(text or "nan")
                cells[int(row), letters] = (value, "=" + f.text if f is not None else None)
            sheets[sheet.get("name")] = cells
        return sheets


def same(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(b))


book = read(os.path.join(folder, "report.xlsx"))
first = next(iter(book.values()))
rows = {}
for (row, letters), cell in first.items():
    rows.setdefault(row, {})[letters] = cell
columns = {"low": "E", "high": "F", "year": "G", "base_year": "H", "base": "I", "latest_year": "J", "latest": "K"}
derived = {"rate_observed": "L", "rate_required": "M", "step_observed": "N", "step_required": "O", "share_done": "P", "gap_now": "Q", "projected": "R",
           "projected_lo80": "S", "projected_hi80": "T", "gap_projected": "U", "probability": "V"}
table = list(csv.DictReader(open(os.path.join(folder, "assessment.csv"), encoding="utf-8")))
body = [rows[r] for r in sorted(rows) if r > 3]
if len(body) != len(table):
    faults.append("%d rows of targets in the sheet, %d in the table" % (len(body), len(table)))


def key(low, year, base, latest, source):
    return (round(float(low), 9) if low != "" else None, str(year), str(base), str(latest), source)


def number(cells, letter):
    return cells[letter][0] if letter in cells else ""


left = {}
for row in table:
    left.setdefault(key(row["target_low"], row["period_end"], row["base_year"], row["latest_year"], row["source"]) + (row["breakdown"], row["unit"]), []).append(row)
formulas = 0
for cells in body:
    year = [str(int(number(cells, c))) if c in cells else "" for c in "GHJ"]
    k = key(number(cells, "E"), *year, number(cells, "Y")) + (number(cells, "C"), number(cells, "D"))
    found = left.get(k, [])
    if not found:
        faults.append("no row of the table is like %r" % (k,))
        continue
    row = found.pop(0)
    for name, letter in derived.items():
        if row[name] == "":
            if letter in cells:
                faults.append("%s: %s is empty in the table, %r in the sheet" % (row["source"], name, cells[letter]))
            continue
        if letter not in cells or not same(cells[letter][0], float(row[name])):
            faults.append("%s: %s is %s in the table, %r in the sheet" % (row["source"], name, row[name], cells.get(letter)))
        formulas += letter in cells and cells[letter][1] is not None
if formulas < 20:
    faults.append("only %d formulas in the sheet of targets" % formulas)

for name, cells in book.items():
    for place, (value, formula) in cells.items():
        if formula is not None and not re.fullmatch(r"=[A-Z0-9*/()^+.'& \-!\w]+", formula):
            faults.append("%s %s: an unexpected formula %s" % (name, place, formula))
        if formula is not None and isinstance(value, str):
            faults.append("%s %s: a formula gives the text %r" % (name, place, value))

# Every sheet: a head in words of the report's language, figures that fit their columns, A4.
machine = {h for t in ("assessment", "targets", "series", "projections", "findings", "observations")
           for h in next(csv.reader(open(os.path.join(folder, t + ".csv"), encoding="utf-8")))}
vietnamese = "Theo năm" in book
sheet_files, charts = {}, []
with zipfile.ZipFile(os.path.join(folder, "report.xlsx")) as z:
    for i, name in enumerate(book, 1):
        sheet_files[name] = ET.fromstring(z.read("xl/worksheets/sheet%d.xml" % i))
    charts = [ET.fromstring(z.read(n)) for n in sorted(z.namelist()) if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
for name, cells in book.items():
    if vietnamese:
        for place, (value, formula) in cells.items():
            if place[0] == 1 and value in machine:
                faults.append("%s %s: the head %s is the table's own" % (name, place, value))
    setup = sheet_files[name].find(M + "pageSetup")
    if setup is None or setup.get("paperSize") != "9":
        faults.append("%s does not print on A4" % name)
    widths = {}
    for col in sheet_files[name].iter(M + "col"):
        for c in range(int(col.get("min")), int(col.get("max")) + 1):
            widths[c] = float(col.get("width"))
    for (row, letters), (value, formula) in cells.items():
        number_of = 0
        for letter in letters:
            number_of = 26 * number_of + ord(letter) - 64
        # General shrinks to its column; the two formats of figures do not, and show as ### when they are too long.
        if isinstance(value, float) and name in ("Theo năm", "Dự báo theo năm", "By year", "Projected by year") and row > 1 and number_of > 4:
            shown = "{:,.0f}".format(value) if abs(value) >= 10000 or value == round(value) else "{:,.2f}".format(value)
            if len(shown) + 1 > widths.get(number_of, 8.43):
                faults.append("%s %s%d: %s does not fit its column of %.1f" % (name, letters, row, shown, widths.get(number_of, 8.43)))

# Charts: values, projection, interval and target, each from cells of the sheet of data, with a unit.
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
if len(charts) < 5:
    faults.append("only %d charts" % len(charts))
targets = 0
projected = 0
for i, chart in enumerate(charts, 1):
    heads = []
    for series in chart.iter(C + "ser"):
        for part in ("tx", "val"):
            reference = series.find(C + part).find(".//" + C + "f").text
            sheet, first = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+\$\d+).*", reference).groups()
            letters, row = first.split("$")
            if part == "tx":
                heads.append(book[sheet].get((int(row), letters), ("", None))[0])
            elif not any((r, letters) in book[sheet] for r in range(int(row), int(row) + 60)):
                faults.append("chart %d: %s holds no figure" % (i, reference))
    said = " | ".join(map(str, heads))
    words = ("Thực hiện", "Dự báo", "80%, cận dưới", "80%, cận trên", "Mục tiêu") if vietnamese else ("Actual", "Projection", "80%, low", "80%, high", "Target")
    withheld = not any(word in said for word in words[1:4])  # by the evidence gate: then whole, interval and all
    projected += not withheld
    for word in words:
        if word not in said and not (withheld and word in words[1:4]):
            faults.append("chart %d has no %s: %s" % (i, word, said))
if charts and 2 * projected < len(charts):
    faults.append("only %d of %d charts show a projection" % (projected, len(charts)))
    if not [t for axis in chart.iter(C + "valAx") for t in axis.iter(A + "t") if t.text]:
        faults.append("chart %d says no unit" % i)

again = 0
if soffice:
    with tempfile.TemporaryDirectory() as work:
        # Without the stored results, so that the formulas must be worked out.
        bare, path = os.path.join(work, "report.xlsx"), os.path.join(work, "out", "report.xlsx")
        with zipfile.ZipFile(os.path.join(folder, "report.xlsx")) as z, zipfile.ZipFile(bare, "w") as to:
            for name in z.namelist():
                text = z.read(name)
                to.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text) if name.startswith("xl/worksheets/sheet") else text)
        subprocess.run([soffice, "--headless", "-env:UserInstallation=file://" + work + "/profile", "--convert-to", "xlsx", "--outdir",
                        os.path.dirname(path), bare], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=False)
        if not os.path.exists(path):
            faults.append("LibreOffice does not open report.xlsx")
        else:
            other = read(path)
            for name, cells in book.items():
                for place, (value, formula) in cells.items():
                    if formula is None:
                        continue
                    got = other.get(name, {}).get(place, (float("nan"), None))[0]
                    again += 1
                    if not isinstance(got, float) or not same(got, value):
                        faults.append("%s %s: %s is %r here and %r in LibreOffice" % (name, place, formula, value, got))

for fault in faults[:20]:
    print("FAILED:", fault)
print("%d targets, %d formulas, %d worked out again by LibreOffice, %d faults" % (len(body), formulas, again, len(faults)))
sys.exit(1 if faults else 0)
