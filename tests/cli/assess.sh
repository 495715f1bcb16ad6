. "$(dirname "$0")/lib.sh"
# As of a past year, scenarios, leverage, replay: the commands around an assessment.
c=$program
folder=$source/datasets/bac-giang
"$c" extract --scope "tỉnh Bắc Giang" "$folder"/documents/* -o observations.csv || fault "extract"
"$c" series --history "$folder/history.csv" observations.csv -o series.csv --targets targets.csv || fault "series"
"$c" series --history "$folder/history.csv" --as-of 2022 observations.csv -o series-2022.csv --targets targets-2022.csv || fault "series as of 2022"

check "as of 2022 nothing of 2023 is known" sh -c "! grep -qE ',(level|rate|share),20(2[3-9]),' series-2022.csv"
check "but 2022 is" grep -q '^grdp_growth,.*,rate,2022,19.3,' series-2022.csv
check "the plan of 2021-2025 is known in 2022" grep -q 'nghi-quyet-2021-2025.docx' targets-2022.csv
check "the plan of 2024 is not" sh -c "! grep -q 'ke-hoach-2024.pdf' targets-2022.csv"
check "a value derived from growth is marked" grep -q '^tourist_arrivals,.*,2022,1351000,derived,.*2000000 / (1 + 48/100)' series.csv

# The same past gives the same assessment, whether the future was never read or is left out.
"$c" assess --as-of 2022 --series series-2022.csv --targets targets-2022.csv -o a.csv || fault "assess as of 2022"
"$c" project --until 2030 series-2022.csv -o p.csv && "$c" assess --series series-2022.csv --targets targets-2022.csv --projections p.csv -o b.csv
check "as of 2022 is an assessment of what was known then" cmp -s a.csv b.csv

cat >scenarios.csv <<'END'
scenario,indicator,scope,breakdown,period_start,period_end,assume,value
thấp,grdp_growth,,,2025,,growth,12
cơ sở,grdp_growth,,,2025,,growth,13.9
cần thiết,grdp_growth,,,2025,,needed,
END
"$c" assess --as-of 2024 --series series.csv --targets targets.csv --scenarios scenarios.csv --outcomes outcomes.csv --leverage leverage.csv -o /dev/null || fault "scenarios"
# 100 ((1.0782 * 1.193 * 1.1345 * 1.1385 * 1.12)^(1/5) - 1), and 1.14^5 over the four known years
check "low scenario" grep -q '^grdp_growth,.*,2021,2025,growth,annual_average,14,15,%,t-[0-9a-f]*,thấp,13.22414' outcomes.csv
check "back from the target" grep -q '^grdp_growth,.*,2021,2025,growth,annual_average,14,15,%,t-[0-9a-f]*,cần thiết,14,.*,yes,15.8902' outcomes.csv
check "leverage has the five years" sh -c 'test "$(grep -c "^grdp_growth,.*,2021,2025," leverage.csv)" -eq 5'

"$c" replay --series series.csv --targets targets.csv --reliability reliability.csv -o replay.csv || fault "replay"
check "replay has its table" sh -c "head -1 replay.csv | grep -q '^as_of,indicator,'"
check "reliability has its table" sh -c "head -1 reliability.csv | grep -q '^rule_set,status,n,stated,happened,score'"

ran "$c" run --as-of 2022 "$folder" -o run-2022 >/dev/null || fault "run as of 2022"
check "a run as of 2022 is the series and its assessment as of 2022" cmp -s run-2022/series.csv series-2022.csv
check "and says so" grep -q '"as_of": 2022' run-2022/run.json
# A run's folder in place of its tables.
"$c" run "$folder" -o whole >/dev/null 2>&1
check "a run's folder assesses as the run did" sh -c "\"$c\" assess whole | cmp -s - whole/assessment.csv"
"$c" assess whole --statuses s.csv >/dev/null
check "and its statuses" cmp -s s.csv whole/statuses.csv
check "as of 2022 it is made anew" sh -c "\"$c\" assess whole --as-of 2022 | grep -q ,2022,"
fails "a run and a table" 2 'leave out --series, or RUN' "$c" assess whole --series series.csv
fails "no run" 1 '^chitieu: nowhere: is no folder' "$c" assess nowhere
mkdir bare
fails "no tables in it" 1 "bare/series.csv" "$c" assess bare
fails "no year" 2 "is no year" "$c" assess --as-of soon --series series.csv --targets targets.csv
fails "year 3000" 2 "is no year" "$c" series --as-of 3000 observations.csv
fails "scenarios without outcomes" 2 "is of use only with" "$c" assess --scenarios scenarios.csv --series series.csv --targets targets.csv
printf 'scenario,indicator,scope,breakdown,period_start,period_end,assume,value\na,grdp_growth,,,2025,,growth,\n' >bad.csv
fails "scenario without a value" 1 "bad.csv:2:|:2: column 'value'" "$c" assess --scenarios bad.csv --outcomes o.csv --series series.csv --targets targets.csv
check "nothing is written on error" test ! -e o.csv
fails "replay without series" 2 "series is missing" "$c" replay --targets targets.csv
fails "after nothing" 2 "after" "$c" replay --after 0 --series series.csv --targets targets.csv
finish
