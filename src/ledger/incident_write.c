/* src/ledger/incident_write.c - an incident's row, with what a person set, into the tables. */
#include "base/date.h"
#include "base/error.h"
#include "ledger/correct.h"
#include "ledger/incident_row.h"
#include "ledger/incidents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void bind_always(sqlite3_stmt *s, int at, drg_str text)
{
    sqlite3_bind_text64(s, at, text.len > 0 ? text.ptr : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_day(sqlite3_stmt *s, int at, bool has, int32_t day)
{
    if (has)
        sqlite3_bind_int64(s, at, day);
    else
        sqlite3_bind_null(s, at);
}

static void bind_number(sqlite3_stmt *s, int at, bool has, double value)
{
    if (has)
        sqlite3_bind_double(s, at, value);
    else
        sqlite3_bind_null(s, at);
}

static drg_status write_row(drg_ledger *l, int64_t incident, const char *id, const drg_incident_row *row,
                            drg_error *err)
{
    int64_t changed;
    sqlite3_stmt *s;
    drg_status st = drg_ledger__next_change(l, &changed, err);
    if (st == DRG_OK)
        st = drg_ledger__sql(
            l,
            "INSERT INTO incident VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
            "?18,"
            " ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)"
            " ON CONFLICT (incident) DO UPDATE SET event = excluded.event, mode = excluded.mode, status = "
            "excluded.status,"
            " sentence = excluded.sentence, first_day = excluded.first_day, last_day = excluded.last_day,"
            " place = excluded.place, country = excluded.country, province = excluded.province, lat = excluded.lat,"
            " lon = excluded.lon, radius_km = excluded.radius_km, place_resolution = excluded.place_resolution,"
            " n_records = excluded.n_records, n_documents = excluded.n_documents, n_families = excluded.n_families,"
            " n_sources = excluded.n_sources, n_sides = excluded.n_sides, n_confirm = excluded.n_confirm,"
            " n_deny = excluded.n_deny, first_report = excluded.first_report, last_report = excluded.last_report,"
            " min_dead = excluded.min_dead, best_dead = excluded.best_dead, changed = excluded.changed",
            &s, err);
    if (st != DRG_OK)
        return st;
    const drg_incident_number *dead = drg_incident_count(row, "dead");
    sqlite3_bind_int64(s, 1, incident);
    drg_ledger__bind_text(s, 2, drg_str_of(id));
    bind_always(s, 3, row->event);
    bind_always(s, 4, row->mode);
    bind_always(s, 5, row->status);
    bind_always(s, 6, row->sentence);
    bind_day(s, 7, row->has_day, row->first);
    bind_day(s, 8, row->has_day, row->last);
    drg_ledger__bind_text(s, 9, row->place);
    drg_ledger__bind_text(s, 10, row->country);
    drg_ledger__bind_text(s, 11, row->province);
    bind_number(s, 12, row->has_point, row->lat);
    bind_number(s, 13, row->has_point, row->lon);
    bind_number(s, 14, row->has_point, row->radius_km);
    drg_ledger__bind_text(s, 15, row->resolution);
    sqlite3_bind_int64(s, 16, (int64_t)row->n_records);
    sqlite3_bind_int64(s, 17, (int64_t)row->n_documents);
    sqlite3_bind_int64(s, 18, (int64_t)row->n_families);
    sqlite3_bind_int64(s, 19, (int64_t)row->n_sources);
    sqlite3_bind_int64(s, 20, (int64_t)row->n_sides);
    sqlite3_bind_int64(s, 21, (int64_t)row->n_confirm);
    sqlite3_bind_int64(s, 22, (int64_t)row->n_deny);
    bind_day(s, 23, row->has_reports, row->first_report);
    bind_day(s, 24, row->has_reports, row->last_report);
    bind_number(s, 25, dead != NULL, dead != NULL ? dead->low : 0);
    bind_number(s, 26, dead != NULL, dead != NULL ? dead->best : 0);
    sqlite3_bind_int64(s, 27, changed);
    return drg_ledger__run(l, s, err);
}

static drg_status clear(drg_ledger *l, const char *sql, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, incident);
    return drg_ledger__run(l, s, err);
}

static drg_status write_parties(drg_ledger *l, int64_t incident, const drg_incident_row *row, drg_error *err)
{
    drg_status st = clear(l, "DELETE FROM incident_party WHERE incident = ?1", incident, err);
    int64_t n = 0;
    for (size_t i = 0; st == DRG_OK && i < row->n_parties; i++) {
        const drg_incident_party *p = &row->parties[i];
        sqlite3_stmt *s;
        n = i > 0 && row->parties[i - 1].is_actor == p->is_actor ? n + 1 : 0;
        st = drg_ledger__sql(l, "INSERT INTO incident_party VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, incident);
        drg_ledger__bind_text(s, 2, drg_str_of(p->is_actor ? "actor" : "recipient"));
        sqlite3_bind_int64(s, 3, n);
        drg_ledger__bind_text(s, 4, p->name.len > 0 ? p->name : p->text);
        drg_ledger__bind_text(s, 5, p->country);
        drg_ledger__bind_text(s, 6, p->sector);
        sqlite3_bind_int64(s, 7, (int64_t)p->n_records);
        st = drg_ledger__run(l, s, err);
    }
    return st;
}

static drg_status write_numbers(drg_ledger *l, int64_t incident, const drg_incident_row *row, drg_error *err)
{
    drg_status st = clear(l, "DELETE FROM incident_number WHERE incident = ?1", incident, err);
    for (size_t i = 0; st == DRG_OK && i < row->n_numbers; i++) {
        const drg_incident_number *number = &row->numbers[i];
        sqlite3_stmt *s;
        st = drg_ledger__sql(l, "INSERT INTO incident_number VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, incident);
        bind_always(s, 2, number->what);
        bind_always(s, 3, number->country);
        bind_always(s, 4, number->unit);
        sqlite3_bind_double(s, 5, number->low);
        sqlite3_bind_double(s, 6, number->best);
        sqlite3_bind_double(s, 7, number->high);
        sqlite3_bind_int64(s, 8, (int64_t)number->n_sources);
        st = drg_ledger__run(l, s, err);
    }
    return st;
}

#define KM_PER_DEGREE 111.2

static drg_status write_box(drg_ledger *l, int64_t incident, const drg_incident_row *row, drg_error *err)
{
    drg_status st = clear(l, "DELETE FROM incident_box WHERE incident = ?1", incident, err);
    sqlite3_stmt *s;
    if (st != DRG_OK || !row->has_point)
        return st;
    st = drg_ledger__sql(l, "INSERT INTO incident_box VALUES (?1, ?2, ?3, ?4, ?5)", &s, err);
    if (st != DRG_OK)
        return st;
    double high = row->radius_km / KM_PER_DEGREE;
    double wide = high / fmax(cos(row->lat * 3.14159265358979323846 / 180), 0.01);
    sqlite3_bind_int64(s, 1, incident);
    sqlite3_bind_double(s, 2, row->lat - high);
    sqlite3_bind_double(s, 3, row->lat + high);
    sqlite3_bind_double(s, 4, row->lon - wide);
    sqlite3_bind_double(s, 5, row->lon + wide);
    return drg_ledger__run(l, s, err);
}

/* ---- what a person set ---- */

static drg_status set_number(drg_arena *arena, drg_incident_row *row, drg_str what, double value)
{
    drg_incident_number *number = NULL;
    for (size_t i = 0; i < row->n_numbers; i++)
        if (drg_str_eq(row->numbers[i].what, what) && row->numbers[i].unit.len == 0 && row->numbers[i].country.len == 0)
            number = &row->numbers[i];
    if (number == NULL) {
        size_t cap = row->n_numbers;
        if (!DRG_ARENA_GROW(arena, row->numbers, row->n_numbers, cap))
            return DRG_ENOMEM;
        number = &row->numbers[row->n_numbers++];
        *number = (drg_incident_number){.what = what, .low = value, .high = value};
    }
    number->best = value;
    number->low = value < number->low ? value : number->low;
    number->high = value > number->high ? value : number->high;
    return DRG_OK;
}

static drg_status set_field(drg_arena *arena, drg_incident_row *row, drg_str field, drg_str value)
{
    const struct {
        const char *name;
        drg_str *text;
    } texts[] = {{"event", &row->event},      {"mode", &row->mode},       {"status", &row->status},
                 {"place", &row->place},      {"country", &row->country}, {"province", &row->province},
                 {"sentence", &row->sentence}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (drg_str_is(field, texts[i].name)) {
            *texts[i].text = value;
            return DRG_OK;
        }
    if (drg_str_is(field, "first_day") || drg_str_is(field, "last_day")) {
        int32_t day;
        if (!drg_date_parse_iso(value, &day))
            return DRG_OK;
        bool first = drg_str_is(field, "first_day");
        if (first || !row->has_day)
            row->first = day;
        if (!first || !row->has_day || row->last < row->first)
            row->last = day;
        row->has_day = true;
        return DRG_OK;
    }
    double number = strtod(value.ptr, NULL);
    if (drg_str_is(field, "lat") || drg_str_is(field, "lon")) {
        *(drg_str_is(field, "lat") ? &row->lat : &row->lon) = number;
        if (!row->has_point)
            row->radius_km = 10;
        row->has_point = true;
        return DRG_OK;
    }
    return set_number(arena, row, field, number);
}

/* Fields that a person set of any of the incident's records, the latest last. @param late  only the sentence, or all else. */
static drg_status set_fields(drg_incident_changes *c, const drg_facts *const *members, size_t n, bool late,
                             drg_incident_row *row, drg_error *err)
{
    drg_ids set = {0};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < n; i++)
        st = drg_corrections_set(c->ledger, members[i]->rec, &set, err);
    drg_ids_sort(&set);
    for (size_t i = 0; st == DRG_OK && i < set.n; i++) {
        sqlite3_stmt *s;
        st = drg_ledger__sql(c->ledger, "SELECT field, value FROM correction WHERE correction = ?1", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, set.ids[i]);
        st = drg_ledger__step(c->ledger, s, err);
        if (st != DRG_OK)
            break;
        drg_str field = drg_arena_copy(c->arena, drg_ledger__column(s, 0));
        drg_str value = drg_arena_copy(c->arena, drg_ledger__column(s, 1));
        sqlite3_reset(s);
        if (field.ptr == NULL || value.ptr == NULL)
            st = drg_fail_nomem(err);
        else if (drg_str_is(field, "sentence") == late && set_field(c->arena, row, field, value) != DRG_OK)
            st = drg_fail_nomem(err);
    }
    drg_ids_release(&set);
    return st;
}

drg_status drg_incident_write(drg_incident_changes *c, int64_t incident, const char *id,
                              const drg_facts *const *members, size_t n, drg_error *err)
{
    drg_arena_point mark = drg_arena_mark(c->arena);
    drg_incident_row row;
    drg_telling *tellings;
    drg_status st = drg_telling_read(c->ledger, c->arena, members, n, &tellings, err);
    if (st == DRG_OK && drg_incident_row_make(c->arena, tellings, n, &row) != DRG_OK)
        st = drg_fail_nomem(err);
    if (st == DRG_OK && c->corrected)
        st = set_fields(c, members, n, false, &row, err);
    if (st == DRG_OK && drg_incident_sentence(c->arena, &row) != DRG_OK)
        st = drg_fail_nomem(err);
    if (st == DRG_OK && c->corrected)
        st = set_fields(c, members, n, true, &row, err);
    if (st == DRG_OK)
        st = write_row(c->ledger, incident, id, &row, err);
    if (st == DRG_OK)
        st = write_parties(c->ledger, incident, &row, err);
    if (st == DRG_OK)
        st = write_numbers(c->ledger, incident, &row, err);
    if (st == DRG_OK)
        st = write_box(c->ledger, incident, &row, err);
    drg_arena_rewind(c->arena, mark);
    return st;
}
