. "$(dirname "$0")/lib.sh"
# Charts of every kind and the report in every form: right, harmless with hostile text, whole or not there. What needs a program that is missing is
# skipped, and says so.
c=$program
here=$source/tests
out=$work/out
(cd "$source" && ran "$c" run datasets/bac-giang -o "$out" >/dev/null) || fault "run"
tool() { command -v "$1" 2>/dev/null; }
has() { [ -n "$(tool "$1")" ] || { echo "skipped: $1 is not installed: $2"; return 1; }; }

# The forms say what the tables say.
check "every figure is one of the tables'" python3 "$here/check-figures.py" "$out"
check "the workbook" python3 "$here/check-workbook.py" "$out" $(tool soffice)
check "the page" python3 "$here/check-html.py" "$out/report.html" $(tool chromium)
if has pandoc "report.docx"; then check "report.docx is there" test -s "$out/report.docx"; else check "no report.docx without pandoc" test ! -e "$out/report.docx"; fi
if has soffice "ODT and PDF" && has pandoc "ODT and PDF"; then
  check "ODT and PDF" "$c" report "$out" --to pdf,odt --plan-start 2021 --plan-end 2025 --lang vi -o "$work/office"
  check "PDF is one" sh -c "head -c 5 '$work/office/report.pdf' | grep -q '%PDF-'"
  check "only what was asked for" test ! -e "$work/office/report.docx" -a ! -e "$work/office/report.html"
  has pdftotext "words of the PDF" && check "captions are numbered" sh -c "pdftotext -layout '$work/office/report.pdf' - | grep -q 'Biểu đồ 2\\.'"
  check "the office's own template" "$c" report "$out" --to docx --template "$source/datasets/report/decree-30.docx" --lang vi -o "$work/own"
fi
fails "unknown form" 2 'jpg' "$c" report "$out" --to jpg -o "$work/x"
fails "missing template" 1 'nowhere' "$c" report "$out" --to docx --template "$work/nowhere.docx" -o "$work/x"
mkdir "$work/empty-path"
ln -s "$(tool gnuplot)" "$work/empty-path/gnuplot"
fails "pandoc missing, Word asked for" 1 'pandoc' env PATH="$work/empty-path" "$c" report "$out" --to docx -o "$work/x"
check "without pandoc the other forms are written" env PATH="$work/empty-path" "$c" report "$out" -o "$work/without"
check "and no Word" test -s "$work/without/report.xlsx" -a ! -e "$work/without/report.docx"
ln -s "$(tool pdftotext)" "$work/empty-path/pdftotext"
check "a run names only the reports it wrote" sh -c "PATH='$work/empty-path' '$c' run '$source/datasets/bac-giang' -o '$work/run-without' | /bin/grep -q 'report.html, .xlsx, .md'"
check "the workbook in English" sh -c "\"$c\" report '$out' --to xlsx --lang en -o '$work/english' && unzip -p '$work/english/report.xlsx' xl/workbook.xml | grep -q 'By year'"
check "nothing is left" test ! -e "$work/x/report.docx"

# Every figure on a chart stands in the tables; PDF and EPS are the same bytes when the clock has moved on.
check "figures of the charts" python3 "$here/check-charts.py" "$out"
mkdir "$work/in-english" && cp "$out"/*.csv "$work/in-english/"
for kind in trajectory board structure multiples; do
  check "$kind in English" "$c" chart "$out" -k $kind --lang en -i svg -o "$work/in-english/charts"
done
check "their figures" python3 "$here/check-charts.py" "$work/in-english" en

# Every kind of chart, every format.
kinds="board bullet scoreboard structure slope multiples heatmap waterfall fan reliability"
draw() { from=$1; shift; "$c" chart -s "$from/series.csv" -t "$from/targets.csv" -p "$from/projections.csv" --plan-end 2025 "$@"; }
for kind in $kinds; do
  check "kind $kind" draw "$out" -k "$kind" -o "$work/$kind" -i svg --lang vi
  for svg in "$work/$kind"/*.svg; do check "$svg is XML" xmllint --noout --nonet "$svg"; check "$svg has its data" test -s "${svg%.svg}.csv"; done
done
check "all formats" draw "$out" -k bullet -o "$work/formats" -i svg,png,pdf,emf,eps,tikz --size slide --script "$work/s.gp"
for k in one two; do
  check "drawn $k" draw "$out" -k board -o "$work/$k" -i pdf,eps
  sleep 1
done
check "the same PDF" cmp "$work/one/board.pdf" "$work/two/board.pdf"
check "the same EPS" cmp "$work/one/board.eps" "$work/two/board.eps"
for ending in svg png pdf emf eps tex csv; do check "bullet.$ending" test -s "$work/formats/bullet.$ending"; done
fails "no such kind" 2 'pie' draw "$out" -k pie -o "$work/x"
fails "no such format" 2 'jpg' draw "$out" -i jpg -o "$work/x"
fails "nothing to draw" 1 'bullet' "$c" chart -s "$out/series.csv" -k bullet -o "$work/x"

# Hostile text acts nowhere.
python3 "$here/hostile-tables.py" "$out" "$work/hostile" || fault "hostile tables"
mkdir "$work/charts" && cd "$work/charts" || exit 1
for kind in trajectory $kinds; do
  draw "$work/hostile" -k "$kind" -o "$work/charts" -i svg,tikz --lang vi >/dev/null 2>"$work/said" || grep -q 'không có gì cho biểu đồ' "$work/said" || fault "hostile $kind: $(cat "$work/said")"
done
check "no command ran" test -z "$(find "$work" -name 'pwned*')"
for svg in "$work"/charts/*.svg; do xmllint --noout --nonet "$svg" || fault "hostile $svg is no XML"; done
check "TeX gets no command of the text" sh -c "! grep -l 'input{/etc' '$work'/charts/*.tex"
if has xelatex "TikZ set by TeX"; then
  printf '%s\n' '\documentclass{article}\usepackage{fontspec}\setmainfont{DejaVu Sans}\usepackage{gnuplot-lua-tikz}\begin{document}' \
    '\input{scoreboard.tex}\newpage\input{multiples.tex}\end{document}' >tikz-test.tex
  check "TeX sets hostile texts" sh -c "xelatex -no-shell-escape -interaction=nonstopmode tikz-test.tex >tikz-said; ! grep '^!' tikz-said && test -s tikz-test.pdf"
  rm -f tikz-test.*
fi
check "hostile report" "$c" report "$work/hostile" -o "$work/hostile-report" --plan-end 2025 --lang vi
check "its page is well-formed" xmllint --noout --nonet "$work/hostile-report/report.html"
check "one script only" sh -c "[ \$(grep -c '<script' '$work/hostile-report/report.html') -eq 1 ]"
[ -e "$work/hostile-report/report.docx" ] && check "Word holds no markup of the text" sh -c "! unzip -p '$work/hostile-report/report.docx' word/document.xml | grep -q 'javascript:alert(1)\"'"
check "no formula from text" sh -c "! unzip -p '$work/hostile-report/report.xlsx' 'xl/worksheets/*.xml' | grep -q '<f>[^<]*cmd'"
check "no command ran in the report" test -z "$(find "$work" -name 'pwned*')"
cd "$work" || exit 1

# A disk that is full, here a limit on the size of files: one error, no half file.
(
  ulimit -f 8
  draw "$out" -k multiples -o "$work/full" -i png --no-data
) >said.out 2>said.err && fault "a full disk goes unnoticed"
checks=$((checks + 1))
grep -q '^chitieu: ' said.err || fault "a full disk: $(cat said.err)"
[ -z "$(find "$work/full" -type f)" ] || fault "half files stay: $(ls "$work/full")"
finish
