. "$(dirname "$0")/lib.sh"
# Commands compose: a pipe gives the same tables as a run, and tables pass through files unchanged.
c=$program
folder=$source/datasets/bac-giang
"$c" extract --scope "tỉnh Bắc Giang" "$folder"/documents/* -o observations.csv || fault "extract"
"$c" plans "$folder" --format csv -o plans.csv || fault "plans"
"$c" series --history "$folder/history.csv" --plans plans.csv observations.csv -o series.csv --targets targets.csv --findings superseded.csv || fault "series"
"$c" project --until 2030 series.csv -o projections.csv || fault "project"
"$c" assess --series series.csv --targets targets.csv --projections projections.csv --observations observations.csv --statuses statuses.csv --paths paths.csv -o assessment.csv || fault "assess"
"$c" audit --history "$folder/history.csv" observations.csv -o findings.csv || fault "audit"

"$c" extract --scope "tỉnh Bắc Giang" "$folder"/documents/* | "$c" series --history "$folder/history.csv" | "$c" project --until 2030 - >piped.csv ||
  fault "the pipe ends with an error"
check "the pipe gives the files' projections" cmp -s projections.csv piped.csv
check "series from standard input" sh -c "\"$c\" assess --series - --targets targets.csv --projections projections.csv --observations observations.csv <series.csv | cmp -s - assessment.csv"
check "document from standard input" sh -c "printf 'Năm 2023 tỷ lệ hộ nghèo còn 2,63%%.\n' | \"$c\" extract - | grep -q ',2.63,2.63,%,'"
check "JSON" sh -c "\"$c\" series --format json --history \"$folder/history.csv\" observations.csv | python3 -c 'import json,sys; t=json.load(sys.stdin); assert t[\"table\"]==\"series\" and len(t[\"rows\"])>100'"

ran "$c" run "$folder" -o out >summary.txt || fault "run"
for table in observations plans series targets assessment statuses paths findings; do
  check "run and commands agree on $table" cmp -s "$table.csv" "out/$table.csv"
done
# A run keeps of the projections what the evidence gate lets through, and changes none.
check "a run's projections are the command's" sh -c "! grep -vxFf projections.csv out/projections.csv"
check "and not all of them" sh -c 'test "$(wc -l <out/projections.csv)" -lt "$(wc -l <projections.csv)"'
finish
