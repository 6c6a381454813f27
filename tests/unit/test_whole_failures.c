/* tests/unit/test_whole_failures.c - every allocation on the way from a text to written records fails once: the status
 * says so, the document is as before, nothing leaks. */
#define DRG_WRAP_ALLOC
#include "dragoman/export.h"
#include "dragoman/pipeline.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static const char text[] =
    "KYIV, May 14 (Reuters) - Russian forces shelled Kharkiv on Monday, killing at least 12 civilians, the regional "
    "governor said.\n\nRussia and Ukraine exchanged 150 prisoners, and Turkey's foreign minister met his counterpart.";

static drg_model *model;
static drg_knowledge *knowledge;
static drg_coder *coder;

static int open_all(void **state)
{
    (void)state;
    drg_error err = {0};
    if (drg_model_open(NULL, &model, &err) != DRG_OK || drg_knowledge_open(NULL, &knowledge, &err) != DRG_OK ||
        drg_coder_new(knowledge, &coder, &err) != DRG_OK) {
        fprintf(stderr, "%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    drg_coder_free(coder);
    drg_knowledge_close(knowledge);
    drg_model_close(model);
    return 0;
}

static void check(drg_status st, const drg_error *err)
{
    if (st == DRG_OK)
        return;
    assert_true(allocation_failed);
    assert_int_equal(st, DRG_ENOMEM);
    assert_int_equal(err->status, DRG_ENOMEM);
}

static void try_opening(void)
{
    drg_model *m = NULL;
    drg_knowledge *k = NULL;
    drg_coder *c = NULL;
    drg_error err = {0};
    drg_status st = drg_model_open(NULL, &m, &err);
    check(st, &err);
    assert_true((st == DRG_OK) == (m != NULL));
    st = drg_knowledge_open(NULL, &k, &err);
    check(st, &err);
    assert_true((st == DRG_OK) == (k != NULL));
    if (st == DRG_OK)
        check(drg_coder_new(k, &c, &err), &err);
    drg_coder_free(c);
    drg_knowledge_close(k);
    drg_model_close(m);
}

static void opening_survives(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_opening) > 2);
}

static drg_status count_bytes(void *context, const char *data, size_t len)
{
    (void)data;
    *(size_t *)context += len;
    return DRG_OK;
}

static void try_document(void)
{
    drg_error err = {0};
    size_t n, written = 0;
    drg_document *doc = drg_document_new();
    if (!doc) {
        assert_true(allocation_failed);
        return;
    }
    drg_status st = drg_document_set_text(doc, (drg_str){text, sizeof text - 1}, &err);
    check(st, &err);
    if (st == DRG_OK) {
        st = drg_analyse(model, doc, &err);
        check(st, &err);
        drg_document_tokens(doc, &n);
        assert_true((n > 0) == (st == DRG_OK));
    }
    if (st == DRG_OK) {
        st = drg_code(coder, doc, &err);
        check(st, &err);
        drg_document_records(doc, &n);
        assert_true(n == 0 || st == DRG_OK);
    }
    if (st == DRG_OK) {
        check(drg_write_document(doc, count_bytes, &written, &err), &err);
        check(drg_write_analysis(doc, count_bytes, &written, &err), &err);
        check(drg_write_records(doc, count_bytes, &written, &err), &err);
        check(drg_write_records_csv(doc, count_bytes, &written, &err), &err);
        check(drg_write_records_table(doc, NULL, count_bytes, &written, &err), &err);
    }
    drg_document_free(doc);
}

static void a_document_survives(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_document) > 2);
}

static void try_reader(void)
{
    static const char input[] =
        "{\"id\": \"a\", \"title\": \"T\", \"text\": \"One.\\n\\nTwo.\", \"published\": \"2024-05-14\"}\n"
        "{\"text\": \"Photo: AP\"}\n";
    drg_reader *reader = NULL;
    drg_error err = {0};
    drg_document *doc = drg_document_new();
    if (!doc)
        return;
    drg_status st = drg_reader_open_memory((drg_str){input, sizeof input - 1}, "input", NULL, &reader, &err);
    check(st, &err);
    if (st == DRG_OK)
        for (int i = 0; i < 5 && (st = drg_reader_next(reader, doc, &err)) != DRG_END; i++)
            if (st != DRG_EINPUT) /* what Jansson says when its memory fails */
                check(st, &err);
    drg_reader_close(reader);
    drg_document_free(doc);
}

static void a_reader_survives(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_reader) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_survives),
        cmocka_unit_test(a_document_survives),
        cmocka_unit_test(a_reader_survives),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
