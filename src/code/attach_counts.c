/* src/code/attach_counts.c - which numbers belong to which event: by what is counted, by distance in the tree, and for the
 * harm told later, by which of the events before it is meant. */
#include "code/trace.h"

enum { MAX_QUANTITY_COST = 9, MAX_DURATION_COST = 3, MAX_SENTENCES_BACK = 5 };

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
        return E(PROTEST) | E(CONSULT) | E(COOPERATE) | E(AGREE) | E(MOBILIZE);
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
               E(COOPERATE) | E(CONCEDE) | E(REQUEST) | E(MOBILIZE);
    case DRG_WHAT_events:
        return E(ASSAULT) | E(CONSULT) | E(PROTEST) | E(COERCE);
    case DRG_WHAT_other: /* is_measured() */
        return E(AID) | E(COERCE) | E(SANCTION) | E(COOPERATE) | E(AGREE) | E(RETREAT) | E(MOBILIZE);
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

/** Of two readings of one number the one that says more: "14 tanks", weapons, that were destroyed. */
static bool says_less(const drg_quantity *a, const drg_quantity *b)
{
    bool things = a->what == DRG_WHAT_weapons && (b->what == DRG_WHAT_destroyed || b->what == DRG_WHAT_intercepted);
    drg_quantity as = *a;
    as.what = b->what;
    return things && drg_str_eq(a->unit, b->unit) && drg_events__same_number(&as, b);
}

/** "two buildings and two trucks": equal numbers of one list that count different things. */
static bool counts_another(const drg_quantity *a, const drg_quantity *b)
{
    enum { LIST_BYTES = 120 };
    uint32_t apart = a->span.start < b->span.start ? b->span.start - a->span.start : a->span.start - b->span.start;
    bool anybody =
        drg_str_is(a->unit, "person") || drg_str_is(b->unit, "person") || a->unit.len == 0 || b->unit.len == 0;
    return apart > 0 && apart < LIST_BYTES && !anybody && !drg_str_eq(a->unit, b->unit);
}

void drg_events__add_quantity(drg_event_found *e, const drg_quantity *q)
{
    for (uint8_t i = 0; i < e->n_quantities; i++) {
        if (counts_another(&e->quantity[i], q))
            continue;
        if (drg_events__same_number(&e->quantity[i], q) || says_less(q, &e->quantity[i]))
            return;
        if (says_less(&e->quantity[i], q)) {
            e->quantity[i] = *q;
            return;
        }
    }
    if (e->n_quantities < DRG_MAX_EVENT_QUANTITIES)
        e->quantity[e->n_quantities++] = *q;
}

static bool is_casualty(drg_what what)
{
    return what == DRG_WHAT_dead || what == DRG_WHAT_injured || what == DRG_WHAT_casualties || what == DRG_WHAT_missing;
}

/** Whether harm told without an event of its own may be an earlier event's. */
static bool tells_harm(drg_what what)
{
    return is_casualty(what) || what == DRG_WHAT_displaced || what == DRG_WHAT_destroyed ||
           what == DRG_WHAT_intercepted || what == DRG_WHAT_participants;
}

bool drg_events__in_passing(const drg_reading *r, const drg_event_found *e)
{
    uint32_t t = e->anchor;
    for (int i = 0; i < 40 && t != DRG_NONE; i++, t = r->token[t].head)
        if (r->token[t].rel == DRG_REL_ACL_RELCL)
            return true;
    return false;
}

/** "up to 24 civilians … 24 civilians", "at least 24 … 24": one count, bounded otherwise. */
static bool is_same_count(const drg_quantity *a, const drg_quantity *b)
{
    enum { SMALLEST = 5 }; /* small numbers are equal by chance */
    double x = a->has_high ? a->high : a->low, y = b->has_high ? b->high : b->low;
    return a->what == b->what && x >= SMALLEST && !(x < y || x > y);
}

/** A month and more, or open behind. */
static bool is_long(const drg_date *d)
{
    enum { DAYS = 20 };
    return d->has_start != d->has_end || (d->has_start && d->has_end && d->end - d->start > DAYS);
}

/** "since the war began", "so far" on a verb. */
static bool runs_on(const drg_reading *r, uint32_t verb)
{
    static const char *const since[] = {"since", NULL};
    static const char *const lengths[] = {"day", "week", "month", "year", "decade", NULL};
    if (verb == DRG_NONE)
        return false;
    DRG_EACH_CHILD(r, verb, c) {
        bool clause = r->token[c].rel == DRG_REL_ADVCL || r->token[c].rel == DRG_REL_OBL;
        if (clause && (drg_tree__has_child_lemma(r, c, *since) || drg_tree__lemma_in(&r->token[c], since)))
            return true;
        if (clause && drg_tree__lemma_in(&r->token[c], lengths) && drg_tree__has_child_lemma(r, c, "in") &&
            drg_tree__child(r, c, DRG_REL_NMOD) != DRG_NONE)
            return true; /* "killed in two months of protests" */
        if (drg_str_is(r->folded[c], "so") && c + 1 < r->n && drg_str_is(r->folded[c + 1], "far"))
            return true;
        if (drg_str_is(r->folded[c], "far") && c > 0 && drg_str_is(r->folded[c - 1], "so"))
            return true;
    }
    return false;
}

/** "the toll from the three-week offensive", "bringing the number of dead to 40". */
static bool is_of_toll(const drg_reading *r, uint32_t t)
{
    static const char *const tolls[] = {"toll", "number", "total", "count", "tally", NULL};
    static const char *const lifts[] = {"bring", "take", "push", "raise", "lift", "drive", NULL};
    for (int i = 0; i < 6 && t != DRG_NONE; i++, t = r->token[t].head) {
        if (r->token[t].upos == DRG_UPOS_VERB && !drg_tree__lemma_in(&r->token[t], lifts))
            return false;
        if (drg_tree__lemma_in(&r->token[t], lifts)) {
            uint32_t object = drg_tree__object(r, t);
            return object != DRG_NONE && drg_tree__lemma_in(&r->token[object], tolls);
        }
    }
    return false;
}

/** "The war has killed 112,000 people", "thousands have died in the conflict". */
static bool is_of_war(const drg_reading *r, uint32_t verb)
{
    static const char *const wars[] = {"war",       "conflict", "insurgency", "violence",  "crisis", "uprising",
                                       "rebellion", "unrest",   "genocide",   "civil-war", NULL};
    bool has = false, war = false;
    DRG_EACH_CHILD(r, verb, c) {
        has |= r->token[c].rel == DRG_REL_AUX && drg_tree__is(&r->token[c], "have") &&
               drg_tree__has_feat(&r->token[c], "Tense=Pres");
        bool subject = r->token[c].rel == DRG_REL_NSUBJ,
             inside = r->token[c].rel == DRG_REL_OBL && drg_tree__has_child_lemma(r, c, "in");
        war |= (subject || inside) && drg_tree__lemma_in(&r->token[c], wars);
    }
    return has && war;
}

bool drg_events__is_total(const drg_reading *r, const drg_event_found *e)
{
    if (e->event == DRG_EVENT_ASSAULT && e->frame->kind == DRG_FRAME_NOUN && is_of_toll(r, e->trigger))
        return true;
    bool force = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE;
    if (force && is_of_war(r, e->anchor))
        return true;
    return force && ((e->has_date && is_long(&e->date)) || runs_on(r, e->anchor) || runs_on(r, e->trigger));
}

/** The same of a number that no event tells. */
static bool is_total_count(const drg_reading *r, const drg_quantity_hit *hit)
{
    uint32_t verb = hit->event_token;
    if (is_of_toll(r, hit->head_token))
        return true;
    if (verb == DRG_NONE)
        return false;
    drg_range near = drg_near__times(r, hit->number_token);
    for (size_t i = near.from; i < near.to; i++)
        if (r->time[i].has_date && is_long(&r->time[i].date) && r->time[i].governor == verb)
            return true;
    return runs_on(r, verb);
}

/** "On Friday … two soldiers died in the raid": the sentence of the number has a day of its own, and it is not the event's. */
static bool is_on_other_day(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    if (!e->has_date || !e->date.has_start || !e->date.has_end)
        return false;
    drg_range near = drg_near__times(r, hit->number_token);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_time_hit *x = &r->time[i];
        bool day = x->has_date && x->date.has_start && x->date.has_end && x->date.end - x->date.start <= 1;
        size_t n_cues = 0;
        if (x->governor != DRG_NONE)
            (void)drg_knowledge__cues(r->knowledge, r->word[x->governor], &n_cues);
        if (day && n_cues == 0 && (x->date.start > e->date.end || x->date.end < e->date.start))
            return true;
    }
    return false;
}

/** How well an earlier event fits harm that is told later; 0: not at all. The day's event goes before one told in passing,
 * one with the same number before all. */
static uint32_t fits_later(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit, uint32_t back)
{
    const drg_quantity *q = &hit->q;
    if (e->status != DRG_ACTUAL || e->absorbed || back > MAX_SENTENCES_BACK || drg_events__is_total(r, e))
        return 0;
    bool harm = false;
    uint32_t count = 0;
    for (uint8_t i = 0; i < e->n_quantities; i++) {
        if (drg_events__same_number(&e->quantity[i], q))
            return 100;
        if (is_same_count(&e->quantity[i], q))
            count = 50;
        harm |= tells_harm(e->quantity[i].what);
    }
    if (count > 0)
        return count;
    bool old = e->has_date && e->date.has_end && r->when.has_published && e->date.end < r->when.published - 183;
    if (old || is_on_other_day(r, e, hit))
        return 0;
    uint32_t near = MAX_SENTENCES_BACK + 1 - back;
    return near + (drg_events__in_passing(r, e) ? 0U : 10U) + (harm ? 3U : 0U);
}

/** "shot in the house that she had rented for a month": a length of time that another clause's verb has. */
static bool is_of_another(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    static const char *const lasting[] = {"last", "take", "continue", "run", "go", "end", "stretch", "drag", NULL};
    uint32_t verb = r->token[hit->head_token].head;
    for (int i = 0; i < 8 && verb != DRG_NONE && r->token[verb].upos != DRG_UPOS_VERB; i++) {
        if (verb == e->trigger || verb == e->anchor)
            return false;
        verb = r->token[verb].head;
    }
    return hit->q.what == DRG_WHAT_duration && verb != DRG_NONE && verb != e->trigger && verb != e->anchor &&
           r->token[verb].upos == DRG_UPOS_VERB && !drg_tree__dominates(r, verb, e->trigger) &&
           !drg_tree__lemma_in(&r->token[verb], lasting);
}

/** "delivered 40 tonnes of food", "imposed sanctions on 78 officials": what fits no kind is kept where the act itself
 * measures or lists it. */
static bool is_measured(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    static const char *const measures[] = {"tonne",  "ton",   "metric ton", "kilogram", "barrel",  "liter",
                                           "gallon", "pound", "bushel",     "gram",     "megawatt"};
    uint32_t t = hit->head_token;
    while (r->token[t].rel == DRG_REL_CONJ && r->token[t].head != DRG_NONE)
        t = r->token[t].head;
    bool argument = r->token[t].head == e->trigger || r->token[t].head == e->anchor;
    bool object = r->token[t].rel == DRG_REL_OBJ || r->token[t].rel == DRG_REL_NSUBJ_PASS;
    if (e->event == DRG_EVENT_SANCTION)
        return argument && (object || r->token[t].rel == DRG_REL_OBL || r->token[t].rel == DRG_REL_NMOD) &&
               hit->q.unit.len > 0 && !drg_str_is(hit->q.unit, "percent");
    if (e->event == DRG_EVENT_MOBILIZE) { /* "scores of extra police were brought in" */
        static const char *const police[] = {"police",  "policeman", "officer", "guard", "agent",
                                             "marshal", "gendarme",  "cop",     "force", NULL};
        return argument && hit->noun_token != DRG_NONE && drg_tree__lemma_in(&r->token[hit->noun_token], police);
    }
    for (size_t i = 0; argument && object && i < sizeof measures / sizeof *measures; i++)
        if (drg_str_is(hit->q.unit, measures[i]))
            return true;
    return false;
}

/** "compared with August, when 193 died": harm of a time that is only held against this one. */
static bool is_of_other_time(const drg_reading *r, const drg_quantity_hit *hit)
{
    uint32_t verb = hit->event_token;
    if (verb == DRG_NONE || (r->token[verb].rel != DRG_REL_ACL_RELCL && r->token[verb].rel != DRG_REL_ADVCL))
        return false;
    uint32_t when = DRG_NONE;
    DRG_EACH_CHILD(r, verb, c)
        if (drg_tree__is(&r->token[c], "when") && c > 1)
            when = c;
    if (when == DRG_NONE)
        return false;
    uint32_t before = drg_str_is(r->token[when - 1].form, ",") ? when - 2 : when - 1;
    drg_range near = drg_near__times(r, verb);
    for (size_t i = near.from; i < near.to; i++)
        if (r->time[i].last_token == before)
            return true;
    return false;
}

/** "an exchange of fire that lasted an hour": what lasts; DRG_NONE. */
static uint32_t what_lasts(const drg_reading *r, const drg_quantity_hit *hit)
{
    static const char *const lasting[] = {"last", "continue", "rage", "drag", NULL};
    uint32_t verb = r->token[hit->head_token].head;
    if (hit->q.what != DRG_WHAT_duration || verb == DRG_NONE || !drg_tree__lemma_in(&r->token[verb], lasting))
        return DRG_NONE;
    return drg_tree__antecedent(r, drg_tree__subject(r, verb));
}

/** "agreed to disarm within 180 days", "could restrict aid unless it improved within 30 days": a term set in what an act of
 * words is about. */
static bool is_term_of_topic(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    bool words = e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_CONCEDE || e->event == DRG_EVENT_THREATEN ||
                 e->event == DRG_EVENT_REQUEST;
    if (hit->q.what != DRG_WHAT_duration || !words || e->topic == DRG_NONE ||
        !drg_tree__dominates(r, e->topic, hit->head_token))
        return false;
    static const char *const terms[] = {"within", "in", "over", "after", NULL};
    for (const char *const *t = terms; *t != NULL; t++)
        if (drg_tree__has_child_lemma(r, hit->head_token, *t))
            return true;
    return false;
}

/** "the worst attack in 18 months", "its first in three decades": what it is held against. */
static bool is_compared(const drg_reading *r, const drg_quantity_hit *hit)
{
    enum { WORDS = 12 };
    static const char *const most[] = {"worst",    "first",   "deadliest", "biggest", "largest", "bloodiest",
                                       "heaviest", "highest", "longest",   "most",    "lowest",  "fiercest",
                                       "second",   "third",   "bad",       NULL};
    uint32_t first = r->doc->sentences[r->token[hit->first_token].sentence].first;
    if (hit->q.what != DRG_WHAT_duration || hit->first_token <= first ||
        (!drg_str_is(r->folded[hit->first_token - 1], "in") && !drg_str_is(r->folded[hit->first_token - 1], "for")))
        return false;
    for (uint32_t t = hit->first_token - 1; t > first && t + WORDS > hit->first_token; t--)
        for (const char *const *w = most; *w != NULL; w++)
            if (drg_str_is(r->folded[t - 1], *w) || drg_tree__has_feat(&r->token[t - 1], "NumType=Ord"))
                return true;
    return false;
}

/** "broke a nine-day silence": a length that modifies a noun which is not what happened, nor what is imposed or held. */
static bool is_of_noun(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    static const char *const held[] = {"sentence",   "term",       "ban",      "truce",     "ceasefire",    "deal",
                                       "pause",      "curfew",     "siege",    "visit",     "trip",         "meeting",
                                       "talk",       "talks",      "strike",   "halt",      "deadline",     "ultimatum",
                                       "suspension", "moratorium", "blockade", "extension", "summit",       "tour",
                                       "drill",      "exercise",   "march",    "protest",   "imprisonment", "detention",
                                       "exchange",   "embargo",    "state",    "standoff",  "stay",         NULL};
    static const char *const fights[] = {"war",   "battle",  "offensive", "campaign", "operation", "fighting", "clash",
                                         "siege", "assault", "barrage",   "shelling", "raid",      "attack",   NULL};
    uint8_t rel = r->token[hit->head_token].rel;
    uint32_t noun = r->token[hit->head_token].head;
    bool modifies =
        rel == DRG_REL_COMPOUND || rel == DRG_REL_AMOD || rel == DRG_REL_NUMMOD || rel == DRG_REL_NMOD_UNMARKED;
    if (hit->q.what != DRG_WHAT_duration || !modifies || noun == DRG_NONE || noun == e->trigger ||
        noun < hit->head_token)
        return false;
    bool fight = e->event == DRG_EVENT_ASSAULT && drg_tree__lemma_in(&r->token[noun], fights);
    return !fight && !drg_tree__lemma_in(&r->token[noun], held);
}

/** "the siege of two towns has been lifted", "protesters in 21 cities": places are counted where they are taken, left or
 * struck. */
static bool is_left_alone(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    static const char *const within[] = {"in", "across", "throughout", "around", "near", "between", NULL};
    if (hit->q.what != DRG_WHAT_settlements)
        return false;
    uint32_t t = hit->head_token;
    while (r->token[t].rel == DRG_REL_CONJ && r->token[t].head != DRG_NONE)
        t = r->token[t].head;
    for (const char *const *w = within; *w != NULL; w++)
        if (drg_tree__has_child_lemma(r, t, *w))
            return true;
    return e->event == DRG_EVENT_RETREAT && r->token[t].head != e->trigger && r->token[t].head != e->anchor;
}

static uint32_t count_cost(const drg_reading *r, const drg_event_found *e, const drg_quantity_hit *hit)
{
    uint32_t token = hit->event_token != DRG_NONE ? hit->event_token : hit->head_token, lasts = what_lasts(r, hit);
    if (lasts != DRG_NONE)
        token = lasts;
    if (hit->q.what == DRG_WHAT_other && !is_measured(r, e, hit))
        return UINT32_MAX;
    if (is_of_other_time(r, hit) && hit->event_token != e->trigger)
        return UINT32_MAX;
    if (is_term_of_topic(r, e, hit))
        return 2;
    if (is_of_another(r, e, hit) || is_of_noun(r, e, hit) || is_left_alone(r, e, hit))
        return UINT32_MAX;
    bool itself = hit->noun_token == e->trigger || hit->head_token == e->trigger ||
                  (hit->noun_token != DRG_NONE && r->token[e->trigger].head == hit->noun_token); /* "days of talks" */
    /* how many strikes: only where the trigger itself is counted */
    if (hit->q.what == DRG_WHAT_events && !itself &&
        !(hit->noun_token != DRG_NONE && drg_tree__dominates(r, hit->noun_token, e->trigger)))
        return UINT32_MAX;
    if (itself || token == e->trigger) /* of "days" and "talks" the talks */
        return hit->q.what == DRG_WHAT_duration && hit->noun_token == e->trigger ? 1 : 0;
    bool term = hit->q.what == DRG_WHAT_duration && e->event == DRG_EVENT_SANCTION && hit->head_token > e->trigger &&
                drg_tree__dominates(r, e->trigger, hit->head_token); /* "sentenced to 30 days' detention" */
    if (term)
        return 1;
    uint32_t c = drg_tree__distance(r, e->trigger, token, 1);
    return e->anchor == token && c > 1 ? 1 : c;
}

/** A number told in a later sentence brings who says it. */
static void add_teller(const drg_reading *r, drg_event_found *e, const drg_quantity_hit *hit)
{
    drg_range near = drg_near__sayings(r, hit->number_token, DRG_SAYING_REACH);
    for (size_t i = near.from; i < near.to; i++)
        if (!r->saying[i].judges && drg_sayings__covers(&r->saying[i], r->token[hit->number_token].span))
            drg_events__add_source(r, e, &r->saying[i].said.source, false);
}

/** How many voted, or came to something else that is no protest. */
static bool is_turnout(const drg_reading *r, const drg_quantity_hit *hit)
{
    static const char *const votes[] = {"vote", "voter", "ballot", "poll", "election", "referendum", "turnout", NULL};
    const drg_sentence *s = &r->doc->sentences[r->token[hit->number_token].sentence];
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        if (drg_tree__lemma_in(&r->token[t], votes))
            return true;
    return false;
}

/** The event that the last number told later went to: others of its sentence go along. */
typedef struct drg_told_later {
    uint32_t sentence;
    drg_event_found *event;
} drg_told_later;

static void attach_count(drg_reading *r, drg_events *events, const drg_quantity_hit *hit, drg_told_later *last)
{
    uint32_t allowed = events_for(hit->q.what);
    uint32_t best = (hit->q.what == DRG_WHAT_duration ? MAX_DURATION_COST : MAX_QUANTITY_COST) + 1, best_fit = 0;
    uint32_t sentence = r->token[hit->number_token].sentence;
    drg_event_found *to = NULL, *before = NULL;
    bool total = is_total_count(r, hit);
    drg_range near = drg_near__events(r, events, hit->number_token, MAX_SENTENCES_BACK);
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
            bool far = hit->q.what == DRG_WHAT_participants && (sentence - s > 2 || is_turnout(r, hit));
            uint32_t fit = tells_harm(hit->q.what) && !far && !total && !is_of_other_time(r, hit)
                               ? fits_later(r, e, hit, sentence - s)
                               : 0;
            if (fit > 0 && fit >= best_fit) {
                best_fit = fit;
                before = e;
            }
            continue;
        }
        bool lifted = total && is_of_toll(r, hit->head_token) && !drg_events__is_total(r, e);
        uint32_t c = lifted ? UINT32_MAX : count_cost(r, e, hit); /* a day's attack is not the toll that it lifts */
        if (c < best) {
            best = c;
            to = e;
        }
    }
    drg_quantity q = hit->q;
    if (to != NULL && q.what == DRG_WHAT_other && to->event == DRG_EVENT_MOBILIZE)
        q.what = DRG_WHAT_troops;
    const drg_mention *whose = hit->noun_token != DRG_NONE ? drg_mentions__at(r, hit->noun_token) : NULL;
    if (whose != NULL && whose->entity.country.len > 0)
        q.entity = &whose->entity;
    if (to == NULL && before != NULL && best_fit < 50 && last->event != NULL && last->sentence == sentence)
        before = last->event;
    if (to == NULL && before != NULL) {
        *last = (drg_told_later){sentence, before};
        drg_trace__why(r, before->trigger, "quantity",
                       "harm told later: of the event with the same number, else of the last not told in passing");
        drg_trace__why(r, before->trigger, "attribution", "who says the number told later");
        add_teller(r, before, hit);
    }
    if (to == NULL)
        to = before;
    if (to != NULL)
        drg_events__add_quantity(to, &q);
}

void drg_events__hand_on(const drg_reading *r, drg_events *events, size_t i)
{
    const drg_event_found *e = &events->at[i];
    drg_event_found *to = NULL;
    uint32_t best = UINT32_MAX;
    drg_range near = drg_near__events(r, events, e->trigger, 0);
    for (size_t j = near.from; j < near.to; j++) {
        drg_event_found *x = &events->at[j];
        if (j == i || x->absorbed || x->status != DRG_ACTUAL ||
            (x->event != DRG_EVENT_ASSAULT && x->event != DRG_EVENT_PROTEST))
            continue;
        uint32_t c = drg_tree__distance(r, x->trigger, e->trigger, 1);
        if (c < best) {
            best = c;
            to = x;
        }
    }
    for (uint8_t k = 0; to != NULL && e->event == DRG_EVENT_ASSAULT && k < e->n_quantities; k++)
        if (is_casualty(e->quantity[k].what))
            drg_events__add_quantity(to, &e->quantity[k]);
}

/** "had displaced 5,000 people": flight is harm that the fighting told beside it does, no deed of its own. */
static void absorb_flight(const drg_reading *r, drg_events *events, drg_event_found *e)
{
    static const char *const flight[] = {"displace", "uproot", "flee", NULL};
    if (e->event != DRG_EVENT_COERCE || e->n_actors > 0 || !drg_tree__lemma_in(&r->token[e->trigger], flight))
        return;
    drg_range near = drg_near__events(r, events, e->trigger, drg_events__is_total(r, e) ? 0 : MAX_SENTENCES_BACK);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_event_found *x = &events->at[i];
        bool here = r->token[x->trigger].sentence <= r->token[e->trigger].sentence;
        if (here && x->event == DRG_EVENT_ASSAULT && x->status == e->status && !x->absorbed &&
            !drg_events__in_passing(r, x)) {
            drg_trace__why(r, e->trigger, "dropped", "flight is a number of the fighting told beside it");
            e->absorbed = true;
        }
    }
}

void drg_events__counts(drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++)
        absorb_flight(r, events, &events->at[i]);
    drg_told_later last = {0, NULL};
    for (size_t i = 0; i < r->n_quantities; i++)
        if (!r->quantity[i].is_superseded && !is_compared(r, &r->quantity[i]))
            attach_count(r, events, &r->quantity[i], &last);
}
