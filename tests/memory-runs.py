#!/usr/bin/env python3
"""Let requests for memory fail, one by one and from one on, over the commands: each run says that memory ran out and ends with 1, or gives the result it
gives with memory. Never a crash, never another result with status 0.
usage: memory-runs.py PROGRAM MEMORY-LIBRARY SOURCE-FOLDER RUNS [COMMAND...]"""
import hashlib, os, re, shutil, subprocess, sys, tempfile, zipfile

program, library, source, runs = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), int(sys.argv[4])
only = sys.argv[5:]
work = tempfile.mkdtemp(prefix="chitieu-memory-")
os.chdir(work)
faults, refused, same = [], 0, 0


def run(arguments, **environment):
    done = subprocess.run([program, *arguments], capture_output=True, timeout=300, env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def digest(path):
    """Of a workbook without the copies of cells that charts keep: libxlsxwriter leaves one out where it has no memory for it, tells nobody, and Excel and
    LibreOffice fill it again when they open the file."""
    data = open(path, "rb").read()
    if path.endswith(".xlsx") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            data = b"".join(n.encode() + b"\0" + re.sub(rb"<c:(num|str)Cache>.*?</c:\1Cache>", b"", book.read(n), flags=re.S) for n in book.namelist())
    return hashlib.sha256(data).hexdigest()


def result(command, said):
    """What a command gave: its standard output, or every file it wrote, whatever its name."""
    if "-o" not in command:
        return said
    out = command[command.index("-o") + 1]
    files = [os.path.join(folder, name) for folder, _, names in os.walk(out) for name in names] if os.path.isdir(out) else [out] if os.path.exists(out) else []
    return sorted((os.path.relpath(f, out), digest(f)) for f in files)


def clear(command):
    for name in ("out", ".out.chitieu", "out.xlsx"):
        shutil.rmtree(name, ignore_errors=True)
        if os.path.exists(name):
            os.remove(name)


def make(path, text):
    with open(path, "w", encoding="utf-8") as to:
        to.write(text)


make("a.txt", "Nghị quyết về phát triển kinh tế - xã hội tỉnh Bắc Giang giai đoạn 2021 - 2025\nNăm 2022 tỷ lệ hộ nghèo là 3,86%; tỷ lệ đô thị hóa 20,5%.\n"
     "Năm 2023 tỷ lệ hộ nghèo là 2,63%; tỷ lệ đô thị hóa 21,3%; GRDP tăng 13,45%.\nMục tiêu đến năm 2025: tỷ lệ hộ nghèo dưới 1%, tỷ lệ đô thị hóa trên 24%.\n")
try:
    shutil.copy(os.path.join(source, "tests/fixtures/documents/full.docx"), "b.docx")
    assert run(["extract", "a.txt", "-o", "o.csv"])[0] == 0
    assert run(["series", "o.csv", "--targets", "t.csv", "-o", "s.csv"])[0] == 0
    assert run(["project", "s.csv", "--horizon", "2", "-o", "p.csv"])[0] == 0
    os.makedirs("p/documents")
    shutil.copy("a.txt", "p/documents")
    make("p/history.csv", "indicator,name,scope,breakdown,unit,period,value,status,source,url,published\n" + "".join(
        f"{i},x,tỉnh Bắc Giang,,%,{year},{value + step * (year - 2018)},actual,niên giám,,\n"
        for i, value, step in (("poverty_rate", 7.5, -1.1), ("urbanisation_rate", 18.2, 0.7)) for year in range(2018, 2022)))
    assert run(["run", "p", "-o", "given"])[0] == 0
    commands = [["extract", "a.txt"], ["extract", "b.docx", "-f", "json"], ["series", "o.csv"], ["audit", "o.csv"], ["project", "s.csv", "--horizon", "2"],
                ["assess", "--series", "s.csv", "--targets", "t.csv", "--projections", "p.csv"],
                ["run", "p", "-o", "out"], ["report", "given", "-o", "out"], ["chart", "given", "-o", "out"], ["chart", "given", "--kind", "board", "-o", "out"],
                ["review", "o.csv", "-o", "out.xlsx"], ["export", "given", "--to", "sqlite", "-o", "out"]]
    commands = [c for c in commands if not only or c[0] in only]
    for command in commands:
        count = os.path.join(work, "count")
        clear(command)
        status, printed, said = run(command, LD_PRELOAD=library, CT_MEMORY_COUNT=count)
        wanted = result(command, printed)
        assert status == 0 and wanted, (command, status, said)
        total = int(open(count).read())
        each = max(1, runs // len(commands))
        places = sorted({1 + (2 * i + 1) * total // (2 * each) for i in range(each)})
        before = refused, same, len(faults)
        for i, place in enumerate(places):
            clear(command)
            how = "CT_MEMORY_FROM" if i % 4 == 3 else "CT_MEMORY_FAIL"
            status, out, said = run(command, LD_PRELOAD=library, **{how: str(place)})
            out = result(command, out)
            what = f"{' '.join(command[:2])}, {how[10:].lower()} request {place} of {total}"
            if status == 0:
                same += 1
                if out != wanted:
                    faults.append(f"{what}: status 0 and another result: {said.strip()[:200]}")
            elif status != 1 or (out and out != wanted):
                faults.append(f"{what}: status {status}{', and part of a result' if out else ''}: {said.strip()[:200]}")
            else:
                refused += 1
                if "memory" not in said and "bộ nhớ" not in said:
                    faults.append(f"{what}: says something else: {said.strip()[:200]}")
        print(f"{' '.join(command)}: {total} requests, {refused - before[0]} refused, {same - before[1]} the same, {len(faults) - before[2]} faults", flush=True)
finally:
    shutil.rmtree(work, ignore_errors=True)
for fault in faults:
    print("FAILED:", fault)
print(f"{refused} runs said that memory ran out, {same} gave the same result; {len(faults)} faults")
sys.exit(1 if faults else 0)
