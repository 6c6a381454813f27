/* src/code/implied.c - parties that no path of a frame leads to: whose proposal it was, between whom it was agreed, what
 * a bare country is; and whom an act concerns where its frame names nobody: "offered to hand two suspects over to Britain",
 * "rejected a Russian appeal", "massed troops along the border with Chad". The nearest state, body or people below the
 * act, in what it is about or what it touches, that is not the doer's own. */
#include <string.h>

#include "code/events.h"
#include "code/phrases.h"

enum { MAX_DEPTH = 7 };

static const drg_place_hit *place_at(const drg_reading *r, uint32_t head)
{
    drg_range here = drg_near__places(r, head);
    for (size_t i = here.from; i < here.to; i++)
        if (r->place[i].first <= head && head <= r->place[i].last)
            return &r->place[i];
    return NULL;
}

/** Ground that is taken belongs to nobody who could be a party. */
bool drg_events__is_ground(const drg_reading *r, uint32_t head)
{
    return place_at(r, head) != NULL || drg_tree__in(r, head, DRG_SET_place) ||
           drg_tree__in(r, head, DRG_SET_territory);
}

/** Of "they" the phrase that it stands for, where that names several; else the word itself. */
uint32_t drg_events__all_meant(const drg_reading *r, uint32_t head)
{
    static const char *const plural[] = {"they", "them", NULL};
    const drg_mention *m = r->mention_at[head] != DRG_NONE ? &r->mention[r->mention_at[head]] : NULL;
    if (m == NULL || !m->pronoun || m->antecedent == DRG_NONE || !drg_tree__lemma_in(&r->token[head], plural))
        return head;
    uint32_t first = r->mention[m->antecedent].head;
    for (int i = 0; i < 4 && r->token[first].rel == DRG_REL_CONJ && r->token[first].head != DRG_NONE; i++)
        first = r->token[first].head;
    return drg_tree__child(r, first, DRG_REL_CONJ) != DRG_NONE && drg_tree__is_nominal(&r->token[first]) ? first : head;
}

size_t drg_events__entities_at(drg_reading *r, uint32_t head, bool things, drg_entity *out, size_t max)
{
    size_t n = drg_mentions__list(r, head, things, out, max);
    if (n > 0 || r->mark_at[head] == DRG_NONE || max == 0)
        return n;
    const drg_mark *mark = &r->mark[r->mark_at[head]];
    const drg_fact *f = mark->fact;
    drg_str country = drg_entity__country_of(f);
    if (country.len == 0)
        return 0;
    out[0] = (drg_entity){.country = country, .country_from = drg_origin_of(r, f, "its own words")};
    out[0].sector_from = f->n_sectors > 0 ? out[0].country_from : (drg_origin){0};
    out[0].span = drg_reading__span(r, mark->first, mark->last);
    out[0].text = drg_reading__text(r, out[0].span);
    out[0].name = drg_knowledge__text(r->knowledge, f->name, f->name_len);
    for (uint8_t i = 0; i < f->n_sectors && i < DRG_MAX_SECTORS; i++)
        out[0].sector[out[0].n_sectors++] = drg_str_of(f->sector[i]);
    return 1;
}

size_t drg_events__ground_at(const drg_reading *r, uint32_t head, drg_entity *out)
{
    const drg_place_hit *p = place_at(r, head);
    if (p == NULL || p->place.country.len == 0)
        return 0;
    *out = (drg_entity){.span = p->place.span,
                        .country = p->place.country,
                        .name = p->place.name,
                        .country_from = {.rule = "the place, for its country"}};
    out->text = drg_reading__text(r, out->span);
    return 1;
}

static bool is_among(const char *const *words, drg_str word)
{
    for (; *words != NULL; words++)
        if (drg_str_is(word, *words))
            return true;
    return false;
}

/** Prepositions under which the act itself names whom it concerns; all others tell where, when, how and why. */
static const char *const *directions(drg_event event)
{
    static const char *const speech[] = {"against", "on",   "with",   "to",      "of",   "for", "over",
                                         "about",   "into", "toward", "towards", "from", NULL};
    static const char *const yielding[] = {"from", "out of", "of", "to", "on", "against", "with", "for", NULL};
    static const char *const moving[] = {"against", "near",     "along", "around",  "to",     "toward", "towards",
                                         "into",    "opposite", "off",   "outside", "across", NULL};
    static const char *const helping[] = {"to", "for", "in", "at", "into", NULL};
    static const char *const none[] = {NULL};
    switch (event) {
    case DRG_EVENT_AGREE:
    case DRG_EVENT_SUPPORT:
    case DRG_EVENT_REQUEST:
    case DRG_EVENT_ACCUSE:
    case DRG_EVENT_REJECT:
    case DRG_EVENT_THREATEN:
    case DRG_EVENT_SANCTION:
        return speech;
    case DRG_EVENT_RETREAT:
    case DRG_EVENT_CONCEDE:
        return yielding;
    case DRG_EVENT_MOBILIZE:
        return moving;
    case DRG_EVENT_AID:
        return helping;
    default:
        return none;
    }
}

static drg_str preposition(const drg_reading *r, uint32_t t)
{
    return r->prep[t] != 0 ? drg_knowledge__word_text(r->knowledge, r->prep[t]) : (drg_str){"", 0};
}

/** What somebody else tells, or tells aside. */
static bool is_aside(const drg_reading *r, uint32_t t, bool conditions)
{
    switch (r->token[t].rel) {
    case DRG_REL_ACL_RELCL:
    case DRG_REL_PARATAXIS:
    case DRG_REL_ADVCL_RELCL:
        return true;
    case DRG_REL_ADVCL: /* "threatened to leave unless Moscow …": a condition names whom it is put to */
        return !(conditions && (drg_tree__has_child_lemma(r, t, "if") || drg_tree__has_child_lemma(r, t, "unless") ||
                                drg_tree__has_child_lemma(r, t, "until"))) &&
               !drg_tree__has_child_lemma(r, t, "to");
    case DRG_REL_CONJ:
        return r->token[t].upos == DRG_UPOS_VERB && drg_tree__child(r, t, DRG_REL_NSUBJ) != DRG_NONE;
    default:
        return false;
    }
}

/** Steps from the act down to t; 0: t does not belong to what the act is about. */
static uint32_t depth_of(const drg_reading *r, const drg_event_found *e, uint32_t t)
{
    static const char *const inside[] = {"in", "at", "during", "after", "before", "since", "by", NULL};
    bool speech = drg_events__is_speech(e->event);
    uint32_t depth = 0;
    for (uint32_t x = t; depth < MAX_DEPTH; x = r->token[x].head) {
        if (x == e->trigger || x == e->anchor)
            return depth;
        if (x == DRG_NONE || x == e->actor_head || is_aside(r, x, e->event == DRG_EVENT_THREATEN))
            return 0;
        uint8_t rel = r->token[x].rel;
        uint32_t up = r->token[x].head;
        bool adjunct = rel == DRG_REL_OBL || rel == DRG_REL_NMOD;
        if (up == e->trigger || up == e->anchor) {
            bool object = rel == DRG_REL_OBJ || rel == DRG_REL_IOBJ || rel == DRG_REL_XCOMP || rel == DRG_REL_CCOMP ||
                          rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_ACL || rel == DRG_REL_ADVCL || x == e->topic;
            bool owner = e->frame->kind == DRG_FRAME_NOUN && (rel == DRG_REL_AMOD || rel == DRG_REL_COMPOUND);
            if (!object && !owner && !(adjunct && is_among(directions(e->event), preposition(r, x))))
                return 0;
        } else if (adjunct && speech && is_among(inside, preposition(r, x))) {
            /* "the force in Lebanon", but not "talks in Geneva" */
            bool venue = drg_str_is(preposition(r, x), "in") == false || e->topic_event != SIZE_MAX ||
                         drg_tree__in(r, up, DRG_SET_talks_noun);
            if (venue && x == t)
                return 0;
        }
        bool yields = e->event == DRG_EVENT_CONCEDE || e->event == DRG_EVENT_RETREAT || e->event == DRG_EVENT_AGREE;
        if (yields && x == t && adjunct &&
            (drg_str_is(preposition(r, t), "in") || drg_str_is(preposition(r, t), "at")) && r->mark_at[t] != DRG_NONE &&
            drg_fact_is_town(r->mark[r->mark_at[t]].fact))
            return 0; /* "signed a truce in Pretoria" */
        depth++;
    }
    return 0;
}

static bool is_time_here(const drg_reading *r, uint32_t t)
{
    drg_range here = drg_near__times(r, t);
    for (size_t i = here.from; i < here.to; i++)
        if (r->time[i].first_token <= t && t <= r->time[i].last_token)
            return true;
    return false;
}

/** Those under one head who are not the doers' own. */
static size_t others_at(drg_reading *r, const drg_event_found *e, uint32_t t, drg_entity *out, size_t max)
{
    drg_entity found[DRG_MAX_PARTIES];
    const drg_mention *m = drg_mentions__at(r, t);
    if (m != NULL && (m->pronoun || m->borrowed))
        return 0;
    size_t n = drg_events__entities_at(r, t, true, found, DRG_MAX_PARTIES), k = 0;
    if (n == 0)
        n = drg_events__ground_at(r, t, found);
    for (size_t i = 0; i < n && k < max; i++)
        if (found[i].country.len > 0 && !drg_entity__country_among(e->actor, e->n_actors, found[i].country) &&
            !drg_entity__country_among(out, (uint8_t)k, found[i].country))
            out[k++] = found[i];
    return k;
}

static bool has_any_country(const drg_entity *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (list[i].country.len > 0)
            return true;
    return false;
}

/** The thing that force strikes is of the country that it stands in. */
static void take_struck(drg_reading *r, drg_event_found *e)
{
    uint32_t head = e->recipient_head;
    if (head == DRG_NONE || e->n_recipients > 0 || r->token[head].upos != DRG_UPOS_NOUN ||
        r->token[head].rel == DRG_REL_COMPOUND || drg_tree__in(r, head, DRG_SET_person))
        return;
    drg_str country = {"", 0};
    for (uint32_t t = r->left[head]; t <= r->right[head] && country.len == 0; t++) {
        drg_entity found[1];
        bool below = t != head && drg_tree__dominates(r, head, t) && !is_aside(r, t, false);
        if (below && others_at(r, e, t, found, 1) > 0)
            country = found[0].country;
    }
    if (country.len == 0 && e->has_place)
        country = e->place.country;
    if (country.len != 3)
        return;
    uint32_t first, last;
    drg_phrase__extent(r, head, &first, &last);
    e->recipient[0] = (drg_entity){.span = drg_reading__span(r, first, last),
                                   .country = country,
                                   .country_from = {.rule = "where what is struck stands"}};
    e->recipient[0].text = drg_reading__text(r, e->recipient[0].span);
    e->n_recipients = 1;
}

/** "rejected the American proposal", "condemned Gabon's law": what is spoken of is its maker's, who is spoken to. */
void drg_events__maker(drg_reading *r, drg_event_found *e)
{
    static const char *const makers[] = {"by", "from", NULL};
    bool spoken = e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_REJECT || e->event == DRG_EVENT_SUPPORT ||
                  e->event == DRG_EVENT_AGREE;
    uint32_t thing = drg_tree__object(r, e->trigger);
    if (!spoken || e->n_recipients > 0 || e->frame->kind != DRG_FRAME_VERB || thing == DRG_NONE)
        return;
    DRG_EACH_CHILD(r, thing, c) {
        uint8_t rel = r->token[c].rel;
        const drg_mark *mark = r->mark_at[c] != DRG_NONE ? &r->mark[r->mark_at[c]] : NULL;
        bool adjective = rel == DRG_REL_AMOD && mark != NULL && mark->fact->kind == DRG_FACT_DEMONYM;
        bool owner = rel == DRG_REL_NMOD_POSS && r->token[c].upos != DRG_UPOS_PRON;
        bool maker = rel == DRG_REL_NMOD && drg_tree__child(r, c, DRG_REL_CASE) != DRG_NONE &&
                     drg_tree__lemma_in(&r->token[drg_tree__child(r, c, DRG_REL_CASE)], makers);
        if (!adjective && !owner && !maker)
            continue;
        drg_entity found[DRG_MAX_PARTIES];
        size_t n = drg_events__entities_at(r, c, false, found, DRG_MAX_PARTIES);
        for (size_t i = 0; i < n && e->n_recipients < DRG_MAX_PARTIES; i++)
            if (found[i].country.len > 0 && !drg_entity__country_among(e->actor, e->n_actors, found[i].country))
                e->recipient[e->n_recipients++] = found[i];
    }
}

/** Parties of what is mutual stand under "between", wherever in the clause: "no agreement on a swap between X and Y". */
static void take_between(drg_reading *r, drg_event_found *e)
{
    bool mutual = e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_CONSULT || e->event == DRG_EVENT_COOPERATE ||
                  (e->event == DRG_EVENT_SUPPORT && drg_tree__is(&r->token[e->trigger], "sign"));
    uint32_t between = drg_knowledge__word(r->knowledge, DRG_LIT("between"));
    if (!mutual || e->n_actors > 0 || between == 0)
        return;
    for (uint32_t t = r->left[e->anchor]; t <= r->right[e->anchor] && e->n_actors == 0; t++)
        if (r->prep[t] == between || r->prep2[t] == between)
            e->n_actors = (uint8_t)drg_mentions__list(r, t, false, e->actor, DRG_MAX_PARTIES);
}

static bool same_party(const drg_entity *a, const drg_entity *b)
{
    return a->span.start == b->span.start && a->span.end == b->span.end;
}

static void drop_shared(drg_event_found *e)
{
    uint8_t k = 0;
    for (uint8_t i = 0; i < e->n_recipients; i++) {
        bool shared = false;
        for (uint8_t j = 0; j < e->n_actors; j++)
            shared |= same_party(&e->recipient[i], &e->actor[j]);
        if (!shared)
            e->recipient[k++] = e->recipient[i];
    }
    e->n_recipients = k;
}

void drg_events__between(drg_reading *r, drg_event_found *e)
{
    take_between(r, e);
    drop_shared(e);
}

/** Arrests, bans and curfews are a government's; ground is taken and besieged by its forces. */
static bool is_civil_coercion(const drg_reading *r, const drg_event_found *e)
{
    static const char *const military[] = {"seize", "restrict", "misinformation", "cyber", NULL};
    for (const char *const *m = military; *m != NULL; m++)
        if (drg_events__has_mode(r, e, *m))
            return false;
    return e->event == DRG_EVENT_COERCE;
}

void drg_events__sectors(const drg_reading *r, drg_event_found *e)
{
    bool force = drg_events__is_force(e->event) && !is_civil_coercion(r, e);
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (e->actor[i].n_sectors == 0 && e->actor[i].country.len == 3 && !e->actor[i].is_person) {
            bool crowd = e->event == DRG_EVENT_PROTEST; /* "Egyptians demonstrated" */
            drg_entity__be(&e->actor[i],
                           crowd   ? DRG_LIT("CVL")
                           : force ? DRG_LIT("MIL")
                                   : DRG_LIT("GOV"),
                           (drg_origin){.rule = crowd   ? "people of a country, in the street"
                                                : force ? "a country that uses force"
                                                        : "a country that acts"});
        }
    for (uint8_t i = 0; i < e->n_recipients; i++)
        if (e->recipient[i].n_sectors == 0 && e->recipient[i].country.len == 3 && !e->recipient[i].is_person &&
            !drg_events__is_force(e->event)) {
            drg_entity__be(&e->recipient[i], DRG_LIT("GOV"), (drg_origin){.rule = "a country that acts"});
        }
}

void drg_events__implied(drg_reading *r, drg_event_found *e)
{
    if (e->event == DRG_EVENT_ASSAULT) {
        take_struck(r, e);
        return;
    }
    bool mutual = (e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_CONCEDE) && e->n_actors > 1;
    if (*directions(e->event) == NULL || mutual || e->n_actors == 0 || drg_events__has_mode(r, e, "resign") ||
        has_any_country(e->recipient, e->n_recipients) || (e->n_recipients > 0 && e->recipient[0].name.len > 0))
        return;
    uint32_t from = r->left[e->trigger], to = r->right[e->trigger];
    if (e->anchor != e->trigger) {
        from = r->left[e->anchor];
        to = r->right[e->anchor];
    }
    uint32_t best = MAX_DEPTH;
    drg_entity found[DRG_MAX_PARTIES];
    size_t n = 0;
    for (uint32_t t = from; t <= to; t++) {
        if (r->mention_at[t] == DRG_NONE && r->mark_at[t] == DRG_NONE)
            continue;
        uint32_t depth = depth_of(r, e, t);
        if (depth == 0 || depth >= best || is_time_here(r, t))
            continue;
        drg_entity here[DRG_MAX_PARTIES];
        size_t k = others_at(r, e, t, here, DRG_MAX_PARTIES);
        if (k == 0)
            continue;
        best = depth;
        n = k;
        memcpy(found, here, k * sizeof *here);
    }
    if (n == 0)
        return;
    e->n_recipients = 0;
    for (size_t i = 0; i < n; i++)
        e->recipient[e->n_recipients++] = found[i];
}
