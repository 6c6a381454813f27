/* fuzz/reader.c - every reader of documents, on any bytes, packed ones too. The first byte chooses the format, the second says whether a
 * date is given. What was read must be sound, and must be read again as the same from what it is written as. */
#include "fuzz.h"

#include "dragoman/export.h"
#include "dragoman/reader.h"

static void check_document(const drg_document *doc)
{
    drg_str text = drg_document_text(doc);
    size_t n;
    const drg_block *blocks = drg_document_blocks(doc, &n);
    uint32_t before = 0;
    for (size_t i = 0; i < n; i++) {
        FUZZ_CHECK(blocks[i].span.start >= before && blocks[i].span.start < blocks[i].span.end);
        FUZZ_CHECK(blocks[i].span.end <= text.len);
        before = blocks[i].span.end;
    }
    const drg_meta *meta = drg_document_meta(doc);
    FUZZ_CHECK(meta->id.len > 0);
    FUZZ_CHECK(meta->published.len == 0 || meta->published.len == 10);
    FUZZ_CHECK((meta->published.len > 0) == (meta->published_from != DRG_DATE_FROM_NONE));
}

static bool same(drg_str a, drg_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static void read_again(const drg_document *doc, drg_document *again)
{
    fuzz_output out = {0};
    drg_reader *reader = NULL;
    drg_reader_options options = {.from = DRG_FORMAT_JSONL};
    FUZZ_CHECK(drg_write_document(doc, fuzz_keep, &out, NULL) == DRG_OK);
    FUZZ_CHECK(drg_reader_open_memory((drg_str){out.ptr, out.len}, "again", &options, &reader, NULL) == DRG_OK);
    drg_error err;
    drg_status st = drg_reader_next(reader, again, &err);
    if (st != DRG_OK)
        fprintf(stderr, "%s\n%.*s\n", err.message, (int)out.len, out.ptr);
    FUZZ_CHECK(st == DRG_OK);
    FUZZ_CHECK(same(drg_document_text(doc), drg_document_text(again)));
    FUZZ_CHECK(same(drg_document_meta(doc)->id, drg_document_meta(again)->id));
    FUZZ_CHECK(same(drg_document_meta(doc)->url, drg_document_meta(again)->url));
    FUZZ_CHECK(drg_reader_next(reader, again, &err) == DRG_END);
    drg_reader_close(reader);
    free(out.ptr);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    drg_reader_options options = {.from = (drg_format)(data[0] % DRG_N_FORMATS)};
    options.published = data[1] & 1 ? "2024-05-15" : NULL;
    drg_document *doc = drg_document_new(), *again = drg_document_new();
    drg_reader *reader = NULL;
    drg_str bytes = {(const char *)data + 2, size - 2};
    FUZZ_CHECK(doc && again && drg_reader_open_memory(bytes, "input", &options, &reader, NULL) == DRG_OK);
    drg_status st;
    do {
        drg_error err = {0};
        st = drg_reader_next(reader, doc, &err);
        FUZZ_CHECK(st == DRG_OK || st == DRG_END || (err.status == st && err.message[0]));
        FUZZ_CHECK(st != DRG_ENOMEM && st != DRG_EARG && st != DRG_ESTAGE);
        if (st != DRG_OK) {
            FUZZ_CHECK(drg_document_text(doc).len == 0);
            continue;
        }
        check_document(doc);
        read_again(doc, again);
    } while (st != DRG_END);
    drg_tally tally;
    uint64_t dropped = 0;
    drg_reader_tally(reader, &tally);
    for (unsigned i = 0; i < DRG_N_REASONS; i++)
        dropped += tally.dropped[i];
    FUZZ_CHECK(tally.items == tally.documents + dropped && tally.dropped[DRG_REASON_NONE] == 0);
    drg_reader_close(reader);
    drg_document_free(doc);
    drg_document_free(again);
    return 0;
}
