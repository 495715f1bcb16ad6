. "$(dirname "$0")/lib.sh"
# The main job on the default folder: what the output folder must hold, and that it is the same every time.
c=$program
cd "$source" || exit 1
out=$work/out no_scan=
tesseract --list-langs 2>/dev/null | grep -qx vie || no_scan=--no-scan # the scanned page is passed over
ran "$c" run datasets/bac-giang -o "$out" >"$work/summary.txt" || fault "run"
ran "$c" run datasets/bac-giang -o "$work/again" >/dev/null || fault "second run"
check "same inputs, same bytes" diff -rq "$out" "$work/again"
for file in observations.csv plans.csv series.csv targets.csv projections.csv assessment.csv findings.csv datapackage.json run.json report.md report.html report.xlsx; do
  check "$file" test -s "$out/$file"
done
svgs=$(find "$out/charts" -name '*.svg' | wc -l)
pngs=$(find "$out/charts" -name '*.png' | wc -l)
[ "$svgs" -ge 12 ] || fault "$svgs SVG charts, want 12"
[ "$pngs" -ge 2 ] && [ "$pngs" -lt "$svgs" ] || fault "$svgs SVG charts and $pngs PNG charts, want those of the Word report alone"
check "charts in the font of the report" grep -q 'font-family="Times New Roman' "$out/charts/grdp_growth.svg"
! grep -lE '[a-z0-9-]+\.(docx|pdf|xlsx|csv|txt)' "$out"/charts/*.svg || fault "a chart names a file"
sed 's/<[^>]*>/ /g' "$out/report.html" >"$work/words.html"
! grep -E '[a-z0-9-]+\.(docx|pdf|xlsx|csv|txt)' "$work/words.html" || fault "the page names a file"
! grep -E '[a-z0-9-]+\.(docx|pdf|xlsx|csv|txt)(:|[ ;|])' "$out/report.md" || fault "the report names a file"
[ -z "$(find "$out" -name '*.part' -o -name '.chitieu*')" ] || fault "temporary files stay"
for svg in "$out"/charts/*.svg; do xmllint --noout "$svg" || fault "$svg is no XML"; done
check "the report is well-formed" xmllint --noout --nonet "$out/report.html"
check "the tables say what the issue asks" python3 "$source/tests/check-run.py" "$out" $no_scan

"$c" report "$out" -o "$work/english" --lang en --title "Mid-term assessment" --plan-end 2025 || fault "report in English"
check "the English report is English" grep -q 'Mid-term assessment' "$work/english/report.md"
check "summary in Vietnamese" grep -q 'Kế hoạch được theo dõi: nghị quyết 01-MH/NQ-HĐND, 2021–2025' "$work/summary.txt"

# Without tesseract the scanned page is passed over with a word; a folder of nothing else is refused.
"$c" run datasets/bac-giang -o "$work/unread" --ocr never --lang en >"$work/summary.unread" 2>"$work/said.err" || fault "run without OCR"
check "summary in English" grep -q 'Plan of record: nghị quyết 01-MH/NQ-HĐND, 2021–2025' "$work/summary.unread"
check "what is not read is said" grep -q '^chitieu: datasets/bac-giang/documents/bao-cao-2021-scan.pdf: warning: not read, going on without it: ' "$work/said.err"
check "the other documents are read" python3 "$source/tests/check-run.py" "$work/unread" --no-scan
mkdir "$work/scans"
cp datasets/bac-giang/documents/bao-cao-2021-scan.pdf "$work/scans"
"$c" run "$work/scans" -o "$work/none" --ocr never 2>"$work/said.err" && fault "a run without a document"
check "nothing to read is an error" grep -q 'this PDF is a scan' "$work/said.err"

# A chart of an earlier run whose series is gone is taken away; a file of the user's stays.
echo mine >"$out/mine.txt"
mkdir "$work/small"
printf 'Năm 2022 tỷ lệ hộ nghèo là 3,86%%.\nNăm 2023 tỷ lệ hộ nghèo là 2,63%%.\n' >"$work/small/a.txt"
"$c" run "$work/small" -o "$out" >/dev/null || fault "run over an earlier one"
check "the user's file stays" test -f "$out/mine.txt"
check "stale charts go" test ! -e "$out/charts/grdp_growth.svg"
check "new chart" test -s "$out/charts/poverty_rate.svg"
finish
