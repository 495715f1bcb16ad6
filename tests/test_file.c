#include "cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/child.h"
#include "core/file.h"

static char folder[] = "/tmp/chitieu-test-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int drop_folder(void **state)
{
    (void)state;
    char command[64];

    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command); /* the tests' own folder */
}

static const char *below(ct_arena *arena, const char *name)
{
    return ct_path_join(arena, folder, name);
}

static void test_write_then_read(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *path = below(arena, "a.txt"), *text;
    size_t n;

    assert_ct_ok(ct_file_write(path, "one\0two", 7));
    assert_ct_ok(ct_file_write(path, "three", 5)); /* over an older file */
    assert_ct_ok(ct_file_read(arena, path, &text, &n));
    assert_int_equal(n, 5);
    assert_string_equal(text, "three");
    assert_true(ct_file_exists(path));
    ct_arena_free(arena);
}

/* A rename would turn a pipe, or /dev/null for root, into a plain file. */
static void test_write_into_a_pipe(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *path = below(arena, "pipe");
    char got[8] = "";
    struct stat about;
    int fd;

    assert_int_equal(mkfifo(path, 0600), 0);
    fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    assert_ct_ok(ct_file_write(path, "three", 5));
    assert_int_equal(read(fd, got, sizeof got), 5);
    assert_string_equal(got, "three");
    assert_int_equal(stat(path, &about), 0);
    assert_true(S_ISFIFO(about.st_mode));
    close(fd);
    unlink(path);
    ct_arena_free(arena);
}

static void test_write_failure_leaves_nothing(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *target = below(arena, "is-a-folder"), *const * names;
    size_t n;

    assert_ct_ok(ct_folder_make(target));
    assert_int_equal(ct_file_write(target, "x", 1).code, CT_EIO);
    assert_int_equal(ct_file_write(below(arena, "none/x.csv"), "x", 1).code, CT_EIO);
    assert_ct_ok(ct_folder_list(arena, folder, true, &names, &n));
    for (size_t i = 0; i < n; i++)
        assert_null(strstr(names[i], "is-a-folder.")); /* no temporary file stays */
    ct_arena_free(arena);
}

static void test_read_faults(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *text;
    size_t n;
    ct_error err = ct_file_read(arena, below(arena, "absent"), &text, &n);

    assert_int_equal(err.code, CT_EIO);
    assert_non_null(strstr(err.file, "absent"));
    assert_non_null(strstr(err.text, "check the name"));
    err = ct_file_read(arena, folder, &text, &n);
    assert_int_equal(err.code, CT_EIO);
    assert_non_null(strstr(err.text, "is a folder"));
    ct_arena_free(arena);
}

static void test_folders(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    const char *deep = below(arena, "x/y/z"), *const * names;
    size_t n;

    assert_ct_ok(ct_folder_make(deep));
    assert_ct_ok(ct_folder_make(deep));
    assert_ct_ok(ct_file_write(below(arena, "x/b"), "", 0));
    assert_ct_ok(ct_file_write(below(arena, "x/a"), "", 0));
    assert_ct_ok(ct_file_write(below(arena, "x/.hidden"), "", 0));
    assert_ct_ok(ct_folder_list(arena, below(arena, "x"), true, &names, &n));
    assert_int_equal(n, 2);
    assert_string_equal(names[0], "a");
    assert_string_equal(names[1], "b");
    assert_ct_ok(ct_folder_list(arena, below(arena, "x"), false, &names, &n));
    assert_int_equal(n, 1);
    assert_int_equal(ct_folder_make(below(arena, "x/a/inside")).code, CT_EIO); /* a file stands in the way */
    assert_int_equal(ct_folder_list(arena, below(arena, "none"), true, &names, &n).code, CT_EIO);
    ct_arena_free(arena);
}

static void test_names(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    assert_string_equal(ct_base_name("a/b/c.txt"), "c.txt");
    assert_string_equal(ct_base_name("c.txt"), "c.txt");
    assert_string_equal(ct_path_join(arena, "a", "b"), "a/b");
    assert_string_equal(ct_path_join(arena, "a/", "b"), "a/b");
    ct_arena_free(arena);
}

static ct_error run(const char *const *argv, const char *input, unsigned seconds, size_t limit,
                    ct_child_result *result)
{
    ct_child child = { .argv = argv,
                       .package = "some-package",
                       .input = input,
                       .n_input = input != NULL ? strlen(input) : 0,
                       .seconds = seconds,
                       .limit = limit };

    return ct_child_run(&child, result);
}

static void test_child_feeds_and_drains_at_once(void **state)
{
    (void)state;
    static const char *const argv[] = { "cat", NULL };
    size_t n = 5 << 20; /* far more than a pipe holds: one side alone would stand still */
    char *text = malloc(n + 1);
    ct_child_result result;

    memset(text, 'x', n);
    text[n] = '\0';
    assert_ct_ok(run(argv, text, 20, 16 << 20, &result));
    assert_int_equal(result.status, 0);
    assert_int_equal(result.output.len, n);
    ct_child_clear(&result);
    free(text);
}

static void test_child_status_and_words(void **state)
{
    (void)state;
    static const char *const argv[] = { "sh", "-c", "printf 'mot\\nhai\\033[1m' >&2; exit 3", NULL };
    ct_child_result result;

    assert_ct_ok(run(argv, NULL, 10, 1000, &result));
    assert_int_equal(result.status, 3);
    assert_string_equal(result.said, "mot hai [1m");
    ct_child_clear(&result);
}

static const struct {
    const char *name;
    const char *const argv[4];
    unsigned seconds;
    size_t limit;
    const char *says;
} child_faults[] = {
    { "not installed", { "no-such-program-here", NULL }, 5, 100, "install Debian's package some-package" },
    { "too slow", { "sleep", "30", NULL }, 1, 100, "longer than 1 s" },
    { "too much output", { "yes", NULL }, 10, 1 << 20, "more than 1 MB" },
    { "killed", { "sh", "-c", "kill -9 $$", NULL }, 5, 100, "signal 9" },
};

static void test_child_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof child_faults / sizeof *child_faults; i++) {
        ct_child_result result;
        time_t before = time(NULL);
        ct_error err =
            run(child_faults[i].argv, NULL, child_faults[i].seconds, child_faults[i].limit, &result);
        if (err.code != CT_ETOOL) fail_msg("%s: code %d", child_faults[i].name, err.code);
        if (strstr(err.text, child_faults[i].says) == NULL)
            fail_msg("%s: '%s'", child_faults[i].name, err.text);
        assert_true(time(NULL) - before < 20);
        ct_child_clear(&result);
    }
}

static void test_child_that_does_not_read(void **state)
{
    (void)state;
    static const char *const argv[] = { "true", NULL };
    char *text = calloc(1, (2 << 20) + 1);
    ct_child_result result;

    memset(text, 'x', 2 << 20);
    assert_ct_ok(run(argv, text, 10, 100, &result)); /* no SIGPIPE, no hang */
    assert_int_equal(result.status, 0);
    ct_child_clear(&result);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_then_read),
        cmocka_unit_test(test_write_into_a_pipe),
        cmocka_unit_test(test_write_failure_leaves_nothing),
        cmocka_unit_test(test_read_faults),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_child_feeds_and_drains_at_once),
        cmocka_unit_test(test_child_status_and_words),
        cmocka_unit_test(test_child_faults),
        cmocka_unit_test(test_child_that_does_not_read),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
