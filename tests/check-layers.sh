#!/bin/sh
# Each stage may include headers of its own folder and of the stages before it only. usage: check-layers.sh ANALYSIS-FOLDER
set -eu
cd "$1"
order="core catalogue documents extract review series forecast assess chart report cli"
faults=0 seen=""
for stage in $order; do
  seen="$seen $stage"
  for file in "$stage"/*.[ch]; do
    [ -e "$file" ] || { echo "$stage: no sources"; faults=1; continue; }
    for folder in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
      case " $seen " in
        *" $folder "*) ;;
        *) echo "$file: includes from $folder, which comes later"; faults=1 ;;
      esac
    done
  done
done
# Only main.c ends the program; only cli/ reads the environment or writes to the standard streams.
for file in $(ls */*.c | grep -v '^cli/'); do
  if grep -nE '\b(exit|abort|printf|puts|getenv|setlocale)[[:space:]]*\(|\bstderr\b|\bstdout\b' "$file" | grep -vE 'ct_[a-z_]*printf|v?snprintf|fprintf\(' ; then
    echo "$file: prints, ends the program or reads the environment below cli/"; faults=1
  fi
done
[ "$faults" -eq 0 ] && echo "layers: ok"
exit "$faults"
