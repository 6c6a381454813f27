/* src/cli/code.c - dragoman code: event records. */
#include "cli.h"

#include <string.h>

static drg_status write_records(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                                drg_error *err)
{
    (void)context;
    return drg_write_records(doc, sink, sink_context, err);
}

static drg_status write_csv(void *context, const drg_document *doc, drg_sink *sink, void *sink_context, drg_error *err)
{
    (void)context;
    return drg_write_records_csv(doc, sink, sink_context, err);
}

static drg_status write_table(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                              drg_error *err)
{
    return drg_write_records_table(doc, context, sink, sink_context, err);
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_cli_output output;
    if (!drg_cli_has_input(command, settings))
        return DRG_CLI_USAGE;
    if (!drg_cli_output_open(&output, settings->output))
        return DRG_CLI_SYSTEM;
    drg_table_style style = {.width = drg_cli_terminal_width(&output), .color = drg_cli_wants_color(settings, &output)};
    drg_cli_stations stations = {.analyse = true, .code = true, .write = write_records};
    if (strcmp(settings->to, "csv") == 0) {
        stations.write = write_csv;
        stations.header = drg_write_csv_header;
    } else if (strcmp(settings->to, "table") == 0) {
        stations.write = write_table;
        stations.write_context = &style;
    }
    return drg_cli_run(command, settings, &output, &stations);
}

static const char *const formats[] = {"jsonl", "csv", "table", NULL};

const drg_cli_command drg_cli_code = {
    .name = "code",
    .arguments = "[FILE|-]...",
    .summary = "event records: who did what to whom, according to whom",
    .about = "Codes the events that documents tell and prints their records: as JSON Lines, one\n"
             "record a line; as a table for people; or as comma-separated values.\n"
             "\n"
             "Inputs are what `dragoman read` reads or prints, and the CoNLL-U that `dragoman\n"
             "analyse` prints, which is not analysed again. Without a day of publication,\n"
             "weekdays and the like cannot be dated: give one with --published.\n",
    .examples = "  dragoman code --to table talks.txt\n"
                "  dragoman code ceasefire.jsonl >records.jsonl\n"
                "  dragoman code --to csv --output records.csv --published 2026-03-14 talks.txt\n"
                "  dragoman code -j 8 news.jsonl | jq -c 'select(.event == \"ASSAULT\")'\n",
    .options = DRG_CLI_OPT_FROM | DRG_CLI_OPT_TO | DRG_CLI_OPT_PUBLISHED | DRG_CLI_OPT_JOBS | DRG_CLI_OPT_MODEL |
               DRG_CLI_OPT_KNOWLEDGE | DRG_CLI_OPT_OUTPUT | DRG_CLI_OPT_REPORT | DRG_CLI_OPT_COLOR | DRG_CLI_OPT_QUIET |
               DRG_CLI_OPT_VERBOSE,
    .formats = formats,
    .run = run,
};
