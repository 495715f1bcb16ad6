/* cmocka's header needs these before it. */
#ifndef CT_TESTS_CMOCKA_ALL_H
#define CT_TESTS_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/error.h"

/* A call that must succeed; on failure the test says what the error said. */
#define assert_ct_ok(call)                                                                                   \
    do {                                                                                                     \
        ct_error e_ = (call);                                                                                \
        if (e_.code != CT_OK)                                                                                \
            fail_msg("%s: code %d, %s:%ld: %s", #call, (int)e_.code, e_.file, e_.line, e_.text);             \
    } while (0)

#endif
