/* src/code/attach_places.c - where an event happened: the nearest place in the tree that is told as ground. */
#include "code/attach.h"
#include "code/phrases.h"

enum { MAX_PLACE_COST = 7, FAR = 1000000 };

bool drg_attach__is_locative(const drg_reading *r, const drg_place_hit *p)
{
    static const char *const preps[] = {"in",      "at",      "near",   "on",    "off",    "outside",
                                        "around",  "across",  "over",   "along", "inside", "into",
                                        "toward",  "towards", "within", "from",  "to",     "throughout",
                                        "against", "through", "beyond", NULL};
    for (uint32_t in = p->first; in <= p->last; in++) /* "in Novi Sad", whatever the parser takes for the head */
        for (const char *const *l = preps; *l != NULL && in != p->head; l++)
            if (drg_tree__has_child_lemma(r, in, *l))
                return true;
    uint32_t t = p->head;
    for (int i = 0; i < 6; i++) {
        for (const char *const *l = preps; *l != NULL; l++)
            if (drg_tree__has_child_lemma(r, t, *l))
                return true;
        bool ground = p->place.resolution != DRG_PLACE_COUNTRY;
        if (ground && (drg_tree__has_child_lemma(r, t, "of") || drg_tree__has_child_lemma(r, t, "between")))
            return true;
        uint8_t rel = r->token[t].rel;
        bool part = rel == DRG_REL_COMPOUND || rel == DRG_REL_FLAT || rel == DRG_REL_APPOS || rel == DRG_REL_CONJ ||
                    rel == DRG_REL_NMOD_DESC || rel == DRG_REL_AMOD;
        if (!part || r->token[t].head == DRG_NONE)
            return false;
        t = r->token[t].head;
    }
    return false;
}

/** Whether a town named in a party's phrase behind the verb may as well be where it happened: "a march was held by nurses
 * in Lyon", "blockaded a port in Genoa". A parse cannot tell which noun such a phrase hangs on. */
static bool is_scene(const drg_reading *r, const drg_event_found *e, uint32_t party, const drg_place_hit *p)
{
    bool material = e->event == DRG_EVENT_PROTEST || e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE;
    const drg_token *t = &r->token[p->head];
    return material && party != DRG_NONE && party > e->trigger && p->head > party && t->rel == DRG_REL_NMOD &&
           p->place.resolution != DRG_PLACE_COUNTRY && !p->place.is_actor &&
           (drg_tree__has_child_lemma(r, p->head, "in") || drg_tree__has_child_lemma(r, p->head, "near") ||
            drg_tree__has_child_lemma(r, p->head, "at"));
}

/** Acts of words, but for those that are done with pen and office: signing, charging, promising. */
static bool is_spoken(const drg_reading *r, const drg_event_found *e)
{
    static const char *const deeds[] = {"sign",   "ratify", "initial", "inaugurate", "veto",
                                        "charge", "sue",    "indict",  NULL};
    switch (e->event) {
    case DRG_EVENT_SUPPORT:
    case DRG_EVENT_REQUEST:
    case DRG_EVENT_ACCUSE:
    case DRG_EVENT_REJECT:
    case DRG_EVENT_THREATEN:
        return !drg_tree__lemma_in(&r->token[e->trigger], deeds) && !drg_events__has_mode(r, e, "investigate");
    default:
        return false;
    }
}

bool drg_attach__is_occasion(const drg_reading *r, uint32_t noun)
{
    static const char *const nouns[] = {
        "conference", "briefing",   "summit",    "meeting",    "talk",         "talks",  "forum",
        "speech",     "address",    "interview", "rally",      "ceremony",     "visit",  "trip",
        "gathering",  "session",    "assembly",  "congress",   "seminar",      "sermon", "hearing",
        "funeral",    "parliament", "event",     "debate",     "tour",         "stop",   "inauguration",
        "panel",      "lecture",    "council",   "convention", "headquarters", NULL};
    static const char *const links[] = {"at", "in", "during", "on", "to", NULL};
    if (r->token[noun].upos != DRG_UPOS_NOUN && r->token[noun].upos != DRG_UPOS_PROPN)
        return false;
    bool linked = false;
    for (const char *const *l = links; *l != NULL && !linked; l++)
        linked = drg_tree__has_child_lemma(r, noun, *l);
    return linked && drg_tree__lemma_in(&r->token[noun], nouns);
}

/** "Under a deal reached in Geneva, the rebels freed …": where something else was done. */
static bool is_of_deal(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    static const char *const deals[] = {"deal",       "agreement", "accord",  "pact",      "treaty",   "truce",
                                        "resolution", "plan",      "roadmap", "road",      "proposal", "memorandum",
                                        "decision",   "ruling",    "appeal",  "ultimatum", NULL};
    for (uint32_t t = p->head; t != DRG_NONE && t != e->trigger && t != e->anchor; t = r->token[t].head)
        if (r->token[t].upos == DRG_UPOS_NOUN && drg_tree__lemma_in(&r->token[t], deals))
            return true;
    return false;
}

/** "in a meeting with …, asked that he return to France": ground of what somebody says, and not where it is said. */
static bool is_of_content(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    for (uint32_t t = p->head; t != DRG_NONE && t != e->trigger && t != e->anchor; t = r->token[t].head) {
        bool that = r->token[t].rel == DRG_REL_ACL && drg_tree__has_child_lemma(r, t, "that");
        if ((r->token[t].rel == DRG_REL_CCOMP || that) && !drg_tree__dominates(r, t, e->trigger) &&
            r->token[t].head != e->trigger)
            return true;
    }
    return false;
}

/** "spoke about the famine in Yemen", "talks on elections in Mali": what a meeting is about lies elsewhere. */
static bool is_discussed(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    if (e->event != DRG_EVENT_CONSULT || e->topic == DRG_NONE || !drg_tree__dominates(r, e->topic, p->head))
        return false;
    for (uint32_t t = p->head; t != DRG_NONE && t != e->trigger && t != e->anchor; t = r->token[t].head)
        if (drg_attach__is_occasion(r, t))
            return false;
    return true;
}

/** "have crossed into Chad since the fighting began": not where they fought. */
static bool is_since(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    for (uint32_t t = e->trigger; t != DRG_NONE && !drg_tree__dominates(r, t, p->head); t = r->token[t].head)
        if (drg_tree__has_child_lemma(r, t, "since"))
            return true;
    return false;
}

/** What an act of words judges or demands has places of its own: its scene stands before it, or is that of an occasion ("at a
 * conference in Geneva", "speaking in Cairo"). */
static bool is_elsewhere(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    static const char *const speaking[] = {"speak", "address", "appear", "arrive", NULL};
    if (!is_spoken(r, e))
        return false;
    uint32_t t = r->token[p->head].head;
    for (int i = 0; i < 8 && t != DRG_NONE && r->token[t].upos != DRG_UPOS_VERB; i++)
        t = r->token[t].head;
    if (t != DRG_NONE && p->head < t && (t == e->trigger || t == e->anchor || drg_tree__dominates(r, t, e->trigger)))
        return false; /* "In Cairo, he met … and urged …" */
    t = p->head;
    for (int i = 0; i < 8 && t != DRG_NONE && t != e->trigger && t != e->anchor; i++, t = r->token[t].head)
        if (drg_attach__is_occasion(r, t) || (t != p->head && drg_tree__lemma_in(&r->token[t], speaking)))
            return false;
    return true;
}

bool drg_attach__is_under(const drg_reading *r, const drg_place_hit *p, const char *prep)
{
    uint32_t t = p->head;
    for (int i = 0; i < 6; i++) {
        if (drg_tree__has_child_lemma(r, t, prep))
            return true;
        if ((r->token[t].rel != DRG_REL_CONJ && r->token[t].rel != DRG_REL_APPOS) || r->token[t].head == DRG_NONE)
            return false;
        t = r->token[t].head;
    }
    return false;
}

/** "the agreement between Baghdad and Erbil", "the accord ended an ordeal for people in Homs": words on paper are where they
 * are signed, which their own phrase or the verb's says. */
static bool is_of_parties(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    bool paper = e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_SUPPORT || e->event == DRG_EVENT_COOPERATE;
    if (!paper && e->event != DRG_EVENT_CONSULT)
        return false;
    if (drg_attach__is_under(r, p, "between"))
        return true;
    bool mine =
        drg_tree__dominates(r, e->trigger, p->head) || r->token[p->head].head == e->anchor || p->head < e->trigger;
    uint32_t t = r->token[p->head].head, verb = t;
    for (int i = 0; i < 8 && verb != DRG_NONE && r->token[verb].upos != DRG_UPOS_VERB; i++)
        verb = r->token[verb].head;
    if (paper && verb != DRG_NONE && verb != e->trigger && verb != e->anchor && p->head > verb && p->head < e->trigger)
        return true; /* "thanked the EU for its help in Venezuela and promised …" */
    for (int i = 0; i < 4 && t != DRG_NONE && t != e->anchor && !mine; i++, t = r->token[t].head)
        mine = drg_attach__is_occasion(r, t) || r->token[t].rel == DRG_REL_OBL;
    return paper && e->frame->kind == DRG_FRAME_NOUN && !mine;
}

/** The verb that a word stands under; DRG_NONE. */
static uint32_t verb_above(const drg_reading *r, uint32_t t)
{
    for (int i = 0; i < 12 && t != DRG_NONE; i++, t = r->token[t].head)
        if (r->token[t].upos == DRG_UPOS_VERB)
            return t;
    return DRG_NONE;
}

/** "cut short a weekend in Ohio and called the attack …", "traveled to Kenya to sign a pact on the deployment": ground of
 * another verb, where the event is a noun under one behind it. */
static bool is_of_other_verb(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    static const char *const travels[] = {"travel", "fly",   "go",   "come",  "arrive",
                                          "return", "visit", "head", "drive", NULL};
    uint32_t g = verb_above(r, r->token[p->head].head), v = verb_above(r, e->trigger);
    if (e->frame->kind != DRG_FRAME_NOUN || g == DRG_NONE || v == DRG_NONE || g == v || g == e->anchor || p->head < g ||
        p->head > e->trigger)
        return false;
    return r->token[v].rel == DRG_REL_CONJ || drg_tree__lemma_in(&r->token[g], travels);
}

/** Whether "from" and "to" may tell ground: of what moves, and of where force comes from. */
static bool moves(const drg_reading *r, const drg_event_found *e)
{
    switch (e->event) {
    case DRG_EVENT_COERCE:
        return drg_events__has_mode(r, e, "deport");
    case DRG_EVENT_SANCTION:
    case DRG_EVENT_PROTEST:
    case DRG_EVENT_SUPPORT:
    case DRG_EVENT_REQUEST:
    case DRG_EVENT_ACCUSE:
        return false;
    default:
        return true;
    }
}

/** "were expelled from Moscow after the alliance threw two Russians out": the way of the one is not the other's. */
static bool is_in_time_clause(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    for (uint32_t t = e->trigger; t != DRG_NONE && !drg_tree__dominates(r, t, p->head); t = r->token[t].head)
        if (r->token[t].rel == DRG_REL_ADVCL &&
            (drg_tree__has_child_lemma(r, t, "after") || drg_tree__has_child_lemma(r, t, "before")))
            return true;
    return false;
}

/** "…, the spokesman said in Jakarta": where it is said, and not where it happened. */
static bool is_of_saying(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    uint32_t g = verb_above(r, p->head);
    drg_range near = drg_near__sayings(r, p->head, 0);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_saying *s = &r->saying[i];
        if (!s->judges && s->cue == g && g != e->trigger && g != e->anchor && p->head > g &&
            drg_sayings__covers(s, r->token[e->trigger].span) &&
            (r->token[p->head].head == g || !drg_sayings__covers(s, p->place.span)))
            return true;
    }
    return false;
}

/** Who resigns does so nowhere in particular, but for what is told right beside it. */
static bool is_far_from_office(const drg_reading *r, const drg_event_found *e, uint32_t cost)
{
    return e->event == DRG_EVENT_RETREAT && cost > 2 && drg_events__has_mode(r, e, "resign");
}

/** How well a place fits an event; FAR where it does not. */
static uint32_t place_cost(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    if (r->token[p->head].sentence != r->token[e->trigger].sentence || r->dateline[p->head])
        return FAR;
    uint32_t c = drg_attach__cost(r, e, p->head);
    if (c == UINT32_MAX || is_far_from_office(r, e, c))
        return FAR;
    if (is_elsewhere(r, e, p) || is_of_deal(r, e, p) || is_of_content(r, e, p) || is_discussed(r, e, p) ||
        is_of_parties(r, e, p) || is_of_other_verb(r, e, p) || is_since(r, e, p))
        return FAR;
    bool ahead = drg_tree__has_child_lemma(r, p->head, "toward") || drg_tree__has_child_lemma(r, p->head, "towards");
    if (ahead && e->event == DRG_EVENT_COERCE) /* "took villages in their march toward Mosul" */
        return FAR;
    bool in_actor = drg_attach__of_party(r, e, e->actor_head, p->head) || e->actor_head == p->head;
    bool with_actor =
        in_actor && e->frame->kind == DRG_FRAME_NOUN && is_scene(r, e, e->actor_head, p); /* "clashes with police in" */
    bool by_actor = in_actor && r->token[e->actor_head].rel == DRG_REL_OBL_AGENT && is_scene(r, e, e->actor_head, p);
    if ((in_actor && !by_actor && !with_actor) || drg_attach__in_topic(r, e, p->head))
        return FAR;
    drg_range near = drg_near__sayings(r, p->head, 0);
    for (size_t i = near.from; i < near.to; i++)
        if (drg_attach__inside(r, r->saying[i].source, p->head) || r->saying[i].source == p->head)
            return FAR;
    const drg_token *t = &r->token[p->head];
    bool seized = e->event == DRG_EVENT_COERCE && (p->head == e->recipient_head || t->rel == DRG_REL_OBJ ||
                                                   drg_attach__inside(r, drg_tree__object(r, e->trigger), p->head));
    bool attacked = e->event == DRG_EVENT_ASSAULT &&
                    (p->head == e->recipient_head || drg_attach__inside(r, e->recipient_head, p->head));
    bool country = p->place.resolution == DRG_PLACE_COUNTRY;
    bool modifies_trigger = t->head == e->trigger && (t->rel == DRG_REL_COMPOUND || t->rel == DRG_REL_AMOD) && !country;
    bool in_recipient = drg_attach__of_party(r, e, e->recipient_head, p->head) || e->recipient_head == p->head;
    bool barred = p->place.is_actor || (in_recipient && !is_scene(r, e, e->recipient_head, p));
    if (barred && !seized && !attacked)
        return FAR;
    const drg_mention *struck =
        attacked && p->head != e->recipient_head ? drg_mentions__at(r, e->recipient_head) : NULL;
    if (struck != NULL && struck->person) /* "a leader in Mosul was killed near Tal Afar" */
        return c + 1;
    if (seized || (attacked && !country) || modifies_trigger)
        return c > 1 ? c - 1 : c;
    if (attacked && country && p->head == e->recipient_head)
        return FAR;
    if (!drg_attach__is_locative(r, p))
        return FAR;
    bool route = drg_attach__is_under(r, p, "from") || drg_attach__is_under(r, p, "to");
    if (route && !moves(r, e) &&
        !(r->token[p->head].head != DRG_NONE && drg_attach__is_occasion(r, r->token[p->head].head)))
        return FAR;
    if (route && is_in_time_clause(r, e, p))
        return FAR;
    if (is_of_saying(r, e, p))
        return FAR;
    bool origin =
        e->event == DRG_EVENT_ASSAULT && drg_attach__is_under(r, p, "from"); /* "fired from Lebanon at Safed" */
    return c + (p->population == 0 && country ? 1U : 0U) + (origin ? 3U : 0U);
}

/** Whether a place is a finer one inside of a division. */
static bool lies_in(const drg_place *fine, const drg_place *division)
{
    bool finer = fine->resolution == DRG_PLACE_SITE || fine->resolution == DRG_PLACE_CITY ||
                 fine->resolution == DRG_PLACE_DISTRICT;
    return finer && division->resolution == DRG_PLACE_PROVINCE && drg_str_eq(fine->country, division->country) &&
           drg_str_eq(fine->province, division->name);
}

/** "an invitation to talks in Sochi": where the meeting is to be. */
void drg_attach__planned_place(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    if (e->has_place || !drg_attach__plans(events, e))
        return;
    uint32_t visit = e->topic_event != SIZE_MAX ? events->at[e->topic_event].trigger : e->trigger;
    drg_range near = drg_near__places(r, e->trigger);
    for (size_t i = near.from; i < near.to && !e->has_place; i++) {
        const drg_place_hit *p = &r->place[i];
        bool visited = r->token[p->head].rel == DRG_REL_OBJ && r->token[p->head].head == visit;
        if (!drg_tree__dominates(r, e->topic, p->head) || !(visited || drg_attach__is_locative(r, p)) ||
            (p->place.is_actor && !visited))
            continue;
        drg_trace__why(r, e->trigger, "place", "where the meeting is to be");
        e->place = p->place;
        e->has_place = true;
    }
}

/** "fled to Osh, where he told a radio station …": ground that the clause itself says it is about. */
static bool take_where(const drg_reading *r, drg_event_found *e)
{
    uint32_t clause = e->anchor;
    for (int i = 0; i < 6 && r->token[clause].rel != DRG_REL_ACL_RELCL && r->token[clause].head != DRG_NONE; i++)
        clause = r->token[clause].head;
    if (r->token[clause].rel != DRG_REL_ACL_RELCL || r->token[clause].head == DRG_NONE ||
        !drg_tree__has_child_lemma(r, clause, "where"))
        return false;
    uint32_t noun = r->token[clause].head;
    drg_range near = drg_near__places(r, e->trigger);
    for (size_t i = near.from; i < near.to; i++)
        if (drg_tree__dominates(r, noun, r->place[i].head) && !drg_tree__dominates(r, clause, r->place[i].head)) {
            drg_trace__why(r, e->trigger, "place", "where the clause says");
            e->place = r->place[i].place;
            e->has_place = true;
            return true;
        }
    return false;
}

void drg_attach__place(const drg_reading *r, drg_event_found *e)
{
    uint32_t best = MAX_PLACE_COST + 1;
    drg_range near = drg_near__places(r, e->trigger);
    for (size_t i = near.from; i < near.to; i++) {
        uint32_t c = place_cost(r, e, &r->place[i]);
        if (c < best) {
            best = c;
            e->place = r->place[i].place;
            e->has_place = true;
        }
    }
    if (!e->has_place && take_where(r, e))
        return;
    for (size_t i = near.from; i < near.to && e->has_place; i++) /* "in the Sumy region, … the village of Oleksiivka" */
        if (lies_in(&r->place[i].place, &e->place) && place_cost(r, e, &r->place[i]) <= MAX_PLACE_COST)
            e->place = r->place[i].place;
    if (!e->has_place)
        drg_scene__named_before(r, e);
    if (e->has_place)
        return;
    /* "In the Sumy region, …": a place that opens the sentence holds for all of it */
    const drg_sentence *s = &r->doc->sentences[r->token[e->trigger].sentence];
    for (size_t i = near.from; i < near.to; i++)
        if (r->place[i].first >= s->first && r->place[i].first <= s->first + 3 && r->place[i].head < e->trigger &&
            drg_attach__is_locative(r, &r->place[i]) && !r->place[i].place.is_actor && !r->dateline[r->place[i].head] &&
            !is_elsewhere(r, e, &r->place[i]) && !is_of_other_verb(r, e, &r->place[i])) {
            e->place = r->place[i].place;
            e->has_place = true;
            return;
        }
    drg_scene__beat(r, e);
}
