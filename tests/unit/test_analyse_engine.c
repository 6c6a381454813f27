/* tests/unit/test_analyse_engine.c - whole documents through the engine: what must hold of any text. Needs the weights. */
#define DRG_WRAP_ALLOC
#include "analyse/lemma.h"
#include "analyse/segment.h"
#include "base/document.h"
#include "dragoman/conllu.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static drg_model *model;

static int open_model(void **state)
{
    (void)state;
    drg_error err = {0};
    if (drg_model_open(NULL, &model, &err) != DRG_OK)
        print_message("no weights (%s): the tests of the engine skip\n", err.message);
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    drg_model_close(model);
    return 0;
}

static drg_status collect(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

/* Words in order, all text that is not blank in exactly one, sentences made of neighbours, each with a tree. */
static void assert_sound(const drg_document *doc)
{
    size_t n, n_sentences, n_multi, n_entities;
    const drg_token *t = drg_document_tokens(doc, &n);
    const drg_sentence *s = drg_document_sentences(doc, &n_sentences);
    const drg_multiword *m = drg_document_multiwords(doc, &n_multi);
    const drg_named *e = drg_document_entities(doc, &n_entities);
    drg_str text = drg_document_text(doc);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(t[i].span.start >= at && t[i].span.end > t[i].span.start && t[i].span.end <= text.len);
        while (at < t[i].span.start)
            assert_true(drg_char_is_space(drg_utf8_next(text, &at)));
        while (at < t[i].span.end)
            assert_false(drg_char_is_space(drg_utf8_next(text, &at)));
        assert_int_equal(at, t[i].span.end);
        assert_true(t[i].span.end - t[i].span.start <= DRG_MAX_TOKEN_BYTES);
        assert_true(t[i].lemma.len > 0 && t[i].deprel.len > 0);
        assert_non_null(drg_upos_name((drg_upos)t[i].upos));
        assert_true(t[i].confidence >= 0 && t[i].confidence <= 1.0001f);
    }
    while (at < text.len)
        assert_true(drg_char_is_space(drg_utf8_next(text, &at)));
    size_t next = 0;
    for (size_t k = 0; k < n_sentences; k++) {
        assert_int_equal(s[k].first, next);
        assert_true(s[k].count > 0 && s[k].count <= DRG_MAX_SENTENCE_WORDS);
        next += s[k].count;
        size_t roots = 0;
        for (size_t i = s[k].first; i < next; i++) {
            assert_int_equal(t[i].sentence, k);
            roots += t[i].head == DRG_NONE;
            assert_int_equal(t[i].head == DRG_NONE, t[i].rel == DRG_REL_ROOT);
            size_t up = i, steps = 0;
            while (t[up].head != DRG_NONE) {
                up = t[up].head;
                assert_true(up >= s[k].first && up < next && steps++ < s[k].count);
            }
        }
        assert_int_equal(roots, 1);
    }
    assert_int_equal(next, n);
    for (size_t k = 0; k < n_multi; k++)
        assert_true(m[k].first < m[k].last && m[k].last < n && t[m[k].first].sentence == t[m[k].last].sentence &&
                    m[k].span.start == t[m[k].first].span.start && m[k].span.end == t[m[k].last].span.end);
    for (size_t k = 0; k < n_entities; k++)
        assert_true(e[k].count > 0 && (size_t)e[k].first + e[k].count <= n &&
                    t[e[k].first].sentence == t[e[k].first + e[k].count - 1].sentence);
}

/* A document, analysed and sound, whose CoNLL-U gives the same text and the same CoNLL-U. */
static drg_document *analysed(drg_str text)
{
    drg_document *doc = drg_document_new(), *again = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, text, NULL), DRG_OK);
    assert_int_equal(drg_analyse(model, doc, NULL), DRG_OK);
    assert_sound(doc);
    drg_buf first, second;
    drg_buf_init(&first, SIZE_MAX / 2);
    drg_buf_init(&second, SIZE_MAX / 2);
    drg_conllu_reader *reader;
    assert_int_equal(drg_conllu_write(doc, collect, &first, NULL), DRG_OK);
    assert_int_equal(drg_conllu_open((drg_str){first.ptr, first.len}, &reader, NULL), DRG_OK);
    assert_int_equal(drg_conllu_next(reader, again, NULL), DRG_OK);
    size_t n;
    drg_document_tokens(doc, &n);
    if (n)
        assert_true(drg_str_eq(drg_document_text(again), text));
    assert_int_equal(drg_conllu_write(again, collect, &second, NULL), DRG_OK);
    assert_true(drg_str_eq((drg_str){first.ptr, first.len}, (drg_str){second.ptr, second.len}));
    drg_conllu_close(reader);
    drg_buf_release(&first);
    drg_buf_release(&second);
    drg_document_free(again);
    return doc;
}

static void plain_sentences_are_understood(void **state)
{
    (void)state;
    if (!model)
        skip();
    drg_document *doc =
        analysed(DRG_LIT("The minister didn't resign on Monday. Soldiers attacked three villages near Aleppo, "
                         "witnesses said."));
    size_t n, n_sentences, n_multi;
    const drg_token *t = drg_document_tokens(doc, &n);
    drg_document_sentences(doc, &n_sentences);
    drg_document_multiwords(doc, &n_multi);
    assert_int_equal(n_sentences, 2);
    assert_int_equal(n_multi, 1);
    assert_int_equal(n, 18);
    assert_true(drg_str_is(t[2].form, "did") && drg_str_is(t[3].form, "n't") && drg_str_is(t[3].lemma, "not"));
    assert_int_equal(t[1].head, 4);
    assert_int_equal(t[1].rel, DRG_REL_NSUBJ);
    assert_int_equal(t[4].head, DRG_NONE);
    assert_true(drg_str_is(t[9].lemma, "attack"));
    assert_int_equal(t[8].rel, DRG_REL_NSUBJ);
    assert_int_equal(t[11].rel, DRG_REL_OBJ);
    drg_document_free(doc);
}

static void empty_lines_and_blocks_end_sentences(void **state)
{
    (void)state;
    if (!model)
        skip();
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("Talks on\n \t\nthe border and so forth"), NULL), DRG_OK);
    drg_block blocks[2] = {{{0, 14}, DRG_BLOCK_HEADING}, {{15, 33}, DRG_BLOCK_PROSE}};
    doc->blocks = blocks;
    doc->n_blocks = 2;
    assert_int_equal(drg_analyse(model, doc, NULL), DRG_OK);
    size_t n;
    const drg_sentence *s = drg_document_sentences(doc, &n);
    assert_true(n >= 3);
    assert_int_equal(s[0].span.end, 8);
    assert_int_equal(s[0].block, 0);
    assert_int_equal(s[1].span.end, 14);
    assert_int_equal(s[2].block, 1);
    assert_int_equal(drg_analyse(model, doc, NULL), DRG_ESTAGE);
    drg_document_free(doc);
}

static void titles_cut_short_end_no_sentence(void **state)
{
    (void)state;
    if (!model)
        skip();
    static const char *const titles[] = {"Gen.", "Lt.", "Rep.", "Sen.", "Gov.", "Prof.", "Capt."};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char text[128];
        snprintf(text, sizeof text, "The envoy met %s Amara Okafor on Monday. Nobody spoke.", titles[i]);
        drg_document *doc = analysed(drg_str_of(text));
        size_t n, n_sentences;
        const drg_token *t = drg_document_tokens(doc, &n);
        drg_document_sentences(doc, &n_sentences);
        assert_int_equal(n_sentences, 2);
        assert_true(drg_str_eq(t[3].form, drg_str_of(titles[i])));
        drg_document_free(doc);
    }
}

static void hostile_texts_are_bounded_and_sound(void **state)
{
    (void)state;
    if (!model)
        skip();
    enum { SIZE = 1 << 16 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    static const char *const patterns[] = {"a",     ".",     "a ",   "\xC3\xA9",         "'",           "\n",
                                           " \n",   "\n\na", "a.b",  "\xF0\x9F\x98\x80", "1",           "A. ",
                                           "don't", "(((",   "\x01", "\xC2\xA0x",        "\xE2\x80\x8B"};
    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
        size_t len = strlen(patterns[p]), n = 0;
        for (; n + len <= SIZE / 8; n += len)
            memcpy(text + n, patterns[p], len);
        drg_document_free(analysed((drg_str){text, n}));
    }
    uint32_t seed = 5;
    for (int round = 0; round < 20; round++) {
        size_t n = 0;
        while (n < 2000) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t c = seed >> 8;
            c = c % 5 ? (c >> 4) % 128 : (c >> 4) % 0x3000;
            n += drg_utf8_put(text + n, c);
        }
        drg_document_free(analysed((drg_str){text, n}));
    }
    free(text);
    drg_document_free(analysed((drg_str){0}));
    drg_document_free(analysed(DRG_LIT(" \n ")));
}

static void long_sentences_are_cut(void **state)
{
    (void)state;
    if (!model)
        skip();
    drg_buf text;
    drg_buf_init(&text, 1 << 20);
    for (int i = 0; i < 3 * DRG_MAX_SENTENCE_WORDS; i++)
        assert_int_equal(drg_buf_add(&text, "very ", 5), DRG_OK);
    drg_document *doc = analysed((drg_str){text.ptr, text.len});
    size_t n;
    drg_document_tokens(doc, &n);
    assert_int_equal(n, 3 * DRG_MAX_SENTENCE_WORDS);
    drg_document_free(doc);
    drg_buf_release(&text);
}

/* The same words, whatever stands around them in the document. */
static void sentences_do_not_depend_on_their_neighbours(void **state)
{
    (void)state;
    if (!model)
        skip();
    static const char first[] = "Rebels seized the airport.",
                      both[] = "Rebels seized the airport.\n\nThe army, which had left, "
                               "returned with tanks, and 40 people died.";
    drg_document *alone = analysed(drg_str_of(first)), *together = analysed(drg_str_of(both));
    size_t n, m;
    const drg_token *a = drg_document_tokens(alone, &n), *b = drg_document_tokens(together, &m);
    assert_true(m > n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(a[i].head, b[i].head);
        assert_memory_equal(&a[i].confidence, &b[i].confidence, sizeof a[i].confidence);
        assert_true(drg_str_eq(a[i].deprel, b[i].deprel) && drg_str_eq(a[i].lemma, b[i].lemma));
    }
    drg_document_free(alone);
    drg_document_free(together);
}

static void analyse_or_fail(void)
{
    drg_document *doc = drg_document_new();
    if (!doc)
        return;
    if (drg_document_set_text(doc, DRG_LIT("Kofi Annan can't go. No."), NULL) == DRG_OK) {
        drg_status st = drg_analyse(model, doc, NULL);
        size_t n;
        drg_document_tokens(doc, &n);
        assert_true(st == DRG_OK ? n > 5 : st == DRG_ENOMEM && n == 0);
    }
    drg_document_free(doc);
}

static void every_failed_allocation_is_survived(void **state)
{
    (void)state;
    if (!model)
        skip();
    assert_true(fail_every_allocation(analyse_or_fail) > 10);
}

/* The lemma that a rule of the network makes of a form, put right. */
static void assert_lemma(const char *form, drg_upos upos, const char *rule, const char *wanted)
{
    size_t k = 0;
    while (k < model->n_rules && !drg_str_is(model->rules_text[k], rule))
        k++;
    assert_true(k < model->n_rules);
    drg_arena arena;
    drg_arena_init(&arena, 1 << 16);
    drg_word word;
    drg_word_read(drg_str_of(form), &word);
    drg_str lemma = drg_lemma_of(model, drg_str_of(form), &word, (uint8_t)upos, k, &arena);
    if (!drg_str_is(lemma, wanted))
        fail_msg("%s: %.*s, not %s", form, (int)lemma.len, lemma.ptr, wanted);
    drg_arena_release(&arena);
}

static void lemmas_of_unknown_forms_are_known_words(void **state)
{
    (void)state;
    if (!model)
        skip();
    assert_lemma("overstating", DRG_UPOS_VERB, "L3", "overstate");
    assert_lemma("recharging", DRG_UPOS_VERB, "L3", "recharge");
    assert_lemma("evacuating", DRG_UPOS_VERB, "L3", "evacuate");
    assert_lemma("rebutted", DRG_UPOS_VERB, "L2", "rebut");
    assert_lemma("horsemen", DRG_UPOS_NOUN, "L1", "horseman");
    assert_lemma("gloomiest", DRG_UPOS_ADJ, "L3", "gloomy");
    assert_lemma("besieging", DRG_UPOS_VERB, "L3", "besiege");
    /* What nobody knows either way, and what is a word already, stays. */
    assert_lemma("zorbifying", DRG_UPOS_VERB, "L3", "zorbify");
    assert_lemma("Zelenking", DRG_UPOS_PROPN, "K0", "Zelenking");
    assert_lemma("shelling", DRG_UPOS_NOUN, "L0", "shelling");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lemmas_of_unknown_forms_are_known_words),
        cmocka_unit_test(plain_sentences_are_understood),
        cmocka_unit_test(empty_lines_and_blocks_end_sentences),
        cmocka_unit_test(titles_cut_short_end_no_sentence),
        cmocka_unit_test(hostile_texts_are_bounded_and_sound),
        cmocka_unit_test(long_sentences_are_cut),
        cmocka_unit_test(sentences_do_not_depend_on_their_neighbours),
        cmocka_unit_test(every_failed_allocation_is_survived),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
