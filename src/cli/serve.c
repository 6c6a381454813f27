/* src/cli/serve.c - dragoman serve: a ledger over HTTP; dragoman token: who may ask. */
#include "cli.h"

#include "dragoman/serve.h"
#include "dragoman/token.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- serve ---- */

static void log_line(void *context, const char *line, size_t len)
{
    FILE *to = context;
    fwrite(line, 1, len, to);
    fflush(to);
}

static void tell_address(const drg_cli_settings *settings, const drg_server *server)
{
    const char *address = settings->address != NULL ? settings->address : "127.0.0.1";
    bool is_v6 = strchr(address, ':') != NULL;
    fprintf(stderr, "serving %s at http://%s%s%s:%u/\n", settings->db, is_v6 ? "[" : "", address, is_v6 ? "]" : "",
            drg_server_port(server));
}

static int serve_until_stopped(const drg_cli_settings *settings, const drg_cli_tables *tables, FILE *log)
{
    drg_error err = {.status = DRG_OK};
    drg_server *server = NULL;
    drg_server_options options = {.ledger = settings->db,
                                  .address = settings->address,
                                  .port = settings->has_port ? settings->port : 8080,
                                  .model = tables->model,
                                  .coder = tables->coder,
                                  .hosts = settings->hosts,
                                  .n_hosts = settings->n_hosts,
                                  .origins = settings->origins,
                                  .n_origins = settings->n_origins,
                                  .open = settings->open,
                                  .threads = settings->jobs,
                                  .rate = settings->rate,
                                  .log = log != NULL ? log_line : NULL,
                                  .log_context = log};
    drg_cli_catch_signals();
    if (drg_server_start(&options, &server, &err) != DRG_OK) {
        drg_cli_error("%s", err.message);
        return err.status == DRG_EARG ? DRG_CLI_USAGE : DRG_CLI_SYSTEM;
    }
    if (!settings->quiet)
        tell_address(settings, server);
    while (drg_cli_stop == 0) {
        struct timespec nap = {.tv_nsec = 100000000};
        nanosleep(&nap, NULL);
    }
    drg_server_stop(server);
    return DRG_CLI_DONE;
}

static int run_serve(const drg_cli_command *command, const drg_cli_settings *settings)
{
    drg_cli_tables tables;
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (settings->n_arguments > 0)
        return drg_cli_usage_error(command, "serve takes no file: the ledger is named with --db");
    FILE *log = NULL;
    if (settings->log != NULL)
        log = strcmp(settings->log, "-") == 0 ? stdout : fopen(settings->log, "ae");
    if (settings->log != NULL && log == NULL) {
        drg_cli_error("%s: cannot be written to", settings->log);
        return DRG_CLI_SYSTEM;
    }
    int status = DRG_CLI_SYSTEM;
    if (drg_cli_open_tables(settings, true, true, &tables)) {
        status = serve_until_stopped(settings, &tables, log);
        drg_cli_close_tables(&tables);
    }
    if (log != NULL && log != stdout)
        fclose(log);
    return status;
}

const drg_cli_command drg_cli_serve = {
    .name = "serve",
    .arguments = "--db LEDGER",
    .summary = "a ledger over HTTP: an API, and pages",
    .about = "Serves a ledger to programs, under /api/v1/, and to people: open the address that it\n"
             "tells in a browser. Others may ingest into the ledger meanwhile; what is new shows.\n"
             "\n"
             "It listens on this machine alone. With --address it may be reached from others: then\n"
             "every request of data needs a token (dragoman token), but with --open. A signal ends\n"
             "it, after the requests that began.\n",
    .examples = "  dragoman serve --db war.ledger\n"
                "  dragoman serve --db war.ledger --port 9000 --log access.jsonl\n"
                "  dragoman token --db war.ledger add desk\n"
                "  dragoman serve --db war.ledger --address 0.0.0.0 --host events.example.org\n",
    .options = DRG_CLI_OPT_DB | DRG_CLI_OPT_SERVE | DRG_CLI_OPT_JOBS | DRG_CLI_OPT_MODEL | DRG_CLI_OPT_KNOWLEDGE |
               DRG_CLI_OPT_QUIET,
    .run = run_serve,
};

/* ---- token ---- */

static void tell_token(void *context, drg_str name, drg_token_scope scope)
{
    (void)context;
    printf("%.*s\t%s\n", (int)name.len, name.ptr, scope == DRG_TOKEN_WRITE ? "write" : "read");
}

static int do_token(const drg_cli_command *command, const drg_cli_settings *settings, drg_ledger *ledger)
{
    char token[DRG_TOKEN_CHARS + 1];
    drg_error err = {.status = DRG_OK};
    const char *what = settings->arguments[0];
    drg_str name = settings->n_arguments > 1 ? (drg_str){settings->arguments[1], strlen(settings->arguments[1])}
                                             : (drg_str){NULL, 0};
    drg_status st;
    if (strcmp(what, "list") == 0) {
        st = drg_token_list(ledger, tell_token, NULL, &err);
    } else if (strcmp(what, "revoke") == 0) {
        st = drg_token_revoke(ledger, name, &err);
    } else {
        st = drg_token_add(ledger, name, settings->write_scope ? DRG_TOKEN_WRITE : DRG_TOKEN_READ, token, &err);
        if (st == DRG_OK)
            puts(token);
    }
    (void)command;
    if (st == DRG_OK)
        return DRG_CLI_DONE;
    drg_cli_error("%s", err.message);
    return st == DRG_EARG ? DRG_CLI_SOME_FAILED : DRG_CLI_SYSTEM;
}

static int run_token(const drg_cli_command *command, const drg_cli_settings *settings)
{
    static const char *const words[] = {"add", "list", "revoke", NULL};
    drg_ledger *ledger;
    drg_error err = {.status = DRG_OK};
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (settings->n_arguments == 0)
        return drg_cli_usage_error(command, "add, list or revoke?");
    const char *what = settings->arguments[0];
    size_t known = 0, wanted = strcmp(what, "list") == 0 ? 1 : 2;
    while (words[known] != NULL && strcmp(words[known], what) != 0)
        known++;
    if (words[known] == NULL)
        return drg_cli_usage_error(command, "\"%s\" is neither add nor list nor revoke", what);
    if (settings->n_arguments != wanted)
        return drg_cli_usage_error(command, wanted == 1 ? "list takes nothing" : "%s takes one name", what);
    if (drg_ledger_open(settings->db, DRG_LEDGER_WRITE, &ledger, &err) != DRG_OK) {
        drg_cli_error("%s", err.message);
        return DRG_CLI_SYSTEM;
    }
    int status = do_token(command, settings, ledger);
    drg_ledger_close(ledger);
    return status;
}

const drg_cli_command drg_cli_token = {
    .name = "token",
    .arguments = "--db LEDGER add NAME | list | revoke NAME",
    .summary = "who may ask a server for a ledger",
    .about = "Makes, lists and revokes tokens, which `dragoman serve` asks for beyond this machine.\n"
             "A token is printed once, when it is made; the ledger keeps only its SHA-256. Clients\n"
             "send it as `Authorization: Bearer TOKEN`. A revoked one is refused at once.\n",
    .examples = "  dragoman token --db war.ledger add desk\n"
                "  dragoman token --db war.ledger list\n"
                "  dragoman token --db war.ledger revoke desk\n",
    .options = DRG_CLI_OPT_DB | DRG_CLI_OPT_WRITE,
    .run = run_token,
};
