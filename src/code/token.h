/* src/code/token.h - questions to tokens of an analysed document, without the walkable tree of reading.h. */
#ifndef DRG_CODE_TOKEN_H
#define DRG_CODE_TOKEN_H

#include "base/document.h"

/** Whether feats hold "Name=Value". */
bool drg_token__has_feat(const drg_token *token, const char *feat);
/** Whether it is a plural by its features. */
bool drg_token__is_plural(const drg_token *token);
/** The lemma, or the form where that is unknown. */
drg_str drg_token__lemma(const drg_token *token);
/** Whether the lemma is one of the n words. */
bool drg_token__is_any(const drg_token *token, const char *const *lemmas, size_t n);
#define DRG_TOKEN_IN(token, lemmas) drg_token__is_any(token, lemmas, sizeof(lemmas) / sizeof *(lemmas))

/** The first child of token t with that relation, at or behind token `from`; DRG_NONE: none. */
uint32_t drg_token__child(const drg_document *doc, uint32_t t, drg_rel rel, uint32_t from);
/** Whether t has a child with that relation whose form or lemma is one of the n words. */
bool drg_token__has_child(const drg_document *doc, uint32_t t, drg_rel rel, const char *const *words, size_t n);
/** Whether t stands in a block that is no prose: a heading, a caption. */
bool drg_token__in_heading(const drg_document *doc, uint32_t t);

#endif
