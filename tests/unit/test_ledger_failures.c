/* Every allocation of our own fails once while documents are stored, linked and corrected: the call says so, and the ledger
 * is as it was before. */
#define DRG_WRAP_ALLOC
#include "unit.h"

#include "dragoman/ledger.h"
#include "ledger/inside.h"

#include <stdio.h>
#include <string.h>

static const char first[] =
    "{\"id\": \"r-a\", \"document\": {\"id\": \"a\", \"publisher\": \"One\", \"published\": \"2025-06-02\"}, "
    "\"event\": "
    "\"ASSAULT\", \"mode\": [\"drone\"], \"context\": [], \"quad\": \"MATERIAL CONFLICT\", \"cameo\": null, "
    "\"event_text\": "
    "\"struck\", \"status\": \"actual\", \"actor\": [{\"text\": \"Russia\", \"name\": \"Russia\", \"country\": "
    "\"RUS\", "
    "\"sector\": [\"MIL\"], \"role\": null}], \"recipient\": [{\"text\": \"a market\", \"name\": null, \"country\": "
    "\"UKR\", "
    "\"sector\": [\"CVL\"], \"role\": null}], \"date\": {\"text\": \"Sunday\", \"start\": \"2025-06-01\", \"end\": "
    "\"2025-06-01\", \"time\": null, \"resolution\": \"day\"}, \"place\": {\"text\": \"Sumy\", \"name\": \"Sumy\", "
    "\"country\": \"UKR\", \"province\": null, \"lat\": 50.9, \"lon\": 34.8, \"geonameid\": 1, \"resolution\": "
    "\"city\"}, "
    "\"topic\": null, \"quantity\": [{\"what\": \"dead\", \"text\": \"17\", \"low\": 17, \"high\": 17, \"unit\": "
    "\"person\", "
    "\"entity\": null}], \"attribution\": [], \"evidence\": {\"sentence\": 0, \"trigger_start\": 0, \"trigger_end\": "
    "1, "
    "\"text\": \"Russian drones struck a market in Sumy on Sunday, killing 17 people.\"}, \"confidence\": 0.9}\n";

/* The same in another document. */
static char second[sizeof first];

static void make_second(void)
{
    memcpy(second, first, sizeof first);
    memcpy(strstr(second, "r-a"), "r-b", 3);
    memcpy(strstr(second, "{\"id\": \"a\""), "{\"id\": \"b\"", 10);
    memcpy(strstr(second, "Sunday, killing"), "a hot day, slew", 15);
}

static long count(drg_ledger *l, const char *sql)
{
    sqlite3_stmt *s = NULL;
    long n = -1;
    if (sqlite3_prepare_v2(l->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        n = (long)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

static void try_all(void)
{
    drg_ledger *l = NULL;
    drg_error err;
    const drg_ledger_correction apart = {.kind = DRG_LEDGER_APART, .record = "r-a", .other = "r-b"};
    drg_status st = drg_ledger_open(":memory:", DRG_LEDGER_CREATE, &l, &err);
    if (st == DRG_OK)
        st = drg_ledger_put(l, (drg_str){first, sizeof first - 1}, NULL, &err);
    if (st == DRG_OK)
        st = drg_ledger_put(l, (drg_str){second, sizeof second - 1}, NULL, &err);
    if (st == DRG_OK)
        assert_int_equal(count(l, "SELECT n_records FROM incident"), 2);
    if (st == DRG_OK)
        st = drg_ledger_correct(l, &apart, &err);
    if (st == DRG_OK)
        st = drg_ledger_rebuild(l, NULL, NULL, &err);
    if (st == DRG_OK)
        assert_int_equal(count(l, "SELECT count(*) FROM incident"), 2);
    if (st != DRG_OK) {
        assert_true(allocation_failed);
        assert_int_equal(st, DRG_ENOMEM);
    }
    /* Each record that is stored is in an incident: nothing was done by halves. */
    if (l != NULL)
        assert_int_equal(count(l, "SELECT count(*) FROM record"), count(l, "SELECT count(*) FROM incident_record"));
    drg_ledger_close(l);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    make_second();
    assert_true(fail_every_allocation(try_all) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
