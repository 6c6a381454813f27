/* tests/unit/test_ledger_given.c - which source gives which number. */
#include "base/text.h"
#include "ledger/given.h"
#include "unit.h"

#include <string.h>

/* A record whose sources are words of the text, the original one first. */
static json_t *record_of(const char *text, const char *const *sources)
{
    json_t *list = json_array();
    for (size_t i = 0; sources[i] != NULL; i++) {
        const char *at = strstr(text, sources[i]);
        assert_non_null(at);
        size_t points = drg_utf8_count(drg_str_of(text), (size_t)(at - text));
        json_array_append_new(list, json_pack("{s: s, s: I}", "text", sources[i], "start", (json_int_t)points));
    }
    return json_pack("{s: o}", "attribution", list);
}

static int given_by(const char *text, const char *const *sources, const char *number)
{
    drg_arena arena;
    drg_given_text given;
    drg_arena_init(&arena, 0);
    assert_int_equal(drg_given_read(&arena, drg_str_of(text), &given, NULL), DRG_OK);
    json_t *record = record_of(text, sources), *quantity = json_pack("{s: s}", "text", number);
    int found = drg_given_by(&given, record, quantity);
    json_decref(record);
    json_decref(quantity);
    drg_arena_release(&arena);
    return found;
}

static void a_number_is_of_the_source_in_its_sentence(void **state)
{
    (void)state;
    static const char text[] =
        "“Shells” hit Goma on Monday. The army said 22 people were killed. Red Sea Wire had reported nine "
        "dead, citing health workers. Forty were hurt.";
    static const char *const sources[] = {"The army", "health workers", "Red Sea Wire", NULL};
    assert_int_equal(given_by(text, sources, "22 people"), 0);
    assert_int_equal(given_by(text, sources, "nine dead"), 1);
    assert_int_equal(given_by(text, sources, "Forty"), -1);
    assert_int_equal(given_by(text, sources, "eighty"), -1);
}

static void a_line_ends_a_sentence_and_a_point_inside_does_not(void **state)
{
    (void)state;
    static const char text[] = "Kyiv put it at 3.5 million\nMoscow spoke of 2 million, a U.N. official of 4 million.";
    static const char *const sources[] = {"Kyiv", "Moscow", NULL};
    assert_int_equal(given_by(text, sources, "3.5 million"), 0);
    assert_int_equal(given_by(text, sources, "2 million"), 1);
}

static void what_two_say_is_of_nobody_in_particular(void **state)
{
    (void)state;
    static const char text[] = "Police said 12 died. The mayor also said 12 died.";
    static const char *const two[] = {"Police", "The mayor", NULL}, *const one[] = {"Police", NULL};
    assert_int_equal(given_by(text, two, "12"), -1);
    assert_int_equal(given_by(text, one, "12"), -1);
    assert_int_equal(given_by("", (const char *const[]){NULL}, "12"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_of_the_source_in_its_sentence),
        cmocka_unit_test(a_line_ends_a_sentence_and_a_point_inside_does_not),
        cmocka_unit_test(what_two_say_is_of_nobody_in_particular),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
