#include "cli/command.h"

#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vietnamese.h"

enum { FIRST_LONG = 1000 }; /* getopt_long() returns FIRST_LONG + place: no letter is that high */

static const ct_option shared_options[] = {
    { "output", 'o', "FILE", "ghi ra tệp này thay vì màn hình; tệp xuất hiện trọn vẹn hoặc không có",
      "write to this file instead of standard output, whole or not at all" },
    { "format", 'f', "csv|json|jsonl|tsv",
      "dạng của bảng ghi ra (mặc định csv); bảng đọc vào ở dạng nào cũng được nhận ra",
      "form of the table written (csv by default); of tables read it is recognised" },
    { "delimiter", 0, "C", "dấu ngăn ô của bảng csv ghi ra: , ; | hoặc tab",
      "what separates the cells of the csv written: , ; | or tab" },
    { "lang", 'l', "vi|en", "ngôn ngữ của thông báo, biểu đồ và báo cáo",
      "language of messages, charts and reports" },
    { "catalogue", 0, "FILE|FOLDER",
      "danh mục riêng, được ưu tiên hơn danh mục có sẵn; xem: chitieu catalogue --help",
      "a catalogue of your own, which wins over the program's; see: chitieu catalogue --help" },
    { "data", 0, "FOLDER", "thư mục dữ liệu của chương trình (catalogue/, plots/)",
      "the program's data folder (catalogue/, plots/)" },
    { "help", 'h', NULL, "in trợ giúp này", "print this help" },
    { NULL, 0, NULL, NULL, NULL },
};

static size_t count(const ct_option *options)
{
    size_t n = 0;

    while (options != NULL && options[n].name != NULL) n++;
    return n;
}

static const ct_option *option_at(const ct_command *command, size_t i)
{
    size_t own = count(command->options);

    return i < own ? &command->options[i] : &shared_options[i - own];
}

/* A command may give a shared option another meaning (report's --format): its own stands first and hides the
 * shared one. */
static bool hidden(const ct_command *command, size_t i)
{
    size_t own = count(command->options);

    for (size_t j = 0; i >= own && j < own; j++)
        if (strcmp(command->options[j].name, option_at(command, i)->name) == 0) return true;
    return false;
}

/* A shared option that has no use in this command: it is refused, and no help lists it. */
static bool refused(const ct_command *command, const char *name)
{
    const char *list = command->takes_no;
    size_t n = strlen(name);

    while (list != NULL && *list != '\0') {
        size_t word = strcspn(list, " ");
        if (word == n && strncmp(list, name, n) == 0) return true;
        list += word + strspn(list + word, " ");
    }
    return false;
}

static ct_error refuse(const ct_command *command, const char *name)
{
    if (strcmp(name, "format") == 0)
        return ct_fail(CT_EUSAGE, 0, "%s takes no --format: what it writes has its form", command->name);
    if (strcmp(name, "delimiter") == 0)
        return ct_fail(CT_EUSAGE, 0, "%s takes no --delimiter: its tables, if any, have commas",
                       command->name);
    if (strcmp(name, "catalogue") == 0)
        return ct_fail(CT_EUSAGE, 0, "%s takes no --catalogue: it looks at no indicator", command->name);
    if (strcmp(name, "data") == 0)
        return ct_fail(CT_EUSAGE, 0, "%s takes no --data: it needs no data of the program", command->name);
    return ct_fail(CT_EUSAGE, 0, "%s takes no --%s: what it writes has its place", command->name, name);
}

static size_t total(const ct_command *command)
{
    return count(command->options) + count(shared_options);
}

static void fill_getopt(const ct_command *command, struct option *longs, char *shorts)
{
    size_t at = 0;

    *shorts++ = ':'; /* tells a missing value from an unknown option */
    for (size_t i = 0; i < total(command); i++) {
        const ct_option *o = option_at(command, i);
        if (hidden(command, i)) continue;
        longs[at++] = (struct option){ o->name, o->argument != NULL ? required_argument : no_argument, NULL,
                                       FIRST_LONG + (int)i };
        if (o->letter == 0) continue;
        *shorts++ = o->letter;
        if (o->argument != NULL) *shorts++ = ':';
    }
    longs[at] = (struct option){ 0 };
    *shorts = '\0';
}

static size_t place_of(const ct_command *command, int got)
{
    if (got >= FIRST_LONG) return (size_t)(got - FIRST_LONG);
    for (size_t i = 0; i < total(command); i++)
        if (option_at(command, i)->letter == got && !hidden(command, i)) return i;
    return SIZE_MAX;
}

static ct_error take_options(ct_args *args, int argc, char **argv, bool *help)
{
    const ct_command *command = args->command;
    struct option longs[CT_MAX_OPTIONS + 1];
    char shorts[2 * CT_MAX_OPTIONS + 2];
    int got;

    fill_getopt(command, longs, shorts);
    optind = 0; /* GNU: start afresh */
    opterr = 0;
    while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        const char *said = optind > 0 ? argv[optind - 1] : "";
        if (got == ':')
            return ct_fail(CT_EUSAGE, 0, "option %s needs a value; see: chitieu %s --help", said,
                           command->name);
        if (got == '?')
            return ct_fail(CT_EUSAGE, 0, "unknown option %s; see: chitieu %s --help", said, command->name);
        size_t i = place_of(command, got);
        if (strcmp(option_at(command, i)->name, "help") == 0) *help = true;
        if (refused(command, option_at(command, i)->name))
            return refuse(command, option_at(command, i)->name);
        if (args->values[i] != NULL)
            return ct_fail(CT_EUSAGE, 0, "option --%s is given twice", option_at(command, i)->name);
        args->values[i] = optarg != NULL ? optarg : "";
    }
    args->words = (const char *const *)(argv + optind);
    args->n_words = (size_t)(argc - optind);
    return ct_ok();
}

/* One of the separators that no number and no word of a table holds. */
static ct_error take_separator(ct_args *args)
{
    static const char *const known[] = { ",", ";", "|", "tab", "\t", "\\t" };
    const char *value = ct_args_value(args, "delimiter");

    args->separator = ',';
    if (value == NULL) return ct_ok();
    if (args->format != CT_CSV)
        return ct_fail(CT_EUSAGE, 0, "--delimiter is for csv; --format %s has its own",
                       ct_format_words[args->format]);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(value, known[i]) != 0) continue;
        args->separator = i < 3 ? value[0] : '\t';
        return ct_ok();
    }
    return ct_fail(CT_EUSAGE, 0, "--delimiter '%.20s' separates no cells here; write one of , ; | tab",
                   value);
}

static ct_error check_rules(const ct_args *args)
{
    for (const ct_option_rule *rule = args->command->rules; rule != NULL && rule->name != NULL; rule++) {
        if (ct_args_value(args, rule->name) == NULL) continue;
        bool there = ct_args_value(args, rule->other) != NULL;
        if (rule->how == CT_NEEDS && !there)
            return ct_fail(CT_EUSAGE, 0, "--%s is of use only with --%s; add that or leave --%s out",
                           rule->name, rule->other, rule->name);
        if (rule->how == CT_NOT_WITH && there)
            return ct_fail(CT_EUSAGE, 0, "--%s has no use with --%s; leave one of them out", rule->name,
                           rule->other);
    }
    return ct_ok();
}

ct_error ct_args_parse(ct_args *args, const ct_command *command, int argc, char **argv, bool *help)
{
    const char *value;

    args->command = command;
    *help = false;
    CT_TRY(take_options(args, argc, argv, help));
    value = ct_args_value(args, "lang");
    if (value != NULL) {
        ct_error err = ct_lang_parse(value, &args->lang);
        if (err.code != CT_OK) return ct_fail_why(CT_EUSAGE, 0, &err, "--%s: %s", "lang", err.text);
    }
    if (*help) return ct_ok();
    CT_TRY(check_rules(args));
    value = ct_args_value(args, "format");
    if (value != NULL && place_of(command, 'f') >= count(command->options))
        CT_TRY(ct_format_parse(value, &args->format));
    CT_TRY(take_separator(args));
    value = ct_args_value(args, "output");
    args->output = value != NULL ? value : "-";
    if (args->output[0] == '\0')
        return ct_fail(CT_EUSAGE, 0, "option --output needs a name that is not empty");
    for (size_t i = 0; i < args->n_words; i++) /* an unset variable of a script: "$folder" */
        if (args->words[i][0] == '\0')
            return ct_fail(CT_EUSAGE, 0, "an argument is empty; write: chitieu %s %s", command->name,
                           command->usage);
    if (args->n_words < command->min_words)
        return ct_fail(CT_EUSAGE, 0, "too few arguments; write: chitieu %s %s", command->name,
                       command->usage);
    if (args->n_words > command->max_words)
        return ct_fail(CT_EUSAGE, 0, "'%s' is one argument too many; write: chitieu %s %s",
                       args->words[command->max_words], command->name, command->usage);
    return ct_ok();
}

const char *ct_args_value(const ct_args *args, const char *name)
{
    for (size_t i = 0; i < total(args->command); i++)
        if (strcmp(option_at(args->command, i)->name, name) == 0) return args->values[i];
    return NULL;
}

static void help_option(const ct_option *o, ct_lang lang, ct_buffer *to)
{
    char left[64];
    int n = snprintf(left, sizeof left, "  %c%c%s--%s%s%s", o->letter ? '-' : ' ',
                     o->letter ? o->letter : ' ', o->letter ? ", " : "  ", o->name,
                     o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "");

    ct_buffer_printf(to, "%s%*s%s\n", left, n < 30 ? 30 - n : 1, "", lang == CT_VI ? o->vi : o->en);
}

const ct_meaning ct_exit_statuses[] = {
    { "0", "xong", "done" },
    { "1", "không làm được: một dòng trên luồng lỗi, chitieu: TỆP:DÒNG: sai gì; làm gì",
      "failed: one line on standard error, chitieu: FILE:LINE: what is wrong; what to do" },
    { "2", "gọi lệnh sai: không có tuỳ chọn ấy, thiếu hay thừa tham số",
      "wrong usage: an option that is none, arguments missing or too many" },
    { "3", "xong, nhưng có văn bản không đọc được (run); lý do ở luồng lỗi và trong phần phát hiện",
      "done, but some documents could not be read (run); the reasons are on standard error and among the findings" },
    { NULL, NULL, NULL },
};

const ct_meaning ct_environment[] = {
    { "CHITIEU_DATA", "thư mục dữ liệu của chương trình, như --data",
      "the program's data folder, as --data" },
    { "LC_ALL, LC_MESSAGES, LANG", "ngôn ngữ khi không có --lang: bắt đầu bằng vi là tiếng Việt",
      "the language without --lang: Vietnamese where it begins with vi" },
    { "XDG_CACHE_HOME",
      "nơi giữ những gì đã đọc: chitieu/observations và chitieu/ocr trong đó (mặc định ~/.cache)",
      "where what was read is kept: chitieu/observations and chitieu/ocr in it (~/.cache by default)" },
    { "PATH", "nơi tìm gnuplot, pdftotext, tesseract, pandoc, soffice; xem: chitieu doctor",
      "where gnuplot, pdftotext, tesseract, pandoc and soffice are found; see: chitieu doctor" },
    { NULL, NULL, NULL },
};

size_t ct_command_options(const ct_command *command)
{
    return total(command);
}

const ct_option *ct_command_option(const ct_command *command, size_t i)
{
    const ct_option *option = option_at(command, i);

    return hidden(command, i) || refused(command, option->name) ? NULL : option;
}

static void help_meanings(const char *title, const ct_meaning *all, ct_lang lang, ct_buffer *to)
{
    ct_buffer_printf(to, "\n%s\n", title);
    for (size_t i = 0; all[i].name != NULL; i++)
        ct_buffer_printf(to, "  %s\n      %s\n", all[i].name, lang == CT_VI ? all[i].vi : all[i].en);
}

static void help_examples(const ct_command *command, ct_lang lang, ct_buffer *to)
{
    if (command->examples == NULL) return;
    ct_buffer_text(to, ct_l(lang, "\nVí dụ:\n", "\nExamples:\n"));
    for (size_t i = 0; command->examples[i].line != NULL; i++)
        ct_buffer_printf(to, "  chitieu %s\n      %s\n", command->examples[i].line,
                         lang == CT_VI ? command->examples[i].vi : command->examples[i].en);
}

void ct_command_help(const ct_command *command, ct_lang lang, ct_buffer *to)
{
    const char *details = lang == CT_VI ? command->details_vi : command->details_en;

    ct_buffer_printf(to, ct_l(lang, "Cách dùng: chitieu %s %s\n\n%s\n", "Usage: chitieu %s %s\n\n%s\n"),
                     command->name, command->usage,
                     lang == CT_VI ? command->summary_vi : command->summary_en);
    if (details != NULL) ct_buffer_printf(to, "%s\n", details);
    if (command->more_help != NULL) command->more_help(lang, to);
    ct_buffer_text(to, ct_l(lang, "\nTuỳ chọn:\n", "\nOptions:\n"));
    for (size_t i = 0; i < total(command); i++)
        if (ct_command_option(command, i) != NULL) help_option(ct_command_option(command, i), lang, to);
    help_examples(command, lang, to);
    if (command->tables != NULL)
        ct_buffer_printf(to,
                         ct_l(lang,
                              "\nBảng: %s\nCác cột của bảng: man chitieu-tables, hoặc docs/formats.md\n",
                              "\nTables: %s\nTheir columns: man chitieu-tables, or docs/formats.md\n"),
                         command->tables);
    help_meanings(ct_l(lang, "Trạng thái kết thúc:", "Exit status:"), ct_exit_statuses, lang, to);
    help_meanings(ct_l(lang, "Biến môi trường:", "Environment:"), ct_environment, lang, to);
}
