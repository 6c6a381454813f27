/* src/analyse/entities.c - named entities from the labels of words.
 *
 * The training data know one kind of place. What a place's own name says tells land, water and buildings from the
 * countries and towns that can act. */
#include "analyse/entities.h"

#include "base/text.h"

#include <string.h>

/* Labels: 0 is outside; then begin and inside of each kind. */
static const drg_entity_type kinds[] = {DRG_ENTITY_PERSON, DRG_ENTITY_ORG, DRG_ENTITY_LOC};

static bool begins(uint8_t label)
{
    return label % 2 == 1;
}

static size_t kind_of(uint8_t label)
{
    return (size_t)(label - 1) / 2;
}

static bool is_any_of(drg_str form, const char *const *words)
{
    for (; *words; words++)
        if (drg_str_is(form, *words))
            return true;
    return false;
}

static drg_entity_type place_type(const drg_token *tokens, size_t n)
{
    static const char *const lands[] = {
        "River", "Lake", "Sea", "Ocean", "Gulf", "Bay", "Strait", "Straits", "Canal", "Mount", "Mountain", "Mountains", "Hills",
        "Valley", "Desert", "Peninsula", "Island", "Islands", "Isles", "Basin", "Delta", "Coast", "Cape", "Plateau", "Heights",
        "Europe", "Africa", "Asia", "America", "Antarctica", "Balkans", "Caucasus", "Caribbean", "Pacific", "Atlantic",
        "Mediterranean", "Sahara", "Sahel", "Alps", "Himalayas", "Earth", "Bank", "Strip", NULL,
    };
    static const char *const buildings[] = {
        "Airport", "Airfield", "Base", "Bridge", "Street", "Avenue", "Road", "Highway", "Boulevard", "Square", "Station",
        "Hospital", "Hotel", "Mosque", "Church", "Cathedral", "Temple", "Palace", "Prison", "Stadium", "Museum", "Tower", "Dam",
        "Cemetery", "Camp", "Crossing", "Checkpoint", "Port", "Library", "Theater", "Theatre", "Hall", "House", NULL,
    };
    drg_entity_type type = DRG_ENTITY_GPE;
    for (size_t i = 0; i < n; i++) {
        if (is_any_of(tokens[i].form, buildings))
            return DRG_ENTITY_FAC;
        if (is_any_of(tokens[i].form, lands))
            type = DRG_ENTITY_LOC;
    }
    return type;
}

size_t drg_entities_find(const drg_token *tokens, const drg_guess *guesses, size_t n, uint32_t first, drg_named *out)
{
    size_t found = 0;
    for (size_t i = 0; i < n;) {
        uint8_t label = guesses[i].ner;
        if (label == 0) {
            i++;
            continue;
        }
        size_t end = i + 1;
        float sum = guesses[i].ner_confidence;
        while (end < n && guesses[end].ner != 0 && !begins(guesses[end].ner) && kind_of(guesses[end].ner) == kind_of(label))
            sum += guesses[end++].ner_confidence;
        if (out) {
            drg_entity_type type = kinds[kind_of(label)];
            out[found] = (drg_named){
                .span = {tokens[i].span.start, tokens[end - 1].span.end},
                .first = first + (uint32_t)i,
                .count = (uint32_t)(end - i),
                .type = type == DRG_ENTITY_LOC ? place_type(tokens + i, end - i) : type,
                .confidence = sum / (float)(end - i),
            };
        }
        found++;
        i = end;
    }
    return found;
}
