"""check-options.py PROGRAM SOURCE: no option of any command is ignored.

Every option that `chitieu COMMAND --help` lists has a case here: a command line that works without it, and the option with a value. With it the command either gives other
results (standard output, or files it wrote), or refuses it with status 2 and a line that names it. An option without a case, and a case of no option, are faults."""
import csv, hashlib, os, re, shutil, subprocess, sys, tempfile

program, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
A = "vi-du-bao-cao-2023.txt"
work = tempfile.mkdtemp()
faults, checked, known = [], 0, {}
environment = dict(os.environ, LC_ALL="C.UTF-8", HOME=work, XDG_CACHE_HOME=os.path.join(work, "cache"))


def run(words, folder):
    done = subprocess.run([program] + words, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, env=environment)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def prepare():
    """A small project with a run of it, its tables, a catalogue of one's own, and the inputs that options name."""
    def must(*words):
        status, _, said = run(list(words), work)
        if status != 0:
            sys.exit("FAILED: preparing with %s: %s" % (" ".join(words), said))
    must("init", "p")
    must("run", "p", "-o", "out")
    must("run", "p", "-o", "before", "--as-of", "2022")
    shutil.copy(os.path.join(work, "p/documents", A), work)
    for name in ("observations", "series", "targets", "projections", "plans"):
        shutil.copy(os.path.join(work, "out", name + ".csv"), work)
    shutil.copy(os.path.join(work, "p/history.csv"), work)
    must("review", "observations.csv", "--below", "1", "-o", "sheet.csv")
    fill_in()
    write("own.csv", "id,name_vi,name_en,direction,upper\n" + "".join("%s,%s của ta,%s of ours,%s\n" % (row.split(",")[0], row.split(",")[0], row.split(",")[0], row.split(",", 1)[1])
          for row in ("poverty_rate,up,", "budget_revenue,down,20500", "grdp_growth,down,", "urbanisation_rate,down,33", "trained_labour_rate,down,67")))
    write("names.csv", "name,unit,indicator,breakdown,by,date\nTỷ lệ lạ,%,poverty_rate,vùng lạ,An,2026-01-01\n")
    write("wide.csv", "Chỉ tiêu,Đơn vị,2019,2020\nTỷ lệ lạ,%,5,4\nTỷ lệ hộ nghèo,%,9,8\n")
    contradict()
    write("same-names.csv", open(os.path.join(work, "names.csv"), encoding="utf-8").read().replace("vùng lạ", ""))
    write("scenarios.csv", "scenario,indicator,scope,breakdown,period_start,period_end,growth\n")
    series = open(os.path.join(work, "series.csv"), encoding="utf-8").read().splitlines()
    write("short.csv", "\n".join(series[:1] + [r for r in series[1:] if ",2022," in r or ",2021," in r]) + "\n")
    write("long.csv", "\n".join(series) + "\n")
    write("long-targets.csv", open(os.path.join(work, "targets.csv"), encoding="utf-8").read().replace("2021,2025", "2019,2023").replace(",2025", ",2023"))
    write("plans-other.csv", open(os.path.join(work, "plans.csv"), encoding="utf-8").read().replace("vi-du-nghi-quyet.txt,vi-du-nghi-quyet.txt", "another-plan,vi-du-nghi-quyet.txt"))
    shutil.copytree(os.path.join(source, "plots"), os.path.join(work, "plots"), ignore=shutil.ignore_patterns("gallery"))
    write("plots/theme.gp", open(os.path.join(work, "plots/theme.gp"), encoding="utf-8").read() + "\nset border lw 7\n")
    for name in ("catalogue", "report", "init"):
        shutil.copytree(os.path.join(source, "datasets", name), os.path.join(work, "data", name))
    shutil.copytree(os.path.join(work, "plots"), os.path.join(work, "data/plots"))
    shutil.copytree(os.path.join(work, "p"), os.path.join(work, "links"))
    os.symlink(os.path.join(work, A), os.path.join(work, "links/documents/more.txt"))
    shutil.copytree(os.path.join(work, "p"), os.path.join(work, "broken"))
    write("broken/documents/x.docx", "PK\x03\x04no archive")
    edit_data()
    os.mkdir(os.path.join(work, "words"))
    with open(os.path.join(source, "datasets/report/sentences.csv"), encoding="utf-8") as f:
        write("words/sentences.csv", f.read().replace('"In {year}, ', '"During {year}, ').replace('"Năm {year}, ', '"Vào năm {year}, '))
    rows = read_rows("observations.csv")
    with open(os.path.join(work, "unsure.csv"), "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, rows[0])
        out.writeheader()
        out.writerows(dict(r, confidence="0.4") for r in rows)


def read_rows(name):
    with open(os.path.join(work, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def write_rows(name, rows):
    with open(os.path.join(work, name), "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, rows[0].keys())
        out.writeheader()
        out.writerows(rows)


def contradict():
    """Figures that another document, and the history, contradict."""
    rows = read_rows("observations.csv")
    more = [dict(r, document="b.txt", value_low="99", value_high="99") for r in rows if r["indicator"] == "poverty_rate" and r["kind"] == "actual"]
    write_rows("contradicting.csv", rows + more + [dict(more[0], document="c.txt", period_start=y, period_end=y) for y in ("2019", "2020", "2021")])


def fill_in():
    """The first row of the sheet accepted, as a person would; and what that gives. Earlier another person accepted the second."""
    rows = read_rows("sheet.csv")
    rows[1]["decision"] = "accept"
    write_rows("earlier-sheet.csv", rows)
    rows[1]["decision"], rows[0]["decision"] = "", "accept"
    write_rows("filled.csv", rows)
    for words in (["review", "--read", "earlier-sheet.csv", "--by", "Bình", "--when", "2024-01-01", "-o", "earlier.csv"],
                  ["review", "--read", "filled.csv", "--by", "An", "--when", "2025-01-01", "-o", "reviews.csv"],
                  ["extract", A, "--reviews", "reviews.csv", "-o", "reviewed.csv"]):
        status, _, said = run(words, work)
        if status != 0:
            sys.exit("FAILED: preparing a review: " + said)


def write(name, text):
    with open(os.path.join(work, name), "w", encoding="utf-8") as f:
        f.write(text)


def edit_data():
    """A data folder of one's own that differs where each command looks."""
    path = os.path.join(work, "data/catalogue/indicators.csv")
    text = open(path, encoding="utf-8").read()
    for id in ("poverty_rate", "budget_revenue", "grdp_growth"):
        text = re.sub(r"^%s,[^,]*," % id, "%s,%s của ta," % (id, id), text, flags=re.M)
    write("data/catalogue/indicators.csv", text)
    write("data/init/history.csv", "Chỉ tiêu,Đơn vị,2015\nTỷ lệ hộ nghèo,%,9\n")


def state(folder):
    """What a command left: every file but what the inputs are, by content. Images and archives are compared whole: the same inputs give the same bytes."""
    out = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as f:
                out[os.path.relpath(path, folder)] = hashlib.sha256(f.read()).hexdigest()
    return out


def fresh():
    folder = tempfile.mkdtemp()
    for name in os.listdir(work):
        if name not in ("cache",):
            os.symlink(os.path.join(work, name), os.path.join(folder, name))
    return folder


def results(words):
    """(status, output, what was written, standard error) of a command in a folder of its own."""
    folder = fresh()
    before = set(os.listdir(folder))
    status, output, said = run(words, folder)
    made = {}
    for name in sorted(set(os.listdir(folder)) - before):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            made.update({name + "/" + k: v for k, v in state(path).items()})
        else:
            with open(path, "rb") as f:
                made[name] = hashlib.sha256(f.read()).hexdigest()
    shutil.rmtree(folder)
    return status, output, made, said


# Of each command: the line that works, then of each option its value (None: a flag), or (value, the line that works for it). A value that begins with "!" is a wrong one that must be
# refused by name: options whose effect depends on the machine or on its time.
EXTRACT, PROJECT = ["extract", A], ["project", "series.csv"]
SERIES = ["series", "observations.csv", "--history", "wide.csv"]
ASSESS = ["assess", "-s", "series.csv", "-t", "targets.csv", "-p", "projections.csv"]
REPLAY = ["replay", "-s", "long.csv", "-t", "long-targets.csv"]
CHART = ["chart", "-s", "series.csv", "-t", "targets.csv", "-p", "projections.csv", "-o", "charts", "-i", "svg"]
REPORT = ["report", "out", "-o", "new", "--to", "md"]
REVIEW = ["review", "observations.csv", A, "--below", "1"]
READ = ["review", "--read", "filled.csv", "--by", "An", "--when", "2026-01-01"]
LEVERS = ASSESS
TABLE = {"output": "x.out", "format": "json", "delimiter": ";", "lang": "!xx", "catalogue": "own.csv", "data": "!nowhere"}
PRIORS, OCR = {"priors": "none"}, {"ocr": "!often"}
SHORT = ["project", "short.csv"]
CASES = {
    "init": (["init", "new"], dict(TABLE)),
    "run": (["run", "p", "-o", "new"], dict(TABLE, **PRIORS, **{"output": ("elsewhere", ["run", "p"]), "method": "drift", "as-of": "2022", "sqlite": "x.db", "ocr": "!often", "since": "before", "seconds": "!0",
            "font": "Courier New", "jobs": "!0", "no-cache": None, "progress": None, "templates": ("words", ["run", "p", "-o", "new"]), "follow-links": (None, ["run", "links", "-o", "new"]), "strict": (None, ["run", "broken", "-o", "new"])})),
    "plans": (["plans", "p"], dict(TABLE, **OCR, **{"catalogue": "!nowhere", "plan": "vi-du-bao-cao-2023.txt", "plan-start": "2016", "plan-end": "2020", "scope": "tỉnh Khác", "all": None, "jobs": "!0", "no-cache": None, "progress": None})),
    "extract": (EXTRACT, dict(TABLE, **OCR, **{"scope": "tỉnh Khác", "reviews": "reviews.csv", "explain": (A + ":8", ["extract"]), "trace": "t.csv", "plans": "pl.csv", "stage": ("indicator", EXTRACT),
                "features": (".", EXTRACT), "seconds": "!0", "jobs": "!0", "no-cache": None, "progress": None, "keep-going": (None, ["extract", "broken/documents/x.docx", A])})),
    "review": (REVIEW, dict(TABLE, **OCR, **{"catalogue": ("own.csv", REVIEW + ["-o", "s.xlsx"]), "below": ("0.999", ["review", "observations.csv", A]), "all": (None, ["review", "reviewed.csv", A]), "html": None, "scope": ("tỉnh Khác", REVIEW + ["--html"]),
               "read": ("filled.csv", READ[:1] + READ[3:]), "reviews": ("earlier.csv", READ), "by": ("Bình", READ[:3] + READ[5:]), "when": ("2025-05-05", READ[:5])})),
    "series": (SERIES, dict(TABLE, **{"history": ("history.csv", SERIES[:2]), "names": "names.csv", "scope": "tỉnh Khác", "open": "o.csv", "targets": "t.csv", "findings": "f.csv", "plans": ("plans-other.csv", SERIES + ["--targets", "t.csv"]),
               "explain": "poverty_rate", "as-of": "2020"})),
    "audit": (["audit", "contradicting.csv", "--history", "wide.csv"], dict(TABLE, **{"history": ("history.csv", ["audit", "contradicting.csv"]), "names": "same-names.csv", "scope": "tỉnh Khác", "as-of": "2020"})),
    "project": (PROJECT, dict(TABLE, priors=("none", SHORT), **{"horizon": "2", "until": "2030", "ceiling": "20500", "explain": "poverty_rate", "method": "drift"})),
    "backtest": (["backtest", "series.csv"], dict(TABLE, priors=("none", ["backtest", "series.csv", "--min-values", "2", "-m", "auto"]),
                 **{"method": "drift", "horizon": "2", "origins": "1", "min-values": "5", "jobs": "!0"})),
    "assess": (ASSESS, dict(TABLE, **{"series": ("short.csv", ["assess", "-t", "targets.csv"]), "targets": ("targets.csv", ASSESS[:3]), "projections": ("projections.csv", ASSESS[:5]), "observations": "unsure.csv",
               "as-of": "2021", "priors": ("none", ASSESS[:5] + ["--as-of", "2021"]), "statuses": "s.csv", "paths": "pa.csv", "scenarios": ("scenarios.csv", ASSESS), "outcomes": ("oc.csv", ASSESS), "leverage": "l.csv"})),
    "replay": (REPLAY, dict(TABLE, **PRIORS, **{"series": ("long.csv", ["replay", "-t", "long-targets.csv"]), "targets": ("long-targets.csv", REPLAY[:3]), "after": "2", "reliability": "r.csv"})),
    "chart": (CHART, dict(TABLE, **{"series": ("series.csv", ["chart", "-o", "charts"]), "targets": ("targets.csv", CHART[:3] + CHART[7:]), "projections": ("projections.csv", CHART[:5] + CHART[7:]),
              "observations": "unsure.csv", "kind": "heatmap", "image": ("png", CHART[:-2]), "size": "phone", "plan-start": "2021", "plan-end": ("2024", CHART + ["--plan-start", "2021"]), "templates": "plots", "no-data": None, "font": "Courier New",
              "output": ("charts", CHART[:7]), "script": "s.gp"})),
    "report": (REPORT, dict(TABLE, **{"output": ("new", REPORT[:2]), "to": ("html", REPORT[:4]), "template": "out/report.docx", "office": "SỞ KHÁC", "title": "Khác", "scope": "tỉnh Khác",
               "plan-start": "2016", "plan-end": "2024", "since": "before", "font": "Courier New", "templates": "words"})),
    "export": (["export", "out", "--to", "sdmx-csv"], dict(TABLE, catalogue=("own.csv", ["export", "out", "--to", "sdmx-csv", "--labels", "name"]), **{"to": ("sdmx-csv", ["export", "out"]), "structure": "A:B(1.0)", "labels": "both", "scope": ("tỉnh Khác", ["export", "out", "--to", "open-sdg", "-o", "site"])})),
    "schema": (["schema", "series"], dict(TABLE, descriptor=None)),
    "catalogue": (["catalogue"], dict(TABLE, **{"search": "ho ngheo", "list": "units", "check": "own.csv"})),
    "doctor": (["doctor"], dict(TABLE, data="data")),
    "help": (["help"], dict(TABLE, **{"man": "run", "completion": "bash"})),
}


def listed(command):
    status, text, _ = run([command, "--help"], work)
    block = re.search(r"^Options:\n((?:  .*\n)+)", text.decode("utf-8"), re.M).group(1)
    return set(re.findall(r"^  (?:-\w, |    )--([a-z-]+)", block, re.M)) - {"help"}


def outside(words):
    """What a command says on standard error, and whether it keeps what it read in a cache: where options work whose results are the same."""
    folder, cache = fresh(), tempfile.mkdtemp()
    done = subprocess.run([program] + words, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, env=dict(environment, XDG_CACHE_HOME=cache))
    kept = bool(state(cache))
    shutil.rmtree(folder)
    shutil.rmtree(cache)
    return done.stderr, kept


def check(command, option, base, value):
    global checked
    checked += 1
    if option in ("no-cache", "progress"):
        if outside(base + ["--" + option]) == outside(base):
            faults.append("%s --%s: says nothing else and keeps the same" % (command, option))
        return
    wrong = value is not None and value.startswith("!")
    words = base + ["--" + option] + ([value.lstrip("!")] if value is not None else [])
    name = " ".join(words)
    status, output, made, said = results(words)
    if wrong and status == 1 and value[1:] in said:  # a folder that is not there
        return
    if status == 2:  # refused: by name, with a reason
        if "--" + option not in said:
            faults.append("%s: refused, but not by name: %s" % (name, said.strip()))
        return
    if wrong:
        faults.append("%s: a wrong value is taken (status %d)" % (name, status))
        return
    if tuple(base) not in known:
        known[tuple(base)] = results(base)
    before = known[tuple(base)]
    if status not in (0, 3, before[0]) and not (status == 1 and before[0] == 3):
        faults.append("%s: status %d: %s" % (name, status, said.strip()))
        return
    if before[0] not in (0, 3) and status == before[0]:
        faults.append("%s: does not work without it either: %s" % (name, before[3].strip()))
    if (status, output, made) == before[:3]:
        faults.append("%s: changes nothing and is not refused" % name)


prepare()
commands = re.findall(r"^  ([a-z]+)  ", run(["help"], work)[1].decode("utf-8"), re.M)
only = sys.argv[3:]
for command in sorted(set(commands) | set(CASES)):
    if only and command not in only:
        continue
    if command not in CASES or command not in commands:
        faults.append("%s: a command without cases, or cases of no command" % command)
        continue
    base, options = CASES[command]
    there = listed(command)
    for option in sorted(there - set(options)):
        faults.append("%s --%s has no case" % (command, option))
    for option, case in sorted(options.items()):
        value, line = case if isinstance(case, tuple) else (case, base)
        check(command, option, line, value)
shutil.rmtree(work)
for fault in faults:
    print("FAILED:", fault)
print("%d options checked, %d faults" % (checked, len(faults)))
sys.exit(1 if faults or checked < (1 if only else 150) else 0)
