/* src/analyse/again.h - names that a document has told once, where they come again. */
#ifndef DRG_ANALYSE_AGAIN_H
#define DRG_ANALYSE_AGAIN_H

#include "base/arena.h"
#include "dragoman/analysis.h"

/**
 * Find words that no entity holds though the document names something by them elsewhere: a name of one word, the last of a
 * person's, the letters in brackets behind a name ("the World Conservation Union (IUCN)"), or those of a state behind a
 * town ("Dayton, OH").
 * @param entities  [n], in the order of the text.
 * @param all       entities and what was found, in the order of the text; in the arena, or entities itself.
 * @return false when out of memory.
 */
bool drg_entities_again(drg_arena *arena, const drg_token *tokens, size_t n_tokens, drg_named *entities, size_t n,
                        drg_named **all, size_t *n_all);

#endif
