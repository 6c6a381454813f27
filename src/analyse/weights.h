/* src/analyse/weights.h - the networks' weights, as they lie in the mapped file, the largest of them in 8 bits beside it.
 * train/README.md lists the sections. Everything was checked when the file was opened: a matrix has the stated size, a list the stated length. */
#ifndef DRG_ANALYSE_WEIGHTS_H
#define DRG_ANALYSE_WEIGHTS_H

#include "analyse/kernels.h"
#include "base/file.h"
#include "dragoman/analysis.h"

#define DRG_WEIGHTS_MAGIC "dragoman-weights"

enum {
    DRG_WEIGHTS_VERSION = 1,
    DRG_MAX_LAYERS = 8,
    DRG_N_AFFIXES = 8,               /* hashed tables of a word: features.c */
    DRG_N_KINDS = 3,                 /* of names: PERSON, ORG, LOC */
    DRG_N_NER = 1 + 2 * DRG_N_KINDS, /* none, then begin and inside of each kind */
    DRG_DISTANCE_BUCKETS = 11,
    DRG_SEGMENT_LABELS = 4
};

/** y = x W + b with n_out padded to DRG_LANES; see kernels.h. */
typedef struct drg_matrix {
    const float *w; /* [n_out / DRG_LANES][n_in][DRG_LANES] */
    const float *b; /* [n_out], or NULL */
    size_t n_in, n_out;
} drg_matrix;

/** Embeddings in 8 bits: value = row * scale. */
typedef struct drg_rows {
    const int8_t *rows; /* [n][width] */
    const float *scale; /* [n] */
    size_t n, width;
} drg_rows;

/** Words known by the hash of their text, ascending; first[] narrows the search by the hash's highest bits. */
typedef struct drg_keys {
    const uint64_t *keys; /* [n] */
    size_t n;
    uint32_t *first; /* [DRG_KEY_BINS + 1] */
} drg_keys;
#define DRG_KEY_BINS 4096

typedef struct drg_layer {
    const float *norm; /* [d] */
    drg_bytes gates;   /* d * window → 3 d */
    size_t window;     /* 1 or 3 */
} drg_layer;

/** Bidirectional QRNN layers with residual connections, and the norm behind the last. */
typedef struct drg_stack {
    drg_layer layers[DRG_MAX_LAYERS];
    size_t n_layers, d;
    const float *norm;
} drg_stack;

struct drg_model {
    drg_container file;

    drg_keys glove_keys, word_keys, lemma_keys;
    drg_rows glove, word, affix;
    const float *glue; /* [4][d] */
    drg_bytes project;
    drg_stack stack;

    drg_bytes arc_dep, arc_head, near_dep, near_head;
    drg_matrix arc_pair;
    const float *arc_bias, *arc_root; /* [arc] */
    const float *label_root;          /* [label] */
    drg_bytes label_dep, label_head, label_out;
    drg_bytes tag, upos, feats, rule, name, ner;
    drg_keys known_keys;        /* known.h; n is 0 where the file has none */
    const uint8_t *known_kinds; /* [known_keys.n] */
    drg_matrix naming;          /* fitted to marked names: naming.h; w is NULL where the file has none */

    drg_str *feats_text, *rels_text, *rules_text, *lemma_text;
    size_t n_feats, n_rels, n_rules;
    drg_rel *rel_codes; /* [n_rels] */

    const uint32_t *symbols; /* code points, ascending; symbol i + DRG_SYMBOL_CLASSES */
    size_t n_symbols;        /* with the classes */
    const float *window;     /* [seg_window][n_symbols][seg.d] */
    size_t seg_window;
    drg_stack seg;
    drg_matrix seg_out;
};

/** The first symbols stand for characters outside the alphabet. */
enum { DRG_SYMBOL_UPPER, DRG_SYMBOL_LETTER, DRG_SYMBOL_DIGIT, DRG_SYMBOL_OTHER, DRG_SYMBOL_CLASSES };

/** Make first[] of keys in order. @return false when out of memory. */
bool drg_keys_index(drg_keys *keys);
/** Where the key stands, or SIZE_MAX. */
size_t drg_keys_find(const drg_keys *keys, uint64_t key);

#endif
