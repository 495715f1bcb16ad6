#!/usr/bin/env python3
"""Let requests for memory fail, one by one and from one on, over the commands: each run says that memory ran out and ends with 1, or gives the result it
gives with memory. Never a crash, never another result with status 0.
usage: memory-runs.py PROGRAM MEMORY-LIBRARY SOURCE-FOLDER RUNS"""
import os, shutil, subprocess, sys, tempfile

program, library, source, runs = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), int(sys.argv[4])
work = tempfile.mkdtemp(prefix="chitieu-memory-")
os.chdir(work)
faults, refused, same = [], 0, 0


def run(arguments, **environment):
    done = subprocess.run([program, *arguments], capture_output=True, timeout=300, env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


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
    commands = [["extract", "a.txt", "--no-cache"], ["extract", "b.docx", "-f", "json", "--no-cache"], ["series", "o.csv"], ["audit", "o.csv"], ["project", "s.csv", "--horizon", "2"],
                ["assess", "--series", "s.csv", "--targets", "t.csv", "--projections", "p.csv"]]
    for command in commands:
        count = os.path.join(work, "count")
        if os.path.exists(count):
            os.remove(count)
        status, wanted, said = run(command, LD_PRELOAD=library, CT_MEMORY_COUNT=count)
        assert status == 0 and wanted, (command, status, said)
        total = int(open(count).read())
        each = max(1, runs // len(commands))
        places = sorted({1 + (2 * i + 1) * total // (2 * each) for i in range(each)})
        for i, place in enumerate(places):
            how = "CT_MEMORY_FROM" if i % 4 == 3 else "CT_MEMORY_FAIL"
            status, out, said = run(command, LD_PRELOAD=library, **{how: str(place)})
            what = f"{command[0]} {command[1]}, {how[10:].lower()} request {place} of {total}"
            if status == 0:
                same += 1
                if out != wanted:
                    faults.append(f"{what}: status 0 and another result")
            elif status != 1 or out:
                faults.append(f"{what}: status {status}{', and part of a result' if out else ''}: {said.strip()[:200]}")
            else:
                refused += 1
                if "memory" not in said:
                    faults.append(f"{what}: says something else: {said.strip()[:200]}")
finally:
    shutil.rmtree(work, ignore_errors=True)
for fault in faults:
    print("FAILED:", fault)
print(f"{refused} runs said that memory ran out, {same} gave the same result; {len(faults)} faults")
sys.exit(1 if faults else 0)
