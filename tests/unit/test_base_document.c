/* tests/unit/test_base_document.c - documents, errors and names. */
#define DRG_WRAP_ALLOC
#include "base/document.h"

#include "base/error.h"
#include "base/log.h"
#include "unit.h"

#include <string.h>

static void a_text_is_taken_once(void **state)
{
    (void)state;
    drg_document *doc = drg_document_new();
    drg_error err;
    size_t n;
    assert_int_equal(drg_document_text(doc).len, 0);
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("bad \xFF"), &err), DRG_EINPUT);
    assert_true(err.has_pos && err.pos == 4);
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("a\0b"), &err), DRG_OK);
    assert_int_equal(drg_document_text(doc).len, 3);
    const drg_block *blocks = drg_document_blocks(doc, &n);
    assert_int_equal(n, 1);
    assert_true(blocks[0].span.start == 0 && blocks[0].span.end == 3 && blocks[0].kind == DRG_BLOCK_PROSE);
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("again"), &err), DRG_ESTAGE);
    drg_document_clear(doc);
    assert_int_equal(drg_document_text(doc).len, 0);
    assert_int_equal(drg_document_set_text(doc, (drg_str){0}, &err), DRG_OK);
    drg_document_blocks(doc, &n);
    assert_int_equal(n, 0);
    drg_document_clear(doc);
    assert_int_equal(drg_document_set_text(doc, (drg_str){"", DRG_MAX_TEXT_BYTES + 1}, &err), DRG_ELIMIT);
    drg_document_free(doc);
    drg_document_free(NULL);
}

static void try_document(void)
{
    const drg_str authors[] = {DRG_LIT("A. Uthor"), DRG_LIT("")};
    drg_meta meta = {.id = DRG_LIT("id"), .title = DRG_LIT("Title"), .published_from = DRG_DATE_FROM_FIELD};
    meta.authors = authors;
    meta.n_authors = 2;
    drg_error err;
    drg_document *doc = drg_document_new();
    if (!doc) {
        assert_true(allocation_failed);
        return;
    }
    static char long_text[50000];
    memset(long_text, 'x', sizeof long_text);
    drg_status st = drg_document_set_text(doc, (drg_str){long_text, sizeof long_text}, &err);
    assert_true(st == DRG_OK || (allocation_failed && st == DRG_ENOMEM && err.status == DRG_ENOMEM));
    assert_int_equal(drg_document_text(doc).len, st == DRG_OK ? sizeof long_text : 0);
    st = drg_document_set_meta(doc, &meta, &err);
    assert_true(st == DRG_OK || (allocation_failed && st == DRG_ENOMEM));
    const drg_meta *got = drg_document_meta(doc);
    assert_true(drg_str_is(got->id, st == DRG_OK ? "id" : ""));
    assert_int_equal(got->n_authors, st == DRG_OK ? 2 : 0);
    if (st == DRG_OK)
        assert_true(got->id.ptr != meta.id.ptr && drg_str_is(got->authors[0], "A. Uthor") && got->url.len == 0);
    drg_document_free(doc);
}

static void documents_survive_failing_allocations(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_document) > 1);
}

static void names_are_there_for_every_value(void **state)
{
    (void)state;
    assert_string_equal(drg_block_kind_name(DRG_BLOCK_BYLINE), "byline");
    assert_null(drg_block_kind_name((drg_block_kind)99));
    assert_null(drg_date_from_name(DRG_DATE_FROM_NONE));
    assert_string_equal(drg_date_from_name(DRG_DATE_FROM_JSON_LD), "json-ld");
    assert_string_equal(drg_status_text(DRG_OK), "done");
    assert_non_null(drg_status_text((drg_status)99));
    assert_non_null(drg_status_text((drg_status)-1));
}

static void messages_are_one_line_of_utf8(void **state)
{
    (void)state;
    drg_error err;
    assert_int_equal(drg_fail(&err, DRG_EIO, "%s: %d", "a\nb\x7F", 5), DRG_EIO);
    assert_string_equal(err.message, "a b : 5");
    assert_false(err.has_pos);
    char text[600];
    for (size_t lead = 0; lead < 4; lead++) { /* cut at each byte of a character */
        memset(text, 'x', lead);
        size_t n = lead;
        while (n + 5 < sizeof text) {
            memcpy(text + n, "\xF0\x9F\x98\x80", 4);
            n += 4;
        }
        text[n] = '\0';
        drg_fail_at(&err, DRG_EINPUT, 7, "%s", text);
        drg_str message = drg_str_of(err.message);
        assert_int_equal(drg_utf8_check(message), message.len);
        assert_true(message.len > 230 && err.has_pos && err.pos == 7);
    }
    assert_int_equal(drg_fail(NULL, DRG_EARG, "nobody listens"), DRG_EARG);
}

static void keep_message(void *context, drg_log_level level, const char *message)
{
    (void)level;
    strcpy(context, message);
}

static void logs_go_to_the_listener(void **state)
{
    (void)state;
    char got[600] = "";
    drg_log log = {keep_message, got, DRG_LOG_INFO};
    drg_log_write(&log, DRG_LOG_DEBUG, "not %s", "wanted");
    assert_string_equal(got, "");
    drg_log_write(&log, DRG_LOG_ERROR, "number %d", 5);
    assert_string_equal(got, "number 5");
    drg_log_write(NULL, DRG_LOG_ERROR, "nobody");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_taken_once),
        cmocka_unit_test(documents_survive_failing_allocations),
        cmocka_unit_test(names_are_there_for_every_value),
        cmocka_unit_test(messages_are_one_line_of_utf8),
        cmocka_unit_test(logs_go_to_the_listener),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
