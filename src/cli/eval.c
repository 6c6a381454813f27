/* src/cli/eval.c - dragoman eval: how good the analysis is. */
#include "cli.h"

#include "dragoman/eval.h"

#include <string.h>

/* One file that is to be scored: a treebank, or marked names. */
static int score(const drg_cli_settings *settings, const drg_model *model, const char *gold, bool names,
                 drg_cli_output *output)
{
    drg_card card = {0};
    drg_error err = {.status = DRG_OK};
    drg_status st = names ? drg_eval_names(model, gold, settings->pred, settings->folds, &card, &err)
                          : drg_eval_trees(model, gold, settings->pred, &card, &err);
    if (st == DRG_OK)
        st = drg_card_write(&card, gold, strcmp(settings->to, "json") == 0, drg_cli_output_write, output, &err);
    if (st == DRG_OK)
        return DRG_CLI_DONE;
    if (output->why != 0)
        return output->closed_pipe ? DRG_CLI_DONE : DRG_CLI_SYSTEM;
    drg_cli_error("%s", err.message);
    return st == DRG_ENOMEM ? DRG_CLI_SYSTEM : DRG_CLI_SOME_FAILED;
}

static int score_all(const drg_cli_settings *settings, const drg_model *model, drg_cli_output *output)
{
    int status = DRG_CLI_DONE;
    for (size_t i = 0; i < settings->n_arguments + (settings->entities != NULL); i++) {
        bool names = i == settings->n_arguments;
        int one = score(settings, model, names ? settings->entities : settings->arguments[i], names, output);
        if (one == DRG_CLI_SYSTEM || output->why != 0)
            return one;
        if (one != DRG_CLI_DONE)
            status = one;
    }
    return status;
}

static int check(const drg_cli_command *command, const drg_cli_settings *settings)
{
    if (settings->n_arguments == 0 && settings->entities == NULL)
        return drg_cli_usage_error(command, "no gold file: name a treebank, or marked names with --entities");
    if (settings->folds != 0 && settings->entities == NULL)
        return drg_cli_usage_error(command, "--folds is for names: it needs --entities");
    if (settings->folds != 0 && settings->pred != NULL)
        return drg_cli_usage_error(command, "--folds fits and analyses: there is nothing to do with --pred");
    if (settings->pred != NULL && settings->n_arguments > 1)
        return drg_cli_usage_error(command, "--pred is scored against one treebank, not %zu", settings->n_arguments);
    return DRG_CLI_DONE;
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    int status = check(command, settings);
    if (status != DRG_CLI_DONE)
        return status;
    drg_error err = {.status = DRG_OK};
    drg_model *model = NULL;
    if (settings->pred == NULL && drg_model_open(settings->model, &model, &err) != DRG_OK) {
        drg_cli_error("%s", err.message);
        return DRG_CLI_SYSTEM;
    }
    drg_cli_output output;
    status = DRG_CLI_SYSTEM;
    if (drg_cli_output_open(&output, settings->output)) {
        status = score_all(settings, model, &output);
        if (!drg_cli_output_close(&output, status != DRG_CLI_SYSTEM) && !output.closed_pipe)
            status = DRG_CLI_SYSTEM;
    }
    drg_model_close(model);
    return status;
}

static const char *const formats[] = {"table", "json", NULL};

const drg_cli_command drg_cli_eval = {
    .name = "eval",
    .arguments = "[GOLD.conllu]...",
    .summary = "how good the analysis is, against gold data",
    .about = "Analyses the raw text of each treebank and prints a score card: precision, recall\n"
             "and F1 of words, sentences, tags (UPOS), features, lemmas, heads (UAS), heads with\n"
             "relations (LAS) and those of content words (CLAS), by the rules of the CoNLL 2018\n"
             "shared task. Words are aligned by the characters that they cover.\n"
             "\n"
             "With --entities, names against an IOB2 file that marks PER, ORG and LOC: with their\n"
             "kinds (\"entities\") and without (\"untyped\").\n",
    .examples = "  dragoman eval en_ewt-ud-dev.conllu en_gum-ud-dev.conllu\n"
                "  dragoman eval --pred theirs.conllu en_ewt-ud-dev.conllu\n"
                "  dragoman eval --entities en_ewt-ud-dev.iob2 --folds 5 --to json\n",
    .options = DRG_CLI_OPT_TO | DRG_CLI_OPT_PRED | DRG_CLI_OPT_ENTITIES | DRG_CLI_OPT_FOLDS | DRG_CLI_OPT_MODEL |
               DRG_CLI_OPT_OUTPUT,
    .formats = formats,
    .run = run,
};
