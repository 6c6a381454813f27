#include "ledger/conditions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool drg_match_is_events(const drg_match *m)
{
    return m->q->kind == DRG_ASK_EVENTS || m->q->kind == DRG_ASK_RECORDS;
}

bool drg_match_is_incidents(const drg_match *m)
{
    return m->q->kind == DRG_ASK_INCIDENTS || m->q->kind == DRG_ASK_PLACES;
}

drg_condition *drg_match_condition(drg_match *m)
{
    drg_condition *c = &m->conditions[m->n++];
    *c = (drg_condition){.n = -1, .small = m->l->small_set};
    drg_sql_begin(&c->probe);
    drg_sql_begin(&c->set);
    drg_sql_begin(&c->walk);
    return c;
}

void drg_match_begin_set(const drg_match *m, drg_sql *set, const char *table)
{
    drg_sql_add(set, set->text.len > 0 ? " UNION ALL SELECT " : "SELECT ");
    drg_sql_add(set, m->s->row);
    drg_sql_add(set, " FROM ");
    drg_sql_add(set, table);
    drg_sql_add(set, " WHERE ");
}

/* ---- who ---- */

/* plus: a '+' before columns, which keeps SQLite from looking a row's parties up by who they are. */
static void who_terms(drg_sql *s, drg_who who, const char *plus)
{
    if (who.name.len > 0) {
        drg_sql_add(s, plus);
        drg_sql_text(s, "name = ? COLLATE NOCASE", who.name);
        return;
    }
    if (who.country.len > 0) {
        drg_sql_add(s, plus);
        drg_sql_text(s, "country = ?", who.country);
    }
    if (who.sector.len > 0) {
        drg_sql_add(s, who.country.len > 0 ? " AND " : "");
        drg_sql_add(s, plus);
        drg_sql_text(s, "sector = ?", who.sector);
    }
}

/* side: 'actor', 'recipient', or NULL for both. */
static void add_who(drg_match *m, drg_param p, const char *side)
{
    const drg_values *values = &m->q->values[p];
    drg_condition *c = drg_match_condition(m);
    char where[128];
    snprintf(where, sizeof where, "EXISTS (SELECT 1 FROM %s p WHERE p.%s = x.%s%s%s%s AND (", m->s->party, m->s->row,
             m->s->row, side != NULL ? " AND p.side = '" : "", side != NULL ? side : "", side != NULL ? "'" : "");
    drg_sql_add(&c->probe, where);
    bool has_set = true;
    for (size_t i = 0; i < values->n; i++) {
        drg_who who = drg_who_of(values->v[i]);
        drg_sql_add(&c->probe, i > 0 ? " OR " : "");
        who_terms(&c->probe, who, "+");
        has_set = has_set && (who.name.len > 0 || who.country.len > 0);
    }
    drg_sql_add(&c->probe, "))");
    for (size_t i = 0; has_set && i < values->n; i++)
        for (int k = 0; k < 2; k++) {
            const char *sides[] = {"actor", "recipient"};
            if (side != NULL && strcmp(side, sides[k]) != 0)
                continue;
            drg_match_begin_set(m, &c->set, m->s->party);
            snprintf(where, sizeof where, "side = '%s' AND ", sides[k]);
            drg_sql_add(&c->set, where);
            who_terms(&c->set, drg_who_of(values->v[i]), "");
        }
    if (has_set && drg_match_is_events(m) && values->n == 1 && side != NULL) {
        drg_who who = drg_who_of(values->v[0]);
        snprintf(where, sizeof where,
                 "party w INDEXED BY %s CROSS JOIN record x ON x.rec = w.rec WHERE w.side = '%s' AND ",
                 who.name.len > 0     ? "party_name"
                 : who.sector.len > 0 ? "party_who"
                                      : "party_newest",
                 side);
        drg_sql_add(&c->walk, where);
        who_terms(&c->walk, who, "w.");
        c->key = "w.day";
    }
}

/* ---- what, where, how ---- */

/* "record x INDEXED BY record_country_newest WHERE ": rows in the order of x.day. */
static void begin_walk(drg_match *m, drg_condition *c, const char *column)
{
    char text[128];
    snprintf(text, sizeof text, "%s x INDEXED BY %s_%s_newest WHERE ", m->s->table, m->s->table, column);
    drg_sql_add(&c->walk, text);
    c->key = "x.day";
}

/* Rows of which a column has one of the values. */
static void add_column(drg_match *m, drg_param p, const char *column, bool has_set)
{
    const drg_values *values = &m->q->values[p];
    drg_condition *c = drg_match_condition(m);
    char term[64];
    snprintf(term, sizeof term, "x.%s = ?", column);
    for (size_t i = 0; i < values->n; i++) {
        drg_sql_add(&c->probe, i > 0 ? " OR " : "(");
        drg_sql_text(&c->probe, term, values->v[i]);
        if (!has_set)
            continue;
        drg_match_begin_set(m, &c->set, m->s->table);
        drg_sql_add(&c->set, drg_match_is_events(m) ? "current AND " : "");
        drg_sql_text(&c->set, term + 2, values->v[i]);
    }
    drg_sql_add(&c->probe, ")");
    if (!has_set || p == DRG_P_ID || values->n != 1 || !(drg_match_is_events(m) || drg_match_is_incidents(m)))
        return;
    begin_walk(m, c, column);
    drg_sql_text(&c->walk, term, values->v[0]);
}

static void type_terms(const drg_match *m, drg_sql *s, drg_str value)
{
    drg_str event, mode;
    drg_type_of(value, &event, &mode);
    drg_sql_text(s, "event = ?", event);
    if (mode.len > 0)
        drg_sql_text(s, drg_match_is_events(m) ? " AND instr(modes, '\"' || ? || '\"')" : " AND mode = ?", mode);
}

/* Of records with a mode, among others: lists of modes are few, so that those with it can be looked through first. */
static void add_modes(drg_sql *set, drg_str event, drg_str mode)
{
    drg_sql_text(set, "event = ?", event);
    drg_sql_text(set,
                 " AND modes IN (WITH RECURSIVE d (m) AS (SELECT min(modes) FROM record WHERE current AND event = ?",
                 event);
    drg_sql_text(set,
                 " UNION ALL SELECT (SELECT min(modes) FROM record WHERE current AND event = ? AND modes > m) FROM d"
                 " WHERE m IS NOT NULL) SELECT m FROM d WHERE instr(m, '\"' || ?",
                 event);
    drg_sql_value(set, (drg_operand){.type = DRG_SQL_TEXT, .text = mode});
    drg_sql_add(set, " || '\"'))");
}

static void add_type(drg_match *m)
{
    const drg_values *values = &m->q->values[DRG_P_TYPE];
    drg_condition *c = drg_match_condition(m);
    drg_str event, mode;
    for (size_t i = 0; i < values->n; i++) {
        drg_sql_add(&c->probe, i > 0 ? " OR " : "(");
        type_terms(m, &c->probe, values->v[i]);
        drg_type_of(values->v[i], &event, &mode);
        drg_match_begin_set(m, &c->set, m->s->table);
        drg_sql_add(&c->set, drg_match_is_events(m) ? "current AND " : "");
        if (drg_match_is_events(m) && mode.len > 0)
            add_modes(&c->set, event, mode);
        else
            type_terms(m, &c->set, values->v[i]);
    }
    drg_sql_add(&c->probe, ")");
    if (values->n != 1)
        return;
    begin_walk(m, c, drg_match_is_incidents(m) && mode.len > 0 ? "mode" : "event");
    type_terms(m, &c->walk, values->v[0]);
}

/* The first or last day on which anything was there: " AND x.day >= (SELECT min(…) …)". */
static void add_place_bound(const drg_match *m, drg_sql *probe, const char *compare, const char *end)
{
    static const char *const columns[] = {"place", "province"};
    const drg_values *values = &m->q->values[DRG_P_PLACE];
    char text[160];
    snprintf(text, sizeof text, " AND x.day %s (SELECT %s(d) FROM (", compare, end);
    drg_sql_add(probe, text);
    for (size_t i = 0; i < values->n; i++)
        for (int k = 0; k < 2; k++) {
            snprintf(text, sizeof text, "%sSELECT %s(day) AS d FROM %s WHERE %s%s = ? COLLATE NOCASE",
                     i + (size_t)k > 0 ? " UNION ALL " : "", end, m->s->table,
                     drg_match_is_events(m) ? "current AND " : "", columns[k]);
            drg_sql_text(probe, text, values->v[i]);
        }
    drg_sql_add(probe, "))");
}

static void add_place(drg_match *m)
{
    const drg_values *values = &m->q->values[DRG_P_PLACE];
    drg_condition *c = drg_match_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        drg_sql_add(&c->probe, i > 0 ? " OR " : "(");
        drg_sql_text(&c->probe, "x.place = ? COLLATE NOCASE", values->v[i]);
        drg_sql_text(&c->probe, " OR x.province = ? COLLATE NOCASE", values->v[i]);
        for (int k = 0; k < 2; k++) {
            drg_match_begin_set(m, &c->set, m->s->table);
            drg_sql_add(&c->set, drg_match_is_events(m) ? "current AND " : "");
            drg_sql_text(&c->set, k == 0 ? "place = ? COLLATE NOCASE" : "province = ? COLLATE NOCASE", values->v[i]);
        }
    }
    drg_sql_add(&c->probe, ")");
    /* Towns are in the news for a while: to walk through all other days would take long. */
    add_place_bound(m, &c->probe, ">=", "min");
    add_place_bound(m, &c->probe, "<=", "max");
}

#define KM_PER_DEGREE 111.2

static void add_box(const drg_match *m, drg_sql *set, double lon, double high, double wide)
{
    drg_match_begin_set(m, set, drg_match_is_events(m) ? "record_box" : "incident_box");
    drg_sql_real(set, "max_lat >= ?", m->q->lat - high);
    drg_sql_real(set, " AND min_lat <= ?", m->q->lat + high);
    drg_sql_real(set, " AND max_lon >= ?", lon - wide);
    drg_sql_real(set, " AND min_lon <= ?", lon + wide);
}

/* Whose point lies within the distance and is known as exactly; towns are always exact enough. */
static void add_near(drg_match *m)
{
    const drg_query *q = m->q;
    drg_condition *c = drg_match_condition(m);
    c->rough = true;
    drg_sql_real(&c->probe, "x.radius_km <= ?", q->km > 10 ? q->km : 10);
    drg_sql_real(&c->probe, " AND drg_km(x.lat, x.lon, ?", q->lat);
    drg_sql_real(&c->probe, ", ?) <= ", q->lon);
    drg_sql_real(&c->probe, "?", q->km);
    double high = q->km / KM_PER_DEGREE;
    double wide = high / fmax(cos(fmin(fabs(q->lat) + high, 90) * 3.14159265358979323846 / 180), 0.01);
    if (wide > 90)
        return; /* about a pole: no box */
    add_box(m, &c->set, q->lon, high, wide);
    /* What lies beyond the line where days begin has another longitude. */
    if (q->lon - wide < -180)
        add_box(m, &c->set, q->lon + 360, high, wide);
    if (q->lon + wide > 180)
        add_box(m, &c->set, q->lon - 360, high, wide);
}

static void add_min_dead(drg_match *m)
{
    drg_condition *c = drg_match_condition(m);
    if (drg_match_is_incidents(m)) {
        drg_sql_real(&c->probe, "x.min_dead >= ?", m->q->min_dead);
        drg_match_begin_set(m, &c->set, "incident");
        drg_sql_real(&c->set, "min_dead > 0 AND min_dead >= ?", m->q->min_dead);
        return;
    }
    drg_sql_real(&c->probe, "EXISTS (SELECT 1 FROM number n WHERE n.rec = x.rec AND +n.what = 'dead' AND +n.low >= ?)",
                 m->q->min_dead);
    drg_match_begin_set(m, &c->set, "number");
    drg_sql_real(&c->set, "what = 'dead' AND low >= ?", m->q->min_dead);
}

/* ---- when ---- */

static void add_time(drg_match *m)
{
    const drg_query *q = m->q;
    bool has_since = drg_query_has(q, DRG_P_SINCE), has_until = drg_query_has(q, DRG_P_UNTIL);
    if (!has_since && !has_until)
        return;
    drg_condition *c = drg_match_condition(m);
    m->time = c;
    c->rough = true;
    bool spans = drg_match_is_events(m) || drg_match_is_incidents(m);
    if (q->kind == DRG_ASK_TRACKS) {
        drg_sql_whole(&c->probe, "coalesce(x.last_day, x.first_day) >= ?", has_since ? q->since : INT32_MIN);
        drg_sql_whole(&c->probe, " AND coalesce(x.first_day, x.last_day) <= ?", has_until ? q->until : INT32_MAX);
        return;
    }
    /* What lasts begins 31 days before at most: so long are days and last days apart. */
    drg_sql_whole(&c->probe, "x.day >= ?", has_since ? (int64_t)q->since - (spans ? 31 : 0) : -719161);
    drg_sql_whole(&c->probe, " AND x.day <= ?", has_until ? q->until : INT32_MAX);
    if (spans)
        drg_sql_whole(&c->probe, " AND x.end_day >= ?", has_since ? q->since : -719161);
    drg_match_begin_set(m, &c->set, m->s->table);
    drg_sql_add(&c->set, drg_match_is_incidents(m) ? "" : "current AND ");
    drg_sql_whole(&c->set, "day >= ?", has_since ? (int64_t)q->since - (spans ? 31 : 0) : -719161);
    drg_sql_whole(&c->set, " AND day <= ?", has_until ? q->until : INT32_MAX);
}

/* ---- tracks ---- */

static void add_track_who(drg_match *m, drg_param p)
{
    const drg_values *values = &m->q->values[p];
    drg_condition *c = drg_match_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        drg_who who = drg_who_of(values->v[i]);
        drg_sql_add(&c->probe, i > 0 ? " OR " : "(");
        if (who.name.len > 0) {
            drg_sql_text(&c->probe,
                         "EXISTS (SELECT 1 FROM track_party p WHERE p.track = x.track AND p.name = ? COLLATE NOCASE)",
                         who.name);
            continue;
        }
        if (who.country.len > 0)
            drg_sql_text(&c->probe, "EXISTS (SELECT 1 FROM track_party p WHERE p.track = x.track AND p.country = ?)",
                         who.country);
        drg_sql_add(&c->probe, who.country.len > 0 && who.sector.len > 0 ? " AND " : "");
        if (who.sector.len > 0) {
            drg_sql_text(
                &c->probe,
                "EXISTS (SELECT 1 FROM track_record k CROSS JOIN party p USING (rec) WHERE k.track = x.track AND "
                "+p.sector = ?",
                who.sector);
            if (who.country.len > 0)
                drg_sql_text(&c->probe, " AND +p.country = ?", who.country);
            drg_sql_add(&c->probe, ")");
        }
    }
    drg_sql_add(&c->probe, ")");
}

/* ---- all of them ---- */

void drg_match_add_facts(drg_match *m)
{
    const drg_query *q = m->q;
    bool is_track = q->kind == DRG_ASK_TRACKS;
    static const drg_param whos[] = {DRG_P_ACTOR, DRG_P_RECIPIENT, DRG_P_PARTY};
    static const char *const sides[] = {"actor", "recipient", NULL};
    for (int i = 0; i < 3; i++) {
        if (drg_query_has(q, whos[i]) && is_track)
            add_track_who(m, whos[i]);
        else if (drg_query_has(q, whos[i]))
            add_who(m, whos[i], sides[i]);
    }
    if (drg_query_has(q, DRG_P_TYPE))
        add_type(m);
    if (drg_query_has(q, DRG_P_STATUS))
        add_column(m, DRG_P_STATUS, is_track ? "state" : "status", !is_track);
    if (drg_query_has(q, DRG_P_KIND))
        add_column(m, DRG_P_KIND, "kind", false);
    if (drg_query_has(q, DRG_P_COUNTRY) && !is_track)
        add_column(m, DRG_P_COUNTRY, "country", true);
    if (drg_query_has(q, DRG_P_PLACE) && !is_track)
        add_place(m);
    if (drg_query_has(q, DRG_P_NEAR))
        add_near(m);
    add_time(m);
    if (drg_query_has(q, DRG_P_MIN_DEAD))
        add_min_dead(m);
    if (drg_query_has(q, DRG_P_ID))
        add_column(m, DRG_P_ID, q->kind == DRG_ASK_SOURCES ? "key" : "id", true);
}
