"""check-sessions.py PROGRAM SOURCE [--write]: sessions with other programs in docs/formats.md are what they print.

A session stands below <!-- session: NAME -->, NAME the program it needs: a block of commands and a block of output. It runs in the folder of a run of datasets/bac-giang without its scan.
--write puts what is printed into the page. A program that is not installed is named and passed over; with none of them status 77."""
import os, re, shutil, subprocess, sys, tempfile

program, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
page = os.path.join(source, "docs/formats.md")
text = open(page, encoding="utf-8").read()
sessions = re.compile(r"<!-- session: (\S+) -->\n\n```sh\n(.*?)```\n\n```\n(.*?)```", re.S)
work = tempfile.mkdtemp()
shutil.copytree(os.path.join(source, "datasets/bac-giang"), os.path.join(work, "p"), ignore=shutil.ignore_patterns("*scan*"))
subprocess.run([program, "run", "p", "-o", "out"], cwd=work, check=True, capture_output=True)
os.symlink(program, os.path.join(work, "chitieu"))
environment = dict(os.environ, PATH=work + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", CHITIEU_DATA=source)
ran, faults = 0, 0


def session(found):
    global ran, faults
    name, commands, wanted = found.groups()
    if not shutil.which(name):
        print("%s is not installed: its session is passed over" % name)
        return found.group()
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], cwd=os.path.join(work, "out"), capture_output=True, encoding="utf-8", env=environment)
    ran += 1
    if done.returncode != 0 or done.stdout != wanted:
        faults += "--write" not in sys.argv or done.returncode != 0
        print("FAILED: %s: status %d\nwanted:\n%sgot:\n%s%s" % (name, done.returncode, wanted, done.stdout, done.stderr))
    return "<!-- session: %s -->\n\n```sh\n%s```\n\n```\n%s```" % (name, commands, done.stdout)


new = sessions.sub(session, text)
if "--write" in sys.argv and faults == 0:
    open(page, "w", encoding="utf-8").write(new)
shutil.rmtree(work)
print("%d sessions, %d faults" % (ran, faults))
sys.exit(1 if faults or len(sessions.findall(text)) < 4 else 77 if ran == 0 else 0)
