/* src/code/mentions.c - who a noun phrase names: composed over the tree from names, roles and their modifiers ("Ukrainian
 * ground forces commander Mykhailo Drapaty": UKR MIL, though no table holds him), and followed through the document by
 * last names, acronyms, pronouns and definite descriptions. */
#include <string.h>

#include "code/phrases.h"
#include "code/reading.h"

enum { MAX_DEPTH = 6, RECENT_MENTIONS = 60, FAR_MENTIONS = 5000 };

/* ------------------------------------------------------------------ codes of an entity */

static void set_sectors(drg_entity *e, const drg_fact *f)
{
    e->n_sectors = 0;
    for (uint8_t i = 0; i < f->n_sectors && i < DRG_MAX_SECTORS; i++)
        e->sector[e->n_sectors++] = drg_str_of(f->sector[i]);
}

static void one_sector(drg_entity *e, const char *code)
{
    e->sector[0] = drg_str_of(code);
    e->n_sectors = 1;
}

static void copy_codes(drg_entity *to, const drg_entity *from)
{
    to->country = from->country;
    to->n_sectors = from->n_sectors;
    memcpy(to->sector, from->sector, sizeof to->sector);
    if (to->name.len == 0)
        to->name = from->name;
    if (to->role.len == 0)
        to->role = from->role;
}

/* ------------------------------------------------------------------ composing */

/** What the parts of a phrase say about whom it names. */
typedef struct drg_compose {
    drg_str country;       /* from a modifier */
    const drg_entity *org; /* sectors from a modifying body: "Hamas official" */
    drg_entity org_entity;
    drg_str person_role;
    bool former;
} drg_compose;

static bool resolve_phrase(drg_reading *r, uint32_t h, int depth, drg_mention *m);

/** Role nouns that say nothing of the sector by themselves: the body that they belong to gives it. */
static bool is_generic(const drg_reading *r, uint32_t h)
{
    return drg_tree__in(r, h, DRG_SET_generic_role);
}

static void take_modifier(drg_reading *r, uint32_t c, int depth, drg_compose *parts)
{
    drg_mention m;
    if (!resolve_phrase(r, c, depth + 1, &m))
        return;
    if (parts->country.len == 0 && m.entity.country.len > 0)
        parts->country = m.entity.country;
    bool body = m.kind != DRG_FACT_COUNTRY && m.kind != DRG_FACT_DEMONYM && m.kind != DRG_FACT_CAPITAL;
    if (body && m.entity.n_sectors > 0 && parts->org == NULL) {
        parts->org_entity = m.entity;
        parts->org = &parts->org_entity;
    }
    if (m.person && parts->person_role.len == 0)
        parts->person_role = m.entity.role;
}

static bool is_case_any(const drg_reading *r, uint32_t c, const char *const *lemmas)
{
    for (; *lemmas != NULL; lemmas++)
        if (drg_tree__has_child_lemma(r, c, *lemmas))
            return true;
    return false;
}

/** Whether a head can be somebody: known as a role or a name, or a word for people or bodies. */
static bool is_party(const drg_reading *r, uint32_t h)
{
    return r->mark_at[h] != DRG_NONE || r->token[h].upos == DRG_UPOS_PROPN || drg_tree__in(r, h, DRG_SET_person) ||
           drg_tree__in(r, h, DRG_SET_body_noun) || is_generic(r, h);
}

/** Modifiers in order; a possessive pronoun last, so that "his Chinese counterpart" is Chinese. */
static void read_modifiers(drg_reading *r, uint32_t h, int depth, drg_compose *parts)
{
    static const char *const belongs[] = {"of", "from", "in", "for", "at", "with", "within", NULL};
    uint32_t pronoun = DRG_NONE;
    DRG_EACH_CHILD(r, h, c) {
        const drg_token *t = &r->token[c];
        switch (t->rel) {
        case DRG_REL_AMOD:
            if (drg_tree__is(t, "former") || drg_tree__is(t, "ex") || drg_tree__is(t, "ousted") ||
                drg_tree__is(t, "deposed"))
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
            if ((c < h && r->prep[c] == 0) || (is_case_any(r, c, belongs) && is_party(r, h)))
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
            m->entity.country = name.entity.country;
        if (m->entity.n_sectors == 0) {
            m->entity.n_sectors = name.entity.n_sectors;
            memcpy(m->entity.sector, name.entity.sector, sizeof m->entity.sector);
        }
        return;
    }
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
    *m = (drg_mention){.head = h, .plural = drg_phrase__is_plural(r, h), .kind = DRG_FACT_ROLE};
    const drg_mark *mark = own_mark(r, h);
    const drg_fact *f = mark != NULL ? mark->fact : NULL;
    drg_compose parts = {0};
    drg_entity *e = &m->entity;
    bool coded = false;

    if (f != NULL) {
        e->country = drg_entity__country_of(f);
        set_sectors(e, f);
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
                e->role = (drg_str){NULL, 0};
            }
            if (mark->former)
                one_sector(e, "ELI");
        }
        if (f->kind == DRG_FACT_ROLE)
            e->role = role_text(r, h);
        coded = e->country.len > 0 || e->n_sectors > 0;
    }
    bool open = f == NULL || f->kind == DRG_FACT_ROLE || e->country.len == 0;
    if (open)
        read_modifiers(r, h, depth, &parts);
    if (open && e->country.len == 0 && parts.country.len > 0) {
        e->country = parts.country;
        coded = true;
    }
    if (open && parts.org != NULL && (e->n_sectors == 0 || is_generic(r, h))) {
        e->n_sectors = parts.org->n_sectors;
        memcpy(e->sector, parts.org->sector, sizeof e->sector);
        if (f == NULL && parts.org->role.len > 0)
            e->role = parts.org->role;
        coded = true;
    }
    if (f == NULL && is_person_name(r, h)) {
        m->person = m->named = true;
        coded = true;
        e->role = parts.person_role.len > 0 ? parts.person_role : e->role;
    }
    if (parts.former && e->n_sectors > 0 && !drg_entity__has_sector(e, "ELI") && drg_entity__has_sector(e, "GOV"))
        one_sector(e, "ELI");
    if (!coded)
        return false;
    m->thing = mark == NULL && !m->named && !is_party(r, h);
    if (m->named || (m->bare_country && r->token[h].upos == DRG_UPOS_PROPN))
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
    return true;
}

/* ------------------------------------------------------------------ through the document */

/** Whether a token heads a phrase of its own: no part of a name, no modifier. */
static bool heads_phrase(const drg_reading *r, uint32_t t)
{
    const drg_token *tok = &r->token[t];
    bool adjective_head = tok->upos == DRG_UPOS_ADJ && (tok->rel == DRG_REL_NSUBJ || tok->rel == DRG_REL_OBJ);
    if (!drg_tree__is_nominal(tok) && !adjective_head)
        return false;
    switch (tok->rel) {
    case DRG_REL_FLAT:
    case DRG_REL_COMPOUND:
    case DRG_REL_FIXED:
    case DRG_REL_CASE:
    case DRG_REL_NUMMOD:
    case DRG_REL_PUNCT:
    case DRG_REL_DET:
        return false;
    default:
        return true;
    }
}

static drg_str last_word(const drg_reading *r, const drg_mention *m)
{
    for (uint32_t t = m->last + 1; t-- > m->first;)
        if (r->folded[t].len > 1)
            return r->folded[t];
    return (drg_str){NULL, 0};
}

/** An earlier person of this last name, or a body of this acronym. */
static const drg_mention *same_name(const drg_reading *r, uint32_t h)
{
    drg_str name = r->folded[h];
    drg_str form = r->token[h].form;
    if (name.len < 2)
        return NULL;
    bool caps = form.len >= 2 && form.len <= 8;
    for (size_t i = 0; caps && i < form.len; i++)
        caps = form.ptr[i] >= 'A' && form.ptr[i] <= 'Z';
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < FAR_MENTIONS; seen++) {
        const drg_mention *m = &r->mention[i];
        if (m->pronoun || !m->named)
            continue;
        if (m->person && drg_str_eq(last_word(r, m), name) && r->token[m->head].upos == DRG_UPOS_PROPN)
            return m;
        if (!caps || m->person)
            continue;
        size_t k = 0;
        for (uint32_t t = m->first; t <= m->last; t++) {
            char c = r->token[t].form.len > 0 ? r->token[t].form.ptr[0] : 0;
            if (c >= 'A' && c <= 'Z' && k < form.len && c == form.ptr[k])
                k++;
        }
        if (k == form.len && m->last > m->first)
            return m;
    }
    return NULL;
}

static bool is_subject(const drg_reading *r, uint32_t t)
{
    uint8_t rel = r->token[t].rel;
    return rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS;
}

typedef bool drg_fits(const drg_mention *m);

static bool fits_person(const drg_mention *m)
{
    return m->person && !m->plural;
}
static bool fits_group(const drg_mention *m)
{
    return m->plural || !m->person;
}
static bool fits_body(const drg_mention *m)
{
    return !m->person && !m->plural && !m->demonym;
}
static bool fits_anybody(const drg_mention *m)
{
    return drg_entity__is_state(m->entity.country);
}

/** The latest mention that fits, subjects first, no further back than `reach` sentences. */
static const drg_mention *latest(const drg_reading *r, uint32_t t, drg_fits *fits, uint32_t reach)
{
    const drg_mention *other = NULL;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < RECENT_MENTIONS; seen++) {
        const drg_mention *m = &r->mention[i];
        if (drg_phrase__sentences_apart(r, m->head, t) > reach)
            break;
        if (m->head >= t || m->thing || !fits(m))
            continue;
        if (is_subject(r, m->head) && r->token[m->head].head != r->token[t].head)
            return m;
        if (other == NULL && r->token[m->head].rel != DRG_REL_AMOD)
            other = m;
    }
    return other;
}

static const drg_mention *antecedent_of_pronoun(const drg_reading *r, uint32_t t)
{
    static const char *const persons[] = {"he", "she", "him", "her", "his", "himself", "herself", NULL};
    static const char *const groups[] = {"they", "them", "their", "themselves", NULL};
    static const char *const things[] = {"it", "its", "itself", NULL};
    const drg_token *tok = &r->token[t];
    drg_str form = r->folded[t];
    drg_token probe = *tok;
    if (drg_tree__lemma_in(tok, persons) || (probe.lemma = form, drg_tree__lemma_in(&probe, persons)))
        return latest(r, t, fits_person, 3);
    probe.lemma = form;
    if (drg_tree__lemma_in(tok, groups) || drg_tree__lemma_in(&probe, groups))
        return latest(r, t, fits_group, 2);
    if (drg_tree__lemma_in(tok, things) || drg_tree__lemma_in(&probe, things))
        return latest(r, t, fits_body, 1);
    return NULL;
}

/** "the ministry", "the group", "the president": an earlier mention with the same head word, the person of that role, or
 * the body whose name ends in that word; else the last one of the same sector. */
static const drg_mention *antecedent_of_description(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    const drg_mention *sector = NULL, *unnamed = NULL;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < RECENT_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (a->entity.country.len == 0 || a->pronoun || a->thing)
            continue;
        bool same =
            drg_str_eq(r->token[a->head].lemma, r->token[h].lemma) || drg_str_eq(last_word(r, a), r->folded[h]) ||
            (a->person && m->person && a->entity.role.len > 0 && drg_str_ends(a->entity.role, r->token[h].lemma));
        if (same && (a->named || !m->person || m->plural))
            return a;
        if (same && unnamed == NULL) /* a named holder of the office goes before one that is only described */
            unnamed = a;
        bool alike = m->entity.n_sectors > 0 && a->entity.n_sectors > 0 && a->person == m->person &&
                     drg_str_eq(m->entity.sector[0], a->entity.sector[0]) &&
                     drg_phrase__sentences_apart(r, a->head, h) <= 3;
        if (sector == NULL && alike && drg_entity__is_state(a->entity.country))
            sector = a;
    }
    return unnamed != NULL ? unnamed : sector;
}

static bool add_mention(drg_reading *r, size_t *cap, const drg_mention *m)
{
    if (!DRG_ARENA_GROW(r->arena, r->mention, r->n_mentions, *cap))
        return false;
    r->mention_at[m->head] = (uint32_t)r->n_mentions;
    r->mention[r->n_mentions++] = *m;
    return true;
}

/** A pronoun or description takes the codes of its antecedent; its text is its own. */
static void follow(const drg_reading *r, uint32_t h, const drg_mention *antecedent, drg_mention *m)
{
    copy_codes(&m->entity, &antecedent->entity);
    m->bare_country = antecedent->bare_country;
    m->demonym = antecedent->demonym;
    m->kind = antecedent->kind;
    (void)r;
    (void)h;
}

static bool mention_pronoun(drg_reading *r, uint32_t t, drg_mention *m)
{
    const drg_mention *a = antecedent_of_pronoun(r, t);
    if (a == NULL)
        return false;
    *m = *a;
    m->head = m->first = m->last = t;
    m->pronoun = true;
    if (m->entity.text.len == 0)
        m->entity.text = r->token[t].form;
    return true;
}

/** Those who speak and act for a place: "the governor", "local officials", "residents". */
static bool is_local(const drg_reading *r, uint32_t t)
{
    static const char *const persons[] = {"governor",    "mayor",     "police",  "resident", "villager",
                                          "councillor",  "prefect",   "medic",   "doctor",   "rescuer",
                                          "firefighter", "policeman", "sheriff", NULL};
    static const char *const kinds[] = {"local", "regional", "provincial", "municipal", "district", "city", NULL};
    if (drg_tree__lemma_in(&r->token[t], persons))
        return true;
    DRG_EACH_CHILD(r, t, c)
        if ((r->token[c].rel == DRG_REL_AMOD || r->token[c].rel == DRG_REL_COMPOUND) &&
            drg_tree__lemma_in(&r->token[c], kinds))
            return true;
    return false;
}

static bool mention_phrase(drg_reading *r, uint32_t t, drg_mention *m)
{
    bool proper = r->token[t].upos == DRG_UPOS_PROPN;
    const drg_mention *same = proper && r->mark_at[t] == DRG_NONE ? same_name(r, t) : NULL;
    if (!resolve_phrase(r, t, 0, m)) {
        if (same == NULL)
            return false;
        *m = *same;
        m->head = t;
        drg_phrase__name(r, t, &m->first, &m->last);
        m->entity.span = drg_reading__span(r, m->first, m->last);
        m->entity.text = drg_reading__text(r, m->entity.span);
        return true;
    }
    if (m->entity.country.len > 0)
        return true;
    if (same != NULL && m->named) {
        follow(r, t, same, m);
        m->entity.name = same->entity.name;
        return true;
    }
    bool common = r->mark_at[t] != DRG_NONE && !proper && m->kind == DRG_FACT_ROLE;
    bool loose = drg_entity__has_sector(&m->entity, "GOV") || drg_entity__has_sector(&m->entity, "MIL") ||
                 drg_entity__has_sector(&m->entity, "COP") || drg_entity__has_sector(&m->entity, "LEG") ||
                 drg_entity__has_sector(&m->entity, "JUD");
    if (common && is_local(r, t))
        return true; /* of the place where it happens, which the event knows */
    if (common && (drg_phrase__is_definite(r, t) || loose)) {
        const drg_mention *a = antecedent_of_description(r, t, m);
        if (a == NULL && loose && drg_phrase__is_definite(r, t))
            a = latest(r, t, fits_anybody, 2);
        m->borrowed = a != NULL;
        if (a != NULL && m->entity.n_sectors > 0)
            m->entity.country = a->entity.country;
        else if (a != NULL)
            follow(r, t, a, m);
        if (a != NULL && a->named && a->person && m->person && !m->plural)
            m->entity.name = a->entity.name;
    }
    return true;
}

/** "the South", "the North": the country of that name that the text spoke of. */
static bool mention_half(drg_reading *r, uint32_t t, drg_mention *m)
{
    drg_str form = r->token[t].form;
    if ((!drg_str_is(form, "South") && !drg_str_is(form, "North")) || !drg_phrase__is_definite(r, t))
        return false;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < FAR_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (a->kind != DRG_FACT_COUNTRY || !drg_str_starts(a->entity.name, form))
            continue;
        *m = *a;
        m->head = m->first = m->last = t;
        m->entity.span = r->token[t].span;
        m->entity.text = form;
        return true;
    }
    return false;
}

/** "the group", "the country": descriptions without any code of their own that point back to a body. */
static bool mention_description(drg_reading *r, uint32_t t, drg_mention *m)
{
    static const char *const bodies[] = {
        "group",    "organisation", "organization", "movement", "militia", "party", "alliance",
        "bloc",     "agency",       "ministry",     "country",  "nation",  "state", "kingdom",
        "republic", "side",         "regime",       "company",  "network", "body",  NULL};
    const drg_token *tok = &r->token[t];
    if (tok->upos != DRG_UPOS_NOUN || drg_phrase__is_plural(r, t) || !drg_tree__lemma_in(tok, bodies) ||
        !drg_phrase__is_definite(r, t))
        return false;
    const drg_mention *a = latest(r, t, fits_body, 3);
    if (a == NULL)
        return false;
    *m = *a;
    m->head = t;
    drg_phrase__extent(r, t, &m->first, &m->last);
    m->pronoun = true;
    return true;
}

/** The country that most mentions of states name, where it is more than all the others together. */
static void find_main_country(drg_reading *r)
{
    size_t best = 0, all = 0;
    for (size_t i = 0; i < r->n_mentions; i++)
        all += drg_entity__is_state(r->mention[i].entity.country);
    for (size_t i = 0; i < r->n_mentions && i < 100; i++) {
        drg_str c = r->mention[i].entity.country;
        size_t k = 0;
        if (!drg_entity__is_state(c))
            continue;
        for (size_t j = 0; j < r->n_mentions; j++)
            k += drg_str_eq(r->mention[j].entity.country, c);
        if (k > best) {
            best = k;
            r->main_country = c;
        }
    }
    if (best * 2 <= all)
        r->main_country = (drg_str){NULL, 0};
}

drg_status drg_mentions__find(drg_reading *r)
{
    size_t cap = 0;
    for (uint32_t t = 0; t < r->n; t++) {
        drg_mention m;
        if (r->dateline[t])
            continue;
        if (!heads_phrase(r, t) && !(r->token[t].rel == DRG_REL_NMOD_POSS))
            continue;
        bool pronoun = r->token[t].upos == DRG_UPOS_PRON;
        bool found = pronoun ? mention_pronoun(r, t, &m)
                             : mention_half(r, t, &m) || mention_phrase(r, t, &m) || mention_description(r, t, &m);
        if (found && !add_mention(r, &cap, &m))
            return DRG_ENOMEM;
    }
    r->n_ordered_mentions = r->n_mentions;
    find_main_country(r);
    return DRG_OK;
}

/* ------------------------------------------------------------------ speakers */

drg_status drg_mentions__speakers(drg_reading *r)
{
    static const char *const speakers[] = {"i", "we", "us", "me", "my", "our", "ourselves", NULL};
    size_t cap = r->n_mentions;
    for (uint32_t t = 0; t < r->n; t++) {
        drg_token probe = r->token[t];
        probe.lemma = r->folded[t];
        if (probe.upos != DRG_UPOS_PRON || !drg_tree__lemma_in(&probe, speakers))
            continue;
        const drg_saying *best = NULL;
        drg_range near = drg_near__sayings(r, t, DRG_SAYING_REACH);
        for (size_t i = near.from; i < near.to; i++) {
            const drg_saying *s = &r->saying[i];
            if (drg_sayings__covers(s, probe.span) && (best == NULL || s->depth > best->depth))
                best = s;
        }
        if (best == NULL || best->said.source.entity.text.len == 0)
            continue;
        drg_mention m = {.head = t,
                         .first = t,
                         .last = t,
                         .entity = best->said.source.entity,
                         .pronoun = true,
                         .person = true,
                         .kind = DRG_FACT_ROLE};
        if (r->mention_at[t] != DRG_NONE)
            r->mention[r->mention_at[t]] = m;
        else if (!add_mention(r, &cap, &m))
            return DRG_ENOMEM;
    }
    return DRG_OK;
}

/* ------------------------------------------------------------------ asking */

const drg_mention *drg_mentions__at(const drg_reading *r, uint32_t head)
{
    if (head == DRG_NONE)
        return NULL;
    head = drg_tree__antecedent(r, head);
    return r->mention_at[head] != DRG_NONE ? &r->mention[r->mention_at[head]] : NULL;
}
