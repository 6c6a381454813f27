/* src/code/places.c - toponyms: which words name ground, and which of the places of that name is meant. Words that no table
 * holds resolve to what is known to hold them: a street to its town, an unknown village to its province. */
#include "code/places.h"

/** So many toponyms away one may still hold an unknown one. */
enum { REACH = 60 };

static uint32_t head_of(const drg_reading *r, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = r->token[t].head;
        if (head == DRG_NONE || head < first || head > last)
            return t;
    }
    return last;
}

/** A place that acts: "Moscow said", "Kyiv's army". */
static bool acts(const drg_reading *r, uint32_t head)
{
    const drg_token *t = &r->token[head];
    switch (t->rel) {
    case DRG_REL_NSUBJ:
    case DRG_REL_NSUBJ_PASS:
    case DRG_REL_IOBJ:
    case DRG_REL_OBL_AGENT:
        return true;
    case DRG_REL_CONJ:
        return t->head != DRG_NONE && r->token[t->head].rel == DRG_REL_NSUBJ;
    default:
        return false;
    }
}

static void fill(const drg_spots *s, const drg_toponym *p, drg_place *place)
{
    place->name = drg_knowledge__text(s->r->knowledge, p->name, p->name_len);
    place->country = drg_toponym_country(p);
    place->province = drg_knowledge__text(s->r->knowledge, p->province, p->province_len);
    place->has_point = true;
    place->lat = p->lat;
    place->lon = p->lon;
    place->geonameid = p->geonameid;
    place->resolution = (drg_place_resolution)p->resolution;
    if (p->resolution == DRG_PLACE_PROVINCE && place->province.len == 0)
        place->province = place->name;
}

/** Whether something can lie in a place of that kind and be told of by it. */
static bool can_hold(const drg_toponym *p)
{
    return p->resolution == DRG_PLACE_CITY || p->resolution == DRG_PLACE_DISTRICT ||
           p->resolution == DRG_PLACE_PROVINCE || p->resolution == DRG_PLACE_COUNTRY;
}

/** What holds a spot that no table knows: what is told beside it, the name that begins it, a place in its sentence, the
 * last place before it, the first one behind. */
static const drg_toponym *holder(const drg_spots *s, const drg_toponym *const *best, size_t me)
{
    const drg_spot *spot = &s->spot[me];
    if (spot->qualifier != DRG_NONE && best[spot->qualifier] != NULL)
        return best[spot->qualifier];
    if (spot->inner != DRG_NONE) {
        const drg_toponym *others[DRG_SPOT_ALTERNATIVES];
        size_t n;
        drg_spot inner = {.first = spot->first, .last = spot->first, .name = spot->inner, .qualifier = DRG_NONE};
        const drg_toponym *p = drg_spots__best(s, &inner, others, &n);
        if (p != NULL && can_hold(p))
            return p;
    }
    size_t last = SIZE_MAX, country = SIZE_MAX;
    for (size_t i = me; i-- > 0 && i + REACH > me && last == SIZE_MAX;)
        if (best[i] != NULL && can_hold(best[i])) {
            if (best[i]->resolution != DRG_PLACE_COUNTRY)
                last = i;
            else if (country == SIZE_MAX)
                country = i;
        }
    uint32_t sentence = s->r->token[spot->first].sentence;
    bool here = last != SIZE_MAX && s->r->token[s->spot[last].first].sentence == sentence;
    for (size_t i = me + 1; !here && i < s->n && i < me + REACH; i++) {
        if (last != SIZE_MAX && s->r->token[s->spot[i].first].sentence != sentence)
            break;
        if (best[i] != NULL && can_hold(best[i]) && best[i]->resolution != DRG_PLACE_COUNTRY)
            return best[i];
    }
    return last != SIZE_MAX ? best[last] : country != SIZE_MAX ? best[country] : NULL;
}

/** The division of a place, or its country. */
static const drg_toponym *above(const drg_spots *s, const drg_toponym *p)
{
    if (p->resolution == DRG_PLACE_PROVINCE || p->resolution == DRG_PLACE_COUNTRY || p->province_len == 0)
        return p;
    size_t n;
    bool more;
    drg_str folded = drg_str_fold(s->r->arena, drg_knowledge__text(s->r->knowledge, p->province, p->province_len));
    const drg_toponym *found = folded.ptr == NULL ? NULL : drg_knowledge__toponyms(s->r->knowledge, folded, &n, &more);
    for (size_t i = 0; found != NULL && i < n; i++)
        if (found[i].resolution == DRG_PLACE_PROVINCE &&
            drg_str_eq(drg_toponym_country(&found[i]), drg_toponym_country(p)))
            return &found[i];
    return p;
}

/** Streets and sites lie in the town that is told of; villages, rivers and districts only in its province. */
static void fill_unknown(const drg_spots *s, const drg_toponym *const *best, size_t me, drg_place *place)
{
    const drg_toponym *p = holder(s, best, me);
    uint8_t kind = s->spot[me].kind;
    if (p == NULL) { /* nothing is known but what it is called */
        static const drg_place_resolution kinds[] = {[DRG_SPOT_NAME] = DRG_PLACE_CITY,
                                                     [DRG_SPOT_STREET] = DRG_PLACE_SITE,
                                                     [DRG_SPOT_SITE] = DRG_PLACE_SITE,
                                                     [DRG_SPOT_FEATURE] = DRG_PLACE_FEATURE,
                                                     [DRG_SPOT_DIVISION] = DRG_PLACE_DISTRICT};
        place->resolution = kinds[kind];
        return;
    }
    fill(s, kind == DRG_SPOT_STREET || kind == DRG_SPOT_SITE ? p : above(s, p), place);
}

/** Whether what is told beside a spot contradicts the place of that name: another place, which no table holds, is meant.
 * Great towns stay themselves ("offices in London, France and Spain"). */
static bool is_elsewhere(const drg_spots *s, const drg_toponym *const *best, size_t me)
{
    uint32_t q = s->spot[me].qualifier;
    if (q == DRG_NONE || best[q] == NULL || best[me] == NULL || q < me)
        return false;
    bool comma = drg_str_is(s->r->token[s->spot[me].last + 1].form, ",");
    bool abroad = !drg_str_eq(drg_toponym_country(best[me]), drg_toponym_country(best[q]));
    return abroad && best[me]->resolution == DRG_PLACE_CITY && best[q]->country[0] != 0 &&
           best[me]->population < (comma ? 100000 : 20000);
}

static bool settle(const drg_spots *s, drg_place_hit *hits)
{
    const drg_toponym **best = drg_arena_array(s->r->arena, s->n, sizeof *best);
    if (best == NULL)
        return false;
    for (size_t i = 0; i < s->n; i++) {
        const drg_spot *spot = &s->spot[i];
        uint32_t head = head_of(s->r, spot->first, spot->last);
        drg_place_hit *hit = &hits[i];
        *hit = (drg_place_hit){.first = spot->first, .last = spot->last, .head = head};
        best[i] = drg_spots__best(s, spot, hit->other, &hit->n_others);
        hit->place.span = drg_reading__span(s->r, spot->first, spot->last);
        hit->place.is_actor = spot->attribute || acts(s->r, head);
        if (best[i] == NULL)
            continue;
        hit->population = best[i]->population;
        hit->capital = best[i]->is_capital != 0;
        fill(s, best[i], &hit->place);
    }
    for (size_t i = 0; i < s->n; i++)
        if (best[i] == NULL || is_elsewhere(s, best, i))
            fill_unknown(s, best, i, &hits[i].place);
    return true;
}

drg_status drg_places__find(drg_reading *r)
{
    drg_spots s = {.r = r};
    drg_table_init(&s.name_of);
    drg_status st = drg_spots__find(&s);
    if (st == DRG_OK)
        st = drg_spots__weigh(&s);
    if (st == DRG_OK && s.n > 0) {
        r->place = drg_arena_array(r->arena, s.n, sizeof *r->place);
        st = r->place != NULL && settle(&s, r->place) ? DRG_OK : DRG_ENOMEM;
    }
    if (st == DRG_OK)
        r->n_places = s.n;
    drg_table_release(&s.name_of);
    return st;
}
