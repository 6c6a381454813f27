/* tests/unit/test_ingest_page_failures.c - a page is read, or memory is short and nothing is left behind. */
#define DRG_WRAP_ALLOC
#include "ingest/page.h"
#include "unit.h"

static const char page[] =
    "<!doctype html><html lang=fr><meta charset=windows-1252><title>Passage - Le Courrier</title>"
    "<script "
    "type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Passage\",\"author\":[{\"name\":"
    "\"H\xE9l\xE8ne Marchand\"}],\"datePublished\":\"2025-06-02\",}]}</script>"
    "<nav><a href=/>Une</a></nav><h1>Passage</h1><div class=article-body><p>Les deux gouvernements ont d\xE9"
    "cid\xE9 lundi d'ouvrir le passage aux camions, ont dit des responsables.</p><ul><li>Six "
    "heures.<li>Midi.</ul></div>";

static void read_it(void)
{
    drg_document *doc = drg_document_new();
    drg_error err = {0};
    drg_page_input in = {
        .bytes = {page, sizeof page - 1}, .source = DRG_LIT("page"), .url = DRG_LIT("https://a.example/b")};
    if (doc == NULL) {
        assert_true(allocation_failed);
        return;
    }
    drg_status st = drg_page__read(&in, doc, &err);
    assert_true(st == DRG_OK || (st == DRG_ENOMEM && allocation_failed));
    assert_true((st == DRG_OK) == (drg_document_text(doc).len > 0));
    drg_document_free(doc);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(read_it) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
