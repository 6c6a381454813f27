/* src/code/occasions.c - what goes on from one record to the next: the day and the place of the speech or meeting that an act
 * of words belongs to, the place of the fight. */
#include "code/attach.h"
#include "code/phrases.h"

bool drg_attach__is_pluperfect(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_AUX && drg_str_is(r->folded[c], "had"))
            return true;
    return false;
}

static bool same_party(const drg_entity *a, const drg_entity *b)
{
    if (a->name.len > 0 && b->name.len > 0)
        return drg_str_eq(a->name, b->name);
    bool apart = a->n_sectors > 0 && b->n_sectors > 0 && !drg_str_eq(a->sector[0], b->sector[0]);
    if (apart)
        return false; /* an exile is not his country's police */
    return a->country.len > 0 && drg_str_eq(a->country, b->country);
}

static bool same_actor(const drg_event_found *a, const drg_event_found *b)
{
    return a->n_actors > 0 && b->n_actors > 0 && same_party(&a->actor[0], &b->actor[0]);
}

static bool takes_part(const drg_event_found *meeting, const drg_entity *party)
{
    for (uint8_t i = 0; i < meeting->n_actors; i++)
        if (same_party(&meeting->actor[i], party))
            return true;
    for (uint8_t i = 0; i < meeting->n_recipients; i++)
        if (same_party(&meeting->recipient[i], party))
            return true;
    return false;
}

/** Whether two times share no day. */
static bool differ(const drg_date *a, const drg_date *b)
{
    return (a->has_end && b->has_start && a->end < b->start) || (b->has_end && a->has_start && b->end < a->start);
}

static void take_date(drg_event_found *e, const drg_date *date)
{
    e->date = *date;
    e->has_date = true;
}

static void take_place(drg_event_found *e, const drg_place *place)
{
    e->place = *place;
    e->has_place = true;
}

/* ------------------------------------------------------------------ meetings, fights */

/** Whether the ground of a fight may be an attacker's next deed's: not where it is the attacker's own country, and never
 * of somebody whom the fight does not name. */
static bool shares_ground(const drg_event_found *e, const drg_event_found *fight)
{
    if (e->n_actors == 0)
        return true;
    static const char *const bound[] = {"COP", "JUD", "GOV", NULL};
    bool police = e->event == DRG_EVENT_COERCE && drg_entity__leads_in_sector(&e->actor[0], bound);
    bool own = e->actor[0].country.len > 0 && drg_str_eq(e->actor[0].country, fight->place.country) &&
               fight->n_actors == 0 && !police;
    return !own &&
           (fight->n_actors == 0 ? e->actor[0].country.len == 0 || drg_str_eq(e->actor[0].country, fight->place.country)
                                 : same_actor(e, fight));
}

/** Whether the doer, or who speaks for the doers, takes part in a meeting. */
static bool at_table(const drg_event_found *meeting, const drg_event_found *e)
{
    if (e->n_actors > 0 && takes_part(meeting, &e->actor[0]))
        return true;
    return e->n_sources > 0 && takes_part(meeting, &e->source[0].entity) &&
           drg_entity__country_among(e->actor, e->n_actors, e->source[0].entity.country);
}

/** What one says to another whom the text has just told to have met is said at that meeting. */
static void take_meeting(const drg_reading *r, drg_events *events, size_t i)
{
    enum { MAX_SENTENCES_BACK = 4 };
    drg_event_found *e = &events->at[i];
    if (!drg_events__is_speech(e->event) || e->n_actors == 0 || e->n_recipients == 0 ||
        drg_attach__is_pluperfect(r, e->trigger))
        return;
    for (size_t j = i; j-- > 0;) {
        const drg_event_found *x = &events->at[j];
        if (r->token[e->trigger].sentence - r->token[x->trigger].sentence > MAX_SENTENCES_BACK)
            return;
        if (x->absorbed || x->status != e->status || x->event != DRG_EVENT_CONSULT || !takes_part(x, &e->actor[0]) ||
            !takes_part(x, &e->recipient[0]) || (e->has_date && x->has_date && differ(&e->date, &x->date)))
            continue;
        if (!e->has_date && x->has_date && drg_attach__is_day(&x->date)) {
            drg_trace__why(r, e->trigger, "date", "the day of the meeting at which it is said");
            take_date(e, &x->date);
        }
        if (!e->has_place && x->has_place) {
            drg_trace__why(r, e->trigger, "place", "the place of the meeting at which it is said");
            take_place(e, &x->place);
        }
    }
}

/** "replied by shelling", "returned fire": of the day of what it answers. */
static bool is_answer(const drg_reading *r, const drg_event_found *e)
{
    static const char *const answers[] = {"retaliate", "counterattack", NULL};
    static const char *const nouns[] = {"retaliation", "response", "reprisal", NULL};
    if (e->event != DRG_EVENT_ASSAULT)
        return false;
    uint32_t up = r->token[e->anchor].head;
    bool by = r->token[e->anchor].rel == DRG_REL_ADVCL && up != DRG_NONE && drg_tree__lemma_in(&r->token[up], answers);
    DRG_EACH_CHILD(r, e->anchor, c)
        by |= r->token[c].rel == DRG_REL_OBL && drg_tree__lemma_in(&r->token[c], nouns) &&
              drg_tree__has_child_lemma(r, c, "in");
    bool fire = drg_tree__is(&r->token[e->anchor], "return") && drg_tree__object(r, e->anchor) != DRG_NONE &&
                drg_tree__is(&r->token[drg_tree__object(r, e->anchor)], "fire");
    return by || fire || drg_tree__lemma_in(&r->token[e->trigger], answers);
}

/** What somebody goes on to do or say in the same breath is of the same occasion: the place of force told before, the day
 * of the speech told before, the day and place of the meeting at which it is said. */
static void take_occasion(const drg_reading *r, drg_events *events, size_t i)
{
    enum { MAX_SENTENCES_BACK = 2, MAX_BACK_TO_MEETING = 4, MAX_BACK_OF_PERSON = 12 };
    drg_event_found *e = &events->at[i];
    bool speaks = drg_events__is_speech(e->event) && !drg_attach__is_pluperfect(r, e->trigger);
    const drg_mention *doer = speaks && e->actor_head != DRG_NONE ? drg_mentions__at(r, e->actor_head) : NULL;
    bool person = doer != NULL && doer->person && !doer->plural && e->n_actors == 1 && e->actor[0].name.len > 0;
    bool gives_up = e->event == DRG_EVENT_RETREAT &&
                    (drg_events__has_mode(r, e, "disarm") || drg_events__has_mode(r, e, "withdraw"));
    bool acts = (drg_events__is_force(e->event) && e->event != DRG_EVENT_MOBILIZE) || gives_up;
    for (size_t j = i; j-- > 0;) {
        const drg_event_found *x = &events->at[j];
        uint32_t back = r->token[e->trigger].sentence - r->token[x->trigger].sentence;
        if (back > (person ? MAX_BACK_OF_PERSON : MAX_BACK_TO_MEETING))
            return;
        if (x->absorbed || x->status != e->status)
            continue;
        bool day = x->has_date && drg_attach__is_day(&x->date);
        bool speech = drg_events__is_speech(x->event) && back <= MAX_SENTENCES_BACK && same_actor(e, x);
        bool meeting = x->event == DRG_EVENT_CONSULT && (back <= 1 || (doer != NULL && doer->person)) && at_table(x, e);
        if (speaks && day && !e->has_date && (speech || meeting)) {
            drg_trace__why(r, e->trigger, "date", "the day of the meeting or speech told before");
            take_date(e, &x->date);
        }
        if (is_answer(r, e) && day && !e->has_date && x->event == DRG_EVENT_ASSAULT) {
            drg_trace__why(r, e->trigger, "date", "the day of the attack that it answers");
            take_date(e, &x->date);
        }
        bool at_meeting =
            speaks && meeting && x->has_place && (!e->has_date || !x->has_date || !differ(&e->date, &x->date));
        bool on_ground = acts && back <= MAX_SENTENCES_BACK && drg_events__is_force(x->event) &&
                         x->event != DRG_EVENT_MOBILIZE && x->has_place && !drg_events__is_total(r, e) &&
                         (gives_up || shares_ground(e, x));
        if (!e->has_place && (at_meeting || on_ground)) {
            drg_trace__why(r, e->trigger, "place",
                           at_meeting ? "the place of the meeting at which it is said"
                                      : "the place of the fight that it belongs to");
            take_place(e, &x->place);
        }
    }
}

/* ------------------------------------------------------------------ speeches */

/** The verb itself, or the first of those that one subject does: "on Saturday called the vote a sham and said that …". */
static bool is_of_cue(const drg_reading *r, uint32_t governor, uint32_t cue)
{
    const drg_token *t = &r->token[cue];
    bool shared =
        t->rel == DRG_REL_CONJ && t->upos == DRG_UPOS_VERB && drg_tree__child(r, cue, DRG_REL_NSUBJ) == DRG_NONE;
    return governor == cue || (shared && governor == t->head);
}

/** The time that hangs on a verb of saying and is not said itself (saying NULL: nothing is); NULL: none. */
static const drg_time_hit *time_at(const drg_reading *r, uint32_t cue, const drg_saying *saying)
{
    drg_range near = drg_near__times(r, cue);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_time_hit *hit = &r->time[i];
        bool said = saying != NULL && drg_sayings__covers(saying, hit->date.span);
        if (hit->has_date && is_of_cue(r, hit->governor, cue) && !said && hit->date.has_start && hit->date.has_end)
            return hit;
    }
    return NULL;
}

/** Words with which somebody speaks, and when and where. */
typedef struct drg_speech {
    uint32_t cue;
    const drg_entity *speaker;
    const drg_saying *saying; /* NULL: "was speaking in London", of which nothing is told */
} drg_speech;

/** How far another sentence may be that tells of the speech: of a person further than of a state. */
static uint32_t reach_of(const drg_reading *r, const drg_speech *s)
{
    enum { PERSON = 12, OTHER = 1 };
    const drg_mention *m = s->saying != NULL ? drg_mentions__at(r, s->saying->source) : NULL;
    bool person = m != NULL && m->person && !m->plural && (m->named || m->antecedent != DRG_NONE);
    return s->saying == NULL || person ? PERSON : OTHER;
}

/** "sent envoys last week, but he rejected their offer": the sentence dates what stands beside it. */
static bool is_dated_beside(const drg_reading *r, const drg_event_found *e)
{
    drg_range near = drg_near__times(r, e->trigger);
    uint32_t first = e->anchor;
    while (r->token[first].rel == DRG_REL_CONJ && r->token[first].head != DRG_NONE)
        first = r->token[first].head;
    for (size_t i = near.from; i < near.to; i++)
        if (r->time[i].has_date && !r->time[i].is_comparison && r->time[i].governor == first && first != e->anchor)
            return true;
    return false;
}

/** "said last week that it would pull out": a promise, a threat, a refusal that the saying itself makes is of its day; and
 * what somebody says in the sentences after "said on Tuesday" goes on from there. */
static void take_day_of_saying(const drg_reading *r, drg_event_found *e)
{
    enum { REACH = 6 };
    if (e->has_date || e->n_actors == 0 || !drg_events__is_speech(e->event) || drg_attach__is_pluperfect(r, e->trigger))
        return;
    drg_range near = drg_near__sayings(r, e->trigger, REACH);
    for (size_t i = near.to; i-- > near.from;) { /* the nearest before first */
        const drg_saying *s = &r->saying[i];
        if (s->judges || s->cue > e->trigger)
            continue;
        bool makes = drg_sayings__covers(s, r->token[e->trigger].span);
        bool speaks_for =
            makes && e->actor[0].country.len == 3 && drg_str_eq(e->actor[0].country, s->said.source.entity.country);
        if (!speaks_for && !same_party(&s->said.source.entity, &e->actor[0]))
            continue;
        const drg_time_hit *hit = time_at(r, s->cue, s);
        drg_speech speech = {s->cue, &s->said.source.entity, s};
        bool far = r->token[e->trigger].sentence - r->token[s->cue].sentence > reach_of(r, &speech);
        if (hit != NULL && (makes || (drg_attach__is_day(&hit->date) && !far && !is_dated_beside(r, e)))) {
            drg_trace__why(r, e->trigger, "date",
                           "the day of the saying that makes it, or of the speech it belongs to");
            take_date(e, &hit->date);
            return;
        }
        if (makes)
            return;
    }
}

/** The ground on which a speech is made: "said in Moscow", "told a conference in Geneva"; NULL: none. */
static const drg_place_hit *place_of_speech(const drg_reading *r, const drg_speech *s)
{
    enum { MAX_STEPS = 5 };
    drg_range near = drg_near__places(r, s->cue);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_place_hit *p = &r->place[i];
        bool said = s->saying != NULL && drg_sayings__covers(s->saying, p->place.span);
        bool speaker = s->saying != NULL && drg_attach__inside(r, s->saying->source, p->head);
        if (said || speaker || p->place.is_actor || r->dateline[p->head] || !drg_attach__is_locative(r, p) ||
            drg_attach__is_under(r, p, "from") || drg_attach__is_under(r, p, "to"))
            continue;
        uint32_t t = p->head;
        bool stays = true;
        for (int k = 0; k < MAX_STEPS && stays && t != s->cue; k++) {
            uint8_t rel = r->token[t].rel;
            bool place = t == p->head || (p->first <= t && t <= p->last);
            bool beside = rel == DRG_REL_NMOD || rel == DRG_REL_APPOS || rel == DRG_REL_COMPOUND ||
                          rel == DRG_REL_FLAT || rel == DRG_REL_CONJ;
            stays = place || beside || rel == DRG_REL_NMOD_DESC || drg_attach__is_occasion(r, t) ||
                    rel == DRG_REL_OBL ||
                    ((rel == DRG_REL_OBJ || rel == DRG_REL_IOBJ) && r->token[t].upos == DRG_UPOS_NOUN);
            t = r->token[t].head;
            stays &= t != DRG_NONE;
        }
        if (stays && t == s->cue)
            return p;
    }
    return NULL;
}

/** Whether an act of words may be of that speech: its doer speaks, or speaks for its doers. */
static bool is_speaker(const drg_event_found *e, const drg_speech *s)
{
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (same_party(&e->actor[i], s->speaker))
            return true;
    if (e->n_sources == 0 || !same_party(&e->source[0].entity, s->speaker))
        return false;
    return drg_entity__country_among(e->actor, e->n_actors, s->speaker->country);
}

/** The day and the place of the nearest speech of the doer's that tells any. */
typedef struct drg_setting {
    uint32_t day_far, place_far;
    const drg_time_hit *day;
    const drg_place_hit *place;
} drg_setting;

static void look_at(const drg_reading *r, const drg_event_found *e, const drg_speech *s, drg_setting *found)
{
    uint32_t here = r->token[e->trigger].sentence, there = r->token[s->cue].sentence;
    uint32_t far = here > there ? here - there : there - here;
    bool nearer = far < found->day_far || far < found->place_far;
    if (!nearer || far > reach_of(r, s) || !is_speaker(e, s))
        return;
    const drg_time_hit *day = far < found->day_far ? time_at(r, s->cue, s->saying) : NULL;
    if (day != NULL && drg_attach__is_day(&day->date)) {
        found->day_far = far;
        found->day = day;
    }
    const drg_place_hit *place = far < found->place_far ? place_of_speech(r, s) : NULL;
    if (place != NULL) {
        found->place_far = far;
        found->place = place;
    }
}

/** Lists of speaking verbs that nobody's words hang on. */
typedef struct drg_speakings {
    drg_speech at[32];
    size_t n;
} drg_speakings;

static void find_speakings(const drg_reading *r, drg_speakings *list)
{
    static const char *const verbs[] = {"speak", "address", "appear", "say", "tell", NULL};
    list->n = 0;
    for (uint32_t t = 0; t < r->n && list->n < sizeof list->at / sizeof *list->at; t++) {
        if (r->token[t].upos != DRG_UPOS_VERB || !r->prose[t] || !drg_tree__lemma_in(&r->token[t], verbs))
            continue;
        uint32_t subject = drg_tree__subject(r, t);
        const drg_mention *m = subject != DRG_NONE ? drg_mentions__at(r, subject) : NULL;
        bool with = false;
        DRG_EACH_CHILD(r, t, c)
            with |= r->token[c].rel == DRG_REL_OBL && drg_tree__has_child_lemma(r, c, "with");
        if (m != NULL && m->person && !with && !drg_attach__is_pluperfect(r, t) &&
            !drg_tree__has_child_lemma(r, t, "telephone"))
            list->at[list->n++] = (drg_speech){t, &m->entity, NULL};
    }
}

/** "suspended flights after the minister criticised the arrest": told as what went before. */
static bool went_before(const drg_reading *r, const drg_event_found *e)
{
    uint32_t t = e->anchor;
    for (int i = 0; i < 8 && t != DRG_NONE; i++, t = r->token[t].head)
        if (r->token[t].rel == DRG_REL_ADVCL &&
            (drg_tree__has_child_lemma(r, t, "after") || drg_tree__has_child_lemma(r, t, "since")))
            return true;
    return false;
}

/** "has hit back at the remarks. … Mr Doe told a forum in Accra on Monday": the lead's act is of the speech that the text goes
 * on to tell. */
static void take_setting(const drg_reading *r, const drg_speakings *speakings, drg_event_found *e)
{
    enum { REACH = 12 };
    if ((e->has_date && e->has_place) || e->n_actors == 0 || e->status != DRG_ACTUAL ||
        !drg_events__is_speech(e->event) || e->event == DRG_EVENT_AGREE || drg_attach__is_pluperfect(r, e->trigger) ||
        went_before(r, e))
        return;
    drg_setting found = {UINT32_MAX, UINT32_MAX, NULL, NULL};
    drg_range near = drg_near__sayings(r, e->trigger, REACH);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_saying *s = &r->saying[i];
        drg_speech speech = {s->cue, &s->said.source.entity, s};
        if (!s->judges && s->cue != DRG_NONE)
            look_at(r, e, &speech, &found);
    }
    for (size_t i = 0; i < speakings->n; i++)
        look_at(r, e, &speakings->at[i], &found);
    if (!e->has_date && found.day != NULL && (found.day_far == 0 || !is_dated_beside(r, e))) {
        drg_trace__why(r, e->trigger, "date", "the day of the speech that it belongs to");
        take_date(e, &found.day->date);
    }
    bool same_day =
        !e->has_date || found.day == NULL || found.day_far != found.place_far || !differ(&e->date, &found.day->date);
    if (!e->has_place && found.place != NULL && same_day) {
        drg_trace__why(r, e->trigger, "place", "where the speech that it belongs to was made");
        take_place(e, &found.place->place);
    }
}

void drg_events__occasions(const drg_reading *r, drg_events *events)
{
    drg_speakings speakings;
    find_speakings(r, &speakings);
    for (size_t i = 0; i < events->n; i++)
        if (!events->at[i].absorbed) {
            take_day_of_saying(r, &events->at[i]);
            take_meeting(r, events, i);
            take_setting(r, &speakings, &events->at[i]);
            take_occasion(r, events, i);
        }
    drg_scene__last(r, events);
}
