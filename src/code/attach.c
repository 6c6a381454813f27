/* src/code/attach.c - what belongs to which event: sources here, dates, places and numbers in the files beside it; by distance
 * in the tree, where every border of a clause counts extra. */
#include <string.h>

#include "code/attach.h"
#include "code/phrases.h"
#include "code/sayings.h"

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
void drg_events__add_coordinated(const drg_reading *r, drg_event_found *e, uint32_t head, const drg_source *first)
{
    DRG_EACH_CHILD(r, head, c) {
        const drg_mention *m = drg_mentions__at(r, c);
        bool speaks = m != NULL ? !m->thing : r->token[c].upos == DRG_UPOS_NOUN && drg_sayings__can_speak(r, c);
        if (r->token[c].rel != DRG_REL_CONJ || !speaks)
            continue;
        drg_source other = drg_sayings__source(r, c);
        other.stance = first->stance;
        other.via = first->via;
        other.cue = first->cue;
        drg_events__add_source(r, e, &other, false);
    }
}

/** "denies that the man, whom Chad blames for it, …": what a relative clause tells is not denied with the rest. */
static bool is_beside_denial(const drg_reading *r, const drg_saying *s, uint32_t trigger)
{
    uint32_t t = trigger;
    for (int i = 0; s->said.source.stance == DRG_DENIES && t != DRG_NONE && i < 20; i++, t = r->token[t].head)
        if (!drg_sayings__covers(s, r->token[t].span))
            return false;
        else if (r->token[t].rel == DRG_REL_ACL_RELCL)
            return true;
    return false;
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
        bool covers = drg_sayings__covers(s, trigger) && !is_beside_denial(r, s, e->trigger);
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
                    !(performs || (drg_sayings__covers(s, trigger) && !is_beside_denial(r, s, e->trigger))))
                    continue;
                drg_source source = s->said.source;
                if (e->n_sources > 0 && d < deepest)
                    source.via = true;
                drg_events__add_source(r, e, &source, false);
                drg_events__add_coordinated(r, e, s->source, &source);
            }
}

/** "rejected the accusation", "dismissed the paper as a joke": whoever it is, they speak. */
static bool answers_words(const drg_reading *r, uint32_t verb)
{
    static const char *const words[] = {
        "accusation", "allegation", "claim",       "charge",    "criticism", "report",  "statement",   "suggestion",
        "remark",     "comment",    "insinuation", "assertion", "notion",    "finding", "accusations", NULL};
    uint32_t object = drg_tree__object(r, verb);
    bool judged = false;
    DRG_EACH_CHILD(r, verb, c)
        judged |=
            c > verb &&
            (r->token[c].rel == DRG_REL_OBL || r->token[c].rel == DRG_REL_XCOMP || r->token[c].rel == DRG_REL_ADVCL) &&
            drg_tree__has_child_lemma(r, c, "as");
    return judged || (object != DRG_NONE && drg_tree__lemma_in(&r->token[object], words));
}

/** Whether an act of speech is known from its own speaker: blame and threats are, and demands, refusals and praise that are
 * spoken; charges and rulings are acts of office. */
static bool speaks_for_itself(const drg_reading *r, const drg_event_found *e, size_t n_cues)
{
    static const char *const offices[] = {"COP", "JUD", NULL};
    const drg_mention *m = e->actor_head != DRG_NONE ? drg_mentions__at(r, e->actor_head) : NULL;
    static const char *const official[] = {"charge", "indict",   "prosecute", "sue",    "order",
                                           "decree", "instruct", "summon",    "recall", NULL};
    static const char *const silent[] = {"ignore", "want", "wish", "intend", "embrace", "echo", "prefer", NULL};
    bool spoken = n_cues > 0 || drg_tree__in(r, e->trigger, DRG_SET_attitude_verb) ||
                  drg_tree__in(r, e->trigger, DRG_SET_naming_verb);
    spoken &= !drg_tree__lemma_in(&r->token[e->trigger], silent);
    bool office =
        drg_entity__leads_in_sector(&e->actor[0], offices) || drg_tree__lemma_in(&r->token[e->trigger], official);
    bool background = drg_attach__is_pluperfect(r, e->trigger);
    if (drg_publisher__is(r, &e->actor[0]))
        return false;
    switch (e->event) {
    case DRG_EVENT_THREATEN:
        return !background;
    case DRG_EVENT_ACCUSE:
        return !office && !background && !drg_events__has_mode(r, e, "investigate");
    case DRG_EVENT_REQUEST:
        return spoken && !office && !background;
    case DRG_EVENT_REJECT:
        return spoken && !office && !background &&
               (n_cues > 0 || (m != NULL && m->person) || answers_words(r, e->trigger));
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
    drg_sources__name_before(r, subject, e->trigger, &s);
    s.cue = r->token[e->trigger].form;
    if (n > 0)
        s.stance = (drg_stance)cues[0].stance;
    for (uint8_t i = 0; i < e->n_sources; i++)
        e->source[i].via = true;
    drg_trace__why(r, e->trigger, "attribution", "who does it says it: the act is one of words");
    bool alone = e->n_sources == 0;
    drg_events__add_source(r, e, &s, true);
    if (alone)
        drg_events__add_coordinated(r, e, subject, &s);
}

void drg_events__speakers(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++)
        if (!events->at[i].absorbed && events->at[i].n_sources == 0)
            take_speaker(r, &events->at[i]);
}

/** The state whose forces the text told last to fight. */
static drg_str fighters_of(const drg_event_found *e, drg_str before)
{
    static const char *const army[] = {"MIL", NULL};
    bool alone = e->n_actors == 1 && e->actor[0].country.len == 3 && drg_entity__leads_in_sector(&e->actor[0], army);
    return e->event == DRG_EVENT_ASSAULT && alone && e->status == DRG_ACTUAL ? e->actor[0].country : before;
}

void drg_events__attach(drg_reading *r, drg_events *events)
{
    drg_date today = {.start = r->when.published, .end = r->when.published, .has_start = true, .has_end = true};
    const drg_date *told = r->when.has_published ? &today : NULL;
    drg_str fighters = {"", 0};
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        drg_attach__date(r, events, e, told);
        drg_attach__place(r, e);
        drg_attach__planned_date(r, events, e);
        drg_attach__planned_place(r, events, e);
        attach_sources(r, e);
        take_speaker(r, e);
        if (e->event != DRG_EVENT_CONSULT && e->event != DRG_EVENT_AGREE)
            drg_homes__take(r, e, fighters);
        fighters = fighters_of(e, fighters);
        if (e->has_date && e->date.has_start && e->date.has_end && !e->absorbed)
            told = &e->date;
    }
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        drg_attach__date_beside(r, events, i);
        if (e->has_date && e->date.has_end && r->when.has_published && e->status == DRG_ACTUAL &&
            e->date.end < r->when.published - 183)
            e->status = DRG_HISTORICAL;
    }
    drg_events__counts(r, events);
}
