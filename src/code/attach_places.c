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
        return !drg_events__has_mode(r, e, "investigate") && !drg_tree__lemma_in(&r->token[e->trigger], deeds);
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

/** "discussed the crisis in Syria", "talks on elections in Mali": what a meeting is about lies elsewhere. */
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

/** How well a place fits an event; FAR where it does not. */
static uint32_t place_cost(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    if (r->token[p->head].sentence != r->token[e->trigger].sentence || r->dateline[p->head])
        return FAR;
    uint32_t c = drg_attach__cost(r, e, p->head);
    if (c == UINT32_MAX)
        return FAR;
    if (is_elsewhere(r, e, p) || is_of_deal(r, e, p) || is_of_content(r, e, p) || is_discussed(r, e, p) ||
        is_since(r, e, p))
        return FAR;
    bool ahead = drg_tree__has_child_lemma(r, p->head, "toward") || drg_tree__has_child_lemma(r, p->head, "towards");
    if (ahead && e->event == DRG_EVENT_COERCE) /* "took villages in their march toward Mosul" */
        return FAR;
    bool in_actor = drg_attach__inside(r, e->actor_head, p->head) || e->actor_head == p->head;
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
    bool in_recipient = drg_attach__inside(r, e->recipient_head, p->head) || e->recipient_head == p->head;
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
    return c + (p->population == 0 && country ? 1U : 0U);
}

/** Whether a place is a finer one inside of a division. */
static bool lies_in(const drg_place *fine, const drg_place *division)
{
    bool finer = fine->resolution == DRG_PLACE_SITE || fine->resolution == DRG_PLACE_CITY ||
                 fine->resolution == DRG_PLACE_DISTRICT;
    return finer && division->resolution == DRG_PLACE_PROVINCE && drg_str_eq(fine->country, division->country) &&
           drg_str_eq(fine->province, division->name);
}

/** What size of place a noun means; DRG_PLACE_FEATURE: any. */
static bool means_size(const drg_token *noun, drg_place_resolution size)
{
    static const char *const towns[] = {"town", "city", "village", "settlement", "port", "hamlet", NULL};
    static const char *const sites[] = {"camp", "airport", "airfield", "airbase", "base", "crossing", NULL};
    static const char *const provinces[] = {"province", "region", "governorate", "oblast", NULL};
    static const char *const any[] = {"enclave", "area", "island", "peninsula", "territory", "strip", NULL};
    if (drg_tree__lemma_in(noun, towns))
        return size == DRG_PLACE_CITY || size == DRG_PLACE_DISTRICT;
    if (drg_tree__lemma_in(noun, sites))
        return size == DRG_PLACE_SITE;
    if (drg_tree__lemma_in(noun, provinces))
        return size == DRG_PLACE_PROVINCE || size == DRG_PLACE_REGION;
    return drg_tree__lemma_in(noun, any) && size != DRG_PLACE_COUNTRY;
}

/** The place told before that "the town", "the region" means; NULL: none near enough. */
static const drg_place_hit *meant_by(const drg_reading *r, uint32_t noun)
{
    enum { SENTENCES_BACK = 8 };
    drg_range near = drg_near__places_back(r, noun, SENTENCES_BACK);
    for (size_t i = near.to; i-- > near.from;) {
        const drg_place_hit *p = &r->place[i];
        if (p->last < noun && !p->place.is_actor && !r->dateline[p->head] && r->prose[p->head] &&
            means_size(&r->token[noun], p->place.resolution))
            return p;
    }
    return NULL;
}

/** "stormed the town", "fighting in the city": ground that was named before. */
static void take_named_before(const drg_reading *r, drg_event_found *e)
{
    if (drg_events__is_speech(e->event) && e->event != DRG_EVENT_CONCEDE)
        return;
    uint32_t best = MAX_PLACE_COST + 1;
    const drg_sentence *s = &r->doc->sentences[r->token[e->trigger].sentence];
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        const drg_token *noun = &r->token[t];
        if (noun->upos != DRG_UPOS_NOUN || drg_tree__child(r, t, DRG_REL_DET) == DRG_NONE ||
            drg_phrase__is_plural(r, t) || !drg_phrase__is_definite(r, t) || drg_attach__inside(r, e->actor_head, t))
            continue;
        bool ground = t == e->recipient_head || noun->rel == DRG_REL_OBL || noun->rel == DRG_REL_OBJ ||
                      noun->rel == DRG_REL_NMOD || noun->rel == DRG_REL_NSUBJ_PASS;
        uint32_t c = ground ? drg_attach__cost(r, e, t) : FAR;
        const drg_place_hit *p = c < best ? meant_by(r, t) : NULL;
        if (p == NULL)
            continue;
        best = c;
        drg_trace__why(r, e->trigger, "place", "ground that was named before");
        e->place = p->place;
        e->has_place = true;
    }
}

/** "Georgian police": police and courts act in their country, where the text names it. */
static void take_jurisdiction(const drg_reading *r, drg_event_found *e)
{
    static const char *const bound[] = {"COP", "JUD", NULL};
    bool acts = drg_events__has_mode(r, e, "arrest") || drg_events__has_mode(r, e, "convict");
    if (!acts || e->has_place || e->n_actors == 0 || !drg_entity__leads_in_sector(&e->actor[0], bound))
        return;
    for (size_t i = 0; i < r->n_places && !e->has_place; i++)
        if (r->place[i].place.resolution == DRG_PLACE_COUNTRY && !r->dateline[r->place[i].head] &&
            drg_str_eq(r->place[i].place.country, e->actor[0].country)) {
            drg_trace__why(r, e->trigger, "place", "the country whose police or court acts");
            e->place = r->place[i].place;
            e->has_place = true;
        }
}

/** "Jerusalem police": they act in the town that they are of. */
static void take_beat(const drg_reading *r, drg_event_found *e)
{
    static const char *const police[] = {"COP", NULL};
    if (e->event != DRG_EVENT_COERCE || e->n_actors == 0 || !drg_entity__leads_in_sector(&e->actor[0], police))
        return;
    drg_range near = drg_near__places(r, e->trigger);
    for (size_t i = near.from; i < near.to && !e->has_place; i++) {
        const drg_place_hit *p = &r->place[i];
        if (p->place.resolution != DRG_PLACE_COUNTRY && drg_attach__inside(r, e->actor_head, p->head)) {
            drg_trace__why(r, e->trigger, "place", "the town whose police act");
            e->place = p->place;
            e->has_place = true;
        }
    }
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
        take_named_before(r, e);
    if (e->has_place)
        return;
    /* "In the Sumy region, …": a place that opens the sentence holds for all of it */
    const drg_sentence *s = &r->doc->sentences[r->token[e->trigger].sentence];
    for (size_t i = near.from; i < near.to; i++)
        if (r->place[i].first >= s->first && r->place[i].first <= s->first + 3 && r->place[i].head < e->trigger &&
            drg_attach__is_locative(r, &r->place[i]) && !r->place[i].place.is_actor && !r->dateline[r->place[i].head]) {
            e->place = r->place[i].place;
            e->has_place = true;
            return;
        }
    take_beat(r, e);
}

void drg_attach__jurisdictions(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++)
        if (!events->at[i].absorbed)
            take_jurisdiction(r, &events->at[i]);
}
