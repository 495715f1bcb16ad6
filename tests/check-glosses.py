#!/usr/bin/env python3
"""A reader without Vietnamese can review every rule: a Vietnamese example in a comment of the C carries its English in brackets,
"bình quân" (on average), once in each comment. Usage: check-glosses.py REPOSITORY"""
import pathlib
import re
import sys

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
TOKEN = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", re.S)
BREAK = re.compile(r"\s*\n\s*\*?\s*")  # where a comment goes on in the next line
GLOSS = re.compile(r" ?\([^)]*[A-Za-z0-9]")


def bare_examples(source):
    """(line, words) of every Vietnamese example without a gloss behind its first place in a comment."""
    for token in TOKEN.finditer(source):
        if not token.group().startswith(("/*", "//")):
            continue
        comment, seen = BREAK.sub(" ", token.group()), set()
        for quote in re.finditer(r"\"([^\"]*)\"", comment):
            words = quote.group(1)
            if VIETNAMESE.search(words) and words not in seen and not GLOSS.match(comment[quote.end():]):
                yield source.count("\n", 0, token.start()) + 1, words
            seen.add(words)


def self_check():
    """The check itself notices what it is for."""
    assert list(bare_examples('int a; /* "bình quân": each year */')) == [(1, "bình quân")]
    assert list(bare_examples('\n// "tỷ" or "tỷ" (billion)')) == [(2, "tỷ")]
    assert not list(bare_examples('/* "bình\n * quân" (on average); "bình quân" again */ f("tỷ");'))


def main():
    self_check()
    root = pathlib.Path(sys.argv[1])
    sources = sorted(path for path in (root / "analysis").rglob("*.[ch]"))
    faults = [(path.relative_to(root), *fault) for path in sources for fault in bare_examples(path.read_text(encoding="utf-8"))]
    for path, line, words in faults:
        print(f'{path}:{line}: "{words}" has no English behind it; write "{words}" (what it says)')
    if not sources:
        print("no sources below", root)
    return 1 if faults or not sources else 0


sys.exit(main())
