/* A file in pieces appears whole or not at all; a pipe gets nothing before the whole is there. */
#include "cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buffer.h"
#include "core/file.h"
#include "core/intern.h"
#include "core/writer.h"

static char folder[] = "/tmp/chitieu-test-XXXXXX";
static ct_arena *arena;

static int make_folder(void **state)
{
    (void)state;
    arena = ct_arena_new();
    return mkdtemp(folder) == NULL || arena == NULL;
}

static int drop_folder(void **state)
{
    (void)state;
    ct_arena_free(arena);
    return ct_folder_remove(folder).code != CT_OK;
}

static size_t files_in_folder(void)
{
    const char *const *names;
    size_t n;

    assert_ct_ok(ct_folder_list(arena, folder, true, &names, &n));
    return n;
}

static void assert_holds(const char *path, const char *wanted)
{
    const char *text;
    size_t n;

    assert_ct_ok(ct_file_read(arena, path, &text, &n));
    assert_string_equal(text, wanted);
}

static void test_pieces_become_the_file_at_commit(void **state)
{
    const char *path = ct_path_join(arena, folder, "a.csv");
    ct_writer *writer;
    struct stat about;

    (void)state;
    assert_ct_ok(ct_file_write(path, "before", 6));
    assert_ct_ok(ct_writer_open(&writer, path));
    assert_ct_ok(ct_writer_put(writer, "one,", 4));
    assert_holds(path, "before");
    assert_ct_ok(ct_writer_put(writer, "two", 3));
    assert_ct_ok(ct_writer_commit(writer));
    ct_writer_free(writer);
    assert_holds(path, "one,two");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0644);
    assert_int_equal(files_in_folder(), 1);
}

static void test_what_is_not_committed_leaves_no_trace(void **state)
{
    const char *path = ct_path_join(arena, folder, "a.csv");
    ct_writer *writer;

    (void)state;
    assert_ct_ok(ct_file_write(path, "before", 6));
    assert_ct_ok(ct_writer_open(&writer, path));
    assert_ct_ok(ct_writer_put(writer, "half", 4));
    assert_int_equal(files_in_folder(), 2);
    ct_writer_free(writer);
    assert_holds(path, "before");
    assert_int_equal(files_in_folder(), 1);
    ct_writer_free(NULL);
}

static void test_faults_name_the_path(void **state)
{
    const char *target = ct_path_join(arena, folder, "is-a-folder"),
               *none = ct_path_join(arena, folder, "none/x.csv");
    ct_writer *writer;
    size_t before = files_in_folder();

    (void)state;
    ct_error err = ct_writer_open(&writer, none);

    assert_int_equal(err.code, CT_EIO);
    assert_string_equal(err.file, none);
    assert_null(writer);
    assert_ct_ok(ct_writer_open(&writer, target));
    assert_ct_ok(ct_folder_make(target)); /* by another program, meanwhile */
    assert_ct_ok(ct_writer_put(writer, "x", 1));
    err = ct_writer_commit(writer);
    assert_int_equal(err.code, CT_EIO);
    assert_string_equal(err.file, target);
    ct_writer_free(writer);
    err = ct_writer_open(&writer, target);
    assert_int_equal(err.code, CT_EIO);
    assert_non_null(strstr(err.text, "a folder where a file is needed"));
    assert_null(writer);
    assert_int_equal(files_in_folder(), before);
}

/* More than waits in memory; a reader in another process, for a pipe holds less. */
static void test_a_pipe_gets_all_or_nothing(void **state)
{
    enum { PIECE = 1000, PIECES = 2500 };
    const char *path = ct_path_join(arena, folder, "pipe");
    char piece[PIECE], got[PIECE];
    ct_writer *writer;
    int fd;

    (void)state;
    assert_int_equal(mkfifo(path, 0600), 0);
    fd = open(path, O_RDWR | O_NONBLOCK);
    assert_true(fd >= 0);
    assert_ct_ok(ct_writer_open(&writer, path));
    for (int i = 0; i < PIECES; i++) {
        memset(piece, 'a' + i % 26, sizeof piece);
        assert_ct_ok(ct_writer_put(writer, piece, sizeof piece));
    }
    assert_int_equal(read(fd, got, sizeof got), -1); /* nothing yet */
    pid_t child = fork();

    if (child == 0) _exit((int)ct_writer_commit(writer).code);
    assert_true(child > 0);
    assert_int_equal(fcntl(fd, F_SETFL, 0), 0);
    for (size_t at = 0; at < (size_t)PIECE * PIECES;) {
        ssize_t n = read(fd, got, sizeof got);

        assert_true(n > 0);
        for (ssize_t i = 0; i < n; i++, at++)
            if (got[i] != (char)('a' + at / PIECE % 26)) fail_msg("byte %zu is %c", at, got[i]);
    }
    ct_writer_free(writer);
    close(fd);
    unlink(path);
}

static void test_a_full_device(void **state)
{
    ct_writer *writer;

    (void)state;
    if (access("/dev/full", W_OK) != 0) skip();
    assert_ct_ok(ct_writer_open(&writer, "/dev/full"));
    assert_ct_ok(ct_writer_put(writer, "x", 1));
    ct_error err = ct_writer_commit(writer);

    assert_int_equal(err.code, CT_EIO);
    assert_string_equal(err.file, "/dev/full");
    ct_writer_free(writer);
}

typedef struct {
    ct_buffer text;
    size_t most;
} pieces;

static ct_error take_piece(void *context, const char *bytes, size_t n)
{
    pieces *to = context;

    if (to->text.len >= to->most) return ct_fail(CT_EDATA, 0, "enough");
    ct_buffer_append(&to->text, bytes, n);
    return ct_buffer_error(&to->text);
}

static void test_a_file_is_fed_in_pieces(void **state)
{
    enum { SIZE = 700001 };
    const char *path = ct_path_join(arena, folder, "large.txt");
    char *text = malloc(SIZE);
    pieces to = { .most = SIZE };

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < SIZE; i++) text[i] = (char)('a' + i * i % 23);
    assert_ct_ok(ct_file_write(path, text, SIZE));
    ct_buffer_init(&to.text);
    assert_ct_ok(ct_file_feed(path, take_piece, &to));
    assert_int_equal(to.text.len, SIZE);
    assert_memory_equal(to.text.data, text, SIZE);
    ct_buffer_empty(&to.text);
    to.most = 1;
    ct_error err = ct_file_feed(path, take_piece, &to);

    assert_int_equal(err.code, CT_EDATA);
    assert_string_equal(err.file, path);
    assert_true(to.text.len < SIZE);
    assert_int_equal(ct_file_feed(folder, take_piece, &to).code, CT_EIO);
    ct_buffer_clear(&to.text);
    free(text);
}

static void test_equal_texts_are_one(void **state)
{
    ct_intern set;
    const char *first[500];
    char text[20];

    (void)state;
    ct_intern_init(&set, arena);
    assert_null(ct_intern_find(&set, "x0"));
    for (int i = 0; i < 500; i++) {
        snprintf(text, sizeof text, "x%d", i);
        first[i] = ct_intern_text(&set, text);
        assert_string_equal(first[i], text);
    }
    for (int i = 0; i < 500; i++) {
        snprintf(text, sizeof text, "x%d", i);
        assert_ptr_equal(ct_intern_text(&set, text), first[i]);
        assert_ptr_equal(ct_intern_find(&set, text), first[i]);
    }
    assert_ptr_equal(ct_intern_text(&set, ""), ct_intern_find(&set, ""));
    assert_null(ct_intern_find(&set, "x"));
    assert_int_equal(set.n, 500);
    ct_intern_clear(&set);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_become_the_file_at_commit),
        cmocka_unit_test(test_what_is_not_committed_leaves_no_trace),
        cmocka_unit_test(test_faults_name_the_path),
        cmocka_unit_test(test_a_pipe_gets_all_or_nothing),
        cmocka_unit_test(test_a_full_device),
        cmocka_unit_test(test_a_file_is_fed_in_pieces),
        cmocka_unit_test(test_equal_texts_are_one),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
