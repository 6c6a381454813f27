/* bench/knowledge.c - how fast the knowledge opens, and how many words a second its names are looked up in.
 *
 *   meson compile -C BUILD bench/knowledge && BUILD/bench/knowledge TEXT [KNOWLEDGE]
 *
 * Opening: wall clock of the quickest and the middle one of 50, the file being in the system's cache. Look-up: the words of
 * TEXT, folded beforehand as the coder folds them once; from every word the longest names of actors and the longest of
 * places are sought, as the coder seeks them; processor time of one thread, the best of five rounds. */
#include "measure.h"

#include "base/arena.h"
#include "base/text.h"
#include "dragoman/knowledge.h"
#include "knowledge/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPENINGS = 50, ROUNDS = 5, MAX_WORDS = 8, MAX_BYTES = 160 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool bench_open(const char *path, drg_error *err)
{
    double spent[OPENINGS];
    for (int i = 0; i < OPENINGS; i++) {
        drg_knowledge *k;
        double begin = seconds_of(CLOCK_MONOTONIC);
        if (drg_knowledge_open(path, &k, err) != DRG_OK)
            return false;
        spent[i] = seconds_of(CLOCK_MONOTONIC) - begin;
        drg_knowledge_close(k);
    }
    qsort(spent, OPENINGS, sizeof *spent, by_value);
    printf("open: %.2f ms at best, %.2f ms in the middle\n", spent[0] * 1e3, spent[OPENINGS / 2] * 1e3);
    return true;
}

/** The longest names from a word on, in both books. @return how many words they have. */
static size_t seek(const drg_knowledge *k, const drg_str *words, size_t n)
{
    char phrase[MAX_BYTES];
    size_t found = 0;
    for (int book = 0; book < 2; book++) {
        size_t len = 0;
        bool more = true;
        for (size_t i = 0; more && i < n && i < MAX_WORDS && len + words[i].len + 1 < MAX_BYTES; i++) {
            if (i > 0)
                phrase[len++] = ' ';
            memcpy(phrase + len, words[i].ptr, words[i].len);
            len += words[i].len;
            size_t hits;
            if (book == 0)
                drg_knowledge__facts(k, (drg_str){phrase, len}, &hits, &more);
            else
                drg_knowledge__toponyms(k, (drg_str){phrase, len}, &hits, &more);
            found += hits > 0;
        }
    }
    return found;
}

static void bench_look_up(const drg_knowledge *k, const drg_str *words, size_t n)
{
    double best = 1e9;
    size_t found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double begin = seconds_of(CLOCK_THREAD_CPUTIME_ID);
        found = 0;
        for (size_t i = 0; i < n; i++)
            found += seek(k, words + i, n - i);
        double spent = seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin;
        best = spent < best ? spent : best;
    }
    printf("look-up: %zu words, %zu names, %.0f words a second\n", n, found, (double)n / best);
}

static char *slurp(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
        long size = ftell(file);
        rewind(file);
        text = size > 0 ? malloc((size_t)size) : NULL;
        *len = text != NULL ? fread(text, 1, (size_t)size, file) : 0;
    }
    if (file != NULL)
        fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    drg_error err = {.status = DRG_OK};
    const char *path = argc > 2 ? argv[2] : NULL;
    size_t len = 0, n = 0, cap = 0;
    char *text = argc > 1 ? slurp(argv[1], &len) : NULL;
    if (text == NULL) {
        fputs("usage: knowledge TEXT [KNOWLEDGE]\n", stderr);
        return 2;
    }
    drg_arena arena;
    drg_arena_init(&arena, 0);
    drg_str *words = NULL;
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && strchr(" \n\t.,;:!?\"()", text[end]) == NULL)
            end++;
        drg_str folded = drg_str_fold(&arena, (drg_str){text + at, end - at});
        if (folded.len > 0 && DRG_ARENA_GROW(&arena, words, n, cap))
            words[n++] = folded;
        at = end + 1;
    }
    drg_knowledge *k = NULL;
    bool ok = bench_open(path, &err) && drg_knowledge_open(path, &k, &err) == DRG_OK;
    if (ok)
        bench_look_up(k, words, n);
    else
        fprintf(stderr, "knowledge: %s\n", err.message);
    drg_knowledge_close(k);
    drg_arena_release(&arena);
    free(text);
    return ok ? 0 : 3;
}
