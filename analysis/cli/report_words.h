/* What the report says beside its tables: wordings, who leads, the report before, and the office's own words.
 */
#ifndef CT_CLI_REPORT_WORDS_H
#define CT_CLI_REPORT_WORDS_H

#include "cli/command.h"
#include "core/table.h"
#include "report/report.h"

typedef struct {
    ct_table *phrases, *departments, *previous; /* previous NULL: none */
    ct_kept_words kept[CT_N_PLACES];            /* in the arena of the command */
    const char *style, *script;                 /* of the HTML page; in the arena of the command */
} ct_report_words;

/** Read sentences.csv, report.css, report.js (those below --templates where it has them) and departments.csv
 * of the program, departments.csv of the project folder after it, assessment.csv of the folder that --since
 * names, and the words between the marks of the first Word report found at `places`.
 * @param project NULL: there is none
 * @param places n of them: files .docx, or folders that may hold a report.docx; none need exist
 * @return CT_OK; CT_EIO (--since names no folder of a run); CT_EDATA (a mark without its end: the words would
 * be lost); CT_EPARSE (a style or script that would end its own element); errors of reading a table or a
 *         document; CT_ENOMEM. `out` is to be cleared whatever happens. */
CT_CHECKED ct_error ct_report_words_read(const ct_args *args, const char *project, const char *const *places,
                                         size_t n, ct_report_words *out);
void ct_report_words_clear(ct_report_words *words);

/** Hand them to a report, which borrows them. */
void ct_report_words_give(const ct_report_words *words, ct_report *report);

#define CT_OPTION_SINCE                                                                                      \
    {                                                                                                        \
        "since", 0, "FOLDER", "thư mục kết quả của báo cáo trước: nêu những gì đã đổi",                      \
            "results of the report before: tell what has changed"                                            \
    }

#define CT_OPTION_TEMPLATES                                                                                  \
    {                                                                                                        \
        "templates", 0, "FOLDER", "câu chữ đã sửa (bản chép một phần của datasets/report)",                  \
            "the office's own wordings (a copy of some of datasets/report)"                                  \
    }

#endif
