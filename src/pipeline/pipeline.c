#include "dragoman/pipeline.h"

#include "base/document.h"
#include "base/error.h"
#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/* Finished documents may wait for one that takes longer: this many for each thread. */
#define WINDOW_PER_THREAD 4

/* One document on its way, or what became of it. */
typedef struct item {
    const char *input;
    size_t n_input; /* its number */
    bool was_read;  /* else the reader has counted it */
    char *part;     /* malloc'd: the member of an archive, with the input's name; or NULL: the input itself */
    size_t line;
    drg_document *doc; /* NULL once it is written, or failed */
    drg_buf output;
    drg_status status;
    drg_error err;
    bool skipped;
    drg_pipeline_counts adds;
} item;

typedef struct run {
    const drg_pipeline *p;
    size_t next_input; /* used only by next(), which the pool calls one at a time */
    drg_reader *reader;
    drg_pipeline_counts counts; /* used only by deliver(), likewise */
    drg_status status;          /* why the sink stopped the run */
    drg_error err;
} run;

static void free_item(item *it)
{
    drg_document_free(it->doc);
    drg_buf_release(&it->output);
    free(it->part);
    free(it);
}

static void drop(void *context, void *thing)
{
    (void)context;
    free_item(thing);
}

/* ---- reading ---- */

static uint64_t bytes_of(const drg_reader *reader)
{
    uint64_t done, size;
    drg_reader_progress(reader, &done, &size);
    return done;
}

/* Read the next document, or learn that one failed. @return DRG_END at the end of this input. */
static drg_status read_into(run *r, item *it)
{
    uint64_t before = bytes_of(r->reader);
    it->status = drg_reader_next(r->reader, it->doc, &it->err);
    it->was_read = it->status == DRG_OK;
    it->adds.bytes += bytes_of(r->reader) - before;
    if (it->status == DRG_END)
        return DRG_END;
    if (strcmp(drg_reader_part(r->reader), it->input) != 0 && (it->part = strdup(drg_reader_part(r->reader))) == NULL)
        return DRG_ENOMEM;
    if (it->status != DRG_OK && it->err.has_pos)
        it->line = it->err.pos;
    else if (it->status != DRG_EIO)
        it->line = drg_reader_line(r->reader);
    return DRG_OK;
}

/* What the reader made of the input that is over, or left. */
static void take_tally(const run *r)
{
    if (r->p->reports == NULL)
        return;
    drg_input_report *report = &r->p->reports[r->next_input - 1];
    report->format = drg_reader_format(r->reader);
    drg_reader_tally(r->reader, &report->read);
}

static void count_unopened(const run *r, const item *it)
{
    if (r->p->reports == NULL)
        return;
    drg_tally *tally = &r->p->reports[it->n_input].read;
    tally->items = 1;
    tally->dropped[it->err.reason] = 1;
}

static drg_status next(void *context, void **thing)
{
    run *r = context;
    item *it = calloc(1, sizeof *it);
    if (it == NULL)
        return DRG_ENOMEM;
    drg_buf_init(&it->output, SIZE_MAX / 2);
    it->doc = drg_document_new();
    drg_status st = it->doc != NULL ? DRG_END : DRG_ENOMEM;
    while (st == DRG_END) {
        if (r->reader == NULL) {
            if (r->next_input == r->p->n_inputs)
                break;
            const char *input = r->p->inputs[r->next_input++];
            it->input = input;
            it->status = drg_reader_open(input, &r->p->reader, &r->reader, &it->err);
            it->n_input = r->next_input - 1;
            if (it->status != DRG_OK) {
                count_unopened(r, it);
                st = DRG_OK;
                break;
            }
        }
        it->n_input = r->next_input - 1;
        it->input = r->p->inputs[it->n_input];
        st = read_into(r, it);
        if (st == DRG_END) {
            take_tally(r);
            drg_reader_close(r->reader);
            r->reader = NULL;
        }
    }
    if (st == DRG_OK)
        *thing = it;
    else
        free_item(it);
    return st;
}

/* ---- the stations ---- */

static drg_status into_buffer(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

/* Analysed and coded as far as is wanted, and written. */
static drg_status pass_stations(const drg_pipeline *p, item *it)
{
    drg_str language = it->doc->meta.language;
    drg_status st = DRG_OK;
    if ((p->model != NULL || p->coder != NULL) && !drg_language_is_read(language)) {
        it->skipped = true;
        st = drg_fail_for(&it->err, DRG_EINPUT, DRG_REASON_LANGUAGE,
                          "passed over: it is in a language that is not coded (%.*s)",
                          (int)(language.len < 20 ? language.len : 20), language.ptr);
    }
    if (st == DRG_OK && p->model != NULL && !it->doc->analysed)
        st = drg_analyse(p->model, it->doc, &it->err);
    if (st == DRG_OK && p->coder != NULL)
        st = p->explain ? drg_code_explained(p->coder, it->doc, &it->err) : drg_code(p->coder, it->doc, &it->err);
    if (st == DRG_OK)
        st = p->write(p->write_context, it->doc, into_buffer, &it->output, &it->err);
    return st;
}

static void work(void *context, unsigned worker, void *thing)
{
    const run *r = context;
    item *it = thing;
    (void)worker;
    /* Records that were printed before have been through all stations. */
    drg_str printed = it->doc->printed;
    if (it->status == DRG_OK)
        it->status = printed.ptr != NULL ? drg_buf_add(&it->output, printed.ptr, printed.len) : pass_stations(r->p, it);
    if (it->status == DRG_OK) {
        it->adds.documents = 1;
        it->adds.words = it->doc->n_tokens;
        it->adds.records = printed.ptr != NULL ? it->doc->n_printed : it->doc->n_records;
    } else if (it->skipped) {
        it->adds.skipped = 1;
    } else {
        it->adds.failed = 1;
    }
    drg_document_free(it->doc);
    it->doc = NULL;
}

/* ---- delivery ---- */

static void count(drg_pipeline_counts *sum, const drg_pipeline_counts *adds)
{
    sum->documents += adds->documents;
    sum->words += adds->words;
    sum->records += adds->records;
    sum->skipped += adds->skipped;
    sum->failed += adds->failed;
    sum->bytes += adds->bytes;
}

static void add_to_report(const drg_pipeline *p, const item *it)
{
    if (p->reports == NULL || !it->was_read)
        return;
    drg_input_report *report = &p->reports[it->n_input];
    report->written += it->adds.documents;
    report->records += it->adds.records;
    report->skipped += it->adds.skipped;
    if (it->adds.failed > 0)
        report->failed[it->err.reason]++;
}

/* Where the output goes may refuse a document alone. */
static drg_status hand_over(run *r, item *it)
{
    const drg_pipeline *p = r->p;
    drg_status st = it->output.len > 0 ? p->sink(p->sink_context, it->output.ptr, it->output.len) : DRG_OK;
    if (st == DRG_OK)
        return st;
    if (st == DRG_EINPUT && p->sink_error != NULL) {
        it->status = st;
        it->err = *p->sink_error;
        it->adds = (drg_pipeline_counts){.failed = 1, .bytes = it->adds.bytes};
        return DRG_OK;
    }
    r->status =
        drg_fail(&r->err, st, "%s", p->sink_error != NULL ? p->sink_error->message : "the output could not be written");
    return st;
}

static drg_status deliver(void *context, void *thing)
{
    run *r = context;
    const drg_pipeline *p = r->p;
    item *it = thing;
    const char *name = it->part != NULL ? it->part : it->input;
    drg_status st = it->status == DRG_OK ? hand_over(r, it) : DRG_OK;
    if (it->skipped) {
        if (p->skipped != NULL)
            p->skipped(p->skipped_context, name, it->line, &it->err);
    } else if (it->status != DRG_OK) {
        if (p->failed != NULL)
            p->failed(p->failed_context, name, it->line, &it->err);
    }
    if (st == DRG_OK) {
        count(&r->counts, &it->adds);
        add_to_report(p, it);
        if (p->progress != NULL)
            p->progress(p->progress_context, &r->counts);
    }
    free_item(it);
    return st;
}

drg_status drg_pipeline_run(const drg_pipeline *pipeline, drg_pipeline_counts *counts, drg_error *err)
{
    if (pipeline->threads > DRG_MAX_THREADS)
        return drg_fail(err, DRG_EARG, "%u threads are too many, at most %d are allowed", pipeline->threads,
                        DRG_MAX_THREADS);
    unsigned threads = pipeline->threads > 0 ? pipeline->threads : drg_pool_default_threads();
    if (threads > DRG_MAX_THREADS)
        threads = DRG_MAX_THREADS;
    run r = {.p = pipeline};
    drg_pool_job job = {.context = &r, .next = next, .work = work, .deliver = deliver, .drop = drop};
    drg_status st = drg_pool_map(&job, threads, (size_t)threads * WINDOW_PER_THREAD, err);
    if (r.reader != NULL)
        take_tally(&r);
    drg_reader_close(r.reader);
    if (counts != NULL)
        *counts = r.counts;
    if (st != DRG_OK && r.status != DRG_OK && err != NULL)
        *err = r.err;
    else if (st == DRG_ENOMEM)
        st = drg_fail_nomem(err);
    return st;
}
