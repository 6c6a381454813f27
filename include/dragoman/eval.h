/* include/dragoman/eval.h - how good an analysis is: scores against treebanks and against texts whose names are marked.
 *
 * Words of two analyses of one text are aligned by the characters that they cover, blanks left out, as in the CoNLL 2018
 * shared task; the words of a multiword token by the token and their order in it. */
#ifndef DRAGOMAN_EVAL_H
#define DRAGOMAN_EVAL_H

#include "dragoman/analysis.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is measured: words and sentences with both ends right; tags, features and lemmas of words; heads (UAS), heads with
 * relations without their subtypes (LAS), those of content words (CLAS); names with and without their kind. */
#define DRG_MEASURE_LIST(X)                                                                                            \
    X(DRG_MEASURE_WORDS, "words")                                                                                      \
    X(DRG_MEASURE_SENTENCES, "sentences")                                                                              \
    X(DRG_MEASURE_UPOS, "upos")                                                                                        \
    X(DRG_MEASURE_FEATS, "feats")                                                                                      \
    X(DRG_MEASURE_LEMMA, "lemma")                                                                                      \
    X(DRG_MEASURE_UAS, "uas")                                                                                          \
    X(DRG_MEASURE_LAS, "las")                                                                                          \
    X(DRG_MEASURE_CLAS, "clas")                                                                                        \
    X(DRG_MEASURE_ENTITIES, "entities")                                                                                \
    X(DRG_MEASURE_UNTYPED, "untyped")

/* clang-format off */
typedef enum drg_measure {
#define DRG_MEASURE_ENUM_(name, text) name,
    DRG_MEASURE_LIST(DRG_MEASURE_ENUM_)
#undef DRG_MEASURE_ENUM_
    DRG_N_MEASURES
} drg_measure;
/* clang-format on */

/** "words", "sentences" …; static; NULL outside the enum. */
DRG_API const char *drg_measure_name(drg_measure measure);

typedef struct drg_hits {
    size_t gold, found, right; /* how many the gold file has, the analysis has, and both have */
} drg_hits;

/** A score card. */
typedef struct drg_card {
    bool has[DRG_N_MEASURES];
    drg_hits of[DRG_N_MEASURES];
} drg_card;

/** right / found, right / gold, and their harmonic mean; 0 where nothing can be divided by. */
DRG_API double drg_hits_precision(drg_hits tally);
DRG_API double drg_hits_recall(drg_hits tally);
DRG_API double drg_hits_f1(drg_hits tally);

/**
 * Trees against a treebank: DRG_MEASURE_WORDS to DRG_MEASURE_CLAS.
 *
 * @param model  analyses the raw text of the gold file (its "# text" comments, a line end before paragraphs, an empty line
 *               before documents; its words' own spacing where there are none); NULL where found is given.
 * @param gold   path of a CoNLL-U file.
 * @param found  path of the CoNLL-U file to be scored, of the same text; or NULL.
 * @return DRG_OK; DRG_EINPUT a file is malformed, or the two texts differ (err->message says where); DRG_ELIMIT; DRG_EIO;
 *         DRG_EARG neither model nor found; DRG_ENOMEM. *card stays untouched on failure.
 */
DRG_API DRG_MUST_CHECK drg_status drg_eval_trees(const drg_model *model, const char *gold, const char *found,
                                                 drg_card *card, drg_error *err);

#define DRG_MAX_FOLDS 100

/**
 * Names against an IOB2 file (columns: number, form, label B-PER, I-PER, B-ORG, B-LOC … or O; "# text" before each
 * sentence, "# newdoc" and "# newpar" as in CoNLL-U): DRG_MEASURE_ENTITIES and DRG_MEASURE_UNTYPED. Countries, places and
 * buildings are all LOC; other labels count for nothing.
 *
 * @param folds  0, or 2 to DRG_MAX_FOLDS: document i belongs to fold i modulo folds; the last layer for names is fitted to
 *               the documents of all other folds (drg_train_names()) and scored on the fold's. found must be NULL.
 * @param found  path of a CoNLL-U file with NER= in its last column; or NULL: each document is analysed for itself.
 * @return as drg_eval_trees().
 */
DRG_API DRG_MUST_CHECK drg_status drg_eval_names(const drg_model *model, const char *gold, const char *found,
                                                 unsigned folds, drg_card *card, drg_error *err);

/**
 * Write a card: a table for people, or one JSON object in a line ({"file": name, "words": {"p": …, "r": …, "f1": …,
 * "gold": …, "pred": …}, …}).
 * @return DRG_OK, or what the sink returned.
 */
DRG_API DRG_MUST_CHECK drg_status drg_card_write(const drg_card *card, const char *name, bool json, drg_sink *sink,
                                                 void *context, drg_error *err);

/**
 * Fit the last layer for names to texts whose names are marked, and write the weights with it. What the file at weights
 * holds else is copied as it is; a layer fitted before is replaced. The same input gives the same file.
 *
 * @param weights  path of a weights file; NULL: where the installation keeps it.
 * @param gold     paths of n IOB2 files, as for drg_eval_names().
 * @param tables   path of a folder with actors/ and places/ as the project's data/ has them: their names are hints for the
 *                 layer, and replace those that the weights hold; NULL: these stay.
 * @param out      path of the file to be written; may be the same as weights.
 * @return DRG_OK; DRG_EARG n is 0; DRG_EINPUT, DRG_ELIMIT, DRG_EFORMAT, DRG_EIO, DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_train_names(const char *weights, const char *const *gold, size_t n,
                                                  const char *tables, const char *out, drg_error *err);

/** Where train.sh was installed, which trains the networks: NUL-terminated, into path [size].
 * @return DRG_OK; DRG_EIO it is not there, or its path is too long. */
DRG_API DRG_MUST_CHECK drg_status drg_train_script(char *path, size_t size, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
