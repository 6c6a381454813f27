/* src/code/homes.c - who is at home where: what a later mention tells of an earlier one, the country that the text is about,
 * and the country of those whom no word places ("police", "residents", "the ministry"). */
#include <string.h>

#include "base/hash.h"
#include "code/events.h"
#include "code/phrases.h"

enum { FIRST_MENTIONS = 100 };

/* ------------------------------------------------------------------ persons */

static drg_str last_name(const drg_reading *r, const drg_mention *m)
{
    for (uint32_t t = m->last + 1; t-- > m->first;)
        if (r->folded[t].len > 1)
            return r->folded[t];
    return (drg_str){NULL, 0};
}

static bool is_name_of_person(const drg_mention *m)
{
    return m->person && m->named && !m->pronoun && !m->plural;
}

static bool knows_more(const drg_entity *a, const drg_entity *b)
{
    return (a->country.len > 0) * 2 + (a->n_sectors > 0) > (b->country.len > 0) * 2 + (b->n_sectors > 0);
}

static void complete(drg_entity *to, const drg_entity *from)
{
    if (to->country.len == 0)
        drg_entity__take_country(to, from, "another mention of it");
    if (to->n_sectors == 0 && drg_str_eq(to->country, from->country)) {
        drg_entity__take_sectors(to, from, "another mention of it");
        if (to->role.len == 0)
            to->role = from->role;
    }
}

/** "Mr Doe … John Doe, the Chadian foreign minister": a person is the same all over the text. */
static drg_status complete_persons(drg_reading *r)
{
    drg_table best;
    drg_status st = DRG_OK;
    drg_table_init(&best);
    for (size_t i = 0; st == DRG_OK && i < r->n_mentions; i++) {
        drg_mention *m = &r->mention[i];
        drg_str name = is_name_of_person(m) ? last_name(r, m) : (drg_str){NULL, 0};
        uintptr_t known;
        if (name.len > 0 && (!drg_table_get(&best, name, &known) || knows_more(&m->entity, &r->mention[known].entity)))
            st = drg_table_put(&best, name, i);
    }
    for (size_t i = 0; st == DRG_OK && i < r->n_mentions; i++) {
        drg_mention *m = &r->mention[i];
        uintptr_t known;
        if (is_name_of_person(m) && drg_table_get(&best, last_name(r, m), &known))
            complete(&m->entity, &r->mention[known].entity);
    }
    drg_table_release(&best);
    return st;
}

/** Those who belong to where they are, not to whoever sent them there. */
static bool is_settled(const drg_entity *e)
{
    static const char *const civil[] = {"GOV", "COP", "CVL", "JUD", "LEG", "MED", "EDU", "REL", "SOC", "BUS", NULL};
    return drg_entity__leads_in_sector(e, civil);
}

static const drg_place_hit *place_on(const drg_reading *r, uint32_t t)
{
    drg_range here = drg_near__places(r, t);
    for (size_t i = here.from; i < here.to; i++)
        if (r->place[i].first <= t && t <= r->place[i].last)
            return &r->place[i];
    return NULL;
}

/** The country of a place that a phrase names as its own: "Kharkiv governor", "the mayor of Kherson", "police in Lahore". */
static drg_str country_beside(const drg_reading *r, uint32_t h, bool settled, int depth)
{
    static const char *const owners[] = {"of", "for", "from", NULL}, *const inside[] = {"in", "at", NULL};
    drg_str none = {NULL, 0};
    DRG_EACH_CHILD(r, h, c) {
        uint8_t rel = r->token[c].rel;
        uint32_t by = drg_tree__child(r, c, DRG_REL_CASE);
        bool owned =
            rel == DRG_REL_NMOD && by != DRG_NONE &&
            (drg_tree__lemma_in(&r->token[by], owners) || (settled && drg_tree__lemma_in(&r->token[by], inside)));
        bool noun = r->token[c].upos == DRG_UPOS_NOUN || r->token[c].upos == DRG_UPOS_PROPN;
        bool backer = c + 1 < r->n && drg_str_is(r->token[c + 1].form, "-"); /* "Iran-backed fighters" */
        bool beside = (rel == DRG_REL_COMPOUND || rel == DRG_REL_AMOD || rel == DRG_REL_NMOD_POSS) && noun && !backer;
        const drg_place_hit *p = owned || beside ? place_on(r, c) : NULL;
        if (p != NULL && drg_entity__is_state(p->place.country))
            return p->place.country;
        bool title = rel == DRG_REL_NMOD_DESC || rel == DRG_REL_APPOS || beside || owned;
        drg_str below = title && depth > 0 ? country_beside(r, c, settled, depth - 1) : none;
        if (below.len > 0)
            return below;
    }
    return none;
}

/** Officials, police and people whose phrase says of which place they are. */
static void place_parties(drg_reading *r)
{
    enum { DEPTH = 3 };
    for (size_t i = 0; i < r->n_mentions; i++) {
        drg_mention *m = &r->mention[i];
        bool role = m->kind == DRG_FACT_ROLE && (m->entity.role.len > 0 || m->person);
        if (m->entity.country.len == 0 && role && !m->pronoun && !m->thing)
            m->entity.country = country_beside(r, m->head, is_settled(&m->entity), DEPTH);
        if (m->entity.country.len > 0 && m->entity.country_from.rule == NULL)
            m->entity.country_from = (drg_origin){.rule = "the place that its phrase names"};
    }
}

/** What became known of an antecedent holds for all that was led back to it. */
static void complete_followers(drg_reading *r)
{
    for (size_t i = 0; i < r->n_mentions; i++) {
        drg_mention *m = &r->mention[i];
        if (m->antecedent == DRG_NONE || m->antecedent >= i)
            continue;
        complete(&m->entity, &r->mention[m->antecedent].entity);
    }
}

/* ------------------------------------------------------------------ the country that the text is about */

static bool is_ground(const drg_place *p)
{
    return p->resolution != DRG_PLACE_COUNTRY && !p->is_actor && drg_entity__is_state(p->country);
}

/** How often the text names a country: by its people, its bodies, its towns. */
static size_t count_country(const drg_reading *r, drg_str country)
{
    size_t k = 0;
    for (size_t i = 0; i < r->n_mentions; i++)
        k += drg_str_eq(r->mention[i].entity.country, country);
    for (size_t i = 0; i < r->n_places; i++)
        k += is_ground(&r->place[i].place) && drg_str_eq(r->place[i].place.country, country);
    return k;
}

/** Whether nothing but one town's name speaks for a country, and America has a town of that name: "Athens", "Berlin". The
 * greatest cities are themselves. */
static bool is_told_by_a_namesake(const drg_reading *r, drg_str country)
{
    enum { GREATEST = 3500000 };
    for (size_t i = 0; i < r->n_marks; i++)
        if (r->mark[i].fact->kind != DRG_FACT_CAPITAL && drg_str_eq(drg_entity__country_of(r->mark[i].fact), country))
            return false;
    drg_str name = {NULL, 0};
    bool american = false;
    for (size_t i = 0; i < r->n_places; i++) {
        const drg_place_hit *hit = &r->place[i];
        if (!drg_str_eq(hit->place.country, country))
            continue;
        if (name.len > 0 && !drg_str_eq(name, hit->place.name))
            return false;
        if (hit->population > GREATEST)
            return false;
        name = hit->place.name;
        for (size_t k = 0; k < hit->n_others; k++)
            american |= memcmp(hit->other[k]->country, "USA", 3) == 0;
    }
    return american && !drg_str_is(country, "USA");
}

static void find_main_country(drg_reading *r)
{
    size_t most = 0, all = 0;
    drg_str best = {NULL, 0};
    for (size_t i = 0; i < r->n_mentions; i++)
        all += drg_entity__is_state(r->mention[i].entity.country);
    for (size_t i = 0; i < r->n_places; i++)
        all += is_ground(&r->place[i].place);
    for (size_t i = 0; i < FIRST_MENTIONS; i++)
        for (int of_place = 0; of_place < 2; of_place++) {
            size_t n = of_place ? r->n_places : r->n_mentions;
            drg_str country = {NULL, 0};
            if (i < n)
                country = of_place ? r->place[i].place.country : r->mention[i].entity.country;
            size_t k = drg_entity__is_state(country) ? count_country(r, country) : 0;
            if (k > most) {
                most = k;
                best = country;
            }
        }
    bool told = most * 2 > all && !is_told_by_a_namesake(r, best);
    r->main_country = told ? best : (drg_str){NULL, 0};
}

drg_status drg_homes__find(drg_reading *r)
{
    place_parties(r);
    drg_status st = complete_persons(r);
    if (st != DRG_OK)
        return st;
    complete_followers(r);
    find_main_country(r);
    return DRG_OK;
}

/* ------------------------------------------------------------------ parties */

/** "foreign fighters", "the governments of the region": wherever they are from, it is not here. */
static bool is_from_elsewhere(drg_str text)
{
    static const char *const words[] = {
        "foreign",     "Foreign",      "international", "other",      "another",  "western",   "Western",
        "neighboring", "neighbouring", "world",         "World",      "bloc",     "countries", "governments",
        "nations",     "states",       "capitals",      "powers",     "overseas", "global",    "Asian",
        "African",     "Arab",         "Muslim",        "foreigners", "tourists", NULL};
    if (drg_str_is(text, "regional leaders") || drg_str_ends(text, DRG_LIT(" regional leaders")))
        return true;
    size_t at = 0;
    while (at < text.len) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != ' ')
            end++;
        drg_str word = drg_str_sub(text, at, end);
        for (const char *const *w = words; *w != NULL; w++)
            if (drg_str_is(word, *w))
                return !drg_str_ends(text, DRG_LIT("minister")) && !drg_str_ends(text, DRG_LIT("ministry"));
        at = end + 1;
    }
    return false;
}

/** Police, officials, residents without a country are of the place where it happens, or else of the country that the
 * document is about; an army is that of which the text told last (fighters: its country, or "") where it is about that one. */
static void take_home(drg_entity *e, drg_str country, drg_str fighters)
{
    static const char *const local[] = {"GOV", "COP", "MIL", "CVL", "JUD", "LEG", "MED", "EDU", "LAB", "OPP",
                                        "AGR", "REL", "SOC", "BUS", "JRN", "PTY", "REB", "SPY", NULL};
    static const char *const army[] = {"MIL", NULL};
    if (fighters.len == 3 && drg_entity__leads_in_sector(e, army))
        country = fighters;
    if (e->country.len > 0 || country.len != 3 || is_from_elsewhere(e->text))
        return;
    if ((e->n_sectors == 0 && e->name.len > 0) || drg_entity__leads_in_sector(e, local)) {
        e->country = country;
        e->country_from = (drg_origin){.rule = "where it happens, or the country that the text is about"};
    }
}

void drg_homes__take(const drg_reading *r, drg_event_found *e, drg_str fighters)
{
    drg_str country = e->has_place ? e->place.country : r->main_country;
    if (!drg_str_eq(fighters, r->main_country))
        fighters = (drg_str){"", 0};
    for (uint8_t i = 0; i < e->n_actors; i++)
        take_home(&e->actor[i], country, fighters);
    bool own_police = country.len == 0 && e->n_actors == 1 && drg_entity__is_state(e->actor[0].country) &&
                      drg_entity__has_sector(&e->actor[0], "COP");
    for (uint8_t i = 0; i < e->n_recipients; i++) /* where nobody tells, police act at home */
        take_home(&e->recipient[i], own_police ? e->actor[0].country : country, (drg_str){"", 0});
    for (uint8_t i = 0; i < e->n_sources; i++)
        if (e->source[i].kind == DRG_SOURCE_ANONYMOUS || e->source[i].entity.role.len > 0)
            take_home(&e->source[i].entity, country, fighters);
}
