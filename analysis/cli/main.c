/* chitieu: one program, a table of commands. Only here are errors printed and the exit status chosen: 0 done, 1 failed, 2 wrong usage, 3 done but for documents that
 * could not be read. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "core/ending.h"
#include "core/memory.h"

static const ct_command *const commands[] = {
    &ct_cmd_run,    &ct_cmd_plans, &ct_cmd_extract, &ct_cmd_review, &ct_cmd_series, &ct_cmd_audit,     &ct_cmd_project,
    &ct_cmd_backtest, &ct_cmd_assess, &ct_cmd_replay, &ct_cmd_chart, &ct_cmd_report, &ct_cmd_catalogue,
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static const ct_command *find(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

/* The language when --lang does not say: Vietnamese where the user's locale is, else English. */
static ct_lang usual_language(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') return strncmp(value, "vi", 2) == 0 ? CT_VI : CT_EN;
    }
    return CT_EN;
}

static void print_help(ct_lang lang, FILE *to)
{
    fputs(ct_l(lang,
               "chitieu: từ văn bản kế hoạch đến chỉ tiêu, dự báo, khoảng cách, biểu đồ và báo cáo\n\nCách dùng: chitieu LỆNH [TUỲ "
               "CHỌN...] [TỆP...]\n\n",
               "chitieu: from planning documents to targets, projections, gaps, charts and a report\n\nUsage: chitieu COMMAND [OPTION...] "
               "[FILE...]\n\n"),
          to);
    for (size_t i = 0; i < N_COMMANDS; i++)
        fprintf(to, "  %-11s%s\n", commands[i]->name, lang == CT_VI ? commands[i]->summary_vi : commands[i]->summary_en);
    fputs(ct_l(lang, "\nXem thêm: chitieu LỆNH --help, chitieu --version\n", "\nMore: chitieu COMMAND --help, chitieu --version\n"), to);
}

static void print_version(void)
{
    printf("chitieu %s\n", CHITIEU_VERSION);
    printf("GSL %s", GSL_VERSION);
#ifdef CHITIEU_HAVE_WORD
    printf(", Word, Excel and OpenDocument in (libzip, expat)");
#else
    printf(", no Word, Excel and OpenDocument in");
#endif
#ifdef CHITIEU_HAVE_HTML
    printf(", web pages (libxml2)");
#else
    printf(", no web pages");
#endif
#ifdef CHITIEU_HAVE_JSON
    printf(", JSON (jansson)");
#else
    printf(", no JSON");
#endif
#ifdef CHITIEU_HAVE_XLSX
    printf(", Excel out (libxlsxwriter)\n");
#else
    printf(", no Excel out\n");
#endif
    printf("Licence: GPL-3.0-or-later\n");
}

static int report(ct_error err)
{
    if (err.code == CT_OK) return 0;
    if (err.file[0] != '\0' && err.line > 0)
        fprintf(stderr, "chitieu: %s:%ld: %s\n", err.file, err.line, err.text);
    else if (err.file[0] != '\0')
        fprintf(stderr, "chitieu: %s: %s\n", err.file, err.text);
    else
        fprintf(stderr, "chitieu: %s\n", err.text);
    return err.code == CT_EUSAGE ? 2 : err.code == CT_EPART ? 3 : 1;
}

static ct_error run(const ct_command *command, int argc, char **argv)
{
    ct_args args = { .lang = usual_language(), .arena = ct_arena_new() };
    bool help = false;
    ct_error err;

    if (args.arena == NULL) return ct_no_memory();
    err = ct_args_parse(&args, command, argc, argv, &help);
    if (err.code == CT_OK && help) {
        ct_buffer text;
        ct_buffer_init(&text);
        ct_command_help(command, args.lang, &text);
        fputs(ct_buffer_string(&text), stdout);
        ct_buffer_clear(&text);
    } else if (err.code == CT_OK) {
        err = command->run(&args);
    }
    ct_arena_free(args.arena);
    if (err.code == CT_OK || err.code == CT_EPARSE || err.code == CT_EDATA) { /* a fault of the data may be one of memory: "not in units.csv" */
        ct_error memory = ct_memory_error();
        if (memory.code != CT_OK) err = memory;
    }
    return err;
}

/* Options before the command: --help, --version and the language they are printed in. */
static int without_command(int argc, char **argv)
{
    ct_lang lang = usual_language();

    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--lang") == 0) {
            ct_error err = ct_lang_parse(argv[i + 1], &lang);
            if (err.code != CT_OK) return report(err);
        }
    if (argc < 2) {
        print_help(lang, stderr);
        return 2;
    }
    if (strcmp(argv[1], "--version") == 0) {
        print_version();
        return 0;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--lang") == 0) {
        print_help(lang, stdout);
        return 0;
    }
    return report(ct_fail(CT_EUSAGE, 0, "unknown command '%s'; see: chitieu --help", argv[1]));
}

int main(int argc, char **argv)
{
    const ct_command *command = argc > 1 ? find(argv[1]) : NULL;
    int status;

    ct_ending_catch();
    gsl_set_error_handler_off(); /* its default aborts; our calls look at what they return */
    status = command != NULL ? report(run(command, argc - 1, argv + 1)) : without_command(argc, argv);
    /* A full disk may show only now. */
    if (fflush(stdout) != 0 || fclose(stdout) != 0) status = report(ct_in(ct_fail(CT_EIO, 0, "cannot be written"), "standard output"));
    return status;
}
