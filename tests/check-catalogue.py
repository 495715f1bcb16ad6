#!/usr/bin/env python3
"""Checks the catalogue files.

    python3 tests/check-catalogue.py datasets/catalogue

Prints one line a fault, FILE:LINE: what is wrong, and exits 1; prints a summary and exits 0 when there is none.
Standard library only.
"""

import csv
import io
import os
import re
import sys
import unicodedata

HEADERS = {
    "indicators.csv": "id name_vi name_en group unit nature direction measure lower upper part_of growth_of growth_id rank_id prices "
                      "official_code aliases source".split(),
    "units.csv": "unit aliases base factor family".split(),
    "abbreviations.csv": "abbreviation expansion_vi note".split(),
    "breakdowns.csv": "breakdown axis aliases".split(),
    "structures.csv": "indicator axis parts".split(),
    "stocks.csv": ["indicator"],
    "english.csv": "kind vi en".split(),
    "thresholds.csv": "rule value about".split(),
    "audit.csv": "rule value words about".split(),
    "plans.csv": "part word points about".split(),
    "totals.csv": "indicator by parts complete about".split(),
    "priors.csv": "indicator breakdown unit nature growth spread shock dof memory series values from to except source".split(),
    "statuses.csv": "rule_set version body figure case status from open vi en grade source".split(),
}
REQUIRED = {
    "indicators.csv": "id name_vi name_en group unit nature direction measure aliases source".split(),
    "units.csv": "unit base factor family".split(),
    "abbreviations.csv": "abbreviation expansion_vi".split(),
    "breakdowns.csv": "breakdown axis".split(),
    "structures.csv": "indicator axis parts".split(),
    "stocks.csv": ["indicator"],
    "english.csv": "kind vi en".split(),
    "thresholds.csv": "rule value about".split(),
    "audit.csv": "rule about".split(),
    "plans.csv": "part word points".split(),
    "totals.csv": "indicator by parts complete".split(),
    "priors.csv": "indicator nature growth spread shock dof memory series values from to except source".split(),
    "statuses.csv": "rule_set version body figure case status open vi en grade source".split(),
}
GRADES = {"A", "B", "C", "O", "P", "X"}
CLASSES = {"target", "no_target"}  # the cases whose rows are classes with cut points
NATURES = {"level", "rate", "share"}
DIRECTIONS = {"up", "down", "none"}
MEASURES = {"level", "share", "growth", "rank"}
LEAST_INDICATORS = 400

# The ids of the labelling guide: they may gain wordings but never change or go.
GUIDE = """
grdp_growth grdp_size grdp_per_capita economic_structure labour_productivity labour_productivity_growth
tfp_contribution iip_growth gross_output gross_output_growth output_per_hectare budget_revenue
budget_revenue_growth budget_expenditure social_investment social_investment_growth enterprise_investment
fdi_capital trade_turnover exports imports retail_sales tourist_arrivals tourism_revenue tourism_jobs
new_enterprises total_enterprises digital_enterprises digital_economy_share industrial_park_occupancy
industrial_park_count industrial_cluster_count pci_rank par_index_rank par_index_score dti_rank
trained_labour_rate certified_labour_rate unemployment_rate labour_structure new_jobs labour_force poverty_rate
hospital_beds_per_10k doctors_per_10k health_insurance_rate social_insurance_rate voluntary_social_insurance
life_expectancy national_standard_school_rate cultural_village_rate cultural_facility_rate civilised_ward_rate
new_rural_commune_rate new_rural_district_count urbanisation_rate clean_water_rate solid_waste_rate
wastewater_park_rate wastewater_cluster_rate polluter_treated_rate forest_cover_rate forest_planted population
online_service_rate social_housing party_org_good_rate party_member_good_rate party_member_admission
village_head_member_rate public_investment_disbursement
""".split()


def fold(text):
    """Lower case, no accents, đ as d, single spaces: how two wordings are compared."""
    text = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def phrase(text):
    """fold() without punctuation that a reader of text skips; '/' and '%' carry meaning and stay."""
    return " ".join(re.sub(r"[^a-z0-9%/&.+]", " ", fold(text)).split())


def items(cell):
    return cell.split("|") if cell else []


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []
        self.tables = {}

    def fault(self, name, line, text):
        self.faults.append("%s:%d: %s" % (os.path.join(self.folder, name), line, text))

    def read(self, name):
        """The rows of one file as (line, dict); faults of form are noted here."""
        path = os.path.join(self.folder, name)
        try:
            with open(path, "rb") as handle:
                raw = handle.read()
        except OSError as err:
            self.fault(name, 0, "cannot be read: %s" % err.strerror)
            return []
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as err:
            self.fault(name, raw[:err.start].count(b"\n") + 1, "not UTF-8")
            return []
        if text.startswith("\ufeff"):
            self.fault(name, 1, "starts with a byte order mark")
            text = text[1:]
        if "\r" in text:
            self.fault(name, text[:text.index("\r")].count("\n") + 1, "carriage return; lines end in LF")
        if text and not text.endswith("\n"):
            self.fault(name, text.count("\n") + 1, "last line has no LF")
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                self.fault(name, number, "not in Unicode form NFC")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows, line = [], 1
        try:
            for cells in reader:
                if line == 1:
                    if cells != HEADERS[name]:
                        self.fault(name, 1, "header is '%s', must be '%s'"
                                   % (",".join(cells), ",".join(HEADERS[name])))
                        return []
                elif len(cells) != len(HEADERS[name]):
                    self.fault(name, line, "%d cells, must be %d" % (len(cells), len(HEADERS[name])))
                else:
                    rows.append((line, dict(zip(HEADERS[name], cells))))
                line = reader.line_num + 1
        except csv.Error as err:
            self.fault(name, reader.line_num, "not RFC 4180: %s" % err)
        for line, row in rows:
            self.cells(name, line, row)
        return rows

    def cells(self, name, line, row):
        for column, cell in row.items():
            if cell != cell.strip() or "  " in cell:
                self.fault(name, line, "%s: stray spaces in '%s'" % (column, cell))
            if any(ord(c) < 32 for c in cell):
                self.fault(name, line, "%s: control character" % column)
            if column in ("aliases", "parts") and cell:
                parts = cell.split("|")
                if any(not p.strip() or p != p.strip() for p in parts):
                    self.fault(name, line, "%s: empty item or space next to '|'" % column)
            if cell[:1] in "=+-@" and cell and column not in ("lower", "upper", "from", "growth"):
                self.fault(name, line, "%s: '%s' would run as a formula" % (column, cell))
        for column in REQUIRED[name]:
            if not row[column]:
                self.fault(name, line, "%s is empty" % column)

    def number(self, name, line, column, cell):
        try:
            value = float(cell)
        except ValueError:
            value = float("nan")
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", cell) or value in (float("inf"), -float("inf")):
            self.fault(name, line, "%s '%s' is not a number" % (column, cell))
            return None
        return value

    def unique(self, name, column):
        seen = {}
        for line, row in self.tables[name]:
            if row[column] in seen:
                self.fault(name, line, "%s '%s' stands in line %d already" % (column, row[column], seen[row[column]]))
            seen.setdefault(row[column], line)
        return seen

    def wordings(self, name, key, first, compare, what):
        """No wording under two keys, none twice in a row."""
        owner = {}
        for line, row in self.tables[name]:
            own = set()
            for word in [row[first]] + items(row["aliases"]):
                forms = {compare(word)}
                for form in forms:
                    if form in own:
                        self.fault(name, line, "%s '%s' stands twice under '%s'" % (what, word, row[key]))
                    elif form in owner and owner[form] != row[key]:
                        self.fault(name, line, "%s '%s' of '%s' belongs to '%s' too"
                                   % (what, word, row[key], owner[form]))
                    own.add(form)
                    owner.setdefault(form, row[key])
        return len(owner)

    def indicators(self):
        name = "indicators.csv"
        ids = self.unique(name, "id")
        units = {row["unit"] for _, row in self.tables["units.csv"]}
        for line, row in self.tables[name]:
            i = row["id"]
            if not re.fullmatch(r"[a-z][a-z0-9_]*", i):
                self.fault(name, line, "id '%s' must be of a-z, 0-9 and _" % i)
            for column, allowed in (("nature", NATURES), ("direction", DIRECTIONS), ("measure", MEASURES)):
                if row[column] and row[column] not in allowed:
                    self.fault(name, line, "%s '%s' of '%s' is none of %s"
                               % (column, row[column], i, ", ".join(sorted(allowed))))
            if row["unit"] and row["unit"] not in units:
                self.fault(name, line, "unit '%s' of '%s' is no unit of units.csv" % (row["unit"], i))
            bound = [self.number(name, line, c, row[c]) if row[c] else None for c in ("lower", "upper")]
            if None not in bound and bound[0] >= bound[1]:
                self.fault(name, line, "lower %s of '%s' is not below upper %s" % (row["lower"], i, row["upper"]))
            if row["nature"] == "share" and (bound != [0, 100] or row["unit"] != "%"):
                self.fault(name, line, "'%s' is a share: unit %% and bounds 0 and 100" % i)
            if (row["measure"] == "rank") != (row["unit"] == "hạng") or (row["measure"] == "rank") != i.endswith("_rank"):
                self.fault(name, line, "'%s': id ..._rank, measure rank and unit hạng go together" % i)
            if row["measure"] == "growth" and row["nature"] != "rate":
                self.fault(name, line, "'%s' measures growth, its nature must be rate" % i)
            for column in ("part_of", "growth_of", "growth_id", "rank_id"):
                if row[column] and row[column] not in ids:
                    self.fault(name, line, "%s '%s' of '%s' is no id" % (column, row[column], i))
                if row[column] == i:
                    self.fault(name, line, "%s of '%s' is itself" % (column, i))
            if row["growth_of"] and row["measure"] != "growth":
                self.fault(name, line, "'%s' has growth_of, its measure must be growth" % i)
            if row["official_code"] and not re.fullmatch(r"T[0-9]{4}", row["official_code"]):
                self.fault(name, line, "official_code '%s' of '%s' is not T and four digits" % (row["official_code"], i))
            for word in [row["name_vi"]] + items(row["aliases"]):
                if len(fold(word)) < 3:
                    self.fault(name, line, "wording '%s' of '%s' is too short to be safe" % (word, i))
            if not row["name_en"][:1].isupper():
                self.fault(name, line, "name_en of '%s' must start with a capital" % i)
        for i in GUIDE:
            if i not in ids:
                self.fault(name, 1, "id '%s' of the labelling guide is missing" % i)
        if len(ids) < LEAST_INDICATORS:
            self.fault(name, 1, "%d indicators, must be %d or more" % (len(ids), LEAST_INDICATORS))
        self.wordings(name, "id", "name_vi", phrase, "wording")
        return ids, sum(1 + len(items(row["aliases"])) for _, row in self.tables[name])

    def units(self):
        name = "units.csv"
        self.unique(name, "unit")
        rows = {row["unit"]: row for _, row in self.tables[name]}
        for line, row in self.tables[name]:
            factor = self.number(name, line, "factor", row["factor"]) if row["factor"] else None
            if factor is not None and factor <= 0:
                self.fault(name, line, "factor of '%s' must be above 0" % row["unit"])
            base = rows.get(row["base"])
            if base is None:
                self.fault(name, line, "base '%s' of '%s' is no unit" % (row["base"], row["unit"]))
            elif base["base"] != base["unit"]:
                self.fault(name, line, "base '%s' of '%s' is not a base itself" % (row["base"], row["unit"]))
            elif base["family"] != row["family"]:
                self.fault(name, line, "family of '%s' is %s, of its base %s"
                           % (row["unit"], row["family"], base["family"]))
            if row["base"] == row["unit"] and factor is not None and factor != 1:
                self.fault(name, line, "'%s' is a base, its factor must be 1" % row["unit"])
        self.wordings(name, "unit", "unit", lambda word: word.lower(), "wording")
        return len(rows)

    def abbreviations(self):
        name = "abbreviations.csv"
        seen, count = {}, {}
        for line, row in self.tables[name]:
            pair = (row["abbreviation"], row["expansion_vi"])
            if pair in seen:
                self.fault(name, line, "'%s' with this expansion stands in line %d already" % (pair[0], seen[pair]))
            seen.setdefault(pair, line)
            count.setdefault(row["abbreviation"], []).append((line, row["note"]))
        for word, places in count.items():
            for line, note in places:
                if len(places) > 1 and not note:
                    self.fault(name, line, "'%s' has several expansions, say so in note" % word)
        return len(count)

    def breakdowns(self):
        name = "breakdowns.csv"
        names = self.unique(name, "breakdown")
        self.wordings(name, "breakdown", "breakdown", fold, "wording")
        return names

    def structures(self, ids, breakdowns):
        name = "structures.csv"
        seen = {}
        for line, row in self.tables[name]:
            parts = items(row["parts"])
            if row["indicator"] and row["indicator"] not in ids:
                self.fault(name, line, "indicator '%s' is no id" % row["indicator"])
            for part in parts:
                if part not in breakdowns:
                    self.fault(name, line, "part '%s' is no breakdown" % part)
            if len(parts) < 2 or len(set(parts)) != len(parts):
                self.fault(name, line, "parts must be two or more, each once")
            key = (row["indicator"], frozenset(parts))
            if key in seen:
                self.fault(name, line, "the same parts stand in line %d already" % seen[key])
            seen.setdefault(key, line)

    def cuts(self):
        """Every rule once, with a number or with words."""
        for name in ("thresholds.csv", "audit.csv"):
            self.unique(name, "rule")
            for line, row in self.tables[name]:
                if bool(row["value"]) == bool(row.get("words")):
                    self.fault(name, line, "give a value or words")
                if row["value"]:
                    self.number(name, line, "value", row["value"])

    def totals(self, ids, breakdowns):
        name = "totals.csv"
        for line, row in self.tables[name]:
            if row["indicator"] not in ids:
                self.fault(name, line, "indicator '%s' is no id" % row["indicator"])
            if row["by"] not in ("breakdown", "indicator") or row["complete"] not in ("yes", "no"):
                self.fault(name, line, "by is breakdown or indicator, complete is yes or no")
            for part in items(row["parts"]):
                if part not in (ids if row["by"] == "indicator" else breakdowns):
                    self.fault(name, line, "part '%s' is no %s" % (part, row["by"]))

    def priors(self, ids, breakdowns):
        """A row is of an indicator and a part that the catalogue knows, of its nature; the program checks the numbers (ct_priors_read)."""
        name = "priors.csv"
        indicators = {row["id"]: row for _, row in self.tables["indicators.csv"]}
        for line, row in self.tables[name]:
            indicator = indicators.get(row["indicator"])
            if indicator is None:
                self.fault(name, line, "indicator '%s' is no id" % row["indicator"])
                continue
            if row["breakdown"] and row["breakdown"] not in breakdowns:
                self.fault(name, line, "breakdown '%s' is none of breakdowns.csv" % row["breakdown"])
            if row["nature"] != indicator["nature"]:
                self.fault(name, line, "nature is %s, the indicator's %s" % (row["nature"], indicator["nature"]))
            if row["unit"] != (indicator["unit"] if row["nature"] == "rate" else ""):
                self.fault(name, line, "unit is '%s'; of a rate it is the indicator's, else empty" % row["unit"])

    def statuses(self):
        """The classes of a case fall from cut point to cut point and end with the one that takes the rest; a rule set is one edition of one body."""
        name = "statuses.csv"
        editions, last = {}, {}
        for line, row in self.tables[name]:
            key = (row["rule_set"], row["case"])
            if row["grade"] not in GRADES:
                self.fault(name, line, "grade '%s' is none of %s" % (row["grade"], ", ".join(sorted(GRADES))))
            if row["open"] not in ("yes", "no"):
                self.fault(name, line, "open is yes or no")
            edition = (row["version"], row["body"], row["figure"])
            if editions.setdefault(row["rule_set"], edition) != edition:
                self.fault(name, line, "rule set '%s' changes its version, body or figure" % row["rule_set"])
            cut = self.number(name, line, "from", row["from"]) if row["from"] else None
            if row["case"] not in CLASSES:
                if row["from"]:
                    self.fault(name, line, "case '%s' has no cut point" % row["case"])
                continue
            before = last.get(key, (float("inf"), 0))[0]
            if before is None or (cut is not None and cut >= before):
                self.fault(name, line, "the cut points must fall, the empty one last")
            last[key] = (cut, line)
        for (rule_set, case), (cut, line) in last.items():
            if cut is not None:
                self.fault(name, line, "the last class of %s, %s must take the rest" % (rule_set, case))

    def run(self):
        for name in HEADERS:
            self.tables[name] = self.read(name)
        ids, wordings = self.indicators()
        units = self.units()
        abbreviations = self.abbreviations()
        breakdowns = self.breakdowns()
        self.structures(ids, breakdowns)
        self.cuts()
        self.totals(ids, breakdowns)
        self.priors(ids, breakdowns)
        self.statuses()
        return ("catalogue: %d indicators, %d wordings, %d units, %d abbreviations, %d breakdowns: ok"
                % (len(ids), wordings, units, abbreviations, len(breakdowns)))


def main(argv):
    if len(argv) != 2:
        sys.stderr.write("usage: check-catalogue.py FOLDER\n")
        return 2
    checker = Checker(argv[1].rstrip("/"))
    summary = checker.run()
    if checker.faults:
        print("\n".join(checker.faults))
        return 1
    print(summary)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
