/* src/ledger/origins.c - conditions on who says so, where and in which words, and on what a row belongs to. */
#include "ledger/conditions.h"

/* ---- according to whom ---- */

/* "SELECT source FROM source WHERE …" */
static void add_sources(drg_sql *s, const drg_values *values)
{
    drg_sql_add(s, "SELECT source FROM source WHERE ");
    for (size_t i = 0; i < values->n; i++) {
        drg_who who = drg_who_of(values->v[i]);
        drg_sql_add(s, i > 0 ? " OR " : "");
        if (who.name.len > 0) {
            drg_sql_text(s, "name = ? COLLATE NOCASE", who.name);
            drg_sql_text(s, " OR key = ?", who.name);
            continue;
        }
        if (who.country.len > 0)
            drg_sql_text(s, "country = ?", who.country);
        drg_sql_add(s, who.country.len > 0 && who.sector.len > 0 ? " AND " : "");
        if (who.sector.len > 0)
            drg_sql_text(s, "sector = ?", who.sector);
    }
}

static void add_source(drg_match *m)
{
    const drg_values *values = &m->q->values[DRG_P_SOURCE];
    drg_condition *c = drg_match_condition(m);
    switch (m->q->kind) {
    case DRG_ASK_SOURCES:
        drg_sql_add(&c->probe, "x.source IN (");
        add_sources(&c->probe, values);
        drg_sql_add(&c->probe, ")");
        add_sources(&c->set, values);
        return;
    case DRG_ASK_TRACKS:
        drg_sql_add(&c->probe,
                    "EXISTS (SELECT 1 FROM track_record o CROSS JOIN claim c USING (rec) WHERE o.track = x.track"
                    " AND +c.source IN (");
        break;
    case DRG_ASK_DOCUMENTS:
        drg_sql_add(
            &c->probe,
            "EXISTS (SELECT 1 FROM record o CROSS JOIN claim c USING (rec) WHERE o.doc = x.doc AND +c.source IN (");
        drg_match_begin_set(m, &c->set, "claim CROSS JOIN record USING (rec)");
        drg_sql_add(&c->set, "source IN (");
        break;
    case DRG_ASK_INCIDENTS:
    case DRG_ASK_PLACES:
        drg_sql_add(&c->probe,
                    "EXISTS (SELECT 1 FROM incident_source c WHERE c.incident = x.incident AND c.source IN (");
        drg_match_begin_set(m, &c->set, "incident_source");
        drg_sql_add(&c->set, "source IN (");
        break;
    default:
        drg_sql_add(&c->probe, "EXISTS (SELECT 1 FROM claim c WHERE c.rec = x.rec AND +c.source IN (");
        drg_match_begin_set(m, &c->set, "claim");
        drg_sql_add(&c->set, "source IN (");
    }
    add_sources(&c->probe, values);
    drg_sql_add(&c->probe, "))");
    if (c->set.text.len == 0)
        return;
    add_sources(&c->set, values);
    drg_sql_add(&c->set, ")");
}

/* ---- by way of records ---- */

/* A condition on the records that belong to x. */
typedef struct of_records {
    const char *probe; /* about record o, with one question mark */
    const char *from;  /* tables, in the order in which indexes find them; NULL: there is no set */
    const char *rec;   /* the record's number in them */
    const char *term;  /* with one question mark */
} of_records;

static void begin_set_of_records(const drg_match *m, drg_sql *set, const of_records *of)
{
    bool direct = drg_match_is_events(m);
    const char *belongs = drg_match_is_incidents(m) ? "incident_record" : "track_record";
    drg_sql_add(set, set->text.len > 0 ? " UNION ALL SELECT " : "SELECT ");
    drg_sql_add(set, direct ? of->rec : m->s->row);
    drg_sql_add(set, " FROM ");
    drg_sql_add(set, of->from);
    if (!direct) {
        drg_sql_add(set, " CROSS JOIN ");
        drg_sql_add(set, belongs);
        drg_sql_add(set, " k ON k.rec = ");
        drg_sql_add(set, of->rec);
    }
    drg_sql_add(set, " WHERE ");
}

static drg_condition *add_of_records(drg_match *m, const of_records *of, const drg_str *values, size_t n)
{
    drg_condition *c = drg_match_condition(m);
    drg_sql_add(&c->probe, drg_match_is_events(m) ? "EXISTS (SELECT 1 FROM record o WHERE o.rec = x.rec AND ("
                           : drg_match_is_incidents(m)
                               ? "EXISTS (SELECT 1 FROM incident_record k CROSS JOIN record o USING (rec)"
                                 " WHERE k.incident = x.incident AND ("
                               : "EXISTS (SELECT 1 FROM track_record k CROSS JOIN record o USING (rec)"
                                 " WHERE k.track = x.track AND (");
    for (size_t i = 0; i < n; i++) {
        drg_sql_add(&c->probe, i > 0 ? " OR " : "");
        drg_sql_text(&c->probe, of->probe, values[i]);
        if (of->from == NULL)
            continue;
        begin_set_of_records(m, &c->set, of);
        drg_sql_text(&c->set, of->term, values[i]);
    }
    drg_sql_add(&c->probe, "))");
    return c;
}

/* Beginnings of words stand for many; to put these together for every row that is probed would take for ever. */
static void add_beginnings(drg_match *m)
{
    drg_condition *c = drg_match_condition(m);
    c->small = c->small < 0 ? -1 : DRG_SMALL_WORDS;
    drg_sql_text(&c->set,
                 drg_match_is_events(m) ? "SELECT rowid FROM record_words WHERE record_words MATCH ?"
                 : drg_match_is_incidents(m)
                     ? "SELECT k.incident FROM record_words f CROSS JOIN incident_record k ON k.rec = f.rowid"
                       " WHERE record_words MATCH ?"
                 : m->q->kind == DRG_ASK_TRACKS
                     ? "SELECT k.track FROM record_words f CROSS JOIN track_record k ON k.rec = f.rowid"
                       " WHERE record_words MATCH ?"
                     : "SELECT rowid FROM document_words WHERE document_words MATCH ?",
                 m->q->match);
    drg_sql_add(&c->probe, "x.");
    drg_sql_add(&c->probe, m->s->row);
    drg_sql_add(&c->probe, " IN (");
    drg_sql_join(&c->probe, &c->set);
    drg_sql_add(&c->probe, ")");
}

static void add_document_words(drg_match *m)
{
    drg_condition *c = drg_match_condition(m);
    c->small = c->small < 0 ? -1 : DRG_SMALL_WORDS;
    drg_sql_text(&c->probe, "EXISTS (SELECT 1 FROM document_words WHERE document_words MATCH ? AND rowid = x.doc)",
                 m->q->match);
    drg_sql_text(&c->set, "SELECT rowid FROM document_words WHERE document_words MATCH ?", m->q->match);
}

static void add_source_words(drg_match *m)
{
    drg_condition *c = drg_match_condition(m);
    drg_sql_text(&c->probe, "instr(lower(x.name), lower(?))", m->q->values[DRG_P_TEXT].v[0]);
}

static void add_words(drg_match *m)
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
        drg_condition *c = add_of_records(m, &of, &m->q->match, 1);
        c->small = c->small < 0 ? -1 : DRG_SMALL_WORDS;
    }
}

static void add_publisher(drg_match *m)
{
    static const of_records of = {
        "EXISTS (SELECT 1 FROM document d WHERE d.doc = o.doc AND d.publisher = ? COLLATE NOCASE)",
        "document d CROSS JOIN record o ON o.doc = d.doc", "o.rec", "d.publisher = ? COLLATE NOCASE"};
    const drg_values *values = &m->q->values[DRG_P_PUBLISHER];
    if (m->q->kind != DRG_ASK_DOCUMENTS) {
        add_of_records(m, &of, values->v, values->n);
        return;
    }
    drg_condition *c = drg_match_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        drg_sql_text(&c->probe, i > 0 ? " OR x.publisher = ? COLLATE NOCASE" : "(x.publisher = ? COLLATE NOCASE",
                     values->v[i]);
        drg_match_begin_set(m, &c->set, "document");
        drg_sql_text(&c->set, "publisher = ? COLLATE NOCASE", values->v[i]);
    }
    drg_sql_add(&c->probe, ")");
}

/* ---- belonging ---- */

static void add_belongs(drg_match *m, drg_param p, const char *probe, const char *set)
{
    const drg_values *values = &m->q->values[p];
    drg_condition *c = drg_match_condition(m);
    for (size_t i = 0; i < values->n; i++) {
        drg_sql_add(&c->probe, i > 0 ? " OR " : "(");
        drg_sql_text(&c->probe, probe, values->v[i]);
        drg_sql_add(&c->set, i > 0 ? " UNION ALL " : "");
        drg_sql_text(&c->set, set, values->v[i]);
    }
    drg_sql_add(&c->probe, ")");
}

static void add_belonging(drg_match *m)
{
    static const of_records of_document = {"EXISTS (SELECT 1 FROM document d WHERE d.doc = o.doc AND d.id = ?)",
                                           "document d CROSS JOIN record o ON o.doc = d.doc", "o.rec", "d.id = ?"};
    const drg_query *q = m->q;
    if (drg_query_has(q, DRG_P_INCIDENT) && drg_match_is_events(m))
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
    if (drg_query_has(q, DRG_P_TRACK) && drg_match_is_events(m))
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
        drg_condition *c = drg_match_condition(m);
        const char *column = drg_match_is_events(m) ? "rec" : q->kind == DRG_ASK_DOCUMENTS ? "doc" : "changed";
        drg_sql_add(&c->probe, "x.");
        drg_sql_add(&c->probe, column);
        drg_sql_whole(&c->probe, " > ?", q->changed_after);
        drg_match_begin_set(m, &c->set, m->s->table);
        drg_sql_add(&c->set, column);
        drg_sql_whole(&c->set, " > ?", q->changed_after);
    }
}

/* ---- tracks ---- */

static void add_track_place(drg_match *m)
{
    static const of_records place = {.probe = "(? COLLATE NOCASE) IN (o.place, o.province)"};
    static const of_records country = {.probe = "o.country = ?"};
    if (drg_query_has(m->q, DRG_P_PLACE))
        add_of_records(m, &place, m->q->values[DRG_P_PLACE].v, m->q->values[DRG_P_PLACE].n);
    if (drg_query_has(m->q, DRG_P_COUNTRY))
        add_of_records(m, &country, m->q->values[DRG_P_COUNTRY].v, m->q->values[DRG_P_COUNTRY].n);
}

/* ---- all of them ---- */

void drg_match_add_origins(drg_match *m)
{
    const drg_query *q = m->q;
    if (q->kind == DRG_ASK_TRACKS)
        add_track_place(m);
    if (drg_query_has(q, DRG_P_SOURCE))
        add_source(m);
    if (drg_query_has(q, DRG_P_PUBLISHER))
        add_publisher(m);
    if (drg_query_has(q, DRG_P_TEXT))
        add_words(m);
    add_belonging(m);
}
