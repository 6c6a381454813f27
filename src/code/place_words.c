/* src/code/place_words.c - words that tell what a name beside them is: the sets of data/frames/sets-places.txt. */
#include "code/places.h"

#include <assert.h>

static_assert(DRG_SET_place_common - DRG_SET_place_street == DRG_PW_COMMON - DRG_PW_STREET,
              "the sets of places stand in the order of drg_place_word");

drg_place_word drg_place_words__class(const drg_coder *coder, drg_str folded)
{
    uint32_t word = folded.len > 0 ? drg_knowledge__word(coder->knowledge, folded) : 0;
    for (size_t i = DRG_SET_place_street; word != 0 && i <= DRG_SET_place_common; i++)
        if (drg_knowledge__in_set(coder->knowledge, word, coder->set[i]))
            return (drg_place_word)(i - DRG_SET_place_street + DRG_PW_STREET);
    return DRG_PW_NONE;
}
