. "$(dirname "$0")/lib.sh"
# Extraction from texts as they come: every encoding, damage, lines and paragraphs without an end; and the telling of why.
c=$program
text='Năm 2023, tỷ lệ hộ nghèo của tỉnh còn 2,63%; tỷ lệ hộ cận nghèo còn 3,4%. Quyết định số 15/QĐ-UBND.'
columns() { python3 -c 'import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")): print(r["indicator"], r["value_low"], r["period_start"], r["kind"])' "$1"; }
printf '%s\n' "$text" >utf8.txt
"$c" extract utf8.txt -o utf8.csv || fault "extract"
columns utf8.csv >want
check "two figures" [ "$(cat want)" = "poverty_rate 2.63 2023 actual
near_poor_rate 3.4 2023 actual" ]

same() { # NAME FILE: the file gives the figures of the clean text
  checks=$((checks + 1))
  "$c" extract "$2" -o got.csv 2>said || { fault "$1: $(cat said)"; return; }
  columns got.csv >got
  cmp -s want got || fault "$1: $(cat got)"
}
for e in UTF-16LE UTF-16BE; do iconv -f UTF-8 -t $e utf8.txt >wide.txt; same $e wide.txt; done
iconv -f UTF-8 -t TCVN utf8.txt >tcvn.txt 2>/dev/null # the letters in use are those of TCVN3
same TCVN3 tcvn.txt
iconv -f ISO-8859-1 -t UTF-8 tcvn.txt >twice.txt
same "TCVN3 saved as UTF-8" twice.txt
sed 's/$/\r/' utf8.txt >crlf.txt
same "lines of Windows" crlf.txt
{ cat utf8.txt; printf '\377\376 abc \200\n'; } >bad.txt
same "bytes that are no letters" bad.txt
check "they are counted and told" grep -q 'bad.txt: .*3' said
printf 'a\000b\n' | cat utf8.txt - >nul.txt
same "NUL" nul.txt

# A line, and a paragraph, that are read in pieces lose no figure.
python3 - "$text" <<'P'
import sys
open("line.txt", "w", encoding="utf-8").write(" ".join([sys.argv[1]] * 3000) + "\n")
open("paragraph.txt", "w", encoding="utf-8").write("\n".join(sys.argv[1].replace(".", ",") for _ in range(1500)) + "\n")
P
"$c" extract line.txt -o line.csv && "$c" extract paragraph.txt -o paragraph.csv || fault "long texts"
check "a long line" [ "$(columns line.csv | sort | uniq -c | awk '{ print $1, $2 }' | tr '\n' ' ')" = "3000 near_poor_rate 3000 poverty_rate " ]
check "a long paragraph" [ "$(columns paragraph.csv | awk '{ print $2 }' | sort | uniq -c | awk '{ print $1, $2 }' | tr '\n' ' ')" = "1500 2.63 1500 3.4 " ]

"$c" extract --lang en --explain utf8.txt:1 >why || fault "explain"
check "explain: figures" [ "$(grep -c ': taken, confidence 0[.]' why)" -eq 2 ]
check "explain: wording" grep -q '^  indicator    poverty_rate  words before the figure “tỷ lệ hộ nghèo”, cost 0$' why
check "explain: period and its place" grep -qE '^  period       2023\.\.2023  [0-9]+ %: ' why
check "explain: kind" grep -qE '^  kind         actual  [0-9]+ %' why
check "explain: a number refused" grep -q '^15/QĐ-UBND: not taken: \|^15: not taken: ' why
check "explain in Vietnamese" sh -c '"$1" extract --lang vi --explain utf8.txt:1 | grep -q "^  chỉ tiêu     poverty_rate"' - "$c"
fails "explain without a line" 2 'FILE:LINE' "$c" extract --explain utf8.txt
fails "explain line 0" 2 'FILE:LINE' "$c" extract --explain utf8.txt:0
fails "explain past the end" 1 'utf8.txt:99: .*no number' "$c" extract --explain utf8.txt:99
fails "explain and a document" 2 'leave out the others' "$c" extract --explain utf8.txt:1 utf8.txt

"$c" extract utf8.txt --trace trace.csv -o again.csv || fault "trace"
check "the trace changes nothing" cmp -s utf8.csv again.csv
python3 - <<'P' || fault "trace: chances"
import collections, csv
chance, chosen = collections.Counter(), collections.Counter()
for row in csv.DictReader(open("trace.csv", encoding="utf-8")):
    if row["decision"] in ("period", "kind", "row"):
        chance[row["observation"], row["decision"]] += float(row["score"])
        chosen[row["observation"], row["decision"]] += row["chosen"] == "yes"
assert len(chance) == 6, chance
assert all(abs(v - 1) < 1e-6 for v in chance.values()), chance
assert all(v == 1 for v in chosen.values()), chosen
P
checks=$((checks + 1))
finish
