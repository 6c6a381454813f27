/* fuzz/page.c - any bytes as a page of the web, whole or as a piece of one. The first byte chooses which, the encoding
 * that came with it, and whether an address is known. */
#include "fuzz.h"

#include "base/document.h"
#include "ingest/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = {"",      "utf-8", "windows-1251", "iso-2022-jp", "gb18030",
                                           "utf-7", "x",     "koi8-r"};
    if (size < 1)
        return 0;
    bool fragment = data[0] & 1;
    drg_page_input in = {.bytes = {(const char *)data + 1, size - 1},
                         .charset = drg_str_of(charsets[data[0] >> 1 & 7]),
                         .url = data[0] & 16 ? DRG_LIT("https://news.example/2025/06/02/a") : (drg_str){0},
                         .source = DRG_LIT("page")};
    drg_document *doc = drg_document_new();
    drg_error err = {0};
    FUZZ_CHECK(doc);
    drg_status st = fragment ? drg_page__read_fragment(&in, doc, &err) : drg_page__read(&in, doc, &err);
    FUZZ_CHECK(st == DRG_OK || ((st == DRG_EINPUT || st == DRG_ELIMIT) && err.message[0]));
    drg_str text = drg_document_text(doc);
    FUZZ_CHECK(st == DRG_OK || text.len == 0);
    FUZZ_CHECK(drg_utf8_check(text) == text.len);
    const drg_meta *meta = drg_document_meta(doc);
    const drg_str all[] = {meta->title, meta->publisher, meta->url, meta->language};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        FUZZ_CHECK(drg_utf8_check(all[i]) == all[i].len);
    for (size_t i = 0; i < meta->n_authors; i++)
        FUZZ_CHECK(meta->authors[i].len > 0 && drg_utf8_check(meta->authors[i]) == meta->authors[i].len);
    FUZZ_CHECK(meta->published.len == 0 || meta->published.len == 10);
    FUZZ_CHECK((meta->published.len > 0) == (meta->published_from != DRG_DATE_FROM_NONE));
    size_t n;
    const drg_block *blocks = drg_document_blocks(doc, &n);
    uint32_t before = 0;
    for (size_t i = 0; i < n; i++) {
        FUZZ_CHECK(blocks[i].span.start >= before && blocks[i].span.start < blocks[i].span.end);
        FUZZ_CHECK(blocks[i].span.end <= text.len);
        before = blocks[i].span.end;
    }
    drg_document_free(doc);
    return 0;
}
