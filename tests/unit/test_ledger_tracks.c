/* Words of sentences, parties, and tracks when memory runs out. tests/tracks/run has what tracks tell. */
#define DRG_WRAP_ALLOC
#include "base/arena.h"
#include "base/text.h"
#include "dragoman/ledger.h"
#include "ledger/derive.h"
#include "ledger/sides.h"
#include "ledger/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "temporary.h"
#include "unit.h"

/* ---- words ---- */

static void patterns_match_words_in_a_row(void **state)
{
    (void)state;
    drg_arena arena;
    drg_words words;
    drg_arena_init(&arena, 0);
    const char *text = "Russia’s envoys called off the cease-fire talks; 1,200 men waited.";
    assert_int_equal(drg_words_of_sentence(&arena, drg_str_of(text), 16, 26, &words, NULL), DRG_OK);
    assert_int_equal(words.n, 11);
    assert_int_equal(words.trigger, 2);
    assert_int_equal(words.after, 4);
    assert_int_equal(drg_words_find(&words, 0, words.n, "nobody|call* off"), 2);
    assert_int_equal(drg_words_find(&words, 3, words.n, "call* off"), DRG_NO_WORD);
    assert_true(drg_words_have(&words, "cease fire*"));
    assert_true(drg_words_follow(&words, 3, "cease fire"));
    assert_false(drg_words_follow(&words, 1, "cease fire"));
    assert_false(drg_words_have(&words, "cease talks|fir|called of"));
    assert_false(drg_words_have(&words, ""));
    drg_arena_release(&arena);
}

static void numbers_are_read_in_digits_and_words(void **state)
{
    static const struct {
        const char *text;
        double value;
        size_t used; /* 0: no number */
    } cases[] = {{"1,200 men", 1200, 1},    {"a thousand men", 1000, 2}, {"twelve", 12, 1},
                 {"thirty two men", 32, 2}, {"two hundred", 200, 2},     {"6 thousand", 6000, 2},
                 {"a man", 0, 0},           {"hundreds", 0, 0},          {"men", 0, 0},
                 {"twenty men", 20, 1},     {"2025-06-02", 2025, 1},     {"1.5", 0, 0}};
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drg_words words;
        double value = 0;
        size_t used = 0;
        assert_int_equal(drg_words_of(&arena, drg_str_of(cases[i].text), &words, NULL), DRG_OK);
        bool found = drg_words_number(&words, 0, &value, &used);
        assert_int_equal(found, cases[i].used > 0);
        if (found) {
            assert_true(value == cases[i].value);
            assert_int_equal(used, cases[i].used);
        }
    }
    drg_arena_release(&arena);
}

/* ---- parties ---- */

static void parties_are_states_and_groups(void **state)
{
    static const struct {
        const char *text, *name, *country, *sectors;
        drg_side_kind kind;
        const char *key;
    } cases[] = {
        {"Moscow", "Russia", "RUS", "[\"GOV\"]", DRG_SIDE_STATE, "RUS"},
        {"the army", "", "SDN", "[\"MIL\"]", DRG_SIDE_STATE, "SDN"},
        {"Russia", "Russia", "RUS", "[]", DRG_SIDE_STATE, "RUS"},
        {"the RSF", "Rapid Support Forces", "SDN", "[\"PRM\",\"REB\"]", DRG_SIDE_GROUP, "SDN/Rapid Support Forces"},
        {"rebels", "", "COD", "[\"REB\"]", DRG_SIDE_GROUP, "COD/rebels"},
        {"a militia", "", "COD", "[\"UAF\"]", DRG_SIDE_NONE, NULL},
        {"farmers", "", "FRA", "[\"CVL\"]", DRG_SIDE_NONE, NULL},
        {"envoys", "", "", "[\"GOV\"]", DRG_SIDE_NONE, NULL},
        {"the UN", "United Nations", "UNO", "[]", DRG_SIDE_MEDIATOR, NULL},
        {"both sides", "", "SDN", "[\"REB\"]", DRG_SIDE_COLLECTIVE, NULL}};
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drg_str key = {NULL, 0};
        assert_int_equal(drg_side_of(&arena, drg_str_of(cases[i].text), drg_str_of(cases[i].name),
                                     drg_str_of(cases[i].country), drg_str_of(cases[i].sectors), NULL, &key),
                         cases[i].kind);
        if (cases[i].key != NULL)
            assert_true(drg_str_is(key, cases[i].key));
    }
    drg_arena_release(&arena);
}

static void keys_are_joined_in_one_order(void **state)
{
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    drg_sides sides = {.n = 0};
    drg_sides_add(&sides, DRG_LIT("UKR"));
    drg_sides_add(&sides, DRG_LIT("RUS"));
    drg_sides_add(&sides, DRG_LIT("UKR"));
    drg_str joined = drg_sides_join(&arena, &sides);
    assert_true(drg_str_is(joined, "RUS|UKR"));
    drg_sides again = drg_sides_of(joined);
    assert_int_equal(again.n, 2);
    assert_true(drg_sides_have(&again, DRG_LIT("UKR")));
    assert_true(drg_str_is(drg_side_name(DRG_LIT("SDN/Rapid Support Forces")), "Rapid Support Forces"));
    assert_true(drg_str_is(drg_side_name(DRG_LIT("SDN")), "Sudan"));
    assert_true(drg_str_is(drg_side_country(DRG_LIT("SDN/Rapid Support Forces")), "SDN"));
    drg_arena_release(&arena);
}

/* ---- memory ---- */

#define PARTY(name, code)                                                                                              \
    "{\"text\":\"" name "\",\"name\":\"" name "\",\"country\":\"" code "\",\"sector\":[\"GOV\"],\"role\":null,"        \
    "\"start\":0,\"end\":1}"
#define RECORD(id, n, event, mode, status, quantity, words, from, to)                                                  \
    "{\"id\":\"" id                                                                                                    \
    "\",\"document\":{\"id\":\"d\",\"url\":\"https://d.example/\",\"title\":null,\"publisher\":\"Wire\","              \
    "\"language\":\"en\",\"published\":\"2027-03-02\",\"published_from\":\"field\"},\"event\":\"" event                \
    "\",\"mode\":[" mode                                                                                               \
    "],\"context\":[],\"quad\":\"VERBAL COOPERATION\",\"cameo\":null,\"event_text\":\"x\",\"status\":\"" status        \
    "\",\"actor\":[" PARTY("Armenia", "ARM") "," PARTY(                                                                \
        "Azerbaijan", "AZE") "],\"recipient\":[],\"date\":{\"text\":"                                                  \
                             "\"Monday\",\"start\":\"2027-03-01\",\"end\":\"2027-03-01\",\"time\":null,"               \
                             "\"resolution\":\"day\"},\"place\":null,"                                                 \
                             "\"topic\":null,\"quantity\":[" quantity                                                  \
                             "],\"attribution\":[],\"evidence\":{\"sentence\":" n ",\"start\":0,"                      \
                             "\"end\":60,\"trigger_start\":" from ",\"trigger_end\":" to ",\"text\":\"" words          \
                             "\"},\"confidence\":0.9}\n"

static const char lines[] = RECORD("0000000000000001", "0", "CONSULT", "\"third-party\"", "actual", "",
                                   "Armenia and Azerbaijan held peace talks for two hours.", "35", "40")
    RECORD("0000000000000002", "1", "RETREAT", "\"release\"", "actual",
           "{\"what\":\"released\",\"text\":\"30 "
           "prisoners\",\"low\":30,\"high\":30,\"unit\":\"prisoner\",\"entity\":null}",
           "Armenia and Azerbaijan exchanged 30 prisoners each today.", "23", "32")
        RECORD("0000000000000003", "2", "RETREAT", "\"ceasefire\"", "actual", "",
               "A truce of Armenia and Azerbaijan took effect yesterday.", "2", "7");

static drg_ledger *ledger;

static int64_t count_of(const char *sql)
{
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(ledger->db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

/* Throws the tracks away and makes them again, in one transaction. */
static void follow_again(void)
{
    static const char clear[] =
        "DELETE FROM track_record; DELETE FROM track_step; DELETE FROM track_party;"
        "DELETE FROM track; DELETE FROM track_case; DELETE FROM track_signal; DELETE FROM track_read";
    long fails_at = allocations_until_failure;
    drg_error err;
    drg_ids changed = {0};
    allocations_until_failure = -1;
    for (int64_t incident = 1; incident <= 3; incident++)
        assert_int_equal(drg_ids_add(&changed, incident, &err), DRG_OK);
    drg_status st = drg_ledger__begin(ledger, &err);
    if (st == DRG_OK)
        st = drg_ledger__exec(ledger, clear, &err);
    assert_int_equal(st, DRG_OK);
    allocations_until_failure = fails_at;
    st = drg_ledger__follow(ledger, &changed, &err);
    allocations_until_failure = -1;
    assert_int_equal(st, allocation_failed ? DRG_ENOMEM : DRG_OK);
    assert_int_equal(drg_ledger__end(ledger, st, &err), st);
    assert_int_equal(count_of("SELECT count(*) FROM track"), 3);
    drg_ids_release(&changed);
}

static void open_ledger(char path[TEMPORARY_BYTES])
{
    assert_true(temporary_file(path));
    assert_int_equal(drg_ledger_open(path, DRG_LEDGER_CREATE, &ledger, NULL), DRG_OK);
    assert_int_equal(drg_ledger_put(ledger, drg_str_of(lines), NULL, NULL), DRG_OK);
    assert_int_equal(count_of("SELECT count(*) FROM track_step"), 3);
}

static void close_ledger(const char *path)
{
    drg_ledger_close(ledger);
    remove_ledger(path);
}

static void without_memory_tracks_stay_as_they_were(void **state)
{
    (void)state;
    char path[TEMPORARY_BYTES];
    open_ledger(path);
    assert_int_equal(count_of("SELECT count(*) FROM incident WHERE incident <= 3"), 3);
    assert_true(fail_every_allocation(follow_again) > 0);
    assert_int_equal(count_of("SELECT count(*) FROM track WHERE state IN ('held', 'carried out', 'in force')"), 3);
    close_ledger(path);
}

static void a_rebuild_makes_the_same_tracks(void **state)
{
    static const char same[] =
        "SELECT count(*) FROM track JOIN before USING (id, kind, name, state, details, disputed)";
    (void)state;
    char path[TEMPORARY_BYTES];
    open_ledger(path);
    assert_int_equal(drg_ledger__exec(ledger, "CREATE TEMP TABLE before AS SELECT * FROM track", NULL), DRG_OK);
    assert_int_equal(drg_ledger_rebuild(ledger, NULL, NULL, NULL), DRG_OK);
    assert_int_equal(count_of("SELECT count(*) FROM track"), 3);
    assert_int_equal(count_of(same), 3);
    assert_int_equal(count_of("SELECT count(*) FROM track_record"), 3);
    close_ledger(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_words_in_a_row),
        cmocka_unit_test(numbers_are_read_in_digits_and_words),
        cmocka_unit_test(parties_are_states_and_groups),
        cmocka_unit_test(keys_are_joined_in_one_order),
        cmocka_unit_test(without_memory_tracks_stay_as_they_were),
        cmocka_unit_test(a_rebuild_makes_the_same_tracks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
