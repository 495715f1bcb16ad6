. "$(dirname "$0")/lib.sh"
# What one bad thing may cost: itself, never the whole. usage: faults.sh PROGRAM SOURCE-FOLDER
c=$program
figures='Năm 2022 tỷ lệ hộ nghèo tỉnh Bắc Giang là 3,86%%.\nNăm 2023 tỷ lệ hộ nghèo tỉnh Bắc Giang là 2,63%%.\n'
project() { rm -rf p out; mkdir -p p/documents; printf "$figures" >p/documents/a.txt; }
# runs NAME STATUS: `run p -o out` ends with STATUS; its words are in said.out and said.err
runs() {
  name=$1 want=$2
  shift 2
  checks=$((checks + 1))
  "$c" run p -o out --lang en "$@" >said.out 2>said.err
  got=$?
  [ "$got" -eq "$want" ] || fault "$name: status $got, want $want: $(head -c 400 said.err)"
}
says() { check "$1" grep -qE -- "$2" said.err; }
silent() { check "$1" sh -c '[ ! -s said.err ] || { cat said.err; false; }'; }

# ---- documents that cannot be read ----
project
head -c 3000 /dev/urandom >p/documents/b.docx
printf 'PK\003\004broken' >p/documents/c.xlsx
runs "documents that cannot be read" 3
says "each is said" '^chitieu: p/documents/b.docx: warning: not read, going on without it: '
says "one line at the end" '^chitieu: done, but 2 of 3 documents could not be read'
check "it is a finding" grep -q '^document-unread,error,.*c.xlsx' out/findings.csv
check "the others are read" grep -q '^a.txt,' out/observations.csv
check "the record says it" grep -q 'b.docx: not read: ' out/run.json
rm -rf out
runs "strict" 1 --strict
check "strict leaves nothing" test ! -e out
"$c" extract p/documents/* --keep-going -o o.csv 2>said.err
[ $? -eq 3 ] || fault "extract --keep-going: status"
check "extract goes on" grep -q '^a.txt,' o.csv
rm p/documents/a.txt
runs "nothing can be read" 1
printf 'indicator,name,scope,breakdown,unit,period,value,status,source,url,published\npoverty_rate,x,tỉnh A,,%%,2022,3,actual,s,,\n' >p/history.csv
runs "a history alone" 3

# ---- programs that hang, die or write something else ----
mkdir -p fake
path=$PATH
cp "$source/tests/fixtures/documents/short.pdf" slow.pdf
fake() { printf '#!/bin/sh\n%s\n' "$2" >fake/"$1"; chmod +x fake/"$1"; PATH=$work/fake:$path; }
plain() { rm -f fake/*; PATH=$path; }
project
cp slow.pdf p/documents/b.pdf
fake pdftotext 'exec sleep 300'
before=$(date +%s)
runs "a PDF that hangs" 3 --seconds 1
[ $(($(date +%s) - before)) -lt 30 ] || fault "a PDF that hangs costs more than its limit"
says "a PDF that hangs is said" 'b.pdf: warning: not read.*pdftotext took longer than 1 s'
fake pdftotext 'head -c 5000 /dev/urandom'
runs "a PDF read as garbage" 3
says "garbage of pdftotext" 'b.pdf: warning: not read.*not whole'
plain
project
fake pandoc 'for a; do case $a in --output=*) head -c 3000 /dev/urandom >"${a#--output=}";; esac; done'
runs "garbage of pandoc" 0
says "garbage of pandoc is said" 'report.docx is not written: what pandoc wrote is no whole document'
check "garbage of pandoc is not kept" test ! -e out/report.docx
check "garbage of pandoc is in the record" grep -q 'report.docx is not written' out/run.json
plain

# ---- the end by a signal ----
project
cp slow.pdf p/documents/b.pdf
runs "an old result" 0
ls -R out >listing
fake pdftotext 'echo $$ >'"$work"'/child.pid; sleep 300; exit 0' # a shell with a child of its own
for signal in INT TERM HUP KILL; do
  rm -f child.pid
  checks=$((checks + 1))
  # Python starts it, since a shell without job control lets its background children ignore INT; and who ran this test may ignore some.
  python3 - "$c" "$signal" <<'P' || fault "signal $signal"
import os, signal, subprocess, sys, time
number = getattr(signal, "SIG" + sys.argv[2])
for usual in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(usual, signal.SIG_DFL)
child = subprocess.Popen([sys.argv[1], "run", "p", "-o", "out"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
for _ in range(300):
    if os.path.exists("child.pid") and open("child.pid").read().strip(): break
    time.sleep(0.05)
pid = int(open("child.pid").read())
child.send_signal(number)
assert child.wait(timeout=20) == -number, child.returncode
time.sleep(0.3)
def lives(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
assert not lives(pid), "the child lives on"
P
  [ "$signal" = KILL ] || check "$signal leaves nothing beside" test ! -e .out.chitieu
  ls -R out | cmp -s - listing || fault "$signal: the old result is not whole"
done
plain
runs "after a kill" 0
check "the next run takes away what the kill left" test ! -e .out.chitieu
"$c" extract p/documents/a.txt >/dev/null || fault "extract"

# ---- two runs into one folder ----
fake pdftotext 'sleep 3; exit 1'
"$c" run p -o out >/dev/null 2>&1 &
first=$!
for i in 1 2 3 4 5 6 7 8 9 10; do [ -s .out.chitieu/lock ] && break; sleep 0.1; done
runs "a second run at the same time" 1
says "whose lock it is" "another chitieu \(process $first\) is writing into this folder"
wait $first
plain

# ---- names and files that are no documents ----
project
cp slow.pdf 'p/documents/~$short.docx'
: >p/documents/Thumbs.db
printf '[x]\n' >p/documents/desktop.ini
runs "litter of office programs" 0
silent "litter is passed over"
mkdir p/documents/2023
ln -s nowhere p/documents/broken.txt
ln -s /etc/passwd p/documents/passwd.txt
ln -s a.txt p/documents/inside.txt
mkfifo p/documents/pipe.txt
runs "folders, links and pipes" 0
says "a folder is said" 'p/documents/2023: note: a folder among the documents'
says "a broken link is said" 'broken.txt: note: a link whose end is missing'
says "a link out is said" 'passwd.txt: note: a link that leads out'
says "a pipe is said" 'pipe.txt: note: no regular file'
check "a link inside is read" grep -q 'inside.txt' out/run.json
check "a link out is not read" sh -c '! grep -q passwd out/run.json'
rm p/documents/pipe.txt
runs "a link out is read when asked" 0 --follow-links
check "then it is an input" grep -q passwd out/run.json
project
odd=$(printf 'x\351y\033[31m.txt')
mv p/documents/a.txt "p/documents/$odd"
runs "a file name that is no UTF-8" 0
check "its figures are there" python3 -c "
import csv
rows = list(csv.DictReader(open('out/observations.csv', encoding='utf-8')))
assert rows and rows[0]['document'].startswith('x\ufffdy'), rows[:1]"
check "the record is whole" python3 -c "
import json
assert len([i for i in json.load(open('out/run.json', encoding='utf-8'))['inputs'] if i['path'].endswith('.txt')]) == 1"
"$c" extract "p/documents/$odd" -f json >o.json || fault "JSON of a name that is no UTF-8"
check "JSON is one" python3 -m json.tool o.json o.out
cp "$source/tests/fixtures/documents/locked.pdf" "p/documents/$(printf 'l\033[2J\351.pdf')"
runs "an error about such a name" 3
check "the terminal is left alone" python3 -c "
text = open('said.err', 'rb').read()
text.decode('utf-8')
assert b'\x1b' not in text, text"

# ---- the program's own results in the project ----
mkdir q
printf "$figures" >q/a.txt
for i in 1 2 3; do "$c" run q -o q --lang en >said.out 2>said.err || fault "run $i into the project folder: $(cat said.err)"; done
check "one document" grep -q '^1 documents' said.out
check "the document stays" test -s q/a.txt
project
runs "into the documents" 2 -o p/documents 2>/dev/null || :
"$c" run p -o p/documents 2>said.err
[ $? -eq 2 ] || fault "into the documents: status"
says "into the documents" 'folder of the documents'

# ---- file names of charts ----
project
long="hộ nghèo là đồng bào dân tộc thiểu số ở các xã đặc biệt khó khăn của các huyện miền núi phía bắc"
{ echo 'indicator,name,scope,breakdown,unit,period,value,status,source,url,published'
  for scope in "các huyện Hiệp Hòa, Việt Yên, Tân Yên, Yên Dũng, Lạng Giang, Lục Nam" "các huyện Lục Ngạn, Lục Nam, Yên Thế, Sơn Động, Hiệp Hòa, Việt Yên"; do
    for year in 2022 2023; do echo "poverty_rate,x,\"$scope\",\"$long\",%,$year,30,actual,s,,"; done
  done; } >p/history.csv
runs "long names of places" 0
check "both have a chart" test "$(ls out/charts/poverty_rate-ho-ngheo*.svg | wc -l)" -eq 2
rm -rf out 'a:b'
"$c" run p -o 'a:b' >said.out 2>said.err || fault "':' in the output folder: $(cat said.err)"
if command -v pandoc >/dev/null; then check "Word in a folder with ':'" test -s a:b/report.docx; fi
project
sed 's/^/x/' "$source/datasets/catalogue/indicators.csv" | head -n 1 | sed 's/^x//' >own.csv
for id in heatmap structure slope bullet; do echo "$id,Chỉ số $id,Index $id,economy,%,share,up,level,0,100,,,,,,,,"; done >>own.csv
{ echo 'indicator,name,scope,breakdown,unit,period,value,status,source,url,published'
  for id in heatmap structure slope bullet poverty_rate urbanisation_rate; do
    for year in 2020 2021 2022 2023; do echo "$id,x,tỉnh A,,%,$year,$((year - 2000)),actual,s,,"; done
  done; } >p/history.csv
printf 'Mục tiêu đến năm 2025 của tỉnh A: tỷ lệ hộ nghèo 2%%; tỷ lệ đô thị hóa 30%%.\n' >p/documents/a.txt
runs "an indicator called as a picture" 0 --catalogue own.csv
check "its chart" test -s out/charts/heatmap.svg

# ---- history ----
project
head='indicator,name,scope,breakdown,unit,period,value,status,source,url,published'
row() { printf '%s\npoverty_rate,x,tỉnh A,,%%,2022,3,actual,s,,\npoverty_rate,x,tỉnh A,,%%,%s,%s,actual,s,,\n' "$head" "$1" "$2" >p/history.csv; }
row 20233 4
runs "a year out of range" 1
says "its line" '^chitieu: p/history.csv:3: the year 20233 is not within'
fails "a year out of range, series" 1 '^chitieu: p/history.csv:3: the year' "$c" series o.csv --history p/history.csv
row 2023 9e30
runs "a value out of range" 1
says "its line" '^chitieu: p/history.csv:3: the value 9e\+30'

# ---- what Notepad and Excel save ----
for way in utf-8-sig utf-16 utf-16-le cr crlf; do
  project
  WAY=$way python3 - <<'P'
import os
way, text = os.environ["WAY"], "# cấu hình\ntitle = Báo cáo giữa kỳ\nscope = tỉnh Bắc Giang\n"
if way in ("cr", "crlf"): text, way = text.replace("\n", "\r" if way == "cr" else "\r\n"), "utf-8"
open("p/chitieu.conf", "wb").write(text.encode(way))
P
  runs "chitieu.conf in $way" 0
  check "its title, $way" grep -qx 'Báo cáo giữa kỳ' said.out
done
printf 'title = K\351 ho\341ch \033]0;x\007\n' >p/chitieu.conf
runs "a title in another encoding" 0
check "it does not act on the terminal" python3 -c "
text = open('said.out', 'rb').read()
text.decode('utf-8')
assert b'\x1b' not in text and b'\x07' not in text, text[:100]"
check "data package" python3 -m json.tool out/datapackage.json o.out
printf 'title = X\000\nbogus\n' >p/chitieu.conf
runs "what stands behind a NUL is not passed over" 1
says "its line" 'chitieu.conf:2: '
rm p/chitieu.conf
"$c" extract p/documents/a.txt -o o.csv && "$c" series o.csv -o s.csv && "$c" project --method naive --horizon 2 s.csv -o wanted.csv || fault "tables"
python3 - <<'P'
import csv, io
def save(name, to, delimiter, encoding, comma):
    rows = list(csv.reader(open(name, encoding="utf-8")))
    numbers = [i for i, n in enumerate(rows[0]) if n in ("value", "value_low", "value_high", "confidence")]
    for row in rows[1:]:
        for i in numbers:
            if comma: row[i] = row[i].replace(".", ",")
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    open(to, "wb").write(out.getvalue().encode(encoding))
save("o.csv", "o-semicolon.csv", ";", "utf-8-sig", True)
save("o.csv", "o-unicode.csv", "\t", "utf-16", True)
save("s.csv", "s-semicolon.csv", ";", "utf-8-sig", True)
save("s.csv", "s-unicode.csv", "\t", "utf-16", True)
P
for way in semicolon unicode; do
  "$c" series o-$way.csv -o again.csv || fault "observations, $way"
  check "observations, $way" cmp s.csv again.csv
  "$c" project --method naive --horizon 2 s-$way.csv -o again.csv || fault "series, $way"
  check "series, $way" cmp wanted.csv again.csv
done

printf 'indicator,name,scope,breakdown,unit,period,value,status,source,url,published\npoverty_rate,x,"t\033[2J\342\200\256 A",,%%,2022,3,actual,s,,\n' >h.csv
"$c" series --history h.csv </dev/null >plain.csv || fault "series with control characters"
check "a table on a terminal does not act on it" python3 - "$c" <<'P'
import os, pty, sys
shown = b""
def read(fd):
    global shown
    data = os.read(fd, 65536)
    shown += data
    return b"." * len(data)
sys.stdout.flush()
status = pty.spawn([sys.argv[1], "series", "--history", "h.csv", "o.csv"], read)
assert status == 0 and b"poverty_rate" in shown, (status, shown)
assert b"\x1b[2J" not in shown and b"\xe2\x80\xae" not in shown, shown
P
project
"$c" run p -o out <&- >said.out 2>said.err || fault "run with its standard input closed: $(cat said.err)"
( "$c" run p -o out <&- >&- 2>&- )
check "run with all three closed leaves a whole result" test -s out/run.json -a -s out/report.html -a ! -e .out.chitieu

# ---- files keep their rights and links ----
umask 077
"$c" extract p/documents/a.txt -o mine.csv
check "umask" test "$(stat -c %a mine.csv)" = 600
umask 022
chmod 660 mine.csv
"$c" extract p/documents/a.txt -o mine.csv
check "the rights it had" test "$(stat -c %a mine.csv)" = 660
ln -s mine.csv link.csv
"$c" extract p/documents/a.txt -o link.csv
check "a link stays one" test -L link.csv
rm -rf out && mkdir real && ln -s real out
runs "an output folder that is a link" 0
check "the folder's link stays one" test -L out -a -s real/run.json
rm out

# ---- publishing ----
project
runs "first" 0
rm out/run.json && mkdir out/run.json
cp -r out saved
runs "a folder in the way of a file" 1
says "which one" 'out/run.json: is a folder where a file is to be written'
check "nothing has changed" diff -r out saved
rm -rf out saved

# A result without charts over one with them: none stays, but what the user keeps beside them does.
for mine in no yes; do
  rm -rf out
  project
  runs "with charts" 0
  [ $mine = no ] || echo mine >out/charts/mine.txt
  printf 'Năm 2022 tỷ lệ hộ nghèo tỉnh Bắc Giang là 3,86%%.\n' >p/documents/a.txt
  runs "without charts" 0
  check "no old chart stays, the user's file: $mine" test "$(ls out/charts 2>/dev/null | tr '\n' ' ')" = "$([ $mine = no ] || echo 'mine.txt ')"
done

# ---- deep XML, long lines ----
python3 - "$c" "$source" <<'P' || fault "deep XML"
import io, subprocess, sys, zipfile
word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
def docx(name, body, part="word/document.xml", root="document"):
    with zipfile.ZipFile(name, "w") as z:
        z.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body><w:p/></w:body></w:document>')
        if part != "word/document.xml" or root == "document":
            if part == "word/document.xml": z = zipfile.ZipFile(name, "w")
            z.writestr(part, f'<w:{root} xmlns:w="{word}">{body}</w:{root}>')
            z.close()
for inner in ("w:pPr", "w:footnote", "w:endnote", "w:tbl", "w:sdt"):
    for depth in (254, 255, 256, 257, 300):
        docx("deep.docx", "<w:p>" * depth + f"<{inner}/>" + "</w:p>" * depth)
        run = subprocess.run([sys.argv[1], "extract", "deep.docx"], capture_output=True)
        assert run.returncode in (0, 1), (inner, depth, run.returncode)
P
python3 - "$c" <<'P' || fault "long lines"
import resource, subprocess, sys
def seconds(n):
    open("long.txt", "w").write("a" * n + " 5% \n")
    least = 1e9
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.argv[1], "extract", "long.txt", "-o", "long.csv"], check=True)
        least = min(least, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return least
start, some, many = seconds(1), seconds(2_000_000), seconds(8_000_000)
print("long lines:", round(start, 3), round(some, 3), round(many, 3))
assert many - start < 8 * max(some - start, start / 5), (start, some, many)
P
checks=$((checks + 2))
finish
