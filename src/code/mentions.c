/* src/code/mentions.c - who a noun phrase names by its own words: composed over the tree from names, roles and their
 * modifiers ("Ukrainian ground forces commander Mykhailo Drapaty": UKR MIL, though no table holds him). */
#include <string.h>

#include "code/phrases.h"
#include "code/reading.h"

enum { MAX_DEPTH = 6 };

/* ------------------------------------------------------------------ codes of an entity */

static void set_sectors(const drg_reading *r, drg_entity *e, const drg_fact *f, const char *rule)
{
    e->n_sectors = 0;
    e->sector_from = f->n_sectors > 0 ? drg_origin_of(r, f, rule) : (drg_origin){0};
    for (uint8_t i = 0; i < f->n_sectors && i < DRG_MAX_SECTORS; i++)
        e->sector[e->n_sectors++] = drg_str_of(f->sector[i]);
}

void drg_mentions__copy_codes(drg_entity *to, const drg_entity *from)
{
    drg_entity__take_country(to, from, "whom it leads back to");
    drg_entity__take_sectors(to, from, "whom it leads back to");
    if (to->name.len == 0)
        to->name = from->name;
    if (to->role.len == 0)
        to->role = from->role;
}

/* ------------------------------------------------------------------ composing */

/** What the parts of a phrase say about whom it names. */
typedef struct drg_compose {
    drg_str country; /* from a modifier */
    drg_origin country_from;
    bool lent;             /* that modifier has it from an antecedent */
    const drg_entity *org; /* sectors from a modifying body: "Hamas official" */
    drg_entity org_entity;
    bool org_place; /* it tells where they are, not to whom they belong: "soldiers in rebel territory" */
    drg_str person_role;
    const drg_fact *people; /* "Kurdish forces": what those are who belong to no state */
    bool former;
} drg_compose;

static bool resolve_phrase(drg_reading *r, uint32_t h, int depth, drg_mention *m);

/** Role nouns that say nothing of the sector by themselves: the body that they belong to gives it. */
static bool is_generic(const drg_reading *r, uint32_t h)
{
    return drg_tree__in(r, h, DRG_SET_generic_role);
}

/** A people without a state of its own. */
static bool is_people(const drg_fact *f)
{
    return f->kind == DRG_FACT_DEMONYM && f->n_sectors > 0;
}

/** A body that goes by a common noun: "coalition". */
static bool is_common(const drg_fact *f)
{
    return f->kind == DRG_FACT_ORG && !(f->flags & DRG_FACT_NAME);
}

/** "US-backed rebels", "ISIL-held towns", "the Turkey-based council": no country of those who are spoken of. */
static bool is_somebody_elses(const drg_reading *r, uint32_t c)
{
    static const char *const participles[] = {
        "backed",   "supported", "funded",   "financed", "trained",  "armed",      "sponsored", "allied", "aligned",
        "linked",   "held",      "occupied", "based",    "brokered", "mediated",   "hosted",    "built",  "made",
        "supplied", "annexed",   "seized",   "besieged", "facing",   "designated", "friendly",  NULL};
    drg_token probe = r->token[c];
    probe.lemma = r->folded[c];
    if (drg_tree__lemma_in(&probe, participles))
        return true;
    probe = c + 2 < r->n ? r->token[c + 2] : probe; /* the adjective may be its head's own modifier: "US" - "backed" */
    probe.lemma = c + 2 < r->n ? r->folded[c + 2] : probe.lemma;
    return c + 2 < r->n && drg_str_is(r->token[c + 1].form, "-") && drg_tree__lemma_in(&probe, participles);
}

static bool is_case_any(const drg_reading *r, uint32_t c, const char *const *lemmas)
{
    for (; *lemmas != NULL; lemmas++)
        if (drg_tree__has_child_lemma(r, c, *lemmas))
            return true;
    return false;
}

static void take_modifier(drg_reading *r, uint32_t c, int depth, drg_compose *parts)
{
    static const char *const owners[] = {"of", "from", NULL};
    drg_mention m;
    if (is_somebody_elses(r, c) || !resolve_phrase(r, c, depth + 1, &m))
        return;
    const drg_mark *mark = r->mark_at[c] != DRG_NONE ? &r->mark[r->mark_at[c]] : NULL;
    if (mark != NULL && is_people(mark->fact))
        parts->people = mark->fact;
    bool lent = m.borrowed || m.pronoun; /* "the junta's leader, Jane Doe": she is known better than it */
    if (m.entity.country.len > 0 && (parts->country.len == 0 || (parts->lent && !lent))) {
        parts->lent = lent;
        parts->country = m.entity.country;
        parts->country_from = drg_origin_by(m.entity.country_from, "a word beside it");
    }
    bool body = m.kind != DRG_FACT_COUNTRY && m.kind != DRG_FACT_DEMONYM && m.kind != DRG_FACT_CAPITAL;
    if (body && m.entity.n_sectors > 0 && parts->org == NULL) {
        parts->org_entity = m.entity;
        parts->org = &parts->org_entity;
        parts->org_place = r->token[c].rel == DRG_REL_NMOD && !is_case_any(r, c, owners);
    }
    if (m.person && parts->person_role.len == 0)
        parts->person_role = m.entity.role;
}

/** Whether a head can be somebody: known as a role or a name, or a word for people or bodies. */
static bool is_party(const drg_reading *r, uint32_t h)
{
    return r->mark_at[h] != DRG_NONE || r->token[h].upos == DRG_UPOS_PROPN || drg_tree__in(r, h, DRG_SET_person) ||
           drg_tree__in(r, h, DRG_SET_body_noun) || is_generic(r, h);
}

/** "The Front is an armed group in Niger": what a name is said to be. */
static uint32_t predicate_of(const drg_reading *r, uint32_t h)
{
    const drg_token *t = &r->token[h];
    if (t->upos != DRG_UPOS_PROPN || t->rel != DRG_REL_NSUBJ || t->head == DRG_NONE || t->head < h)
        return DRG_NONE;
    bool noun = r->token[t->head].upos == DRG_UPOS_NOUN && drg_tree__child(r, t->head, DRG_REL_COP) != DRG_NONE;
    return noun ? t->head : DRG_NONE;
}

/** "talks with rebels in Pretoria": rebels are seldom at home in a capital. */
static bool is_venue(const drg_reading *r, uint32_t h, uint32_t c)
{
    const drg_mark *mark = r->mark_at[c] != DRG_NONE ? &r->mark[r->mark_at[c]] : NULL;
    return mark != NULL && drg_fact_is_town(mark->fact) && drg_tree__in(r, h, DRG_SET_rebel) &&
           (drg_tree__has_child_lemma(r, c, "in") || drg_tree__has_child_lemma(r, c, "at"));
}

static bool is_word_for_former(const drg_token *t)
{
    static const char *const words[] = {"former", "ex", "ousted", "deposed", NULL};
    return drg_tree__lemma_in(t, words);
}

/** Modifiers in order; a possessive pronoun last, so that "his Chinese counterpart" is Chinese. */
static void read_modifiers(drg_reading *r, uint32_t h, int depth, drg_compose *parts)
{
    static const char *const belongs[] = {"of", "from", "in", "for", "at", "with", "within", NULL};
    uint32_t pronoun = DRG_NONE, predicate = predicate_of(r, h);
    if (predicate != DRG_NONE)
        take_modifier(r, predicate, depth, parts);
    DRG_EACH_CHILD(r, h, c) {
        const drg_token *t = &r->token[c];
        switch (t->rel) {
        case DRG_REL_AMOD:
            if (is_word_for_former(t))
                parts->former = true;
            take_modifier(r, c, depth, parts);
            break;
        case DRG_REL_NMOD_POSS:
            if (t->upos == DRG_UPOS_PRON) {
                pronoun = c;
                break;
            }
            take_modifier(r, c, depth, parts);
            break;
        case DRG_REL_COMPOUND:
        case DRG_REL_NMOD_DESC:
        case DRG_REL_NMOD_UNMARKED:
            take_modifier(r, c, depth, parts);
            break;
        case DRG_REL_NMOD: /* only people and bodies belong to a country by a phrase: "control of Syria" is not Syrian */
            if ((c < h && r->prep[c] == 0) || (is_case_any(r, c, belongs) && is_party(r, h) && !is_venue(r, h, c)))
                take_modifier(r, c, depth, parts);
            break;
        case DRG_REL_FLAT:
        case DRG_REL_APPOS:
        case DRG_REL_LIST:
            if (r->token[h].upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NOUN)
                take_modifier(r, c, depth, parts);
            break;
        default:
            break;
        }
    }
    if (pronoun != DRG_NONE && parts->country.len == 0)
        take_modifier(r, pronoun, depth, parts);
}

static drg_str role_text(const drg_reading *r, uint32_t h)
{
    uint32_t first = h, last = h;
    if (r->mark_at[h] != DRG_NONE) {
        first = r->mark[r->mark_at[h]].first;
        last = r->mark[r->mark_at[h]].last;
    }
    DRG_EACH_CHILD(r, h, c)
        if (c < first && r->token[c].rel == DRG_REL_COMPOUND && r->mark_at[c] != DRG_NONE &&
            r->mark[r->mark_at[c]].fact->kind == DRG_FACT_ROLE)
            first = r->mark[r->mark_at[c]].first;
    return drg_reading__text(r, drg_reading__span(r, first, last));
}

/** The mark that names the head itself. */
static const drg_mark *own_mark(const drg_reading *r, uint32_t h)
{
    uint32_t i = r->mark_at[h];
    if (i != DRG_NONE)
        return &r->mark[i];
    /* a full name whose mark stops short of the head that the parser chose: "Haider / al-Abadi" */
    DRG_EACH_CHILD(r, h, c)
        if (r->token[c].rel == DRG_REL_FLAT && r->mark_at[c] != DRG_NONE &&
            r->mark[r->mark_at[c]].fact->kind == DRG_FACT_PERSON)
            return &r->mark[r->mark_at[c]];
    return NULL;
}

static bool is_person_name(const drg_reading *r, uint32_t h)
{
    const drg_token *t = &r->token[h];
    if (t->upos != DRG_UPOS_PROPN)
        return false;
    const drg_named *named = drg_near__entity(r, h);
    if (named != NULL)
        return named->type == DRG_ENTITY_PERSON;
    DRG_EACH_CHILD(r, h, c) {
        if (r->token[c].rel == DRG_REL_NMOD_DESC)
            return true;
        if (r->token[c].rel == DRG_REL_FLAT && r->mark_at[c] == DRG_NONE && r->mark_at[h] == DRG_NONE)
            return true;
    }
    return false;
}

static bool begins_upper(drg_str form)
{
    size_t pos = 0;
    return form.len > 0 && drg_char_is_upper(drg_utf8_next(form, &pos));
}

/** "Sahel Citizens' Front", "Sudanese Popular Coalition": a body's name, whose last word is a common noun. */
static bool is_body_name(const drg_reading *r, uint32_t h)
{
    if (r->token[h].upos != DRG_UPOS_PROPN)
        return false;
    const drg_named *named = drg_near__entity(r, h);
    if (named != NULL && named->type == DRG_ENTITY_ORG && (named->count > 1 || drg_str_is_capitals(r->token[h].form)))
        return true;
    static const char *const lasts[] = {"front",      "league",  "brigade",     "syndicate", "forum",     "network",
                                        "initiative", "society", "center",      "centre",    "institute", "fund",
                                        "trust",      "club",    "association", NULL};
    drg_token last = r->token[h];
    last.lemma = r->folded[h];
    if (!drg_tree__in(r, h, DRG_SET_body_noun) && !drg_tree__lemma_in(&last, lasts))
        return false;
    DRG_EACH_CHILD(r, h, c)
        if (c < h && r->token[c].upos == DRG_UPOS_PROPN &&
            (r->token[c].rel == DRG_REL_COMPOUND || r->token[c].rel == DRG_REL_NMOD_POSS))
            return true;
    return false;
}

/** "the minister for Europe, Jane Doe": the name stands for the phrase, the rest is its role. */
static void take_name(drg_reading *r, uint32_t h, int depth, drg_mention *m)
{
    if (m->named || !m->person || m->plural)
        return;
    DRG_EACH_CHILD(r, h, c) {
        uint8_t rel = r->token[c].rel;
        drg_mention name;
        if ((rel != DRG_REL_APPOS && rel != DRG_REL_FLAT) || c < h || r->token[c].upos != DRG_UPOS_PROPN)
            continue;
        if (!resolve_phrase(r, c, depth + 1, &name) || !name.person || !name.named)
            continue;
        m->named = true;
        m->first = name.first;
        m->last = name.last;
        m->entity.name = name.entity.name;
        if (m->entity.country.len == 0)
            drg_entity__take_country(&m->entity, &name.entity, "the name behind it");
        static const char *const civil[] = {"REL", "SOC", "CVL", "UNK", NULL};
        bool known = name.kind == DRG_FACT_PERSON && name.entity.n_sectors > 0 && is_generic(r, h) &&
                     drg_entity__leads_in_sector(&m->entity, civil);
        if (m->entity.n_sectors == 0 || known) /* "the sect's leader, Jane Doe": what the tables know of her */
            drg_entity__take_sectors(&m->entity, &name.entity, "the name behind it");
        return;
    }
}

/** "former president Jane Doe", whatever the tables say of the day: no more of the office that they give her. */
static bool is_called_former(const drg_reading *r, uint32_t h, drg_str role)
{
    DRG_EACH_CHILD(r, h, c) {
        uint8_t rel = r->token[c].rel;
        if ((rel != DRG_REL_NMOD_DESC && rel != DRG_REL_COMPOUND) || !drg_str_ends(role, r->token[c].lemma))
            continue;
        DRG_EACH_CHILD(r, c, d)
            if (is_word_for_former(&r->token[d]))
                return true;
        DRG_EACH_CHILD(r, h, d)
            if (d < c && is_word_for_former(&r->token[d]))
                return true;
    }
    return false;
}

/** "Rebel gunners", "Hamas gunmen", "Houthi troops": fighters are of the kind that those are to whom they belong. */
static bool fights_for(const drg_compose *parts, const drg_entity *e)
{
    static const char *const fighters[] = {"MIL", "UAF", "PRM", NULL};
    static const char *const armed[] = {"REB", "PRM", NULL};
    return !parts->org_place && drg_entity__leads_in_sector(e, fighters) &&
           drg_entity__leads_in_sector(parts->org, armed);
}

/** Fill m from names, roles and modifiers alone, without looking at the rest of the document. */
static bool resolve_phrase(drg_reading *r, uint32_t h, int depth, drg_mention *m)
{
    if (depth > MAX_DEPTH)
        return false;
    if (r->mention_at[h] != DRG_NONE) {
        *m = r->mention[r->mention_at[h]];
        return true;
    }
    static const char *const stateless[] = {"MIL", "GOV", "PRM", "UAF", NULL}; /* what a people's own are not */
    *m = (drg_mention){.head = h, .plural = drg_phrase__is_plural(r, h), .kind = DRG_FACT_ROLE, .antecedent = DRG_NONE};
    const drg_mark *mark = own_mark(r, h);
    const drg_fact *f = mark != NULL ? mark->fact : NULL;
    bool body_name = (f == NULL || is_common(f)) && is_body_name(r, h);
    if (body_name)
        f = NULL;
    drg_compose parts = {0};
    drg_entity *e = &m->entity;
    bool coded = false;

    if (f != NULL) {
        e->country = mark->unknown ? (drg_str){NULL, 0} : drg_entity__country_of(f);
        if (e->country.len > 0)
            e->country_from = drg_origin_of(r, f, "its own words");
        if (!is_people(f))
            set_sectors(r, e, f, "its own words");
        m->kind = (drg_fact_kind)f->kind;
        m->named = f->kind != DRG_FACT_ROLE;
        m->bare_country = f->kind == DRG_FACT_COUNTRY || f->kind == DRG_FACT_CAPITAL;
        m->demonym = f->kind == DRG_FACT_DEMONYM;
        m->person = f->kind == DRG_FACT_PERSON || (f->kind == DRG_FACT_ROLE && !(f->flags & DRG_FACT_BODY));
        if (m->named)
            e->name = drg_knowledge__text(r->knowledge, f->name, f->name_len);
        if (f->kind == DRG_FACT_PERSON) {
            e->role = drg_knowledge__text(r->knowledge, f->role, f->role_len);
            bool before = r->when.has_published && r->when.published < f->from;
            if (before) { /* not yet in office: nothing but the country is known */
                e->n_sectors = 0;
                e->sector_from = (drg_origin){0};
                e->role = (drg_str){NULL, 0};
            }
            if (mark->former || (!before && is_called_former(r, h, e->role)))
                drg_entity__be(e, DRG_LIT("ELI"), drg_origin_of(r, f, "an office that it held before"));
        }
        if (f->kind == DRG_FACT_ROLE)
            e->role = role_text(r, h);
        coded = e->country.len > 0 || e->n_sectors > 0;
    }
    bool open = f == NULL || f->kind == DRG_FACT_ROLE || e->country.len == 0 || is_people(f) || is_common(f);
    if (open)
        read_modifiers(r, h, depth, &parts);
    if (f != NULL && is_people(f) && m->plural)
        drg_entity__be(e, DRG_LIT("CVL"), drg_origin_of(r, f, "people of that name"));
    m->assumed = open && f != NULL && f->kind == DRG_FACT_ROLE && e->country.len > 0 && parts.country.len == 0;
    if (open && parts.country.len > 0) {
        e->country = parts.country;
        e->country_from = parts.country_from;
        coded = true;
    }
    if (open && parts.org != NULL && (e->n_sectors == 0 || is_generic(r, h) || fights_for(&parts, e))) {
        drg_entity__take_sectors(e, parts.org, "the body that it belongs to");
        if (f == NULL && parts.org->role.len > 0)
            e->role = parts.org->role;
        coded = true;
    }
    if (parts.people != NULL && drg_entity__leads_in_sector(e, stateless))
        set_sectors(r, e, parts.people, "the people that it belongs to");
    if (f == NULL && is_person_name(r, h)) {
        m->person = m->named = true;
        coded = true;
        e->role = parts.person_role.len > 0 ? parts.person_role : e->role;
    }
    if (body_name && !m->person) {
        m->named = coded = true;
        m->kind = DRG_FACT_ORG;
        if (drg_entity__has_sector(e, "UAF")) /* "an armed group": one that the text has named */
            drg_entity__be(e, DRG_LIT("REB"), (drg_origin){.rule = "a group that the text names"});
        if (e->n_sectors == 0 && drg_entity__is_state(e->country)) /* no part of the state that its country is */
            drg_entity__be(e, DRG_LIT("UNK"), (drg_origin){.rule = "a body that no table holds"});
    }
    if (parts.former && e->n_sectors > 0 && !drg_entity__has_sector(e, "ELI") && drg_entity__has_sector(e, "GOV"))
        drg_entity__be(e, DRG_LIT("ELI"), (drg_origin){.rule = "it is called former"});
    if (!coded)
        return false;
    m->thing = mark == NULL && !m->named && !is_party(r, h);
    if (body_name) {
        drg_phrase__extent(r, h, &m->first, &m->last);
        while (m->first < h && (r->token[m->first].upos == DRG_UPOS_DET || !begins_upper(r->token[m->first].form)))
            m->first++;
    } else if (m->named || (m->bare_country && r->token[h].upos == DRG_UPOS_PROPN))
        drg_phrase__name(r, h, &m->first, &m->last);
    else
        drg_phrase__extent(r, h, &m->first, &m->last);
    if (m->named && f == NULL) {
        uint32_t first = m->first;
        DRG_EACH_CHILD(r, h, c) /* the title is no part of the name */
            if (r->token[c].rel == DRG_REL_NMOD_DESC && r->right[c] >= first && r->right[c] < h)
                first = r->right[c] + 1;
        m->first = first;
        e->name = drg_reading__text(r, drg_reading__span(r, m->first, m->last));
    }
    take_name(r, h, depth, m);
    e->span = drg_reading__span(r, m->first, m->last);
    e->text = drg_reading__text(r, e->span);
    const drg_named *named = drg_near__entity(r, h);
    e->is_person =
        m->person && m->named && !m->plural &&
        (m->kind == DRG_FACT_PERSON || (named != NULL && named->type == DRG_ENTITY_PERSON && named->count > 1));
    return true;
}

bool drg_mentions__compose(drg_reading *r, uint32_t head, drg_mention *m)
{
    return resolve_phrase(r, head, 0, m);
}

/* ------------------------------------------------------------------ asking */

const drg_mention *drg_mentions__at(const drg_reading *r, uint32_t head)
{
    if (head == DRG_NONE)
        return NULL;
    head = drg_tree__antecedent(r, head);
    return r->mention_at[head] != DRG_NONE ? &r->mention[r->mention_at[head]] : NULL;
}
