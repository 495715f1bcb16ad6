#!/usr/bin/env python3
"""Checks scripts/learn-priors: python3 tests/check-priors.py PROGRAM SOURCE-FOLDER. Ends with 77 (skipped) where there is no numpy."""
import csv
import importlib.machinery
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError:
    if os.environ.get("CHITIEU_PYTHON_TRIED") is None and os.path.exists("/usr/bin/python3"):  # where the system's package is
        os.execve("/usr/bin/python3", ["/usr/bin/python3"] + sys.argv, {**os.environ, "CHITIEU_PYTHON_TRIED": "1"})
    print("skipped: no numpy; install python3-numpy")
    sys.exit(77)

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SCRIPT = SOURCE / "scripts/learn-priors"
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("learn_priors", str(SCRIPT))
learner = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(learner)
faults = []


def check(name, good, said=""):
    if not good:
        faults.append(name)
        print(f"FAILED: {name}: {said}")


def years(first, *values):
    return {first + i: v for i, v in enumerate(values) if v is not None}


def test_vector():
    """Six series of the prototype that the recipe was chosen with; its numbers."""
    series = [years(2015, 100, 110, 118, 131), years(2015, 50, 52, 57, 58), years(2015, 210, 232, None, 262), years(2015, 75, 79, 88, 97),
              years(2016, 33, 37, 39), years(2015, 400, 408, 441, 460)]
    got = learner.learn([learner.transform("level", y) for y in series], "level")
    want = {"growth": 0.072803585, "spread": 0.4, "shock": 0.0247558193, "dof": 8.0, "memory": 0.5, "likelihood": 41.8975302}
    for name, value in want.items():
        check(f"vector, {name}", abs(got[name] - value) <= 1e-7 * abs(value), got[name])


def dense(x, prior):
    """ln likelihood of one series by the explicit covariance of its yearly changes: a multivariate t, without the constants of pi."""
    t = len(x) - 1
    moving = numpy.zeros((t, t + 1))  # x_t - x_{t-1} = m + e_t - (1 - memory) e_{t-1}
    for i in range(t):
        moving[i, i], moving[i, i + 1] = prior["memory"] - 1, 1
    cov = moving @ moving.T + prior["spread"] ** 2
    off = numpy.diff(x) - prior["growth"]
    rss, dof, size = off @ numpy.linalg.solve(cov, off), prior["dof"], prior["shock"] ** 2
    return (-numpy.linalg.slogdet(cov)[1] / 2 - (dof + t) / 2 * numpy.log(dof * size + rss) + dof / 2 * numpy.log(dof * size)
            + learner.math.lgamma((dof + t) / 2) - learner.math.lgamma(dof / 2))


def test_likelihood():
    """The filter's likelihood at the maximum is that of the explicit covariance matrix; levels, shares, and rates summed up."""
    cases = {"level": [years(2001, 5, 5.5, 6.25, 6, 7.5), years(2001, 21, 22, 26, 27), years(2001, 3, 3.5, 3.25), years(2001, 90, 97, 99, 120),
                       years(2001, 41, 44, 45, 52, 55)],
             "share": [years(2001, 5, 6, 8), years(2001, 31, 32.5, 36, 40), years(2001, 81, 83, 82, 88), years(2001, 12, 15, 16, 20),
                       years(2001, 51, 50, 55)],
             "rate": [years(2001, 7, 9, 12.5), years(2001, 3, -1.5, 4, 5), years(2001, 6, 6.5, 7.25, 8), years(2001, 11, 13, 9),
                      years(2001, 5, 7, 6, 6.5, 5.5)]}
    for nature, series in cases.items():
        moved = [learner.transform(nature, y) for y in series]
        got = learner.learn(moved, nature)
        want = sum(dense(x, got) for x in moved)
        check(f"likelihood, {nature}", abs(got["likelihood"] - want) < 1e-8 * abs(want), (got, want))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([learner.SERIES_HEADER] + rows)


def row(indicator, scope, year, value, status="actual", unit="con", nature="level", breakdown="", source="yearbook"):
    return [indicator, indicator, scope, breakdown, unit, nature, year, value, status, source]


def test_folder(folder):
    rows = [row("pig_herd", f"tỉnh {p}", 2010 + t, 1000 * (p + 1) * 1.05 ** t * (1 + 0.01 * ((p * t) % 3))) for p in range(6) for t in range(10)]
    rows += [row("pig_herd", "tỉnh 3", 2020, 9e9, "forecast"), row("pig_herd", "tỉnh 3", 2019, 5.0, "estimate")]
    rows += [row("goats", f"tỉnh {p}", 2010 + t, 10 + t) for p in range(4) for t in range(10)]
    (folder / "in").mkdir()
    write(folder / "one.csv", [r for r in rows if r[2] < "tỉnh 3"])
    write(folder / "in/two.csv", [r for r in rows if r[2] >= "tỉnh 3"])
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    data, sources = learner.read_folder(folder)
    own = data["pig_herd", "", "con", "level"]
    check("all scopes", len(own) == 6)
    check("forecasts are left out", max(own["tỉnh 3"]) == 2019)
    check("the actual value stands before the estimate", own["tỉnh 3"][2019] > 1000)
    check("one source", sources == {("pig_herd", ""): "yearbook", ("goats", ""): "yearbook"}, sources)
    table = folder.parent / "priors.csv"
    done = subprocess.run([sys.executable, str(SCRIPT), str(folder), "-o", str(table)], capture_output=True, text=True, check=False)
    check("learns", done.returncode == 0, done.stderr)
    learned = list(csv.DictReader(open(table, encoding="utf-8")))
    check("one row: four scopes are too few", [r["indicator"] for r in learned] == ["pig_herd"], learned)
    check("its facts", [learned[0][name] for name in ("nature", "series", "values", "from", "to", "source")] ==
          ["level", "6", "48", "2012", "2019", "yearbook"], learned)
    check("its growth", abs(float(learned[0]["growth"]) - numpy.log(1.05)) < 0.004, learned)
    done = subprocess.run([PROGRAM, "project", "--priors", str(table), str(folder / "one.csv")], capture_output=True, text=True, check=False)
    check("the program takes it", done.returncode == 0 and "auto+prior,prior" in done.stdout, done.stderr)
    done = subprocess.run([sys.executable, str(SCRIPT), str(folder), "--check", "--program", PROGRAM], capture_output=True, text=True, check=False)
    check("--check says how the row does", done.returncode == 0 and done.stderr.startswith("pig_herd: "), done.stderr)


def test_stretch():
    check("a jump cuts a level", learner.stretch("level", years(2001, 1, 1.1, 1.2, 1200, 1300), 8) == years(2004, 1200, 1300))
    check("the last years count", min(learner.stretch("share", years(2001, *range(1, 13)), 8)) == 2005)
    check("a level of nothing has no logarithm", learner.stretch("level", years(2001, 1, 0, 2), 8) == {})
    check("a gap cuts a rate", learner.stretch("rate", years(2001, 1, None, 2, 3), 8) == years(2003, 2, 3))


def test_faults(folder):
    write(folder / "bad.csv", [row("pig_herd", "x", 2010, 1), row("pig_herd", "x", "mười", 1)])
    done = subprocess.run([sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=False)
    check("a bad row names file and line", done.returncode == 1 and "bad.csv:3:" in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr)
    write(folder / "bad.csv", [row("pig_herd", "x", 2010, 1)])
    done = subprocess.run([sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=False)
    check("too little says what to add", done.returncode == 1 and "add other provinces" in done.stderr, done.stderr)
    done = subprocess.run([sys.executable, str(SCRIPT), str(folder / "none")], capture_output=True, text=True, check=False)
    check("no folder is skipped", done.returncode == 0 and "skipped" in done.stderr, done.stderr)


test_vector()
test_likelihood()
test_stretch()
with tempfile.TemporaryDirectory() as name:
    pathlib.Path(name, "series").mkdir()
    test_folder(pathlib.Path(name, "series"))
with tempfile.TemporaryDirectory() as name:
    test_faults(pathlib.Path(name))
print(f"{len(faults)} failed" if faults else "learn-priors: ok")
sys.exit(1 if faults else 0)
