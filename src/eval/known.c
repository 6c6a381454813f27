/* src/eval/known.c - names out of tables: tab-separated, a line of column names first, '#' before comments. */
#include "eval/known.h"

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLUMNS = 16, PERSONS = DRG_KNOWN_GIVEN | DRG_KNOWN_SURNAME };

typedef struct entry {
    uint64_t key;
    uint8_t kinds;
} entry;

typedef struct entries {
    entry *items;
    size_t n, cap;
} entries;

static bool add(entries *e, uint64_t key, uint8_t kinds)
{
    if (e->n == e->cap) {
        size_t cap = e->cap ? 2 * e->cap : 4096;
        entry *more = realloc(e->items, cap * sizeof *more);
        if (!more)
            return false;
        e->items = more;
        e->cap = cap;
    }
    e->items[e->n++] = (entry){key, kinds};
    return true;
}

/* The next word of a name, as the segmenter cuts it: hyphens are words. */
static drg_str next_word(drg_str name, size_t *pos)
{
    while (*pos < name.len && name.ptr[*pos] == ' ')
        ++*pos;
    size_t begin = *pos;
    if (begin < name.len && name.ptr[begin] == '-')
        ++*pos;
    else
        while (*pos < name.len && name.ptr[*pos] != ' ' && name.ptr[*pos] != '-')
            ++*pos;
    return drg_str_sub(name, begin, *pos);
}

static bool add_name(entries *e, drg_str name, uint8_t kinds)
{
    uint64_t hash = DRG_KNOWN_HASH_BEGIN;
    size_t words = 0;
    name = drg_str_trim(name);
    for (size_t pos = 0; pos < name.len; words++)
        hash = drg_known_hash(hash, next_word(name, &pos));
    return words == 0 || words > DRG_KNOWN_MAX_WORDS || add(e, hash, kinds);
}

/* The first and the last of at least two words; of three letters at least, which initials and particles have not. */
static bool add_person(entries *e, drg_str name)
{
    drg_str first = {0}, last = {0};
    name = drg_str_trim(name);
    for (size_t pos = 0; pos < name.len;) {
        drg_str word = next_word(name, &pos);
        if (!first.len)
            first = word;
        else
            last = word;
    }
    if (last.len == 0)
        return true;
    return (first.len < 3 || add(e, drg_known_hash(DRG_KNOWN_HASH_BEGIN, first), DRG_KNOWN_GIVEN)) &&
           (last.len < 3 || add(e, drg_known_hash(DRG_KNOWN_HASH_BEGIN, last), DRG_KNOWN_SURNAME));
}

static bool add_names(entries *e, drg_str names, uint8_t kinds)
{
    for (size_t i = 0; i < names.len;) {
        const char *bar = memchr(names.ptr + i, '|', names.len - i);
        size_t end = bar ? (size_t)(bar - names.ptr) : names.len;
        drg_str name = drg_str_sub(names, i, end);
        if (!(kinds == PERSONS ? add_person(e, name) : add_name(e, name, kinds)))
            return false;
        i = end + 1;
    }
    return true;
}

static size_t split(drg_str line, drg_str columns[MAX_COLUMNS])
{
    size_t n = 0, begin = 0;
    for (size_t i = 0; i <= line.len && n < MAX_COLUMNS; i++)
        if (i == line.len || line.ptr[i] == '\t') {
            columns[n++] = drg_str_sub(line, begin, i);
            begin = i + 1;
        }
    return n;
}

/* Whether the number, of people, is at least the limit. */
static bool is_many(drg_str number)
{
    uint64_t n = 0;
    for (size_t i = 0; i < number.len && n < 1000000000; i++)
        if (number.ptr[i] >= '0' && number.ptr[i] <= '9')
            n = n * 10 + (uint64_t)(number.ptr[i] - '0');
    return n >= DRG_KNOWN_LEAST_PEOPLE;
}

/* A table's kind of names, and the columns that hold them. */
typedef struct table {
    const char *file;
    uint8_t kind; /* PERSONS: given name and surname */
    bool towns;   /* the small ones are left out */
} table;

static drg_status read_lines(const table *t, drg_str text, entries *e)
{
    static const char *const wanted[] = {"name", "variants", "capitals"};
    drg_str columns[MAX_COLUMNS];
    size_t n_columns = 0;
    int use[MAX_COLUMNS] = {0}, people = -1, class = -1;
    for (size_t pos = 0; pos < text.len;) {
        const char *end = memchr(text.ptr + pos, '\n', text.len - pos);
        size_t stop = end ? (size_t)(end - text.ptr) : text.len;
        drg_str line = drg_str_sub(text, pos, stop);
        pos = stop + 1;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        size_t n = split(line, columns);
        if (n_columns == 0) {
            n_columns = n;
            for (size_t i = 0; i < n; i++) {
                for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
                    use[i] |= drg_str_is(columns[i], wanted[k]);
                people = drg_str_is(columns[i], "population") ? (int)i : people;
                class = drg_str_is(columns[i], "class") ? (int)i : class;
            }
            continue;
        }
        if (t->towns && people >= 0 && (size_t)people < n && class >= 0 && (size_t) class < n &&
            drg_str_is(columns[class], "city") && !is_many(columns[people]))
            continue;
        for (size_t i = 0; i < n; i++)
            if (use[i] && !add_names(e, columns[i], t->kind))
                return DRG_ENOMEM;
    }
    return n_columns ? DRG_OK : DRG_EINPUT;
}

static drg_status read_table(const char *folder, const table *t, entries *e, drg_error *err)
{
    char path[4096];
    drg_map map = {0};
    if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, t->file) >= sizeof path)
        return drg_fail(err, DRG_EIO, "%.100s: the path is too long", folder);
    drg_status st = drg_map_open(path, &map, err);
    if (st != DRG_OK)
        return st;
    drg_str text = {(const char *)map.data, map.size};
    st = drg_utf8_check(text) == text.len ? read_lines(t, text, e) : DRG_EINPUT;
    drg_map_close(&map);
    if (st == DRG_ENOMEM)
        return drg_fail_nomem(err);
    return st == DRG_OK ? st : drg_fail(err, st, "%.200s: not a table of names", path);
}

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* Sorted, each key once with all of its kinds. */
static bool finish(entries *e, drg_known *known)
{
    if (e->n)
        qsort(e->items, e->n, sizeof *e->items, by_key);
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        if (n && e->items[n - 1].key == e->items[i].key)
            e->items[n - 1].kinds |= e->items[i].kinds;
        else
            e->items[n++] = e->items[i];
    }
    uint64_t *keys = malloc((n + 1) * sizeof *keys);
    known->keys.keys = keys;
    known->kinds = malloc(n + 1);
    known->keys.n = n;
    if (!keys || !known->kinds)
        return false;
    for (size_t i = 0; i < n; i++) {
        keys[i] = e->items[i].key;
        known->kinds[i] = e->items[i].kinds;
    }
    return drg_keys_index(&known->keys);
}

drg_status drg_known_read(const char *folder, drg_known *known, drg_error *err)
{
    static const table tables[] = {
        {"actors/countries.tsv", DRG_KNOWN_PLACE, false},    {"actors/forces.tsv", DRG_KNOWN_BODY, false},
        {"actors/groups.tsv", DRG_KNOWN_BODY, false},        {"actors/media.tsv", DRG_KNOWN_BODY, false},
        {"actors/organisations.tsv", DRG_KNOWN_BODY, false}, {"actors/persons.tsv", PERSONS, false},
        {"names/given.tsv", DRG_KNOWN_GIVEN, false},         {"places/features.tsv", DRG_KNOWN_PLACE, false},
        {"places/places.tsv", DRG_KNOWN_PLACE, true},        {"places/variants.tsv", DRG_KNOWN_PLACE, false},
    };
    entries e = {0};
    drg_status st = DRG_OK;
    *known = (drg_known){0};
    for (size_t i = 0; st == DRG_OK && i < sizeof tables / sizeof *tables; i++)
        st = read_table(folder, &tables[i], &e, err);
    if (st == DRG_OK && !finish(&e, known))
        st = drg_fail_nomem(err);
    free(e.items);
    if (st != DRG_OK)
        drg_known_release(known);
    return st;
}

void drg_known_release(drg_known *known)
{
    free((void *)known->keys.keys);
    free(known->keys.first);
    free(known->kinds);
    *known = (drg_known){0};
}
