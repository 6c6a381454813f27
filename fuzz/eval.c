/* fuzz/eval.c - gold files: any bytes as IOB2 and as CoNLL-U, the latter scored against itself. */
#include "fuzz.h"

#include "eval/gold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    drg_str file = {(const char *)data, size};
    drg_gold gold;
    for (int with_names = 0; with_names < 2; with_names++) {
        if (drg_gold_read(file, with_names, &gold, NULL) != DRG_OK)
            continue;
        for (size_t i = 0; i < gold.n_names; i++)
            FUZZ_CHECK(gold.names[i].start <= gold.names[i].end);
        for (size_t i = 0; i < gold.n_documents; i++)
            FUZZ_CHECK(gold.documents[i].start <= gold.documents[i].end && gold.documents[i].end <= gold.text.len);
        drg_gold_release(&gold);
    }
    drg_side side;
    drg_side_init(&side);
    if (drg_side_add_conllu(&side, file, NULL) == DRG_OK) {
        drg_card card = {0};
        drg_side_score_trees(&side, &side, &card);
        FUZZ_CHECK(card.of[DRG_MEASURE_WORDS].right == side.n_words);
    }
    drg_side_release(&side);
    return 0;
}
