#!/usr/bin/env python3
"""Kill a run over an old result, at steps of its publishing and at random times: the folder must be the old result whole or the new one whole, with what
the user keeps in it, and the next run must give the new one and leave nothing beside it.
usage: kill-runs.py PROGRAM STEPS-LIBRARY KILLS [SEED]
Half of the kills fall on steps (renames, links, removals), spread evenly over all of them, the other half at random times. Steps are also made to fail."""
import hashlib, os, random, shutil, subprocess, sys, tempfile, time

program, library, kills = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
random.seed(int(sys.argv[4]) if len(sys.argv) > 4 else 15)
work = tempfile.mkdtemp(prefix="chitieu-kills-")
out, saved = os.path.join(work, "out"), os.path.join(work, "saved")
faults = []


def project(name, text):
    os.makedirs(os.path.join(work, name, "documents"))
    with open(os.path.join(work, name, "documents", name + ".txt"), "w", encoding="utf-8") as to:
        to.write(text)


def state(folder):
    """Every file below a folder with its digest; None where there is no folder."""
    if not os.path.isdir(folder):
        return None
    found = {}
    for at, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(at, name)
            if "/.chitieu" not in path[len(folder):]:
                found[os.path.relpath(path, folder)] = hashlib.sha256(open(path, "rb").read()).hexdigest()
    return found


def command(name, inside):
    return [program, "run", os.path.join(work, name), "-o", "." if inside else out]


def run(name, inside=False, wait=None, **environment):
    child = subprocess.Popen(command(name, inside), cwd=out if inside else work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             env={**os.environ, "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0", **environment})
    if wait is not None:
        time.sleep(wait)
        child.kill()
    return child.returncode if child.wait() is None else child.returncode, child.stderr.read().decode(errors="replace")


def restore():
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(os.path.join(work, ".out.chitieu"), ignore_errors=True)
    shutil.copytree(saved, out)


def check(what, old, new, inside):
    """After the interruption, then after the next run."""
    now = state(out)
    decided = os.path.exists(os.path.join(work, ".out.chitieu", "commit"))
    if now != old and now != new and not decided:
        faults.append(f"{what}: the folder is neither the old result nor the new one")
    if decided:
        tally["decided"] += 1
    elif now == old:
        tally["old"] += 1
    else:
        tally["new"] += 1
    status, said = run("b", inside)
    now = state(out)
    if status != 0 or now != new:
        others = sorted(name for name in {**now, **new} if now.get(name) != new.get(name))
        faults.append(f"{what}: the next run ends with {status}, other than the new result: {others} {said.strip()}")
    if os.path.exists(os.path.join(work, ".out.chitieu")) or os.path.exists(os.path.join(out, ".chitieu")):
        faults.append(f"{what}: the working folder stays")


def spread(n, most):
    return sorted({1 + i * most // n for i in range(min(n, most))})


try:
    project("a", "Năm 2022 tỷ lệ hộ nghèo tỉnh Bắc Giang là 3,86%.\nNăm 2023 tỷ lệ hộ nghèo tỉnh Bắc Giang là 2,63%.\n")
    project("b", "Năm 2022 tỷ lệ đô thị hóa tỉnh Bắc Giang là 20,5%.\nNăm 2023 tỷ lệ đô thị hóa tỉnh Bắc Giang là 21,3%.\n")
    status, said = run("a")
    assert status == 0, said
    for name in ("mine.txt", "charts/mine.png"):
        with open(os.path.join(out, name), "w") as to:
            to.write("the user's")
    shutil.copytree(out, saved)
    old = state(out)
    started = time.time()
    status, said = run("b")
    lasts = time.time() - started
    new = state(out)
    assert status == 0 and new != old and "mine.txt" in new and "charts/mine.png" in new, said
    assert not [name for name in new if name in old and "charts/" in name and "mine" not in name], "a chart of the old result stays"
    for mode, share in (("exchanged", 0.6), ("inside", 0.2), ("one by one", 0.2)):
        inside, more = mode == "inside", {"CT_STEPS_NO_EXCHANGE": "1"} if mode == "one by one" else {}
        count = os.path.join(work, "count")
        restore()
        status, said = run("b", inside, LD_PRELOAD=library, CT_STEPS_COUNT=count, **more)
        assert status == 0 and state(out) == new, f"{mode}: {status} {said}"
        steps = int(open(count).read())
        tally = {"old": 0, "new": 0, "decided": 0}
        n = max(1, int(kills * share / 2))
        for step in spread(n, steps):
            restore()
            status, _ = run("b", inside, LD_PRELOAD=library, CT_STEPS_KILL=str(step), **more)
            if status != -9:
                faults.append(f"{mode}, step {step}: not killed, status {status}")
            check(f"{mode}, killed at step {step} of {steps}", old, new, inside)
        for step in spread(max(1, n // 4), steps):
            restore()
            run("b", inside, LD_PRELOAD=library, CT_STEPS_FAIL=str(step), **more)
            check(f"{mode}, step {step} of {steps} fails", old, new, inside)
        for _ in range(n):
            restore()
            after = random.uniform(0, lasts * 1.1)
            run("b", inside, wait=after, **({"LD_PRELOAD": library, **more} if more else {}))
            check(f"{mode}, killed after {after:.3f} s", old, new, inside)
        print(f"{mode}: {steps} steps; {n} kills at steps, {max(1, n // 4)} failed steps, {n} kills at random times: old whole {tally['old']}, new whole "
              f"{tally['new']}, decided and finished by the next run {tally['decided']}")
finally:
    shutil.rmtree(work, ignore_errors=True)
for fault in faults:
    print("FAILED:", fault)
print(f"{len(faults)} faults")
sys.exit(1 if faults else 0)
