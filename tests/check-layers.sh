#!/bin/sh
# Each stage may include headers of its own folder and of the stages before it only; inside extract/, so may each floor. What stands in extract/
# itself, the way in, may include all of its floors, and no floor includes it. usage: check-layers.sh ANALYSIS-FOLDER
set -eu
cd "$1"
order="core catalogue documents extract review series forecast assess chart report exchange api cli"
faults=0 seen=""
for stage in $order; do
  seen="$seen $stage"
  files=$(find "$stage" -name '*.[ch]')
  [ -n "$files" ] || { echo "$stage: no sources"; faults=1; continue; }
  for file in $files; do
    for folder in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
      case " $seen " in
        *" $folder "*) ;;
        *) echo "$file: includes from $folder, which comes later"; faults=1 ;;
      esac
    done
  done
done
floors="record spelling reading candidates decisions" below=""
for floor in $floors; do
  below="$below $floor"
  [ -n "$(find "extract/$floor" -name '*.c')" ] || { echo "extract/$floor: no sources"; faults=1; }
  for file in $(find "extract/$floor" -name '*.[ch]'); do
    for folder in $(sed -n 's/^#include "extract\/\([^"]*\)"/\1/p' "$file" | sed 's/\/.*//' | sort -u); do
      case " $below " in
        *" $folder "*) ;;
        *) echo "$file: includes extract/$folder, which stands above it"; faults=1 ;;
      esac
    done
  done
done
# A way to reckon targets is one file and one line of the table: nothing else in assess/ names one.
ways=$(sed -n 's/^extern const ct_reckoning \(ct_reckoning_[a-z_]*\);.*/\1/p' assess/reckoning.h)
[ -n "$ways" ] || { echo "assess/reckoning.h: no ways to reckon"; faults=1; }
for way in $ways; do
  grep -q "&$way\b" assess/reckonings.c || { echo "assess/reckonings.c: $way is not in the table"; faults=1; }
done
for file in $(grep -rlwE "$(echo $ways | tr ' ' '|')" . | grep -v '^./assess/reckoning'); do
  echo "$file: names a way to reckon targets; ask the struct (assess/reckoning.h) instead"; faults=1
done
# A name of a source says which one is meant.
for name in $(find . -name '*.c' | sed 's/.*\///' | sort | uniq -d); do
  echo "$(find . -name "$name" | tr '\n' ' '): one name for several sources; rename one"; faults=1
done
# Only main.c ends the program; only cli/ reads the environment or writes to the standard streams.
for file in $(find . -name '*.c' | grep -v '^./cli/'); do
  if grep -nE '\b(exit|abort|printf|puts|getenv|setlocale)[[:space:]]*\(|\bstderr\b|\bstdout\b' "$file" | grep -vE 'ct_[a-z_]*printf|v?snprintf|fprintf\(' ; then
    echo "$file: prints, ends the program or reads the environment below cli/"; faults=1
  fi
done
[ "$faults" -eq 0 ] && echo "layers: ok"
exit "$faults"
