. "$(dirname "$0")/lib.sh"
# Extraction against the list of every figure put into the project's own documents; the scanned page only where tesseract is there.
cd "$source" || exit 1
scan=bao-cao-2021-scan.pdf without=
tesseract --list-langs 2>/dev/null | grep -qx vie || { without=$scan; echo "skipped: $scan, since tesseract or its Vietnamese model is missing"; }
set -- datasets/bac-giang/documents/*
for path; do
  shift
  [ "$(basename "$path")" = "$without" ] || set -- "$@" "$path"
done
"$program" extract --scope "tỉnh Bắc Giang" "$@" -o "$work/observations.csv" || fault "extract"
check "facts" python3 tests/check-facts.py "$work/observations.csv" datasets/bac-giang/sources/facts.csv ${without:+--without "$without"}
finish
