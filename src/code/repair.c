/* src/code/repair.c - a parser's commonest slips in news, put right before rules read the tree, in the order of a table.
 * The analysis itself stays as it is. */
#include "code/repair.h"

uint32_t drg_repair__child(const drg_token *token, uint32_t head, uint8_t rel, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (token[t].head == head && token[t].rel == rel)
            return t;
    return DRG_NONE;
}

bool drg_repair__has_child(const drg_token *token, const drg_sentence *s, uint32_t head, uint8_t rel)
{
    return drg_repair__child(token, head, rel, s->first, s->first + s->count) != DRG_NONE;
}

uint32_t drg_repair__nominal_root(const drg_token *token, const drg_sentence *s)
{
    uint32_t root = DRG_NONE, end = s->first + s->count;
    for (uint32_t t = s->first; t < end; t++)
        if (token[t].head == DRG_NONE)
            root = t;
    if (root == DRG_NONE || !drg_repair__is_noun(&token[root]) || s->count < 5)
        return DRG_NONE;
    drg_str last = token[end - 1].form;
    bool stops = drg_str_is(last, ".") || drg_str_is(last, "\"") || drg_str_is(last, "”");
    for (uint32_t t = s->first; t < end; t++)
        if (token[t].head == root && token[t].rel == DRG_REL_COP)
            return DRG_NONE;
    return stops ? root : DRG_NONE;
}

/** What a rule finds, the rules behind it find put right: words first, then clauses, then subjects and objects, and last
 * sentences that still lack a verb. */
static drg_repair *const rules[] = {
    drg_repair__name_as_pronoun,
    drg_repair__name_as_verb,
    drg_repair__verb_as_noun,
    drg_repair__inserted_saying,
    drg_repair__second_saying,
    drg_repair__claims_as_verb,
    drg_repair__participle_of_speaker,
    drg_repair__said_as_modifier,
    drg_repair__said_present,
    drg_repair__active_intransitive,
    drg_repair__verb_as_adjective,
    drg_repair__address,
    drg_repair__bare_oblique,
    drg_repair__content_clause,
    drg_repair__asked_infinitive,
    drg_repair__in_principle,
    drg_repair__purpose,
    drg_repair__reduced_relative,
    drg_repair__clause_as_modifier,
    drg_repair__subject_beside,
    drg_repair__have_participle,
    drg_repair__as_clause,
    drg_repair__gapped_passive,
    drg_repair__between,
    drg_repair__day_before_verb,
    drg_repair__named_gerund,
    drg_repair__false_passive,
    drg_repair__subject_as_apposition,
    drg_repair__crossing_subject,
    drg_repair__missing_subject,
    drg_repair__active_participle,
    drg_repair__swallowed_verb,
    drg_repair__double_subject,
    drg_repair__two_objects,
    drg_repair__lone_indirect,
    drg_repair__participle_before_object,
    drg_repair__name_as_complement,
    drg_repair__verb_beside_object,
    drg_repair__ago_before_subject,
    drg_repair__agent_beside_name,
    drg_repair__stolen_subject,
    drg_repair__nominal_sentence,
};

bool drg_reading__repair(drg_reading *r)
{
    drg_token *copy = drg_arena_array(r->arena, r->n, sizeof *copy);
    if (copy == NULL)
        return false;
    for (uint32_t t = 0; t < r->n; t++)
        copy[t] = r->doc->tokens[t];
    for (size_t i = 0; i < r->doc->n_sentences; i++)
        for (size_t k = 0; k < sizeof rules / sizeof *rules; k++)
            rules[k](copy, &r->doc->sentences[i]);
    r->token = copy;
    return true;
}
