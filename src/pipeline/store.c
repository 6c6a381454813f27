#include "dragoman/store.h"

#include "base/document.h"
#include "base/error.h"
#include "dragoman/export.h"

drg_status drg_store_write(void *context, const drg_document *doc, drg_sink *sink, void *sink_context, drg_error *err)
{
    (void)context;
    drg_status st = drg_write_document(doc, sink, sink_context, err);
    return st == DRG_OK ? drg_write_records(doc, sink, sink_context, err) : st;
}

drg_status drg_store_put(void *context, const char *data, size_t len)
{
    drg_store *store = context;
    return drg_ledger_put(store->ledger, (drg_str){data, len}, &store->counts, &store->err);
}

static drg_status into_buffer(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

/* Whether a failure is of the document alone. */
static bool is_of_document(drg_status st)
{
    return st == DRG_EINPUT || st == DRG_ELIMIT || st == DRG_ESTAGE;
}

static drg_status store_document(drg_store *store, drg_document *doc, drg_buf *buf)
{
    drg_error *err = &store->err;
    drg_buf_clear(buf);
    drg_status st = doc->analysed ? DRG_OK : drg_analyse(store->model, doc, err);
    if (st == DRG_OK)
        st = drg_code(store->coder, doc, err);
    if (st == DRG_OK)
        st = drg_store_write(NULL, doc, into_buffer, buf, err);
    return st == DRG_OK ? drg_store_put(store, buf->ptr, buf->len) : st;
}

/* @return DRG_OK also where the document failed alone. */
static drg_status take_document(drg_store *store, drg_document *doc, drg_buf *buf)
{
    const drg_meta *meta = drg_document_meta(doc);
    drg_str name = meta->url.len > 0 ? meta->url : meta->id; /* NUL-terminated, as all of a document's texts are */
    drg_status st = DRG_OK;
    if (drg_language_is_read(meta->language)) {
        st = store_document(store, doc, buf);
    } else if (store->skipped != NULL) {
        drg_fail_for(&store->err, DRG_EINPUT, DRG_REASON_LANGUAGE,
                     "passed over: it is in a language that is not coded (%.*s)",
                     (int)(meta->language.len < 20 ? meta->language.len : 20), meta->language.ptr);
        store->skipped(store->context, name.ptr, 0, &store->err);
    }
    if (!is_of_document(st))
        return st;
    if (store->failed != NULL)
        store->failed(store->context, name.ptr, 0, &store->err);
    return DRG_OK;
}

drg_status drg_store_documents(void *context, const char *data, size_t len)
{
    drg_store *store = context;
    drg_reader_options options = {.from = DRG_FORMAT_JSONL};
    drg_reader *reader = NULL;
    drg_buf buf;
    drg_buf_init(&buf, SIZE_MAX / 2);
    drg_document *doc = drg_document_new();
    drg_status st = doc != NULL ? drg_reader_open_memory((drg_str){data, len}, "-", &options, &reader, &store->err)
                                : drg_fail_nomem(&store->err);
    while (st == DRG_OK && (st = drg_reader_next(reader, doc, &store->err)) == DRG_OK)
        st = take_document(store, doc, &buf);
    drg_reader_close(reader);
    drg_document_free(doc);
    drg_buf_release(&buf);
    return st == DRG_END ? drg_ledger_settle(store->ledger, &store->err) : st;
}
