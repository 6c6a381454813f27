/* src/export/document.c - documents as JSON Lines. */
#include "dragoman/export.h"
#include "export/json.h"

static void write_blocks(drg_json *json, const drg_document *doc)
{
    drg_out *out = &json->out;
    size_t n;
    const drg_block *blocks = drg_document_blocks(doc, &n);
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        drg_out_key_uint(out, &first, "start", drg_points_at(&json->points, blocks[i].span.start));
        drg_out_key_uint(out, &first, "end", drg_points_at(&json->points, blocks[i].span.end));
        drg_out_key_name(out, &first, "kind", drg_block_kind_name(blocks[i].kind));
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_list(drg_out *out, const drg_str *list, size_t n)
{
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        drg_out_item(out, &none);
        drg_out_json(out, list[i]);
    }
    drg_out_char(out, ']');
}

drg_status drg_write_document(const drg_document *doc, drg_sink *sink, void *context, drg_error *err)
{
    drg_json json;
    drg_status st = drg_json_begin(&json, doc, sink, context, err);
    if (st != DRG_OK)
        return st;
    const drg_meta *meta = drg_document_meta(doc);
    drg_out *out = &json.out;
    bool first = true;
    drg_out_char(out, '{');
    drg_out_key_str(out, &first, "id", meta->id);
    drg_out_key_str(out, &first, "source", meta->source);
    drg_out_key_str(out, &first, "url", meta->url);
    drg_out_key_str(out, &first, "title", meta->title);
    drg_out_key_str(out, &first, "publisher", meta->publisher);
    drg_out_key(out, &first, "authors");
    write_list(out, meta->authors, meta->n_authors);
    drg_out_key_str(out, &first, "language", meta->language);
    drg_out_key_str(out, &first, "published", meta->published);
    drg_out_key_name(out, &first, "published_from", drg_date_from_name(meta->published_from));
    drg_out_key(out, &first, "text");
    drg_out_json(out, drg_document_text(doc));
    drg_out_key(out, &first, "blocks");
    write_blocks(&json, doc);
    drg_out_key(out, &first, "captions");
    write_list(out, meta->captions, meta->n_captions);
    drg_out_cstr(out, "}\n");
    return drg_json_end(&json, err);
}
