/* src/code/attach_dates.c - which day an event has: by its own words, else by what it is told together with. */
#include "code/attach.h"

enum { CLAUSE_COST = 2, MAX_DATE_COST = 6 };

/* ------------------------------------------------------------------ near in the tree */

uint32_t drg_attach__cost(const drg_reading *r, const drg_event_found *e, uint32_t t)
{
    uint32_t a = drg_tree__distance(r, e->trigger, t, CLAUSE_COST);
    uint32_t b = e->anchor != e->trigger ? drg_tree__distance(r, e->anchor, t, CLAUSE_COST) : a;
    return a < b ? a : b;
}

bool drg_attach__inside(const drg_reading *r, uint32_t head, uint32_t t)
{
    return head != DRG_NONE && head != t && drg_tree__dominates(r, head, t);
}

bool drg_attach__of_party(const drg_reading *r, const drg_event_found *e, uint32_t head, uint32_t t)
{
    if (!drg_attach__inside(r, head, t))
        return false;
    bool relative = drg_attach__inside(r, head, e->trigger); /* "Ban, who met Mubarak in Cairo" */
    return !relative || !(drg_tree__dominates(r, e->trigger, t) || drg_tree__dominates(r, e->anchor, t));
}

/** Whether a word stands in what an act of speech is about, not beside the act: "condemned the attack in Paris". */
bool drg_attach__in_topic(const drg_reading *r, const drg_event_found *e, uint32_t t)
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

/** ", the mayor said on Monday.": a saying that the tree hangs on what is said, as if that went on. */
static bool closes_sentence(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    enum { NEAR = 6 };
    uint32_t g = hit->governor;
    if (g == DRG_NONE || g == e->trigger || g == e->anchor || r->token[g].upos != DRG_UPOS_VERB ||
        hit->head_token < g || hit->head_token - g > NEAR || drg_tree__dominates(r, g, e->trigger))
        return false;
    bool loose = r->token[g].rel == DRG_REL_CONJ || r->token[g].rel == DRG_REL_PARATAXIS;
    size_t n_cues = 0;
    (void)drg_knowledge__cues(r->knowledge, r->word[g], &n_cues);
    return n_cues > 0 && (loose || !drg_tree__dominates(r, e->trigger, g));
}

/** "the minister on Friday, before leaving, asked": no name is of a day. */
static bool is_beside_name(const drg_reading *r, const drg_time_hit *hit)
{
    uint32_t name = r->token[hit->head_token].head;
    return name != DRG_NONE && name < hit->head_token && r->token[name].upos == DRG_UPOS_PROPN &&
           r->token[hit->head_token].rel == DRG_REL_NMOD && hit->kind != DRG_TIME_DURATION;
}

/** Whether a time belongs to the saying, not to what is said: "said on Monday that …". */
static bool belongs_to_cue(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    bool long_time = hit->date.has_start != hit->date.has_end || hit->date.end - hit->date.start > 7;
    if (closes_sentence(r, e, hit))
        return true;
    if (long_time && hit->has_date && hit->date.span.end < r->token[e->trigger].span.start)
        return false; /* "From May to July, the office recorded …": of what is counted, as nobody speaks so long */
    drg_range near = drg_near__sayings(r, hit->head_token, 0);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_saying *s = &r->saying[i];
        if (s->cue == DRG_NONE || s->cue == e->trigger || s->cue == e->anchor)
            continue;
        bool on_cue = hit->governor == s->cue || drg_attach__inside(r, s->source, hit->head_token);
        if (on_cue && !drg_sayings__covers(s, hit->date.span) && drg_sayings__covers(s, r->token[e->trigger].span))
            return true;
        if (drg_attach__inside(r, s->source, hit->head_token) && !drg_attach__inside(r, s->source, e->trigger) &&
            !is_beside_name(r, hit))
            return true;
    }
    return false;
}

bool drg_attach__is_day(const drg_date *d)
{
    return d->has_start && d->has_end && d->end - d->start <= 1;
}

/** "condemns the attack earlier today": an act told in the present is of now, and a time behind what it judges tells when
 * that was. */
static bool is_of_judged(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    bool judges = e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_SUPPORT;
    uint32_t object = judges && e->frame->kind == DRG_FRAME_VERB ? drg_tree__object(r, e->trigger) : DRG_NONE;
    return object != DRG_NONE && hit->head_token > object && drg_tree__has_feat(&r->token[e->trigger], "Tense=Pres") &&
           drg_tree__has_feat(&r->token[e->trigger], "VerbForm=Fin");
}

/** "talks planned for Friday": the time of a participle that describes a noun, unless that noun is the event. */
static bool is_of_described(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    uint32_t g = hit->governor;
    if (g == DRG_NONE || g == e->trigger || g == e->anchor ||
        (r->token[g].rel != DRG_REL_ACL && r->token[g].rel != DRG_REL_ACL_RELCL))
        return false;
    uint32_t noun = r->token[g].head;
    bool mine = noun == e->trigger || (r->token[g].rel == DRG_REL_ACL_RELCL && noun == e->recipient_head);
    return !mine && !drg_tree__dominates(r, g, e->trigger);
}

/** "will answer within 48 hours": a term that is set, not the day of the word. */
static bool is_term(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    drg_str text = drg_reading__text(r, hit->date.span);
    bool word = drg_events__is_speech(e->event) && e->event != DRG_EVENT_CONSULT;
    return (word || e->ahead) &&
           (drg_str_starts(text, DRG_LIT("within ")) || drg_str_starts(text, DRG_LIT("in the next ")) ||
            drg_str_starts(text, DRG_LIT("over the next ")) || drg_str_starts(text, DRG_LIT("the next ")) ||
            drg_str_starts(text, DRG_LIT("the coming ")));
}

/** "The toll of the bombing rose to 25 on Monday": the time of a count that changes. */
static bool is_of_count(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    static const char *const changes[] = {"rise", "climb", "reach",  "increase", "grow",
                                          "jump", "stand", "update", NULL};
    static const char *const counts[] = {"toll", "number", "count", "tally", "figure", "total", NULL};
    uint32_t g = hit->governor;
    if (g == DRG_NONE || r->token[hit->head_token].head != g || !drg_tree__lemma_in(&r->token[g], changes))
        return false;
    uint32_t subject = drg_tree__subject(r, g);
    return subject != DRG_NONE && subject != e->trigger && drg_tree__lemma_in(&r->token[subject], counts);
}

/** "has been held since October": he was arrested then. */
static void close_arrest(const drg_reading *r, const drg_event_found *e, drg_date *date)
{
    bool since = date->has_start && !date->has_end && date->end >= date->start;
    if (!since || e->event != DRG_EVENT_COERCE || !drg_events__has_mode(r, e, "arrest") ||
        (e->frame->kind == DRG_FRAME_VERB && !drg_tree__is_passive(r, e->trigger)))
        return; /* "police have arrested 30 people since May": one by one */
    drg_trace__why(r, e->trigger, "date", "held since then: arrested then");
    int32_t days = date->end - date->start + 1;
    date->has_end = true;
    date->resolution = days == 1 ? DRG_RES_DAY : days <= 7 ? DRG_RES_WEEK : days <= 31 ? DRG_RES_MONTH : DRG_RES_YEAR;
}

/** "ambushed a platoon near the town of Boston at dawn Thursday": what closes the phrase of those whom force meets may as
 * well be the deed's; not where a noun that is dated itself stands before it. */
static bool closes_phrase(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    uint32_t noun = r->token[hit->head_token].head;
    bool day = hit->kind == DRG_TIME_PUBLICATION || hit->kind == DRG_TIME_ABSOLUTE;
    if (drg_events__is_speech(e->event) || !day || noun == DRG_NONE || noun > hit->first_token || noun < e->trigger)
        return false;
    for (uint32_t t = hit->head_token; t != DRG_NONE && t != e->trigger && t != e->anchor; t = r->token[t].head) {
        uint8_t rel = r->token[t].rel;
        if (rel == DRG_REL_ACL || rel == DRG_REL_ACL_RELCL || rel == DRG_REL_NMOD_POSS ||
            drg_tree__in(r, t, DRG_SET_attack_noun) || drg_tree__in(r, t, DRG_SET_document_noun))
            return false;
    }
    return true;
}

/** "met on Thursday ahead of the summit", "have fled since the fighting began": what the rest of the sentence is set
 * against has no part in its time. */
static bool is_set_against(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    drg_range near = drg_near__times(r, e->trigger);
    for (size_t i = near.from; i < near.to; i++) { /* "on Sunday, a day after a vote in which ten were killed" */
        uint32_t anchor =
            r->time[i].kind == DRG_TIME_TOLD && r->time[i].has_offset ? r->time[i].anchor_token : DRG_NONE;
        if (anchor != DRG_NONE && drg_tree__dominates(r, anchor, e->trigger) &&
            !drg_tree__dominates(r, anchor, hit->head_token))
            return true;
    }
    static const char *const links[] = {"ahead", "since", "before", "until", NULL};
    for (uint32_t t = e->trigger; t != DRG_NONE && !drg_tree__dominates(r, t, hit->head_token); t = r->token[t].head)
        for (const char *const *l = links; *l != NULL; l++)
            if (drg_tree__has_child_lemma(r, t, *l))
                return true;
    for (uint32_t t = r->token[hit->head_token].head; t != DRG_NONE && !drg_tree__dominates(r, t, e->trigger);
         t = r->token[t].head)
        for (const char *const *l = links; *l != NULL; l++) /* "killed since the war began in May": not in May */
            if (drg_tree__has_child_lemma(r, t, *l))
                return true;
    return false;
}

/** "twelve died in the attack, and the cabinet declared a curfew on Sunday": of a verb behind that has a subject of its own. */
static bool is_of_next_clause(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    uint32_t g = hit->governor;
    return g != DRG_NONE && g != e->trigger && g != e->anchor && g > e->trigger && r->token[g].rel == DRG_REL_CONJ &&
           r->token[g].upos == DRG_UPOS_VERB && hit->head_token > g && !drg_tree__dominates(r, g, e->trigger) &&
           (drg_tree__child(r, g, DRG_REL_NSUBJ) != DRG_NONE || drg_tree__child(r, g, DRG_REL_NSUBJ_PASS) != DRG_NONE);
}

/** The day that stands nearest before an expression like "minutes later"; NULL: none near. */
static const drg_date *day_before(const drg_reading *r, const drg_time_hit *hit)
{
    drg_range near = drg_near__times(r, hit->first_token);
    for (size_t i = near.to; i-- > near.from;) {
        const drg_time_hit *x = &r->time[i];
        if (x->last_token < hit->first_token && x->has_date && !x->is_comparison && drg_attach__is_day(&x->date))
            return &x->date;
    }
    return NULL;
}

/** What a time costs an event; UINT32_MAX: it is not the event's. */
static uint32_t date_cost(const drg_reading *r, const drg_event_found *e, const drg_time_hit *hit)
{
    if (r->token[hit->head_token].sentence != r->token[e->trigger].sentence || belongs_to_cue(r, e, hit))
        return UINT32_MAX;
    if (drg_attach__in_topic(r, e, hit->head_token) || is_of_judged(r, e, hit) || is_of_described(r, e, hit) ||
        is_term(r, e, hit) || is_of_count(r, e, hit))
        return UINT32_MAX;
    if ((drg_attach__of_party(r, e, e->actor_head, hit->head_token) ||
         drg_attach__of_party(r, e, e->recipient_head, hit->head_token)) &&
        !is_beside_name(r, hit) && !closes_phrase(r, e, hit))
        return UINT32_MAX;
    if (hit->is_comparison || is_set_against(r, e, hit) || is_of_next_clause(r, e, hit))
        return UINT32_MAX;
    if (r->token[hit->head_token].head == e->trigger)
        return 0; /* "yesterday's bombings" */
    uint32_t c = drg_attach__cost(r, e, hit->head_token);
    bool elsewhere = hit->governor != DRG_NONE && hit->governor != e->trigger && hit->governor != e->anchor &&
                     r->token[hit->governor].upos == DRG_UPOS_VERB && hit->head_token > hit->governor;
    return c + (elsewhere && e->trigger > hit->head_token ? 4U : 0U); /* another verb's time, told before this one */
}

/** "imposed a curfew on Sunday, a day after crowds stormed the court": Saturday, for the storming. */
static void take_day_before(const drg_reading *r, drg_event_found *e)
{
    drg_range near = drg_near__times(r, e->trigger);
    for (size_t i = near.from; i < near.to && !e->has_date; i++) {
        const drg_time_hit *told = &r->time[i];
        uint32_t anchor = told->kind == DRG_TIME_TOLD && told->has_offset ? told->anchor_token : DRG_NONE;
        if (anchor == DRG_NONE || told->offset_unit > DRG_UNIT_WEEK || !drg_tree__dominates(r, anchor, e->trigger))
            continue;
        for (size_t j = near.from; j < near.to; j++) {
            const drg_time_hit *day = &r->time[j];
            if (!day->has_date || !drg_attach__is_day(&day->date) || drg_tree__dominates(r, anchor, day->head_token) ||
                drg_tree__distance(r, anchor, day->head_token, 0) > 3)
                continue;
            e->date = day->date;
            e->date.start -= told->offset_days;
            e->date.end = e->date.start;
            e->date.has_time = false;
            e->date.span = told->date.span;
            e->has_date = true;
            drg_trace__why(r, e->trigger, "date", "reckoned back from the day of what came after");
            return;
        }
    }
}

/** "since operations began in August": from then on. */
static void take_since(const drg_reading *r, drg_event_found *e)
{
    DRG_EACH_CHILD(r, e->anchor, c) /* "the deadliest attack since the war began in 1989": held against it */
        if (drg_tree__has_feat(&r->token[c], "Degree=Sup") || drg_tree__is(&r->token[c], "first"))
            return;
    drg_range near = drg_near__times(r, e->trigger);
    DRG_EACH_CHILD(r, e->anchor, c) {
        bool clause = r->token[c].rel == DRG_REL_ADVCL, noun = r->token[c].rel == DRG_REL_OBL;
        if ((!clause && !noun) || !drg_tree__has_child_lemma(r, c, "since") || e->has_date)
            continue;
        for (size_t i = near.from; i < near.to; i++)
            if (r->time[i].has_date && r->time[i].date.has_start &&
                (clause ? r->time[i].governor == c : drg_attach__inside(r, c, r->time[i].head_token))) {
                e->date = r->time[i].date;
                e->date.has_end = false;
                e->date.end = 0;
                e->date.resolution = DRG_RES_RANGE;
                e->has_date = true;
                drg_trace__why(r, e->trigger, "date", "from when on it went on");
                return;
            }
    }
}

/** "two days after the attack", "a week after they agreed": what it is reckoned from, where the text has dated that. */
static const drg_date *reckoned_from(const drg_reading *r, const drg_events *events, const drg_event_found *e,
                                     uint32_t anchor)
{
    enum { SENTENCES_BACK = 40 };
    drg_range near = drg_near__events(r, events, e->trigger, SENTENCES_BACK);
    const drg_date *date = NULL;
    for (size_t i = near.from; i < near.to; i++) {
        const drg_event_found *x = &events->at[i];
        bool attacks = drg_tree__in(r, anchor, DRG_SET_attack_noun) && x->event == DRG_EVENT_ASSAULT;
        bool meant = x->trigger == anchor || x->anchor == anchor || r->word[x->trigger] == r->word[anchor] || attacks;
        if (x != e && x->trigger < e->trigger && x->has_date && meant && !drg_tree__dominates(r, anchor, e->trigger))
            date = &x->date;
        else if (x != e && x->trigger == anchor && x->has_date)
            return &x->date;
    }
    return date;
}

void drg_attach__date(const drg_reading *r, const drg_events *events, drg_event_found *e, const drg_date *told)
{
    uint32_t best = MAX_DATE_COST + 1;
    drg_range near = drg_near__times(r, e->trigger);
    for (size_t i = near.from; i < near.to; i++) {
        const drg_time_hit *hit = &r->time[i];
        drg_date date = hit->date;
        if (hit->kind == DRG_TIME_TOLD) {
            bool fine = hit->offset_unit <= DRG_UNIT_DAY; /* "hours later", "the next day": of a day, not of a month */
            const drg_date *from =
                hit->anchor_token != DRG_NONE ? reckoned_from(r, events, e, hit->anchor_token) : told;
            const drg_date *beside =
                hit->anchor_token == DRG_NONE && hit->offset_unit <= DRG_UNIT_DAY ? day_before(r, hit) : NULL;
            from = beside != NULL ? beside : from;
            if (hit->anchor_token != DRG_NONE && drg_tree__dominates(r, hit->anchor_token, e->trigger))
                continue; /* "a week after gunmen stormed the port": not a week after itself */
            if (from == NULL || (fine && !drg_attach__is_day(from)) || !drg_times__resolve_told(hit, from, &date))
                continue;
        } else if (!hit->has_date) {
            continue;
        }
        uint32_t c = date_cost(r, e, hit);
        if (c < best) {
            best = c;
            e->date = date;
            e->has_date = true;
        }
    }
    if (!e->has_date)
        take_day_before(r, e);
    if (!e->has_date)
        take_since(r, e);
    if (e->has_date)
        close_arrest(r, e, &e->date);
}

bool drg_attach__plans(const drg_events *events, const drg_event_found *e)
{
    if (e->topic == DRG_NONE)
        return false;
    bool promised = e->event == DRG_EVENT_AGREE && e->topic_event != SIZE_MAX &&
                    events->at[e->topic_event].event == DRG_EVENT_CONSULT;
    return promised || (e->event == DRG_EVENT_CONSULT && e->status == DRG_FUTURE); /* "will attend the summit" */
}

static bool lies_ahead(const drg_reading *r, const drg_date *d)
{
    return r->when.has_published && d->has_start && d->start >= r->when.published;
}

void drg_attach__planned_date(const drg_reading *r, const drg_events *events, drg_event_found *e)
{
    if (e->has_date || !drg_attach__plans(events, e))
        return;
    drg_range near = drg_near__times(r, e->trigger);
    for (size_t i = near.from; i < near.to && !e->has_date; i++)
        if (r->time[i].has_date && lies_ahead(r, &r->time[i].date) &&
            drg_tree__dominates(r, e->topic, r->time[i].head_token)) {
            drg_trace__why(r, e->trigger, "date", "when the meeting is to be");
            e->date = r->time[i].date;
            e->has_date = true;
        }
}

/** "resigned on Sunday, taking responsibility", "was arrested in May, charged and sentenced": what goes on in the same
 * breath is of the same time. */
static bool goes_with(const drg_reading *r, const drg_event_found *e, const drg_event_found *x)
{
    uint32_t t = e->anchor;
    if (x->anchor == t)
        return !drg_events__is_speech(e->event) && !drg_events__is_speech(x->event);
    bool participle =
        r->token[t].rel == DRG_REL_ADVCL && drg_tree__child(r, t, DRG_REL_MARK) == DRG_NONE &&
        (drg_tree__has_feat(&r->token[t], "VerbForm=Ger") || drg_tree__has_feat(&r->token[t], "VerbForm=Part"));
    bool occasion = e->event == DRG_EVENT_CONSULT && e->frame->kind == DRG_FRAME_NOUN &&
                    r->token[e->trigger].head == x->anchor &&
                    drg_attach__is_occasion(r, e->trigger); /* "criticised it during a visit to Warsaw on Monday" */
    if (occasion)
        return true;
    bool beside = r->token[t].rel == DRG_REL_CONJ && r->token[t].upos == DRG_UPOS_VERB && x->trigger < e->trigger;
    return (participle || beside) && r->token[t].head == x->anchor;
}

void drg_attach__date_beside(const drg_reading *r, drg_events *events, size_t i)
{
    drg_event_found *e = &events->at[i];
    drg_range near = drg_near__events(r, events, e->trigger, 0);
    for (size_t j = near.from; j < near.to && !e->has_date; j++) {
        const drg_event_found *x = &events->at[j];
        bool alike = x->status == e->status || (x->status == DRG_HISTORICAL && e->status == DRG_ACTUAL);
        if (j != i && x->has_date && x->date.has_start && x->date.has_end && alike && goes_with(r, e, x)) {
            drg_trace__why(r, e->trigger, "date", "the time of the clause that it goes on from");
            e->date = x->date;
            e->has_date = true;
        }
    }
}
