/* include/dragoman/pipeline.h - the stations over many inputs, with threads.
 * Output comes in the order of the inputs and is the same, byte for byte, for every number of threads. */
#ifndef DRAGOMAN_PIPELINE_H
#define DRAGOMAN_PIPELINE_H

#include "dragoman/reader.h"
#include "dragoman/record.h"
#include "dragoman/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Writes one finished document. Called by several threads at once, each with a document of its own. */
typedef drg_status drg_pipeline_write(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                                      drg_error *err);

/** What came of an input or a document that failed. Called in the order of the inputs, one call at a time.
 * @param input  the input's name, with the member of an archive behind '!'.
 * @param line   where in it, from 1; 0: the input as a whole. */
typedef void drg_pipeline_failed(void *context, const char *input, size_t line, const drg_error *err);

typedef struct drg_pipeline_counts {
    uint64_t documents; /* written */
    uint64_t words;     /* of the documents written */
    uint64_t records;   /* of the documents written */
    uint64_t skipped;   /* documents in a language that the engine lacks */
    uint64_t failed;    /* documents and inputs that failed */
    uint64_t bytes;     /* of the inputs that are finished, or begun */
} drg_pipeline_counts;

/** Called now and then while documents go out, one call at a time. */
typedef void drg_pipeline_progress(void *context, const drg_pipeline_counts *counts);

typedef struct drg_pipeline {
    const char *const *inputs; /* [n_inputs] NUL-terminated paths, "-" is standard input */
    size_t n_inputs;
    drg_reader_options reader;
    const drg_model *model; /* NULL: documents are not analysed, but for those that come analysed */
    const drg_coder *coder; /* NULL: documents are not coded */
    bool explain;           /* code with drg_code_explained() */
    unsigned threads;       /* 0: as many as there are processors */

    drg_pipeline_write *write;
    void *write_context;
    drg_sink *sink; /* takes the output in order, one call at a time; its failure stops the run */
    void *sink_context;
    /** What the sink failed of. Where it is DRG_EINPUT, it refused this document, and the others go on. Or NULL. */
    const drg_error *sink_error;
    drg_pipeline_failed *failed; /* or NULL */
    void *failed_context;
    /** Told of documents that are neither analysed nor coded nor written, being in a language that the engine lacks (where
     * a model or a coder is set); err->reason is DRG_REASON_LANGUAGE and its message names the language. Or NULL. */
    drg_pipeline_failed *skipped;
    void *skipped_context;
    drg_input_report *reports;       /* [n_inputs], zeroed by the caller and filled; or NULL */
    drg_pipeline_progress *progress; /* or NULL */
    void *progress_context;
} drg_pipeline;

#define DRG_MAX_THREADS 256

/**
 * Run to the end of all inputs. A document that fails is reported and left out; the others go on. No more than a few
 * documents a thread are held at once, however long the inputs are.
 *
 * @param counts  NULL, or filled, on failure too.
 * @return DRG_OK also where documents failed (counts->failed says how many), as one does that needs coding and was
 *         neither read with its analysis nor can be analysed for want of a model; DRG_EARG too many threads; what the
 *         sink returned; DRG_ENOMEM; DRG_EIO no thread could be started.
 */
DRG_API DRG_MUST_CHECK drg_status drg_pipeline_run(const drg_pipeline *pipeline, drg_pipeline_counts *counts,
                                                   drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
