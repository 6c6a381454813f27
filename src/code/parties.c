/* src/code/parties.c - the parties that a phrase stands for: one for each name that "and" joins, for each country in
 * "Russian and Ukrainian delegations", and two for "both sides". */
#include "code/phrases.h"
#include "code/reading.h"

enum { PAIR_REACH = 8 };

static void put(drg_entity *out, size_t *n, size_t max, const drg_entity *e)
{
    for (size_t i = 0; i < *n; i++)
        if (drg_str_eq(out[i].text, e->text) && drg_str_eq(out[i].country, e->country))
            return;
    if (*n < max)
        out[(*n)++] = *e;
}

/** The name that a modifier stands in, where it has a country; "Thai" may stand in the name "Thai soldiers". */
static const drg_mark *country_mark(const drg_reading *r, uint32_t c)
{
    if (r->mark_at[c] == DRG_NONE)
        return NULL;
    const drg_mark *mark = &r->mark[r->mark_at[c]];
    return mark->fact->country[0] != 0 ? mark : NULL;
}

static bool is_land(const drg_mark *mark)
{
    uint8_t kind = mark->fact->kind;
    return kind == DRG_FACT_COUNTRY || kind == DRG_FACT_DEMONYM || kind == DRG_FACT_CAPITAL;
}

/** "Russian and Ukrainian delegations", "the ministers of Jordan and Iraq": an entity for each country named. */
static bool put_split(drg_reading *r, uint32_t h, const drg_mention *m, drg_entity *out, size_t *n, size_t max)
{
    if (!m->plural)
        return false;
    DRG_EACH_CHILD(r, h, c) {
        uint8_t rel = r->token[c].rel;
        bool of = rel == DRG_REL_NMOD && drg_tree__has_child_lemma(r, c, "of");
        if (!of && rel != DRG_REL_AMOD && rel != DRG_REL_COMPOUND && rel != DRG_REL_NMOD_POSS)
            continue;
        uint32_t parts[8] = {c};
        size_t k = 1;
        DRG_EACH_CHILD(r, c, d)
            if (r->token[d].rel == DRG_REL_CONJ && k < 8)
                parts[k++] = d;
        size_t named = 0, lands = 0;
        bool own = false; /* the last adjective and the head are one name */
        for (size_t i = 0; i < k; i++) {
            const drg_mark *mark = country_mark(r, parts[i]);
            named += mark != NULL;
            lands += mark != NULL && is_land(mark);
            own |= mark != NULL && r->mark_at[parts[i]] == r->mark_at[h];
        }
        if (named < 2 || (m->named && !(own && lands > 0)) || (of && lands < k))
            continue;
        for (size_t i = 0; i < k; i++) {
            const drg_mark *mark = country_mark(r, parts[i]);
            if (mark == NULL)
                continue;
            drg_entity e = m->entity;
            e.country = drg_entity__country_of(mark->fact);
            e.span = drg_reading__span(r, mark->first, mark->last);
            e.text = drg_reading__text(r, e.span);
            e.name = drg_knowledge__text(r->knowledge, mark->fact->name, mark->fact->name_len);
            put(out, n, max, &e);
        }
        return true;
    }
    return false;
}

/** "the two sides", "both countries": the last two different countries that were named together or one after another. */
static bool may_pair(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    bool before = m->head < h && drg_phrase__sentences_apart(r, m->head, h) <= PAIR_REACH;
    return before && !m->pronoun && !m->thing && drg_entity__is_state(m->entity.country) &&
           !drg_entity__has_sector(&m->entity, "JRN") && !drg_entity__has_sector(&m->entity, "CVL");
}

/** The last two that were named together: "Russia and Ukraine", "the Iranian and Iraqi ministers". */
static bool find_couple(const drg_reading *r, uint32_t h, const drg_mention *found[2])
{
    for (size_t i = drg_near__mentions(r, h).to; i-- > 0;) {
        const drg_mention *second = &r->mention[i];
        if (drg_phrase__sentences_apart(r, second->head, h) > PAIR_REACH)
            break;
        const drg_token *t = &r->token[second->head];
        if (!may_pair(r, h, second) || t->rel != DRG_REL_CONJ || t->head == DRG_NONE)
            continue;
        const drg_mention *first = drg_mentions__at(r, t->head);
        if (first == NULL || !may_pair(r, h, first) || drg_str_eq(first->entity.country, second->entity.country))
            continue;
        found[0] = second;
        found[1] = first;
        return true;
    }
    return false;
}

static size_t put_pair(drg_reading *r, uint32_t h, drg_entity *out, size_t *n, size_t max)
{
    const drg_token *t = &r->token[h];
    bool pair = drg_tree__in(r, h, DRG_SET_pair_noun) && drg_phrase__is_plural(r, h) &&
                (drg_phrase__is_definite(r, h) || drg_tree__has_child_lemma(r, h, "both"));
    if (!pair && !(t->upos == DRG_UPOS_PRON && drg_tree__is(t, "both")))
        return 0;
    DRG_EACH_CHILD(r, h, c) /* "the governments of the region" are told by what follows */
        if (c > h && r->token[c].rel == DRG_REL_NMOD &&
            (drg_tree__has_child_lemma(r, c, "of") || drg_tree__has_child_lemma(r, c, "in")))
            return 0;
    const drg_mention *own = drg_mentions__at(r, h);
    if (own != NULL && !own->pronoun && !own->borrowed && own->entity.country.len > 0 && !own->thing && own->first < h)
        return 0; /* "the Kurdish officials", "the two Koreas": named by its own words */
    const drg_mention *found[2] = {NULL, NULL};
    size_t k = find_couple(r, h, found) ? 2 : 0;
    for (size_t i = drg_near__mentions(r, h).to; i-- > 0 && k < 2;) {
        const drg_mention *m = &r->mention[i];
        if (drg_phrase__sentences_apart(r, m->head, h) > PAIR_REACH)
            break;
        if (!may_pair(r, h, m) || (k == 1 && drg_str_eq(found[0]->entity.country, m->entity.country)))
            continue;
        if (drg_tree__in(r, h, DRG_SET_person) && !m->person && !m->bare_country)
            continue;
        found[k++] = m;
    }
    for (size_t i = k; i-- > 0;)
        put(out, n, max, &found[i]->entity);
    return k;
}

/** "State Councillor and Foreign Minister Wang Yi": one person of two offices. */
static bool is_title_of_next(const drg_reading *r, const uint32_t *heads, size_t k, size_t i)
{
    if (i + 1 >= k)
        return false;
    const drg_mention *m = drg_mentions__at(r, heads[i]), *next = drg_mentions__at(r, heads[i + 1]);
    if (m == NULL || next == NULL || !m->person || m->named || m->plural || !next->person || !next->named)
        return false;
    bool article = drg_tree__child(r, heads[i + 1], DRG_REL_DET) != DRG_NONE;
    return !article && (next->entity.role.len > 0 || r->token[next->head].upos == DRG_UPOS_PROPN) &&
           drg_str_eq(m->entity.country, next->entity.country);
}

size_t drg_mentions__list(drg_reading *r, uint32_t head, bool things, drg_entity *out, size_t max)
{
    size_t n = 0;
    if (head == DRG_NONE)
        return 0;
    head = drg_tree__antecedent(r, head);
    uint32_t heads[16] = {head};
    size_t k = 1;
    DRG_EACH_CHILD(r, head, c)
        if (r->token[c].rel == DRG_REL_CONJ && k < 16)
            heads[k++] = c;
    drg_str shared = {NULL, 0}; /* "the president and the prime minister of Chad" */
    const drg_mention *last = k > 1 ? drg_mentions__at(r, heads[k - 1]) : NULL;
    if (last != NULL && !last->borrowed && !last->named)
        shared = last->entity.country;
    for (size_t i = 0; i < k; i++) {
        if (put_pair(r, heads[i], out, &n, max) > 0)
            continue;
        const drg_mention *m = drg_mentions__at(r, heads[i]);
        if (m == NULL || (m->thing && !things) || is_title_of_next(r, heads, k, i))
            continue;
        drg_entity e = m->entity;
        if (shared.len > 0 && !m->named && (m->borrowed || e.country.len == 0))
            e.country = shared;
        if (!put_split(r, heads[i], m, out, &n, max))
            put(out, &n, max, &e);
    }
    return n;
}
