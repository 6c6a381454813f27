/* src/code/scenes.c - where an event happened whose own words name no place: ground named before ("the town"), the scene that
 * the text has set, the country of police and courts. */
#include "code/attach.h"
#include "code/phrases.h"

enum { MAX_NAMED_COST = 7 };

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

/** "the capital": that of the country that the text is about, wherever the text names it. */
static const drg_place_hit *capital(const drg_reading *r)
{
    for (size_t i = 0; i < r->n_places; i++)
        if (r->place[i].capital && r->main_country.len > 0 && drg_str_eq(r->place[i].place.country, r->main_country))
            return &r->place[i];
    return NULL;
}

/** The place told before that "the town", "the region" means; NULL: none near enough. */
const drg_place_hit *drg_scene__meant_by(const drg_reading *r, uint32_t noun)
{
    enum { SENTENCES_BACK = 8 };
    if (drg_tree__is(&r->token[noun], "capital"))
        return capital(r);
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
void drg_scene__named_before(const drg_reading *r, drg_event_found *e)
{
    if (drg_events__is_speech(e->event))
        return;
    uint32_t best = MAX_NAMED_COST + 1;
    const drg_sentence *s = &r->doc->sentences[r->token[e->trigger].sentence];
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        const drg_token *noun = &r->token[t];
        if (noun->upos != DRG_UPOS_NOUN || drg_tree__child(r, t, DRG_REL_DET) == DRG_NONE ||
            drg_phrase__is_plural(r, t) || !drg_phrase__is_definite(r, t) || drg_attach__inside(r, e->actor_head, t))
            continue;
        bool ground = t == e->recipient_head || noun->rel == DRG_REL_OBL || noun->rel == DRG_REL_OBJ ||
                      noun->rel == DRG_REL_NMOD || noun->rel == DRG_REL_NSUBJ_PASS;
        uint32_t c = ground ? drg_attach__cost(r, e, t) : UINT32_MAX;
        const drg_place_hit *p = c < best ? drg_scene__meant_by(r, t) : NULL;
        if (p == NULL)
            continue;
        best = c;
        drg_trace__why(r, e->trigger, "place", "ground that was named before");
        e->place = p->place;
        e->has_place = true;
    }
}

/** "Nairobi police": they act in the town that they are of. */
void drg_scene__beat(const drg_reading *r, drg_event_found *e)
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

static bool has_other_country(const drg_event_found *e)
{
    for (uint8_t i = 0; i < e->n_recipients; i++)
        if (e->recipient[i].country.len > 0 && !drg_str_eq(e->recipient[i].country, e->actor[0].country))
            return true;
    return false;
}

/** "Georgian police arrested", "Thailand cracked down on smugglers": police, courts and rulers over their own people act in
 * their country, where the text names it. */
static void take_jurisdiction(const drg_reading *r, drg_event_found *e)
{
    static const char *const bound[] = {"COP", "JUD", NULL};
    static const char *const rulers[] = {"GOV", "MIL", NULL};
    if (e->has_place || e->n_actors == 0 || e->actor[0].country.len != 3)
        return;
    bool acts = drg_events__has_mode(r, e, "arrest") || drg_events__has_mode(r, e, "convict");
    bool police = acts && drg_entity__leads_in_sector(&e->actor[0], bound);
    bool rules = e->event == DRG_EVENT_COERCE && drg_entity__leads_in_sector(&e->actor[0], rulers) &&
                 !drg_events__has_mode(r, e, "seize") && !has_other_country(e);
    if (!police && !rules)
        return;
    for (size_t i = 0; i < r->n_places && !e->has_place; i++)
        if (r->place[i].place.resolution == DRG_PLACE_COUNTRY && !r->dateline[r->place[i].head] &&
            drg_str_eq(r->place[i].place.country, e->actor[0].country)) {
            drg_trace__why(r, e->trigger, "place", "the country whose police or court acts");
            e->place = r->place[i].place;
            e->has_place = true;
        }
}

/** "The rebels remain in the city. On Friday 100 of them surrendered": the ground of the sentence before, where no army from
 * elsewhere comes in and the ground is of the parties' country. */
static void take_scene(const drg_reading *r, drg_event_found *e)
{
    static const char *const armies[] = {"MIL", NULL};
    bool gives_up = drg_events__has_mode(r, e, "disarm") || drg_events__has_mode(r, e, "withdraw");
    bool scenic = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE || e->event == DRG_EVENT_PROTEST ||
                  (e->event == DRG_EVENT_RETREAT && gives_up);
    if (!scenic || e->has_place || e->status != DRG_ACTUAL ||
        (e->n_actors > 0 && drg_entity__leads_in_sector(&e->actor[0], armies)))
        return;
    uint32_t here = r->token[e->trigger].sentence;
    if (here == 0)
        return;
    const drg_sentence *before = &r->doc->sentences[here - 1];
    const drg_place_hit *found = NULL;
    drg_range near = drg_near__places_back(r, e->trigger, 1);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_place_hit *p = &r->place[i];
        if (p->place.resolution <= DRG_PLACE_DISTRICT && p->head < before->first + before->count &&
            !p->place.is_actor && !r->dateline[p->head] && r->prose[p->head] && drg_attach__is_locative(r, p) &&
            !drg_attach__is_under(r, p, "to") && !drg_attach__is_under(r, p, "from"))
            found = p;
    }
    for (uint32_t t = before->first; t < before->first + before->count && found == NULL; t++)
        if (r->token[t].upos == DRG_UPOS_NOUN && drg_tree__child(r, t, DRG_REL_DET) != DRG_NONE &&
            drg_tree__has_child_lemma(r, t, "in") && drg_phrase__is_definite(r, t))
            found = drg_scene__meant_by(r, t);
    if (found == NULL || found->place.country.len != 3)
        return;
    bool ours = false;
    for (uint8_t i = 0; i < e->n_recipients; i++)
        ours |= drg_str_eq(e->recipient[i].country, found->place.country);
    if (e->n_recipients == 0)
        for (uint8_t i = 0; i < e->n_actors; i++)
            ours |= drg_str_eq(e->actor[i].country, found->place.country);
    if (!ours)
        return;
    drg_trace__why(r, e->trigger, "place", "the ground of the sentence before");
    e->place = found->place;
    e->has_place = true;
}

void drg_scene__last(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++)
        if (!events->at[i].absorbed) {
            take_scene(r, &events->at[i]);
            take_jurisdiction(r, &events->at[i]);
        }
}
