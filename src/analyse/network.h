/* src/analyse/network.h - the tagger and parser: what it makes of the words of some sentences. */
#ifndef DRG_ANALYSE_NETWORK_H
#define DRG_ANALYSE_NETWORK_H

#include "analyse/qrnn.h"
#include "analyse/tree.h"

/** The best reading of one word: indices into the model's lists. */
typedef struct drg_guess {
    uint32_t head; /* word of the sentence, or its length for the root */
    uint16_t rel, feats, rule;
    uint8_t upos, ner;
    uint8_t known;            /* known.h */
    float confidence;         /* of the head and relation */
    float kinds[DRG_N_KINDS]; /* how likely the word is part of a name of each kind */
} drg_guess;

/** Takes what the last layer for names takes in, of the next n words: inputs [count][drg_naming_width()] and base
 * [count][DRG_LANES], the logits that it adds to, of the words in the list. */
typedef bool drg_naming_tap(void *context, size_t n, const uint32_t *list, size_t count, const float *inputs,
                            const float *base);

/** Scratch. */
typedef struct drg_network_work {
    drg_qrnn_work qrnn;
    drg_tree_work tree;
    drg_scratch inputs, states, whole, scale;
    drg_scratch dep, head, pair, near_dep, near_head, packed, bias, scores, rows, heads;
    drg_scratch label_dep, label_head, hidden, hidden_whole, hidden_scale, logits, naming, named, candidates, known;
    drg_naming_tap *tap; /* or NULL; when it returns false the run fails */
    void *tap_context;
} drg_network_work;

/** A word as the network takes it in. */
typedef struct drg_input {
    drg_str form;
    bool glued_before,
        glued_after; /* no white space between it and its neighbour in the sentence, or the text behind */
} drg_input;

/**
 * @param words  [start[n_sentences]]
 * @param start  [n_sentences + 1]: where sentences begin; none is empty.
 * @param out    [start[n_sentences]]
 * @return false when out of memory.
 */
bool drg_network_run(const drg_model *model, drg_network_work *work, const drg_input *words, const size_t *start,
                     size_t n_sentences, drg_guess *out);
void drg_network_work_release(drg_network_work *work);

#endif
