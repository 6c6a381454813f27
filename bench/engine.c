/* bench/engine.c - words a second of the analyser at each level of instructions that this processor has.
 *
 *   meson compile -C BUILD bench/engine && BUILD/bench/engine TEXT [WEIGHTS]
 *
 * The text is analysed as documents of about 20,000 bytes that end with lines; processor time of one thread, the better of
 * two rounds. Beside it stands a hash of all that was found, the same for all levels or something is wrong. */
#include "measure.h"

#include "analyse/kernels.h"
#include "base/text.h"
#include "dragoman/conllu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DOCUMENT_BYTES = 20000, ROUNDS = 2 };

/* One round over the text. @return seconds, without those of reading results; negative when something failed. */
static double analyse(const drg_model *model, drg_str text, size_t *words, uint64_t *hash, drg_error *err)
{
    double spent = 0;
    *words = 0;
    *hash = 14695981039346656037u;
    for (size_t at = 0; at < text.len;) {
        size_t end = at + DOCUMENT_BYTES < text.len ? at + DOCUMENT_BYTES : text.len;
        while (end < text.len && text.ptr[end - 1] != '\n')
            end++;
        drg_document *doc = drg_document_new();
        bool ok = doc && drg_document_set_text(doc, drg_str_sub(text, at, end), err) == DRG_OK;
        double begin = seconds_of(CLOCK_THREAD_CPUTIME_ID);
        ok = ok && drg_analyse(model, doc, err) == DRG_OK;
        spent += seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin;
        size_t n = 0;
        ok = ok && drg_document_tokens(doc, &n) && drg_conllu_write(doc, add_hash, hash, err) == DRG_OK;
        drg_document_free(doc);
        if (!ok)
            return -1;
        *words += n;
        at = end;
    }
    return spent;
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"plain", "AVX2", "AVX-512", "AVX-512 VNNI", "AMX"};
    drg_error err = {0};
    drg_model *model = NULL;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    char *data = NULL;
    size_t size = 0, room = 0;
    while (file && !feof(file) && !ferror(file)) {
        if (size == room && !(data = realloc(data, room = 2 * room + 65536)))
            return 1;
        size += fread(data + size, 1, room - size, file);
    }
    if (size == 0 || drg_model_open(argc > 2 ? argv[2] : NULL, &model, &err) != DRG_OK) {
        fprintf(stderr, "engine: no text or no weights %s\n", err.message);
        return 1;
    }
    for (drg_kernel_level level = DRG_KERNEL_PLAIN; level <= DRG_KERNEL_AMX; level++) {
        if (drg_kernel_limit(level) != level)
            continue;
        double best = 0;
        size_t words = 0;
        uint64_t hash = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double spent = analyse(model, (drg_str){data, size}, &words, &hash, &err);
            if (spent < 0) {
                fprintf(stderr, "engine: %s\n", err.message);
                return 1;
            }
            best = round == 0 || spent < best ? spent : best;
        }
        printf("%-14s %8.0f words/s  %zu words  %7.3f s  found %016llx\n", names[level], (double)words / best, words,
               best, (unsigned long long)hash);
    }
    drg_model_close(model);
    fclose(file);
    free(data);
    return 0;
}
