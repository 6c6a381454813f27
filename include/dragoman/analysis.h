/* include/dragoman/analysis.h - sentences, words, tags, trees and named entities of a document.
 * Universal Dependencies 2 throughout. Indices count from 0 over the whole document. */
#ifndef DRAGOMAN_ANALYSIS_H
#define DRAGOMAN_ANALYSIS_H

#include "dragoman/document.h"

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
typedef enum drg_upos {
    DRG_UPOS_X, DRG_UPOS_ADJ, DRG_UPOS_ADP, DRG_UPOS_ADV, DRG_UPOS_AUX, DRG_UPOS_CCONJ, DRG_UPOS_DET, DRG_UPOS_INTJ,
    DRG_UPOS_NOUN, DRG_UPOS_NUM, DRG_UPOS_PART, DRG_UPOS_PRON, DRG_UPOS_PROPN, DRG_UPOS_PUNCT, DRG_UPOS_SCONJ,
    DRG_UPOS_SYM, DRG_UPOS_VERB,
    DRG_N_UPOS
} drg_upos;
/* clang-format on */

/** "NOUN" …; static. */
DRG_API const char *drg_upos_name(drg_upos upos);

/** Dependency relations that rules ask for; the exact string stays in drg_token.deprel. A relation with a subtype that
 * is not in this list has the code of its universal part; one that is not universal, DRG_REL_DEP. */
#define DRG_REL_LIST(X)                                                                                                \
    X(DRG_REL_DEP, "dep")                                                                                              \
    X(DRG_REL_ROOT, "root")                                                                                            \
    X(DRG_REL_ACL, "acl")                                                                                              \
    X(DRG_REL_ACL_RELCL, "acl:relcl")                                                                                  \
    X(DRG_REL_ADVCL, "advcl")                                                                                          \
    X(DRG_REL_ADVCL_RELCL, "advcl:relcl")                                                                              \
    X(DRG_REL_ADVMOD, "advmod")                                                                                        \
    X(DRG_REL_AMOD, "amod")                                                                                            \
    X(DRG_REL_APPOS, "appos")                                                                                          \
    X(DRG_REL_AUX, "aux")                                                                                              \
    X(DRG_REL_AUX_PASS, "aux:pass")                                                                                    \
    X(DRG_REL_CASE, "case")                                                                                            \
    X(DRG_REL_CC, "cc")                                                                                                \
    X(DRG_REL_CC_PRECONJ, "cc:preconj")                                                                                \
    X(DRG_REL_CCOMP, "ccomp")                                                                                          \
    X(DRG_REL_CLF, "clf")                                                                                              \
    X(DRG_REL_COMPOUND, "compound")                                                                                    \
    X(DRG_REL_COMPOUND_PRT, "compound:prt")                                                                            \
    X(DRG_REL_CONJ, "conj")                                                                                            \
    X(DRG_REL_COP, "cop")                                                                                              \
    X(DRG_REL_CSUBJ, "csubj")                                                                                          \
    X(DRG_REL_CSUBJ_PASS, "csubj:pass")                                                                                \
    X(DRG_REL_DET, "det")                                                                                              \
    X(DRG_REL_DET_PREDET, "det:predet")                                                                                \
    X(DRG_REL_DISCOURSE, "discourse")                                                                                  \
    X(DRG_REL_DISLOCATED, "dislocated")                                                                                \
    X(DRG_REL_EXPL, "expl")                                                                                            \
    X(DRG_REL_FIXED, "fixed")                                                                                          \
    X(DRG_REL_FLAT, "flat")                                                                                            \
    X(DRG_REL_GOESWITH, "goeswith")                                                                                    \
    X(DRG_REL_IOBJ, "iobj")                                                                                            \
    X(DRG_REL_LIST, "list")                                                                                            \
    X(DRG_REL_MARK, "mark")                                                                                            \
    X(DRG_REL_NMOD, "nmod")                                                                                            \
    X(DRG_REL_NMOD_DESC, "nmod:desc")                                                                                  \
    X(DRG_REL_NMOD_POSS, "nmod:poss")                                                                                  \
    X(DRG_REL_NMOD_UNMARKED, "nmod:unmarked")                                                                          \
    X(DRG_REL_NSUBJ, "nsubj")                                                                                          \
    X(DRG_REL_NSUBJ_OUTER, "nsubj:outer")                                                                              \
    X(DRG_REL_NSUBJ_PASS, "nsubj:pass")                                                                                \
    X(DRG_REL_NUMMOD, "nummod")                                                                                        \
    X(DRG_REL_OBJ, "obj")                                                                                              \
    X(DRG_REL_OBL, "obl")                                                                                              \
    X(DRG_REL_OBL_AGENT, "obl:agent")                                                                                  \
    X(DRG_REL_OBL_UNMARKED, "obl:unmarked")                                                                            \
    X(DRG_REL_ORPHAN, "orphan")                                                                                        \
    X(DRG_REL_PARATAXIS, "parataxis")                                                                                  \
    X(DRG_REL_PUNCT, "punct")                                                                                          \
    X(DRG_REL_REPARANDUM, "reparandum")                                                                                \
    X(DRG_REL_VOCATIVE, "vocative")                                                                                    \
    X(DRG_REL_XCOMP, "xcomp")

/* clang-format off */
typedef enum drg_rel {
#define DRG_REL_ENUM_(name, text) name,
    DRG_REL_LIST(DRG_REL_ENUM_)
#undef DRG_REL_ENUM_
    DRG_N_RELS
} drg_rel;
/* clang-format on */

/** The code of a relation's text ("obl:npmod" → DRG_REL_OBL). */
DRG_API drg_rel drg_rel_of(drg_str deprel);

#define DRG_NONE UINT32_MAX /* no such index */

/** One syntactic word. */
typedef struct drg_token {
    drg_span span;  /* in the text; words of a multiword token divide its span where their forms concatenate to it,
                        and all have its whole span where they do not */
    drg_str form;   /* usually the text under span */
    drg_str lemma;  /* len 0: unknown */
    drg_str xpos;   /* only from CoNLL-U that was read; else len 0 */
    drg_str feats;  /* "Number=Sing|Tense=Past", sorted; len 0: none */
    drg_str deprel; /* exact, with subtype */
    uint32_t head;  /* index of the head in the document's tokens; DRG_NONE for a root */
    uint32_t sentence;
    uint8_t upos;     /* drg_upos */
    uint8_t rel;      /* drg_rel */
    float confidence; /* of the head and relation, 0 to 1 */
} drg_token;

/** A sentence: tokens [first, first + count), at least one. */
typedef struct drg_sentence {
    drg_span span;
    uint32_t first, count;
    uint32_t block; /* index of the block that it stands in */
} drg_sentence;

/** A token of the writing system that holds several words ("don't"): words first … last, inclusive. */
typedef struct drg_multiword {
    drg_span span;
    uint32_t first, last;
} drg_multiword;

#define DRG_ENTITY_LIST(X)                                                                                             \
    X(DRG_ENTITY_PERSON, "PERSON")                                                                                     \
    X(DRG_ENTITY_ORG, "ORG")                                                                                           \
    X(DRG_ENTITY_GPE, "GPE")                                                                                           \
    X(DRG_ENTITY_LOC, "LOC")                                                                                           \
    X(DRG_ENTITY_FAC, "FAC")                                                                                           \
    X(DRG_ENTITY_OTHER, "OTHER")

typedef enum drg_entity_type {
#define DRG_ENTITY_ENUM_(name, text) name,
    DRG_ENTITY_LIST(DRG_ENTITY_ENUM_)
#undef DRG_ENTITY_ENUM_
} drg_entity_type;

DRG_API const char *drg_entity_type_name(drg_entity_type type);

/** A named entity as the network sees it: tokens [first, first + count). */
typedef struct drg_named {
    drg_span span;
    uint32_t first, count;
    drg_entity_type type;
    float confidence;
} drg_named;

/** Borrowed from doc until it is cleared or freed; NULL and 0 before analysis. */
DRG_API const drg_token *drg_document_tokens(const drg_document *doc, size_t *n);
DRG_API const drg_sentence *drg_document_sentences(const drg_document *doc, size_t *n);
DRG_API const drg_multiword *drg_document_multiwords(const drg_document *doc, size_t *n);
DRG_API const drg_named *drg_document_entities(const drg_document *doc, size_t *n);

/** The network and its weights: immutable, memory-mapped; threads share it. */
typedef struct drg_model drg_model;

/**
 * Open a weights file.
 * @param path  NUL-terminated; NULL: where the installation keeps it.
 * @return DRG_OK; DRG_EIO cannot be read; DRG_EFORMAT not a weights file, another version, damaged (err says what was
 *         found and what was allowed); DRG_ENOMEM. *model stays untouched on failure.
 */
DRG_API DRG_MUST_CHECK drg_status drg_model_open(const char *path, drg_model **model, drg_error *err);
DRG_API void drg_model_close(drg_model *model);

/** Whether the engine reads texts in a language (BCP 47): English; also where it is not known (len 0). */
DRG_API bool drg_language_is_read(drg_str language);

/**
 * Split a document into sentences and words, tag, lemmatise and parse it. No sentence spans two blocks. Sentences of
 * more than DRG_MAX_SENTENCE_WORDS words are cut there, nothing is dropped.
 * @return DRG_OK (an empty text is success); DRG_ESTAGE already analysed; DRG_ENOMEM. On failure doc is as before.
 */
DRG_API DRG_MUST_CHECK drg_status drg_analyse(const drg_model *model, drg_document *doc, drg_error *err);

#define DRG_MAX_SENTENCE_WORDS 400

#ifdef __cplusplus
}
#endif
#endif
