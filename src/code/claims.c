/* src/code/claims.c - "The group claimed responsibility for the attack": a deed that its doer claims. The claim is no event
 * of its own; the attack gets its actor, and the actor is a source with stance claims. Who denies or confirms what was told
 * before is one more source of it. */
#include <string.h>

#include "code/events.h"
#include "code/phrases.h"

enum { MAX_SENTENCES_BACK = 8 };

/** The verb that claims, where `noun` is a claimed responsibility; DRG_NONE. */
static uint32_t claiming_verb(const drg_reading *r, uint32_t noun, bool *plain)
{
    static const char *const claims[] = {"claim", "assume", NULL};
    static const char *const takes[] = {"take", "accept", "admit", "acknowledge", NULL};
    const drg_token *t = &r->token[noun];
    if (!drg_tree__is(t, "responsibility") || t->head == DRG_NONE || r->token[t->head].upos != DRG_UPOS_VERB)
        return DRG_NONE;
    if (t->rel != DRG_REL_OBJ && t->rel != DRG_REL_NSUBJ_PASS)
        return DRG_NONE;
    *plain = drg_tree__lemma_in(&r->token[t->head], claims);
    return *plain || drg_tree__lemma_in(&r->token[t->head], takes) ? t->head : DRG_NONE;
}

static bool is_fighter(const drg_entity *e)
{
    static const char *const sectors[] = {"REB", "UAF", "PRM", "CRM", NULL};
    return drg_entity__leads_in_sector(e, sectors) || drg_str_is(e->country, "IMG");
}

/** The attack that is meant: named under "for", or that the clause modifies, else the last one told. */
static drg_event_found *deed(const drg_reading *r, drg_events *events, uint32_t noun, uint32_t verb)
{
    uint32_t word = drg_knowledge__word(r->knowledge, DRG_LIT("for"));
    uint32_t named = word != 0 ? drg_tree__under(r, noun, word) : DRG_NONE;
    if (named == DRG_NONE && word != 0)
        named = drg_tree__under(r, verb, word);
    drg_event_found *best = NULL;
    drg_range near = drg_near__events(r, events, noun, MAX_SENTENCES_BACK);
    for (size_t i = near.from; i < near.to; i++) {
        drg_event_found *e = &events->at[i];
        if (e->event != DRG_EVENT_ASSAULT || e->status == DRG_NEGATED)
            continue;
        bool part =
            named != DRG_NONE && e->frame->kind == DRG_FRAME_NOUN && drg_tree__distance(r, named, e->trigger, 3) <= 2;
        if (named != DRG_NONE && (e->trigger == named || part))
            return e;
        uint32_t back = r->token[noun].sentence - r->token[e->trigger].sentence;
        if (e->trigger < noun && back <= MAX_SENTENCES_BACK && !e->absorbed)
            best = e;
    }
    bool other = named != DRG_NONE && r->token[named].upos == DRG_UPOS_NOUN && !drg_phrase__is_definite(r, named);
    return other ? NULL : best; /* "for a bombing": none that was told before */
}

/** Whether a noun names again what an event told: "the strike" after "jets bombed". */
static bool names_again(const drg_reading *r, uint32_t noun, const drg_event_found *e)
{
    static const char *const meetings[] = {"meeting", "visit", "talks", "talk", "contact", NULL};
    bool force = e->event == DRG_EVENT_ASSAULT && drg_tree__in(r, noun, DRG_SET_attack_noun);
    bool met = e->event == DRG_EVENT_CONSULT && drg_tree__lemma_in(&r->token[noun], meetings);
    bool seized = e->event == DRG_EVENT_COERCE &&
                  (drg_tree__is(&r->token[noun], "arrest") || drg_tree__is(&r->token[noun], "seizure"));
    return force || met || seized || drg_str_eq(r->token[noun].lemma, r->token[e->trigger].lemma);
}

/** "Kyiv denied it", "confirmed the report", "confirmed the strike": what was told just before and is no act of words. */
static drg_event_found *answered_deed(const drg_reading *r, drg_events *events, uint32_t verb, bool confirms)
{
    static const char *const words[] = {"it",      "this",  "that",      "report", "claim",
                                        "account", "story", "assertion", "news",   NULL};
    enum { MAX_BACK = 2 };
    uint32_t object = drg_tree__child(r, verb, DRG_REL_OBJ);
    if (object == DRG_NONE)
        return NULL;
    bool pronoun = r->token[object].upos == DRG_UPOS_PRON || r->token[object].upos == DRG_UPOS_DET;
    bool told =
        drg_tree__child(r, object, DRG_REL_ACL) != DRG_NONE || drg_tree__child(r, object, DRG_REL_CCOMP) != DRG_NONE;
    bool word = drg_tree__lemma_in(&r->token[object], words);
    if ((!pronoun && (told || !drg_phrase__is_definite(r, object))) || (!word && (pronoun || !confirms)))
        return NULL;
    drg_event_found *best = NULL;
    drg_range near = drg_near__events(r, events, verb, MAX_BACK);
    for (size_t i = near.from; i < near.to; i++) {
        drg_event_found *e = &events->at[i];
        uint32_t apart = r->token[verb].sentence - r->token[e->trigger].sentence;
        bool before = e->trigger < verb && (confirms || apart > 0) && (e->in_saying || apart <= 1);
        if (before && !e->absorbed && !e->vague && (word || names_again(r, object, e)))
            best = e;
    }
    return best != NULL && !drg_events__is_speech(best->event) ? best : NULL;
}

static void answer(const drg_reading *r, drg_event_found *to, uint32_t verb, uint32_t subject, drg_stance stance)
{
    drg_source s = drg_sayings__source(r, subject);
    s.stance = stance;
    s.cue = r->token[verb].form;
    drg_events__add_source(r, to, &s, false);
    drg_events__add_coordinated(r, to, subject, &s);
}

static void take_confirmations(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < r->n_sayings; i++) {
        const drg_saying *s = &r->saying[i];
        if (s->said.source.stance != DRG_CONFIRMS || s->judges || r->token[s->cue].upos != DRG_UPOS_VERB)
            continue;
        drg_event_found *told = answered_deed(r, events, s->cue, true);
        if (told != NULL)
            answer(r, told, s->cue, s->source, DRG_CONFIRMS);
    }
}

static void take_denials(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *denial = &events->at[i];
        size_t n;
        const drg_cue *cues = drg_knowledge__cues(r->knowledge, r->word[denial->trigger], &n);
        bool denies = drg_tree__is(&r->token[denial->trigger], "dismiss");
        for (size_t k = 0; k < n; k++)
            denies |= cues[k].stance == DRG_DENIES;
        uint32_t subject = drg_tree__subject(r, denial->trigger);
        if (!denies || denial->absorbed || denial->status != DRG_ACTUAL || subject == DRG_NONE ||
            drg_mentions__at(r, subject) == NULL || denial->event != DRG_EVENT_REJECT ||
            denial->frame->kind != DRG_FRAME_VERB)
            continue;
        drg_event_found *told = answered_deed(r, events, denial->trigger, false);
        if (told == NULL)
            continue;
        answer(r, told, denial->trigger, subject, DRG_DENIES);
        denial->absorbed = true;
    }
}

void drg_events__claims(const drg_reading *r, drg_events *events)
{
    take_denials(r, events);
    take_confirmations(r, events);
    for (uint32_t t = 0; t < r->n; t++) {
        bool plain = false;
        uint32_t verb = claiming_verb(r, t, &plain);
        uint32_t group = verb != DRG_NONE ? drg_tree__subject(r, verb) : DRG_NONE;
        const drg_mention *m = group != DRG_NONE ? drg_mentions__at(r, group) : NULL;
        if (m == NULL || (!plain && !is_fighter(&m->entity)))
            continue;
        drg_event_found *e = deed(r, events, t, verb);
        if (e == NULL)
            continue;
        if (e->n_actors == 0) {
            e->actor[e->n_actors++] = m->entity;
            e->actor_head = group;
        }
        drg_source s = drg_sayings__source(r, group);
        s.stance = DRG_CLAIMS;
        s.cue = r->token[verb].form;
        drg_events__add_source(r, e, &s, true);
        drg_range near = drg_near__events(r, events, verb, 0);
        for (size_t i = near.from; i < near.to; i++) /* nor is it a concession */
            if (events->at[i].trigger == verb && events->at[i].event == DRG_EVENT_CONCEDE)
                events->at[i].absorbed = true;
    }
}
