/* src/cli/run.c - the stations over the inputs of the command line. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the callbacks of one run need. */
typedef struct drg_cli_context {
    drg_cli_progress progress;
    uint64_t failed;
    bool quiet;
} drg_cli_context;

static void tell(drg_cli_context *c, const char *input, size_t line, const drg_error *err)
{
    drg_cli_progress_clear(&c->progress);
    if (line > 0)
        drg_cli_error("%s:%zu: %s", input, line, err->message);
    else
        drg_cli_error("%s: %s", input, err->message);
}

static void tell_failed(void *context, const char *input, size_t line, const drg_error *err)
{
    drg_cli_context *c = context;
    c->failed++;
    tell(c, input, line, err);
}

static void tell_skipped(void *context, const char *input, size_t line, const drg_error *err)
{
    drg_cli_context *c = context;
    if (!c->quiet)
        tell(c, input, line, err);
}

static void show(void *context, const drg_pipeline_counts *counts)
{
    drg_cli_context *c = context;
    drg_cli_progress_show(&c->progress, counts);
}

bool drg_cli_has_input(const drg_cli_command *command, const drg_cli_settings *settings)
{
    if (settings->n_arguments > 0 || isatty(STDIN_FILENO) != 1)
        return true;
    fprintf(stderr, "Usage: dragoman %s [OPTION]... %s\n%s\n", command->name, command->arguments, command->summary);
    drg_cli_usage_error(command, "no input: name a file, or - to read what you type");
    return false;
}

/* ---- what the stations stand on ---- */

void drg_cli_close_tables(drg_cli_tables *tables)
{
    drg_coder_free(tables->coder);
    drg_knowledge_close(tables->knowledge);
    drg_model_close(tables->model);
}

bool drg_cli_open_tables(const drg_cli_settings *settings, bool analyse, bool code, drg_cli_tables *tables)
{
    drg_error err = {.status = DRG_OK};
    drg_status st = DRG_OK;
    *tables = (drg_cli_tables){0};
    if (analyse)
        st = drg_model_open(settings->model, &tables->model, &err);
    if (st == DRG_OK && code)
        st = drg_knowledge_open(settings->knowledge, &tables->knowledge, &err);
    if (st == DRG_OK && code)
        st = drg_coder_new(tables->knowledge, &tables->coder, &err);
    if (st != DRG_OK) {
        drg_cli_error("%s", err.message);
        drg_cli_close_tables(tables);
    }
    return st == DRG_OK;
}

/* ---- the run ---- */

static void tell_summary(const drg_pipeline_counts *counts, double seconds, bool records)
{
    fprintf(stderr, "%llu documents, %llu words", (unsigned long long)counts->documents,
            (unsigned long long)counts->words);
    if (records)
        fprintf(stderr, ", %llu records", (unsigned long long)counts->records);
    if (counts->skipped > 0)
        fprintf(stderr, ", %llu in other languages", (unsigned long long)counts->skipped);
    if (counts->failed > 0)
        fprintf(stderr, ", %llu failed", (unsigned long long)counts->failed);
    fprintf(stderr, " in %.2f s (%.1f documents/s, %.0f words/s)\n", seconds, (double)counts->documents / seconds,
            (double)counts->words / seconds);
}

static int status_of(drg_status st, const drg_cli_context *context, const drg_cli_output *output, const drg_error *err)
{
    if (st == DRG_OK || output->closed_pipe)
        return context->failed > 0 ? DRG_CLI_SOME_FAILED : DRG_CLI_DONE;
    if (output->why == 0)
        drg_cli_error("%s", err->message);
    return DRG_CLI_SYSTEM;
}

/* ---- the report ---- */

static drg_status to_stderr(void *context, const char *data, size_t len)
{
    (void)context;
    return fwrite(data, 1, len, stderr) == len ? DRG_OK : DRG_EIO;
}

/* @return false, and told why. */
static bool write_report(const drg_cli_settings *settings, const drg_pipeline *pipeline)
{
    if (settings->report == NULL)
        return true;
    if (strcmp(settings->report, "-") == 0)
        return drg_write_report(pipeline->reports, pipeline->inputs, pipeline->n_inputs, to_stderr, NULL, NULL) ==
               DRG_OK;
    drg_cli_output output;
    if (!drg_cli_output_open(&output, settings->report))
        return false;
    drg_status st =
        drg_write_report(pipeline->reports, pipeline->inputs, pipeline->n_inputs, drg_cli_output_write, &output, NULL);
    return drg_cli_output_close(&output, st == DRG_OK);
}

/* Room for the report, where one is wanted. */
static bool begin_report(const drg_cli_settings *settings, drg_pipeline *pipeline)
{
    if (settings->report == NULL)
        return true;
    pipeline->reports = calloc(pipeline->n_inputs, sizeof *pipeline->reports);
    if (pipeline->reports == NULL)
        drg_cli_error("out of memory");
    return pipeline->reports != NULL;
}

int drg_cli_run(const drg_cli_command *command, const drg_cli_settings *settings, drg_cli_output *output,
                const drg_cli_stations *stations)
{
    static const char *const only_stdin[] = {"-"};
    drg_cli_tables tables;
    drg_fetcher *fetcher = NULL;
    if (!drg_cli_open_tables(settings, stations->analyse, stations->code, &tables)) {
        drg_cli_output_close(output, false);
        return DRG_CLI_SYSTEM;
    }
    if ((command->options & DRG_CLI_OPT_WEB) && !drg_cli_open_fetcher(settings, &fetcher)) {
        drg_cli_close_tables(&tables);
        drg_cli_output_close(output, false);
        return DRG_CLI_SYSTEM;
    }
    drg_cli_context context = {.quiet = settings->quiet};
    drg_cli_progress_init(&context.progress, settings, stations->sink == NULL ? output : NULL, stations->code);
    bool named = settings->n_arguments > 0;
    drg_pipeline pipeline = {
        .inputs = named ? settings->arguments : only_stdin,
        .n_inputs = named ? settings->n_arguments : 1,
        .reader = {.from = settings->from,
                   .published = settings->published,
                   .fetcher = fetcher,
                   .fetch_pages = settings->fetch,
                   .takes_records = stations->takes_records},
        .model = tables.model,
        .coder = tables.coder,
        .explain = stations->explain,
        .threads = settings->jobs,
        .write = stations->write,
        .write_context = stations->write_context,
        .sink = stations->sink != NULL ? stations->sink : drg_cli_output_write,
        .sink_context = stations->sink != NULL ? stations->sink_context : output,
        .sink_error = stations->sink_error,
        .failed = tell_failed,
        .failed_context = &context,
        .skipped = tell_skipped,
        .skipped_context = &context,
        .progress = show,
        .progress_context = &context,
    };
    drg_error err = {.status = DRG_OK};
    drg_pipeline_counts counts = {0};
    drg_status st = stations->header != NULL ? stations->header(drg_cli_output_write, output, &err) : DRG_OK;
    bool reports = begin_report(settings, &pipeline);
    if (st == DRG_OK && reports)
        st = drg_pipeline_run(&pipeline, &counts, &err);
    drg_cli_progress_clear(&context.progress);
    int status = reports ? status_of(st, &context, output, &err) : DRG_CLI_SYSTEM;
    if (reports && !write_report(settings, &pipeline))
        status = DRG_CLI_SYSTEM;
    free(pipeline.reports);
    drg_fetcher_free(fetcher);
    if (!drg_cli_output_close(output, status != DRG_CLI_SYSTEM) && !output->closed_pipe)
        status = DRG_CLI_SYSTEM;
    if (named && counts.documents + counts.skipped + counts.failed == 0 && st == DRG_OK && !settings->quiet)
        drg_cli_error("no document in the input");
    if (settings->verbose)
        tell_summary(&counts, drg_cli_seconds() - context.progress.begun, stations->code);
    drg_cli_close_tables(&tables);
    return status;
}
