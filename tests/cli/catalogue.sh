. "$(dirname "$0")/lib.sh"
# A catalogue of one's own: units, breakdowns, wordings and indicators are added and win; what is printed can be given back; --check names file and line of every fault.
c=$program

# What each list prints is what --catalogue takes, all of it at once too, and nothing changes.
mkdir all
for list in indicators units breakdowns wordings; do "$c" catalogue --list $list -o all/$list.csv || fault "list $list"; done
for list in indicators units breakdowns wordings; do
  check "$list come back unchanged" sh -c "\"$c\" catalogue --catalogue all --list $list | cmp -s - all/$list.csv"
done
check "nothing is wrong with them" test "$("$c" catalogue --check all)" = "place,fault"

# An office of the lychee country: its own measure of volume, its own crop, words of its own.
mkdir own
printf 'unit,aliases,base,factor,family\nthúng,thúng vải|sọt,tấn,0.03,mass\nsào,,ha,0.05,area\nkg,cân hàng,,,\n' >own/units.csv
printf 'id,name_vi,name_en,group,unit,nature,direction,measure,aliases\nlychee_output,Sản lượng vải thiều,Lychee output,agriculture,thúng,level,up,level,vải thiều bán ra\npoverty_rate,Tỷ lệ hộ khó khăn,,,,,,,\n' >own/indicators.csv
printf 'breakdown,axis,aliases\nvùng Lục Ngạn,area,đất vải\nthành thị,,nội thị và thị trấn\n' >own/breakdowns.csv
printf 'wording,of,means\nsố lượng vải,indicator,lychee_output\nGRDP đầu người,indicator,lychee_output\ntạ rưỡi,unit,tạ\nvùng phố,breakdown,thành thị\nLN,abbreviation,Lục Ngạn\n' >own/wordings.csv
printf 'kind,vi,en\nbreakdown,vùng Lục Ngạn,Luc Ngan area\n' >own/english.csv
check "a sound catalogue" test "$("$c" catalogue --check own)" = "place,fault"
own() { "$c" catalogue --catalogue own --list "$@"; }
check "a new unit" sh -c "\"$c\" catalogue --catalogue own --list units | grep -qx 'thúng,thúng vải|sọt,tấn,0.03,mass'"
check "a unit of another size here: 500 m2 in the centre of the country" sh -c "\"$c\" catalogue --catalogue own --list units | grep -q '^sào,.*,ha,0.05,area$'"
check "a known unit keeps the rest" sh -c "\"$c\" catalogue --catalogue own --list units | grep -q '^kg,.*cân hàng.*,tấn,0.001,'"
check "a new breakdown" sh -c "\"$c\" catalogue --catalogue own --list breakdowns | grep -qx 'vùng Lục Ngạn,area,đất vải'"
own wordings >w.csv
for row in 'số lượng vải,indicator,lychee_output' 'tạ rưỡi,unit,tạ' 'vùng phố,breakdown,thành thị' 'LN,abbreviation,Lục Ngạn' 'Tỷ lệ hộ khó khăn,indicator,poverty_rate' 'Tỷ lệ hộ nghèo,indicator,poverty_rate'; do
  check "wording $row" grep -qxF "$row" w.csv
done
check "an abbreviation means what the office says alone" test "$(grep -c '^LN,abbreviation,' w.csv)" -eq 1

# It is read from documents: value, unit and name.
printf 'Sản lượng vải thiều năm 2022 đạt 1.200 thúng.\nSản lượng vải thiều năm 2023 đạt 1.500 sọt.\nTỷ lệ hộ khó khăn năm 2023 còn 3,2%%.\n' >a.txt
"$c" extract --catalogue own --scope "tỉnh Bắc Giang" a.txt -o a.csv || fault "extract"
python3 - a.csv <<'P' || fault "figures of an own catalogue: $(cat a.csv)"
import csv, sys
rows = {(r["indicator"], r["period_start"]): (r["value_low"], r["unit"], r["name"]) for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
assert rows[("lychee_output", "2022")][:2] == ("1200", "thúng"), rows
assert rows[("lychee_output", "2023")][0] == "1500" and rows[("lychee_output", "2023")][1] in ("thúng", "sọt"), rows
assert ("poverty_rate", "2023") in rows, rows
P
check "and its series is in its unit" sh -c "\"$c\" series --catalogue own a.csv | grep -q '^lychee_output,Sản lượng vải thiều,.*,thúng,level,2022,1200,'"
mkdir -p p/documents && cp a.txt p/documents
"$c" run p -o out --catalogue own --lang en >/dev/null || fault "a run with it"
for file in units indicators breakdowns wordings english; do check "run.json names $file.csv" grep -q "own/$file.csv" out/run.json; done

# Faults: each with file, line and cure, all of them, in both languages. name | file | bytes | place | what it says
n=0
while IFS='|' read -r name file bytes place says; do
  n=$((n + 1))
  rm -rf bad && mkdir bad
  printf '%b' "$bytes" | tr '^' '|' >"bad/$file"
  "$c" catalogue --check bad >faults.csv 2>said.err
  status=$?
  [ "$status" -eq 1 ] || fault "$name: status $status"
  checks=$((checks + 1))
  grep -q "^bad/$place," faults.csv || fault "$name: no $place: $(cat faults.csv said.err)"
  grep -qF -- "$says" faults.csv || fault "$name: does not say '$says': $(cat faults.csv)"
  grep -q '^chitieu: bad: faults in it: [0-9]*;' said.err || fault "$name: $(cat said.err)"
  "$c" catalogue --catalogue bad >said.out 2>said.err && fault "$name: is read all the same"
  grep -q "^chitieu: bad/$place: " said.err || fault "$name: reading says $(cat said.err)"
  "$c" catalogue --check bad --lang vi 2>/dev/null | cmp -s - faults.csv && fault "$name: the same in Vietnamese"
done <<'END'
a factor of nothing|units.csv|unit,base,factor,family\nthúng,tấn,0,mass\n|units.csv:2|no factor above 0
a factor in words|units.csv|unit,base,factor,family\nthúng,tấn,ba mươi,mass\n|units.csv:2|is no number
a base that is none|units.csv|unit,base,factor,family\n\nthúng,ki lô,30,mass\n|units.csv:3|is the base of no unit
a new unit without a base|units.csv|unit,aliases\nthúng,sọt\n|units.csv:2|needs base, factor and family
a name of another unit|units.csv|unit,aliases\nkg,tấn\n|units.csv:2|is itself a name
one wording of two units|units.csv|unit,aliases\nkg,cân ta^x y\ntấn,x y\n|units.csv:3|is a wording of
an open quote|units.csv|unit,aliases\n"kg,x\ntấn,y\n|units.csv:2|quote
too many cells|breakdowns.csv|breakdown,axis,aliases\nmiền ngược,area,vùng cao,x\n|breakdowns.csv:2|cells
a breakdown without an axis|breakdowns.csv|breakdown,aliases\nmiền ngược,vùng cao xa\n|breakdowns.csv:2|needs an axis
no such column|breakdowns.csv|part,axis\nx,area\n|breakdowns.csv:1|'breakdown' is missing
a wording of nothing|wordings.csv|wording,of,means\nvải,indicator,lychee\n|wordings.csv:2|is no indicator of the catalogue
a kind that is none|wordings.csv|wording,of,means\nvải,fruit,lychee\n|wordings.csv:2|is not one of
a unit that is none|wordings.csv|wording,of,means\nvải,unit,thúng\n|wordings.csv:2|is not among the units
a unit that an indicator lacks|indicators.csv|id,unit\nexports,thúng\n|indicators.csv:2|is not in units.csv
an id twice|indicators.csv|id,aliases\nexports,a b c\nexports,d e f\n|indicators.csv:3|stands twice
another nature|indicators.csv|id,nature\npoverty_rate,level\n|indicators.csv:2|cannot change
bounds the wrong way|indicators.csv|id,lower,upper\npoverty_rate,9,3\n|indicators.csv:2|lower is above upper
a reference to nothing|indicators.csv|id,part_of\npoverty_rate,all_of_it\n|indicators.csv:2|which is no indicator
not UTF-8|indicators.csv|id,aliases\nexports,\0377\n|indicators.csv:2|UTF-8
an empty file|indicators.csv||indicators.csv|is empty
a name mistaken|indicator.csv|id,aliases\n|indicator.csv|is no file of a catalogue
END
[ "$n" -ge 20 ] || fault "only $n faults"

# All at once, in the order of the files; the sound rows between them do not hide the next.
rm -rf bad && mkdir bad
printf 'unit,aliases,base,factor,family\nthúng,,tấn,x,mass\nkg,cân ta,,,\nmủng,,tấn,0,mass\nbồ,,,,\n' >bad/units.csv
printf 'wording,of,means\na b,unit,thúng\nc d,unit,kg\ne f,breakdown,không có\n' >bad/wordings.csv
printf 'id,aliases\nexports,x\nnew_one,y\n' >bad/indicators.csv
"$c" catalogue --check bad >faults.csv 2>/dev/null
check "every fault" test "$(sed 1d faults.csv | cut -d, -f1 | paste -sd ' ')" = "bad/units.csv:2 bad/units.csv:4 bad/units.csv:5 bad/wordings.csv:2 bad/indicators.csv:3 bad/wordings.csv:4"
check "as JSON" sh -c "\"$c\" catalogue --check bad -f jsonl 2>/dev/null | head -n 1 | grep -q '\"place\": *\"bad/units.csv:2\"'"
mkdir empty
fails "an empty folder" 1 '^chitieu: empty: holds no catalogue' "$c" catalogue --check empty
fails "no folder" 1 '^chitieu: nowhere' "$c" catalogue --check nowhere
fails "check and list" 2 'has no use with --check|--list has no use' "$c" catalogue --check own --list units
finish
