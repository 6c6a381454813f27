/* tests/unit/test_eval_sides.c - scoring, marked names, known names, and the fit. */
#define DRG_WRAP_ALLOC
#include "unit.h"

#include "analyse/known.h"
#include "base/text.h"
#include "eval/fit.h"
#include "eval/gold.h"

#include <math.h>
#include <string.h>

static const char marked[] = "# newdoc id = a\n"
                             "# text = Ann Bell saw Oslo.\n"
                             "1\tAnn\tB-PER\n2\tBell\tI-PER\n3\tsaw\tO\n4\tOslo\tB-LOC\n5\t.\tO\n\n"
                             "# newpar\n# text = Bo\xC3\xABl I-ACME\n1\tBo\xC3\xABl\tB-OTH\n2\tI-ACME\tI-ORG\n"
                             "# newdoc id = b\n# text = Rome\n1\tRome\tB-GPE\n";

static void marked_names_stand_where_their_characters_do(void **state)
{
    (void)state;
    drg_gold gold;
    assert_int_equal(drg_gold_read(drg_str_of(marked), true, &gold, NULL), DRG_OK);
    assert_string_equal(gold.text.ptr, "Ann Bell saw Oslo.\nBo\xC3\xABl I-ACME\n\nRome");
    assert_int_equal(gold.n_documents, 2);
    assert_int_equal(gold.documents[1].end - gold.documents[1].start, 4);
    const drg_side_name want[] = {
        {0, 7, DRG_NAME_PERSON}, {10, 14, DRG_NAME_LOC}, {19, 25, DRG_NAME_ORG}, {25, 29, DRG_NAME_LOC}};
    assert_int_equal(gold.n_names, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(gold.names[i].start, want[i].start);
        assert_int_equal(gold.names[i].end, want[i].end);
        assert_int_equal(gold.names[i].kind, want[i].kind);
    }
    drg_gold_release(&gold);
}

static void what_is_no_iob2_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
    } cases[] = {
        {"# text = a\n1\ta\tO\n2\tb\tO\n", 3}, {"# text = a\n1\ta\n", 2}, {"1\ta\tO\n", 1}, {"# text = a\n\xFF\n", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drg_gold gold;
        drg_error err = {0};
        assert_int_equal(drg_gold_read(drg_str_of(cases[i].text), true, &gold, &err), DRG_EINPUT);
        assert_true(err.has_pos);
        assert_int_equal(err.pos, cases[i].line);
    }
}

static void read_marked(void)
{
    drg_gold gold;
    drg_status st = drg_gold_read(drg_str_of(marked), true, &gold, NULL);
    assert_int_equal(st, allocation_failed ? DRG_ENOMEM : DRG_OK);
    if (st == DRG_OK)
        drg_gold_release(&gold);
}

static const char tree[] = "1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tca\tcan\tAUX\t_\t_\t3\taux\t_\t_\n"
                           "2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n\n";

static void read_tree(void)
{
    drg_side side;
    drg_side_init(&side);
    drg_status st = drg_side_add_conllu(&side, drg_str_of(tree), NULL);
    assert_int_equal(st, allocation_failed ? DRG_ENOMEM : DRG_OK);
    drg_side_release(&side);
}

static void no_memory_is_an_error(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(read_marked) > 2);
    assert_true(fail_every_allocation(read_tree) > 2);
}

static void words_of_one_token_are_told_by_their_order(void **state)
{
    (void)state;
    drg_side side;
    drg_side_init(&side);
    assert_int_equal(drg_side_add_conllu(&side, drg_str_of(tree), NULL), DRG_OK);
    assert_int_equal(side.n_words, 3);
    assert_int_equal(side.words[1].start, 0);
    assert_int_equal(side.words[1].end, 5);
    assert_int_equal(side.words[1].index, 1);
    assert_int_equal(side.length, 7);
    drg_card card = {0};
    drg_side_score_trees(&side, &side, &card);
    for (drg_measure m = DRG_MEASURE_WORDS; m <= DRG_MEASURE_CLAS; m++) {
        assert_true(card.has[m]);
        assert_int_equal(card.of[m].right, card.of[m].gold);
    }
    assert_int_equal(card.of[DRG_MEASURE_CLAS].gold, 2);
    drg_side_release(&side);
}

static void names_are_known_without_full_stops_and_capitals(void **state)
{
    (void)state;
    uint64_t a = drg_known_hash(drg_known_hash(DRG_KNOWN_HASH_BEGIN, DRG_LIT("St.")), DRG_LIT("Lucia"));
    uint64_t b = drg_known_hash(drg_known_hash(DRG_KNOWN_HASH_BEGIN, DRG_LIT("st")), DRG_LIT("LUCIA"));
    assert_true(a == b);
    assert_true(a != drg_known_hash(DRG_KNOWN_HASH_BEGIN, DRG_LIT("stlucia")));
}

/* Two labels that one input tells apart, up to a few that are marked wrongly; the other input says nothing. */
static void the_fit_finds_what_tells_labels_apart(void **state)
{
    (void)state;
    enum { N = 400, WIDTH = 2 };
    static float x[N * WIDTH], base[N * DRG_LANES], w[WIDTH * DRG_LANES], again[WIDTH * DRG_LANES];
    static uint8_t label[N];
    float b[DRG_LANES], b_again[DRG_LANES];
    for (size_t i = 0; i < N; i++) {
        label[i] = (uint8_t)(i % 2);
        x[i * WIDTH] = i % 20 < 2 ? (float)!label[i] : (float)label[i];
        x[i * WIDTH + 1] = (float)(i / 2 % 2);
    }
    drg_fit_data data = {x, base, label, N, WIDTH, 2};
    drg_fit_options options = {.steps = 400, .rate = 0.05F, .l2 = 0.01F};
    assert_true(drg_fit_softmax(&data, &options, w, b));
    /* One in ten is wrong: ln 9 apart, twice. */
    assert_true(fabsf(w[1] - w[0] - 2 * logf(9)) < 0.1F);
    assert_true(fabsf(w[DRG_LANES + 1] - w[DRG_LANES]) < 0.1F);
    for (size_t k = 2; k < DRG_LANES; k++)
        assert_true(w[k] == 0);
    assert_true(drg_fit_softmax(&data, &options, again, b_again));
    assert_memory_equal(w, again, sizeof w);
    assert_memory_equal(b, b_again, sizeof b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marked_names_stand_where_their_characters_do),
        cmocka_unit_test(what_is_no_iob2_is_told_with_its_line),
        cmocka_unit_test(no_memory_is_an_error),
        cmocka_unit_test(words_of_one_token_are_told_by_their_order),
        cmocka_unit_test(names_are_known_without_full_stops_and_capitals),
        cmocka_unit_test(the_fit_finds_what_tells_labels_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
