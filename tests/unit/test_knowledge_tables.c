/* tests/unit/test_knowledge_tables.c - what the compiled tables answer. */
#include "base/date.h"
#include "dragoman/record.h"
#include "knowledge_data.h"

static drg_knowledge *k;

static int open_data(void **state)
{
    if (make_data(state) != 0)
        return -1;
    k = compile_and_open();
    return 0;
}

static int close_data(void **state)
{
    drg_knowledge_close(k);
    return remove_data(state);
}

static void words_have_numbers_from_one(void **state)
{
    (void)state;
    assert_int_equal(word_of(k, "nothing"), 0);
    assert_int_equal(word_of(k, ""), 0);
    assert_int_not_equal(word_of(k, "shell"), 0);
    assert_text(drg_knowledge__word_text(k, word_of(k, "shell")), "shell");
    assert_text(drg_knowledge__word_text(k, UINT32_MAX), "");
    assert_int_not_equal(word_of(k, "because of"), 0);
}

static void a_set_has_the_words_of_the_sets_in_it(void **state)
{
    (void)state;
    uint8_t weapon = drg_knowledge__set(k, "weapon"), missile = drg_knowledge__set(k, "missile");
    assert_int_equal(drg_knowledge__set(k, "none"), 0xff);
    assert_true(drg_knowledge__in_set(k, word_of(k, "gun"), weapon));
    assert_true(drg_knowledge__in_set(k, word_of(k, "rocket"), weapon));
    assert_true(drg_knowledge__in_set(k, word_of(k, "cruise missile"), weapon));
    assert_true(drg_knowledge__in_set(k, word_of(k, "rocket"), missile));
    assert_false(drg_knowledge__in_set(k, word_of(k, "gun"), missile));
    assert_false(drg_knowledge__in_set(k, word_of(k, "man"), weapon));
    assert_false(drg_knowledge__in_set(k, 0, weapon));
    assert_false(drg_knowledge__in_set(k, word_of(k, "gun"), 0xff));
}

static void the_more_constrained_frame_stands_first(void **state)
{
    (void)state;
    size_t n;
    const drg_frame *f = drg_knowledge__frames(k, word_of(k, "strike"), &n);
    assert_int_equal(n, 4);
    assert_int_equal(f[0].event, DRG_FRAME_NO_EVENT);
    assert_int_equal(f[0].object, word_of(k, "deal"));
    assert_int_equal(f[1].object, word_of(k, "bargain"));
    assert_int_equal(f[2].kind, DRG_FRAME_NOUN);
    assert_int_equal(f[2].prep, word_of(k, "because of"));
    assert_int_equal(f[2].actor[0].kind, DRG_PATH_SELF);
    assert_int_equal(f[3].event, DRG_EVENT_ASSAULT);
    assert_null(drg_knowledge__frames(k, word_of(k, "gun"), &n));
    assert_int_equal(n, 0);
}

static void a_frame_has_all_that_its_line_says(void **state)
{
    (void)state;
    size_t n;
    const drg_frame *f = drg_knowledge__frames(k, word_of(k, "fire"), &n);
    assert_int_equal(n, 2);
    assert_int_equal(f[0].particle, word_of(k, "back"));
    assert_int_equal(f[1].particle, word_of(k, "off"));
    assert_int_equal(f->cameo, 194);
    assert_int_equal(f->cameo_digits, 4);
    assert_int_equal(f->status, 0xff);
    assert_int_equal(f->n_modes, 1);
    assert_text(drg_knowledge__word_text(k, f->modes[0]), "heavy-weapons");
    assert_int_equal(f->n_contexts, 2);
    assert_text(drg_knowledge__word_text(k, f->contexts[1]), "terrorism");
    assert_int_equal(f->actor[0].kind, DRG_PATH_SUBJ);
    assert_int_equal(f->actor[0].joins, 0);
    assert_int_equal(f->actor[1].kind, DRG_PATH_PREP);
    assert_int_equal(f->actor[1].joins, 1);
    assert_int_equal(f->actor[1].word, word_of(k, "with"));
    assert_int_equal(f->actor[2].kind, DRG_PATH_END);
    assert_int_equal(f->recipient[1].joins, 0);
    assert_int_equal(f->topic[0].word, word_of(k, "for"));
    assert_int_equal(f->n_conditions, 1);
    assert_int_equal(f->condition[0].path.kind, DRG_PATH_OBJ);
    assert_int_equal(f->condition[0].n_sets, 1);
    assert_int_equal(f->condition[0].words[0], word_of(k, "stone"));
    assert_int_equal(f->file_line, 4);
    assert_text(drg_knowledge__text(k, f->file_name, 26), "data/frames/assault.frames");
}

static void conditions_may_be_negated(void **state)
{
    (void)state;
    size_t n;
    const drg_frame *f = drg_knowledge__frames(k, word_of(k, "take"), &n);
    assert_int_equal(n, 2);
    assert_int_equal(f[0].prep, word_of(k, "into"));
    assert_int_equal(f[0].prep_word, word_of(k, "custody"));
    assert_int_equal(f[0].status, DRG_FUTURE);
    assert_int_equal(f[0].n_conditions, 2);
    assert_int_equal(f[0].condition[0].negated, 1);
    assert_int_equal(f[0].condition[1].negated, 0);
    assert_int_equal(f[1].needs_xcomp, 1);
}

static void modes_and_cues_are_found_by_their_words(void **state)
{
    (void)state;
    size_t n;
    const drg_mode_word *modes = drg_knowledge__mode_words(k, word_of(k, "rocket"), &n);
    assert_int_equal(n, 1);
    assert_int_equal(modes->event, DRG_EVENT_ASSAULT);
    assert_text(drg_knowledge__word_text(k, modes->mode), "heavy-weapons");
    const drg_cue *cue = drg_knowledge__cues(k, word_of(k, "claim"), &n);
    assert_int_equal(n, 1);
    assert_int_equal(cue->stance, DRG_CLAIMS);
    assert_int_equal(cue->strong, 1);
    cue = drg_knowledge__cues(k, word_of(k, "as per"), &n);
    assert_int_equal(n, 1);
    assert_int_equal(cue->kind, DRG_CUE_PREP);
}

static const drg_fact *facts(const char *folded, size_t *n, bool *more)
{
    return drg_knowledge__facts(k, drg_str_of(folded), n, more);
}

static void more_says_that_longer_phrases_begin_so(void **state)
{
    (void)state;
    size_t n;
    bool more;
    assert_null(facts("united", &n, &more));
    assert_true(more);
    assert_non_null(facts("united states", &n, &more));
    assert_true(more); /* "of America" */
    assert_null(facts("united states of", &n, &more));
    assert_true(more);
    assert_non_null(facts("united states of america", &n, &more));
    assert_false(more);
    assert_null(facts("unit", &n, &more)); /* no word of its own */
    assert_false(more);
    assert_null(facts("", &n, &more));
    assert_false(more);
    assert_null(drg_knowledge__toponyms(k, DRG_LIT("black"), &n, &more));
    assert_true(more);
}

static void a_country_row_gives_four_kinds_of_facts(void **state)
{
    (void)state;
    size_t n;
    bool more;
    const drg_fact *f = facts("ukrainians", &n, &more);
    assert_int_equal(f->kind, DRG_FACT_DEMONYM);
    assert_text(drg_knowledge__text(k, f->name, f->name_len), "Ukraine");
    assert_memory_equal(f->country, "UKR", 4);
    assert_int_equal(facts("kiev", &n, &more)->kind, DRG_FACT_CAPITAL);
    f = facts("kremlin", &n, &more);
    assert_int_equal(f->kind, DRG_FACT_METONYM);
    assert_string_equal(f->sector[0], "GOV");
    assert_int_equal(facts("ukraine", &n, &more)->kind, DRG_FACT_COUNTRY);
    assert_int_equal(n, 1);
}

static void flags_follow_the_spelling(void **state)
{
    (void)state;
    size_t n;
    bool more;
    assert_int_equal(facts("un", &n, &more)->flags, DRG_FACT_NAME | DRG_FACT_ACRONYM);
    assert_int_equal(facts("us", &n, &more)->flags, DRG_FACT_NAME | DRG_FACT_ACRONYM);
    assert_int_equal(facts("united nations", &n, &more)->flags, DRG_FACT_NAME);
    assert_int_equal(facts("gunman", &n, &more)->flags, 0);
    assert_int_equal(facts("gun man", &n, &more)->flags, 0);
    assert_int_equal(facts("gunmen", &n, &more)->flags, DRG_FACT_PLURAL);
    assert_int_equal(facts("foreign ministry", &n, &more)->flags, DRG_FACT_BODY);
    assert_int_equal(facts("foreign ministries", &n, &more)->flags, DRG_FACT_BODY | DRG_FACT_PLURAL);
    assert_text(drg_knowledge__text(k, facts("gunmen", &n, &more)->role, 6), "gunman");
}

static void offices_have_their_first_and_last_day(void **state)
{
    (void)state;
    size_t n;
    bool more;
    int32_t day;
    const drg_fact *f = facts("poroshenko", &n, &more);
    assert_int_equal(n, 2);
    assert_true(drg_date_parse_iso(DRG_LIT("2019-05-20"), &day));
    assert_int_equal(f[0].to, day);
    assert_true(drg_date_parse_iso(DRG_LIT("2019-08-01"), &day));
    assert_int_equal(f[1].from, day);
    assert_int_equal(f[1].to, INT32_MAX);
    assert_int_equal(f[1].n_sectors, 2);
    assert_string_equal(f[1].sector[1], "PTY");
    assert_text(drg_knowledge__text(k, f[0].role, f[0].role_len), "president");
}

static void the_most_populous_place_stands_first(void **state)
{
    (void)state;
    size_t n;
    bool more;
    const drg_toponym *t = drg_knowledge__toponyms(k, DRG_LIT("springfield"), &n, &more);
    assert_int_equal(n, 2);
    assert_text(drg_knowledge__text(k, t[0].province, t[0].province_len), "Missouri");
    assert_int_equal(t[0].geonameid, 2);
    t = drg_knowledge__toponyms(k, DRG_LIT("kiev"), &n, &more);
    assert_int_equal(n, 1);
    assert_true(t->is_capital);
    assert_int_equal(t->resolution, DRG_PLACE_CITY);
    t = drg_knowledge__toponyms(k, DRG_LIT("black sea"), &n, &more);
    assert_int_equal(t->resolution, DRG_PLACE_FEATURE);
    assert_int_equal(t->country[0], 0);
    assert_true(t->lat == 43.0f && t->lon == 35.0f);
}

static void tables_and_text_fold_alike(void **state)
{
    static const char *const spellings[] = {"Gun-Man", "GUN MAN", "gun\xe2\x80\x90man", "gun  man's"};
    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        drg_arena arena;
        size_t n;
        bool more;
        drg_arena_init(&arena, 0);
        drg_str folded = drg_str_fold(&arena, drg_str_of(spellings[i]));
        assert_non_null(drg_knowledge__facts(k, folded, &n, &more));
        drg_arena_release(&arena);
    }
}

/* ------------------------------------------------------------------ look-up */

static char told[4096];
static size_t n_told;

static drg_status hear(void *context, const char *data, size_t len)
{
    (void)context;
    assert_true(n_told + len < sizeof told);
    memcpy(told + n_told, data, len);
    told[n_told += len] = '\0';
    return DRG_OK;
}

static drg_status refuse(void *context, const char *data, size_t len)
{
    (void)context;
    (void)data;
    (void)len;
    return DRG_EIO;
}

static void assert_told(const char *name, const char *date, const char *expected)
{
    told[n_told = 0] = '\0';
    assert_int_equal(drg_knowledge_lookup(k, drg_str_of(name), drg_str_of(date), hear, NULL, NULL), DRG_OK);
    assert_string_equal(told, expected);
}

static void lookup_tells_people_what_is_known(void **state)
{
    (void)state;
    assert_told("Kiev", "",
                "capital: Ukraine; UKR (data/actors/countries.tsv:3)\ncapital: Kyiv, Kyiv, UKR; 50.4500 30.5200; "
                "population 2797553; "
                "GeoNames 703448\n");
    assert_told("fire", "",
                "frame: ASSAULT heavy-weapons (verb +back {obj: weapon/=stone}), data/frames/assault.frames:4\n"
                "frame: ASSAULT heavy-weapons (verb +off {obj: weapon/=stone}), data/frames/assault.frames:4\n");
    assert_told("Take", "",
                "frame: COERCE arrest (verb @into:custody {subj: !person} {obj: person}), data/frames/coerce.frames:2\n"
                "frame: COERCE arrest (verb :xcomp), data/frames/coerce.frames:2\n");
    assert_told("claim", "", "cue: claims (verb, strong)\n");
    assert_told("gunmen", "", "role: gunman; UAF; plural (data/actors/roles.tsv:2)\n");
    assert_told("rocket", "", "mode: ASSAULT heavy-weapons\nset: weapon\nset: missile\n");
}

static void lookup_asks_for_the_day(void **state)
{
    (void)state;
    assert_told(
        "Petro Poroshenko", "2015-01-01",
        "person: Petro Poroshenko; UKR GOV; president, from 2014-06-07, to 2019-05-20 (data/actors/persons.tsv:2)\n");
    assert_told("Petro Poroshenko", "2019-06-01",
                "person: Petro Poroshenko; UKR ELI; formerly president, from 2014-06-07, to 2019-05-20 "
                "(data/actors/persons.tsv:2)\n");
    assert_told("Petro Poroshenko", "2020-06-01",
                "person: Petro Poroshenko; UKR LEG PTY; deputy, from 2019-08-01 (data/actors/persons.tsv:3)\n");
}

static void lookup_knows_who_held_an_office(void **state)
{
    (void)state;
    assert_told("president of Ukraine", "",
                "person: Petro Poroshenko; UKR GOV; president, from 2014-06-07, to 2019-05-20 "
                "(data/actors/persons.tsv:2)\n");
    assert_told("president of the Ukraine", "2015-01-01",
                "person: Petro Poroshenko; UKR GOV; president, from 2014-06-07, to 2019-05-20 "
                "(data/actors/persons.tsv:2)\n");
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("president of Ukraine"), DRG_LIT("2020-01-01"), hear, NULL, NULL),
                     DRG_END);
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("president of"), DRG_LIT(""), hear, NULL, NULL), DRG_END);
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("mayor of Ukraine"), DRG_LIT(""), hear, NULL, NULL), DRG_END);
}

static void lookup_reads_other_spellings_and_scripts(void **state)
{
    (void)state;
    static const char expected[] = "person: Petro Poroshenko; UKR GOV; president, from 2014-06-07, to 2019-05-20 "
                                   "(data/actors/persons.tsv:2)\n";
    assert_told("Порошенко", "2015-01-01", expected);
    assert_told("Петро Порошенко", "2015-01-01", expected);
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("Порошенков"), DRG_LIT(""), hear, NULL, NULL), DRG_END);
}

static void lookup_says_where_nothing_is_known(void **state)
{
    (void)state;
    drg_error err;
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("Nobody"), DRG_LIT(""), hear, NULL, &err), DRG_END);
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("Kiev"), DRG_LIT("2015-02-30"), hear, NULL, &err), DRG_EARG);
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("\xff"), DRG_LIT(""), hear, NULL, &err), DRG_EARG);
    assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("Kiev"), DRG_LIT(""), refuse, NULL, &err), DRG_EIO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_numbers_from_one),
        cmocka_unit_test(a_set_has_the_words_of_the_sets_in_it),
        cmocka_unit_test(the_more_constrained_frame_stands_first),
        cmocka_unit_test(a_frame_has_all_that_its_line_says),
        cmocka_unit_test(conditions_may_be_negated),
        cmocka_unit_test(modes_and_cues_are_found_by_their_words),
        cmocka_unit_test(more_says_that_longer_phrases_begin_so),
        cmocka_unit_test(a_country_row_gives_four_kinds_of_facts),
        cmocka_unit_test(flags_follow_the_spelling),
        cmocka_unit_test(offices_have_their_first_and_last_day),
        cmocka_unit_test(the_most_populous_place_stands_first),
        cmocka_unit_test(tables_and_text_fold_alike),
        cmocka_unit_test(lookup_tells_people_what_is_known),
        cmocka_unit_test(lookup_asks_for_the_day),
        cmocka_unit_test(lookup_knows_who_held_an_office),
        cmocka_unit_test(lookup_reads_other_spellings_and_scripts),
        cmocka_unit_test(lookup_says_where_nothing_is_known),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
