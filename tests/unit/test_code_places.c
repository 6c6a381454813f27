/* tests/unit/test_code_places.c - which words are places, which place of a name is meant, and what holds one that no table
 * knows. The tables are the installed ones; the trees are given. */
#define DRG_WRAP_ALLOC
#include "code/places.h"
#include "unit.h"

#include "toy_tree.h"

static drg_knowledge *knowledge;
static drg_coder *coder;

static int open_tables(void **state)
{
    drg_error err;
    (void)state;
    if (drg_knowledge_open(NULL, &knowledge, &err) != DRG_OK || drg_coder_new(knowledge, &coder, &err) != DRG_OK) {
        print_message("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_tables(void **state)
{
    (void)state;
    drg_coder_free(coder);
    drg_knowledge_close(knowledge);
    return 0;
}

/** "Tripoli, North Lebanon, LBN, city; Lebanon, LBN, country": every place of a coded sentence, "=" before one that acts. */
static const char *places_of(const char *marked)
{
    static char told[1000];
    drg_document *doc = toy_document(marked, "2025-06-02");
    assert_int_equal(drg_code(coder, doc, NULL), DRG_OK);
    const drg_layers *layers = drg_document_layers(doc);
    told[0] = '\0';
    for (size_t i = 0; i < layers->n_places; i++) {
        const drg_place *p = &layers->places[i];
        size_t len = strlen(told);
        snprintf(told + len, sizeof told - len, "%s%s%.*s%s%.*s, %.*s, %s", i > 0 ? "; " : "", p->is_actor ? "=" : "",
                 (int)p->name.len, p->name.ptr, p->province.len > 0 ? ", " : "", (int)p->province.len, p->province.ptr,
                 (int)p->country.len, p->country.ptr, drg_place_resolution_name(p->resolution));
    }
    drg_document_free(doc);
    return told;
}

static void a_name_is_the_greatest_place_that_bears_it(void **state)
{
    (void)state;
    assert_string_equal(places_of("Shells hit|V Birmingham on Monday ."), "Birmingham, England, GBR, city");
    assert_string_equal(places_of("Shells hit|V Kharkiv on Monday ."), "Kharkiv, Kharkiv, UKR, city");
}

static void what_is_told_beside_a_name_says_which(void **state)
{
    (void)state;
    assert_string_equal(places_of("Police detained|V a man in Birmingham , Alabama ."),
                        "Birmingham, Alabama, USA, city; Alabama, Alabama, USA, province");
    assert_string_equal(places_of("Militias clashed|V in Tripoli in Lebanon ."),
                        "Tripoli, North Lebanon, LBN, city; Lebanon, LBN, country");
}

static void a_word_for_divisions_makes_one(void **state)
{
    (void)state;
    assert_string_equal(places_of("Shells hit|V the Sumy region ."), "Sumy, Sumy, UKR, province");
    assert_string_equal(places_of("Shells hit|V Sumy ."), "Sumy, Sumy, UKR, city");
}

static void an_unknown_village_is_in_the_province_told_with_it(void **state)
{
    (void)state;
    assert_string_equal(places_of("Troops took|V the village of Zzyrkivka in the Sumy region ."),
                        "Sumy, Sumy, UKR, province; Sumy, Sumy, UKR, province");
}

static void features_and_sites_are_what_their_words_say(void **state)
{
    (void)state;
    assert_string_equal(places_of("A ship sank|V in the Black Sea ."), "Black Sea, , feature");
    assert_string_equal(places_of("Troops crossed|V the Dnipro River ."), "Dnieper River, , feature");
}

static void names_that_are_no_places_here_are_none(void **state)
{
    (void)state;
    assert_string_equal(places_of("The Washington|X@3:compound Post|X reported|V losses ."), "");
    assert_string_equal(places_of("Mr Paris|X told|V reporters ."), "");
    assert_string_equal(places_of("Ukrainian troops advanced|V ."), "");
    assert_string_equal(places_of("Nice|J weather delayed|V the talks ."), "");
}

static void who_acts_is_no_ground(void **state)
{
    (void)state;
    assert_string_equal(places_of("Moscow rejected|V the plan ."), "=Moscow, Moscow, RUS, city");
    assert_string_equal(places_of("A bomb exploded|V in Moscow ."), "Moscow, Moscow, RUS, city");
}

static void every_class_of_words_is_known_by_its_first(void **state)
{
    static const struct {
        const char *word;
        drg_place_word class;
    } words[] = {{"street", DRG_PW_STREET},   {"highway", DRG_PW_ROAD},   {"airport", DRG_PW_SITE},
                 {"river", DRG_PW_FEATURE},   {"mount", DRG_PW_BEFORE},   {"province", DRG_PW_DIVISION},
                 {"republic", DRG_PW_POLITY}, {"village", DRG_PW_CITY},   {"police", DRG_PW_BODY},
                 {"resident", DRG_PW_PEOPLE}, {"herald", DRG_PW_TAIL},    {"sergeant", DRG_PW_TITLE},
                 {"northern", DRG_PW_SIDE},   {"tuesday", DRG_PW_COMMON}, {"lake", DRG_PW_FEATURE},
                 {"mayor", DRG_PW_BODY},      {"nonesuch", DRG_PW_NONE},  {"", DRG_PW_NONE}};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_int_equal(drg_place_words__class(coder, drg_str_of(words[i].word)), words[i].class);
}

static void code_once(void)
{
    long planned = allocations_until_failure;
    allocations_until_failure = -1; /* the document itself is not under test */
    drg_document *doc = toy_document("Police detained|V a man in Birmingham , Alabama .", "2025-06-02");
    allocations_until_failure = planned;
    drg_status st = drg_code(coder, doc, NULL);
    allocations_until_failure = -1;
    assert_true(st == DRG_OK || (allocation_failed && st == DRG_ENOMEM));
    drg_document_free(doc);
}

static void no_failed_allocation_is_lost(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(code_once) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_the_greatest_place_that_bears_it),
        cmocka_unit_test(what_is_told_beside_a_name_says_which),
        cmocka_unit_test(a_word_for_divisions_makes_one),
        cmocka_unit_test(an_unknown_village_is_in_the_province_told_with_it),
        cmocka_unit_test(features_and_sites_are_what_their_words_say),
        cmocka_unit_test(names_that_are_no_places_here_are_none),
        cmocka_unit_test(who_acts_is_no_ground),
        cmocka_unit_test(every_class_of_words_is_known_by_its_first),
        cmocka_unit_test(no_failed_allocation_is_lost),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
