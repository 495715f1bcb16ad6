#!/usr/bin/env python3
"""Every figure written on a drawn chart stands in the tables: in the chart's own CSV, or in the assessment of its indicator.

usage: check-charts.py RUN-FOLDER [vi|en]      the folder of `chitieu run`
A figure may be rounded to the places shown and told in thousands, millions or billions. Years, ticks of the axes (texts that are a bare number, in trajectories) and
the line of sources are not looked at.
"""
import csv
import os
import re
import sys
import xml.etree.ElementTree as ET

SCALES = (1, 1e3, 1e6, 1e9, 0.01)  # as it is, thousands ... , and a share told in percent


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def numbers(row):
    for cell in row.values():
        try:
            yield float(cell)
        except (TypeError, ValueError):
            pass


def shown(text, lang):
    """The figures of a text: value and places after the mark."""
    mark, group = (",", ".") if lang == "vi" else (".", ",")
    pattern = r"(?<![\w.,])\d{1,3}(?:\%s\d{3})+(?:\%s\d+)?|(?<![\w.,])\d+(?:\%s\d+)?" % (group, mark, mark)
    for found in re.findall(pattern, text):
        plain = found.replace(group, "").replace(mark, ".")
        yield found, float(plain), len(plain.split(".")[1]) if "." in plain else 0


def known(value, places, table):
    return any(abs(value * s - abs(v)) <= 0.5000001 * 10 ** -places * s for v in table for s in SCALES)


def texts(path):
    """The texts of an SVG above its line of sources."""
    found = []
    for element in ET.parse(path).iter():
        if not element.tag.endswith("}g"):
            continue
        place = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        words = "".join("".join(t.itertext()) for t in element if t.tag.endswith("}text")).strip()
        if place and words:
            found.append((float(place.group(2)), words))
    foot = min([y for y, words in found if words.startswith(("Số liệu đến năm", "Data up to"))] or [float("inf")])
    return [words for y, words in found if y < foot - 1]


def main():
    run, lang = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "vi"
    assessed, series = rows(os.path.join(run, "assessment.csv")), rows(os.path.join(run, "series.csv"))
    faults, checked, charts = [], 0, 0
    for name in sorted(os.listdir(os.path.join(run, "charts"))):
        if not name.endswith(".svg"):
            continue
        chart, charts = name[:-4], charts + 1
        own = rows(os.path.join(run, "charts", chart + ".csv"))
        trajectory = bool(own) and "lo80" in own[0]
        table = [v for row in own for v in numbers(row)]
        table += [v for row in assessed if not trajectory or chart.startswith(row["indicator"]) for v in numbers(row)]
        table += [float(len(own))] if not trajectory else []
        table += [float(d) for row in series if row["name"] and chart.startswith(row["indicator"]) for d in re.findall(r"\d+", row["name"] + " " + row["breakdown"])]
        for words in texts(os.path.join(run, "charts", name)):
            bare = re.fullmatch(r"[-−]?[\d.,]+%?", words)
            if (trajectory and bare) or words.startswith(("Khoảng", "Kế hoạch", "Plan ")) or words.endswith("interval"):
                continue
            if not trajectory and chart.startswith("board") and re.match(r"\d+ (chỉ tiêu|targets)|\d+ chưa", words):
                continue  # counts of targets, told in the title
            words = re.sub(r"(/|per |trên )10{0,2}[.,]000", "", words)  # beds to 10,000 people: a unit
            for text, value, places in shown(words, lang):
                if places == 0 and 1900 <= value <= 2200 and "." not in text and "," not in text:
                    continue
                checked += 1
                if not known(value, places, table):
                    faults.append("%s: %s in '%s' stands in no table" % (chart, text, words))
    for fault in faults:
        print(fault)
    print("%d charts, %d figures, %d faults" % (charts, checked, len(faults)))
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
