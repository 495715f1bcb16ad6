. "$(dirname "$0")/lib.sh"
# Archives: the same bytes from any number of workers and from the cache; a document costs itself; parts of an archive. usage: archive.sh PROGRAM SOURCE-FOLDER CRASH-LIBRARY
c=$program
crash=$3
export ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
kept=$XDG_CACHE_HOME/chitieu/observations
bad() { LD_PRELOAD="$crash" "$@"; } # whose workers misbehave
mkdir d
for i in 11 12 13 14 15 16 17 18 19 20 21 22; do # of different lengths, so that they are not ready in their order
  { printf 'Báo cáo kinh tế - xã hội tỉnh Bắc Giang năm 20%s\n' "$i"
    n=$((i % 4 * 20))
    while [ $n -ge 0 ]; do printf 'Năm 20%s tỷ lệ hộ nghèo là %d,8%s%%, thu ngân sách đạt 1%s.5%02d tỷ đồng.\n' "$i" $((n % 9)) "$i" "$i" $n; n=$((n - 1)); done
    printf 'Mục tiêu đến năm 2030: tỷ lệ hộ nghèo dưới 1%%, tỷ lệ đô thị hóa trên %d%%.\n' $((i + 9)); } >d/b$i.txt
done
printf 'N\303m 2023 t\377 l\352 ... GRDP tăng 13,45%%.\n' >d/bytes.txt # a warning
cp "$source/datasets/bac-giang/documents/nghi-quyet-2021-2025.docx" "$source/datasets/bac-giang/documents/ke-hoach-2024.pdf" \
  "$source/datasets/bac-giang/documents/nien-giam-2018.xlsx" "$source/datasets/samples/du-lich.html" "$source/tests/fixtures/documents/full.docx" d/
# reads NAME OPTION...: extract d/* into NAME.csv, NAME.trace, NAME.plans, its words in NAME.err
reads() { name=$1; shift; "$c" extract d/* --lang en --scope "tỉnh Bắc Giang" --trace "$name.trace" --plans "$name.plans" -o "$name.csv" "$@" 2>"$name.err"; }
same() { # NAME THIS: as "one", bytes and words
  for part in csv trace plans err; do check "$1: $part" cmp -s "one.$part" "$2.$part"; done
}
check "one worker" reads one --jobs 1 --no-cache
check "figures are found" test "$(wc -l <one.csv)" -gt 500
check "something is said" grep -q 'warning: .* invalid bytes' one.err
check "nothing is kept that was not to be" test ! -e "$kept"
for jobs in 2 5 64; do check "$jobs workers" reads many --jobs $jobs --no-cache; same "$jobs workers" many; done
for form in json jsonl tsv; do
  "$c" extract d/* -f $form -j 1 --no-cache -o one.$form 2>/dev/null || fault "$form"
  "$c" extract d/* -f $form -j 5 --no-cache 2>/dev/null | cmp -s - one.$form || fault "$form differs"
done

# ---- the cache ----
check "cold" reads cold
same cold cold
check "every document is kept" test "$(ls "$kept" | wc -l)" -eq "$(ls d | wc -l)"
check "warm" reads warm --jobs 2
same warm warm
cp d/b11.txt d/crash.txt # whose reading is noticed
"$c" extract d/crash.txt -o before.csv 2>/dev/null || fault "extract crash.txt"
check "what is kept is not read again" bad "$c" extract d/crash.txt -o again.csv
check "and is the same" cmp -s before.csv again.csv
bad "$c" extract d/crash.txt --no-cache -o /dev/null 2>/dev/null && fault "--no-cache does not read"
bad "$c" extract d/crash.txt --scope "tỉnh Lào Cai" -o /dev/null 2>/dev/null && fault "another scope is taken for the same"
bad "$c" extract d/crash.txt --ocr never -o /dev/null 2>/dev/null && fault "another --ocr is taken for the same"
bad "$c" extract d/crash.txt --trace t -o /dev/null 2>/dev/null && fault "a reading without its trace is taken for one with it"
printf 'id,aliases\npoverty_rate,hộ thiếu ăn\n' >own.csv
bad "$c" extract d/crash.txt --catalogue own.csv -o /dev/null 2>/dev/null && fault "another catalogue is taken for the same"
echo 'Năm 2024 tỷ lệ hộ nghèo là 1,5%.' >>d/crash.txt
bad "$c" extract d/crash.txt -o /dev/null 2>/dev/null && fault "a changed document is taken for the same"
"$c" extract d/crash.txt -o changed.csv 2>/dev/null
check "a changed document is read again" grep -q '1,5%' changed.csv
rm d/crash.txt
for damage in 'f.seek(len(b) // 2); f.write(bytes([b[len(b) // 2] ^ 1]))' 'f.truncate(len(b) - 1)' 'f.truncate(0)' 'f.seek(0); f.write(b"x")' 'f.seek(30); f.write(bytes([b[30] ^ 1]))'; do
  check "damage: $damage" python3 -c "
import os, sys
for name in os.listdir(sys.argv[1]):
    with open(os.path.join(sys.argv[1], name), 'r+b') as f:
        b = f.read()
        if b: $damage" "$kept"
  check "read in spite of it" reads damaged
  same "damaged ($damage)" damaged
done
set -- "$kept"/*
mv "$1" swap && cp "$2" "$1" # one document's under another's name
check "swapped" reads swapped
same swapped swapped
rm "$1" && ln -s /dev/zero "$1"
check "a device in the cache" reads device
same "a device in the cache" device
XDG_CACHE_HOME=/dev/null/x check "no place for a cache" reads nowhere
same "no place for a cache" nowhere
rm -r "$kept"
for i in 1 2 3 4; do reads writer$i --jobs 2 & done
wait
for i in 1 2 3 4; do same "four at the same time, $i" writer$i; done
check "writers leave nothing half-written" test -z "$(find "$kept" -name '.new*')"
touch -d '200 days ago' "$kept/$(printf '%064d' 7)" "$kept/.new.old" "$kept/note"
echo 'Năm 2024 tỷ lệ hộ nghèo là 1,5%.' >new.txt
"$c" extract new.txt -o /dev/null 2>/dev/null || fault "extract new.txt"
check "what was not used for long goes" test ! -e "$kept/$(printf '%064d' 7)"
check "what a killed writer left goes" test ! -e "$kept/.new.old"
check "what is not the cache's stays" test -e "$kept/note"

# ---- what one document may cost ----
printf 'Năm 2022 tỷ lệ hộ nghèo tỉnh Bắc Giang là 3,86%%.\n' >a.txt
printf 'Năm 2023 tỷ lệ hộ nghèo tỉnh Bắc Giang là 2,63%%.\n' >z.txt
"$c" extract a.txt z.txt -o az.csv
costs() { # NAME PATTERN OPTION...: only itself, and is said
  what=$1 pattern=$2
  shift 2
  cp a.txt "$what.txt"
  bad "$c" extract a.txt "$what.txt" z.txt --no-cache --lang en --keep-going -o got.csv "$@" 2>said.err
  [ $? -eq 3 ] || fault "$what: status"
  check "$what costs itself" cmp -s az.csv got.csv
  check "$what is said" grep -qE "^chitieu: $what.txt: warning: not read, going on without it: .*$pattern" said.err
  rm -f none.csv
  [ "$what" = hang ] || # ten seconds are enough
    fails "$what without --keep-going" 1 "^chitieu: $what.txt: .*$pattern" bad "$c" extract a.txt "$what.txt" z.txt --no-cache --lang en -o none.csv "$@"
  check "$what leaves no result" test ! -e none.csv
}
costs crash 'crashed \(signal 11\)'
costs killed 'was killed'
costs quit 'without an answer'
costs hang 'more than 10 s of processor time' --seconds 1
nm -D "$crash" | grep -q ' T malloc' && costs memory 'memory'
mkdir -p p/documents
cp a.txt z.txt crash.txt p/documents
bad "$c" run p -o out --lang en >/dev/null 2>said.err
[ $? -eq 3 ] || fault "run: status: $(cat said.err)"
check "run: a finding" grep -q '^document-unread,error,.*crash.txt' out/findings.csv
check "run: the others are read" grep -q '^z.txt,' out/observations.csv
rm -f out/run.json
"$c" run p -o out1 --jobs 1 --no-cache >/dev/null 2>&1 && "$c" run p -o out5 --jobs 5 >/dev/null 2>&1 && "$c" run p -o out6 >/dev/null 2>&1 || fault "run --jobs"
for other in out5 out6; do diff -r -x run.json out1 $other >differences || fault "run: $other differs: $(head -c 300 differences)"; done

# ---- the end by a signal ----
cp a.txt sleep.txt
ls -A >listing
for signal in INT TERM HUP KILL; do
  checks=$((checks + 1))
  LISTING=$(cat listing) python3 - "$c" "$signal" "$crash" <<'P' || fault "signal $signal"
import os, signal, subprocess, sys, time
number = getattr(signal, "SIG" + sys.argv[2])
for usual in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(usual, signal.SIG_DFL)
child = subprocess.Popen([sys.argv[1], "extract", "a.txt", "sleep.txt", "z.txt", "--jobs", "3", "--no-cache", "-o", "none.csv"], env={**os.environ, "LD_PRELOAD": sys.argv[3]})
for _ in range(300):
    if os.path.exists("sleep.pid") and open("sleep.pid").read().strip(): break
    time.sleep(0.05)
pid = int(open("sleep.pid").read())
os.remove("sleep.pid")
child.send_signal(number)
assert child.wait(timeout=20) == -number, child.returncode
time.sleep(0.3)
def lives(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
assert not lives(pid), "the worker lives on"
for name in os.listdir("."):
    if name.startswith("none.csv"):
        if number == signal.SIGKILL: os.remove(name) # nobody was there to take it away
        else: raise AssertionError(f"{name} is left")
P
done
ls -A | cmp -s - listing || fault "something is left"

# ---- words ----
for jobs in 0 257 x -1 ''; do fails "--jobs '$jobs'" 2 "jobs.*no number from 1 to 256" "$c" extract a.txt --jobs "$jobs"; done
"$c" extract a.txt z.txt --progress --lang en -o /dev/null 2>said.err
check "--progress" grep -q '^chitieu: 2 of 2 documents read$' said.err
"$c" extract a.txt z.txt -o /dev/null 2>said.err
check "no progress where nobody looks" test ! -s said.err
check "standard input is read by a worker" sh -c '"$0" extract - a.txt <z.txt | grep -q "^.-,.*,2023,"' "$c"

# ---- parts of an archive, on one machine or many ----
"$c" extract d/* -o whole.csv 2>/dev/null
"$c" series whole.csv --targets whole-targets.csv --findings whole-findings.csv -o whole-series.csv || fault "series of the whole"
parts_are_whole() { # NAME FILE...: the parts give what the whole gives
  what=$1
  shift
  "$c" series "$@" --targets part-targets.csv --findings part-findings.csv -o part-series.csv || fault "$what: series"
  for table in series targets findings; do check "$what: $table" cmp -s whole-$table.csv part-$table.csv; done
}
check "there are series" test "$(wc -l <whole-series.csv)" -gt 10
for task in 0 1 2 3; do
  CHITIEU="$c" SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=4 SLURM_CPUS_PER_TASK=2 sh "$source/docs/examples/archive.slurm" d parts 2>/dev/null || fault "task $task"
done
check "four parts" test "$(ls parts | wc -l)" -eq 4
LC_ALL=C parts_are_whole "a job array" parts/*.csv
if command -v parallel >/dev/null; then
  mkdir shares
  find d -type f | LC_ALL=C sort | PARALLEL_HOME="$work/parallel" parallel --will-cite -j2 -N4 "$c" extract --jobs 1 {} -o 'shares/$(printf %04d {#}).csv' 2>said.err || fault "parallel: $(head -c 300 said.err)"
  check "parts of parallel" test "$(ls shares | wc -l)" -eq $((($(ls d | wc -l) + 3) / 4))
  parts_are_whole "parallel" shares/*.csv
else
  echo "skipped: GNU parallel is not installed (Debian's package parallel)"
fi
finish
