/* tests/unit/test_knowledge_overlay.c - a user's own tables over ours: what they name stands as they tell it, all else stays. */
#define DRG_WRAP_ALLOC
#include "knowledge/inside.h"
#include "knowledge_data.h"

static char mine[TEMPORARY_BYTES + 8]; /* the user's folder */

static void write_mine(const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "mine/%s", name);
    write_data(path, text);
}

/** Our tables as the installed ones, and an empty folder of a user. */
static int make_both(void **state)
{
    static const char *const folders[] = {"mine", "mine/actors", "mine/places"};
    if (make_data(state) != 0)
        return -1;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", data_dir, folders[i]);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    char installed[TEMPORARY_BYTES + 16];
    snprintf(mine, sizeof mine, "%s/mine", data_dir);
    snprintf(installed, sizeof installed, "%s/dragoman.drgk", data_dir);
    if (compile_data("") != 0 || rename(compiled, installed) != 0)
        return -1;
    return setenv("DRAGOMAN_DATA", data_dir, 1);
}

static drg_knowledge *open_mine(void)
{
    drg_knowledge *k = NULL;
    drg_error err;
    drg_status st = drg_knowledge_open(mine, &k, &err);
    if (st != DRG_OK)
        print_message("%s\n", err.message);
    assert_int_equal(st, DRG_OK);
    return k;
}

static const drg_fact *only_fact(const drg_knowledge *k, const char *folded)
{
    size_t n;
    bool more;
    const drg_fact *facts = drg_knowledge__facts(k, drg_str_of(folded), &n, &more);
    assert_int_equal(n, 1);
    return facts;
}

static size_t count_facts(const drg_knowledge *k, const char *folded)
{
    size_t n;
    bool more;
    (void)drg_knowledge__facts(k, drg_str_of(folded), &n, &more);
    return n;
}

static size_t count_places(const drg_knowledge *k, const char *folded)
{
    size_t n;
    bool more;
    (void)drg_knowledge__toponyms(k, drg_str_of(folded), &n, &more);
    return n;
}

static void new_names_are_found_beside_ours(void **state)
{
    (void)state;
    write_mine("actors/groups.tsv", BODIES_HEAD "Steppe Front\tSF\tUKR\tREB\tarmed group\n");
    write_mine("places/places.tsv", PLACES_HEAD "Karsa\t\tUKR\tKyiv\t50\t30\t\t900\tcity\n");
    drg_knowledge *k = open_mine();
    const drg_fact *front = only_fact(k, "sf");
    assert_true(drg_knowledge__is_own(k, front));
    assert_text(drg_knowledge__text(k, front->name, front->name_len), "Steppe Front");
    assert_text(drg_knowledge__text(k, front->role, front->role_len), "armed group");
    assert_int_equal(front->file_line, 2);
    assert_int_equal(count_places(k, "karsa"), 1);
    assert_false(drg_knowledge__is_own(k, only_fact(k, "ukraine")));
    assert_int_equal(count_facts(k, "poroshenko"), 2);
    assert_int_equal(count_places(k, "springfield"), 2);
    assert_int_equal(count_places(k, "black sea"), 1);
    drg_knowledge_close(k);
}

static void a_row_replaces_ours_of_that_name_and_table_under_all_spellings(void **state)
{
    (void)state;
    write_mine("actors/persons.tsv", PERSONS_HEAD "Petro Poroshenko\tPorosh\tUKR\tELI\tformer president\t2019\t\n");
    write_mine("actors/groups.tsv", BODIES_HEAD "United Nations\t\tIMG\tREB\t\n");
    drg_knowledge *k = open_mine();
    const drg_fact *now = only_fact(k, "petro poroshenko");
    assert_string_equal(now->sector[0], "ELI");
    assert_int_equal(count_facts(k, "porosh"), 1);
    assert_int_equal(count_facts(k, "poroshenko"), 1); /* as the last name alone of theirs */
    assert_true(drg_knowledge__is_own(k, only_fact(k, "poroshenko")));
    size_t n;
    bool more;
    const drg_fact *both = drg_knowledge__facts(k, DRG_LIT("united nations"), &n, &more);
    assert_int_equal(n, 2); /* a group of that name is another thing than the organisation */
    assert_true(drg_knowledge__is_own(k, &both[0]) && !drg_knowledge__is_own(k, &both[1]));
    drg_knowledge_close(k);
}

static void a_place_replaces_ours_of_its_country_alone(void **state)
{
    (void)state;
    write_mine("places/places-mine.tsv", PLACES_HEAD "Springfield\t\tUSA\tKansas\t38\t-97\t\t5\tcity\n"
                                                     "Kyiv\t\tRUS\t\t55\t40\t\t10\tcity\n");
    drg_knowledge *k = open_mine();
    size_t n;
    bool more;
    const drg_toponym *p = drg_knowledge__toponyms(k, DRG_LIT("springfield"), &n, &more);
    assert_int_equal(n, 1);
    assert_text(drg_knowledge__text(k, p->province, p->province_len), "Kansas");
    p = drg_knowledge__toponyms(k, DRG_LIT("kyiv"), &n, &more);
    assert_int_equal(n, 2);
    assert_int_equal(count_places(k, "kiev"), 1);
    drg_knowledge_close(k);
}

static void longer_phrases_are_told_of_whoever_has_them(void **state)
{
    (void)state;
    write_mine("actors/groups.tsv", BODIES_HEAD "United Steppe Front\t\tUKR\tREB\t\n");
    drg_knowledge *k = open_mine();
    size_t n;
    bool more = false;
    (void)drg_knowledge__facts(k, DRG_LIT("united"), &n, &more);
    assert_true(more);
    (void)drg_knowledge__facts(k, DRG_LIT("united steppe"), &n, &more);
    assert_true(more && n == 0);
    assert_int_equal(count_facts(k, "united states"), 1);
    assert_int_equal(count_facts(k, "united steppe front"), 1);
    drg_knowledge_close(k);
}

static void mistakes_are_told_and_nothing_is_opened(void **state)
{
    static const struct {
        const char *text, *told;
    } bad[] = {
        {BODIES_HEAD "A\t\tUKX\tREB\t\n", "groups.tsv:2: \"UKX\" is no country code"},
        {BODIES_HEAD "A\t\tUKR\tRBL\t\n", "groups.tsv:2: there is no sector RBL"},
        {BODIES_HEAD "A\tUKR\tREB\n", "groups.tsv:2: 3 columns where there must be 5"},
        {BODIES_HEAD "A\xff\t\tUKR\tREB\t\n", "groups.tsv:2: this is not UTF-8"},
        {BODIES_HEAD "A\tB\tUKR\tREB\t\nB\tA\tUKR\tREB\t\n", "groups.tsv:3: \"B\" and \"A\" are names for each other"},
        {"name\n", "groups.tsv:1: the columns must be"},
        {BODIES_HEAD, "neither actors/*.tsv nor places/places*.tsv has a row"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        drg_knowledge *k = NULL;
        drg_error err;
        write_mine("actors/groups.tsv", bad[i].text);
        assert_int_equal(drg_knowledge_open(mine, &k, &err), DRG_EFORMAT);
        assert_null(k);
        if (strstr(err.message, bad[i].told) == NULL)
            fail_msg("expected \"%s\" in: %s", bad[i].told, err.message);
    }
}

static void open_and_ask(void)
{
    drg_knowledge *k = NULL;
    drg_status st = drg_knowledge_open(mine, &k, NULL);
    if (st == DRG_OK)
        assert_int_equal(count_facts(k, "sf"), 1);
    else
        assert_true(allocation_failed && (st == DRG_ENOMEM || st == DRG_EFORMAT));
    drg_knowledge_close(k);
}

static void no_failed_allocation_is_lost(void **state)
{
    (void)state;
    write_mine("actors/groups.tsv", BODIES_HEAD "Steppe Front\tSF\tUKR\tREB\t\n");
    write_mine("places/places.tsv", PLACES_HEAD "Karsa\t\tUKR\tKyiv\t50\t30\t\t900\tcity\n");
    assert_true(fail_every_allocation(open_and_ask) > 5);
}

#define WITH_BOTH(test) cmocka_unit_test_setup_teardown(test, make_both, remove_data)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOTH(new_names_are_found_beside_ours),
        WITH_BOTH(a_row_replaces_ours_of_that_name_and_table_under_all_spellings),
        WITH_BOTH(a_place_replaces_ours_of_its_country_alone),
        WITH_BOTH(longer_phrases_are_told_of_whoever_has_them),
        WITH_BOTH(mistakes_are_told_and_nothing_is_opened),
        WITH_BOTH(no_failed_allocation_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
