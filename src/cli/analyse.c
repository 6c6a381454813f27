/* src/cli/analyse.c - dragoman analyse: sentences, words, trees, and the layers over them. */
#include "cli.h"

#include "dragoman/conllu.h"

#include <string.h>

static drg_status write_conllu(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                               drg_error *err)
{
    (void)context;
    return drg_conllu_write(doc, sink, sink_context, err);
}

static drg_status write_analysis(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                                 drg_error *err)
{
    (void)context;
    return drg_write_analysis(doc, sink, sink_context, err);
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_cli_output output;
    if (!drg_cli_has_input(command, settings))
        return DRG_CLI_USAGE;
    if (!drg_cli_output_open(&output, settings->output))
        return DRG_CLI_SYSTEM;
    bool json = strcmp(settings->to, "json") == 0;
    drg_cli_stations stations = {.analyse = true, .code = json, .write = json ? write_analysis : write_conllu};
    return drg_cli_run(command, settings, &output, &stations);
}

static const char *const formats[] = {"conllu", "json", NULL};

const drg_cli_command drg_cli_analyse = {
    .name = "analyse",
    .arguments = "[FILE|-]...",
    .summary = "sentences, words and dependency trees, as CoNLL-U",
    .about = "Splits documents into sentences and words, tags, lemmatises and parses them, and\n"
             "prints Universal Dependencies as CoNLL-U, or every layer as JSON: also named\n"
             "entities, who says what, places, dates and quantities, one object a document.\n"
             "\n"
             "Inputs are what `dragoman read` reads or prints. Every character of a text is\n"
             "covered; SpacesAfter= keeps the blanks, so that offsets survive.\n",
    .examples = "  dragoman analyse talks.txt\n"
                "  dragoman analyse --to json talks.txt | jq .places\n"
                "  dragoman read news.jsonl | dragoman analyse -j 4 >news.conllu\n",
    .options = DRG_CLI_OPT_FROM | DRG_CLI_OPT_TO | DRG_CLI_OPT_PUBLISHED | DRG_CLI_OPT_JOBS | DRG_CLI_OPT_MODEL |
               DRG_CLI_OPT_KNOWLEDGE | DRG_CLI_OPT_OUTPUT | DRG_CLI_OPT_REPORT | DRG_CLI_OPT_QUIET |
               DRG_CLI_OPT_VERBOSE,
    .formats = formats,
    .run = run,
};
