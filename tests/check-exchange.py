"""check-exchange.py PROGRAM RUN-FOLDER: are the files for other systems what their rules ask for?

SDMX-CSV 2.0: github.com/sdmx-twg/sdmx-csv, Data Message Field Guide. Open SDG: what sdg-build's check_csv, SchemaInputOpenSdg, InputCsvData and InputYamlMeta ask of data, metadata and file
names. The values must be those of the run's own series.csv. Without PyYAML (python3-yaml) status 77."""
import csv, glob, io, os, re, subprocess, sys, tempfile

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is missing")
    sys.exit(77)
program, folder = sys.argv[1], sys.argv[2]
faults = []
checked = 0


def expect(what, truth):
    global checked
    checked += 1
    if not truth:
        faults.append(what)


def run(*words, text=None):
    done = subprocess.run([program] + list(words), capture_output=True, input=text, encoding="utf-8")
    expect("%s: status %d: %s" % (" ".join(words), done.returncode, done.stderr), done.returncode == 0)
    return done.stdout


with open(os.path.join(folder, "series.csv"), encoding="utf-8", newline="") as f:
    series = list(csv.DictReader(f))
ID = re.compile(r"^[A-Za-z0-9_@$\-]+$")  # SDMX common: IDType
DIMENSIONS = ["INDICATOR", "REF_AREA", "BREAKDOWN", "UNIT_MEASURE", "FREQ", "TIME_PERIOD"]
STATUS = {"actual": "A", "preliminary": "P", "estimate": "E", "forecast": "F", "derived": "I"}


def check_sdmx(labels):
    text = run("export", folder, "--to", "sdmx-csv", "--labels", labels, "--lang", "en")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    head, rows = rows[0], rows[1:]
    expect(labels + ": the first columns", head[:2] == ["STRUCTURE", "STRUCTURE_ID"])
    expect(labels + ": a name's column after the structure, for labels=name only", (head[2] == "STRUCTURE_NAME") == (labels == "name"))
    expect(labels + ": then the action", head[3 if labels == "name" else 2] == "ACTION")
    expect(labels + ": every row as long as the header", all(len(r) == len(head) for r in rows))
    expect(labels + ": heads differ", len(set(head)) == len(head))
    expect(labels + ": one row a value", len(rows) == len(series))
    split = (lambda cell: cell.split(": ", 1)[0]) if labels == "both" else (lambda cell: cell)
    ids = [split(h) for h in head]
    components = [h for h in ids[3:] if h.isupper()] if labels != "name" else [h for h in ids[4::2]]
    expect(labels + ": dimensions, then measures, then attributes: %s" % components, components == DIMENSIONS + ["OBS_VALUE", "OBS_STATUS", "UNIT_MULT"])
    place = {i: ids.index(i) for i in ids}
    keys = set()
    names = {}
    for row, truth in zip(rows, series):
        cell = {i: split(row[place[i]]) for i in components}
        expect("%s: structure" % labels, row[0] in ("dataflow", "datastructure", "dataprovision") and re.fullmatch(r"[A-Za-z0-9_.\-]+:[A-Za-z0-9_@$\-]+\([0-9.]+\)", split(row[1])))
        expect("%s: action" % labels, row[place["ACTION"]] in ("I", "A", "R", "D"))
        expect("%s: codes: %s" % (labels, row), all(ID.match(cell[c]) for c in components if c not in ("TIME_PERIOD", "OBS_VALUE")))
        expect("%s: period" % labels, cell["TIME_PERIOD"] == truth["period"] and cell["FREQ"] == "A")
        expect("%s: value" % labels, float(cell["OBS_VALUE"]) == float(truth["value"]))
        expect("%s: status" % labels, cell["OBS_STATUS"] == STATUS[truth["status"]])
        expect("%s: indicator" % labels, cell["INDICATOR"] == truth["indicator"])
        expect("%s: total" % labels, (cell["BREAKDOWN"] == "_T") == (truth["breakdown"] == ""))
        key = tuple(cell[d] for d in DIMENSIONS)
        expect("%s: the dimensions identify the observation: %s" % (labels, key), key not in keys)
        keys.add(key)
        for code, wording in ((("REF_AREA", cell["REF_AREA"]), truth["scope"]), (("BREAKDOWN", cell["BREAKDOWN"]), truth["breakdown"])):
            expect("%s: one code means one thing: %s" % (labels, code), names.setdefault(code, wording) == wording)
        if truth["unit"] == "tỷ đồng":
            expect("%s: tỷ đồng is 10^9 VND" % labels, (cell["UNIT_MEASURE"], cell["UNIT_MULT"]) == ("VND", "9"))
        if truth["unit"] == "%":
            expect("%s: %% is PT" % labels, (cell["UNIT_MEASURE"], cell["UNIT_MULT"]) == ("PT", "0"))


for labels in ("id", "name", "both"):
    check_sdmx(labels)
message = run("export", "--to", "sdmx-csv", "--structure", "BGI.DPI:KTXH(2.1)", text="indicator,scope,unit,nature,period,value,status\npoverty_rate,huyện Yên Thế,%,share,2020,3.5,actual\n"
              "poverty_rate,huyện Yên Thê,%,share,2020,4.5,actual\n")
lines = message.split("\n")
expect("the data flow asked for", "dataflow,BGI.DPI:KTXH(2.1),I,poverty_rate," in lines[1])
areas = [line.split(",")[4] for line in lines[1:3]]
expect("two wordings that fold to one keep apart: %s" % areas, len(set(areas)) == 2 and all(ID.match(a) and a.startswith("HUYEN_YEN_THE") for a in areas))


def number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def check_open_sdg(site, language, other):
    config = yaml.safe_load(open(os.path.join(site, "config_data.yml"), encoding="utf-8"))
    expect("languages", config["languages"] == [language, other])
    data = {re.sub("^indicator_", "", os.path.basename(p)[:-4]): p for p in glob.glob(os.path.join(site, config["inputs"][0]["path_pattern"]))}
    meta = {os.path.basename(p)[:-4]: p for p in glob.glob(os.path.join(site, config["inputs"][1]["path_pattern"]))}
    expect("data and metadata of the same indicators", set(data) == set(meta) and data)
    expect("every indicator of the series", set(data) == {"ct-" + r["indicator"].replace("_", "-") for r in series})
    schema = yaml.safe_load(open(os.path.join(site, config["schema_file"]), encoding="utf-8"))
    known = {m["name"]: m["field"]["element"] for m in schema["prose"]["metadata"]["meta"]}
    total = 0
    for name, path in data.items():
        with open(path, encoding="utf-8", newline="") as f:
            rows = list(csv.reader(f))
        head, rows = rows[0], rows[1:]
        total += len(rows)
        expect(name + ": Year first, Value last", head[0] == "Year" and head[-1] == "Value")
        expect(name + ": no blanks at the ends", all(c == c.strip() for row in [head] + rows for c in row))
        expect(name + ": Year and Value are numbers", all(number(r[0]) and number(r[-1]) for r in rows))
        expect(name + ": no empty rows", rows and all(any(r) for r in rows))
        expect(name + ": rows as long as the header", all(len(r) == len(head) for r in rows))
        expect(name + ": no value twice", len({tuple(r[:-1][:head.index("Observation status")]) for r in rows}) == len(rows))
        expect(name + ": no empty column", all(any(r[c] for r in rows) for c in range(len(head))))
    expect("every value is there once", total == len(series))
    for name, path in meta.items():
        one = yaml.safe_load(open(path, encoding="utf-8"))
        expect(name + ": reporting_status", one["reporting_status"] in ("notstarted", "inprogress", "complete", "notapplicable"))
        expect(name + ": data_non_statistical, graph_title and graph_type of what is complete", one["data_non_statistical"] is False and one["graph_title"] and one["graph_type"] in ("line", "bar"))
        expect(name + ": published, and no indicator of the UN's", one["published"] is True and one["standalone"] is True)
        expect(name + ": fields are in the schema", set(one) <= set(known))
        expect(name + ": checkboxes are true or false", all(isinstance(one[k], bool) for k in one if known.get(k) == "checkbox"))
        translated = yaml.safe_load(open(os.path.join(os.path.dirname(path), other, os.path.basename(path)), encoding="utf-8"))
        expect(name + ": the other language", translated["indicator_name"] and set(translated) <= set(known))
    words = yaml.safe_load(open(os.path.join(site, config["translations"][0]["source"], "vi", "data.yml"), encoding="utf-8"))
    heads = {h for path in data.values() for h in next(csv.reader(open(path, encoding="utf-8", newline="")))} - {"Year", "Value", "Units", "Observation status"}
    expect("the columns have Vietnamese names: %s" % heads, heads and heads <= set(words))


with tempfile.TemporaryDirectory() as work:
    for language, other in (("en", "vi"), ("vi", "en")):
        site = os.path.join(work, language)
        run("export", folder, "--to", "open-sdg", "--lang", language, "-o", site)
        check_open_sdg(site, language, other)
        expect("nothing is left behind", not [n for n in os.listdir(site) if n.startswith(".")])
    # Text from elsewhere stays text in YAML and CSV.
    hostile = "indicator,name,scope,unit,nature,period,value,status,source\nodd_thing,\"a: [b] \"\"c\"\" #\n\\d\u2028\u0085\",\"- *x: &y\",\"=1+1\",level,2020,1,actual,\"'{x}.txt:3\"\n"
    site = os.path.join(work, "hostile")
    run("export", "--to", "open-sdg", "-o", site, text=hostile)
    one = yaml.safe_load(open(os.path.join(site, "meta", "ct-odd-thing.yml"), encoding="utf-8"))
    expect("the name comes back: %r" % one["indicator_name"], one["indicator_name"] == "a: [b] \"c\" #\n\\d\u2028\u0085")
    expect("the place comes back", one["national_geographical_coverage"] == "- *x: &y")
    cells = list(csv.reader(open(os.path.join(site, "data", "indicator_ct-odd-thing.csv"), encoding="utf-8", newline="")))[1]
    expect("no formula: %s" % cells, cells == ["2020", "'=1+1", "A", "1"])

for fault in faults[:40]:
    print("FAILED:", fault)
print("%d rules checked, %d faults" % (checked, len(faults)))
sys.exit(1 if faults or checked < 1000 else 0)
