"""check-rings.py OBJECT-FOLDER: no two sources of the library may call each other, not even by a way around. Read from the object files, so that what
counts is what is called, not what is included. Needs nm (binutils, which come with the compiler)."""
import collections, os, subprocess, sys

root = sys.argv[1]
objects = [os.path.join(base, n) for base, _, names in os.walk(root) for n in names if n.endswith(".c.o")]
if len(objects) < 100:
    sys.exit(f"check-rings: only {len(objects)} object files in {root}")
defined, wanted = {}, collections.defaultdict(set)
for path in objects:
    name = os.path.relpath(path, root)[:-2]
    for line in subprocess.run(["nm", "-P", path], capture_output=True, text=True, check=True).stdout.splitlines():
        symbol, kind = line.split()[:2]
        if kind == "U":
            wanted[name].add(symbol)
        elif kind.isupper() and symbol.startswith(("ct_", "chitieu_")):
            defined[symbol] = name
calls = {f: {defined[s] for s in w if s in defined} - {f} for f, w in wanted.items()}

# Tarjan (1972): the strongly connected parts, by an explicit stack.
index, low, on, stack, rings = {}, {}, set(), [], []
for start in sorted(calls):
    if start in index:
        continue
    work = [(start, iter(sorted(calls[start])))]
    index[start] = low[start] = len(index)
    stack.append(start)
    on.add(start)
    while work:
        at, rest = work[-1]
        for to in rest:
            if to not in index:
                index[to] = low[to] = len(index)
                stack.append(to)
                on.add(to)
                work.append((to, iter(sorted(calls.get(to, ())))))
                break
            if to in on:
                low[at] = min(low[at], index[to])
        else:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[at])
            if low[at] == index[at]:
                ring = []
                while not ring or ring[-1] != at:
                    ring.append(stack.pop())
                    on.discard(ring[-1])
                if len(ring) > 1:
                    rings.append(sorted(ring))
for ring in rings:
    print(f"FAILED: {len(ring)} sources call each other: {' '.join(ring)}")
    for a in ring:
        for b in sorted(calls[a] & set(ring)):
            print(f"    {a} calls {b}: {' '.join(sorted(s for s in wanted[a] if defined.get(s) == b))}")
print(f"{len(objects)} sources, {sum(len(c) for c in calls.values())} arrows, {len(rings)} rings")
sys.exit(1 if rings else 0)
