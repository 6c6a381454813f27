/* src/code/phrases.c - the words of a noun phrase: how far a name, a title and a description reach. */
#include "code/phrases.h"

#include <string.h>

static bool is_name_part(const drg_reading *r, uint32_t c)
{
    const drg_token *t = &r->token[c];
    return t->rel == DRG_REL_FLAT || (t->rel == DRG_REL_COMPOUND && t->upos == DRG_UPOS_PROPN);
}

void drg_phrase__name(const drg_reading *r, uint32_t h, uint32_t *first, uint32_t *last)
{
    *first = *last = h;
    DRG_EACH_CHILD(r, h, c) {
        if (!is_name_part(r, c))
            continue;
        if (r->left[c] < *first)
            *first = r->left[c];
        if (r->right[c] > *last && r->token[c].rel == DRG_REL_FLAT)
            *last = r->right[c];
    }
    if (r->mark_at[h] != DRG_NONE) {
        const drg_mark *m = &r->mark[r->mark_at[h]];
        if (m->first < *first)
            *first = m->first;
        if (m->last > *last)
            *last = m->last;
    }
}

void drg_phrase__extent(const drg_reading *r, uint32_t h, uint32_t *first, uint32_t *last)
{
    drg_phrase__name(r, h, first, last);
    DRG_EACH_CHILD(r, h, c) {
        const drg_token *t = &r->token[c];
        switch (t->rel) {
        case DRG_REL_AMOD:
        case DRG_REL_COMPOUND:
        case DRG_REL_NMOD_POSS:
        case DRG_REL_NMOD_DESC:
        case DRG_REL_NUMMOD:
        case DRG_REL_FLAT:
            if (r->left[c] < *first)
                *first = r->left[c];
            break;
        case DRG_REL_DET:
            if (c < *first && r->token[h].upos != DRG_UPOS_PROPN)
                *first = c;
            break;
        case DRG_REL_NMOD:
            if (c > h && r->left[c] == *last + 1 && r->token[r->left[c]].upos != DRG_UPOS_PUNCT &&
                r->right[c] - h <= 8 &&
                (drg_tree__has_child_lemma(r, c, "of") || drg_tree__has_child_lemma(r, c, "from") ||
                 drg_tree__has_child_lemma(r, c, "for")))
                *last = r->right[c];
            break;
        default:
            break;
        }
    }
    while (*last > h && r->token[*last].upos == DRG_UPOS_PUNCT)
        (*last)--;
    while (*first < h && r->token[*first].upos == DRG_UPOS_PUNCT)
        (*first)++;
}

bool drg_phrase__is_plural(const drg_reading *r, uint32_t h)
{
    return drg_tree__has_feat(&r->token[h], "Number=Plur") || drg_tree__has_feat(&r->token[h], "Number=Ptan");
}

bool drg_phrase__is_definite(const drg_reading *r, uint32_t h)
{
    DRG_EACH_CHILD(r, h, c) {
        const drg_token *t = &r->token[c];
        bool the = t->rel == DRG_REL_DET && (drg_tree__is(t, "the") || drg_tree__is(t, "this") ||
                                             drg_tree__is(t, "that") || drg_tree__is(t, "both"));
        if (the || (t->rel == DRG_REL_NMOD_POSS && t->upos == DRG_UPOS_PRON))
            return true;
    }
    return false;
}

bool drg_entity__in_sector(const drg_entity *e, const char *const *codes)
{
    for (; *codes != NULL; codes++)
        for (uint8_t i = 0; i < e->n_sectors; i++)
            if (drg_str_is(e->sector[i], *codes))
                return true;
    return false;
}

bool drg_entity__leads_in_sector(const drg_entity *e, const char *const *codes)
{
    for (; *codes != NULL; codes++)
        if (e->n_sectors > 0 && drg_str_is(e->sector[0], *codes))
            return true;
    return false;
}

bool drg_entity__has_sector(const drg_entity *e, const char *code)
{
    for (uint8_t i = 0; i < e->n_sectors; i++)
        if (drg_str_is(e->sector[i], code))
            return true;
    return false;
}

bool drg_entity__is_state(drg_str country)
{
    static const char *const others[] = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", NULL};
    for (const char *const *o = others; *o != NULL; o++)
        if (drg_str_is(country, *o))
            return false;
    return country.len == 3;
}

drg_str drg_entity__country_of(const drg_fact *f)
{
    size_t len = 0;
    while (len < 4 && f->country[len] != 0)
        len++;
    return (drg_str){f->country, len};
}

uint32_t drg_phrase__sentences_apart(const drg_reading *r, uint32_t a, uint32_t b)
{
    return r->token[b].sentence - r->token[a].sentence;
}

bool drg_entity__country_among(const drg_entity *list, uint8_t n, drg_str country)
{
    for (uint8_t i = 0; i < n; i++)
        if (country.len > 0 && drg_str_eq(list[i].country, country))
            return true;
    return false;
}

bool drg_entity__is_other(const drg_entity *list, uint8_t n, const drg_entity *party)
{
    static const char *const state[] = {"GOV", "MIL", "COP", "SPY", "PRM", NULL};
    bool of_state = party->n_sectors == 0 || drg_entity__leads_in_sector(party, state);
    for (uint8_t i = 0; i < n; i++) {
        bool same = of_state == (list[i].n_sectors == 0 || drg_entity__leads_in_sector(&list[i], state));
        if (party->country.len == 0 || (same && drg_str_eq(list[i].country, party->country)))
            return false;
    }
    return party->country.len > 0;
}

/* ------------------------------------------------------------------ where codes come from */

drg_origin drg_origin_of(const drg_reading *r, const drg_fact *fact, const char *rule)
{
    /* the names of files end with a NUL (check.c) */
    return (drg_origin){rule, drg_knowledge__text(r->knowledge, fact->file_name, 0).ptr, fact->file_line,
                        drg_knowledge__is_own(r->knowledge, fact)};
}

void drg_entity__take_country(drg_entity *to, const drg_entity *from, const char *rule)
{
    to->country = from->country;
    to->country_from = drg_origin_by(from->country_from, rule);
}

void drg_entity__take_sectors(drg_entity *to, const drg_entity *from, const char *rule)
{
    to->n_sectors = from->n_sectors;
    memcpy(to->sector, from->sector, sizeof to->sector);
    to->sector_from = drg_origin_by(from->sector_from, rule);
}

void drg_entity__be(drg_entity *e, drg_str sector, drg_origin from)
{
    e->sector[0] = sector;
    e->n_sectors = 1;
    e->sector_from = from;
}

void drg_entity__lead(drg_entity *e, const char *rule)
{
    e->country_from = drg_origin_by(e->country_from, rule);
    e->sector_from = drg_origin_by(e->sector_from, rule);
}
