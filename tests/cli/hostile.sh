. "$(dirname "$0")/lib.sh"
# Odd inputs that once went wrong, each by itself. usage: hostile.sh PROGRAM SOURCE-FOLDER
c=$program
head='indicator,name,scope,breakdown,unit,period,value,status,source,url,published'
project() {
  rm -rf p out
  mkdir -p p/documents
  printf 'Năm 2022 tỷ lệ hộ nghèo tỉnh Bắc Giang là 3,86%%.\nNăm 2023 tỷ lệ hộ nghèo tỉnh Bắc Giang là 2,63%%.\n' >p/documents/a.txt
}
runs() { # NAME STATUS ARGUMENT...
  name=$1 want=$2
  shift 2
  checks=$((checks + 1))
  "$c" run p -o out --lang en "$@" >said.out 2>said.err
  got=$?
  [ "$got" -eq "$want" ] || fault "$name: status $got, want $want: $(head -c 400 said.err)"
}
says() { check "$1" grep -qE -- "$2" said.err; }
none_beside() { check "$1: nothing beside" sh -c '[ -z "$(find . -name ".*.chitieu" -o -name "*.part" -o -name ".chitieu*")" ]'; }

# ---- the smallest reproducers of the audit: an empty element at the limit of depth, in each part of a Word file ----
python3 - "$c" <<'P' || fault "deep elements in every part"
import subprocess, sys, zipfile
word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
    f'<Relationship Id="r{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{n}" Target="{n}.xml"/>'
    for i, n in enumerate(("footnotes", "endnotes", "styles", "numbering"))) + "</Relationships>")
parts = {"document": "<w:body><w:p><w:r><w:t>Năm 2022 tỷ lệ hộ nghèo là 3,86%.</w:t></w:r></w:p></w:body>", "footnotes": "", "endnotes": "", "styles": "", "numbering": ""}
for part in parts:
    for inner in ("w:pPr", "w:footnote", "w:endnote", "w:style", "w:lvl"):
        for depth in (255, 256, 257):
            with zipfile.ZipFile("deep.docx", "w") as z:
                z.writestr("word/_rels/document.xml.rels", rels)
                for name, body in parts.items():
                    deep = "<w:p>" * depth + f"<{inner}/>" + "</w:p>" * depth if name == part else ""
                    z.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{word}">{body}{deep}</w:{name}>')
            run = subprocess.run([sys.argv[1], "extract", "deep.docx"], capture_output=True)
            assert run.returncode in (0, 1), (part, inner, depth, run.returncode, run.stderr)
P
checks=$((checks + 1))
printf 'Năm 2023 tỷ lệ hộ nghèo,,,,,,,, 5%%.\n' >commas.txt
check "a row of commas" "$c" extract commas.txt -o commas.csv

# ---- folders where files are meant ----
for file in chitieu.conf reviews.csv names.csv; do
  project
  mkdir "p/$file"
  runs "a folder called $file" 1
  says "which one: $file" "^chitieu: p/$file: is a folder where a file is needed"
done

# ---- words and settings ----
project
printf '\302\240title\302\240= \302\240Báo cáo\302\240 \n' >p/chitieu.conf
runs "hard blanks around key and value" 0
check "its title" grep -qx 'Báo cáo' said.out
fails "an empty argument, as of an unset variable" 2 'an argument is empty; write: chitieu run' "$c" run '' -o out --lang en

# ---- one mistyped year ----
project
{ echo "$head"; for row in poverty_rate,2019,5 poverty_rate,2099,4 urbanisation_rate,2021,20 urbanisation_rate,2022,21; do
    echo "${row%%,*},x,tỉnh Bắc Giang,,%,$(echo "$row" | cut -d, -f2),${row##*,},actual,s,,"; done; } >p/history.csv
runs "a year long after all others" 0
{ echo "$head"; echo 'urbanisation_rate,x,tỉnh Bắc Giang,,%,1960,20,actual,s,,'; echo 'urbanisation_rate,x,tỉnh Bắc Giang,,%,1961,21,actual,s,,'; } >p/history.csv
printf 'until = 2030\n' >p/chitieu.conf
runs "a series that ended long ago" 0
check "the others are there" grep -q '^poverty_rate,.*,2023,' out/series.csv
printf 'until = 2200\n' >p/chitieu.conf
runs "a year that nothing can be projected to" 2
says "it is said" '2200 is 177 years past the last value, 2023'

# ---- a web page whose end would be lost ----
project
python3 - <<'P'
deep = "<div>" * 300 + "7%" + "</div>" * 300
page = "<html><p>Năm 2022 tỷ lệ hộ nghèo là 5%</p>{}<p>Năm 2023 tỷ lệ hộ nghèo là 6%</p>"
open("p/documents/deep.html", "w").write(page.format(deep))
open("p/documents/flat.html", "w").write(page.format("<div>7%</div>"))
P
runs "a page nested too deeply" 3
says "it is said, not cut short" 'deep.html: warning: not read.*nested too deeply'
check "another page is read to its end" grep -q '^flat.html,.*,2023,' out/observations.csv

# ---- files that a command writes together ----
project
"$c" extract p/documents/a.txt -o o.csv && "$c" series o.csv --targets t.csv -o s.csv && "$c" project s.csv --horizon 2 -o pr.csv || fault "tables"
fails "two tables into one file" 2 'x.csv: is to hold two tables' "$c" series o.csv --targets x.csv -o x.csv --lang en
fails "two tables into one file, by another name" 2 'x.csv: is to hold two tables' "$c" series o.csv --targets x.csv -o ./x.csv --lang en
check "neither is there" test ! -e x.csv
fails "the second cannot be written" 1 'none/x.csv: ' "$c" series o.csv --targets one.csv --findings two.csv -o none/x.csv --lang en
check "then none is" test ! -e one.csv -a ! -e two.csv
if [ -w /dev/full ]; then
  fails "standard output cannot be written" 1 '/dev/full: ' "$c" series o.csv --targets one.csv -o /dev/full --lang en
  check "then nothing else is" test ! -e one.csv
fi
fails "assess: one cannot be written" 1 'none/x.csv: ' "$c" assess -s s.csv -t t.csv --paths one.csv --statuses none/x.csv -o two.csv --lang en
check "assess: then none is" test ! -e one.csv -a ! -e two.csv
none_beside "tables"

# ---- chart -o ----
check "charts" "$c" chart -s s.csv -p pr.csv -o charts
echo mine >charts/mine.txt
cp -r charts before
mkdir fake
printf '#!/bin/sh\nexit 1\n' >fake/gnuplot
chmod +x fake/gnuplot
fails "gnuplot failing leaves the old charts" 1 'gnuplot|charts/' env PATH="$work/fake:$PATH" "$c" chart -s s.csv -p pr.csv -o charts --lang en
check "the folder is named, not where they are made" sh -c '! grep -q "chitieu/new" said.err'
check "all old charts are there" diff -r charts before
none_beside "charts"
check "charts again" "$c" chart -s s.csv -p pr.csv -o charts --script charts.gp
check "what the user keeps there stays" grep -q mine charts/mine.txt
check "the script draws into the folder asked for" sh -c 'grep -q "charts/poverty_rate" charts.gp && ! grep -q "chitieu/new" charts.gp'
(cd charts && "$c" chart -s ../s.csv -o .) || fault "charts into the folder one stands in"
check "they are there" test -s charts/poverty_rate.svg
{ cat s.csv; sed -n '2p' s.csv | sed 's/^poverty_rate/grdp_size/; s/,share,/,level,/; s/,%,/,tỷ đồng,/; s/,2022,[^,]*,/,2022,9e17,/'; sed -n '2p' s.csv | sed 's/^poverty_rate/grdp_size/; s/,share,/,level,/; s/,%,/,tỷ đồng,/; s/,2022,[^,]*,/,2023,9e17,/'; } >huge.csv
"$c" chart -s huge.csv -o some --lang en >said.out 2>said.err
[ $? -eq 3 ] || fault "a chart that cannot be drawn: status: $(cat said.err)"
says "a chart that cannot be drawn is said" 'one chart is left out: .*9e\+17'
says "and counted" 'done, but 1 of 2 charts cannot be drawn'
check "the others are drawn" test -s some/poverty_rate.svg

# ---- report -o FILE keeps rights and links ----
project
runs "a run" 0
umask 022
: >page.html
chmod 600 page.html
ln -s page.html link.html
check "one page" "$c" report out -o link.html --lang en
check "the link stays one" test -L link.html
check "the rights stay" test "$(stat -c %a page.html)" = 600
check "it is the page" grep -q '</html>' page.html

# ---- the workbook for reviews holds no clock ----
if "$c" review o.csv --all -o one.xlsx 2>/dev/null; then
  sleep 1.1
  "$c" review o.csv --all -o two.xlsx || fault "a second workbook"
  check "the same sheet gives the same bytes" cmp one.xlsx two.xlsx
fi
finish
