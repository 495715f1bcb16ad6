. "$(dirname "$0")/lib.sh"
# The floors of test_extract must be able to fail: it is run on the project's catalogue with the weights of one decision left out, and has to notice.
test_extract=$program
cp -r "$source/datasets/catalogue" "$work/catalogue"
cd "$source" || exit 1
check "whole weights" sh -c 'CHITIEU_TEST_CATALOGUE="$1" "$2" >/dev/null 2>&1' - "$work/catalogue" "$test_extract"
for decision in indicator breakdown measure period kind aggregation scope; do
  grep -vE "^$decision( again)?," "$source/datasets/catalogue/weights.csv" >"$work/catalogue/weights.csv"
  CHITIEU_TEST_CATALOGUE=$work/catalogue "$test_extract" >"$work/said" 2>&1
  check "without the weights of $decision it is a test that fails, not the reading of the weights" grep -q 'FAILED  . test_extract_' "$work/said"
done
finish
