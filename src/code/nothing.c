/* src/code/nothing.c - words for events that make no record: accidents, private affairs, worries of those who watch, what
 * tells of nobody and nothing that could be looked up. */
#include "code/events.h"
#include "code/phrases.h"

static bool is_mishap(const drg_reading *r, uint32_t t)
{
    static const char *const technical[] = {"gas", "boiler", "industrial", "accidental", "coal", "firework", NULL};
    static const char *const machines[] = {"boiler",  "cylinder", "stove",   "transformer", "generator",
                                           "battery", "heater",   "furnace", "firework",    NULL};
    if (drg_tree__lemma_in(&r->token[t], machines)) /* "a boiler exploded" */
        return true;
    DRG_EACH_CHILD(r, t, c) { /* "a gas explosion" */
        uint8_t rel = r->token[c].rel;
        if ((rel == DRG_REL_COMPOUND || rel == DRG_REL_AMOD) && drg_tree__lemma_in(&r->token[c], technical))
            return true;
    }
    return drg_tree__in(r, t, DRG_SET_accident_noun) || drg_tree__in(r, t, DRG_SET_disaster_noun) ||
           drg_tree__in(r, t, DRG_SET_disease_noun);
}

/** "Collapsed", "sank", but not "collapsed after an air strike": no weapon and no attack is told with the verb. */
static bool is_mishap_verb(const drg_reading *r, uint32_t verb)
{
    if (!drg_tree__in(r, verb, DRG_SET_accident_verb))
        return false;
    for (uint32_t t = r->left[verb]; t <= r->right[verb]; t++)
        if (drg_tree__in(r, t, DRG_SET_attack_noun) || drg_tree__in(r, t, DRG_SET_missile) ||
            drg_tree__in(r, t, DRG_SET_explosive))
            return false;
    return true;
}

/** Deaths of an accident, a disaster or a disease are nobody's assault. */
static bool is_accident(const drg_reading *r, const drg_event_found *e)
{
    if (e->event != DRG_EVENT_ASSAULT || e->n_actors > 0)
        return false;
    static const char *const crushed[] = {"trample", "crush", "drown", "suffocate", "asphyxiate", NULL};
    for (const char *const *l = crushed; *l != NULL; l++)
        if (drg_tree__is(&r->token[e->trigger], *l))
            return true;
    uint32_t t = e->anchor;
    for (int i = 0; i < 4; i++) { /* "a crane fell, killing four and wounding nine" */
        uint8_t rel = r->token[t].rel;
        if ((rel != DRG_REL_ADVCL && rel != DRG_REL_CONJ && rel != DRG_REL_XCOMP) || r->token[t].head == DRG_NONE)
            break;
        t = r->token[t].head;
        uint32_t subject = drg_tree__subject(r, t);
        if (is_mishap_verb(r, t) || (subject != DRG_NONE && is_mishap(r, subject)))
            return true;
    }
    uint32_t bases[2] = {e->anchor, e->trigger};
    for (size_t b = 0; b < 2; b++)
        DRG_EACH_CHILD(r, bases[b], c) {
            uint8_t rel = r->token[c].rel;
            if (rel == DRG_REL_ADVCL && is_mishap_verb(r, c))
                return true;
            bool cause = rel == DRG_REL_OBL || rel == DRG_REL_NSUBJ || rel == DRG_REL_OBL_AGENT ||
                         rel == DRG_REL_AMOD || rel == DRG_REL_COMPOUND || rel == DRG_REL_NMOD ||
                         rel == DRG_REL_OBL_UNMARKED; /* a subject misread */
            if (cause && c != e->trigger && (is_mishap(r, c) || drg_tree__is(&r->token[c], "accidental")))
                return true;
        }
    return false;
}

/** Whether every actor is of private life: a firm that launches a drone attacks nobody, economists who agree conclude
 * no treaty. */
static bool is_private(const drg_event_found *e)
{
    static const char *const force[] = {"BUS", "EDU", "JRN", "MED", "AGR", NULL};
    static const char *const speech[] = {"BUS", "EDU", "MED", "AGR", "UNK", NULL};
    bool uses_force = drg_events__is_force(e->event);
    if (e->event == DRG_EVENT_PROTEST)
        return false;
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (!uses_force && e->actor[i].country.len == 0 && e->actor[i].n_sectors == 0 && e->actor[i].name.len == 0)
            continue; /* "people are willing to help" */
        else if ((!uses_force && e->actor[i].country.len > 0) ||
                 !drg_entity__leads_in_sector(&e->actor[i], uses_force ? force : speech))
            return false;
    bool states = false; /* "cut ties with its agency" */
    for (uint8_t i = 0; i < e->n_recipients; i++)
        states |= e->recipient[i].country.len > 0;
    return e->n_actors > 0 && (e->n_recipients == 0 || (e->event == DRG_EVENT_SANCTION && !states));
}

/** "UN officials warned that funds are short": who warns others of what befalls them anyway threatens nobody. */
static bool is_concern(const drg_reading *r, const drg_event_found *e)
{
    static const char *const watching[] = {"SOC", "MED", "EDU", "JRN", "CVL", "BUS", "AGR", "LAB", NULL};
    uint32_t said = DRG_NONE;
    if (e->event != DRG_EVENT_THREATEN || !drg_tree__is(&r->token[e->trigger], "warn") ||
        drg_tree__object(r, e->trigger) != DRG_NONE ||
        (said = drg_tree__child(r, e->trigger, DRG_REL_CCOMP)) == DRG_NONE)
        return false;
    bool watchers = e->n_actors > 0 &&
                    (drg_entity__leads_in_sector(&e->actor[0], watching) || drg_str_is(e->actor[0].country, "UNO") ||
                     drg_str_is(e->actor[0].country, "NGO") || drg_str_is(e->actor[0].country, "IGO"));
    bool ahead = drg_tree__has_child_lemma(r, said, "will") || drg_tree__has_child_lemma(r, said, "would") ||
                 drg_tree__has_child_lemma(r, said, "if") || drg_tree__has_child_lemma(r, said, "could");
    return watchers || (!ahead && e->n_recipients == 0 && e->n_modes == 0);
}

static bool has_state(const drg_reading *r, const drg_event_found *e)
{
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (e->actor[i].country.len > 0)
            return true;
    bool handed = drg_tree__is(&r->token[e->trigger], "extradite"); /* "was extradited to Peru" */
    for (uint8_t i = 0; handed && i < e->n_recipients; i++)
        if (drg_entity__is_state(e->recipient[i].country))
            return true;
    return false;
}

/** Who only talks, talks to an audience. */
static bool is_talk(const drg_reading *r, const drg_event_found *e)
{
    static const char *const talking[] = {"talk", "speak", "chat", "discuss", "debate", "interact", NULL};
    return e->frame->kind == DRG_FRAME_VERB && drg_tree__lemma_in(&r->token[e->trigger], talking) &&
           !drg_tree__has_child_lemma(r, e->trigger, "to");
}

/** "the occupied lands", "the case against Iran": what goes on, or is argued, is no event without a day or a verb. */
static bool is_standing(const drg_reading *r, const drg_event_found *e)
{
    static const char *const states[] = {"occupation", "colonization", "colonisation", "annexation", NULL};
    if (e->frame->kind != DRG_FRAME_NOUN || e->has_date || e->support != DRG_NONE || e->status != DRG_ACTUAL)
        return false;
    return drg_tree__lemma_in(&r->token[e->trigger], states) ||
           (drg_tree__is(&r->token[e->trigger], "case") && e->n_actors == 0);
}

/** "The Security Council met": a body of many meets by itself. */
static bool is_assembly(const drg_reading *r, const drg_event_found *e)
{
    static const char *const meeting[] = {"meet", "convene", "gather", "assemble", NULL};
    const drg_str country = e->actor[0].country;
    return drg_tree__lemma_in(&r->token[e->trigger], meeting) &&
           (drg_str_is(country, "UNO") || drg_str_is(country, "IGO") || drg_str_is(country, "EUR"));
}

bool drg_events__is_unpolitical(const drg_reading *r, const drg_event_found *e)
{
    return is_private(e) || is_accident(r, e);
}

/** A word for an event that tells of none in particular. */
/** "said the raid was illegal": blame only where it is put to somebody else. */
static bool blames_nobody(const drg_event_found *e)
{
    if (e->frame->recipient[0].kind != DRG_PATH_PRED)
        return false;
    for (uint8_t i = 0; i < e->n_recipients; i++)
        if (e->recipient[i].country.len > 0 &&
            !drg_entity__country_among(e->actor, e->n_actors, e->recipient[i].country))
            return e->n_actors == 0 || e->actor[0].country.len == 0;
    return true;
}

bool drg_events__says_nothing(const drg_reading *r, const drg_event_found *e)
{
    bool noun = e->frame->kind == DRG_FRAME_NOUN;
    size_t parties = (size_t)e->n_actors + e->n_recipients;
    size_t numbers = 0; /* how long it lasted tells of no event that is otherwise unknown */
    for (uint8_t i = 0; i < e->n_quantities; i++)
        numbers += e->quantity[i].what != DRG_WHAT_duration;
    bool facts = e->has_date || e->has_place || numbers > 0;
    if (e->vague || e->generic || drg_events__describes(r, e) || is_private(e) || is_accident(r, e) ||
        is_concern(r, e) || is_standing(r, e) || blames_nobody(e) || (parties == 0 && !facts))
        return true;
    bool passive = e->frame->kind == DRG_FRAME_VERB && drg_tree__is_passive(r, e->trigger);
    bool charged = (e->event == DRG_EVENT_ACCUSE || (e->event == DRG_EVENT_CONCEDE && passive)) &&
                   e->n_recipients > 0 && e->recipient[0].country.len > 0 && !drg_events__has_mode(r, e, "disapprove");
    bool bargain = e->event == DRG_EVENT_AGREE && (noun || e->status == DRG_NEGATED); /* "no date has been set" */
    bool planned =
        e->event == DRG_EVENT_AGREE && e->has_date && e->has_place; /* "talks will resume in Geneva in May" */
    bool told_to = e->event == DRG_EVENT_AGREE && e->frame->event == DRG_EVENT_AGREE && e->n_recipients > 0 &&
                   e->recipient[0].country.len > 0;
    bool collapsed =
        e->event == DRG_EVENT_REJECT && e->frame->actor[0].kind == DRG_PATH_PREP && facts; /* "talks failed" */
    static const char *const easing[] = {"ease", "lift", "relax", "shorten", NULL};
    bool eased = e->event == DRG_EVENT_CONCEDE && passive && e->has_place &&
                 drg_tree__lemma_in(&r->token[e->trigger], easing); /* "the curfew in Jos was eased" */
    if (drg_events__is_speech(e->event) && e->n_actors == 0 && !eased && !bargain && !collapsed && !charged &&
        !planned && !told_to)
        return true;
    if (e->event == DRG_EVENT_CONSULT) /* nobody meets alone, but one may travel */
        return e->n_actors == 0 || (parties < 2 && !is_assembly(r, e) && (!e->has_place || is_talk(r, e)) &&
                                    !drg_events__has_mode(r, e, "third-party"));
    bool told =
        e->event == DRG_EVENT_PROTEST && (e->has_place || e->has_date) && e->anchor != e->trigger; /* "went on" */
    if (noun && parties == 0 && numbers == 0 && !told && !(e->has_date && e->has_place))
        return true;
    const drg_token *t = &r->token[e->trigger];
    bool aside = t->rel == DRG_REL_NMOD || t->rel == DRG_REL_OBL; /* "allies in the battle against them" */
    if (noun && e->event == DRG_EVENT_ASSAULT && e->n_actors == 0 && !facts && e->n_sources == 0 && aside)
        return true;
    bool material_help = e->event == DRG_EVENT_AID || e->event == DRG_EVENT_COOPERATE || e->event == DRG_EVENT_RETREAT;
    if (material_help && noun && e->n_actors == 0 && numbers == 0)
        return true;
    if (e->event == DRG_EVENT_AID && parties == 0)
        return true;
    if (e->event == DRG_EVENT_COOPERATE && !has_state(r, e)) /* trade of private people */
        return true;
    if (e->status == DRG_NEGATED && drg_events__is_speech(e->event) && e->event != DRG_EVENT_AGREE)
        return true;
    bool penalty = drg_events__has_mode(r, e, "convict"); /* "faces a possible sentence" */
    return e->status == DRG_HYPOTHETICAL && (!e->feared || penalty);
}
