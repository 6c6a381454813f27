#include "export/show.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIN_WIDTH 40
#define DEFAULT_WIDTH 100
#define MAX_CELL_BYTES ((size_t)64 << 20)

/* ---- reading ---- */

drg_str drg_show_text(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (drg_str){json_string_value(value), json_string_length(value)} : (drg_str){NULL, 0};
}

int64_t drg_show_whole(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : 0;
}

bool drg_show_true(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

bool drg_show_number(const json_t *object, const char *key, double *number)
{
    const json_t *value = json_object_get(object, key);
    *number = json_number_value(value);
    return json_is_number(value);
}

const json_t *drg_show_record(const json_t *item)
{
    const json_t *record = json_object_get(item, "record");
    return json_is_object(record) ? record : item;
}

/* ---- pieces ---- */

void drg_show_put(drg_show *s, drg_str text, drg_style style)
{
    drg_wrap_text(&s->wrap, text, style);
}

void drg_show_puts(drg_show *s, const char *text, drg_style style)
{
    drg_wrap_cstr(&s->wrap, text, style);
}

void drg_show_value(drg_show *s, double number, drg_style style)
{
    drg_buf text;
    drg_buf_init(&text, 64);
    if (drg_buf_number(&text, number) == DRG_OK)
        drg_show_put(s, (drg_str){text.ptr, text.len}, style);
    drg_buf_release(&text);
}

void drg_show_bounds(drg_show *s, bool has_low, double low, bool has_high, double high, drg_style style)
{
    if (!has_low && !has_high) {
        drg_show_puts(s, "?", style);
    } else if (!has_low || (low == 0 && has_high && high > 0)) {
        drg_show_puts(s, "up to ", style);
        drg_show_value(s, high, style);
    } else {
        drg_show_value(s, low, style);
        if (!has_high) {
            drg_show_puts(s, "+", style);
        } else if (high != low) {
            drg_show_puts(s, "\xE2\x80\x93", style);
            drg_show_value(s, high, style);
        }
    }
}

void drg_show_names(drg_show *s, const json_t *list, drg_style style)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *who = json_array_get(list, i);
        drg_str name = drg_show_text(who, "name");
        if (name.len == 0)
            name = drg_show_text(who, "text");
        if (name.len == 0)
            name = drg_show_text(who, "country");
        drg_show_puts(s, i > 0 ? ", " : "", style);
        drg_show_put(s, name.len > 0 ? name : DRG_LIT("unknown"), style);
    }
}

void drg_show_counted(drg_show *s, int64_t n, const char *one, const char *many, drg_style style)
{
    drg_show_value(s, (double)n, style);
    drg_show_puts(s, " ", style);
    drg_show_puts(s, n == 1 ? one : many, style);
}

drg_str drg_show_what(const json_t *item, char *to, size_t size)
{
    drg_str event = drg_show_text(item, "event"), mode = drg_show_text(item, "mode");
    const json_t *first = json_array_get(json_object_get(item, "mode"), 0);
    if (json_is_string(first))
        mode = (drg_str){json_string_value(first), json_string_length(first)};
    int n = snprintf(to, size, "%.*s%s%.*s", (int)event.len, event.len > 0 ? event.ptr : "", mode.len > 0 ? " " : "",
                     (int)mode.len, mode.len > 0 ? mode.ptr : "");
    return (drg_str){to, n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1};
}

drg_str drg_show_day(const json_t *item)
{
    static const char *const keys[] = {"first_day", "last_day", "first_report", "published"};
    const json_t *date = json_object_get(item, "date");
    drg_str day = drg_show_text(date, "start");
    if (day.len == 0)
        day = drg_show_text(date, "end");
    for (size_t i = 0; day.len == 0 && i < sizeof keys / sizeof *keys; i++)
        day = drg_show_text(item, keys[i]);
    return day.len > 0 ? day : drg_show_text(json_object_get(item, "document"), "published");
}

drg_style drg_show_status_style(drg_str status)
{
    if (drg_str_is(status, "disputed"))
        return DRG_STYLE_RED;
    return drg_str_is(status, "actual") ? DRG_STYLE_DIM : DRG_STYLE_MAGENTA;
}

/* As the quadrants of PLOVER: cooperation green and cyan, conflict yellow and red, words before deeds. */
drg_style drg_show_event_style(drg_str event)
{
    static const drg_style styles[] = {DRG_STYLE_GREEN, DRG_STYLE_CYAN, DRG_STYLE_YELLOW, DRG_STYLE_RED};
    static const char *const quads[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT"};
    for (unsigned e = 0; e < DRG_N_EVENTS; e++) {
        if (!drg_str_is(event, drg_event_name((drg_event)e)))
            continue;
        for (int q = 0; q < 3; q++)
            if (strcmp(drg_event_quad((drg_event)e), quads[q]) == 0)
                return styles[q];
        return styles[3];
    }
    return DRG_STYLE_BOLD;
}

void drg_show_source(drg_show *s, const json_t *source, drg_style style)
{
    drg_str country = drg_show_text(source, "country"), sector = drg_show_text(source, "sector");
    drg_str name = drg_show_text(source, "name");
    const json_t *first = json_array_get(json_object_get(source, "sector"), 0);
    if (json_is_string(first))
        sector = (drg_str){json_string_value(first), json_string_length(first)};
    drg_show_put(s, name.len > 0 ? name : drg_show_text(source, "text"), style);
    if (country.len + sector.len == 0)
        return;
    drg_show_puts(s, " (", DRG_STYLE_DIM);
    drg_show_put(s, country, DRG_STYLE_DIM);
    drg_show_puts(s, country.len > 0 && sector.len > 0 ? " " : "", DRG_STYLE_DIM);
    drg_show_put(s, sector, DRG_STYLE_DIM);
    drg_show_puts(s, ")", DRG_STYLE_DIM);
}

/* ---- the show ---- */

static bool has_form(drg_ask_kind kind, drg_show_form form)
{
    if ((unsigned)kind >= DRG_N_ASK_KINDS || kind == DRG_ASK_RECORDS)
        return false;
    switch (form) {
    case DRG_SHOW_TABLE:
    case DRG_SHOW_CSV:
        return true;
    case DRG_SHOW_TIMELINE:
        return kind == DRG_ASK_EVENTS || kind == DRG_ASK_INCIDENTS || kind == DRG_ASK_TRACKS;
    case DRG_SHOW_CARD:
        return kind != DRG_ASK_PLACES;
    }
    return false;
}

drg_status drg_show_new(drg_ask_kind kind, drg_show_form form, const drg_table_style *style, drg_sink *sink,
                        void *context, drg_show **show, drg_error *err)
{
    if (!has_form(kind, form))
        return drg_fail(err, DRG_EARG, "there is no such form of these");
    drg_show *s = calloc(1, sizeof *s);
    if (s == NULL)
        return drg_fail_nomem(err);
    unsigned width = style != NULL && style->width > 0 ? style->width : DEFAULT_WIDTH;
    s->kind = kind;
    s->form = form;
    s->width = width < MIN_WIDTH ? MIN_WIDTH : width;
    drg_out_begin(&s->out, sink, context);
    drg_wrap_init(&s->wrap, &s->out, s->width, style != NULL && style->color);
    drg_buf_init(&s->cell, MAX_CELL_BYTES);
    if (form == DRG_SHOW_CSV)
        drg_show_csv_head(s);
    *show = s;
    return DRG_OK;
}

drg_status drg_show_item(void *context, drg_str json)
{
    drg_show *s = context;
    json_t *item = json_loadb(json.ptr, json.len, JSON_ALLOW_NUL, NULL);
    if (!json_is_object(item)) {
        json_decref(item);
        return DRG_EINPUT;
    }
    switch (s->form) {
    case DRG_SHOW_TABLE:
        if (!s->begun)
            drg_show_table_head(s);
        drg_show_table_item(s, item);
        break;
    case DRG_SHOW_TIMELINE:
        drg_show_timeline_item(s, item);
        break;
    case DRG_SHOW_CARD:
        if (s->kind == DRG_ASK_DOCUMENTS)
            drg_show_document_card(s, item);
        else
            drg_show_card_item(s, item);
        break;
    case DRG_SHOW_CSV:
        drg_show_csv_item(s, item);
        break;
    }
    s->begun = true;
    json_decref(item);
    if (s->out.status != DRG_OK)
        return s->out.status;
    return s->status != DRG_OK ? s->status : s->wrap.status;
}

drg_status drg_show_end(drg_show *s, drg_error *err)
{
    if (s == NULL)
        return DRG_OK;
    drg_status failed = s->status != DRG_OK ? s->status : s->wrap.status;
    drg_status st = drg_out_end(&s->out, err);
    if (st == DRG_OK && failed != DRG_OK)
        st = drg_fail(err, failed, "an item could not be shown: %s", drg_status_text(failed));
    drg_wrap_release(&s->wrap);
    drg_buf_release(&s->cell);
    free(s);
    return st;
}
