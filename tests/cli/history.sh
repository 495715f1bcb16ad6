. "$(dirname "$0")/lib.sh"
# History of any form: the exact one however it is saved, workbooks and documents as they are, and what people decide of names.
c=$program
make="python3 $source/tests/make-workbook.py"
printf 'document,line_start,line_end,quote,indicator,scope,breakdown,value_low,value_high,unit,qualifier,period_start,period_end,aggregation,kind,measure,base_period,confidence\n' >none.csv
tab=$(printf '\t')
# points HISTORY [OPTION...]: "indicator breakdown unit year value status" of each point, one a line
points() {
  "$c" series none.csv --history "$@" 2>said | python3 -c 'import csv, sys
for r in csv.DictReader(sys.stdin): print(r["indicator"], r["breakdown"] or "-", r["unit"], r["period"], r["value"], r["status"])'
}
# gives NAME WANT HISTORY [OPTION...]
gives() {
  name=$1 want=$2
  shift 2
  checks=$((checks + 1))
  got=$(points "$@")
  [ "$got" = "$want" ] || fault "$name: $got; $(cat said)"
}

# By name in a project folder, in every form.
for form in csv json jsonl tsv; do
  mkdir -p by-name/documents && rm -f by-name/history.* && echo 'Tỷ lệ hộ nghèo năm 2023 là 3,1%.' >by-name/documents/a.txt
  case $form in
  csv) printf 'indicator,unit,period,value,status\npoverty_rate,%%,2022,4.35,actual\n' ;;
  tsv) printf 'indicator\tunit\tperiod\tvalue\tstatus\npoverty_rate\t%%\t2022\t4.35\tactual\n' ;;
  json) printf '{"table": "history", "rows": [{"indicator": "poverty_rate", "unit": "%%", "period": 2022, "value": 4.35, "status": "actual"}]}\n' ;;
  jsonl) printf '{"indicator": "poverty_rate", "unit": "%%", "period": 2022, "value": 4.35, "status": "actual"}\n' ;;
  esac >by-name/history.$form
  "$c" run by-name -o by-name-out >/dev/null 2>&1 || fault "a project with history.$form"
  check "history.$form is found" grep -q '^poverty_rate,.*,2022,4.35,actual,history' by-name-out/series.csv
done

# The exact form: delimiter, decimal comma and program do not matter.
exact="exports - triệu USD 2022 1234.5 actual
poverty_rate - % 2022 4.35 actual"
printf 'indicator,unit,period,value,status\nexports,triệu USD,2022,1234.5,actual\npoverty_rate,%%,2022,4.35,actual\n' >e1.csv
printf 'indicator;unit;period;value;status\nexports;triệu USD;2022;1.234,5;actual\npoverty_rate;%%;2022;4,35;actual\n' >e2.csv
printf '\357\273\277indicator;unit;period;value;status\r\n\r\nexports;triệu USD;2022;1234,5;actual\r\npoverty_rate;%%;2022;4,35;actual\r\n' >e3.csv
tr ';' '\t' <e2.csv >e4.csv
printf 'indicator,unit,period,value,status\nexports,triệu USD,2022,"1.234,5",actual\npoverty_rate,%%,2022,"4,35",actual\n' >e5.csv
printf 'indicator;unit;period;value;status\nexports;triệu USD;2022;1234.5;actual\npoverty_rate;%%;2022;4.35;actual\n' >e6.csv
printf 'indicator\tunit\tperiod\tvalue\tstatus\nexports\ttriệu USD\t2022\t1234,5\tactual\npoverty_rate\t%%\t2022\t4,35\tactual\n' | $make e7.xlsx
cp e7.xlsx e8.csv
for form in e1.csv e2.csv e3.csv e4.csv e5.csv e6.csv e7.xlsx e8.csv; do gives "the exact form, $form" "$exact" $form; done
printf 'indicator;unit;period;value;status\nexports;triệu USD;2022;1234,5;actual\npoverty_rate;%%;2022;4.35;actual\n' >f1.csv
fails "two decimal signs" 1 'f1.csv:1: some numbers have a decimal comma' "$c" series none.csv --history f1.csv
printf 'indicator;unit;period;value;status\n\nexports;triệu USD;2022;1234,5;actual\nnope;%%;2022;4,35;actual\n' >f2.csv
fails "the line of a separated file" 1 'f2.csv:4: .*nope' "$c" series none.csv --history f2.csv
printf 'indicator;unit;period;value;status\nexports;triệu USD;2022;12,34,5;actual\n' >f3.csv
fails "no number" 1 "f3.csv:2: .*value" "$c" series none.csv --history f3.csv
printf 'period;value;status\n2022;1;actual\n' >f4.csv
fails "a column is missing" 1 "f4.csv:1: column 'indicator' is missing" "$c" series none.csv --history f4.csv
printf 'Xin chào.\n' >f5.txt
fails "nothing in it" 1 "f5.txt: no figure of a year is found" "$c" series none.csv --history f5.txt
fails "--open without a history" 2 "of use only with --history" "$c" series none.csv --open o.csv

# A wide sheet, in every format.
cat >wide.tsv <<X
# 01. Tổng hợp
NIÊN GIÁM THỐNG KÊ TỈNH THÁI NGUYÊN 2023
STT${tab}Chỉ tiêu${tab}Đơn vị tính${tab}2021${tab}2022${tab}2023
1${tab}GRDP bình quân đầu người${tab}Triệu đồng${tab}95,9${tab}107,1${tab}112,3
2${tab}Tỷ lệ hộ nghèo${tab}%${tab}6,14${tab}4,35${tab}3,02
3${tab}Kim ngạch xuất khẩu${tab}Triệu USD${tab}29900${tab}29870${tab}26100
4${tab}Số thùng rác công cộng${tab}Cái${tab}2${tab}3${tab}4
5${tab}Dân số trung bình${tab}${tab}1323,2${tab}1335,9${tab}1350,3
X
wide="grdp_per_capita - triệu đồng/người/năm 2021 95.9 actual
grdp_per_capita - triệu đồng/người/năm 2022 107.1 actual
grdp_per_capita - triệu đồng/người/năm 2023 112.3 actual
exports - triệu USD 2021 29900 actual
exports - triệu USD 2022 29870 actual
exports - triệu USD 2023 26100 actual
poverty_rate - % 2021 6.14 actual
poverty_rate - % 2022 4.35 actual
poverty_rate - % 2023 3.02 actual"
for ending in xlsx ods docx odt html csv; do
  $make wide.$ending <wide.tsv
  gives "a wide sheet, $ending" "$wide" wide.$ending --open open.csv
  check "its names to decide on, $ending" grep -q '^chitieu: wide.*: warning: 2 names .* their 6 figures .*open.csv' said
done
check "the name without an indicator" grep -qi '^,Số thùng rác công cộng,cái,,' open.csv
check "the name without a unit, with the best guess" grep -q '^,Dân số trung bình,,population,' open.csv
"$c" series none.csv --history wide.xlsx 2>/dev/null >s.csv
check "file, sheet and row are the source" grep -q 'wide.xlsx:6 01. Tổng hợp, Kim ngạch xuất khẩu' s.csv

# Years down, kinds in heads, several sheets.
$make down.xlsx <<X
Một số chỉ tiêu của tỉnh Thái Nguyên
Năm${tab}Tổng thu ngân sách (tỷ đồng)${tab}Tỷ lệ hộ nghèo (%)
2022${tab}19400,2${tab}4,35
2023${tab}20100${tab}3,02
X
gives "years down" "budget_revenue - tỷ đồng 2022 19400.2 actual
budget_revenue - tỷ đồng 2023 20100 actual
poverty_rate - % 2022 4.35 actual
poverty_rate - % 2023 3.02 actual" down.xlsx
$make kinds.xlsx <<X
# Thu
Thu ngân sách tỉnh Thái Nguyên
TT${tab}Tên chỉ tiêu${tab}ĐVT${tab}TH 2022${tab}KH 2023${tab}Ước TH 2023${tab}So sánh 2023/2022 (%)${tab}KH 2024
1${tab}Tổng thu ngân sách trên địa bàn${tab}Tỷ đồng${tab}19450${tab}18790${tab}18900${tab}97,2${tab}20100
# Nghèo
TT${tab}Tên chỉ tiêu${tab}ĐVT${tab}TH 2022${tab}KH 2023${tab}Ước TH 2023${tab}So sánh 2023/2022 (%)${tab}KH 2024
1${tab}Tỷ lệ hộ nghèo${tab}%${tab}4,35${tab}3,35${tab}3,02${tab}${tab}2,4
X
gives "plans and comparisons are no history; two sheets" "budget_revenue - tỷ đồng 2022 19450 actual
budget_revenue - tỷ đồng 2023 18900 estimate
poverty_rate - % 2022 4.35 actual
poverty_rate - % 2023 3.02 estimate" kinds.xlsx

# What a person decides, in the table as written, and for the next year's file.
decide() { # FIELD=VALUE... for the row whose name is $1
  python3 - "$@" <<'X'
import csv, sys
rows = list(csv.DictReader(open("open.csv", encoding="utf-8")))
for row in rows:
    if row["name"] == sys.argv[1]:
        row.update(pair.split("=", 1) for pair in sys.argv[2:])
with open("open.csv", "w", encoding="utf-8", newline="") as to:
    writer = csv.DictWriter(to, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
X
}
decide "Số thùng rác công cộng" "decision=loại"
decide "Dân số trung bình" "unit=nghìn người"
cp open.csv names.csv
sed 's/\t2021\t2022\t2023/\t2022\t2023\t2024/' wide.tsv | $make next.xlsx
points next.xlsx --names names.csv | grep '^population' >population
check "a decided name holds for the next file" sh -c 'printf "population - người 2022 1323200 actual\npopulation - người 2023 1335900 actual\npopulation - người 2024 1350300 actual\n" | cmp -s - population'
check "nothing is left to decide" [ ! -s said ]
printf 'name,unit,indicator\nSỐ THÙNG RÁC  công cộng,,school_count\n' >own.csv
points wide.xlsx --names own.csv >/dev/null
check "a unit that the indicator cannot be in stays open" grep -q 'names are not recognised' said
printf 'name;unit;indicator\nSố thùng rác công cộng;trường;school_count\n' >own.csv
points wide.xlsx --names own.csv | grep '^school_count' >schools
check "a person's own row, with ;" sh -c 'printf "school_count - trường 2021 2 actual\nschool_count - trường 2022 3 actual\nschool_count - trường 2023 4 actual\n" | cmp -s - schools'
printf 'name,indicator\nA,nope\n' >bad.csv
fails "an unknown indicator" 1 "bad.csv:2: .*'nope' is not in the catalogue" "$c" series none.csv --history wide.xlsx --names bad.csv
printf 'decision,name,indicator\ncó lẽ,A,exports\n' >bad.csv
fails "an unknown decision" 1 'bad.csv:2: "có lẽ" is no decision' "$c" series none.csv --history wide.xlsx --names bad.csv
printf 'name,indicator,unit\nA,exports,thúng\n' >bad.csv
fails "an unknown unit" 1 "bad.csv:2: .*'thúng' is no unit" "$c" series none.csv --history wide.xlsx --names bad.csv
printf 'decision,name,indicator\naccept,A,\n' >bad.csv
fails "accepted without an indicator" 1 'bad.csv:2: "A" has no indicator' "$c" series none.csv --history wide.xlsx --names bad.csv

# A file that nothing reads is said.
mkdir -p beside/documents
cp wide.xlsx beside/so-lieu.xlsx
printf 'Năm 2023, tỷ lệ hộ nghèo của tỉnh Thái Nguyên còn 3,02%%.\n' >beside/documents/a.txt
"$c" run beside -o beside-out --lang en >/dev/null 2>said
check "a workbook beside documents/" grep -q '^chitieu: beside/so-lieu.xlsx: note: it is not read' said

# A project: history.* as it is, the key history, names.csv there and back.
mkdir -p project/documents
printf 'Báo cáo tỉnh Thái Nguyên năm 2023. Năm 2023, tỷ lệ hộ nghèo của tỉnh Thái Nguyên còn 3,02%%.\n' >project/documents/a.txt
cp wide.xlsx project/history.xlsx
"$c" run project -o out --lang en >/dev/null 2>said || fault "run: $(cat said)"
check "run takes history.xlsx" grep -q '^exports,.*,2022,29870,actual,"*history.xlsx:6' out/series.csv
check "run writes the names" grep -q '^,Dân số trung bình,' out/names.csv
check "run says where" grep -q 'decide on them in out/names.csv' said
check "the record names the file" grep -q 'project/history.xlsx' out/run.json
cp names.csv project/names.csv
"$c" run project -o out --lang en >/dev/null 2>said || fault "run with names: $(cat said)"
check "names.csv of the project holds" grep -q '^population,.*,2022,1335900,' out/series.csv
check "it is kept in the results" grep -q '^loại,Số thùng rác' out/names.csv
mv project/history.xlsx "project/niên giám 2023.xlsx"
printf 'history = niên giám 2023.xlsx; cu.csv\n' >project/chitieu.conf
cp e2.csv project/cu.csv
"$c" run project -o out --lang en >/dev/null 2>said || fault "run with the key: $(cat said)"
check "both files are read" sh -c 'grep -q "^exports,.*,2022,1234.5,actual,cu.csv:2" out/findings.csv out/series.csv || grep -q "cu.csv:2" out/findings.csv'
printf 'history = x.xlsx\n' >project/chitieu.conf
fails "a file that is not there" 1 "chitieu.conf: history: '.*x.xlsx' is no file" "$c" run project -o out2
finish
