"""check-figures.py RUN-FOLDER: every figure that the report states is one of the tables', and the forms of the report say the same.

Figures of a row of targets must come from that target's row of assessment.csv, figures of a paragraph on an indicator from that indicator's rows of series.csv,
projections.csv and assessment.csv: as they are, without sign, scaled by a thousand and so on, as percent, or as the difference or change of two neighbouring
years. The check tries itself: of figures changed by a few percent it must catch nearly all."""
import csv, html, math, os, random, re, sys, zipfile
import xml.etree.ElementTree as ET

folder = sys.argv[1]
faults = []


def table(name):
    return list(csv.DictReader(open(os.path.join(folder, name + ".csv"), encoding="utf-8")))


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


series, projections, assessment = table("series"), table("projections"), table("assessment")
observations = table("observations")
FIGURE = re.compile(r"(?<![\w.,])-?\d+(?:\.\d{3})*(?:,\d+)?(?![\w])")


UNITS = sorted({row["unit"] for row in series + assessment if re.search(r"\d", row["unit"])}, key=len, reverse=True)  # "giường/10.000 dân" states no 10.000


def figures(text):
    """The figures of a Vietnamese text with the size of half their last digit."""
    for unit in UNITS:
        text = text.replace(unit, "")
    for match in FIGURE.finditer(text):
        digits = match.group(0)
        value = float(digits.replace(".", "").replace(",", "."))
        places = len(digits.split(",")[1]) if "," in digits else 0
        yield digits, value, 0.5 * 10 ** -places


def nameless(text, *names):
    """The text without the names in it: "giường bệnh trên 10.000 dân" states no 10.000."""
    for name in sorted((n for n in names if n), key=len, reverse=True):
        text = re.sub(re.escape(name), "", text, flags=re.I)
    return text


def allowed_of_target(row):
    values = [number(v) for v in row.values()]
    values = [v for v in values if v is not None]
    for name in ("gap_now_percent", "gap_projected_percent"):
        if number(row[name]) is not None:
            values.append(100 + number(row[name]))
    if row["latest_year"]:
        values.append(float(row["latest_year"]) + 1)  # the years left begin with it
    if number(row["probability"]) is not None:
        values += [100 * number(row["probability"]), 1, 99]
    return values


def allowed_of_indicator(points, ahead, targets):
    values = []
    for point in points:
        values += [float(point["period"]), float(point["value"])]
    if len(points) > 1:
        a, b = float(points[-2]["value"]), float(points[-1]["value"])
        values += [b - a] + ([100 * (b - a) / a] if a != 0 else [])
        values.append(float(points[-1]["period"]) + 1)
    for row in ahead:
        values += [float(row[k]) for k in ("period", "median", "lo80", "hi80")]
    for row in targets:
        values += allowed_of_target(row)
    return values + [80]


def found(value, half, allowed):
    for v in allowed:
        for scale in (1, 1e3, 1e6, 1e9, 1e12):
            if abs(abs(v) / scale - abs(value)) <= half * 1.000001 + 1e-9:
                return True
    return False


def unmarked(text):
    return re.sub(r"\\(.)", r"\1", text)


def cells(line):
    return [unmarked(c.strip()) for c in re.split(r"(?<!\\)\|", line)[1:-1]]


report = open(os.path.join(folder, "report.md"), encoding="utf-8").read()
body = report.split("\n")
claims = []  # (what, text, allowed)

# The rows of targets: the plan of record's list in its own order, then what else it demands, then each other plan's, in the order of plans.csv.
def read_beside(name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


plans = [p["plan"] for p in read_beside("plans.csv")]
record = next(p["plan"] for p in read_beside("plans.csv") if p["record"] == "yes")


def place_of(i, target):
    own = target["plan"] == record
    group = (0 if target["place"] else 1) if own else 2 + (plans.index(target["plan"]) if target["plan"] in plans else len(plans))
    return group, int(target["place"] or 0), i


order = sorted((place_of(i, t) for i, t in enumerate(read_beside("targets.csv"))))
waiting = [assessment[i] for _, _, i in order]
section, rows_of_md = None, []
for line in body:
    if line.startswith("### "):
        section = re.search(r"(Mục tiêu của|mục tiêu của|mục tiêu khác trong|Targets of|targets of|targets in) ", line)
    if line.startswith("| ") and section is not None and re.match(r"\| \d+ \|", line) and len(cells(line)) == 12:
        c = cells(line)
        row = waiting.pop(0) if waiting else None
        if row is None:
            faults.append("a row of targets that the table does not hold: " + line[:100])
            continue
        rows_of_md.append(c)
        if not c[1].startswith(row["name"]):
            faults.append("the row of %s speaks of %s" % (row["name"], c[1]))
        claims.append((c[1], " | ".join(c[3:11]), allowed_of_target(row)))
if waiting:
    faults.append("%d targets are not in the report" % len(waiting))

# The paragraphs on indicators.
sentences = []
part = report[report.index("\n## Kết quả thực hiện"):report.index("\n## Khả năng hoàn thành")]
for block in re.split(r"\n### ", part)[1:]:
    heading = unmarked(block.split("\n")[0])
    values = [cells(l) for l in block.split("\n") if re.match(r"\| \d{4} \|", l)]
    paragraph = re.sub(r"( \[\d+(, \d+)?\])$", "", unmarked(next(l for l in block.split("\n") if l.startswith("Năm "))))
    latest = float(values[0][1].replace(".", "").replace(",", "."))
    own = [s for s in series if s["period"] == values[0][0] and abs(float(s["value"]) - latest) <= 1e-3 * abs(latest)]  # sources are told by names, not files
    own = [s for s in own if (s["name"] + (": " + s["breakdown"] if s["breakdown"] else "")) == heading] or [s for s in own if not s["breakdown"] or s["breakdown"] in heading]
    if not own:
        faults.append("no series is like the part " + heading)
        continue
    key = tuple(own[-1][k] for k in ("indicator", "name", "scope", "breakdown", "unit"))
    points = [s for s in series if tuple(s[k] for k in ("indicator", "name", "scope", "breakdown", "unit")) == key]
    fold = lambda row: (row["indicator"], row["scope"].lower(), row["breakdown"].lower())
    ahead = [p for p in projections if fold(p) == fold(points[0])]
    targets = [a for a in assessment if a["indicator"] == points[0]["indicator"] and a["scope"].lower() == points[0]["scope"].lower()]
    sentences.append(paragraph)
    claims.append((heading, nameless(paragraph, points[0]["name"], points[0]["breakdown"]), allowed_of_indicator(points, ahead, targets)))
    for c in values:
        point = [p for p in points if p["period"] == c[0]]
        if not point:
            faults.append("%s: the year %s is not in the table" % (heading, c[0]))
        else:
            claims.append((heading, c[1], [float(point[0]["value"])]))

# The first page: its counts are those of the plan of record's list, and what it says of a target is that target's.
DONE, HARD, MISSED = ("exceeded", "met"), ("hard",), ("missed",)
opening = unmarked(report[report.index("\n## Bối cảnh"):report.index("\n## Toàn cảnh")])
listed = [assessment[i] for g, _, i in order if g == 0]
counts = [sum(1 for a in listed if a["verdict"] in v) for v in (DONE, HARD, MISSED)]
counts.append(len(listed) - sum(counts))
told = re.search(r"Trong (\d+) chỉ tiêu đến năm (\d{4}): ([^.]*)\.", opening)
words = ("%d đạt và vượt", "%d khó đạt", "%d không đạt", "%d chưa đủ số liệu hoặc không xếp loại")
if not told or int(told.group(1)) != len(listed) or told.group(3) != ", ".join(w % n for w, n in zip(words, counts) if n):
    faults.append("the first page does not count the plan's targets: %s, want %s of %d" % (told and told.group(0), counts, len(listed)))
for program_count in (len(observations), len(series), len(table("findings"))):
    if re.search(r"\b%d\b" % program_count, opening):
        faults.append("the first page counts the program's own work: %d" % program_count)
urgent = re.search(r"chỉ tiêu cần tập trung nhất: (.*)\.", opening)
hard = [a for a in listed if a["verdict"] in HARD + MISSED]
if urgent:
    for item in re.split(r"; (?=[^;]*\()", urgent.group(1)):
        unrated = item.endswith("số liệu chưa đủ để xếp loại)")  # behind, and not rated
        among = [a for a in listed if a["verdict"] not in DONE + HARD + MISSED and a["gap_now"] and float(a["gap_now"]) < 0] if unrated else hard
        own = [a for a in among if item.lower().startswith(a["name"].lower())]
        if not own:
            faults.append("a target called urgent is not hard to meet: " + item)
        claims.append(("the first page", nameless(item, *[a["name"] for a in own]), [v for a in own for v in allowed_of_target(a)]))
outlook = report[report.index("\n## Khả năng hoàn thành"):report.index("\n## Hạn chế")]
for item in re.findall(r"^- (.*?): (mục tiêu .*)$", unmarked(outlook), re.M):
    own = [a for a in listed if item[0].startswith(a["name"])]
    if not own:
        faults.append("the outlook speaks of a target that the plan does not list: " + item[0])
    claims.append((item[0], item[1], [v for a in own for v in allowed_of_target(a)] + [float(a["latest_year"]) + 1 for a in own if a["latest_year"]]))
if len(re.findall(r"^- ", outlook, re.M)) < 4:
    faults.append("the outlook lists next to nothing")
bare = [s for s in sentences if re.search(r"[<>≥≤~]|điểm %|\{|\}", s)]
if bare:
    faults.append("%d sentences hold signs or braces: %s" % (len(bare), bare[0]))
alone = [s for s in sentences if "xu hướng" in s and "mới có một năm" in s]
if alone:
    faults.append("a trend of one value: " + alone[0])

checked, caught, tried = 0, 0, 0
random.seed(6)
for what, text, allowed in claims:
    for digits, value, half in figures(text):
        checked += 1
        if not found(value, half, allowed):
            faults.append("%s: %s is not in the tables: %s" % (what, digits, text[:160]))
        if value >= 3 and half < 1:  # change it by more than its rounding and see
            wrong = value * (1 + random.choice((-1, 1)) * random.uniform(0.04, 0.3)) + 2 * half
            tried += 1
            caught += not found(round(wrong, 3), half, allowed)
if checked < 500:
    faults.append("only %d figures were checked" % checked)
if tried and caught < 0.75 * tried:
    faults.append("of %d wrong figures only %d are caught" % (tried, caught))

# The other forms say the same.
page = open(os.path.join(folder, "report.html"), encoding="utf-8").read()
plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page)))
for sentence in sentences:
    if sentence not in plain:
        faults.append("report.html does not say: " + sentence[:120])
docx = os.path.join(folder, "report.docx")
in_word = 0
if os.path.exists(docx):
    W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = ET.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    paragraphs = {"".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p")}
    paragraphs = {re.sub(r"( \(Biểu đồ \d+\))?( \[\d+\])+$", "", p) for p in paragraphs}
    paragraphs = {re.sub(r"^[^[]{3,120}?\. (?=Năm \d{4}, )", "", p) for p in paragraphs}  # of one value, behind its name
    in_word = sum(s in paragraphs for s in sentences)
    for p in paragraphs:
        if re.match(r"Năm \d{4}, ", p) and p not in sentences:
            faults.append("report.docx says what the tables do not: " + p[:120])
    main = {c[1]: c for c in rows_of_md}
    by_name = {}
    for row, c in zip([r for r in assessment], rows_of_md):
        by_name.setdefault(c[1], []).append(c)
    for tr in root.iter(W + "tr"):
        got = ["".join(t.text or "" for r in tc.iter(W + "r") if r.find(W + "rPr/" + W + "vertAlign") is None for t in r.iter(W + "t")) for tc in tr.iter(W + "tc")]
        if len(got) < 9 or not got[0].isdigit() or got[1] not in by_name:
            continue
        if not any(got[3:5] == c[3:5] and got[-5:-2] == [c[8], c[9], c[7]] and got[-2] in (c[11], "%s (%s)" % (c[11], c[10])) for c in by_name[got[1]]):
            faults.append("report.docx: the row of %s is not that of the tables: %s" % (got[1], got))
        in_word += 1
    if in_word < 20:
        faults.append("only %d rows and paragraphs of report.docx were compared" % in_word)
for fault in faults[:20]:
    print("FAILED:", fault)
print("%d figures found in the tables; %d of %d wrong ones caught; %d parts of report.docx compared; %d faults" % (checked, caught, tried, in_word, len(faults)))
sys.exit(1 if faults else 0)
