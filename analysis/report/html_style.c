/* The look of the HTML report, on a screen, a phone and paper. */
#include <stddef.h>

#include "report/html_style.h"

/* Decree 30/2020/NĐ-CP's page: A4, margins 20 mm above, below and right, 30 mm left, Times New Roman; tables of many columns on landscape
 * pages. */
static const char STYLE[] =
    "@page { size: A4; margin: 20mm 15mm 20mm 30mm; }\n"
    "@page wide { size: A4 landscape; margin: 20mm 15mm; }\n"
    ":root { --ink: #1f2933; --quiet: #5b6770; --line: #cfd6dc; --blue: #12355b; --paper: #fff; }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0; color: var(--ink); background: #eef1f4; font: 16px/1.55 \"Segoe UI\", \"Noto Sans\", \"DejaVu Sans\", Arial, "
    "sans-serif; }\n"
    "main { max-width: 1360px; margin: 24px auto; padding: 40px 48px 56px; background: var(--paper); box-shadow: 0 1px 4px #0002; }\n"
    "h1 { margin: 0; font-size: 28px; line-height: 1.25; color: var(--blue); }\n"
    ".scope { margin: 6px 0 0; color: var(--quiet); font-size: 17px; }\n"
    "header { padding-bottom: 18px; border-bottom: 3px solid var(--blue); }\n"
    "nav ul { margin: 16px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; font-size: 14px; }\n"
    "a { color: #1f5f99; text-decoration: none; } a:hover { text-decoration: underline; }\n"
    "h2 { margin: 40px 0 12px; font-size: 21px; color: var(--blue); }\n"
    "h3 { margin: 26px 0 8px; font-size: 17px; }\n"
    "p { margin: 8px 0; } .note { color: var(--quiet); font-size: 14px; }\n"
    ".scroll { overflow-x: auto; }\n"
    "table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.4; }\n"
    "th, td { padding: 6px 8px; border: 1px solid var(--line); vertical-align: top; text-align: left; }\n"
    "thead th { background: #e8eef4; color: var(--blue); font-weight: 600; vertical-align: middle; text-align: center; }\n"
    "tbody th { font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    "tbody tr:nth-child(even) { background: #f8fafb; }\n"
    ".targets td, .targets th { font-size: 13px; padding: 5px 6px; } .targets tbody th { min-width: 140px; }\n"
    ".nb { white-space: nowrap; } .verdict { font-weight: 600; } td.v { min-width: 112px; }\n"
    ".v1 .verdict, .v2 .verdict { color: #1b6b3a; } .v3 .verdict { color: #8a5a00; } .v4 .verdict { color: #a32020; } .v5 .verdict, "
    ".v6 .verdict { color: var(--quiet); }\n"
    ".v1 { border-left: 4px solid #1b6b3a; } .v2 { border-left: 4px solid #1b6b3a; } .v3 { border-left: 4px dashed #c98a10; } .v4 { "
    "border-left: 4px double #a32020; }\n"
    ".why { display: block; font-weight: 400; color: var(--quiet); font-size: 12.5px; }\n";
static const char WIDGET_STYLE[] =
    "sup a { padding: 0 1px; } sup { line-height: 0; }\n"
    ".tall { max-height: 86vh; overflow: auto; border: 1px solid var(--line); } .tall table { border-collapse: separate; border-spacing: 0; }\n"
    ".tall th, .tall td { border-width: 0 1px 1px 0; } .tall thead th { position: sticky; top: 0; z-index: 2; }\n"
    ".tall tbody th { position: sticky; left: 0; z-index: 1; background: var(--paper); max-width: 240px; } .tall thead th:nth-child(2) { left: 0; z-index: 3; }\n"
    ".lead-text p:first-of-type { font-size: 19px; font-weight: 600; } .mark { color: var(--quiet); font-size: 13px; border-left: 3px solid #c98a10; "
    "padding-left: 10px; } .hint { font-style: italic; }\n"
    "tr:target, article:target { outline: 3px solid #c98a10; outline-offset: -3px; } .back { font-size: 13px; }\n"
    "figure.small-screen { display: none; } "
    "figure { margin: 0; } figure svg { display: block; max-width: 100%; height: auto; }\n"
    ".pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 560px), 1fr)); gap: 24px; align-items: start; }\n"
    ".indicator { margin: 0 0 34px; padding-top: 4px; border-top: 1px solid var(--line); } .says { max-width: 78ch; }\n"
    "@media (min-width: 1100px) { .lead { display: grid; grid-template-columns: minmax(0, 800px) minmax(0, 1fr); gap: 28px; align-items: "
    "center; } }\n"
    "details { margin: 8px 0; } summary { cursor: pointer; color: #1f5f99; }\n"
    ".level { white-space: nowrap; font-weight: 600; } .level2 { color: #a32020; } .level1 { color: #8a5a00; }\n"
    "td.quote { min-width: 220px; } .sources td, .sources th { font-size: 13px; } tr:target { background: #fff3c4 !important; }\n"
    ".tools { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; font-size: 14px; } .tools[hidden] { display: none; }\n"
    ".tools input, .tools select { font: inherit; padding: 4px 8px; border: 1px solid #9aa5ae; border-radius: 4px; } .hint, #shown { "
    "color: "
    "var(--quiet); }\n"
    "th.sorts { cursor: pointer; } th.sorts:hover, th.sorts:focus-visible { background: #d5e2ee; } th[aria-sort=ascending]::after { "
    "content: "
    "\" ▲\"; } th[aria-sort=descending]::after { content: \" ▼\"; }\n"
    "body.live td[data-s] { cursor: pointer; } body.live td[data-s]:hover, td[data-s]:focus-visible { background: #fff3c4; }\n"
    "dialog { max-width: 640px; border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 30px #0004; padding: 20px 24px; } "
    "dialog blockquote { margin: 6px 0 14px; padding-left: 12px; border-left: 3px solid var(--blue); } dialog dt { font-weight: 600; } "
    "dialog "
    "dd { margin: 0 0 6px; } dialog dl { margin: 0; }\n";
/* A phone: each target is a card headed by its name, each figure beside the name of its column; charts keep a size at which they can be read. */
static const char PHONE_STYLE[] =
    "@media screen and (max-width: 700px) {\n"
    "  main { margin: 0; padding: 16px 14px 40px; } h1 { font-size: 22px; } .tall { max-height: none; border: 0; }\n"
    "  table.cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; width: auto; max-width: none; } .cards thead { display: none; }\n"
    "  .cards tr { margin: 0 0 14px; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; background: var(--paper); } .cards tr[hidden] { "
    "display: none; }\n"
    "  .cards tbody th, .tall.scroll tbody th { position: static; max-width: none; padding: 8px 10px; background: #e8eef4; border: 0; font-size: 15px; } .cards td { display: flex; "
    "justify-content: space-between; gap: 14px; padding: 5px 10px; border: 0; border-top: 1px solid var(--line); font-size: 14px; text-align: right; }\n"
    "  .cards td::before { content: attr(data-l); color: var(--quiet); text-align: left; flex: none; max-width: 45%; } .cards td.none, .cards td.count { "
    "display: none; }\n"
    "  .cards td.quote { display: block; text-align: left; min-width: 0; } .cards td.quote::before { display: block; }\n"
    "  figure { overflow-x: auto; max-width: calc(100vw - 28px); } .lead { min-width: 0; } #findings { overflow-x: auto; } figure svg { width: 640px; max-width: none; } .indicator table { font-size: 13px; } td, th { overflow-wrap: anywhere; }\n"
    "}\n";
static const char PRINT_STYLE[] =
    "@media screen and (max-width: 480px) { figure.wide-screen { display: none; } figure.small-screen { display: block; overflow: visible; margin: 0 -8px; max-width: none; } "
    "figure.small-screen svg { width: 100%; max-width: 100%; } }\n"
    "@media print {\n"
    "  .tools, dialog { display: none !important; } tr[hidden] { display: none; }\n"
    "  body { background: none; font: 12pt/1.35 \"Times New Roman\", \"Liberation Serif\", serif; }\n"
    "  main { max-width: none; margin: 0; padding: 0; box-shadow: none; } nav { display: none; } a { color: inherit; }\n"
    "  h1 { font-size: 18pt; } h2 { font-size: 15pt; margin-top: 14pt; } h3 { font-size: 12.5pt; margin: 10pt 0 4pt; } h2, h3 { "
    "break-after: avoid; }\n"
    "  table { font-size: 10pt; } .targets td, .targets th, .sources td, .sources th { font-size: 9pt; line-height: 1.25; }\n"
    "  th, td, .targets td, .targets th { padding: 2.5pt 3pt; } thead { display: table-header-group; } .why { font-size: 8.5pt; }\n"
    "  .targets tbody th { min-width: 36mm; } td.v { min-width: 27mm; } td.quote { min-width: 0; } .scroll { overflow: visible; } .wide { "
    "page: wide; }\n"
    "  .targets thead th { font-size: 8.5pt; } .note { font-size: 10.5pt; } tr, figure, .indicator { break-inside: avoid; }\n"
    "  .lead { display: block; } figure svg { max-width: 132mm; margin: 0 auto; } .indicator { border: 0; margin: 0 0 8pt; padding: 0; } "
    ".says { max-width: none; }\n"
    "  details:not([open]) { display: none; } summary { color: inherit; }\n"
    "}\n";

/* Paper has room for the plan's own targets only; the screen keeps the rest. */
static const char PAPER_STYLE[] =
    "@media print {\n"
    "  .aside, #targets .tall, #targets h3, .back { display: none; } .tall { max-height: none; overflow: visible; border: 0; } .tall thead th, .tall tbody th { position: "
    "static; max-width: none; } .tall table { border-collapse: collapse; } .tall th, .tall td { border-width: 1px; }\n"
    "  .fields { columns: 2; column-gap: 8mm; } .fields .indicator figure svg { max-width: 100%; } .fields .says, .pictures { font-size: 10.5pt; } .pictures { "
    "grid-template-columns: 1fr 1fr; } .pictures figure svg { max-width: 100%; } .form td, .form th { font-size: 8.5pt; line-height: 1.2; } .sources td, "
    ".sources th { font-size: 8pt !important; line-height: 1.15; }\n"
    "}\n";

const char *const ct_html_style[] = { STYLE, WIDGET_STYLE, PHONE_STYLE, PRINT_STYLE, PAPER_STYLE, NULL };
