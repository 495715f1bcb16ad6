"""check-facts.py OBSERVATIONS.csv FACTS.csv [--errors] [--without DOCUMENT]: what extraction finds in the documents of datasets/bac-giang, against the list of every figure put
into them (sources/facts.csv, written with the documents and before the program read them).

A fact and an observation of the same document match when their values are equal once scale words are multiplied out (a decrease may be printed or
negative). Matching is one to one, best first. Fails below the floors at the end, which stand a little below what is measured: they guard against loss."""
import csv, sys, unicodedata

SCALE = {"nghin": 1e3, "ngan": 1e3, "trieu": 1e6, "ty": 1e9, "ti": 1e9}
FLOORS = {"recall": 0.98, "precision": 0.97, "indicator": 0.94, "period": 0.95, "kind": 0.89, "measure": 0.95, "full": 0.85}


def fold(text):
    text = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def amount(value, unit):
    factor = 1.0
    for word in fold(unit).split():
        if word not in SCALE:
            break
        factor *= SCALE[word]
    return round(abs(float(value)) * factor, 9)


def load(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def period(row):
    if "period" in row:
        start, _, end = row["period"].partition("/")
        return start, end or start
    return row["period_start"], row["period_end"]


def right(fact, seen):
    """Which attributes of an observation agree with the fact."""
    fp, sp = period(fact), period(seen)
    same_period = fp == sp or (seen["aggregation"] == "point" and fp[1] == sp[1])
    plan = fact["measure"] == seen["measure"] == "plan_ratio"
    return {"indicator": fact["indicator"] == seen["indicator"], "period": same_period, "kind": fact["kind"] == seen["kind"],
            "measure": fact["measure"] == seen["measure"] or plan}


def same_value(fact, seen):
    value = amount(fact["value_low"], fact["unit"]), amount(fact["value_high"] or fact["value_low"], fact["unit"])
    other = amount(seen["value_low"], seen["unit"]), amount(seen["value_high"], seen["unit"])
    excess = seen["measure"] == "plan_ratio" and abs(abs(other[0] - 100) - value[0]) < 1e-6  # "vượt 6,9 %" may be 106.9
    return value == other or excess


guide = set(open("tests/guide-ids.txt").read().split())
facts, seen = load(sys.argv[2]), load(sys.argv[1])
if "--without" in sys.argv:  # a document that this machine cannot read
    facts = [fact for fact in facts if fact["document"] != sys.argv[sys.argv.index("--without") + 1]]
for row in seen:
    if row["indicator"] not in guide:
        row["indicator"] = ""  # the facts know the guide's ids only
pairs = []
for i, fact in enumerate(facts):
    for j, row in enumerate(seen):
        if row["document"] == fact["document"] and same_value(fact, row):
            pairs.append((-sum(right(fact, row).values()) - (fold(fact["breakdown"]) == fold(row["breakdown"])) / 2, i, j))
matched, used = {}, set()
for _, i, j in sorted(pairs):
    if i not in matched and j not in used:
        matched[i] = j
        used.add(j)
totals = {"recall": len(matched) / len(facts), "precision": len(used) / max(1, len(seen))}
checks = [right(facts[i], seen[j]) for i, j in matched.items()]
for name in ("indicator", "period", "kind", "measure"):
    totals[name] = sum(c[name] for c in checks) / max(1, len(checks))
totals["full"] = sum(all(c.values()) for c in checks) / len(facts)
print("%d facts, %d observations: " % (len(facts), len(seen)) + ", ".join("%s %.3f" % t for t in totals.items()))
if "--errors" in sys.argv:
    for i, fact in enumerate(facts):
        if i not in matched:
            print("MISSED", fact["document"], fact["value_low"], fact["unit"], fact["name"], fact["period"])
    for j, row in enumerate(seen):
        if j not in used:
            print("FALSE", row["document"], row["line_start"], row["value_low"], row["unit"], row["quote"])
    for i, j in sorted(matched.items()):
        wrong = [k for k, v in right(facts[i], seen[j]).items() if not v]
        if wrong:
            f, s = facts[i], seen[j]
            print("WRONG", "+".join(wrong), s["document"], s["line_start"], "|", s["quote"], "| want", f["indicator"], period(f), f["kind"], f["measure"],
                  "| got", s["indicator"], period(s), s["kind"], s["measure"])
low = ["%s is %.3f, floor %.2f" % (k, totals[k], v) for k, v in FLOORS.items() if totals[k] < v]
for line in low:
    print("FAILED:", line)
sys.exit(1 if low else 0)
