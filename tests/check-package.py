"""check-package.py FOLDER: is datapackage.json a valid tabular data package, and are the tables what it says?

The rules are those of specs.frictionlessdata.io: data-package, data-resource, tabular-data-resource, table-schema (version 1), each named where it is checked."""
import csv, hashlib, json, os, re, sys

folder = sys.argv[1]
faults = []
checked = 0


def expect(what, truth):
    global checked
    checked += 1
    if not truth:
        faults.append(what)


TYPES = {"string", "number", "integer", "boolean", "object", "array", "date", "time", "datetime", "year", "yearmonth", "duration", "geopoint", "geojson", "any"}
CONSTRAINTS = {"required", "unique", "minLength", "maxLength", "minimum", "maximum", "pattern", "enum"}
NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$")  # table-schema: number, without the optional group and currency signs
package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf-8"))
expect("data-package: name is lower case, digits and . _ -", re.fullmatch(r"[-a-z0-9._]+", package["name"]))
expect("data-package: resources are a list of one or more", isinstance(package["resources"], list) and package["resources"])
expect("data-package: a profile", package["profile"] == "tabular-data-package")
expect("data-package: each source has a title", all(s.get("title") for s in package.get("sources", [])))
names = [r["name"] for r in package["resources"]]
expect("data-resource: names differ", len(set(names)) == len(names))

tables = {}
for resource in package["resources"]:
    name = resource["name"]
    path = resource["path"]
    expect(name + ": data-resource: name", re.fullmatch(r"[-a-z0-9._]+", name))
    expect(name + ": data-resource: a relative path inside the package", not path.startswith("/") and ".." not in path.split("/") and "\\" not in path)
    expect(name + ": tabular-data-resource: profile", resource["profile"] == "tabular-data-resource")
    data = open(os.path.join(folder, path), "rb").read()
    expect(name + ": data-resource: bytes", resource["bytes"] == len(data))
    expect(name + ": data-resource: hash", resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest())
    expect(name + ": data-resource: encoding", resource["encoding"] == "utf-8" and data.decode("utf-8") is not None)
    schema = resource["schema"]
    fields = schema["fields"]
    missing = schema.get("missingValues", [""])
    expect(name + ": table-schema: missingValues is a list of texts", isinstance(missing, list) and all(isinstance(m, str) for m in missing))
    expect(name + ": table-schema: names differ", len({f["name"] for f in fields}) == len(fields))
    with open(os.path.join(folder, path), encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    expect(name + ": the header is the fields in their order", rows[0] == [f["name"] for f in fields])
    rows = rows[1:]
    tables[name] = (schema, rows)
    for place, field in enumerate(fields):
        label = "%s.%s" % (name, field["name"])
        constraints = field.get("constraints", {})
        expect(label + ": table-schema: type", field["type"] in TYPES)
        expect(label + ": table-schema: constraints", set(constraints) <= CONSTRAINTS)
        expect(label + ": table-schema: minimum of a number only", field["type"] in ("number", "integer") or not {"minimum", "maximum"} & set(constraints))
        expect(label + ": table-schema: pattern of a string only", field["type"] == "string" or "pattern" not in constraints)
        expect(label + ": described", field.get("description"))
        cells = [row[place] for row in rows]
        given = [c for c in cells if c not in missing]
        expect(label + ": required", not constraints.get("required") or len(given) == len(cells))
        if field["type"] == "number":
            expect(label + ": numbers", all(NUMBER.match(c) for c in given))
        if field["type"] == "integer":
            expect(label + ": integers", all(re.fullmatch(r"-?[0-9]+", c) for c in given))
        if "enum" in constraints:
            expect(label + ": enum", set(given) <= set(constraints["enum"]))
        if "pattern" in constraints:
            expect(label + ": pattern", all(re.fullmatch(constraints["pattern"], c) for c in given))
        if "minimum" in constraints:
            expect(label + ": minimum", all(float(c) >= constraints["minimum"] for c in given))
        if "maximum" in constraints:
            expect(label + ": maximum", all(float(c) <= constraints["maximum"] for c in given))
        if "unitField" in field:
            expect(label + ": the column that names its unit is there", field["unitField"] in [f["name"] for f in fields])


def column(table, names):
    schema, rows = tables[table]
    places = [[f["name"] for f in schema["fields"]].index(n) for n in names]
    return [tuple(row[p] for p in places) for row in rows]


for name, (schema, rows) in tables.items():
    key = schema.get("primaryKey")
    if key is not None:
        cells = column(name, key)
        expect(name + ": table-schema: the primary key tells rows apart", len(set(cells)) == len(cells) and all(all(c) for c in cells))
    for foreign in schema.get("foreignKeys", []):
        there = set(column(foreign["reference"]["resource"], foreign["reference"]["fields"]))
        here = [c for c in column(name, foreign["fields"]) if any(c)]
        expect("%s.%s: table-schema: each value stands in %s" % (name, foreign["fields"], foreign["reference"]["resource"]), set(here) <= there)

# What a run of one project must hold: every table its key, and the tables tied together.
for name, key in (("observations", ["observation_id"]), ("plans", ["plan"]), ("series", ["series_id", "period"]), ("targets", ["target_id"]), ("projections", ["series_id", "period"]),
                  ("assessment", ["target_id"]), ("statuses", ["target_id", "rule_set"]), ("paths", ["target_id", "shape", "period"]), ("findings", ["rank"])):
    expect("%s has the key %s" % (name, key), tables[name][0].get("primaryKey") == key)
    expect("%s has rows" % name, tables[name][1])
ties = {(name, f["fields"][0], f["reference"]["resource"]) for name, (schema, _) in tables.items() for f in schema.get("foreignKeys", [])}
for tie in (("projections", "series_id", "series"), ("assessment", "target_id", "targets"), ("assessment", "series_id", "series"), ("statuses", "target_id", "targets"),
            ("paths", "target_id", "targets"), ("targets", "plan", "plans")):
    expect("%s.%s points to %s" % tie, tie in ties)


# Ids are what docs/formats.md says: anybody can compute them.
def computed(letter, *cells):
    return letter + "-" + hashlib.sha256("\x1f".join(cells).encode("utf-8")).hexdigest()[:16]


for cells in column("series", ["series_id", "indicator", "scope", "breakdown", "unit"]):
    expect("series id of %s" % (cells,), cells[0] == computed("s", *cells[1:]))
for cells in column("targets", ["target_id", "indicator", "scope", "breakdown", "unit", "low", "high", "period_start", "period_end", "aggregation", "measure", "base_period"]):
    expect("target id of %s" % (cells,), cells[0] == computed("t", *cells[1:]))

for fault in faults[:40]:
    print("FAILED:", fault)
print("%d rules checked, %d faults" % (checked, len(faults)))
sys.exit(1 if faults or checked < 500 else 0)
