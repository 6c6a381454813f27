/* src/code/token.c - questions to tokens. */
#include "code/token.h"

bool drg_token__has_feat(const drg_token *token, const char *feat)
{
    drg_str f = drg_str_of(feat), feats = token->feats;
    for (size_t i = 0; i + f.len <= feats.len; i++) {
        bool begins = i == 0 || feats.ptr[i - 1] == '|';
        bool ends = i + f.len == feats.len || feats.ptr[i + f.len] == '|';
        if (begins && ends && drg_str_eq(drg_str_sub(feats, i, i + f.len), f))
            return true;
    }
    return false;
}

bool drg_token__is_plural(const drg_token *token)
{
    return drg_token__has_feat(token, "Number=Plur");
}

drg_str drg_token__lemma(const drg_token *token)
{
    return token->lemma.len ? token->lemma : token->form;
}

static bool is_any(drg_str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (drg_str_is(word, words[i]))
            return true;
    return false;
}

bool drg_token__is_any(const drg_token *token, const char *const *lemmas, size_t n)
{
    return is_any(drg_token__lemma(token), lemmas, n);
}

uint32_t drg_token__child(const drg_document *doc, uint32_t t, drg_rel rel, uint32_t from)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[t].sentence];
    for (uint32_t c = from > s->first ? from : s->first; c < s->first + s->count; c++)
        if (doc->tokens[c].head == t && doc->tokens[c].rel == rel)
            return c;
    return DRG_NONE;
}

bool drg_token__has_child(const drg_document *doc, uint32_t t, drg_rel rel, const char *const *words, size_t n)
{
    uint32_t c = drg_token__child(doc, t, rel, 0);
    for (; c != DRG_NONE; c = drg_token__child(doc, t, rel, c + 1))
        if (is_any(doc->tokens[c].lemma, words, n) || is_any(doc->tokens[c].form, words, n))
            return true;
    return false;
}

bool drg_token__in_heading(const drg_document *doc, uint32_t t)
{
    uint32_t block = doc->sentences[doc->tokens[t].sentence].block;
    return block < doc->n_blocks && doc->blocks[block].kind != DRG_BLOCK_PROSE;
}
