/* The styles of the HTML report. */
#ifndef CT_REPORT_HTML_STYLE_H
#define CT_REPORT_HTML_STYLE_H

/** CSS in pieces, the last one NULL; none of it fetches anything. */
extern const char *const ct_html_style[];

#endif
