/* src/cli/watch.c - dragoman watch: feeds, read again and again. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct status_line {
    bool shown, drawn;
    double last_drawn;
    uint64_t failed; /* feeds and entries */
} status_line;

static void clear_line(status_line *line)
{
    if (line->drawn)
        fputs("\r\033[K", stderr);
    line->drawn = false;
}

static void tell_failed(void *context, const char *url, const drg_error *err)
{
    status_line *line = context;
    line->failed++;
    clear_line(line);
    drg_cli_error("%s: %s", url, err->message);
}

static void tell_document(void *context, const char *name, size_t number, const drg_error *err)
{
    (void)number;
    tell_failed(context, name, err);
}

static void tell_language(void *context, const char *name, size_t number, const drg_error *err)
{
    (void)number;
    clear_line(context);
    drg_cli_error("%s: %s", name, err->message);
}

static void show(void *context, const drg_watch_counts *counts, double wait_s)
{
    status_line *line = context;
    double now = drg_cli_seconds();
    if (!line->shown || (now - line->last_drawn < 0.1 && wait_s == 0))
        return;
    fprintf(stderr, "\r\033[K%llu feeds: %llu read, %llu unchanged, %llu failed; %llu documents",
            (unsigned long long)counts->feeds, (unsigned long long)counts->read, (unsigned long long)counts->unchanged,
            (unsigned long long)counts->failed, (unsigned long long)counts->entries.documents);
    if (wait_s > 0)
        fprintf(stderr, "; next in %.0f s", wait_s);
    fflush(stderr);
    line->drawn = true;
    line->last_drawn = now;
}

static void tell_summary(const drg_watch_counts *counts)
{
    const drg_tally *t = &counts->entries;
    fprintf(stderr, "feeds: %llu read, %llu unchanged, %llu failed; entries: %llu, documents: %llu",
            (unsigned long long)counts->read, (unsigned long long)counts->unchanged, (unsigned long long)counts->failed,
            (unsigned long long)t->items, (unsigned long long)t->documents);
    for (unsigned reason = 0; reason < DRG_N_REASONS; reason++)
        if (t->dropped[reason] > 0)
            fprintf(stderr, ", %s: %llu", drg_reason_name((drg_reason)reason), (unsigned long long)t->dropped[reason]);
    fputc('\n', stderr);
}

/* The state's name, where none is given: the output's, else the list's, and ".state". */
static char *state_name(const drg_cli_settings *settings, const char *output)
{
    const char *beside = output != NULL ? output : settings->arguments[0];
    size_t size = strlen(beside) + 8;
    char *name = settings->state != NULL ? strdup(settings->state) : malloc(size);
    if (name != NULL && settings->state == NULL)
        snprintf(name, size, "%s.state", beside);
    return name;
}

static int watch(const drg_cli_settings *settings, const char *output, const char *state, drg_fetcher *fetcher,
                 drg_store *store, status_line *line)
{
    line->shown = !settings->quiet && isatty(STDERR_FILENO) == 1 &&
                  (output != NULL || store != NULL || isatty(STDOUT_FILENO) != 1);
    drg_error err = {.status = DRG_OK};
    drg_watch_counts counts = {0};
    drg_watch w = {.list = settings->arguments[0],
                   .output = output,
                   .state = state,
                   .fetcher = fetcher,
                   .fetch_pages = settings->fetch,
                   .once = settings->once,
                   .interval_s = settings->interval_s,
                   .stop = &drg_cli_stop,
                   .failed = tell_failed,
                   .progress = show,
                   .context = line};
    if (store != NULL) {
        store->failed = tell_document;
        store->skipped = settings->quiet ? NULL : tell_language;
        store->context = line;
        w.sink = drg_store_documents;
        w.sink_context = store;
        w.sink_error = &store->err;
    }
    drg_cli_catch_signals();
    drg_status st = drg_watch_run(&w, &counts, &err);
    clear_line(line);
    if (settings->verbose)
        tell_summary(&counts);
    if (st != DRG_OK) {
        drg_cli_error("%s", err.message);
        return DRG_CLI_SYSTEM;
    }
    return line->failed > 0 ? DRG_CLI_SOME_FAILED : DRG_CLI_DONE;
}

/* Into a ledger: what the documents pass is opened for the whole watch. */
static int watch_into_ledger(const drg_cli_settings *settings, const char *state, drg_fetcher *fetcher)
{
    drg_store store = {.err = {.status = DRG_OK}};
    status_line line = {0};
    drg_cli_tables tables;
    int status = DRG_CLI_SYSTEM;
    if (!drg_cli_open_tables(settings, true, true, &tables))
        return status;
    store.model = tables.model;
    store.coder = tables.coder;
    if (drg_ledger_open(settings->db, DRG_LEDGER_CREATE, &store.ledger, &store.err) == DRG_OK)
        status = watch(settings, NULL, state, fetcher, &store, &line);
    else
        drg_cli_error("%s", store.err.message);
    drg_ledger_close(store.ledger);
    drg_cli_close_tables(&tables);
    if (!settings->quiet && status != DRG_CLI_SYSTEM)
        drg_cli_tell_stored(&store.counts);
    return status;
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    if (settings->n_arguments != 1)
        return drg_cli_usage_error(command, "one list of feeds is watched, and %zu are named", settings->n_arguments);
    if (settings->db != NULL && settings->output != NULL)
        return drg_cli_usage_error(command, "documents go into a ledger or to an output, not to both");
    const char *output = settings->output != NULL && strcmp(settings->output, "-") != 0 ? settings->output : NULL;
    status_line line = {0};
    drg_fetcher *fetcher = NULL;
    char *state = state_name(settings, settings->db != NULL ? settings->db : output);
    int status = DRG_CLI_SYSTEM;
    if (state == NULL)
        drg_cli_error("out of memory");
    else if (drg_cli_open_fetcher(settings, &fetcher))
        status = settings->db != NULL ? watch_into_ledger(settings, state, fetcher)
                                      : watch(settings, output, state, fetcher, NULL, &line);
    drg_fetcher_free(fetcher);
    free(state);
    return status;
}

const drg_cli_command drg_cli_watch = {
    .name = "watch",
    .arguments = "FEEDS",
    .summary = "documents of feeds, as they come",
    .about = "Reads the feeds of a list again and again, and adds each of their entries, once, as\n"
             "a document to the output, which is JSON Lines as `dragoman read` prints it. The\n"
             "list is an OPML file, or has an address a line.\n"
             "\n"
             "What was read stands in the state. Whenever the run ends, by a signal or by a\n"
             "failure of the machine, the next one goes on where it was: no entry is doubled,\n"
             "and none is missing that the feeds still have. Written to standard output,\n"
             "documents may be doubled when the machine fails. With --db they are coded and go\n"
             "into a ledger, as of `dragoman ingest`.\n",
    .examples = "  dragoman watch --db war.ledger feeds.opml\n"
                "  dragoman watch --output news.jsonl feeds.opml\n"
                "  dragoman watch --fetch --contact https://me.example/bot -o news.jsonl feeds.opml\n"
                "  dragoman watch --once --state feeds.state feeds.opml | dragoman code\n",
    .options = DRG_CLI_OPT_FETCH | DRG_CLI_OPT_STATE | DRG_CLI_OPT_INTERVAL | DRG_CLI_OPT_ONCE | DRG_CLI_OPT_WEB |
               DRG_CLI_OPT_OUTPUT | DRG_CLI_OPT_DB | DRG_CLI_OPT_MODEL | DRG_CLI_OPT_KNOWLEDGE | DRG_CLI_OPT_QUIET |
               DRG_CLI_OPT_VERBOSE,
    .run = run,
};
