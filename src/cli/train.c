/* src/cli/train.c - dragoman train: weights from treebanks, and their last layer for names from marked names. */
#include "cli.h"

#include "dragoman/eval.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int fit_names(const drg_cli_command *command, const drg_cli_settings *settings)
{
    if (settings->n_arguments < 2)
        return drg_cli_usage_error(command, "names: no file with marked names (IOB2)");
    if (settings->ud != NULL)
        return drg_cli_usage_error(command, "names: --ud is for training from treebanks");
    if (settings->output == NULL)
        return drg_cli_usage_error(command, "names: --output says where the weights go");
    drg_error err = {.status = DRG_OK};
    drg_status st = drg_train_names(settings->model, settings->arguments + 1, settings->n_arguments - 1,
                                    settings->tables, settings->output, &err);
    if (st == DRG_OK)
        return DRG_CLI_DONE;
    drg_cli_error("%s", err.message);
    return st == DRG_EINPUT || st == DRG_ELIMIT ? DRG_CLI_SOME_FAILED : DRG_CLI_SYSTEM;
}

/* Runs a program to its end, without what it complains of if quiet. @return its exit status; 127 where there is none, or
 * it was killed. */
static int run_program(char *const *words, bool quiet)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int none = quiet ? open("/dev/null", O_WRONLY) : -1;
        if (none >= 0)
            dup2(none, STDERR_FILENO);
        execvp(words[0], words);
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return 127;
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

static bool has_pytorch(void)
{
    const char *python = getenv("PYTHON");
    char *words[] = {(char *)(python != NULL ? python : "python3"), "-c", "import numpy, torch", NULL};
    return run_program(words, true) == 0;
}

static int train(const drg_cli_command *command, const drg_cli_settings *settings)
{
    if (settings->n_arguments > 0)
        return drg_cli_usage_error(command, "\"%s\" is neither an option nor \"names\"", settings->arguments[0]);
    if (settings->ud == NULL || settings->output == NULL)
        return drg_cli_usage_error(command, "--ud says where the treebanks are, --output where the weights go");
    char script[4096];
    drg_error err = {.status = DRG_OK};
    if (drg_train_script(script, sizeof script, &err) != DRG_OK) {
        drg_cli_error("%s", err.message);
        return DRG_CLI_SYSTEM;
    }
    if (!has_pytorch()) {
        drg_cli_error(
            "training needs Python with NumPy and PyTorch: install python3-numpy and python3-torch, or name a "
            "Python that has them in PYTHON");
        return DRG_CLI_SYSTEM;
    }
    char *words[] = {"sh", script, (char *)settings->ud, (char *)"build-train", (char *)settings->output, NULL};
    int status = run_program(words, false);
    if (status != 0)
        drg_cli_error("the training ended with status %d", status);
    return status == 0 ? DRG_CLI_DONE : DRG_CLI_SYSTEM;
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    bool names = settings->n_arguments > 0 && strcmp(settings->arguments[0], "names") == 0;
    return names ? fit_names(command, settings) : train(command, settings);
}

const drg_cli_command drg_cli_train = {
    .name = "train",
    .arguments = "[names GOLD.iob2...]",
    .summary = "make weights from treebanks and marked names",
    .about = "With --ud, trains the networks on Universal Dependencies: DIR holds\n"
             "en_ewt-ud-{train,dev}.conllu and en_gum-ud-{train,dev}.conllu. This runs train/train.sh\n"
             "as it was installed, for some hours, with its work in ./build-train, which a second run\n"
             "goes on from. It needs Python with NumPy and PyTorch (python3-numpy, python3-torch;\n"
             "PYTHON names another), gcc, and npm, which fetches the word vectors.\n"
             "\n"
             "\"names\" fits the last layer for names to IOB2 files that mark PER, ORG and LOC, and\n"
             "writes the weights with it: half a minute, and nothing but this program is needed.\n"
             "--tables names the project's data/, whose places, bodies and persons are hints.\n",
    .examples = "  dragoman train --ud treebanks --output english.drgw\n"
                "  dragoman train names en_ewt-ud-dev.iob2 --tables data --output english.drgw\n",
    .options = DRG_CLI_OPT_UD | DRG_CLI_OPT_TABLES | DRG_CLI_OPT_MODEL | DRG_CLI_OPT_OUTPUT,
    .run = run,
};
