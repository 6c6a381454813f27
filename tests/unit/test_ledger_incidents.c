/* Records of many documents, and the incidents that they tell of. */
#include "dragoman/ledger.h"
#include "ledger/cluster.h"
#include "ledger/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "temporary.h"
#include "unit.h"

/* ---- reports ---- */

/* What one document's only record tells; what is NULL or 0 is not told. */
typedef struct report {
    const char *id, *published, *publisher;
    const char *event, *mode, *status;
    const char *actor, *recipient; /* "Name|COUNTRY|SECTOR" */
    const char *first, *last;
    const char *place; /* "name|COUNTRY|lat|lon|resolution" */
    int dead;
    const char *source, *stance; /* the source as a party is written */
    const char *words;
    const char *topic;
} report;

static void quote(FILE *to, const char *text, size_t len)
{
    if (len == 0)
        fputs("null", to);
    else
        fprintf(to, "\"%.*s\"", (int)len, text);
}

/* The n-th part of a text between bars. */
static void part(FILE *to, const char *text, int n)
{
    for (; n > 0 && *text != '\0'; text++)
        n -= *text == '|';
    quote(to, text, strcspn(text, "|"));
}

static void put_party(FILE *to, const char *party, const char *more)
{
    if (party == NULL) {
        fputs("[]", to);
        return;
    }
    fputs("[{\"text\": ", to);
    part(to, party, 0);
    fputs(", \"name\": ", to);
    part(to, party, 0);
    fputs(", \"country\": ", to);
    part(to, party, 1);
    fputs(", \"sector\": [", to);
    part(to, party, 2);
    fprintf(to, "], \"role\": null%s}]", more);
}

static void put_place(FILE *to, const char *place)
{
    if (place == NULL) {
        fputs("null", to);
        return;
    }
    fputs("{\"text\": ", to);
    part(to, place, 0);
    fputs(", \"name\": ", to);
    part(to, place, 0);
    fputs(", \"country\": ", to);
    part(to, place, 1);
    fputs(", \"province\": null, \"lat\": ", to);
    double lat = 0, lon = 0;
    sscanf(place, "%*[^|]|%*[^|]|%lf|%lf", &lat, &lon);
    fprintf(to, "%g, \"lon\": %g, \"geonameid\": null, \"resolution\": ", lat, lon);
    part(to, place, 4);
    fputs("}", to);
}

static void put_date(FILE *to, const report *r)
{
    if (r->first == NULL) {
        fputs("null", to);
        return;
    }
    const char *last = r->last != NULL ? r->last : r->first;
    fprintf(to, "{\"text\": \"then\", \"start\": \"%s\", \"end\": \"%s\", \"time\": null, \"resolution\": \"%s\"}",
            r->first, last, strcmp(r->first, last) == 0 ? "day" : "range");
}

static void write_report(FILE *to, const report *r)
{
    fprintf(to, "{\"id\": \"r-%s\", \"document\": {\"id\": \"%s\", \"publisher\": \"%s\", \"published\": \"%s\"}, ",
            r->id, r->id, r->publisher != NULL ? r->publisher : r->id, r->published);
    fprintf(to, "\"event\": \"%s\", \"mode\": [", r->event);
    if (r->mode != NULL)
        fprintf(to, "\"%s\"", r->mode);
    fprintf(
        to,
        "], \"context\": [], \"quad\": \"MATERIAL CONFLICT\", \"cameo\": null, \"event_text\": \"struck\", \"status\":"
        " \"%s\", \"actor\": ",
        r->status != NULL ? r->status : "actual");
    put_party(to, r->actor, "");
    fputs(", \"recipient\": ", to);
    put_party(to, r->recipient, "");
    fputs(", \"date\": ", to);
    put_date(to, r);
    fputs(", \"place\": ", to);
    put_place(to, r->place);
    if (r->topic != NULL)
        fprintf(to, ", \"topic\": {\"text\": \"%s\", \"event\": null, \"mode\": null}, \"quantity\": [", r->topic);
    else
        fputs(", \"topic\": null, \"quantity\": [", to);
    if (r->dead > 0)
        fprintf(
            to,
            "{\"what\": \"dead\", \"text\": \"%d\", \"low\": %d, \"high\": %d, \"unit\": \"person\", \"entity\": null}",
            r->dead, r->dead, r->dead);
    fputs("], \"attribution\": ", to);
    char more[80];
    snprintf(more, sizeof more, ", \"kind\": \"named\", \"stance\": \"%s\", \"via\": false",
             r->stance != NULL ? r->stance : "asserts");
    put_party(to, r->source, more);
    fprintf(
        to,
        ", \"evidence\": {\"sentence\": 0, \"trigger_start\": 0, \"trigger_end\": 1, \"text\": \"%s\"}, \"confidence\":"
        " 0.9}\n",
        r->words != NULL ? r->words : r->id);
}

/* ---- a ledger ---- */

static char path[TEMPORARY_BYTES];

static drg_ledger *make_ledger(void)
{
    drg_error err;
    drg_ledger *l = NULL;
    assert_true(temporary_file(path));
    assert_int_equal(drg_ledger_open(path, DRG_LEDGER_CREATE, &l, &err), DRG_OK);
    return l;
}

static void drop_ledger(drg_ledger *l)
{
    drg_ledger_close(l);
    remove_ledger(path);
}

/* Store reports, those of one id as one document's records. */
static void put(drg_ledger *l, const report *r, size_t n)
{
    char *text = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);
    for (size_t i = 0; i < n; i++)
        write_report(to, &r[i]);
    fclose(to);
    drg_error err = {.message = ""};
    drg_status st = drg_ledger_put(l, (drg_str){text, len}, NULL, &err);
    if (st != DRG_OK)
        fail_msg("%s\n%s", err.message, text);
    free(text);
}

static void put_each(drg_ledger *l, const report *r, size_t n)
{
    for (size_t i = 0; i < n; i++)
        put(l, &r[i], 1);
}

/* The rows that a query gives, columns with '|', rows with a newline behind each. free() it. */
static char *ask(drg_ledger *l, const char *sql)
{
    char *text = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(l->db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(l->db));
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const char *value = (const char *)sqlite3_column_text(s, i);
            fprintf(to, "%s%c", value != NULL ? value : "-", i + 1 < sqlite3_column_count(s) ? '|' : '\n');
        }
    sqlite3_finalize(s);
    fclose(to);
    return text;
}

static void expect(drg_ledger *l, const char *sql, const char *rows)
{
    char *got = ask(l, sql);
    assert_string_equal(got, rows);
    free(got);
}

/* All that people see of incidents, and the links behind them. */
static char *look(drg_ledger *l)
{
    char *a = ask(l, "SELECT * FROM incidents ORDER BY id");
    char *b =
        ask(l, "SELECT i.id, r.id FROM incident_record ir JOIN incident i USING (incident) JOIN record r USING (rec)"
               " ORDER BY 1, 2");
    char *c = ask(l, "SELECT r.id, o.id, l.score, l.reasons FROM link l JOIN record r ON r.rec = l.rec"
                     " JOIN record o ON o.rec = l.other ORDER BY 1, 2");
    char *d = ask(l, "SELECT i.id, p.side, p.n, p.name, p.country, p.sector, p.n_records FROM incident_party p"
                     " JOIN incident i USING (incident) ORDER BY 1, 2, 3");
    char *e = ask(l, "SELECT i.id, n.what, n.country, n.unit, low, best, high, n.n_sources FROM incident_number n"
                     " JOIN incident i USING (incident) ORDER BY 1, 2, 3, 4");
    char *all = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&all, &len);
    fprintf(to, "%s--\n%s--\n%s--\n%s--\n%s", a, b, c, d, e);
    fclose(to);
    free(a);
    free(b);
    free(c);
    free(d);
    free(e);
    return all;
}

#define RUSSIA "Russian Armed Forces|RUS|MIL"
#define UKRAINE "Ukraine|UKR|GOV"

/* A strike near Sumy as four tell it, a strike on Kharkiv the same day, and one on Sumy a week later. */
static const report strikes[] = {
    {.id = "a",
     .published = "2025-06-02",
     .event = "ASSAULT",
     .mode = "heavy-weapons",
     .actor = RUSSIA,
     .recipient = UKRAINE,
     .first = "2025-06-01",
     .place = "Sumy|UKR|50.92|34.80|city",
     .dead = 12,
     .source = "Ukraine|UKR|GOV",
     .words = "A Russian missile struck a training ground, killing 12 soldiers, Ukraine said."},
    {.id = "b",
     .published = "2025-06-02",
     .event = "ASSAULT",
     .mode = "heavy-weapons",
     .actor = RUSSIA,
     .recipient = "Ukrainian Armed Forces|UKR|MIL",
     .first = "2025-06-01",
     .place = "Sumy|UKR|51.0|34.3|province",
     .dead = 12,
     .words = "At a training ground in the region of Sumy at least a dozen recruits died in a missile strike."},
    {.id = "c",
     .published = "2025-06-03",
     .event = "ASSAULT",
     .mode = "heavy-weapons",
     .actor = RUSSIA,
     .recipient = "Ukrainian Armed Forces|UKR|MIL",
     .first = "2025-06-01",
     .place = "Sumy|UKR|50.95|34.9|city",
     .dead = 30,
     .source = "Russia|RUS|MIL",
     .words = "Moscow said its missile killed 30 soldiers at a training ground near Sumy."},
    {.id = "d",
     .published = "2025-06-03",
     .event = "ASSAULT",
     .mode = "heavy-weapons",
     .actor = RUSSIA,
     .recipient = UKRAINE,
     .first = "2025-06-01",
     .place = "Kharkiv|UKR|49.98|36.25|city",
     .dead = 3,
     .words = "Shells fell on Kharkiv, killing 3."},
    {.id = "e",
     .published = "2025-06-09",
     .event = "ASSAULT",
     .mode = "heavy-weapons",
     .actor = RUSSIA,
     .recipient = UKRAINE,
     .first = "2025-06-08",
     .place = "Sumy|UKR|50.92|34.80|city",
     .dead = 2,
     .words = "Two died in Sumy."},
};
#define N_STRIKES (sizeof strikes / sizeof *strikes)

static void reports_of_one_strike_are_one_incident_and_others_are_not(void **state)
{
    (void)state;
    drg_ledger *l = make_ledger();
    put_each(l, strikes, N_STRIKES);
    expect(
        l,
        "SELECT group_concat(id, ' ') FROM (SELECT ir.incident, r.id FROM incident_record ir JOIN record r USING (rec)"
        " ORDER BY r.id) GROUP BY incident ORDER BY 1",
        "r-a r-b r-c\nr-d\nr-e\n");
    expect(l,
           "SELECT low, best, high, n.n_sources FROM incident_number n JOIN incident i USING (incident)"
           " WHERE i.n_records = 3 AND what = 'dead'",
           "12.0|12.0|30.0|3\n");
    expect(l,
           "SELECT n_documents, n_sources, n_sides, n_confirm, n_deny, min_dead, best_dead FROM incident"
           " WHERE n_records = 3",
           "3|3|3|3|0|12.0|12.0\n");
    drop_ledger(l);
}

static void the_sentence_tells_who_did_what_where_when_and_that_sources_differ(void **state)
{
    (void)state;
    drg_ledger *l = make_ledger();
    put_each(l, strikes, N_STRIKES);
    expect(
        l, "SELECT sentence FROM incident WHERE n_records = 3",
        "Russian Armed Forces shelled Ukrainian Armed Forces in Sumy on 1 June 2025; 12 to 30 dead, sources differ\n");
    drop_ledger(l);
}

static void links_keep_their_reasons(void **state)
{
    (void)state;
    drg_ledger *l = make_ledger();
    put_each(l, strikes, N_STRIKES);
    expect(l,
           "SELECT count(*) > 0, min(json_valid(reasons)), min(abs(score - (SELECT sum(value) FROM json_each(reasons)))"
           " < 0.0001) FROM link",
           "1|1|1\n");
    expect(l,
           "SELECT json_extract(reasons, '$.place') < 0 FROM link l JOIN record r ON r.rec = l.rec"
           " WHERE r.id = 'r-d' AND score > 3",
           "");
    drop_ledger(l);
}

static void the_order_of_arrival_changes_nothing(void **state)
{
    (void)state;
    char *first = NULL;
    /* All orders of five. */
    for (int k = 0; k < 120; k++) {
        drg_ledger *l = make_ledger();
        bool taken[N_STRIKES] = {false};
        for (int i = 0, rest = k, left = N_STRIKES; left > 0; i++, left--) {
            int at = rest % left;
            rest /= left;
            size_t which = 0;
            while (taken[which] || at-- > 0)
                which++;
            taken[which] = true;
            put(l, &strikes[which], 1);
        }
        char *got = look(l);
        if (first != NULL)
            assert_string_equal(got, first);
        free(first);
        first = got;
        drop_ledger(l);
    }
    free(first);
}

/* More reports of one day and town than are compared with each other: a block is cut, the same way in any order. */
static void the_order_of_arrival_changes_nothing_in_a_flood(void **state)
{
    (void)state;
    enum { N = 190 };
    static char ids[N][8], words[N][40];
    report flood[N];
    for (unsigned i = 0; i < N; i++) {
        unsigned r = i * 2654435761u >> 7;
        snprintf(ids[i], sizeof ids[i], "f%u", i);
        snprintf(words[i], sizeof words[i], "Report %u of %s", i, r & 8 ? "a burning market" : "shells near shops");
        flood[i] = (report){.id = ids[i],
                            .published = r & 1 ? "2025-06-02" : "2025-06-03",
                            .event = "ASSAULT",
                            .mode = r & 2 ? "drone" : "heavy-weapons",
                            .actor = r & 4 ? RUSSIA : NULL,
                            .first = r & 16 ? "2025-06-01" : NULL,
                            .place = r & 32 ? "Sumy|UKR|50.92|34.80|city" : "Sumy|UKR|51.0|34.3|province",
                            .dead = r & 64    ? 12
                                    : r & 128 ? 31
                                              : 0,
                            .words = words[i]};
    }
    drg_ledger *l = make_ledger();
    put_each(l, flood, N);
    char *forwards = look(l);
    expect(l, "SELECT max(n_records) > 40, count(*) > 1 FROM incident", "1|1\n");
    drop_ledger(l);
    l = make_ledger();
    for (size_t i = 0; i < N; i++)
        put(l, &flood[i * 77 % N], 1);
    char *mixed = look(l);
    assert_string_equal(forwards, mixed);
    free(forwards);
    free(mixed);
    drop_ledger(l);
}

static void a_rebuild_gives_the_same(void **state)
{
    (void)state;
    drg_error err;
    drg_ledger *l = make_ledger();
    for (size_t i = N_STRIKES; i-- > 0;)
        put(l, &strikes[i], 1);
    char *before = look(l);
    assert_int_equal(drg_ledger_rebuild(l, NULL, NULL, &err), DRG_OK);
    char *after = look(l);
    assert_string_equal(before, after);
    free(before);
    free(after);
    drop_ledger(l);
}

static void a_revision_takes_the_place_of_what_it_revises(void **state)
{
    (void)state;
    drg_ledger *l = make_ledger();
    put_each(l, strikes, N_STRIKES);
    report moved = strikes[1];
    moved.place = "Odesa|UKR|46.48|30.72|city";
    moved.words = "In Odesa a dozen died in a missile strike.";
    put(l, &moved, 1);
    expect(
        l,
        "SELECT group_concat(id, ' ') FROM (SELECT ir.incident, r.id FROM incident_record ir JOIN record r USING (rec)"
        " ORDER BY r.id) GROUP BY incident ORDER BY 1",
        "r-a r-c\nr-b\nr-d\nr-e\n");
    report back_again = strikes[1];
    back_again.words = "A missile killed at least twelve recruits at a training ground in the region of Sumy.";
    put(l, &back_again, 1);
    char *back = look(l);
    drop_ledger(l);
    l = make_ledger();
    put_each(l, strikes, 1);
    put(l, &back_again, 1);
    put_each(l, strikes + 2, N_STRIKES - 2);
    char *straight = look(l);
    assert_string_equal(back, straight);
    free(back);
    free(straight);
    drop_ledger(l);
}

static void who_denies_belongs_to_what_he_denies_and_makes_it_disputed(void **state)
{
    (void)state;
    drg_ledger *l = make_ledger();
    const report denial = {.id = "f",
                           .published = "2025-06-03",
                           .event = "ASSAULT",
                           .mode = "heavy-weapons",
                           .actor = RUSSIA,
                           .first = "2025-06-01",
                           .place = "Sumy|UKR|50.92|34.80|city",
                           .source = "Russia|RUS|GOV",
                           .stance = "denies",
                           .words = "Moscow denied that it had struck a training ground in Sumy."};
    put_each(l, strikes, N_STRIKES);
    put(l, &denial, 1);
    expect(l, "SELECT status, n_records, n_confirm, n_deny FROM incident WHERE n_records > 1", "disputed|4|3|1\n");
    drop_ledger(l);
}

static void two_records_of_one_document_are_two_happenings(void **state)
{
    (void)state;
    drg_ledger *l = make_ledger();
    report two[2] = {strikes[0], strikes[0]};
    two[1].words = "Later that day another hit the rail yard, wounding a guard.";
    two[1].dead = 0;
    two[1].place = NULL;
    put(l, two, 2);
    expect(l, "SELECT count(*) FROM incident", "2\n");
    drop_ledger(l);
}

static void what_people_decide_outlives_a_rebuild(void **state)
{
    (void)state;
    drg_error err = {.message = ""};
    drg_ledger *l = make_ledger();
    put_each(l, strikes, N_STRIKES);
    const drg_ledger_correction apart = {.kind = DRG_LEDGER_APART, .record = "r-a", .other = "r-c", .who = "me"};
    const drg_ledger_correction same = {.kind = DRG_LEDGER_SAME, .record = "r-d", .other = "r-e"};
    const drg_ledger_correction set = {.kind = DRG_LEDGER_SET, .record = "r-d", .field = "dead", .value = "7"};
    assert_int_equal(drg_ledger_correct(l, &apart, &err), DRG_OK);
    assert_int_equal(drg_ledger_correct(l, &same, &err), DRG_OK);
    assert_int_equal(drg_ledger_correct(l, &set, &err), DRG_OK);
    char *before = look(l);
    expect(l, "SELECT count(DISTINCT incident) FROM incident_record JOIN record USING (rec) WHERE id IN ('r-a', 'r-c')",
           "2\n");
    expect(l,
           "SELECT count(DISTINCT incident), max(best_dead) FROM incident_record JOIN record USING (rec)"
           " JOIN incident USING (incident) WHERE record.id IN ('r-d', 'r-e')",
           "1|7.0\n");
    assert_int_equal(drg_ledger_rebuild(l, NULL, NULL, &err), DRG_OK);
    char *after = look(l);
    assert_string_equal(before, after);
    /* The later of two decisions about one pair holds. */
    const drg_ledger_correction undo = {.kind = DRG_LEDGER_SAME, .record = "r-c", .other = "r-a"};
    assert_int_equal(drg_ledger_correct(l, &undo, &err), DRG_OK);
    expect(l, "SELECT count(DISTINCT incident) FROM incident_record JOIN record USING (rec) WHERE id IN ('r-a', 'r-c')",
           "1\n");
    free(before);
    free(after);
    drop_ledger(l);
}

static void corrections_of_nothing_and_to_nonsense_are_refused(void **state)
{
    (void)state;
    drg_error err;
    drg_ledger *l = make_ledger();
    put_each(l, strikes, N_STRIKES);
    const drg_ledger_correction bad[] = {
        {.kind = DRG_LEDGER_SAME, .record = "r-a", .other = "nobody"},
        {.kind = DRG_LEDGER_SAME, .record = "r-a", .other = "r-a"},
        {.kind = DRG_LEDGER_SAME, .record = "r-a"},
        {.kind = DRG_LEDGER_SET, .record = "r-a", .field = "color", .value = "red"},
        {.kind = DRG_LEDGER_SET, .record = "r-a", .field = "dead", .value = "many"},
        {.kind = DRG_LEDGER_SET, .record = "r-a", .field = "lat", .value = "91"},
        {.kind = DRG_LEDGER_SET, .record = "r-a", .field = "first_day", .value = "2025-02-30"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(drg_ledger_correct(l, &bad[i], &err), DRG_EINPUT);
    expect(l, "SELECT count(*) FROM correction", "0\n");
    drop_ledger(l);
}

static void clusters_join_by_the_mean_and_obey_what_is_bound_and_apart(void **state)
{
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    /* 0-1 and 2-3 go together; 1-2 goes, too, but not 0 with 2 or 3. */
    const int scores[16] = {0, 5, -9, -9, 5, 0, 3, -9, -9, 3, 0, 5, -9, -9, 5, 0};
    uint32_t group[4];
    drg_cluster_input in = {.n = 4, .scores = scores};
    assert_int_equal(drg_cluster(&arena, &in, group), DRG_OK);
    const uint32_t pairs[] = {0, 0, 2, 2};
    assert_memory_equal(group, pairs, sizeof pairs);
    const drg_cluster_pair same[] = {{0, 3}, {0, 1}}, apart[] = {{1, 0}, {2, 3}};
    in.same = same;
    in.n_same = 2;
    in.apart = apart;
    in.n_apart = 2;
    assert_int_equal(drg_cluster(&arena, &in, group), DRG_OK);
    const uint32_t bound[] = {0, 1, 1, 0};
    assert_memory_equal(group, bound, sizeof bound);
    drg_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_of_one_strike_are_one_incident_and_others_are_not),
        cmocka_unit_test(the_sentence_tells_who_did_what_where_when_and_that_sources_differ),
        cmocka_unit_test(links_keep_their_reasons),
        cmocka_unit_test(the_order_of_arrival_changes_nothing),
        cmocka_unit_test(the_order_of_arrival_changes_nothing_in_a_flood),
        cmocka_unit_test(a_rebuild_gives_the_same),
        cmocka_unit_test(a_revision_takes_the_place_of_what_it_revises),
        cmocka_unit_test(who_denies_belongs_to_what_he_denies_and_makes_it_disputed),
        cmocka_unit_test(two_records_of_one_document_are_two_happenings),
        cmocka_unit_test(what_people_decide_outlives_a_rebuild),
        cmocka_unit_test(corrections_of_nothing_and_to_nonsense_are_refused),
        cmocka_unit_test(clusters_join_by_the_mean_and_obey_what_is_bound_and_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
