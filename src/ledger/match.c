#include "ledger/match.h"

#include "base/error.h"
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* How a page is found. Every condition of a query has two forms: a set, which an index gives, and a probe, which asks one
 * row. Sets are counted, as far as counting is cheap. A small one is taken whole, probed and sorted; otherwise rows are
 * taken in the order that is asked for, by the index of the rarest condition that has one, and probed until the page is
 * full. So what is rare is found by its rarity and what is frequent soon fills a page. */

/* How large a set may be that is taken whole, where the ledger does not say: of words, which are probed slowly. */
#define SMALL_WORDS 15000
/* Sets that can be walked are counted up to this; up to a few times of what is asked for, any is taken whole. */
#define COUNTED 40000

/* ---- SQL under way ---- */

typedef struct operand {
    enum { TEXT, WHOLE, REAL } type;
    drg_str text;
    int64_t whole;
    double real;
} operand;

typedef struct sql {
    drg_buf text;
    operand *values; /* of its question marks, in order */
    size_t n, cap;
    drg_status status;
} sql;

static void add(sql *s, const char *text)
{
    if (s->status == DRG_OK)
        s->status = drg_buf_add(&s->text, text, strlen(text));
}

static void add_value(sql *s, operand v)
{
    if (s->n == s->cap) {
        size_t cap = s->cap > 0 ? 2 * s->cap : 8;
        operand *values = realloc(s->values, cap * sizeof *values);
        if (values == NULL) {
            s->status = DRG_ENOMEM;
            return;
        }
        s->values = values;
        s->cap = cap;
    }
    s->values[s->n++] = v;
}

static void add_text(sql *s, const char *text, drg_str v)
{
    add(s, text);
    add_value(s, (operand){.type = TEXT, .text = v});
}

static void add_whole(sql *s, const char *text, int64_t v)
{
    add(s, text);
    add_value(s, (operand){.type = WHOLE, .whole = v});
}

static void add_real(sql *s, const char *text, double v)
{
    add(s, text);
    add_value(s, (operand){.type = REAL, .real = v});
}

static void add_sql(sql *s, const sql *other)
{
    if (other->text.len > 0)
        add(s, other->text.ptr);
    for (size_t i = 0; i < other->n; i++)
        add_value(s, other->values[i]);
    if (s->status == DRG_OK)
        s->status = other->status;
}

static void begin(sql *s)
{
    *s = (sql){.status = DRG_OK};
    drg_buf_init(&s->text, (size_t)1 << 20);
}

static void release(sql *s)
{
    drg_buf_release(&s->text);
    free(s->values);
}

static drg_status prepare(drg_ledger *l, const sql *s, sqlite3_stmt **stmt, drg_error *err)
{
    if (s->status != DRG_OK)
        return drg_fail(err, s->status, "the question is too long");
    int rc = sqlite3_prepare_v2(l->db, s->text.ptr, (int)s->text.len + 1, stmt, NULL);
    if (rc != SQLITE_OK)
        return drg_ledger__fail(l, rc, err);
    for (size_t i = 0; i < s->n; i++) {
        const operand *v = &s->values[i];
        int at = (int)i + 1;
        if (v->type == TEXT)
            sqlite3_bind_text64(*stmt, at, v->text.len > 0 ? v->text.ptr : "", v->text.len, SQLITE_STATIC, SQLITE_UTF8);
        else if (v->type == WHOLE)
            sqlite3_bind_int64(*stmt, at, v->whole);
        else
            sqlite3_bind_double(*stmt, at, v->real);
    }
    return DRG_OK;
}

/* ---- conditions ---- */

typedef struct condition {
    sql probe;       /* an expression about x */
    sql set;         /* a SELECT of rows; empty: none */
    sql walk;        /* "FROM … JOIN … WHERE …" in the order of day; empty: none */
    const char *key; /* that the walk is in the order of */
    int64_t n;       /* of the set, up to COUNTED; -1: not counted */
    bool rough;      /* the set holds more than the probe lets through */
    int64_t small;   /* up to so many the set is taken whole */
} condition;

#define MAX_CONDITIONS DRG_N_PARAMS

typedef struct ordering {
    const char *key, *tie, *index;
    bool is_real, ascending;
} ordering;

/* What differs between kinds. */
typedef struct subject {
    const char *table, *row, *filter;
    const char *party; /* the table of parties, or NULL */
    const ordering *orders;
} subject;

static const ordering event_orders[] = {{"x.day", "x.id", "record_newest", false, false},
                                        {"x.day", "x.id", "record_newest", false, true},
                                        {"x.told", "x.id", "record_reported", false, false},
                                        {"x.rec", "''", NULL, false, true}};
static const ordering incident_orders[] = {
    {"x.day", "x.id", "incident_newest", false, false},     {"x.day", "x.id", "incident_newest", false, true},
    {"x.told", "x.id", "incident_reported", false, false},  {"x.dead", "x.id", "incident_deadliest", true, false},
    {"x.n_sources", "x.id", "incident_most", false, false}, {"x.n_deny", "x.id", "incident_disputed", false, false},
    {"x.changed", "x.id", "incident_changed", false, true}};
static const ordering track_orders[] = {{"x.day", "x.id", "track_newest", false, false},
                                        {"x.day", "x.id", "track_newest", false, true},
                                        {"x.changed", "x.id", "track_changed", false, true}};
static const ordering source_orders[] = {{"t.n_claims", "''", "source_total_most", false, false},
                                         {"t.n_contradicted", "''", "source_total_contradicted", false, false}};
static const ordering document_orders[] = {{"x.day", "''", "document_newest", false, false},
                                           {"x.day", "''", "document_newest", false, true},
                                           {"x.doc", "''", NULL, false, true}};

static const subject subjects[DRG_N_ASK_KINDS] = {
    [DRG_ASK_EVENTS] = {"record", "rec", "x.current", "party", event_orders},
    [DRG_ASK_RECORDS] = {"record", "rec", "x.current", "party", event_orders},
    [DRG_ASK_INCIDENTS] = {"incident", "incident", "1", "incident_party", incident_orders},
    [DRG_ASK_PLACES] = {"incident", "incident", "1", "incident_party", incident_orders},
    [DRG_ASK_TRACKS] = {"track", "track", "1", NULL, track_orders},
    [DRG_ASK_SOURCES] = {"source", "source", "t.n_claims + t.n_passed_on > 0", NULL, source_orders},
    [DRG_ASK_DOCUMENTS] = {"document", "doc", "x.current", NULL, document_orders},
};

/* A match under way. */
typedef struct match {
    drg_ledger *l;
    const drg_query *q;
    const subject *s;
    const ordering *order;
    condition *time; /* what bounds the days; NULL: nothing */
    condition conditions[MAX_CONDITIONS];
    size_t n;
} match;

static bool is_events(const match *m)
{
    return m->q->kind == DRG_ASK_EVENTS || m->q->kind == DRG_ASK_RECORDS;
}

static bool is_incidents(const match *m)
{
    return m->q->kind == DRG_ASK_INCIDENTS || m->q->kind == DRG_ASK_PLACES;
}

static condition *new_condition(match *m)
{
    condition *c = &m->conditions[m->n++];
    *c = (condition){.n = -1, .small = m->l->small_set};
    begin(&c->probe);
    begin(&c->set);
    begin(&c->walk);
    return c;
}

/* "SELECT row FROM table WHERE ", after " UNION ALL " where there is something before it. */
static void begin_set(const match *m, sql *set, const char *table)
{
    add(set, set->text.len > 0 ? " UNION ALL SELECT " : "SELECT ");
    add(set, m->s->row);
    add(set, " FROM ");
    add(set, table);
    add(set, " WHERE ");
}

/* ---- who ---- */

/* plus: a '+' before columns, which keeps SQLite from looking a row's parties up by who they are. */
static void who_terms(sql *s, drg_who who, const char *plus)
{
    if (who.name.len > 0) {
        add(s, plus);
        add_text(s, "name = ? COLLATE NOCASE", who.name);
        return;
    }
    if (who.country.len > 0) {
        add(s, plus);
        add_text(s, "country = ?", who.country);
    }
    if (who.sector.len > 0) {
        add(s, who.country.len > 0 ? " AND " : "");
        add(s, plus);
        add_text(s, "sector = ?", who.sector);
    }
}

/* side: 'actor', 'recipient', or NULL for both. */
static void add_who(match *m, drg_param p, const char *side)
{
    const drg_values *values = &m->q->values[p];
    condition *c = new_condition(m);
    char where[128];
    snprintf(where, sizeof where, "EXISTS (SELECT 1 FROM %s p WHERE p.%s = x.%s%s%s%s AND (", m->s->party, m->s->row,
             m->s->row, side != NULL ? " AND p.side = '" : "", side != NULL ? side : "", side != NULL ? "'" : "");
    add(&c->probe, where);
    bool has_set = true;
    for (size_t i = 0; i < values->n; i++) {
        drg_who who = drg_who_of(values->v[i]);
        add(&c->probe, i > 0 ? " OR " : "");
        who_terms(&c->probe, who, "+");
        has_set = has_set && (who.name.len > 0 || who.country.len > 0);
    }
    add(&c->probe, "))");
    for (size_t i = 0; has_set && i < values->n; i++)
        for (int k = 0; k < 2; k++) {
            const char *sides[] = {"actor", "recipient"};
            if (side != NULL && strcmp(side, sides[k]) != 0)
                continue;
            begin_set(m, &c->set, m->s->party);
            snprintf(where, sizeof where, "side = '%s' AND ", sides[k]);
            add(&c->set, where);
            who_terms(&c->set, drg_who_of(values->v[i]), "");
        }
    if (has_set && is_events(m) && values->n == 1 && side != NULL) {
        drg_who who = drg_who_of(values->v[0]);
        snprintf(where, sizeof where,
                 "party w INDEXED BY %s CROSS JOIN record x ON x.rec = w.rec WHERE w.side = '%s' AND ",
                 who.name.len > 0     ? "party_name"
                 : who.sector.len > 0 ? "party_who"
                                      : "party_newest",
                 side);
        add(&c->walk, where);
        who_terms(&c->walk, who, "w.");
        c->key = "w.day";
    }
}

/* ---- what, where, how ---- */

/* "record x INDEXED BY record_country_newest WHERE ": rows in the order of x.day. */
static void begin_walk(match *m, condition *c, const char *column)
{
    char text[128];
    snprintf(text, sizeof text, "%s x INDEXED BY %s_%s_newest WHERE ", m->s->table, m->s->table, column);
    add(&c->walk, text);
    c->key = "x.day";
}

/* Rows of which a column has one of the values. */
static void add_column(match *m, drg_param p, const char *column, bool has_set)
{
    const drg_values *values = &m->q->values[p];
    condition *c = new_condition(m);
    char term[64];
    snprintf(term, sizeof term, "x.%s = ?", column);
    for (size_t i = 0; i < values->n; i++) {
        add(&c->probe, i > 0 ? " OR " : "(");
        add_text(&c->probe, term, values->v[i]);
        if (!has_set)
            continue;
        begin_set(m, &c->set, m->s->table);
        add(&c->set, is_events(m) ? "current AND " : "");
        add_text(&c->set, term + 2, values->v[i]);
    }
    add(&c->probe, ")");
    if (!has_set || p == DRG_P_ID || values->n != 1 || !(is_events(m) || is_incidents(m)))
        return;
    begin_walk(m, c, column);
    add_text(&c->walk, term, values->v[0]);
}

static void type_terms(const match *m, sql *s, drg_str value)
{
    drg_str event, mode;
    drg_type_of(value, &event, &mode);
    add_text(s, "event = ?", event);
    if (mode.len > 0)
        add_text(s, is_events(m) ? " AND instr(modes, '\"' || ? || '\"')" : " AND mode = ?", mode);
}

/* Of records with a mode, among others: lists of modes are few, so that those with it can be looked through first. */
static void add_modes(sql *set, drg_str event, drg_str mode)
{
    add_text(set, "event = ?", event);
    add_text(set, " AND modes IN (WITH RECURSIVE d (m) AS (SELECT min(modes) FROM record WHERE current AND event = ?",
             event);
    add_text(set,
             " UNION ALL SELECT (SELECT min(modes) FROM record WHERE current AND event = ? AND modes > m) FROM d"
             " WHERE m IS NOT NULL) SELECT m FROM d WHERE instr(m, '\"' || ?",
             event);
    add_value(set, (operand){.type = TEXT, .text = mode});
    add(set, " || '\"'))");
}

static void add_type(match *m)
{
    const drg_values *values = &m->q->values[DRG_P_TYPE];
    condition *c = new_condition(m);
    drg_str event, mode;
    for (size_t i = 0; i < values->n; i++) {
        add(&c->probe, i > 0 ? " OR " : "(");
        type_terms(m, &c->probe, values->v[i]);
        drg_type_of(values->v[i], &event, &mode);
        begin_set(m, &c->set, m->s->table);
        add(&c->set, is_events(m) ? "current AND " : "");
        if (is_events(m) && mode.len > 0)
            add_modes(&c->set, event, mode);
        else
            type_terms(m, &c->set, values->v[i]);
    }
    add(&c->probe, ")");
    if (values->n != 1)
        return;
    begin_walk(m, c, is_incidents(m) && mode.len > 0 ? "mode" : "event");
    type_terms(m, &c->walk, values->v[0]);
}

/* The first or last day on which anything was there: " AND x.day >= (SELECT min(…) …)". */
static void add_place_bound(const match *m, sql *probe, const char *compare, const char *end)
{
    static const char *const columns[] = {"place", "province"};
    const drg_values *values = &m->q->values[DRG_P_PLACE];
    char text[160];
    snprintf(text, sizeof text, " AND x.day %s (SELECT %s(d) FROM (", compare, end);
    add(probe, text);
    for (size_t i = 0; i < values->n; i++)
        for (int k = 0; k < 2; k++) {
            snprintf(text, sizeof text, "%sSELECT %s(day) AS d FROM %s WHERE %s%s = ? COLLATE NOCASE",
                     i + (size_t)k > 0 ? " UNION ALL " : "", end, m->s->table, is_events(m) ? "current AND " : "",
                     columns[k]);
            add_text(probe, text, values->v[i]);
        }
    add(probe, "))");
}

static void add_place(match *m)
{
    const drg_values *values = &m->q->values[DRG_P_PLACE];
    condition *c = new_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        add(&c->probe, i > 0 ? " OR " : "(");
        add_text(&c->probe, "x.place = ? COLLATE NOCASE", values->v[i]);
        add_text(&c->probe, " OR x.province = ? COLLATE NOCASE", values->v[i]);
        for (int k = 0; k < 2; k++) {
            begin_set(m, &c->set, m->s->table);
            add(&c->set, is_events(m) ? "current AND " : "");
            add_text(&c->set, k == 0 ? "place = ? COLLATE NOCASE" : "province = ? COLLATE NOCASE", values->v[i]);
        }
    }
    add(&c->probe, ")");
    /* Towns are in the news for a while: to walk through all other days would take long. */
    add_place_bound(m, &c->probe, ">=", "min");
    add_place_bound(m, &c->probe, "<=", "max");
}

#define KM_PER_DEGREE 111.2

static void add_box(const match *m, sql *set, double lon, double high, double wide)
{
    begin_set(m, set, is_events(m) ? "record_box" : "incident_box");
    add_real(set, "max_lat >= ?", m->q->lat - high);
    add_real(set, " AND min_lat <= ?", m->q->lat + high);
    add_real(set, " AND max_lon >= ?", lon - wide);
    add_real(set, " AND min_lon <= ?", lon + wide);
}

/* Whose point lies within the distance and is known as exactly; towns are always exact enough. */
static void add_near(match *m)
{
    const drg_query *q = m->q;
    condition *c = new_condition(m);
    c->rough = true;
    add_real(&c->probe, "x.radius_km <= ?", q->km > 10 ? q->km : 10);
    add_real(&c->probe, " AND drg_km(x.lat, x.lon, ?", q->lat);
    add_real(&c->probe, ", ?) <= ", q->lon);
    add_real(&c->probe, "?", q->km);
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

static void add_min_dead(match *m)
{
    condition *c = new_condition(m);
    if (is_incidents(m)) {
        add_real(&c->probe, "x.min_dead >= ?", m->q->min_dead);
        begin_set(m, &c->set, "incident");
        add_real(&c->set, "min_dead > 0 AND min_dead >= ?", m->q->min_dead);
        return;
    }
    add_real(&c->probe, "EXISTS (SELECT 1 FROM number n WHERE n.rec = x.rec AND +n.what = 'dead' AND +n.low >= ?)",
             m->q->min_dead);
    begin_set(m, &c->set, "number");
    add_real(&c->set, "what = 'dead' AND low >= ?", m->q->min_dead);
}

/* ---- when ---- */

static void add_time(match *m)
{
    const drg_query *q = m->q;
    bool has_since = drg_query_has(q, DRG_P_SINCE), has_until = drg_query_has(q, DRG_P_UNTIL);
    if (!has_since && !has_until)
        return;
    condition *c = new_condition(m);
    m->time = c;
    c->rough = true;
    bool spans = is_events(m) || is_incidents(m);
    if (q->kind == DRG_ASK_TRACKS) {
        add_whole(&c->probe, "coalesce(x.last_day, x.first_day) >= ?", has_since ? q->since : INT32_MIN);
        add_whole(&c->probe, " AND coalesce(x.first_day, x.last_day) <= ?", has_until ? q->until : INT32_MAX);
        return;
    }
    /* What lasts begins 31 days before at most: so long are days and last days apart. */
    add_whole(&c->probe, "x.day >= ?", has_since ? (int64_t)q->since - (spans ? 31 : 0) : -719161);
    add_whole(&c->probe, " AND x.day <= ?", has_until ? q->until : INT32_MAX);
    if (spans)
        add_whole(&c->probe, " AND x.end_day >= ?", has_since ? q->since : -719161);
    begin_set(m, &c->set, m->s->table);
    add(&c->set, is_incidents(m) ? "" : "current AND ");
    add_whole(&c->set, "day >= ?", has_since ? (int64_t)q->since - (spans ? 31 : 0) : -719161);
    add_whole(&c->set, " AND day <= ?", has_until ? q->until : INT32_MAX);
}

/* ---- according to whom ---- */

/* "SELECT source FROM source WHERE …" */
static void add_sources(sql *s, const drg_values *values)
{
    add(s, "SELECT source FROM source WHERE ");
    for (size_t i = 0; i < values->n; i++) {
        drg_who who = drg_who_of(values->v[i]);
        add(s, i > 0 ? " OR " : "");
        if (who.name.len > 0) {
            add_text(s, "name = ? COLLATE NOCASE", who.name);
            add_text(s, " OR key = ?", who.name);
            continue;
        }
        if (who.country.len > 0)
            add_text(s, "country = ?", who.country);
        add(s, who.country.len > 0 && who.sector.len > 0 ? " AND " : "");
        if (who.sector.len > 0)
            add_text(s, "sector = ?", who.sector);
    }
}

static void add_source(match *m)
{
    const drg_values *values = &m->q->values[DRG_P_SOURCE];
    condition *c = new_condition(m);
    switch (m->q->kind) {
    case DRG_ASK_SOURCES:
        add(&c->probe, "x.source IN (");
        add_sources(&c->probe, values);
        add(&c->probe, ")");
        add_sources(&c->set, values);
        return;
    case DRG_ASK_TRACKS:
        add(&c->probe, "EXISTS (SELECT 1 FROM track_record o CROSS JOIN claim c USING (rec) WHERE o.track = x.track"
                       " AND +c.source IN (");
        break;
    case DRG_ASK_DOCUMENTS:
        add(&c->probe,
            "EXISTS (SELECT 1 FROM record o CROSS JOIN claim c USING (rec) WHERE o.doc = x.doc AND +c.source IN (");
        begin_set(m, &c->set, "claim CROSS JOIN record USING (rec)");
        add(&c->set, "source IN (");
        break;
    case DRG_ASK_INCIDENTS:
    case DRG_ASK_PLACES:
        add(&c->probe, "EXISTS (SELECT 1 FROM incident_source c WHERE c.incident = x.incident AND c.source IN (");
        begin_set(m, &c->set, "incident_source");
        add(&c->set, "source IN (");
        break;
    default:
        add(&c->probe, "EXISTS (SELECT 1 FROM claim c WHERE c.rec = x.rec AND +c.source IN (");
        begin_set(m, &c->set, "claim");
        add(&c->set, "source IN (");
    }
    add_sources(&c->probe, values);
    add(&c->probe, "))");
    if (c->set.text.len == 0)
        return;
    add_sources(&c->set, values);
    add(&c->set, ")");
}

/* ---- by way of records ---- */

/* A condition on the records that belong to x. */
typedef struct of_records {
    const char *probe; /* about record o, with one question mark */
    const char *from;  /* tables, in the order in which indexes find them; NULL: there is no set */
    const char *rec;   /* the record's number in them */
    const char *term;  /* with one question mark */
} of_records;

static void begin_set_of_records(const match *m, sql *set, const of_records *of)
{
    bool direct = is_events(m);
    const char *belongs = is_incidents(m) ? "incident_record" : "track_record";
    add(set, set->text.len > 0 ? " UNION ALL SELECT " : "SELECT ");
    add(set, direct ? of->rec : m->s->row);
    add(set, " FROM ");
    add(set, of->from);
    if (!direct) {
        add(set, " CROSS JOIN ");
        add(set, belongs);
        add(set, " k ON k.rec = ");
        add(set, of->rec);
    }
    add(set, " WHERE ");
}

static condition *add_of_records(match *m, const of_records *of, const drg_str *values, size_t n)
{
    condition *c = new_condition(m);
    add(&c->probe, is_events(m)      ? "EXISTS (SELECT 1 FROM record o WHERE o.rec = x.rec AND ("
                   : is_incidents(m) ? "EXISTS (SELECT 1 FROM incident_record k CROSS JOIN record o USING (rec)"
                                       " WHERE k.incident = x.incident AND ("
                                     : "EXISTS (SELECT 1 FROM track_record k CROSS JOIN record o USING (rec)"
                                       " WHERE k.track = x.track AND (");
    for (size_t i = 0; i < n; i++) {
        add(&c->probe, i > 0 ? " OR " : "");
        add_text(&c->probe, of->probe, values[i]);
        if (of->from == NULL)
            continue;
        begin_set_of_records(m, &c->set, of);
        add_text(&c->set, of->term, values[i]);
    }
    add(&c->probe, "))");
    return c;
}

/* Beginnings of words stand for many; to put these together for every row that is probed would take for ever. */
static void add_beginnings(match *m)
{
    condition *c = new_condition(m);
    c->small = c->small < 0 ? -1 : SMALL_WORDS;
    add_text(&c->set,
             is_events(m)      ? "SELECT rowid FROM record_words WHERE record_words MATCH ?"
             : is_incidents(m) ? "SELECT k.incident FROM record_words f CROSS JOIN incident_record k ON k.rec = f.rowid"
                                 " WHERE record_words MATCH ?"
             : m->q->kind == DRG_ASK_TRACKS
                 ? "SELECT k.track FROM record_words f CROSS JOIN track_record k ON k.rec = f.rowid"
                   " WHERE record_words MATCH ?"
                 : "SELECT rowid FROM document_words WHERE document_words MATCH ?",
             m->q->match);
    add(&c->probe, "x.");
    add(&c->probe, m->s->row);
    add(&c->probe, " IN (");
    add_sql(&c->probe, &c->set);
    add(&c->probe, ")");
}

static void add_document_words(match *m)
{
    condition *c = new_condition(m);
    c->small = c->small < 0 ? -1 : SMALL_WORDS;
    add_text(&c->probe, "EXISTS (SELECT 1 FROM document_words WHERE document_words MATCH ? AND rowid = x.doc)",
             m->q->match);
    add_text(&c->set, "SELECT rowid FROM document_words WHERE document_words MATCH ?", m->q->match);
}

static void add_source_words(match *m)
{
    condition *c = new_condition(m);
    add_text(&c->probe, "instr(lower(x.name), lower(?))", m->q->values[DRG_P_TEXT].v[0]);
}

static void add_words(match *m)
{
    static const of_records of = {"EXISTS (SELECT 1 FROM record_words WHERE record_words MATCH ? AND rowid = o.rec)",
                                  "record_words f", "f.rowid", "record_words MATCH ?"};
    if (m->q->kind == DRG_ASK_SOURCES)
        add_source_words(m);
    else if (m->q->has_beginnings)
        add_beginnings(m);
    else if (m->q->kind == DRG_ASK_DOCUMENTS)
        add_document_words(m);
    else {
        condition *c = add_of_records(m, &of, &m->q->match, 1);
        c->small = c->small < 0 ? -1 : SMALL_WORDS;
    }
}

static void add_publisher(match *m)
{
    static const of_records of = {
        "EXISTS (SELECT 1 FROM document d WHERE d.doc = o.doc AND d.publisher = ? COLLATE NOCASE)",
        "document d CROSS JOIN record o ON o.doc = d.doc", "o.rec", "d.publisher = ? COLLATE NOCASE"};
    const drg_values *values = &m->q->values[DRG_P_PUBLISHER];
    if (m->q->kind != DRG_ASK_DOCUMENTS) {
        add_of_records(m, &of, values->v, values->n);
        return;
    }
    condition *c = new_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        add_text(&c->probe, i > 0 ? " OR x.publisher = ? COLLATE NOCASE" : "(x.publisher = ? COLLATE NOCASE",
                 values->v[i]);
        begin_set(m, &c->set, "document");
        add_text(&c->set, "publisher = ? COLLATE NOCASE", values->v[i]);
    }
    add(&c->probe, ")");
}

/* ---- belonging ---- */

static void add_belongs(match *m, drg_param p, const char *probe, const char *set)
{
    const drg_values *values = &m->q->values[p];
    condition *c = new_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        add(&c->probe, i > 0 ? " OR " : "(");
        add_text(&c->probe, probe, values->v[i]);
        add(&c->set, i > 0 ? " UNION ALL " : "");
        add_text(&c->set, set, values->v[i]);
    }
    add(&c->probe, ")");
}

static void add_belonging(match *m)
{
    static const of_records of_document = {"EXISTS (SELECT 1 FROM document d WHERE d.doc = o.doc AND d.id = ?)",
                                           "document d CROSS JOIN record o ON o.doc = d.doc", "o.rec", "d.id = ?"};
    const drg_query *q = m->q;
    if (drg_query_has(q, DRG_P_INCIDENT) && is_events(m))
        add_belongs(
            m, DRG_P_INCIDENT,
            "EXISTS (SELECT 1 FROM incident_record k CROSS JOIN incident i USING (incident) WHERE k.rec = x.rec AND "
            "i.id = ?)",
            "SELECT k.rec FROM incident i CROSS JOIN incident_record k USING (incident) WHERE i.id = ?");
    else if (drg_query_has(q, DRG_P_INCIDENT))
        add_belongs(
            m, DRG_P_INCIDENT,
            "EXISTS (SELECT 1 FROM track_step k CROSS JOIN incident i USING (incident) WHERE k.track = x.track AND "
            "i.id = ?)",
            "SELECT k.track FROM incident i CROSS JOIN track_step k USING (incident) WHERE i.id = ?");
    if (drg_query_has(q, DRG_P_TRACK) && is_events(m))
        add_belongs(
            m, DRG_P_TRACK,
            "EXISTS (SELECT 1 FROM track_record k CROSS JOIN track t USING (track) WHERE k.rec = x.rec AND t.id = ?)",
            "SELECT k.rec FROM track t CROSS JOIN track_record k USING (track) WHERE t.id = ?");
    else if (drg_query_has(q, DRG_P_TRACK))
        add_belongs(
            m, DRG_P_TRACK,
            "EXISTS (SELECT 1 FROM track_step k CROSS JOIN track t USING (track) WHERE k.incident = x.incident AND "
            "t.id = ?)",
            "SELECT k.incident FROM track t CROSS JOIN track_step k USING (track) WHERE t.id = ? AND "
            "k.incident IS NOT NULL");
    if (drg_query_has(q, DRG_P_DOCUMENT))
        add_of_records(m, &of_document, q->values[DRG_P_DOCUMENT].v, q->values[DRG_P_DOCUMENT].n);
    if (drg_query_has(q, DRG_P_CHANGED_AFTER)) {
        condition *c = new_condition(m);
        const char *column = is_events(m) ? "rec" : q->kind == DRG_ASK_DOCUMENTS ? "doc" : "changed";
        add(&c->probe, "x.");
        add(&c->probe, column);
        add_whole(&c->probe, " > ?", q->changed_after);
        begin_set(m, &c->set, m->s->table);
        add(&c->set, column);
        add_whole(&c->set, " > ?", q->changed_after);
    }
}

/* ---- tracks ---- */

static void add_track_who(match *m, drg_param p)
{
    const drg_values *values = &m->q->values[p];
    condition *c = new_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        drg_who who = drg_who_of(values->v[i]);
        add(&c->probe, i > 0 ? " OR " : "(");
        if (who.name.len > 0) {
            add_text(&c->probe,
                     "EXISTS (SELECT 1 FROM track_party p WHERE p.track = x.track AND p.name = ? COLLATE NOCASE)",
                     who.name);
            continue;
        }
        if (who.country.len > 0)
            add_text(&c->probe, "EXISTS (SELECT 1 FROM track_party p WHERE p.track = x.track AND p.country = ?)",
                     who.country);
        add(&c->probe, who.country.len > 0 && who.sector.len > 0 ? " AND " : "");
        if (who.sector.len > 0) {
            add_text(&c->probe,
                     "EXISTS (SELECT 1 FROM track_record k CROSS JOIN party p USING (rec) WHERE k.track = x.track AND "
                     "+p.sector = ?",
                     who.sector);
            if (who.country.len > 0)
                add_text(&c->probe, " AND +p.country = ?", who.country);
            add(&c->probe, ")");
        }
    }
    add(&c->probe, ")");
}

static void add_track_place(match *m)
{
    static const of_records place = {.probe = "(? COLLATE NOCASE) IN (o.place, o.province)"};
    static const of_records country = {.probe = "o.country = ?"};
    if (drg_query_has(m->q, DRG_P_PLACE))
        add_of_records(m, &place, m->q->values[DRG_P_PLACE].v, m->q->values[DRG_P_PLACE].n);
    if (drg_query_has(m->q, DRG_P_COUNTRY))
        add_of_records(m, &country, m->q->values[DRG_P_COUNTRY].v, m->q->values[DRG_P_COUNTRY].n);
}

/* ---- all conditions ---- */

static void add_conditions(match *m)
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
    if (is_track)
        add_track_place(m);
    else if (drg_query_has(q, DRG_P_COUNTRY))
        add_column(m, DRG_P_COUNTRY, "country", true);
    if (drg_query_has(q, DRG_P_PLACE) && !is_track)
        add_place(m);
    if (drg_query_has(q, DRG_P_NEAR))
        add_near(m);
    add_time(m);
    if (drg_query_has(q, DRG_P_SOURCE))
        add_source(m);
    if (drg_query_has(q, DRG_P_PUBLISHER))
        add_publisher(m);
    if (drg_query_has(q, DRG_P_MIN_DEAD))
        add_min_dead(m);
    if (drg_query_has(q, DRG_P_TEXT))
        add_words(m);
    if (drg_query_has(q, DRG_P_ID))
        add_column(m, DRG_P_ID, q->kind == DRG_ASK_SOURCES ? "key" : "id", true);
    add_belonging(m);
}

/* ---- the way ---- */

static drg_status count(match *m, condition *c, drg_error *err)
{
    sql s;
    sqlite3_stmt *stmt = NULL;
    begin(&s);
    add(&s, "SELECT count(*) FROM (SELECT 1 FROM (");
    add_sql(&s, &c->set);
    add_whole(&s, ") LIMIT ?)", c->walk.text.len > 0 && c->small < COUNTED / 2 ? COUNTED / 2 : c->small + 1);
    drg_status st = prepare(m->l, &s, &stmt, err);
    if (st == DRG_OK)
        st = drg_ledger__step(m->l, stmt, err);
    if (st == DRG_OK)
        c->n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    release(&s);
    return st;
}

/* The condition that leads: small, or with a walk in the order that is asked for; NULL: none does better than the order's
 * own index. */
static drg_status choose(match *m, size_t limit, condition **leads, drg_error *err)
{
    drg_status st = DRG_OK;
    int64_t worth = limit < COUNTED / 4 ? (int64_t)limit * 4 : COUNTED;
    condition *best = NULL, *walk = NULL;
    bool by_day = strcmp(m->order->key, "x.day") == 0;
    for (size_t i = 0; st == DRG_OK && i < m->n; i++) {
        condition *c = &m->conditions[i];
        if (c->set.text.len == 0)
            continue;
        if (c->small >= 0 && c->small < worth)
            c->small = worth;
        st = count(m, c, err);
        if (best == NULL || c->n < best->n)
            best = c;
        if (c->walk.text.len > 0 && by_day && (walk == NULL || c->n < walk->n))
            walk = c;
    }
    *leads = best != NULL && best->n <= best->small ? best : walk;
    return st;
}

static void add_cursor(const match *m, sql *s, const char *key, const drg_cursor *cursor)
{
    char term[160];
    snprintf(term, sizeof term, " AND (%s, %s, x.%s) %c (", key, m->order->tie, m->s->row,
             m->order->ascending ? '>' : '<');
    add(s, term);
    if (m->order->is_real)
        add_real(s, "?", cursor->real);
    else
        add_whole(s, "?", cursor->key);
    add_text(s, ", ?", drg_str_of(cursor->tie));
    add_whole(s, ", ?)", cursor->row);
}

static void write_from(const match *m, sql *s, const condition *leads, bool whole)
{
    bool is_source = m->q->kind == DRG_ASK_SOURCES;
    if (leads != NULL && !whole) {
        add_sql(s, &leads->walk);
        return;
    }
    if (leads != NULL)
        add(s, "w CROSS JOIN ");
    if (is_source) {
        add(s, "source_total t ");
        if (leads == NULL) {
            add(s, "INDEXED BY ");
            add(s, m->order->index);
        }
        add(s, " CROSS JOIN source x ON x.source = t.source");
    } else {
        add(s, m->s->table);
        add(s, " x");
        if (leads == NULL && m->order->index != NULL) {
            add(s, " INDEXED BY ");
            add(s, m->order->index);
        }
    }
    add(s, " WHERE ");
    add(s, m->s->filter);
    if (leads == NULL)
        return;
    char term[96];
    snprintf(term, sizeof term, " AND %s.%s = w.row", is_source ? "t" : "x", m->s->row);
    add(s, term);
}

/* A walk of parties or claims has days of its own, by which it can begin where the time does. */
static void add_walk_bounds(const match *m, sql *s, const char *key)
{
    if (m->time == NULL || strcmp(key, "w.day") != 0)
        return;
    add(s, " AND w.day >= ? AND w.day <= ?");
    add_value(s, m->time->probe.values[0]);
    add_value(s, m->time->probe.values[1]);
}

static void write_select(const match *m, sql *s, const condition *leads, const drg_cursor *cursor)
{
    bool whole = leads != NULL && leads->n <= leads->small;
    const char *key = leads != NULL && !whole ? leads->key : m->order->key;
    const char *down = m->order->ascending ? "" : " DESC";
    char text[256];
    if (whole) {
        add(s, "WITH w (row) AS MATERIALIZED (SELECT DISTINCT * FROM (");
        add_sql(s, &leads->set);
        add(s, ")) ");
    }
    snprintf(text, sizeof text, "SELECT %s, %s, x.%s FROM ", key, m->order->tie, m->s->row);
    add(s, text);
    write_from(m, s, leads, whole);
    if (leads != NULL && !whole) {
        add(s, " AND ");
        add(s, m->s->filter);
        add_walk_bounds(m, s, key);
    }
    for (size_t i = 0; i < m->n; i++) {
        if (whole && leads == &m->conditions[i] && !leads->rough)
            continue;
        add(s, " AND (");
        add_sql(s, &m->conditions[i].probe);
        add(s, ")");
    }
    if (cursor != NULL)
        add_cursor(m, s, key, cursor);
    snprintf(text, sizeof text, " ORDER BY %s%s, %s%s, x.%s%s", key, down, m->order->tie, down, m->s->row, down);
    add(s, text);
}

/* ---- the rows ---- */

void drg_rows_release(drg_rows *rows)
{
    free(rows->row);
    *rows = (drg_rows){0};
}

static drg_status add_row(drg_rows *rows, sqlite3_stmt *stmt, const match *m, drg_error *err)
{
    int64_t row = sqlite3_column_int64(stmt, 2);
    /* A walk meets a row once for each party that fits; they come one after the other. */
    if (rows->n > 0 && rows->row[rows->n - 1] == row)
        return DRG_OK;
    if (rows->n == rows->cap) {
        size_t cap = rows->cap > 0 ? 2 * rows->cap : 64;
        int64_t *list = realloc(rows->row, cap * sizeof *list);
        if (list == NULL)
            return drg_fail_nomem(err);
        rows->row = list;
        rows->cap = cap;
    }
    drg_str tie = drg_ledger__column(stmt, 1);
    drg_cursor *last = &rows->last;
    *last = (drg_cursor){.has = true, .is_real = m->order->is_real, .order = m->q->order, .row = row};
    if (last->is_real)
        last->real = sqlite3_column_double(stmt, 0);
    else
        last->key = sqlite3_column_int64(stmt, 0);
    if (tie.len < sizeof last->tie && tie.len > 0)
        memcpy(last->tie, tie.ptr, tie.len);
    rows->row[rows->n++] = row;
    return DRG_OK;
}

static drg_status collect(match *m, sqlite3_stmt *stmt, size_t limit, drg_rows *rows, drg_error *err)
{
    drg_status st;
    while ((st = drg_ledger__step(m->l, stmt, err)) == DRG_OK) {
        if (rows->n == limit && rows->row[limit - 1] != sqlite3_column_int64(stmt, 2)) {
            rows->more = true;
            return DRG_OK;
        }
        st = add_row(rows, stmt, m, err);
        if (st != DRG_OK)
            return st;
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ledger__match(drg_ledger *l, const drg_query *q, size_t limit, const drg_cursor *cursor, drg_rows *rows,
                             drg_error *err)
{
    match *m = calloc(1, sizeof *m);
    if (m == NULL)
        return drg_fail_nomem(err);
    m->l = l;
    m->q = q;
    m->s = &subjects[q->kind];
    m->order = &m->s->orders[q->order];
    *rows = (drg_rows){0};
    add_conditions(m);
    condition *leads;
    sql s;
    sqlite3_stmt *stmt = NULL;
    begin(&s);
    drg_status st = choose(m, limit, &leads, err);
    if (st == DRG_OK) {
        write_select(m, &s, leads, cursor);
        st = prepare(l, &s, &stmt, err);
    }
    if (st == DRG_OK)
        st = collect(m, stmt, limit, rows, err);
    sqlite3_finalize(stmt);
    release(&s);
    for (size_t i = 0; i < m->n; i++) {
        release(&m->conditions[i].probe);
        release(&m->conditions[i].set);
        release(&m->conditions[i].walk);
    }
    free(m);
    if (st != DRG_OK)
        drg_rows_release(rows);
    return st;
}
