/* src/knowledge/compile_phrases.c - names folded into phrases, and what is filed under them. */
#include "knowledge/compile.h"

#include <stdlib.h>
#include <string.h>

/** The number of a phrase, which is entered where it is new; more: longer phrases begin with it. */
static uint32_t enter(drg_compile *c, drg_phrase_book *book, drg_str folded, bool more)
{
    uintptr_t value = 2 * (uintptr_t)book->phrases.n;
    if (!drg_table_get(&book->phrases, folded, &value) || (more && !(value & 1))) {
        if (drg_table_put(&book->phrases, folded, value | more) != DRG_OK) {
            c->status = DRG_ENOMEM;
            return DRG_NO_PHRASE;
        }
    }
    return (uint32_t)(value / 2);
}

uint32_t drg_compile__phrase(drg_compile *c, drg_phrase_book *book, drg_source_file *file, drg_str name)
{
    drg_str folded = drg_str_fold(&c->arena, name);
    if (folded.ptr == NULL) {
        c->status = DRG_ENOMEM;
        return DRG_NO_PHRASE;
    }
    if (folded.len == 0) {
        drg_compile__mistake(c, file, name.ptr, "nothing is left of the name \"%.*s\" when it is folded",
                             DRG_STR_ARG(name));
        return DRG_NO_PHRASE;
    }
    if (folded.len > DRG_PHRASE_MAX_BYTES) {
        drg_compile__mistake(c, file, name.ptr, "the name \"%.*s\" has more than %d bytes", DRG_STR_ARG(name),
                             DRG_PHRASE_MAX_BYTES);
        return DRG_NO_PHRASE;
    }
    for (size_t i = 0; i < folded.len; i++)
        if (folded.ptr[i] == ' ')
            enter(c, book, drg_str_sub(folded, 0, i), true);
    return enter(c, book, folded, false);
}

uint32_t drg_compile__enter(drg_compile *c, drg_phrase_book *book, drg_str folded)
{
    return enter(c, book, folded, false);
}

void drg_compile__file(drg_compile *c, drg_phrase_book *book, uint32_t phrase, uint32_t item, uint32_t rank)
{
    if (!DRG_ARENA_GROW(&c->arena, book->filings, book->n, book->cap)) {
        c->status = DRG_ENOMEM;
        return;
    }
    book->filings[book->n++] = (drg_filing){.phrase = phrase, .item = item, .rank = rank};
}

static int by_phrase(const void *left, const void *right)
{
    const drg_filing *a = left, *b = right;
    if (a->phrase != b->phrase)
        return a->phrase < b->phrase ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

size_t drg_compile__n_slots(size_t n)
{
    size_t slots = 16;
    while (slots / 4 * 3 < n)
        slots *= 2;
    return slots;
}

/** Write the text of every phrase, the longest first met: its beginnings share it. */
static void lay_out_texts(drg_compile *c, const drg_phrase_book *book, drg_phrase *phrases)
{
    for (size_t i = 0; i < book->n; i++) {
        drg_phrase *phrase = &phrases[book->filings[i].phrase];
        drg_str text = book->phrases.entries[book->filings[i].phrase].key;
        phrase->text = drg_compile__string(c, text);
        for (size_t k = 0; k < text.len; k++) {
            uintptr_t value;
            if (text.ptr[k] == ' ' && drg_table_get(&book->phrases, drg_str_sub(text, 0, k), &value) &&
                phrases[value / 2].text == 0)
                phrases[value / 2].text = phrase->text;
        }
    }
}

static void lay_out_slots(const drg_phrase_book *book, drg_book_layout *layout)
{
    for (size_t i = 0; i < layout->n_phrases; i++) {
        size_t slot = (size_t)drg_str_hash(book->phrases.entries[i].key) & (layout->n_slots - 1);
        while (layout->slots[slot] != 0)
            slot = (slot + 1) & (layout->n_slots - 1);
        layout->slots[slot] = (uint32_t)i + 1;
    }
}

bool drg_compile__lay_out(drg_compile *c, drg_phrase_book *book, const void *items, size_t size,
                          drg_book_layout *layout)
{
    if (book->n > 1)
        qsort(book->filings, book->n, sizeof *book->filings, by_phrase);
    drg_book_layout out = {
        .n_phrases = book->phrases.n, .n_slots = drg_compile__n_slots(book->phrases.n), .n_items = book->n};
    out.phrases = drg_arena_array(&c->arena, out.n_phrases, sizeof *out.phrases);
    out.slots = drg_arena_array(&c->arena, out.n_slots, sizeof *out.slots);
    out.items = drg_arena_array(&c->arena, out.n_items, size);
    if (out.phrases == NULL || out.slots == NULL || out.items == NULL) {
        c->status = DRG_ENOMEM;
        return false;
    }
    for (size_t i = 0; i < out.n_phrases; i++) {
        const drg_table_entry *entry = &book->phrases.entries[i];
        out.phrases[i].len = (uint16_t)entry->key.len;
        out.phrases[i].n_more = (entry->value & 1) ? 0x8000u : 0;
    }
    for (size_t i = 0; i < book->n; i++) {
        const drg_filing *filing = &book->filings[i];
        drg_phrase *phrase = &out.phrases[filing->phrase];
        memcpy(out.items + i * size, (const unsigned char *)items + filing->item * size, size);
        if (DRG_PHRASE_N(phrase) == DRG_PHRASE_MAX_ITEMS) {
            c->status = DRG_ELIMIT;
            return false;
        }
        if (DRG_PHRASE_N(phrase) == 0)
            phrase->first = (uint32_t)i;
        phrase->n_more++;
    }
    lay_out_texts(c, book, out.phrases);
    lay_out_slots(book, &out);
    *layout = out;
    return c->status == DRG_OK;
}
