"""check-run.py FOLDER [--no-scan]: what the run of datasets/bac-giang must say. The figures are the province's, from datasets/bac-giang/history.csv and the
documents written from them; nothing here is the program's own output."""
import csv, json, os, re, sys, hashlib

folder = sys.argv[1]
faults = []


def table(name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def expect(what, truth):
    if not truth:
        faults.append(what)


series = [r for r in table("series") if r["indicator"] == "grdp_growth" and r["breakdown"] == "" and "Bắc Giang" in r["scope"]]
growth = {int(r["period"]): float(r["value"]) for r in series}
published = {2010: 9.3, 2011: 10.2, 2012: 9.8, 2020: 13.02, 2021: 7.82, 2022: 19.3, 2023: 13.45}
expect("15 historical years of GRDP growth, got %d" % len(growth), sorted(growth) == list(range(2010, 2025)))
for year, value in published.items():
    expect("GRDP growth %d is %s, got %s" % (year, value, growth.get(year)), growth.get(year) == value)
expect("every value has a source", all(r["source"] for r in series))

projected = [r for r in table("projections") if r["indicator"] == "grdp_growth" and r["breakdown"] == ""]
expect("GRDP growth is projected to 2030", {int(r["period"]) for r in projected} == set(range(2025, 2031)))
for r in table("projections"):
    numbers = [float(r[c]) for c in ("lo95", "lo80", "median", "hi80", "hi95")]
    expect("ordered interval of %s %s" % (r["indicator"], r["period"]), numbers == sorted(numbers))

average = [r for r in table("assessment") if r["indicator"] == "grdp_growth" and r["aggregation"] == "annual_average" and r["target_low"] == "14"
           and r["target_high"] == "15" and r["period_start"] == "2021" and r["period_end"] == "2025" and r["breakdown"] == ""]
expect("one row for the 14-15 %% average of 2021-2025, got %d" % len(average), len(average) == 1)
if average:
    # (1.14^5 / (1.0782 * 1.193 * 1.1345 * g2024)) - 1, by hand, for the year that is left (gap-methods: geometric mean)
    known = 1.0
    for year in range(2021, 2025):
        known *= 1 + growth[year] / 100
    for column, target in (("rate_required", 1.14), ("required_high", 1.15)):
        want = (target ** 5 / known - 1) * 100
        expect("%s of the average: %s, want %.6f" % (column, average[0][column], want), abs(float(average[0][column]) - want) < 1e-6)

targets = table("targets")
for indicator, year, low in (("grdp_per_capita", "2025", 5500), ("trained_labour_rate", "2025", 80), ("urbanisation_rate", "2025", 32.4),
                             ("poverty_rate", "2025", 1), ("tourist_arrivals", "2025", 3000000)):
    found = [r for r in targets if r["indicator"] == indicator and r["period_end"] == year and r["breakdown"] == "" and float(r["low"]) == low]
    expect("target of %s for %s is %s" % (indicator, year, low), found)
    expect("the target of %s names document and line" % indicator, all(":" in r["source"] for r in found))

observations = table("observations")
documents = {r["document"] for r in observations}
unread = {"bao-cao-2021-scan.pdf"} if len(sys.argv) > 2 and sys.argv[2] == "--no-scan" else set()
expect("observations of every document that can be read: %s" % sorted(documents), documents == set(os.listdir("datasets/bac-giang/documents")) - unread)
for name in sorted(documents):
    path = os.path.join("datasets/bac-giang/documents", name)
    if name.endswith(".txt"):
        lines = open(path, encoding="utf-8", errors="replace", newline="").read().split("\n")
        for r in observations:
            if r["document"] != name:
                continue
            text = " ".join(" ".join(lines[max(0, int(r["line_start"]) - 3):int(r["line_end"]) + 2]).split())
            above = " ".join(" ".join(lines[:int(r["line_end"])]).split())
            parts = re.split(r" \| | / ", r["quote"])  # of a table's figure: its row, its column, its cell; heads and parents stand further up
            expect("%s:%s: quote is verbatim: %s" % (name, r["line_start"], r["quote"]),
                   all(" ".join(part.split()) in (text if len(parts) == 1 or i == len(parts) - 1 else above) for i, part in enumerate(parts)))

package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf-8"))
expect("nine resources", len(package["resources"]) == 9)
for resource in package["resources"]:
    data = open(os.path.join(folder, resource["path"]), "rb").read()
    expect("size of " + resource["path"], resource["bytes"] == len(data))
    expect("hash of " + resource["path"], resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest())
    header = data.decode("utf-8").split("\n", 1)[0].split(",")
    expect("fields of " + resource["path"], [f["name"] for f in resource["schema"]["fields"]] == header)
    expect("fields of %s are described" % resource["path"], all(f["description"] for f in resource["schema"]["fields"]))
run = json.load(open(os.path.join(folder, "run.json"), encoding="utf-8"))
for entry in run["inputs"]:
    path = entry["path"].replace("catalogue/", "datasets/catalogue/", 1) if entry["path"].startswith("catalogue/") else entry["path"]
    expect("hash of input " + path, entry["sha256"] == hashlib.sha256(open(path, "rb").read()).hexdigest())
expect("counts", run["counts"]["observations"] == len(observations) and run["counts"]["documents"] == len(documents))
for entry in run["inputs"]:
    if os.path.basename(entry["path"]) in unread:
        expect("what was not read is recorded", entry["unread"][0]["kind"] == "document" and any(entry["path"] in warning for warning in run["warnings"]))

for fault in faults:
    print("FAILED:", fault)
print("%d faults" % len(faults))
sys.exit(1 if faults else 0)
