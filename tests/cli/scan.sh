. "$(dirname "$0")/lib.sh"
# Scans: what is read off pictures of pages, what is kept, and what is said. Skipped (77) where tesseract and its Vietnamese model are missing.
c=$program
export XDG_CACHE_HOME="$work/cache"
mkdir empty-path
fails "no OCR wanted" 1 "scan.pdf: this PDF is a scan.*--ocr auto" "$c" extract "$source/tests/fixtures/documents/scan.pdf" --ocr never
fails "unknown mode" 2 "never, auto or always" "$c" extract "$source/tests/fixtures/documents/scan.pdf" --ocr perhaps
for tool in pdftotext pdftoppm pdfimages; do ln -s "$(command -v $tool)" empty-path/; done
PATH="$work/empty-path" "$c" extract "$source/tests/fixtures/documents/scan.pdf" 2>said.err && fault "a scan without tesseract"
check "the packages are named" grep -q 'tesseract-ocr and tesseract-ocr-vie' said.err

python3 "$source/scripts/bench-scan" --keep "$work/scans" --program "$c" --most-lost 0.05 >figures
got=$?
if [ "$got" -eq 77 ]; then echo "skipped: the programs for scans are missing"; exit 77; fi
check "figures found on scans: $(cat figures)" [ "$got" -eq 0 ]

"$c" extract scans/picture.pdf -o once.csv --lang en 2>said.err
check "what was read is said" grep -q 'note: 1 page was read from its picture (OCR) (from page 1)' said.err
ls cache/chitieu/ocr >kept
check "a page read is kept" [ -s kept ]
ln -s "$(command -v tesseract)" empty-path/
rm -r cache/chitieu/observations # of the page, not of its figures
"$c" extract scans/picture.pdf -o twice.csv 2>/dev/null
check "the same bytes from what is kept" cmp -s once.csv twice.csv
"$c" extract scans/english.pdf --ocr never -o layer.csv --lang en 2>said.err
check "a bad layer is said" grep -q 'note: the text layer of 1 page is not sound Vietnamese' said.err
finish
