/* tests/unit/test_ledger_query.c - questions: their parameters, their order, pages while others write, hostile values; and
 * that indexes find what they leave. */
#define DRG_WRAP_ALLOC
#include "temporary.h"
#include "unit.h"

#include "base/text.h"
#include "dragoman/query.h"
#include "dragoman/record.h"
#include "ledger/inside.h"
#include "ledger/tally.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_RECORDS 400

static char path[TEMPORARY_BYTES];
static drg_ledger *writer, *reader;

/* Documents of four records each, ids that say their number: d0, 0000000000000000 …; days from 2024-01-01 on, two records
 * a day, every tenth undated. */
static const char fill[] =
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO document (doc, page, revision, current, digest, id, publisher, published, text, n_records)"
    " SELECT n / 4 + 1, 'd' || (n / 4), 1, 1, '', 'd' || (n / 4), CASE WHEN n %% 3 THEN 'The Post' ELSE 'Other' END,"
    " 19723 + n / 2, 'Text.', 4 FROM c WHERE n %% 4 = 0;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO record (rec, doc, n, id, current, event, mode, modes, contexts, status, event_text, first_day,"
    " last_day, place, country, lat, lon, radius_km, sentence, trigger_start, trigger_end, confidence, published)"
    " SELECT n + 1, n / 4 + 1, n %% 4, printf('%%016x', n), 1, CASE WHEN n %% 2 THEN 'ASSAULT' ELSE 'CONSULT' END,"
    " CASE WHEN n %% 2 THEN 'drone' ELSE '' END, CASE WHEN n %% 2 THEN '[\"drone\",\"aerial\"]' ELSE '[]' END, '[]',"
    " CASE WHEN n %% 7 = 0 THEN 'negated' ELSE 'actual' END, 'struck', CASE WHEN n %% 10 THEN 19723 + n / 2 END,"
    " CASE WHEN n %% 10 THEN 19723 + n / 2 + n %% 3 END, 'Sumy', 'UKR', 50.9, 34.8, CASE WHEN n %% 5 THEN 10 ELSE 100 "
    "END,"
    " 0, 0, 6, 0.5, 19723 + n / 2 FROM c;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO party SELECT n + 1, 'actor', 0, 'forces', CASE WHEN n %% 2 THEN 'Russian Army' ELSE 'Kiev' END,"
    " CASE WHEN n %% 2 THEN 'RUS' ELSE 'UKR' END, 'MIL', '[\"MIL\",\"GOV\"]', NULL, 19723 + n / 2 FROM c;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO number SELECT n + 1, 0, 'dead', n %% 50, n %% 50, 'person', 'some', NULL, NULL, NULL FROM c WHERE n "
    "%% 2;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO claim SELECT n + 1, 0, n %% 2 + 1, 'he', 'said', CASE WHEN n %% 11 THEN 'asserts' ELSE 'denies' END, "
    "0,"
    " 19723 + n / 2 FROM c;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO record_words (rowid, evidence, names) SELECT n + 1, 'Drones hit caf\xc3\xa9 number' || n, 'Sumy' "
    "FROM c;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO record_json SELECT n + 1, '{\"id\": \"' || printf('%%016x', n) || '\", \"evidence\": {\"text\": "
    "\"x\","
    " \"start\": 0}}' FROM c;"
    "WITH RECURSIVE c (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
    " INSERT INTO record_box SELECT n + 1, 50.8, 51.0, 34.6, 35.0 FROM c;";

static void run_sql(drg_ledger *l, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(l->db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
}

static void add_records(int from, int to)
{
    char sql[6000];
    snprintf(sql, sizeof sql, fill, from, to, from, to, from, to, from, to, from, to, from, to, from, to, from, to);
    run_sql(writer, "BEGIN IMMEDIATE");
    run_sql(writer, sql);
    run_sql(writer, "COMMIT");
}

static int set_up(void **state)
{
    (void)state;
    assert_true(temporary_file(path));
    drg_error err = {0};
    if (drg_ledger_open(path, DRG_LEDGER_CREATE, &writer, &err) != DRG_OK)
        fail_msg("%s", err.message);
    run_sql(writer, "INSERT INTO source VALUES (1, 'named|||zoe', 'Zoe', 'named', 'UKR', 'GOV'),"
                    " (2, 'media|||wire', 'Wire', 'media', NULL, NULL)");
    add_records(0, N_RECORDS - 1);
    assert_int_equal(drg_ledger_open(path, DRG_LEDGER_READ, &reader, &err), DRG_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    drg_ledger_close(reader);
    drg_ledger_close(writer);
    remove_ledger(path);
    return 0;
}

/* ---- asking ---- */

typedef struct answer {
    size_t n;
    char ids[2 * N_RECORDS][20]; /* of the items, in order */
    char last[4096];
} answer;

static drg_status keep(void *context, drg_str json)
{
    answer *a = context;
    assert_true(json.len > 2 && json.ptr[0] == '{' && json.ptr[json.len - 1] == '}');
    json_t *value = json_loadb(json.ptr, json.len, 0, NULL);
    assert_non_null(value);
    const char *id = json_string_value(json_object_get(value, "id"));
    if (a->n < sizeof a->ids / sizeof *a->ids)
        snprintf(a->ids[a->n], sizeof a->ids[0], "%s", id != NULL ? id : "");
    snprintf(a->last, sizeof a->last, "%.*s", (int)json.len, json.ptr);
    a->n++;
    json_decref(value);
    return DRG_OK;
}

/* name, value, name, value …, NULL */
static drg_query *make(drg_ask_kind kind, const char *const *parameters)
{
    drg_query *q;
    drg_error err = {0};
    assert_int_equal(drg_query_new(kind, &q, &err), DRG_OK);
    for (size_t i = 0; parameters[i] != NULL; i += 2)
        if (drg_query_set(q, parameters[i], drg_str_of(parameters[i + 1]), &err) != DRG_OK)
            fail_msg("%s", err.message);
    return q;
}

static size_t ask(drg_ask_kind kind, answer *a, const char *const *parameters)
{
    static answer mine;
    a = a != NULL ? a : &mine;
    a->n = 0;
    drg_query *q = make(kind, parameters);
    drg_error err = {0};
    if (drg_ask(reader, q, keep, a, NULL, &err) != DRG_OK)
        fail_msg("%s", err.message);
    drg_query_free(q);
    return a->n;
}

#define EVENTS(...) ask(DRG_ASK_EVENTS, NULL, (const char *const[]){__VA_ARGS__, "limit", "1000", NULL})

static void each_filter_leaves_what_it_should(void **state)
{
    (void)state;
    assert_int_equal(EVENTS("type", "ASSAULT"), 200);
    assert_int_equal(EVENTS("type", "ASSAULT:aerial"), 200);
    assert_int_equal(EVENTS("type", "ASSAULT:firearms"), 0);
    assert_int_equal(EVENTS("type", "ASSAULT,CONSULT"), 400);
    assert_int_equal(EVENTS("type", "ASSAULT", "type", "CONSULT"), 400);
    assert_int_equal(EVENTS("actor", "RUS"), 200);
    assert_int_equal(EVENTS("actor", "RUS:MIL"), 200);
    assert_int_equal(EVENTS("actor", "RUS:GOV"), 0);
    assert_int_equal(EVENTS("actor", "RUS:REB"), 0);
    assert_int_equal(EVENTS("actor", ":MIL"), 400);
    assert_int_equal(EVENTS("actor", "russian army"), 200);
    assert_int_equal(EVENTS("recipient", "RUS"), 0);
    assert_int_equal(EVENTS("party", "RUS", "party", "Kiev"), 400);
    assert_int_equal(EVENTS("actor", "RUS", "type", "CONSULT"), 0);
    assert_int_equal(EVENTS("status", "negated"), 58);
    assert_int_equal(EVENTS("place", "sumy", "country", "UKR"), 400);
    assert_int_equal(EVENTS("country", "RUS"), 0);
    assert_int_equal(EVENTS("near", "51,35,30"), 320);
    assert_int_equal(EVENTS("near", "51,35,100"), 400);
    assert_int_equal(EVENTS("near", "51,-179.9,100"), 0);
    assert_int_equal(EVENTS("source", "zoe"), 200);
    assert_int_equal(EVENTS("source", "UKR:GOV", "source", "Wire"), 400);
    assert_int_equal(EVENTS("publisher", "other"), 136);
    assert_int_equal(EVENTS("min-dead", "40"), 40);
    assert_int_equal(EVENTS("text", "cafe number17"), 1);
    assert_int_equal(EVENTS("text", "\"hit cafe\" number1*"), 111);
    assert_int_equal(EVENTS("text", "\"cafe hit\""), 0);
    assert_int_equal(EVENTS("id", "0000000000000011,0000000000000012,ffffffffffffffff"), 2);
    assert_int_equal(EVENTS("document", "d3"), 4);
    assert_int_equal(EVENTS("changed-after", "390"), 10);
}

static void time_is_when_it_happened_else_when_it_was_told(void **state)
{
    (void)state;
    /* 2024-01-11 is day 10: records 20 and 21; 19 lasts a day longer than its own, 17 two; undated 20 counts as told. */
    assert_int_equal(EVENTS("since", "2024-01-11", "until", "2024-01-11"), 4);
    assert_int_equal(EVENTS("since", "2024-01-11"), 382);
    assert_int_equal(EVENTS("until", "2024-01-11"), 22);
    assert_int_equal(EVENTS("until", "2023-12-31"), 0);
}

static void orders_are_total_and_the_reverse_of_each_other(void **state)
{
    (void)state;
    static answer newest, oldest;
    ask(DRG_ASK_EVENTS, &newest, (const char *const[]){"limit", "1000", NULL});
    ask(DRG_ASK_EVENTS, &oldest, (const char *const[]){"limit", "1000", "sort", "oldest", NULL});
    assert_int_equal(newest.n, N_RECORDS);
    for (size_t i = 0; i < newest.n; i++)
        assert_string_equal(newest.ids[i], oldest.ids[oldest.n - 1 - i]);
    assert_string_equal(newest.ids[0], "000000000000018f");
}

/* Pages of seven, of a filter that leads by its index and of one that does not; records come meanwhile. */
static void pages_tell_each_item_once_while_others_write(void **state)
{
    (void)state;
    static const char *const filters[][2] = {{"actor", "RUS"}, {"min-dead", "1"}, {"text", "drones"}, {"limit", "7"}};
    static const size_t expected[] = {200, 200, 400, 400};
    int next = N_RECORDS;
    for (size_t f = 0; f < sizeof filters / sizeof *filters; f++) {
        static answer all, page;
        char cursor[DRG_MAX_CURSOR_BYTES] = "";
        ask(DRG_ASK_EVENTS, &all, (const char *const[]){filters[f][0], filters[f][1], "limit", "1000", NULL});
        size_t before = all.n, told = 0;
        assert_true(before >= expected[f]);
        do {
            drg_query *q =
                make(DRG_ASK_EVENTS, (const char *const[]){filters[f][0], filters[f][1], "limit", "7", NULL});
            drg_page turned;
            drg_error err = {0};
            if (*cursor != '\0')
                assert_int_equal(drg_query_set(q, "cursor", drg_str_of(cursor), &err), DRG_OK);
            page.n = 0;
            assert_int_equal(drg_ask(reader, q, keep, &page, &turned, &err), DRG_OK);
            assert_int_equal(turned.n_items, page.n);
            for (size_t i = 0; i < page.n; i++)
                assert_string_equal(page.ids[i], all.ids[told++]);
            strcpy(cursor, turned.next);
            drg_query_free(q);
            if (next < N_RECORDS + 300) { /* newer than all: before the first page */
                add_records(next, next + 3);
                next += 4;
            }
        } while (*cursor != '\0');
        assert_int_equal(told, before);
    }
    run_sql(writer, "DELETE FROM party WHERE rec > 400; DELETE FROM number WHERE rec > 400;"
                    "DELETE FROM claim WHERE rec > 400; DELETE FROM record_json WHERE rec > 400;"
                    "DELETE FROM record_box WHERE rec > 400; DELETE FROM record WHERE rec > 400;"
                    "DELETE FROM document WHERE doc > 100");
}

/* ---- values ---- */

static void refuses(drg_ask_kind kind, const char *name, drg_str value, const char *message)
{
    drg_query *q;
    drg_error err = {0};
    assert_int_equal(drg_query_new(kind, &q, NULL), DRG_OK);
    drg_status st = drg_query_set(q, name, value, &err);
    assert_true(st == DRG_EARG || st == DRG_ELIMIT);
    if (strstr(err.message, message) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.message, message);
    drg_query_free(q);
}

static void odd_values_are_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value, *message;
    } odd[] = {{"type", "ASAULT", "did you mean \"ASSAULT\""},
               {"type", "assault", "did you mean \"ASSAULT\""},
               {"type", "ASSAULT:dron", "did you mean \"drone\""},
               {"type", "", "no value"},
               {"type", "ASSAULT,", "no value"},
               {"status", "actul", "did you mean \"actual\""},
               {"status", "disputed", "there is no"},
               {"actor", "RUS:MIK", "did you mean \"MIL\""},
               {"actr", "RUS", "did you mean \"actor\""},
               {"state", "x", "cannot be asked by"},
               {"country", "Russia", "three capital letters"},
               {"near", "51,35", "LAT,LON,KM"},
               {"near", "51,35,30,1", "LAT,LON,KM"},
               {"near", "91,35,30", "no place on earth"},
               {"near", "nan,35,30", "LAT,LON,KM"},
               {"near", "0x10,35,30", "LAT,LON,KM"},
               {"near", "1,2,-3", "no distance"},
               {"since", "2024-02-30", "no date"},
               {"until", "yesterday", "no date"},
               {"min-dead", "0", "above 0"},
               {"min-dead", "inf", "above 0"},
               {"min-dead", "1e999", "above 0"},
               {"limit", "0", "from 1 to"},
               {"limit", "-1", "from 1 to"},
               {"limit", "99999999999999999999", "from 1 to"},
               {"changed-after", "x", "whole number"},
               {"sort", "newst", "did you mean \"newest\""},
               {"text", "!!! --", "no words"},
               {"cursor", "n0.1.2", "is none"},
               {"cursor", "n0.zz..1", "is none"},
               {"cursor", "rf.7ff0000000000000..1", "is none"},
               {"cursor", "n99.1..1", "is none"},
               {"cursor", "n0.11111111111111111..1", "is none"}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        refuses(DRG_ASK_EVENTS, odd[i].name, drg_str_of(odd[i].value), odd[i].message);
    refuses(DRG_ASK_EVENTS, "actor", (drg_str){"a\0b", 3}, "UTF-8");
    refuses(DRG_ASK_EVENTS, "actor", (drg_str){"\xff\xfe", 2}, "UTF-8");
    refuses(DRG_ASK_EVENTS, "text", (drg_str){"\xed\xa0\x80", 3}, "UTF-8");
    static char longer[DRG_MAX_QUERY_BYTES + 1];
    memset(longer, 'a', sizeof longer);
    refuses(DRG_ASK_EVENTS, "text", (drg_str){longer, sizeof longer}, "longer than");
    refuses(DRG_ASK_SOURCES, "actor", DRG_LIT("RUS"), "cannot be asked by");
    refuses(DRG_ASK_SOURCES, "kind", DRG_LIT("negotiation"), "there is no");
}

static void too_many_values_are_refused_whole(void **state)
{
    (void)state;
    drg_query *q = make(DRG_ASK_EVENTS, (const char *const[]){"country", "UKR", NULL});
    char list[4 * 20 + 1] = "";
    for (int i = 0; i < 20; i++)
        strcat(list, "RUS,");
    list[strlen(list) - 1] = '\0';
    assert_int_equal(drg_query_set(q, "country", drg_str_of(list), NULL), DRG_ELIMIT);
    static answer a;
    a.n = 0;
    assert_int_equal(drg_ask(reader, q, keep, &a, NULL, NULL), DRG_OK);
    assert_int_equal(a.n, 50); /* still UKR alone */
    drg_query_free(q);
}

/* Whatever stands in it, a value is never read as SQL or as FTS5's language. */
static void hostile_values_are_only_values(void **state)
{
    (void)state;
    static const char *const hostile[] = {"'; DROP TABLE record; --",
                                          "\" OR 1=1 --",
                                          "evidence : drones",
                                          "{evidence names} : drones",
                                          "drones NEAR(hit, 2)",
                                          "drones AND",
                                          "NOT drones",
                                          "drones^2",
                                          "^drones",
                                          "-drones",
                                          "(drones",
                                          "drones)",
                                          "\"drones",
                                          "drones\"\"\"hit",
                                          "* * *a",
                                          "a*b*",
                                          "\xf0\x9f\x92\xa5 drones",
                                          "%s%n",
                                          "?1",
                                          "@x $y :z"};
    static const char *const names[] = {"text",      "actor", "recipient", "party", "place",   "source",
                                        "publisher", "id",    "incident",  "track", "document"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
            drg_query *q;
            drg_error err = {0};
            static answer a;
            a.n = 0;
            assert_int_equal(drg_query_new(DRG_ASK_EVENTS, &q, NULL), DRG_OK);
            drg_status st = drg_query_set(q, names[n], drg_str_of(hostile[i]), &err);
            if (st == DRG_OK && drg_ask(reader, q, keep, &a, NULL, &err) != DRG_OK)
                fail_msg("%s: %s", hostile[i], err.message);
            if (strcmp(names[n], "text") != 0)
                assert_int_equal(a.n, 0);
            drg_query_free(q);
        }
    assert_int_equal(EVENTS("type", "ASSAULT"), 200);
    assert_int_equal(EVENTS("text", "drones AND"), 0);
    assert_int_equal(EVENTS("text", "-drones"), 400);
}

static void modes_are_those_of_the_ontology(void **state)
{
    (void)state;
    size_t n = 0;
    for (unsigned e = 0; e < DRG_N_EVENTS; e++)
        for (const char *const *mode = drg_event_modes((drg_event)e); *mode != NULL; mode++) {
            char line[80];
            snprintf(line, sizeof line, "%s:%s", drg_event_name((drg_event)e), *mode);
            EVENTS("type", line);
            n++;
        }
    assert_int_equal(n, 68);
    assert_null(*drg_event_modes(DRG_EVENT_AGREE));
    assert_null(*drg_event_modes((drg_event)99));
}

/* ---- plans ---- */

/* The SQL of an answer, with its values. */
static char *asked[64];
static size_t n_asked;

static int keep_sql(unsigned what, void *context, void *stmt, void *text)
{
    (void)what;
    (void)context;
    (void)text;
    char *sql = sqlite3_expanded_sql(stmt);
    if (sql != NULL && strncmp(sql, "SELECT", 6) != 0 && strncmp(sql, "WITH", 4) != 0) {
        sqlite3_free(sql);
        sql = NULL;
    }
    if (sql != NULL && n_asked < sizeof asked / sizeof *asked)
        asked[n_asked++] = sql;
    else
        sqlite3_free(sql);
    return 0;
}

/* Whole tables are never gone through, but by an index in the order of the answer. */
static void check_plan(const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
    assert_int_equal(sqlite3_prepare_v2(reader->db, explain, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(stmt, 3);
        bool is_index = strstr(step, "USING INDEX") != NULL || strstr(step, "USING COVERING INDEX") != NULL;
        /* w, g and m are what was found before; constants and functions of tables cost nothing. */
        bool is_small = strcmp(step, "SCAN w") == 0 || strcmp(step, "SCAN g") == 0 || strcmp(step, "SCAN m") == 0 ||
                        strcmp(step, "SCAN d") == 0 || strstr(step, "VIRTUAL TABLE") != NULL ||
                        strstr(step, "CONSTANT ROW") != NULL || strstr(step, "SCAN (sub") != NULL;
        if (strncmp(step, "SCAN", 4) == 0 && !is_index && !is_small)
            fail_msg("\"%s\" in the plan of %s", step, sql);
    }
    sqlite3_finalize(stmt);
    sqlite3_free(explain);
}

static void indexes_find_what_filters_leave(void **state)
{
    (void)state;
    static const char *const filters[][2] = {{"limit", "50"},
                                             {"actor", "RUS"},
                                             {"actor", "RUS:MIL"},
                                             {"recipient", "Kiev"},
                                             {"party", "UKR"},
                                             {"type", "ASSAULT"},
                                             {"type", "ASSAULT:aerial"},
                                             {"status", "negated"},
                                             {"country", "UKR"},
                                             {"place", "Sumy"},
                                             {"near", "51,35,30"},
                                             {"since", "2024-01-05"},
                                             {"until", "2024-01-05"},
                                             {"source", "Zoe"},
                                             {"source", "UKR:GOV"},
                                             {"publisher", "Other"},
                                             {"min-dead", "3"},
                                             {"text", "drones"},
                                             {"text", "dron*"},
                                             {"id", "0000000000000001"},
                                             {"document", "d3"},
                                             {"track", "0000000000000001"},
                                             {"changed-after", "7"}};
    static const drg_ask_kind kinds[] = {DRG_ASK_EVENTS, DRG_ASK_INCIDENTS};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
            for (int large = 0; large < 2; large++) {
                /* With a small set taken whole, and as if all were large. */
                n_asked = 0;
                reader->small_set = large ? -1 : 6000;
                sqlite3_trace_v2(reader->db, SQLITE_TRACE_STMT, keep_sql, NULL);
                ask(kinds[k], NULL, (const char *const[]){filters[i][0], filters[i][1], "limit", "3", NULL});
                sqlite3_trace_v2(reader->db, 0, NULL, NULL);
                assert_true(n_asked > 0);
                for (size_t q = 0; q < n_asked; q++) {
                    check_plan(asked[q]);
                    sqlite3_free(asked[q]);
                }
            }
    reader->small_set = 6000;
}

/* Whether sets are taken whole or walked makes no difference but in time. */
static void ways_give_the_same(void **state)
{
    (void)state;
    static const char *const filters[][4] = {
        {"actor", "RUS", "type", "ASSAULT"},          {"actor", "RUS:MIL", "min-dead", "10"},
        {"recipient", "RUS", "type", "CONSULT"},      {"place", "sumy", "status", "negated"},
        {"type", "ASSAULT:aerial", "source", "Wire"}, {"actor", "Kiev", "since", "2024-02-01"},
        {"actor", "RUS", "until", "2024-02-01"},      {"country", "UKR", "text", "numb*"},
        {"near", "51,35,30", "publisher", "other"},   {"status", "actual", "until", "2024-03-01"}};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        for (int oldest = 0; oldest < 2; oldest++) {
            static answer whole, walked;
            const char *const *f = filters[i];
            const char *sort = oldest ? "oldest" : "newest";
            const char *const parameters[] = {f[0], f[1], f[2], f[3], "sort", sort, "limit", "70", NULL};
            reader->small_set = 6000;
            ask(DRG_ASK_EVENTS, &whole, parameters);
            reader->small_set = -1;
            ask(DRG_ASK_EVENTS, &walked, parameters);
            reader->small_set = 6000;
            assert_int_equal(whole.n, walked.n);
            for (size_t n = 0; n < whole.n; n++)
                assert_string_equal(whole.ids[n], walked.ids[n]);
        }
}

/* ---- one, counts, limits ---- */

static void one_item_by_its_id(void **state)
{
    (void)state;
    static answer a;
    assert_int_equal(drg_ask_one(reader, DRG_ASK_RECORDS, DRG_LIT("0000000000000011"), keep, &a, NULL), DRG_OK);
    assert_string_equal(a.last, "{\"id\": \"0000000000000011\", \"evidence\": {\"text\": \"x\", \"start\": 0}}");
    assert_int_equal(drg_ask_one(reader, DRG_ASK_DOCUMENTS, DRG_LIT("d3"), keep, &a, NULL), DRG_OK);
    assert_non_null(strstr(a.last, "\"records\": [{\"incident\": null, \"record\": {\"id\": \"000000000000000c\""));
    assert_int_equal(drg_ask_one(reader, DRG_ASK_SOURCES, DRG_LIT("named|||zoe"), keep, &a, NULL), DRG_OK);
    assert_non_null(strstr(a.last, "\"name\": \"Zoe\""));
    assert_int_equal(drg_ask_one(reader, DRG_ASK_EVENTS, DRG_LIT("nothing"), keep, &a, NULL), DRG_END);
    assert_int_equal(drg_ask_one(reader, DRG_ASK_INCIDENTS, DRG_LIT(""), keep, &a, NULL), DRG_END);
    assert_int_equal(drg_ask_one(reader, DRG_ASK_PLACES, DRG_LIT("Sumy"), keep, &a, NULL), DRG_EARG);
}

static void counts_divide_what_a_filter_leaves(void **state)
{
    (void)state;
    static answer a;
    drg_query *q = make(DRG_ASK_EVENTS, (const char *const[]){"actor", "RUS", NULL});
    assert_int_equal(drg_ask_counts(reader, q, DRG_LIT("type,source"), keep, &a, NULL), DRG_OK);
    assert_string_equal(a.last, "{\"kind\": \"events\", \"n\": 200, \"complete\": true, \"facets\": {\"type\":"
                                " [{\"value\": \"ASSAULT\", \"n\": 200}], \"source\": [{\"value\": \"media|||wire\","
                                " \"name\": \"Wire\", \"n\": 200}]}}");
    drg_error err;
    assert_int_equal(drg_ask_counts(reader, q, DRG_LIT("typ"), keep, &a, &err), DRG_EARG);
    assert_non_null(strstr(err.message, "did you mean \"type\""));
    drg_query_free(q);
    q = make(DRG_ASK_SOURCES, (const char *const[]){NULL});
    assert_int_equal(drg_ask_counts(reader, q, DRG_LIT(""), keep, &a, NULL), DRG_EARG);
    drg_query_free(q);
    assert_int_equal(drg_ask_statistics(reader, keep, &a, NULL), DRG_OK);
    assert_non_null(strstr(a.last, "\"n_records\": 400"));
}

static void an_answer_can_be_stopped_and_the_next_is_whole(void **state)
{
    (void)state;
    drg_query *q = make(DRG_ASK_EVENTS, (const char *const[]){"limit", "1000", "text", "\"drones hit\"", NULL});
    static answer a;
    drg_error err = {0};
    a.n = 0;
    drg_ledger_stop(reader);
    assert_int_equal(drg_ask(reader, q, keep, &a, NULL, &err), DRG_ELIMIT);
    assert_non_null(strstr(err.message, "stopped"));
    a.n = 0;
    assert_int_equal(drg_ask(reader, q, keep, &a, NULL, &err), DRG_OK);
    assert_int_equal(a.n, 400);
    drg_query_free(q);
}

static drg_status give_up(void *context, drg_str json)
{
    (void)context;
    (void)json;
    return DRG_EIO;
}

static void a_sink_that_stops_ends_the_answer(void **state)
{
    (void)state;
    drg_query *q = make(DRG_ASK_EVENTS, (const char *const[]){NULL});
    assert_int_equal(drg_ask(reader, q, give_up, NULL, NULL, NULL), DRG_EIO);
    assert_int_equal(sqlite3_get_autocommit(reader->db), 1);
    drg_query_free(q);
}

static void try_to_ask(void)
{
    static const char *const parameters[][2] = {
        {"actor", "RUS:MIL"}, {"type", "ASSAULT:drone"}, {"text", "drones hit"},
        {"place", "Sumy"},    {"near", "51,35,30"},      {"since", "2024-01-02"},
        {"source", "Wire"},   {"publisher", "other"},    {"document", "d3,d7"}};
    static answer a;
    drg_query *q = NULL;
    drg_error err = {0};
    a.n = 0;
    drg_status st = drg_query_new(DRG_ASK_EVENTS, &q, &err);
    for (size_t i = 0; st == DRG_OK && i < sizeof parameters / sizeof *parameters; i++)
        st = drg_query_set(q, parameters[i][0], drg_str_of(parameters[i][1]), &err);
    if (st == DRG_OK)
        st = drg_ask(reader, q, keep, &a, NULL, &err);
    if (st == DRG_OK)
        st = drg_ask_counts(reader, q, DRG_LIT(""), keep, &a, &err);
    if (st == DRG_OK)
        st = drg_ask_one(reader, DRG_ASK_DOCUMENTS, DRG_LIT("d3"), keep, &a, &err);
    assert_int_equal(st, allocation_failed ? DRG_ENOMEM : DRG_OK);
    assert_int_equal(sqlite3_get_autocommit(reader->db), 1);
    drg_query_free(q);
}

static void running_out_of_memory_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_to_ask) > 10);
}

/* ---- sources ---- */

/* Zoe says twelve, Wire thirty; another incident they agree on; a third only Zoe tells. */
static void sources_are_confirmed_contradicted_or_alone(void **state)
{
    (void)state;
    drg_error err = {0};
    run_sql(
        writer,
        "BEGIN; INSERT INTO incident (incident, id, event, mode, status, sentence, n_records, n_documents, n_families,"
        " n_sources, n_sides, n_confirm, n_deny, changed) VALUES"
        " (1, 'a', 'ASSAULT', '', 'actual', '', 2, 2, 2, 2, 1, 2, 0, 1),"
        " (2, 'b', 'ASSAULT', '', 'actual', '', 2, 2, 2, 2, 1, 2, 0, 2),"
        " (3, 'c', 'ASSAULT', '', 'actual', '', 2, 2, 2, 2, 1, 2, 0, 3);"
        "INSERT INTO incident_record VALUES (3, 1), (62, 1), (5, 2), (4, 2), (7, 3);"
        "INSERT INTO number VALUES (3, 1, 'injured', 12, 12, 'person', '12', NULL, NULL, NULL),"
        " (62, 1, 'injured', 30, NULL, 'person', '30 or more', NULL, NULL, NULL)");
    if (drg_ledger__tally(writer, &err) != DRG_OK)
        fail_msg("%s", err.message);
    run_sql(writer, "COMMIT");
    static answer a;
    assert_int_equal(drg_ask_one(reader, DRG_ASK_SOURCES, DRG_LIT("named|||zoe"), keep, &a, NULL), DRG_OK);
    assert_non_null(strstr(a.last, "\"n_incidents\": 3, \"n_denied\": 0, \"n_confirmed\": 2, \"n_contradicted\": 1,"
                                   " \"n_alone\": 1"));
    /* An incident that goes takes its sums with it. */
    run_sql(writer, "BEGIN; DELETE FROM incident_record; DELETE FROM incident; COMMIT");
    assert_int_equal(drg_ask_one(reader, DRG_ASK_SOURCES, DRG_LIT("named|||zoe"), keep, &a, NULL), DRG_OK);
    assert_non_null(strstr(a.last, "\"n_incidents\": 0, \"n_denied\": 0, \"n_confirmed\": 0, \"n_contradicted\": 0,"
                                   " \"n_alone\": 0"));
    run_sql(writer, "DELETE FROM number WHERE n = 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_filter_leaves_what_it_should),
        cmocka_unit_test(time_is_when_it_happened_else_when_it_was_told),
        cmocka_unit_test(orders_are_total_and_the_reverse_of_each_other),
        cmocka_unit_test(pages_tell_each_item_once_while_others_write),
        cmocka_unit_test(odd_values_are_refused_with_a_reason),
        cmocka_unit_test(too_many_values_are_refused_whole),
        cmocka_unit_test(hostile_values_are_only_values),
        cmocka_unit_test(modes_are_those_of_the_ontology),
        cmocka_unit_test(indexes_find_what_filters_leave),
        cmocka_unit_test(ways_give_the_same),
        cmocka_unit_test(one_item_by_its_id),
        cmocka_unit_test(counts_divide_what_a_filter_leaves),
        cmocka_unit_test(an_answer_can_be_stopped_and_the_next_is_whole),
        cmocka_unit_test(a_sink_that_stops_ends_the_answer),
        cmocka_unit_test(running_out_of_memory_is_told_and_leaves_nothing),
        cmocka_unit_test(sources_are_confirmed_contradicted_or_alone),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
