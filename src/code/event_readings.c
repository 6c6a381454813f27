/* src/code/event_readings.c - the Readings of docs/RECORD.md that need the whole event: who says that they will, what a
 * meeting's host is, and what is too vague to be a record. */
#include <string.h>

#include "code/events.h"
#include "code/phrases.h"

/** Whether the speaker is the doer. */
static bool speaks_of_itself(const drg_event_found *e)
{
    return e->n_sources > 0 && e->n_actors > 0 && !e->source[0].via &&
           (drg_entity__country_among(e->actor, e->n_actors, e->source[0].entity.country) ||
            drg_str_eq(e->actor[0].text, e->source[0].entity.text));
}

static void become(drg_event_found *e, drg_event event)
{
    e->event = event;
    e->status = DRG_ACTUAL;
    e->n_modes = 0;
    e->vague = false;
}

/** "said it would not attend": refusing what would have been cooperation; "would not attack" gives way. */
static bool read_refusal(const drg_reading *r, drg_event_found *e, drg_event doing)
{
    switch (doing) {
    case DRG_EVENT_CONSULT:
        become(e, DRG_EVENT_REJECT);
        drg_events__add_mode(r, e, "meet");
        return true;
    case DRG_EVENT_AID:
    case DRG_EVENT_COOPERATE:
    case DRG_EVENT_SUPPORT:
        become(e, DRG_EVENT_REJECT);
        drg_events__add_mode(r, e, "assist");
        return true;
    case DRG_EVENT_RETREAT:
    case DRG_EVENT_CONCEDE:
        become(e, DRG_EVENT_REJECT);
        drg_events__add_mode(r, e, "yield");
        return true;
    case DRG_EVENT_ASSAULT:
    case DRG_EVENT_COERCE:
    case DRG_EVENT_SANCTION:
        if (e->event == doing && !speaks_of_itself(e))
            return false;
        become(e, DRG_EVENT_CONCEDE);
        return true;
    default:
        return false;
    }
}

/** "will do it unless …": a threat, whatever the deed. */
static bool is_ultimatum(const drg_reading *r, const drg_event_found *e)
{
    if (!e->ahead || e->n_actors == 0 || e->event == DRG_EVENT_THREATEN)
        return false;
    for (uint32_t t = e->anchor, i = 0; t != DRG_NONE && i < 3; t = r->token[t].head, i++)
        DRG_EACH_CHILD(r, t, c)
            if (r->token[c].rel == DRG_REL_ADVCL && drg_tree__has_child_lemma(r, c, "unless"))
                return true;
    return false;
}

/** "It will strike again, the minister warned": what somebody says with a word for threats is one. */
static bool is_warned(const drg_reading *r, const drg_event_found *e)
{
    static const char *const cues[] = {"warn", "threaten", "vow", "swear", NULL};
    bool conflict = drg_events__is_force(e->event) || e->event == DRG_EVENT_SANCTION;
    bool ahead = e->ahead || e->status == DRG_FUTURE || e->status == DRG_HYPOTHETICAL;
    if (!conflict || !ahead || e->n_actors == 0 || e->status == DRG_NEGATED)
        return false;
    drg_range near = drg_near__sayings(r, e->trigger, 1);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_saying *s = &r->saying[i];
        if (s->cue == DRG_NONE || s->cue == e->trigger || !drg_tree__lemma_in(&r->token[s->cue], cues) ||
            !drg_sayings__covers(s, r->token[e->trigger].span))
            continue;
        drg_str country = s->said.source.entity.country; /* who warns of others' deeds threatens nobody */
        if (country.len == 0 || drg_entity__country_among(e->actor, e->n_actors, country))
            return true;
    }
    return false;
}

static void become_threat(const drg_reading *r, drg_event_found *e)
{
    drg_event doing = e->event;
    become(e, DRG_EVENT_THREATEN);
    if (doing == DRG_EVENT_ASSAULT || doing == DRG_EVENT_MOBILIZE)
        drg_events__add_mode(r, e, "violence");
    else if (doing == DRG_EVENT_COERCE || doing == DRG_EVENT_PROTEST)
        drg_events__add_mode(r, e, "restrict");
    else if (doing == DRG_EVENT_SANCTION || doing == DRG_EVENT_RETREAT)
        drg_events__add_mode(r, e, "relations");
}

/** "Attackers will pay, the minister said": what a speaker says will befall others; what has befallen them is no threat. */
static bool read_doom(drg_event_found *e)
{
    if (e->event != DRG_EVENT_THREATEN || e->frame->actor[0].kind != DRG_PATH_SPEAKER)
        return false;
    e->vague |= !e->ahead;
    e->status = DRG_ACTUAL;
    return true;
}

/** What only those who deny it tell of did not happen, as they tell it; "the raid" that missed its aim did. */
static void read_denial(const drg_reading *r, drg_event_found *e)
{
    bool given = e->frame->kind == DRG_FRAME_NOUN && drg_phrase__is_definite(r, e->trigger);
    bool denied = e->n_sources > 0 && e->status == DRG_ACTUAL && e->event != DRG_EVENT_REJECT && !given;
    for (uint8_t i = 0; i < e->n_sources; i++)
        denied &= e->source[i].via || e->source[i].stance == DRG_DENIES;
    if (denied && !e->source[0].via) {
        e->status = DRG_NEGATED;
        e->denied = true;
    }
}

/** "X said it would …": the promise or the threat. Cooperation told in the future is AGREE whoever tells it. */
static void read_promise(const drg_reading *r, drg_event_found *e)
{
    if (e->vague)
        return;
    if (e->status == DRG_NEGATED && e->ahead && read_refusal(r, e, e->event))
        return;
    if (read_doom(e))
        return;
    if (is_ultimatum(r, e) || is_warned(r, e)) {
        become_threat(r, e);
        return;
    }
    bool ahead = e->status == DRG_FUTURE || (e->status == DRG_HYPOTHETICAL && e->ahead && speaks_of_itself(e));
    if (!ahead)
        return;
    switch (e->event) {
    case DRG_EVENT_CONSULT:
    case DRG_EVENT_COOPERATE:
    case DRG_EVENT_AID:
    case DRG_EVENT_SUPPORT:
        become(e, DRG_EVENT_AGREE);
        break;
    case DRG_EVENT_AGREE:
    case DRG_EVENT_CONCEDE:
        if (e->status == DRG_FUTURE)
            e->status = DRG_ACTUAL;
        break;
    case DRG_EVENT_REJECT: /* "said it would boycott the talks": who says so refuses now */
        if (speaks_of_itself(e))
            e->status = DRG_ACTUAL;
        break;
    case DRG_EVENT_RETREAT:
        become(e, DRG_EVENT_CONCEDE);
        break;
    case DRG_EVENT_SANCTION: /* decided and announced, to be carried out */
        e->status = DRG_FUTURE;
        break;
    case DRG_EVENT_ASSAULT:
    case DRG_EVENT_MOBILIZE:
        if (speaks_of_itself(e)) {
            become(e, DRG_EVENT_THREATEN);
            drg_events__add_mode(r, e, "violence");
        }
        break;
    case DRG_EVENT_COERCE:
    case DRG_EVENT_PROTEST:
        if (speaks_of_itself(e)) {
            become(e, DRG_EVENT_THREATEN);
            drg_events__add_mode(r, e, "restrict");
        }
        break;
    default:
        break;
    }
}

/** Whom a promise, a refusal or a threat is about, where only its clause names them: "promised to help Ukraine". A demand
 * goes to who should act: "demanded that India withdraw". */
static void read_addressee(drg_reading *r, drg_event_found *e)
{
    static const char *const private[] = {"JUD", "LEG", "OPP", "CVL", "JRN", "REB", "PTY", "LAB", "REF", NULL};
    bool asks = e->event == DRG_EVENT_REQUEST;
    bool act = e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_THREATEN || e->event == DRG_EVENT_REJECT ||
               e->event == DRG_EVENT_CONCEDE;
    if ((!act && !asks) || e->n_recipients > 0 || e->n_actors != 1 || e->topic == DRG_NONE ||
        r->token[e->topic].upos != DRG_UPOS_VERB)
        return;
    drg_entity found[DRG_MAX_PARTIES];
    size_t n = drg_mentions__list(r, asks ? drg_tree__subject(r, e->topic) : drg_tree__object(r, e->topic), false,
                                  found, DRG_MAX_PARTIES);
    for (size_t i = 0; i < n && e->n_recipients < DRG_MAX_PARTIES; i++)
        if (drg_entity__is_other(e->actor, e->n_actors, &found[i]) ||
            (found[i].country.len == 0 && drg_entity__leads_in_sector(&found[i], private)))
            e->recipient[e->n_recipients++] = found[i];
    drg_homes__take(r, e, (drg_str){"", 0});
}

static bool is_town(const drg_reading *r, uint32_t head)
{
    return head != DRG_NONE && r->mark_at[head] != DRG_NONE && drg_fact_is_town(r->mark[r->mark_at[head]].fact);
}

/** Agreeing, deciding or calling to do what is itself a kind of event. */
static void read_topic(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    if (e->topic_event == SIZE_MAX)
        return;
    const drg_event_found *inner = &events->at[e->topic_event];
    bool promised = e->event == DRG_EVENT_AGREE && e->frame->kind == DRG_FRAME_VERB && e->status != DRG_NEGATED;
    if (promised && drg_tree__has_child_lemma(r, e->topic, "not") && read_refusal(r, e, inner->event))
        return;
    bool gives_way = inner->event == DRG_EVENT_RETREAT || inner->event == DRG_EVENT_CONCEDE;
    if (e->event == DRG_EVENT_AGREE && gives_way && !drg_events__has_mode(r, inner, "ceasefire") &&
        e->frame->kind == DRG_FRAME_VERB)
        e->event = DRG_EVENT_CONCEDE;
    if (e->event == DRG_EVENT_AGREE && inner->event == DRG_EVENT_ASSAULT && inner->status == DRG_NEGATED)
        e->event = DRG_EVENT_CONCEDE;
    bool hostile = inner->event == DRG_EVENT_PROTEST || inner->event == DRG_EVENT_ASSAULT;
    if (e->event == DRG_EVENT_AGREE && hostile && inner->status != DRG_NEGATED && e->frame->kind == DRG_FRAME_VERB)
        e->event = DRG_EVENT_THREATEN;
    /* the planned meeting's date and place */
    if (!e->has_date && inner->has_date && e->event == DRG_EVENT_AGREE) {
        e->date = inner->date;
        e->has_date = true;
    }
    bool plan = e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_CONCEDE || e->event == DRG_EVENT_CONSULT;
    if (!e->has_place && inner->has_place && plan) {
        e->place = inner->place;
        e->has_place = true;
    }
    bool mutual = (e->event == DRG_EVENT_AGREE && (e->n_actors > 1 || inner->event == DRG_EVENT_CONSULT)) ||
                  e->event == DRG_EVENT_CONSULT || e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_SUPPORT;
    if (e->n_recipients == 0 && inner->n_recipients > 0 && !mutual)
        for (uint8_t i = 0; i < inner->n_recipients && e->n_recipients < DRG_MAX_PARTIES; i++)
            if (!drg_entity__country_among(e->actor, e->n_actors, inner->recipient[i].country) &&
                !(e->n_actors > 1 && is_town(r, inner->recipient_head))) /* "both signed a truce in Pretoria" */
                e->recipient[e->n_recipients++] = inner->recipient[i];
}

/** The last attack told in the sentences before whose doers are known. */
static const drg_event_found *attack_before(const drg_reading *r, const drg_events *events, uint32_t token)
{
    const drg_event_found *found = NULL;
    drg_range near = drg_near__events(r, events, token, 6);
    for (size_t i = near.from; i < near.to && events->at[i].trigger < token; i++)
        if (events->at[i].event == DRG_EVENT_ASSAULT && events->at[i].n_actors > 0 && !events->at[i].absorbed)
            found = &events->at[i];
    return found;
}

/** What was condemned or welcomed was somebody's doing: theirs is the blame or the praise. */
static void read_judgement(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    if ((e->event != DRG_EVENT_ACCUSE && e->event != DRG_EVENT_SUPPORT) || e->n_recipients > 0)
        return;
    uint32_t object = e->topic != DRG_NONE ? e->topic : drg_tree__object(r, e->trigger);
    const drg_event_found *best = NULL;
    uint32_t near = 6;
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; object != DRG_NONE && i < here.to; i++) {
        const drg_event_found *x = &events->at[i];
        if (x == e || x->n_actors == 0 || !drg_tree__dominates(r, object, x->trigger))
            continue;
        uint32_t d = drg_tree__distance(r, object, x->trigger, 3);
        if (d < near) {
            near = d;
            best = x;
        }
    }
    if (best == NULL && object != DRG_NONE && drg_tree__in(r, object, DRG_SET_attack_noun) &&
        drg_phrase__is_definite(r, object)) /* "condemned the attack": the last one told */
        best = attack_before(r, events, e->trigger);
    if (best == NULL)
        return;
    for (uint8_t i = 0; i < best->n_actors && e->n_recipients < DRG_MAX_PARTIES; i++)
        if (!drg_entity__country_among(e->actor, e->n_actors, best->actor[i].country))
            e->recipient[e->n_recipients++] = best->actor[i];
}

/** "The army was put on alert", "troops were sent": forces that are moved move. */
static void read_movement(drg_reading *r, drg_event_found *e)
{
    static const char *const forces[] = {"MIL", "COP", "REB", "PRM", NULL};
    if (e->event != DRG_EVENT_MOBILIZE || e->n_actors > 0 || e->frame->kind != DRG_FRAME_VERB)
        return;
    drg_entity found[DRG_MAX_PARTIES];
    size_t n = drg_mentions__list(r, drg_tree__object(r, e->trigger), false, found, DRG_MAX_PARTIES);
    for (size_t i = 0; i < n && e->n_actors < DRG_MAX_PARTIES; i++)
        if (drg_entity__leads_in_sector(&found[i], forces))
            e->actor[e->n_actors++] = found[i];
    drg_homes__take(r, e, (drg_str){"", 0});
}

/** Orders to one's own: to yield, they are the concession; to one's forces, a movement of them. */
static void read_order(drg_reading *r, const drg_events *events, drg_event_found *e)
{
    static const char *const orders[] = {"order", "instruct", "command", "direct", NULL};
    static const char *const forces[] = {"MIL", "COP", "PRM", "SPY", NULL};
    uint32_t noun = drg_tree__object(r, e->trigger); /* "issued an order that …" */
    bool ordered = drg_tree__lemma_in(&r->token[e->trigger], orders) ||
                   (noun != DRG_NONE && drg_tree__lemma_in(&r->token[noun], orders));
    if (e->event != DRG_EVENT_REQUEST || !ordered || e->n_actors == 0 || e->status != DRG_ACTUAL)
        return;
    drg_entity told[DRG_MAX_PARTIES];
    size_t n = e->n_recipients;
    for (size_t i = 0; i < n; i++)
        told[i] = e->recipient[i];
    if (n == 0 && e->topic != DRG_NONE && r->token[e->topic].upos == DRG_UPOS_VERB)
        n = drg_mentions__list(r, drg_tree__subject(r, e->topic), false, told, DRG_MAX_PARTIES);
    bool own = false, army = false;
    for (size_t i = 0; i < n; i++) {
        own |= drg_entity__country_among(e->actor, e->n_actors, told[i].country);
        army |= drg_entity__leads_in_sector(&told[i], forces);
    }
    if (n > 0 && !own)
        return;
    const drg_event_found *inner = e->topic_event != SIZE_MAX ? &events->at[e->topic_event] : NULL;
    bool yields = inner != NULL && !drg_events__has_mode(r, inner, "resign") &&
                  (inner->event == DRG_EVENT_RETREAT || inner->event == DRG_EVENT_CONCEDE);
    if (yields) {
        become(e, DRG_EVENT_CONCEDE);
        if (army)
            e->n_recipients = 0;
    } else if (own && army && (inner == NULL || !drg_events__has_mode(r, inner, "resign"))) {
        become(e, DRG_EVENT_MOBILIZE);
        drg_events__add_mode(r, e, "troops");
        e->n_recipients = 0;
    }
}

/** "was barred from leaving": whoever is kept in is restrained; barring entry is a refusal. */
static void read_restraint(const drg_reading *r, drg_event_found *e)
{
    static const char *const restraints[] = {"bar", "prevent", "forbid", "prohibit", NULL};
    static const char *const entering[] = {"enter", "visit", "come", "return", "land", "attend", NULL};
    if (e->event != DRG_EVENT_REJECT || !drg_tree__lemma_in(&r->token[e->trigger], restraints))
        return;
    DRG_EACH_CHILD(r, e->trigger, c)
        if (r->token[c].rel == DRG_REL_ADVCL && drg_tree__has_child_lemma(r, c, "from") &&
            !drg_tree__lemma_in(&r->token[c], entering)) {
            e->event = DRG_EVENT_COERCE;
            e->n_modes = 0;
            drg_events__add_mode(r, e, "restrict");
        }
}

/** Fighters and gangs that burn houses do not riot: they attack. */
static void read_armed_riot(const drg_reading *r, drg_event_found *e)
{
    static const char *const armed[] = {"MIL", "REB", "UAF", "PRM", "CRM", NULL};
    if (e->event != DRG_EVENT_PROTEST || e->n_actors == 0 || !drg_entity__leads_in_sector(&e->actor[0], armed) ||
        !(drg_events__has_mode(r, e, "riot") || drg_events__has_mode(r, e, "vandalize")))
        return;
    e->event = DRG_EVENT_ASSAULT;
    e->n_modes = 0;
    drg_events__add_mode(r, e, "destroy");
}

/** Forces sent to keep the peace or to help are aid, to where they are sent: "peacekeeping troops arrived in". */
static void read_help(drg_reading *r, drg_event_found *e)
{
    static const char *const kind[] = {"peacekeeping", "humanitarian", "relief", "rescue", NULL};
    static const char *const helping[] = {"help",   "protect",  "assist",   "support", "safeguard", "train",
                                          "rescue", "retrieve", "evacuate", "save",    NULL};
    if (e->event != DRG_EVENT_MOBILIZE)
        return;
    bool helps = false;
    uint32_t near[3] = {e->actor_head, drg_tree__object(r, e->trigger), e->trigger};
    for (size_t i = 0; i < 3; i++) {
        if (near[i] == DRG_NONE)
            continue;
        helps |= drg_tree__is(&r->token[near[i]], "peacekeeper");
        DRG_EACH_CHILD(r, near[i], c) {
            uint8_t rel = r->token[c].rel;
            bool purpose = (rel == DRG_REL_ADVCL || rel == DRG_REL_XCOMP || rel == DRG_REL_ACL) &&
                           drg_tree__has_child_lemma(r, c, "to") && drg_tree__lemma_in(&r->token[c], helping);
            helps |= purpose || ((rel == DRG_REL_AMOD || rel == DRG_REL_COMPOUND || rel == DRG_REL_NMOD) &&
                                 (drg_tree__lemma_in(&r->token[c], kind) || drg_tree__is(&r->token[c], "peacekeeper")));
        }
    }
    if (!helps)
        return;
    e->event = DRG_EVENT_AID;
    e->n_modes = 0;
    if (e->n_recipients == 0 && e->has_place && drg_entity__is_state(e->place.country) &&
        !drg_entity__country_among(e->actor, e->n_actors, e->place.country)) {
        e->recipient[0] = (drg_entity){.span = e->place.span,
                                       .country = e->place.country,
                                       .name = e->place.name,
                                       .country_from = {.rule = "where it happens"}};
        e->recipient[0].text = drg_reading__text(r, e->place.span);
        e->n_recipients = 1;
    }
}

/** "The sides agreed to go on": those whose meeting was told right before. */
static void read_pair(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    bool mutual = e->event == DRG_EVENT_CONSULT || e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_SUPPORT ||
                  e->event == DRG_EVENT_COOPERATE;
    if (!mutual || e->actor_head == DRG_NONE || !drg_tree__in(r, e->actor_head, DRG_SET_pair_noun) ||
        !(drg_phrase__is_definite(r, e->actor_head) || drg_tree__child(r, e->actor_head, DRG_REL_NUMMOD) != DRG_NONE) ||
        !drg_tree__has_feat(&r->token[e->actor_head], "Number=Plur"))
        return;
    const drg_event_found *meeting = NULL;
    drg_range around = drg_near__events(r, events, e->trigger, 3);
    for (size_t i = around.from; i < around.to && events->at[i].trigger < e->trigger; i++) {
        const drg_event_found *x = &events->at[i];
        if (x->event == DRG_EVENT_CONSULT && x != e && x->n_actors + x->n_recipients == 2 && !x->absorbed &&
            r->token[x->trigger].sentence != r->token[e->trigger].sentence &&
            !drg_events__has_mode(r, x, "third-party"))
            meeting = x;
    }
    if (meeting == NULL)
        return;
    e->n_actors = e->n_recipients = 0;
    for (uint8_t i = 0; i < meeting->n_actors; i++)
        e->actor[e->n_actors++] = meeting->actor[i];
    for (uint8_t i = 0; i < meeting->n_recipients; i++)
        e->actor[e->n_actors++] = meeting->recipient[i];
}

/** "The party rejected the demand": whose demand, charge or offer was told last, of others. */
static void read_answer(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    static const char *const asked[] = {"demand", "call", "request", "appeal", "ultimatum", NULL};
    static const char *const charged[] = {"allegation", "accusation", "charge", "claim", "criticism", NULL};
    uint32_t thing = drg_tree__object(r, e->trigger);
    if (e->event != DRG_EVENT_REJECT || e->n_recipients > 0 || thing == DRG_NONE || !drg_phrase__is_definite(r, thing))
        return;
    bool demand = drg_tree__lemma_in(&r->token[thing], asked), charge = drg_tree__lemma_in(&r->token[thing], charged);
    drg_range around = drg_near__events(r, events, e->trigger, 4);
    const drg_event_found *first = NULL;
    for (size_t i = around.from; (demand || charge) && i < around.to && events->at[i].trigger < e->trigger; i++) {
        const drg_event_found *x = &events->at[i];
        bool other = x->n_actors > 0 && (e->n_actors == 0 || !drg_str_eq(x->actor[0].text, e->actor[0].text));
        if (other && !x->absorbed && x->event == (demand ? DRG_EVENT_REQUEST : DRG_EVENT_ACCUSE))
            first = x;
    }
    for (uint8_t i = 0; first != NULL && i < first->n_actors; i++)
        e->recipient[e->n_recipients++] = first->actor[i];
}

/** "No agreement was reached": by those whose talks were told before. */
static void read_agreement(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    if (e->event != DRG_EVENT_AGREE || e->n_actors > 0)
        return;
    const drg_event_found *talks = NULL;
    drg_range around = drg_near__events(r, events, e->trigger, 3);
    for (size_t i = around.from; i < around.to && events->at[i].trigger < e->trigger; i++) {
        const drg_event_found *x = &events->at[i];
        bool near = r->token[e->trigger].sentence - r->token[x->trigger].sentence <= 3;
        bool asked =
            x->event == DRG_EVENT_AGREE && x->n_recipients > 0 && e->status == DRG_NEGATED &&
            r->token[e->trigger].sentence == r->token[x->trigger].sentence; /* "invited, though no date is set" */
        if (near && ((x->event == DRG_EVENT_CONSULT && x->n_actors + x->n_recipients >= 2) || asked))
            talks = x;
    }
    if (talks == NULL)
        return;
    for (uint8_t i = 0; i < talks->n_actors && e->n_actors < DRG_MAX_PARTIES; i++)
        e->actor[e->n_actors++] = talks->actor[i];
    for (uint8_t i = 0; i < talks->n_recipients && e->n_actors < DRG_MAX_PARTIES; i++)
        if (!drg_events__has_mode(r, talks, "third-party"))
            e->actor[e->n_actors++] = talks->recipient[i];
}

/** Visitors are actors, those of the country where they are receive them: "went to Prague, where she met the president".
 * @return false: there are not both. */
static bool part_hosts(drg_event_found *e, drg_str host)
{
    drg_entity hosts[DRG_MAX_PARTIES];
    uint8_t n_hosts = 0, kept = 0;
    for (uint8_t i = 0; i < e->n_actors; i++)
        n_hosts += drg_str_eq(e->actor[i].country, host);
    if (n_hosts == 0 || n_hosts == e->n_actors)
        return false;
    n_hosts = 0;
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (drg_str_eq(e->actor[i].country, host))
            hosts[n_hosts++] = e->actor[i];
        else
            e->actor[kept++] = e->actor[i];
    e->n_actors = kept;
    kept = 0;
    for (uint8_t i = 0; i < e->n_recipients; i++) /* the capital is told more closely now */
        if (!drg_str_eq(e->recipient[i].country, host))
            e->recipient[kept++] = e->recipient[i];
    for (uint8_t i = 0; i < n_hosts && kept < DRG_MAX_PARTIES; i++)
        e->recipient[kept++] = hosts[i];
    e->n_recipients = kept;
    return true;
}

void drg_events__hosts(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        if (!e->absorbed && e->event == DRG_EVENT_CONSULT && e->n_recipients == 1 &&
            drg_events__has_mode(r, e, "visit"))
            (void)part_hosts(e, e->recipient[0].country);
    }
}

/** Three states or more, or those of a bloc at its summit, meet as many. */
static void read_gathering(const drg_reading *r, drg_event_found *e)
{
    static const char *const of_many[] = {"summit",   "conference", "congress", "gather",
                                          "assemble", "convene",    "attend",   NULL};
    size_t states = 0;
    bool bloc = false;
    for (uint8_t i = 0; i < e->n_actors + e->n_recipients; i++) {
        const drg_entity *x = i < e->n_actors ? &e->actor[i] : &e->recipient[i - e->n_actors];
        bool again = i < e->n_actors
                         ? drg_entity__country_among(e->actor, i, x->country)
                         : drg_entity__country_among(e->actor, e->n_actors, x->country) ||
                               drg_entity__country_among(e->recipient, (uint8_t)(i - e->n_actors), x->country);
        states += drg_entity__is_state(x->country) && !again;
        bloc |= drg_str_is(x->country, "IGO") || drg_str_is(x->country, "EUR");
    }
    bool many = bloc && drg_tree__lemma_in(&r->token[e->trigger], of_many) && e->n_actors + e->n_recipients < 2;
    if (states >= 3 || many)
        drg_events__add_mode(r, e, "multilateral");
}

/** Of a meeting: on the phone all are actors; between two others in a third country it has a host. */
static void read_meeting(const drg_reading *r, drg_event_found *e)
{
    if (e->event != DRG_EVENT_CONSULT)
        return;
    if (drg_events__has_mode(r, e, "phone")) {
        for (uint8_t i = 0; i < e->n_recipients && e->n_actors < DRG_MAX_PARTIES; i++)
            e->actor[e->n_actors++] = e->recipient[i];
        e->n_recipients = 0;
        return;
    }
    read_gathering(r, e);
    size_t countries = 0;
    for (uint8_t i = 0; i < e->n_actors; i++)
        countries += e->actor[i].country.len == 3 && !drg_entity__country_among(e->actor, i, e->actor[i].country);
    if (!e->has_place || e->place.country.len == 0 || countries < 2)
        return;
    if (drg_entity__country_among(e->actor, e->n_actors, e->place.country)) {
        if (countries == 2 && part_hosts(e, e->place.country))
            drg_events__add_mode(r, e, "visit");
        return;
    }
    if (!drg_entity__country_among(e->recipient, e->n_recipients, e->place.country))
        drg_events__add_mode(r, e, "third-party");
}

void drg_events__readings(drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        if (e->absorbed)
            continue;
        read_topic(r, events, e);
        read_denial(r, e);
        read_order(r, events, e);
        read_movement(r, e);
        read_help(r, e);
        read_armed_riot(r, e);
        read_restraint(r, e);
        read_pair(r, events, e);
        read_answer(r, events, e);
        read_agreement(r, events, e);
        read_addressee(r, e);
        read_judgement(r, events, e);
        read_promise(r, e);
        drg_sides__named(r, e);
        read_meeting(r, e);
        drg_events__implied(r, e);
    }
    for (size_t i = 0; i < events->n; i++) {
        drg_events__sectors(r, &events->at[i]);
        if (drg_events__says_nothing(r, &events->at[i])) {
            const drg_event_found *e = &events->at[i];
            if (!e->absorbed && e->status == DRG_ACTUAL && !drg_events__is_unpolitical(r, e))
                drg_events__hand_on(r, events, i);
            events->at[i].absorbed = true;
        }
    }
}
