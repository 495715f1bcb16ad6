. "$(dirname "$0")/lib.sh"
# Every bad input: one clear line, the right exit status, no partial file.
c=$program
head -c 3000 /dev/urandom >binary.bin
: >empty.txt
printf 'Thu ngân sách đạt 15.943 tỷ đồng năm 2023.\n' >good.txt
"$c" extract good.txt -o observations.csv || fault "extract of a good file"
"$c" series observations.csv -o series.csv --targets targets.csv || fault "series of a good file"

fails "unknown command" 2 "unknown command 'frobnicate'.*--help" "$c" frobnicate
fails "unknown option" 2 "unknown option --nope.*extract --help" "$c" extract --nope good.txt
fails "unknown letter" 2 "unknown option -z" "$c" extract -z good.txt
fails "option without value" 2 "--output needs a value|-o needs a value" "$c" extract good.txt -o
fails "option twice" 2 "given twice" "$c" extract good.txt --scope a --scope b
fails "bad language" 2 "vi or en" "$c" extract good.txt --lang fr
fails "bad format" 2 "csv, json, jsonl or tsv" "$c" extract good.txt --format xml
fails "no document" 2 "too few arguments" "$c" extract
fails "too many arguments" 2 "one argument too many" "$c" project series.csv other.csv
fails "missing file" 1 "absent.txt: .*No such file" "$c" extract absent.txt
fails "folder for a file" 1 "is a folder" "$c" extract .
fails "empty file" 1 "empty.txt: .*empty" "$c" extract empty.txt
fails "binary file" 1 "binary.bin: " "$c" extract binary.bin
fails "two documents of one name" 1 "same file name" "$c" extract good.txt ./good.txt

sed 's/,value,/,valeur,/' series.csv >no-column.csv
fails "missing column" 1 "no-column.csv:1: column 'value' is missing" "$c" project no-column.csv
sed '2s/,15943,/,nhiều,/' series.csv >word.csv
grep -q nhiều word.csv || fault "the fixture has no word for a number"
fails "word for a number" 1 "word.csv:2: column 'value': 'nhiều' is no number" "$c" project word.csv
fails "empty table" 1 "empty.txt: .*empty" "$c" project empty.txt
fails "table that is no CSV" 1 "good.txt:1: column '.*' is missing" "$c" project good.txt
fails "binary table" 1 "binary.bin:[0-9]+: " "$c" series binary.bin

fails "horizon 0" 2 "horizon.*from 1 to" "$c" project --horizon 0 series.csv
fails "horizon 200" 2 "horizon.*from 1 to" "$c" project --horizon 200 series.csv
fails "horizon a word" 2 "horizon" "$c" project --horizon ten series.csv
fails "horizon and until" 2 "has no use with" "$c" project --horizon 3 --until 2030 series.csv
fails "unknown method" 2 "unknown method 'magic'.*drift" "$c" project --method magic series.csv
fails "assess without series" 2 "series is missing" "$c" assess --targets targets.csv
fails "chart without output" 2 "output is missing" "$c" chart --series series.csv
fails "run without output" 2 "output is missing" "$c" run .
mkdir void
fails "report of no run" 1 "observations.csv: .*No such file" "$c" report void -o r
fails "search that finds nothing" 1 "no indicator has the words" "$c" catalogue --search xyzzy
fails "own catalogue missing" 1 "own.csv: " "$c" catalogue --catalogue own.csv
fails "data folder wrong" 1 "holds no folder catalogue" "$c" catalogue --data "$work"

mkdir project
fails "project without anything" 1 "holds no documents" "$c" run project -o out
fails "project missing" 1 "is no folder" "$c" run nowhere -o out
cp good.txt project/
printf 'colour = blue\n' >project/chitieu.conf
fails "conf key" 1 "chitieu.conf:1: unknown key 'colour'" "$c" run project -o out
printf '# x\nuntil = soon\n' >project/chitieu.conf
fails "conf value" 1 "chitieu.conf:2: until: 'soon' is no whole number" "$c" run project -o out
printf 'plan_start = 2030\nplan_end = 2025\n' >project/chitieu.conf
fails "conf plan" 1 "plan_start 2030 is after plan_end 2025" "$c" run project -o out
rm project/chitieu.conf
printf 'indicator,name,scope,breakdown,unit,period,value,status,source,url,published\nnope,x,x,,%%,2020,1,actual,s,,\n' >project/history.csv
fails "history with an unknown indicator" 1 "history.csv:2: .*nope" "$c" run project -o out
rm project/history.csv
cp binary.bin project/scan.bin
fails "document that cannot be read" 1 "scan.bin: " "$c" run project -o out --strict
[ ! -e out ] || fault "a failed run leaves its output folder"
rm project/scan.bin

# Output that cannot be written. Root may write anywhere, so a file stands where a folder is needed.
: >blocked
fails "output in a file" 1 "blocked" "$c" run project -o blocked/out
fails "output into a missing folder" 1 "cannot be created" "$c" extract good.txt -o none/x.csv
[ ! -e none ] || fault "a missing folder was made"
if [ -w /dev/full ]; then
  checks=$((checks + 1))
  "$c" extract good.txt >/dev/full 2>said.err && fault "full disk: status 0"
  grep -q '^chitieu: standard output: ' said.err || fault "full disk: $(cat said.err)"
fi

# gnuplot absent: nothing half-drawn, what was there stays.
mkdir bin
mkdir kept
echo before >kept/report.md
env PATH="$work/bin" "$c" series observations.csv >/dev/null || fault "series needs no other program"
printf 'Năm 2022 thu ngân sách đạt 15.000 tỷ đồng.\nNăm 2023 thu ngân sách đạt 15.943 tỷ đồng.\n' >project/two.txt
fails "gnuplot absent" 1 "gnuplot.*not installed.*gnuplot-nox" env PATH="$work/bin" "$c" run project -o kept
check "an earlier report stays" grep -q before kept/report.md
[ "$(ls -A kept)" = report.md ] || fault "a failed run leaves files: $(ls -A kept)"
cat >bin/gnuplot <<'G'
#!/bin/sh
echo "line 3: undefined function: frobnicate" >&2
exit 1
G
chmod +x bin/gnuplot
fails "gnuplot failing" 1 "gnuplot|chart|frobnicate" env PATH="$work/bin:/bin:/usr/bin" "$c" run project -o kept
[ "$(ls -A kept)" = report.md ] || fault "a failed run leaves files: $(ls -A kept)"
fails "pdftotext absent" 1 "pdftotext.*not installed.*poppler-utils" env PATH="$work/none" "$c" extract "$source/datasets/bac-giang/documents/ke-hoach-2024.pdf"
finish
