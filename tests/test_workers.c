/* Pieces of work in processes: answers in order, and a worker that fails costs its piece. */
#include "cmocka_all.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/workers.h"

enum { MANY = 60 };

typedef struct {
    size_t known;     /* every so-manieth piece is known without a worker; 0: none */
    size_t next;      /* the piece that must come now                             */
    size_t stop;      /* take() ends everything at this one                       */
    size_t told;      /* how often a worker was heard before its answer           */
    int faults[MANY]; /* signals, or -1 for an end without an answer              */
} test;

static ct_error know(void *context, size_t i, ct_buffer *answer, bool *found)
{
    test *t = context;

    *found = t->known > 0 && i % t->known == 0;
    if (*found) ct_buffer_printf(answer, "%zu", i);
    return ct_ok();
}

/* Later pieces of a handful are ready first; some fail. */
static void work(void *context, size_t i, ct_worker *worker, ct_buffer *answer)
{
    const test *t = context;

    ct_worker_tell(worker, i, MANY);
    nanosleep(&(struct timespec){ 0, (long)(5 - i % 5) * 2000000 }, NULL);
    if (t->faults[i] > 0) raise(t->faults[i]);
    if (t->faults[i] == -1) _exit(0);
    ct_buffer_printf(answer, "%zu|", i);
    if (i % 7 == 3) /* more than a pipe holds */
        for (size_t k = 0; k < 50000; k++) ct_buffer_append(answer, "0123456789", 10);
}

static void told(void *context, size_t i, size_t done, size_t total)
{
    test *t = context;

    if (total == 0) return;
    assert_int_equal(done, i);
    assert_int_equal(total, MANY);
    t->told++;
}

static ct_error take(void *context, size_t i, const ct_error *fault, const ct_buffer *answer)
{
    test *t = context;

    assert_int_equal(i, t->next++);
    if (i == t->stop) return ct_fail(CT_EDATA, 0, "that is enough");
    if ((fault->code != CT_OK) != (t->faults[i] != 0))
        fail_msg("piece %zu: fault %d (%s)", i, fault->code, fault->text);
    if (fault->code != CT_OK) return ct_ok();
    assert_int_equal(strtoul(ct_buffer_string(answer), NULL, 10), i);
    bool worked = t->known == 0 || i % t->known != 0;
    assert_int_equal(answer->len > 500000, worked && i % 7 == 3);
    return ct_ok();
}

static ct_error run(test *t, size_t n, size_t at_once)
{
    const ct_workers workers = { .n = n,
                                 .at_once = at_once,
                                 .seconds = 60,
                                 .context = t,
                                 .know = know,
                                 .work = work,
                                 .take = take,
                                 .told = told };

    return ct_workers_run(&workers);
}

static void assert_no_child(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void test_answers_come_in_order(void **state)
{
    static const size_t at_once[] = { 1, 2, 5, 64 }, known[] = { 0, 1, 3 };

    (void)state;
    for (size_t a = 0; a < sizeof at_once / sizeof *at_once; a++)
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            test t = { .known = known[k], .stop = MANY };
            assert_ct_ok(run(&t, MANY, at_once[a]));
            assert_int_equal(t.next, MANY);
            assert_int_equal(t.told, known[k] == 0 ? MANY : known[k] == 1 ? 0 : MANY - MANY / 3);
            assert_no_child();
        }
}

static void test_nothing_to_do(void **state)
{
    test t = { .stop = MANY };

    (void)state;
    assert_ct_ok(run(&t, 0, 2));
    assert_int_equal(t.next, 0);
}

static void test_a_worker_that_fails_costs_its_piece(void **state)
{
    test t = { .stop = MANY };

    (void)state;
    t.faults[0] = SIGSEGV;
    t.faults[7] = SIGKILL;
    t.faults[8] = -1;
    t.faults[MANY - 1] = SIGABRT;
    assert_ct_ok(run(&t, MANY, 3));
    assert_int_equal(t.next, MANY);
    assert_no_child();
}

static void test_an_error_ends_all(void **state)
{
    test t = { .stop = 10 };
    ct_error err = run(&t, MANY, 4);

    (void)state;
    assert_int_equal(err.code, CT_EDATA);
    assert_int_equal(t.next, 11);
    assert_no_child();
}

static void test_cores(void **state)
{
    (void)state;
    assert_in_range(ct_workers_cores(), 1, CT_WORKERS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_come_in_order),
        cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_a_worker_that_fails_costs_its_piece),
        cmocka_unit_test(test_an_error_ends_all),
        cmocka_unit_test(test_cores),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
