"use strict";
(function () {
  var rows = Array.prototype.slice.call(document.querySelectorAll("table.targets tbody tr"));
  var search = document.getElementById("search"), filter = document.getElementById("filter"), shown = document.getElementById("shown");
  var dialog = document.getElementById("source"), box = document.getElementById("source-text");

  // Lower case without accents, as people type names: "thu ngan sach" finds "Thu ngân sách".
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  }
  var texts = rows.map(function (row) { return fold(row.textContent); });

  function apply() {
    var words = fold(search.value).split(" "), wanted = filter.value, n = 0;
    rows.forEach(function (row, i) {
      var cell = row.querySelector("td.v");
      var fits = words.every(function (word) { return texts[i].indexOf(word) >= 0; }) && (wanted === "" || cell.classList.contains("v" + wanted));
      row.hidden = !fits;
      if (fits) { n++; }
    });
    shown.textContent = n + "/" + rows.length;
  }

  function key(cell) {
    var value = cell.getAttribute("data-v");
    if (value !== null) { return Number(value); }
    return cell.cellIndex === 0 ? Number(cell.textContent) : fold(cell.textContent);
  }

  // Empty cells stay last both ways; equal ones keep their order.
  function sort(head) {
    var table = head.closest("table"), body = table.tBodies[0], column = head.cellIndex;
    var down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    var list = Array.prototype.slice.call(body.rows).map(function (row, i) { return { row: row, key: key(row.cells[column]), at: i }; });
    list.sort(function (a, b) {
      var none = (a.key === "–" || a.key === "") - (b.key === "–" || b.key === "");
      if (none !== 0) { return none; }
      if (typeof a.key !== typeof b.key) { return typeof a.key === "number" ? -1 : 1; }
      var order = typeof a.key === "number" ? a.key - b.key : a.key.localeCompare(b.key);
      return order !== 0 ? down * order : a.at - b.at;
    });
    list.forEach(function (item) { body.appendChild(item.row); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
  }

  function add(list, name, text) {
    var dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    dd.textContent = text;
    list.appendChild(dt);
    list.appendChild(dd);
  }

  // The annex holds what is shown: figure, document, page, line, quote.
  function show(cell) {
    var heads = document.querySelectorAll("table.sources thead th");
    box.textContent = "";
    cell.getAttribute("data-s").split(" ").forEach(function (number) {
      var entry = document.getElementById("source-" + number), list = document.createElement("dl"), quote = document.createElement("blockquote");
      if (!entry) { return; }
      for (var i = 1; i <= 4; i++) { add(list, heads[i].textContent, entry.cells[i].textContent); }
      quote.textContent = entry.cells[5].textContent;
      box.appendChild(list);
      box.appendChild(quote);
    });
    dialog.showModal();
  }

  function act(element, what) {
    element.tabIndex = 0;
    element.addEventListener("click", function (event) { if (!event.target.closest("a")) { what(element); } });
    element.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); what(element); }
    });
  }

  document.body.classList.add("live");
  document.querySelectorAll("table.targets thead th").forEach(function (head) { head.classList.add("sorts"); act(head, sort); });
  document.querySelectorAll("td[data-s]").forEach(function (cell) { act(cell, show); });
  document.querySelectorAll(".tools").forEach(function (tools) { tools.hidden = false; });
  if (search) {
    search.addEventListener("input", apply);
    filter.addEventListener("change", apply);
    apply();
  }
  // Entries inside a closed part of the annex open when a link leads to them; all of it is open on paper.
  window.addEventListener("hashchange", function () {
    var entry = document.getElementById(location.hash.slice(1));
    for (var part = entry; part; part = part.parentElement) { if (part.tagName === "DETAILS") { part.open = true; } }
    if (entry) { entry.scrollIntoView(); }
  });
})();
