/* The script inside the HTML report: sorting, filtering, search without accents, the source of a figure on a click. */
#ifndef CT_REPORT_HTML_SCRIPT_H
#define CT_REPORT_HTML_SCRIPT_H

extern const char *const ct_html_script[]; /* its lines, NULL-terminated */

#endif
