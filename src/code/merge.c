/* src/code/merge.c - one event, one record: a later mention of an event adds its numbers, sources, date and place to the
 * first. Two mentions are one event where type, outcome, parties, time and place do not contradict each other, and where
 * the later one is definite ("the attack") or shares a party. */
#include "code/events.h"
#include "code/phrases.h"
#include "code/trace.h"

/** An event told again later than that is another record. */
enum { MAX_SENTENCES_APART = 300 };

typedef struct drg_agreement {
    bool conflict; /* both say something, and it differs */
    bool shared;   /* both say something, and it meets */
} drg_agreement;

static bool is_known(const drg_entity *e)
{
    return e->country.len > 0 || e->name.len > 0 || e->n_sectors > 0;
}

/** Private people, who are nobody's state: fishermen and the navy of one country are two. */
static bool is_civil(const drg_entity *e)
{
    static const char *const sectors[] = {"CVL", "BUS", "EDU", "REF", "JRN", "AGR", "LAB", "MED", "REL", NULL};
    return drg_entity__leads_in_sector(e, sectors);
}

/** Two private people of different names. */
static bool are_two_persons(const drg_entity *a, const drg_entity *b)
{
    bool private_both = (a->n_sectors == 0 || is_civil(a)) && (b->n_sectors == 0 || is_civil(b));
    return private_both && a->name.len > 0 && b->name.len > 0 && !drg_str_eq(a->name, b->name);
}

static bool same_entity(const drg_entity *a, const drg_entity *b)
{
    if (a->country.len > 0 && b->country.len > 0)
        return drg_str_eq(a->country, b->country);
    if (a->name.len > 0 && b->name.len > 0)
        return drg_str_eq(a->name, b->name);
    return a->n_sectors > 0 && b->n_sectors > 0 && drg_str_eq(a->sector[0], b->sector[0]);
}

static drg_agreement compare_parties(const drg_entity *a, uint8_t n, const drg_entity *b, uint8_t m)
{
    drg_agreement g = {false, false};
    size_t known_a = 0, known_b = 0;
    for (uint8_t i = 0; i < n; i++)
        known_a += is_known(&a[i]);
    for (uint8_t j = 0; j < m; j++)
        known_b += is_known(&b[j]);
    for (uint8_t i = 0; i < n; i++)
        for (uint8_t j = 0; j < m; j++)
            g.shared |= same_entity(&a[i], &b[j]);
    g.conflict = known_a > 0 && known_b > 0 && !g.shared;
    return g;
}

static bool is_listed(const drg_event_found *e, drg_str country, size_t times)
{
    size_t n = 0;
    for (uint8_t i = 0; i < e->n_actors; i++)
        n += drg_str_eq(e->actor[i].country, country);
    for (uint8_t i = 0; i < e->n_recipients; i++)
        n += drg_str_eq(e->recipient[i].country, country);
    return n >= times;
}

/** Whether every country of b, as often as it stands there, is one of a's. */
static bool includes_parties(const drg_event_found *a, const drg_event_found *b)
{
    for (uint8_t i = 0; i < b->n_actors + b->n_recipients; i++) {
        drg_str country = i < b->n_actors ? b->actor[i].country : b->recipient[i - b->n_actors].country;
        size_t times = 1;
        for (uint8_t j = 0; j < i; j++)
            times += drg_str_eq(country, j < b->n_actors ? b->actor[j].country : b->recipient[j - b->n_actors].country);
        if (country.len > 0 && !is_listed(a, country, times))
            return false;
    }
    return true;
}

static bool dates_conflict(const drg_event_found *a, const drg_event_found *b)
{
    if (!a->has_date || !b->has_date)
        return false;
    if (a->date.has_end && b->date.has_start && a->date.end < b->date.start)
        return true;
    return b->date.has_end && a->date.has_start && b->date.end < a->date.start;
}

static bool places_conflict(const drg_event_found *a, const drg_event_found *b)
{
    if (!a->has_place || !b->has_place)
        return false;
    if (a->place.country.len > 0 && b->place.country.len > 0 && !drg_str_eq(a->place.country, b->place.country))
        return true;
    if (a->event == DRG_EVENT_CONSULT || a->event == DRG_EVENT_AGREE)
        return false;
    bool local = a->place.resolution <= DRG_PLACE_DISTRICT && b->place.resolution <= DRG_PLACE_DISTRICT;
    return local && !drg_str_eq(a->place.name, b->place.name);
}

/** Modes that name different doings; a mode and none may be one event. */
static bool modes_conflict(const drg_event_found *a, const drg_event_found *b)
{
    if (a->n_modes == 0 || b->n_modes == 0 || a->event == DRG_EVENT_CONSULT)
        return false;
    for (uint8_t i = 0; i < a->n_modes; i++)
        for (uint8_t j = 0; j < b->n_modes; j++)
            if (a->mode[i] == b->mode[j])
                return false;
    return true;
}

/** What a finite verb tells again is the same only where something besides the parties says so: the day, the town, a
 * number, or the same words in the next sentence. */
static bool meets_in_time_or_place(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    if (a->has_date && b->has_date && a->date.start == b->date.start && a->date.end == b->date.end)
        return true;
    if (a->has_place && b->has_place && a->place.resolution <= DRG_PLACE_DISTRICT &&
        drg_str_eq(a->place.name, b->place.name))
        return true;
    for (uint8_t i = 0; i < a->n_quantities; i++)
        for (uint8_t j = 0; j < b->n_quantities; j++)
            if (drg_events__same_number(&a->quantity[i], &b->quantity[j]))
                return true;
    return r->word[a->trigger] == r->word[b->trigger] && !b->has_place && !b->has_date;
}

/** "Later in the day", "another", "a second": told as one more. */
static bool is_another(const drg_reading *r, const drg_event_found *b)
{
    static const char *const more[] = {"later",      "then",  "afterwards", "afterward", "subsequently",
                                       "separately", "again", "another",    "second",    "third",
                                       "separate",   "fresh", "different",  NULL};
    uint32_t bases[2] = {b->trigger, b->anchor};
    for (size_t i = 0; i < 2; i++)
        DRG_EACH_CHILD(r, bases[i], c) {
            uint8_t rel = r->token[c].rel;
            if ((rel == DRG_REL_ADVMOD || rel == DRG_REL_DET || rel == DRG_REL_AMOD) &&
                (drg_tree__lemma_in(&r->token[c], more) || drg_str_is(r->folded[c], "later")))
                return true;
        }
    return false;
}

/** "was hit and destroyed by a missile": the noun under "by" is what the verbs tell. */
static bool is_means(const drg_reading *r, const drg_event_found *verb, const drg_event_found *noun)
{
    const drg_token *t = &r->token[noun->trigger];
    if (verb->event != DRG_EVENT_ASSAULT || verb->frame->kind != DRG_FRAME_VERB ||
        noun->frame->kind != DRG_FRAME_NOUN || t->head == DRG_NONE ||
        (t->rel != DRG_REL_OBL && t->rel != DRG_REL_OBL_AGENT && t->rel != DRG_REL_NMOD) ||
        !(drg_tree__has_child_lemma(r, noun->trigger, "by") || drg_tree__has_child_lemma(r, noun->trigger, "in")))
        return false;
    uint32_t v = t->head;
    for (int i = 0; i < 4 && r->token[v].upos != DRG_UPOS_VERB && r->token[v].head != DRG_NONE; i++)
        v = r->token[v].head; /* "killed a leader and two of his men in a firefight" */
    for (int i = 0; i < 4 && v != verb->trigger && r->token[v].rel == DRG_REL_CONJ && r->token[v].head != DRG_NONE; i++)
        v = r->token[v].head;
    return v == verb->trigger && (verb->n_actors == 0 || noun->n_actors == 0);
}

/** "broke into her house and shot her": what the same people did at once, to nobody else. */
static bool is_next_deed(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    const drg_token *t = &r->token[b->anchor];
    if (t->rel != DRG_REL_CONJ || t->head != a->anchor || drg_tree__child(r, b->anchor, DRG_REL_NSUBJ) != DRG_NONE ||
        drg_tree__child(r, b->anchor, DRG_REL_NSUBJ_PASS) != DRG_NONE || b->has_place || modes_conflict(a, b))
        return false;
    return a->n_recipients == 0 || b->n_recipients == 0;
}

/** Words of one clause that tell one happening: "a car bomb exploded", "opened fire, killing two". */
static bool same_telling(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    if (r->token[a->trigger].sentence != r->token[b->trigger].sentence)
        return false;
    if (a->anchor == b->anchor || a->trigger == b->anchor || b->trigger == a->anchor || is_means(r, a, b) ||
        is_means(r, b, a))
        return true;
    const drg_token *told = &r->token[b->trigger]; /* "launched drones targeting a depot" */
    if (a->event == DRG_EVENT_ASSAULT && told->rel == DRG_REL_ACL && told->head != DRG_NONE && b->n_actors == 0 &&
        r->token[told->head].head == a->trigger && r->token[told->head].rel == DRG_REL_OBJ)
        return true;
    if (a->event == DRG_EVENT_ASSAULT && is_next_deed(r, a, b))
        return true;
    uint32_t clause = b->anchor; /* "killing two and wounding nine": the whole string of participles */
    for (int i = 0; i < 4 && r->token[clause].rel == DRG_REL_CONJ && r->token[clause].head != DRG_NONE; i++)
        clause = r->token[clause].head;
    const drg_token *t = &r->token[clause];
    bool nouns = a->frame->kind == DRG_FRAME_NOUN && b->frame->kind == DRG_FRAME_NOUN && a->event == DRG_EVENT_ASSAULT;
    if (nouns && (a->n_actors == 0 || b->n_actors == 0) && (a->n_recipients == 0 || b->n_recipients == 0))
        return true; /* "the attacks …, in which sixty were killed in several bombings" */
    bool result = (t->rel == DRG_REL_ADVCL || t->rel == DRG_REL_XCOMP) && !drg_tree__has_feat(t, "VerbForm=Fin") &&
                  drg_tree__child(r, clause, DRG_REL_NSUBJ) == DRG_NONE;
    return result && a->event == DRG_EVENT_ASSAULT && (t->head == a->anchor || t->head == a->trigger);
}

static bool has_country(const drg_event_found *e)
{
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (e->actor[i].country.len > 0)
            return true;
    for (uint8_t i = 0; i < e->n_recipients; i++)
        if (e->recipient[i].country.len > 0)
            return true;
    return false;
}

static bool is_harm(const drg_reading *r, const drg_event_found *e)
{
    return e->event == DRG_EVENT_ASSAULT && drg_tree__in(r, e->trigger, DRG_SET_harm_verb);
}

/** "Twelve people were killed" beside the attack that killed them: its outcome, not an attack of its own. */
static bool is_outcome(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    if (a->event != DRG_EVENT_ASSAULT || b->event != DRG_EVENT_ASSAULT || a->status != b->status)
        return false;
    uint32_t apart = r->token[b->trigger].sentence - r->token[a->trigger].sentence;
    bool participle = is_harm(r, b) && drg_str_ends(r->token[b->trigger].form, DRG_LIT("ing"));
    if (apart == 0 && participle && compare_parties(a->actor, a->n_actors, b->actor, b->n_actors).shared)
        return true; /* "shelled the town, killing two and wounding nine" */
    if (apart == 0)
        return (is_harm(r, a) && a->n_actors == 0) || (is_harm(r, b) && b->n_actors == 0);
    return b->n_actors == 0 && apart <= 2 && is_harm(r, b) && !dates_conflict(a, b) && !places_conflict(a, b);
}

/** Whether both tell the same telling number: small ones are equal by chance. */
static bool shares_count(const drg_event_found *a, const drg_event_found *b)
{
    enum { SMALLEST = 5 };
    for (uint8_t i = 0; i < a->n_quantities; i++)
        for (uint8_t j = 0; j < b->n_quantities; j++)
            if (a->quantity[i].has_low && a->quantity[i].low >= SMALLEST &&
                drg_events__same_number(&a->quantity[i], &b->quantity[j]))
                return true;
    return false;
}

/** "More than 43,000 have been killed since the war began" is no part of a day's attack, nor of another total. */
static bool totals_conflict(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    bool total_a = drg_events__is_total(r, a), total_b = drg_events__is_total(r, b);
    if ((!total_a && !total_b) || shares_count(a, b))
        return false;
    bool same = a->has_date == b->has_date && a->date.start == b->date.start && a->date.end == b->date.end;
    return total_a != total_b || !same;
}

/** The one named person whom an act befalls, or NULL. */
static const drg_mention *victim(const drg_reading *r, const drg_event_found *e)
{
    if (e->n_recipients != 1 || e->recipient_head == DRG_NONE)
        return NULL;
    const drg_mention *m = drg_mentions__at(r, e->recipient_head);
    return m != NULL && m->person && !m->plural ? m : NULL;
}

/** The same name, or the same last name where neither is known. */
static bool is_same_person(const drg_reading *r, const drg_mention *a, const drg_mention *b)
{
    while (a->antecedent != DRG_NONE && r->mention[a->antecedent].person)
        a = &r->mention[a->antecedent];
    while (b->antecedent != DRG_NONE && r->mention[b->antecedent].person)
        b = &r->mention[b->antecedent];
    if (a == b)
        return true;
    if (a->entity.name.len > 0 && b->entity.name.len > 0)
        return drg_str_eq(a->entity.name, b->entity.name);
    return a->named && b->named && drg_str_eq(r->token[a->last].form, r->token[b->last].form);
}

/** A month and six years are two sentences. */
static bool terms_conflict(const drg_event_found *a, const drg_event_found *b)
{
    bool both = false, same = false;
    for (uint8_t i = 0; i < a->n_quantities; i++)
        for (uint8_t j = 0; j < b->n_quantities; j++)
            if (a->quantity[i].what == DRG_WHAT_duration && b->quantity[j].what == DRG_WHAT_duration) {
                both = true;
                same |= drg_events__same_number(&a->quantity[i], &b->quantity[j]);
            }
    return both && !same;
}

/** A person is arrested, abducted, convicted or killed once, unless days or words say otherwise. */
static bool is_same_fate(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    static const char *const fates[] = {"arrest", "abduct", "convict", "targeted", "deport", NULL};
    const drg_mention *x = victim(r, a), *y = victim(r, b);
    if (a->event != b->event || x == NULL || y == NULL || !is_same_person(r, x, y) || dates_conflict(a, b) ||
        terms_conflict(a, b) || drg_tree__has_child_lemma(r, b->trigger, "again"))
        return false;
    if (a->event == DRG_EVENT_ASSAULT && is_harm(r, a) && is_harm(r, b))
        return true;
    for (const char *const *f = fates; *f != NULL; f++)
        if (drg_events__has_mode(r, a, *f) && drg_events__has_mode(r, b, *f))
            return true;
    return false;
}

/** "were killed in the attack", "during the operation, aircraft fired": the attack told before. */
static bool points_back(const drg_reading *r, const drg_event_found *b)
{
    static const char *const where[] = {"in", "during", "from", "after", "by", NULL};
    static const char *const that[] = {"the", "that", "this", "those", "these", NULL};
    static const char *const deeds[] = {"operation", "incident", "violence", NULL};
    DRG_EACH_CHILD(r, b->anchor, c) {
        uint32_t prep = drg_tree__child(r, c, DRG_REL_CASE), det = drg_tree__child(r, c, DRG_REL_DET);
        bool deed = drg_tree__in(r, c, DRG_SET_attack_noun) || drg_tree__lemma_in(&r->token[c], deeds);
        if (deed && prep != DRG_NONE && det != DRG_NONE && drg_tree__lemma_in(&r->token[prep], where) &&
            drg_tree__lemma_in(&r->token[det], that) && drg_tree__child(r, c, DRG_REL_NMOD) == DRG_NONE)
            return true;
    }
    return false;
}

/** "Two of these came down in a field": where it came down that was fired in the sentence before. */
static bool comes_down(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    static const char *const landing[] = {"hit", "fall", "land", "strike", "crash", "explode", "slam", NULL};
    uint32_t subject = b->frame->kind == DRG_FRAME_VERB ? drg_tree__subject(r, b->trigger) : DRG_NONE;
    return subject != DRG_NONE && b->n_actors == 0 && drg_tree__lemma_in(&r->token[b->trigger], landing) &&
           (drg_tree__in(r, subject, DRG_SET_missile) || drg_tree__in(r, subject, DRG_SET_explosive)) &&
           drg_events__has_mode(r, a, "heavy-weapons") && a->n_actors > 0;
}

/** "During the talks the two sides discussed …": the meeting told before. */
static bool is_in_meeting(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    static const char *const where[] = {"in", "during", "at", NULL};
    static const char *const the[] = {"the", "this", "that", "their", NULL};
    uint32_t apart = r->token[b->trigger].sentence - r->token[a->trigger].sentence;
    if (a->event != DRG_EVENT_CONSULT || b->event != DRG_EVENT_CONSULT || a->status != b->status || apart == 0 ||
        apart > 4 || a->n_actors + a->n_recipients < 2 || dates_conflict(a, b) || b->frame->kind != DRG_FRAME_VERB)
        return false;
    uint32_t verb = b->anchor; /* "exchanged views and discussed the truce" */
    if (r->token[verb].rel == DRG_REL_CONJ && drg_tree__child(r, verb, DRG_REL_NSUBJ) == DRG_NONE)
        verb = r->token[verb].head;
    DRG_EACH_CHILD(r, verb, c) {
        uint32_t prep = drg_tree__child(r, c, DRG_REL_CASE), det = drg_tree__child(r, c, DRG_REL_DET);
        if (det == DRG_NONE)
            det = drg_tree__child(r, c, DRG_REL_NMOD_POSS);
        if (prep != DRG_NONE && det != DRG_NONE && drg_tree__in(r, c, DRG_SET_talks_noun) &&
            drg_tree__lemma_in(&r->token[prep], where) && drg_tree__lemma_in(&r->token[det], the) &&
            drg_tree__child(r, c, DRG_REL_NMOD) == DRG_NONE)
            return true;
    }
    return false;
}

/** What is told of an attack after it: who was hurt in it, where its shells fell, what was done in the course of it. */
static bool goes_on_with(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    uint32_t apart = r->token[b->trigger].sentence - r->token[a->trigger].sentence;
    if (a->event != DRG_EVENT_ASSAULT || b->event != DRG_EVENT_ASSAULT || a->status != b->status ||
        dates_conflict(a, b) || places_conflict(a, b) ||
        compare_parties(a->actor, a->n_actors, b->actor, b->n_actors).conflict)
        return false;
    return (apart > 0 && apart <= 6 && points_back(r, b)) || (apart <= 2 && comes_down(r, a, b));
}

/** "rejected the request": the one that was told to be rejected before. */
static bool is_word_for_word(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    uint32_t what_a = drg_tree__object(r, a->trigger), what_b = drg_tree__object(r, b->trigger);
    return drg_events__is_speech(a->event) && r->word[a->trigger] == r->word[b->trigger] && what_a != DRG_NONE &&
           what_b != DRG_NONE && r->word[what_a] != 0 && r->word[what_a] == r->word[what_b] &&
           drg_phrase__is_definite(r, what_b);
}

static bool is_same_speaker(const drg_entity *a, const drg_entity *b)
{
    return a->name.len > 0 && b->name.len > 0 ? drg_str_eq(a->name, b->name) : drg_str_eq(a->text, b->text);
}

static bool is_told_aside(const drg_reading *r, const drg_event_found *e)
{
    return r->token[e->anchor].rel == DRG_REL_ACL_RELCL;
}

static bool same_event(const drg_reading *r, const drg_event_found *a, const drg_event_found *b)
{
    if (totals_conflict(r, a, b) && !(a->event == b->event && same_telling(r, a, b)))
        return false;
    if (is_outcome(r, a, b) || (a->event == b->event && same_telling(r, a, b)) || is_same_fate(r, a, b) ||
        goes_on_with(r, a, b) || is_in_meeting(r, a, b))
        return true;
    bool untold = (a->status == DRG_NEGATED && !a->denied) != (b->status == DRG_NEGATED && !b->denied);
    bool both_ways = (a->status == DRG_NEGATED) != (b->status == DRG_NEGATED); /* one says so, another denies it */
    if (a->event != b->event || (both_ways && untold) || (a->status == DRG_HISTORICAL) != (b->status == DRG_HISTORICAL))
        return false;
    drg_agreement actors = compare_parties(a->actor, a->n_actors, b->actor, b->n_actors);
    drg_agreement recipients = compare_parties(a->recipient, a->n_recipients, b->recipient, b->n_recipients);
    if (a->event == DRG_EVENT_CONSULT || a->event == DRG_EVENT_AGREE) {
        /* visitor and host may change sides between mentions */
        drg_agreement ab = compare_parties(a->actor, a->n_actors, b->recipient, b->n_recipients);
        drg_agreement ba = compare_parties(a->recipient, a->n_recipients, b->actor, b->n_actors);
        actors.shared |= ab.shared || ba.shared;
        actors.conflict = (actors.conflict && !actors.shared) || !(includes_parties(a, b) || includes_parties(b, a));
        recipients.conflict = false;
    }
    if (a->frame->kind == DRG_FRAME_VERB && actors.shared && is_word_for_word(r, a, b))
        return true;
    bool two_persons =
        a->n_recipients == 1 && b->n_recipients == 1 && are_two_persons(&a->recipient[0], &b->recipient[0]);
    bool state_and_private = a->n_actors == 1 && b->n_actors == 1 && is_civil(&a->actor[0]) != is_civil(&b->actor[0]);
    if (two_persons || state_and_private || actors.conflict || recipients.conflict || dates_conflict(a, b) ||
        places_conflict(a, b) || modes_conflict(a, b))
        return false;
    bool definite = b->frame->kind == DRG_FRAME_NOUN && drg_phrase__is_definite(r, b->trigger);
    if (!definite && is_another(r, b))
        return false;
    bool bare = b->n_actors == 0 && b->n_recipients == 0;
    uint32_t apart = r->token[b->trigger].sentence - r->token[a->trigger].sentence;
    if (drg_events__is_speech(a->event) && a->event != DRG_EVENT_AGREE) {
        /* demands and accusations are one only where both sides are; "thanked" after "praised" is another */
        bool verb_again = r->word[a->trigger] == r->word[b->trigger];
        bool same_aim = a->event == DRG_EVENT_REQUEST && a->n_modes == 1 && b->n_modes == 1 &&
                        a->mode[0] == b->mode[0] && a->topic_event != SIZE_MAX && b->topic_event != SIZE_MAX;
        if (actors.shared && recipients.shared && same_aim) /* "pressed for his release", "asked that he be returned" */
            return true;
        if (b->n_actors == 0 && definite && recipients.shared &&
            a->event == DRG_EVENT_ACCUSE) /* "the case against her" */
            return true;
        if (b->frame->recipient[0].kind == DRG_PATH_PRED) /* what it is called is part of the blame */
            return recipients.shared && a->n_actors > 0 && b->n_actors > 0 &&
                   is_same_speaker(&a->actor[0], &b->actor[0]);
        return actors.shared &&
               (verb_again ? recipients.shared || b->n_recipients == 0 : recipients.shared && (definite || apart == 0));
    }
    if (a->event == DRG_EVENT_AGREE && b->status == DRG_ACTUAL && !definite && a->frame->kind == DRG_FRAME_VERB &&
        b->frame->kind == DRG_FRAME_VERB && r->word[a->trigger] != r->word[b->trigger] && apart > 0)
        return false; /* to defend somebody and to visit him are two promises */
    if (apart == 0 && a->event == DRG_EVENT_ASSAULT && is_told_aside(r, a) != is_told_aside(r, b) &&
        r->word[a->trigger] != r->word[b->trigger] && a->frame->kind == DRG_FRAME_VERB &&
        b->frame->kind == DRG_FRAME_VERB)
        return false; /* "Russia, which fought in Chechnya, shelled Kharkiv" */
    bool stranger = b->n_actors == 0 && b->actor_head != DRG_NONE && drg_phrase__is_definite(r, b->actor_head);
    if (a->event != DRG_EVENT_CONSULT && a->event != DRG_EVENT_AGREE && b->frame->kind == DRG_FRAME_VERB && stranger)
        return false; /* somebody did it whom we do not know */
    if (a->event != DRG_EVENT_CONSULT && a->event != DRG_EVENT_AGREE && b->frame->kind == DRG_FRAME_VERB)
        return (actors.shared || recipients.shared || (!has_country(b) && apart <= 4)) &&
               meets_in_time_or_place(r, a, b);
    if (actors.shared && (recipients.shared || a->n_recipients == 0 || b->n_recipients == 0))
        return apart <= 12 || definite;
    if (bare) /* a fight that is told only to say who somebody is goes on no further */
        return !(apart > 0 && drg_events__in_passing(r, a)) && (definite || apart <= 3);
    return (actors.shared || recipients.shared) && (a->n_actors == 0 || b->n_actors == 0 || actors.shared) &&
           apart <= 6;
}

/** As they stand in the text. */
static void order_quantities(drg_event_found *e)
{
    for (uint8_t i = 1; i < e->n_quantities; i++) {
        drg_quantity q = e->quantity[i];
        uint8_t k = i;
        for (; k > 0 && e->quantity[k - 1].span.start > q.span.start; k--)
            e->quantity[k] = e->quantity[k - 1];
        e->quantity[k] = q;
    }
}

static void add_all(const drg_reading *r, drg_event_found *to, const drg_event_found *from)
{
    for (uint8_t i = 0; i < from->n_quantities; i++)
        drg_events__add_quantity(to, &from->quantity[i]);
    for (uint8_t i = 0; i < from->n_sources; i++) {
        bool known = false;
        for (uint8_t j = 0; j < to->n_sources; j++)
            known |= drg_sayings__same_source(r, &to->source[j], &from->source[i]);
        if (!known && to->n_sources < DRG_MAX_EVENT_SOURCES)
            to->source[to->n_sources++] = from->source[i];
    }
}

/** The better told one stays as evidence: more parties, sources and numbers; of equals the earlier. */
static int weight(const drg_event_found *e)
{
    return 2 * (e->n_actors > 0) + (e->n_actors > 1) + 2 * (e->n_recipients > 0) + e->has_date + e->has_place +
           2 * (e->n_sources > 0) + (e->n_quantities > 0) + (e->frame->kind == DRG_FRAME_VERB);
}

static bool is_visit(const drg_reading *r, const drg_event_found *e)
{
    static const char *const coming[] = {"visit", "trip",   "tour", "arrive", "arrival",
                                         "fly",   "travel", "land", "come",   NULL};
    return drg_tree__lemma_in(&r->token[e->trigger], coming) || drg_tree__has_child_lemma(r, e->trigger, "to");
}

static void join(const drg_reading *r, drg_event_found *a, drg_event_found *b)
{
    bool second = is_harm(r, a) != is_harm(r, b) ? is_harm(r, a) : weight(b) > weight(a);
    if (is_word_for_word(r, a, b))
        second = false;
    if (is_in_meeting(r, a, b)) {
        second = false;
        b->n_actors = b->n_recipients = 0;
    }
    if (a->event == DRG_EVENT_CONSULT && is_visit(r, a) != is_visit(r, b))
        second = is_visit(r, a); /* the talks of a visit are the meeting */
    drg_event_found merged = second ? *b : *a;
    const drg_event_found *other = second ? a : b;
    if (merged.denied && !other->denied) {
        merged.status = other->status;
        merged.denied = false;
    }
    if (merged.n_actors == 0 ||
        (other->n_actors > merged.n_actors + merged.n_recipients && merged.event == DRG_EVENT_CONSULT)) {
        merged.n_actors = other->n_actors;
        for (uint8_t i = 0; i < other->n_actors; i++)
            merged.actor[i] = other->actor[i];
    }
    if (merged.n_recipients == 0)
        for (uint8_t i = 0; i < other->n_recipients; i++)
            if (!(compare_parties(&other->recipient[i], 1, merged.actor, merged.n_actors)).shared)
                merged.recipient[merged.n_recipients++] = other->recipient[i];
    if (!merged.has_date && other->has_date) {
        merged.has_date = true;
        merged.date = other->date;
    }
    bool finer = merged.has_place && other->has_place && merged.place.resolution == DRG_PLACE_COUNTRY &&
                 other->place.resolution < DRG_PLACE_COUNTRY && drg_str_eq(merged.place.country, other->place.country);
    if ((!merged.has_place && other->has_place) || finer) {
        merged.has_place = true;
        merged.place = other->place;
    }
    for (uint8_t i = 0; i < other->n_modes; i++) {
        bool known = false;
        for (uint8_t j = 0; j < merged.n_modes; j++)
            known |= merged.mode[j] == other->mode[i];
        if (!known && merged.n_modes < DRG_MAX_MODES)
            merged.mode[merged.n_modes++] = other->mode[i];
    }
    if (merged.topic == DRG_NONE) {
        merged.topic = other->topic;
        merged.topic_event = other->topic_event;
    }
    add_all(r, &merged, other);
    order_quantities(&merged);
    *a = merged;
    b->absorbed = true;
}

/** "Six were killed when a missile struck the camp": the sentence tells the deed, too, in a clause of its own. */
static bool is_told_here(const drg_reading *r, const drg_events *events, size_t i)
{
    const drg_event_found *e = &events->at[i];
    if (!is_harm(r, e) || e->n_actors > 0)
        return false;
    for (size_t j = i + 1; j < events->n && r->token[events->at[j].trigger].sentence == r->token[e->trigger].sentence;
         j++) {
        const drg_event_found *x = &events->at[j];
        bool new = x->frame->kind == DRG_FRAME_VERB || !drg_phrase__is_definite(r, x->trigger);
        if (!x->absorbed && new && !is_harm(r, x) && is_outcome(r, e, x))
            return true;
    }
    return false;
}

/** The mention before event i that it tells again: the nearest, but one with the same number before all; NULL: none. */
static drg_event_found *told_before(const drg_reading *r, const drg_events *events, size_t i)
{
    const drg_event_found *e = &events->at[i];
    drg_event_found *best = NULL;
    for (size_t j = i; j-- > 0;) {
        drg_event_found *k = &events->at[j];
        if (r->token[e->trigger].sentence - r->token[k->trigger].sentence > MAX_SENTENCES_APART)
            break;
        if (k->absorbed || (best != NULL && !shares_count(k, e)) || !same_event(r, k, e))
            continue;
        best = k;
        if (e->n_quantities == 0 || shares_count(k, e))
            break;
    }
    return best;
}

/** "The two exchanged fire": where each side's part is told besides, the parts are the records. */
static void drop_sums(const drg_reading *r, drg_events *events)
{
    static const char *const mutual[] = {"exchange", "trade", NULL};
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        if (e->absorbed || e->event != DRG_EVENT_ASSAULT || !drg_tree__lemma_in(&r->token[e->trigger], mutual))
            continue;
        drg_str sides[2] = {{"", 0}, {"", 0}};
        drg_range near = drg_near__events(r, events, e->trigger, 20);
        for (size_t k = near.from; k < near.to; k++) {
            const drg_event_found *x = &events->at[k];
            if (k == i || x->absorbed || x->event != DRG_EVENT_ASSAULT || x->n_actors == 0 || dates_conflict(e, x) ||
                x->actor[0].country.len == 0)
                continue;
            if (sides[0].len == 0 || drg_str_eq(sides[0], x->actor[0].country))
                sides[0] = x->actor[0].country;
            else
                sides[1] = x->actor[0].country;
        }
        bool parts = sides[1].len > 0;
        for (uint8_t k = 0; k < e->n_actors; k++)
            parts &= e->actor[k].country.len == 0 || drg_str_eq(e->actor[k].country, sides[0]) ||
                     drg_str_eq(e->actor[k].country, sides[1]);
        e->absorbed |= parts;
    }
}

/** "Nobody was hurt": none of the harm that an attack may do. */
static bool tells_none(const drg_reading *r, const drg_event_found *e)
{
    if (e->event != DRG_EVENT_ASSAULT || e->status != DRG_NEGATED || e->n_actors > 0 || !is_harm(r, e) ||
        e->n_quantities == 0)
        return false;
    for (uint8_t i = 0; i < e->n_quantities; i++)
        if (!e->quantity[i].has_high || e->quantity[i].high > 0)
            return false;
    return true;
}

/** What nobody suffered is a number of the attack told before, not an attack that did not happen. */
static void join_none(const drg_reading *r, drg_events *events, size_t i)
{
    enum { SENTENCES_BACK = 3 };
    drg_event_found *e = &events->at[i];
    drg_range near = drg_near__events(r, events, e->trigger, SENTENCES_BACK);
    for (size_t j = near.to; j-- > near.from;) {
        drg_event_found *x = &events->at[j];
        if (r->token[x->trigger].sentence > r->token[e->trigger].sentence || x->absorbed || x->status != DRG_ACTUAL ||
            (x->event != DRG_EVENT_ASSAULT && x->event != DRG_EVENT_PROTEST))
            continue;
        drg_trace__why(r, x->trigger, "quantity", "nobody was hurt in it");
        add_all(r, x, e);
        e->absorbed = true;
        return;
    }
}

void drg_events__merge(const drg_reading *r, drg_events *events)
{
    drop_sums(r, events);
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        if (!e->absorbed && tells_none(r, e))
            join_none(r, events, i);
        drg_event_found *k = e->absorbed ? NULL : told_before(r, events, i);
        bool apart = k != NULL && r->token[k->trigger].sentence != r->token[e->trigger].sentence;
        if (k != NULL && !(apart && is_told_here(r, events, i)))
            join(r, k, e);
    }
}
