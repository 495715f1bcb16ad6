. "$(dirname "$0")/lib.sh"
# Noise: the same seed gives the same text; lines and figures stay; letters are damaged about as often as was learned.
noise=$source/scripts/ocr-noise
clean=$source/datasets/bac-giang/documents/bao-cao-2023.txt
python3 "$noise" --seed 1 "$clean" >a.txt || fault "noise"
python3 "$noise" --seed 1 "$clean" >b.txt
python3 "$noise" --seed 2 "$clean" >c.txt
check "the same seed, the same text" cmp -s a.txt b.txt
check "another seed, another text" sh -c "! cmp -s a.txt c.txt"
check "as many lines" [ "$(wc -l <a.txt)" -eq "$(wc -l <"$clean")" ]
python3 - "$clean" <<'P' || fault "figures or letters"
import sys, unicodedata
plain = lambda t: "".join(c for c in unicodedata.normalize("NFKD", t.replace("đ", "d").replace("Đ", "D")) if not unicodedata.combining(c))
clean, noisy = open(sys.argv[1], encoding="utf-8").read(), open("a.txt", encoding="utf-8").read()
hurt = whole = 0
for a, b in zip(clean.split("\n"), noisy.split("\n")):
    assert [c for c in a if not c.isalpha()] == [c for c in b if not c.isalpha()], (a, b)
    for x, y in zip(a.split(), b.split()):
        whole += 1
        hurt += plain(x) != y
assert 0.1 < hurt / whole < 0.6, hurt / whole
P
checks=$((checks + 1))
finish
