/* tests/unit/temporary.h - files of tests, where the system keeps what passes ($TMPDIR). */
#ifndef DRG_TESTS_TEMPORARY_H
#define DRG_TESTS_TEMPORARY_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TEMPORARY_BYTES 200

static inline void temporary_name(char path[TEMPORARY_BYTES])
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, TEMPORARY_BYTES, "%s/drg-XXXXXX", folder != NULL && folder[0] != '\0' ? folder : P_tmpdir);
}

/** A new, empty file. */
static inline bool temporary_file(char path[TEMPORARY_BYTES])
{
    temporary_name(path);
    int fd = mkstemp(path);
    return fd >= 0 && close(fd) == 0;
}

/** A new folder. */
static inline bool temporary_folder(char path[TEMPORARY_BYTES])
{
    temporary_name(path);
    return mkdtemp(path) != NULL;
}

/** Take a ledger away, with what SQLite keeps beside it. */
static inline void remove_ledger(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[TEMPORARY_BYTES + 8];
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

#endif
