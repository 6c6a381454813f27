/* tests/unit/test_knowledge_compile.c - every mistake in the data is told with its file and line. */
#include "knowledge_data.h"

static void must_tell(const char *name, const char *text, const char *expected)
{
    write_data(name, text);
    assert_int_equal(compile_data(""), 1);
    if (strstr(report, expected) == NULL)
        fail_msg("expected \"%s\" in:\n%s", expected, report);
    assert_int_not_equal(access(compiled, F_OK), 0);
}

static void sound_data_compile_without_a_word(void **state)
{
    (void)state;
    assert_int_equal(compile_data("--warnings"), 0);
    assert_string_equal(report, "");
    assert_int_equal(access(compiled, F_OK), 0);
}

static void the_projects_data_have_no_mistake(void **state)
{
    char data[PATH_MAX];
    (void)state;
    project_path("data", data);
    if (compile_folder("", data) != 0)
        fail_msg("%s", report);
}

static void the_same_data_give_the_same_bytes(void **state)
{
    static char first[1 << 20], second[1 << 20];
    (void)state;
    char *bytes[] = {first, second};
    size_t sizes[2];
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(compile_data(""), 0);
        FILE *file = fopen(compiled, "rb");
        assert_non_null(file);
        sizes[i] = fread(bytes[i], 1, sizeof first, file);
        fclose(file);
        assert_true(sizes[i] > 0 && sizes[i] < sizeof first);
    }
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(first, second, sizes[0]);
}

static void sections_headers_are_checked(void **state)
{
    (void)state;
    must_tell("frames/assault.frames", "\n\n[ASAULT]\nverb subj : hit\n",
              "frames/assault.frames:3: there is no type ASAULT");
    must_tell("frames/assault.frames", "[ASSAULT arrest]\nverb subj : hit\n",
              "frames/assault.frames:1: this type has no mode arrest");
    must_tell("frames/assault.frames", "[ASSAULT context=war]\nverb subj : hit\n",
              "frames/assault.frames:1: there is no context war");
    must_tell("frames/assault.frames", "[ASSAULT cameo=19x]\nverb subj : hit\n", "frames/assault.frames:1: cameo=19x");
    must_tell("frames/assault.frames", "[ASSAULT status=maybe]\nverb subj : hit\n",
              "frames/assault.frames:1: there is no status maybe");
    must_tell("frames/assault.frames", "[ASSAULT\nverb subj : hit\n", "frames/assault.frames:1: a section's header");
    must_tell("frames/assault.frames", "verb subj : hit\n", "frames/assault.frames:1: a section's header must stand");
}

static void lines_of_frames_are_checked(void **state)
{
    (void)state;
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj > obj\n", "frames/assault.frames:2: a line is");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subject > obj : hit\n",
              "frames/assault.frames:2: \"subject\" is not a path");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj|obj|@a|@b|@c|@d|@e|@f|@g|@h|@i|@j|@k|@l|@m|@n|@o : hit\n",
              "frames/assault.frames:2: more than ");
    must_tell("frames/assault.frames", "[ASSAULT]\nadverb subj : hit\n",
              "frames/assault.frames:2: a line begins with verb");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj :\n", "frames/assault.frames:2: no trigger");
}

static void triggers_are_checked_and_told_with_their_own_line(void **state)
{
    (void)state;
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit,\n  Strike\n",
              "frames/assault.frames:3: \"Strike\" in the trigger \"Strike\": a trigger begins with");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit,\n  strike {obj: wepon}\n",
              "frames/assault.frames:3: \"wepon\" in the trigger \"strike {obj: wepon}\": there is no such set");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit {obj weapon}\n",
              "frames/assault.frames:2: \"obj weapon\"");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit {obj: weapon\n", "the closing brace is missing");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit hard\n", "a constraint begins with");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit :advcl\n", "only :xcomp and :ccomp");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit +up +down\n", "only one constraint of a kind");
    must_tell("frames/assault.frames", "[ASSAULT]\nverb subj : hit {obj: =a, subj: =b, iobj: =c, @in: =d}\n",
              "more than 3 conditions");
}

static void word_lists_are_checked(void **state)
{
    (void)state;
    must_tell("frames/sets.txt", "weapon: gun\nweapon: rocket\n",
              "frames/sets.txt:2: the set weapon stands here twice");
    must_tell("frames/sets.txt", "weapon: gun, @none\n", "frames/sets.txt:1: there is no set @none");
    must_tell("frames/sets.txt", "weapon: gun,\n Gun\n", "frames/sets.txt:2: \"Gun\" is not in lower case");
    write_sound_data();
    must_tell("frames/modes.txt", "ASSAULT flying: drone\n", "frames/modes.txt:1: ASSAULT has no mode flying");
    must_tell("frames/modes.txt", "HIT drone: drone\n", "frames/modes.txt:1: there is no type HIT");
    write_sound_data();
    must_tell("frames/cues.txt", "verb whispers: whisper\n", "frames/cues.txt:1: a line is");
    must_tell("frames/cues.txt", "verb asserts: say\nverb claims: say\n",
              "frames/cues.txt:2: verb \"say\" stands here twice");
}

static void tables_of_actors_are_checked(void **state)
{
    (void)state;
    must_tell("actors/persons.tsv", PERSONS_HEAD "A B\t\tXYZ\tGOV\t\t\t\n",
              "actors/persons.tsv:2: \"XYZ\" is no country code");
    must_tell("actors/persons.tsv", PERSONS_HEAD "A B\t\tUKR\tGVO\t\t\t\n",
              "actors/persons.tsv:2: there is no sector GVO");
    must_tell("actors/persons.tsv", PERSONS_HEAD "# c\nA B\t\tUKR\tGOV\t\t2014-13\t\n",
              "actors/persons.tsv:3: \"2014-13\" is no date");
    must_tell("actors/persons.tsv", PERSONS_HEAD "A B\t\tUKR\tGOV\t\t2014\t2013\n", "ends before it begins");
    must_tell("actors/persons.tsv", PERSONS_HEAD "A B\t\tUKR\tGOV\n",
              "actors/persons.tsv:2: 4 columns where there must be 7");
    must_tell("actors/persons.tsv", PERSONS_HEAD "A B\t\tUKR\tGOV\t\t\t\nA B\t\tUKR\tMIL\t\t\t\n",
              "actors/persons.tsv:3: \"A B\" stands in line 2 already");
    must_tell("actors/persons.tsv", "name\tcountry\n", "actors/persons.tsv:1: the columns must be");
    must_tell("actors/persons.tsv", PERSONS_HEAD "A \xff\t\tUKR\tGOV\t\t\t\n",
              "actors/persons.tsv:2: this is not UTF-8");
    write_sound_data();
    must_tell("actors/roles.tsv", ROLES_HEAD "gunman\t\tUAF\tyes\n", "actors/roles.tsv:2: body is 1");
    must_tell("actors/roles.tsv", ROLES_HEAD "gunman\t\tUAF REB MIL COP GOV\t\n",
              "actors/roles.tsv:2: more than 4 sectors");
    must_tell("actors/roles.tsv", ROLES_HEAD "\tgunmen\tUAF\t\n", "actors/roles.tsv:2: the name is empty");
    must_tell("actors/roles.tsv", ROLES_HEAD "gunman\t--|gunmen\tUAF\t\n",
              "actors/roles.tsv:2: nothing is left of the name \"--\"");
    must_tell("actors/roles.tsv", "# nothing but a comment\n",
              "actors/roles.tsv:1: the line with the names of the columns is missing");
    must_tell("actors/countries.tsv", COUNTRIES_HEAD "ukr\tUkraine\t\t\t\t\n",
              "actors/countries.tsv:2: \"ukr\" is no country code");
    write_sound_data();
    must_tell("actors/groups.tsv", BODIES_HEAD "Red Front\t\tUKR\tREB\t\textra\n",
              "actors/groups.tsv:2: 6 columns where there must be 5");
    must_tell("actors/groups.tsv", BODIES_HEAD "Red Front\tRot\xc3\tUKR\tREB\t\n",
              "actors/groups.tsv:2: this is not UTF-8");
    must_tell("actors/groups.tsv", BODIES_HEAD "Red Front\t\tUKX\tREB\t\n",
              "actors/groups.tsv:2: \"UKX\" is no country code");
    must_tell("actors/groups.tsv", BODIES_HEAD "Red Front\t\tUKR\tREB\t\nRed Front\t\tUKR\tREB\t\n",
              "actors/groups.tsv:3: \"Red Front\" stands in line 2 already");
    write_data("actors/groups.tsv", BODIES_HEAD);
    must_tell("actors/people.tsv", PERSONS_HEAD, "docs/KNOWLEDGE.md knows no such table");
}

static void places_are_checked(void **state)
{
    (void)state;
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tUKR\t\t91\t0\t\t\tcity\n",
              "places/places.tsv:2: \"91 0\" are no degrees");
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tUKR\t\t1\t0\t\t\ttown\n",
              "places/places.tsv:2: there is no class");
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tUKR\t\t1\t0\tx\t\tcity\n",
              "places/places.tsv:2: \"x\" is no number");
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tUKR\t\t1\t0\t\t-5\tcity\n",
              "places/places.tsv:2: \"-5\" is no number");
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tXYZ\t\t1\t0\t\t\tcity\n",
              "places/places.tsv:2: \"XYZ\" is no country code");
    must_tell("places/places.tsv", PLACES_HEAD "\tB\tUKR\t\t1\t0\t\t\tcity\n",
              "places/places.tsv:2: the name is empty");
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tUKR\t\t1\n",
              "places/places.tsv:2: 5 columns where there must be 9");
    must_tell("places/places.tsv", "name\tlat\tlon\n", "places/places.tsv:1: the columns must be");
    must_tell("places/places.tsv", PLACES_HEAD "A\xfe\t\tUKR\t\t1\t0\t\t\tcity\n",
              "places/places.tsv:2: this is not UTF-8");
    must_tell("places/places.tsv", PLACES_HEAD "A\t\tUKR\t\t1\t0\t7\t\tcity\nA\t\tUKR\t\t1\t0\t7\t\tcity\n",
              "places/places.tsv:3: \"A\" stands in line 2 already");
}

static void all_mistakes_are_told_at_once(void **state)
{
    (void)state;
    write_data("frames/assault.frames", "[ASSAULT]\nverb sub : hit\nverb subj : Hit\n");
    must_tell("actors/roles.tsv", ROLES_HEAD "gunman\t\tXXX\t\n", "drg-compile: 3 mistakes");
    assert_non_null(strstr(report, "frames/assault.frames:2:"));
    assert_non_null(strstr(report, "frames/assault.frames:3:"));
    assert_non_null(strstr(report, "actors/roles.tsv:2:"));
}

static void lenient_leaves_out_what_is_mistaken(void **state)
{
    (void)state;
    write_data("actors/roles.tsv", ROLES_HEAD "gunman\t\tXXX\t\nsoldier\t\tMIL\t\n");
    assert_int_equal(compile_data("--lenient"), 0);
    drg_knowledge *k;
    size_t n;
    bool more;
    assert_int_equal(drg_knowledge_open(compiled, &k, NULL), DRG_OK);
    assert_null(drg_knowledge__facts(k, DRG_LIT("gunman"), &n, &more));
    assert_non_null(drg_knowledge__facts(k, DRG_LIT("soldier"), &n, &more));
    drg_knowledge_close(k);
}

static void a_frame_that_is_never_taken_is_warned_of(void **state)
{
    (void)state;
    write_data("frames/assault.frames", "[ASSAULT]\nverb subj : hit\nverb obj : hit\n");
    assert_int_equal(compile_data("--warnings"), 0);
    assert_non_null(strstr(report, "frames/assault.frames:3: warning: \"hit\" is never taken so"));
}

static void offices_that_overlap_are_a_mistake(void **state)
{
    (void)state;
    must_tell("actors/persons.tsv",
              PERSONS_HEAD "A B\t\tUKR\tGOV\tmayor\t2010\t2012\nA B\t\tUKR\tGOV\tmayor\t2012-06\t2014\n",
              "actors/persons.tsv:3: A B is mayor in line 2 at the same time");
    write_data("actors/persons.tsv",
               PERSONS_HEAD "A B\t\tUKR\tGOV\tmayor\t2010\t2012\nA B\t\tUKR\tGOV\tmayor\t2013\t2014\n"
                            "A B\t\tUKR\tGOV\tgovernor\t2011\t2012\n");
    assert_int_equal(compile_data("--warnings"), 0);
    assert_string_equal(report, "");
}

static void names_for_each_other_are_a_mistake(void **state)
{
    (void)state;
    must_tell("actors/organisations.tsv",
              BODIES_HEAD "Red Front\tBlue Front\tUKR\tPTY\t\nBlue Front\tRed Front\tUKR\tPTY\t\n",
              "actors/organisations.tsv:3: \"Blue Front\" and \"Red Front\" are names for each other");
    must_tell("actors/organisations.tsv",
              BODIES_HEAD "Red Front\tBlue Front\tUKR\tPTY\t\nBlue Front\tGreen Front\tUKR\tPTY\t\n"
                          "Gold Front\tRed Front\tUKR\tPTY\t\nGreen Front\tGF|Red Front\tUKR\tPTY\t\n",
              "actors/organisations.tsv:5: \"Green Front\" and \"Red Front\" are names for each other");
    assert_null(strstr(report, "Gold"));
    write_data("actors/organisations.tsv", BODIES_HEAD "Red Front\tRF\tUKR\tPTY\t\nBlue Front\tRF\tUKR\tPTY\t\n");
    assert_int_equal(compile_data(""), 0);
}

static void must_warn(const char *name, const char *text, const char *expected)
{
    write_data(name, text);
    assert_int_equal(compile_data(""), 0);
    assert_string_equal(report, "");
    assert_int_equal(compile_data("--warnings"), 0);
    if (strstr(report, expected) == NULL)
        fail_msg("expected \"%s\" in:\n%s", expected, report);
}

static void rows_that_say_against_each_other_are_warned_of(void **state)
{
    (void)state;
    must_warn("actors/organisations.tsv", BODIES_HEAD "Red Front\t\tUKR\tPTY\t\nRed-Front\t\tUKR\tREB\t\n",
              "actors/organisations.tsv:3: warning: \"Red-Front\" is never read so: ");
    assert_non_null(strstr(report, "actors/organisations.tsv:2 takes it with other codes"));
    must_warn("actors/organisations.tsv", BODIES_HEAD "Red Front\t\tUKR\tPTY\t\nRed Front\t\tIGO\tPTY\t\n",
              "actors/organisations.tsv:3: warning: \"Red Front\" is also of another country: ");
    must_warn("actors/organisations.tsv", BODIES_HEAD "Red Front\tRF|RF\tUKR\tPTY\t\n",
              "actors/organisations.tsv:2: warning: \"RF\" stands twice in its row");
}

static void a_role_with_a_country_in_it_is_warned_of(void **state)
{
    (void)state;
    must_warn("actors/roles.tsv", ROLES_HEAD "army officer\tukrainian army officer\tMIL\t\n",
              "actors/roles.tsv:2: warning: the role \"ukrainian army officer\" begins with a name of UKR");
}

static void titles_and_peoples_are_checked(void **state)
{
    (void)state;
    must_tell("actors/titles.tsv", TITLES_HEAD "Rada\t\tUKX\tLEG\t1\n",
              "actors/titles.tsv:2: \"UKX\" is no country code");
    must_tell("actors/titles.tsv", TITLES_HEAD "Rada\t\tUKR\tLEG\tyes\n", "actors/titles.tsv:2: body is 1");
    write_data("actors/titles.tsv", TITLES_HEAD "Rada\t\tUKR\tLEG\t1\n");
    must_tell("actors/peoples.tsv", PEOPLES_HEAD "Hutsuls\tHutsul\tUKR ROX\tCVL\n",
              "actors/peoples.tsv:2: \"ROX\" is no country code");
}

static void a_missing_kind_of_files_is_a_mistake(void **state)
{
    char path[PATH_MAX];
    (void)state;
    snprintf(path, sizeof path, "%s/places/places.tsv", data_dir);
    unlink(path);
    assert_int_equal(compile_data(""), 1);
    assert_non_null(strstr(report, "there is no file places/places.tsv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sound_data_compile_without_a_word, make_data, remove_data),
        cmocka_unit_test_setup_teardown(the_projects_data_have_no_mistake, make_data, remove_data),
        cmocka_unit_test_setup_teardown(the_same_data_give_the_same_bytes, make_data, remove_data),
        cmocka_unit_test_setup_teardown(sections_headers_are_checked, make_data, remove_data),
        cmocka_unit_test_setup_teardown(lines_of_frames_are_checked, make_data, remove_data),
        cmocka_unit_test_setup_teardown(triggers_are_checked_and_told_with_their_own_line, make_data, remove_data),
        cmocka_unit_test_setup_teardown(word_lists_are_checked, make_data, remove_data),
        cmocka_unit_test_setup_teardown(tables_of_actors_are_checked, make_data, remove_data),
        cmocka_unit_test_setup_teardown(places_are_checked, make_data, remove_data),
        cmocka_unit_test_setup_teardown(all_mistakes_are_told_at_once, make_data, remove_data),
        cmocka_unit_test_setup_teardown(lenient_leaves_out_what_is_mistaken, make_data, remove_data),
        cmocka_unit_test_setup_teardown(a_frame_that_is_never_taken_is_warned_of, make_data, remove_data),
        cmocka_unit_test_setup_teardown(offices_that_overlap_are_a_mistake, make_data, remove_data),
        cmocka_unit_test_setup_teardown(names_for_each_other_are_a_mistake, make_data, remove_data),
        cmocka_unit_test_setup_teardown(rows_that_say_against_each_other_are_warned_of, make_data, remove_data),
        cmocka_unit_test_setup_teardown(a_role_with_a_country_in_it_is_warned_of, make_data, remove_data),
        cmocka_unit_test_setup_teardown(titles_and_peoples_are_checked, make_data, remove_data),
        cmocka_unit_test_setup_teardown(a_missing_kind_of_files_is_a_mistake, make_data, remove_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
