/* fuzz/text.c - any text is analysed and coded, and every result is written. Weights and knowledge come from where the
 * installation keeps them (DRAGOMAN_DATA). */
#include "fuzz.h"

#include "dragoman/conllu.h"
#include "dragoman/export.h"
#include "dragoman/record.h"

static drg_model *model;
static drg_coder *coder;

static void open_all(void)
{
    static drg_knowledge *knowledge;
    drg_error err = {0};
    if (coder)
        return;
    if (drg_model_open(NULL, &model, &err) != DRG_OK || drg_knowledge_open(NULL, &knowledge, &err) != DRG_OK ||
        drg_coder_new(knowledge, &coder, &err) != DRG_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open_all();
    drg_document *doc = drg_document_new();
    fuzz_output out = {0};
    drg_error err = {0};
    FUZZ_CHECK(doc);
    if (drg_document_set_text(doc, (drg_str){(const char *)data, size}, &err) == DRG_OK) {
        FUZZ_CHECK(drg_analyse(model, doc, &err) == DRG_OK);
        FUZZ_CHECK(drg_code(coder, doc, &err) == DRG_OK);
        FUZZ_CHECK(drg_conllu_write(doc, fuzz_keep, &out, NULL) == DRG_OK);
        FUZZ_CHECK(drg_write_analysis(doc, fuzz_keep, &out, NULL) == DRG_OK);
        FUZZ_CHECK(drg_write_records(doc, fuzz_keep, &out, NULL) == DRG_OK);
        FUZZ_CHECK(drg_write_records_table(doc, NULL, fuzz_keep, &out, NULL) == DRG_OK);
        size_t n_tokens, len = drg_document_text(doc).len;
        const drg_token *tokens = drg_document_tokens(doc, &n_tokens);
        for (size_t t = 0; t < n_tokens; t++)
            FUZZ_CHECK(tokens[t].span.start < tokens[t].span.end && tokens[t].span.end <= len);
    }
    free(out.ptr);
    drg_document_free(doc);
    return 0;
}
