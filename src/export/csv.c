/* src/export/csv.c - event records as comma-separated values. */
#include "base/document.h"
#include "base/error.h"
#include "dragoman/export.h"
#include "export/json.h"

#include <string.h>

static const char *const columns[] = {"id",
                                      "document_id",
                                      "url",
                                      "title",
                                      "publisher",
                                      "language",
                                      "published",
                                      "event",
                                      "mode",
                                      "context",
                                      "quad",
                                      "cameo",
                                      "event_text",
                                      "status",
                                      "actor",
                                      "actor_country",
                                      "actor_sector",
                                      "recipient",
                                      "recipient_country",
                                      "recipient_sector",
                                      "date_text",
                                      "date_start",
                                      "date_end",
                                      "date_time",
                                      "date_resolution",
                                      "place_text",
                                      "place_name",
                                      "place_country",
                                      "place_province",
                                      "place_lat",
                                      "place_lon",
                                      "place_geonameid",
                                      "place_resolution",
                                      "topic",
                                      "quantity",
                                      "attribution",
                                      "attribution_country",
                                      "attribution_kind",
                                      "attribution_cue",
                                      "attribution_stance",
                                      "attribution_via",
                                      "sentence",
                                      "start",
                                      "end",
                                      "trigger_start",
                                      "trigger_end",
                                      "text",
                                      "confidence"};

/* Longer cells than a document's text, several times told, do not come up. */
#define MAX_CELL_BYTES (4 * DRG_MAX_TEXT_BYTES)

/* A row under way: each cell is gathered, then written with the quotes that it needs. */
typedef struct row {
    drg_out out;
    drg_points points;
    drg_buf cell;
    drg_status status; /* of the gathering */
    bool any;          /* a cell of this row is written */
} row;

static void add(row *r, drg_str text)
{
    if (r->status == DRG_OK)
        r->status = drg_buf_add(&r->cell, text.ptr, text.len);
}

static void add_cstr(row *r, const char *text)
{
    add(r, drg_str_of(text));
}

static void separate(row *r)
{
    if (r->any)
        drg_out_char(&r->out, ',');
    r->any = true;
}

/* Ends a cell of text. */
static void end_text(row *r)
{
    drg_str t = {r->cell.ptr, r->cell.len};
    separate(r);
    bool formula = t.len > 0 && memchr("=+-@\t\r", t.ptr[0], 6) != NULL;
    bool quoted = false;
    for (size_t i = 0; i < t.len && !quoted; i++)
        quoted = t.ptr[i] == ',' || t.ptr[i] == '"' || t.ptr[i] == '\n' || t.ptr[i] == '\r';
    if (t.len > 0 && (t.ptr[0] == ' ' || t.ptr[t.len - 1] == ' '))
        quoted = true;
    if (quoted)
        drg_out_char(&r->out, '"');
    if (formula)
        drg_out_char(&r->out, '\'');
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] == '"')
            drg_out_char(&r->out, '"');
        drg_out_char(&r->out, t.ptr[i]);
    }
    if (quoted)
        drg_out_char(&r->out, '"');
    drg_buf_clear(&r->cell);
}

static void text(row *r, drg_str t)
{
    add(r, t);
    end_text(r);
}

static void name(row *r, const char *t)
{
    text(r, drg_str_of(t));
}

static void number(row *r, bool has, double value)
{
    separate(r);
    if (has)
        drg_out_number(&r->out, value);
}

static void degrees(row *r, bool has, double value)
{
    separate(r);
    if (has)
        drg_out_degrees(&r->out, value);
}

static void count(row *r, uint64_t value)
{
    separate(r);
    drg_out_uint(&r->out, value);
}

static void day(row *r, bool has, int32_t days)
{
    separate(r);
    if (has)
        drg_out_day(&r->out, days);
}

static void strings(row *r, const drg_str *list, size_t n, const char *between)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            add_cstr(r, between);
        add(r, list[i]);
    }
}

static void entities(row *r, const drg_entity *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_cstr(r, i > 0 ? "; " : "");
        add(r, list[i].name.len > 0 ? list[i].name : list[i].text);
    }
    end_text(r);
    for (size_t i = 0; i < n; i++) {
        add_cstr(r, i > 0 ? "; " : "");
        add(r, list[i].country);
    }
    end_text(r);
    for (size_t i = 0; i < n; i++) {
        add_cstr(r, i > 0 ? "; " : "");
        strings(r, list[i].sector, list[i].n_sectors, " ");
    }
    end_text(r);
}

static void date(row *r, const drg_document *doc, const drg_record *record)
{
    const drg_date *d = &record->date;
    bool has = record->has_date;
    char clock[5] = {(char)('0' + d->hour / 10 % 10), (char)('0' + d->hour % 10), ':',
                     (char)('0' + d->minute / 10 % 10), (char)('0' + d->minute % 10)};
    text(r, has ? drg_span_text(doc, d->span) : (drg_str){0});
    day(r, has && d->has_start, d->start);
    day(r, has && d->has_end, d->end);
    text(r, (drg_str){clock, has && d->has_time ? sizeof clock : 0});
    name(r, has ? drg_resolution_name(d->resolution) : NULL);
}

static void place(row *r, const drg_document *doc, const drg_record *record)
{
    const drg_place *p = &record->place;
    bool has = record->has_place;
    text(r, has ? drg_span_text(doc, p->span) : (drg_str){0});
    text(r, has ? p->name : (drg_str){0});
    text(r, has ? p->country : (drg_str){0});
    text(r, has ? p->province : (drg_str){0});
    degrees(r, has && p->has_point, p->lat);
    degrees(r, has && p->has_point, p->lon);
    number(r, has && p->geonameid != 0, p->geonameid);
    name(r, has ? drg_place_resolution_name(p->resolution) : NULL);
}

/* drg_out over the cell, for the one way in which numbers are written. */
static drg_status into_cell(void *context, const char *data, size_t len)
{
    row *r = context;
    add(r, (drg_str){data, len});
    return r->status;
}

static void add_number(row *r, double value)
{
    drg_out cell;
    drg_out_begin(&cell, into_cell, r);
    drg_out_number(&cell, value);
    if (drg_out_end(&cell, NULL) != DRG_OK && r->status == DRG_OK)
        r->status = DRG_ENOMEM;
}

/* "dead 12..  soldier; injured 5 civilian": bounds with two dots, one number where they are the same. */
static void quantities(row *r, const drg_record *record)
{
    for (size_t i = 0; i < record->n_quantities; i++) {
        const drg_quantity *q = &record->quantity[i];
        add_cstr(r, i > 0 ? "; " : "");
        add_cstr(r, drg_what_name(q->what));
        add_cstr(r, " ");
        if (q->has_low)
            add_number(r, q->low);
        if (!q->has_low || !q->has_high || q->low != q->high) {
            add_cstr(r, "..");
            if (q->has_high)
                add_number(r, q->high);
        }
        if (q->unit.len > 0)
            add_cstr(r, " ");
        add(r, q->unit);
    }
    end_text(r);
}

static void sources(row *r, const drg_record *record)
{
    for (int column = 0; column < 6; column++) {
        for (size_t i = 0; i < record->n_attributions; i++) {
            const drg_source *s = &record->attribution[i];
            const drg_entity *e = &s->entity;
            add_cstr(r, i > 0 ? "; " : "");
            switch (column) {
            case 0:
                add(r, e->name.len > 0 ? e->name : e->text);
                break;
            case 1:
                add(r, e->country);
                break;
            case 2:
                add_cstr(r, drg_source_kind_name(s->kind));
                break;
            case 3:
                add(r, s->cue);
                break;
            case 4:
                add_cstr(r, drg_stance_name(s->stance));
                break;
            default:
                add_cstr(r, s->via ? "true" : "false");
            }
        }
        end_text(r);
    }
}

static void write_row(row *r, const drg_document *doc, const drg_record *record)
{
    const drg_meta *meta = drg_document_meta(doc);
    drg_span sentence = record->sentence < doc->n_sentences ? doc->sentences[record->sentence].span : record->trigger;
    r->any = false;
    name(r, record->id);
    text(r, meta->id);
    text(r, meta->url);
    text(r, meta->title);
    text(r, meta->publisher);
    text(r, meta->language);
    text(r, meta->published);
    name(r, drg_event_name(record->event));
    strings(r, record->mode, record->n_modes, "; ");
    end_text(r);
    strings(r, record->context, record->n_contexts, "; ");
    end_text(r);
    name(r, drg_event_quad(record->event));
    text(r, record->cameo);
    text(r, drg_span_text(doc, record->trigger));
    name(r, drg_status_kind_name(record->status));
    entities(r, record->actor, record->n_actors);
    entities(r, record->recipient, record->n_recipients);
    date(r, doc, record);
    place(r, doc, record);
    text(r, record->topic.text);
    quantities(r, record);
    sources(r, record);
    count(r, record->sentence);
    count(r, drg_points_at(&r->points, sentence.start));
    count(r, drg_points_at(&r->points, sentence.end));
    count(r, drg_points_at(&r->points, record->trigger.start));
    count(r, drg_points_at(&r->points, record->trigger.end));
    text(r, drg_span_text(doc, sentence));
    separate(r);
    drg_out_hundredths(&r->out, record->confidence);
    drg_out_cstr(&r->out, "\r\n");
}

drg_status drg_write_csv_header(drg_sink *sink, void *context, drg_error *err)
{
    drg_out out;
    drg_out_begin(&out, sink, context);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (i > 0)
            drg_out_char(&out, ',');
        drg_out_cstr(&out, columns[i]);
    }
    drg_out_cstr(&out, "\r\n");
    return drg_out_end(&out, err);
}

drg_status drg_write_records_csv(const drg_document *doc, drg_sink *sink, void *context, drg_error *err)
{
    if (!doc->coded)
        return drg_fail(err, DRG_ESTAGE, "the document is not coded");
    row r = {.status = DRG_OK};
    drg_status st = drg_points_init(&r.points, drg_document_text(doc), err);
    if (st != DRG_OK)
        return st;
    drg_out_begin(&r.out, sink, context);
    drg_buf_init(&r.cell, MAX_CELL_BYTES);
    for (size_t i = 0; i < doc->n_records && r.status == DRG_OK; i++)
        write_row(&r, doc, &doc->records[i]);
    st = drg_out_end(&r.out, err);
    if (r.status != DRG_OK)
        st = drg_fail(err, r.status, "a cell could not be written: %s", drg_status_text(r.status));
    drg_buf_release(&r.cell);
    drg_points_release(&r.points);
    return st;
}
