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

# Marks without words between a name and its figure once led the reader through a pointer to nothing.
printf 'Năm 2023 tỷ lệ hộ nghèo,,,,,,,, 5%%.\n' >commas.txt
"$c" extract commas.txt -o commas.csv || fault "commas"
check "commas without words" [ "$(wc -l <commas.csv)" -eq 2 ]

"$c" extract --lang en --explain utf8.txt:1 >why || fault "explain"
check "explain: figures" [ "$(grep -c ': taken, confidence 0[.]' why)" -eq 2 ]
check "explain: unit" [ "$(grep -c '^  unit         %  in the table of units, cost 0$' why)" -eq 2 ]
for decision in indicator breakdown measure aggregation scope period kind; do
  check "explain: $decision and its chance" [ "$(grep -cE "^  $decision +[^ ].*  [0-9]+ %" why)" -eq 2 ]
done
check "explain: the chosen indicator and what speaks for it" grep -qE '^  indicator    poverty_rate  [0-9]+ %.*  \(.* [+-][0-9]+[.][0-9]+' why
check "explain: what an attribute weighed twice was first weighed by" grep -qE '^  kind +actual  [0-9]+ %.*; first: .* [+-][0-9]+[.][0-9]+' why
check "explain: the period" grep -qE '^  period       2023\.\.2023  [0-9]+ %' why
check "explain: a number refused" grep -q '^15/QĐ-UBND: not taken: \|^15: not taken: ' why
check "explain in Vietnamese" sh -c '"$1" extract --lang vi --explain utf8.txt:1 | grep -q "^  chỉ tiêu     poverty_rate"' - "$c"
fails "explain without a line" 2 'FILE:LINE' "$c" extract --explain utf8.txt
fails "explain line 0" 2 'FILE:LINE' "$c" extract --explain utf8.txt:0
fails "explain past the end" 1 'utf8.txt:99: .*no number' "$c" extract --explain utf8.txt:99
fails "explain and a document" 2 'leave out the others' "$c" extract --explain utf8.txt:1 utf8.txt

report=$source/datasets/bac-giang/documents/bao-cao-2023.txt
"$c" extract utf8.txt --trace trace.csv -o again.csv || fault "trace"
check "the trace changes nothing" cmp -s utf8.csv again.csv
"$c" extract "$report" --trace long.csv -o long-rows.csv || fault "trace of a report"
python3 - >doubtful-line <<'P' || fault "trace: chances"
import collections, csv
learned = {"indicator", "breakdown", "measure", "period", "kind", "aggregation", "scope", "row"}
seen, line = 0, 0
for name in ("trace.csv", "long.csv"):
    rows = list(csv.DictReader(open(name, encoding="utf-8")))
    assert list(rows[0]) == "document,line,observation,number,decision,candidate,chosen,score,why".split(",")
    of = collections.defaultdict(list)
    for row in rows:
        if row["decision"] in learned:
            of[row["observation"], row["decision"]].append(row)
    figures = {o for o, _ in of}
    seen += len(figures)
    assert len(of) == len(figures) * len(learned), "a decision of a figure is not told"
    for (o, d), told in of.items():
        scores = [float(r["score"]) for r in told]
        assert all(0 <= s <= 1 for s in scores) and sum(scores) <= 1 + 1e-6, (o, d, scores)
        assert d != "row" or sum(scores) > 0.97, (o, scores)  # all but what is too unlikely to tell
        assert [r["chosen"] for r in told] == ["yes"] + ["no"] * (len(told) - 1), (o, d)
        assert all(" | " in r["why"] for r in told), (o, d)
        if name == "long.csv" and d == "kind" and len(told) > 1 and scores[1] > 0.07:
            line = int(told[0]["line"])
assert seen > 30 and line > 0, (seen, line)
print(line)
P
checks=$((checks + 1))
"$c" extract --lang en --explain "$report:$(cat doubtful-line)" >why || fault "explain a doubtful kind"
check "explain: the second candidate and what speaks against it" grep -qE '^ +or +[a-z]+  [0-9]+ %.*  [(].* -[0-9]+[.][0-9]+' why

# Features for fitting: six files, one count a figure, one value a feature.
mkdir features
"$c" extract utf8.txt --stage kind --features features -o again.csv || fault "features"
check "six files" [ "$(ls features | tr '\n' ' ')" = "count feature label name row value " ]
check "a count a figure" [ "$(wc -c <features/row)" -ge 8 -a "$(wc -c <features/row)" -eq "$(wc -c <features/count)" ]
check "a value a feature" [ "$(wc -c <features/value)" -gt 0 -a "$(wc -c <features/feature)" -eq "$(wc -c <features/value)" ]
check "they change nothing" cmp -s utf8.csv again.csv
fails "stage without a folder" 2 'is of use only with' "$c" extract utf8.txt --stage kind
fails "a folder without a stage" 2 'is of use only with' "$c" extract utf8.txt --features features
fails "no such stage" 2 "unknown stage 'colour'" "$c" extract utf8.txt --stage colour --features features
fails "no such folder" 1 'absent/' "$c" extract utf8.txt --stage kind --features absent -o x.csv

# Weights that are none.
mkdir data && cp -r "$source/datasets/catalogue" data/catalogue
weights() { # NAME ROW PATTERN: the row at the end of weights.csv is refused
  { cat "$source/datasets/catalogue/weights.csv"; echo "$2"; } >data/catalogue/weights.csv
  fails "weights: $1" 1 "weights[.]csv:$(wc -l <data/catalogue/weights.csv): $3" env CHITIEU_DATA="$work/data" "$c" extract utf8.txt
}
weights "unknown decision" 'colour,bias,red,1' '"colour" is no decision'
weights "unknown class" 'kind,bias,red,1' '"red" is no class of the decision "kind"'
weights "unknown class of a measure" 'measure,bias,red,1' '"red" is no class of the decision "measure"'
weights "no number" 'measure,bias,level,much' '"much" is no weight'
weights "a weight beyond reason" 'measure,bias,level,1001' '"1001" is no weight'
weights "too few cells" 'measure,bias,level' '.*cells'
finish
