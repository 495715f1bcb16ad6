"""check-docs.py PROGRAM SOURCE-FOLDER [--write]: what README.md and docs/ show is what the program prints today.

A fenced block after a line "<!-- output of: COMMAND -->" must be what COMMAND prints (run by sh in the source folder, `chitieu` being PROGRAM and
$OUT a folder with a run of datasets/bac-giang). Every column of every table must be named in docs/formats.md, every relative link must lead to a file. --write puts
what is printed now into the pages; read the diff before you commit it. Without tesseract and its Vietnamese model, which what is shown needs, status 77."""
import json, os, re, shutil, subprocess, sys, tempfile

program, source = sys.argv[1], sys.argv[2]
os.chdir(source)
write = "--write" in sys.argv[3:]
faults, compared = [], 0
if not shutil.which("tesseract") or "vie" not in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split():
    print("skipped: tesseract or its Vietnamese model is missing, and a scanned page is among what the pages show")
    sys.exit(77)

with tempfile.TemporaryDirectory() as work:
    os.mkdir(os.path.join(work, "bin"))
    os.symlink(program, os.path.join(work, "bin", "chitieu"))
    env = dict(os.environ, PATH=os.path.join(work, "bin") + ":" + os.environ["PATH"], OUT=os.path.join(work, "out"), LC_ALL="C.UTF-8")
    first = subprocess.run(["chitieu", "run", "datasets/bac-giang", "-o", env["OUT"]], env=env, capture_output=True, text=True)
    if first.returncode != 0:
        faults.append("the run of datasets/bac-giang fails: " + first.stderr)
    pages = ["README.md", "CONTRIBUTING.md"] + sorted(os.path.join("docs", n) for n in os.listdir("docs") if n.endswith(".md"))
    for page in pages:
        text = fresh = open(page, encoding="utf-8").read()
        for match in re.finditer(r"<!-- output of: (.*?) -->\n+```\w*\n(.*?)```", text, re.S):
            got = subprocess.run(["sh", "-c", match.group(1)], env=env, capture_output=True, text=True)
            printed = (got.stdout + got.stderr).replace(env["OUT"], "out/bac-giang")
            compared += 1
            if write:
                fresh = fresh.replace(match.group(0), match.group(0)[:match.start(2) - match.start(0)] + printed.rstrip() + "\n```")
            elif printed.rstrip() != match.group(2).rstrip():
                faults.append("%s: '%s' prints now:\n%s" % (page, match.group(1), printed))
        if write and fresh != text:
            open(page, "w", encoding="utf-8").write(fresh)
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            if not os.path.exists(os.path.join(os.path.dirname(page), link)):
                faults.append("%s: the link to %s leads nowhere" % (page, link))
    formats = open("docs/formats.md", encoding="utf-8").read()
    package = os.path.join(env["OUT"], "datapackage.json")
    resources = json.load(open(package, encoding="utf-8"))["resources"] if os.path.exists(package) else []
    for resource in resources:
        section = re.search(r"## %s\.csv\n(.*?)(?=\n## |\Z)" % resource["name"], formats, re.S)
        for field in resource["schema"]["fields"]:
            if not section or "`%s`" % field["name"] not in section.group(1):
                faults.append("docs/formats.md: column %s of %s is not described" % (field["name"], resource["name"]))
if compared == 0:
    faults.append("no block of output was compared")
for fault in faults:
    print("FAILED:", fault)
print("%d pages, %d blocks of output compared, %d faults" % (len(pages), compared, len(faults)))
sys.exit(1 if faults else 0)
