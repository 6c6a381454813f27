/* src/code/attach.c - which date, place, numbers and sources belong to which event: by distance in the tree, where every
 * border of a clause counts extra. */
#include <string.h>

#include "code/events.h"
#include "code/phrases.h"

enum {
    CLAUSE_COST = 2,
    MAX_DATE_COST = 6,
    MAX_PLACE_COST = 7,
    MAX_QUANTITY_COST = 9,
    MAX_DURATION_COST = 3,
    FAR = 1000000
};

static uint32_t cost(const drg_reading *r, const drg_event_found *e, uint32_t t)
{
    uint32_t a = drg_tree__distance(r, e->trigger, t, CLAUSE_COST);
    uint32_t b = e->anchor != e->trigger ? drg_tree__distance(r, e->anchor, t, CLAUSE_COST) : a;
    return a < b ? a : b;
}

static bool inside(const drg_reading *r, uint32_t head, uint32_t t)
{
    return head != DRG_NONE && head != t && drg_tree__dominates(r, head, t);
}

/** Whether a word stands in what an act of speech is about, not beside the act: "condemned the attack in Paris". */
static bool in_topic(const drg_reading *r, const drg_event_found *e, uint32_t t)
{
    bool judges = drg_events__is_speech(e->event) && e->event != DRG_EVENT_AGREE && e->event != DRG_EVENT_CONCEDE;
    if (!judges || e->frame->kind != DRG_FRAME_VERB)
        return false;
    for (int i = 0; i < 40 && t != DRG_NONE; i++) {
        uint32_t up = r->token[t].head;
        uint8_t rel = r->token[t].rel;
        bool beside =
            rel == DRG_REL_OBL || rel == DRG_REL_OBL_UNMARKED || rel == DRG_REL_ADVMOD || rel == DRG_REL_NSUBJ;
        if (up == e->trigger)
            return !beside;
        t = up;
    }
    return false;
}

/* ------------------------------------------------------------------ dates */

/** Whether a time belongs to the saying, not to what is said: "said on Monday that …". */
static bool belongs_to_cue(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    drg_range near = drg_near__sayings(r, hit->head_token, 0);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_saying *s = &r->saying[i];
        if (s->cue == DRG_NONE || s->cue == e->trigger || s->cue == e->anchor)
            continue;
        bool on_cue = hit->governor == s->cue || inside(r, s->source, hit->head_token);
        if (on_cue && !drg_sayings__covers(s, hit->date.span) && drg_sayings__covers(s, r->token[e->trigger].span))
            return true;
        if (inside(r, s->source, hit->head_token) && !inside(r, s->source, e->trigger))
            return true;
    }
    return false;
}

static bool is_day(const drg_date *d)
{
    return d->has_start && d->has_end && d->end - d->start <= 1;
}

static void attach_date(const drg_reading *r, drg_event_found *e, const drg_date *told)
{
    uint32_t best = MAX_DATE_COST + 1;
    drg_range near = drg_near__times(r, e->trigger);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_time_hit *hit = &r->time[i];
        if (r->token[hit->head_token].sentence != r->token[e->trigger].sentence || belongs_to_cue(r, e, hit))
            continue;
        drg_date date = hit->date;
        if (hit->kind == DRG_TIME_TOLD) {
            bool fine = hit->offset_unit <= DRG_UNIT_DAY; /* "hours later", "the next day": of a day, not of a month */
            if (told == NULL || (fine && !is_day(told)) || !drg_times__resolve_told(hit, told, &date))
                continue;
        } else if (!hit->has_date) {
            continue;
        }
        if (in_topic(r, e, hit->head_token))
            continue;
        if (inside(r, e->actor_head, hit->head_token) || inside(r, e->recipient_head, hit->head_token))
            continue;
        uint32_t c = cost(r, e, hit->head_token);
        bool elsewhere = hit->governor != DRG_NONE && hit->governor != e->trigger && hit->governor != e->anchor &&
                         r->token[hit->governor].upos == DRG_UPOS_VERB && hit->head_token > hit->governor;
        c += elsewhere && e->trigger > hit->head_token ? 4 : 0; /* another verb's time, told before this one */
        if (c < best) {
            best = c;
            e->date = date;
            e->has_date = true;
        }
    }
}

/* ------------------------------------------------------------------ places */

static bool is_locative(const drg_reading *r, const drg_place_hit *p)
{
    static const char *const preps[] = {"in",      "at",      "near",   "on",    "off",    "outside",
                                        "around",  "across",  "over",   "along", "inside", "into",
                                        "toward",  "towards", "within", "from",  "to",     "throughout",
                                        "against", "through", "beyond", NULL};
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

/** How well a place fits an event; FAR where it does not. */
static uint32_t place_cost(const drg_reading *r, const drg_event_found *e, const drg_place_hit *p)
{
    if (r->token[p->head].sentence != r->token[e->trigger].sentence)
        return FAR;
    uint32_t c = cost(r, e, p->head);
    if (c == UINT32_MAX)
        return FAR;
    bool in_actor = inside(r, e->actor_head, p->head) || e->actor_head == p->head;
    if (in_actor || in_topic(r, e, p->head))
        return FAR;
    drg_range near = drg_near__sayings(r, p->head, 0);
    for (size_t i = near.from; i < near.to; i++)
        if (inside(r, r->saying[i].source, p->head) || r->saying[i].source == p->head)
            return FAR;
    const drg_token *t = &r->token[p->head];
    bool seized = e->event == DRG_EVENT_COERCE && (p->head == e->recipient_head || t->rel == DRG_REL_OBJ ||
                                                   inside(r, drg_tree__object(r, e->trigger), p->head));
    bool attacked =
        e->event == DRG_EVENT_ASSAULT && (p->head == e->recipient_head || inside(r, e->recipient_head, p->head));
    bool country = p->place.resolution == DRG_PLACE_COUNTRY;
    bool modifies_trigger = t->head == e->trigger && (t->rel == DRG_REL_COMPOUND || t->rel == DRG_REL_AMOD) && !country;
    bool in_recipient = inside(r, e->recipient_head, p->head) || e->recipient_head == p->head;
    if ((p->place.is_actor || in_recipient) && !seized && !attacked)
        return FAR;
    if (seized || (attacked && !country) || modifies_trigger)
        return c > 1 ? c - 1 : c;
    if (attacked && country && p->head == e->recipient_head)
        return FAR;
    if (!is_locative(r, p))
        return FAR;
    return c + (p->population == 0 && country ? 1U : 0U);
}

static void attach_place(const drg_reading *r, drg_event_found *e)
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
    if (e->has_place)
        return;
    /* "In the Sumy region, …": a place that opens the sentence holds for all of it */
    const drg_sentence *s = &r->doc->sentences[r->token[e->trigger].sentence];
    for (size_t i = near.from; i < near.to; i++)
        if (r->place[i].first >= s->first && r->place[i].first <= s->first + 3 && is_locative(r, &r->place[i]) &&
            !r->place[i].place.is_actor) {
            e->place = r->place[i].place;
            e->has_place = true;
            return;
        }
}

/* ------------------------------------------------------------------ quantities */

/** Which events a kind of number can belong to, as a set of event types. */
static uint32_t events_for(drg_what what)
{
#define E(x) (1U << DRG_EVENT_##x)
    switch (what) {
    case DRG_WHAT_dead:
    case DRG_WHAT_injured:
    case DRG_WHAT_casualties:
    case DRG_WHAT_missing:
        return E(ASSAULT) | E(PROTEST);
    case DRG_WHAT_captured:
        return E(ASSAULT) | E(COERCE);
    case DRG_WHAT_arrested:
        return E(COERCE) | E(PROTEST);
    case DRG_WHAT_released:
        return E(RETREAT) | E(CONCEDE) | E(AGREE);
    case DRG_WHAT_rescued:
        return E(AID);
    case DRG_WHAT_surrendered:
        return E(RETREAT);
    case DRG_WHAT_expelled:
        return E(SANCTION) | E(COERCE);
    case DRG_WHAT_displaced:
        return E(ASSAULT) | E(COERCE) | E(AID);
    case DRG_WHAT_participants:
        return E(PROTEST) | E(CONSULT) | E(COOPERATE);
    case DRG_WHAT_troops:
        return E(MOBILIZE) | E(RETREAT) | E(AID) | E(CONCEDE) | E(COOPERATE) | E(AGREE);
    case DRG_WHAT_weapons:
        return E(ASSAULT) | E(MOBILIZE) | E(AID) | E(AGREE);
    case DRG_WHAT_intercepted:
    case DRG_WHAT_destroyed:
        return E(ASSAULT) | E(COERCE);
    case DRG_WHAT_settlements:
    case DRG_WHAT_area:
        return E(COERCE) | E(ASSAULT) | E(RETREAT);
    case DRG_WHAT_money:
        return E(AID) | E(AGREE) | E(SANCTION) | E(SUPPORT) | E(COOPERATE) | E(CONCEDE) | E(REQUEST);
    case DRG_WHAT_duration:
        return E(CONSULT) | E(SANCTION) | E(COERCE) | E(RETREAT) | E(PROTEST) | E(THREATEN) | E(AGREE) | E(ASSAULT) |
               E(COOPERATE);
    case DRG_WHAT_events:
        return E(ASSAULT) | E(CONSULT) | E(PROTEST) | E(COERCE);
    default:
        return 0;
    }
#undef E
}

bool drg_events__same_number(const drg_quantity *a, const drg_quantity *b)
{
    return a->what == b->what && a->has_low == b->has_low && a->has_high == b->has_high &&
           (!a->has_low || !(a->low < b->low || a->low > b->low)) &&
           (!a->has_high || !(a->high < b->high || a->high > b->high));
}

static void add_quantity(drg_event_found *e, const drg_quantity *q)
{
    for (uint8_t i = 0; i < e->n_quantities; i++)
        if (drg_events__same_number(&e->quantity[i], q))
            return;
    if (e->n_quantities < DRG_MAX_EVENT_QUANTITIES)
        e->quantity[e->n_quantities++] = *q;
}

static bool is_casualty(drg_what what)
{
    return what == DRG_WHAT_dead || what == DRG_WHAT_injured || what == DRG_WHAT_casualties || what == DRG_WHAT_missing;
}

static void attach_quantity(const drg_reading *r, drg_events *events, const drg_quantity_hit *hit)
{
    uint32_t allowed = events_for(hit->q.what);
    uint32_t best = (hit->q.what == DRG_WHAT_duration ? MAX_DURATION_COST : MAX_QUANTITY_COST) + 1;
    uint32_t token = hit->event_token != DRG_NONE ? hit->event_token : hit->head_token;
    uint32_t sentence = r->token[hit->number_token].sentence;
    drg_event_found *to = NULL, *before = NULL;
    drg_range near = drg_near__events(r, events, hit->number_token, 2);
    for (size_t i = near.from; i < near.to; i++) {
        drg_event_found *e = &events->at[i];
        uint32_t s = r->token[e->trigger].sentence;
        if (s > sentence)
            break;
        if (e->event == DRG_EVENT_AID && e->n_actors == 0 && e->n_recipients == 0)
            continue;
        if (!(allowed >> e->event & 1U) || (e->absorbed && hit->q.what != DRG_WHAT_released))
            continue;
        if (s != sentence) {
            if (is_casualty(hit->q.what) && sentence - s <= 2 && e->status == DRG_ACTUAL)
                before = e;
            continue;
        }
        /* how many strikes: only where the trigger itself is counted */
        bool itself =
            hit->noun_token == e->trigger || hit->head_token == e->trigger ||
            (hit->noun_token != DRG_NONE && r->token[e->trigger].head == hit->noun_token); /* "days of talks" */
        if (hit->q.what == DRG_WHAT_events && !itself &&
            !(hit->noun_token != DRG_NONE && drg_tree__dominates(r, hit->noun_token, e->trigger)))
            continue;
        uint32_t c = itself || token == e->trigger ? 0 : drg_tree__distance(r, e->trigger, token, 1);
        if (e->anchor == token)
            c = c > 1 ? 1 : c;
        if (c < best) {
            best = c;
            to = e;
        }
    }
    if (to == NULL)
        to = before;
    if (to != NULL)
        add_quantity(to, &hit->q);
}

/* ------------------------------------------------------------------ sources */

void drg_events__add_source(const drg_reading *r, drg_event_found *e, const drg_source *s, bool first)
{
    for (uint8_t i = 0; i < e->n_sources; i++)
        if (drg_sayings__same_source(r, &e->source[i], s))
            return;
    if (e->n_sources >= DRG_MAX_EVENT_SOURCES)
        return;
    uint8_t at = first ? 0 : e->n_sources;
    memmove(e->source + at + 1, e->source + at, (size_t)(e->n_sources - at) * sizeof *e->source);
    e->source[at] = *s;
    e->n_sources++;
}

/** "the army and residents said": each is a source. */
static void add_coordinated(const drg_reading *r, drg_event_found *e, const drg_saying *s, const drg_source *first)
{
    DRG_EACH_CHILD(r, s->source, c) {
        const drg_mention *m = drg_mentions__at(r, c);
        if (r->token[c].rel != DRG_REL_CONJ || m == NULL || m->thing)
            continue;
        drg_source other = drg_sayings__source(r, c);
        other.stance = first->stance;
        other.via = first->via;
        other.cue = first->cue;
        drg_events__add_source(r, e, &other, false);
    }
}

/** The innermost first; whoever reports somebody else's saying passes it on. */
static void attach_sources(const drg_reading *r, drg_event_found *e)
{
    drg_span trigger = r->token[e->trigger].span;
    uint32_t deepest = 0;
    bool any = false;
    drg_range near = drg_near__sayings(r, e->trigger, DRG_SAYING_REACH);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_saying *s = &r->saying[i];
        if (s->judges)
            continue;
        bool covers = drg_sayings__covers(s, trigger);
        bool performs = s->cue == e->trigger && e->frame->object != 0;
        if ((covers || performs) && s->depth > deepest)
            deepest = s->depth;
        any |= covers || performs;
    }
    if (!any)
        return;
    e->in_saying = true;
    for (uint32_t d = deepest + 1; d-- > 0;)
        for (int via = 0; via < 2; via++)
            for (size_t i = near.from; i < near.to; i++) {
                const drg_saying *s = &r->saying[i];
                bool performs = s->cue == e->trigger && e->frame->object != 0;
                if (s->judges || s->depth != d || s->said.source.via != (via != 0) ||
                    !(performs || drg_sayings__covers(s, trigger)))
                    continue;
                drg_source source = s->said.source;
                if (e->n_sources > 0 && d < deepest)
                    source.via = true;
                drg_events__add_source(r, e, &source, false);
                add_coordinated(r, e, s, &source);
            }
}

/** "had asked": told as the background of something else. */
static bool is_pluperfect(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_AUX && drg_str_is(r->folded[c], "had"))
            return true;
    return false;
}

/** Whether an act of speech is known from its own speaker: blame and threats are, and demands, refusals and praise that are
 * spoken; charges and rulings are acts of office. */
static bool speaks_for_itself(const drg_reading *r, const drg_event_found *e, size_t n_cues)
{
    static const char *const offices[] = {"COP", "JUD", NULL};
    const drg_mention *m = e->actor_head != DRG_NONE ? drg_mentions__at(r, e->actor_head) : NULL;
    bool spoken = n_cues > 0 || drg_tree__in(r, e->trigger, DRG_SET_attitude_verb);
    bool office = drg_entity__leads_in_sector(&e->actor[0], offices);
    bool background = is_pluperfect(r, e->trigger);
    switch (e->event) {
    case DRG_EVENT_THREATEN:
        return true;
    case DRG_EVENT_ACCUSE:
        return !office && !drg_events__has_mode(r, e, "investigate");
    case DRG_EVENT_REQUEST:
        return spoken && !office && !background;
    case DRG_EVENT_REJECT:
        return spoken && !office && !background && (n_cues > 0 || (m != NULL && m->person));
    case DRG_EVENT_SUPPORT:
        return n_cues > 0 && m != NULL && m->person && !background;
    default:
        return false;
    }
}

/** Who accuses, threatens, demands or refuses says so: the act is known from its own speaker, and an outlet that reports it
 * passes it on. */
static void take_speaker(const drg_reading *r, drg_event_found *e)
{
    bool passed_on = true;
    for (uint8_t i = 0; i < e->n_sources; i++)
        passed_on &= e->source[i].kind == DRG_SOURCE_MEDIA;
    size_t n;
    const drg_cue *cues = drg_knowledge__cues(r->knowledge, r->word[e->trigger], &n);
    if (!passed_on || e->frame->kind != DRG_FRAME_VERB || e->n_actors == 0 || !speaks_for_itself(r, e, n))
        return;
    uint32_t subject = drg_tree__subject(r, e->trigger);
    if (subject == DRG_NONE || drg_mentions__at(r, subject) == NULL)
        return;
    drg_source s = drg_sayings__source(r, subject);
    s.cue = r->token[e->trigger].form;
    if (n > 0)
        s.stance = (drg_stance)cues[0].stance;
    for (uint8_t i = 0; i < e->n_sources; i++)
        e->source[i].via = true;
    drg_events__add_source(r, e, &s, true);
}

/** Police, officials, residents without a country are of the place where it happens, or else of the country that the
 * document is about. Fighters may come from anywhere. */
static void take_local(drg_entity *e, drg_str country)
{
    static const char *const local[] = {"GOV", "COP", "MIL", "CVL", "JUD", "LEG", "MED", "EDU",
                                        "LAB", "OPP", "AGR", "REL", "SOC", "BUS", "JRN", NULL};
    if (e->country.len > 0 || country.len != 3)
        return;
    if (e->n_sectors == 0 && e->name.len > 0)
        e->country = country;
    if (drg_entity__leads_in_sector(e, local))
        e->country = country;
}

static void take_locals(const drg_reading *r, drg_event_found *e)
{
    drg_str country = e->has_place ? e->place.country : r->main_country;
    for (uint8_t i = 0; i < e->n_actors; i++)
        take_local(&e->actor[i], country);
    for (uint8_t i = 0; i < e->n_recipients; i++)
        take_local(&e->recipient[i], country);
    for (uint8_t i = 0; i < e->n_sources; i++)
        if (e->source[i].kind == DRG_SOURCE_ANONYMOUS || e->source[i].entity.role.len > 0)
            take_local(&e->source[i].entity, country);
}

static bool same_actor(const drg_event_found *a, const drg_event_found *b)
{
    if (a->n_actors == 0 || b->n_actors == 0)
        return false;
    if (a->actor[0].name.len > 0 && b->actor[0].name.len > 0)
        return drg_str_eq(a->actor[0].name, b->actor[0].name);
    return a->actor[0].country.len > 0 && drg_str_eq(a->actor[0].country, b->actor[0].country);
}

/** What somebody goes on to do or say in the same breath is of the same occasion: the place of force told before, the day
 * of the speech told before. */
static void take_occasion(const drg_reading *r, drg_events *events, size_t i)
{
    enum { MAX_SENTENCES_BACK = 2 };
    drg_event_found *e = &events->at[i];
    bool speaks = drg_events__is_speech(e->event);
    bool acts = drg_events__is_force(e->event) && e->event != DRG_EVENT_MOBILIZE;
    for (size_t j = i; j-- > 0;) {
        const drg_event_found *x = &events->at[j];
        if (r->token[e->trigger].sentence - r->token[x->trigger].sentence > MAX_SENTENCES_BACK)
            return;
        if (x->absorbed || x->status != e->status)
            continue;
        if (speaks && drg_events__is_speech(x->event) && same_actor(e, x) && !e->has_date && x->has_date &&
            is_day(&x->date)) {
            e->date = x->date;
            e->has_date = true;
        }
        bool stranger = e->n_actors > 0 && x->n_actors > 0 && !same_actor(e, x);
        if (acts && drg_events__is_force(x->event) && !stranger && !e->has_place && x->has_place) {
            e->place = x->place;
            e->has_place = true;
        }
    }
}

void drg_events__attach(drg_reading *r, drg_events *events)
{
    drg_date today = {.start = r->when.published, .end = r->when.published, .has_start = true, .has_end = true};
    const drg_date *told = r->when.has_published ? &today : NULL;
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        attach_date(r, e, told);
        attach_place(r, e);
        attach_sources(r, e);
        take_speaker(r, e);
        if (e->event != DRG_EVENT_CONSULT && e->event != DRG_EVENT_AGREE)
            take_locals(r, e);
        if (e->has_date && e->date.has_start && e->date.has_end && !e->absorbed)
            told = &e->date;
        if (e->has_date && e->date.has_end && r->when.has_published && e->status == DRG_ACTUAL &&
            e->date.end < r->when.published - 183)
            e->status = DRG_HISTORICAL;
    }
    for (size_t i = 0; i < r->n_quantities; i++)
        if (!r->quantity[i].is_superseded)
            attach_quantity(r, events, &r->quantity[i]);
}

void drg_events__occasions(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++)
        if (!events->at[i].absorbed)
            take_occasion(r, events, i);
}
