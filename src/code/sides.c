/* src/code/sides.c - the other side of an act, where no argument of its verb names it: whose words are rejected or welcomed,
 * whom an accusation is about, who holds the ground that is taken, and whom an attacker fights. */
#include <string.h>

#include "code/events.h"
#include "code/phrases.h"

enum { MAX_PAIRS = 64 };

static void take(drg_event_found *e, const drg_entity *party)
{
    if (!drg_entity__is_other(e->actor, e->n_actors, party) || e->n_recipients >= DRG_MAX_PARTIES)
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

/** "outside the Israeli embassy": the house of those whom the protest is for to see. */
static void take_house(drg_reading *r, drg_event_found *e, uint32_t t)
{
    static const char *const preps[] = {"outside", "at", "before", "of", "near", NULL};
    static const char *const houses[] = {"embassy",   "consulate", "ministry",     "parliament", "palace",   "office",
                                         "residence", "mission",   "headquarters", "barracks",   "assembly", NULL};
    for (uint32_t c = r->left[t]; c <= r->right[t]; c++) {
        drg_token probe = r->token[c];
        probe.lemma = r->folded[c];
        bool house = (probe.rel == DRG_REL_OBL || probe.rel == DRG_REL_NMOD) && has_case(r, c, preps) &&
                     (drg_tree__lemma_in(&probe, houses) || drg_tree__lemma_in(&r->token[c], houses));
        if (house && (probe.head == t || r->token[probe.head].head == t)) /* "in front of the embassy" */
            take_all(r, e, c);
    }
}

/** "to demand the government's resignation", "calling for reforms by President Doe", "demanding that the minister step
 * down": those of whom something is demanded. */
static void take_demanded(drg_reading *r, drg_event_found *e, uint32_t verb)
{
    static const char *const verbs[] = {"demand", "call",     "urge",    "press",     "seek",
                                        "want",   "force",    "oust",    "overthrow", "topple",
                                        "remove", "denounce", "condemn", "oppose",    NULL};
    static const char *const goings[] = {"resignation", "ouster",      "removal",  "departure", "overthrow",
                                         "dismissal",   "impeachment", "downfall", "end",       NULL};
    static const char *const by[] = {"by", "from", NULL}, *const of[] = {"of", NULL};
    static const char *const go[] = {"resign", "step", "quit", "leave", "go", "stop", "end", NULL};
    if (!drg_tree__lemma_in(&r->token[verb], verbs))
        return;
    for (uint32_t t = r->left[verb]; t <= r->right[verb] && e->n_recipients == 0; t++) {
        const drg_token *tok = &r->token[t];
        if (t == verb || tok->head != verb)
            continue;
        if (tok->upos == DRG_UPOS_VERB && drg_tree__lemma_in(tok, go))
            take_all(r, e, drg_tree__subject(r, t));
        bool object = tok->upos == DRG_UPOS_NOUN && (tok->rel == DRG_REL_OBJ || tok->rel == DRG_REL_OBL);
        DRG_EACH_CHILD(r, t, c) {
            bool of_whom = drg_tree__lemma_in(tok, goings) &&
                           (r->token[c].rel == DRG_REL_NMOD_POSS || r->token[c].rel == DRG_REL_COMPOUND ||
                            (r->token[c].rel == DRG_REL_NMOD && has_case(r, c, of)));
            if (object && (of_whom || (r->token[c].rel == DRG_REL_NMOD && has_case(r, c, by))))
                take_all(r, e, c);
        }
    }
}

/** Those whose doing is protested ("riots against Israeli policies"), of whom something is demanded, before whose house. */
static void read_protested(drg_reading *r, drg_event_found *e)
{
    static const char *const preps[] = {"against", "over", NULL};
    uint32_t base[2] = {e->trigger, e->anchor};
    for (size_t i = 0; i < 2 && e->event == DRG_EVENT_PROTEST; i++) {
        if (e->n_recipients == 0)
            take_under(r, e, base[i], preps);
        for (uint32_t t = r->left[base[i]]; t <= r->right[base[i]] && e->n_recipients == 0; t++) {
            uint8_t rel = r->token[t].rel;
            bool aim = rel == DRG_REL_ADVCL || rel == DRG_REL_ACL || rel == DRG_REL_XCOMP || rel == DRG_REL_CONJ;
            if (aim && r->token[t].upos == DRG_UPOS_VERB)
                take_demanded(r, e, t);
        }
        if (e->n_recipients == 0)
            take_house(r, e, base[i]);
    }
}

/** "will not take part in talks with the regime", "pulled out of negotiations with the rebels". */
static void read_counterpart(drg_reading *r, drg_event_found *e)
{
    static const char *const with[] = {"with", NULL};
    if (e->event != DRG_EVENT_REJECT || e->n_recipients > 0 || !drg_events__has_mode(r, e, "meet"))
        return;
    for (uint32_t t = r->left[e->trigger]; t <= r->right[e->trigger] && e->n_recipients == 0; t++) {
        uint8_t rel = r->token[t].rel;
        bool noun =
            r->token[t].upos == DRG_UPOS_NOUN && (rel == DRG_REL_OBJ || rel == DRG_REL_OBL || rel == DRG_REL_NMOD);
        bool verb = r->token[t].upos == DRG_UPOS_VERB && rel == DRG_REL_XCOMP; /* "refused to negotiate with them" */
        if ((noun || verb) && r->token[t].head != DRG_NONE)
            take_under(r, e, t, with);
    }
}

void drg_sides__named(drg_reading *r, drg_event_found *e)
{
    read_protested(r, e);
    read_counterpart(r, e);
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

static bool is_holding(const drg_token *t)
{
    static const char *const verbs[] = {"hold", "control", "occupy", "rule", "seize", "capture", NULL};
    return drg_tree__lemma_in(t, verbs);
}

/** "territory that rebels once controlled", "towns held by the militia". */
static void take_holding_clause(drg_reading *r, drg_event_found *e, uint32_t t)
{
    uint8_t rel = r->token[t].rel;
    bool clause = rel == DRG_REL_ACL || rel == DRG_REL_ACL_RELCL;
    uint32_t subject = clause && is_holding(&r->token[t]) ? drg_tree__subject(r, t) : DRG_NONE;
    const drg_mention *m = drg_mentions__at(r, subject);
    if (m != NULL && subject != r->token[t].head && !m->pronoun)
        take_all(r, e, subject);
}

/** "ISIL-held villages", "rebel-controlled terrain": those who hold what is taken or attacked. */
static void read_holders(drg_reading *r, drg_event_found *e)
{
    static const char *const held[] = {"held", "controlled", "occupied", "run", NULL};
    uint32_t object = drg_tree__object(r, e->anchor);
    bool force = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE;
    if (!force || e->n_recipients > 0 || object == DRG_NONE)
        return;
    for (uint32_t t = r->left[object]; t <= r->right[object]; t++) {
        take_holding_clause(r, e, t);
        drg_token probe = r->token[t];
        probe.lemma = r->folded[t];
        if (!drg_tree__lemma_in(&probe, held) || (probe.rel != DRG_REL_AMOD && probe.rel != DRG_REL_COMPOUND))
            continue;
        DRG_EACH_CHILD(r, t, c)
            if (r->token[c].upos != DRG_UPOS_PUNCT)
                take_modifier(r, e, c);
    }
}

/** "a drive to encircle the junta's garrison", "to take the town from the rebels": whose the ground is that is to be taken. */
static void read_aimed_ground(drg_reading *r, drg_event_found *e, uint32_t verb)
{
    static const char *const verbs[] = {"isolate", "capture", "retake", "recapture", "liberate", "seize",   "wrest",
                                        "take",    "reclaim", "regain", "free",      "encircle", "recover", NULL};
    static const char *const from[] = {"from", NULL};
    if (!drg_tree__lemma_in(&r->token[verb], verbs))
        return;
    uint32_t object = drg_tree__object(r, verb);
    uint32_t owner = object != DRG_NONE ? drg_tree__child(r, object, DRG_REL_NMOD_POSS) : DRG_NONE;
    if (owner != DRG_NONE && r->token[owner].upos != DRG_UPOS_PRON)
        take_all(r, e, owner);
    take_under(r, e, verb, from);
    if (object != DRG_NONE)
        take_under(r, e, object, from);
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
        if (t == e->trigger || r->token[t].upos != DRG_UPOS_VERB || r->token[t].rel == DRG_REL_ACL_RELCL)
            continue;
        read_aimed_ground(r, e, t);
        if (!drg_tree__lemma_in(&r->token[t], verbs) || e->n_recipients > 0)
            continue;
        uint32_t object = drg_tree__object(r, t);
        const drg_mention *m = drg_mentions__at(r, object);
        if (m != NULL && !drg_entity__leads_in_sector(&m->entity, bystanders))
            take_all(r, e, object);
    }
}

/* ------------------------------------------------------------------ strikes told as doers */

static bool is_told(const drg_reading *r, const drg_events *events, uint32_t trigger)
{
    drg_range here = drg_near__events(r, events, trigger, 0);
    for (size_t i = here.from; i < here.to; i++)
        if (events->at[i].trigger == trigger)
            return true;
    return false;
}

/** "was killed by a coalition air strike": who did it is whose strike it was. */
static void read_striker(drg_reading *r, const drg_events *events, drg_event_found *e)
{
    uint32_t verbs[4] = {e->trigger};
    size_t k = 1;
    if (e->event != DRG_EVENT_ASSAULT || e->n_actors > 0 || r->token[e->trigger].upos != DRG_UPOS_VERB)
        return;
    DRG_EACH_CHILD(r, e->trigger, c)
        if (r->token[c].rel == DRG_REL_CONJ && r->token[c].upos == DRG_UPOS_VERB && k < 4)
            verbs[k++] = c;
    for (size_t i = 0; i < k && e->n_actors == 0; i++)
        DRG_EACH_CHILD(r, verbs[i], c) {
            bool agent = r->token[c].rel == DRG_REL_OBL_AGENT && drg_tree__in(r, c, DRG_SET_attack_noun) &&
                         !is_told(r, events, c); /* else the strike is an event of its own */
            DRG_EACH_CHILD(r, c, d) {
                uint8_t rel = r->token[d].rel;
                drg_mention m;
                bool owner = rel == DRG_REL_AMOD || rel == DRG_REL_COMPOUND || rel == DRG_REL_NMOD_POSS;
                if (agent && owner && e->n_actors == 0 && drg_mentions__compose(r, d, &m) && m.entity.country.len > 0 &&
                    (m.named || m.bare_country || m.demonym || m.kind == DRG_FACT_ORG)) {
                    e->actor[e->n_actors++] = m.entity;
                    e->actor_head = d;
                }
            }
        }
}

/** "was killed by an air strike": whom the strike hit is told with the verb. */
static void read_struck(drg_reading *r, drg_event_found *e)
{
    static const char *const harms[] = {"kill",    "wound",  "injure", "hit",   "strike",
                                        "destroy", "damage", "target", "level", NULL};
    const drg_token *t = &r->token[e->trigger];
    bool told = e->event == DRG_EVENT_ASSAULT && e->n_recipients == 0 && t->upos == DRG_UPOS_NOUN &&
                t->head != DRG_NONE && (t->rel == DRG_REL_OBL_AGENT || t->rel == DRG_REL_NSUBJ) &&
                drg_tree__lemma_in(&r->token[t->head], harms);
    if (told)
        take_all(r, e, drg_tree__object(r, t->head));
}

/** "fired rockets aimed at a base in Kuwait": whom the shots are for. */
static void read_aim(drg_reading *r, drg_event_found *e)
{
    static const char *const aims[] = {"aim", "direct", "target", NULL}, *const at[] = {"at", "on", "toward", "towards",
                                                                                        NULL};
    uint32_t object = e->event == DRG_EVENT_ASSAULT && e->n_recipients == 0 ? drg_tree__object(r, e->anchor) : DRG_NONE;
    if (object == DRG_NONE)
        return;
    DRG_EACH_CHILD(r, object, c) {
        if (r->token[c].rel != DRG_REL_ACL || !drg_tree__lemma_in(&r->token[c], aims))
            continue;
        take_under(r, e, c, at);
        for (uint32_t t = c; t <= r->right[c] && e->n_recipients == 0; t++) {
            const drg_mark *mark = r->mark_at[t] != DRG_NONE ? &r->mark[r->mark_at[t]] : NULL;
            if (mark != NULL && mark->fact->kind == DRG_FACT_COUNTRY)
                take_modifier(r, e, t);
        }
    }
}

/* ------------------------------------------------------------------ deeds told before */

/** "urged Israel to stop the demolitions, calling them a crime": the blame is whom the words before were for. */
static void read_told_addressee(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    const drg_token *t = &r->token[e->trigger];
    if (e->event != DRG_EVENT_ACCUSE || e->n_recipients > 0 || t->upos != DRG_UPOS_VERB || t->rel != DRG_REL_ADVCL ||
        t->head == DRG_NONE || drg_tree__child(r, e->trigger, DRG_REL_MARK) != DRG_NONE)
        return;
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; i < here.to; i++) {
        const drg_event_found *x = &events->at[i];
        bool governs = x->trigger == t->head || (t->head != DRG_NONE && r->token[t->head].head == x->trigger);
        if (x != e && governs && drg_events__is_speech(x->event))
            for (uint8_t k = 0; k < x->n_recipients; k++)
                take(e, &x->recipient[k]);
    }
}

static bool is_deed(drg_event event)
{
    return drg_events__is_force(event) || event == DRG_EVENT_COERCE || event == DRG_EVENT_MOBILIZE ||
           event == DRG_EVENT_SANCTION;
}

static bool is_offer(drg_event event)
{
    return event == DRG_EVENT_AGREE || event == DRG_EVENT_REQUEST;
}

typedef bool drg_of_kind(drg_event event);

/** The doers of the latest event of a kind before this one, where they are others than this one's. */
static void take_doers_before(const drg_reading *r, const drg_events *events, drg_event_found *e, drg_of_kind *of_kind)
{
    enum { REACH = 3 };
    drg_range near = drg_near__events(r, events, e->trigger, REACH);
    for (size_t i = near.to; i-- > near.from && e->n_recipients == 0;) {
        const drg_event_found *x = &events->at[i];
        if (x->trigger >= e->trigger || !of_kind(x->event) || x->status == DRG_NEGATED)
            continue;
        for (uint8_t k = 0; k < x->n_actors; k++)
            take(e, &x->actor[k]);
    }
}

/** "Britain praised it", "called it cowardly": what was told before. */
static bool is_it(const drg_reading *r, uint32_t t)
{
    static const char *const words[] = {"it", "this", "that", NULL};
    drg_token probe = r->token[t];
    probe.lemma = r->folded[t];
    return probe.upos == DRG_UPOS_PRON && drg_tree__lemma_in(&probe, words);
}

/** "condemned the test", "criticised the strikes": of those who did what was told before, the latest; "rejected the offer":
 * of those who made it. What "it" is that is praised or blamed is what happened, not whoever was named. */
static void read_told_deed(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    static const char *const deeds[] = {"test",      "launch",   "strike",    "raid",      "attack",       "arrest",
                                        "coup",      "killing",  "bombing",   "shelling",  "move",         "decision",
                                        "execution", "takeover", "offensive", "detention", "crackdown",    "operation",
                                        "assault",   "invasion", "incursion", "expulsion", "intervention", "abduction",
                                        "seizure",   "blockade", "siege",     NULL};
    static const char *const words[] = {"offer", "proposal", "invitation", "plan", NULL};
    bool judges = e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_SUPPORT;
    if ((!judges && e->event != DRG_EVENT_REJECT) || e->n_actors == 0 || e->frame->kind != DRG_FRAME_VERB)
        return;
    uint32_t noun = judged(r, e);
    if (noun == DRG_NONE)
        return;
    bool it = judges && is_it(r, noun);
    if (it)
        e->n_recipients = 0;
    bool told = it || (drg_phrase__is_definite(r, noun) && e->n_recipients == 0);
    if (told && judges && (it || drg_tree__lemma_in(&r->token[noun], deeds)))
        take_doers_before(r, events, e, is_deed);
    else if (told && e->event != DRG_EVENT_ACCUSE && drg_tree__lemma_in(&r->token[noun], words))
        take_doers_before(r, events, e, is_offer);
}

/* ------------------------------------------------------------------ victims */

/** "blasts in which 60 civilians were killed": whom an attack that names no other is counted to have hit. */
static void read_victims(drg_reading *r, drg_event_found *e)
{
    if (e->event != DRG_EVENT_ASSAULT || e->n_recipients > 0 || e->status == DRG_NEGATED)
        return;
    for (uint8_t i = 0; i < e->n_quantities && e->n_recipients == 0; i++) {
        const drg_quantity *q = &e->quantity[i];
        bool hit = q->what == DRG_WHAT_dead || q->what == DRG_WHAT_injured || q->what == DRG_WHAT_casualties;
        drg_range near = drg_near__mentions(r, e->trigger);
        for (size_t k = near.from; hit && q->high != 0 && k < near.to; k++) {
            const drg_mention *m = &r->mention[k];
            drg_span head = r->token[m->head].span;
            if (head.start < q->span.start || head.end > q->span.end || m->thing || m->entity.n_sectors == 0)
                continue;
            e->recipient[e->n_recipients] = m->entity;
            if (m->entity.country.len == 0 && e->has_place && drg_entity__has_sector(&m->entity, "PRM")) {
                e->recipient[e->n_recipients].country = e->place.country;
                e->recipient[e->n_recipients].country_from = (drg_origin){.rule = "where it happens"};
            }
            e->n_recipients++;
            break;
        }
    }
    drg_homes__take(r, e, (drg_str){"", 0});
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
                                           .n_sectors = 1,
                                           .country_from = {.rule = "where it happens"},
                                           .sector_from = {.rule = "the authorities of a place hold its prisoners"}};
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
        e.sector_from = (drg_origin){0};
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
    drg_entity ground = {.text = drg_reading__text(r, e->place.span),
                         .country = e->place.country,
                         .span = e->place.span,
                         .country_from = {.rule = "where it happens"}};
    take(e, &ground);
}

void drg_sides__attacked(drg_reading *r, drg_events *events)
{
    drg_foes foes = {.n = 0};
    for (size_t i = 0; i < events->n; i++) {
        read_striker(r, events, &events->at[i]);
        read_struck(r, &events->at[i]);
        read_aim(r, &events->at[i]);
        read_purpose(r, &events->at[i]);
        read_victims(r, &events->at[i]);
        if (!events->at[i].absorbed) {
            read_told_deed(r, events, &events->at[i]);
            read_told_addressee(r, events, &events->at[i]);
        }
    }
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
