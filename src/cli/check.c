/* src/cli/check.c - dragoman check: whether a ledger is sound. */
#include "cli.h"

static void tell(void *context, drg_str problem)
{
    FILE *to = context;
    for (size_t i = 0; i < problem.len; i++) {
        unsigned char c = (unsigned char)problem.ptr[i];
        fputc(c < 0x20 || c == 0x7f ? '?' : c, to);
    }
    fputc('\n', to);
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_ledger *ledger;
    drg_error err = {.status = DRG_OK};
    uint64_t n = 0;
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (settings->n_arguments > 0)
        return drg_cli_usage_error(command, "check takes no file: the ledger is named with --db");
    drg_status st = drg_ledger_open(settings->db, DRG_LEDGER_READ, &ledger, &err);
    if (st == DRG_OK) {
        st = drg_ledger_check(ledger, tell, stdout, &n, &err);
        drg_ledger_close(ledger);
    }
    if (st == DRG_EFORMAT)
        n++;
    if (st != DRG_OK)
        drg_cli_error("%s", err.message);
    if (n > 0) {
        fprintf(stderr, "%s is not sound: %llu problem%s\n", settings->db, (unsigned long long)n, n == 1 ? "" : "s");
        return DRG_CLI_SOME_FAILED;
    }
    if (st != DRG_OK)
        return DRG_CLI_SYSTEM;
    if (!settings->quiet)
        fprintf(stderr, "%s is sound\n", settings->db);
    return DRG_CLI_DONE;
}

const drg_cli_command drg_cli_check = {
    .name = "check",
    .arguments = "--db LEDGER",
    .summary = "prove a ledger sound",
    .about = "Looks through a ledger: that the file is whole; that everything that is referred to is\n"
             "there; that of each page one revision is current; that records are as they were\n"
             "printed and their sentences stand where they say; that families, incidents and\n"
             "tracks fit the records. Each problem is a line on standard output. Exit status 0:\n"
             "sound; 1: not.\n"
             "\n"
             "Others may read and write the ledger meanwhile.\n",
    .examples = "  dragoman check --db war.ledger\n",
    .options = DRG_CLI_OPT_DB | DRG_CLI_OPT_QUIET,
    .run = run,
};
