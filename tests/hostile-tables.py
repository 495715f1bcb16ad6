"""hostile-tables.py FROM TO: the tables of a run with every name, territory and source made hostile, for the tests of charts and reports."""
import csv, os, sys

TEXTS = ["'); system('touch pwned'); ('", '"`touch pwned`" @x {/Bold a} x^2_i 100% %s \\n & <b> $(touch pwned)', "\\input{/etc/passwd} ~#$&{}|<>", "=cmd|' /C calc'!A0",
         "\u202eđảo ngược\u202c \u200b\u2066ẩn", "dòng một\ndòng hai\ttab", "]]></script><script>document.title='pwned'</script>", "![x](javascript:alert(1)) [a]{.b} ```{=openxml}\n<w:p/>\n```",
         "chỉ tiêu " * 1100, "<!-- --> <?php ?> <![CDATA[", "|a|b| ^[1]^ ::: {custom-style=x}", "' \" ''", "\x1b[31mđỏ\x07"]
source, target = sys.argv[1:3]
os.makedirs(target, exist_ok=True)
for name in sorted(os.listdir(source)):
    if not name.endswith(".csv"):
        continue
    with open(os.path.join(source, name), encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
        columns = list(csv.DictReader(open(os.path.join(source, name), encoding="utf-8", newline="")).fieldnames)
    with open(os.path.join(target, name), "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, columns, lineterminator="\n")
        out.writeheader()
        names = {}
        for row in rows:
            # One hostile text a series, the same in every table; the indicator goes, so that the name is shown.
            key = row.get("indicator", "")
            text = TEXTS[sum(map(ord, key)) % len(TEXTS)]
            for column in ("name", "text_vi", "text_en", "quote"):
                if column in row and row[column]:
                    row[column] = text if column == "name" else text + row[column]
            if row.get("breakdown"):
                row["breakdown"] = text[:200] + row["breakdown"]
            for column in ("source", "other_source", "series_source"):
                if row.get(column):
                    row[column] = row[column] + " " + text
            out.writerow(row)
