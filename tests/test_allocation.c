/* Every module of core that allocates, with each of its requests for memory refused once: it must say so,
 * leak nothing and leave things as they were. The linker puts the functions below in the place of malloc()
 * and its like (--wrap), in the library and here. */
#include "cmocka_all.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/buffer.h"
#include "core/child.h"
#include "core/csv.h"
#include "core/file.h"
#include "core/intern.h"
#include "core/list.h"
#include "core/memory.h"
#include "core/pack.h"
#include "core/row_reader.h"
#include "core/table.h"
#include "core/vietnamese.h"
#include "core/workers.h"
#include "core/writer.h"

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t n);
void __real_free(void *block);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t n);
void __wrap_free(void *block);
char *__wrap_strdup(const char *text);

enum { MOST_HELD = 4096 };
static long requests, refused_one; /* so far; which of them is refused, 0: none */
static void *held[MOST_HELD];      /* what was given and not yet freed */
static size_t n_held;

static bool refused(void)
{
    return ++requests == refused_one;
}

static void *note(void *block)
{
    if (block != NULL && n_held < MOST_HELD) held[n_held++] = block;
    return block;
}

static void forget(const void *block)
{
    for (size_t i = 0; i < n_held; i++)
        if (held[i] == block) {
            held[i] = held[--n_held];
            return;
        }
}

void *__wrap_malloc(size_t n)
{
    return refused() ? NULL : note(__real_malloc(n));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return refused() ? NULL : note(__real_calloc(n, size));
}

void *__wrap_realloc(void *block, size_t n)
{
    if (refused()) return NULL;
    forget(block);
    return note(__real_realloc(block, n));
}

void __wrap_free(void *block)
{
    forget(block);
    __real_free(block);
}

char *__wrap_strdup(const char *text)
{
    return refused() ? NULL : note(__real_strdup(text));
}

/* ---- the table that the cases work on ---- */

typedef struct {
    const char *name;
    double value;
    long line;
} row;

static const ct_column columns[] = {
    { "name", CT_COLUMN_TEXT, true, offsetof(row, name), NULL, "" },
    { "value", CT_COLUMN_NUMBER, false, offsetof(row, value), NULL, "" },
    { "line", CT_COLUMN_COUNT, false, offsetof(row, line), NULL, "" },
};
static const ct_schema schema = { "rows", "", columns, 3, sizeof(row) };
enum { ROWS = 200 }; /* beyond the first room of every list */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const row *)a)->name, ((const row *)b)->name);
}

static ct_error fill(ct_table *table)
{
    char name[16];

    for (int i = 0; i < ROWS; i++) {
        row *new = ct_table_add(table);

        if (new == NULL) return ct_no_memory();
        snprintf(name, sizeof name, "dòng %03d", ROWS - i);
        new->name = ct_table_text(table, name);
        if (new->name == NULL) return ct_no_memory();
        new->value = i;
    }
    return ct_ok();
}

static void table_text(ct_buffer *text)
{
    ct_buffer_text(text, "line,name,value\n");
    for (int i = 1; i <= ROWS; i++) ct_buffer_printf(text, "%d,\"dòng, %d\",%d.5\n", i, i, i);
}

/* ---- one function a case: CT_OK when it could be done, and then it was done right ---- */

static ct_error arena_case(void)
{
    ct_arena *arena = ct_arena_new();
    ct_error err = arena == NULL ? ct_no_memory() : ct_ok();

    for (int i = 0; i < 100 && err.code == CT_OK; i++) {
        const char *text = ct_arena_printf(arena, "%0200d", i);
        int *numbers = ct_arena_array(arena, 50, sizeof *numbers);

        if (text == NULL || numbers == NULL)
            err = ct_no_memory();
        else
            assert_int_equal(strlen(text) + (size_t)numbers[49], 200);
    }
    ct_arena_free(arena);
    return err;
}

static ct_error buffer_case(void)
{
    ct_buffer text;

    ct_buffer_init(&text);
    for (int i = 0; i < 1000; i++) ct_buffer_printf(&text, "%04d", i);
    ct_buffer_append(&text, "xy", 2);
    ct_error err = ct_buffer_error(&text);

    if (err.code == CT_OK) assert_int_equal(text.len, 4002);
    ct_buffer_clear(&text);
    return err;
}

static ct_error list_case(void)
{
    size_t capacity = 0, n = 0;
    int *numbers = NULL;
    ct_error err = ct_ok();

    for (int i = 0; i < 100 && err.code == CT_OK; i++) {
        size_t was = capacity;
        int *room = ct_list_room(numbers, n, &capacity, sizeof *room, 4);

        if (room == NULL) {
            assert_int_equal(capacity, was);
            err = ct_no_memory();
        } else {
            numbers = room;
            numbers[n++] = i;
        }
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(numbers[i], (int)i); /* what was there is there, refused or not */
    free(numbers);
    return err;
}

static ct_error intern_case(void)
{
    ct_arena *arena = ct_arena_new();
    ct_intern set;
    ct_error err = arena == NULL ? ct_no_memory() : ct_ok();
    char text[16];

    ct_intern_init(&set, arena);
    for (int i = 0; i < 300 && err.code == CT_OK; i++) {
        snprintf(text, sizeof text, "xã %d", i % 150); /* a commune */
        const char *one = ct_intern_text(&set, text);

        if (one == NULL)
            err = ct_no_memory();
        else
            assert_ptr_equal(ct_intern_find(&set, text), one);
    }
    if (err.code == CT_OK) assert_int_equal(set.n, 150);
    ct_intern_clear(&set);
    ct_arena_free(arena);
    return err;
}

static ct_error csv_case(void)
{
    static const char text[] = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,\"r\ns\"\n1,2\n";
    ct_arena *arena = ct_arena_new();
    ct_csv rows;

    if (arena == NULL) return ct_no_memory();
    ct_error err = ct_csv_parse(arena, text, sizeof text - 1, &rows);

    if (err.code == CT_OK) {
        assert_int_equal(rows.n, 2);
        assert_int_equal(rows.rows[0].n_cells, 18);
        assert_string_equal(rows.rows[0].cells[17], "r\ns");
    }
    ct_arena_free(arena);
    return err;
}

/* A table is read, sorted, copied, changed, written; a failure leaves the rows that were there. */
static ct_error table_case(void)
{
    ct_table *table, *copy = NULL;
    ct_buffer text;
    ct_error err = ct_table_new(&table, &schema);

    if (err.code != CT_OK) {
        assert_null(table);
        return err;
    }
    ct_buffer_init(&text);
    table_text(&text);
    err = ct_buffer_error(&text);
    if (err.code == CT_OK) {
        err = ct_table_read(table, ct_buffer_string(&text), text.len, "rows.csv");
        assert_int_equal(table->n, err.code == CT_OK ? ROWS : 0);
    }
    if (err.code == CT_OK) err = ct_table_sort(table, by_name);
    if (err.code == CT_OK) err = ct_table_copy(table, &copy);
    if (err.code == CT_OK) err = ct_table_set(copy, 1, 0, "khác"); /* other */
    ct_buffer_empty(&text);
    if (err.code == CT_OK) err = ct_table_write(copy, CT_CSV, &text);
    if (err.code == CT_OK) {
        assert_string_equal(((const row *)ct_table_row(copy, 0))->name, "dòng, 1");
        assert_string_equal(((const row *)ct_table_row(table, 1))->name, "dòng, 10");
        assert_non_null(strstr(ct_buffer_string(&text), "\nkhác,10.5,10\n"));
    }
    ct_buffer_clear(&text);
    ct_table_free(copy);
    ct_table_free(table);
    return err;
}

static ct_error pack_case(void)
{
    ct_table *table = NULL, *read = NULL;
    ct_buffer bytes;
    ct_error err = ct_table_new(&table, &schema);

    ct_buffer_init(&bytes);
    if (err.code == CT_OK) err = fill(table);
    if (err.code == CT_OK) {
        ct_pack_rows(&bytes, table);
        err = ct_buffer_error(&bytes);
    }
    if (err.code == CT_OK) err = ct_table_new(&read, &schema);
    if (err.code == CT_OK) {
        ct_unpack from = { ct_buffer_string(&bytes), bytes.len };

        err = ct_unpack_rows(&from, read);
        assert_int_equal(read->n, err.code == CT_OK ? ROWS : 0);
    }
    ct_buffer_clear(&bytes);
    ct_table_free(read);
    ct_table_free(table);
    return err;
}

static ct_error fold_case(void)
{
    ct_arena *arena = ct_arena_new();
    char *folded =
        arena != NULL ? ct_fold(arena, "Hộ NGHÈO", strlen("Hộ NGHÈO")) : NULL;  /* poor households */
    char *lower = arena != NULL ? ct_lower(arena, "ĐẤT", strlen("ĐẤT")) : NULL; /* land */
    char *composed = arena != NULL ? ct_nfc(arena, "e\xCC\x81", 3) : NULL;

    if (folded != NULL) assert_string_equal(folded, "ho ngheo");
    if (lower != NULL) assert_string_equal(lower, "đất");
    if (composed != NULL) assert_string_equal(composed, "é");
    ct_arena_free(arena);
    return folded != NULL && lower != NULL && composed != NULL ? ct_ok() : ct_no_memory();
}

/* It answers "not equal" where memory ran out, so the flag of core/memory.h must say that. */
static ct_error fold_equal_case(void)
{
    long before = requests;

    if (ct_fold_equal("Đất đai", "dat dai")) return ct_ok();
    assert_true(refused_one > before && refused_one <= requests);
    assert_int_equal(ct_memory_error().code, CT_ENOMEM);
    return ct_no_memory();
}

static ct_error file_case(void)
{
    ct_arena *arena = ct_arena_new();
    const char *const *names, *text;
    size_t n_names, n;

    if (arena == NULL) return ct_no_memory();
    ct_error err = ct_file_read(arena, TEST_SOURCE_FOLDER "/LICENSE", &text, &n);

    if (err.code == CT_OK) assert_int_equal(strlen(text), n);
    if (err.code == CT_OK) err = ct_folder_list(arena, TEST_SOURCE_FOLDER "/tests", true, &names, &n_names);
    if (err.code == CT_OK) assert_true(n_names > 32); /* more than the first room */
    ct_arena_free(arena);
    return err;
}

static ct_error child_case(void)
{
    static const char *const argv[] = { "cat", NULL };
    ct_child child = { .argv = argv,
                       .package = "coreutils",
                       .input = "một\n",
                       .n_input = sizeof "một\n" - 1,
                       .seconds = 20,
                       .limit = 1000 }; /* one */
    ct_child_result result;
    ct_error err = ct_child_run(&child, &result);

    if (err.code == CT_OK) assert_string_equal(ct_buffer_string(&result.output), "một\n");
    ct_child_clear(&result);
    return err;
}

static ct_error know_none(void *context, size_t i, ct_buffer *answer, bool *found)
{
    (void)context;
    (void)i;
    (void)answer;
    *found = false;
    return ct_ok();
}

static void double_it(void *context, size_t i, ct_worker *worker, ct_buffer *answer)
{
    (void)context;
    (void)worker;
    ct_pack_number(answer, 2 * i);
}

static ct_error add_up(void *context, size_t i, const ct_error *fault, const ct_buffer *answer)
{
    ct_unpack from = { ct_buffer_string(answer), answer->len };
    uint64_t number;

    (void)i;
    if (fault->code != CT_OK) return *fault;
    CT_TRY(ct_unpack_number(&from, 100, &number));
    *(uint64_t *)context += number;
    return ct_ok();
}

static ct_error workers_case(void)
{
    uint64_t sum = 0;
    ct_workers workers = { .n = 3,
                           .at_once = 2,
                           .seconds = 20,
                           .context = &sum,
                           .know = know_none,
                           .work = double_it,
                           .take = add_up };
    ct_error err = ct_workers_run(&workers);

    if (err.code == CT_OK) assert_int_equal(sum, 6);
    return err;
}

/* Nothing is published, and no temporary file stays, where the writer could not be made. */
static ct_error writer_case(void)
{
    char folder[] = "/tmp/chitieu-allocation-XXXXXX", path[64];
    ct_writer *writer;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.csv", folder);
    ct_error err = ct_writer_open(&writer, path);

    if (err.code == CT_OK) err = ct_writer_put(writer, "a\n", 2);
    if (err.code == CT_OK) err = ct_writer_commit(writer);
    ct_writer_free(writer);
    assert_int_equal(ct_file_exists(path), err.code == CT_OK);
    if (err.code == CT_OK) assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0); /* fails where something else is left */
    return err;
}

static const struct {
    const char *name;
    ct_error (*work)(void);
    long fewest; /* requests that it makes at least: a case that asks for nothing proves nothing */
} cases[] = {
    { "writer", writer_case, 3 },         { "list", list_case, 5 },     { "arena", arena_case, 4 },
    { "buffer", buffer_case, 4 },         { "intern", intern_case, 4 }, { "csv", csv_case, 6 },
    { "table", table_case, 15 },          { "pack", pack_case, 10 },    { "fold", fold_case, 2 },
    { "fold equal", fold_equal_case, 2 }, { "file", file_case, 4 },     { "child", child_case, 3 },
    { "workers", workers_case, 3 },
};

/* The writer comes first: once memory ran out in an arena or a buffer nothing is published any more
 * (core/memory.h). */
static void test_each_request_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ct_error err = ct_no_memory();
        long refusing = 0;

        while (err.code != CT_OK) {
            size_t before = n_held;

            requests = 0;
            refused_one = ++refusing;
            err = cases[i].work();
            refused_one = 0;
            if (err.code != CT_OK && err.code != CT_ENOMEM)
                fail_msg("%s, request %ld refused: code %d, %s", cases[i].name, refusing, (int)err.code,
                         err.text);
            if (n_held != before)
                fail_msg("%s, request %ld refused: %zu blocks are left", cases[i].name, refusing,
                         n_held - before);
            if (err.code == CT_OK && requests >= refusing)
                fail_msg("%s, request %ld refused: nobody noticed", cases[i].name, refusing);
        }
        if (refusing - 1 < cases[i].fewest)
            fail_msg("%s: only %ld requests were refused", cases[i].name, refusing - 1);
    }
    assert_int_equal(ct_memory_error().code, CT_ENOMEM);
}

static void test_sizes_that_wrap_round(void **state)
{
    static const struct {
        size_t capacity, first, next;
    } steps[] = { { 0, 16, 16 },
                  { 16, 99, 32 },
                  { SIZE_MAX / 2, 1, SIZE_MAX - 1 },
                  { SIZE_MAX / 2 + 1, 1, 0 },
                  { SIZE_MAX, 1, 0 } };
    static const struct {
        size_t count, size;
    } sizes[] = { { SIZE_MAX, 2 }, { SIZE_MAX / 8 + 1, 8 }, { 2, SIZE_MAX }, { 0, 8 } };
    size_t capacity = SIZE_MAX / 2 + 1;
    int *numbers = ct_list_resize(NULL, 3, sizeof *numbers);

    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        assert_true(ct_list_next(steps[i].capacity, steps[i].first) == steps[i].next);
    assert_non_null(numbers);
    numbers[2] = 7;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_null(ct_list_resize(numbers, sizes[i].count, sizes[i].size));
    assert_null(ct_list_room(numbers, capacity, &capacity, 1, 1));
    assert_true(capacity == SIZE_MAX / 2 + 1);
    assert_int_equal(numbers[2], 7);
    free(numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_request_refused),
        cmocka_unit_test(test_sizes_that_wrap_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
