"""check-labels.py SOURCE: are the labels of datasets/labels/passages sound? Every quote stands in its line, every value in its quote, every id in the
catalogue, every word in the vocabulary of the observations; no row twice, no text without labels."""
import csv, glob, os, re, sys

source = sys.argv[1]
folder = os.path.join(source, "datasets/labels/passages")
ids = {r["id"] for r in csv.DictReader(open(os.path.join(source, "datasets/catalogue/indicators.csv"), encoding="utf-8"))}
words = {
    "qualifier": {"=", ">=", ">", "<=", "<", "~"},
    "aggregation": {"point", "annual_average", "cumulative", "each_year"},
    "kind": {"target", "actual", "estimate", "forecast"},
    "measure": {"level", "growth", "change", "share", "plan_ratio", "rank", "multiple"},
}
NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
DATE = r"(\d{4}(-\d\d(-\d\d)?)?)?"
faults, rows, texts, seen = [], 0, {}, set()


def numbers(text):
    return [float(n.replace(".", "").replace(",", ".")) for n in re.findall(NUMBER, text)]


for path in sorted(glob.glob(folder + "/labels*.csv")):
    for number, r in enumerate(csv.DictReader(open(path, encoding="utf-8", newline="")), 2):
        rows += 1
        fault = lambda what: faults.append(f"{os.path.relpath(path, source)}:{number}: {r['doc']}: {what}")
        if r["doc"] not in texts:
            text = os.path.join(folder, r["doc"] + ".txt")
            texts[r["doc"]] = open(text, encoding="utf-8").read().split("\n") if os.path.exists(text) else []
        lines = texts[r["doc"]]
        at = int(r["line_start"])
        if not 1 <= at <= int(r["line_end"]) <= len(lines):
            fault("no such line")
            continue
        if r["quote"] not in " ".join(lines[at - 1 : int(r["line_end"])]):
            fault(f"the quote is not in line {at}: {r['quote']}")
        said = numbers(r["quote"])
        for value in ("value_low", "value_high"):
            if not r["note"] and not any(abs(n - float(r[value])) < 1e-9 for n in said):
                fault(f"{r[value]} is not in the quote: {r['quote']}")
        if float(r["value_low"]) > float(r["value_high"]):
            fault("the range is turned round")
        if r["catalogue_id"] and r["catalogue_id"] not in ids:
            fault(f"no id of the catalogue: {r['catalogue_id']}")
        for column, known in words.items():
            if r[column] not in known:
                fault(f"{column} is '{r[column]}'")
        for column in ("period_start", "period_end"):
            if not re.fullmatch(DATE, r[column]):
                fault(f"{column} is '{r[column]}'")
        if not r["indicator"] or not r["scope"]:
            fault("without indicator or scope")
        key = tuple(r[c] for c in ("doc", "line_start", "quote", "value_low", "value_high", "catalogue_id", "breakdown", "measure", "period_end"))
        if key in seen:
            fault(f"twice: {r['quote']}")
        seen.add(key)
for text in sorted(glob.glob(folder + "/*.txt")):
    if os.path.basename(text)[:-4] not in texts:
        faults.append(f"{os.path.relpath(text, source)}: no labels")
print("\n".join(faults[:40]))
print(f"{rows} labels of {len(texts)} texts, {len(faults)} faults")
sys.exit(1 if faults or not rows else 0)
