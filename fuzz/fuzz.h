/* fuzz/fuzz.h - what every fuzz target shares. A target is a program of its own against the public headers: with clang's
 * -fsanitize=fuzzer it looks for inputs that break the library; with fuzz/replay.c it runs those that were found once. */
#ifndef DRG_FUZZ_H
#define DRG_FUZZ_H

#include "dragoman/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** What must hold, in builds without assertions too. */
#define FUZZ_CHECK(what)                                                                                               \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);                                  \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/** A sink that keeps what it gets. */
typedef struct fuzz_output {
    char *ptr;
    size_t len, cap;
} fuzz_output;

static inline drg_status fuzz_keep(void *context, const char *data, size_t len)
{
    fuzz_output *out = context;
    if (out->cap - out->len < len) {
        out->cap = (out->cap + len) * 2;
        out->ptr = realloc(out->ptr, out->cap);
        FUZZ_CHECK(out->ptr);
    }
    if (len)
        memcpy(out->ptr + out->len, data, len);
    out->len += len;
    return DRG_OK;
}

#endif
