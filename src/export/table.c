/* src/export/table.c - event records for people to read. */
#include "base/document.h"
#include "base/error.h"
#include "dragoman/export.h"
#include "export/json.h"
#include "export/wrap.h"

#include <math.h>

/* Where the text behind the labels begins. */
#define INDENT 17
#define DEFAULT_WIDTH 100
#define MIN_WIDTH 40
/* Of a sentence, at most so much is shown on either side of the trigger, in bytes. */
#define MAX_SIDE_BYTES 400

typedef struct table {
    drg_out out;
    drg_wrap wrap;
    const drg_document *doc;
} table;

static void plain(table *t, const char *text)
{
    drg_wrap_cstr(&t->wrap, text, DRG_STYLE_PLAIN);
}

static void text(table *t, drg_str s)
{
    drg_wrap_text(&t->wrap, s, DRG_STYLE_PLAIN);
}

static void begin(table *t, const char *label)
{
    drg_wrap_begin(&t->wrap, label, INDENT);
}

static void end(table *t)
{
    (void)!drg_wrap_end(&t->wrap);
}

/* A drg_sink into the paragraph: numbers and days are written in one place only, drg_out. */
static drg_status into_wrap(void *context, const char *data, size_t len)
{
    table *t = context;
    text(t, (drg_str){data, len});
    return DRG_OK;
}

static void number(table *t, double value)
{
    drg_out out;
    drg_out_begin(&out, into_wrap, t);
    drg_out_number(&out, value);
    (void)!drg_out_end(&out, NULL);
}

static void day(table *t, int32_t days)
{
    drg_out out;
    drg_out_begin(&out, into_wrap, t);
    drg_out_day(&out, days);
    (void)!drg_out_end(&out, NULL);
}

static void quoted(table *t, drg_str s)
{
    drg_wrap_cstr(&t->wrap, "\xE2\x80\x9C", DRG_STYLE_DIM);
    drg_wrap_text(&t->wrap, s, DRG_STYLE_DIM);
    drg_wrap_cstr(&t->wrap, "\xE2\x80\x9D", DRG_STYLE_DIM);
}

/* ---- the document ---- */

static void write_heading(table *t)
{
    const drg_meta *meta = drg_document_meta(t->doc);
    bool titled = meta->title.len > 0;
    drg_wrap_begin(&t->wrap, "", 0);
    drg_wrap_text(&t->wrap, titled ? meta->title : meta->id, DRG_STYLE_BOLD);
    end(t);
    drg_wrap_begin(&t->wrap, "", 0);
    drg_str parts[] = {meta->published, meta->publisher, meta->url.len > 0 ? meta->url : meta->source};
    bool any = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len == 0)
            continue;
        if (any)
            drg_wrap_cstr(&t->wrap, " \xC2\xB7 ", DRG_STYLE_DIM);
        drg_wrap_text(&t->wrap, parts[i], DRG_STYLE_DIM);
        any = true;
    }
    if (meta->published.len == 0)
        drg_wrap_cstr(&t->wrap, " \xC2\xB7 undated", DRG_STYLE_DIM);
    end(t);
}

/* ---- one record ---- */

static void write_event(table *t, const drg_record *record)
{
    static const drg_style of_quad[] = {DRG_STYLE_CYAN, DRG_STYLE_GREEN, DRG_STYLE_YELLOW, DRG_STYLE_RED};
    static const char *const quads[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT",
                                        "MATERIAL CONFLICT"};
    drg_str quad = drg_str_of(drg_event_quad(record->event));
    drg_style style = DRG_STYLE_BOLD;
    for (size_t i = 0; i < 4; i++)
        if (drg_str_is(quad, quads[i]))
            style = of_quad[i];
    drg_wrap_begin(&t->wrap, "", 2);
    drg_wrap_cstr(&t->wrap, drg_event_name(record->event), style);
    for (size_t i = 0; i < record->n_modes; i++) {
        plain(t, i > 0 ? ", " : " ");
        text(t, record->mode[i]);
    }
    drg_wrap_cstr(&t->wrap, " \xC2\xB7 ", DRG_STYLE_DIM);
    drg_wrap_cstr(&t->wrap, drg_status_kind_name(record->status),
                  record->status == DRG_ACTUAL ? DRG_STYLE_DIM : DRG_STYLE_MAGENTA);
    drg_wrap_cstr(&t->wrap, " \xC2\xB7 ", DRG_STYLE_DIM);
    number(t, floor(record->confidence * 100 + 0.5) / 100);
    end(t);
}

static void write_entity(table *t, const drg_entity *entity)
{
    bool other_name = entity->name.len > 0 && !drg_str_eq(entity->name, entity->text);
    text(t, entity->text.len > 0 ? entity->text : entity->name);
    if (!other_name && entity->country.len == 0 && entity->n_sectors == 0)
        return;
    bool any = false;
    drg_wrap_cstr(&t->wrap, " (", DRG_STYLE_DIM);
    if (other_name) {
        drg_wrap_text(&t->wrap, entity->name, DRG_STYLE_DIM);
        any = true;
    }
    if (entity->country.len > 0) {
        drg_wrap_cstr(&t->wrap, any ? ", " : "", DRG_STYLE_DIM);
        drg_wrap_text(&t->wrap, entity->country, DRG_STYLE_DIM);
        any = true;
    }
    for (size_t i = 0; i < entity->n_sectors; i++) {
        drg_wrap_cstr(&t->wrap, any ? " " : "", DRG_STYLE_DIM);
        drg_wrap_text(&t->wrap, entity->sector[i], DRG_STYLE_DIM);
        any = true;
    }
    drg_wrap_cstr(&t->wrap, ")", DRG_STYLE_DIM);
}

static void write_entities(table *t, const drg_entity *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        plain(t, i > 0 ? ", " : "");
        write_entity(t, &list[i]);
    }
}

static void write_parties(table *t, const drg_record *record)
{
    if (record->n_actors + record->n_recipients == 0)
        return;
    begin(t, "who");
    if (record->n_actors == 0)
        drg_wrap_cstr(&t->wrap, "unknown", DRG_STYLE_DIM);
    write_entities(t, record->actor, record->n_actors);
    if (record->n_recipients > 0)
        plain(t, " \xE2\x86\x92 ");
    write_entities(t, record->recipient, record->n_recipients);
    end(t);
}

static void write_date(table *t, const drg_record *record)
{
    const drg_date *d = &record->date;
    if (!record->has_date)
        return;
    begin(t, "when");
    if (d->has_start && d->has_end && d->start == d->end) {
        day(t, d->start);
    } else if (d->has_start && d->has_end) {
        day(t, d->start);
        plain(t, " to ");
        day(t, d->end);
    } else if (d->has_start || d->has_end) {
        plain(t, d->has_start ? "since " : "until ");
        day(t, d->has_start ? d->start : d->end);
    } else {
        plain(t, "unknown");
    }
    if (d->has_time) {
        char clock[] = {' ', (char)('0' + d->hour / 10 % 10),   (char)('0' + d->hour % 10),
                        ':', (char)('0' + d->minute / 10 % 10), (char)('0' + d->minute % 10),
                        '\0'};
        plain(t, clock);
    }
    plain(t, " ");
    quoted(t, drg_span_text(t->doc, d->span));
    end(t);
}

static void write_place(table *t, const drg_record *record)
{
    const drg_place *p = &record->place;
    if (!record->has_place)
        return;
    begin(t, "where");
    text(t, p->name.len > 0 ? p->name : drg_span_text(t->doc, p->span));
    if (p->province.len > 0 && !drg_str_eq(p->province, p->name)) {
        plain(t, ", ");
        text(t, p->province);
    }
    if (p->country.len > 0) {
        plain(t, ", ");
        text(t, p->country);
    }
    drg_wrap_cstr(&t->wrap, " (", DRG_STYLE_DIM);
    drg_wrap_cstr(&t->wrap, drg_place_resolution_name(p->resolution), DRG_STYLE_DIM);
    drg_wrap_cstr(&t->wrap, ")", DRG_STYLE_DIM);
    end(t);
}

static void write_bounds(table *t, const drg_quantity *q)
{
    if (q->has_low && q->has_high && q->low == q->high) {
        number(t, q->low);
    } else if (q->has_low && !q->has_high) {
        number(t, q->low);
        plain(t, " or more");
    } else if (q->has_high && (!q->has_low || q->low == 0)) {
        plain(t, "up to ");
        number(t, q->high);
    } else if (q->has_low) {
        number(t, q->low);
        plain(t, " to ");
        number(t, q->high);
    } else {
        plain(t, "unknown");
    }
}

static void write_quantities(table *t, const drg_record *record)
{
    for (size_t i = 0; i < record->n_quantities; i++) {
        const drg_quantity *q = &record->quantity[i];
        begin(t, i == 0 ? "how many" : "");
        plain(t, drg_what_name(q->what));
        plain(t, " ");
        write_bounds(t, q);
        if (q->unit.len > 0) {
            plain(t, " ");
            text(t, q->unit);
        }
        plain(t, " ");
        quoted(t, drg_span_text(t->doc, q->span));
        bool told = q->entity != NULL && q->entity->span.start < q->span.end && q->span.start < q->entity->span.end;
        if (q->entity != NULL && !told) {
            plain(t, " of ");
            write_entity(t, q->entity);
        }
        end(t);
    }
}

static void write_topic(table *t, const drg_record *record)
{
    const drg_topic *topic = &record->topic;
    if (topic->text.len == 0)
        return;
    begin(t, "about");
    text(t, topic->text);
    if (topic->has_event) {
        drg_wrap_cstr(&t->wrap, " (", DRG_STYLE_DIM);
        drg_wrap_cstr(&t->wrap, drg_event_name(topic->event), DRG_STYLE_DIM);
        if (topic->mode.len > 0) {
            drg_wrap_cstr(&t->wrap, " ", DRG_STYLE_DIM);
            drg_wrap_text(&t->wrap, topic->mode, DRG_STYLE_DIM);
        }
        drg_wrap_cstr(&t->wrap, ")", DRG_STYLE_DIM);
    }
    end(t);
}

static void write_sources(table *t, const drg_record *record)
{
    begin(t, "according to");
    if (record->n_attributions == 0)
        drg_wrap_cstr(&t->wrap, "the document itself", DRG_STYLE_DIM);
    for (size_t i = 0; i < record->n_attributions; i++) {
        const drg_source *s = &record->attribution[i];
        plain(t, i > 0 ? "; " : "");
        plain(t, s->via ? "via " : "");
        write_entity(t, &s->entity);
        drg_wrap_cstr(&t->wrap, ", ", DRG_STYLE_DIM);
        drg_wrap_cstr(&t->wrap, drg_source_kind_name(s->kind), DRG_STYLE_DIM);
        drg_wrap_cstr(&t->wrap, ", ", DRG_STYLE_DIM);
        drg_wrap_cstr(&t->wrap, drg_stance_name(s->stance),
                      s->stance == DRG_DENIES || s->stance == DRG_DOUBTS ? DRG_STYLE_MAGENTA : DRG_STYLE_DIM);
    }
    end(t);
}

/* Moves a cut to the nearest blank outwards from the trigger, so that no word and no character is split. */
static size_t cut_before(drg_str all, size_t from, size_t trigger)
{
    while (from < trigger && all.ptr[from] != ' ')
        from++;
    return from;
}

static size_t cut_after(drg_str all, size_t to, size_t trigger)
{
    while (to > trigger && all.ptr[to - 1] != ' ')
        to--;
    return to;
}

static void write_evidence(table *t, const drg_record *record)
{
    const drg_document *doc = t->doc;
    drg_str all = drg_document_text(doc);
    drg_span s = record->sentence < doc->n_sentences ? doc->sentences[record->sentence].span : record->trigger;
    size_t from = s.start, to = s.end, t0 = record->trigger.start, t1 = record->trigger.end;
    if (t0 < from || t1 > to || t0 > t1) /* the trigger stands elsewhere: the sentence alone */
        t0 = t1 = to;
    bool cut_left = t0 - from > MAX_SIDE_BYTES && t1<to, cut_right = to - t1> MAX_SIDE_BYTES;
    if (cut_left)
        from = cut_before(all, t0 - MAX_SIDE_BYTES, t0);
    if (cut_right)
        to = cut_after(all, t1 + MAX_SIDE_BYTES, t1);
    begin(t, "");
    plain(t, cut_left ? "\xE2\x80\xA6 " : "");
    text(t, drg_str_sub(all, from, t0));
    if (t1 > t0) {
        plain(t, t->wrap.color ? "" : "[");
        drg_wrap_text(&t->wrap, drg_str_sub(all, t0, t1), DRG_STYLE_TRIGGER);
        plain(t, t->wrap.color ? "" : "]");
    }
    text(t, drg_str_sub(all, t1, to));
    plain(t, cut_right ? " \xE2\x80\xA6" : "");
    end(t);
}

static void write_record(table *t, const drg_record *record)
{
    drg_out_char(&t->out, '\n');
    write_event(t, record);
    write_parties(t, record);
    write_date(t, record);
    write_place(t, record);
    write_quantities(t, record);
    write_topic(t, record);
    write_sources(t, record);
    write_evidence(t, record);
}

drg_status drg_write_records_table(const drg_document *doc, const drg_table_style *style, drg_sink *sink, void *context,
                                   drg_error *err)
{
    if (!doc->coded)
        return drg_fail(err, DRG_ESTAGE, "the document is not coded");
    unsigned width = style != NULL && style->width > 0 ? style->width : DEFAULT_WIDTH;
    table t = {.doc = doc};
    drg_out_begin(&t.out, sink, context);
    drg_wrap_init(&t.wrap, &t.out, width < MIN_WIDTH ? MIN_WIDTH : width, style != NULL && style->color);
    write_heading(&t);
    for (size_t i = 0; i < doc->n_records; i++)
        write_record(&t, &doc->records[i]);
    if (doc->n_records == 0) {
        drg_wrap_begin(&t.wrap, "", 2);
        drg_wrap_cstr(&t.wrap, "no events", DRG_STYLE_DIM);
        end(&t);
    }
    drg_out_char(&t.out, '\n');
    drg_status wrapped = t.wrap.status;
    drg_wrap_release(&t.wrap);
    drg_status st = drg_out_end(&t.out, err);
    return st == DRG_OK && wrapped != DRG_OK ? drg_fail_nomem(err) : st;
}
