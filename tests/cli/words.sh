. "$(dirname "$0")/lib.sh"
# The report's words: the office's own are kept over a re-run, changes since the last report are told, who leads comes from the project.
c=$program
out=$work/out
holds() { grep -qF -- "$1" "$2"; }
lacks() { ! grep -qF -- "$1" "$2"; }
once() { [ "$(grep -cF -- "$1" "$2")" -eq 1 ]; }
# swap FILE.docx FROM TO: other words in the document, as an office's hand would put them
swap() {
  python3 - "$@" <<'P'
import os, sys, zipfile
path, old, new = sys.argv[1:4]
with zipfile.ZipFile(path) as was:
    parts = [(i, was.read(i.filename)) for i in was.infolist()]
text = dict((i.filename, b) for i, b in parts)["word/document.xml"].decode()
assert old in text, "the document does not say: " + old
with zipfile.ZipFile(path + ".new", "w", zipfile.ZIP_DEFLATED) as to:
    for i, b in parts:
        to.writestr(i.filename, text.replace(old, new).encode() if i.filename == "word/document.xml" else b)
os.replace(path + ".new", path)
P
}

# A project of its own: who leads is the project's file, which is no document left unread.
mkdir -p "$work/p/documents"
printf 'Tỷ lệ hộ nghèo năm 2021 là 4,5%%.\nTỷ lệ hộ nghèo năm 2022 là 3,6%%.\nPhấn đấu đến năm 2025 tỷ lệ hộ nghèo còn 1,0%%.\nPhấn đấu đến năm 2025 tỷ lệ đô thị hóa đạt 32,4%%.\n' >"$work/p/documents/a.txt"
printf 'what,vi,en\nurban,Phòng <b>Đô thị</b> | huyện,Urban office\n' >"$work/p/departments.csv"
printf 'scope = tỉnh Bắc Giang\nplan_start = 2021\nplan_end = 2025\nlanguage = vi\n' >"$work/p/chitieu.conf"
check "a small project" "$c" run "$work/p" -o "$out" >/dev/null 2>said
check "departments.csv is read" lacks departments.csv said
check "who leads" holds 'Phòng \<b\>Đô thị\</b\> \| huyện: ' "$out/report.md"
check "the page stays well-formed" xmllint --noout --nonet "$out/report.html"
check "the first page counts the plan's targets" grep -qE '^Trong 2 chỉ tiêu đến năm 2025: ' "$out/report.md"
printf 'what,vi\nurban\n' >"$work/p/departments.csv"
fails "a broken departments.csv" 1 'departments.csv:2: ' "$c" run "$work/p" -o "$work/x"
rm "$work/p/departments.csv"

# The office's wordings go before ours, in every form; what it leaves out is ours.
mkdir "$work/wordings"
printf 'key,vi,en\nhead.targets,"Bảng <của> ""Sở"" & ban",The office table\nchapter.limits,Tồn tại,What is left\n' >"$work/wordings/sentences.csv"
check "own wordings" "$c" report "$out" --templates "$work/wordings" --lang vi -o "$work/worded"
check "a heading of theirs" grep -qF '## Bảng \<của\> "Sở" \& ban' "$work/worded/report.md"
check "in the page too" grep -qF 'Bảng &lt;của&gt; &quot;Sở&quot; &amp; ban' "$work/worded/report.html"
check "a chapter of theirs" grep -qE '^## .*Tồn tại' "$work/worded/report.md"
check "the rest is ours" grep -qE '^## .*Bối cảnh và kết quả chung' "$work/worded/report.md"
check "the page stays well-formed with them" xmllint --noout --nonet "$work/worded/report.html"
printf 'key,vi,en\ncounts,Trong {n chỉ tiêu,x\n' >"$work/wordings/sentences.csv"
fails "a broken wording" 1 'sentences.csv:2: counts' "$c" report "$out" --templates "$work/wordings" -o "$work/x"
# The page's look and script are files too: the office's go before ours, and one that would end its own element is refused.
rm "$work/wordings/sentences.csv"
printf 'body { color: #123456; }\n' >"$work/wordings/report.css"
check "an own look" "$c" report "$out" --templates "$work/wordings" -o "$work/styled"
check "it is in the page" grep -qF 'color: #123456' "$work/styled/report.html"
check "ours is not" lacks '#e8eef4; border: 0' "$work/styled/report.html"
check "the script is ours" grep -qF 'function fold(text)' "$work/styled/report.html"
printf 'p {}\n</style><script>x</script>\n' >"$work/wordings/report.css"
fails "a look that would end itself" 1 "report.css:2: '<'" "$c" report "$out" --templates "$work/wordings" -o "$work/x"
rm "$work/wordings/report.css"
fails "wordings that are nowhere" 1 'nowhere' "$c" report "$out" --templates "$work/nowhere" -o "$work/x"
fails "no font's name" 2 'Times New Roman' "$c" report "$out" --font "a'; system 'x" -o "$work/x"

# What changed since the last report.
cp -r "$out" "$work/before"
check "nothing changed" "$c" report "$out" --since "$work/before" --to md --lang vi -o "$work/same"
check "and that is said" holds 'không chỉ tiêu nào đổi đánh giá hay có số liệu mới' "$work/same/report.md"
python3 - "$work/before/assessment.csv" <<'P'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
rows[0].update(verdict="met", latest_year="2021")
with open(sys.argv[1], "w", encoding="utf-8", newline="") as f:
    to = csv.DictWriter(f, rows[0].keys())
    to.writeheader()
    to.writerows(rows)
P
check "changes" "$c" report "$out" --since "$work/before" --to md --lang vi -o "$work/since"
check "another outlook" holds 'đánh giá đã đổi: tỷ lệ hộ nghèo từ “Hoàn thành” thành' "$work/since/report.md"
check "newer figures" holds '1 chỉ tiêu có số liệu mới: tỷ lệ hộ nghèo' "$work/since/report.md"
check "no report before, nothing said" lacks 'báo cáo trước' "$out/report.md"
fails "no such report" 1 'nowhere: (holds no|không có) assessment.csv' "$c" report "$out" --since "$work/nowhere" -o "$work/x"

# The office's own words. Their marks are read in the report's Word form, so without pandoc there are none.
if [ ! -e "$out/report.docx" ]; then
  echo "skipped: pandoc is not installed: words kept over a re-run"
  finish
  exit
fi
hint='(Viết vào đây: hạn chế, khó khăn; nguyên nhân chủ quan, khách quan.)'
check "places to write" holds 'Viết vào đây: hạn chế' "$out/report.md"
check "words are written" swap "$out/report.docx" "$hint" 'Thiên tai &lt;b&gt; làm | sản xuất *giảm*, giá vật tư tăng 12%.'
check "a report of that run" "$c" report "$out" --lang vi -o "$work/again"
for run in first second; do
  check "words kept, $run" once 'Thiên tai \<b\> làm \| sản xuất \*giảm\*, giá vật tư tăng 12%.' "$work/again/report.md"
  check "the hint is gone, $run" lacks 'Viết vào đây: hạn chế' "$work/again/report.md"
  check "the other place waits, $run" holds 'Viết vào đây: nhiệm vụ' "$work/again/report.md"
  check "the page holds them escaped, $run" once 'Thiên tai &lt;b&gt; làm' "$work/again/report.html"
  check "again" "$c" report "$out" --lang vi -o "$work/again"
done
check "in English too" "$c" report "$out" --lang en -o "$work/english" --to md,docx
check "marks of the other language are read" once 'Thiên tai \<b\> làm' "$work/english/report.md"
check "and back" "$c" report "$out" --lang vi -o "$work/english" --to md,docx
check "from English marks" once 'Thiên tai \<b\> làm' "$work/english/report.md"
check "one file of any name" "$c" report "$out" --lang vi -o "$work/bao-cao.docx"
check "other words in it" swap "$work/bao-cao.docx" 'giá vật tư tăng 12%' 'giá vật tư tăng 15%'
check "written again" "$c" report "$out" --lang vi -o "$work/bao-cao.docx"
check "it keeps its own" sh -c "unzip -p '$work/bao-cao.docx' word/document.xml | grep -q 'giá vật tư tăng 15%'"
check "a run into the same folder" "$c" run "$work/p" -o "$out" >/dev/null
check "keeps them" once 'Thiên tai \<b\> làm' "$out/report.md"
cp "$out/report.docx" "$work/same.docx"
check "and once more" "$c" run "$work/p" -o "$out" >/dev/null
check "the same words, the same bytes" cmp "$out/report.docx" "$work/same.docx"
check "a mark is taken out" swap "$out/report.docx" '[Phần cơ quan viết – kết thúc]' 'hết'
fails "words are not lost in silence" 1 'report.docx:[0-9]+: (the mark after|thiếu dòng đánh dấu)' "$c" report "$out" -o "$work/x"
check "what was there stays" test ! -e "$work/x/report.md"
finish
