. "$(dirname "$0")/lib.sh"
# --priors: the catalogue's table, one's own, none; who is told; what nobody knew then is left out; faults in one line.
c=$program
header=indicator,name,scope,breakdown,unit,nature,period,value,status,source
columns=indicator,breakdown,unit,nature,growth,spread,shock,dof,memory,series,values,from,to,source
printf '%s\n' "$header" pig_herd,x,y,,con,level,2019,800000,actual,z pig_herd,x,y,,con,level,2020,840000,actual,z \
  pig_herd,x,y,,con,level,2021,830000,actual,z bees,x,y,,tổ,level,2021,120,actual,z >series.csv
printf '%s\n' "$columns" bees,,,level,0.05,0.2,0.1,4,1,6,48,2012,2019,ours pig_herd,,,level,0.25,0.2,0.1,4,1,7,56,2012,2020,ours >own.csv

"$c" project series.csv >default.csv || fault "project"
"$c" project --priors none series.csv >none.csv || fault "--priors none"
"$c" project --priors own.csv series.csv >own-out.csv || fault "--priors FILE"
check "the catalogue's table is used" grep -q '^pig_herd,y,,con,2022,.*,auto+prior,prior,' default.csv
check "it knows no bees" grep -q '^bees,y,,tổ,2022,.*,naive,few_values,' default.csv
check "none is none" sh -c '! grep -q prior none.csv'
check "one's own in its place" sh -c '[ "$(grep -c "auto+prior,prior," own-out.csv)" -eq 10 ]'
check "other numbers" sh -c '! cmp -s default.csv own-out.csv'
"$c" project --method auto --priors none series.csv | cmp -s - none.csv || fault "auto is the default"
"$c" project --method drift series.csv | grep -q prior && fault "a model asked for by name has no prior"

# A priors.csv beside the user's own indicators: its rows win, the catalogue's others stay.
mkdir ours
head -1 "$source/datasets/catalogue/indicators.csv" >ours/indicators.csv
echo 'bees,Đàn ong,Bee colonies,agriculture,tổ,level,up,level,0,,,,,,,,,ours' >>ours/indicators.csv
sed -i 's/,tổ,level,up/,con,level,up/' ours/indicators.csv
sed 's/,tổ,/,con,/' series.csv >con.csv
{ sed 2q own.csv; } >ours/priors.csv
"$c" project --catalogue ours/indicators.csv con.csv >beside.csv || fault "--catalogue"
check "a table beside it" grep -q '^bees,.*,auto+prior,prior,' beside.csv
check "and the program's own" sh -c 'grep "^pig_herd,y" beside.csv >a; grep "^pig_herd,y" default.csv | cmp -s - a'

# Who asks is told.
"$c" project --lang en --explain pig_herd series.csv >explain.txt || fault "--explain"
check "explained" grep -q 'other provinces in 2009-2016; trends of that time may have changed' explain.txt
check "with its weight" grep -q 'weight W 0.6667' explain.txt
check "and the medians without it" grep -q 'Medians without the table: 2022 ' explain.txt
"$c" project --lang vi --explain bees --priors own.csv series.csv >explain.txt || fault "--explain of one value"
check "in Vietnamese" grep -q 'Dự báo dựa trên 1 số liệu của tỉnh và mức biến động thường thấy của chỉ tiêu này ở 6 tỉnh khác giai đoạn 2012-2019' explain.txt

# Going back: a table learned from years that were not over then is left out.
printf '%s\n' indicator,name,scope,breakdown,unit,low,high,qualifier,period_start,period_end,aggregation,measure,source \
  'pig_herd,x,y,,con,900000,900000,>=,2019,2021,point,level,plan:1' >targets.csv
for priors in none own.csv; do
  "$c" assess --as-of 2019 --priors $priors --series series.csv --targets targets.csv >"as-of-2019-$priors" || fault "assess --as-of 2019"
  "$c" assess --as-of 2020 --priors $priors --series series.csv --targets targets.csv >"as-of-2020-$priors" || fault "assess --as-of 2020"
done
check "nobody knew it in 2019" cmp -s as-of-2019-none as-of-2019-own.csv
check "in 2020 it was known" grep -q ',auto+prior,' as-of-2020-own.csv
"$c" replay --priors none --series series.csv --targets targets.csv >replay-none.csv || fault "replay"
"$c" replay --priors own.csv --series series.csv --targets targets.csv >replay-own.csv || fault "replay --priors"
check "replay sees the same in 2019" sh -c 'grep "^2019," replay-none.csv >a; grep "^2019," replay-own.csv | cmp -s - a'
check "replay uses it in 2020" sh -c 'grep "^2020," replay-none.csv >a; ! grep "^2020," replay-own.csv | cmp -s - a'
"$c" backtest --method auto --min-values 1 --horizon 1 --priors none series.csv >back-none.csv || fault "backtest"
"$c" backtest --method auto --min-values 1 --horizon 1 --priors own.csv series.csv >back-own.csv || fault "backtest --priors"
check "backtest sees the same from one value, of 2019" sh -c 'grep "^auto,values,,1," back-none.csv >a; grep "^auto,values,,1," back-own.csv | cmp -s - a'
check "backtest uses it from 2020" sh -c '! cmp -s back-none.csv back-own.csv'
check "and counts it as no fallback" grep -q '^auto,values,,2,2,.*,0$' back-own.csv

# Faults: one line with file, line and cure.
fails "no such file" 1 "nowhere.csv" "$c" project --priors nowhere.csv series.csv
printf '%s\n' "$columns" pig_herd,,,level,0.05,0.2,0.1,4,1,4,48,2012,2019,few >few.csv
fails "four provinces" 1 "few.csv:2: .*needs 5 or more: leave the row out" "$c" project --priors few.csv series.csv
printf '%s\n' "$columns" pig_herd,,,level,0.05,0.2,,4,1,6,48,2012,2019,gap >gap.csv
fails "an empty cell" 1 "gap.csv:2: .*shock" "$c" backtest --priors gap.csv series.csv
printf '%s\n' "$columns" m,,,rate,5,0.2,1,4,1,6,48,2012,2019,x >rate.csv
fails "a rate without unit" 1 "rate.csv:2: .*unit is empty" "$c" replay --priors rate.csv --series series.csv --targets targets.csv
fails "series in place of priors" 1 "series.csv:1: " "$c" assess --priors series.csv --series series.csv --targets targets.csv

# A project's own: the key of chitieu.conf, relative to the folder; the option goes before it; the record says which.
mkdir -p project/documents
printf 'Báo cáo năm 2023\nNăm 2023, tổng đàn lợn đạt 950.000 con.\nMục tiêu đến năm 2025: tổng đàn lợn đạt 1.000.000 con.\n' >project/documents/bao-cao-2023.txt
printf 'scope = tỉnh Bắc Giang\npriors = own.csv\nlanguage = vi\n' >project/chitieu.conf
cp own.csv project/own.csv
if "$c" run project -o out >/dev/null 2>said.err; then
  check "the key is read" grep -q '"priors": "own.csv"' out/run.json
  check "its file is an input" grep -q '"path": "project/own.csv"' out/run.json
  check "the projection rests on it" grep -q '^pig_herd,tỉnh Bắc Giang,.*,auto+prior,prior,' out/projections.csv
  check "one value and a target without a verdict are drawn as a strip, without that projection" sh -c '! grep -q "tỉnh khác" out/charts/pig_herd.svg && grep -q "Mục tiêu 2025" out/charts/pig_herd.svg'
  "$c" run project -o out --priors none >/dev/null 2>&1 || fault "run --priors none"
  check "the option goes before the key" grep -q '"priors": "none"' out/run.json
  check "and the report is silent" sh -c '! grep -q "tỉnh khác" out/report.md'
else
  fault "run: $(cat said.err)"
fi
finish
