/* src/knowledge/compile_actors.c - data/actors/: states, persons with their offices, bodies, groups, role nouns. */
#include "knowledge/compile.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

/** Most names of one row. */
#define MAX_NAMES 200

/** A row's names as they are filed, so that two spellings that fold alike give one fact. */
typedef struct row_names {
    uint32_t phrase[MAX_NAMES], item[MAX_NAMES];
    size_t n;
    const char *row;
} row_names;

typedef struct actor_table {
    const char *name; /* the file's name up to "-" or "." */
    const char *columns;
    drg_fact_kind kind;
    void (*read_row)(drg_compile *c, drg_tsv *tsv, drg_fact_kind kind);
    size_t n_key; /* rows that are the same in these columns are double */
    uint8_t key[4];
} actor_table;

/* ------------------------------------------------------------------ fields */

static uint8_t spelling_flags(drg_str name)
{
    bool upper = false, lower = false;
    for (size_t i = 0; i < name.len;) {
        uint32_t ch = drg_utf8_next(name, &i);
        if (drg_char_is_upper(ch))
            upper = true;
        else if (drg_char_is_letter(ch))
            lower = true;
    }
    return (uint8_t)((upper ? DRG_FACT_NAME : 0) | (upper && !lower ? DRG_FACT_ACRONYM : 0));
}

static bool read_country(drg_compile *c, drg_source_file *file, drg_str code, drg_fact *fact)
{
    if (code.len == 0)
        return true;
    if (!drg_compile__country_ok(c, code)) {
        drg_compile__mistake(c, file, code.ptr, "\"%.*s\" is no country code", DRG_STR_ARG(code));
        return false;
    }
    memcpy(fact->country, code.ptr, code.len < 4 ? code.len : 4);
    return true;
}

static bool read_sectors(drg_compile *c, drg_source_file *file, drg_str list, drg_fact *fact)
{
    drg_str code;
    while (drg_compile__next_blank_part(&list, &code)) {
        if (!drg_compile__has(&c->sectors, code) || code.len != 3) {
            drg_compile__mistake(c, file, code.ptr, "there is no sector %.*s", DRG_STR_ARG(code));
            return false;
        }
        if (fact->n_sectors == DRG_MAX_SECTORS) {
            drg_compile__mistake(c, file, code.ptr, "more than %d sectors", DRG_MAX_SECTORS);
            return false;
        }
        memcpy(fact->sector[fact->n_sectors++], code.ptr, 3);
    }
    return true;
}

/** "YYYY", "YYYY-MM" or "YYYY-MM-DD"; of a period its first or, for the end of something, its last day. */
static bool read_date(drg_compile *c, drg_source_file *file, drg_str text, bool end, int32_t *days)
{
    if (text.len == 0)
        return true;
    int part[3] = {0, end ? 12 : 1, 0};
    size_t n = 0, at = 0;
    bool ok = text.len == 4 || text.len == 7 || text.len == 10;
    for (size_t i = 0; ok && i < text.len; i++, at++) {
        char ch = text.ptr[i];
        if (i == 4 || i == 7) {
            ok = ch == '-';
            n++;
            part[n] = 0;
        } else {
            ok = ch >= '0' && ch <= '9';
            part[n] = part[n] * 10 + (ch - '0');
        }
    }
    if (ok && n < 2)
        part[2] = end ? drg_days_in_month(part[0], part[1]) : 1;
    if (ok && drg_days_from_civil(part[0], part[1], part[2], days))
        return true;
    drg_compile__mistake(c, file, text.ptr, "\"%.*s\" is no date YYYY-MM-DD, YYYY-MM or YYYY", DRG_STR_ARG(text));
    return false;
}

static void set_text(drg_compile *c, drg_str text, uint32_t *at, uint32_t *len)
{
    *at = drg_compile__string(c, text);
    *len = (uint32_t)text.len;
}

/* ------------------------------------------------------------------ filing */

static void file_name(drg_compile *c, drg_source_file *file, row_names *names, drg_str name, const drg_fact *fact,
                      uint8_t flags)
{
    uint32_t phrase = drg_compile__phrase(c, &c->fact_book, file, name);
    if (phrase == DRG_NO_PHRASE)
        return;
    flags |= spelling_flags(name);
    for (size_t i = 0; i < names->n; i++)
        if (names->phrase[i] == phrase && (flags & DRG_FACT_LASTNAME))
            return;                            /* the row itself gives the last name */
        else if (names->phrase[i] == phrase) { /* asks for no more than the weakest of its spellings */
            const drg_fact_place *first = &c->fact_places[names->item[i]];
            if (drg_str_eq(name, (drg_str){first->name, first->name_len}))
                drg_compile__warn(c, file, name.ptr, "\"%.*s\" stands twice in its row", DRG_STR_ARG(name));
            drg_fact *filed = &c->facts[names->item[i]];
            uint8_t spelling = DRG_FACT_NAME | DRG_FACT_ACRONYM;
            filed->flags = (uint8_t)((filed->flags & flags & spelling) | ((filed->flags | flags) & ~spelling));
            return;
        }
    if (names->n == MAX_NAMES) {
        drg_compile__mistake(c, file, name.ptr, "more than %d names in one row", MAX_NAMES);
        return;
    }
    if (!DRG_ARENA_GROW(&c->arena, c->facts, c->n_facts, c->cap_facts) ||
        !DRG_ARENA_GROW(&c->arena, c->fact_places, c->n_facts, c->cap_fact_places)) {
        c->status = DRG_ENOMEM;
        return;
    }
    bool canonical = names->n == 0;
    c->fact_places[c->n_facts] = (drg_fact_place){file, names->row, name.ptr, (uint32_t)name.len, canonical};
    uint32_t item = (uint32_t)c->n_facts++;
    c->facts[item] = *fact;
    c->facts[item].flags = flags;
    names->phrase[names->n] = phrase;
    names->item[names->n++] = item;
    drg_compile__file(c, &c->fact_book, phrase, item, 0);
}

static void file_list(drg_compile *c, drg_source_file *file, row_names *names, drg_str list, const drg_fact *fact)
{
    drg_str name;
    while (drg_compile__next_part(&list, '|', &name))
        if (name.len > 0)
            file_name(c, file, names, name, fact, 0);
}

/** A fact of this row with its canonical name. */
static drg_fact new_fact(drg_compile *c, const drg_tsv *tsv, drg_fact_kind kind, drg_str name)
{
    drg_fact fact = {.kind = (uint8_t)kind, .from = INT32_MIN, .to = INT32_MAX};
    set_text(c, name, &fact.name, &fact.name_len);
    fact.file_name = drg_compile__string(c, tsv->file->name);
    fact.file_line = (uint32_t)drg_compile__line(tsv->file, tsv->row[0].ptr);
    return fact;
}

/* ------------------------------------------------------------------ rows */

static void read_country_row(drg_compile *c, drg_tsv *tsv, drg_fact_kind kind)
{
    static const struct {
        size_t column;
        drg_fact_kind kind;
        const char *sector;
    } lists[] = {
        {2, DRG_FACT_COUNTRY, ""}, {3, DRG_FACT_DEMONYM, ""}, {4, DRG_FACT_CAPITAL, ""}, {5, DRG_FACT_METONYM, "GOV"}};
    drg_str name = tsv->row[1];
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        row_names names = {.row = tsv->row[0].ptr};
        drg_fact fact = new_fact(c, tsv, lists[i].kind, name);
        if (!read_country(c, tsv->file, tsv->row[0], &fact))
            return;
        if (lists[i].sector[0] != '\0') {
            memcpy(fact.sector[0], lists[i].sector, 3);
            fact.n_sectors = 1;
        }
        if (lists[i].kind == kind)
            file_name(c, tsv->file, &names, name, &fact, 0);
        file_list(c, tsv->file, &names, tsv->row[lists[i].column], &fact);
    }
}

/** The last word of a name of several words, if it can be a last name. */
static drg_str last_name(drg_str name)
{
    size_t at = name.len;
    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    drg_str last = drg_str_sub(name, at, name.len);
    bool suffix =
        drg_str_is(last, "Jr") || drg_str_is(last, "Jr.") || drg_str_is(last, "III") || drg_str_is(last, "II");
    return at > 0 && last.len >= 3 && !suffix ? last : (drg_str){NULL, 0};
}

/** Persons, organisations, groups, forces, media: the first five columns are the same. */
static void read_named_row(drg_compile *c, drg_tsv *tsv, drg_fact_kind kind)
{
    drg_fact fact = new_fact(c, tsv, kind, tsv->row[0]);
    row_names names = {.row = tsv->row[0].ptr};
    if (!read_country(c, tsv->file, tsv->row[2], &fact) || !read_sectors(c, tsv->file, tsv->row[3], &fact))
        return;
    set_text(c, tsv->row[4], &fact.role, &fact.role_len);
    if (kind == DRG_FACT_PERSON) {
        if (!read_date(c, tsv->file, tsv->row[5], false, &fact.from) ||
            !read_date(c, tsv->file, tsv->row[6], true, &fact.to))
            return;
        if (fact.from > fact.to) {
            drg_compile__mistake(c, tsv->file, tsv->row[5].ptr, "the office of %.*s ends before it begins",
                                 DRG_STR_ARG(tsv->row[0]));
            return;
        }
    }
    file_name(c, tsv->file, &names, tsv->row[0], &fact, 0);
    file_list(c, tsv->file, &names, tsv->row[1], &fact);
    drg_str last = last_name(tsv->row[0]);
    if (kind == DRG_FACT_PERSON && last.len > 0)
        file_name(c, tsv->file, &names, last, &fact, DRG_FACT_LASTNAME);
}

static bool plural_word(drg_str word)
{
    static const char *const endings[] = {"men", "people", "children", "personnel", "police"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (drg_str_ends(word, drg_str_of(endings[i])))
            return true;
    return word.len > 3 && drg_str_ends(word, DRG_LIT("s")) && !drg_str_ends(word, DRG_LIT("ss")) &&
           !drg_str_ends(word, DRG_LIT("us")) && !drg_str_ends(word, DRG_LIT("is")) &&
           !drg_str_ends(word, DRG_LIT("news")) && !drg_str_ends(word, DRG_LIT("corps")) &&
           !drg_str_ends(word, DRG_LIT("affairs"));
}

/** Whether the head of a role phrase is in the plural: its last word, or the last before "of", "in", "for", "to". */
static bool looks_plural(drg_str phrase)
{
    static const char *const links[] = {"of", "in", "for", "to", "at", "on", "with", "from"};
    drg_str word, head = {"", 0};
    while (drg_compile__next_blank_part(&phrase, &word)) {
        for (size_t i = 0; head.len > 0 && i < sizeof links / sizeof links[0]; i++)
            if (drg_str_is(word, links[i]))
                return plural_word(head);
        head = word;
    }
    return plural_word(head);
}

/** File a role under its names, the singular and the plural ones. */
static void file_role(drg_compile *c, drg_source_file *file, drg_str name, drg_str list, drg_str body, drg_fact *fact)
{
    row_names names = {.row = name.ptr};
    fact->role = fact->name;
    fact->role_len = fact->name_len;
    if (body.len > 0 && !drg_str_is(body, "0") && !drg_str_is(body, "1")) {
        drg_compile__mistake(c, file, body.ptr, "body is 1, 0 or empty, not \"%.*s\"", DRG_STR_ARG(body));
        return;
    }
    uint8_t flags = drg_str_is(body, "1") ? DRG_FACT_BODY : 0;
    do {
        if (name.len > 0)
            file_name(c, file, &names, name, fact, (uint8_t)(flags | (looks_plural(name) ? DRG_FACT_PLURAL : 0)));
    } while (drg_compile__next_part(&list, '|', &name));
}

static void read_role_row(drg_compile *c, drg_tsv *tsv, drg_fact_kind kind)
{
    drg_fact fact = new_fact(c, tsv, kind, tsv->row[0]);
    if (read_sectors(c, tsv->file, tsv->row[2], &fact))
        file_role(c, tsv->file, tsv->row[0], tsv->row[1], tsv->row[3], &fact);
}

/** "Foreign Office": a role, and the country where it is usually meant. */
static void read_title_row(drg_compile *c, drg_tsv *tsv, drg_fact_kind kind)
{
    drg_fact fact = new_fact(c, tsv, kind, tsv->row[0]);
    if (read_country(c, tsv->file, tsv->row[2], &fact) && read_sectors(c, tsv->file, tsv->row[3], &fact))
        file_role(c, tsv->file, tsv->row[0], tsv->row[1], tsv->row[4], &fact);
}

/** "Kurdish": a people without a state of its own; a fact for each country where it lives, the first one first. */
static void read_people_row(drg_compile *c, drg_tsv *tsv, drg_fact_kind kind)
{
    drg_str countries = tsv->row[2], country;
    drg_fact fact = new_fact(c, tsv, kind, tsv->row[0]);
    if (!read_sectors(c, tsv->file, tsv->row[3], &fact))
        return;
    while (drg_compile__next_blank_part(&countries, &country)) {
        row_names names = {.row = tsv->row[0].ptr};
        memset(fact.country, 0, sizeof fact.country);
        if (!read_country(c, tsv->file, country, &fact))
            return;
        file_name(c, tsv->file, &names, tsv->row[0], &fact, 0);
        file_list(c, tsv->file, &names, tsv->row[1], &fact);
    }
}

/* ------------------------------------------------------------------ tables */

static const actor_table actor_tables[] = {
    {"countries", "iso3 name variants demonyms capitals metonyms", DRG_FACT_COUNTRY, read_country_row, 1, {1}},
    {"persons", "name variants country sector role from to", DRG_FACT_PERSON, read_named_row, 4, {0, 2, 4, 5}},
    {"organisations", "name variants country sector role", DRG_FACT_ORG, read_named_row, 2, {0, 2}},
    {"groups", "name variants country sector role", DRG_FACT_GROUP, read_named_row, 2, {0, 2}},
    {"forces", "name variants country sector role", DRG_FACT_FORCE, read_named_row, 2, {0, 2}},
    {"media", "name variants country sector role", DRG_FACT_MEDIA, read_named_row, 2, {0, 2}},
    {"roles", "name variants sector body", DRG_FACT_ROLE, read_role_row, 1, {0}},
    {"titles", "name variants country sector body", DRG_FACT_ROLE, read_title_row, 1, {0}},
    {"peoples", "name variants countries sector", DRG_FACT_DEMONYM, read_people_row, 1, {0}},
};

/** Report a row that was there before in its key columns. */
static bool is_double(drg_compile *c, const actor_table *table, drg_tsv *tsv, drg_table *seen)
{
    drg_buf key;
    drg_buf_init(&key, 1 << 20);
    drg_status st = DRG_OK;
    for (size_t i = 0; i < table->n_key && st == DRG_OK; i++) {
        drg_str cell = tsv->row[table->key[i]];
        st = drg_buf_printf(&key, "%zu:", cell.len);
        if (st == DRG_OK)
            st = drg_buf_add(&key, cell.ptr, cell.len);
    }
    bool found = false;
    drg_str text = {key.ptr, key.len};
    if (st != DRG_OK)
        c->status = st;
    else if (!drg_compile__put(c, seen, text, drg_compile__line(tsv->file, tsv->row[0].ptr)) && c->status == DRG_OK) {
        uintptr_t line = 0;
        drg_table_get(seen, text, &line);
        drg_str name = tsv->row[table->key[0]];
        drg_compile__mistake(c, tsv->file, name.ptr, "\"%.*s\" stands in line %zu already", DRG_STR_ARG(name),
                             (size_t)line);
        found = true;
    }
    drg_buf_release(&key);
    return found;
}

static void read_table(drg_compile *c, const actor_table *table, drg_source_file *file)
{
    drg_tsv tsv;
    drg_table seen;
    size_t name_column = table->kind == DRG_FACT_COUNTRY ? 1 : 0;
    if (!drg_compile__tsv_open(c, file, table->columns, &tsv))
        return;
    drg_table_init(&seen);
    while (drg_compile__tsv_next(c, &tsv)) {
        if (tsv.row[name_column].len == 0)
            drg_compile__mistake(c, file, tsv.row[0].ptr, "the name is empty");
        else if (!is_double(c, table, &tsv, &seen))
            table->read_row(c, &tsv, table->kind);
    }
    drg_table_release(&seen);
}

/** The codes of the states, which every other table may use. */
static void read_country_codes(drg_compile *c, drg_source_file *file)
{
    drg_tsv tsv;
    if (!drg_compile__tsv_open(c, file, actor_tables[0].columns, &tsv))
        return;
    while (drg_compile__tsv_next(c, &tsv)) {
        drg_str code = tsv.row[0];
        bool ok = code.len == 3;
        for (size_t i = 0; ok && i < 3; i++)
            ok = code.ptr[i] >= 'A' && code.ptr[i] <= 'Z';
        if (ok)
            drg_compile__put(c, &c->countries, code, 0);
    }
}

void drg_compile__actors(drg_compile *c, const char *data_dir)
{
    size_t n, n_known = 0;
    const char **names = drg_compile__list(c, data_dir, "actors", ".tsv", &n);
    if (n == 0 && !c->added)
        drg_compile__mistake_of(c, data_dir, "there is no file actors/*.tsv");
    for (size_t t = 0; t < sizeof actor_tables / sizeof actor_tables[0]; t++)
        for (size_t i = 0; i < n; i++) {
            if (!drg_compile__is_part(names[i], actor_tables[t].name))
                continue;
            n_known++;
            drg_source_file *file = drg_compile__read(c, data_dir, "actors", names[i]);
            if (file == NULL)
                continue;
            if (actor_tables[t].kind == DRG_FACT_COUNTRY)
                read_country_codes(c, file);
            read_table(c, &actor_tables[t], file);
        }
    for (size_t i = 0; n_known < n && i < n; i++) {
        bool known = false;
        for (size_t t = 0; t < sizeof actor_tables / sizeof actor_tables[0]; t++)
            known = known || drg_compile__is_part(names[i], actor_tables[t].name);
        if (!known)
            drg_compile__mistake_of(c, names[i], "docs/KNOWLEDGE.md knows no such table in data/actors/");
    }
    drg_compile__conflicts(c);
}
