/* src/cli/explain.c - dragoman explain: why records read as they do. */
#include "cli.h"

#include "dragoman/explain.h"

#include <string.h>
#include <unistd.h>

typedef struct explain_context {
    drg_table_style style;
    const char *id; /* or NULL: all records */
} explain_context;

static drg_status write_explanation(void *context, const drg_document *doc, drg_sink *sink, void *sink_context,
                                    drg_error *err)
{
    const explain_context *c = context;
    return drg_write_explanation(doc, c->id, &c->style, sink, sink_context, err);
}

/* A record's id: 16 hexadecimal digits that name no file. */
static bool is_record_id(const char *word)
{
    return strlen(word) == 16 && strspn(word, "0123456789abcdef") == 16 && access(word, F_OK) != 0;
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_cli_output output;
    drg_cli_settings inputs = *settings;
    explain_context context = {.id = NULL};
    if (settings->n_arguments > 0 && is_record_id(settings->arguments[0])) {
        context.id = settings->arguments[0];
        inputs.arguments++;
        inputs.n_arguments--;
    }
    if (!drg_cli_has_input(command, &inputs))
        return DRG_CLI_USAGE;
    if (!drg_cli_output_open(&output, inputs.output))
        return DRG_CLI_SYSTEM;
    context.style =
        (drg_table_style){.width = drg_cli_terminal_width(&output), .color = drg_cli_wants_color(&inputs, &output)};
    drg_cli_stations stations = {
        .analyse = true, .code = true, .explain = true, .write = write_explanation, .write_context = &context};
    return drg_cli_run(command, &inputs, &output, &stations);
}

const drg_cli_command drg_cli_explain = {
    .name = "explain",
    .arguments = "[RECORD-ID] [FILE|-]...",
    .summary = "why records read as they do: frames, rules, trees",
    .about = "Codes documents as `dragoman code` does and prints, for each record or for the one\n"
             "that RECORD-ID names, the frame that fired with its file and line, the rule and the\n"
             "step that made each field, the row of the tables or the rule that gave each party\n"
             "its country and sector, what else its place might have been, the dependency tree\n"
             "of its sentence as the rules read it, and what else was considered there and why\n"
             "no record came of it.\n"
             "\n"
             "Inputs are those of `dragoman code`. The steps are those of docs/CODING.md; frames\n"
             "are described in docs/FRAMES.md.\n",
    .examples = "  dragoman explain talks.txt\n"
                "  dragoman explain 3f2a9c0b1d2e4f56 news.jsonl\n",
    .options = DRG_CLI_OPT_FROM | DRG_CLI_OPT_PUBLISHED | DRG_CLI_OPT_JOBS | DRG_CLI_OPT_MODEL | DRG_CLI_OPT_KNOWLEDGE |
               DRG_CLI_OPT_OUTPUT | DRG_CLI_OPT_COLOR | DRG_CLI_OPT_QUIET | DRG_CLI_OPT_VERBOSE | DRG_CLI_OPT_REPORT,
    .run = run,
};
