# Sourced by the command-line tests: sh CASE.sh PROGRAM SOURCE-FOLDER. Each check names itself; the script fails at its end when any check did.
set -u
program=$1
source=$2
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
export XDG_CACHE_HOME="$work/.cache" # nothing of the user's is read, nor left to
faults=0
checks=0

fault() { echo "FAILED: $*"; faults=$((faults + 1)); }
check() { # NAME COMMAND...: the command must succeed
  name=$1
  shift
  checks=$((checks + 1))
  "$@" || fault "$name"
}
# fails NAME STATUS PATTERN COMMAND...: ends with STATUS, prints one line on standard error that begins with "chitieu: " and matches PATTERN,
# and nothing on standard output.
fails() {
  name=$1 want=$2 pattern=$3
  shift 3
  checks=$((checks + 1))
  "$@" >said.out 2>said.err
  got=$?
  [ "$got" -eq "$want" ] || { fault "$name: status $got, want $want: $(head -c 300 said.err)"; return; }
  [ "$(wc -l <said.err)" -eq 1 ] || fault "$name: not one line: $(cat said.err)"
  grep -q '^chitieu: ' said.err || fault "$name: $(cat said.err)"
  grep -qE -- "$pattern" said.err || fault "$name: does not say '$pattern': $(cat said.err)"
  [ ! -s said.out ] || fault "$name: prints on standard output"
}
# ran COMMAND...: done, or done but for scans where tesseract or its Vietnamese model is missing (status 3)
ran() {
  "$@"
  ended=$?
  [ "$ended" -eq 0 ] || { [ "$ended" -eq 3 ] && ! tesseract --list-langs 2>/dev/null | grep -qx vie; }
}
finish() {
  [ "$checks" -gt 0 ] || fault "no check ran"
  echo "$checks checks, $faults failed"
  [ "$faults" -eq 0 ]
}
