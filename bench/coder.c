/* bench/coder.c - words a second of the coder by itself.
 *
 *   dragoman analyse FILE >DOCUMENTS
 *   meson compile -C BUILD bench/coder && BUILD/bench/coder DOCUMENTS BUILD/data/dragoman.drgk [ROUNDS]
 *
 * The documents, analysed once (CoNLL-U), are read anew for every round; processor time of one thread inside drg_code()
 * alone counts, the best of the rounds (5). Beside it stands a hash of all records, the same unless they changed. */
#include "measure.h"

#include "base/file.h"
#include "dragoman/conllu.h"
#include "dragoman/export.h"
#include "dragoman/knowledge.h"
#include "dragoman/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 5 };

typedef struct round {
    double spent; /* seconds inside drg_code() */
    size_t words, records;
    uint64_t hash;
} round;

static drg_status code_next(const drg_coder *coder, drg_conllu_reader *reader, round *now, drg_error *err)
{
    drg_document *doc = drg_document_new();
    drg_status st = doc ? drg_conllu_next(reader, doc, err) : DRG_ENOMEM;
    if (st == DRG_OK) {
        size_t words, records = 0;
        drg_document_tokens(doc, &words);
        double begin = seconds_of(CLOCK_THREAD_CPUTIME_ID);
        st = drg_code(coder, doc, err);
        now->spent += seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin;
        now->words += words;
        drg_document_records(doc, &records);
        now->records += records;
    }
    if (st == DRG_OK)
        st = drg_write_records(doc, add_hash, &now->hash, err);
    drg_document_free(doc);
    return st;
}

static drg_status code_all(const drg_coder *coder, drg_str text, round *now, drg_error *err)
{
    drg_conllu_reader *reader = NULL;
    *now = (round){.hash = 14695981039346656037u};
    drg_status st = drg_conllu_open(text, &reader, err);
    while (st == DRG_OK)
        st = code_next(coder, reader, now, err);
    drg_conllu_close(reader);
    return st == DRG_END ? DRG_OK : st;
}

int main(int argc, char **argv)
{
    drg_error err = {0};
    drg_map map = {0};
    drg_knowledge *knowledge = NULL;
    drg_coder *coder = NULL;
    int rounds = argc > 3 ? atoi(argv[3]) : ROUNDS;
    if (argc < 3 || drg_map_open(argv[1], &map, &err) != DRG_OK ||
        drg_knowledge_open(argv[2], &knowledge, &err) != DRG_OK || drg_coder_new(knowledge, &coder, &err) != DRG_OK) {
        fprintf(stderr, "coder: DOCUMENTS KNOWLEDGE [ROUNDS] %s\n", err.message);
        return 1;
    }
    round best = {0};
    for (int i = 0; i < rounds; i++) {
        round now;
        if (code_all(coder, (drg_str){(const char *)map.data, map.size}, &now, &err) != DRG_OK) {
            fprintf(stderr, "coder: %s\n", err.message);
            return 1;
        }
        best = i == 0 || now.spent < best.spent ? now : best;
    }
    printf("%8.0f words/s  %zu words  %zu records  %7.3f s  records %016llx\n", (double)best.words / best.spent,
           best.words, best.records, best.spent, (unsigned long long)best.hash);
    drg_coder_free(coder);
    drg_knowledge_close(knowledge);
    drg_map_close(&map);
    return 0;
}
