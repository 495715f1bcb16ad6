"""check-sentences.py SOURCE: what the report says is data. No sentence of Vietnamese stands in the C of analysis/report (names of columns and units of a few words
may), every key the C names is a row of datasets/report/sentences.csv, and every row is one that the C can name. The check tries itself on changed texts."""
import csv, glob, os, re, sys

source = sys.argv[1]
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
WORDS = 8  # a literal of so many words is a sentence
COMMENT = re.compile(r"/\*.*?\*/", re.S)
LITERALS = re.compile(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+')
KEY = re.compile(r'"([a-z_0-9]+(?:\.[a-z_0-9]+)*)"')


def sentences(text):
    for match in LITERALS.finditer(COMMENT.sub(" ", text)):
        words = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', match.group(0)))
        if VIETNAMESE.search(words) and (len(words.split()) >= WORDS or words.rstrip().endswith((".", "!", "?"))):
            yield words


def keys(text):
    return set(KEY.findall(COMMENT.sub(" ", text)))


with open(os.path.join(source, "datasets/report/sentences.csv"), encoding="utf-8") as file:
    rows = {row["key"]: row for row in csv.DictReader(file)}
texts = {path: open(path, encoding="utf-8").read() for path in sorted(glob.glob(os.path.join(source, "analysis/report/*.c")) + glob.glob(os.path.join(source, "analysis/cli/report_words.c")))}
faults = ["%s: a sentence in C; make it a row of datasets/report/sentences.csv: %s" % (os.path.basename(path), words[:80])
          for path, text in texts.items() for words in sentences(text)]
named = set().union(*(keys(text) for text in texts.values()))
begins = {key.split(".")[0] for key in rows}
files = re.compile(r"\.(csv|xml|docx|xlsx|gp|c|h|html|svg|png|odt|pdf|rels)$")
faults += ["no row '%s' in sentences.csv" % key for key in sorted(named) if "." in key and key not in rows and key.split(".")[0] in begins and not files.search(key)]
faults += ["the row '%s' of sentences.csv is never said" % key for key in rows if key not in named and not key.startswith("group.")]
for key, row in rows.items():
    for language in ("vi", "en"):
        if not row[language] or row[language] != row[language].strip():
            faults.append("%s: the wording in %s is empty or has blanks at its ends, which tables lose" % (key, language))
    if sorted(re.findall(r"{(\w+)}", row["vi"])) != sorted(re.findall(r"{(\w+)}", row["en"])):
        faults.append("%s: the two languages fill in different words" % key)

# The check itself: a sentence put in, a key taken away.
if list(sentences('x("Không có mục tiêu nào trong các tài liệu đã đọc.");')) == [] or list(sentences('/* "Không có mục tiêu nào trong các tài liệu đã đọc." */')) != []:
    faults.append("the check does not see a sentence, or sees one in a comment")
if "no.such_key" not in keys('f("no.such_key")') or len(named) < 150:
    faults.append("the check does not see keys: %d" % len(named))
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
