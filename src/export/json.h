/* src/export/json.h - the parts that the JSON of analyses and of records share. */
#ifndef DRG_EXPORT_JSON_H
#define DRG_EXPORT_JSON_H

#include "dragoman/record.h"
#include "export/out.h"
#include "export/points.h"

/** Where a document's JSON goes, and how its bytes become code points. */
typedef struct drg_json {
    drg_out out;
    drg_points points;
} drg_json;

/** @return DRG_OK, DRG_ENOMEM. */
drg_status drg_json_begin(drg_json *json, const drg_document *doc, drg_sink *sink, void *context, drg_error *err);
drg_status drg_json_end(drg_json *json, drg_error *err);

/** The document's text under a span; empty where it reaches beyond. */
drg_str drg_span_text(const drg_document *doc, drg_span span);

/** `"start": …, "end": …` under the given names; null and null where the span is empty. */
void drg_json_span(drg_json *json, bool *first, const char *start, const char *end, drg_span span);
/** `[start, end]` */
void drg_json_pair(drg_json *json, drg_span span);
/** The members of an entity, into an object that is open. */
void drg_json_entity_members(drg_json *json, bool *first, const drg_entity *entity);
void drg_json_entity(drg_json *json, const drg_entity *entity); /* null where NULL */
/** The members of a date and of a quantity, as in docs/RECORD.md. */
void drg_json_date_members(drg_json *json, bool *first, const drg_document *doc, const drg_date *date);
void drg_json_quantity_members(drg_json *json, bool *first, const drg_document *doc, const drg_quantity *quantity);
/** `name`, `country`, `province`, `lat`, `lon`, `geonameid`, `resolution` of a place. */
void drg_json_place_members(drg_json *json, bool *first, const drg_place *place);

#endif
