/* chitieu: one program, a table of commands. Only here are errors printed and the exit status chosen: 0 done,
 * 1 failed, 2 wrong usage, 3 done but for documents that could not be read. */
#include <getopt.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "core/ending.h"
#include "core/memory.h"
#include "core/messages.h"

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

/* The language of what is said before the options are read, and of what is wrong with them. */
static ct_lang early_language(int argc, char **argv)
{
    static const char *const forms[] = { "--lang=", "-l" };
    ct_lang lang = usual_language();

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
            if (strncmp(argv[i], forms[f], strlen(forms[f])) == 0) value = argv[i] + strlen(forms[f]);
        if ((strcmp(argv[i], "--lang") == 0 || strcmp(argv[i], "-l") == 0) && i + 1 < argc)
            value = argv[i + 1];
        if (value != NULL && ct_lang_parse(value, &lang).code == CT_OK) break;
    }
    return lang;
}

static int report(ct_error err, ct_lang lang)
{
    const char *text = ct_error_text(&err, lang), *file = lang == CT_VI ? ct_message_vi(err.file) : NULL;

    if (err.code == CT_OK) return 0;
    if (file == NULL) file = err.file; /* a name, not "standard input" */
    if (file[0] != '\0' && err.line > 0)
        fprintf(stderr, "chitieu: %s:%ld: %s\n", file, err.line, text);
    else if (file[0] != '\0')
        fprintf(stderr, "chitieu: %s: %s\n", file, text);
    else
        fprintf(stderr, "chitieu: %s\n", text);
    return err.code == CT_EUSAGE ? 2 : err.code == CT_EPART ? 3 : 1;
}

static ct_error run(const ct_command *command, int argc, char **argv, ct_lang *lang)
{
    ct_args args = { .lang = *lang, .speak = lang, .arena = ct_arena_new() };
    bool help = false;
    ct_error err;

    if (args.arena == NULL) return ct_no_memory();
    err = ct_args_parse(&args, command, argc, argv, &help);
    *lang = args.lang;
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
    if (err.code != CT_ENOMEM &&
        err.code != CT_EUSAGE) { /* a fault of the data may be one of memory: "not in units.csv" */
        ct_error memory = ct_memory_error();
        if (memory.code != CT_OK) err = memory;
    }
    return err;
}

/* What stands before a command, or without one: --help, --version and the language they are printed in. */
static const struct option program_options[] = {
    { "help", no_argument, NULL, 'h' },
    { "version", no_argument, NULL, 'V' },
    { "verbose", no_argument, NULL, 'v' },
    { "lang", required_argument, NULL, 'l' },
    { NULL, 0, NULL, 0 },
};

static ct_error without_command(int argc, char **argv, ct_lang lang, ct_buffer *to)
{
    bool version = false, verbose = false;
    int got;

    opterr = 0;
    while ((got = getopt_long(argc, argv, "+hVl:", program_options, NULL)) != -1) {
        if (got == 'l') CT_TRY(ct_lang_parse(optarg, &lang));
        if (got == '?')
            return ct_fail(CT_EUSAGE, 0, "unknown option %s; see: chitieu --help", argv[optind - 1]);
        version = version || got == 'V';
        verbose = verbose || got == 'v';
    }
    if (optind < argc && !version)
        return ct_fail(CT_EUSAGE, 0, "unknown command '%s'; see: chitieu --help", argv[optind]);
    if (version)
        ct_version_print(verbose, lang, to);
    else
        ct_program_help(lang, to);
    return ct_ok();
}

/* "chitieu --lang vi run ..." is "chitieu run ... --lang vi": where the command stands, 0 without one. */
static int command_place(int argc, char **argv)
{
    int at = 1;

    while (at < argc && argv[at][0] == '-' && argv[at][1] != '\0')
        at += strcmp(argv[at], "--lang") == 0 || strcmp(argv[at], "-l") == 0 ? 2 : 1;
    return at < argc && ct_command_find(argv[at]) != NULL ? at : 0;
}

int main(int argc, char **argv)
{
    ct_lang lang = early_language(argc, argv);
    int at = command_place(argc, argv), status;
    ct_buffer text;
    ct_error err;

    ct_memory_watch();
    ct_ending_catch();
    gsl_set_error_handler_off(); /* its default aborts; our calls look at what they return */
    ct_buffer_init(&text);
    if (at > 0)
        err = run(ct_command_find(argv[at]), argc - at, argv + at, &lang);
    else
        err = without_command(argc, argv, lang, &text);
    fputs(ct_buffer_string(&text), argc > 1 ? stdout : stderr);
    ct_buffer_clear(&text);
    status = report(err, lang);
    if (argc < 2) status = 2;
    /* A full disk may show only now. */
    if (fflush(stdout) != 0 || fclose(stdout) != 0)
        status = report(ct_in(ct_fail(CT_EIO, 0, "cannot be written"), "standard output"), lang);
    return status;
}
