. "$(dirname "$0")/lib.sh"
# A table of many series: rows in any place, from a file or a pipe, as CSV or JSON; an error after much output leaves nothing of it. A line of many
# figures takes time by its length, not by its square.
c=$program
awk 'BEGIN { print "indicator,name,scope,breakdown,unit,nature,period,value,status,source"
  for (s = 1; s <= 3000; s++) for (y = 2018; y <= 2023; y++)
    printf "grdp_size,GRDP,\"xã %d, tỉnh A\",,tỷ đồng,level,%d,%.1f,actual,a:1\n", s, y, 100 + s + (y - 2018) * (1 + s % 7) }' >series.csv
(head -n 1 series.csv; tail -n +2 series.csv | sort -s -t , -k 8,8n) >by-year.csv
check "the second table has other places" sh -c '! cmp -s series.csv by-year.csv'

"$c" project --method naive --horizon 6 series.csv -o projections.csv || fault "project"
check "3,000 series of six years" test "$(wc -l <projections.csv)" -eq 18001
check "more than waits in memory" test "$(wc -c <projections.csv)" -gt 1100000
"$c" project --method naive --horizon 6 by-year.csv -o by-year-projections.csv || fault "project by year"
check "rows may stand anywhere" cmp -s projections.csv by-year-projections.csv
check "from a pipe into a pipe" sh -c "cat series.csv | \"$c\" project --method naive --horizon 6 - | cmp -s - projections.csv"
sed 's/$/\r/' series.csv >crlf.csv
check "line ends of Windows" sh -c "\"$c\" project --method naive --horizon 6 crlf.csv | cmp -s - projections.csv"
check "JSON says the same" sh -c "\"$c\" project --method naive --horizon 6 --format json series.csv | python3 -c '
import csv, json, sys
rows = json.load(sys.stdin)[\"rows\"]
table = list(csv.DictReader(open(\"projections.csv\", encoding=\"utf-8\")))
assert len(rows) == len(table) and all(str(a[\"period\"]) == b[\"period\"] and a[\"median\"] == float(b[\"median\"]) and a[\"scope\"] == b[\"scope\"] for a, b in zip(rows, table))'"

# The last series is at fault: neither a pipe nor a file gets the rows before it.
cp series.csv bad.csv
printf 'poverty_rate,x,tỉnh A,,%%,share,2023,140,actual,a:1\n' >>bad.csv
fails "fault of the last series" 1 'bad.csv:18002: series poverty_rate \(tỉnh A\): 140 in 2023' "$c" project --method naive --horizon 6 bad.csv
echo before >kept.csv
fails "fault of the last series, into a file" 1 'bad.csv:18002: ' "$c" project --method naive --horizon 6 bad.csv -o kept.csv
check "the file is as it was" grep -qx before kept.csv
check "no temporary file stays" test "$(ls | grep -c 'kept.csv')" -eq 1
printf 'grdp_size,x,xã 0,,tỷ đồng,level,hai nghìn,1,actual,a:1\n' >>series.csv
fails "fault of the last row" 1 "series.csv:18002: column 'period': 'hai nghìn' is no whole number" "$c" project --method naive --horizon 6 series.csv

# Four times the figures in one paragraph: about four times the time of the processor, sixteen times where each figure looked at all others.
check "a line of many figures" python3 - "$c" <<'P'
import resource, subprocess, sys
def seconds(text):
    with open("figures.txt", "w", encoding="utf-8") as f: f.write(text + "\n")
    least = 1e9
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.argv[1], "extract", "figures.txt", "-o", "figures.csv"], check=True)
        least = min(least, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return least
start = seconds("x")
for piece in ("4,5%, ", "năm 2020: 5%, ", "lần lượt 5%, "):
    some, many = seconds(piece * 400) - start, seconds(piece * 1600) - start
    assert many < 9 * max(some, start / 10), (piece, start, some, many)
P
finish
