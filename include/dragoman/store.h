/* include/dragoman/store.h - documents analysed, coded and put into a ledger, as they come. */
#ifndef DRAGOMAN_STORE_H
#define DRAGOMAN_STORE_H

#include "dragoman/ledger.h"
#include "dragoman/pipeline.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A drg_pipeline_write: a document and its records, as drg_ledger_put() takes them. context is not used. */
DRG_API drg_status drg_store_write(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                                   drg_error *err);

/** A ledger, and what documents pass on their way into it. One thread at a time. */
typedef struct drg_store {
    drg_ledger *ledger;
    const drg_model *model;
    const drg_coder *coder;
    drg_ledger_counts counts;     /* added to */
    drg_error err;                /* what failed last */
    drg_pipeline_failed *failed;  /* told of documents that could not be coded or stored; the others go on. Or NULL */
    drg_pipeline_failed *skipped; /* told of those in a language that the engine lacks. Or NULL */
    void *context;
} drg_store;

/** A drg_sink for drg_ledger_put(); context is the drg_store. What it failed of is in store->err. */
DRG_API drg_status drg_store_put(void *context, const char *data, size_t len);

/** A drg_sink for documents, whole lines as `dragoman read` prints them: each is analysed, coded and put.
 * @return DRG_OK, also where documents failed; DRG_EIO, DRG_EFORMAT the ledger failed; DRG_ENOMEM; what it was is in
 *         store->err. */
DRG_API drg_status drg_store_documents(void *context, const char *data, size_t len);

#ifdef __cplusplus
}
#endif
#endif
