/* src/analyse/features.c - what the network knows of a word by itself. */
#include "analyse/features.h"

#include "analyse/chars.h"
#include "base/text.h"

#include <string.h>

typedef enum affix_kind { SUFFIX, PREFIX, SHAPE } affix_kind;

/* The hashed tables, in the order of their rows. Sizes are powers of two. */
static const struct affix {
    affix_kind kind;
    size_t length;
    uint32_t rows;
} affixes[DRG_N_AFFIXES] = {
    {SUFFIX, 1, 256}, {SUFFIX, 2, 1024}, {SUFFIX, 3, 4096}, {SUFFIX, 4, 8192},
    {PREFIX, 1, 256}, {PREFIX, 2, 1024}, {PREFIX, 3, 4096}, {SHAPE, 16, 1024},
};

enum { MAX_AFFIX_CHARS = 16 };

void drg_word_read(drg_str form, drg_word *word)
{
    size_t pos = 0;
    word->n = 0;
    while (pos < form.len && word->n < DRG_MAX_WORD_CHARS) {
        uint32_t c = drg_char_plain(drg_utf8_next(form, &pos));
        word->plain[word->n] = c;
        word->lower[word->n] = drg_char_lower(c);
        word->n++;
    }
}

size_t drg_word_utf8(const uint32_t *chars, size_t n, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += drg_utf8_put(out + len, chars[i]);
    return len;
}

static uint32_t hash_affix(uint32_t slot, const char *text, size_t len)
{
    uint32_t h = (2166136261u ^ slot) * 16777619u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h ^ h >> 15;
}

/* Letters as X and x, digits as d, the rest as it is; no more than two alike in a row. */
static size_t shape_of(const drg_word *word, uint32_t out[MAX_AFFIX_CHARS])
{
    size_t n = 0;
    for (size_t i = 0; i < word->n && n < MAX_AFFIX_CHARS; i++) {
        uint32_t c = word->plain[i];
        uint32_t s = drg_char_is_upper(c) ? 'X' : drg_char_is_letter(c) ? 'x' : drg_char_is_digit(c) ? 'd' : c;
        if (n < 2 || out[n - 1] != s || out[n - 2] != s)
            out[n++] = s;
    }
    return n;
}

static float *add_row(const drg_rows *table, size_t row, float *x)
{
    const int8_t *values = table->rows + row * table->width;
    float scale = table->scale[row];
    for (size_t i = 0; i < table->width; i++)
        x[i] = (float)values[i] * scale;
    return x + table->width;
}

/* Row 0 is the unknown word's. */
static size_t row_of(const drg_keys *keys, const uint32_t *chars, size_t n)
{
    char text[4 * DRG_MAX_WORD_CHARS];
    size_t len = drg_word_utf8(chars, n, text);
    return drg_keys_find(keys, drg_str_hash((drg_str){text, len})) + 1; /* SIZE_MAX + 1 is 0 */
}

void drg_word_embed(const drg_model *model, const drg_word *word, float *x)
{
    uint32_t key[DRG_MAX_WORD_CHARS];
    for (size_t i = 0; i < word->n; i++)
        key[i] = drg_char_is_digit(word->lower[i]) ? '0' : word->lower[i];
    const float *end = x + model->project.n_in;
    x = add_row(&model->glove, row_of(&model->glove_keys, word->lower, word->n), x);
    x = add_row(&model->word, row_of(&model->word_keys, key, word->n), x);
    uint32_t base = 0;
    for (uint32_t slot = 0; slot < DRG_N_AFFIXES; slot++) {
        const struct affix *a = &affixes[slot];
        size_t n = a->length < word->n ? a->length : word->n;
        uint32_t shape[MAX_AFFIX_CHARS];
        const uint32_t *chars = a->kind == SUFFIX ? key + word->n - n : key;
        if (a->kind == SHAPE) {
            n = shape_of(word, shape);
            chars = shape;
        }
        char text[4 * MAX_AFFIX_CHARS];
        size_t len = drg_word_utf8(chars, n, text);
        x = add_row(&model->affix, base + (hash_affix(slot, text, len) & (a->rows - 1)), x);
        base += a->rows;
    }
    while (x < end)
        *x++ = 0.0f;
}
