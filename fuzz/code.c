/* fuzz/code.c - any CoNLL-U, however odd its trees, is coded, and every result lies within the text; what is written as
 * CoNLL-U is read again as the same. Knowledge comes from where the installation keeps it (DRAGOMAN_DATA). */
#include "fuzz.h"

#include "dragoman/conllu.h"
#include "dragoman/export.h"
#include "dragoman/record.h"

static const drg_coder *the_coder(void)
{
    static drg_knowledge *knowledge;
    static drg_coder *coder;
    drg_error err = {0};
    if (!coder &&
        (drg_knowledge_open(NULL, &knowledge, &err) != DRG_OK || drg_coder_new(knowledge, &coder, &err) != DRG_OK)) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    return coder;
}

static void check_analysis(const drg_document *doc)
{
    size_t n_sentences, n_tokens, len = drg_document_text(doc).len;
    const drg_sentence *sentences = drg_document_sentences(doc, &n_sentences);
    const drg_token *tokens = drg_document_tokens(doc, &n_tokens);
    uint32_t next = 0;
    for (size_t s = 0; s < n_sentences; s++) {
        FUZZ_CHECK(sentences[s].first == next && sentences[s].count > 0);
        FUZZ_CHECK(sentences[s].span.start <= sentences[s].span.end && sentences[s].span.end <= len);
        next += sentences[s].count;
        for (uint32_t t = sentences[s].first; t < next; t++) {
            FUZZ_CHECK(tokens[t].span.start <= tokens[t].span.end && tokens[t].span.end <= len);
            uint32_t head = tokens[t].head, steps = 0;
            while (head != DRG_NONE) {
                FUZZ_CHECK(head >= sentences[s].first && head < next && ++steps <= sentences[s].count);
                head = tokens[head].head;
            }
        }
    }
    FUZZ_CHECK(next == n_tokens);
}

static void check_records(const drg_document *doc)
{
    size_t n, n_sentences, len = drg_document_text(doc).len;
    const drg_record *records = drg_document_records(doc, &n);
    drg_document_sentences(doc, &n_sentences);
    for (size_t i = 0; i < n; i++) {
        FUZZ_CHECK(records[i].sentence < n_sentences && records[i].trigger.start < records[i].trigger.end);
        FUZZ_CHECK(records[i].trigger.end <= len && strlen(records[i].id) == 16);
        FUZZ_CHECK(records[i].confidence >= 0 && records[i].confidence <= 1);
    }
}

static void read_again(const drg_document *doc)
{
    fuzz_output first = {0}, second = {0};
    drg_conllu_reader *reader = NULL;
    drg_document *again = drg_document_new();
    drg_error err = {0};
    FUZZ_CHECK(again && drg_conllu_write(doc, fuzz_keep, &first, NULL) == DRG_OK);
    FUZZ_CHECK(drg_conllu_open((drg_str){first.ptr, first.len}, &reader, &err) == DRG_OK);
    if (drg_conllu_next(reader, again, &err) != DRG_OK) {
        fprintf(stderr, "%s\n%.*s\n", err.message, (int)first.len, first.ptr);
        abort();
    }
    FUZZ_CHECK(drg_conllu_write(again, fuzz_keep, &second, NULL) == DRG_OK);
    FUZZ_CHECK(first.len == second.len && memcmp(first.ptr, second.ptr, first.len) == 0);
    drg_conllu_close(reader);
    drg_document_free(again);
    free(first.ptr);
    free(second.ptr);
}

static void go_through(drg_document *doc)
{
    fuzz_output out = {0};
    check_analysis(doc);
    drg_error err = {0};
    drg_status st = drg_code(the_coder(), doc, &err);
    FUZZ_CHECK(st == DRG_OK || st == DRG_ELIMIT);
    if (st == DRG_OK) {
        check_records(doc);
        FUZZ_CHECK(drg_write_records(doc, fuzz_keep, &out, NULL) == DRG_OK);
        FUZZ_CHECK(drg_write_records_csv(doc, fuzz_keep, &out, NULL) == DRG_OK);
        FUZZ_CHECK(drg_write_records_table(doc, NULL, fuzz_keep, &out, NULL) == DRG_OK);
    }
    FUZZ_CHECK(drg_write_analysis(doc, fuzz_keep, &out, NULL) == DRG_OK);
    free(out.ptr);
    read_again(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    drg_conllu_reader *reader = NULL;
    drg_error err = {0};
    if (drg_conllu_open((drg_str){(const char *)data, size}, &reader, &err) != DRG_OK)
        return 0;
    drg_document *doc = drg_document_new();
    FUZZ_CHECK(doc);
    drg_status st;
    do {
        drg_document_clear(doc);
        st = drg_conllu_next(reader, doc, &err);
        FUZZ_CHECK(st == DRG_OK || st == DRG_END || st == DRG_EINPUT || st == DRG_ELIMIT);
        if (st == DRG_OK)
            go_through(doc);
    } while (st != DRG_END);
    drg_conllu_close(reader);
    drg_document_free(doc);
    return 0;
}
