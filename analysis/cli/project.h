/* A project folder: chitieu.conf, documents/, history.csv or other files of history. */
#ifndef CT_CLI_PROJECT_H
#define CT_CLI_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "core/lang.h"
#include "report/office.h"

typedef enum {
    CT_LEFT_BESIDE,  /* a file beside documents/ that looks like a document or figures */
    CT_LEFT_FOLDER,  /* a folder among the documents                                   */
    CT_LEFT_BROKEN,  /* a link whose end is missing                                    */
    CT_LEFT_OUTSIDE, /* a link that leads out of the project folder                    */
    CT_LEFT_SPECIAL  /* a pipe, a socket, a device                                     */
} ct_left_why;

typedef struct {
    const char *path;
    ct_left_why why;
} ct_left;

typedef struct {
    const char *folder;
    const char *title, *scope; /* "" when not given                                              */
    long plan_start, plan_end; /* 0 when not given                                         */
    const char *plan;   /* names of the plan of record and of what is one plan with it, separated by ';'; ""
                           when not given */
    long until;         /* last year to project; 0 when not given                         */
    const char *method; /* "" : the default                                               */
    const char *priors; /* "none" or a file in the folder; "" when not given              */
    const char *font;   /* of the charts; "" when not given                               */
    unsigned images;    /* a set of CT_IMAGE_... of every chart; 0 when not given         */
    const char *ocr;    /* never, auto or always; NULL when not given                     */
    ct_letter letter;   /* of the Word report; members "" when not given                   */
    bool has_lang;
    ct_lang lang;               /* of the report, when has_lang                                   */
    const char *conf;           /* path of chitieu.conf, or NULL                                  */
    const char *const *history; /* n_history paths: of the key history, else history.csv, history.xlsx, ... */
    size_t n_history;
    const char *history_key; /* that key: names of files in the folder, separated by ';'; "" when not given */
    const char *names;       /* path of names.csv, or NULL                                     */
    const char *reviews;     /* path of reviews.csv, or NULL                                   */
    const ct_left *left;     /* n_left things that are not read, each for its reason           */
    size_t n_left;
    const char *const *documents; /* n_documents paths, sorted                                      */
    size_t n_documents;
} ct_project_folder;

/* A key of chitieu.conf: what stands in help, manual and in the file that chitieu init writes. */
typedef struct {
    const char *key, *value; /* value: what it takes, e.g. "YEAR"                    */
    const char *vi, *en;     /* what it is for                                       */
    const char *sample;      /* of the sample project                                */
    bool set;                /* it is set there; else it stands there as a comment   */
} ct_conf_key;

/** The keys in their order; NULL past the last. */
const ct_conf_key *ct_conf_key_at(size_t i);

/** Read a project folder; strings live in the arena. Without a folder documents/ the documents are the
 * folder's own files, but for chitieu.conf, .csv and .md files, those of its history, and those that a run
 * wrote there by its run.json. Lock files and other litter of office programs and file managers are passed
 * over.
 * @param follow read links that lead out of the project folder
 * @return CT_OK; CT_EIO; CT_EPARSE (chitieu.conf: unknown key, repeated key, bad value; with its line);
 * CT_EDATA (nothing in it to read) */
CT_CHECKED ct_error ct_project_folder_read(ct_arena *arena, const char *folder, bool follow,
                                           ct_project_folder *out);

#endif
