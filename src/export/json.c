#include "export/json.h"

drg_status drg_json_begin(drg_json *json, const drg_document *doc, drg_sink *sink, void *context, drg_error *err)
{
    drg_out_begin(&json->out, sink, context);
    return drg_points_init(&json->points, drg_document_text(doc), err);
}

drg_status drg_json_end(drg_json *json, drg_error *err)
{
    drg_points_release(&json->points);
    return drg_out_end(&json->out, err);
}

drg_str drg_span_text(const drg_document *doc, drg_span span)
{
    return drg_str_sub(drg_document_text(doc), span.start, span.end);
}

void drg_json_span(drg_json *json, bool *first, const char *start, const char *end, drg_span span)
{
    drg_out *out = &json->out;
    bool there = span.end > span.start;
    drg_out_key(out, first, start);
    if (there)
        drg_out_uint(out, drg_points_at(&json->points, span.start));
    else
        drg_out_cstr(out, "null");
    drg_out_key(out, first, end);
    if (there)
        drg_out_uint(out, drg_points_at(&json->points, span.end));
    else
        drg_out_cstr(out, "null");
}

void drg_json_pair(drg_json *json, drg_span span)
{
    drg_out_char(&json->out, '[');
    drg_out_uint(&json->out, drg_points_at(&json->points, span.start));
    drg_out_cstr(&json->out, ", ");
    drg_out_uint(&json->out, drg_points_at(&json->points, span.end));
    drg_out_char(&json->out, ']');
}

void drg_json_entity_members(drg_json *json, bool *first, const drg_entity *entity)
{
    drg_out *out = &json->out;
    drg_out_key_str(out, first, "text", entity->text);
    drg_out_key_str(out, first, "name", entity->name);
    drg_out_key_str(out, first, "country", entity->country);
    drg_out_key(out, first, "sector");
    drg_out_char(out, '[');
    bool none = true;
    for (size_t i = 0; i < entity->n_sectors; i++) {
        drg_out_item(out, &none);
        drg_out_json(out, entity->sector[i]);
    }
    drg_out_char(out, ']');
    drg_out_key_str(out, first, "role", entity->role);
    drg_json_span(json, first, "start", "end", entity->span);
}

void drg_json_entity(drg_json *json, const drg_entity *entity)
{
    if (entity == NULL) {
        drg_out_cstr(&json->out, "null");
        return;
    }
    bool first = true;
    drg_out_char(&json->out, '{');
    drg_json_entity_members(json, &first, entity);
    drg_out_char(&json->out, '}');
}

static void day_or_null(drg_out *out, bool *first, const char *key, bool has, int32_t days)
{
    drg_out_key(out, first, key);
    if (!has) {
        drg_out_cstr(out, "null");
        return;
    }
    drg_out_char(out, '"');
    drg_out_day(out, days);
    drg_out_char(out, '"');
}

void drg_json_date_members(drg_json *json, bool *first, const drg_document *doc, const drg_date *date)
{
    drg_out *out = &json->out;
    drg_out_key_str(out, first, "text", drg_span_text(doc, date->span));
    day_or_null(out, first, "start", date->has_start, date->start);
    day_or_null(out, first, "end", date->has_end, date->end);
    char clock[5] = {(char)('0' + date->hour / 10 % 10), (char)('0' + date->hour % 10), ':',
                     (char)('0' + date->minute / 10 % 10), (char)('0' + date->minute % 10)};
    drg_out_key_str(out, first, "time", (drg_str){clock, date->has_time ? sizeof clock : 0});
    drg_out_key_name(out, first, "resolution", drg_resolution_name(date->resolution));
}

static void number_or_null(drg_out *out, bool *first, const char *key, bool has, double value)
{
    drg_out_key(out, first, key);
    if (has)
        drg_out_number(out, value);
    else
        drg_out_cstr(out, "null");
}

void drg_json_quantity_members(drg_json *json, bool *first, const drg_document *doc, const drg_quantity *quantity)
{
    drg_out *out = &json->out;
    drg_out_key_name(out, first, "what", drg_what_name(quantity->what));
    drg_out_key_str(out, first, "text", drg_span_text(doc, quantity->span));
    number_or_null(out, first, "low", quantity->has_low, quantity->low);
    number_or_null(out, first, "high", quantity->has_high, quantity->high);
    drg_out_key_str(out, first, "unit", quantity->unit);
    drg_out_key(out, first, "entity");
    drg_json_entity(json, quantity->entity);
}

static void degrees_or_null(drg_out *out, bool *first, const char *key, bool has, double value)
{
    drg_out_key(out, first, key);
    if (has)
        drg_out_degrees(out, value);
    else
        drg_out_cstr(out, "null");
}

void drg_json_place_members(drg_json *json, bool *first, const drg_place *place)
{
    drg_out *out = &json->out;
    drg_out_key_str(out, first, "name", place->name);
    drg_out_key_str(out, first, "country", place->country);
    drg_out_key_str(out, first, "province", place->province);
    degrees_or_null(out, first, "lat", place->has_point, place->lat);
    degrees_or_null(out, first, "lon", place->has_point, place->lon);
    number_or_null(out, first, "geonameid", place->geonameid != 0, place->geonameid);
    drg_out_key_name(out, first, "resolution", drg_place_resolution_name(place->resolution));
}
