. "$(dirname "$0")/lib.sh"
# A person's decisions go out to a sheet, come back as reviews.csv and hold at every later run.
c=$program
printf 'Năm 2023, tỷ lệ hộ nghèo còn 3,5%%.\n\nNăm 2024, tỷ lệ hộ nghèo còn 2,9%%.\n' >a.txt
"$c" extract a.txt -o observations.csv || fault "extract"
check "two figures" [ "$(grep -c poverty_rate observations.csv)" -eq 2 ]
"$c" review observations.csv a.txt --all -o sheet.csv || fault "sheet"
check "every row is in the sheet" [ "$(grep -c poverty_rate sheet.csv)" -eq 2 ]
check "nothing is below 0" [ "$("$c" review observations.csv --below 0 | wc -l)" -eq 1 ]

python3 - <<'P'
import csv
rows = list(csv.DictReader(open("sheet.csv", encoding="utf-8")))
for row in rows:
    if row["value_low"] == "3.5":
        row["decision"], row["period_start"], row["period_end"] = "sửa", "2022", "2022"
    else:
        row["decision"] = "loại"
out = csv.DictWriter(open("filled.csv", "w", encoding="utf-8", newline=""), rows[0])
out.writeheader()
out.writerows(rows)
P
"$c" review --read filled.csv --by "Nguyễn An" --when 2026-11-21 -o reviews.csv || fault "read back"
check "two decisions, signed and dated" [ "$(grep -c 'Nguyễn An,2026-11-21' reviews.csv)" -eq 2 ]
"$c" extract a.txt --reviews reviews.csv -o reviewed.csv || fault "extract with reviews"
check "the corrected row" grep -q ',3.5,3.5,%,=,2022,2022,.*,1,corrected$' reviewed.csv
check "the rejected row is gone" sh -c "! grep -q ',2.9,2.9,' reviewed.csv"

# Read again with the decisions so far: the newer one stays.
sed 's/sửa/loại/' filled.csv >later.csv
"$c" review --read later.csv --reviews reviews.csv --by Bình --when 2026-12-01 -o both.csv || fault "read again"
check "one decision a figure" [ "$(grep -c 2026-12-01 both.csv)" -eq 2 ]

# A review whose quote is gone is told, and does not stop the work.
printf 'Năm 2023, tỷ lệ hộ nghèo còn 3,4%%.\n' >a.txt
"$c" extract a.txt --reviews reviews.csv -o after.csv 2>said || fault "extract after the text changed"
check "each lost review is told" [ "$(grep -c 'reviews.csv:[23]:.*a.txt' said)" -eq 2 ]

mkdir -p project/documents && cp a.txt project/documents/ && cp reviews.csv project/
"$c" run project -o out >/dev/null 2>said || fault "run"
check "run tells them too" [ "$(grep -c 'found no more\|không còn thấy' said)" -eq 2 ]
check "and notes them" grep -q 'reviews.csv:2: the quote' out/run.json

fails "no name" 2 "--by NAME" "$c" review --read filled.csv
fails "a day that is none" 2 "2026-11-21" "$c" review --read filled.csv --by An --when 2026-02-30
fails "a confidence beyond 1" 2 "from 0 to 1" "$c" review observations.csv --below 2
fails "observations and --read" 2 "leave out" "$c" review --read filled.csv --by An observations.csv
fails "nothing" 2 "too few arguments" "$c" review
sed 's/loại/có lẽ/' filled.csv >odd.csv
fails "an unknown decision" 1 "odd.csv:[23]: .*có lẽ" "$c" review --read odd.csv --by An
printf 'PK\003\004 no workbook' >broken.xlsx
fails "a broken workbook" 1 "broken.xlsx" "$c" review --read broken.xlsx --by An
finish
