/* src/cli/ingest.c - dragoman ingest: documents read, coded, stored in a ledger and linked. */
#include "cli.h"

void drg_cli_tell_stored(const drg_ledger_counts *counts)
{
    fprintf(stderr, "%llu new documents, %llu revised, %llu there already; %llu records added\n",
            (unsigned long long)counts->documents, (unsigned long long)counts->revisions,
            (unsigned long long)counts->unchanged, (unsigned long long)counts->records);
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_store store = {.err = {.status = DRG_OK}};
    drg_cli_output output;
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (!drg_cli_has_input(command, settings))
        return DRG_CLI_USAGE;
    if (drg_ledger_open(settings->db, DRG_LEDGER_CREATE, &store.ledger, &store.err) != DRG_OK) {
        drg_cli_error("%s", store.err.message);
        return DRG_CLI_SYSTEM;
    }
    if (!drg_cli_output_open(&output, NULL)) {
        drg_ledger_close(store.ledger);
        return DRG_CLI_SYSTEM;
    }
    drg_cli_stations stations = {.analyse = true,
                                 .code = true,
                                 .write = drg_store_write,
                                 .sink = drg_store_put,
                                 .sink_context = &store,
                                 .sink_error = &store.err,
                                 .takes_records = true};
    int status = drg_cli_run(command, settings, &output, &stations);
    if (drg_ledger_settle(store.ledger, &store.err) != DRG_OK) {
        drg_cli_error("%s", store.err.message);
        status = DRG_CLI_SYSTEM;
    }
    drg_ledger_close(store.ledger);
    if (!settings->quiet)
        drg_cli_tell_stored(&store.counts);
    return status;
}

const drg_cli_command drg_cli_ingest = {
    .name = "ingest",
    .arguments = "--db LEDGER [FILE|-]...",
    .summary = "read, code, store and link: documents into a ledger",
    .about = "Reads documents, codes their events, stores both in a ledger and links the records\n"
             "to incidents and tracks. The ledger is one file, made where it is not there.\n"
             "\n"
             "Each document is stored whole or not at all. To ingest the same document again\n"
             "changes nothing; a page whose text or records are others than before is kept as a\n"
             "revision beside the earlier one. The command may be killed at any moment and run\n"
             "again, and others may ask the ledger meanwhile.\n"
             "\n"
             "Inputs are what `dragoman read` reads or prints, and the records that `dragoman\n"
             "code` prints, which are stored without a text.\n",
    .examples = "  dragoman ingest --db war.ledger articles.jsonl\n"
                "  dragoman read --fetch https://news.example/feed.xml | dragoman ingest --db war.ledger -\n"
                "  dragoman ingest --db war.ledger -j 8 CC-NEWS-*.warc.gz --report=report.jsonl\n",
    .options = DRG_CLI_OPT_DB | DRG_CLI_OPT_FROM | DRG_CLI_OPT_PUBLISHED | DRG_CLI_OPT_JOBS | DRG_CLI_OPT_MODEL |
               DRG_CLI_OPT_KNOWLEDGE | DRG_CLI_OPT_REPORT | DRG_CLI_OPT_QUIET | DRG_CLI_OPT_VERBOSE,
    .run = run,
};
