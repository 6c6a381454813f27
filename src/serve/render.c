#include "serve/render.h"

#include "base/error.h"

#include <jansson.h>
#include <string.h>

bool drg_render_has(drg_ask_kind kind, drg_media media)
{
    bool is_place = kind == DRG_ASK_EVENTS || kind == DRG_ASK_INCIDENTS || kind == DRG_ASK_PLACES;
    bool is_dated =
        kind == DRG_ASK_EVENTS || kind == DRG_ASK_INCIDENTS || kind == DRG_ASK_TRACKS || kind == DRG_ASK_DOCUMENTS;
    return media == DRG_MEDIA_GEOJSON ? is_place : media == DRG_MEDIA_ATOM ? is_dated : true;
}

/* ---- addresses ---- */

static void add_encoded(drg_buf *to, drg_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
            c == '_' || c == '~')
            drg_buf_add(to, (const char *)&c, 1);
        else
            drg_buf_printf(to, "%%%02X", c);
    }
}

const char *drg_render_next_url(drg_http_request *r, const char *cursor)
{
    drg_buf url;
    const char *mark = "?";
    drg_buf_init(&url, (size_t)4 * DRG_HTTP_MAX_URL_BYTES);
    /* The path is one of ours: it needs no encoding. */
    drg_buf_add(&url, r->path.ptr, r->path.len);
    drg_buf_printf(&url, "%s", drg_media_ending(r->media));
    for (size_t i = 0; i < r->n_parameters; i++) {
        if (drg_str_is(r->parameters[i].name, "cursor"))
            continue;
        drg_buf_printf(&url, "%s", mark);
        add_encoded(&url, r->parameters[i].name);
        drg_buf_add(&url, "=", 1);
        add_encoded(&url, r->parameters[i].value);
        mark = "&";
    }
    drg_buf_printf(&url, "%scursor=%s", mark, cursor);
    drg_str kept = url.ptr != NULL ? drg_arena_copy(&r->arena, (drg_str){url.ptr, url.len}) : (drg_str){NULL, 0};
    drg_buf_release(&url);
    return kept.ptr != NULL ? kept.ptr : "";
}

/* ---- maps ---- */

static const json_t *point_of(const json_t *item)
{
    const json_t *place = json_object_get(item, "place");
    if (place == NULL)
        place = json_object_get(json_object_get(item, "record"), "place");
    if (place == NULL)
        place = item;
    return json_is_number(json_object_get(place, "lat")) && json_is_number(json_object_get(place, "lon")) ? place
                                                                                                          : NULL;
}

static void add_number(drg_buf *out, const json_t *object, const char *key)
{
    drg_buf_number(out, json_number_value(json_object_get(object, key)));
}

static void add_feature(drg_render *render, drg_str json, const json_t *item)
{
    const json_t *place = point_of(item);
    if (render->n_items > 0)
        drg_buf_add(render->out, ",\n", 2);
    drg_buf_printf(render->out, "{\"type\": \"Feature\", \"geometry\": ");
    if (place != NULL) {
        drg_buf_printf(render->out, "{\"type\": \"Point\", \"coordinates\": [");
        add_number(render->out, place, "lon");
        drg_buf_add(render->out, ", ", 2);
        add_number(render->out, place, "lat");
        drg_buf_printf(render->out, "]}");
    } else {
        drg_buf_printf(render->out, "null");
    }
    drg_buf_printf(render->out, ", \"properties\": ");
    drg_buf_add(render->out, json.ptr, json.len);
    drg_buf_add(render->out, "}", 1);
}

/* ---- feeds ---- */

static void add_xml(drg_buf *out, const char *text)
{
    for (const char *p = text != NULL ? text : ""; *p != '\0'; p++) {
        switch (*p) {
        case '&':
            drg_buf_printf(out, "&amp;");
            break;
        case '<':
            drg_buf_printf(out, "&lt;");
            break;
        case '>':
            drg_buf_printf(out, "&gt;");
            break;
        case '"':
            drg_buf_printf(out, "&quot;");
            break;
        default:
            /* XML has no way to write other control characters. */
            if ((unsigned char)*p >= 0x20 || *p == '\t' || *p == '\n')
                drg_buf_add(out, p, 1);
        }
    }
}

static const char *text_at(const json_t *item, const char *const *path)
{
    for (; *path != NULL; path++)
        item = json_object_get(item, *path);
    return json_string_value(item);
}

#define TEXT_AT(item, ...) text_at(item, (const char *const[]){__VA_ARGS__, NULL})

/* What an entry of a kind is called, when it was told, and what it says. */
static void entry_of(drg_ask_kind kind, const json_t *item, const char **title, const char **day, const char **summary)
{
    switch (kind) {
    case DRG_ASK_INCIDENTS:
        *title = TEXT_AT(item, "sentence");
        *day = TEXT_AT(item, "last_report");
        *summary = *title;
        break;
    case DRG_ASK_TRACKS:
        *title = TEXT_AT(item, "name");
        *day = TEXT_AT(item, "last_day");
        *summary = TEXT_AT(item, "state");
        break;
    case DRG_ASK_DOCUMENTS:
        *title = TEXT_AT(item, "title");
        *day = TEXT_AT(item, "published");
        *summary = TEXT_AT(item, "publisher");
        break;
    default:
        *title = TEXT_AT(item, "record", "evidence", "text");
        *day = TEXT_AT(item, "record", "document", "published");
        *summary = *title;
    }
}

static void add_entry(drg_render *render, const json_t *item)
{
    const char *title, *day, *summary, *id = TEXT_AT(item, "id");
    drg_buf *out = render->out;
    entry_of(render->kind, item, &title, &day, &summary);
    drg_buf_printf(out, "<entry><id>urn:dragoman:%s:", drg_ask_kind_name(render->kind));
    add_xml(out, id);
    drg_buf_printf(out, "</id><title>");
    add_xml(out, title != NULL ? title : id);
    drg_buf_printf(out, "</title><updated>");
    add_xml(out, day != NULL ? day : "1970-01-01");
    drg_buf_printf(out, "T00:00:00Z</updated><link rel=\"alternate\" type=\"application/json\" href=\"/api/v1/%s/",
                   drg_ask_kind_name(render->kind));
    add_encoded(out, drg_str_of(id));
    drg_buf_printf(out, "\"/><summary>");
    add_xml(out, summary);
    drg_buf_printf(out, "</summary></entry>\n");
}

/* ---- pages of items ---- */

static drg_status into_body(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len) == DRG_OK ? DRG_OK : DRG_EIO;
}

drg_status drg_render_begin(drg_render *render, drg_error *err)
{
    const char *kind = drg_ask_kind_name(render->kind);
    switch (render->media) {
    case DRG_MEDIA_JSON:
        drg_buf_printf(render->out, "{\"items\": [");
        break;
    case DRG_MEDIA_GEOJSON:
        drg_buf_printf(render->out, "{\"type\": \"FeatureCollection\", \"features\": [");
        break;
    case DRG_MEDIA_ATOM:
        drg_buf_printf(render->out,
                       "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
                       "<id>urn:dragoman:%s</id><title>dragoman: %s</title><author><name>dragoman</name></author>"
                       "<link rel=\"self\" href=\"/api/v1/%s.atom\"/>\n",
                       kind, kind, kind);
        break;
    case DRG_MEDIA_CSV:
        return drg_show_new(render->kind, DRG_SHOW_CSV, NULL, into_body, render->out, &render->show, err);
    default:
        break;
    }
    return DRG_OK;
}

drg_status drg_render_item(void *context, drg_str json)
{
    drg_render *render = context;
    drg_buf *out = render->out;
    if (out->len > DRG_RENDER_MAX_BYTES) {
        render->too_long = true;
        return DRG_EIO;
    }
    if (render->media == DRG_MEDIA_CSV) {
        drg_status st = drg_show_item(render->show, json);
        if (st != DRG_OK)
            return st;
    } else if (render->media == DRG_MEDIA_GEOJSON || render->media == DRG_MEDIA_ATOM) {
        json_t *item = json_loadb(json.ptr, json.len, 0, NULL);
        if (item == NULL)
            return DRG_ENOMEM;
        if (render->media == DRG_MEDIA_GEOJSON)
            add_feature(render, json, item);
        else
            add_entry(render, item);
        json_decref(item);
    } else {
        if (render->media == DRG_MEDIA_JSON && render->n_items > 0)
            drg_buf_add(out, ",\n", 2);
        drg_buf_add(out, json.ptr, json.len);
        if (render->media == DRG_MEDIA_JSONL)
            drg_buf_add(out, "\n", 1);
    }
    render->n_items++;
    return DRG_OK;
}

drg_status drg_render_end(drg_render *render, const char *next, drg_error *err)
{
    drg_buf *out = render->out;
    drg_show *show = render->show;
    render->show = NULL;
    switch (render->media) {
    case DRG_MEDIA_JSON:
        drg_buf_printf(out, "],\n\"next\": ");
        if (next[0] != '\0')
            drg_buf_printf(out, "\"%s\"}\n", next);
        else
            drg_buf_printf(out, "null}\n");
        break;
    case DRG_MEDIA_GEOJSON:
        drg_buf_printf(out, "]}\n");
        break;
    case DRG_MEDIA_ATOM:
        drg_buf_printf(out, "</feed>\n");
        break;
    default:
        break;
    }
    return drg_show_end(show, err);
}
