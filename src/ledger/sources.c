#include "ledger/sources.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/lines.h"

#include <string.h>

/* kind|country|sector|name */
static drg_status make_key(drg_arena *arena, drg_str name, drg_source_key *out, drg_error *err)
{
    drg_str parts[4] = {out->kind, out->country, out->sector, drg_str_fold(arena, name)};
    if (name.len > 0 && parts[3].ptr == NULL)
        return drg_fail_nomem(err);
    size_t size = 3;
    for (size_t i = 0; i < 4; i++)
        size += parts[i].len;
    char *text = drg_arena_alloc(arena, size);
    if (text == NULL)
        return drg_fail_nomem(err);
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        if (i > 0)
            text[at++] = '|';
        if (parts[i].len > 0)
            memcpy(text + at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    out->key = (drg_str){text, size};
    return DRG_OK;
}

static drg_status outlet(drg_arena *arena, drg_str name, drg_source_key *out, drg_error *err)
{
    *out = (drg_source_key){.name = name, .kind = drg_str_of("media")};
    return make_key(arena, name, out, err);
}

drg_status drg_source_key_of(drg_arena *arena, const json_t *said, drg_source_key *out, drg_error *err)
{
    drg_str name = drg_json_text(said, "name"), text = drg_json_text(said, "text"), role = drg_json_text(said, "role");
    drg_str kind = drg_json_text(said, "kind");
    const json_t *sector = json_array_get(json_object_get(said, "sector"), 0);
    if (drg_str_is(kind, "media"))
        return outlet(arena, name.len > 0 ? name : text, out, err);
    *out = (drg_source_key){.kind = kind, .country = drg_json_text(said, "country")};
    if (json_is_string(sector))
        out->sector = (drg_str){json_string_value(sector), json_string_length(sector)};
    out->name = name.len > 0 ? name : text;
    /* Somebody who is known is the same whatever office the text gives this time. */
    if (name.len > 0 && drg_str_is(kind, "named")) {
        drg_source_key known = {.kind = kind};
        drg_status st = make_key(arena, name, &known, err);
        out->key = known.key;
        return st;
    }
    return make_key(arena, role.len > 0 ? role : out->name, out, err);
}

/* news.example of https://www.news.example/2024/…; empty where it is no address. */
static drg_str site_of(drg_str url)
{
    const char *colons = url.len > 0 ? memmem(url.ptr, url.len, "://", 3) : NULL;
    if (colons == NULL)
        return (drg_str){NULL, 0};
    drg_str rest = drg_str_sub(url, (size_t)(colons - url.ptr) + 3, url.len);
    size_t end = 0;
    while (end < rest.len && rest.ptr[end] != '/' && rest.ptr[end] != '?' && rest.ptr[end] != '#' &&
           rest.ptr[end] != ':')
        end++;
    drg_str site = drg_str_sub(rest, 0, end);
    return drg_str_starts(site, drg_str_of("www.")) ? drg_str_sub(site, 4, site.len) : site;
}

drg_status drg_source_key_of_document(drg_arena *arena, drg_str publisher, drg_str url, drg_str id, drg_source_key *out,
                                      drg_error *err)
{
    drg_str site = site_of(url);
    if (publisher.len > 0 || site.len > 0)
        return outlet(arena, publisher.len > 0 ? publisher : site, out, err);
    *out = (drg_source_key){.name = id, .kind = drg_str_of("document")};
    return make_key(arena, id, out, err);
}

drg_status drg_ledger__source(drg_ledger *l, const drg_source_key *key, int64_t *source, drg_error *err)
{
    /* What is shown must not depend on which mention came first. */
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l,
        "INSERT INTO source (key, name, kind, country, sector) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (key) DO UPDATE SET name = min(name, excluded.name), country = min(coalesce(country, "
        "excluded.country), coalesce(excluded.country, country)),"
        " sector = min(coalesce(sector, excluded.sector), coalesce(excluded.sector, sector)) RETURNING source",
        &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, key->key);
    sqlite3_bind_text64(s, 2, key->name.len > 0 ? key->name.ptr : "", key->name.len, SQLITE_STATIC, SQLITE_UTF8);
    drg_ledger__bind_text(s, 3, key->kind);
    drg_ledger__bind_text(s, 4, key->country);
    drg_ledger__bind_text(s, 5, key->sector);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        *source = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return st;
}
