/* tests/unit/test_analyse_words.c - characters, words and lemma rules; names of tags and relations. */
#include "analyse/chars.h"
#include "analyse/features.h"
#include "analyse/lemma.h"
#include "base/text.h"
#include "unit.h"

#include <string.h>

static void quotes_dashes_and_blanks_become_plain(void **state)
{
    (void)state;
    assert_int_equal(drg_char_plain(0x2019), '\'');
    assert_int_equal(drg_char_plain(0x201C), '"');
    assert_int_equal(drg_char_plain(0x2013), '-');
    assert_int_equal(drg_char_plain(0x00A0), ' ');
    assert_int_equal(drg_char_plain('\r'), ' ');
    assert_int_equal(drg_char_plain('\n'), '\n');
    assert_int_equal(drg_char_plain(0xE9), 0xE9);
}

static void words_are_read_and_cut(void **state)
{
    (void)state;
    drg_word word;
    drg_word_read(DRG_LIT("É\xE2\x80\x99S"), &word);
    assert_int_equal(word.n, 3);
    assert_int_equal(word.plain[1], '\'');
    assert_int_equal(word.lower[0], 0xE9);
    static char longer[3 * DRG_MAX_WORD_CHARS];
    memset(longer, 'a', sizeof longer);
    drg_word_read((drg_str){longer, sizeof longer}, &word);
    assert_int_equal(word.n, DRG_MAX_WORD_CHARS);
}

static void assert_lemma(const char *form, const char *rule, const char *wanted)
{
    drg_word word;
    char out[4 * DRG_MAX_WORD_CHARS + 64];
    drg_word_read(drg_str_of(form), &word);
    size_t len = drg_lemma_apply(drg_str_of(rule), &word, out);
    assert_int_equal(len, strlen(wanted));
    assert_memory_equal(out, wanted, len);
}

static void rules_make_lemmas(void **state)
{
    (void)state;
    assert_lemma("Countries", "L3y", "country");
    assert_lemma("was", "=be", "be");
    assert_lemma("Paris", "K0", "Paris");
    assert_lemma("MINISTER", "T0", "Minister");
    assert_lemma("n\xE2\x80\x99t", "L2ot", "not");
    assert_lemma("a", "L9", "a"); /* more to strip than there is: the word itself */
    assert_lemma("", "L1", "");
    assert_lemma("Word", "", "Word");
}

static void names_go_both_ways(void **state)
{
    (void)state;
    assert_string_equal(drg_upos_name(DRG_UPOS_X), "X");
    assert_string_equal(drg_upos_name(DRG_UPOS_PROPN), "PROPN");
    assert_string_equal(drg_upos_name(DRG_UPOS_VERB), "VERB");
    assert_null(drg_upos_name(DRG_N_UPOS));
    assert_int_equal(drg_rel_of(DRG_LIT("nsubj:pass")), DRG_REL_NSUBJ_PASS);
    assert_int_equal(drg_rel_of(DRG_LIT("obl:npmod")), DRG_REL_OBL);
    assert_int_equal(drg_rel_of(DRG_LIT("frobnicate:pass")), DRG_REL_DEP);
    assert_int_equal(drg_rel_of((drg_str){0}), DRG_REL_DEP);
    assert_string_equal(drg_entity_type_name(DRG_ENTITY_GPE), "GPE");
    assert_null(drg_entity_type_name((drg_entity_type)99));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_dashes_and_blanks_become_plain),
        cmocka_unit_test(words_are_read_and_cut),
        cmocka_unit_test(rules_make_lemmas),
        cmocka_unit_test(names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
