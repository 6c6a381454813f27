/* src/ledger/check.c - whether a ledger is sound: the file, the references, and that what follows fits what was said. */
#include "base/error.h"
#include "base/text.h"
#include "ledger/inside.h"

#include <string.h>

/* Queries whose every row is something amiss, in words. They only read. */
static const char *const queries[] = {
    /* The file. */
    "SELECT 'the file: ' || integrity_check FROM pragma_integrity_check WHERE integrity_check != 'ok'",
    "SELECT 'table ' || \"table\" || ', row ' || rowid || ': what it refers to in ' || parent || ' is not there'"
    " FROM pragma_foreign_key_check",
    "SELECT 'record_box: ' || why FROM (SELECT rtreecheck('record_box') AS why) WHERE why != 'ok'",
    "SELECT 'incident_box: ' || why FROM (SELECT rtreecheck('incident_box') AS why) WHERE why != 'ok'",
    /* Documents. */
    "SELECT 'page ' || page || ': ' || sum(current) || ' revisions are current' FROM document GROUP BY page"
    " HAVING sum(current) != 1",
    "SELECT 'page ' || page || ': an earlier revision is current' FROM document AS d WHERE current"
    " AND EXISTS (SELECT 1 FROM document AS o WHERE o.page = d.page AND o.revision > d.revision)",
    "SELECT 'document ' || id || ', revision ' || revision || ': ' || n_records || ' records, and ' ||"
    " (SELECT count(*) FROM record WHERE record.doc = d.doc) || ' are there' FROM document AS d"
    " WHERE n_records != (SELECT count(*) FROM record WHERE record.doc = d.doc)",
    "SELECT 'document ' || id || ': its words are not in the full text' FROM document AS d"
    " WHERE NOT EXISTS (SELECT 1 FROM document_words WHERE rowid = d.doc)",
    /* Records. */
    "SELECT 'record ' || r.id || ': it is ' || iif(r.current, '', 'not ') || 'current, unlike its document'"
    " FROM record AS r JOIN document AS d USING (doc) WHERE r.current != d.current",
    "SELECT 'record ' || r.id || ': the record as printed is missing' FROM record AS r LEFT JOIN record_json AS j "
    "USING (rec)"
    " WHERE j.rec IS NULL",
    "SELECT 'record ' || r.id || ': not JSON' FROM record AS r JOIN record_json AS j USING (rec) WHERE NOT "
    "json_valid(j.json)",
    "SELECT 'record ' || r.id || ': the table says otherwise than the record as printed' FROM record AS r"
    " JOIN record_json AS j USING (rec) JOIN document AS d USING (doc) WHERE json_valid(j.json) AND"
    " (json_extract(j.json, '$.id') != r.id OR json_extract(j.json, '$.event') != r.event OR"
    " json_extract(j.json, '$.status') != r.status OR json_extract(j.json, '$.document.id') != d.id OR"
    " json_array_length(j.json, '$.actor') + json_array_length(j.json, '$.recipient') !="
    " (SELECT count(*) FROM party WHERE party.rec = r.rec) OR"
    " json_array_length(j.json, '$.quantity') != (SELECT count(*) FROM number WHERE number.rec = r.rec) OR"
    " max(1, json_array_length(j.json, '$.attribution')) != (SELECT count(*) FROM claim WHERE claim.rec = r.rec))",
    "SELECT 'record ' || r.id || ': its sentence is not where it says in the document' FROM record AS r"
    " JOIN record_json AS j USING (rec) JOIN document AS d USING (doc) WHERE d.text IS NOT NULL AND json_valid(j.json)"
    " AND substr(d.text, 1 + json_extract(j.json, '$.evidence.start'), json_extract(j.json, '$.evidence.end') -"
    " json_extract(j.json, '$.evidence.start')) != json_extract(j.json, '$.evidence.text')",
    "SELECT 'record ' || id || ': it has a point and no box' FROM record AS r WHERE lat IS NOT NULL AND lon IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM record_box WHERE record_box.rec = r.rec)",
    /* Families. */
    "SELECT 'document ' || id || ': it is in no family' FROM document AS d WHERE current"
    " AND NOT EXISTS (SELECT 1 FROM family WHERE family.doc = d.doc)",
    "SELECT 'document ' || id || ', revision ' || revision || ': no longer current, and in a family' FROM document AS d"
    " WHERE NOT current AND EXISTS (SELECT 1 FROM family WHERE family.doc = d.doc)",
    "SELECT 'family of document ' || doc || ': it is not named by one of its own' FROM family AS f"
    " WHERE NOT EXISTS (SELECT 1 FROM family AS o WHERE o.doc = f.family AND o.family = f.family)",
    /* Incidents. */
    "SELECT 'record ' || id || ': it is in no incident' FROM record AS r WHERE current"
    " AND NOT EXISTS (SELECT 1 FROM incident_record WHERE incident_record.rec = r.rec)",
    "SELECT 'record ' || id || ': no longer current, and in an incident' FROM record AS r WHERE NOT current"
    " AND EXISTS (SELECT 1 FROM incident_record WHERE incident_record.rec = r.rec)",
    "SELECT 'incident ' || id || ': it counts ' || n_records || ' records of ' || n_documents || ' documents, and has "
    "' ||"
    " (SELECT count(*) || ' of ' || count(DISTINCT r.doc) FROM incident_record AS k JOIN record AS r USING (rec)"
    " WHERE k.incident = i.incident) FROM incident AS i WHERE n_records != (SELECT count(*) FROM incident_record AS k"
    " WHERE k.incident = i.incident) OR n_documents != (SELECT count(DISTINCT r.doc) FROM incident_record AS k"
    " JOIN record AS r USING (rec) WHERE k.incident = i.incident)",
    "SELECT 'incident ' || id || ': its first day is behind its last' FROM incident WHERE first_day > last_day",
    "SELECT 'incident ' || i.id || ': the least of ' || n.what || ' is over the most' FROM incident_number AS n"
    " JOIN incident AS i USING (incident) WHERE n.low > n.high OR n.best NOT BETWEEN n.low AND n.high",
    "SELECT 'link of records ' || rec || ' and ' || other || ': one of them is not current' FROM link"
    " WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.rec = link.rec AND current)"
    " OR NOT EXISTS (SELECT 1 FROM record WHERE record.rec = link.other AND current)",
    /* Tracks. */
    "SELECT 'track ' || id || ': it has no step' FROM track AS t"
    " WHERE NOT EXISTS (SELECT 1 FROM track_step WHERE track_step.track = t.track)",
    "SELECT 'track ' || t.id || ', step ' || s.n || ': nothing put it there' FROM track_step AS s JOIN track AS t "
    "USING (track)"
    " WHERE NOT EXISTS (SELECT 1 FROM track_record AS r WHERE r.track = s.track AND r.n = s.n)",
    "SELECT 'track ' || t.id || ', step ' || k.n || ': it rests on a record that is not current' FROM track_record AS k"
    " JOIN track AS t USING (track) JOIN record AS r USING (rec) WHERE NOT r.current",
    "SELECT 'track ' || t.id || ', step ' || s.n || ': its incident is not there' FROM track_step AS s"
    " JOIN track AS t USING (track) WHERE s.incident IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM incident AS i WHERE i.incident = s.incident)",
};

drg_status drg_ledger_check(drg_ledger *l, drg_ledger_problem *tell, void *context, uint64_t *n_problems,
                            drg_error *err)
{
    uint64_t n = 0;
    /* One look at the ledger, whoever writes meanwhile. */
    drg_status st = drg_ledger__exec(l, "BEGIN", err);
    if (st != DRG_OK)
        return st;
    for (size_t i = 0; st == DRG_OK && i < sizeof queries / sizeof *queries; i++) {
        sqlite3_stmt *s = NULL;
        st = drg_ledger__sql(l, queries[i], &s, err);
        while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
            n++;
            if (tell != NULL)
                tell(context, drg_ledger__column(s, 0));
        }
        if (st == DRG_END)
            st = DRG_OK;
    }
    st = drg_ledger__end(l, st, err);
    if (st == DRG_OK)
        *n_problems = n;
    return st;
}
