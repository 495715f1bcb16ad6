. "$(dirname "$0")/lib.sh"
# The Word report: sound parts, charts that hold the tables' figures and open in LibreOffice, the form of decree 30, offices' own templates, one file. What
# needs a program that is missing is skipped, and says so.
c=$program
here=$source/tests
out=$work/out
tool() { command -v "$1" 2>/dev/null; }
has() { [ -n "$(tool "$1")" ] || { echo "skipped: $1 is not installed: $2"; return 1; }; }
has pandoc "the Word report" || finish

cp -r "$source/datasets/bac-giang" "$work/project"
sed -i "/^# Who writes/,\$d" "$work/project/chitieu.conf"
cat >>"$work/project/chitieu.conf" <<'END'
office_above = Ủy ban nhân dân tỉnh Bắc Giang
office = Sở Kế hoạch <và> Đầu tư
place = Bắc Giang
addressed_to = Hội đồng nhân dân tỉnh `Bắc Giang`
recipients = Như trên; Lãnh đạo Sở; ; Lưu: VT, TH.
signed_as = Giám đốc
signed_by = Nguyễn & "Văn" A
END
"$c" run "$work/project" -o "$out" >/dev/null || fault "run"
check "parts, tables and charts" python3 "$here/check-word.py" "$out" $(tool soffice)

# The letter, with hostile words in it, as text.
said() { unzip -p "$1" word/document.xml | python3 -c 'import re, sys, html; print("\n".join(html.unescape(re.sub("<[^>]+>", "", p)) for p in re.findall("<w:p[ >].*?</w:p>", sys.stdin.read(), re.S)))'; }
said "$out/report.docx" >letter
for words in 'Ủy ban nhân dân tỉnh Bắc Giang' 'Sở Kế hoạch <và> Đầu tư' 'Bắc Giang, ngày ……' 'Kính gửi: Hội đồng nhân dân tỉnh `Bắc Giang`' '- Như trên;' '- Lãnh đạo Sở;' \
  '- Lưu: VT, TH.' 'Giám đốc' 'Nguyễn & "Văn" A' 'Nơi nhận:'; do
  check "the letter says $words" grep -qF -- "$words" letter
done

# What the run was made with holds for a report written again, unless told otherwise; one file when a file is asked for.
check "one file" "$c" report "$out" -o "$work/one.docx"
check "nothing beside it" test -s "$work/one.docx" -a ! -e "$work/charts" -a ! -e "$work/report.docx"
check "the same report" cmp "$work/one.docx" "$out/report.docx"
check "in English when asked" "$c" report "$out" -o "$work/en.docx" --lang en --title 'A <title>' --office 'The office'
said "$work/en.docx" >english
check "English words" grep -q 'Table 1' english
check "the title given" grep -qF 'A <title>' english
check "the office given" grep -qF 'The office' english
check "its charts" python3 "$here/check-word.py" "$out" "$work/en.docx"
check "Excel as a file" "$c" report "$out" -o "$work/one.xlsx"
check "it is a workbook" sh -c "unzip -p '$work/one.xlsx' xl/workbook.xml | grep -q 'Theo năm'"
fails "Markdown as a file" 2 'thư mục' "$c" report "$out" -o "$work/one.md"
fails "two forms and a file" 2 'thư mục' "$c" report "$out" -o "$work/two.docx" --to xlsx
cp -r "$out" "$work/broken"
echo '{' >"$work/broken/run.json"
fails "a broken run record" 1 'run.json:[0-9]*: ' "$c" report "$work/broken" -o "$work/x.docx"
fails "a template that is none" 1 'one.xlsx' "$c" report "$out" -o "$work/x.docx" --template "$work/one.xlsx"
check "nothing is left" test ! -e "$work/x.docx"

# Charts of a run: its tables, its language, its plan.
check "the board again" "$c" chart "$out" -k board -i svg -o "$work/board-of-run"
check "it is of the plan of record's targets too" cmp "$out/charts/board.csv" "$work/board-of-run/board.csv"
check "charts of a run" "$c" chart "$out" -k structure -i svg -o "$work/charts-of-run"
check "the same picture" cmp "$work/charts-of-run/structure.csv" "$out/charts/structure.csv"
check "in its language" grep -q 'Mục tiêu' "$work/charts-of-run/structure.svg"
fails "a run and a table" 2 'RUN' "$c" chart "$out" --series "$out/series.csv" -o "$work/y"
fails "a run that is none" 1 'nowhere' "$c" chart "$work/nowhere" -o "$work/y"

# Offices' own templates.
for maker in word libreoffice python-docx; do
  check "template of $maker" "$c" report "$out" -o "$work/$maker.docx" --template "$here/fixtures/templates/$maker.docx"
  check "$maker: parts, tables and charts" python3 "$here/check-word.py" "$out" "$work/$maker.docx"
done
header() { unzip -p "$1" 'word/header*.xml' | grep -q "$2"; }
check "Word's header" header "$work/word.docx" 'TRANG SAU'
check "Word's first page" header "$work/word.docx" 'TRANG ĐẦU'
check "LibreOffice's header" header "$work/libreoffice.docx" 'VĂN PHÒNG'
check "python-docx's header" header "$work/python-docx.docx" 'PLANNING OFFICE'
page() { unzip -p "$1" word/document.xml | tr '<' '\n' | grep -q "^w:pgSz[^>]*w:w=\"$2\""; }
check "Word's page" page "$work/word.docx" 11907
check "python-docx's page" page "$work/python-docx.docx" 12240
finish
