"""check-html.py REPORT.html [CHROMIUM]: the page holds all it needs, and with CHROMIUM it does what it says.

A copy of the page with a script of ours at its end is opened by headless Chromium from a file, offline; the script searches, filters, sorts and clicks as a
reader would and leaves what it saw in the page, which Chromium prints."""
import html, json, os, re, shutil, subprocess, sys, tempfile

page = open(sys.argv[1], encoding="utf-8").read()
chromium = sys.argv[2] if len(sys.argv) > 2 else None
faults, checks = [], 0


def check(name, good, told=""):
    global checks
    checks += 1
    if not good:
        faults.append("%s %s" % (name, told))


for attribute in re.findall(r'<[^>]*\s(?:src|href|action|data|poster|xlink:href)="([^"]*)"', page):
    check("an address outside the page", attribute.startswith("#"), attribute)
check("styles ask for nothing", not re.search(r"@import|url\((?!#)", page))
check("one script, the page's own", len(re.findall(r"<script\b", page)) == 1 and "<script>//<![CDATA[" in page)

# Links inside the page: each leads somewhere, rows of targets to charts, charts back to rows, sentences to sources.
ids = set(re.findall(r'\sid="([^"]+)"', page))
check("no id twice", len(ids) == len(re.findall(r'\sid="([^"]+)"', page)))
targets_of = re.findall(r'href="#([^"]+)"', page)
for target in set(targets_of):
    check("a link leads nowhere", target in ids, target)
charts = set(re.findall(r'<th scope="row"><a href="#(chart-\d+)">', page))
backs = set(re.findall(r'<article id="(chart-\d+)"[^>]*>\s*<h3>[^<]*</h3>\s*<p class="back"><a href="#target-\d+-\d+">', page))
check("rows lead to charts", charts)
check("and charts back to rows", charts == backs, str(sorted(charts ^ backs))[:200])
says = re.findall(r'<p class="says">(.*?)</p>', page, re.S)
check("sentences lead to their sources", says and all("#source-" in s for s in says), str(sum("#source-" not in s for s in says)))

PROBE = r"""
window.addEventListener("load", function () {
  var seen = {}, names = function () {
    return Array.prototype.filter.call(document.querySelectorAll("table.targets tbody tr"), function (r) { return r.offsetParent !== null; })
      .map(function (r) { return r.cells[1].textContent; });
  };
  var search = document.getElementById("search"), filter = document.getElementById("filter"), table = document.querySelector("table.targets");
  function type(text) { search.value = text; search.dispatchEvent(new Event("input", { bubbles: true })); }
  seen.all = names();
  type("thu ngan sach"); seen.search = names(); seen.shown = document.getElementById("shown").textContent;
  type("THU  NGÂN sách "); seen.accents = names();
  type("khong co chi tieu nao nhu vay"); seen.none = names();
  type(""); seen.back = names().length;
  filter.value = "3"; filter.dispatchEvent(new Event("change", { bubbles: true }));
  seen.hard = Array.prototype.filter.call(document.querySelectorAll("table.targets td.v"), function (c) { return c.offsetParent !== null; })
    .map(function (c) { return c.textContent; });
  filter.value = ""; filter.dispatchEvent(new Event("change", { bubbles: true }));
  var head = table.tHead.rows[0].cells[10], column = function (i) {
    return Array.prototype.map.call(table.tBodies[0].rows, function (r) { return r.cells[i].getAttribute("data-v"); });
  };
  head.click(); seen.up = column(10); seen.sorted = head.getAttribute("aria-sort");
  head.click(); seen.down = column(10);
  table.tHead.rows[0].cells[1].dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  seen.byName = Array.prototype.map.call(table.tBodies[0].rows, function (r) { return r.cells[1].textContent; });
  var cell = table.querySelector("td[data-s]"), dialog = document.getElementById("source");
  cell.click(); seen.open = dialog.open; seen.source = document.getElementById("source-text").textContent; seen.number = cell.getAttribute("data-s");
  dialog.querySelector("button").click(); seen.closed = !dialog.open;
  var small = document.querySelector(".indicator td.n[data-s]"); small.click(); seen.small = document.getElementById("source-text").textContent;
  dialog.close();
  seen.annex = document.getElementById("source-" + seen.number.split(" ")[0]).textContent;
  seen.wide = document.documentElement.scrollWidth <= window.innerWidth + 1;
  var out = document.createElement("pre"); out.id = "probe"; out.textContent = JSON.stringify(seen); document.body.appendChild(out);
});
"""

if chromium:
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, "page.html")
        with open(copy, "w", encoding="utf-8") as to:
            to.write(page.replace("</body>", "<script>" + PROBE + "</script></body>"))
        run = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + work + "/profile", "--window-size=1400,1000",
                              "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=10000", "--dump-dom", "file://" + copy],
                             capture_output=True, timeout=120)
        found = re.search(r'<pre id="probe">(.*?)</pre>', run.stdout.decode("utf-8", "replace"), re.S)
    check("the page's script runs", found is not None, run.stderr.decode("utf-8", "replace")[-300:])
    if found:
        seen = json.loads(html.unescape(found.group(1)))
        check("the search finds names without accents", seen["search"] and all("thu ngân sách" in n.lower() for n in seen["search"]), seen["search"])
        check("it finds fewer than all", len(seen["search"]) < len(seen["all"]) == seen["back"])
        check("it finds the same with accents", seen["accents"] == seen["search"], seen["accents"])
        check("the count follows", seen["shown"] == "%d/%d" % (len(seen["search"]), len(seen["all"])), seen["shown"])
        check("nothing is found where nothing fits", seen["none"] == [])
        check("the filter leaves one verdict", seen["hard"] and all("Khó hoàn thành" in t for t in seen["hard"]), seen["hard"])
        for name, sign in (("up", 1), ("down", -1)):
            values = [float(v) for v in seen[name] if v is not None]
            check("sorted " + name, len(set(values)) > 2 and values == sorted(values, key=lambda v: sign * v), values)
            check("empty cells last, sorted " + name, None not in seen[name][:len(values)])
        check("the head says so", seen["sorted"] == "ascending")
        check("sorted by name from the keyboard", sorted(seen["byName"]) != seen["all"][:len(seen["byName"])] and len(set(seen["byName"])) > 3)
        check("a click opens the source", seen["open"] and seen["closed"])
        for part in ("Tài liệu", "Trang", "Dòng"):
            check("the source shows " + part, part in seen["source"], seen["source"])
        check("it shows the annex' quote", seen["annex"][-30:] in seen["source"], seen["annex"])
        check("earlier years have theirs", "Dòng" in seen["small"], seen["small"])
        check("no page wider than the window", seen["wide"])
else:
    print("skipped: chromium is not installed, so search, filter, sort and sources are not tried")
PHONE = r"""
window.addEventListener("load", function () {
  var width = document.documentElement.clientWidth, out = [], row = document.querySelector("table.targets tbody tr"), name = row.querySelector("th");
  document.querySelectorAll("main *").forEach(function (e) {
    var box = e.getBoundingClientRect();
    if (box.width > 0 && box.right > width + 1 && !e.closest("figure") && !e.closest(".scroll")) { out.push(e.tagName + "." + e.className); }
  });
  var figures = Array.prototype.filter.call(row.querySelectorAll("td.n"), function (c) { return c.offsetParent !== null; });
  parent.postMessage(JSON.stringify({
    wide: document.documentElement.scrollWidth - width, out: out.slice(0, 5), row: row.getBoundingClientRect().width, name: name.getBoundingClientRect().width,
    above: figures.every(function (c) { return c.getBoundingClientRect().top >= name.getBoundingClientRect().bottom - 1; }),
    inside: figures.every(function (c) { return c.getBoundingClientRect().right <= width; }), figures: figures.length,
    label: getComputedStyle(figures[0], "::before").content, svg: [...document.querySelectorAll("figure svg")].find((s) => s.getBoundingClientRect().width > 0).getBoundingClientRect().width, text: Math.min(...[...document.querySelectorAll("figure svg text")].filter((t) => t.getBoundingClientRect().width > 0).map((t) => parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width)), twice: [...document.querySelectorAll(".indicator")].filter((a) => [...a.querySelectorAll("figure")].filter((f) => f.offsetParent).length > 1).length
  }), "*");
});
"""
OUTER = """<body><iframe src="page.html" style="width:390px;height:800px;border:0"></iframe><pre id="probe"></pre>
<script>addEventListener("message", function (e) { document.getElementById("probe").textContent = e.data; });</script></body>"""


def phone(work):
    """Headless windows are not narrower than 500 px: the page stands in a frame of a phone's width."""
    with open(os.path.join(work, "page.html"), "w", encoding="utf-8") as to:
        to.write(page.replace("</body>", "<script>" + PHONE + "</script></body>"))
    with open(os.path.join(work, "outer.html"), "w", encoding="utf-8") as to:
        to.write(OUTER)
    run = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--allow-file-access-from-files", "--user-data-dir=" + work + "/profile",
                          "--virtual-time-budget=10000", "--dump-dom", "file://" + os.path.join(work, "outer.html")], capture_output=True, timeout=120)
    found = re.search(r'<pre id="probe">(.+?)</pre>', run.stdout.decode("utf-8", "replace"), re.S)
    check("the phone's width answers", found, run.stderr.decode("utf-8", "replace")[-300:])
    if not found:
        return
    seen = json.loads(html.unescape(found.group(1)))
    check("390 px: nothing stands out to the right", seen["wide"] <= 0 and not seen["out"], str(seen))
    check("390 px: a row is a card headed by its name", seen["name"] > 0.9 * seen["row"] and seen["above"], str(seen))
    check("390 px: its figures are in sight, each with its column's name", seen["figures"] > 1 and seen["inside"] and len(seen["label"]) > 4, str(seen))
    check("390 px: charts fit the screen, laid out for it: letters of 9 pixels or more, each chart once", seen["svg"] <= 390 and seen["text"] >= 9 and seen["twice"] == 0, str(seen))


def paper(work):
    to = os.path.join(work, "page.pdf")
    subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + work + "/profile", "--no-pdf-header-footer",
                    "--print-to-pdf=" + to, "file://" + os.path.abspath(sys.argv[1])], capture_output=True, timeout=120)
    told = subprocess.run(["pdfinfo", to], capture_output=True, text=True)
    pages = re.search(r"^Pages:\s+(\d+)", told.stdout, re.M)
    check("it prints on fewer than 30 pages", pages and 3 < int(pages.group(1)) < 30, told.stdout[-300:] + told.stderr[-300:])


if chromium:
    with tempfile.TemporaryDirectory() as work:
        phone(work)
        if shutil.which("pdfinfo"):
            paper(work)
        else:
            print("skipped: pdfinfo is not installed, so printed pages are not counted")
for fault in faults[:20]:
    print("FAILED:", fault)
print("%d checks, %d faults" % (checks, len(faults)))
sys.exit(1 if faults else 0)
