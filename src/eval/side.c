/* src/eval/side.c - the words, sentences and names of analysed documents, as what they cover. */
#include "eval/side.h"

#include "base/document.h"
#include "dragoman/conllu.h"

#include <string.h>

uint32_t drg_walk_to(drg_walk *walk, size_t byte)
{
    while (walk->byte < byte && walk->byte < walk->text.len)
        walk->solid += !drg_char_is_space(drg_utf8_next(walk->text, &walk->byte));
    return walk->solid;
}

bool drg_name_kind_of(drg_entity_type type, drg_name_kind *kind)
{
    switch (type) {
    case DRG_ENTITY_PERSON:
        *kind = DRG_NAME_PERSON;
        return true;
    case DRG_ENTITY_ORG:
        *kind = DRG_NAME_ORG;
        return true;
    case DRG_ENTITY_GPE:
    case DRG_ENTITY_LOC:
    case DRG_ENTITY_FAC:
        *kind = DRG_NAME_LOC;
        return true;
    default:
        return false;
    }
}

void drg_side_init(drg_side *side)
{
    *side = (drg_side){0};
    drg_arena_init(&side->arena, 0);
}

void drg_side_release(drg_side *side)
{
    drg_arena_release(&side->arena);
    *side = (drg_side){0};
}

static drg_str without_subtype(drg_str deprel)
{
    const char *colon = deprel.len ? memchr(deprel.ptr, ':', deprel.len) : NULL;
    return colon ? drg_str_sub(deprel, 0, (size_t)(colon - deprel.ptr)) : deprel;
}

static bool keep(drg_side *side, drg_str *text)
{
    if (text->len == 0)
        return true;
    *text = drg_arena_copy(&side->arena, *text);
    return text->ptr != NULL;
}

static bool add_word(drg_side *side, const drg_token *t, uint32_t before, drg_span place, uint32_t index)
{
    if (!DRG_ARENA_GROW(&side->arena, side->words, side->n_words, side->cap_words))
        return false;
    drg_side_word *w = &side->words[side->n_words++];
    *w = (drg_side_word){
        .start = place.start,
        .end = place.end,
        .index = index,
        .head = t->head == DRG_NONE ? DRG_NONE : before + t->head,
        .lemma = t->lemma,
        .feats = t->feats,
        .deprel = without_subtype(t->deprel),
        .upos = t->upos,
    };
    return keep(side, &w->lemma) && keep(side, &w->feats) && keep(side, &w->deprel);
}

static bool add_end(drg_side *side, uint32_t end)
{
    if (!DRG_ARENA_GROW(&side->arena, side->ends, side->n_ends, side->cap_ends))
        return false;
    side->ends[side->n_ends++] = end;
    return true;
}

static bool add_words(drg_side *side, const drg_document *doc)
{
    drg_walk walk = {doc->text, 0, side->length};
    uint32_t before = (uint32_t)side->n_words;
    drg_span place = {0};
    for (size_t i = 0, m = 0; i < doc->n_tokens; i++) {
        const drg_token *t = &doc->tokens[i];
        while (m < doc->n_multiwords && doc->multiwords[m].last < i)
            m++;
        bool inside = m < doc->n_multiwords && doc->multiwords[m].first <= i;
        uint32_t index = inside ? (uint32_t)i - doc->multiwords[m].first : 0;
        if (index == 0) {
            drg_span span = inside ? doc->multiwords[m].span : t->span;
            place.start = drg_walk_to(&walk, span.start);
            place.end = drg_walk_to(&walk, span.end);
        }
        if (!add_word(side, t, before, place, index))
            return false;
        if ((i + 1 == doc->n_tokens || doc->tokens[i + 1].sentence != t->sentence) && !add_end(side, place.end))
            return false;
    }
    return true;
}

static bool add_names(drg_side *side, const drg_document *doc)
{
    drg_walk walk = {doc->text, 0, side->length};
    for (size_t i = 0; i < doc->n_entities; i++) {
        drg_name_kind kind;
        if (!drg_name_kind_of(doc->entities[i].type, &kind))
            continue;
        if (!DRG_ARENA_GROW(&side->arena, side->names, side->n_names, side->cap_names))
            return false;
        uint32_t start = drg_walk_to(&walk, doc->entities[i].span.start);
        side->names[side->n_names++] = (drg_side_name){start, drg_walk_to(&walk, doc->entities[i].span.end), kind};
    }
    return true;
}

bool drg_side_add(drg_side *side, const drg_document *doc)
{
    if (!add_words(side, doc) || !add_names(side, doc))
        return false;
    drg_walk walk = {doc->text, 0, side->length};
    side->length = drg_walk_to(&walk, doc->text.len);
    return true;
}

drg_status drg_side_add_conllu(drg_side *side, drg_str file, drg_error *err)
{
    drg_conllu_reader *reader = NULL;
    drg_document *doc = drg_document_new();
    drg_status st = doc ? drg_conllu_open(file, &reader, err) : DRG_ENOMEM;
    while (st == DRG_OK) {
        drg_document_clear(doc);
        st = drg_conllu_next(reader, doc, err);
        if (st == DRG_OK && !drg_side_add(side, doc))
            st = DRG_ENOMEM;
    }
    drg_conllu_close(reader);
    drg_document_free(doc);
    return st == DRG_END ? DRG_OK : st;
}
