/* src/cli/ask.c - dragoman events, incidents, tracks, sources and document: what a ledger answers. */
#include "cli.h"

#include "dragoman/show.h"

#include <string.h>

/* Tables and timelines are for eyes: so many rows, unless --limit says otherwise. */
#define SHOWN_ROWS "100"
#define ALL_ROWS "100000000"

/* One run. */
typedef struct asking {
    const drg_cli_command *command;
    const drg_cli_settings *settings;
    drg_ledger *ledger;
    drg_cli_output output;
    drg_show *show; /* NULL: JSON Lines */
    drg_error err;
} asking;

static bool is_format(const asking *a, const char *name)
{
    return strcmp(a->settings->to, name) == 0;
}

/* A drg_item_sink: one JSON object a line. */
static drg_status write_line(void *context, drg_str json)
{
    asking *a = context;
    drg_status st = drg_cli_output_write(&a->output, json.ptr, json.len);
    return st == DRG_OK ? drg_cli_output_write(&a->output, "\n", 1) : st;
}

static bool open_show(asking *a, bool one)
{
    drg_table_style style = {.width = drg_cli_terminal_width(&a->output),
                             .color = drg_cli_wants_color(a->settings, &a->output)};
    drg_show_form form = is_format(a, "csv")        ? DRG_SHOW_CSV
                         : is_format(a, "timeline") ? DRG_SHOW_TIMELINE
                         : one                      ? DRG_SHOW_CARD
                                                    : DRG_SHOW_TABLE;
    if (is_format(a, "jsonl"))
        return true;
    return drg_show_new(a->command->kind, form, &style, drg_cli_output_write, &a->output, &a->show, &a->err) == DRG_OK;
}

/* JSON Lines of events are records, as they were coded. */
static drg_ask_kind kind_of(const asking *a)
{
    return a->command->kind == DRG_ASK_EVENTS && is_format(a, "jsonl") ? DRG_ASK_RECORDS : a->command->kind;
}

/* ---- many ---- */

static drg_status ask_all(asking *a)
{
    const drg_cli_settings *s = a->settings;
    bool is_timeline = is_format(a, "timeline"), is_short = is_timeline || is_format(a, "table");
    drg_page page = {0};
    drg_status st = DRG_OK;
    if (!s->has_limit)
        st = drg_query_set(s->query, "limit", (drg_str){is_short ? SHOWN_ROWS : ALL_ROWS, is_short ? 3 : 9}, &a->err);
    if (st == DRG_OK && is_timeline && !s->has_sort)
        st = drg_query_set(s->query, "sort", (drg_str){"oldest", 6}, &a->err);
    if (st == DRG_OK)
        st = drg_query_set_kind(s->query, kind_of(a), &a->err);
    if (st == DRG_OK)
        st = drg_ask(a->ledger, s->query, a->show != NULL ? drg_show_item : write_line,
                     a->show != NULL ? (void *)a->show : (void *)a, &page, &a->err);
    if (st != DRG_OK || s->quiet)
        return st;
    if (page.n_items == 0)
        fputs("nothing found\n", stderr);
    else if (page.next[0] != '\0' && !s->has_limit)
        fputs("the first " SHOWN_ROWS "; --limit N shows more\n", stderr);
    return st;
}

/* ---- some, by their ids ---- */

static drg_status ask_each(asking *a, bool *some_failed)
{
    const drg_cli_settings *s = a->settings;
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < s->n_arguments; i++) {
        const char *id = s->arguments[i];
        st = drg_ask_one(a->ledger, kind_of(a), (drg_str){id, strlen(id)}, a->show != NULL ? drg_show_item : write_line,
                         a->show != NULL ? (void *)a->show : (void *)a, &a->err);
        if (st != DRG_END)
            continue;
        drg_cli_error("%s: %s has none with that id", id, s->db);
        *some_failed = true;
        st = DRG_OK;
    }
    return st;
}

/* ---- the run ---- */

static int finish(asking *a, drg_status st, bool some_failed)
{
    drg_status ended = drg_show_end(a->show, st == DRG_OK ? &a->err : NULL);
    if (st == DRG_OK)
        st = ended;
    drg_ledger_close(a->ledger);
    bool written = drg_cli_output_close(&a->output, st == DRG_OK);
    if (st == DRG_OK)
        return some_failed ? DRG_CLI_SOME_FAILED : written || a->output.closed_pipe ? DRG_CLI_DONE : DRG_CLI_SYSTEM;
    if (a->output.closed_pipe)
        return DRG_CLI_DONE;
    if (a->output.why == 0)
        drg_cli_error("%s", a->err.message);
    return st == DRG_EARG ? DRG_CLI_USAGE : DRG_CLI_SYSTEM;
}

static int run(const drg_cli_command *command, const drg_cli_settings *settings)
{
    asking a = {.command = command, .settings = settings, .err = {.status = DRG_OK}};
    bool one = settings->n_arguments > 0, some_failed = false;
    if (settings->db == NULL)
        return drg_cli_usage_error(command, "no ledger: name one with --db");
    if (one && settings->has_filter)
        return drg_cli_usage_error(command, "ids and filters do not go together: name ids, or say what to leave");
    if (drg_ledger_open(settings->db, DRG_LEDGER_READ, &a.ledger, &a.err) != DRG_OK) {
        drg_cli_error("%s", a.err.message);
        return DRG_CLI_SYSTEM;
    }
    if (!drg_cli_output_open(&a.output, settings->output)) {
        drg_ledger_close(a.ledger);
        return DRG_CLI_SYSTEM;
    }
    drg_status st = open_show(&a, one) ? DRG_OK : a.err.status;
    if (st == DRG_OK)
        st = one ? ask_each(&a, &some_failed) : ask_all(&a);
    return finish(&a, st, some_failed);
}

#define OPTIONS (DRG_CLI_OPT_DB | DRG_CLI_OPT_TO | DRG_CLI_OPT_COLOR | DRG_CLI_OPT_OUTPUT | DRG_CLI_OPT_QUIET)

static const char *const in_time[] = {"table", "jsonl", "csv", "timeline", NULL};
static const char *const without_time[] = {"table", "jsonl", "csv", NULL};

#define ABOUT_WHO                                                                                                      \
    "WHO is a country (RUS), a country and a sector (RUS:MIL), a sector (:MIL), or a name as\n"                        \
    "the ledger has it. A TYPE may have a mode: ASSAULT:drone.\n"

const drg_cli_command drg_cli_events = {
    .name = "events",
    .arguments = "--db LEDGER [ID]...",
    .summary = "what documents in a ledger tell: records, under a filter",
    .about = "Prints the records of a ledger that the options leave, newest first, or those with the\n"
             "given IDs. As JSON Lines they are exactly what was coded.\n"
             "\n" ABOUT_WHO,
    .examples = "  dragoman events --db war.ledger --actor RUS:MIL --type ASSAULT --since 2024-05-01\n"
                "  dragoman events --db war.ledger --text '\"power plant\" drone*' --to csv >plants.csv\n"
                "  dragoman events --db war.ledger --near 50.0,36.2,30 --to timeline\n",
    .options = OPTIONS,
    .formats = in_time,
    .asks = true,
    .kind = DRG_ASK_EVENTS,
    .run = run,
};

const drg_cli_command drg_cli_incidents = {
    .name = "incidents",
    .arguments = "--db LEDGER [ID]...",
    .summary = "what happened, each happening with all who tell of it",
    .about = "Prints the incidents of a ledger that the options leave, newest first. With an ID it\n"
             "shows everything about that one: who says so in which words, the numbers of each\n"
             "source as bars with their bounds, how they changed, and why its records are thought\n"
             "to tell of one happening.\n"
             "\n" ABOUT_WHO,
    .examples = "  dragoman incidents --db war.ledger --country UKR --min-dead 10 --sort deadliest\n"
                "  dragoman incidents --db war.ledger --status disputed\n"
                "  dragoman incidents --db war.ledger ae42a3d644a9e7c5\n",
    .options = OPTIONS,
    .formats = in_time,
    .asks = true,
    .kind = DRG_ASK_INCIDENTS,
    .run = run,
};

const drg_cli_command drg_cli_tracks = {
    .name = "tracks",
    .arguments = "--db LEDGER [ID]...",
    .summary = "where talks, exchanges, ceasefires and offensives stand",
    .about = "Prints the tracks of a ledger that the options leave, those that moved last first. With\n"
             "an ID it shows that track's steps in order, with the claims that put each there.\n"
             "\n" ABOUT_WHO,
    .examples = "  dragoman tracks --db war.ledger --kind negotiation --party RUS\n"
                "  dragoman tracks --db war.ledger --to timeline\n",
    .options = OPTIONS,
    .formats = in_time,
    .asks = true,
    .kind = DRG_ASK_TRACKS,
    .run = run,
};

const drg_cli_command drg_cli_sources = {
    .name = "sources",
    .arguments = "--db LEDGER [ID]...",
    .summary = "who claims what, and how often others agree or disagree",
    .about = "Prints the sources of a ledger: how much each claimed, and in how many incidents others\n"
             "confirmed or contradicted it, or nobody else spoke. With an ID (as --to jsonl prints it)\n"
             "it shows what that source claims, its newest incidents, and who tells of the same.\n",
    .examples = "  dragoman sources --db war.ledger --country RUS\n"
                "  dragoman sources --db war.ledger --text kremlin --to jsonl\n"
                "  dragoman sources --db war.ledger 'media|||reuters'\n",
    .options = OPTIONS,
    .formats = without_time,
    .asks = true,
    .kind = DRG_ASK_SOURCES,
    .run = run,
};

const drg_cli_command drg_cli_document = {
    .name = "document",
    .arguments = "--db LEDGER [ID]...",
    .summary = "a document of a ledger, with its records marked",
    .about = "With an ID or an address, shows that document: its text with the words marked that its\n"
             "records rest on, the records, its copies and its revisions. Without one, lists the\n"
             "documents that the options leave, newest first.\n",
    .examples = "  dragoman document --db war.ledger https://news.example/2024/05/15/exchange\n"
                "  dragoman document --db war.ledger --publisher Reuters --since 2024-05-01\n",
    .options = OPTIONS,
    .formats = without_time,
    .asks = true,
    .kind = DRG_ASK_DOCUMENTS,
    .run = run,
};
