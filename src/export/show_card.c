/* src/export/show_card.c - one event, incident, track or source, with all that belongs to it. */
#include "export/show.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LABEL 17 /* columns before the text of a labelled line */

/* ---- lines ---- */

static void begin(drg_show *s, const char *label)
{
    drg_wrap_begin(&s->wrap, label, LABEL);
}

static void end(drg_show *s)
{
    drg_wrap_end(&s->wrap);
}

static void heading(drg_show *s, const char *text)
{
    drg_out_char(&s->out, '\n');
    drg_wrap_begin(&s->wrap, "", 2);
    drg_show_puts(s, text, DRG_STYLE_BOLD);
    end(s);
}

static void dot(drg_show *s)
{
    drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
}

static void quoted(drg_show *s, drg_str text, drg_style style)
{
    drg_show_puts(s, "\xE2\x80\x9C", style);
    drg_show_put(s, text, style);
    drg_show_puts(s, "\xE2\x80\x9D", style);
}

static void put_days(drg_show *s, const json_t *item, const char *first, const char *last)
{
    drg_str from = drg_show_text(item, first), to = drg_show_text(item, last);
    bool same = from.len == to.len && from.len > 0 && memcmp(from.ptr, to.ptr, from.len) == 0;
    drg_show_put(s, from.len > 0 ? from : to, DRG_STYLE_PLAIN);
    if (same || from.len == 0 || to.len == 0)
        return;
    drg_show_puts(s, " to ", DRG_STYLE_PLAIN);
    drg_show_put(s, to, DRG_STYLE_PLAIN);
}

static void put_place(drg_show *s, const json_t *place)
{
    static const char *const keys[] = {"name", "province", "country"};
    double km;
    bool any = false;
    for (int i = 0; i < 3; i++) {
        drg_str text = drg_show_text(place, keys[i]);
        if (text.len == 0 || (i == 1 && drg_str_eq(text, drg_show_text(place, "name"))))
            continue;
        drg_show_puts(s, any ? ", " : "", DRG_STYLE_PLAIN);
        drg_show_put(s, text, DRG_STYLE_PLAIN);
        any = true;
    }
    if (drg_show_number(place, "radius_km", &km)) {
        drg_show_puts(s, " (\xC2\xB1 ", DRG_STYLE_DIM);
        drg_show_value(s, km, DRG_STYLE_DIM);
        drg_show_puts(s, " km)", DRG_STYLE_DIM);
    }
}

static void put_parties(drg_show *s, const json_t *item)
{
    const json_t *actor = json_object_get(item, "actor"), *recipient = json_object_get(item, "recipient");
    if (json_array_size(actor) + json_array_size(recipient) == 0)
        return;
    begin(s, "who");
    if (json_array_size(actor) == 0)
        drg_show_puts(s, "unknown", DRG_STYLE_DIM);
    for (size_t i = 0; i < json_array_size(actor); i++) {
        drg_show_puts(s, i > 0 ? ", " : "", DRG_STYLE_PLAIN);
        drg_show_source(s, json_array_get(actor, i), DRG_STYLE_PLAIN);
    }
    for (size_t i = 0; i < json_array_size(recipient); i++) {
        drg_show_puts(s, i > 0 ? ", " : " \xE2\x86\x92 ", DRG_STYLE_PLAIN);
        drg_show_source(s, json_array_get(recipient, i), DRG_STYLE_PLAIN);
    }
    end(s);
}

/* ---- numbers as bars ---- */

#define BAR 30

/* One number of one claim, of the thing that the bar is about. */
static bool is_about(const json_t *number, const json_t *of)
{
    static const char *const keys[] = {"what", "country", "unit"};
    for (int i = 0; i < 3; i++)
        if (!drg_str_eq(drg_show_text(number, keys[i]), drg_show_text(of, keys[i])) && i != 2)
            return false;
    return true;
}

static double greatest(const json_t *claims, const json_t *of)
{
    double most = 0, value;
    if (drg_show_number(of, "high", &value))
        most = value;
    for (size_t c = 0; c < json_array_size(claims); c++) {
        const json_t *numbers = json_object_get(json_array_get(claims, c), "numbers");
        for (size_t i = 0; i < json_array_size(numbers); i++) {
            const json_t *number = json_array_get(numbers, i);
            if (!is_about(number, of))
                continue;
            if (drg_show_number(number, "low", &value) && value > most)
                most = value;
            if (drg_show_number(number, "high", &value) && value > most)
                most = value;
        }
    }
    return most;
}

/* Full up to the low bound, light up to the high one, an arrow where it is open. */
static void put_bar(drg_show *s, bool has_low, double low, bool has_high, double high, double most, drg_style style)
{
    int full = has_low && most > 0 ? (int)lround(fmin(low / most, 1) * BAR) : 0;
    int light = has_high && most > 0 ? (int)lround(fmin(high / most, 1) * BAR) : full;
    char bar[4 * BAR + 8];
    size_t n = 0;
    for (int i = 0; i < BAR && (i < full || i < light); i++) {
        memcpy(bar + n, i < full ? "\xE2\x96\x88" : "\xE2\x96\x91", 3); /* █ ░ */
        n += 3;
    }
    if (!has_high) {
        memcpy(bar + n, "\xE2\x96\xB6", 3); /* ▶ */
        n += 3;
    }
    drg_show_put(s, (drg_str){bar, n}, style);
}

static bool denies(const json_t *claim)
{
    drg_str stance = drg_show_text(claim, "stance");
    return drg_str_is(stance, "denies") || drg_str_is(stance, "doubts");
}

static void put_number_rows(drg_show *s, const json_t *claims, const json_t *of)
{
    double most = greatest(claims, of);
    for (size_t c = 0; c < json_array_size(claims); c++) {
        const json_t *claim = json_array_get(claims, c), *numbers = json_object_get(claim, "numbers");
        for (size_t i = 0; i < json_array_size(numbers); i++) {
            const json_t *number = json_array_get(numbers, i);
            double low, high;
            bool has_low = drg_show_number(number, "low", &low), has_high = drg_show_number(number, "high", &high);
            if (!is_about(number, of) || drg_show_true(claim, "via") || drg_show_true(claim, "copy"))
                continue;
            drg_wrap_cell(&s->wrap, DRG_LIT(""), 2, false, DRG_STYLE_PLAIN);
            drg_wrap_cell(&s->wrap, drg_show_text(json_object_get(claim, "source"), "name"), 24, false,
                          denies(claim) ? DRG_STYLE_MAGENTA : DRG_STYLE_PLAIN);
            drg_wrap_begin_behind(&s->wrap, 30);
            put_bar(s, has_low, low, has_high, high, most, DRG_STYLE_CYAN);
            drg_show_puts(s, " ", DRG_STYLE_PLAIN);
            drg_show_bounds(s, has_low, low, has_high, high, DRG_STYLE_BOLD);
            end(s);
        }
    }
}

static void put_numbers(drg_show *s, const json_t *item)
{
    const json_t *list = json_object_get(item, "numbers");
    if (json_array_size(list) > 0)
        heading(s, "Numbers");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *number = json_array_get(list, i);
        static const char *const keys[] = {"low", "best", "high"};
        drg_wrap_begin(&s->wrap, "", 4);
        drg_show_put(s, drg_show_text(number, "what"), DRG_STYLE_BOLD);
        static const char *const more[] = {"unit", "country"};
        for (int k = 0; k < 2; k++) {
            drg_show_puts(s, " ", DRG_STYLE_DIM);
            drg_show_put(s, drg_show_text(number, more[k]), DRG_STYLE_DIM);
        }
        for (int k = 0; k < 3; k++) {
            double value;
            bool has = drg_show_number(number, keys[k], &value);
            drg_show_puts(s, k == 0 ? "  " : " ", DRG_STYLE_DIM);
            drg_show_puts(s, keys[k], DRG_STYLE_DIM);
            drg_show_puts(s, " ", DRG_STYLE_DIM);
            if (has)
                drg_show_value(s, value, k == 1 ? DRG_STYLE_BOLD : DRG_STYLE_PLAIN);
            else
                drg_show_puts(s, "?", DRG_STYLE_DIM);
        }
        end(s);
        put_number_rows(s, json_object_get(item, "claims"), number);
    }
}

/* ---- claims ---- */

static void put_told_numbers(drg_show *s, const json_t *numbers)
{
    for (size_t i = 0; i < json_array_size(numbers); i++) {
        const json_t *number = json_array_get(numbers, i);
        double low, high;
        bool has_low = drg_show_number(number, "low", &low), has_high = drg_show_number(number, "high", &high);
        dot(s);
        drg_show_put(s, drg_show_text(number, "what"), DRG_STYLE_PLAIN);
        drg_show_puts(s, " ", DRG_STYLE_PLAIN);
        drg_show_bounds(s, has_low, low, has_high, high, DRG_STYLE_PLAIN);
    }
}

static void put_told_by(drg_show *s, const json_t *claim)
{
    const json_t *document = json_object_get(claim, "document");
    drg_str publisher = drg_show_text(document, "publisher"), url = drg_show_text(document, "url");
    drg_show_put(s, publisher.len > 0 ? publisher : drg_show_text(document, "id"), DRG_STYLE_DIM);
    if (url.len > 0) {
        dot(s);
        drg_show_put(s, url, DRG_STYLE_DIM);
    }
    if (drg_show_true(claim, "copy"))
        drg_show_puts(s, " (a copy)", DRG_STYLE_DIM);
}

static void put_claim(drg_show *s, const json_t *claim, bool same_words)
{
    drg_str published = drg_show_text(json_object_get(claim, "document"), "published");
    drg_str stance = drg_show_text(claim, "stance"), status = drg_show_text(claim, "status");
    drg_wrap_cell(&s->wrap, DRG_LIT(""), 2, false, DRG_STYLE_PLAIN);
    drg_wrap_cell(&s->wrap, published, 10, false, DRG_STYLE_DIM);
    drg_wrap_begin_behind(&s->wrap, 16);
    if (drg_show_true(claim, "via"))
        drg_show_puts(s, "via ", DRG_STYLE_DIM);
    drg_show_source(s, json_object_get(claim, "source"), DRG_STYLE_BOLD);
    drg_show_puts(s, " ", DRG_STYLE_PLAIN);
    drg_show_put(s, stance, denies(claim) ? DRG_STYLE_MAGENTA : DRG_STYLE_GREEN);
    if (!drg_str_is(status, "actual")) {
        dot(s);
        drg_show_put(s, status, DRG_STYLE_MAGENTA);
    }
    put_told_numbers(s, json_object_get(claim, "numbers"));
    end(s);
    if (same_words)
        return;
    drg_wrap_begin(&s->wrap, "", 16);
    quoted(s, drg_show_text(claim, "words"), DRG_STYLE_PLAIN);
    end(s);
    drg_wrap_begin(&s->wrap, "", 16);
    put_told_by(s, claim);
    end(s);
}

static void put_claims(drg_show *s, const json_t *claims)
{
    for (size_t i = 0; i < json_array_size(claims); i++) {
        const json_t *claim = json_array_get(claims, i), *next = json_array_get(claims, i + 1);
        drg_str record = drg_show_text(claim, "record");
        put_claim(s, claim, next != NULL && drg_str_eq(record, drg_show_text(next, "record")));
    }
}

/* ---- incidents ---- */

static void put_history(drg_show *s, const json_t *history)
{
    /* One number has no history. */
    if (json_array_size(history) < 2)
        return;
    heading(s, "The numbers as they were told");
    for (size_t i = 0; i < json_array_size(history); i++) {
        const json_t *number = json_array_get(history, i);
        double low, high;
        bool has_low = drg_show_number(number, "low", &low), has_high = drg_show_number(number, "high", &high);
        drg_wrap_cell(&s->wrap, DRG_LIT(""), 2, false, DRG_STYLE_PLAIN);
        drg_wrap_cell(&s->wrap, drg_show_text(number, "published"), 10, false, DRG_STYLE_DIM);
        drg_wrap_cell(&s->wrap, drg_show_text(number, "what"), 12, false, DRG_STYLE_PLAIN);
        drg_wrap_begin_behind(&s->wrap, 30);
        drg_show_bounds(s, has_low, low, has_high, high, DRG_STYLE_PLAIN);
        drg_show_puts(s, "  ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(number, "source"), DRG_STYLE_DIM);
        end(s);
    }
}

static void put_links(drg_show *s, const json_t *links)
{
    if (json_array_size(links) > 0)
        heading(s, "Why these are one");
    for (size_t i = 0; i < json_array_size(links); i++) {
        const json_t *link = json_array_get(links, i);
        const char *key;
        json_t *value;
        drg_wrap_begin(&s->wrap, "", 4);
        drg_show_put(s, drg_show_text(link, "record"), DRG_STYLE_DIM);
        drg_show_puts(s, " ~ ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(link, "other"), DRG_STYLE_DIM);
        drg_show_puts(s, "  ", DRG_STYLE_PLAIN);
        drg_show_value(s, json_number_value(json_object_get(link, "score")), DRG_STYLE_BOLD);
        json_object_foreach(json_object_get(link, "reasons"), key, value)
        {
            drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
            drg_show_puts(s, key, DRG_STYLE_PLAIN);
            drg_show_puts(s, " ", DRG_STYLE_PLAIN);
            if (json_is_number(value))
                drg_show_value(s, json_number_value(value), DRG_STYLE_PLAIN);
        }
        end(s);
    }
}

static void put_tracks(drg_show *s, const json_t *tracks)
{
    if (json_array_size(tracks) > 0)
        heading(s, "Tracks");
    for (size_t i = 0; i < json_array_size(tracks); i++) {
        const json_t *track = json_array_get(tracks, i);
        drg_wrap_begin(&s->wrap, "", 4);
        drg_show_put(s, drg_show_text(track, "name"), DRG_STYLE_PLAIN);
        dot(s);
        drg_show_put(s, drg_show_text(track, "state"), DRG_STYLE_PLAIN);
        drg_show_puts(s, "  ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(track, "id"), DRG_STYLE_DIM);
        end(s);
    }
}

static void put_corrections(drg_show *s, const json_t *list)
{
    static const char *const keys[] = {"kind", "record", "other", "field", "value", "who", "why"};
    if (json_array_size(list) > 0)
        heading(s, "Corrected by hand");
    for (size_t i = 0; i < json_array_size(list); i++) {
        drg_wrap_begin(&s->wrap, "", 4);
        for (int k = 0; k < 7; k++) {
            drg_show_puts(s, " ", DRG_STYLE_PLAIN);
            drg_show_put(s, drg_show_text(json_array_get(list, i), keys[k]), DRG_STYLE_PLAIN);
        }
        end(s);
    }
}

static void put_told(drg_show *s, const json_t *item)
{
    int64_t documents = drg_show_whole(item, "n_documents"), families = drg_show_whole(item, "n_families");
    begin(s, "told by");
    drg_show_counted(s, drg_show_whole(item, "n_sources"), "source", "sources", DRG_STYLE_PLAIN);
    drg_show_puts(s, " of ", DRG_STYLE_PLAIN);
    drg_show_counted(s, drg_show_whole(item, "n_sides"), "side", "sides", DRG_STYLE_PLAIN);
    drg_show_puts(s, ", in ", DRG_STYLE_PLAIN);
    drg_show_counted(s, documents, "document", "documents", DRG_STYLE_PLAIN);
    if (families < documents) {
        drg_show_puts(s, " (", DRG_STYLE_DIM);
        drg_show_value(s, (double)(documents - families), DRG_STYLE_DIM);
        drg_show_puts(s, documents - families == 1 ? " a copy)" : " copies)", DRG_STYLE_DIM);
    }
    drg_show_puts(s, "; ", DRG_STYLE_PLAIN);
    drg_show_value(s, (double)drg_show_whole(item, "n_confirm"), DRG_STYLE_GREEN);
    drg_show_puts(s, " say so, ", DRG_STYLE_PLAIN);
    drg_show_value(s, (double)drg_show_whole(item, "n_deny"), DRG_STYLE_MAGENTA);
    drg_show_puts(s, drg_show_whole(item, "n_deny") == 1 ? " denies" : " deny", DRG_STYLE_PLAIN);
    end(s);
}

static void put_title(drg_show *s, drg_str title)
{
    if (s->begun)
        drg_out_char(&s->out, '\n');
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_put(s, title, DRG_STYLE_BOLD);
    end(s);
}

static void incident_card(drg_show *s, const json_t *item)
{
    char what[48];
    drg_str status = drg_show_text(item, "status");
    put_title(s, drg_show_text(item, "sentence"));
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_put(s, drg_show_what(item, what, sizeof what), drg_show_event_style(drg_show_text(item, "event")));
    dot(s);
    drg_show_put(s, status, drg_show_status_style(status));
    dot(s);
    drg_show_put(s, drg_show_text(item, "id"), DRG_STYLE_DIM);
    end(s);
    drg_out_char(&s->out, '\n');
    put_parties(s, item);
    if (drg_show_text(item, "first_day").len + drg_show_text(item, "last_day").len > 0) {
        begin(s, "when");
        put_days(s, item, "first_day", "last_day");
        end(s);
    }
    if (json_is_object(json_object_get(item, "place"))) {
        begin(s, "where");
        put_place(s, json_object_get(item, "place"));
        end(s);
    }
    put_told(s, item);
    begin(s, "reported");
    put_days(s, item, "first_report", "last_report");
    end(s);
    put_numbers(s, item);
    heading(s, "Who says so");
    put_claims(s, json_object_get(item, "claims"));
    put_history(s, json_object_get(item, "history"));
    put_links(s, json_object_get(item, "links"));
    put_tracks(s, json_object_get(item, "tracks"));
    put_corrections(s, json_object_get(item, "corrections"));
}

/* ---- tracks ---- */

/* Whatever a kind of track tells of itself: members after their names, elements one after the other. */
static void put_value(drg_show *s, const json_t *value, unsigned depth)
{
    const char *key;
    json_t *inner;
    bool any = false;
    if (json_is_string(value)) {
        drg_show_put(s, drg_str_of(json_string_value(value)), DRG_STYLE_PLAIN);
    } else if (json_is_number(value)) {
        drg_show_value(s, json_number_value(value), DRG_STYLE_PLAIN);
    } else if (json_is_boolean(value)) {
        drg_show_puts(s, json_is_true(value) ? "yes" : "no", DRG_STYLE_PLAIN);
    } else if (json_is_array(value) && depth < 8) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            drg_show_puts(s, i > 0 ? "; " : "", DRG_STYLE_DIM);
            put_value(s, json_array_get(value, i), depth + 1);
        }
    } else if (json_is_object(value) && depth < 8) {
        json_object_foreach((json_t *)(uintptr_t)value, key, inner)
        {
            if (json_is_null(inner))
                continue;
            drg_show_puts(s, any ? ", " : "", DRG_STYLE_DIM);
            drg_show_puts(s, key, DRG_STYLE_DIM);
            drg_show_puts(s, " ", DRG_STYLE_DIM);
            put_value(s, inner, depth + 1);
            any = true;
        }
    }
}

static void put_details(drg_show *s, const json_t *details, unsigned indent)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)details, key, value)
    {
        if (json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0))
            continue;
        drg_wrap_begin(&s->wrap, "", indent);
        drg_show_puts(s, key, DRG_STYLE_DIM);
        drg_show_puts(s, ": ", DRG_STYLE_DIM);
        put_value(s, value, 0);
        end(s);
    }
}

static void put_step(drg_show *s, const json_t *step)
{
    char number[24];
    drg_str day = drg_show_text(step, "day");
    drg_out_char(&s->out, '\n');
    snprintf(number, sizeof number, "%lld.", (long long)drg_show_whole(step, "n") + 1);
    drg_wrap_cell(&s->wrap, drg_str_of(number), 4, true, DRG_STYLE_DIM);
    drg_wrap_cell(&s->wrap, day.len > 0 ? day : DRG_LIT("undated"), 10, false, DRG_STYLE_PLAIN);
    drg_wrap_begin_behind(&s->wrap, 18);
    drg_show_put(s, drg_show_text(step, "state"), DRG_STYLE_BOLD);
    if (drg_show_true(step, "disputed"))
        drg_show_puts(s, " (disputed)", DRG_STYLE_RED);
    drg_show_puts(s, "  ", DRG_STYLE_PLAIN);
    drg_show_put(s, drg_show_text(step, "sentence"), DRG_STYLE_PLAIN);
    if (drg_show_text(step, "incident").len > 0) {
        drg_show_puts(s, "  ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(step, "incident"), DRG_STYLE_DIM);
    }
    end(s);
    put_details(s, json_object_get(step, "details"), 18);
    put_claims(s, json_object_get(step, "claims"));
}

static void track_card(drg_show *s, const json_t *item)
{
    const json_t *steps = json_object_get(item, "steps");
    put_title(s, drg_show_text(item, "name"));
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_put(s, drg_show_text(item, "kind"), DRG_STYLE_PLAIN);
    dot(s);
    drg_show_put(s, drg_show_text(item, "state"), DRG_STYLE_BOLD);
    if (drg_show_true(item, "disputed")) {
        dot(s);
        drg_show_puts(s, "disputed", DRG_STYLE_RED);
    }
    dot(s);
    put_days(s, item, "first_day", "last_day");
    dot(s);
    drg_show_put(s, drg_show_text(item, "id"), DRG_STYLE_DIM);
    end(s);
    if (json_array_size(json_object_get(item, "parties")) > 0) {
        begin(s, "parties");
        drg_show_names(s, json_object_get(item, "parties"), DRG_STYLE_PLAIN);
        end(s);
    }
    put_details(s, json_object_get(item, "details"), 4);
    for (size_t i = 0; i < json_array_size(steps); i++)
        put_step(s, json_array_get(steps, i));
}

/* ---- sources ---- */

static void put_claimed(drg_show *s, const json_t *item)
{
    static const struct {
        const char *key, *text;
    } sums[] = {{"n_claims", " claims"},
                {"n_passed_on", " passed on for others"},
                {"n_incidents", " incidents"},
                {"n_confirmed", " confirmed by others"},
                {"n_contradicted", " contradicted"},
                {"n_alone", " told by nobody else"},
                {"n_denied", " denied by it"}};
    begin(s, "in all");
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        if (i > 0)
            drg_show_puts(s, ", ", DRG_STYLE_PLAIN);
        drg_show_value(s, (double)drg_show_whole(item, sums[i].key), DRG_STYLE_BOLD);
        drg_show_puts(s, sums[i].text, DRG_STYLE_PLAIN);
    }
    end(s);
    const json_t *list = json_object_get(item, "claimed");
    if (json_array_size(list) == 0)
        return;
    begin(s, "claims");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *group = json_array_get(list, i);
        drg_show_puts(s, i > 0 ? ", " : "", DRG_STYLE_PLAIN);
        drg_show_value(s, (double)drg_show_whole(group, "n"), DRG_STYLE_BOLD);
        drg_show_puts(s, " ", DRG_STYLE_PLAIN);
        drg_show_put(s, drg_show_text(group, "event"), drg_show_event_style(drg_show_text(group, "event")));
        drg_show_puts(s, " ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(group, "stance"), DRG_STYLE_DIM);
    }
    end(s);
}

static void put_beside(drg_show *s, const json_t *list)
{
    if (json_array_size(list) > 0)
        heading(s, "Who tells of the same");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *other = json_array_get(list, i);
        drg_wrap_begin(&s->wrap, "", 4);
        drg_show_put(s, drg_show_text(other, "name"), DRG_STYLE_PLAIN);
        drg_show_puts(s, ": ", DRG_STYLE_PLAIN);
        drg_show_counted(s, drg_show_whole(other, "n_incidents"), "incident", "incidents", DRG_STYLE_PLAIN);
        drg_show_puts(s, ", agrees in ", DRG_STYLE_DIM);
        drg_show_value(s, (double)drg_show_whole(other, "n_agrees"), DRG_STYLE_GREEN);
        drg_show_puts(s, ", disagrees in ", DRG_STYLE_DIM);
        drg_show_value(s, (double)drg_show_whole(other, "n_disagrees"), DRG_STYLE_MAGENTA);
        end(s);
    }
}

static void source_card(drg_show *s, const json_t *item)
{
    const json_t *incidents = json_object_get(item, "incidents");
    put_title(s, drg_show_text(item, "name"));
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_put(s, drg_show_text(item, "kind"), DRG_STYLE_PLAIN);
    static const char *const keys[] = {"country", "sector", "id"};
    for (int i = 0; i < 3; i++) {
        if (drg_show_text(item, keys[i]).len == 0)
            continue;
        dot(s);
        drg_show_put(s, drg_show_text(item, keys[i]), DRG_STYLE_DIM);
    }
    end(s);
    put_claimed(s, item);
    if (json_array_size(incidents) > 0)
        heading(s, "Its newest incidents");
    for (size_t i = 0; i < json_array_size(incidents); i++) {
        const json_t *incident = json_array_get(incidents, i);
        drg_wrap_cell(&s->wrap, DRG_LIT(""), 2, false, DRG_STYLE_PLAIN);
        drg_wrap_cell(&s->wrap, drg_show_text(incident, "first_day"), 10, false, DRG_STYLE_DIM);
        drg_wrap_begin_behind(&s->wrap, 16);
        drg_show_put(s, drg_show_text(incident, "sentence"), DRG_STYLE_PLAIN);
        if (drg_show_true(incident, "denies"))
            drg_show_puts(s, " \xC2\xB7 denies it", DRG_STYLE_MAGENTA);
        if (drg_show_true(incident, "confirmed"))
            drg_show_puts(s, " \xC2\xB7 confirmed", DRG_STYLE_GREEN);
        if (drg_show_true(incident, "contradicted"))
            drg_show_puts(s, " \xC2\xB7 contradicted", DRG_STYLE_RED);
        if (drg_show_true(incident, "alone"))
            drg_show_puts(s, " \xC2\xB7 alone", DRG_STYLE_DIM);
        drg_show_puts(s, "  ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(incident, "incident"), DRG_STYLE_DIM);
        end(s);
    }
    put_beside(s, json_object_get(item, "beside"));
}

/* ---- events ---- */

static void event_card(drg_show *s, const json_t *item)
{
    const json_t *record = drg_show_record(item), *said = json_object_get(record, "attribution");
    const json_t *numbers = json_object_get(record, "quantity"), *document = json_object_get(record, "document");
    char what[48];
    drg_str status = drg_show_text(record, "status");
    put_title(s, drg_show_what(record, what, sizeof what));
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_put(s, status, drg_show_status_style(status));
    dot(s);
    drg_show_put(s, drg_show_text(item, "id"), DRG_STYLE_DIM);
    if (drg_show_text(item, "incident").len > 0) {
        dot(s);
        drg_show_puts(s, "incident ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(item, "incident"), DRG_STYLE_DIM);
    }
    end(s);
    put_parties(s, record);
    if (json_is_object(json_object_get(record, "date"))) {
        begin(s, "when");
        put_days(s, json_object_get(record, "date"), "start", "end");
        end(s);
    }
    if (json_is_object(json_object_get(record, "place"))) {
        begin(s, "where");
        put_place(s, json_object_get(record, "place"));
        end(s);
    }
    for (size_t i = 0; i < json_array_size(numbers); i++) {
        const json_t *number = json_array_get(numbers, i);
        begin(s, i == 0 ? "how many" : "");
        drg_show_put(s, drg_show_text(number, "what"), DRG_STYLE_PLAIN);
        drg_show_puts(s, " ", DRG_STYLE_PLAIN);
        quoted(s, drg_show_text(number, "text"), DRG_STYLE_PLAIN);
        end(s);
    }
    for (size_t i = 0; i < json_array_size(said); i++) {
        const json_t *source = json_array_get(said, i);
        begin(s, i == 0 ? "according to" : "");
        drg_show_put(s, drg_show_text(source, "text"), DRG_STYLE_PLAIN);
        drg_show_puts(s, ", ", DRG_STYLE_DIM);
        drg_show_put(s, drg_show_text(source, "stance"), denies(source) ? DRG_STYLE_MAGENTA : DRG_STYLE_DIM);
        end(s);
    }
    begin(s, "words");
    quoted(s, drg_show_text(json_object_get(record, "evidence"), "text"), DRG_STYLE_PLAIN);
    end(s);
    begin(s, "document");
    drg_show_put(s, drg_show_text(document, "title"), DRG_STYLE_PLAIN);
    drg_show_puts(s, "  ", DRG_STYLE_DIM);
    drg_show_put(s, drg_show_text(document, "id"), DRG_STYLE_DIM);
    end(s);
}

void drg_show_card_item(drg_show *s, const json_t *item)
{
    switch (s->kind) {
    case DRG_ASK_INCIDENTS:
        incident_card(s, item);
        break;
    case DRG_ASK_TRACKS:
        track_card(s, item);
        break;
    case DRG_ASK_SOURCES:
        source_card(s, item);
        break;
    default:
        event_card(s, item);
    }
}
