/* Commands: one table, help printed from it and from nowhere else. To add one: a file cmd_NAME.c with a
 * ct_command, and its line in the table of commands.c. */
#ifndef CT_CLI_COMMAND_H
#define CT_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/error.h"
#include "core/lang.h"
#include "core/table.h"

typedef struct {
    const char *name;     /* after "--"                                           */
    char letter;          /* after "-"; 0: none                                   */
    const char *argument; /* what it takes, e.g. "FILE"; NULL: a flag             */
    const char *vi, *en;  /* one line of help                                     */
} ct_option;

enum { CT_MAX_OPTIONS = 24 };

typedef struct {
    const char *line;    /* as typed after "chitieu "                            */
    const char *vi, *en; /* what it does                                         */
} ct_example;

/* Options that depend on each other, so that none is left out in silence. */
typedef struct {
    const char *name; /* given with ...                                       */
    enum { CT_NEEDS, CT_NOT_WITH } how;
    const char *other; /* ... this one: must it be there too, or must it not?  */
} ct_option_rule;

typedef struct {
    ct_arena *arena; /* for whatever the command reads; freed after it */
    ct_lang lang;
    ct_lang
        *speak; /* the language errors are told in; a command that learns its language later writes it here */
    ct_format format;
    char separator;           /* of the cells of CSV                          */
    const char *output;       /* -o, or "-"                                     */
    const char *const *words; /* arguments that are no options                  */
    size_t n_words;
    const struct ct_command *command;
    const char *values[CT_MAX_OPTIONS]; /* by place in the command's options, then the shared ones */
} ct_args;

typedef struct ct_command {
    const char *name, *usage;            /* usage: the arguments after the name */
    const char *summary_vi, *summary_en; /* one line                            */
    const char *details_vi, *details_en; /* the rest of the help                */
    const ct_example *examples;          /* ends with a NULL line; may be NULL  */
    const char *tables; /* it reads or writes, blanks between them; NULL: none. chitieu-tables(5) tells their
                           columns */
    const ct_option *options;    /* ends with a NULL name; may be NULL  */
    const ct_option_rule *rules; /* ends with a NULL name; may be NULL  */
    const char *takes_no;        /* shared options without use here, blanks between them; NULL: takes all */
    void (*more_help)(ct_lang lang, ct_buffer *to); /* help that comes from another table; may be NULL */
    size_t min_words, max_words;
    ct_error (*run)(const ct_args *args);
} ct_command;

extern const ct_command ct_cmd_extract, ct_cmd_plans, ct_cmd_series, ct_cmd_audit, ct_cmd_project,
    ct_cmd_assess, ct_cmd_chart, ct_cmd_report, ct_cmd_run, ct_cmd_catalogue, ct_cmd_export, ct_cmd_schema,
    ct_cmd_review, ct_cmd_replay, ct_cmd_backtest, ct_cmd_init, ct_cmd_doctor, ct_cmd_help;

/* What ends the help of every command and stands in each manual page: NAME or number, and what it means. Both
 * end with a NULL name. */
typedef struct {
    const char *name, *vi, *en;
} ct_meaning;
extern const ct_meaning ct_exit_statuses[], ct_environment[];

/** How many options a command takes, the shared ones with them, and each; NULL for a shared one that the
 * command's own hides or that it does not take. */
size_t ct_command_options(const ct_command *command);
const ct_option *ct_command_option(const ct_command *command, size_t i);

/** The methods of projection, for the help of the commands that take one. */
void ct_project_list_methods(ct_lang lang, ct_buffer *to);

/** Read argv[1..] of a command into args (whose arena must be set). CT_EUSAGE for an unknown option, one that
 * the command does not take or that a rule forbids, a missing or a doubled value, too few or too many words.
 * `help` is set when --help stands among them; then nothing else is checked. */
CT_CHECKED ct_error ct_args_parse(ct_args *args, const ct_command *command, int argc, char **argv,
                                  bool *help);

/** The value of an option, NULL when not given; "" for a flag that is given. The name must be one of the
 * command's or a shared one. */
const char *ct_args_value(const ct_args *args, const char *name);

/** Help of one command, and of the whole program. */
void ct_command_help(const ct_command *command, ct_lang lang, ct_buffer *to);

/* A font of the charts, for the commands that draw them. */
#define CT_OPTION_FONT                                                                                       \
    {                                                                                                        \
        "font", 0, "NAME", "phông chữ của biểu đồ, ví dụ \"Times New Roman\"",                               \
            "the charts' font, for instance \"Times New Roman\""                                             \
    }

#endif
