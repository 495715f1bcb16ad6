. "$(dirname "$0")/lib.sh"
# Every command of the program's own list has help in both languages that names each of its options.
c=$program
"$c" --help >help.txt || fault "--help"
"$c" --help --lang vi >vi.txt
check "English by default" grep -q '^Usage: chitieu COMMAND' help.txt
check "Vietnamese" grep -q '^Cách dùng: chitieu LỆNH' vi.txt
commands=$(sed -n 's/^  \([a-z]*\)  .*/\1/p' help.txt)
for command in run extract series audit project assess chart report catalogue; do
  echo "$commands" | grep -qx "$command" || fault "$command is not listed"
done
for command in $commands; do
  "$c" "$command" --help >one.txt || fault "$command --help"
  "$c" "$command" --help --lang vi >one-vi.txt || fault "$command --help --lang vi"
  check "$command says how to use it" grep -q "^Usage: chitieu $command" one.txt
  check "$command in Vietnamese" grep -q "^Tuỳ chọn:" one-vi.txt
  wanted=1
  [ "$command" != init ] || wanted=0 # its argument is what it makes
  [ "$(grep -c -- '--output' one.txt)" -eq "$wanted" ] || fault "$command lists --output $(grep -c -- '--output' one.txt) times"
  check "$command fits a terminal" awk 'length($0) > 140 { exit 1 }' one.txt
done
check "methods are listed" sh -c "\"$c\" project --help | grep -q '^  drift '"
check "version" sh -c "\"$c\" --version | grep -q '^chitieu [0-9]'"
check "version names the libraries" sh -c "\"$c\" --version | grep -q GSL"
check "locale chooses Vietnamese" sh -c "LC_ALL=vi_VN.UTF-8 \"$c\" --help | grep -q 'Cách dùng'"
"$c" >said.out 2>said.err
[ $? -eq 2 ] || fault "no command is wrong usage"
check "no command prints help on standard error" grep -q '^Usage' said.err
check "catalogue finds without accents" sh -c "\"$c\" catalogue --search 'thu ngan sach' | grep -q '^budget_revenue,'"
finish
