/* src/cli/read.c - dragoman read: documents. */
#include "cli.h"

static drg_status write_document(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                                 drg_error *err)
{
    (void)context;
    return drg_write_document(doc, sink, sink_context, err);
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_cli_output output;
    if (!drg_cli_has_input(command, settings))
        return DRG_CLI_USAGE;
    if (!drg_cli_output_open(&output, settings->output))
        return DRG_CLI_SYSTEM;
    drg_cli_stations stations = {.write = write_document};
    return drg_cli_run(command, settings, &output, &stations);
}

const drg_cli_command drg_cli_read = {
    .name = "read",
    .arguments = "[FILE|URL|-]...",
    .summary = "documents, as JSON Lines",
    .about = "Reads documents and prints them, one JSON object a line: id, source, url, title,\n"
             "publisher, authors, language, published, published_from, text, blocks and\n"
             "captions.\n"
             "\n"
             "Inputs are plain text (one document a file), JSON Lines (one object with a \"text\" a\n"
             "line, and perhaps id, url, title, publisher, published, language, authors), CSV,\n"
             "feeds, archives of the web (WARC, WET), pages or CoNLL-U; gzip, zstd and zip are\n"
             "seen through. A URL is fetched. The text is passed on unchanged to the character, of\n"
             "a page as a browser shows it; headings, captions, credits and bylines that stand in\n"
             "it are marked in \"blocks\". Offsets count Unicode code points.\n"
             "\n"
             "The day of publication comes from --published, else from what the document\n"
             "says of itself (a field, a feed, a page), else from its dateline, a\n"
             "caption or a line of its own in the text.\n",
    .examples = "  dragoman read talks.txt\n"
                "  dragoman read --published 2026-03-14 talks.txt ceasefire.jsonl\n"
                "  dragoman read --fetch --report=report.jsonl https://news.example/feed.xml\n"
                "  dragoman read talks.txt | dragoman analyse | dragoman code\n",
    .options = DRG_CLI_OPT_FROM | DRG_CLI_OPT_PUBLISHED | DRG_CLI_OPT_JOBS | DRG_CLI_OPT_OUTPUT | DRG_CLI_OPT_REPORT |
               DRG_CLI_OPT_FETCH | DRG_CLI_OPT_WEB | DRG_CLI_OPT_QUIET | DRG_CLI_OPT_VERBOSE,
    .run = run,
};
