/* src/code/repair.h - the rules of repair.c, by what they put right, and the questions that they share. Every rule gets the
 * document's tokens, changes those of one sentence, and asks for so much that no right tree has it. */
#ifndef DRG_CODE_REPAIR_H
#define DRG_CODE_REPAIR_H

#include "code/reading.h"

typedef void drg_repair(drg_token *token, const drg_sentence *s);

/* repair_verbs.c: which word is the verb. */
drg_repair drg_repair__reduced_relative, drg_repair__clause_as_modifier, drg_repair__subject_beside,
    drg_repair__have_participle, drg_repair__gapped_passive, drg_repair__verb_as_noun, drg_repair__verb_as_adjective,
    drg_repair__active_intransitive, drg_repair__active_participle, drg_repair__swallowed_verb,
    drg_repair__named_gerund, drg_repair__nominal_sentence;

/* repair_arguments.c: whose subject, object, agent or day a word is. */
drg_repair drg_repair__name_as_pronoun, drg_repair__name_as_verb, drg_repair__subject_as_apposition,
    drg_repair__false_passive, drg_repair__two_objects, drg_repair__bare_oblique, drg_repair__between,
    drg_repair__day_before_verb, drg_repair__crossing_subject, drg_repair__missing_subject, drg_repair__double_subject,
    drg_repair__lone_indirect, drg_repair__verb_beside_object, drg_repair__ago_before_subject,
    drg_repair__agent_beside_name, drg_repair__stolen_subject, drg_repair__participle_before_object,
    drg_repair__address, drg_repair__name_as_complement;

/* repair_clauses.c: what a clause belongs to. */
drg_repair drg_repair__inserted_saying, drg_repair__second_saying, drg_repair__said_as_modifier,
    drg_repair__claims_as_verb, drg_repair__participle_of_speaker, drg_repair__said_present, drg_repair__content_clause,
    drg_repair__asked_infinitive, drg_repair__in_principle, drg_repair__as_clause, drg_repair__purpose;

static inline bool drg_repair__is_noun(const drg_token *t)
{
    return t->upos == DRG_UPOS_NOUN || t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NUM || t->upos == DRG_UPOS_PRON;
}

static inline void drg_repair__hang(drg_token *t, uint32_t head, uint8_t rel)
{
    t->head = head;
    t->rel = rel;
}

/** The first child of head with that relation in [from, to), or DRG_NONE. */
uint32_t drg_repair__child(const drg_token *token, uint32_t head, uint8_t rel, uint32_t from, uint32_t to);
/** Whether head has a child with that relation in its sentence. */
bool drg_repair__has_child(const drg_token *token, const drg_sentence *s, uint32_t head, uint8_t rel);
/** The root of a sentence that lacks a verb; DRG_NONE where it has one, or is no full sentence. */
uint32_t drg_repair__nominal_root(const drg_token *token, const drg_sentence *s);

#endif
