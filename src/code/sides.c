/* src/code/sides.c - the other side of an act, where no argument of its verb names it: whose words are rejected or welcomed,
 * whom an accusation is about, who holds the ground that is taken, and whom an attacker fights. */
#include <string.h>

#include "code/events.h"
#include "code/phrases.h"

enum { MAX_PAIRS = 64 };

static void take(drg_event_found *e, const drg_entity *party)
{
    if (party->country.len == 0 || drg_entity__country_among(e->actor, e->n_actors, party->country) ||
        e->n_recipients >= DRG_MAX_PARTIES)
        return;
    for (uint8_t i = 0; i < e->n_recipients; i++)
        if (drg_str_eq(e->recipient[i].text, party->text))
            return;
    e->recipient[e->n_recipients++] = *party;
}

static void take_all(drg_reading *r, drg_event_found *e, uint32_t head)
{
    drg_entity found[DRG_MAX_PARTIES];
    size_t n = drg_mentions__list(r, head, true, found, DRG_MAX_PARTIES);
    for (size_t i = 0; i < n; i++)
        take(e, &found[i]);
    if (n > 0 && e->recipient_head == DRG_NONE)
        e->recipient_head = head;
}

/** A modifying name: "US" of "a US statement". */
static void take_modifier(drg_reading *r, drg_event_found *e, uint32_t c)
{
    drg_mention m;
    if (drg_mentions__compose(r, c, &m) && (m.named || m.bare_country || m.demonym))
        take(e, &m.entity);
}

static bool has_case(const drg_reading *r, uint32_t t, const char *const *lemmas)
{
    for (; *lemmas != NULL; lemmas++)
        if (drg_tree__has_child_lemma(r, t, *lemmas))
            return true;
    return false;
}

/* ------------------------------------------------------------------ makers */

/** Who made what a noun names: "Russia's plan", "a US statement", "comments made by Tehran", "the deal between A and B". */
static void take_makers(drg_reading *r, drg_event_found *e, uint32_t noun)
{
    static const char *const by[] = {"by", "between", "from", NULL};
    DRG_EACH_CHILD(r, noun, c) {
        uint8_t rel = r->token[c].rel;
        if (rel == DRG_REL_NMOD_POSS)
            take_all(r, e, c);
        else if ((rel == DRG_REL_AMOD || rel == DRG_REL_COMPOUND) && c < noun)
            take_modifier(r, e, c);
        else if (rel == DRG_REL_NMOD && has_case(r, c, by))
            take_all(r, e, c);
        else if (rel == DRG_REL_ACL && r->token[c].upos == DRG_UPOS_VERB)
            DRG_EACH_CHILD(r, c, d)
                if ((r->token[d].rel == DRG_REL_OBL || r->token[d].rel == DRG_REL_OBL_AGENT) &&
                    drg_tree__has_child_lemma(r, d, "by"))
                    take_all(r, e, d);
    }
}

static bool is_clause_word(const drg_reading *r, uint32_t t)
{
    return r->token[t].upos == DRG_UPOS_VERB || r->token[t].upos == DRG_UPOS_AUX || r->token[t].rel == DRG_REL_CCOMP;
}

/** The noun that a judging verb is about: its object, or what stands under "at", "to", "over". */
static uint32_t judged(const drg_reading *r, const drg_event_found *e)
{
    static const char *const preps[] = {"at", "to", "over", "against", NULL};
    uint32_t object = drg_tree__object(r, e->trigger);
    if (object != DRG_NONE)
        return object;
    DRG_EACH_CHILD(r, e->trigger, c)
        if (r->token[c].rel == DRG_REL_OBL && has_case(r, c, preps))
            return c;
    return DRG_NONE;
}

/** "alleged that X recruited", "complained that X's rules hamper": the blame is X's. */
static void read_blame(drg_reading *r, drg_event_found *e)
{
    DRG_EACH_CHILD(r, e->trigger, c)
        if (r->token[c].rel == DRG_REL_CCOMP && e->n_recipients == 0) {
            uint32_t subject = drg_tree__subject(r, c);
            const drg_mention *m = drg_mentions__at(r, subject);
            if (m != NULL && !m->pronoun)
                take_all(r, e, subject);
        }
}

/* ------------------------------------------------------------------ protests */

/** Named parties under these prepositions below a word. */
static void take_under(drg_reading *r, drg_event_found *e, uint32_t t, const char *const *preps)
{
    DRG_EACH_CHILD(r, t, c) {
        uint8_t rel = r->token[c].rel;
        bool phrase = rel == DRG_REL_OBL || rel == DRG_REL_NMOD || rel == DRG_REL_IOBJ;
        if (phrase && (rel == DRG_REL_IOBJ || has_case(r, c, preps)))
            take_all(r, e, c);
    }
}

/** "riots against Israeli policies": those whose doing is protested. */
static void read_protested(drg_reading *r, drg_event_found *e)
{
    static const char *const preps[] = {"against", "over", NULL};
    if (e->event != DRG_EVENT_PROTEST || e->n_recipients > 0)
        return;
    take_under(r, e, e->trigger, preps);
    if (e->n_recipients == 0 && e->anchor != e->trigger)
        take_under(r, e, e->anchor, preps);
}

void drg_sides__named(drg_reading *r, drg_event_found *e)
{
    read_protested(r, e);
    bool judges = e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_SUPPORT || e->event == DRG_EVENT_REJECT;
    if (!judges || e->n_recipients > 0 || e->n_actors == 0 || e->frame->kind != DRG_FRAME_VERB)
        return;
    uint32_t noun = judged(r, e);
    if (noun != DRG_NONE && !is_clause_word(r, noun))
        take_makers(r, e, noun);
    if (e->event == DRG_EVENT_ACCUSE)
        read_blame(r, e);
}

/* ------------------------------------------------------------------ ground */

/** "ISIL-held villages", "rebel-controlled terrain": those who hold what is taken or attacked. */
static void read_holders(drg_reading *r, drg_event_found *e)
{
    static const char *const held[] = {"held", "controlled", "occupied", "run", NULL};
    uint32_t object = drg_tree__object(r, e->anchor);
    bool force = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE;
    if (!force || e->n_recipients > 0 || object == DRG_NONE)
        return;
    for (uint32_t t = r->left[object]; t <= r->right[object]; t++) {
        drg_token probe = r->token[t];
        probe.lemma = r->folded[t];
        if (!drg_tree__lemma_in(&probe, held) || (probe.rel != DRG_REL_AMOD && probe.rel != DRG_REL_COMPOUND))
            continue;
        DRG_EACH_CHILD(r, t, c)
            if (r->token[c].upos != DRG_UPOS_PUNCT)
                take_modifier(r, e, c);
    }
}

/** "launched an offensive to drive the militia out": those whom the attack is to drive out are attacked. */
static void read_purpose(drg_reading *r, drg_event_found *e)
{
    static const char *const verbs[] = {"drive", "force", "push",  "expel", "dislodge", "oust",
                                        "evict", "flush", "clear", "rout",  "defeat",   "crush",
                                        "eject", "rid",   "root",  "hunt",  "target",   NULL};
    static const char *const bystanders[] = {"CVL", "REF", "JRN", "MED", NULL};
    if (e->event != DRG_EVENT_ASSAULT || e->n_recipients > 0)
        return;
    for (uint32_t t = r->left[e->anchor]; t <= r->right[e->anchor] && e->n_recipients == 0; t++) {
        if (t == e->trigger || r->token[t].upos != DRG_UPOS_VERB || !drg_tree__lemma_in(&r->token[t], verbs) ||
            r->token[t].rel == DRG_REL_ACL_RELCL)
            continue;
        uint32_t object = drg_tree__object(r, t);
        const drg_mention *m = drg_mentions__at(r, object);
        if (m != NULL && !drg_entity__leads_in_sector(&m->entity, bystanders))
            take_all(r, e, object);
    }
}

/* ------------------------------------------------------------------ custody */

/** "was jailed in Chad": where nobody is said to have done it, the authorities of the country did. */
static void read_custody(const drg_reading *r, drg_event_found *e)
{
    bool held = (e->event == DRG_EVENT_COERCE && drg_events__has_mode(r, e, "arrest")) ||
                (e->event == DRG_EVENT_SANCTION && drg_events__has_mode(r, e, "convict"));
    if (!held || e->n_actors > 0 || !e->has_place || !drg_entity__is_state(e->place.country))
        return;
    e->actor[e->n_actors++] = (drg_entity){.text = drg_reading__text(r, e->place.span),
                                           .span = e->place.span,
                                           .country = e->place.country,
                                           .sector = {DRG_LIT("GOV")},
                                           .n_sectors = 1};
}

/* ------------------------------------------------------------------ foes */

typedef struct drg_foes {
    drg_str attacker[MAX_PAIRS];
    const drg_entity *foe[MAX_PAIRS];
    size_t n;
} drg_foes;

static void add_foe(drg_foes *foes, const drg_entity *a, const drg_entity *b)
{
    static const char *const bystanders[] = {"CVL", "REF", "JRN", "MED", "UAF", NULL};
    if (a->country.len == 0 || b->country.len == 0 || drg_str_eq(a->country, b->country) ||
        drg_entity__leads_in_sector(b, bystanders) || foes->n == MAX_PAIRS)
        return;
    for (size_t i = 0; i < foes->n; i++)
        if (drg_str_eq(foes->attacker[i], a->country) && drg_str_eq(foes->foe[i]->country, b->country))
            return;
    foes->attacker[foes->n] = a->country;
    foes->foe[foes->n++] = b;
}

static bool is_attack(const drg_event_found *e)
{
    return e->event == DRG_EVENT_ASSAULT && !e->absorbed && e->status != DRG_NEGATED;
}

/** Who the text tells to fight whom. */
static void find_foes(const drg_events *events, drg_foes *foes)
{
    for (size_t i = 0; i < events->n; i++) {
        const drg_event_found *e = &events->at[i];
        if (!is_attack(e))
            continue;
        for (uint8_t a = 0; a < e->n_actors; a++) {
            for (uint8_t b = 0; b < e->n_recipients; b++) {
                add_foe(foes, &e->actor[a], &e->recipient[b]);
                add_foe(foes, &e->recipient[b], &e->actor[a]);
            }
            for (uint8_t b = 0; b < e->n_actors && e->n_recipients == 0; b++)
                add_foe(foes, &e->actor[a], &e->actor[b]);
        }
    }
}

/** The one foe of all these attackers; NULL where there is none, or more. */
static const drg_entity *only_foe(const drg_foes *foes, const drg_event_found *e)
{
    const drg_entity *found = NULL;
    for (size_t i = 0; i < foes->n; i++) {
        if (!drg_entity__country_among(e->actor, e->n_actors, foes->attacker[i]))
            continue;
        if (found != NULL && !drg_str_eq(found->country, foes->foe[i]->country))
            return NULL;
        found = foes->foe[i];
    }
    return found;
}

/** A state attacked as such, no part of it named. */
static drg_entity whole(const drg_entity *party)
{
    static const char *const parts[] = {"GOV", "MIL", NULL};
    drg_entity e = *party;
    if (drg_entity__is_state(e.country) && drg_entity__leads_in_sector(&e, parts)) {
        e.n_sectors = 0;
        e.role = (drg_str){NULL, 0};
    }
    return e;
}

/** An attack by a state abroad is on the country where it happens. */
static void take_ground(const drg_reading *r, drg_event_found *e)
{
    static const char *const forces[] = {"MIL", "GOV", NULL};
    bool abroad = e->has_place && drg_entity__is_state(e->place.country) && e->event == DRG_EVENT_ASSAULT;
    if (!abroad || e->n_actors != 1 || !drg_entity__is_state(e->actor[0].country) ||
        !drg_entity__leads_in_sector(&e->actor[0], forces))
        return;
    drg_entity ground = {
        .text = drg_reading__text(r, e->place.span), .country = e->place.country, .span = e->place.span};
    take(e, &ground);
}

void drg_sides__attacked(drg_reading *r, drg_events *events)
{
    drg_foes foes = {.n = 0};
    for (size_t i = 0; i < events->n; i++)
        read_purpose(r, &events->at[i]);
    find_foes(events, &foes);
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        bool threat = e->event == DRG_EVENT_THREATEN && drg_events__has_mode(r, e, "violence");
        if (!e->absorbed)
            read_custody(r, e);
        if (e->absorbed || e->n_actors == 0)
            continue;
        read_holders(r, e);
        read_purpose(r, e);
        if (e->n_recipients > 0 || (e->event != DRG_EVENT_ASSAULT && !threat) || e->n_actors > 1)
            continue;
        const drg_entity *foe = only_foe(&foes, e);
        if (foe != NULL) {
            drg_entity party = whole(foe);
            take(e, &party);
        } else {
            take_ground(r, e);
        }
    }
}
