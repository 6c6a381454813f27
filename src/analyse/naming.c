/* src/analyse/naming.c - the last layer for names: what it takes in of a word and its neighbours.
 *
 * The layer is fitted to few texts, and so sees few things, each of which means the same everywhere: what the layer "ner"
 * says, tags, how the word is written, whether the tables know it, and the small words around it. */
#include "analyse/naming.h"

#include "analyse/features.h"
#include "analyse/kernels.h"
#include "analyse/known.h"
#include "base/text.h"

#include <string.h>

/* Words beside names that say what is named. */
static const char *const beside[] = {
    "in",   "at",  "to",      "from", "of",    "the",  "by", "with",   "near",    "and",
    "for",  "on",  "between", "or",   "&",     ",",    "(",  ")",      "\"",      "-",
    ":",    ";",   "said",    "says", "'s",    "a",    "is", "was",    "has",     "area",
    "inc.", "inc", "corp.",   "city", "party", "dear", "hi", "thanks", "regards", ".",
};

enum {
    N_BESIDE = sizeof beside / sizeof *beside,
    N_SHAPES = 12,
    N_KNOWN = 10,
    N_OF_WORD = DRG_N_UPOS + N_SHAPES + N_KNOWN + DRG_N_NER,
    WIDTH = 3 * N_OF_WORD + 2 * N_BESIDE
};

/* What is not capital, not in a table, and surely no name to the layer "ner" is none. */
static const float SURELY_NONE = 0.98F;

size_t drg_naming_width(void)
{
    return WIDTH;
}

static bool begins_upper(drg_str form)
{
    size_t pos = 0;
    return form.len && drg_char_is_upper(drg_utf8_next(form, &pos));
}

bool drg_naming_is_candidate(const drg_model *model, const drg_naming_states *s, size_t i)
{
    if (begins_upper(s->words[i].form) || s->guesses[i].upos == DRG_UPOS_PROPN)
        return true;
    return drg_kernel_softmax_at(s->logits + i * model->ner.n_out, DRG_N_NER, 0) < SURELY_NONE;
}

/* o[N_SHAPES] */
static void put_shape(drg_str form, bool first, float *o)
{
    drg_word w;
    size_t upper = 0, lower = 0, digits = 0, marks = 0;
    drg_word_read(form, &w);
    for (size_t i = 0; i < w.n; i++) {
        uint32_t c = w.plain[i];
        *(drg_char_is_upper(c)    ? &upper
          : drg_char_is_letter(c) ? &lower
          : drg_char_is_digit(c)  ? &digits
                                  : &marks) += 1;
    }
    bool capital = w.n && drg_char_is_upper(w.plain[0]);
    const bool is[N_SHAPES] = {
        capital && lower,
        upper > 1 && !lower,
        upper == 1 && !lower,
        !capital && upper,
        capital && upper > 1 && lower,
        lower && !upper,
        digits > 0,
        digits && !lower && !upper,
        marks > 0,
        marks && (lower || upper),
        first,
        first && capital && lower,
    };
    for (size_t k = 0; k < N_SHAPES; k++)
        o[k] = is[k];
}

/* o[N_KNOWN] */
static void put_known(uint8_t known, bool upper, float *o)
{
    unsigned kind = known & (DRG_KNOWN_PLACE | DRG_KNOWN_BODY);
    if (kind)
        o[kind - 1 + (upper ? 0 : 3)] = 1;
    o[6] = (known & DRG_KNOWN_LONG) != 0;
    o[7] = (known & DRG_KNOWN_INSIDE) != 0;
    o[8] = (known & DRG_KNOWN_GIVEN) && upper;
    o[9] = (known & DRG_KNOWN_SURNAME) && upper;
}

/* o[N_OF_WORD] of word i of all. */
static void put_word(const drg_model *m, const drg_naming_states *s, size_t i, bool first, float *o)
{
    drg_str form = s->words[i].form;
    o[s->guesses[i].upos] = 1;
    o += DRG_N_UPOS;
    put_shape(form, first, o);
    o += N_SHAPES;
    put_known(s->guesses[i].known, begins_upper(form), o);
    memcpy(o + N_KNOWN, s->logits + i * m->ner.n_out, DRG_N_NER * sizeof *o);
}

/* Whether the form is the word, whatever its case: of ASCII, as no locale says otherwise. */
static bool is_word(drg_str form, const char *word)
{
    size_t len = strlen(word);
    bool same = form.len == len;
    for (size_t i = 0; i < len && same; i++) {
        char c = form.ptr[i];
        same = (c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) == word[i];
    }
    return same;
}

static void put_beside(drg_str form, float *o)
{
    for (size_t k = 0; k < N_BESIDE; k++)
        o[k] = is_word(form, beside[k]);
}

void drg_naming_inputs(const drg_model *model, const drg_naming_states *s, const uint32_t *list, size_t count,
                       float *inputs)
{
    memset(inputs, 0, count * WIDTH * sizeof *inputs);
    for (size_t at = 0, sentence = 0; at < count; at++) {
        size_t i = list[at];
        while (i >= s->start[sentence + 1])
            sentence++;
        size_t first = s->start[sentence], end = s->start[sentence + 1];
        float *o = inputs + at * WIDTH;
        put_word(model, s, i, i == first, o);
        if (i > first) {
            put_word(model, s, i - 1, i - 1 == first, o + N_OF_WORD);
            put_beside(s->words[i - 1].form, o + 3 * (size_t)N_OF_WORD);
        }
        if (i + 1 < end) {
            put_word(model, s, i + 1, false, o + 2 * (size_t)N_OF_WORD);
            put_beside(s->words[i + 1].form, o + 3 * (size_t)N_OF_WORD + N_BESIDE);
        }
    }
}
