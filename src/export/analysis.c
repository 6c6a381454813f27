/* src/export/analysis.c - all layers of an analysed document as one JSON object. */
#include "base/document.h"
#include "base/error.h"
#include "dragoman/export.h"
#include "export/json.h"

static void write_sentences(drg_json *json, const drg_document *doc)
{
    size_t n;
    const drg_sentence *sentences = drg_document_sentences(doc, &n);
    bool none = true;
    drg_out_char(&json->out, '[');
    for (size_t i = 0; i < n; i++) {
        drg_out_item(&json->out, &none);
        drg_json_pair(json, sentences[i].span);
    }
    drg_out_char(&json->out, ']');
}

static void write_offsets(drg_json *json, bool *first, drg_span span)
{
    drg_out_key_uint(&json->out, first, "start", drg_points_at(&json->points, span.start));
    drg_out_key_uint(&json->out, first, "end", drg_points_at(&json->points, span.end));
}

static void write_tokens(drg_json *json, const drg_document *doc)
{
    drg_out *out = &json->out;
    size_t n;
    const drg_token *tokens = drg_document_tokens(doc, &n);
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        const drg_token *t = &tokens[i];
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        write_offsets(json, &first, t->span);
        drg_out_key_str(out, &first, "form", t->form);
        drg_out_key_str(out, &first, "lemma", t->lemma);
        drg_out_key_name(out, &first, "upos", drg_upos_name((drg_upos)t->upos));
        drg_out_key_str(out, &first, "feats", t->feats);
        drg_out_key(out, &first, "head");
        if (t->head == DRG_NONE)
            drg_out_cstr(out, "null");
        else
            drg_out_uint(out, t->head);
        drg_out_key_str(out, &first, "deprel", t->deprel);
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_entities(drg_json *json, const drg_document *doc)
{
    drg_out *out = &json->out;
    size_t n;
    const drg_named *named = drg_document_entities(doc, &n);
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        write_offsets(json, &first, named[i].span);
        drg_out_key_str(out, &first, "text", drg_span_text(doc, named[i].span));
        drg_out_key_name(out, &first, "type", drg_entity_type_name(named[i].type));
        drg_out_key(out, &first, "confidence");
        drg_out_hundredths(out, named[i].confidence);
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

/* `"key": [[start, end], …]` of the spans that are not empty. */
static void write_spans(drg_json *json, bool *first, const char *key, const drg_span *spans, size_t n)
{
    bool none = true;
    drg_out_key(&json->out, first, key);
    drg_out_char(&json->out, '[');
    for (size_t i = 0; i < n; i++) {
        if (spans[i].end <= spans[i].start)
            continue;
        drg_out_item(&json->out, &none);
        drg_json_pair(json, spans[i]);
    }
    drg_out_char(&json->out, ']');
}

static void write_attributions(drg_json *json, const drg_layers *layers)
{
    drg_out *out = &json->out;
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < layers->n_attributions; i++) {
        const drg_attribution *a = &layers->attributions[i];
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        write_spans(json, &first, "source", &a->words, 1);
        write_spans(json, &first, "cue", &a->cue, 1);
        write_spans(json, &first, "content", a->content, a->n_content);
        drg_out_key_name(out, &first, "kind", drg_source_kind_name(a->source.kind));
        drg_out_key_name(out, &first, "stance", drg_stance_name(a->source.stance));
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_places(drg_json *json, const drg_document *doc, const drg_layers *layers)
{
    drg_out *out = &json->out;
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < layers->n_places; i++) {
        const drg_place *place = &layers->places[i];
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        write_offsets(json, &first, place->span);
        drg_out_key_str(out, &first, "text", drg_span_text(doc, place->span));
        drg_json_place_members(json, &first, place);
        drg_out_key_name(out, &first, "used_as", place->is_actor ? "actor" : "place");
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_dates(drg_json *json, const drg_document *doc, const drg_layers *layers)
{
    drg_out *out = &json->out;
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < layers->n_dates; i++) {
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        drg_json_date_members(json, &first, doc, &layers->dates[i]);
        drg_json_span(json, &first, "start_offset", "end_offset", layers->dates[i].span);
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

static void write_quantities(drg_json *json, const drg_document *doc, const drg_layers *layers)
{
    drg_out *out = &json->out;
    bool none = true;
    drg_out_char(out, '[');
    for (size_t i = 0; i < layers->n_quantities; i++) {
        bool first = true;
        drg_out_item(out, &none);
        drg_out_char(out, '{');
        drg_json_quantity_members(json, &first, doc, &layers->quantities[i]);
        drg_json_span(json, &first, "start_offset", "end_offset", layers->quantities[i].span);
        drg_out_char(out, '}');
    }
    drg_out_char(out, ']');
}

drg_status drg_write_analysis(const drg_document *doc, drg_sink *sink, void *context, drg_error *err)
{
    if (!doc->analysed)
        return drg_fail(err, DRG_ESTAGE, "the document is not analysed");
    drg_json json;
    drg_status st = drg_json_begin(&json, doc, sink, context, err);
    if (st != DRG_OK)
        return st;
    const drg_meta *meta = drg_document_meta(doc);
    drg_out *out = &json.out;
    bool first = true;
    drg_out_char(out, '{');
    drg_out_key_str(out, &first, "id", meta->id);
    drg_out_key_str(out, &first, "url", meta->url);
    drg_out_key(out, &first, "sentences");
    write_sentences(&json, doc);
    drg_out_key(out, &first, "tokens");
    write_tokens(&json, doc);
    drg_out_key(out, &first, "entities");
    write_entities(&json, doc);
    drg_out_key(out, &first, "attributions");
    write_attributions(&json, &doc->layers);
    drg_out_key(out, &first, "places");
    write_places(&json, doc, &doc->layers);
    drg_out_key(out, &first, "dates");
    write_dates(&json, doc, &doc->layers);
    drg_out_key(out, &first, "quantities");
    write_quantities(&json, doc, &doc->layers);
    drg_out_cstr(out, "}\n");
    return drg_json_end(&json, err);
}
