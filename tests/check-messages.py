"""check-messages.py SOURCE-FOLDER: what the program says when something is wrong is said in Vietnamese too.

Reads every ct_fail() and ct_fail_why() of analysis/ and the table analysis/core/messages.c. Faults: a format that is no literal or has no row; a row that
nothing says; a wording whose conversions differ from the English one's; a wording left as it was; rows out of the order that the search needs; a
line on standard error that does not go through ct_l() or a table."""
import glob, os, re, sys

os.chdir(sys.argv[1])
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
SPEC = re.compile(r'%(?:%|[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j)?[a-zA-Z])')
faults = []


def without_comments(text):
    keep = re.compile(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/', re.S)
    return keep.sub(lambda m: m.group() if m.group()[0] == '"' else re.sub(r"[^\n]", " ", m.group()), text)


def arguments(text, at):
    """The arguments of the call whose bracket opens just before `at`."""
    depth, now, out, quote = 1, "", [], None
    while depth:
        c = text[at]
        if quote:
            now += c
            if c == "\\":
                at += 1
                now += text[at]
            elif c == quote:
                quote = None
        elif c == "," and depth == 1:
            out.append(now.strip())
            now = ""
        else:
            quote = c if c in "\"'" else None
            depth += (c in "([{") - (c in ")]}")
            if depth:
                now += c
        at += 1
    return out + [now.strip()]


def unescaped(literal):
    return literal.replace('\\"', '"').replace("\\\\", "\\").replace("\\n", "\n")


said, texts = {}, {}
for file in sorted(glob.glob("analysis/**/*.c", recursive=True)):
    text = texts[file] = without_comments(open(file, encoding="utf-8").read())
    if file == "analysis/core/error.c":
        text = text.replace("ct_error ct_fail(", "").replace("ct_error ct_fail_why(", "")
    for call in re.finditer(r"\bct_fail(_why)?\s*\(", text):
        given = arguments(text, call.end())
        place = "%s:%d" % (file, text.count("\n", 0, call.start()) + 1)
        form = given[3 if call.group(1) else 2]
        if LITERAL.sub("", form).strip():
            faults.append("%s: the format is no literal: %s" % (place, form))
        said.setdefault("".join(unescaped(p) for p in LITERAL.findall(form)), place)
    for call in re.finditer(r"\bfprintf\s*\(\s*stderr\s*,|\bct_say\s*\(", text):
        given = arguments(text, call.end())
        letters = re.sub(r"%[-+ #0-9.*]*[a-z]+|\\.|chitieu", "", "".join(LITERAL.findall(given[0])))
        if "ct_l(" not in given[0] and re.search("[a-zA-Z]", letters):
            faults.append("%s:%d: said in one language: %s" % (file, text.count("\n", 0, call.start()) + 1, given[0]))

table = [(unescaped(en), unescaped(vi)) for en, vi in
         re.findall(r'\{ "((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)" \}', texts["analysis/core/messages.c"])]
rows = dict(table)
literals = {unescaped(l) for file, text in texts.items() if file != "analysis/core/messages.c" for l in LITERAL.findall(text)}
systems = open("tests/system-messages.txt", encoding="utf-8").read().split("\n")  # what libraries say: no literals of ours
for message, place in sorted(said.items()):
    if message not in rows and re.search("[a-z]", SPEC.sub("", message)) and not re.fullmatch(r"--[a-z%-]+: %s", message):
        faults.append("%s: no Vietnamese in analysis/core/messages.c: %s" % (place, message))
for en, vi in table:
    if SPEC.findall(en) != SPEC.findall(vi):
        faults.append("messages.c: other conversions: %s / %s" % (en, vi))
    if en == vi and re.search("[a-z]", SPEC.sub("", en)):
        faults.append("messages.c: not translated: %s" % en)
    if en not in said and en not in literals and en not in systems:
        faults.append("messages.c: nothing says: %s" % en)
if [en.encode() for en, _ in table] != sorted(set(en.encode() for en, _ in table)):
    faults.append("messages.c: the rows are not in the order of their English, each once")
if len(said) < 250 or len(table) < 250:
    faults.append("only %d messages and %d rows were found; is this the source folder?" % (len(said), len(table)))
for fault in faults:
    print("FAILED:", fault)
print("%d messages, %d rows, %d faults" % (len(said), len(table), len(faults)))
sys.exit(1 if faults else 0)
