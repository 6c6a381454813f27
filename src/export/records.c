/* src/export/records.c - event records as JSON Lines, keys in the order of docs/RECORD.md. */
#include "base/document.h"
#include "base/error.h"
#include "dragoman/export.h"
#include "export/json.h"

static void write_document(drg_json *json, bool *outer, const drg_meta *meta)
{
    drg_out *out = &json->out;
    bool first = true;
    drg_out_key(out, outer, "document");
    drg_out_char(out, '{');
    drg_out_key_str(out, &first, "id", meta->id);
    drg_out_key_str(out, &first, "url", meta->url);
    drg_out_key_str(out, &first, "title", meta->title);
    drg_out_key_str(out, &first, "publisher", meta->publisher);
    drg_out_key_str(out, &first, "language", meta->language);
    drg_out_key_str(out, &first, "published", meta->published);
    drg_out_key_name(out, &first, "published_from", drg_date_from_name(meta->published_from));
    drg_out_char(out, '}');
}

static void write_strings(drg_json *json, bool *first, const char *key, const drg_str *list, size_t n)
{
    bool none = true;
    drg_out_key(&json->out, first, key);
    drg_out_char(&json->out, '[');
    for (size_t i = 0; i < n; i++) {
        drg_out_item(&json->out, &none);
        drg_out_json(&json->out, list[i]);
    }
    drg_out_char(&json->out, ']');
}

static void write_entities(drg_json *json, bool *first, const char *key, const drg_entity *list, size_t n)
{
    bool none = true;
    drg_out_key(&json->out, first, key);
    drg_out_char(&json->out, '[');
    for (size_t i = 0; i < n; i++) {
        drg_out_item(&json->out, &none);
        drg_json_entity(json, &list[i]);
    }
    drg_out_char(&json->out, ']');
}

static void write_date(drg_json *json, bool *outer, const drg_document *doc, const drg_record *record)
{
    bool first = true;
    drg_out_key(&json->out, outer, "date");
    if (!record->has_date) {
        drg_out_cstr(&json->out, "null");
        return;
    }
    drg_out_char(&json->out, '{');
    drg_json_date_members(json, &first, doc, &record->date);
    drg_out_char(&json->out, '}');
}

static void write_place(drg_json *json, bool *outer, const drg_document *doc, const drg_record *record)
{
    bool first = true;
    drg_out_key(&json->out, outer, "place");
    if (!record->has_place) {
        drg_out_cstr(&json->out, "null");
        return;
    }
    drg_out_char(&json->out, '{');
    drg_out_key_str(&json->out, &first, "text", drg_span_text(doc, record->place.span));
    drg_json_place_members(json, &first, &record->place);
    drg_out_char(&json->out, '}');
}

static void write_topic(drg_json *json, bool *outer, const drg_topic *topic)
{
    drg_out *out = &json->out;
    bool first = true;
    drg_out_key(out, outer, "topic");
    if (topic->text.len == 0) {
        drg_out_cstr(out, "null");
        return;
    }
    drg_out_char(out, '{');
    drg_out_key_str(out, &first, "text", topic->text);
    drg_out_key_name(out, &first, "event", topic->has_event ? drg_event_name(topic->event) : NULL);
    drg_out_key_str(out, &first, "mode", topic->mode);
    drg_out_char(out, '}');
}

static void write_quantities(drg_json *json, bool *outer, const drg_document *doc, const drg_record *record)
{
    drg_out *out = &json->out;
    bool none = true;
    drg_out_key(out, outer, "quantity");
    drg_out_char(out, '[');
    for (size_t i = 0; i < record->n_quantities; i++) {
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        drg_json_quantity_members(json, &first, doc, &record->quantity[i]);
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_sources(drg_json *json, bool *outer, const drg_record *record)
{
    drg_out *out = &json->out;
    bool none = true;
    drg_out_key(out, outer, "attribution");
    drg_out_char(out, '[');
    for (size_t i = 0; i < record->n_attributions; i++) {
        const drg_source *source = &record->attribution[i];
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        drg_json_entity_members(json, &first, &source->entity);
        drg_out_key_name(out, &first, "kind", drg_source_kind_name(source->kind));
        drg_out_key_str(out, &first, "cue", source->cue);
        drg_out_key_name(out, &first, "stance", drg_stance_name(source->stance));
        drg_out_key(out, &first, "via");
        drg_out_cstr(out, source->via ? "true" : "false");
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_evidence(drg_json *json, bool *outer, const drg_document *doc, const drg_record *record)
{
    drg_out *out = &json->out;
    bool first = true;
    drg_span sentence = record->sentence < doc->n_sentences ? doc->sentences[record->sentence].span : record->trigger;
    drg_out_key(out, outer, "evidence");
    drg_out_char(out, '{');
    drg_out_key_uint(out, &first, "sentence", record->sentence);
    drg_out_key_uint(out, &first, "start", drg_points_at(&json->points, sentence.start));
    drg_out_key_uint(out, &first, "end", drg_points_at(&json->points, sentence.end));
    drg_out_key_uint(out, &first, "trigger_start", drg_points_at(&json->points, record->trigger.start));
    drg_out_key_uint(out, &first, "trigger_end", drg_points_at(&json->points, record->trigger.end));
    drg_out_key_str(out, &first, "text", drg_span_text(doc, sentence));
    drg_out_char(out, '}');
}

static void write_record(drg_json *json, const drg_document *doc, const drg_record *record)
{
    drg_out *out = &json->out;
    bool first = true;
    drg_out_char(out, '{');
    drg_out_key_name(out, &first, "id", record->id);
    write_document(json, &first, drg_document_meta(doc));
    drg_out_key_name(out, &first, "event", drg_event_name(record->event));
    write_strings(json, &first, "mode", record->mode, record->n_modes);
    write_strings(json, &first, "context", record->context, record->n_contexts);
    drg_out_key_name(out, &first, "quad", drg_event_quad(record->event));
    drg_out_key_str(out, &first, "cameo", record->cameo);
    drg_out_key_str(out, &first, "event_text", drg_span_text(doc, record->trigger));
    drg_out_key_name(out, &first, "status", drg_status_kind_name(record->status));
    write_entities(json, &first, "actor", record->actor, record->n_actors);
    write_entities(json, &first, "recipient", record->recipient, record->n_recipients);
    write_date(json, &first, doc, record);
    write_place(json, &first, doc, record);
    write_topic(json, &first, &record->topic);
    write_quantities(json, &first, doc, record);
    write_sources(json, &first, record);
    write_evidence(json, &first, doc, record);
    drg_out_key(out, &first, "confidence");
    drg_out_hundredths(out, record->confidence);
    drg_out_cstr(out, "}\n");
}

drg_status drg_write_records(const drg_document *doc, drg_sink *sink, void *context, drg_error *err)
{
    if (!doc->coded)
        return drg_fail(err, DRG_ESTAGE, "the document is not coded");
    drg_json json;
    drg_status st = drg_json_begin(&json, doc, sink, context, err);
    if (st != DRG_OK)
        return st;
    for (size_t i = 0; i < doc->n_records; i++)
        write_record(&json, doc, &doc->records[i]);
    return drg_json_end(&json, err);
}
