/* tests/unit/test_analyse_conllu.c - CoNLL-U: what is written is read, what is read is written, and nothing malformed
 * passes. */
#define DRG_WRAP_ALLOC
#include "base/document.h"
#include "dragoman/conllu.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static drg_status collect(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

static drg_status refuse(void *context, const char *data, size_t len)
{
    (void)context, (void)data, (void)len;
    return DRG_EIO;
}

static const char two_documents[] =
    "# newdoc id = a|b\n"
    "# url = http://example.org/x?y=1\n"
    "# title = Talks = over\n"
    "# published = 2024-05-01\n"
    "# language = en\n"
    "# block = heading\n"
    "# sent_id = a|b-1\n"
    "# text = Talks fail\n"
    "1\tTalks\ttalk\tNOUN\t_\tNumber=Plur\t2\tnsubj\t_\tSpacesBefore=\\s\\n\n"
    "2\tfail\tfail\tVERB\t_\t_\t0\troot\t_\tSpacesAfter=\\n\\n\n"
    "\n"
    "# block = prose\n"
    "# sent_id = a|b-2\n"
    "# text = Paris can't.\n"
    "1\tParis\tParis\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNER=B-GPE|SpacesAfter=\\s\\s\n"
    "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tca\tcan\tAUX\t_\t_\t0\troot\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n"
    "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpacesAfter=\\s\n"
    "\n"
    "# newdoc\n"
    "# sent_id = 1\n"
    "# text = Yes\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n"
    "\n";

static void reading_restores_text_and_layers(void **state)
{
    (void)state;
    drg_conllu_reader *reader;
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_conllu_open(drg_str_of(two_documents), &reader, NULL), DRG_OK);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_OK);
    drg_str text = drg_document_text(doc);
    assert_true(drg_str_is(text, " \nTalks fail\n\nParis  can't. "));
    const drg_meta *meta = drg_document_meta(doc);
    assert_true(drg_str_is(meta->id, "a|b"));
    assert_true(drg_str_is(meta->title, "Talks = over"));
    assert_true(drg_str_is(meta->url, "http://example.org/x?y=1"));
    size_t n, n_blocks, n_multi, n_entities;
    const drg_token *t = drg_document_tokens(doc, &n);
    assert_int_equal(n, 6);
    assert_int_equal(t[0].head, 1);
    assert_int_equal(t[1].head, DRG_NONE);
    assert_int_equal(t[4].head, 3);
    assert_true(drg_str_is(t[4].form, "n't"));
    assert_int_equal(t[4].span.start, t[3].span.end);
    assert_int_equal(t[4].rel, DRG_REL_ADVMOD);
    assert_true(drg_str_is(drg_str_sub(text, t[2].span.start, t[2].span.end), "Paris"));
    const drg_block *b = drg_document_blocks(doc, &n_blocks);
    assert_int_equal(n_blocks, 2);
    assert_int_equal(b[0].kind, DRG_BLOCK_HEADING);
    assert_int_equal(b[1].kind, DRG_BLOCK_PROSE);
    const drg_multiword *m = drg_document_multiwords(doc, &n_multi);
    assert_int_equal(n_multi, 1);
    assert_int_equal(m[0].first, 3);
    assert_int_equal(m[0].last, 4);
    const drg_named *e = drg_document_entities(doc, &n_entities);
    assert_int_equal(n_entities, 1);
    assert_int_equal(e[0].type, DRG_ENTITY_GPE);
    assert_int_equal(e[0].first, 2);
    drg_document_clear(doc);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_OK);
    assert_true(drg_str_is(drg_document_text(doc), "Yes"));
    assert_true(drg_str_is(drg_document_tokens(doc, &n)->xpos, "UH"));
    drg_document_clear(doc);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_END);
    drg_conllu_close(reader);
    drg_document_free(doc);
}

/* All documents of a text, written again. @return the first status that is not DRG_OK, or DRG_END. */
static drg_status rewrite(drg_str text, drg_buf *out)
{
    drg_conllu_reader *reader;
    drg_document *doc = drg_document_new();
    drg_status st = doc ? drg_conllu_open(text, &reader, NULL) : DRG_ENOMEM;
    if (st == DRG_OK) {
        while ((st = drg_conllu_next(reader, doc, NULL)) == DRG_OK &&
               (st = drg_conllu_write(doc, collect, out, NULL)) == DRG_OK)
            drg_document_clear(doc);
        drg_conllu_close(reader);
    }
    drg_document_free(doc);
    return st;
}

static void writing_again_gives_the_same_bytes(void **state)
{
    (void)state;
    drg_buf out;
    drg_buf_init(&out, 1 << 20);
    assert_int_equal(rewrite(drg_str_of(two_documents), &out), DRG_END);
    assert_string_equal(out.ptr, two_documents);
    drg_buf_release(&out);
}

static void other_peoples_files_are_read(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBF# sent_id = x\r\n"
                               "1\tdel\tde\tQQQ\t_\t_\t2\tcase\t_\t_\r\n"
                               "1.1\tghost\tghost\tNOUN\t_\t_\t_\t_\t0:root\t_\r\n"
                               "2\tmar\tmar\tNOUN\t_\t_\t0\troot\t_\t_\r\n"
                               "\r\n"
                               "# newpar\n"
                               "1-2\tzum\t_\t_\t_\t_\t_\t_\t_\t_\n"
                               "1\tzu\tzu\tADP\t_\t_\t0\troot\t_\t_\n"
                               "2\tdem\tder\tDET\t_\t_\t1\tdet:fancy\t_\t_";
    drg_conllu_reader *reader;
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_conllu_open(drg_str_of(text), &reader, NULL), DRG_OK);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_OK);
    assert_true(drg_str_is(drg_document_text(doc), "del mar\nzum"));
    size_t n;
    const drg_token *t = drg_document_tokens(doc, &n);
    assert_int_equal(n, 4);
    assert_int_equal(t[0].upos, DRG_UPOS_X);
    assert_true(drg_str_is(t[3].form, "dem"));
    assert_int_equal(t[3].span.start, 8); /* the forms do not make the surface: both have all of it */
    assert_int_equal(t[3].span.end, 11);
    assert_int_equal(t[3].rel, DRG_REL_DET);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_ESTAGE);
    drg_conllu_close(reader);
    drg_document_free(doc);
}

#define W(id, head) id "\ta\ta\tX\t_\t_\t" head "\tdep\t_\t_\n"

static void malformed_input_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
    } cases[] = {
        {"1\ta\ta\tX\t_\t_\t0\troot\t_\n\n", 1},       /* nine columns */
        {"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\t_\n\n", 1}, /* eleven */
        {"1\t\ta\tX\t_\t_\t0\troot\t_\t_\n\n", 1},     /* an empty one */
        {"# c\n" W("2", "0") "\n", 2},                 /* begins with 2 */
        {W("1", "0") W("3", "1") "\n", 2},             /* out of order */
        {W("1", "0") W("1", "1") "\n", 2},
        {W("x", "0") "\n", 1},
        {W("1", "_") "\n", 1},
        {W("1", "1") "\n", 1},             /* its own head */
        {W("1", "0") W("2", "9") "\n", 2}, /* outside */
        {W("1", "0") W("2", "99999999999999999999") "\n", 2},
        {W("1", "2") W("2", "1") "\n", 1}, /* a cycle */
        {"2-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" W("1", "0") "\n", 1},
        {"1-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" W("1", "0") W("2", "1") "\n", 1},
        {"1-1\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" W("1", "0") "\n", 1},
        {"words\n\n", 1},
    };
    drg_document *doc = drg_document_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drg_conllu_reader *reader;
        drg_error err = {0};
        assert_int_equal(drg_conllu_open(drg_str_of(cases[i].text), &reader, &err), DRG_OK);
        assert_int_equal(drg_conllu_next(reader, doc, &err), DRG_EINPUT);
        assert_true(err.has_pos);
        assert_int_equal(err.pos, cases[i].line);
        assert_int_equal(drg_document_text(doc).len, 0);
        assert_int_equal(drg_conllu_next(reader, doc, &err), DRG_END);
        drg_conllu_close(reader);
    }
    drg_document_free(doc);
}

static void after_a_bad_document_comes_the_next(void **state)
{
    (void)state;
    static const char text[] =
        "# newdoc id = bad\n" W("7", "0") W("8", "0") "\n" W("1", "0") "\n# newdoc id = good\n" W("1", "0") "\n";
    drg_conllu_reader *reader;
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_conllu_open(drg_str_of(text), &reader, NULL), DRG_OK);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_EINPUT);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_OK);
    assert_true(drg_str_is(drg_document_meta(doc)->id, "good"));
    drg_conllu_close(reader);
    drg_document_free(doc);
}

static void a_sentence_too_long_is_refused(void **state)
{
    (void)state;
    drg_buf text;
    drg_buf_init(&text, 1 << 20);
    for (int i = 1; i <= DRG_MAX_SENTENCE_WORDS + 1; i++)
        assert_int_equal(drg_buf_printf(&text, "%d\ta\ta\tX\t_\t_\t%d\tdep\t_\t_\n", i, i - 1), DRG_OK);
    drg_conllu_reader *reader;
    drg_document *doc = drg_document_new();
    drg_error err;
    assert_int_equal(drg_conllu_open((drg_str){text.ptr, text.len}, &reader, NULL), DRG_OK);
    assert_int_equal(drg_conllu_next(reader, doc, &err), DRG_ELIMIT);
    assert_int_equal(err.pos, DRG_MAX_SENTENCE_WORDS + 1);
    drg_conllu_close(reader);
    drg_document_free(doc);
    drg_buf_release(&text);
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    drg_conllu_reader *reader;
    drg_error err;
    assert_int_equal(drg_conllu_open(DRG_LIT("# a\n# \xFF\n"), &reader, &err), DRG_EINPUT);
    assert_int_equal(err.pos, 2);
    assert_int_equal(drg_conllu_open((drg_str){0}, &reader, &err), DRG_OK);
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_conllu_next(reader, doc, &err), DRG_END);
    drg_conllu_close(reader);
    drg_document_free(doc);
}

static void the_sinks_status_is_handed_on(void **state)
{
    (void)state;
    drg_conllu_reader *reader;
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_conllu_write(doc, collect, NULL, NULL), DRG_ESTAGE);
    assert_int_equal(drg_conllu_open(drg_str_of(two_documents), &reader, NULL), DRG_OK);
    assert_int_equal(drg_conllu_next(reader, doc, NULL), DRG_OK);
    assert_int_equal(drg_conllu_write(doc, refuse, NULL, NULL), DRG_EIO);
    drg_conllu_close(reader);
    drg_document_free(doc);
}

static void rewrite_or_fail(void)
{
    drg_buf out;
    drg_buf_init(&out, 1 << 20);
    drg_status st = rewrite(drg_str_of(two_documents), &out);
    if (st == DRG_END)
        assert_string_equal(out.ptr, two_documents);
    else
        assert_int_equal(st, DRG_ENOMEM);
    drg_buf_release(&out);
}

static void every_failed_allocation_is_survived(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(rewrite_or_fail) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_restores_text_and_layers),
        cmocka_unit_test(writing_again_gives_the_same_bytes),
        cmocka_unit_test(other_peoples_files_are_read),
        cmocka_unit_test(malformed_input_is_refused_with_its_line),
        cmocka_unit_test(after_a_bad_document_comes_the_next),
        cmocka_unit_test(a_sentence_too_long_is_refused),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(the_sinks_status_is_handed_on),
        cmocka_unit_test(every_failed_allocation_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
