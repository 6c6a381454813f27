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

/* Whether the word vectors know a word: then it is one, as far as lemmas go. */
static bool is_word(const drg_model *model, const uint32_t *chars, size_t n)
{
    char text[4 * DRG_MAX_WORD_CHARS];
    size_t len = drg_word_utf8(chars, n, text);
    return drg_keys_find(&model->glove_keys, drg_str_hash((drg_str){text, len})) != SIZE_MAX;
}

static bool is_vowel(uint32_t c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Regular endings, the longest of a tag first, and what may stand in their place; "2" takes one of two like letters away
 * ("stopped"). The first that makes a known word counts. */
static const struct ending {
    drg_upos upos;
    const char *ending, *instead[3];
} endings[] = {
    {DRG_UPOS_VERB, "ying", {"y", "ie", NULL}},  {DRG_UPOS_VERB, "ing", {"", "e", "2"}},
    {DRG_UPOS_VERB, "ied", {"y", "ie", NULL}},   {DRG_UPOS_VERB, "ed", {"e", "", "2"}},
    {DRG_UPOS_VERB, "ies", {"y", "ie", NULL}},   {DRG_UPOS_VERB, "es", {"e", "", NULL}},
    {DRG_UPOS_VERB, "s", {"", NULL, NULL}},      {DRG_UPOS_NOUN, "ies", {"y", "ie", NULL}},
    {DRG_UPOS_NOUN, "es", {"e", "", NULL}},      {DRG_UPOS_NOUN, "s", {"", NULL, NULL}},
    {DRG_UPOS_NOUN, "men", {"man", NULL, NULL}}, {DRG_UPOS_ADJ, "ier", {"y", NULL, NULL}},
    {DRG_UPOS_ADJ, "iest", {"y", NULL, NULL}},   {DRG_UPOS_ADJ, "est", {"", "e", "2"}},
    {DRG_UPOS_ADJ, "er", {"", "e", "2"}},
};

/* The word with an ending replaced. @return its length, 0 where the replacement does not fit. */
static size_t replaced(const drg_word *word, size_t stem, const char *instead, uint32_t *out)
{
    size_t n = stem;
    memcpy(out, word->lower, stem * sizeof *out);
    if (*instead == '2')
        return n > 2 && out[n - 1] == out[n - 2] && !is_vowel(out[n - 1]) ? n - 1 : 0;
    for (; *instead && n < DRG_MAX_WORD_CHARS; instead++)
        out[n++] = (unsigned char)*instead;
    return n;
}

/* A regular form of a known word: "retiring" of "retire", though the network's rule makes "retir" of it.
 * @return the length of what is written to out; 0 for none. */
static size_t regular_lemma(const drg_model *model, const drg_word *word, uint8_t upos, char *out)
{
    uint32_t chars[DRG_MAX_WORD_CHARS];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const struct ending *e = &endings[i];
        size_t len = strlen(e->ending);
        if (e->upos != (drg_upos)upos || word->n < len + 2)
            continue;
        size_t stem = word->n - len, k = 0;
        while (k < len && word->lower[stem + k] == (unsigned char)e->ending[k])
            k++;
        for (size_t v = 0; k == len && v < 3 && e->instead[v]; v++) {
            size_t n = replaced(word, stem, e->instead[v], chars);
            if (n > 1 && is_word(model, chars, n))
                return drg_word_utf8(chars, n, out);
        }
    }
    return 0;
}

/* Whether the network's lemma changes a word that is lower case into one that nobody knows. */
static bool is_made_up(const drg_model *model, const drg_word *word, drg_str lemma)
{
    drg_word made;
    if (word->n < 4 || memcmp(word->plain, word->lower, word->n * sizeof *word->plain) != 0)
        return false;
    drg_word_read(lemma, &made);
    return made.n > 0 && !is_word(model, made.lower, made.n);
}

drg_str drg_lemma_of(const drg_model *model, drg_str form, const drg_word *word, uint8_t upos, size_t rule,
                     drg_arena *arena)
{
    drg_str lemma = known_lemma(model, word->plain, word->n, upos);
    if (!lemma.ptr && upos != DRG_UPOS_PROPN)
        lemma = known_lemma(model, word->lower, word->n, upos);
    char made[4 * DRG_MAX_WORD_CHARS + 256];
    drg_str edit = model->rules_text[rule];
    if (!lemma.ptr && edit.len <= 256) {
        lemma = (drg_str){made, drg_lemma_apply(edit, word, made)};
        char regular[4 * DRG_MAX_WORD_CHARS];
        size_t n = is_made_up(model, word, lemma) ? regular_lemma(model, word, upos, regular) : 0;
        if (n > 0) {
            memcpy(made, regular, n);
            lemma.len = n;
        }
    }
    if (lemma.len == 0)
        return form;
    return drg_str_eq(lemma, form) ? form : drg_arena_copy(arena, lemma);
}
