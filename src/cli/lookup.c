/* src/cli/lookup.c - dragoman lookup: what the knowledge tables know of a name. */
#include "cli.h"

#include "dragoman/knowledge.h"

#include <string.h>

static drg_status look_up(const drg_knowledge *knowledge, const char *name, const char *date, drg_cli_output *output,
                          drg_error *err)
{
    drg_str what = {name, strlen(name)};
    drg_str when = {date != NULL ? date : "", date != NULL ? strlen(date) : 0};
    return drg_knowledge_lookup(knowledge, what, when, drg_cli_output_write, output, err);
}

static int look_all_up(const drg_knowledge *knowledge, const drg_cli_settings *settings, drg_cli_output *output)
{
    int status = DRG_CLI_DONE;
    for (size_t i = 0; i < settings->n_arguments; i++) {
        drg_error err = {.status = DRG_OK};
        drg_status st = look_up(knowledge, settings->arguments[i], settings->date, output, &err);
        if (st == DRG_OK)
            continue;
        if (output->why != 0)
            return output->closed_pipe ? status : DRG_CLI_SYSTEM;
        drg_cli_error("%s: %s", settings->arguments[i], st == DRG_END ? "nothing is known of it" : err.message);
        status = DRG_CLI_SOME_FAILED;
    }
    return status;
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    if (settings->n_arguments == 0)
        return drg_cli_usage_error(command, "no name to look up");
    drg_error err = {.status = DRG_OK};
    drg_knowledge *knowledge = NULL;
    if (drg_knowledge_open(settings->knowledge, &knowledge, &err) != DRG_OK) {
        drg_cli_error("%s", err.message);
        return DRG_CLI_SYSTEM;
    }
    drg_cli_output output;
    int status = DRG_CLI_SYSTEM;
    if (drg_cli_output_open(&output, settings->output)) {
        status = look_all_up(knowledge, settings, &output);
        if (!drg_cli_output_close(&output, true) && !output.closed_pipe)
            status = DRG_CLI_SYSTEM;
    }
    drg_knowledge_close(knowledge);
    return status;
}

const drg_cli_command drg_cli_lookup = {
    .name = "lookup",
    .arguments = "NAME...",
    .summary = "what the knowledge tables know of a name",
    .about = "Prints every entry of the knowledge tables that a name has: as an actor, an office,\n"
             "a place, a word of an event. Names are compared as the coder compares them, without\n"
             "regard to case, accents and full stops.\n"
             "\n"
             "A name of which nothing is known is told on standard error, and the exit status\n"
             "is 1.\n",
    .examples = "  dragoman lookup Damascus\n"
                "  dragoman lookup \"foreign minister of Iran\" --date 2016-05-12\n"
                "  dragoman lookup Kyiv Hezbollah condemn\n",
    .options = DRG_CLI_OPT_DATE | DRG_CLI_OPT_KNOWLEDGE | DRG_CLI_OPT_OUTPUT,
    .run = run,
};
