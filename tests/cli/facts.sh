. "$(dirname "$0")/lib.sh"
# Extraction against the list of every figure put into the project's own documents.
cd "$source" || exit 1
"$program" extract --scope "tỉnh Bắc Giang" datasets/bac-giang/documents/* -o "$work/observations.csv" || fault "extract"
check "facts" python3 tests/check-facts.py "$work/observations.csv" datasets/bac-giang/sources/facts.csv
finish
