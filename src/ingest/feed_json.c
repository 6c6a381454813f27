/* src/ingest/feed_json.c - JSON Feed, 1 and 1.1. */
#include "base/error.h"
#include "ingest/feed.h"

#include <jansson.h>
#include <string.h>

static drg_status take(drg_feed *feed, const json_t *object, const char *key, drg_str *out, drg_error *err)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value) || json_string_length(value) == 0)
        return DRG_OK;
    drg_str copy = drg_arena_copy(&feed->arena, (drg_str){json_string_value(value), json_string_length(value)});
    if (copy.ptr == NULL)
        return drg_fail_nomem(err);
    *out = copy;
    return DRG_OK;
}

/* {"authors": [{"name": …} …]}, or {"author": {"name": …}} of version 1. */
static drg_status take_authors(drg_feed *feed, const json_t *item, drg_str *out, drg_error *err)
{
    const json_t *list = json_object_get(item, "authors");
    size_t n = json_is_array(list) ? json_array_size(list) : 0;
    drg_buf names;
    drg_status st = DRG_OK;
    drg_buf_init(&names, DRG_MAX_FEED_BYTES);
    if (n == 0)
        st = take(feed, json_object_get(item, "author"), "name", out, err);
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        const json_t *name = json_object_get(json_array_get(list, i), "name");
        if (!json_is_string(name))
            continue;
        st = names.len > 0 ? drg_buf_add(&names, ";", 1) : DRG_OK;
        if (st == DRG_OK)
            st = drg_buf_add(&names, json_string_value(name), json_string_length(name));
        if (st != DRG_OK)
            st = drg_fail_nomem(err);
    }
    if (st == DRG_OK && names.len > 0) {
        *out = drg_arena_copy(&feed->arena, (drg_str){names.ptr, names.len});
        st = out->ptr != NULL ? DRG_OK : drg_fail_nomem(err);
    }
    drg_buf_release(&names);
    return st;
}

static drg_status take_item(drg_feed *feed, const json_t *item, drg_error *err)
{
    drg_feed_entry *e = NULL;
    drg_str html = {0}, summary = {0};
    drg_status st = drg_feed__add(feed, &e, err);
    if (st != DRG_OK)
        return st;
    struct {
        const char *key;
        drg_str *to;
    } fields[] = {{"id", &e->id},
                  {"external_url", &e->url},
                  {"url", &e->url},
                  {"title", &e->title},
                  {"language", &e->language},
                  {"date_modified", &e->date},
                  {"date_published", &e->date},
                  {"summary", &summary},
                  {"content_text", &e->text},
                  {"content_html", &html}};
    for (size_t i = 0; st == DRG_OK && i < sizeof fields / sizeof *fields; i++)
        st = take(feed, item, fields[i].key, fields[i].to, err);
    if (st == DRG_OK)
        st = take_authors(feed, item, &e->author, err);
    e->full = html.len > 0 || e->text.len > 0;
    if (html.len > 0) {
        e->text = html;
        e->markup = DRG_FEED_HTML;
    } else if (e->text.len == 0) {
        e->text = summary;
    }
    return st;
}

drg_status drg_feed__parse_json(drg_str utf8, drg_feed *feed, drg_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(utf8.ptr, utf8.len, 0, &why);
    if (root == NULL && json_error_code(&why) == json_error_out_of_memory)
        return drg_fail_nomem(err);
    if (root == NULL)
        return drg_fail_at(err, DRG_EINPUT, (size_t)(why.line > 0 ? why.line : 1), "bad JSON in column %d of line %d",
                           why.column, why.line);
    const json_t *items = json_object_get(root, "items");
    drg_status st = json_is_array(items) ? DRG_OK : drg_fail(err, DRG_EINPUT, "a JSON Feed without items");
    if (st == DRG_OK)
        st = take(feed, root, "title", &feed->title, err);
    if (st == DRG_OK)
        st = take(feed, root, "language", &feed->language, err);
    if (st == DRG_OK)
        st = take(feed, root, "home_page_url", &feed->url, err);
    for (size_t i = 0; st == DRG_OK && i < json_array_size(items); i++)
        if (json_is_object(json_array_get(items, i)))
            st = take_item(feed, json_array_get(items, i), err);
    json_decref(root);
    return st;
}
