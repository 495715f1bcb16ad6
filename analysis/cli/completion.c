#include <string.h>

#include "chart/board.h"
#include "cli/manual.h"
#include "forecast/forecast.h"

/* What an option takes, for a shell: words parted by blanks, or "" for the name of a file or folder; NULL for
 * what no shell can know. */
static const char *words_of(const ct_option *o, ct_buffer *to)
{
    ct_buffer_empty(to);
    if (o->argument == NULL) return NULL;
    if (strcmp(o->name, "method") == 0)
        for (size_t i = 0; ct_models[i] != NULL; i++)
            ct_buffer_printf(to, "%s%s", i > 0 ? " " : "", ct_models[i]->name);
    else if (strcmp(o->name, "kind") == 0) {
        ct_buffer_text(to, "trajectory");
        for (const ct_chart_kind *kind = ct_chart_kinds; kind->name != NULL; kind++)
            ct_buffer_printf(to, " %s", kind->name);
    } else if (strchr(o->argument, '|') != NULL &&
               strpbrk(o->argument, "ABCDEFGHIJKLMNOPQRSTUVWXYZ[]") == NULL)
        for (const char *at = o->argument; *at != '\0'; at++) ct_buffer_append(to, *at == '|' ? " " : at, 1);
    else
        return strstr(o->argument, "FILE") != NULL || strstr(o->argument, "FOLDER") != NULL ||
                       strstr(o->argument, "SHEET") != NULL
                   ? ""
                   : NULL;
    return ct_buffer_string(to);
}

/* The options of a command as a shell's word list. */
static void put_options(const ct_command *command, ct_buffer *to)
{
    const char *blank = "";

    for (size_t i = 0; i < ct_command_options(command); i++) {
        const ct_option *o = ct_command_option(command, i);
        if (o == NULL) continue;
        ct_buffer_printf(to, "%s--%s", blank, o->name);
        blank = " ";
    }
}

static void put_command_names(ct_buffer *to)
{
    for (size_t i = 0; ct_commands[i] != NULL; i++) ct_buffer_printf(to, "%s ", ct_commands[i]->name);
}

static void bash_values(const ct_command *command, ct_buffer *to)
{
    ct_buffer words;

    ct_buffer_init(&words);
    for (size_t i = 0; i < ct_command_options(command); i++) {
        const ct_option *o = ct_command_option(command, i);
        const char *list = o != NULL ? words_of(o, &words) : NULL;
        if (o == NULL || o->argument == NULL) continue;
        ct_buffer_printf(to, "        %s:--%s", command->name, o->name);
        if (o->letter != 0) ct_buffer_printf(to, "|%s:-%c", command->name, o->letter);
        if (list != NULL && list[0] != '\0')
            ct_buffer_printf(to, ") _chitieu_words \"%s\"; return ;;\n", list);
        else
            ct_buffer_text(to, ") return ;;\n"); /* the shell's own completion of file names */
    }
    ct_buffer_clear(&words);
}

static void put_bash(ct_buffer *to)
{
    ct_buffer_text(
        to,
        "# Completion of chitieu for bash; written by: chitieu help --completion bash\n"
        "_chitieu_words() {\n    local IFS=$' \\t\\n'\n    COMPREPLY=($(compgen -W \"$1\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
        "_chitieu() {\n    local at command= previous=${COMP_WORDS[COMP_CWORD-1]}\n    COMPREPLY=()\n"
        "    for ((at = 1; at < COMP_CWORD; at++)); do\n        case ${COMP_WORDS[at]} in -*) ;; *) command=${COMP_WORDS[at]}; break ;; esac\n    done\n"
        "    if [ -z \"$command\" ]; then\n        _chitieu_words \"");
    put_command_names(to);
    ct_buffer_text(
        to,
        "--help --version --verbose --lang\"\n        return\n    fi\n    case $command:$previous in\n        help:help) _chitieu_words \"");
    put_command_names(to);
    ct_buffer_text(to, "\"; return ;;\n");
    for (size_t i = 0; ct_commands[i] != NULL; i++) bash_values(ct_commands[i], to);
    ct_buffer_text(
        to,
        "    esac\n    case ${COMP_WORDS[COMP_CWORD]} in -*) ;; *) return ;; esac\n    case $command in\n");
    for (size_t i = 0; ct_commands[i] != NULL; i++) {
        ct_buffer_printf(to, "        %s) _chitieu_words \"", ct_commands[i]->name);
        put_options(ct_commands[i], to);
        ct_buffer_text(to, "\" ;;\n");
    }
    ct_buffer_text(to, "    esac\n}\ncomplete -o bashdefault -o default -F _chitieu chitieu\n");
}

/* Text inside '...' of zsh, where _arguments takes brackets and colons for its own. */
static void zsh_text(ct_buffer *to, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            ct_buffer_text(to, "'\\''");
        else if (strchr("[]:\\", *text) != NULL)
            ct_buffer_printf(to, "\\%c", *text);
        else
            ct_buffer_append(to, text, 1);
    }
}

static void zsh_option(const ct_option *o, ct_lang lang, ct_buffer *words, ct_buffer *to)
{
    const char *list = words_of(o, words);

    if (o->letter != 0)
        ct_buffer_printf(to, " \\\n        '(-%c --%s)'{-%c,--%s}'[", o->letter, o->name, o->letter, o->name);
    else
        ct_buffer_printf(to, " \\\n        '--%s[", o->name);
    zsh_text(to, ct_l(lang, o->vi, o->en));
    ct_buffer_text(to, "]");
    if (o->argument != NULL) {
        ct_buffer_text(to, ":");
        zsh_text(to, o->argument);
        if (list != NULL && list[0] != '\0')
            ct_buffer_printf(to, ":(%s)", list);
        else
            ct_buffer_text(to, list != NULL ? ":_files" : ": ");
    }
    ct_buffer_text(to, "'");
}

static void put_zsh(ct_lang lang, ct_buffer *to)
{
    ct_buffer words;

    ct_buffer_init(&words);
    ct_buffer_text(
        to,
        "#compdef chitieu\n# Completion of chitieu for zsh; written by: chitieu help --completion zsh\n_chitieu() {\n    local -a commands\n    commands=(\n");
    for (size_t i = 0; ct_commands[i] != NULL; i++) {
        ct_buffer_printf(to, "        '%s:", ct_commands[i]->name);
        zsh_text(to, ct_l(lang, ct_commands[i]->summary_vi, ct_commands[i]->summary_en));
        ct_buffer_text(to, "'\n");
    }
    ct_buffer_text(
        to,
        "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
        "    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $command in\n");
    for (size_t i = 0; ct_commands[i] != NULL; i++) {
        ct_buffer_printf(to, "    %s) _arguments -s", ct_commands[i]->name);
        for (size_t k = 0; k < ct_command_options(ct_commands[i]); k++)
            if (ct_command_option(ct_commands[i], k) != NULL)
                zsh_option(ct_command_option(ct_commands[i], k), lang, &words, to);
        ct_buffer_text(to, strcmp(ct_commands[i]->name, "help") == 0 ? " \\\n        '1:command:("
                                                                     : " \\\n        '*:file:_files' ;;\n");
        if (strcmp(ct_commands[i]->name, "help") != 0) continue;
        put_command_names(to);
        ct_buffer_text(to, ")' ;;\n");
    }
    ct_buffer_text(to, "    esac\n}\n_chitieu \"$@\"\n");
    ct_buffer_clear(&words);
}

ct_error ct_completion(const char *shell, ct_lang lang, ct_buffer *to)
{
    if (strcmp(shell, "bash") == 0)
        put_bash(to);
    else if (strcmp(shell, "zsh") == 0)
        put_zsh(lang, to);
    else
        return ct_fail(CT_EUSAGE, 0,
                       "'%.20s' is no shell this program has a completion for; write bash or zsh", shell);
    return ct_buffer_error(to);
}
