. "$(dirname "$0")/lib.sh"
# The audit of the small projects of fixtures/findings says what expected.csv lists: no more and no less.
CHITIEU=$program python3 "$source/scripts/score-findings" >"$work/said.txt" || fault "not as listed: $(cat "$work/said.txt")"
check "three projects" test "$(grep -c 'not judged   0' "$work/said.txt")" -eq 3
finish
