/* src/knowledge/compile_conflicts.c - what the rows of data/actors/ say against each other: overlapping offices, names that
 * two rows hold for each other, and rows that can never be read. */
#include "knowledge/compile.h"

#include <stdlib.h>
#include <string.h>

/** What is filed under one phrase. */
typedef struct same_name {
    const drg_filing *at;
    size_t n;
} same_name;

static drg_str name_of(const drg_compile *c, const drg_fact *fact)
{
    return (drg_str){c->strings.ptr + fact->name, fact->name_len};
}

static drg_str role_of(const drg_compile *c, const drg_fact *fact)
{
    return (drg_str){c->strings.ptr + fact->role, fact->role_len};
}

static size_t line_of(drg_compile *c, size_t item)
{
    return drg_compile__line(c->fact_places[item].file, c->fact_places[item].row);
}

static bool same_codes(const drg_fact *a, const drg_fact *b)
{
    return memcmp(a->country, b->country, sizeof a->country) == 0 && a->n_sectors == b->n_sectors &&
           memcmp(a->sector, b->sector, sizeof a->sector) == 0;
}

static bool same_row(const drg_compile *c, size_t a, size_t b)
{
    return c->fact_places[a].row == c->fact_places[b].row;
}

/* ------------------------------------------------------------------ offices */

/** One person in one office twice at a time. */
static void check_offices(drg_compile *c, same_name same)
{
    for (size_t i = 0; i < same.n; i++)
        for (size_t j = i + 1; j < same.n; j++) {
            size_t first = same.at[i].item, second = same.at[j].item;
            const drg_fact *a = &c->facts[first], *b = &c->facts[second];
            bool persons = a->kind == DRG_FACT_PERSON && b->kind == DRG_FACT_PERSON;
            if (!persons || !c->fact_places[first].canonical || !c->fact_places[second].canonical ||
                a->name != b->name || !same_codes(a, b) || a->role != b->role || a->role_len != b->role_len)
                continue;
            if (a->from <= b->to && b->from <= a->to)
                drg_compile__mistake(c, c->fact_places[second].file, c->fact_places[second].row,
                                     "%.*s is %.*s in line %zu at the same time", DRG_STR_ARG(name_of(c, b)),
                                     DRG_STR_ARG(role_of(c, b)), line_of(c, first));
        }
}

/* ------------------------------------------------------------------ names for each other */

/** Add, for every row, its first name; value: the item. */
static drg_str key_of(drg_compile *c, uint8_t kind, drg_str name)
{
    drg_str folded = drg_str_fold(&c->arena, name);
    char *key = folded.ptr != NULL ? drg_arena_alloc(&c->arena, folded.len + 1) : NULL;
    if (key == NULL) {
        c->status = DRG_ENOMEM;
        return (drg_str){"", 0};
    }
    key[0] = (char)('a' + kind);
    memcpy(key + 1, folded.ptr, folded.len);
    return (drg_str){key, folded.len + 1};
}

/** A row that holds another row's first name. */
typedef struct drg_also {
    uint32_t from, to; /* first names */
} drg_also;

/** Whether one name leads to another over those that rows hold. */
static bool leads_to(drg_compile *c, const drg_also *also, size_t n, uint32_t from, uint32_t to)
{
    uint32_t *reached = drg_arena_array(&c->arena, n + 1, sizeof *reached);
    if (reached == NULL) {
        c->status = DRG_ENOMEM;
        return false;
    }
    size_t n_reached = 1;
    reached[0] = from;
    for (size_t i = 0; i < n_reached; i++)
        for (size_t k = 0; k < n; k++) {
            bool known = also[k].from != reached[i];
            for (size_t m = 0; !known && m < n_reached; m++)
                known = reached[m] == also[k].to;
            if (known)
                continue;
            if (also[k].to == to)
                return true;
            reached[n_reached++] = also[k].to;
        }
    return false;
}

/** "A, also B" and "B, also A", or in a circle of more: which of them is meant? Told where the circle closes. */
static void check_circles(drg_compile *c)
{
    drg_table first_names; /* kind and folded name → item */
    drg_table_init(&first_names);
    for (size_t i = 0; i < c->n_facts && c->status == DRG_OK; i++)
        if (c->fact_places[i].canonical && c->facts[i].kind >= DRG_FACT_PERSON)
            drg_compile__put(c, &first_names, key_of(c, c->facts[i].kind, name_of(c, &c->facts[i])), i);
    drg_also *also = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < c->n_facts && c->status == DRG_OK; i++) {
        const drg_fact_place *place = &c->fact_places[i];
        uintptr_t other;
        if (place->canonical || c->facts[i].kind < DRG_FACT_PERSON || (c->facts[i].flags & DRG_FACT_LASTNAME) ||
            !drg_table_get(&first_names, key_of(c, c->facts[i].kind, (drg_str){place->name, place->name_len}),
                           &other) ||
            c->facts[other].name == c->facts[i].name ||
            (c->facts[i].kind == DRG_FACT_ROLE && !same_codes(&c->facts[i], &c->facts[other])))
            continue;
        uint32_t from = c->facts[i].name, to = c->facts[other].name;
        if (leads_to(c, also, n, to, from))
            drg_compile__mistake(c, place->file, place->name, "\"%.*s\" and \"%.*s\" are names for each other",
                                 DRG_STR_ARG(name_of(c, &c->facts[i])), DRG_STR_ARG(name_of(c, &c->facts[other])));
        if (!DRG_ARENA_GROW(&c->arena, also, n, cap))
            c->status = DRG_ENOMEM;
        else
            also[n++] = (drg_also){from, to};
    }
    drg_table_release(&first_names);
}

/* ------------------------------------------------------------------ rows that are never read */

/** Whether wherever the text allows b it allows a. */
static bool asks_no_more(const drg_fact *a, const drg_fact *b)
{
    uint8_t asks = DRG_FACT_NAME | DRG_FACT_ACRONYM | DRG_FACT_LASTNAME;
    return (a->flags & asks & ~b->flags) == 0;
}

static void warn_of_same(drg_compile *c, same_name same)
{
    for (size_t i = 0; i < same.n; i++)
        for (size_t j = 0; j < same.n; j++) {
            size_t other = same.at[i].item, item = same.at[j].item;
            const drg_fact *a = &c->facts[other], *b = &c->facts[item];
            const drg_fact_place *place = &c->fact_places[item];
            bool title = a->kind == DRG_FACT_ROLE && (a->country[0] == 0) != (b->country[0] == 0);
            bool first = drg_fact_rank(a) < drg_fact_rank(b) || (a->kind == b->kind && i < j);
            bool countries = a->kind == b->kind && memcmp(a->country, b->country, sizeof a->country) != 0;
            if (i == j || !first || title || !asks_no_more(a, b) || a->kind == DRG_FACT_PERSON ||
                b->kind == DRG_FACT_PERSON || same_row(c, other, item))
                continue;
            if (countries)
                drg_compile__warn(c, place->file, place->name, "\"%.*s\" is also of another country: %s:%zu",
                                  (int)place->name_len, place->name, c->fact_places[other].file->path,
                                  line_of(c, other));
            else
                drg_compile__warn(c, place->file, place->name, "\"%.*s\" is never read so: %s:%zu takes it%s",
                                  (int)place->name_len, place->name, c->fact_places[other].file->path,
                                  line_of(c, other), same_codes(a, b) ? "" : " with other codes");
            break;
        }
}

/** The filings are in order of phrase. */
static size_t first_filing(const drg_phrase_book *book, uint32_t phrase)
{
    size_t low = 0, high = book->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->filings[middle].phrase < phrase)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/** The first fact of a name with a country, other than a role without one; SIZE_MAX: none. */
static size_t owner(const drg_compile *c, drg_str folded)
{
    uintptr_t value = 0;
    if (!drg_table_get(&c->fact_book.phrases, folded, &value))
        return SIZE_MAX;
    uint32_t phrase = (uint32_t)(value / 2);
    for (size_t f = first_filing(&c->fact_book, phrase); f < c->fact_book.n && c->fact_book.filings[f].phrase == phrase;
         f++) {
        const drg_fact *fact = &c->facts[c->fact_book.filings[f].item];
        if (fact->country[0] != 0 && !(fact->flags & DRG_FACT_LASTNAME))
            return c->fact_book.filings[f].item;
    }
    return SIZE_MAX;
}

/** "us official": the tree puts a country to a role; a row that holds both hides it. */
static void warn_of_owned_roles(drg_compile *c)
{
    for (size_t i = 0; i < c->n_facts && c->warnings; i++) {
        const drg_fact_place *place = &c->fact_places[i];
        drg_str name = drg_str_fold(&c->arena, (drg_str){place->name, place->name_len});
        if (c->facts[i].kind != DRG_FACT_ROLE || c->facts[i].country[0] != 0)
            continue;
        for (size_t len = 1; len < name.len; len++) {
            size_t other = name.ptr[len] == ' ' ? owner(c, drg_str_sub(name, 0, len)) : SIZE_MAX;
            if (other == SIZE_MAX)
                continue;
            drg_compile__warn(c, place->file, place->name, "the role \"%.*s\" begins with a name of %.4s",
                              (int)place->name_len, place->name, c->facts[other].country);
            break;
        }
    }
}

static int by_phrase(const void *left, const void *right)
{
    const drg_filing *a = left, *b = right;
    if (a->phrase != b->phrase)
        return a->phrase < b->phrase ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

void drg_compile__conflicts(drg_compile *c)
{
    drg_phrase_book *book = &c->fact_book;
    if (c->status != DRG_OK || book->n < 2)
        return;
    qsort(book->filings, book->n, sizeof *book->filings, by_phrase);
    for (size_t i = 0, j; i < book->n; i = j) {
        for (j = i + 1; j < book->n && book->filings[j].phrase == book->filings[i].phrase; j++) {
        }
        same_name same = {&book->filings[i], j - i};
        check_offices(c, same);
        if (c->warnings)
            warn_of_same(c, same);
    }
    check_circles(c);
    warn_of_owned_roles(c);
}
