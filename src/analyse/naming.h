/* src/analyse/naming.h - the last layer for names: what it takes in of a word. See docs/ENGINE.md. */
#ifndef DRG_ANALYSE_NAMING_H
#define DRG_ANALYSE_NAMING_H

#include "analyse/network.h"

/** What the network found for words of some sentences; all [n][…], n = start[n_sentences]. */
typedef struct drg_naming_states {
    const drg_input *words;
    const size_t *start;
    size_t n_sentences;
    const float *logits; /* [n][ner.n_out] of the layer "ner" */
    const drg_guess *guesses;
} drg_naming_states;

/** How much the layer "ner" counts: what the fitted layer says is added to this share of its logits, which are too sure of
 * themselves on texts of other kinds. */
#define DRG_NAMING_SHARE 0.4F

/** Numbers for each word. */
size_t drg_naming_width(void);

/** Whether the word may be of a name: others are none, and their inputs are not made. */
bool drg_naming_is_candidate(const drg_model *model, const drg_naming_states *states, size_t i);

/** Fill inputs [count][drg_naming_width()] for the words of the list. */
void drg_naming_inputs(const drg_model *model, const drg_naming_states *states, const uint32_t *list, size_t count,
                       float *inputs);

#endif
