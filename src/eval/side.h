/* src/eval/side.h - one side of a comparison: the words, sentences and names of a text, by the characters they cover. */
#ifndef DRG_EVAL_SIDE_H
#define DRG_EVAL_SIDE_H

#include "base/text.h"
#include "dragoman/eval.h"

/* Places of all these are numbers of characters that are no white space, from the start of the text. */

typedef struct drg_side_word {
    uint32_t start, end;
    uint32_t index;               /* among the words of one multiword token, which all have its place */
    uint32_t head;                /* a word of the side; DRG_NONE for a root */
    drg_str lemma, feats, deprel; /* deprel without its subtype */
    uint8_t upos;
} drg_side_word;

typedef enum drg_name_kind { DRG_NAME_PERSON, DRG_NAME_ORG, DRG_NAME_LOC, DRG_N_NAME_KINDS } drg_name_kind;

typedef struct drg_side_name {
    uint32_t start, end;
    drg_name_kind kind;
} drg_side_name;

typedef struct drg_side {
    drg_arena arena; /* all of it */
    drg_side_word *words;
    size_t n_words, cap_words;
    uint32_t *ends; /* of sentences */
    size_t n_ends, cap_ends;
    drg_side_name *names;
    size_t n_names, cap_names;
    uint32_t length;
} drg_side;

/** How far a walk through a text has come. */
typedef struct drg_walk {
    drg_str text;
    size_t byte;
    uint32_t solid; /* characters before it that are no white space */
} drg_walk;
/** Go on to a byte, not before where the walk is. @return the characters before it that are no white space. */
uint32_t drg_walk_to(drg_walk *walk, size_t byte);

/** Whether the kind of an entity is scored, and as what. */
bool drg_name_kind_of(drg_entity_type type, drg_name_kind *kind);

void drg_side_init(drg_side *side);
void drg_side_release(drg_side *side);
/** Add an analysed document behind what is there. @return false when out of memory. */
bool drg_side_add(drg_side *side, const drg_document *doc);
/** Add all documents of a CoNLL-U text. @return as drg_conllu_next(). */
drg_status drg_side_add_conllu(drg_side *side, drg_str file, drg_error *err);

/** Compare: trees for DRG_MEASURE_WORDS to CLAS, names for the others; what card has is added to. The two cover the same
 * text. */
void drg_side_score_trees(const drg_side *gold, const drg_side *found, drg_card *card);
void drg_side_score_names(const drg_side_name *gold, size_t n_gold, const drg_side_name *found, size_t n_found,
                          drg_card *card);

#endif
