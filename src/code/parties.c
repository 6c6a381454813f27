/* src/code/parties.c - the parties that a phrase stands for: one for each name that "and" joins, for each country in
 * "Russian and Ukrainian delegations", and two for "both sides". */
#include <string.h>

#include "code/phrases.h"
#include "code/reading.h"

enum { PAIR_REACH = 8, MAX_SIDES = 4 };

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
            e.country_from = drg_origin_of(r, mark->fact, "a word beside it");
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

/** The last that were named together, as many as are asked for: "Russia and Ukraine", "US and British warplanes". */
static size_t find_couple(drg_reading *r, uint32_t h, size_t want, drg_entity *found)
{
    for (size_t i = drg_near__mentions(r, h).to; i-- > 0;) {
        const drg_mention *first = &r->mention[i];
        if (drg_phrase__sentences_apart(r, first->head, h) > PAIR_REACH)
            break;
        if (!may_pair(r, h, first))
            continue;
        size_t k = 0;
        if (put_split(r, first->head, first, found, &k, want) && k == want)
            return k;
        k = 0;
        found[k++] = first->entity;
        DRG_EACH_CHILD(r, first->head, c) {
            const drg_mention *m = r->token[c].rel == DRG_REL_CONJ ? drg_mentions__at(r, c) : NULL;
            if (m != NULL && k < want && may_pair(r, h, m) &&
                !drg_entity__country_among(found, (uint8_t)k, m->entity.country))
                found[k++] = m->entity;
        }
        if (k == want)
            return k;
    }
    return 0;
}

/** The last two of whom one did something to the other: "The YPG accused Ankara". */
static size_t find_opposed(const drg_reading *r, uint32_t h, drg_entity *found)
{
    for (size_t i = drg_near__mentions(r, h).to; i-- > 0;) {
        const drg_mention *whom = &r->mention[i];
        uint8_t rel = r->token[whom->head].rel;
        uint32_t verb = r->token[whom->head].head;
        if (drg_phrase__sentences_apart(r, whom->head, h) > PAIR_REACH)
            break;
        uint8_t clause = verb != DRG_NONE ? r->token[verb].rel : DRG_REL_DEP;
        bool object = (rel == DRG_REL_OBJ || rel == DRG_REL_IOBJ) &&
                      (clause == DRG_REL_ROOT || clause == DRG_REL_CONJ || clause == DRG_REL_CCOMP);
        if (!object || !may_pair(r, h, whom) || drg_phrase__sentences_apart(r, whom->head, h) == 0)
            continue;
        const drg_mention *who = drg_mentions__at(r, drg_tree__subject(r, verb));
        if (who == NULL || !may_pair(r, h, who) || drg_str_eq(who->entity.country, whom->entity.country))
            continue;
        found[0] = who->entity;
        found[1] = whom->entity;
        return 2;
    }
    return 0;
}

/** "the three leaders": how many are meant; two where no number is told. */
static size_t sides_told(const drg_reading *r, uint32_t h)
{
    DRG_EACH_CHILD(r, h, c)
        if (r->token[c].rel == DRG_REL_NUMMOD)
            return drg_tree__is(&r->token[c], "three") ? 3 : drg_tree__is(&r->token[c], "four") ? 4 : 2;
    return 2;
}

/** "the two Koreas": both, whether or not they were told apart. */
static size_t put_koreas(const drg_reading *r, uint32_t h, drg_entity *out, size_t *n, size_t max)
{
    static const char *const countries[] = {"KOR", "PRK"};
    if (!drg_str_is(r->token[h].form, "Koreas"))
        return 0;
    for (size_t i = 0; i < 2; i++) {
        drg_entity e = {.country = drg_str_of(countries[i]),
                        .span = r->token[h].span,
                        .text = r->token[h].form,
                        .country_from = {.rule = "both Koreas"}};
        put(out, n, max, &e);
    }
    return 2;
}

static size_t put_pair(drg_reading *r, uint32_t h, drg_entity *out, size_t *n, size_t max)
{
    const drg_token *t = &r->token[h];
    if (put_koreas(r, h, out, n, max) > 0)
        return 2;
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
    drg_entity found[MAX_SIDES];
    size_t want = sides_told(r, h), k = find_couple(r, h, want, found);
    if (k == 0 && want == 2 && drg_tree__is(t, "side"))
        k = find_opposed(r, h, found);
    for (size_t i = drg_near__mentions(r, h).to; i-- > 0 && k < 2 && want == 2;) {
        const drg_mention *m = &r->mention[i];
        if (drg_phrase__sentences_apart(r, m->head, h) > PAIR_REACH)
            break;
        if (!may_pair(r, h, m) || drg_entity__country_among(found, (uint8_t)k, m->entity.country))
            continue;
        if (drg_tree__in(r, h, DRG_SET_person) && !m->person && !m->bare_country)
            continue;
        if (drg_tree__clause(r, m->head) == drg_tree__clause(r, h)) /* "mediators met leaders of both sides" */
            continue;
        memmove(found + 1, found, k * sizeof *found);
        found[0] = m->entity;
        k++;
    }
    static const char *const whole[] = {"country", "nation", "state", "neighbour", "neighbor", NULL};
    for (size_t i = 0; i < k; i++) {
        if (drg_tree__lemma_in(t, whole))
            found[i].n_sectors = 0;
        if (found[i].n_sectors == 0)
            found[i].sector_from = (drg_origin){0};
        drg_entity__lead(&found[i], "one of the sides that the text named last");
        put(out, n, max, &found[i]);
    }
    return k;
}

/** "the leaders of both sides", "officials from the two countries": as many, each of one side. */
static size_t put_of_pair(drg_reading *r, uint32_t h, drg_entity *out, size_t *n, size_t max)
{
    const drg_mention *m = drg_mentions__at(r, h);
    if (m == NULL || !m->plural || m->named || m->pronoun)
        return 0;
    DRG_EACH_CHILD(r, h, c) {
        bool of = r->token[c].rel == DRG_REL_NMOD &&
                  (drg_tree__has_child_lemma(r, c, "of") || drg_tree__has_child_lemma(r, c, "from"));
        drg_entity sides[MAX_SIDES];
        size_t k = 0;
        if (!of || put_pair(r, c, sides, &k, MAX_SIDES) < 2)
            continue;
        for (size_t i = 0; i < k; i++) {
            drg_entity e = m->entity;
            drg_entity__take_country(&e, &sides[i], "the side that it belongs to");
            e.text = sides[i].text;
            e.span = sides[i].span;
            e.name = sides[i].name;
            put(out, n, max, &e);
        }
        return k;
    }
    return 0;
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

/** "the Houthis in Yemen and Hezbollah": a group that the parser put beside a country is beside the group before it. */
static uint32_t misplaced(const drg_reading *r, uint32_t head, uint32_t c)
{
    const drg_mark *own = r->mark_at[head] != DRG_NONE ? &r->mark[r->mark_at[head]] : NULL;
    const drg_mark *land = r->mark_at[c] != DRG_NONE ? &r->mark[r->mark_at[c]] : NULL;
    if (own == NULL || own->fact->kind != DRG_FACT_GROUP || r->token[c].rel != DRG_REL_NMOD || land == NULL ||
        !is_land(land))
        return DRG_NONE;
    DRG_EACH_CHILD(r, c, d) {
        const drg_mark *mark = r->mark_at[d] != DRG_NONE ? &r->mark[r->mark_at[d]] : NULL;
        if (r->token[d].rel == DRG_REL_CONJ && mark != NULL && mark->fact->kind == DRG_FACT_GROUP)
            return d;
    }
    return DRG_NONE;
}

/** "with the rebels in Doha or against their wishes": what stands beside a phrase under a preposition of its own. */
static bool is_under_another(const drg_reading *r, uint32_t head, uint32_t c)
{
    uint32_t own = drg_tree__child(r, c, DRG_REL_CASE), first = drg_tree__child(r, head, DRG_REL_CASE);
    return own != DRG_NONE && first != DRG_NONE && r->token[own].upos == DRG_UPOS_ADP &&
           !drg_str_eq(r->token[own].lemma, r->token[first].lemma);
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
        if (r->token[c].rel == DRG_REL_CONJ && k < 16 && !is_under_another(r, head, c))
            heads[k++] = c;
        else if (k < 16 && misplaced(r, head, c) != DRG_NONE)
            heads[k++] = misplaced(r, head, c);
    drg_str shared = {NULL, 0}; /* "the president and the prime minister of Chad" */
    const drg_mention *last = k > 1 ? drg_mentions__at(r, heads[k - 1]) : NULL;
    if (last != NULL && !last->borrowed && !last->named && !last->thing)
        shared = last->entity.country;
    for (size_t i = 0; i < k; i++) {
        if (put_pair(r, heads[i], out, &n, max) > 0 || put_of_pair(r, heads[i], out, &n, max) > 0)
            continue;
        const drg_mention *m = drg_mentions__at(r, heads[i]);
        if (m == NULL || (m->thing && !things) || is_title_of_next(r, heads, k, i))
            continue;
        drg_entity e = m->entity;
        if (shared.len > 0 && !m->named && (m->borrowed || e.country.len == 0))
            drg_entity__take_country(&e, &last->entity, "the word behind it, which both have");
        if (!put_split(r, heads[i], m, out, &n, max))
            put(out, &n, max, &e);
    }
    return n;
}
