/* libchitieu: from planning documents to annual series, projections and the gap to each target. This is the
 * whole public interface; it stays the same within a major version (semver.org), and what is added keeps old
 * programs working.
 *
 * Every stage is a function from tables to tables. A table is what the program reads and writes as CSV: its
 * columns are told in chitieu-tables(5) and docs/formats.md, and are found by their names. All text is UTF-8.
 *
 * Ownership: what a function gives through its first argument is the caller's and is freed by the function
 * named at its type; it is NULL after an error. Everything else is borrowed until the thing it came from is
 * freed. Errors: a function that can fail returns its status and, unless `error` is NULL, says there what is
 * wrong and what to do, in both languages. Threads: one chitieu serves one thread at a time; any number may
 * be open. The library reads no environment, prints nothing and ends no process, but chitieu_open() turns off
 * the handler of the GNU Scientific Library that would (gsl_set_error_handler_off()). */
#ifndef CHITIEU_CHITIEU_H
#define CHITIEU_CHITIEU_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CHITIEU_OK,
    CHITIEU_EUSAGE,   /* a name, year or option that does not exist or is out of range            */
    CHITIEU_EIO,      /* a file could not be opened, read or written                              */
    CHITIEU_EPARSE,   /* text that does not follow its format                                     */
    CHITIEU_EDATA,    /* well-formed values that cannot be worked with                            */
    CHITIEU_ENUMERIC, /* a computation gave no finite result                                      */
    CHITIEU_ETOOL,    /* a program that is needed (pdftotext, tesseract, ...) is missing or failed */
    CHITIEU_ENOMEM
} chitieu_status;

typedef struct {
    chitieu_status status;
    long line;      /* 1-based line of the file; 0 when there is none */
    char file[256]; /* as the caller named it; "" when there is none  */
    char en[640];   /* what is wrong; what to do                      */
    char vi[640];
} chitieu_error;

typedef struct chitieu chitieu; /* what is known of indicators, units, wordings and rules; chitieu_close()  */
typedef struct chitieu_table chitieu_table; /* rows of one of the tables; chitieu_table_free() */

/** The version of the library, "MAJOR.MINOR.PATCH"; static text. */
const char *chitieu_version(void);

/** Read the knowledge.
 * @param data_folder the program's data folder, with catalogue/ in it: PREFIX/share/chitieu (pkg-config
 * --variable=datadir chitieu)
 * @param own_catalogue a file of indicators of one's own, as --catalogue takes; NULL: none
 * @return CHITIEU_OK, _EIO, _EPARSE (with file and line), _ENOMEM */
chitieu_status chitieu_open(chitieu **out, const char *data_folder, const char *own_catalogue,
                            chitieu_error *error);
void chitieu_close(chitieu *library); /* NULL is fine */

/** Find every figure in a document.
 * @param observations of table "observations"; its rows are in the order of the document's lines
 * @param path .docx, .odt, .pdf, .xlsx, .ods, .html, .csv, .txt, a scan, ...; other programs read some of
 * them (chitieu doctor lists them)
 * @param scope the territory of figures that name none; "" for unknown
 * @return CHITIEU_OK, _EIO, _EDATA (empty, encrypted, no document), _EPARSE (damaged), _ETOOL, _ENOMEM */
chitieu_status chitieu_extract(chitieu *library, chitieu_table **observations, const char *path,
                               const char *scope, chitieu_error *error);

/** Build annual series and targets.
 * @param series, targets of tables "series" and "targets"; targets may be NULL: not wanted
 * @param history of table "history", or NULL
 * @return CHITIEU_OK, _EDATA, _ENOMEM */
chitieu_status chitieu_series(chitieu *library, chitieu_table **series, chitieu_table **targets,
                              const chitieu_table *observations, const chitieu_table *history,
                              chitieu_error *error);

/** Project every series.
 * @param projections of table "projections", a row a series and year: median, 80 % and 95 % interval in the
 * series' unit
 * @param until last year, at most 50 past a series' last value; a series that reaches it gets no rows
 * @param method a name of chitieu project --help; NULL or "": auto
 * @return CHITIEU_OK, _EUSAGE (method, until), _EDATA (years not ascending, with the row's line), _ENUMERIC,
 * _ENOMEM */
chitieu_status chitieu_project(chitieu *library, chitieu_table **projections, const chitieu_table *series,
                               long until, const char *method, chitieu_error *error);

/** Measure the gap to every target.
 * @param assessment of table "assessment", one row a target in the targets' order
 * @param projections may be NULL: then nothing projected is told
 * @return CHITIEU_OK, _EDATA, _ENOMEM */
chitieu_status chitieu_assess(chitieu *library, chitieu_table **assessment, const chitieu_table *series,
                              const chitieu_table *targets, const chitieu_table *projections,
                              chitieu_error *error);

/** Read a table from CSV in memory.
 * @param name "observations", "history", "series", "targets" or "projections"
 * @param file how errors name it
 * @return CHITIEU_OK, _EUSAGE (another name), _EPARSE (with the line), _ENOMEM */
chitieu_status chitieu_table_read(chitieu_table **out, const char *name, const char *csv, size_t n,
                                  const char *file, chitieu_error *error);

/** A table as text, of n bytes and a zero byte; freed by chitieu_free().
 * @param format "csv" or "json"
 * @return CHITIEU_OK, _EUSAGE (another format, or JSON is not built in), _ENOMEM */
chitieu_status chitieu_table_write(const chitieu_table *table, const char *format, char **text, size_t *n,
                                   chitieu_error *error);

size_t chitieu_table_rows(const chitieu_table *table);
size_t chitieu_table_columns(const chitieu_table *table);
const char *chitieu_table_column_name(const chitieu_table *table, size_t column); /* NULL past the last */

/** The place of a column by its name; chitieu_table_columns() when there is none. */
size_t chitieu_table_column(const chitieu_table *table, const char *name);

/** A number (a value, a year, a line); NaN for an empty cell, a cell that is no number, or one outside the
 * table. */
double chitieu_table_number(const chitieu_table *table, size_t row, size_t column);

/** A cell as CSV has it, without quotes; freed by chitieu_free(). NULL when out of memory or outside the
 * table. */
char *chitieu_table_text(const chitieu_table *table, size_t row, size_t column);

void chitieu_table_free(chitieu_table *table); /* NULL is fine */
void chitieu_free(void *text);                 /* NULL is fine */

#ifdef __cplusplus
}
#endif

#endif
