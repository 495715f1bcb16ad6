/* The page to check figures on. What is shown comes from the data block alone and is set as text, never as markup; decisions stay in the browser
 * (localStorage) until they are saved as reviews.csv. */
(function () {
    "use strict";

    var data = JSON.parse(document.getElementById("data").textContent);
    var ATTRIBUTES = [
        "indicator",
        "scope",
        "breakdown",
        "value_low",
        "value_high",
        "unit",
        "qualifier",
        "period_start",
        "period_end",
        "aggregation",
        "kind",
        "measure",
        "base_period"
    ];
    var ROWS = [
        ["indicator"],
        ["breakdown"],
        ["scope"],
        ["value_low", "value_high"],
        ["unit"],
        ["qualifier"],
        ["period_start", "period_end"],
        ["kind"],
        ["measure"],
        ["aggregation"],
        ["base_period"]
    ];
    var DOUBTFUL = 0.8; /* a reading less sure than this stands out */
    var LEAST = 0.02; /* a less likely candidate is no choice */
    var MOST_OTHERS = 9; /* one a number key */
    var MOST_MATCHES = 40;

    var figures = data.figures; /* each gets: now, decision, earlier, others */
    var rows = []; /* decisions that came from files: {cells, figure}; figure -1: not on this page */
    var past = []; /* for undo */
    var order = []; /* the figures shown, as places in figures */
    var current = -1;
    var saved = {}; /* decisions already in a file, by figure */
    var repeated = null; /* what the last correction changed, to be repeated */
    var handle = null; /* the file that is saved to, where the browser can */
    var indicators = Object.create(null); /* by id; ids come from files, and "constructor" must be none */
    var store =
        "chitieu-review:" +
        hash(
            JSON.stringify(
                figures.map(function (f) {
                    return [f.document, f.line, f.quote, f.read];
                })
            )
        );

    /* ---- small things ---- */

    function $(id) {
        return document.getElementById(id);
    }

    function word(key, values) {
        var text = Object.prototype.hasOwnProperty.call(data.words, key) ? data.words[key] : key;
        return text.replace(/\{(\w+)\}/g, function (all, name) {
            return values && name in values ? String(values[name]) : all;
        });
    }

    function hash(text) {
        /* names the stored decisions of this page; no secret */
        var a = 5381,
            b = 52711;
        for (var i = 0; i < text.length; i++) {
            a = Math.imul(a, 33) ^ text.charCodeAt(i);
            b = Math.imul(b, 33) ^ text.charCodeAt(i);
        }
        return (a >>> 0).toString(16) + (b >>> 0).toString(16);
    }

    function fold(text) {
        return text
            .normalize("NFD")
            .replace(/[\u0300-\u036f]/g, "")
            .replace(/[đĐ]/g, "d")
            .toLowerCase()
            .replace(/\s+/g, " ")
            .trim();
    }

    function element(tag, text, className) {
        var made = document.createElement(tag);
        if (text !== undefined && text !== null) made.textContent = text;
        if (className) made.className = className;
        return made;
    }

    function empty(of) {
        while (of.firstChild) of.removeChild(of.firstChild);
        return of;
    }

    function say(text, bad) {
        $("said").textContent = text;
        $("said").className = bad ? "bad" : "";
    }

    function percent(chance) {
        var n = chance > 0.995 && chance < 1 ? 99 : Math.round(100 * chance);
        return n + (data.lang === "vi" ? "\u00a0%" : "%");
    }

    function today() {
        var now = new Date();
        return now.getFullYear() + "-" + ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
    }

    /* ---- numbers: tables have a decimal point, people what their language has ---- */

    function shownNumber(text) {
        var match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
        if (!match) return text;
        var group = data.lang === "vi" ? "." : ",",
            mark = data.lang === "vi" ? "," : ".";
        return match[1] + match[2].replace(/\B(?=(\d{3})+$)/g, group) + (match[3] ? mark + match[3].slice(1) : "");
    }

    /* The text of a table for a number as a person writes it; null: it is none. */
    function readNumber(text) {
        var plain = text.replace(/[\s\u00a0]/g, "").replace(/^\u2212/, "-");
        var wanted = data.lang === "vi" ? /^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/ : /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
        if (!wanted.test(plain)) return null;
        return data.lang === "vi" ? plain.replace(/\./g, "").replace(",", ".") : plain.replace(/,/g, "");
    }

    function validPeriod(text) {
        var match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
        if (!match || match[1] < "1900" || match[1] > "2200") return false;
        if (match[2] && (match[2] < "01" || match[2] > "12")) return false;
        return !match[3] || (match[3] >= "01" && +match[3] <= new Date(+match[1], +match[2], 0).getDate());
    }

    function sameNumber(a, b) {
        return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
    }

    /* ---- CSV, as the program reads and writes it ---- */

    function runsAsFormula(text) {
        return /^[=+\-@\t\r']/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text);
    }

    function csvCell(text) {
        var guarded = runsAsFormula(text) ? "'" + text : text;
        return /[,"\n\r]|^ | $/.test(text) ? '"' + guarded.replace(/"/g, '""') + '"' : guarded;
    }

    /* {rows: [{line, cells}]} or {line, why}. */
    function readCsv(text) {
        var all = [],
            row = { line: 1, cells: [] },
            cell = "",
            line = 1,
            quoted = false,
            closed = false,
            i = text.charCodeAt(0) === 0xfeff ? 1 : 0;
        function endCell() {
            row.cells.push(cell.charAt(0) === "'" && runsAsFormula(cell.slice(1)) ? cell.slice(1) : cell);
            cell = "";
            closed = false;
        }
        function endRow() {
            endCell();
            if (row.cells.length > 1 || row.cells[0] !== "") all.push(row);
            row = { line: line + 1, cells: [] };
        }
        for (; i < text.length; i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c === '"' && text.charAt(i + 1) === '"') {
                    cell += '"';
                    i++;
                } else if (c === '"') {
                    quoted = false;
                    closed = true;
                } else cell += c;
                if (c === "\n") line++;
            } else if (c === '"') {
                if (cell !== "" || closed) return { line: line, why: word("bad.quote") };
                quoted = true;
            } else if (c === ",") endCell();
            else if (c === "\r" && text.charAt(i + 1) === "\n") continue;
            else if (c === "\n") {
                endRow();
                line++;
            } else if (closed) return { line: line, why: word("bad.quote") };
            else cell += c;
        }
        if (quoted) return { line: row.line, why: word("bad.quote") };
        if (cell !== "" || row.cells.length > 0) endRow();
        return { rows: all };
    }

    /* ---- decisions ---- */

    function at(name) {
        return data.columns.indexOf(name);
    }

    /* The figure that a row of reviews is about: the nearest of those with its document, quote and value; -1. */
    function figureOf(cells) {
        var best = -1,
            nearest = 0,
            line = +cells[at("line")];
        figures.forEach(function (f, i) {
            if (f.document !== cells[at("document")] || f.quote !== cells[at("quote")]) return;
            if (!sameNumber(+f.read.value_low, +cells[at("was_low")]) || !sameNumber(+f.read.value_high, +cells[at("was_high")])) return;
            var apart = Math.abs(f.line - line);
            if (best < 0 || apart < nearest) {
                best = i;
                nearest = apart;
            }
        });
        return best;
    }

    function subject(cells) {
        return [cells[at("document")], cells[at("line")], cells[at("quote")], +cells[at("was_low")], +cells[at("was_high")]].join("\u0000");
    }

    /* A decision that came from a file: the later day's stays, of the same day the one that came last. */
    function takeRow(cells) {
        var key = subject(cells),
            old = rows.filter(function (r) {
                return r.key === key;
            })[0];
        if (old && old.cells[at("when")] > cells[at("when")]) return;
        var row = { key: key, cells: cells, figure: figureOf(cells) };
        if (old) rows[rows.indexOf(old)] = row;
        else rows.push(row);
        if (row.figure >= 0) setEarlier(figures[row.figure], cells);
    }

    function setEarlier(figure, cells) {
        if (figure.earlier && figure.earlier.when > cells[at("when")]) return;
        var now = Object.assign({}, figure.read);
        ATTRIBUTES.forEach(function (name) {
            var c = cells[at(name)];
            if (c !== "") now[name] = c === "-" ? "" : c;
        });
        figure.earlier = { verb: cells[at("decision")], by: cells[at("by")], when: cells[at("when")], note: cells[at("note")], now: now };
        if (!figure.decision) figure.now = Object.assign({}, now);
    }

    function decided(figure) {
        return figure.decision || figure.earlier || null;
    }

    function changes(figure) {
        return ATTRIBUTES.filter(function (name) {
            var a = figure.now[name],
                b = figure.read[name];
            return a !== b && !((name === "value_low" || name === "value_high") && a !== "" && +a === +b);
        });
    }

    function cellsOf(figure) {
        var d = figure.decision,
            of = d.verb === "correct" ? changes({ now: d.now, read: figure.read }) : [];
        return data.columns.map(function (name) {
            if (name === "was_low") return figure.read.value_low;
            if (name === "was_high") return figure.read.value_high;
            if (name === "decision") return d.verb;
            if (name === "by") return d.by || $("by").value.trim();
            if (name === "document" || name === "line" || name === "quote") return String(figure[name]);
            if (name === "when" || name === "note") return d[name];
            return of.indexOf(name) < 0 ? "" : d.now[name] === "" ? "-" : d.now[name];
        });
    }

    /* Every decision there is: those of files in their places, a newer one in place of the one on its figure, then the others. */
    function allRows() {
        var put = {},
            out = [];
        rows.forEach(function (row) {
            var figure = figures[row.figure];
            if (!figure || !figure.decision) {
                out.push(row.cells);
                return;
            }
            if (put[row.figure]) return;
            put[row.figure] = true;
            out.push(cellsOf(figure));
        });
        figures.forEach(function (f, i) {
            if (f.decision && !put[i]) out.push(cellsOf(f));
        });
        return out;
    }

    function unsaved() {
        return figures.filter(function (f, i) {
            return f.decision && saved[i] !== f.decision;
        }).length;
    }

    function keep() {
        var kept = {},
            inFile = [];
        figures.forEach(function (f, i) {
            if (f.decision) kept[i] = f.decision;
            if (f.decision && saved[i] === f.decision) inFile.push(i);
        });
        try {
            localStorage.setItem(store, JSON.stringify({ decisions: kept, saved: inFile }));
            localStorage.setItem("chitieu-review-by", $("by").value);
        } catch (e) {
            /* a browser that keeps nothing, or no more: saving to a file still works */
        }
    }

    function restore() {
        var kept = null,
            n = 0;
        try {
            kept = JSON.parse(localStorage.getItem(store));
            $("by").value = localStorage.getItem("chitieu-review-by") || "";
        } catch (e) {
            return;
        }
        Object.keys((kept && kept.decisions) || {}).forEach(function (i) {
            var d = kept.decisions[i];
            if (!figures[i] || !d || ["accept", "correct", "reject"].indexOf(d.verb) < 0 || !d.now) return;
            figures[i].decision = d;
            figures[i].now = Object.assign({}, d.now);
            if ((kept.saved || []).indexOf(+i) >= 0) saved[i] = d;
            else n++;
        });
        if (n > 0) say(word("restored", { n: n }));
    }

    /* ---- checking what was typed ---- */

    function faultOf(figure) {
        var now = figure.now,
            example = data.lang === "vi" ? "1.234,5" : "1,234.5";
        if (changes(figure).length === 0) return null; /* what the program read is there to be accepted, odd or not */
        if (now.indicator !== "" && !indicators[now.indicator] && now.indicator !== figure.read.indicator)
            return ["indicator", word("fault.indicator")];
        if (now.value_low === "" || now.value_high === "") return ["value_low", word("fault.value")];
        if (isNaN(+now.value_low)) return ["value_low", word("fault.number", { example: example })];
        if (isNaN(+now.value_high)) return ["value_high", word("fault.number", { example: example })];
        if (+now.value_low > +now.value_high && +now.value_low > 0) return ["value_high", word("fault.range")];
        var bad = ["period_start", "period_end", "base_period"].filter(function (name) {
            return now[name] !== "" && !validPeriod(now[name]);
        })[0];
        if (bad) return [bad, word("fault.period")];
        if (now.period_start !== "" && now.period_end !== "" && now.period_start.slice(0, now.period_end.length) > now.period_end)
            return ["period_end", word("fault.order")];
        return null;
    }

    function remember(figure) {
        past.push({ figure: figure, decision: figure.decision, now: Object.assign({}, figure.now) });
    }

    function decide(verb) {
        var figure = figures[current];
        if (!figure || order.length === 0) return;
        leaveField();
        var fault = verb === "reject" ? null : faultOf(figure);
        $("fault").textContent = fault ? fault[1] : "";
        if (fault) {
            focusField(fault[0]);
            return;
        }
        remember(figure);
        if (verb === "reject") figure.now = Object.assign({}, figure.read);
        else rememberChanges(figure);
        figure.decision = {
            verb: verb === "reject" ? verb : changes(figure).length > 0 ? "correct" : "accept",
            when: today(),
            note: $("note").value.trim(),
            now: Object.assign({}, figure.now)
        };
        afterChange(current);
        goOn();
    }

    /* What the figures of a row, or of a list, mostly have in common; their values and periods are their own. */
    function rememberChanges(figure) {
        var changed = changes(figure).filter(function (name) {
            return !/^(value|period|base)_/.test(name);
        });
        if (changed.length === 0) return;
        repeated = {};
        changed.forEach(function (name) {
            repeated[name] = figure.now[name];
        });
    }

    /* Put what the last correction changed into this figure too; it is not decided by that. */
    function repeat() {
        var figure = figures[current];
        if (!figure || order.length === 0 || !repeated) return;
        Object.assign(figure.now, repeated);
        refresh();
    }

    function undo() {
        var last = past.pop();
        if (!last) return;
        last.figure.decision = last.decision;
        last.figure.now = last.decision || !last.figure.earlier ? last.now : Object.assign({}, last.figure.earlier.now);
        var i = figures.indexOf(last.figure);
        afterChange(i);
        if (order.indexOf(i) < 0) {
            $("search").value = "";
            $("show").value = "all";
            fillList(i);
        }
        show(i);
    }

    function afterChange(i) {
        say("");
        keep();
        count();
        markItem(i);
    }

    /* To the next figure without a decision, round to the first; with none left, to saving. */
    function goOn() {
        var from = order.indexOf(current),
            n = order.length;
        for (var k = 1; k <= n; k++) {
            var i = order[(from + k) % n];
            if (!decided(figures[i])) {
                show(i);
                return;
            }
        }
        show(current);
        if (figures.every(decided)) {
            say(word("finished"));
            $("save").focus();
        }
    }

    function step(by) {
        var place = order.indexOf(current) + by;
        if (place >= 0 && place < order.length) show(order[place]);
    }

    /* ---- files ---- */

    function takeFile(name, text) {
        var got = readCsv(text),
            head = got.rows && got.rows[0] ? got.rows[0].cells : [],
            fault = null;
        var need = ["document", "line", "quote", "was_low", "was_high", "decision", "by", "when"];
        if (got.why) fault = got;
        need.forEach(function (column) {
            if (!fault && head.indexOf(column) < 0) fault = { line: 1, why: word("bad.column", { name: column }) };
        });
        var fresh = [];
        (fault ? [] : got.rows.slice(1)).forEach(function (row) {
            if (fault) return;
            var cells = data.columns.map(function (column) {
                var c = head.indexOf(column);
                return c < 0 || c >= row.cells.length ? "" : row.cells[c];
            });
            fault = row.cells.length !== head.length ? { line: row.line, why: word("bad.cells") } : faultOfRow(row.line, cells);
            fresh.push(cells);
        });
        if (fault) {
            say(word("bad", { file: name, line: fault.line, why: fault.why }), true);
            return;
        }
        fresh.forEach(takeRow);
        var other = fresh.filter(function (cells) {
            return figureOf(cells) < 0;
        }).length;
        fillList(current);
        show(current);
        count();
        say(word("taken", { n: fresh.length, file: name, other: other }));
    }

    function faultOfRow(line, cells) {
        if (["accept", "correct", "reject"].indexOf(cells[at("decision")]) < 0) return { line: line, why: word("bad.decision") };
        var when = cells[at("when")];
        if (when.length !== 10 || !validPeriod(when)) return { line: line, why: word("bad.when") };
        var bad =
            ["document", "quote", "by"].filter(function (name) {
                return cells[at(name)] === "";
            })[0] ||
            ["was_low", "was_high"].filter(function (name) {
                return cells[at(name)] === "" || isNaN(+cells[at(name)]);
            })[0];
        if (!bad && cells[at("line")] !== "" && !/^[1-9]\d*$/.test(cells[at("line")])) bad = "line";
        return bad ? { line: line, why: word("bad.cell", { name: bad }) } : null;
    }

    function download(text) {
        var link = element("a");
        link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
        link.download = "reviews.csv";
        document.body.appendChild(link);
        link.click();
        document.body.removeChild(link);
        setTimeout(function () {
            URL.revokeObjectURL(link.href);
        }, 60000);
        return Promise.resolve("reviews.csv");
    }

    /* Into the file itself where the browser can write one (the same one again from then on), else as a download. null: the person changed
     * their mind. */
    function writeFile(text) {
        if (!window.showSaveFilePicker) return download(text);
        var asked = handle
            ? Promise.resolve(handle)
            : window.showSaveFilePicker({ suggestedName: "reviews.csv", types: [{ accept: { "text/csv": [".csv"] } }] });
        return asked
            .then(function (file) {
                return file
                    .createWritable()
                    .then(function (to) {
                        return to.write(text).then(function () {
                            return to.close();
                        });
                    })
                    .then(function () {
                        handle = file;
                        return file.name;
                    });
            })
            .catch(function (error) {
                return error && error.name === "AbortError" ? null : download(text);
            });
    }

    function save() {
        leaveField();
        if (
            $("by").value.trim() === "" &&
            figures.some(function (f) {
                return f.decision && !f.decision.by;
            })
        ) {
            say(word("fault.by"), true);
            $("by").focus();
            return;
        }
        figures.forEach(function (f) {
            if (f.decision && !f.decision.by) f.decision.by = $("by").value.trim();
        });
        var all = allRows();
        if (all.length === 0) {
            say(word("nothing"));
            return;
        }
        var text = [data.columns]
                .concat(all)
                .map(function (cells) {
                    return cells.map(csvCell).join(",") + "\n";
                })
                .join(""),
            written = {};
        figures.forEach(function (f, i) {
            if (f.decision) written[i] = f.decision;
        });
        writeFile(text).then(function (name) {
            if (name === null) return;
            saved = written;
            keep();
            count();
            say(word("saved", { n: all.length, file: name }));
        });
    }

    /* ---- the list and the count ---- */

    function shownName(figure) {
        var known = indicators[figure.now.indicator];
        return known
            ? known[data.lang === "vi" ? 1 : 2]
            : figure.now.indicator || (figure.name && figure.read.indicator === figure.now.indicator ? figure.name : word("unnamed"));
    }

    function shownValue(figure) {
        var now = figure.now,
            low = shownNumber(now.value_low),
            high = shownNumber(now.value_high);
        return (
            (low === high ? low : low + " – " + high) +
            (now.unit === "%" ? (data.lang === "vi" ? " %" : "%") : now.unit === "" ? "" : " " + now.unit)
        );
    }

    function heading(figure) {
        return shownName(figure) + (figure.now.breakdown ? " (" + figure.now.breakdown + ")" : "") + ": " + shownValue(figure);
    }

    function markItem(i) {
        var item = figures[i].item,
            state = decided(figures[i]);
        if (!item) return;
        item.className = state ? state.verb : "";
        item.querySelector(".mark").textContent = state ? { accept: "✓", correct: "✎", reject: "✗" }[state.verb] : "·";
        item.querySelector(".what").textContent = shownName(figures[i]);
        item.querySelector(".chance").textContent = percent(figures[i].confidence);
        item.querySelector(".where").textContent = shownValue(figures[i]) + " · " + figures[i].document + ":" + figures[i].line;
    }

    function makeItem(i) {
        var item = element("li"),
            button = element("button");
        button.type = "button";
        ["mark", "what", "chance", "where"].forEach(function (name) {
            button.appendChild(element("span", "", name));
        });
        button.addEventListener("click", function () {
            document.querySelector("nav").classList.remove("open");
            $("drawer").setAttribute("aria-expanded", "false");
            show(i);
        });
        item.appendChild(button);
        figures[i].item = item;
        return item;
    }

    function fillList(stay) {
        var wanted = fold($("search").value).split(" "),
            show = $("show").value;
        order = figures
            .map(function (f, i) {
                return i;
            })
            .filter(function (i) {
                var f = figures[i],
                    state = decided(f),
                    text = f.text || (f.text = fold([f.name, f.quote, f.document, f.read.indicator, f.read.breakdown].join(" ")));
                if (show === "open" ? state : show !== "all" && (!state || state.verb !== show)) return false;
                return wanted.every(function (w) {
                    return text.indexOf(w) >= 0;
                });
            });
        if ($("order").value === "document")
            order.sort(function (a, b) {
                return figures[a].document < figures[b].document
                    ? -1
                    : figures[a].document > figures[b].document
                      ? 1
                      : figures[a].line - figures[b].line || a - b;
            });
        var list = empty($("list")),
            part = document.createDocumentFragment();
        order.forEach(function (i) {
            part.appendChild(figures[i].item || makeItem(i));
            markItem(i);
        });
        list.appendChild(part);
        $("shown").textContent = word("shown", { n: order.length });
        $("figure").hidden = order.length === 0;
        $("none").hidden = order.length > 0;
        if (order.length > 0 && order.indexOf(stay) < 0) stay = order[0];
        return stay;
    }

    function count() {
        var n = { accept: 0, correct: 0, reject: 0 },
            all = figures.length,
            done = 0,
            left = unsaved();
        figures.forEach(function (f) {
            var d = decided(f);
            if (d) {
                n[d.verb]++;
                done++;
            }
        });
        $("bar").setAttribute("aria-valuemax", all);
        $("bar").setAttribute("aria-valuenow", done);
        $("done").style.width = (all ? (100 * done) / all : 0) + "%";
        $("count").textContent =
            word("count", { done: done, all: all, accept: n.accept, correct: n.correct, reject: n.reject }) +
            (left ? word("unsaved", { n: left }) : "");
    }

    /* ---- one figure ---- */

    /* Where the quote stands in the line, blanks aside, as [from, to]; null. */
    function findQuote(line, quote) {
        var pattern = quote
            .trim()
            .split(/\s+/)
            .map(function (part) {
                return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
            })
            .join("\\s+");
        var match = new RegExp(pattern).exec(line);
        return match ? [match.index, match.index + match[0].length] : null;
    }

    /* The part of each line that the quote takes up, as [from, to]: where lines are broken it runs over several. */
    function quoteParts(lines, quote) {
        var joined = lines
                .map(function (line) {
                    return line[2] === 2 ? "" : line[1];
                })
                .join(" "),
            place = findQuote(joined, quote),
            begin = 0;
        return lines.map(function (line) {
            var length = line[2] === 2 ? 0 : line[1].length,
                part = place && [Math.max(0, place[0] - begin), Math.min(length, place[1] - begin)];
            begin += length + 1;
            return part && part[0] < part[1] ? part : null;
        });
    }

    /* A line with its part of the quote marked, the number more so. */
    function markQuote(into, line, part, number) {
        var from = part ? part[0] : 0,
            to = part ? part[1] : line.length,
            inner = part ? element("mark") : into;
        into.appendChild(document.createTextNode(line.slice(0, from)));
        markNumber(inner, line.slice(from, to), number);
        if (part) into.appendChild(inner);
        into.appendChild(document.createTextNode(line.slice(to)));
    }

    function markNumber(into, text, number) {
        var from = number ? text.indexOf(number) : -1;
        while (from > 0 && /[\d.,]/.test(text.charAt(from - 1)) && /\d/.test(number.charAt(0)))
            from = text.indexOf(number, from + 1); /* "5%" is no part of "12,5%" */
        if (from < 0) {
            into.appendChild(document.createTextNode(text));
            return;
        }
        into.appendChild(document.createTextNode(text.slice(0, from)));
        into.appendChild(element("b", number));
        into.appendChild(document.createTextNode(text.slice(from + number.length)));
    }

    function showLine(section, line, part, figure) {
        var p = element("p", null, ["", "own", "heading"][line[2]]),
            text = element("span"),
            number =
                line[2] !== 1
                    ? ""
                    : line[1].indexOf(figure.number) >= 0
                      ? figure.number
                      : figure.number.split(" ")[0]; /* its unit may be on the next line */
        p.appendChild(element("span", line[0]));
        if (part || line[2] === 1) markQuote(text, line[1], part, number);
        else text.textContent = line[1].replace(/\t+/g, " | ");
        p.appendChild(text);
        section.appendChild(p);
    }

    function showTable(section, table) {
        var made = element("table"),
            own = null;
        table.rows.forEach(function (row) {
            var tr = element("tr", null, row[0] === 0 ? "around" : "");
            row[1].forEach(function (cell) {
                var td = element(row[0] === 3 ? "th" : "td", cell[0], cell[2] ? "own" : "");
                if (cell[1] > 1) td.colSpan = cell[1];
                if (cell[2]) own = td;
                tr.appendChild(td);
            });
            made.appendChild(tr);
        });
        var scroll = element("div", null, "scroll");
        scroll.appendChild(made);
        section.appendChild(scroll);
        if (own) scroll.scrollLeft = Math.max(0, own.offsetLeft + own.offsetWidth - scroll.clientWidth + 40);
    }

    function showContext(figure) {
        var section = empty($("context")),
            context = figure.context;

        var lines = context.lines || [],
            parts = context.table ? [] : quoteParts(lines, figure.quote);
        lines.forEach(function (line, n) {
            showLine(section, line, parts[n], figure);
        });
        if (context.table) showTable(section, context.table);
        if (context.table ? !section.querySelector("td.own") : lines.length === 0)
            showLine(section, [figure.line, figure.quote, 1], null, figure);
        if (!context.lines) section.appendChild(element("p", word("context.none"), "missing"));
    }

    function showPicture(figure) {
        var box = $("picture"),
            has = figure.picture >= 0,
            img = box.querySelector("img");
        box.hidden = !has;
        document.querySelector(".sides").classList.toggle("pictured", has);
        box.classList.remove("large");
        if (!has) {
            img.removeAttribute("src");
            return;
        }
        var told = word("picture", { page: word("place.page", { n: figure.page }), document: figure.document });
        box.querySelector("figcaption").textContent = told;
        img.alt = told;
        if (img.getAttribute("src") !== data.pictures[figure.picture]) img.src = data.pictures[figure.picture];
        img.decode().then(
            function () {
                if (figures[current] === figure) aimPicture();
            },
            function () {
                /* a picture that cannot be shown: its caption says which page it would be */
            }
        );
    }

    /* The figure's place on its page into the middle of what is seen of the picture. */
    function aimPicture() {
        var frame = $("picture").querySelector("button"),
            img = frame.querySelector("img");
        frame.scrollTop = figures[current].down * img.offsetHeight - frame.clientHeight / 2;
    }

    function enlarge() {
        $("picture").classList.toggle("large");
        aimPicture();
    }

    /* To the picture, where it stands below, and back. */
    function lookAtPicture() {
        if ($("picture").hidden) return;
        if (window.scrollY > 0) window.scrollTo(0, 0);
        else $("picture").scrollIntoView();
    }

    function show(i) {
        if (i < 0 || !figures[i] || order.length === 0) return;
        var figure = figures[i],
            before = figures[current],
            state = decided(figure),
            place = empty($("place"));
        if (before && before.item) before.item.firstChild.removeAttribute("aria-current");
        current = i;
        $("fault").textContent = "";
        place.appendChild(
            document.createTextNode(
                [
                    order.indexOf(i) + 1 + "/" + order.length,
                    figure.document,
                    figure.page ? word("place.page", { n: figure.page }) : "",
                    word("place.line", { n: figure.line }),
                    word("place.sure", { n: percent(figure.confidence) })
                ]
                    .filter(Boolean)
                    .join(" · ")
            )
        );
        if (state) {
            place.appendChild(document.createTextNode(" · "));
            var by = state.by || $("by").value.trim();
            place.appendChild(
                element(
                    "span",
                    by ? word("state.by", { state: word("state." + state.verb), by: by, when: state.when }) : word("state." + state.verb),
                    "state " + state.verb
                )
            );
        }
        $("name").textContent = heading(figure);
        showContext(figure);
        showReading(figure);
        showPicture(figure);
        $("note").value = state ? state.note : "";
        if (figure.item) {
            figure.item.firstChild.setAttribute("aria-current", "true");
            figure.item.scrollIntoView({ block: "nearest" });
        }
        if (document.activeElement && document.activeElement !== document.body && document.activeElement.closest("article"))
            document.activeElement.blur();
        window.scrollTo(0, 0);
    }

    /* ---- the reading: fields, chances, other candidates ---- */

    function decisionOf(name) {
        return name.indexOf("period_") === 0 ? "period" : name;
    }

    /* Candidates of an attribute (or of the period) as {set: {attribute: text}, chance}, likeliest first, the reading itself among them. */
    function candidatesOf(figure, decision) {
        return (figure.candidates[decision] || [])
            .map(function (pair) {
                var set = {},
                    ends = pair[0].split("..");
                if (decision === "period") {
                    set.period_start = ends[0];
                    set.period_end = ends.length > 1 ? ends[1] : ends[0];
                } else set[decision] = pair[0];
                return { decision: decision, set: set, chance: pair[1] };
            })
            .sort(function (a, b) {
                return b.chance - a.chance;
            });
    }

    function holds(values, set) {
        return Object.keys(set).every(function (name) {
            return values[name] === set[name];
        });
    }

    function othersOf(figure) {
        if (figure.others) return figure.others;
        var all = [];
        ["indicator", "breakdown", "scope", "period", "kind", "measure", "aggregation"].forEach(function (decision) {
            candidatesOf(figure, decision)
                .filter(function (c) {
                    return !holds(figure.read, c.set) && c.chance >= LEAST;
                })
                .slice(0, 3)
                .forEach(function (c) {
                    all.push(c);
                });
        });
        all.sort(function (a, b) {
            return b.chance - a.chance;
        });
        figure.others = all.slice(0, MOST_OTHERS);
        return figure.others;
    }

    function chanceOf(figure, decision) {
        var own = candidatesOf(figure, decision).filter(function (c) {
            return holds(figure.read, c.set);
        })[0];
        return own ? own.chance : null;
    }

    function shownText(name, text) {
        if (name === "indicator") return indicators[text] ? indicators[text][data.lang === "vi" ? 1 : 2] : text;
        if (name === "value_low" || name === "value_high") return shownNumber(text);
        return data.lists[name] && text !== "" ? word(name + "." + text) : text;
    }

    function shownCandidate(candidate) {
        if (candidate.decision === "period")
            return candidate.set.period_start === candidate.set.period_end
                ? candidate.set.period_start || word("empty")
                : candidate.set.period_start + " – " + candidate.set.period_end;
        return shownText(candidate.decision, candidate.set[candidate.decision]) || word("empty");
    }

    function otherButton(figure, candidate, number) {
        var button = element("button");
        button.type = "button";
        button.appendChild(element("kbd", number));
        button.appendChild(document.createTextNode(" " + shownCandidate(candidate) + " · " + percent(candidate.chance)));
        button.setAttribute("aria-pressed", holds(figure.now, candidate.set));
        button.addEventListener("click", function () {
            takeOther(number - 1);
        });
        return button;
    }

    /* Take a candidate, or give it back when it is taken already. */
    function takeOther(place) {
        var figure = figures[current],
            candidate = figure && othersOf(figure)[place];
        if (!candidate || order.length === 0) return;
        var taken = holds(figure.now, candidate.set);
        Object.keys(candidate.set).forEach(function (name) {
            figure.now[name] = taken ? figure.read[name] : candidate.set[name];
        });
        refresh();
    }

    function refresh() {
        var figure = figures[current];
        $("name").textContent = heading(figure);
        showReading(figure);
    }

    function showReading(figure) {
        var section = empty($("reading")),
            others = othersOf(figure),
            changed = changes(figure);
        ROWS.forEach(function (names) {
            var row = element("div", null, "row"),
                decision = decisionOf(names[0]),
                chance = chanceOf(figure, decision),
                fields = element("div", null, "fields");
            var label = word("attribute." + (names.length > 1 ? names[0].split("_")[0] : names[0]));
            row.appendChild(element("span", label, "label"));
            names.forEach(function (name) {
                fields.appendChild(makeField(figure, name));
            });
            row.appendChild(fields);
            var told = element("span", chance === null ? "" : percent(chance), "chance");
            if (chance !== null) told.title = word("chance", { n: percent(chance) });
            row.appendChild(told);
            var choices = element("div", null, "others");
            others.forEach(function (c, n) {
                if (c.decision === decision) choices.appendChild(otherButton(figure, c, n + 1));
            });
            row.appendChild(choices);
            row.classList.toggle(
                "changed",
                names.some(function (name) {
                    return changed.indexOf(name) >= 0;
                })
            );
            row.classList.toggle("doubtful", chance !== null && chance < DOUBTFUL);
            section.appendChild(row);
        });
        nameAccept(changed.length > 0);
    }

    function nameAccept(corrects) {
        nameButton($("accept"), word(corrects ? "correct" : "accept"), "Enter");
    }

    function nameButton(button, text, key) {
        empty(button).appendChild(document.createTextNode(text + " "));
        button.appendChild(element("kbd", key));
    }

    function makeField(figure, name) {
        var list = { indicator: indicatorOptions, breakdown: nameOptions, scope: nameOptions, unit: nameOptions }[name];
        var field =
            ["qualifier", "kind", "measure", "aggregation"].indexOf(name) >= 0
                ? selectField(figure, name)
                : list
                  ? listField(figure, name, list)
                  : textField(figure, name);
        field.id = "field-" + name;
        field.setAttribute("aria-label", word("attribute." + name));
        return field;
    }

    function afterField(figure, name) {
        var row = $("field-" + name).closest(".row"),
            changed = changes(figure);
        row.classList.toggle(
            "changed",
            ROWS.some(function (names) {
                return (
                    names.indexOf(name) >= 0 &&
                    names.some(function (n) {
                        return changed.indexOf(n) >= 0;
                    })
                );
            })
        );
        nameAccept(changed.length > 0);
        $("name").textContent = heading(figure);
        othersOf(figure).forEach(function (c, n) {
            var button = $("reading").querySelectorAll(".others button");
            Array.prototype.forEach.call(button, function (b) {
                if (b.firstChild.textContent === String(n + 1)) b.setAttribute("aria-pressed", holds(figure.now, c.set));
            });
        });
    }

    function selectField(figure, name) {
        var select = element("select");
        (figure.now[name] === "" ? [""] : []).concat(data.lists[name]).forEach(function (text) {
            var option = element("option", text === "" ? word("empty") : word(name + "." + text));
            option.value = text;
            select.appendChild(option);
        });
        select.value = figure.now[name];
        select.addEventListener("change", function () {
            figure.now[name] = select.value;
            afterField(figure, name);
        });
        return select;
    }

    /* The end of a range or span follows its beginning while both are the same. */
    function textField(figure, name) {
        var input = element("input"),
            number = name.indexOf("value_") === 0,
            twin = { value_low: "value_high", period_start: "period_end" }[name];
        input.value = number ? shownNumber(figure.now[name]) : figure.now[name];
        if (number) input.inputMode = "decimal";
        input.autocomplete = "off";
        input.addEventListener("input", function () {
            var typed = input.value.trim(),
                read = number && typed !== "" ? readNumber(typed) : typed,
                follows = twin && figure.now[twin] === figure.now[name];
            figure.now[name] = read === null ? typed + "?" : read; /* kept as what is no number, so that deciding says so */
            if (follows) {
                figure.now[twin] = figure.now[name];
                $("field-" + twin).value = input.value;
            }
            afterField(figure, name);
        });
        return input;
    }

    function indicatorOptions() {
        return data.lists.indicators.map(function (one) {
            var name = one[data.lang === "vi" ? 1 : 2];
            return {
                value: one[0],
                text: name,
                more: one[0] + " · " + one[3],
                search: fold([one[0], one[1], one[2], one[4]].join(" ")),
                first: fold(name)
            };
        });
    }

    function nameOptions(name) {
        return data.lists[name + "s"].map(function (text) {
            return { value: text, text: text, more: "", search: fold(text), first: fold(text) };
        });
    }

    var optionsOf = Object.create(null);
    function options(name, make) {
        return optionsOf[name] || (optionsOf[name] = make(name));
    }

    /* Options that hold every word typed: those that begin with it first, then those whose own name has it. */
    function matching(list, typed) {
        var query = fold(typed),
            words = query.split(" ");
        return list
            .filter(function (o) {
                return words.every(function (w) {
                    return o.search.indexOf(w) >= 0;
                });
            })
            .map(function (o) {
                return {
                    option: o,
                    rank:
                        o.first.indexOf(query) === 0
                            ? 0
                            : words.every(function (w) {
                                    return o.first.indexOf(w) >= 0;
                                })
                              ? 1
                              : 2
                };
            })
            .sort(function (a, b) {
                return a.rank - b.rank || a.option.first.length - b.option.first.length;
            })
            .slice(0, MOST_MATCHES)
            .map(function (r) {
                return r.option;
            });
    }

    function listField(figure, name, make) {
        var input = element("input");
        input.value = shownText(name, figure.now[name]);
        input.setAttribute("role", "combobox");
        input.setAttribute("aria-controls", "matches");
        input.setAttribute("aria-autocomplete", "list");
        input.setAttribute("aria-expanded", "false");
        input.autocomplete = "off";
        input.title = input.value;
        listBehaviour(figure, name, input, function () {
            return options(name, make);
        });
        return input;
    }

    function closeMatches() {
        var open = document.querySelector(".matches");
        if (!open) return;
        open.parentNode.querySelectorAll("[aria-expanded=true]").forEach(function (input) {
            input.setAttribute("aria-expanded", "false");
            input.removeAttribute("aria-activedescendant");
        });
        open.parentNode.removeChild(open);
    }

    function listBehaviour(figure, name, input, list) {
        var found = [],
            at = -1;
        function select(place) {
            var items = document.querySelectorAll(".matches li");
            at = place;
            if (at >= 0) input.setAttribute("aria-activedescendant", "match-" + at);
            else input.removeAttribute("aria-activedescendant");
            items.forEach(function (item, i) {
                item.setAttribute("aria-selected", i === at);
                item.id = "match-" + i;
                if (i === at) item.scrollIntoView({ block: "nearest" });
            });
        }
        function take(option) {
            figure.now[name] = option.value;
            input.value = option.text;
            closeMatches();
            afterField(figure, name);
        }
        function open() {
            closeMatches();
            found = matching(list(), input.value);
            var box = element("ul", null, "matches");
            box.setAttribute("role", "listbox");
            box.id = "matches";
            found.forEach(function (option) {
                var item = element("li", option.text);
                item.setAttribute("role", "option");
                if (option.more) item.appendChild(element("small", option.more));
                item.addEventListener("mousedown", function (event) {
                    event.preventDefault();
                    take(option);
                });
                box.appendChild(item);
            });
            if (found.length === 0 && name === "indicator") box.appendChild(element("li", word("matches.none")));
            if (!box.firstChild) return;
            input.parentNode.appendChild(box);
            input.setAttribute("aria-expanded", "true");
            select(found.length > 0 && input.value !== "" ? 0 : -1);
        }
        input.addEventListener("input", function () {
            var typed = input.value.trim();
            figure.now[name] = name === "indicator" && typed !== "" ? exact(list(), typed) : typed;
            open();
            afterField(figure, name);
            if (name !== "indicator") select(-1); /* what is typed may be new: a choice of the list is made with the arrows */
        });
        input.addEventListener("keydown", function (event) {
            var shown = document.querySelector(".matches");
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                if (!shown) open();
                else if (found.length > 0)
                    select(
                        (at + (event.key === "ArrowDown" ? 1 : found.length - 1) + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) %
                            found.length
                    );
                event.preventDefault();
            } else if (event.key === "Enter" && shown && at >= 0) {
                take(found[at]);
                event.preventDefault();
                event.stopPropagation();
            } else if (event.key === "Escape" && shown) {
                closeMatches();
                event.stopPropagation();
            }
        });
        input.addEventListener("blur", closeMatches);
    }

    /* The id of the indicator that is typed in full, else text that is none, so that deciding says so. */
    function exact(list, typed) {
        var wanted = fold(typed),
            one = list.filter(function (o) {
                return o.first === wanted || o.value === typed;
            })[0];
        return one ? one.value : typed + "?";
    }

    function focusField(name) {
        var field = $("field-" + name);
        if (!field) return;
        field.focus();
        if (field.select) field.select();
    }

    function leaveField() {
        closeMatches();
        if (document.activeElement && isTyping(document.activeElement)) document.activeElement.blur();
    }

    /* The field to begin a correction with: the least sure one, or the indicator. */
    function edit() {
        var figure = figures[current],
            least = 2,
            name = "indicator";
        if (!figure || order.length === 0) return;
        ROWS.forEach(function (names) {
            var chance = chanceOf(figure, decisionOf(names[0]));
            if (chance !== null && chance < least) {
                least = chance;
                name = names[0];
            }
        });
        focusField(name);
    }

    /* ---- keys ---- */

    function isTyping(target) {
        return target.closest && target.closest("input, select, textarea");
    }

    function onTypingKey(event) {
        if (event.key === "Escape") {
            leaveField();
            event.preventDefault();
        }
        if (event.key === "Enter" && event.target.closest("article") && !event.isComposing) {
            decide("accept");
            event.preventDefault();
        }
        if (event.key === "Enter" && !event.target.closest("article")) leaveField();
    }

    function onKey(event) {
        var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        if ((event.ctrlKey || event.metaKey) && key === "s") {
            event.preventDefault();
            save();
            return;
        }
        if ($("help").open || event.ctrlKey || event.metaKey || event.altKey) return;
        if (isTyping(event.target)) {
            onTypingKey(event);
            return;
        }
        if (key === "Enter" && event.target.closest && event.target.closest("button")) return; /* the button's own */
        var act = {
            Enter: function () {
                decide("accept");
            },
            a: function () {
                decide("accept");
            },
            x: function () {
                decide("reject");
            },
            Delete: function () {
                decide("reject");
            },
            e: edit,
            u: undo,
            p: lookAtPicture,
            r: repeat,
            ArrowDown: function () {
                step(1);
            },
            j: function () {
                step(1);
            },
            ArrowUp: function () {
                step(-1);
            },
            k: function () {
                step(-1);
            },
            n: function () {
                $("note").focus();
            },
            "/": function () {
                $("search").focus();
            },
            "?": help
        }[key];
        if (!act && /^[1-9]$/.test(key))
            act = function () {
                takeOther(+key - 1);
            };
        if (!act || (event.repeat && key !== "ArrowDown" && key !== "ArrowUp")) return;
        event.preventDefault();
        act();
    }

    function help() {
        $("help").showModal();
    }

    /* ---- the beginning ---- */

    function fillWords() {
        document.title = word("title");
        document.querySelectorAll("[data-word]").forEach(function (e) {
            e.textContent = word(e.getAttribute("data-word"));
        });
        [
            ["show", ["all", "open", "accept", "correct", "reject"]],
            ["order", ["doubt", "document"]]
        ].forEach(function (pair) {
            pair[1].forEach(function (value) {
                var option = element("option", word(pair[0] + "." + value));
                option.value = value;
                $(pair[0]).appendChild(option);
            });
        });
        [
            ["reject", "X"],
            ["edit", "E"],
            ["undo", "U"],
            ["back", "↑"],
            ["next", "↓"]
        ].forEach(function (pair) {
            nameButton($(pair[0]), word(pair[0]), pair[1]);
        });
        ["accept", "reject", "other", "edit", "repeat", "leave", "undo", "move", "note", "picture", "search", "save", "help"].forEach(
            function (name) {
                var dt = element("dt");
                dt.appendChild(element("kbd", word("key." + name)));
                $("help-keys").appendChild(dt);
                $("help-keys").appendChild(element("dd", word("does." + name)));
            }
        );
        $("none").textContent = word("none");
        $("search").placeholder = word("search.hint");
    }

    function listen() {
        var click = {
            accept: function () {
                decide("accept");
            },
            reject: function () {
                decide("reject");
            },
            edit: edit,
            undo: undo,
            back: function () {
                step(-1);
            },
            next: function () {
                step(1);
            },
            save: save,
            keys: help,
            open: function () {
                $("picker").click();
            },
            drawer: function () {
                $("drawer").setAttribute("aria-expanded", document.querySelector("nav").classList.toggle("open"));
            }
        };
        Object.keys(click).forEach(function (id) {
            $(id).addEventListener("click", click[id]);
        });
        $("help")
            .querySelector("button")
            .addEventListener("click", function () {
                $("help").close();
            });
        $("picture").querySelector("button").addEventListener("click", enlarge);
        ["search", "show", "order"].forEach(function (id) {
            $(id).addEventListener("input", function () {
                show(fillList(current));
            });
        });
        $("by").addEventListener("input", keep);
        $("picker").addEventListener("change", function () {
            var file = $("picker").files[0];
            $("picker").value = "";
            if (file)
                file.text().then(function (text) {
                    takeFile(file.name, text);
                });
        });
        document.addEventListener("keydown", onKey);
        window.addEventListener("beforeunload", function (event) {
            if (unsaved() > 0) event.preventDefault();
        });
    }

    data.lists.indicators.forEach(function (one) {
        indicators[one[0]] = one;
    });
    figures.forEach(function (f) {
        f.now = Object.assign({}, f.read);
        f.decision = null;
        f.earlier = null;
    });
    fillWords();
    listen();
    data.reviews.forEach(takeRow);
    restore();
    var first = fillList(0),
        open = order.filter(function (i) {
            return !decided(figures[i]);
        })[0];
    show(open === undefined ? first : open);
    count();
})();
