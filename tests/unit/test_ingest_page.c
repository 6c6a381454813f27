/* tests/unit/test_ingest_page.c - what of a page is its article. The pages are in tests/unit's own words. */
#include "ingest/page.h"

#include "dragoman/document.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define TALKS                                                                                                          \
    "<p>The two governments agreed on Friday to reopen the crossing at Orlat, officials said in Tervan.</p>"           \
    "<p>The guards had been there since January, when shots were fired across the river and the bridge was shut.</p>"  \
    "<p>Trade ministers will meet again in two weeks, according to <a href=/p>a statement</a> of both sides.</p>"

#define TALKS_TEXT                                                                                                     \
    "The two governments agreed on Friday to reopen the crossing at Orlat, officials said in Tervan.\n\n"              \
    "The guards had been there since January, when shots were fired across the river and the bridge was shut.\n\n"     \
    "Trade ministers will meet again in two weeks, according to a statement of both sides."

static drg_document *read_page(drg_str bytes, const char *charset)
{
    drg_error err = {0};
    drg_document *doc = drg_document_new();
    drg_page_input in = {.bytes = bytes, .charset = drg_str_of(charset), .source = DRG_LIT("page")};
    if (drg_page__read(&in, doc, &err) != DRG_OK)
        fail_msg("%s", err.message);
    return doc;
}

static void expect_text(drg_str page, const char *text)
{
    drg_document *doc = read_page(page, NULL);
    drg_str got = drg_document_text(doc);
    if (!drg_str_is(got, text))
        fail_msg("got:\n%.*s\nshould be:\n%s", (int)got.len, got.ptr, text);
    drg_document_free(doc);
}

static void what_stands_around_an_article_is_left_out(void **state)
{
    (void)state;
    expect_text(
        DRG_LIT("<!doctype html><title>Crossing</title><nav><a href=/>Home</a> <a href=/w>World</a></nav>"
                "<div id=main><h1>Crossing reopens</h1>" TALKS "<div class=share-bar>Share this story</div></div>"
                "<div class=related><p>Flood waters rise again in the valley below the dam, residents say.</p></div>"
                "<footer><p>All rights reserved. No part of this page may be copied without leave.</p></footer>"),
        TALKS_TEXT);
}

static void text_without_paragraphs_is_parted_at_two_line_breaks(void **state)
{
    (void)state;
    expect_text(DRG_LIT("<body><td>The envoy left the capital on Monday after two days of talks.<br><br>"
                        "He will be back next week, his office said.<br>A date was not given.</td>"),
                "The envoy left the capital on Monday after two days of talks.\n\n"
                "He will be back next week, his office said.\nA date was not given.");
}

static void white_space_is_as_browsers_show_it(void **state)
{
    (void)state;
    expect_text(
        DRG_LIT(
            "<p>  The  <b>en</b>voy\n left&nbsp;the capi&shy;tal on <i>Mon</i>day, his office said .</p>\n <p> </p>"),
        "The envoy left the capital on Monday, his office said .");
}

static void pages_without_an_article_have_no_text(void **state)
{
    (void)state;
    expect_text(DRG_LIT(""), "");
    expect_text(DRG_LIT("<!doctype html><script>var a = 'The envoy left the capital on Monday.';</script>"), "");
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    enum { N = 200000 };
    char *bytes = malloc(N * 5);
    for (size_t i = 0; i < N; i++)
        memcpy(bytes + i * 5, "<div>", 5);
    drg_document *doc = drg_document_new();
    drg_error err = {0};
    drg_page_input in = {.bytes = {bytes, (size_t)N * 5}, .source = DRG_LIT("page")};
    assert_int_equal(drg_page__read(&in, doc, &err), DRG_ELIMIT);
    assert_non_null(strstr(err.message, "deep"));
    assert_int_equal(drg_document_text(doc).len, 0);
    drg_document_free(doc);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_around_an_article_is_left_out),
        cmocka_unit_test(text_without_paragraphs_is_parted_at_two_line_breaks),
        cmocka_unit_test(white_space_is_as_browsers_show_it),
        cmocka_unit_test(pages_without_an_article_have_no_text),
        cmocka_unit_test(deep_nesting_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
