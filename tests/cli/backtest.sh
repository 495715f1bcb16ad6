. "$(dirname "$0")/lib.sh"
# chitieu backtest: a table and JSON, the same whatever the number of jobs, agreeing with a recount from chitieu project; errors.
c=$program
header=indicator,name,scope,breakdown,unit,nature,period,value,status,source
python3 - "$header" >series.csv <<'END'
import sys
print(sys.argv[1])
for s in range(9):
    level = 40.0 + s
    for t in range(14):
        level += (s * 31 + t * t * 17) % 13 - 4.5
        print(f"series{s},x,y,,u,level,{2001 + t},{level},actual,z")
END
"$c" backtest --method auto,drift,ses --horizon 3 --jobs 1 series.csv >one.csv || fault "backtest"
"$c" backtest --method auto,drift,ses --horizon 3 --jobs 7 <series.csv >seven.csv || fault "backtest from standard input"
check "the same with 1 and 7 jobs" cmp -s one.csv seven.csv
check "columns" grep -q '^method,by,horizon,from_values,to_values,series,forecasts,smape,mase,msis95,msis80,cover95,cover80,pinball,fallback$' one.csv
check "one row of all forecasts a method" sh -c '[ "$(grep -c ",all," one.csv)" -eq 3 ]'
check "a row a horizon" sh -c '[ "$(grep -c "^drift,horizon," one.csv)" -eq 3 ]'
"$c" backtest -m naive series.csv >all.csv 2>said.err || fault "naive"
check "nothing on standard error when it is no terminal" [ ! -s said.err ]
"$c" backtest --method auto --format json series.csv >one.json || fault "JSON"
check "JSON" python3 -c 'import json; t=json.load(open("one.json")); r=t["rows"]; assert t["table"] == "backtest" and r[0]["method"] == "auto" and r[0]["horizon"] is None and 0 < r[0]["smape"] < 200'

# One origin, three years held back: what chitieu project says of the first 11 years, scored by the published formulas.
"$c" backtest --method drift --horizon 3 --origins 1 series.csv >last.csv || fault "--origins"
grep -vE ',20(12|13|14),' series.csv >known.csv
"$c" project --method drift --horizon 3 known.csv >projected.csv || fault "project"
check "agrees with a recount" python3 - <<'END'
import csv
y = {(r["indicator"], r["period"]): float(r["value"]) for r in csv.DictReader(open("series.csv"))}
smape = mase = msis = inside = n = 0
for r in csv.DictReader(open("projected.csv")):
    name, at = r["indicator"], y[r["indicator"], r["period"]]
    known = [y[name, str(t)] for t in range(2001, 2012)]
    scale = sum(abs(b - a) for a, b in zip(known, known[1:])) / 10
    f, low, high = (float(r[k]) for k in ("median", "lo95", "hi95"))
    smape += 200 * abs(at - f) / (abs(at) + abs(f))
    mase += abs(at - f) / scale
    msis += (high - low + 40 * max(low - at, 0) + 40 * max(at - high, 0)) / scale
    inside += low <= at <= high
    n += 1
row = next(csv.DictReader(open("last.csv")))
assert int(row["forecasts"]) == n == 27, row
for name, value in (("smape", smape), ("mase", mase), ("msis95", msis), ("cover95", inside)):
    assert abs(float(row[name]) - value / n) < 1e-8 * max(1, value / n), (name, row[name], value / n)
END
# project: what a series cannot be, and answers for very short ones.
fails "no value at all" 1 "2001|value" sh -c "printf '%s\n' '$header' 'a,x,y,,u,level,2001,,actual,z' | \"$c\" project -"
fails "NaN" 1 ":2: .*nan" sh -c "printf '%s\n' '$header' 'a,x,y,,u,level,2001,nan,actual,z' | \"$c\" project -"
fails "a period that is no year" 1 ":2: .*period" sh -c "printf '%s\n' '$header' 'a,x,y,,u,level,2001.5,3,actual,z' | \"$c\" project -"
fails "a share above 100" 1 ":2: .*100.5" sh -c "printf '%s\n' '$header' 'a,x,y,,%,share,2001,100.5,actual,z' | \"$c\" project -"
fails "horizon 0" 2 "from 1 to 50" "$c" project --horizon 0 series.csv
fails "horizon 200" 2 "from 1 to 50" "$c" project --horizon 200 series.csv
fails "ceiling 0" 2 "ceiling: 0 is not above 0" "$c" project --ceiling 0 series.csv
fails "a ceiling below the values" 1 "series.csv:2: series series0.*above the ceiling 5" "$c" project --ceiling 5 series.csv
fails "no such series" 1 "no series is called" "$c" project --explain nothing series.csv
for method in $("$c" backtest --help | sed -n '/^Methods/,/^Options/s/^  \([a-z]*\) .*/\1/p'); do
  for values in "7" "7 7" "7 8 6" "0 0 0 0 0 0 0 0" "7 7 7 7 7 7 7 7" "-3 2 -1 4 -2 1 0 3" "0 3 0 1 0 0 2 0"; do
    year=2000
    { echo "$header"; for v in $values; do year=$((year + 1)); echo "a,x,y,,u,rate,$year,$v,actual,z"; done; } >short.csv
    "$c" project --method "$method" --horizon 50 short.csv >short.out || fault "$method on '$values'"
    [ "$(grep -c '^a,' short.out)" -eq 50 ] || fault "$method on '$values': not 50 years"
    checks=$((checks + 1))
  done
done
fails "unknown method" 2 "unknown method 'prophet'; methods are auto, naive" "$c" backtest --method auto,prophet series.csv
fails "a method twice" 2 "stands twice" "$c" backtest --method auto,auto series.csv
fails "an empty name" 2 "a name is empty" "$c" backtest --method auto, series.csv
fails "horizon 0" 2 "horizon: '0' is no whole number from 1 to 50" "$c" backtest --horizon 0 series.csv
fails "horizon 200" 2 "from 1 to 50" "$c" backtest --horizon 200 series.csv
fails "no jobs" 2 "jobs: '0'" "$c" backtest --jobs 0 series.csv
fails "too many values asked" 1 "series.csv: no series has 400 values" "$c" backtest --min-values 400 series.csv
printf '%s\n' "$header" >empty.csv
fails "no series" 1 "no series has 3 values" "$c" backtest empty.csv
fails "year twice" 1 ":3: .*2001" sh -c "printf '%s\n' '$header' 'a,x,y,,u,level,2001,3,actual,z' 'a,x,y,,u,level,2001,4,actual,z' | \"$c\" backtest -"
finish
