#include "cli/data.h"
#include "cli/manual.h"
#include "core/file.h"

static const ct_option options[] = {
    { "man", 'm', "PAGE", "in một trang hướng dẫn dạng roff: chitieu, một lệnh, chitieu.conf, chitieu-tables",
      "print a manual page in roff: chitieu, a command, chitieu.conf, chitieu-tables" },
    { "completion", 0, "bash|zsh", "in phần hoàn thành lệnh cho một trình dòng lệnh",
      "print the completion for a shell" },
    { NULL, 0, NULL, NULL, NULL },
};

static ct_error write_help(const ct_args *args, ct_buffer *to)
{
    const char *page = ct_args_value(args, "man"), *shell = ct_args_value(args, "completion");

    if (page != NULL) return ct_manual_page(page, args->lang, to);
    if (shell != NULL) return ct_completion(shell, args->lang, to);
    if (args->n_words == 0) {
        ct_program_help(args->lang, to);
        return ct_buffer_error(to);
    }
    const ct_command *command = ct_command_find(args->words[0]);
    if (command == NULL)
        return ct_fail(CT_EUSAGE, 0, "'%.40s' is no command; the commands are listed by: chitieu help",
                       args->words[0]);
    ct_command_help(command, args->lang, to);
    return ct_buffer_error(to);
}

static ct_error run(const ct_args *args)
{
    ct_buffer text;

    ct_buffer_init(&text);
    ct_error err = write_help(args, &text);
    if (err.code == CT_OK) err = ct_file_write(args->output, ct_buffer_string(&text), text.len);
    ct_buffer_clear(&text);
    return err;
}

static const ct_example examples[] = {
    { "help extract", "như chitieu extract --help", "as chitieu extract --help" },
    { "help --man run -o chitieu-run.1", "trang man của lệnh run", "the manual page of run" },
    { "help --completion bash", "phần hoàn thành lệnh cho bash", "the completion for bash" },
    { NULL, NULL, NULL },
};

static const ct_option_rule rules[] = {
    { "man", CT_NOT_WITH, "completion" },
    { NULL, CT_NEEDS, NULL },
};

const ct_command ct_cmd_help = {
    .name = "help",
    .usage = "[COMMAND]",
    .summary_vi = "in trợ giúp của chương trình hoặc của một lệnh, trang hướng dẫn, phần hoàn thành lệnh",
    .summary_en = "print the help of the program or of a command, a manual page, a shell's completion",
    .examples = examples,
    .options = options,
    .rules = rules,
    .takes_no = "format delimiter catalogue data",
    .min_words = 0,
    .max_words = 1,
    .run = run,
};
