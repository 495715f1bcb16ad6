. "$(dirname "$0")/lib.sh"
# install.sh PROGRAM SOURCE BUILD: what cmake --install puts into an empty folder, and what the Debian packages hold, works there: data, manual, completion,
# every example of the help, and the library by pkg-config and by CMake.
build=$3
clean() { env -i ${LSAN_OPTIONS:+LSAN_OPTIONS="$LSAN_OPTIONS"} HOME="$work" PATH="$root/bin:/usr/bin:/bin" LC_ALL="${lang:-C.UTF-8}" "$@"; } # nothing of the source tree is said

cmake --install "$build" --prefix "$work/first" >install.log 2>&1 || { cat install.log; fault "cmake --install"; finish; exit; }
mv first moved # found where it lies, not where it was put
root=$work/moved
check "on the PATH" sh -c "PATH='$root/bin' chitieu --version | grep -q '^chitieu [0-9]*\.[0-9]*\.[0-9]*$'"
clean chitieu doctor --format csv >doctor.csv || fault "doctor: $(cat doctor.csv)"
check "data are the installed ones" grep -q "^catalogue/,found,,$root/share/chitieu/catalogue," doctor.csv
if ! grep -aq __asan_init "$root/bin/chitieu"; then # sanitizers name the files of the source in what they would say
  check "no path of the source in the program" sh -c "! grep -aqF '$source/' '$root/bin/chitieu'"
fi
check "one public header" test "$(cd "$root/include" && find . -type f)" = ./chitieu/chitieu.h
check "samples" test -f "$root/share/doc/chitieu/examples/bac-giang/chitieu.conf"
check "guides" test -f "$root/share/doc/chitieu/docs/guide-vi.md"

# Every command has a page in both languages; groff finds nothing wrong with it; --help and page name the same options.
commands=$(clean chitieu help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
[ "$(echo "$commands" | wc -l)" -ge 16 ] || fault "only these commands: $commands"
pages="chitieu.1 chitieu.conf.5 chitieu-tables.5"
for command in $commands; do pages="$pages chitieu-$command.1"; done
for page in $pages; do
  for lang in "" vi/; do
    file=$root/share/man/${lang}man${page##*.}/$page.gz
    check "$lang$page" test -f "$file"
    if command -v groff >/dev/null; then
      zcat "$file" | groff -k -Tutf8 -man -ww >page.txt 2>page.err
      [ ! -s page.err ] || fault "$lang$page: $(head -n 2 page.err)"
    fi
  done
done
lang=""
for command in $commands; do
  zcat "$root/share/man/man1/chitieu-$command.1.gz" | sed 's/\\-/-/g' >page.txt
  for option in $(clean chitieu "$command" --help | sed -n 's/^  .*\(--[a-z][a-z-]*\) .*/\1/p' | sort -u); do
    grep -q -- "$option" page.txt || fault "chitieu-$command(1) lacks $option"
  done
done
for name in observations series targets projections assessment findings; do
  zcat "$root/share/man/man5/chitieu-tables.5.gz" | grep -qx ".SH $name" || fault "chitieu-tables(5) lacks $name"
done

# Completion: as bash and zsh would ask it.
cat >ask.sh <<'END'
. "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _chitieu; printf '%s\n' "${COMPREPLY[@]}"
END
ask() { bash ask.sh "$root/share/bash-completion/completions/chitieu" "$@"; }
check "bash: commands" sh -c "[ \"\$(bash ask.sh '$root/share/bash-completion/completions/chitieu' chitieu pro)\" = project ]"
check "bash: options" test "$(ask chitieu extract --sco)" = --scope
check "bash: words of an option" test "$(ask chitieu run --ocr al)" = always
check "bash: methods" test "$(ask chitieu project --method drif)" = drift
check "bash: files are left to bash" test -z "$(ask chitieu extract 'do')"
if command -v zsh >/dev/null; then
  functions=$(dirname "$(find "$root/share/zsh" -name _chitieu)")
  check "zsh reads it" zsh -n "$functions/_chitieu"
  # A terminal with zsh in it, a TAB, and what the line has become.
  tab() { checks=$((checks + 1)); timeout 60 zsh -f "$source/tests/ask.zsh" "$functions" "$1" | grep -qF -- "$2" || fault "zsh: '$1' TAB does not give '$2'"; }
  tab "chitieu pro" "chitieu project"
  tab "chitieu extract --sco" "chitieu extract --scope"
  tab "chitieu run --ocr al" "chitieu run --ocr always"
  tab "chitieu catalogue --list " "breakdowns"
fi
# The same of an interactive bash, through its own loading of completions by name.
if [ -f /usr/share/bash-completion/bash_completion ]; then
  check "bash loads it by the command's name" test "$(XDG_DATA_DIRS="$root/share:/usr/share" bash -c 'source /usr/share/bash-completion/bash_completion; _completion_loader chitieu; COMP_WORDS=(chitieu pro); COMP_CWORD=1; _chitieu; echo "${COMPREPLY[*]}"')" = project
fi

# First steps, and every example of every command's help, in their order.
mkdir first-hour && cd first-hour || exit 1
n=0
for command in $commands; do
  clean chitieu help "$command" | sed -n 's/^  \(chitieu .*\)/\1/p' >examples.txt
  [ -s examples.txt ] || fault "$command has no example"
  while read -r example; do
    n=$((n + 1))
    clean sh -c "$example" >said.out 2>said.err </dev/null || fault "$example: $(head -c 300 said.err)"
  done <examples.txt
done
[ "$n" -ge 20 ] || fault "only $n examples"
check "the sample's report" grep -q 'Sông Lam' out/report.md
check "the sample's targets are found" test "$(grep -c . out/targets.csv)" -eq 6
check "the sample in English" grep -q '^# ' out-2022/report.md
fails "nothing is overwritten" 1 "already holds chitieu.conf" clean chitieu init my-province
lang=vi_VN.UTF-8
fails "nor in Vietnamese" 1 "đã có chitieu.conf" clean chitieu init my-province
lang=""
clean chitieu init vi --lang vi >/dev/null || fault "init in Vietnamese"
check "a conf in Vietnamese" grep -q '^# title (TEXT): tiêu đề của báo cáo' vi/chitieu.conf
cd ..

# The library.
export PKG_CONFIG_PATH="$root/lib/pkgconfig:$(find "$root" -type d -name pkgconfig | head -n 1)"
flags=""
ldd "$root/bin/chitieu" | grep -q libasan && flags="-fsanitize=address,undefined"
if cc -std=c17 -Wall -Wextra -Werror $flags "$source/docs/examples/project.c" $(pkg-config --cflags --libs --static chitieu) -o example 2>cc.err; then
  ./example "$(pkg-config --variable=datadir chitieu)" first-hour/my-province/documents/vi-du-bao-cao-2023.txt "tỉnh Sông Lam" 2025 >example.out || fault "the example"
  check "the example projects" grep -q '^budget_revenue 2025 [0-9]' example.out
  ./example "$(pkg-config --variable=datadir chitieu)" /nothing "" 2025 >said.out 2>said.err && fault "a document that is missing"
  check "the example tells errors" grep -q '^/nothing:0: cannot be opened' said.err
else
  fault "the example by pkg-config: $(head -n 5 cc.err)"
fi
mkdir consumer
cat >consumer/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
project(consumer C)
find_package(chitieu 0.1 CONFIG REQUIRED)
add_executable(consumer "$source/docs/examples/project.c")
target_compile_options(consumer PRIVATE $(echo "$flags" | tr ' ' ';'))
target_link_libraries(consumer PRIVATE chitieu::libchitieu $flags)
END
if cmake -S consumer -B consumer/build -DCMAKE_PREFIX_PATH="$root" >cmake.log 2>&1 && cmake --build consumer/build >>cmake.log 2>&1; then
  check "the example by CMake" sh -c "consumer/build/consumer 2>&1 | grep -q '^usage'"
else
  fault "find_package(chitieu): $(tail -n 5 cmake.log)"
fi
check "a header for C++" sh -c "! command -v c++ >/dev/null || echo '#include <chitieu/chitieu.h>' | c++ -x c++ -fsyntax-only -I'$root/include' -"

# The Debian packages.
command -v dpkg-shlibdeps >/dev/null || { echo "no dpkg-dev: the Debian packages are not tested"; finish; exit; }
cpack --config "$build/CPackConfig.cmake" -B "$work/packages" >cpack.log 2>&1 || { tail -n 5 cpack.log; fault "cpack"; finish; exit; }
deb=$(ls packages/chitieu_*.deb) dev=$(ls packages/libchitieu-dev_*.deb)
dpkg-deb -f "$deb" Depends >depends.txt
for wanted in libgsl27 libc6 gnuplot-nox; do grep -q "$wanted" depends.txt || fault "$deb does not depend on $wanted: $(cat depends.txt)"; done
dpkg-deb -x "$deb" debian-root || fault "dpkg-deb -x"
check "the header is not in the program's package" test ! -e debian-root/usr/include
dpkg-deb -c "$dev" >dev.txt
grep -q ' ./usr/include/chitieu/chitieu.h$' dev.txt || fault "$dev holds no header"
check "no folder of this build in the package" sh -c "! dpkg-deb -c '$deb' | grep -qF '$work'"
root=$work/debian-root/usr
mkdir packaged && cd packaged || exit 1
clean chitieu doctor --format csv >doctor.csv || fault "doctor of the package"
check "the package's data" grep -q "^catalogue/,found,,$root/share/chitieu/catalogue," doctor.csv
clean chitieu init tinh --lang vi >/dev/null && clean chitieu run tinh -o out >/dev/null || fault "init and run of the package"
check "the package's report" test -s out/report.html
if command -v man >/dev/null; then check "man chitieu" sh -c "MANPATH='$root/share/man' man -P cat chitieu-run 2>/dev/null | grep -q SYNOPSIS"; fi
cd ..
finish
