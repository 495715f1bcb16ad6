#include <csv.h>
#include <gsl/gsl_version.h>
#include <nettle/version.h>
#include <stdio.h>
#include <utf8proc.h>
#ifdef CHITIEU_HAVE_WORD
#include <expat.h>
#include <zip.h>
#endif
#ifdef CHITIEU_HAVE_HTML
#include <libxml/xmlversion.h>
#endif
#ifdef CHITIEU_HAVE_JSON
#include <jansson.h>
#endif
#ifdef CHITIEU_HAVE_XLSX
#include <xlsxwriter.h>
#endif
#ifdef CHITIEU_HAVE_SQLITE
#include <sqlite3.h>
#endif

#include "cli/commands.h"

#ifdef __clang__
#define COMPILER "" /* its version says its name */
#else
#define COMPILER "GCC "
#endif
#define TEXT_OF(x) #x
#define TEXT(x)    TEXT_OF(x)

/* What the program is made of; built: of the headers it was compiled with, running: of the library that is
 * loaded, where it can be asked. */
typedef struct {
    const char *name, *built, *running, *licence, *vi, *en;
} part;

static void print_part(const part *p, ct_lang lang, ct_buffer *to)
{
    const char *running = p->running != NULL ? p->running : p->built;

    if (p->built == NULL)
        ct_buffer_printf(to,
                         ct_l(lang, "  %-13s %-10s %-19s không có: %s\n", "  %-13s %-10s %-19s not in: %s\n"),
                         p->name, "-", p->licence, ct_l(lang, p->vi, p->en));
    else
        ct_buffer_printf(to, "  %-13s %-10s %-19s %s\n", p->name, running, p->licence,
                         ct_l(lang, p->vi, p->en));
}

static void print_parts(ct_lang lang, ct_buffer *to)
{
    const part parts[] = {
        { "gsl", GSL_VERSION, gsl_version, "GPL-3.0-or-later", "dự báo: khớp, tối ưu, phân bố, số ngẫu nhiên",
          "projections: fits, optimisation, distributions, random numbers" },
        { "libcsv", TEXT(CSV_MAJOR) "." TEXT(CSV_MINOR) "." TEXT(CSV_RELEASE), NULL, "LGPL-2.1-or-later",
          "đọc CSV", "CSV in" },
        { "utf8proc",
          TEXT(UTF8PROC_VERSION_MAJOR) "." TEXT(UTF8PROC_VERSION_MINOR) "." TEXT(UTF8PROC_VERSION_PATCH),
          utf8proc_version(), "MIT", "chữ Unicode", "Unicode text" },
        { "nettle", TEXT(NETTLE_VERSION_MAJOR) "." TEXT(NETTLE_VERSION_MINOR), NULL, "LGPL-3.0-or-later",
          "SHA-256 của tệp", "SHA-256 of files" },
#ifdef CHITIEU_HAVE_WORD
        { "libzip", LIBZIP_VERSION, zip_libzip_version(), "BSD-3-Clause", "tệp Word, Excel, OpenDocument",
          "Word, Excel and OpenDocument files" },
        { "expat", TEXT(XML_MAJOR_VERSION) "." TEXT(XML_MINOR_VERSION) "." TEXT(XML_MICRO_VERSION), NULL,
          "MIT", "XML trong các tệp ấy, và của pdftotext", "XML in those files, and of pdftotext" },
#else
        { "libzip, expat", NULL, NULL, "BSD-3-Clause, MIT", "tệp Word, Excel, OpenDocument, PDF",
          "Word, Excel, OpenDocument and PDF files" },
#endif
#ifdef CHITIEU_HAVE_HTML
        { "libxml2", LIBXML_DOTTED_VERSION, NULL, "MIT", "trang web", "web pages" },
#else
        { "libxml2", NULL, NULL, "MIT", "trang web", "web pages" },
#endif
#ifdef CHITIEU_HAVE_JSON
        { "jansson", JANSSON_VERSION, jansson_version_str(), "MIT", "JSON", "JSON" },
#else
        { "jansson", NULL, NULL, "MIT", "JSON", "JSON" },
#endif
#ifdef CHITIEU_HAVE_XLSX
        { "libxlsxwriter", LXW_VERSION, lxw_version(), "BSD-2-Clause", "ghi sổ Excel",
          "Excel workbooks out" },
#else
        { "libxlsxwriter", NULL, NULL, "BSD-2-Clause", "ghi sổ Excel", "Excel workbooks out" },
#endif
#ifdef CHITIEU_HAVE_SQLITE
        { "sqlite3", SQLITE_VERSION, sqlite3_libversion(), "public domain", "cơ sở dữ liệu một tệp",
          "databases of one file out" },
#else
        { "sqlite3", NULL, NULL, "public domain", "cơ sở dữ liệu một tệp", "databases of one file out" },
#endif
    };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) print_part(&parts[i], lang, to);
}

static void print_line(ct_buffer *to)
{
    ct_buffer_printf(to, "GSL %s", GSL_VERSION);
#ifdef CHITIEU_HAVE_WORD
    ct_buffer_text(to, ", Word, Excel and OpenDocument in (libzip, expat)");
#else
    ct_buffer_text(to, ", no Word, Excel and OpenDocument in");
#endif
#ifdef CHITIEU_HAVE_HTML
    ct_buffer_text(to, ", web pages (libxml2)");
#else
    ct_buffer_text(to, ", no web pages");
#endif
#ifdef CHITIEU_HAVE_JSON
    ct_buffer_text(to, ", JSON (jansson)");
#else
    ct_buffer_text(to, ", no JSON");
#endif
#ifdef CHITIEU_HAVE_XLSX
    ct_buffer_text(to, ", Excel out (libxlsxwriter)\n");
#else
    ct_buffer_text(to, ", no Excel out\n");
#endif
}

void ct_version_print(bool verbose, ct_lang lang, ct_buffer *to)
{
    ct_buffer_printf(to, "chitieu %s\n", CHITIEU_VERSION);
    if (verbose) {
        ct_buffer_printf(
            to,
            ct_l(lang, "Biên dịch: %s, C%ld\nThư viện đi cùng (tên, phiên bản, giấy phép, để làm gì):\n",
                 "Built with: %s, C%ld\nLibraries it is linked with (name, version, licence, use):\n"),
            COMPILER __VERSION__, (__STDC_VERSION__ / 100) % 100);
        print_parts(lang, to);
        ct_buffer_text(
            to, ct_l(lang, "Chương trình nó gọi: chitieu doctor\n", "Programs it starts: chitieu doctor\n"));
    } else {
        print_line(to);
    }
    ct_buffer_text(to, ct_l(lang, "Giấy phép: GPL-3.0-or-later\n", "Licence: GPL-3.0-or-later\n"));
}
