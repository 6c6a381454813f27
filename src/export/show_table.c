/* src/export/show_table.c - items in columns, and under their days. */
#include "base/date.h"
#include "export/show.h"

#include <stdio.h>
#include <string.h>

/* ---- columns ---- */

typedef struct column {
    const char *title;
    unsigned width;
    bool right;
} column;

#define MAX_COLUMNS 7
typedef struct layout {
    column columns[MAX_COLUMNS]; /* up to one without a title */
    const char *last;            /* the title of the paragraph behind them */
} layout;

static const layout layouts[] = {
    [DRG_ASK_EVENTS] = {{{"when", 10, false}, {"what", 22, false}}, "who, where, according to whom"},
    [DRG_ASK_INCIDENTS] = {{{"when", 10, false}, {"what", 22, false}, {"sources", 7, true}}, "what happened"},
    [DRG_ASK_TRACKS] = {{{"last", 10, false}, {"kind", 11, false}, {"state", 12, false}}, "what"},
    [DRG_ASK_SOURCES] = {{{"claims", 7, true},
                          {"incidents", 9, true},
                          {"confirmed", 9, true},
                          {"contradicted", 12, true},
                          {"alone", 7, true}},
                         "source"},
    [DRG_ASK_DOCUMENTS] = {{{"published", 10, false}, {"records", 7, true}, {"copies", 6, true}}, "document"},
    [DRG_ASK_PLACES] = {{{"incidents", 9, true}, {"records", 8, true}, {"dead", 7, true}}, "place"},
};

static unsigned columns_width(const layout *l)
{
    unsigned width = 0;
    for (size_t i = 0; i < MAX_COLUMNS && l->columns[i].title != NULL; i++)
        width += l->columns[i].width + 2;
    return width;
}

void drg_show_table_head(drg_show *s)
{
    const layout *l = &layouts[s->kind];
    for (size_t i = 0; i < MAX_COLUMNS && l->columns[i].title != NULL; i++)
        drg_wrap_cell(&s->wrap, drg_str_of(l->columns[i].title), l->columns[i].width, l->columns[i].right,
                      DRG_STYLE_DIM);
    drg_wrap_begin_behind(&s->wrap, columns_width(l));
    drg_show_puts(s, l->last, DRG_STYLE_DIM);
    drg_wrap_end(&s->wrap);
}

static void cell(drg_show *s, size_t at, drg_str text, drg_style style)
{
    const column *c = &layouts[s->kind].columns[at];
    drg_wrap_cell(&s->wrap, text, c->width, c->right, style);
}

static void cell_number(drg_show *s, size_t at, const json_t *item, const char *key)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)drg_show_whole(item, key));
    cell(s, at, drg_str_of(text), drg_show_whole(item, key) == 0 ? DRG_STYLE_DIM : DRG_STYLE_PLAIN);
}

/* ---- paragraphs ---- */

static void put_id(drg_show *s, const json_t *item)
{
    drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
    drg_show_put(s, drg_show_text(item, "id"), DRG_STYLE_DIM);
}

static void put_status(drg_show *s, drg_str status)
{
    if (drg_str_is(status, "actual"))
        return;
    drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
    drg_show_put(s, status, drg_show_status_style(status));
}

static void put_quantities(drg_show *s, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *q = json_array_get(list, i);
        double low, high;
        bool has_low = drg_show_number(q, "low", &low), has_high = drg_show_number(q, "high", &high);
        drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(q, "what"), DRG_STYLE_PLAIN);
        drg_show_puts(s, " ", DRG_STYLE_PLAIN);
        drg_show_bounds(s, has_low, low, has_high, high, DRG_STYLE_PLAIN);
    }
}

static void put_event(drg_show *s, const json_t *record)
{
    const json_t *recipient = json_object_get(record, "recipient"), *said = json_object_get(record, "attribution");
    if (json_array_size(json_object_get(record, "actor")) > 0)
        drg_show_names(s, json_object_get(record, "actor"), DRG_STYLE_PLAIN);
    else
        drg_show_puts(s, "unknown", DRG_STYLE_DIM);
    if (json_array_size(recipient) > 0)
        drg_show_puts(s, " \xE2\x86\x92 ", DRG_STYLE_PLAIN);
    drg_show_names(s, recipient, DRG_STYLE_PLAIN);
    drg_str place = drg_show_text(json_object_get(record, "place"), "name");
    if (place.len > 0) {
        drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
        drg_show_put(s, place, DRG_STYLE_PLAIN);
    }
    put_quantities(s, json_object_get(record, "quantity"));
    put_status(s, drg_show_text(record, "status"));
    for (size_t i = 0; i < json_array_size(said); i++) {
        const json_t *source = json_array_get(said, i);
        drg_str stance = drg_show_text(source, "stance"), name = drg_show_text(source, "name");
        bool denies = drg_str_is(stance, "denies") || drg_str_is(stance, "doubts");
        drg_show_puts(s, i == 0 ? " \xC2\xB7 " : ", ", DRG_STYLE_DIM);
        drg_show_put(s, name.len > 0 ? name : drg_show_text(source, "text"), DRG_STYLE_DIM);
        drg_show_puts(s, " ", DRG_STYLE_DIM);
        drg_show_put(s, stance, denies ? DRG_STYLE_MAGENTA : DRG_STYLE_DIM);
    }
    if (json_array_size(said) == 0) {
        drg_str publisher = drg_show_text(json_object_get(record, "document"), "publisher");
        drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
        drg_show_put(s, publisher.len > 0 ? publisher : DRG_LIT("the document itself"), DRG_STYLE_DIM);
    }
}

static void put_incident(drg_show *s, const json_t *item)
{
    int64_t deny = drg_show_whole(item, "n_deny"), documents = drg_show_whole(item, "n_documents");
    drg_show_put(s, drg_show_text(item, "sentence"), DRG_STYLE_PLAIN);
    put_status(s, drg_show_text(item, "status"));
    drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
    drg_show_counted(s, documents, "document", "documents", DRG_STYLE_DIM);
    drg_show_puts(s, ", ", DRG_STYLE_DIM);
    drg_show_counted(s, drg_show_whole(item, "n_sides"), "side", "sides", DRG_STYLE_DIM);
    if (deny > 0) {
        drg_show_puts(s, ", ", DRG_STYLE_DIM);
        drg_show_counted(s, deny, "denies", "deny", DRG_STYLE_RED);
    }
}

static void put_track(drg_show *s, const json_t *item)
{
    drg_show_put(s, drg_show_text(item, "name"), DRG_STYLE_PLAIN);
    drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
    drg_show_counted(s, drg_show_whole(item, "n_steps"), "step", "steps", DRG_STYLE_DIM);
    if (drg_show_true(item, "disputed"))
        drg_show_puts(s, ", disputed", DRG_STYLE_RED);
}

static void put_named(drg_show *s, const json_t *item, const char *const *keys)
{
    bool any = false;
    for (size_t i = 0; keys[i] != NULL; i++) {
        drg_str text = drg_show_text(item, keys[i]);
        if (text.len == 0)
            continue;
        drg_show_puts(s, any ? " \xC2\xB7 " : "", DRG_STYLE_DIM);
        drg_show_put(s, text, any ? DRG_STYLE_DIM : DRG_STYLE_PLAIN);
        any = true;
    }
}

/* ---- rows ---- */

static void sources_row(drg_show *s, const json_t *item)
{
    cell_number(s, 0, item, "n_claims");
    cell_number(s, 1, item, "n_incidents");
    cell_number(s, 2, item, "n_confirmed");
    cell_number(s, 3, item, "n_contradicted");
    cell_number(s, 4, item, "n_alone");
}

static void cells(drg_show *s, const json_t *item)
{
    char what[48];
    const json_t *record = drg_show_record(item);
    double dead;
    switch (s->kind) {
    case DRG_ASK_EVENTS:
    case DRG_ASK_INCIDENTS:
        cell(s, 0, drg_show_day(record), DRG_STYLE_PLAIN);
        cell(s, 1, drg_show_what(record, what, sizeof what), drg_show_event_style(drg_show_text(record, "event")));
        if (s->kind == DRG_ASK_INCIDENTS)
            cell_number(s, 2, item, "n_sources");
        break;
    case DRG_ASK_TRACKS:
        cell(s, 0, drg_show_text(item, "last_day"), DRG_STYLE_PLAIN);
        cell(s, 1, drg_show_text(item, "kind"), DRG_STYLE_PLAIN);
        cell(s, 2, drg_show_text(item, "state"), DRG_STYLE_BOLD);
        break;
    case DRG_ASK_SOURCES:
        sources_row(s, item);
        break;
    case DRG_ASK_DOCUMENTS:
        cell(s, 0, drg_show_text(item, "published"), DRG_STYLE_PLAIN);
        cell_number(s, 1, item, "n_records");
        snprintf(what, sizeof what, "%lld", (long long)drg_show_whole(item, "n_copies") - 1);
        cell(s, 2, drg_str_of(what), DRG_STYLE_PLAIN);
        break;
    default:
        cell_number(s, 0, item, "n_incidents");
        cell_number(s, 1, item, "n_records");
        snprintf(what, sizeof what, "%.0f", drg_show_number(item, "best_dead", &dead) ? dead : 0);
        cell(s, 2, drg_str_of(what), DRG_STYLE_PLAIN);
    }
}

static void paragraph(drg_show *s, const json_t *item)
{
    static const char *const document[] = {"title", "publisher", "id", NULL};
    static const char *const place[] = {"name", "province", "country", NULL};
    switch (s->kind) {
    case DRG_ASK_EVENTS:
        put_event(s, drg_show_record(item));
        put_id(s, item);
        break;
    case DRG_ASK_INCIDENTS:
        put_incident(s, item);
        put_id(s, item);
        break;
    case DRG_ASK_TRACKS:
        put_track(s, item);
        put_id(s, item);
        break;
    case DRG_ASK_SOURCES:
        drg_show_source(s, item, DRG_STYLE_PLAIN);
        if (drg_show_whole(item, "n_denied") > 0) {
            drg_show_puts(s, " \xC2\xB7 denies ", DRG_STYLE_DIM);
            drg_show_value(s, (double)drg_show_whole(item, "n_denied"), DRG_STYLE_DIM);
        }
        break;
    case DRG_ASK_DOCUMENTS:
        put_named(s, item, document);
        break;
    default:
        put_named(s, item, place);
    }
}

void drg_show_table_item(drg_show *s, const json_t *item)
{
    cells(s, item);
    drg_wrap_begin_behind(&s->wrap, columns_width(&layouts[s->kind]));
    paragraph(s, item);
    drg_wrap_end(&s->wrap);
}

/* ---- timeline ---- */

static const char *mark_of(drg_str status)
{
    if (drg_str_is(status, "negated"))
        return "\xE2\x9C\x95"; /* ✕ */
    if (drg_str_is(status, "disputed"))
        return "\xE2\x97\x90"; /* ◐ */
    if (drg_str_is(status, "future") || drg_str_is(status, "hypothetical"))
        return "\xE2\x97\x8B"; /* ○ */
    return "\xE2\x97\x8F";     /* ● */
}

/* "2024-05" where the month is another than before. */
static void put_month(drg_show *s, drg_str day)
{
    char month[16] = "undated";
    if (day.len == 10)
        snprintf(month, sizeof month, "%.7s", day.ptr);
    if (strcmp(month, s->heading) == 0)
        return;
    if (s->begun)
        drg_out_char(&s->out, '\n');
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_puts(s, month, DRG_STYLE_BOLD);
    drg_wrap_end(&s->wrap);
    snprintf(s->heading, sizeof s->heading, "%s", month);
    s->day[0] = '\0';
}

void drg_show_timeline_item(drg_show *s, const json_t *item)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const json_t *record = drg_show_record(item);
    drg_str day = s->kind == DRG_ASK_TRACKS ? drg_show_text(item, "last_day") : drg_show_day(record);
    char left[16] = "", what[64];
    int32_t days;
    put_month(s, day);
    if (drg_date_parse_iso(day, &days) && strncmp(s->day, day.ptr, 10) != 0) {
        snprintf(left, sizeof left, "%.2s %s", day.ptr + 8, weekdays[drg_weekday(days)]);
        snprintf(s->day, sizeof s->day, "%.10s", day.ptr);
    }
    drg_wrap_cell(&s->wrap, drg_str_of(left), 7, true, DRG_STYLE_DIM);
    drg_str status = drg_show_text(record, "status");
    drg_str event = drg_show_text(record, "event");
    drg_style style = s->kind == DRG_ASK_TRACKS ? DRG_STYLE_BOLD : drg_show_event_style(event);
    drg_wrap_cell(&s->wrap, drg_str_of(mark_of(status)), 1, false, style);
    drg_wrap_begin_behind(&s->wrap, 12);
    if (s->kind == DRG_ASK_TRACKS) {
        drg_show_put(s, drg_show_text(item, "kind"), style);
        drg_show_puts(s, " ", style);
        drg_show_put(s, drg_show_text(item, "state"), style);
    } else {
        drg_show_put(s, drg_show_what(record, what, sizeof what), style);
    }
    drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
    paragraph(s, item);
    drg_wrap_end(&s->wrap);
}
