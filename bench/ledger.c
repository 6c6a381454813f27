/* bench/ledger.c - documents' records put into a ledger, one document after the other, and how long that takes as it grows.
 *
 *     ledger LEDGER [EVERY] < records.jsonl
 *
 * Reads what bench/reports makes: a document as `dragoman read` prints it, then its records as `dragoman code` does.
 * Prints a line for every EVERY documents: how many there are, documents a second and the processor's time for each since
 * the last line, memory, and the file's size; and one for all. */
#include "measure.h"

#include "dragoman/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

typedef struct text {
    char *ptr;
    size_t len, cap;
} text;

static bool add(text *to, const char *data, size_t len)
{
    if (to->len + len > to->cap) {
        size_t cap = (to->len + len) * 2;
        char *ptr = realloc(to->ptr, cap);
        if (ptr == NULL)
            return false;
        to->ptr = ptr;
        to->cap = cap;
    }
    memcpy(to->ptr + to->len, data, len);
    to->len += len;
    return true;
}

/* The document's id, as it stands in the line. */
static drg_str document_of(const char *line)
{
    static const char of_record[] = "\"document\": {\"id\": \"", own[] = "{\"id\": \"";
    const char *at = strstr(line, of_record);
    if (at != NULL)
        at += sizeof of_record - 1;
    else if (strncmp(line, own, sizeof own - 1) == 0)
        at = line + sizeof own - 1;
    else
        return (drg_str){"", 0};
    const char *end = strchr(at, '"');
    return (drg_str){at, end != NULL ? (size_t)(end - at) : 0};
}

static void tell(const char *path, const drg_ledger_counts *counts, uint64_t since, double took, double busy)
{
    struct rusage usage;
    struct stat file;
    getrusage(RUSAGE_SELF, &usage);
    if (stat(path, &file) != 0)
        file.st_size = 0;
    printf("%8llu documents %9llu records %7.0f documents/s %7.2f ms of processor a document %5ld MiB memory %6lld MiB"
           " file\n",
           (unsigned long long)(counts->documents + counts->revisions), (unsigned long long)counts->records,
           (double)since / took, busy * 1000 / (double)since, usage.ru_maxrss / 1024, (long long)(file.st_size >> 20));
    fflush(stdout);
}

typedef struct run {
    const char *path;
    drg_ledger *ledger;
    text document, id;
    drg_ledger_counts counts;
    uint64_t every, told;
    double since, busy_since;
    drg_error err;
} run;

static bool put(run *r)
{
    if (r->document.len == 0)
        return true;
    drg_str lines = {r->document.ptr, r->document.len};
    if (drg_ledger_put(r->ledger, lines, &r->counts, &r->err) != DRG_OK) {
        fprintf(stderr, "%s\n", r->err.message);
        return false;
    }
    r->document.len = 0;
    uint64_t n = r->counts.documents + r->counts.revisions;
    if (n - r->told >= r->every) {
        double now = seconds_of(CLOCK_MONOTONIC);
        tell(r->path, &r->counts, n - r->told, now - r->since, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - r->busy_since);
        r->busy_since = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
        r->told = n;
        r->since = now;
    }
    return true;
}

static bool take(run *r, const char *line, size_t len)
{
    drg_str id = document_of(line);
    if (id.len != r->id.len || (id.len > 0 && memcmp(id.ptr, r->id.ptr, id.len) != 0)) {
        if (!put(r))
            return false;
        r->id.len = 0;
        if (!add(&r->id, id.ptr, id.len))
            return false;
    }
    return add(&r->document, line, len);
}

int main(int argc, char **argv)
{
    run r = {.path = argc > 1 ? argv[1] : NULL, .every = argc > 2 ? strtoull(argv[2], NULL, 10) : 10000};
    char *line = NULL;
    size_t cap = 0;
    if (r.path == NULL || r.every == 0) {
        fprintf(stderr, "usage: ledger LEDGER [EVERY] < records.jsonl\n");
        return 2;
    }
    if (drg_ledger_open(r.path, DRG_LEDGER_CREATE, &r.ledger, &r.err) != DRG_OK) {
        fprintf(stderr, "%s\n", r.err.message);
        return 3;
    }
    double begun = r.since = seconds_of(CLOCK_MONOTONIC);
    bool good = true;
    for (ssize_t len; good && (len = getline(&line, &cap, stdin)) > 0;)
        good = take(&r, line, (size_t)len);
    good = good && put(&r);
    uint64_t n = r.counts.documents + r.counts.revisions;
    if (good && n > 0)
        tell(r.path, &r.counts, n, seconds_of(CLOCK_MONOTONIC) - begun, seconds_of(CLOCK_PROCESS_CPUTIME_ID));
    drg_ledger_close(r.ledger);
    free(line);
    free(r.document.ptr);
    free(r.id.ptr);
    return good ? 0 : 3;
}
