#!/usr/bin/env python3
"""The walk of CONTRIBUTING.md, from a line of a document to a point in a chart, names ten steps "`file.c`, `function()`": each file is
there and defines that function. Usage: check-walk.py REPOSITORY"""
import pathlib
import re
import sys

STEP = re.compile(r"^(\d+)\. `(analysis/[\w/]+\.c)`, `(\w+)\(\)`: \S")


def defines(source, function):
    """A definition stands at the start of a line with its type and its brace follows the arguments; a call does neither."""
    return re.search(rf"^[a-z][\w \t*]*[ *]{function}\([^;{{]*\)\s*\{{", source, re.M) is not None


def main():
    assert defines("static int a(int b)\n{\n}\n", "a") and not defines("int a(int b);\nint c(void)\n{\n    a(1);\n}\n", "a")
    root, faults, steps = pathlib.Path(sys.argv[1]), [], []
    for line in (root / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines():
        step = STEP.match(line)
        if step is None:
            continue
        number, path, function = step.groups()
        steps.append(int(number))
        if not (root / path).is_file():
            faults.append(f"step {number}: there is no {path}")
        elif not defines((root / path).read_text(encoding="utf-8"), function):
            faults.append(f"step {number}: {path} does not define {function}()")
    if steps != list(range(1, 11)):
        faults.append(f"the walk has steps {steps}; it needs 1 to 10 in order")
    for fault in faults:
        print("CONTRIBUTING.md:", fault)
    return 1 if faults else 0


sys.exit(main())
