#!/bin/sh
# Every C file as clang-format has it (.clang-format, version 14 as in Debian 12: others lay out differently). usage: check-format.sh SOURCE-FOLDER
set -eu
cd "$1"
command -v clang-format >/dev/null || { echo "skipped: clang-format is not installed"; exit 77; }
clang-format --version | grep -q 'version 14\.' || { echo "skipped: $(clang-format --version) is not version 14"; exit 77; }
said=$(find analysis tests docs -name '*.[ch]' -print0 | xargs -0 -n 40 clang-format --dry-run 2>&1 | grep 'warning:' | cut -d: -f1 | sort -u)
[ -z "$said" ] || { echo "$said"; echo "not laid out: clang-format -i them"; exit 1; }
echo "format: ok"
