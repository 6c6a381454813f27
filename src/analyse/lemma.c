/* src/analyse/lemma.c - lemmas from words. */
#include "analyse/lemma.h"

#include "base/text.h"

#include <string.h>

size_t drg_lemma_apply(drg_str rule, const drg_word *word, char *out)
{
    if (rule.len && rule.ptr[0] == '=') {
        memcpy(out, rule.ptr + 1, rule.len - 1);
        return rule.len - 1;
    }
    uint32_t base[DRG_MAX_WORD_CHARS];
    char how = rule.len ? rule.ptr[0] : 'K';
    for (size_t i = 0; i < word->n; i++)
        base[i] = how == 'L' || (how == 'T' && i > 0) ? word->lower[i] : word->plain[i];
    size_t strip = rule.len > 1 && rule.ptr[1] >= '0' && rule.ptr[1] <= '9' ? (size_t)(rule.ptr[1] - '0') : 0;
    if (strip >= word->n)
        return drg_word_utf8(base, word->n, out);
    size_t len = drg_word_utf8(base, word->n - strip, out);
    drg_str add = drg_str_sub(rule, 2, rule.len);
    if (add.len)
        memcpy(out + len, add.ptr, add.len);
    return len + add.len;
}

/* What the training data say, or ptr NULL. */
static drg_str known_lemma(const drg_model *model, const uint32_t *chars, size_t n, uint8_t upos)
{
    char key[4 * DRG_MAX_WORD_CHARS + 8];
    const char *tag = drg_upos_name((drg_upos)upos);
    size_t len = drg_word_utf8(chars, n, key), tag_len = strlen(tag);
    key[len++] = '\t';
    memcpy(key + len, tag, tag_len);
    size_t at = drg_keys_find(&model->lemma_keys, drg_str_hash((drg_str){key, len + tag_len}));
    const drg_str none = {0};
    return at == SIZE_MAX ? none : model->lemma_text[at];
}

drg_str drg_lemma_of(const drg_model *model, drg_str form, const drg_word *word, uint8_t upos, size_t rule,
                     drg_arena *arena)
{
    drg_str lemma = known_lemma(model, word->plain, word->n, upos);
    if (!lemma.ptr && upos != DRG_UPOS_PROPN)
        lemma = known_lemma(model, word->lower, word->n, upos);
    char made[4 * DRG_MAX_WORD_CHARS + 256];
    drg_str edit = model->rules_text[rule];
    if (!lemma.ptr && edit.len <= 256)
        lemma = (drg_str){made, drg_lemma_apply(edit, word, made)};
    if (lemma.len == 0)
        return form;
    return drg_str_eq(lemma, form) ? form : drg_arena_copy(arena, lemma);
}
