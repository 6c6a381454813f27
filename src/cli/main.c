/* src/cli/main.c - the program: which command, and its help. */
#include "cli.h"

#include <signal.h>
#include <string.h>

const drg_cli_command *const drg_cli_commands[] = {
    &drg_cli_read,    &drg_cli_watch,    &drg_cli_analyse, &drg_cli_code,      &drg_cli_explain,
    &drg_cli_lookup,  &drg_cli_ingest,   &drg_cli_events,  &drg_cli_incidents, &drg_cli_tracks,
    &drg_cli_sources, &drg_cli_document, &drg_cli_check,   &drg_cli_correct,   &drg_cli_rebuild,
    &drg_cli_serve,   &drg_cli_token,    &drg_cli_eval,    &drg_cli_train,     NULL};

static const drg_cli_command *find_command(const char *name)
{
    for (size_t i = 0; drg_cli_commands[i] != NULL; i++)
        if (strcmp(drg_cli_commands[i]->name, name) == 0)
            return drg_cli_commands[i];
    return NULL;
}

static void print_overview(FILE *to)
{
    fputs("Usage: dragoman COMMAND [OPTION]... [FILE|-]...\n"
          "\n"
          "Reads news reporting on conflict and diplomacy and keeps the record: who did what\n"
          "to whom, where, when, how many, and according to whom.\n"
          "\n"
          "Commands:\n",
          to);
    for (size_t i = 0; drg_cli_commands[i] != NULL; i++)
        fprintf(to, "  %-9s %s\n", drg_cli_commands[i]->name, drg_cli_commands[i]->summary);
    fputs("  help      how to use a command: dragoman help code\n"
          "\n"
          "Without FILE, or where FILE is -, standard input is read. Results go to standard\n"
          "output, everything else to standard error. What one command prints the next one\n"
          "reads: dragoman read talks.txt | dragoman analyse | dragoman code\n"
          "\n"
          "Exit status:\n"
          "  0  done\n"
          "  1  some inputs failed; each is named on standard error, the others are done\n"
          "  2  wrong usage\n"
          "  3  a system error: a weights file missing or damaged, an output not writable\n"
          "\n"
          "Example:\n"
          "  dragoman code --to table talks.txt\n",
          to);
}

static int unknown_command(const char *name)
{
    const char *names[32];
    size_t n = 0;
    for (; drg_cli_commands[n] != NULL; n++)
        names[n] = drg_cli_commands[n]->name;
    names[n++] = "help";
    names[n] = NULL;
    const char *near = drg_cli_nearest(name, names);
    if (near != NULL)
        return drg_cli_usage_error(NULL, "there is no command \"%s\"; did you mean \"%s\"?", name, near);
    return drg_cli_usage_error(NULL, "there is no command \"%s\"", name);
}

static int help(int argc, char **argv)
{
    if (argc < 3) {
        print_overview(stdout);
        return DRG_CLI_DONE;
    }
    const drg_cli_command *command = find_command(argv[2]);
    if (command == NULL)
        return unknown_command(argv[2]);
    drg_cli_help(command, stdout);
    return DRG_CLI_DONE;
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_overview(stderr);
        return DRG_CLI_USAGE;
    }
    const char *word = argv[1];
    if (strcmp(word, "help") == 0)
        return help(argc, argv);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        print_overview(stdout);
        return DRG_CLI_DONE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        puts("dragoman " DRAGOMAN_VERSION);
        return DRG_CLI_DONE;
    }
    if (word[0] == '-')
        return drg_cli_usage_error(NULL, "there is no option \"%s\" before the command", word);
    const drg_cli_command *command = find_command(word);
    if (command == NULL)
        return unknown_command(word);
    drg_cli_settings settings;
    int status = drg_cli_parse(command, argc - 1, argv + 1, &settings);
    if (status < 0)
        status = command->run(command, &settings);
    drg_cli_release(&settings);
    return status;
}

int main(int argc, char **argv)
{
    /* A reader that goes away shows as a failed write, which ends the run with its counts and files in order. */
    signal(SIGPIPE, SIG_IGN);
    int status = run(argc, argv);
    if (fflush(stdout) != 0 && status == DRG_CLI_DONE)
        status = DRG_CLI_SYSTEM;
    return status;
}
