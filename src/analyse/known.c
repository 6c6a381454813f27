/* src/analyse/known.c - names that the weights file knows. */
#include "analyse/known.h"

#include "analyse/chars.h"
#include "base/text.h"

#include <string.h>

uint64_t drg_known_hash(uint64_t hash, drg_str word)
{
    const uint64_t prime = 1099511628211u;
    if (hash != DRG_KNOWN_HASH_BEGIN)
        hash = (hash ^ ' ') * prime;
    for (size_t pos = 0; pos < word.len;) {
        uint32_t c = drg_char_lower(drg_char_plain(drg_utf8_next(word, &pos)));
        if (c == '.')
            continue;
        char bytes[4];
        size_t len = drg_utf8_put(bytes, c);
        for (size_t k = 0; k < len; k++)
            hash = (hash ^ (unsigned char)bytes[k]) * prime;
    }
    return hash;
}

static uint8_t kinds_of(const drg_model *m, uint64_t hash)
{
    size_t at = drg_keys_find(&m->known_keys, hash);
    return at == SIZE_MAX ? 0 : m->known_kinds[at];
}

void drg_known_find(const drg_model *model, const drg_input *words, size_t n, uint8_t *known)
{
    const uint8_t bodies = DRG_KNOWN_PLACE | DRG_KNOWN_BODY;
    memset(known, 0, n);
    if (!model->known_kinds)
        return;
    for (size_t i = 0, open = 0; i < n; i++) {
        uint64_t hash = DRG_KNOWN_HASH_BEGIN;
        uint8_t found = 0, one = 0;
        size_t length = 0;
        for (size_t k = 0; k < DRG_KNOWN_MAX_WORDS && i + k < n; k++) {
            hash = drg_known_hash(hash, words[i + k].form);
            uint8_t kinds = kinds_of(model, hash);
            if (k == 0)
                one = kinds;
            if (kinds & bodies) {
                found = kinds & bodies;
                length = k + 1;
            }
        }
        known[i] |= one & (DRG_KNOWN_GIVEN | DRG_KNOWN_SURNAME);
        if (i < open)
            continue;
        for (size_t k = 0; k < length; k++)
            known[i + k] |= (uint8_t)(found | (k ? DRG_KNOWN_INSIDE : 0) | (length > 1 ? DRG_KNOWN_LONG : 0));
        open = i + length;
    }
}
