/* src/cli/web.c - what the commands that fetch share. */
#include "cli.h"

volatile sig_atomic_t drg_cli_stop;

static void on_signal(int number)
{
    (void)number;
    drg_cli_stop = 1;
}

void drg_cli_catch_signals(void)
{
    /* Reset by the first one: the second one ends the program as if nobody listened. */
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGHUP, &action, NULL);
}

bool drg_cli_open_fetcher(const drg_cli_settings *settings, drg_fetcher **fetcher)
{
    drg_error err = {.status = DRG_OK};
    if (drg_fetcher_new(&settings->web, fetcher, &err) == DRG_OK)
        return true;
    drg_cli_error("%s", err.message);
    return false;
}
