/* src/base/document.h - the inside of a document: every station adds its layer here. */
#ifndef DRG_BASE_DOCUMENT_H
#define DRG_BASE_DOCUMENT_H

#include "base/arena.h"
#include "base/text.h"
#include "dragoman/analysis.h"
#include "dragoman/explain.h"
#include "dragoman/record.h"

struct drg_document {
    drg_arena arena;
    drg_str text;
    drg_meta meta;

    drg_block *blocks; /* one prose block over all of the text until the reader marks them */
    size_t n_blocks;

    drg_str printed; /* instead of a text: records as `code` printed them, a line each; ptr NULL: none */
    size_t n_printed;

    bool analysed;
    drg_token *tokens;
    size_t n_tokens;
    drg_sentence *sentences;
    size_t n_sentences;
    drg_multiword *multiwords;
    size_t n_multiwords;
    drg_named *entities;
    size_t n_entities;

    bool coded;
    drg_layers layers; /* times, quantities, places, attributions */
    drg_record *records;
    size_t n_records;

    const drg_considered *considered; /* NULL: nobody asked why */
    size_t n_considered;
    const drg_token *read_tokens; /* [n_tokens] the trees as the rules read them (src/code/repair.c) */
};

#endif
