/* src/code/triggers.c - which words tell which events, and who their parties are, as the frames say. */
#include <string.h>

#include "base/error.h"
#include "code/events.h"
#include "code/phrases.h"

/** Candidate heads of one argument. */
typedef struct drg_heads {
    uint32_t at[16];
    size_t n;
} drg_heads;

static void push(drg_heads *h, uint32_t t)
{
    if (t == DRG_NONE)
        return;
    for (size_t i = 0; i < h->n; i++)
        if (h->at[i] == t)
            return;
    if (h->n < sizeof h->at / sizeof *h->at)
        h->at[h->n++] = t;
}

/** "agreed on Sunday to …": a day is no argument. */
static bool is_time(const drg_reading *r, uint32_t t)
{
    if (t == DRG_NONE)
        return false;
    drg_range here = drg_near__times(r, t);
    for (size_t i = here.from; i < here.to; i++)
        if (r->time[i].first_token <= t && t <= r->time[i].last_token)
            return true;
    return false;
}

/** The noun under a preposition, if it is no time. */
static uint32_t dependent_under(const drg_reading *r, uint32_t t, uint32_t prep)
{
    DRG_EACH_CHILD(r, t, c)
        if ((r->prep[c] == prep || r->prep2[c] == prep) && !is_time(r, c))
            return drg_tree__antecedent(r, c);
    return DRG_NONE;
}

/** The noun under a preposition of a trigger, of its coordination, of its support verb, or of its object. */
static uint32_t under(const drg_reading *r, const drg_event_found *e, uint32_t prep)
{
    uint32_t found = dependent_under(r, e->trigger, prep);
    if (found != DRG_NONE)
        return found;
    if (e->support != DRG_NONE && (found = dependent_under(r, e->support, prep)) != DRG_NONE)
        return found;
    const drg_token *t = &r->token[e->trigger];
    if (e->frame->kind == DRG_FRAME_VERB) {
        uint32_t object = drg_tree__object(r, e->trigger);
        if (object != DRG_NONE && object > e->trigger)
            found = dependent_under(r, object, prep);
        DRG_EACH_CHILD(r, e->trigger, c) /* "spoke by telephone with", "passed data on the plot to": hung too low */
            if (found == DRG_NONE && c > e->trigger && r->token[c].rel == DRG_REL_OBL)
                found = dependent_under(r, c, prep);
        uint32_t subject = found == DRG_NONE ? drg_tree__subject(r, e->trigger) : DRG_NONE;
        if (subject != DRG_NONE && subject < e->trigger) /* "talks between A and B collapsed" */
            found = dependent_under(r, subject, prep);
        return found;
    }
    if (t->rel == DRG_REL_CONJ && t->head != DRG_NONE)
        found = dependent_under(r, t->head, prep);
    DRG_EACH_CHILD(r, e->trigger, c) /* "strikes and shelling of …": what hangs on the last is shared */
        if (found == DRG_NONE && r->token[c].rel == DRG_REL_CONJ)
            found = dependent_under(r, c, prep);
    /* "held talks on Monday with …": the phrase hangs on the verb */
    if (found == DRG_NONE && t->head != DRG_NONE &&
        (t->rel == DRG_REL_OBJ || t->rel == DRG_REL_NSUBJ || t->rel == DRG_REL_NSUBJ_PASS))
        found = dependent_under(r, t->head, prep);
    return found;
}

/** The object; of "handed in their weapons" also what the parser puts under the particle. */
static uint32_t object_of(const drg_reading *r, const drg_event_found *e)
{
    uint32_t object = drg_tree__object(r, e->trigger);
    if (object == DRG_NONE && e->frame->particle != 0 && r->token[e->trigger].upos == DRG_UPOS_VERB)
        object = dependent_under(r, e->trigger, e->frame->particle);
    return object;
}

/** "agreement on scheduling …", "accused of shelling …": a clause under the preposition. */
static uint32_t clause_under(const drg_reading *r, const drg_event_found *e, uint32_t prep)
{
    uint32_t bases[3] = {e->trigger, e->anchor, drg_tree__object(r, e->trigger)};
    for (size_t i = 0; i < 3; i++) {
        if (bases[i] == DRG_NONE)
            continue;
        DRG_EACH_CHILD(r, bases[i], c) {
            if (r->token[c].rel != DRG_REL_ADVCL && r->token[c].rel != DRG_REL_ACL)
                continue;
            DRG_EACH_CHILD(r, c, d)
                if (r->token[d].rel == DRG_REL_MARK && r->word[d] == prep)
                    return c;
        }
    }
    return DRG_NONE;
}

static uint32_t word(const drg_reading *r, const char *lemma)
{
    return drg_knowledge__word(r->knowledge, drg_str_of(lemma));
}

/** "EU-brokered talks": who arranged them is no party to them. */
static bool is_service(const drg_token *participle)
{
    static const char *const services[] = {"broker",     "mediate",   "sponsor", "back", "host", "support", "arrange",
                                           "facilitate", "supervise", "monitor", "ally", "fund", NULL};
    return drg_tree__lemma_in(participle, services);
}

/** Modifying names: "Russian", "Ukraine-Russia", "Kremlin"; all of them. */
static void push_modifiers(const drg_reading *r, uint32_t noun, drg_heads *h)
{
    DRG_EACH_CHILD(r, noun, c) {
        if (c > noun || !drg_tree__is_modifier(&r->token[c]) || r->token[c].rel == DRG_REL_NMOD_POSS)
            continue;
        const drg_mark *mark = r->mark_at[c] != DRG_NONE ? &r->mark[r->mark_at[c]] : NULL;
        bool named = r->mention_at[c] != DRG_NONE || (mark != NULL && mark->fact->kind != DRG_FACT_ROLE);
        if (named)
            push(h, c);
        if (!named && is_service(&r->token[c]))
            continue;
        DRG_EACH_CHILD(r, c, d)
            if ((r->token[d].rel == DRG_REL_CONJ || r->token[d].rel == DRG_REL_COMPOUND ||
                 (r->token[d].rel == DRG_REL_AMOD && !named)) &&
                r->mark_at[d] != DRG_NONE)
                push(h, d);
    }
}

/** "Kenya's decision to close the border": whose decision, attempt or plan it is, closes it. */
static void push_deciders(const drg_reading *r, uint32_t verb, drg_heads *h)
{
    const drg_token *t = &r->token[verb];
    if (t->rel != DRG_REL_ACL || t->head == DRG_NONE || !drg_tree__has_child_lemma(r, verb, "to"))
        return;
    push(h, drg_tree__child(r, t->head, DRG_REL_NMOD_POSS));
    if (h->n == 0)
        push_modifiers(r, t->head, h);
}

/** Of "are on strike" who does it, of "is under siege" whom it befalls: the subject of a noun that is predicated. */
static uint32_t predicate_subject(const drg_reading *r, uint32_t noun, bool befalls)
{
    if (drg_tree__child(r, noun, DRG_REL_COP) == DRG_NONE || drg_tree__child(r, noun, DRG_REL_CASE) == DRG_NONE)
        return DRG_NONE;
    bool under = drg_tree__has_child_lemma(r, noun, "under");
    bool at_it = drg_tree__has_child_lemma(r, noun, "on") || drg_tree__has_child_lemma(r, noun, "in") ||
                 drg_tree__has_child_lemma(r, noun, "at");
    if (befalls ? !under : !at_it)
        return DRG_NONE;
    uint32_t subject = drg_tree__child(r, noun, DRG_REL_NSUBJ);
    return subject != DRG_NONE ? drg_tree__antecedent(r, subject) : DRG_NONE;
}

/** "said in a call with Putin", "told her in a phone call", "his trip followed a call with": who speaks there, who
 * is spoken to, and whose the decision was, take part in the talk. */
static void push_scene(const drg_reading *r, const drg_event_found *e, const drg_token *talk, bool partner,
                       drg_heads *h)
{
    uint32_t verb = talk->head;
    while (r->token[verb].rel == DRG_REL_XCOMP && r->token[verb].head != DRG_NONE && r->token[verb].head < verb)
        verb = r->token[verb].head; /* "ordered him to stop in a conversation" */
    bool within = drg_tree__has_child_lemma(r, e->trigger, "in") || drg_tree__has_child_lemma(r, e->trigger, "during");
    uint32_t told = drg_tree__object(r, verb);
    if (told == DRG_NONE)
        told = drg_tree__child(r, verb, DRG_REL_IOBJ);
    const drg_mention *hearer = told != DRG_NONE ? drg_mentions__at(r, told) : NULL;
    bool pair = !partner && e->event == DRG_EVENT_CONSULT && within && hearer != NULL && hearer->person;
    if (!partner && !pair)
        return;
    bool passive = drg_tree__is_passive(r, verb);
    uint32_t subject = passive ? drg_tree__object(r, verb) : drg_tree__subject(r, verb);
    uint32_t whose = subject != DRG_NONE ? drg_tree__child(r, subject, DRG_REL_NMOD_POSS) : DRG_NONE;
    const drg_mention *m = subject != DRG_NONE ? drg_mentions__at(r, subject) : NULL;
    if (whose != DRG_NONE && (m == NULL || m->thing))
        subject = whose;
    if (subject == DRG_NONE)
        return;
    *h = (drg_heads){{subject}, 1};
    if (pair)
        push(h, told);
}

static void noun_subject(const drg_reading *r, const drg_event_found *e, drg_heads *h)
{
    uint32_t by = word(r, "by");
    if (by != 0)
        push(h, drg_tree__under(r, e->trigger, by));
    uint32_t owner = drg_tree__child(r, e->trigger, DRG_REL_NMOD_POSS);
    bool theirs = owner != DRG_NONE && r->token[owner].upos == DRG_UPOS_PRON && e->support != DRG_NONE &&
                  !e->undergoes && drg_tree__subject(r, e->support) != DRG_NONE;
    if (h->n == 0 && theirs) /* "Belarus and Russia held their drills": of those who hold them */
        push(h, drg_tree__subject(r, e->support));
    if (h->n == 0)
        push(h, owner);
    if (h->n == 0)
        push_modifiers(r, e->trigger, h);
    if (h->n == 0 && e->support != DRG_NONE && !e->undergoes)
        push(h, drg_tree__subject(r, e->support));
    if (h->n == 0) /* "is on hunger strike" */
        push(h, predicate_subject(r, e->trigger, false));
    /* "said in a call with Putin", "In his talks with May, Erdogan …": who speaks there takes part */
    const drg_token *t = &r->token[e->trigger];
    static const char *const lengths[] = {"day", "hour", "week", "round", "month", "series", NULL};
    if (t->rel == DRG_REL_NMOD && t->head != DRG_NONE && drg_tree__lemma_in(&r->token[t->head], lengths))
        t = &r->token[t->head]; /* "said after two days of talks with" */
    uint32_t with = word(r, "with");
    bool own = h->n > 0 && r->token[h->at[0]].upos != DRG_UPOS_PRON;
    uint32_t to = word(r, "to");
    bool partner = (with != 0 && drg_tree__under(r, e->trigger, with) != DRG_NONE) ||
                   (e->event == DRG_EVENT_CONSULT && to != 0 && drg_tree__under(r, e->trigger, to) != DRG_NONE);
    if (own || (t->rel != DRG_REL_OBL && t->rel != DRG_REL_OBL_AGENT) || t->head == DRG_NONE)
        return;
    push_scene(r, e, t, partner, h);
}

static void noun_object(const drg_reading *r, const drg_event_found *e, drg_heads *h)
{
    uint32_t of = word(r, "of");
    if (of != 0)
        push(h, drg_tree__under(r, e->trigger, of));
    if (h->n == 0 && e->undergoes)
        push(h, drg_tree__subject(r, e->support));
    if (h->n == 0)
        push(h, predicate_subject(r, e->trigger, true));
    const drg_token *t = &r->token[e->trigger];
    bool befalls = t->rel == DRG_REL_NSUBJ && t->head != DRG_NONE && drg_tree__in(r, t->head, DRG_SET_befall);
    if (h->n == 0 && befalls) /* "an explosion rocked the embassy" */
        push(h, drg_tree__object(r, t->head));
    if (h->n == 0)
        DRG_EACH_CHILD(r, e->trigger, c)
            if (r->token[c].rel == DRG_REL_COMPOUND && c < e->trigger &&
                (r->mark_at[c] == DRG_NONE || r->mark[r->mark_at[c]].fact->kind == DRG_FACT_ROLE))
                push(h, c);
}

/** The clause without a subject of its own, whatever relation the parser gives it: "to withdraw". */
static uint32_t open_clause(const drg_reading *r, uint32_t t, bool noun)
{
    DRG_EACH_CHILD(r, t, c) {
        uint8_t rel = r->token[c].rel;
        if (rel == DRG_REL_XCOMP && !noun)
            return c;
        bool infinitive = drg_tree__has_child_lemma(r, c, "to") && drg_tree__child(r, c, DRG_REL_NSUBJ) == DRG_NONE;
        if (infinitive && ((noun && (rel == DRG_REL_ACL || rel == DRG_REL_XCOMP)) || rel == DRG_REL_CCOMP))
            return c;
    }
    static const char *const gathering[] = {"gather", "assemble", "congregate", "threaten", NULL};
    bool aims = !noun && drg_tree__lemma_in(&r->token[t], gathering); /* "gathered to demand": a purpose */
    DRG_EACH_CHILD(r, t, c)
        if (aims && c > t && r->token[c].rel == DRG_REL_ADVCL && drg_tree__has_child_lemma(r, c, "to") &&
            drg_tree__child(r, c, DRG_REL_NSUBJ) == DRG_NONE)
            return c;
    return DRG_NONE;
}

/** The clause with a subject of its own; of a noun one that "that" opens: "the accusation that …". */
static uint32_t full_clause(const drg_reading *r, uint32_t t, bool noun)
{
    DRG_EACH_CHILD(r, t, c) {
        uint8_t rel = r->token[c].rel;
        bool that = drg_tree__has_child_lemma(r, c, "that");
        if ((rel == DRG_REL_CCOMP && open_clause(r, t, noun) != c) || (noun && rel == DRG_REL_ACL && that))
            return c;
    }
    return DRG_NONE;
}

/** The verb or predicate that an auxiliary belongs to: of "must leave" "leave". */
static uint32_t modal_verb(const drg_reading *r, uint32_t modal)
{
    return r->token[modal].head != DRG_NONE ? r->token[modal].head : modal;
}

/** Who says, innermost, what a word stands in. */
static uint32_t speaker_of(const drg_reading *r, uint32_t t)
{
    const drg_saying *inner = NULL;
    drg_range near = drg_near__sayings(r, t, 2);
    for (size_t i = near.from; i < near.to; i++)
        if (drg_sayings__covers(&r->saying[i], r->token[t].span) &&
            (inner == NULL || r->saying[i].depth > inner->depth))
            inner = &r->saying[i];
    return inner != NULL ? inner->source : DRG_NONE;
}

/** Of "Kenya's move was a provocation" Kenya, of "the raid was illegal" the raid. */
static void push_predicated(const drg_reading *r, uint32_t t, drg_heads *h)
{
    uint32_t subject = drg_tree__child(r, t, DRG_REL_NSUBJ);
    if (drg_tree__child(r, t, DRG_REL_COP) == DRG_NONE || subject == DRG_NONE)
        return;
    const drg_mention *m = drg_mentions__at(r, subject);
    if (m == NULL || m->thing)
        push(h, drg_tree__child(r, subject, DRG_REL_NMOD_POSS));
    if (h->n == 0 && (m == NULL || m->thing))
        push_modifiers(r, subject, h);
    if (h->n == 0)
        push(h, subject);
}

/** Where a path leads from the trigger. */
static void follow(const drg_reading *r, const drg_event_found *e, const drg_path *path, drg_heads *h)
{
    bool noun = e->frame->kind == DRG_FRAME_NOUN;
    switch ((drg_path_kind)path->kind) {
    case DRG_PATH_SUBJ:
        if (e->frame->kind == DRG_FRAME_MODAL)
            push(h, drg_tree__subject(r, modal_verb(r, e->trigger)));
        else if (noun)
            noun_subject(r, e, h);
        else
            push(h, drg_tree__subject(r, e->trigger));
        if (h->n == 0 && e->frame->kind == DRG_FRAME_VERB)
            push_deciders(r, e->trigger, h);
        break;
    case DRG_PATH_OBJ:
        if (noun)
            noun_object(r, e, h);
        else
            push(h, object_of(r, e));
        break;
    case DRG_PATH_IOBJ:
        push(h, drg_tree__child(r, e->trigger, DRG_REL_IOBJ));
        if (h->n == 0 && !noun && drg_tree__child(r, e->trigger, DRG_REL_OBJ) != DRG_NONE)
            push(h, drg_tree__child(r, e->trigger, DRG_REL_NSUBJ_PASS)); /* "refugees were given shelter" */
        break;
    case DRG_PATH_POSS:
        push(h, drg_tree__child(r, e->trigger, DRG_REL_NMOD_POSS));
        break;
    case DRG_PATH_MOD:
        push_modifiers(r, e->trigger, h);
        if (h->n == 0)
            DRG_EACH_CHILD(r, e->trigger, c)
                if (c < e->trigger && drg_tree__is_modifier(&r->token[c]))
                    push(h, c);
        break;
    case DRG_PATH_PREP:
        push(h, under(r, e, path->word));
        if (h->n == 0)
            push(h, clause_under(r, e, path->word));
        break;
    case DRG_PATH_XCOMP:
        push(h, e->frame->kind == DRG_FRAME_MODAL ? modal_verb(r, e->trigger) : open_clause(r, e->trigger, noun));
        break;
    case DRG_PATH_CCOMP:
        push(h, full_clause(r, e->trigger, noun));
        break;
    case DRG_PATH_SELF:
        push(h, e->trigger);
        break;
    case DRG_PATH_SPEAKER:
        push(h, speaker_of(r, e->trigger));
        break;
    case DRG_PATH_PRED:
        push_predicated(r, e->trigger, h);
        break;
    case DRG_PATH_END:
        break;
    }
}

/* ------------------------------------------------------------------ constraints */

static bool has_particle(const drg_reading *r, uint32_t t, uint32_t particle)
{
    DRG_EACH_CHILD(r, t, c) {
        uint8_t rel = r->token[c].rel;
        bool adverbial =
            rel == DRG_REL_COMPOUND_PRT || rel == DRG_REL_ADVMOD || rel == DRG_REL_OBL || rel == DRG_REL_XCOMP;
        if (adverbial && r->word[c] == particle)
            return true;
    }
    /* a particle that the parser took for the preposition of what follows */
    if (t + 1 < r->n && r->word[t + 1] == particle &&
        (r->token[t + 1].upos == DRG_UPOS_ADP || r->token[t + 1].upos == DRG_UPOS_ADV)) /* "handed over four towns" */
        return true;
    return false;
}

/** Names are in no set of words, but who they name is: "Pangalos" is an official, "Wagner" fighters. */
static bool named_in_set(const drg_reading *r, uint32_t head, uint8_t set)
{
    static const char *const state[] = {"GOV", "LEG", "JUD", "PTY", "OPP", "ELI", "SPY", NULL};
    static const char *const army[] = {"MIL", NULL}, *const rebels[] = {"REB", "UAF", "PRM", NULL};
    static const char *const cops[] = {"COP", NULL};
    const drg_mention *m = drg_mentions__at(r, head);
    if (m == NULL || m->thing || !(m->named || m->bare_country || m->pronoun))
        return false;
    const uint8_t *ids = r->coder->set;
    const drg_entity *e = &m->entity;
    bool political = m->bare_country || drg_entity__in_sector(e, state) || drg_str_is(e->country, "IGO") ||
                     drg_str_is(e->country, "UNO") || drg_str_is(e->country, "EUR");
    if (set == ids[DRG_SET_person])
        return m->person || m->demonym;
    if (set == ids[DRG_SET_crowd] || set == ids[DRG_SET_migrant])
        return m->demonym && m->plural;
    if (set == ids[DRG_SET_official])
        return m->person && drg_entity__in_sector(e, state);
    if (set == ids[DRG_SET_authority])
        return political;
    if (set == ids[DRG_SET_polity])
        return m->bare_country;
    if (set == ids[DRG_SET_body_noun])
        return !m->person && !m->demonym && political;
    if (m->person && !m->plural) /* one officer is no troops */
        return false;
    if (set == ids[DRG_SET_troops])
        return drg_entity__in_sector(e, army);
    if (set == ids[DRG_SET_rebel])
        return drg_entity__in_sector(e, rebels);
    if (set == ids[DRG_SET_combatant])
        return drg_entity__in_sector(e, army) || drg_entity__in_sector(e, rebels) || drg_entity__in_sector(e, cops);
    return set == ids[DRG_SET_police] && drg_entity__in_sector(e, cops);
}

/** Whether a word is one of those that a condition asks for. */
static bool word_meets(const drg_reading *r, uint32_t word, const drg_condition *c)
{
    bool member = false;
    for (uint8_t k = 0; word != 0 && k < c->n_sets && !member; k++)
        member = drg_knowledge__in_set(r->knowledge, word, c->sets[k]);
    for (uint8_t k = 0; word != 0 && k < c->n_words && !member; k++)
        member = word == c->words[k];
    return member;
}

/** Of "scores of policemen", "a wave of arrests", "one of the drones" what is counted; DRG_NONE: nothing is. */
static uint32_t counted_by(const drg_reading *r, uint32_t head)
{
    static const char *const counts[] = {
        "score",     "dozen",    "hundred", "thousand",    "million",  "number", "group",     "handful",  "series",
        "couple",    "wave",     "convoy",  "lot",         "majority", "one",    "some",      "many",     "several",
        "most",      "part",     "string",  "spate",       "column",   "pair",   "variety",   "range",    "form",
        "ton",       "tonne",    "kilo",    "kilogram",    "barrel",   "cache",  "stockpile", "shipment", "load",
        "truckload", "quantity", "amount",  "consignment", "batch",    NULL};
    uint32_t of = word(r, "of");
    if (!drg_tree__lemma_in(&r->token[head], counts) && r->token[head].upos != DRG_UPOS_NUM)
        return DRG_NONE;
    DRG_EACH_CHILD(r, head, c)
        if (r->prep[c] == of && of != 0 && r->token[c].rel != DRG_REL_CONJ)
            return c;
    return DRG_NONE;
}

/** "seized him": whoever that is, a person. */
static bool pronoun_meets(const drg_reading *r, uint32_t head, const drg_condition *c)
{
    static const char *const persons[] = {"he", "she", "him", "her", "who", "whom", NULL};
    const drg_token *t = &r->token[head];
    if (t->upos != DRG_UPOS_PRON || t->rel == DRG_REL_NMOD_POSS || !drg_tree__lemma_in(t, persons))
        return false;
    for (uint8_t k = 0; k < c->n_sets; k++)
        if (c->sets[k] == r->coder->set[DRG_SET_person])
            return true;
    return false;
}

static bool condition_holds(const drg_reading *r, const drg_event_found *e, const drg_condition *c)
{
    drg_heads h = {.n = 0};
    if (c->path.kind == DRG_PATH_MOD) {
        DRG_EACH_CHILD(r, e->trigger, k)
            if (drg_tree__is_modifier(&r->token[k]) && r->token[k].rel != DRG_REL_NMOD)
                push(&h, k);
    } else {
        follow(r, e, &c->path, &h);
    }
    bool member = false;
    for (size_t i = 0; i < h.n && !member; i++) {
        uint32_t heads[8] = {h.at[i]};
        size_t n = 1;
        uint32_t counted = counted_by(r, h.at[i]);
        if (counted != DRG_NONE)
            heads[n++] = counted;
        DRG_EACH_CHILD(r, h.at[i], k)
            if (r->token[k].rel == DRG_REL_CONJ && n < 8)
                heads[n++] = k;
        for (size_t j = 0; j < n && !member; j++) {
            uint32_t w = r->word[heads[j]];
            if (c->path.kind == DRG_PATH_XCOMP && !c->negated && r->token[heads[j]].upos == DRG_UPOS_NOUN)
                DRG_EACH_CHILD(r, heads[j], m) /* "called it a terrorist state" */
                    if (r->token[m].rel == DRG_REL_AMOD || r->token[m].rel == DRG_REL_COMPOUND)
                        member |= word_meets(r, r->word[m], c);
            member |= word_meets(r, w, c) || pronoun_meets(r, heads[j], c);
            if (!c->negated && r->token[heads[j]].upos == DRG_UPOS_PROPN)
                DRG_EACH_CHILD(r, heads[j], m) /* "ambassador Jane Doe" is an ambassador */
                    if (r->token[m].rel == DRG_REL_NMOD_DESC && !drg_tree__in(r, m, DRG_SET_troops))
                        member |= word_meets(r, r->word[m], c);
            for (uint8_t k = 0; k < c->n_sets && !member; k++)
                member = named_in_set(r, heads[j], c->sets[k]);
        }
    }
    return member != (bool)c->negated;
}

static bool part_of_speech_fits(const drg_reading *r, uint32_t t, uint8_t kind)
{
    const drg_token *tok = &r->token[t];
    switch (kind) {
    case DRG_FRAME_VERB:
        return tok->upos == DRG_UPOS_VERB && tok->rel != DRG_REL_CASE && tok->rel != DRG_REL_MARK;
    case DRG_FRAME_NOUN: /* "assault rifles" attack nobody */
        return (tok->upos == DRG_UPOS_NOUN || tok->upos == DRG_UPOS_PROPN) && tok->rel != DRG_REL_COMPOUND;
    case DRG_FRAME_MODAL:
        return tok->upos == DRG_UPOS_AUX && tok->rel == DRG_REL_AUX;
    default:
        return tok->upos == DRG_UPOS_ADJ;
    }
}

static bool prep_holds(const drg_reading *r, const drg_event_found *e)
{
    uint32_t noun = under(r, e, e->frame->prep);
    if (noun == DRG_NONE) /* "call for": the preposition may mark a clause */
        DRG_EACH_CHILD(r, e->trigger, c)
            DRG_EACH_CHILD(r, c, d)
                if (r->word[d] == e->frame->prep &&
                    (r->token[d].rel == DRG_REL_MARK || r->token[d].rel == DRG_REL_CASE))
                    noun = c;
    return noun != DRG_NONE && (e->frame->prep_word == 0 || r->word[noun] == e->frame->prep_word);
}

static bool frame_fits(const drg_reading *r, drg_event_found *e, const drg_frame *f)
{
    uint32_t t = e->trigger;
    e->frame = f;
    if (!part_of_speech_fits(r, t, f->kind))
        return false;
    if (f->particle != 0 && !has_particle(r, t, f->particle))
        return false;
    if (f->object != 0) {
        uint32_t object = object_of(r, e), given = drg_tree__child(r, t, DRG_REL_OBJ); /* "were given shelter" */
        if ((object == DRG_NONE || r->word[object] != f->object) && (given == DRG_NONE || r->word[given] != f->object))
            return false;
    }
    if (f->prep != 0 && !prep_holds(r, e))
        return false;
    if (f->recipient[0].kind == DRG_PATH_PRED && drg_tree__child(r, t, DRG_REL_COP) == DRG_NONE)
        return false;
    bool noun = f->kind == DRG_FRAME_NOUN;
    if (f->needs_xcomp && open_clause(r, t, noun) == DRG_NONE)
        return false;
    if (f->needs_ccomp && full_clause(r, t, noun) == DRG_NONE)
        return false;
    for (uint8_t i = 0; i < f->n_conditions; i++)
        if (!condition_holds(r, e, &f->condition[i]))
            return false;
    return true;
}

/* ------------------------------------------------------------------ parties */

/** "in", "near": where force strikes, not whom. */
static bool is_whereabouts(const drg_reading *r, const drg_path *path)
{
    static const char *const preps[] = {"in", "near", "around", "outside", NULL};
    if (path->kind != DRG_PATH_PREP)
        return false;
    for (const char *const *p = preps; *p != NULL; p++)
        if (path->word == word(r, *p))
            return true;
    return false;
}

/** "Kurds seized the town": those of a people who use force are its fighters, not its civilians. */
static void arm_people(const drg_reading *r, const drg_event_found *e, uint32_t head, drg_entity *party)
{
    const drg_mark *mark = r->mark_at[head] != DRG_NONE ? &r->mark[r->mark_at[head]] : NULL;
    bool force = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE;
    if (!force || mark == NULL || mark->fact->kind != DRG_FACT_DEMONYM || mark->fact->n_sectors == 0 ||
        !drg_entity__has_sector(party, "CVL"))
        return;
    drg_entity__be(party, drg_str_of(mark->fact->sector[0]), drg_origin_of(r, mark->fact, "fighters of that people"));
}

/** "welcomed the release of the nurses", "condemned the shelling": what was done is judged, and whoever did it. */
static bool is_deed(const drg_reading *r, const drg_event_found *e, uint32_t head)
{
    bool judges = e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_SUPPORT;
    if (!judges || e->frame->kind != DRG_FRAME_VERB || r->token[head].upos != DRG_UPOS_NOUN)
        return false;
    size_t n = 0;
    const drg_frame *frames = drg_knowledge__frames(r->knowledge, r->word[head], &n);
    for (size_t i = 0; i < n; i++)
        if (frames[i].kind == DRG_FRAME_NOUN && frames[i].event != DRG_FRAME_NO_EVENT &&
            !drg_events__is_speech((drg_event)frames[i].event) && frames[i].event != DRG_EVENT_CONSULT)
            return true;
    return false;
}

static void take_parties(drg_reading *r, drg_event_found *e, const drg_path *paths, bool ground, drg_entity *out,
                         uint8_t *n_out, uint32_t *head)
{
    *head = DRG_NONE;
    for (size_t i = 0; i < DRG_FRAME_PATHS && paths[i].kind != DRG_PATH_END; i++) {
        if (*n_out > 0 && !paths[i].joins)
            continue;
        if (ground && is_whereabouts(r, &paths[i]))
            continue;
        drg_heads h = {.n = 0};
        follow(r, e, &paths[i], &h);
        for (size_t k = 0; k < h.n && *n_out < DRG_MAX_PARTIES; k++) {
            if (*head == DRG_NONE)
                *head = h.at[k];
            bool state = r->mark_at[h.at[k]] != DRG_NONE &&
                         r->mark[r->mark_at[h.at[k]]].fact->kind == DRG_FACT_COUNTRY; /* "blockaded Qatar" */
            if (e->event == DRG_EVENT_COERCE && paths == e->frame->recipient && drg_events__is_ground(r, h.at[k]) &&
                !state)
                continue;
            uint32_t above = r->token[h.at[k]].rel == DRG_REL_NMOD ? r->token[h.at[k]].head : DRG_NONE;
            if (paths == e->frame->recipient && (is_deed(r, e, h.at[k]) || (above != DRG_NONE && is_deed(r, e, above))))
                continue;
            size_t n = drg_events__entities_at(r, drg_events__all_meant(r, h.at[k]), drg_events__is_force(e->event),
                                               out + *n_out, (size_t)(DRG_MAX_PARTIES - *n_out));
            if (n == 0 && ground)
                n = drg_events__ground_at(r, h.at[k], out + *n_out);
            if (n > 0 && paths == e->frame->actor)
                arm_people(r, e, h.at[k], out + *n_out);
            *n_out = (uint8_t)(*n_out + n);
        }
    }
}

/** "a British statement urging restraint", "issued a declaration demanding": whose document speaks, speaks. */
static void take_document(drg_reading *r, drg_event_found *e)
{
    const drg_token *t = &r->token[e->trigger];
    if (!drg_events__is_speech(e->event) || e->n_actors > 0 || e->frame->kind != DRG_FRAME_VERB ||
        (t->rel != DRG_REL_ACL && t->rel != DRG_REL_COMPOUND) || t->head == DRG_NONE)
        return;
    uint32_t document = t->head;
    for (uint32_t d = e->trigger; t->rel == DRG_REL_COMPOUND && d > r->left[t->head] && d + 2 > e->trigger; d--)
        if (drg_tree__in(r, d - 1, DRG_SET_document_noun)) /* "a statement urging restraint", hung on what is urged */
            document = d - 1;
    if (!drg_tree__in(r, document, DRG_SET_document_noun))
        return;
    drg_heads makers = {.n = 0};
    push(&makers, drg_tree__child(r, document, DRG_REL_NMOD_POSS));
    push_modifiers(r, document, &makers);
    push(&makers, drg_tree__under(r, document, word(r, "by")));
    push(&makers, drg_tree__under(r, document, word(r, "from")));
    if (makers.n == 0 && r->token[document].rel == DRG_REL_OBJ && r->token[document].head != DRG_NONE)
        push(&makers, drg_tree__subject(r, r->token[document].head));
    for (size_t i = 0; i < makers.n && e->n_actors == 0; i++) {
        e->n_actors = (uint8_t)drg_events__entities_at(r, makers.at[i], false, e->actor, DRG_MAX_PARTIES);
        e->actor_head = makers.at[i];
    }
}

/* ------------------------------------------------------------------ finding */

bool drg_events__is_force(drg_event event)
{
    return event == DRG_EVENT_ASSAULT || event == DRG_EVENT_MOBILIZE || event == DRG_EVENT_COERCE;
}

bool drg_events__is_speech(drg_event event)
{
    return event == DRG_EVENT_AGREE || event == DRG_EVENT_SUPPORT || event == DRG_EVENT_CONCEDE ||
           event == DRG_EVENT_REQUEST || event == DRG_EVENT_ACCUSE || event == DRG_EVENT_REJECT ||
           event == DRG_EVENT_THREATEN;
}

/** The verb whose modifiers tell of a noun's event. */
static uint32_t anchor_of(const drg_reading *r, const drg_event_found *e)
{
    if (e->frame->kind == DRG_FRAME_MODAL)
        return modal_verb(r, e->trigger);
    if (e->frame->kind != DRG_FRAME_NOUN)
        return e->trigger;
    if (e->support != DRG_NONE)
        return e->support;
    uint32_t t = e->trigger;
    for (int i = 0; i < 8 && r->token[t].rel == DRG_REL_CONJ && r->token[t].head != DRG_NONE; i++)
        t = r->token[t].head;
    uint8_t rel = r->token[t].rel;
    bool core = rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_OBJ;
    return core && r->token[t].head != DRG_NONE ? r->token[t].head : e->trigger;
}

/** "Moscow said Tbilisi must …", not "Moscow said it must …", nor what is to be done by nobody in particular. */
static bool is_put_to_another(const drg_event_found *e)
{
    static const char *const private_people[] = {"CVL", "JRN", "REF", "EDU", "MED", "BUS", NULL};
    static const char *const own_forces[] = {"MIL", "COP", "SPY", NULL};
    bool other = false;
    for (uint8_t i = 0; i < e->n_recipients && e->n_actors > 0; i++) {
        const drg_entity *to = &e->recipient[i], *from = &e->actor[0];
        bool part = to->n_sectors > 0 && from->n_sectors > 0 && !drg_str_eq(to->sector[0], from->sector[0]);
        bool own = drg_entity__country_among(e->actor, e->n_actors, to->country);
        other |= to->country.len > 0 && !drg_entity__leads_in_sector(to, private_people) &&
                 (!own || (part && !drg_entity__leads_in_sector(to, own_forces)));
    }
    return other;
}

static uint32_t n_constraints(const drg_frame *f)
{
    return (uint32_t)(f->particle != 0) + (f->object != 0) + (f->prep != 0) + (f->prep_word != 0) + f->needs_xcomp +
           f->needs_ccomp + f->n_conditions;
}

/** Whether a frame that tells nothing stands in a file of such frames alone, which hide everybody's. */
static bool hides_all(const drg_reading *r, const drg_frame *f)
{
    static const char folder[] = "data/frames/none";
    const char *name = drg_knowledge__text(r->knowledge, f->file_name, 0).ptr;
    return strncmp(name, folder, sizeof folder - 1) == 0;
}

/** The first frame that fits; one that tells nothing and stands in a type's file hides that file's frames, and those of the
 * others that ask for less. */
static bool find_frame(const drg_reading *r, drg_event_found *e, const drg_frame *frames, size_t n)
{
    const drg_frame *none = NULL;
    for (size_t i = 0; i < n; i++) {
        const drg_frame *f = &frames[i];
        if (none != NULL && n_constraints(f) < n_constraints(none))
            return false;
        if ((none != NULL && f->file_name == none->file_name) || !frame_fits(r, e, f))
            continue;
        if (f->event != DRG_FRAME_NO_EVENT)
            return true;
        if (hides_all(r, f))
            return false;
        none = f;
    }
    return false;
}

static bool read_trigger(drg_reading *r, uint32_t t, drg_event_found *e)
{
    size_t n;
    const drg_frame *frames = drg_knowledge__frames(r->knowledge, r->word[t], &n);
    if (n == 0)
        return false; /* most words */
    *e = (drg_event_found){.trigger = t, .anchor = t, .topic_event = SIZE_MAX, .topic = DRG_NONE};
    e->support = r->token[t].upos == DRG_UPOS_VERB ? DRG_NONE : drg_tree__support(r, t, &e->undergoes);
    if (!find_frame(r, e, frames, n))
        return false;
    e->event = (drg_event)e->frame->event;
    e->anchor = anchor_of(r, e);
    bool ground = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_THREATEN || e->event == DRG_EVENT_MOBILIZE;
    take_parties(r, e, e->frame->actor, false, e->actor, &e->n_actors, &e->actor_head);
    take_parties(r, e, e->frame->recipient, ground, e->recipient, &e->n_recipients, &e->recipient_head);
    drg_events__maker(r, e);
    take_document(r, e);
    drg_events__between(r, e);
    if (e->frame->kind == DRG_FRAME_MODAL && !is_put_to_another(e))
        return false;
    drg_heads topic = {.n = 0};
    for (size_t k = 0; k < DRG_FRAME_PATHS && e->frame->topic[k].kind != DRG_PATH_END && topic.n == 0; k++)
        follow(r, e, &e->frame->topic[k], &topic);
    e->topic = topic.n > 0 ? topic.at[0] : DRG_NONE;
    if (e->topic != DRG_NONE && e->frame->object != 0 && r->word[e->topic] == e->frame->object)
        e->topic = DRG_NONE; /* "reached no agreement" is not about an agreement */
    drg_events__modes(r, e);
    drg_events__sectors(r, e);
    return true;
}

drg_status drg_events__triggers(drg_reading *r, drg_events *events, drg_error *err)
{
    for (uint32_t t = 0; t < r->n; t++) {
        if (!r->prose[t] || r->word[t] == 0)
            continue;
        const drg_mark *mark = r->mark_at[t] != DRG_NONE ? &r->mark[r->mark_at[t]] : NULL;
        if (mark != NULL && mark->fact->kind != DRG_FACT_ROLE)
            continue; /* "Islamic Resistance Movement" moves nothing */
        drg_event_found e;
        if (!read_trigger(r, t, &e))
            continue;
        if (events->n >= DRG_MAX_RECORDS)
            return drg_fail_at(err, DRG_ELIMIT, r->token[t].sentence, "more than %d records in one document",
                               DRG_MAX_RECORDS);
        if (!DRG_ARENA_GROW(r->arena, events->at, events->n, events->cap))
            return drg_fail_nomem(err);
        drg_events__status(r, &e);
        e.generic = e.frame->kind != DRG_FRAME_MODAL && drg_events__is_generic(r, &e);
        e.vague |= e.generic;
        events->at[events->n++] = e;
    }
    return DRG_OK;
}
