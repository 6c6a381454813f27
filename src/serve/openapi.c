#include "serve/openapi.h"

#include "dragoman/query.h"
#include "serve/inside.h"
#include "serve/render.h"
#include "serve/schemas.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where allocation fails, jansson's makers give NULL and its setters take it: the last dump shows it. */

static json_t *reference(const char *schema)
{
    return json_pack("{s: o}", "$ref", json_sprintf("#/components/schemas/%s", schema));
}

/* ---- parameters ---- */

static json_t *words(const char *const *list)
{
    json_t *array = json_array();
    for (size_t i = 0; list[i] != NULL; i++)
        json_array_append_new(array, json_string(list[i]));
    return array;
}

static json_t *schema_of(const drg_parameter *p, drg_ask_kind kind)
{
    if (strcmp(p->name, "sort") == 0)
        return json_pack("{s: s, s: o}", "type", "string", "enum", words(drg_query_orders(kind)));
    if (strcmp(p->name, "limit") == 0)
        return json_pack("{s: s, s: i, s: i, s: i}", "type", "integer", "minimum", 1, "maximum", DRG_API_MAX_ITEMS,
                         "default", 50);
    if (strcmp(p->argument, "N") == 0)
        return json_pack("{s: s, s: i}", "type", "integer", "minimum", 0);
    if (strcmp(p->argument, "DATE") == 0)
        return json_pack("{s: s, s: s}", "type", "string", "format", "date");
    return json_pack("{s: s, s: i}", "type", "string", "maxLength", DRG_MAX_QUERY_BYTES);
}

static json_t *parameter(const char *name, const char *in, const char *about, json_t *schema)
{
    return json_pack("{s: s, s: s, s: b, s: s, s: o}", "name", name, "in", in, "required", strcmp(in, "path") == 0,
                     "description", about, "schema", schema);
}

/* Those of a filter; of counts without what only pages have. */
static json_t *parameters_of(drg_ask_kind kind, bool pages)
{
    size_t n;
    const drg_parameter *all = drg_query_parameters(&n);
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        bool of_page =
            strcmp(all[i].name, "sort") == 0 || strcmp(all[i].name, "limit") == 0 || strcmp(all[i].name, "cursor") == 0;
        if ((all[i].kinds & 1u << kind) && (pages || !of_page))
            json_array_append_new(list, parameter(all[i].name, "query", all[i].help, schema_of(&all[i], kind)));
    }
    return list;
}

/* ---- answers ---- */

static json_t *content(const char *type, json_t *schema)
{
    char bare[64];
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(type, ";"), type);
    return json_pack("{s: {s: o}}", bare, "schema", schema);
}

static void add_problems(json_t *answers, const char *const *statuses)
{
    for (size_t i = 0; statuses[i] != NULL; i++)
        json_object_set_new(answers, statuses[i], json_pack("{s: s}", "$ref", "#/components/responses/problem"));
}

static json_t *list_content(drg_ask_kind kind)
{
    json_t *item = reference(drg_schema_of_kind(kind)), *all = json_object();
    for (unsigned m = 0; m < DRG_N_MEDIA; m++) {
        if (!drg_render_has(kind, (drg_media)m))
            continue;
        json_t *schema = m == DRG_MEDIA_JSON
                             ? json_pack("{s: s, s: [s, s], s: {s: {s: s, s: O}, s: {s: [s, s]}}}", "type", "object",
                                         "required", "items", "next", "properties", "items", "type", "array", "items",
                                         item, "next", "type", "string", "null")
                             : json_pack("{s: s}", "type", m == DRG_MEDIA_GEOJSON ? "object" : "string");
        json_t *one = content(drg_media_type((drg_media)m), schema);
        json_object_update(all, one);
        json_decref(one);
    }
    json_decref(item);
    return all;
}

static json_t *answer(const char *about, json_t *its_content, const char *const *problems)
{
    json_t *answers = json_pack("{s: {s: s, s: o}}", "200", "description", about, "content", its_content);
    add_problems(answers, problems);
    return answers;
}

static const char *const of_list[] = {"400", "401", "406", "429", "503", NULL};
static const char *const of_one[] = {"401", "404", "429", "503", NULL};
static const char *const of_code[] = {"401", "413", "422", "429", "503", NULL};

static json_t *operation(const char *id, const char *summary, json_t *parameters, json_t *answers)
{
    return json_pack("{s: s, s: s, s: o, s: o}", "operationId", id, "summary", summary, "parameters", parameters,
                     "responses", answers);
}

/* ---- paths ---- */

static void add_path(json_t *paths, const char *path, const char *method, json_t *its_operation)
{
    json_object_set_new(paths, path, json_pack("{s: o}", method, its_operation));
}

static void add_kind(json_t *paths, drg_ask_kind kind)
{
    char path[64], id[64];
    const char *name = drg_ask_kind_name(kind);
    snprintf(path, sizeof path, "/api/v1/%s", name);
    snprintf(id, sizeof id, "list_%s", name);
    add_path(paths, path, "get",
             operation(id, "A page of them. The names of other media may end the path: .jsonl, .csv, .geojson, .atom",
                       parameters_of(kind, true), answer("A page", list_content(kind), of_list)));
    if (kind == DRG_ASK_EVENTS || kind == DRG_ASK_INCIDENTS) {
        json_t *parameters = parameters_of(kind, false);
        json_array_append_new(parameters,
                              parameter("facets", "query", "what to divide by, parted by commas; all by default",
                                        json_pack("{s: s}", "type", "string")));
        snprintf(path, sizeof path, "/api/v1/%s/counts", name);
        snprintf(id, sizeof id, "count_%s", name);
        add_path(paths, path, "get",
                 operation(id, "How many there are, and how they divide", parameters,
                           answer("Counts", content("application/json", reference("counts")), of_list)));
    }
    if (kind == DRG_ASK_PLACES)
        return;
    snprintf(path, sizeof path, "/api/v1/%s/{id}", name);
    snprintf(id, sizeof id, "get_%s", name);
    add_path(paths, path, "get",
             operation(id, "One, with all that belongs to it",
                       json_pack("[o]", parameter("id", "path", "its id", json_pack("{s: s}", "type", "string"))),
                       answer("It", content("application/json", reference(drg_schema_of_kind(kind))), of_one)));
}

static void add_others(json_t *paths)
{
    add_path(paths, "/api/v1/statistics", "get",
             operation("get_statistics", "What the ledger holds, in numbers", json_array(),
                       answer("Numbers", content("application/json", reference("statistics")), of_one)));
    json_t *parameters = parameters_of(DRG_ASK_INCIDENTS, false);
    json_array_append_new(parameters, parameter("after", "query", "the id of the last event that the client has",
                                                json_pack("{s: s}", "type", "string")));
    add_path(paths, "/api/v1/stream", "get",
             operation("follow", "New records and changed incidents as they come, as server-sent events", parameters,
                       answer("A stream of `record` and `incident` events",
                              content("text/event-stream", json_pack("{s: s}", "type", "string")), of_list)));
    json_t *code =
        operation("code", "Code a text or a page; nothing is stored",
                  json_pack("[o]", parameter("published", "query", "the day of publication",
                                             json_pack("{s: s, s: s}", "type", "string", "format", "date"))),
                  answer("Its document, analysis and records",
                         content("application/json", json_pack("{s: s, s: [s, s, s]}", "type", "object", "required",
                                                               "document", "analysis", "records")),
                         of_code));
    json_object_set_new(code, "requestBody",
                        json_pack("{s: b, s: {s: {}, s: {}, s: {}}}", "required", 1, "content", "text/plain",
                                  "text/html", "application/json"));
    add_path(paths, "/api/v1/code", "post", code);
    add_path(
        paths, "/api/v1/openapi.json", "get",
        operation("describe", "This description", json_array(),
                  answer("OpenAPI 3.1", content("application/json", json_pack("{s: s}", "type", "object")), of_one)));
}

/* ---- components ---- */

/* References inside a schema, "#/$defs/…", lead to its new place. */
static void move_references(json_t *value, const char *name)
{
    const char *key;
    json_t *inner;
    size_t i;
    json_object_foreach(value, key, inner)
    {
        const char *target = strcmp(key, "$ref") == 0 ? json_string_value(inner) : NULL;
        if (target != NULL && strncmp(target, "#/$defs/", 8) == 0)
            json_object_set_new(value, key, json_sprintf("#/components/schemas/%s%s", name, target + 1));
        else
            move_references(inner, name);
    }
    json_array_foreach(value, i, inner)
    {
        move_references(inner, name);
    }
}

static json_t *components(void)
{
    json_t *schemas = json_object();
    for (const drg_schema *s = drg_schemas; s->name != NULL; s++) {
        json_t *schema = json_loadb((const char *)s->bytes, *s->size, 0, NULL);
        json_object_del(schema, "$schema");
        json_object_del(schema, "$id");
        move_references(schema, s->name);
        json_object_set_new(schemas, s->name, schema);
    }
    return json_pack("{s: o, s: {s: {s: s, s: {s: {s: {s: s, s: [s, s, s, s]}}}}}, s: {s: {s: s, s: s}}}", "schemas",
                     schemas, "responses", "problem", "description", "A problem (RFC 9457)", "content",
                     "application/problem+json", "schema", "type", "object", "required", "type", "title", "status",
                     "detail", "securitySchemes", "token", "type", "http", "scheme", "bearer");
}

drg_status drg_openapi_write(drg_buf *out)
{
    json_t *paths = json_object();
    for (unsigned k = 0; k < DRG_N_ASK_KINDS; k++)
        add_kind(paths, (drg_ask_kind)k);
    add_others(paths);
    json_t *all =
        json_pack("{s: s, s: {s: s, s: s, s: s}, s: o, s: o, s: [{}, {s: []}]}", "openapi", "3.1.0", "info", "title",
                  "dragoman", "version", DRG_VERSION, "description",
                  "A ledger of event records: who did what to whom, where, when, how many, and according to whom.",
                  "paths", paths, "components", components(), "security", "token");
    char *text = all != NULL ? json_dumps(all, JSON_INDENT(1)) : NULL;
    drg_status st = text != NULL ? drg_buf_add(out, text, strlen(text)) : DRG_ENOMEM;
    free(text);
    json_decref(all);
    return st;
}
