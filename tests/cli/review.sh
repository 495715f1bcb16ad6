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
check "the corrected row" grep -q ',3.5,3.5,%,=,2022,2022,.*,1,corrected,' reviewed.csv
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

# What is there already is added to, also without --reviews: people's decisions are never dropped.
printf 'document,line,quote,was_low,was_high,decision,by,when\nb.txt,1,q,1,1,accept,An,2026-01-02\na.txt,1,"tỷ lệ hộ nghèo còn 3,5%%.",3.5,3.5,accept,An,2026-01-02\n' >mine.csv
cp mine.csv target.csv
"$c" review --read filled.csv --by "Bình" --when 2026-11-21 -o target.csv 2>said || fault "read into a file that is there"
check "an earlier decision stays" grep -q '^b.txt,1,q,1,1,accept' target.csv
check "the new ones are there" [ "$(grep -c 'Bình,2026-11-21' target.csv)" -eq 2 ]
"$c" review --read mine.csv -o target.csv || fault "a file of reviews is read as it is"
check "and drops none" [ "$(grep -c . target.csv)" -ge 4 ]
fails "signed already" 2 "leave out --by" "$c" review --read mine.csv --by An -o target.csv
printf 'document,line,quote,was_low,was_high,decision,kind,by,when\nb.txt,1,q,1,1,correct,target,An,2026-01-02\nb.txt,2,q,1,1,correct,hope,An,2026-01-02\n' >hope.csv
cp target.csv kept.csv
fails "a correction that is no such value" 1 "hope.csv:3: .*kind" "$c" review --read hope.csv -o target.csv
check "and the file is as it was" cmp -s target.csv kept.csv
printf 'no table at all\n' >notes.csv && cp notes.csv keep-notes.csv
fails "another file is not written over" 1 "notes.csv" "$c" review --read mine.csv -o notes.csv
check "it is as it was" cmp -s notes.csv keep-notes.csv

# The page: one file, in both languages; what it does is tried in a browser.
"$c" review --html observations.csv --all --lang vi -o page.html || fault "the page without documents"
check "it asks for nothing outside" sh -c "! grep -oE '(src|href)=\"[^\"]*\"' page.html | grep -v '=\"#'"
"$c" review observations.csv a.txt --all --lang vi -o twice.html && "$c" review observations.csv a.txt --all --lang vi -o again.html || fault "a name that ends in .html"
check "the same bytes from the same input" cmp -s twice.html again.html
fails "a document that is not there" 1 "nowhere.txt" "$c" review --html observations.csv nowhere.txt -o x.html
check "no page then" test ! -e x.html
mkdir -p data/report && ln -s "$source/datasets/catalogue" data/catalogue && cp "$source"/datasets/report/review* data/report/ && echo '{{odd}}' >>data/report/review.html
fails "a broken frame" 1 "review.html: .*odd" "$c" review --html observations.csv --data data -o x.html
if browser=$(command -v chromium); then
  check "the page in a browser" python3 "$(dirname "$0")/../check-review-page.py" "$c" "$source" "$browser"
else
  echo "skipped: chromium is not installed: keys, clicks and files of the page are not tried"
fi

fails "no name" 2 "--by NAME" "$c" review --read filled.csv -o x.csv
fails "a day that is none" 2 "2026-11-21" "$c" review --read filled.csv --by An --when 2026-02-30
fails "a confidence beyond 1" 2 "from 0 to 1" "$c" review observations.csv --below 2
fails "observations and --read" 2 "leave out" "$c" review --read filled.csv --by An observations.csv
fails "nothing" 2 "too few arguments" "$c" review
sed 's/loại/có lẽ/' filled.csv >odd.csv
fails "an unknown decision" 1 "odd.csv:[23]: .*có lẽ" "$c" review --read odd.csv --by An
printf 'PK\003\004 no workbook' >broken.xlsx
fails "a broken workbook" 1 "broken.xlsx" "$c" review --read broken.xlsx --by An
finish
