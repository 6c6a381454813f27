/* src/knowledge/compile_places.c - data/places/places.tsv: the gazetteer. */
#include "knowledge/compile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS "name variants country province lat lon geonameid population class"

enum { NAME, VARIANTS, COUNTRY, PROVINCE, LAT, LON, GEONAMEID, POPULATION, CLASS };

#define MAX_NAMES 200

/** "-12.3456" as a double, without the locale. */
static bool read_degrees(drg_str text, double most, float *out)
{
    double value = 0, unit = 0;
    size_t digits = 0, i = text.len > 0 && text.ptr[0] == '-' ? 1 : 0;
    bool negative = i == 1;
    for (; i < text.len; i++) {
        char ch = text.ptr[i];
        if (ch == '.' && unit == 0)
            unit = 1;
        else if (ch >= '0' && ch <= '9' && digits++ < 15) {
            value = value * 10 + (ch - '0');
            unit *= 10;
        } else
            return false;
    }
    if (unit > 0)
        value /= unit;
    if (digits == 0 || value > most)
        return false;
    *out = (float)(negative ? -value : value);
    return true;
}

static bool read_number(drg_str text, uint32_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || value > UINT32_MAX / 10)
            return false;
        value = value * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    *out = (uint32_t)(value > UINT32_MAX ? UINT32_MAX : value);
    return true;
}

static bool read_class(drg_str name, drg_toponym *place)
{
    static const struct {
        const char *name;
        drg_place_resolution resolution;
    } classes[] = {{"country", DRG_PLACE_COUNTRY}, {"province", DRG_PLACE_PROVINCE}, {"district", DRG_PLACE_DISTRICT},
                   {"city", DRG_PLACE_CITY},       {"capital", DRG_PLACE_CITY},      {"region", DRG_PLACE_REGION},
                   {"feature", DRG_PLACE_FEATURE}, {"site", DRG_PLACE_SITE}};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (drg_str_is(name, classes[i].name)) {
            place->resolution = (uint8_t)classes[i].resolution;
            place->is_capital = drg_str_is(name, "capital");
            return true;
        }
    return false;
}

/** Fill all but the names. @return false, reported, where a field is wrong. */
static bool read_fields(drg_compile *c, drg_tsv *tsv, drg_toponym *place)
{
    const drg_str *row = tsv->row;
    size_t before = c->n_mistakes;
    if (row[COUNTRY].len > 0 && !drg_compile__country_ok(c, row[COUNTRY]))
        drg_compile__mistake(c, tsv->file, row[COUNTRY].ptr, "\"%.*s\" is no country code", DRG_STR_ARG(row[COUNTRY]));
    else
        memcpy(place->country, row[COUNTRY].ptr, row[COUNTRY].len);
    if (!read_degrees(row[LAT], 90, &place->lat) || !read_degrees(row[LON], 180, &place->lon))
        drg_compile__mistake(c, tsv->file, row[LAT].ptr, "\"%.*s %.*s\" are no degrees of latitude and longitude",
                             DRG_STR_ARG(row[LAT]), DRG_STR_ARG(row[LON]));
    if (!read_number(row[GEONAMEID], &place->geonameid))
        drg_compile__mistake(c, tsv->file, row[GEONAMEID].ptr, "\"%.*s\" is no number", DRG_STR_ARG(row[GEONAMEID]));
    if (!read_number(row[POPULATION], &place->population))
        drg_compile__mistake(c, tsv->file, row[POPULATION].ptr, "\"%.*s\" is no number", DRG_STR_ARG(row[POPULATION]));
    if (!read_class(row[CLASS], place))
        drg_compile__mistake(c, tsv->file, row[CLASS].ptr, "there is no class \"%.*s\"", DRG_STR_ARG(row[CLASS]));
    if (row[NAME].len > UINT8_MAX || row[PROVINCE].len > UINT8_MAX)
        drg_compile__mistake(c, tsv->file, row[NAME].ptr, "a name of more than %d bytes", UINT8_MAX);
    if (row[NAME].len == 0)
        drg_compile__mistake(c, tsv->file, row[NAME].ptr, "the name is empty");
    return c->n_mistakes == before;
}

static void file_names(drg_compile *c, drg_tsv *tsv, uint32_t item, uint32_t population)
{
    uint32_t filed[MAX_NAMES];
    size_t n = 0;
    drg_str name = tsv->row[NAME], list = tsv->row[VARIANTS];
    do {
        uint32_t phrase = name.len == 0 ? DRG_NO_PHRASE : drg_compile__phrase(c, &c->toponym_book, tsv->file, name);
        bool known = phrase == DRG_NO_PHRASE;
        for (size_t i = 0; !known && i < n; i++)
            known = filed[i] == phrase;
        if (known)
            continue;
        if (n == MAX_NAMES) {
            drg_compile__mistake(c, tsv->file, name.ptr, "more than %d names in one row", MAX_NAMES);
            return;
        }
        filed[n++] = phrase;
        drg_compile__file(c, &c->toponym_book, phrase, item, UINT32_MAX - population);
    } while (drg_compile__next_part(&list, '|', &name));
}

/** Rows are the same that have their name, country, province, class and GeoNames number in common. */
static bool is_double(drg_compile *c, drg_tsv *tsv, drg_table *seen)
{
    char key[1200];
    const drg_str *row = tsv->row;
    int len =
        snprintf(key, sizeof key, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s", DRG_STR_ARG(row[NAME]), DRG_STR_ARG(row[COUNTRY]),
                 DRG_STR_ARG(row[PROVINCE]), DRG_STR_ARG(row[CLASS]), DRG_STR_ARG(row[GEONAMEID]));
    drg_str text = {key, (size_t)len};
    size_t line = drg_compile__line(tsv->file, row[NAME].ptr);
    if (drg_compile__put(c, seen, text, line) || c->status != DRG_OK)
        return false;
    uintptr_t first = 0;
    drg_table_get(seen, text, &first);
    drg_compile__mistake(c, tsv->file, row[NAME].ptr, "\"%.*s\" stands in line %zu already", DRG_STR_ARG(row[NAME]),
                         (size_t)first);
    return true;
}

static void read_places(drg_compile *c, drg_source_file *file)
{
    drg_tsv tsv;
    drg_table seen;
    if (!drg_compile__tsv_open(c, file, COLUMNS, &tsv))
        return;
    drg_table_init(&seen);
    while (drg_compile__tsv_next(c, &tsv)) {
        drg_toponym place = {.population = 0};
        if (is_double(c, &tsv, &seen) || !read_fields(c, &tsv, &place))
            continue;
        place.name = drg_compile__string(c, tsv.row[NAME]);
        place.name_len = (uint8_t)tsv.row[NAME].len;
        place.province = drg_compile__string(c, tsv.row[PROVINCE]);
        place.province_len = (uint8_t)tsv.row[PROVINCE].len;
        if (!DRG_ARENA_GROW(&c->arena, c->toponyms, c->n_toponyms, c->cap_toponyms)) {
            c->status = DRG_ENOMEM;
            break;
        }
        c->toponyms[c->n_toponyms] = place;
        file_names(c, &tsv, (uint32_t)c->n_toponyms++, place.population);
    }
    drg_table_release(&seen);
}

void drg_compile__places(drg_compile *c, const char *data_dir)
{
    if (!c->added) { /* beside it lie the tables that it is made from */
        drg_source_file *file = drg_compile__read(c, data_dir, "places", "places.tsv");
        if (file == NULL)
            drg_compile__mistake_of(c, data_dir, "there is no file places/places.tsv");
        else
            read_places(c, file);
        return;
    }
    size_t n;
    const char **names = drg_compile__list(c, data_dir, "places", ".tsv", &n);
    for (size_t i = 0; i < n; i++) {
        drg_source_file *file = NULL;
        if (!drg_compile__is_part(names[i], "places"))
            drg_compile__mistake_of(c, names[i], "a table of places is named places.tsv or places-….tsv");
        else
            file = drg_compile__read(c, data_dir, "places", names[i]);
        if (file != NULL)
            read_places(c, file);
    }
}
