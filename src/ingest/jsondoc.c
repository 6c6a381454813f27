#include "ingest/jsondoc.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/blocks.h"
#include "ingest/fields.h"
#include "ingest/pubdate.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#define MAX_AUTHORS 1000

bool drg_jsondoc__looks_like(drg_str b)
{
    size_t p = 0;
    while (p < b.len && strchr(" \t\r\n", b.ptr[p]) != NULL && b.ptr[p] != '\0')
        p++;
    if (p == b.len || b.ptr[p] != '{')
        return false;
    p++;
    while (p < b.len && (b.ptr[p] == ' ' || b.ptr[p] == '\t' || b.ptr[p] == '\r' || b.ptr[p] == '\n'))
        p++;
    return p == b.len || b.ptr[p] == '"' || b.ptr[p] == '}';
}

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "a truth value";
    default:
        return "null";
    }
}

static drg_status take_string(const json_t *object, const char *key, drg_str *out, drg_error *err)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return DRG_OK;
    if (!json_is_string(value))
        return drg_fail(err, DRG_EINPUT, "field \"%s\" must be a string, and is %s", key, type_name(value));
    *out = (drg_str){json_string_value(value), json_string_length(value)};
    return DRG_OK;
}

/* ---- other people's names ---- */

/* What a value of a key that is not ours says, where it can say it. @return false: it cannot. */
static bool other_value(drg_field field, const json_t *value, char number[24], drg_str *out)
{
    if (field == DRG_FIELD_PUBLISHER && json_is_object(value))
        value = json_object_get(value, "name"); /* {"source": {"name": "…"}} */
    if (json_is_string(value)) {
        *out = (drg_str){json_string_value(value), json_string_length(value)};
    } else if ((field == DRG_FIELD_ID || field == DRG_FIELD_PUBLISHED) && json_is_integer(value)) {
        snprintf(number, 24, "%lld", (long long)json_integer_value(value));
        *out = drg_str_of(number);
    } else {
        return false;
    }
    int32_t days;
    return drg_str_trim(*out).len > 0 && (field != DRG_FIELD_PUBLISHED || drg_field_day(*out, &days));
}

/* What an object says of a field under the best of the names that others give it. */
static void take_other(const json_t *object, drg_field field, char number[24], drg_str *out)
{
    const char *key;
    json_t *value;
    unsigned best = UINT_MAX, rank;
    const json_t *from = NULL;
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        drg_str said;
        if (drg_field_named(drg_str_of(key), &rank) == field && rank < best &&
            other_value(field, value, number, &said)) {
            best = rank;
            from = value;
        }
    }
    if (from != NULL)
        (void)other_value(field, from, number, out);
}

/* A message of jansson, without the input that it quotes: that may be anything. */
static drg_status fail_json(drg_str line, const json_error_t *why, drg_error *err)
{
    const char *near = strstr(why->text, " near '");
    int len = near != NULL ? (int)(near - why->text) : (int)strlen(why->text);
    if (json_error_code(why) == json_error_out_of_memory)
        return drg_fail_nomem(err);
    if (json_error_code(why) == json_error_premature_end_of_input)
        return drg_fail(err, DRG_EINPUT, "the JSON object is cut off, after %zu bytes", line.len);
    return drg_fail(err, DRG_EINPUT, "bad JSON at byte %d: %.*s", why->position, len, why->text);
}

/* An array of strings; the empty ones count for nothing. */
static drg_status take_list(const json_t *list, const char *key, size_t max, drg_document *doc, const drg_str **out,
                            size_t *n_out, drg_error *err)
{
    if (!json_is_array(list))
        return drg_fail(err, DRG_EINPUT, "field \"%s\" must be an array of strings, and is %s", key, type_name(list));
    size_t n = json_array_size(list), kept = 0;
    if (n > max)
        return drg_fail(err, DRG_ELIMIT, "field \"%s\" has %zu entries, at most %zu are allowed", key, n, max);
    drg_str *strings = drg_arena_array(&doc->arena, n, sizeof *strings);
    if (strings == NULL)
        return drg_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        if (!json_is_string(one))
            return drg_fail(err, DRG_EINPUT, "field \"%s\" must hold strings, and holds %s", key, type_name(one));
        if (json_string_length(one) > 0)
            strings[kept++] = (drg_str){json_string_value(one), json_string_length(one)};
    }
    *out = strings;
    *n_out = kept;
    return DRG_OK;
}

static drg_status take_authors(const json_t *object, drg_document *doc, drg_meta *meta, drg_error *err)
{
    const json_t *list = json_object_get(object, "authors");
    if (list != NULL && !json_is_null(list))
        return take_list(list, "authors", MAX_AUTHORS, doc, &meta->authors, &meta->n_authors, err);
    drg_str said = {0};
    char number[24];
    take_other(object, DRG_FIELD_AUTHORS, number, &said);
    return drg_field_authors(&doc->arena, said, &meta->authors, &meta->n_authors, err);
}

static drg_status take_captions(const json_t *object, drg_document *doc, drg_meta *meta, drg_error *err)
{
    const json_t *list = json_object_get(object, "captions");
    if (list == NULL || json_is_null(list))
        return DRG_OK;
    return take_list(list, "captions", DRG_MAX_CAPTIONS, doc, &meta->captions, &meta->n_captions, err);
}

static drg_status take_published(const json_t *object, char day[11], drg_meta *meta, drg_error *err)
{
    drg_str said = {0};
    char number[24];
    int32_t days;
    drg_status st = take_string(object, "published", &said, err);
    if (st == DRG_OK && drg_str_trim(said).len == 0)
        take_other(object, DRG_FIELD_PUBLISHED, number, &said);
    if (st != DRG_OK || drg_str_trim(said).len == 0)
        return st;
    if (!drg_field_day(said, &days))
        return drg_fail(err, DRG_EINPUT, "field \"published\" must be a date (YYYY-MM-DD), and is \"%.*s\"",
                        (int)(said.len < 40 ? said.len : 40), said.ptr);
    drg_date_format(days, day);
    meta->published = (drg_str){day, 10};
    meta->published_from = DRG_DATE_FROM_FIELD;
    return DRG_OK;
}

/* Where the date was found when `read` read the document first. */
static drg_status take_published_from(const json_t *object, drg_meta *meta, drg_error *err)
{
    drg_str from = {0};
    drg_status st = take_string(object, "published_from", &from, err);
    if (st != DRG_OK || from.len == 0)
        return st;
    for (drg_date_from f = DRG_DATE_FROM_ARGUMENT; f < DRG_N_DATE_FROMS; f++) {
        if (drg_str_is(from, drg_date_from_name(f))) {
            if (meta->published.len > 0)
                meta->published_from = f;
            return DRG_OK;
        }
    }
    return drg_fail(err, DRG_EINPUT, "field \"published_from\" is none of its words");
}

/* Bytes of the text's first n code points, counted on from an earlier place. */
typedef struct point_walk {
    drg_str text;
    size_t byte;
    uint64_t point;
} point_walk;

static bool walk_to(point_walk *w, json_int_t point, uint32_t *byte)
{
    if (point < 0 || (uint64_t)point < w->point)
        return false;
    while (w->point < (uint64_t)point && w->byte < w->text.len) {
        drg_utf8_next(w->text, &w->byte);
        w->point++;
    }
    *byte = (uint32_t)w->byte;
    return w->point == (uint64_t)point;
}

static drg_status take_blocks(const json_t *list, drg_document *doc, drg_error *err)
{
    if (!json_is_array(list))
        return drg_fail(err, DRG_EINPUT, "field \"blocks\" must be an array, and is %s", type_name(list));
    size_t n = json_array_size(list);
    if (n > doc->text.len)
        return drg_fail(err, DRG_EINPUT, "field \"blocks\" has more entries than the text has characters");
    drg_block *blocks = drg_arena_array(&doc->arena, n, sizeof *blocks);
    if (blocks == NULL)
        return drg_fail_nomem(err);
    point_walk walk = {.text = doc->text};
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i), *start = json_object_get(one, "start");
        const json_t *end = json_object_get(one, "end"), *kind = json_object_get(one, "kind");
        if (!json_is_integer(start) || !json_is_integer(end) || !json_is_string(kind))
            return drg_fail(err, DRG_EINPUT, "field \"blocks\": entry %zu must have start, end and kind", i);
        if (!walk_to(&walk, json_integer_value(start), &blocks[i].span.start) ||
            !walk_to(&walk, json_integer_value(end), &blocks[i].span.end))
            return drg_fail(err, DRG_EINPUT, "field \"blocks\": entry %zu is out of order, or ends beyond the text", i);
        drg_block_kind k = DRG_BLOCK_PROSE;
        while (k <= DRG_BLOCK_BYLINE && strcmp(json_string_value(kind), drg_block_kind_name(k)) != 0)
            k++;
        if (k > DRG_BLOCK_BYLINE)
            return drg_fail(err, DRG_EINPUT, "field \"blocks\": entry %zu has no known kind", i);
        blocks[i].kind = k;
    }
    return drg_blocks__set(doc, blocks, n, err);
}

static drg_status take_text(const json_t *object, drg_document *doc, drg_error *err)
{
    drg_str text = {0};
    const json_t *value = json_object_get(object, "text");
    char number[24];
    if (value == NULL || json_is_null(value))
        take_other(object, DRG_FIELD_TEXT, number, &text);
    if (text.len > 0)
        return drg_document_set_text(doc, text, err);
    if (value == NULL && json_object_get(object, "event") != NULL && json_object_get(object, "evidence") != NULL)
        return drg_fail(err, DRG_EINPUT, "field \"text\" is missing: this is an event record, not a document");
    if (value == NULL && json_object_get(object, "tokens") != NULL)
        return drg_fail(
            err, DRG_EINPUT,
            "field \"text\" is missing: this is an analysis as JSON; CoNLL-U is the form that can be read back");
    if (value == NULL)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_NO_TEXT, "field \"text\" is missing");
    if (!json_is_string(value))
        return drg_fail(err, DRG_EINPUT, "field \"text\" must be a string, and is %s", type_name(value));
    drg_status st = take_string(object, "text", &text, err);
    return st == DRG_OK ? drg_document_set_text(doc, text, err) : st;
}

static drg_status take_fields(const json_t *object, drg_str source, drg_document *doc, drg_json_extra *extra,
                              drg_error *err)
{
    drg_meta meta = {.source = source};
    char day[11], hash[17], number[24];
    struct {
        drg_field field;
        const char *key;
        drg_str *to;
    } fields[] = {{DRG_FIELD_ID, "id", &meta.id},
                  {DRG_FIELD_URL, "url", &meta.url},
                  {DRG_FIELD_TITLE, "title", &meta.title},
                  {DRG_FIELD_PUBLISHER, "publisher", &meta.publisher},
                  {DRG_FIELD_LANGUAGE, "language", &meta.language}};
    const json_t *blocks = json_object_get(object, "blocks");
    extra->has_blocks = blocks != NULL && !json_is_null(blocks);
    drg_status st = take_text(object, doc, err);
    for (size_t i = 0; st == DRG_OK && i < sizeof fields / sizeof *fields; i++) {
        st = take_string(object, fields[i].key, fields[i].to, err);
        /* In what `read` printed, "source" is the input's name. */
        if (st == DRG_OK && fields[i].to->len == 0 && !extra->has_blocks)
            take_other(object, fields[i].field, number, fields[i].to);
    }
    if (st == DRG_OK)
        st = take_authors(object, doc, &meta, err);
    if (st == DRG_OK)
        st = take_published(object, day, &meta, err);
    if (st == DRG_OK && extra->has_blocks)
        st = take_blocks(blocks, doc, err);
    if (st == DRG_OK && extra->has_blocks)
        st = take_string(object, "source", &meta.source, err);
    if (st == DRG_OK && extra->has_blocks)
        st = take_published_from(object, &meta, err);
    if (st == DRG_OK && extra->has_blocks)
        st = take_captions(object, doc, &meta, err);
    if (st == DRG_OK && meta.id.len == 0) {
        drg_field_hash(doc->text, hash);
        meta.id = (drg_str){hash, 16};
    }
    return st == DRG_OK ? drg_document_set_meta(doc, &meta, err) : st;
}

drg_status drg_jsondoc__read(drg_str line, drg_str source, drg_document *doc, drg_json_extra *extra, drg_error *err)
{
    json_error_t why;
    json_t *object = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &why);
    if (object == NULL)
        return fail_json(line, &why, err);
    drg_status st;
    if (json_is_object(object))
        st = take_fields(object, source, doc, extra, err);
    else
        st = drg_fail(err, DRG_EINPUT, "a document must be a JSON object, and this is %s", type_name(object));
    json_decref(object);
    return st;
}
