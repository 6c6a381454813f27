/* src/export/show_csv.c - items as rows. A column names where its value lies in the item: members parted by dots, "[]"
 * behind a list of which each element gives one, '|' between members of which the first that is there counts. */
#include "export/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct column {
    const char *name, *path;
} column;

/* Names as `dragoman code --to csv` has them. */
static const column events[] = {{"id", "id"},
                                {"incident", "incident"},
                                {"document_id", "record.document.id"},
                                {"url", "record.document.url"},
                                {"title", "record.document.title"},
                                {"publisher", "record.document.publisher"},
                                {"published", "record.document.published"},
                                {"event", "record.event"},
                                {"mode", "record.mode[]"},
                                {"context", "record.context[]"},
                                {"quad", "record.quad"},
                                {"cameo", "record.cameo"},
                                {"event_text", "record.event_text"},
                                {"status", "record.status"},
                                {"actor", "record.actor[].name|text"},
                                {"actor_country", "record.actor[].country"},
                                {"actor_sector", "record.actor[].sector[]"},
                                {"recipient", "record.recipient[].name|text"},
                                {"recipient_country", "record.recipient[].country"},
                                {"recipient_sector", "record.recipient[].sector[]"},
                                {"date_start", "record.date.start"},
                                {"date_end", "record.date.end"},
                                {"date_time", "record.date.time"},
                                {"date_resolution", "record.date.resolution"},
                                {"place_name", "record.place.name"},
                                {"place_country", "record.place.country"},
                                {"place_province", "record.place.province"},
                                {"place_lat", "record.place.lat"},
                                {"place_lon", "record.place.lon"},
                                {"place_resolution", "record.place.resolution"},
                                {"topic", "record.topic.text"},
                                {"quantity", "record.quantity[]#"},
                                {"attribution", "record.attribution[].name|text"},
                                {"attribution_country", "record.attribution[].country"},
                                {"attribution_kind", "record.attribution[].kind"},
                                {"attribution_stance", "record.attribution[].stance"},
                                {"text", "record.evidence.text"},
                                {"confidence", "record.confidence"},
                                {NULL, NULL}};
static const column incidents[] = {{"id", "id"},
                                   {"sentence", "sentence"},
                                   {"event", "event"},
                                   {"mode", "mode"},
                                   {"status", "status"},
                                   {"first_day", "first_day"},
                                   {"last_day", "last_day"},
                                   {"place_name", "place.name"},
                                   {"place_country", "place.country"},
                                   {"place_province", "place.province"},
                                   {"place_lat", "place.lat"},
                                   {"place_lon", "place.lon"},
                                   {"place_radius_km", "place.radius_km"},
                                   {"place_resolution", "place.resolution"},
                                   {"actor", "actor[].name|country"},
                                   {"actor_country", "actor[].country"},
                                   {"actor_sector", "actor[].sector"},
                                   {"recipient", "recipient[].name|country"},
                                   {"recipient_country", "recipient[].country"},
                                   {"recipient_sector", "recipient[].sector"},
                                   {"number", "numbers[]#"},
                                   {"number_best", "numbers[].best"},
                                   {"records", "n_records"},
                                   {"documents", "n_documents"},
                                   {"independent_documents", "n_families"},
                                   {"sources", "n_sources"},
                                   {"sides", "n_sides"},
                                   {"confirm", "n_confirm"},
                                   {"deny", "n_deny"},
                                   {"first_report", "first_report"},
                                   {"last_report", "last_report"},
                                   {NULL, NULL}};
static const column tracks[] = {{"id", "id"},
                                {"kind", "kind"},
                                {"name", "name"},
                                {"state", "state"},
                                {"disputed", "disputed"},
                                {"party", "parties[].name|country"},
                                {"party_country", "parties[].country"},
                                {"first_day", "first_day"},
                                {"last_day", "last_day"},
                                {"steps", "n_steps"},
                                {"details", "details"},
                                {NULL, NULL}};
static const column sources[] = {{"id", "id"},
                                 {"name", "name"},
                                 {"kind", "kind"},
                                 {"country", "country"},
                                 {"sector", "sector"},
                                 {"claims", "n_claims"},
                                 {"passed_on", "n_passed_on"},
                                 {"incidents", "n_incidents"},
                                 {"denied", "n_denied"},
                                 {"confirmed", "n_confirmed"},
                                 {"contradicted", "n_contradicted"},
                                 {"alone", "n_alone"},
                                 {NULL, NULL}};
static const column documents[] = {{"id", "id"},
                                   {"url", "url"},
                                   {"title", "title"},
                                   {"publisher", "publisher"},
                                   {"authors", "authors[]"},
                                   {"language", "language"},
                                   {"published", "published"},
                                   {"published_from", "published_from"},
                                   {"revision", "revision"},
                                   {"records", "n_records"},
                                   {"family", "family"},
                                   {"copies", "n_copies"},
                                   {NULL, NULL}};
static const column places[] = {{"name", "name"},
                                {"country", "country"},
                                {"province", "province"},
                                {"lat", "lat"},
                                {"lon", "lon"},
                                {"radius_km", "radius_km"},
                                {"resolution", "resolution"},
                                {"incidents", "n_incidents"},
                                {"records", "n_records"},
                                {"best_dead", "best_dead"},
                                {"first_day", "first_day"},
                                {"last_day", "last_day"},
                                {NULL, NULL}};
static const column *const columns[] = {
    [DRG_ASK_EVENTS] = events,   [DRG_ASK_INCIDENTS] = incidents, [DRG_ASK_TRACKS] = tracks,
    [DRG_ASK_SOURCES] = sources, [DRG_ASK_DOCUMENTS] = documents, [DRG_ASK_PLACES] = places};

/* ---- cells ---- */

static void add(drg_show *s, drg_str text)
{
    if (s->status == DRG_OK && text.len > 0)
        s->status = drg_buf_add(&s->cell, text.ptr, text.len);
}

static void add_number(drg_show *s, double number)
{
    if (s->status == DRG_OK)
        s->status = drg_buf_number(&s->cell, number);
}

/* "dead 12..30 person": bounds with two dots, one number where they are the same. */
static void add_quantity(drg_show *s, const json_t *quantity)
{
    double low, high;
    bool has_low = drg_show_number(quantity, "low", &low), has_high = drg_show_number(quantity, "high", &high);
    add(s, drg_show_text(quantity, "what"));
    add(s, DRG_LIT(" "));
    if (has_low)
        add_number(s, low);
    if (!has_low || !has_high || low != high) {
        add(s, DRG_LIT(".."));
        if (has_high)
            add_number(s, high);
    }
    if (drg_show_text(quantity, "unit").len > 0)
        add(s, DRG_LIT(" "));
    add(s, drg_show_text(quantity, "unit"));
}

static void add_value(drg_show *s, const json_t *value)
{
    if (json_is_string(value)) {
        add(s, (drg_str){json_string_value(value), json_string_length(value)});
    } else if (json_is_number(value)) {
        add_number(s, json_number_value(value));
    } else if (json_is_boolean(value)) {
        add(s, json_is_true(value) ? DRG_LIT("true") : DRG_LIT("false"));
    } else if (json_is_object(value) || json_is_array(value)) {
        char *text = json_dumps(value, JSON_REAL_PRECISION(15));
        add(s, drg_str_of(text));
        free(text);
    }
}

/* The first of the members "name|text" that is there. */
static const json_t *member(const json_t *object, const char *names, size_t len)
{
    for (size_t from = 0; from < len;) {
        size_t to = from;
        char name[32];
        while (to < len && names[to] != '|')
            to++;
        if (to - from < sizeof name) {
            memcpy(name, names + from, to - from);
            name[to - from] = '\0';
            const json_t *value = json_object_get(object, name);
            if (value != NULL && !json_is_null(value))
                return value;
        }
        from = to + 1;
    }
    return NULL;
}

/* Paths are ours, and few parts long. */
static void add_path(drg_show *s, const json_t *value, const char *path, bool inner)
{
    size_t len = strcspn(path, ".[#");
    const char *rest = path + len;
    const json_t *found = len > 0 ? member(value, path, len) : value;
    if (strncmp(rest, "[]", 2) != 0) {
        if (*rest == '.')
            add_path(s, found, rest + 1, inner);
        else if (*rest == '#')
            add_quantity(s, found);
        else
            add_value(s, found);
        return;
    }
    rest += rest[2] == '.' ? 3 : 2;
    for (size_t i = 0; i < json_array_size(found); i++) {
        if (i > 0)
            add(s, inner ? DRG_LIT(" ") : DRG_LIT("; "));
        if (*rest == '\0')
            add_value(s, json_array_get(found, i));
        else
            add_path(s, json_array_get(found, i), rest, true);
    }
}

/* Quoted as far as needed; what a spreadsheet would take for a formula gets an apostrophe, numbers apart. */
static void end_cell(drg_show *s, bool first, bool is_number)
{
    drg_str t = {s->cell.ptr, s->cell.len};
    bool formula = !is_number && t.len > 0 && memchr("=+-@\t\r", t.ptr[0], 6) != NULL, quote = false;
    for (size_t i = 0; i < t.len && !quote; i++)
        quote = memchr(",\"\n\r", t.ptr[i], 4) != NULL;
    quote = quote || (t.len > 0 && (t.ptr[0] == ' ' || t.ptr[t.len - 1] == ' '));
    if (!first)
        drg_out_char(&s->out, ',');
    if (quote)
        drg_out_char(&s->out, '"');
    if (formula)
        drg_out_char(&s->out, '\'');
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] == '"')
            drg_out_char(&s->out, '"');
        drg_out_char(&s->out, t.ptr[i]);
    }
    if (quote)
        drg_out_char(&s->out, '"');
    drg_buf_clear(&s->cell);
}

static bool is_number(const json_t *item, const char *path)
{
    size_t len = strcspn(path, ".[#|");
    const json_t *found = json_object_get(item, path);
    if (path[len] == '.') {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)len, path);
        return is_number(json_object_get(item, name), path + len + 1);
    }
    return json_is_number(found);
}

void drg_show_csv_head(drg_show *s)
{
    for (const column *c = columns[s->kind]; c->name != NULL; c++) {
        if (c != columns[s->kind])
            drg_out_char(&s->out, ',');
        drg_out_cstr(&s->out, c->name);
    }
    drg_out_cstr(&s->out, "\r\n");
}

void drg_show_csv_item(drg_show *s, const json_t *item)
{
    for (const column *c = columns[s->kind]; c->name != NULL; c++) {
        add_path(s, item, c->path, false);
        end_cell(s, c == columns[s->kind], is_number(item, c->path));
    }
    drg_out_cstr(&s->out, "\r\n");
}
