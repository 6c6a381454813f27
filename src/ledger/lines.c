#include "ledger/lines.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

/* What a record must have, and of which type. '?' behind a letter: or null. */
typedef struct field {
    const char *name;
    char type; /* s string, n number, a array, o object */
    bool may_be_null;
} field;

static const field record_fields[] = {
    {"id", 's', false},       {"document", 'o', false},   {"event", 's', false},     {"mode", 'a', false},
    {"context", 'a', false},  {"quad", 's', false},       {"cameo", 's', true},      {"event_text", 's', false},
    {"status", 's', false},   {"actor", 'a', false},      {"recipient", 'a', false}, {"date", 'o', true},
    {"place", 'o', true},     {"topic", 'o', true},       {"quantity", 'a', false},  {"attribution", 'a', false},
    {"evidence", 'o', false}, {"confidence", 'n', false},
};
static const field evidence_fields[] = {
    {"sentence", 'n', false}, {"trigger_start", 'n', false}, {"trigger_end", 'n', false}, {"text", 's', false}};
static const field entity_fields[] = {
    {"text", 's', false}, {"name", 's', true}, {"country", 's', true}, {"sector", 'a', false}, {"role", 's', true}};
static const field source_fields[] = {{"text", 's', false},   {"name", 's', true},  {"country", 's', true},
                                      {"sector", 'a', false}, {"kind", 's', false}, {"stance", 's', false}};
static const field quantity_fields[] = {{"what", 's', false}, {"text", 's', false}, {"low", 'n', true},
                                        {"high", 'n', true},  {"unit", 's', true},  {"entity", 'o', true}};
static const field place_fields[] = {{"name", 's', true},      {"country", 's', true}, {"province", 's', true},
                                     {"lat", 'n', true},       {"lon", 'n', true},     {"geonameid", 'n', true},
                                     {"resolution", 's', true}};
static const field date_fields[] = {
    {"start", 's', true}, {"end", 's', true}, {"time", 's', true}, {"resolution", 's', true}};
static const field topic_fields[] = {{"text", 's', false}, {"event", 's', true}, {"mode", 's', true}};

#define N(list) (sizeof(list) / sizeof *(list))

/* The words of a closed list, as the columns allow them. */
static const char *const statuses[] = {"actual", "negated", "future", "hypothetical", "historical", NULL};
static const char *const kinds[] = {"named", "anonymous", "media", "document", NULL};
static const char *const stances[] = {"asserts", "claims", "confirms", "denies", "doubts", NULL};

drg_str drg_json_text(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (drg_str){json_string_value(value), json_string_length(value)} : (drg_str){NULL, 0};
}

const json_t *drg_json_number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? value : NULL;
}

bool drg_json_day(const json_t *object, const char *key, int32_t *day)
{
    return drg_date_parse_iso(drg_json_text(object, key), day);
}

/* ---- checks ---- */

static bool is_type(const json_t *value, char type)
{
    switch (type) {
    case 's':
        return json_is_string(value);
    case 'n':
        return json_is_number(value);
    case 'a':
        return json_is_array(value);
    default:
        return json_is_object(value);
    }
}

static drg_status check_object(const json_t *object, const field *fields, size_t n, const char *of, size_t line,
                               drg_error *err)
{
    if (!json_is_object(object))
        return drg_fail_at(err, DRG_EINPUT, line, "line %zu: \"%s\" holds something that is no object", line, of);
    for (size_t i = 0; i < n; i++) {
        const json_t *value = json_object_get(object, fields[i].name);
        if (value == NULL)
            return drg_fail_at(err, DRG_EINPUT, line, "line %zu: %s has no \"%s\"", line, of, fields[i].name);
        if (!is_type(value, fields[i].type) && !(fields[i].may_be_null && json_is_null(value)))
            return drg_fail_at(err, DRG_EINPUT, line, "line %zu: \"%s\" of %s is of the wrong type", line,
                               fields[i].name, of);
    }
    return DRG_OK;
}

static drg_status check_list(const json_t *record, const char *key, const field *fields, size_t n, size_t line,
                             drg_error *err)
{
    const json_t *list = json_object_get(record, key);
    for (size_t i = 0; i < json_array_size(list); i++) {
        drg_status st = check_object(json_array_get(list, i), fields, n, key, line, err);
        if (st != DRG_OK)
            return st;
    }
    return DRG_OK;
}

static drg_status check_member(const json_t *record, const char *key, const field *fields, size_t n, size_t line,
                               drg_error *err)
{
    const json_t *value = json_object_get(record, key);
    return json_is_null(value) ? DRG_OK : check_object(value, fields, n, key, line, err);
}

static drg_status check_word(const json_t *object, const char *key, const char *const *words, size_t line,
                             drg_error *err)
{
    drg_str value = drg_json_text(object, key);
    for (size_t i = 0; words[i] != NULL; i++)
        if (drg_str_is(value, words[i]))
            return DRG_OK;
    return drg_fail_at(err, DRG_EINPUT, line, "line %zu: \"%s\" may not be \"%.*s\"", line, key,
                       (int)(value.len < 40 ? value.len : 40), value.ptr != NULL ? value.ptr : "");
}

static drg_status check_record(const json_t *record, size_t line, drg_error *err)
{
    drg_status st = check_object(record, record_fields, N(record_fields), "a record", line, err);
    if (st == DRG_OK)
        st = check_object(json_object_get(record, "evidence"), evidence_fields, N(evidence_fields), "evidence", line,
                          err);
    if (st == DRG_OK)
        st = check_list(record, "actor", entity_fields, N(entity_fields), line, err);
    if (st == DRG_OK)
        st = check_list(record, "recipient", entity_fields, N(entity_fields), line, err);
    if (st == DRG_OK)
        st = check_list(record, "quantity", quantity_fields, N(quantity_fields), line, err);
    if (st == DRG_OK)
        st = check_list(record, "attribution", source_fields, N(source_fields), line, err);
    if (st == DRG_OK)
        st = check_member(record, "place", place_fields, N(place_fields), line, err);
    if (st == DRG_OK)
        st = check_member(record, "date", date_fields, N(date_fields), line, err);
    if (st == DRG_OK)
        st = check_member(record, "topic", topic_fields, N(topic_fields), line, err);
    if (st == DRG_OK)
        st = check_word(record, "status", statuses, line, err);
    const json_t *sources = json_object_get(record, "attribution");
    for (size_t i = 0; st == DRG_OK && i < json_array_size(sources); i++) {
        st = check_word(json_array_get(sources, i), "kind", kinds, line, err);
        if (st == DRG_OK)
            st = check_word(json_array_get(sources, i), "stance", stances, line, err);
    }
    return st;
}

/* ---- the document ---- */

static void take_meta(const json_t *meta, drg_lines *out)
{
    out->id = drg_json_text(meta, "id");
    out->url = drg_json_text(meta, "url");
    out->title = drg_json_text(meta, "title");
    out->publisher = drg_json_text(meta, "publisher");
    out->language = drg_json_text(meta, "language");
    out->published_from = drg_json_text(meta, "published_from");
    out->has_day = drg_json_day(meta, "published", &out->day);
}

static drg_status take_document(json_t *document, size_t line, drg_lines *out, drg_error *err)
{
    static const field fields[] = {{"id", 's', false}, {"text", 's', false}};
    drg_status st = check_object(document, fields, N(fields), "a document", line, err);
    if (st != DRG_OK)
        return st;
    take_meta(document, out);
    out->document = document;
    out->text = drg_json_text(document, "text");
    out->source = drg_json_text(document, "source");
    out->authors = json_object_get(document, "authors");
    out->blocks = json_object_get(document, "blocks");
    return DRG_OK;
}

static drg_status take_record(json_t *record, size_t line, drg_lines *out, drg_error *err)
{
    drg_status st = check_record(record, line, err);
    if (st != DRG_OK)
        return st;
    const json_t *meta = json_object_get(record, "document");
    drg_str id = drg_json_text(meta, "id");
    if (id.len == 0)
        return drg_fail_at(err, DRG_EINPUT, line, "line %zu: the record's document has no \"id\"", line);
    if (out->id.len == 0)
        take_meta(meta, out);
    else if (!drg_str_eq(id, out->id))
        return drg_fail_at(err, DRG_EINPUT, line, "line %zu: the record is of another document (%.*s)", line,
                           (int)(id.len < 60 ? id.len : 60), id.ptr);
    return DRG_OK;
}

/* ---- lines ---- */

static size_t count_lines(drg_str lines)
{
    size_t n = 1;
    for (size_t i = 0; i < lines.len; i++)
        n += lines.ptr[i] == '\n';
    return n;
}

static drg_status take_line(drg_str body, size_t line, drg_str *bodies, drg_lines *out, drg_error *err)
{
    json_error_t why;
    json_t *value = json_loadb(body.ptr, body.len, JSON_REJECT_DUPLICATES, &why);
    if (value == NULL)
        return json_error_code(&why) == json_error_out_of_memory
                   ? drg_fail_nomem(err)
                   : drg_fail_at(err, DRG_EINPUT, line, "line %zu: not JSON: %s", line, why.text);
    if (json_object_get(value, "evidence") == NULL && out->document == NULL && out->n_records == 0) {
        drg_status st = take_document(value, line, out, err);
        if (st != DRG_OK)
            json_decref(value);
        return st;
    }
    bodies[out->n_records] = body;
    out->records[out->n_records++] = value; /* released with the rest, also where it is refused */
    return take_record(value, line, out, err);
}

drg_status drg_lines_read(drg_str lines, drg_arena *arena, drg_lines *out, drg_error *err)
{
    *out = (drg_lines){0};
    size_t most = count_lines(lines);
    drg_str *bodies = drg_arena_array(arena, most, sizeof *bodies);
    out->records = drg_arena_array(arena, most, sizeof *out->records);
    out->bodies = bodies;
    if (bodies == NULL || out->records == NULL)
        return drg_fail_nomem(err);
    size_t line = 0;
    for (size_t at = 0; at < lines.len;) {
        const char *end = memchr(lines.ptr + at, '\n', lines.len - at);
        size_t stop = end != NULL ? (size_t)(end - lines.ptr) : lines.len;
        drg_str body = drg_str_trim(drg_str_sub(lines, at, stop));
        at = stop + 1;
        line++;
        if (body.len == 0)
            continue;
        drg_status st = take_line(body, line, bodies, out, err);
        if (st != DRG_OK)
            return st;
    }
    return out->id.len > 0 ? DRG_OK : drg_fail_at(err, DRG_EINPUT, 1, "no document and no record");
}

void drg_lines_release(drg_lines *lines)
{
    for (size_t i = 0; i < lines->n_records; i++)
        json_decref(lines->records[i]);
    json_decref(lines->document);
}
