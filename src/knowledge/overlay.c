/* src/knowledge/overlay.c - a user's own tables, read when the knowledge is opened: compiled as the build compiles ours, and
 * laid over them. What a row of theirs names stands as they tell it: ours of the same name, in the same table (places: of
 * the same country), is not used, under none of its spellings. Everything else stays.
 *
 * So that a look-up finds all of a name in one piece, every phrase that their tables touch gets a list of its own: theirs
 * first, then what is left of ours. */
#include "knowledge/compile.h"
#include "knowledge/inside.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT_MAX_BYTES ((size_t)1 << 20)

typedef struct overlay_maker {
    const drg_knowledge *k;
    drg_compile *c;
    drg_table replaced; /* names of theirs: "kind or country, name" */
} overlay_maker;

static void load_codes(drg_compile *c, drg_table *table, const char (*codes)[4], size_t n)
{
    for (size_t i = 0; i < n; i++)
        drg_compile__put(c, table, (drg_str){codes[i], strnlen(codes[i], 4)}, 0);
}

/** @param key  at least 300 bytes. */
static drg_str key_of(char *key, const char *kind, drg_str name)
{
    size_t head = (size_t)snprintf(key, 16, "%.5s\t", kind), len = name.len < 280 ? name.len : 280;
    memcpy(key + head, name.ptr, len);
    return (drg_str){key, head + len};
}

static drg_str fact_key(const drg_fact *fact, drg_str name, char *key)
{
    char kind[8];
    snprintf(kind, sizeof kind, "%u", fact->kind);
    return key_of(key, kind, name);
}

static drg_str toponym_key(const drg_toponym *place, drg_str name, char *key)
{
    char country[8];
    snprintf(country, sizeof country, ":%.4s", place->country);
    return key_of(key, country, name);
}

static bool is_replaced(const overlay_maker *m, drg_str key)
{
    return drg_table_get(&m->replaced, key, NULL);
}

static drg_str own_text(const overlay_maker *m, uint32_t at, uint32_t len)
{
    return (drg_str){m->c->strings.ptr + at, len};
}

/** Remember what they name, and move the offsets of their texts behind ours. */
static void take_own(overlay_maker *m)
{
    drg_compile *c = m->c;
    uint32_t behind = (uint32_t)m->k->n_strings;
    char key[320];
    for (size_t i = 0; i < c->n_facts && c->status == DRG_OK; i++) {
        drg_fact *fact = &c->facts[i];
        drg_compile__put(c, &m->replaced, fact_key(fact, own_text(m, fact->name, fact->name_len), key), 0);
        fact->name += behind;
        fact->role += behind;
        fact->file_name += behind;
    }
    for (size_t i = 0; i < c->n_toponyms && c->status == DRG_OK; i++) {
        drg_toponym *place = &c->toponyms[i];
        drg_compile__put(c, &m->replaced, toponym_key(place, own_text(m, place->name, place->name_len), key), 0);
        place->name += behind;
        place->province += behind;
    }
}

/** File what is left of ours under a phrase that theirs touch. */
static void copy_facts(overlay_maker *m, const drg_phrase *ours, uint32_t phrase)
{
    drg_compile *c = m->c;
    char key[320];
    for (size_t i = 0; i < DRG_PHRASE_N(ours) && c->status == DRG_OK; i++) {
        const drg_fact *fact = &m->k->facts[ours->first + i];
        drg_str name = drg_knowledge__text(m->k, fact->name, fact->name_len);
        if (is_replaced(m, fact_key(fact, name, key)))
            continue;
        if (!DRG_ARENA_GROW(&c->arena, c->facts, c->n_facts, c->cap_facts)) {
            c->status = DRG_ENOMEM;
            return;
        }
        c->facts[c->n_facts] = *fact;
        drg_compile__file(c, &c->fact_book, phrase, (uint32_t)c->n_facts++, 1);
    }
}

static void copy_toponyms(overlay_maker *m, const drg_phrase *ours, uint32_t phrase)
{
    drg_compile *c = m->c;
    char key[320];
    for (size_t i = 0; i < DRG_PHRASE_N(ours) && c->status == DRG_OK; i++) {
        const drg_toponym *place = &m->k->toponyms[ours->first + i];
        drg_str name = drg_knowledge__text(m->k, place->name, place->name_len);
        if (is_replaced(m, toponym_key(place, name, key)))
            continue;
        if (!DRG_ARENA_GROW(&c->arena, c->toponyms, c->n_toponyms, c->cap_toponyms)) {
            c->status = DRG_ENOMEM;
            return;
        }
        c->toponyms[c->n_toponyms] = *place;
        drg_compile__file(c, &c->toponym_book, phrase, (uint32_t)c->n_toponyms++, UINT32_MAX);
    }
}

static bool touches_fact(const overlay_maker *m, const drg_phrase *phrase)
{
    char key[320];
    for (size_t i = 0; i < DRG_PHRASE_N(phrase); i++) {
        const drg_fact *fact = &m->k->facts[phrase->first + i];
        if (is_replaced(m, fact_key(fact, drg_knowledge__text(m->k, fact->name, fact->name_len), key)))
            return true;
    }
    return false;
}

static bool touches_toponym(const overlay_maker *m, const drg_phrase *phrase)
{
    char key[320];
    for (size_t i = 0; i < DRG_PHRASE_N(phrase); i++) {
        const drg_toponym *place = &m->k->toponyms[phrase->first + i];
        if (is_replaced(m, toponym_key(place, drg_knowledge__text(m->k, place->name, place->name_len), key)))
            return true;
    }
    return false;
}

/** Every phrase of theirs, and every one of ours under which something is replaced, with all that is known under it. */
static void complete(overlay_maker *m, drg_phrase_book *book, const drg_book *ours,
                     bool (*touches)(const overlay_maker *, const drg_phrase *),
                     void (*copy)(overlay_maker *, const drg_phrase *, uint32_t))
{
    drg_compile *c = m->c;
    if (book->phrases.n == 0)
        return;
    for (size_t i = 0; i < ours->n_phrases && c->status == DRG_OK; i++) {
        drg_str text = {ours->strings + ours->phrases[i].text, ours->phrases[i].len};
        if (!drg_table_get(&book->phrases, text, NULL) && touches(m, &ours->phrases[i]))
            drg_compile__enter(c, book, text);
    }
    for (size_t i = 0; i < book->phrases.n && c->status == DRG_OK; i++) {
        const drg_phrase *phrase = drg_knowledge__phrase(ours, book->phrases.entries[i].key);
        if (phrase != NULL)
            copy(m, phrase, (uint32_t)i);
    }
}

/** The texts of phrases with nothing under them are not laid out: they are met only as beginnings of others. */
static drg_status lay_out(drg_compile *c, drg_phrase_book *book, const void *items, size_t size, drg_book *out,
                          const void **out_items)
{
    drg_book_layout layout;
    if (book->phrases.n == 0)
        return DRG_OK;
    if (!drg_compile__lay_out(c, book, items, size, &layout))
        return c->status;
    for (size_t i = 0; i < layout.n_phrases; i++)
        if (layout.phrases[i].text == 0)
            layout.phrases[i].text = drg_compile__string(c, book->phrases.entries[i].key);
    *out = (drg_book){
        .phrases = layout.phrases, .n_phrases = layout.n_phrases, .slots = layout.slots, .n_slots = layout.n_slots};
    *out_items = layout.items;
    return c->status;
}

static drg_status tell_mistakes(const drg_compile *c, drg_error *err)
{
    const char *end = memchr(c->report->ptr, '\n', c->report->len);
    size_t len = end == NULL ? c->report->len : (size_t)(end - c->report->ptr);
    if (c->n_mistakes > 1)
        return drg_fail(err, DRG_EFORMAT, "%.*s (and %zu more %s)", (int)len, c->report->ptr, c->n_mistakes - 1,
                        c->n_mistakes == 2 ? "mistake" : "mistakes");
    return drg_fail(err, DRG_EFORMAT, "%.*s", (int)len, c->report->ptr);
}

static drg_status make(overlay_maker *m, const char *dir, drg_overlay *o, drg_error *err)
{
    drg_compile *c = m->c;
    const void *facts = NULL, *toponyms = NULL;
    c->added = true;
    load_codes(c, &c->countries, m->k->country_codes, m->k->n_country_codes);
    load_codes(c, &c->sectors, m->k->sector_codes, m->k->n_sector_codes);
    drg_compile__actors(c, dir);
    drg_compile__places(c, dir);
    if (c->status == DRG_OK && c->n_mistakes > 0)
        return tell_mistakes(c, err);
    if (c->status == DRG_OK && c->n_facts + c->n_toponyms == 0)
        return drg_fail(err, DRG_EFORMAT, "%s: neither actors/*.tsv nor places/places*.tsv has a row", dir);
    take_own(m);
    complete(m, &c->fact_book, &m->k->fact_book, touches_fact, copy_facts);
    complete(m, &c->toponym_book, &m->k->toponym_book, touches_toponym, copy_toponyms);
    drg_status st = c->status;
    if (st == DRG_OK)
        st = lay_out(c, &c->fact_book, c->facts, sizeof *c->facts, &o->fact_book, &facts);
    if (st == DRG_OK)
        st = lay_out(c, &c->toponym_book, c->toponyms, sizeof *c->toponyms, &o->toponym_book, &toponyms);
    if (st != DRG_OK)
        return drg_fail(err, st, "%s: %s", dir, drg_status_text(st));
    o->facts = facts;
    o->toponyms = toponyms;
    o->strings = o->fact_book.strings = o->toponym_book.strings = c->strings.ptr;
    o->n_strings = c->strings.len;
    return DRG_OK;
}

drg_status drg_knowledge__overlay(drg_knowledge *k, const char *dir, drg_error *err)
{
    drg_overlay *o = calloc(1, sizeof *o);
    drg_compile *c = calloc(1, sizeof *c);
    drg_buf report;
    drg_buf_init(&report, REPORT_MAX_BYTES);
    overlay_maker m = {.k = k, .c = c};
    drg_table_init(&m.replaced);
    bool ready = o != NULL && c != NULL && drg_compile__init(c, &report);
    drg_status st = ready ? make(&m, dir, o, err) : drg_fail_nomem(err);
    drg_table_release(&m.replaced);
    drg_buf_release(&report);
    if (o != NULL)
        o->compile = c;
    if (st == DRG_OK)
        k->overlay = o;
    else {
        drg_knowledge__overlay_free(o);
        if (o == NULL)
            free(c);
    }
    return st;
}

void drg_knowledge__overlay_free(drg_overlay *overlay)
{
    if (overlay == NULL)
        return;
    if (overlay->compile != NULL)
        drg_compile__release(overlay->compile);
    free(overlay->compile);
    free(overlay);
}
