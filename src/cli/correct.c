/* src/cli/correct.c - dragoman correct: what a person decides about incidents. dragoman rebuild: all that follows from the
 * records, made again. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

static bool open_ledger(const drg_cli_settings *settings, drg_ledger **ledger)
{
    drg_error err;
    if (drg_ledger_open(settings->db, DRG_LEDGER_WRITE, ledger, &err) == DRG_OK)
        return true;
    drg_cli_error("%s", err.message);
    return false;
}

static const struct kind {
    const char *name;
    drg_ledger_correction_kind kind;
    size_t n_arguments; /* behind it */
} kinds[] = {{"same", DRG_LEDGER_SAME, 2}, {"apart", DRG_LEDGER_APART, 2}, {"set", DRG_LEDGER_SET, 3}};

static int correct(const drg_cli_command *command, const drg_cli_settings *settings)
{
    const char *const *words = settings->arguments;
    const struct kind *kind = NULL;
    drg_ledger *ledger;
    drg_error err;
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (settings->n_arguments == 0)
        return drg_cli_usage_error(command, "what to correct: same, apart or set?");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(words[0], kinds[i].name) == 0)
            kind = &kinds[i];
    if (kind == NULL)
        return drg_cli_usage_error(command, "\"%s\" is none of same, apart and set", words[0]);
    if (settings->n_arguments != kind->n_arguments + 1)
        return drg_cli_usage_error(command, "%s takes %zu words", kind->name, kind->n_arguments);
    const drg_ledger_correction correction = {.kind = kind->kind,
                                              .record = words[1],
                                              .other = kind->kind != DRG_LEDGER_SET ? words[2] : NULL,
                                              .field = kind->kind == DRG_LEDGER_SET ? words[2] : NULL,
                                              .value = kind->kind == DRG_LEDGER_SET ? words[3] : NULL,
                                              .who = settings->by,
                                              .why = settings->why};
    if (!open_ledger(settings, &ledger))
        return DRG_CLI_SYSTEM;
    drg_status st = drg_ledger_correct(ledger, &correction, &err);
    drg_ledger_close(ledger);
    if (st == DRG_OK)
        return DRG_CLI_DONE;
    drg_cli_error("%s", err.message);
    return st == DRG_EINPUT ? DRG_CLI_SOME_FAILED : DRG_CLI_SYSTEM;
}

const drg_cli_command drg_cli_correct = {
    .name = "correct",
    .arguments = "--db LEDGER same|apart ID ID | set ID FIELD VALUE",
    .summary = "say which records tell one happening, or what is true of it",
    .about = "Keeps what you decide about the incidents of a ledger, and obeys it at once and in every\n"
             "rebuild:\n"
             "\n"
             "  same ID ID          the two tell one happening\n"
             "  apart ID ID         they do not\n"
             "  set ID FIELD VALUE  what is true of the incident: event, mode, status, sentence,\n"
             "                      first_day, last_day, place, country, province, lat, lon; or a\n"
             "                      count of people, such as dead, which becomes the best one\n"
             "\n"
             "ID is a record's, or an incident's, which stands for its first record. Of two decisions\n"
             "about one pair the later holds.\n",
    .examples = "  dragoman correct --db war.ledger same 8c59a94cbd1b7da5 a9c54b7fa0ca43ac\n"
                "  dragoman correct --db war.ledger set 8c59a94cbd1b7da5 dead 14 --why \"names published\"\n",
    .options = DRG_CLI_OPT_DB | DRG_CLI_OPT_CORRECT,
    .run = correct,
};

/* ---- rebuild ---- */

typedef struct bar {
    bool shown;
    double begun, drawn;
} bar;

static void show(void *context, size_t done, size_t total)
{
    bar *b = context;
    double now = drg_cli_seconds();
    if (!b->shown || (now - b->drawn < 0.2 && done < total))
        return;
    b->drawn = now;
    double rate = (double)done / (now > b->begun ? now - b->begun : 1);
    fprintf(stderr, "\r%zu of %zu documents, %.0f a second, %.0f s to go \033[K%s", done, total, rate,
            rate > 0 ? (double)(total - done) / rate : 0, done == total ? "\r\033[K" : "");
}

static int rebuild(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_ledger *ledger;
    drg_error err;
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (settings->n_arguments > 0)
        return drg_cli_usage_error(command, "rebuild takes no file: the ledger is named with --db");
    if (!open_ledger(settings, &ledger))
        return DRG_CLI_SYSTEM;
    bar b = {.shown = !settings->quiet && isatty(STDERR_FILENO) == 1, .begun = drg_cli_seconds()};
    drg_status st = drg_ledger_rebuild(ledger, show, &b, &err);
    drg_ledger_close(ledger);
    if (st == DRG_OK)
        return DRG_CLI_DONE;
    drg_cli_error("%s", err.message);
    return DRG_CLI_SYSTEM;
}

const drg_cli_command drg_cli_rebuild = {
    .name = "rebuild",
    .arguments = "--db LEDGER",
    .summary = "make incidents and tracks again from the records",
    .about = "Throws away all that follows from the records of a ledger (families of copies, incidents,\n"
             "tracks) and makes it again, by the rules of this version of the program. Records and\n"
             "corrections stay. The same comes out, whatever the order in which documents came; and\n"
             "all of it, or nothing where it is killed.\n",
    .examples = "  dragoman rebuild --db war.ledger\n",
    .options = DRG_CLI_OPT_DB | DRG_CLI_OPT_QUIET,
    .run = rebuild,
};
