. "$(dirname "$0")/lib.sh"
# Tables are data: each form goes out and comes in, faults in each name the line, ids stay, one database holds all, and other systems' forms follow their rules.
c=$program
folder=$source/datasets/bac-giang
case "$("$c" --version)" in *"no JSON"*) echo "skipped: JSON is not built in"; exit 77 ;; esac
lite="--sqlite y.db"
case "$("$c" --version)" in *"no SQLite"*) lite="" ;; esac
"$c" run "$folder" -o out $lite >summary.txt 2>/dev/null || fault "run"
"$c" series --history "$folder/history.csv" out/observations.csv -o with-history.csv || fault "series with a history"
"$c" series out/observations.csv -o series.csv --targets targets.csv || fault "series"
"$c" project --until 2027 series.csv -o projections.csv || fault "project"

# Every form, out and in, through every command that reads one.
for form in json jsonl tsv; do
  "$c" extract -f $form --scope "tỉnh Bắc Giang" "$folder"/documents/bao-cao-2023.txt -o one.$form || fault "extract -f $form"
  "$c" extract --scope "tỉnh Bắc Giang" "$folder"/documents/bao-cao-2023.txt -o one.csv
  check "$form: observations in a pipe" sh -c "\"$c\" series <one.csv >a && \"$c\" series <one.$form >b && cmp -s a b"
  "$c" series -f $form out/observations.csv -o series.$form --targets targets.$form || fault "series -f $form"
  "$c" project --until 2027 -f $form series.$form -o projections.$form || fault "project -f $form"
  check "$form: projections" sh -c "\"$c\" project --until 2027 series.$form | cmp -s - projections.csv"
  check "$form: assessment" sh -c "\"$c\" assess -s series.csv -t targets.csv -p projections.csv >a && \"$c\" assess -s series.$form -t targets.$form -p projections.$form | cmp -s - a"
  check "$form: catalogue" sh -c "\"$c\" catalogue -s 'ho ngheo' >a && \"$c\" catalogue -f $form >own.$form && \"$c\" catalogue --catalogue own.$form -s 'ho ngheo' | cmp -s - a"
done
python3 - "$folder/history.csv" <<'P'
import csv, json, sys
rows = [{k: int(v) if k == "period" else float(v) if k == "value" else v for k, v in r.items()} for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""))]
json.dump({"table": "history", "rows": rows}, open("history.json", "w", encoding="utf-8"), ensure_ascii=False)
open("history.jsonl", "w", encoding="utf-8").write("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))
P
for form in json jsonl; do # sources name file and line, which differ
  "$c" series --history history.$form out/observations.csv -o h.csv || fault "a history in $form"
  check "history in $form" sh -c "cut -d, -f1-9 h.csv | sed 's/history[.:].*//' >a; cut -d, -f1-9 with-history.csv | sed 's/history[.:].*//' | cmp -s - a"
done
for sign in ';' '|' tab; do
  check "cells parted by $sign" sh -c "\"$c\" series --delimiter '$sign' out/observations.csv | \"$c\" project --until 2027 | cmp -s - projections.csv"
done
check "tab and tsv are one" sh -c "\"$c\" series --delimiter tab out/observations.csv | cmp -s - series.tsv"
check "JSON is read with a program's own line ends" sh -c "python3 -c 'import json; print(json.dumps(json.load(open(\"series.json\"))[\"rows\"]))' | \"$c\" project --until 2027 | cmp -s - projections.csv"
check "jq works on JSON Lines" sh -c "jq -c 'select(.indicator == \"poverty_rate\")' series.jsonl | \"$c\" project --until 2027 | grep -q '^poverty_rate,'"

# Faults.
fails "another table" 1 '^chitieu: targets.json:1: this is a table of targets; a table of series is needed' "$c" project targets.json
sed '40s/: [0-9.]*/: 1x/' series.json >broken.json
fails "broken JSON" 1 '^chitieu: broken.json:40: this is no valid JSON' "$c" project broken.json
sed '7s/"period": [0-9]*/"period": "năm"/' series.jsonl >broken.jsonl
fails "a wrong cell in JSON Lines" 1 "^chitieu: broken.jsonl:7: column 'period'" "$c" project broken.jsonl
fails "JSON without rows" 1 'holds no list of rows' sh -c "printf '{\\n\"rows\": 3}' | \"$c\" project"
fails "no such form" 2 'write csv, json, jsonl or tsv' "$c" series -f yaml series.csv
fails "no such delimiter" 2 'write one of' "$c" series --delimiter x out/observations.csv
fails "a delimiter of JSON" 2 'is for csv' "$c" series -f json --delimiter ';' out/observations.csv
fails "a delimiter of a run" 2 'have commas' "$c" run "$folder" -o elsewhere --delimiter ';'
fails "a delimiter of a report" 2 'takes no --delimiter' "$c" report out -o elsewhere --delimiter ';'
fails "a delimiter of a chart" 2 'takes no --delimiter' "$c" chart -s series.csv -o elsewhere --delimiter ';'
[ ! -e elsewhere ] || fault "a refused run leaves a folder"

# Ids: the same from another run, and when a figure is told in another order; a table read and written keeps them.
check "ids in every table" sh -c 'head -1 out/observations.csv | grep -q ",observation_id$" && head -1 out/targets.csv | grep -q ",target_id$"'
check "ids do not repeat" sh -c 'test "$(cut -d, -f1 --complement out/targets.csv | grep -oE "t-[0-9a-f]{16}$" | sort | uniq -d | wc -l)" -eq 0'
check "the package follows the rules" python3 "$source/tests/check-package.py" out

# schema
check "all tables are listed" sh -c "\"$c\" schema | grep -q '^series,series_id+period,'"
check "a table's columns are those of its file" sh -c "\"$c\" schema series | sed 1d | cut -d, -f1 | paste -sd, | cmp -s - - && test \"\$(\"$c\" schema series | sed 1d | cut -d, -f1 | paste -sd,)\" = \"\$(head -1 out/series.csv)\""
check "words and units" sh -c "\"$c\" schema targets | grep -qF \"qualifier,word,yes,,'=|>=\" && \"$c\" schema series | grep -q '^value,number,yes,\[unit\],'"
check "what points where" sh -c "\"$c\" schema assessment | grep -q ',targets.target_id,'"
check "a descriptor is JSON" sh -c "\"$c\" schema targets --descriptor | jq -e '.primaryKey == [\"target_id\"] and (.fields | length) > 10' >/dev/null"
fails "no such table" 2 "'target' is no table; tables are observations" "$c" schema target
fails "a descriptor of nothing" 2 'is of one table' "$c" schema --descriptor

# catalogue
check "what it lists can be given back" sh -c "\"$c\" catalogue >a && \"$c\" catalogue --catalogue a | cmp -s - a"
check "units" sh -c "\"$c\" catalogue --list units --search 'ty dong' | grep -q '^tỷ đồng,'"
check "breakdowns" sh -c "\"$c\" catalogue --list breakdowns | grep -q '^thành thị,area'"
check "wordings of every kind" sh -c "\"$c\" catalogue --list wordings >w && for of in indicator unit breakdown abbreviation; do grep -q \",\$of,\" w || exit 1; done"
fails "no such list" 2 'write indicators, units, breakdowns or wordings' "$c" catalogue --list verbs
fails "nothing found" 1 "nothing has the words" "$c" catalogue --list units --search 'xyzzy'

# export
fails "no form" 2 '^chitieu: --to is missing' "$c" export out
fails "no such form of export" 2 "no form of this program" "$c" export out --to xml
fails "an option without use" 2 'takes no --labels' "$c" export out --to sqlite --labels id -o x.db
fails "a structure that is none" 2 'names no SDMX structure' "$c" export out --to sdmx-csv --structure 'A B'
fails "a site on the screen" 2 'output is missing' "$c" export out --to open-sdg
fails "no run" 1 'nowhere' "$c" export nowhere --to sdmx-csv
fails "a year twice" 1 '^chitieu: standard input:3: |comes after' sh -c "printf 'indicator,nature,period,value,status\nx,level,2020,1,actual\nx,level,2020,2,actual\n' | \"$c\" export --to sdmx-csv"
check "files for other systems" sh -c "python3 \"$source/tests/check-exchange.py\" \"$c\" out; s=\$?; test \$s -eq 0 -o \$s -eq 77"

case "$("$c" --version)" in
*"no SQLite"*) fails "no SQLite" 2 'SQLite is not built in; install libsqlite3-dev' "$c" export out --to sqlite -o x.db ;;
*)
  "$c" export out --to sqlite -o x.db || fault "export to sqlite"
  check "run and export write the same bytes" cmp -s x.db y.db
  ask() { sqlite3 -batch -noheader x.db "$1"; }
  check "the database is sound" test "$(ask 'PRAGMA integrity_check')" = ok
  check "its references hold" test -z "$(ask 'PRAGMA foreign_key_check')"
  for table in observations series targets assessment statuses paths findings plans; do
    rows=$(python3 -c 'import csv,sys; print(sum(1 for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""))))' out/$table.csv)
    check "every row of $table" test "$(ask "SELECT count(*) FROM $table")" -eq "$rows"
  done
  for view in series_list growth outlook standing scoreboard statements to_check; do
    check "view $view has rows" test "$(ask "SELECT count(*) FROM $view")" -gt 0
  done
  # 13.45 % in 2023 and 19.3 % in 2022 are the province's published growth.
  check "growth from year to year" test "$(ask "SELECT printf('%.2f', change) FROM growth WHERE indicator = 'grdp_growth' AND scope = 'tỉnh Bắc Giang' AND breakdown = '' AND period = 2023")" = -5.85
  check "every target stands somewhere" test "$(ask 'SELECT count(*) FROM standing')" -eq "$(ask 'SELECT count(*) FROM targets')"
  check "every target's statements are found, but derived ones" test "$(ask "SELECT count(*) FROM targets WHERE source NOT LIKE '% derived %' AND target_id NOT IN (SELECT target_id FROM statements)")" -eq 0
  check "a word that is not listed is refused" sh -c "! sqlite3 x.db \"UPDATE targets SET qualifier = 'x'\" 2>/dev/null"
  fails "a place that cannot be written" 1 'nowhere/x.db' "$c" export out --to sqlite -o nowhere/x.db
  ;;
esac
finish
